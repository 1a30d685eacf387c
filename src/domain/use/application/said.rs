//! What the sentences of an application's facts say.

use super::{Fact, Raised};
use crate::domain::law::said::{Said, Value};

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Submitted(opened) => {
                let is_grounded = opened.body.measures_ground.is_some();
                Said::of(if is_grounded {
                    "application.submitted on ground"
                } else {
                    "application.submitted in force"
                })
                .text(&opened.head.title)
            }
            Self::Supplied { materials, .. } => {
                let kinds = materials.iter().map(|material| material.kind);
                said.several(kinds.map(Value::Material))
            }
            Self::Accepted { lacking, .. } if lacking.is_empty() => said,
            Self::Accepted { lacking, .. } => {
                Said::of("application.accepted lacking").count(lacking.len())
            }
            Self::Declined { objections, .. } if objections.len() == 1 => {
                Said::of("application.declined once")
            }
            Self::Declined { objections, .. } => {
                Said::of("application.declined often").count(objections.len())
            }
            Self::Answered { by, .. } => said.value(Value::Matter(*by)),
            Self::Reviewed {
                approved, opinion, ..
            } => Said::of(if *approved {
                "application.reviewed approved"
            } else {
                "application.reviewed rejected"
            })
            .text(opinion),
            Self::TestReported { passed, report, .. } => Said::of(if *passed {
                "application.test-reported passed"
            } else {
                "application.test-reported failed"
            })
            .text(report),
            Self::TestEnded { reason, .. }
            | Self::DeliveryObjected { reason, .. }
            | Self::AdjustmentProposed { reason, .. }
            | Self::Abandoned { reason, .. } => said.text(reason),
            Self::DeterminationObjected { objection, .. } => objection.said(),
            Self::ObjectionDecided { decided, .. } => decided.said(),
            Self::EnvironmentCleared { clearing, .. } => {
                let lines = of_lines(&clearing.quantities);
                if lines.is_empty() {
                    said
                } else {
                    Said::of("of lines").several(lines)
                }
            }
            Self::Supplemented { raised, .. } => said.several(raised.lines()).text(&raised.reason),
            Self::FilingReceived { remark, .. } if remark.is_empty() => said,
            Self::FilingReceived { remark, .. } => {
                Said::of("application.filing-received remark").text(remark)
            }
            Self::Delivered { completed_on, .. } => said.day(*completed_on),
            Self::Confirmed { attestation, .. } => Said::of(if attestation.evidence.is_some() {
                "application.confirmed determined"
            } else {
                "application.confirmed attested"
            })
            .day(attestation.completed_on),
            Self::ProductMoved {
                line, own_purchase, ..
            } => said.number(*line).line(own_purchase.said()),
            Self::EndedWith { recalled, .. } => said.value(Value::Matter(*recalled)),
            Self::TestOrdered { .. }
            | Self::TestHandedOver { .. }
            | Self::AttestationChecked { .. }
            | Self::DeliveryOrdered { .. } => said,
        }
    }
}

/// How much of which lines, those that have any.
#[must_use]
pub fn of_lines(quantities: &[u32]) -> Vec<Value<'_>> {
    let numbered = (1u32..).zip(quantities);
    let numbered = numbered.filter(|(_, quantity)| **quantity > 0);
    let said = numbered.map(|(line, quantity)| Said::of("of line").number(line).number(*quantity));
    said.map(Value::Line).collect()
}

impl Raised {
    /// Which lines were raised, from what to what.
    #[must_use]
    pub fn lines(&self) -> Vec<Value<'_>> {
        let numbered = (1u32..).zip(self.before.iter().zip(&self.after));
        let moved = numbered.filter(|(_, (before, after))| before != after);
        let said = moved.map(|(line, (before, after))| {
            let said = Said::of("line raised").number(line);
            said.number(*before).number(*after)
        });
        said.map(Value::Line).collect()
    }
}
