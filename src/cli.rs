//! The command line: for scripts, and for people without a screen.
//!
//! Exit codes: 0 done, 1 refused by a rule, 2 wrong usage, 3 trouble. With `--json` a verb prints one document, and a
//! refusal is a document too.
//!
//! | module | what it does |
//! |---|---|
//! | `args`, `fields`, `parse` | the line as typed: its shape, the verbs' fields as options, its words and errors |
//! | `context`, `failure`, `output`, `progress`, `file`, `lines` | what every verb stands on |
//! | the others | one family of verbs each |

mod act;
mod args;
mod attach;
mod calc;
mod calendar;
mod connect;
mod context;
mod demo;
mod doctor;
mod enclose;
mod failure;
mod fields;
mod file;
mod home;
mod import;
mod init;
mod lines;
mod list;
mod manual;
mod matter;
mod measures;
mod meta;
mod open;
mod output;
mod papers;
mod parse;
mod plain;
mod progress;
mod queue;
mod register;
mod ruling;
mod serve;
mod status;
mod store;
mod wording;

use std::ffi::OsString;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;

use args::{ExportTask, Line, OpenLine, Task};
use context::Context;
use failure::Failure;

use crate::locale::cli as words;

/// Runs the line that the process was given.
#[must_use]
pub fn main() -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().collect();
    let lang = parse::lang_of(&line);
    let ended = parse::parse(lang, &line).map_err(|failure| (failure, false));
    let ended = ended.and_then(|Line { global, open, task }| {
        let json = global.json;
        let mut context = Context { lang, global };
        // redb may panic over a page that was damaged; the exit code is that of trouble all the same.
        std::panic::catch_unwind(AssertUnwindSafe(|| run(&mut context, &open, task)))
            .unwrap_or_else(|_| Err(Failure::Trouble(words::BROKEN.get(lang).to_owned())))
            .map_err(|failure| (failure, json))
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err((failure, json)) => {
            failure.tell(lang, json);
            ExitCode::from(failure.code())
        }
    }
}

fn run(context: &mut Context, line: &OpenLine, task: Option<Task>) -> Result<(), Failure> {
    let Some(task) = task else {
        return open::run(context, line);
    };
    if let Some(option) = line.named() {
        return Err(Failure::Usage(
            words::ONLY_OPENING.fill(context.lang, &[&option]),
        ));
    }
    match task {
        Task::Init {
            starter,
            sandbox,
            name,
            login,
        } => {
            let start = init::Start {
                starter: &starter,
                sandbox,
                name: name.as_deref(),
                login: login.as_deref(),
            };
            init::run(context, &start)
        }
        Task::Demo {
            matters,
            build_only,
        } => demo::run(context, matters, build_only),
        Task::Template { table, file } => import::template(context, &table, &file),
        Task::Import(line) => import::run(context, &line),
        Task::Queue(line) => queue::run(context, &line),
        Task::List(line) => list::run(context, &line),
        Task::Show { id, paper, clear } => matter::show(context, &id, paper, clear),
        Task::Explain { id, duty } => matter::explain(context, &id, duty.as_deref()),
        Task::Enclose { id, files } => enclose::run(context, &id, &files),
        Task::Act(line) => act::run(context, &line),
        Task::Register(line) => register::run(context, &line),
        Task::Ruling(task) => ruling::run(context, &task),
        Task::Calendar(task) => calendar::run(context, &task),
        Task::Measures(task) => measures::run(context, &task),
        Task::Calc(line) => calc::run(context, &line),
        Task::Verify => store::check(context),
        Task::Rebuild { check } => store::rebuild(context, check),
        Task::Backup { file } => store::backup(context, &file),
        Task::Export(ExportTask::Journal { file }) => store::export(context, &file),
        Task::Serve { config } => serve::run(context, config.as_deref()),
        Task::Connect {
            address,
            ssh_config,
            notify,
        } => connect::run(context, &address, ssh_config.as_deref(), notify.as_deref()),
        Task::Stdio => serve::relay(context),
        Task::Status => status::run(context),
        Task::Doctor { config } => doctor::run(context, config.as_deref()),
        Task::Keys => open::keys(context),
        Task::Completions { shell } => meta::completions(context, shell),
        Task::Manual => manual::run(context),
        Task::Man { verb } => meta::man(context, &verb),
    }
}
