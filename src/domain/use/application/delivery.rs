//! Adjustment, filing, delivery and the attested day from which billing counts (Art. 19(4), 39, 40).

use chrono::NaiveDate;

use super::{
    Application, Deliver, DetermineCompletion, DutyKind, Fact, PaperKind, Propose, Reason, Stage,
    needs_contract, purchased_only, quantities,
};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::quantities_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R2;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked::{self, Attestation};
use crate::domain::r#use::line;

/// Proposes the adjustment and sends it for filing.
pub(super) fn propose(case: &Case, on: &On<Application>, act: &Propose) -> Result<Event, Refusal> {
    on.at(case, &[Stage::TestReported])?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let given = quantities_of(act.quantities.as_ref());
    let quantities = quantities(case, &on.body.asked.lines, given, |line| {
        let approved = line.approved.unwrap_or(line.applied);
        let most = if approved == 0 || line.is_off_catalogue() {
            approved
        } else {
            line::QUANTITY_LIMIT
        };
        (approved, most)
    })?;
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::AdjustmentProposal, &authority, &reason)?;
    case.moves(on.matter)
        .to(Stage::AdjustmentProposed)
        .sends(paper)
        .record(|step| Fact::AdjustmentProposed {
            step,
            quantities,
            reason,
        })
}

/// Records the receipt of the filing; it is not a gate, the authority cannot refuse it.
pub(super) fn receive_filing(
    case: &Case,
    on: &On<Application>,
    remark: &str,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::AdjustmentProposed])?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.moves(on.matter)
        .to(Stage::Filed)
        .record(|step| Fact::FilingReceived { step, remark })
}

/// Orders the delivery from the provider. Refused in a self-built pool, and without a contract (Art. 40).
pub(super) fn order(case: &Case, on: &On<Application>, remark: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Filed])?;
    purchased_only(case, on)?;
    needs_contract(case, on)?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(PaperKind::DeliveryOrder, operator, &remark)?;
    case.moves(on.matter)
        .to(Stage::DeliveryOrdered)
        .sends(paper)
        .record(|step| Fact::DeliveryOrdered { step })
}

/// Delivers. Refused for quantities above the adjusted ones, or a day that cannot be.
pub(super) fn deliver(case: &Case, on: &On<Application>, act: &Deliver) -> Result<Event, Refusal> {
    let ready = match on.body.asked.mode {
        CloudMode::Purchased => Stage::DeliveryOrdered,
        CloudMode::SelfBuilt => Stage::Filed,
    };
    on.at(case, &[ready])?;
    // The delivery began to be owed when its duty opened.
    let owed_since = on.head().duty(DutyKey::whole(DutyKind::Deliver));
    let not_before = owed_since.map_or(on.head().opened_at, |duty| duty.opened_at);
    let (completed_on, not_before) = (act.completed_on, not_before.day());
    check_completion(case, completed_on, not_before)?;
    let given = quantities_of(act.quantities.as_ref());
    let quantities = quantities(case, &on.body.asked.lines, given, |line| {
        let planned = if line.is_off_catalogue() {
            0
        } else {
            line.latest()
        };
        (planned, planned)
    })?;
    case.moves(on.matter)
        .to(Stage::Delivered)
        .record(|step| Fact::Delivered {
            step,
            completed_on,
            not_before,
            quantities,
        })
}

/// A completion day lies between the day the delivery began to be owed and today.
fn check_completion(case: &Case, day: NaiveDate, not_before: NaiveDate) -> Result<(), Refusal> {
    text::not_in_future(case, day)?;
    if day < not_before {
        return Err(AnyReason::Before(day, not_before).under(article(39)));
    }
    Ok(())
}

/// The authority determines the day of a unit that was escalated for never confirming (R2).
pub(super) fn determine(
    case: &Case,
    on: &On<Application>,
    act: &DetermineCompletion,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Delivered])?;
    if on
        .head()
        .duty(DutyKey::whole(DutyKind::DetermineCompletion))
        .is_none()
    {
        return Err(AnyReason::from(Reason::NotYetEscalated).under(R2));
    }
    let evidence = text::required(case, "evidence", act.evidence.as_str(), text::PARAGRAPH)?;
    attest(case, on, act.completed_on, Some(evidence))
}

/// Attests the completion day, from which billing counts.
pub(super) fn attest(
    case: &Case,
    on: &On<Application>,
    completed_on: NaiveDate,
    evidence: Option<String>,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Delivered])?;
    let not_before = on.body.not_before.unwrap_or(on.head().opened_at.day());
    check_completion(case, completed_on, not_before)?;
    let remark = evidence.as_deref().unwrap_or_default();
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(asked::PaperKind::IssuanceConfirmation, operator, remark)?;
    let attestation = Attestation {
        completed_on,
        confirmed_at: case.now.into(),
        evidence,
    };
    case.moves(on.matter)
        .to(Stage::Running)
        .sends(paper)
        .record(|step| Fact::Confirmed { step, attestation })
}
