//! Withdrawal before the opinion, and abandonment after it (Art. 19(1), 21, 23).

use super::{Abandon, Application, Fact, PaperKind, Reason, Stage, clearing};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::kind::On;
use crate::domain::law::matter::{MatterId, Role};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::line::Line;

/// Where it stands once withdrawn: before the opinion, unless it regularises an emergency.
pub(super) fn withdrawn(case: &Case, on: &On<Application>) -> Result<Stage, Refusal> {
    on.at(case, &[Stage::Submitted, Stage::Accepted])?;
    not_regularising(on)?;
    Ok(Stage::Withdrawn)
}

fn not_regularising(on: &On<Application>) -> Result<(), Refusal> {
    match on.body.regularises {
        Some(_) => Err(AnyReason::from(Reason::Regularising).under(article(23))),
        None => Ok(()),
    }
}

/// Abandons after the opinion and before delivery, or after non-acceptance. Once a part is delivered that is a
/// cancellation (Art. 21).
pub(super) fn abandon(case: &Case, on: &On<Application>, act: &Abandon) -> Result<Event, Refusal> {
    match on.stage {
        Stage::Delivered | Stage::Running => {
            return Err(AnyReason::from(Reason::AlreadyDelivered).under(article(21)));
        }
        Stage::Submitted
        | Stage::Accepted
        | Stage::Rejected
        | Stage::Withdrawn
        | Stage::Abandoned => {
            return Err(case.refuse(AnyReason::WrongStage(on.head().stage)));
        }
        Stage::NotAccepted
        | Stage::Approved
        | Stage::TestOrdered
        | Stage::Testing
        | Stage::TestReported
        | Stage::AdjustmentProposed
        | Stage::Filed
        | Stage::DeliveryOrdered
        | Stage::SelfProcuring => {}
    }
    if on.body.asked.lines.iter().any(Line::is_issued) {
        return Err(AnyReason::from(Reason::AlreadyDelivered).under(article(21)));
    }
    if on.body.answered_by.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    not_regularising(on)?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    let moved = case.moves(on.matter).to(Stage::Abandoned).lapsing();
    let moved = if an_order_stands(on) {
        let operator = case.concerned(on.head(), Role::Operator)?;
        let support = case.sole(PartyKind::Support)?.code;
        let paper = case.paper(PaperKind::OrderRevocation, operator, &reason)?;
        moved.sends(paper.copied_to(&support))
    } else {
        moved
    };
    moved.record(|step| Fact::Abandoned { step, reason })
}

/// Whether the provider works on an order that nobody revoked.
fn an_order_stands(on: &On<Application>) -> bool {
    let ordered = match on.stage {
        Stage::TestOrdered
        | Stage::Testing
        | Stage::TestReported
        | Stage::AdjustmentProposed
        | Stage::Filed
        | Stage::DeliveryOrdered => true,
        Stage::Submitted
        | Stage::Accepted
        | Stage::NotAccepted
        | Stage::Approved
        | Stage::Rejected
        | Stage::Delivered
        | Stage::Running
        | Stage::Withdrawn
        | Stage::Abandoned => false,
        // The adjustment left products only: the order of the test stands until its environment is cleared.
        Stage::SelfProcuring => clearing::is_to_be_cleared(Stage::Abandoned, on.body),
    };
    ordered && on.body.asked.mode == CloudMode::Purchased
}

/// What becomes of the application that regularises an emergency once that is recalled: nothing is left to regularise, so
/// that it ends too, whatever it came to; none if it has ended already.
///
/// # Errors
/// If the application is not there, which the ledger rules out.
pub fn end_with(
    case: &Case,
    formal: MatterId,
    recalled: MatterId,
) -> Result<Option<Event>, Refusal> {
    let matter = case.matter(formal)?;
    let Some(on) = Application::of(&matter) else {
        return Ok(None);
    };
    let next = match on.stage {
        Stage::Submitted | Stage::Accepted => Stage::Withdrawn,
        Stage::NotAccepted
        | Stage::Approved
        | Stage::TestOrdered
        | Stage::Testing
        | Stage::TestReported
        | Stage::AdjustmentProposed
        | Stage::Filed
        | Stage::DeliveryOrdered
        | Stage::Delivered
        | Stage::Running
        | Stage::SelfProcuring => Stage::Abandoned,
        Stage::Rejected | Stage::Withdrawn | Stage::Abandoned => return Ok(None),
    };
    let ended = case.moves(&matter).to(next).lapsing();
    ended
        .record(|step| Fact::EndedWith { step, recalled })
        .map(Some)
}
