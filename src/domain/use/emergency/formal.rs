//! The formal application that regularises an emergency: what filing it, and its refusal, do to the emergency.

use super::{Emergency, Fact, Reason, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::matter::{Head, MatterId, Role};
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
        Stage::Regularised => replaced.is_some() && body.formal == replaced,
        Stage::Applied | Stage::Rejected | Stage::Withdrawn | Stage::ToCancel => false,
    };
    if !open {
        return Err(not_regularisable());
    }
    let (asked, issued) = (&formal.asked, &body.asked);
    let same_place = asked.pool == issued.pool && asked.system == issued.system;
    if !same_place || !covers(&asked.lines, &issued.lines) {
        return Err(refuse(Reason::NotCovering));
    }
    let next = if on.stage == Stage::HandedOver && body.attestation.is_some() {
        Stage::Regularised
    } else {
        on.stage
    };
    case.moves(on.matter).to(next).record(|step| Fact::Filed {
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

/// The formal application was refused: what was issued must be cancelled (Art. 21).
///
/// # Errors
/// If the emergency is not there, which the ledger rules out.
pub fn refuse_formal(case: &Case, emergency: MatterId, formal: MatterId) -> Result<Event, Refusal> {
    let matter = case.matter(emergency)?;
    case.moves(&matter)
        .to(Stage::ToCancel)
        .record(|step| Fact::FormalRefused { step, formal })
}
