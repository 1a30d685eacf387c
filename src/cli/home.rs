//! `--once` and `--plain`: what the console would open on, printed, for terminals that take no full screen and for
//! those who have it read to them.

use crate::console::list::home;
use crate::domain::law::naming::Names;
use crate::hub::request::{Answer, List, Look, Realm, Request, Standing, Window};
use crate::locale::cli as words;
use crate::locale::console;
use crate::locale::list as list_words;
use crate::locale::{Lang, date, domain, joined};

use super::args::OpenLine;
use super::context::{Context, Seated};
use super::failure::Failure;
use super::list;
use super::output;

/// Prints the page at the seat of whoever asks.
pub(super) fn run(context: &Context, line: &OpenLine) -> Result<(), Failure> {
    print(context, &context.seated()?, line)
}

/// The same at a seat taken already: as a table for `--once`, else a sentence a row.
pub(super) fn print(context: &Context, seated: &Seated, line: &OpenLine) -> Result<(), Failure> {
    let lang = context.lang;
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    if !standing.founded {
        return Err(Failure::Usage(words::NOT_FOUNDED.get(lang).to_owned()));
    }
    let view = home(&standing);
    let limit = line.limit.map_or(list::ROWS, |limit| {
        usize::try_from(limit).unwrap_or(usize::MAX)
    });
    let window = list::gather(context, seated, &Look::at(view.clone(), 0), limit)?;
    let document = Answer::Window(Box::new(window));
    context.show(&document, || match &document {
        Answer::Window(window) if line.once && !line.plain => {
            let waits = list::to_sign(lang, &standing, &view);
            let waits = waits.iter().map(|said| format!("{said}\n"));
            let table = list::text(lang, window, words::QUEUE_EMPTY.get(lang));
            let above = [heading(lang, &standing, &view, &window.names)]
                .into_iter()
                .chain(waits);
            above.chain([table]).collect()
        }
        Answer::Window(window) => spoken(lang, &standing, &view, window),
        _ => String::new(),
    })
}

/// Whose world it is: never left to be guessed.
pub(super) fn realm(lang: Lang, standing: &Standing) -> String {
    match &standing.realm {
        Realm::Live => words::HOME_LIVE.get(lang).to_owned(),
        Realm::Sandbox => words::HOME_SANDBOX.get(lang).to_owned(),
        Realm::Drill(name) => words::HOME_DRILL.fill(lang, &[&output::line(name)]),
    }
}

fn posts(lang: Lang, standing: &Standing) -> String {
    let posts = standing.actor.posts.iter();
    joined(lang, posts.map(|post| domain::post(*post).get(lang)))
}

fn moment(lang: Lang, standing: &Standing) -> String {
    let day = date::date_long(lang, date::beijing(standing.now).date());
    words::HOME_TIME.fill(lang, &[&day, &date::time(standing.now)])
}

fn next(lang: Lang, standing: &Standing) -> String {
    standing.next_due.map_or_else(
        || console::HEADER_CLEAR.get(lang).to_owned(),
        |day| console::HEADER_NEXT.fill(lang, &[&date::date_long(lang, day)]),
    )
}

/// The facts of the console's header, in columns of their own.
fn heading(lang: Lang, standing: &Standing, view: &List, names: &Names) -> String {
    let who = [
        output::line(&standing.actor.name),
        output::line(&standing.party),
        posts(lang, standing),
    ];
    let counts = [
        console::HEADER_MINE.fill(lang, &[&standing.mine]),
        console::HEADER_LATE.fill(lang, &[&standing.late]),
        console::HEADER_TODAY.fill(lang, &[&standing.today]),
        next(lang, standing),
    ];
    let lines = [
        vec![realm(lang, standing), moment(lang, standing)],
        who.into_iter().filter(|part| !part.is_empty()).collect(),
        counts.to_vec(),
        vec![],
        vec![list_words::name(lang, names, view)],
    ];
    lines.map(|parts| parts.join("   ") + "\n").concat()
}

/// Everything as sentences with their labels, and nothing that a screen reader would spell out.
fn spoken(lang: Lang, standing: &Standing, view: &List, window: &Window) -> String {
    let posts = posts(lang, standing);
    let who = [
        (
            words::PERSON.get(lang).to_owned(),
            output::line(&standing.actor.name),
        ),
        (
            words::PARTY.get(lang).to_owned(),
            output::line(&standing.party),
        ),
        (words::POSTS.get(lang).to_owned(), posts),
    ];
    let counts =
        words::SPOKEN_COUNTS.fill(lang, &[&standing.mine, &standing.late, &standing.today]);
    let mut lines = vec![
        list::ended(lang, &realm(lang, standing)),
        list::ended(lang, &moment(lang, standing)),
        list::ended(lang, &list::labelled(lang, &who)),
        list::ended(lang, &counts),
        list::ended(lang, &next(lang, standing)),
    ];
    let waits = list::to_sign(lang, standing, view);
    lines.extend(waits.iter().map(|said| list::ended(lang, said)));
    lines.extend(list::sentences(lang, view, window, false));
    lines.join("\n")
}
