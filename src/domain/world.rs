//! The world as a decision sees it: a few named, bounded lookups.
//!
//! Whoever implements it reads one consistent state: the writer its open transaction, so that act k of a batch sees act
//! k-1; a preview its snapshot. Lookups cannot fail here: an implementation that meets a storage error keeps it and
//! voids the whole answer.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::catalogue::{Contract, Item};
use super::code::{ItemCode, Login, PartyCode, PersonCode, PoolCode, SystemCode};
use super::matter::{Matter, MatterId, MatterKind};
use super::party::{Account, Party, PartyKind, Person};
use super::pool::Pool;
use super::ruling::RulingBook;
use super::system::System;

/// What a decision may look up.
#[expect(missing_docs, reason = "each lookup is its name and its types")]
pub trait World {
    fn matter(&self, id: MatterId) -> Option<Matter>;
    fn party(&self, code: &PartyCode) -> Option<Party>;
    /// The one party of a kind that the city has once.
    fn sole_party(&self, kind: PartyKind) -> Option<Party>;
    fn person(&self, code: &PersonCode) -> Option<Person>;
    fn account(&self, login: &Login) -> Option<Account>;
    fn pool(&self, code: &PoolCode) -> Option<Pool>;
    fn system(&self, code: &SystemCode) -> Option<System>;
    fn item(&self, code: &ItemCode) -> Option<Item>;
    fn contract(&self, unit: &PartyCode, provider: &PartyCode) -> Option<Contract>;
    fn calendar(&self) -> &Calendar;
    fn rulings(&self) -> &RulingBook;
    /// Whether anything was ever registered.
    fn is_founded(&self) -> bool;
    /// The number that the next matter of a kind takes on a day, from 1.
    fn next_matter_number(&self, kind: MatterKind, date: NaiveDate) -> u32;
    /// The number that the next paper with that word takes in a year, from 1.
    fn next_paper_number(&self, word: &str, year: i32) -> u32;
}
