//! The completion day from which billing counts: attested by the unit, or determined by the authority, which bills at once
//! and may be objected to (Art. 39, R2).

use super::{
    Application, CheckAttestation, Confirm, DecideObjection, DetermineCompletion, DutyKind, Fact,
    Object, Reason, Stage,
};
use crate::domain::kinds::Event;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R2;
use crate::domain::law::step::Case;
use crate::domain::r#use::attestation::{self, Attested};
use crate::domain::r#use::objection;

/// The unit confirms and attests the completion day.
pub(super) fn confirm(case: &Case, on: &On<Application>, act: &Confirm) -> Result<Event, Refusal> {
    attest(case, on, Attested::by_unit(act))
}

/// The authority determines the day of a unit that was reported for never confirming (R2), by a paper of its own.
pub(super) fn determine(
    case: &Case,
    on: &On<Application>,
    act: &DetermineCompletion,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Delivered])?;
    let owed = on
        .head()
        .duty(DutyKey::whole(DutyKind::DetermineCompletion));
    if owed.is_none() {
        return Err(AnyReason::from(Reason::NotYetEscalated).under(R2));
    }
    let attested = Attested::on_evidence(case, act)?;
    attest(case, on, attested)
}

/// The day stands, by its paper; what was delivered runs.
fn attest(case: &Case, on: &On<Application>, attested: Attested) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Delivered])?;
    let reported_on = on.body.completed_on.unwrap_or(on.head().opened_at.day());
    let attestation = attestation::attest(case, &on.body.asked, reported_on, attested)?;
    let paper = attestation::paper(case, on.head(), &attestation)?;
    case.moves(on.matter)
        .to(Stage::Running)
        .sends(paper)
        .record(|step| Fact::Confirmed { step, attestation })
}

/// Support checks an attested day that is not the reported one.
pub(super) fn check(
    case: &Case,
    on: &On<Application>,
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
pub(super) fn object(case: &Case, on: &On<Application>, act: &Object) -> Result<Event, Refusal> {
    let (day, said) = (on.body.attestation.as_ref(), &on.body.day_objections);
    let objection = objection::object(case, on.matter, day, said, act)?;
    case.moves(on.matter)
        .record(|step| Fact::DeterminationObjected { step, objection })
}

/// The authority decides what was said against the determined day.
pub(super) fn decide(
    case: &Case,
    on: &On<Application>,
    act: &DecideObjection,
) -> Result<Event, Refusal> {
    let (decided, paper) = objection::decide(
        case,
        on.matter,
        on.body.attestation.as_ref(),
        &on.body.day_objections,
        on.body.completed_on,
        act,
    )?;
    case.moves(on.matter)
        .sends(paper)
        .record(|step| Fact::ObjectionDecided { step, decided })
}
