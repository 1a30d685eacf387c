//! What the lines of a change cost a year, before it and after.

use chrono::NaiveDate;

use super::ChangeLine;
use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::{Matter, Role};
use crate::domain::law::party::Party;
use crate::domain::law::step::Case;
use crate::domain::settle::charge;
use crate::domain::settle::convention::Conventions;
use crate::domain::settle::cycle::Cycle;
use crate::domain::r#use::resource::Used;

/// The prices of a day, as they are for the unit of a change from whoever delivers.
pub(super) struct Prices<'a> {
    case: &'a Case<'a>,
    unit: Party,
    operator: PartyCode,
    on: NaiveDate,
    conventions: Conventions,
}

impl<'a> Prices<'a> {
    /// Those of a day; none where a party is not registered.
    pub(super) fn of(case: &'a Case, change: &Matter, on: NaiveDate) -> Option<Self> {
        Some(Self {
            case,
            unit: case.world.find(change.head.party(Role::Unit)?.as_str())?,
            operator: change.head.party(Role::Operator)?.clone(),
            on,
            conventions: charge::conventions(case.world, change, case.today()),
        })
    }

    /// What a line cost a year before, and costs after; none where a price is missing.
    pub(super) fn yearly(&self, line: &ChangeLine) -> Option<(u64, u64)> {
        let (parties, on) = ((&self.unit, &self.operator), self.on);
        let yearly =
            |used: &Used| charge::yearly_fen(self.case.world, parties, used, on, self.conventions);
        yearly(&line.before).zip(yearly(&line.after))
    }

    /// What so many days of a yearly sum are, rounded (R5).
    pub(super) fn of_days(&self, yearly: u64, days: u32) -> u64 {
        let amount = u128::from(yearly).saturating_mul(days.into());
        let divisor = self.conventions.divisor_of(Cycle::of(self.on));
        self.conventions.rounding.whole(amount, divisor)
    }
}

/// Whether a line is more than it was: it takes more of the pool or is more in number, or else a year of it is dearer, where
/// both prices are known. A stop hits it then (Art. 22(4), R7), and a unit that pays itself needs its contract (40).
pub(super) fn increases(case: &Case, change: &Matter, line: &ChangeLine) -> bool {
    let is_dearer = || {
        let prices = Prices::of(case, change, case.today());
        let yearly = prices.and_then(|prices| prices.yearly(line));
        yearly.is_some_and(|(before, after)| after > before)
    };
    line.grows() || is_dearer()
}
