//! Drafts: what is typed is kept, taken up again, and dropped once it is done.

use crate::hub::request::{Draft, Request};
use crate::locale::console as words;
use crate::locale::{domain, verb as verb_words};

use super::super::form::Prefill;
use super::super::layer::{Choice, Picker};
use super::{Layer, Pick, Purpose, Session};

impl Session {
    /// Keeps the drafts of the forms in which anything was typed: an emergency may have been opened over another form.
    pub(super) fn keep_draft(&mut self) {
        let at = self.now();
        let mut drafts = Vec::new();
        for layer in &mut self.layers {
            if let Layer::Form(form) = layer
                && form.unsaved
            {
                form.unsaved = false;
                drafts.push(form.draft(at));
            }
        }
        for draft in drafts {
            self.remember(draft);
        }
    }

    pub(super) fn remember(&mut self, draft: Draft) {
        self.drafts.retain(|other| other.key != draft.key);
        self.drafts.push(draft.clone());
        self.unkept.any |= !self.link.is_up();
        self.ask(Purpose::Nothing, Request::SaveDraft(draft));
    }

    pub(super) fn forget(&mut self, key: &str) {
        let before = self.drafts.len();
        self.drafts.retain(|draft| draft.key != key);
        if self.drafts.len() != before {
            self.ask(
                Purpose::Nothing,
                Request::DropDraft {
                    key: key.to_owned(),
                },
            );
        }
    }

    /// My drafts.
    pub fn open_drafts(&mut self) {
        let lang = self.lang();
        let choices: Vec<_> = self
            .drafts
            .iter()
            .rev()
            .filter(|draft| !draft.key.starts_with("last."))
            .map(|draft| Choice {
                value: Pick::Draft(draft.key.clone()),
                label: format!(
                    "{} {}",
                    verb_words::verb(draft.verb).get(lang),
                    draft
                        .matter
                        .map(|id| domain::matter_id(lang, id))
                        .or_else(|| draft.fields.get("title").cloned())
                        .unwrap_or_default()
                ),
                note: crate::locale::date::moment(lang, draft.at),
            })
            .collect();
        if choices.is_empty() {
            self.say(words::NOTICE_NO_DRAFTS.get(lang));
            return;
        }
        let title = words::DRAFTS_TITLE.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Takes a draft up again.
    pub fn open_draft(&mut self, key: &str) {
        let Some(draft) = self.drafts.iter().find(|draft| draft.key == key).cloned() else {
            return;
        };
        let targets = draft
            .matter
            .map(|id| (id, draft.expected.unwrap_or(0)))
            .into_iter()
            .collect();
        let prefill = Prefill {
            fields: draft.fields.clone(),
        };
        self.open_form(draft.verb, targets, prefill);
    }
}
