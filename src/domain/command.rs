//! Commands: a verb with its fields, as a form fills it in or a script sends it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::by_number;
use super::calendar::CalendarYear;
use super::catalogue::{Contract, Item};
use super::code::{Login, PersonCode, PoolCode, SystemCode};
use super::emergency::Ground;
use super::line::LineRequest;
use super::matter::MatterId;
use super::party::{Account, Party, Person};
use super::pool::Pool;
use super::ruling::{RulingId, RulingValue, Scope};
use super::system::System;
use super::verb::Verb;

/// The decision of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Approved.
    Approve,
    /// Rejected.
    Reject,
}

/// The result of a test or a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestResult {
    /// Passed.
    Passed,
    /// Failed.
    Failed,
}

/// An application as it is submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// What it is about, in one line.
    pub title: String,
    /// The system.
    pub system: SystemCode,
    /// The pool, and with it who delivers.
    pub pool: PoolCode,
    /// What is asked for.
    pub lines: Vec<LineRequest>,
    /// Whom to call.
    pub contact_name: String,
    /// And where.
    pub contact_telephone: String,
    /// The declaration that nothing is classified.
    pub non_classified: bool,
    /// The emergency that this regularises.
    #[serde(default)]
    pub emergency: Option<MatterId>,
    /// The application that was not accepted.
    #[serde(default)]
    pub previous: Option<MatterId>,
    /// Answers to its objections, each beginning with the objection's number: `1 attached`.
    #[serde(default)]
    pub answers: Vec<String>,
}

/// An emergency as it is applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// What it is about, in one line.
    pub title: String,
    /// The system.
    pub system: SystemCode,
    /// The pool.
    pub pool: PoolCode,
    /// What is asked for.
    pub lines: Vec<LineRequest>,
    /// The ground.
    pub ground: Ground,
    /// The superior's document; only a superior's requirement needs one.
    #[serde(default)]
    pub document: String,
    /// Why it cannot wait.
    pub urgency: String,
    /// Whom to call.
    pub contact_name: String,
    /// And where.
    pub contact_telephone: String,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the verbs' table documents each verb and its fields"
)]
pub enum Command {
    #[serde(rename = "application.submit")]
    Submit(Box<Submit>),
    #[serde(rename = "application.accept")]
    Accept {
        matter: MatterId,
        #[serde(default)]
        remark: String,
    },
    #[serde(rename = "application.decline")]
    Decline {
        matter: MatterId,
        objections: Vec<String>,
    },
    #[serde(rename = "application.review")]
    Review {
        matter: MatterId,
        decision: Decision,
        opinion: String,
        #[serde(default)]
        quantities: Vec<u32>,
        #[serde(default)]
        ground: String,
    },
    #[serde(rename = "application.order-test")]
    OrderTest {
        matter: MatterId,
        #[serde(default)]
        remark: String,
    },
    #[serde(rename = "application.hand-over-test")]
    HandOverTest {
        matter: MatterId,
        environment: String,
    },
    #[serde(rename = "application.report-test")]
    ReportTest {
        matter: MatterId,
        result: TestResult,
        report: String,
    },
    #[serde(rename = "application.propose")]
    Propose {
        matter: MatterId,
        #[serde(default)]
        quantities: Vec<u32>,
        reason: String,
    },
    #[serde(rename = "application.receive-filing")]
    ReceiveFiling {
        matter: MatterId,
        #[serde(default)]
        remark: String,
    },
    #[serde(rename = "application.order-delivery")]
    OrderDelivery {
        matter: MatterId,
        #[serde(default)]
        remark: String,
    },
    #[serde(rename = "application.deliver")]
    Deliver {
        matter: MatterId,
        completed_on: NaiveDate,
        #[serde(default)]
        quantities: Vec<u32>,
    },
    #[serde(rename = "application.confirm")]
    Confirm {
        matter: MatterId,
        completed_on: NaiveDate,
    },
    #[serde(rename = "application.determine-completion")]
    DetermineCompletion {
        matter: MatterId,
        completed_on: NaiveDate,
        evidence: String,
    },
    #[serde(rename = "application.check-product")]
    CheckProduct {
        matter: MatterId,
        line: u32,
        result: TestResult,
        evidence: String,
    },
    #[serde(rename = "application.deploy-product")]
    DeployProduct {
        matter: MatterId,
        line: u32,
        deployed_on: NaiveDate,
    },
    #[serde(rename = "withdraw")]
    Withdraw { matter: MatterId, reason: String },
    #[serde(rename = "application.abandon")]
    Abandon { matter: MatterId, reason: String },
    #[serde(rename = "hold")]
    Hold { matter: MatterId, reason: String },
    #[serde(rename = "resume")]
    Resume { matter: MatterId },
    #[serde(rename = "take-over")]
    TakeOver {
        matter: MatterId,
        from: PersonCode,
        #[serde(default)]
        remark: String,
    },
    #[serde(rename = "emergency.apply")]
    Apply(Box<Apply>),
    #[serde(rename = "emergency.review")]
    ReviewEmergency {
        matter: MatterId,
        decision: Decision,
        #[serde(default)]
        opinion: String,
    },
    #[serde(rename = "emergency.hand-over")]
    HandOver {
        matter: MatterId,
        #[serde(default)]
        handed_over_at: Option<DateTime<Utc>>,
    },
    #[serde(rename = "emergency.confirm")]
    ConfirmIssuance {
        matter: MatterId,
        completed_on: NaiveDate,
    },
    #[serde(rename = "emergency.remind")]
    Remind {
        matter: MatterId,
        #[serde(default)]
        remark: String,
    },
    #[serde(rename = "escalate")]
    Escalate {
        matter: MatterId,
        #[serde(default)]
        remark: String,
    },
    #[serde(rename = "recompute")]
    Recompute { matter: MatterId },
    #[serde(rename = "found")]
    Found {
        party: Party,
        person: Person,
        login: Login,
    },
    #[serde(rename = "party.register")]
    RegisterParty(Party),
    #[serde(rename = "person.register")]
    RegisterPerson(Person),
    #[serde(rename = "account.bind")]
    BindAccount(Account),
    #[serde(rename = "pool.register")]
    RegisterPool(Pool),
    #[serde(rename = "system.register")]
    RegisterSystem(System),
    #[serde(rename = "item.register")]
    RegisterItem(Item),
    #[serde(rename = "contract.record")]
    RecordContract(Contract),
    #[serde(rename = "ruling.propose")]
    ProposeRuling {
        ruling: RulingId,
        values: BTreeMap<String, RulingValue>,
        effective: NaiveDate,
        reason: String,
        #[serde(default)]
        scope: Option<Scope>,
    },
    #[serde(rename = "ruling.sign")]
    SignRuling { proposal: u32 },
    #[serde(rename = "calendar.load")]
    LoadCalendar { notice: CalendarYear },
    #[serde(rename = "measures.load")]
    LoadMeasures {
        #[serde(deserialize_with = "by_number")]
        articles: BTreeMap<u8, String>,
        source: String,
    },
}

impl Command {
    /// Its verb.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Submit(_) => Verb::Submit,
            Self::Accept { .. } => Verb::Accept,
            Self::Decline { .. } => Verb::Decline,
            Self::Review { .. } => Verb::Review,
            Self::OrderTest { .. } => Verb::OrderTest,
            Self::HandOverTest { .. } => Verb::HandOverTest,
            Self::ReportTest { .. } => Verb::ReportTest,
            Self::Propose { .. } => Verb::Propose,
            Self::ReceiveFiling { .. } => Verb::ReceiveFiling,
            Self::OrderDelivery { .. } => Verb::OrderDelivery,
            Self::Deliver { .. } => Verb::Deliver,
            Self::Confirm { .. } => Verb::Confirm,
            Self::DetermineCompletion { .. } => Verb::DetermineCompletion,
            Self::CheckProduct { .. } => Verb::CheckProduct,
            Self::DeployProduct { .. } => Verb::DeployProduct,
            Self::Withdraw { .. } => Verb::Withdraw,
            Self::Abandon { .. } => Verb::Abandon,
            Self::Hold { .. } => Verb::Hold,
            Self::Resume { .. } => Verb::Resume,
            Self::TakeOver { .. } => Verb::TakeOver,
            Self::Apply(_) => Verb::Apply,
            Self::ReviewEmergency { .. } => Verb::ReviewEmergency,
            Self::HandOver { .. } => Verb::HandOver,
            Self::ConfirmIssuance { .. } => Verb::ConfirmIssuance,
            Self::Remind { .. } => Verb::Remind,
            Self::Escalate { .. } => Verb::Escalate,
            Self::Recompute { .. } => Verb::Recompute,
            Self::Found { .. } => Verb::Found,
            Self::RegisterParty(_) => Verb::RegisterParty,
            Self::RegisterPerson(_) => Verb::RegisterPerson,
            Self::BindAccount(_) => Verb::BindAccount,
            Self::RegisterPool(_) => Verb::RegisterPool,
            Self::RegisterSystem(_) => Verb::RegisterSystem,
            Self::RegisterItem(_) => Verb::RegisterItem,
            Self::RecordContract(_) => Verb::RecordContract,
            Self::ProposeRuling { .. } => Verb::ProposeRuling,
            Self::SignRuling { .. } => Verb::SignRuling,
            Self::LoadCalendar { .. } => Verb::LoadCalendar,
            Self::LoadMeasures { .. } => Verb::LoadMeasures,
        }
    }

    /// The existing matter it is done on.
    #[must_use]
    pub fn matter(&self) -> Option<MatterId> {
        match self {
            Self::Accept { matter, .. }
            | Self::Decline { matter, .. }
            | Self::Review { matter, .. }
            | Self::OrderTest { matter, .. }
            | Self::HandOverTest { matter, .. }
            | Self::ReportTest { matter, .. }
            | Self::Propose { matter, .. }
            | Self::ReceiveFiling { matter, .. }
            | Self::OrderDelivery { matter, .. }
            | Self::Deliver { matter, .. }
            | Self::Confirm { matter, .. }
            | Self::DetermineCompletion { matter, .. }
            | Self::CheckProduct { matter, .. }
            | Self::DeployProduct { matter, .. }
            | Self::Withdraw { matter, .. }
            | Self::Abandon { matter, .. }
            | Self::Hold { matter, .. }
            | Self::Resume { matter }
            | Self::TakeOver { matter, .. }
            | Self::ReviewEmergency { matter, .. }
            | Self::HandOver { matter, .. }
            | Self::ConfirmIssuance { matter, .. }
            | Self::Remind { matter, .. }
            | Self::Escalate { matter, .. }
            | Self::Recompute { matter } => Some(*matter),
            Self::Submit(_)
            | Self::Apply(_)
            | Self::Found { .. }
            | Self::RegisterParty(_)
            | Self::RegisterPerson(_)
            | Self::BindAccount(_)
            | Self::RegisterPool(_)
            | Self::RegisterSystem(_)
            | Self::RegisterItem(_)
            | Self::RecordContract(_)
            | Self::ProposeRuling { .. }
            | Self::SignRuling { .. }
            | Self::LoadCalendar { .. }
            | Self::LoadMeasures { .. } => None,
        }
    }
}
