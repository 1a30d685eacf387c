//! What resources that run cost at the prices of a day, where another matter is about them: a change or an end.

use chrono::NaiveDate;

use super::resource::Used;
use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::{Matter, Role};
use crate::domain::law::party::Party;
use crate::domain::law::world::World;
use crate::domain::settle::charge;
use crate::domain::settle::convention::Conventions;
use crate::domain::settle::cycle::Cycle;

/// The prices of a day, as they are for the unit of a matter from whoever delivers.
pub(super) struct Prices<'a> {
    world: &'a dyn World,
    unit: Party,
    operator: PartyCode,
    on: NaiveDate,
    conventions: Conventions,
}

impl<'a> Prices<'a> {
    /// Those of a day, under the conventions that are ruled today; none where a party is not registered.
    pub(super) fn of(
        world: &'a dyn World,
        matter: &Matter,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Option<Self> {
        Some(Self {
            world,
            unit: world.find(matter.head.party(Role::Unit)?.as_str())?,
            operator: matter.head.party(Role::Operator)?.clone(),
            on,
            conventions: charge::conventions(world, matter, today),
        })
    }

    /// What a year of what is used costs; none where it has no price.
    pub(super) fn yearly(&self, used: &Used) -> Option<u64> {
        let parties = (&self.unit, &self.operator);
        charge::yearly_fen(self.world, parties, used, self.on, self.conventions)
    }

    /// What so many days of a yearly sum are, rounded (R5).
    pub(super) fn of_days(&self, yearly: u64, days: u32) -> u64 {
        let amount = u128::from(yearly).saturating_mul(days.into());
        let divisor = self.conventions.divisor_of(Cycle::of(self.on));
        self.conventions.rounding.whole(amount, divisor)
    }
}
