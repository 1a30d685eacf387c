//! The journal as a list.

use std::ops::Bound;

use crate::domain::law::party::{Actor, CLOCKWORK};
use crate::domain::law::sight::Eyes;
use crate::domain::record::RecordKind;
use crate::hub::sight;
use crate::ledger::Snapshot;
use crate::ledger::entry::Entry;
use crate::ledger::error::LedgerError;

use super::cell::{Cell, Sentence, Status};
use super::column::Column;
use super::matters::newest_matters;
use super::names::Names;
use super::range::hex;
use super::source::{Places, Source, Total};
use super::{Row, RowOf};
use crate::hub::seen::eyes_of;

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    Column::Seq,
    Column::Time,
    Column::Matter,
    Column::Who,
    Column::What,
    Column::Party,
];

/// How many of them are shown unless others are chosen: those up to what happened.
pub(super) const SHOWN: usize = 5;

/// Of how many matters a party that sees only its own has the entries: those opened last.
const MATTERS_LIMIT: usize = 500;

/// The journal as one actor sees it.
pub(super) struct Journal<'s> {
    snapshot: &'s Snapshot,
    names: Names<'s>,
    eyes: Eyes,
    last: u64,
    /// The entries of a party that sees only its own, oldest first.
    own: Option<Vec<u64>>,
    /// Whether there are older ones that are not read.
    more: bool,
}

impl<'s> Journal<'s> {
    pub(super) fn new(snapshot: &'s Snapshot, actor: &'s Actor) -> Result<Self, LedgerError> {
        let mut journal = Self {
            snapshot,
            names: Names::new(snapshot),
            eyes: eyes_of(snapshot, actor)?,
            last: snapshot.seq()?,
            own: None,
            more: false,
        };
        if !actor.kind.sees_all() {
            let matters = newest_matters(snapshot, actor, MATTERS_LIMIT + 1)?;
            journal.more = matters.len() > MATTERS_LIMIT;
            let mut own = Vec::new();
            for id in matters.into_iter().take(MATTERS_LIMIT) {
                own.extend(snapshot.entries_of(id, u64::MAX, usize::MAX)?);
            }
            own.sort_unstable();
            own.dedup();
            journal.own = Some(own);
        }
        Ok(journal)
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a list is asked for its own columns only, which its declaration names"
    )]
    fn cell(&mut self, column: Column, entry: &Entry) -> Result<Cell, LedgerError> {
        Ok(match column {
            Column::Seq => Cell::Number(entry.seq),
            Column::Time => Cell::Instant(entry.time),
            Column::Matter => entry.event.matter().map_or(Cell::Nothing, Cell::Matter),
            Column::Who if entry.actor.person.as_str() == CLOCKWORK => {
                Cell::status(Status::Clockwork)
            }
            Column::Who => Cell::text(&self.names.person(&entry.actor.person)?),
            Column::Party if entry.actor.person.as_str() == CLOCKWORK => Cell::Nothing,
            Column::Party => {
                let code = entry.actor.party.as_str();
                Cell::text(&self.names.of(RecordKind::Party, code)?)
            }
            Column::What => Cell::Sentence(Box::new(Sentence::Event(entry.event.clone()))),
            _ => Cell::Nothing,
        })
    }
}

impl<'s> Source<'s> for Journal<'s> {
    fn places(&self, from: &Bound<Vec<u8>>, backwards: bool) -> Result<Places<'s>, LedgerError> {
        let (low, high) = within(from, backwards, self.last);
        let place = |seq: u64| Ok(seq.to_be_bytes().to_vec());
        let Some(own) = &self.own else {
            let all = low..=high;
            return Ok(if backwards {
                Box::new(all.rev().map(place))
            } else {
                Box::new(all.map(place))
            });
        };
        let within = own.iter().copied().filter(|seq| (low..=high).contains(seq));
        let mut within: Vec<u64> = within.collect();
        if backwards {
            within.reverse();
        }
        Ok(Box::new(within.into_iter().map(place)))
    }

    fn row(&mut self, place: &[u8], columns: &[Column]) -> Result<Option<Row>, LedgerError> {
        let Ok(seq) = place.try_into().map(u64::from_be_bytes) else {
            return Ok(None);
        };
        // Whoever wants only the numbers has the entries read once, when they are told.
        let cells = if columns.iter().all(|column| *column == Column::Seq) {
            columns.iter().map(|_| Cell::Number(seq)).collect()
        } else {
            let mut entry = self.snapshot.entry(seq)?;
            sight::entry(&self.eyes, &mut entry);
            let cells = columns.iter().map(|column| self.cell(*column, &entry));
            cells.collect::<Result<_, _>>()?
        };
        Ok(Some(Row {
            key: hex(place),
            of: RowOf::Entry(seq),
            cells,
            marks: Vec::new(),
            waits: None,
            claim: None,
        }))
    }

    fn total(&self) -> Result<Total, LedgerError> {
        let count = match &self.own {
            None => self.last,
            Some(own) => u64::try_from(own.len()).unwrap_or(u64::MAX),
        };
        Ok(Total {
            count,
            more: self.more,
        })
    }
}

/// The first and the last entry on the far side of a place.
fn within(from: &Bound<Vec<u8>>, backwards: bool, last: u64) -> (u64, u64) {
    let seq = |place: &Vec<u8>| {
        let bytes = place.as_slice().try_into();
        bytes.map_or(0, u64::from_be_bytes)
    };
    match (from, backwards) {
        (Bound::Unbounded, _) => (1, last),
        (Bound::Included(place), false) => (seq(place).max(1), last),
        (Bound::Excluded(place), false) => (seq(place).saturating_add(1), last),
        (Bound::Included(place), true) => (1, seq(place).min(last)),
        (Bound::Excluded(place), true) => (1, seq(place).saturating_sub(1).min(last)),
    }
}
