//! What the sentences of a change's facts say.

use super::{ChangeLine, Fact};
use crate::domain::law::said::{Said, Value};
use crate::domain::law::sight::Told;

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Requested(opened) => said
                .text(&opened.head.title)
                .several(opened.body.lines.iter().map(becomes)),
            Self::Advised { advice, .. } => match advice.agrees {
                Told::Is(true) => Said::of("change.advised for").text(&advice.opinion),
                Told::Is(false) => Said::of("change.advised against").text(&advice.opinion),
                Told::Hidden => said,
            },
            Self::Reviewed { approved: true, .. } => Said::of("change.reviewed approved"),
            Self::Reviewed { opinion, .. } => Said::of("change.reviewed rejected").text(opinion),
            Self::Submitted { .. } | Self::Ordered { .. } => said,
            Self::CarriedOut { done_on, .. } => said.day(*done_on),
            Self::Confirmed { attestation, .. } => {
                let day = attestation.completed_on;
                match &attestation.evidence {
                    None => Said::of("change.confirmed attested").day(day),
                    Some(evidence) => Said::of("change.confirmed determined")
                        .day(day)
                        .text(evidence),
                }
            }
            Self::Cleared { clearing, .. } => said.day(clearing.until).text(&clearing.method),
        }
    }
}

/// What is to become of a resource.
fn becomes(line: &ChangeLine) -> Value<'_> {
    let (before, after) = (&line.before, &line.after);
    let becomes = Said::of("change line");
    let becomes = becomes.value(Value::Matter(line.resource.matter));
    let becomes = becomes.number(line.resource.line);
    let becomes = becomes.name(&before.name).number(before.quantity);
    Value::Line(becomes.name(&after.name).number(after.quantity))
}
