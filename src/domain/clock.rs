//! Deadlines: when a time limit that starts on a day ends, and why.
//!
//! The start day does not count; a limit ends at the cut-off of its last day, 24:00 unless R18 says otherwise, Beijing
//! time (Civil Code 201, 203). A limit in months ends on the same day number, or on that month's last day; a limit in
//! months or calendar days whose last day is a rest day ends on the next working day (202, 203).

use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, DayKind};
use super::ruling::RulingUse;

/// The longest limit in days this program computes; ten years.
pub const DAYS_LIMIT: u16 = 3660;
/// Minutes of a whole day: the cut-off at 24:00.
pub const MIDNIGHT: u16 = 24 * 60;

/// Beijing time, the only civil time this program knows; the host's zone is never asked.
#[must_use]
pub fn beijing() -> FixedOffset {
    // Eight hours are always inside the range; UTC itself is the fallback that the types demand.
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| chrono::Offset::fix(&Utc))
}

/// The civil date in Beijing of an instant. In the last hours of the calendar that the types know, the date in UTC:
/// such an instant comes only from somebody who wants to see a panic.
#[must_use]
pub fn civil_date(instant: DateTime<Utc>) -> NaiveDate {
    let utc = instant.naive_utc();
    utc.checked_add_offset(beijing()).unwrap_or(utc).date()
}

/// The instant of a civil date and minute in Beijing.
#[must_use]
pub fn instant_at(date: NaiveDate, minute: u16) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN) + chrono::Duration::minutes(i64::from(minute));
    beijing()
        .from_local_datetime(&midnight)
        .single()
        .map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

/// A length of time, as an article or a ruling gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// So many working days.
    WorkingDays(u16),
    /// So many calendar days.
    CalendarDays(u16),
    /// So many months.
    Months(u16),
}

/// When a duty must be done, with everything needed to explain it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The day of the event that started the limit; it does not count.
    pub start: NaiveDate,
    /// The limit.
    pub limit: Limit,
    /// The last day.
    pub due: NaiveDate,
    /// Minutes after 00:00 of the last day at which it ends; 1440 is 24:00 (R18).
    pub cut_off: u16,
    /// The calendar edition it was computed with.
    pub edition: u32,
    /// Whether it reaches into a year whose notice is unpublished (暂定).
    pub provisional: bool,
    /// The rulings it rests on, with their values.
    pub rulings: Vec<RulingUse>,
}

impl Deadline {
    /// The instant after which the duty is late.
    #[must_use]
    pub fn ends_at(&self) -> DateTime<Utc> {
        instant_at(self.due, self.cut_off)
    }

    /// Whether an act at `instant` is late.
    #[must_use]
    pub fn is_late(&self, instant: DateTime<Utc>) -> bool {
        instant >= self.ends_at()
    }

    /// The same limit under another calendar; the start, the rulings and the cut-off stay.
    #[must_use]
    pub fn recomputed(&self, calendar: &Calendar) -> Self {
        compute(
            calendar,
            self.start,
            self.limit,
            self.cut_off,
            self.rulings.clone(),
        )
    }
}

/// Computes a deadline. Limits beyond [`DAYS_LIMIT`] are cut to it, so that the computation always ends.
#[must_use]
pub fn compute(
    calendar: &Calendar,
    start: NaiveDate,
    limit: Limit,
    cut_off: u16,
    rulings: Vec<RulingUse>,
) -> Deadline {
    let due = steps(calendar, start, limit)
        .last()
        .map_or(start, |step| step.date);
    let reached = steps(calendar, start, limit).any(|step| calendar.is_provisional(step.date));
    Deadline {
        start,
        limit,
        due,
        cut_off: cut_off.min(MIDNIGHT),
        edition: calendar.edition(),
        provisional: reached || calendar.is_provisional(due),
        rulings,
    }
}

/// One day between the start and the end of a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayStep {
    /// The day.
    pub date: NaiveDate,
    /// How the day counts in the calendar.
    pub kind: DayKind,
    /// Its number in the limit, or none if it does not count, or only moves the end off a rest day.
    pub number: Option<u32>,
    /// Whether the year's notice is unknown, so that the day may yet change.
    pub provisional: bool,
}

/// Every day after the start up to the end of the limit, in order. The last one is the due day.
pub fn steps(
    calendar: &Calendar,
    start: NaiveDate,
    limit: Limit,
) -> impl Iterator<Item = DayStep> + '_ {
    let nominal_end = match limit {
        Limit::WorkingDays(_) => None,
        Limit::CalendarDays(days) => {
            start.checked_add_days(Days::new(u64::from(days.min(DAYS_LIMIT))))
        }
        Limit::Months(months) => start.checked_add_months(Months::new(u32::from(months.min(120)))),
    };
    let wanted = match limit {
        Limit::WorkingDays(days) => u32::from(days.min(DAYS_LIMIT)),
        Limit::CalendarDays(_) | Limit::Months(_) => u32::MAX,
    };
    let mut counted = 0u32;
    let mut done = wanted == 0 || nominal_end == Some(start);
    start
        .iter_days()
        .skip(1)
        .map_while(move |date| {
            if done {
                return None;
            }
            let kind = calendar.day(date);
            let counts = nominal_end.map_or(kind.counts(), |end| date <= end);
            counted += u32::from(counts);
            done = match nominal_end {
                None => counted == wanted,
                Some(end) => date >= end && kind.counts(),
            };
            Some(DayStep {
                date,
                kind,
                number: counts.then_some(counted),
                provisional: calendar.is_provisional(date),
            })
        })
        // A limit of working days needs at most about three times as many days; the bound keeps a broken notice finite.
        .take(usize::from(DAYS_LIMIT) * 4)
}

/// How far off a deadline is, in the unit of its own limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remaining {
    /// Days left after today; 0 is today; negative is late by so many.
    pub days: i64,
    /// Whether they are working days.
    pub working: bool,
    /// Whether the duty is late at this instant; on the due day itself after an early cut-off (R18) too.
    pub late: bool,
}

/// What remains at `now`.
#[must_use]
pub fn remaining(calendar: &Calendar, deadline: &Deadline, now: DateTime<Utc>) -> Remaining {
    let today = civil_date(now);
    let working = matches!(deadline.limit, Limit::WorkingDays(_));
    let calendar_days = deadline.due.signed_duration_since(today).num_days();
    let days = if working {
        working_days_between(calendar, today, deadline.due)
    } else {
        calendar_days
    };
    Remaining {
        days,
        working,
        late: deadline.is_late(now),
    }
}

/// Working days after `from` up to and including `to`; negative the other way round. Spans beyond [`DAYS_LIMIT`] days
/// are counted to that bound.
#[must_use]
pub fn working_days_between(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> i64 {
    let (first, last, sign) = if from <= to {
        (from, to, 1)
    } else {
        (to, from, -1)
    };
    let mut count = 0;
    for date in first
        .iter_days()
        .skip(1)
        .take_while(|date| *date <= last)
        .take(usize::from(DAYS_LIMIT))
    {
        count += i64::from(calendar.is_working(date));
    }
    sign * count
}
