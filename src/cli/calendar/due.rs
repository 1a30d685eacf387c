//! `calendar due`: deadlines without any matter, one or a line each.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::law::calendar::Calendar;
use crate::domain::law::clock::{self, DAYS_LIMIT, Limit, MIDNIGHT, Moment};
use crate::domain::law::fill::{read_day, read_instant};
use crate::locale::cli as words;
use crate::locale::{Lang, date, json};

use super::super::args::DueLine;
use super::super::context::Context;
use super::super::failure::Failure;
use super::super::{act, lines, output};
use super::in_force;

/// The longest line of a batch, in bytes.
const LINE_LIMIT: u64 = 64 * 1024;
/// The most months of a limit: ten years.
const MONTHS_LIMIT: u64 = 120;
/// The most hours of a limit: a year and a day.
const HOURS_LIMIT: u64 = 366 * 24;
/// The years in which a start is believed.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A deadline as scripts read it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Computed {
    due: NaiveDate,
    provisional: bool,
    /// The instant at which it ends, of a limit in hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<Moment>,
}

fn compute(calendar: &Calendar, from: Moment, limit: Limit) -> Computed {
    let deadline = clock::compute(calendar, from, limit, MIDNIGHT, vec![]);
    Computed {
        due: deadline.due(),
        provisional: deadline.provisional,
        ends_at: limit.runs_through().map(|_| deadline.ends_at),
    }
}

/// Where a limit begins: on a day, and of one that runs through everything at an instant, if one is given.
fn start_of(text: &str, limit: Limit) -> Option<Moment> {
    let day = || read_day(text).map(Moment::of_day);
    let start = match limit.runs_through() {
        Some(_) => read_instant(text).map(Moment::from),
        None => day(),
    };
    start.filter(|start| YEARS.contains(&start.day().year()))
}

/// The one limit that was given, in its bounds.
fn limit_of(
    working_days: Option<u64>,
    months: Option<u64>,
    calendar_days: Option<u64>,
    hours: Option<u64>,
) -> Option<Limit> {
    let within = |count: u64, most: u64| {
        u16::try_from(count)
            .ok()
            .filter(|_| (1..=most).contains(&count))
    };
    let days = u64::from(DAYS_LIMIT);
    match (working_days, months, calendar_days, hours) {
        (Some(count), None, None, None) => within(count, days).map(Limit::WorkingDays),
        (None, Some(count), None, None) => within(count, MONTHS_LIMIT).map(Limit::Months),
        (None, None, Some(count), None) => within(count, days).map(Limit::CalendarDays),
        (None, None, None, Some(count)) => within(count, HOURS_LIMIT).map(Limit::Hours),
        _ => None,
    }
}

/// One deadline, as options ask for it.
pub(super) fn due(context: &Context, line: &DueLine) -> Result<(), Failure> {
    let lang = context.lang;
    let text = line.from.as_deref().unwrap_or_default();
    let bad = || Failure::Usage(bad_limit(lang));
    let limit = limit_of(
        line.working_days,
        line.months,
        line.calendar_days,
        line.hours,
    );
    let limit = limit.ok_or_else(bad)?;
    if limit.runs_through().is_none() {
        context.day("--from", text)?;
    } else if read_instant(text).is_none() {
        let told = words::NOT_A_TIME.fill(lang, &[&"--from", &output::line(text)]);
        return Err(Failure::Usage(told));
    }
    let from = start_of(text, limit).ok_or_else(bad)?;
    let due = compute(&in_force(context)?, from, limit);
    context.show(&due, || {
        let (ends, from) = match due.ends_at {
            Some(at) => (date::moment(lang, *at), date::moment(lang, *from)),
            None => (
                date::due(lang, due.due, MIDNIGHT),
                date::date_long(lang, from.day()),
            ),
        };
        let ends = act::provisionally(lang, ends, due.provisional);
        words::DUE_FROM.fill(lang, &[&from, &date::limit(lang, limit), &ends])
    })
}

/// One line of a batch; what else is in it is of no concern here.
#[derive(Debug, Deserialize)]
struct Asked {
    from: String,
    #[serde(default)]
    working_days: Option<u64>,
    #[serde(default)]
    months: Option<u64>,
    #[serde(default)]
    calendar_days: Option<u64>,
    #[serde(default)]
    hours: Option<u64>,
}

/// A deadline for every line of the input.
pub(super) fn batch(context: &Context) -> Result<(), Failure> {
    let calendar = in_force(context)?;
    lines::answer_each(context.lang, LINE_LIMIT, |line| {
        answer(context.lang, &calendar, line)
    })
}

fn answer(lang: Lang, calendar: &Calendar, line: &[u8]) -> Result<Computed, String> {
    let asked: Asked = serde_json::from_slice(line).map_err(|error| {
        let told = output::line(&json::told(lang, &error.to_string()));
        words::BAD_JSON.fill(lang, &[&"", &told])
    })?;
    let limit = limit_of(
        asked.working_days,
        asked.months,
        asked.calendar_days,
        asked.hours,
    );
    let limit = limit.ok_or_else(|| bad_limit(lang))?;
    let begins = match limit.runs_through() {
        Some(_) => read_instant(&asked.from).is_some(),
        None => read_day(&asked.from).is_some(),
    };
    if !begins {
        return Err(words::NOT_A_DAY.fill(lang, &[&"from", &output::line(&asked.from)]));
    }
    let from = start_of(&asked.from, limit).ok_or_else(|| bad_limit(lang))?;
    Ok(compute(calendar, from, limit))
}

fn bad_limit(lang: Lang) -> String {
    words::BAD_LIMIT.fill(lang, &[&DAYS_LIMIT, &MONTHS_LIMIT, &HOURS_LIMIT])
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_one_limit_within_bounds() {
        let calendar = Calendar::built_in();
        let ask = |text: &str| answer(Lang::En, &calendar, text.as_bytes());
        let due = ask(r#"{"from":"2024-02-01","working_days":20,"id":"D0001"}"#).unwrap();
        assert_eq!(due.due.to_string(), "2024-03-05");
        assert!(!due.provisional);
        assert!(
            ask(r#"{"from":"2026-12-30","months":1}"#)
                .unwrap()
                .provisional
        );
        let hours = ask(r#"{"from":"2026-12-25T10:30","hours":4}"#).unwrap();
        let ends = hours.ends_at.map(|at| at.to_rfc3339());
        assert_eq!(ends.as_deref(), Some("2026-12-25T06:30:00+00:00"));
        for bad in [
            r#"{"from":"2024-02-01","hours":0}"#,
            r#"{"from":"2024-02-01","hours":8785}"#,
            r#"{"from":"2024-02-01","hours":1,"months":1}"#,
            r#"{"from":"2024-02-01T10:00","working_days":1}"#,
            "",
            "[]",
            "{}",
            "null",
            "\u{1b}",
            r#"{"from":"2024-02-01"}"#,
            r#"{"from":"2024-02-30","working_days":1}"#,
            r#"{"from":"2024-02-01","working_days":0}"#,
            r#"{"from":"2024-02-01","working_days":-1}"#,
            r#"{"from":"2024-02-01","working_days":99999999999}"#,
            r#"{"from":"2024-02-01","months":121}"#,
            r#"{"from":"2024-02-01","months":1,"working_days":1}"#,
            r#"{"from":"9999-12-31","months":1}"#,
        ] {
            assert!(ask(bad).is_err(), "{bad}");
        }
    }
}
