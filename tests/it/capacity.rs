//! What pools have, what is given out of them, and what no longer fits (R30).
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::build::capacity::Dimension;
use yunguan::domain::build::measure::Capacity;
use yunguan::domain::build::room::{self, Room};
use yunguan::domain::law::act::Verb;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::matter::{MatterId, MatterKind};
use yunguan::domain::law::offer::offers;
use yunguan::domain::law::refusal::{Reason, Refusal};
use yunguan::domain::law::world::World;
use yunguan::domain::r#use::{application as rules, emergency as urgent};
use yunguan::hub::request::{ActRequest, Answer, Request};
use yunguan::ledger::batch::{Act, Ended};
use yunguan::ledger::verify;
use yunguan::locale::{Lang, refusal};

use crate::points::points;
use crate::support::chance::Chance;
use crate::support::city::{City, application, certified, command, emergency, item, with};
use crate::support::screen::Town;
use crate::{rules_cancellation, rules_resource_change};

/// Gives the catalogue's items what they take: a server of four cores, a core alone, a disk.
pub fn vectors(city: &mut City) {
    for (code, takes) in [
        ("vm", json!({"vcpu": 4})),
        ("core", json!({"vcpu": 1})),
        ("disk", json!({"fast_disk_gib": 100})),
        ("big", json!({"vcpu": 2, "memory_gib": 8})),
    ] {
        let mut fields = json!({"code": code, "family": "计算", "name": format!("云主机{code}"), "specification": "标准",
            "unit": "台", "basis": "year", "price_fen": 120_000});
        for (dimension, amount) in takes.as_object().unwrap() {
            fields[dimension] = amount.clone();
        }
        city.send("keeper", "item.register", &fields).unwrap();
    }
}

/// Puts on record what a pool has.
pub fn measure(city: &mut City, pool: &str, lines: &[&str]) {
    let fields = json!({"pool": pool, "dimensions": lines, "basis": "盘点记录"});
    city.send("checker", "pool.measure", &fields).unwrap();
}

/// How a pool stands in its processors.
fn cores(city: &City, pool: &str) -> Room {
    room_of(city, pool, Dimension::Vcpu)
}

fn room_of(city: &City, pool: &str, dimension: Dimension) -> Room {
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let rooms = room::of_pool(&view, &pool.into(), civil_date(city.now)).unwrap();
    view.settle().unwrap();
    *rooms
        .iter()
        .find(|room| room.dimension == dimension)
        .unwrap()
}

/// Issued, issued in emergencies, reserved.
fn used(city: &City, pool: &str) -> [u64; 3] {
    let room = cores(city, pool);
    [room.issued, room.drawn, room.reserved]
}

/// An application that waits for its review.
fn accepted(city: &mut City, pool: &str, lines: &[Value]) -> MatterId {
    let fields = application("exam", pool, lines);
    let id = city.open("edu", "application.submit", &fields);
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    id
}

fn approval() -> Value {
    json!({"decision": "approve", "opinion": "同意"})
}

fn approve(city: &mut City, id: MatterId) -> Result<(), Refusal> {
    let done = city.on_matter("reviewer", "application.review", id, &approval());
    done.map(drop)
}

/// From the opinion to the delivery.
fn deliver(city: &mut City, id: MatterId) {
    let test = json!({"result": "passed", "report": "通过", "early_reason": "测完"});
    let day = json!({"completed_on": city.today()});
    for (login, verb, fields) in [
        ("builder", "order-test", json!({})),
        ("host-a", "hand-over-test", json!({"environment": "甲"})),
        ("edu", "report-test", test),
        ("builder", "propose", json!({"reason": "照旧"})),
        ("acceptor", "receive-filing", json!({})),
        ("builder", "order-delivery", json!({})),
        ("host-a", "deliver", day),
    ] {
        city.on_matter(login, &format!("application.{verb}"), id, &fields)
            .unwrap();
    }
}

/// What a refusal says, in Chinese.
fn told(city: &City, of: Refusal, verb: &str) -> String {
    let verb = Verb::find(verb).unwrap();
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let named = of.named(&view);
    refusal::cited(Lang::Zh, &named, verb)
}

/// An emergency for so many servers.
fn in_need(city: &mut City, quantity: u32) -> MatterId {
    let fields = emergency("flood", "pa", "national_security", "");
    let fields = with(fields, "lines", json!([item("vm", quantity)]));
    city.open("health", "emergency.apply", &fields)
}

#[test]
fn what_does_not_fit_is_refused_at_the_opinion_and_an_emergency_takes_the_reserve() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 1024 2.0 10%"]);
    let running = accepted(&mut city, "pa", &[item("core", 1_700)]);
    approve(&mut city, running).unwrap();
    deliver(&mut city, running);
    let promised = accepted(&mut city, "pa", &[item("core", 120)]);
    approve(&mut city, promised).unwrap();
    let room = cores(&city, "pa");
    assert_eq!((room.effective, room.reserve), (2_048, 204));
    assert_eq!((room.issued, room.reserved), (1_700, 120));
    assert_eq!((room.general(), room.left_of_reserve()), (24, 204));
    let more = accepted(&mut city, "pa", &[item("vm", 8)]);
    let before = points(&city, "reviewer", more, "application.review");
    assert!(
        before.contains(&"! 容量 32 vCPU（可用 24，短缺 8）".to_owned()),
        "{before:?}"
    );
    let refused = approve(&mut city, more).unwrap_err();
    let said = told(&city, refused, "application.review");
    assert!(said.contains("资源池“pa池”容纳不下：短缺 8 vCPU"), "{said}");
    assert!(said.contains("R30"), "{said}");
    // The same as an emergency.
    let urgent = in_need(&mut city, 8);
    let before = points(&city, "checker", urgent, "emergency.review");
    let taken = "! 容量 32 vCPU（可用 228），动用应急预留 32（204 → 172）";
    assert!(before.contains(&taken.to_owned()), "{before:?}");
    let grant = json!({"decision": "approve"});
    city.on_matter("checker", "emergency.review", urgent, &grant)
        .unwrap();
    let room = cores(&city, "pa");
    assert_eq!((room.left_of_reserve(), room.general()), (172, 24));
    assert_eq!(used(&city, "pa"), [1_700, 32, 120]);
    // What is left of both is 196: 49 servers, and not one more.
    for (quantity, fits) in [(50, false), (49, true), (1, false)] {
        let id = in_need(&mut city, quantity);
        let done = city.on_matter("checker", "emergency.review", id, &grant);
        assert_eq!(done.is_ok(), fits, "{quantity}");
        if let Err(refusal) = done {
            let said = told(&city, refusal, "emergency.review");
            assert!(said.contains("短缺 4 vCPU"), "{said}");
        }
    }
    assert_eq!(cores(&city, "pa").free(), 0);
}

#[test]
fn who_cannot_approve_can_still_reject_or_approve_less() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 10 1 0%"]);
    let id = accepted(&mut city, "pa", &[item("vm", 3), item("disk", 1)]);
    // Of a dimension that is not named the pool has nothing.
    let Err(refusal) = approve(&mut city, id) else {
        unreachable!("approved");
    };
    let said = told(&city, refusal, "application.review");
    assert!(said.contains("短缺 2 vCPU、100 GiB 高速盘"), "{said}");
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let world: &dyn World = &view;
    let actor = city.actor("reviewer");
    let all = offers(world, &actor, city.now, &city.matter(id));
    let review = all
        .iter()
        .find(|offer| offer.verb.word() == "application.review");
    assert!(review.unwrap().refusal.is_none());
    drop(view);
    drop(snapshot);
    let less = with(approval(), "quantities", json!([2, 0]));
    city.on_matter("reviewer", "application.review", id, &less)
        .unwrap();
    assert_eq!(used(&city, "pa"), [0, 0, 8]);
    let other = accepted(&mut city, "pa", &[item("vm", 1)]);
    let reject = json!({"decision": "reject", "opinion": "池满"});
    city.on_matter("reviewer", "application.review", other, &reject)
        .unwrap();
    assert_eq!(used(&city, "pa"), [0, 0, 8]);
}

#[test]
fn nothing_is_refused_while_nobody_knows_and_whoever_reviews_is_told() {
    let mut city = City::new();
    vectors(&mut city);
    let id = accepted(&mut city, "pa", &[item("vm", 1_000_000)]);
    let unknown = "! 容量 资源池容量没有登记，是否容纳得下不得而知".to_owned();
    assert!(points(&city, "reviewer", id, "application.review").contains(&unknown));
    approve(&mut city, id).unwrap();
    let urgent = in_need(&mut city, 1_000_000);
    assert!(points(&city, "checker", urgent, "emergency.review").contains(&unknown));
    city.on_matter(
        "checker",
        "emergency.review",
        urgent,
        &json!({"decision": "approve"}),
    )
    .unwrap();
    // What was given out before counts once the pool is measured; what needs nothing passes.
    measure(&mut city, "pa", &["vcpu 100"]);
    assert_eq!(used(&city, "pa"), [0, 4_000_000, 4_000_000]);
    let other = accepted(&mut city, "pa", &[item("core", 1)]);
    let Err(refusal) = approve(&mut city, other) else {
        unreachable!("approved");
    };
    assert!(told(&city, refusal, "application.review").contains("短缺 7999901 vCPU"));
    measure(&mut city, "pa", &["vcpu 100", "fast_disk_gib 1000 1 0%"]);
    let disk = accepted(&mut city, "pa", &[item("disk", 10)]);
    let free = "容量 1000 GiB 高速盘（可用 1000）".to_owned();
    assert!(points(&city, "reviewer", disk, "application.review").contains(&free));
    approve(&mut city, disk).unwrap();
    assert_eq!(room_of(&city, "pa", Dimension::FastDiskGib).general(), 0);
}

#[test]
fn what_is_approved_is_reserved_until_it_is_issued_and_every_end_gives_it_back() {
    // Of four servers at four cores each: what is issued, in emergencies, and reserved.
    for (words, expected) in [
        ("pa submitted", [0, 0, 0]),
        ("pa accepted", [0, 0, 0]),
        ("pa not_accepted", [0, 0, 0]),
        ("pa rejected", [0, 0, 0]),
        ("pa withdrawn", [0, 0, 0]),
        ("pa approved", [0, 0, 16]),
        ("pa abandoned", [0, 0, 0]),
        ("pa test_ordered", [0, 0, 16]),
        ("pa testing", [0, 0, 16]),
        ("pa test_reported", [0, 0, 16]),
        ("pa adjustment_proposed", [0, 0, 16]),
        ("pa adjustment_proposed less", [0, 0, 12]),
        ("pa filed less", [0, 0, 12]),
        ("pa delivery_ordered less", [0, 0, 12]),
        ("pa delivered less", [12, 0, 0]),
        ("pa running", [16, 0, 0]),
        ("pa approved mixed", [0, 0, 16]),
        ("pa self_procuring off", [0, 0, 0]),
        ("emergency applied", [0, 0, 0]),
        ("emergency withdrawn", [0, 0, 0]),
        ("emergency rejected", [0, 0, 0]),
        ("emergency issued", [0, 32, 0]),
        ("emergency handed_over", [0, 32, 0]),
        ("emergency regularised", [32, 0, 0]),
    ] {
        let mut city = City::new();
        vectors(&mut city);
        measure(&mut city, "pa", &["vcpu 1000", "fast_disk_gib 1000"]);
        city.given(words).unwrap();
        assert_eq!(used(&city, "pa"), expected, "{words}");
        verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
    }
}

#[test]
fn a_part_that_is_delivered_is_no_longer_reserved_and_an_objection_takes_it_back() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 100", "fast_disk_gib 1000"]);
    let id = city.given("pa delivery_ordered").unwrap();
    let part = json!({"completed_on": city.today(), "quantities": [3, 0]});
    city.on_matter("host-a", "application.deliver", id, &part)
        .unwrap();
    assert_eq!(used(&city, "pa"), [12, 0, 4]);
    let why = json!({"reason": "不通"});
    city.on_matter("edu", "application.object-delivery", id, &why)
        .unwrap();
    assert_eq!(used(&city, "pa"), [0, 0, 16]);
    city.on_matter("edu", "application.abandon", id, &why)
        .unwrap();
    assert_eq!(used(&city, "pa"), [0, 0, 0]);
    let recalled = city.given("emergency issued").unwrap();
    city.formal(recalled);
    city.on_matter("checker", "emergency.recall", recalled, &why)
        .unwrap();
    assert_eq!(used(&city, "pa"), [0, 0, 0]);
}

#[test]
fn what_regularises_an_emergency_takes_nothing_and_makes_the_reserve_whole() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 36 1 50%"]);
    let id = city.given("emergency handed_over").unwrap();
    let today = json!({"completed_on": city.today()});
    city.on_matter("health", "emergency.confirm", id, &today)
        .unwrap();
    let room = cores(&city, "pa");
    assert_eq!((room.left_of_reserve(), room.general()), (0, 4));
    let formal = city.formal(id);
    city.on_matter("acceptor", "application.accept", formal, &json!({}))
        .unwrap();
    let before = points(&city, "reviewer", formal, "application.review");
    assert!(before.iter().all(|one| !one.contains("容量")), "{before:?}");
    approve(&mut city, formal).unwrap();
    let room = cores(&city, "pa");
    assert_eq!(used(&city, "pa"), [32, 0, 0]);
    assert_eq!(
        (room.free(), room.left_of_reserve(), room.general()),
        (4, 4, -14)
    );
}

#[test]
fn a_supplementary_opinion_needs_room_for_what_it_adds_alone() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 23 1 0%", "fast_disk_gib 200 1 0%"]);
    let id = city.given("pa test_reported").unwrap();
    let raise = |city: &mut City, servers: u32| {
        let fields = json!({"quantities": [servers, 2], "reason": "峰值超出"});
        city.on_matter("reviewer", "application.supplement", id, &fields)
            .map(drop)
    };
    let Err(refusal) = raise(&mut city, 6) else {
        unreachable!("raised");
    };
    assert!(matches!(refusal.reason, Reason::NoRoom(..)));
    assert!(told(&city, refusal, "application.supplement").contains("短缺 1 vCPU"));
    raise(&mut city, 5).unwrap();
    assert_eq!(used(&city, "pa"), [0, 0, 20]);
}

#[test]
fn what_a_pool_had_before_stays_on_record() {
    let mut city = City::new();
    measure(&mut city, "pa", &["内存 4096 1.5", "vcpu 1024 2.0 10%"]);
    city.wait_days(3);
    measure(&mut city, "pa", &["vcpu 1024 3", "memory_gib 8192"]);
    let capacity: Capacity = city.record_of("pa");
    let lines = |dimensions: &[yunguan::domain::build::measure::Measured]| {
        let lines = dimensions.iter().map(ToString::to_string);
        lines.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        lines(&capacity.dimensions),
        "vcpu 1024 3; memory_gib 8192 1"
    );
    let before = &capacity.measured.former[0];
    assert_eq!(
        lines(&before.value.dimensions),
        "vcpu 1024 2 10%; memory_gib 4096 1.5"
    );
    assert_eq!(before.from.to_string(), "2026-11-09");
    assert_eq!(before.until.to_string(), "2026-11-12");
    // What is not said of the reserve is R30's, of the pool or of the city.
    assert_eq!(cores(&city, "pa").reserve, 307);
    for (scope, percent) in [(json!("city"), 20), (json!({"pool": "pa"}), 1)] {
        let ruling = json!({"ruling": "R30", "values": {"emergency_reserve_percent": {"number": percent}},
            "effective": city.today(), "reason": "汛期", "scope": scope});
        city.send("reviewer", "ruling.propose", &ruling).unwrap();
        let number = city
            .ledger
            .snapshot()
            .unwrap()
            .facts
            .rulings
            .rulings()
            .len();
        city.send("reviewer2", "ruling.sign", &json!({"proposal": number}))
            .unwrap();
        let expected = 3_072 * percent / 100;
        assert_eq!(cores(&city, "pa").reserve, expected);
    }
}

/// An act as a batch takes it.
fn act(city: &City, login: &str, key: &str, verb: &str, id: MatterId, fields: &Value) -> Act {
    Act {
        actor: city.actor(login),
        key: key.to_owned(),
        expected: None,
        command: command(verb, &with(fields.clone(), "matter", json!(id))),
    }
}

#[test]
fn two_acts_of_one_batch_never_oversell() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 30 1 0%"]);
    let ids = [5, 5].map(|quantity| accepted(&mut city, "pa", &[item("vm", quantity)]));
    let acts = ids.map(|id| {
        let key = format!("review-{id}");
        act(
            &city,
            "reviewer",
            &key,
            "application.review",
            id,
            &approval(),
        )
    });
    let now = city.now;
    let ended = city
        .ledger
        .write(|batch| {
            acts.iter()
                .map(|act| batch.act(act, now))
                .collect::<Result<Vec<_>, _>>()
        })
        .unwrap();
    assert!(matches!(ended[0], Ended::Done(_)));
    let Ended::Refused(refusal) = ended[1].clone() else {
        unreachable!("{:?}", ended[1]);
    };
    assert!(told(&city, refusal, "application.review").contains("短缺 10 vCPU"));
    assert_eq!(used(&city, "pa"), [0, 0, 20]);
}

/// What the matters themselves say is given out of a pool's processors.
fn counted(city: &City, ids: &[MatterId]) -> [u64; 3] {
    let mut sums = [0; 3];
    for id in ids {
        let matter = city.matter(*id);
        let asked = matter.body.asked().unwrap();
        let stage = matter.head.stage.word();
        let urgent = id.kind == MatterKind::Emergency;
        for line in &asked.lines {
            let each = match line.name() {
                "云主机vm" => 4,
                "云主机core" => 1,
                _ => 2,
            };
            let issued = u64::from(line.issued.unwrap_or(0)) * each;
            let promised = line.adjusted.or(line.approved).unwrap_or(0);
            let promised = u64::from(promised) * each;
            match stage {
                "issued" | "handed_over" if urgent => sums[1] += issued,
                "approved"
                | "test_ordered"
                | "testing"
                | "test_reported"
                | "adjustment_proposed"
                | "filed"
                | "delivery_ordered" => {
                    sums[0] += issued;
                    sums[2] += promised - issued;
                }
                "regularised" | "delivered" | "running" => sums[0] += issued,
                _ => {}
            }
        }
    }
    sums
}

/// Whatever is done in whatever order, alone or two at a time: what is given out is what the matters say, and never more
/// than there is.
#[test]
fn no_story_ever_oversells() {
    for seed in 0..6 {
        let mut chance = Chance::new(seed);
        let mut city = City::new();
        vectors(&mut city);
        measure(&mut city, "pa", &["vcpu 70 1.15 20%", "memory_gib 90"]);
        let mut ids: Vec<MatterId> = Vec::new();
        let mut no_room = 0;
        for step in 0..150 {
            if ids.len() < 4 || chance.below(4) == 0 {
                let code = *chance.one(&["vm", "core", "big"]);
                let lines = [item(code, chance.below(9) + 1), item("core", 2)];
                let fields = if chance.below(4) == 0 {
                    let fields = emergency("flood", "pa", "national_security", "");
                    ids.push(city.open(
                        "health",
                        "emergency.apply",
                        &with(fields, "lines", json!(lines)),
                    ));
                    continue;
                } else {
                    application("exam", "pa", &lines)
                };
                ids.push(city.open("edu", "application.submit", &fields));
                continue;
            }
            let two: Vec<MatterId> = (0..=chance.below(2)).map(|_| *chance.one(&ids)).collect();
            let mut acts = Vec::new();
            for (nth, id) in two.into_iter().enumerate() {
                let Some((login, verb, fields)) = next(&mut chance, &city, id) else {
                    continue;
                };
                acts.push(act(
                    &city,
                    login,
                    &format!("{seed}-{step}-{nth}"),
                    verb,
                    id,
                    &fields,
                ));
            }
            let now = city.now;
            let ended = city
                .ledger
                .write(|batch| {
                    acts.iter()
                        .map(|act| batch.act(act, now))
                        .collect::<Result<Vec<_>, _>>()
                })
                .unwrap();
            for ended in ended {
                if let Ended::Refused(refusal) = ended {
                    no_room += u32::from(matches!(refusal.reason, Reason::NoRoom(..)));
                }
            }
            let room = cores(&city, "pa");
            assert_eq!(used(&city, "pa"), counted(&city, &ids), "{seed} {step}");
            assert!(room.free() >= 0, "{seed} {step}: {room:?}");
            assert!(room_of(&city, "pa", Dimension::MemoryGib).free() >= 0);
        }
        assert!(no_room > 0, "{seed}");
        verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
    }
}

/// What may be done next on a matter, or what ends it.
fn next(
    chance: &mut Chance,
    city: &City,
    id: MatterId,
) -> Option<(&'static str, &'static str, Value)> {
    let today = json!({"completed_on": city.today()});
    let why = json!({"reason": "变故"});
    let stage = city.matter(id).head.stage;
    let ends = chance.below(8) == 0;
    Some(if id.kind == MatterKind::Emergency {
        if stage == urgent::Stage::Applied.into() {
            (
                "checker",
                "emergency.review",
                json!({"decision": "approve"}),
            )
        } else if stage == urgent::Stage::Issued.into() && ends {
            ("checker", "emergency.recall", why)
        } else if stage == urgent::Stage::Issued.into() {
            ("host-a", "emergency.hand-over", json!({}))
        } else {
            return None;
        }
    } else if ends && stage != rules::Stage::Submitted.into() {
        ("edu", "application.abandon", why)
    } else {
        let test = json!({"result": "passed", "report": "通过", "early_reason": "测完"});
        let roads = [
            (
                rules::Stage::Submitted,
                "acceptor",
                "application.accept",
                json!({}),
            ),
            (
                rules::Stage::Accepted,
                "reviewer",
                "application.review",
                approval(),
            ),
            (
                rules::Stage::Approved,
                "builder",
                "application.order-test",
                json!({}),
            ),
            (
                rules::Stage::TestOrdered,
                "host-a",
                "application.hand-over-test",
                json!({"environment": "甲"}),
            ),
            (
                rules::Stage::Testing,
                "edu",
                "application.report-test",
                test,
            ),
            (
                rules::Stage::TestReported,
                "builder",
                "application.propose",
                json!({"reason": "减", "quantities": [1, 1]}),
            ),
            (
                rules::Stage::AdjustmentProposed,
                "acceptor",
                "application.receive-filing",
                json!({}),
            ),
            (
                rules::Stage::Filed,
                "builder",
                "application.order-delivery",
                json!({}),
            ),
            (
                rules::Stage::DeliveryOrdered,
                "host-a",
                "application.deliver",
                today,
            ),
            (
                rules::Stage::Delivered,
                "edu",
                "application.object-delivery",
                why,
            ),
        ];
        let road = roads.into_iter().find(|road| stage == road.0.into());
        let (_, login, verb, fields) = road?;
        (login, verb, fields)
    })
}

/// Many reviewers at once want the last 64 processors, four each: sixteen get them, whoever they are.
#[test]
fn seats_that_race_for_the_last_of_a_pool_end_with_what_fits() {
    const SEATS: usize = 200;
    let mut ids = Vec::new();
    let town = Town::new(|city| {
        vectors(city);
        measure(city, "pa", &["vcpu 64 1 0%"]);
        let fields = application("exam", "pa", &[item("vm", 1)]);
        for _ in 0..SEATS {
            ids.push(city.open("edu", "application.submit", &fields));
        }
        for id in &ids {
            city.on_matter("acceptor", "application.accept", *id, &json!({}))
                .unwrap();
        }
    });
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let racing: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| {
                let login = if at % 2 == 0 { "reviewer" } else { "reviewer2" };
                let seat = town.hub.seat(login.into());
                scope.spawn(move || {
                    let fields = with(approval(), "matter", json!(id));
                    seat.ask(Request::Act(ActRequest {
                        key: format!("race-{at}"),
                        expected: None,
                        command: command("application.review", &fields),
                    }))
                })
            })
            .collect();
        racing.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (mut done, mut refused) = (0, 0);
    for answer in answers {
        match answer {
            Answer::Done(_) => done += 1,
            Answer::Refused(refusal) => {
                assert!(matches!(refusal.reason, Reason::NoRoom(..)), "{refusal:?}");
                refused += 1;
            }
            other => unreachable!("{other:?}"),
        }
    }
    assert_eq!((done, refused), (16, SEATS - 16));
}

/// What is issued, reserved of a dimension.
fn given_out(city: &City, dimension: Dimension) -> [u64; 2] {
    let room = room_of(city, "pa", dimension);
    [room.issued, room.reserved]
}

#[test]
fn a_change_reserves_what_comes_and_gives_back_what_leaves_once_it_is_cleared() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 24 1 0%", "fast_disk_gib 200 1 0%"]);
    let id = rules_resource_change::given(&mut city, "advised", false);
    let before = points(&city, "reviewer", id, "change.review");
    assert!(
        before.contains(&"容量 8 vCPU（可用 8）".to_owned()),
        "{before:?}"
    );
    let steps = [
        ("reviewer", "review", approval(), [16, 8], [200, 0]),
        ("builder", "order", json!({}), [16, 8], [200, 0]),
        (
            "host-a",
            "carry-out",
            json!({"done_on": city.today()}),
            [16, 8],
            [200, 0],
        ),
        (
            "edu",
            "confirm",
            json!({"completed_on": city.today()}),
            [24, 0],
            [200, 0],
        ),
        (
            "host-a",
            "clear",
            certified(&city.today()),
            [24, 0],
            [100, 0],
        ),
    ];
    for (login, verb, fields, cores, disk) in steps {
        city.on_matter(login, &format!("change.{verb}"), id, &fields)
            .unwrap();
        assert_eq!(given_out(&city, Dimension::Vcpu), cores, "{verb}");
        assert_eq!(given_out(&city, Dimension::FastDiskGib), disk, "{verb}");
    }
}

#[test]
fn a_change_that_does_not_fit_is_refused_at_the_opinion_and_one_that_is_rejected_takes_nothing() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 20 1 0%", "fast_disk_gib 200 1 0%"]);
    let id = rules_resource_change::given(&mut city, "advised", false);
    let done = city.on_matter("reviewer", "change.review", id, &approval());
    let Err(refusal) = done.map(drop) else {
        unreachable!("approved");
    };
    let told = told(&city, refusal, "change.review");
    assert!(told.contains("短缺 4 vCPU"), "{told}");
    assert!(
        !told.contains("办结后"),
        "its own disk is not what is short: {told}"
    );
    let no = json!({"decision": "reject", "opinion": "没有容量"});
    city.on_matter("reviewer", "change.review", id, &no)
        .unwrap();
    assert_eq!(given_out(&city, Dimension::Vcpu), [16, 0]);
}

#[test]
fn what_was_cancelled_is_given_back_once_it_is_reclaimed_and_a_refusal_says_that_it_will() {
    let mut city = City::new();
    vectors(&mut city);
    measure(&mut city, "pa", &["vcpu 20 1 0%", "fast_disk_gib 900 1 0%"]);
    let id = rules_cancellation::given(&mut city, "submitted");
    let waiting = accepted(&mut city, "pa", &[item("vm", 2)]);
    let refused = |city: &mut City| {
        let Err(refusal) = approve(city, waiting) else {
            unreachable!("approved");
        };
        told(city, refusal, "application.review")
    };
    let told = refused(&mut city);
    assert!(
        told.contains("短缺 4 vCPU") && !told.contains("办结后"),
        "{told}"
    );
    for (stage, login, verb, fields) in rules_cancellation::road(&city.today(), "host-a") {
        if ["submitted", "rejected", "withdrawn"].contains(&stage) {
            continue;
        }
        city.on_matter(login, verb, id, &fields).unwrap();
        if stage == "closed" {
            assert_eq!(given_out(&city, Dimension::Vcpu), [0, 0]);
        } else {
            assert_eq!(given_out(&city, Dimension::Vcpu), [16, 0], "{stage}");
            let told = refused(&mut city);
            assert!(told.contains("短缺 4 vCPU；注销-"), "{stage}: {told}");
            assert!(
                told.contains("办结后可释放 16 vCPU（眼下时限 2026-"),
                "{stage}: {told}"
            );
        }
    }
    approve(&mut city, waiting).unwrap();
    assert_eq!(given_out(&city, Dimension::Vcpu), [0, 8]);
}
