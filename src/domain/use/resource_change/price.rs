//! What the lines of a change cost a year, before it and after.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ChangeLine, ResourceChange};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::duty::DutyKind;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Matter;
use crate::domain::law::step::Case;
use crate::domain::law::world::World;
use crate::domain::settle::delay::{Cause, Delay};
use crate::domain::r#use::price::Prices;

/// What the lines of a change cost a year, as its papers say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yearly {
    /// The day whose prices these are.
    pub on: NaiveDate,
    /// Of every line before and after, in fen; none where a price is missing.
    pub lines: Vec<Option<(u64, u64)>>,
}

impl Yearly {
    /// Before and after, all lines together; none while one has no price.
    #[must_use]
    pub fn sum(&self) -> Option<(u64, u64)> {
        let mut lines = self.lines.iter();
        lines.try_fold((0, 0), |(before, after): (u64, u64), line| {
            let (more_before, more_after) = (*line)?;
            Some((
                before.saturating_add(more_before),
                after.saturating_add(more_after),
            ))
        })
    }
}

/// What the lines of a change cost a year at the prices in force on a day; nothing in a self-built pool, which is not billed.
pub(super) fn yearly(
    case: &Case,
    change: &Matter,
    body: &ResourceChange,
    on: NaiveDate,
) -> Option<Yearly> {
    let prices = match body.mode {
        CloudMode::SelfBuilt => return None,
        CloudMode::Purchased => Prices::of(case.world, change, on, case.today()),
    };
    let of_line = |line: &ChangeLine| prices.as_ref().and_then(|prices| line.yearly(prices));
    Some(Yearly {
        on,
        lines: body.lines.iter().map(of_line).collect(),
    })
}

impl ChangeLine {
    /// What it cost a year before, and costs after; none where a price is missing.
    pub(super) fn yearly(&self, prices: &Prices) -> Option<(u64, u64)> {
        prices.yearly(&self.before).zip(prices.yearly(&self.after))
    }
}

/// What every day costs on which such a duty is not done: what is less and still billed, and once it is carried out also what
/// is more and not billed yet.
pub(super) fn delays(
    world: &dyn World,
    on: &On<ResourceChange>,
    duty: DutyKind,
    today: NaiveDate,
) -> Vec<Delay> {
    let prices = match on.body.mode {
        CloudMode::SelfBuilt => None,
        CloudMode::Purchased => Prices::of(world, on.matter, today, today),
    };
    let Some(prices) = prices else {
        return Vec::new();
    };
    let yearly: Vec<(u64, u64)> = on
        .body
        .lines
        .iter()
        .filter_map(|line| line.yearly(&prices))
        .collect();
    let is_done = duty != super::DutyKind::CarryOutChange.into();
    let less = yearly
        .iter()
        .map(|(before, after)| before.saturating_sub(*after));
    let more = yearly
        .iter()
        .map(|(before, after)| after.saturating_sub(*before));
    let a_day = |fen: u64| Some(prices.of_days(fen, 1));
    let less = Delay::of(Cause::StillBilled, less.map(a_day));
    let more = Delay::of(Cause::NotBilledYet, more.map(a_day)).filter(|_| is_done);
    less.into_iter().chain(more).collect()
}

/// Whether a line is more than it was: it takes more of the pool or is more in number, or else a year of it is dearer, where
/// both prices are known. A stop hits it then (Art. 22(4), R7), and a unit that pays itself needs its contract (40).
pub(super) fn increases(case: &Case, change: &Matter, line: &ChangeLine) -> bool {
    let is_dearer = || {
        let prices = Prices::of(case.world, change, case.today(), case.today());
        let yearly = prices.and_then(|prices| line.yearly(&prices));
        yearly.is_some_and(|(before, after)| after > before)
    };
    line.grows() || is_dearer()
}
