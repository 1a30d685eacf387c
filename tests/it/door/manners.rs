//! What a peer that keeps to the rules can rely on: order, ends, updates, keys.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::door::{Door, hello, line, looks, submission};

fn door() -> Door {
    Door::new(|_| {})
}

/// The matter that an answer to an act names.
fn matter(answer: &Value) -> String {
    answer["result"]["result"]["matter"]
        .as_str()
        .unwrap_or_else(|| unreachable!("{answer}"))
        .to_owned()
}

#[test]
fn acts_are_done_in_their_order_and_a_question_sees_those_before_it() {
    let door = door();
    let mut peer = door.peer("edu");
    let mut lines = String::new();
    for at in 0..30 {
        lines += &line(
            &json!(format!("a{at}")),
            "act",
            &submission(&format!("k{at}")),
        );
        lines += &line(&json!(format!("q{at}")), "look", &looks(None));
    }
    peer.write(lines);
    let mut acts = Vec::new();
    let mut seen = vec![0; 30];
    for _ in 0..60 {
        let answer = peer.read().unwrap();
        let id = answer["id"].as_str().unwrap().to_owned();
        let (kind, at) = id.split_at(1);
        if kind == "a" {
            acts.push((at.parse::<usize>().unwrap(), matter(&answer)));
        } else {
            let rows = answer["result"]["result"]["rows"].as_array().unwrap();
            seen[at.parse::<usize>().unwrap()] = rows.len();
        }
    }
    let order: Vec<_> = acts.iter().map(|(at, _)| *at).collect();
    assert_eq!(order, (0..30).collect::<Vec<_>>());
    assert!(acts.is_sorted_by(|one, next| one.1 < next.1));
    for (at, rows) in seen.into_iter().enumerate() {
        assert!(rows > at, "question {at} saw {rows}");
    }
    assert_eq!(door.traffic().calls, 61);
    assert_eq!(door.traffic().turned_away(), 0);
}

#[test]
fn whoever_ends_their_side_is_answered_to_the_end() {
    let door = door();
    let mut peer = door.knock();
    let mut lines = line(&json!(0), "hello", &hello("edu"));
    for at in 1..=40 {
        lines += &line(&json!(at), "act", &submission(&format!("k{at}")));
        lines += &line(
            &json!(100 + at),
            "journal",
            &json!({ "from": null, "count": 50 }),
        );
    }
    // The last one without its end.
    peer.write(lines.trim_end());
    peer.end();
    let ids: BTreeSet<_> = peer
        .rest()
        .iter()
        .map(|answer| {
            assert!(answer.get("result").is_some(), "{answer}");
            answer["id"].as_u64().unwrap()
        })
        .collect();
    assert_eq!(ids.len(), 81);
    assert_eq!(door.counted(|traffic| traffic.connected == 0).calls, 81);
}

#[test]
fn lines_come_in_any_pieces() {
    let door = door();
    let mut peer = door.knock();
    let text = format!(
        "\n \r\n{}\r\n\t\n{}",
        line(&json!("甲"), "hello", &hello("edu")).trim_end(),
        line(&json!(2), "ping", &json!([]))
    );
    for byte in text.as_bytes() {
        peer.write([*byte]);
    }
    assert_eq!(peer.read().unwrap()["id"], "甲");
    assert_eq!(peer.read().unwrap()["id"], 2);
    for params in [
        "",
        r#","params":null"#,
        r#","params":{}"#,
        r#","params":[]"#,
    ] {
        peer.write(format!(
            " {{\"id\":7,\"other\":[1],\"method\":\"whoami\"{params},\"jsonrpc\":\"2.0\"}} \n"
        ));
        assert_eq!(peer.read().unwrap()["result"]["answer"], "standing");
    }
    assert_eq!(door.traffic().turned_away(), 0);
}

#[test]
fn a_unit_hears_of_its_own_matters_only_and_half_a_connection_goes_on_hearing() {
    let door = door();
    let mut listeners: Vec<_> = ["edu", "health", "acceptor"]
        .into_iter()
        .map(|login| {
            let mut peer = door.peer(login);
            peer.call("subscribe", &json!({}));
            peer.end();
            peer
        })
        .collect();
    let mut actor = door.peer("edu");
    let first = matter(&actor.call("act", &submission("one")));
    for listener in [0, 2] {
        let update = listeners[listener].read().unwrap();
        assert_eq!(update["method"], "update");
        assert_eq!(update["params"]["touched"], json!({ "matters": [first] }));
    }
    // A register's change is everybody's; it is the first that the other unit hears.
    let binding = json!({ "key": "b", "command": {
        "verb": "account.bind", "login": "edu2", "person": "edu", "active": true,
    }});
    let bound = door.peer("keeper").call("act", &binding);
    assert!(bound.get("result").is_some(), "{bound}");
    for listener in &mut listeners {
        assert_eq!(listener.read().unwrap()["params"]["touched"], "everything");
    }
    assert_eq!(door.traffic().subscribed, 3);
    drop(listeners);
    drop(actor);
    door.counted(|traffic| traffic.subscribed == 0 && traffic.connected == 0);
}

#[test]
fn who_sends_an_act_and_is_gone_finds_it_done_once() {
    let door = door();
    for at in 0..25 {
        let key = format!("gone-{at}");
        let mut gone = door.peer("edu");
        gone.send("act", &submission(&key));
        if at % 2 == 0 {
            // Its answer is not read, nor is the end waited for.
            gone.end();
        }
        drop(gone);
        let mut back = door.peer("edu");
        let find = json!({ "key": key });
        let until = Instant::now() + Duration::from_secs(20);
        let mut found = Value::Null;
        while found.is_null() && Instant::now() < until {
            found = back.call("find", &find)["result"]["result"].take();
        }
        let again = back.call("act", &submission(&key));
        assert_eq!(again["result"]["answer"], "before", "{again}");
        assert_eq!(again["result"]["result"], found);
    }
    let mut reader = door.peer("acceptor");
    let rows = reader.call("look", &looks(None))["result"]["result"]["rows"].take();
    assert_eq!(rows.as_array().unwrap().len(), 25);
}

#[test]
fn a_hub_that_stops_finishes_what_it_took_and_tells_why() {
    let door = door();
    let mut open = door.peer("edu");
    let mut half = door.peer("edu");
    half.call("subscribe", &json!({}));
    half.end();
    open.write(
        (0..50)
            .map(|at| line(&json!(at), "act", &submission(&format!("k{at}"))))
            .collect::<String>(),
    );
    door.counted(|traffic| traffic.calls == 53);
    let begun = Instant::now();
    drop(door);
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    let heard = open.rest();
    assert_eq!(heard.len(), 51);
    assert!(
        heard[..50]
            .iter()
            .all(|answer| answer.get("result").is_some())
    );
    assert_eq!(heard[50]["error"]["code"], 5);
    let last = half.rest().pop().unwrap();
    assert_eq!(last["error"]["code"], 5, "{last}");
    assert!(last["id"].is_null());
}
