//! What is owed: what a state of a matter asks of whom, within which time, counted from when.

use super::article::Article;
use super::clock::{Limit, Moment};
use super::code::PartyCode;
use super::duty::DutyKey;
use super::matter::{Head, Role};
use super::party::{PartyKind, Post};
use super::ruling::RulingId;

/// Who owes a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The one party of a kind that the city has once.
    Sole(PartyKind),
    /// The party that the matter concerns in that way.
    Concerned(Role),
    /// This party.
    Party(PartyCode),
}

/// How long a duty may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// As the article says.
    Statutory(Limit),
    /// As another law or national rule says.
    National(Limit),
    /// As the contract says.
    Contract(Limit),
    /// A target of R16 in working days, by the name of its parameter.
    WorkingDays(&'static str),
    /// A target of R16 in calendar days, which R36 keeps from moving off a rest day.
    CalendarDays(&'static str),
    /// A target of another ruling in working days, by the name of its parameter.
    Ruled(RulingId, &'static str),
    /// A target of R16 in working days, of what rests on a parameter of another ruling too: its explanation cites both.
    Resting(&'static str, RulingId, &'static str),
    /// A target of another ruling in calendar days, which R36 keeps from moving off a rest day.
    RuledDays(RulingId, &'static str),
    /// A target of R16 in hours.
    Hours(&'static str),
}

/// The instant that starts a duty's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// The act itself.
    Now,
    /// An instant on record: the service of a notice.
    At(Moment),
    /// The end of so many working days after an instant on record.
    After(Moment, u16),
    /// What a ruling chooses: the instant beside the word that its parameter has.
    Ruled {
        /// The ruling.
        ruling: RulingId,
        /// Its parameter.
        parameter: &'static str,
        /// The instant under each word; none is the act itself.
        starts: Vec<(&'static str, Option<Moment>)>,
    },
}

/// A duty that a state has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What must be done, on what.
    pub key: DutyKey,
    /// By whom.
    pub by: By,
    /// At which post.
    pub post: Post,
    /// Under which article.
    pub article: Article,
    /// Within which time.
    pub term: Term,
    /// Counted from when.
    pub start: Start,
}

impl Owed {
    /// The same, on one of the matter's things.
    #[must_use]
    pub fn on(mut self, subject: u32) -> Self {
        self.key.subject = subject;
        self
    }

    /// It, and beside it another from when its lateness was reported: whoever owes it may still do it, and somebody else may
    /// act in its place (R2, R23, R40).
    #[must_use]
    pub fn and_once_reported(self, head: &Head, then: Self) -> Vec<Self> {
        let owed = head.duty(self.key);
        let reported = owed.is_some_and(|duty| duty.escalated_at().is_some());
        let then = reported.then_some(then);
        [self].into_iter().chain(then).collect()
    }

    /// The same within the time that the article gives.
    #[must_use]
    pub fn within(mut self, limit: Limit) -> Self {
        self.term = Term::Statutory(limit);
        self
    }

    /// The same, counted from elsewhere.
    #[must_use]
    pub fn from(mut self, start: Start) -> Self {
        self.start = start;
        self
    }
}
