//! What the sentences of the facts of every kind of matter say.

use super::{Fact, Recomputation, Reported, Settlement};
use crate::domain::law::said::{Said, Value};
use crate::domain::r#use::resource::Turn;

impl Fact {
    /// What its sentence says.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        let said = Said::of(self.written_as().0);
        match self {
            Self::Withdrawn { reason, .. } => said.text(reason),
            Self::Served {
                number,
                party,
                served,
                ..
            } => said
                .name(number.to_string())
                .called(party)
                .text(&served.received_by),
            Self::Succeeded { party, by, .. } => said.called(party).called(by),
            Self::Signed { number, .. } => said.name(number.to_string()),
            Self::Enclosed { enclosure, .. } => said.text(&enclosure.file.name),
            Self::TakenOut { name, .. } => said.text(name),
            Self::Held { hold, .. } => said.number(hold.number).text(&hold.reason),
            Self::Resumed { number, .. } => said.number(*number),
            Self::Claimed { step, lines, by } => said
                .value(Value::Matter(*by))
                .value(Value::Matter(step.matter))
                .several(lines.iter().map(|line| Value::Number(u64::from(*line)))),
            Self::Freed { by, .. } | Self::Cleared { by, .. } => said.value(Value::Matter(*by)),
            Self::Turned { turns, by, .. } => said
                .value(Value::Matter(*by))
                .several(turns.iter().map(turned)),
            Self::TakenOver { from, remark, .. } if remark.is_empty() => said.called(from),
            Self::TakenOver { from, remark, .. } => Said::of("matter.taken-over remark")
                .called(from)
                .text(remark),
            Self::Escalated { reports, .. } => said.several(reports.iter().map(reported)),
            Self::Recomputed {
                edition,
                deadlines,
                settled,
                ..
            } => {
                let moved = deadlines.iter().filter(|moved| moved.differs);
                let moved = moved.map(|moved| self::moved(moved, *edition));
                let all: Vec<_> = moved.chain(settled.iter().map(self::settled)).collect();
                if all.is_empty() {
                    Said::of("matter.recomputed kept").number(*edition)
                } else {
                    said.several(all)
                }
            }
        }
    }
}

fn turned(turn: &Turn) -> Value<'_> {
    let line = u64::from(turn.line);
    Value::Line(match &turn.into {
        Some(used) => Said::of("resources.turned into")
            .number(line)
            .day(turn.from)
            .name(&used.name)
            .number(used.quantity),
        None => Said::of("resources.turned ended")
            .number(line)
            .day(turn.from),
    })
}

fn reported(one: &Reported) -> Value<'_> {
    let reported = Said::of("duty reported").value(Value::Duty(one.duty));
    Value::Line(reported.value(Value::Superior(one.to)))
}

fn moved(moved: &Recomputation, edition: u32) -> Value<'_> {
    let to = &moved.to;
    let due = Value::Due(to.due(), to.cut_off().min(24 * 60));
    let due = if to.provisional {
        Value::Line(Said::of("matter.recomputed provisionally").value(due))
    } else {
        due
    };
    let moved = Said::of("matter.recomputed moved").value(Value::Duty(moved.duty));
    Value::Line(moved.number(edition).value(due))
}

fn settled(one: &Settlement) -> Value<'_> {
    let settled = Said::of("matter.recomputed settled").value(Value::Duty(one.duty));
    Value::Line(settled.value(Value::Outcome(one.outcome)))
}
