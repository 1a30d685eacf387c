//! The registers: parties, persons, accounts and all else that is looked up by a short name.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::event::Event;
use crate::domain::ruling::Ruling;

use super::error::LedgerError;
use super::keys;
use super::tables::{Rows, WriteTable, get};

/// Which register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Register {
    /// Parties by code.
    Party = 1,
    /// Persons by code.
    Person = 2,
    /// Accounts by login.
    Account = 3,
    /// Pools by code.
    Pool = 4,
    /// Systems by code.
    System = 5,
    /// Catalogue items by code.
    Item = 6,
    /// Contracts by unit and provider.
    Contract = 7,
    /// Rulings by number.
    Ruling = 8,
    /// Calendar notices by edition.
    Notice = 9,
    /// Official texts by article.
    Article = 10,
    /// The parties that the city has once, by kind.
    Sole = 11,
    /// Systems by unit and code.
    UnitSystem = 12,
}

/// The key of a record.
#[must_use]
pub fn key(register: Register, name: &[u8]) -> Vec<u8> {
    keys::join(&[&[register as u8], name])
}

/// A record.
///
/// # Errors
/// If the engine fails or the record is damaged.
pub fn find<V: DeserializeOwned>(
    table: &impl Rows,
    register: Register,
    name: &[u8],
) -> Result<Option<V>, LedgerError> {
    get(table, &key(register, name))
}

/// Every record whose name begins so, in order, at most `limit`.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn beginning<V: DeserializeOwned>(
    table: &impl Rows,
    register: Register,
    name: &[u8],
    limit: usize,
) -> Result<Vec<V>, LedgerError> {
    let from = key(register, name);
    let mut found = Vec::new();
    for row in table.range(from.as_slice()..)?.take(limit) {
        let (at, bytes) = row?;
        if !at.value().starts_with(&from) {
            break;
        }
        found.push(postcard::from_bytes(bytes.value())?);
    }
    Ok(found)
}

/// Every record of a register that is small by nature.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn all<V: DeserializeOwned>(
    table: &impl Rows,
    register: Register,
) -> Result<Vec<V>, LedgerError> {
    beginning(table, register, &[], usize::MAX)
}

fn put(
    table: &mut WriteTable<'_>,
    register: Register,
    name: &[u8],
    record: &impl Serialize,
) -> Result<(), LedgerError> {
    let bytes = postcard::to_allocvec(record)?;
    table.insert(key(register, name).as_slice(), bytes.as_slice())?;
    Ok(())
}

/// Writes what an event registers.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn apply(table: &mut WriteTable<'_>, event: &Event) -> Result<(), LedgerError> {
    match event {
        Event::PartyRegistered(party) => {
            if party.kind.is_sole() {
                let kind = postcard::to_allocvec(&party.kind)?;
                put(table, Register::Sole, &kind, party)?;
            }
            put(
                table,
                Register::Party,
                party.code.as_str().as_bytes(),
                party,
            )
        }
        Event::PersonRegistered(person) => put(
            table,
            Register::Person,
            person.code.as_str().as_bytes(),
            person,
        ),
        Event::AccountBound(account) => put(
            table,
            Register::Account,
            account.login.as_str().as_bytes(),
            account,
        ),
        Event::PoolRegistered(pool) => {
            put(table, Register::Pool, pool.code.as_str().as_bytes(), pool)
        }
        Event::SystemRegistered(system) => {
            let code = system.code.as_str().as_bytes();
            let by_unit = keys::join(&[&keys::party(&system.unit), code]);
            put(table, Register::UnitSystem, &by_unit, system)?;
            put(table, Register::System, code, system)
        }
        Event::ItemRegistered(item) => {
            put(table, Register::Item, item.code.as_str().as_bytes(), item)
        }
        Event::ContractRecorded(contract) => {
            let both = keys::join(&[
                &keys::party(&contract.unit),
                contract.provider.as_str().as_bytes(),
            ]);
            put(table, Register::Contract, &both, contract)
        }
        Event::RulingProposed { number, ruling } => {
            put(table, Register::Ruling, &number.to_be_bytes(), ruling)
        }
        Event::RulingSigned { number, by } => {
            let name = number.to_be_bytes();
            let Some(ruling) = find::<Ruling>(table, Register::Ruling, &name)? else {
                return Ok(());
            };
            let signed = Ruling {
                signed_by: Some(by.clone()),
                ..ruling
            };
            put(table, Register::Ruling, &name, &signed)
        }
        Event::CalendarLoaded { edition, notice } => {
            put(table, Register::Notice, &edition.to_be_bytes(), notice)
        }
        Event::MeasuresLoaded { articles, .. } => articles
            .iter()
            .try_for_each(|(number, text)| put(table, Register::Article, &[*number], text)),
        _ => Ok(()),
    }
}
