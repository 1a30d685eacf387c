//! What `serve` reads: its file, its intake folders, and whether whoever is to act for one is bound and may.

use std::fmt::Display;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use crate::cli::output;
use crate::cli::serve::config::{self, Config, Intake};
use crate::domain::law::authority::check_actor;
use crate::domain::law::code::Login;
use crate::domain::law::party::{Account, Actor, Party, Person};
use crate::domain::law::world::World;
use crate::domain::record::{Record, RecordKind};
use crate::hub::Seat;
use crate::hub::request::{Answer, Request};
use crate::hub::wire::server::login_of;
use crate::locale::cli::doctor as words;
use crate::locale::refusal;

use super::Findings;

/// Where it is looked up who somebody is.
pub(super) enum Registers<'r> {
    /// In the store itself.
    World(&'r dyn World),
    /// At whoever keeps it, who tells what the asker may know.
    Hub(&'r Seat),
}

impl Registers<'_> {
    fn account(&self, login: &str) -> Option<Account> {
        match self {
            Self::World(world) => world.find(login),
            Self::Hub(seat) => {
                let Record::Account(account) = record(seat, RecordKind::Account, login)? else {
                    return None;
                };
                Some(account)
            }
        }
    }

    fn person(&self, code: &str) -> Option<Person> {
        match self {
            Self::World(world) => world.find(code),
            Self::Hub(seat) => {
                let Record::Person(person) = record(seat, RecordKind::Person, code)? else {
                    return None;
                };
                Some(person)
            }
        }
    }

    fn party(&self, code: &str) -> Option<Party> {
        match self {
            Self::World(world) => world.find(code),
            Self::Hub(seat) => {
                let Record::Party(party) = record(seat, RecordKind::Party, code)? else {
                    return None;
                };
                Some(party)
            }
        }
    }

    /// Who a login is: its account and its person are both active.
    fn actor(&self, login: &Login) -> Option<Actor> {
        let account = self.account(login.as_str())?;
        let person = self.person(account.person.as_str())?;
        let party = self.party(person.party.as_str())?;
        Actor::under(&account, person, &party)
    }
}

fn record(seat: &Seat, kind: RecordKind, key: &str) -> Option<Record> {
    let key = key.to_owned();
    match seat.ask(Request::Record { kind, key }) {
        Answer::Record(found) => found.map(|found| found.record),
        _ => None,
    }
}

impl Findings<'_> {
    /// The file that `serve` would read: the one that was named, else the usual one if it is there.
    pub(super) fn configuration(&mut self, file: &Path) -> Option<Config> {
        self.path(words::CONFIG, file, 0o022);
        match config::read(self.context, file) {
            Ok(config) => Some(config),
            Err(failure) => {
                for line in failure.text(self.context.lang).lines() {
                    self.note(words::CONFIG, output::line(line), true);
                }
                None
            }
        }
    }

    /// A path with its owner and its mode; it wants to be looked at if it has any of these bits.
    fn path(&mut self, what: crate::locale::T, path: &Path, never: u32) {
        let Ok(found) = std::fs::metadata(path) else {
            let said = words::NO_PATH.fill(self.context.lang, &[&path.display()]);
            return self.note(what, said, true);
        };
        let mode = found.permissions().mode() & 0o7777;
        let shown: [&dyn Display; 3] = [
            &path.display(),
            &login_of(found.uid()),
            &format!("{mode:04o}"),
        ];
        let said = words::PATH_FOUND.fill(self.context.lang, &shown);
        self.note(what, output::line(&said), mode & never != 0);
    }

    /// Every intake folder; who acts for it is looked up where there is somewhere to look.
    pub(super) fn intakes(&mut self, config: &Config, registers: Option<&Registers<'_>>) {
        for intake in &config.intakes {
            self.path(words::INTAKE, &intake.folder, 0o002);
            if !intake.folder.is_dir() && intake.folder.exists() {
                let said = words::NO_FOLDER.fill(self.context.lang, &[&intake.folder.display()]);
                self.note(words::INTAKE, output::line(&said), true);
            }
            if let Some(registers) = registers {
                self.acts_for(intake, registers);
            }
        }
    }

    fn acts_for(&mut self, intake: &Intake, registers: &Registers<'_>) {
        let lang = self.context.lang;
        let login = output::line(intake.login.as_str());
        let (said, warning) = match registers.actor(&intake.login) {
            None => (words::UNBOUND.fill(lang, &[&login]), true),
            Some(actor) => {
                let verb = intake.manner.verb();
                match check_actor(verb, &actor) {
                    Ok(()) => (words::MAY.fill(lang, &[&login, &intake.table]), false),
                    Err(refused) => {
                        let why = refusal::full(lang, &refused, verb).why;
                        (
                            words::MAY_NOT.fill(lang, &[&login, &intake.table, &why]),
                            true,
                        )
                    }
                }
            }
        };
        self.note(words::INTAKE, said, warning);
    }
}
