//! Verbs while somebody else keeps the store: they ask whoever keeps it, and what they make is the same as from the file.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use crate::support::office::{Office, Ran, ended};
use crate::support::service::Service;

fn as_acceptor(office: &Office, words: &[&str]) -> Ran {
    let words: Vec<&str> = words.iter().copied().chain(["--as", "acceptor"]).collect();
    office.run(&words)
}

#[test]
fn what_is_made_of_a_store_is_the_same_while_somebody_keeps_it() {
    let office = Office::sandbox("en");
    let id = office.submit(&[]);
    let file = |name: &str| office.path(name).to_str().unwrap().to_owned();
    let verified = as_acceptor(&office, &["verify", "--json"]).is(0).json();
    as_acceptor(&office, &["export", "journal", &file("alone.jsonl")]).is(0);
    let due = [
        "calendar",
        "due",
        "--from",
        "2026-12-25",
        "--working-days",
        "10",
    ];
    let due_alone = as_acceptor(&office, &due).is(0).out;

    let hub = Service::over(&office);
    let kept = as_acceptor(&office, &["verify", "--json"]).is(0).json();
    assert_eq!(kept, verified);
    as_acceptor(&office, &["export", "journal", &file("kept.jsonl")]).is(0);
    let read = |name: &str| std::fs::read(office.path(name)).unwrap();
    assert_eq!(read("kept.jsonl"), read("alone.jsonl"));
    let printed = as_acceptor(&office, &["export", "journal", "-"]).is(0);
    assert_eq!(printed.out.as_bytes(), read("alone.jsonl"));
    assert_eq!(as_acceptor(&office, &due).is(0).out, due_alone);
    let shown = as_acceptor(&office, &["show", &id]).is(0).out;
    assert!(shown.contains("More room"), "{shown}");
    let doctor = as_acceptor(&office, &["doctor"]).is(0).out;
    assert!(doctor.contains("kept by a hub"), "{doctor}");
    let status = as_acceptor(&office, &["status", "--json"]).is(0).json();
    assert_eq!(status["result"]["own"], false, "{status}");
    assert!(status["result"]["traffic"]["calls"].as_u64().unwrap() > 10);
    // Whoever does not see everything gets no copy of everything.
    let unit = ["export", "journal", &file("unit.jsonl"), "--as", "unit-h"];
    office.run(&unit).is(1);
    assert!(!office.path("unit.jsonl").exists());
    // Setting the clock, and replacing the tables, want the store for themselves.
    let clock = as_acceptor(&office, &["queue", "--now", "2026-11-10T09:00"]).is(3);
    assert!(clock.err.contains("in use"), "{clock:?}");
    as_acceptor(&office, &["rebuild"]).is(3);

    let backup = file("copy.redb");
    as_acceptor(&office, &["backup", &backup]).is(0);
    as_acceptor(&office, &["backup", &backup]).is(3);
    assert_eq!(hub.stop().code(), Some(0));
    assert!(!office.path("hub.sock").exists());
    assert!(
        office
            .path("store")
            .join("hub.sock")
            .symlink_metadata()
            .is_err()
    );
    std::fs::create_dir(office.path("restored")).unwrap();
    std::fs::rename(&backup, office.path("restored/ledger.redb")).unwrap();
    let restored = file("restored");
    let rebuilt = office.run(&["--store", &restored, "rebuild", "--check", "--json"]);
    let rebuilt = rebuilt.is(0).json();
    assert_eq!(rebuilt["result"], verified["result"]);
    let queue = office
        .run(&["--store", &restored, "--as", "acceptor", "queue"])
        .is(0);
    assert!(queue.out.contains(&id), "{}", queue.out);
}

#[test]
fn an_act_goes_to_whoever_keeps_the_store_and_is_never_done_twice() {
    let office = Office::sandbox("en");
    let id = office.submit(&[]);
    let hub = Service::over(&office);
    let act = ["act", "accept", &id, "--key", "once", "--json"];
    let done = as_acceptor(&office, &act).is(0).json();
    assert_eq!(done["answer"], "done");
    let again = as_acceptor(&office, &act).is(0).json();
    assert_eq!(again["answer"], "before");
    assert_eq!(again["result"], done["result"]);
    let refused = as_acceptor(&office, &["act", "accept", &id]).is(1);
    assert!(refused.err.contains("Art."), "{refused:?}");
    // A live store would not be fooled either: who one is, the hub decides.
    let stranger = office.run(&["queue", "--as", "nobody-here"]).is(3);
    assert!(stranger.err.contains("account list"), "{stranger:?}");
    assert_eq!(hub.stop().code(), Some(0));
    let after = as_acceptor(&office, &act).is(0).json();
    assert_eq!(after["answer"], "before");
}

#[test]
fn a_store_taken_away_under_its_hub_is_told_and_everybody_is_answered() {
    let office = Office::sandbox("en");
    let id = office.submit(&[]);
    let hub = Service::over(&office);
    let store = office.path("store");
    std::fs::rename(store.join("ledger.redb"), office.path("away.redb")).unwrap();
    let act = ["act", "accept", &id, "--key", "late"];
    let told = as_acceptor(&office, &act).is(3);
    assert!(told.err.contains("replaced"), "{told:?}");
    std::fs::rename(office.path("away.redb"), store.join("ledger.redb")).unwrap();
    as_acceptor(&office, &act).is(0);
    assert_eq!(hub.stop().code(), Some(0));
}

/// Who reaches the hub by its socket has no store of their own, and is never told to make one.
#[test]
fn doctor_tells_of_the_hub_that_verbs_go_to_and_misses_no_store() {
    let office = Office::sandbox("zh");
    let hub = Service::over(&office);
    let socket = office.path("hub.sock").to_str().unwrap().to_owned();
    let guest = |words: &[&str]| {
        let mut command = office.command(words);
        command
            .env_remove("YUNGUAN_STORE")
            .env_remove("XDG_DATA_HOME")
            .env("HOME", office.path("home"))
            .env("YUNGUAN_SOCKET", &socket);
        ended(command.output().unwrap()).is(0).out
    };
    let doctor = ["doctor", "--as", "acceptor"];
    let told = guest(&doctor);
    let about_store = |told: &str| -> Vec<String> {
        let lines = told.lines().filter(|line| line.contains("台账库"));
        lines.map(str::to_owned).collect()
    };
    let [store] = about_store(&told).try_into().unwrap();
    assert!(!store.starts_with('!') && store.contains(&socket), "{told}");
    assert!(told.contains("acceptor 绑定 acceptor"), "{told}");
    assert_eq!(hub.stop().code(), Some(0));
    let told = guest(&doctor);
    let [store] = about_store(&told).try_into().unwrap();
    assert!(
        store.starts_with('!') && store.contains("没有枢纽应答"),
        "{told}"
    );
    assert!(!told.contains("init"), "{told}");
    // Nobody who has neither is sent anywhere else than by any other verb.
    let mut alone = office.command(&["doctor"]);
    alone.env("YUNGUAN_STORE", office.path("nowhere"));
    let told = ended(alone.output().unwrap()).out;
    assert!(told.contains("yunguan init"), "{told}");
}
