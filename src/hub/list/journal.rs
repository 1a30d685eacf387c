//! The journal as a list.

use std::iter::Peekable;
use std::ops::Bound;

use crate::domain::law::code::{PartyCode, PersonCode};
use crate::domain::law::party::{Actor, CLOCKWORK};
use crate::domain::law::sight::Eyes;
use crate::hub::sight;
use crate::ledger::entry::{Brief, Entry};
use crate::ledger::error::LedgerError;
use crate::ledger::tables::Value;
use crate::ledger::{Lines, Snapshot};

use super::cell::{Cell, SentenceOf, Status};
use super::column::Column;
use super::filter::{Ready, Wanted};
use super::matters::newest_matters;
use super::names::NameBook;
use super::source::{Places, Source, Total};
use super::{Row, RowOf, place_of_entry};
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
    names: NameBook<'s>,
    eyes: Eyes,
    last: u64,
    /// The entries of a party that sees only its own, oldest first.
    own: Option<Vec<u64>>,
    /// Whether there are older ones that are not read.
    more: bool,
    /// The lines from the place on that was asked for last, unless they are those of a party.
    lines: Option<Peekable<Lines>>,
}

impl<'s> Journal<'s> {
    pub(super) fn new(snapshot: &'s Snapshot, actor: &'s Actor) -> Result<Self, LedgerError> {
        let mut journal = Self {
            snapshot,
            names: NameBook::new(snapshot),
            eyes: eyes_of(snapshot, actor)?,
            last: snapshot.seq()?,
            own: None,
            more: false,
            lines: None,
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

    /// The line of an entry. Rows are asked for in the order of their places: it is the next of a stretch, and is looked up
    /// only where it is not.
    fn line(&mut self, seq: u64) -> Result<Value, LedgerError> {
        let lines = self.lines.as_mut();
        let next = lines.and_then(|lines| {
            lines.next_if(|next| next.as_ref().is_ok_and(|(number, _)| *number == seq))
        });
        match next {
            Some(next) => Ok(next?.1),
            None => self.snapshot.line(seq),
        }
    }

    /// Whether an entry may hold every word. One that stands only in what somebody wrote stands in its line, or in the
    /// names of who did it, unless its sentence calls others by their names: of most entries that do not hold it the event
    /// is never read.
    fn may_hold(&mut self, seq: u64, line: &[u8], wanted: &Wanted) -> Result<bool, LedgerError> {
        // A line that is no text is damaged; reading the entry whole says so.
        let Ok(line) = std::str::from_utf8(line) else {
            return Ok(true);
        };
        let words = wanted.words().iter();
        let mut missing = words.filter(|word| word.is_only_written() && !word.is_in_text(line));
        let Some(first) = missing.next() else {
            return Ok(true);
        };
        let brief = Brief::read(seq, line)?;
        let names = [
            self.names.call(PersonCode::new(&*brief.actor.person))?,
            self.names.call(PartyCode::new(&*brief.actor.party))?,
        ];
        let is_named = |word: &Ready| names.iter().any(|name| word.is_in_text(name));
        Ok(!brief.is_as_written()
            || brief.calls_others()
            || (is_named(first) && missing.all(is_named)))
    }

    /// The row of an entry by its line.
    fn read(&mut self, seq: u64, line: &[u8], columns: &[Column]) -> Result<Row, LedgerError> {
        let mut entry = Entry::from_bytes(seq, line)?;
        sight::entry(&self.eyes, &mut entry);
        let cells = columns.iter().map(|column| self.cell(*column, &entry));
        let cells = cells.collect::<Result<_, _>>()?;
        Ok(row_of(seq, cells))
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
            Column::Who => Cell::text(&self.names.call(&entry.actor.person)?),
            Column::Party if entry.actor.person.as_str() == CLOCKWORK => Cell::Nothing,
            Column::Party => self.names.party(&entry.actor.party)?,
            Column::What => self
                .names
                .sentence(SentenceOf::Event(entry.event.clone()))?,
            _ => Cell::Nothing,
        })
    }
}

impl<'s> Source<'s> for Journal<'s> {
    fn places(
        &mut self,
        from: &Bound<Vec<u8>>,
        backwards: bool,
    ) -> Result<Places<'s>, LedgerError> {
        let (low, high) = within(from, backwards, self.last);
        let place = |seq: u64| Ok(seq.to_be_bytes().to_vec());
        let Some(own) = &self.own else {
            let all = low..=high;
            let lines = self.snapshot.lines(all.clone(), backwards)?;
            self.lines = Some(lines.peekable());
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
        let Some(seq) = number(place) else {
            return Ok(None);
        };
        // Whoever wants only the numbers has the entries read once, when they are told.
        if columns.iter().all(|column| *column == Column::Seq) {
            let cells = columns.iter().map(|_| Cell::Number(seq));
            return Ok(Some(row_of(seq, cells.collect())));
        }
        let line = self.line(seq)?;
        self.read(seq, line.value(), columns).map(Some)
    }

    fn found(
        &mut self,
        place: &[u8],
        wanted: &Wanted,
        columns: &[Column],
    ) -> Result<Option<Row>, LedgerError> {
        let Some(seq) = number(place) else {
            return Ok(None);
        };
        let line = self.line(seq)?;
        if !self.may_hold(seq, line.value(), wanted)? {
            return Ok(None);
        }
        let row = self.read(seq, line.value(), columns)?;
        Ok(Some(row).filter(|row| wanted.is_in_row(row, columns)))
    }

    fn total(&mut self) -> Result<Total, LedgerError> {
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

/// The number of the entry at a place.
fn number(place: &[u8]) -> Option<u64> {
    place.try_into().ok().map(u64::from_be_bytes)
}

fn row_of(seq: u64, cells: Vec<Cell>) -> Row {
    Row {
        key: place_of_entry(seq),
        of: RowOf::Entry(seq),
        cells,
        marks: Vec::new(),
        waits: None,
        claim: None,
    }
}

/// The first and the last entry on the far side of a place.
fn within(from: &Bound<Vec<u8>>, backwards: bool, last: u64) -> (u64, u64) {
    let seq = |place: &Vec<u8>| number(place).unwrap_or(0);
    match (from, backwards) {
        (Bound::Unbounded, _) => (1, last),
        (Bound::Included(place), false) => (seq(place).max(1), last),
        (Bound::Excluded(place), false) => (seq(place).saturating_add(1), last),
        (Bound::Included(place), true) => (1, seq(place).min(last)),
        (Bound::Excluded(place), true) => (1, seq(place).saturating_sub(1).min(last)),
    }
}
