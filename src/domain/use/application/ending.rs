//! Withdrawal before the opinion, abandonment after it (Art. 19(1), 21, 23).

use super::{Abandon, Application, Fact, Reason, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

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

/// Abandons after the opinion and before delivery, or after non-acceptance. After delivery that is a cancellation
/// (Art. 21).
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
    if on.body.answered_by.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    not_regularising(on)?;
    let reason = text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?;
    case.moves(on.matter)
        .to(Stage::Abandoned)
        .lapsing()
        .record(|step| Fact::Abandoned { step, reason })
}
