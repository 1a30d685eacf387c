//! History under another ruling, a bounded slice of matters at a time.

use std::collections::BTreeMap;
use std::ops::Bound;

use chrono::{DateTime, Utc};

use crate::domain::law::matter::Past;
use crate::domain::law::party::Actor;
use crate::domain::law::ruling::{RulingId, RulingValue};
use crate::domain::law::what_if::difference;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys;
use crate::ledger::row;

use super::request::{SLICE_LIMIT, WINDOW_LIMIT, WhatIf};

/// Recomputes the matters from a place on.
///
/// # Errors
/// If the engine fails.
pub(super) fn what_if(
    snapshot: &Snapshot,
    actor: &Actor,
    now: DateTime<Utc>,
    id: RulingId,
    values: &BTreeMap<String, RulingValue>,
    after: Option<crate::domain::law::matter::MatterId>,
) -> Result<WhatIf, LedgerError> {
    let from = after.map(keys::matter);
    let low = from
        .as_ref()
        .map_or(Bound::Unbounded, |key| Bound::Excluded(key.as_slice()));
    let mut answer = WhatIf::default();
    let rows = snapshot
        .tables
        .matters
        .range::<&[u8]>((low, Bound::Unbounded))?;
    // Under the calendar in force: the ruling is what is asked about.
    let calendar = &snapshot.facts.calendar;
    for row in rows {
        let (key, bytes) = row?;
        let full = answer.differences.len() >= usize::from(WINDOW_LIMIT);
        if answer.read == SLICE_LIMIT || full {
            return Ok(answer);
        }
        answer.resume = keys::read_matter(key.value());
        answer.read += 1;
        let head = row::read_head(bytes.value())?;
        if head.is_seen_by(actor) {
            let ended = snapshot
                .past(head.id)?
                .into_iter()
                .filter_map(|(_, past)| match past {
                    Past::Duty(duty) => Some(duty),
                    Past::Paper(_) | Past::Signed(..) => None,
                });
            let duties: Vec<_> = ended
                .chain(head.undetermined.iter().cloned())
                .chain(head.duties.iter().cloned())
                .collect();
            let found = duties
                .iter()
                .filter_map(|duty| difference(head.id, duty, calendar, now, id, values));
            answer.differences.extend(found);
        }
    }
    answer.resume = None;
    Ok(answer)
}
