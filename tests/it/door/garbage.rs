//! What nobody can take: told apart, answered, counted, and bounded.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::chance::Chance;
use crate::support::door::{Door, Peer, hello, latency, line, looks, resident, submission};

fn door() -> Door {
    Door::new(|_| {})
}

#[test]
fn every_method_tells_what_it_cannot_take() {
    let door = door();
    let mut peer = door.peer("edu");
    let welcome = peer.call("hello", &hello("edu"));
    let methods = welcome["result"]["capabilities"]
        .as_array()
        .unwrap()
        .clone();
    let mut bad = 0;
    for method in &methods {
        let method = method.as_str().unwrap();
        let mut refused = 0;
        for params in [
            json!([1]),
            json!("x"),
            json!(1),
            json!(true),
            json!({ "\u{1b}[31m": "\u{0}" }),
            json!({ "key": [], "matter": {}, "count": -1, "from": "x", "acts": 7, "list": null }),
            json!({ "key": "k".repeat(9_000), "command": { "verb": "\u{1b}" } }),
        ] {
            let answer = peer.call(method, &params);
            let code = answer["error"]["code"].as_i64();
            assert!(matches!(code, None | Some(-32_602)), "{method} {answer}");
            refused += u64::from(code.is_some());
            let text = answer.to_string();
            assert!(text.len() < 16_000, "{method}");
            // One good one, so that a few bad ones in a row are not the end.
            peer.call("whoami", &json!({}));
        }
        assert!(
            refused >= 4 || matches!(method, "ping" | "subscribe"),
            "{method}"
        );
        bad += refused;
    }
    assert_eq!(door.traffic().malformed, bad);
    for (text, code) in [
        ("{", -32_700),
        ("\u{0}", -32_700),
        ("nul", -32_700),
        ("[]", -32_600),
        ("{}", -32_600),
        (r#"{"jsonrpc":"2.0","id":[],"method":"ping"}"#, -32_600),
        (
            r#"{"jsonrpc":"2.0","id":1,"id":1,"method":"ping"}"#,
            -32_600,
        ),
        (r#"{"jsonrpc":"2.0","method":"ping"}"#, -32_600),
        (r#"{"jsonrpc":"2.0","id":1e400,"method":"ping"}"#, -32_600),
        (
            r#"{"jsonrpc":"2.0","id":"\ud800","method":"ping"}"#,
            -32_600,
        ),
        (r#"{"jsonrpc":"2.0","id":1,"method":"\u001b[2J"}"#, -32_601),
    ] {
        peer.write(format!("{text}\n"));
        let answer = peer.read().unwrap();
        assert_eq!(answer["error"]["code"], code, "{text}: {answer}");
        peer.call("ping", &json!({}));
    }
    let bad = bad + 11;
    assert_eq!(door.traffic().malformed, bad);
    assert_eq!(
        peer.call("traffic", &json!({}))["result"]["result"]["malformed"],
        bad
    );
}

#[test]
fn bad_ones_in_a_row_end_a_connection_after_what_was_asked_before_is_answered() {
    let door = door();
    let mut peer = door.peer("edu");
    let mut lines = (0..20)
        .map(|at| line(&json!(at), "act", &submission(&format!("k{at}"))))
        .collect::<String>();
    lines += &"\u{1b}\u{0}\n".repeat(5_000);
    peer.try_write(lines);
    let heard = peer.rest();
    let good = heard.iter().filter(|answer| answer.get("result").is_some());
    assert_eq!(good.count(), 20);
    assert_eq!(heard.len(), 20 + 16 + 1);
    assert_eq!(heard[36]["error"]["code"], 5);
    assert_eq!(door.counted(|traffic| traffic.connected == 0).malformed, 16);
}

#[test]
fn control_characters_in_what_was_sent_never_come_back_raw() {
    let door = door();
    let mut peer = door.peer("edu");
    let raw = "\u{1b}]0;x\u{7}\u{0}\u{8}\n\r";
    let mut act = submission("k");
    for field in ["title", "system", "pool", "contact_name", "verb"] {
        act["command"][field] = json!(raw);
        let id = json!(format!("{field}{raw}"));
        peer.write(line(&id, "act", &act));
        peer.write(line(&id, "preview", &act));
        peer.write(line(&json!(field), raw, &json!({})));
        let mut bytes = Vec::new();
        let mut ids = Vec::new();
        for _ in 0..3 {
            let answer = peer.read().unwrap();
            ids.push(answer["id"].clone());
            bytes.extend(answer.to_string().bytes());
        }
        ids.sort_by_key(Value::to_string);
        let mut wanted = vec![id.clone(), id, json!(field)];
        wanted.sort_by_key(Value::to_string);
        assert_eq!(ids, wanted);
        assert!(bytes.iter().all(|byte| *byte >= 0x20), "{field}");
    }
}

#[test]
fn lines_without_end_are_let_go_and_memory_stays() {
    let door = door();
    let mut first = door.knock();
    first.try_write(vec![b'x'; 100_000]);
    assert_eq!(first.rest().pop().unwrap()["error"]["code"], -32_600);
    assert_eq!(door.traffic().oversized, 1);
    let mut known = door.peer("edu");
    known.try_write(vec![b'x'; (4 << 20) + (1 << 16)]);
    assert_eq!(known.rest().pop().unwrap()["error"]["code"], -32_600);
    assert_eq!(door.traffic().oversized, 2);

    // Forty of them together, each within its own bound.
    let before = resident();
    let mut long: Vec<_> = (0..40).map(|_| door.peer("edu")).collect();
    for peer in &mut long {
        peer.try_write(vec![b'x'; 3 << 20]);
    }
    let dropped = door.counted(|traffic| traffic.oversized > 12).oversized - 2;
    assert!(dropped < 40, "{dropped}");
    let grown = resident().saturating_sub(before) >> 20;
    eprintln!("120 MiB of lines without end: {grown} MiB more, {dropped} dropped");
    assert!(grown < 200, "{grown} MiB");
    // Meanwhile a long line of somebody honest is taken.
    let mut act = submission("long");
    act["command"]["title"] = json!("x".repeat(1 << 20));
    let code = door.peer("edu").fails("act", &act);
    assert_eq!(code, 1);
    let (_, worst) = latency(&door, 5);
    assert!(worst.as_secs() < 3, "{worst:?}");
}

/// Lines that are good, of every kind.
fn good_lines() -> Vec<String> {
    let ask = |method: &str, params: Value| line(&json!("id-7"), method, &params);
    vec![
        ask("hello", hello("edu")),
        ask("ping", json!({})),
        ask("act", submission("k")),
        ask("look", looks(Some("x"))),
        ask("journal", json!({ "from": 3, "count": 2 })),
        ask(
            "due",
            json!({ "from": "2026-11-09", "limit": { "working_days": 5 } }),
        ),
        ask("find", json!({ "key": "k" })),
        ask("whoami", json!(null)),
    ]
}

#[test]
fn each_line_however_mangled_has_one_answer_until_the_rules_end_the_connection() {
    let door = door();
    let mut chance = Chance::new(20_261_109);
    let good = good_lines();
    let (mut answered, mut ended) = (0, 0);
    for round in 0..150 {
        let mut peer = door.knock();
        // Now and then hardly anything is left whole.
        let most = if round % 10 == 0 { 40 } else { 4 };
        let count = 1 + chance.below(40) as usize;
        let mut text = Vec::new();
        let mut lines = 0;
        for _ in 0..count {
            let mut one = chance.one(&good).trim_end().as_bytes().to_vec();
            for _ in 0..chance.below(most) {
                chance.mangle(&mut one);
            }
            one.push(b'\n');
            text.extend(&one);
            // A change may have made two of one, or none.
            lines += one
                .split(|byte| *byte == b'\n')
                .filter(|part| part.iter().any(|byte| !b" \t\r".contains(byte)))
                .count();
        }
        peer.try_write(&text);
        let _ = peer.stream.shutdown(std::net::Shutdown::Write);
        let mut heard = peer.rest();
        let by_rule = heard
            .last()
            .is_some_and(|last| last["id"].is_null() && last["error"]["code"] == 5);
        if by_rule {
            heard.pop();
            ended += 1;
            assert!(heard.len() >= 16 && heard.len() <= lines, "round {round}");
        } else {
            let shown = String::from_utf8_lossy(&text);
            assert_eq!(heard.len(), lines, "round {round}: {shown} {heard:?}");
        }
        for answer in &heard {
            let members: BTreeSet<_> = answer.as_object().unwrap().keys().cloned().collect();
            let kind = if members.contains("error") {
                "error"
            } else {
                "result"
            };
            let wanted = ["id", "jsonrpc", kind].map(str::to_owned).into();
            assert_eq!(members, wanted);
            if kind == "result" {
                assert!(answer["id"].is_string() || answer["id"].is_number());
            }
        }
        answered += heard.len();
    }
    assert!(answered > 1_000 && ended > 0, "{answered} {ended}");
    let traffic = door.counted(|traffic| traffic.connected == 0);
    assert_eq!(traffic.calls + traffic.malformed, answered as u64);
}

/// That a peer is served as if nothing had been.
fn is_well(peer: &mut Peer) {
    assert!(peer.call("whoami", &json!({})).get("result").is_some());
}

#[test]
fn what_is_blank_or_bad_without_end_slows_nobody_else() {
    let door = door();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for at in 0..8 {
            let (door, stop) = (&door, &stop);
            scope.spawn(move || {
                let text = if at % 2 == 0 { "\n\r \n" } else { "x\n" }.repeat(10_000);
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    let mut peer = door.knock();
                    let short = std::time::Duration::from_millis(200);
                    peer.stream.set_write_timeout(Some(short)).unwrap();
                    while !stop.load(std::sync::atomic::Ordering::Relaxed) && peer.try_write(&text)
                    {
                    }
                }
            });
        }
        let (middle, worst) = latency(&door, 20);
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        eprintln!("under blank and bad lines: {middle:?}, at worst {worst:?}");
        assert!(worst.as_secs() < 3, "{worst:?}");
    });
    assert!(door.traffic().malformed > 100);
    is_well(&mut door.peer("edu"));
}
