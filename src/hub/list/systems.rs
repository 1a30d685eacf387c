//! The systems that have resources from a pool: read from the counts of their resources, so that a pool of any size is
//! listed a window at a time.

use std::ops::Bound;

use crate::domain::build::system::System;
use crate::domain::law::code::{PartyCode, PoolCode};
use crate::domain::law::party::Actor;
use crate::domain::record::{RecordKind, Registered};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys::{self, Count};
use crate::ledger::register;
use crate::ledger::tables::get_number;

use super::cell::{Cell, Mark};
use super::column::Column;
use super::names::NameBook;
use super::range::{Range, hex, stream};
use super::source::{COUNT_LIMIT, Places, Source, Total};
use super::{Row, RowOf};

/// Its columns, all of which are shown.
pub(super) const COLUMNS: &[Column] = &[Column::Code, Column::System, Column::Used, Column::Unit];

/// Whose resources an actor is told of: of all, or of those that its party has or delivers.
pub(super) fn whose(actor: &Actor) -> Option<&PartyCode> {
    (!actor.kind.sees_all()).then_some(&actor.party)
}

/// The systems of a pool as one actor sees them.
pub(super) struct Systems<'s> {
    snapshot: &'s Snapshot,
    /// Where the counts of all resources of each system stand.
    all: Range,
    /// What the counts of those in use begin with.
    used: Vec<u8>,
    names: NameBook<'s>,
}

impl<'s> Systems<'s> {
    pub(super) fn new(snapshot: &'s Snapshot, actor: &Actor, pool: &PoolCode) -> Self {
        let of = |count| keys::resources(count, whose(actor), pool);
        Self {
            snapshot,
            all: Range::new(&of(Count::Resources), &[], None),
            used: of(Count::UsedResources),
            names: NameBook::new(snapshot),
        }
    }
}

impl<'s> Source<'s> for Systems<'s> {
    fn places(
        &mut self,
        from: &Bound<Vec<u8>>,
        backwards: bool,
    ) -> Result<Places<'s>, LedgerError> {
        let counters = &self.snapshot.tables.counters;
        Ok(Box::new(stream(
            counters, &self.all, from, backwards, false,
        )?))
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a list is asked for its own columns only, which its declaration names"
    )]
    fn row(&mut self, place: &[u8], columns: &[Column]) -> Result<Option<Row>, LedgerError> {
        let Ok(code) = std::str::from_utf8(place) else {
            return Ok(None);
        };
        let snapshot = self.snapshot;
        let found = register::find(&snapshot.tables.register, RecordKind::System, code)?;
        let Some(system) = found.and_then(System::of) else {
            return Ok(None);
        };
        let of = keys::join(&[&self.used, place]);
        let used = get_number(&snapshot.tables.counters, &of)?;
        let cells = columns.iter().map(|column| {
            Ok(match column {
                Column::Code => Cell::code(&system.code),
                Column::System => Cell::text(&system.name),
                Column::Used => Cell::Number(used),
                Column::Unit => self.names.party(&system.unit)?,
                _ => Cell::Nothing,
            })
        });
        let cells = cells.collect::<Result<_, LedgerError>>()?;
        let marks = if used == 0 { vec![Mark::Over] } else { vec![] };
        Ok(Some(Row {
            key: hex(place),
            of: RowOf::Record {
                kind: RecordKind::System,
                key: code.to_owned(),
            },
            cells,
            marks,
            waits: None,
            claim: None,
        }))
    }

    fn total(&mut self) -> Result<Total, LedgerError> {
        let places = self.places(&Bound::Unbounded, false)?;
        let mut count = 0;
        for place in places.take(COUNT_LIMIT + 1) {
            place?;
            count += 1;
        }
        Ok(Total::counted(count))
    }
}
