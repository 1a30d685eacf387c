//! Deadlines: when a time limit that starts on a day ends, and why.
//!
//! The start day does not count; a limit ends at the cut-off of its last day, 24:00 unless R18 says otherwise, Beijing
//! time (Civil Code 201, 203). A limit in months ends on the same day number, or on that month's last day; a limit in
//! months or calendar days whose last day is a rest day ends on the next working day (202, 203), unless it is internal and
//! R36 leaves it where it was counted to. A limit in hours or minutes runs through everything: it knows no days.

use std::collections::BTreeMap;

use chrono::{
    DateTime, Days, DurationRound, FixedOffset, Months, NaiveDate, NaiveTime, SubsecRound,
    TimeDelta, TimeZone, Utc,
};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::{Calendar, DayKind};
use super::ruling::{R36, R43, RulingId, RulingUse, RulingValue};

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

/// The beginning of the minute in which an instant lies: people tell an instant to the minute.
#[must_use]
pub fn minute_of(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant
        .duration_trunc(TimeDelta::minutes(1))
        .unwrap_or(instant)
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
    let day = date.and_time(NaiveTime::MIN);
    let minutes = chrono::Duration::minutes(i64::from(minute));
    // Past the last day that the types know there is no instant to be had: it ends where that day begins.
    let midnight = day.checked_add_signed(minutes).unwrap_or(day);
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
    /// So many hours, counted from the instant itself.
    Hours(u16),
    /// So many minutes, counted from the instant itself.
    Minutes(u16),
}

/// An instant to the millisecond. In text it is written as instants are, in table rows as a number: a row holds many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<Utc>);

impl Moment {
    /// The beginning of a Beijing day.
    #[must_use]
    pub fn of_day(day: NaiveDate) -> Self {
        instant_at(day, 0).into()
    }

    /// The Beijing day.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        civil_date(self.0)
    }

    /// Whole minutes since 1970, downwards; 0 before: what keys are ordered by.
    #[must_use]
    pub fn minute(self) -> u32 {
        u32::try_from(self.0.timestamp().div_euclid(60)).unwrap_or(if self.0.timestamp() < 0 {
            0
        } else {
            u32::MAX
        })
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant.trunc_subsecs(3))
    }
}

impl From<Moment> for DateTime<Utc> {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl std::ops::Deref for Moment {
    type Target = DateTime<Utc>;

    fn deref(&self) -> &DateTime<Utc> {
        &self.0
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.0.serialize(serializer)
        } else {
            self.0.timestamp_millis().serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            DateTime::<Utc>::deserialize(deserializer).map(Self)
        } else {
            let millis = i64::deserialize(deserializer)?;
            DateTime::from_timestamp_millis(millis)
                .map(Self)
                .ok_or_else(|| D::Error::custom("an instant beyond the calendar"))
        }
    }
}

/// The instants that a limit could start at, as a ruling has it: kept so that another ruling can be tried without knowing
/// what the limit belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidates {
    /// The ruling.
    pub ruling: RulingId,
    /// Its parameter.
    pub parameter: String,
    /// The start under each word of the parameter.
    pub starts: BTreeMap<String, Moment>,
}

/// When a duty must be done, with everything needed to explain it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The event that started the limit; of a limit in days or months its day does not count.
    pub start: Moment,
    /// The limit.
    pub limit: Limit,
    /// The instant after which it is late: 24:00 of the last day unless R18 says otherwise; to the millisecond where the
    /// limit is in hours or minutes.
    pub ends_at: Moment,
    /// The calendar edition it was computed with.
    pub edition: u32,
    /// Whether it reaches into a year whose notice is unpublished (暂定).
    pub provisional: bool,
    /// The rulings it rests on, with their values.
    pub rulings: Vec<RulingUse>,
    /// Where a ruling chose the start, what else it could have chosen.
    pub candidates: Option<Candidates>,
}

impl Deadline {
    /// Whether a person sees another date in it, or another certainty.
    #[must_use]
    pub fn reads_otherwise(&self, than: &Self) -> bool {
        self.ends_at != than.ends_at || self.provisional != than.provisional
    }

    /// The last day on which it is in time.
    #[must_use]
    pub fn due(&self) -> NaiveDate {
        civil_date(*self.ends_at - TimeDelta::milliseconds(1))
    }

    /// Minutes after 00:00 of the last day at which it ends; 1440 is 24:00 (R18).
    #[must_use]
    pub fn cut_off(&self) -> u16 {
        let passed = *self.ends_at - instant_at(self.due(), 0);
        u16::try_from(passed.num_minutes()).unwrap_or(MIDNIGHT)
    }

    /// Every day after the start up to the end, as `calendar` has them; none of a limit in hours or minutes.
    pub fn steps<'c>(&self, calendar: &'c Calendar) -> impl Iterator<Item = DayStep> + use<'c> {
        let end = LastDay::of(&self.rulings);
        steps(calendar, self.start.day(), self.limit, end)
    }

    /// Whether its end can make anybody late: a provisional one cannot, unless R43 says otherwise.
    #[must_use]
    pub fn convicts(&self) -> bool {
        let as_computed = |used: &RulingUse| used.ruling == R43 && used.is("as_computed");
        !self.provisional || self.rulings.iter().any(as_computed)
    }

    /// Whether an act at `instant` is late beyond doubt.
    #[must_use]
    pub fn is_proven_late(&self, instant: DateTime<Utc>) -> bool {
        self.convicts() && self.is_late(instant)
    }

    /// Whether an act at `instant` is after the end, whether or not the end is sure.
    #[must_use]
    pub fn is_late(&self, instant: DateTime<Utc>) -> bool {
        instant >= *self.ends_at
    }

    /// The same limit under another calendar; the start, the rulings and the cut-off stay.
    #[must_use]
    pub fn recomputed(&self, calendar: &Calendar) -> Self {
        let rulings = self.rulings.clone();
        Self {
            candidates: self.candidates.clone(),
            ..compute(calendar, self.start, self.limit, self.cut_off(), rulings)
        }
    }

    /// The same duty's deadline with other values of a ruling in it; none if it does not rest on them. `limit` and
    /// `cut_off` read what a value means for the length and for the end of the last day.
    #[must_use]
    pub fn under(
        &self,
        calendar: &Calendar,
        id: RulingId,
        values: &BTreeMap<String, RulingValue>,
    ) -> Option<Self> {
        let changed = |used: &RulingUse| {
            let value = values.get(&used.parameter).filter(|_| used.ruling == id)?;
            (*value != used.value).then(|| RulingUse {
                value: value.clone(),
                ..used.clone()
            })
        };
        let replaced: Vec<Option<RulingUse>> = self.rulings.iter().map(changed).collect();
        if replaced.iter().all(Option::is_none) {
            return None;
        }
        let rulings: Vec<RulingUse> = self
            .rulings
            .iter()
            .zip(&replaced)
            .map(|(used, changed)| changed.as_ref().unwrap_or(used).clone())
            .collect();
        let of = |id: RulingId| rulings.iter().find(|used| used.ruling == id);
        let limit =
            of(super::ruling::R16).map_or(self.limit, |used| self.limit.of_count(used.days()));
        let cut_off = of(super::ruling::R18).map_or(self.cut_off(), RulingUse::days);
        let chosen = self.candidates.as_ref().and_then(|candidates| {
            let used = rulings.iter().find(|used| {
                used.ruling == candidates.ruling && used.parameter == candidates.parameter
            })?;
            candidates.starts.get(&used.value.to_string()).copied()
        });
        let start = chosen.unwrap_or(self.start);
        Some(Self {
            candidates: self.candidates.clone(),
            ..compute(calendar, start, limit, cut_off, rulings)
        })
    }
}

impl Limit {
    /// Whether only working days count.
    #[must_use]
    pub const fn counts_working_days(self) -> bool {
        match self {
            Self::WorkingDays(_) => true,
            Self::CalendarDays(_) | Self::Months(_) | Self::Hours(_) | Self::Minutes(_) => false,
        }
    }

    /// Its length where it runs through everything; none of one that is counted in days.
    #[must_use]
    pub fn runs_through(self) -> Option<TimeDelta> {
        match self {
            Self::Hours(hours) => Some(TimeDelta::minutes(i64::from(hours) * 60)),
            Self::Minutes(minutes) => Some(TimeDelta::minutes(i64::from(minutes))),
            Self::WorkingDays(_) | Self::CalendarDays(_) | Self::Months(_) => None,
        }
    }

    /// The same kind of limit, of so many; a limit in months stays what the article says.
    fn of_count(self, count: u16) -> Self {
        match self {
            Self::WorkingDays(_) => Self::WorkingDays(count),
            Self::CalendarDays(_) => Self::CalendarDays(count),
            Self::Hours(_) => Self::Hours(count),
            Self::Minutes(_) => Self::Minutes(count),
            Self::Months(months) => Self::Months(months),
        }
    }
}

/// What becomes of a limit in calendar days or months whose last day is a rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastDay {
    /// It ends on the next working day: what the law says (Civil Code 203).
    Moves,
    /// It ends where it was counted to: what R36 says of internal limits.
    Stays,
}

impl LastDay {
    /// What the rulings say that a limit rests on: only one that rests on R36 can stay.
    #[must_use]
    pub fn of(rulings: &[RulingUse]) -> Self {
        let stays = |used: &RulingUse| used.ruling == R36 && used.is("as_counted");
        if rulings.iter().any(stays) {
            Self::Stays
        } else {
            Self::Moves
        }
    }
}

/// Computes a deadline. Limits beyond [`DAYS_LIMIT`] are cut to it, so that the computation always ends.
#[must_use]
pub fn compute(
    calendar: &Calendar,
    start: Moment,
    limit: Limit,
    cut_off: u16,
    rulings: Vec<RulingUse>,
) -> Deadline {
    let first = start.day();
    let (mut due, mut provisional) = (first, false);
    for step in steps(calendar, first, limit, LastDay::of(&rulings)) {
        due = step.date;
        provisional |= step.provisional;
    }
    // Of a limit in hours or minutes neither the calendar nor the cut-off of a day says anything.
    let ends_at = limit.runs_through().map_or_else(
        || instant_at(due, cut_off.min(MIDNIGHT)),
        |length| start.checked_add_signed(length).unwrap_or(*start),
    );
    Deadline {
        start,
        limit,
        ends_at: ends_at.into(),
        edition: calendar.edition(),
        provisional,
        rulings,
        candidates: None,
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
    /// Whether the year's notice is unknown, so that what the day does to the limit may yet change.
    pub provisional: bool,
}

/// Every day after the start up to the end of the limit, in order. The last one is the due day. A limit in hours or
/// minutes has none.
pub fn steps(
    calendar: &Calendar,
    start: NaiveDate,
    limit: Limit,
    end: LastDay,
) -> impl Iterator<Item = DayStep> + '_ {
    let moves = match end {
        LastDay::Moves => true,
        LastDay::Stays => false,
    };
    let nominal_end = match limit {
        Limit::WorkingDays(_) => None,
        Limit::Hours(_) | Limit::Minutes(_) => Some(start),
        Limit::CalendarDays(days) => {
            start.checked_add_days(Days::new(u64::from(days.min(DAYS_LIMIT))))
        }
        Limit::Months(months) => start.checked_add_months(Months::new(u32::from(months.min(120)))),
    };
    let wanted = match limit {
        Limit::WorkingDays(days) => u32::from(days.min(DAYS_LIMIT)),
        Limit::CalendarDays(_) | Limit::Months(_) | Limit::Hours(_) | Limit::Minutes(_) => u32::MAX,
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
                Some(end) => date >= end && (kind.counts() || !moves),
            };
            // Where every day counts, only those at the end can matter, and only if the end moves.
            let matters = nominal_end.is_none_or(|end| moves && date >= end);
            Some(DayStep {
                date,
                kind,
                number: counts.then_some(counted),
                provisional: matters && calendar.is_provisional(date),
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
    /// Of a limit that runs through everything the whole minutes left, negative once they are over: its days say too
    /// little.
    pub minutes: Option<i64>,
    /// Whether the duty is late at this instant; on the due day itself after an early cut-off (R18) too.
    pub late: bool,
    /// Whether its end is past but provisional, so that nobody knows yet whether it is late (R43).
    pub undetermined: bool,
}

/// What remains at `now`.
#[must_use]
pub fn remaining(calendar: &Calendar, deadline: &Deadline, now: DateTime<Utc>) -> Remaining {
    let today = civil_date(now);
    let due = deadline.due();
    let working = deadline.limit.counts_working_days();
    let days = if working {
        working_days_between(calendar, today, due)
    } else {
        due.signed_duration_since(today).num_days()
    };
    let runs_through = deadline.limit.runs_through();
    Remaining {
        days,
        working,
        minutes: runs_through.map(|_| (*deadline.ends_at - now).num_minutes()),
        late: deadline.is_proven_late(now),
        undetermined: deadline.is_late(now) && !deadline.convicts(),
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
