//! Why an act on an edition of the catalogue is refused, beside what every matter has.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::law::code::ItemCode;
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::Spoken;

/// A reason of editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A price in that field is none.
    BadRate(String, String),
    /// An edition of that year is there already, or being drafted.
    EditionExists(MatterId),
    /// A supplement needs the year's edition in force.
    NothingToSupplement(i32),
    /// The cap of an item is above its control figure, from that quantity on: both a year, in fen.
    AboveControl {
        /// Which item.
        item: ItemCode,
        /// From which quantity on.
        quantity: u32,
        /// The cap.
        cap_fen: u64,
        /// The control figure.
        control_fen: u64,
    },
    /// The caps times what is planned come to more than finance approved: both in fen.
    AboveTotal {
        /// What they come to.
        sum_fen: u64,
        /// What was approved.
        control_fen: u64,
    },
    /// So many items have neither a control figure of their own nor a planned quantity, so that no total holds them.
    Uncontrolled(u32),
    /// It is not declared that the third party is independent of who may bid.
    NotIndependent,
    /// The edition does not list that item.
    ItemNotListed(ItemCode),
    /// The day is not one of the edition's year.
    OutsideYear(i32),
    /// It lists nothing.
    NothingListed,
    /// Nothing is in force that it does not list already.
    NothingToCarry,
    /// As many items as an edition may list.
    EnoughItems(u32),
    /// An item takes its own place, or that of one that the edition lists too.
    BadSuccessor(ItemCode),
    /// The item is not in the catalogue any more since that day.
    ItemEnded(ItemCode, NaiveDate),
    /// The catalogue has an edition in force: only another edition changes it.
    KeptByEditions(String),
    /// A price is above the cap of the catalogue from that quantity on: both a year, in fen.
    AboveCap {
        /// Of which item.
        item: ItemCode,
        /// From which quantity on.
        quantity: u32,
        /// The price.
        price_fen: u64,
        /// The cap.
        cap_fen: u64,
        /// The number of the edition.
        edition: String,
        /// The number of the report that computed the cap.
        report: String,
    },
}

impl Reason {
    /// What of the act's fields it speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self {
            Self::BadRate(field, _) => Some(Spoken::Field(field)),
            Self::EditionExists(_) | Self::NothingToSupplement(_) => Some(Spoken::Field("year")),
            Self::AboveControl { .. } => Some(Spoken::Field("cap")),
            Self::AboveTotal { .. } | Self::Uncontrolled(_) => Some(Spoken::Field("control_total")),
            Self::ItemNotListed(_) | Self::ItemEnded(..) => Some(Spoken::Field("item")),
            Self::NotIndependent => Some(Spoken::Field("independent")),
            Self::BadSuccessor(_) => Some(Spoken::Field("replaces")),
            Self::AboveCap { .. } => Some(Spoken::Field("prices")),
            Self::OutsideYear(_) => Some(Spoken::Field("from")),
            Self::NothingListed
            | Self::NothingToCarry
            | Self::EnoughItems(_)
            | Self::KeptByEditions(_) => None,
        }
    }
}
