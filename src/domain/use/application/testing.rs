//! The test environment and the month of testing (Art. 19(3)).

use super::{
    Application, Fact, HandOverTest, PaperKind, ReportTest, Stage, TestResult, purchased_only,
};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::Event;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Orders the test environment from the provider; a self-built pool needs no order.
pub(super) fn order(case: &Case, on: &On<Application>, remark: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Approved])?;
    purchased_only(case, on)?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(PaperKind::TestOrder, operator, &remark)?;
    case.moves(on.matter)
        .to(Stage::TestOrdered)
        .sends(paper)
        .record(|step| Fact::TestOrdered { step })
}

/// Hands the test environment over; the month of testing starts.
pub(super) fn hand_over(
    case: &Case,
    on: &On<Application>,
    act: &HandOverTest,
) -> Result<Event, Refusal> {
    let ready = match on.body.asked.mode {
        CloudMode::Purchased => Stage::TestOrdered,
        CloudMode::SelfBuilt => Stage::Approved,
    };
    on.at(case, &[ready])?;
    let environment = text::required(
        case,
        "environment",
        act.environment.as_str(),
        text::PARAGRAPH,
    )?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let paper = case.paper(PaperKind::TestHandOver, unit, &environment)?;
    case.moves(on.matter)
        .to(Stage::Testing)
        .sends(paper)
        .record(|step| Fact::TestHandedOver { step, environment })
}

/// Reports a test. One that failed leaves the matter testing, and its month running.
pub(super) fn report(
    case: &Case,
    on: &On<Application>,
    act: &ReportTest,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Testing])?;
    let report = text::required(case, "report", act.report.as_str(), text::PARAGRAPH)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case.paper(PaperKind::TestReport, &support, &report)?;
    let (next, passed) = match act.result {
        TestResult::Passed => (Stage::TestReported, true),
        TestResult::Failed => (Stage::Testing, false),
    };
    case.moves(on.matter)
        .to(next)
        .sends(paper)
        .record(|step| Fact::TestReported {
            step,
            passed,
            report,
            at: case.now.into(),
        })
}
