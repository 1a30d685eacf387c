//! The matter at hand: what is known of the one that was looked at last, and what can be done with it.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::detail::{is_clockwork, who};
use crate::domain::law::act::Verb;
use crate::domain::law::matter::MatterId;
use crate::hub::request::{Answer, Request, Shown};
use crate::locale::console as words;
use crate::locale::{domain, event, refusal, verb as verb_words};
use crate::paper::document;

use super::super::draw::data;
use super::super::event::Effect;
use super::super::layer::{Choice, Picker, Reading};
use super::{Aim, Layer, Pick, Purpose, Session, new_key};

/// What to do with a matter once it is at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Do,
    Offers,
    Explain,
    Papers,
    Verb(Verb),
}

/// How far somebody has seen what became of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) id: MatterId,
    version: u32,
    /// The last of its entries.
    last: u64,
}

impl Seen {
    pub(super) fn of(shown: &Shown) -> Self {
        let head = &shown.matter.head;
        Self {
            id: head.id,
            version: head.version,
            last: shown.history.last().map_or(0, |last| last.entry.seq),
        }
    }
}

impl Intent {
    /// Whether it is about acting, and not about reading.
    pub fn is_act(self) -> bool {
        match self {
            Self::Do | Self::Offers | Self::Verb(_) => true,
            Self::Explain | Self::Papers => false,
        }
    }
}

impl Session {
    /// Whether that version of a matter is at hand.
    pub fn has_at_hand(&self, id: MatterId, version: u32) -> bool {
        let head = self.at_hand.as_ref().map(|shown| &shown.matter.head);
        head.is_some_and(|head| head.id == id && head.version == version)
    }

    /// Asks for a matter, to have it at hand; one that is asked for already comes without asking again. Should that answer
    /// be of before a change, the change is told of later, and looked at then.
    pub fn look_at(&mut self, matter: MatterId) {
        self.wanted = Some(matter);
        let purpose = Purpose::Show(matter);
        if !self.waiting.values().any(|waited| *waited == purpose) {
            self.ask(purpose, Request::Show { matter });
        }
    }

    /// Whether the answer is on its way that a key opens something with.
    pub fn is_opening(&self) -> bool {
        let meant = self.intent.map(|(aim, _)| Purpose::Show(aim.id));
        let mut waiting = self.waiting.values();
        waiting.any(|waited| waited.opens() || Some(waited) == meant.as_ref())
    }

    /// Takes back what a key was to open and has not yet, a form that still waits for its rows among it.
    pub fn open_nothing(&mut self) {
        self.intent = None;
        self.waiting.retain(|_, purpose| !purpose.opens());
        if matches!(self.layers.last(), Some(Layer::Form(form)) if form.is_awaiting()) {
            self.leave_form();
        }
    }

    /// No matter is looked at.
    pub fn look_at_none(&mut self) {
        (self.wanted, self.at_hand) = (None, None);
    }

    /// Tells what became of a matter, takes it in hand if it is the one that is looked at, and does with it what was meant.
    pub(super) fn take_shown(&mut self, id: MatterId, answer: Answer) {
        let Answer::Shown(shown) = answer else {
            self.give_up(id);
            self.trouble(&answer);
            return;
        };
        self.tell_of_others(&shown);
        self.weigh_forms_of(&shown);
        self.hold(shown);
        let meant = self.intent.take_if(|(aim, _)| aim.id == id);
        // Somebody who has moved on to another matter does not want this answer any more.
        let is_held = self
            .at_hand
            .as_ref()
            .is_some_and(|held| held.matter.head.id == id);
        if let Some((aim, intent)) = meant.filter(|_| is_held) {
            self.carry_out(intent, aim);
        }
    }

    /// What was meant with a matter is meant no more: it could not be looked at.
    pub(super) fn give_up(&mut self, id: MatterId) {
        self.intent.take_if(|(aim, _)| aim.id == id);
        self.seen.take_if(|seen| seen.id == id);
    }

    /// Takes a matter in hand if it is the one that is looked at. Two readers answer: what one saw before may come after what
    /// the other saw.
    pub(super) fn hold(&mut self, shown: Box<Shown>) {
        let head = &shown.matter.head;
        let known = self.at_hand.as_ref().map(|known| &known.matter.head);
        let is_older =
            known.is_some_and(|known| known.id == head.id && known.version > head.version);
        if self.wanted == Some(head.id) && !is_older {
            self.at_hand = Some(shown);
        }
    }

    /// Says who did what, if somebody else has acted on the matter that is looked at. What is wrong stays until it was
    /// seen.
    fn tell_of_others(&mut self, now: &Shown) {
        let id = now.matter.head.id;
        let touched = self.seen.take_if(|seen| seen.id == id);
        let at_hand = self.at_hand.as_deref().map(Seen::of);
        let before = at_hand.filter(|seen| seen.id == id).or(touched);
        let Some(before) = before.filter(|seen| seen.version < now.matter.head.version) else {
            return;
        };
        let me = self
            .standing
            .as_ref()
            .map(|standing| &standing.actor.person);
        let by_others = now.history.iter().rev().find(|happening| {
            happening.entry.seq > before.last && Some(&happening.entry.actor.person) != me
        });
        let is_bad = self.messages.line().is_some_and(|notice| notice.bad);
        // A box that says why the act came too late says this as well.
        let is_told = matches!(
            self.layers.last(),
            Some(Layer::Preview(previewing)) if previewing.refusal().is_some()
        );
        if let Some(last) = by_others.filter(|_| !is_bad && !is_told) {
            let lang = self.lang();
            let id = domain::matter_id(lang, id);
            let who = if is_clockwork(last) {
                who(last, lang).to_owned()
            } else {
                format!("{} {}", last.party, who(last, lang))
            };
            let what = event::happened(lang, &now.names, &last.entry.event);
            self.say(words::NOTICE_CHANGED.fill(lang, &[&id, &who, &what]));
        }
    }

    /// Does what was meant, now that the matter is at hand.
    pub(super) fn carry_out(&mut self, intent: Intent, aim: Aim) {
        match intent {
            Intent::Do => self.do_duty(aim),
            Intent::Offers => self.open_offers(aim),
            Intent::Explain => self.explain_at_hand(aim),
            Intent::Papers => self.open_papers(),
            Intent::Verb(verb) => self.do_verb(verb),
        }
    }

    /// Asks for the contact's number in clear.
    pub fn ask_number(&mut self, matter: MatterId) {
        let key = new_key();
        self.ask(Purpose::Reveal, Request::Reveal { key, matter });
    }

    /// Says the number in clear where the matter is shown, and that it is on record where it is.
    pub(super) fn take_revealed(&mut self, answer: &Answer) {
        let Answer::Revealed(revealed) = answer else {
            self.trouble(answer);
            return;
        };
        if let Some(shown) = self.at_hand.as_deref_mut()
            && shown.matter.head.id == revealed.matter
        {
            revealed.tell(&mut shown.matter);
        }
        let (lang, contact) = (self.lang(), &revealed.contact);
        let text = match revealed.entry {
            Some(seq) => words::NOTICE_REVEALED_ON_RECORD
                .fill(lang, &[&contact.name, &contact.telephone, &seq]),
            None => words::NOTICE_REVEALED.fill(lang, &[&contact.name, &contact.telephone]),
        };
        self.say(text);
    }

    /// Copies a matter's number.
    pub fn copy(&mut self, id: MatterId) {
        let label = domain::matter_id(self.lang(), id);
        let text = words::NOTICE_COPIED.fill(self.lang(), &[&label]);
        self.want(Effect::Copy(label));
        self.say(text);
    }

    /// Everything that can be done on the matter at hand, and what can be begun from it.
    pub(super) fn open_offers(&mut self, aim: Aim) {
        let lang = self.lang();
        let Some(shown) = self.at_hand.as_deref() else {
            return;
        };
        let offered = shown.offers.iter().filter(|offer| offer.refusal.is_none());
        let choices = offered
            .map(|offer| Choice {
                value: Pick::On(aim, offer.verb),
                label: verb_words::verb(offer.verb).get(lang).to_owned(),
                note: verb_words::verb_hint(offer.verb).get(lang).to_owned(),
            })
            .chain(shown.follows.iter().map(|&verb| Choice {
                value: Pick::On(aim, verb),
                label: verb_words::verb(verb).get(lang).to_owned(),
                note: verb_words::verb_hint(verb).get(lang).to_owned(),
            }))
            .chain(
                shown
                    .offers
                    .iter()
                    .filter_map(|offer| Some((offer.verb, offer.refusal.as_ref()?)))
                    .map(|(verb, refused)| Choice {
                        value: Pick::On(aim, verb),
                        label: format!("({})", verb_words::verb(verb).get(lang)),
                        note: refusal::reason(lang, refused, verb),
                    }),
            )
            .collect();
        let title = format!(
            "{} {}",
            words::OFFERS_TITLE.get(lang),
            domain::matter_id(lang, shown.matter.head.id)
        );
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// The papers of the matter at hand, to read one.
    pub(super) fn open_papers(&mut self) {
        let lang = self.lang();
        let Some(shown) = self.at_hand.as_deref() else {
            return;
        };
        let matter = shown.matter.head.id;
        let choices: Vec<_> = shown
            .papers
            .iter()
            .enumerate()
            .map(|(at, paper)| Choice {
                value: Pick::Paper(matter, at),
                label: domain::paper_kind(paper.kind).get(lang).to_owned(),
                note: paper.number.to_string(),
            })
            .collect();
        if choices.is_empty() {
            self.say(words::NOTICE_NO_PAPERS.get(lang));
            return;
        }
        let title = words::PAPERS_TITLE.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Asks for one paper of a matter.
    pub fn ask_paper(&mut self, matter: MatterId, at: usize) {
        let number = at.saturating_add(1);
        self.ask(Purpose::Paper, Request::Paper { matter, number });
    }

    /// One paper, as it went out.
    pub(super) fn read_paper(&mut self, answer: &Answer) {
        let Answer::Issued(issued) = answer else {
            self.trouble(answer);
            return;
        };
        let lang = self.lang();
        let written = document::issued(issued, lang);
        let text = written.to_text(72);
        let lines = text
            .lines()
            .map(|line| Line::from(data(line, Style::new())))
            .collect();
        let title = domain::paper_kind(issued.paper.kind).get(lang);
        self.layers.push(Layer::Reading(Reading::new(title, lines)));
    }
}
