//! The ordinary application (申请): Art. 19, with 3, 4, 11, 18, 28, 39 and 40 where they bear on it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::{article, paragraph};
use super::authority::Rule;
use super::catalogue;
use super::clock::{Limit, civil_date};
use super::command::{Decision, Submit, TestResult};
use super::duty::DutyKind;
use super::event::{Attestation, Event};
use super::intake::{self, Intake};
use super::line::{self, Line, Procurement};
use super::matter::{Body, Matter, MatterId, MatterKind, Stage as AnyStage};
use super::paper::PaperKind;
use super::party::{PartyKind, Post};
use super::pool::CloudMode;
use super::refusal::{Reason, Refusal};
use super::ruling::{R6, R20};
use super::step::{Case, Owed, Role, Start, Term};
use super::system::Funding;
use super::text;

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

/// Submits an application.
///
/// # Errors
/// Only what is incomplete; what needs judgement is for the authority's written opinion (Art. 19(2)).
pub fn submit(case: &Case, rule: Rule, request: &Submit) -> Result<Vec<Event>, Refusal> {
    if !request.non_classified {
        return Err(Reason::NotDeclared.under(article(3)));
    }
    let intake = intake::take(
        case,
        &Intake {
            title: &request.title,
            system: &request.system,
            pool: &request.pool,
            lines: &request.lines,
            contact_name: &request.contact_name,
            contact_telephone: &request.contact_telephone,
        },
    )?;
    let emergency = regularises(case, request)?;
    let mut matter = intake.open(case, MatterKind::Application, rule, |lines, system| {
        Body::Application(Application {
            stage: Stage::Submitted,
            lines,
            protection_level: system.protection_level,
            funding: system.funding,
            previous: request.previous,
            answers: Vec::new(),
            emergency,
            objections: Vec::new(),
            answered_by: None,
            opinion: None,
            ground: None,
            environment: None,
            tests: Vec::new(),
            adjustment_reason: None,
            filing_remark: None,
            completed_on: None,
            attestation: None,
            ended_because: None,
        })
    })?;
    let mut also = Vec::new();
    if let Some(previous) = request.previous {
        let (answers, event) = answer(case, &matter, previous, &request.answers)?;
        if let Body::Application(body) = &mut matter.body {
            body.answers = answers;
        }
        also.push(event);
    }
    if let Some(emergency) = emergency {
        also.push(super::emergency::file(case, &matter, emergency)?);
    }
    let mut events = vec![Event::ApplicationSubmitted {
        matter: Box::new(matter),
    }];
    events.extend(also);
    Ok(events)
}

/// The emergency that an application regularises. A new application in place of one that was not accepted regularises
/// the same one, named or not: otherwise the emergency would rest on an application that leads nowhere.
fn regularises(case: &Case, request: &Submit) -> Result<Option<MatterId>, Refusal> {
    let earlier = request.previous.and_then(|id| case.world.matter(id));
    let inherited = earlier.and_then(|earlier| match earlier.body {
        Body::Application(body) => body.emergency,
        Body::Emergency(_) => None,
    });
    match (inherited, request.emergency) {
        (Some(inherited), Some(named)) if inherited != named => {
            Err(Reason::NotRegularisable(named).under(article(23)))
        }
        (inherited, named) => Ok(inherited.or(named)),
    }
}

/// A new application answers the objections of one that was not accepted.
fn answer(
    case: &Case,
    matter: &Matter,
    previous: MatterId,
    given: &[String],
) -> Result<(Vec<Answer>, Event), Refusal> {
    let refuse = |reason: Reason| reason.under(paragraph(19, 2));
    let not_reapplicable = || refuse(Reason::NotReapplicable(previous));
    let earlier = case.world.matter(previous).ok_or_else(not_reapplicable)?;
    let Body::Application(body) = &earlier.body else {
        return Err(not_reapplicable());
    };
    let open = body.stage == Stage::NotAccepted && body.answered_by.is_none();
    if !open || earlier.unit != matter.unit {
        return Err(not_reapplicable());
    }
    let most = u32::try_from(text::LIST).unwrap_or(u32::MAX);
    if given.len() > text::LIST {
        return Err(refuse(Reason::TooLong("answers".to_owned(), most)));
    }
    let count = u32::try_from(body.objections.len()).unwrap_or(u32::MAX);
    let answers = given
        .iter()
        .map(|line| read_answer(line, count))
        .collect::<Option<Vec<_>>>()
        .filter(|answers| !answers.is_empty())
        .ok_or_else(|| refuse(Reason::NoAnswer(count)))?;
    for answer in &answers {
        text::required(case, "answers", &answer.text, text::PARAGRAPH)?;
    }
    let stage = AnyStage::Application(Stage::NotAccepted);
    let event = case.step(&earlier, stage, vec![], None, |step| {
        Event::ApplicationAnswered {
            step,
            by: matter.id,
        }
    })?;
    Ok((answers, event))
}

/// `2 the report is attached`: the objection's number, then the answer.
fn read_answer(line: &str, objections: u32) -> Option<Answer> {
    let line = line.trim();
    let end = line.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, text) = line.split_at_checked(end)?;
    let objection = number
        .parse()
        .ok()
        .filter(|n| (1..=objections).contains(n))?;
    let text =
        text.trim_matches(|letter: char| letter.is_whitespace() || ".:、．：".contains(letter));
    (!text.is_empty()).then(|| Answer {
        objection,
        text: text.to_owned(),
    })
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

/// Accepts.
///
/// # Errors
/// If the stage, or a text, is not right.
pub fn accept(case: &Case, rule: Rule, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Submitted])?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::AcceptanceNotice, &matter.unit, &remark)?;
    case.step(
        matter,
        stage(Stage::Accepted),
        vec![paper],
        Some(rule),
        |step| Event::ApplicationAccepted { step },
    )
}

/// Does not accept, with the written opinion.
///
/// # Errors
/// If the stage is not right or the opinion is empty.
pub fn decline(
    case: &Case,
    rule: Rule,
    matter: &Matter,
    objections: &[String],
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Submitted])?;
    let objections = text::list(case, "objections", objections)?;
    let paper = case.paper(
        PaperKind::NonAcceptanceOpinion,
        &matter.unit,
        &objections.join("\n"),
    )?;
    case.step(
        matter,
        stage(Stage::NotAccepted),
        vec![paper],
        Some(rule),
        |step| Event::ApplicationDeclined { step, objections },
    )
}

/// The review opinion's parts.
pub struct Review<'a> {
    /// The decision.
    pub decision: Decision,
    /// The opinion.
    pub opinion: &'a str,
    /// The approved quantities; none means as applied.
    pub quantities: &'a [u32],
    /// The ground for a system of level 4 or above.
    pub ground: &'a str,
}

/// Gives the review opinion.
///
/// # Errors
/// Stage, texts, quantities, a missing ground (R20) or contract (Art. 40).
pub fn review(
    case: &Case,
    rule: Rule,
    matter: &Matter,
    review: &Review,
) -> Result<Vec<Event>, Refusal> {
    let body = at(case, matter, &[Stage::Accepted])?;
    let opinion = text::required(case, "opinion", review.opinion, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::ReviewOpinion, &matter.unit, &opinion)?;
    if review.decision == Decision::Reject {
        let zeros = vec![0; body.lines.len()];
        let rejected = case.step(
            matter,
            stage(Stage::Rejected),
            vec![paper],
            Some(rule),
            |step| Event::ApplicationReviewed {
                step,
                approved: false,
                opinion,
                quantities: zeros,
                ground: None,
            },
        )?;
        let refused = body
            .emergency
            .map(|emergency| super::emergency::refuse_formal(case, emergency, matter.id))
            .transpose()?;
        return Ok([Some(rejected), refused].into_iter().flatten().collect());
    }
    let ground = level_ground(case, matter, body, review.ground)?;
    let quantities = quantities(case, &body.lines, review.quantities, |line| {
        (line.applied, line.applied)
    })?;
    let next = if body.emergency.is_some() {
        needs_contract(case, matter)?;
        if body
            .lines
            .iter()
            .zip(&quantities)
            .any(|(line, given)| *given < line.applied)
        {
            return Err(Reason::NotCovering.under(article(23)));
        }
        Stage::Running
    } else if body
        .lines
        .iter()
        .zip(&quantities)
        .all(|(line, given)| line.is_off_catalogue() || *given == 0)
    {
        Stage::SelfProcuring
    } else {
        Stage::Approved
    };
    let approved = case.step(matter, stage(next), vec![paper], Some(rule), |step| {
        Event::ApplicationReviewed {
            step,
            approved: true,
            opinion,
            quantities,
            ground,
        }
    })?;
    Ok(vec![approved])
}

/// R20: a system of level 4 or above is outside the duty to migrate; it is allowed on the authority's written ground.
fn level_ground(
    case: &Case,
    matter: &Matter,
    body: &Application,
    ground: &str,
) -> Result<Option<String>, Refusal> {
    if body.protection_level < 4 {
        return Ok(None);
    }
    if case.ruled(matter, R20, "level_4").is("refused") {
        return Err(Reason::LevelRefused(body.protection_level).under(R20));
    }
    let ground = text::optional(case, "ground", ground, text::PARAGRAPH)?;
    if ground.is_empty() {
        return Err(Reason::GroundForLevel(body.protection_level).under(R20));
    }
    Ok(Some(ground))
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

/// Orders the test environment from the provider.
///
/// # Errors
/// If the stage is not right; a self-built pool needs no order.
pub fn order_test(case: &Case, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Approved])?;
    purchased_only(case, matter)?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::TestOrder, &matter.operator, &remark)?;
    case.step(
        matter,
        stage(Stage::TestOrdered),
        vec![paper],
        None,
        |step| Event::TestOrdered { step },
    )
}

fn purchased_only(case: &Case, matter: &Matter) -> Result<(), Refusal> {
    if matter.mode == CloudMode::Purchased {
        Ok(())
    } else {
        Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Provider])))
    }
}

/// Hands the test environment over; the month of testing starts.
///
/// # Errors
/// If the stage is not right, or the environment is not described.
pub fn hand_over_test(case: &Case, matter: &Matter, environment: &str) -> Result<Event, Refusal> {
    let ready = match matter.mode {
        CloudMode::Purchased => Stage::TestOrdered,
        CloudMode::SelfBuilt => Stage::Approved,
    };
    at(case, matter, &[ready])?;
    let environment = text::required(case, "environment", environment, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::TestHandOver, &matter.unit, &environment)?;
    case.step(matter, stage(Stage::Testing), vec![paper], None, |step| {
        Event::TestHandedOver { step, environment }
    })
}

/// Reports a test. One that failed leaves the matter testing, and its month running.
///
/// # Errors
/// If the stage is not right or the report is empty.
pub fn report_test(
    case: &Case,
    matter: &Matter,
    result: TestResult,
    report: &str,
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Testing])?;
    let report = text::required(case, "report", report, text::PARAGRAPH)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case.paper(PaperKind::TestReport, &support, &report)?;
    let passed = result == TestResult::Passed;
    let next = if passed {
        Stage::TestReported
    } else {
        Stage::Testing
    };
    case.step(matter, stage(next), vec![paper], None, |step| {
        Event::TestReported {
            step,
            passed,
            report,
            at: case.now,
        }
    })
}

/// Proposes the adjustment and sends it for filing.
///
/// # Errors
/// Stage, quantities, or no reason.
pub fn propose(
    case: &Case,
    matter: &Matter,
    given: &[u32],
    reason: &str,
) -> Result<Event, Refusal> {
    let body = at(case, matter, &[Stage::TestReported])?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let quantities = quantities(case, &body.lines, given, |line| {
        let approved = line.approved.unwrap_or(line.applied);
        let most = if approved == 0 || line.is_off_catalogue() {
            approved
        } else {
            line::QUANTITY_LIMIT
        };
        (approved, most)
    })?;
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::AdjustmentProposal, &authority, &reason)?;
    case.step(
        matter,
        stage(Stage::AdjustmentProposed),
        vec![paper],
        None,
        |step| Event::AdjustmentProposed {
            step,
            quantities,
            reason,
        },
    )
}

/// Records the receipt of the filing; it is not a gate, the authority cannot refuse it.
///
/// # Errors
/// If the stage is not right.
pub fn receive_filing(case: &Case, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::AdjustmentProposed])?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.step(matter, stage(Stage::Filed), vec![], None, |step| {
        Event::FilingReceived { step, remark }
    })
}

/// Orders the delivery from the provider.
///
/// # Errors
/// Stage, a self-built pool, or a missing contract (Art. 40).
pub fn order_delivery(case: &Case, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Filed])?;
    purchased_only(case, matter)?;
    needs_contract(case, matter)?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::DeliveryOrder, &matter.operator, &remark)?;
    case.step(
        matter,
        stage(Stage::DeliveryOrdered),
        vec![paper],
        None,
        |step| Event::DeliveryOrdered { step },
    )
}

/// Delivers.
///
/// # Errors
/// Stage, quantities above the adjusted ones, or a day that cannot be.
pub fn deliver(
    case: &Case,
    matter: &Matter,
    completed_on: NaiveDate,
    given: &[u32],
) -> Result<Event, Refusal> {
    let ready = match matter.mode {
        CloudMode::Purchased => Stage::DeliveryOrdered,
        CloudMode::SelfBuilt => Stage::Filed,
    };
    let body = at(case, matter, &[ready])?;
    check_completion(case, matter, completed_on)?;
    let quantities = quantities(case, &body.lines, given, |line| {
        let planned = if line.is_off_catalogue() {
            0
        } else {
            line.latest()
        };
        (planned, planned)
    })?;
    case.step(matter, stage(Stage::Delivered), vec![], None, |step| {
        Event::Delivered {
            step,
            completed_on,
            quantities,
        }
    })
}

/// A completion day lies between the day the delivery began to be owed and today.
fn check_completion(case: &Case, matter: &Matter, completed_on: NaiveDate) -> Result<(), Refusal> {
    let from = matter
        .duties
        .iter()
        .rfind(|duty| duty.kind == DutyKind::Deliver)
        .map_or(civil_date(matter.opened_at), |duty| {
            civil_date(duty.opened_at)
        });
    text::not_in_future(case, completed_on)?;
    if completed_on < from {
        return Err(Reason::Before(completed_on, from).under(article(39)));
    }
    Ok(())
}

/// The unit confirms and attests the completion day, from which billing counts.
///
/// # Errors
/// Stage, or a day that cannot be.
pub fn confirm(case: &Case, matter: &Matter, completed_on: NaiveDate) -> Result<Event, Refusal> {
    attest(case, matter, completed_on, None)
}

/// The authority determines the day of a unit that was escalated for never confirming (R2).
///
/// # Errors
/// Stage, a day that cannot be, no evidence, or a unit that still has time.
pub fn determine(
    case: &Case,
    matter: &Matter,
    completed_on: NaiveDate,
    evidence: &str,
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Delivered])?;
    if matter.open_duty(DutyKind::DetermineCompletion).is_none() {
        return Err(Reason::NotYetEscalated.under(super::ruling::R2));
    }
    let evidence = text::required(case, "evidence", evidence, text::PARAGRAPH)?;
    attest(case, matter, completed_on, Some(evidence))
}

fn attest(
    case: &Case,
    matter: &Matter,
    completed_on: NaiveDate,
    evidence: Option<String>,
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Delivered])?;
    check_completion(case, matter, completed_on)?;
    let remark = evidence.clone().unwrap_or_default();
    let paper = case.paper(PaperKind::IssuanceConfirmation, &matter.operator, &remark)?;
    let attestation = Attestation {
        completed_on,
        confirmed_at: case.now,
        evidence,
    };
    case.step(matter, stage(Stage::Running), vec![paper], None, |step| {
        Event::Confirmed { step, attestation }
    })
}

/// The line of that number, self-procured with consent.
fn product<'m>(
    case: &Case,
    body: &'m Application,
    number: u32,
) -> Result<&'m Procurement, Refusal> {
    usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|index| body.lines.get(index))
        .and_then(Line::procurement)
        .filter(|at| !matches!(at, Procurement::Asked | Procurement::Refused))
        .ok_or_else(|| case.refuse(Reason::NotSelfProcured(number)))
}

/// The stage after a product moved: self-procurement ends when all are deployed.
fn product_stage(matter: &Matter, body: &Application, moved: &Event) -> AnyStage {
    if body.stage != Stage::SelfProcuring {
        return stage(body.stage);
    }
    let mut after = matter.clone();
    super::apply::change(&mut after, moved);
    match &after.body {
        Body::Application(body) if body.products_deployed() => stage(Stage::Running),
        _ => stage(body.stage),
    }
}

fn move_product(
    case: &Case,
    matter: &Matter,
    body: &Application,
    line: u32,
    procurement: &Procurement,
) -> Result<Event, Refusal> {
    let event = |step| Event::ProductMoved {
        step,
        line,
        procurement: procurement.clone(),
    };
    let trial = case.step(matter, matter.stage(), vec![], None, event)?;
    let next = product_stage(matter, body, &trial);
    case.step(matter, next, vec![], None, event)
}

const PROCURING: [Stage; 10] = [
    Stage::Approved,
    Stage::TestOrdered,
    Stage::Testing,
    Stage::TestReported,
    Stage::AdjustmentProposed,
    Stage::Filed,
    Stage::DeliveryOrdered,
    Stage::Delivered,
    Stage::Running,
    Stage::SelfProcuring,
];

/// Records the security check of a self-procured product (Art. 28).
///
/// # Errors
/// If the line is not one with consent, is deployed already, or there is no evidence.
pub fn check_product(
    case: &Case,
    matter: &Matter,
    line: u32,
    result: TestResult,
    evidence: &str,
) -> Result<Event, Refusal> {
    let body = at(case, matter, &PROCURING)?;
    if matches!(product(case, body, line)?, Procurement::Deployed { .. }) {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    let evidence = text::required(case, "evidence", evidence, text::PARAGRAPH)?;
    let at = case.now;
    let procurement = match result {
        TestResult::Passed => Procurement::Passed { at, evidence },
        TestResult::Failed => Procurement::Failed { at, evidence },
    };
    move_product(case, matter, body, line, &procurement)
}

/// Deploys a self-procured product whose check passed (Art. 28).
///
/// # Errors
/// If it has not passed, or the day lies in the future.
pub fn deploy_product(
    case: &Case,
    matter: &Matter,
    line: u32,
    on: NaiveDate,
) -> Result<Event, Refusal> {
    let body = at(case, matter, &PROCURING)?;
    match product(case, body, line)? {
        Procurement::Passed { at, .. } => {
            text::not_in_future(case, on)?;
            if on < civil_date(*at) {
                return Err(Reason::Before(on, civil_date(*at)).under(article(28)));
            }
        }
        Procurement::Deployed { .. } => return Err(case.refuse(Reason::AlreadyDone)),
        _ => return Err(Reason::NotChecked(line).under(article(28))),
    }
    move_product(case, matter, body, line, &Procurement::Deployed { on })
}

/// Withdraws before the review opinion.
///
/// # Errors
/// After the opinion, or if the application regularises an emergency.
pub fn withdraw(case: &Case, matter: &Matter, reason: &str) -> Result<Event, Refusal> {
    let body = at(case, matter, &[Stage::Submitted, Stage::Accepted])?;
    not_regularising(body)?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    case.step(matter, stage(Stage::Withdrawn), vec![], None, |step| {
        Event::Withdrawn { step, reason }
    })
}

fn not_regularising(body: &Application) -> Result<(), Refusal> {
    match body.emergency {
        Some(_) => Err(Reason::Regularising.under(article(23))),
        None => Ok(()),
    }
}

/// Abandons after the opinion and before delivery, or after non-acceptance.
///
/// # Errors
/// After delivery: that is a cancellation (Art. 21); after a new application took its place.
pub fn abandon(case: &Case, matter: &Matter, reason: &str) -> Result<Event, Refusal> {
    if let Body::Application(body) = &matter.body
        && matches!(body.stage, Stage::Delivered | Stage::Running)
    {
        return Err(Reason::AlreadyDelivered.under(article(21)));
    }
    let body = at(
        case,
        matter,
        &[
            Stage::NotAccepted,
            Stage::Approved,
            Stage::TestOrdered,
            Stage::Testing,
            Stage::TestReported,
            Stage::AdjustmentProposed,
            Stage::Filed,
            Stage::DeliveryOrdered,
            Stage::SelfProcuring,
        ],
    )?;
    if body.answered_by.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    not_regularising(body)?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    case.step(matter, stage(Stage::Abandoned), vec![], None, |step| {
        Event::Abandoned { step, reason }
    })
}
