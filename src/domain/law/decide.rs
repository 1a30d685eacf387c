//! From a command to events: the one entrance to every rule.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;

use super::act::Act;
use super::authority;
use super::command::Command;
use super::event::Event;
use super::field;
use super::matter::Matter;
use super::party::Actor;
use super::refusal::{Reason, Refusal};
use super::step::Case;
use super::world::World;
use crate::domain::{kinds, register};

/// Decides a command: what happens, or why not. Pure; a preview calls it the same way. Whether the actor may do such an
/// act is asked before any matter is read.
///
/// `expected` is the version of the matter that the actor looked at, if that matters to the actor.
///
/// # Errors
/// A [`Refusal`] with its article or ruling, and the names of whom it speaks of.
pub fn decide(
    world: &dyn World,
    actor: &Actor,
    now: DateTime<Utc>,
    command: &Command,
    expected: Option<u32>,
) -> Result<Vec<Event>, Refusal> {
    let case = Case::new(world, actor, now, command.verb(), command.matter());
    decided(&case, command, expected).map_err(|refusal| refusal.named(world))
}

fn decided(case: &Case, command: &Command, expected: Option<u32>) -> Result<Vec<Event>, Refusal> {
    let actor = case.actor;
    authority::check_actor(case.verb, actor)?;
    match command {
        Command::Open(opening) => {
            all_asked_for(case, opening)?;
            kinds::open(case, opening)
        }
        Command::Keep(act) => {
            all_asked_for(case, act)?;
            register::decide(case, act)
        }
        Command::On(id, act) => {
            let matter = case.matter(*id)?;
            if !matter.head.is_seen_by(actor) {
                return Err(case.refuse(Reason::NoSuchMatter(*id)));
            }
            on_matter(case, &matter, act, expected)
        }
    }
}

/// The same for a matter that is at hand, which the actor may see.
///
/// # Errors
/// A [`Refusal`] with its article or ruling; nobody in it is named yet, as most are only asked whether there is one.
pub fn decide_on(
    world: &dyn World,
    actor: &Actor,
    now: DateTime<Utc>,
    matter: &Matter,
    act: &Act,
) -> Result<Vec<Event>, Refusal> {
    let case = Case::new(world, actor, now, act.verb(), Some(matter.head.id));
    authority::check_actor(case.verb, actor)?;
    on_matter(&case, matter, act, None)
}

fn on_matter(
    case: &Case,
    matter: &Matter,
    act: &Act,
    expected: Option<u32>,
) -> Result<Vec<Event>, Refusal> {
    authority::check_matter(case.verb, case.actor, &matter.head)?;
    let actual = matter.head.version;
    if let Some(expected) = expected.filter(|expected| *expected != actual) {
        return Err(case.refuse(Reason::Changed {
            expected,
            actual,
            by: matter.head.updated_by.clone(),
            at: matter.head.updated_at.into(),
        }));
    }
    all_asked_for(case, act)?;
    kinds::decide(case, matter, act)
}

/// What the other fields do not ask for is refused rather than dropped: somebody meant something by it.
fn all_asked_for(case: &Case, act: &impl Serialize) -> Result<(), Refusal> {
    let fields = case.verb.fields();
    if fields.iter().all(|field| field.when.is_none()) {
        return Ok(());
    }
    match field::not_asked_for(fields, &json!(act)) {
        Some(field) => Err(case.refuse(Reason::NotAskedFor(field.name.to_owned()))),
        None => Ok(()),
    }
}
