//! Tallies: named sums over matters, kept as they change. A decision reads one in a step, whatever the number of matters.

use super::code::{ItemCode, PartyCode, PoolCode};

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tally {
    /// How much of an item is issued from a pool, in the item's unit.
    Issued(PoolCode, ItemCode),
    /// How much of an item is issued to a unit by who delivers it from purchased pools, in the item's unit.
    IssuedTo(PartyCode, PartyCode, ItemCode),
    /// How many consents there were to buy something outside the catalogue: on the applications of a year, by what it was
    /// called, as names are compared.
    Consents(i32, String),
}
