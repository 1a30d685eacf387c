//! What the Measures leave open of a bill, as the rulings choose it.

use serde::{Deserialize, Serialize};

use crate::domain::law::ruling::{R3, R4, R5, R31, R34, RulingId, RulingUse};
use crate::domain::purchase::price::Tiering;

/// By how many days a year's price is divided (R3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Divisor {
    /// By the days of the cycle, so that a full one costs exactly a year's price.
    DaysOfCycle,
    /// Always by 365.
    Fixed365,
}

/// Whether the day on which use ends is billed (R4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LastDay {
    /// It is not.
    Free,
    /// It is.
    Billed,
}

/// How an amount is rounded to the fen (R5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rounding {
    /// Half a fen goes up.
    HalfUp,
    /// Half a fen goes to the even one.
    HalfEven,
}

/// The conventions that a bill is computed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conventions {
    /// R3.
    pub divisor: Divisor,
    /// R4.
    pub last_day: LastDay,
    /// R5.
    pub rounding: Rounding,
    /// R31.
    pub tiering: Tiering,
    /// R34: the months after a provider's exit that cost nothing (Art. 17).
    pub free_months: u16,
}

impl Conventions {
    /// What the rulings say, given the value of each parameter.
    #[must_use]
    pub fn under(ruled: impl Fn(RulingId, &str) -> RulingUse) -> Self {
        Self {
            divisor: if ruled(R3, "divisor").is("fixed_365") {
                Divisor::Fixed365
            } else {
                Divisor::DaysOfCycle
            },
            last_day: if ruled(R4, "segment_end").is("closed") {
                LastDay::Billed
            } else {
                LastDay::Free
            },
            rounding: if ruled(R5, "rounding").is("half_even") {
                Rounding::HalfEven
            } else {
                Rounding::HalfUp
            },
            tiering: if ruled(R31, "tiers").is("all_units") {
                Tiering::AllUnits
            } else {
                Tiering::Graduated
            },
            free_months: ruled(R34, "months").days(),
        }
    }

    /// The days that a cycle's yearly price is divided by.
    #[must_use]
    pub fn divisor_of(self, cycle: super::cycle::Cycle) -> u32 {
        match self.divisor {
            Divisor::DaysOfCycle => cycle.days(),
            Divisor::Fixed365 => 365,
        }
    }
}

impl Rounding {
    /// A fraction of fen, rounded. The divisor is not 0.
    #[must_use]
    pub fn whole(self, numerator: u128, divisor: u32) -> u64 {
        let divisor = u128::from(divisor.max(1));
        let (floor, rest) = (numerator / divisor, numerator % divisor);
        let goes_up = match (rest * 2).cmp(&divisor) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => match self {
                Self::HalfUp => true,
                Self::HalfEven => floor % 2 == 1,
            },
        };
        u64::try_from(floor + u128::from(goes_up)).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_fen_goes_where_the_ruling_says() {
        let cases = [
            (1, 2, 1, 0),
            (3, 2, 2, 2),
            (5, 2, 3, 2),
            (7, 4, 2, 2),
            (5, 4, 1, 1),
        ];
        for (numerator, divisor, up, even) in cases {
            assert_eq!(Rounding::HalfUp.whole(numerator, divisor), up);
            assert_eq!(Rounding::HalfEven.whole(numerator, divisor), even);
        }
    }
}
