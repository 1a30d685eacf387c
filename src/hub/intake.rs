//! Large intakes on their way in: staged slice by slice, adopted by one closing request, all or nothing.
//!
//! They are kept in the hub's memory and not in the ledger. Until it is closed an intake counts for nothing, so there is
//! nothing that would have to outlive the hub: whoever sends it still has the file, and its request keys come from the
//! file, so that sending it once more is always safe. In the ledger every slice would cost a commit, would have to be
//! cleared away after a crash, and would be one more thing that a backup copies and nobody wants. What memory costs is
//! bounded here, in number, in acts and in bytes; a client that goes away loses its place after a while.
//!
//! Every question takes the moment it is asked at, so that tests need not wait.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::law::code::Login;

use super::job::{Job, JobKind};
use super::request::{ActRequest, Answer, Receipt, Trouble};
use super::writer::is_key;

/// The most acts of one intake.
pub const INTAKE_ACTS: usize = 20_000;
/// The most bytes of one intake, as they are held.
pub const INTAKE_BYTES: usize = 48 << 20;
/// The most bytes of all intakes that are open.
const ALL_BYTES: usize = 96 << 20;
/// How many intakes may be open, and how many of one login.
const OPEN: (usize, usize) = (16, 2);
/// How long an intake waits for its next slice before it is dropped.
const WAITS: Duration = Duration::from_mins(1);

/// What became of the intakes since the hub began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeFigures {
    /// Closed, and done.
    pub adopted: u64,
    /// Closed, and refused as a whole.
    pub refused: u64,
    /// Never closed: given up by whoever sent them, or not heard of again.
    pub dropped: u64,
}

/// What a large intake came to. Each of its acts has its receipt under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// How many acts were done, or had been done before under the same keys.
    pub acts: usize,
    /// The first entry that they made.
    pub first: u64,
    /// The last one.
    pub last: u64,
    /// When the last was made.
    pub at: DateTime<Utc>,
}

impl Adopted {
    /// What the acts with these receipts came to; none if there are none.
    #[must_use]
    pub fn of(receipts: &[Receipt]) -> Option<Self> {
        let last = receipts.iter().max_by_key(|receipt| receipt.last)?;
        Some(Self {
            acts: receipts.len(),
            first: receipts.iter().map(|receipt| receipt.first).min()?,
            last: last.last,
            at: last.at,
        })
    }
}

struct Intake {
    acts: Vec<ActRequest>,
    of: usize,
    bytes: usize,
    heard: Instant,
}

#[derive(Default)]
struct Open {
    of: HashMap<(Login, String), Intake>,
    bytes: usize,
    figures: IntakeFigures,
}

/// The intakes of one hub.
#[derive(Default)]
pub(crate) struct Intakes {
    open: Mutex<Open>,
}

impl Intakes {
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a slice. The first one opens the intake; an intake of the same name that its sender left behind gives way.
    /// Every slice must begin where the one before ended.
    pub(super) fn stage(
        &self,
        login: &Login,
        name: &str,
        (from, of): (usize, usize),
        acts: Vec<ActRequest>,
        now: Instant,
    ) -> Answer {
        if of > INTAKE_ACTS {
            return Answer::Trouble(Trouble::TooMuch { limit: INTAKE_ACTS });
        }
        if !is_key(name) || !acts.iter().all(|act| is_key(&act.key)) {
            return Answer::Trouble(Trouble::BadKey);
        }
        // Measured outside the lock.
        let bytes = acts.iter().map(weight).sum::<usize>();
        let mut open = self.lock();
        open.sweep(now);
        let key = (login.clone(), name.to_owned());
        if from == 0 && open.end(&key).is_some() {
            open.figures.dropped += 1;
        }
        let held = open.of.get(&key);
        let staged = held.map_or(0, |intake| intake.acts.len());
        let is_next = held.is_none_or(|intake| intake.of == of) && from == staged;
        if !is_next || acts.is_empty() || staged + acts.len() > of {
            return Answer::Trouble(Trouble::OutOfStep { staged });
        }
        if held.map_or(0, |intake| intake.bytes) + bytes > INTAKE_BYTES {
            return Answer::Trouble(Trouble::TooLarge {
                bytes: INTAKE_BYTES,
            });
        }
        if open.bytes + bytes > ALL_BYTES || held.is_none() && open.is_full(login) {
            return Answer::Trouble(Trouble::Busy);
        }
        open.bytes += bytes;
        let intake = open.of.entry(key).or_insert(Intake {
            acts: Vec::new(),
            of,
            bytes: 0,
            heard: now,
        });
        intake.acts.extend(acts);
        intake.bytes += bytes;
        intake.heard = now;
        Answer::Staged {
            acts: intake.acts.len(),
        }
    }

    /// Takes a whole intake out, to be decided. From here on it is no longer open, whatever is decided.
    pub(super) fn close(
        &self,
        login: &Login,
        name: &str,
        now: Instant,
    ) -> Result<Vec<ActRequest>, Trouble> {
        let mut open = self.lock();
        open.sweep(now);
        let key = (login.clone(), name.to_owned());
        match open.of.get(&key) {
            None => return Err(Trouble::NoSuch(name.chars().take(64).collect())),
            Some(intake) if intake.acts.len() < intake.of => {
                let staged = intake.acts.len();
                return Err(Trouble::OutOfStep { staged });
            }
            Some(_) => {}
        }
        Ok(open.end(&key).map_or_else(Vec::new, |intake| intake.acts))
    }

    /// Counts what was decided of an intake that was closed.
    pub(super) fn closed(&self, is_done: bool) {
        let mut open = self.lock();
        let figure = if is_done {
            &mut open.figures.adopted
        } else {
            &mut open.figures.refused
        };
        *figure += 1;
    }

    /// Its sender gives an intake up.
    pub(super) fn give_up(&self, login: &Login, name: &str) {
        let mut open = self.lock();
        if open.end(&(login.clone(), name.to_owned())).is_some() {
            open.figures.dropped += 1;
        }
    }

    /// Drops what was not heard of for too long.
    pub(super) fn sweep(&self, now: Instant) {
        self.lock().sweep(now);
    }

    /// Those that are on their way, and what became of the others.
    pub(super) fn jobs(&self) -> (Vec<Job>, IntakeFigures) {
        let count = |acts: usize| u64::try_from(acts).unwrap_or(u64::MAX);
        let open = self.lock();
        let jobs = open.of.iter().map(|((login, _), intake)| Job {
            kind: JobKind::Intake,
            whose: Some(login.clone()),
            done: count(intake.acts.len()),
            of: count(intake.of),
        });
        (jobs.collect(), open.figures)
    }
}

impl Open {
    fn is_full(&self, login: &Login) -> bool {
        let (all, of_one) = OPEN;
        let theirs = self.of.keys().filter(|(of, _)| of == login).count();
        self.of.len() >= all || theirs >= of_one
    }

    fn end(&mut self, key: &(Login, String)) -> Option<Intake> {
        let ended = self.of.remove(key)?;
        self.bytes -= ended.bytes;
        Some(ended)
    }

    fn sweep(&mut self, now: Instant) {
        let is_over = |intake: &Intake| now.saturating_duration_since(intake.heard) >= WAITS;
        let over: Vec<_> = self
            .of
            .iter()
            .filter(|(_, intake)| is_over(intake))
            .map(|(key, _)| key.clone())
            .collect();
        for key in over {
            self.end(&key);
            self.figures.dropped += 1;
        }
    }
}

/// What an act is taken to hold: its own size, and its texts as they are written.
fn weight(act: &ActRequest) -> usize {
    let written = serde_json::to_vec(act).map_or(INTAKE_BYTES, |bytes| bytes.len());
    size_of::<ActRequest>() + written
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use serde_json::json;

    use super::*;

    fn acts(from: usize, count: usize, remark: &str) -> Vec<ActRequest> {
        let act = |at: usize| {
            let command = json!({
                "verb": "system.confirm", "system": format!("{remark}{at}"),
            });
            serde_json::from_value(json!({ "key": format!("k{at}"), "command": command })).unwrap()
        };
        (from..from + count).map(act).collect()
    }

    fn staged(answer: &Answer) -> Option<usize> {
        if let Answer::Staged { acts } = answer {
            Some(*acts)
        } else {
            None
        }
    }

    #[test]
    fn a_slice_begins_where_the_one_before_ended() {
        let (intakes, now) = (Intakes::default(), Instant::now());
        let login = Login::new("a");
        let put =
            |from, of, count| intakes.stage(&login, "one", (from, of), acts(from, count, ""), now);
        let step = |staged| Answer::Trouble(Trouble::OutOfStep { staged });
        assert_eq!(put(3, 6, 3), step(0));
        assert_eq!(staged(&put(0, 6, 3)), Some(3));
        for (from, of, count) in [(4, 6, 2), (2, 6, 3), (3, 7, 3), (3, 6, 4), (3, 6, 0)] {
            assert_eq!(put(from, of, count), step(3), "{from} {of} {count}");
        }
        let early = intakes.close(&login, "one", now);
        assert_eq!(early, Err(Trouble::OutOfStep { staged: 3 }));
        assert_eq!(staged(&put(3, 6, 3)), Some(6));
        let none = |of: &Login, name: &str| intakes.close(of, name, now).is_err();
        assert!(none(&Login::new("b"), "one") && none(&login, "two"));
        let closed = intakes.close(&login, "one", now).unwrap();
        assert_eq!(closed, acts(0, 6, ""));
        assert!(none(&login, "one"));
        assert_eq!(intakes.lock().bytes, 0);
        // What was begun again is what the first slice says.
        assert_eq!(staged(&put(0, 2, 1)), Some(1));
        assert_eq!(staged(&put(0, 4, 2)), Some(2));
        assert_eq!(intakes.jobs().1.dropped, 1);
    }

    #[test]
    fn what_is_open_is_bounded_in_number_acts_and_bytes_and_forgotten_in_time() {
        let (intakes, now) = (Intakes::default(), Instant::now());
        let put = |who: &str, name: &str, at: Instant| {
            intakes.stage(&Login::new(who), name, (0, 2), acts(0, 1, ""), at)
        };
        let busy = Answer::Trouble(Trouble::Busy);
        assert!(staged(&put("a", "one", now)).is_some());
        assert!(staged(&put("a", "two", now)).is_some());
        assert_eq!(put("a", "three", now), busy);
        for at in 2..OPEN.0 {
            assert!(
                staged(&put(&format!("b{at}"), "one", now)).is_some(),
                "{at}"
            );
        }
        assert_eq!(put("c", "one", now), busy);
        let many = intakes.stage(&Login::new("d"), "one", (0, INTAKE_ACTS + 1), vec![], now);
        let limit = INTAKE_ACTS;
        assert_eq!(many, Answer::Trouble(Trouble::TooMuch { limit }));
        assert_eq!(intakes.jobs().0.len(), OPEN.0);
        let later = now + WAITS;
        assert!(staged(&put("c", "one", later)).is_some());
        let (jobs, figures) = intakes.jobs();
        assert_eq!((jobs.len(), figures.dropped), (1, 16));
        intakes.give_up(&Login::new("x"), "one");
        intakes.give_up(&Login::new("c"), "one");
        let (jobs, figures) = intakes.jobs();
        assert_eq!((jobs.len(), figures.dropped), (0, 17));
        let long = "x".repeat(1 << 20);
        let mut from = 0;
        let refused = loop {
            let slice = acts(from, 1, &long);
            let answer = intakes.stage(&Login::new("e"), "one", (from, 100), slice, later);
            match staged(&answer) {
                Some(next) => from = next,
                None => break answer,
            }
        };
        let bytes = INTAKE_BYTES;
        assert_eq!(refused, Answer::Trouble(Trouble::TooLarge { bytes }));
        assert!(intakes.lock().bytes <= INTAKE_BYTES);
    }
}
