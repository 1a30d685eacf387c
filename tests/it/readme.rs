//! The README and the documents against the program: the manual is the program's, they name every verb, both languages
//! say the same, their links lead somewhere, and what they tell people to type is typed.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use yunguan::console::theme::{Glyphs, GlyphsName};
use yunguan::hub::wire::message;
use yunguan::locale::{Lang, console as words};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunguan");
/// The README's most lines: what is longer nobody reads.
const README_LINES: usize = 220;
/// What is written by hand in each language, in the order in which their examples go on from one another.
const DOCUMENTS: [&str; 5] = [
    "OPERATOR",
    "PROTOCOL",
    "ADMINISTRATOR",
    "GLOSSARY",
    "FIGURES",
];

/// What is written in one language: the README's half, and the documents in their order.
struct Half {
    lang: Lang,
    readme: String,
    documents: [String; 5],
}

impl Half {
    fn document(&self, name: &str) -> &str {
        let at = DOCUMENTS.iter().position(|known| *known == name).unwrap();
        &self.documents[at]
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let documents = self.documents.iter().map(String::as_str);
        [self.readme.as_str()].into_iter().chain(documents)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    assert!(path.is_file(), "there is no {}", path.display());
    std::fs::read_to_string(path).unwrap()
}

fn halves() -> [Half; 2] {
    let readme = read("README.md");
    let (chinese, english) = readme.split_once("\n# yunguan\n").unwrap();
    [(Lang::Zh, chinese), (Lang::En, english)].map(|(lang, readme)| Half {
        lang,
        readme: readme.to_owned(),
        documents: DOCUMENTS.map(|name| read(format!("docs/{}/{name}.md", lang.name()))),
    })
}

/// The blocks of a text in this fence's language, in order.
fn blocks<'a>(text: &'a str, fence: &str) -> Vec<&'a str> {
    text.split(&format!("\n```{fence}\n"))
        .skip(1)
        .map(|rest| rest.split_once("\n```").unwrap().0)
        .collect()
}

/// The lines of a text that stand in no block.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    text.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        in_block ^= is_fence;
        !in_block && !is_fence
    })
}

/// The headings of a text: how deep, and what they say.
fn headings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    prose(text).filter_map(|line| {
        let said = line.trim_start_matches('#');
        let level = line.len() - said.len();
        (level > 0).then(|| Some((level, said.strip_prefix(' ')?)))?
    })
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

/// What the program prints for a line.
fn printed(line: &[&str]) -> String {
    let home = TempDir::new().unwrap();
    said(&at_home(PROGRAM, home.path()).args(line).output().unwrap())
}

/// A Debian just installed may have no sudo; runuser comes with it.
#[test]
fn root_is_told_to_run_nothing_that_may_be_missing() {
    for half in halves() {
        for text in half.texts() {
            assert!(!text.contains("sudo"), "{:?} names sudo", half.lang);
        }
        let recipe = blocks(half.document("ADMINISTRATOR"), "console").concat();
        assert!(recipe.contains("runuser -u yunguan"), "{:?}", half.lang);
    }
}

#[test]
fn the_readme_is_short() {
    let lines = read("README.md").lines().count();
    assert!(
        lines <= README_LINES,
        "{lines} lines: what not everybody needs belongs into docs/"
    );
}

#[test]
fn the_manual_is_the_programs() {
    for lang in [Lang::Zh, Lang::En].map(Lang::name) {
        let manual = printed(&["--lang", lang, "manual"]);
        assert!(
            read(format!("docs/{lang}/MANUAL.md")) == manual,
            "put what `yunguan --lang {lang} manual` prints into docs/{lang}/MANUAL.md"
        );
        // Every key that there is stands in it.
        for row in printed(&["--lang", lang, "keys"]).lines() {
            let Some(row) = row.strip_prefix("  ") else {
                continue;
            };
            let (keys, action) = row.split_at(14);
            let action = action.split(' ').next().unwrap();
            let told = manual.lines().any(|line| {
                line.contains(&format!("`{}`", keys.trim_end()))
                    && line.ends_with(&format!("| `{action}` |"))
            });
            assert!(told, "{lang}: {row}");
        }
    }
}

#[test]
fn they_name_every_verb() {
    let help = printed(&["--lang", "en", "--help"]);
    let (_, verbs) = help.split_once("\nVerbs:\n").unwrap();
    let verbs: Vec<&str> = verbs
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(verbs.contains(&"queue"), "{verbs:?}");
    for half in halves() {
        for verb in &verbs {
            let named = half
                .texts()
                .flat_map(|text| text.split("yunguan ").skip(1))
                .any(|rest| rest.split([' ', '`', '\n']).next() == Some(verb));
            assert!(named, "nothing in {:?} says `yunguan {verb}`", half.lang);
        }
    }
}

#[test]
fn both_languages_have_the_same_headings() {
    let [chinese, english] = halves();
    // Each half of the README has a title of its own, and only the second is cut off with it.
    let levels = |text: &str| -> Vec<usize> {
        let levels = headings(text).map(|(level, _)| level);
        levels.filter(|level| *level > 1).collect()
    };
    let mut all = 0;
    for (chinese, english) in chinese.texts().zip(english.texts()) {
        let first = headings(english).next();
        assert_eq!(levels(chinese), levels(english), "{first:?}");
        all += levels(english).len();
    }
    assert!(all > 40);
}

/// What a heading is linked by, as the places that show Markdown make it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        letter => letter.is_alphanumeric().then_some(letter),
    });
    kept.collect::<String>().to_lowercase()
}

#[test]
fn every_link_leads_somewhere() {
    let documents = DOCUMENTS.iter().copied().chain(["MANUAL"]);
    let documents =
        documents.flat_map(|name| ["zh", "en"].map(|lang| format!("docs/{lang}/{name}.md")));
    let always = ["README.md", "docs/CONTRIBUTING.md"].map(str::to_owned);
    let mut links = 0;
    for file in documents.chain(always) {
        let text = read(&file);
        let prose = prose(&text).collect::<Vec<_>>().join("\n");
        let targets = prose.split("](").skip(1);
        for target in targets.map(|rest| rest.split_once(')').unwrap().0) {
            if target.contains("://") {
                continue;
            }
            links += 1;
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let folder = root().join(&file).parent().unwrap().to_path_buf();
            let linked = match path {
                "" => root().join(&file),
                path => folder.join(path),
            };
            assert!(linked.is_file(), "{file} links to {target}");
            let text = read(&linked);
            let mut anchors = headings(&text).map(|(_, said)| anchor(said));
            assert!(
                heading.is_empty() || anchors.any(|known| known == heading),
                "{file} links to {target}, and there is no such heading"
            );
        }
    }
    assert!(links > 60);
}

#[test]
fn the_methods_are_the_programs() {
    let mut methods: Vec<&str> = message::methods().collect();
    methods.sort_unstable();
    for half in halves() {
        let (_, table) = half
            .document("PROTOCOL")
            .split_once("\n| `hello` |")
            .unwrap();
        let (table, _) = table.split_once("\n\n").unwrap();
        let mut told: Vec<&str> = table
            .lines()
            .skip(1)
            .filter_map(|row| row.split('|').nth(1))
            .flat_map(|cell| cell.split('`').skip(1).step_by(2))
            .chain(["hello"])
            .collect();
        told.sort_unstable();
        assert_eq!(told, methods, "{:?}", half.lang);
    }
}

#[test]
fn both_languages_give_one_unit_file() {
    let [chinese, english] = halves();
    let [chinese, english] = [&chinese, &english]
        .map(|half| -> Vec<&str> { half.texts().flat_map(|text| blocks(text, "ini")).collect() });
    assert_eq!(chinese, english);
    assert!(chinese.len() == 1 && chinese[0].contains("/yunguan serve --store "));
}

/// The legend has every sign that the screen draws, in both sets, and says of the signs in lists what the help says.
#[test]
fn the_signs_are_the_programs() {
    let [unicode, ascii] = [GlyphsName::Unicode, GlyphsName::Ascii].map(|name| {
        let glyphs = Glyphs::named(name);
        [
            (glyphs.alert, Some(words::SIGN_LATE)),
            (glyphs.blocked, Some(words::SIGN_BLOCKED)),
            ("*", Some(words::SIGN_MARKED)),
            ("@", Some(words::SIGN_CLAIMED)),
            (glyphs.fresh, Some(words::SIGN_FRESH)),
            (glyphs.selected, None),
            (glyphs.bullet, None),
            (glyphs.lost, None),
            (glyphs.crumb, None),
            (glyphs.separator, None),
            (glyphs.ellipsis, None),
            (glyphs.arrow_right, None),
            (glyphs.arrow_left, None),
            (glyphs.arrow_up, None),
            (glyphs.arrow_down, None),
        ]
    });
    for half in halves() {
        for ((sign, meaning), (plain, _)) in unicode.into_iter().zip(ascii) {
            let row = format!("| `{sign}` | `{}` | ", plain.replace('|', "\\|"));
            let mut rows = half.document("GLOSSARY").lines();
            let told = rows.find_map(|line| line.strip_prefix(&row));
            let meaning = meaning.map_or("", |meaning| meaning.get(half.lang));
            assert!(
                told.is_some_and(|told| told.starts_with(meaning)),
                "{:?}: {row}{meaning}",
                half.lang
            );
        }
    }
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
fn what_they_say_to_type_works() {
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
    for half in halves() {
        let home = TempDir::new().unwrap();
        let script: Vec<&str> = half
            .texts()
            .flat_map(|text| blocks(text, "sh"))
            .filter(|block| !missing.iter().any(|program| block.contains(program)))
            .collect();
        let ran = at_home("sh", home.path())
            .args(["-euc", &script.join("\n")])
            .output()
            .unwrap();
        assert!(ran.status.success(), "{:?}: {ran:?}", half.lang);
        if !missing.contains(&"openssl") {
            finds_what_was_tampered_with(home.path(), &said(&ran));
        }
    }
}

/// The check of the journal prints the head that `verify` printed just before, and fails on a journal that was changed.
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
