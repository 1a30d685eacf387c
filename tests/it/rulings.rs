//! Rulings: two signatories, prospective, the narrower scope first, and clocks that keep what they opened with.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use yunguan::domain::law::ruling::{
    R16, R23, R25, R38, R40, RulingId, default_value, fits, parameters, read_value,
};

use yunguan::locale::Lang;

use crate::support::city::{City, answer, refused, with};

fn propose(ruling: &str, name: &str, value: &Value, effective: &str) -> Value {
    json!({"ruling": ruling, "values": {name: value}, "effective": effective, "reason": "试行"})
}

/// Proposes and signs.
fn rule(city: &mut City, fields: &Value) {
    city.send("reviewer", "ruling.propose", fields).unwrap();
    let number = city
        .ledger
        .snapshot()
        .unwrap()
        .facts
        .rulings
        .rulings()
        .len();
    city.send("reviewer2", "ruling.sign", &json!({ "proposal": number }))
        .unwrap();
}

#[test]
fn two_persons_sign_and_only_in_time() {
    let mut city = City::new();
    let fields = propose(
        "R16",
        "order_test_working_days",
        &json!({"number": 1}),
        "2026-11-11",
    );
    city.send("alone", "ruling.propose", &fields).unwrap();
    for login in ["alone", "alone2"] {
        let refusal = city
            .send(login, "ruling.sign", &json!({"proposal": 1}))
            .unwrap_err();
        assert_eq!(refused(&refusal), "refused same_person under R22");
    }
    city.at("2026-11-11 23:59");
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let again = city
        .send("reviewer", "ruling.sign", &json!({"proposal": 1}))
        .unwrap_err();
    assert_eq!(refused(&again), "refused already_done under R16");

    let fields = propose(
        "R16",
        "order_test_working_days",
        &json!({"number": 2}),
        "2026-11-12",
    );
    city.send("reviewer", "ruling.propose", &fields).unwrap();
    city.at("2026-11-13 00:00");
    let late = city
        .send("reviewer2", "ruling.sign", &json!({"proposal": 2}))
        .unwrap_err();
    assert_eq!(refused(&late), "refused retroactive under R16");
}

#[test]
fn a_change_acts_from_its_day_on_and_clocks_keep_theirs() {
    let mut city = City::new();
    let before = city.given("pa approved").unwrap();
    let proposed = propose(
        "R16",
        "order_test_working_days",
        &json!({"number": 1}),
        "2026-11-10",
    );
    city.send("reviewer", "ruling.propose", &proposed).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let same_day = city.given("pa approved").unwrap();
    city.at("2026-11-10 10:00");
    let after = city.given("pa approved").unwrap();
    let due = |id| city.matter(id).head.duties[0].deadline.due().to_string();
    assert_eq!(due(before), "2026-11-12");
    assert_eq!(due(same_day), "2026-11-12");
    assert_eq!(due(after), "2026-11-11");
    // A new calendar moves days, never the ruling that the clock opened with.
    let notice = json!({"notice": {"year": 2026, "days": [{"name": "停电", "date": "2026-11-11", "isOffDay": true}]}, "how": "add"});
    city.load_notice(&notice);
    city.on_matter("clockwork", "wake", before, &json!({"why": "notice"}))
        .unwrap();
    let matter = city.matter(before);
    let deadline = &matter.head.duties[0].deadline;
    assert_eq!(deadline.due().to_string(), "2026-11-13");
    assert_eq!(deadline.rulings[0].number(), 3);
}

#[test]
fn a_proposal_that_nobody_signed_rules_nothing() {
    let mut city = City::new();
    let proposed = propose(
        "R16",
        "order_test_working_days",
        &json!({"number": 1}),
        "2026-11-09",
    );
    city.send("reviewer", "ruling.propose", &proposed).unwrap();
    let id = city.given("pa approved").unwrap();
    assert_eq!(city.look(id), "approved; order_test jishu 2026-11-12");
}

#[test]
fn the_narrower_scope_wins() {
    let mut city = City::new();
    let of = |days: u32, scope: Value| {
        let fields = propose(
            "R16",
            "order_test_working_days",
            &json!({ "number": days }),
            "2026-11-09",
        );
        with(fields, "scope", scope)
    };
    rule(&mut city, &of(5, json!({"party": "edu"})));
    rule(&mut city, &of(6, json!({"pool": "pa"})));
    rule(&mut city, &of(7, json!("city")));
    for (words, due) in [
        ("pa approved", "2026-11-16"),
        ("pa approved heshan", "2026-11-17"),
        ("own approved heshan", "2026-11-16"),
    ] {
        let id = city.given(words).unwrap();
        let seen = city.matter(id).head.duties[0].deadline.due().to_string();
        assert_eq!(seen, due, "{words}");
    }
    // The last of one day and scope stands.
    rule(&mut city, &of(1, json!({"party": "edu"})));
    let id = city.given("pa approved").unwrap();
    assert_eq!(city.look(id), "approved; order_test jishu 2026-11-10");
}

#[test]
fn a_city_may_refuse_what_needs_a_ground() {
    let other_county = json!({"code": "heshan", "kind": "unit", "name": "赫山", "paper_word": "赫数",
        "region": "other_county", "municipal_budget": false});
    for (ruling, parameter, given, county) in [
        ("R20", "level_4", "pa accepted level4", false),
        ("R42", "off_budget_self_built", "own accepted heshan", false),
        ("R45", "other_counties", "pa accepted heshan", true),
    ] {
        let mut city = City::new();
        if county {
            city.send("keeper", "party.register", &other_county)
                .unwrap();
        }
        let id = city.given(given).unwrap();
        let bare = json!({"matter": id, "decision": "approve", "opinion": "同意"});
        let seen = answer(&mut city, "reviewer", "application.review", &bare);
        assert_eq!(seen, format!("refused ground_needed under {ruling}"));
        rule(
            &mut city,
            &propose(ruling, parameter, &json!({"word": "refused"}), "2026-11-09"),
        );
        let review = with(bare, "ground", json!("市委专题会"));
        let seen = answer(&mut city, "reviewer", "application.review", &review);
        assert_eq!(seen, format!("refused outside_refused under {ruling}"));

        // As the rulings stand at first it is allowed, and the opinion says for what the ground is.
        let mut city = City::new();
        if county {
            city.send("keeper", "party.register", &other_county)
                .unwrap();
        }
        let id = city.given(given).unwrap();
        let review = with(review, "matter", json!(id));
        let seen = answer(&mut city, "reviewer", "application.review", &review);
        assert!(seen.starts_with("approved"), "{seen}");
        let opinion = city.written(id, 1, Lang::Zh);
        let opinion: String = opinion.split_whitespace().collect();
        let marked = format!("（裁定{ruling}）");
        assert!(opinion.contains(&marked), "{opinion}");
        assert!(opinion.contains("市委专题会"), "{opinion}");
    }
}

#[test]
fn the_review_may_count_from_the_submission() {
    let mut city = City::new();
    rule(
        &mut city,
        &propose(
            "R6",
            "order",
            &json!({"word": "from_submission"}),
            "2026-11-09",
        ),
    );
    let id = city.given("pa submitted").unwrap();
    city.at("2026-11-16 10:00");
    let seen = answer(
        &mut city,
        "acceptor",
        "application.accept",
        &json!({ "matter": id }),
    );
    assert_eq!(seen, "accepted; review shuju 2026-11-23");
}

#[test]
fn office_hours_may_end_the_last_day() {
    let mut city = City::new();
    rule(
        &mut city,
        &propose(
            "R18",
            "minute_of_day",
            &json!({"number": 1050}),
            "2026-11-09",
        ),
    );
    let id = city.given("pa submitted").unwrap();
    city.at("2026-11-23 17:30");
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    let closed = city.past(id).0[0].closed.clone().unwrap();
    assert_eq!(json!(closed.outcome), "late");
}

#[test]
fn every_parameter_that_a_rule_names_exists() {
    let sources = crate::arrows::sources();
    let named: BTreeSet<_> = sources
        .iter()
        .filter(|source| {
            let duties = [
                "domain/use/",
                "domain/purchase/",
                "domain/build/",
                "domain/law/common",
            ];
            duties.iter().any(|place| source.path.starts_with(place))
        })
        .flat_map(|source| source.code.split('"').skip(1).step_by(2))
        .filter(|text| text.ends_with("_days"))
        .map(str::to_owned)
        .collect();
    let known: BTreeSet<_> = [R16, R23, R25, R38, R40]
        .into_iter()
        .flat_map(parameters)
        .filter(|parameter| parameter.name.ends_with("_days"))
        .map(|parameter| parameter.name.to_owned())
        .collect();
    assert_eq!(named, known, "each target is used, each used target exists");

    let city = City::tour();
    let snapshot = city.ledger.snapshot().unwrap();
    let mut used = BTreeSet::new();
    for row in redb::ReadableTable::iter(&snapshot.tables.matters).unwrap() {
        let head = yunguan::ledger::row::read_head(row.unwrap().1.value()).unwrap();
        for one in city
            .duties(head.id)
            .iter()
            .flat_map(|duty| &duty.deadline.rulings)
        {
            let parameter = parameters(one.ruling)
                .iter()
                .find(|parameter| parameter.name == one.parameter);
            assert!(fits(parameter.unwrap().shape, &one.value), "{one:?}");
            used.insert(one.ruling.number());
        }
    }
    assert_eq!(
        used,
        BTreeSet::from([1, 6, 14, 16, 18, 23, 26, 36, 38, 40, 43])
    );
}

#[test]
fn every_default_fits_its_parameter() {
    for id in RulingId::all() {
        assert!(!parameters(id).is_empty(), "{id}");
        for parameter in parameters(id) {
            let read = read_value(parameter.shape, parameter.default);
            assert_eq!(
                read,
                Some(default_value(id, parameter.name)),
                "{id} {}",
                parameter.name
            );
        }
    }
    assert_eq!(RulingId::all().count(), 52);
}

#[test]
fn history_is_recomputed_under_another_ruling_beside_what_is_kept() {
    use yunguan::domain::law::what_if::{Difference, difference};
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.at("2026-11-16 10:00");
    city.send("acceptor", "application.accept", &json!({ "matter": id }))
        .unwrap();
    let snapshot = city.ledger.snapshot().unwrap();
    let calendar = &snapshot.facts.calendar;
    let matter = city.matter(id);
    let (now, duties) = (matter.head.updated_at, city.duties(id));
    let under = |ruling: &str, name: &str, value: Value| {
        let values = std::iter::once((name.to_owned(), serde_json::from_value(value).unwrap()));
        let id: RulingId = ruling.parse().unwrap();
        let values = values.collect();
        let of = |duty| difference(matter.head.id, duty, calendar, *now, id, &values);
        duties.iter().filter_map(of).collect::<Vec<Difference>>()
    };
    // The review would count from the submission; the acceptance, already done, rests on no such ruling.
    let found = under("R6", "order", json!({"word": "from_submission"}));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].to.due().to_string(), "2026-11-23");
    assert_eq!(found[0].from.due().to_string(), "2026-11-30");
    // Office hours would end both earlier; a value in force already changes nothing.
    assert_eq!(
        under("R18", "minute_of_day", json!({"number": 1050})).len(),
        2
    );
    assert!(under("R18", "minute_of_day", json!({"number": 1440})).is_empty());
    assert_eq!(city.matter(id), matter);
}
