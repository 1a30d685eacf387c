//! Long work, as everybody at the hub may see it: what it is, whose, and how far.
//!
//! Of an intake on its way in the hub knows by itself. What a seat does with the hub's bytes on its own machine, and the
//! checking of an intake before it is sent, the seat tells while it does it, and what was not told of for a while is over:
//! nothing follows from it, so it is believed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::domain::law::code::Login;
use crate::domain::law::names::words;

use super::folder::Folder;
use super::intake::IntakeFigures;
use super::request::Trouble;
use super::writer::is_key;

/// How long work is taken to go on that is not told of again.
const LASTS: Duration = Duration::from_secs(30);
/// How much may be told of at once, by all and by one login.
const TOLD: (usize, usize) = (64, 4);

words! {
    /// What long work is.
    pub enum JobKind {
        /// A table is checked, or a large one is on its way in.
        Intake = "intake",
        /// The chain is verified.
        Verify = "verify",
        /// The store is copied.
        Backup = "backup",
        /// The journal or a list is exported.
        Export = "export",
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

impl Job {
    /// How much of it is done, in hundredths.
    #[must_use]
    pub fn percent(&self) -> u64 {
        percent(self.done, self.of)
    }
}

/// How much of something is done, in hundredths; all of nothing.
#[must_use]
pub fn percent(done: u64, of: u64) -> u64 {
    let hundredths = done.min(of).saturating_mul(100);
    hundredths.checked_div(of).unwrap_or(100)
}

/// Long work at a hub.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jobs {
    /// What is under way: that of whoever asks first.
    pub jobs: Vec<Job>,
    /// What became of large intakes since the hub began.
    pub intakes: IntakeFigures,
    /// The service's intake folders; each is told to its login, all to those who keep the registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<Folder>,
}

/// What seats tell of the work that they do.
#[derive(Debug, Default)]
pub(crate) struct Told {
    of: Mutex<HashMap<(Login, String), (Job, Instant)>>,
}

impl Told {
    /// Notes how far a seat's work is; done, it is over. Answers whether it is new.
    pub(super) fn tell(&self, name: String, job: Job, now: Instant) -> Result<bool, Trouble> {
        let Some(login) = job.whose.clone() else {
            return Ok(false);
        };
        if !is_key(&name) {
            return Err(Trouble::BadKey);
        }
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        of.retain(|_, (_, until)| *until > now);
        let key = (login, name);
        if job.done >= job.of {
            of.remove(&key);
            return Ok(false);
        }
        let theirs = of.keys().filter(|(login, _)| *login == key.0).count();
        if !of.contains_key(&key) && (of.len() >= TOLD.0 || theirs >= TOLD.1) {
            return Err(Trouble::Busy);
        }
        Ok(of.insert(key, (job, now + LASTS)).is_none())
    }

    /// What is under way.
    pub(super) fn jobs(&self, now: Instant) -> Vec<Job> {
        let of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        let lasting = of.values().filter(|(_, until)| *until > now);
        lasting.map(|(job, _)| job.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_lasts_while_it_is_told_and_is_bounded() {
        let (told, now) = (Told::default(), Instant::now());
        let tell = |who: &str, name: &str, done, at| {
            let job = Job {
                kind: JobKind::Verify,
                whose: Some(Login::new(who)),
                done,
                of: 10,
            };
            told.tell(name.to_owned(), job, at)
        };
        assert_eq!(tell("a", "one", 1, now), Ok(true));
        assert_eq!(tell("a", "one", 2, now), Ok(false));
        assert_eq!(told.jobs(now).len(), 1);
        assert_eq!(tell("a", "one", 10, now), Ok(false));
        assert!(told.jobs(now).is_empty());
        for at in 0..TOLD.1 {
            assert_eq!(tell("a", &at.to_string(), 1, now), Ok(true));
        }
        let busy = Err(Trouble::Busy);
        assert_eq!(tell("a", "more", 1, now), busy);
        for at in TOLD.1..TOLD.0 {
            assert_eq!(tell(&format!("b{at}"), "one", 1, now), Ok(true));
        }
        assert_eq!(tell("c", "one", 1, now), busy);
        assert!(told.jobs(now + LASTS).is_empty());
        assert_eq!(tell("c", "one", 1, now + LASTS), Ok(true));
        let bad = Err(Trouble::BadKey);
        assert_eq!(tell("c", "", 1, now), bad);
    }

    #[test]
    fn a_percentage_is_whole_only_when_all_is_done() {
        let cases = [
            (0, 7, 0),
            (199, 200, 99),
            (9, 9, 100),
            (11, 9, 100),
            (0, 0, 100),
        ];
        for (done, of, wanted) in cases {
            assert_eq!(percent(done, of), wanted, "{done} of {of}");
        }
    }
}
