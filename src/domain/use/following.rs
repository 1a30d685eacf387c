//! What may follow on what was issued: its change (Art. 20), its end (Art. 21).

use super::asked::Asked;
use super::attestation::Attestation;
use super::resource::Resource;
use super::{cancellation, resource_change};
use crate::domain::kinds::Verb;
use crate::domain::law::kind::Form;
use crate::domain::law::matter::Head;

/// The acts that begin what follows.
pub const VERBS: [Verb; 2] = [
    Verb::ResourceChange(resource_change::Verb::Request),
    Verb::Cancellation(cancellation::Verb::Submit),
];

/// What may follow on all that a matter issued and that runs, each with the form that begins it; nothing before it is
/// attested from when on it runs.
pub(super) fn of_running(
    head: &Head,
    asked: &Asked,
    attestation: Option<&Attestation>,
) -> impl Iterator<Item = (Verb, Form)> {
    let both = attestation.map(|_| {
        [
            resource_change::of_running(head, asked),
            cancellation::of_running(head, asked),
        ]
    });
    both.into_iter().flatten().flatten()
}

/// What a unit begins on resources that run, whichever it names.
#[must_use]
pub fn on_resources() -> [Verb; 2] {
    [
        resource_change::Verb::Request.into(),
        cancellation::Verb::Submit.into(),
    ]
}

/// What may follow on one resource, each with the form that begins it; nothing while another matter is about it.
#[must_use]
pub fn of_resource(resource: &Resource) -> Vec<(Verb, Form)> {
    let both = [
        resource_change::of_resource(resource),
        cancellation::of_resource(resource),
    ];
    both.into_iter().flatten().collect()
}
