//! Persons by what ties them together.

use super::{Also, beginning, find};
use crate::domain::law::code::PartyCode;
use crate::domain::law::party::{Account, Person};
use crate::domain::record::{RecordKind, Registered};
use crate::ledger::error::LedgerError;
use crate::ledger::tables::Rows;

/// The most persons or accounts that one look at people reads.
const PEOPLE_LIMIT: usize = 5_000;
/// The most persons of one name or number that are looked at.
const NAMESAKES_LIMIT: usize = 100;

/// The active persons of a party who have an account in use.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn people(table: &impl Rows, party: &PartyCode) -> Result<Vec<Person>, LedgerError> {
    let of = Also::PersonOf(party.clone()).key();
    let found = beginning(table, RecordKind::Person, &of, PEOPLE_LIMIT)?;
    let mut people = Vec::new();
    for person in found.into_iter().filter_map(Person::of) {
        let of = Also::AccountOf(person.code.clone()).key();
        let accounts = beginning(table, RecordKind::Account, &of, PEOPLE_LIMIT)?;
        let mut accounts = accounts.into_iter().filter_map(Account::of);
        if person.active && accounts.any(|account| account.active) {
            people.push(person);
        }
    }
    Ok(people)
}

/// Persons, as they are now, who have the name or the telephone number of this one.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn namesakes(table: &impl Rows, person: &Person) -> Result<Vec<Person>, LedgerError> {
    let mut found: Vec<Person> = Vec::new();
    let number = person.reached_at();
    let places = [
        Some(Also::Named(person.name.clone())),
        (!number.is_empty()).then_some(Also::Reached(number.clone())),
    ];
    for place in places.into_iter().flatten() {
        for known in beginning(table, RecordKind::Person, &place.key(), NAMESAKES_LIMIT)? {
            let now = find(table, RecordKind::Person, &known.key())?.and_then(Person::of);
            let is_alike = |now: &Person| {
                let reached = !number.is_empty() && now.reached_at() == number;
                now.code != person.code && (now.name == person.name || reached)
            };
            let is_new = |now: &Person| found.iter().all(|known| known.code != now.code);
            found.extend(now.filter(|now| is_alike(now) && is_new(now)));
        }
    }
    Ok(found)
}
