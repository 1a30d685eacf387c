//! `--once` and `--plain`: what the console would open on, printed, for terminals that take no full screen and for
//! those who have it read to them.

use crate::console::list::home;
use crate::hub::request::{Answer, List, Look, Realm, Request, Row, Standing, Window};
use crate::locale::cli as words;
use crate::locale::console;
use crate::locale::list as list_words;
use crate::locale::{Lang, date, domain, joined};

use super::args::OpenLine;
use super::context::{Context, Seated};
use super::failure::Failure;
use super::list;
use super::output;

/// How many rows are printed if nobody says.
const ROWS: usize = 50;

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
    let limit = line
        .limit
        .map_or(ROWS, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let window = list::gather(context, seated, &Look::at(view.clone(), 0), limit)?;
    let document = Answer::Window(Box::new(window));
    context.show(&document, || match &document {
        Answer::Window(window) if line.once && !line.plain => {
            let table = list::text(lang, window, words::QUEUE_EMPTY.get(lang));
            format!("{}{table}", heading(lang, &standing, &view))
        }
        Answer::Window(window) => spoken(lang, &standing, &view, window),
        _ => String::new(),
    })
}

/// Whose world it is: never left to be guessed.
fn realm(lang: Lang, standing: &Standing) -> String {
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
fn heading(lang: Lang, standing: &Standing, view: &List) -> String {
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
        vec![list_words::name(lang, view)],
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
    let list = words::SPOKEN_LIST.fill(lang, &[&list_words::name(lang, view), &window.total]);
    let mut lines = vec![
        ended(lang, &realm(lang, standing)),
        ended(lang, &moment(lang, standing)),
        ended(lang, &labelled(lang, &who)),
        ended(lang, &counts),
        ended(lang, &next(lang, standing)),
        ended(lang, &list),
    ];
    let rows = (1_u64..).zip(&window.rows);
    lines.extend(rows.map(|(at, row)| {
        let said = labelled(lang, &fields(lang, row, window));
        ended(lang, &words::SPOKEN_ROW.fill(lang, &[&at, &said]))
    }));
    let shown = u64::try_from(window.rows.len()).unwrap_or(u64::MAX);
    let more = window.total.saturating_sub(shown);
    if more > 0 && !window.at_end {
        lines.push(words::SPOKEN_MORE.fill(lang, &[&more]));
    }
    lines.join("\n")
}

/// A row's cells with what each is called.
fn fields(lang: Lang, row: &Row, window: &Window) -> Vec<(String, String)> {
    let labels = window
        .columns
        .iter()
        .map(|column| list_words::column(*column).get(lang).to_lowercase());
    let cells = list::cells(lang, row, &window.columns);
    labels
        .zip(cells.iter().map(|cell| output::line(cell)))
        .collect()
}

/// Labels and what they are labels of; what is empty is left out.
fn labelled(lang: Lang, parts: &[(String, String)]) -> String {
    parts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| words::SPOKEN_FIELD.fill(lang, &[label, value]))
        .reduce(|before, next| words::SPOKEN_AND.fill(lang, &[&before, &next]))
        .unwrap_or_default()
}

fn ended(lang: Lang, said: &str) -> String {
    words::SPOKEN_SENTENCE.fill(lang, &[&said])
}
