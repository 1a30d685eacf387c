//! Systems (Art. 3): what an application needs to know of them.

use serde::{Deserialize, Serialize};

use super::code::{PartyCode, SystemCode};

/// What pays for a system; decides whether it falls under the Measures (Art. 3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funding {
    /// Government investment.
    #[default]
    Government,
    /// Government and enterprise together.
    Joint,
    /// A service bought by government.
    PurchasedService,
    /// Run on public money.
    FiscalOperation,
    /// None of these: outside Art. 3.
    Private,
}

/// A non-classified government information system (Art. 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Its short name.
    pub code: SystemCode,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub unit: PartyCode,
    /// Multi-level protection scheme level, 1 to 5.
    pub protection_level: u8,
    /// What pays for it.
    pub funding: Funding,
}
