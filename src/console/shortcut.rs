//! What stands behind the keys that name no act: the few places where the console prefers one kind of matter.

use crate::domain::law::act::Verb;
use crate::domain::law::common;
use crate::domain::law::duty::DutyKind;
use crate::domain::law::kind::Form;
use crate::domain::law::matter::MatterKind;
use crate::domain::register;
use crate::domain::r#use::resource::Resource;
use crate::domain::r#use::{application, emergency, resource_change};

/// What "new" opens on the queue: the ordinary way to resources (Art. 19).
pub(super) const NEW: Verb = Verb::Application(application::Verb::Submit);
/// What the emergency key opens from anywhere: resources that cannot wait for the ordinary way (Art. 23).
pub(super) const URGENT: Verb = Verb::Emergency(emergency::Verb::Apply);
/// What the welcome page does on an empty store.
pub(super) const FOUND: Verb = Verb::Register(register::Verb::Found);
/// The matters whose coming rings.
pub(super) const RINGING: MatterKind = MatterKind::Emergency;
/// What is owed on them while somebody waits for the resources: it stands on every page until somebody takes it (Art. 23).
pub(super) const PRESSING: [DutyKind; 2] = [
    DutyKind::Emergency(emergency::DutyKind::ReviewEmergency),
    DutyKind::Emergency(emergency::DutyKind::HandOver),
];
/// How one gets to a matter that somebody else is at.
pub(super) const TAKE_OVER: Verb = Verb::Common(common::Verb::TakeOver);
/// What asks for a change of resources (Art. 20).
pub(super) const CHANGE: Verb = Verb::ResourceChange(resource_change::Verb::Request);

/// What the unit of a resource may ask for, with the form that asks for it.
pub(super) fn of_resource(resource: &Resource) -> Vec<(Verb, Form)> {
    let change = resource_change::form_of_one(resource);
    change.map(|form| (CHANGE, form)).into_iter().collect()
}
