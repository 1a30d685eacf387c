//! What careless and hostile hands do to the program from outside: odd paths, names in the way, damage, a kill.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::office::{Office, last_day};

/// The due day of a matter's first open duty, and whether it is provisional.
fn due(office: &Office, id: &str) -> (String, bool) {
    let shown = office.by("reviewer", &["show", id, "--json"]).is(0).json();
    let deadline = &shown["result"]["matter"]["head"]["duties"][0]["deadline"];
    let day = last_day(deadline);
    (day, deadline["provisional"].as_bool().unwrap())
}

#[test]
fn a_path_that_is_no_text_is_a_path() {
    let office = Office::bare("en");
    let folder = office
        .path("x")
        .with_file_name(OsStr::from_bytes(b"\xff\xfe"));
    let made = Command::new(env!("CARGO_BIN_EXE_yunguan"))
        .args(["init", "--json", "--store"])
        .arg(&folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    assert!(folder.join("ledger.redb").is_file());
}

#[test]
fn a_backup_writes_through_nothing_and_takes_nothings_place() {
    let office = Office::sandbox("en");
    let store = office.path("store").join("ledger.redb");
    let before = office.run(&["verify"]).is(0).out;
    std::fs::write(office.path("one.part"), "precious").unwrap();
    symlink(&store, office.path("two.part")).unwrap();
    symlink("nowhere", office.path("three")).unwrap();
    for (name, code) in [
        ("one", 0),
        ("two", 0),
        ("three", 3),
        ("store/ledger.redb", 3),
    ] {
        let to = office.path(name);
        office.run(&["backup", to.to_str().unwrap()]).is(code);
    }
    let kept = std::fs::read_to_string(office.path("one.part")).unwrap();
    assert_eq!(kept, "precious");
    assert_eq!(office.run(&["verify"]).is(0).out, before);
    assert!(!office.path("nowhere").exists());
    let mode = std::fs::metadata(office.path("one")).unwrap().permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
}

#[test]
fn a_city_whose_building_is_killed_is_no_city() {
    let office = Office::bare("en");
    let mut building = office
        .command(&["demo", "--matters", "1000000", "--build-only"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let folder = office.path("store");
    let begun = || {
        let parts = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        parts
            .filter_map(|part| part.metadata().ok())
            .any(|part| part.len() > 2 << 20)
    };
    let until = Instant::now() + Duration::from_mins(1);
    while !begun() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(begun());
    building.kill().unwrap();
    building.wait().unwrap();
    assert!(!folder.join("ledger.redb").exists());
    office
        .run(&["demo", "--matters", "20", "--build-only"])
        .is(0);
    office.run(&["verify"]).is(0);
}

#[test]
fn a_damaged_store_is_told_by_the_exit_code_whichever_page_it_is() {
    let office = Office::sandbox("en");
    let store = office.path("store").join("ledger.redb");
    let whole = std::fs::read(&store).unwrap();
    let mut found = 0;
    for at in (0..whole.len()).step_by(4096) {
        let mut bytes = whole.clone();
        let end = (at + 4096).min(bytes.len());
        bytes[at..end].fill(0);
        std::fs::write(&store, bytes).unwrap();
        let ran = office.run(&["rebuild", "--check"]);
        assert!(matches!(ran.code, 0 | 3), "page at {at}: {ran:?}");
        found += usize::from(ran.code == 3);
    }
    assert!(found > 3, "{found}");
}

#[test]
fn notices_loaded_one_right_after_another_move_what_each_touches() {
    let mut office = Office::sandbox("en");
    office.now = "2026-12-18T10:00".to_owned();
    let (early, late) = (office.submit(&[]), {
        office.now = "2026-12-24T10:00".to_owned();
        office.submit(&[])
    });
    assert_eq!(due(&office, &early), ("2027-01-04".to_owned(), true));
    assert_eq!(due(&office, &late), ("2027-01-08".to_owned(), true));
    for (number, year, day) in [("1", 2027, "2027-01-04"), ("2", 2028, "2028-01-03")] {
        let file = office.path("notice.json");
        let notice = crate::rules_register::notice(year, day);
        std::fs::write(&file, notice["notice"].to_string()).unwrap();
        let load = ["calendar", "load", file.to_str().unwrap()];
        if number == "1" {
            let preview = [&load[..], &["--preview", "--json"]].concat();
            let preview = office.by("reviewer", &preview).is(0).json();
            let result = &preview["result"];
            assert_eq!(result["moves"], 2, "{preview}");
            assert_eq!(result["first"][0]["matter"], early, "{preview}");
            assert_eq!(result["first"][0]["from"], "2027-01-04");
            assert_eq!(result["first"][0]["to"], "2027-01-05");
            assert_eq!(due(&office, &early), ("2027-01-04".to_owned(), true));
        }
        office.by("reviewer", &load).is(0);
        office.by("sup-r", &["calendar", "sign", number]).is(0);
    }
    assert_eq!(due(&office, &early), ("2027-01-05".to_owned(), false));
    assert_eq!(due(&office, &late), ("2027-01-11".to_owned(), false));
}

#[test]
fn what_became_late_is_reported_by_the_next_verb() {
    let mut office = Office::sandbox("en");
    let lines = "item=ecs-4c16g quantity=8 purpose=flood";
    let fields = "emergency.apply --title t --system exam --pool pool-a --ground national_security --urgency u --non-classified yes";
    let words: Vec<&str> = fields
        .split(' ')
        .chain([
            "--lines",
            lines,
            "--contact-name",
            "n",
            "--contact-telephone",
            "1",
        ])
        .collect();
    let receipt = office.act("unit-h", &words);
    let id = receipt["matter"].as_str().unwrap();
    office.act("sup-r", &["emergency.review", id, "--decision", "approve"]);
    office.act("prov-h", &["emergency.hand-over", id]);
    office.now = "2026-11-20T10:00".to_owned();
    let queue = office.by("acceptor", &["queue"]).is(0);
    assert!(queue.out.contains("20261109-0001"), "{queue:?}");
}

#[test]
fn a_provider_reads_no_register_of_systems() {
    let office = Office::sandbox("en");
    let listed = |login: &str| office.by(login, &["system", "list"]).is(0).out;
    assert!(listed("unit-h").contains("exam"));
    assert!(listed("sup-h").contains("exam"));
    assert!(!listed("prov-h").contains("exam"));
    office.by("prov-h", &["system", "show", "exam"]).is(3);
}

#[test]
fn a_slip_of_the_hand_does_not_carry_the_clock_off() {
    let office = Office::sandbox("en");
    for time in ["9999-12-31", "0206-11-23T10:00", "2200-01-02"] {
        office.run(&["queue", "--now", time]).is(2);
    }
    let behind = office.run(&["queue", "--now", "2025-01-01"]).is(2);
    assert!(behind.err.contains("never goes back"), "{behind:?}");
    office.run(&["queue", "--now", "2026-11-10"]).is(0);
}
