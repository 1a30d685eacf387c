//! Systems (Art. 3): what an application needs to know of them, and what its authority confirmed of it.
//!
//! A system's level and funding decide whether it falls under the Measures and what it must bring along, so that whoever
//! applies does not settle them alone: the unit proposes them and the authority confirms them. What was in force when a
//! matter began is frozen in the matter.

use serde::{Deserialize, Serialize};

use crate::domain::law::code::{PartyCode, SystemCode};
use crate::domain::law::dated::Dates;
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
    /// The number of its filing with the police (level 2 and above).
    filing: Option<String>,
}
}

/// What of a system the authority confirms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grading {
    /// The level, 1 to 5.
    pub protection_level: u8,
    /// The number of its filing with the police; none while there is none.
    pub filing: Option<String>,
    /// What pays.
    pub funding: Funding,
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
    /// The number of its filing with the police, in force.
    pub filing: Option<String>,
    /// What pays for it, in force.
    pub funding: Funding,
    /// Since when these are in force, and what was before.
    pub grading: Dates<Grading>,
}

impl System {
    /// What is in force of what the authority confirms.
    #[must_use]
    pub fn is_graded(&self) -> Grading {
        Grading {
            protection_level: self.protection_level,
            filing: self.filing.clone(),
            funding: self.funding,
        }
    }

    /// The same with another grading in force.
    #[must_use]
    pub fn graded(self, to: Grading, dates: Dates<Grading>) -> Self {
        Self {
            protection_level: to.protection_level,
            filing: to.filing,
            funding: to.funding,
            grading: dates,
            ..self
        }
    }

    /// Whether the authority confirmed what is in force.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.grading.approved_by.is_some()
    }
}
