//! Long work: slices of large intakes, and who is told what is under way. All of it is kept in memory only.

use std::time::Instant;

use crate::domain::law::code::Login;

use super::super::request::{ActRequest, Answer, Job, JobKind, Jobs};
use super::Room;

impl Room<'_> {
    /// A slice of an intake.
    pub(super) fn stage(
        &self,
        intake: &str,
        (from, of): (usize, usize),
        acts: Vec<ActRequest>,
    ) -> Answer {
        let login = &self.actor.login;
        let intakes = &self.shared.intakes;
        intakes.stage(login, intake, (from, of), acts, Instant::now())
    }

    /// The end of an intake that is not to be closed.
    pub(super) fn unstage(&self, intake: &str) -> Answer {
        self.shared.intakes.give_up(&self.actor.login, intake);
        Answer::Ok
    }

    /// What a seat tells of its own work.
    pub(super) fn working(&self, name: String, kind: JobKind, (done, of): (u64, u64)) -> Answer {
        let told = Job {
            kind,
            whose: Some(self.actor.login.clone()),
            done,
            of,
        };
        self.shared.told.tell(name, told, Instant::now())
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
        let mut folders = self.shared.folders.all();
        folders.retain(|folder| knows(&folder.whose));
        Jobs {
            jobs,
            intakes,
            folders,
        }
    }
}
