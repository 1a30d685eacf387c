//! The Measures themselves (Art. 42): until when they are in force, what befalls them, what may begin after their end.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
#![expect(clippy::panic, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::kinds::Body;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::validity::{RuleSet, Validity, validity};
use yunguan::locale::{Lang, measures};

use crate::rules_register::{change, ground};
use crate::support::city::{City, answer, application, emergency, item, with};

fn submit(system: &str) -> Value {
    application(system, "pa", &[item("vm", 8)])
}

/// Proposes a notice and has it signed.
fn record(city: &mut City, fields: &Value) {
    city.send("reviewer", "measures.propose", fields).unwrap();
    let number = city.ledger.snapshot().unwrap().facts.measures.len();
    let sign = json!({ "proposal": number });
    city.send("reviewer2", "measures.sign", &sign).unwrap();
}

/// How the Measures stand now.
fn stands(city: &City) -> Validity {
    let facts = &city.ledger.snapshot().unwrap().facts;
    let today = city.today().parse().unwrap();
    validity(&facts.rulings, &facts.measures, today)
}

fn rules(city: &City, id: MatterId) -> RuleSet {
    city.matter(id).head.rules
}

#[test]
fn a_matter_ends_under_the_rule_set_that_it_began_under() {
    let mut city = City::new();
    city.at("2027-09-24 18:00");
    let id = city.open("edu", "application.submit", &submit("exam"));
    let provisional = |city: &City| city.matter(id).head.duties[0].deadline.provisional;
    let told = "submitted; accept shuju 2027-10-11";
    assert_eq!((city.look(id).as_str(), provisional(&city)), (told, true));
    let began = rules(&city, id);
    assert_eq!(began.until, "2027-09-24".parse().ok());
    assert_eq!(began.successor, None);
    // Whatever comes after: nothing, a repeal of the past, a successor.
    city.at("2027-09-25 09:00");
    let dated = |fields: Value| with(fields, "issued_on", json!("2027-09-25"));
    let successor = with(
        change("successor", "2027-10-01"),
        "title",
        json!("管理办法"),
    );
    for fields in [change("repeal", "2027-09-01"), successor] {
        record(&mut city, &dated(fields));
        assert_eq!((city.look(id).as_str(), provisional(&city)), (told, true));
    }
    city.at("2027-10-08 09:00");
    let accept = json!({ "matter": id });
    assert_eq!(
        answer(&mut city, "acceptor", "application.accept", &accept),
        "accepted; review shuju 2027-10-22"
    );
    assert_eq!(rules(&city, id), began);
    // What begins now begins under the successor, and needs no ground.
    let new = city.open("edu", "application.submit", &submit("exam"));
    let next = rules(&city, new).successor.unwrap();
    assert_eq!(
        (next.title.as_str(), next.paper.as_str()),
        ("管理办法", "益政办发〔2026〕3号")
    );
    let said = measures::rule_set(Lang::Zh, &rules(&city, new));
    assert_eq!(said, "《管理办法》（益政办发〔2026〕3号）");
}

#[test]
fn after_the_last_day_new_matters_need_the_authoritys_ground_and_nothing_else_does() {
    let mut city = City::new();
    city.at("2027-09-24 10:00");
    let declined = city.given("pa not_accepted").unwrap();
    let urgent = city.given("emergency handed_over").unwrap();
    let open = city.given("pa submitted").unwrap();
    city.at("2027-09-24 23:59");
    city.open("edu", "application.submit", &submit("exam"));
    city.at("2027-09-25 00:00");
    let over = "refused measures_over under 42";
    let apply =
        |city: &mut City, unit, system| answer(city, unit, "application.submit", &submit(system));
    assert_eq!(apply(&mut city, "edu", "exam"), over);
    // An emergency, what regularises one, a new application in place of one not accepted, and every open matter go on.
    let night = emergency("flood", "pa", "provincial_requirement", "湘防指〔2027〕7号");
    city.open("health", "emergency.apply", &night);
    let formal = city.formal(urgent);
    assert_eq!(rules(&city, formal), rules(&city, urgent));
    let mut again = application("exam", "pa", &[item("vm", 4)]);
    again["previous"] = json!(declined);
    again["answers"] = json!(["1 已补", "2 已减"]);
    let again = city.open("edu", "application.submit", &again);
    assert_eq!(rules(&city, again), rules(&city, declined));
    city.on_matter("acceptor", "application.accept", open, &json!({}))
        .unwrap();
    // A ground lets those begin that it is for, until its day; each matter keeps the one it began on.
    let of_edu = with(ground("2027-10-31"), "unit", json!("edu"));
    city.send("reviewer", "measures.ground", &of_edu).unwrap();
    assert_eq!(apply(&mut city, "health", "flood"), over);
    let id = city.open("edu", "application.submit", &submit("exam"));
    let kept = |city: &City, id| match city.matter(id).body {
        Body::Application(body) => body.measures_ground,
        Body::Emergency(_)
        | Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::Cancellation(_) => {
            panic!("an application")
        }
    };
    let held = kept(&city, id).unwrap();
    assert_eq!(held.unit, Some("edu".into()));
    assert_eq!(held.by.as_str(), "reviewer");
    assert_eq!(held.from.to_string(), "2027-09-25");
    city.send("reviewer", "measures.ground", &ground("2027-09-30"))
        .unwrap();
    let id = city.open("health", "application.submit", &submit("flood"));
    assert_eq!(kept(&city, id).unwrap().unit, None);
    city.at("2027-10-01 00:00");
    assert_eq!(apply(&mut city, "health", "flood"), over);
    city.open("edu", "application.submit", &submit("exam"));
    // A new ground takes the place of the one before it: that is how one is taken back.
    let shorter = with(ground("2027-10-01"), "unit", json!("edu"));
    city.send("reviewer", "measures.ground", &shorter).unwrap();
    city.at("2027-10-02 00:00");
    assert_eq!(apply(&mut city, "edu", "exam"), over);
    // An extension that came late opens the way again, and without any ground.
    let late = with(
        change("extension", "2028-09-24"),
        "issued_on",
        json!("2027-10-02"),
    );
    record(&mut city, &late);
    let id = city.open("edu", "application.submit", &submit("exam"));
    assert_eq!(kept(&city, id), None);
    assert_eq!(rules(&city, id).until, "2028-09-24".parse().ok());
}

#[test]
fn an_extension_takes_the_warning_away_once_another_person_has_signed_it() {
    let mut city = City::new();
    city.at("2027-09-20 09:00");
    let fields = with(
        change("extension", "2028-09-24"),
        "issued_on",
        json!("2027-09-18"),
    );
    assert!(stands(&city).warns);
    city.send("reviewer", "measures.propose", &fields).unwrap();
    assert!(stands(&city).warns, "it is proposed, no more");
    let sign = json!({"proposal": 1});
    assert_eq!(
        answer(&mut city, "reviewer", "measures.sign", &sign),
        "refused same_person under R22"
    );
    city.send("reviewer2", "measures.sign", &sign).unwrap();
    let found = stands(&city);
    assert_eq!((found.warns, found.days_left), (false, 370));
    assert_eq!(
        answer(&mut city, "reviewer2", "measures.sign", &sign),
        "refused already_done under 42"
    );
    // Step by step, with the entry and its paper.
    let said = measures::explained(Lang::Zh, &Names::default(), &found);
    let entry = "第1号 延续有效 · 至 2028-09-24 周日 · 益政办发〔2026〕3号，2027-09-18 周六印发 · 统一登记号 YYCR-2026-01003 · reviewer 提议，reviewer2 签署：末日改为 2028-09-24 周日";
    assert!(said.iter().any(|line| line == entry), "{said:#?}");
    assert!(
        said[1].contains("2025-09-25") && said[2].contains("2027-09-24"),
        "{said:#?}"
    );
    // Of two extensions that were proposed together the second no longer fits once it is shorter.
    for day in ["2030-09-24", "2029-09-24"] {
        let fields = with(fields.clone(), "day", json!(day));
        city.send("reviewer", "measures.propose", &fields).unwrap();
    }
    city.send("reviewer2", "measures.sign", &json!({"proposal": 2}))
        .unwrap();
    assert_eq!(
        answer(
            &mut city,
            "reviewer2",
            "measures.sign",
            &json!({"proposal": 3})
        ),
        "refused before under 42"
    );
}

#[test]
fn a_lapse_is_written_down_once() {
    let mut city = City::new();
    city.at("2027-09-25 00:00");
    let lapse = json!({"last_day": "2027-09-24"});
    assert_eq!(
        answer(&mut city, "clockwork", "measures.lapse", &lapse),
        "done"
    );
    assert_eq!(
        answer(&mut city, "clockwork", "measures.lapse", &lapse),
        "refused already_done under 42"
    );
    let known = city.ledger.snapshot().unwrap().facts.measures.clone();
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].signed_by, Some("clockwork".into()));
}
