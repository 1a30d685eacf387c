//! Acts on the marked rows: from what they offer over one form and one preview to what became of each.
//!
//! Where rows are marked, what can be done comes from them alone: the row under the cursor plays no part unless it is one
//! of them. On the page of one matter it is that matter that is acted on, whatever is marked in the list behind it.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::domain::law::act::Verb;
use crate::domain::law::command::Command;
use crate::domain::law::matter::MatterId;
use crate::hub::Touched;
use crate::hub::request::{ActRequest, Answer, MANY_LIMIT, Request};
use crate::locale::console as words;
use crate::locale::verb as verb_words;

use super::super::action::Action;
use super::super::bulk::Look;
use super::super::bulk::acts::{Bulk, Next};
use super::super::bulk::offers::Gathering;
use super::super::layer::{Choice, Picker, Reading};
use super::super::messages::Notice;
use super::{Intent, Layer, Pick, Purpose, Session, Touch};

/// The cells of a text over a page that is as wide as the narrowest screen it is made for.
const CELLS: usize = 76;

impl Session {
    /// No more can be marked.
    pub fn complain_of_marks(&mut self) {
        let text = words::NOTICE_MARKS_FULL.fill(self.lang(), &[&MANY_LIMIT]);
        self.complain(text);
    }

    /// Asks what the marked rows offer, to do what is meant once that is known.
    pub fn gather(&mut self, intent: Intent, marked: &BTreeMap<MatterId, u32>) {
        let targets = marked.iter().map(|(id, version)| (*id, *version)).collect();
        let serial = self.ticket();
        let mut gathering = Gathering::new(serial, intent, targets);
        gathering.pace.lost = !self.link.is_up();
        self.layers.push(Layer::Gathering(Box::new(gathering)));
        self.go_on_with_many();
    }

    /// Lets out whatever may go out now.
    pub(super) fn go_on_with_many(&mut self) {
        let now = Instant::now();
        let mut asked = Vec::new();
        for layer in &mut self.layers {
            match layer {
                Layer::Gathering(gathering) => {
                    let of = gathering.serial;
                    let next = gathering.next(now);
                    asked.extend(next.map(|request| (Purpose::OffersOn(of), request)));
                }
                Layer::Bulk(bulk) => {
                    let of = bulk.serial;
                    while let Some(next) = bulk.next(now) {
                        asked.push(match next {
                            Next::Preview(request) => (Purpose::PreviewAll(of), request),
                            Next::Act(at, request) => {
                                (Purpose::ActOfMany(of, at), Request::Act(request))
                            }
                        });
                    }
                }
                Layer::Form(_) | Layer::Preview(_) | Layer::Reading(_) | Layer::Picker(_) => {}
            }
        }
        for (purpose, request) in asked {
            self.ask(purpose, request);
        }
    }

    /// When what the hub had no room for is to be asked again.
    pub(super) fn bulk_wakes(&self) -> impl Iterator<Item = Instant> {
        self.layers.iter().filter_map(|layer| match layer {
            Layer::Gathering(gathering) => gathering.pace.again_at,
            Layer::Bulk(bulk) => bulk.pace.again_at,
            Layer::Form(_) | Layer::Preview(_) | Layer::Reading(_) | Layer::Picker(_) => None,
        })
    }

    /// The link broke, or there is one again.
    pub(super) fn bulk_linked(&mut self, lost: bool) {
        for layer in &mut self.layers {
            match layer {
                Layer::Gathering(gathering) => gathering.pace.lost = lost,
                Layer::Bulk(bulk) => {
                    if std::mem::replace(&mut bulk.pace.lost, lost) && !lost {
                        bulk.ask_again();
                    }
                }
                Layer::Form(_) | Layer::Preview(_) | Layer::Reading(_) | Layer::Picker(_) => {}
            }
        }
        self.go_on_with_many();
    }

    /// Takes an answer about many. One that is waited for no more still tells what was done.
    pub(super) fn take_of_many(&mut self, purpose: &Purpose, answer: Answer) {
        let now = Instant::now();
        if let Purpose::ActOfMany(..) = purpose {
            self.take_receipt(&answer);
        }
        for layer in &mut self.layers {
            match (&mut *layer, purpose) {
                (Layer::Gathering(gathering), Purpose::OffersOn(of)) if gathering.serial == *of => {
                    gathering.take(answer, now);
                    break;
                }
                (Layer::Bulk(bulk), Purpose::PreviewAll(of)) if bulk.serial == *of => {
                    bulk.take_previews(answer, now);
                    break;
                }
                (Layer::Bulk(bulk), Purpose::ActOfMany(of, at)) if bulk.serial == *of => {
                    bulk.take_act(*at, answer, now);
                    break;
                }
                _ => {}
            }
        }
        self.end_bulk();
        self.end_gathering();
        self.go_on_with_many();
    }

    /// Does what was meant, once it is known what the marked rows offer.
    fn end_gathering(&mut self) {
        let whole = self
            .layers
            .iter()
            .position(|layer| matches!(layer, Layer::Gathering(gathering) if gathering.is_whole()));
        let Some(Layer::Gathering(gathering)) = whole.map(|at| self.layers.remove(at)) else {
            return;
        };
        let intent = gathering.intent;
        let owed = gathering.owed();
        self.gathered = Some(gathering);
        match (intent, owed.as_slice()) {
            (Intent::Verb(verb), _) => self.do_on_marked(verb),
            (Intent::Do, [only]) => self.do_on_marked(*only),
            (Intent::Do, []) => {
                self.open_offers_on_marked();
                self.say(words::NOTICE_NO_DUTY_MARKED.get(self.lang()));
            }
            _ => self.open_offers_on_marked(),
        }
    }

    /// Everything that can be done on the marked rows: what all of them allow, then what some do, with why the others
    /// fall out, then what none does.
    fn open_offers_on_marked(&mut self) {
        let lang = self.lang();
        let Some(gathering) = &self.gathered else {
            return;
        };
        let count = gathering.count();
        let choice = |(verb, allowed): (Verb, usize)| {
            let label = verb_words::verb(verb).get(lang);
            let fallen = gathering.fallen(verb, lang);
            let out = count.saturating_sub(allowed);
            let why = match fallen.as_slice() {
                [] => String::new(),
                [(why, _)] => why.clone(),
                [(why, _), ..] => words::BULK_REASONS.fill(lang, &[why, &fallen.len()]),
            };
            let (label, note) = if allowed == count {
                let hint = verb_words::verb_hint(verb).get(lang);
                (label.to_owned(), hint.to_owned())
            } else if allowed > 0 {
                let of = words::BULK_OF.fill(lang, &[&allowed, &count]);
                let why = words::BULK_FALLEN.fill(lang, &[&out, &why]);
                (label.to_owned(), format!("{of} · {why}"))
            } else {
                (format!("({label})"), why)
            };
            Choice {
                value: Pick::OnMarked(verb),
                label,
                note,
            }
        };
        let choices = gathering.offered().into_iter().map(choice).collect();
        let title = words::BULK_OFFERS_TITLE.fill(lang, &[&count]);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Opens the form of a verb on those marked rows that allow it, and says which fall out and why.
    pub fn do_on_marked(&mut self, verb: Verb) {
        let Some(gathering) = &self.gathered else {
            return;
        };
        match gathering.targets(verb).as_slice() {
            [] => self.tell_fallen(verb, words::BULK_NONE_TITLE),
            // The form of one matter begins with its own values, that of many only with those they share.
            [(matter, _)] => {
                let matter = *matter;
                self.ask(Purpose::OpenOne(verb), Request::Show { matter });
            }
            many => {
                let prefill = gathering.prefill(verb);
                let targets = many.to_vec();
                self.open_form(verb, targets, prefill);
                self.tell_fallen(verb, words::BULK_FALLEN_TITLE);
            }
        }
    }

    /// Opens the form on the only row that allows the verb.
    pub(super) fn open_one(&mut self, verb: Verb, answer: &Answer) {
        let Answer::Shown(shown) = answer else {
            self.trouble(answer);
            return;
        };
        let targets = self.gathered.as_ref().map(|known| known.targets(verb));
        let Some([(id, _)]) = targets.as_deref() else {
            return;
        };
        if shown.matter.head.id == *id {
            self.open_form_on(verb, shown);
            self.tell_fallen(verb, words::BULK_FALLEN_TITLE);
        }
    }

    fn tell_fallen(&mut self, verb: Verb, title: crate::locale::T) {
        let lang = self.lang();
        let Some(gathering) = &self.gathered else {
            return;
        };
        let out = gathering.count() - gathering.targets(verb).len();
        if out == 0 {
            return;
        }
        let look = Look {
            theme: &self.settings.theme,
            lang,
            cells: CELLS,
        };
        let lines = gathering.fallen_lines(verb, &look);
        let title = title.fill(lang, &[&verb_words::verb(verb).get(lang), &out]);
        self.layers.push(Layer::Reading(Reading::new(title, lines)));
    }

    /// Goes on from a form on several matters to what each of its acts would come to.
    pub(super) fn preview_many(&mut self, commands: Vec<Command>) {
        let serial = self.ticket();
        let Some(Layer::Form(form)) = self.layers.last() else {
            return;
        };
        let targets = form.targets.iter().zip(commands);
        let requests = targets.map(|((id, version), command)| ActRequest {
            // The key is made from the matter, so that it stays with that act whichever others are done or fall away.
            key: format!("{}.{id}", form.key),
            expected: Some(*version),
            command,
        });
        let mut bulk = Bulk::new(serial, form.verb, form.key.clone(), requests.collect());
        bulk.pace.lost = !self.link.is_up();
        self.layers.push(Layer::Bulk(Box::new(bulk)));
        self.go_on_with_many();
    }

    pub(super) fn act_in_gathering(&mut self, action: Action) {
        if action == Action::Back {
            self.layers.pop();
        }
    }

    pub(super) fn act_in_bulk(&mut self, action: Action) {
        let is_up = self.link.is_up();
        let Some(Layer::Bulk(bulk)) = self.layers.last_mut() else {
            return;
        };
        match action {
            Action::Confirm if bulk.is_confirmed && !bulk.is_under_way() => self.leave_bulk(),
            Action::Confirm => {
                if bulk.confirm() {
                    self.keep_foremost();
                    self.end_bulk();
                }
                self.go_on_with_many();
            }
            Action::Back if bulk.may_stop() => {
                bulk.stop();
                self.end_bulk();
            }
            // A request that was sent is answered in a moment; without a link no answer may ever come.
            Action::Back if bulk.is_under_way() && is_up => {}
            Action::Back => self.leave_bulk(),
            other => {
                bulk.act(other);
            }
        }
    }

    /// Goes back to the form; what changed since it was looked at has been told, and may be confirmed as it is now.
    fn leave_bulk(&mut self) {
        let Some(Layer::Bulk(bulk)) = self.layers.pop() else {
            return;
        };
        for (id, now) in bulk.changed() {
            self.touches.push(Touch::Told(id, now));
            if let Some(Layer::Form(form)) = self.layers.last_mut() {
                let targets = form.targets.iter_mut();
                for (_, version) in targets.filter(|(of, _)| *of == id) {
                    *version = now;
                }
            }
        }
        if bulk.verb.fields().is_empty() {
            self.layers.pop();
        }
    }

    /// Says how it ended, once everything that was confirmed is answered. What is done loses its mark and leaves the form;
    /// where anything came otherwise than it was previewed, the box stays and says what and why.
    fn end_bulk(&mut self) {
        let is_over = |layer: &Layer| matches!(layer, Layer::Bulk(bulk) if bulk.is_over());
        let Some(at) = self.layers.iter().position(is_over) else {
            return;
        };
        let Some(Layer::Bulk(bulk)) = self.layers.get_mut(at) else {
            return;
        };
        bulk.is_told = true;
        let [done, not, unknown] = bulk.ended();
        let (matters, key, bad) = (bulk.done(), bulk.form.clone(), bulk.has_surprises());
        self.touches
            .extend(matters.iter().copied().map(Touch::Done));
        for layer in &mut self.layers {
            if let Layer::Form(form) = layer
                && form.key == key
            {
                form.targets.retain(|(id, _)| !matters.contains(id));
            }
        }
        let text = words::NOTICE_BULK.fill(self.lang(), &[&done, &not, &unknown]);
        self.note(Notice { text, bad });
        self.touches.push(Touch::Written(Touched::Everything));
        if !bad {
            self.layers.remove(at);
            self.form_is_done(&key);
        }
    }
}
