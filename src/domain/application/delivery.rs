//! Adjustment, filing, delivery and the attested day from which billing counts (Art. 19(4), 39, 40).

use crate::domain::article::article;
use crate::domain::clock::civil_date;
use crate::domain::duty::DutyKind;
use crate::domain::event::{Attestation, Event};
use crate::domain::line;
use crate::domain::matter::Matter;
use crate::domain::paper::PaperKind;
use crate::domain::party::PartyKind;
use crate::domain::pool::CloudMode;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::step::Case;
use crate::domain::text;

use super::{Stage, at, needs_contract, purchased_only, quantities, stage};
use chrono::NaiveDate;

/// Proposes the adjustment and sends it for filing.
///
/// # Errors
/// Stage, quantities, or no reason.
pub fn propose(
    case: &Case,
    matter: &Matter,
    given: &[u32],
    reason: &str,
) -> Result<Event, Refusal> {
    let body = at(case, matter, &[Stage::TestReported])?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let quantities = quantities(case, &body.lines, given, |line| {
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
    case.step(
        matter,
        stage(Stage::AdjustmentProposed),
        vec![paper],
        None,
        |step| Event::AdjustmentProposed {
            step,
            quantities,
            reason,
        },
    )
}

/// Records the receipt of the filing; it is not a gate, the authority cannot refuse it.
///
/// # Errors
/// If the stage is not right.
pub fn receive_filing(case: &Case, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::AdjustmentProposed])?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    case.step(matter, stage(Stage::Filed), vec![], None, |step| {
        Event::FilingReceived { step, remark }
    })
}

/// Orders the delivery from the provider.
///
/// # Errors
/// Stage, a self-built pool, or a missing contract (Art. 40).
pub fn order_delivery(case: &Case, matter: &Matter, remark: &str) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Filed])?;
    purchased_only(case, matter)?;
    needs_contract(case, matter)?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let paper = case.paper(PaperKind::DeliveryOrder, &matter.operator, &remark)?;
    case.step(
        matter,
        stage(Stage::DeliveryOrdered),
        vec![paper],
        None,
        |step| Event::DeliveryOrdered { step },
    )
}

/// Delivers.
///
/// # Errors
/// Stage, quantities above the adjusted ones, or a day that cannot be.
pub fn deliver(
    case: &Case,
    matter: &Matter,
    completed_on: NaiveDate,
    given: &[u32],
) -> Result<Event, Refusal> {
    let ready = match matter.mode {
        CloudMode::Purchased => Stage::DeliveryOrdered,
        CloudMode::SelfBuilt => Stage::Filed,
    };
    let body = at(case, matter, &[ready])?;
    check_completion(case, matter, completed_on)?;
    let quantities = quantities(case, &body.lines, given, |line| {
        let planned = if line.is_off_catalogue() {
            0
        } else {
            line.latest()
        };
        (planned, planned)
    })?;
    case.step(matter, stage(Stage::Delivered), vec![], None, |step| {
        Event::Delivered {
            step,
            completed_on,
            quantities,
        }
    })
}

/// A completion day lies between the day the delivery began to be owed and today.
fn check_completion(case: &Case, matter: &Matter, completed_on: NaiveDate) -> Result<(), Refusal> {
    let from = matter
        .duties
        .iter()
        .rfind(|duty| duty.kind == DutyKind::Deliver)
        .map_or(civil_date(matter.opened_at), |duty| {
            civil_date(duty.opened_at)
        });
    text::not_in_future(case, completed_on)?;
    if completed_on < from {
        return Err(Reason::Before(completed_on, from).under(article(39)));
    }
    Ok(())
}

/// The unit confirms and attests the completion day, from which billing counts.
///
/// # Errors
/// Stage, or a day that cannot be.
pub fn confirm(case: &Case, matter: &Matter, completed_on: NaiveDate) -> Result<Event, Refusal> {
    attest(case, matter, completed_on, None)
}

/// The authority determines the day of a unit that was escalated for never confirming (R2).
///
/// # Errors
/// Stage, a day that cannot be, no evidence, or a unit that still has time.
pub fn determine(
    case: &Case,
    matter: &Matter,
    completed_on: NaiveDate,
    evidence: &str,
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Delivered])?;
    if matter.open_duty(DutyKind::DetermineCompletion).is_none() {
        return Err(Reason::NotYetEscalated.under(crate::domain::ruling::R2));
    }
    let evidence = text::required(case, "evidence", evidence, text::PARAGRAPH)?;
    attest(case, matter, completed_on, Some(evidence))
}

fn attest(
    case: &Case,
    matter: &Matter,
    completed_on: NaiveDate,
    evidence: Option<String>,
) -> Result<Event, Refusal> {
    at(case, matter, &[Stage::Delivered])?;
    check_completion(case, matter, completed_on)?;
    let remark = evidence.clone().unwrap_or_default();
    let paper = case.paper(PaperKind::IssuanceConfirmation, &matter.operator, &remark)?;
    let attestation = Attestation {
        completed_on,
        confirmed_at: case.now,
        evidence,
    };
    case.step(matter, stage(Stage::Running), vec![paper], None, |step| {
        Event::Confirmed { step, attestation }
    })
}
