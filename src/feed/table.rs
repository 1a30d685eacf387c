//! A table with a header row, out of an untrusted file.
//!
//! All or nothing: either the whole [`Table`], or every [`TableProblem`] found, each with its row and column, so that a
//! person mends the file once. Everything is bounded by the constants below; what is not listed is counted.
//!
//! | module | what it does |
//! |---|---|
//! | `cell` | one value, and how it is understood as text, integer or date |
//! | `problem` | what can be wrong, as data |
//! | `gather` | the one place where bounds, forbidden characters and titles are enforced |
//! | `delimited`, `json`, `workbook` | one format each, feeding `gather` |
//! | `encoding`, `package` | bytes to text; a workbook's parts weighed before they are trusted |
mod cell;
mod delimited;
mod encoding;
mod gather;
mod json;
mod package;
mod problem;
mod workbook;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

pub use cell::Cell;
pub use problem::{Place, Problems, TableProblem};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;
/// The most that the parts of a workbook may unpack to, in bytes, all together.
pub const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// The most rows of data, blank rows and the header not counted.
pub const MAX_ROWS: usize = 50_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 200;
/// The most cells, rows times columns: a sparse workbook of a few kilobytes would otherwise fill the memory.
pub const MAX_CELLS: usize = 2_000_000;
/// The longest text in one cell, in characters.
pub const MAX_CELL_CHARACTERS: usize = 10_000;
/// The most text in all cells, in bytes of UTF-8: a workbook may repeat one shared text in every cell.
pub const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;
/// The most problems listed; the rest is counted.
pub const MAX_PROBLEMS: usize = 100;

/// A table that was read completely, without a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns, in the file's order; at least one.
    pub columns: Vec<Column>,
    /// The rows that are not blank, in the file's order; at least one.
    pub rows: Vec<Row>,
    /// The sheet it was read from, for a workbook.
    pub sheet: Option<String>,
}

impl Table {
    /// The position in [`Row::cells`] of the column with this title.
    #[must_use]
    pub fn column(&self, title: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.title == title)
    }

    /// Where a cell is, in the words of the file's owner, to report a problem there.
    #[must_use]
    pub fn place(&self, row: &Row, column: usize) -> Place {
        Place {
            row: row.number,
            column: self
                .columns
                .get(column)
                .map(|column| column.label.clone())
                .unwrap_or_default(),
        }
    }
}

/// One column of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The title in the header row (for JSON the key), in one line; never empty, unique in its table.
    pub title: String,
    /// What the file's owner calls the position: a spreadsheet's letters (`C`), for JSON the key.
    pub label: String,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The row as the file's owner sees it: from 1, the header and blank rows included. For JSON the place of the
    /// object in the array, from 1.
    pub number: u32,
    /// One cell for each of the table's columns.
    pub cells: Vec<Cell>,
}

/// Reads a table; of a workbook, the first sheet that is visible.
///
/// # Errors
/// Every problem found, the first [`MAX_PROBLEMS`] of them listed.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, Problems> {
    read_as(name, bytes, None)
}

/// Reads the named sheet of a workbook; other formats have no sheets, and are read as by [`read`].
///
/// # Errors
/// As [`read`]; also [`TableProblem::SheetMissing`].
pub fn read_sheet(name: &str, bytes: &[u8], sheet: &str) -> Result<Table, Problems> {
    read_as(name, bytes, Some(sheet))
}

/// Reads a table from a file, as [`load`] and [`read`] do.
///
/// # Errors
/// Those of [`load`] and [`read`].
pub fn read_file(path: &Path) -> Result<Table, Problems> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read(&name, &load(path)?)
}

/// The bytes of a regular file of at most [`MAX_FILE_BYTES`].
///
/// # Errors
/// One problem: [`TableProblem::Unreadable`], [`TableProblem::NotRegularFile`] or [`TableProblem::FileTooLarge`].
pub fn load(path: &Path) -> Result<Vec<u8>, Problems> {
    let (file, length) = open_regular(path)?;
    check_size(length)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    check_size(bytes.len() as u64)?;
    Ok(bytes)
}

/// Opens a regular file, and nothing else: with its length in bytes.
///
/// # Errors
/// One problem: [`TableProblem::Unreadable`] or [`TableProblem::NotRegularFile`].
pub fn open_regular(path: &Path) -> Result<(File, u64), Problems> {
    // Opening a fifo would wait for its writer, and a terminal could become ours.
    let careful = OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(careful.bits().cast_signed())
        .open(path)
        .map_err(|error| unreadable(&error))?;
    // Asked of the open file, so that nobody can exchange it in between.
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(TableProblem::NotRegularFile.into());
    }
    Ok((file, metadata.len()))
}

fn unreadable(error: &std::io::Error) -> TableProblem {
    TableProblem::Unreadable { kind: error.kind() }
}

fn check_size(bytes: u64) -> Result<(), TableProblem> {
    if bytes > MAX_FILE_BYTES {
        return Err(TableProblem::FileTooLarge {
            limit: MAX_FILE_BYTES,
        });
    }
    Ok(())
}

fn read_as(name: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Table, Problems> {
    check_size(bytes.len() as u64)?;
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default();
    match extension.as_str() {
        "xlsx" | "xlsm" => workbook::read(bytes, sheet),
        "csv" | "tsv" | "txt" => delimited::read(&encoding::decode(bytes)?),
        "json" => json::read(&encoding::decode(bytes)?),
        "xls" | "et" => Err(TableProblem::OldWorkbook.into()),
        _ => Err(TableProblem::UnknownFormat {
            extension: problem::printable(&extension),
        }
        .into()),
    }
}
