//! What history would look like under another ruling: recomputed beside it, never into it.
//!
//! A deadline carries the rulings that it rests on and the instants that it could have started at, so that another value
//! can be put in and the end computed again without knowing what it belongs to. Nothing is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::clock::Deadline;
use super::duty::{Duty, DutyKey};
use super::matter::MatterId;
use super::ruling::{RulingId, RulingValue};

/// A deadline that would be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The matter.
    pub matter: MatterId,
    /// The duty.
    pub duty: DutyKey,
    /// As it stands.
    pub from: Deadline,
    /// As it would be.
    pub to: Deadline,
    /// Whether it was met late, or is late, as it stands.
    pub was_late: bool,
    /// Whether it would have been.
    pub would_be_late: bool,
}

/// How a duty of a matter, owed or ended, would differ under other values of a ruling; none if its end and lateness would
/// not.
#[must_use]
pub fn difference(
    matter: MatterId,
    duty: &Duty,
    calendar: &Calendar,
    now: chrono::DateTime<chrono::Utc>,
    id: RulingId,
    values: &BTreeMap<String, RulingValue>,
) -> Option<Difference> {
    let to = duty.deadline.under(calendar, id, values)?;
    let ended = duty.closed.as_ref().map_or(now, |closing| *closing.at);
    let (was_late, would_be_late) = (
        duty.deadline.is_proven_late(ended),
        to.is_proven_late(ended),
    );
    let differs = to.ends_at != duty.deadline.ends_at || was_late != would_be_late;
    differs.then(|| Difference {
        matter,
        duty: duty.key,
        from: duty.deadline.clone(),
        to,
        was_late,
        would_be_late,
    })
}

/// What slices of history under another ruling came to so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// Matters read.
    pub read: usize,
    /// Deadlines that would be others.
    pub differ: usize,
    /// Of those, that would not be late.
    pub no_longer_late: usize,
    /// Of those, that would be late.
    pub newly_late: usize,
    /// The first of those.
    pub differences: Vec<Difference>,
}

impl Tried {
    /// Takes a slice, of whose deadlines as many are kept as still fit.
    pub fn take(&mut self, read: usize, differences: Vec<Difference>, limit: usize) {
        self.read += read;
        self.differ += differences.len();
        let count = |is: fn(&Difference) -> bool| differences.iter().filter(|one| is(one)).count();
        self.no_longer_late += count(|one| one.was_late && !one.would_be_late);
        self.newly_late += count(|one| !one.was_late && one.would_be_late);
        let room = limit.saturating_sub(self.differences.len());
        self.differences.extend(differences.into_iter().take(room));
    }
}
