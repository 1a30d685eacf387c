//! Much of everything at once, and what it costs the one who only wants to work.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::city::City;
use crate::support::door::{Door, Peer, hello, latency, line, looks, resident, submission};
use crate::support::office::Office;

/// What honest work may take at worst, whatever the others do: it bounds nothing but being held up for good.
const BOUND: Duration = Duration::from_secs(20);

fn door() -> Door {
    Door::new(|city| *city = City::tour())
}

/// Lets many peers flood the door while somebody works honestly; how long that took.
fn under(door: &Door, peers: usize, flood: impl Fn(usize) -> String + Sync, reads: bool) {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let (stop, flood) = (&stop, &flood);
            scope.spawn(move || {
                let mut all: Vec<_> = (0..peers / 4).map(|_| door.peer("edu")).collect();
                for peer in &all {
                    peer.stream.set_nonblocking(true).unwrap();
                }
                let text = flood(worker);
                while !stop.load(Ordering::Relaxed) {
                    for peer in &mut all {
                        // A line that was cut in the middle is one more of their follies.
                        let _ = std::io::Write::write(&mut peer.stream, text.as_bytes());
                        if reads {
                            let mut away = [0; 1 << 13];
                            let more = |read| matches!(read, Ok(1..));
                            while !stop.load(Ordering::Relaxed)
                                && more(std::io::Read::read(&mut peer.stream, &mut away))
                            {
                            }
                        }
                    }
                    std::thread::sleep(Duration::from_millis(2));
                }
            });
        }
        std::thread::sleep(Duration::from_millis(300));
        let (middle, worst) = latency(door, 12);
        stop.store(true, Ordering::Relaxed);
        eprintln!("{peers} peers, reading {reads}: {middle:?}, at worst {worst:?}");
        assert!(worst < BOUND, "{worst:?}");
    });
    door.counted(|traffic| traffic.connected == 0);
}

fn many(method: &str, params: &Value) -> String {
    line(&json!(1), method, params).repeat(64)
}

#[test]
fn questions_that_find_nothing_hold_nobody_up() {
    under(&door(), 100, |_| many("look", &looks(Some("不存在"))), true);
}

#[test]
fn long_answers_hold_nobody_up_read_or_unread() {
    let door = door();
    let journal = json!({ "from": null, "count": 100 });
    for reads in [true, false] {
        under(&door, 60, |_| many("journal", &journal), reads);
    }
}

#[test]
fn refused_acts_and_long_imports_hold_nobody_up() {
    let door = door();
    let refused = json!({ "key": "k", "command": {
        "verb": "application.withdraw", "matter": "APP-20200101-0001", "reason": "x",
    }});
    under(&door, 60, |_| many("act", &refused), true);
    // Two thousand good ones, and the last one refused: all of it in vain.
    let import = |worker: usize| {
        let mut acts: Vec<_> = (0..400)
            .map(|at| submission(&format!("import-{worker}-{at}")))
            .collect();
        acts.push(refused.clone());
        line(&json!(1), "act_all", &json!({ "acts": acts }))
    };
    under(&door, 8, import, true);
}

#[test]
fn what_nobody_reads_is_forgotten_at_a_bound() {
    let door = door();
    let before = resident();
    let text = many("journal", &json!({ "from": null, "count": 100 }));
    // Each may have a quarter of a MiB unwritten, all together 64.
    let mut deaf: Vec<_> = (0..320).map(|_| door.peer("acceptor")).collect();
    for peer in &mut deaf {
        peer.write(&text);
    }
    let traffic = door.counted(|traffic| traffic.unread > 0);
    let grown = resident().saturating_sub(before) >> 20;
    eprintln!(
        "320 who read nothing: {grown} MiB more, {} cut off",
        traffic.unread
    );
    assert!(grown < 250, "{grown} MiB");
    assert!(traffic.unread < 300, "{traffic:?}");
    let (_, worst) = latency(&door, 5);
    assert!(worst < BOUND, "{worst:?}");
    drop(deaf);
    door.counted(|traffic| traffic.connected == 0);
}

#[test]
fn who_asks_and_is_gone_leaves_no_work_behind() {
    let door = door();
    let text =
        line(&json!(0), "hello", &hello("edu")) + &many("look", &looks(Some("不存在"))).repeat(2);
    for _ in 0..200 {
        door.knock().try_write(&text);
    }
    let begun = Instant::now();
    let (_, worst) = latency(&door, 3);
    assert!(worst < BOUND, "{worst:?}");
    door.counted(|traffic| traffic.connected == 0);
    eprintln!(
        "200 who were gone at once: all quiet after {:?}",
        begun.elapsed()
    );
}

#[test]
fn subscribers_who_read_nothing_delay_no_act_and_miss_nothing_but_the_number() {
    let door = door();
    let mut deaf: Vec<_> = (0..200)
        .map(|_| {
            let mut peer = door.peer("acceptor");
            peer.call("subscribe", &json!({}));
            peer
        })
        .collect();
    let mut actor = door.peer("edu");
    let begun = Instant::now();
    for at in 0..300 {
        let done = actor.call("act", &submission(&format!("k{at}")));
        assert_eq!(done["result"]["answer"], "done");
    }
    eprintln!("300 acts before 200 subscribers: {:?}", begun.elapsed());
    let seq = actor.call("whoami", &json!({}))["result"]["result"]["seq"].as_u64();
    assert!(seq.is_some());
    // Each of them hears of the last act, alone or together with what the clockwork did after it.
    for peer in &mut deaf {
        let mut last = None;
        while last < seq {
            last = peer.read().unwrap()["params"]["seq"].as_u64();
        }
    }
    let updates = door.traffic().updates;
    assert!(updates < 200 * 300, "{updates}");
}

/// A hub that is a process of its own, with few descriptors.
struct Served(Child);

impl Served {
    fn new(office: &Office, descriptors: u32) -> Self {
        let socket = office.path("s");
        let child = Command::new("sh")
            .arg("-c")
            .arg(format!("ulimit -n {descriptors} && exec \"$0\" \"$@\""))
            .arg(env!("CARGO_BIN_EXE_yunguan"))
            .args(["serve", "--lang", "en", "--socket"])
            .arg(&socket)
            .env("YUNGUAN_STORE", office.path("store"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_secs(20);
        while !socket.exists() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(10));
        }
        Self(child)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Somebody honest gets in, by trying again as they are told to, and works; how long that took.
fn gets_in(office: &Office) -> Duration {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        let mut peer = Peer::at(&office.path("s"));
        if !peer.try_write(line(&json!(1), "hello", &hello("unit-h"))) {
            continue;
        }
        let welcome = peer.read().unwrap_or_default();
        if welcome.get("result").is_some() {
            let kept = json!({
                "key": "in", "verb": "application.submit", "matter": null,
                "expected": null, "fields": {}, "at": "2026-11-09T01:00:00Z",
            });
            assert!(peer.call("save_draft", &kept).get("result").is_some());
            assert!(peer.call("look", &looks(None)).get("result").is_some());
            return begun.elapsed();
        }
        assert_eq!(welcome["error"]["code"], 5, "{welcome}");
        std::thread::sleep(Duration::from_millis(50));
    }
    begun.elapsed()
}

#[test]
fn many_more_than_there_is_room_for_keep_nobody_out() {
    let office = Office::sandbox("en");
    // Room for 192 connections, 96 of one account.
    let _served = Served::new(&office, 256);
    let greeting = line(&json!(1), "hello", &hello("unit-h"));
    let asking = greeting.clone() + &line(&json!(2), "whoami", &json!({}));
    let listening = asking.clone() + &line(&json!(3), "subscribe", &json!({}));
    let mut evicted = 0;
    for (text, limit) in [("", 2), (&greeting, 2), (&asking, 5), (&listening, 9)] {
        let mut crowd = Vec::new();
        for _ in 0..400 {
            let mut peer = Peer::at(&office.path("s"));
            peer.try_write(text);
            crowd.push(peer);
        }
        let took = gets_in(&office);
        eprintln!("400 of them saying {} bytes: in after {took:?}", text.len());
        assert!(took < Duration::from_secs(limit), "{took:?}");
        let mut peer = Peer::at(&office.path("s"));
        peer.call("hello", &hello("unit-h"));
        let traffic = peer.call("traffic", &json!({}))["result"]["result"].take();
        let number = |name: &str| traffic[name].as_u64().unwrap();
        assert!(number("connected") <= 96 + 16, "{traffic}");
        assert!(number("evicted") > evicted, "{traffic}");
        evicted = number("evicted");
        drop(crowd);
    }
    let shown = office.run(&[
        "status",
        "--socket",
        office.path("s").to_str().unwrap(),
        "--as",
        "unit-h",
    ]);
    let shown = shown.is(0).out;
    assert!(shown.contains("made to leave for others"), "{shown}");
}
