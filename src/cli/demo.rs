//! `demo`: a sandbox city, built once, opened again as long as it is there.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::json;

use crate::city::demo::{self, Wish};
use crate::city::{CityError, simulator};
use crate::hub::request::{Answer, Request};
use crate::ledger::entry::Realm;
use crate::ledger::{Ledger, file_in};
use crate::locale::cli as words;

use super::args::OpenLine;
use super::attach::Opening;
use super::context::{Context, Seated, whoever_runs_this};
use super::failure::Failure;
use super::progress::Progress;
use super::{home, init, open};

/// How many matters a demo has if nobody says.
const MATTERS: u64 = 400;
/// The seed of chance: the same city for everybody.
const SEED: u64 = 20_251_109;

/// Builds the city where there is none, and opens the console unless only building was asked for.
pub(super) fn run(
    context: &mut Context,
    matters: Option<u64>,
    build_only: bool,
) -> Result<(), Failure> {
    let lang = context.lang;
    let folder = folder(context)?;
    context.global.store = Some(folder.clone());
    let is_there = context.has_store(&folder)?;
    if !is_there || matters.is_some() || build_only {
        drop(build(context, &folder, matters.unwrap_or(MATTERS))?);
    }
    if build_only {
        return Ok(());
    }
    let seat = context.attach(Opening::Hosting)?.seat;
    match seat.ask(Request::Whoami) {
        Answer::Standing(standing) if standing.realm != Realm::Sandbox => {
            return Err(Failure::Usage(words::ONLY_SANDBOX.fill(lang, &[&"demo"])));
        }
        _ => {}
    }
    if open::is_dumb(context) {
        return home::print(context, &Seated::at(seat), &OpenLine::default());
    }
    // Where another process has the demo open, its simulator is at work already.
    let simulator = seat
        .with_host(|host| simulator::start(host.hub(), SEED, lang))
        .transpose()
        .map_err(|error| trouble(context, &error))?;
    let closed = open::open_console(context, seat, &BTreeSet::new());
    drop(simulator);
    closed.map(drop)
}

/// A demo never takes the place of the city's own store.
fn folder(context: &Context) -> Result<PathBuf, Failure> {
    let folder = context.folder()?;
    let is_chosen = context.global.store.is_some() || std::env::var_os("YUNGUAN_STORE").is_some();
    Ok(if is_chosen {
        folder
    } else {
        folder.join("demo")
    })
}

fn build(context: &Context, folder: &std::path::Path, matters: u64) -> Result<Ledger, Failure> {
    let lang = context.lang;
    let now = init::now(context)?;
    // The store appears only once the city is whole: half of one would be taken for a whole one the next time.
    let (ledger, nascent) =
        Ledger::begin(folder, &Realm::Sandbox).map_err(|error| context.trouble(&error))?;
    let wish = Wish {
        lang,
        matters: u32::try_from(matters).unwrap_or(u32::MAX),
        seed: SEED,
        now,
        me: Some(whoever_runs_this()),
    };
    let mut progress = Progress::start(lang, words::BUILDING)?;
    let built = demo::build(&ledger, &wish, &mut |done, of| progress.step(done, of));
    drop(progress);
    let built = built.map_err(|error| trouble(context, &error))?;
    nascent.appear().map_err(|error| context.trouble(&error))?;
    let document = json!({
        "answer": "built",
        "result": {
            "store": file_in(folder).display().to_string(), "matters": built.matters, "acts": built.acts, "parties": built.parties,
        },
    });
    context.show(&document, || {
        let path = file_in(folder);
        words::BUILT.fill(lang, &[&path.display(), &built.matters, &built.acts])
    })?;
    Ok(ledger)
}

fn trouble(context: &Context, error: &CityError) -> Failure {
    match error {
        CityError::Ledger(error) => context.trouble(error),
        CityError::Refused(verb, refusal) => Failure::Refused(*verb, refusal.clone()),
        CityError::NotSandbox | CityError::NotEmpty | CityError::Thread(_) => {
            Failure::Trouble(error.to_string())
        }
    }
}
