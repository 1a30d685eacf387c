//! The hand-over, from which the three working days count (Art. 23, R1). One that is recorded on a later day starts no
//! clock before the unit acknowledges it: else whoever delivers could use up the unit's days.

use chrono::{DateTime, Utc};

use super::{Acknowledge, Acknowledgement, Emergency, Fact, HandOver, Reason, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::clock::{Moment, minute_of};
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::instance;

/// Hands the issued resources over to the unit. Refused for an instant before the issuance or in the future.
pub(super) fn hand_over(case: &Case, on: &On<Emergency>, act: &HandOver) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Issued])?;
    let handed_over_at = act.handed_over_at.unwrap_or(case.now);
    let handed_over_at = possible(case, on, handed_over_at)?;
    let asked = &on.body.asked;
    let issued: Vec<u32> = asked
        .lines
        .iter()
        .map(|line| line.issued.unwrap_or(0))
        .collect();
    let ids = act.instances.as_deref().unwrap_or_default();
    let instances = instance::made(case, asked, &issued, handed_over_at.day(), ids)?;
    case.moves(on.matter)
        .to(Stage::HandedOver)
        .record(|step| Fact::HandedOver {
            step,
            handed_over_at,
            late: handed_over_at.day() < case.today(),
            instances,
        })
}

/// The unit acknowledges a hand-over that was recorded late, as it was or at another instant, which needs a reason; its
/// clocks start there. What is billed stays a matter of the attested day beside the reported one.
pub(super) fn acknowledge(
    case: &Case,
    on: &On<Emergency>,
    act: &Acknowledge,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::HandedOver, Stage::ToCancel])?;
    if !on.body.unacknowledged || on.body.attestation.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    let recorded = on.body.handed_over_at.unwrap_or(case.now.into());
    let at = possible(case, on, act.handed_over_at.unwrap_or(recorded.into()))?;
    let reason = text_of(act.reason.as_ref());
    let reason = text::optional(case, "reason", reason, text::PARAGRAPH)?;
    if at != recorded && reason.is_empty() {
        return Err(AnyReason::Missing("reason".to_owned()).under(article(39)));
    }
    let acknowledgement = Acknowledgement {
        at,
        reason: (!reason.is_empty()).then_some(reason),
    };
    case.moves(on.matter).record(|step| Fact::Acknowledged {
        step,
        acknowledgement,
    })
}

/// An instant between the issuance and now.
fn possible(case: &Case, on: &On<Emergency>, at: DateTime<Utc>) -> Result<Moment, Refusal> {
    let issued_at = on.body.issued_at.unwrap_or(on.head().opened_at);
    if at > case.now {
        return Err(case.refuse(AnyReason::NotYet(at)));
    }
    // Hand-overs are typed to the minute, so the earliest one allowed is the start of the minute of the issuance.
    if at == minute_of(*issued_at) {
        return Ok(issued_at);
    }
    if at < *issued_at {
        return Err(case.refuse(Reason::BeforeIssuance(*issued_at)));
    }
    Ok(at.into())
}
