//! What every table that is imported has in common: a row of titles that are understood in either language, cells below
//! them, and problems that are named at their cells.

use crate::feed::table::{Cell, MAX_PROBLEMS, Place, Row, Table};
use crate::locale::cli::import as words;
use crate::locale::cli::table as table_words;
use crate::locale::{Lang, T};

/// A column that a table may have.
#[derive(Debug)]
pub(super) struct Head {
    /// What it is called.
    pub(super) title: T,
    /// What else is understood, beside its title in both languages.
    pub(super) also: Vec<&'static str>,
    /// Whether a table without it cannot be read.
    pub(super) required: bool,
}

impl Head {
    fn is_meant_by(&self, title: &str) -> bool {
        let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ");
        let wanted = plain(title.trim().trim_end_matches(['*', '＊']).trim());
        let names = [self.title.0, self.title.1].into_iter();
        names
            .chain(self.also.iter().copied())
            .any(|name| plain(name) == wanted)
    }
}

/// The head that a title means.
pub(super) fn meant(heads: &[Head], title: &str) -> Option<usize> {
    heads.iter().position(|head| head.is_meant_by(title))
}

/// What is wrong, with its place where it has one; bounded, the rest is counted.
#[derive(Debug, Default)]
pub(in crate::cli) struct Found {
    pub(super) listed: Vec<(Option<Place>, String)>,
    pub(super) more: u64,
}

impl Found {
    pub(super) fn add(&mut self, place: Option<Place>, said: String) {
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push((place, said));
        } else {
            self.more += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// It in words, a problem a line.
    pub(in crate::cli) fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines: Vec<String> = self
            .listed
            .iter()
            .map(|(place, said)| match place {
                Some(place) => table_words::AT.fill(lang, &[&place.row, &place.column, said]),
                None => said.clone(),
            })
            .collect();
        if self.more > 0 {
            lines.push(table_words::AND_MORE.fill(lang, &[&self.more]));
        }
        lines
    }
}

/// A table whose titles were understood. A column is named by its place among the heads.
pub(super) struct Reading<'t> {
    pub(super) lang: Lang,
    pub(super) table: &'t Table,
    /// Where each head stands in the table, if it does.
    columns: Vec<Option<usize>>,
    pub(super) found: Found,
}

impl<'t> Reading<'t> {
    /// Understands the titles.
    ///
    /// # Errors
    /// Every title that is not understood, is there twice, or is missing.
    pub(super) fn begin(lang: Lang, table: &'t Table, heads: &[Head]) -> Result<Self, Found> {
        let mut columns = vec![None; heads.len()];
        let mut found = Found::default();
        for (at, column) in table.columns.iter().enumerate() {
            let known = meant(heads, &column.title);
            let message = match known.and_then(|known| columns.get_mut(known)) {
                None => words::UNKNOWN_COLUMN,
                Some(Some(_)) => words::COLUMN_TWICE,
                Some(place) => {
                    *place = Some(at);
                    continue;
                }
            };
            let title = crate::console::text::sanitize(&column.title);
            found.add(None, message.fill(lang, &[&column.label, &title]));
        }
        for (head, column) in heads.iter().zip(&columns) {
            if head.required && column.is_none() {
                let title = head.title.get(lang);
                found.add(None, words::NO_COLUMN.fill(lang, &[&title]));
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        Ok(Self {
            lang,
            table,
            columns,
            found,
        })
    }

    /// What stands in a row under a head; nothing where the table does not have it.
    pub(super) fn cell(&self, row: &'t Row, head: usize) -> &'t Cell {
        static NOTHING: Cell = Cell::Empty;
        let at = self.columns.get(head).copied().flatten();
        at.and_then(|at| row.cells.get(at)).unwrap_or(&NOTHING)
    }

    /// Notes what is wrong with a cell.
    pub(super) fn problem(&mut self, row: &Row, head: usize, said: String) {
        let at = self.columns.get(head).copied().flatten().unwrap_or(0);
        let place = self.table.place(row, at);
        self.found.add(Some(place), said);
    }

    /// What the file's owner calls the column of each head; none where the table does not have it.
    pub(super) fn labels(&self) -> Vec<Option<String>> {
        let label = |at: usize| Some(self.table.columns.get(at)?.label.clone());
        self.columns.iter().map(|at| at.and_then(label)).collect()
    }
}
