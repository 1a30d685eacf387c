//! What the sentences of an emergency's facts say.

use super::Fact;
use crate::domain::law::block::Override;
use crate::domain::law::said::{Said, Value};

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Applied(opened) => said.text(&opened.head.title),
            Self::Reviewed {
                approved: true,
                without_contract,
                overridden,
                ..
            } => issued(*without_contract, overridden.as_ref()),
            Self::Reviewed { opinion, .. } => Said::of("emergency.reviewed rejected").text(opinion),
            Self::Recalled { reason, .. } => said.text(reason),
            Self::HandedOver {
                handed_over_at,
                late,
                ..
            } => Said::of(if *late {
                "emergency.handed-over late"
            } else {
                "emergency.handed-over in time"
            })
            .value(Value::At(**handed_over_at)),
            Self::Acknowledged {
                acknowledgement, ..
            } => said.value(Value::At(*acknowledgement.at)),
            Self::DocumentSupplied { document, .. } => said.text(document),
            Self::DeterminationObjected { objection, .. } => objection.said(),
            Self::ObjectionDecided { decided, .. } => decided.said(),
            Self::Confirmed { attestation, .. } => Said::of(if attestation.evidence.is_some() {
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

/// That it was issued, lacking what, and past which blocks.
fn issued(without_contract: bool, overridden: Option<&Override>) -> Said<'_> {
    let issued = Said::of("emergency.reviewed issued");
    let issued = if without_contract {
        Said::of("emergency.reviewed without contract").line(issued)
    } else {
        issued
    };
    match overridden {
        Some(passed) => {
            let numbers = passed.blocks.iter().map(|by| by.number.into());
            Said::of("emergency.reviewed passing")
                .line(issued)
                .several(numbers.map(Value::Number))
                .text(&passed.reason)
        }
        None => issued,
    }
}
