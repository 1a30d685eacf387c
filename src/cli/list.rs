//! Lists, as the console shows them.

use crate::hub::list::cell::Cell;
use crate::hub::list::column::Column;
use crate::hub::request::{Answer, Look, Request, Row, WINDOW_LIMIT, Window};
use crate::locale::Lang;
use crate::locale::cli as words;
use crate::locale::list as list_words;

use super::context::{Context, Seated};
use super::failure::Failure;
use super::output;

/// Windows one after the other, until there are rows enough.
pub(super) fn gather(
    context: &Context,
    seated: &Seated,
    wanted: &Look,
    limit: usize,
) -> Result<Window, Failure> {
    let mut all = Window::default();
    let mut anchor = None;
    loop {
        let is_again = anchor.is_some() && wanted.filter.is_none();
        let count = limit - all.rows.len() + usize::from(is_again);
        let look = Look {
            anchor: anchor.clone(),
            after: u16::try_from(count)
                .unwrap_or(WINDOW_LIMIT)
                .min(WINDOW_LIMIT),
            ..wanted.clone()
        };
        let Answer::Window(window) = seated.ask(context.lang, Request::Look(look))? else {
            return Ok(all);
        };
        // Without a filter the anchor is the last row seen; with one it is the first row not yet read.
        let last = window.rows.last().map(|row| row.key.clone());
        let rows = window.rows.into_iter().skip(usize::from(is_again));
        let before = all.rows.len();
        all.rows.extend(rows);
        all.scanned += window.scanned;
        all = Window {
            rows: all.rows,
            scanned: all.scanned,
            at_start: true,
            ..Window {
                rows: Vec::new(),
                position: Some(0),
                anchor: 0,
                ..*window
            }
        };
        let next = if wanted.filter.is_some() {
            all.resume.clone()
        } else {
            last.filter(|_| all.rows.len() > before)
        };
        if all.at_end || all.rows.len() >= limit || next.is_none() {
            return Ok(all);
        }
        anchor = next;
    }
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
        .map(|(column, cell)| said(lang, row, *column, cell))
        .collect()
}

fn said(lang: Lang, row: &Row, column: Column, cell: &Cell) -> String {
    let text = list_words::cell(lang, cell, list_words::Room::Line);
    list_words::with_signs(lang, row, column, text)
}
