//! Why an act on a pool is refused, beside what every matter has.

use serde::{Deserialize, Serialize};

use super::EvaluationKind;
use crate::domain::law::code::{PartyCode, PoolCode};
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Spoken;

/// A reason of pools.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The city builds no pool of its own any more.
    NewSelfBuilt,
    /// A pool is registered under that code already.
    PoolExists(PoolCode),
    /// Another matter of that pool is on its way.
    PoolUnderWay(PoolCode, MatterId),
    /// Somebody else runs the pool.
    RunByAnother(PartyCode),
    /// The city has no contract for cloud resources with who runs it of that number and that day.
    NotContracted(String),
    /// A line is not four parts: component; vendor; product; evidence.
    BadComponent(String),
    /// Evaluations without which no platform serves are not on record, or not in date.
    NotEvaluated(Vec<EvaluationKind>),
    /// So many resources from it are used.
    StillUsed(u64),
    /// Something from it is approved and not issued, or ended and not taken back.
    StillPromised,
}

impl Reason {
    /// What of the act's fields it speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self {
            Self::NewSelfBuilt => Some(Spoken::Field("extent")),
            Self::PoolExists(_) | Self::PoolUnderWay(..) | Self::RunByAnother(_) => {
                Some(Spoken::Field("code"))
            }
            Self::NotContracted(_) => Some(Spoken::Field("number")),
            Self::BadComponent(_) => Some(Spoken::Field("components")),
            Self::NotEvaluated(_) | Self::StillUsed(_) | Self::StillPromised => None,
        }
    }
}
