//! Dated records: what holds since when, on whose word, what held before, and whose it is once a unit is no more.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use chrono::NaiveDate;
use serde_json::{Value, json};

use yunguan::domain::build::pool::{CloudMode, Pool};
use yunguan::domain::law::matter::Role;
use yunguan::domain::law::party::{CLOCKWORK, Party};
use yunguan::domain::law::world::World;
use yunguan::domain::purchase::catalogue::Contract;
use yunguan::domain::record::Registered;

use crate::support::city::{City, answer, application, emergency, item, product, refused, with};
use crate::support::office::Office;
use crate::support::screen::flat;

fn registered<R: Registered>(city: &City, key: &str) -> R {
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let world: &dyn World = &view;
    world.find(key).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn pool(operator: &str) -> Value {
    json!({"code": "pc", "name": "丙池", "mode": "purchased", "operator": operator})
}

fn keep(city: &mut City, verb: &str, fields: &Value) -> String {
    answer(city, "keeper", verb, fields)
}

#[test]
fn a_pool_says_who_ran_it_on_every_day() {
    let mut city = City::new();
    city.at("2026-11-09 10:00");
    assert_eq!(keep(&mut city, "pool.register", &pool("yun-a")), "done");
    city.at("2026-11-20 10:00");
    let since = |operator: &str, day: &str| with(pool(operator), "since", json!(day));
    // The word of another day may come later than the day, and never before what stands.
    let early = since("yun-b", "2026-11-08");
    assert_eq!(
        keep(&mut city, "pool.register", &early),
        "refused before under 14"
    );
    let done = keep(&mut city, "pool.register", &since("yun-b", "2026-11-16"));
    assert_eq!(done, "done");
    let found: Pool = registered(&city, "pc");
    assert_eq!(found.operator, "yun-b".into());
    let holds = found.is_run();
    let on = |text: &str| found.operation.on(day(text), &holds).operator.to_string();
    assert_eq!(on("2026-11-15"), "yun-a");
    assert_eq!(on("2026-11-16"), "yun-b");
    assert_eq!(on("2025-01-01"), "yun-a", "before the first day");
    let [former] = found.operation.former.as_slice() else {
        unreachable!("{:?}", found.operation.former)
    };
    assert_eq!(
        (former.from, former.until),
        (day("2026-11-09"), day("2026-11-16"))
    );
    assert_eq!(former.value.mode, CloudMode::Purchased);
    assert_eq!(former.approved_by, Some("keeper".into()));
    // Entered as it stands, nothing is dated anew.
    assert_eq!(keep(&mut city, "pool.register", &pool("yun-b")), "done");
    let again: Pool = registered(&city, "pc");
    assert_eq!(again.operation, found.operation);
}

#[test]
fn another_operator_since_is_shown_to_whoever_decides() {
    for (name, words) in [
        ("zh", "提交之后 交付方 cloud-a → B"),
        ("en", "Since submission Supplier cloud-a → B"),
    ] {
        let office = Office::sandbox(name);
        let id = office.submit(&[]);
        let party = "party add --code yun-b --kind provider --name B --paper-word 乙云 --region municipal --municipal-budget no";
        office.run(&party.split(' ').collect::<Vec<_>>()).is(0);
        let line = "pool add --code pool-a --name Pa --mode purchased --operator yun-b";
        office.run(&line.split(' ').collect::<Vec<_>>()).is(0);
        let told = office.by("reviewer", &["show", &id]).is(0).out;
        assert!(flat(&told).contains(&flat(words)), "{told}");
    }
}

#[test]
fn a_budget_level_is_dated_and_frozen_in_what_began_under_it() {
    let mut city = City::new();
    city.at("2026-11-09 10:00");
    let id = city.open(
        "edu",
        "application.submit",
        &application("exam", "pa", &[item("vm", 1)]),
    );
    city.at("2026-11-16 10:00");
    let edu: Party = registered(&city, "edu");
    let outside = json!({"code": "edu", "kind": "unit", "name": edu.name, "paper_word": edu.paper_word,
        "region": "municipal", "municipal_budget": false, "since": "2026-11-12"});
    assert_eq!(keep(&mut city, "party.register", &outside), "done");
    let edu: Party = registered(&city, "edu");
    let on = |text: &str| *edu.budget.on(day(text), &edu.municipal_budget);
    assert_eq!((on("2026-11-11"), on("2026-11-12")), (true, false));
    let matter = city.matter(id);
    let asked = matter.body.asked().unwrap();
    assert!(asked.stood.municipal_budget);
}

#[test]
fn a_contract_counts_within_its_term_only() {
    let term = |from: &str, to: &str| {
        json!({"unit": "heshan", "provider": "yun-a", "number": "赫合-1", "signed_on": "2026-11-01",
            "starts_on": from, "ends_on": to})
    };
    for (from, to, counts) in [
        ("2026-11-09", "2026-11-09", true),
        ("2026-11-10", "2026-12-31", false),
        ("2026-11-01", "2026-11-08", false),
    ] {
        let mut city = City::new();
        city.at("2026-11-09 10:00");
        assert_eq!(keep(&mut city, "contract.record", &term(from, to)), "done");
        let contract: Contract = registered(&city, "heshan yun-a");
        assert_eq!(contract.counts_on(day("2026-11-09")), counts, "{from} {to}");
        let fields = emergency("portal", "pa", "national_security", "");
        let id = city.open("heshan", "emergency.apply", &fields);
        let body = json!(city.matter(id).body);
        let lacks = &body["emergency"]["without_contract"];
        assert_eq!(*lacks, json!(!counts), "{from} {to}");
    }
}

#[test]
fn what_was_a_dissolved_units_is_its_successors() {
    let mut city = City::new();
    let id = city.given("pa not_accepted").unwrap();
    let merger = json!({"party": "edu", "successor": "health", "document": "益编〔2026〕9号"});
    assert_eq!(keep(&mut city, "party.succeed", &merger), "done");
    let system: yunguan::domain::build::system::System = registered(&city, "exam");
    assert_eq!(system.unit, "health".into());
    city.on_matter(CLOCKWORK, "wake", id, &json!({"why": "succession"}))
        .unwrap();
    let matter = city.matter(id);
    assert_eq!(matter.head.party(Role::Unit), Some(&"health".into()));
    assert!(
        matter
            .head
            .duties
            .iter()
            .all(|duty| duty.party != "edu".into())
    );
    let again = city.on_matter(CLOCKWORK, "wake", id, &json!({"why": "succession"}));
    assert_eq!(
        refused(&again.unwrap_err()),
        "refused already_done under 19(2)"
    );
    // The successor applies again for what was not accepted; the one that is no more does nothing any more.
    let mut again = application("exam", "pa", &[item("vm", 4)]);
    again["previous"] = json!(id);
    again["answers"] = json!(["1 已补", "2 已减"]);
    assert_eq!(
        answer(&mut city, "edu", "application.submit", &again),
        "refused unknown under 19(1)"
    );
    city.open("health", "application.submit", &again);
    for (verb, fields) in [
        (
            "person.register",
            json!({"code": "late", "name": "某君", "party": "edu", "posts": ["handler"], "telephone": "", "active": true}),
        ),
        (
            "system.register",
            json!({"code": "late", "name": "某系统", "unit": "edu", "protection_level": 2, "funding": "government"}),
        ),
        ("party.succeed", merger),
    ] {
        let told = keep(&mut city, verb, &fields);
        assert!(told.starts_with("refused succeeded "), "{verb}: {told}");
    }
}

#[test]
fn the_clockwork_passes_matters_to_the_successor() {
    let office = Office::sandbox("zh");
    let id = office.submit(&[]);
    for words in [
        "party add --code health --kind unit --name 卫健 --paper-word 益卫 --region municipal --municipal-budget yes",
        "person add --code health --name 某君 --party health --posts handler --telephone 1",
        "account add --login health --person health",
    ] {
        office.run(&words.split(' ').collect::<Vec<_>>()).is(0);
    }
    let words = "act party.succeed --party edu --successor health --document 益编〔2026〕9号";
    office.run(&words.split(' ').collect::<Vec<_>>()).is(0);
    let told = office.by("health", &["show", &id]).is(0).out;
    assert!(told.contains("撤并，由 卫健 承接"), "{told}");
    office.by("unit-h", &["show", &id]).is(3);
}

#[test]
fn what_the_catalogue_has_is_bought_elsewhere_on_a_registered_exception_only() {
    let mut city = City::new();
    // Spelling makes no other product of it, and neither does its specification.
    for name in ["云主机 4核16G", "云主机４核１６ｇ", "云主机 4核16G（标准）"] {
        let wanted = application("exam", "pa", &[product(name, "disk")]);
        assert_eq!(
            answer(&mut city, "edu", "application.submit", &wanted),
            "refused in_catalogue under 11",
            "{name}"
        );
    }
    let wanted = application("exam", "pa", &[product("云主机 4核16G", "disk")]);
    let last = city.today();
    let exception = json!({"unit": "edu", "kind": "purchase", "item": "vm", "ground": "专网隔离", "until": last});
    let asked = answer(&mut city, "edu", "exception.register", &exception);
    assert_eq!(asked, "done");
    // What nobody approved allows nothing.
    assert_eq!(
        answer(&mut city, "edu", "application.submit", &wanted),
        "refused in_catalogue under 11"
    );
    let named = json!({"unit": "edu", "kind": "purchase", "item": "vm"});
    let granted = answer(&mut city, "reviewer", "exception.approve", &named);
    assert_eq!(granted, "done");
    let id = city.open("edu", "application.submit", &wanted);
    let body = json!(city.matter(id).body);
    let line = &body["application"]["asked"]["lines"][0]["subject"]["off_catalogue"];
    assert_eq!(line["exception"], "vm");
    // Nobody else's, and not after its last day.
    let other = application("flood", "pa", &[product("云主机 4核16G", "disk")]);
    assert_eq!(
        answer(&mut city, "health", "application.submit", &other),
        "refused in_catalogue under 11"
    );
    city.wait_days(1);
    assert_eq!(
        answer(&mut city, "edu", "application.submit", &wanted),
        "refused in_catalogue under 11"
    );
    // What it stood for before stays on record.
    let longer = with(exception, "until", json!("2026-12-31"));
    let asked = answer(&mut city, "reviewer2", "exception.register", &longer);
    assert_eq!(asked, "done");
    assert_eq!(
        answer(&mut city, "edu", "application.submit", &wanted),
        "refused in_catalogue under 11"
    );
    // Whoever asked does not approve it.
    assert_eq!(
        answer(&mut city, "reviewer2", "exception.approve", &named),
        "refused same_person under R22"
    );
    let granted = answer(&mut city, "reviewer", "exception.approve", &named);
    assert_eq!(granted, "done");
    assert_eq!(
        answer(&mut city, "reviewer", "exception.approve", &named),
        "refused already_done under 11"
    );
    let found: yunguan::domain::purchase::exception::Exception =
        registered(&city, "edu purchase vm");
    assert_eq!(found.granted.former.len(), 1);
    assert_eq!(found.granted.entered_by, "reviewer2".into());
    assert_eq!(found.granted.approved_by, Some("reviewer".into()));
    city.open("edu", "application.submit", &wanted);
}

#[test]
fn an_exception_holds_from_its_approval_nears_its_end_and_expires() {
    use yunguan::domain::purchase::exception::{Exception, Standing};
    let mut city = City::new();
    let room = json!({"unit": "edu", "kind": "room", "room": "考试院三楼机房"});
    let asked = with(room.clone(), "ground", json!("考试封闭期须离线运行"));
    let asked = with(asked, "until", json!("2026-12-31"));
    city.send("acceptor", "exception.register", &asked).unwrap();
    let today = |city: &City| city.today().parse::<chrono::NaiveDate>().unwrap();
    let stands = |city: &City| {
        let found: Exception = registered(city, "edu room 考试院三楼机房");
        let day = today(city);
        (found.stands_on(day), found.holds_on(day))
    };
    assert_eq!(stands(&city), (Standing::Asked, false));
    city.wait_days(3);
    let approved_on = today(&city);
    city.send("reviewer", "exception.approve", &room).unwrap();
    let found: Exception = registered(&city, "edu room 考试院三楼机房");
    assert_eq!(found.granted.from, approved_on);
    assert!(!found.holds_on(approved_on.pred_opt().unwrap()));
    assert_eq!(stands(&city), (Standing::Holds, true));
    let last = found.until.unwrap();
    let days = |before: i64| last - chrono::Duration::days(before);
    for (day, standing) in [
        (days(31), Standing::Holds),
        (days(30), Standing::NearsEnd),
        (last, Standing::NearsEnd),
        (days(-1), Standing::Over),
    ] {
        assert_eq!(found.stands_on(day), standing, "{day}");
    }
    // Another last day that waits changes nothing; taken back, it holds to the end of the day.
    let shorter = with(asked, "until", json!(city.today()));
    city.send("edu", "exception.register", &shorter).unwrap();
    let waits: Exception = registered(&city, "edu room 考试院三楼机房");
    assert_eq!(
        (waits.until, stands(&city)),
        (Some(last), (Standing::Holds, true))
    );
    city.send("reviewer", "exception.approve", &room).unwrap();
    assert_eq!(stands(&city), (Standing::NearsEnd, true));
    city.wait_days(1);
    assert_eq!(stands(&city), (Standing::Over, false));
}

#[test]
fn what_ended_before_it_was_approved_is_not_approved() {
    let mut city = City::new();
    let room = json!({"unit": "edu", "kind": "room", "room": "机房"});
    let asked = with(room.clone(), "ground", json!("迁移过渡"));
    let asked = with(asked, "until", json!(city.today()));
    city.send("edu", "exception.register", &asked).unwrap();
    city.wait_days(1);
    assert_eq!(
        answer(&mut city, "reviewer", "exception.approve", &room),
        "refused before under 4(2)"
    );
}

#[test]
fn a_stop_does_not_end_by_the_units_end() {
    let mut city = City::new();
    let stop = json!({"ground": "stop", "party": "edu", "from": city.today(), "paper": "益数云〔2026〕5号",
        "reason": "未整改"});
    city.send("reviewer", "block.record", &stop).unwrap();
    let merger = json!({"party": "edu", "successor": "health", "document": "益编〔2026〕9号"});
    assert_eq!(
        keep(&mut city, "party.succeed", &merger),
        "refused still_blocked under 22(4)"
    );
    let lift = json!({"block": 1, "paper": "益数云〔2026〕6号", "reason": "并入承接单位"});
    city.send("reviewer", "block.lift", &lift).unwrap();
    assert_eq!(keep(&mut city, "party.succeed", &merger), "done");
}

#[test]
fn a_renewal_that_is_recorded_early_ends_nothing() {
    let mut city = City::new();
    let terms = |number: &str, from: &str, to: &str| {
        json!({"unit": "heshan", "provider": "yun-a", "number": number, "signed_on": "2026-01-01",
            "starts_on": from, "ends_on": to})
    };
    keep(
        &mut city,
        "contract.record",
        &terms("一", "2026-01-01", "2026-12-31"),
    );
    city.wait_days(1);
    keep(
        &mut city,
        "contract.record",
        &terms("二", "2027-01-01", "2027-12-31"),
    );
    let contract: Contract = registered(&city, "heshan yun-a");
    let number = |day_of: &str| contract.counting_on(day(day_of)).map(|terms| terms.number);
    assert_eq!(number("2026-12-31").as_deref(), Some("一"));
    assert_eq!(number("2027-01-01").as_deref(), Some("二"));
    assert_eq!(number("2028-01-01"), None);
}

#[test]
fn since_when_the_first_level_holds_may_turn_out_to_be_earlier() {
    let mut city = City::new();
    let edu: Party = registered(&city, "edu");
    let entry = |municipal: bool, since: &str| {
        json!({"code": "edu", "kind": "unit", "name": edu.name, "paper_word": edu.paper_word,
            "region": "municipal", "municipal_budget": municipal, "since": since})
    };
    assert_eq!(
        keep(&mut city, "party.register", &entry(true, "2020-01-01")),
        "done"
    );
    assert_eq!(
        keep(&mut city, "party.register", &entry(false, "2026-01-01")),
        "done"
    );
    let edu: Party = registered(&city, "edu");
    let on = |text: &str| *edu.budget.on(day(text), &edu.municipal_budget);
    assert_eq!((on("2025-12-31"), on("2026-01-01")), (true, false));
    assert_eq!(edu.budget.former[0].from, day("2020-01-01"));
}

/// A record in full says on the command line what JSON says of it: since when, on whose word, what waits, what was before.
#[test]
fn a_record_in_full_says_since_when_on_whose_word_and_what_was_before() {
    for (lang, said) in [
        (
            "zh",
            ["现状 自 ", "此前 购买服务，cloud-a（", "待确认", "撤并"],
        ),
        (
            "en",
            ["Stands since ", "Before purchased", "Waits", "Succession"],
        ),
    ] {
        let office = Office::sandbox(lang);
        // Labels stand in a column; what is said beside them counts, not how far.
        let run = |words: &str| {
            let told = office.run(&words.split(' ').collect::<Vec<_>>()).is(0).out;
            let lines = told.lines().map(|line| {
                let words: Vec<_> = line.split_whitespace().collect();
                words.join(" ")
            });
            lines.collect::<Vec<_>>().join("\n")
        };
        for words in [
            "party add --code yun-b --kind provider --name B --paper-word 乙云 --region municipal --municipal-budget no",
            "party add --code gone --kind unit --name G --paper-word 旧 --region municipal --municipal-budget yes",
            "pool add --code pool-a --name A --mode purchased --operator yun-b",
            "act party.succeed --party gone --successor edu --document 益编〔2026〕9号",
        ] {
            run(words);
        }
        let propose =
            "system add --code exam --name Exam --unit edu --protection-level 4 --funding joint";
        office
            .by("unit-h", &propose.split(' ').collect::<Vec<_>>())
            .is(0);
        let pool = run("pool show pool-a");
        assert!(pool.contains(said[0]) && pool.contains(said[1]), "{pool}");
        let system = run("system show exam");
        assert!(system.contains(said[2]), "{system}");
        let gone = run("party show gone");
        assert!(gone.contains(said[3]), "{gone}");
    }
}
