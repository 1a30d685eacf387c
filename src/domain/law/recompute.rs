//! Time limits computed again under a new calendar: what is owed, and how ended what waited for the notice (R43).

use super::closing;
use super::common::{Fact, Recomputation, Settlement};
use super::duty::{Closing, Duty};
use super::escalation::{self, Superior};
use super::event::Event;
use super::matter::Matter;
use super::refusal::{Reason, Refusal};
use super::step::Case;

/// Computes what is owed, and what waits for a notice, again under the calendar now in force. Refused if that was done
/// already.
pub(super) fn recompute(case: &Case, matter: &Matter) -> Result<Event, Refusal> {
    let calendar = case.world.calendar();
    let head = &matter.head;
    let older = |duty: &&Duty| duty.deadline.edition < calendar.edition();
    let owed = head.duties.iter().filter(older);
    let deadlines: Vec<_> = owed.map(|duty| recomputation(case, duty)).collect();
    let waiting = head.undetermined.iter().filter(older);
    let settled: Vec<_> = waiting
        .filter_map(|duty| Some(settlement(case, duty, duty.closed.as_ref()?)))
        .collect();
    if deadlines.is_empty() && settled.is_empty() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    // A report that no longer stands leaves the matter as if it had not been made.
    let is_rearmed = |again: &Recomputation| {
        let before = head.duty(again.duty).and_then(Duty::escalated_at);
        before.is_some() && again.reports.iter().all(|report| report.made.is_none())
    };
    let escalated_at = if deadlines.iter().any(is_rearmed) {
        let kept = head.duties.iter().flat_map(|duty| {
            let again = deadlines.iter().find(|again| again.duty == duty.key);
            again.map_or(&duty.reports, |again| &again.reports)
        });
        kept.filter(|report| report.to == Superior::Authority)
            .filter_map(|report| report.made)
            .min()
    } else {
        head.escalated_at
    };
    case.moves(matter).record(|step| Fact::Recomputed {
        step,
        edition: calendar.edition(),
        deadlines,
        settled,
        escalated_at,
    })
}

fn recomputation(case: &Case, duty: &Duty) -> Recomputation {
    let calendar = case.world.calendar();
    let to = duty.deadline.recomputed(calendar);
    let mut reports = escalation::reports(duty.key.kind, &to, calendar);
    // What was reported stands while the duty is late by the new end too; otherwise it is armed again.
    if to.is_proven_late(case.now) {
        for report in &mut reports {
            let before = duty.reports.iter().find(|before| before.to == report.to);
            report.made = before.and_then(|before| before.made);
        }
    }
    Recomputation {
        duty: duty.key,
        differs: duty.deadline.reads_otherwise(&to),
        to,
        reports,
    }
}

fn settlement(case: &Case, duty: &Duty, ended: &Closing) -> Settlement {
    let to = duty.deadline.recomputed(case.world.calendar());
    let outcome = closing::outcome(&to, *ended.at, ended.own);
    let excused = ended.excused.iter().filter(|_| outcome.may_be_late());
    Settlement {
        duty: duty.key,
        opened_at: duty.opened_at,
        differs: duty.deadline.reads_otherwise(&to),
        outcome,
        excused: excused.cloned().collect(),
        to,
    }
}
