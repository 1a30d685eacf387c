//! Holds: that somebody waits is recorded, and no clock stops (Art. 19).

use super::{Fact, Hold, Resume};
use crate::domain::law::event::Event;
use crate::domain::law::matter::{self, Matter};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Records a hold; no clock stops (Art. 19). Several stand beside each other, one a person. Refused if the person has one
/// already, nothing is owed any more, or no reason is given.
pub(super) fn hold(case: &Case, matter: &Matter, act: &Hold) -> Result<Event, Refusal> {
    let mut holds = matter.head.holds.iter();
    if holds.any(|hold| hold.by == case.actor.person) {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    if matter.head.duties.is_empty() {
        return Err(case.refuse(Reason::WrongStage(matter.head.stage)));
    }
    let hold = matter::Hold {
        number: matter.head.holds_given.saturating_add(1),
        party: case.actor.party.clone(),
        since: case.now.into(),
        by: case.actor.person.clone(),
        reason: text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?,
    };
    case.moves(matter).record(|step| Fact::Held { step, hold })
}

/// Lifts a hold. The party that recorded it lifts it, so that it does not outlast whoever left; the authority lifts any.
/// Of several that the actor may lift, the act says which.
pub(super) fn resume(case: &Case, matter: &Matter, act: &Resume) -> Result<Event, Refusal> {
    let holds = &matter.head.holds;
    if holds.is_empty() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    let is_meant = |hold: &&matter::Hold| {
        act.number.is_none_or(|number| number == hold.number)
            && act.by.as_ref().is_none_or(|by| *by == hold.by)
    };
    let meant: Vec<_> = holds.iter().filter(is_meant).collect();
    let any = case.actor.kind == PartyKind::Authority;
    let theirs = |hold: &&matter::Hold| any || hold.party == case.actor.party;
    let mine: Vec<_> = meant.iter().copied().filter(theirs).collect();
    let number = match mine.as_slice() {
        [only] => only.number,
        [] => {
            let reason = meant.first().map_or(Reason::NoSuchHold, |hold| {
                Reason::NotYourHold(hold.party.clone())
            });
            return Err(case.refuse(reason));
        }
        several => {
            let numbers = several.iter().map(|hold| hold.number).collect();
            return Err(case.refuse(Reason::WhichHold(numbers)));
        }
    };
    case.moves(matter)
        .record(|step| Fact::Resumed { step, number })
}
