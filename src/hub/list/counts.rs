//! How many duties and matters there are, from stored counts: sums over days and kinds, never over duties.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::law::clock::civil_date;
use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::MatterKind;
use crate::domain::law::party::{Actor, PartyKind, Post};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys::{self, Count};
use crate::ledger::tables::{ReadTable, get_number};

use super::List;
use super::range::between;

/// The posts that duties are given to.
pub const DUTY_POSTS: [Post; 2] = [Post::Handler, Post::Reviewer];

/// The posts at which an actor does what is owed.
pub(super) fn my_posts(actor: &Actor) -> impl Iterator<Item = Post> {
    DUTY_POSTS.into_iter().filter(|post| actor.holds(*post))
}

/// A day that has open duties, how many, and whether the day is sure.
pub type CountedDay = (NaiveDate, u64, bool);

/// The days that have open duties of mine at a post: those that I must not do myself (R22) left out.
///
/// # Errors
/// If the engine fails.
pub fn days_of_mine(
    counters: &ReadTable,
    actor: &Actor,
    post: Post,
) -> Result<Vec<CountedDay>, LedgerError> {
    let party = &actor.party;
    let mut days: BTreeMap<(NaiveDate, bool), u64> = BTreeMap::new();
    for day in counted_days(counters, Some((party, post)), None, None)? {
        let (day, count, certain) = day?;
        days.insert((day, certain), count);
    }
    for (barred, certain) in [(Count::Barred, true), (Count::ProvisionalBarred, false)] {
        let key = keys::barred(&actor.person, party, post);
        let key = keys::join(&[&[barred as u8], key.get(1..).unwrap_or_default()]);
        for day in days_under(counters, &key, certain, None, None)? {
            let (day, count, certain) = day?;
            if let Some(all) = days.get_mut(&(day, certain)) {
                *all = all.saturating_sub(count);
            }
        }
    }
    let days = days.into_iter().filter(|(_, count)| *count > 0);
    Ok(days
        .map(|((day, certain), count)| (day, count, certain))
        .collect())
}

/// How many rows a list of matters or duties has.
///
/// # Errors
/// If the engine fails.
pub(super) fn total(
    snapshot: &Snapshot,
    actor: &Actor,
    list: &List,
    now: DateTime<Utc>,
) -> Result<u64, LedgerError> {
    let today = civil_date(now);
    let counters = &snapshot.tables.counters;
    let own = |posts: &[Post], low, high| -> Result<u64, LedgerError> {
        posts.iter().try_fold(0, |sum, post| {
            Ok(sum + count_duties(counters, Some((&actor.party, *post)), low, high)?)
        })
    };
    let all = |low, high| {
        if actor.kind.sees_all() {
            count_duties(counters, None, low, high)
        } else {
            own(&DUTY_POSTS, low, high)
        }
    };
    match list {
        List::Mine if actor.kind == PartyKind::Audit => get_number(counters, &[Count::Audit as u8]),
        List::Mine => my_posts(actor).try_fold(0, |sum, post| {
            let days = days_of_mine(counters, actor, post)?;
            Ok(sum + days.iter().map(|(_, count, _)| count).sum::<u64>())
        }),
        List::Party(party) if actor.kind.sees_all() || *party == actor.party => {
            DUTY_POSTS.iter().try_fold(0, |sum, post| {
                Ok(sum + count_duties(counters, Some((party, *post)), None, None)?)
            })
        }
        List::Late if actor.kind.sees_all() => count_late(counters, None, today),
        List::Late => DUTY_POSTS.iter().try_fold(0, |sum, post| {
            Ok(sum + count_late(counters, Some((&actor.party, *post)), today)?)
        }),
        List::Today => all(Some(today), today.succ_opt()),
        List::Open => all(None, None),
        List::Matters(kind) => {
            let of_kinds = if actor.kind.sees_all() {
                vec![Count::Kind as u8]
            } else {
                keys::join(&[&[Count::PartyMatter as u8], &keys::party(&actor.party)])
            };
            MatterKind::ALL
                .into_iter()
                .filter(|each| kind.is_none_or(|kind| kind == *each))
                .try_fold(0, |sum, kind| {
                    Ok(sum + get_number(counters, &keys::join(&[&of_kinds, &[kind.tag()]]))?)
                })
        }
        List::Party(_)
        | List::Journal
        | List::Rulings
        | List::Calendar(_)
        | List::Measures
        | List::Register(_)
        | List::SystemsIn(_)
        | List::ResourcesOf { .. } => Ok(0),
    }
}

/// Open duties between two days, of a party and post or of all: a sum over days, never over duties.
///
/// # Errors
/// If the engine fails.
pub fn count_duties(
    counters: &ReadTable,
    of: Option<(&PartyCode, Post)>,
    low: Option<NaiveDate>,
    high: Option<NaiveDate>,
) -> Result<u64, LedgerError> {
    let mut sum = 0;
    for row in counted_days(counters, of, low, high)? {
        sum += row?.1;
    }
    Ok(sum)
}

/// The same before a day, of those alone whose day is sure: what is late (R43).
fn count_late(
    counters: &ReadTable,
    of: Option<(&PartyCode, Post)>,
    today: NaiveDate,
) -> Result<u64, LedgerError> {
    let mut sum = 0;
    for row in counted_days(counters, of, None, Some(today))? {
        let (_, count, certain) = row?;
        sum += if certain { count } else { 0 };
    }
    Ok(sum)
}

/// The days that have open duties, with how many, and whether the day is sure; those that are provisional come last.
///
/// # Errors
/// If the engine fails.
pub fn counted_days(
    counters: &ReadTable,
    of: Option<(&PartyCode, Post)>,
    low: Option<NaiveDate>,
    high: Option<NaiveDate>,
) -> Result<impl Iterator<Item = Result<CountedDay, LedgerError>> + use<>, LedgerError> {
    let prefix = |all: Count, partys: Count| {
        of.map_or_else(
            || vec![all as u8],
            |(party, post)| {
                let key = keys::party_due(party, post);
                keys::join(&[&[partys as u8], key.get(1..).unwrap_or_default()])
            },
        )
    };
    let sure = prefix(Count::Due, Count::PartyDue);
    let provisional = prefix(Count::ProvisionalDue, Count::ProvisionalPartyDue);
    Ok(
        days_under(counters, &sure, true, low, high)?.chain(days_under(
            counters,
            &provisional,
            false,
            low,
            high,
        )?),
    )
}

/// The days behind a prefix, with what is counted of each.
fn days_under(
    counters: &ReadTable,
    prefix: &[u8],
    certain: bool,
    low: Option<NaiveDate>,
    high: Option<NaiveDate>,
) -> Result<impl Iterator<Item = Result<CountedDay, LedgerError>> + use<>, LedgerError> {
    let range = between(prefix, low.map(keys::day), high.map(keys::day));
    let at = range.prefix;
    Ok(counters
        .range(range.from.as_slice()..range.to.as_slice())?
        .map(move |row| {
            let (key, value) = row?;
            let day = key.value().get(at..).and_then(keys::read_day);
            let count = value.value().try_into().map_or(0, u64::from_be_bytes);
            Ok((day.unwrap_or(NaiveDate::MIN), count, certain))
        }))
}
