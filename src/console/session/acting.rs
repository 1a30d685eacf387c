//! From a wish to a form, and from the form to what it would do.

use std::collections::BTreeMap;

use crate::domain::law;
use crate::domain::law::act::Verb;
use crate::domain::law::authority;
use crate::domain::law::duty::{Duty, DutyKey};
use crate::domain::law::field::Begins;
use crate::domain::law::matter::MatterId;
use crate::hub::request::{ActRequest, Answer, Draft, Request, Shown};
use crate::locale::console as words;
use crate::locale::{date, verb as verb_words};

use super::super::form::{Form, PROPOSE, Prefill};
use super::super::layer::{Choice, Picker, Reading};
use super::super::preview::Previewing;
use super::super::shortcut::URGENT;
use super::drafts::{is_begun, last_values_key};
use super::prefill::{RULING, is_about_the_same, linked, prefilled, successor};
use super::{Aim, Intent, Layer, Pick, Purpose, Session, new_key};

impl Session {
    /// Does something with a matter, fetching it first if need be.
    pub fn intend(&mut self, intent: Intent, aim: Aim) {
        if self.has_at_hand(aim.id, aim.version) {
            self.carry_out(intent, aim);
        } else {
            self.intent = Some((aim, intent));
            self.look_at(aim.id);
        }
    }

    /// Opens the form of an emergency: of the one that waits for me, else of a new one.
    pub fn open_urgent(&mut self) {
        match self.alarm.first() {
            Some(aim) => self.ask(Purpose::Take(aim), Request::Show { matter: aim.id }),
            None => self.begin_new(URGENT),
        }
    }

    /// Opens the form of what I owe on a matter that is not the one at hand.
    pub(super) fn take_up(&mut self, aim: Aim, answer: &Answer) {
        let Answer::Shown(shown) = answer else {
            self.trouble(answer);
            return;
        };
        let Some(verb) = self.my_verb(shown, aim.duty) else {
            self.say(words::NOTICE_NO_DUTY.get(self.lang()));
            return;
        };
        self.open_form_on(verb, shown);
    }

    /// Does the verb that my duty on the shown matter asks for.
    pub(super) fn do_duty(&mut self, aim: Aim) {
        let at_hand = self.at_hand.as_deref();
        let verb = at_hand.and_then(|shown| self.my_verb(shown, aim.duty));
        if let Some(verb) = verb {
            self.do_verb(verb);
        } else {
            // Whoever presses the key of what is due, out of habit, is not put before acts that are due to nobody.
            self.say(words::NOTICE_NO_DUTY.get(self.lang()));
        }
    }

    /// The verb of my duty, of the most urgent where the row is about none of mine.
    pub fn my_verb(&self, shown: &Shown, of_row: Option<DutyKey>) -> Option<Verb> {
        let actor = &self.standing.as_ref()?.actor;
        let mut duties: Vec<&Duty> = shown
            .matter
            .head
            .duties
            .iter()
            .filter(|duty| duty.party == actor.party && actor.holds(duty.post))
            .collect();
        duties.sort_by_key(|duty| (Some(duty.key) != of_row, duty.deadline.due()));
        let offered = |verb: Verb| {
            !verb.is_on_matter()
                || shown
                    .offers
                    .iter()
                    .any(|offer| offer.verb == verb && offer.refusal.is_none())
        };
        duties
            .into_iter()
            .filter_map(|duty| duty.kind().verb())
            .find(|verb| offered(*verb))
    }

    /// Opens the form of a verb that is done on no matter; what follows from the one at hand stands in it.
    pub fn begin(&mut self, verb: Verb) {
        let at_hand = self.at_hand.as_deref();
        let prefill = at_hand.map(|shown| successor(shown, verb));
        self.open_form(verb, vec![], prefill.unwrap_or_default());
    }

    /// Opens the form of a verb on the matter at hand.
    pub(super) fn do_verb(&mut self, verb: Verb) {
        if !verb.is_on_matter() {
            self.begin(verb);
            return;
        }
        let Some(shown) = self.at_hand.as_deref() else {
            return;
        };
        if !verb.is_done_on(shown.matter.head.id.kind) {
            self.complain_of(words::NOTICE_OTHER_KIND);
            return;
        }
        let refused = shown
            .offers
            .iter()
            .find(|offer| offer.verb == verb)
            .and_then(|offer| offer.refusal.clone());
        if let Some(refused) = refused {
            self.show_refusal(&refused, verb);
            return;
        }
        let target = (shown.matter.head.id, shown.matter.head.version);
        let prefill = prefilled(self.lang(), verb, shown, self.now().into());
        self.open_form(verb, vec![target], prefill);
    }

    /// Opens the form of a new matter; where a draft of one is kept, whoever begins says whether they mean that.
    pub fn begin_new(&mut self, verb: Verb) {
        let is_of_it =
            |draft: &&Draft| draft.verb == verb && draft.matter.is_none() && is_begun(draft);
        let Some(draft) = self.drafts.iter().rev().find(is_of_it) else {
            self.open_form(verb, vec![], Prefill::default());
            return;
        };
        let lang = self.lang();
        let title = draft.fields.get("title").cloned().unwrap_or_default();
        let note = format!("{title}  {}", date::moment(lang, draft.at));
        let choices = vec![
            Choice {
                value: Pick::Draft(draft.key.clone()),
                label: words::NEW_GO_ON.get(lang).to_owned(),
                note: note.trim_start().to_owned(),
            },
            Choice {
                value: Pick::Fresh(verb),
                label: words::NEW_FRESH.get(lang).to_owned(),
                note: words::NEW_FRESH_NOTE.get(lang).to_owned(),
            },
        ];
        let title = verb_words::verb(verb).get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Opens an empty form beside whatever drafts there are.
    pub fn open_fresh(&mut self, verb: Verb) {
        let mut fields = BTreeMap::new();
        self.recall(verb, &mut fields);
        let form = Form::new(verb, vec![], new_key(), &Prefill { fields });
        self.put_form(form, None);
    }

    /// Opens the form of a verb on a matter that is not the one at hand.
    pub(super) fn open_form_on(&mut self, verb: Verb, shown: &Shown) {
        let target = (shown.matter.head.id, shown.matter.head.version);
        let prefill = prefilled(self.lang(), verb, shown, self.now().into());
        self.open_form_of(verb, vec![target], prefill, Some(shown));
    }

    /// Opens a form: the draft of the same act if there is one, else a new one. A form without fields goes straight to
    /// the preview.
    pub fn open_form(&mut self, verb: Verb, targets: Vec<(MatterId, u32)>, prefill: Prefill) {
        self.open_form_of(verb, targets, prefill, None);
    }

    /// The same; `on` is the matter, where it is known and not at hand.
    fn open_form_of(
        &mut self,
        verb: Verb,
        targets: Vec<(MatterId, u32)>,
        mut prefill: Prefill,
        on: Option<&Shown>,
    ) {
        // Nobody fills in a form that they could never send.
        let actor = self.standing.as_ref().map(|standing| &standing.actor);
        let stranger_to_it = actor
            .filter(|_| !verb.is_on_matter())
            .and_then(|actor| authority::check_actor(verb, actor).err());
        if let Some(refused) = stranger_to_it {
            self.show_refusal(&refused, verb);
            return;
        }
        if verb == PROPOSE && !prefill.fields.contains_key(RULING) {
            self.pick_ruling();
            return;
        }
        let matter = match targets.as_slice() {
            [(id, _)] => Some(*id),
            _ => None,
        };
        let kept = self.drafts.iter().find(|draft| {
            draft.verb == verb
                && draft.matter == matter
                && is_begun(draft)
                && targets.len() == usize::from(matter.is_some())
                && linked(verb, &draft.fields) == linked(verb, &prefill.fields)
                && is_about_the_same(verb, &draft.fields, &prefill.fields)
        });
        let form = if let Some(draft) = kept {
            let mut form = Form::of_draft(draft);
            form.targets = targets;
            self.say(words::NOTICE_DRAFT_GOES_ON.get(self.lang()));
            form
        } else {
            if targets.is_empty() {
                self.recall(verb, &mut prefill.fields);
            }
            Form::new(verb, targets, new_key(), &prefill)
        };
        self.put_form(form, on);
        if verb.fields().is_empty() {
            self.preview_form();
        }
    }

    /// Puts a form before whoever fills it in, and asks for what it shows.
    pub(super) fn put_form(&mut self, mut form: Form, on: Option<&Shown>) {
        let lookups = form.lookups();
        if form.ruling().is_some() {
            self.ask(Purpose::Rulings, Request::Rulings);
        }
        if let Some(shown) = on {
            form.take_matter(shown);
        }
        self.layers.push(Layer::Form(Box::new(form)));
        self.weigh_form();
        for lookup in lookups {
            self.ask_choices(lookup, None);
        }
    }

    /// Puts the matters that the open forms are on before them, as they stand now; what is not at hand is asked for.
    pub(super) fn weigh_form(&mut self) {
        let shown = self.at_hand.as_deref();
        let mut wanted = None;
        for layer in &mut self.layers {
            let Layer::Form(form) = layer else { continue };
            let [(id, _)] = form.targets.as_slice() else {
                continue;
            };
            match shown.filter(|shown| shown.matter.head.id == *id) {
                Some(shown) => form.take_matter(shown),
                None if form.matter().is_none() => wanted = Some(*id),
                None => {}
            }
        }
        if let Some(matter) = wanted {
            self.ask(Purpose::Weigh, Request::Show { matter });
        }
    }

    /// Puts a matter that is not the one at hand before the form on it.
    pub(super) fn take_weighed(&mut self, answer: &Answer) {
        match answer {
            Answer::Shown(shown) => self.weigh_forms_of(shown),
            other => self.trouble(other),
        }
    }

    /// Puts a matter, as it is now, before the open forms on it.
    pub(super) fn weigh_forms_of(&mut self, shown: &Shown) {
        for layer in &mut self.layers {
            if let Layer::Form(form) = layer
                && let [(id, _)] = form.targets.as_slice()
                && *id == shown.matter.head.id
            {
                form.take_matter(shown);
            }
        }
    }

    /// What was typed into the last form of this kind and is likely to hold again; and who I am.
    fn recall(&self, verb: Verb, fields: &mut BTreeMap<String, String>) {
        let key = last_values_key(verb);
        let last = self.drafts.iter().find(|draft| draft.key == key);
        for field in verb.fields() {
            let mine = match field.begins {
                Begins::Kind | Begins::Text(_) => continue,
                Begins::Before => None,
                Begins::MyName => self.standing.as_ref().map(|mine| &mine.actor.name),
                Begins::MyTelephone => self.standing.as_ref().map(|mine| &mine.telephone),
            };
            let before = last.and_then(|last| last.fields.get(field.name));
            if let Some(text) = before.or(mine)
                && !fields.contains_key(field.name)
            {
                fields.insert(field.name.to_owned(), text.clone());
            }
        }
    }

    /// Goes on from the topmost form to the preview of its acts.
    pub(super) fn preview_form(&mut self) {
        let (lang, today) = (self.lang(), self.today());
        let Some(Layer::Form(form)) = self.layers.last_mut() else {
            return;
        };
        form.write_code();
        form.write_out_days(today);
        let commands = match form.commands(lang) {
            Ok(commands) => commands,
            Err(error) => {
                form.error = Some(error);
                return;
            }
        };
        if form.is_of_many {
            self.preview_many(commands);
            return;
        }
        let Some(command) = commands.into_iter().next() else {
            return;
        };
        let request = ActRequest {
            key: form.key.clone(),
            expected: form.targets.first().map(|(_, version)| *version),
            command,
        };
        let previewing = Previewing::new(form.verb, request.clone());
        self.layers.push(Layer::Preview(Box::new(previewing)));
        self.ask(
            Purpose::Preview(request.key.clone()),
            Request::Preview(request),
        );
    }

    /// Shows why something is refused.
    pub(super) fn show_refusal(&mut self, refused: &law::refusal::Refusal, verb: Verb) {
        let lang = self.lang();
        let theme = &self.settings.theme;
        let lines = super::super::preview::refusal_lines(refused, verb, theme, lang);
        let title = format!(
            "{} {}",
            words::REFUSED_TITLE.get(lang),
            verb_words::verb(verb).get(lang)
        );
        self.layers.push(Layer::Reading(Reading::new(title, lines)));
    }
}
