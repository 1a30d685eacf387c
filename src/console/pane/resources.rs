//! Resources: from the pools down to the systems that have resources there, to the resources of one, and to one resource
//! with its course and what it costs. Each step down is a list of its own, and the way back up stands as it was left.

mod drawing;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::super::action::{Action, Context};
use super::super::draw::UNDRAWN_PAGE;
use super::super::list::Listing;
use super::super::pointer::{Clicked, NOTCH, Pointed, Turn};
use super::super::session::{Purpose, Session, Touch};
use super::records::Records;
use super::{Pane, Tab};
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::record::{Record, RecordKind};
use crate::domain::r#use::resource::Resource;
use crate::hub::list::place_of_record;
use crate::hub::request::{Answer, Found, List, Request, RowOf, Trouble};
use crate::locale::{console as words, verb as verb_words};

/// The page of one resource.
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

/// The resource or the pool that was asked for last, and what was answered.
#[derive(Debug)]
struct AtHand {
    kind: RecordKind,
    key: String,
    ticket: u64,
    is_waiting: bool,
    /// None until it came first.
    answer: Option<Answer>,
    /// Whether something was written since it was asked for.
    is_stale: bool,
}

/// The pane of resources.
pub struct Resources {
    records: Records,
    /// The lists above the one that is open, as they were left, the nearest last.
    above: Vec<Listing>,
    /// The page of the resource under the mark, if that is open.
    page: Option<Page>,
    at_hand: Option<AtHand>,
}

impl Resources {
    /// The pane with the pools, which were not asked for yet.
    pub fn new(tab: Tab, session: &Session) -> Self {
        let mut pane = Self {
            records: Records::new(tab, session),
            above: Vec::new(),
            page: None,
            at_hand: None,
        };
        pane.listing_mut().is_of_resources = true;
        pane
    }

    fn put(&mut self, session: &Session, mut listing: Listing) {
        listing.is_of_resources = true;
        self.page = None;
        self.records.show(session, listing, false);
    }

    /// What is under the mark, if more may be known of it than its row says: a pool or a resource.
    fn under_mark(&self) -> Option<(RecordKind, &str)> {
        let RowOf::Record { kind, key } = &self.listing().row()?.of else {
            return None;
        };
        let is_asked_for = [RecordKind::Pool, RecordKind::Resource].contains(kind);
        is_asked_for.then_some((*kind, key))
    }

    /// The key of the resource under the mark.
    fn key(&self) -> Option<&str> {
        let (kind, key) = self.under_mark()?;
        (kind == RecordKind::Resource).then_some(key)
    }

    /// What was answered of what is under the mark; nothing of another is shown beside its row.
    fn answer(&self) -> Option<&Answer> {
        let at_hand = self.at_hand.as_ref()?;
        let answer = at_hand.answer.as_ref()?;
        (self.under_mark() == Some((at_hand.kind, &at_hand.key))).then_some(answer)
    }

    /// Whether more is told of what is under the mark than its row says: of a pool what is free of it.
    fn is_told(&self) -> bool {
        self.key().is_some() || self.room().is_some() || self.are_eases_told()
    }

    /// Whether I am told of which dimensions the pool under the mark is short, which I am as a unit.
    fn are_eases_told(&self) -> bool {
        let Some(Answer::Record(Some(found))) = self.answer() else {
            return false;
        };
        found.availability.is_some()
    }

    /// The pool under the mark, if what is free of it is told.
    fn room(&self) -> Option<&Found> {
        let Answer::Record(Some(found)) = self.answer()? else {
            return None;
        };
        Some(found.as_ref()).filter(|found| found.room.is_some())
    }

    fn resource(&self) -> Option<&Resource> {
        let Answer::Record(Some(found)) = self.answer()? else {
            return None;
        };
        let Record::Resource(resource) = &found.record else {
            return None;
        };
        Some(resource)
    }

    /// The list that stands below the row under the mark.
    fn below(&self) -> Option<List> {
        let RowOf::Record { kind, key } = &self.listing().row()?.of else {
            return None;
        };
        if *kind == RecordKind::Pool {
            return Some(List::SystemsIn(PoolCode::new(key.clone())));
        }
        let List::SystemsIn(pool) = &self.listing().list else {
            return None;
        };
        Some(List::ResourcesOf {
            pool: pool.clone(),
            system: SystemCode::new(key.clone()),
        })
    }

    /// Goes down from the row under the mark: to the list below it, or to the page of a resource.
    fn descend(&mut self, session: &Session) {
        if let Some(below) = self.below() {
            let left = std::mem::replace(self.listing_mut(), Listing::new(below.clone()));
            self.above.push(left);
            self.put(session, Listing::new(below));
        } else if self.key().is_some() {
            self.page = Some(Page::TOP);
        }
    }

    /// Goes up one step; answers whether there was one.
    fn ascend(&mut self, session: &Session) -> bool {
        if self.page.take().is_some() {
            return true;
        }
        let Some((list, row)) = self.listing().list.above() else {
            return false;
        };
        let left = self.above.pop().filter(|left| left.list == list);
        let listing = left.map_or_else(
            || {
                let mut listing = Listing::new(list);
                listing.opens_at = Some(place_of_record(&row));
                listing
            },
            |mut left| {
                left.resume();
                left
            },
        );
        self.put(session, listing);
        true
    }

    /// Asks for what is under the mark, one at a time: where the mark runs ahead, the ones between are not fetched.
    fn follow(&mut self, session: &mut Session) {
        let Some((kind, key)) = self.under_mark() else {
            return;
        };
        let key = key.to_owned();
        let is_same = |known: &AtHand| (known.kind, &known.key) == (kind, &key);
        let is_asked = self
            .at_hand
            .as_ref()
            .is_some_and(|known| known.is_waiting || (is_same(known) && !known.is_stale));
        if is_asked {
            return;
        }
        let ticket = session.ticket();
        // What is known of the same one is shown until it is known anew.
        let known = self.at_hand.take().filter(is_same);
        self.at_hand = Some(AtHand {
            kind,
            key: key.clone(),
            ticket,
            is_waiting: true,
            answer: known.and_then(|known| known.answer),
            is_stale: false,
        });
        let request = Request::Record { kind, key };
        session.ask_under(ticket, Purpose::Pane(self.tab()), request);
    }

    fn act_on_page(&mut self, session: &mut Session, page: Page, action: Action) -> Option<Action> {
        match action {
            Action::Previous | Action::Next => {
                let step = if action == Action::Next {
                    Action::Down
                } else {
                    Action::Up
                };
                self.listing_mut().act(step);
                self.page = Some(Page::TOP);
            }
            Action::Do => self.change(session),
            _ => match action.scrolled(page.scroll, page.height, usize::MAX / 2) {
                Some(scroll) => self.page = Some(Page { scroll, ..page }),
                None => return Some(action),
            },
        }
        None
    }

    fn change(&self, session: &mut Session) {
        if let Some(resource) = self.resource().cloned() {
            session.change_resource(&resource);
        }
    }
}

impl Pane for Resources {
    fn tab(&self) -> Tab {
        self.records.tab()
    }

    fn context(&self) -> Context {
        if self.page.is_some() {
            Context::Detail
        } else {
            self.records.context()
        }
    }

    fn listing(&self) -> &Listing {
        self.records.listing()
    }

    fn listing_mut(&mut self) -> &mut Listing {
        self.records.listing_mut()
    }

    fn entered(&mut self, session: &Session, from: Tab) {
        // Opened from itself a page goes back to its list, and a list to the pools.
        if from == self.tab() && self.page.take().is_none() {
            self.above.clear();
            self.records.entered(session, from);
        }
        self.listing_mut().is_of_resources = true;
        self.listing_mut().touched();
    }

    fn show(&mut self, session: &Session, listing: Listing, is_page: bool) {
        self.above.clear();
        self.put(session, listing);
        self.page = is_page.then_some(Page::TOP);
    }

    fn ask(&mut self, session: &mut Session) {
        self.ask_rows(session);
        self.follow(session);
    }

    fn take(&mut self, session: &mut Session, ticket: u64, answer: Answer) {
        let at_hand = self.at_hand.as_mut();
        let Some(at_hand) = at_hand.filter(|at_hand| at_hand.ticket == ticket) else {
            return self.records.take(session, ticket, answer);
        };
        at_hand.is_waiting = false;
        match answer {
            Answer::Record(_) => at_hand.answer = Some(answer),
            // Of a link that is lost, and of a login that is bound to nobody, the whole screen tells.
            Answer::Trouble(Trouble::Gone) | Answer::Stranger(_) => self.at_hand = None,
            other => {
                at_hand.answer = Some(Answer::Record(None));
                session.trouble(&other);
            }
        }
    }

    fn touched(&mut self, _session: &Session, touch: &Touch) {
        match touch {
            // What an act on a matter does to a resource, and whether one is about it, changes its row.
            Touch::Written(_) => {
                self.listing_mut().touched();
                if let Some(at_hand) = &mut self.at_hand {
                    at_hand.is_stale = true;
                }
            }
            Touch::Standing | Touch::Done(_) | Touch::Opened(_) | Touch::Told(..) => {}
        }
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Option<Action> {
        match action {
            Action::Back if self.page.is_some() || self.listing().filter.is_none() => {
                return (!self.ascend(session)).then_some(action);
            }
            Action::Offers => {
                if let Some(resource) = self.resource().cloned() {
                    session.open_resource_offers(&resource);
                }
                return None;
            }
            Action::New if self.page.is_none() && !session.begins_on_resources().is_empty() => {
                session.open_resource_beginnings();
                return None;
            }
            Action::Edit if self.key().is_some() => {
                self.change(session);
                return None;
            }
            // How a resource's figures come about stands on its page.
            Action::Explain if self.key().is_some() => {
                self.page.get_or_insert(Page::TOP);
                return None;
            }
            Action::Explain => {
                if let Some(found) = self.room() {
                    session.explain_room(found);
                }
                return None;
            }
            _ => {}
        }
        if let Some(page) = self.page {
            return self.act_on_page(session, page, action);
        }
        match action {
            Action::Open => self.descend(session),
            // Its lists have no neighbours: one goes from one to the other by their rows.
            Action::Previous | Action::Next => {}
            other => return self.records.act(session, other),
        }
        None
    }

    fn hint(&self, session: &Session, action: Action) -> Option<String> {
        if action == Action::New && self.page.is_none() && !session.begins_on_resources().is_empty()
        {
            return Some(words::ON_RESOURCES.get(session.lang()).to_owned());
        }
        // The key that changes a resource says what it begins.
        if action == Action::Edit
            && self.page.is_none()
            && let Some(resource) = self.resource()
        {
            let first = session.fits(resource).into_iter().next();
            let named = |(verb, _)| verb_words::verb(verb).get(session.lang()).to_owned();
            return first.map(named);
        }
        let fits = || {
            let resource = self.resource();
            resource.is_some_and(|resource| !session.fits(resource).is_empty())
        };
        let works = match action {
            Action::Do => self.page.is_some() && fits(),
            Action::Offers => fits(),
            Action::Edit if self.key().is_some() => self.page.is_none() && fits(),
            Action::Explain => {
                self.page.is_none() && (self.key().is_some() || self.room().is_some())
            }
            Action::Back => {
                let is_below = self.listing().list.above().is_some();
                is_below || self.page.is_some() || self.listing().filter.is_some()
            }
            Action::Open => self.page.is_none() && self.listing().row().is_some(),
            Action::Previous | Action::Next => self.page.is_some(),
            _ if self.page.is_some() => false,
            _ => return self.records.hint(session, action),
        };
        works.then(|| action.label().get(session.lang()).to_owned())
    }

    fn is_whole(&self, _session: &Session) -> bool {
        let is_here = self.under_mark().is_none() || self.answer().is_some();
        self.listing().is_loaded() && is_here
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
        } else {
            self.records.click(place)
        }
    }

    fn wheel(&mut self, turn: Turn) {
        let Some(page) = &mut self.page else {
            return self.records.listing_mut().wheel(turn);
        };
        for _ in 0..NOTCH {
            let to = turn.action().scrolled(page.scroll, 0, usize::MAX);
            page.scroll = to.unwrap_or(page.scroll);
        }
    }
}
