//! What the sentences of an emergency's facts say.

use super::Fact;
use crate::domain::law::said::{Said, Value};

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said {
        let said = Said::default();
        match self {
            Self::Applied(opened) => said.text(&opened.head.title),
            Self::Reviewed {
                approved: true,
                without_contract,
                overridden,
                ..
            } => {
                let said = Said::by("emergency.reviewed issued")
                    .line_if(*without_contract, "emergency.reviewed without contract");
                overridden.iter().fold(said, |said, passed| {
                    let numbers = passed.blocks.iter().map(|by| by.number);
                    numbers
                        .fold(said, Said::number)
                        .line("emergency.reviewed passing")
                        .text(&passed.reason)
                })
            }
            Self::Reviewed { opinion, .. } => Said::by("emergency.reviewed rejected").text(opinion),
            Self::Recalled { reason, .. } => said.text(reason),
            Self::HandedOver {
                handed_over_at,
                late,
                ..
            } => Said::by(if *late {
                "emergency.handed-over late"
            } else {
                "emergency.handed-over in time"
            })
            .value(Value::At(**handed_over_at)),
            Self::Acknowledged {
                acknowledgement, ..
            } => said.value(Value::At(*acknowledgement.at)),
            Self::DocumentSupplied { document, .. } => said.text(document),
            Self::DeterminationObjected { objection, .. } => said.text(&objection.reason),
            Self::ObjectionDecided { decided, .. } => decided.said(),
            Self::Confirmed { attestation, .. } => Said::by(if attestation.evidence.is_some() {
                "emergency.confirmed determined"
            } else {
                "emergency.confirmed attested"
            })
            .day(attestation.completed_on),
            Self::FormalDeclined { formal, .. }
            | Self::FormalApproved { formal, .. }
            | Self::Filed { formal, .. }
            | Self::FormalRefused { formal, .. } => said.value(Value::Matter(*formal)),
            Self::AttestationChecked { .. } | Self::Reminded { .. } => said,
        }
    }
}
