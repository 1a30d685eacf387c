//! What a change is worth by the day, and what a decrease costs that was done late (R41).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ChangeLine, DutyKind, ResourceChange};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::duty::{Duty, DutyKey};
use crate::domain::law::kind::On;
use crate::domain::law::ruling::R51;
use crate::domain::law::step::Case;
use crate::domain::settle::cycle::days_between;
use crate::domain::r#use::price::Prices;

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

/// What the change is worth between two days, in fen; nothing in a self-built pool, which is not billed.
pub(super) fn stake(case: &Case, on: &On<ResourceChange>, from: NaiveDate, to: NaiveDate) -> u64 {
    let prices = match on.body.mode {
        CloudMode::SelfBuilt => None,
        CloudMode::Purchased => Prices::of(case.world, on.matter, from, case.today()),
    };
    let worth = |prices: Prices| -> Option<u64> {
        let amounts = on.body.lines.iter().map(|line| {
            let (before, after) = line.yearly(&prices)?;
            Some(prices.of_days(before.abs_diff(after), days_between(from, to)))
        });
        amounts.sum()
    };
    prices.and_then(worth).unwrap_or(0)
}

/// What a decrease costs that was done on a later day than it was due (R41): what was billed since for what is less by it,
/// without the days that are excused. What the unit attests later than it was done is no delay of whoever did it.
pub(super) fn late(
    case: &Case,
    on: &On<ResourceChange>,
    done_on: NaiveDate,
) -> Option<LateDecrease> {
    if on.body.mode == CloudMode::SelfBuilt {
        return None;
    }
    let due_on = over(case, on, DutyKind::CarryOutChange)?.deadline.due();
    let days = days_between(due_on, done_on);
    let prices = Prices::of(case.world, on.matter, due_on, case.today());
    let lines = on.body.lines.iter();
    let less = lines.filter(|line| is_less(line, prices.as_ref()));
    let less: Vec<&ChangeLine> = less.collect();
    if days == 0 || less.is_empty() {
        return None;
    }
    let excused = excused(case, on).min(days);
    let amounts = less.into_iter().map(|line| {
        let prices = prices.as_ref()?;
        let (before, after) = line.yearly(prices)?;
        Some(prices.of_days(before.saturating_sub(after), days - excused))
    });
    Some(LateDecrease {
        due_on,
        days,
        excused,
        fen: amounts.sum(),
    })
}

/// Whether a line is a decrease: it does not grow, is not merely for another purpose, and is cheaper where both prices are
/// known.
fn is_less(line: &ChangeLine, prices: Option<&Prices>) -> bool {
    let is_other = line.before.item != line.after.item || line.fewer() > 0;
    let yearly = prices.and_then(|prices| line.yearly(prices));
    !line.grows() && is_other && yearly.is_none_or(|(before, after)| before > after)
}

/// How many days are excused (R51): those in which a block stopped it, as they stand with the duty to carry it out, and those
/// by which support ordered it late, for its time runs from the approval. A day counts once.
fn excused(case: &Case, on: &On<ResourceChange>) -> u32 {
    let is_left_out = case.ruled(on.matter, R51, "excused").is("left_out");
    if !is_left_out {
        return 0;
    }
    let blocked = over(case, on, DutyKind::CarryOutChange);
    let blocked = blocked.and_then(|duty| duty.closed);
    let blocked = blocked.map_or_else(Vec::new, |closing| closing.excused);
    let blocked = blocked.iter();
    let blocked = blocked.map(|excuse| (excuse.from.day(), excuse.until.day()));
    let ordered = over(case, on, DutyKind::OrderChange);
    let ordered = ordered.and_then(|duty| Some((duty.deadline.due(), duty.closed?.at.day())));
    let mut spans: Vec<(NaiveDate, NaiveDate)> = blocked.chain(ordered).collect();
    spans.sort_unstable();
    let (mut days, mut counted) = (0_u32, NaiveDate::MIN);
    for (from, until) in spans {
        days = days.saturating_add(days_between(from.max(counted), until));
        counted = counted.max(until);
    }
    days
}

/// The duty of a kind that the change had and that is over, also while how it ended waits for a notice.
fn over(case: &Case, on: &On<ResourceChange>, kind: DutyKind) -> Option<Duty> {
    let key = DutyKey::whole(kind);
    let ended = case.world.ended(on.head().id).into_iter();
    let waiting = on.head().undetermined.iter().cloned();
    ended.chain(waiting).rfind(|duty| duty.key == key)
}
