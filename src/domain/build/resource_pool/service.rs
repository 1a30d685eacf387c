//! In service (Art. 14, 32): commissioned, measured, reviewed every quarter, and in the end closed.

use chrono::{Datelike, NaiveDate};

use super::{
    CapacityReview, Extent, Fact, PaperKind, PurchasePlan, Reason, ResourcePool, Stage, evaluation,
    plan, works,
};
use crate::domain::build::capacity::Dimension;
use crate::domain::build::measure::Capacity;
use crate::domain::build::pool::{Operation, Pool};
use crate::domain::build::room;
use crate::domain::kinds::Event;
use crate::domain::law::block::{Block, Ground};
use crate::domain::law::code::PoolCode;
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::kind::On;
use crate::domain::law::party::{PartyKind, Region};
use crate::domain::law::refusal::Refusal;
use crate::domain::law::step::Case;
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::text;
use crate::domain::register;

/// Puts it into service: registered, a new pool can be chosen from now on. What is added to one is kept by the matter that
/// keeps the pool; where none does, as of a pool that stood before, it is this one from now on.
pub(super) fn commission(case: &Case, on: &On<ResourcePool>) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Connected, Stage::Evaluated])?;
    evaluation::lacking(case, on.body)?;
    let body = on.body;
    let over = [Stage::Closing, Stage::Closed];
    if let Some(other) = plan::of_pool(case, &body.pool, &over).first() {
        return Err(case.refuse(Reason::PoolUnderWay(body.pool.clone(), other.head.id)));
    }
    let pool = match body.plan.as_ref().map(|plan| (plan.extent, plan)) {
        Some((Extent::New, plan)) => {
            plan::unregistered(case, &body.pool)?;
            Some(Box::new(registered(case, body, plan)))
        }
        Some((Extent::Enlargement, _)) | None => None,
    };
    let kept = !plan::of_pool(case, &body.pool, &[Stage::InService]).is_empty();
    let stage = if kept {
        Stage::Enlarged
    } else {
        Stage::InService
    };
    let paper = case.paper(PaperKind::Commissioning, &body.operator, "")?;
    let paper = works::copied(case, on, paper);
    let commissioned = case.moves(on.matter).to(stage).sends(paper);
    commissioned.record(|step| Fact::Commissioned {
        step,
        commissioned_on: case.today(),
        pool,
        next_quarter_end: (!kept).then(|| quarter_end(case.today())),
        measured: body.plan.is_none() && is_measured(case, &body.pool),
    })
}

/// Whether what a pool has is on record.
fn is_measured(case: &Case, pool: &PoolCode) -> bool {
    case.world.find::<Capacity>(pool.as_str()).is_some()
}

/// The pool as it is registered from today on.
fn registered(case: &Case, body: &ResourcePool, plan: &PurchasePlan) -> Pool {
    let runs = Operation {
        mode: body.mode,
        operator: body.operator.clone(),
    };
    let entered = Entered {
        value: runs,
        from: case.today(),
        by: case.actor.person.clone(),
    };
    Pool {
        code: body.pool.clone(),
        name: body.name.clone(),
        mode: body.mode,
        operator: body.operator.clone(),
        built_on: body.built.as_ref().map(|built| built.built_on),
        region: plan.region.unwrap_or(Region::Municipal),
        ground: plan.ground.clone(),
        operation: Dates::begin(&entered, true),
    }
}

/// The last day of the quarter that a day is in.
fn quarter_end(day: NaiveDate) -> NaiveDate {
    let months = (day.month0() / 3 + 1) * 3;
    let (year, month) = if months == 12 {
        (day.year().saturating_add(1), 1)
    } else {
        (day.year(), months + 1)
    };
    let next = NaiveDate::from_ymd_opt(year, month, 1);
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}

/// That a pool was measured, for each matter that waits for it.
///
/// # Errors
/// If a party that will owe a duty is not registered.
pub fn measured(case: &Case, pool: &PoolCode) -> Result<Vec<Event>, Refusal> {
    let served = plan::of_pool(case, pool, &[Stage::InService, Stage::Enlarged]);
    let waits = |on: &On<ResourcePool>| !on.body.measured;
    let waiting = served.iter().filter_map(ResourcePool::of).filter(waits);
    waiting
        .map(|on| {
            let counted = case.moves(on.matter);
            counted.record(|step| Fact::Measured { step })
        })
        .collect()
}

/// Reviews its capacity, as it stands today.
pub(super) fn review(case: &Case, on: &On<ResourcePool>, finding: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::InService])?;
    let review = CapacityReview {
        reviewed_on: case.today(),
        finding: text::required(case, "finding", finding, text::PARAGRAPH)?,
        rooms: room::of_pool(case.world, &on.body.pool, case.today()).unwrap_or_default(),
    };
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::CapacityReport, &authority, "")?;
    let paper = works::copied(case, on, paper);
    let reviewed = case.moves(on.matter).sends(paper);
    reviewed.record(|step| Fact::CapacityReviewed {
        step,
        review,
        next_quarter_end: quarter_end(case.today()),
    })
}

/// A block on the pool, which names the paper that it rests on and this matter; none where one of that ground stands.
pub(super) fn block(
    case: &Case,
    on: &On<ResourcePool>,
    ground: Ground,
    from: NaiveDate,
    paper: &str,
) -> Result<Option<Block>, Refusal> {
    let id = on.head().id;
    let (paper, reason) = (format!("{paper} {id}"), on.head().title.clone());
    register::block::following(case, ground, evaluation::subject(on), from, paper, reason)
}

/// Closes it: from now on nothing new is issued from it, and what runs goes on until its units have left.
pub(super) fn close(
    case: &Case,
    on: &On<ResourcePool>,
    ground: &str,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::InService])?;
    let ground = text::required(case, "ground", ground, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::ClosingNotice, &on.body.operator, &ground)?;
    let paper = works::copied(case, on, paper);
    let number = paper.number.to_string();
    let blocked = block(case, on, Ground::Closing, case.today(), &number)?;
    let closing = case.moves(on.matter).to(Stage::Closing).sends(paper);
    let closing = closing.record(|step| Fact::Closing { step, ground })?;
    let blocked = blocked.map(|block| register::Fact::BlockRecorded(block).into());
    Ok([closing].into_iter().chain(blocked).collect())
}

/// Ends it, once nothing from it is used, or promised, or still to be taken back.
pub(super) fn end(case: &Case, on: &On<ResourcePool>) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Closing])?;
    let pool = &on.body.pool;
    let used = case.world.used_from(pool);
    if used > 0 {
        return Err(case.refuse(Reason::StillUsed(used)));
    }
    let given_out = |dimension, of| case.world.tally(&Tally::Used(pool.clone(), dimension, of));
    let mut dimensions = Dimension::ALL.into_iter();
    if dimensions.any(|one| Use::ALL.into_iter().any(|of| given_out(one, of) > 0)) {
        return Err(case.refuse(Reason::StillPromised));
    }
    let ended = case.moves(on.matter).to(Stage::Closed);
    ended.record(|step| Fact::Closed { step })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_ends_with_its_last_day() {
        for (day, end) in [
            ("2026-01-01", "2026-03-31"),
            ("2026-03-31", "2026-03-31"),
            ("2026-04-01", "2026-06-30"),
            ("2026-09-30", "2026-09-30"),
            ("2026-12-31", "2026-12-31"),
            ("2028-02-29", "2028-03-31"),
        ] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(quarter_end(day).to_string(), end, "{day}");
        }
    }
}
