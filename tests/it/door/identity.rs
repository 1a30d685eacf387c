//! Who somebody is, at the door.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use serde_json::json;
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;

use crate::support::city::City;
use crate::support::door::{Door, hello, submission};

/// The codes of what is wrong.
const USAGE: i64 = 2;
const NOT_ADMITTED: i64 = 4;

#[test]
fn in_a_live_store_nobody_is_anybody_else() {
    let backend = redb::backends::InMemoryBackend::new();
    let city = City::founded_in(Ledger::create_on(backend, &Realm::Live).unwrap());
    let door = Door::of(city.ledger);
    let mut peer = door.knock();
    assert_eq!(peer.fails("hello", &hello("keeper")), USAGE);
    // Nor by what they said before.
    assert_eq!(peer.fails("whoami", &json!({})), NOT_ADMITTED);
    assert_eq!(peer.fails("subscribe", &json!({})), NOT_ADMITTED);
    assert_eq!(peer.fails("act", &submission("k")), NOT_ADMITTED);
    assert_eq!(door.traffic().strangers, 3);
    assert_eq!(door.traffic().subscribed, 0);
}

#[test]
fn a_stranger_gets_no_further_however_often() {
    let door = Door::new(|_| {});
    let mut peer = door.knock();
    assert_eq!(peer.fails("hello", &hello("nobody")), NOT_ADMITTED);
    for (method, params) in [
        ("look", json!({ "list": "open", "after": 1 })),
        ("journal", json!({ "from": null, "count": 1 })),
        ("traffic", json!({})),
        ("find", json!({ "key": "k" })),
        ("drafts", json!({})),
        ("act_all", json!({ "acts": [submission("k")] })),
        ("preview", submission("k")),
        ("subscribe", json!({})),
    ] {
        assert_eq!(peer.fails(method, &params), NOT_ADMITTED, "{method}");
    }
    assert_eq!(door.traffic().strangers, 9);
    // A long line is for those who are known.
    peer.write(vec![b' '; 10]);
    peer.write(format!("{:?}\n", "x".repeat(70_000)));
    let said = peer.rest().pop().unwrap();
    assert_eq!(said["error"]["code"], -32_600);
    assert_eq!(door.traffic().oversized, 1);
}

#[test]
fn a_second_greeting_changes_who_speaks_and_ends_what_the_first_one_heard() {
    let door = Door::new(|_| {});
    let mut peer = door.peer("acceptor");
    peer.call("subscribe", &json!({}));
    assert_eq!(door.traffic().subscribed, 1);
    let welcome = peer.call("hello", &hello("health"));
    assert_eq!(welcome["result"]["login"], "health");
    assert_eq!(door.traffic().subscribed, 0);
    let mut edu = door.peer("edu");
    edu.call("act", &submission("one"));
    let standing = peer.send("whoami", &json!({}));
    let heard = peer.read().unwrap();
    assert_eq!(heard["id"], standing, "{heard}");
    assert_eq!(heard["result"]["result"]["actor"]["login"], "health");
    // Another version is not spoken, and changes nobody.
    assert_eq!(
        peer.fails("hello", &json!({ "protocol": 2, "as": "edu" })),
        USAGE
    );
    let standing = peer.call("whoami", &json!({}));
    assert_eq!(standing["result"]["result"]["actor"]["login"], "health");
    // Whoever names nobody speaks for themselves, and this machine's account is nobody in that city.
    assert_eq!(peer.fails("hello", &json!({ "protocol": 1 })), NOT_ADMITTED);
    assert_eq!(peer.fails("whoami", &json!({})), NOT_ADMITTED);
}

#[test]
fn an_account_that_is_closed_hears_it_once_and_nothing_more() {
    let door = Door::new(|_| {});
    let mut edu = door.peer("edu");
    edu.call("subscribe", &json!({}));
    let mut keeper = door.peer("keeper");
    let bind = |key: &str, active: bool| {
        json!({ "key": key, "command": {
            "verb": "account.bind", "login": "edu", "person": "edu", "active": active,
        }})
    };
    assert!(
        keeper
            .call("act", &bind("close", false))
            .get("result")
            .is_some()
    );
    assert_eq!(edu.read().unwrap()["params"]["touched"], "everything");
    // A greeting remembered from before counts for nothing.
    assert_eq!(door.knock().fails("hello", &hello("edu")), NOT_ADMITTED);
    let more = json!({ "key": "more", "command": {
        "verb": "account.bind", "login": "edu3", "person": "edu", "active": true,
    }});
    assert!(keeper.call("act", &more).get("result").is_some());
    // The next that it hears is its own answer.
    assert_eq!(edu.fails("whoami", &json!({})), NOT_ADMITTED);
    assert_eq!(edu.fails("act", &submission("k")), NOT_ADMITTED);
}

#[test]
fn a_service_gives_its_store_to_nobody() {
    let door = Door::new(|_| {});
    assert_eq!(door.knock().fails("yield", &json!({})), USAGE);
    assert_eq!(door.peer("keeper").fails("yield", &json!({})), USAGE);
    assert!(
        door.peer("edu")
            .call("whoami", &json!({}))
            .get("result")
            .is_some()
    );
}
