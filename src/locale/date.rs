//! Dates, deadlines and times as people read them. Instants are shown in Beijing time (UTC+8, no summer time),
//! whatever the host's zone.
use super::{Lang, T};
use crate::domain::law::clock::{Limit, Remaining};
use crate::domain::law::said;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};
use unicode_width::UnicodeWidthStr;

messages! {
    MONDAY = "周一", "Mon";
    TUESDAY = "周二", "Tue";
    WEDNESDAY = "周三", "Wed";
    THURSDAY = "周四", "Thu";
    FRIDAY = "周五", "Fri";
    SATURDAY = "周六", "Sat";
    SUNDAY = "周日", "Sun";

    ONE_WORKING_DAY = "1个工作日", "1 working day";
    WORKING_DAYS = "{0}个工作日", "{0} working days";
    ONE_CALENDAR_DAY = "1个自然日", "1 calendar day";
    CALENDAR_DAYS = "{0}个自然日", "{0} calendar days";
    ONE_MONTH = "1个月", "1 month";
    MONTHS = "{0}个月", "{0} months";
    ONE_HOUR = "1小时", "1 hour";
    HOURS = "{0}小时", "{0} hours";
    ONE_MINUTE = "1分钟", "1 minute";
    MINUTES = "{0}分钟", "{0} minutes";
    HOURS_AND_MINUTES = "{0}{1}", "{0} {1}";
    LATE = "逾{0}", "{0} late";
    /// Late by less than one of the days the limit counts in.
    JUST_LATE = "已逾期", "late";
    TODAY = "今日", "today";
    LEFT = "剩{0}", "{0} left";
    /// Past an end that is provisional, so that nobody knows yet whether it is late (R43).
    UNDETERMINED = "已过暂定末日，是否逾期待定", "past a provisional end, lateness pending";
    UNDETERMINED_COMPACT = "待定", "pending";

    COMPACT_WORKING_DAYS = "{0}日", "{0}wd";
    COMPACT_CALENDAR_DAYS = "{0}天", "{0}d";
    COMPACT_HOURS = "{0}时", "{0}h";
    COMPACT_MINUTES = "{0}分", "{0}m";
    COMPACT_LATE = "逾{0}", "-{0}";
    /// Stands for a number of days that a narrow column has no room for.
    COMPACT_THOUSAND = "千", "1k+";
    /// Beside any list that mixes the two compact units.
    COMPACT_LEGEND = "日为工作日，天为自然日", "wd working days, d calendar days";
    FROM_TO = "{0} 至 {1}", "{0} to {1}";
    FROM_ON = "{0} 起", "from {0}";
    PROVISIONAL = "{0}（暂定）", "{0} (provisional)";
}

/// The width of [`remaining_compact`] at most, in cells.
pub const COMPACT_CELLS: usize = 8;

/// The day of the week, short.
#[must_use]
pub fn weekday(day: Weekday) -> T {
    match day {
        Weekday::Mon => MONDAY,
        Weekday::Tue => TUESDAY,
        Weekday::Wed => WEDNESDAY,
        Weekday::Thu => THURSDAY,
        Weekday::Fri => FRIDAY,
        Weekday::Sat => SATURDAY,
        Weekday::Sun => SUNDAY,
    }
}

/// A date without its year, `11-23 周一`, for lists.
#[must_use]
pub fn date_short(lang: Lang, date: NaiveDate) -> String {
    dated(lang, date, "%m-%d")
}

/// How a day is written where it stands: on a screen or in a paper.
pub type Written = fn(Lang, NaiveDate) -> String;

/// A date with its year, `2026-11-23 周一`.
#[must_use]
pub fn date_long(lang: Lang, date: NaiveDate) -> String {
    dated(lang, date, "%Y-%m-%d")
}

/// A span of days in the least room; without a last day it is open: `2026-01-01 至 2026-12-31`.
#[must_use]
pub fn from_to(lang: Lang, from: NaiveDate, until: Option<NaiveDate>) -> String {
    match until {
        Some(until) => FROM_TO.fill(lang, &[&from, &until]),
        None => FROM_ON.fill(lang, &[&from]),
    }
}

/// The words of such a span without its days; `ends` if it has a last one.
#[must_use]
pub fn between(lang: Lang, ends: bool) -> &'static str {
    let words = if ends { FROM_TO } else { FROM_ON };
    let words = words.get(lang);
    let is_of_a_slot = |letter: char| "{}01 ".contains(letter);
    words.trim_matches(is_of_a_slot)
}

/// A deadline, `2026-12-07 周一 24:00`, ending `minutes` after the day began: 1440 is the end of the day, and so is
/// anything above.
#[must_use]
pub fn due(lang: Lang, date: NaiveDate, minutes: u16) -> String {
    let time = said::time(u32::from(minutes.min(24 * 60)));
    format!("{} {time}", date_long(lang, date))
}

/// A day, marked if it may yet move.
#[must_use]
pub fn provisionally(lang: Lang, day: String, provisional: bool) -> String {
    if provisional {
        PROVISIONAL.fill(lang, &[&day])
    } else {
        day
    }
}

/// An instant in Beijing time; the end of the calendar's range for one beyond it.
#[must_use]
pub fn beijing(instant: DateTime<Utc>) -> NaiveDateTime {
    instant
        .naive_utc()
        .checked_add_signed(TimeDelta::hours(8))
        .unwrap_or(NaiveDateTime::MAX)
}

/// The Beijing time of an instant, `10:31`.
#[must_use]
pub fn time(instant: DateTime<Utc>) -> String {
    beijing(instant).format("%H:%M").to_string()
}

/// The Beijing date and time of an instant, `11-23 周一 10:31`.
#[must_use]
pub fn moment(lang: Lang, instant: DateTime<Utc>) -> String {
    let date = date_short(lang, beijing(instant).date());
    format!("{date} {}", time(instant))
}

/// The Beijing date with its year and the time of an instant, `2026-11-23 周一 10:31`.
#[must_use]
pub fn instant(lang: Lang, instant: DateTime<Utc>) -> String {
    let date = date_long(lang, beijing(instant).date());
    format!("{date} {}", time(instant))
}

/// A time limit: `10个工作日`, `30个自然日`, `1 month`.
#[must_use]
pub fn limit(lang: Lang, limit: Limit) -> String {
    match limit {
        Limit::WorkingDays(count) => days(lang, u64::from(count), true),
        Limit::CalendarDays(count) => days(lang, u64::from(count), false),
        Limit::Months(1) => ONE_MONTH.get(lang).to_owned(),
        Limit::Months(count) => MONTHS.fill(lang, &[&count]),
        Limit::Hours(1) => ONE_HOUR.get(lang).to_owned(),
        Limit::Hours(count) => HOURS.fill(lang, &[&count]),
        Limit::Minutes(1) => ONE_MINUTE.get(lang).to_owned(),
        Limit::Minutes(count) => MINUTES.fill(lang, &[&count]),
    }
}

fn days(lang: Lang, count: u64, working: bool) -> String {
    let message = match (working, count) {
        (true, 1) => ONE_WORKING_DAY,
        (true, _) => WORKING_DAYS,
        (false, 1) => ONE_CALENDAR_DAY,
        (false, _) => CALENDAR_DAYS,
    };
    message.fill(lang, &[&count])
}

/// How far a deadline is, in words: `逾1个工作日`, `今日`, `7 working days left`.
#[must_use]
pub fn remaining(lang: Lang, remaining: Remaining) -> String {
    if remaining.undetermined {
        return UNDETERMINED.get(lang).to_owned();
    }
    if let Some(minutes) = remaining.minutes {
        let length = span(lang, minutes.unsigned_abs());
        let message = if remaining.late { LATE } else { LEFT };
        return message.fill(lang, &[&length]);
    }
    let count = remaining.days.unsigned_abs();
    let days = || days(lang, count, remaining.working);
    match (remaining.late, remaining.days) {
        (true, ..0) => LATE.fill(lang, &[&days()]),
        (true, 0..) => JUST_LATE.get(lang).to_owned(),
        (false, ..=0) => TODAY.get(lang).to_owned(),
        (false, 1..) => LEFT.fill(lang, &[&days()]),
    }
}

/// A length of time in hours and minutes; from a hundred hours on in hours alone.
fn span(lang: Lang, minutes: u64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let of = |count: u64, one: T, many: T| {
        if count == 1 {
            one.get(lang).to_owned()
        } else {
            many.fill(lang, &[&count])
        }
    };
    let in_minutes = || of(rest, ONE_MINUTE, MINUTES);
    let in_hours = || of(hours, ONE_HOUR, HOURS);
    match (hours, rest) {
        (0, _) => in_minutes(),
        (_, 0) | (100.., _) => in_hours(),
        _ => HOURS_AND_MINUTES.fill(lang, &[&in_hours(), &in_minutes()]),
    }
}

/// How far a deadline is, for a column of [`COMPACT_CELLS`]: `逾1日 !`, `今日`, `7天`; see [`COMPACT_LEGEND`].
///
/// A thousand days and more are not told apart. The mark of what is late moves closer where there is no room.
#[must_use]
pub fn remaining_compact(lang: Lang, remaining: Remaining) -> String {
    if remaining.undetermined {
        return UNDETERMINED_COMPACT.get(lang).to_owned();
    }
    let days = || days_compact(lang, remaining);
    let marked = |late: String| {
        let has_room = late.width() + 2 <= COMPACT_CELLS;
        late + if has_room { " !" } else { "!" }
    };
    if let Some(minutes) = remaining.minutes {
        let length = span_compact(lang, minutes.unsigned_abs());
        return if remaining.late {
            marked(COMPACT_LATE.fill(lang, &[&length]))
        } else {
            length
        };
    }
    match (remaining.late, remaining.days) {
        (true, ..0) => marked(COMPACT_LATE.fill(lang, &[&days()])),
        (true, 0..) => marked(JUST_LATE.get(lang).to_owned()),
        (false, ..=0) => TODAY.get(lang).to_owned(),
        (false, 1..) => days(),
    }
}

/// How long something has waited, in a few cells.
#[must_use]
pub fn elapsed(lang: Lang, length: TimeDelta) -> String {
    span_compact(lang, u64::try_from(length.num_minutes()).unwrap_or(0))
}

/// Minutes below an hour, else whole hours.
fn span_compact(lang: Lang, minutes: u64) -> String {
    match minutes / 60 {
        0 => COMPACT_MINUTES.fill(lang, &[&minutes]),
        hours @ 1..1000 => COMPACT_HOURS.fill(lang, &[&hours]),
        _ => COMPACT_HOURS.fill(lang, &[&COMPACT_THOUSAND.get(lang)]),
    }
}

fn days_compact(lang: Lang, remaining: Remaining) -> String {
    let message = if remaining.working {
        COMPACT_WORKING_DAYS
    } else {
        COMPACT_CALENDAR_DAYS
    };
    let count = remaining.days.unsigned_abs();
    if count < 1000 {
        message.fill(lang, &[&count])
    } else {
        message.fill(lang, &[&COMPACT_THOUSAND.get(lang)])
    }
}

fn dated(lang: Lang, date: NaiveDate, format: &str) -> String {
    format!(
        "{} {}",
        date.format(format),
        weekday(date.weekday()).get(lang)
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_carry_their_weekday() {
        let date = day(2026, 11, 23);
        assert_eq!(
            BOTH.map(|lang| date_short(lang, date)),
            ["11-23 周一", "11-23 Mon"]
        );
        assert_eq!(
            BOTH.map(|lang| date_long(lang, date)),
            ["2026-11-23 周一", "2026-11-23 Mon"]
        );
        let week: Vec<_> = (0..7)
            .map(|offset| weekday((date + TimeDelta::days(offset)).weekday()))
            .collect();
        let expected: Vec<_> = ALL.iter().take(7).map(|&(_, message)| message).collect();
        assert_eq!(week, expected);
    }

    #[test]
    fn a_deadline_ends_within_its_day() {
        let date = day(2026, 12, 7);
        let cases = [
            (1440, "24:00"),
            (0, "00:00"),
            (17 * 60 + 30, "17:30"),
            (1439, "23:59"),
            (u16::MAX, "24:00"),
        ];
        for (minutes, time) in cases {
            assert_eq!(
                due(Lang::Zh, date, minutes),
                format!("2026-12-07 周一 {time}")
            );
            assert_eq!(
                due(Lang::En, date, minutes),
                format!("2026-12-07 Mon {time}")
            );
        }
    }

    #[test]
    fn instants_are_shown_in_beijing_time() {
        let late_in_utc: DateTime<Utc> = "2026-11-22T16:05:59Z".parse().unwrap();
        assert_eq!(time(late_in_utc), "00:05");
        assert_eq!(
            BOTH.map(|lang| moment(lang, late_in_utc)),
            ["11-23 周一 00:05", "11-23 Mon 00:05"]
        );
        // Mid-summer of the last year in which Chinese clocks were put forward.
        let summer: DateTime<Utc> = "1991-07-01T02:31:00Z".parse().unwrap();
        assert_eq!(time(summer), "10:31");
        assert_eq!(beijing(DateTime::<Utc>::MAX_UTC), NaiveDateTime::MAX);
    }

    fn late(days: i64, working: bool) -> Remaining {
        Remaining {
            days: -days,
            working,
            minutes: None,
            late: true,
            undetermined: false,
        }
    }

    fn left(days: i64, working: bool) -> Remaining {
        Remaining {
            days,
            working,
            minutes: None,
            late: false,
            undetermined: false,
        }
    }

    #[test]
    fn a_limit_names_its_unit() {
        let cases = [
            (Limit::WorkingDays(1), ["1个工作日", "1 working day"]),
            (Limit::WorkingDays(10), ["10个工作日", "10 working days"]),
            (Limit::CalendarDays(1), ["1个自然日", "1 calendar day"]),
            (Limit::Months(1), ["1个月", "1 month"]),
            (Limit::Months(3), ["3个月", "3 months"]),
        ];
        for (value, expected) in cases {
            assert_eq!(BOTH.map(|lang| limit(lang, value)), expected);
        }
    }

    #[test]
    fn what_remains_is_said_with_its_unit() {
        let cases = [
            (late(1, true), ["逾1个工作日", "1 working day late"]),
            (late(2, false), ["逾2个自然日", "2 calendar days late"]),
            (late(0, true), ["已逾期", "late"]),
            (left(0, true), ["今日", "today"]),
            (left(7, true), ["剩7个工作日", "7 working days left"]),
            (left(1, false), ["剩1个自然日", "1 calendar day left"]),
        ];
        for (value, expected) in cases {
            assert_eq!(BOTH.map(|lang| remaining(lang, value)), expected);
        }
    }

    #[test]
    fn what_runs_through_everything_is_said_in_hours_and_minutes() {
        let of = |minutes: i64, late| Remaining {
            minutes: Some(minutes),
            late,
            ..left(0, false)
        };
        let cases = [
            (
                of(59, false),
                ["剩59分钟", "59 minutes left"],
                ["59分", "59m"],
            ),
            (of(60, false), ["剩1小时", "1 hour left"], ["1时", "1h"]),
            (
                of(95, false),
                ["剩1小时35分钟", "1 hour 35 minutes left"],
                ["1时", "1h"],
            ),
            (of(0, false), ["剩0分钟", "0 minutes left"], ["0分", "0m"]),
            (
                of(-1, true),
                ["逾1分钟", "1 minute late"],
                ["逾1分 !", "-1m !"],
            ),
            (
                of(-4 * 60, true),
                ["逾4小时", "4 hours late"],
                ["逾4时 !", "-4h !"],
            ),
            (
                of(-6001, true),
                ["逾100小时", "100 hours late"],
                ["逾100时!", "-100h !"],
            ),
            (
                of(90_000, false),
                ["剩1500小时", "1500 hours left"],
                ["千时", "1k+h"],
            ),
        ];
        for (value, whole, compact) in cases {
            assert_eq!(BOTH.map(|lang| remaining(lang, value)), whole);
            let shown = BOTH.map(|lang| remaining_compact(lang, value));
            assert_eq!(shown, compact);
            assert!(shown.iter().all(|text| text.width() <= COMPACT_CELLS));
        }
    }

    #[test]
    fn a_narrow_column_tells_late_from_left_and_unit_from_unit() {
        let cases = [
            (late(1, true), ["逾1日 !", "-1wd !"]),
            (late(99, false), ["逾99天 !", "-99d !"]),
            (late(123, true), ["逾123日!", "-123wd !"]),
            (late(1000, true), ["逾千日 !", "-1k+wd !"]),
            (late(0, true), ["已逾期 !", "late !"]),
            (left(0, false), ["今日", "today"]),
            (left(7, true), ["7日", "7wd"]),
            (left(365, false), ["365天", "365d"]),
            (left(i64::MAX, false), ["千天", "1k+d"]),
        ];
        for (value, expected) in cases {
            let shown = BOTH.map(|lang| remaining_compact(lang, value));
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn the_compact_form_never_exceeds_its_column() {
        for count in (0..1200).chain([i64::MAX]) {
            for working in [false, true] {
                for value in [late(count, working), left(count, working)] {
                    for lang in BOTH {
                        let shown = remaining_compact(lang, value);
                        assert!(shown.width() <= COMPACT_CELLS, "{shown}");
                    }
                }
            }
        }
    }
}
