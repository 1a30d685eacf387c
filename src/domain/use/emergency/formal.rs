//! The formal application that regularises an emergency: what filing it, and its refusal, do to the emergency.

use super::{Emergency, Fact, PaperKind, Reason, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::clock::Moment;
use crate::domain::law::matter::{Head, MatterId, Role};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::r#use::application::Application;
use crate::domain::r#use::line::{Line, Subject};

/// What filing a formal application does to the emergency it regularises.
///
/// # Errors
/// If the emergency is not this unit's, has nothing to regularise, or is not covered by the application.
pub fn file(
    case: &Case,
    head: &Head,
    formal: &Application,
    emergency: MatterId,
) -> Result<Event, Refusal> {
    let refuse = |reason: Reason| AnyReason::from(reason).under(article(23));
    let not_regularisable = || refuse(Reason::NotRegularisable(emergency));
    let matter = case.world.matter(emergency).ok_or_else(not_regularisable)?;
    let on = Emergency::of(&matter).ok_or_else(not_regularisable)?;
    if on.head().party(Role::Unit) != head.party(Role::Unit) {
        return Err(not_regularisable());
    }
    let body = on.body;
    let replaced = formal.previous.filter(|_| body.formal.is_some());
    let open = match on.stage {
        Stage::Issued | Stage::HandedOver => body.formal == replaced,
        Stage::Applied
        | Stage::Regularised
        | Stage::Rejected
        | Stage::Recalled
        | Stage::Withdrawn
        | Stage::ToCancel => false,
    };
    if !open {
        return Err(not_regularisable());
    }
    let (asked, issued) = (&formal.asked, &body.asked);
    let same_place = asked.pool == issued.pool && asked.system == issued.system;
    if !same_place || !covers(&asked.lines, &issued.lines) {
        return Err(refuse(Reason::NotCovering));
    }
    case.moves(on.matter).record(|step| Fact::Filed {
        step,
        formal: head.id,
    })
}

/// Whether the formal lines ask, item by item, for what was issued: for less, something would run unapplied; for more,
/// it would run without the test that Art. 19(3) asks for.
fn covers(formal: &[Line], issued: &[Line]) -> bool {
    let total = |lines: &[Line], wanted: &Subject| -> u64 {
        lines
            .iter()
            .filter(|line| same_item(&line.subject, wanted))
            .map(|line| u64::from(line.latest()))
            .sum()
    };
    issued
        .iter()
        .chain(formal)
        .all(|line| total(formal, &line.subject) == total(issued, &line.subject))
        && !formal.iter().any(Line::is_off_catalogue)
}

fn same_item(one: &Subject, other: &Subject) -> bool {
    let Subject::Item { code: one, .. } = one else {
        return false;
    };
    let Subject::Item { code: other, .. } = other else {
        return false;
    };
    one == other
}

/// The formal application was approved: with the attested day the emergency is regularised.
///
/// # Errors
/// If the emergency is not there, which the ledger rules out.
pub fn approve_formal(
    case: &Case,
    emergency: MatterId,
    formal: MatterId,
) -> Result<Event, Refusal> {
    let matter = case.matter(emergency)?;
    let attested = Emergency::of(&matter).is_some_and(|on| on.body.attestation.is_some());
    let moved = case.moves(&matter);
    let moved = if attested {
        moved.to(Stage::Regularised)
    } else {
        moved
    };
    moved.record(|step| Fact::FormalApproved { step, formal })
}

/// The opinion that does not accept the formal application was served: another one is owed from then on.
///
/// # Errors
/// If the emergency is not there, which the ledger rules out.
pub fn decline_formal(
    case: &Case,
    emergency: MatterId,
    formal: MatterId,
    served_at: Moment,
) -> Result<Event, Refusal> {
    let matter = case.matter(emergency)?;
    case.moves(&matter).record(|step| Fact::FormalDeclined {
        step,
        formal,
        served_at,
    })
}

/// The formal application was refused: what was handed over must be cancelled (Art. 21), what was not is recalled by a
/// paper to who delivers, the unit and support.
///
/// # Errors
/// If the emergency is not there, which the ledger rules out.
pub fn refuse_formal(
    case: &Case,
    emergency: MatterId,
    formal: MatterId,
    opinion: &str,
) -> Result<Event, Refusal> {
    let matter = case.matter(emergency)?;
    let handed_over = Emergency::of(&matter).is_some_and(|on| on.body.handed_over_at.is_some());
    let moved = case.moves(&matter);
    let moved = if handed_over {
        moved.to(Stage::ToCancel)
    } else {
        let operator = case.concerned(&matter.head, Role::Operator)?;
        let unit = case.concerned(&matter.head, Role::Unit)?;
        let support = case.sole(PartyKind::Support)?.code;
        let paper = case
            .paper(PaperKind::EmergencyRecall, operator, opinion)?
            .at_once()
            .and_to(unit)
            .and_to(&support);
        moved.to(Stage::Recalled).sends(paper).lapsing()
    };
    moved.record(|step| Fact::FormalRefused { step, formal })
}
