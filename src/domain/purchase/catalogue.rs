//! The service catalogue (Art. 11) and the contracts beside it (Art. 40): what application lines need.

use crate::domain::law::code::{ItemCode, PartyCode, PersonCode};
use crate::domain::law::field::{FieldKind, fields};
use crate::domain::law::names::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
/// How an item is priced; billing is yearly (Art. 39).
pub enum PriceBasis {
    /// Per year.
    Year = "year",
    /// Per month; twelve make the year.
    Month = "month",
}
}

fields! {
/// An item of the service catalogue (Art. 11); what application lines need.
pub struct Item {
    /// Its code.
    code: ItemCode [kind(FieldKind::Text)],
    /// The family: compute, storage, network, security, ...
    family: String,
    /// Its name.
    name: String,
    /// What it is made of.
    specification: String,
    /// The unit it is counted in.
    unit: String,
    /// How it is priced.
    basis: PriceBasis,
    /// The price in fen per unit and basis.
    price_fen: u64,
}
}

fields! {
/// A unit's own contract with a provider (Art. 40), as it is entered.
pub struct ContractEntry {
    /// The unit.
    unit: PartyCode,
    /// The provider.
    provider: PartyCode,
    /// The contract's number.
    number: String,
    /// The day it was signed.
    signed_on: NaiveDate,
}
}

/// A unit's own contract with a provider (Art. 40), needed outside the municipal budget. What the unit alone says of it
/// does not count: its provider countersigns, or the authority or support recorded it from the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// The unit.
    pub unit: PartyCode,
    /// The provider.
    pub provider: PartyCode,
    /// The contract's number.
    pub number: String,
    /// The day it was signed.
    pub signed_on: NaiveDate,
    /// Who entered it.
    pub recorded_by: PersonCode,
    /// Who of the provider, the authority or support vouches for it; nobody yet of what only the unit says.
    pub vouched_by: Option<PersonCode>,
}
