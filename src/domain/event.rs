//! Events: what happened, with every result written in. Applying one only copies.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::by_number;
use super::calendar::CalendarYear;
use super::catalogue::{Contract, Item};
use super::clock::Deadline;
use super::code::PersonCode;
use super::duty::{Closing, Duty, DutyKind};
use super::line::Procurement;
use super::matter::{Hold, Matter, MatterId, Part, Stage};
use super::paper::Paper;
use super::party::{Account, Party, Person};
use super::pool::Pool;
use super::ruling::Ruling;
use super::system::System;

/// What every act on a matter does to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The matter.
    pub matter: MatterId,
    /// Its version afterwards.
    pub version: u32,
    /// Its stage afterwards.
    pub stage: Stage,
    /// The duties that ended.
    pub closed: Vec<(DutyKind, Closing)>,
    /// The duties that began.
    pub opened: Vec<Duty>,
    /// The papers that went out.
    pub papers: Vec<Paper>,
    /// The hat that the person wore.
    pub part: Option<(Part, PersonCode)>,
}

/// The day from which, or up to which, resources are billed: completed, attested and confirmed-on are kept apart (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The completion day that is attested.
    pub completed_on: NaiveDate,
    /// When it was attested.
    pub confirmed_at: DateTime<Utc>,
    /// The evidence on which the authority determined it in the unit's place.
    pub evidence: Option<String>,
}

/// An event. Its type in the journal is the name below; a type's meaning never changes, a new version gets an upcast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body")]
#[expect(
    missing_docs,
    reason = "the verbs' table documents each act; fields are named for what they are"
)]
pub enum Event {
    #[serde(rename = "application.submitted")]
    ApplicationSubmitted { matter: Box<Matter> },
    #[serde(rename = "application.accepted")]
    ApplicationAccepted { step: Step },
    #[serde(rename = "application.declined")]
    ApplicationDeclined { step: Step, objections: Vec<String> },
    #[serde(rename = "application.answered")]
    ApplicationAnswered { step: Step, by: MatterId },
    #[serde(rename = "application.reviewed")]
    ApplicationReviewed {
        step: Step,
        approved: bool,
        opinion: String,
        quantities: Vec<u32>,
        ground: Option<String>,
    },
    #[serde(rename = "application.test-ordered")]
    TestOrdered { step: Step },
    #[serde(rename = "application.test-handed-over")]
    TestHandedOver { step: Step, environment: String },
    #[serde(rename = "application.test-reported")]
    TestReported {
        step: Step,
        passed: bool,
        report: String,
        at: DateTime<Utc>,
    },
    #[serde(rename = "application.adjustment-proposed")]
    AdjustmentProposed {
        step: Step,
        quantities: Vec<u32>,
        reason: String,
    },
    #[serde(rename = "application.filing-received")]
    FilingReceived { step: Step, remark: String },
    #[serde(rename = "application.delivery-ordered")]
    DeliveryOrdered { step: Step },
    #[serde(rename = "application.delivered")]
    Delivered {
        step: Step,
        completed_on: NaiveDate,
        quantities: Vec<u32>,
    },
    #[serde(rename = "application.confirmed")]
    Confirmed {
        step: Step,
        attestation: Attestation,
    },
    #[serde(rename = "application.product-moved")]
    ProductMoved {
        step: Step,
        line: u32,
        procurement: Procurement,
    },
    #[serde(rename = "emergency.applied")]
    EmergencyApplied { matter: Box<Matter> },
    #[serde(rename = "emergency.reviewed")]
    EmergencyReviewed {
        step: Step,
        approved: bool,
        opinion: String,
        issued_at: Option<DateTime<Utc>>,
    },
    #[serde(rename = "emergency.handed-over")]
    HandedOver {
        step: Step,
        handed_over_at: DateTime<Utc>,
    },
    #[serde(rename = "emergency.confirmed")]
    IssuanceConfirmed {
        step: Step,
        attestation: Attestation,
    },
    #[serde(rename = "emergency.filed")]
    FormalFiled { step: Step, application: MatterId },
    #[serde(rename = "emergency.formal-refused")]
    FormalRefused { step: Step, application: MatterId },
    #[serde(rename = "emergency.reminded")]
    Reminded { step: Step, remark: String },
    #[serde(rename = "matter.escalated")]
    Escalated {
        step: Step,
        duties: Vec<DutyKind>,
        remark: String,
        at: DateTime<Utc>,
    },
    #[serde(rename = "matter.withdrawn")]
    Withdrawn { step: Step, reason: String },
    #[serde(rename = "application.abandoned")]
    Abandoned { step: Step, reason: String },
    #[serde(rename = "matter.held")]
    Held { step: Step, hold: Hold },
    #[serde(rename = "matter.resumed")]
    Resumed { step: Step },
    #[serde(rename = "matter.taken-over")]
    TakenOver {
        step: Step,
        from: PersonCode,
        remark: String,
    },
    #[serde(rename = "matter.due-moved")]
    DueMoved {
        step: Step,
        duty: DutyKind,
        to: Deadline,
    },
    #[serde(rename = "party.registered")]
    PartyRegistered(Party),
    #[serde(rename = "person.registered")]
    PersonRegistered(Person),
    #[serde(rename = "account.bound")]
    AccountBound(Account),
    #[serde(rename = "pool.registered")]
    PoolRegistered(Pool),
    #[serde(rename = "system.registered")]
    SystemRegistered(System),
    #[serde(rename = "item.registered")]
    ItemRegistered(Item),
    #[serde(rename = "contract.recorded")]
    ContractRecorded(Contract),
    #[serde(rename = "ruling.proposed")]
    RulingProposed { number: u32, ruling: Ruling },
    #[serde(rename = "ruling.signed")]
    RulingSigned { number: u32, by: PersonCode },
    #[serde(rename = "calendar.loaded")]
    CalendarLoaded { edition: u32, notice: CalendarYear },
    #[serde(rename = "measures.loaded")]
    MeasuresLoaded {
        source: String,
        #[serde(deserialize_with = "by_number")]
        articles: BTreeMap<u8, String>,
    },
}

/// Every event type that this release knows, as the journal writes it.
pub const EVENT_TYPES: [&str; 39] = [
    "application.submitted",
    "application.accepted",
    "application.declined",
    "application.answered",
    "application.reviewed",
    "application.test-ordered",
    "application.test-handed-over",
    "application.test-reported",
    "application.adjustment-proposed",
    "application.filing-received",
    "application.delivery-ordered",
    "application.delivered",
    "application.confirmed",
    "application.product-moved",
    "emergency.applied",
    "emergency.reviewed",
    "emergency.handed-over",
    "emergency.confirmed",
    "emergency.filed",
    "emergency.formal-refused",
    "emergency.reminded",
    "matter.escalated",
    "matter.withdrawn",
    "application.abandoned",
    "matter.held",
    "matter.resumed",
    "matter.taken-over",
    "matter.due-moved",
    "party.registered",
    "person.registered",
    "account.bound",
    "pool.registered",
    "system.registered",
    "item.registered",
    "contract.recorded",
    "ruling.proposed",
    "ruling.signed",
    "calendar.loaded",
    "measures.loaded",
];

/// The step of an event, borrowed as the event is: one exhaustive list for reading and for filling in.
macro_rules! step_of {
    ($event:expr) => {
        match $event {
            Self::ApplicationAccepted { step, .. }
            | Self::ApplicationDeclined { step, .. }
            | Self::ApplicationAnswered { step, .. }
            | Self::ApplicationReviewed { step, .. }
            | Self::TestOrdered { step, .. }
            | Self::TestHandedOver { step, .. }
            | Self::TestReported { step, .. }
            | Self::AdjustmentProposed { step, .. }
            | Self::FilingReceived { step, .. }
            | Self::DeliveryOrdered { step, .. }
            | Self::Delivered { step, .. }
            | Self::Confirmed { step, .. }
            | Self::ProductMoved { step, .. }
            | Self::EmergencyReviewed { step, .. }
            | Self::HandedOver { step, .. }
            | Self::IssuanceConfirmed { step, .. }
            | Self::FormalFiled { step, .. }
            | Self::FormalRefused { step, .. }
            | Self::Reminded { step, .. }
            | Self::Escalated { step, .. }
            | Self::Withdrawn { step, .. }
            | Self::Abandoned { step, .. }
            | Self::Held { step, .. }
            | Self::Resumed { step, .. }
            | Self::TakenOver { step, .. }
            | Self::DueMoved { step, .. } => Some(step),
            Self::ApplicationSubmitted { .. }
            | Self::EmergencyApplied { .. }
            | Self::PartyRegistered(_)
            | Self::PersonRegistered(_)
            | Self::AccountBound(_)
            | Self::PoolRegistered(_)
            | Self::SystemRegistered(_)
            | Self::ItemRegistered(_)
            | Self::ContractRecorded(_)
            | Self::RulingProposed { .. }
            | Self::RulingSigned { .. }
            | Self::CalendarLoaded { .. }
            | Self::MeasuresLoaded { .. } => None,
        }
    };
}

impl Event {
    /// What it does to an existing matter.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        step_of!(self)
    }

    /// The same, to be filled in by [`super::step`].
    pub(super) fn step_mut(&mut self) -> Option<&mut Step> {
        step_of!(self)
    }

    /// The matter it opens or moves.
    #[must_use]
    pub fn matter(&self) -> Option<MatterId> {
        match self {
            Self::ApplicationSubmitted { matter } | Self::EmergencyApplied { matter } => {
                Some(matter.id)
            }
            _ => self.step().map(|step| step.matter),
        }
    }
}
