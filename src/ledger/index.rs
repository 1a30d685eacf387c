//! What a matter keeps up besides its own row: its places in the ordered lists, and its share of the counts.
//!
//! One `put` compares before and after and writes only the difference.

use std::collections::BTreeMap;

use crate::domain::matter::Matter;

use super::error::LedgerError;
use super::keys::{self, Count, List};
use super::tables::{Tables, WriteTable};

/// Changes to counts, gathered in a batch and written once at its end.
pub type CountChanges = BTreeMap<Vec<u8>, i64>;

/// The places of a matter in the ordered lists.
#[must_use]
pub fn places(matter: &Matter) -> Vec<Vec<u8>> {
    let mut places = Vec::new();
    for duty in matter.open_duties() {
        let tail = keys::duty_tail(duty.deadline.due, matter.id, duty.kind);
        places.push(keys::join(&[&[List::Due as u8], &tail]));
        places.push(keys::join(&[
            &keys::party_due(&duty.party, duty.post),
            &tail,
        ]));
        if duty.escalates() && duty.escalated_at.is_none() {
            places.push(keys::join(&[&[List::Escalation as u8], &tail]));
        }
    }
    let id = keys::matter(matter.id);
    places.push(keys::join(&[&keys::party_matter(&matter.unit), &id]));
    if matter.operator != matter.unit {
        places.push(keys::join(&[&keys::party_matter(&matter.operator), &id]));
    }
    places
}

/// The counts that a matter adds one to.
#[must_use]
pub fn counts(matter: &Matter) -> Vec<Vec<u8>> {
    let mut counts = Vec::new();
    for duty in matter.open_duties() {
        let due = keys::day(duty.deadline.due);
        let of_party = keys::party_due(&duty.party, duty.post);
        counts.push(keys::join(&[&[Count::Due as u8], &due]));
        counts.push(keys::join(&[
            &[Count::PartyDue as u8],
            of_party.get(1..).unwrap_or_default(),
            &due,
        ]));
    }
    counts.push(vec![Count::Kind as u8, matter.id.kind.tag()]);
    for party in [&matter.unit, &matter.operator] {
        let key = keys::join(&[&[Count::PartyMatter as u8], &keys::party(party)]);
        if !counts.contains(&key) {
            counts.push(key);
        }
    }
    counts
}

/// Writes a matter with all that it keeps up.
///
/// # Errors
/// If the engine fails.
pub fn put(
    tables: &mut Tables<WriteTable<'_>>,
    changes: &mut CountChanges,
    before: Option<&Matter>,
    after: &Matter,
) -> Result<(), LedgerError> {
    let (old, new) = (before.map(places).unwrap_or_default(), places(after));
    for place in old.iter().filter(|place| !new.contains(place)) {
        tables.index.remove(place.as_slice())?;
    }
    for place in new.iter().filter(|place| !old.contains(place)) {
        tables.index.insert(place.as_slice(), [].as_slice())?;
    }
    // Most counts of a matter stay; only what differs is worth a place among the changes.
    let mut added = counts(after);
    for count in before.map(counts).unwrap_or_default() {
        match added.iter().position(|same| *same == count) {
            Some(at) => drop(added.swap_remove(at)),
            None => *changes.entry(count).or_default() -= 1,
        }
    }
    for count in added {
        *changes.entry(count).or_default() += 1;
    }
    let bytes = postcard::to_allocvec(after)?;
    tables
        .matters
        .insert(keys::matter(after.id).as_slice(), bytes.as_slice())?;
    Ok(())
}

/// Writes the gathered changes of counts.
///
/// # Errors
/// If the engine fails.
pub fn settle(table: &mut WriteTable<'_>, changes: CountChanges) -> Result<(), LedgerError> {
    for (key, change) in changes {
        if change == 0 {
            continue;
        }
        let count = super::tables::get_number(table, &key)?.saturating_add_signed(change);
        if count == 0 {
            table.remove(key.as_slice())?;
        } else {
            table.insert(key.as_slice(), count.to_be_bytes().as_slice())?;
        }
    }
    Ok(())
}
