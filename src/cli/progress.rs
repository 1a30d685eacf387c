//! Long work: how far it is, stopping it, and telling the hub of it, so that others see it in `status` and at the console.
//!
//! A rebuild and the building of a demo city are told to nobody: the store that they make has no hub yet.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use signal_hook::consts::SIGINT;

use crate::hub::Seat;
use crate::hub::job::percent;
use crate::hub::request::{JobKind, Request};
use crate::ledger::Ledger;
use crate::ledger::error::LedgerError;
use crate::locale::cli::REBUILDING;
use crate::locale::{Lang, T};

use super::context::new_key;
use super::failure::Failure;

/// How often the hub is told.
const TOLD: Duration = Duration::from_secs(1);

/// How often the line is drawn again.
const PERIOD: Duration = Duration::from_millis(100);

/// The exit code of a second Ctrl+C, which does not wait: what a shell gives for one.
const INTERRUPTED: i32 = 130;

/// Opens a store. One that an older release laid out is rebuilt by it, which may take a while and can be stopped: the
/// rebuild is one transaction of the ledger, so whenever it ends early, by the first Ctrl+C, by the second or by a
/// crash, the store is left as it was.
pub(super) fn open(lang: Lang, folder: &Path) -> Result<Ledger, LedgerError> {
    open_until(lang, folder, || false)
}

/// The same, stopped as well once `is_over` says so.
pub(super) fn open_until(
    lang: Lang,
    folder: &Path,
    mut is_over: impl FnMut() -> bool,
) -> Result<Ledger, LedgerError> {
    // Begun only when the first step is told: nearly every opening has none, and leaves Ctrl+C as it is.
    let mut progress = None;
    Ledger::open_telling(folder, &mut |done, of| {
        if progress.is_none() {
            // Where Ctrl+C cannot be listened for it ends the process at once, which does no harm either.
            progress = Progress::start(lang, REBUILDING).ok();
        }
        let goes_on = progress
            .as_mut()
            .is_none_or(|progress| progress.step(done, of));
        goes_on && !is_over()
    })
}

/// One piece of long work.
pub(super) struct Progress {
    label: &'static str,
    stop: Arc<AtomicBool>,
    is_drawn: bool,
    is_seen: bool,
    last: Instant,
    /// The hub whose bytes it works on, where there is one.
    hub: Option<Teller>,
}

/// Tells the hub of one piece of long work, until it is dropped.
pub(super) struct Teller {
    seat: Seat,
    kind: JobKind,
    name: String,
    last: Option<Instant>,
}

impl Teller {
    /// Begins; it tells as soon as that, for the first step may take long.
    pub(super) fn start(kind: JobKind, seat: &Seat) -> Self {
        let mut teller = Self {
            seat: seat.clone(),
            kind,
            name: new_key(),
            last: None,
        };
        teller.tell(0, 1);
        teller
    }

    /// Tells how far it is, where that was not told just before.
    pub(super) fn tell(&mut self, done: u64, of: u64) {
        if self.last.is_none_or(|last| last.elapsed() >= TOLD) {
            self.last = Some(Instant::now());
            // Nothing follows from it, so nobody waits for the answer.
            self.seat.send(self.request(done, of), Box::new(drop));
        }
    }

    fn request(&self, done: u64, of: u64) -> Request {
        Request::Working {
            job: self.name.clone(),
            kind: self.kind,
            done,
            of,
        }
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        // It waits for the answer, or the process might end before it is heard. A hub that is gone answers at once.
        let _ = self.seat.ask(self.request(1, 1));
    }
}

impl Progress {
    /// Begins. From here on the first Ctrl+C asks the work to stop cleanly, and the second one stops it.
    pub(super) fn start(lang: Lang, label: T) -> Result<Self, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register_conditional_shutdown(SIGINT, INTERRUPTED, Arc::clone(&stop))?;
        signal_hook::flag::register(SIGINT, Arc::clone(&stop))?;
        Ok(Self {
            label: label.get(lang),
            stop,
            is_drawn: std::io::stderr().is_terminal(),
            is_seen: false,
            last: Instant::now(),
            hub: None,
        })
    }

    /// The same with what a hub tells, which is told in turn how far it is.
    pub(super) fn at(lang: Lang, label: T, kind: JobKind, seat: &Seat) -> Result<Self, Failure> {
        let mut progress = Self::start(lang, label)?;
        progress.hub = Some(Teller::start(kind, seat));
        Ok(progress)
    }

    /// Notes how far it is; answers whether to go on.
    pub(super) fn step(&mut self, done: u64, of: u64) -> bool {
        if self.is_drawn && self.last.elapsed() >= PERIOD {
            self.last = Instant::now();
            self.is_seen = true;
            // A terminal that hung up ends the work by its signal; that this line could not be drawn is no error.
            let _ = write!(
                std::io::stderr(),
                "\r{} {done} / {of}  {}%\u{1b}[K",
                self.label,
                percent(done, of)
            );
        }
        if let Some(hub) = &mut self.hub {
            hub.tell(done, of);
        }
        !self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_seen {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}
