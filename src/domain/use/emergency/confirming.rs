//! The day that the unit attests for what was issued (Art. 23, 39), or that the authority determines (R2).

use super::{Confirm, DetermineCompletion, DutyKind, Emergency, Fact, Reason, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::paper::Paper;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R2;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked;
use crate::domain::r#use::attestation::{Attestation, Attested, attest};

/// The unit confirms the issuance and attests the completion day. Refused before the hand-over, twice, or for a day that
/// cannot be.
pub(super) fn confirm(case: &Case, on: &On<Emergency>, act: &Confirm) -> Result<Event, Refusal> {
    let attestation = attested(
        case,
        on,
        Attested {
            day: act.completed_on,
            reason: text_of(act.reason.as_ref()),
            evidence: None,
        },
    )?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(asked::PaperKind::IssuanceConfirmation, operator, "")?;
    confirmed(case, on, attestation, paper)
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
    let evidence = text::required(case, "evidence", act.evidence.as_str(), text::PARAGRAPH)?;
    let attestation = attested(
        case,
        on,
        Attested {
            day: act.completed_on,
            reason: "",
            evidence: Some(evidence.clone()),
        },
    )?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case
        .paper(asked::PaperKind::CompletionDetermination, unit, &evidence)?
        .and_to(operator)
        .and_to(&support);
    confirmed(case, on, attestation, paper)
}

/// Support checks an attested day that is not the day of the hand-over.
pub(super) fn check(case: &Case, on: &On<Emergency>, remark: &str) -> Result<Event, Refusal> {
    let attestation = on.body.attestation.as_ref();
    if !attestation.is_some_and(Attestation::is_to_be_checked) {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.moves(on.matter)
        .record(|step| Fact::AttestationChecked {
            step,
            remark,
            at: case.now.into(),
        })
}

fn attested(case: &Case, on: &On<Emergency>, attested: Attested) -> Result<Attestation, Refusal> {
    on.at(case, &[Stage::HandedOver, Stage::ToCancel])?;
    if on.body.attestation.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    if on.body.unacknowledged {
        return Err(case.refuse(Reason::NotAcknowledged));
    }
    let Some(handed_over_at) = on.body.handed_over_at else {
        return Err(case.refuse(AnyReason::WrongStage(on.head().stage)));
    };
    attest(case, &on.body.asked, handed_over_at.day(), attested)
}

/// It is regularised once the formal application is approved too.
fn confirmed(
    case: &Case,
    on: &On<Emergency>,
    attestation: Attestation,
    paper: Paper,
) -> Result<Event, Refusal> {
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
