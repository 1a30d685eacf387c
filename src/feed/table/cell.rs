//! One value of a table.
use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Up to here a spreadsheet, which has only floating point, holds every integer exactly.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// One value, as the file holds it. Delimited text holds texts only.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or only white space.
    #[default]
    Empty,
    /// Text, free of control characters but for line feeds and tabs.
    Text(String),
    /// A finite number with a fraction, or beyond the exact integers.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// A calendar date.
    Date(NaiveDate),
    /// A date with a time of day, without a zone.
    DateTime(NaiveDateTime),
    /// True or false.
    Bool(bool),
}

impl Cell {
    /// A number as the file's owner means it: whole if it is whole; `None` if it is not finite.
    pub(super) fn number(value: f64) -> Option<Self> {
        match whole(value) {
            Some(integer) => Some(Self::Integer(integer)),
            None => value.is_finite().then_some(Self::Number(value)),
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// What a person reads in the cell, without the white space around it; dates as `2026-11-23`, with a time
    /// of day as `2026-11-23 08:30:00`; empty for an empty cell.
    #[must_use]
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Integer(integer) => Cow::Owned(integer.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::DateTime(instant) if instant.time() == NaiveTime::MIN => {
                Cow::Owned(instant.date().to_string())
            }
            Self::DateTime(instant) => Cow::Owned(instant.to_string()),
            Self::Bool(value) => Cow::Owned(value.to_string()),
        }
    }

    /// Whether a spreadsheet program could take this text for a formula if it were written out again unguarded. Such
    /// text is data here; a signed number is not suspicious.
    #[must_use]
    pub fn looks_like_formula(&self) -> bool {
        let Self::Text(text) = self else { return false };
        let text = text.trim_start();
        match text.chars().next() {
            Some('=' | '@' | '＝' | '＠') => true,
            Some('+' | '-' | '＋' | '－') => text.trim_end().parse::<f64>().is_err(),
            _ => false,
        }
    }
}

/// The integer that a spreadsheet's number exactly is.
pub(super) fn whole(value: f64) -> Option<i64> {
    if value.fract() != 0.0 || value.abs() > MAX_EXACT {
        return None;
    }
    // Through its decimal digits: Rust has no checked conversion from a float, and `as` would silently round.
    format!("{value:.0}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn whole_numbers_are_shown_without_a_fraction() {
        assert_eq!(Cell::number(16.0), Some(Cell::Integer(16)));
        assert_eq!(Cell::number(-0.0), Some(Cell::Integer(0)));
        assert_eq!(Cell::number(f64::NAN), None);
        assert_eq!(Cell::number(f64::INFINITY), None);
        for (cell, read) in [
            (Cell::number(16.0), "16"),
            (Cell::number(-16.0), "-16"),
            (Cell::number(1.5), "1.5"),
        ] {
            assert_eq!(cell.unwrap_or_default().as_text(), read);
        }
    }

    #[test]
    fn a_midnight_is_a_day() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5);
        let at = |hour| date.and_then(|date| date.and_hms_opt(hour, 0, 0));
        for (hour, read) in [(0, "2026-01-05"), (8, "2026-01-05 08:00:00")] {
            let cell = at(hour).map(Cell::DateTime).unwrap_or_default();
            assert_eq!(cell.as_text(), read);
        }
    }

    #[test]
    fn a_formula_in_text_is_seen_but_a_signed_number_is_not_one() {
        for formula in ["=1+1", " =cmd", "@SUM(A1)", "+HYPERLINK(1)", "-2+3", "＝1"] {
            assert!(text(formula).looks_like_formula(), "{formula}");
        }
        for plain in ["-5", "+1.5", "a=b", "", "云"] {
            assert!(!text(plain).looks_like_formula(), "{plain}");
        }
        assert_eq!(text("=1+1").as_text(), "=1+1");
    }
}
