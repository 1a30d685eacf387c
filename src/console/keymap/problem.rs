//! What can be wrong with a keymap file, as data; the words here are for logs.
use std::fmt;
use std::sync::Arc;

use super::Key;

/// The longest keymap file that is read, in bytes.
pub const FILE_LIMIT: usize = 64 * 1024;
/// The most bindings one file may hold.
pub const ENTRY_LIMIT: usize = 2_000;
/// The most keys a chord may have.
pub const CHORD_LIMIT: usize = 4;
/// How many problems are reported one by one.
pub const PROBLEM_LIMIT: usize = 20;

/// A place in a file that a person writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte in a file.
    #[must_use]
    pub fn at(file: &Arc<str>, bytes: &[u8], offset: usize) -> Self {
        let before = bytes.get(..offset).unwrap_or(bytes);
        let mut lines = before.rsplit(|byte| *byte == b'\n');
        let last = lines.next().unwrap_or_default();
        Self {
            file: Arc::clone(file),
            line: lines.count() + 1,
            column: String::from_utf8_lossy(last).chars().count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What is wrong at one place. Quoted pieces of the file are made safe to print and short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapProblem {
    /// The file is longer than [`FILE_LIMIT`].
    #[error("the file is longer than {FILE_LIMIT} bytes; a keymap needs far less")]
    TooLong,
    /// The file is not UTF-8 text.
    #[error("not UTF-8 text; save the file as UTF-8")]
    NotText,
    /// The file is not TOML.
    #[error("not TOML: {message}")]
    Syntax {
        /// What the TOML reader says.
        message: String,
    },
    /// More bindings than [`ENTRY_LIMIT`].
    #[error("more than {ENTRY_LIMIT} bindings; remove some")]
    TooManyEntries,
    /// A context nobody knows.
    #[error("unknown context `{name}`; the help lists the contexts")]
    UnknownContext {
        /// The name as written.
        name: String,
    },
    /// An action nobody knows.
    #[error("unknown action `{name}`; the help lists the actions, `noop` removes a binding")]
    UnknownAction {
        /// The name as written.
        name: String,
    },
    /// A key nobody has.
    #[error(
        "unknown key `{name}`; write j, G, ctrl+x, alt+Enter, shift+Tab, F5, and a chord as [\"g\", \"h\"]"
    )]
    UnknownKey {
        /// The name as written.
        name: String,
    },
    /// A field other than `on` and `run`.
    #[error("unknown field `{name}`; a binding has `on` and `run`")]
    UnknownField {
        /// The name as written.
        name: String,
    },
    /// A binding without `on` or without `run`.
    #[error("`{field}` is missing; a binding has `on` and `run`")]
    MissingField {
        /// The field that is missing.
        field: &'static str,
    },
    /// A value of the wrong type.
    #[error("{expected} is expected here, found {found}")]
    WrongType {
        /// What belongs here.
        expected: Expected,
        /// The TOML type that stands here.
        found: &'static str,
    },
    /// A chord without keys.
    #[error("a binding needs at least one key")]
    NoKeys,
    /// A chord longer than [`CHORD_LIMIT`].
    #[error("{keys} keys in a chord; at most {CHORD_LIMIT}")]
    ChordTooLong {
        /// How many keys were written.
        keys: usize,
    },
    /// The same keys twice in one context of one file.
    #[error(
        "`{}` is bound already at line {first_line}; remove one of the two",
        chord(keys)
    )]
    Duplicate {
        /// The keys.
        keys: Vec<Key>,
        /// The line that bound them first.
        first_line: usize,
    },
    /// One chord of a context begins another: one of them could never be reached.
    #[error(
        "`{}` and `{}` ({other}) cannot both be bound; change one, or remove the other with run = \"noop\"",
        chord(keys),
        chord(other_keys)
    )]
    Shadowed {
        /// The keys written here.
        keys: Vec<Key>,
        /// The keys they collide with.
        other_keys: Vec<Key>,
        /// Where those were written.
        other: Place,
    },
}

/// What a place in a keymap file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// `[[context]]`: the bindings of a context.
    Bindings,
    /// A table with `on` and `run`.
    Binding,
    /// A key, or a list of keys.
    Keys,
    /// One key of a list.
    Key,
    /// The name of an action.
    Action,
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Bindings => "a list of bindings, written [[context]],",
            Self::Binding => "a binding { on = ..., run = ... }",
            Self::Keys => "a key, or a list of keys,",
            Self::Key => "a key",
            Self::Action => "the name of an action",
        })
    }
}

fn chord(keys: &[Key]) -> String {
    keys.iter()
        .map(Key::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Everything that is wrong with a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeymapError {
    /// The first [`PROBLEM_LIMIT`] problems, from the top of the file.
    pub problems: Vec<(Place, KeymapProblem)>,
    /// How many more there are.
    pub more: usize,
}

impl fmt::Display for KeymapError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (place, problem)) in self.problems.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{place}: {problem}")?;
        }
        if self.more > 0 {
            write!(formatter, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for KeymapError {}
