//! The clockwork: turns the days, escalates lateness once, recomputes what a new calendar moves, and notices claims that ran out.
//!
//! Of what it does nothing is kept in memory. What is late and not yet escalated stands in an index; how far a recomputation has come
//! stands in the store; so a restart at any moment loses nothing and repeats nothing.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::domain::clock::civil_date;
use crate::domain::command::Command;
use crate::domain::duty::DutyKind;
use crate::domain::matter::{Matter, MatterId};
use crate::domain::party::Actor;
use crate::ledger::batch::{Act, Batch};
use crate::ledger::error::LedgerError;
use crate::ledger::keys::{self, List};
use crate::ledger::tables::{Rows, get};

use super::mailbox::Touched;
use super::writer::Job;
use super::{Shared, spawn};

/// How often it looks, in machine time.
const PERIOD: Duration = Duration::from_secs(1);
/// How many matters it handles in one transaction.
const SLICE: usize = 128;
/// Where it keeps how far a recomputation has come.
const CURSOR: &[u8] = b"recompute";

/// The running clockwork; dropping it stops it.
pub(super) struct Clockwork {
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Clockwork {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// How far the recomputation for an edition has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Cursor {
    edition: u32,
    /// The last key done; none if the edition is done with.
    at: Option<Vec<u8>>,
}

/// Starts it.
///
/// # Errors
/// If the thread cannot start.
pub(super) fn start(
    shared: Arc<Shared>,
    writer: mpsc::Sender<Job>,
) -> Result<Clockwork, LedgerError> {
    let (stop, stopped) = sync_channel::<()>(0);
    let thread = spawn("clockwork", move || {
        let mut day = civil_date(shared.clock.now());
        while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
            let today = civil_date(shared.clock.now());
            if today != day {
                day = today;
                // A new day changes what is late and what is due today on every screen.
                shared.touch(&Touched::Everything);
            }
            if let Some(touched) = shared.claims.sweep(Instant::now()) {
                shared.touch(&touched);
            }
            // A full queue means that the writer is busy; the next look comes in a second.
            if has_work(&shared) && writer.try_send(Job::Turn).is_err() && writer.is_closed() {
                return;
            }
        }
    })?;
    Ok(Clockwork {
        stop: Some(stop),
        thread: Some(thread),
    })
}

/// Whether there is anything to do. A store that fails here fails every act as well, and says so there.
pub(super) fn has_work(shared: &Shared) -> bool {
    let now = shared.clock.now();
    let look = || -> Result<bool, LedgerError> {
        let snapshot = shared.ledger.snapshot()?;
        let late = late_duties(&snapshot.tables.index, &snapshot.tables.matters, now)?;
        let edition = snapshot.facts.calendar.edition();
        let cursor: Option<Cursor> = get(&snapshot.tables.local, CURSOR)?;
        Ok(!late.is_empty() || pending(cursor, edition).is_some())
    };
    look().unwrap_or(false)
}

/// Does all that there is to do, a slice a transaction.
///
/// # Errors
/// If the engine fails.
pub(super) fn settle(shared: &Shared) -> Result<(), LedgerError> {
    let mut before = None;
    while has_work(shared) {
        let state = shared.ledger.write(|batch| {
            turn(shared, batch)?;
            let cursor: Option<Cursor> = get(&batch.tables().local, CURSOR)?;
            Ok((batch.seq(), cursor))
        })?;
        // What is refused stays on the list; when nothing moves, nothing is left to be done.
        if before.as_ref() == Some(&state) {
            return Ok(());
        }
        before = Some(state);
    }
    Ok(())
}

/// Does a slice of what there is to do, inside the writer's transaction.
///
/// # Errors
/// If the engine fails.
pub(super) fn turn(shared: &Shared, batch: &mut Batch<'_>) -> Result<(), LedgerError> {
    let now = shared.clock.now();
    escalate_slice(batch, now)?;
    recompute_slice(batch, now)
}

/// Escalates all that is late at `now`: for a schedule that turns days of its own.
///
/// # Errors
/// If the engine fails.
pub(crate) fn escalate(batch: &mut Batch<'_>, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let mut before = None;
    loop {
        escalate_slice(batch, now)?;
        // What is refused stays on the list; without an entry more there is nothing more to do.
        if before.replace(batch.seq()) == Some(batch.seq()) {
            return Ok(());
        }
    }
}

fn escalate_slice(batch: &mut Batch<'_>, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let late = late_duties(&batch.tables().index, &batch.tables().matters, now)?;
    for (id, due, kind) in late {
        let command = Command::Escalate {
            matter: id,
            remark: String::new(),
        };
        // The key names the lateness, so that the same one is never escalated twice.
        let key = format!("late-{id}-{due}-{}", kind.tag());
        act(batch, command, key, now)?;
    }
    Ok(())
}

fn act(
    batch: &mut Batch<'_>,
    command: Command,
    key: String,
    now: DateTime<Utc>,
) -> Result<(), LedgerError> {
    let act = Act {
        actor: Actor::clockwork(),
        key,
        expected: None,
        command,
    };
    batch.act(&act, now).map(drop)
}

/// One late duty of each matter that is to be escalated, at most a slice.
fn late_duties(
    index: &impl Rows,
    matters: &impl Rows,
    now: DateTime<Utc>,
) -> Result<Vec<(MatterId, NaiveDate, DutyKind)>, LedgerError> {
    let from = keys::list(List::Escalation);
    let until = civil_date(now).succ_opt().map_or_else(
        || vec![u8::MAX],
        |day| keys::join(&[&from, &keys::day(day)]),
    );
    let mut late: Vec<(MatterId, NaiveDate, DutyKind)> = Vec::new();
    for row in index.range(from.as_slice()..until.as_slice())?.take(SLICE) {
        let (key, _) = row?;
        let Some((due, id, kind)) = keys::read_duty_tail(key.value()) else {
            continue;
        };
        if late.iter().any(|(known, ..)| *known == id) {
            continue;
        }
        let matter: Option<Matter> = get(matters, &keys::matter(id))?;
        let is_late = matter
            .as_ref()
            .and_then(|matter| matter.open_duty(kind))
            .is_some_and(|duty| duty.deadline.is_late(now));
        if is_late {
            late.push((id, due, kind));
        }
    }
    Ok(late)
}

/// Where to go on with an edition; none if it is done with, or there was none to do.
fn pending(cursor: Option<Cursor>, edition: u32) -> Option<Vec<u8>> {
    match cursor {
        None if edition == 0 => None,
        Some(cursor) if cursor.edition == edition => cursor.at,
        None | Some(_) => Some(Vec::new()),
    }
}

/// A slice of the keys from one place up to another.
fn keys_between(table: &impl Rows, low: &[u8], high: &[u8]) -> Result<Vec<Vec<u8>>, LedgerError> {
    table
        .range(low..high)?
        .take(SLICE)
        .map(|row| Ok(row?.0.value().to_vec()))
        .collect()
}

/// Recomputes the deadlines that end in or after the year before the earliest loaded notice's: no notice reaches
/// further back. The newest alone would not do: one loaded right after another may find the other's work undone.
fn recompute_slice(batch: &mut Batch<'_>, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let edition = batch.facts().calendar.edition();
    let cursor: Option<Cursor> = get(&batch.tables().local, CURSOR)?;
    let first_year = batch
        .facts()
        .notices
        .iter()
        .map(|notice| notice.year - 1)
        .min()
        .unwrap_or(i32::MAX);
    let Some(from) = pending(cursor, edition) else {
        return Ok(());
    };
    let list = keys::list(List::Due);
    let end = keys::after(&list).unwrap_or_default();
    let mut low = if from.is_empty() { list } else { from };
    low.push(0);
    let mut at = None;
    let mut wanted = Vec::new();
    for key in keys_between(&batch.tables().index, &low, &end)? {
        if let Some((due, id, _)) = keys::read_duty_tail(&key)
            && due.year() >= first_year
            && !wanted.contains(&id)
        {
            wanted.push(id);
        }
        at = Some(key);
    }
    for id in wanted {
        let matter: Option<Matter> = get(&batch.tables().matters, &keys::matter(id))?;
        let version = matter.map_or(0, |matter| matter.version);
        let key = format!("calendar-{edition}-{id}-{version}");
        act(batch, Command::Recompute { matter: id }, key, now)?;
    }
    let cursor = postcard::to_allocvec(&Cursor { edition, at })?;
    batch.local().insert(CURSOR, cursor.as_slice())?;
    Ok(())
}
