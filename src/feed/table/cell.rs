//! One value of a table, and how it is understood.
use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::problem::printable;

/// Up to here every integer is exactly itself in a spreadsheet's floating point.
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

/// Why a cell is not what was wanted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellProblem {
    /// The cell is empty.
    #[error("empty")]
    Missing,
    /// Not a whole number.
    #[error("\"{found}\" is not a whole number")]
    NotAnInteger {
        /// What is there, safe to print.
        found: String,
    },
    /// Not a date, or one with a time of day.
    #[error("\"{found}\" is not a date")]
    NotADate {
        /// What is there, safe to print.
        found: String,
    },
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

    /// What a person reads in the cell, without the white space around it; dates as `2026-11-23`, with a time as
    /// `2026-11-23 08:30:00`; empty for an empty cell.
    #[must_use]
    pub fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Integer(integer) => Cow::Owned(integer.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::DateTime(instant) => Cow::Owned(instant.to_string()),
            Self::Bool(value) => Cow::Owned(value.to_string()),
        }
    }

    /// A whole number, also when it is written as text, full-width digits (`１６`) included.
    ///
    /// # Errors
    /// [`CellProblem::Missing`] or [`CellProblem::NotAnInteger`].
    pub fn as_integer(&self) -> Result<i64, CellProblem> {
        let found = match self {
            Self::Empty => return Err(CellProblem::Missing),
            Self::Integer(integer) => Some(*integer),
            Self::Number(number) => whole(*number),
            Self::Text(text) => narrow(text.trim()).parse().ok(),
            Self::Date(_) | Self::DateTime(_) | Self::Bool(_) => None,
        };
        found.ok_or_else(|| CellProblem::NotAnInteger {
            found: printable(&self.as_text()),
        })
    }

    /// A date: a real one, or text in one of the forms `2026-11-23`, `2026/11/23`, `2026年11月23日`, with the month and
    /// day in one or two digits. A time of day other than midnight is a problem, because it would be lost.
    ///
    /// # Errors
    /// [`CellProblem::Missing`] or [`CellProblem::NotADate`].
    pub fn as_date(&self) -> Result<NaiveDate, CellProblem> {
        let found = match self {
            Self::Empty => return Err(CellProblem::Missing),
            Self::Date(date) => Some(*date),
            Self::DateTime(instant) => (instant.time() == NaiveTime::MIN).then_some(instant.date()),
            Self::Text(text) => written_date(&narrow(text.trim())),
            Self::Number(_) | Self::Integer(_) | Self::Bool(_) => None,
        };
        found.ok_or_else(|| CellProblem::NotADate {
            found: printable(&self.as_text()),
        })
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
    // Through its digits: there is no checked conversion, and `as` would have to be believed.
    format!("{value:.0}").parse().ok()
}

/// Full-width digits as plain ones: what an input method leaves behind.
fn narrow(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '０'..='９' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
            '－' => '-',
            '／' => '/',
            _ => character,
        })
        .collect()
}

fn written_date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once(['-', '/', '年'])?;
    let separator = text.chars().nth(4)?;
    let (month, day) = match separator {
        '年' => rest.strip_suffix('日')?.split_once('月')?,
        _ => rest.split_once(separator)?,
    };
    let digits = |part: &str, longest: usize| {
        ((1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(
        i32::try_from(digits(year, 4)?).ok()?,
        digits(month, 2)?,
        digits(day, 2)?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn dates_are_understood_in_three_written_forms() {
        let expected = NaiveDate::from_ymd_opt(2026, 1, 5);
        for form in [
            "2026-01-05",
            "2026-1-5",
            "2026/01/05",
            " 2026/1/5 ",
            "2026年1月5日",
            "２０２６年０１月０５日",
        ] {
            assert_eq!(text(form).as_date().ok(), expected, "{form}");
        }
        for form in [
            "2026-02-30",
            "2026-1/5",
            "26-1-5",
            "2026年1月5",
            "20260105",
            "2026-1-5 08:30",
            "+026-1-5",
            "2026--5",
            "年月日",
            "２",
        ] {
            assert!(
                matches!(text(form).as_date(), Err(CellProblem::NotADate { .. })),
                "{form}"
            );
        }
        assert_eq!(Cell::Empty.as_date(), Err(CellProblem::Missing));
        assert!(Cell::Integer(20_260_105).as_date().is_err());
    }

    #[test]
    fn a_time_of_day_is_not_lost_silently() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5);
        let at = |hour| date.and_then(|date| date.and_hms_opt(hour, 0, 0));
        assert_eq!(
            at(0).map(Cell::DateTime).map(|cell| cell.as_date().ok()),
            Some(date)
        );
        assert_eq!(
            at(8).map(Cell::DateTime).map(|cell| cell.as_date()),
            Some(Err(CellProblem::NotADate {
                found: "2026-01-05 08:00:00".into()
            }))
        );
    }

    #[test]
    fn integers_come_from_numbers_and_from_text() {
        assert_eq!(Cell::number(16.0), Some(Cell::Integer(16)));
        assert_eq!(Cell::number(-0.0), Some(Cell::Integer(0)));
        assert_eq!(Cell::number(f64::NAN), None);
        assert_eq!(Cell::number(f64::INFINITY), None);
        assert_eq!(Cell::Number(16.0).as_integer(), Ok(16));
        assert_eq!(text(" １６ ").as_integer(), Ok(16));
        assert_eq!(text("-16").as_integer(), Ok(-16));
        for wrong in [
            text("16核"),
            text("1,000"),
            Cell::Number(1.5),
            Cell::Number(1e300),
            Cell::Bool(true),
        ] {
            assert!(
                matches!(wrong.as_integer(), Err(CellProblem::NotAnInteger { .. })),
                "{wrong:?}"
            );
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
