//! Instances by what whoever delivers calls them: which of those that are or were handed over has that name, and what
//! became of it. It follows from two sides that never contradict each other: the matter that handed an instance over, and
//! the matter under whose certificate it was cleared.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clearing::Leaving;
use super::instance::Batch;
use super::resource::ResourceId;
use crate::domain::law::code::PoolCode;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::paper::PaperKind;

/// The most that is read of one name in one pool: a name is given again only once its instance has left.
pub const NAMESAKES_LIMIT: usize = 100;

/// What one matter says of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It was handed over, and is the unit's.
    Kept,
    /// It was handed over, and is the unit's no more.
    Left,
    /// It was cleared, by the last day of the clearing.
    Cleared {
        /// The matter under whose certificate.
        by: MatterId,
        /// That day.
        on: NaiveDate,
    },
}

/// An instance, as one matter knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedInstance {
    /// The resource that it is of.
    pub resource: ResourceId,
    /// Which of its instances; ordinals are never given again.
    pub ordinal: u32,
    /// What became of it.
    pub fate: Fate,
}

/// What was wiped under a certificate.
pub struct Wiped<'b> {
    /// The last day of the clearing.
    pub on: NaiveDate,
    /// Which paper is the certificate; it may go out later.
    pub paper: PaperKind,
    /// The instances, each batch with the resource that it is of.
    pub batches: Vec<(ResourceId, &'b Batch)>,
}

impl<'b> Wiped<'b> {
    /// What left by a matter, once its clearing is certified.
    #[must_use]
    pub fn of(leaving: &'b [Leaving], on: NaiveDate, paper: impl Into<PaperKind>) -> Self {
        let of_one = |one: &'b Leaving| one.instances.iter().map(|batch| (one.resource, batch));
        Self {
            on,
            paper: paper.into(),
            batches: leaving.iter().flat_map(of_one).collect(),
        }
    }
}

/// What a matter says of instances that have a name, each with its name, and the pool that they are from.
#[must_use]
pub fn instances(matter: &Matter) -> Option<(&PoolCode, Vec<(&str, NamedInstance)>)> {
    let pool = matter.body.place()?.pool;
    let id = matter.head.id;
    let handed_over = matter.body.asked().into_iter();
    let handed_over = handed_over.flat_map(|asked| &asked.instances).map(|batch| {
        let matter = id;
        let line = batch.line;
        let fate = batch.until.map_or(Fate::Kept, |_| Fate::Left);
        (ResourceId { matter, line }, batch, fate)
    });
    let wiped = matter.wiped().into_iter().flat_map(|wiped| {
        let fate = Fate::Cleared {
            by: id,
            on: wiped.on,
        };
        let batches = wiped.batches.into_iter();
        batches.map(move |(resource, batch)| (resource, batch, fate))
    });
    let named = handed_over
        .chain(wiped)
        .flat_map(|(resource, batch, fate)| {
            let known = move |ordinal| NamedInstance {
                resource,
                ordinal,
                fate,
            };
            let named = batch.ids.iter().zip(batch.first..=batch.last);
            named.map(move |(name, ordinal)| (name.as_str(), known(ordinal)))
        });
    Some((pool, named.collect()))
}

/// Whether a matter says the same of instances as before: most acts change nothing of them.
#[must_use]
pub fn are_as_before(before: &Matter, after: &Matter) -> bool {
    let of = |matter: &Matter| matter.body.asked().map(|asked| asked.instances.clone());
    of(before) == of(after) && before.wiped().is_some() == after.wiped().is_some()
}

/// What became of an instance, of all that is known under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts<'k> {
    /// One of that name is the unit's.
    Running,
    /// One of that name left, and is not cleared by that day.
    Leaving,
    /// All of that name are cleared: the last of them.
    Cleared(&'k NamedInstance, MatterId, NaiveDate),
    /// Nobody was ever handed one of that name.
    Unknown,
}

/// What became of a name by the end of a day. An instance that left is cleared once a certificate names it; until then, and
/// for as long as another of the same name is used, nothing is said against whoever has it.
#[must_use]
pub fn whereabouts(known: &[NamedInstance], by_end_of: NaiveDate) -> Whereabouts<'_> {
    if known.iter().any(|one| one.fate == Fate::Kept) {
        return Whereabouts::Running;
    }
    let cleared = || {
        known.iter().filter_map(|one| match one.fate {
            Fate::Cleared { by, on } if on <= by_end_of => Some((one, by, on)),
            Fate::Cleared { .. } | Fate::Kept | Fate::Left => None,
        })
    };
    let is_cleared = |one: &NamedInstance| {
        cleared().any(|(of, ..)| (of.resource, of.ordinal) == (one.resource, one.ordinal))
    };
    let mut left = known.iter().filter(|one| one.fate == Fate::Left);
    if left.any(|one| !is_cleared(one)) {
        return Whereabouts::Leaving;
    }
    let last = cleared().max_by_key(|(_, _, on)| *on);
    last.map_or(Whereabouts::Unknown, |(one, by, on)| {
        Whereabouts::Cleared(one, by, on)
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at once")]
    use super::*;

    fn known(ordinal: u32, fate: Fate) -> NamedInstance {
        let resource = "APP-20260601-0001/1".parse().unwrap();
        NamedInstance {
            resource,
            ordinal,
            fate,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_is_cleared_once_all_that_had_it_are() {
        let by: MatterId = "CAN-20260610-0001".parse().unwrap();
        let cleared = |on| Fate::Cleared { by, on: day(on) };
        let (eve, on, later) = ("2026-06-17", "2026-06-18", "2026-06-19");
        let gone = [known(1, Fate::Left), known(1, cleared(on))];
        assert_eq!(whereabouts(&[], day(on)), Whereabouts::Unknown);
        assert_eq!(whereabouts(&gone, day(eve)), Whereabouts::Leaving);
        for seen in [on, later] {
            assert_eq!(
                whereabouts(&gone, day(seen)),
                Whereabouts::Cleared(&gone[1], by, day(on))
            );
        }
        // The name was given to another one since.
        let [left, wiped] = gone.clone();
        let again = [left.clone(), wiped.clone(), known(2, Fate::Kept)];
        assert_eq!(whereabouts(&again, day(later)), Whereabouts::Running);
        let left_again = [left.clone(), wiped.clone(), known(2, Fate::Left)];
        assert_eq!(whereabouts(&left_again, day(later)), Whereabouts::Leaving);
        let second = known(2, cleared(later));
        let both = [left, wiped, known(2, Fate::Left), second.clone()];
        assert_eq!(
            whereabouts(&both, day(later)),
            Whereabouts::Cleared(&second, by, day(later))
        );
    }
}
