//! How a seat reaches its hub, and what the reaching came to.

use std::time::{Duration, Instant};

use super::super::host::Host;
use super::transport::Wire;

/// How the hub is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// It is in this process.
    Direct,
    /// It is another process of this machine.
    Local,
    /// It is on another machine.
    Remote {
        /// Where, as it was named.
        host: String,
        /// How long there and back takes.
        latency: Option<Duration>,
    },
    /// It is not reached.
    Lost(Lost),
}

/// A hub that is not reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Since when.
    pub since: Instant,
    /// When it is tried again; none while it is being tried.
    pub again_at: Option<Instant>,
    /// Why, in words that can be shown.
    pub why: String,
    /// Whether the way there wants to ask a person.
    pub needs_person: bool,
}

impl Link {
    /// Whether the hub is reached.
    #[must_use]
    pub fn is_up(&self) -> bool {
        !matches!(self, Self::Lost(_))
    }
}

/// How the hub may be sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A person is there and can be asked.
    Asking,
    /// Nobody can be asked.
    Quiet,
}

/// What was reached.
pub enum Reached {
    /// A hub behind a wire.
    Wire(Wire),
    /// No hub was there, and this process now is one.
    Own(Box<Host>),
}

/// Nothing was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreached {
    /// Why, in words that can be shown; nothing if nothing was answered.
    pub why: String,
    /// What would help.
    pub help: Help,
}

/// What would help where a hub was not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Help {
    /// Time, or whoever runs the machine.
    Patience,
    /// A person whom the way there can ask.
    Person,
    /// Another wish: what was asked for is not to be had.
    AnotherWish,
}

impl Unreached {
    /// Nothing but time helps.
    #[must_use]
    pub fn because(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            help: Help::Patience,
        }
    }
}

/// Seeks the hub; called again whenever it was lost.
pub type Reach = Box<dyn FnMut(Manner) -> Result<Reached, Unreached> + Send>;
