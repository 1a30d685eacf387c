//! Resource pools (Art. 4, 14): what choosing one needs. Their approval and evaluation belong to Art. 15 and 32.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::law::code::{PartyCode, PoolCode};
use crate::domain::law::dated::Dates;
use crate::domain::law::field::{Begins, FieldKind, Paragraph, fields};
use crate::domain::law::names::words;
use crate::domain::law::party::Region;

words! {
/// How a pool is run (Art. 4).
pub enum CloudMode {
    /// 购买服务类.
    Purchased = "purchased",
    /// 政府自建, built before the Measures.
    SelfBuilt = "self_built",
}
}

fields! {
/// A resource pool, as it is entered.
pub struct PoolEntry {
    /// Its short name.
    code: PoolCode [kind(FieldKind::Text)],
    /// Its name.
    name: String,
    /// How it is run.
    mode: CloudMode,
    /// Who delivers from it: support if self-built, the provider if purchased.
    operator: PartyCode,
    /// The day it was built; a self-built one stood before the Measures (Art. 4).
    built_on: Option<NaiveDate>,
    /// Whose it is: the city's, or a county's, which is connected only (Art. 14); none is the city's.
    region: Option<Region> [begins(Begins::Text(Region::Municipal.word()))],
    /// The authority's ground for a new one in a district that builds none in principle (Art. 41).
    ground: Option<Paragraph>,
    /// Since when it is run so; none is today.
    since: Option<NaiveDate>,
}
}

/// How a pool is run, and who delivers from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// How it is run.
    pub mode: CloudMode,
    /// Who delivers from it.
    pub operator: PartyCode,
}

/// A resource pool as it is registered; what the choice of a pool needs, the rest belongs to Art. 14 to 16.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// Its short name.
    pub code: PoolCode,
    /// Its name.
    pub name: String,
    /// How it is run.
    pub mode: CloudMode,
    /// Who delivers from it: support if self-built, the provider if purchased.
    pub operator: PartyCode,
    /// The day it was built; a self-built one stood before the Measures (Art. 4).
    pub built_on: Option<NaiveDate>,
    /// Whose it is: the city's, or a county's, which is connected only (Art. 14).
    pub region: Region,
    /// The authority's ground for a new one in a district that builds none in principle (Art. 41).
    pub ground: Option<String>,
    /// Since when it is run so, and how it was before.
    pub operation: Dates<Operation>,
}

impl Pool {
    /// How it is run now.
    #[must_use]
    pub fn is_run(&self) -> Operation {
        Operation {
            mode: self.mode,
            operator: self.operator.clone(),
        }
    }
}
