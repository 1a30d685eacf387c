//! The beginning of a matter's row: what a text is looked for in, read without the rest of it.

use serde::Deserialize;

use crate::domain::code::PartyCode;

use super::error::LedgerError;

/// The first fields of a [`Matter`](crate::domain::matter::Matter), in their order, as they lie in the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Brief<'row> {
    /// Its id, as text.
    pub id: &'row str,
    /// How many acts it has seen.
    pub version: u32,
    /// What it is about, in one line.
    pub title: &'row str,
    /// The unit it belongs to.
    pub unit: &'row str,
    /// Who delivers.
    pub operator: &'row str,
}

impl<'row> Brief<'row> {
    /// Reads it.
    ///
    /// # Errors
    /// If the row is damaged.
    pub fn read(row: &'row [u8]) -> Result<Self, LedgerError> {
        Ok(postcard::take_from_bytes(row)?.0)
    }

    /// Whether the matter concerns a party, as [`Matter::concerns`](crate::domain::matter::Matter::concerns) has it.
    #[must_use]
    pub fn concerns(&self, party: &PartyCode) -> bool {
        [self.unit, self.operator].contains(&party.as_str())
    }
}
