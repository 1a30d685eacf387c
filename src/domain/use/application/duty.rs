//! What is owed on an application as it stands (Art. 19, 28, 39).

use super::act::Verb;
use super::{Application, Stage};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::clock::Limit;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::R6;
use crate::domain::law::step::{By, Owed, Start, Term};
use crate::domain::r#use::line::{Line, Procurement};

words! {
    /// What must be done on an application.
    pub enum DutyKind {
        /// Accept, or not, with a written opinion: Art. 19(2).
        Accept = "accept",
        /// Give the review opinion: Art. 19(2).
        Review = "review",
        /// Apply again after non-acceptance: Art. 19(2).
        Resubmit = "resubmit",
        /// Order the test environment from the provider: Art. 19(3).
        OrderTest = "order_test",
        /// Build the test environment and hand it over: Art. 19(3).
        BuildTest = "build_test",
        /// Test and report: Art. 19(3).
        Test = "test",
        /// Propose the adjustment: Art. 19(4).
        Propose = "propose",
        /// Receive the filing: Art. 19(4).
        ReceiveFiling = "receive_filing",
        /// Order the delivery from the provider: Art. 19(4).
        OrderDelivery = "order_delivery",
        /// Deliver: Art. 19(4).
        Deliver = "deliver",
        /// Confirm the delivery with the completion day: Art. 39.
        Confirm = "confirm",
        /// See to it that a unit that never confirms does, or determine the day: R2.
        DetermineCompletion = "determine_completion",
        /// Check a self-procured product: Art. 28.
        CheckProduct = "check_product",
        /// Deploy a self-procured product: Art. 28.
        DeployProduct = "deploy_product",
    }
}

impl DutyKind {
    /// The verb that discharges it.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        let verb = match self {
            Self::Accept => Verb::Accept,
            Self::Review => Verb::Review,
            Self::Resubmit => Verb::Submit,
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
        };
        Some(verb.into())
    }

    /// Who hears of its lateness: of a unit that never attests (R2) the authority, of the authority's own statutory
    /// lateness (Art. 19) its reviewer and audit.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::Accept | Self::Review => escalation::OWN,
            Self::Confirm => escalation::AUTHORITY,
            Self::Resubmit
            | Self::OrderTest
            | Self::BuildTest
            | Self::Test
            | Self::Propose
            | Self::ReceiveFiling
            | Self::OrderDelivery
            | Self::Deliver
            | Self::DetermineCompletion
            | Self::CheckProduct
            | Self::DeployProduct => escalation::NOBODY,
        }
    }
}

const AUTHORITY: By = By::Sole(PartyKind::Authority);
const SUPPORT: By = By::Sole(PartyKind::Support);
const UNIT: By = By::Concerned(Role::Unit);
const OPERATOR: By = By::Concerned(Role::Operator);

/// A duty under Art. 19, within a target of R16.
fn duty(kind: DutyKind, by: By, post: Post, part: u8, target: &'static str) -> Owed {
    Owed {
        key: DutyKey::whole(kind),
        by,
        post,
        article: paragraph(19, part),
        term: Term::WorkingDays(target),
        start: Start::Now,
    }
}

/// A duty at the handler's.
fn handlers(kind: DutyKind, by: By, part: u8, target: &'static str) -> Owed {
    duty(kind, by, Post::Handler, part, target)
}

/// The duties of an application as it stands.
pub(super) fn owed(head: &Head, stage: Stage, body: &Application) -> Vec<Owed> {
    let purchased = body.asked.mode == CloudMode::Purchased;
    let ten_days = Limit::WorkingDays(10);
    let build = || handlers(DutyKind::BuildTest, OPERATOR, 3, "build_test_working_days");
    let deliver = || handlers(DutyKind::Deliver, OPERATOR, 4, "deliver_working_days");
    let mut owed = match stage {
        Stage::Submitted => vec![handlers(DutyKind::Accept, AUTHORITY, 2, "").within(ten_days)],
        Stage::Accepted => vec![
            duty(DutyKind::Review, AUTHORITY, Post::Reviewer, 2, "")
                .within(ten_days)
                .from(Start::Ruled {
                    ruling: R6,
                    parameter: "order",
                    starts: vec![
                        ("sequential", None),
                        ("from_submission", Some(head.opened_at)),
                    ],
                }),
        ],
        Stage::NotAccepted if body.answered_by.is_none() => {
            vec![handlers(
                DutyKind::Resubmit,
                UNIT,
                2,
                "resubmit_working_days",
            )]
        }
        Stage::Approved if purchased => {
            vec![handlers(
                DutyKind::OrderTest,
                SUPPORT,
                3,
                "order_test_working_days",
            )]
        }
        Stage::Approved | Stage::TestOrdered => vec![build()],
        Stage::Testing => vec![handlers(DutyKind::Test, UNIT, 3, "").within(Limit::Months(1))],
        Stage::TestReported => {
            vec![handlers(
                DutyKind::Propose,
                SUPPORT,
                4,
                "propose_working_days",
            )]
        }
        Stage::AdjustmentProposed => vec![handlers(
            DutyKind::ReceiveFiling,
            AUTHORITY,
            4,
            "receive_filing_working_days",
        )],
        Stage::Filed if purchased => vec![handlers(
            DutyKind::OrderDelivery,
            SUPPORT,
            4,
            "order_delivery_working_days",
        )],
        Stage::Filed | Stage::DeliveryOrdered => vec![deliver()],
        Stage::Delivered => confirmation(head),
        Stage::NotAccepted
        | Stage::Rejected
        | Stage::Running
        | Stage::SelfProcuring
        | Stage::Withdrawn
        | Stage::Abandoned => vec![],
    };
    owed.extend(products(stage, body));
    owed
}

/// The unit attests; once its lateness was reported, the authority may determine the day (R2).
fn confirmation(head: &Head) -> Vec<Owed> {
    let confirm = Owed {
        article: article(39),
        ..handlers(DutyKind::Confirm, UNIT, 4, "confirm_working_days")
    };
    let escalated = head
        .duty(confirm.key)
        .is_some_and(|duty| duty.escalated_at().is_some());
    let determine = Owed {
        article: article(39),
        ..duty(
            DutyKind::DetermineCompletion,
            AUTHORITY,
            Post::Reviewer,
            4,
            "supervise_working_days",
        )
    };
    [Some(confirm), escalated.then_some(determine)]
        .into_iter()
        .flatten()
        .collect()
}

/// Self-procured products are checked and deployed beside the catalogue lines, each at its own pace.
fn products(stage: Stage, body: &Application) -> Vec<Owed> {
    let over = match stage {
        Stage::Withdrawn | Stage::Abandoned | Stage::Rejected => true,
        Stage::Submitted
        | Stage::Accepted
        | Stage::NotAccepted
        | Stage::Approved
        | Stage::TestOrdered
        | Stage::Testing
        | Stage::TestReported
        | Stage::AdjustmentProposed
        | Stage::Filed
        | Stage::DeliveryOrdered
        | Stage::Delivered
        | Stage::Running
        | Stage::SelfProcuring => false,
    };
    if over {
        return vec![];
    }
    (1..)
        .zip(&body.asked.lines)
        .filter_map(|(number, line)| product(line).map(|owed| owed.on(number)))
        .collect()
}

fn product(line: &Line) -> Option<Owed> {
    let owed = match line.procurement()? {
        Procurement::Asked | Procurement::Refused | Procurement::Deployed { .. } => return None,
        Procurement::Consented | Procurement::Failed { .. } => duty(
            DutyKind::CheckProduct,
            SUPPORT,
            Post::Reviewer,
            0,
            "check_product_working_days",
        ),
        Procurement::Passed { .. } => handlers(
            DutyKind::DeployProduct,
            UNIT,
            0,
            "deploy_product_working_days",
        ),
    };
    Some(Owed {
        article: article(28),
        ..owed
    })
}
