//! `init`: an empty store, founded by whoever runs this.

use std::path::Path;

use chrono::Utc;

use crate::city;
use crate::domain::law::act::Verb;
use crate::domain::law::code::{Login, PersonCode, is_code};
use crate::domain::law::command::Command;
use crate::domain::register;
use crate::hub::request::{Answer, Request};
use crate::ledger::entry::Realm;
use crate::ledger::{Ledger, file_in};
use crate::locale::Lang;
use crate::locale::cli as words;
use serde_json::json;

use super::context::{Context, Seated, act_request, whoever_runs_this};
use super::failure::{self, Failure};
use super::output;

/// How a store is to begin.
pub(super) struct Start<'a> {
    /// `yiyang` or `empty`.
    pub(super) starter: &'a str,
    /// Whether it is a sandbox, a place to try things.
    pub(super) sandbox: bool,
    /// The administrator's name.
    pub(super) name: Option<&'a str>,
    /// The administrator's login, where it is not the account that keeps the store.
    pub(super) login: Option<&'a str>,
}

/// Creates and founds a store; if that fails, nothing of it stays behind.
pub(super) fn run(context: &Context, start: &Start<'_>) -> Result<(), Failure> {
    let lang = context.lang;
    if context.global.act_as.is_some() {
        return Err(Failure::Usage(words::NOT_AT_INIT.get(lang).to_owned()));
    }
    if context.global.now.is_some() && !start.sandbox {
        return Err(Failure::Usage(words::ONLY_SANDBOX.fill(lang, &[&"--now"])));
    }
    let folder = context.folder()?;
    let realm = if start.sandbox {
        Realm::Sandbox
    } else {
        Realm::Live
    };
    let trouble = |error| context.trouble(&error);
    let (ledger, nascent) = Ledger::begin(&folder, &realm).map_err(trouble)?;
    let login = start.login.map_or_else(whoever_runs_this, Login::new);
    let entries = found(context, ledger, &login, start)?;
    nascent.appear().map_err(trouble)?;
    if login.as_str() == "root" {
        output::complain(words::ROOT_BOUND.get(lang));
    }
    tell_founded(context, &folder, &login, entries)
}

fn found(
    context: &Context,
    ledger: Ledger,
    login: &Login,
    start: &Start<'_>,
) -> Result<u64, Failure> {
    let lang = context.lang;
    context.set_clock(&ledger)?;
    let seated: Seated = context.seated_as(ledger, login.clone())?;
    let name = start.name.unwrap_or(words::ADMINISTRATOR.get(lang));
    seated.act(lang, founding(lang, login, name))?;
    if start.starter == "yiyang" {
        let commands = city::starter::commands(lang);
        all(context, &seated, commands)?;
    }
    match seated.ask(lang, Request::Whoami)? {
        Answer::Standing(standing) => Ok(standing.seq),
        _ => Ok(0),
    }
}

/// The founding act by a login, whose person is called after it.
pub(super) fn founding(lang: Lang, login: &Login, name: &str) -> Command {
    let code = login.as_str().to_ascii_lowercase();
    let code = if is_code(&code) {
        code
    } else {
        "founder".to_owned()
    };
    city::found(lang, login.clone(), PersonCode::new(code), name)
}

/// Every command or none, as one request.
pub(super) fn all(
    context: &Context,
    seated: &Seated,
    commands: Vec<Command>,
) -> Result<(), Failure> {
    let verb = commands
        .first()
        .map_or(Verb::Register(register::Verb::RegisterParty), Command::verb);
    let requests = commands.into_iter().map(act_request).collect();
    let answer = seated.seat.ask(Request::ActAll { acts: requests });
    failure::good(context.lang, verb, answer).map(drop)
}

fn tell_founded(
    context: &Context,
    folder: &Path,
    login: &Login,
    entries: u64,
) -> Result<(), Failure> {
    let path = file_in(folder);
    let document = json!({
        "answer": "founded",
        "result": { "store": path.display().to_string(), "login": login, "entries": entries },
    });
    context.show(&document, || {
        words::FOUNDED.fill(context.lang, &[&path.display(), login, &entries])
    })
}

/// Today in Beijing, for a store that has no clock of its own yet.
pub(super) fn now(context: &Context) -> Result<chrono::DateTime<Utc>, Failure> {
    match &context.global.now {
        Some(text) => context.clock_time(text),
        None => Ok(Utc::now()),
    }
}
