//! The service catalogue (Art. 11) and the contracts beside it (Art. 40): what application lines need.

use crate::domain::build::capacity::Dimension;
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::dated::Dates;
use crate::domain::law::field::{FieldKind, Paragraph, fields};
use crate::domain::law::matter::MatterId;
use crate::domain::law::names::words;

use super::covering::Covering;
use super::price::{Rate, Version};
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
/// An item of the service catalogue as it is entered before any edition of it is in force (Art. 11).
pub struct ItemEntry {
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

/// An item of the service catalogue (Art. 11), as it is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its code, the same in every edition.
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
    /// The price in fen per unit and basis: by an edition its cap, of the first unit where that has tiers.
    pub price_fen: u64,
    /// What one of it takes of a pool.
    pub vector: Vector,
    /// The edition that lists it; none of what was entered before there was one.
    pub listed: Option<Listed>,
    /// The first day on which it is not in the catalogue any more. What runs of it runs on at its contract's price.
    pub ended_on: Option<NaiveDate>,
}

/// What the edition in force says of an item beside what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Which edition.
    pub edition: MatterId,
    /// Its number.
    pub number: String,
    /// Since when it holds.
    pub since: NaiveDate,
    /// The highest price.
    pub cap: Rate,
    /// The budget control figure of one (R32); none where finance gives the total only.
    pub control: Option<Rate>,
    /// How many are planned.
    pub planned: u32,
    /// The item whose place it takes.
    pub replaces: Option<ItemCode>,
}

impl From<ItemEntry> for Item {
    fn from(entry: ItemEntry) -> Self {
        Self {
            vector: entry.vector(),
            code: entry.code,
            family: entry.family,
            name: entry.name,
            specification: entry.specification,
            unit: entry.unit,
            basis: entry.basis,
            price_fen: entry.price_fen,
            listed: None,
            ended_on: None,
        }
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

impl Vector {
    /// The same with so many times another, dimension by dimension.
    #[must_use]
    pub fn plus(self, other: Self, times: u32) -> Self {
        let sum = |one: Option<u32>, more: Option<u32>| {
            let more = more.map(|each| each.saturating_mul(times));
            match (one, more) {
                (Some(one), Some(more)) => Some(one.saturating_add(more)),
                (one, more) => one.or(more),
            }
        };
        Self {
            vcpu: sum(self.vcpu, other.vcpu),
            memory_gib: sum(self.memory_gib, other.memory_gib),
            fast_disk_gib: sum(self.fast_disk_gib, other.fast_disk_gib),
            ordinary_disk_gib: sum(self.ordinary_disk_gib, other.ordinary_disk_gib),
            bandwidth_mbps: sum(self.bandwidth_mbps, other.bandwidth_mbps),
            gpu: sum(self.gpu, other.gpu),
            addresses: sum(self.addresses, other.addresses),
        }
    }

    /// How much of every dimension.
    #[must_use]
    pub fn amounts(&self) -> [(Dimension, Option<u32>); 7] {
        [
            (Dimension::Vcpu, self.vcpu),
            (Dimension::MemoryGib, self.memory_gib),
            (Dimension::FastDiskGib, self.fast_disk_gib),
            (Dimension::OrdinaryDiskGib, self.ordinary_disk_gib),
            (Dimension::BandwidthMbps, self.bandwidth_mbps),
            (Dimension::Gpu, self.gpu),
            (Dimension::Addresses, self.addresses),
        ]
    }
}

impl ItemEntry {
    /// What one of it takes of a pool.
    fn vector(&self) -> Vector {
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
}

impl Item {
    /// Its price and cap a year, in fen, of the first one.
    #[must_use]
    pub fn yearly_fen(&self) -> u64 {
        self.price_fen.saturating_mul(self.basis.in_a_year())
    }

    /// Whether it is in the catalogue on a day.
    #[must_use]
    pub fn is_offered_on(&self, day: NaiveDate) -> bool {
        self.ended_on.is_none_or(|ended| day < ended)
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
    /// What may be bought by it a year, in yuan as people write it.
    amount: Option<String>,
    /// What an item costs, a line each: `ecs-4c16g 5400.00`, `ecs-4c16g 450.00/月 101:400.00`.
    prices: Option<Vec<Paragraph>>,
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
    /// What may be bought by it a year, in fen; none is not said.
    pub amount_fen: Option<u64>,
    /// What each item that it prices costs, from the first day of its term on.
    pub prices: Vec<Version>,
}

impl Terms {
    /// Whether the term runs on a day.
    #[must_use]
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|last| day <= last)
    }

    /// The days that it covers, as of a contract that goes before the city's.
    #[must_use]
    pub fn covering(&self) -> Covering {
        Covering {
            number: self.number.clone(),
            signed_on: self.signed_on,
            from: self.starts_on,
            until: self.ends_on.and_then(|last| last.succ_opt()),
            is_own: true,
        }
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
    /// What may be bought by it a year, in fen; none is not said.
    pub amount_fen: Option<u64>,
    /// What each item that it prices costs.
    pub prices: Vec<Version>,
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
            amount_fen: says.amount_fen,
            prices: says.prices,
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
            amount_fen: self.amount_fen,
            prices: self.prices.clone(),
        }
    }

    /// Whether somebody but the unit vouches for what is on record.
    #[must_use]
    pub fn is_vouched_for(&self) -> bool {
        self.terms.approved_by.is_some()
    }

    /// What somebody vouches for, the last first. A contract of another number that was on record before runs its own term
    /// out: a renewal that is recorded early ends nothing. Of one number the last that was vouched for counts, for all its
    /// days: what is recorded again under it corrects it.
    #[must_use]
    pub fn vouched(&self) -> Vec<Terms> {
        let now = Some(self.says()).filter(|_| self.is_vouched_for());
        let before = self.terms.former.iter().rev();
        let before = before
            .filter(|former| former.approved_by.is_some() && former.value.number != self.number)
            .map(|former| former.value.clone());
        let mut vouched: Vec<Terms> = Vec::new();
        for terms in now.into_iter().chain(before) {
            if vouched.iter().all(|known| known.number != terms.number) {
                vouched.push(terms);
            }
        }
        vouched
    }

    /// What counts on a day: what somebody vouches for, while its term runs.
    #[must_use]
    pub fn counting_on(&self, day: NaiveDate) -> Option<Terms> {
        let mut vouched = self.vouched().into_iter();
        vouched.find(|terms| terms.runs_on(day))
    }

    /// Whether anything of it counts on a day.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.counting_on(day).is_some()
    }
}
