//! The day that the unit attests for what was issued (Art. 23, 39), or that the authority determines (R2).

use super::{
    CheckAttestation, Confirm, DecideObjection, DetermineCompletion, DutyKind, Emergency, Fact,
    Object, Reason, Stage,
};
use crate::domain::kinds::Event;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R2;
use crate::domain::law::step::Case;
use crate::domain::r#use::attestation::{self, Attested};
use crate::domain::r#use::objection;

/// The unit confirms the issuance and attests the completion day. Refused before the hand-over, twice, or for a day that
/// cannot be.
pub(super) fn confirm(case: &Case, on: &On<Emergency>, act: &Confirm) -> Result<Event, Refusal> {
    attest(case, on, Attested::by_unit(act))
}

/// The authority determines the day of a unit that was reported for never confirming (R2). Its paper goes to the unit, to
/// who delivers and to support.
pub(super) fn determine(
    case: &Case,
    on: &On<Emergency>,
    act: &DetermineCompletion,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::HandedOver, Stage::ToCancel])?;
    let owed = on.head().duty(DutyKey::whole(DutyKind::DetermineIssuance));
    if owed.is_none() {
        return Err(AnyReason::NotOverdue.under(R2));
    }
    let attested = Attested::on_evidence(case, act)?;
    attest(case, on, attested)
}

/// Support checks an attested day that is not the day of the hand-over.
pub(super) fn check(
    case: &Case,
    on: &On<Emergency>,
    act: &CheckAttestation,
) -> Result<Event, Refusal> {
    let remark = attestation::check(case, on.body.attestation.as_ref(), act)?;
    case.moves(on.matter)
        .record(|step| Fact::AttestationChecked {
            step,
            remark,
            at: case.now.into(),
        })
}

/// Somebody on whom the determination was served objects to its day.
pub(super) fn object(case: &Case, on: &On<Emergency>, act: &Object) -> Result<Event, Refusal> {
    let (day, said) = (on.body.attestation.as_ref(), &on.body.day_objections);
    let objection = objection::object(case, on.matter, day, said, act)?;
    case.moves(on.matter)
        .record(|step| Fact::DeterminationObjected { step, objection })
}

/// The authority decides what was said against the determined day. None is before that of the hand-over.
pub(super) fn decide(
    case: &Case,
    on: &On<Emergency>,
    act: &DecideObjection,
) -> Result<Event, Refusal> {
    let (decided, paper) = objection::decide(
        case,
        on.matter,
        on.body.attestation.as_ref(),
        &on.body.day_objections,
        on.body.handed_over_at.map(Moment::day),
        act,
    )?;
    case.moves(on.matter)
        .sends(paper)
        .record(|step| Fact::ObjectionDecided { step, decided })
}

/// The day stands, by its paper; it is regularised once the formal application is approved too.
fn attest(case: &Case, on: &On<Emergency>, attested: Attested) -> Result<Event, Refusal> {
    on.at(case, &[Stage::HandedOver, Stage::ToCancel])?;
    if on.body.attestation.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    // The authority determines in the place of a unit that neither acknowledges nor attests (R2).
    if on.body.unacknowledged && attested.evidence.is_none() {
        return Err(case.refuse(Reason::NotAcknowledged));
    }
    let Some(handed_over_at) = on.body.handed_over_at else {
        return Err(case.refuse(AnyReason::WrongStage(on.head().stage)));
    };
    let reported_on = handed_over_at.day();
    let attestation = attestation::attest(case, &on.body.asked, reported_on, attested)?;
    let paper = attestation::paper(case, on.head(), &attestation)?;
    let next = if on.stage == Stage::HandedOver && on.body.formal_approved {
        Stage::Regularised
    } else {
        on.stage
    };
    case.moves(on.matter)
        .to(next)
        .sends(paper)
        .record(|step| Fact::Confirmed { step, attestation })
}
