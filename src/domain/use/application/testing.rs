//! The test environment and the month of testing (Art. 19(3)).

use super::{
    Application, DutyKind, Fact, HandOverTest, PaperKind, Reason, ReportTest, Stage, TestResult,
    purchased_only,
};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::Event;
use crate::domain::law::block;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R23;
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Orders the test environment from the provider; a self-built pool needs no order. Refused while it is blocked.
pub(super) fn order(case: &Case, on: &On<Application>, remark: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Approved])?;
    purchased_only(case, on)?;
    block::check_verb(case, on.matter)?;
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
    block::check_verb(case, on.matter)?;
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
    let early_reason = if passed {
        early(case, on, text_of(act.early_reason.as_ref()))?
    } else {
        None
    };
    case.moves(on.matter)
        .to(next)
        .sends(paper)
        .record(|step| Fact::TestReported {
            step,
            passed,
            report,
            early_reason,
            at: case.now.into(),
        })
}

/// Why a test ends before the last day of its month; a reason that is given on it or later is kept. Refused without one
/// before (R23).
fn early(case: &Case, on: &On<Application>, reason: &str) -> Result<Option<String>, Refusal> {
    let month = on.head().duty(DutyKey::whole(DutyKind::Test));
    let is_whole = month.is_none_or(|month| month.deadline.due() <= case.today());
    let reason = text::optional(case, "early_reason", reason, text::PARAGRAPH)?;
    if is_whole {
        return Ok((!reason.is_empty()).then_some(reason));
    }
    if case.ruled(on.matter, R23, "early_end").is("refused") {
        return Err(AnyReason::from(Reason::TestNotOver).under(R23));
    }
    if reason.is_empty() {
        return Err(AnyReason::Missing("early_reason".to_owned()).under(R23));
    }
    Ok(Some(reason))
}

/// Support ends a test whose month is over (R23): the unit and who runs the pool are told, the authority, to which the
/// overrun was reported, has a copy. Refused before.
pub(super) fn end(case: &Case, on: &On<Application>, reason: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Testing])?;
    let month = on.head().duty(DutyKey::whole(DutyKind::Test));
    if month.is_some_and(|month| !month.deadline.is_late(case.now)) {
        return Err(AnyReason::from(Reason::TestNotOver).under(R23));
    }
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case
        .paper(PaperKind::TestTermination, unit, &reason)?
        .copied_to(&authority);
    // In a self-built pool that is support itself.
    let paper = match on.body.asked.mode {
        CloudMode::Purchased => paper.and_to(operator),
        CloudMode::SelfBuilt => paper,
    };
    case.moves(on.matter)
        .to(Stage::TestReported)
        .sends(paper)
        .record(|step| Fact::TestEnded { step, reason })
}
