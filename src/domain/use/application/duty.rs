//! What is owed on an application as it stands (Art. 19, 28, 39).

use super::act::Verb;
use super::clearing::{Leaving, is_to_be_cleared, leaving};
use super::{Application, PaperKind, Stage, delivery, procured};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::clock::Limit;
use crate::domain::law::common;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::{R6, R23};
use crate::domain::law::step::{By, Owed, Start, Term};
use crate::domain::r#use::attestation::{self, Attestation};
use crate::domain::r#use::line::{Line, OwnPurchase};
use crate::domain::r#use::objection;

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
        /// Serve the opinion that does not accept it: its recipient's days begin then.
        ServeOpinion = "serve_opinion",
        /// Serve the determination of the day: those whom it binds may object from then on.
        ServeDetermination = "serve_determination",
        /// End a test whose month is over: R23.
        EndTest = "end_test",
        /// Check an attested day that is not the reported one: Art. 39.
        CheckAttestation = "check_attestation",
        /// Decide what was said against a determined day: Art. 39.
        DecideObjection = "decide_objection",
        /// Clear the test environment of what was abandoned: Art. 21.
        ClearEnvironment = "clear_environment",
        /// Clear what the adjustment leaves of the test environment: Art. 21, R30.
        ClearSurplus = "clear_surplus",
        /// Report that a self-procured product arrived: Art. 28.
        ReportArrival = "report_arrival",
        /// Mend a product whose check failed: Art. 28.
        MendProduct = "mend_product",
        /// Check a self-procured product: Art. 28.
        CheckProduct = "check_product",
        /// Deploy a self-procured product: Art. 28.
        DeployProduct = "deploy_product",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: nothing is billed while it is owed (Art. 39, R2).
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::Confirm | Self::DetermineCompletion => true,
            Self::Accept
            | Self::Review
            | Self::Resubmit
            | Self::OrderTest
            | Self::BuildTest
            | Self::Test
            | Self::Propose
            | Self::ReceiveFiling
            | Self::OrderDelivery
            | Self::Deliver
            | Self::ServeOpinion
            | Self::ServeDetermination
            | Self::EndTest
            | Self::CheckAttestation
            | Self::DecideObjection
            | Self::ClearEnvironment
            | Self::ClearSurplus
            | Self::ReportArrival
            | Self::MendProduct
            | Self::CheckProduct
            | Self::DeployProduct => false,
        }
    }

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
            Self::ServeOpinion | Self::ServeDetermination => {
                return Some(common::Verb::Serve.into());
            }
            Self::EndTest => Verb::EndTest,
            Self::CheckAttestation => Verb::CheckAttestation,
            Self::DecideObjection => Verb::DecideObjection,
            Self::ClearEnvironment | Self::ClearSurplus => Verb::ClearEnvironment,
            Self::ReportArrival | Self::MendProduct => Verb::ReportArrival,
            Self::CheckProduct => Verb::CheckProduct,
            Self::DeployProduct => Verb::DeployProduct,
        };
        Some(verb.into())
    }

    /// Who hears of its lateness: of a unit that never attests (R2) and of a
    /// test whose month is over (R23) the authority, of the authority's own statutory
    /// lateness (Art. 19) its reviewer and audit.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::Accept | Self::Review => escalation::OWN,
            Self::Test | Self::Confirm => escalation::AUTHORITY,
            Self::Resubmit
            | Self::OrderTest
            | Self::BuildTest
            | Self::Propose
            | Self::ReceiveFiling
            | Self::OrderDelivery
            | Self::Deliver
            | Self::DetermineCompletion
            | Self::CheckProduct
            | Self::DeployProduct
            | Self::ServeOpinion
            | Self::ServeDetermination
            | Self::EndTest
            | Self::CheckAttestation
            | Self::DecideObjection
            | Self::ClearEnvironment
            | Self::ClearSurplus
            | Self::ReportArrival
            | Self::MendProduct => escalation::NOBODY,
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
    let order = || {
        handlers(
            DutyKind::OrderDelivery,
            SUPPORT,
            4,
            "order_delivery_working_days",
        )
    };
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
        Stage::NotAccepted if body.answered_by.is_none() => again(head, body),
        Stage::Approved if purchased => {
            vec![handlers(
                DutyKind::OrderTest,
                SUPPORT,
                3,
                "order_test_working_days",
            )]
        }
        Stage::Approved | Stage::TestOrdered => vec![build()],
        Stage::Testing => testing(head),
        Stage::TestReported => {
            vec![handlers(
                DutyKind::Propose,
                SUPPORT,
                4,
                "propose_working_days",
            )]
        }
        Stage::AdjustmentProposed => {
            let receive = handlers(
                DutyKind::ReceiveFiling,
                AUTHORITY,
                4,
                "receive_filing_working_days",
            );
            // By its proven service it is filed without a receipt: what comes next is owed from then on (R25).
            let filed = delivery::filed_by_service(head, body);
            let next = if purchased { order() } else { deliver() };
            let next = filed.map(|(served_at, days)| next.from(Start::After(served_at, days)));
            [Some(receive), next].into_iter().flatten().collect()
        }
        Stage::Filed if purchased => vec![order()],
        Stage::Filed | Stage::DeliveryOrdered => vec![deliver()],
        Stage::Delivered => confirmation(head),
        Stage::NotAccepted
        | Stage::Rejected
        | Stage::Running
        | Stage::SelfProcuring
        | Stage::Withdrawn
        | Stage::Abandoned => vec![],
    };
    owed.extend(clearing(head, stage, body));
    owed.extend(attestation::service_owed(
        head,
        DutyKind::ServeDetermination,
    ));
    owed.extend(after_the_day(body));
    owed.extend(products(stage, body));
    owed
}

/// After non-acceptance the unit applies again, from the service of the opinion on; until then its service is owed. What
/// regularises an emergency is owed again on the emergency.
fn again(head: &Head, body: &Application) -> Vec<Owed> {
    let unit = head.party(Role::Unit);
    let served_at = unit.and_then(|unit| head.served_at(PaperKind::NonAcceptanceOpinion, unit));
    match served_at {
        None => vec![handlers(
            DutyKind::ServeOpinion,
            AUTHORITY,
            2,
            "serve_working_days",
        )],
        Some(_) if body.regularises.is_some() => vec![],
        Some(at) => {
            vec![handlers(DutyKind::Resubmit, UNIT, 2, "resubmit_working_days").from(Start::At(at))]
        }
    }
}

/// The month of testing; once its end was reported, support may end it (R23).
fn testing(head: &Head) -> Vec<Owed> {
    let test = handlers(DutyKind::Test, UNIT, 3, "").within(Limit::Months(1));
    let end = Owed {
        term: Term::Ruled(R23, "end_overrun_working_days"),
        ..handlers(DutyKind::EndTest, SUPPORT, 3, "")
    };
    test.and_once_reported(head, end)
}

/// Data leaves with what is abandoned, and with what the adjustment does not take over: from its filing on that is owed
/// beside the delivery (Art. 21(2)). What is abandoned has its time anew, since all that was handed over leaves with it.
fn clearing(head: &Head, stage: Stage, body: &Application) -> Option<Owed> {
    let (kind, start) = match leaving(stage) {
        Leaving::Nothing => return None,
        Leaving::Everything => (DutyKind::ClearEnvironment, Start::Now),
        Leaving::Surplus if stage == Stage::AdjustmentProposed => {
            let (served_at, days) = delivery::filed_by_service(head, body)?;
            (DutyKind::ClearSurplus, Start::After(served_at, days))
        }
        Leaving::Surplus => (DutyKind::ClearSurplus, Start::Now),
    };
    let clear = Owed {
        article: paragraph(21, 2),
        start,
        ..handlers(kind, OPERATOR, 2, "clear_working_days")
    };
    is_to_be_cleared(stage, body).then_some(clear)
}

/// What is still to be done about the attested day, once it stands.
fn after_the_day(body: &Application) -> Vec<Owed> {
    let attestation = body.attestation.as_ref();
    let check = attestation
        .is_some_and(Attestation::is_to_be_checked)
        .then(|| Owed {
            article: article(39),
            ..handlers(
                DutyKind::CheckAttestation,
                SUPPORT,
                4,
                "check_attestation_working_days",
            )
        });
    let decide = objection::any_waits(&body.day_objections).then(|| Owed {
        article: article(39),
        ..duty(
            DutyKind::DecideObjection,
            AUTHORITY,
            Post::Reviewer,
            4,
            "decide_objection_working_days",
        )
    });
    [check, decide].into_iter().flatten().collect()
}

/// The unit attests; once its lateness was reported, the authority may determine the day (R2).
fn confirmation(head: &Head) -> Vec<Owed> {
    let confirm = Owed {
        article: article(39),
        ..handlers(DutyKind::Confirm, UNIT, 4, "confirm_working_days")
    };
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
    confirm.and_once_reported(head, determine)
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
    let owed = match procured(line)? {
        OwnPurchase::Asked | OwnPurchase::Refused | OwnPurchase::Deployed { .. } => return None,
        OwnPurchase::Consented => handlers(
            DutyKind::ReportArrival,
            UNIT,
            0,
            "report_arrival_working_days",
        ),
        OwnPurchase::Failed { .. } => {
            handlers(DutyKind::MendProduct, UNIT, 0, "mend_product_working_days")
        }
        OwnPurchase::Arrived { .. } => duty(
            DutyKind::CheckProduct,
            SUPPORT,
            Post::Reviewer,
            0,
            "check_product_working_days",
        ),
        OwnPurchase::Passed { .. } => handlers(
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
