//! What the sentence of an event says: which of the lines that are worded for it, and the values that stand in them.
//!
//! No word for people is here. Whoever words an event prints these lines with these values and nothing else, so that whoever
//! looks for what a sentence says needs no words; a test holds the two together in every language. It is asked of an event
//! that is covered already: what is hidden is not said.

use chrono::{DateTime, NaiveDate, Utc};

use super::article::Article;
use super::block::{Block, Ground, Subject};
use super::clock::Deadline;
use super::duty::DutyKey;
use super::matter::MatterId;
use super::party::{PartyKind, Post};
use super::ruling::{R18, RulingUse, RulingValue};
use super::sight::HIDDEN;
use super::validity::{Change, MeasuresChange, MeasuresGround};
use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::Funding;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::exception::ExceptionKind;

/// The most characters of somebody's text within a sentence.
const EXCERPT: usize = 40;

/// The first line of a text, cut where it is long.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    let cut: String = first.chars().take(EXCERPT).collect();
    if cut.len() < text.trim().len() {
        cut + "…"
    } else {
        cut
    }
}

/// A value that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, a name, a code.
    Text(String),
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
    /// An instant.
    At(DateTime<Utc>),
    /// An article.
    Article(Article),
    /// A duty.
    Duty(DutyKey),
    /// A kind of party.
    Kind(PartyKind),
    /// A post.
    Post(Post),
    /// How a pool came to the city.
    Mode(CloudMode),
    /// Who pays.
    Funding(Funding),
    /// What a price is for.
    Basis(PriceBasis),
    /// What an exception is from.
    Exception(ExceptionKind),
    /// Why something is blocked.
    Ground(Ground),
    /// What befell the Measures.
    Change(Change),
}

/// What a sentence says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Its lines, of a type that has several and of what several types share; each by a name of its own.
    pub lines: Vec<String>,
    /// The values in them.
    pub values: Vec<Value>,
}

impl Said {
    /// One that begins with a line.
    #[must_use]
    pub fn by(line: &str) -> Self {
        Self::default().line(line)
    }

    /// Says a line more.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// Says a line more if that is so.
    #[must_use]
    pub fn line_if(self, is_so: bool, line: &str) -> Self {
        if is_so { self.line(line) } else { self }
    }

    /// Says a value more.
    #[must_use]
    pub fn value(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    /// Says what somebody wrote, only the beginning; or that it is not open to whoever looks.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        if text == HIDDEN {
            return self.line("hidden");
        }
        self.value(Value::Text(excerpt(text)))
    }

    /// Says a name or a code, whole.
    #[must_use]
    pub fn name(self, name: &impl ToString) -> Self {
        self.value(Value::Text(name.to_string()))
    }

    /// Says a number.
    #[must_use]
    pub fn number(self, number: impl Into<u64>) -> Self {
        self.value(Value::Number(number.into()))
    }

    /// Says how many there are.
    #[must_use]
    pub fn count(self, count: usize) -> Self {
        self.number(u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// Says a day.
    #[must_use]
    pub fn day(self, day: NaiveDate) -> Self {
        self.value(Value::Day(day))
    }

    /// Says a duty, and on which of the matter's things if not on the whole of it.
    #[must_use]
    pub fn duty(self, key: DutyKey) -> Self {
        let said = self.value(Value::Duty(key));
        match key.subject {
            0 => said,
            subject => said.name(&format!("#{subject}")),
        }
    }

    /// Says how much of which lines, those that have any.
    #[must_use]
    pub fn of_lines(self, quantities: &[u32]) -> Self {
        let numbered = (1u32..).zip(quantities);
        let numbered = numbered.filter(|(_, quantity)| **quantity > 0);
        numbered.fold(self, |said, (line, quantity)| {
            said.number(line).number(*quantity)
        })
    }

    /// Says the time that is so many minutes after the day began.
    fn time(self, minutes: u32) -> Self {
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        self.name(&time)
    }

    /// Says when a deadline ends.
    #[must_use]
    pub fn due(self, deadline: &Deadline) -> Self {
        let minutes = deadline.cut_off().min(24 * 60);
        self.day(deadline.due()).time(u32::from(minutes))
    }

    /// Says a ruling's value.
    #[must_use]
    pub fn ruled(self, used: &RulingUse) -> Self {
        let (ruling, parameter) = (used.ruling, &used.parameter);
        let said = self
            .name(&ruling)
            .line(format!("parameter {ruling} {parameter}"));
        match &used.value {
            RulingValue::Number(minutes) if ruling == R18 => said.time(*minutes),
            RulingValue::Number(number) => said.number(*number),
            RulingValue::Date(day) => said.name(day),
            RulingValue::Word(word) => said.line(format!("word {ruling} {word}")),
        }
    }

    /// Says a block, but for when it acts and by which paper.
    #[must_use]
    pub fn block(self, block: &Block) -> Self {
        let said = self
            .number(block.number)
            .value(Value::Ground(block.ground))
            .value(Value::Article(block.ground.article()));
        match &block.subject {
            Subject::City => said.line("block on city"),
            Subject::Pool(pool) => said.line("block on pool").name(pool),
            Subject::Provider(party) => said.line("block on provider").name(party),
            Subject::Unit(party) => said.line("block on unit").name(party),
            Subject::System(system) => said.line("block on system").name(system),
        }
    }

    /// Says what befell the Measures.
    #[must_use]
    pub fn change(self, one: &MeasuresChange) -> Self {
        let said = self
            .line("change numbered")
            .number(one.number)
            .value(Value::Change(one.change))
            .day(one.day);
        let (when, is_lapse) = match one.change {
            Change::Lapse => ("change until", true),
            Change::Extension => ("change until", false),
            Change::Repeal | Change::Successor => ("change from", false),
        };
        let said = said.line(when);
        let said = match (is_lapse, &one.signed_by) {
            (true, _) => said.line("change by itself").day(one.issued_on),
            (false, Some(by)) => said.line("change signed").name(&one.proposed_by).name(by),
            (false, None) => said.line("change waits"),
        };
        let said = one.title.iter().fold(said, Self::name);
        let said = one.paper.iter().fold(said, |said, paper| {
            said.line("change paper").name(paper).day(one.issued_on)
        });
        one.registration.iter().fold(said, |said, number| {
            said.line("change registered").name(number)
        })
    }

    /// Says a ground after the end of the Measures.
    #[must_use]
    pub fn ground(self, given: &MeasuresGround) -> Self {
        let said = match &given.unit {
            Some(unit) => self.name(unit),
            None => self.line("ground of the city"),
        };
        let text: Vec<&str> = given.ground.split_whitespace().collect();
        said.line("ground given")
            .day(given.from)
            .day(given.until)
            .name(&given.by)
            .name(&text.join(" "))
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
