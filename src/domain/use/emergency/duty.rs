//! What is owed on an emergency as it stands (Art. 21, 23).

use super::act::Verb;
use super::{Emergency, Stage};
use crate::domain::kinds;
use crate::domain::law::article::article;
use crate::domain::law::clock::Limit;
use crate::domain::law::common;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::R1;
use crate::domain::law::step::{By, Owed, Start, Term};
use crate::domain::r#use::application;
use crate::domain::r#use::attestation::{self, Attestation};
use crate::domain::r#use::cancellation;
use crate::domain::r#use::objection;

words! {
    /// What must be done on an emergency.
    pub enum DutyKind {
        /// Review the emergency: Art. 23.
        ReviewEmergency = "review_emergency",
        /// Hand the issued resources over: Art. 23.
        HandOver = "hand_over",
        /// Confirm the emergency issuance: Art. 23.
        ConfirmIssuance = "confirm_issuance",
        /// Acknowledge a hand-over that was recorded late: Art. 23.
        AcknowledgeHandOver = "acknowledge_hand_over",
        /// Hand in the document of an oral order: R27.
        SupplyDocument = "supply_document",
        /// Determine the day of a unit that never confirms: R2.
        DetermineIssuance = "determine_issuance",
        /// Serve the determination of the day: those whom it binds may object from then on.
        ServeIssuanceDetermination = "serve_issuance_determination",
        /// Check an attested day that is not the day of the hand-over: Art. 39.
        CheckIssuanceDay = "check_issuance_day",
        /// Decide what was said against a determined day: Art. 39.
        DecideIssuanceObjection = "decide_issuance_objection",
        /// File another formal application, after one that was not accepted: Art. 23.
        RefileFormal = "refile_application",
        /// File the formal application: Art. 23.
        FileFormal = "file_application",
        /// See to an overdue regularisation: Art. 23.
        Supervise = "supervise",
        /// Apply for cancellation after the formal application was refused: Art. 21, 23.
        Cancel = "cancel",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: nothing is billed while it is owed (Art. 39, R2).
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::ConfirmIssuance | Self::AcknowledgeHandOver | Self::DetermineIssuance => true,
            Self::ReviewEmergency
            | Self::HandOver
            | Self::SupplyDocument
            | Self::ServeIssuanceDetermination
            | Self::CheckIssuanceDay
            | Self::DecideIssuanceObjection
            | Self::RefileFormal
            | Self::FileFormal
            | Self::Supervise
            | Self::Cancel => false,
        }
    }

    /// The verb that discharges it; none if several do, or one of a later matter.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        match self {
            Self::ReviewEmergency => Some(Verb::Review.into()),
            Self::HandOver => Some(Verb::HandOver.into()),
            Self::ConfirmIssuance => Some(Verb::Confirm.into()),
            Self::FileFormal | Self::RefileFormal => Some(application::Verb::Submit.into()),
            Self::AcknowledgeHandOver => Some(Verb::Acknowledge.into()),
            Self::SupplyDocument => Some(Verb::SupplyDocument.into()),
            Self::DetermineIssuance => Some(Verb::DetermineCompletion.into()),
            Self::ServeIssuanceDetermination => Some(common::Verb::Serve.into()),
            Self::CheckIssuanceDay => Some(Verb::CheckAttestation.into()),
            Self::DecideIssuanceObjection => Some(Verb::DecideObjection.into()),
            Self::Cancel => Some(cancellation::Verb::Submit.into()),
            Self::Supervise => None,
        }
    }

    /// Who hears of its lateness: of an overdue regularisation, and of a hand-over that nobody acknowledges, the authority
    /// (Art. 23, R2).
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::ConfirmIssuance
            | Self::FileFormal
            | Self::RefileFormal
            | Self::AcknowledgeHandOver
            | Self::SupplyDocument => escalation::AUTHORITY,
            Self::ReviewEmergency
            | Self::HandOver
            | Self::DetermineIssuance
            | Self::ServeIssuanceDetermination
            | Self::CheckIssuanceDay
            | Self::DecideIssuanceObjection
            | Self::Supervise
            | Self::Cancel => escalation::NOBODY,
        }
    }
}

/// A duty under Art. 23.
fn duty(kind: DutyKind, by: By, post: Post, term: Term) -> Owed {
    Owed {
        key: DutyKey::whole(kind),
        by,
        post,
        article: article(23),
        term,
        start: Start::Now,
    }
}

const UNIT: By = By::Concerned(Role::Unit);

/// The duties of an emergency as it stands.
pub(super) fn owed(head: &Head, stage: Stage, body: &Emergency) -> Vec<Owed> {
    let support = || By::Sole(PartyKind::Support);
    let mut owed = match stage {
        Stage::Applied => vec![duty(
            DutyKind::ReviewEmergency,
            support(),
            Post::Reviewer,
            Term::CalendarDays("review_emergency_days"),
        )],
        Stage::Issued => vec![duty(
            DutyKind::HandOver,
            By::Concerned(Role::Operator),
            Post::Handler,
            Term::CalendarDays("hand_over_emergency_days"),
        )],
        Stage::HandedOver if waits_for_the_unit(body) => attesting(head, body),
        Stage::HandedOver => regularisation(head, body),
        Stage::ToCancel => {
            let runs = cancellation::of_running(head, &body.asked);
            let cancel = runs.map(|_| Owed {
                article: article(21),
                ..duty(
                    DutyKind::Cancel,
                    UNIT,
                    Post::Handler,
                    Term::WorkingDays("cancel_working_days"),
                )
            });
            attesting(head, body).into_iter().chain(cancel).collect()
        }
        Stage::Regularised | Stage::Rejected | Stage::Recalled | Stage::Withdrawn => vec![],
    };
    owed.extend(document(head, stage, body));
    owed.extend(attestation::service_owed(
        head,
        DutyKind::ServeIssuanceDetermination,
    ));
    let is_to_be_checked = body
        .attestation
        .as_ref()
        .is_some_and(Attestation::is_to_be_checked);
    if is_to_be_checked {
        owed.push(Owed {
            article: article(39),
            ..duty(
                DutyKind::CheckIssuanceDay,
                support(),
                Post::Handler,
                Term::WorkingDays("check_attestation_working_days"),
            )
        });
    }
    if objection::any_waits(&body.day_objections) {
        owed.push(Owed {
            article: article(39),
            ..duty(
                DutyKind::DecideIssuanceObjection,
                By::Sole(PartyKind::Authority),
                Post::Reviewer,
                Term::WorkingDays("decide_objection_working_days"),
            )
        });
    }
    owed
}

/// Whether a hand-over that was recorded late waits for the unit's word: no clock of its runs meanwhile.
fn waits_for_the_unit(body: &Emergency) -> bool {
    body.unacknowledged && body.attestation.is_none()
}

/// Three working days from where R1 has them begin: from the hand-over as the unit acknowledged it, where that was asked.
/// Where the authority determined the day because the unit never acknowledged, they begin by that.
fn within_three_days(head: &Head, body: &Emergency, kind: DutyKind, term: Term) -> Owed {
    let issued = body.issued_at.unwrap_or(head.opened_at);
    let acknowledged = body.acknowledgement.as_ref().map(|unit| unit.at);
    let owed = duty(kind, UNIT, Post::Handler, term);
    if body.unacknowledged {
        return owed;
    }
    owed.from(Start::Ruled {
        ruling: R1,
        parameter: "starts_at",
        starts: vec![
            ("hand_over", acknowledged.or(body.handed_over_at)),
            ("issuance", Some(issued)),
        ],
    })
}

/// Once handed over, the unit attests and applies; what is late and reported is the authority's to see to.
fn regularisation(head: &Head, body: &Emergency) -> Vec<Owed> {
    let statutory = Term::Statutory(Limit::WorkingDays(3));
    let file = (body.formal.is_none())
        .then(|| within_three_days(head, body, DutyKind::FileFormal, statutory));
    let refile = body.declined_at.map(|served_at| {
        duty(
            DutyKind::RefileFormal,
            UNIT,
            Post::Handler,
            Term::WorkingDays("refile_working_days"),
        )
        .from(Start::At(served_at))
    });
    let supervise = head.escalated_at.is_some().then(|| {
        duty(
            DutyKind::Supervise,
            By::Sole(PartyKind::Authority),
            Post::Handler,
            Term::WorkingDays("supervise_working_days"),
        )
    });
    attesting(head, body)
        .into_iter()
        .chain([file, refile, supervise].into_iter().flatten())
        .collect()
}

/// The document of an order that was given orally, whatever becomes of the emergency once it was handed over (R27).
fn document(head: &Head, stage: Stage, body: &Emergency) -> Option<Owed> {
    let stands = match stage {
        Stage::HandedOver | Stage::ToCancel | Stage::Regularised => true,
        Stage::Applied | Stage::Issued | Stage::Rejected | Stage::Recalled | Stage::Withdrawn => {
            false
        }
    };
    let owes = body.order.is_some() && body.document.is_none() && !waits_for_the_unit(body);
    (stands && owes).then(|| {
        let term = Term::WorkingDays("supply_document_working_days");
        within_three_days(head, body, DutyKind::SupplyDocument, term)
    })
}

/// The unit attests, and before that acknowledges a hand-over that was recorded late; once its lateness was reported, the
/// authority may determine the day (R2).
fn attesting(head: &Head, body: &Emergency) -> Vec<Owed> {
    if body.attestation.is_some() || body.handed_over_at.is_none() {
        return vec![];
    }
    let units = if waits_for_the_unit(body) {
        let term = Term::CalendarDays("acknowledge_hand_over_days");
        duty(DutyKind::AcknowledgeHandOver, UNIT, Post::Handler, term)
    } else {
        let statutory = Term::Statutory(Limit::WorkingDays(3));
        within_three_days(head, body, DutyKind::ConfirmIssuance, statutory)
    };
    let determine = Owed {
        article: article(39),
        ..duty(
            DutyKind::DetermineIssuance,
            By::Sole(PartyKind::Authority),
            Post::Reviewer,
            Term::WorkingDays("supervise_working_days"),
        )
    };
    units.and_once_reported(head, determine)
}
