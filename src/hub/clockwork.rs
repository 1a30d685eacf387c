//! The clockwork: turns the days, wakes matters when they asked for it, and notices claims that ran out.
//!
//! Of what it does nothing is kept in memory. Who is to be woken stands in an index, and is taken out of it by what the
//! wake does; so a restart at any moment loses nothing and repeats nothing.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use tokio::sync::mpsc;

use crate::domain::law::act::Act as AnyAct;
use crate::domain::law::clock::{Moment, civil_date};
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::Actor;
use crate::domain::law::validity::{Force, is_lapse_known, validity};
use crate::domain::law::wake::Why;
use crate::domain::register;
use crate::ledger::batch::{Act, Batch};
use crate::ledger::error::LedgerError;
use crate::ledger::facts::Facts;
use crate::ledger::keys::{self, List};
use crate::ledger::tables::{Rows, Tables, get_number};

use super::mailbox::Touched;
use super::writer::Work;
use super::{Shared, spawn};

/// How often it looks, in machine time.
const PERIOD: Duration = Duration::from_secs(1);
/// How many matters it handles in one transaction.
const SLICE: usize = 128;
/// Where it keeps the newest edition of the calendar that nobody has to be woken for any more. Without it the list would
/// be read again, and nobody found.
const NOTICED: &[u8] = b"noticed";

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

/// Starts it.
///
/// # Errors
/// If the thread cannot start.
pub(super) fn start(
    shared: Arc<Shared>,
    writer: mpsc::Sender<Work>,
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
            shared.intakes.sweep(Instant::now());
            if let Some(touched) = shared.claims.sweep(Instant::now()) {
                shared.touch(&touched);
            }
            // A full queue means that the writer is busy; the next look comes in a second.
            if has_work(&shared) && writer.try_send(Work::Turn).is_err() && writer.is_closed() {
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
        let due = Due::now(&snapshot.tables, &snapshot.facts, now)?;
        Ok(!due.wakes.is_empty() || due.noticed.is_some() || due.lapsed.is_some())
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
        let seq = shared.ledger.write(|batch| {
            turn(shared, batch)?;
            Ok(batch.seq())
        })?;
        // What is refused stays in the index; when nothing moves, nothing is left to be done.
        if before == Some(seq) {
            return Ok(());
        }
        before = Some(seq);
    }
    Ok(())
}

/// Does a slice of what there is to do, inside the writer's transaction.
///
/// # Errors
/// If the engine fails.
pub(super) fn turn(shared: &Shared, batch: &mut Batch<'_>) -> Result<(), LedgerError> {
    wake(batch, shared.clock.now())
}

/// Lets happen all that is due at `now`: for a schedule that turns days of its own.
///
/// # Errors
/// If the engine fails.
pub(crate) fn wake_all(batch: &mut Batch<'_>, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let mut before = None;
    loop {
        wake(batch, now)?;
        // What is refused stays in the index; without an entry more there is nothing more to do.
        if before.replace(batch.seq()) == Some(batch.seq()) {
            return Ok(());
        }
    }
}

fn wake(batch: &mut Batch<'_>, now: DateTime<Utc>) -> Result<(), LedgerError> {
    let due = Due::now(batch.tables(), batch.facts(), now)?;
    for (key, id, why) in due.wakes {
        let act = Act {
            actor: Actor::clockwork(),
            key,
            expected: None,
            command: Command::On(id, AnyAct::Common(common::Act::Wake(common::Wake { why }))),
        };
        batch.act(&act, now)?;
    }
    if let Some(last_day) = due.lapsed {
        let lapse = register::LapseMeasures { last_day };
        let act = Act {
            actor: Actor::clockwork(),
            key: format!("lapse-{last_day}"),
            expected: None,
            command: Command::Keep(register::Act::LapseMeasures(lapse)),
        };
        batch.act(&act, now)?;
    }
    if let Some(edition) = due.noticed {
        let edition = u64::from(edition).to_be_bytes();
        batch.local().insert(NOTICED, edition.as_slice())?;
    }
    Ok(())
}

/// The last day of Measures that lapsed, where nobody wrote it down. Where nothing was ever founded nothing lapses.
fn lapsed(facts: &Facts, now: DateTime<Utc>) -> Option<NaiveDate> {
    let today = civil_date(now);
    let found = validity(&facts.rulings, &facts.measures, today);
    let is_new = !is_lapse_known(&facts.measures, found.last_day);
    (found.force == Force::Lapsed && is_new && !facts.sole.is_empty()).then_some(found.last_day)
}

/// What is to be done now.
struct Due {
    /// Who is to be woken and why, each with a request key that names the occasion, so that it is answered once.
    wakes: Vec<(String, MatterId, Why)>,
    /// The edition that nobody has to be woken for any more.
    noticed: Option<u32>,
    /// The last day of the Measures, if it passed and that is not written down yet (Art. 42).
    lapsed: Option<NaiveDate>,
}

impl Due {
    /// At most a slice.
    fn now<T: Rows>(
        tables: &Tables<T>,
        facts: &Facts,
        now: DateTime<Utc>,
    ) -> Result<Self, LedgerError> {
        let lapsed = lapsed(facts, now);
        let mut wakes = at_their_time(&tables.index, now)?;
        wakes.extend(by_a_succession(&tables.index, facts)?);
        let edition = facts.calendar.edition();
        let noticed = u32::try_from(get_number(&tables.local, NOTICED)?).unwrap_or(u32::MAX);
        if noticed >= edition {
            return Ok(Self {
                wakes,
                noticed: None,
                lapsed,
            });
        }
        let by_notice = by_a_notice(&tables.index, facts, noticed)?;
        let nobody = by_notice.is_empty();
        wakes.extend(by_notice);
        Ok(Self {
            wakes,
            noticed: nobody.then_some(edition),
            lapsed,
        })
    }
}

/// Those whose time has come; of each matter the first.
fn at_their_time(
    index: &impl Rows,
    now: DateTime<Utc>,
) -> Result<Vec<(String, MatterId, Why)>, LedgerError> {
    let from = keys::list(List::Wake);
    let next = Moment::from(now).minute().saturating_add(1).to_be_bytes();
    let until = keys::join(&[&from, &next]);
    let mut due: Vec<(String, MatterId, Why)> = Vec::new();
    for row in index.range(from.as_slice()..until.as_slice())?.take(SLICE) {
        let (key, version) = row?;
        let Some((id, why)) = keys::read_wake(key.value()) else {
            continue;
        };
        if due.iter().all(|(_, known, _)| *known != id) {
            let occasion = format!("wake-{}-{}", hex(key.value()), hex(version.value()));
            due.push((occasion, id, why));
        }
    }
    Ok(due)
}

/// Those that concern a party which another took over from: they leave its list once they are the other's.
fn by_a_succession(
    index: &impl Rows,
    facts: &Facts,
) -> Result<Vec<(String, MatterId, Why)>, LedgerError> {
    let mut due: Vec<(String, MatterId, Why)> = Vec::new();
    for (party, by) in &facts.successions {
        let from = keys::party_matter(party);
        let end = keys::after(&from).unwrap_or_default();
        let room = SLICE - due.len();
        for row in index.range(from.as_slice()..end.as_slice())?.take(room) {
            let (key, _) = row?;
            let tail = key.value().get(from.len()..);
            if let Some(id) = tail.and_then(keys::read_matter) {
                due.push((format!("succession-{party}-{by}-{id}"), id, Why::Succession));
            }
        }
    }
    Ok(due)
}

/// Those with a time limit that a notice reaches which is newer than what the limit was computed with.
fn by_a_notice(
    index: &impl Rows,
    facts: &Facts,
    noticed: u32,
) -> Result<Vec<(String, MatterId, Why)>, LedgerError> {
    let mut due: Vec<(String, MatterId, Why)> = Vec::new();
    let edition = facts.calendar.edition();
    let newer = facts
        .notices
        .iter()
        .filter(|notice| notice.edition > noticed);
    let lists = [List::Due, List::Undetermined].map(keys::list);
    for (notice, list) in newer.flat_map(|notice| lists.iter().map(move |list| (notice, list))) {
        let end = keys::after(list).unwrap_or_default();
        let from = keys::join(&[list, &keys::day_begins(notice.reaches_from)]);
        for row in index.range(from.as_slice()..end.as_slice())? {
            let (key, value) = row?;
            let computed_with = value.value().try_into().map_or(0, u32::from_be_bytes);
            let Some((id, _)) = keys::read_duty_tail(key.value()) else {
                continue;
            };
            let is_older = computed_with < notice.edition;
            if is_older && due.iter().all(|(_, known, _)| *known != id) {
                due.push((format!("notice-{edition}-{id}"), id, Why::Notice));
            }
            if due.len() == SLICE {
                return Ok(due);
            }
        }
    }
    Ok(due)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
