//! Whoever delivers carries it out (Art. 20).

use std::collections::BTreeSet;

use super::{CarryOut, Fact, ResourceChange, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block;
use crate::domain::law::clock::Moment;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::instance::{self, Named};

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

/// The ids of what came, by line: of each all, or none. Nothing that the unit has is called so already.
fn named(
    case: &Case,
    on: &On<ResourceChange>,
    act: &CarryOut,
) -> Result<Vec<Vec<String>>, Refusal> {
    let mut named = Named::read(case, act.instances.as_deref().unwrap_or_default())?;
    let mut known = BTreeSet::new();
    for line in &on.body.lines {
        let matter = case.matter(line.resource.matter)?;
        known.extend(matter.body.asked().into_iter().flat_map(instance::names));
    }
    let mut ids = Vec::with_capacity(on.body.lines.len());
    for (number, line) in (1..).zip(&on.body.lines) {
        let of_line = named.of(case, number, line.more())?;
        if let Some(twice) = of_line.iter().find(|id| !known.insert((*id).clone())) {
            return Err(case.refuse(AnyReason::InstanceTwice(twice.clone())));
        }
        ids.push(of_line);
    }
    named.end(case)?;
    Ok(ids)
}
