//! Listings: what an edition of the catalogue says of an item (Art. 11), drafted by support and in force by publication.

use serde::{Deserialize, Serialize};

use super::catalogue::Vector;
use super::price::Rate;
use crate::domain::law::code::ItemCode;
use crate::domain::law::matter::MatterId;
use crate::domain::law::names::words;

/// The most items that one edition lists, and the most that the catalogue has.
pub const LISTINGS_LIMIT: usize = 10_000;
/// The most editions that are looked at: forty years of one and five supplements each.
pub const EDITIONS_LIMIT: usize = 256;
/// The most changes of an edition that are written down one by one; all of them are counted.
pub const CHANGES_LIMIT: usize = 200;
/// The most products bought outside the catalogue that are looked at when it is revised.
pub const CONSENTS_LIMIT: usize = 500;

/// An item as an edition of the catalogue lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// The edition.
    pub edition: MatterId,
    /// The edition's number.
    pub number: String,
    /// The item, by the code that it has in every edition.
    pub item: ItemCode,
    /// The family: compute, storage, network, security, ...
    pub family: String,
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub specification: String,
    /// The unit it is counted in.
    pub unit: String,
    /// What one of it takes of a pool.
    pub vector: Vector,
    /// The highest price.
    pub cap: Rate,
    /// The budget control figure of one (R32); none where finance gives the total only.
    pub control: Option<Rate>,
    /// How many are planned; none is nothing.
    pub planned: u32,
    /// The item whose place it takes, which the same edition lists no more.
    pub replaces: Option<ItemCode>,
    /// What the first one cost a year at most by the edition that was in force when it was listed, in fen.
    pub before_fen: Option<u64>,
    /// Whether it was struck out again while the edition was drafted: then it counts for nothing.
    pub struck: bool,
}

impl Listing {
    /// Its key in the register: of an edition they stand in the order of their codes.
    #[must_use]
    pub fn key_of(edition: MatterId, item: &str) -> String {
        format!("{edition} {item}")
    }

    /// The highest price of the first one a year, in fen.
    #[must_use]
    pub fn yearly_fen(&self) -> u64 {
        self.cap.yearly_at(1)
    }
}

words! {
    /// What an edition makes of an item.
    pub enum Became {
        /// It is new.
        Added = "added",
        /// Its cap, or what it is, changes.
        Changed = "changed",
        /// It is in the catalogue no more.
        Ended = "ended",
    }
}

/// What an edition changes of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub item: ItemCode,
    /// What it is called.
    pub name: String,
    /// What becomes of it.
    pub became: Became,
    /// Its cap a year before, in fen, of the first one.
    pub before_fen: Option<u64>,
    /// Its cap a year from then on.
    pub after_fen: Option<u64>,
}

/// What an edition changes of what is in force.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// How many items are new.
    pub added: u32,
    /// How many change.
    pub changed: u32,
    /// How many end.
    pub ended: u32,
    /// How many stay as they are.
    pub same: u32,
    /// The first of those that do not, by code.
    pub lines: Vec<Change>,
}

/// The most lines of a sheet; what is left out is counted.
pub const SHEET_LIMIT: usize = 40;

/// The first lines of something, and how many more there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet<T> {
    /// The lines, at most [`SHEET_LIMIT`].
    pub lines: Vec<T>,
    /// How many are left out.
    pub left: u32,
}

impl<T> Sheet<T> {
    /// These lines of so many.
    #[must_use]
    pub fn of(lines: Vec<T>, all: usize) -> Self {
        let left = all.saturating_sub(lines.len());
        Self {
            lines,
            left: u32::try_from(left).unwrap_or(u32::MAX),
        }
    }
}

/// What is needed of an item, and the highest price that may be agreed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capped {
    /// Which.
    pub item: ItemCode,
    /// What it was called then.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// Its cap by the last reviewed edition, and that edition's number; none where no edition lists it.
    pub cap: Option<(Rate, String)>,
}

/// Something that units bought outside the catalogue, with consent, in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// What it was called, as names are compared.
    pub name: String,
    /// How many consents there were.
    pub consents: u64,
}
