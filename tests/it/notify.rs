//! The bell: who is called for what, once; never out of a sandbox; and what then goes over the line.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use yunguan::console::settings::Settings;
use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::party::Post;
use yunguan::hub::request::{ActRequest, Answer, Request};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::support::city::{City, application, command, emergency, item, with};
use crate::support::pty::Pty;
use crate::support::screen::{Screen, Town};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunguan");

/// Somebody acts at another seat.
fn act(town: &Town, login: &str, verb: &str, fields: &serde_json::Value) -> MatterId {
    let seq = town.hub.ledger().snapshot().unwrap().seq().unwrap();
    let request = Request::Act(ActRequest {
        key: format!("{login}-{seq}"),
        expected: None,
        command: command(verb, fields),
    });
    match town.hub.seat(Login::new(login)).ask(request) {
        Answer::Done(receipt) => receipt.matter.unwrap(),
        other => unreachable!("{other:?}"),
    }
}

fn flood(town: &Town) -> MatterId {
    let fields = emergency(
        "flood",
        "own",
        "provincial_requirement",
        "湘防指〔2026〕7号",
    );
    act(town, "health", "emergency.apply", &fields)
}

fn screen(town: &Town, login: &str, posts: &[Post], lang: Lang) -> Screen {
    let change = |settings: &mut Settings| settings.notify = posts.iter().copied().collect();
    town.screen_as(login, lang, 80, 24, &change)
}

/// Waits until the bell has rung so often, and a little for once more.
#[track_caller]
fn rang(screen: &mut Screen, times: usize) -> &[String] {
    let began = Instant::now();
    while screen.notified.len() < times && began.elapsed() < Duration::from_secs(9) {
        std::thread::sleep(Duration::from_millis(20));
        screen.wake();
    }
    std::thread::sleep(Duration::from_millis(100));
    screen.wake();
    assert_eq!(screen.notified.len(), times, "{:?}", screen.notified);
    &screen.notified
}

#[test]
fn an_emergency_rings_once_at_the_posts_that_asked() {
    let town = Town::live(|city| {
        city.given("emergency applied");
    });
    let posts = [Post::Handler, Post::Reviewer];
    let mut checker = screen(&town, "checker", &[Post::Reviewer], Lang::Zh);
    let mut english = screen(&town, "checker", &posts, Lang::En);
    let mut other_post = screen(&town, "checker", &[Post::Handler], Lang::Zh);
    let mut other_party = screen(&town, "reviewer", &posts, Lang::Zh);
    let mut nobody = screen(&town, "checker", &[], Lang::Zh);
    let mut builder = screen(&town, "builder", &posts, Lang::Zh);
    // What waited before is no news; nor is an application.
    rang(&mut checker, 0);
    act(
        &town,
        "edu",
        "application.submit",
        &application("exam", "pa", &[item("vm", 4)]),
    );
    rang(&mut checker, 0);
    let id = flood(&town);
    let number = id.to_string();
    let number = number.trim_start_matches("EMG");
    assert_eq!(
        rang(&mut checker, 1),
        [format!("应急待办 应急{number} 应急审核：防汛会商扩容")]
    );
    assert_eq!(
        rang(&mut english, 1),
        [format!(
            "Emergency EMG{number}, emergency review: 防汛会商扩容"
        )]
    );
    for screen in [&mut other_post, &mut other_party, &mut nobody, &mut builder] {
        rang(screen, 0);
    }
    // Once reviewed it comes to whoever hands it over: news for them, and for nobody else.
    let approve = with(json!({"decision": "approve"}), "matter", json!(id));
    act(&town, "checker", "emergency.review", &approve);
    rang(&mut checker, 1);
    assert_eq!(
        rang(&mut builder, 1),
        [format!("应急待办 应急{number} 移交：防汛会商扩容")]
    );
}

#[test]
fn many_at_once_ring_once() {
    let town = Town::live(|_| {});
    let mut checker = screen(&town, "checker", &[Post::Reviewer], Lang::Zh);
    flood(&town);
    rang(&mut checker, 1);
    for _ in 0..3 {
        flood(&town);
    }
    // Within the quiet nothing rings; then all of them together, without any key.
    rang(&mut checker, 1);
    assert!(checker.next_wake() < Duration::from_secs(5));
    assert_eq!(rang(&mut checker, 2)[1], "3件应急待办");
}

#[test]
fn a_sandbox_rings_never() {
    let town = Town::new(|_| {});
    let mut checker = screen(&town, "checker", &[Post::Reviewer], Lang::Zh);
    flood(&town);
    checker.shows("应急审核");
    rang(&mut checker, 0);
}

/// Whose account this is.
fn me() -> String {
    let said = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

/// A store in which this account reviews and hands over at the support department, and an emergency waits for review.
fn store(realm: &Realm) -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut city = City::founded_in(Ledger::create(folder.path(), realm).unwrap());
    let person = json!({"code": "me", "name": "值班", "party": "jishu", "posts": ["handler", "reviewer"],
        "telephone": "13900000000", "active": true});
    city.send("keeper", "person.register", &person).unwrap();
    let account = json!({"login": me(), "person": "me", "active": true});
    city.send("keeper", "account.bind", &account).unwrap();
    let fields = emergency(
        "flood",
        "own",
        "provincial_requirement",
        "湘防指〔2026〕7号",
    );
    city.open(
        "health",
        "emergency.apply",
        &with(fields, "title", json!("扩容;777;通知")),
    );
    folder
}

/// What goes over the line while the emergency is reviewed, after which it is this account's to hand over.
fn line_of(realm: &Realm, options: &[&str], environment: &[(&str, &str)]) -> String {
    let folder = store(realm);
    let path = folder.path().to_str().unwrap();
    let options = [&["--store", path, "--lang", "zh"], options].concat();
    let environment = [&[("LANG", "C.UTF-8")], environment].concat();
    let pty = Pty::spawn(PROGRAM, &options, &environment, 80, 24);
    pty.wait_for_text("应急审核", 20.0);
    pty.wait_quiet(0.5, 5.0);
    let mark = pty.mark();
    pty.send("a");
    pty.wait_for_text("Ctrl+s", 5.0);
    pty.send("\x13");
    pty.wait_for_text("将会", 5.0);
    pty.send("\r");
    pty.wait_for_text("已办", 5.0);
    pty.wait_quiet(1.0, 9.0);
    pty.send("jk");
    pty.wait_quiet(0.5, 5.0);
    String::from_utf8(pty.bytes_since(mark)).unwrap()
}

#[test]
fn on_a_real_terminal_the_bell_rings_between_frames_and_only_if_asked_for() {
    let city = &Realm::Live;
    for (options, environment) in [
        (&["--notify", "handler"][..], &[][..]),
        (&[], &[("YUNGUAN_NOTIFY", "经办")]),
    ] {
        let line = line_of(city, options, environment);
        let (before, rest) = line
            .split_once("\x07\x1b]9;应急待办 应急-20261109-0001 ")
            .unwrap();
        let (text, rest) = rest
            .split_once("\x1b\\\x1b]777;notify;云管 yunguan;")
            .unwrap();
        let (again, after) = rest.split_once("\x1b\\").unwrap();
        assert_eq!(text, "移交：扩容,777,通知");
        assert!(again.ends_with(text));
        // No frame is cut by it, and nothing rings twice.
        let count = |text: &str, of: &str| text.matches(of).count();
        assert_eq!(count(before, "\x1b[?2026h"), count(before, "\x1b[?2026l"));
        assert!(!after.contains('\x07') && !after.contains("\x1b]9;"));
    }
    for (realm, options, environment) in [
        (city, &[][..], &[][..]),
        (city, &["--notify", "reviewer"], &[]),
        (city, &["--notify", ""], &[("YUNGUAN_NOTIFY", "handler")]),
        (&Realm::Sandbox, &["--notify", "handler"], &[]),
        (
            &Realm::Drill("演练".to_owned()),
            &["--notify", "handler"],
            &[],
        ),
    ] {
        let line = line_of(realm, options, environment);
        assert!(
            !line.contains('\x07') && !line.contains("\x1b]"),
            "{realm:?} {options:?}"
        );
    }
}

#[test]
fn what_is_no_post_with_duties_is_told() {
    let folder = TempDir::new().unwrap();
    let ran = |options: &[&str], environment: &[(&str, &str)]| {
        let ran = Command::new(PROGRAM)
            .args(["--store", folder.path().join("none").to_str().unwrap()])
            .args(options)
            .envs(environment.iter().copied())
            .env("TERM", "xterm")
            .output()
            .unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    for (options, environment, wanted) in [
        (
            &["--lang", "zh", "--notify", "经办,经理"][..],
            &[][..],
            "--notify：没有“经理”，可用：handler（经办）, reviewer（审核）",
        ),
        (
            &["--lang", "en", "--notify", "reader"],
            &[],
            "--notify: there is no “reader”, but: handler (经办), reviewer (审核)",
        ),
        (
            &["--lang", "en"],
            &[("YUNGUAN_NOTIFY", "x")],
            "YUNGUAN_NOTIFY: there is no “x”",
        ),
        (
            &["--lang", "en", "--notify", "handler", "--once"],
            &[],
            "cannot be used with",
        ),
        (
            &["--lang", "en", "--notify", "handler", "queue"],
            &[],
            "without a verb",
        ),
    ] {
        let (code, said) = ran(options, environment);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(wanted), "{said}");
    }
    assert!(!folder.path().join("none").exists());
}
