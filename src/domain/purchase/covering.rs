//! Which contract's price holds on a day.
//!
//! A price belongs to the term of the contract that gives it: once that ended it holds no more, and the next contract
//! brings its own. On a day on which several contracts run, the one that was signed last holds, of those that price the
//! item at all: a second contract about something else takes no price away. A unit's own contract goes before the city's
//! (Art. 40).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::price::Version;

/// The days of a contract, whoever signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covering {
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub signed_on: NaiveDate,
    /// The first day of its term.
    pub from: NaiveDate,
    /// The first day after its term; none while that is open.
    pub until: Option<NaiveDate>,
    /// Whether it is the unit's own.
    pub is_own: bool,
}

impl Covering {
    fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// A price that holds, and by which contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The price.
    pub version: Version,
    /// The contract; none of what is priced without any.
    pub by: Option<Covering>,
}

/// Why an item has no price on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// No contract that is known began before it.
    Never,
    /// The last contract before it ended, and no other runs.
    Ended {
        /// That contract's number.
        number: String,
        /// The first day after its term.
        on: NaiveDate,
    },
    /// A contract runs that does not price the item on it.
    NotPriced {
        /// That contract's number.
        number: String,
    },
}

/// Why an item without a price on a day has none.
#[must_use]
pub fn lack<'c>(contracts: impl Iterator<Item = &'c Covering> + Clone, day: NaiveDate) -> Lack {
    let running = contracts.clone().filter(|one| one.covers(day));
    if let Some(runs) = running.max_by_key(|one| one.signed_on) {
        let number = runs.number.clone();
        return Lack::NotPriced { number };
    }
    let ended = contracts.filter_map(|one| Some((one, one.until?)));
    // One that was terminated before its term began covered no day.
    let ended = ended.filter(|(one, until)| one.from < *until && *until <= day);
    match ended.max_by_key(|(one, until)| (*until, one.signed_on)) {
        Some((one, on)) => Lack::Ended {
            number: one.number.clone(),
            on,
        },
        None => Lack::Never,
    }
}

/// The price of one item by the days on which it changes, ascending; none where no contract gives one. Each contract
/// comes with the prices that it and its amendments give the item, in the order in which they were agreed: of two from
/// one day the later one holds.
#[must_use]
pub fn holding(contracts: &[(Covering, Vec<Version>)]) -> Vec<(NaiveDate, Option<Held>)> {
    let days = contracts.iter().flat_map(|(term, versions)| {
        let begins = versions.iter().map(|version| version.from);
        begins.chain([term.from]).chain(term.until)
    });
    let days: BTreeSet<NaiveDate> = days.collect();
    let on = |day: NaiveDate| {
        let running = contracts.iter().filter(|(term, _)| term.covers(day));
        let priced = running.filter_map(|(term, versions)| {
            let begun = versions.iter().filter(|version| version.from <= day);
            Some((term, begun.max_by_key(|version| version.from)?))
        });
        let first = priced.max_by_key(|(term, _)| (term.is_own, term.signed_on));
        first.map(|(term, version)| Held {
            version: version.clone(),
            by: Some(term.clone()),
        })
    };
    days.into_iter().map(|day| (day, on(day))).collect()
}
