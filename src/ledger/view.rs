//! The world as the ledger shows it: the same lookups over a snapshot and over the writer's open transaction.

use std::cell::RefCell;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use crate::domain::calendar::Calendar;
use crate::domain::catalogue::{Contract, Item};
use crate::domain::code::{ItemCode, Login, PartyCode, PersonCode, PoolCode, SystemCode};
use crate::domain::matter::{Matter, MatterId, MatterKind};
use crate::domain::party::{Account, Party, PartyKind, Person};
use crate::domain::pool::Pool;
use crate::domain::ruling::RulingBook;
use crate::domain::system::System;
use crate::domain::world::World;

use super::error::LedgerError;
use super::facts::Facts;
use super::keys;
use super::register::{self, Register};
use super::tables::{Rows, Tables, get, get_number};

/// A world over open tables. A lookup that fails answers "nothing" and keeps the failure: whoever decided by it must ask
/// [`View::settle`] before believing the answer.
pub struct View<'a, T> {
    tables: &'a Tables<T>,
    facts: &'a Facts,
    failure: RefCell<Option<LedgerError>>,
}

impl<'a, T: Rows> View<'a, T> {
    /// A world over these tables.
    #[must_use]
    pub fn new(tables: &'a Tables<T>, facts: &'a Facts) -> Self {
        Self {
            tables,
            facts,
            failure: RefCell::new(None),
        }
    }

    /// Whether every lookup succeeded.
    ///
    /// # Errors
    /// The first failure.
    pub fn settle(self) -> Result<(), LedgerError> {
        self.failure.into_inner().map_or(Ok(()), Err)
    }

    fn keep<V: Default>(&self, found: Result<V, LedgerError>) -> V {
        found.unwrap_or_else(|error| {
            self.failure.borrow_mut().get_or_insert(error);
            V::default()
        })
    }

    fn registered<V: DeserializeOwned>(&self, register: Register, name: &str) -> Option<V> {
        self.keep(register::find(
            &self.tables.register,
            register,
            name.as_bytes(),
        ))
    }

    fn next(&self, key: &[u8]) -> u32 {
        let last = self.keep(get_number(&self.tables.numbers, key));
        u32::try_from(last).unwrap_or(u32::MAX).saturating_add(1)
    }
}

impl<T: Rows> World for View<'_, T> {
    fn matter(&self, id: MatterId) -> Option<Matter> {
        self.keep(get(&self.tables.matters, &keys::matter(id)))
    }

    fn party(&self, code: &PartyCode) -> Option<Party> {
        self.registered(Register::Party, code.as_str())
    }

    fn sole_party(&self, kind: PartyKind) -> Option<Party> {
        self.facts.sole.get(&kind).cloned()
    }

    fn person(&self, code: &PersonCode) -> Option<Person> {
        self.registered(Register::Person, code.as_str())
    }

    fn account(&self, login: &Login) -> Option<Account> {
        self.registered(Register::Account, login.as_str())
    }

    fn pool(&self, code: &PoolCode) -> Option<Pool> {
        self.registered(Register::Pool, code.as_str())
    }

    fn system(&self, code: &SystemCode) -> Option<System> {
        self.registered(Register::System, code.as_str())
    }

    fn item(&self, code: &ItemCode) -> Option<Item> {
        self.registered(Register::Item, code.as_str())
    }

    fn contract(&self, unit: &PartyCode, provider: &PartyCode) -> Option<Contract> {
        let both = keys::join(&[&keys::party(unit), provider.as_str().as_bytes()]);
        self.keep(register::find(
            &self.tables.register,
            Register::Contract,
            &both,
        ))
    }

    fn calendar(&self) -> &Calendar {
        &self.facts.calendar
    }

    fn rulings(&self) -> &RulingBook {
        &self.facts.rulings
    }

    fn is_founded(&self) -> bool {
        let found = self.tables.register.first().map_err(LedgerError::from);
        self.keep(found.map(|first| first.is_some()))
    }

    fn next_matter_number(&self, kind: MatterKind, date: NaiveDate) -> u32 {
        self.next(&matter_number(kind, date))
    }

    fn next_paper_number(&self, word: &str, year: i32) -> u32 {
        self.next(&paper_number(word, year))
    }
}

/// The key of the last number that a kind gave on a day.
#[must_use]
pub fn matter_number(kind: MatterKind, date: NaiveDate) -> Vec<u8> {
    keys::join(&[&[1, kind.tag()], &keys::day(date)])
}

/// The key of the last number that a word gave in a year.
#[must_use]
pub fn paper_number(word: &str, year: i32) -> Vec<u8> {
    keys::join(&[&[2], &year.to_be_bytes(), word.as_bytes()])
}
