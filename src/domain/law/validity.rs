//! How long the Measures are in force (Art. 42): from the day of their publication (R21), so many months, that day itself
//! counting (R44). A year ahead of the end it is time to say so.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ruling::{R21, R44, RulingBook, RulingValue};

/// How many months ahead of the end it is told.
const WARNED_MONTHS: u32 = 12;

/// Until when the Measures are in force, as one day sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// The last day, until 24:00.
    pub last_day: NaiveDate,
    /// Days left after the day that asks; 0 is the last day itself, negative after it.
    pub days_left: i64,
    /// Whether the end is less than a year away, or past.
    pub warns: bool,
}

/// The validity as `today` sees it, under the rulings in force then.
#[must_use]
pub fn validity(rulings: &RulingBook, today: NaiveDate) -> Validity {
    let published = match rulings.value(R21, "published", today, &[]).value {
        RulingValue::Date(day) => day,
        RulingValue::Number(_) | RulingValue::Word(_) => NaiveDate::MAX,
    };
    let months = rulings.value(R44, "months", today, &[]).number();
    // The day of publication counts, so that the last day is the one before the same day number.
    let last_day = published
        .checked_add_months(Months::new(months))
        .and_then(|end| end.checked_sub_days(Days::new(1)))
        .unwrap_or(NaiveDate::MAX);
    let warned_from = last_day.checked_sub_months(Months::new(WARNED_MONTHS));
    Validity {
        last_day,
        days_left: last_day.signed_duration_since(today).num_days(),
        warns: warned_from.is_some_and(|from| today >= from),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::law::ruling::{Ruling, RulingId, Scope};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ruled(id: RulingId, name: &str, value: RulingValue) -> RulingBook {
        RulingBook::new(vec![Ruling {
            id,
            scope: Scope::City,
            values: [(name.to_owned(), value)].into(),
            effective: day("2026-01-01"),
            reason: String::new(),
            proposed_by: "a".into(),
            signed_by: Some("b".into()),
        }])
    }

    #[test]
    fn the_day_of_publication_counts_and_a_year_ahead_it_warns() {
        let book = RulingBook::default();
        for (today, left, warns) in [
            ("2026-09-23", 366, false),
            ("2026-09-24", 365, true),
            ("2026-11-26", 302, true),
            ("2027-09-24", 0, true),
            ("2027-09-25", -1, true),
        ] {
            let found = validity(&book, day(today));
            assert_eq!(found.last_day, day("2027-09-24"));
            assert_eq!((found.days_left, found.warns), (left, warns), "{today}");
        }
    }

    #[test]
    fn both_rulings_move_the_last_day() {
        let today = day("2026-11-26");
        let later = ruled(R21, "published", RulingValue::Date(day("2025-10-09")));
        assert_eq!(validity(&later, today).last_day, day("2027-10-08"));
        let longer = ruled(R44, "months", RulingValue::Number(36));
        let found = validity(&longer, today);
        assert_eq!((found.last_day, found.warns), (day("2028-09-24"), false));
    }
}
