//! What every verb stands on: the language, the store, who acts.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Utc};
use serde::Serialize;

use crate::domain::law::act::Verb;
use crate::domain::law::clock;
use crate::domain::law::code::Login;
use crate::domain::law::command::Command;
use crate::domain::law::fill::{read_day, read_instant};
use crate::domain::register;
use crate::hub::request::{ActRequest, Answer, Request};
use crate::hub::wire::server::login_of;
use crate::hub::{self, Hub, Seat};
use crate::ledger::error::LedgerError;
use crate::ledger::{Ledger, entry::Realm, file_in};
use crate::locale::cli as words;
use crate::locale::{Lang, date};

use super::args::Global;
use super::attach::Opening;
use super::failure::{self, Failure};
use super::{output, progress};

/// The years that a sandbox's clock may show.
const CLOCK_YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// What a verb is run in.
pub(super) struct Context {
    pub(super) lang: Lang,
    pub(super) global: Global,
}

/// A seat at a hub, to put questions to.
pub(super) struct Seated {
    pub(super) seat: Seat,
    /// The hub of a store that is just being made: only this process reaches it.
    hub: Option<Hub>,
}

impl Context {
    /// Prints a text, or one JSON document if that was asked for.
    pub(super) fn show(
        &self,
        document: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.global.json {
            output::document(document)?;
        } else {
            output::print(&text())?;
        }
        Ok(())
    }

    /// Trouble with the ledger, as the end of a verb.
    pub(super) fn trouble(&self, error: &LedgerError) -> Failure {
        failure::of_ledger(self.lang, error)
    }

    /// The folder of the store.
    pub(super) fn folder(&self) -> Result<PathBuf, Failure> {
        self.global
            .store
            .clone()
            .or_else(|| set_variable("YUNGUAN_STORE").map(PathBuf::from))
            .or_else(default_folder)
            .ok_or_else(|| Failure::Usage(words::NO_HOME.get(self.lang).to_owned()))
    }

    /// Whether a store stands in a folder; one that may not be looked at is not taken for none.
    pub(super) fn has_store(&self, folder: &Path) -> Result<bool, Failure> {
        let path = file_in(folder);
        path.try_exists()
            .map_err(|error| self.file_trouble(&path, &error))
    }

    /// Opens the store, and sets a sandbox's clock if that was asked for.
    pub(super) fn ledger(&self) -> Result<Ledger, Failure> {
        let ledger = progress::open(self.lang, &self.folder()?);
        let ledger = ledger.map_err(|error| self.trouble(&error))?;
        self.set_clock(&ledger)?;
        Ok(ledger)
    }

    /// Sets a sandbox's clock if `--now` was given.
    pub(super) fn set_clock(&self, ledger: &Ledger) -> Result<(), Failure> {
        let Some(text) = &self.global.now else {
            return Ok(());
        };
        let shows = self.clock_time(text)?;
        self.only_outside_live(ledger.realm(), "--now")?;
        if let Some(last) = last_time(ledger).map_err(|error| self.trouble(&error))?
            // A typed time has no seconds, so within the minute of the last entry it is not taken for one that runs
            // back.
            && shows < clock::minute_of(last)
        {
            let last = date::moment(self.lang, last);
            return Err(Failure::Usage(
                words::NOW_TOO_EARLY.fill(self.lang, &[&text, &last]),
            ));
        }
        hub::set_clock(ledger, shows, 1).map_err(|error| self.trouble(&error))
    }

    fn only_outside_live(&self, realm: &Realm, option: &str) -> Result<(), Failure> {
        if realm.is_live() {
            return Err(Failure::Usage(
                words::ONLY_SANDBOX.fill(self.lang, &[&option]),
            ));
        }
        Ok(())
    }

    /// Takes a seat as whoever runs this, in a sandbox as whom they want to be: at the hub that answers, else at one over
    /// the store.
    pub(super) fn seated(&self) -> Result<Seated, Failure> {
        let attached = self.attach(Opening::ForOneVerb)?;
        Ok(Seated::at(attached.seat))
    }

    /// Takes a seat over a ledger that is being made, and that nobody else shares.
    pub(super) fn seated_as(&self, ledger: Ledger, login: Login) -> Result<Seated, Failure> {
        let hub = Hub::start(ledger).map_err(|error| self.trouble(&error))?;
        Ok(Seated {
            seat: hub.seat(login),
            hub: Some(hub),
        })
    }

    /// Trouble with a file, which is named as the person named it.
    pub(super) fn file_trouble(&self, path: &Path, error: &std::io::Error) -> Failure {
        let said = failure::io_words(self.lang, error);
        Failure::Trouble(words::FILE.fill(self.lang, &[&path.display(), &said]))
    }

    /// A time as it is typed: Beijing time unless it says otherwise.
    pub(super) fn instant(&self, field: &str, text: &str) -> Result<DateTime<Utc>, Failure> {
        read_instant(text)
            .ok_or_else(|| Failure::Usage(words::NOT_A_TIME.fill(self.lang, &[&field, &text])))
    }

    /// What a sandbox's clock is set to. It never goes back, so a slip of the hand must not carry it off for good.
    pub(super) fn clock_time(&self, text: &str) -> Result<DateTime<Utc>, Failure> {
        let shows = self.instant("--now", text)?;
        if CLOCK_YEARS.contains(&clock::civil_date(shows).year()) {
            return Ok(shows);
        }
        let (first, last) = (CLOCK_YEARS.start(), CLOCK_YEARS.end());
        Err(Failure::Usage(
            words::CLOCK_RANGE.fill(self.lang, &[&"--now", first, last]),
        ))
    }

    /// A day as it is typed.
    pub(super) fn day(&self, field: &str, text: &str) -> Result<chrono::NaiveDate, Failure> {
        read_day(text)
            .ok_or_else(|| Failure::Usage(words::NOT_A_DAY.fill(self.lang, &[&field, &text])))
    }
}

impl Seated {
    /// A seat at any other hub.
    pub(super) fn at(seat: Seat) -> Self {
        Self { seat, hub: None }
    }

    /// Does what the clockwork would, where this process keeps the store: an act may have left it something.
    pub(super) fn settle(&self) {
        // The act is done, whatever becomes of this: what is left undone the next process does.
        let _ = match &self.hub {
            Some(hub) => Some(hub.settle()),
            None => self.seat.with_host(|host| host.hub().settle()),
        };
    }

    /// Asks; every answer that says that it was not done, or cannot be told, is a failure.
    pub(super) fn ask(&self, lang: Lang, request: Request) -> Result<Answer, Failure> {
        let verb = match &request {
            Request::Act(act) | Request::Preview(act) => act.command.verb(),
            // Only acts are refused by a rule. A question has no verb, so any does.
            _ => Verb::Register(register::Verb::RegisterParty),
        };
        failure::good(lang, verb, self.seat.ask(request))
    }

    /// Does one act under a new key.
    pub(super) fn act(&self, lang: Lang, command: Command) -> Result<Answer, Failure> {
        self.ask(lang, Request::Act(act_request(command)))
    }
}

/// When the last entry was made, if there is one.
fn last_time(ledger: &Ledger) -> Result<Option<DateTime<Utc>>, LedgerError> {
    let snapshot = ledger.snapshot()?;
    let seq = snapshot.seq()?;
    let last = (seq > 0).then(|| snapshot.entry(seq)).transpose()?;
    Ok(last.map(|entry| entry.time))
}

/// An act under a new key.
pub(super) fn act_request(command: Command) -> ActRequest {
    ActRequest {
        key: new_key(),
        expected: None,
        command,
    }
}

/// A request key that nobody used before.
pub(super) fn new_key() -> String {
    ulid::Ulid::generate().to_string()
}

/// The login of the process, by its effective user.
pub(super) fn whoever_runs_this() -> Login {
    login_of(uzers::get_effective_uid())
}

pub(super) fn set_variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn default_folder() -> Option<PathBuf> {
    // A relative XDG_DATA_HOME is to be ignored, says its specification.
    let data = set_variable("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| Some(PathBuf::from(set_variable("HOME")?).join(".local/share")))?;
    Some(data.join("yunguan"))
}
