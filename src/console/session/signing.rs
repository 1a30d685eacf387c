//! What takes two persons: a ruling proposed and tried out, and the second signature, from what waits for it straight to
//! the preview of giving it.

use std::collections::BTreeMap;

use crate::domain::law::act::Verb;
use crate::domain::law::ruling::RulingId;
use crate::hub::request::{Answer, Request};
use crate::locale::console as words;
use crate::locale::ruling::question;
use crate::locale::signing;

use super::super::form::{PROPOSE, Prefill};
use super::super::layer::{Choice, Picker};
use super::prefill::{PROPOSAL, RULING};
use super::{Layer, Pick, Purpose, Session};

impl Session {
    /// Shows what signing a proposal would do, to be confirmed: nothing is typed.
    pub fn sign(&mut self, verb: Verb, number: u32) {
        let fields = BTreeMap::from([(PROPOSAL.to_owned(), number.to_string())]);
        self.open_form(verb, vec![], Prefill { fields });
        self.preview_form();
        if let Some(Layer::Preview(previewing)) = self.layers.last_mut() {
            previewing.is_straight = true;
        }
    }

    /// Opens the form that proposes a change of a ruling.
    pub fn propose(&mut self, id: RulingId) {
        let tomorrow = self.today().succ_opt();
        let day = tomorrow.map(|day| ("effective".to_owned(), day.to_string()));
        let ruling = (RULING.to_owned(), id.to_string());
        let fields = day.into_iter().chain([ruling]).collect();
        self.open_form(PROPOSE, vec![], Prefill { fields });
    }

    /// Asks which ruling is to change.
    pub(super) fn pick_ruling(&mut self) {
        let lang = self.lang();
        let choices = RulingId::all().map(|id| Choice {
            value: Pick::Ruling(id),
            label: id.to_string(),
            note: question(id.number())
                .map_or("", |said| said.get(lang))
                .to_owned(),
        });
        let picker = Picker::new(words::RULING_TITLE.get(lang), choices.collect());
        self.layers.push(Layer::Picker(picker));
    }

    /// Puts what holds now before whoever proposes otherwise. A form for which it cannot be had is left: it would wait for
    /// ever.
    pub(super) fn take_rulings(&mut self, answer: &Answer) {
        let Answer::Rulings(known) = answer else {
            self.open_nothing();
            self.trouble(answer);
            return;
        };
        let today = self.today();
        for layer in &mut self.layers {
            if let Layer::Form(form) = layer {
                form.take_rulings(&known.rulings, today);
            }
        }
    }

    /// Tries out what is typed into the foremost form, or stops the trial that goes.
    pub(super) fn try_out(&mut self) {
        let (lang, number) = (self.lang(), self.ticket());
        let Some(Layer::Form(form)) = self.layers.last_mut() else {
            return;
        };
        match form.try_out(number, lang) {
            Ok(asked) => self.ask_trial(number, asked),
            Err(error) => form.error = Some(error),
        }
    }

    /// Typing rests: what is typed is tried out again where that costs little.
    pub(super) fn try_again(&mut self) {
        let number = self.ticket();
        let asked = self.form_mut().and_then(|form| form.try_again(number));
        self.ask_trial(number, asked);
    }

    /// Tries out the ruling that the preview of that key proposes or signs, if it does.
    pub(super) fn try_previewed(&mut self, key: &str) {
        let number = self.ticket();
        let asked = self.previewing(key);
        let asked = asked.and_then(|previewing| previewing.try_out(number));
        self.ask_trial(number, asked);
    }

    fn ask_trial(&mut self, number: u64, asked: Option<Request>) {
        if let Some(request) = asked {
            self.ask(Purpose::Trial(number), request);
        }
    }

    /// Takes a slice of the trial of that number, and asks for the next one while anybody wants it.
    pub(super) fn take_trial(&mut self, number: u64, answer: Answer) {
        let mut trials = self.layers.iter_mut().filter_map(|layer| match layer {
            Layer::Form(form) => form.trial_mut(),
            Layer::Preview(previewing) => previewing.trial_mut(),
            Layer::Bulk(_) | Layer::Gathering(_) | Layer::Picker(_) | Layer::Reading(_) => None,
        });
        let Some(trial) = trials.find(|trial| trial.waits_for(number)) else {
            return;
        };
        let Answer::WhatIf(slice) = answer else {
            trial.leave();
            self.trouble(&answer);
            return;
        };
        let asked = trial.take(*slice);
        self.ask_trial(number, asked);
    }

    /// Goes to what waits for my signature: to the one that does, else to the choice among them.
    pub fn open_to_sign(&mut self) {
        let lang = self.lang();
        let waits = self.standing.iter().flat_map(|mine| &mine.to_sign);
        let choices: Vec<_> = waits
            .map(|waits| Choice {
                value: (waits.verb, waits.number),
                label: signing::waits(lang, waits),
                note: String::new(),
            })
            .collect();
        match choices.as_slice() {
            [] => {
                // Duties may wait on the page all the same: nobody shall read this as "nothing to do".
                match self.standing.as_ref().map_or(0, |mine| mine.mine) {
                    0 => self.say(words::NOTICE_NOTHING_TO_SIGN.get(lang)),
                    mine => self.say(words::NOTICE_SIGN_ELSEWHERE.fill(lang, &[&mine])),
                }
            }
            [only] => {
                let (verb, number) = only.value;
                self.sign(verb, number);
            }
            _ => {
                let choices = choices.into_iter().map(|choice| Choice {
                    value: Pick::Sign(choice.value.0, choice.value.1),
                    label: choice.label,
                    note: choice.note,
                });
                let title = signing::TO_SIGN.get(lang);
                let picker = Picker::new(title, choices.collect());
                self.layers.push(Layer::Picker(picker));
            }
        }
    }
}
