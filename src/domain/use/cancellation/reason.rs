//! Why an act on a cancellation is refused, beside what every matter has.

use serde::{Deserialize, Serialize};

use crate::domain::law::refusal::Spoken;

/// A reason of cancellations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The resources are from more than one pool, of which each has somebody else to clear it.
    SeveralPools,
    /// Nothing of the system runs.
    NothingRuns,
    /// The unit has not yet failed to attest in time, so that nobody may determine the day in its place.
    EndNotEscalated,
}

impl Reason {
    /// What of the act's fields it speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self {
            Self::SeveralPools => Some(Spoken::Field("resources")),
            Self::NothingRuns => Some(Spoken::Field("system")),
            Self::EndNotEscalated => None,
        }
    }
}
