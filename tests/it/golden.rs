//! The journal's bytes: one sample of every event type, as it was written once and must be read forever.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use redb::ReadableTable;
use serde_json::{Value, json};

use yunguan::domain::build::resource_pool;
use yunguan::domain::law::duty::{DutyKind, Nature, Outcome};
use yunguan::domain::law::event::Event;
use yunguan::domain::law::matter::Stage;
use yunguan::domain::law::paper::PaperKind;
use yunguan::domain::law::party::{PartyKind, Post};
use yunguan::domain::purchase::procurement;
use yunguan::domain::r#use::materials::{DataHeld, MaterialKind};
use yunguan::domain::r#use::{application, emergency};
use yunguan::ledger::entry::{Entry, Hash};
use yunguan::ledger::error::LedgerError;
use yunguan::ledger::tables::JOURNAL;
use yunguan::ledger::{Ledger, copy, entry_bytes, file_in, verify};

use crate::support::city::City;

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden")
}

/// The samples of a version of an event type.
fn file_of(kind: &str, version: u32) -> PathBuf {
    golden().join(format!("v{version}/{kind}.jsonl"))
}

/// The samples of the version that this release writes.
fn file(kind: &str) -> PathBuf {
    file_of(kind, Event::version_of(kind).unwrap())
}

/// The samples of a version of an event type, a line each.
fn samples_of(kind: &str, version: u32) -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(file_of(kind, version));
    let text = text.unwrap_or_else(|error| unreachable!("{kind} v{version}: {error}"));
    text.lines().map(|line| line.as_bytes().to_vec()).collect()
}

fn samples(kind: &str) -> Vec<Vec<u8>> {
    samples_of(kind, Event::version_of(kind).unwrap())
}

/// The digests of the samples that were frozen: this list only grows.
fn frozen() -> PathBuf {
    golden().join("frozen.sm3")
}

fn types() -> BTreeSet<String> {
    Event::types().map(|(kind, _)| kind.to_owned()).collect()
}

/// Every entry of the tour, as stored.
fn journal(city: &City) -> Vec<Vec<u8>> {
    let snapshot = city.ledger.snapshot().unwrap();
    let last = snapshot.seq().unwrap();
    (1..=last)
        .map(|seq| entry_bytes(&snapshot.tables.journal, seq).unwrap())
        .collect()
}

fn kind_of(bytes: &[u8]) -> String {
    let value: Value = serde_json::from_slice(bytes).unwrap();
    value["event"]["type"].as_str().unwrap().to_owned()
}

/// How every variant that an event can hold stands in an entry.
fn variants() -> Vec<String> {
    let stages = Stage::all().map(|stage| format!("\"stage\":{}", json!(stage)));
    let duties = DutyKind::all().map(|duty| match duty {
        // A duty on a line names the line, one on a paper the paper.
        DutyKind::Common(_)
        | DutyKind::Application(
            application::DutyKind::ReportArrival
            | application::DutyKind::MendProduct
            | application::DutyKind::CheckProduct
            | application::DutyKind::DeployProduct,
        ) => format!("\"key\":\"{}#1\"", duty.word()),
        // One that follows from a look at a list names the look, one on an evaluation its kind.
        DutyKind::Procurement(
            procurement::DutyKind::CheckStanding | procurement::DutyKind::DecideListing,
        )
        | DutyKind::ResourcePool(
            resource_pool::DutyKind::RenewEvaluation | resource_pool::DutyKind::UrgeEvaluation,
        ) => format!("\"key\":\"{}#", duty.word()),
        _ => format!("\"key\":\"{}\"", duty.word()),
    });
    let papers = PaperKind::all().map(|paper| format!("\"kind\":\"{}\"", paper.word()));
    let parties = PartyKind::ALL.map(|kind| format!("\"kind\":\"{}\"", kind.word()));
    let outcomes = Outcome::ALL.map(|outcome| format!("\"outcome\":\"{}\"", outcome.word()));
    // No matter so far has a limit of a contract.
    let natures = [Nature::Statutory, Nature::National, Nature::Internal];
    let natures = natures.map(|nature| format!("\"nature\":\"{}\"", nature.word()));
    let grounds = emergency::Ground::ALL.map(|ground| format!("\"ground\":\"{}\"", ground.word()));
    let materials = MaterialKind::ALL.map(|kind| format!("\"kind\":\"{}\"", kind.word()));
    let data = DataHeld::ALL.map(|held| format!("\"data\":\"{}\"", held.word()));
    let posts = Post::ALL.map(|post| format!("\"{}\"", post.word()));
    let structured = [
        "\"procurement\":\"asked\"",
        "\"procurement\":{\"arrived\":",
        "\"procurement\":{\"failed\":",
        "\"procurement\":{\"passed\":",
        "\"procurement\":{\"deployed\":",
        "\"object\":\"cloud\"",
        "\"object\":\"assistance\"",
        "\"day\":\"included\"",
        "\"day\":\"excluded\"",
        "\"gaps\":[\"free_transition\"]",
        "\"consequence\":\"to_end\"",
        "\"consequence\":\"go_on\"",
        "\"price\":{\"flat\":",
        "\"price\":{\"tiers\":[{",
        "\"basis\":\"month\"",
        "\"listed_on\":\"",
        "\"subject\":{\"item\":",
        "\"subject\":{\"off_catalogue\":",
        "\"mode\":\"purchased\"",
        "\"mode\":\"self_built\"",
        "\"limit\":{\"working_days\":",
        "\"limit\":{\"calendar_days\":",
        "\"limit\":{\"months\":",
        "\"to\":\"authority\"",
        "\"to\":\"reviewer\"",
        "\"to\":\"audit\"",
        "\"settled\":[{",
        "\"scope\":\"city\"",
        "\"scope\":{\"pool\":",
        "\"scope\":{\"party\":",
        "{\"number\":",
        "{\"word\":",
        "\"part\":[\"acceptor\",",
        "\"part\":[\"reviewer\",",
        "[\"applicant\",",
        "\"passed\":true",
        "\"passed\":false",
        "\"short_name\":\"",
        "\"short_name\":null",
        "\"signing\":\"awaited\"",
        "\"signing\":\"afterwards\"",
    ];
    stages
        .chain(duties)
        .chain(papers)
        .chain(parties)
        .chain(outcomes)
        .chain(natures)
        .chain(grounds)
        .chain(posts)
        .chain(materials)
        .chain(data)
        .chain(structured.map(str::to_owned))
        .collect()
}

/// Writes what the samples lack, a type or a variant, and never changes one that is there: run with `--ignored` after
/// adding either.
#[test]
#[ignore = "writes files into the repository"]
fn write_missing_samples() {
    use std::io::Write;
    let read = |kind: &String| std::fs::read_to_string(file(kind)).unwrap_or_default();
    let mut known: String = types().iter().map(read).collect();
    for bytes in journal(&City::tour()) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lacks = |variant: &String| text.contains(variant) && !known.contains(variant);
        let path = file(&kind_of(&bytes));
        if !path.exists() || variants().iter().any(lacks) {
            let file = std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(path);
            writeln!(file.unwrap(), "{text}").unwrap();
            let list = std::fs::OpenOptions::new().append(true).open(frozen());
            writeln!(list.unwrap(), "{}", Hash::of(&bytes)).unwrap();
            known.push_str(&text);
        }
    }
}

#[test]
fn every_type_has_samples_that_are_read_and_written_alike() {
    for (kind, newest) in Event::types() {
        for version in 1..=newest {
            for bytes in samples_of(kind, version) {
                assert_eq!(kind_of(&bytes), kind);
                let value: Value = serde_json::from_slice(&bytes).unwrap();
                assert_eq!(value["event"]["v"], version);
                let seq = value["seq"].as_u64().unwrap();
                let entry = Entry::from_bytes(seq, &bytes).unwrap();
                assert_eq!(entry.seq, seq);
                if version == newest {
                    let written = entry.to_bytes().unwrap();
                    assert_eq!(
                        String::from_utf8(written).unwrap(),
                        String::from_utf8(bytes).unwrap()
                    );
                }
            }
        }
    }
}

/// A party was written without a short name before there were any, and is read as one that has none; nothing else of it is
/// read otherwise than it stands.
#[test]
fn a_party_of_the_first_version_has_no_short_name() {
    for (kind, place) in [("party.registered", ""), ("party.succeeded", "/party")] {
        let read = samples_of(kind, 1);
        assert!(!read.is_empty(), "{kind}");
        for bytes in read {
            let stands: Value = serde_json::from_slice(&bytes).unwrap();
            let seq = stands["seq"].as_u64().unwrap();
            let entry = Entry::from_bytes(seq, &bytes).unwrap();
            let mut now = serde_json::to_value(&entry.event).unwrap()["body"].take();
            let party = now.pointer_mut(place).unwrap().as_object_mut().unwrap();
            assert_eq!(party.remove("short_name"), Some(Value::Null));
            assert_eq!(now, stands["event"]["body"]);
        }
    }
}

/// A certificate of a test environment was one text, and is read as that text and nothing beside it.
#[test]
fn an_older_certificate_certifies_its_text_and_no_more() {
    let kind = "application.environment-cleared";
    for bytes in samples_of(kind, 1) {
        let mut stands: Value = serde_json::from_slice(&bytes).unwrap();
        let seq = stands["seq"].as_u64().unwrap();
        let entry = Entry::from_bytes(seq, &bytes).unwrap();
        let mut now = serde_json::to_value(&entry.event).unwrap()["body"].take();
        let mut was = stands["event"]["body"].take();
        let text = was.as_object_mut().unwrap().remove("certificate").unwrap();
        let clearing = now["clearing"].as_object_mut().unwrap();
        let certified = clearing.remove("certificate");
        assert_eq!(certified, Some(json!({ "in_words": text })));
        assert_eq!(now, was);
    }
}

#[test]
fn no_frozen_sample_was_changed_or_taken_away() {
    let mut found = BTreeSet::new();
    for folder in std::fs::read_dir(golden()).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for sample in std::fs::read_dir(folder).unwrap() {
            let path = sample.unwrap().path();
            let kind = path.file_stem().unwrap().to_str().unwrap().to_owned();
            assert!(types().contains(&kind), "{kind} is no type any more");
            let text = std::fs::read_to_string(&path).unwrap();
            found.extend(
                text.lines()
                    .map(|line| Hash::of(line.as_bytes()).to_string()),
            );
        }
    }
    let frozen = std::fs::read_to_string(frozen()).unwrap();
    let frozen: BTreeSet<String> = frozen.lines().map(str::to_owned).collect();
    let gone: Vec<_> = frozen.difference(&found).collect();
    assert!(
        gone.is_empty(),
        "the format is frozen: raise the version of the type, see docs/CONTRIBUTING.md; {gone:?}"
    );
    let unlisted: Vec<_> = found.difference(&frozen).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
}

#[test]
fn every_variant_stands_in_a_sample() {
    let all = types()
        .iter()
        .flat_map(|kind| samples(kind))
        .collect::<Vec<_>>()
        .concat();
    let all = String::from_utf8(all).unwrap();
    let lacking: Vec<_> = variants()
        .into_iter()
        .filter(|variant| !all.contains(variant))
        .collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn the_tour_writes_every_type_and_reads_it_back() {
    let city = City::tour();
    let mut kinds = BTreeSet::new();
    for (seq, bytes) in (1..).zip(journal(&city)) {
        let entry = Entry::from_bytes(seq, &bytes).unwrap();
        assert_eq!(entry.to_bytes().unwrap(), bytes);
        kinds.insert(kind_of(&bytes));
    }
    assert_eq!(kinds, types());
}

#[test]
fn what_a_newer_release_wrote_is_said_to_be_so() {
    for (field, value) in [
        ("v", json!(1_000)),
        ("type", json!("application.teleported")),
    ] {
        for kind in types() {
            let mut entry: Value = serde_json::from_slice(&samples(&kind)[0]).unwrap();
            entry["event"][field] = value.clone();
            let read = Entry::from_bytes(7, entry.to_string().as_bytes());
            assert!(
                matches!(read, Err(LedgerError::NewerRelease { seq: 7, .. })),
                "{read:?}"
            );
        }
    }
}

#[test]
fn what_is_no_entry_is_damage() {
    let mut short = samples("account.bound").remove(0);
    short.pop();
    for bytes in [&b""[..], b"null", b"[]", b"\xff\xfe", &short] {
        let read = Entry::from_bytes(7, bytes);
        assert!(
            matches!(read, Err(LedgerError::Damaged { seq: 7, .. })),
            "{read:?}"
        );
    }
    let mut before_all = samples("account.bound").remove(0);
    replace(&mut before_all, "\"v\":1", "\"v\":0");
    let read = Entry::from_bytes(7, &before_all);
    let said = read.unwrap_err().to_string();
    assert!(said.contains("no way from account.bound v0"), "{said}");
    let deep = "[".repeat(100_000);
    assert!(Entry::from_bytes(7, deep.as_bytes()).is_err());
}

/// A copy of the tour in a folder, with the bytes of one entry changed.
fn tampered(
    snapshot: &yunguan::ledger::Snapshot,
    seq: u64,
    change: &dyn Fn(&mut Vec<u8>),
) -> Result<(), LedgerError> {
    let folder = tempfile::tempdir().unwrap();
    copy::backup(snapshot, &file_in(folder.path()), &mut |_, _| true).unwrap();
    let database = redb::Database::open(file_in(folder.path())).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut journal = transaction.open_table(JOURNAL).unwrap();
        let key = seq.to_be_bytes();
        let mut bytes = journal
            .get(key.as_slice())
            .unwrap()
            .unwrap()
            .value()
            .to_vec();
        change(&mut bytes);
        journal.insert(key.as_slice(), bytes.as_slice()).unwrap();
    }
    transaction.commit().unwrap();
    drop(database);
    let ledger = Ledger::open(folder.path()).unwrap();
    verify::verify(&ledger.snapshot().unwrap(), &mut |_, _| true).map(drop)
}

fn replace(bytes: &mut Vec<u8>, old: &str, new: &str) {
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    assert!(text.contains(old), "{text}");
    *bytes = text.replacen(old, new, 1).into_bytes();
}

#[test]
fn a_changed_byte_is_found_and_its_entry_named() {
    let city = City::tour();
    let snapshot = city.ledger.snapshot().unwrap();
    let last = snapshot.seq().unwrap();
    assert!(tampered(&snapshot, 1, &|_| {}).is_ok());
    for seq in [1, 2, 40, last - 1, last] {
        let named = |change: &dyn Fn(&mut Vec<u8>)| match tampered(&snapshot, seq, change) {
            Err(LedgerError::Damaged { seq, .. } | LedgerError::NewerRelease { seq, .. }) => {
                Some(seq)
            }
            _ => None,
        };
        let year = |bytes: &mut Vec<u8>| replace(bytes, "\"time\":\"202", "\"time\":\"203");
        let link = |bytes: &mut Vec<u8>| {
            let at = bytes.len() - 3;
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
        };
        let number = |bytes: &mut Vec<u8>| replace(bytes, "\"seq\":", "\"seq\":9");
        let broken = |bytes: &mut Vec<u8>| bytes[0] ^= 0x20;
        assert_eq!(named(&year), Some(seq), "its time");
        assert_eq!(named(&link), Some(seq), "its link");
        assert_eq!(named(&number), Some(seq), "its number");
        assert_eq!(named(&broken), Some(seq), "its form");
    }
}

#[test]
fn a_changed_table_is_found_and_a_rebuild_mends_it() {
    let city = City::tour();
    let folder = tempfile::tempdir().unwrap();
    let snapshot = city.ledger.snapshot().unwrap();
    copy::backup(&snapshot, &file_in(folder.path()), &mut |_, _| true).unwrap();
    for definition in yunguan::ledger::tables::DERIVED {
        let database = redb::Database::open(file_in(folder.path())).unwrap();
        let transaction = database.begin_write().unwrap();
        {
            let mut table = transaction.open_table(definition).unwrap();
            let first = table.first().unwrap().map(|(key, _)| key.value().to_vec());
            table.remove(first.unwrap().as_slice()).unwrap();
        }
        transaction.commit().unwrap();
        drop(database);
        let ledger = Ledger::open(folder.path()).unwrap();
        let found = verify::check_tables(&ledger, &mut |_, _| true)
            .unwrap_err()
            .to_string();
        let name = redb::TableHandle::name(&definition);
        assert!(found.contains(name), "{found} names {name}");
        verify::rebuild(&ledger, &mut |_, _| true).unwrap();
        verify::check_tables(&ledger, &mut |_, _| true).unwrap();
    }
}

#[test]
fn a_copy_is_whole_and_never_overwrites() {
    let city = City::tour();
    let folder = tempfile::tempdir().unwrap();
    let snapshot = city.ledger.snapshot().unwrap();
    let to = file_in(folder.path());
    let stopped = copy::backup(&snapshot, &to, &mut |_, _| false);
    assert!(matches!(stopped, Err(LedgerError::Stopped)));
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing stays behind"
    );
    copy::backup(&snapshot, &to, &mut |_, _| true).unwrap();
    let again = copy::backup(&snapshot, &to, &mut |_, _| true);
    assert!(matches!(again, Err(LedgerError::Exists(_))));
    let copied = Ledger::open(folder.path()).unwrap();
    assert_eq!(
        copied.snapshot().unwrap().head().unwrap(),
        snapshot.head().unwrap()
    );
    verify::check_tables(&copied, &mut |_, _| true).unwrap();
    assert!(matches!(
        Ledger::open(folder.path()),
        Err(LedgerError::InUse(_))
    ));
    assert!(matches!(
        Ledger::create(folder.path(), copied.realm()),
        Err(LedgerError::Exists(_))
    ));
}

#[test]
fn the_export_is_exactly_the_hashed_bytes() {
    let city = City::tour();
    let snapshot = city.ledger.snapshot().unwrap();
    let mut out = Vec::new();
    copy::export_journal(&snapshot, &mut out, &mut |_, _| true).unwrap();
    let mut prev = yunguan::ledger::entry::Hash::default();
    for line in out.split_inclusive(|byte| *byte == b'\n') {
        let bytes = line.strip_suffix(b"\n").unwrap();
        let value: Value = serde_json::from_slice(bytes).unwrap();
        assert_eq!(value["prev"], prev.to_string());
        prev = yunguan::ledger::entry::Hash::of(bytes);
    }
    assert_eq!(prev, snapshot.head().unwrap());
}

#[test]
fn a_rebuild_loses_no_act_done_meanwhile() {
    let city = std::sync::Arc::new(std::sync::Mutex::new(City::tour()));
    let folder = tempfile::tempdir().unwrap();
    let snapshot = city.lock().unwrap().ledger.snapshot().unwrap();
    copy::backup(&snapshot, &file_in(folder.path()), &mut |_, _| true).unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let act = |key: usize| yunguan::ledger::batch::Act {
        actor: city.lock().unwrap().actor("edu"),
        key: format!("meanwhile-{key}"),
        expected: None,
        command: crate::support::city::command(
            "application.submit",
            &crate::support::city::application(
                "exam",
                "pa",
                &[crate::support::city::item("vm", 1)],
            ),
        ),
    };
    let acts: Vec<_> = (0..30).map(act).collect();
    let now = crate::support::city::time("2027-03-01 10:00");
    let receipts = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            acts.iter()
                .map(|act| ledger.write(|batch| batch.act(act, now)).unwrap())
                .collect::<Vec<_>>()
        });
        for _ in 0..10 {
            verify::rebuild(&ledger, &mut |_, _| true).unwrap();
        }
        writer.join().unwrap()
    });
    for (act, before) in acts.iter().zip(receipts) {
        let again = ledger.write(|batch| batch.act(act, now)).unwrap();
        let (
            yunguan::ledger::batch::Ended::Done(before),
            yunguan::ledger::batch::Ended::Before(again),
        ) = (before, again)
        else {
            unreachable!("an act was lost");
        };
        assert_eq!(before, again);
    }
    verify::check_tables(&ledger, &mut |_, _| true).unwrap();
}
