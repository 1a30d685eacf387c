//! Tallies: named sums over matters, kept as they change. A decision reads one in a step, whatever the number of matters.

use super::code::{ItemCode, PartyCode, PoolCode};
use super::matter::MatterId;
use super::names::words;
use crate::domain::build::capacity::Dimension;

words! {
    /// What is given out of a pool, by what became of it (R30).
    pub enum Use {
        /// Approved, and not issued yet.
        Reserved = "reserved",
        /// Issued.
        Issued = "issued",
        /// Issued in an emergency that nothing regularised yet: drawn first from what is kept for that.
        Drawn = "drawn",
    }
}

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tally {
    /// How much of an item is issued from a pool, in the item's unit.
    Issued(PoolCode, ItemCode),
    /// How much of an item is issued to a unit by who delivers it from purchased pools, in the item's unit.
    IssuedTo(PartyCode, PartyCode, ItemCode),
    /// How much of a dimension is given out of a pool.
    Used(PoolCode, Dimension, Use),
    /// That a matter will give room back to a pool.
    Freeing(PoolCode, MatterId),
    /// How many consents there were to buy something outside the catalogue: on the applications of a year, by what it was
    /// called, as names are compared.
    Consents(i32, String),
}
