//! Duties and matters: their list, what is known of the one under the mark beside or below it, and the page of one.

mod acting;
mod drawing;

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::domain::law::matter::MatterId;
use crate::domain::law::party::{PartyKind, Post};
use crate::hub::request::{List, Shown};

use super::super::action::{Action, Context};
use super::super::draw::UNDRAWN_PAGE;
use super::super::list::{Listing, home};
use super::super::pointer::{Clicked, NOTCH, Pointed, Turn};
use super::super::session::{Aim, Session, Touch};
use super::{Pane, Tab};

/// How long the mark rests before the matter under it is fetched, while a key repeats or where every answer comes over a
/// line: until then only the mark moves.
const REST: Duration = Duration::from_millis(200);

/// The page of one matter.
#[derive(Debug, Clone, Copy)]
struct Page {
    /// How far it is scrolled.
    scroll: usize,
    /// How many rows were drawn last.
    height: usize,
}

impl Page {
    const TOP: Self = Self {
        scroll: 0,
        height: UNDRAWN_PAGE,
    };
}

/// The pane of duties and matters.
pub struct Matters {
    tab: Tab,
    listing: Listing,
    /// The page of the matter under the mark, if that is open.
    page: Option<Page>,
    /// Whether it is known with which list I begin.
    has_begun: bool,
    /// Whether the list is the one that I begin with, and not one that I chose.
    is_home: bool,
    /// The matter and version under the mark that was asked for last.
    followed: Option<(MatterId, u32)>,
    /// When what is under the mark is fetched.
    rest_at: Option<Instant>,
    /// When the mark moved last.
    moved_at: Option<Instant>,
    /// Where it says above the list what waits for my signature; empty where nothing does.
    to_sign: Rect,
}

impl Matters {
    /// The pane before anything is known.
    pub fn new(tab: Tab, _session: &Session) -> Self {
        Self {
            tab,
            listing: Listing::new(List::Mine),
            page: None,
            has_begun: false,
            is_home: true,
            followed: None,
            rest_at: None,
            moved_at: None,
            to_sign: Rect::default(),
        }
    }

    /// What is known of the matter under the mark; nothing of another is shown beside its row.
    fn at_hand<'a>(&self, session: &'a Session) -> Option<&'a Shown> {
        let (id, _) = self.listing.matter()?;
        let shown = session.at_hand.as_deref()?;
        (shown.matter.head.id == id).then_some(shown)
    }

    /// The matter under the mark, with the duty of its row.
    fn aim(&self) -> Option<Aim> {
        let of = &self.listing.row()?.of;
        let (id, version) = of.matter()?;
        let duty = of.duty();
        Some(Aim { id, version, duty })
    }

    /// Shows the list that I begin with, if it is not shown.
    fn go_home(&mut self, session: &Session) {
        let Some(standing) = &session.standing else {
            return;
        };
        let home = home(standing);
        if self.listing.list != home || !self.is_home || self.listing.is_filtered() {
            let listing = Listing::new(home);
            self.show(session, listing, false);
        }
        self.is_home = true;
    }

    /// Whether another list may take the place of the one that I began with: I am in the middle of nothing.
    fn is_out_of_the_way(&self) -> bool {
        let listing = &self.listing;
        let is_at_rest = listing.marked.is_empty() && listing.marked_row() == 0;
        self.is_home && self.page.is_none() && listing.filter.is_none() && is_at_rest
    }

    /// Whether what is done is done on marked rows.
    fn has_marks(&self) -> bool {
        self.page.is_none() && !self.listing.marked.is_empty()
    }

    /// Fetches what came under the mark: at once, so that it is shown with the key that moved there. Only while a key
    /// repeats, or where every answer comes over a line, does the mark go ahead and the rest come once it rests.
    fn follow(&mut self, session: &mut Session) {
        let under = self.listing.matter();
        if under == self.followed {
            return;
        }
        // Nothing was under the mark before, or what was could not be had: nothing repeats. Over a line a list that is read
        // anew at every key of its filter would repeat all the same.
        let is_slow = session.is_afar() && session.at_hand.is_some();
        if under.is_none() || (self.followed.is_none() && !is_slow) {
            return self.fetch(session);
        }
        self.followed = under;
        let now = Instant::now();
        let before = self.moved_at.replace(now);
        let repeats = before.is_some_and(|before| now.duration_since(before) < REST);
        if self.page.is_none() && (repeats || session.is_afar()) {
            self.rest_at = Some(now + REST);
        } else {
            self.fetch(session);
        }
    }

    /// What is under the mark is asked for again, unless it is at hand as it is: an answer may have failed, or been of before.
    fn look_again(&mut self, session: &Session) {
        let head = session.at_hand.as_ref().map(|shown| &shown.matter.head);
        let is_here =
            |(id, version)| head.is_some_and(|head| head.id == id && head.version >= version);
        if !self.listing.matter().is_none_or(is_here) {
            self.followed = None;
        }
    }

    /// Asks for the matter under the mark, unless it is at hand.
    fn fetch(&mut self, session: &mut Session) {
        self.rest_at = None;
        self.followed = self.listing.matter();
        match self.followed {
            Some((id, version)) if !session.has_at_hand(id, version) => session.look_at(id),
            None if self.listing.is_loaded() => session.look_at_none(),
            Some(_) | None => {}
        }
    }
}

impl Pane for Matters {
    fn tab(&self) -> Tab {
        self.tab
    }

    fn context(&self) -> Context {
        if self.page.is_some() {
            Context::Detail
        } else {
            Context::Queue
        }
    }

    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn listing_mut(&mut self) -> &mut Listing {
        &mut self.listing
    }

    fn entered(&mut self, session: &Session, from: Tab) {
        // Opened from itself a page goes back to its list, and a list to the one that I begin with; else it stands as it was
        // left, and is looked at anew.
        if from == self.tab && self.page.take().is_none() {
            self.go_home(session);
        }
        self.listing.touched();
    }

    fn show(&mut self, _session: &Session, mut listing: Listing, is_page: bool) {
        listing.is_keepers = self.listing.is_keepers;
        listing.is_units = self.listing.is_units;
        listing.may_apply = self.listing.may_apply;
        self.listing = listing;
        self.is_home = false;
        self.page = is_page.then_some(Page::TOP);
    }

    fn ask(&mut self, session: &mut Session) {
        self.ask_rows(session);
        self.follow(session);
    }

    fn touched(&mut self, session: &Session, touch: &Touch) {
        match touch {
            // A row that is not shown may come into sight by a change.
            Touch::Written(_) => {
                self.listing.touched();
                self.look_again(session);
            }
            Touch::Standing => {
                let Some(standing) = &session.standing else {
                    return;
                };
                if !std::mem::replace(&mut self.has_begun, true) || self.is_out_of_the_way() {
                    self.go_home(session);
                }
                let mut posts = standing.actor.posts.iter();
                self.listing.is_keepers = posts.all(|post| *post == Post::Administrator);
                self.listing.is_units = standing.actor.kind == PartyKind::Unit;
                self.listing.may_apply = session.may_apply();
            }
            Touch::Opened(id) => self.listing.await_row(*id),
            Touch::Done(_) | Touch::Told(..) => touch.tell(&mut self.listing.marked),
        }
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Option<Action> {
        match self.page {
            Some(page) => self.act_on_page(session, page, action),
            None => self.act_on_list(session, action),
        }
    }

    fn hint(&self, session: &Session, action: Action) -> Option<String> {
        self.hint_of(session, action)
    }

    fn has_matter(&self) -> bool {
        self.listing.row().is_some() || self.has_marks()
    }

    fn is_whole(&self, session: &Session) -> bool {
        let has_none = self.listing.matter().is_none();
        let is_resting = self.rest_at.is_some();
        let is_here = has_none || is_resting || self.at_hand(session).is_some();
        self.listing.is_loaded() && is_here
    }

    fn render(&mut self, session: &Session, frame: &mut Frame, body: Rect) {
        match self.page {
            Some(page) => self.render_page(session, frame, body, page),
            None => self.render_list(session, frame, body),
        }
    }

    fn click(&mut self, place: Position) -> Clicked {
        if self.page.is_some() {
            Clicked::Nothing
        } else if self.to_sign.contains(place) {
            Clicked::Does(Action::Sign)
        } else {
            self.listing.click(place)
        }
    }

    fn wheel(&mut self, turn: Turn) {
        let Some(page) = &mut self.page else {
            return self.listing.wheel(turn);
        };
        for _ in 0..NOTCH {
            let to = turn.action().scrolled(page.scroll, 0, usize::MAX);
            page.scroll = to.unwrap_or(page.scroll);
        }
    }

    fn next_wake(&self) -> Option<Instant> {
        let wishes = [self.rest_at, self.listing.fresh.fades_at()];
        wishes.into_iter().flatten().min()
    }

    fn wake(&mut self, session: &mut Session, now: Instant) {
        self.listing.fresh.fade(now);
        if self.rest_at.is_some_and(|at| at <= now) {
            self.fetch(session);
        }
    }
}
