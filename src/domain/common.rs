//! What can be done on matters of every kind: holds, taking over, escalation, new calendars.

use super::clock::Deadline;
use super::code::PersonCode;
use super::event::Event;
use super::matter::{Hold, Matter};
use super::refusal::{Reason, RecordKind, Refusal};
use super::step::Case;
use super::text;

/// Records a hold; no clock stops (Art. 19).
///
/// # Errors
/// If one is recorded already, nothing is owed any more, or no reason is given.
pub fn hold(case: &Case, matter: &Matter, reason: &str) -> Result<Event, Refusal> {
    if matter.hold.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    if matter.open_duties().next().is_none() {
        return Err(case.refuse(Reason::WrongStage(matter.stage())));
    }
    let hold = Hold {
        since: case.now,
        by: case.actor.person.clone(),
        reason: text::required(case, "reason", reason, text::PARAGRAPH)?,
    };
    case.step(matter, matter.stage(), vec![], None, |step| Event::Held {
        step,
        hold,
    })
}

/// Ends the hold.
///
/// # Errors
/// If there is none.
pub fn resume(case: &Case, matter: &Matter) -> Result<Event, Refusal> {
    if matter.hold.is_none() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    case.step(matter, matter.stage(), vec![], None, |step| {
        Event::Resumed { step }
    })
}

/// Takes the matter over from a colleague who is at it: an entry and nothing else, no duty and no clock moves. Whether
/// they are at it now is no matter of record, so that the hub, which knows, has the last word.
///
/// # Errors
/// If nobody is named, nobody of that code is registered, or it is the actor.
pub fn take_over(
    case: &Case,
    matter: &Matter,
    from: &PersonCode,
    remark: &str,
) -> Result<Event, Refusal> {
    if from.as_str().trim().is_empty() {
        return Err(case.refuse(Reason::Missing("from".to_owned())));
    }
    if *from == case.actor.person {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    if case.world.person(from).is_none() {
        return Err(case.refuse(Reason::Unknown(RecordKind::Person, from.to_string())));
    }
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.step(matter, matter.stage(), vec![], None, |step| {
        Event::TakenOver {
            step,
            from: from.clone(),
            remark,
        }
    })
}

/// Reports lateness to the authority, once a duty: for every kind of matter.
///
/// # Errors
/// If nothing is overdue that was not reported before.
pub fn escalate(case: &Case, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    let duties: Vec<_> = matter
        .open_duties()
        .filter(|duty| duty.escalates() && duty.deadline.is_late(case.now))
        .filter(|duty| duty.escalated_at.is_none())
        .map(|duty| duty.kind)
        .collect();
    if duties.is_empty() {
        return Err(case.refuse(Reason::NotOverdue));
    }
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.step(matter, matter.stage(), vec![], None, |step| {
        Event::Escalated {
            step,
            duties,
            remark,
            at: case.now,
        }
    })
}

/// Recomputes the open deadlines under the calendar now in force: one event a deadline that changes.
///
/// # Errors
/// If none changes.
pub fn recompute(case: &Case, matter: &Matter) -> Result<Vec<Event>, Refusal> {
    let mut before = matter.clone();
    let mut events = Vec::new();
    let changed: Vec<_> = matter
        .open_duties()
        .filter_map(|duty| {
            let to = duty.deadline.recomputed(case.world.calendar());
            differs(&duty.deadline, &to).then_some((duty.kind, to))
        })
        .collect();
    for (duty, to) in changed {
        let event = case.step(&before, before.stage(), vec![], None, |step| {
            Event::DueMoved { step, duty, to }
        })?;
        before.version = before.version.saturating_add(1);
        events.push(event);
    }
    if events.is_empty() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    Ok(events)
}

/// Whether a person would see another date, or another certainty.
#[must_use]
pub fn differs(one: &Deadline, other: &Deadline) -> bool {
    one.due != other.due || one.provisional != other.provisional
}
