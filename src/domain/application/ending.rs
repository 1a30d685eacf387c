//! Withdrawal before the opinion, abandonment after it (Art. 19(1), 21, 23).

use crate::domain::article::article;
use crate::domain::event::Event;
use crate::domain::matter::{Body, Matter};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::step::Case;
use crate::domain::text;

use super::{Application, Stage, at, stage};

/// Withdraws before the review opinion.
///
/// # Errors
/// After the opinion, or if the application regularises an emergency.
pub fn withdraw(case: &Case, matter: &Matter, reason: &str) -> Result<Event, Refusal> {
    let body = at(case, matter, &[Stage::Submitted, Stage::Accepted])?;
    not_regularising(body)?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    case.step(matter, stage(Stage::Withdrawn), vec![], None, |step| {
        Event::Withdrawn { step, reason }
    })
}

fn not_regularising(body: &Application) -> Result<(), Refusal> {
    match body.emergency {
        Some(_) => Err(Reason::Regularising.under(article(23))),
        None => Ok(()),
    }
}

/// Abandons after the opinion and before delivery, or after non-acceptance.
///
/// # Errors
/// After delivery: that is a cancellation (Art. 21); after a new application took its place.
pub fn abandon(case: &Case, matter: &Matter, reason: &str) -> Result<Event, Refusal> {
    if let Body::Application(body) = &matter.body
        && matches!(body.stage, Stage::Delivered | Stage::Running)
    {
        return Err(Reason::AlreadyDelivered.under(article(21)));
    }
    let body = at(
        case,
        matter,
        &[
            Stage::NotAccepted,
            Stage::Approved,
            Stage::TestOrdered,
            Stage::Testing,
            Stage::TestReported,
            Stage::AdjustmentProposed,
            Stage::Filed,
            Stage::DeliveryOrdered,
            Stage::SelfProcuring,
        ],
    )?;
    if body.answered_by.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    not_regularising(body)?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    case.step(matter, stage(Stage::Abandoned), vec![], None, |step| {
        Event::Abandoned { step, reason }
    })
}
