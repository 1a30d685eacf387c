//! What the sentences share that are told of whatever asks for resources.

use super::line::OwnPurchase;
use super::objection::{DayObjection, Decided};
use crate::domain::law::said::Said;

impl DayObjection {
    /// What the sentence of it says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        Said::of("day objected").text(&self.reason)
    }
}

impl Decided {
    /// What the sentence of it says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        Said::of(if self.upheld {
            "objection upheld"
        } else {
            "objection dismissed"
        })
        .day(self.completed_on)
    }
}

impl OwnPurchase {
    /// How far it has come.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        Said::of(match self {
            Self::Asked => "product asked",
            Self::Refused => "product refused",
            Self::Consented => "product consented",
            Self::Arrived { .. } => "product arrived",
            Self::Failed { .. } => "product failed",
            Self::Passed { .. } => "product passed",
            Self::Deployed { .. } => "product deployed",
        })
    }
}
