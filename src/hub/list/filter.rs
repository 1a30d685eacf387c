//! Filters: several words, all of which must be found in what the row shows.
//!
//! The hub knows no words of ours. Whoever asks turns each word that was typed into its text and into everything that is
//! worded so: the terms, the days, the articles, the kinds of events. A word is found in a row if a cell holds any of it.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::law::article::Article;
use crate::domain::law::clock::{Remaining, civil_date};
use crate::domain::law::matter::{MatterId, MatterKind};
use crate::domain::law::money::yuan;
use crate::domain::law::naming::Names;
use crate::domain::law::ruling::{R18, RulingUse, RulingValue};
use crate::domain::law::said::{Said, Value, time};
use crate::domain::law::sight::HIDDEN;

use super::Row;
use super::cell::{Cell, SentenceOf, Term};
use super::column::Column;

/// The most words of a filter.
pub const WORDS_LIMIT: usize = 16;
/// The most characters of a word.
pub const WORD_LIMIT: usize = 64;
/// The most things that one word may stand for.
pub const MEANINGS_LIMIT: usize = 2_048;

/// One word of a filter: the text, and what is worded so.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Word {
    /// What stands in a text, a code or a number.
    pub text: String,
    /// Terms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Days, from the first to the last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<(NaiveDate, NaiveDate)>,
    /// Days of the week.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<Weekday>,
    /// Articles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Article>,
    /// What remains until a deadline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Remaining>,
    /// Types of events, and lines of their sentences by the names that [`Said`](crate::domain::law::said::Said) gives them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    /// Holidays, as their notices name them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
}

impl Word {
    /// How many things it stands for besides its text.
    fn meanings(&self) -> usize {
        self.terms.len()
            + self.days.len()
            + self.weekdays.len()
            + self.articles.len()
            + self.left.len()
            + self.events.len()
            + self.holidays.len()
    }
}

/// The words of a filter. A script may write a text: its words then stand only for themselves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Vec<Word>")]
pub struct Filter(pub Vec<Word>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Words(Vec<Word>),
}

impl From<Written> for Filter {
    fn from(written: Written) -> Self {
        match written {
            Written::Text(text) => Self::plain(&text),
            Written::Words(words) => Self(words),
        }
    }
}

impl From<Filter> for Vec<Word> {
    fn from(filter: Filter) -> Self {
        filter.0
    }
}

impl Filter {
    /// The words of a text, which stand only for themselves.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let word = |text: &str| Word {
            text: text.to_owned(),
            ..Word::default()
        };
        Self(text.split_whitespace().map(word).collect())
    }

    /// Whether it lets every row pass.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0
            .iter()
            .all(|word| word.text.trim().is_empty() && word.meanings() == 0)
    }

    /// Whether every word is found in a cell.
    #[must_use]
    pub fn is_in(&self, cell: &Cell) -> bool {
        Wanted::new(self).words.iter().all(|word| word.is_in(cell))
    }

    /// The bound that it goes beyond, if it does.
    #[must_use]
    pub fn beyond(&self) -> Option<usize> {
        if self.0.len() > WORDS_LIMIT {
            return Some(WORDS_LIMIT);
        }
        let words = || self.0.iter();
        if words().any(|word| word.text.chars().nth(WORD_LIMIT).is_some()) {
            return Some(WORD_LIMIT);
        }
        let is_far = words().any(|word| word.meanings() > MEANINGS_LIMIT);
        is_far.then_some(MEANINGS_LIMIT)
    }
}

/// A filter made ready to be held against many rows.
pub(super) struct Wanted {
    words: Vec<Ready>,
}

/// A word made ready.
pub(super) struct Ready {
    word: Word,
    /// The text in small letters.
    text: String,
    /// Whether letters have a size in it: most texts have none, and are compared as they stand.
    has_case: bool,
    /// Whether a matter's number can hold it: most texts hold what no number does.
    like_a_number: bool,
    /// Whether it stands for its text alone, and that only in what somebody wrote, as it was written.
    only_written: bool,
}

impl Wanted {
    pub(super) fn new(filter: &Filter) -> Self {
        let ready = |word: &Word| {
            let text = word.text.trim().to_lowercase();
            let like_a_number = !text.is_empty() && is_like_a_number(&text);
            Ready {
                has_case: text.chars().any(|letter| letter.is_ascii_alphabetic()),
                like_a_number,
                only_written: word.meanings() == 0 && !like_a_number && is_only_written(&text),
                text,
                word: word.clone(),
            }
        };
        let words = filter.0.iter().map(ready);
        Self {
            words: words
                .filter(|ready| !ready.text.is_empty() || ready.word.meanings() > 0)
                .collect(),
        }
    }

    pub(super) fn words(&self) -> &[Ready] {
        &self.words
    }

    /// Whether a word may stand in an amount of money.
    pub(super) fn may_be_an_amount(&self) -> bool {
        let is_of_amounts = |letter: char| letter.is_ascii_digit() || ".,".contains(letter);
        let mut words = self.words.iter();
        words.any(|word| !word.text.is_empty() && word.text.chars().all(is_of_amounts))
    }

    /// Whether every word is found in one of a row's cells, or among its signs.
    pub(super) fn is_in_row(&self, row: &Row, columns: &[Column]) -> bool {
        let is_in = |word: &Ready| {
            let cells = columns.iter().zip(&row.cells);
            let mut searched = cells.filter(|(column, _)| column.is_searched());
            searched.any(|(_, cell)| word.is_in(cell))
                || row.marks.iter().any(|mark| word.names(Term::Mark(*mark)))
        };
        self.words.iter().all(is_in)
    }
}

/// Whether a text can stand in the number of a matter.
fn is_like_a_number(text: &str) -> bool {
    MatterKind::ALL.into_iter().any(|kind| {
        let alias = kind.alias().to_lowercase();
        text.chars().all(|letter| {
            letter.is_ascii_digit()
                || letter == '-'
                || alias.contains(letter)
                || kind.word().contains(letter)
        })
    })
}

/// Whether a word can stand in a sentence only where it stands in the entry's line, letter for letter. It then has letters,
/// which numbers, days and times do not have, and none of the signs by which a sentence differs from its line: those that
/// JSON escapes, the ellipsis of a text that was cut, and what puts a paper's number together.
fn is_only_written(text: &str) -> bool {
    let is_otherwise = |letter: char| {
        letter.is_control() || letter.is_ascii_digit() || "\"\\…〔〕号".contains(letter)
    };
    text.chars().any(char::is_alphabetic) && !text.contains(is_otherwise)
}

impl Ready {
    /// Whether it stands for its text alone, and that only in what somebody wrote, as it was written.
    pub(super) fn is_only_written(&self) -> bool {
        self.only_written
    }

    /// Whether it stands in a text.
    pub(super) fn is_in_text(&self, place: &str) -> bool {
        if self.text.is_empty() {
            false
        } else if self.has_case {
            place.to_lowercase().contains(&self.text)
        } else {
            place.contains(&self.text)
        }
    }

    /// Whether it stands in a number, as people read it or as scripts write it.
    pub(super) fn is_in_number(&self, id: MatterId) -> bool {
        self.like_a_number
            && (id.label().to_lowercase().contains(&self.text)
                || id.to_string().to_lowercase().contains(&self.text))
    }

    /// Whether it names a term.
    pub(super) fn names(&self, term: Term) -> bool {
        self.word.terms.contains(&term)
    }

    /// Whether it names a day, or stands in how it is written.
    pub(super) fn is_day(&self, day: NaiveDate) -> bool {
        self.is_date(day) || self.word.weekdays.contains(&day.weekday())
    }

    /// The same of a day that is shown without its day of the week.
    fn is_date(&self, day: NaiveDate) -> bool {
        let within = |(from, until): &(NaiveDate, NaiveDate)| (*from..=*until).contains(&day);
        self.word.days.iter().any(within)
            || (!self.text.is_empty() && self.is_in_text(&day.to_string()))
    }

    /// Whether a day may be found by it.
    pub(super) fn may_be_a_day(&self) -> bool {
        !self.word.days.is_empty()
            || !self.word.weekdays.is_empty()
            || (self.text.chars()).all(|letter| letter.is_ascii_digit() || letter == '-')
    }

    /// Whether it can stand only in what a row's beginning has: its text, its number, its terms of stage and duty.
    pub(super) fn asks_for_more(&self) -> bool {
        let word = &self.word;
        let is_of_row = |term: &Term| match term {
            Term::Stage(_) | Term::Duty(_) => false,
            Term::Mark(_)
            | Term::Party(_)
            | Term::Post(_)
            | Term::Region(_)
            | Term::Budget(_)
            | Term::Mode(_)
            | Term::Funding(_)
            | Term::Object(_)
            | Term::Status(_)
            | Term::Exception(_)
            | Term::Inventory(_)
            | Term::Ground(_)
            | Term::PriceBasis(_)
            | Term::Became(_)
            | Term::Resource(_)
            | Term::Ruling(_)
            | Term::Article(_)
            | Term::Change(_)
            | Term::Level(_)
            | Term::WaitingLevel(_)
            | Term::Ends(_) => true,
        };
        !word.articles.is_empty() || !word.left.is_empty() || word.terms.iter().any(is_of_row)
    }

    /// Whether a cell holds it.
    pub(super) fn is_in(&self, cell: &Cell) -> bool {
        let word = &self.word;
        match cell {
            Cell::Nothing | Cell::Hidden | Cell::Deadline(_) => false,
            Cell::Text(text) | Cell::Code(text) => self.is_in_text(text),
            Cell::Party { name, short } => {
                self.is_in_text(name) || short.as_ref().is_some_and(|short| self.is_in_text(short))
            }
            Cell::Holiday(name) => {
                self.is_in_text(name) || word.holidays.iter().any(|one| name.contains(one))
            }
            Cell::Matter(id) => self.is_in_number(*id),
            Cell::Resource(id) => {
                let label = format!("{}/{}", id.matter.label(), id.line);
                self.is_in_text(&label) || self.is_in_text(&id.to_string())
            }
            Cell::Term(term) => self.names(*term),
            Cell::Terms(terms) => terms.iter().any(|term| self.names(*term)),
            Cell::Duty(key) => self.names(Term::Duty(key.kind)),
            Cell::Basis(article) => word.articles.contains(article),
            Cell::Number(count) => self.is_in_text(&count.to_string()),
            Cell::Money(fen) => self.is_in_text(&yuan(*fen)),
            Cell::Share(share) => self.is_in_text(&format!("{share}%")),
            Cell::Day(day) | Cell::Due { day, .. } => self.is_day(*day),
            Cell::Left(left) => word.left.iter().any(|one| is_worded_alike(*one, *left)),
            Cell::Instant(at) => self.is_day(civil_date(*at)) || self.is_in_text(&civil_time(*at)),
            Cell::Span { from, until } => {
                self.is_date(*from)
                    || until.is_some_and(|until| self.is_date(until))
                    || self.names(Term::Ends(until.is_some()))
            }
            Cell::Graded {
                level,
                status,
                waits,
            } => {
                self.names(Term::Level(*level))
                    || match waits {
                        // Where a level waits the cell names that level instead of its status.
                        Some(waits) => self.names(Term::WaitingLevel(*waits)),
                        None => self.names(Term::Status(*status)),
                    }
            }
            Cell::Sentence(told) => match &told.of {
                SentenceOf::Event(event) => {
                    let (kind, _) = event.written_as();
                    self.is_named(kind) || self.is_said(&event.said(), &told.names)
                }
                SentenceOf::Validity(validity) => self.is_day(validity.last_day),
                SentenceOf::Change(change) => self.is_said(&change.said(), &told.names),
                SentenceOf::Ruled(holding) => match holding.as_slice() {
                    [sole] if sole.says_itself() => self.is_ruled_value(sole),
                    several => several.iter().any(|used| self.is_parameter(used)),
                },
                SentenceOf::Proposal { by, .. } => {
                    self.is_value(&Value::Called(by.into()), &told.names)
                }
                SentenceOf::Ground(ground) => self.is_said(&ground.said(), &told.names),
            },
        }
    }
}

impl Ready {
    /// Whether a sentence says it, in words of ours or in a value.
    fn is_said(&self, said: &Said, names: &Names) -> bool {
        let mut slots = said.slots.iter();
        self.is_named(said.line) || slots.any(|value| self.is_value(value, names))
    }

    /// Whether it stands in the words of a line, or of a type of events.
    fn is_named(&self, line: &str) -> bool {
        self.word.events.iter().any(|name| name == line)
    }

    /// Whether it stands in a word of ours that is found as a line of its own.
    fn is_word(&self, of: &str, word: &str) -> bool {
        let mut names = self.word.events.iter();
        names.any(|name| name.split_once(' ') == Some((of, word)))
    }

    fn is_value(&self, value: &Value, names: &Names) -> bool {
        match value {
            Value::Text(text) if text == HIDDEN => self.is_named("hidden"),
            Value::Text(text) => self.is_in_text(text),
            Value::Called(code) => self.is_in_text(names.call(code)),
            Value::Number(number) => self.is_in(&Cell::Number(*number)),
            Value::Money(fen) => self.is_in(&Cell::Money(*fen)),
            Value::Level(level) => {
                self.names(Term::Level(*level)) || self.is_in_text(&level.to_string())
            }
            Value::Matter(id) => self.is_in_number(*id),
            Value::Day(day) => self.is_day(*day),
            Value::Due(day, minutes) => {
                self.is_day(*day) || self.is_in_text(&time(u32::from(*minutes)))
            }
            Value::At(at) => self.is_in(&Cell::Instant(*at)),
            Value::Duty(key) => {
                self.names(Term::Duty(key.kind))
                    || (key.subject > 0 && self.is_in_text(&format!("#{}", key.subject)))
            }
            Value::Outcome(outcome) => self.is_word("outcome", outcome.word()),
            Value::Superior(to) => self.is_word("superior", to.word()),
            Value::Material(kind) => self.is_word("material", kind.word()),
            Value::Kind(kind) => self.names(Term::Party(*kind)),
            Value::Post(post) => self.names(Term::Post(*post)),
            Value::Likeness(by) => self.is_word("alike", by.word()),
            Value::Mode(mode) => self.names(Term::Mode(*mode)),
            Value::Funding(funding) => self.names(Term::Funding(*funding)),
            Value::Basis(basis) => self.names(Term::PriceBasis(*basis)),
            Value::Exception(kind) => self.names(Term::Exception(*kind)),
            Value::Ground(ground) => {
                self.names(Term::Ground(*ground)) || self.word.articles.contains(&ground.article())
            }
            Value::Ruled(used) => self.is_ruled(used),
            Value::Change(change) => self.names(Term::Change(*change)),
            Value::Line(said) => self.is_said(said, names),
            Value::Several(values) | Value::Way(values) => {
                values.iter().any(|value| self.is_value(value, names))
            }
        }
    }

    fn is_ruled(&self, used: &RulingUse) -> bool {
        self.is_in_text(&used.ruling.to_string()) || self.is_parameter(used)
    }

    /// Whether it stands in the name of a parameter or in its value.
    fn is_parameter(&self, used: &RulingUse) -> bool {
        self.is_word("parameter", &format!("{} {}", used.ruling, used.parameter))
            || self.is_ruled_value(used)
    }

    fn is_ruled_value(&self, used: &RulingUse) -> bool {
        match &used.value {
            RulingValue::Number(minutes) if used.ruling == R18 => self.is_in_text(&time(*minutes)),
            RulingValue::Word(word) => self.is_word("word", &format!("{} {word}", used.ruling)),
            RulingValue::Number(_) | RulingValue::Date(_) => {
                self.is_in_text(&used.value.to_string())
            }
        }
    }
}

/// The time in Beijing of an instant, as lists show it.
fn civil_time(at: DateTime<Utc>) -> String {
    let utc = at.naive_utc();
    let here = utc.checked_add_signed(TimeDelta::hours(8)).unwrap_or(utc);
    here.format("%H:%M").to_string()
}

/// Whether what remains is told in the same words: of a limit of hours its minutes, of another its days, and of an end
/// that is not sure only that.
fn is_worded_alike(one: Remaining, other: Remaining) -> bool {
    let length = |left: Remaining| match left.minutes {
        Some(minutes) => (minutes, None),
        None => (left.days, Some(left.working)),
    };
    if one.undetermined || other.undetermined {
        one.undetermined == other.undetermined
    } else {
        one.late == other.late && length(one) == length(other)
    }
}
