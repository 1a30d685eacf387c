//! Large intakes by hand: slices that do not follow one another, somebody else's intake, too many, too long, closed twice.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use serde_json::{Value, json};

use crate::support::door::{Door, Peer};

fn door() -> Door {
    Door::new(|_| {})
}

/// The registration of an item, as the parameters of an act.
fn item(key: &str, code: &str, basis: &str) -> Value {
    json!({ "key": key, "command": {
        "verb": "item.register", "code": code, "family": "compute", "name": code, "specification": "4C",
        "unit": "piece", "basis": basis, "price_fen": 1,
    } })
}

fn slice(from: usize, count: usize) -> Vec<Value> {
    let code = |at: usize| item(&format!("k{at}"), &format!("item-{at}"), "month");
    (from..from + count).map(code).collect()
}

fn stage(peer: &mut Peer, name: &str, from: usize, of: usize, acts: &[Value]) -> Value {
    let params = json!({ "intake": name, "from": from, "of": of, "acts": acts });
    peer.call("stage", &params)
}

fn trouble(answer: &Value) -> &Value {
    &answer["error"]["data"]["result"]
}

fn seq(peer: &mut Peer) -> u64 {
    let standing = peer.call("whoami", &json!({}));
    standing["result"]["result"]["seq"].as_u64().unwrap()
}

fn jobs(peer: &mut Peer) -> Value {
    peer.call("jobs", &json!({}))["result"]["result"].clone()
}

#[test]
fn slices_follow_one_another_and_are_closed_once() {
    let door = door();
    let mut keeper = door.peer("keeper");
    let before = seq(&mut keeper);
    for (from, of, acts) in [(3, 6, slice(3, 3)), (0, 2, slice(0, 3)), (0, 6, vec![])] {
        let answer = stage(&mut keeper, "one", from, of, &acts);
        assert_eq!(trouble(&answer)["out_of_step"]["staged"], 0, "{answer}");
        assert_eq!(answer["error"]["code"], 2);
    }
    let many = stage(&mut keeper, "one", 0, 20_001, &slice(0, 1));
    assert_eq!(trouble(&many)["too_much"]["limit"], 20_000, "{many}");
    for (name, key) in [("", "k"), ("o\u{1b}ne", "k"), ("one", ""), ("one", "k k")] {
        let bad = stage(&mut keeper, name, 0, 1, &[item(key, "a", "month")]);
        assert_eq!(trouble(&bad), "bad_key", "{bad}");
    }
    let first = stage(&mut keeper, "one", 0, 6, &slice(0, 3));
    assert_eq!(first["result"]["result"]["acts"], 3, "{first}");
    let early = keeper.call("adopt", &json!({ "intake": "one" }));
    assert_eq!(trouble(&early)["out_of_step"]["staged"], 3, "{early}");
    let again = stage(&mut keeper, "one", 2, 6, &slice(2, 4));
    assert_eq!(trouble(&again)["out_of_step"]["staged"], 3, "{again}");
    stage(&mut keeper, "one", 3, 6, &slice(3, 3));
    // Whole, it counts for nothing until it is closed; and it is nobody else's.
    assert_eq!(seq(&mut keeper), before);
    let mut other = door.peer("edu");
    for method in ["adopt", "unstage"] {
        other.call(method, &json!({ "intake": "one" }));
    }
    assert!(jobs(&mut other)["jobs"][0].get("whose").is_none());
    assert_eq!(jobs(&mut keeper)["jobs"][0]["whose"], "keeper");
    let done = keeper.call("adopt", &json!({ "intake": "one" }));
    assert_eq!(done["result"]["answer"], "adopted", "{done}");
    assert_eq!(done["result"]["result"]["acts"], 6);
    assert_eq!(done["result"]["result"]["first"], before + 1);
    assert_eq!(seq(&mut keeper), before + 6);
    let twice = keeper.call("adopt", &json!({ "intake": "one" }));
    assert_eq!(trouble(&twice)["no_such"], "one", "{twice}");
    for at in 0..6 {
        let receipt = keeper.call("find", &json!({ "key": format!("k{at}") }));
        let entry = &receipt["result"]["result"]["first"];
        assert_eq!(entry.as_u64().unwrap(), before + 1 + at, "{receipt}");
    }
    // Sent once more it is done already, and adds nothing.
    stage(&mut keeper, "one", 0, 6, &slice(0, 6));
    let done = keeper.call("adopt", &json!({ "intake": "one" }));
    assert_eq!(done["result"]["result"]["first"], before + 1);
    assert_eq!(seq(&mut keeper), before + 6);
    assert_eq!(jobs(&mut keeper)["intakes"]["adopted"], 2);
}

#[test]
fn five_thousand_are_done_together_or_not_at_all_each_seeing_those_before_it() {
    let door = door();
    let mut keeper = door.peer("keeper");
    let before = seq(&mut keeper);
    let mut acts = slice(0, 4_998);
    // A system of a unit that only the act before it registers.
    acts.push(json!({ "key": "unit", "command": {
        "verb": "party.register", "code": "new-unit", "kind": "unit", "name": "New", "paper_word": "New",
        "region": "municipal", "municipal_budget": true,
    } }));
    let system = |unit: &str| {
        json!({ "key": "system", "command": {
            "verb": "system.register", "code": "new-system", "name": "New", "unit": unit,
            "protection_level": 2, "funding": "government",
        } })
    };
    for (unit, is_done) in [("no-unit", false), ("new-unit", true)] {
        let whole: Vec<Value> = acts.iter().cloned().chain([system(unit)]).collect();
        let mut from = 0;
        for part in whole.chunks(400) {
            let staged = stage(&mut keeper, "large", from, whole.len(), part);
            from += part.len();
            assert_eq!(staged["result"]["result"]["acts"], from, "{staged}");
        }
        let closed = keeper.call("adopt", &json!({ "intake": "large" }));
        if is_done {
            assert_eq!(closed["result"]["result"]["acts"], 5_000, "{closed}");
            assert_eq!(seq(&mut keeper), before + 5_000);
        } else {
            assert_eq!(trouble(&closed)["at"], 4_999, "{closed}");
            assert_eq!(closed["error"]["code"], 1);
            assert_eq!(seq(&mut keeper), before);
            let key = keeper.call("find", &json!({ "key": "k0" }));
            assert_eq!(key["result"]["result"], Value::Null);
        }
    }
    let intakes = &jobs(&mut keeper)["intakes"];
    assert_eq!(
        (&intakes["adopted"], &intakes["refused"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn hostile_intakes_find_no_room_and_delay_nobody() {
    let door = door();
    let mut keeper = door.peer("keeper");
    let long = "x".repeat(1_500_000);
    let mut from = 0;
    let refused = loop {
        let act = item(&format!("k{from}"), &long, "month");
        let answer = stage(&mut keeper, "long", from, 1_000, &[act]);
        match answer["result"]["result"]["acts"].as_u64() {
            Some(_) => from += 1,
            None => break answer,
        }
        assert!(from < 80);
    };
    assert!(
        trouble(&refused)["too_large"]["bytes"].is_u64(),
        "{}",
        refused["error"]["message"]
    );
    keeper.call("unstage", &json!({ "intake": "long" }));
    for name in ["a", "b"] {
        stage(&mut keeper, name, 0, 2, &slice(0, 1));
    }
    let third = stage(&mut keeper, "c", 0, 2, &slice(0, 1));
    assert_eq!(
        (trouble(&third), &third["error"]["code"]),
        (&"busy".into(), &5.into())
    );
    // Begun anew, an intake takes the place of the one that its sender left behind.
    let anew = stage(&mut keeper, "a", 0, 3, &slice(0, 2));
    assert_eq!(anew["result"]["result"]["acts"], 2);
    assert_eq!(jobs(&mut keeper)["jobs"].as_array().unwrap().len(), 2);
    // Who is bound to nobody stages nothing.
    let mut stranger = door.knock();
    let refused = stage(&mut stranger, "s", 0, 1, &slice(0, 1));
    assert_eq!(refused["error"]["code"], 4, "{refused}");
    assert_eq!(jobs(&mut keeper)["intakes"]["dropped"], 2);
}
