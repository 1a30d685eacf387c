//! Systems (Art. 3): what an application needs to know of them, and what its authority confirmed of it.
//!
//! A system's level and funding decide whether it falls under the Measures and what it must bring along, so that whoever
//! applies does not settle them alone: the unit proposes them and the authority confirms them. What was in force when a
//! matter began is frozen in the matter.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::law::code::{PartyCode, PersonCode, SystemCode};
use crate::domain::law::field::{FieldKind, fields};
use crate::domain::law::names::words;

words! {
/// What pays for a system; decides whether it falls under the Measures (Art. 3).
pub enum Funding {
    /// Government investment.
    Government = "government",
    /// Government and enterprise together.
    Joint = "joint",
    /// A service bought by government.
    PurchasedService = "purchased_service",
    /// Run on public money.
    FiscalOperation = "fiscal_operation",
    /// None of these: outside Art. 3.
    Private = "private",
}
}

fields! {
/// A non-classified government information system (Art. 3), as it is entered.
pub struct SystemEntry {
    /// Its short name.
    code: SystemCode [kind(FieldKind::Text)],
    /// Its name.
    name: String,
    /// Whose it is.
    unit: PartyCode,
    /// Multi-level protection scheme level, 1 to 5.
    protection_level: u8,
    /// What pays for it.
    funding: Funding,
}
}

/// A level and a funding that somebody entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The level, 1 to 5.
    pub protection_level: u8,
    /// What pays.
    pub funding: Funding,
    /// Who entered them.
    pub by: PersonCode,
    /// The Beijing day.
    pub on: NaiveDate,
}

/// A level and a funding that were in force and are no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// The level, 1 to 5.
    pub protection_level: u8,
    /// What paid.
    pub funding: Funding,
    /// From this day.
    pub from: NaiveDate,
    /// Up to this day, which is no longer one of them.
    pub until: NaiveDate,
    /// Who of the authority confirmed them, if anybody did.
    pub confirmed_by: Option<PersonCode>,
}

/// A system as it is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// Its short name.
    pub code: SystemCode,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub unit: PartyCode,
    /// The level in force, 1 to 5.
    pub protection_level: u8,
    /// What pays for it, in force.
    pub funding: Funding,
    /// Since when these two are in force.
    pub from: NaiveDate,
    /// Who entered them.
    pub proposed_by: PersonCode,
    /// Who of the authority confirmed them; nobody yet of what only the unit says.
    pub confirmed_by: Option<PersonCode>,
    /// What waits for the authority's confirmation while these are in force.
    pub proposed: Option<Proposed>,
    /// What was in force before, the oldest first.
    pub former: Vec<Former>,
}

impl System {
    /// The system with another level and funding in force from a day on; the ones of before are kept.
    #[must_use]
    pub fn graded(mut self, to: &Proposed, from: NaiveDate, by: Option<PersonCode>) -> Self {
        self.former.push(Former {
            protection_level: self.protection_level,
            funding: self.funding,
            from: self.from,
            until: from,
            confirmed_by: self.confirmed_by,
        });
        self.protection_level = to.protection_level;
        self.funding = to.funding;
        self.from = from;
        self.proposed_by = to.by.clone();
        self.confirmed_by = by;
        self.proposed = None;
        self
    }
}
