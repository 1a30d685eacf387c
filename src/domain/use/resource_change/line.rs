//! The lines of a change: which resource becomes what, and what follows from it for its instances.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Reason, ResourceChange};
use crate::domain::kinds::Event;
use crate::domain::law::common;
use crate::domain::law::field::Paragraph;
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::r#use::asked::Asked;
use crate::domain::r#use::clearing::Leaving;
use crate::domain::r#use::instance::{self, Batch};
use crate::domain::r#use::resource::{ResourceId, Turn, Used};

/// What is to become of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// Which.
    pub resource: ResourceId,
    /// What it was when the change was asked for.
    pub before: Used,
    /// What it is to be.
    pub after: Used,
    /// The ordinals of the instances that leave; as many as it becomes fewer.
    pub leaving: Vec<u32>,
    /// What the instances that come are called, once they came and if that was said.
    pub ids: Vec<String>,
}

impl ChangeLine {
    /// Whether it takes more of the pool in any dimension, or is more of the same.
    #[must_use]
    pub fn grows(&self) -> bool {
        let more = self.after.quantity > self.before.quantity;
        let (before, after) = (takes(&self.before), takes(&self.after));
        let in_some = before
            .iter()
            .zip(&after)
            .any(|(before, after)| after > before);
        in_some || (more && self.after.item == self.before.item)
    }

    /// How many instances leave.
    #[must_use]
    pub fn fewer(&self) -> u32 {
        self.before.quantity.saturating_sub(self.after.quantity)
    }

    /// How many come.
    #[must_use]
    pub fn more(&self) -> u32 {
        self.after.quantity.saturating_sub(self.before.quantity)
    }

    /// What becomes of it from a day on, and which instances it has then.
    fn turn(
        &self,
        asked: &Asked,
        by: MatterId,
        (recorded_on, from): (NaiveDate, NaiveDate),
        done_on: NaiveDate,
    ) -> (Turn, Vec<Batch>) {
        let line = self.resource.line;
        let leaving: BTreeSet<u32> = self.leaving.iter().copied().collect();
        let (mut instances, _) = instance::without(asked, line, &leaving, from);
        if self.more() > 0 {
            let last = instances.iter().map(|batch| batch.last).max().unwrap_or(0);
            instances.push(Batch {
                line,
                first: last.saturating_add(1),
                last: last.saturating_add(self.more()),
                from: done_on,
                until: None,
                ids: self.ids.clone(),
            });
        }
        let turn = Turn {
            line,
            by,
            recorded_on,
            from,
            into: Some(self.after.clone()),
            cleared_on: None,
        };
        (turn, instances)
    }
}

/// How much of each dimension it takes.
fn takes(used: &Used) -> [u64; 7] {
    let Vector {
        vcpu,
        memory_gib,
        fast_disk_gib,
        ordinary_disk_gib,
        bandwidth_mbps,
        gpu,
        addresses,
    } = used.vector;
    let dimensions = [
        vcpu,
        memory_gib,
        fast_disk_gib,
        ordinary_disk_gib,
        bandwidth_mbps,
        gpu,
        addresses,
    ];
    dimensions.map(|one| u64::from(one.unwrap_or(0)) * u64::from(used.quantity))
}

/// A matter that issued what a change is about, with the lines of the change that are about it.
type Issued<'c> = (Arc<Matter>, Vec<&'c ChangeLine>);

/// The matters that issued what a change is about.
fn by_matter<'c>(case: &Case, lines: &'c [ChangeLine]) -> Result<Vec<Issued<'c>>, Refusal> {
    let mut of: BTreeMap<MatterId, Vec<&ChangeLine>> = BTreeMap::new();
    for line in lines {
        of.entry(line.resource.matter).or_default().push(line);
    }
    of.into_iter()
        .map(|(id, lines)| Ok((case.matter(id)?, lines)))
        .collect()
}

/// That no other matter may be about these resources.
pub(super) fn claimed(
    case: &Case,
    by: MatterId,
    lines: &[ChangeLine],
) -> Result<Vec<Event>, Refusal> {
    let claimed = by_matter(case, lines)?.into_iter().map(|(matter, lines)| {
        let lines = lines.iter().map(|line| line.resource.line).collect();
        case.moves(&matter)
            .record(|step| common::Fact::Claimed { step, lines, by })
    });
    claimed.collect()
}

/// That others may again, and that it left them as they were.
pub(super) fn freed(case: &Case, on: &On<ResourceChange>) -> Result<Vec<Event>, Refusal> {
    let by = on.head().id;
    let freed = by_matter(case, &on.body.lines)?.into_iter();
    let freed = freed.map(|(matter, _)| {
        case.moves(&matter)
            .record(|step| common::Fact::Freed { step, by })
    });
    freed.collect()
}

/// That they are from a day on what they were to become, and what left of them.
pub(super) fn turned(
    case: &Case,
    on: &On<ResourceChange>,
    from: NaiveDate,
) -> Result<(Vec<Event>, Vec<Leaving>), Refusal> {
    let (by, today) = (on.head().id, case.today());
    let done_on = on.body.done_on.unwrap_or(from);
    let (mut events, mut leaving) = (Vec::new(), Vec::new());
    for (matter, lines) in by_matter(case, &on.body.lines)? {
        let Some(asked) = matter.body.asked() else {
            continue;
        };
        let (mut turns, mut instances) = (Vec::new(), Vec::new());
        for line in lines {
            let (turn, now) = line.turn(asked, by, (today, from), done_on);
            let left: BTreeSet<u32> = line.leaving.iter().copied().collect();
            let (_, left) = instance::without(asked, line.resource.line, &left, from);
            if !left.is_empty() {
                leaving.push(Leaving {
                    resource: line.resource,
                    name: line.before.name.clone(),
                    instances: left,
                });
            }
            turns.push(turn);
            instances.extend(now);
        }
        let event = case.moves(&matter).record(|step| common::Fact::Turned {
            step,
            turns,
            instances,
            by,
        })?;
        events.push(event);
    }
    Ok((events, leaving))
}

/// That what left is cleared.
pub(super) fn cleared(
    case: &Case,
    on: &On<ResourceChange>,
    cleared_on: NaiveDate,
) -> Result<Vec<Event>, Refusal> {
    let by = on.head().id;
    let cleared = by_matter(case, &on.body.lines)?.into_iter();
    let cleared = cleared.map(|(matter, _)| {
        case.moves(&matter).record(|step| common::Fact::Cleared {
            step,
            by,
            cleared_on,
        })
    });
    cleared.collect()
}

/// Which instances leave of each line: those that are named, or else the last ones.
pub(super) fn leaving(
    case: &Case,
    lines: &mut [ChangeLine],
    said: &[Paragraph],
) -> Result<(), Refusal> {
    let mut given: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for text in said {
        let (line, names) = instance::read(text.as_str()).ok_or_else(|| {
            case.refuse(AnyReason::BadInstances(instance::excerpt(text.as_str())))
        })?;
        given.entry(line).or_default().extend(names);
    }
    for (number, line) in (1..).zip(lines.iter_mut()) {
        let fewer = line.fewer();
        let names = given.remove(&number).unwrap_or_default();
        let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
        if !names.is_empty() && count != fewer {
            return Err(case.refuse(AnyReason::InstanceCount {
                line: number,
                wanted: fewer,
                given: count,
            }));
        }
        let matter = case.matter(line.resource.matter)?;
        let Some(asked) = matter.body.asked() else {
            continue;
        };
        let of_line = line.resource.line;
        line.leaving = if names.is_empty() {
            instance::last(asked, of_line, fewer)
        } else {
            let found = names.iter().map(|name| {
                instance::called(asked, of_line, name)
                    .ok_or_else(|| case.refuse(Reason::NoSuchInstance(number, (*name).to_owned())))
            });
            let found: BTreeSet<u32> = found.collect::<Result<_, _>>()?;
            if found.len() != names.len() {
                let twice = names.first().copied().unwrap_or_default();
                return Err(case.refuse(AnyReason::InstanceTwice(twice.to_owned())));
            }
            found.into_iter().collect()
        };
    }
    match given.into_keys().next() {
        Some(line) => Err(case.refuse(AnyReason::InstanceCount {
            line,
            wanted: 0,
            given: 1,
        })),
        None => Ok(()),
    }
}
