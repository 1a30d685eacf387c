//! The hub's clock. A live store has the machine's; a sandbox or drill has a stored one that can be set, paused and
//! sped up. Neither ever runs behind the last entry.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A stored clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredClock {
    /// What it shows at `since`.
    pub shows: DateTime<Utc>,
    /// The machine's time when it was set.
    pub since: DateTime<Utc>,
    /// Seconds it runs in one second of the machine; 0 is paused.
    pub rate: u32,
}

/// The fastest a stored clock may run: a day in a second.
pub const RATE_LIMIT: u32 = 86_400;

impl StoredClock {
    /// What it shows when the machine's clock shows `machine`.
    #[must_use]
    pub fn read(&self, machine: DateTime<Utc>) -> DateTime<Utc> {
        let passed = machine
            .signed_duration_since(self.since)
            .max(TimeDelta::zero());
        let rate = i32::try_from(self.rate.min(RATE_LIMIT)).unwrap_or(1);
        passed
            .checked_mul(rate)
            .and_then(|passed| self.shows.checked_add_signed(passed))
            .unwrap_or(self.shows)
    }
}

/// The clock of one hub.
#[derive(Debug)]
pub struct HubClock {
    stored: Option<StoredClock>,
    last: Mutex<DateTime<Utc>>,
}

impl HubClock {
    /// A clock that has seen an entry of `last`.
    #[must_use]
    pub fn new(stored: Option<StoredClock>, last: DateTime<Utc>) -> Self {
        Self {
            stored,
            last: Mutex::new(last),
        }
    }

    /// Seconds it runs in one second of the machine.
    #[must_use]
    pub fn rate(&self) -> u32 {
        self.stored.map_or(1, |stored| stored.rate.min(RATE_LIMIT))
    }

    /// Now, to the millisecond, never before an earlier answer.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let machine = Utc::now();
        let now = self
            .stored
            .map_or(machine, |stored| stored.read(machine))
            .trunc_subsecs(3);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = now.max(*last);
        *last
    }
}
