//! What the sentences of a pool's facts say.

use super::{EvaluationKind, Extent, Fact};
use crate::domain::law::said::{Said, Value};

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Opened(opened) => Said::of(match opened.body.extent {
                Extent::New => "pool.planned new",
                Extent::Enlargement => "pool.planned enlargement",
            })
            .name(&opened.body.name)
            .name(&opened.body.plan_number),
            Self::PlanReviewed {
                approved, opinion, ..
            } => match approved {
                true if opinion.is_empty() => Said::of("pool.plan-reviewed bare"),
                true => Said::of("pool.plan-reviewed approved").text(opinion),
                false => Said::of("pool.plan-reviewed rejected").text(opinion),
            },
            Self::Contracted { contract, .. } => {
                said.name(&contract.number).day(contract.signed_on)
            }
            Self::Built { built, .. } => said.day(built.built_on).count(built.components.len()),
            Self::Connected { connection, .. } => said
                .day(connection.connected_on)
                .name(&connection.class)
                .name(&connection.version),
            Self::Evaluated { evaluation, .. } => said
                .value(evaluated(evaluation.kind))
                .name(&evaluation.report)
                .day(evaluation.valid_until),
            Self::Commissioned {
                commissioned_on,
                quarter_ends,
                ..
            } => Said::of(match quarter_ends {
                Some(_) => "pool.commissioned",
                None => "pool.commissioned enlargement",
            })
            .day(*commissioned_on),
            Self::EvaluationNears {
                evaluation,
                valid_until,
                ..
            }
            | Self::EvaluationLapsed {
                evaluation,
                valid_until,
                ..
            } => said.value(evaluated(*evaluation)).day(*valid_until),
            Self::QuarterEnded { last_day, .. } => said.day(*last_day),
            Self::CapacityReviewed { review, .. } => said.text(&review.finding),
            Self::Closing { ground, .. } => said.text(ground),
            Self::Measured { .. } | Self::Closed { .. } => said,
            Self::GivenUp { reason, .. } => said.text(reason),
        }
    }
}

/// Which evaluation.
fn evaluated<'e>(kind: EvaluationKind) -> Value<'e> {
    Value::Line(Said::of(match kind {
        EvaluationKind::Mlps => "evaluation mlps",
        EvaluationKind::Crypto => "evaluation crypto",
        EvaluationKind::Cloud => "evaluation cloud",
    }))
}
