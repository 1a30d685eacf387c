//! What history would look like under another ruling: recomputed beside it, never into it.
//!
//! A deadline carries the rulings that it rests on, so that another value can be put in their place and the limit, the
//! start and the cut-off computed again. Nothing else changes, and nothing is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::clock::{self, Deadline, Limit, civil_date};
use super::duty::{Duty, DutyKind};
use super::matter::{Body, Matter, MatterId};
use super::ruling::{R1, R6, R16, R18, RulingId, RulingUse, RulingValue};

/// A deadline that would be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The matter.
    pub matter: MatterId,
    /// The duty.
    pub duty: DutyKind,
    /// As it stands.
    pub from: Deadline,
    /// As it would be.
    pub to: Deadline,
    /// Whether it was met late, or is late, as it stands; none if it is open and its end has not come.
    pub was_late: bool,
    /// Whether it would have been.
    pub would_be_late: bool,
}

/// The duties of a matter, open and ended, whose end or lateness would differ under other values of a ruling.
#[must_use]
pub fn differences(
    matter: &Matter,
    calendar: &Calendar,
    now: chrono::DateTime<chrono::Utc>,
    id: RulingId,
    values: &BTreeMap<String, RulingValue>,
) -> Vec<Difference> {
    matter
        .duties
        .iter()
        .filter_map(|duty| {
            let to = under(matter, duty, calendar, id, values)?;
            let ended = duty.closed.map_or(now, |closing| closing.at);
            let (was_late, would_be_late) = (duty.deadline.is_late(ended), to.is_late(ended));
            let differs = to.ends_at() != duty.deadline.ends_at() || was_late != would_be_late;
            differs.then(|| Difference {
                matter: matter.id,
                duty: duty.kind,
                from: duty.deadline.clone(),
                to,
                was_late,
                would_be_late,
            })
        })
        .collect()
}

/// A duty's deadline with other values of a ruling in it; none if it does not rest on them.
fn under(
    matter: &Matter,
    duty: &Duty,
    calendar: &Calendar,
    id: RulingId,
    values: &BTreeMap<String, RulingValue>,
) -> Option<Deadline> {
    let deadline = &duty.deadline;
    let mut changed = false;
    let rulings: Vec<RulingUse> = deadline
        .rulings
        .iter()
        .map(|used| match values.get(&used.parameter) {
            Some(value) if used.ruling == id && *value != used.value => {
                changed = true;
                RulingUse {
                    value: value.clone(),
                    ..used.clone()
                }
            }
            _ => used.clone(),
        })
        .collect();
    if !changed {
        return None;
    }
    let used = |id: RulingId| rulings.iter().find(|used| used.ruling == id);
    let days = |used: &RulingUse| u16::try_from(used.number()).unwrap_or(clock::DAYS_LIMIT);
    let limit = match (deadline.limit, used(R16)) {
        (Limit::WorkingDays(_), Some(used)) => Limit::WorkingDays(days(used)),
        (Limit::CalendarDays(_), Some(used)) => Limit::CalendarDays(days(used)),
        (limit, _) => limit,
    };
    let cut_off = used(R18).map_or(deadline.cut_off, days);
    let start = start_under(matter, duty, used(R1), used(R6)).unwrap_or(deadline.start);
    Some(clock::compute(calendar, start, limit, cut_off, rulings))
}

/// The start under R1 or R6, if the deadline rests on one of them.
fn start_under(
    matter: &Matter,
    duty: &Duty,
    emergency: Option<&RulingUse>,
    order: Option<&RulingUse>,
) -> Option<chrono::NaiveDate> {
    if let (Some(used), Body::Emergency(body)) = (emergency, &matter.body) {
        let at = if used.is("issuance") {
            body.issued_at
        } else {
            body.handed_over_at
        };
        return at.map(civil_date);
    }
    let used = order?;
    Some(civil_date(if used.is("from_submission") {
        matter.opened_at
    } else {
        duty.opened_at
    }))
}
