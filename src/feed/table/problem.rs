//! What can be wrong with a table, as data: `locale` finds the words for people.
use std::fmt;
use std::io::ErrorKind;

use super::MAX_PROBLEMS;

/// The longest excerpt of a file that a problem repeats, in characters.
const MAX_EXCERPT: usize = 80;

/// A cell's position, in the words of the file's owner.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row}, column {column}")]
pub struct Place {
    /// As [`super::Row::number`].
    pub row: u32,
    /// As [`super::Column::label`], safe to print.
    pub column: String,
}

/// One thing wrong with a file. All texts in it are safe to print: short, and without control characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableProblem {
    /// The system would not let us read the file.
    #[error("the file cannot be read: {kind}")]
    Unreadable {
        /// The system's reason.
        kind: ErrorKind,
    },
    /// A directory, fifo, socket or device.
    #[error("not a regular file")]
    NotRegularFile,
    /// More than [`super::MAX_FILE_BYTES`].
    #[error("the file is larger than {limit} bytes")]
    FileTooLarge {
        /// In bytes.
        limit: u64,
    },
    /// The name does not end in a format that is read here.
    #[error("unknown kind of file \"{extension}\": xlsx, csv or json is read")]
    UnknownFormat {
        /// What the name ends in; may be empty.
        extension: String,
    },
    /// A workbook of the old binary format, or one protected by a password.
    #[error("an old-format or password-protected workbook: save it as a plain xlsx")]
    OldWorkbook,
    /// Not a workbook, or a damaged one.
    #[error("the workbook is damaged: {detail}")]
    BrokenWorkbook {
        /// The reader's reason, in English.
        detail: String,
    },
    /// More than [`super::MAX_UNPACKED_BYTES`].
    #[error("the workbook unpacks to more than {limit} bytes")]
    WorkbookTooLarge {
        /// In bytes.
        limit: u64,
    },
    /// A part of the workbook has more entries, or a longer entry, than is reasonable.
    #[error("the workbook's part {part} is too large")]
    PartTooLarge {
        /// The part's name in the package.
        part: String,
    },
    /// A workbook without a visible worksheet.
    #[error("the workbook has no visible worksheet")]
    NoSheet,
    /// The workbook has no worksheet of that name.
    #[error("the workbook has no worksheet \"{wanted}\"")]
    SheetMissing {
        /// The name asked for.
        wanted: String,
        /// The first few names there are.
        present: Vec<String>,
    },
    /// Neither UTF-8, GB18030 nor UTF-16 with a byte order mark.
    #[error("the text is neither UTF-8, GB18030 nor UTF-16")]
    UnknownEncoding,
    /// A quotation mark opens in this row and never closes; what follows cannot be told apart.
    #[error("row {row}: a quotation mark is never closed")]
    UnclosedQuote {
        /// The row it opens in.
        row: u32,
    },
    /// Not JSON, or JSON of another shape than an array of objects.
    #[error("not a JSON array of objects: line {line}, column {column}: {detail}")]
    BrokenJson {
        /// From 1.
        line: usize,
        /// In bytes, from 1.
        column: usize,
        /// The parser's reason, in English.
        detail: String,
    },
    /// An element of the JSON array is no object.
    #[error("row {row} is not an object")]
    NotAnObject {
        /// The element, from 1.
        row: u32,
    },
    /// A key is twice in one JSON object.
    #[error("{place}: the key is repeated")]
    RepeatedKey {
        /// The second of them.
        place: Place,
    },
    /// A JSON value is an array or an object.
    #[error("{place}: an array or object where a plain value is wanted")]
    NestedValue {
        /// Where.
        place: Place,
    },
    /// Nothing but blank rows.
    #[error("there is no header row")]
    NoHeader,
    /// Nothing but blank rows after the header.
    #[error("there are no rows after the header")]
    NoRows,
    /// A column holds data but its title is empty; told once for each column, at the first such cell.
    #[error("{place}: the column has data but no title")]
    MissingTitle {
        /// The first cell with data.
        place: Place,
    },
    /// Two columns have the same title.
    #[error("columns {first} and {second} are both titled \"{title}\"")]
    DuplicateTitle {
        /// The title.
        title: String,
        /// The label of the first such column.
        first: String,
        /// The label of this column.
        second: String,
    },
    /// More than [`super::MAX_ROWS`]; reading stopped there.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// In rows.
        limit: usize,
    },
    /// More than [`super::MAX_COLUMNS`]; reading stopped there.
    #[error("more than {limit} columns")]
    TooManyColumns {
        /// In columns.
        limit: usize,
    },
    /// More than [`super::MAX_CELLS`]; reading stopped there.
    #[error("more than {limit} cells")]
    TooManyCells {
        /// Rows times columns.
        limit: usize,
    },
    /// More than [`super::MAX_TEXT_BYTES`]; reading stopped there.
    #[error("more than {limit} bytes of text")]
    TooMuchText {
        /// In bytes of UTF-8.
        limit: usize,
    },
    /// More than [`super::MAX_CELL_CHARACTERS`] in one cell.
    #[error("{place}: more than {limit} characters")]
    TextTooLong {
        /// Where.
        place: Place,
        /// In characters.
        limit: usize,
    },
    /// A control character or one that changes the direction of writing.
    #[error("{place}: the character U+{:04X} is not allowed", u32::from(*.character))]
    ForbiddenCharacter {
        /// Where.
        place: Place,
        /// The first such character; show its number, never itself.
        character: char,
    },
    /// A formula went wrong, `#REF!` for instance.
    #[error("{place}: the spreadsheet's error {error}")]
    ErrorValue {
        /// Where.
        place: Place,
        /// As the spreadsheet writes it.
        error: String,
    },
    /// A date that does not exist, or a time or duration without a date.
    #[error("{place}: not a date")]
    ImpossibleDate {
        /// Where.
        place: Place,
    },
    /// A number beyond what can be held exactly or at all.
    #[error("{place}: the number is out of range")]
    NumberOutOfRange {
        /// Where.
        place: Place,
    },
    /// The workbook's cells are not in order, or two are at one place; no spreadsheet program writes that.
    #[error("{place}: the workbook's cells are out of order")]
    CellsOutOfOrder {
        /// The first cell that is not after its predecessor.
        place: Place,
    },
}

/// All that is wrong with a file: at least one problem, in the order found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first [`MAX_PROBLEMS`].
    pub listed: Vec<TableProblem>,
    /// How many more were found.
    pub more: u64,
}

impl Problems {
    /// Notes one more problem; beyond [`MAX_PROBLEMS`] it is only counted.
    pub fn add(&mut self, problem: TableProblem) {
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push(problem);
        } else {
            self.more += 1;
        }
    }
}

impl From<TableProblem> for Problems {
    fn from(problem: TableProblem) -> Self {
        Self {
            listed: vec![problem],
            more: 0,
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.listed.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{problem}")?;
        }
        if self.more > 0 {
            write!(formatter, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Whether a character has no place in a cell: controls, the invisible marks that turn the direction of writing (a name
/// could then read differently than it is stored), and the separators some terminals take for a new line.
pub(super) fn forbidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => true,
        _ => character.is_control(),
    }
}

/// A short excerpt that cannot harm a terminal.
pub(super) fn printable(text: &str) -> String {
    let mut excerpt: String = text
        .chars()
        .take(MAX_EXCERPT)
        .map(|character| {
            if forbidden(character) || character.is_control() {
                '\u{FFFD}'
            } else {
                character
            }
        })
        .collect();
    if text.chars().nth(MAX_EXCERPT).is_some() {
        excerpt.push('…');
    }
    excerpt
}
