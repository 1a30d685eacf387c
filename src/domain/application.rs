//! The ordinary application (申请): Art. 19, with 3, 4, 11, 18, 28, 39 and 40 where they bear on it.

mod delivery;
mod ending;
mod product;
mod review;
mod submit;
mod testing;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::{article, paragraph};
use super::catalogue;
use super::clock::{Limit, civil_date};
use super::duty::DutyKind;
use super::event::Attestation;
use super::line::{Line, Procurement};
use super::matter::{Body, Matter, MatterId, Stage as AnyStage};
use super::party::{PartyKind, Post};
use super::pool::CloudMode;
use super::refusal::{Reason, Refusal};
use super::ruling::R6;
use super::step::{Case, Owed, Role, Start, Term};
use super::system::Funding;

pub use delivery::{confirm, deliver, determine, order_delivery, propose, receive_filing};
pub use ending::{abandon, withdraw};
pub use product::{check_product, deploy_product};
pub use review::{Review, accept, decline, review};
pub use submit::submit;
pub use testing::{hand_over_test, order_test, report_test};

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待受理.
    Submitted,
    /// 审核中.
    Accepted,
    /// 不予受理.
    NotAccepted,
    /// 审核通过: the test environment is to be ordered, or built.
    Approved,
    /// 审核不通过.
    Rejected,
    /// 待搭建测试环境.
    TestOrdered,
    /// 测试中.
    Testing,
    /// 待提调整建议.
    TestReported,
    /// 待备案.
    AdjustmentProposed,
    /// 已备案: the delivery is to be ordered, or done.
    Filed,
    /// 待交付.
    DeliveryOrdered,
    /// 待确认.
    Delivered,
    /// 运行中.
    Running,
    /// 自行采购中: nothing from the catalogue, products with consent.
    SelfProcuring,
    /// 已撤回.
    Withdrawn,
    /// 已放弃.
    Abandoned,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 16] = [
        Self::Submitted,
        Self::Accepted,
        Self::NotAccepted,
        Self::Approved,
        Self::Rejected,
        Self::TestOrdered,
        Self::Testing,
        Self::TestReported,
        Self::AdjustmentProposed,
        Self::Filed,
        Self::DeliveryOrdered,
        Self::Delivered,
        Self::Running,
        Self::SelfProcuring,
        Self::Withdrawn,
        Self::Abandoned,
    ];
}

/// A test that was reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRun {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it passed.
    pub passed: bool,
    /// The unit's report.
    pub report: String,
}

/// An answer to an objection of the application that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The objection, from 1.
    pub objection: u32,
    /// The answer.
    pub text: String,
}

/// What belongs to an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Where it stands.
    pub stage: Stage,
    /// What it asks for.
    pub lines: Vec<Line>,
    /// The system's protection level, as it stood.
    pub protection_level: u8,
    /// What pays for the system, as it stood.
    pub funding: Funding,
    /// The application that was not accepted, if this is a new one for it.
    pub previous: Option<MatterId>,
    /// Which of its objections this answers.
    pub answers: Vec<Answer>,
    /// The emergency it regularises.
    pub emergency: Option<MatterId>,
    /// Why it was not accepted.
    pub objections: Vec<String>,
    /// The new application that answered them.
    pub answered_by: Option<MatterId>,
    /// The review opinion.
    pub opinion: Option<String>,
    /// The authority's written ground for a system of level 4 or above (R20).
    pub ground: Option<String>,
    /// The test environment, as it was handed over.
    pub environment: Option<String>,
    /// The tests reported.
    pub tests: Vec<TestRun>,
    /// Why support proposed the adjusted quantities.
    pub adjustment_reason: Option<String>,
    /// What the authority remarked on receiving the filing.
    pub filing_remark: Option<String>,
    /// The completion day that whoever delivered reported.
    pub completed_on: Option<NaiveDate>,
    /// The completion day that the unit attested; billing starts there (R2).
    pub attestation: Option<Attestation>,
    /// Why it was withdrawn or abandoned.
    pub ended_because: Option<String>,
}

impl Application {
    /// Whether every self-procured product with consent is deployed.
    fn products_deployed(&self) -> bool {
        self.lines
            .iter()
            .filter_map(Line::procurement)
            .all(|at| matches!(at, Procurement::Deployed { .. } | Procurement::Refused))
    }
}

/// The duties of an application in its present state.
#[must_use]
pub fn owed(matter: &Matter, body: &Application) -> Vec<Owed> {
    let purchased = matter.mode == CloudMode::Purchased;
    let target = |kind, role, post, part, name| Owed {
        kind,
        role,
        post,
        article: paragraph(19, part),
        term: Term::WorkingDays(name),
        start: Start::Today,
    };
    let build = || {
        target(
            DutyKind::BuildTest,
            Role::Operator,
            Post::Handler,
            3,
            "build_test_working_days",
        )
    };
    let deliver = || {
        target(
            DutyKind::Deliver,
            Role::Operator,
            Post::Handler,
            4,
            "deliver_working_days",
        )
    };
    let mut owed = match body.stage {
        Stage::Submitted => vec![Owed {
            term: Term::Statutory(Limit::WorkingDays(10)),
            ..target(DutyKind::Accept, Role::Authority, Post::Handler, 2, "")
        }],
        Stage::Accepted => vec![Owed {
            term: Term::Statutory(Limit::WorkingDays(10)),
            start: Start::Ruled {
                ruling: R6,
                parameter: "order",
                word: "from_submission",
                on: civil_date(matter.opened_at),
                otherwise: None,
            },
            ..target(DutyKind::Review, Role::Authority, Post::Reviewer, 2, "")
        }],
        Stage::NotAccepted if body.answered_by.is_none() => vec![target(
            DutyKind::Resubmit,
            Role::Unit,
            Post::Handler,
            2,
            "resubmit_working_days",
        )],
        Stage::Approved if purchased => vec![target(
            DutyKind::OrderTest,
            Role::Support,
            Post::Handler,
            3,
            "order_test_working_days",
        )],
        Stage::Approved | Stage::TestOrdered => vec![build()],
        Stage::Testing => vec![Owed {
            term: Term::Statutory(Limit::Months(1)),
            ..target(DutyKind::Test, Role::Unit, Post::Handler, 3, "")
        }],
        Stage::TestReported => vec![target(
            DutyKind::Propose,
            Role::Support,
            Post::Handler,
            4,
            "propose_working_days",
        )],
        Stage::AdjustmentProposed => vec![target(
            DutyKind::ReceiveFiling,
            Role::Authority,
            Post::Handler,
            4,
            "receive_filing_working_days",
        )],
        Stage::Filed if purchased => vec![target(
            DutyKind::OrderDelivery,
            Role::Support,
            Post::Handler,
            4,
            "order_delivery_working_days",
        )],
        Stage::Filed | Stage::DeliveryOrdered => vec![deliver()],
        Stage::Delivered => confirmation(matter),
        Stage::NotAccepted
        | Stage::Rejected
        | Stage::Running
        | Stage::SelfProcuring
        | Stage::Withdrawn
        | Stage::Abandoned => vec![],
    };
    owed.extend(product_duties(body));
    owed
}

fn confirmation(matter: &Matter) -> Vec<Owed> {
    let confirm = Owed {
        kind: DutyKind::Confirm,
        role: Role::Unit,
        post: Post::Handler,
        article: article(39),
        term: Term::WorkingDays("confirm_working_days"),
        start: Start::Today,
    };
    let escalated = matter
        .open_duty(DutyKind::Confirm)
        .is_some_and(|duty| duty.escalated_at.is_some());
    let determine = Owed {
        kind: DutyKind::DetermineCompletion,
        role: Role::Authority,
        post: Post::Reviewer,
        term: Term::WorkingDays("supervise_working_days"),
        ..confirm
    };
    [Some(confirm), escalated.then_some(determine)]
        .into_iter()
        .flatten()
        .collect()
}

/// Self-procured products are checked and deployed beside the catalogue lines, at their own pace.
fn product_duties(body: &Application) -> impl Iterator<Item = Owed> {
    let over = matches!(
        body.stage,
        Stage::Withdrawn | Stage::Abandoned | Stage::Rejected
    );
    let any = |wanted: fn(&Procurement) -> bool| {
        !over && body.lines.iter().filter_map(Line::procurement).any(wanted)
    };
    let duty = |kind, role, post, name| Owed {
        kind,
        role,
        post,
        article: article(28),
        term: Term::WorkingDays(name),
        start: Start::Today,
    };
    let check =
        any(|at| matches!(at, Procurement::Consented | Procurement::Failed { .. })).then(|| {
            duty(
                DutyKind::CheckProduct,
                Role::Support,
                Post::Reviewer,
                "check_product_working_days",
            )
        });
    let deploy = any(|at| matches!(at, Procurement::Passed { .. })).then(|| {
        duty(
            DutyKind::DeployProduct,
            Role::Unit,
            Post::Handler,
            "deploy_product_working_days",
        )
    });
    check.into_iter().chain(deploy)
}

/// The application inside a matter, at one of these stages.
fn at<'m>(case: &Case, matter: &'m Matter, stages: &[Stage]) -> Result<&'m Application, Refusal> {
    match &matter.body {
        Body::Application(body) if stages.contains(&body.stage) => Ok(body),
        _ => Err(case.refuse(Reason::WrongStage(matter.stage()))),
    }
}

const fn stage(stage: Stage) -> AnyStage {
    AnyStage::Application(stage)
}

/// Art. 40: a unit outside the municipal budget has its own contract with the provider before anything is issued.
fn needs_contract(case: &Case, matter: &Matter) -> Result<(), Refusal> {
    let contract: Option<catalogue::Contract> = case.world.contract(&matter.unit, &matter.operator);
    let outside = !case.party(&matter.unit)?.municipal_budget;
    if outside && matter.mode == CloudMode::Purchased && contract.is_none() {
        return Err(Reason::NoContract.under(article(40)));
    }
    Ok(())
}

/// Checks a quantity for every line; `bounds` gives a line's default and the most it may be.
fn quantities(
    case: &Case,
    lines: &[Line],
    given: &[u32],
    bounds: impl Fn(&Line) -> (u32, u32),
) -> Result<Vec<u32>, Refusal> {
    if given.is_empty() {
        return Ok(lines.iter().map(|line| bounds(line).0).collect());
    }
    if given.len() != lines.len() {
        return Err(case.refuse(Reason::QuantityCount {
            lines: u32::try_from(lines.len()).unwrap_or(u32::MAX),
            given: u32::try_from(given.len()).unwrap_or(u32::MAX),
        }));
    }
    for ((number, line), value) in (1..).zip(lines).zip(given) {
        let (_, most) = bounds(line);
        if *value > most {
            return Err(case.refuse(Reason::QuantityAbove { line: number, most }));
        }
    }
    if given.iter().all(|value| *value == 0) {
        return Err(case.refuse(Reason::NothingLeft));
    }
    Ok(given.to_vec())
}

fn purchased_only(case: &Case, matter: &Matter) -> Result<(), Refusal> {
    if matter.mode == CloudMode::Purchased {
        Ok(())
    } else {
        Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Provider])))
    }
}
