//! Adjustment, filing and delivery (Art. 19(4), 40).

use super::{
    Application, Deliver, DutyKind, Fact, PaperKind, Propose, Stage, needs_contract,
    purchased_only, quantities,
};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::quantities_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::{R24, R25};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::instance;
use crate::domain::r#use::line::Line;

/// Proposes the adjustment and sends it for filing. Line by line it is never above what was approved (R24).
pub(super) fn propose(case: &Case, on: &On<Application>, act: &Propose) -> Result<Event, Refusal> {
    on.at(case, &[Stage::TestReported])?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let given = quantities_of(act.quantities.as_ref());
    let quantities = quantities(case, &on.body.asked.lines, given, |line| {
        let approved = line.approved.unwrap_or(line.applied);
        (approved, approved)
    })
    .map_err(|refusal| {
        if let AnyReason::QuantityAbove { .. } = refusal.reason {
            refusal.reason.under(R24)
        } else {
            refusal
        }
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

/// Only once the proposal is filed: on its receipt, or so many working days after its proven service (R25).
fn filed(case: &Case, on: &On<Application>) -> Result<(), Refusal> {
    let served_at = case.sole(PartyKind::Authority).ok().and_then(|authority| {
        on.head()
            .served_at(PaperKind::AdjustmentProposal, &authority.code)
    });
    let Some(served_at) = served_at.filter(|_| on.stage == Stage::AdjustmentProposed) else {
        return on.at(case, &[Stage::Filed]);
    };
    if case.ruled(on.matter, R25, "filing").is("receipt") {
        return on.at(case, &[Stage::Filed]);
    }
    let days = case.ruled(on.matter, R25, "served_working_days").days();
    let complete = case.working_days_after(on.matter, served_at, days);
    if complete.is_proven_late(case.now) {
        Ok(())
    } else {
        Err(AnyReason::Before(case.today(), complete.due()).under(R25))
    }
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

/// Delivers, all that is left or a part of it: a part leaves the rest owed. Refused while it is blocked, for quantities
/// above what is left, or a day that cannot be.
pub(super) fn deliver(case: &Case, on: &On<Application>, act: &Deliver) -> Result<Event, Refusal> {
    match on.body.asked.mode {
        CloudMode::Purchased => on.at(case, &[Stage::DeliveryOrdered])?,
        CloudMode::SelfBuilt => filed(case, on)?,
    }
    block::check_verb(case, on.matter)?;
    // The delivery began to be owed when its duty opened.
    let owed_since = on.head().duty(DutyKey::whole(DutyKind::Deliver));
    let not_before = owed_since.map_or(on.head().opened_at, |duty| duty.opened_at);
    let (completed_on, not_before) = (act.completed_on, not_before.day());
    text::not_in_future(case, completed_on)?;
    if completed_on < not_before {
        return Err(AnyReason::Before(completed_on, not_before).under(article(39)));
    }
    let given = quantities_of(act.quantities.as_ref());
    let lines = &on.body.asked.lines;
    let now = quantities(case, lines, given, |line| {
        let left = planned(line).saturating_sub(line.issued.unwrap_or(0));
        (left, left)
    })?;
    let ids = act.instances.as_deref().unwrap_or_default();
    let instances = instance::made(case, &on.body.asked, &now, completed_on, ids)?;
    let sum = |(line, now): (&Line, u32)| line.issued.unwrap_or(0).saturating_add(now);
    let issued: Vec<u32> = lines.iter().zip(now).map(sum).collect();
    let complete = lines
        .iter()
        .zip(&issued)
        .all(|(line, issued)| *issued == planned(line));
    let next = if complete { Stage::Delivered } else { on.stage };
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

/// The unit objects to what was delivered: all of it is owed again.
pub(super) fn object(case: &Case, on: &On<Application>, reason: &str) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Delivered])?;
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
        .record(|step| Fact::DeliveryObjected { step, reason })
}
