//! A unit's own contract with a provider (Art. 40).

use super::{Fact, own_unit};
use crate::domain::law::code::PartyCode;
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::{Contract, ContractEntry};
use crate::domain::record::contract_key;

/// Records a unit's own contract with a provider.
///
/// # Errors
/// If either is not registered as such, or the day lies in the future.
pub(super) fn record(case: &Case, entry: &ContractEntry) -> Result<Fact, Refusal> {
    own_unit(case, &entry.unit)?;
    let provider: Party = case.registered(entry.provider.as_str())?;
    if provider.kind != PartyKind::Provider {
        return Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Provider])));
    }
    text::not_in_future(case, entry.signed_on)?;
    let by = &case.actor.person;
    let number = text::required(case, "number", &entry.number, text::LINE)?;
    let before: Option<Contract> = case.world.find(&contract_key(&entry.unit, &entry.provider));
    // What is entered as it stood stays vouched for.
    let same = before
        .filter(|before| before.number == number && before.signed_on == entry.signed_on)
        .and_then(|before| before.vouched_by);
    let by_unit = case.actor.kind == PartyKind::Unit;
    Ok(Fact::ContractRecorded(Contract {
        unit: entry.unit.clone(),
        provider: entry.provider.clone(),
        number,
        signed_on: entry.signed_on,
        recorded_by: by.clone(),
        vouched_by: same.or_else(|| (!by_unit).then(|| by.clone())),
    }))
}

/// Countersigns a contract: from then on it counts (Art. 40).
///
/// # Errors
/// If the unit recorded none with the provider, or it counts already.
pub(super) fn countersign(case: &Case, unit: &PartyCode) -> Result<Fact, Refusal> {
    let found: Contract = case.registered(&contract_key(unit, &case.actor.party))?;
    if found.vouched_by.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    Ok(Fact::ContractCountersigned(Contract {
        vouched_by: Some(case.actor.person.clone()),
        ..found
    }))
}
