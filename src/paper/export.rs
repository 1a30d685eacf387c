//! A list as a file for a spreadsheet: what is shown, and what it was made of.
//!
//! A cell is first brought to what a spreadsheet knows (a text, a number, money, a day, an instant), the same for every
//! format, so that one list reads the same from any of them. Texts never become formulas. The file says itself which
//! entry of the journal it stands on. It is made in memory; who asked for it puts it where they may write.

mod delimited;
mod workbook;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::domain::law::money::yuan;
use crate::hub::list::cell::Cell;
use crate::hub::list::column::Column;
use crate::hub::list::{Order, Row};
use crate::locale::export as words;
use crate::locale::list as list_words;
use crate::locale::{Lang, date};

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Comma-separated values.
    Csv,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Xlsx, Self::Csv];

    /// How the names of its files end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The format of a file with this extension.
    #[must_use]
    pub fn of(extension: &str) -> Option<Self> {
        let extension = extension.to_lowercase();
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
    }
}

/// A list that goes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Export<'a> {
    /// In whose language.
    pub lang: Lang,
    /// What the list is called.
    pub list: &'a str,
    /// Its columns.
    pub columns: &'a [Column],
    /// Its rows.
    pub rows: &'a [Row],
    /// How it was asked for, and what it stands on.
    pub source: Source,
}

/// How an export was asked for, and what it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Whose world the list is of.
    pub world: String,
    /// The filter as it was typed.
    pub filter: String,
    /// By which column it is ordered.
    pub by: Column,
    /// Which way.
    pub order: Order,
    /// Whether all rows that were asked for are here.
    pub is_whole: bool,
    /// The last entry of the journal when the first rows were read, and when the last were.
    pub entries: (u64, u64),
    /// When it was made.
    pub at: DateTime<Utc>,
    /// By whom.
    pub who: String,
}

/// A cell as a spreadsheet knows it.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Empty,
    Text(String),
    Number(u64),
    /// In fen.
    Money(u64),
    Day(NaiveDate),
    /// A day that may yet move.
    MayMove(NaiveDate),
    /// In Beijing.
    Instant(NaiveDateTime),
}

impl Export<'_> {
    /// The file.
    ///
    /// # Errors
    /// If it cannot be made, in the words of whoever makes it.
    pub fn file(&self, format: Format) -> Result<Vec<u8>, String> {
        match format {
            Format::Xlsx => workbook::write(self).map_err(|error| error.to_string()),
            Format::Csv => delimited::write(self).map_err(|error| error.to_string()),
        }
    }

    fn headings(&self) -> impl Iterator<Item = &'static str> {
        let lang = self.lang;
        (self.columns.iter()).map(move |column| list_words::column(*column).get(lang))
    }

    fn values<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = Value> + 'r {
        let cells = self.columns.iter().zip(&row.cells);
        cells.map(|(column, cell)| value(self.lang, row, *column, cell))
    }

    /// What it is made of, each with what it is called.
    fn about(&self) -> Vec<(&'static str, Value)> {
        let lang = self.lang;
        let source = &self.source;
        let by = list_words::column(source.by).get(lang);
        let order = match source.order {
            Order::Ascending => words::ASCENDING,
            Order::Descending => words::DESCENDING,
        };
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let rows = if source.is_whole {
            Value::Number(rows)
        } else {
            Value::Text(words::CUT.fill(lang, &[&rows]))
        };
        let entries = match source.entries {
            (first, last) if first == last => Value::Number(last),
            (first, last) => Value::Text(words::MOVED_ON.fill(lang, &[&first, &last])),
        };
        let about = [
            (words::LIST, Value::text(self.list)),
            (words::FILTER, Value::text(&source.filter)),
            (words::ORDER, Value::Text(order.fill(lang, &[&by]))),
            (words::ROWS, rows),
            (words::ENTRY, entries),
            (words::AT, Value::Instant(date::beijing(source.at))),
            (words::WHO, Value::text(&source.who)),
            (words::WORLD, Value::text(&source.world)),
        ];
        about
            .into_iter()
            .filter(|(_, value)| *value != Value::Empty)
            .map(|(label, value)| (label.get(lang), value))
            .collect()
    }
}

/// What a cell says. In a table a date that is a date and a number that is a number can be reckoned with; the rest is
/// worded as in a line.
fn value(lang: Lang, row: &Row, column: Column, cell: &Cell) -> Value {
    match cell {
        Cell::Nothing => Value::Empty,
        Cell::Number(count) => Value::Number(*count),
        Cell::Money(fen) => Value::Money(*fen),
        Cell::Day(day)
        | Cell::Due {
            day,
            provisional: false,
        } => Value::Day(*day),
        Cell::Due {
            day,
            provisional: true,
        } => Value::MayMove(*day),
        Cell::Instant(at) => Value::Instant(date::beijing(*at)),
        Cell::Hidden
        | Cell::Text(_)
        | Cell::Share(_)
        | Cell::Party { .. }
        | Cell::Code(_)
        | Cell::Matter(_)
        | Cell::Resource(_)
        | Cell::Term(_)
        | Cell::Terms(_)
        | Cell::Duty(_)
        | Cell::Basis(_)
        | Cell::Deadline(_)
        | Cell::Left(_)
        | Cell::Span { .. }
        | Cell::Holiday(_)
        | Cell::Graded { .. }
        | Cell::Sentence(_) => {
            let said = list_words::cell(lang, cell, list_words::Width::Line);
            Value::text(&list_words::with_signs(lang, row, column, said))
        }
    }
}

impl Value {
    /// A text. What no spreadsheet can show is no part of it: some refuse a whole file for one such character.
    fn text(text: &str) -> Self {
        if text.is_empty() {
            return Self::Empty;
        }
        let shown = |letter: char| letter == '\n' || letter == '\t' || !letter.is_control();
        let clean = text
            .chars()
            .map(|letter| if shown(letter) { letter } else { '\u{fffd}' });
        Self::Text(clean.collect())
    }

    /// It in plain text, the same in every language but for words; money in yuan.
    fn plain(&self, lang: Lang) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(count) => count.to_string(),
            Self::Money(fen) => yuan(*fen),
            Self::Day(day) => day.to_string(),
            Self::MayMove(day) => date::provisionally(lang, day.to_string(), true),
            Self::Instant(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;
