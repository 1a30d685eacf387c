//! A form kept as a draft, and taken up again.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::hub::request::Draft;

use super::{Form, Prefill};

impl Form {
    /// The form of a draft.
    #[must_use]
    pub fn of_draft(draft: &Draft) -> Self {
        let prefill = Prefill {
            fields: draft.fields.clone(),
        };
        let targets = draft
            .matter
            .map(|matter| (matter, draft.expected.unwrap_or(0)))
            .into_iter()
            .collect();
        Self::new(draft.verb, targets, draft.key.clone(), &prefill)
    }

    /// What is typed, by field; the quantities of a matter's lines as the one text that the act takes.
    fn texts(&self) -> BTreeMap<String, String> {
        let quantities = self.quantities_text();
        let name = quantities.as_ref().map(|(name, _)| *name);
        let others = self.fields.iter();
        let others = others.filter(|field| Some(field.declared()) != name);
        let others = others.map(|field| (field.name.clone(), field.text()));
        let quantities = quantities.map(|(name, text)| (name.to_owned(), text));
        others.chain(quantities).collect()
    }

    /// The draft of what is typed; that of a bulk act is kept for the first of its matters.
    #[must_use]
    pub fn draft(&self, at: DateTime<Utc>) -> Draft {
        let target = self.targets.first();
        Draft {
            key: self.key.clone(),
            verb: self.verb,
            matter: target.map(|(id, _)| *id),
            expected: target.map(|(_, version)| *version),
            fields: self.texts(),
            at,
        }
    }
}
