//! What the sentence of an event says, as a tree: a line by its name, and what stands in its slots.
//!
//! No word for people is here. `locale` words the tree, a filter walks it, and nothing else is known of a sentence: what is
//! on the screen is what is found, and whoever looks for it needs no words. It is asked of an event that is covered already:
//! what is hidden is not said.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::block::Ground;
use super::code::Code;
use super::duty::{DutyKey, Outcome};
use super::escalation::Superior;
use super::matter::MatterId;
use super::party::{Likeness, PartyKind, Post};
use super::ruling::RulingUse;
use super::validity::Change;
use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::Funding;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::exception::ExceptionKind;
use crate::domain::r#use::materials::MaterialKind;

/// The most characters of somebody's text within a sentence.
const EXCERPT: usize = 40;

/// The first line of a text, cut where it is long.
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    let first = text.lines().next().unwrap_or_default().trim();
    let end = first.char_indices().nth(EXCERPT).map(|(at, _)| at);
    let cut = end.and_then(|end| first.get(..end)).unwrap_or(first);
    if cut.len() < text.trim().len() {
        Cow::Owned(format!("{cut}…"))
    } else {
        Cow::Borrowed(cut)
    }
}

/// The time that is so many minutes after the day began: `16:30`.
#[must_use]
pub fn time(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What stands in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'e> {
    /// A text, a name, a code that stands for itself; or that it is not open to whoever looks.
    Text(Cow<'e, str>),
    /// What a code stands for, which is called by its name.
    Called(Code),
    /// A number.
    Number(u64),
    /// Money, in fen.
    Money(u64),
    /// A protection level.
    Level(u8),
    /// A matter.
    Matter(MatterId),
    /// A day.
    Day(NaiveDate),
    /// When a deadline ends: its day, and how many minutes after that began.
    Due(NaiveDate, u16),
    /// An instant.
    At(DateTime<Utc>),
    /// A duty, and on which of the matter's things if not on the whole of it.
    Duty(DutyKey),
    /// How a duty ended.
    Outcome(Outcome),
    /// To whom lateness is reported.
    Superior(Superior),
    /// A kind of material.
    Material(MaterialKind),
    /// A kind of party.
    Kind(PartyKind),
    /// A post.
    Post(Post),
    /// In what two persons are alike.
    Likeness(Likeness),
    /// How a pool came to the city.
    Mode(CloudMode),
    /// Who pays.
    Funding(Funding),
    /// What a price is for.
    Basis(PriceBasis),
    /// What an exception is from.
    Exception(ExceptionKind),
    /// Why something is blocked, with the article.
    Ground(Ground),
    /// A ruling's parameter, and how it is ruled.
    Ruled(RulingUse),
    /// What befell the Measures.
    Change(Change),
    /// A line within the line.
    Line(Said<'e>),
    /// Several in a row; nothing if there are none.
    Several(Vec<Value<'e>>),
    /// A way from one to the next.
    Way(Vec<Value<'e>>),
}

/// A line, and what stands in its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'e> {
    /// Its name: the type of the event, or one of its own where a type has several lines or several types share one.
    pub line: &'static str,
    /// The slots, from the first on.
    pub slots: Vec<Value<'e>>,
}

impl<'e> Said<'e> {
    /// A line by its name.
    #[must_use]
    pub fn of(line: &'static str) -> Self {
        Self {
            line,
            slots: Vec::new(),
        }
    }

    /// Fills its next slot.
    #[must_use]
    pub fn value(mut self, value: Value<'e>) -> Self {
        self.slots.push(value);
        self
    }

    /// Fills it with another line.
    #[must_use]
    pub fn line(self, line: Self) -> Self {
        self.value(Value::Line(line))
    }

    /// Fills it with several.
    #[must_use]
    pub fn several(self, values: impl IntoIterator<Item = Value<'e>>) -> Self {
        self.value(Value::Several(values.into_iter().collect()))
    }

    /// Fills it with what somebody wrote, only the beginning.
    #[must_use]
    pub fn text(self, text: &'e str) -> Self {
        self.name(excerpt(text))
    }

    /// Fills it with a name or a code, whole.
    #[must_use]
    pub fn name(self, name: impl Into<Cow<'e, str>>) -> Self {
        self.value(Value::Text(name.into()))
    }

    /// Fills it with what a code stands for.
    #[must_use]
    pub fn called(self, code: impl Into<Code>) -> Self {
        self.value(Value::Called(code.into()))
    }

    /// Fills it with a number.
    #[must_use]
    pub fn number(self, number: impl Into<u64>) -> Self {
        self.value(Value::Number(number.into()))
    }

    /// Fills it with how many there are.
    #[must_use]
    pub fn count(self, count: usize) -> Self {
        self.number(u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// Fills it with a day.
    #[must_use]
    pub fn day(self, day: NaiveDate) -> Self {
        self.value(Value::Day(day))
    }

    /// The codes of all that it calls by a name.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<Code> {
        self.slots.iter().flat_map(Value::codes).collect()
    }
}

impl Value<'_> {
    fn codes(&self) -> BTreeSet<Code> {
        match self {
            Self::Called(code) => [code.clone()].into(),
            Self::Line(said) => said.codes(),
            Self::Several(values) | Self::Way(values) => {
                values.iter().flat_map(Self::codes).collect()
            }
            Self::Text(_)
            | Self::Number(_)
            | Self::Money(_)
            | Self::Level(_)
            | Self::Matter(_)
            | Self::Day(_)
            | Self::Due(..)
            | Self::At(_)
            | Self::Duty(_)
            | Self::Outcome(_)
            | Self::Superior(_)
            | Self::Material(_)
            | Self::Kind(_)
            | Self::Post(_)
            | Self::Likeness(_)
            | Self::Mode(_)
            | Self::Funding(_)
            | Self::Basis(_)
            | Self::Exception(_)
            | Self::Ground(_)
            | Self::Ruled(_)
            | Self::Change(_) => BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_a_short_one_is_not() {
        assert_eq!(excerpt("  短  "), "短");
        assert_eq!(excerpt(&"长".repeat(41)), "长".repeat(40) + "…");
        assert_eq!(excerpt(&"长".repeat(40)), "长".repeat(40));
        assert_eq!(excerpt("一\n二"), "一…");
    }
}
