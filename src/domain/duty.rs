//! Duties (义务): who must do what, on which matter, by when, under which article.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::article::Article;
use super::clock::Deadline;
use super::code::PartyCode;
use super::party::Post;
use super::verb::Verb;

/// What must be done. A matter has at most one open duty of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyKind {
    /// Accept, or not, with a written opinion: Art. 19(2).
    Accept,
    /// Give the review opinion: Art. 19(2).
    Review,
    /// Apply again after non-acceptance: Art. 19(2).
    Resubmit,
    /// Order the test environment from the provider: Art. 19(3).
    OrderTest,
    /// Build the test environment and hand it over: Art. 19(3).
    BuildTest,
    /// Test and report: Art. 19(3).
    Test,
    /// Propose the adjustment: Art. 19(4).
    Propose,
    /// Receive the filing: Art. 19(4).
    ReceiveFiling,
    /// Order the delivery from the provider: Art. 19(4).
    OrderDelivery,
    /// Deliver: Art. 19(4).
    Deliver,
    /// Confirm the delivery with the completion day: Art. 39.
    Confirm,
    /// See to it that a unit that never confirms does, or determine the day: R2.
    DetermineCompletion,
    /// Check self-procured products: Art. 28.
    CheckProduct,
    /// Deploy self-procured products: Art. 28.
    DeployProduct,
    /// Review the emergency: Art. 23.
    ReviewEmergency,
    /// Hand the issued resources over: Art. 23.
    HandOver,
    /// Confirm the emergency issuance: Art. 23.
    ConfirmIssuance,
    /// File the formal application: Art. 23.
    FileApplication,
    /// See to an overdue regularisation: Art. 23.
    Supervise,
    /// Apply for cancellation after the formal application was refused: Art. 21, 23.
    Cancel,
}

impl DutyKind {
    /// Every kind, in the order of [`Self::tag`].
    pub const ALL: [Self; 20] = [
        Self::Accept,
        Self::Review,
        Self::Resubmit,
        Self::OrderTest,
        Self::BuildTest,
        Self::Test,
        Self::Propose,
        Self::ReceiveFiling,
        Self::OrderDelivery,
        Self::Deliver,
        Self::Confirm,
        Self::DetermineCompletion,
        Self::CheckProduct,
        Self::DeployProduct,
        Self::ReviewEmergency,
        Self::HandOver,
        Self::ConfirmIssuance,
        Self::FileApplication,
        Self::Supervise,
        Self::Cancel,
    ];

    /// The verb that discharges it; none if several do, or one of a later matter.
    #[must_use]
    pub const fn verb(self) -> Option<Verb> {
        Some(match self {
            Self::Accept => Verb::Accept,
            Self::Review => Verb::Review,
            Self::Resubmit | Self::FileApplication => Verb::Submit,
            Self::OrderTest => Verb::OrderTest,
            Self::BuildTest => Verb::HandOverTest,
            Self::Test => Verb::ReportTest,
            Self::Propose => Verb::Propose,
            Self::ReceiveFiling => Verb::ReceiveFiling,
            Self::OrderDelivery => Verb::OrderDelivery,
            Self::Deliver => Verb::Deliver,
            Self::Confirm => Verb::Confirm,
            Self::DetermineCompletion => Verb::DetermineCompletion,
            Self::CheckProduct => Verb::CheckProduct,
            Self::DeployProduct => Verb::DeployProduct,
            Self::ReviewEmergency => Verb::ReviewEmergency,
            Self::HandOver => Verb::HandOver,
            Self::ConfirmIssuance => Verb::ConfirmIssuance,
            Self::Supervise | Self::Cancel => return None,
        })
    }

    /// Its number in table keys; never reused.
    #[must_use]
    pub const fn tag(self) -> u8 {
        self as u8
    }

    /// The kind with that number.
    #[must_use]
    pub fn from_tag(tag: u8) -> Option<Self> {
        Self::ALL.get(usize::from(tag)).copied()
    }
}

/// Whether the time limit is the Measures' or ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// The Measures give the limit.
    Statutory,
    /// 内部时限: a target of the house (R16), never counted as statutory.
    Internal,
}

/// How a duty ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done in time.
    Met,
    /// Done after its end.
    Late,
    /// No longer owed: the matter was withdrawn, abandoned or took another road, or another party's act made it moot.
    Lapsed,
}

/// The end of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When.
    pub at: DateTime<Utc>,
    /// How.
    pub outcome: Outcome,
}

/// A due date that a signed calendar notice moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The calendar edition that moved it.
    pub edition: u32,
    /// What it was before.
    pub from: Deadline,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// What must be done.
    pub kind: DutyKind,
    /// Who must do it.
    pub party: PartyCode,
    /// The post within the party.
    pub post: Post,
    /// Under which article.
    pub article: Article,
    /// Whether the limit is the Measures' or ours.
    pub nature: Nature,
    /// When it opened.
    pub opened_at: DateTime<Utc>,
    /// By when.
    pub deadline: Deadline,
    /// Earlier due dates.
    pub moved: Vec<Moved>,
    /// When its lateness was escalated; once.
    pub escalated_at: Option<DateTime<Utc>>,
    /// Its end.
    pub closed: Option<Closing>,
}

impl Duty {
    /// Whether lateness of this kind is escalated to the authority (R2, Art. 23).
    #[must_use]
    pub fn escalates(&self) -> bool {
        matches!(
            self.kind,
            DutyKind::Confirm | DutyKind::ConfirmIssuance | DutyKind::FileApplication
        )
    }
}
