//! The world as the ledger shows it: the same lookups over a snapshot and over the writer's open transaction.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::law::calendar::Calendar;
use crate::domain::law::code::{ItemCode, PartyCode, PoolCode};
use crate::domain::law::duty::Duty;
use crate::domain::law::matter::{Matter, MatterId, MatterKind, Past};
use crate::domain::law::paper::Paper;
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::ruling::RulingBook;
use crate::domain::law::tally::Tally;
use crate::domain::law::validity::MeasuresChange;
use crate::domain::law::world::{Index, Series, World};
use crate::domain::record::{Record, RecordKind};
use crate::domain::r#use::named_instance::NamedInstance;

use super::error::LedgerError;
use super::facts::Facts;
use super::index::{self, CountChanges};
use super::keys::{self, Count};
use super::known::Known;
use super::register;
use super::row;
use super::tables::{Rows, Tables, get_number};

/// The matters that an act has read so far: each is decoded once, for deciding and for applying.
pub type Read = RefCell<BTreeMap<MatterId, Arc<Matter>>>;

/// What the open transaction has beside its tables.
#[derive(Clone, Copy)]
pub struct Open<'a> {
    /// What it will change in the tallies.
    pub changes: &'a CountChanges,
    /// The matters it has read.
    pub read: &'a Read,
    /// What was read of the registers.
    pub known: &'a Known,
}

/// A world over open tables. A lookup that fails answers "nothing" and keeps the failure: whoever decided by it must ask
/// [`View::settle`] before believing the answer.
pub struct View<'a, T> {
    tables: &'a Tables<T>,
    facts: &'a Facts,
    open: Option<Open<'a>>,
    failure: RefCell<Option<LedgerError>>,
}

impl<'a, T: Rows> View<'a, T> {
    /// A world over the tables of a snapshot, or of an open transaction.
    #[must_use]
    pub fn new(tables: &'a Tables<T>, facts: &'a Facts, open: Option<Open<'a>>) -> Self {
        Self {
            tables,
            facts,
            open,
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
}

/// A matter of the tables, read once in an open transaction.
pub(super) fn matter<T: Rows>(
    tables: &Tables<T>,
    open: Option<Open<'_>>,
    id: MatterId,
) -> Result<Option<Arc<Matter>>, LedgerError> {
    if let Some(known) = open.and_then(|open| open.read.borrow().get(&id).cloned()) {
        return Ok(Some(known));
    }
    let found = row::find(&tables.matters, id)?.map(Arc::new);
    if let (Some(open), Some(found)) = (open, &found) {
        open.read.borrow_mut().insert(id, Arc::clone(found));
    }
    Ok(found)
}

impl<T: Rows> World for View<'_, T> {
    fn matter(&self, id: MatterId) -> Option<Arc<Matter>> {
        self.keep(matter(self.tables, self.open, id))
    }

    fn ended(&self, id: MatterId) -> Vec<Duty> {
        let past = self.keep(row::past(&self.tables.history, id));
        let ended = past.into_iter().filter_map(|(_, past)| match past {
            Past::Duty(duty) => Some(duty),
            Past::Paper(_) | Past::Signed(..) => None,
        });
        ended.collect()
    }

    fn papers(&self, id: MatterId) -> Vec<Paper> {
        let past = self.keep(row::past(&self.tables.history, id));
        let papers = past.into_iter().filter_map(|(_, past)| match past {
            Past::Paper(paper) => Some(paper),
            Past::Duty(_) | Past::Signed(..) => None,
        });
        papers.collect()
    }

    fn instances(&self, pool: &PoolCode, name: &str) -> Vec<NamedInstance> {
        self.keep(index::instances_called(&self.tables.index, pool, name))
    }

    fn record(&self, kind: RecordKind, key: &str) -> Option<Record> {
        let table = &self.tables.register;
        self.keep(match self.open {
            Some(open) => open.known.record(table, kind, key),
            None => register::find(table, kind, key),
        })
    }

    fn sole_party(&self, kind: PartyKind) -> Option<Party> {
        self.facts.sole.get(&kind).cloned()
    }

    fn linked(&self, by: &Index) -> Vec<Record> {
        let table = &self.tables.register;
        self.keep(match self.open {
            Some(open) => open.known.linked(table, by),
            None => register::linked(table, by),
        })
    }

    fn tally(&self, of: &Tally) -> u64 {
        let changes = self.open.map(|open| open.changes);
        self.keep(index::tally(
            &self.tables.counters,
            changes,
            &keys::tally(of),
        ))
    }

    fn used_from(&self, pool: &PoolCode) -> u64 {
        let changes = self.open.map(|open| open.changes);
        let of = keys::resources(Count::UsedFrom, None, pool);
        self.keep(index::tally(&self.tables.counters, changes, &of))
    }

    fn matters(&self, kind: MatterKind, most: usize) -> Vec<Arc<Matter>> {
        let ids = self.keep(row::last_of(&self.tables.matters, kind, most));
        let ids = ids.into_iter();
        ids.filter_map(|id| World::matter(self, id)).collect()
    }

    fn consents(&self, year: i32) -> Vec<(String, u64)> {
        self.keep(index::consents(&self.tables.counters, year))
    }

    fn issued_to(&self, unit: &PartyCode, operator: &PartyCode) -> Vec<(ItemCode, u64)> {
        self.keep(index::issued_to(&self.tables.counters, unit, operator))
    }

    fn freeing(&self, pool: &PoolCode) -> Vec<MatterId> {
        self.keep(index::freeing(&self.tables.counters, pool))
    }

    fn calendar(&self) -> &Calendar {
        &self.facts.calendar
    }

    fn rulings(&self) -> &RulingBook {
        &self.facts.rulings
    }

    fn measures(&self) -> &[MeasuresChange] {
        &self.facts.measures
    }

    fn is_founded(&self) -> bool {
        let found = self.tables.register.first().map_err(LedgerError::from);
        self.keep(found.map(|first| first.is_some()))
    }

    fn next_number(&self, series: Series) -> u32 {
        let key = match series {
            Series::Matter(kind, date) => matter_number(kind, date),
            Series::Paper(word, year) => paper_number(word, year),
        };
        let last = self.keep(get_number(&self.tables.counters, &key));
        u32::try_from(last).unwrap_or(u32::MAX).saturating_add(1)
    }
}

/// The key of the last number that a kind gave on a day.
#[must_use]
pub fn matter_number(kind: MatterKind, date: NaiveDate) -> Vec<u8> {
    keys::join(&[
        &[keys::Count::LastMatter as u8, kind.tag()],
        &keys::day(date),
    ])
}

/// The key of the last number that a word gave in a year.
#[must_use]
pub fn paper_number(word: &str, year: i32) -> Vec<u8> {
    keys::join(&[
        &[keys::Count::LastPaper as u8],
        &year.to_be_bytes(),
        word.as_bytes(),
    ])
}
