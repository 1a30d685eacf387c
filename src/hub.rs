//! One writer, many seats: acts in, receipts and updates out.
//!
//! The writer thread owns the ledger's write transaction. It collects what waits, decides in order, commits once and
//! only then answers. Questions are answered by a few readers from snapshots, so that no look ever waits for a commit
//! and no commit for a look. Every queue is bounded; a seat that is too slow skips updates and looks again.
#![deny(clippy::wildcard_enum_match_arm)]

mod answer;
pub mod claims;
mod clockwork;
mod direct;
mod drafts;
pub mod folder;
pub mod health;
pub mod host;
pub mod intake;
pub mod job;
pub mod list;
mod mailbox;
pub mod request;
mod seat;
mod seen;
pub mod sight;
pub mod time;
pub mod views;
mod what_if;
pub mod wire;
mod writer;

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc;

use crate::ledger::Ledger;
use crate::ledger::error::LedgerError;
use crate::ledger::tables;

pub(crate) use clockwork::wake_all;
pub use mailbox::{Mailbox, Touched, Update};
use request::Request;
pub use seat::Seat;
use time::{HubClock, StoredClock};

/// How many acts may wait for the writer.
pub const WRITER_QUEUE: usize = 1_024;
/// How many questions may wait for the readers.
pub const READER_QUEUE: usize = 256;
/// How many threads answer questions.
const READERS: usize = 2;
/// Where a sandbox keeps its clock.
const CLOCK_KEY: &[u8] = b"clock";

/// What waits for an answer.
pub(crate) struct Asked {
    pub(crate) login: crate::domain::law::code::Login,
    pub(crate) request: Request,
    pub(crate) reply: Reply,
    /// Where a reader writes down how long the answer took, in nanoseconds, for whoever shares them out.
    pub(crate) took: Option<Arc<AtomicU64>>,
}

/// What comes to the readers.
pub(crate) enum Question {
    /// A seat's.
    Asked(Box<Asked>),
    /// Stop, whoever takes it.
    Stop,
}

/// Takes the answer to wherever it is wanted. It must not block: it runs on the hub's threads.
pub type Reply = Box<dyn FnOnce(request::Answer) + Send>;

/// What all of the hub's threads share.
pub(crate) struct Shared {
    pub(crate) ledger: Ledger,
    pub(crate) clock: HubClock,
    /// What was let in at the door, where there is one.
    pub(crate) traffic: Arc<wire::traffic::Counters>,
    pub(crate) claims: claims::Claims,
    pub(crate) intakes: intake::Intakes,
    /// Long work that seats do and tell of.
    pub(crate) told: job::Told,
    /// The intake folders, of which a service tells.
    pub(crate) folders: Arc<folder::Folders>,
    pub(crate) mailboxes: Mutex<Vec<std::sync::Weak<Mailbox>>>,
    /// Grows whenever a register changed, and with it perhaps who anybody is.
    pub(crate) registers: AtomicU64,
}

/// The running hub. Dropping it finishes what was accepted, then stops.
pub struct Hub {
    shared: Arc<Shared>,
    writer: mpsc::Sender<writer::Work>,
    readers: mpsc::Sender<Question>,
    clockwork: Option<clockwork::Clockwork>,
    threads: Vec<JoinHandle<()>>,
}

impl Hub {
    /// Starts a hub over a ledger.
    ///
    /// # Errors
    /// If the ledger cannot be read, or the threads cannot start.
    pub fn start(ledger: Ledger) -> Result<Self, LedgerError> {
        Self::start_leasing(ledger, claims::LEASE)
    }

    /// The same with claims that hold for another time than [`claims::LEASE`].
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_leasing(ledger: Ledger, lease: Duration) -> Result<Self, LedgerError> {
        let snapshot = ledger.snapshot()?;
        let last = match snapshot.seq()? {
            0 => DateTime::UNIX_EPOCH,
            seq => snapshot.entry(seq)?.time,
        };
        let stored = stored_clock(&snapshot, &ledger)?;
        drop(snapshot);
        let shared = Arc::new(Shared {
            ledger,
            clock: HubClock::new(stored, last),
            traffic: Arc::default(),
            claims: claims::Claims::new(lease),
            intakes: intake::Intakes::default(),
            told: job::Told::default(),
            folders: Arc::default(),
            mailboxes: Mutex::new(Vec::new()),
            registers: AtomicU64::new(0),
        });
        let (to_writer, from_seats) = mpsc::channel(WRITER_QUEUE);
        let (to_readers, questions) = mpsc::channel(READER_QUEUE);
        let questions = Arc::new(Mutex::new(questions));
        let mut threads = vec![spawn("writer", {
            let shared = Arc::clone(&shared);
            move || writer::run(&shared, from_seats)
        })?];
        for _ in 0..READERS {
            let (shared, questions) = (Arc::clone(&shared), Arc::clone(&questions));
            threads.push(spawn("reader", move || answer::run(&shared, &questions))?);
        }
        let clockwork = clockwork::start(Arc::clone(&shared), to_writer.clone())?;
        Ok(Self {
            shared,
            writer: to_writer,
            readers: to_readers,
            clockwork: Some(clockwork),
            threads,
        })
    }

    /// A seat for a login. Whether it is bound to anybody is checked at every act.
    #[must_use]
    pub fn seat(&self, login: crate::domain::law::code::Login) -> Seat {
        self.direct(login).into()
    }

    pub(crate) fn direct(&self, login: crate::domain::law::code::Login) -> direct::Direct {
        direct::Direct::new(
            login,
            self.writer.clone(),
            self.readers.clone(),
            Arc::downgrade(&self.shared),
        )
    }

    /// Does now what the clockwork would do within the next seconds: for a process that will not live that long.
    ///
    /// # Errors
    /// If the engine fails; what was done until then stays.
    pub fn settle(&self) -> Result<(), LedgerError> {
        clockwork::settle(&self.shared)
    }

    /// What was let in at the door, and turned away.
    #[must_use]
    pub fn traffic(&self) -> request::Traffic {
        self.shared.traffic.read()
    }

    /// Where whoever takes files from folders tells how they stand.
    #[must_use]
    pub fn folders(&self) -> Arc<folder::Folders> {
        Arc::clone(&self.shared.folders)
    }

    /// The ledger, for verbs that work on the whole store: checking, copying.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.shared.ledger
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        drop(self.clockwork.take());
        // Seats may outlive the hub; the writer must not wait for them. Full only while it is working, so it will take
        // this in time.
        let _ = self.writer.blocking_send(writer::Work::Stop);
        for _ in 0..READERS {
            let _ = self.readers.blocking_send(Question::Stop);
        }
        // The store is free for the next owner once nobody of ours holds it.
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, LedgerError> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map_err(|source| LedgerError::File {
            path: name.into(),
            source,
        })
}

fn stored_clock(
    snapshot: &crate::ledger::Snapshot,
    ledger: &Ledger,
) -> Result<Option<StoredClock>, LedgerError> {
    if ledger.realm().is_live() {
        return Ok(None);
    }
    tables::get(&snapshot.tables.local, CLOCK_KEY)
}

/// Sets a sandbox's stored clock. It takes effect at the next start of the hub.
///
/// # Errors
/// If the store is live, whose clock is the machine's, or cannot be written.
pub fn set_clock(ledger: &Ledger, shows: DateTime<Utc>, rate: u32) -> Result<(), LedgerError> {
    if ledger.realm().is_live() {
        return Err(LedgerError::Storage("the clock of a live store".to_owned()));
    }
    let stored = StoredClock {
        shows,
        since: Utc::now(),
        rate: rate.min(time::RATE_LIMIT),
    };
    ledger.write(|batch| {
        let bytes = postcard::to_allocvec(&stored)?;
        batch.local().insert(CLOCK_KEY, bytes.as_slice())?;
        Ok(())
    })
}
