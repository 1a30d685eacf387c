//! Applying an event to a matter: it copies what the event says, cannot refuse and cannot calculate.

use super::clock::Moment;
use super::code::PersonCode;
use super::duty::Duty;
use super::event::Event;
use super::fact::{OnMatter, Step};
use super::matter::{Head, Matter, Past};

/// When an event happened and who acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Its time.
    pub at: Moment,
    /// Who acted.
    pub by: PersonCode,
}

/// A matter after an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The matter.
    pub after: Matter,
    /// What is over by it.
    pub past: Vec<Past>,
}

/// The matter after an event; none if the event is about no matter, or not about one like `before`.
#[must_use]
pub fn apply(event: &Event, before: Option<&Matter>, stamp: &Stamp) -> Option<Applied> {
    let (mut after, past) = match event.on_matter()? {
        OnMatter::Opens(_) => (event.opened()?, Vec::new()),
        OnMatter::Moves(step) => {
            let mut matter = before?.clone();
            event.change(&mut matter)?;
            let mut past = advance(&mut matter.head, step);
            past.extend(event.signed().map(|(number, by)| Past::Signed(number, by)));
            (matter, past)
        }
    };
    after.head.updated_at = stamp.at;
    after.head.updated_by = stamp.by.clone();
    Some(Applied { after, past })
}

fn advance(head: &mut Head, step: &Step) -> Vec<Past> {
    head.version = step.version;
    head.stage = step.stage;
    let mut past = Vec::new();
    for (key, closing) in &step.closed {
        if let Some(at) = head.duties.iter().position(|duty| duty.key == *key) {
            let mut duty = head.duties.remove(at);
            duty.closed = Some(closing.clone());
            head.undetermined.push(duty);
        }
    }
    // A duty whose outcome waits for a notice stays with the matter until an event says how it ended.
    let (waiting, over) = std::mem::take(&mut head.undetermined)
        .into_iter()
        .partition(Duty::is_undetermined);
    head.undetermined = waiting;
    let over: Vec<Duty> = over;
    past.extend(over.into_iter().map(Past::Duty));
    head.duties.extend(step.opened.iter().cloned());
    for paper in &step.papers {
        head.send(paper);
    }
    past.extend(step.papers.iter().cloned().map(Past::Paper));
    if let Some((part, person)) = &step.part
        && !head.wore(*part, person)
    {
        head.parts.push((*part, person.clone()));
    }
    past
}
