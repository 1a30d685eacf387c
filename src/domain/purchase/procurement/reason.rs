//! Why an act on a procurement is refused, beside what every matter has.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clause::Clause;
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Spoken;

/// A reason of procurements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A line of the need is not an item and a quantity: that text.
    BadNeed(String),
    /// A line of the prices is no price: that text.
    BadPrice(String),
    /// Two lines price one item.
    PricedTwice(ItemCode),
    /// What may be bought by a unit's own contract is no amount: that text.
    BadAmount(String),
    /// The winner is listed as seriously dishonest, since that day.
    Listed(PartyCode, NaiveDate),
    /// A block of that number says that the winner is listed.
    ListedOnRecord(PartyCode, u32),
    /// The contract lacks these clauses, each under its article.
    LacksClauses(Vec<Clause>),
    /// Another contract has that number: the procurement that it came of.
    NumberOfCity(String, MatterId),
    /// A unit's own contract with a provider has that number.
    NumberOfUnit(String, PartyCode, PartyCode),
    /// An amendment holds from a day before its signature, so many days, so many of them in cycles that are closed, and
    /// nobody said why.
    ReachesBack(u32, u32),
    /// The register still shows what makes an affiliate of the contractor.
    StillAffiliated,
    /// As many amendments as a contract may have.
    EnoughAmendments(u32),
    /// An amendment changes neither a price nor the term.
    NothingAmended,
    /// The contractor is not listed, or what becomes of it is decided.
    NotListed,
}

impl Reason {
    /// What of the act's fields it speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self {
            Self::BadNeed(_) => Some(Spoken::Field("needs")),
            Self::BadPrice(_) | Self::PricedTwice(_) | Self::NothingAmended => {
                Some(Spoken::Field("prices"))
            }
            Self::BadAmount(_) => Some(Spoken::Field("amount")),
            Self::Listed(..) | Self::ListedOnRecord(..) => Some(Spoken::Field("winner")),
            Self::LacksClauses(_) => Some(Spoken::Field("clauses")),
            Self::NumberOfCity(..) | Self::NumberOfUnit(..) => Some(Spoken::Field("number")),
            Self::ReachesBack(..) => Some(Spoken::Field("retroactive_reason")),
            Self::StillAffiliated | Self::EnoughAmendments(_) | Self::NotListed => None,
        }
    }
}
