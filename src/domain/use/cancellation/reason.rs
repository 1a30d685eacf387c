//! Why an act on a cancellation is refused, beside what every matter has.

use serde::{Deserialize, Serialize};

use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Spoken;
use crate::domain::r#use::resource::{ResourceId, ResourceState};

/// A reason of cancellations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// What is named is no resource of the unit's.
    NoSuchResource(String),
    /// A resource is named twice.
    ResourceTwice(ResourceId),
    /// A resource is of another system.
    ResourceElsewhere(ResourceId),
    /// A resource does not run: nobody attested that it began, or it has ended.
    ResourceNotRunning(ResourceId, ResourceState),
    /// Another open matter is about it: which.
    ResourceClaimed(ResourceId, MatterId),
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
            Self::NoSuchResource(_)
            | Self::ResourceTwice(_)
            | Self::ResourceElsewhere(_)
            | Self::ResourceNotRunning(..)
            | Self::ResourceClaimed(..)
            | Self::SeveralPools => Some(Spoken::Field("resources")),
            Self::NothingRuns => Some(Spoken::Field("system")),
            Self::EndNotEscalated => None,
        }
    }
}
