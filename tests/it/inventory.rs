//! Inventories of pools, and what is found by them: what was cleared has no way back (Art. 21(2)).

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::act::Verb;
use yunguan::domain::law::event::Event;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::paper::PaperNumber;
use yunguan::domain::record::{RecordKind, number_key};
use yunguan::domain::register;
use yunguan::domain::r#use::inventory::{Finding, INSTANCES_LIMIT, Inventory, Severity};
use yunguan::hub::request::{Answer, List, Look, Request};
use yunguan::ledger::verify;
use yunguan::locale::{Lang, event};

use crate::rules_cancellation::{of_2025, offline_in_june, road};
use crate::support::city::{City, Row, answer, certified, check, refused, table, with};
use crate::support::screen::Town;

/// An inventory of the provider's pool.
pub fn listing(kind: &str, as_of: &str, instances: &[&str]) -> Value {
    json!({"pool": "pa", "kind": kind, "as_of": as_of, "source": "备份清单.csv", "instances": instances})
}

fn outcome(number: u32) -> Value {
    json!({"number": number, "outcome": "快照残留，已再次清除并复核", "paper": "益数云〔2026〕90号"})
}

/// Four servers and two disks that run, each with a name.
fn named(city: &mut City) -> MatterId {
    let id = city.given("pa delivery_ordered").unwrap();
    let today = city.today();
    let delivery = json!({"completed_on": today, "instances": ["1 i-1 i-2 i-3 i-4", "2 d-1 d-2"]});
    city.on_matter("host-a", "application.deliver", id, &delivery)
        .unwrap();
    let day = json!({ "completed_on": today });
    city.on_matter("edu", "application.confirm", id, &day)
        .unwrap();
    id
}

/// The last of its servers left by a change, and was cleared.
fn decreased(city: &mut City, id: MatterId) -> MatterId {
    let today = city.today();
    let fields = json!({"title": "缩减", "resources": [format!("{id}/1 vm 3")], "reason": "旺季已过", "backup": "已备份"});
    let change = city.open("edu", "change.request", &fields);
    for (login, verb, fields) in [
        (
            "builder",
            "change.advise",
            json!({"agrees": true, "opinion": "可以"}),
        ),
        (
            "reviewer",
            "change.review",
            json!({"decision": "approve", "opinion": "同意"}),
        ),
        ("builder", "change.order", json!({})),
        ("host-a", "change.carry-out", json!({ "done_on": today })),
        ("edu", "change.confirm", json!({ "completed_on": today })),
        ("host-a", "change.clear", certified(&today)),
    ] {
        city.on_matter(login, verb, change, &fields).unwrap();
    }
    change
}

/// Its disks are cancelled, up to a stage.
fn cancelled(city: &mut City, id: MatterId, stage: &str) -> MatterId {
    let fields = json!({"title": "下线", "system": "exam", "extent": "resources", "resources": [format!("{id}/2")],
        "reason": "项目结束", "archives": "handed_over", "shared": "not_shared", "no_way_back": true});
    let cancellation = city.open("edu", "cancellation.submit", &fields);
    for (reached, login, verb, fields) in road(&city.today(), "host-a") {
        if !login.is_empty() && !["rejected", "withdrawn"].contains(&reached) {
            city.on_matter(login, verb, cancellation, &fields).unwrap();
        }
        if reached == stage {
            break;
        }
    }
    cancellation
}

/// A delivery to which the unit objected, and then gave the application up; what was delivered is cleared.
fn objected(city: &mut City) -> MatterId {
    let id = city.given("pa delivery_ordered").unwrap();
    let today = city.today();
    let delivery = json!({"completed_on": today, "instances": ["1 o-1 o-2 o-3 o-4"]});
    for (login, verb, fields) in [
        ("host-a", "application.deliver", delivery),
        (
            "edu",
            "application.object-delivery",
            json!({"reason": "配置不符"}),
        ),
        ("edu", "application.abandon", json!({"reason": "不办了"})),
        ("host-a", "application.clear-environment", certified(&today)),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    id
}

/// An inventory with findings, another that shows them again, and one that is settled.
pub fn tour(city: &mut City) {
    let id = named(city);
    decreased(city, id);
    let today = city.today();
    for (kind, instances) in [("backups", &["i-1 i-4", "x-1"][..]), ("running", &["i-4"])] {
        let fields = listing(kind, &today, instances);
        city.send("builder", "inventory.take", &fields).unwrap();
    }
    city.send("reviewer", "finding.settle", &outcome(1))
        .unwrap();
}

fn inventory(city: &City, number: u32) -> Inventory {
    city.record_of(&number_key(number))
}

fn finding(city: &City, number: u32) -> Finding {
    city.record_of(&number_key(number))
}

/// The last certificate of a matter.
fn certificate(city: &City, id: MatterId, kind: &str) -> Option<PaperNumber> {
    let papers = city.past(id).1.into_iter();
    let mut certificates = papers.filter(|paper| paper.kind.word() == kind);
    certificates.next_back().map(|paper| paper.number)
}

/// Running, leaving, cleared, unknown.
fn counts(inventory: &Inventory) -> [u32; 4] {
    let Inventory {
        running,
        leaving,
        cleared,
        unknown,
        ..
    } = inventory;
    [*running, *leaving, *cleared, *unknown]
}

/// Example 3 of matter 3.
#[test]
fn what_was_cleared_and_is_listed_again_is_a_critical_finding_against_the_provider() {
    let (mut city, issued) = of_2025("disk", 5);
    let id = offline_in_june(&mut city, issued);
    city.at("2026-06-16 10:00");
    city.on_matter(
        "edu",
        "cancellation.attest",
        id,
        &json!({"ended_on": "2026-06-12"}),
    )
    .unwrap();
    city.at("2026-06-18 10:00");
    city.on_matter("host-a", "cancellation.clear", id, &certified("2026-06-18"))
        .unwrap();
    city.at("2026-06-19 10:00");
    city.on_matter("checker", "cancellation.countersign", id, &json!({}))
        .unwrap();
    // No verb brings anything back.
    for verb in Verb::all() {
        let word = verb.word();
        assert!(
            !["restore", "recover", "revive", "uncancel"]
                .iter()
                .any(|no| word.contains(no)),
            "{word}"
        );
    }
    city.at("2026-07-01 10:00");
    let backups = listing("backups", "2026-06-30", &["i-0a1", "other-1"]);
    city.send("builder", "inventory.take", &backups).unwrap();
    let found = finding(&city, 1);
    assert_eq!(found.against.as_str(), "yun-a");
    assert_eq!(found.severity, Severity::Critical);
    assert_eq!((&*found.instance, found.resource.matter), ("i-0a1", issued));
    assert_eq!(
        (found.cleared_by, found.cleared_on.to_string()),
        (id, "2026-06-18".to_owned())
    );
    let proof = certificate(&city, id, "clearing_proof");
    assert!(proof.is_some() && found.certificate == proof, "{found:?}");
    // An inventory of what runs shows it too: it is the same finding.
    let running = listing("running", "2026-07-01", &["i-0a1", "i-0a2"]);
    city.send("builder", "inventory.take", &running).unwrap();
    assert_eq!((finding(&city, 1).times, finding(&city, 2).times), (2, 1));
    assert_eq!(finding(&city, 1).first_seen, found.first_seen);
    assert_eq!(finding(&city, 1).last_seen.inventory, 2);
    // The journal says all of it, in both languages.
    let entry = city.ledger.snapshot().unwrap();
    let entry = entry.entry(entry.seq().unwrap()).unwrap();
    let Event::Register(register::Fact::InventoryTaken { .. }) = &entry.event else {
        unreachable!("{entry:?}");
    };
    for (lang, critical) in [
        (Lang::Zh, "严重（第21条第二款）"),
        (Lang::En, "critical (Art. 21(2))"),
    ] {
        let said = event::happened(lang, &Names::default(), &entry.event);
        assert!(
            said.contains(critical) && said.contains(&proof.as_ref().unwrap().to_string()),
            "{said}"
        );
    }
    // What is cleared stays cleared.
    let again = json!({"reason": "恢复"});
    assert!(city.on_matter("edu", "withdraw", id, &again).is_err());
    verify::check_tables(&city.ledger, &mut |_, _| true).unwrap();
}

#[test]
fn every_clearing_of_named_instances_is_known_and_what_runs_is_no_finding() {
    let mut city = City::new();
    let id = named(&mut city);
    let change = decreased(&mut city, id);
    let cancellation = cancelled(&mut city, id, "closed");
    let abandoned = objected(&mut city);
    let today = city.today();
    let all = listing(
        "running",
        &today,
        &["i-1，i-2、i-3;i-4", "d-1 d-2 d-1", "o-1", "nobody"],
    );
    city.send("builder", "inventory.take", &all).unwrap();
    let taken = inventory(&city, 1);
    assert_eq!((taken.listed, counts(&taken)), (8, [3, 0, 4, 1]));
    assert_eq!(taken.unknown_names, ["nobody"]);
    let found: Vec<_> = (1..=4).map(|number| finding(&city, number)).collect();
    let found: Vec<_> = found
        .into_iter()
        .map(|one| (one.instance, one.cleared_by, one.certificate))
        .collect();
    let proof = |id, kind| Some(certificate(&city, id, kind).unwrap());
    let expected = [
        ("d-1", cancellation, proof(cancellation, "clearing_proof")),
        ("d-2", cancellation, proof(cancellation, "clearing_proof")),
        ("i-4", change, proof(change, "change_clearing")),
        ("o-1", abandoned, proof(abandoned, "clearing_certificate")),
    ];
    assert_eq!(
        found,
        expected.map(|(name, by, number)| (name.to_owned(), by, number))
    );
    // Another pool's inventory knows nothing of them.
    let other = with(all, "pool", json!("pb"));
    city.send("builder", "inventory.take", &other).unwrap();
    assert_eq!(counts(&inventory(&city, 2)), [0, 0, 0, 8]);
}

#[test]
fn what_left_is_no_finding_before_its_certificate_and_names_the_matter_until_the_second_hand() {
    let mut city = City::new();
    let id = named(&mut city);
    let cancellation = cancelled(&mut city, id, "terminated");
    let today = city.today();
    let disks = listing("backups", &today, &["d-1"]);
    city.send("builder", "inventory.take", &disks).unwrap();
    assert_eq!(counts(&inventory(&city, 1)), [0, 1, 0, 0]);
    city.on_matter(
        "host-a",
        "cancellation.clear",
        cancellation,
        &certified(&today),
    )
    .unwrap();
    // The evening before it still stood there rightly.
    let eve = listing("backups", "2026-11-08", &["d-1"]);
    city.send("builder", "inventory.take", &eve).unwrap();
    assert_eq!(counts(&inventory(&city, 2)), [0, 1, 0, 0]);
    city.send("builder", "inventory.take", &disks).unwrap();
    let found = finding(&city, 1);
    assert_eq!((found.cleared_by, found.certificate), (cancellation, None));
}

#[test]
fn a_finding_is_settled_once_and_what_comes_again_is_another() {
    let mut city = City::new();
    tour(&mut city);
    let settled = finding(&city, 1).settled.unwrap();
    assert_eq!(settled.by.as_str(), "reviewer");
    assert_eq!(
        answer(&mut city, "reviewer", "finding.settle", &outcome(1)),
        "refused already_done under 21(2)"
    );
    let today = city.today();
    city.send(
        "builder",
        "inventory.take",
        &listing("running", &today, &["i-4"]),
    )
    .unwrap();
    assert_eq!(finding(&city, 2).settled, None);
    assert_eq!(finding(&city, 1).settled, Some(settled));
}

#[test]
fn an_inventory_is_bounded() {
    let mut city = City::new();
    let names =
        |count: usize| -> Vec<String> { (0..count).map(|one| format!("i-{one}")).collect() };
    let of = |names: Vec<String>| {
        with(
            listing("running", "2026-11-09", &[]),
            "instances",
            json!(names),
        )
    };
    let most = of(names(INSTANCES_LIMIT));
    city.send("builder", "inventory.take", &most).unwrap();
    let taken = inventory(&city, 1);
    assert_eq!(counts(&taken), [0, 0, 0, 5_000]);
    assert_eq!(taken.unknown_names.len(), 20);
    let more = city.send("builder", "inventory.take", &of(names(INSTANCES_LIMIT + 1)));
    assert_eq!(refused(&more.unwrap_err()), "refused too_long under 21(2)");
    let long = city.send("builder", "inventory.take", &of(vec!["长".repeat(121)]));
    assert_eq!(refused(&long.unwrap_err()), "refused too_long under 21(2)");
}

fn taken() -> Value {
    listing("running", "2026-11-09", &["i-1"])
}

pub fn rows() -> Vec<Row> {
    table! {
        "nothing", "builder", "inventory.take", taken() => "done";
        "nothing", "builder", "inventory.take", with(taken(), "pool", json!("pz")) => "refused unknown under 21(2)";
        "nothing", "builder", "inventory.take", with(taken(), "as_of", json!("2026-11-10")) => "refused in_future under 21(2)";
        "nothing", "builder", "inventory.take", with(taken(), "source", json!(" ")) => "refused missing under 21(2)";
        "nothing", "builder", "inventory.take", with(taken(), "instances", json!([" ,"])) => "refused missing under 21(2)";
        "nothing", "builder", "inventory.take", with(taken(), "instances", json!(["i\u{200b}1"])) => "refused bad_characters under 21(2)";
        "nothing", "checker", "inventory.take", taken() => "refused post_needed under 6";
        "nothing", "host-a", "inventory.take", taken() => "refused party_needed under 6";
        "nothing", "reviewer", "inventory.take", taken() => "refused party_needed under 6";
        "nothing", "reviewer", "finding.settle", outcome(1) => "refused unknown under 21(2)";
        "nothing", "checker", "finding.settle", outcome(1) => "refused party_needed under 5";
        "nothing", "acceptor", "finding.settle", outcome(1) => "refused post_needed under 5";
    }
}

#[test]
fn who_takes_inventories_and_settles_findings_is_cited() {
    check(&rows());
    let mut city = City::new();
    let id = named(&mut city);
    decreased(&mut city, id);
    let today = city.today();
    city.send(
        "builder",
        "inventory.take",
        &listing("running", &today, &["i-4"]),
    )
    .unwrap();
    for field in ["outcome", "paper"] {
        let empty = with(outcome(1), field, json!(" "));
        assert_eq!(
            answer(&mut city, "reviewer", "finding.settle", &empty),
            "refused missing under 21(2)"
        );
    }
}

/// R49: whoever sees all, and the provider whose pool it is; nobody else, not the unit whose instance it was.
#[test]
fn a_finding_is_its_providers_to_see_and_no_other_partys() {
    let town = Town::new(|city| {
        for kind in ["audit", "cyber"] {
            let party = json!({"code": kind, "kind": kind, "name": format!("{kind}单位"), "paper_word": kind,
                "region": "municipal", "municipal_budget": true});
            city.send("keeper", "party.register", &party).unwrap();
            city.employs(&format!("{kind}1"), kind, &["reader"]);
        }
        city.employs("finance1", "caizheng", &["reader"]);
        tour(city);
    });
    let own = ["reviewer", "builder", "audit1", "host-a"];
    let others = ["host-b", "edu", "health", "helper", "cyber1", "finance1"];
    let logins = own.map(|login| (login, true)).into_iter();
    for (login, sees) in logins.chain(others.map(|login| (login, false))) {
        let seat = town.hub.seat(yunguan::domain::law::code::Login::new(login));
        for (kind, count) in [(RecordKind::Inventory, 2), (RecordKind::Finding, 1)] {
            let look = Look::at(List::Register(kind), 50);
            let Answer::Window(window) = seat.ask(Request::Look(look)) else {
                unreachable!("{login}");
            };
            let rows = if sees { count } else { 0 };
            assert_eq!(
                (window.rows.len(), window.total),
                (rows, rows as u64),
                "{login} {kind:?}"
            );
            let key = number_key(1);
            let record = seat.ask(Request::Record { kind, key });
            assert_eq!(
                matches!(record, Answer::Record(Some(_))),
                sees,
                "{login} {kind:?}"
            );
        }
    }
}
