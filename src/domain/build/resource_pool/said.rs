//! What the sentences of a pool's facts say.

use super::{Evaluation, EvaluationKind, Extent, Fact};
use crate::domain::law::said::{Said, Value};

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Opened(opened) => match &opened.body.plan {
                Some(plan) => Said::of(match plan.extent {
                    Extent::New => "pool.opened new",
                    Extent::Enlargement => "pool.opened enlargement",
                })
                .name(&opened.body.name)
                .name(&plan.number),
                None => Said::of("pool.opened existing").name(&opened.body.name),
            },
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
                next_quarter_end,
                ..
            } => Said::of(match next_quarter_end {
                Some(_) => "pool.commissioned",
                None => "pool.commissioned enlargement",
            })
            .day(*commissioned_on),
            Self::DayCame {
                nearing,
                lapsed,
                quarter,
                ..
            } => {
                let nearing = nearing.iter().map(|known| ends("evaluation nears", known));
                let lapsed = lapsed.iter().map(|known| ends("evaluation lapsed", known));
                let quarter = quarter.iter().map(|last_day| {
                    let over = Said::of("quarter over").day(*last_day);
                    Value::Line(over)
                });
                said.several(nearing.chain(lapsed).chain(quarter))
            }
            Self::CapacityReviewed { review, .. } => said.text(&review.finding),
            Self::Closing { ground, .. } => said.text(ground),
            Self::Measured { .. } | Self::Closed { .. } => said,
            Self::GivenUp { reason, .. } => said.text(reason),
        }
    }
}

/// That an evaluation ends.
fn ends<'e>(line: &'static str, known: &Evaluation) -> Value<'e> {
    let said = Said::of(line).value(evaluated(known.kind));
    Value::Line(said.day(known.valid_until))
}

/// Which evaluation.
fn evaluated<'e>(kind: EvaluationKind) -> Value<'e> {
    Value::Line(Said::of(match kind {
        EvaluationKind::Mlps => "evaluation mlps",
        EvaluationKind::Crypto => "evaluation crypto",
        EvaluationKind::Cloud => "evaluation cloud",
    }))
}
