//! How a duty ends: met, late, undetermined or lapsed, and what excuses its lateness (R43, R51).

use chrono::{DateTime, Utc};

use super::block::{self, Excuse};
use super::clock::Deadline;
use super::duty::{Closing, Duty, Outcome};
use super::matter::Matter;
use super::ruling::R51;
use super::step::Case;

impl Case<'_> {
    /// How a duty of a matter ends now; `lapses` if the matter ends and what is owed on it is no longer.
    pub(super) fn closing(&self, matter: &Matter, duty: &Duty, lapses: bool) -> Closing {
        let own = duty.party == self.actor.party;
        let outcome = if lapses {
            Outcome::Lapsed
        } else {
            outcome(&duty.deadline, self.now, own)
        };
        Closing {
            at: self.now.into(),
            outcome,
            own,
            excused: self.excused(matter, duty, outcome),
        }
    }

    /// What excuses the lateness of a duty that ends now (R51), unless the ruling counts it all the same.
    fn excused(&self, matter: &Matter, duty: &Duty, outcome: Outcome) -> Vec<Excuse> {
        let is_left_out = self.ruled(matter, R51, "excused").is("left_out");
        if outcome.may_be_late() && is_left_out {
            block::excuses(self.world, matter, duty, self.now.into())
        } else {
            Vec::new()
        }
    }
}

/// How a duty ended at `at`. Only who owes it can meet it: when another party's act ends one that was not late, it lapses.
/// After an end that is provisional it is neither (R43).
#[must_use]
pub(super) fn outcome(deadline: &Deadline, at: DateTime<Utc>, own: bool) -> Outcome {
    let is_late = deadline.is_late(at);
    if is_late && !deadline.convicts() {
        Outcome::Undetermined
    } else if is_late {
        Outcome::Late
    } else if own {
        Outcome::Met
    } else {
        Outcome::Lapsed
    }
}
