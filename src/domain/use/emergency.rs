//! Emergency issuance (应急): Art. 23. Issued first, confirmed and applied for within three working days.

mod act;
mod duty;
mod fact;
mod formal;
mod paper;
mod reason;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::application;
use super::asked::{self, Asked, Attestation, Decision, Request};
use crate::domain::kinds::{self, Event};
use crate::domain::law::article::article;
use crate::domain::law::clock::{Moment, civil_date};
use crate::domain::law::duty::Duty;
use crate::domain::law::field::{FieldKind, text_of};
use crate::domain::law::kind::{Form, Kind, On};
use crate::domain::law::matter::{Head, MatterId, MatterKind, Role};
use crate::domain::law::names::words;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::Scope;
use crate::domain::law::step::{Case, Owed};
use crate::domain::law::tally::Tally;
use crate::domain::law::text;

pub use act::*;
pub use duty::DutyKind;
pub use fact::Fact;
pub use formal::{file, refuse_formal};
pub use paper::PaperKind;
pub use reason::Reason;

words! {
    /// Where an emergency stands.
    pub enum Stage {
        /// 待应急审核.
        Applied = "applied",
        /// 待交接: approved and issued in one act.
        Issued = "issued",
        /// 待确认补办.
        HandedOver = "handed_over",
        /// 已补办.
        Regularised = "regularised",
        /// 审核不通过.
        Rejected = "rejected",
        /// 已撤回.
        Withdrawn = "withdrawn",
        /// 应转注销: the formal application was refused (Art. 21).
        ToCancel = "to_cancel",
    }
}

/// What belongs to an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// What it asks for.
    pub asked: Asked,
    /// The ground.
    pub ground: Ground,
    /// The superior's document.
    pub document: Option<String>,
    /// Why it could not wait.
    pub urgency: String,
    /// The review opinion.
    pub opinion: Option<String>,
    /// When it was issued.
    pub issued_at: Option<Moment>,
    /// When the resources were handed over; the three days count from here (R1).
    pub handed_over_at: Option<Moment>,
    /// The completion day that the unit attested.
    pub attestation: Option<Attestation>,
    /// The formal application.
    pub formal: Option<MatterId>,
}

impl Kind for Emergency {
    type Stage = Stage;
    type Opening = Opening;
    type Act = Act;
    type Fact = Fact;

    fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
        match opening {
            Opening::Apply(act) => apply(case, act).map(|event| vec![event]),
        }
    }

    fn decide(case: &Case, on: &On<Self>, act: &Act) -> Result<Vec<Event>, Refusal> {
        let event = match act {
            Act::Review(act) => review(case, on, act),
            Act::HandOver(act) => hand_over(case, on, act),
            Act::Confirm(act) => confirm(case, on, act.completed_on),
            Act::Remind(act) => remind(case, on, text_of(act.remark.as_ref())),
        };
        event.map(|event| vec![event])
    }

    /// Before the review.
    fn withdrawn(case: &Case, on: &On<Self>) -> Result<Stage, Refusal> {
        on.at(case, &[Stage::Applied])?;
        Ok(Stage::Withdrawn)
    }

    fn apply(fact: &Fact, body: &mut Self) {
        match fact {
            Fact::Applied(_) | Fact::Reminded { .. } => {}
            Fact::Reviewed {
                approved,
                opinion,
                issued_at,
                ..
            } => {
                body.opinion = Some(opinion.clone());
                body.issued_at = *issued_at;
                if *approved {
                    for line in &mut body.asked.lines {
                        line.approved = Some(line.applied);
                        line.issued = Some(line.applied);
                    }
                }
            }
            Fact::HandedOver { handed_over_at, .. } => body.handed_over_at = Some(*handed_over_at),
            Fact::Confirmed { attestation, .. } => body.attestation = Some(attestation.clone()),
            Fact::Filed { formal, .. } | Fact::FormalRefused { formal, .. } => {
                body.formal = Some(*formal);
            }
        }
    }

    fn owed(head: &Head, stage: Stage, body: &Self) -> Vec<Owed> {
        duty::owed(head, stage, body)
    }

    fn scopes(head: &Head, body: &Self) -> Vec<Scope> {
        body.asked.scopes(head)
    }

    fn tallies(body: &Self) -> Vec<(Tally, u64)> {
        body.asked.issued()
    }

    fn asked(body: &Self) -> Option<&Asked> {
        Some(&body.asked)
    }

    fn form(_head: &Head, _body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        verb.fields()
            .iter()
            .filter(|field| field.kind == FieldKind::Date)
            .fold(Form::default(), |form, field| {
                form.with(field.name, now.day().to_string())
            })
    }

    /// The application that regularises it.
    fn successor(head: &Head, body: &Self) -> Option<(kinds::Verb, Form)> {
        let form = body.asked.form(head).with("emergency", head.id.to_string());
        Some((application::Verb::Submit.into(), form))
    }
}

/// Applies for emergency issuance. Refused for what is incomplete; a superior's requirement needs its document.
fn apply(case: &Case, act: &Apply) -> Result<Event, Refusal> {
    let taken = asked::take(
        case,
        &Request {
            title: &act.title,
            system: &act.system,
            pool: &act.pool,
            lines: &act.lines,
            contact_name: &act.contact_name,
            contact_telephone: &act.contact_telephone,
        },
    )?;
    let off = (1..)
        .zip(&taken.asked.lines)
        .find(|(_, line)| line.is_off_catalogue());
    if let Some((number, _)) = off {
        return Err(case.refuse(Reason::OffCatalogueEmergency(number)));
    }
    let document = act.document.as_deref().unwrap_or_default();
    let document = text::optional(case, "document", document, text::LINE)?;
    if document.is_empty() && act.ground.needs_document() {
        return Err(case.refuse(Reason::NoDocument));
    }
    let urgency = text::required(case, "urgency", act.urgency.as_str(), text::PARAGRAPH)?;
    let begun = taken.begin(case, MatterKind::Emergency, Stage::Applied);
    let body = Emergency {
        asked: begun.asked,
        ground: act.ground,
        document: (!document.is_empty()).then_some(document),
        urgency,
        opinion: None,
        issued_at: None,
        handed_over_at: None,
        attestation: None,
        formal: None,
    };
    let opened = case.opened(begun.head, body)?;
    Ok(Fact::Applied(Box::new(opened)).into())
}

/// Reviews. Approval issues at once: the issuance paper goes out with it. A rejection needs an opinion.
fn review(case: &Case, on: &On<Emergency>, act: &Review) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Applied])?;
    let opinion = text_of(act.opinion.as_ref());
    let (next, approved, opinion, paper) = match act.decision {
        Decision::Approve => {
            let opinion = text::optional(case, "opinion", opinion, text::PARAGRAPH)?;
            let operator = case.concerned(on.head(), Role::Operator)?;
            let paper = case.paper(PaperKind::EmergencyIssuance, operator, &opinion)?;
            (Stage::Issued, true, opinion, paper)
        }
        Decision::Reject => {
            let opinion = text::required(case, "opinion", opinion, text::PARAGRAPH)?;
            let unit = case.concerned(on.head(), Role::Unit)?;
            let paper = case.paper(asked::PaperKind::ReviewOpinion, unit, &opinion)?;
            (Stage::Rejected, false, opinion, paper)
        }
    };
    case.moves(on.matter)
        .to(next)
        .sends(paper)
        .record(|step| Fact::Reviewed {
            step,
            approved,
            opinion,
            issued_at: approved.then(|| case.now.into()),
        })
}

/// Hands the issued resources over to the unit; the three working days start (R1). Refused for an instant before the
/// issuance or in the future.
fn hand_over(case: &Case, on: &On<Emergency>, act: &HandOver) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Issued])?;
    let handed_over_at = act.handed_over_at.unwrap_or(case.now);
    let issued_at = on.body.issued_at.unwrap_or(on.head().opened_at);
    if handed_over_at > case.now {
        return Err(case.refuse(AnyReason::InFuture(civil_date(handed_over_at))));
    }
    if handed_over_at < *issued_at {
        return Err(case.refuse(Reason::BeforeIssuance(*issued_at)));
    }
    case.moves(on.matter)
        .to(Stage::HandedOver)
        .record(|step| Fact::HandedOver {
            step,
            handed_over_at: handed_over_at.into(),
        })
}

/// The unit confirms the issuance and attests the completion day. Refused before the hand-over, twice, or for a day that
/// cannot be.
fn confirm(case: &Case, on: &On<Emergency>, completed_on: NaiveDate) -> Result<Event, Refusal> {
    on.at(case, &[Stage::HandedOver, Stage::ToCancel])?;
    if on.body.handed_over_at.is_none() {
        return Err(case.refuse(AnyReason::WrongStage(on.head().stage)));
    }
    if on.body.attestation.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    text::not_in_future(case, completed_on)?;
    let issued_on = on.body.issued_at.unwrap_or(on.head().opened_at).day();
    if completed_on < issued_on {
        return Err(AnyReason::Before(completed_on, issued_on).under(article(39)));
    }
    let next = if on.stage == Stage::HandedOver && on.body.formal.is_some() {
        Stage::Regularised
    } else {
        on.stage
    };
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(asked::PaperKind::IssuanceConfirmation, operator, "")?;
    case.moves(on.matter)
        .to(next)
        .sends(paper)
        .record(|step| Fact::Confirmed {
            step,
            attestation: Attestation {
                completed_on,
                confirmed_at: case.now.into(),
                evidence: None,
            },
        })
}

/// Reminds the unit of an overdue regularisation. Refused while nothing is overdue.
fn remind(case: &Case, on: &On<Emergency>, remark: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::HandedOver])?;
    let overdue = |duty: &Duty| duty.is_overdue(case.now);
    if !on.head().duties.iter().any(overdue) {
        return Err(case.refuse(AnyReason::NotOverdue));
    }
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let paper = case.paper(PaperKind::RegularisationReminder, unit, &remark)?;
    case.moves(on.matter)
        .sends(paper)
        .record(|step| Fact::Reminded { step, remark })
}
