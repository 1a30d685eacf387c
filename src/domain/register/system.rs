//! Systems, and what the authority confirms of them (Art. 3).

use super::{Fact, code, own_unit};
use crate::domain::build::system::{Grading, System, SystemEntry};
use crate::domain::law::code::SystemCode;
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::matter::Part;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R22;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;

/// Registers or changes a system; a unit only its own. What the authority enters is in force at once, what anybody else
/// does once the authority confirms it, or marked as unconfirmed while nothing is confirmed.
///
/// # Errors
/// If it is not well formed, or belongs to another unit.
pub(super) fn register(case: &Case, entry: &SystemEntry) -> Result<Fact, Refusal> {
    code(case, "code", entry.code.as_str())?;
    if !(1..=5).contains(&entry.protection_level) {
        return Err(case.refuse(Reason::OutOfRange("protection_level".to_owned(), 1, 5)));
    }
    own_unit(case, &entry.unit)?;
    let before: Option<System> = case.world.find(entry.code.as_str());
    let another = before.as_ref().filter(|before| before.unit != entry.unit);
    if another.is_some() {
        return Err(case.refuse(Reason::Taken(RecordKind::System, entry.code.to_string())));
    }
    let name = text::required(case, "name", &entry.name, text::LINE)?;
    let filing = entry.filing.as_deref().unwrap_or_default();
    let filing = text::optional(case, "filing", filing, text::LINE)?;
    let entered = Entered {
        value: Grading {
            protection_level: entry.protection_level,
            filing: (!filing.is_empty()).then_some(filing),
            funding: entry.funding,
        },
        from: case.today(),
        by: case.actor.person.clone(),
    };
    let confirms = case.actor.kind == PartyKind::Authority;
    let Some(before) = before else {
        let dates = Dates::begin(&entered, confirms);
        let Grading {
            protection_level,
            filing,
            funding,
        } = entered.value;
        return Ok(Fact::SystemRegistered(System {
            code: entry.code.clone(),
            name,
            unit: entry.unit.clone(),
            protection_level,
            filing,
            funding,
            grading: dates,
        }));
    };
    let mut dates = before.grading.clone();
    let holds = dates.enter(case, &before.is_graded(), entered, confirms)?;
    Ok(Fact::SystemRegistered(System {
        name,
        ..before.graded(holds, dates)
    }))
}

/// Confirms what was entered of a system: what waits, or what is in force unconfirmed.
///
/// # Errors
/// If there is no such system, nothing waits, or whoever entered it would confirm it (R22).
pub(super) fn confirm(case: &Case, system: &SystemCode) -> Result<Fact, Refusal> {
    let found: System = case.registered(system.as_str())?;
    let holds = found.is_graded();
    let mut dates = found.grading.clone();
    let entered = dates.to_approve(&holds);
    if entered.is_some_and(|entered| entered.by == case.actor.person) {
        return Err(Reason::SamePerson(Part::Proposer).under(R22));
    }
    let holds = dates.approve(case, &holds)?;
    Ok(Fact::SystemConfirmed(found.graded(holds, dates)))
}
