//! Refusals: what cannot be done, why, under which article or ruling. How to mend it follows from the reason.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::Citation;
use super::calendar::CalendarProblem;
use super::code::PersonCode;
use super::matter::{MatterId, Part, Stage};
use super::party::{PartyKind, Post};
use super::ruling::RulingId;

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What it rests on.
    pub citation: Citation,
    /// The reason.
    pub reason: Reason,
}

/// What kind of record a code was looked up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A party.
    Party,
    /// A person.
    Person,
    /// An account.
    Account,
    /// A pool.
    Pool,
    /// A system.
    System,
    /// A catalogue item.
    Item,
    /// A line of the matter.
    Line,
    /// A ruling that waits for its second signature.
    Proposal,
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
    /// The declaration that nothing is classified is missing.
    NotDeclared,
    /// A code that is not registered.
    Unknown(RecordKind, String),
    /// The code is taken.
    Taken(RecordKind, String),
    /// The city has no such party yet.
    NoSoleParty(PartyKind),
    /// The city has one already.
    SolePartyTaken(PartyKind),
    /// A system of level 4 or above needs the authority's written ground.
    GroundForLevel(u8),
    /// R20 as ruled refuses systems of that level.
    LevelRefused(u8),
    /// The unit is outside the municipal budget and has no contract with the provider on record.
    NoContract,
    /// A product has not passed its security check.
    NotChecked(u32),
    /// The line is not a self-procured one with consent.
    NotSelfProcured(u32),
    /// A date that must not lie in the future.
    InFuture(NaiveDate),
    /// A date before the earliest it can be.
    Before(NaiveDate, NaiveDate),
    /// A hand-over before the issuance at that instant.
    BeforeIssuance(DateTime<Utc>),
    /// The earlier matter was not "not accepted", or belongs to another unit.
    NotReapplicable(MatterId),
    /// A re-application must answer at least one objection, each that exists.
    NoAnswer(u32),
    /// The emergency named has no formal application to wait for.
    NotRegularisable(MatterId),
    /// The formal application must ask for exactly what the emergency issued, in the same pool for the same system.
    NotCovering,
    /// A regularising application cannot be withdrawn or abandoned.
    Regularising,
    /// Delivered resources are cancelled, not abandoned.
    AlreadyDelivered,
    /// A superior's requirement must cite its document.
    NoDocument,
    /// Only the catalogue can be issued in an emergency.
    OffCatalogueEmergency(u32),
    /// The person named is not at the matter now. Claims are the hub's, which alone gives this reason.
    NotClaimed {
        /// Who is, other than whoever asks.
        holder: Option<PersonCode>,
    },
    /// Nothing is overdue.
    NotOverdue,
    /// It was done already.
    AlreadyDone,
    /// The unit has not yet failed to confirm in time, so that nobody may confirm in its place.
    NotYetEscalated,
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
}

impl Reason {
    /// The refusal of this reason under a citation.
    #[must_use]
    pub fn under(self, citation: impl Into<Citation>) -> Refusal {
        Refusal {
            citation: citation.into(),
            reason: self,
        }
    }
}

impl From<CalendarProblem> for Reason {
    fn from(problem: CalendarProblem) -> Self {
        Self::Calendar(problem)
    }
}
