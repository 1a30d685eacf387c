//! The world as a decision sees it: a few named, bounded lookups.
//!
//! Whoever implements it reads one consistent state: the writer its open transaction, so that act k of a batch sees act
//! k-1; a preview its snapshot. Lookups cannot fail here: an implementation that meets a storage error keeps it and
//! voids the whole answer.

use std::sync::Arc;

use chrono::NaiveDate;

use super::block::{Block, Subject};
use super::calendar::Calendar;
use super::code::PartyCode;
use super::matter::{Matter, MatterId, MatterKind};
use super::party::{Party, PartyKind, Person};
use super::ruling::RulingBook;
use super::tally::Tally;
use super::validity::MeasuresChange;
use crate::domain::build::system::System;
use crate::domain::purchase::catalogue::Item;
use crate::domain::record::{Record, RecordKind, Registered};

/// A series of numbers, each given once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series<'w> {
    /// The matters of a kind that are opened on a day.
    Matter(MatterKind, NaiveDate),
    /// The papers with a word in a year.
    Paper(&'w str, i32),
}

/// What a decision may look up.
pub trait World {
    /// A matter.
    fn matter(&self, id: MatterId) -> Option<Arc<Matter>>;
    /// A record of a register by its key.
    fn record(&self, kind: RecordKind, key: &str) -> Option<Record>;
    /// The one party of a kind that the city has once.
    fn sole_party(&self, kind: PartyKind) -> Option<Party>;
    /// The active persons of a party who have an account in use.
    fn people(&self, party: &PartyCode) -> Vec<Person>;
    /// The systems of a unit, at most one more than may pass to another at once.
    fn systems_of(&self, unit: &PartyCode) -> Vec<System>;
    /// The catalogue item that is called so, by its name or its name with its specification; any of several.
    fn item_called(&self, name: &str) -> Option<Item>;
    /// Persons as they are registered now who have the name or the telephone number of this one, this one left out.
    fn namesakes(&self, person: &Person) -> Vec<Person>;
    /// Who first took a paper word. It stays theirs, also once they write another: its numbers are never given again.
    fn word_holder(&self, word: &str) -> Option<PartyCode>;
    /// The blocks on a subject that had not ended before a day, the one that ends last first.
    fn blocks(&self, on: &Subject, since: NaiveDate) -> Vec<Block>;
    /// A sum over matters.
    fn tally(&self, of: &Tally) -> u64;
    /// The calendar in force.
    fn calendar(&self) -> &Calendar;
    /// Every ruling.
    fn rulings(&self) -> &RulingBook;
    /// What befell the Measures, in order, signed or waiting.
    fn measures(&self) -> &[MeasuresChange];
    /// Whether anything was ever registered.
    fn is_founded(&self) -> bool;
    /// The number that a series gives next, from 1.
    fn next_number(&self, series: Series) -> u32;
}

impl dyn World + '_ {
    /// A record of a register, by its key and of its own type.
    pub fn find<R: Registered>(&self, key: &str) -> Option<R> {
        self.record(R::KIND, key).and_then(R::of)
    }
}
