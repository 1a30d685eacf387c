//! The screen's state: events in, effects out. Pure but for the effects it returns.
//!
//! A key goes from front to back: to what lies over the page, to the pane below it, to whatever holds on every page.

mod acting;
mod ahead;
mod choosing;
mod exporting;
mod filter;
mod help;
mod keys;
mod mouse;
mod render;
mod visited;
mod welcome;

use std::collections::VecDeque;
use std::time::Instant;

use crate::hub::Update;
use crate::hub::request::{Answer, Request};
use crate::hub::wire::link::Link;
use crate::locale::{Lang, T};

use super::action::Context;
use super::event::{Effect, Event};
use super::input::{Input, Signal};
use super::keymap::Chord;
use super::pane::{Pane, Panes, Tab};
use super::pointer::Spots;
use super::session::{Purpose, Session};
use super::settings::Settings;
use ahead::Typed;

/// The screen's state.
pub struct App {
    session: Session,
    panes: Panes,
    /// Which pane is open.
    tab: Tab,
    visited: visited::Visited,
    chord: Chord<Context>,
    /// What was typed and waits for what an earlier key opens.
    ahead: VecDeque<Typed>,
    /// Where the tabs of the header stand.
    tabs: Spots,
    /// The founding of an empty store, while whoever founds it is asked for a name.
    naming: Option<welcome::Naming>,
}

impl App {
    /// A screen that has asked nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let session = Session::new(settings);
        Self {
            panes: Panes::new(&session),
            session,
            tab: Tab::Matters,
            visited: visited::Visited::default(),
            chord: Chord::default(),
            ahead: VecDeque::new(),
            tabs: Spots::default(),
            naming: None,
        }
    }

    /// The first questions.
    pub fn start(&mut self) -> Vec<Effect> {
        self.session.ask(Purpose::Standing, Request::Whoami);
        self.session.take_effects()
    }

    /// Takes an event; answers what is to be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Input(Input::Key(key)) => self.in_turn(Typed::Key(key)),
            Event::Input(Input::Mouse(mouse)) => self.mouse(mouse),
            Event::Input(Input::Paste { text, cut }) => self.in_turn(Typed::Paste(text, cut)),
            Event::Input(Input::HangUp) => self.session.leave(),
            Event::Input(Input::Signal(signal)) => self.signal(signal),
            Event::Answer(ticket, answer) => {
                self.answer(ticket, *answer);
                self.take_up_typed();
            }
            // A new size and a frame that has left both mean only: draw what there is.
            Event::Input(Input::Resize(..)) | Event::Updated | Event::Written => {}
            Event::Wake => self.wake(),
        }
        self.go_on()
    }

    /// Something was written elsewhere.
    pub fn touched(&mut self, update: &Update) -> Vec<Effect> {
        self.session.touched(update);
        self.go_on()
    }

    /// Takes note of how the hub is reached. What was missed meanwhile is told by an update.
    pub fn set_link(&mut self, link: Link) {
        self.session.set_link(link);
    }

    /// Says that something did not work.
    pub fn complain_of(&mut self, what: T) {
        self.session.complain_of(what);
    }

    /// Takes note of keys that found no room.
    pub fn note_dropped(&mut self, count: u64) {
        self.session.dropped = count;
    }

    /// When the screen wants to be woken although nothing happens: a rest is over, a mark fades, or the minute turns.
    #[must_use]
    pub fn next_wake(&self, now: Instant) -> Instant {
        let panes = Tab::ALL.iter().map(|tab| self.panes.get(*tab));
        let wishes = panes.filter_map(Pane::next_wake);
        wishes.fold(self.session.next_wake(now), Instant::min)
    }

    /// Whether a frame drawn now shows what it is about, and not that an answer is about to come.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        match &self.session.standing {
            _ if self.session.stranger => true,
            None => false,
            Some(standing) => !standing.founded || self.pane().is_whole(&self.session),
        }
    }

    fn lang(&self) -> Lang {
        self.session.lang()
    }

    /// The pane that is open.
    fn pane(&self) -> &dyn Pane {
        self.panes.get(self.tab)
    }

    /// The same, to be changed.
    fn pane_mut(&mut self) -> &mut dyn Pane {
        self.panes.get_mut(self.tab)
    }

    fn answer(&mut self, ticket: u64, answer: Answer) {
        if let Some((tab, answer)) = self.session.take(ticket, answer) {
            let pane = self.panes.get_mut(tab);
            pane.take(&mut self.session, ticket, answer);
        }
        self.tell_panes();
    }

    /// Tells every pane what happened that it did not ask for.
    fn tell_panes(&mut self) {
        for touch in self.session.take_touches() {
            for tab in Tab::ALL {
                self.panes.get_mut(*tab).touched(&self.session, &touch);
            }
            self.visited.touched(&touch);
        }
    }

    fn wake(&mut self) {
        let now = Instant::now();
        self.session.wake(now);
        for tab in Tab::ALL {
            self.panes.get_mut(*tab).wake(&mut self.session, now);
        }
    }

    /// What follows from whatever happened: leases, and what the open pane wants to know now.
    fn go_on(&mut self) -> Vec<Effect> {
        self.tell_panes();
        self.session.keep_claims();
        if self.session.is_settled() {
            self.panes.get_mut(self.tab).ask(&mut self.session);
        }
        self.session.take_effects()
    }

    fn signal(&mut self, signal: Signal) {
        match signal {
            Signal::Stop => self.session.want(Effect::Suspend),
            Signal::Continue => self.session.want(Effect::Resume),
            Signal::Terminate | Signal::Interrupt | Signal::HangUp | Signal::Quit => {
                self.session.leave();
            }
        }
    }
}
