//! Lists, as the console shows them: as a table, in sentences, as a document, as a file.

mod export;
mod gather;

use chrono::Datelike;

use crate::domain::law::clock::civil_date;
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::record::RecordKind;
use crate::hub::list::called::CALENDAR;
use crate::hub::list::cell::Cell;
use crate::hub::list::column::Column;
use crate::hub::request::{Answer, List, Look, Order, Request, Row, Standing, Trouble, Window};
use crate::locale::cli as words;
use crate::locale::list as list_words;
use crate::locale::{Lang, signing};

use crate::console::trouble::trouble_words;

use super::args::{ListLine, ShownLine};
use super::context::{Context, Seated};
use super::failure::Failure;
use super::output;

pub(super) use crate::hub::list::called::named;
pub(super) use gather::gather;

/// How many rows are printed if nobody says.
pub(super) const ROWS: usize = 50;

/// What a line asks for, before its options.
pub(super) struct Asked {
    /// The list.
    pub(super) list: List,
    /// The direction of a list that is not ordered by a named column; none is its usual one.
    pub(super) order: Option<Order>,
    /// The filter as it was typed.
    pub(super) filter: String,
}

/// What lists are called on the command line.
pub(super) fn names() -> Vec<String> {
    named().map(|(name, _)| name).collect()
}

/// `list`: any list.
pub(super) fn run(context: &Context, line: &ListLine) -> Result<(), Failure> {
    let lang = context.lang;
    if line.year.is_some() && line.name != CALENDAR {
        return Err(Failure::Usage(words::LIST_YEAR.get(lang).to_owned()));
    }
    let seated = context.seated()?;
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    let year = line.year.unwrap_or_else(|| civil_date(standing.now).year());
    let found = named().find(|(name, _)| *name == line.name);
    let list = match found {
        Some((_, List::Calendar(_))) => List::Calendar(year),
        Some((_, list)) => within(lang, list, line)?,
        // The parser takes no other name.
        None => return Ok(()),
    };
    let asked = Asked {
        order: None,
        filter: line.shown.filter.clone().unwrap_or_default(),
        list,
    };
    show(context, &seated, &standing, &asked, &line.shown)
}

/// The part of a list that belongs to a pool, or to a system there, where the line names them.
fn within(lang: Lang, list: List, line: &ListLine) -> Result<List, Failure> {
    let Some(pool) = &line.pool else {
        return Ok(list);
    };
    let pool = PoolCode::new(pool.clone());
    match (list, &line.system) {
        (List::Register(RecordKind::System), None) => Ok(List::SystemsIn(pool)),
        (List::Register(RecordKind::Resource), Some(system)) => Ok(List::ResourcesOf {
            pool,
            system: SystemCode::new(system.clone()),
        }),
        _ => Err(Failure::Usage(words::LIST_POOL.get(lang).to_owned())),
    }
}

/// Shows a list as its line asks for it.
pub(super) fn show(
    context: &Context,
    seated: &Seated,
    standing: &Standing,
    asked: &Asked,
    line: &ShownLine,
) -> Result<(), Failure> {
    let lang = context.lang;
    let look = look(lang, standing, asked, line)?;
    let limit = (line.limit).map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    if let Some(file) = &line.export {
        let wanted = export::Wanted {
            look: &look,
            typed: &asked.filter,
            limit,
            file,
        };
        return export::run(context, seated, standing, &wanted);
    }
    let window = gather(context, seated, &look, limit.unwrap_or(ROWS))?;
    let document = Answer::Window(Box::new(window));
    context.show(&document, || match &document {
        Answer::Window(window) => {
            let waits = to_sign(lang, standing, &asked.list);
            if line.plain {
                let waits = waits.iter().map(|said| ended(lang, said));
                let rows = sentences(lang, &asked.list, window, look.filter.is_some());
                waits.chain(rows).collect::<Vec<_>>().join("\n")
            } else {
                let nothing = if asked.list.is_of_duties() {
                    words::QUEUE_EMPTY
                } else {
                    words::LIST_EMPTY
                };
                let rows = text(lang, window, nothing.get(lang));
                waits
                    .into_iter()
                    .chain([rows])
                    .collect::<Vec<_>>()
                    .join("\n")
            }
        }
        _ => String::new(),
    })
}

/// What waits for the signature of whoever asks what they have to do, a line each. It is no duty on a matter, so that no
/// row of their list says it.
pub(super) fn to_sign(lang: Lang, standing: &Standing, list: &List) -> Vec<String> {
    let waits = standing.to_sign.iter().filter(|_| *list == List::Mine);
    let lines = waits.map(|waits| {
        let said = signing::waits(lang, waits);
        output::line(&format!("{} {said}", signing::TO_SIGN.get(lang)))
    });
    lines.collect()
}

/// The look at the list that the options ask for.
fn look(lang: Lang, standing: &Standing, asked: &Asked, line: &ShownLine) -> Result<Look, Failure> {
    let list = &asked.list;
    let wrong = |option: &str, trouble: &Trouble| {
        let said = trouble_words(lang, trouble);
        Failure::Usage(words::LIST_OPTION.fill(lang, &[&option, &said]))
    };
    let columns = line.columns.iter().map(|typed| {
        column(lang, list, typed).ok_or_else(|| {
            let columns = list.columns().to_vec();
            wrong("--columns", &Trouble::NoColumn { columns })
        })
    });
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let by = line.by.as_ref().map(|typed| {
        let found = column(lang, list, typed).filter(|column| column.is_searched());
        found.ok_or_else(|| {
            let orders = list.orders();
            wrong("--by", &Trouble::NoOrder { orders })
        })
    });
    let by = by.transpose()?;
    let order = if line.descending {
        Some(Order::Descending)
    } else if by.is_some() {
        Some(Order::Ascending)
    } else {
        asked.order
    };
    let filter = list_words::filter(lang, &asked.filter, civil_date(standing.now));
    Ok(Look {
        columns,
        by,
        order,
        filter: Some(filter).filter(|filter| !filter.is_empty()),
        ..Look::at(list.clone(), 0)
    })
}

/// A column of a list by its name or by what it is called.
fn column(lang: Lang, list: &List, typed: &str) -> Option<Column> {
    let typed = typed.trim().to_lowercase();
    let is_called = |column: &Column| {
        column.word() == typed || list_words::column(*column).get(lang).to_lowercase() == typed
    };
    list.columns().iter().copied().find(is_called)
}

/// The rows as a table, with how many there are.
pub(super) fn text(lang: Lang, window: &Window, nothing: &str) -> String {
    if window.rows.is_empty() {
        return nothing.to_owned();
    }
    let heading: Vec<_> = window
        .columns
        .iter()
        .map(|column| list_words::column(*column).get(lang))
        .collect();
    let rows: Vec<_> = window
        .rows
        .iter()
        .map(|row| cells(lang, row, &window.columns))
        .collect();
    let mut text = output::columns(&heading, &rows);
    let shown = window.rows.len();
    let more = if window.at_end {
        words::QUEUE_ALL.fill(lang, &[&shown])
    } else {
        words::QUEUE_MORE.fill(lang, &[&shown, &window.total])
    };
    text.push_str(&more);
    text
}

/// A row's cells in words, the signs of the row before what is to be done.
pub(super) fn cells(lang: Lang, row: &Row, columns: &[Column]) -> Vec<String> {
    let cells = columns.iter().zip(&row.cells);
    cells
        .map(|(column, cell)| cell_text(lang, row, *column, cell))
        .collect()
}

fn cell_text(lang: Lang, row: &Row, column: Column, cell: &Cell) -> String {
    let text = list_words::cell(lang, cell, list_words::Width::Line);
    list_words::with_signs(lang, row, column, text)
}

/// The rows in sentences, every cell with what it is called, and nothing that a screen reader would spell out.
pub(super) fn sentences(
    lang: Lang,
    list: &List,
    window: &Window,
    is_filtered: bool,
) -> Vec<String> {
    let shown = u64::try_from(window.rows.len()).unwrap_or(u64::MAX);
    let (whole, row_words, more_words) = if list.is_of_matters() {
        (words::SPOKEN_LIST, words::SPOKEN_ROW, words::SPOKEN_MORE)
    } else {
        (
            words::SPOKEN_LIST_OF_ROWS,
            words::SPOKEN_ROW_OF_ROWS,
            words::SPOKEN_MORE_ROWS,
        )
    };
    let name = list_words::name(lang, &window.names, list);
    let heading = if is_filtered {
        words::SPOKEN_FILTERED.fill(lang, &[&name, &shown])
    } else {
        whole.fill(lang, &[&name, &window.total])
    };
    let mut lines = vec![ended(lang, &heading)];
    let rows = (1_u64..).zip(&window.rows);
    lines.extend(rows.map(|(at, row)| {
        let said = labelled(lang, &fields(lang, row, window));
        ended(lang, &row_words.fill(lang, &[&at, &said]))
    }));
    let more = window.total.saturating_sub(shown);
    if !window.at_end && is_filtered {
        lines.push(words::SPOKEN_MORE_SOME.get(lang).to_owned());
    } else if !window.at_end && more > 0 {
        lines.push(more_words.fill(lang, &[&more]));
    }
    lines
}

/// A row's cells with what each is called.
fn fields(lang: Lang, row: &Row, window: &Window) -> Vec<(String, String)> {
    let labels = window
        .columns
        .iter()
        .map(|column| list_words::column(*column).get(lang).to_lowercase());
    let cells = cells(lang, row, &window.columns);
    labels
        .zip(cells.iter().map(|cell| output::line(cell)))
        .collect()
}

/// Labels, each with its value; one without a value is left out.
pub(super) fn labelled(lang: Lang, parts: &[(String, String)]) -> String {
    parts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| words::SPOKEN_FIELD.fill(lang, &[label, value]))
        .reduce(|before, next| words::SPOKEN_AND.fill(lang, &[&before, &next]))
        .unwrap_or_default()
}

/// A sentence.
pub(super) fn ended(lang: Lang, said: &str) -> String {
    words::SPOKEN_SENTENCE.fill(lang, &[&said])
}
