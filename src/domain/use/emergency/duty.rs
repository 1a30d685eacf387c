//! What is owed on an emergency as it stands (Art. 21, 23).

use super::act::Verb;
use super::{Emergency, Stage};
use crate::domain::kinds;
use crate::domain::law::article::article;
use crate::domain::law::clock::Limit;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::R1;
use crate::domain::law::step::{By, Owed, Start, Term};
use crate::domain::r#use::application;

words! {
    /// What must be done on an emergency.
    pub enum DutyKind {
        /// Review the emergency: Art. 23.
        ReviewEmergency = "review_emergency",
        /// Hand the issued resources over: Art. 23.
        HandOver = "hand_over",
        /// Confirm the emergency issuance: Art. 23.
        ConfirmIssuance = "confirm_issuance",
        /// File the formal application: Art. 23.
        FileFormal = "file_application",
        /// See to an overdue regularisation: Art. 23.
        Supervise = "supervise",
        /// Apply for cancellation after the formal application was refused: Art. 21, 23.
        Cancel = "cancel",
    }
}

impl DutyKind {
    /// The verb that discharges it; none if several do, or one of a later matter.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        match self {
            Self::ReviewEmergency => Some(Verb::Review.into()),
            Self::HandOver => Some(Verb::HandOver.into()),
            Self::ConfirmIssuance => Some(Verb::Confirm.into()),
            Self::FileFormal => Some(application::Verb::Submit.into()),
            Self::Supervise | Self::Cancel => None,
        }
    }

    /// Who hears of its lateness: of an overdue regularisation the authority (Art. 23).
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::ConfirmIssuance | Self::FileFormal => escalation::AUTHORITY,
            Self::ReviewEmergency | Self::HandOver | Self::Supervise | Self::Cancel => {
                escalation::NOBODY
            }
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

/// The duties of an emergency as it stands.
pub(super) fn owed(head: &Head, stage: Stage, body: &Emergency) -> Vec<Owed> {
    let unit = By::Concerned(Role::Unit);
    let within_three_days = |kind| {
        let issued = body.issued_at.unwrap_or(head.opened_at);
        let three_days = Term::Statutory(Limit::WorkingDays(3));
        duty(kind, unit, Post::Handler, three_days).from(Start::Ruled {
            ruling: R1,
            parameter: "starts_at",
            starts: vec![
                ("hand_over", body.handed_over_at),
                ("issuance", Some(issued)),
            ],
        })
    };
    let confirm = body
        .attestation
        .is_none()
        .then(|| within_three_days(DutyKind::ConfirmIssuance));
    match stage {
        Stage::Applied => vec![duty(
            DutyKind::ReviewEmergency,
            By::Sole(PartyKind::Support),
            Post::Reviewer,
            Term::CalendarDays("review_emergency_days"),
        )],
        Stage::Issued => vec![duty(
            DutyKind::HandOver,
            By::Concerned(Role::Operator),
            Post::Handler,
            Term::CalendarDays("hand_over_emergency_days"),
        )],
        Stage::HandedOver => {
            let file = body
                .formal
                .is_none()
                .then(|| within_three_days(DutyKind::FileFormal));
            let supervise = head.escalated_at.is_some().then(|| {
                duty(
                    DutyKind::Supervise,
                    By::Sole(PartyKind::Authority),
                    Post::Handler,
                    Term::WorkingDays("supervise_working_days"),
                )
            });
            [confirm, file, supervise].into_iter().flatten().collect()
        }
        Stage::ToCancel => {
            let cancel = Owed {
                article: article(21),
                ..duty(
                    DutyKind::Cancel,
                    unit,
                    Post::Handler,
                    Term::WorkingDays("cancel_working_days"),
                )
            };
            confirm
                .filter(|_| body.handed_over_at.is_some())
                .into_iter()
                .chain([cancel])
                .collect()
        }
        Stage::Regularised | Stage::Rejected | Stage::Withdrawn => vec![],
    }
}
