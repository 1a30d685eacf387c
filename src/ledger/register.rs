//! The registers: parties, persons, accounts and all else that is looked up by a short name.

use crate::domain::law::code::PartyCode;
use crate::domain::law::party::PartyKind;
use crate::domain::record::{BareRecord, Record, RecordKind, Registered};

use super::error::LedgerError;
use super::keys;
use super::tables::{Rows, WriteTable};

/// Where a record stands besides under its own key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Also {
    /// The party that the city has once, by its kind.
    Sole(PartyKind),
    /// The systems of a unit, by code.
    SystemOf(PartyCode),
}

impl Also {
    /// What the places of this form begin with.
    #[must_use]
    pub fn key(&self) -> Vec<u8> {
        match self {
            Self::Sole(kind) => vec![128, kind.place()],
            Self::SystemOf(unit) => keys::join(&[&[129], &keys::party(unit)]),
        }
    }
}

/// The key of a record.
#[must_use]
pub fn key(kind: RecordKind, name: &str) -> Vec<u8> {
    keys::join(&[&[kind.place()], name.as_bytes()])
}

/// The further places of a record.
fn also(record: &Record) -> Option<Vec<u8>> {
    match record {
        Record::Party(party) => party.kind.is_sole().then(|| Also::Sole(party.kind).key()),
        Record::System(system) => {
            let of = Also::SystemOf(system.unit.clone()).key();
            Some(keys::join(&[&of, system.code.as_str().as_bytes()]))
        }
        Record::Person(_)
        | Record::Account(_)
        | Record::Pool(_)
        | Record::Item(_)
        | Record::Contract(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::ArticleText(_) => None,
    }
}

fn read(kind: RecordKind, bytes: &[u8]) -> Result<Record, LedgerError> {
    let mut row = postcard::Deserializer::from_bytes(bytes);
    Ok(Record::read_row(kind, &mut row)?)
}

/// A record.
///
/// # Errors
/// If the engine fails or the record is damaged.
pub fn find(
    table: &impl Rows,
    kind: RecordKind,
    name: &str,
) -> Result<Option<Record>, LedgerError> {
    table
        .get(key(kind, name).as_slice())?
        .map(|bytes| read(kind, bytes.value()))
        .transpose()
}

/// Every record whose place begins so, in order, at most `limit`.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn beginning(
    table: &impl Rows,
    kind: RecordKind,
    from: &[u8],
    limit: usize,
) -> Result<Vec<Record>, LedgerError> {
    let mut found = Vec::new();
    for row in table.range(from..)?.take(limit) {
        let (at, bytes) = row?;
        if !at.value().starts_with(from) {
            break;
        }
        found.push(read(kind, bytes.value())?);
    }
    Ok(found)
}

/// Every record of a register that is small by nature.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn all<R: Registered>(table: &impl Rows) -> Result<Vec<R>, LedgerError> {
    let found = beginning(table, R::KIND, &key(R::KIND, ""), usize::MAX)?;
    Ok(found.into_iter().filter_map(R::of).collect())
}

/// The party of a kind that the city has once.
///
/// # Errors
/// If the engine fails or the record is damaged.
pub fn sole(table: &impl Rows, kind: PartyKind) -> Result<Option<Record>, LedgerError> {
    table
        .get(Also::Sole(kind).key().as_slice())?
        .map(|bytes| read(RecordKind::Party, bytes.value()))
        .transpose()
}

/// Writes a record.
///
/// # Errors
/// If the engine fails.
pub fn put(table: &mut WriteTable<'_>, record: &Record) -> Result<(), LedgerError> {
    let bytes = postcard::to_allocvec(&BareRecord(record))?;
    let own = key(record.kind(), &record.key());
    for place in [Some(own), also(record)].into_iter().flatten() {
        table.insert(place.as_slice(), bytes.as_slice())?;
    }
    Ok(())
}
