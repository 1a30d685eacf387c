//! What can be done in the list of matters and on the page of one.

use crate::domain::law::act::Verb;
use crate::hub::list::cell::Cell;
use crate::hub::request::Row;
use crate::locale::console as words;
use crate::locale::{domain, verb as verb_words};

use super::super::super::action::Action;
use super::super::super::layer::{Choice, Picker};
use super::super::super::session::{Intent, Layer, Pick, Session};
use super::super::super::shortcut::NEW;
use super::{Matters, Page, Pane};

impl Matters {
    pub(super) fn act_on_list(&mut self, session: &mut Session, action: Action) -> Option<Action> {
        match action {
            Action::Last => self.ask_end(session),
            Action::Open => {
                if self.listing.row().is_some() {
                    self.page = Some(Page::TOP);
                    self.fetch(session);
                }
            }
            Action::Jump => self.open_jump(session),
            Action::Mark if self.listing.is_full_of_marks() => session.complain_of_marks(),
            Action::MarkThrough => self.mark_through(session),
            Action::Back if self.listing.filter.is_some() => self.listing.drop_filter(),
            Action::Back => self.listing.marked.clear(),
            _ if self.listing.act(action) => {}
            _ => return self.act_on_matter(session, action),
        }
        None
    }

    pub(super) fn act_on_page(
        &mut self,
        session: &mut Session,
        page: Page,
        action: Action,
    ) -> Option<Action> {
        let to = action.scrolled(page.scroll, page.height, usize::MAX / 2);
        match action {
            Action::Previous => self.step(session, Action::Up),
            Action::Next => self.step(session, Action::Down),
            Action::Back => self.page = None,
            _ => match to {
                Some(scroll) => self.page = Some(Page { scroll, ..page }),
                None => return self.act_on_matter(session, action),
            },
        }
        None
    }

    fn mark_through(&mut self, session: &mut Session) {
        if !self.listing.mark_through() {
            session.complain_of(words::NOTICE_MARKS_FAR);
        } else if self.listing.is_full_of_marks() {
            session.complain_of_marks();
        }
    }

    /// The matter before or after, without going back to the list.
    fn step(&mut self, session: &mut Session, step: Action) {
        self.listing.act(step);
        self.page = Some(Page::TOP);
        self.fetch(session);
    }

    /// What can be done with the matter under the mark, in the list and on its page alike.
    fn act_on_matter(&mut self, session: &mut Session, action: Action) -> Option<Action> {
        match action {
            Action::Do => self.intend(session, Intent::Do),
            Action::Offers => self.intend(session, Intent::Offers),
            Action::Explain => self.intend(session, Intent::Explain),
            Action::Papers => self.intend(session, Intent::Papers),
            Action::Act(verb) if verb.is_on_matter() => self.intend(session, Intent::Verb(verb)),
            Action::New => session.begin_new(NEW),
            Action::Reveal => {
                if let Some(aim) = self.aim() {
                    session.ask_number(aim.id);
                }
            }
            Action::Copy => {
                if let Some(aim) = self.aim() {
                    session.copy(aim.id);
                }
            }
            other => return Some(other),
        }
        None
    }

    /// Does something with the matter under the mark; an act is one on the marked rows, if any are.
    fn intend(&mut self, session: &mut Session, intent: Intent) {
        if intent.is_act() && self.has_marks() {
            session.gather(intent, &self.listing.marked);
        } else if let Some(aim) = self.aim() {
            session.intend(intent, aim);
        }
    }

    /// A jump to one of the loaded rows.
    fn open_jump(&self, session: &mut Session) {
        let lang = session.lang();
        let choice = |row: &Row| {
            let (id, _) = row.of.matter()?;
            let said = row.cells.iter().map(|cell| match cell {
                Cell::Text(text) | Cell::Party { name: text, .. } => text.as_str(),
                _ => "",
            });
            let said: Vec<&str> = said.filter(|said| !said.is_empty()).collect();
            Some(Choice {
                value: Pick::Row(id),
                label: domain::matter_id(lang, id),
                note: said.join(" "),
            })
        };
        let choices = self.listing.rows().iter().filter_map(choice).collect();
        let title = words::JUMP_TITLE.get(lang);
        session
            .layers
            .push(Layer::Picker(Picker::new(title, choices)));
    }

    pub(super) fn hint_of(&self, session: &Session, action: Action) -> Option<String> {
        let lang = session.lang();
        // Where rows are marked what can be done is theirs, and the row under the mark says nothing of it.
        let marked = self.has_marks();
        let shown = self.at_hand(session).filter(|_| !marked);
        let duty = self.aim().and_then(|aim| aim.duty);
        let mine: Option<Verb> = shown.and_then(|shown| session.my_verb(shown, duty));
        let works = match action {
            Action::Do => marked || mine.is_some(),
            Action::Act(verb) => shown.is_some_and(|shown| {
                let mut offers = shown.offers.iter();
                offers.any(|offer| offer.verb == verb && offer.refusal.is_none())
            }),
            Action::Open | Action::Explain | Action::Offers => self.listing.row().is_some(),
            // Whoever asks for resources names a contact.
            Action::Reveal => {
                let shown = self.at_hand(session);
                let names_one = shown.is_none_or(|shown| shown.matter.body.asked().is_some());
                names_one && self.listing.row().is_some()
            }
            Action::Papers => {
                let shown = self.at_hand(session);
                shown.is_some_and(|shown| !shown.papers.is_empty())
            }
            Action::Back => self.page.is_some() || self.listing.filter.is_some(),
            Action::New => self.page.is_some() || session.may_apply(),
            Action::Previous | Action::Next => self.page.is_some(),
            // The line above the queue says its key.
            Action::Sign => false,
            _ => true,
        };
        let label = match (action, mine) {
            (Action::Do, Some(verb)) => verb_words::verb(verb),
            _ => action.label(),
        };
        works.then(|| label.get(lang).to_owned())
    }
}
