//! Where the rows of a list come from: places in order, and the row at each.

use std::ops::Bound;

use crate::ledger::error::LedgerError;

use super::column::Column;
use super::filter::Wanted;
use super::{About, Row};

/// The places of a list, in order or backwards. A place is bytes that sort as the list does.
pub(super) type Places<'s> = Box<dyn Iterator<Item = Result<Vec<u8>, LedgerError>> + 's>;

/// How many rows a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Total {
    /// How many were counted.
    pub(super) count: u64,
    /// Whether there are more than that.
    pub(super) more: bool,
}

/// The most rows that are counted of a list that has no counter.
pub(super) const COUNT_LIMIT: usize = 10_000;

impl Total {
    /// Of a list that was counted to one more than [`COUNT_LIMIT`].
    pub(super) fn counted(count: usize) -> Self {
        Self {
            count: u64::try_from(count.min(COUNT_LIMIT)).unwrap_or(u64::MAX),
            more: count > COUNT_LIMIT,
        }
    }
}

/// A list as one actor sees it at one instant.
pub(super) trait Source<'s> {
    /// Its places from one on.
    fn places(&mut self, from: &Bound<Vec<u8>>, backwards: bool)
    -> Result<Places<'s>, LedgerError>;

    /// The row at a place, with these cells; none if it is gone or not open to the actor.
    fn row(&mut self, place: &[u8], columns: &[Column]) -> Result<Option<Row>, LedgerError>;

    /// The row at a place, if it holds what is wanted in these columns.
    fn found(
        &mut self,
        place: &[u8],
        wanted: &Wanted,
        columns: &[Column],
    ) -> Result<Option<Row>, LedgerError> {
        let row = self.row(place, columns)?;
        Ok(row.filter(|row| wanted.is_in_row(row, columns)))
    }

    /// Whether there is a row at a place of the list; at nearly every place of nearly every list there is.
    fn is_there(&mut self, _place: &[u8]) -> Result<bool, LedgerError> {
        Ok(true)
    }

    /// What is to be said of the list as a whole.
    fn about(&mut self) -> Result<Option<About>, LedgerError> {
        Ok(None)
    }

    /// How many rows it has.
    fn total(&mut self) -> Result<Total, LedgerError>;
}
