//! The terminal's settings while the console holds it, and their return whatever happens.
use std::io::{self, Write as _};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};
use std::thread::{self, ThreadId};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::io::Errno;

use super::output::Output;

use super::{ENTER, LEAVE, LEAVE_LIMIT, MOUSE_OFF, MOUSE_ON, TerminalError};
use crate::console::text;

/// How many panics of other threads are kept until the terminal is given back.
const PANICS_KEPT: usize = 8;

/// One terminal held by one thread.
#[derive(Debug)]
pub struct Session {
    /// The way to the terminal.
    pub output: Output,
    owner: ThreadId,
    /// Whether the mouse is taken too.
    with_mouse: bool,
    entered: AtomicBool,
    /// What other threads said as they panicked: printing it would have torn the screen.
    panics: Mutex<Vec<String>>,
}

impl Session {
    /// A session of the present thread that has not entered yet.
    pub fn new(output: Output, with_mouse: bool) -> Self {
        Self {
            output,
            owner: thread::current().id(),
            with_mouse,
            entered: AtomicBool::new(false),
            panics: Mutex::default(),
        }
    }

    /// Whether the terminal is held.
    pub fn is_entered(&self) -> bool {
        self.entered.load(Ordering::SeqCst)
    }

    /// Takes the terminal, or takes it anew.
    pub fn enter(&self) -> Result<(), TerminalError> {
        // crossterm remembers the settings found when raw mode begins; after a stop those may be
        // others, and raw mode lost, so it has to forget first.
        let _ = disable_raw_mode();
        enable_raw_mode().map_err(refused)?;
        self.entered.store(true, Ordering::SeqCst);
        if self.output.submit(&[ENTER, self.mouse(MOUSE_ON)].concat()) {
            Ok(())
        } else {
            Err(TerminalError::Gone)
        }
    }

    /// Gives the terminal back, once. A line that takes no more bytes is not waited for long: the
    /// settings are returned without it.
    pub fn leave(&self) {
        if !self.entered.swap(false, Ordering::SeqCst) {
            return;
        }
        // Mouse reporting ends first: what the mouse does from now on belongs to the program that comes next.
        self.output.submit(&[self.mouse(MOUSE_OFF), LEAVE].concat());
        self.output.wait_sent(LEAVE_LIMIT);
        let _ = disable_raw_mode();
        let panics =
            std::mem::take(&mut *self.panics.lock().unwrap_or_else(PoisonError::into_inner));
        for message in panics {
            for line in message.lines() {
                let _ = writeln!(io::stderr(), "{}", text::sanitize(line));
            }
        }
    }

    /// The sequence, if the mouse is taken: what was not taken is not given back.
    fn mouse<'a>(&self, sequence: &'a [u8]) -> &'a [u8] {
        if self.with_mouse { sequence } else { b"" }
    }

    fn keep(&self, message: String) {
        let mut panics = self.panics.lock().unwrap_or_else(PoisonError::into_inner);
        if panics.len() < PANICS_KEPT {
            panics.push(message);
        }
    }
}

/// Why raw mode could not begin.
fn refused(error: io::Error) -> TerminalError {
    match Errno::from_io_error(&error) {
        Some(Errno::IO) => TerminalError::Gone,
        Some(Errno::NOTTY | Errno::NXIO | Errno::NODEV | Errno::NOENT | Errno::ACCESS) => {
            TerminalError::InputIsNoTerminal
        }
        _ => TerminalError::System(error),
    }
}

static WATCHED: Mutex<Weak<Session>> = Mutex::new(Weak::new());
static HOOK: Once = Once::new();

/// Gives `session`'s terminal back when its owner panics, before the panic is told. A panic of
/// another thread is told when the terminal is given back: the console may well live on.
pub fn watch(session: &Arc<Session>) {
    *WATCHED.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(session);
    HOOK.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let watched = WATCHED
                .try_lock()
                .ok()
                .and_then(|session| session.upgrade());
            match watched.filter(|session| session.is_entered()) {
                Some(session) if session.owner != thread::current().id() => {
                    session.keep(info.to_string());
                }
                Some(session) => {
                    session.leave();
                    previous(info);
                }
                None => previous(info),
            }
        }));
    });
}
