//! Emergency issuance (应急): Art. 23. Issued first, confirmed and applied for within three working days.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::article;
use super::authority::Rule;
use super::clock::{Limit, civil_date};
use super::command::{Apply, Decision};
use super::duty::DutyKind;
use super::event::{Attestation, Event};
use super::intake::{self, Intake};
use super::line::{Line, Subject};
use super::matter::{Body, Matter, MatterId, MatterKind, Stage as AnyStage};
use super::paper::PaperKind;
use super::party::Post;
use super::refusal::{Reason, Refusal};
use super::ruling::R1;
use super::step::{Case, Owed, Role, Start, Term};
use super::text;

/// Where an emergency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待应急审核.
    Applied,
    /// 待交接: approved and issued in one act.
    Issued,
    /// 待确认补办.
    HandedOver,
    /// 已补办.
    Regularised,
    /// 审核不通过.
    Rejected,
    /// 已撤回.
    Withdrawn,
    /// 应转注销: the formal application was refused (Art. 21).
    ToCancel,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 7] = [
        Self::Applied,
        Self::Issued,
        Self::HandedOver,
        Self::Regularised,
        Self::Rejected,
        Self::Withdrawn,
        Self::ToCancel,
    ];
}

/// The ground on which resources are issued first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A new requirement of the municipal party committee or government.
    MunicipalRequirement,
    /// A new requirement of the provincial party committee or government.
    ProvincialRequirement,
    /// A new requirement of the Central Committee or the State Council.
    CentralRequirement,
    /// A major national strategy.
    NationalStrategy,
    /// National security.
    NationalSecurity,
}

impl Ground {
    /// Whether it is a superior's requirement, which cites its document.
    #[must_use]
    pub fn needs_document(self) -> bool {
        !matches!(self, Self::NationalStrategy | Self::NationalSecurity)
    }
}

/// What belongs to an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// Where it stands.
    pub stage: Stage,
    /// What it asks for.
    pub lines: Vec<Line>,
    /// The ground.
    pub ground: Ground,
    /// The superior's document.
    pub document: Option<String>,
    /// Why it could not wait.
    pub urgency: String,
    /// The review opinion.
    pub opinion: Option<String>,
    /// When it was issued.
    pub issued_at: Option<DateTime<Utc>>,
    /// When the resources were handed over; the three days count from here (R1).
    pub handed_over_at: Option<DateTime<Utc>>,
    /// The completion day that the unit attested.
    pub attestation: Option<Attestation>,
    /// The formal application.
    pub application: Option<MatterId>,
    /// How often the unit was reminded.
    pub reminders: u32,
    /// Why it was withdrawn.
    pub ended_because: Option<String>,
}

/// The duties of an emergency in its present state.
#[must_use]
pub fn owed(matter: &Matter, body: &Emergency) -> Vec<Owed> {
    let target = |kind, role, post, term| Owed {
        kind,
        role,
        post,
        article: article(23),
        term,
        start: Start::Today,
    };
    let within_three_days = |kind| {
        let handed_over = body.handed_over_at.map(civil_date);
        Owed {
            start: Start::Ruled {
                ruling: R1,
                parameter: "starts_at",
                word: "issuance",
                on: civil_date(body.issued_at.unwrap_or(matter.opened_at)),
                otherwise: handed_over,
            },
            ..target(
                kind,
                Role::Unit,
                Post::Handler,
                Term::Statutory(Limit::WorkingDays(3)),
            )
        }
    };
    let confirm = body
        .attestation
        .is_none()
        .then(|| within_three_days(DutyKind::ConfirmIssuance));
    match body.stage {
        Stage::Applied => vec![target(
            DutyKind::ReviewEmergency,
            Role::Support,
            Post::Reviewer,
            Term::CalendarDays("review_emergency_days"),
        )],
        Stage::Issued => vec![target(
            DutyKind::HandOver,
            Role::Operator,
            Post::Handler,
            Term::CalendarDays("hand_over_emergency_days"),
        )],
        Stage::HandedOver => {
            let file = body
                .application
                .is_none()
                .then(|| within_three_days(DutyKind::FileApplication));
            let supervise = is_escalated(matter).then(|| {
                target(
                    DutyKind::Supervise,
                    Role::Authority,
                    Post::Handler,
                    Term::WorkingDays("supervise_working_days"),
                )
            });
            [confirm, file, supervise].into_iter().flatten().collect()
        }
        Stage::ToCancel => {
            let cancel = Owed {
                article: article(21),
                ..target(
                    DutyKind::Cancel,
                    Role::Unit,
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

/// Whether the regularisation was reported to the authority as overdue.
#[must_use]
pub fn is_escalated(matter: &Matter) -> bool {
    matter.duties.iter().any(|duty| duty.escalated_at.is_some())
}

/// Applies for emergency issuance.
///
/// # Errors
/// What is incomplete; a superior's requirement without its document.
pub fn apply(case: &Case, rule: Rule, request: &Apply) -> Result<Event, Refusal> {
    let taken = intake::take(
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
    let off = (1..)
        .zip(taken.lines())
        .find(|(_, line)| line.is_off_catalogue());
    if let Some((number, _)) = off {
        return Err(case.refuse(Reason::OffCatalogueEmergency(number)));
    }
    let document = text::optional(case, "document", &request.document, text::LINE)?;
    if document.is_empty() && request.ground.needs_document() {
        return Err(case.refuse(Reason::NoDocument));
    }
    let urgency = text::required(case, "urgency", &request.urgency, text::PARAGRAPH)?;
    let matter = taken.open(case, MatterKind::Emergency, rule, |lines, _| {
        Body::Emergency(Emergency {
            stage: Stage::Applied,
            lines,
            ground: request.ground,
            document: (!document.is_empty()).then_some(document),
            urgency,
            opinion: None,
            issued_at: None,
            handed_over_at: None,
            attestation: None,
            application: None,
            reminders: 0,
            ended_because: None,
        })
    })?;
    Ok(Event::EmergencyApplied {
        matter: Box::new(matter),
    })
}

fn at<'m>(case: &Case, matter: &'m Matter, stages: &[Stage]) -> Result<&'m Emergency, Refusal> {
    match &matter.body {
        Body::Emergency(body) if stages.contains(&body.stage) => Ok(body),
        _ => Err(case.refuse(Reason::WrongStage(matter.stage()))),
    }
}

const fn stage(stage: Stage) -> AnyStage {
    AnyStage::Emergency(stage)
}

/// Reviews. Approval issues at once: the issuance paper goes out with it.
///
/// # Errors
/// If the stage is not right; a rejection without an opinion.
pub fn review(
    case: &Case,
    rule: Rule,
    matter: &Matter,
    decision: Decision,
    opinion: &str,
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Applied])?;
    let approved = decision == Decision::Approve;
    let opinion = if approved {
        text::optional(case, "opinion", opinion, text::PARAGRAPH)?
    } else {
        text::required(case, "opinion", opinion, text::PARAGRAPH)?
    };
    let (next, paper) = if approved {
        (
            Stage::Issued,
            case.paper(PaperKind::EmergencyIssuance, &matter.operator, &opinion)?,
        )
    } else {
        (
            Stage::Rejected,
            case.paper(PaperKind::ReviewOpinion, &matter.unit, &opinion)?,
        )
    };
    case.step(matter, stage(next), vec![paper], Some(rule), |step| {
        Event::EmergencyReviewed {
            step,
            approved,
            opinion,
            issued_at: approved.then_some(case.now),
        }
    })
}

/// Hands the issued resources over to the unit; the three working days start (R1).
///
/// # Errors
/// If the stage is not right, or the instant lies before the issuance or in the future.
pub fn hand_over(
    case: &Case,
    matter: &Matter,
    at_instant: Option<DateTime<Utc>>,
) -> Result<Event, Refusal> {
    let body = at(case, matter, &[Stage::Issued])?;
    let handed_over_at = at_instant.unwrap_or(case.now);
    let issued_at = body.issued_at.unwrap_or(matter.opened_at);
    if handed_over_at > case.now {
        return Err(case.refuse(Reason::InFuture(civil_date(handed_over_at))));
    }
    if handed_over_at < issued_at {
        return Err(case.refuse(Reason::BeforeIssuance(issued_at)));
    }
    case.step(matter, stage(Stage::HandedOver), vec![], None, |step| {
        Event::HandedOver {
            step,
            handed_over_at,
        }
    })
}

/// The unit confirms the issuance and attests the completion day.
///
/// # Errors
/// If it is not handed over, is confirmed already, or the day cannot be.
pub fn confirm(case: &Case, matter: &Matter, completed_on: NaiveDate) -> Result<Event, Refusal> {
    let body = at(case, matter, &[Stage::HandedOver, Stage::ToCancel])?;
    if body.handed_over_at.is_none() {
        return Err(case.refuse(Reason::WrongStage(matter.stage())));
    }
    if body.attestation.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    text::not_in_future(case, completed_on)?;
    let issued_on = civil_date(body.issued_at.unwrap_or(matter.opened_at));
    if completed_on < issued_on {
        return Err(Reason::Before(completed_on, issued_on).under(article(39)));
    }
    let next = match body.stage {
        Stage::HandedOver if body.application.is_some() => Stage::Regularised,
        unchanged => unchanged,
    };
    let paper = case.paper(PaperKind::IssuanceConfirmation, &matter.operator, "")?;
    case.step(matter, stage(next), vec![paper], None, |step| {
        Event::IssuanceConfirmed {
            step,
            attestation: Attestation {
                completed_on,
                confirmed_at: case.now,
                evidence: None,
            },
        }
    })
}

/// What filing a formal application does to the emergency it regularises.
///
/// # Errors
/// If the emergency is not this unit's, has nothing to regularise, or is not covered by the application.
pub fn file(case: &Case, application: &Matter, emergency: MatterId) -> Result<Event, Refusal> {
    let refuse = |reason: Reason| Err(reason.under(article(23)));
    let found = case
        .world
        .matter(emergency)
        .filter(|found| found.unit == application.unit);
    let Some(matter) = found else {
        return refuse(Reason::NotRegularisable(emergency));
    };
    let (Body::Emergency(body), Body::Application(formal)) = (&matter.body, &application.body)
    else {
        return refuse(Reason::NotRegularisable(emergency));
    };
    let first =
        body.application.is_none() && matches!(body.stage, Stage::Issued | Stage::HandedOver);
    let replaced = formal.previous.filter(|_| body.application.is_some());
    let again = body.application == replaced
        && replaced.is_some()
        && matches!(
            body.stage,
            Stage::Issued | Stage::HandedOver | Stage::Regularised
        );
    if !first && !again {
        return refuse(Reason::NotRegularisable(emergency));
    }
    let same_place = matter.pool == application.pool && matter.system == application.system;
    if !same_place || !covers(&formal.lines, &body.lines) {
        return refuse(Reason::NotCovering);
    }
    let next = match body.stage {
        Stage::HandedOver if body.attestation.is_some() => Stage::Regularised,
        unchanged => unchanged,
    };
    case.step(&matter, stage(next), vec![], None, |step| {
        Event::FormalFiled {
            step,
            application: application.id,
        }
    })
}

/// Whether the formal lines ask, item by item, for what was issued: for less, something would run unapplied; for more,
/// it would run without the test that Art. 19(3) asks for.
fn covers(formal: &[Line], issued: &[Line]) -> bool {
    let total = |lines: &[Line], wanted: &Subject| -> u64 {
        lines
            .iter()
            .filter(|line| same_item(&line.subject, wanted))
            .map(|line| u64::from(line.latest()))
            .sum()
    };
    issued
        .iter()
        .chain(formal)
        .all(|line| total(formal, &line.subject) == total(issued, &line.subject))
        && !formal.iter().any(Line::is_off_catalogue)
}

fn same_item(one: &Subject, other: &Subject) -> bool {
    match (one, other) {
        (Subject::Item { code: one, .. }, Subject::Item { code: other, .. }) => one == other,
        _ => false,
    }
}

/// The formal application was refused: what was issued must be cancelled (Art. 21).
///
/// # Errors
/// If the emergency is not there, which the ledger rules out.
pub fn refuse_formal(
    case: &Case,
    emergency: MatterId,
    application: MatterId,
) -> Result<Event, Refusal> {
    let matter = case
        .world
        .matter(emergency)
        .ok_or_else(|| case.refuse(Reason::NoSuchMatter(emergency)))?;
    case.step(&matter, stage(Stage::ToCancel), vec![], None, |step| {
        Event::FormalRefused { step, application }
    })
}

/// Reminds the unit of an overdue regularisation.
///
/// # Errors
/// If nothing is overdue.
pub fn remind(case: &Case, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::HandedOver])?;
    if !matter
        .open_duties()
        .any(|duty| duty.escalates() && duty.deadline.is_late(case.now))
    {
        return Err(case.refuse(Reason::NotOverdue));
    }
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::RegularisationReminder, &matter.unit, &remark)?;
    case.step(matter, matter.stage(), vec![paper], None, |step| {
        Event::Reminded { step, remark }
    })
}

/// Withdraws before the review.
///
/// # Errors
/// After it.
pub fn withdraw(case: &Case, matter: &Matter, reason: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Applied])?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    case.step(matter, stage(Stage::Withdrawn), vec![], None, |step| {
        Event::Withdrawn { step, reason }
    })
}
