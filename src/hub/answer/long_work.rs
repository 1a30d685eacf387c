//! Long work: slices of large intakes, and who is told what is under way.

use std::time::Instant;

use crate::domain::law::code::Login;

use super::super::request::{Answer, Job, Jobs, Request, Trouble};
use super::Room;

impl Room<'_> {
    /// A slice of an intake, the end of one, or what a seat tells of its own work: all of it is kept in memory only.
    pub(super) fn long_work(&self, request: Request) -> Answer {
        let login = &self.actor.login;
        let now = Instant::now();
        if let Request::Stage {
            intake,
            from,
            of,
            acts,
        } = request
        {
            let intakes = &self.shared.intakes;
            return intakes.stage(login, &intake, (from, of), acts, now);
        }
        if let Request::Unstage { intake } = request {
            self.shared.intakes.give_up(login, &intake);
            return Answer::Ok;
        }
        let Request::Working {
            job,
            kind,
            done,
            of,
        } = request
        else {
            return Answer::Trouble(Trouble::NoSuch("question".to_owned()));
        };
        let told = Job {
            kind,
            whose: Some(login.clone()),
            done,
            of,
        };
        self.shared.told.tell(job, told, now)
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
