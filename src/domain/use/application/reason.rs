//! Why an act on an application is refused, beside what every matter has.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::outside::Outside;
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Spoken;

/// A reason of applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// What is outside needs the authority's written ground (R20, R42, R45).
    GroundNeeded(Outside),
    /// The ruling refuses it.
    OutsideRefused(Outside),
    /// Support builds and delivers on a self-built pool, so that no order is placed there.
    SelfBuilt,
    /// A product has not passed its security check.
    NotChecked(u32),
    /// The line is not a self-procured one with consent.
    NotSelfProcured(u32),
    /// The earlier matter was not "not accepted", or belongs to another unit.
    NotReapplicable(MatterId),
    /// A re-application must answer every objection.
    NoAnswer(u32),
    /// A re-application is for the same system and pool; for another pool only if the former one's provider exits (R34).
    OtherPlace(MatterId),
    /// A test's month is not over.
    TestNotOver,
    /// The product has not arrived, or not again since its check failed.
    NotArrived(u32),
    /// The line is adjusted above what was approved of it, which a supplementary opinion may raise (R24).
    AboveApproved(u32, u32),
    /// A supplementary opinion leaves no line less than what was approved, and gives one more; what was approved.
    NotRaised(Vec<u32>),
    /// Nothing is left to be cleared.
    NothingToClear,
    /// A regularising application cannot be withdrawn or abandoned.
    Regularising,
    /// Delivered resources are cancelled, not abandoned.
    AlreadyDelivered,
    /// The unit has not yet failed to confirm in time, so that nobody may confirm in its place.
    NotYetEscalated,
    /// The adjustment is not filed before that day, unless its receipt is recorded.
    NotYetFiled(NaiveDate),
}

impl Reason {
    /// What of the act's fields it speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self {
            Self::GroundNeeded(_) => Some(Spoken::Field("ground")),
            Self::NoAnswer(_) => Some(Spoken::Field("answers")),
            Self::OtherPlace(_) => Some(Spoken::Field("pool")),
            Self::AboveApproved(line, _) => Some(Spoken::Quantity(*line)),
            Self::NotRaised(_) => Some(Spoken::Quantity(1)),
            Self::OutsideRefused(_)
            | Self::SelfBuilt
            | Self::NotChecked(_)
            | Self::NotSelfProcured(_)
            | Self::NotReapplicable(_)
            | Self::TestNotOver
            | Self::NotArrived(_)
            | Self::NothingToClear
            | Self::Regularising
            | Self::AlreadyDelivered
            | Self::NotYetEscalated
            | Self::NotYetFiled(_) => None,
        }
    }
}
