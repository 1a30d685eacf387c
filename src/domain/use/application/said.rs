//! What the sentences of an application's facts say.

use super::{Fact, Raised};
use crate::domain::law::said::{Said, Value};
use crate::domain::r#use::line::Procurement;

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said {
        let said = Said::default();
        match self {
            Self::Submitted(opened) => {
                let is_grounded = opened.body.measures_ground.is_some();
                Said::by(if is_grounded {
                    "application.submitted on ground"
                } else {
                    "application.submitted in force"
                })
                .text(&opened.head.title)
            }
            Self::Supplied { materials, .. } => {
                let kinds = materials.iter().map(|material| material.kind.word());
                kinds.fold(said, |said, kind| said.line(format!("material {kind}")))
            }
            Self::Accepted { lacking, .. } if lacking.is_empty() => said,
            Self::Accepted { lacking, .. } => {
                Said::by("application.accepted lacking").count(lacking.len())
            }
            Self::Declined { objections, .. } if objections.len() == 1 => {
                Said::by("application.declined once")
            }
            Self::Declined { objections, .. } => {
                Said::by("application.declined often").count(objections.len())
            }
            Self::Answered { by, .. } => said.value(Value::Matter(*by)),
            Self::Reviewed {
                approved, opinion, ..
            } => Said::by(if *approved {
                "application.reviewed approved"
            } else {
                "application.reviewed rejected"
            })
            .text(opinion),
            Self::TestReported { passed, report, .. } => Said::by(if *passed {
                "application.test-reported passed"
            } else {
                "application.test-reported failed"
            })
            .text(report),
            Self::TestEnded { reason, .. }
            | Self::DeliveryObjected { reason, .. }
            | Self::AdjustmentProposed { reason, .. }
            | Self::Abandoned { reason, .. } => said.text(reason),
            Self::DeterminationObjected { objection, .. } => said.text(&objection.reason),
            Self::ObjectionDecided { decided, .. } => decided.said(),
            Self::EnvironmentCleared { clearing, .. } => said
                .line_if(
                    clearing.quantities.iter().any(|quantity| *quantity > 0),
                    "of lines",
                )
                .of_lines(&clearing.quantities),
            Self::Supplemented { raised, .. } => raised_lines(raised).text(&raised.reason),
            Self::FilingReceived { remark, .. } if remark.is_empty() => said,
            Self::FilingReceived { remark, .. } => {
                Said::by("application.filing-received remark").text(remark)
            }
            Self::Delivered { completed_on, .. } => said.day(*completed_on),
            Self::Confirmed { attestation, .. } => Said::by(if attestation.evidence.is_some() {
                "application.confirmed determined"
            } else {
                "application.confirmed attested"
            })
            .day(attestation.completed_on),
            Self::ProductMoved {
                line, procurement, ..
            } => Said::by(match procurement {
                Procurement::Asked => "product asked",
                Procurement::Refused => "product refused",
                Procurement::Consented => "product consented",
                Procurement::Arrived { .. } => "product arrived",
                Procurement::Failed { .. } => "product failed",
                Procurement::Passed { .. } => "product passed",
                Procurement::Deployed { .. } => "product deployed",
            })
            .number(*line),
            Self::EndedWith { recalled, .. } => said.value(Value::Matter(*recalled)),
            Self::TestOrdered { .. }
            | Self::TestHandedOver { .. }
            | Self::AttestationChecked { .. }
            | Self::DeliveryOrdered { .. } => said,
        }
    }
}

/// Which lines were raised, from what to what.
fn raised_lines(raised: &Raised) -> Said {
    let numbered = (1u32..).zip(raised.before.iter().zip(&raised.after));
    let moved = numbered.filter(|(_, (before, after))| before != after);
    moved.fold(Said::default(), |said, (line, (before, after))| {
        said.line("line raised")
            .number(line)
            .number(*before)
            .number(*after)
    })
}
