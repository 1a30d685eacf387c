//! `doctor`: what this terminal, this store, this account and the service's file are like. It asks the terminal nothing, and of
//! whoever it asks waits for nobody long.

mod clipboard;
mod service;

use std::io::IsTerminal;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use chrono::{Datelike, Utc};
use serde::Serialize;

use crate::console::text;
use crate::domain::law::calendar::Calendar;
use crate::domain::law::clock::civil_date;
use crate::domain::law::code::{PartyCode, PersonCode};
use crate::domain::law::naming::Names;
use crate::domain::law::party::Account;
use crate::domain::law::world::World;
use crate::hub::health::health;
use crate::hub::request::{Answer, Health, Request};
use crate::ledger::entry::Realm;
use crate::ledger::error::LedgerError;
use crate::ledger::{Ledger, file_in};
use crate::locale::cli::doctor as words;
use crate::locale::naming::{called, coded};
use crate::locale::{Lang, T, domain};

use super::attach::is_kept_at;
use super::context::{Context, whoever_runs_this};
use super::failure::Failure;
use super::serve::config::{self, Config};
use super::{output, progress};

use service::Registers;

/// What a realm is called.
pub(super) fn realm_words(lang: Lang, realm: &Realm) -> String {
    match realm {
        Realm::Live => words::LIVE.get(lang).to_owned(),
        Realm::Sandbox => words::SANDBOX.get(lang).to_owned(),
        Realm::Drill(name) => words::DRILL.fill(lang, &[&output::line(name)]),
    }
}

/// A text whose cells the eye can count: Chinese, box lines and marks that some terminals draw too wide.
const SAMPLE: &str = "云管│─●›…";

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    found: String,
    /// Whether it wants to be looked at.
    warning: bool,
}

/// Looks at everything, whatever is wrong.
pub(super) fn run(context: &mut Context, named: Option<&Path>) -> Result<(), Failure> {
    let mut config = Findings::within(context);
    let read = config::file(named).and_then(|file| config.configuration(&file));
    let config_findings = config.all;
    if let Some(config) = read.as_ref().filter(|_| named.is_some()) {
        // Whoever names the file means the service's store; anybody else their own.
        config.fill_in(context);
    }
    let context = &*context;
    let mut findings = Findings::within(context);
    findings.terminal();
    findings.clipboard();
    findings.all.extend(config_findings);
    findings.config = read;
    findings.store();
    let all = findings.all;
    context.show(&all, || {
        let rows: Vec<[String; 3]> = all
            .iter()
            .map(|finding| {
                let mark = if finding.warning { "!" } else { " " };
                [
                    mark.to_owned(),
                    finding.what.to_owned(),
                    finding.found.clone(),
                ]
            })
            .collect();
        output::table([""; 3], &rows)
    })
}

struct Findings<'c> {
    context: &'c Context,
    all: Vec<Finding>,
    /// What the service reads, where it can be read.
    config: Option<Config>,
}

impl<'c> Findings<'c> {
    fn within(context: &'c Context) -> Self {
        Self {
            context,
            all: Vec::new(),
            config: None,
        }
    }

    fn note(&mut self, what: T, found: impl Into<String>, warning: bool) {
        self.all.push(Finding {
            what: what.get(self.context.lang),
            found: found.into(),
            warning,
        });
    }

    fn say(&self, message: T) -> String {
        message.get(self.context.lang).to_owned()
    }

    fn terminal(&mut self) {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let stdout = std::io::stdout();
        let is_terminal = std::io::stdin().is_terminal() && stdout.is_terminal();
        let size = rustix::termios::tcgetwinsize(&stdout).ok();
        let found = match (is_terminal, size) {
            (true, Some(size)) => {
                format!("{}  {}x{}", variable("TERM"), size.ws_col, size.ws_row)
            }
            (true, None) => variable("TERM"),
            (false, _) => self.say(words::NO_TERMINAL),
        };
        let small = size.is_some_and(|size| size.ws_col < 80 || size.ws_row < 24);
        self.note(words::TERMINAL, found, is_terminal && small);
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .map(variable)
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let folded = locale.to_ascii_lowercase().replace('-', "");
        self.note(words::LOCALE, locale, !folded.contains("utf8"));
        let ruler: String = (1..=text::width(SAMPLE))
            .map(|cell| char::from_digit(u32::try_from(cell % 10).unwrap_or(0), 10).unwrap_or(' '))
            .collect();
        let widths =
            words::WIDTHS_FOUND.fill(self.context.lang, &[&SAMPLE, &text::width(SAMPLE), &ruler]);
        self.note(words::WIDTHS, widths, false);
    }

    /// What every other verb would turn to: the hub that answers, else the store that would be opened.
    fn store(&mut self) {
        let lang = self.context.lang;
        if self.context.global.now.is_none()
            && let Some(socket) = self.context.answering()
        {
            return self.hub(&socket);
        }
        let folder = match self.context.folder_to_open() {
            Ok(Some(folder)) => folder,
            Ok(None) => return self.unreached(),
            Err(failure) => {
                self.note(words::STORE, failure.text(lang), true);
                return self.calendar(&Calendar::built_in());
            }
        };
        self.permissions(&folder);
        match progress::open(lang, &folder) {
            Ok(ledger) => self.ledger(&ledger),
            Err(LedgerError::Missing(_)) => self.unreached(),
            Err(error) => {
                self.note(words::STORE, self.context.trouble(&error).text(lang), true);
                self.note(words::ACCOUNT, whoever_runs_this().to_string(), false);
            }
        }
    }

    /// Neither a hub nor a store is there; in the words in which any verb would say so.
    fn unreached(&mut self) {
        if let Err(failure) = self.context.seated() {
            self.note(words::STORE, failure.text(self.context.lang), true);
        }
        self.note(words::ACCOUNT, whoever_runs_this().to_string(), false);
        if let Some(config) = self.config.take() {
            self.intakes(&config, None);
        }
        self.calendar(&Calendar::built_in());
    }

    /// Whoever keeps the store is asked.
    fn hub(&mut self, socket: &Path) {
        let lang = self.context.lang;
        if let Ok(folder) = self.context.folder()
            && is_kept_at(&folder, socket)
        {
            self.permissions(&folder);
        }
        let kept = words::KEPT.fill(lang, &[&socket.display()]);
        self.note(words::STORE, kept, false);
        let seated = match self.context.seated() {
            Ok(seated) => seated,
            Err(failure) => return self.note(words::STORE, failure.text(lang), true),
        };
        if let Answer::Standing(standing) = seated.seat.ask(Request::Whoami) {
            let realm = realm_words(lang, &standing.realm);
            self.note(words::REALM, realm, false);
            self.note(words::ENTRIES, standing.seq.to_string(), false);
            let person = output::line(&standing.actor.name);
            let found = words::BOUND.fill(lang, &[&standing.actor.login, &person]);
            self.note(words::ACCOUNT, found, false);
        } else {
            let found = words::NOT_BOUND.fill(lang, &[seated.seat.login()]);
            self.note(words::ACCOUNT, found, true);
        }
        if let Answer::Health(health) = seated.seat.ask(Request::Health) {
            self.health(&health);
        }
        if let Some(config) = self.config.take() {
            self.intakes(&config, Some(&Registers::Hub(&seated.seat)));
        }
        if let Answer::CalendarInForce(calendar) = seated.seat.ask(Request::CalendarInForce) {
            self.calendar(&calendar);
        }
    }

    fn permissions(&mut self, folder: &Path) {
        let path = file_in(folder);
        let Ok(metadata) = std::fs::metadata(&path) else {
            return;
        };
        let mode = metadata.permissions().mode() & 0o777;
        let own = metadata.uid() == uzers::get_effective_uid();
        let found = words::FILE_FOUND.fill(
            self.context.lang,
            &[
                &path.display(),
                &format!("{mode:o}"),
                &(metadata.len() >> 10),
            ],
        );
        self.note(words::STORE_FILE, found, mode & 0o077 != 0 || !own);
    }

    fn ledger(&mut self, ledger: &Ledger) {
        let lang = self.context.lang;
        self.note(words::REALM, realm_words(lang, ledger.realm()), false);
        let snapshot = match ledger.snapshot() {
            Ok(snapshot) => snapshot,
            Err(error) => return self.note(words::STORE, error.to_string(), true),
        };
        match snapshot.seq() {
            Ok(seq) => self.note(words::ENTRIES, seq.to_string(), false),
            Err(error) => self.note(words::ENTRIES, error.to_string(), true),
        }
        let login = whoever_runs_this();
        let view = snapshot.view();
        let world: &dyn World = &view;
        let bound = world.find::<Account>(login.as_str());
        let bound = bound.filter(|account| account.active);
        let found = match &bound {
            Some(account) => {
                let names = Names::within(world, account);
                let person = output::line(&called(lang, &names, &account.person));
                words::BOUND.fill(lang, &[&login, &person])
            }
            None => words::NOT_BOUND.fill(lang, &[&login]),
        };
        self.note(words::ACCOUNT, found, bound.is_none());
        if let Some(config) = self.config.take() {
            self.intakes(&config, Some(&Registers::World(world)));
        }
        match health(&snapshot, Utc::now()) {
            Ok(health) => self.health(&health),
            Err(error) => self.note(words::STORE, error.to_string(), true),
        }
        self.calendar(&snapshot.facts.calendar);
    }

    /// What nobody can do, who of two parties may be one person, how many blocks are in force.
    fn health(&mut self, health: &Health) {
        let lang = self.context.lang;
        let found = words::IN_FORCE.fill(lang, &[&health.blocks]);
        self.note(words::BLOCKS, found, false);
        for unable in &health.unable {
            let party = output::line(&unable.name);
            let (post, why) = (domain::post(unable.post), domain::lack(unable.lack));
            let (matter, duty) = (
                domain::matter_id(lang, unable.matter),
                domain::duty_key(lang, unable.duty),
            );
            let (post, why) = (post.get(lang), why.get(lang));
            let found =
                words::UNABLE.fill(lang, &[&party, &post, &why, &unable.count, &matter, &duty]);
            self.note(words::NOBODY, found, true);
        }
        for pair in &health.alike {
            let other = &pair.other;
            let party = |code: &PartyCode| output::line(&called(lang, &health.names, code));
            // They are looked up in the register by their codes.
            let person = |code: &PersonCode| output::line(&coded(lang, &health.names, code));
            let by = domain::likeness(other.by).get(lang);
            let found = words::ALIKE_PAIR.fill(
                lang,
                &[
                    &person(&pair.person),
                    &party(&pair.party),
                    &person(&other.person),
                    &party(&other.party),
                    &by,
                ],
            );
            self.note(words::ALIKE, found, true);
        }
    }

    fn calendar(&mut self, calendar: &Calendar) {
        let lang = self.context.lang;
        let covered: Vec<String> = calendar.covered().map(|year| year.to_string()).collect();
        let found = words::COVERED.fill(lang, &[&covered.join(" "), &calendar.edition()]);
        self.note(words::CALENDAR, found, false);
        let this_year = civil_date(Utc::now()).year();
        for year in [this_year, this_year + 1] {
            if !calendar.covered().any(|covered| covered == year) {
                let found = words::PROVISIONAL_YEAR.fill(lang, &[&year]);
                self.note(words::CALENDAR, found, true);
            }
        }
    }
}
