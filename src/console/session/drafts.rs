//! Drafts: what is typed is kept, taken up again, and dropped once it is done.

use crate::domain::law::act::Verb;
use crate::hub::request::{Draft, Request};
use crate::locale::console as words;
use crate::locale::{T, date, domain, verb as verb_words};

use super::super::form::Form;
use super::super::layer::{Choice, Picker};
use super::{Layer, Pick, Purpose, Session};

/// How many drafts that were thrown away can be fetched back.
const DISCARDED_LIMIT: usize = 8;

/// What the keys of remembered values begin with.
const LAST: &str = "last.";

/// The key under which the last values of a verb's form are remembered.
pub(super) fn last_values_key(verb: Verb) -> String {
    format!("{LAST}{}", verb.word())
}

/// Whether a draft is a form that somebody began, and not the memory of the last one's values.
pub(super) fn is_begun(draft: &Draft) -> bool {
    !draft.key.starts_with(LAST)
}

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

    /// Throws the foremost form away; what was typed into it only once that is confirmed.
    pub(super) fn ask_to_discard(&mut self) {
        let Some(Layer::Form(form)) = self.layers.last() else {
            return;
        };
        if !form.unsaved && self.drafts.iter().all(|draft| draft.key != form.key) {
            self.layers.pop();
            return;
        }
        let lang = self.lang();
        let choice = |value, label: T, note| Choice {
            value,
            label: label.get(lang).to_owned(),
            note,
        };
        let note = words::DISCARD_YES_NOTE.get(lang).to_owned();
        let choices = vec![
            choice(Pick::Discard(form.key.clone()), words::DISCARD_YES, note),
            choice(Pick::GoOn, words::DISCARD_NO, String::new()),
        ];
        let title = words::DISCARD_TITLE.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Throws away what was typed into the form of that key. It can be fetched back until the screen is left.
    pub fn discard(&mut self, key: &str) {
        let is_it = |layer: &Layer| matches!(layer, Layer::Form(form) if form.key == key);
        let Some(at) = self.layers.iter().position(is_it) else {
            return;
        };
        if let Layer::Form(form) = self.layers.remove(at) {
            self.discarded.push_front(form.draft(self.now()));
            self.discarded.truncate(DISCARDED_LIMIT);
        }
        self.draft_at = None;
        self.forget(key);
        self.say(words::NOTICE_DISCARDED.get(self.lang()));
    }

    /// My drafts, and what was thrown away since the screen was opened.
    pub fn open_drafts(&mut self) {
        let lang = self.lang();
        let kept = self.drafts.iter().rev();
        let kept = kept.filter(|draft| is_begun(draft));
        let choices: Vec<_> = kept
            .map(|draft| (draft, ""))
            .chain(
                self.discarded
                    .iter()
                    .map(|draft| (draft, words::DRAFT_DISCARDED.get(lang))),
            )
            .map(|(draft, mark)| Choice {
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
                note: format!("{} {mark}", date::moment(lang, draft.at)),
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
        if let Some(at) = self.discarded.iter().position(|draft| draft.key == key)
            && let Some(draft) = self.discarded.remove(at)
        {
            self.remember(draft);
        }
        let Some(draft) = self.drafts.iter().find(|draft| draft.key == key).cloned() else {
            return;
        };
        self.put_form(Form::of_draft(&draft), None);
    }
}
