//! What comes from the person and the system: keys, the mouse, pastes, resizes, hang-up, signals.
//!
//! Three threads feed one bounded channel. The first owns crossterm's reader, which on a dead
//! terminal may spin or never return; therefore a second watches the terminal for its hang-up, and
//! needs neither the first nor a signal for that. The third receives signals. All three end when
//! the receiver is gone; the first only at its next event, or with the process.
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::pointer::{Mouse, Turn};

/// The longest paste that is passed on, in bytes.
pub const PASTE_LIMIT: usize = 256 * 1024;

/// How often the terminal is looked at although nothing woke the watcher: some hang-ups wake nobody.
const HANG_UP_CHECK: Timespec = Timespec {
    tv_sec: 1,
    tv_nsec: 0,
};

/// How long a hang-up or a signal waits for room in a full channel before it tries again.
const RETRY: Duration = Duration::from_millis(20);

/// How often a keyboard that can be paused looks whether it is to be.
const PAUSE_CHECK: Duration = Duration::from_millis(250);

/// One thing that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// The mouse was clicked or its wheel turned.
    Mouse(Mouse),
    /// Text was pasted; it never runs as keys.
    Paste {
        /// The text, with lines ended by `\n`; at most [`PASTE_LIMIT`] bytes.
        text: String,
        /// How many bytes more there were.
        cut: usize,
    },
    /// The terminal's new size: columns, rows.
    Resize(u16, u16),
    /// The terminal is gone.
    HangUp,
    /// A signal arrived.
    Signal(Signal),
}

/// The signals a console answers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGTERM.
    Terminate,
    /// SIGINT, from elsewhere: Ctrl+C is a key in raw mode.
    Interrupt,
    /// SIGHUP.
    HangUp,
    /// SIGQUIT.
    Quit,
    /// SIGTSTP, from elsewhere: stop, by [`Terminal::suspend`](super::terminal::Terminal::suspend).
    Stop,
    /// SIGCONT: continued, by [`Terminal::resume`](super::terminal::Terminal::resume).
    Continue,
}

const SIGNALS: [(i32, Signal); 6] = [
    (SIGTERM, Signal::Terminate),
    (SIGINT, Signal::Interrupt),
    (SIGHUP, Signal::HangUp),
    (SIGQUIT, Signal::Quit),
    (SIGTSTP, Signal::Stop),
    (SIGCONT, Signal::Continue),
];

/// The threads, as the loop sees them.
#[derive(Debug, Clone, Default)]
pub struct Keyboard {
    dropped: Arc<AtomicU64>,
    pause: Arc<Pause>,
}

#[derive(Debug, Default)]
struct Pause {
    wanted: AtomicBool,
    parked: AtomicBool,
}

impl Keyboard {
    /// How many keys, clicks, pastes and resizes found the channel full and were dropped.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Leaves the keys to somebody else until [`Keyboard::resume`]. Only of a keyboard that was spawned so that it can be
    /// paused.
    pub fn pause(&self) {
        self.pause.wanted.store(true, Ordering::SeqCst);
        for _ in 0..40 {
            if self.pause.parked.load(Ordering::SeqCst) {
                return;
            }
            thread::sleep(PAUSE_CHECK / 10);
        }
    }

    /// Reads keys again.
    pub fn resume(&self) {
        self.pause.wanted.store(false, Ordering::SeqCst);
    }
}

/// Starts the threads; each input goes through `into_event` into `sender`. Only one that can be paused looks about every
/// quarter of a second. Keys, pastes and resizes
/// that find the channel full are dropped and counted; hang-ups and signals wait for room.
///
/// # Errors
/// When the terminal cannot be watched, a signal not be received or a thread not be started.
pub fn spawn<E: Send + 'static>(
    sender: SyncSender<E>,
    into_event: impl Fn(Input) -> E + Clone + Send + 'static,
    can_be_paused: bool,
) -> io::Result<Keyboard> {
    let keyboard = Keyboard::default();
    let terminals = [
        keys_from()?,
        rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 3)?,
    ];
    let signals = Signals::new(SIGNALS.map(|(number, _)| number))?;
    let line = Line {
        sender,
        into_event,
        dropped: Arc::clone(&keyboard.dropped),
    };
    let pause = can_be_paused.then(|| Arc::clone(&keyboard.pause));
    let (for_hang_up, for_signals) = (line.clone(), line.clone());
    start("hang-up-watch", move || {
        watch_hang_up(&terminals, &for_hang_up);
    })?;
    let asking = Arc::clone(&keyboard.pause);
    start("signals", move || {
        watch_signals(signals, &for_signals, &asking);
    })?;
    start("keyboard", move || read_events(&line, pause.as_deref()))?;
    Ok(keyboard)
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(drop)
}

/// The terminal that crossterm reads.
fn keys_from() -> io::Result<OwnedFd> {
    let stdin = rustix::stdio::stdin();
    if rustix::termios::isatty(stdin) {
        Ok(rustix::io::fcntl_dupfd_cloexec(stdin, 3)?)
    } else {
        Ok(File::options()
            .read(true)
            .write(true)
            .open("/dev/tty")?
            .into())
    }
}

/// The receiver is gone: there is nobody to work for.
struct NobodyListens;

struct Line<E, F> {
    sender: SyncSender<E>,
    into_event: F,
    dropped: Arc<AtomicU64>,
}

impl<E, F: Clone> Clone for Line<E, F> {
    fn clone(&self) -> Self {
        Self {
            sender: self.sender.clone(),
            into_event: self.into_event.clone(),
            dropped: Arc::clone(&self.dropped),
        }
    }
}

impl<E, F: Fn(Input) -> E> Line<E, F> {
    /// Passes on what may be lost.
    fn offer(&self, input: Input) -> Result<(), NobodyListens> {
        match self.sender.try_send((self.into_event)(input)) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(_)) => {
                self.dropped.fetch_add(1, Ordering::Relaxed);
                Ok(())
            }
            Err(TrySendError::Disconnected(_)) => Err(NobodyListens),
        }
    }

    /// Passes on what must arrive.
    fn deliver(&self, input: Input) -> Result<(), NobodyListens> {
        let mut event = (self.into_event)(input);
        loop {
            match self.sender.try_send(event) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Full(returned)) => event = returned,
                Err(TrySendError::Disconnected(_)) => return Err(NobodyListens),
            }
            thread::sleep(RETRY);
        }
    }
}

fn read_events<E, F: Fn(Input) -> E>(line: &Line<E, F>, pause: Option<&Pause>) {
    loop {
        if let Some(pause) = pause
            && !has_key(pause)
        {
            continue;
        }
        let sent = match event::read() {
            Ok(event) => input_of(event).map_or(Ok(()), |input| line.offer(input)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(_) => {
                let _ = line.deliver(Input::HangUp);
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}

/// Whether something is there to be read now. A pause is waited out here, away from the terminal.
fn has_key(pause: &Pause) -> bool {
    while pause.wanted.load(Ordering::SeqCst) {
        pause.parked.store(true, Ordering::SeqCst);
        thread::sleep(PAUSE_CHECK / 10);
    }
    pause.parked.store(false, Ordering::SeqCst);
    // What fails here fails in reading too, and is told there.
    event::poll(PAUSE_CHECK).unwrap_or(true)
}

fn input_of(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Input::Key(key)),
        Event::Paste(text) => Some(pasted(&text)),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        Event::Mouse(mouse) => moused(mouse).map(Input::Mouse),
        Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Other buttons, and any with a key held, are left to whatever the terminal makes of them.
fn moused(event: MouseEvent) -> Option<Mouse> {
    let place = Position::new(event.column, event.row);
    let mouse = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Click(place),
        MouseEventKind::ScrollUp => Mouse::Wheel(Turn::Up),
        MouseEventKind::ScrollDown => Mouse::Wheel(Turn::Down),
        _ => return None,
    };
    event.modifiers.is_empty().then_some(mouse)
}

/// Terminals send the ends of pasted lines as Return.
fn pasted(text: &str) -> Input {
    let kept = text.floor_char_boundary(PASTE_LIMIT);
    Input::Paste {
        text: text[..kept].replace("\r\n", "\n").replace('\r', "\n"),
        cut: text.len() - kept,
    }
}

fn watch_hang_up<E, F: Fn(Input) -> E>(terminals: &[OwnedFd; 2], line: &Line<E, F>) {
    loop {
        // No events are asked for: a hang-up and an error are always told.
        let mut watched = terminals
            .each_ref()
            .map(|terminal| PollFd::new(terminal, PollFlags::empty()));
        let polled = poll(&mut watched, Some(&HANG_UP_CHECK));
        let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        let gone = watched.iter().any(|one| one.revents().intersects(lost));
        match polled {
            Ok(_) if !gone => {}
            Err(Errno::INTR | Errno::AGAIN) => {}
            Ok(_) | Err(_) => {
                let _ = line.deliver(Input::HangUp);
                return;
            }
        }
    }
}

fn watch_signals<E, F: Fn(Input) -> E>(mut signals: Signals, line: &Line<E, F>, pause: &Pause) {
    for number in signals.forever() {
        let known = SIGNALS.iter().find(|(known, _)| *known == number);
        if let Some((_, signal)) = known
            && !is_for_another(*signal, pause)
            && line.deliver(Input::Signal(*signal)).is_err()
        {
            return;
        }
    }
}

/// Whether a key's signal is meant for whoever has the terminal now: a prompt that is interrupted ends the prompt, not
/// the screen that waits behind it.
fn is_for_another(signal: Signal, pause: &Pause) -> bool {
    let is_a_keys = matches!(signal, Signal::Interrupt | Signal::Quit | Signal::Stop);
    is_a_keys && pause.wanted.load(Ordering::SeqCst)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at once")]
    use std::sync::mpsc::{self, Receiver};

    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    type PlainLine = Line<Input, fn(Input) -> Input>;

    fn line(room: usize) -> (PlainLine, Receiver<Input>) {
        let (sender, receiver) = mpsc::sync_channel(room);
        let line = Line {
            sender,
            into_event: std::convert::identity as fn(Input) -> Input,
            dropped: Arc::default(),
        };
        (line, receiver)
    }

    #[test]
    fn keys_that_find_no_room_are_counted_and_nothing_blocks() {
        let (line, receiver) = line(2);
        for _ in 0..5 {
            assert!(line.offer(Input::Resize(80, 24)).is_ok());
        }
        assert_eq!(line.dropped.load(Ordering::Relaxed), 3);
        drop(receiver);
        assert!(line.offer(Input::HangUp).is_err());
    }

    #[test]
    fn a_hang_up_waits_for_room() {
        let (line, receiver) = line(1);
        assert!(line.offer(Input::Resize(80, 24)).is_ok());
        let delivery = thread::spawn(move || line.deliver(Input::HangUp).is_ok());
        thread::sleep(RETRY * 2);
        assert_eq!(receiver.recv().unwrap(), Input::Resize(80, 24));
        assert_eq!(receiver.recv().unwrap(), Input::HangUp);
        assert!(delivery.join().unwrap());
    }

    #[test]
    fn pastes_are_bounded_and_their_lines_end_alike() {
        let Input::Paste { text, cut } = pasted("a\r\nb\rc\nd") else {
            unreachable!()
        };
        assert_eq!((text.as_str(), cut), ("a\nb\nc\nd", 0));
        // A limit in the middle of a character cuts before it.
        let long = format!("x{}", "云".repeat(PASTE_LIMIT / 3 + 10));
        let Input::Paste { text, cut } = pasted(&long) else {
            unreachable!()
        };
        assert!(text.len() <= PASTE_LIMIT && text.len() > PASTE_LIMIT - 3);
        assert_eq!(text.len() + cut, long.len());
    }

    #[test]
    fn releases_and_focus_are_no_input() {
        let mut key = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        assert_eq!(input_of(Event::Key(key)), Some(Input::Key(key)));
        key.kind = KeyEventKind::Release;
        for event in [Event::Key(key), Event::FocusGained, Event::FocusLost] {
            assert_eq!(input_of(event), None);
        }
    }

    #[test]
    fn of_the_mouse_presses_and_the_wheel_are_input() {
        let event = |kind, modifiers| {
            input_of(Event::Mouse(MouseEvent {
                kind,
                column: 7,
                row: u16::MAX,
                modifiers,
            }))
        };
        let none = KeyModifiers::NONE;
        let left = MouseEventKind::Down(MouseButton::Left);
        let click = Mouse::Click(Position::new(7, u16::MAX));
        let (up, down) = (MouseEventKind::ScrollUp, MouseEventKind::ScrollDown);
        assert_eq!(event(left, none), Some(Input::Mouse(click)));
        let wheel = |turn| Some(Input::Mouse(Mouse::Wheel(turn)));
        assert_eq!(event(up, none), wheel(Turn::Up));
        assert_eq!(event(down, none), wheel(Turn::Down));
        for (kind, modifiers) in [
            (left, KeyModifiers::SHIFT),
            (down, KeyModifiers::CONTROL),
            (MouseEventKind::Down(MouseButton::Right), none),
            (MouseEventKind::Up(MouseButton::Left), none),
            (MouseEventKind::Drag(MouseButton::Left), none),
            (MouseEventKind::Moved, none),
            (MouseEventKind::ScrollLeft, none),
        ] {
            assert_eq!(event(kind, modifiers), None, "{kind:?} {modifiers:?}");
        }
    }
}
