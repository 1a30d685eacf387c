//! What stands in the way of work although no rule was broken: duties that nobody can do, and persons of two parties who
//! may be one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::domain::law::authority::lacking;
use crate::domain::law::block::Block;
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::Lack;
use crate::domain::law::naming::Names;
use crate::domain::law::party::{Alike, Party, Person, Post};
use crate::domain::record::Registered;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys::{self, Count};
use crate::ledger::register;
use crate::ledger::row;

use super::list::DUTY_POSTS;
use super::request::{Health, Likely, Unable};

/// The most pairs of persons that are named.
const PAIRS_LIMIT: usize = 100;

/// Looks at all of a store, as it stands at an instant.
///
/// # Errors
/// If the engine fails or a row is damaged.
pub fn health(snapshot: &Snapshot, now: DateTime<Utc>) -> Result<Health, LedgerError> {
    let mut unable = Vec::new();
    for (party, post) in owing(snapshot)? {
        let people = register::people(&snapshot.tables.register, &party)?;
        unable.extend(undone(snapshot, &party, post, &people)?);
    }
    let blocks: Vec<Block> = register::all(&snapshot.tables.register)?;
    let standing = blocks.iter().filter(|block| block.stands(now));
    let alike = alike(snapshot)?;
    let view = snapshot.view();
    let names = Names::within(&view, &alike);
    view.settle()?;
    Ok(Health {
        unable,
        alike,
        names,
        blocks: u64::try_from(standing.count()).unwrap_or(u64::MAX),
    })
}

/// The posts at which anything is owed, by party: read from the stored counts, a row a day and not a row a duty.
fn owing(snapshot: &Snapshot) -> Result<BTreeSet<(PartyCode, Post)>, LedgerError> {
    let parties: Vec<Party> = register::all(&snapshot.tables.register)?;
    let mut owing = BTreeSet::new();
    for party in parties {
        for post in DUTY_POSTS {
            let key = keys::party_due(&party.code, post);
            let key = keys::join(&[&[Count::PartyDue as u8], key.get(1..).unwrap_or_default()]);
            let end = keys::after(&key).unwrap_or_default();
            let mut counted = snapshot
                .tables
                .counters
                .range(key.as_slice()..end.as_slice())?;
            if counted.next().transpose()?.is_some() {
                owing.insert((party.code.clone(), post));
            }
        }
    }
    Ok(owing)
}

/// What nobody can do of what is owed at a post. With somebody at the post only what all of them are barred from can be
/// such, so that what one of them is barred from is all there is to read.
fn undone(
    snapshot: &Snapshot,
    party: &PartyCode,
    post: Post,
    people: &[Person],
) -> Result<Vec<Unable>, LedgerError> {
    let at_post = people.iter().filter(|person| person.posts.contains(&post));
    let prefix = at_post
        .map(|person| keys::barred(&person.code, party, post))
        .next()
        .unwrap_or_else(|| keys::party_due(party, post));
    let end = keys::after(&prefix).unwrap_or_default();
    let mut found: BTreeMap<Lack, Unable> = BTreeMap::new();
    for place in snapshot
        .tables
        .index
        .range(prefix.as_slice()..end.as_slice())?
    {
        let (place, _) = place?;
        let Some((id, key)) = keys::read_duty_tail(place.value()) else {
            continue;
        };
        let Some(row) = snapshot.tables.matters.get(keys::matter(id).as_slice())? else {
            continue;
        };
        let head = row::read_head(row.value())?;
        let duty = head.duty(key);
        let Some(lack) = duty.and_then(|duty| lacking(&head, duty, people)) else {
            continue;
        };
        let unable = found.entry(lack).or_insert_with(|| Unable {
            party: party.clone(),
            name: String::new(),
            post,
            lack,
            count: 0,
            matter: id,
            duty: key,
        });
        unable.count += 1;
    }
    let name = register::find(&snapshot.tables.register, Party::KIND, party.as_str())?;
    let name = name.and_then(Party::of);
    let name = name.map_or_else(|| party.to_string(), |party| party.name);
    Ok(found
        .into_values()
        .map(|unable| Unable {
            name: name.clone(),
            ..unable
        })
        .collect())
}

/// Pairs of persons of two parties with one name or telephone number, each once.
fn alike(snapshot: &Snapshot) -> Result<Vec<Likely>, LedgerError> {
    let table = &snapshot.tables.register;
    let people: Vec<Person> = register::all(table)?;
    let mut pairs = Vec::new();
    for person in people.into_iter().filter(|person| person.active) {
        for other in register::namesakes(table, &person)? {
            let by = person.likeness(&other).filter(|_| person.code < other.code);
            if let Some(by) = by {
                pairs.push(Likely {
                    person: person.code.clone(),
                    name: person.name.clone(),
                    party: person.party.clone(),
                    other: Alike {
                        person: other.code,
                        party: other.party,
                        by,
                    },
                });
            }
            if pairs.len() == PAIRS_LIMIT {
                return Ok(pairs);
            }
        }
    }
    Ok(pairs)
}
