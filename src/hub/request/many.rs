//! What is asked of many matters at once, and the answers: a bounded slice at a time.
//!
//! A slice is answered from one snapshot. It takes the first so many of what was asked, as far as the time for one
//! question goes, and says how many; whoever asks goes on with the rest. So no hub keeps anything between two slices,
//! nobody waits behind a long one, and whoever asks may stop at any of them. Every one of what a slice took stands in
//! exactly one place of its answer: what nobody could say is never counted among what can or cannot be done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::law::act::Verb;
use crate::domain::law::naming::Names;
use crate::domain::law::refusal::Refusal;
use crate::domain::r#use::point::Point;

/// The most matters of one question about what can be done on them: as many as a list has marks.
pub const MANY_LIMIT: usize = 500;
/// The most of them, or of the acts of a preview, that one slice takes. A slice is bounded in bytes by it.
pub const MANY_SLICE: usize = 64;

/// What stands against some of many, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    /// Why.
    pub refusal: Refusal,
    /// Which, by their places in the question, from 0.
    pub at: Vec<usize>,
}

/// One of which nobody could say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsaid {
    /// Which, by its place in the question, from 0.
    pub at: usize,
    /// The store's own words.
    pub why: String,
}

/// One verb on many matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnMany {
    /// The verb.
    pub verb: Verb,
    /// Where it can be done.
    pub allowed: Vec<usize>,
    /// Of these, where it is what a duty of the asker's asks for.
    pub owed: Vec<usize>,
    /// Where it cannot, by reason. Where it is in neither the matter is of a kind on which it is never done.
    pub refused: Vec<Against>,
    /// What its form begins with on every matter where it can be done.
    pub fields: BTreeMap<String, String>,
}

impl OnMany {
    /// A verb of which nothing is known yet.
    #[must_use]
    pub const fn new(verb: Verb) -> Self {
        Self {
            verb,
            allowed: Vec::new(),
            owed: Vec::new(),
            refused: Vec::new(),
            fields: BTreeMap::new(),
        }
    }
}

/// What can be done on many matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffersOn {
    /// How many matters, from the first, this slice took.
    pub read: usize,
    /// The entry that it stands on.
    pub seq: u64,
    /// By verb.
    pub verbs: Vec<OnMany>,
    /// Those that there are not, or that the asker may not see.
    pub missing: Vec<usize>,
    /// Those of which nobody could say.
    pub unsaid: Vec<Unsaid>,
}

/// An act that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Can {
    /// Which, by its place in the question, from 0.
    pub at: usize,
    /// What warns whoever does it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Point>,
}

/// An act that was done before under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneBefore {
    /// Which, by its place in the question, from 0.
    pub at: usize,
    /// The last entry that it made.
    pub last: u64,
}

/// What each of many acts would come to, were it alone: none of them sees what another would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previews {
    /// How many acts, from the first, this slice took.
    pub read: usize,
    /// The entry that it stands on.
    pub seq: u64,
    /// Those that can be done.
    pub can: Vec<Can>,
    /// Those that were done before.
    pub before: Vec<DoneBefore>,
    /// Those that cannot, by reason.
    pub cannot: Vec<Against>,
    /// Those of which nobody could say.
    pub unsaid: Vec<Unsaid>,
    /// The names of all that the warnings speak of.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
}
