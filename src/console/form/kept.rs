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

    /// What is typed, by field; the quantities of a matter's lines, and the parameters of a ruling, as one text each.
    fn texts(&self) -> BTreeMap<String, String> {
        let spread = [self.quantities_text(), self.parameters_text()];
        let spread: BTreeMap<_, _> = spread.into_iter().flatten().collect();
        let others = self.fields.iter();
        let others = others.filter(|field| !spread.contains_key(field.declared()));
        let others = others.map(|field| (field.name.clone(), field.text()));
        let mut texts: BTreeMap<_, _> = others.collect();
        let spread = spread.into_iter();
        texts.extend(spread.map(|(name, text)| (name.to_owned(), text)));
        texts
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
