//! Clearing (Art. 21(2)): what leaves of the test environment, and of deliveries that the unit objected to. An application
//! that is abandoned leaves all of it; an adjustment, once filed, what the delivery does not take over (R30: tested
//! instances that are delivered are kept). It is owed beside the delivery and stands in the way of nothing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Application, ClearEnvironment, DutyKind, Fact, PaperKind, Reason, Stage, delivery};
use crate::domain::kinds::Event;
use crate::domain::law::article::paragraph;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::{Duty, DutyKey, Outcome};
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::r#use::clearing::{Certificate, certify};
use crate::domain::r#use::line::Line;
use crate::domain::r#use::named_instance::Wiped;
use crate::domain::r#use::resource::ResourceId;

/// What was cleared at once, under one certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvironmentClearing {
    /// When it was certified.
    pub at: Moment,
    /// How much of every line of the test environment. It is all that had left; an earlier release also cleared parts of it.
    pub quantities: Vec<u32>,
    /// Whether nothing is left of what was handed over, because the application was abandoned.
    pub last: bool,
    /// What was certified.
    pub certificate: Certificate,
}

/// What the test environment was built for, line by line: what was approved then. What a supplementary opinion added
/// after the test was never tested (R24), and a product is no part of it.
fn tested(body: &Application) -> Vec<u32> {
    let before = body.supplements.first().map(|first| &first.before);
    let approved = |(at, line): (usize, &Line)| match before {
        Some(before) => before.get(at).copied().unwrap_or(0),
        None => line.approved.unwrap_or(line.applied),
    };
    let count = |(at, line): (usize, &Line)| {
        let is_in_it = body.environment.is_some() && !line.is_off_catalogue();
        if is_in_it { approved((at, line)) } else { 0 }
    };
    body.asked.lines.iter().enumerate().map(count).collect()
}

/// What leaves of what was handed over.
pub(super) enum Leaving {
    /// Nothing: the test is not adjusted yet, or never took place.
    Nothing,
    /// What the adjustment does not take over.
    Surplus,
    /// All of it.
    Everything,
}

/// What leaves at a stage.
pub(super) fn leaving(stage: Stage) -> Leaving {
    match stage {
        Stage::Abandoned => Leaving::Everything,
        Stage::AdjustmentProposed
        | Stage::Filed
        | Stage::DeliveryOrdered
        | Stage::Delivered
        | Stage::Running
        | Stage::SelfProcuring => Leaving::Surplus,
        Stage::Submitted
        | Stage::Accepted
        | Stage::NotAccepted
        | Stage::Approved
        | Stage::Rejected
        | Stage::TestOrdered
        | Stage::Testing
        | Stage::TestReported
        | Stage::Withdrawn => Leaving::Nothing,
    }
}

/// What of the test environment leaves and is not cleared yet, line by line. Of an adjustment it is what the delivery does
/// not take over, whether or not that is filed yet.
#[must_use]
pub fn still_to_clear(stage: Stage, body: &Application) -> Vec<u32> {
    let stays = |line: &Line, tested: u32| match leaving(stage) {
        Leaving::Everything => 0,
        Leaving::Surplus => line.adjusted.unwrap_or(tested),
        Leaving::Nothing => tested,
    };
    let cleared = |at: usize| -> u32 {
        let of_line = |clearing: &EnvironmentClearing| clearing.quantities.get(at).copied();
        body.clearings.iter().filter_map(of_line).sum()
    };
    let lines = body.asked.lines.iter().zip(tested(body)).enumerate();
    let leaves = lines.map(|(at, (line, tested))| {
        let gone = stays(line, tested).saturating_add(cleared(at));
        tested.saturating_sub(gone)
    });
    leaves.collect()
}

/// Whether anything leaves that is not cleared: of the test environment, or of what was abandoned after the unit had
/// objected to a delivery.
pub(super) fn is_to_be_cleared(stage: Stage, body: &Application) -> bool {
    let objected = stage == Stage::Abandoned && !body.asked.instances.is_empty();
    let is_over = body.clearings.iter().any(|clearing| clearing.last);
    !is_over && (objected || still_to_clear(stage, body).iter().any(|left| *left > 0))
}

/// The instances that were cleared: deliveries to which the unit objected, by the clearing after the end. The test
/// environment has no instances with names of their own.
pub(super) fn wiped<'b>(head: &Head, body: &'b Application) -> Option<Wiped<'b>> {
    let last = body.clearings.iter().find(|clearing| clearing.last)?;
    let on = match &last.certificate {
        Certificate::Stated(clearing) => clearing.until,
        Certificate::InWords(_) => last.at.day(),
    };
    let batches = body.asked.instances.iter().map(|batch| {
        let (matter, line) = (head.id, batch.line);
        (ResourceId { matter, line }, batch)
    });
    Some(Wiped {
        on,
        paper: PaperKind::ClearingCertificate.into(),
        batches: batches.collect(),
    })
}

/// Clears all that left, under one certificate, which goes to the unit and to support. What an adjustment leaves is cleared
/// only once that is filed.
pub(super) fn clear(
    case: &Case,
    on: &On<Application>,
    act: &ClearEnvironment,
) -> Result<Event, Refusal> {
    let filed_on = match leaving(on.stage) {
        Leaving::Nothing => return Err(case.refuse(AnyReason::WrongStage(on.head().stage))),
        Leaving::Surplus if on.stage == Stage::AdjustmentProposed => delivery::filed(case, on)?,
        Leaving::Surplus | Leaving::Everything => None,
    };
    if !is_to_be_cleared(on.stage, on.body) {
        return Err(AnyReason::from(Reason::NothingToClear).under(paragraph(21, 2)));
    }
    let left_on = filed_on.unwrap_or_else(|| left_on(case, on));
    let clearing = certify(case, on.head(), on.body.asked.place(), left_on, act)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case
        .paper(PaperKind::ClearingCertificate, unit, "")?
        .and_to(&support);
    case.moves(on.matter)
        .sends(paper)
        .record(|step| Fact::EnvironmentCleared {
            step,
            clearing: EnvironmentClearing {
                at: case.now.into(),
                quantities: still_to_clear(on.stage, on.body),
                last: on.stage == Stage::Abandoned,
                certificate: Certificate::Stated(clearing),
            },
        })
}

/// The day on which the first of what is to be cleared left: its clearing is owed since then. What an adjustment left and was
/// not cleared before the application was abandoned is cleared with the rest, and left before it.
fn left_on(case: &Case, on: &On<Application>) -> NaiveDate {
    let keys = [DutyKind::ClearEnvironment, DutyKind::ClearSurplus].map(DutyKey::whole);
    let was_not_done = |duty: &Duty| {
        let closed = duty.closed.as_ref();
        closed.is_none_or(|closed| closed.outcome == Outcome::Lapsed)
    };
    let ended = case.world.ended(on.head().id);
    let duties = ended.iter().chain(&on.head().duties);
    let owed = duties.filter(|duty| keys.contains(&duty.key) && was_not_done(duty));
    let since = owed.map(|duty| duty.opened_at.day()).min();
    since.unwrap_or_else(|| on.head().opened_at.day())
}
