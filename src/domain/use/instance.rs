//! Resource instances: what is issued is things, not quantities. What one hand-over makes of a line stands together, as
//! ordinals that are never given again on that line, so that "three of the eight" can be said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use crate::domain::law::field::Paragraph;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// The most hand-overs that one matter keeps.
pub const BATCHES_LIMIT: usize = 1_000;
/// The most ids that one matter keeps.
pub const IDS_LIMIT: usize = 2_000;

/// The instances that one hand-over made of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The line, from 1.
    pub line: u32,
    /// The first ordinal of the line.
    pub first: u32,
    /// The last one.
    pub last: u32,
    /// Since when they are the unit's.
    pub from: NaiveDate,
    /// Up to this day, which is no longer one of them; none while they are.
    pub until: Option<NaiveDate>,
    /// What whoever delivers calls them, in the order of the ordinals; empty if that was not said.
    pub ids: Vec<String>,
}

impl Batch {
    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.last.saturating_sub(self.first).saturating_add(1)
    }

    /// Up to some ordinal, and from the next one on; nothing of what lies on the other side.
    fn parted(&self, after: u32) -> (Option<Self>, Option<Self>) {
        if after < self.first {
            return (None, Some(self.clone()));
        }
        if after >= self.last {
            return (Some(self.clone()), None);
        }
        let count = usize::try_from(after - self.first + 1).unwrap_or(usize::MAX);
        let part = |first, last, ids: &[String]| Self {
            first,
            last,
            ids: ids.to_vec(),
            ..self.clone()
        };
        // Either every instance of a batch has an id, or none has.
        let (before, behind) = self.ids.split_at(count.min(self.ids.len()));
        let before = part(self.first, after, before);
        let behind = part(after + 1, self.last, behind);
        (Some(before), Some(behind))
    }
}

/// The instances of a line that are the unit's, in the order of their ordinals.
pub fn kept(asked: &Asked, line: u32) -> impl Iterator<Item = &Batch> {
    let batches = asked.instances.iter();
    batches.filter(move |batch| batch.line == line && batch.until.is_none())
}

/// The last instances of a line that are the unit's, so many of them.
#[must_use]
pub fn last(asked: &Asked, line: u32, count: u32) -> Vec<u32> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let ordinals = kept(asked, line).flat_map(|batch| batch.first..=batch.last);
    let mut ordinals: Vec<u32> = ordinals.collect();
    ordinals.sort_unstable();
    ordinals.split_off(ordinals.len().saturating_sub(count))
}

/// The ordinal of the instance of a line that is the unit's and is called so, by its id or by its ordinal.
#[must_use]
pub fn called(asked: &Asked, line: u32, name: &str) -> Option<u32> {
    let by_id = kept(asked, line).find_map(|batch| {
        let at = batch.ids.iter().position(|id| id == name)?;
        Some(batch.first.saturating_add(u32::try_from(at).ok()?))
    });
    let ordinal = || {
        let ordinal: u32 = name.parse().ok()?;
        let mut batches = kept(asked, line);
        let is_there = batches.any(|batch| (batch.first..=batch.last).contains(&ordinal));
        is_there.then_some(ordinal)
    };
    by_id.or_else(ordinal)
}

/// The instances of a line after some of them left on a day, and those that left.
#[must_use]
pub fn without(
    asked: &Asked,
    line: u32,
    ordinals: &BTreeSet<u32>,
    on: NaiveDate,
) -> (Vec<Batch>, Vec<Batch>) {
    let of_line = asked.instances.iter().filter(|batch| batch.line == line);
    let (mut all, mut gone) = (Vec::new(), Vec::new());
    for batch in of_line {
        if batch.until.is_some() {
            all.push(batch.clone());
            continue;
        }
        // A batch is cut wherever what stays and what leaves meet.
        let mut rest = Some(batch.clone());
        while let Some(whole) = rest.take() {
            let leaves = ordinals.contains(&whole.first);
            let end = (whole.first..=whole.last).take_while(|one| ordinals.contains(one) == leaves);
            let (part, behind) = whole.parted(end.last().unwrap_or(whole.first));
            rest = behind;
            let Some(part) = part else { break };
            if leaves {
                let left = Batch {
                    until: Some(on),
                    ..part
                };
                gone.push(left.clone());
                all.push(left);
            } else {
                all.push(part);
            }
        }
    }
    (all, gone)
}

/// What instances are called, by the line that they are of.
pub(super) struct Named(BTreeMap<u32, Vec<String>>);

impl Named {
    /// Reads it, a line of text a line: its number, then names.
    ///
    /// # Errors
    /// If a text is not of that form, a line stands there twice, or a name twice in one.
    pub(super) fn read(case: &Case, said: &[Paragraph]) -> Result<Self, Refusal> {
        let mut by_line: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for said in said {
            let (line, given) = read(said.as_str())
                .ok_or_else(|| case.refuse(Reason::BadInstances(excerpt(said.as_str()))))?;
            if by_line.contains_key(&line) {
                return Err(miscounted(case, line, 0, given.len()));
            }
            let mut names: Vec<String> = Vec::with_capacity(given.len());
            for name in given {
                let name = text::required(case, "instances", name, text::LINE)?;
                if names.contains(&name) {
                    return Err(case.refuse(Reason::InstanceTwice(name)));
                }
                names.push(name);
            }
            by_line.insert(line, names);
        }
        Ok(Self(by_line))
    }

    /// The names of a line: as many as wanted, or none.
    ///
    /// # Errors
    /// If they are of another number.
    pub(super) fn of(
        &mut self,
        case: &Case,
        line: u32,
        wanted: u32,
    ) -> Result<Vec<String>, Refusal> {
        let names = self.0.remove(&line).unwrap_or_default();
        let given = u32::try_from(names.len()).unwrap_or(u32::MAX);
        if names.is_empty() || given == wanted {
            Ok(names)
        } else {
            Err(miscounted(case, line, wanted, names.len()))
        }
    }

    /// That no names are left over.
    ///
    /// # Errors
    /// If some are, of a line that takes none.
    pub(super) fn end(self, case: &Case) -> Result<(), Refusal> {
        match self.0.into_iter().next() {
            Some((line, names)) => Err(miscounted(case, line, 0, names.len())),
            None => Ok(()),
        }
    }
}

fn miscounted(case: &Case, line: u32, wanted: u32, given: usize) -> Refusal {
    case.refuse(Reason::InstanceCount {
        line,
        wanted,
        given: u32::try_from(given).unwrap_or(u32::MAX),
    })
}

/// The names of what a matter handed over and the unit still has: nothing else of it may be called so. An instance that the
/// unit no longer has may be handed over again under the same name.
pub(super) fn names(asked: &Asked) -> BTreeSet<String> {
    let kept = asked.instances.iter().filter(|one| one.until.is_none());
    kept.flat_map(|batch| batch.ids.iter().cloned()).collect()
}

/// The instances that a hand-over makes: of each line as many as `now` says. `ids` may name them, a line of text a line:
/// its number, then as many names as are handed over of it.
///
/// # Errors
/// If names are given for a line of which something else is handed over, twice, or too many; or if there were too many
/// hand-overs.
pub fn made(
    case: &Case,
    asked: &Asked,
    now: &[u32],
    from: NaiveDate,
    ids: &[Paragraph],
) -> Result<Vec<Batch>, Refusal> {
    let mut batches: Vec<Batch> = (1..)
        .zip(&asked.lines)
        .zip(now)
        .filter(|(_, now)| **now > 0)
        .map(|((number, _), now)| {
            let before = asked.instances.iter().filter(|batch| batch.line == number);
            let before = before.map(|batch| batch.last).max().unwrap_or(0);
            Batch {
                line: number,
                first: before.saturating_add(1),
                last: before.saturating_add(*now),
                from,
                until: None,
                ids: Vec::new(),
            }
        })
        .collect();
    if asked.instances.len() + batches.len() > BATCHES_LIMIT {
        return Err(too_many(case, BATCHES_LIMIT));
    }
    let mut known = names(asked);
    let mut named = Named::read(case, ids)?;
    for batch in &mut batches {
        batch.ids = named.of(case, batch.line, batch.count())?;
        if let Some(twice) = batch.ids.iter().find(|id| !known.insert((*id).clone())) {
            return Err(case.refuse(Reason::InstanceTwice(twice.clone())));
        }
    }
    named.end(case)?;
    let kept = asked.instances.iter().chain(&batches);
    let kept: usize = kept.map(|batch| batch.ids.len()).sum();
    if kept > IDS_LIMIT {
        return Err(too_many(case, IDS_LIMIT));
    }
    Ok(batches)
}

fn too_many(case: &Case, most: usize) -> Refusal {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    case.refuse(Reason::TooLong("instances".to_owned(), most))
}

/// The beginning of a text that names no instances.
fn excerpt(text: &str) -> String {
    text.chars().take(text::LINE).collect()
}

/// `2 i-0a1 i-0a2`: the line's number, then names parted by blanks or commas.
fn read(text: &str) -> Option<(u32, Vec<&str>)> {
    let text = text.trim();
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, rest) = text.split_at_checked(end)?;
    let parts = |letter: char| letter.is_whitespace() || ",，、:：".contains(letter);
    let names: Vec<&str> = rest.split(parts).filter(|name| !name.is_empty()).collect();
    let begins = rest.starts_with(parts);
    (begins && !names.is_empty())
        .then(|| number.parse().ok().zip(Some(names)))
        .flatten()
}
