//! Resource pools (Art. 4, 14): what choosing one needs. Their approval and evaluation belong to Art. 15 and 32.

use serde::{Deserialize, Serialize};

use super::code::{PartyCode, PoolCode};

/// How a pool is run (Art. 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloudMode {
    /// 政府自建, built before the Measures.
    SelfBuilt,
    /// 购买服务类.
    Purchased,
}

/// A resource pool; what the choice of a pool needs, the rest belongs to Art. 14 to 16.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// Its short name.
    pub code: PoolCode,
    /// Its name.
    pub name: String,
    /// How it is run.
    pub mode: CloudMode,
    /// Who delivers from it: support if self-built, the provider if purchased.
    pub operator: PartyCode,
}
