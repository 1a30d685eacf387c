//! What two persons decide: what waits for the second signature, and what of the rules it would change.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::act::Verb;
use super::calendar::SpecialDay;
use super::ruling::{RulingId, RulingUse, RulingValue};

/// A proposal that waits for a second signature, told to whoever may give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToSign {
    /// The act that signs it.
    pub verb: Verb,
    /// The number by which it is signed.
    pub number: u32,
    /// The ruling that it changes, if it changes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<RulingId>,
    /// The last day on which it can be signed, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The name of whoever proposed it.
    pub by: String,
}

/// What of the rules would be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// A parameter of a ruling.
    Ruled {
        /// What would hold from its day on.
        from: RulingUse,
        /// What is to hold then.
        to: RulingValue,
    },
    /// A day of the calendar; one that is none is what its weekday says.
    Day {
        /// The day.
        day: NaiveDate,
        /// What it is.
        from: Option<SpecialDay>,
        /// What it would be.
        to: Option<SpecialDay>,
    },
    /// The last day of the Measures.
    LastDay {
        /// As it stands.
        from: NaiveDate,
        /// As it would be.
        to: NaiveDate,
    },
}
