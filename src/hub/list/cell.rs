//! Cells: typed values, which whoever shows them puts in words.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::Funding;
use crate::domain::law::article::Article;
use crate::domain::law::block::Ground;
use crate::domain::law::clock::{Deadline, Remaining};
use crate::domain::law::code::{Code, PersonCode};
use crate::domain::law::duty::{DutyKey, DutyKind};
use crate::domain::law::event::Event;
use crate::domain::law::matter::{MatterId, Stage};
use crate::domain::law::names::words;
use crate::domain::law::naming::Names;
use crate::domain::law::party::{PartyKind, Post, Region};
use crate::domain::law::ruling::{RulingId, RulingUse};
use crate::domain::law::validity::{Change, MeasuresChange, MeasuresGround, Validity};
use crate::domain::purchase::agreement::Object;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::exception::ExceptionKind;
use crate::domain::purchase::holding::Share;
use crate::domain::purchase::listing::Became;
use crate::domain::r#use::inventory::InventoryKind;
use crate::domain::r#use::resource::{ResourceId, ResourceState};

words! {
    /// Something about a row that stands before its words, or in its colour.
    pub enum Mark {
        /// Its duty is late.
        Late = "late",
        /// Its duty is due today.
        Today = "today",
        /// Whoever asks can do its duty.
        Mine = "mine",
        /// A hold is recorded.
        Held = "held",
        /// Nobody can do its duty now.
        Nobody = "nobody",
        /// A block stops now what its duty asks for.
        Blocked = "blocked",
        /// It is over or out of use.
        Over = "over",
        /// It waits for a second signature.
        Waits = "waits",
        /// What was to become of it is done, and nobody attested the day yet.
        Unattested = "unattested",
        /// An open matter is about it.
        InWork = "in_work",
    }
}

words! {
    /// How something registered stands.
    pub enum Status {
        /// In use.
        Active = "active",
        /// Out of use.
        Inactive = "inactive",
        /// A block on it stops issuing.
        Restricted = "restricted",
        /// It is being closed, or is.
        Closing = "closing",
        /// It is connected, and nothing is issued from it.
        Joined = "joined",
        /// It begins later.
        ToCome = "to_come",
        /// In force.
        InForce = "in_force",
        /// Over.
        Over = "over",
        /// Confirmed by the authority.
        Confirmed = "confirmed",
        /// Not confirmed yet.
        Unconfirmed = "unconfirmed",
        /// Something proposed waits to be confirmed.
        Proposed = "proposed",
        /// Something proposed waits for its second signature.
        ToSign = "to_sign",
        /// Asked for, and not approved yet.
        ToApprove = "to_approve",
        /// In force, and its last day is near.
        NearsEnd = "nears_end",
        /// Its last day is past.
        Expired = "expired",
        /// Enough of a pool is free.
        Enough = "enough",
        /// Little of a pool is free.
        Short = "short",
        /// Countersigned.
        Countersigned = "countersigned",
        /// Not countersigned.
        NotCountersigned = "not_countersigned",
        /// As the domain rules it for want of a ruling.
        Usual = "usual",
        /// A day off.
        DayOff = "day_off",
        /// A day of rest that is worked.
        WorkedDay = "worked_day",
        /// A holiday notice that waits.
        Notice = "notice",
        /// Until when the Measures are in force.
        Validity = "validity",
        /// Not a person: the clockwork.
        Clockwork = "clockwork",
        /// On the whole city.
        WholeCity = "whole_city",
        /// A ground for new matters after the end of the Measures.
        GroundAfterEnd = "ground_after_end",
        /// A company is controlled in fact, whatever the share.
        InControl = "in_control",
        /// Held by the State itself.
        TheState = "the_state",
        /// A finding that nobody settled yet.
        Unsettled = "unsettled",
        /// A finding that was settled.
        Settled = "settled",
        /// As bad as it can be.
        Critical = "critical",
    }
}

/// A word of ours: whoever shows it has it in their language, and whoever filters by its wording names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Where a matter stands.
    Stage(Stage),
    /// What is to be done.
    Duty(DutyKind),
    /// A sign of a row.
    Mark(Mark),
    /// A kind of party.
    Party(PartyKind),
    /// A post.
    Post(Post),
    /// Where a unit belongs.
    Region(Region),
    /// Whether in the municipal budget.
    Budget(bool),
    /// How a pool came to the city.
    Mode(CloudMode),
    /// Who pays.
    Funding(Funding),
    /// What is procured.
    Object(Object),
    /// How something registered stands.
    Status(Status),
    /// What an exception is from.
    Exception(ExceptionKind),
    /// What an inventory lists.
    Inventory(InventoryKind),
    /// Why something is blocked.
    Ground(Ground),
    /// What a price is for.
    PriceBasis(PriceBasis),
    /// What an edition makes of an item.
    Became(Became),
    /// How a resource stands.
    Resource(ResourceState),
    /// What a ruling answers.
    Ruling(RulingId),
    /// What an article says.
    Article(u8),
    /// What befell the Measures.
    Change(Change),
    /// A protection level.
    Level(u8),
    /// A protection level that waits to be confirmed.
    WaitingLevel(u8),
    /// Whether what lasts has a last day.
    Ends(bool),
}

/// A cell of a row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing is known.
    #[default]
    Nothing,
    /// Not open to whoever asks (R49).
    Hidden,
    /// What somebody wrote or is called; at most [`TEXT_LIMIT`] characters of it.
    Text(String),
    /// A party by its name.
    Party {
        /// Its name, at most [`TEXT_LIMIT`] characters of it.
        name: String,
        /// What it is called where that does not fit, if it has a short name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        short: Option<String>,
    },
    /// A code of a register.
    Code(String),
    /// A matter.
    Matter(MatterId),
    /// A resource.
    Resource(ResourceId),
    /// A word of ours.
    Term(Term),
    /// Several.
    Terms(Vec<Term>),
    /// A duty, with its subject where a matter owes several of the kind.
    Duty(DutyKey),
    /// An article.
    Basis(Article),
    /// A count or a number.
    Number(u64),
    /// Money, in fen.
    Money(u64),
    /// A share of a company.
    Share(Share),
    /// A day.
    Day(NaiveDate),
    /// The day on which a deadline ends.
    Due {
        /// The day.
        day: NaiveDate,
        /// Whether it waits for a holiday notice (R43).
        provisional: bool,
    },
    /// A whole deadline.
    Deadline(Box<Deadline>),
    /// What remains until a deadline.
    Left(Remaining),
    /// An instant.
    Instant(DateTime<Utc>),
    /// From a day on, until the end of another or without end.
    Span {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: Option<NaiveDate>,
    },
    /// The name of a holiday, as its notice has it.
    Holiday(String),
    /// A protection level, whether the authority confirmed it, and the level that waits to be confirmed.
    Graded {
        /// The level in force.
        level: u8,
        /// Whether it is confirmed.
        status: Status,
        /// The level that waits.
        waits: Option<u8>,
    },
    /// What is told in a sentence.
    Sentence(Box<Sentence>),
}

/// What is told in a sentence, and what those are called whom it speaks of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// What is told.
    pub of: SentenceOf,
    /// The names in it.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}

/// What a sentence is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentenceOf {
    /// What happened.
    Event(Event),
    /// Until when the Measures are in force, and by what.
    Validity(Validity),
    /// What befell the Measures.
    Change(MeasuresChange),
    /// A ground for new matters after their end.
    Ground(MeasuresGround),
    /// A holiday notice that somebody proposed.
    Proposal {
        /// The number of the proposal.
        number: u32,
        /// Who proposed it.
        by: PersonCode,
        /// How many days it names.
        days: usize,
    },
    /// What holds by a ruling, parameter by parameter.
    Ruled(Vec<RulingUse>),
}

impl SentenceOf {
    /// The codes of all whom the sentence calls by a name.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<Code> {
        match self {
            Self::Event(event) => event.said().codes(),
            Self::Change(change) => change.said().codes(),
            Self::Ground(ground) => ground.said().codes(),
            Self::Proposal { by, .. } => [by.into()].into(),
            Self::Validity(_) | Self::Ruled(_) => BTreeSet::new(),
        }
    }
}

/// The most characters of a text that a cell carries: a row is looked at in one line.
pub const TEXT_LIMIT: usize = 200;

/// How many bytes a text takes where it is sent: quotation marks and the like are written as two.
pub(super) fn written(text: &str) -> usize {
    text.len() + text.matches(['"', '\\', '\n', '\t']).count()
}

/// As much of a text as a cell carries.
fn cut(text: &str) -> String {
    match text.char_indices().nth(TEXT_LIMIT) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Cell {
    /// Whether anything stands in it that an order could go by.
    #[must_use]
    pub const fn says_something(&self) -> bool {
        !matches!(self, Self::Nothing | Self::Hidden)
    }

    /// What somebody wrote, in one line, cut where it is long.
    #[must_use]
    pub fn text(text: &str) -> Self {
        match cut(text) {
            text if text.is_empty() => Self::Nothing,
            text => Self::Text(text),
        }
    }

    /// A party by its name, cut where it is long.
    #[must_use]
    pub fn party(name: &str, short: Option<String>) -> Self {
        let name = cut(name);
        Self::Party { name, short }
    }

    /// A code.
    #[must_use]
    pub fn code(code: &impl ToString) -> Self {
        Self::Code(code.to_string())
    }

    /// A word of ours.
    #[must_use]
    pub const fn status(status: Status) -> Self {
        Self::Term(Term::Status(status))
    }

    /// Whether it is a number, which stands at the right.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Money(_) | Self::Share(_))
    }

    /// How many bytes it takes on the way, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Holiday(text) => written(text) + 12,
            Self::Party { name, short } => written(name) + short.as_deref().map_or(0, written) + 40,
            Self::Sentence(told) => serde_json::to_vec(told).map_or(0, |bytes| bytes.len()),
            Self::Deadline(_) => 800,
            Self::Terms(terms) => 40 * terms.len() + 12,
            Self::Left(_) => 100,
            Self::Nothing
            | Self::Hidden
            | Self::Matter(_)
            | Self::Resource(_)
            | Self::Term(_)
            | Self::Duty(_)
            | Self::Basis(_)
            | Self::Number(_)
            | Self::Money(_)
            | Self::Share(_)
            | Self::Day(_)
            | Self::Due { .. }
            | Self::Instant(_)
            | Self::Span { .. }
            | Self::Graded { .. } => 64,
        }
    }

    /// Which of two cells of a column stands first: words in the order of their declaration, which is the order of work,
    /// and what is unknown last.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }

    fn rank(&self) -> Rank {
        let number = |number: i64| Rank::Number(number);
        match self {
            Self::Text(text)
            | Self::Code(text)
            | Self::Holiday(text)
            | Self::Party { name: text, .. } => Rank::Text(text.to_lowercase()),
            Self::Matter(id) => Rank::Matter(id.date, id.number, id.kind.tag(), 0),
            Self::Resource(ResourceId { matter, line }) => {
                Rank::Matter(matter.date, matter.number, matter.kind.tag(), *line)
            }
            Self::Term(term) => term.rank(),
            Self::Terms(terms) => terms.first().map_or(Rank::Last, |first| first.rank()),
            Self::Duty(key) => Rank::Tag(key.kind.tag(), key.subject),
            Self::Basis(article) => {
                Rank::Tag([article.number, article.paragraph.unwrap_or_default()], 0)
            }
            Self::Number(count) | Self::Money(count) => {
                number(i64::try_from(*count).unwrap_or(i64::MAX))
            }
            Self::Share(share) => number(i64::from(share.hundredths())),
            Self::Day(day) | Self::Due { day, .. } | Self::Span { from: day, .. } => {
                Rank::Day(*day)
            }
            Self::Deadline(deadline) => Rank::At(*deadline.ends_at),
            Self::Left(left) => number(
                left.minutes
                    .unwrap_or_else(|| left.days.saturating_mul(1440)),
            ),
            Self::Instant(at) => Rank::At(*at),
            Self::Graded { level, .. } => number(i64::from(*level)),
            Self::Sentence(told) => match &told.of {
                SentenceOf::Event(event) => Rank::Text(event.written_as().0.to_owned()),
                SentenceOf::Validity(validity) => Rank::Day(validity.last_day),
                SentenceOf::Change(change) => Rank::Day(change.day),
                SentenceOf::Ground(ground) => Rank::Day(ground.from),
                SentenceOf::Proposal { number: of, .. } => number(i64::from(*of)),
                // By the values in the order of the parameters, each as it is written.
                SentenceOf::Ruled(uses) => {
                    let written: Vec<_> = uses.iter().map(|used| used.value.to_string()).collect();
                    Rank::Text(written.join(" "))
                }
            },
            Self::Nothing | Self::Hidden => Rank::Last,
        }
    }
}

/// By what cells of a column are told apart.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Number(i64),
    Day(NaiveDate),
    At(DateTime<Utc>),
    Matter(NaiveDate, u32, u8, u32),
    Tag([u8; 2], u32),
    Text(String),
    Last,
}

impl Term {
    fn rank(self) -> Rank {
        let place = |place: u8| Rank::Tag([0, place], 0);
        match self {
            Self::Stage(stage) => Rank::Tag(stage.tag(), 0),
            Self::Duty(duty) => Rank::Tag(duty.tag(), 0),
            Self::Mark(mark) => place(mark.place()),
            Self::Party(kind) => place(kind.place()),
            Self::Post(post) => place(post.place()),
            Self::Region(region) => place(region.place()),
            Self::Budget(is) | Self::Ends(is) => place(u8::from(!is)),
            Self::Mode(mode) => place(mode.place()),
            Self::Funding(funding) => place(funding.place()),
            Self::Object(object) => place(object.place()),
            Self::Status(status) => place(status.place()),
            Self::Exception(kind) => place(kind.place()),
            Self::Inventory(kind) => place(kind.place()),
            Self::Ground(ground) => place(ground.place()),
            Self::PriceBasis(basis) => place(basis.place()),
            Self::Became(became) => place(became.place()),
            Self::Resource(state) => place(state.place()),
            Self::Ruling(id) => place(id.number()),
            Self::Article(number) => place(number),
            Self::Change(change) => place(change.place()),
            Self::Level(level) | Self::WaitingLevel(level) => place(level),
        }
    }
}
