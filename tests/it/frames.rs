//! What the screen looks like: every page and every box, in both languages and at two sizes, as reviewed text.

use std::fmt::Write as _;

use serde_json::json;
use yunguan::console::app::Settings;
use yunguan::console::theme::{Glyphs, GlyphsName, Palette, PaletteName};
use yunguan::domain::party::CLOCKWORK;
use yunguan::locale::Lang;

use crate::support::city::City;
use crate::support::screen::{LANGS, Town};

/// The sizes that every scene is looked at in.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// A city with a little of everything: late, today, soon, long, held, done.
fn various(city: &mut City) {
    let old = [
        "pa delivered",
        "emergency handed_over",
        "pa approved mixed",
        "own testing",
        "pa not_accepted",
        "pa running",
    ];
    let old = old.map(|words| city.given(words));
    city.at("2026-11-13 16:30");
    for words in ["pa accepted", "pa submitted", "emergency applied", "pa filed heshan"] {
        city.given(words);
    }
    city.at("2026-11-16 09:05");
    city.given("own submitted");
    // What the clockwork would do within its first second, so that no frame depends on when that is.
    for id in old.into_iter().flatten() {
        let escalated = city.on_matter(CLOCKWORK, "escalate", id, &json!({}));
        assert!(city.on_matter(CLOCKWORK, "escalate", id, &json!({})).is_err() || escalated.is_err());
    }
}

/// The same keys in both languages and at both sizes.
fn frames(town: &Town, login: &str, keys: &str) -> String {
    let mut all = format!("{login}: {keys}\n");
    for lang in LANGS {
        for (columns, rows) in SIZES {
            let mut screen = town.screen_as(login, lang, columns, rows, &|_| {});
            let _ = writeln!(all, "\n{lang:?} {columns}x{rows}");
            all.push_str(&screen.keys(keys).text());
            screen.forget_drafts();
        }
    }
    all
}

/// A scene: a name, whose screen, and the keys that lead there.
const SCENES: [(&str, &str, &str); 26] = [
    ("queue_of_the_authority", "acceptor", ""),
    ("queue_of_a_unit", "edu", "v Down Down Down Enter"),
    ("queue_all", "builder", "v Down Down Down Enter"),
    ("queue_filtered", "builder", "v Down Down Down Enter / type:health Enter"),
    ("queue_empty", "host-b", ""),
    ("detail", "builder", "v Down Down Down Enter Enter"),
    ("form_submit", "edu", "n"),
    ("form_emergency", "health", "E"),
    ("form_review", "reviewer", "j a"),
    ("preview_accept", "acceptor", "j a ctrl+s"),
    ("preview_review", "reviewer", "j a type:同意 ctrl+s"),
    ("preview_bulk", "acceptor", "j Space Space a ctrl+s"),
    ("explain", "acceptor", "j e"),
    ("explain_from_preview", "acceptor", "j a ctrl+s e"),
    ("refusal", "acceptor", "j : type:application.review Enter"),
    ("refused_preview", "health", "E type:x Tab Tab type:pa Tab type:vm Tab type:0 Tab type:x Tab Tab type:x Tab type:x ctrl+s"),
    ("palette", "acceptor", ":"),
    ("help", "acceptor", "?"),
    ("offers", "acceptor", "j ."),
    ("rulings", "reviewer", "3"),
    ("calendar", "acceptor", "4"),
    ("registers", "keeper", "5"),
    ("journal", "acceptor", "2"),
    ("journal_entry", "acceptor", "2 Enter"),
    ("paper", "acceptor", "v Down Down Down Enter p Enter"),
    ("measures", "acceptor", "6"),
];

#[test]
fn every_scene_is_as_it_was_reviewed() {
    let town = Town::new(various);
    for (name, login, keys) in SCENES {
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
    let town = Town::new(various);
    for (name, palette, glyphs) in [
        ("dark", PaletteName::Dark, GlyphsName::Unicode),
        ("light", PaletteName::Light, GlyphsName::Unicode),
        ("mono_ascii", PaletteName::Mono, GlyphsName::Ascii),
    ] {
        let change = |settings: &mut Settings| {
            settings.theme.palette = Palette::named(palette);
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
