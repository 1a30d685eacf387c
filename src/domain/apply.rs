//! Applying an event to a matter: it copies what the event says, cannot refuse and cannot calculate.

use chrono::{DateTime, Utc};

use super::application::{Application, TestRun};
use super::code::PersonCode;
use super::duty::{DutyKind, Moved};
use super::emergency::Emergency;
use super::event::{Event, Step};
use super::line::{Line, Procurement, Quantity, Subject, set_quantities};
use super::matter::{Body, Matter, Stage};

/// Where and when an event stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The entry.
    pub seq: u64,
    /// Its time.
    pub at: DateTime<Utc>,
    /// Who acted.
    pub by: PersonCode,
}

/// The matter after an event; none if the event is not about a matter, or about one that is not there.
#[must_use]
pub fn apply(event: &Event, before: Option<Matter>, stamp: &Stamp) -> Option<Matter> {
    let mut matter = match event {
        Event::ApplicationSubmitted { matter } | Event::EmergencyApplied { matter } => {
            (**matter).clone()
        }
        _ => {
            let mut matter = before?;
            change(&mut matter, event);
            advance(&mut matter, event.step()?);
            matter
        }
    };
    matter.updated_at = stamp.at;
    matter.updated_by = stamp.by.clone();
    matter.history.push(stamp.seq);
    Some(matter)
}

fn advance(matter: &mut Matter, step: &Step) {
    matter.version = step.version;
    for (kind, closing) in &step.closed {
        let open = matter
            .duties
            .iter_mut()
            .find(|duty| duty.kind == *kind && duty.closed.is_none());
        if let Some(duty) = open {
            duty.closed = Some(*closing);
        }
    }
    matter.duties.extend(step.opened.iter().cloned());
    matter.papers.extend(step.papers.iter().cloned());
    if let Some((part, person)) = &step.part
        && !matter.wore(*part, person)
    {
        matter.parts.push((*part, person.clone()));
    }
}

/// What an event does to everything but duties, papers and hats: those are the step's.
pub(super) fn change(matter: &mut Matter, event: &Event) {
    match event {
        Event::Held { hold, .. } => matter.hold = Some(hold.clone()),
        Event::Resumed { .. } => matter.hold = None,
        Event::Escalated { duties, at, .. } => mark_escalated(matter, duties, *at),
        Event::DueMoved { duty, to, .. } => move_due(matter, *duty, to),
        _ => {}
    }
    match &mut matter.body {
        Body::Application(body) => change_application(body, event),
        Body::Emergency(body) => change_emergency(body, event),
    }
    match (&mut matter.body, event.step().map(|step| step.stage)) {
        (Body::Application(body), Some(Stage::Application(stage))) => body.stage = stage,
        (Body::Emergency(body), Some(Stage::Emergency(stage))) => body.stage = stage,
        _ => {}
    }
}

fn mark_escalated(matter: &mut Matter, kinds: &[DutyKind], at: DateTime<Utc>) {
    for duty in &mut matter.duties {
        if duty.closed.is_none() && kinds.contains(&duty.kind) {
            duty.escalated_at = Some(at);
        }
    }
}

fn move_due(matter: &mut Matter, kind: DutyKind, to: &super::clock::Deadline) {
    for duty in &mut matter.duties {
        if duty.closed.is_none() && duty.kind == kind {
            let from = std::mem::replace(&mut duty.deadline, to.clone());
            duty.moved.push(Moved {
                edition: to.edition,
                from,
            });
        }
    }
}

fn change_application(body: &mut Application, event: &Event) {
    match event {
        Event::ApplicationDeclined { objections, .. } => body.objections.clone_from(objections),
        Event::ApplicationAnswered { by, .. } => body.answered_by = Some(*by),
        Event::ApplicationReviewed {
            approved,
            opinion,
            quantities,
            ground,
            ..
        } => {
            body.opinion = Some(opinion.clone());
            body.ground.clone_from(ground);
            set_quantities(&mut body.lines, Quantity::Approved, quantities);
            if *approved {
                consent(&mut body.lines);
            }
        }
        Event::TestHandedOver { environment, .. } => {
            body.environment = Some(environment.clone());
        }
        Event::TestReported {
            passed, report, at, ..
        } => body.tests.push(TestRun {
            at: *at,
            passed: *passed,
            report: report.clone(),
        }),
        Event::AdjustmentProposed {
            quantities, reason, ..
        } => {
            set_quantities(&mut body.lines, Quantity::Adjusted, quantities);
            body.adjustment_reason = Some(reason.clone());
        }
        Event::FilingReceived { remark, .. } => body.filing_remark = Some(remark.clone()),
        Event::Delivered {
            completed_on,
            quantities,
            ..
        } => {
            set_quantities(&mut body.lines, Quantity::Issued, quantities);
            body.completed_on = Some(*completed_on);
        }
        Event::Confirmed { attestation, .. } => body.attestation = Some(attestation.clone()),
        Event::ProductMoved {
            line, procurement, ..
        } => set_procurement(&mut body.lines, *line, procurement),
        Event::Withdrawn { reason, .. } | Event::Abandoned { reason, .. } => {
            body.ended_because = Some(reason.clone());
        }
        _ => {}
    }
}

/// An approved quantity of an off-catalogue line is the authority's consent to procure it; none is the refusal.
fn consent(lines: &mut [Line]) {
    for line in lines {
        let wanted = line.approved.unwrap_or(0) > 0;
        if let Subject::OffCatalogue { procurement, .. } = &mut line.subject {
            *procurement = if wanted {
                Procurement::Consented
            } else {
                Procurement::Refused
            };
        }
    }
}

fn set_procurement(lines: &mut [Line], number: u32, to: &Procurement) {
    let line = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|index| lines.get_mut(index));
    if let Some(Line {
        subject: Subject::OffCatalogue { procurement, .. },
        ..
    }) = line
    {
        *procurement = to.clone();
    }
}

fn change_emergency(body: &mut Emergency, event: &Event) {
    match event {
        Event::EmergencyReviewed {
            approved,
            opinion,
            issued_at,
            ..
        } => {
            body.opinion = Some(opinion.clone());
            body.issued_at = *issued_at;
            if *approved {
                for line in &mut body.lines {
                    line.approved = Some(line.applied);
                    line.issued = Some(line.applied);
                }
            }
        }
        Event::HandedOver { handed_over_at, .. } => body.handed_over_at = Some(*handed_over_at),
        Event::IssuanceConfirmed { attestation, .. } => {
            body.attestation = Some(attestation.clone());
        }
        Event::FormalFiled { application, .. } | Event::FormalRefused { application, .. } => {
            body.application = Some(*application);
        }
        Event::Reminded { .. } => body.reminders += 1,
        Event::Withdrawn { reason, .. } => body.ended_because = Some(reason.clone()),
        _ => {}
    }
}
