//! Who is there to do what: duties that nobody can do, what is mine, holds of several, words and persons of two parties.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::code::Login;
use yunguan::domain::law::duty::Lack;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::party::Likeness;
use yunguan::hub::Seat;
use yunguan::hub::health::health;
use yunguan::hub::list::cell::Mark;
use yunguan::hub::list::filter::Filter;
use yunguan::hub::request::{
    ActRequest, Answer, Health, List, Look, Preview, Request, Row, Shown, Window,
};

use crate::support::city::{City, answer, command, with};
use crate::support::office::Office;
use crate::support::screen::{Town, flat};

fn seat(town: &Town, login: &str) -> Seat {
    town.hub.seat(Login::new(login))
}

fn window(seat: &Seat, list: List, filter: Option<&str>) -> Window {
    let look = Look {
        filter: filter.map(Filter::plain),
        ..Look::at(list, 9)
    };
    match seat.ask(Request::Look(look)) {
        Answer::Window(window) => *window,
        other => unreachable!("{other:?}"),
    }
}

fn rows(seat: &Seat, list: List) -> Vec<Row> {
    window(seat, list, None).rows
}

fn preview(seat: &Seat, verb: &str, id: MatterId) -> Preview {
    let request = ActRequest {
        key: "preview".to_owned(),
        expected: None,
        command: command(verb, &json!({ "matter": id })),
    };
    match seat.ask(Request::Preview(request)) {
        Answer::Preview(preview) => *preview,
        other => unreachable!("{other:?}"),
    }
}

fn shown(seat: &Seat, id: MatterId) -> Shown {
    match seat.ask(Request::Show { matter: id }) {
        Answer::Shown(shown) => *shown,
        other => unreachable!("{other:?}"),
    }
}

fn asked_health(seat: &Seat) -> Health {
    match seat.ask(Request::Health) {
        Answer::Health(health) => *health,
        other => unreachable!("{other:?}"),
    }
}

fn id() -> MatterId {
    "APP-20261109-0001".parse().unwrap()
}

/// A person of the city, as they are registered anew.
fn person(code: &str, party: &str, name: &str, telephone: &str, active: bool) -> Value {
    json!({"code": code, "name": name, "party": party, "posts": ["reviewer"],
        "telephone": telephone, "active": active})
}

fn close(city: &mut City, login: &str) {
    // One of them has two.
    let person = login.trim_end_matches('2');
    let person = if login == "alone2" { person } else { login };
    let account = json!({"login": login, "person": person, "active": false});
    city.send("keeper", "account.bind", &account).unwrap();
}

#[test]
fn mine_is_what_i_may_do_and_the_rest_stays_in_sight() {
    let town = Town::new(|city| {
        let id = city.given("pa submitted").unwrap();
        city.on_matter("alone", "application.accept", id, &json!({}))
            .unwrap();
        city.given("pa accepted").unwrap();
    });
    let ids = |login: &str, list: List, filter: Option<&str>| {
        let rows = window(&seat(&town, login), list, filter).rows;
        let numbers = rows.iter().filter_map(|row| row.of.matter());
        numbers.map(|(id, _)| id.number).collect::<Vec<_>>()
    };
    // Who accepted the first does not review it; it is still the authority's duty, and another reviewer's own.
    assert_eq!(ids("alone", List::Mine, None), [2]);
    assert_eq!(ids("alone", List::Mine, Some("APP")), [2]);
    assert_eq!(ids("alone", List::Party("shuju".into()), None), [1, 2]);
    assert_eq!(ids("reviewer", List::Mine, None), [1, 2]);
    for login in ["alone", "reviewer"] {
        let seat = seat(&town, login);
        let window = window(&seat, List::Mine, None);
        assert_eq!(window.total, window.rows.len() as u64, "{login}");
        let Answer::Standing(standing) = seat.ask(Request::Whoami) else {
            unreachable!("{login} is somebody");
        };
        assert_eq!(standing.mine, window.total, "{login}");
        assert_eq!(standing.next_due.is_some(), window.total > 0);
    }
}

#[test]
fn what_is_barred_is_forgotten_once_it_is_done() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.on_matter("alone", "application.accept", id, &json!({}))
        .unwrap();
    let review = json!({"decision": "approve", "opinion": "同意"});
    city.on_matter("reviewer", "application.review", id, &review)
        .unwrap();
    let snapshot = city.ledger.snapshot().unwrap();
    let barred = [yunguan::ledger::keys::List::Barred as u8];
    let end = [barred[0] + 1];
    let left = snapshot
        .tables
        .index
        .range(barred.as_slice()..end.as_slice())
        .unwrap();
    assert_eq!(left.count(), 0);
}

#[test]
fn a_duty_that_nobody_can_do_is_said_before_and_after() {
    let town = Town::new(|city| {
        city.given("pa submitted").unwrap();
        for login in ["reviewer", "reviewer2"] {
            close(city, login);
        }
    });
    // The only reviewer left may accept, and then nobody may review.
    let alone = seat(&town, "alone");
    let lacks = preview(&alone, "application.accept", id()).nobody;
    assert_eq!(lacks.len(), 1);
    assert_eq!((lacks[0].0, lacks[0].2), (id(), Lack::Apart));
    let other = seat(&town, "acceptor");
    assert_eq!(preview(&other, "application.accept", id()).nobody, []);
    assert_eq!(asked_health(&alone), Health::default());

    let request = ActRequest {
        key: "accept".to_owned(),
        expected: None,
        command: command("application.accept", &json!({ "matter": id() })),
    };
    assert!(matches!(alone.ask(Request::Act(request)), Answer::Done(_)));
    assert_eq!(rows(&alone, List::Mine), []);
    let row = rows(&other, List::Open).remove(0);
    assert!(row.has(Mark::Nobody));
    let lacks = shown(&other, id()).nobody;
    assert_eq!(lacks.len(), 1);
    assert_eq!(lacks[0].1, Lack::Apart);
    let unable = asked_health(&alone).unable;
    assert_eq!(unable.len(), 1);
    assert_eq!(unable[0].party, "shuju".into());
    assert_eq!((unable[0].lack, unable[0].count), (Lack::Apart, 1));
    assert_eq!(unable[0].matter, id());
    // A unit does not hear of it.
    assert_eq!(asked_health(&seat(&town, "edu")), Health::default());
}

#[test]
fn a_post_that_nobody_with_an_account_holds_is_named() {
    let mut city = City::new();
    city.given("pa accepted").unwrap();
    let unable = |city: &City| {
        health(&city.ledger.snapshot().unwrap(), city.now)
            .unwrap()
            .unable
    };
    assert_eq!(unable(&city), []);
    for login in ["reviewer", "reviewer2", "alone", "alone2"] {
        close(&mut city, login);
    }
    let found = unable(&city);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].lack, found[0].count), (Lack::Post, 1));
    // An account alone does not help whoever left.
    let account = json!({"login": "reviewer", "person": "reviewer", "active": true});
    let gone = person("reviewer", "shuju", "reviewer君", "1", false);
    city.send("keeper", "account.bind", &account).unwrap();
    assert_eq!(unable(&city), []);
    city.send("keeper", "person.register", &gone).unwrap();
    assert_eq!(unable(&city).len(), 1);
}

#[test]
fn doctor_queue_and_preview_say_so_in_words() {
    for (lang, mark, nobody, stand_aside) in [
        ("zh", "无人·审核意见", "岗上无人", "无人能办：岗上无人"),
        (
            "en",
            "nobody·review opinion",
            "nobody at the post",
            "nobody can do it: nobody at the post",
        ),
    ] {
        let office = Office::sandbox(lang);
        let id = office.submit(&[]);
        for code in ["reviewer", "second"] {
            let words = [
                "account", "add", "--login", code, "--person", code, "--active", "no",
            ];
            office.run(&words).is(0);
        }
        let accept = ["act", "application.accept", &id, "--preview"];
        let told = office.by("acceptor", &accept).is(0).out;
        assert!(told.contains(stand_aside), "{told}");
        office.act("acceptor", &["application.accept", &id]);
        let told = office.by("acceptor", &["show", &id]).is(0).out;
        assert!(told.contains(stand_aside), "{told}");
        let told = office
            .by("acceptor", &["queue", "--view", "open"])
            .is(0)
            .out;
        assert!(told.contains(mark), "{told}");
        let told = office.run(&["doctor"]).out;
        assert!(told.contains(nobody), "{told}");
    }
}

#[test]
fn holds_stand_beside_each_other_and_are_lifted_one_by_one() {
    let mut city = City::new();
    // Supplier has the order.
    let id = city.given("pa test_ordered").unwrap();
    let act = |city: &mut City, login: &str, verb: &str, fields: Value| {
        answer(city, login, verb, &with(fields, "matter", json!(id)))
    };
    let numbers = |city: &City| {
        let holds = city.matter(id).head.holds;
        holds.iter().map(|hold| hold.number).collect::<Vec<_>>()
    };
    let why = json!({"reason": "等材料"});
    for login in ["edu", "checker", "host-a"] {
        city.on_matter(login, "hold", id, &why).unwrap();
    }
    assert_eq!(numbers(&city), [1, 2, 3]);
    let matter = city.matter(id);
    assert_eq!(matter.head.holds[1].party, "jishu".into());
    // A second one of the same person says nothing new.
    assert_eq!(
        act(&mut city, "edu", "hold", why.clone()),
        "refused already_done under 19(2)"
    );
    // Whoever recorded it lifts it, and of that party's own there is one, so that it needs no name.
    assert_eq!(
        act(&mut city, "host-a", "resume", json!({"number": 1})),
        "refused not_your_hold under 19(2)"
    );
    assert_eq!(
        act(&mut city, "builder", "resume", json!({"number": 9})),
        "refused no_such_hold under 19(2)"
    );
    city.on_matter("builder", "resume", id, &json!({})).unwrap();
    assert_eq!(numbers(&city), [1, 3], "a colleague lifted it");
    // The authority lifts any, and says which of several.
    assert_eq!(
        act(&mut city, "acceptor", "resume", json!({})),
        "refused which_hold under 19(2)"
    );
    city.on_matter("acceptor", "resume", id, &json!({"by": "host-a"}))
        .unwrap();
    assert_eq!(numbers(&city), [1]);
    assert_eq!(
        act(&mut city, "checker", "resume", json!({})),
        "refused not_your_hold under 19(2)"
    );
    // A number is never given again.
    city.on_matter("host-a", "hold", id, &why).unwrap();
    assert_eq!(numbers(&city), [1, 4]);
    city.on_matter("acceptor", "resume", id, &json!({"number": 4}))
        .unwrap();
    city.on_matter("edu", "resume", id, &json!({})).unwrap();
    assert_eq!(numbers(&city), [] as [u32; 0]);
}

/// A party with a word for its papers.
fn party(code: &str, kind: &str, word: &str) -> Value {
    json!({"code": code, "kind": kind, "name": "某单位", "paper_word": word, "region": "municipal",
        "municipal_budget": true})
}

#[test]
fn several_bodies_look_after_network_security() {
    let mut city = City::new();
    for (code, word) in [
        ("wangxin", "益网信"),
        ("wangan", "益网安"),
        ("mima", "益密"),
    ] {
        city.send("keeper", "party.register", &party(code, "cyber", word))
            .unwrap();
    }
}

#[test]
fn a_paper_word_is_one_partys_also_once_it_writes_another() {
    let mut city = City::new();
    let keep = |city: &mut City, fields: &Value| answer(city, "keeper", "party.register", fields);
    let taken = "refused paper_word_taken under 5";
    assert_eq!(keep(&mut city, &party("new", "unit", "益教")), taken);
    let edu = party("edu", "unit", "益教体");
    assert_eq!(keep(&mut city, &edu), "done");
    // Numbers were given under the old word.
    assert_eq!(keep(&mut city, &party("new", "unit", "益教")), taken);
    assert_eq!(keep(&mut city, &party("edu", "unit", "益教")), "done");
}

#[test]
fn who_may_be_the_same_person_is_pointed_out_and_not_refused() {
    let mut city = City::new();
    let alike = |city: &City| {
        let found = health(&city.ledger.snapshot().unwrap(), city.now)
            .unwrap()
            .alike;
        let pairs = found.into_iter();
        pairs
            .map(|pair| {
                (
                    pair.person.to_string(),
                    pair.other.person.to_string(),
                    pair.other.by,
                )
            })
            .collect::<Vec<_>>()
    };
    let mut register = |code: &str, party: &str, name: &str, telephone: &str, active| {
        let fields = person(code, party, name, telephone, active);
        city.send("keeper", "person.register", &fields).unwrap();
        alike(&city)
    };
    let none: Vec<(String, String, Likeness)> = vec![];
    assert_eq!(register("a1", "edu", "甲某", "0737-88", true), none);
    // Of one party there are no two hats to wear.
    assert_eq!(register("a2", "edu", "甲某", "0737-88", true), none);
    assert_eq!(register("a2", "edu", "乙某", "", true), none);
    let pair = |by| vec![("a1".to_owned(), "b1".to_owned(), by)];
    assert_eq!(
        register("b1", "health", "丙某", "073 788", true),
        pair(Likeness::Telephone)
    );
    assert_eq!(
        register("b1", "health", "甲某", "073 788", true),
        pair(Likeness::Both)
    );
    assert_eq!(
        register("b1", "health", "甲某", "", true),
        pair(Likeness::Name)
    );
    // What was corrected, and who left, is no longer pointed out.
    assert_eq!(register("b1", "health", "丁某", "", true), none);
    assert_eq!(register("b1", "health", "甲某", "", false), none);
}

#[test]
fn the_answer_to_person_add_names_who_is_alike() {
    for (lang, words) in [
        ("zh", "unit-h（edu，同电话）"),
        ("en", "unit-h (edu, same telephone)"),
    ] {
        let office = Office::sandbox(lang);
        let add = |preview: bool| {
            let mut words = vec!["person", "add", "--code", "new", "--name", "New", "--party"];
            words.extend([
                "cloud-a",
                "--posts",
                "handler",
                "--telephone",
                "13900002211",
            ]);
            words.extend(preview.then_some("--preview"));
            office.run(&words).is(0).out
        };
        for preview in [true, false] {
            let told = add(preview);
            assert!(told.contains(words), "{told}");
        }
        let told = office.run(&["doctor"]).out;
        assert!(
            told.contains(if lang == "zh" {
                "是否同一人"
            } else {
                "one person?"
            }),
            "{told}"
        );
    }
}

/// A system as somebody enters it.
fn system(level: u8, funding: &str) -> Value {
    json!({"code": "reg", "name": "某系统", "unit": "edu", "protection_level": level, "funding": funding})
}

fn graded(city: &City) -> yunguan::domain::build::system::System {
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let world: &dyn yunguan::domain::law::world::World = &view;
    world.find("reg").unwrap()
}

#[test]
fn a_level_is_proposed_by_the_unit_and_in_force_once_the_authority_confirms_it() {
    let mut city = City::new();
    let confirm = json!({"system": "reg"});
    city.send("edu", "system.register", &system(2, "government"))
        .unwrap();
    assert_eq!(graded(&city).grading.approved_by, None);
    city.send("reviewer", "system.confirm", &confirm).unwrap();
    let first = graded(&city);
    assert_eq!(first.grading.approved_by, Some("reviewer".into()));
    assert_eq!(first.grading.former, []);
    // What was confirmed stays in force while something else waits.
    city.wait_days(3);
    city.send("edu", "system.register", &system(3, "joint"))
        .unwrap();
    let waiting = graded(&city);
    assert_eq!(waiting.protection_level, 2);
    assert_eq!(
        waiting
            .grading
            .waiting
            .as_ref()
            .unwrap()
            .value
            .protection_level,
        3
    );
    city.wait_days(1);
    city.send("reviewer2", "system.confirm", &confirm).unwrap();
    let confirmed = graded(&city);
    assert_eq!(
        (confirmed.protection_level, confirmed.grading.waiting),
        (3, None)
    );
    assert_eq!(json!(confirmed.funding), "joint");
    let former = &confirmed.grading.former[0];
    assert_eq!(former.value.protection_level, 2);
    assert_eq!(former.from, first.grading.from);
    assert_eq!(
        (former.until, confirmed.grading.from),
        (city_day(&city), city_day(&city))
    );
    assert_eq!(former.approved_by, Some("reviewer".into()));
    // Entering what is in force again takes a proposal back.
    for level in [4, 3] {
        city.send("edu", "system.register", &system(level, "joint"))
            .unwrap();
    }
    assert_eq!(
        answer(&mut city, "reviewer", "system.confirm", &confirm),
        "refused already_done under 3"
    );
    assert_eq!(graded(&city).grading.former.len(), 1);
}

fn city_day(city: &City) -> chrono::NaiveDate {
    city.today().parse().unwrap()
}

#[test]
fn who_entered_a_level_does_not_confirm_it() {
    let mut city = City::new();
    // Whatever account and post the person comes with.
    city.send("edu", "system.register", &system(2, "government"))
        .unwrap();
    let same = yunguan::domain::law::party::Actor {
        person: "edu".into(),
        ..city.actor("reviewer")
    };
    let act = yunguan::ledger::batch::Act {
        actor: same,
        key: "same".to_owned(),
        expected: None,
        command: command("system.confirm", &json!({"system": "reg"})),
    };
    match city.end(&act) {
        yunguan::ledger::batch::Ended::Refused(refusal) => {
            assert_eq!(
                crate::support::city::refused(&refusal),
                "refused same_person under R22"
            );
        }
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn what_changed_since_a_matter_began_is_shown_and_not_taken_into_it() {
    for (name, words) in [
        ("zh", "提交之后 等保级别 3 → 4"),
        ("en", "Since submission Protection level 3 → 4"),
    ] {
        let office = Office::sandbox(name);
        let id = office.submit(&[]);
        let quiet = office.by("acceptor", &["show", &id, "--json"]).is(0).json();
        assert_eq!(quiet["result"]["since"], json!([]));
        let words_of =
            "system add --code exam --name Exam --unit edu --protection-level 4 --funding joint";
        office.run(&words_of.split(' ').collect::<Vec<_>>()).is(0);
        let told = office.by("reviewer", &["show", &id, "--json"]).is(0).json();
        let since = json!([{"protection_level": [3, 4]}, {"funding": ["government", "joint"]}]);
        assert_eq!(told["result"]["since"], since);
        let stood = &told["result"]["matter"]["body"]["application"]["asked"]["stood"];
        assert_eq!(stood["protection_level"], 3);
        assert_eq!(stood["confirmed"], true);
        let told = office.by("reviewer", &["show", &id]).is(0).out;
        assert!(flat(&told).contains(&flat(words)), "{told}");
    }
}

#[test]
fn a_contract_counts_once_somebody_but_the_unit_vouches_for_it() {
    let mut city = City::new();
    let contract = |number: &str| json!({"unit": "heshan", "provider": "yun-a", "number": number, "signed_on": "2026-11-01"});
    let unit = json!({"unit": "heshan"});
    let vouched = |city: &City| {
        let snapshot = city.ledger.snapshot().unwrap();
        let view = snapshot.view();
        let world: &dyn yunguan::domain::law::world::World = &view;
        let found: yunguan::domain::purchase::catalogue::Contract =
            world.find("heshan yun-a").unwrap();
        found.terms.approved_by.map(|person| person.to_string())
    };
    let mut record = |login: &str, verb: &str, fields: &Value| {
        let then = answer(&mut city, login, verb, fields);
        (then, vouched(&city))
    };
    let done = |by: Option<&str>| ("done".to_owned(), by.map(str::to_owned));
    assert_eq!(
        record("heshan", "contract.record", &contract("1")),
        done(None)
    );
    assert_eq!(
        record("host-b", "contract.countersign", &unit).0,
        "refused unknown under 40",
        "another provider's contract"
    );
    let host = done(Some("host-a"));
    assert_eq!(record("host-a", "contract.countersign", &unit), host);
    assert_eq!(
        record("host-a", "contract.countersign", &unit).0,
        "refused already_done under 40"
    );
    // The same again changes nothing; another contract waits, and the one that is vouched for counts meanwhile.
    assert_eq!(record("heshan", "contract.record", &contract("1")), host);
    assert_eq!(record("heshan", "contract.record", &contract("2")), host);
    assert_eq!(record("host-a", "contract.countersign", &unit), host);
    // The offices record from the paper that both signed.
    assert_eq!(
        record("keeper", "contract.record", &contract("3")),
        done(Some("keeper"))
    );
}
