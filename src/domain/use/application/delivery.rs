//! Adjustment, filing and delivery (Art. 19(4), 40).

use chrono::NaiveDate;

use super::{
    Application, Deliver, DutyKind, Fact, PaperKind, Propose, Reason, Stage, needs_contract,
    products_deployed, purchased_only, quantities, supplement,
};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::quantities_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::{R24, R25};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::instance;
use crate::domain::r#use::line::Line;

/// Proposes the adjustment and sends it for filing. Line by line it is never above what was approved, in the review or by a supplementary
/// opinion since (R24).
pub(super) fn propose(case: &Case, on: &On<Application>, act: &Propose) -> Result<Event, Refusal> {
    on.at(case, &[Stage::TestReported])?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let given = quantities_of(act.quantities.as_ref());
    let lines = &on.body.asked.lines;
    let ceiling: Vec<u32> = lines.iter().map(supplement::approved).collect();
    let mendable = |number: u32| {
        let mut numbered = (1..).zip(lines);
        numbered.any(|(at, line)| at == number && supplement::may_raise(case, on.matter, line))
    };
    let quantities = quantities(case, given, &ceiling).map_err(|refusal| {
        if let AnyReason::QuantityAbove { line, most } = refusal.reason
            && mendable(line)
        {
            return AnyReason::from(Reason::AboveApproved(line, most)).under(R24);
        }
        supplement::above(refusal)
    })?;
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::AdjustmentProposal, &authority, &reason)?;
    let receipt_only = case.ruled(on.matter, R25, "filing").is("receipt");
    let days = case.ruled(on.matter, R25, "served_working_days").days();
    let served_days = (!receipt_only).then_some(days);
    case.moves(on.matter)
        .to(Stage::AdjustmentProposed)
        .sends(paper)
        .record(|step| Fact::AdjustmentProposed {
            step,
            quantities,
            reason,
            served_days,
        })
}

/// When the proposal was served on record, and how many working days later it is filed without a receipt (R25); none where
/// only the receipt files it, it is not served, or it leaves nothing to be delivered.
pub(super) fn filed_by_service(head: &Head, body: &Application) -> Option<(Moment, u16)> {
    let proposal = PaperKind::AdjustmentProposal.into();
    let mut services = head.services.iter();
    let service = services.find(|service| service.kind == proposal)?;
    let served = service.served.as_ref()?;
    let days = body.served_days?;
    is_to_be_delivered(&body.asked.lines).then_some((served.at, days))
}

/// Whether the adjustment leaves anything of the catalogue.
fn is_to_be_delivered(lines: &[Line]) -> bool {
    lines.iter().any(|line| planned(line) > 0)
}

/// Only once the proposal is filed: on its receipt, or so many working days after its proven service (R25). A provisional
/// end counts as computed, since nobody loses anything by the filing (R43). Gives the day since which it is, where it
/// is by the service.
pub(super) fn filed(case: &Case, on: &On<Application>) -> Result<Option<NaiveDate>, Refusal> {
    let by_service = filed_by_service(on.head(), on.body);
    let Some((served_at, days)) = by_service.filter(|_| on.stage == Stage::AdjustmentProposed)
    else {
        return on.at(case, &[Stage::Filed]).map(|()| None);
    };
    let complete = case.working_days_after(on.matter, served_at, days);
    let since = complete.ends_at.day();
    if complete.is_late(case.now) {
        Ok(Some(since))
    } else {
        Err(AnyReason::from(Reason::NotYetFiled(since)).under(R25))
    }
}

/// Records the receipt of the filing; it is not a gate, the authority cannot refuse it. Where the adjustment leaves
/// products only, there is nothing to order.
pub(super) fn receive_filing(
    case: &Case,
    on: &On<Application>,
    remark: &str,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::AdjustmentProposed])?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let lines = &on.body.asked.lines;
    let next = if is_to_be_delivered(lines) {
        Stage::Filed
    } else if products_deployed(lines) {
        Stage::Running
    } else {
        Stage::SelfProcuring
    };
    case.moves(on.matter)
        .to(next)
        .record(|step| Fact::FilingReceived {
            step,
            remark,
            filed_on: case.today(),
        })
}

/// Orders the delivery from the provider. Refused in a self-built pool, while it is blocked, and
/// without a contract (Art. 40).
pub(super) fn order(case: &Case, on: &On<Application>, remark: &str) -> Result<Event, Refusal> {
    filed(case, on)?;
    purchased_only(case, on)?;
    block::check_verb(case, on.matter)?;
    needs_contract(case, on)?;
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(PaperKind::DeliveryOrder, operator, &remark)?;
    case.moves(on.matter)
        .to(Stage::DeliveryOrdered)
        .sends(paper)
        .record(|step| Fact::DeliveryOrdered { step })
}

/// Delivers, all that is left or a part of it: a part leaves the rest owed. The issuance is complete with its last part,
/// and only then attested and billed (Art. 39). Refused while it is blocked, for quantities above what is left, or a day
/// that cannot be.
pub(super) fn deliver(case: &Case, on: &On<Application>, act: &Deliver) -> Result<Event, Refusal> {
    // An order is delivered on from the day it was placed, a self-built pool delivers from the day of the filing.
    let (not_before, unfinished) = match on.body.asked.mode {
        CloudMode::Purchased => {
            on.at(case, &[Stage::DeliveryOrdered])?;
            let owed = on.head().duty(DutyKey::whole(DutyKind::Deliver));
            let since = owed.map_or(on.head().opened_at, |duty| duty.opened_at);
            (since.day(), Stage::DeliveryOrdered)
        }
        CloudMode::SelfBuilt => {
            let since = filed(case, on)?.or(on.body.not_before);
            let since = since.unwrap_or(on.head().opened_at.day());
            (since, Stage::Filed)
        }
    };
    block::check_verb(case, on.matter)?;
    let completed_on = act.completed_on;
    text::not_in_future(case, completed_on)?;
    if completed_on < not_before {
        return Err(AnyReason::Before(completed_on, not_before).under(article(39)));
    }
    let given = quantities_of(act.quantities.as_ref());
    let lines = &on.body.asked.lines;
    let left = |line: &Line| planned(line).saturating_sub(line.issued.unwrap_or(0));
    let left: Vec<u32> = lines.iter().map(left).collect();
    let now = quantities(case, given, &left)?;
    let ids = act.instances.as_deref().unwrap_or_default();
    let instances = instance::made(case, &on.body.asked, &now, completed_on, ids)?;
    let sum = |(line, now): (&Line, u32)| line.issued.unwrap_or(0).saturating_add(now);
    let issued: Vec<u32> = lines.iter().zip(now).map(sum).collect();
    let complete = lines
        .iter()
        .zip(&issued)
        .all(|(line, issued)| *issued == planned(line));
    let next = if complete {
        Stage::Delivered
    } else {
        unfinished
    };
    // A later part does not pull the whole before an earlier one; each part keeps its own day.
    let completed_on = on
        .body
        .completed_on
        .map_or(completed_on, |earlier| earlier.max(completed_on));
    case.moves(on.matter)
        .to(next)
        .record(|step| Fact::Delivered {
            step,
            completed_on,
            not_before,
            quantities: issued,
            instances,
        })
}

/// What of a line is to be delivered: a product is procured by the unit itself.
fn planned(line: &Line) -> u32 {
    if line.is_off_catalogue() {
        0
    } else {
        line.adjusted.or(line.approved).unwrap_or(line.applied)
    }
}

/// What of a line is reserved in its pool: from the opinion on what is to be delivered and is not yet (R30). What ends
/// without it gives it back, and what regularises an emergency never had it.
pub(super) fn reserved(stage: Stage, line: &Line) -> u32 {
    match stage {
        Stage::Approved
        | Stage::TestOrdered
        | Stage::Testing
        | Stage::TestReported
        | Stage::AdjustmentProposed
        | Stage::Filed
        | Stage::DeliveryOrdered => planned(line).saturating_sub(line.issued.unwrap_or(0)),
        Stage::Submitted
        | Stage::Accepted
        | Stage::NotAccepted
        | Stage::Rejected
        | Stage::Delivered
        | Stage::Running
        | Stage::SelfProcuring
        | Stage::Withdrawn
        | Stage::Abandoned => 0,
    }
}

/// The unit objects to what was delivered, all that was ordered or a part of it: it is owed again.
pub(super) fn object(case: &Case, on: &On<Application>, reason: &str) -> Result<Event, Refusal> {
    let has_part = on.body.asked.lines.iter().any(Line::is_issued);
    if has_part {
        on.at(
            case,
            &[Stage::Delivered, Stage::DeliveryOrdered, Stage::Filed],
        )?;
    } else {
        on.at(case, &[Stage::Delivered])?;
    }
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case
        .paper(PaperKind::DeliveryObjection, operator, &reason)?
        .and_to(&support);
    let again = match on.body.asked.mode {
        CloudMode::Purchased => Stage::DeliveryOrdered,
        CloudMode::SelfBuilt => Stage::Filed,
    };
    case.moves(on.matter)
        .to(again)
        .sends(paper)
        .record(|step| Fact::DeliveryObjected {
            step,
            reason,
            objected_on: case.today(),
        })
}
