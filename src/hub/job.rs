//! Long work, as everybody at the hub may see it: what it is, whose, and how far.

use serde::{Deserialize, Serialize};

use crate::domain::law::code::Login;
use crate::domain::law::names::words;

use super::intake::IntakeFigures;

words! {
    /// What long work is.
    pub enum JobKind {
        /// A large intake is on its way in.
        Intake = "intake",
    }
}

/// One piece of long work under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What.
    pub kind: JobKind,
    /// Whose; told to whoever does it, and to those who keep the registers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<Login>,
    /// How much is done.
    pub done: u64,
    /// Of how much.
    pub of: u64,
}

/// Long work at a hub.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jobs {
    /// What is under way.
    pub jobs: Vec<Job>,
    /// What became of large intakes since the hub began.
    pub intakes: IntakeFigures,
}
