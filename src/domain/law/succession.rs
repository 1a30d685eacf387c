//! Succession (撤并承接): a unit was dissolved or merged, and another takes over its matters, systems and duties. The
//! register says so once; each matter is passed by a step of its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::{PartyCode, PersonCode};
use super::common::Fact;
use super::event::Event;
use super::matter::Matter;
use super::party::Party;
use super::refusal::{Reason, Refusal};
use super::step::Case;

/// That another party took over from one: its matters, systems and duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// The one that took over.
    pub by: PartyCode,
    /// From this day on.
    pub from: NaiveDate,
    /// The document that says so.
    pub document: String,
    /// Who recorded it.
    pub recorded_by: PersonCode,
}

/// Passes what is a party's on the matter to the one that took over from it. Refused if nobody it concerns was succeeded.
pub(super) fn pass(case: &Case, matter: &Matter) -> Result<Event, Refusal> {
    let succession = |party: &PartyCode| {
        let found: Option<Party> = case.world.find(party.as_str());
        found.and_then(|party| Some((party.code, party.succeeded?.by)))
    };
    let mut concerned = matter.head.concerned.iter();
    let Some((party, by)) = concerned.find_map(|(_, party)| succession(party)) else {
        return Err(case.refuse(Reason::AlreadyDone));
    };
    case.moves(matter)
        .record(|step| Fact::Succeeded { step, party, by })
}
