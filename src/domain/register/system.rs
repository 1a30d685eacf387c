//! Systems, and what the authority confirms of them (Art. 3).

use super::{Fact, code, own_unit};
use crate::domain::build::system::{Proposed, System, SystemEntry};
use crate::domain::law::code::SystemCode;
use crate::domain::law::matter::Part;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R22;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::RecordKind;

/// Registers or changes a system; a unit only its own.
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
    Ok(Fact::SystemRegistered(System {
        name,
        ..entered(case, entry, before)
    }))
}

/// What an entry makes of a system. The authority's own is in force at once. Anybody else's is in force while nothing is
/// confirmed, marked so; once something is, it waits beside what was confirmed.
fn entered(case: &Case, entry: &SystemEntry, before: Option<System>) -> System {
    let (by, today) = (&case.actor.person, case.today());
    let confirms = case.actor.kind == PartyKind::Authority;
    let confirmed_by = confirms.then(|| by.clone());
    let proposed = Proposed {
        protection_level: entry.protection_level,
        funding: entry.funding,
        by: by.clone(),
        on: today,
    };
    let Some(before) = before else {
        return System {
            code: entry.code.clone(),
            name: String::new(),
            unit: entry.unit.clone(),
            protection_level: entry.protection_level,
            funding: entry.funding,
            from: today,
            proposed_by: by.clone(),
            confirmed_by,
            proposed: None,
            former: Vec::new(),
        };
    };
    let same = before.protection_level == entry.protection_level && before.funding == entry.funding;
    if same && (before.confirmed_by.is_some() || !confirms) {
        return System {
            proposed: None,
            ..before
        };
    }
    if confirms || before.confirmed_by.is_none() {
        return before.graded(&proposed, today, confirmed_by);
    }
    System {
        proposed: Some(proposed),
        ..before
    }
}

/// Confirms what was entered of a system: what waits, or what is in force unconfirmed.
///
/// # Errors
/// If there is no such system, nothing waits, or whoever entered it would confirm it (R22).
pub(super) fn confirm(case: &Case, system: &SystemCode) -> Result<Fact, Refusal> {
    let found: System = case.registered(system.as_str())?;
    let waiting = match &found.proposed {
        Some(proposed) => proposed.clone(),
        None if found.confirmed_by.is_some() => return Err(case.refuse(Reason::AlreadyDone)),
        None => Proposed {
            protection_level: found.protection_level,
            funding: found.funding,
            by: found.proposed_by.clone(),
            on: found.from,
        },
    };
    let by = &case.actor.person;
    if waiting.by == *by {
        return Err(Reason::SamePerson(Part::Proposer).under(R22));
    }
    let confirmed = match found.proposed {
        Some(_) => found.graded(&waiting, case.today(), Some(by.clone())),
        // What was in force goes on: there is nothing of before to keep.
        None => System {
            confirmed_by: Some(by.clone()),
            ..found
        },
    };
    Ok(Fact::SystemConfirmed(confirmed))
}
