//! Inventories (巡查清单) of what a pool runs or keeps as backups, and findings (发现): what is cleared has no way back, so
//! that a cleared instance in an inventory is a finding against whoever runs the pool (Art. 21(2)). A finding is a dated
//! record: it is seen again, and settled, and never taken back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::resource::ResourceId;
use crate::domain::law::clock::Moment;
use crate::domain::law::code::{PartyCode, PersonCode, PoolCode};
use crate::domain::law::field::{Paragraph, fields};
use crate::domain::law::matter::MatterId;
use crate::domain::law::names::words;
use crate::domain::law::paper::PaperNumber;

/// The most instances of one inventory; what is larger comes as several.
pub const INSTANCES_LIMIT: usize = 5_000;
/// The most names that nobody knows of which an inventory keeps which they were.
pub const UNKNOWN_LIMIT: usize = 20;

words! {
    /// What an inventory lists.
    pub enum InventoryKind {
        /// 运行实例.
        Running = "running",
        /// 备份: backups, snapshots, replicas, images.
        Backups = "backups",
    }
}

words! {
    /// How bad a finding is, in the words of R12.
    pub enum Severity {
        /// 严重.
        Critical = "critical",
    }
}

fields! {
    /// An inventory, as it is entered.
    pub struct InventoryEntry {
        /// The pool.
        pool: PoolCode,
        /// What it lists.
        kind: InventoryKind,
        /// The day at whose end it was so.
        as_of: NaiveDate,
        /// The paper or file that it is from.
        source: String,
        /// What it lists, by the names that whoever delivers uses: one a line, or several parted by blanks or commas.
        instances: Vec<Paragraph>,
    }
}

/// An inventory as it was taken: what it listed, counted by what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// Its number.
    pub number: u32,
    /// The pool.
    pub pool: PoolCode,
    /// Who ran the pool.
    pub operator: PartyCode,
    /// What it lists.
    pub kind: InventoryKind,
    /// The day at whose end it was so.
    pub as_of: NaiveDate,
    /// The paper or file that it is from.
    pub source: String,
    /// How many instances it listed, each once.
    pub listed: u32,
    /// How many of them are used.
    pub running: u32,
    /// How many left, and were not cleared by that day.
    pub leaving: u32,
    /// How many were cleared: of each there is a finding.
    pub cleared: u32,
    /// How many nobody was ever handed.
    pub unknown: u32,
    /// The first of those, by name.
    pub unknown_names: Vec<String>,
    /// Who took it.
    pub taken_by: PersonCode,
    /// When.
    pub taken_at: Moment,
}

/// That a cleared instance stood in an inventory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// The number of the inventory.
    pub inventory: u32,
    /// What that lists.
    pub kind: InventoryKind,
    /// The day at whose end it was so.
    pub as_of: NaiveDate,
}

/// How a finding was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// What was found out, and what was done.
    pub outcome: String,
    /// The paper that says so.
    pub paper: String,
    /// Who settled it.
    pub by: PersonCode,
    /// When.
    pub at: Moment,
}

/// A cleared instance that an inventory shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its number.
    pub number: u32,
    /// The pool.
    pub pool: PoolCode,
    /// Against whom: who runs the pool.
    pub against: PartyCode,
    /// What the instance is called.
    pub instance: String,
    /// The resource that it was of.
    pub resource: ResourceId,
    /// The matter under whose certificate it was cleared.
    pub cleared_by: MatterId,
    /// The last day of the clearing, as certified.
    pub cleared_on: NaiveDate,
    /// The certificate; none while it waits for its second hand.
    pub certificate: Option<PaperNumber>,
    /// How bad it is.
    pub severity: Severity,
    /// The inventory by which it was opened.
    pub first_seen: Sighting,
    /// The inventory that showed it last.
    pub last_seen: Sighting,
    /// How many inventories showed it.
    pub times: u32,
    /// How it was settled; none while it is open.
    pub settled: Option<Settlement>,
}

impl Finding {
    /// The same, seen once more.
    #[must_use]
    pub fn seen_again(mut self, seen: Sighting) -> Self {
        self.times = self.times.saturating_add(1);
        self.last_seen = seen;
        self
    }
}
