//! How the registers stood when a matter began, by which it is decided, and what is registered otherwise since.

use serde::{Deserialize, Serialize};

use super::asked::Asked;
use crate::domain::build::pool::{CloudMode, Pool};
use crate::domain::build::system::{Funding, System};
use crate::domain::law::code::PartyCode;
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::party::Party;

/// How the registers stood when a matter began. It is decided by these, whatever is registered later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsRegistered {
    /// The system's protection level, 1 to 5.
    pub protection_level: u8,
    /// What paid for the system.
    pub funding: Funding,
    /// Whether the authority had confirmed these two.
    pub confirmed: bool,
    /// Whether the unit was a budget unit of the city itself (Art. 40).
    pub municipal_budget: bool,
}

/// What is registered otherwise than it stood when a matter began: before, and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// The system's protection level.
    ProtectionLevel(u8, u8),
    /// What pays for the system.
    Funding(Funding, Funding),
    /// Whether level and funding are confirmed.
    Confirmed(bool, bool),
    /// Whether the unit is on the municipal budget.
    MunicipalBudget(bool, bool),
    /// How the pool is run.
    Mode(CloudMode, CloudMode),
    /// Who delivers from the pool.
    Operator(PartyCode, PartyCode),
}

impl Asked {
    /// What is registered otherwise since. Whoever decides is shown it; nothing is decided by it alone.
    #[must_use]
    pub fn since(&self, head: &Head, system: &System, pool: &Pool, unit: &Party) -> Vec<Since> {
        let stood = &self.stood;
        let confirmed = system.is_confirmed();
        let operator = head.party(Role::Operator);
        [
            (stood.protection_level != system.protection_level).then_some(Since::ProtectionLevel(
                stood.protection_level,
                system.protection_level,
            )),
            (stood.funding != system.funding)
                .then_some(Since::Funding(stood.funding, system.funding)),
            (stood.confirmed != confirmed).then_some(Since::Confirmed(stood.confirmed, confirmed)),
            (stood.municipal_budget != unit.municipal_budget).then_some(Since::MunicipalBudget(
                stood.municipal_budget,
                unit.municipal_budget,
            )),
            (self.mode != pool.mode).then_some(Since::Mode(self.mode, pool.mode)),
            operator
                .filter(|operator| **operator != pool.operator)
                .map(|operator| Since::Operator(operator.clone(), pool.operator.clone())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
