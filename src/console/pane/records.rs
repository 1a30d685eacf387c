//! A list that is not of matters: the journal, the rulings, the calendar, the registers, the Measures.

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::law::act::Verb;
use crate::domain::record::RecordKind;
use crate::domain::register;
use crate::hub::Touched;
use crate::hub::list::REGISTERS;
use crate::hub::request::{List, RowOf};

use super::super::action::{Action, Context};
use super::super::form::Prefill;
use super::super::list::Listing;
use super::super::session::{Session, Touch};
use super::{Pane, Tab};

/// The pane of such a list.
pub struct Records {
    tab: Tab,
    listing: Listing,
}

impl Records {
    /// The pane with the list that its tab opens with.
    pub fn new(tab: Tab, session: &Session) -> Self {
        let listing = Listing::new(tab.list(session.today().year()));
        Self { tab, listing }
    }

    /// The neighbouring year or register, if the list has one.
    fn neighbour(&self, forwards: bool) -> Option<List> {
        match &self.listing.list {
            List::Calendar(year) => {
                let next = year + if forwards { 1 } else { -1 };
                Some(List::Calendar(next.clamp(2000, 2199)))
            }
            List::Register(kind) => {
                let at = REGISTERS.iter().position(|each| each == kind).unwrap_or(0);
                let count = REGISTERS.len();
                let next = if forwards { at + 1 } else { at + count - 1 } % count;
                Some(List::Register(
                    REGISTERS.get(next).copied().unwrap_or(*kind),
                ))
            }
            _ => None,
        }
    }

    fn turn(&mut self, session: &Session, forwards: bool) {
        if let Some(next) = self.neighbour(forwards) {
            self.show(session, Listing::new(next), false);
        }
    }

    /// The verb that makes a new one of what the list holds.
    fn verb(&self) -> Option<Verb> {
        let kind = match &self.listing.list {
            List::Register(kind) => *kind,
            List::Rulings => RecordKind::Proposal,
            List::Measures => RecordKind::MeasuresChange,
            _ => return None,
        };
        // What comes of a matter is made there.
        Some(register::keeping(kind)).filter(|verb| !verb.is_on_matter())
    }

    /// Whether I may do that.
    fn may_keep(&self, session: &Session) -> bool {
        self.verb().is_some_and(|verb| session.may(verb))
    }

    /// Opens the form of a new one. The ruling under the mark is the one that a new proposal is about.
    fn begin(&self, session: &mut Session) {
        let Some(verb) = self.verb() else { return };
        if let Some(RowOf::Ruling(id)) = self.listing.row().map(|row| &row.of) {
            session.propose(*id);
        } else {
            session.open_form(verb, vec![], Prefill::default());
        }
    }

    /// Changes the record under the mark; of a ruling it is proposed how.
    fn change(&self, session: &mut Session) {
        match self.listing.row().map(|row| &row.of) {
            Some(RowOf::Record { kind, key }) if self.signs().is_none() => {
                session.ask_record(*kind, key.clone());
            }
            Some(RowOf::Ruling(_)) => self.begin(session),
            Some(_) | None => {}
        }
    }

    /// The verb that signs what waits in the list, of those where proposals wait for a second signature.
    fn signs(&self) -> Option<Verb> {
        let verb = match &self.listing.list {
            List::Rulings => register::Verb::SignRuling,
            List::Calendar(_) => register::Verb::SignCalendar,
            List::Measures => register::Verb::SignMeasures,
            _ => return None,
        };
        Some(Verb::Register(verb))
    }

    /// What waits under the mark: the verb that signs it, and its number.
    fn waiting(&self) -> Option<(Verb, u32)> {
        self.signs().zip(self.listing.row()?.waits)
    }
}

impl Pane for Records {
    fn tab(&self) -> Tab {
        self.tab
    }

    fn context(&self) -> Context {
        Context::Sheet
    }

    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn listing_mut(&mut self) -> &mut Listing {
        &mut self.listing
    }

    fn entered(&mut self, session: &Session, from: Tab) {
        // What was looked at stands as it was left; opened from itself, or for the first time, it begins anew.
        let was_read = self.listing.is_loaded() || self.listing.is_waiting();
        if from == self.tab || !was_read {
            let list = self.tab.list(session.today().year());
            self.show(session, Listing::new(list), false);
        }
        // What stands on the hour may have changed although nothing was written.
        self.listing.touched();
    }

    fn show(&mut self, session: &Session, mut listing: Listing, _is_page: bool) {
        if let (List::Calendar(year), None) = (&listing.list, &listing.opens_at) {
            // It opens at the next day that matters.
            let today = session.today();
            listing.opens_on = (today.year() == *year).then_some(today);
        }
        self.listing = listing;
    }

    fn touched(&mut self, _session: &Session, touch: &Touch) {
        match touch {
            // Of all these lists an act on a matter writes only into the journal.
            Touch::Written(Touched::Matters(_)) if self.listing.list != List::Journal => {}
            Touch::Written(_) => self.listing.touched(),
            Touch::Standing | Touch::Done(_) | Touch::Opened(_) | Touch::Told(..) => {}
        }
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Option<Action> {
        match action {
            Action::Last => self.ask_end(session),
            Action::Previous => self.turn(session, false),
            Action::Next => self.turn(session, true),
            Action::Open => {
                if let Some(row) = self.listing.row() {
                    session.open_row(row.of.clone());
                }
            }
            Action::New => self.begin(session),
            Action::Edit => self.change(session),
            Action::Sign if self.waiting().is_some() => {
                if let Some((verb, number)) = self.waiting() {
                    session.sign(verb, number);
                }
            }
            Action::Back if self.listing.filter.is_some() => self.listing.drop_filter(),
            action if self.listing.act(action) => {}
            other => return Some(other),
        }
        None
    }

    fn hint(&self, session: &Session, action: Action) -> Option<String> {
        let works = match action {
            // A ruling that is proposed is a change of one that there is.
            Action::New => self.may_keep(session) && self.listing.list != List::Rulings,
            Action::Edit => self.may_keep(session) && self.listing.list != List::Measures,
            Action::Sign => self.waiting().is_some_and(|(verb, _)| session.may(verb)),
            Action::Previous | Action::Next => self.neighbour(true).is_some(),
            Action::Do | Action::Act(_) | Action::Offers | Action::Explain => false,
            _ => true,
        };
        works.then(|| action.label().get(session.lang()).to_owned())
    }

    fn render(&mut self, session: &Session, frame: &mut Frame, body: Rect) {
        let theme = &session.settings.theme;
        self.listing.render(frame, body, theme, session.lang());
    }
}
