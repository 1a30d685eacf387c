//! Why an act on a change is refused, beside what every matter has.

use serde::{Deserialize, Serialize};

use crate::domain::law::block::Blocked;
use crate::domain::law::refusal::Spoken;
use crate::domain::r#use::resource::ResourceId;

/// A reason of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A line does not say which resource becomes what.
    BadLine(u32),
    /// Every line says what its resource is already.
    NothingChanges,
    /// A resource of which nothing would be left is cancelled.
    WouldEnd(ResourceId),
    /// A line increases while that is stopped.
    Increases(u32, Box<Blocked>),
    /// The line has no instance that is called so.
    NoSuchInstance(u32, String),
    /// Something leaves of a line, and no backup of it is confirmed.
    NoBackup(u32),
    /// Support has not given its opinion, and the last day has not come.
    NoAdvice,
    /// The unit's lateness was not reported yet.
    NotYetReported,
}

impl Reason {
    /// What of the act's fields it speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self {
            Self::BadLine(_) | Self::NothingChanges | Self::WouldEnd(_) | Self::Increases(..) => {
                Some(Spoken::Field("resources"))
            }
            Self::NoBackup(_) => Some(Spoken::Field("backup")),
            Self::NoSuchInstance(..) => Some(Spoken::Field("instances")),
            Self::NoAdvice | Self::NotYetReported => None,
        }
    }
}
