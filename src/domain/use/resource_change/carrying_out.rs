//! Whoever delivers carries it out (Art. 20).

use std::collections::{BTreeMap, BTreeSet};

use super::{CarryOut, Fact, ResourceChange, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block;
use crate::domain::law::clock::Moment;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::instance;

/// Reports the day on which it was done, and what the instances are called that came.
pub(super) fn carry_out(
    case: &Case,
    on: &On<ResourceChange>,
    act: &CarryOut,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Executing])?;
    block::check_verb(case, on.matter)?;
    let done_on = act.done_on;
    text::not_in_future(case, done_on)?;
    let approved_on = on
        .body
        .approved_at
        .map_or(on.head().opened_at.day(), Moment::day);
    if done_on < approved_on {
        return Err(AnyReason::Before(done_on, approved_on).under(article(20)));
    }
    let ids = named(case, on, act)?;
    case.moves(on.matter)
        .to(Stage::Done)
        .record(|step| Fact::CarriedOut { step, done_on, ids })
}

/// The ids of what came, by line: of each all, or none.
fn named(
    case: &Case,
    on: &On<ResourceChange>,
    act: &CarryOut,
) -> Result<Vec<Vec<String>>, Refusal> {
    let mut given: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for text in act.instances.as_deref().unwrap_or_default() {
        let (line, ids) = instance::read(text.as_str()).ok_or_else(|| {
            case.refuse(AnyReason::BadInstances(instance::excerpt(text.as_str())))
        })?;
        for id in ids {
            let id = text::required(case, "instances", id, text::LINE)?;
            if !known.insert(id.clone()) {
                return Err(case.refuse(AnyReason::InstanceTwice(id)));
            }
            given.entry(line).or_default().push(id);
        }
    }
    let mut ids = Vec::with_capacity(on.body.lines.len());
    for (number, line) in (1..).zip(&on.body.lines) {
        let of_line = given.remove(&number).unwrap_or_default();
        let count = u32::try_from(of_line.len()).unwrap_or(u32::MAX);
        if count != 0 && count != line.more() {
            return Err(case.refuse(AnyReason::InstanceCount {
                line: number,
                wanted: line.more(),
                given: count,
            }));
        }
        let matter = case.matter(line.resource.matter)?;
        let there = matter.body.asked().into_iter();
        let mut there = there
            .flat_map(|asked| &asked.instances)
            .filter(|one| one.until.is_none());
        if let Some(twice) = of_line
            .iter()
            .find(|id| there.any(|batch| batch.ids.contains(id)))
        {
            return Err(case.refuse(AnyReason::InstanceTwice(twice.clone())));
        }
        ids.push(of_line);
    }
    match given.into_iter().next() {
        Some((line, ids)) => Err(case.refuse(AnyReason::InstanceCount {
            line,
            wanted: 0,
            given: u32::try_from(ids.len()).unwrap_or(u32::MAX),
        })),
        None => Ok(ids),
    }
}
