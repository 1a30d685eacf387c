//! What happens to a matter of the demo city, and when: fates, and plans of working days.
//!
//! A plan is laid backwards from its end. A matter that is still open ends in an act so many working days ago that the
//! duty which that act opened is in time, due today or late; one that is over ended some day of the last half year.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::domain::build::pool::CloudMode;
use crate::domain::law::calendar::Calendar;
use crate::domain::law::clock::{civil_date, instant_at};

use super::dice::Dice;
use super::story_step::StoryStep;

/// Over how many working days the ends of finished matters are spread.
const SPREAD: u32 = 120;
/// How many working days the diary holds: the spread, and before it the longest plan.
const DIARY: usize = 380;
/// Working seconds of a day: 8:30 to 12:00 and 14:00 to 17:30.
const DAY_SECONDS: u32 = 7 * 3600;
/// Of a hundred acts that close a duty, so many come late.
const LATE_ACTS: u32 = 4;
/// Of a hundred open matters, so many wait late, and so many more until today.
const LATE: u32 = 5;
const TODAY: u32 = 9;

/// What becomes of a case, and how often: weights in a small city and in a large one.
pub(super) struct Fate {
    /// The deeds that lead to where it begins.
    before: &'static [&'static dyn StoryStep],
    /// Its own deeds in order, behind those; a self-built pool skips the orders.
    deeds: &'static [&'static dyn StoryStep],
    small: u32,
    large: u32,
}

/// Fates by their weights: `small large: First Second ..;`, with the deeds in scope; behind others with `after DEEDS:` before
/// them all.
macro_rules! fates {
    (after $before:expr; $($small:literal $large:literal: $($deed:ident)+;)+) => {
        &[$($crate::city::script::Fate::new($before, &[$(&$deed),+], $small, $large)),+]
    };
    ($($small:literal $large:literal: $($deed:ident)+;)+) => {
        fates![after &[]; $($small $large: $($deed)+;)+]
    };
}

pub(super) use fates;

impl Fate {
    /// A fate with its weights.
    pub(super) const fn new(
        before: &'static [&'static dyn StoryStep],
        deeds: &'static [&'static dyn StoryStep],
        small: u32,
        large: u32,
    ) -> Self {
        Self {
            before,
            deeds,
            small,
            large,
        }
    }

    /// The place of one of several, by weight.
    pub(super) fn draw(of: &'static [Self], large: bool, dice: &mut Dice) -> usize {
        let weight = |fate: &Self| if large { fate.large } else { fate.small };
        let mut left = dice.below(of.iter().map(weight).sum());
        of.iter()
            .position(|fate| {
                let found = left < weight(fate);
                left = left.saturating_sub(weight(fate));
                found
            })
            .unwrap_or(0)
    }

    /// How many matters it makes.
    pub(super) fn matters(&self) -> u32 {
        1 + u32::from(self.deeds.iter().any(|deed| deed.opens_second()))
    }

    /// Whether it is a fate of its own in a pool of this mode. One that ends with an order is none on a self-built
    /// pool: without the order it is a shorter fate.
    pub(super) fn suits(&self, mode: CloudMode) -> bool {
        mode == CloudMode::Purchased || !self.deeds.last().is_some_and(|deed| deed.is_order())
    }

    /// Its deeds in a pool of this mode.
    pub(super) fn in_mode(&self, mode: CloudMode) -> impl Iterator<Item = &'static dyn StoryStep> {
        self.before
            .iter()
            .chain(self.deeds)
            .copied()
            .filter(move |deed| mode == CloudMode::Purchased || !deed.is_order())
    }
}

/// The working days up to now.
pub(super) struct Diary {
    days: Vec<NaiveDate>,
    now: DateTime<Utc>,
}

impl Diary {
    /// The diary of a city at `now`.
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        let calendar = Calendar::built_in();
        let today = civil_date(now);
        let mut days: Vec<_> = (0..)
            .map_while(|back| today.checked_sub_days(Days::new(back)))
            .filter(|day| calendar.is_working(*day))
            .take(DIARY)
            .collect();
        days.reverse();
        Self { days, now }
    }

    fn last(&self) -> usize {
        self.days.len().saturating_sub(1)
    }

    /// The instant of a working second.
    fn instant(&self, day: usize, second: u32) -> DateTime<Utc> {
        let date = self.days.get(day).copied().unwrap_or_default();
        let morning = 210 * 60;
        let opens = if second < morning { 510 } else { 630 };
        instant_at(date, opens) + chrono::Duration::seconds(i64::from(second))
    }

    /// A random instant of the day as its day and second, not after now; of the day before if the day has not begun.
    fn random_instant(&self, day: usize, dice: &mut Dice) -> (usize, u32) {
        let second = dice.below(DAY_SECONDS);
        if self.instant(day, second) <= self.now {
            return (day, second);
        }
        let earlier = dice.below(second.max(1));
        if self.instant(day, earlier) <= self.now {
            (day, earlier)
        } else {
            (day.saturating_sub(1), second)
        }
    }
}

/// A deed with its time.
#[derive(Clone, Copy)]
pub(super) struct Planned {
    pub(super) at: DateTime<Utc>,
    pub(super) deed: &'static dyn StoryStep,
}

/// Lays the plan of a fate.
pub(super) fn plan(fate: &Fate, mode: CloudMode, diary: &Diary, dice: &mut Dice) -> Vec<Planned> {
    let deeds: Vec<_> = fate.in_mode(mode).collect();
    let limit = deeds.last().and_then(|last| last.leaves_open(mode));
    let age = match limit {
        Some(limit) => waiting(limit, dice),
        None => dice.below(SPREAD),
    };
    let age = usize::try_from(age).unwrap_or(0);
    let (mut day, mut second) = diary.random_instant(diary.last().saturating_sub(age), dice);
    let mut plan = Vec::with_capacity(deeds.len());
    for deed in deeds.into_iter().rev() {
        plan.push(Planned {
            at: diary.instant(day, second),
            deed,
        });
        let gap = usize::try_from(pause(deed, dice)).unwrap_or(0);
        if gap == 0 {
            second = dice.below(second);
        } else {
            second = dice.below(DAY_SECONDS);
            day = day.saturating_sub(gap);
        }
    }
    plan.reverse();
    plan
}

/// For how many working days a duty of that limit has been open.
fn waiting(limit: u32, dice: &mut Dice) -> u32 {
    let roll = dice.below(100);
    if roll < LATE {
        limit + 1 + dice.below(4)
    } else if roll < LATE + TODAY {
        limit
    } else {
        dice.below(limit)
    }
}

/// How many working days pass before a deed.
fn pause(deed: &dyn StoryStep, dice: &mut Dice) -> u32 {
    match deed.limit() {
        Some(limit) if dice.percent(LATE_ACTS) => limit + 1 + dice.below(4),
        _ => dice.between(deed.pause()),
    }
}
