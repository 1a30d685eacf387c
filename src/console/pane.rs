//! The panes that the header's tabs open, all behind one interface: what one shows, asks, takes and does is its own, and
//! whoever draws, hints, helps or turns keys into actions knows no more of it than this.

mod beside;
mod matters;
mod months;
mod records;
mod resources;

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::domain::record::RecordKind;
use crate::hub::request::{Answer, List, Trouble};
use crate::locale::T;
use crate::locale::console as words;

use super::action::{Action, Context};
use super::list::Listing;
use super::pointer::{Clicked, Pointed, Turn};
use super::session::{Purpose, Session, Touch};
use matters::Matters;
use months::Months;
use records::Records;
use resources::Resources;

/// What stands behind a tab.
pub trait Pane {
    /// Which tab it stands behind.
    fn tab(&self) -> Tab;

    /// Where its keys are looked up.
    fn context(&self) -> Context;

    /// The list that is open in it.
    fn listing(&self) -> &Listing;

    /// The same, to be changed.
    fn listing_mut(&mut self) -> &mut Listing;

    /// Its tab was opened, from another one or from itself.
    fn entered(&mut self, session: &Session, from: Tab);

    /// Opens another list, or the page of one of its rows at once.
    fn show(&mut self, session: &Session, listing: Listing, is_page: bool);

    /// Asks whatever it wants to know now.
    fn ask(&mut self, session: &mut Session) {
        self.ask_rows(session);
    }

    /// Asks for the rows of its list.
    fn ask_rows(&mut self, session: &mut Session) {
        let tab = self.tab();
        let is_afar = session.is_afar();
        let (ticket, lang, today) = (session.ticket(), session.lang(), session.today());
        let listing = self.listing_mut();
        listing.is_afar = is_afar;
        if let Some(request) = listing.ask(ticket, lang, today) {
            session.ask_under(ticket, Purpose::Pane(tab), request);
        }
    }

    /// Asks for the end of its list.
    fn ask_end(&mut self, session: &mut Session) {
        let (tab, ticket) = (self.tab(), session.ticket());
        if let Some(request) = self.listing_mut().ask_end(ticket) {
            session.ask_under(ticket, Purpose::Pane(tab), request);
        }
    }

    /// Takes the answer to what it asked under that ticket.
    fn take(&mut self, session: &mut Session, ticket: u64, answer: Answer) {
        match answer {
            Answer::Window(window) => self.listing_mut().take(ticket, *window),
            // A lost link, and a login that is bound to nobody, are told by the whole screen rather than by a message.
            Answer::Trouble(Trouble::Gone) | Answer::Stranger(_) => {
                self.listing_mut().failed(ticket);
            }
            other => {
                self.listing_mut().failed(ticket);
                let is_too_long = matches!(other, Answer::Trouble(Trouble::TooLong { .. }));
                if is_too_long && self.listing_mut().falls_back() {
                    return;
                }
                session.trouble(&other);
            }
        }
    }

    /// Something happened that it did not ask for.
    fn touched(&mut self, session: &Session, touch: &Touch);

    /// Does an action; answers it where it means nothing here and is for whoever stands behind.
    fn act(&mut self, session: &mut Session, action: Action) -> Option<Action>;

    /// What an action is called in the hints, if it works here now.
    fn hint(&self, session: &Session, action: Action) -> Option<String>;

    /// Whether there is a matter here to act upon.
    fn has_matter(&self) -> bool {
        false
    }

    /// Whether a frame drawn now shows what it is about, and not that an answer is about to come.
    fn is_whole(&self, _session: &Session) -> bool {
        self.listing().is_loaded()
    }

    /// Draws it.
    fn render(&mut self, session: &Session, frame: &mut Frame, body: Rect);

    /// A click.
    fn click(&mut self, place: Position) -> Clicked {
        self.listing_mut().click(place)
    }

    /// A notch of the wheel.
    fn wheel(&mut self, turn: Turn) {
        self.listing_mut().wheel(turn);
    }

    /// When it wants to be woken.
    fn next_wake(&self) -> Option<Instant> {
        self.listing().fresh.fades_at()
    }

    /// Does what has come to be time for.
    fn wake(&mut self, _session: &mut Session, now: Instant) {
        self.listing_mut().fresh.fade(now);
    }
}

macro_rules! panes {
    ($($(#[$doc:meta])* $tab:ident, $field:ident: $pane:ty, $action:ident, $label:ident;)*) => {
        /// The tabs of the header.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Tab {
            $($(#[$doc])* $tab,)*
        }

        impl Tab {
            /// Every tab, in the order of the header.
            pub const ALL: &'static [Self] = &[$(Self::$tab),*];

            /// The action that opens it.
            pub const fn action(self) -> Action {
                match self {
                    $(Self::$tab => Action::$action,)*
                }
            }

            /// What it is called.
            pub const fn label(self) -> T {
                match self {
                    $(Self::$tab => words::$label,)*
                }
            }
        }

        /// Every pane.
        pub struct Panes {
            $($field: $pane,)*
        }

        impl Panes {
            /// Every pane, none of which has asked anything yet.
            pub fn new(session: &Session) -> Self {
                Self {
                    $($field: <$pane>::new(Tab::$tab, session),)*
                }
            }

            /// The pane of a tab.
            pub fn get(&self, tab: Tab) -> &dyn Pane {
                match tab {
                    $(Tab::$tab => &self.$field,)*
                }
            }

            /// The same, to be changed.
            pub fn get_mut(&mut self, tab: Tab) -> &mut dyn Pane {
                match tab {
                    $(Tab::$tab => &mut self.$field,)*
                }
            }
        }
    };
}

// One line a pane: its tab, where it is kept, what it is, the action that opens it, its name.
panes! {
    /// Duties and matters.
    Matters, matters: Matters, OpenQueue, PAGE_QUEUE;
    /// Pools, systems and their resources.
    Resources, resources: Resources, OpenResources, PAGE_RESOURCES;
    /// The rulings.
    Rulings, rulings: Records, OpenRulings, PAGE_RULINGS;
    /// The calendar.
    Calendar, calendar: Months, OpenCalendar, PAGE_CALENDAR;
    /// The registers.
    Registers, registers: Records, OpenRegisters, PAGE_REGISTERS;
    /// The Measures.
    Measures, measures: Records, OpenMeasures, PAGE_MEASURES;
    /// The journal.
    Journal, journal: Records, OpenJournal, PAGE_JOURNAL;
}

impl Tab {
    /// The tab that an action opens.
    pub fn opened_by(action: Action) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|tab| tab.action() == action)
    }

    /// The tab behind which a list is shown.
    pub const fn of(list: &List) -> Self {
        match list {
            List::Mine
            | List::Late
            | List::Today
            | List::Open
            | List::Party(_)
            | List::Matters(_) => Self::Matters,
            List::Journal => Self::Journal,
            List::Rulings => Self::Rulings,
            List::Calendar(_) => Self::Calendar,
            List::Register(RecordKind::Pool | RecordKind::Resource)
            | List::SystemsIn(_)
            | List::ResourcesOf { .. } => Self::Resources,
            List::Register(_) => Self::Registers,
            List::Measures => Self::Measures,
        }
    }

    /// The list that it opens with.
    fn list(self, year: i32) -> List {
        match self {
            Self::Matters => List::Mine,
            Self::Resources => List::Register(RecordKind::Pool),
            Self::Journal => List::Journal,
            Self::Rulings => List::Rulings,
            Self::Calendar => List::Calendar(year),
            Self::Registers => List::Register(RecordKind::Party),
            Self::Measures => List::Measures,
        }
    }

    /// The tab after this one, or before it; the last is followed by the first.
    pub fn turned(self, forwards: bool) -> Self {
        let count = Self::ALL.len();
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let to = (at + if forwards { 1 } else { count - 1 }) % count;
        Self::ALL.get(to).copied().unwrap_or(self)
    }
}
