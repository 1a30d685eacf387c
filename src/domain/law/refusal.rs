//! Refusals: what cannot be done, why, under which article or ruling. How to mend it follows from the reason.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::Citation;
use super::block::{Blocked, Ground};
use super::calendar::CalendarProblem;
use super::code::{ItemCode, PartyCode, PersonCode, PoolCode};
use super::matter::{MatterId, Part, Stage};
use super::naming::Names;
use super::party::{PartyKind, Post};
use super::ruling::RulingId;
use super::world::World;
use crate::domain::build::capacity::Portion;
use crate::domain::kinds::KindReason;
use crate::domain::purchase::affiliate::AffiliateFinding;
use crate::domain::record::RecordKind;
use crate::domain::r#use::resource::{ResourceId, ResourceState};

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What it rests on.
    pub citation: Citation,
    /// The reason.
    pub reason: Reason,
    /// What those are called whom the reason speaks of.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Box<Names>,
}

impl Refusal {
    /// The same with the names of all that its reason speaks of.
    #[must_use]
    pub fn named(self, world: &dyn World) -> Self {
        let names = Box::new(Names::within(world, &self.reason));
        Self { names, ..self }
    }
}

/// That a pool has no room for what is needed (R30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoRoom {
    /// The pool.
    pub pool: PoolCode,
    /// By how much it is short.
    pub short: Vec<Portion>,
    /// What open matters will give back of that.
    pub coming: Vec<Coming>,
}

/// What a matter gives back to its pool once it is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// The matter.
    pub by: MatterId,
    /// The last day of what is owed on it now, if anything is.
    pub due: Option<NaiveDate>,
    /// How much.
    pub portions: Vec<Portion>,
}

/// The reason for a refusal, with what a person needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The act belongs to another kind of party.
    PartyNeeded(Vec<PartyKind>),
    /// The act needs a post that the person does not hold.
    PostNeeded(Vec<Post>),
    /// The same person wore that hat on this matter.
    SamePerson(Part),
    /// The matter belongs to another party.
    NotYourMatter,
    /// Only the program's clockwork does this.
    ClockworkOnly,
    /// No such matter, or one that the party may not see.
    NoSuchMatter(MatterId),
    /// The matter is not at a stage where this can be done.
    WrongStage(Stage),
    /// The matter changed since it was looked at.
    Changed {
        /// The version expected.
        expected: u32,
        /// The version now.
        actual: u32,
        /// Who changed it last.
        by: PersonCode,
        /// When.
        at: DateTime<Utc>,
    },
    /// A field is missing.
    Missing(String),
    /// A field that is not asked for beside what the others say.
    NotAskedFor(String),
    /// A block lies on the unit still: its number.
    StillBlocked(u32),
    /// A field is longer than so many characters.
    TooLong(String, u32),
    /// A field holds control characters or invisible direction marks.
    BadCharacters(String),
    /// A field is not a well-formed code.
    BadCode(String),
    /// A field is outside its bounds, both allowed.
    OutOfRange(String, u64, u64),
    /// A line asks for none.
    QuantityZero(u32),
    /// A paper waits for its signature.
    NotSigned(String),
    /// No paper of that number waits for a signature of the party.
    NothingToSign(String),
    /// A field is no SHA-256 digest: 64 hexadecimal digits.
    BadDigest(String),
    /// The party has a file of that name enclosed already.
    EnclosedAlready(String),
    /// So many files wait to go out already, and no more may.
    EnoughEnclosures(u32),
    /// The party has no file of that name enclosed.
    NoSuchEnclosure(String),
    /// No paper of that number is on its way, from the actor's party or to it.
    NotOnItsWay(String),
    /// A line's quantity is above what is allowed here.
    QuantityAbove {
        /// The line, from 1.
        line: u32,
        /// The most it may be.
        most: u32,
    },
    /// As many quantities are needed as there are lines.
    QuantityCount {
        /// How many lines there are.
        lines: u32,
        /// How many quantities came.
        given: u32,
    },
    /// Nothing would be left: use the refusing decision instead.
    NothingLeft,
    /// No line at all.
    NoLines,
    /// A line is not in the catalogue and states no ground.
    NoGround(u32),
    /// A self-built pool adapts to the nearest item first, and the line names none.
    NoNearestItem(u32),
    /// A line asks off the catalogue for what the catalogue has: which item.
    InCatalogue(u32, ItemCode),
    /// What should name instances does not begin with the number of a line: that text.
    BadInstances(String),
    /// As many instances are named as are handed over of a line, or none.
    InstanceCount {
        /// The line, from 1.
        line: u32,
        /// How many are handed over.
        wanted: u32,
        /// How many are named.
        given: u32,
    },
    /// A resource is named twice.
    ResourceTwice(ResourceId),
    /// A resource is of another system, pool or provider than the others.
    ResourceElsewhere(ResourceId),
    /// A resource does not run: nobody attested that it began, or it has ended.
    ResourceNotRunning(ResourceId, ResourceState),
    /// Another open matter is about a resource: which.
    ResourceClaimed(ResourceId, MatterId),
    /// Who cleared and who watched are one.
    NobodyWatched(String),
    /// Two instances have one name.
    InstanceTwice(String),
    /// The declaration that nothing is classified is missing.
    NotDeclared,
    /// A code that is not registered.
    Unknown(RecordKind, String),
    /// A field takes the code of a registered party of one kind, and what it has is none.
    PartyWanted {
        /// The field.
        field: String,
        /// What it has.
        code: PartyCode,
        /// The kind.
        kind: PartyKind,
    },
    /// The code is taken.
    Taken(RecordKind, String),
    /// The city has no such party yet.
    NoSoleParty(PartyKind),
    /// The city has one already.
    SolePartyTaken(PartyKind),
    /// The unit is outside the municipal budget and has no contract with the provider on record.
    NoContract,
    /// A date that must not lie in the future.
    InFuture(NaiveDate),
    /// An instant that has not come.
    NotYet(DateTime<Utc>),
    /// An instant before the earliest it can be.
    TooEarly(DateTime<Utc>, DateTime<Utc>),
    /// A date before the earliest it can be.
    Before(NaiveDate, NaiveDate),
    /// The person named is not at the matter now. Claims are the hub's, which alone gives this reason.
    NotClaimed {
        /// Who is, other than whoever asks.
        holder: Option<PersonCode>,
    },
    /// No hold of that number or by that person is recorded.
    NoSuchHold,
    /// The hold was recorded for another party, which lifts it.
    NotYourHold(PartyCode),
    /// Several holds may be meant: these numbers.
    WhichHold(Vec<u32>),
    /// A self-built pool stood before the Measures: the day it was built, and the day they were published.
    BuiltTooLate(NaiveDate, NaiveDate),
    /// A paper word has letters only: digits, brackets and blanks would run into its numbers.
    BadPaperWord,
    /// The paper word stands before another party's numbers.
    PaperWordTaken(PartyCode),
    /// Another party took over from that one: which.
    Succeeded(PartyCode),
    /// Nothing is overdue.
    NotOverdue,
    /// It was done already.
    AlreadyDone,
    /// A parameter that the ruling does not have, or a value that does not fit.
    BadParameter(RulingId, String),
    /// A ruling acts from today or later.
    Retroactive(NaiveDate),
    /// The ledger is founded already.
    Founded,
    /// Administrators do not take the registers out of their own hands: the last one could leave them in nobody's.
    OwnKeeping,
    /// The calendar notice is faulty.
    Calendar(CalendarProblem),
    /// The notice is the one already in force.
    SameNotice(i32),
    /// The year's notice is loaded, and nothing loaded vanishes unasked.
    NoticeLoaded(i32),
    /// A supplement to a year whose notice is not loaded.
    NothingToAddTo(i32),
    /// A block stands against it.
    Blocked(Box<Blocked>),
    /// A block of that ground lies on something else, or on one thing alone.
    WrongSubject(Ground),
    /// As many blocks as may lie on the subject.
    EnoughBlocks,
    /// The Measures are over since that last day, nothing followed, and no ground of the authority is on record.
    MeasuresOver(NaiveDate),
    /// Nobody determined the day, or the days to object are over.
    NoDetermination,
    /// As many objections as are taken were made.
    EnoughObjections,
    /// No objection waits for a decision.
    NoObjection,
    /// So many records of a register belong together already, and no more can: the rest could not be looked at at once.
    EnoughRecords(RecordKind, u32),
    /// A field is no percentage of two decimals at most.
    BadShare(String),
    /// A provider and an agency would be affiliates.
    Affiliated(Box<AffiliateFinding>),
    /// What should be a line of what a pool has is none, or is about what another line is: that text.
    BadMeasurement(String),
    /// A pool is a county's, from which the city issues nothing.
    CountyPool(PoolCode),
    /// A pool has no room.
    NoRoom(Box<NoRoom>),
    /// A reason that belongs to one kind of matter.
    #[serde(untagged)]
    Kind(KindReason),
}

impl Reason {
    /// The refusal of this reason under a citation.
    #[must_use]
    pub fn under(self, citation: impl Into<Citation>) -> Refusal {
        Refusal {
            citation: citation.into(),
            reason: self,
            names: Box::default(),
        }
    }
}

/// What of the fields of an act a reason speaks of, so that a form can stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken<'r> {
    /// The field of that name.
    Field(&'r str),
    /// That column of a line, counted from 1.
    Line(u32, &'static str),
    /// The quantity of a line, counted from 1.
    Quantity(u32),
    /// The day that is given.
    Day,
}

impl Reason {
    /// Whether filling the form in differently mends it.
    #[must_use]
    pub fn is_about_input(&self) -> bool {
        self.speaks_of().is_some()
    }

    /// What of the act's fields it speaks of: what has to be filled in differently to mend it.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        let spoken = match self {
            Self::Missing(field)
            | Self::NotAskedFor(field)
            | Self::TooLong(field, _)
            | Self::BadCharacters(field)
            | Self::BadCode(field)
            | Self::OutOfRange(field, ..)
            | Self::BadDigest(field)
            | Self::BadShare(field)
            | Self::PartyWanted { field, .. } => Spoken::Field(field),
            Self::QuantityZero(line) | Self::QuantityAbove { line, .. } => Spoken::Quantity(*line),
            Self::QuantityCount { .. } | Self::NothingLeft => Spoken::Quantity(1),
            Self::NoLines => Spoken::Line(1, "item"),
            Self::NoGround(line) => Spoken::Line(*line, "ground"),
            Self::NoNearestItem(line) => Spoken::Line(*line, "nearest"),
            Self::InCatalogue(line, _) => Spoken::Line(*line, "item"),
            Self::ResourceTwice(_)
            | Self::ResourceElsewhere(_)
            | Self::ResourceNotRunning(..)
            | Self::ResourceClaimed(..) => Spoken::Field("resources"),
            Self::BadInstances(_) | Self::InstanceCount { .. } | Self::InstanceTwice(_) => {
                Spoken::Field("instances")
            }
            Self::InFuture(_) | Self::Before(..) | Self::NotYet(_) | Self::TooEarly(..) => {
                Spoken::Day
            }
            Self::NobodyWatched(_) => Spoken::Field("witness"),
            Self::BuiltTooLate(..) => Spoken::Field("built_on"),
            Self::EnclosedAlready(_) | Self::NoSuchEnclosure(_) => Spoken::Field("name"),
            Self::WrongSubject(_) => Spoken::Field("ground"),
            Self::Blocked(blocked) => return blocked.speaks_of(),
            Self::Kind(reason) => return reason.speaks_of(),
            Self::BadPaperWord | Self::PaperWordTaken(_) => Spoken::Field("paper_word"),
            Self::NotDeclared => Spoken::Field("non_classified"),
            Self::NoSuchHold | Self::WhichHold(_) => Spoken::Field("number"),
            Self::NotOnItsWay(_) | Self::NothingToSign(_) => Spoken::Field("paper"),
            Self::BadMeasurement(_) => Spoken::Field("dimensions"),
            Self::CountyPool(_) => Spoken::Field("pool"),
            // Whoever reviews may approve less or reject.
            Self::NoRoom(_) => Spoken::Field("decision"),
            Self::BadParameter(..) => Spoken::Field("values"),
            Self::Retroactive(_) => Spoken::Field("effective"),
            Self::PartyNeeded(_)
            | Self::PostNeeded(_)
            | Self::SamePerson(_)
            | Self::NotYourMatter
            | Self::ClockworkOnly
            | Self::NoSuchMatter(_)
            | Self::WrongStage(_)
            | Self::Changed { .. }
            | Self::StillBlocked(_)
            | Self::NotSigned(_)
            | Self::EnoughEnclosures(_)
            | Self::Unknown(..)
            | Self::Taken(..)
            | Self::NoSoleParty(_)
            | Self::SolePartyTaken(_)
            | Self::NoContract
            | Self::NotClaimed { .. }
            | Self::NotYourHold(_)
            | Self::Succeeded(_)
            | Self::NotOverdue
            | Self::AlreadyDone
            | Self::Founded
            | Self::OwnKeeping
            | Self::Calendar(_)
            | Self::SameNotice(_)
            | Self::NoticeLoaded(_)
            | Self::NothingToAddTo(_)
            | Self::EnoughBlocks
            | Self::MeasuresOver(_)
            | Self::NoDetermination
            | Self::EnoughObjections
            | Self::NoObjection
            | Self::EnoughRecords(..)
            | Self::Affiliated(_) => return None,
        };
        Some(spoken)
    }
}

impl From<CalendarProblem> for Reason {
    fn from(problem: CalendarProblem) -> Self {
        Self::Calendar(problem)
    }
}
