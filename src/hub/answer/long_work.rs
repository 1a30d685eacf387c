//! Long work: slices of large intakes, and who is told what is under way. All of it is kept in memory only.

use std::cmp::Reverse;
use std::time::Instant;

use crate::domain::law::code::Login;
use crate::ledger::error::LedgerError;

use super::super::mailbox::News;
use super::super::request::{ActRequest, Answer, Job, JobKind, Jobs};
use super::Room;

impl Room<'_> {
    /// A slice of an intake.
    pub(super) fn stage(
        &self,
        intake: &str,
        (from, of): (usize, usize),
        acts: Vec<ActRequest>,
    ) -> Result<Answer, LedgerError> {
        let login = &self.actor.login;
        let intakes = &self.shared.intakes;
        let answer = intakes.stage(login, intake, (from, of), acts, Instant::now());
        if let (0, Answer::Staged { .. }) = (from, &answer) {
            self.begun()?;
        }
        Ok(answer)
    }

    /// The end of an intake that is not to be closed.
    pub(super) fn unstage(&self, intake: &str) -> Answer {
        self.shared.intakes.give_up(&self.actor.login, intake);
        Answer::Ok
    }

    /// What a seat tells of its own work.
    pub(super) fn working(
        &self,
        name: String,
        kind: JobKind,
        (done, of): (u64, u64),
    ) -> Result<Answer, LedgerError> {
        let told = Job {
            kind,
            whose: Some(self.actor.login.clone()),
            done,
            of,
        };
        match self.shared.told.tell(name, told, Instant::now()) {
            Ok(is_new) => {
                if is_new {
                    self.begun()?;
                }
                Ok(Answer::Ok)
            }
            Err(trouble) => Ok(Answer::Trouble(trouble)),
        }
    }

    /// Tells every seat that long work has begun. How far it is, and that it is over, those find who then ask: as often as
    /// their line bears, and only while there is any.
    fn begun(&self) -> Result<(), LedgerError> {
        self.shared.publish(&News {
            seq: self.snapshot.seq()?,
            jobs: true,
            ..News::default()
        });
        Ok(())
    }

    /// Everybody may know that something long is going on; whose it is, those who know the accounts.
    pub(super) fn jobs(&self) -> Jobs {
        let keeps = self.viewer().keeps_registers();
        let knows = |whose: &Login| keeps || *whose == self.actor.login;
        let (mut jobs, intakes) = self.shared.intakes.jobs();
        jobs.extend(self.shared.told.jobs(Instant::now()));
        for job in &mut jobs {
            job.whose.take_if(|whose| !knows(whose));
        }
        // They lie in no order; whoever looks every second must find the same one first.
        let is_mine = |job: &Job| job.whose.as_ref() == Some(&self.actor.login);
        jobs.sort_by_key(|job| (!is_mine(job), job.kind, Reverse(job.of), job.done));
        let mut folders = self.shared.folders.all();
        folders.retain(|folder| knows(&folder.whose));
        Jobs {
            jobs,
            intakes,
            folders,
        }
    }
}
