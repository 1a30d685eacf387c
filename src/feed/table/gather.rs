//! Where the cells of every format come together, and the only place that enforces bounds and titles.
use std::collections::{BTreeMap, HashMap};

use super::problem::{forbidden, printable};
use super::{
    Cell, Column, MAX_CELL_CHARACTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES, Place,
    Problems, Row, Table, TableProblem,
};

/// A bound was reached and noted as a problem: reading on is of no use.
#[derive(Debug)]
pub(super) struct Stopped;

/// One cell of a row: `None` when a problem was noted in its stead.
pub(super) type Checked = Option<Cell>;

/// Columns and rows, gathered within the bounds.
#[derive(Default)]
pub(super) struct Gather {
    columns: Vec<Column>,
    by_title: HashMap<String, usize>,
    rows: Vec<Row>,
    text_bytes: usize,
    problems: Problems,
}

impl Gather {
    pub(super) fn problem(&mut self, problem: TableProblem) {
        self.problems.add(problem);
    }

    fn stop(&mut self, problem: TableProblem) -> Stopped {
        self.problem(problem);
        Stopped
    }

    /// The position of the column with this title.
    pub(super) fn position(&self, title: &str) -> Option<usize> {
        self.by_title.get(title).copied()
    }

    /// A new column; its title must be new as well.
    pub(super) fn add_column(&mut self, column: Column) -> Result<usize, Stopped> {
        if self.columns.len() == MAX_COLUMNS {
            return Err(self.stop(TableProblem::TooManyColumns { limit: MAX_COLUMNS }));
        }
        let position = self.columns.len();
        self.by_title.insert(column.title.clone(), position);
        self.columns.push(column);
        self.check_cells()?;
        Ok(position)
    }

    /// A new row, its cells by position of their column; a row that is blank is dropped.
    pub(super) fn add_row(
        &mut self,
        number: u32,
        cells: impl IntoIterator<Item = (usize, Cell)>,
    ) -> Result<(), Stopped> {
        let mut row = Row {
            number,
            cells: Vec::new(),
        };
        for (position, cell) in cells {
            if row.cells.len() <= position {
                row.cells.resize(position + 1, Cell::Empty);
            }
            if let Some(place) = row.cells.get_mut(position) {
                *place = cell;
            }
        }
        if row.cells.iter().all(Cell::is_empty) {
            return Ok(());
        }
        if self.rows.len() == MAX_ROWS {
            return Err(self.stop(TableProblem::TooManyRows { limit: MAX_ROWS }));
        }
        self.rows.push(row);
        self.check_cells()
    }

    fn check_cells(&mut self) -> Result<(), Stopped> {
        if self.rows.len() * self.columns.len() > MAX_CELLS {
            return Err(self.stop(TableProblem::TooManyCells { limit: MAX_CELLS }));
        }
        Ok(())
    }

    /// Checks a text before it is copied; `place` is asked only when there is a problem.
    pub(super) fn check_text(
        &mut self,
        text: &str,
        place: impl Fn() -> Place,
    ) -> Result<Checked, Stopped> {
        let longest = MAX_CELL_CHARACTERS * char::MAX.len_utf8();
        // A refused text is counted too: looking at it costs as much as keeping it.
        self.text_bytes += text.len().min(longest);
        if self.text_bytes > MAX_TEXT_BYTES {
            return Err(self.stop(TableProblem::TooMuchText {
                limit: MAX_TEXT_BYTES,
            }));
        }
        if text.chars().nth(MAX_CELL_CHARACTERS).is_some() {
            self.problem(TableProblem::TextTooLong {
                place: place(),
                limit: MAX_CELL_CHARACTERS,
            });
            return Ok(None);
        }
        // Before white space is cut away at the ends, for some control characters count as white space.
        let text = text.replace("\r\n", "\n");
        if let Some(character) = text.chars().find(|character| forbidden(*character)) {
            self.problem(TableProblem::ForbiddenCharacter {
                place: place(),
                character,
            });
            return Ok(None);
        }
        if text.trim().is_empty() {
            return Ok(Some(Cell::Empty));
        }
        Ok(Some(Cell::Text(text)))
    }

    /// The table, or all that is wrong with it.
    pub(super) fn finish(mut self, sheet: Option<String>) -> Result<Table, Problems> {
        if self.problems.listed.is_empty() {
            if self.columns.is_empty() {
                self.problem(TableProblem::NoHeader);
            } else if self.rows.is_empty() {
                self.problem(TableProblem::NoRows);
            }
        }
        if !self.problems.listed.is_empty() {
            return Err(self.problems);
        }
        for row in &mut self.rows {
            row.cells.resize(self.columns.len(), Cell::Empty);
        }
        Ok(Table {
            columns: self.columns,
            rows: self.rows,
            sheet,
        })
    }
}

/// What is known of a spreadsheet's column.
enum Title {
    /// Its position in the table.
    At(usize),
    /// A problem was noted already.
    Refused,
}

/// A table whose first row that is not blank is the header, and whose columns have letters.
#[derive(Default)]
pub(super) struct Grid {
    gather: Gather,
    header_seen: bool,
    titles: BTreeMap<u32, Title>,
}

impl Grid {
    pub(super) fn problem(&mut self, problem: TableProblem) {
        self.gather.problem(problem);
    }

    /// Checks a text and adds it to a row's cells, unless it is blank.
    pub(super) fn text(
        &mut self,
        cells: &mut Vec<(u32, Checked)>,
        row: u32,
        column: u32,
        text: &str,
    ) -> Result<(), Stopped> {
        if text.is_empty() {
            return Ok(());
        }
        let checked = self.gather.check_text(text, || place(row, column))?;
        self.cell(cells, column, checked)
    }

    /// Adds to a row's cells, unless it is blank.
    pub(super) fn cell(
        &mut self,
        cells: &mut Vec<(u32, Checked)>,
        column: u32,
        checked: Checked,
    ) -> Result<(), Stopped> {
        if checked == Some(Cell::Empty) {
            return Ok(());
        }
        if column as usize >= MAX_COLUMNS {
            let limit = MAX_COLUMNS;
            return Err(self.gather.stop(TableProblem::TooManyColumns { limit }));
        }
        cells.push((column, checked));
        Ok(())
    }

    /// The next row, its cells from left to right and without the blank ones.
    pub(super) fn row(&mut self, number: u32, cells: Vec<(u32, Checked)>) -> Result<(), Stopped> {
        if cells.is_empty() {
            return Ok(());
        }
        if !self.header_seen {
            self.header_seen = true;
            return self.header(cells);
        }
        let mut row = Vec::with_capacity(cells.len());
        for (column, checked) in cells {
            match self.titles.get(&column) {
                Some(Title::At(position)) => row.extend(checked.map(|cell| (*position, cell))),
                Some(Title::Refused) => {}
                None => {
                    self.titles.insert(column, Title::Refused);
                    self.problem(TableProblem::MissingTitle {
                        place: place(number, column),
                    });
                }
            }
        }
        self.gather.add_row(number, row)
    }

    fn header(&mut self, cells: Vec<(u32, Checked)>) -> Result<(), Stopped> {
        for (column, checked) in cells {
            let title = match checked {
                None => Title::Refused,
                Some(cell) => self.title(column, &cell)?,
            };
            self.titles.insert(column, title);
        }
        Ok(())
    }

    fn title(&mut self, column: u32, cell: &Cell) -> Result<Title, Stopped> {
        let text = cell.as_text();
        // Headers are often broken into lines to keep a column narrow.
        let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let label = letters(column);
        if let Some(first) = self.gather.position(&title) {
            let first = self.gather.columns.get(first);
            let problem = TableProblem::DuplicateTitle {
                title: printable(&title),
                first: first.map(|first| first.label.clone()).unwrap_or_default(),
                second: label,
            };
            self.problem(problem);
            return Ok(Title::Refused);
        }
        let position = self.gather.add_column(Column { title, label })?;
        Ok(Title::At(position))
    }

    pub(super) fn finish(self, sheet: Option<String>) -> Result<Table, Problems> {
        self.gather.finish(sheet)
    }
}

/// A cell's place in a spreadsheet; the column from 0.
pub(super) fn place(row: u32, column: u32) -> Place {
    Place {
        row,
        column: letters(column),
    }
}

/// A spreadsheet's name for a column, from 0: `A` to `Z`, then `AA`.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.extend(char::from_digit(
            u32::try_from(rest % 26).unwrap_or(0) + 10,
            36,
        ));
        rest /= 26;
    }
    letters.iter().rev().map(char::to_ascii_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        let known = [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ];
        for (column, expected) in known {
            assert_eq!(letters(column), expected);
        }
        assert_eq!(letters(u32::MAX), "MWLQKWV");
    }
}
