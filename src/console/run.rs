//! The event loop: one channel in, the terminal out, the hub beside it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use crate::hub::wire::link::Link;
use crate::hub::{Mailbox, Seat};
use crate::locale::console as words;

use super::app::App;
use super::event::{Effect, Event};
use super::input::{self, Keyboard};
use super::settings::Settings;
use super::terminal::{Drawn, Terminal, TerminalError};

/// How many events may wait.
const EVENTS: usize = 4_096;
/// How many waiting events are taken before the next frame, so that a flood of keys costs one frame.
const BURST: usize = 256;

/// Why the screen was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// By the person, or with the terminal.
    Quit,
    /// For a demo city.
    ForDemo,
}

/// How long the first frame waits for the first answers.
const FIRST_ANSWERS: Duration = Duration::from_millis(150);
/// How long a frame waits for the detail of what a key moved to: from a hub on this machine it comes sooner, and both go
/// out as one.
const DETAIL_ANSWER: Duration = Duration::from_millis(15);

/// How soon after one look at what was touched the next one may follow. The first is at once; while others act without
/// pause, two hundred screens must not ask without pause.
const PACE: Duration = Duration::from_millis(200);

struct Running {
    app: App,
    seat: Seat,
    terminal: Terminal,
    sender: SyncSender<Event>,
    mailbox: Arc<Mailbox>,
    keyboard: Keyboard,
    dirty: bool,
    /// When what was touched may be looked at again.
    may_look: Instant,
    /// Whether something was touched since.
    touched: bool,
    /// Until when the first frame waits for the first answers.
    patience: Option<Instant>,
}

/// Runs the screen until it is left.
///
/// # Errors
/// If there is no terminal, or it fails other than by hanging up.
pub fn run(seat: Seat, settings: Settings) -> Result<Left, TerminalError> {
    let (sender, events) = sync_channel(EVENTS);
    let written = sender.clone();
    let terminal = Terminal::enter(settings.mouse, move || {
        // A full channel will lead to a frame of its own accord.
        let _ = written.try_send(Event::Written);
    })?;
    // Whoever asks a person for a password reads keys as well: then nobody else may.
    let can_be_paused = !matches!(seat.link(), Link::Direct);
    let keyboard = input::spawn(sender.clone(), Event::Input, can_be_paused)?;
    let woken = sender.clone();
    let mailbox = seat.subscribe(move || {
        let _ = woken.try_send(Event::Updated);
    });
    let mut running = Running {
        app: App::new(settings),
        keyboard,
        seat,
        terminal,
        sender,
        mailbox,
        dirty: true,
        may_look: Instant::now(),
        touched: false,
        patience: Some(Instant::now() + FIRST_ANSWERS),
    };
    // Changes before there was somebody to wake woke nobody.
    running.app.set_link(running.seat.link());
    let left = running.turn(&events);
    running.terminal.leave();
    match left {
        // A terminal that is gone is an ordinary end: the drafts are with the hub.
        Err(TerminalError::Gone) => Ok(Left::Quit),
        other => other,
    }
}

impl Running {
    fn turn(&mut self, events: &Receiver<Event>) -> Result<Left, TerminalError> {
        let effects = self.app.start();
        if let Some(left) = self.carry_out(effects)? {
            return Ok(left);
        }
        loop {
            if self.dirty && self.may_draw() {
                let app = &mut self.app;
                match self.terminal.draw(|frame| app.render(frame))? {
                    Drawn::Deferred => {}
                    Drawn::Sent(_) | Drawn::Unchanged => self.dirty = false,
                }
            }
            let now = Instant::now();
            let wake = self.app.next_wake(now);
            let wake = self.patience.map_or(wake, |until| until.min(wake));
            let wake = if self.touched {
                self.may_look.min(wake)
            } else {
                wake
            };
            let wait = wake.saturating_duration_since(now);
            let first = match events.recv_timeout(wait) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => Event::Wake,
                Err(RecvTimeoutError::Disconnected) => return Ok(Left::Quit),
            };
            if let Some(left) = self.take(first)? {
                return Ok(left);
            }
            for event in events.try_iter().take(BURST) {
                if let Some(left) = self.take(event)? {
                    return Ok(left);
                }
            }
        }
    }

    /// A frame waits a moment for what it is to show: an empty one would only delay the full one on a slow line.
    fn may_draw(&mut self) -> bool {
        if self.app.is_ready() || self.patience.is_none_or(|until| until <= Instant::now()) {
            self.patience = None;
        }
        self.patience.is_none()
    }

    fn take(&mut self, event: Event) -> Result<Option<Left>, TerminalError> {
        // A frame that was written needs no action here: one that was put off is still marked dirty.
        if !matches!(event, Event::Written) {
            self.dirty = true;
        }
        self.app.note_dropped(self.keyboard.dropped());
        let is_key = matches!(event, Event::Input(_));
        let effects = if matches!(event, Event::Updated) {
            self.app.set_link(self.seat.link());
            self.touched = true;
            Vec::new()
        } else {
            self.app.update(event)
        };
        if is_key && !self.app.is_ready() {
            let until = Instant::now() + DETAIL_ANSWER;
            self.patience.get_or_insert(until);
        }
        if let Some(left) = self.carry_out(effects)? {
            return Ok(Some(left));
        }
        let effects = self.look();
        self.carry_out(effects)
    }

    /// Looks at what was touched, if anything was and enough time has passed.
    fn look(&mut self) -> Vec<Effect> {
        let now = Instant::now();
        if !self.touched || now < self.may_look {
            return Vec::new();
        }
        self.touched = false;
        self.may_look = now + PACE;
        match self.mailbox.take() {
            Some(update) => self.app.touched(&update),
            None => Vec::new(),
        }
    }

    /// Gives the terminal back while the way to the hub asks the person whatever it must.
    fn reconnect_asking(&mut self) -> Result<(), TerminalError> {
        // From the moment that the screen is gone no key is ours: it may belong to a password.
        self.keyboard.pause();
        self.terminal.leave();
        self.seat.reconnect(true);
        self.keyboard.resume();
        self.terminal.resume()?;
        self.app.set_link(self.seat.link());
        Ok(())
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<Option<Left>, TerminalError> {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, request) => {
                    let sender = self.sender.clone();
                    self.seat.send(
                        *request,
                        Box::new(move |answer| {
                            // Full only if the screen has stopped taking events: it then looks again after its next.
                            let _ = sender.try_send(Event::Answer(ticket, Box::new(answer)));
                        }),
                    );
                }
                Effect::Copy(text) => {
                    if self.terminal.copy(&text).is_err() {
                        self.app.complain_of(words::NOTICE_NOT_COPIED);
                    }
                }
                Effect::Notify(text) => self.terminal.notify(&text),
                Effect::Suspend => match self.terminal.suspend() {
                    Err(TerminalError::NobodyToResume) => {
                        self.app.complain_of(words::NOTICE_NO_SHELL);
                    }
                    other => other?,
                },
                Effect::Resume => self.terminal.resume()?,
                Effect::Redraw => self.terminal.redraw(),
                Effect::Reconnect { asking: false } => self.seat.reconnect(false),
                Effect::Reconnect { asking: true } => self.reconnect_asking()?,
                Effect::OpenDemo => return Ok(Some(Left::ForDemo)),
                Effect::Quit => return Ok(Some(Left::Quit)),
            }
        }
        Ok(None)
    }
}
