//! The day from which a change counts, attested by the unit or determined in its place (Art. 39, R2), and the clearing of
//! what left (Art. 21(2)).

use super::{
    Clear, Confirm, Determine, DutyKind, Fact, PaperKind, Reason, ResourceChange, Stage, claim,
    price,
};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R2;
use crate::domain::law::step::Case;
use crate::domain::r#use::attestation::{self, Attested};
use crate::domain::r#use::clearing;
use crate::domain::r#use::issued;

/// The unit confirms and attests the day.
pub(super) fn confirm(
    case: &Case,
    on: &On<ResourceChange>,
    act: &Confirm,
) -> Result<Vec<Event>, Refusal> {
    attest(case, on, Attested::by_unit(act))
}

/// The authority determines the day of a unit that was reported for never confirming (R2).
pub(super) fn determine(
    case: &Case,
    on: &On<ResourceChange>,
    act: &Determine,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Done])?;
    let owed = on.head().duty(DutyKey::whole(DutyKind::DetermineChange));
    if owed.is_none() {
        return Err(AnyReason::from(Reason::NotYetReported).under(R2));
    }
    let attested = Attested::on_evidence(case, act)?;
    attest(case, on, attested)
}

/// The day stands: from it on the resources are what they were to become, and what left is to be cleared.
fn attest(case: &Case, on: &On<ResourceChange>, attested: Attested) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Done])?;
    let from = attested.day;
    let last = issued::settled_until(case, on.body.resources())?;
    if let Some(last) = last.filter(|last| from < *last) {
        return Err(AnyReason::Before(from, last).under(article(39)));
    }
    let reported_on = on.body.done_on.unwrap_or(on.head().opened_at.day());
    let stake = |from, to| claim::stake(case, on, from, to);
    let attestation = attestation::attest_day(case, reported_on, attested, stake)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = match &attestation.evidence {
        None => case
            .paper(PaperKind::ChangeConfirmation, operator, "")?
            .and_to(&support),
        Some(evidence) => {
            let unit = case.concerned(on.head(), Role::Unit)?;
            let paper = case.paper(PaperKind::ChangeDetermination, unit, evidence)?;
            paper.and_to(operator).and_to(&support)
        }
    };
    let lines = on.body.lines.iter();
    let becoming = lines.map(|line| line.becoming(reported_on)).collect();
    let turned = issued::turn(case, on.head().id, from, becoming)?;
    let leaving = turned.leaving;
    let late_decrease = claim::late(case, on, reported_on.min(from));
    let next = if leaving.is_empty() {
        Stage::Closed
    } else {
        Stage::Clearing
    };
    let confirmed = case.moves(on.matter).to(next).sends(paper);
    let yearly = price::yearly(case, on.matter, on.body, from);
    let confirmed = confirmed.record(|step| Fact::Confirmed {
        step,
        attestation,
        late_decrease,
        leaving,
        yearly,
    })?;
    Ok([confirmed].into_iter().chain(turned.events).collect())
}

/// Whoever delivers certifies that what left is cleared, with no way back.
pub(super) fn clear(
    case: &Case,
    on: &On<ResourceChange>,
    act: &Clear,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Clearing])?;
    let attested = on.body.attestation.as_ref();
    let left_on = attested.map_or(on.head().opened_at.day(), |attested| attested.completed_on);
    let done_on = on.body.done_on.unwrap_or(left_on).min(left_on);
    let clearing = clearing::certify(case, on.head(), on.body.place(), done_on, act)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case
        .paper(PaperKind::ChangeClearing, unit, "")?
        .and_to(&support);
    let cleared_on = clearing.until;
    let cleared = case.moves(on.matter).to(Stage::Closed).sends(paper);
    let cleared = cleared.record(|step| Fact::Cleared { step, clearing })?;
    let resources = issued::clear(case, on.body.resources(), on.head().id, cleared_on)?;
    Ok([cleared].into_iter().chain(resources).collect())
}
