//! History under another ruling, a bounded slice of matters at a time.

use std::collections::BTreeMap;
use std::ops::Bound;

use chrono::{DateTime, Utc};

use crate::domain::decide::may_see;
use crate::domain::matter::Matter;
use crate::domain::party::Actor;
use crate::domain::ruling::{RulingId, RulingValue};
use crate::domain::what_if::differences;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys;

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
    after: Option<crate::domain::matter::MatterId>,
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
    for row in rows {
        let (key, bytes) = row?;
        let full = answer.differences.len() >= usize::from(WINDOW_LIMIT);
        if answer.read == SLICE_LIMIT || full {
            return Ok(answer);
        }
        answer.resume = keys::read_matter(key.value());
        answer.read += 1;
        let matter: Matter = postcard::from_bytes(bytes.value())?;
        if may_see(actor, &matter) {
            // Under the calendar in force: the ruling is what is asked about.
            let calendar = &snapshot.facts.calendar;
            let found = differences(&matter, calendar, now, id, values);
            answer.differences.extend(found);
        }
    }
    answer.resume = None;
    Ok(answer)
}
