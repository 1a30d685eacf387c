//! The statutory holidays' own days, for years whose notice is not out: they are off whatever the notice arranges around
//! them.
//!
//! Facts from the 全国年节及纪念日放假办法 as revised with effect from 1 January 2025: New Year's Day, the eve and the
//! first three days of the Spring Festival, Qingming, two days of Labour Day, Duanwu, Mid-Autumn, three days of the
//! National Day.

use chrono::{Datelike, NaiveDate};

/// The first year in which the days are these.
const SINCE: i32 = 2025;

/// The days that follow the moon or the sun, for the years in which they have been looked up.
const MOVING: [(i32, u32, u32, &str); 7] = [
    (2027, 2, 5, "农历除夕"),
    (2027, 2, 6, "春节"),
    (2027, 2, 7, "春节"),
    (2027, 2, 8, "春节"),
    (2027, 4, 5, "清明节"),
    (2027, 6, 9, "端午节"),
    (2027, 9, 15, "中秋节"),
];

/// The statutory holiday that a day is, if it is known to be one.
pub(super) fn holiday(date: NaiveDate) -> Option<&'static str> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if year < SINCE {
        return None;
    }
    match (month, day) {
        (1, 1) => Some("元旦"),
        (5, 1..=2) => Some("劳动节"),
        (10, 1..=3) => Some("国庆节"),
        (_, _) => MOVING
            .iter()
            .find(|known| (known.0, known.1, known.2) == (year, month, day))
            .map(|known| known.3),
    }
}

/// The statutory days of a year that are known by their dates: those of every year, and the moving ones looked up.
pub(super) fn days(year: i32) -> impl Iterator<Item = NaiveDate> {
    let second = (year >= SINCE).then_some((5, 2));
    let fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
        .into_iter()
        .chain(second);
    let moving = MOVING.iter().filter(move |known| known.0 == year);
    fixed
        .chain(moving.map(|known| (known.1, known.2)))
        .filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, month, day))
}

/// The statutory holidays of a year whose dates move, by the words that a notice names them with.
pub(super) fn feasts(year: i32) -> &'static [&'static str] {
    // Qingming, Dragon Boat and Mid-Autumn are statutory since 2008.
    if year < 2008 {
        &["春节"]
    } else {
        &["春节", "清明", "端午", "中秋"]
    }
}
