//! The settlement cycle: a year from 1 September (Art. 39).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A settlement cycle: from 1 September up to, and without, the next one (R4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cycle(i32);

impl Cycle {
    /// The cycle that a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year() - i32::from(day.month() < 9))
    }

    /// Its first day.
    #[must_use]
    pub fn begin(self) -> NaiveDate {
        first_of_september(self.0)
    }

    /// The first day after it.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        first_of_september(self.0.saturating_add(1))
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// How many days it has: 366 where a 29 February lies in it.
    #[must_use]
    pub fn days(self) -> u32 {
        days_between(self.begin(), self.end())
    }
}

fn first_of_september(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(NaiveDate::MAX)
}

/// The days from one day up to, and without, another; none if that is not later.
#[must_use]
pub fn days_between(from: NaiveDate, until: NaiveDate) -> u32 {
    u32::try_from(until.signed_duration_since(from).num_days()).unwrap_or(0)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_a_year_from_the_first_of_september() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (text, begin, days) in [
            ("2026-08-31", "2025-09-01", 365),
            ("2026-09-01", "2026-09-01", 365),
            ("2024-02-29", "2023-09-01", 366),
            ("2027-12-31", "2027-09-01", 366),
        ] {
            let cycle = Cycle::of(day(text));
            assert_eq!((cycle.begin(), cycle.days()), (day(begin), days), "{text}");
            assert_eq!(cycle.end(), cycle.next().begin());
        }
    }
}
