//! Resources that other matters issued, as a change or a cancellation is about them (Art. 20, 21). What becomes of a
//! resource stands with the matter that issued it: every deed here is an event on each issuer of some of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::asked::Asked;
use super::clearing::Leaving;
use super::instance::{self, Batch};
use super::resource::{Resource, ResourceId, ResourceState, Turn, Used};
use crate::domain::kinds::Event;
use crate::domain::law::common::Fact;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;

/// The resource of the actor's party that a text names: one that runs, and that no open matter is about. What is another
/// party's is not known to this one.
///
/// # Errors
/// If there is none, it does not run, or which matter is about it.
pub fn running(case: &Case, name: &str) -> Result<Resource, Refusal> {
    let id: Option<ResourceId> = name.parse().ok();
    let known = id.and_then(|id| case.world.find::<Resource>(&id.to_string()));
    let resource = known.filter(|known| known.unit == case.actor.party);
    let resource = resource.ok_or_else(|| {
        let name = name.chars().take(text::LINE).collect();
        case.refuse(Reason::Unknown(RecordKind::Resource, name))
    })?;
    may_turn(case, &resource)?;
    Ok(resource)
}

/// Only what runs is changed or ended, and only by one matter at a time.
///
/// # Errors
/// If it does not run, or another open matter is about it.
pub fn may_turn(case: &Case, resource: &Resource) -> Result<(), Refusal> {
    if let Some(by) = resource.claimed_by {
        return Err(case.refuse(Reason::ResourceClaimed(resource.id, by)));
    }
    match resource.state {
        ResourceState::Running => Ok(()),
        ResourceState::Unattested
        | ResourceState::Ended
        | ResourceState::Cleared
        | ResourceState::Returned => {
            let reason = Reason::ResourceNotRunning(resource.id, resource.state);
            Err(case.refuse(reason))
        }
    }
}

/// One more resource beside others: none twice, all of one system, from one pool, delivered by one.
///
/// # Errors
/// If it is among them, or is of another place.
pub fn stands_with(case: &Case, others: &[Resource], resource: &Resource) -> Result<(), Refusal> {
    if others.iter().any(|known| known.id == resource.id) {
        return Err(case.refuse(Reason::ResourceTwice(resource.id)));
    }
    let place = |one: &Resource| {
        let (system, pool) = (one.system.clone(), one.pool.clone());
        (system, pool, one.operator.clone())
    };
    match others.first() {
        Some(first) if place(first) != place(resource) => {
            Err(case.refuse(Reason::ResourceElsewhere(resource.id)))
        }
        Some(_) | None => Ok(()),
    }
}

/// The lines of each matter that issued some of these resources.
fn by_issuer(
    resources: impl IntoIterator<Item = ResourceId>,
) -> impl Iterator<Item = (MatterId, Vec<u32>)> {
    let mut lines: BTreeMap<MatterId, Vec<u32>> = BTreeMap::new();
    for id in resources {
        lines.entry(id.matter).or_default().push(id.line);
    }
    lines.into_iter()
}

fn issuer(case: &Case, id: MatterId) -> Result<(Arc<Matter>, Asked), Refusal> {
    let matter = case.matter(id)?;
    let asked = matter.body.asked().cloned();
    let asked = asked.ok_or_else(|| case.refuse(Reason::NoSuchMatter(id)))?;
    Ok((matter, asked))
}

/// That a matter is about resources, and no other may be.
///
/// # Errors
/// If an issuer is not there.
pub fn claim(
    case: &Case,
    resources: impl IntoIterator<Item = ResourceId>,
    by: MatterId,
) -> Result<Vec<Event>, Refusal> {
    let claimed = by_issuer(resources).map(|(id, lines)| {
        let matter = case.matter(id)?;
        let moves = case.moves(&matter);
        moves.record(|step| Fact::Claimed { step, lines, by })
    });
    claimed.collect()
}

/// That it is over and left them as they were.
///
/// # Errors
/// If an issuer is not there.
pub fn free(
    case: &Case,
    resources: impl IntoIterator<Item = ResourceId>,
    by: MatterId,
) -> Result<Vec<Event>, Refusal> {
    let freed = by_issuer(resources).map(|(id, _)| {
        let matter = case.matter(id)?;
        case.moves(&matter).record(|step| Fact::Freed { step, by })
    });
    freed.collect()
}

/// That what left by it was cleared.
///
/// # Errors
/// If an issuer is not there.
pub fn clear(
    case: &Case,
    resources: impl IntoIterator<Item = ResourceId>,
    by: MatterId,
    cleared_on: NaiveDate,
) -> Result<Vec<Event>, Refusal> {
    let cleared = by_issuer(resources).map(|(id, _)| {
        let matter = case.matter(id)?;
        let moves = case.moves(&matter);
        moves.record(|step| Fact::Cleared {
            step,
            by,
            cleared_on,
        })
    });
    cleared.collect()
}

/// The day before which nothing more can have become of these resources: by then each began, or became what it is.
///
/// # Errors
/// If an issuer is not there.
pub fn settled_until(
    case: &Case,
    resources: impl IntoIterator<Item = ResourceId>,
) -> Result<Option<NaiveDate>, Refusal> {
    let mut until = None;
    for (id, lines) in by_issuer(resources) {
        let (matter, asked) = issuer(case, id)?;
        let issue = matter.body.issue().and_then(|issue| issue.attestation);
        until = until.max(issue.map(|attested| attested.completed_on));
        let turns = lines.iter().flat_map(|line| asked.turns_of(*line));
        until = until.max(turns.map(|turn| turn.from).max());
    }
    Ok(until)
}

/// What a resource becomes.
pub struct Becoming {
    /// Which.
    pub resource: ResourceId,
    /// What; nothing where it ends, and then all its instances leave.
    pub into: Option<Used>,
    /// The ordinals of the instances that leave.
    pub leaving: BTreeSet<u32>,
    /// The instances that come, if any do: since when, how many, and what they are called if that was said.
    pub coming: Option<(NaiveDate, u32, Vec<String>)>,
}

/// What came of it.
pub struct Turned {
    /// What happens to the issuers.
    pub events: Vec<Event>,
    /// The instances that left.
    pub leaving: Vec<Leaving>,
    /// Each issuer as it is then, with its lines that turned.
    pub issuers: Vec<(Matter, Vec<u32>)>,
}

/// Turns resources from a day on into what they become; the matter is no longer about them.
///
/// # Errors
/// If an issuer is not there.
pub fn turn(
    case: &Case,
    by: MatterId,
    from: NaiveDate,
    becoming: Vec<Becoming>,
) -> Result<Turned, Refusal> {
    let mut turned = Turned {
        events: Vec::new(),
        leaving: Vec::new(),
        issuers: Vec::new(),
    };
    let mut of: BTreeMap<MatterId, Vec<Becoming>> = BTreeMap::new();
    for one in becoming {
        of.entry(one.resource.matter).or_default().push(one);
    }
    for (id, becoming) in of {
        let (matter, asked) = issuer(case, id)?;
        let lines = becoming.iter().map(|one| one.resource.line).collect();
        let (mut turns, mut instances) = (Vec::new(), Vec::new());
        for one in becoming {
            let line = one.resource.line;
            let leaving = match one.into {
                Some(_) => one.leaving,
                None => instance::last(&asked, line, u32::MAX).into_iter().collect(),
            };
            let (all, gone) = instance::without(&asked, line, &leaving, from);
            if !gone.is_empty() {
                turned.leaving.push(Leaving {
                    resource: one.resource,
                    name: asked.used(line).map_or_else(String::new, |used| used.name),
                    instances: gone,
                });
            }
            let last = all.iter().map(|batch| batch.last).max().unwrap_or(0);
            let added = one.coming.map(|(from, count, ids)| Batch {
                line,
                first: last.saturating_add(1),
                last: last.saturating_add(count),
                from,
                until: None,
                ids,
            });
            instances.extend(all.into_iter().chain(added));
            turns.push(Turn {
                line,
                by,
                recorded_on: case.today(),
                from,
                into: one.into,
                cleared_on: None,
            });
        }
        let mut after = matter.as_ref().clone();
        if let Some(asked) = after.body.asked_mut() {
            asked.turn(&turns, &instances);
        }
        turned.issuers.push((after, lines));
        turned
            .events
            .push(case.moves(&matter).record(|step| Fact::Turned {
                step,
                turns,
                instances,
                by,
            })?);
    }
    Ok(turned)
}
