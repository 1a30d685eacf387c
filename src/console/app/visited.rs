//! Opening lists, and going back to those that were looked at before.

use std::collections::{BTreeMap, VecDeque};

use crate::domain::law::matter::MatterId;
use crate::hub::request::{List, SavedView};
use crate::locale::console as words;

use super::super::action::Context;
use super::super::list::Listing;
use super::super::pane::Tab;
use super::super::session::Touch;
use super::App;

/// How many lists one can go back to.
const VISITED_LIMIT: usize = 32;

/// The lists that were looked at before the one that is open, and those that were left by going back.
#[derive(Debug, Default)]
pub(super) struct Visited {
    before: VecDeque<Stop>,
    after: Vec<Stop>,
}

impl Visited {
    /// Tells the marks of every list that is not open what happened.
    pub(super) fn touched(&mut self, touch: &Touch) {
        let stops = self.before.iter_mut().chain(&mut self.after);
        stops.for_each(|stop| touch.tell(&mut stop.marked));
    }
}

/// A list as it was left: to be read again, with the same row under the cursor and the same rows marked.
#[derive(Debug)]
struct Stop {
    place: Place,
    marked: BTreeMap<MatterId, u32>,
}

/// Where one stood.
#[derive(Debug, PartialEq)]
struct Place {
    tab: Tab,
    view: SavedView,
    called: Option<String>,
    stood_on: Option<String>,
    is_page: bool,
}

impl App {
    /// Opens a list.
    pub(super) fn open_list(&mut self, list: List, called: Option<String>) {
        self.leave_list();
        let mut listing = Listing::new(list);
        listing.called = called;
        self.show_list(Tab::of(&listing.list), listing, false);
    }

    /// Opens a view that was kept.
    pub(super) fn open_saved(&mut self, name: &str) {
        let mut views = self.session.views.iter();
        if let Some(view) = views.find(|view| view.name == name).cloned() {
            self.leave_list();
            self.show_list(Tab::of(&view.list), Listing::of_saved(view), false);
        }
    }

    /// Puts a list into a pane.
    fn show_list(&mut self, tab: Tab, listing: Listing, is_page: bool) {
        self.tab = tab;
        let pane = self.panes.get_mut(tab);
        pane.show(&self.session, listing, is_page);
    }

    fn stop(&self) -> Stop {
        let pane = self.pane();
        let open = pane.listing();
        let place = Place {
            tab: self.tab,
            view: open.saved(String::new()),
            called: open.called.clone(),
            stood_on: open.row().map(|row| row.key.clone()),
            is_page: pane.context() == Context::Detail,
        };
        let marked = open.marked.clone();
        Stop { place, marked }
    }

    /// Remembers the list that is open before another takes its place.
    pub(super) fn leave_list(&mut self) {
        let stop = self.stop();
        // The same place is one step of the history, with the marks that it was last left with.
        let last = self.visited.before.back();
        if last.is_some_and(|last| last.place == stop.place) {
            self.visited.before.pop_back();
        }
        self.visited.before.push_back(stop);
        if self.visited.before.len() > VISITED_LIMIT {
            self.visited.before.pop_front();
        }
        self.visited.after.clear();
    }

    /// Goes back to the list before, or forward again.
    pub(super) fn travel(&mut self, forward: bool) {
        let here = self.stop();
        let to = if forward {
            self.visited.after.pop()
        } else {
            self.visited.before.pop_back()
        };
        let Some(to) = to else {
            self.session.complain_of(if forward {
                words::NOTICE_NO_LATER
            } else {
                words::NOTICE_NO_EARLIER
            });
            return;
        };
        if forward {
            self.visited.before.push_back(here);
        } else {
            self.visited.after.push(here);
        }
        let Stop { place, marked } = to;
        let mut listing = Listing::of_saved(place.view);
        listing.called = place.called;
        listing.opens_at = place.stood_on;
        listing.marked = marked;
        self.show_list(place.tab, listing, place.is_page);
    }
}
