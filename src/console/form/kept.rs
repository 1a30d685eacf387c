//! A form kept as a draft, and taken up again.

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

    /// The draft of what is typed; that of a bulk act is kept for the first of its matters.
    #[must_use]
    pub fn draft(&self, at: DateTime<Utc>) -> Draft {
        let target = self.targets.first();
        Draft {
            key: self.key.clone(),
            verb: self.verb,
            matter: target.map(|(id, _)| *id),
            expected: target.map(|(_, version)| *version),
            fields: self
                .fields
                .iter()
                .map(|field| (field.name.clone(), field.text()))
                .collect(),
            at,
        }
    }
}
