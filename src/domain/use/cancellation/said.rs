//! What the sentences of a cancellation's facts say.

use super::Fact;
use crate::domain::law::said::Said;

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Opened(opened) => said
                .text(&opened.head.title)
                .count(opened.body.endings.len()),
            Self::Submitted { .. } | Self::Countersigned { .. } => said,
            Self::Reviewed {
                approved_on,
                opinion,
                ..
            } => match approved_on {
                Some(_) if opinion.is_empty() => Said::of("cancellation.reviewed approved bare"),
                Some(_) => Said::of("cancellation.reviewed approved").text(opinion),
                None => Said::of("cancellation.reviewed rejected").text(opinion),
            },
            Self::BackedUp { backup, .. } => said.text(&backup.place),
            Self::WentOffline { offline, .. } => said.day(offline.on),
            Self::Terminated { termination, .. } => Said::of(if termination.evidence.is_some() {
                "cancellation.terminated determined"
            } else {
                "cancellation.terminated attested"
            })
            .day(termination.ended_on),
            Self::Cleared { clearing, .. } => said.text(&clearing.method).day(clearing.until),
            Self::Reclaimed { reclaimed_on, .. } => said.day(*reclaimed_on),
        }
    }
}
