//! The page of resources: the way down from a pool to a resource and back up, what each list holds for whoever looks, what
//! a resource costs, its signs, and the change that is begun from it.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use yunguan::domain::law::code::{Login, PoolCode, SystemCode};
use yunguan::domain::record::{Record, RecordKind, Registered};
use yunguan::domain::r#use::resource::Resource;
use yunguan::hub::Seat;
use yunguan::hub::list::cell::{Cell, Mark, Status};
use yunguan::hub::list::column::Column;
use yunguan::hub::list::{About, List, Look, Row, RowOf, Window};
use yunguan::hub::request::{Answer, Request};
use yunguan::locale::Lang;

use crate::support::city::City;
use crate::support::door::Door;
use crate::support::office::Office;
use crate::support::screen::{LANGS, Town};

/// The resources of the exam system: two lines that run, and a contract by which they are billed.
fn running(city: &mut City) {
    city.given("procurement performing").unwrap();
    city.given("pa running").unwrap();
}

fn exam() -> List {
    List::ResourcesOf {
        pool: "pa".into(),
        system: "exam".into(),
    }
}

fn window(seat: &Seat, look: Look) -> Window {
    match seat.ask(Request::Look(look)) {
        Answer::Window(window) => *window,
        other => unreachable!("{other:?}"),
    }
}

fn rows(seat: &Seat, list: List) -> Vec<Row> {
    let look = Look {
        columns: list.columns().to_vec(),
        ..Look::at(list, 500)
    };
    window(seat, look).rows
}

fn key(row: &Row) -> &str {
    match &row.of {
        RowOf::Record { key, .. } => key,
        other => unreachable!("{other:?}"),
    }
}

fn cell(list: &List, row: &Row, column: Column) -> Cell {
    let at = list.columns().iter().position(|one| *one == column);
    row.cells[at.unwrap()].clone()
}

#[test]
fn one_goes_down_from_a_pool_to_a_resource_and_back_up_to_where_one_stood() {
    let town = Town::new(running);
    for (lang, [page, pools, ended]) in [
        (Lang::Zh, ["资源 › ", "资源 › 资源池", "认定计费起始"]),
        (
            Lang::En,
            ["Resources › ", "Resources › Pools", "Billed from"],
        ),
    ] {
        let mut screen = town.screen_as("acceptor", lang, 80, 24, &|_| {});
        screen.keys("2").shows(pools);
        screen.keys("/ type:pa池 Enter").shows("/pa池");
        let pool = screen.selected();
        screen
            .keys("Enter")
            .shows(page)
            .hides("/pa池")
            .shows("exam");
        screen.keys("Enter").shows("20261109-0001/1");
        let below = screen.selected();
        screen.keys("Enter").shows(ended);
        // Up again, by either key, each list as it was left.
        assert_eq!(screen.keys("Esc").selected(), below);
        screen.keys("Backspace").shows("exam");
        assert_eq!(screen.keys("Backspace").shows("/pa池").selected(), pool);
        // The filter is let go before the page is left.
        screen.keys("Backspace").hides("/pa池").shows(pools);
    }
}

/// Whatever leads down to resources leads to all of them that somebody sees, and to nothing else; what stands beside a row
/// counts what is below it.
#[test]
fn the_ways_down_lead_to_every_resource_that_is_seen_and_count_what_they_lead_to() {
    let town = crate::lists::town(200);
    let mut ways = 0;
    for login in [
        "authority-handler",
        "edu-handler",
        "health-handler",
        "provider-a-handler",
        "audit-reader",
    ] {
        let seat = town.hub.seat(Login::new(login));
        let whole = List::Register(RecordKind::Resource);
        let all: BTreeMap<String, bool> = rows(&seat, whole)
            .iter()
            .map(|row| (key(row).to_owned(), row.has(Mark::Over)))
            .collect();
        let pools = List::Register(RecordKind::Pool);
        let mut reached = BTreeSet::new();
        for pool in rows(&seat, pools.clone()) {
            let mut used = 0;
            let systems = List::SystemsIn(PoolCode::new(key(&pool)));
            for system in rows(&seat, systems.clone()) {
                let list = List::ResourcesOf {
                    pool: PoolCode::new(key(&pool)),
                    system: SystemCode::new(key(&system)),
                };
                let found = window(&seat, Look::at(list.clone(), 500));
                let rows = found.rows;
                assert_eq!(
                    found.total,
                    u64::try_from(rows.len()).unwrap(),
                    "{login} {list:?}"
                );
                assert!(!rows.is_empty(), "{login} {list:?}");
                let in_use = rows.iter().filter(|row| !all[key(row)]);
                let in_use = u64::try_from(in_use.count()).unwrap();
                assert_eq!(cell(&systems, &system, Column::Used), Cell::Number(in_use));
                assert_eq!(system.has(Mark::Over), in_use == 0);
                used += in_use;
                for row in rows {
                    assert!(
                        reached.insert(key(&row).to_owned()),
                        "{login} twice: {row:?}"
                    );
                }
                ways += 1;
            }
            assert_eq!(
                cell(&pools, &pool, Column::Used),
                Cell::Number(used),
                "{login}"
            );
        }
        let all: BTreeSet<String> = all.into_keys().collect();
        assert_eq!(reached, all, "{login}");
        assert!(!reached.is_empty() || login == "audit-reader", "{login}");
    }
    assert!(ways > 20, "{ways}");
}

/// What one matter after the other does to its resources, the counts follow: they are of what stands in the register.
#[test]
fn the_counts_follow_what_becomes_of_resources() {
    let mut counted = BTreeSet::new();
    for stage in ["requested", "rejected", "done", "closed"] {
        let mut city = City::new();
        crate::rules_resource_change::given(&mut city, stage, false);
        let resource: Resource = city.record_of("APP-20261109-0001/1");
        let town = Town::of(city.ledger, city.now);
        let seat = town.hub.seat(Login::new("acceptor"));
        let found = rows(&seat, exam());
        let marks = |row: &Row| row.marks.clone();
        let row = found
            .iter()
            .find(|row| key(row) == resource.id.to_string())
            .unwrap();
        counted.insert((stage, marks(row)));
    }
    let expected = [
        ("closed", vec![]),
        ("done", vec![Mark::Unattested, Mark::InWork]),
        ("rejected", vec![]),
        ("requested", vec![Mark::InWork]),
    ];
    assert_eq!(counted, expected.into());
}

/// A filter of one word finds each of the three: what nobody attested, what is done and unattested, what is in work.
#[test]
fn signs_are_seen_and_found() {
    let town = Town::new(|city| {
        crate::rules_resource_change::given(city, "done", false);
        crate::charges::delivered(city, "health", "flood");
    });
    for (lang, words) in [
        (
            Lang::Zh,
            [
                ("办毕", "办毕待认"),
                ("办理中", "办毕待认"),
                ("待确认", "待确认"),
            ],
        ),
        (
            Lang::En,
            [
                ("unattested", "unattested·"),
                ("work", "unattested·"),
                ("not", "not attested"),
            ],
        ),
    ] {
        for (typed, seen) in words {
            let mut screen = town.screen_as("acceptor", lang, 120, 36, &|_| {});
            let open = if lang == Lang::Zh {
                "资源"
            } else {
                "Resources"
            };
            screen.keys(&format!("v type:{open} Enter"));
            screen.keys(&format!("/ type:{typed} Enter")).shows(seen);
        }
    }
    let seat = town.hub.seat(Login::new("acceptor"));
    let all = List::Register(RecordKind::Resource);
    let of = |filter| {
        let look = Look {
            filter: Some(yunguan::locale::list::filter(
                Lang::Zh,
                filter,
                "2026-11-10".parse().unwrap(),
            )),
            ..Look::at(all.clone(), 500)
        };
        window(&seat, look).rows.len()
    };
    assert_eq!(
        (of("办毕"), of("办理中"), of("待确认"), of("运行中")),
        (2, 2, 1, 2)
    );
}

/// Units are told what their own cost, providers what they deliver, offices everything; whoever is not told of money is
/// told no amount and no sum, and who has nothing there is told nothing at all.
#[test]
fn what_a_resource_costs_is_told_to_whom_it_concerns() {
    let town = Town::new(running);
    let list = exam();
    let told = |login: &str| {
        let seat = town.hub.seat(Login::new(login));
        let look = Look {
            columns: vec![Column::Billed],
            ..Look::at(list.clone(), 500)
        };
        let found = window(&seat, look);
        let cells: Vec<Cell> = found
            .rows
            .into_iter()
            .map(|row| row.cells[0].clone())
            .collect();
        (cells, found.about, found.names)
    };
    let (cells, about, names) = told("acceptor");
    let sum: u64 = cells
        .iter()
        .map(|cell| if let Cell::Money(fen) = cell { *fen } else { 0 })
        .sum();
    assert!(sum > 0, "{cells:?}");
    let Some(About::Billed { fen, .. }) = about else {
        unreachable!("{about:?}")
    };
    assert_eq!(fen, sum);
    assert_eq!(told("edu"), (cells.clone(), about, names.clone()));
    assert_eq!(told("host-a"), (cells.clone(), about, names));
    for login in ["health", "host-b"] {
        let (cells, about, names) = told(login);
        assert!(cells.is_empty() && names.is_empty(), "{login} {about:?}");
        assert!(matches!(
            about,
            Some(About::Billed {
                fen: 0,
                unpriced: 0
            }) | None
        ));
    }
}

/// A resource is opened with what became of it and how its amount comes about; the same for whom it is not is nothing.
#[test]
fn a_resource_is_told_with_its_course_and_its_segments() {
    let town = Town::new(|city| {
        city.given("procurement performing").unwrap();
        crate::rules_resource_change::given(city, "closed", false);
    });
    let ask = |login: &str| {
        let seat = town.hub.seat(Login::new(login));
        let request = Request::Record {
            kind: RecordKind::Resource,
            key: "APP-20261109-0001/1".to_owned(),
        };
        match seat.ask(request) {
            Answer::Record(found) => found,
            other => unreachable!("{other:?}"),
        }
    };
    let found = ask("edu").unwrap();
    let course = found.course.unwrap();
    assert_eq!(course.turns.len(), 1);
    let charges = course.charges.unwrap();
    assert_eq!(charges.lines.len(), 1);
    assert!(ask("health").is_none());
    assert!(Resource::of(Record::clone(&ask("host-a").unwrap().record)).is_some());
    for lang in LANGS {
        let mut screen = town.screen_as("edu", lang, 120, 36, &|_| {});
        screen.keys("2 / type:pa池 Enter Enter Enter Enter");
        let (course, how) = match lang {
            Lang::Zh => ("变化", "怎么算"),
            Lang::En => ("Course", "How"),
        };
        screen.shows(course).shows(how);
    }
}

/// The unit begins a change from the resource, with its line filled in; nobody else is offered one, and no second one.
#[test]
fn a_change_is_begun_from_the_resource_by_its_unit_alone() {
    let town = Town::new(running);
    let down = "2 / type:pa池 Enter Enter Enter";
    let mut screen = town.screen("edu");
    // The lists above say as well that a change or a cancellation can be begun.
    screen.keys("2").shows("n 变更、注销");
    screen
        .keys("n")
        .shows("申请变更")
        .shows("申请注销")
        .keys("Esc");
    screen.keys(down).keys("j").shows(". ");
    screen.keys(". Enter").shows("APP-20261109-0001/2 disk");
    screen.keys("Esc");
    // From its page as well, by the key that offers what can be done, and by the one that does what is due.
    screen
        .keys("k Enter . Enter")
        .shows("APP-20261109-0001/1 vm");
    screen.keys("Esc a").shows("APP-20261109-0001/1 vm");
    // What was typed about one is not taken up for another.
    screen
        .keys("type:另议 Esc Esc j c")
        .shows("APP-20261109-0001/2 disk")
        .hides("另议");
    for login in ["acceptor", "host-a"] {
        let mut screen = town.screen(login);
        screen.keys(down).keys(".").shows("没有您可办的事");
    }
}

/// What is shown is exported by the line that the palette tells.
#[test]
fn the_line_that_exports_a_step_names_its_pool_and_its_system() {
    let town = Town::new(running);
    let mut screen = town.screen_as("edu", Lang::Zh, 120, 36, &|_| {});
    screen.keys("2 / type:pa池 Enter Enter : type:导出 Enter");
    screen.shows("yunguan list system --pool pa --as edu --export ");
    screen.keys("Esc Enter : type:导出 Enter");
    screen.shows("yunguan list resource --pool pa --system exam --as edu --export ");
}

#[test]
fn who_has_nothing_in_a_pool_is_told_so() {
    let town = Town::new(running);
    let mut screen = town.screen("health");
    screen
        .keys("2 / type:pa池 Enter Enter")
        .shows("没有您能看到的资源");
    screen.keys("Backspace").shows("资源 › 资源池");
}

#[test]
fn each_step_is_as_it_was_reviewed() {
    let town = Town::new(|city| {
        city.given("procurement performing").unwrap();
        crate::rules_resource_change::given(city, "done", false);
    });
    for (name, keys) in [
        ("resources_pools", "2"),
        ("resources_systems", "2 / type:pa池 Enter Enter"),
        ("resources_of_one", "2 / type:pa池 Enter Enter Enter"),
        ("resource", "2 / type:pa池 Enter Enter Enter Enter"),
    ] {
        insta::assert_snapshot!(name, crate::frames::frames(&town, "edu", keys));
    }
}

/// A script asks over the socket for the same windows by the same names.
#[test]
fn the_socket_answers_as_a_seat_does() {
    let look = json!({"list": {"resources_of": {"pool": "pa", "system": "exam"}}, "after": 9});
    let town = Town::new(running);
    let door = Door::new(running);
    for login in ["acceptor", "edu", "host-a", "health"] {
        let seat = town.hub.seat(Login::new(login));
        let wanted = window(&seat, serde_json::from_value(look.clone()).unwrap());
        let told = door.peer(login).call("look", &look)["result"]["result"].clone();
        for field in ["rows", "about", "total", "names"] {
            let wanted = serde_json::to_value(&wanted).unwrap();
            assert_eq!(told[field], wanted[field], "{login} {field}");
        }
    }
    let systems = json!({"list": {"systems_in": "pa"}, "after": 9});
    let told = door.peer("edu").call("look", &systems);
    assert_eq!(
        told["result"]["result"]["rows"][0]["cells"][0],
        json!({"code": "exam"})
    );
}

#[test]
fn the_command_line_has_the_same_lists() {
    let office = Office::sandbox("zh");
    let by = |words: &[&str]| office.by("acceptor", words);
    by(&["list", "system", "--pool", "pool-a"]).is(0);
    by(&[
        "list", "resource", "--pool", "pool-a", "--system", "exam", "--plain",
    ])
    .is(0);
    for words in [
        &["list", "resource", "--pool", "pool-a"][..],
        &["list", "party", "--pool", "pool-a"],
        &["list", "system", "--pool", "pool-a", "--system", "exam"],
        &["list", "resource", "--system", "exam"],
    ] {
        by(words).is(2);
    }
}

/// What is free of a pool is drawn where it is chosen, and explained down to who measured what; a unit is told neither.
#[test]
fn what_is_free_of_a_pool_is_drawn_and_explained() {
    let town = Town::new(|city| {
        crate::capacity::vectors(city);
        crate::capacity::measure(city, "pa", &["vcpu 20 2 10%", "fast_disk_gib 200 1 0%"]);
        let six = [
            "vcpu 1",
            "memory_gib 1",
            "fast_disk_gib 1",
            "ordinary_disk_gib 1",
            "gpu 1",
            "addresses 1",
        ];
        crate::capacity::measure(city, "own", &six);
        running(city);
    });
    let mut screen = town.screen("builder");
    screen
        .keys("2 / type:pa池 Enter")
        .shows("vCPU        [████████████████░░░░                    ]   可用 20/40")
        .shows("高速盘(GiB) [████████████████████████████████████████]    可用 0/200");
    screen
        .keys("e")
        .shows("pa池的余量从哪里来？")
        .shows("checker君登记")
        .shows("物理 20 × 2 = 有效 40（取整）")
        .shows("应急预留 4：4 中已动用 0")
        .shows("40 − 已发放 16 − 应急发放 0 − 已预留 0 − 应急预留余 4 = 20");
    let mut support = town.screen("builder");
    support
        .keys("2 / type:own Enter")
        .shows("own池（own）    +1");
    let mut unit = town.screen("edu");
    unit.keys("2 / type:pa池 Enter").shows("pa池").hides("可用");
    unit.shows("有余").shows("紧张").hides("20/40");
    unit.keys("e").hides("有效");
}

/// A unit is told of which dimensions a pool is short, without a number; another provider nothing, whoever runs it all.
#[test]
fn a_unit_is_told_whether_a_pool_is_short_and_no_number() {
    let town = Town::new(|city| {
        crate::capacity::vectors(city);
        let lines = ["vcpu 7777 1 0%", "fast_disk_gib 200 1 0%"];
        crate::capacity::measure(city, "pa", &lines);
        running(city);
    });
    let ask = |login: &str| {
        let request = Request::Record {
            kind: RecordKind::Pool,
            key: "pa".to_owned(),
        };
        match town.hub.seat(Login::new(login)).ask(request) {
            Answer::Record(Some(found)) => json!(found),
            other => unreachable!("{other:?}"),
        }
    };
    let told = ask("edu");
    assert_eq!(
        told["availability"],
        json!([
            {"dimension": "vcpu", "is_short": false},
            {"dimension": "fast_disk_gib", "is_short": true}
        ])
    );
    assert!(told.get("room").is_none());
    let told = told.to_string();
    assert!(!told.contains("7777") && !told.contains("7761"), "{told}");
    let operator = ask("host-a");
    assert!(operator.get("availability").is_none() && operator.get("room").is_some());
    let rival = ask("host-b");
    assert!(rival.get("availability").is_none() && rival.get("room").is_none());
    let list = List::Register(RecordKind::Pool);
    let room = |login: &str| {
        let rows = rows(&town.hub.seat(Login::new(login)), list.clone());
        let row = rows.iter().find(|row| key(row) == "pa").unwrap();
        cell(&list, row, Column::Room)
    };
    assert_eq!(room("edu"), Cell::status(Status::Short));
    assert_eq!(room("host-b"), Cell::Nothing);
}
