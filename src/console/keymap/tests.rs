#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use super::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Where {
    Global,
    Queue,
    Form,
}

impl FromStr for Where {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "global" => Ok(Self::Global),
            "queue" => Ok(Self::Queue),
            "form" => Ok(Self::Form),
            _ => Err(()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Quit,
    Help,
    Down,
    Top,
    Journal,
    Save,
}

impl FromStr for Act {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "quit" => Ok(Self::Quit),
            "help" => Ok(Self::Help),
            "down" => Ok(Self::Down),
            "top" => Ok(Self::Top),
            "open-journal" => Ok(Self::Journal),
            "save" => Ok(Self::Save),
            _ => Err(()),
        }
    }
}

type Map = Keymap<Where, Act>;

const PRESET: &str = r#"
[[global]]
on = "q"
run = "quit"
[[global]]
on = "?"
run = "help"
[[global]]
on = ["g", "h"]
run = "open-journal"

[[queue]]
on = "j"
run = "down"
[[queue]]
on = "Down"
run = "down"
[[queue]]
on = ["g", "g"]
run = "top"

[[form]]
on = "ctrl+s"
run = "save"
[[form]]
on = ["g", "h"]
run = "help"
"#;

fn preset() -> Map {
    Keymap::parse("preset", PRESET.as_bytes(), Where::Global).unwrap()
}

fn problems(file: &[u8]) -> Vec<(usize, usize, KeymapProblem)> {
    let error = preset().extended("user.toml", file).unwrap_err();
    let listed = error.problems.into_iter();
    listed
        .map(|(place, problem)| (place.line, place.column, problem))
        .collect()
}

fn keys(names: &[&str]) -> Vec<Key> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// Feeds keys one after the other and answers what the last one led to.
fn feed(map: &Map, context: Where, names: &[&str]) -> Fed<Act> {
    let mut chord = Chord::default();
    let fed: Vec<_> = keys(names)
        .into_iter()
        .map(|key| chord.feed(map, context, key))
        .collect();
    fed.last().cloned().unwrap()
}

#[test]
fn keys_lead_to_actions() {
    let map = preset();
    for (context, names, expected) in [
        (Where::Queue, &["j"][..], Fed::Matched(Act::Down)),
        (Where::Queue, &["q"], Fed::Matched(Act::Quit)),
        (Where::Queue, &["x"], Fed::NotFound),
        (Where::Form, &["j"], Fed::NotFound),
        (Where::Queue, &["g", "g"], Fed::Matched(Act::Top)),
        (Where::Queue, &["g", "h"], Fed::Matched(Act::Journal)),
        (Where::Form, &["g", "h"], Fed::Matched(Act::Help)),
        (Where::Queue, &["g", "x"], Fed::Cancelled(keys(&["g", "x"]))),
        (
            Where::Queue,
            &["g", "Esc"],
            Fed::Cancelled(keys(&["g", "Esc"])),
        ),
        (Where::Queue, &["g", "x", "j"], Fed::Matched(Act::Down)),
    ] {
        assert_eq!(
            feed(&map, context, names),
            expected,
            "{context:?} {names:?}"
        );
    }
}

#[test]
fn a_sign_of_an_input_method_is_its_key_unless_it_is_bound_itself() {
    let map = preset()
        .extended(
            "user.toml",
            "[[queue]]\non = \"。\"\nrun = \"top\"\n[[queue]]\non = \".\"\nrun = \"quit\"\n\
             [[queue]]\non = \"\\\\\"\nrun = \"save\"\n[[queue]]\non = \"^\"\nrun = \"down\"\n\
             [[form]]\non = [\"^\", \"…\"]\nrun = \"down\"\n"
                .as_bytes(),
        )
        .unwrap();
    for (context, names, expected) in [
        (Where::Queue, &["？"][..], Fed::Matched(Act::Help)),
        (Where::Queue, &["ｊ"], Fed::Matched(Act::Down)),
        (Where::Queue, &["ｇ", "h"], Fed::Matched(Act::Journal)),
        (Where::Queue, &["g", "ｈ"], Fed::Matched(Act::Journal)),
        (Where::Queue, &["。"], Fed::Matched(Act::Top)),
        (Where::Queue, &["．"], Fed::Matched(Act::Quit)),
        // The character may be on two keys, of which only one is bound.
        (Where::Queue, &["、"], Fed::Matched(Act::Save)),
        (Where::Form, &["、"], Fed::NotFound),
        (
            Where::Queue,
            &["g", "。"],
            Fed::Cancelled(keys(&["g", "。"])),
        ),
        // One key press that an input method sends as two signs.
        (Where::Queue, &["…"], Fed::Matched(Act::Down)),
        (Where::Queue, &["…", "…"], Fed::Again),
        (Where::Queue, &["…", "…", "…"], Fed::Matched(Act::Down)),
        (Where::Queue, &["…", "j", "…"], Fed::Matched(Act::Down)),
        (Where::Form, &["^", "…"], Fed::Matched(Act::Down)),
        (Where::Queue, &["—", "—"], Fed::NotFound),
    ] {
        let fed = feed(&map, context, names);
        assert_eq!(fed, expected, "{context:?} {names:?}");
    }
}

#[test]
fn a_begun_chord_tells_how_it_goes_on() {
    let expected = [("g", Act::Top), ("h", Act::Journal)].map(|(name, action)| Continuation {
        keys: keys(&[name]),
        action,
    });
    assert_eq!(
        feed(&preset(), Where::Queue, &["g"]),
        Fed::Pending(expected.to_vec())
    );
}

#[test]
fn a_chord_does_not_survive_a_change_of_context() {
    let map = preset();
    let mut chord = Chord::default();
    chord.feed(&map, Where::Queue, "g".parse().unwrap());
    assert_eq!(chord.keys(), keys(&["g"]));
    assert_eq!(
        chord.feed(&map, Where::Form, "q".parse().unwrap()),
        Fed::Matched(Act::Quit)
    );
    chord.feed(&map, Where::Queue, "g".parse().unwrap());
    chord.clear();
    assert!(chord.keys().is_empty());
}

#[test]
fn a_users_file_adds_replaces_and_removes() {
    let user = r#"
[[queue]]
on = "j"
run = "top"
[[queue]]
on = ["g", "g"]
run = "noop"
[[queue]]
on = "g"
run = "help"
[[form]]
on = "never bound"
run = "noop"
"#
    .replace("never bound", "F9");
    let map = preset().extended("user.toml", user.as_bytes()).unwrap();
    assert_eq!(feed(&map, Where::Queue, &["j"]), Fed::Matched(Act::Top));
    assert_eq!(feed(&map, Where::Queue, &["Down"]), Fed::Matched(Act::Down));
    // A context's own key hides the fallback's chord that begins with it.
    assert_eq!(feed(&map, Where::Queue, &["g"]), Fed::Matched(Act::Help));
    assert!(map.keys_for(Where::Queue, Act::Journal).is_empty());
    assert_eq!(
        map.keys_for(Where::Global, Act::Journal),
        [keys(&["g", "h"])]
    );
    let order: Vec<Act> = map
        .bindings(Where::Queue)
        .map(|(_, action)| action)
        .collect();
    assert_eq!(order, [Act::Top, Act::Down, Act::Help]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn each_mistake_is_told_with_its_place() {
    let shadow_place = Place {
        file: "preset".into(),
        line: 19,
        column: 6,
    };
    let cases: Vec<(&str, usize, usize, KeymapProblem)> = vec![
        (
            "[[queu]]\non = \"j\"\nrun = \"quit\"",
            1,
            3,
            KeymapProblem::UnknownContext {
                name: "queu".into(),
            },
        ),
        (
            "[[queue]]\non = \"j\"\nrun = \"quti\"",
            3,
            7,
            KeymapProblem::UnknownAction {
                name: "quti".into(),
            },
        ),
        (
            "[[queue]]\non = \"contrl+x\"\nrun = \"quit\"",
            2,
            6,
            KeymapProblem::UnknownKey {
                name: "contrl+x".into(),
            },
        ),
        (
            "[[queue]]\non = [\"g\", \"宽宽\"]\nrun = \"quit\"",
            2,
            12,
            KeymapProblem::UnknownKey {
                name: "宽宽".into(),
            },
        ),
        (
            "[[queue]]\nwhen = 1\non = \"x\"\nrun = \"quit\"",
            2,
            1,
            KeymapProblem::UnknownField {
                name: "when".into(),
            },
        ),
        (
            "[[queue]]\nrun = \"quit\"",
            1,
            1,
            KeymapProblem::MissingField { field: "on" },
        ),
        (
            "[[queue]]\non = \"x\"",
            1,
            1,
            KeymapProblem::MissingField { field: "run" },
        ),
        (
            "[[queue]]\non = 7\nrun = \"quit\"",
            2,
            6,
            KeymapProblem::WrongType {
                expected: Expected::Keys,
                found: "integer",
            },
        ),
        (
            "[[queue]]\non = [7]\nrun = \"quit\"",
            2,
            7,
            KeymapProblem::WrongType {
                expected: Expected::Key,
                found: "integer",
            },
        ),
        (
            "[[queue]]\non = \"x\"\nrun = true",
            3,
            7,
            KeymapProblem::WrongType {
                expected: Expected::Action,
                found: "boolean",
            },
        ),
        (
            "queue = 1",
            1,
            9,
            KeymapProblem::WrongType {
                expected: Expected::Bindings,
                found: "integer",
            },
        ),
        (
            "queue = [1]",
            1,
            10,
            KeymapProblem::WrongType {
                expected: Expected::Binding,
                found: "integer",
            },
        ),
        (
            "[[queue]]\non = []\nrun = \"quit\"",
            2,
            6,
            KeymapProblem::NoKeys,
        ),
        (
            "[[queue]]\non = [\"a\",\"b\",\"c\",\"d\",\"e\"]\nrun = \"quit\"",
            2,
            6,
            KeymapProblem::ChordTooLong { keys: 5 },
        ),
        (
            "[[queue]]\non = \"x\"\nrun = \"quit\"\n[[queue]]\non = \"x\"\nrun = \"help\"",
            5,
            6,
            KeymapProblem::Duplicate {
                keys: keys(&["x"]),
                first_line: 2,
            },
        ),
        (
            "[[queue]]\non = \"g\"\nrun = \"quit\"",
            2,
            6,
            KeymapProblem::Shadowed {
                keys: keys(&["g"]),
                other_keys: keys(&["g", "g"]),
                other: shadow_place,
            },
        ),
    ];
    for (source, line, column, problem) in cases {
        assert_eq!(
            problems(source.as_bytes()),
            [(line, column, problem)],
            "{source}"
        );
    }
}

#[test]
fn all_mistakes_are_told_together_and_bounded() {
    let entry = "[[queue]]\non = \"nokey\"\nrun = \"noaction\"\n";
    let error = preset()
        .extended("user\u{1b}.toml", entry.repeat(30).as_bytes())
        .unwrap_err();
    assert_eq!(
        (error.problems.len(), error.more),
        (PROBLEM_LIMIT, 60 - PROBLEM_LIMIT)
    );
    let told = error.to_string();
    assert!(
        told.starts_with("user␛.toml:2:6: unknown key `nokey`"),
        "{told}"
    );
    assert!(told.ends_with("and 40 more"), "{told}");
}

#[test]
fn hostile_files_are_refused_quickly() {
    let many = (0..=ENTRY_LIMIT).map(|_| "{on=1},").collect::<String>();
    let many = format!("queue = [{many}]");
    let began = std::time::Instant::now();
    for (name, bytes) in [
        ("truncated", b"[[queue]]\non = [\"g\", \"h".to_vec()),
        ("ten megabytes", vec![b'a'; 10 << 20]),
        ("zeros", vec![0; 4096]),
        ("not text", b"[[queue]]\non = \"\xff\xfe\"".to_vec()),
        (
            "deep arrays",
            format!("queue = {}", "[".repeat(30_000)).into_bytes(),
        ),
        (
            "deep tables",
            format!("queue = {}", "{a=".repeat(20_000)).into_bytes(),
        ),
        ("deep keys", "a.".repeat(30_000).into_bytes()),
        (
            "escape in a name",
            b"[[\"\\u001b[2J\"]]\non=\"x\"\nrun=\"quit\"".to_vec(),
        ),
        ("many entries", many.into_bytes()),
    ] {
        let error = preset().extended("user.toml", &bytes).unwrap_err();
        assert!(error.problems.len() <= PROBLEM_LIMIT, "{name}");
        let told = error.to_string();
        assert!(told.len() < 8_000, "{name}: {} bytes", told.len());
        assert!(
            !told.replace('\n', "").contains(char::is_control),
            "{name}: {told:?}"
        );
    }
    assert!(began.elapsed().as_secs() < 10);
}

#[test]
fn a_file_is_read_no_further_than_its_limit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.toml");
    std::fs::write(&path, vec![b'#'; 10 << 20]).unwrap();
    assert_eq!(read_file(&path).unwrap().len(), FILE_LIMIT + 1);
    assert!(read_file(folder.path()).is_err());
    std::fs::write(&path, PRESET).unwrap();
    assert_eq!(read_file(&path).unwrap(), PRESET.as_bytes());
}
