//! The map of the house, held against its sources: which room may know which, who may name a matter, where nothing may
//! be swallowed.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

mod deciding;
mod matters;

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms that its sources must never name.
const NEVER: [(&str, &[&str]); 9] = [
    (
        "domain",
        &[
            "ledger", "hub", "feed", "paper", "console", "cli", "locale", "city", "detail",
        ],
    ),
    (
        "ledger",
        &[
            "hub", "feed", "paper", "console", "cli", "locale", "city", "detail",
        ],
    ),
    (
        "hub",
        &[
            "feed", "paper", "console", "cli", "locale", "city", "detail",
        ],
    ),
    (
        "feed",
        &[
            "ledger",
            "hub",
            "paper",
            "console",
            "cli",
            "city",
            "detail",
            "domain::r#use",
        ],
    ),
    (
        "paper",
        &["ledger", "console", "cli", "city", "feed", "detail"],
    ),
    (
        "detail",
        &["ledger", "console", "cli", "city", "feed", "paper"],
    ),
    ("console", &["ledger", "cli", "city", "feed"]),
    // Of the hub it words what lists are made of, and nothing else.
    (
        "locale",
        &[
            "ledger",
            "hub::request",
            "hub::wire",
            "hub::claims",
            "hub::Hub",
            "hub::Seat",
            "console::app",
            "cli",
            "city",
            "detail",
        ],
    ),
    ("city", &["console", "cli", "feed", "detail"]),
];

/// Who may open or create a store.
const OPENERS: [&str; 4] = ["cli", "hub", "city", "ledger"];

/// Sources longer than 500 lines, and why each is one.
const LONG: [(&str, &str); 3] = [
    (
        "domain/use/application.rs",
        "what an application holds, and the way from each act and fact to its file",
    ),
    (
        "domain/kinds.rs",
        "the one list of matters, and all that follows from it",
    ),
    ("locale/cli/help.rs", "a table of words"),
];

/// A source of the program.
pub struct Source {
    /// Its path below `src`.
    pub path: String,
    /// What it says, without comments.
    pub code: String,
    lines: usize,
}

impl Source {
    fn room(&self) -> &str {
        let name = self.path.split('/').next().unwrap();
        name.strip_suffix(".rs").unwrap_or(name)
    }
}

/// Every source of the program.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                // Words about a room are not knowledge of it.
                let code = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"));
                found.push(Source {
                    path: path
                        .strip_prefix(&root)
                        .unwrap()
                        .to_str()
                        .unwrap()
                        .to_owned(),
                    code: code.collect::<Vec<_>>().join("\n"),
                    lines: text.lines().count(),
                });
            }
        }
    }
    assert!(found.len() > 100);
    found
}

/// Whether code names a room of this crate: by `crate::` or in a list behind it.
fn names(code: &str, room: &str) -> bool {
    let path = format!("crate::{room}");
    code.match_indices(&path).any(|(at, _)| {
        let after = code[at + path.len()..].chars().next();
        !after.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

#[test]
fn no_room_knows_what_it_must_not() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (room, never) in NEVER {
            if source.room() == room {
                let known = never.iter().filter(|other| names(&source.code, other));
                wrong.extend(known.map(|other| format!("{} knows {other}", source.path)));
            }
        }
        assert!(
            !source.code.contains("use crate::{"),
            "{} hides its rooms in a list",
            source.path
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The name of a message that a line declares.
fn declared(line: &str) -> Option<&str> {
    let (name, rest) = line.trim_start().split_once(" = ")?;
    let is_name =
        |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
    (rest.starts_with('"') && !name.is_empty() && name.chars().all(is_name)).then_some(name)
}

#[test]
fn every_message_of_the_screen_and_the_command_line_is_said() {
    let sources = sources();
    let said: std::collections::BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.code.lines())
        .filter(|line| declared(line).is_none())
        .flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric() && letter != '_'))
        .collect();
    let tables = sources.iter().filter(|source| {
        let rooms = [
            "locale/console.rs",
            "locale/cli",
            "locale/list.rs",
            "locale/detail.rs",
        ];
        rooms.iter().any(|room| source.path.starts_with(room))
    });
    let silent: Vec<_> = tables
        .flat_map(|source| source.code.lines().filter_map(declared))
        .filter(|name| !said.contains(name))
        .collect();
    assert!(silent.is_empty(), "nobody says {silent:?}");
}

#[test]
fn few_rooms_open_stores() {
    for source in sources() {
        let opens = [
            "Ledger::open",
            "Ledger::create",
            "Database::create",
            "Database::open",
            "Database::builder",
        ]
        .iter()
        .any(|call| source.code.contains(call));
        assert!(
            !opens || OPENERS.contains(&source.room()),
            "{} opens a store",
            source.path
        );
    }
}

#[test]
fn the_hosts_time_zone_is_never_asked() {
    for source in sources() {
        for word in ["chrono::Local", "Local::now", "offset::Local", "Local}"] {
            assert!(
                !source.code.contains(word),
                "{} asks it: {word}",
                source.path
            );
        }
    }
}

#[test]
fn no_source_is_long_without_a_reason() {
    let long = sources().into_iter().filter(|source| source.lines > 500);
    let long: Vec<_> = long.map(|source| source.path).collect();
    let listed: Vec<_> = LONG.iter().map(|(path, _)| (*path).to_owned()).collect();
    let unlisted: Vec<_> = long.iter().filter(|path| !listed.contains(path)).collect();
    let short: Vec<_> = listed.iter().filter(|path| !long.contains(path)).collect();
    assert!(
        unlisted.is_empty() && short.is_empty(),
        "{unlisted:?} are long, {short:?} are not"
    );
}
