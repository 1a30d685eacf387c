//! Keeping the hub reached: one thread that tries again with growing patience, and gives a store up when asked to.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::super::super::request::{Answer, Trouble};
use super::super::link::{Help, Manner};
use super::settling::is_kept;
use super::{Pending, Shared, Way, guard, lost};

/// The first wait before a lost hub is tried again, and the longest.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));

/// How long a store that was given up is left alone.
const GIVEN_UP: Duration = Duration::from_millis(400);

impl Shared {
    /// One attempt to reach a hub. One at a time: a person may be typing a password for the one before.
    pub(super) fn try_once(self: &Arc<Self>, manner: Manner) {
        let mut reach = guard(&self.reach);
        if self.is_up() {
            return;
        }
        let Err(unreached) = reach(manner).and_then(|reached| self.adopt(reached, manner)) else {
            return;
        };
        let mut state = guard(&self.state);
        // What the hub said when it went tells more than that nobody answers since.
        let goodbye = state.goodbye.clone().filter(|said| *said != unreached.why);
        if let Way::None(lost) = &mut state.way {
            let known = [goodbye.unwrap_or_default(), unreached.why];
            let known: Vec<_> = known.into_iter().filter(|why| !why.is_empty()).collect();
            if !known.is_empty() {
                lost.why = known.join("\n");
            }
            lost.needs_person = unreached.help == Help::Person;
        }
    }

    /// Whether something that was to be kept is on its way.
    pub(super) fn owes_anything(&self) -> bool {
        let state = guard(&self.state);
        matches!(state.way, Way::Wire(_))
            && state
                .pending
                .values()
                .any(|pending| matches!(pending, Pending::Ask(request, _) if is_kept(request)))
    }

    pub(super) fn is_up(&self) -> bool {
        !matches!(guard(&self.state).way, Way::None(_))
    }

    /// Whoever cannot wait is told that it is not known what became of their acts.
    fn give_up_waiting(&self) {
        let mut state = guard(&self.state);
        let since = match &state.way {
            Way::None(lost) => lost.since,
            Way::Wire(_) | Way::Own(..) => return,
        };
        if self
            .patience
            .is_none_or(|patience| since.elapsed() <= patience)
        {
            return;
        }
        let unsettled = std::mem::take(&mut state.unsettled);
        drop(state);
        for (_, reply) in unsettled {
            reply(Answer::Trouble(Trouble::Unknown));
        }
    }
}

/// Keeps the hub reached until the seat is gone.
pub(super) fn keep(shared: &Arc<Shared>) {
    let mut wait = BACK_OFF.0;
    loop {
        let mut state = guard(&shared.state);
        while !state.closing && !state.yields && !matches!(state.way, Way::None(_)) {
            wait = BACK_OFF.0;
            state = shared
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.closing {
            let way = std::mem::replace(&mut state.way, Way::None(lost(String::new(), false)));
            drop(state);
            drop(way);
            return;
        }
        if std::mem::take(&mut state.yields) {
            let own = std::mem::replace(&mut state.way, Way::None(lost(String::new(), false)));
            drop(state);
            // Finishes what was accepted, and frees the store.
            drop(own);
            shared.wake_all();
            // Whoever asked for it is to have it first.
            wait = GIVEN_UP;
            continue;
        }
        let until = Instant::now() + jittered(wait);
        if let Way::None(lost) = &mut state.way {
            lost.again_at = Some(until);
        }
        while !state.closing && !state.hurry && matches!(state.way, Way::None(_)) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let (after, _) = shared
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner);
            state = after;
        }
        state.hurry = false;
        if state.closing || !matches!(state.way, Way::None(_)) {
            continue;
        }
        if let Way::None(lost) = &mut state.way {
            lost.again_at = None;
        }
        drop(state);
        shared.try_once(Manner::Quiet);
        shared.give_up_waiting();
        shared.wake_all();
        wait = (wait * 2).min(BACK_OFF.1);
    }
}

/// Fifty consoles that lost one hub should not all come back in the same instant.
fn jittered(wait: Duration) -> Duration {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.subsec_nanos());
    let share = (now ^ std::process::id().rotate_left(16)) % 512;
    wait.mul_f64(0.75 + f64::from(share) / 1_024.0)
}
