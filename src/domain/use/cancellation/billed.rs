//! What the resources cost up to their end, as the confirmation of it says.

use chrono::NaiveDate;

use super::{Billed, Cancellation};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Matter;
use crate::domain::law::step::Case;
use crate::domain::law::world::World;
use crate::domain::settle::charge::{self, Charges};
use crate::domain::settle::convention::LastDay;
use crate::domain::settle::cycle::Cycle;
use crate::domain::settle::delay::{Cause, Delay};
use crate::domain::r#use::price::Prices;

/// What these lines of each issuer cost in the settlement cycle of the last day that is billed, once they end on a day; none
/// in a self-built pool.
pub(super) fn billed(
    case: &Case,
    issuers: &[(Matter, Vec<u32>)],
    day: NaiveDate,
) -> Option<Billed> {
    let billed = issuers.iter();
    let billed = billed.filter_map(|(after, lines)| of_issuer(case, after, lines, day));
    billed.reduce(|sum, more| Billed {
        fen: sum
            .fen
            .zip(more.fen)
            .map(|(one, other)| one.saturating_add(other)),
        ..sum
    })
}

/// What every day costs on which its end does not stand; nothing in a self-built pool.
pub(super) fn delay(world: &dyn World, on: &On<Cancellation>, today: NaiveDate) -> Option<Delay> {
    let prices = match on.body.mode {
        CloudMode::SelfBuilt => return None,
        CloudMode::Purchased => Prices::of(world, on.matter, today, today)?,
    };
    let lines = on.body.endings.iter().map(|ending| {
        let yearly = prices.yearly(&ending.used)?;
        Some(prices.of_days(yearly, 1))
    });
    Delay::of(Cause::StillBilled, lines)
}

fn of_issuer(case: &Case, after: &Matter, lines: &[u32], day: NaiveDate) -> Option<Billed> {
    let conventions = charge::conventions(case.world, after, case.today());
    let last_day = match conventions.last_day {
        LastDay::Free => day.pred_opt().unwrap_or(day),
        LastDay::Billed => day,
    };
    let cycle = Cycle::of(last_day);
    let charges = Charges::in_cycle(case.world, after, cycle, case.today())?;
    let ending = charges.lines.iter();
    let ending = ending.filter(|line| lines.contains(&line.line));
    Some(Billed {
        cycle: charges.cycle.begin(),
        last_day,
        fen: charge::sum(ending.map(|line| line.account.amount_fen())),
    })
}
