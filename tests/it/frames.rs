//! What the screen looks like: every page and every box, in both languages and at two sizes, as reviewed text.

#![expect(clippy::panic, clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use yunguan::city::demo::{self, Wish};
use yunguan::console::action::Action;
use yunguan::console::settings::Settings;
use yunguan::console::theme::{Colours, Glyphs, GlyphsName, Palette, PaletteName};
use yunguan::domain::law::code::Login;
use yunguan::domain::record::RecordKind;
use yunguan::hub::request::{Answer, List, Look, Request, RowOf};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::support::city::{START, time};
use crate::support::screen::{LANGS, Town};

/// The sizes that every scene is looked at in.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// The same keys in both languages and at both sizes.
pub fn frames(town: &Town, login: &str, keys: &str) -> String {
    let mut all = format!("{login}: {keys}\n");
    for lang in LANGS {
        for (columns, rows) in SIZES {
            let mut screen = town.screen_as(login, lang, columns, rows, &|_| {});
            let _ = writeln!(all, "\n{lang:?} {columns}x{rows}");
            all.push_str(&without_hashes(&screen.keys(keys).text()));
            screen.forget_drafts();
        }
    }
    all
}

/// A text whose hashes are masked, as wide as they are: they differ with every entry that the city is founded with.
fn without_hashes(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !letter.is_ascii_hexdigit()) {
        let hash = word.trim_end_matches(|letter: char| !letter.is_ascii_hexdigit());
        if hash.len() == 64 {
            masked.push_str(&"#".repeat(64));
            masked.push_str(&word[64..]);
        } else {
            masked.push_str(word);
        }
    }
    masked
}

/// A scene: a name, whose screen, and the keys that lead there.
const SCENES: [(&str, &str, &str); 29] = [
    ("queue_of_the_authority", "acceptor", ""),
    ("queue_of_a_unit", "edu", "v Down Down Down Enter"),
    ("queue_all", "builder", "v Down Down Down Enter"),
    (
        "queue_filtered",
        "builder",
        "v Down Down Down Enter / type:health Enter",
    ),
    ("queue_empty", "host-b", ""),
    ("detail", "builder", "v Down Down Down Enter Enter"),
    ("form_submit", "edu", "n"),
    ("form_emergency", "health", "E"),
    (
        "form_emergency_special",
        "health",
        "E Tab Tab Tab Tab Tab Tab Left",
    ),
    ("form_review", "reviewer", "j a"),
    ("preview_accept", "acceptor", "j a ctrl+s"),
    ("preview_review", "reviewer", "j a type:同意 ctrl+s"),
    ("preview_bulk", "acceptor", "j Space Space a ctrl+s"),
    ("explain", "acceptor", "j e"),
    ("explain_from_preview", "acceptor", "j a ctrl+s e"),
    ("refusal", "acceptor", "j : type:application.review Enter"),
    (
        "refused_preview",
        "health",
        "E type:x Tab Tab type:pa Tab type:vm Tab type:0 Tab type:x Tab Tab type:x Tab type:x Tab Left ctrl+s",
    ),
    (
        "decline_with_gaps",
        "acceptor",
        "j : type:application.decline Enter",
    ),
    ("accept_with_gaps", "acceptor", "j a ctrl+s"),
    ("palette", "acceptor", ":"),
    ("help", "acceptor", "?"),
    ("offers", "acceptor", "j ."),
    ("rulings", "reviewer", "3"),
    ("calendar", "acceptor", "4"),
    ("registers", "keeper", "5"),
    ("journal", "acceptor", "7"),
    ("journal_entry", "acceptor", "7 Enter"),
    ("paper", "acceptor", "v Down Down Down Enter p Enter"),
    ("measures", "acceptor", "6"),
];

#[test]
fn every_scene_is_as_it_was_reviewed() {
    let town = Town::various();
    for (name, login, keys) in SCENES {
        insta::assert_snapshot!(name, frames(&town, login, keys));
    }
}

/// What whoever decides has before them, and what the rows, the registers and the journal say of it.
#[test]
fn a_decision_is_made_with_everything_in_sight() {
    let town = Town::new(|city| {
        crate::points::urgent(city);
    });
    let passed = "a Tab Tab type:人命关天 ctrl+s";
    for (name, keys) in [
        ("points_emergency", "a"),
        ("points_emergency_preview", passed),
    ] {
        insta::assert_snapshot!(name, frames(&town, "checker", keys));
    }
    let town = Town::new(|city| {
        crate::points::urgent(city);
        crate::points::ordinary(city);
    });
    for (name, login, keys) in [
        ("points_application", "reviewer", "a"),
        ("rows_blocked", "builder", "v Down Down Down Enter"),
        ("register_persons", "keeper", "5 ]"),
        ("register_blocks", "keeper", "5 ["),
        ("journal_record", "reviewer", "7 Enter"),
    ] {
        insta::assert_snapshot!(name, frames(&town, login, keys));
    }
}

#[test]
fn an_empty_store_and_a_stranger_are_met() {
    insta::assert_snapshot!("welcome", frames(&Town::empty(), "founder", ""));
    let town = Town::new(|_| {});
    insta::assert_snapshot!("stranger", frames(&town, "nobody", ""));
}

#[test]
fn colours_say_what_marks_say() {
    let town = Town::various();
    for (name, palette, glyphs) in [
        ("dark", PaletteName::Dark, GlyphsName::Unicode),
        ("light", PaletteName::Light, GlyphsName::Unicode),
        ("mono_ascii", PaletteName::Mono, GlyphsName::Ascii),
    ] {
        let change = |settings: &mut Settings| {
            settings.theme.palette = Palette::named(palette, Colours::Many);
            settings.theme.glyphs = Glyphs::named(glyphs);
        };
        let mut all = String::new();
        for keys in ["v Down Down Down Enter", "e"] {
            let mut screen = town.screen_as("builder", Lang::Zh, 80, 24, &change);
            let _ = writeln!(all, "{keys}\n{}", screen.keys(keys).frame());
        }
        insta::assert_snapshot!(format!("styles_{name}"), all);
    }
}

/// Where the words of both languages are looked for: keys that visit everything that has words of ours.
const TOUR: [&str; 24] = [
    "v Down Down Down Enter",
    "v Down Down Down Enter Enter",
    "v Down Down Down Enter Enter PageDown",
    "v Down Down Down Enter Enter PageDown PageDown",
    "v Down Down Down Down Enter",
    "v",
    "f",
    "/ type:zzzz",
    "e",
    ".",
    "?",
    "? PageDown",
    "? PageDown PageDown",
    ":",
    "2",
    "2 Enter",
    "7",
    "3 Enter",
    "4",
    "4 ] ] ]",
    "5",
    "5 ]",
    "6",
    "Z",
];

/// The forms of every verb that has a page or an offer, by the palette.
const FORMS: [&str; 8] = [
    "application.submit",
    "emergency.apply",
    "party.register",
    "person.register",
    "system.register",
    "item.register",
    "pool.register",
    "contract.record",
];

#[test]
fn no_frame_mixes_the_languages() {
    let mut wrong = Vec::new();
    for lang in LANGS {
        let ledger =
            Ledger::create_on(redb::backends::InMemoryBackend::new(), &Realm::Sandbox).unwrap();
        let wish = Wish {
            lang,
            matters: 80,
            seed: 11,
            now: time(START),
            me: Some(Login::new("visitor")),
        };
        demo::build(&ledger, &wish, &mut |_, _| true).unwrap();
        let town = Town::of(ledger, wish.now);
        let known = known_words(&town);
        let forms = FORMS.map(|verb| format!(": type:{verb} Enter"));
        let tour = TOUR.iter().map(ToString::to_string).chain(forms);
        for keys in tour {
            let mut screen = town.screen_as("visitor", lang, 160, 60, &|_| {});
            let text = screen.keys(&keys).text();
            let strange = match lang {
                Lang::Zh => words(&text, |letter| letter.is_ascii_alphabetic()),
                Lang::En => words(&text, is_han),
            };
            let strange: Vec<_> = strange
                .into_iter()
                .filter(|word| word.chars().count() > 1)
                // A column may have cut a known word, or a box may lie over its beginning.
                .filter(|word| {
                    let cut = |all: &String| {
                        all.starts_with(word.as_str()) || all.ends_with(word.as_str())
                    };
                    !known.iter().any(cut)
                })
                .collect();
            if !strange.is_empty() {
                wrong.push(format!("{lang:?} {keys}: {strange:?}\n{text}"));
            }
            screen.forget_drafts();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_han(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter)
}

fn words(text: &str, is_letter: impl Fn(char) -> bool) -> BTreeSet<String> {
    text.split(|letter| !is_letter(letter))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words that both languages may show: names of keys and actions, the other language's own name, and data.
fn known_words(town: &Town) -> BTreeSet<String> {
    let mut texts = vec![
        "Enter Esc Backspace Tab BackTab Shift Ctrl Alt Space PageUp PageDown Home End Up Down Left Right"
            .to_owned(),
        "English 中文 CPU vCPU GPU GiB Mb FILE yunguan calendar load json measures mouse off visitor zzzz"
            .to_owned(),
    ];
    texts.extend(Action::all().map(|action| action.name().to_owned()));
    let seat = town.hub.seat(Login::new("visitor"));
    for kind in [
        RecordKind::Party,
        RecordKind::Person,
        RecordKind::Account,
        RecordKind::Pool,
        RecordKind::Capacity,
        RecordKind::Inventory,
        RecordKind::Finding,
        RecordKind::System,
        RecordKind::Item,
        RecordKind::Contract,
        RecordKind::Exception,
        RecordKind::Block,
        RecordKind::Holding,
    ] {
        let look = Look::at(List::Register(kind), 500);
        let Answer::Window(window) = seat.ask(Request::Look(look)) else {
            panic!("no window");
        };
        for row in window.rows {
            let RowOf::Record { kind, key } = row.of else {
                panic!("no record");
            };
            let record = seat.ask(Request::Record { kind, key });
            gather(&serde_json::to_value(record).unwrap(), &mut texts);
        }
    }
    texts
        .iter()
        .flat_map(|text| {
            let mut all = words(text, |letter| letter.is_ascii_alphabetic());
            all.extend(words(text, is_han));
            all
        })
        .collect()
}

/// The texts that people gave to records: their codes and names, not the words of the record itself.
fn gather(record: &Value, texts: &mut Vec<String>) {
    const GIVEN: [&str; 12] = [
        "code",
        "name",
        "login",
        "person",
        "party",
        "unit",
        "operator",
        "provider",
        "number",
        "paper_word",
        "specification",
        "family",
    ];
    match record {
        Value::Array(all) => all.iter().for_each(|one| gather(one, texts)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if GIVEN.contains(&name.as_str()) => {
                        texts.push(text.clone());
                    }
                    other => gather(other, texts),
                }
            }
        }
        _ => {}
    }
}
