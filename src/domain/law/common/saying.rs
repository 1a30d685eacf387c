//! What the sentences of the facts of every kind of matter say.

use super::Fact;
use crate::domain::law::said::Said;

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said {
        let said = Said::default();
        match self {
            Self::Withdrawn { reason, .. } => said.text(reason),
            Self::Served {
                number,
                party,
                served,
                ..
            } => said.name(number).name(party).text(&served.received_by),
            Self::Succeeded { party, by, .. } => said.name(party).name(by),
            Self::Signed { number, .. } => said.name(number),
            Self::Enclosed { enclosure, .. } => said.text(&enclosure.file.name),
            Self::TakenOut { name, .. } => said.text(name),
            Self::Held { hold, .. } => said.number(hold.number).text(&hold.reason),
            Self::Resumed { number, .. } => said.number(*number),
            Self::TakenOver { from, remark, .. } if remark.is_empty() => said.name(from),
            Self::TakenOver { from, remark, .. } => {
                Said::by("matter.taken-over remark").name(from).text(remark)
            }
            Self::Escalated { reports, .. } => reports.iter().fold(said, |said, one| {
                said.duty(one.duty)
                    .line(format!("superior {}", one.to.word()))
            }),
            Self::Recomputed {
                edition,
                deadlines,
                settled,
                ..
            } => {
                let moved: Vec<_> = deadlines.iter().filter(|moved| moved.differs).collect();
                if moved.is_empty() && settled.is_empty() {
                    return Said::by("matter.recomputed kept").number(*edition);
                }
                let said = moved.into_iter().fold(said, |said, moved| {
                    let to = &moved.to;
                    said.line("matter.recomputed moved")
                        .line_if(to.provisional, "matter.recomputed provisionally")
                        .duty(moved.duty)
                        .number(*edition)
                        .due(to)
                });
                settled.iter().fold(said, |said, one| {
                    said.line("matter.recomputed settled")
                        .duty(one.duty)
                        .line(format!("outcome {}", one.outcome.word()))
                })
            }
        }
    }
}
