//! The service catalogue (Art. 11) and the contracts beside it (Art. 40): what application lines need.

use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::dated::Dates;
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

impl PriceBasis {
    /// How many of it make a year.
    #[must_use]
    pub const fn in_a_year(self) -> u64 {
        match self {
            Self::Year => 1,
            Self::Month => 12,
        }
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
    /// What one of it takes of a pool: virtual processors.
    vcpu: Option<u32>,
    /// Memory, in GiB.
    memory_gib: Option<u32>,
    /// Fast disk, in GiB.
    fast_disk_gib: Option<u32>,
    /// Ordinary disk, in GiB.
    ordinary_disk_gib: Option<u32>,
    /// Bandwidth, in Mbit/s.
    bandwidth_mbps: Option<u32>,
    /// Graphics processors.
    gpu: Option<u32>,
    /// Public addresses.
    addresses: Option<u32>,
}
}

/// What one of an item takes of a pool, a dimension each; none of a dimension that it does not touch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vector {
    /// Virtual processors.
    pub vcpu: Option<u32>,
    /// Memory, in GiB.
    pub memory_gib: Option<u32>,
    /// Fast disk, in GiB.
    pub fast_disk_gib: Option<u32>,
    /// Ordinary disk, in GiB.
    pub ordinary_disk_gib: Option<u32>,
    /// Bandwidth, in Mbit/s.
    pub bandwidth_mbps: Option<u32>,
    /// Graphics processors.
    pub gpu: Option<u32>,
    /// Public addresses.
    pub addresses: Option<u32>,
}

impl Item {
    /// What one of it takes of a pool.
    #[must_use]
    pub fn vector(&self) -> Vector {
        Vector {
            vcpu: self.vcpu,
            memory_gib: self.memory_gib,
            fast_disk_gib: self.fast_disk_gib,
            ordinary_disk_gib: self.ordinary_disk_gib,
            bandwidth_mbps: self.bandwidth_mbps,
            gpu: self.gpu,
            addresses: self.addresses,
        }
    }

    /// What it is called, each as [`called`] has it: by its name, and by its name with its specification.
    #[must_use]
    pub fn names(&self) -> [String; 2] {
        let full = format!("{}{}", self.name, self.specification);
        [called(&self.name), called(&full)]
    }
}

/// A name as it is compared: letters and digits only, full width as half width, in one case, so that spelling does not
/// make another product of what the catalogue offers.
#[must_use]
pub fn called(name: &str) -> String {
    name.chars()
        .map(|letter| match u32::from(letter) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(letter),
            _ => letter,
        })
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
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
    /// The first day of its term; none is the day it was signed.
    starts_on: Option<NaiveDate>,
    /// The last day of its term; none is open.
    ends_on: Option<NaiveDate>,
}
}

/// What a contract says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub signed_on: NaiveDate,
    /// The first day of its term.
    pub starts_on: NaiveDate,
    /// The last day of its term; none is open.
    pub ends_on: Option<NaiveDate>,
}

impl Terms {
    /// Whether the term runs on a day.
    #[must_use]
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|last| day <= last)
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
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub signed_on: NaiveDate,
    /// The first day of its term.
    pub starts_on: NaiveDate,
    /// The last day of its term; none is open.
    pub ends_on: Option<NaiveDate>,
    /// Since when these are on record, who vouches for them, and what was before.
    pub terms: Dates<Terms>,
}

impl Contract {
    /// A unit's contract with a provider that says this.
    #[must_use]
    pub fn of(unit: PartyCode, provider: PartyCode, says: Terms, terms: Dates<Terms>) -> Self {
        Self {
            unit,
            provider,
            number: says.number,
            signed_on: says.signed_on,
            starts_on: says.starts_on,
            ends_on: says.ends_on,
            terms,
        }
    }

    /// What it says now.
    #[must_use]
    pub fn says(&self) -> Terms {
        Terms {
            number: self.number.clone(),
            signed_on: self.signed_on,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }

    /// Whether somebody but the unit vouches for what is on record.
    #[must_use]
    pub fn is_vouched_for(&self) -> bool {
        self.terms.approved_by.is_some()
    }

    /// What counts on a day: what somebody vouches for, while its term runs. A contract of another number that was on
    /// record before runs its own term out: a renewal that is recorded early ends nothing.
    #[must_use]
    pub fn counting_on(&self, day: NaiveDate) -> Option<Terms> {
        let now = Some(self.says()).filter(|_| self.is_vouched_for());
        let before = self.terms.former.iter().rev();
        let before = before
            .filter(|former| former.approved_by.is_some() && former.value.number != self.number)
            .map(|former| former.value.clone());
        now.into_iter()
            .chain(before)
            .find(|terms| terms.runs_on(day))
    }

    /// Whether anything of it counts on a day.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.counting_on(day).is_some()
    }
}
