//! Several seats at one hub: what one does the others see, what is new is marked, and nobody's mark moves away.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::time::{Duration, Instant};

use serde_json::json;

use yunguan::console::theme::{Colours, Glyphs, GlyphsName, Palette, PaletteName};
use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::hub::request::{ActRequest, Answer, Request};
use yunguan::locale::Lang;

use crate::support::city::{application, command, item, with};
use crate::support::screen::{Screen, Town};

/// All open duties, whoever looks.
const ALL: &str = "v Down Down Down Enter";
/// All matters, newest first.
const MATTERS: &str = "v Down Down Down Down Enter";

/// Somebody acts at another seat.
pub fn act(town: &Town, login: &str, verb: &str, fields: &serde_json::Value) {
    let seat = town.hub.seat(Login::new(login));
    let request = Request::Act(ActRequest {
        key: format!(
            "{login}-{verb}-{}",
            town.hub.ledger().snapshot().unwrap().seq().unwrap()
        ),
        expected: None,
        command: command(verb, fields),
    });
    let answer = seat.ask(request);
    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
}

fn on(town: &Town, login: &str, verb: &str, id: &str, fields: serde_json::Value) {
    let id: MatterId = id.parse().unwrap();
    act(town, login, verb, &with(fields, "matter", json!(id)));
}

fn submit(town: &Town) {
    let fields = application("exam", "pa", &[item("vm", 4)]);
    act(town, "edu", "application.submit", &fields);
}

/// The rows of the list that bear the sign of something new.
fn marked(screen: &mut Screen, sign: char) -> Vec<String> {
    screen
        .text()
        .lines()
        .filter(|line| line.contains("-2026") && line.chars().take(2).any(|letter| letter == sign))
        .map(|line| line.chars().skip(2).collect())
        .collect()
}

/// Waits until the marks have faded.
fn fade(screen: &mut Screen) {
    let began = Instant::now();
    while !marked(screen, '◆').is_empty() {
        assert!(began.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(50));
        screen.wake();
    }
}

#[test]
fn what_another_seat_changes_is_marked_for_a_moment() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    screen.keys(ALL);
    assert!(
        marked(&mut screen, '◆').is_empty(),
        "the first reading is no news"
    );
    on(
        &town,
        "acceptor",
        "application.accept",
        "APP-20261113-0002",
        json!({}),
    );
    screen.shows("◆ 11-30 周一 10日 申请-20261113-0002 报名系统扩容 审核意见");
    // Keys take nothing away; what has not changed is not marked.
    let began = Instant::now();
    screen.keys("j j k");
    assert_eq!(marked(&mut screen, '◆').len(), 1);
    fade(&mut screen);
    assert!(began.elapsed() > Duration::from_secs(3));
    assert!(
        screen.next_wake() > Duration::from_secs(5),
        "nothing more to wake for"
    );
}

/// What stands in the journal alone comes to an open journal too.
#[test]
fn a_number_called_up_comes_to_the_journal_that_is_open() {
    let town = Town::new(|city| {
        let party = json!({"code": "audit", "kind": "audit", "name": "审计局", "paper_word": "益审",
            "region": "municipal", "municipal_budget": true});
        city.send("keeper", "party.register", &party).unwrap();
        for login in ["auditor", "colleague"] {
            city.employs(login, "audit", &["reader", "handler"]);
        }
        city.given("pa submitted");
    });
    let mut screen = town.screen("colleague");
    screen.keys("7");
    assert!(!screen.text().contains("查看电话："));
    let seat = town.hub.seat(Login::new("auditor"));
    let revealed = seat.ask(Request::Reveal {
        key: "number".to_owned(),
        matter: "APP-20261109-0001".parse().unwrap(),
    });
    assert!(matches!(revealed, Answer::Revealed(_)), "{revealed:?}");
    // It stands in sight above the row that the cursor stays on.
    let newest = "56 11-09 周一 10:00                    auditor君  查看电话";
    screen.shows("2/56").shows(newest);
    screen.keys("g g").shows("1/56").shows(newest);
}

#[test]
fn what_comes_into_the_list_is_marked_and_what_is_scrolled_to_is_not() {
    let town = Town::new(|city| {
        for _ in 0..320 {
            city.given("pa submitted");
        }
    });
    let mut screen = town.screen("acceptor");
    screen.keys(MATTERS).keys("PageDown PageDown");
    submit(&town);
    screen.shows("321");
    screen.keys("PageUp PageUp PageUp PageUp");
    assert_eq!(marked(&mut screen, '◆').len(), 1);
    screen.shows("◆ 11-23 周一 10日 申请-20261109-0321");
}

#[test]
fn scrolling_sorting_and_other_lists_are_no_news() {
    let town = Town::new(|city| {
        for _ in 0..320 {
            city.given("pa submitted");
        }
    });
    let mut screen = town.screen("acceptor");
    for keys in [
        "PageDown PageDown PageDown PageDown PageDown PageDown PageDown PageDown PageDown",
        "G PageUp",
        "s",
        MATTERS,
        "/ type:0100 Enter",
        "Esc",
        "g g",
    ] {
        screen.keys(keys);
        assert!(marked(&mut screen, '◆').is_empty(), "{keys}");
    }
    // Beyond what was loaded, changes come into sight unmarked too: nobody had seen how it was.
    on(
        &town,
        "acceptor",
        "application.accept",
        "APP-20261109-0001",
        json!({}),
    );
    screen.shows("320").keys("G");
    assert!(marked(&mut screen, '◆').is_empty());
}

#[test]
fn ones_own_act_is_marked_like_anybodys() {
    let town = Town::various();
    let mut screen = town.screen("acceptor");
    screen
        .keys(MATTERS)
        .keys("f type:1113-0002 Enter a ctrl+s Enter")
        .shows("已办");
    screen.shows(">◆");
}

#[test]
fn without_colour_or_unicode_the_sign_is_there_too() {
    let town = Town::various();
    let mut screen = town.screen_as("builder", Lang::En, 80, 24, &|settings| {
        settings.theme.palette = Palette::named(PaletteName::Mono, Colours::Many);
        settings.theme.glyphs = Glyphs::named(GlyphsName::Ascii);
    });
    screen.keys(ALL);
    on(
        &town,
        "acceptor",
        "application.accept",
        "APP-20261113-0002",
        json!({}),
    );
    screen.shows("+ 11-30 Mon 10wd APP-20261113-0002");
}

#[test]
fn a_marked_row_keeps_its_star_beside_the_sign() {
    let town = Town::various();
    let mut screen = town.screen("acceptor");
    screen.keys("f type:1113-0002 Enter Space g g");
    on(
        &town,
        "acceptor2",
        "hold",
        "APP-20261113-0002",
        json!({"reason": "等会议"}),
    );
    screen.shows("◆*11-27");
}

#[test]
fn the_selection_stays_when_rows_come_and_go_above() {
    let town = Town::various();
    let mut screen = town.screen("builder");
    screen.keys(MATTERS).keys("j j j");
    let stood = screen.selected();
    submit(&town);
    screen.shows("12   事项");
    assert_eq!(screen.selected(), stood);
    // In a list of duties one above goes.
    let mut screen = town.screen("acceptor");
    screen.keys("f type:1116-0001 Enter");
    let stood = screen.selected();
    on(
        &town,
        "acceptor2",
        "application.accept",
        "APP-20261113-0002",
        json!({}),
    );
    screen.hides("申请-20261113-0002");
    assert_eq!(screen.selected(), stood);
}

#[test]
fn when_the_row_goes_the_next_one_takes_its_place() {
    let town = Town::new(|city| {
        for _ in 0..6 {
            city.given("pa submitted");
        }
    });
    let (mut screen, mut filtered) = (town.screen("acceptor"), town.screen("acceptor"));
    screen.keys("j j").rest();
    filtered.keys("/ type:edu Enter j j").rest();
    let gone = |id| on(&town, "acceptor2", "application.accept", id, json!({}));
    gone("APP-20261109-0003");
    for screen in [&mut screen, &mut filtered] {
        screen.shows("申请-20261109-0003 刚由 shuju单位 acceptor2君 办理：受理");
        assert!(screen.selected().contains("20261109-0004"));
        // At the end of the list it is the one before.
        screen.keys("j j").rest();
        assert!(screen.selected().contains("20261109-0006"));
    }
    gone("APP-20261109-0006");
    for screen in [&mut screen, &mut filtered] {
        screen.shows("申请-20261109-0006 刚由");
        assert!(screen.selected().contains("20261109-0005"));
    }
}

#[test]
fn a_filtered_list_keeps_its_selection_beyond_the_first_slice() {
    let town = Town::new(|city| {
        for _ in 0..160 {
            city.given("pa submitted");
        }
    });
    let mut screen = town.screen("acceptor");
    screen.keys("/ type:edu Enter").shows("/160").keys("G");
    assert!(screen.selected().contains("20261109-0160"));
    on(
        &town,
        "acceptor2",
        "application.accept",
        "APP-20261109-0001",
        json!({}),
    );
    screen.shows("找到 159");
    assert!(screen.selected().contains("20261109-0160"));
    assert!(marked(&mut screen, '◆').is_empty());
    on(
        &town,
        "acceptor2",
        "hold",
        "APP-20261109-0159",
        json!({"reason": "等会议"}),
    );
    screen.shows("◆ 11-23 周一");
    assert!(screen.selected().contains("20261109-0160"));
}

#[test]
fn who_stands_on_a_matter_is_told_who_did_what() {
    for (lang, wanted) in [
        (
            Lang::Zh,
            "申请-20261109-0001 刚由 shuju单位 acceptor2君 办理：受理",
        ),
        (
            Lang::En,
            "APP-20261109-0001 was just acted on by shuju单位 acceptor2君: Accepted",
        ),
    ] {
        let town = Town::new(|city| {
            city.given("pa submitted");
        });
        let mut screen = town.screen_as("acceptor", lang, 80, 24, &|_| {});
        // In its list, on its page and over a form alike.
        let mut page = town.screen_as("builder", lang, 80, 24, &|_| {});
        let mut form = town.screen_as("alone", lang, 80, 24, &|_| {});
        screen.rest();
        page.keys(ALL).keys("Enter").rest();
        form.keys(": type:application.decline Enter").rest();
        on(
            &town,
            "acceptor2",
            "application.accept",
            "APP-20261109-0001",
            json!({}),
        );
        for screen in [&mut screen, &mut page, &mut form] {
            screen.shows(wanted);
        }
        insta::assert_snapshot!(
            format!("told_{lang:?}"),
            page.keys("Esc").text() + &screen.text()
        );
    }
    // Whoever did it need not be told.
    let town = Town::various();
    let mut screen = town.screen("acceptor");
    screen
        .keys(MATTERS)
        .keys("f type:1113-0002 Enter a ctrl+s Enter");
    screen.shows("已办：申请-20261113-0002").hides("刚由");
}
