//! Emergency issuance (应急): Art. 23. Issued first, confirmed and applied for within three working days.

mod act;
mod confirming;
mod duty;
mod fact;
mod formal;
mod grounds;
mod hand_over;
mod paper;
mod reason;
mod said;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::application;
use super::asked::{self, Asked, Decision, Request};
use super::attestation::Attestation;
use super::following;
use super::objection::{self, DayObjection};
use super::point::{self, Cover, Point};
use super::room::{self, Taking};
use crate::domain::kinds::{self, Event};
use crate::domain::law::article::article;
use crate::domain::law::block::{self, Deed, Override};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::{Duty, DutyKind as AnyDuty};
use crate::domain::law::field::{FieldKind, text_of};
use crate::domain::law::kind::{Form, Kind, On};
use crate::domain::law::matter::{Head, MatterId, MatterKind, Role};
use crate::domain::law::names::words;
use crate::domain::law::paper::Paper;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::sight::{Eyes, HIDDEN, Hide, Sight, Told};
use crate::domain::law::step::{Case, Owed};
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::text;
use crate::domain::law::world::World;
use crate::domain::settle::charge::Issue;
use crate::domain::settle::delay::Delay;

pub use act::*;
pub use duty::DutyKind;
pub use fact::Fact;
pub use formal::{approve_formal, decline_formal, file, refuse_formal};
pub use paper::PaperKind;
pub use reason::Reason;

words! {
    /// Where an emergency stands.
    pub enum Stage {
        /// 待应急审核.
        Applied = "applied",
        /// 待移交: approved and issued in one act.
        Issued = "issued",
        /// 待确认补办.
        HandedOver = "handed_over",
        /// 已补办.
        Regularised = "regularised",
        /// 审核不通过.
        Rejected = "rejected",
        /// 已撤回发放: what was issued was recalled before it was handed over.
        Recalled = "recalled",
        /// 已撤回.
        Withdrawn = "withdrawn",
        /// 应转注销: the formal application was refused (Art. 21).
        ToCancel = "to_cancel",
    }
}

/// What belongs to an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts on record, none of which excludes another"
)]
pub struct Emergency {
    /// What it asks for.
    pub asked: Asked,
    /// Whether the unit, outside the municipal budget, had no contract with the provider (Art. 40): a point that stays
    /// open until the formal application is reviewed.
    pub without_contract: bool,
    /// The number of the contract that it had, where it needs one.
    pub contract: Option<String>,
    /// The ground.
    pub ground: Told<Ground>,
    /// Of another special reason, which (R27).
    pub special_reason: Option<String>,
    /// The superior's document.
    pub document: Option<String>,
    /// The order as it was given orally (R27); its document follows.
    pub order: Option<OralOrder>,
    /// Why it could not wait.
    pub urgency: String,
    /// The review opinion.
    pub opinion: Option<String>,
    /// The blocks that it passed, and why.
    pub overridden: Option<Override>,
    /// When it was issued.
    pub issued_at: Option<Moment>,
    /// Whether what was issued was recalled before it was handed over.
    pub recalled: bool,
    /// When the resources were handed over, as whoever delivered reports it: what is attested is compared with this.
    pub handed_over_at: Option<Moment>,
    /// Whether the hand-over was recorded on a later day and the unit has not acknowledged it: no clock starts until it
    /// does, or the authority determines the day in its place.
    pub unacknowledged: bool,
    /// What the unit says of a hand-over that was recorded late; its three days count from that instant (R1).
    pub acknowledgement: Option<Acknowledgement>,
    /// The completion day that the unit attested.
    pub attestation: Option<Attestation>,
    /// What was said against a determined day.
    pub day_objections: Vec<DayObjection>,
    /// The formal application.
    pub formal: Option<MatterId>,
    /// When the opinion was served that did not accept the formal application; none once another is filed.
    pub declined_at: Option<Moment>,
    /// Whether the formal application was approved.
    pub formal_approved: bool,
}

/// What a unit says of a hand-over that was recorded late. It moves no billing: the day that counts is attested beside the
/// one that was reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// When it was, as the unit says.
    pub at: Moment,
    /// Why that is another instant than the reported one.
    pub reason: Option<String>,
}

/// An order that was given orally (R27). Where something else proves the ground, a part of it may be left unsaid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OralOrder {
    /// Who gave it; empty where that is not said.
    pub ordered_by: String,
    /// When; none where that is not said.
    pub ordered_at: Option<Moment>,
    /// Who received it; empty where that is not said.
    pub received_by: String,
}

/// Whether there was one is hidden with it.
impl Hide for Option<OralOrder> {
    fn hide(&mut self) {
        *self = Some(OralOrder {
            ordered_by: HIDDEN.to_owned(),
            ordered_at: None,
            received_by: HIDDEN.to_owned(),
        });
    }
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
            Act::Recall(act) => return recall(case, on, act.reason.as_str()),
            Act::HandOver(act) => hand_over::hand_over(case, on, act),
            Act::Acknowledge(act) => hand_over::acknowledge(case, on, act),
            Act::SupplyDocument(act) => grounds::supply(case, on, &act.document),
            Act::Confirm(act) => confirming::confirm(case, on, act),
            Act::DetermineCompletion(act) => confirming::determine(case, on, act),
            Act::CheckAttestation(act) => confirming::check(case, on, act),
            Act::Object(act) => confirming::object(case, on, act),
            Act::DecideObjection(act) => confirming::decide(case, on, act),
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
                without_contract,
                contract,
                overridden,
                ..
            } => {
                body.overridden.clone_from(overridden);
                body.opinion = Some(opinion.clone());
                body.issued_at = *issued_at;
                body.without_contract = *without_contract;
                body.contract.clone_from(contract);
                if *approved {
                    for line in &mut body.asked.lines {
                        line.approved = Some(line.applied);
                        line.issued = Some(line.applied);
                    }
                }
            }
            Fact::Recalled { .. } => body.recalled = true,
            Fact::HandedOver {
                handed_over_at,
                late,
                instances,
                ..
            } => {
                body.asked.instances.clone_from(instances);
                body.handed_over_at = Some(*handed_over_at);
                body.unacknowledged = *late;
            }
            Fact::Acknowledged {
                acknowledgement, ..
            } => {
                body.acknowledgement = Some(acknowledgement.clone());
                body.unacknowledged = false;
            }
            Fact::DocumentSupplied { document, .. } => body.document = Some(document.clone()),
            Fact::Confirmed { attestation, .. } => body.attestation = Some(attestation.clone()),
            Fact::AttestationChecked { at, .. } => {
                if let Some(attestation) = &mut body.attestation {
                    attestation.checked(*at);
                }
            }
            Fact::DeterminationObjected { objection, .. } => {
                body.day_objections.push(objection.clone());
            }
            Fact::ObjectionDecided { decided, .. } => {
                let day = body.attestation.as_mut();
                objection::settle(&mut body.day_objections, day, decided);
            }
            Fact::Filed { formal, .. } => {
                body.formal = Some(*formal);
                body.declined_at = None;
            }
            Fact::FormalDeclined { served_at, .. } => body.declined_at = Some(*served_at),
            Fact::FormalApproved { .. } => body.formal_approved = true,
            Fact::FormalRefused { formal, .. } => {
                body.formal = Some(*formal);
                body.recalled = body.handed_over_at.is_none();
            }
        }
    }

    fn owed(head: &Head, stage: Stage, body: &Self) -> Vec<Owed> {
        duty::owed(head, stage, body)
    }

    fn cover(body: &mut Self, owner: Option<&PartyCode>, eyes: &Eyes) {
        body.asked.cover(owner, eyes);
        Sight::Grounds.cover(eyes, &mut body.ground);
        Sight::Grounds.cover(eyes, &mut body.special_reason);
        Sight::Grounds.cover(eyes, &mut body.document);
        Sight::Grounds.cover(eyes, &mut body.order);
        Sight::Grounds.cover(eyes, &mut body.urgency);
        Sight::Opinion.cover(eyes, &mut body.opinion);
        Sight::Opinion.cover(eyes, &mut body.overridden);
    }

    fn tallies(head: &Head, _stage: Stage, body: &Self) -> Vec<(Tally, u64)> {
        if body.recalled {
            return Vec::new();
        }
        // Once it is regularised it is a use like any other, and the reserve is whole again.
        let of = if body.formal_approved {
            Use::Issued
        } else {
            Use::Drawn
        };
        let room = room::given_out(&body.asked.pool, of, room::in_use(&body.asked));
        body.asked.issued(head).into_iter().chain(room).collect()
    }

    fn issue(body: &Self) -> Option<Issue<'_>> {
        body.handed_over_at.map(|at| Issue {
            reported_on: at.day(),
            attestation: body.attestation.as_ref(),
        })
    }

    /// What was delivered is not billed before its day stands.
    fn delays(world: &dyn World, on: &On<Self>, _duty: AnyDuty, today: NaiveDate) -> Vec<Delay> {
        Delay::unattested(world, on.matter, today)
            .into_iter()
            .collect()
    }

    fn asked(body: &Self) -> Option<&Asked> {
        Some(&body.asked)
    }

    fn asked_mut(body: &mut Self) -> Option<&mut Asked> {
        Some(&mut body.asked)
    }

    /// What the review has before it: nothing stops it but what no reason passes, and a contract that is missing stays an
    /// open point (Art. 40).
    fn points(case: &Case, on: &On<Self>) -> Result<Vec<Point>, Refusal> {
        if case.verb != Verb::Review.into() {
            return Ok(Vec::new());
        }
        let mut points = point::of(case, on.matter, &on.body.asked, &[Deed::Issue], Cover::Open)?;
        let need = room::applied(&on.body.asked);
        points.extend(room::point(
            case,
            &on.body.asked.pool,
            &need,
            Taking::Reserve,
        ));
        Ok(points)
    }

    /// The approval issues at once; what comes after it is a matter of what was issued.
    fn deed(_body: &Self, verb: kinds::Verb) -> Option<Deed> {
        (verb == Verb::Review.into()).then_some(Deed::Issue)
    }

    /// Days begin with that of the hand-over, which is what is attested or determined.
    fn form(_head: &Head, body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        let day = body.handed_over_at.unwrap_or(now).day();
        verb.fields()
            .iter()
            .filter(|field| field.kind == FieldKind::Date)
            .fold(Form::default(), |form, field| {
                form.with(field.name, day.to_string())
            })
    }

    /// The application that regularises it, and what follows on what runs.
    fn successors(head: &Head, body: &Self) -> Vec<(kinds::Verb, Form)> {
        let form = body.asked.form(head).with("emergency", head.id.to_string());
        let regularises = (application::Verb::Submit.into(), form);
        let is_to_be_filed = body.formal.is_none() || body.declined_at.is_some();
        let follows = following::of_running(head, &body.asked, body.attestation.as_ref());
        let first = is_to_be_filed.then_some(regularises);
        first.into_iter().chain(follows).collect()
    }
}

/// Applies for emergency issuance. Refused for what is incomplete: the declaration (Art. 3), the proof of a superior's
/// requirement, the reason of another ground (R27).
fn apply(case: &Case, act: &Apply) -> Result<Event, Refusal> {
    if !act.non_classified {
        return Err(AnyReason::NotDeclared.under(article(3)));
    }
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
    let grounds = grounds::take(case, act)?;
    let urgency = text::required(case, "urgency", act.urgency.as_str(), text::PARAGRAPH)?;
    let begun = taken.begin(case, MatterKind::Emergency, Stage::Applied);
    let without_contract = asked::lacks_contract(case, &begun.head, &begun.asked)?;
    let contract = asked::own_contract(case, &begun.head, &begun.asked)?;
    let body = Emergency {
        asked: begun.asked,
        without_contract,
        contract: contract.map(|contract| contract.number),
        ground: Told::Is(act.ground),
        special_reason: grounds.special_reason,
        document: grounds.document,
        order: grounds.order,
        urgency,
        opinion: None,
        overridden: None,
        issued_at: None,
        recalled: false,
        handed_over_at: None,
        unacknowledged: false,
        acknowledgement: None,
        attestation: None,
        day_objections: Vec::new(),
        formal: None,
        declined_at: None,
        formal_approved: false,
    };
    let opened = case.opened(begun.head, body)?;
    Ok(Fact::Applied(Box::new(opened)).into())
}

/// Reviews. Approval issues at once: the issuance slip goes out with it, to who delivers, the unit and the authority. A
/// rejection needs an opinion. A contract that is missing (Art. 40) stops nothing here and stays an open point. A block is
/// passed by the reviewer's own recorded reason, of which the slip tells the authority at once. Where the pool has no room
/// either in what is kept for emergencies, nothing passes that (R30).
fn review(case: &Case, on: &On<Emergency>, act: &Review) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Applied])?;
    let opinion = text_of(act.opinion.as_ref());
    let (next, approved, opinion, overridden, paper) = match act.decision {
        Decision::Approve => {
            let opinion = text::optional(case, "opinion", opinion, text::PARAGRAPH)?;
            let need = room::applied(&on.body.asked);
            room::check(case, &on.body.asked.pool, &need, Taking::Reserve)?;
            let reason = text_of(act.override_reason.as_ref());
            let overridden = block::overridden(case, on.head(), on.body.asked.place(), reason)?;
            let paper = to_all(case, on, PaperKind::EmergencyIssuance, &opinion)?.at_once();
            (Stage::Issued, true, opinion, overridden, paper)
        }
        Decision::Reject => {
            let opinion = text::required(case, "opinion", opinion, text::PARAGRAPH)?;
            let unit = case.concerned(on.head(), Role::Unit)?;
            let paper = case.paper(asked::PaperKind::ReviewOpinion, unit, &opinion)?;
            (Stage::Rejected, false, opinion, None, paper)
        }
    };
    let without_contract = asked::lacks_contract(case, on.head(), &on.body.asked)?;
    let contract = asked::own_contract(case, on.head(), &on.body.asked)?;
    case.moves(on.matter)
        .to(next)
        .sends(paper)
        .record(|step| Fact::Reviewed {
            step,
            approved,
            opinion,
            issued_at: approved.then(|| case.now.into()),
            contract: contract.map(|contract| contract.number),
            without_contract,
            overridden,
        })
}

/// A paper to who delivers, the unit and the authority.
fn to_all(
    case: &Case,
    on: &On<Emergency>,
    kind: PaperKind,
    remark: &str,
) -> Result<Paper, Refusal> {
    let operator = case.concerned(on.head(), Role::Operator)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let authority = case.sole(PartyKind::Authority)?.code;
    Ok(case
        .paper(kind, operator, remark)?
        .and_to(unit)
        .and_to(&authority))
}

/// Recalls what was issued, by a paper to everybody who had the slip. Refused once it is handed over: that is a
/// cancellation (Art. 21). The formal application has nothing left to regularise and ends with it.
fn recall(case: &Case, on: &On<Emergency>, reason: &str) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Issued])?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let paper = to_all(case, on, PaperKind::EmergencyRecall, &reason)?.at_once();
    let recalled = case
        .moves(on.matter)
        .to(Stage::Recalled)
        .sends(paper)
        .lapsing()
        .record(|step| Fact::Recalled { step, reason })?;
    let formal = on
        .body
        .formal
        .map(|id| application::end_with(case, id, on.head().id));
    let formal = formal.transpose()?.flatten();
    Ok(std::iter::once(recalled).chain(formal).collect())
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
