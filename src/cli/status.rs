//! `status`: how the hub is reached, what waits for a signature, how long the Measures are in force, what long work is
//! under way, and what the door let in and turned away.

use std::fmt::Display;

use serde_json::json;

use crate::console::under_way::called;
use crate::domain::law::duty::Nature;
use crate::domain::record::RecordKind;
use crate::hub::list::cell::{Status, Term};
use crate::hub::list::filter::{Filter, Word};
use crate::hub::request::{
    Answer, FileEnd, Folder, IntakeFigures, Job, List, Look, Request, Traffic,
};
use crate::hub::wire::link::Link;
use crate::locale::cli::door as words;
use crate::locale::cli::serve as intake_words;
use crate::locale::{Lang, T, date, domain, measures, signing};

use super::context::Context;
use super::doctor::realm_words;
use super::failure::Failure;
use super::list;
use super::output;

/// Asks the hub, and says it.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    let Answer::Traffic(traffic) = seated.ask(lang, Request::Traffic)? else {
        return Ok(());
    };
    let Answer::Jobs(jobs) = seated.ask(lang, Request::Jobs)? else {
        return Ok(());
    };
    let in_force = Word {
        terms: vec![Term::Status(Status::InForce)],
        ..Word::default()
    };
    let blocks = Look {
        filter: Some(Filter(vec![in_force])),
        ..Look::at(List::Register(RecordKind::Block), 0)
    };
    let blocks = list::gather(context, &seated, &blocks, usize::MAX)?;
    let blocks = blocks.rows.len();
    let link = match seated.seat.link() {
        Link::Direct | Link::Lost(_) => words::LINK_OWN,
        Link::Local | Link::Remote { .. } => words::LINK_LOCAL,
    };
    let is_own = link == words::LINK_OWN;
    let document = json!({
        "answer": "status",
        "result": {
            "own": is_own, "realm": standing.realm, "login": standing.actor.login,
            "entries": standing.seq, "measures": standing.measures, "blocks": blocks,
            "to_sign": standing.to_sign,
            "traffic": traffic, "jobs": jobs,
        },
    });
    context.show(&document, || {
        let mut rows = vec![
            row(lang, words::LINK, link.get(lang)),
            row(lang, words::REALM, &realm_words(lang, &standing.realm)),
            row(lang, words::LOGIN, standing.actor.login.as_str()),
            row(lang, words::ENTRIES, &standing.seq.to_string()),
        ];
        rows.push(row(lang, words::BLOCKS, &blocks.to_string()));
        let to_sign = standing.to_sign.iter();
        rows.extend(to_sign.map(|waits| {
            let said = output::line(&signing::waits(lang, waits));
            row(lang, signing::TO_SIGN, &said)
        }));
        if let Some(known) = &standing.measures {
            rows.push(row(lang, words::MEASURES, &measures::until(lang, known)));
            let ahead = known.preparing.iter();
            rows.extend(ahead.map(|(what, day)| {
                let day = date::date_long(lang, *day);
                let nature = domain::nature(Nature::Internal).get(lang);
                row(
                    lang,
                    measures::preparation(*what),
                    &format!("{day} · {nature}"),
                )
            }));
        }
        rows.extend(jobs.jobs.iter().map(|job| under_way(lang, job)));
        rows.extend(jobs.folders.iter().map(|folder| taken_in(lang, folder)));
        if !is_own {
            rows.extend(intakes(lang, &jobs.intakes));
            rows.extend(figures(lang, &traffic));
        }
        output::table([""; 2], &rows)
    })
}

fn row(lang: Lang, what: T, found: &str) -> [String; 2] {
    [what.get(lang).to_owned(), found.to_owned()]
}

/// Long work under way: what, how far, and whose where that is told.
fn under_way(lang: Lang, job: &Job) -> [String; 2] {
    let mut said = words::HOW_FAR.fill(lang, &[&job.done, &job.of]);
    if let Some(whose) = &job.whose {
        said = format!("{said} · {}", output::line(whose.as_str()));
    }
    let kind = called(job.kind).get(lang);
    [words::UNDER_WAY.fill(lang, &[&kind]), said]
}

/// An intake folder: whose, how many files, what came of the last.
fn taken_in(lang: Lang, folder: &Folder) -> [String; 2] {
    let shown: [&dyn Display; 6] = [
        &output::line(&folder.folder),
        &folder.table,
        &output::line(folder.whose.as_str()),
        &folder.taken,
        &folder.refused,
        &folder.left_alone,
    ];
    let mut said = intake_words::FOLDER_STANDS.fill(lang, &shown);
    if let Some(last) = &folder.last {
        let became = match last.became {
            FileEnd::Taken => intake_words::LAST_TAKEN.fill(lang, &[&last.count]),
            FileEnd::Before => intake_words::LAST_BEFORE.get(lang).to_owned(),
            FileEnd::Refused => intake_words::LAST_REFUSED.fill(lang, &[&last.count]),
            FileEnd::Waits => output::line(&last.why),
        };
        let (at, file) = (date::moment(lang, last.at), output::line(&last.file));
        said = intake_words::LAST.fill(lang, &[&said, &at, &file, &became]);
    }
    row(lang, intake_words::FOLDER, &said)
}

/// What became of large intakes.
fn intakes(lang: Lang, figures: &IntakeFigures) -> [[String; 2]; 3] {
    [
        (words::INTAKES_ADOPTED, figures.adopted),
        (words::INTAKES_REFUSED, figures.refused),
        (words::INTAKES_DROPPED, figures.dropped),
    ]
    .map(|(what, count)| row(lang, what, &count.to_string()))
}

/// Every figure with its words.
fn figures(lang: Lang, traffic: &Traffic) -> Vec<[String; 2]> {
    traffic
        .named()
        .into_iter()
        .zip(words::FIGURES)
        .map(|((_, count), label)| row(lang, *label, &count.to_string()))
        .collect()
}
