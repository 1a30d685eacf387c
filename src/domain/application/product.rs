//! Self-procured products: no deployment before a passed security check (Art. 28).

use crate::domain::article::article;
use crate::domain::clock::civil_date;
use crate::domain::command::TestResult;
use crate::domain::event::Event;
use crate::domain::line::{Line, Procurement};
use crate::domain::matter::{Body, Matter, Stage as AnyStage};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::step::Case;
use crate::domain::text;

use super::{Application, Stage, at, stage};
use chrono::NaiveDate;

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
    crate::domain::apply::change(&mut after, moved);
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
