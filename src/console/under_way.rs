//! Long work under way, as the header says it: work that lasts is seen by everybody within a second or two, and what is over
//! goes by itself.
//!
//! The hub says only that some has begun. How far it is, the screen asks once a second, and only while there is any: so a
//! screen asks nothing where there is none, and no frame differs from the one before by more than a percentage a second.

use std::time::{Duration, Instant};

use crate::hub::request::{Job, JobKind};
use crate::locale::console as words;
use crate::locale::{Lang, T};

/// How often it is asked how far it is; work that was over sooner is never shown.
const PERIOD: Duration = Duration::from_secs(1);

/// What is under way, as far as it is known.
#[derive(Debug, Default)]
pub struct UnderWay {
    jobs: Vec<Job>,
    /// When to ask.
    ask_at: Option<Instant>,
}

impl UnderWay {
    /// Some has begun, or the answer to the last question is lost: it is asked in a while.
    pub fn ask_soon(&mut self, now: Instant) {
        self.ask_at.get_or_insert(now + PERIOD);
    }

    /// When it wants to be asked about next.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        self.ask_at
    }

    /// Whether to ask now; it is then asked.
    pub fn is_due(&mut self, now: Instant) -> bool {
        self.ask_at.take_if(|at| *at <= now).is_some()
    }

    /// Takes what there is. Two answers may come in the wrong order: one that tells of none calls off no question.
    pub fn take(&mut self, jobs: Vec<Job>, now: Instant) {
        self.jobs = jobs;
        if !self.jobs.is_empty() {
            self.ask_soon(now);
        }
    }

    /// Nothing is known, and nothing asked: there is no hub, or I am nobody there.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What is said of it, the longest first; nothing of nothing.
    #[must_use]
    pub fn said(&self, lang: Lang) -> Vec<String> {
        let Some(first) = self.jobs.first() else {
            return Vec::new();
        };
        let percent = first.percent();
        let one = words::JOB_PERCENT.fill(lang, &[&called(first.kind).get(lang), &percent]);
        let bare = format!("{percent}%");
        match self.jobs.len() {
            1 => vec![one, bare],
            many => vec![words::JOB_MORE.fill(lang, &[&one, &(many - 1)]), one, bare],
        }
    }
}

/// What long work is called.
#[must_use]
pub const fn called(kind: JobKind) -> T {
    match kind {
        JobKind::Intake => words::JOB_INTAKE,
        JobKind::Verify => words::JOB_VERIFY,
        JobKind::Backup => words::JOB_BACKUP,
        JobKind::Export => words::JOB_EXPORT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jobs(done: &[u64]) -> Vec<Job> {
        let job = |done: &u64| Job {
            kind: JobKind::Intake,
            whose: None,
            done: *done,
            of: 200,
        };
        done.iter().map(job).collect()
    }

    #[test]
    fn it_is_asked_once_a_second_while_there_is_any_and_then_no_more() {
        let (mut work, begun) = (UnderWay::default(), Instant::now());
        let at = |millis| begun + Duration::from_millis(millis);
        assert!(!work.is_due(at(0)) && work.wake_at().is_none());
        // However often others begin.
        work.ask_soon(at(0));
        work.ask_soon(at(900));
        assert!(!work.is_due(at(999)) && work.is_due(at(1_000)) && !work.is_due(at(9_000)));
        work.take(jobs(&[20]), at(1_100));
        assert_eq!(work.wake_at(), Some(at(2_100)));
        assert!(work.is_due(at(2_100)));
        work.take(jobs(&[]), at(2_200));
        assert_eq!((work.wake_at(), work.said(Lang::Zh).len()), (None, 0));
        // An answer of none that was overtaken.
        work.take(jobs(&[20]), at(3_000));
        work.take(jobs(&[]), at(3_001));
        assert_eq!(work.wake_at(), Some(at(4_000)));
    }

    #[test]
    fn what_it_is_how_far_and_how_many_more_are_said_as_there_is_room() {
        let mut work = UnderWay::default();
        work.take(jobs(&[85, 3, 4]), Instant::now());
        assert_eq!(work.said(Lang::Zh), ["导入 42%  另2项", "导入 42%", "42%"]);
        assert_eq!(work.said(Lang::En), ["import 42%  +2", "import 42%", "42%"]);
        work.take(jobs(&[199]), Instant::now());
        assert_eq!(work.said(Lang::Zh), ["导入 99%", "99%"]);
    }
}
