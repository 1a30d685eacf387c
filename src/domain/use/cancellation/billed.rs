//! What the resources cost up to their end, as the confirmation of it says.

use chrono::NaiveDate;

use super::Billed;
use crate::domain::law::matter::Matter;
use crate::domain::law::step::Case;
use crate::domain::settle::charge::{self, Charges};
use crate::domain::settle::convention::LastDay;
use crate::domain::settle::cycle::Cycle;

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
