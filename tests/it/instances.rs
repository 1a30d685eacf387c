//! Resource instances: what is handed over is things, each with its ordinal, its name and its day.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::matter::MatterId;
use yunguan::domain::r#use::instance::Batch;

use crate::support::city::{City, application, item, refused};

fn instances(city: &City, id: MatterId) -> Vec<Batch> {
    city.matter(id).body.asked().unwrap().instances.clone()
}

/// An application for eight servers and two disks that is to be delivered.
fn ordered() -> (City, MatterId) {
    let mut city = City::new();
    let wanted = application("exam", "pa", &[item("vm", 8), item("disk", 2)]);
    let id = city.open("edu", "application.submit", &wanted);
    for (login, verb, fields) in [
        ("acceptor", "accept", json!({})),
        (
            "reviewer",
            "review",
            json!({"decision": "approve", "opinion": "同意"}),
        ),
        ("builder", "order-test", json!({})),
        ("host-a", "hand-over-test", json!({"environment": "地址"})),
        (
            "edu",
            "report-test",
            json!({"result": "passed", "report": "达标", "early_reason": "测完"}),
        ),
        ("builder", "propose", json!({"reason": "照批"})),
        ("acceptor", "receive-filing", json!({})),
        ("builder", "order-delivery", json!({})),
    ] {
        let verb = format!("application.{verb}");
        city.on_matter(login, &verb, id, &fields).unwrap();
    }
    (city, id)
}

fn delivered(city: &mut City, id: MatterId, quantities: [u32; 2], names: &Value) -> String {
    let fields =
        json!({"completed_on": city.today(), "quantities": quantities, "instances": names});
    match city.on_matter("host-a", "application.deliver", id, &fields) {
        Ok(_) => "done".to_owned(),
        Err(refusal) => refused(&refusal),
    }
}

#[test]
fn ordinals_run_on_over_partial_deliveries_and_names_are_given_once() {
    let (mut city, id) = ordered();
    let first = city.today();
    for (names, told) in [
        (json!(["i-1 i-2 i-3"]), "refused bad_instances under 19(4)"),
        (json!(["1"]), "refused bad_instances under 19(4)"),
        (json!(["1i-1 i-2 i-3"]), "refused bad_instances under 19(4)"),
        (json!(["1 i-1 i-2"]), "refused instance_count under 19(4)"),
        (json!(["2 d-1"]), "refused instance_count under 19(4)"),
        (json!(["3 d-1"]), "refused instance_count under 19(4)"),
        (
            json!(["1 i-1 i-2 i-3", "1 i-4 i-5 i-6"]),
            "refused instance_count under 19(4)",
        ),
        (
            json!(["1 i-1 i-2 i-1"]),
            "refused instance_twice under 19(4)",
        ),
        (json!(["1 i-1，i-2、i-3"]), "done"),
    ] {
        assert_eq!(delivered(&mut city, id, [3, 0], &names), told, "{names}");
    }
    city.wait_days(2);
    let again = json!(["2：d-1 d-2", "1 i-3 i-4 i-5 i-6 i-7"]);
    assert_eq!(
        delivered(&mut city, id, [5, 2], &again),
        "refused instance_twice under 19(4)"
    );
    assert_eq!(
        delivered(&mut city, id, [5, 2], &json!(["2：d-1 d-2"])),
        "done"
    );
    let batch = |line, first, last, from: &str, ids: &[&str]| Batch {
        line,
        first,
        last,
        from: from.parse().unwrap(),
        until: None,
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
    };
    let second = city.today();
    assert_eq!(
        instances(&city, id),
        [
            batch(1, 1, 3, &first, &["i-1", "i-2", "i-3"]),
            batch(1, 4, 8, &second, &[]),
            batch(2, 1, 2, &second, &["d-1", "d-2"]),
        ]
    );
    // What the unit objects to is no longer its own, and stays on record; all of it is owed again, as other ordinals.
    let reason = json!({"reason": "规格不符"});
    city.on_matter("edu", "application.object-delivery", id, &reason)
        .unwrap();
    let ended = instances(&city, id);
    assert_eq!(ended.len(), 3);
    assert!(ended.iter().all(|batch| batch.until.is_some()));
    assert_eq!(delivered(&mut city, id, [8, 2], &json!([])), "done");
    let again = instances(&city, id);
    assert_eq!(again[..3], ended);
    let again = again[3..].iter().map(|batch| (batch.line, batch.first));
    assert_eq!(again.collect::<Vec<_>>(), [(1, 9), (2, 3)]);
}

#[test]
fn an_emergencys_instances_are_the_units_from_the_hand_over_as_reported() {
    let mut city = City::new();
    let id = city.given("emergency issued").unwrap();
    city.wait_days(2);
    let recorded = json!({"handed_over_at": "2026-11-10T09:00:00+08:00",
        "instances": ["1 e-1 e-2 e-3 e-4 e-5 e-6 e-7 e-8"]});
    city.on_matter("host-a", "emergency.hand-over", id, &recorded)
        .unwrap();
    let found = instances(&city, id);
    let [batch] = found.as_slice() else {
        unreachable!("{found:?}")
    };
    assert_eq!((batch.first, batch.last, batch.ids.len()), (1, 8, 8));
    assert_eq!(batch.from, "2026-11-10".parse().unwrap());
    // What the unit says of it moves no billing: the instances are the unit's from the day that was reported.
    let acknowledged =
        json!({"handed_over_at": "2026-11-11T09:00:00+08:00", "reason": "当日才能登录"});
    city.on_matter("health", "emergency.acknowledge", id, &acknowledged)
        .unwrap();
    let found = instances(&city, id);
    assert_eq!(found[0].from, "2026-11-10".parse().unwrap());
}

#[test]
fn a_line_keeps_what_one_of_its_item_takes_as_it_stood() {
    let mut city = City::new();
    let vm = |vcpu: u32| {
        json!({"code": "vm", "family": "计算", "name": "云主机 4核16G", "specification": "标准", "unit": "台",
            "basis": "year", "price_fen": 120_000, "vcpu": vcpu, "memory_gib": 16})
    };
    city.send("keeper", "item.register", &vm(4)).unwrap();
    let wanted = application("exam", "pa", &[item("vm", 8)]);
    let id = city.open("edu", "application.submit", &wanted);
    city.send("keeper", "item.register", &vm(8)).unwrap();
    let body = json!(city.matter(id).body);
    let vector = &body["application"]["asked"]["lines"][0]["subject"]["item"]["vector"];
    assert_eq!((&vector["vcpu"], &vector["gpu"]), (&json!(4), &Value::Null));
}
