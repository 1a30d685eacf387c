//! What the words of a filter stand for: every value that reads so on the screen.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{DAY_TODAY, DAY_TOMORROW, DAY_YESTERDAY, WEEK, term};
use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::Funding;
use crate::domain::law::article::{ARTICLE_COUNT, Article};
use crate::domain::law::block::Ground;
use crate::domain::law::clock::Remaining;
use crate::domain::law::duty::DutyKind;
use crate::domain::law::matter::Stage;
use crate::domain::law::party::{PartyKind, Post, Region};
use crate::domain::law::ruling::RulingId;
use crate::domain::law::validity::Change;
use crate::domain::purchase::agreement::Object;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::exception::ExceptionKind;
use crate::domain::purchase::listing::Became;
use crate::domain::r#use::inventory::InventoryKind;
use crate::domain::r#use::resource::ResourceState;
use crate::hub::list::cell::{Mark, Status, Term};
use crate::hub::list::filter::{Filter, WORD_LIMIT, WORDS_LIMIT, Word};
use crate::locale::{Lang, T, article, date, day, event};

/// What somebody typed as a filter: each word, with every value that reads so on the screen.
#[must_use]
pub fn filter(lang: Lang, typed: &str, today: NaiveDate) -> Filter {
    let words = typed.split_whitespace().take(WORDS_LIMIT);
    Filter(words.map(|word| meant(lang, word, today)).collect())
}

/// A word, with every value that reads so on the screen.
fn meant(lang: Lang, typed: &str, today: NaiveDate) -> Word {
    let text: String = typed.chars().take(WORD_LIMIT).collect();
    let small = text.to_lowercase();
    let says = |words: &str| words.to_lowercase().contains(&small);
    Word {
        terms: terms().filter(|one| says(&term(lang, *one))).collect(),
        days: days(lang, &small, today),
        weekdays: WEEKDAYS
            .into_iter()
            .filter(|day| says(date::weekday(*day).get(lang)))
            .collect(),
        articles: articles()
            .filter(|one| says(&article::cite(lang, one.number, one.paragraph)))
            .collect(),
        left: left(&small)
            .filter(|one| is_left(lang, *one, &small))
            .collect(),
        events: event::lines_saying(lang, &small).collect(),
        holidays: day::holidays_saying(lang, &small)
            .map(str::to_owned)
            .collect(),
        text,
    }
}

/// The protection levels.
const LEVELS: std::ops::RangeInclusive<u8> = 1..=5;

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// The days that a word names.
fn days(lang: Lang, word: &str, today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let is = |named: T| named.get(lang).to_lowercase() == word;
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let one = |day: Option<NaiveDate>| day.map(|day| (day, day)).into_iter().collect();
    if is(DAY_TODAY) {
        one(Some(today))
    } else if is(DAY_TOMORROW) {
        one(today.succ_opt())
    } else if is(DAY_YESTERDAY) {
        one(today.pred_opt())
    } else if is(WEEK) {
        let monday = u64::from(today.weekday().num_days_from_monday());
        let first = today.checked_sub_days(Days::new(monday)).unwrap_or(today);
        vec![(first, after(6 - monday))]
    } else {
        Vec::new()
    }
}

/// Every article and paragraph that a cell may name.
fn articles() -> impl Iterator<Item = Article> {
    (1..=ARTICLE_COUNT).flat_map(|number| {
        let paragraphs = std::iter::once(None).chain((1..=9).map(Some));
        paragraphs.map(move |paragraph| Article { number, paragraph })
    })
}

/// What may remain until a deadline and be worded as a word is, as far as people filter by it: days of a year, hours and
/// minutes of four days.
fn left(word: &str) -> impl Iterator<Item = Remaining> {
    let none = Remaining {
        days: 0,
        working: false,
        minutes: None,
        late: false,
        undetermined: false,
    };
    // Only a word with a digit can be a length of time; the others need not be compared with all of them.
    let counts = word.chars().any(|letter| letter.is_ascii_digit());
    let (days, minutes) = if counts { (366, 4 * 24 * 60) } else { (0, 0) };
    let days = (-days..=days).flat_map(move |days| {
        [true, false].map(move |working| Remaining {
            days,
            working,
            late: days < 0,
            ..none
        })
    });
    let minutes = (-minutes..minutes).map(move |minutes| Remaining {
        minutes: Some(minutes),
        late: minutes < 0,
        ..none
    });
    let others = [
        Remaining {
            late: true,
            working: true,
            ..none
        },
        Remaining { late: true, ..none },
        Remaining {
            undetermined: true,
            ..none
        },
    ];
    days.chain(minutes).chain(others)
}

/// Whether what remains is worded exactly so: "2日" is no part of "12日".
fn is_left(lang: Lang, left: Remaining, word: &str) -> bool {
    let compact = date::remaining_compact(lang, left).to_lowercase();
    compact.trim_end_matches('!').trim() == word
        || date::remaining(lang, left).to_lowercase() == word
}

/// Every word of ours that a cell may say.
fn terms() -> impl Iterator<Item = Term> {
    std::iter::empty()
        .chain(Stage::all().map(Term::Stage))
        .chain(DutyKind::all().map(Term::Duty))
        .chain(Mark::ALL.map(Term::Mark))
        .chain(PartyKind::ALL.map(Term::Party))
        .chain(Post::ALL.map(Term::Post))
        .chain(Region::ALL.map(Term::Region))
        .chain([true, false].map(Term::Budget))
        .chain(CloudMode::ALL.map(Term::Mode))
        .chain(Funding::ALL.map(Term::Funding))
        .chain(Object::ALL.map(Term::Object))
        .chain(Status::ALL.map(Term::Status))
        .chain(ExceptionKind::ALL.map(Term::Exception))
        .chain(InventoryKind::ALL.map(Term::Inventory))
        .chain(Ground::ALL.map(Term::Ground))
        .chain(PriceBasis::ALL.map(Term::PriceBasis))
        .chain(Became::ALL.map(Term::Became))
        .chain(ResourceState::ALL.map(Term::Resource))
        .chain(RulingId::all().map(Term::Ruling))
        .chain((1..=ARTICLE_COUNT).map(Term::Article))
        .chain(Change::ALL.map(Term::Change))
        .chain(LEVELS.map(Term::Level))
        .chain(LEVELS.map(Term::WaitingLevel))
        .chain([true, false].map(Term::Ends))
}

#[cfg(test)]
mod tests;
