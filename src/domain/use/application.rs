//! The ordinary application (申请): Art. 19, with 3, 4, 11, 18, 28, 39 and 40 where they bear on it.

mod act;
mod clearing;
mod completion;
mod delivery;
mod duty;
mod ending;
mod fact;
mod outside;
mod paper;
mod product;
mod reason;
mod review;
mod said;
mod submit;
mod supplement;
mod testing;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::asked::{self, Asked, Decision};
use super::attestation::Attestation;
use super::following;
use super::line::{Line, OwnPurchase, Quantity, Subject, set_quantities};
use super::materials::{self, Completeness, Material, MaterialKind};
use super::objection::{self, DayObjection};
use super::point::Point;
use super::room;
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::{self, Event};
use crate::domain::law::article::article;
use crate::domain::law::block::Deed;
use crate::domain::law::clock::Moment;
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::DutyKind as AnyDuty;
use crate::domain::law::field::{FieldKind, text_of};
use crate::domain::law::kind::{Form, Kind, On};
use crate::domain::law::matter::{Head, MatterId};
use crate::domain::law::names::words;
use crate::domain::law::paper::PaperKind as AnyPaper;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::sight::{Eyes, Sight};
use crate::domain::law::step::{Case, Owed};
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::validity::MeasuresGround;
use crate::domain::law::world::World;
use crate::domain::purchase::catalogue::called;
use crate::domain::settle::charge::Issue;
use crate::domain::settle::delay::Delay;
use crate::domain::r#use::named_instance::Wiped;

pub use act::*;
pub use clearing::{EnvironmentClearing, still_to_clear};
pub use duty::DutyKind;
pub use ending::end_with;
pub use fact::Fact;
pub use outside::Outside;
pub use paper::PaperKind;
pub use reason::Reason;
pub use said::of_lines;
pub use supplement::Raised;

words! {
    /// Where an application stands.
    pub enum Stage {
        /// 待受理.
        Submitted = "submitted",
        /// 审核中.
        Accepted = "accepted",
        /// 不予受理.
        NotAccepted = "not_accepted",
        /// 审核通过: the test environment is to be ordered, or built.
        Approved = "approved",
        /// 审核不通过.
        Rejected = "rejected",
        /// 待搭建测试环境.
        TestOrdered = "test_ordered",
        /// 测试中.
        Testing = "testing",
        /// 待提调整建议.
        TestReported = "test_reported",
        /// 待备案.
        AdjustmentProposed = "adjustment_proposed",
        /// 已备案: the delivery is to be ordered, or done.
        Filed = "filed",
        /// 待交付.
        DeliveryOrdered = "delivery_ordered",
        /// 待确认.
        Delivered = "delivered",
        /// 运行中.
        Running = "running",
        /// 自行采购中: nothing from the catalogue, products with consent.
        SelfProcuring = "self_procuring",
        /// 已撤回.
        Withdrawn = "withdrawn",
        /// 已放弃.
        Abandoned = "abandoned",
    }
}

/// A test that was reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRun {
    /// When.
    pub at: Moment,
    /// Whether it passed.
    pub passed: bool,
    /// The unit's report.
    pub report: String,
    /// Why a test that passed ends before its month is over (R23).
    pub early_reason: Option<String>,
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
    /// What it asks for.
    pub asked: Asked,
    /// The application that was not accepted, if this is a new one for it.
    pub previous: Option<MatterId>,
    /// Which of its objections this answers.
    pub answers: Vec<Answer>,
    /// The emergency it regularises.
    pub regularises: Option<MatterId>,
    /// What was supplied with it, of each kind the newest.
    pub materials: Vec<Material>,
    /// The materials that were missing when it was accepted.
    pub accepted_without: Vec<MaterialKind>,
    /// Why it was not accepted.
    pub objections: Vec<String>,
    /// Within how many working days of the service of that opinion the unit is to apply again (R16), as the opinion says.
    pub reapply_within: Option<u16>,
    /// The new application that answered them.
    pub answered_by: Option<MatterId>,
    /// The review opinion.
    pub opinion: Option<String>,
    /// For what it needs the authority's written ground, as the registers stood when it began (R20, R42, R45).
    pub outside: Vec<Outside>,
    /// The authority's written ground for that.
    pub ground: Option<String>,
    /// The authority's ground on which it began after the end of the Measures (Art. 42), as it stood then.
    pub measures_ground: Option<MeasuresGround>,
    /// The test environment, as it was handed over.
    pub environment: Option<String>,
    /// What was cleared of it, in the order in which it was.
    pub clearings: Vec<EnvironmentClearing>,
    /// The tests reported.
    pub tests: Vec<TestRun>,
    /// What supplementary opinions raised after the test, in the order in which they were given.
    pub supplements: Vec<Raised>,
    /// Within how many working days of its proven service the adjustment is filed without a receipt, as R25 stood when it
    /// was proposed; none where only the receipt files it.
    pub served_days: Option<u16>,
    /// The completion day that whoever delivered reported: of several parts the latest.
    pub completed_on: Option<NaiveDate>,
    /// The earliest day on which the delivery can have been complete.
    pub not_before: Option<NaiveDate>,
    /// The completion day that the unit attested; billing starts there (R2).
    pub attestation: Option<Attestation>,
    /// What was said against a determined day.
    pub day_objections: Vec<DayObjection>,
}

impl Kind for Application {
    type Stage = Stage;
    type Opening = Opening;
    type Act = Act;
    type Fact = Fact;

    fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
        match opening {
            Opening::Submit(act) => submit::submit(case, act),
        }
    }

    fn decide(case: &Case, on: &On<Self>, act: &Act) -> Result<Vec<Event>, Refusal> {
        let one = |event: Result<Event, Refusal>| event.map(|event| vec![event]);
        match act {
            Act::Supply(act) => one(submit::supply(case, on, act)),
            Act::Accept(act) => one(review::accept(case, on, text_of(act.remark.as_ref()))),
            Act::Decline(act) => one(review::decline(case, on, &act.objections)),
            Act::Review(act) => review::review(case, on, act),
            Act::OrderTest(act) => one(testing::order(case, on, text_of(act.remark.as_ref()))),
            Act::HandOverTest(act) => one(testing::hand_over(case, on, act)),
            Act::ReportTest(act) => one(testing::report(case, on, act)),
            Act::EndTest(act) => one(testing::end(case, on, act.reason.as_str())),
            Act::Supplement(act) => one(supplement::raise(case, on, act)),
            Act::Propose(act) => one(delivery::propose(case, on, act)),
            Act::ReceiveFiling(act) => one(delivery::receive_filing(
                case,
                on,
                text_of(act.remark.as_ref()),
            )),
            Act::OrderDelivery(act) => one(delivery::order(case, on, text_of(act.remark.as_ref()))),
            Act::Deliver(act) => one(delivery::deliver(case, on, act)),
            Act::ObjectDelivery(act) => one(delivery::object(case, on, act.reason.as_str())),
            Act::Confirm(act) => one(completion::confirm(case, on, act)),
            Act::CheckAttestation(act) => one(completion::check(case, on, act)),
            Act::DetermineCompletion(act) => one(completion::determine(case, on, act)),
            Act::Object(act) => one(completion::object(case, on, act)),
            Act::DecideObjection(act) => one(completion::decide(case, on, act)),
            Act::ReportArrival(act) => one(product::arrive(case, on, act)),
            Act::CheckProduct(act) => one(product::check(case, on, act)),
            Act::DeployProduct(act) => one(product::deploy(case, on, act)),
            Act::Abandon(act) => one(ending::abandon(case, on, act)),
            Act::ClearEnvironment(act) => one(clearing::clear(case, on, act)),
        }
    }

    fn withdrawn(case: &Case, on: &On<Self>) -> Result<Stage, Refusal> {
        ending::withdrawn(case, on)
    }

    fn apply(fact: &Fact, body: &mut Self) {
        match fact {
            Fact::Supplied { materials, .. } => materials::put(&mut body.materials, materials),
            Fact::Accepted { lacking, .. } => body.accepted_without.clone_from(lacking),
            Fact::Submitted(_)
            | Fact::TestOrdered { .. }
            | Fact::DeliveryOrdered { .. }
            | Fact::TestEnded { .. }
            | Fact::EndedWith { .. }
            | Fact::Abandoned { .. } => {}
            Fact::Declined {
                objections,
                reapply_within,
                ..
            } => {
                body.objections.clone_from(objections);
                body.reapply_within = Some(*reapply_within);
            }
            Fact::Answered { by, .. } => body.answered_by = Some(*by),
            Fact::Reviewed {
                approved,
                opinion,
                quantities,
                ground,
                ..
            } => {
                body.opinion = Some(opinion.clone());
                body.ground.clone_from(ground);
                set_quantities(&mut body.asked.lines, Quantity::Approved, quantities);
                if *approved {
                    consent(&mut body.asked.lines);
                }
            }
            Fact::TestHandedOver { environment, .. } => {
                body.environment = Some(environment.clone());
            }
            Fact::TestReported {
                passed,
                report,
                early_reason,
                at,
                ..
            } => body.tests.push(TestRun {
                at: *at,
                passed: *passed,
                report: report.clone(),
                early_reason: early_reason.clone(),
            }),
            Fact::Supplemented { raised, .. } => {
                set_quantities(&mut body.asked.lines, Quantity::Approved, &raised.after);
                body.supplements.push(raised.clone());
            }
            Fact::AdjustmentProposed {
                quantities,
                served_days,
                ..
            } => {
                set_quantities(&mut body.asked.lines, Quantity::Adjusted, quantities);
                body.served_days = *served_days;
            }
            Fact::FilingReceived { filed_on, .. } => body.not_before = Some(*filed_on),
            Fact::Delivered {
                completed_on,
                not_before,
                quantities,
                instances,
                ..
            } => {
                body.asked.instances.extend_from_slice(instances);
                set_quantities(&mut body.asked.lines, Quantity::Issued, quantities);
                body.completed_on = Some(*completed_on);
                body.not_before = Some(*not_before);
            }
            Fact::DeliveryObjected { objected_on, .. } => {
                for line in &mut body.asked.lines {
                    line.issued = None;
                }
                // What was handed over stays on record: whoever delivered has it to clear.
                for batch in &mut body.asked.instances {
                    batch.until.get_or_insert(*objected_on);
                }
                body.completed_on = None;
                body.not_before = Some(*objected_on);
            }
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
            Fact::EnvironmentCleared { clearing, .. } => body.clearings.push(clearing.clone()),
            Fact::ProductMoved {
                line, own_purchase, ..
            } => set_own_purchase(&mut body.asked.lines, *line, own_purchase),
        }
    }

    fn served(
        case: &Case,
        on: &On<Self>,
        paper: AnyPaper,
        at: Moment,
    ) -> Result<Vec<Event>, Refusal> {
        review::served(case, on, paper, at)
    }

    fn owed(head: &Head, stage: Stage, body: &Self) -> Vec<Owed> {
        duty::owed(head, stage, body)
    }

    fn cover(body: &mut Self, owner: Option<&PartyCode>, eyes: &Eyes) {
        body.asked.cover(owner, eyes);
        for answer in &mut body.answers {
            Sight::Grounds.cover(eyes, &mut answer.text);
        }
        Sight::Grounds.cover(eyes, &mut body.materials);
        Sight::Opinion.cover(eyes, &mut body.objections);
        Sight::Opinion.cover(eyes, &mut body.opinion);
        Sight::Opinion.cover(eyes, &mut body.ground);
        if let Some(given) = &mut body.measures_ground {
            Sight::Opinion.cover(eyes, &mut given.ground);
        }
        for raised in &mut body.supplements {
            Sight::Opinion.cover(eyes, raised);
        }
    }

    fn tallies(head: &Head, stage: Stage, body: &Self) -> Vec<(Tally, u64)> {
        let year = head.id.date.year();
        let consented = body.asked.lines.iter().filter_map(|line| line.consented());
        let consented = consented.map(|name| (Tally::Consents(year, called(name)), 1));
        let lines = body.asked.lines.iter();
        let reserved = lines.map(|line| delivery::reserved(stage, line));
        let reserved = room::of_lines(&body.asked.lines, reserved);
        let (pool, in_use) = (&body.asked.pool, room::in_use(&body.asked));
        body.asked
            .issued(head)
            .into_iter()
            .chain(consented)
            .chain(room::given_out(pool, Use::Reserved, reserved))
            .chain(room::given_out(pool, Use::Issued, in_use))
            .collect()
    }

    fn materials(head: &Head, body: &Self) -> Option<Completeness> {
        let level = body.asked.stood.protection_level;
        let is_judged = [Stage::Submitted, Stage::Accepted]
            .map(Into::into)
            .contains(&head.stage);
        is_judged.then(|| materials::completeness(&body.materials, level))
    }

    fn issue(body: &Self) -> Option<Issue<'_>> {
        body.completed_on.map(|reported_on| Issue {
            reported_on,
            attestation: body.attestation.as_ref(),
        })
    }

    /// What was delivered is not billed before its day stands.
    fn delays(world: &dyn World, on: &On<Self>, _duty: AnyDuty, today: NaiveDate) -> Vec<Delay> {
        Delay::unattested(world, on.matter, today)
            .into_iter()
            .collect()
    }

    fn wiped<'b>(head: &Head, body: &'b Self) -> Option<Wiped<'b>> {
        clearing::wiped(head, body)
    }

    fn asked(body: &Self) -> Option<&Asked> {
        Some(&body.asked)
    }

    fn asked_mut(body: &mut Self) -> Option<&mut Asked> {
        Some(&mut body.asked)
    }

    fn points(case: &Case, on: &On<Self>) -> Result<Vec<Point>, Refusal> {
        review::points(case, on)
    }

    fn deed(body: &Self, verb: kinds::Verb) -> Option<Deed> {
        let mut own = Verb::ALL.into_iter();
        own.find(|own| kinds::Verb::from(*own) == verb)
            .and_then(|own| own.deed(body))
    }

    fn needs(body: &Self, verb: kinds::Verb) -> &'static [&'static str] {
        if verb == Verb::Review.into() && !body.outside.is_empty() {
            &[outside::GROUND]
        } else {
            &[]
        }
    }

    fn form(_head: &Head, body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        let mut form = Form::default();
        for field in verb.fields() {
            let begins = match field.kind {
                FieldKind::Quantities => body.asked.latest(),
                FieldKind::Date => body.likely_day(verb, now).to_string(),
                FieldKind::LineNumber => (1..)
                    .zip(&body.asked.lines)
                    .find(|(_, line): &(u32, _)| line.is_off_catalogue())
                    .map_or_else(String::new, |(number, _)| number.to_string()),
                FieldKind::Text
                | FieldKind::Paragraph
                | FieldKind::Number
                | FieldKind::Time
                | FieldKind::Word(_)
                | FieldKind::Words(_)
                | FieldKind::Flag
                | FieldKind::List
                | FieldKind::Lines
                | FieldKind::Code(_)
                | FieldKind::Matter
                | FieldKind::Json => continue,
            };
            form = form.with(field.name, begins);
        }
        form
    }

    /// A new application, of one that was not accepted; what follows on what runs.
    fn successors(head: &Head, body: &Self) -> Vec<(kinds::Verb, Form)> {
        let follows = following::of_running(head, &body.asked, body.attestation.as_ref());
        body.again(head).into_iter().chain(follows).collect()
    }
}

impl Application {
    /// The application that answers the objections, where it was not accepted.
    fn again(&self, head: &Head) -> Option<(kinds::Verb, Form)> {
        if self.objections.is_empty() || self.answered_by.is_some() {
            return None;
        }
        let answers: Vec<_> = (1..=self.objections.len())
            .map(|number| format!("{number} "))
            .collect();
        let form = self
            .asked
            .form(head)
            .with("previous", head.id.to_string())
            .with("answers", answers.join("\n"));
        let form = match self.regularises {
            Some(id) => form.with("emergency", id.to_string()),
            None => form,
        };
        Some((Verb::Submit.into(), form))
    }

    /// The day that an act is likely to be about: what attests or determines begins with the reported completion.
    fn likely_day(&self, verb: kinds::Verb, now: Moment) -> NaiveDate {
        let attests = verb == Verb::Confirm.into()
            || verb == Verb::DetermineCompletion.into()
            || verb == Verb::DecideObjection.into();
        self.completed_on
            .filter(|_| attests)
            .unwrap_or_else(|| now.day())
    }
}

/// An approved quantity of an off-catalogue line is the authority's consent to procure it; none is the refusal.
fn consent(lines: &mut [Line]) {
    for line in lines {
        let wanted = line.approved.unwrap_or(0) > 0;
        if let Subject::OffCatalogue { own_purchase, .. } = &mut line.subject {
            *own_purchase = if wanted {
                OwnPurchase::Consented
            } else {
                OwnPurchase::Refused
            };
        }
    }
}

fn set_own_purchase(lines: &mut [Line], number: u32, to: &OwnPurchase) {
    let line = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|index| lines.get_mut(index));
    if let Some(Line {
        subject: Subject::OffCatalogue { own_purchase, .. },
        ..
    }) = line
    {
        *own_purchase = to.clone();
    }
}

/// How far the self-procurement of a line has come; none where the adjustment leaves nothing of it to procure.
fn procured(line: &Line) -> Option<&OwnPurchase> {
    line.own_purchase().filter(|_| line.adjusted != Some(0))
}

/// Whether every self-procured product with consent is deployed.
fn products_deployed(lines: &[Line]) -> bool {
    lines.iter().filter_map(procured).all(|at| match at {
        OwnPurchase::Deployed { .. } | OwnPurchase::Refused => true,
        OwnPurchase::Asked
        | OwnPurchase::Consented
        | OwnPurchase::Arrived { .. }
        | OwnPurchase::Failed { .. }
        | OwnPurchase::Passed { .. } => false,
    })
}

/// Art. 40: a unit outside the municipal budget has its own contract with the provider before anything is issued.
fn needs_contract(case: &Case, on: &On<Application>) -> Result<(), Refusal> {
    if asked::lacks_contract(case, on.head(), &on.body.asked)? {
        return Err(AnyReason::NoContract.under(article(40)));
    }
    Ok(())
}

/// A quantity for every line, as given; none given means the most of each. Refused above that, and if nothing would be left.
fn quantities(case: &Case, given: &[u32], most: &[u32]) -> Result<Vec<u32>, Refusal> {
    if given.is_empty() {
        return Ok(most.to_vec());
    }
    if given.len() != most.len() {
        return Err(case.refuse(AnyReason::QuantityCount {
            lines: u32::try_from(most.len()).unwrap_or(u32::MAX),
            given: u32::try_from(given.len()).unwrap_or(u32::MAX),
        }));
    }
    for ((line, most), value) in (1..).zip(most.iter().copied()).zip(given) {
        if *value > most {
            return Err(case.refuse(AnyReason::QuantityAbove { line, most }));
        }
    }
    if given.iter().all(|value| *value == 0) {
        return Err(case.refuse(AnyReason::NothingLeft));
    }
    Ok(given.to_vec())
}

fn purchased_only(case: &Case, on: &On<Application>) -> Result<(), Refusal> {
    if on.body.asked.mode == CloudMode::Purchased {
        Ok(())
    } else {
        Err(case.refuse(Reason::SelfBuilt))
    }
}

/// Whether a review approves.
fn approves(decision: Decision) -> bool {
    match decision {
        Decision::Approve => true,
        Decision::Reject => false,
    }
}
