//! What a change is worth by the day, and what a decrease costs that was done late (R41).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ChangeLine, DutyKind, ResourceChange};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::block;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::Party;
use crate::domain::law::step::Case;
use crate::domain::settle::charge;
use crate::domain::settle::cycle::{Cycle, days_between};
use crate::domain::r#use::resource::Used;

/// What a decrease that was done late cost: a claim against whoever delivers (R41).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateDecrease {
    /// The last day on which it would have been in time.
    pub due_on: NaiveDate,
    /// By how many days it was late.
    pub days: u32,
    /// How many of them are excused (R51).
    pub excused: u32,
    /// What the others cost, in fen; none where what left has no price.
    pub fen: Option<u64>,
}

/// What so many days of what these lines differ by cost: each line is rounded once (R5).
fn worth(
    case: &Case,
    on: &On<ResourceChange>,
    days: u32,
    at: NaiveDate,
    of: impl Fn(&ChangeLine) -> bool,
) -> Option<u64> {
    let conventions = charge::conventions(case.world, on.matter, case.today());
    let unit: Party = case.world.find(on.head().party(Role::Unit)?.as_str())?;
    let operator = on.head().party(Role::Operator)?;
    let yearly =
        |used: &Used| charge::yearly_fen(case.world, (&unit, operator), used, at, conventions);
    let divisor = conventions.divisor_of(Cycle::of(at));
    let lines = on.body.lines.iter().filter(|line| of(line));
    let amounts = lines.map(|line| {
        let difference = yearly(&line.before)?.abs_diff(yearly(&line.after)?);
        let amount = u128::from(difference).saturating_mul(days.into());
        Some(conventions.rounding.whole(amount, divisor))
    });
    amounts.sum()
}

/// What the change is worth between two days, in fen; nothing in a self-built pool, which is not billed.
pub(super) fn stake(case: &Case, on: &On<ResourceChange>, from: NaiveDate, to: NaiveDate) -> u64 {
    match on.body.mode {
        CloudMode::SelfBuilt => 0,
        CloudMode::Purchased => {
            worth(case, on, days_between(from, to), from, |_| true).unwrap_or(0)
        }
    }
}

/// What a decrease costs that counts from a day on later than it was due (R41): what was billed since, without the days in
/// which a block stopped it.
pub(super) fn late(case: &Case, on: &On<ResourceChange>, from: NaiveDate) -> Option<LateDecrease> {
    let is_less = |line: &ChangeLine| !line.grows();
    if on.body.mode == CloudMode::SelfBuilt || !on.body.lines.iter().any(is_less) {
        return None;
    }
    let due_on = on.body.due_on(case, on)?;
    let days = days_between(due_on, from);
    if days == 0 {
        return None;
    }
    let excused = excused(case, on, due_on, from).min(days);
    Some(LateDecrease {
        due_on,
        days,
        excused,
        fen: worth(case, on, days - excused, due_on, is_less),
    })
}

impl ResourceChange {
    /// The last day on which it would be carried out in time; none before it was approved.
    fn due_on(&self, case: &Case, on: &On<ResourceChange>) -> Option<NaiveDate> {
        let approved_at = self.approved_at?;
        let due = case.working_days_after(on.matter, approved_at, super::duty::CARRY_OUT_DAYS);
        Some(due.due())
    }
}

/// How many days of the delay a block stopped it in (R51).
fn excused(case: &Case, on: &On<ResourceChange>, due_on: NaiveDate, from: NaiveDate) -> u32 {
    let key = DutyKey::whole(DutyKind::CarryOutChange);
    let Some(duty) = on.head().duty(key) else {
        return 0;
    };
    let excuses = block::excuses(case.world, on.matter, duty, Moment::of_day(from));
    let days = excuses.iter().map(|excuse| {
        let begin = excuse.from.day().max(due_on);
        days_between(begin, excuse.until.day())
    });
    days.fold(0, u32::saturating_add)
}
