//! The README against the program: its keys are the program's, it names every verb, its two halves say the same, and
//! what it tells people to type is typed.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use yunguan::hub::wire::message;

const README: &str = include_str!("../../README.md");
const PROGRAM: &str = env!("CARGO_BIN_EXE_yunguan");
/// The language of each half, and its text.
type Half = (&'static str, &'static str);

fn halves() -> [Half; 2] {
    let (chinese, english) = README.split_once("\n# yunguan\n").unwrap();
    [("zh", chinese), ("en", english)]
}

/// The blocks of a half in this fence's language, in order.
fn blocks<'a>(half: &'a str, fence: &str) -> Vec<&'a str> {
    half.split(&format!("\n```{fence}\n"))
        .skip(1)
        .map(|rest| rest.split_once("\n```").unwrap().0)
        .collect()
}

/// A command in a home of its own, so that neither a person's keys nor their store meddle.
fn at_home(program: &str, home: &Path) -> Command {
    let mut path = PathBuf::from(PROGRAM)
        .parent()
        .unwrap()
        .as_os_str()
        .to_owned();
    path.push(":/usr/local/bin:/usr/bin:/bin");
    let mut command = Command::new(program);
    command
        .current_dir(home)
        .env_clear()
        .envs([("HOME", home.as_os_str()), ("PATH", &path)])
        .env("LANG", "C.UTF-8");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn its_keys_are_the_programs() {
    let home = TempDir::new().unwrap();
    for (lang, half) in halves() {
        let keys = at_home(PROGRAM, home.path())
            .args(["--lang", lang, "keys"])
            .output()
            .unwrap();
        let (_, list) = half.split_once(&format!("<!-- keys:{lang} -->")).unwrap();
        assert_eq!(
            blocks(list, "text")[0],
            said(&keys).trim_end(),
            "put what `yunguan --lang {lang} keys` prints after its mark in README.md"
        );
    }
}

#[test]
fn it_names_every_verb() {
    let home = TempDir::new().unwrap();
    let help = at_home(PROGRAM, home.path())
        .args(["--lang", "en", "--help"])
        .output()
        .unwrap();
    let help = said(&help);
    let (_, verbs) = help.split_once("\nVerbs:\n").unwrap();
    let verbs: Vec<&str> = verbs
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(verbs.contains(&"queue"), "{verbs:?}");
    for (lang, half) in halves() {
        for verb in &verbs {
            let named = half
                .split("yunguan ")
                .any(|rest| rest.split([' ', '`', '\n']).next() == Some(verb));
            assert!(named, "the {lang} half does not say `yunguan {verb}`");
        }
    }
}

#[test]
fn its_halves_have_the_same_headings() {
    let [(_, chinese), (_, english)] = halves().map(|(lang, half)| {
        let mut in_block = false;
        let levels: Vec<usize> = half
            .lines()
            .filter(|line| {
                in_block ^= line.starts_with("```");
                !in_block && line.starts_with("##")
            })
            .map(|line| line.chars().take_while(|letter| *letter == '#').count())
            .collect();
        (lang, levels)
    });
    assert!(chinese.len() > 10);
    assert_eq!(chinese, english);
}

#[test]
fn its_methods_are_the_programs() {
    let mut methods: Vec<&str> = message::methods().collect();
    methods.sort_unstable();
    for (lang, half) in halves() {
        let (_, table) = half.split_once("\n| `hello` |").unwrap();
        let (table, _) = table.split_once("\n\n").unwrap();
        let mut told: Vec<&str> = table
            .lines()
            .skip(1)
            .filter_map(|row| row.split('|').nth(1))
            .flat_map(|cell| cell.split('`').skip(1).step_by(2))
            .chain(["hello"])
            .collect();
        told.sort_unstable();
        assert_eq!(told, methods, "{lang}");
    }
}

#[test]
fn its_halves_give_one_unit_file() {
    let [chinese, english] = halves().map(|(_, half)| blocks(half, "ini"));
    assert_eq!(chinese, english);
    assert!(chinese.len() == 1 && chinese[0].contains("/yunguan serve --store "));
}

/// What the examples need that may not be installed: a word that gives their blocks away, and how to see that it is.
const NEEDED: [(&str, &[&str]); 3] = [
    ("openssl", &["dgst", "-sm3", "/dev/null"]),
    ("socat", &["-V"]),
    ("jq", &["--version"]),
];

fn has(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .output()
        .is_ok_and(|output| output.status.success())
}

#[test]
fn what_it_says_to_type_works() {
    let mut missing: Vec<&str> = NEEDED
        .into_iter()
        .filter(|(program, args)| !has(program, args))
        .map(|(program, _)| program)
        .collect();
    if !missing.is_empty() {
        eprintln!("without {missing:?}, the examples that need them are left out");
    }
    if missing.contains(&"socat") || missing.contains(&"jq") {
        // What one block starts, another stops.
        missing.extend(["socat", "jq"]);
    }
    for (lang, half) in halves() {
        let home = TempDir::new().unwrap();
        let script: Vec<&str> = blocks(half, "sh")
            .into_iter()
            .filter(|block| !missing.iter().any(|program| block.contains(program)))
            .collect();
        let ran = at_home("sh", home.path())
            .args(["-euc", &script.join("\n")])
            .output()
            .unwrap();
        assert!(ran.status.success(), "{lang}: {ran:?}");
        if !missing.contains(&"openssl") {
            finds_what_was_tampered_with(home.path(), &said(&ran));
        }
    }
}

/// The README's check prints the head that `verify` printed just before, and fails on a journal that was changed.
fn finds_what_was_tampered_with(home: &Path, said: &str) {
    let mut last = said.trim_end().lines().rev();
    let head = last.next().unwrap();
    assert_eq!(head.len(), 64, "{head}");
    assert!(last.next().unwrap().ends_with(head), "{said}");

    let check = |journal: &str| {
        std::fs::write(home.join("other.jsonl"), journal).unwrap();
        let check = at_home("sh", home)
            .args(["check.sh", "other.jsonl"])
            .output()
            .unwrap();
        (check.status.success(), self::said(&check))
    };
    let journal = std::fs::read_to_string(home.join("journal.jsonl")).unwrap();
    let lines: Vec<&str> = journal.lines().collect();
    assert_eq!(check(&journal), (true, format!("{head}\n")));
    let changed = journal.replacen("\"applied\":8", "\"applied\":9", 1);
    assert!(journal != changed);
    let removed = [&lines[..9], &lines[10..]].concat().join("\n") + "\n";
    let doubled = [&lines[..9], &lines[8..]].concat().join("\n") + "\n";
    for journal in [changed, removed, doubled] {
        assert!(!check(&journal).0);
    }
    // Nothing follows the last entry, so only the head gives it away.
    let (last, others) = lines.split_last().unwrap();
    let last = last.replacen("\"person\":\"", "\"person\":\"x", 1);
    assert!(lines.last() != Some(&last.as_str()));
    let (holds, other) = check(&format!("{}\n{last}\n", others.join("\n")));
    assert!(holds && other != format!("{head}\n"));
}
