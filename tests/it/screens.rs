//! The pictures of the documents: the main screens of the demo city as text, as they are drawn. Where they are drawn
//! otherwise, `YUNGUAN_WRITE=1` writes them anew, to be looked at before they are kept.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::json;

use yunguan::city::demo::{self, Wish};
use yunguan::domain::law::code::Login;
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::live::act;
use crate::support::screen::Town;

/// A picture: its heading in both languages, whose screen it is, and the keys that lead there.
struct Picture {
    zh: &'static str,
    en: &'static str,
    login: &'static str,
    keys: &'static str,
}

const fn picture(
    zh: &'static str,
    en: &'static str,
    login: &'static str,
    keys: &'static str,
) -> Picture {
    Picture {
        zh,
        en,
        login,
        keys,
    }
}

/// The first of them is the README's too.
const PICTURES: [Picture; 11] = [
    picture("队列", "The queue", "support-handler", ""),
    picture("一件事项", "One matter", "authority-reviewer", "Enter"),
    picture(
        "表单：审核",
        "A form: the review",
        "authority-reviewer",
        "a type:ok Tab type:1",
    ),
    picture(
        "预览",
        "The preview",
        "authority-reviewer",
        "a type:ok Tab type:1 ctrl+s",
    ),
    picture(
        "应急在每一页上",
        "An emergency, on every page",
        "support-reviewer",
        "7",
    ),
    picture(
        "应急申请",
        "Asking for an emergency issuance",
        "edu-handler",
        "E",
    ),
    picture("为什么是这一天", "Why that day", "authority-reviewer", "e"),
    picture("台账", "The journal", "audit-reader", "7"),
    picture("日历", "The calendar", "authority-handler", "4"),
    picture("名册", "A register", "authority-administrator", "5"),
    picture("裁定", "The rulings", "authority-reviewer", "3"),
];

fn city(lang: Lang) -> Town {
    let now = "2026-11-27T15:04:00+08:00".parse().unwrap();
    let wish = Wish {
        lang,
        matters: 60,
        seed: 1,
        now,
        me: Some(Login::new("visitor")),
    };
    let backend = redb::backends::InMemoryBackend::new();
    let ledger = Ledger::create_on(backend, &Realm::Sandbox).unwrap();
    demo::build(&ledger, &wish, &mut |_, _| true).unwrap();
    let town = Town::of(ledger, now);
    let (title, document, urgency) = match lang {
        Lang::Zh => ("防汛会商平台扩容", "湘防指〔2026〕7号", "今晚会商"),
        Lang::En => (
            "Flood conference room",
            "Order 7 of 2026",
            "It meets tonight",
        ),
    };
    let asked = json!({
        "title": title, "system": "edu-data", "pool": "pool-a",
        "lines": [{"item": "ecs-4c16g", "quantity": 8, "purpose": title}],
        "ground": "provincial_requirement", "document": document, "urgency": urgency,
        "non_classified": true, "contact_name": "edu", "contact_telephone": "0737-0000000",
    });
    act(&town, "edu-handler", "emergency.apply", &asked);
    town
}

fn drawn(town: &Town, lang: Lang, picture: &Picture) -> String {
    let mut screen = town.screen_as(picture.login, lang, 80, 24, &|_| {});
    let text = screen.keys(picture.keys).text();
    screen.forget_drafts();
    let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
    rows.join("\n").trim_end().to_owned()
}

/// The document of a language, and its first picture.
fn document(lang: Lang) -> (String, String) {
    let town = city(lang);
    let (title, about) = match lang {
        Lang::Zh => (
            "画面",
            "示范城市里十一个主要画面，80×24，由测试照画出来的样子写成，一字不差。",
        ),
        Lang::En => (
            "Screens",
            "Eleven main screens of the demo city at 80×24, written by a test exactly as they are drawn.",
        ),
    };
    let mut whole = format!("# {title}\n\n{about}\n");
    let mut first = String::new();
    for picture in &PICTURES {
        let heading = match lang {
            Lang::Zh => picture.zh,
            Lang::En => picture.en,
        };
        let drawn = drawn(&town, lang, picture);
        write!(whole, "\n## {heading}\n\n```text\n{drawn}\n```\n").unwrap();
        if first.is_empty() {
            first = drawn;
        }
    }
    (whole, first)
}

#[test]
fn the_documents_show_the_screens_as_they_are_drawn() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let writes = std::env::var_os("YUNGUAN_WRITE").is_some();
    let readme = root.join("README.md");
    for (lang, folder) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let (whole, first) = document(lang);
        let path = root.join("docs").join(folder).join("SCREENS.md");
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        let page = std::fs::read_to_string(&readme).unwrap();
        // The README's pictures are its blocks of text, one a language.
        let blocks: Vec<&str> = page
            .split("```text\n")
            .skip(1)
            .filter_map(|rest| rest.split_once("\n```"))
            .map(|(block, _)| block)
            .collect();
        let shown = blocks.get(usize::from(lang == Lang::En)).copied();
        if writes {
            std::fs::write(&path, &whole).unwrap();
            let page = page.replacen(shown.unwrap(), &first, 1);
            std::fs::write(&readme, page).unwrap();
            continue;
        }
        assert!(
            known == whole,
            "{folder}: run with YUNGUAN_WRITE=1\n{whole}"
        );
        assert_eq!(shown, Some(first.as_str()), "README, {folder}");
    }
}
