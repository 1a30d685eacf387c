//! From the backup to the end of use (Art. 21(2), R26): what is kept, when it went offline, and the day with which billing
//! ends, attested by the unit or determined in its place (R40).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    Attest, Backup, Cancellation, ConfirmBackup, Determine, DutyKind, Fact, Offline, PaperKind,
    Reason, Stage, TakeOffline, Termination, billed,
};
use crate::domain::kinds::Event;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R40;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::issued::{self, Becoming};

/// The unit confirms its backup. It is its own, and outlives what is cleared.
pub(super) fn back_up(
    case: &Case,
    on: &On<Cancellation>,
    act: &ConfirmBackup,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Approved])?;
    let line = |field: &str, given: &str| text::required(case, field, given, text::LINE);
    let backup = Backup {
        place: line("place", &act.place)?,
        done_by: line("done_by", &act.done_by)?,
        restorable: act.restorable,
        volume: line("volume", &act.volume)?,
    };
    let operator = case.concerned(on.head(), Role::Operator)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case.paper(PaperKind::BackupConfirmation, operator, "")?;
    case.moves(on.matter)
        .to(Stage::BackedUp)
        .sends(paper.and_to(&support))
        .record(|step| Fact::BackedUp { step, backup })
}

/// Takes it offline, on a day that is not before the approval.
pub(super) fn take_offline(
    case: &Case,
    on: &On<Cancellation>,
    act: &TakeOffline,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::BackedUp])?;
    let day = act.offline_on;
    text::not_in_future(case, day)?;
    if let Some(approved_on) = on.body.approved_on.filter(|approved_on| day < *approved_on) {
        return Err(case.refuse(AnyReason::Before(day, approved_on)));
    }
    let evidence = text::required(case, "evidence", act.evidence.as_str(), text::PARAGRAPH)?;
    let rest = case.world.resources_on(&on.body.system);
    let mut rest = rest.iter().filter(|resource| !resource.is_over());
    let by = Some(on.head().id);
    let whole_system = rest.all(|resource| resource.claimed_by == by);
    let offline = Offline {
        on: day,
        evidence,
        whole_system,
    };
    case.moves(on.matter)
        .to(Stage::Offline)
        .record(|step| Fact::WentOffline { step, offline })
}

/// The unit attests the day.
pub(super) fn attest(
    case: &Case,
    on: &On<Cancellation>,
    act: &Attest,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Offline])?;
    possible(case, on, act.ended_on)?;
    let agreement = text_of(act.agreement.as_ref());
    let agreement = if is_before_offline(on, act.ended_on) {
        let agreed = text::required(case, "agreement", agreement, text::PARAGRAPH)?;
        Some(agreed)
    } else if agreement.trim().is_empty() {
        None
    } else {
        return Err(case.refuse(AnyReason::NotAskedFor("agreement".to_owned())));
    };
    terminate(case, on, act.ended_on, agreement, None)
}

/// The authority determines the day of a unit that was reported for never attesting it, on the evidence of going offline:
/// never before that, which only the unit and who delivers can agree to.
pub(super) fn determine(
    case: &Case,
    on: &On<Cancellation>,
    act: &Determine,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Offline])?;
    let owed = on.head().duty(DutyKey::whole(DutyKind::DetermineEnd));
    if owed.is_none() {
        return Err(AnyReason::from(Reason::EndNotEscalated).under(R40));
    }
    let day = act.ended_on;
    possible(case, on, day)?;
    if let Some(offline) = on.body.offline.as_ref().filter(|offline| day < offline.on) {
        return Err(AnyReason::Before(day, offline.on).under(R40));
    }
    let evidence = text::required(case, "evidence", act.evidence.as_str(), text::PARAGRAPH)?;
    terminate(case, on, day, None, Some(evidence))
}

/// No day in the future, before the approval, or before a resource began or became what it is.
fn possible(case: &Case, on: &On<Cancellation>, day: NaiveDate) -> Result<(), Refusal> {
    text::not_in_future(case, day)?;
    let settled = issued::settled_until(case, on.body.resources())?;
    let earliest = on.body.approved_on.max(settled);
    match earliest.filter(|earliest| day < *earliest) {
        Some(earliest) => Err(case.refuse(AnyReason::Before(day, earliest))),
        None => Ok(()),
    }
}

fn is_before_offline(on: &On<Cancellation>, day: NaiveDate) -> bool {
    let offline = on.body.offline.as_ref();
    offline.is_some_and(|offline| day < offline.on)
}

/// The day stands, by its paper; the lines end with it on the matters that issued them.
fn terminate(
    case: &Case,
    on: &On<Cancellation>,
    ended_on: NaiveDate,
    agreement: Option<String>,
    evidence: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    let ends = on.body.resources().map(|resource| Becoming {
        resource,
        into: None,
        leaving: BTreeSet::new(),
        coming: None,
    });
    let turned = issued::turn(case, on.head().id, ended_on, ends.collect())?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = match &evidence {
        None => case.paper(PaperKind::TerminationConfirmation, operator, "")?,
        Some(evidence) => {
            let kind = PaperKind::TerminationDetermination;
            case.paper(kind, unit, evidence)?.and_to(operator)
        }
    };
    let termination = Termination {
        ended_on,
        recorded_at: case.now.into(),
        evidence,
        agreement,
        billed: billed::billed(case, &turned.issuers, ended_on),
    };
    let leaving = turned.leaving;
    let terminated = case
        .moves(on.matter)
        .to(Stage::Terminated)
        .sends(paper.and_to(&support))
        .record(|step| Fact::Terminated {
            step,
            termination,
            leaving,
        })?;
    Ok(std::iter::once(terminated).chain(turned.events).collect())
}
