//! A day as it is typed most shortly: in a form it is written out before anything is previewed, so that what is meant is
//! seen and what is sent says the same on every day.

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::domain::law::field::FieldKind;
use crate::domain::law::fill;
use crate::locale::{Lang, T, console as words};

use super::Form;

impl Form {
    /// Writes out the days that were typed shortly.
    pub fn write_out_days(&mut self, today: NaiveDate) {
        let days = self.fields.iter_mut();
        for field in days.filter(|field| field.kind == FieldKind::Date) {
            if let Some(day) = shortly(&field.text(), today) {
                field.set(&day.to_string());
                self.unsaved = true;
            }
        }
    }
}

/// The day that is meant by what is typed, written out or shortly.
pub(super) fn meant(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    fill::read_day(typed.trim()).or_else(|| shortly(typed, today))
}

/// `今天`, `昨天`, `明天`, `+3`, `-3`, `11-26`, `11/26`, `11月26日`: a day of this year, or so many days from today.
fn shortly(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let typed = typed.trim().to_lowercase();
    let named = [
        (words::DAY_TODAY, 0),
        (words::DAY_YESTERDAY, -1),
        (words::DAY_TOMORROW, 1),
    ];
    let is = |word: T| {
        [Lang::Zh, Lang::En]
            .iter()
            .any(|lang| word.get(*lang) == typed)
    };
    let counted = || {
        let is_counted = typed.starts_with(['+', '-']);
        is_counted.then(|| typed.parse::<i64>().ok()).flatten()
    };
    let away = named
        .iter()
        .find(|(word, _)| is(*word))
        .map(|(_, days)| *days);
    if let Some(days) = away.or_else(counted) {
        return today.checked_add_signed(TimeDelta::try_days(days)?);
    }
    let (month, day) = match typed.strip_suffix('日') {
        Some(chinese) => chinese.split_once('月')?,
        None => typed.split_once(['-', '/'])?,
    };
    NaiveDate::from_ymd_opt(today.year(), month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_understood_as_it_is_typed_most_shortly() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap_or_default();
        for (typed, means) in [
            ("今天", "2026-11-26"),
            ("today", "2026-11-26"),
            (" 昨天 ", "2026-11-25"),
            ("Tomorrow", "2026-11-27"),
            ("+3", "2026-11-29"),
            ("-26", "2026-10-31"),
            ("11-2", "2026-11-02"),
            ("1/31", "2026-01-31"),
            ("2月28日", "2026-02-28"),
        ] {
            let day = shortly(typed, today).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(means), "{typed}");
        }
        // What is no day, and what is written out already, stays as it was typed.
        for typed in [
            "",
            "2-30",
            "13-1",
            "26",
            "+",
            "+99999999999999999999",
            "+999999999",
            "2026-11-26",
            "20261126",
            "明年",
            "3月",
            "--1",
            "11-26-1",
        ] {
            assert_eq!(shortly(typed, today), None, "{typed}");
        }
    }
}
