//! The test environment and the month of testing (Art. 19(3)).

use crate::domain::command::TestResult;
use crate::domain::event::Event;
use crate::domain::matter::Matter;
use crate::domain::paper::PaperKind;
use crate::domain::party::PartyKind;
use crate::domain::pool::CloudMode;
use crate::domain::refusal::Refusal;
use crate::domain::step::Case;
use crate::domain::text;

use super::{Stage, at, purchased_only, stage};

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
