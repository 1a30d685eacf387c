//! Why an act on an emergency, or on what regularises one, is refused, beside what every matter has.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Spoken;

/// A reason of emergencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A superior's requirement must cite its document, or the oral order: who gave it, when, who received it (R27).
    NoProof,
    /// R27 as ruled takes no oral order.
    OralRefused,
    /// Another special reason must be stated (R27).
    NoSpecialReason,
    /// The document of an oral order is not owed.
    NoDocumentOwed,
    /// The unit has not acknowledged the hand-over that was recorded late.
    NotAcknowledged,
    /// Only the catalogue can be issued in an emergency.
    OffCatalogueEmergency(u32),
    /// A hand-over before the issuance at that instant.
    BeforeIssuance(DateTime<Utc>),
    /// The emergency named has no formal application to wait for.
    NotRegularisable(MatterId),
    /// The formal application must ask for exactly what the emergency issued, in the same pool for the same system.
    NotCovering,
}

impl Reason {
    /// What of the act's fields it speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self {
            Self::NoProof => Some(Spoken::Field("document")),
            Self::NoSpecialReason => Some(Spoken::Field("special_reason")),
            Self::BeforeIssuance(_) => Some(Spoken::Day),
            Self::OffCatalogueEmergency(line) => Some(Spoken::Line(*line, "item")),
            Self::OralRefused
            | Self::NoDocumentOwed
            | Self::NotAcknowledged
            | Self::NotRegularisable(_)
            | Self::NotCovering => None,
        }
    }
}
