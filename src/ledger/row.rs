//! The row of a matter: its head, then its body. Lists read only the head, and of that what they show.

use serde::Deserialize;

use crate::domain::kinds::Bare;
use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::{Body, Head, Matter, MatterId, MatterKind, Past, Role, Stage};

use super::error::LedgerError;
use super::keys;
use super::tables::Rows;

/// The bytes of a matter's row.
///
/// # Errors
/// If it cannot be written, which a test rules out for every kind.
pub fn write(matter: &Matter) -> Result<Vec<u8>, LedgerError> {
    let head = postcard::to_allocvec(&matter.head)?;
    Ok(postcard::to_extend(&Bare(&matter.body), head)?)
}

/// The matter of a row. Its kind is in the head's id, as it is in the key.
///
/// # Errors
/// If the row is damaged.
pub fn read(row: &[u8]) -> Result<Matter, LedgerError> {
    let (head, rest): (Head, _) = postcard::take_from_bytes(row)?;
    let mut rest = postcard::Deserializer::from_bytes(rest);
    let body = Body::read_row(head.id.kind, &mut rest)?;
    if rest.finalize()?.is_empty() {
        Ok(Matter { head, body })
    } else {
        Err(LedgerError::Damaged {
            seq: 0,
            what: format!("{} is longer than it should be", head.id),
        })
    }
}

/// The head of a row, without its body.
///
/// # Errors
/// If the row is damaged.
pub fn read_head(row: &[u8]) -> Result<Head, LedgerError> {
    Ok(postcard::take_from_bytes(row)?.0)
}

/// A matter, if it is there.
///
/// # Errors
/// If the engine fails or the row is damaged.
pub fn find(matters: &impl Rows, id: MatterId) -> Result<Option<Matter>, LedgerError> {
    matters
        .get(keys::matter(id).as_slice())?
        .map(|row| read(row.value()))
        .transpose()
}

/// What is over on a matter, in order, each with the number of the entry that ended it.
///
/// # Errors
/// If the engine fails or a row is damaged.
pub fn past(history: &impl Rows, id: MatterId) -> Result<Vec<(u64, Past)>, LedgerError> {
    let (from, to) = (keys::history(id, 0), keys::history(id, u64::MAX));
    let mut past = Vec::new();
    for row in history.range(from.as_slice()..to.as_slice())? {
        let (key, bytes) = row?;
        let seq = keys::read_history(key.value()).unwrap_or_default();
        let of_one: Vec<Past> = postcard::from_bytes(bytes.value())?;
        past.extend(of_one.into_iter().map(|one| (seq, one)));
    }
    Ok(past)
}

/// The ids of the last matters of a kind, at most so many, in the order in which they were begun.
///
/// # Errors
/// If the engine fails.
pub fn last_of(
    matters: &impl Rows,
    kind: MatterKind,
    most: usize,
) -> Result<Vec<MatterId>, LedgerError> {
    let of = [kind.tag()];
    let past = keys::after(&of).unwrap_or_default();
    let mut ids = Vec::new();
    for row in matters
        .range(of.as_slice()..past.as_slice())?
        .rev()
        .take(most)
    {
        ids.extend(keys::read_matter(row?.0.value()));
    }
    ids.reverse();
    Ok(ids)
}

/// The beginning of a head: what a text is looked for in, read without the rest of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Brief<'row> {
    /// Its id.
    pub id: MatterId,
    /// How many acts it has seen.
    pub version: u32,
    /// What it is about, in one line.
    pub title: &'row str,
    /// Where it stands.
    pub stage: Stage,
    /// Whom it concerns.
    #[serde(borrow)]
    pub concerned: Vec<(Role, &'row str)>,
}

impl<'row> Brief<'row> {
    /// Reads it.
    ///
    /// # Errors
    /// If the row is damaged.
    pub fn read(row: &'row [u8]) -> Result<Self, LedgerError> {
        Ok(postcard::take_from_bytes(row)?.0)
    }

    /// Whether the matter concerns a party, as [`Head::concerns`] has it.
    #[must_use]
    pub fn concerns(&self, party: &PartyCode) -> bool {
        self.concerned
            .iter()
            .any(|(role, known)| role.sees() && *known == party.as_str())
    }

    /// The party whose matter it is, as [`Head::owner`] has it.
    #[must_use]
    pub fn owner(&self) -> Option<&'row str> {
        let of = |role: Role| self.concerned.iter().find(move |(known, _)| *known == role);
        let owner = of(Role::Unit).or_else(|| of(Role::Contractor));
        owner.map(|(_, party)| *party)
    }
}
