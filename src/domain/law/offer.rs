//! What can be done here, now, by this actor: every verb tried blank against the same rules.
//!
//! There is no second table of what is allowed at which stage. A verb is on offer when the only thing that stands
//! against its blank form is a field still to be filled in.

use chrono::{DateTime, Utc};
use serde_json::Map;

use super::act::{Act, Verb};
use super::authority::{Whose, check_actor};
use super::decide::decide_on;
use super::field::FieldKind;
use super::matter::Matter;
use super::party::Actor;
use super::refusal::Refusal;
use super::step::Case;
use super::world::World;
use crate::domain::kinds;
use crate::domain::r#use::point::Point;

/// A verb, and what stands against it if anything does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Offer {
    /// The verb.
    pub verb: Verb,
    /// Why it is not on offer.
    pub refusal: Option<Refusal>,
    /// What whoever does it must have before them, where it is on offer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Point>,
}

/// Every verb that somebody can do on matters of this kind.
#[must_use]
pub fn offers(world: &dyn World, actor: &Actor, now: DateTime<Utc>, matter: &Matter) -> Vec<Offer> {
    Verb::all()
        .filter(|verb| verb.is_done_on(matter.head.id.kind))
        .filter(|verb| verb.rule().whose != Whose::Clockwork)
        .map(|verb| offer(verb, world, actor, now, matter))
        .collect()
}

/// The matters that somebody may begin from one, if it is their party's or nobody's.
#[must_use]
pub fn follows(actor: &Actor, matter: &Matter) -> Vec<Verb> {
    let head = &matter.head;
    let is_theirs = head.owner().is_none_or(|owner| *owner == actor.party);
    let successors = matter.body.successors(head).into_iter();
    let may = successors.filter(|(verb, _)| is_theirs && check_actor(*verb, actor).is_ok());
    may.map(|(verb, _)| verb).collect()
}

/// What cannot be weighed cannot be decided either.
fn offer(
    verb: Verb,
    world: &dyn World,
    actor: &Actor,
    now: DateTime<Utc>,
    matter: &Matter,
) -> Offer {
    let weighed = match against(verb, world, actor, now, matter) {
        Some(refusal) => Err(refusal),
        None => points(verb, world, actor, now, matter),
    };
    let (points, refusal) = match weighed {
        Ok(points) => (points, None),
        Err(refusal) => (Vec::new(), Some(refusal.named(world))),
    };
    Offer {
        verb,
        refusal,
        points,
    }
}

/// What whoever does it must have before them; only for those who may do it (R49).
///
/// # Errors
/// If something that it names is not registered.
pub fn points(
    verb: Verb,
    world: &dyn World,
    actor: &Actor,
    now: DateTime<Utc>,
    matter: &Matter,
) -> Result<Vec<Point>, Refusal> {
    let case = Case::new(world, actor, now, verb, Some(matter.head.id));
    kinds::points(&case, matter)
}

/// What stands against a verb other than fields still to be filled in. A verb on a line is on offer if it is on any.
fn against(
    verb: Verb,
    world: &dyn World,
    actor: &Actor,
    now: DateTime<Utc>,
    matter: &Matter,
) -> Option<Refusal> {
    let on_line = verb
        .fields()
        .iter()
        .any(|field| field.kind == FieldKind::LineNumber);
    let lines = match matter.body.asked() {
        Some(asked) if on_line => asked.lines.len().max(1),
        Some(_) | None => 1,
    };
    let mut first = None;
    for line in 1..=lines {
        let refusal = blank(verb, now, line)
            .and_then(|act| decide_on(world, actor, now, matter, &act).err())
            .filter(|refusal| !refusal.reason.is_about_input())?;
        first.get_or_insert(refusal);
    }
    first
}

/// The verb with nothing filled in.
fn blank(verb: Verb, now: DateTime<Utc>, line: usize) -> Option<Act> {
    let fields: Map<_, _> = verb
        .fields()
        .iter()
        .filter(|field| field.required)
        .map(|field| (field.name.to_owned(), field.blank(line, now)))
        .collect();
    Act::read(verb, fields)?.ok()
}
