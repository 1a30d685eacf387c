//! 拖延计价: what every day costs on which a duty is not done that money depends on, and what makes it cost that.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::charge::Charges;
use crate::domain::law::matter::Matter;
use crate::domain::law::names::words;
use crate::domain::law::world::World;

words! {
    /// What makes a day of delay cost something.
    pub enum Cause {
        /// It was delivered, and is not billed before its day is attested (Art. 39, R2).
        NotBilledYet = "not_billed_yet",
        /// It is gone or asked to be gone, and is billed up to the day that is attested (R40, R41).
        StillBilled = "still_billed",
    }
}

/// What every day costs, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// Why.
    pub cause: Cause,
    /// How much, in fen.
    pub fen: u64,
}

impl Delay {
    /// What the days of several lines cost together; none where none of them costs anything, or has a price.
    #[must_use]
    pub fn of(cause: Cause, lines: impl IntoIterator<Item = Option<u64>>) -> Option<Self> {
        let fen = lines.into_iter().flatten().fold(0, u64::saturating_add);
        (fen > 0).then_some(Self { cause, fen })
    }

    /// What every day costs on which nobody attests when the lines of a matter were complete.
    #[must_use]
    pub fn unattested(world: &dyn World, issuer: &Matter, today: NaiveDate) -> Option<Self> {
        let charges = Charges::of(world, issuer, today);
        let fen = charges.and_then(|charges| charges.delay_fen());
        Self::of(Cause::NotBilledYet, [fen])
    }
}
