//! The terminal, taken and given back.
//!
//! [`Terminal::enter`] takes it: raw mode, alternate screen, bracketed paste, hidden cursor, no
//! automatic wrapping, and the mouse if it is wanted. It is given back by [`Terminal::leave`], on drop, and when the thread that
//! took it panics; a signal reaches the event loop as an input, and the loop leaves.
//!
//! **A key never waits behind stale frames.** [`Terminal::draw`] renders only when the bytes of the
//! previous frame have left ([`Terminal::writable`]); otherwise it answers [`Drawn::Deferred`]
//! without rendering, and the `on_written` callback tells when to try again. So at most one frame is
//! ever under way, and the next is rendered from the state as it is then. What the operating system
//! and the network hold behind our back cannot be asked, so frames are kept small and follow each
//! other no faster than a modest line carries them. The terminal itself is never asked anything.
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Size;
use rustix::termios::{isatty, tcgetwinsize};

use crate::console::frame_writer::FrameWriter;
use crate::console::text;

mod guard;
mod output;

use guard::Session;
use output::Output;

/// Alternate screen, plain pen, cleared, no automatic wrapping, bracketed paste, hidden cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[m\x1b[2J\x1b[?7l\x1b[?2004h\x1b[?25l";
/// The reverse; first of all the end of a frame that may have been cut.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?25h\x1b[?2004l\x1b[?7h\x1b[?1049l";

/// Presses and the wheel of the mouse (1000), written so that a place has no limit (1006); no movements, which a slow line
/// could not carry. With Shift held the terminal keeps the mouse to itself, to select text.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The reverse.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// What a terminal without a size is taken for.
const USUAL_SIZE: Size = Size {
    width: 80,
    height: 24,
};
/// A terminal that claims more is drawn to only this far, because every cell costs memory.
const SIZE_LIMIT: Size = Size {
    width: 1_000,
    height: 500,
};

/// How long leaving waits for a slow line before it gives the settings back without it.
const LEAVE_LIMIT: Duration = Duration::from_secs(2);

/// The most bytes of text sent to the clipboard at once: what common terminals accept.
pub const CLIPBOARD_LIMIT: usize = 74_994;

/// Whom a notification is from: without a semicolon, which would end it.
const NOTIFIER: &str = "云管 yunguan";
/// The most bytes of a notification's text.
const NOTIFICATION_LIMIT: usize = 200;
/// The most bytes of notifications that wait behind a slow line: a line that hangs must not gather them.
const NOTIFICATIONS_WAITING: usize = 4_096;

/// Why the terminal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard output is not a terminal.
    #[error("standard output is not a terminal")]
    OutputIsNoTerminal,
    /// There is no terminal to read keys from.
    #[error("there is no terminal to read keys from")]
    InputIsNoTerminal,
    /// The terminal has hung up or was closed.
    #[error("the terminal is gone")]
    Gone,
    /// Nobody could resume the program: no job-control shell started it.
    #[error("no shell here could resume the program")]
    NobodyToResume,
    /// Text for the clipboard is longer than [`CLIPBOARD_LIMIT`], or the line is still busy.
    #[error("the text does not fit the clipboard now")]
    ClipboardFull,
    /// The operating system refused something.
    #[error("the terminal cannot be used: {0}")]
    System(#[from] io::Error),
}

/// What became of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// This many bytes are on their way.
    Sent(usize),
    /// The terminal shows this already; nothing was sent.
    Unchanged,
    /// The previous frame is still on its way; nothing was rendered.
    Deferred,
}

/// A terminal that was taken.
#[derive(Debug)]
pub struct Terminal {
    screen: ratatui::Terminal<FrameWriter>,
    line: OwnedFd,
    session: Arc<Session>,
}

impl Terminal {
    /// Takes the terminal on standard output, and its mouse if `with_mouse`. `on_written` is called from another thread whenever
    /// another frame may follow; it must not block, and should wake the event loop.
    ///
    /// # Errors
    /// [`TerminalError::OutputIsNoTerminal`], [`TerminalError::InputIsNoTerminal`], or
    /// [`TerminalError::System`]; nothing has been changed then.
    pub fn enter(
        with_mouse: bool,
        on_written: impl Fn() + Send + 'static,
    ) -> Result<Self, TerminalError> {
        let line = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 3)
            .map_err(|_| TerminalError::OutputIsNoTerminal)?;
        if !isatty(&line) {
            return Err(TerminalError::OutputIsNoTerminal);
        }
        let output = Output::start(line.try_clone()?, on_written)?;
        let screen = match ratatui::Terminal::new(FrameWriter::new(size_of(&line))) {
            Ok(screen) => screen,
            Err(never) => match never {},
        };
        let terminal = Self {
            screen,
            line,
            session: Arc::new(Session::new(output, with_mouse)),
        };
        // From here on whatever fails gives back what was taken.
        guard::watch(&terminal.session);
        terminal.session.enter()?;
        Ok(terminal)
    }

    /// Renders and sends a frame, if the previous one has left. The terminal's size is looked up
    /// each time, so a missed resize does no harm.
    ///
    /// # Errors
    /// [`TerminalError::Gone`].
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> Result<Drawn, TerminalError> {
        if self.session.output.is_gone() {
            return Err(TerminalError::Gone);
        }
        if !self.writable() {
            return Ok(Drawn::Deferred);
        }
        let size = self.size();
        self.screen.backend_mut().set_size(size);
        let next = match self.screen.draw(render) {
            Ok(completed) => completed.buffer.clone(),
            Err(never) => match never {},
        };
        let Some(frame) = self.screen.backend_mut().frame(next) else {
            return Ok(Drawn::Unchanged);
        };
        if self.session.output.submit(&frame) {
            Ok(Drawn::Sent(frame.len()))
        } else {
            Err(TerminalError::Gone)
        }
    }

    /// Whether a frame drawn now would leave at once.
    #[must_use]
    pub fn writable(&self) -> bool {
        self.session.is_entered() && self.session.output.is_idle()
    }

    /// The terminal's size in cells, at least 1x1 and bounded; 80x24 if it has none.
    #[must_use]
    pub fn size(&self) -> Size {
        size_of(&self.line)
    }

    /// Makes the next frame a complete one: for a screen that something else has written to.
    pub fn redraw(&mut self) {
        match self.screen.clear() {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }

    /// Puts `text` on the clipboard of the terminal's owner (OSC 52), over any number of hosts.
    /// Terminals may ignore it, and do not say so.
    ///
    /// # Errors
    /// [`TerminalError::ClipboardFull`] if `text` is too long or the line too busy,
    /// [`TerminalError::Gone`].
    pub fn copy(&self, text: &str) -> Result<(), TerminalError> {
        // One clipboard at a time: on a slow line they would pile up.
        if text.len() > CLIPBOARD_LIMIT || self.session.output.waiting() > 0 {
            return Err(TerminalError::ClipboardFull);
        }
        let sequence = format!("\x1b]52;c;{}\x1b\\", base64(text.as_bytes()));
        if self.session.output.submit(sequence.as_bytes()) {
            Ok(())
        } else {
            Err(TerminalError::Gone)
        }
    }

    /// Rings the bell and shows a notification, in the two ways that terminals know (OSC 9 and OSC 777), between frames.
    /// Terminals may ignore it, and do not say so.
    pub fn notify(&self, text: &str) {
        let output = &self.session.output;
        if self.session.is_entered() && output.waiting() <= NOTIFICATIONS_WAITING {
            // A line that is gone is noticed at the next frame.
            output.submit(notification(text).as_bytes());
        }
    }

    /// Gives the terminal back. Doing so again does nothing.
    pub fn leave(&mut self) {
        self.session.leave();
    }

    /// Gives the terminal back, stops this job until its shell resumes it, and takes it again. The
    /// next frame is a complete one.
    ///
    /// # Errors
    /// [`TerminalError::NobodyToResume`] if no job-control shell started this program; nothing
    /// happens then. Otherwise those of [`Terminal::resume`].
    pub fn suspend(&mut self) -> Result<(), TerminalError> {
        if !has_job_control() {
            return Err(TerminalError::NobodyToResume);
        }
        let continued = Arc::new(AtomicBool::new(false));
        let continued_flag = Arc::clone(&continued);
        let hook = signal_hook::flag::register(signal_hook::consts::SIGCONT, continued_flag)?;
        self.session.leave();
        // The signal goes to the whole job, as the terminal's own Ctrl+Z would: a wrapper script must stop too.
        let stopped = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
        // The signal may reach another thread first: this one must not go on until it is over.
        for _ in 0..200 {
            if stopped.is_err() || continued.load(Ordering::SeqCst) {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        signal_hook::low_level::unregister(hook);
        self.resume()
    }

    /// Takes the terminal again after somebody else stopped and continued this program, or gave the
    /// terminal other settings. The next frame is a complete one.
    ///
    /// # Errors
    /// [`TerminalError::Gone`], [`TerminalError::InputIsNoTerminal`] or [`TerminalError::System`].
    pub fn resume(&mut self) -> Result<(), TerminalError> {
        if self.session.output.is_gone() {
            return Err(TerminalError::Gone);
        }
        self.session.enter()?;
        self.screen.backend_mut().restart();
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}

fn size_of(line: impl AsFd) -> Size {
    match tcgetwinsize(line) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size {
            width: size.ws_col.min(SIZE_LIMIT.width),
            height: size.ws_row.min(SIZE_LIMIT.height),
        },
        _ => USUAL_SIZE,
    }
}

/// Whether a shell with job control started this program. In the session leader's own process group
/// there is nobody to resume it (`ssh host yunguan`), and the kernel would not stop it either.
fn has_job_control() -> bool {
    let group = rustix::process::getpgrp();
    rustix::process::getsid(None).is_ok_and(|session| session != group)
}

fn notification(text: &str) -> String {
    // A semicolon would begin another parameter.
    let clean = text::sanitize(text).replace(';', ",");
    let body = clean
        .get(..clean.floor_char_boundary(NOTIFICATION_LIMIT))
        .unwrap_or_default();
    format!("\x07\x1b]9;{body}\x1b\\\x1b]777;notify;{NOTIFIER};{body}\x1b\\")
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let third = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = third(0) << 16 | third(1) << 8 | third(2);
        for digit in 0..4 {
            let sextet = (group >> (18 - 6 * digit)) as usize & 63;
            encoded.push(if digit <= chunk.len() {
                char::from(DIGITS[sextet])
            } else {
                '='
            });
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_is_clean_and_bounded() {
        let hostile = "a\x1b]0;evil\x07b;c\n\u{9c}\u{202e}";
        let body = "a␛]0,evil␇b,c␊<U+009C><U+202E>";
        assert_eq!(
            notification(hostile),
            format!("\x07\x1b]9;{body}\x1b\\\x1b]777;notify;云管 yunguan;{body}\x1b\\")
        );
        let long = notification(&"长".repeat(1_000));
        assert_eq!(long.matches('长').count(), 2 * 66);
    }

    #[test]
    fn base64_is_the_usual_one() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("云管", "5LqR566h"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
