//! Trouble that a seat is answered: nothing that a rule says, and nothing that is known to have happened.

use serde::{Deserialize, Serialize};

use super::super::list::column::Column;

/// Trouble that is not a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Too many are waiting; try again.
    Busy,
    /// The hub has stopped, or cannot be reached: nothing was sent to it.
    Gone,
    /// The hub was not reached and nothing left: it was not done.
    NotDone,
    /// The link broke before the answer came, and the ledger has no act under that key yet. What had left may still
    /// arrive, so only the same key may be sent again.
    NotYet,
    /// The link broke before the answer came, and no hub was reached since: the request key will tell.
    Unknown,
    /// The hub said something else than an answer; its own words.
    Hub(String),
    /// More was asked than one answer may hold.
    TooMuch {
        /// The bound.
        limit: usize,
    },
    /// An intake is longer than that.
    TooLarge {
        /// The bound, in bytes as the hub holds them.
        bytes: usize,
    },
    /// The slice is not the one that comes next in its intake, or the intake is not whole.
    OutOfStep {
        /// How many of its acts are here: the next slice begins there.
        staged: usize,
    },
    /// The store failed; its own words.
    Store(String),
    /// No such thing.
    NoSuch(String),
    /// The list has no such column.
    NoColumn {
        /// Those that it has.
        columns: Vec<Column>,
    },
    /// The list cannot be ordered by that column.
    NoOrder {
        /// The columns by which it can.
        orders: Vec<Column>,
    },
    /// The list is too long to be ordered by another column than the one by which it is kept.
    TooLong {
        /// The most rows that it may have.
        limit: usize,
        /// The column by which it is kept.
        by: Column,
    },
    /// The request key is none: 1 to 64 visible ASCII characters.
    BadKey,
}
