//! What takes two persons: the second signature, from what waits for it straight to the preview of giving it.

use std::collections::BTreeMap;

use crate::domain::law::act::Verb;
use crate::locale::console as words;
use crate::locale::signing;

use super::super::form::Prefill;
use super::super::layer::{Choice, Picker};
use super::prefill::PROPOSAL;
use super::{Layer, Pick, Session};

impl Session {
    /// Shows what signing a proposal would do, to be confirmed: nothing is typed.
    pub fn sign(&mut self, verb: Verb, number: u32) {
        let fields = BTreeMap::from([(PROPOSAL.to_owned(), number.to_string())]);
        self.open_form(verb, vec![], Prefill { fields });
        let Some(Layer::Form(form)) = self.layers.last_mut() else {
            return;
        };
        form.is_given = true;
        self.preview_form();
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
            [] => self.say(words::NOTICE_NOTHING_TO_SIGN.get(lang)),
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
