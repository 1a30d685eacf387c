//! Long work on the whole store: how far it is, and stopping it.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use signal_hook::consts::SIGINT;

use crate::locale::{Lang, T};

use super::failure::Failure;

/// How often the line is drawn again.
const PERIOD: Duration = Duration::from_millis(100);

/// The exit code of a second Ctrl+C, which does not wait: what a shell gives for one.
const INTERRUPTED: i32 = 130;

/// One piece of long work.
pub(super) struct Progress {
    label: &'static str,
    stop: Arc<AtomicBool>,
    is_drawn: bool,
    is_seen: bool,
    last: Instant,
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
        })
    }

    /// Notes how far it is; answers whether to go on.
    pub(super) fn step(&mut self, done: u64, of: u64) -> bool {
        if self.is_drawn && self.last.elapsed() >= PERIOD {
            self.last = Instant::now();
            self.is_seen = true;
            let percent = (done.min(of) * 100).checked_div(of).unwrap_or(100);
            // A terminal that is gone ends the work by a signal, not by an error here.
            let _ = write!(
                std::io::stderr(),
                "\r{} {done} / {of}  {percent}%\u{1b}[K",
                self.label
            );
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
