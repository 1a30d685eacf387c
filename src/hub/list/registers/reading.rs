//! A register as one actor sees it, whole or the part of it that belongs to one system.

use std::ops::Bound;

use chrono::{DateTime, TimeDelta, Utc};

use super::super::cell::Mark;
use super::super::column::Column;
use super::super::filter::Wanted;
use super::super::money::{Bill, Bills, is_of_money};
use super::super::names::NameBook;
use super::super::range::{Range, hex, stream};
use super::super::source::{COUNT_LIMIT, Places, Source, Total};
use super::super::systems::whose;
use super::super::{About, Row, RowOf};
use super::state::in_work;
use super::{Lookups, cell};
use crate::domain::law::clock::{Moment, civil_date};
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::party::Actor;
use crate::domain::law::sight::Eyes;
use crate::domain::purchase::exception::Standing;
use crate::domain::record::{Record, RecordKind, Registered};
use crate::domain::r#use::resource::Resource;
use crate::hub::seen::{Viewer, eyes_of};
use crate::hub::sight;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys::{self, Count};
use crate::ledger::register::{self, Also};
use crate::ledger::tables::get_number;

/// The most resources whose amounts are summed up.
const SUM_LIMIT: usize = 256;

/// How much of a register an actor sees.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All of it, which is counted as it grows.
    Whole,
    /// What stands under the actor's own party.
    Own,
    /// Some of it: each record is asked.
    Some,
}

/// A register as one actor sees it.
pub(in crate::hub::list) struct Register<'s> {
    snapshot: &'s Snapshot,
    viewer: Viewer<'s>,
    eyes: Eyes,
    kind: RecordKind,
    range: Range,
    reach: Reach,
    /// The counter that counts what is seen of it, where it is the part of a register that belongs to one system.
    counted: Option<Vec<u8>>,
    lookups: Lookups<'s>,
}

impl<'s> Register<'s> {
    pub(in crate::hub::list) fn new(
        snapshot: &'s Snapshot,
        actor: &'s Actor,
        now: DateTime<Utc>,
        kind: RecordKind,
    ) -> Result<Self, LedgerError> {
        let viewer = Viewer { snapshot, actor };
        let eyes = eyes_of(snapshot, actor)?;
        let today = civil_date(now);
        let sees_all = actor.kind.sees_all();
        let mine = || actor.party.clone();
        let whole = || register::key(kind, "");
        let reach_if = |is_whole| if is_whole { Reach::Whole } else { Reach::Some };
        let (prefix, reach) = match kind {
            // What belongs to a party stands under it as well, so that nobody reads past what is another's.
            RecordKind::System if !sees_all => (Also::SystemOf(mine()).key(), Reach::Own),
            RecordKind::Person if !sees_all => (Also::PersonOf(mine()).key(), Reach::Own),
            RecordKind::Resource if !sees_all => (Also::ResourceOf(mine()).key(), Reach::Own),
            RecordKind::Inventory if !sees_all => (Also::InventoryOf(mine()).key(), Reach::Own),
            RecordKind::Finding if !sees_all => (Also::FindingAgainst(mine()).key(), Reach::Own),
            RecordKind::System
            | RecordKind::Party
            | RecordKind::Item
            | RecordKind::Pool
            | RecordKind::Resource
            | RecordKind::Inventory
            | RecordKind::Finding => (whole(), Reach::Whole),
            RecordKind::Account => (whole(), reach_if(viewer.keeps_registers())),
            RecordKind::Person
            | RecordKind::Contract
            | RecordKind::Exception
            | RecordKind::Holding
            | RecordKind::Proposal
            | RecordKind::Notice
            | RecordKind::Block
            | RecordKind::NoticeProposal
            | RecordKind::MeasuresChange
            | RecordKind::MeasuresGround
            | RecordKind::Agreement
            | RecordKind::Pricing
            | RecordKind::Capacity
            | RecordKind::ArticleText => (whole(), reach_if(sees_all)),
            RecordKind::Listing => (whole(), reach_if(viewer.may_know_drafts())),
        };
        Ok(Self {
            snapshot,
            viewer,
            kind,
            range: Range::new(&prefix, &[], None),
            reach,
            counted: None,
            lookups: Lookups {
                snapshot,
                actor,
                names: NameBook::new(snapshot),
                bills: Bills::new(snapshot, &eyes, today),
                today,
                now,
            },
            eyes,
        })
    }

    /// The resources of a system from a pool.
    pub(in crate::hub::list) fn of_system(
        snapshot: &'s Snapshot,
        actor: &'s Actor,
        now: DateTime<Utc>,
        (pool, system): (&PoolCode, &SystemCode),
    ) -> Result<Self, LedgerError> {
        let prefix = Also::ResourceOn(system.clone(), pool.clone()).key();
        let counted = keys::resources(Count::Resources, whose(actor), pool);
        let sees_all = actor.kind.sees_all();
        Ok(Self {
            range: Range::new(&prefix, &[], None),
            reach: if sees_all { Reach::Whole } else { Reach::Some },
            counted: Some(keys::join(&[&counted, system.as_str().as_bytes()])),
            ..Self::new(snapshot, actor, now, RecordKind::Resource)?
        })
    }

    fn record(&self, place: &[u8]) -> Result<Option<Record>, LedgerError> {
        let prefix = self.range.from.get(..self.range.prefix);
        let key = [prefix.unwrap_or_default(), place].concat();
        let found = register::at(&self.snapshot.tables.register, self.kind, &key)?;
        Ok(match found {
            Some(mut record) if self.viewer.may_look_at(&record)? => {
                sight::record(&self.eyes, &mut record);
                Some(record)
            }
            Some(_) | None => None,
        })
    }

    /// Whether it waits for the approval of a second person.
    fn waits(&self, record: &Record) -> bool {
        let Record::Exception(exception) = record else {
            return false;
        };
        exception.to_approve(self.lookups.today).is_some()
    }

    /// Whether a record is over or out of use.
    fn is_over(&self, record: &Record) -> bool {
        // As the day will end: what was recorded or lifted today counts as that already.
        let tomorrow = Moment::of_day(self.lookups.today.succ_opt().unwrap_or(self.lookups.today));
        let by_tonight = *tomorrow - TimeDelta::milliseconds(1);
        match record {
            Record::Person(person) => !person.active,
            Record::Account(account) => !account.active,
            Record::Contract(contract) => !contract.counts_on(self.lookups.today),
            Record::Exception(exception) => {
                exception.stands_on(self.lookups.today) == Standing::Over
            }
            Record::Holding(holding) => holding.on(self.lookups.today).is_none(),
            Record::Block(block) => !block.stands(by_tonight),
            Record::Party(party) => party.succeeded.is_some(),
            Record::Agreement(agreement) => !agreement.runs_on(self.lookups.today),
            Record::Item(item) => !item.is_offered_on(self.lookups.today),
            Record::Listing(listing) => listing.struck,
            Record::Resource(resource) => resource.is_over(),
            Record::Finding(finding) => finding.settled.is_some(),
            Record::Pricing(_)
            | Record::Capacity(_)
            | Record::Inventory(_)
            | Record::Pool(_)
            | Record::System(_)
            | Record::Proposal(_)
            | Record::Notice(_)
            | Record::NoticeProposal(_)
            | Record::MeasuresChange(_)
            | Record::MeasuresGround(_)
            | Record::ArticleText(_) => false,
        }
    }
}

impl<'s> Source<'s> for Register<'s> {
    fn places(
        &mut self,
        from: &Bound<Vec<u8>>,
        backwards: bool,
    ) -> Result<Places<'s>, LedgerError> {
        let table = &self.snapshot.tables.register;
        Ok(Box::new(stream(
            table,
            &self.range,
            from,
            backwards,
            false,
        )?))
    }

    fn row(&mut self, place: &[u8], columns: &[Column]) -> Result<Option<Row>, LedgerError> {
        let Some(record) = self.record(place)? else {
            return Ok(None);
        };
        let mut marks = in_work(&record, self.snapshot)?;
        marks.extend(self.is_over(&record).then_some(Mark::Over));
        marks.extend(self.waits(&record).then_some(Mark::Waits));
        let cells = columns
            .iter()
            .map(|column| cell(&record, *column, &mut self.lookups))
            .collect::<Result<_, _>>()?;
        Ok(Some(Row {
            key: hex(place),
            of: RowOf::Record {
                kind: self.kind,
                key: record.key(),
            },
            cells,
            marks,
            waits: None,
            claim: None,
        }))
    }

    /// What a resource costs is computed only where the other columns do not decide.
    fn found(
        &mut self,
        place: &[u8],
        wanted: &Wanted,
        columns: &[Column],
    ) -> Result<Option<Row>, LedgerError> {
        let plain = columns.iter().filter(|column| !is_of_money(**column));
        let plain: Vec<Column> = plain.copied().collect();
        let row = self.row(place, &plain)?;
        let is_in = |row: &Row| wanted.is_in_row(row, &plain);
        if plain.len() == columns.len() {
            return Ok(row.filter(is_in));
        }
        if !row.as_ref().is_some_and(is_in) && !wanted.may_be_an_amount() {
            return Ok(None);
        }
        let row = self.row(place, columns)?;
        Ok(row.filter(|row| wanted.is_in_row(row, columns)))
    }

    /// What the resources of one system come to, as far as they are few enough to be gone through.
    fn about(&mut self) -> Result<Option<About>, LedgerError> {
        if self.counted.is_none() || !self.lookups.bills.are_told() {
            return Ok(None);
        }
        let places = self.places(&Bound::Unbounded, false)?.take(SUM_LIMIT + 1);
        let places: Vec<Vec<u8>> = places.collect::<Result<_, _>>()?;
        if places.len() > SUM_LIMIT {
            return Ok(None);
        }
        let (mut fen, mut unpriced) = (0_u64, 0);
        for place in places {
            let Some(resource) = self.record(&place)?.and_then(Resource::of) else {
                continue;
            };
            match self.lookups.bills.of(resource.id)? {
                Bill::Nothing => {}
                Bill::Unpriced => unpriced += 1,
                Bill::Amount(more) => fen = fen.saturating_add(more),
            }
        }
        Ok(Some(About::Billed { fen, unpriced }))
    }

    fn is_there(&mut self, place: &[u8]) -> Result<bool, LedgerError> {
        Ok(self.reach != Reach::Some || self.record(place)?.is_some())
    }

    fn total(&mut self) -> Result<Total, LedgerError> {
        let whole = (self.reach == Reach::Whole).then(|| keys::records(self.kind));
        if let Some(counted) = self.counted.clone().or(whole) {
            let count = get_number(&self.snapshot.tables.counters, &counted)?;
            return Ok(Total { count, more: false });
        }
        let mut count = 0;
        for place in self.places(&Bound::Unbounded, false)?.take(COUNT_LIMIT + 1) {
            let place = place?;
            count += usize::from(self.reach == Reach::Own || self.record(&place)?.is_some());
        }
        Ok(Total::counted(count))
    }
}
