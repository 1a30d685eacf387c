//! Rows of lists, and what each stands for.

use serde::{Deserialize, Serialize};

use super::cell::{self, Cell, Mark};
use crate::domain::law::duty::DutyKey;
use crate::domain::law::matter::MatterId;
use crate::domain::law::ruling::RulingId;
use crate::domain::record::RecordKind;
use crate::hub::claims::Claim;

/// What a row stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOf {
    /// A duty on a matter.
    Duty {
        /// The matter.
        matter: MatterId,
        /// The matter's version.
        version: u32,
        /// The duty.
        duty: DutyKey,
    },
    /// A matter.
    Matter {
        /// The matter.
        matter: MatterId,
        /// Its version.
        version: u32,
    },
    /// A record of a register.
    Record {
        /// The register.
        kind: RecordKind,
        /// Its key there.
        key: String,
    },
    /// An entry of the journal.
    Entry(u64),
    /// A ruling.
    Ruling(RulingId),
    /// A day.
    Day(chrono::NaiveDate),
    /// Until when the Measures are in force.
    Validity,
    /// An article.
    Article(u8),
}

impl RowOf {
    /// The matter that it stands for, with the version seen.
    #[must_use]
    pub fn matter(&self) -> Option<(MatterId, u32)> {
        match self {
            Self::Duty {
                matter, version, ..
            }
            | Self::Matter { matter, version } => Some((*matter, *version)),
            Self::Record { .. }
            | Self::Entry(_)
            | Self::Ruling(_)
            | Self::Day(_)
            | Self::Validity
            | Self::Article(_) => None,
        }
    }

    /// The entry that it stands for.
    #[must_use]
    pub const fn entry(&self) -> Option<u64> {
        if let Self::Entry(seq) = self {
            Some(*seq)
        } else {
            None
        }
    }

    /// The duty that it stands for.
    #[must_use]
    pub fn duty(&self) -> Option<DutyKey> {
        match self {
            Self::Duty { duty, .. } => Some(*duty),
            Self::Matter { .. }
            | Self::Record { .. }
            | Self::Entry(_)
            | Self::Ruling(_)
            | Self::Day(_)
            | Self::Validity
            | Self::Article(_) => None,
        }
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its place, to anchor by.
    pub key: String,
    /// What it stands for.
    pub of: RowOf,
    /// Its cells, in the order of the columns that were asked for.
    pub cells: Vec<Cell>,
    /// What else is to be seen of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// The number of the proposal that waits on it for a second signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<u32>,
    /// Who is at the matter now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

impl Row {
    /// Whether it has a mark.
    #[must_use]
    pub fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// How many bytes it takes on the way, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let named = match &self.of {
            RowOf::Record { key, .. } => cell::written(key),
            RowOf::Duty { .. }
            | RowOf::Matter { .. }
            | RowOf::Entry(_)
            | RowOf::Ruling(_)
            | RowOf::Day(_)
            | RowOf::Validity
            | RowOf::Article(_) => 0,
        };
        160 + self.key.len() + named + self.cells.iter().map(Cell::bytes).sum::<usize>()
    }
}
