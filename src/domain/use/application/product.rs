//! Self-procured products: no deployment before a passed security check (Art. 28).

use chrono::NaiveDate;

use super::{
    Application, CheckProduct, DeployProduct, DutyKind, Fact, Reason, ReportArrival, Stage,
    TestResult, procured, products_deployed, set_own_purchase,
};
use crate::domain::kinds::Event;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::duty::DutyKey;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::line::OwnPurchase;

/// From the approval on, whatever becomes of the catalogue lines.
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

/// How far the product on that line has come, if the line is self-procured with consent and not adjusted to none.
fn product<'m>(
    case: &Case,
    on: &On<'m, Application>,
    number: u32,
) -> Result<&'m OwnPurchase, Refusal> {
    let found = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|index| on.body.asked.lines.get(index))
        .and_then(procured);
    let unknown = || case.refuse(Reason::NotSelfProcured(number));
    match found.ok_or_else(unknown)? {
        OwnPurchase::Asked | OwnPurchase::Refused => Err(unknown()),
        consented @ (OwnPurchase::Consented
        | OwnPurchase::Arrived { .. }
        | OwnPurchase::Failed { .. }
        | OwnPurchase::Passed { .. }
        | OwnPurchase::Deployed { .. }) => Ok(consented),
    }
}

/// Moves a product on. An application of products only runs once all of them are deployed.
fn moved(
    case: &Case,
    on: &On<Application>,
    line: u32,
    own_purchase: OwnPurchase,
) -> Result<Event, Refusal> {
    let mut lines = on.body.asked.lines.clone();
    set_own_purchase(&mut lines, line, &own_purchase);
    let next = if on.stage == Stage::SelfProcuring && products_deployed(&lines) {
        Stage::Running
    } else {
        on.stage
    };
    case.moves(on.matter)
        .to(next)
        .record(|step| Fact::ProductMoved {
            step,
            line,
            own_purchase,
        })
}

/// The day of the approval by which the unit may procure: its arrival is owed from then on (Art. 19(1)).
fn consented_on(on: &On<Application>, line: u32) -> NaiveDate {
    let key = DutyKey {
        subject: line,
        ..DutyKey::whole(DutyKind::ReportArrival)
    };
    let owed = on.head().duty(key);
    owed.map_or(on.head().opened_at, |duty| duty.opened_at)
        .day()
}

/// The unit reports that a product arrived; its check is owed from then on. One that failed is mended and reported again.
pub(super) fn arrive(
    case: &Case,
    on: &On<Application>,
    act: &ReportArrival,
) -> Result<Event, Refusal> {
    on.at(case, &PROCURING)?;
    let (not_before, citation) = match product(case, on, act.line.0)? {
        OwnPurchase::Consented => (consented_on(on, act.line.0), paragraph(19, 1)),
        OwnPurchase::Failed { at, .. } => (at.day(), article(28)),
        OwnPurchase::Asked
        | OwnPurchase::Refused
        | OwnPurchase::Arrived { .. }
        | OwnPurchase::Passed { .. }
        | OwnPurchase::Deployed { .. } => return Err(case.refuse(AnyReason::AlreadyDone)),
    };
    text::not_in_future(case, act.arrived_on)?;
    if act.arrived_on < not_before {
        return Err(AnyReason::Before(act.arrived_on, not_before).under(citation));
    }
    let evidence = text::required(case, "evidence", act.evidence.as_str(), text::PARAGRAPH)?;
    let arrived = OwnPurchase::Arrived {
        on: act.arrived_on,
        evidence,
    };
    moved(case, on, act.line.0, arrived)
}

/// Records the security check of a product that arrived.
pub(super) fn check(
    case: &Case,
    on: &On<Application>,
    act: &CheckProduct,
) -> Result<Event, Refusal> {
    on.at(case, &PROCURING)?;
    match product(case, on, act.line.0)? {
        OwnPurchase::Arrived { .. } => {}
        OwnPurchase::Deployed { .. } | OwnPurchase::Passed { .. } => {
            return Err(case.refuse(AnyReason::AlreadyDone));
        }
        OwnPurchase::Asked
        | OwnPurchase::Refused
        | OwnPurchase::Consented
        | OwnPurchase::Failed { .. } => {
            return Err(AnyReason::from(Reason::NotArrived(act.line.0)).under(article(28)));
        }
    }
    let evidence = text::required(case, "evidence", act.evidence.as_str(), text::PARAGRAPH)?;
    let at = case.now.into();
    let own_purchase = match act.result {
        TestResult::Passed => OwnPurchase::Passed { at, evidence },
        TestResult::Failed => OwnPurchase::Failed { at, evidence },
    };
    moved(case, on, act.line.0, own_purchase)
}

/// Deploys a product whose check passed.
pub(super) fn deploy(
    case: &Case,
    on: &On<Application>,
    act: &DeployProduct,
) -> Result<Event, Refusal> {
    on.at(case, &PROCURING)?;
    let (line, day) = (act.line.0, act.deployed_on);
    match product(case, on, line)? {
        OwnPurchase::Passed { at, .. } => {
            text::not_in_future(case, day)?;
            if day < at.day() {
                return Err(AnyReason::Before(day, at.day()).under(article(28)));
            }
        }
        OwnPurchase::Deployed { .. } => return Err(case.refuse(AnyReason::AlreadyDone)),
        OwnPurchase::Asked
        | OwnPurchase::Refused
        | OwnPurchase::Consented
        | OwnPurchase::Arrived { .. }
        | OwnPurchase::Failed { .. } => {
            return Err(AnyReason::from(Reason::NotChecked(line)).under(article(28)));
        }
    }
    moved(case, on, line, OwnPurchase::Deployed { on: day })
}
