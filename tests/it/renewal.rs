//! A store that an older release laid out: opening it rebuilds its tables from the journal, all of them or none, whatever
//! stops it. `YUNGUAN_LONG=1` kills 300 times.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use redb::{Database, ReadableDatabase, TableDefinition, TableHandle};
use serde_json::json;
use yunguan::ledger::error::LedgerError;
use yunguan::ledger::tables::{DERIVED, META};
use yunguan::ledger::verify::check_tables;
use yunguan::ledger::{LAYOUT, Ledger, copy, file_in};

use crate::support::chance::Chance;
use crate::support::city::{City, application, item};

/// A table of another layout, of a name and of a form that this one has not.
const FOREIGN: TableDefinition<u64, &str> = TableDefinition::new("briefs");

/// Which store a child opens.
const STORE: &str = "YUNGUAN_RENEWAL_STORE";

/// The tour and many applications more, so that a rebuild takes a while.
fn filled(applications: u32) -> City {
    let mut city = City::tour();
    let lines = [item("vm", 1), item("disk", 2)];
    for _ in 0..applications {
        city.open(
            "edu",
            "application.submit",
            &application("exam", "pa", &lines),
        );
    }
    city
}

/// A copy of a city's store whose layout is said to be another one.
fn laid_out(city: &City, folder: &Path, layout: u64) {
    copy::backup(
        &city.ledger.snapshot().unwrap(),
        &file_in(folder),
        &mut |_, _| true,
    )
    .unwrap();
    let database = Database::open(file_in(folder)).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction
        .open_table(META)
        .unwrap()
        .insert(b"layout".as_slice(), layout.to_be_bytes().as_slice())
        .unwrap();
    transaction.commit().unwrap();
}

/// Takes today's tables away, all but what no journal holds, and puts others in their place.
fn strangely_filled(folder: &Path) {
    let database = Database::open(file_in(folder)).unwrap();
    let transaction = database.begin_write().unwrap();
    for (at, definition) in DERIVED.into_iter().enumerate() {
        if at % 2 == 0 {
            transaction.delete_table(definition).unwrap();
        } else {
            let mut table = transaction.open_table(definition).unwrap();
            table
                .insert(b"\xff odd".as_slice(), b"no row".as_slice())
                .unwrap();
        }
    }
    transaction
        .open_table(FOREIGN)
        .unwrap()
        .insert(7, "an older release's")
        .unwrap();
    transaction.commit().unwrap();
}

/// The layout that a store is said to have, and the names of its tables.
fn looks(folder: &Path) -> (u64, Vec<String>) {
    let database = Database::open(file_in(folder)).unwrap();
    let reading = database.begin_read().unwrap();
    let meta = reading.open_table(META).unwrap();
    let layout = meta.get(b"layout".as_slice()).unwrap().unwrap();
    let layout = u64::from_be_bytes(layout.value().try_into().unwrap());
    let names = reading.list_tables().unwrap();
    (layout, names.map(|table| table.name().to_owned()).collect())
}

#[test]
fn tables_of_an_older_layout_are_rebuilt_and_what_no_journal_holds_stays() {
    let mut city = filled(0);
    let kept = crate::support::city::command("resume", &json!({"matter": "APP-20261109-0001"}));
    let draft = yunguan::hub::request::Draft {
        key: "kept".to_owned(),
        verb: kept.verb(),
        matter: kept.matter(),
        expected: None,
        fields: std::collections::BTreeMap::new(),
        at: city.now,
    };
    let folder = tempfile::tempdir().unwrap();
    laid_out(&city, folder.path(), 1);
    // A draft is nobody's act: only the store has it.
    {
        let database = Database::open(file_in(folder.path())).unwrap();
        let transaction = database.begin_write().unwrap();
        transaction
            .open_table(yunguan::ledger::tables::LOCAL)
            .unwrap()
            .insert(
                b"draft of mine".as_slice(),
                json!(draft).to_string().as_bytes(),
            )
            .unwrap();
        transaction.commit().unwrap();
    }
    strangely_filled(folder.path());
    let mut steps = Vec::new();
    let ledger = Ledger::open_telling(folder.path(), &mut |done, of| {
        steps.push((done, of));
        true
    })
    .unwrap();
    let last = ledger.snapshot().unwrap().seq().unwrap();
    assert!(!steps.is_empty() && steps.iter().all(|(done, of)| done <= of && *of == last));
    check_tables(&ledger, &mut |_, _| true).unwrap();
    {
        let snapshot = ledger.snapshot().unwrap();
        let local = snapshot
            .tables
            .local
            .get(b"draft of mine".as_slice())
            .unwrap();
        assert_eq!(local.unwrap().value(), json!(draft).to_string().as_bytes());
        assert_eq!(
            snapshot.head().unwrap(),
            city.ledger.snapshot().unwrap().head().unwrap()
        );
    }
    // Work goes on where it was.
    city.ledger = ledger;
    city.given("pa submitted");
    drop(city);
    let (layout, names) = looks(folder.path());
    assert_eq!(layout, LAYOUT);
    assert!(!names.contains(&FOREIGN.name().to_owned()), "{names:?}");
}

#[test]
fn a_stopped_rebuild_leaves_the_store_as_it_was() {
    let city = filled(300);
    let folder = tempfile::tempdir().unwrap();
    laid_out(&city, folder.path(), 1);
    strangely_filled(folder.path());
    let before = looks(folder.path());
    let mut steps = 0;
    let stopped = Ledger::open_telling(folder.path(), &mut |_, _| {
        steps += 1;
        steps < 3
    });
    assert!(
        matches!(stopped, Err(LedgerError::Stopped)),
        "{steps} steps"
    );
    assert_eq!(looks(folder.path()), before);
    let opened = Ledger::open(folder.path()).unwrap();
    check_tables(&opened, &mut |_, _| true).unwrap();
}

#[test]
fn a_newer_layout_and_none_at_all_are_refused_and_left_alone() {
    let city = filled(0);
    for layout in [0, LAYOUT + 1, u64::MAX] {
        let folder = tempfile::tempdir().unwrap();
        laid_out(&city, folder.path(), layout);
        let before = looks(folder.path());
        let opened = Ledger::open(folder.path());
        if layout == 0 {
            assert!(matches!(opened, Err(LedgerError::Damaged { .. })));
        } else {
            assert!(matches!(opened, Err(LedgerError::NewerRelease { .. })));
        }
        assert_eq!(looks(folder.path()), before);
    }
}

#[test]
fn a_journal_with_a_hole_is_not_rebuilt_from() {
    let city = filled(0);
    let folder = tempfile::tempdir().unwrap();
    laid_out(&city, folder.path(), 1);
    {
        let database = Database::open(file_in(folder.path())).unwrap();
        let transaction = database.begin_write().unwrap();
        let mut journal = transaction
            .open_table(yunguan::ledger::tables::JOURNAL)
            .unwrap();
        journal.remove(40u64.to_be_bytes().as_slice()).unwrap();
        drop(journal);
        transaction.commit().unwrap();
    }
    let before = looks(folder.path());
    let opened = Ledger::open(folder.path());
    assert!(matches!(opened, Err(LedgerError::Damaged { seq: 40, .. })));
    assert_eq!(looks(folder.path()), before);
}

#[test]
#[ignore = "is started, and killed, by the test below"]
fn a_rebuild_to_be_killed() {
    if let Some(folder) = std::env::var_os(STORE) {
        let say = |word: &str| std::io::stderr().write_all(word.as_bytes()).unwrap();
        let mut begun = false;
        Ledger::open_telling(Path::new(&folder), &mut |_, _| {
            if !std::mem::replace(&mut begun, true) {
                say("begun\n");
            }
            true
        })
        .unwrap();
        say("ended\n");
    }
}

/// Lets a child open the store and kills it a while after it began to rebuild; whether it had ended by then.
fn kill_one(folder: &Path, after: Duration) -> bool {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "renewal::a_rebuild_to_be_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(STORE, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    let begun = said.by_ref().any(|line| line.unwrap() == "begun");
    assert!(begun, "the child never began");
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    said.map_while(Result::ok).any(|line| line == "ended")
}

#[test]
fn a_rebuild_killed_at_any_moment_is_done_whole_by_the_next_opening() {
    let kills = if std::env::var_os("YUNGUAN_LONG").is_some() {
        300
    } else {
        16
    };
    let city = filled(600);
    let folder = tempfile::tempdir().unwrap();
    laid_out(&city, folder.path(), 1);
    strangely_filled(folder.path());
    // What a rebuild takes here, to spread the kills over it.
    let sample = tempfile::tempdir().unwrap();
    std::fs::copy(file_in(folder.path()), file_in(sample.path())).unwrap();
    let begun = std::time::Instant::now();
    drop(Ledger::open(sample.path()).unwrap());
    let whole = begun.elapsed();

    let mut chance = Chance::new(7);
    let mut midway = 0;
    let older = looks(folder.path());
    for kill in 0..kills {
        let store = tempfile::tempdir().unwrap();
        std::fs::copy(file_in(folder.path()), file_in(store.path())).unwrap();
        let after = whole * chance.below(120) / 100;
        let ended = kill_one(store.path(), after);
        midway += u32::from(!ended);
        let now = looks(store.path());
        let renewed = now.0 == LAYOUT && !now.1.contains(&FOREIGN.name().to_owned());
        assert!(renewed || now == older, "kill {kill}: half of it: {now:?}");
        assert!(
            renewed || !ended,
            "kill {kill}: what was answered is not there"
        );
        let ledger = Ledger::open(store.path()).unwrap();
        check_tables(&ledger, &mut |_, _| true).unwrap();
        assert_eq!(
            ledger.snapshot().unwrap().head().unwrap(),
            city.ledger.snapshot().unwrap().head().unwrap()
        );
    }
    eprintln!("{midway} of {kills} kills came in the middle");
    assert!(midway > 0, "no kill came in the middle");
}
