//! A unit's own contract with a provider (Art. 40).

use super::{Fact, own_unit, party_in};
use crate::domain::law::code::PartyCode;
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::money;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::{Contract, ContractEntry, Terms};
use crate::domain::purchase::procurement;
use crate::domain::record::contract_key;

/// Records a unit's own contract with a provider, or what became of it. What the unit alone says waits, once something
/// that somebody vouches for is on record.
///
/// # Errors
/// If either is not registered as such, the day of signature lies in the future, the term ends before it starts, or the
/// amount or a price cannot be read.
pub(super) fn record(case: &Case, entry: &ContractEntry) -> Result<Fact, Refusal> {
    own_unit(case, &entry.unit)?;
    party_in(case, "provider", &entry.provider, PartyKind::Provider)?;
    text::not_in_future(case, entry.signed_on)?;
    let starts_on = entry.starts_on.unwrap_or(entry.signed_on);
    text::believable(case, "starts_on", starts_on)?;
    if let Some(last) = entry.ends_on {
        text::believable(case, "ends_on", last)?;
    }
    if let Some(last) = entry.ends_on.filter(|last| *last < starts_on) {
        return Err(case.refuse(Reason::Before(last, starts_on)));
    }
    let number = text::required(case, "number", &entry.number, text::LINE)?;
    unused(case, &number, Some((&entry.unit, &entry.provider)))?;
    let lines = procurement::price_table(case, entry.prices.as_deref(), starts_on)?;
    let prices = lines.into_iter().map(|(_, version)| version).collect();
    let entered = Entered {
        value: Terms {
            number,
            signed_on: entry.signed_on,
            starts_on,
            ends_on: entry.ends_on,
            amount_fen: amount(case, entry.amount.as_deref())?,
            prices,
        },
        from: case.today(),
        by: case.actor.person.clone(),
    };
    let vouches = case.actor.kind != PartyKind::Unit;
    let before: Option<Contract> = case.world.find(&contract_key(&entry.unit, &entry.provider));
    let (says, terms) = if let Some(before) = before {
        let (says, mut terms) = (before.says(), before.terms);
        (terms.enter(case, &says, entered, vouches)?, terms)
    } else {
        let terms = Dates::begin(&entered, vouches);
        (entered.value, terms)
    };
    let (unit, provider) = (entry.unit.clone(), entry.provider.clone());
    Ok(Fact::ContractRecorded(Contract::of(
        unit, provider, says, terms,
    )))
}

/// What may be bought a year, in fen, if the contract says so.
fn amount(case: &Case, typed: Option<&str>) -> Result<Option<u64>, Refusal> {
    let typed = text::optional(case, "amount", typed.unwrap_or_default(), text::LINE)?;
    if typed.is_empty() {
        return Ok(None);
    }
    match money::read(&typed).filter(|fen| *fen > 0) {
        Some(fen) => Ok(Some(fen)),
        None => Err(case.refuse(procurement::Reason::BadAmount(typed))),
    }
}

/// Only if no other contract has a number, or had it: neither one that support signed for the city nor a unit's own, of
/// which the one between these two may.
///
/// # Errors
/// If another has it.
pub(in crate::domain) fn unused(
    case: &Case,
    number: &str,
    of: Option<(&PartyCode, &PartyCode)>,
) -> Result<(), Refusal> {
    let number = number.to_owned();
    if let Some(city) = case.world.agreement_numbered(&number) {
        return Err(case.refuse(procurement::Reason::NumberOfCity(number, city.matter)));
    }
    let own = case.world.contract_numbered(&number);
    let own = own.filter(|own| of != Some((&own.unit, &own.provider)));
    match own {
        Some(own) => {
            let reason = procurement::Reason::NumberOfUnit(number, own.unit, own.provider);
            Err(case.refuse(reason))
        }
        None => Ok(()),
    }
}

/// Countersigns a contract: from then on it counts (Art. 40).
///
/// # Errors
/// If the unit recorded none with the provider, or it counts already.
pub(super) fn countersign(case: &Case, unit: &PartyCode) -> Result<Fact, Refusal> {
    let found: Contract = case.registered(&contract_key(unit, &case.actor.party))?;
    let (says, mut terms) = (found.says(), found.terms);
    let says = terms.approve(case, &says)?;
    Ok(Fact::ContractCountersigned(Contract::of(
        found.unit,
        found.provider,
        says,
        terms,
    )))
}
