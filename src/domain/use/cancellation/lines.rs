//! The lines that a cancellation is about, on the matters that issued them. While it is open nobody else changes or cancels
//! them, and what becomes of them stands there.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Cancellation;
use crate::domain::kinds::Event;
use crate::domain::law::common::Fact;
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::settle::charge::Charges;
use crate::domain::settle::convention::LastDay;
use crate::domain::r#use::asked::Asked;
use crate::domain::r#use::clearing::Leaving;
use crate::domain::r#use::instance::{self, Batch};
use crate::domain::r#use::resource::{ResourceId, Turn};

use super::Billed;

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

/// The lines of each matter that issued what a cancellation is about.
fn issued(on: &On<Cancellation>) -> impl Iterator<Item = (MatterId, Vec<u32>)> {
    by_issuer(on.body.endings.iter().map(|ending| ending.resource))
}

fn asked<'m>(case: &Case, matter: &'m Matter) -> Result<&'m Asked, Refusal> {
    let asked = matter.body.asked();
    asked.ok_or_else(|| case.refuse(AnyReason::NoSuchMatter(matter.head.id)))
}

/// That a cancellation is about resources.
pub(super) fn claim(
    case: &Case,
    resources: impl IntoIterator<Item = ResourceId>,
    by: MatterId,
) -> Result<Vec<Event>, Refusal> {
    let claimed = by_issuer(resources).map(|(id, lines)| {
        let matter = case.matter(id)?;
        case.moves(&matter)
            .record(|step| Fact::Claimed { step, lines, by })
    });
    claimed.collect()
}

/// That a cancellation is over and left them as they were.
pub(super) fn free(case: &Case, on: &On<Cancellation>) -> Result<Vec<Event>, Refusal> {
    let by = on.head().id;
    let freed = issued(on).map(|(id, _)| {
        let matter = case.matter(id)?;
        case.moves(&matter).record(|step| Fact::Freed { step, by })
    });
    freed.collect()
}

/// That what left by a cancellation was cleared.
pub(super) fn clear(
    case: &Case,
    on: &On<Cancellation>,
    cleared_on: NaiveDate,
) -> Result<Vec<Event>, Refusal> {
    let by = on.head().id;
    let cleared = issued(on).map(|(id, _)| {
        let matter = case.matter(id)?;
        case.moves(&matter).record(|step| Fact::Cleared {
            step,
            by,
            cleared_on,
        })
    });
    cleared.collect()
}

/// The earliest day on which use can have ended: every resource began, or became what it is, by an attested day.
pub(super) fn not_before(case: &Case, on: &On<Cancellation>) -> Result<Option<NaiveDate>, Refusal> {
    let mut earliest = on.body.approved_on;
    for (id, lines) in issued(on) {
        let matter = case.matter(id)?;
        let issue = matter.body.issue().and_then(|issue| issue.attestation);
        earliest = earliest.max(issue.map(|attested| attested.completed_on));
        let asked = asked(case, &matter)?;
        let turned = lines.iter().flat_map(|line| asked.turns_of(*line));
        earliest = earliest.max(turned.map(|turn| turn.from).max());
    }
    Ok(earliest)
}

/// What becomes of the lines that end on a day.
pub(super) struct Ended {
    /// What happens to the matters that issued them.
    pub(super) events: Vec<Event>,
    /// The instances that left.
    pub(super) leaving: Vec<Leaving>,
    /// What they cost up to then; none in a self-built pool.
    pub(super) billed: Option<Billed>,
}

/// Ends the lines: from that day on nothing of them is the unit's, and nothing is billed.
pub(super) fn end(case: &Case, on: &On<Cancellation>, day: NaiveDate) -> Result<Ended, Refusal> {
    let by = on.head().id;
    let mut ended = Ended {
        events: Vec::new(),
        leaving: Vec::new(),
        billed: None,
    };
    for (id, lines) in issued(on) {
        let matter = case.matter(id)?;
        let asked = asked(case, &matter)?;
        let (mut turns, mut instances) = (Vec::new(), Vec::new());
        for line in &lines {
            let count = instance::kept(asked, *line).map(Batch::count);
            let count = count.fold(0, u32::saturating_add);
            let (all, gone) = instance::left(asked, *line, count, day);
            instances.extend(all);
            ended.leaving.push(Leaving {
                resource: ResourceId {
                    matter: id,
                    line: *line,
                },
                name: asked.used(*line).map_or_else(String::new, |used| used.name),
                instances: gone,
            });
            turns.push(Turn {
                line: *line,
                by,
                recorded_on: case.today(),
                from: day,
                into: None,
                cleared_on: None,
            });
        }
        let mut after = matter.as_ref().clone();
        if let Some(asked) = after.body.asked_mut() {
            asked.turn(&turns, &instances);
        }
        ended.billed = match (ended.billed, billed(case, &after, &lines, day)) {
            (Some(sum), Some(more)) => Some(Billed {
                fen: sum
                    .fen
                    .zip(more.fen)
                    .map(|(one, other)| one.saturating_add(other)),
                ..sum
            }),
            (sum, more) => sum.or(more),
        };
        ended
            .events
            .push(case.moves(&matter).record(|step| Fact::Turned {
                step,
                turns,
                instances,
                by,
            })?);
    }
    Ok(ended)
}

/// What these lines of a matter cost in this settlement cycle, once they end on a day.
fn billed(case: &Case, after: &Matter, lines: &[u32], day: NaiveDate) -> Option<Billed> {
    let charges = Charges::of(case.world, after, case.today())?;
    let last_day = match charges.conventions.last_day {
        LastDay::Free => day.pred_opt().unwrap_or(day),
        LastDay::Billed => day,
    };
    let ending = charges.lines.iter();
    let ending = ending.filter(|line| lines.contains(&line.line));
    let parts = ending.flat_map(|line| &line.account.parts);
    let amounts: Option<Vec<u64>> = parts.map(|part| part.amount_fen).collect();
    let sum = |fen: Vec<u64>| fen.into_iter().fold(0, u64::saturating_add);
    Some(Billed {
        cycle: charges.cycle.begin(),
        last_day,
        fen: amounts.map(sum),
    })
}
