//! Working days: which days count, and how sure we are of it.
//!
//! The order is make-up workday, then statutory holiday, then weekday. A year whose State Council notice has not been
//! loaded is *uncovered*: weekdays count there, less the statutory holidays' own days where they are known, and every
//! deadline that reaches into it is provisional.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::code::PersonCode;
use super::names::words;
use super::text;

mod statutory;

const BUILT_IN: [&str; 3] = [
    include_str!("calendar/2024.json"),
    include_str!("calendar/2025.json"),
    include_str!("calendar/2026.json"),
];

/// The first day of a year's last week, month and day: the next year's notice may arrange from it on.
const LAST_WEEK_BEGINS: (u32, u32) = (12, 25);

/// The most special days one year's notice may hold; real ones hold about forty.
pub const DAYS_LIMIT: usize = 366;

/// A day that a notice moves away from what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The holiday it belongs to, as the notice names it.
    pub name: String,
    /// The day.
    pub date: NaiveDate,
    /// True for a day off, false for a make-up workday.
    #[serde(rename = "isOffDay")]
    pub off: bool,
}

/// One year's notice, in the holiday-cn file format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// The year the notice arranges; its days may touch the neighbouring years.
    pub year: i32,
    /// Where the notice was published.
    #[serde(default)]
    pub papers: Vec<String>,
    /// Every special day.
    pub days: Vec<SpecialDay>,
}

/// A notice that was loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The edition that it made: 1 for the first one loaded.
    pub edition: u32,
    /// The first day that counts otherwise, or is more certain, than before it.
    pub reaches_from: NaiveDate,
    /// What it says.
    pub year: CalendarYear,
}

words! {
    /// How a file goes onto a year that is loaded already; nothing loaded vanishes unasked.
    pub enum Loading {
        /// It takes the place of the whole notice.
        Replace = "replace",
        /// Its days come to those of the notice: a supplement.
        Add = "add",
    }
}

/// A notice that somebody proposed to load; another person signs it before it acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeProposal {
    /// Its number.
    pub number: u32,
    /// What the file says.
    pub notice: CalendarYear,
    /// How it goes onto what is loaded; none for a year that is not.
    pub how: Option<Loading>,
    /// Who proposed it.
    pub proposed_by: PersonCode,
    /// Who signed it.
    pub signed_by: Option<PersonCode>,
}

/// What is wrong with a calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarProblem {
    /// Not JSON of the holiday-cn form; the parser's own words.
    Malformed(String),
    /// The year is outside 2000 to 2199.
    Year(i32),
    /// A day lies neither in the year nor in the last week before it, where New Year's arrangement may begin.
    Outside(NaiveDate),
    /// A statutory holiday's own day is not among the days off.
    Statutory(NaiveDate),
    /// No day off is named after a statutory holiday.
    Feast(String),
    /// A make-up workday is no Saturday or Sunday.
    MakeUp(NaiveDate),
    /// A day stands twice.
    Twice(NaiveDate),
    /// No day at all, or more than a year has.
    Count(usize),
    /// A name with control characters or unseen direction marks, or too long.
    Name(NaiveDate),
}

impl CalendarYear {
    /// Reads a holiday-cn file.
    ///
    /// # Errors
    /// [`CalendarProblem`] names what is wrong; nothing is read in part.
    pub fn parse(text: &str) -> Result<Self, CalendarProblem> {
        let year: Self = serde_json::from_str(text)
            .map_err(|error| CalendarProblem::Malformed(error.to_string()))?;
        year.check()?;
        Ok(year)
    }

    /// Whether the notice makes sense; the same check for a file and for a command.
    ///
    /// # Errors
    /// The first [`CalendarProblem`] found.
    pub fn check(&self) -> Result<(), CalendarProblem> {
        if !(2000..2200).contains(&self.year) {
            return Err(CalendarProblem::Year(self.year));
        }
        if self.days.is_empty() || self.days.len() > DAYS_LIMIT {
            return Err(CalendarProblem::Count(self.days.len()));
        }
        let mut seen = BTreeSet::new();
        for day in &self.days {
            let before = day.date.year() == self.year - 1
                && (day.date.month(), day.date.day()) >= LAST_WEEK_BEGINS;
            if day.date.year() != self.year && !before {
                return Err(CalendarProblem::Outside(day.date));
            }
            if !day.off && !is_weekend(day.date) {
                return Err(CalendarProblem::MakeUp(day.date));
            }
            if day.name.chars().count() > 40 || text::is_dirty(&day.name) {
                return Err(CalendarProblem::Name(day.date));
            }
            if !seen.insert(day.date) {
                return Err(CalendarProblem::Twice(day.date));
            }
        }
        Ok(())
    }
}

impl CalendarYear {
    /// Whether it can be the notice of a whole year: all statutory holidays are among its days off.
    ///
    /// # Errors
    /// The first [`CalendarProblem`] found.
    pub fn check_whole(&self) -> Result<(), CalendarProblem> {
        self.check()?;
        let off = || self.days.iter().filter(|day| day.off);
        if let Some(date) =
            statutory::days(self.year).find(|date| off().all(|day| day.date != *date))
        {
            return Err(CalendarProblem::Statutory(date));
        }
        let lacking = statutory::feasts(self.year)
            .iter()
            .find(|feast| !off().any(|day| day.name.contains(**feast)));
        match lacking {
            Some(feast) => Err(CalendarProblem::Feast((*feast).to_owned())),
            None => Ok(()),
        }
    }

    /// The notice with the days of a supplement: where both have a day, the supplement's stands.
    #[must_use]
    pub fn with(&self, supplement: &Self) -> Self {
        let mut days: BTreeMap<NaiveDate, SpecialDay> = BTreeMap::new();
        for day in self.days.iter().chain(&supplement.days) {
            days.insert(day.date, day.clone());
        }
        let mut papers = self.papers.clone();
        papers.extend(supplement.papers.iter().cloned());
        Self {
            year: self.year,
            papers,
            days: days.into_values().collect(),
        }
    }
}

/// How one day counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayKind {
    /// An ordinary weekday.
    Working,
    /// A weekend day worked to make up for the named holiday.
    MakeUp(String),
    /// A day off for the named holiday.
    Holiday(String),
    /// A Saturday or Sunday.
    Weekend,
}

impl DayKind {
    /// Whether the day counts as a working day.
    #[must_use]
    pub fn counts(&self) -> bool {
        match self {
            Self::Working | Self::MakeUp(_) => true,
            Self::Holiday(_) | Self::Weekend => false,
        }
    }
}

/// Every notice known, as of one edition. An edition is the number of notices loaded after the built-in ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    edition: u32,
    notices: BTreeMap<i32, CalendarYear>,
    special: BTreeMap<NaiveDate, SpecialDay>,
}

impl Calendar {
    /// The built-in notices of 2024 to 2026: edition 0.
    #[must_use]
    pub fn built_in() -> Self {
        let mut calendar = Self {
            edition: 0,
            notices: BTreeMap::new(),
            special: BTreeMap::new(),
        };
        for text in BUILT_IN {
            // A test reads all three, so that none can be dropped here unnoticed.
            if let Ok(year) = CalendarYear::parse(text) {
                calendar.notices.insert(year.year, year);
            }
        }
        calendar.lay();
        calendar
    }

    /// The calendar after `notices`, oldest first, on top of the built-in ones.
    #[must_use]
    pub fn with_notices<'a>(notices: impl IntoIterator<Item = &'a CalendarYear>) -> Self {
        let mut calendar = Self::built_in();
        for year in notices {
            calendar.notices.insert(year.year, year.clone());
            calendar.edition += 1;
        }
        calendar.lay();
        calendar
    }

    /// Lays the notices over one another, year by year: the notice of a year arranges all of it, and that of the next
    /// year has the last word on the December days that it touches.
    fn lay(&mut self) {
        self.special.clear();
        for (year, notice) in &self.notices {
            self.special.retain(|date, _| date.year() != *year);
            let days = notice.days.iter().map(|day| (day.date, day.clone()));
            self.special.extend(days);
        }
    }

    /// The notice in force for a year; a later one replaces the whole of the earlier.
    #[must_use]
    pub fn notice(&self, year: i32) -> Option<&CalendarYear> {
        self.notices.get(&year)
    }

    /// The calendar once a notice more is loaded, and the first day that counts otherwise, or is more certain, than before.
    #[must_use]
    pub fn with(&self, notice: &CalendarYear) -> (Self, NaiveDate) {
        let mut after = self.clone();
        after.notices.insert(notice.year, notice.clone());
        after.edition += 1;
        after.lay();
        let first = NaiveDate::from_ymd_opt(notice.year - 1, 1, 1).unwrap_or(NaiveDate::MIN);
        let changes = |day: &NaiveDate| {
            self.is_working(*day) != after.is_working(*day)
                || self.is_provisional(*day) != after.is_provisional(*day)
        };
        // A notice touches its own year and the two beside it.
        let from = first.iter_days().take(3 * DAYS_LIMIT).find(changes);
        (after, from.unwrap_or(first))
    }

    /// How many notices were loaded after the built-in ones.
    #[must_use]
    pub fn edition(&self) -> u32 {
        self.edition
    }

    /// The years whose notice is known.
    pub fn covered(&self) -> impl Iterator<Item = i32> + '_ {
        self.notices.keys().copied()
    }

    /// Whether the notice of that day's year is still unpublished or unknown here.
    #[must_use]
    pub fn is_provisional(&self, date: NaiveDate) -> bool {
        !self.notices.contains_key(&date.year())
    }

    /// The special days of a year, in order.
    pub fn special_days(&self, year: i32) -> impl Iterator<Item = &SpecialDay> {
        self.special
            .values()
            .filter(move |day| day.date.year() == year)
    }

    /// How a day counts.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> DayKind {
        match self.special.get(&date) {
            Some(day) if day.off => DayKind::Holiday(day.name.clone()),
            Some(day) if is_weekend(date) => DayKind::MakeUp(day.name.clone()),
            Some(_) => DayKind::Working,
            None => match self.statutory(date) {
                Some(name) => DayKind::Holiday(name.to_owned()),
                None if is_weekend(date) => DayKind::Weekend,
                None => DayKind::Working,
            },
        }
    }

    /// The statutory holiday that a day is in a year without a notice: only the arrangement around it waits (R43). A
    /// notice has the last word on its own year.
    fn statutory(&self, date: NaiveDate) -> Option<&'static str> {
        let asked = self.is_provisional(date).then_some(date)?;
        statutory::holiday(asked)
    }

    /// Whether a day is a working day.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.special.get(&date).map_or_else(
            || !is_weekend(date) && self.statutory(date).is_none(),
            |day| !day.off,
        )
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    date.weekday().number_from_monday() > 5
}
