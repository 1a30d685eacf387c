//! Lists of rows as large as the store lets them be: a window stays within its bytes, whoever goes on by it meets every
//! row once, and questions that are out of all proportion get a clear answer over the socket.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::sync::OnceLock;

use serde_json::{Value, json};
use yunguan::domain::law::code::Login;
use yunguan::domain::record::RecordKind;
use yunguan::hub::list::{REGISTERS, WINDOW_BYTES};
use yunguan::hub::request::{Answer, List, Look, Order, Request, Row, WINDOW_LIMIT};
use yunguan::hub::wire::message::LINE_LIMIT;

use crate::lists::{every_list, window};
use crate::support::city::{City, application, item, product, with};
use crate::support::door::Door;

/// How many of each: a window has room for fewer.
const MANY: usize = 210;

/// A text of so many characters, each as many bytes as one can have; the end tells them apart.
fn long(limit: usize, number: usize) -> String {
    let end = format!("{number:04}");
    "𠀀".repeat(limit - end.len()) + &end
}

/// One of so many characters that are each written as two where they are sent.
fn quoted(limit: usize, number: usize) -> String {
    let end = format!("{number:04}");
    "\"".repeat(limit - end.len()) + &end
}

/// The first giant rows are an application with as many lines as there may be, each with as long a ground.
fn wide(number: usize) -> Value {
    let line = |at: usize| {
        let mut line = product(&long(120, 9_000 + at), "disk");
        line["ground"] = json!(long(4_000, at));
        line["purpose"] = json!(long(120, at));
        line
    };
    let lines: Vec<_> = (0..200).map(line).collect();
    with(
        application("exam", "pa", &lines),
        "title",
        json!(long(120, number)),
    )
}

/// Hundreds of records of whatever holds text, each as long as it may be.
fn records(city: &mut City, number: usize) {
    let code = format!("g{number:031}");
    let said = |limit: usize| {
        if number.is_multiple_of(2) {
            long(limit, number)
        } else {
            quoted(limit, number)
        }
    };
    let line = said(120);
    // No digit may stand in it.
    let word: String = line
        .chars()
        .map(|letter| {
            letter.to_digit(10).map_or(letter, |digit| {
                ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'][digit as usize]
            })
        })
        .collect();
    let mut keep = |login: &str, verb: &str, fields: Value| {
        let done = city.send(login, verb, &fields);
        assert!(done.is_ok(), "{verb}: {done:?}");
    };
    keep(
        "keeper",
        "party.register",
        json!({"code": code, "kind": "unit", "name": line, "paper_word": word,
        "region": "municipal", "municipal_budget": true}),
    );
    keep(
        "keeper",
        "person.register",
        json!({"code": code, "name": line, "party": "edu", "posts": ["handler", "reviewer"],
        "telephone": line, "active": true}),
    );
    keep(
        "keeper",
        "account.bind",
        json!({"login": code, "person": code, "active": true}),
    );
    keep(
        "keeper",
        "pool.register",
        json!({"code": code, "name": line, "mode": "purchased", "operator": "yun-a"}),
    );
    keep(
        "keeper",
        "system.register",
        json!({"code": code, "name": line, "unit": "edu", "protection_level": 3,
        "funding": "government"}),
    );
    keep(
        "keeper",
        "item.register",
        json!({"code": code, "family": line, "name": line, "specification": line,
        "unit": line, "basis": "year", "price_fen": 100}),
    );
    keep(
        "reviewer",
        "exception.register",
        json!({"unit": "edu", "kind": "room", "room": line, "ground": said(4_000)}),
    );
    keep(
        "reviewer",
        "measures.ground",
        json!({"unit": code, "ground": said(4_000), "until": "2026-12-31"}),
    );
    keep(
        "checker",
        "block.record",
        json!({"ground": "capacity", "pool": code, "from": "2026-11-09", "paper": line,
        "reason": said(4_000)}),
    );
}

/// A city in which every list that can hold large rows holds hundreds.
fn giant() -> City {
    let mut city = City::new();
    for number in 0..MANY {
        records(&mut city, number);
        let fields = application("exam", "pa", &[item("vm", 8)]);
        let id = city.open(
            "edu",
            "application.submit",
            &with(fields, "title", json!(long(120, number))),
        );
        let hold = json!({ "reason": quoted(4_000, number) });
        city.on_matter("acceptor", "hold", id, &hold).unwrap();
    }
    for number in 0..3 {
        city.open("edu", "application.submit", &wide(number));
    }
    city
}

/// One for all tests: filling it takes as long as all of them.
fn door() -> &'static Door {
    static DOOR: OnceLock<Door> = OnceLock::new();
    DOOR.get_or_init(|| {
        let city = giant();
        yunguan::hub::set_clock(&city.ledger, city.now, 0).unwrap();
        Door::of(city.ledger)
    })
}

/// How many bytes of an answer are not its rows' own: what it says of itself, and how far a row's size is only about right.
const AROUND: usize = 64 << 10;

fn encoded(of: &impl serde::Serialize) -> usize {
    serde_json::to_vec(of).unwrap().len()
}

/// Every row by what each answer says of where to go on; each answer within its bytes, but for a row that has none beside
/// it.
fn followed(seat: &yunguan::hub::Seat, look: &Look) -> Vec<Row> {
    let mut look = look.clone();
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let seen = window(seat, &look);
        let bytes = encoded(&seen);
        let few = WINDOW_BYTES + AROUND;
        assert!(
            bytes <= few || seen.rows.len() == 1,
            "{look:?}: {} rows of {bytes} bytes",
            seen.rows.len()
        );
        assert!(
            !seen.rows.is_empty() || seen.resume.is_none(),
            "{look:?} stands"
        );
        assert_eq!(seen.at_end, seen.resume.is_none(), "{look:?}");
        rows.extend(seen.rows);
        look.anchor = seen.resume;
        if look.anchor.is_none() {
            return rows;
        }
    }
}

#[test]
fn a_window_of_giant_rows_stays_within_its_bytes_and_goes_on_without_a_gap() {
    let door = door();
    for login in ["reviewer", "edu"] {
        let seat = door.host.hub().seat(Login::new(login));
        for list in every_list() {
            for columns in [Vec::new(), list.columns().to_vec()] {
                let ask = |order| {
                    let look = Look {
                        order: Some(order),
                        columns: columns.clone(),
                        ..Look::at(list.clone(), WINDOW_LIMIT)
                    };
                    let rows = followed(&seat, &look);
                    let keys: Vec<String> = rows.into_iter().map(|row| row.key).collect();
                    (keys, window(&seat, &look))
                };
                let (ascending, first) = ask(Order::Ascending);
                let (mut descending, _) = ask(Order::Descending);
                descending.reverse();
                assert_eq!(ascending, descending, "{login} {list:?}");
                assert!(
                    ascending.is_sorted(),
                    "{login} {list:?}: a row twice, or out of its place"
                );
                assert!(
                    ascending.windows(2).all(|two| two[0] != two[1]),
                    "{login} {list:?}: a row twice"
                );
                assert_eq!(first.total, ascending.len() as u64, "{login} {list:?}");
                assert!(!first.more, "{login} {list:?}");
            }
        }
    }
}

#[test]
fn a_window_around_a_giant_row_holds_it_and_can_be_sent() {
    let door = door();
    let seat = door.host.hub().seat(Login::new("reviewer"));
    for list in every_list() {
        let rows = followed(&seat, &Look::at(list.clone(), WINDOW_LIMIT));
        let giants = (0..rows.len())
            .rev()
            .take(8)
            .chain((0..rows.len()).step_by(rows.len() / 7 + 1));
        for at in giants {
            let look = Look {
                anchor: Some(rows[at].key.clone()),
                before: WINDOW_LIMIT,
                ..Look::at(list.clone(), WINDOW_LIMIT)
            };
            let seen = window(&seat, &look);
            assert_eq!(seen.rows[seen.anchor].key, rows[at].key, "{list:?} at {at}");
            let keys: Vec<_> = seen.rows.iter().map(|row| &row.key).collect();
            let from = at - seen.anchor;
            let there: Vec<_> = rows[from..]
                .iter()
                .take(keys.len())
                .map(|row| &row.key)
                .collect();
            assert_eq!(keys, there, "{list:?} at {at}");
            let (bytes, largest) = (
                encoded(&seen),
                seen.rows.iter().map(encoded).max().unwrap_or(0),
            );
            assert!(
                bytes <= WINDOW_BYTES + AROUND + 2 * largest,
                "{list:?} at {at}: {bytes}, a row of {largest}"
            );
            assert!(
                bytes < LINE_LIMIT,
                "{list:?} at {at}: {bytes} in {} rows do not fit into a line",
                keys.len()
            );
        }
    }
}

#[test]
fn a_column_told_many_times_is_counted_each_time() {
    let door = door();
    let seat = door.host.hub().seat(Login::new("reviewer"));
    for list in every_list() {
        for column in list.columns().iter().rev().take(1) {
            let look = Look {
                columns: vec![*column; 64],
                ..Look::at(list.clone(), WINDOW_LIMIT)
            };
            let seen = window(&seat, &look);
            let bytes = encoded(&seen);
            let is_bounded = bytes <= 2 * WINDOW_BYTES || seen.rows.len() == 1;
            assert!(
                is_bounded,
                "{list:?} {column:?}: {} rows of {bytes} bytes",
                seen.rows.len()
            );
        }
    }
}

/// A giant row is found by a word, and a filter's slices go on by the same rule.
#[test]
fn a_filter_goes_through_giant_rows_a_slice_at_a_time() {
    let door = door();
    let seat = door.host.hub().seat(Login::new("reviewer"));
    let (items, code) = (List::Register(RecordKind::Item), format!("g{:031}", 7));
    for (list, word, wanted) in [
        (items, code.as_str(), 1),
        (List::Register(RecordKind::Block), "𠀀", MANY / 2),
        (List::Matters(None), "𠀀𠀀𠀀", MANY + 3),
        (List::Journal, "绝无此文", 0),
    ] {
        let look = Look {
            filter: Some(yunguan::hub::list::filter::Filter::plain(word)),
            columns: list.columns().to_vec(),
            ..Look::at(list.clone(), WINDOW_LIMIT)
        };
        let mut rows = Vec::new();
        let mut next = look;
        loop {
            let slice = window(&seat, &next);
            assert!(
                encoded(&slice) <= WINDOW_BYTES + AROUND || slice.rows.len() == 1,
                "{list:?} {word}"
            );
            rows.extend(slice.rows.into_iter().map(|row| row.key));
            next.anchor = slice.resume;
            if next.anchor.is_none() {
                break;
            }
        }
        assert_eq!(rows.len(), wanted, "{list:?} {word}");
        rows.sort();
        rows.dedup();
        assert_eq!(rows.len(), wanted, "{list:?} {word}: a row twice");
    }
}

/// What is out of all proportion is told so, or answered within bounds; and the connection goes on.
#[test]
fn the_socket_answers_questions_out_of_all_proportion() {
    let door = door();
    let mut peer = door.peer("reviewer");
    for kind in REGISTERS {
        let list = json!({ "register": kind });
        let look = |more: Value| {
            let mut params = json!({ "list": list, "after": 500 });
            for (field, value) in more.as_object().unwrap() {
                params[field] = value.clone();
            }
            params
        };
        for (more, limit) in [
            (json!({ "filter": "甲 ".repeat(1_000) }), 16),
            (json!({ "filter": "a".repeat(100 << 10) }), 64),
            (json!({ "filter": vec![json!({ "text": "a" }); 1_000] }), 16),
            (
                json!({ "filter": [{ "text": "甲".repeat(100 << 10) }] }),
                64,
            ),
            (json!({ "columns": vec!["code"; 100_000] }), 64),
        ] {
            let told = &peer.call("look", &look(more.clone()))["error"]["data"]["result"];
            assert_eq!(
                told["too_much"]["limit"],
                limit,
                "{kind:?} {:.80}: {told}",
                more.to_string()
            );
        }
        let told =
            &peer.call("look", &look(json!({ "by": "telephone" })))["error"]["data"]["result"];
        let orders = told["no_order"]["orders"].as_array();
        assert!(
            orders.is_some_and(|orders| !orders.is_empty()),
            "{kind:?}: {told}"
        );
        for more in [
            json!({ "after": -1 }),
            json!({ "after": 1e99 }),
            json!({ "after": 65_536 }),
            json!({ "before": -1 }),
            json!({ "before": 0.5 }),
            json!({ "position": -1 }),
            json!({ "by": "colour" }),
            json!({ "order": "sideways" }),
            json!({ "filter": -1 }),
        ] {
            assert_eq!(
                peer.fails("look", &look(more.clone())),
                -32_602,
                "{kind:?} {more}"
            );
        }
        let absurd = look(
            json!({ "before": 65_535, "after": 65_535, "position": u64::MAX, "anchor": "7f" }),
        );
        let seen = peer.call("look", &absurd);
        let rows = seen["result"]["result"]["rows"].as_array().unwrap();
        assert!(rows.len() <= 2 * usize::from(WINDOW_LIMIT), "{kind:?}");
        assert!(encoded(&seen) <= 2 * WINDOW_BYTES, "{kind:?}");
    }
    // A window over the socket is the one that a seat sees.
    let seat = door.host.hub().seat(Login::new("reviewer"));
    let look = Look {
        columns: List::Journal.columns().to_vec(),
        ..Look::at(List::Journal, WINDOW_LIMIT)
    };
    let seen = peer.call("look", &serde_json::to_value(&look).unwrap());
    let Answer::Window(mine) = seat.ask(Request::Look(look)) else {
        unreachable!("a list was asked for")
    };
    assert_eq!(
        seen["result"]["result"]["rows"],
        serde_json::to_value(&mine.rows).unwrap()
    );
}
