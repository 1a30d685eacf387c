//! What a matter keeps up besides its own row: its places in the ordered lists, and its share of the tallies.
//!
//! One `put` compares before and after and writes only the difference.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::kinds;
use crate::domain::law::authority::barred;
use crate::domain::law::code::{ItemCode, PartyCode, PoolCode};
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::wake::{Wake, wakes};
use crate::domain::purchase::listing::CONSENTS_LIMIT;
use crate::domain::r#use::named_instance::{self, NAMESAKES_LIMIT, NamedInstance};
use crate::domain::r#use::own_contract::ITEMS_LIMIT;
use crate::domain::r#use::resource;

use super::error::LedgerError;
use super::keys::{self, Count, List};
use super::row;
use super::tables::{Rows, Tables, WriteTable, get_number};

/// The most matters that are looked at which will give room back to a pool.
const FREEING_LIMIT: usize = 1_000;

/// Changes to tallies, gathered in a batch and written once at its end. Until then whoever reads a tally adds them.
pub type CountChanges = BTreeMap<Vec<u8>, i64>;

/// The places of a matter in the ordered lists, each with what stands there.
#[must_use]
pub fn places(matter: &Matter) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let head = &matter.head;
    let id = keys::matter(head.id);
    let mut places = BTreeMap::new();
    for duty in &head.duties {
        let tail = keys::duty_tail(&duty.deadline, head.id, duty.key);
        let of_party = keys::party_due(&duty.party, duty.post);
        places.insert(keys::join(&[&of_party, &tail]), Vec::new());
        for person in barred(head, duty) {
            let of_person = keys::barred(person, &duty.party, duty.post);
            places.insert(keys::join(&[&of_person, &tail]), Vec::new());
        }
        // A notice wakes whoever stands in the list of all duties, behind the day it reaches back to, with an older
        // edition than the notice's own.
        let edition = duty.deadline.edition.to_be_bytes();
        places.insert(keys::join(&[&[List::Due as u8], &tail]), edition.into());
    }
    for duty in &head.undetermined {
        let tail = keys::duty_tail(&duty.deadline, head.id, duty.key);
        let edition = duty.deadline.edition.to_be_bytes();
        places.insert(
            keys::join(&[&[List::Undetermined as u8], &tail]),
            edition.into(),
        );
    }
    for duty in head.duties.iter().filter(|duty| duty.is_audited()) {
        let tail = keys::duty_tail(&duty.deadline, head.id, duty.key);
        places.insert(keys::join(&[&[List::Audit as u8], &tail]), Vec::new());
    }
    for wake in wakes(matter) {
        match wake {
            // The version tells one occasion from another of the same day.
            Wake::At(at, why) => {
                let version = head.version.to_be_bytes().to_vec();
                places.insert(keys::wake(at, head.id, why), version);
            }
            Wake::Notice { .. } => {}
        }
    }
    for party in head.seen_by() {
        places.insert(keys::join(&[&keys::party_matter(party), &id]), Vec::new());
    }
    places
}

/// What a matter says of instances, each under its name: kept as they are handed over, leave and are cleared, so that
/// nobody looks for one through matters.
fn instances(matter: &Matter) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, LedgerError> {
    let Some((pool, named)) = named_instance::instances(matter) else {
        return Ok(BTreeMap::new());
    };
    let row = |(name, instance): (&str, NamedInstance)| {
        let bytes = postcard::to_allocvec(&instance)?;
        Ok((keys::instance(pool, name, &instance), bytes))
    };
    named.into_iter().map(row).collect()
}

/// What is said of the instances of a pool that have a name.
///
/// # Errors
/// If the engine fails or a row is damaged.
pub fn instances_called(
    table: &impl Rows,
    pool: &PoolCode,
    name: &str,
) -> Result<Vec<NamedInstance>, LedgerError> {
    let of = keys::instances_called(pool, name);
    let past = keys::after(&of).unwrap_or_default();
    let rows = table.range(of.as_slice()..past.as_slice())?;
    let rows = rows.take(NAMESAKES_LIMIT);
    rows.map(|row| Ok(postcard::from_bytes(row?.1.value())?))
        .collect()
}

/// Writes rows in the place of others: only what differs.
fn replace(
    table: &mut WriteTable<'_>,
    old: &BTreeMap<Vec<u8>, Vec<u8>>,
    new: &BTreeMap<Vec<u8>, Vec<u8>>,
) -> Result<(), LedgerError> {
    for place in old.keys().filter(|place| !new.contains_key(*place)) {
        table.remove(place.as_slice())?;
    }
    for (place, value) in new {
        if old.get(place) != Some(value) {
            table.insert(place.as_slice(), value.as_slice())?;
        }
    }
    Ok(())
}

/// What a matter adds to which tally.
#[must_use]
pub fn tallies(matter: &Matter) -> BTreeMap<Vec<u8>, i64> {
    let head = &matter.head;
    let mut tallies = BTreeMap::new();
    let mut add = |key: Vec<u8>, weight: i64| *tallies.entry(key).or_default() += weight;
    for duty in &head.duties {
        let due = keys::day(duty.deadline.due());
        let of_party = keys::party_due(&duty.party, duty.post);
        let (all, partys, of_barred) = if duty.deadline.convicts() {
            (Count::Due, Count::PartyDue, Count::Barred)
        } else {
            (
                Count::ProvisionalDue,
                Count::ProvisionalPartyDue,
                Count::ProvisionalBarred,
            )
        };
        if duty.is_audited() {
            add(vec![Count::Audit as u8], 1);
        }
        add(keys::join(&[&[all as u8], &due]), 1);
        add(
            keys::join(&[&[partys as u8], of_party.get(1..).unwrap_or_default(), &due]),
            1,
        );
        for person in barred(head, duty) {
            let of_person = keys::barred(person, &duty.party, duty.post);
            let of_person = of_person.get(1..).unwrap_or_default();
            add(keys::join(&[&[of_barred as u8], of_person, &due]), 1);
        }
    }
    add(vec![Count::Kind as u8, head.id.kind.tag()], 1);
    for (at, party) in head.seen_by().enumerate() {
        // A party that is concerned in two ways has the matter once.
        if head.seen_by().take(at).all(|other| other != party) {
            add(
                keys::join(&[
                    &[Count::PartyMatter as u8],
                    &keys::party(party),
                    &[head.id.kind.tag()],
                ]),
                1,
            );
        }
    }
    for resource in resource::of(matter) {
        let parties = BTreeSet::from([&resource.unit, &resource.operator]);
        // Whoever sees all counts all of them, whoever has or delivers some counts those.
        for whose in std::iter::once(None).chain(parties.into_iter().map(Some)) {
            let of = |count| keys::resources(count, whose, &resource.pool);
            let by_system = |count| keys::join(&[&of(count), resource.system.as_str().as_bytes()]);
            add(by_system(Count::Resources), 1);
            if !resource.is_over() {
                add(by_system(Count::UsedResources), 1);
                add(of(Count::UsedFrom), 1);
            }
        }
    }
    for (tally, weight) in kinds::tallies(matter) {
        add(
            keys::tally(&tally),
            i64::try_from(weight).unwrap_or(i64::MAX),
        );
    }
    tallies
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
    replace(&mut tables.index, &old, &new)?;
    if !before.is_some_and(|before| named_instance::are_as_before(before, after)) {
        let old = before.map(instances).transpose()?.unwrap_or_default();
        replace(&mut tables.index, &old, &instances(after)?)?;
    }
    let old = before.map(tallies).unwrap_or_default();
    let new = tallies(after);
    // Most of a matter's share stays; only what differs is worth a place among the changes.
    for (key, weight) in &new {
        let change = weight - old.get(key).copied().unwrap_or(0);
        add(changes, key, change)?;
    }
    for (key, weight) in &old {
        if !new.contains_key(key) {
            add(changes, key, -weight)?;
        }
    }
    let bytes = row::write(after)?;
    tables
        .matters
        .insert(keys::matter(after.head.id).as_slice(), bytes.as_slice())?;
    Ok(())
}

/// Adds to a tally.
///
/// # Errors
/// If it would be beyond what can be counted.
pub fn add(changes: &mut CountChanges, key: &[u8], change: i64) -> Result<(), LedgerError> {
    if change == 0 {
        return Ok(());
    }
    let sum = changes.entry(key.to_vec()).or_default();
    *sum = sum.checked_add(change).ok_or_else(beyond)?;
    Ok(())
}

/// A tally as a batch has it: what is stored, and what the batch has changed.
///
/// # Errors
/// If the engine fails, or the tally would be below nothing: the tables are not what the journal says.
pub fn tally(
    table: &impl Rows,
    changes: Option<&CountChanges>,
    key: &[u8],
) -> Result<u64, LedgerError> {
    let change = changes.and_then(|changes| changes.get(key)).copied();
    get_number(table, key)?
        .checked_add_signed(change.unwrap_or(0))
        .ok_or_else(beyond)
}

/// The consents of a year to buy outside the catalogue, by what it is called.
///
/// # Errors
/// If the engine fails.
pub fn consents(table: &impl Rows, year: i32) -> Result<Vec<(String, u64)>, LedgerError> {
    named(table, &keys::consents(year), CONSENTS_LIMIT)
}

/// What is issued to a unit by who delivers it, of each item how much.
///
/// # Errors
/// If the engine fails.
pub fn issued_to(
    table: &impl Rows,
    unit: &PartyCode,
    operator: &PartyCode,
) -> Result<Vec<(ItemCode, u64)>, LedgerError> {
    let found = named(table, &keys::issued_to(unit, operator), ITEMS_LIMIT)?;
    let found = found.into_iter().filter(|(_, quantity)| *quantity > 0);
    Ok(found
        .map(|(item, quantity)| (ItemCode::new(item), quantity))
        .collect())
}

/// The matters that will give room back to a pool.
///
/// # Errors
/// If the engine fails.
pub fn freeing(table: &impl Rows, pool: &PoolCode) -> Result<Vec<MatterId>, LedgerError> {
    let found = counted(table, &keys::freeing(pool), FREEING_LIMIT)?;
    Ok(found
        .into_iter()
        .filter_map(|(id, _)| keys::read_matter(&id))
        .collect())
}

/// The tallies whose keys begin so, by the name that stands behind that, at most so many.
fn named(table: &impl Rows, of: &[u8], most: usize) -> Result<Vec<(String, u64)>, LedgerError> {
    let found = counted(table, of, most)?.into_iter();
    Ok(found
        .map(|(name, count)| (String::from_utf8_lossy(&name).into_owned(), count))
        .collect())
}

/// The tallies whose keys begin so, by what stands behind that, at most so many.
fn counted(table: &impl Rows, of: &[u8], most: usize) -> Result<Vec<(Vec<u8>, u64)>, LedgerError> {
    let past = keys::after(of).unwrap_or_default();
    let mut found = Vec::new();
    for row in table.range(of..past.as_slice())?.take(most) {
        let (key, _) = row?;
        let behind = key.value().get(of.len()..).unwrap_or_default().to_vec();
        found.push((behind, get_number(table, key.value())?));
    }
    Ok(found)
}

fn beyond() -> LedgerError {
    LedgerError::Damaged {
        seq: 0,
        what: "a tally beyond what can be counted".to_owned(),
    }
}

/// Writes the gathered changes of tallies.
///
/// # Errors
/// If the engine fails, or a tally would be below nothing.
pub fn settle(table: &mut WriteTable<'_>, changes: &CountChanges) -> Result<(), LedgerError> {
    for (key, change) in changes {
        if *change == 0 {
            continue;
        }
        let count = tally(&*table, Some(changes), key)?;
        if count == 0 {
            table.remove(key.as_slice())?;
        } else {
            table.insert(key.as_slice(), count.to_be_bytes().as_slice())?;
        }
    }
    Ok(())
}
