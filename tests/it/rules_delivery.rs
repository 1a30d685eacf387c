//! Art. 19(4), with 21, 39 and R25: what is delivered in parts, objected to, filed by its service, or not left at all.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::r#use::application::Application;

use crate::support::city::{City, certified, lines, story};

fn body(city: &City, id: MatterId) -> Application {
    let Body::Application(body) = city.matter(id).body else {
        unreachable!()
    };
    body
}

/// Serves the proposal on the authority.
fn serve(city: &mut City, id: MatterId) {
    let paper = city.past(id).1.last().unwrap().number.to_string();
    let served = json!({"paper": paper, "received_by": "收发室"});
    city.on_matter("builder", "serve", id, &served).unwrap();
}

/// What is to be delivered, in either way of building: how it came there, who delivers, and how it stands.
const TO_DELIVER: [(&str, &str, &str); 2] = [
    (
        "pa delivery_ordered",
        "host-a",
        "delivery_ordered; deliver yun-a 2026-11-23",
    ),
    ("own filed", "builder", "filed; deliver jishu 2026-11-23"),
];

/// What is delivered leaves by a cancellation, a part of it like all of it (Art. 21).
#[test]
fn what_is_delivered_in_part_is_not_abandoned() {
    for (given, operator, stands) in TO_DELIVER {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        let part = json!({"completed_on": "2026-11-09", "quantities": [2, 0]});
        let abandon = json!({"reason": "不办了"});
        story(
            &mut city,
            id,
            &[
                (operator, "application.deliver", part, stands),
                (
                    "edu",
                    "application.abandon",
                    abandon,
                    "refused already_delivered under 21",
                ),
            ],
        );
    }
}

/// What the unit objected to is no longer its own, and stays on record until whoever delivered it has cleared it.
#[test]
fn what_was_objected_to_is_cleared_when_the_unit_gives_up() {
    let mut city = City::new();
    let id = city.given("pa delivery_ordered").unwrap();
    let named = json!({"completed_on": "2026-11-09", "instances": ["2 d-1 d-2"]});
    let object = json!({"reason": "少两块盘"});
    let ordered = "delivery_ordered; deliver yun-a 2026-11-23";
    let delivered = "delivered; confirm edu 2026-11-12";
    story(
        &mut city,
        id,
        &[
            ("host-a", "application.deliver", named.clone(), delivered),
            (
                "edu",
                "application.object-delivery",
                object.clone(),
                ordered,
            ),
            // The same things may be handed over again; their ordinals are new.
            ("host-a", "application.deliver", named, delivered),
            ("edu", "application.object-delivery", object, ordered),
        ],
    );
    let batches = body(&city, id).asked.instances;
    let seen: Vec<_> = batches
        .iter()
        .map(|batch| (batch.line, batch.first, batch.last, batch.until.is_some()))
        .collect();
    assert_eq!(
        seen,
        [
            (1, 1, 4, true),
            (2, 1, 2, true),
            (1, 5, 8, true),
            (2, 3, 4, true)
        ]
    );
    story(
        &mut city,
        id,
        &[(
            "edu",
            "application.abandon",
            json!({"reason": "不办了"}),
            "abandoned; clear_environment yun-a 2026-11-16",
        )],
    );
    assert_eq!(
        city.past(id).1.last().unwrap().kind.word(),
        "order_revocation"
    );
    assert_eq!(
        body(&city, id).asked.instances,
        batches,
        "what is to be cleared is on record"
    );
    let proof = certified(&city.today());
    story(
        &mut city,
        id,
        &[(
            "host-a",
            "application.clear-environment",
            proof,
            "abandoned",
        )],
    );
    let number = city.past(id).1.len() - 1;
    let text = city.written(id, number, yunguan::locale::Lang::Zh);
    let text: String = text.split_whitespace().collect();
    assert!(text.contains("第1行云主机4核16G（标准）：4台"), "{text}");
    assert!(
        text.contains("第2行1-2号") && text.contains("d-1、d-2"),
        "{text}"
    );
}

/// A later part that was ready earlier does not pull the day of the whole before an earlier part's; each keeps its own.
#[test]
fn the_whole_is_complete_with_the_latest_of_its_parts() {
    let mut city = City::new();
    let id = city.given("pa delivery_ordered").unwrap();
    city.at("2026-11-16 10:00");
    let part =
        |day: &str, quantities: Value| json!({"completed_on": day, "quantities": quantities});
    story(
        &mut city,
        id,
        &[
            (
                "host-a",
                "application.deliver",
                part("2026-11-16", json!([4, 0])),
                "delivery_ordered; deliver yun-a 2026-11-23",
            ),
            (
                "host-a",
                "application.deliver",
                part("2026-11-10", json!([0, 2])),
                "delivered; confirm edu 2026-11-19",
            ),
            (
                "edu",
                "application.confirm",
                json!({"completed_on": "2026-11-10", "reason": "盘先到"}),
                "refused before under 39",
            ),
        ],
    );
    let body = body(&city, id);
    assert_eq!(body.completed_on.unwrap().to_string(), "2026-11-16");
    let from: Vec<_> = body
        .asked
        .instances
        .iter()
        .map(|batch| batch.from.to_string())
        .collect();
    assert_eq!(from, ["2026-11-16", "2026-11-10"]);
}

/// R25: once the service is proven, what comes next is owed, counted from the filing, and is not waiting for a receipt.
#[test]
fn a_filing_complete_by_service_has_the_next_step_owed() {
    for (given, next, owed, told) in [
        (
            "pa adjustment_proposed",
            ("builder", "application.order-delivery"),
            "adjustment_proposed; receive_filing shuju 2026-11-11; order_delivery jishu 2026-11-17",
            "delivery_ordered; deliver yun-a 2026-11-26",
        ),
        (
            "own adjustment_proposed",
            ("builder", "application.deliver"),
            "adjustment_proposed; receive_filing shuju 2026-11-11; deliver jishu 2026-11-26",
            "filed; deliver jishu 2026-11-26",
        ),
    ] {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        serve(&mut city, id);
        assert_eq!(city.look(id), owed);
        let (login, verb) = next;
        let part = |day: &str| match verb {
            "application.deliver" => json!({"completed_on": day, "quantities": [2, 0]}),
            _ => json!({}),
        };
        city.at("2026-11-11 23:59");
        story(
            &mut city,
            id,
            &[(
                login,
                verb,
                part("2026-11-11"),
                "refused not_yet_filed under R25",
            )],
        );
        city.at("2026-11-12 10:00");
        if verb == "application.deliver" {
            let early = "refused before under 39";
            story(&mut city, id, &[(login, verb, part("2026-11-11"), early)]);
        }
        story(&mut city, id, &[(login, verb, part("2026-11-12"), told)]);
        let receipt = (
            "acceptor",
            "application.receive-filing",
            json!({}),
            "refused wrong_stage under 19(4)",
        );
        story(&mut city, id, &[receipt]);
    }
}

/// A receipt before the days of the service are over files it: a self-built pool delivers from that day on, not before.
#[test]
fn a_self_built_pool_delivers_from_the_day_of_the_filing() {
    let mut city = City::new();
    let id = city.given("own adjustment_proposed").unwrap();
    serve(&mut city, id);
    city.at("2026-11-10 10:00");
    city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
        .unwrap();
    let on = |day: &str| json!({ "completed_on": day });
    let (who, verb) = ("builder", "application.deliver");
    story(
        &mut city,
        id,
        &[
            (who, verb, on("2026-11-09"), "refused before under 39"),
            (
                who,
                verb,
                on("2026-11-10"),
                "delivered; confirm edu 2026-11-13",
            ),
        ],
    );
}

/// Where the adjustment leaves products only, nothing is ordered and nothing confirmed.
#[test]
fn an_adjustment_that_leaves_products_only_orders_nothing() {
    for (given, clearing) in [
        ("pa test_reported mixed", "yun-a"),
        ("own test_reported mixed", "jishu"),
    ] {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        let propose = json!({"quantities": [0, 1], "reason": "单机即可"});
        city.on_matter("builder", "application.propose", id, &propose)
            .unwrap();
        serve(&mut city, id);
        let waits =
            "adjustment_proposed; report_arrival#2 edu 2027-02-02; receive_filing shuju 2026-11-11";
        assert_eq!(city.look(id), waits);
        let filed = format!(
            "self_procuring; report_arrival#2 edu 2027-02-02; clear_surplus {clearing} 2026-11-16"
        );
        story(
            &mut city,
            id,
            &[("acceptor", "application.receive-filing", json!({}), &filed)],
        );
        let given_up = format!("abandoned; clear_environment {clearing} 2026-11-16");
        story(
            &mut city,
            id,
            &[(
                "edu",
                "application.abandon",
                json!({"reason": "不办了"}),
                &given_up,
            )],
        );
    }
}

/// A product adjusted to none is neither awaited nor deployed.
#[test]
fn a_product_adjusted_to_none_is_not_procured() {
    let mut city = City::new();
    let id = city.given("pa test_reported mixed").unwrap();
    let propose = json!({"quantities": [4, 0], "reason": "不用阅卷机"});
    let arrive = json!({"line": 2, "arrived_on": "2026-11-09", "evidence": "一台"});
    let none = "refused not_self_procured under 28";
    let deploy = json!({"line": 2, "deployed_on": "2026-11-09"});
    story(
        &mut city,
        id,
        &[
            (
                "builder",
                "application.propose",
                propose,
                "adjustment_proposed; receive_filing shuju 2026-11-11",
            ),
            ("edu", "application.report-arrival", arrive, none),
            ("edu", "application.deploy-product", deploy, none),
        ],
    );
    assert_eq!(lines(&city.matter(id))[1].adjusted, Some(0));
}

/// What a self-built pool issues bills nothing, so that another day is worth nothing.
#[test]
fn another_day_in_a_self_built_pool_is_worth_no_money() {
    for (given, is_worth) in [("pa delivered", true), ("own delivered", false)] {
        let mut city = City::new();
        let priced = json!({"code": "vm", "family": "计算", "name": "某项", "specification": "标准", "unit": "台",
            "basis": "year", "price_fen": 120_000});
        city.send("keeper", "item.register", &priced).unwrap();
        let id = city.given(given).unwrap();
        city.at("2026-11-12 10:00");
        let later = json!({"completed_on": "2026-11-11", "reason": "才接通"});
        city.on_matter("edu", "application.confirm", id, &later)
            .unwrap();
        let other = body(&city, id).attestation.unwrap().other_day.unwrap();
        assert_eq!(other.stake_fen > 0, is_worth, "{given}");
    }
}

/// An objection that is upheld moves what the days between are worth with the day, and ends it on the reported one.
#[test]
fn an_upheld_objection_recounts_the_days_between() {
    for (day, worth) in [("2026-11-11", Some(2_630 + 1_315)), ("2026-11-09", None)] {
        let mut city = City::new();
        let priced = json!({"code": "vm", "family": "计算", "name": "某项", "specification": "标准", "unit": "台",
            "basis": "year", "price_fen": 120_000});
        city.send("keeper", "item.register", &priced).unwrap();
        let id = city.determined("2026-11-13 09:00", "2026-11-12");
        city.on_matter(
            "edu",
            "application.object",
            id,
            &json!({"reason": "早已通网"}),
        )
        .unwrap();
        let upheld = json!({"decision": "approve", "opinion": "属实", "completed_on": day});
        city.on_matter("reviewer", "application.decide-objection", id, &upheld)
            .unwrap();
        let attestation = body(&city, id).attestation.unwrap();
        assert_eq!(attestation.completed_on.to_string(), day);
        let other = attestation.other_day;
        assert_eq!(other.as_ref().map(|other| other.stake_fen), worth);
        assert_eq!(
            other.map(|other| other.reason),
            worth.map(|_| "属实".to_owned())
        );
    }
}

/// The unit need not wait for the rest before it objects to a part: that is owed again, within the time that already runs.
#[test]
fn a_part_is_objected_to_before_the_rest_comes() {
    for (given, operator, owed) in TO_DELIVER {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        let object = json!({"reason": "规格不符"});
        let part = json!({"completed_on": "2026-11-09", "quantities": [2, 0]});
        let nothing = "refused wrong_stage under 19(4)";
        story(
            &mut city,
            id,
            &[
                (
                    "edu",
                    "application.object-delivery",
                    object.clone(),
                    nothing,
                ),
                (operator, "application.deliver", part.clone(), owed),
                ("edu", "application.object-delivery", object, owed),
            ],
        );
        let now = body(&city, id);
        assert!(now.asked.lines.iter().all(|line| line.issued.is_none()));
        assert_eq!(now.completed_on, None);
        let paper = city.past(id).1.last().unwrap().clone();
        assert_eq!(paper.kind.word(), "delivery_objection");
        story(
            &mut city,
            id,
            &[(operator, "application.deliver", part, owed)],
        );
        assert_eq!(body(&city, id).asked.lines[0].issued, Some(2));
    }
}
