//! Kill -9 at random instants under load: what was answered is there afterwards, and nothing is half there.
//!
//! A child process, this same test program, runs a hub with eight seats and says each receipt as it is answered. It is
//! killed, the store is opened, every receipt is asked for again. `YUNGUAN_LONG=1` kills 500 times.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use yunguan::domain::law::code::{Login, PersonCode};
use yunguan::hub::request::{ActRequest, Answer, Receipt, Request};
use yunguan::hub::{Hub, Seat};
use yunguan::ledger::Ledger;
use yunguan::ledger::batch::find_request;
use yunguan::ledger::entry::Realm;
use yunguan::ledger::verify::check_tables;

use crate::support::chance::Chance;
use crate::support::city::{City, application, command, item};

/// The store that the child works on, and the name of this life of it.
const STORE: &str = "YUNGUAN_KILL_STORE";
const LIFE: &str = "YUNGUAN_KILL_LIFE";
/// How many seats act at once.
const SEATS: usize = 8;
/// Acts of one all-or-nothing request.
const TOGETHER: usize = 3;
/// The latest moment of a kill, from the child's start.
const LATEST_MILLIS: u32 = 400;
/// How many lives a store has, so that checking it stays quick.
const LIVES: usize = 20;
/// How long a child that nobody kills may live.
const ABANDONED: Duration = Duration::from_secs(20);

/// The one who applies at a seat.
const APPLICANTS: [(&str, &str); 2] = [("edu", "exam"), ("heshan", "portal")];

/// One act of a seat, always the same for the same number: a submission, or three together.
fn acts(life: &str, seat: usize, number: u32) -> Vec<ActRequest> {
    let (_, system) = APPLICANTS[seat % APPLICANTS.len()];
    let many = if number % 5 == 4 { TOGETHER } else { 1 };
    (0..many)
        .map(|part| ActRequest {
            key: format!("{life}-{seat}-{number}-{part}"),
            expected: None,
            command: command(
                "application.submit",
                &application(system, "pa", &[item("vm", number % 50 + 1)]),
            ),
        })
        .collect()
}

/// What the child does.
fn work(folder: &Path, life: &str) {
    let hub = Hub::start(Ledger::open(folder).unwrap()).unwrap();
    std::thread::scope(|scope| {
        for number in 0..SEATS {
            let (login, _) = APPLICANTS[number % APPLICANTS.len()];
            let seat = hub.seat(Login::new(login));
            scope.spawn(move || act_on(&seat, life, number));
        }
    });
}

fn act_on(seat: &Seat, life: &str, at: usize) {
    let begun = Instant::now();
    let mut number = 0;
    while begun.elapsed() < ABANDONED {
        let mut requests = acts(life, at, number);
        let request = if requests.len() == 1 {
            Request::Act(requests.remove(0))
        } else {
            Request::ActAll { acts: requests }
        };
        let receipts = match seat.ask(request) {
            Answer::Done(receipt) => vec![receipt],
            Answer::AllDone(receipts) => receipts,
            other => unreachable!("{other:?}"),
        };
        for receipt in receipts {
            // One write a line, so that lines of several seats do not mix.
            let said = format!("{}\n", json!([seat.login(), receipt]));
            std::io::stderr().write_all(said.as_bytes()).unwrap();
        }
        number += 1;
    }
}

#[test]
#[ignore = "is started, and killed, by the test below"]
fn a_hub_to_be_killed() {
    if let (Some(folder), Ok(life)) = (std::env::var_os(STORE), std::env::var(LIFE)) {
        work(Path::new(&folder), &life);
    }
}

/// Lets a child work on the store and kills it; what it said was answered, in order.
fn kill_one(folder: &Path, life: &str, after: Duration) -> Vec<(Login, Receipt)> {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "kill::a_hub_to_be_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(STORE, folder)
        .env(LIFE, life)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stderr.take().unwrap());
    let listener = std::thread::spawn(move || {
        said.split(b'\n')
            .map(Result::unwrap)
            // The last line may be cut off; nobody heard that answer.
            .map_while(|line| serde_json::from_slice(&line).ok())
            .collect()
    });
    std::thread::sleep(after);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), None, "it ended by itself: {status}");
    listener.join().unwrap()
}

/// Every receipt is found again, the last requests are all there or not at all, chain and tables hold.
fn holds(ledger: &Ledger, life: &str, answered: &[(Login, Receipt)]) {
    let snapshot = ledger.snapshot().unwrap();
    // In that city a person's short name is the login's.
    let person = |login: &Login| PersonCode::new(login.as_str());
    let mut known = BTreeMap::new();
    for (login, receipt) in answered {
        let found = find_request(&snapshot.tables, &person(login), &receipt.key).unwrap();
        assert_eq!(found.as_ref(), Some(receipt));
        known.insert(receipt.key.as_str(), receipt.first);
    }
    let most = u32::try_from(answered.len()).unwrap();
    for seat in 0..SEATS {
        let (login, _) = APPLICANTS[seat % APPLICANTS.len()];
        let next = (0..=most)
            .map(|number| acts(life, seat, number))
            .find(|acts| !acts.iter().all(|act| known.contains_key(&*act.key)))
            .unwrap();
        let there: Vec<_> = next
            .iter()
            .map(|act| {
                find_request(&snapshot.tables, &person(&Login::new(login)), &act.key)
                    .unwrap()
                    .is_some()
            })
            .collect();
        assert!(
            there.iter().all(|one| *one == there[0]),
            "{next:?} is half there: {there:?}"
        );
    }
    drop(snapshot);
    check_tables(ledger, &mut |_, _| true).unwrap();
}

#[test]
fn no_kill_loses_an_answered_act() {
    let kills = if std::env::var_os("YUNGUAN_LONG").is_some() {
        500
    } else {
        20
    };
    let mut chance = Chance::new(u64::from(std::process::id()));
    let (mut acts, mut fruitless, mut slowest) = (0, 0, Duration::ZERO);
    let mut trial = None;
    for kill in 0..kills {
        if kill % LIVES == 0 {
            let folder = tempfile::tempdir().unwrap();
            City::founded_in(Ledger::create(folder.path(), &Realm::Sandbox).unwrap());
            trial = Some(folder);
        }
        let folder = trial.as_ref().unwrap().path();
        let life = format!("life-{kill}");
        let after = Duration::from_millis(u64::from(chance.below(LATEST_MILLIS)));
        let answered = kill_one(folder, &life, after);
        let begun = Instant::now();
        let ledger = Ledger::open(folder).unwrap();
        slowest = slowest.max(begun.elapsed());
        holds(&ledger, &life, &answered);
        acts += answered.len();
        fruitless += usize::from(answered.is_empty());
    }
    assert!(acts > kills, "{acts} acts were answered in {kills} lives");
    eprintln!(
        "{kills} kills, {fruitless} before anything was answered; {acts} answered acts, none lost; slowest open {slowest:?}"
    );
}
