//! The service catalogue (Art. 11) and the contracts beside it (Art. 40): what application lines need.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::{ItemCode, PartyCode};

/// How an item is priced; billing is yearly (Art. 39).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// Per year.
    Year,
    /// Per month; twelve make the year.
    Month,
}

/// An item of the service catalogue (Art. 11); what application lines need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code.
    pub code: ItemCode,
    /// The family: compute, storage, network, security, ...
    pub family: String,
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub specification: String,
    /// The unit it is counted in.
    pub unit: String,
    /// How it is priced.
    pub basis: PriceBasis,
    /// The price in fen per unit and basis.
    pub price_fen: u64,
}

/// A unit's own contract with a provider (Art. 40), needed outside the municipal budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// The unit.
    pub unit: PartyCode,
    /// The provider.
    pub provider: PartyCode,
    /// The contract's number.
    pub number: String,
    /// The day it was signed.
    pub signed_on: NaiveDate,
}
