//! Art. 4(1), 14, 15, 16, 32, 41: a pool from its plan to its end.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use chrono::Duration;
use serde_json::{Value, json};

use yunguan::domain::build::pool::Pool;
use yunguan::domain::build::resource_pool::{ResourcePool, Stage};
use yunguan::domain::law::block::Block;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::law::party::CLOCKWORK;
use yunguan::domain::record::number_key;
use yunguan::domain::r#use::application::Verb;
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::support::city::{
    City, Row, answer, application, certified, check, emergency, item, refused, table, with,
};

/// A new pool that the city will buy from.
fn plan() -> Value {
    json!({"title": "新增云资源池", "extent": "new_pool", "code": "pc", "name": "第三资源池", "region": "municipal",
        "plan": "服务器16台、存储2套，满足明年上云", "plan_number": "甲采〔2026〕7号"})
}

/// More of the pool that support runs.
fn more() -> Value {
    json!({"title": "自建池扩容", "extent": "enlargement", "code": "own", "plan": "服务器4台",
        "plan_number": "智采〔2026〕2号", "ground": "防汛会商扩容，迁移完成前无替代"})
}

/// A pool that is registered already.
fn join(code: &str) -> Value {
    json!({"title": "既有云对接", "code": code})
}

fn approve() -> Value {
    json!({"decision": "approve", "opinion": "同意"})
}

fn built() -> Value {
    json!({"built_on": "2026-11-09", "components": ["CPU；某厂；S5000；目录2026-1", "操作系统; 某公司; V10; 证书3"]})
}

fn connect() -> Value {
    json!({"connected_on": "2026-11-09", "interface_class": "资源管理", "interface_version": "2.1"})
}

fn report(kind: &str) -> Value {
    json!({"evaluation": kind, "report": format!("{kind}-9"), "reported_on": "2026-11-01"})
}

fn why() -> Value {
    json!({"reason": "另行安排"})
}

fn close() -> Value {
    json!({"ground": "设备到期，整池退役"})
}

fn measure(pool: &str) -> Value {
    json!({"pool": pool, "dimensions": ["vcpu 64"], "basis": "盘点记录"})
}

/// The road to a pool's stage: of a new purchased pool, or of more of the self-built one where `own` says so. What is called
/// `halfway` has one evaluation of two, `measured` is in service and its capacity on record.
pub fn given(city: &mut City, stage: &str, own: bool) -> MatterId {
    if stage == "joined" {
        return county(city);
    }
    let (login, id) = planned(city, own);
    let contract = contract(city, own, stage);
    let today = json!(city.today());
    let built = with(built(), "built_on", today.clone());
    let connect = with(connect(), "connected_on", today.clone());
    let [mlps, crypto] =
        ["mlps", "crypto"].map(|kind| with(report(kind), "reported_on", today.clone()));
    let (approve, why, close) = (approve(), why(), close());
    let reject = json!({"decision": "reject", "opinion": "与规划不符"});
    let none = json!({});
    let roads = [
        ("planned", "", "", &none),
        ("rejected", "reviewer", "pool.approve-plan", &reject),
        ("plan_approved", "reviewer", "pool.approve-plan", &approve),
        ("given_up", login, "pool.give-up", &why),
        ("contracted", "acceptor", "pool.contract", &contract),
        ("built", login, "pool.build", &built),
        ("connected", "builder", "pool.connect", &connect),
        ("halfway", "acceptor", "pool.evaluate", &mlps),
        ("evaluated", "acceptor", "pool.evaluate", &crypto),
        ("in_service", "reviewer", "pool.commission", &none),
        ("measured", "", "", &none),
        ("closing", "reviewer", "pool.close", &close),
        ("closed", "reviewer", "pool.end", &none),
    ];
    for (reached, login, verb, fields) in roads {
        if ["rejected", "given_up"].contains(&reached) && reached != stage {
            continue;
        }
        if reached == "measured" {
            let measure = measure(body(city, id).pool.as_str());
            city.send("checker", "pool.measure", &measure).unwrap();
        } else if !login.is_empty() {
            city.on_matter(login, verb, id, fields).unwrap();
        }
        if reached == stage {
            break;
        }
    }
    id
}

/// A plan under a code that is free.
fn planned(city: &mut City, own: bool) -> (&'static str, MatterId) {
    if own {
        return ("builder", city.open("builder", "pool.plan", &more()));
    }
    let mut codes = ["pc", "pd", "pe", "pf", "pg"].into_iter();
    let id = codes.find_map(|code| {
        let plan = with(plan(), "code", json!(code));
        city.send("host-a", "pool.plan", &plan).ok()?.matter
    });
    ("host-a", id.unwrap())
}

/// The contract that it is built under: of what is bought one of the city's.
fn contract(city: &mut City, own: bool, stage: &str) -> Value {
    if own {
        return json!({"number": "自建-1", "signed_on": city.today()});
    }
    if ["planned", "rejected", "plan_approved", "given_up"].contains(&stage) {
        return json!({});
    }
    let of = city.given("procurement performing").unwrap();
    let Body::Procurement(procurement) = city.matter(of).body else {
        unreachable!()
    };
    let agreement = procurement.agreement.unwrap();
    json!({"number": agreement.number, "signed_on": agreement.signed_on})
}

fn body(city: &City, id: MatterId) -> ResourcePool {
    match city.matter(id).body {
        Body::ResourcePool(body) => body,
        _ => unreachable!(),
    }
}

fn wake(city: &mut City, id: MatterId, day: &str) -> String {
    city.at(&format!("{day} 00:00"));
    let fields = json!({"matter": id, "why": "day"});
    answer(city, CLOCKWORK, "wake", &fields)
}

/// A county's pool, connected.
fn county(city: &mut City) -> MatterId {
    let pool = json!({"code": "xian", "name": "某县政务云", "mode": "purchased", "operator": "yun-a",
        "built_on": "2024-06-30", "region": "other_county"});
    city.send("keeper", "pool.register", &pool).unwrap();
    let id = city.open("host-a", "pool.join", &join("xian"));
    city.on_matter("builder", "pool.connect", id, &connect())
        .unwrap();
    id
}

/// What the tour begins while the providers may still win contracts: a pool that is over, and one that waits for a quarter
/// to end, for an evaluation to lapse and for another one's end to near.
pub fn begin(city: &mut City) -> MatterId {
    given(city, "closed", false);
    let id = given(city, "measured", true);
    for (kind, days) in [("mlps", 20), ("crypto", 143)] {
        let today = civil_date(city.now);
        let fields = with(report(kind), "reported_on", json!(today));
        let fields = with(fields, "valid_until", json!(today + Duration::days(days)));
        city.on_matter("acceptor", "pool.evaluate", id, &fields)
            .unwrap();
    }
    id
}

/// Everything else that can happen to pools, once a quarter has passed.
pub fn tour(city: &mut City, waits: MatterId) {
    for (stage, own) in [
        ("rejected", false),
        ("given_up", false),
        ("in_service", true),
    ] {
        given(city, stage, own);
    }
    county(city);
    city.on_matter(CLOCKWORK, "wake", waits, &json!({"why": "day"}))
        .unwrap();
    let finding = json!({"finding": "够用"});
    city.on_matter("builder", "pool.review-capacity", waits, &finding)
        .unwrap();
    for kind in ["mlps", "cloud_service"] {
        let again = with(report(kind), "reported_on", json!(city.today()));
        city.on_matter("acceptor", "pool.evaluate", waits, &again)
            .unwrap();
    }
}

fn roads() -> Vec<Row> {
    table! {
        "nothing", "host-a", "pool.plan", plan() => "planned; approve_pool_plan shuju 2026-11-23";
        "nothing", "host-a", "pool.plan", with(with(plan(), "region", json!("ziyang")), "ground", json!("防汛专项")) => "planned; approve_pool_plan shuju 2026-11-23";
        "nothing", "host-a", "pool.plan", with(with(more(), "code", json!("pa")), "ground", json!(null)) => "planned; approve_pool_plan shuju 2026-11-23";
        "nothing", "builder", "pool.plan", more() => "planned; approve_pool_plan shuju 2026-11-23";
        "nothing", "builder", "pool.join", join("own") => "built; connect_pool jishu 2026-11-23";
        "nothing", "host-a", "pool.join", join("pa") => "built; connect_pool jishu 2026-11-23";
        "pool planned", "reviewer", "pool.approve-plan", json!({"decision": "approve"}) => "plan_approved; contract_pool shuju 2027-02-02 | pool_plan_approval to yun-a+jishu ~ opinion ~ parts";
        "pool planned", "reviewer", "pool.approve-plan", json!({"decision": "reject", "opinion": "与规划不符"}) => "rejected | pool_plan_approval to yun-a+jishu ~ opinion ~ parts";
        "pool planned own", "reviewer", "pool.approve-plan", approve() => "plan_approved; contract_pool shuju 2027-02-02 | pool_plan_approval to jishu ~ opinion ~ parts";
        "pool plan_approved own", "acceptor", "pool.contract", json!({"number": "自建-1", "signed_on": "2026-11-06"}) => "contracted; build_pool jishu 2027-04-30 ~ contract";
        "pool contracted", "host-a", "pool.build", built() => "built; connect_pool jishu 2026-11-23 | self_controllable_declaration to shuju+jishu ~ built";
        "pool contracted own", "builder", "pool.build", built() => "built; connect_pool jishu 2026-11-23 | self_controllable_declaration to shuju ~ built";
        "pool built", "builder", "pool.connect", connect() => "connected; evaluate_pool shuju 2027-02-02 | pool_connection to shuju+yun-a ~ connection";
        "pool connected", "acceptor", "pool.evaluate", report("mlps") => "connected; evaluate_pool shuju 2027-02-02 ~ evaluations ~ parts";
        "pool connected", "acceptor", "pool.evaluate", report("cloud_service") => "connected; evaluate_pool shuju 2027-02-02 ~ evaluations ~ parts";
        "pool halfway", "acceptor", "pool.evaluate", with(report("crypto"), "valid_until", json!("2027-10-31")) => "evaluated; commission_pool shuju 2026-11-23 ~ evaluations";
        "pool evaluated", "reviewer", "pool.commission", json!({}) => "in_service; measure_pool jishu 2026-11-23 | pool_commissioning to yun-a+jishu ~ commissioned_on ~ next_quarter_end";
        "pool evaluated own", "reviewer", "pool.commission", json!({}) => "in_service; measure_pool jishu 2026-11-23 | pool_commissioning to jishu ~ commissioned_on ~ next_quarter_end";
        "pool in_service", "acceptor", "pool.evaluate", report("mlps") => "in_service; measure_pool jishu 2026-11-23 ~ evaluations.first_notice_on ~ evaluations.kind ~ evaluations.report ~ evaluations.reported_on ~ evaluations.second_notice_on ~ evaluations.valid_until";
        "pool measured", "builder", "pool.review-capacity", json!({"finding": "够用"}) => "in_service | capacity_report to shuju+yun-a ~ review";
        "pool measured", "reviewer", "pool.close", close() => "closing | pool_closing_notice to yun-a+jishu ~ closing";
        "pool closing", "reviewer", "pool.end", json!({}) => "closed";
        "pool planned", "host-a", "pool.give-up", why() => "given_up ~ given_up";
        "pool evaluated own", "builder", "pool.give-up", why() => "given_up ~ given_up";
    }
}

/// What stands against an act on a pool.
pub fn refusals() -> Vec<Row> {
    table! {
        "nothing", "reviewer", "pool.plan", plan() => "refused party_needed under 9";
        "nothing", "checker", "pool.plan", more() => "refused post_needed under 6";
        "nothing", "builder", "pool.plan", plan() => "refused new_self_built under 4(1)";
        "nothing", "host-a", "pool.plan", with(plan(), "code", json!("p c")) => "refused bad_code under 15";
        "nothing", "host-a", "pool.plan", with(plan(), "code", json!("pa")) => "refused pool_exists under 15";
        "nothing", "host-a", "pool.plan", with(plan(), "name", json!(null)) => "refused missing under 15";
        "nothing", "host-a", "pool.plan", with(plan(), "region", json!(null)) => "refused missing under 15";
        "nothing", "host-a", "pool.plan", with(plan(), "plan", json!(" ")) => "refused missing under 15";
        "nothing", "host-a", "pool.plan", with(plan(), "region", json!("heshan")) => "refused missing under 41";
        "nothing", "host-a", "pool.plan", with(plan(), "region", json!("ziyang")) => "refused missing under 41";
        "nothing", "host-b", "pool.plan", with(more(), "code", json!("pa")) => "refused run_by_another under 15";
        "nothing", "host-a", "pool.plan", more() => "refused run_by_another under 15";
        "nothing", "host-a", "pool.plan", with(more(), "code", json!("nothing")) => "refused unknown under 15";
        "nothing", "host-a", "pool.plan", with(with(more(), "code", json!("pa")), "name", json!("别名")) => "refused not_asked_for under 15";
        "nothing", "builder", "pool.plan", with(more(), "ground", json!("")) => "refused missing under 4(1)";
        "nothing", "builder", "pool.join", join("pa") => "refused run_by_another under 14";
        "nothing", "builder", "pool.join", join("nothing") => "refused unknown under 14";
        "nothing", "builder", "pool.join", with(join("own"), "title", json!("")) => "refused missing under 14";
        "nothing", "reviewer", "pool.join", join("own") => "refused party_needed under 9";
        "pool planned own", "builder", "pool.join", join("own") => "refused pool_under_way under 14";
        "pool in_service own", "builder", "pool.join", join("own") => "refused pool_under_way under 14";
        "pool planned", "host-b", "pool.plan", plan() => "refused pool_under_way under 15";
        "pool planned own", "builder", "pool.plan", more() => "refused pool_under_way under 15";
        "pool planned", "acceptor", "pool.approve-plan", approve() => "refused post_needed under 5";
        "pool planned", "reviewer", "pool.approve-plan", json!({"decision": "reject"}) => "refused missing under 15";
        "pool planned own", "reviewer", "pool.approve-plan", json!({"decision": "approve"}) => "refused missing under 4(1)";
        "pool rejected", "reviewer", "pool.approve-plan", approve() => "refused wrong_stage under 15";
        "pool plan_approved", "acceptor", "pool.contract", json!({"number": "HT-9", "signed_on": "2026-11-09"}) => "refused not_contracted under 13";
        "pool plan_approved own", "acceptor", "pool.contract", json!({"number": "", "signed_on": "2026-11-09"}) => "refused missing under 13";
        "pool plan_approved own", "acceptor", "pool.contract", json!({"number": "自-1", "signed_on": "2026-11-10"}) => "refused in_future under 13";
        "pool planned", "acceptor", "pool.contract", json!({"number": "HT-9", "signed_on": "2026-11-09"}) => "refused wrong_stage under 13";
        "pool contracted", "host-b", "pool.build", built() => "refused no_such_matter under 15";
        "pool contracted", "host-a", "pool.build", with(built(), "built_on", json!("2026-11-10")) => "refused in_future under 15";
        "pool contracted", "host-a", "pool.build", with(built(), "components", json!([])) => "refused missing under 15";
        "pool contracted", "host-a", "pool.build", with(built(), "components", json!(["CPU；某厂；S5000"])) => "refused bad_component under 15";
        "pool contracted", "host-a", "pool.build", with(built(), "components", json!(["CPU；；S5000；证"])) => "refused bad_component under 15";
        "pool built", "host-a", "pool.connect", connect() => "refused party_needed under 6";
        "pool built", "builder", "pool.connect", with(connect(), "connected_on", json!("2026-11-10")) => "refused in_future under 16";
        "pool built", "builder", "pool.connect", with(connect(), "interface_class", json!("")) => "refused missing under 16";
        "pool built", "acceptor", "pool.evaluate", report("mlps") => "refused wrong_stage under 32";
        "pool connected", "host-a", "pool.evaluate", report("mlps") => "refused party_needed under 5";
        "pool connected", "acceptor", "pool.evaluate", with(report("mlps"), "reported_on", json!("2026-11-10")) => "refused in_future under 32";
        "pool connected", "acceptor", "pool.evaluate", with(report("mlps"), "report", json!("")) => "refused missing under 32";
        "pool connected", "acceptor", "pool.evaluate", with(report("mlps"), "reported_on", json!("2025-11-08")) => "refused before under 32";
        "pool connected", "acceptor", "pool.evaluate", with(report("mlps"), "valid_until", json!("2026-11-08")) => "refused before under 32";
        "pool connected", "acceptor", "pool.evaluate", with(report("mlps"), "valid_until", json!("9999-01-01")) => "refused out_of_range under 32";
        "pool built", "reviewer", "pool.commission", json!({}) => "refused wrong_stage under 32";
        "pool connected", "reviewer", "pool.commission", json!({}) => "refused not_evaluated under 32";
        "pool halfway", "reviewer", "pool.commission", json!({}) => "refused not_evaluated under 32";
        "pool evaluated", "acceptor", "pool.commission", json!({}) => "refused post_needed under 5";
        "pool evaluated", "builder", "pool.review-capacity", json!({"finding": "够用"}) => "refused wrong_stage under 14";
        "pool measured", "builder", "pool.review-capacity", json!({"finding": ""}) => "refused missing under 14";
        "pool measured", "host-a", "pool.review-capacity", json!({"finding": "够用"}) => "refused party_needed under 6";
        "pool evaluated", "reviewer", "pool.close", close() => "refused wrong_stage under 14";
        "pool measured", "reviewer", "pool.close", json!({"ground": ""}) => "refused missing under 14";
        "pool measured", "reviewer", "pool.end", json!({}) => "refused wrong_stage under 14";
        "pool measured", "host-a", "pool.give-up", why() => "refused wrong_stage under 15";
        "pool closing", "host-a", "pool.plan", with(with(more(), "code", json!("pc")), "ground", json!(null)) => "refused pool_under_way under 15";
        "pool joined", "edu", "application.submit", application("exam", "xian", &[item("vm", 1)]) => "refused county_pool under 14";
        "pool joined", "edu", "emergency.apply", emergency("exam", "xian", "municipal_requirement", "湘防指〔2026〕7号") => "refused county_pool under 14";
        "pool joined", "acceptor", "pool.evaluate", report("mlps") => "refused wrong_stage under 32";
        "pool planned", "edu", "withdraw", why() => "refused no_such_matter under 19(1)";
    }
}

#[test]
fn a_pool_goes_where_the_measures_lead() {
    check(&roads());
}

#[test]
fn what_stands_against_a_pool_is_cited() {
    check(&refusals());
}

/// A pool of the city that stood before is connected, evaluated and serves like every other: nothing is planned or built for it.
#[test]
fn a_pool_that_stood_before_is_connected() {
    let mut city = City::new();
    city.send("checker", "pool.measure", &measure("own"))
        .unwrap();
    let id = city.open("builder", "pool.join", &join("own"));
    city.on_matter("builder", "pool.connect", id, &connect())
        .unwrap();
    for kind in ["mlps", "crypto"] {
        city.on_matter("acceptor", "pool.evaluate", id, &report(kind))
            .unwrap();
    }
    let before: Pool = city.record_of("own");
    city.on_matter("reviewer", "pool.commission", id, &json!({}))
        .unwrap();
    let after: Pool = city.record_of("own");
    assert_eq!(after, before);
    let matter = city.matter(id);
    assert_eq!(matter.head.stage, Stage::InService.into());
    // What it has is on record: nobody has to measure it again.
    assert!(matter.head.duties.is_empty());
    let again = answer(&mut city, "builder", "pool.join", &join("own"));
    assert_eq!(again, "refused pool_under_way under 14");
}

/// A county's pool is connected and no more (Art. 14).
#[test]
fn a_countys_pool_is_connected_and_nothing_is_owed_on_it() {
    let mut city = City::new();
    let id = county(&mut city);
    let matter = city.matter(id);
    assert_eq!(matter.head.stage, Stage::Joined.into());
    assert!(matter.head.duties.is_empty());
}

/// Heshan and Ziyang build none in principle (Art. 41): one that stood before is registered as it is, a new one on a ground.
#[test]
fn a_new_pool_of_a_district_is_an_exception() {
    let mut city = City::new();
    let pool = json!({"code": "zy", "name": "某区政务云", "mode": "purchased", "operator": "yun-a", "region": "ziyang"});
    for (built_on, ground, expected) in [
        (json!(null), "", "refused missing under 41"),
        (json!("2025-09-25"), "", "refused missing under 41"),
        (json!("2025-09-25"), "防汛专项", "done"),
        (json!("2024-06-30"), "", "done"),
    ] {
        let fields = with(
            with(pool.clone(), "built_on", built_on),
            "ground",
            json!(ground),
        );
        let seen = answer(&mut city, "keeper", "pool.register", &fields);
        assert_eq!(seen, expected, "{fields}");
        if expected == "done" {
            let known: Pool = city.record_of("zy");
            assert_eq!(known.ground.as_deref().unwrap_or_default(), ground);
        }
    }
}

/// From its commissioning on a new pool can be chosen; before it there is none of that code.
#[test]
fn a_pool_can_be_chosen_once_it_serves() {
    let mut city = City::new();
    let id = given(&mut city, "evaluated", false);
    let asked = application("exam", "pc", &[item("vm", 1)]);
    let seen = answer(&mut city, "edu", "application.submit", &asked);
    assert_eq!(seen, "refused unknown under 19(1)");
    city.on_matter("reviewer", "pool.commission", id, &json!({}))
        .unwrap();
    let pool: Pool = city.record_of("pc");
    assert_eq!(
        (pool.name.as_str(), pool.operator.as_str()),
        ("第三资源池", "yun-a")
    );
    assert_eq!(pool.built_on.unwrap().to_string(), "2026-11-09");
    city.send("edu", "application.submit", &asked).unwrap();
}

/// A code that somebody registered by hand in the meantime is not written over.
#[test]
fn a_code_that_was_taken_in_the_meantime_stays_whose_it_is() {
    let mut city = City::new();
    let id = given(&mut city, "evaluated", false);
    let other = json!({"code": "pc", "name": "既有池", "mode": "purchased", "operator": "yun-b"});
    city.send("keeper", "pool.register", &other).unwrap();
    let seen = answer(
        &mut city,
        "reviewer",
        "pool.commission",
        &json!({"matter": id}),
    );
    assert_eq!(seen, "refused pool_exists under 32");
}

/// Whoever recorded the evaluation does not commission by it, and whoever approved the plan does not record it.
#[test]
fn the_hands_on_a_pool_are_several_peoples() {
    let mut city = City::new();
    let id = given(&mut city, "halfway", false);
    city.on_matter("alone", "pool.evaluate", id, &report("crypto"))
        .unwrap();
    let seen = answer(
        &mut city,
        "alone",
        "pool.commission",
        &json!({"matter": id}),
    );
    assert_eq!(seen, "refused same_person under R22");
    let other = given(&mut city, "planned", true);
    city.on_matter("alone", "pool.approve-plan", other, &approve())
        .unwrap();
    let contract = json!({"number": "自-1", "signed_on": "2026-11-09"});
    for (login, verb, fields) in [
        ("alone", "pool.contract", contract),
        ("builder", "pool.build", built()),
        ("builder", "pool.connect", connect()),
    ] {
        city.on_matter(login, verb, other, &fields).unwrap();
    }
    let fields = with(report("mlps"), "matter", json!(other));
    let seen = answer(&mut city, "alone", "pool.evaluate", &fields);
    assert_eq!(seen, "refused same_person under R22");
}

/// An evaluation that lapsed before the commissioning has to be had again.
#[test]
fn an_evaluation_is_in_date_on_the_day_of_commissioning() {
    let mut city = City::new();
    let id = given(&mut city, "halfway", false);
    let short = with(report("crypto"), "valid_until", json!("2026-11-20"));
    city.on_matter("acceptor", "pool.evaluate", id, &short)
        .unwrap();
    assert_eq!(city.look(id), "evaluated; commission_pool shuju 2026-11-23");
    city.at("2026-11-21 09:00");
    let commission = json!({"matter": id});
    let seen = answer(&mut city, "reviewer", "pool.commission", &commission);
    assert_eq!(seen, "refused not_evaluated under 32");
    city.at("2026-11-20 23:59");
    city.on_matter("reviewer", "pool.commission", id, &json!({}))
        .unwrap();
}

/// Support owes the first measuring of what came into service, and the register's own act is how it is done.
#[test]
fn what_came_into_service_is_measured_once() {
    let mut city = City::new();
    let id = given(&mut city, "in_service", true);
    assert_eq!(city.look(id), "in_service; measure_pool jishu 2026-11-23");
    let before = city.matter(id).head.version;
    // Another pool's capacity is another's.
    city.send("checker", "pool.measure", &measure("pa"))
        .unwrap();
    assert_eq!(city.matter(id).head.version, before);
    for _ in 0..2 {
        city.send("checker", "pool.measure", &measure("own"))
            .unwrap();
        assert_eq!(city.look(id), "in_service");
        assert_eq!(city.matter(id).head.version, before + 1);
    }
    // What is added later is part of the pool that the first matter keeps.
    let second = given(&mut city, "in_service", true);
    assert_eq!(city.look(second), "enlarged; measure_pool jishu 2026-11-23");
    city.send("checker", "pool.measure", &measure("own"))
        .unwrap();
    assert_eq!(city.look(second), "enlarged");
    assert_eq!(city.look(id), "in_service");
}

/// Every quarter its capacity is reviewed; what it had then stands in the report.
#[test]
fn every_quarter_its_capacity_is_reviewed() {
    let mut city = City::new();
    let id = given(&mut city, "measured", true);
    city.at("2026-12-31 23:59");
    let fields = json!({"matter": id, "why": "day"});
    let early = answer(&mut city, CLOCKWORK, "wake", &fields);
    assert_eq!(early, "refused in_future under 19(2)");
    assert_eq!(
        wake(&mut city, id, "2027-01-01"),
        "in_service; review_capacity jishu 2027-01-15"
    );
    city.at("2027-01-05 10:00");
    let finding = json!({"matter": id, "finding": "余量充足"});
    let seen = answer(&mut city, "builder", "pool.review-capacity", &finding);
    assert_eq!(seen, "in_service");
    let kept = body(&city, id);
    assert_eq!(kept.next_quarter_end.unwrap().to_string(), "2027-03-31");
    assert_eq!(kept.review.unwrap().rooms[0].effective, 64);
    let papers = city.past(id).1.len();
    let report = city.written(id, papers - 1, Lang::Zh);
    assert!(
        report.contains("vCPU：可发放64") && report.contains("余量充足"),
        "{report}"
    );
    // One that nobody reviews stays late; the next review is that of the quarters between too.
    assert_eq!(
        wake(&mut city, id, "2027-04-01"),
        "in_service; review_capacity jishu 2027-04-15"
    );
    city.at("2027-08-02 10:00");
    let again = answer(
        &mut city,
        CLOCKWORK,
        "wake",
        &json!({"matter": id, "why": "day"}),
    );
    assert_eq!(again, "refused in_future under 19(2)");
    city.on_matter(
        "builder",
        "pool.review-capacity",
        id,
        &json!({"finding": "偏紧"}),
    )
    .unwrap();
    assert_eq!(
        body(&city, id).next_quarter_end.unwrap().to_string(),
        "2027-09-30"
    );
}

/// R38, by the calendar of 2025: notice ninety and thirty days ahead; from the day after its end nothing new is issued, what
/// runs goes on and can be decreased or given up, and the renewed report ends the block.
#[test]
fn past_the_end_of_an_evaluation_nothing_new_is_issued() {
    let backend = redb::backends::InMemoryBackend::new();
    let ledger = Ledger::create_on(backend, &Realm::Sandbox).unwrap();
    let mut city = City::founded_at(ledger, "2025-10-01 09:00", "2025-10-09 10:00");
    let id = given(&mut city, "connected", true);
    for (kind, day) in [("mlps", "2025-03-20"), ("crypto", "2025-10-01")] {
        let report = with(report(kind), "reported_on", json!(day));
        city.on_matter("acceptor", "pool.evaluate", id, &report)
            .unwrap();
    }
    city.on_matter("reviewer", "pool.commission", id, &json!({}))
        .unwrap();
    city.send("checker", "pool.measure", &measure("own"))
        .unwrap();
    let mlps = body(&city, id).evaluations[0].clone();
    assert_eq!(mlps.valid_until.to_string(), "2026-03-20");
    assert_eq!(
        wake(&mut city, id, "2025-12-20"),
        "in_service; renew_evaluation#1 shuju 2026-03-20"
    );
    wake(&mut city, id, "2026-01-01");
    city.on_matter(
        "builder",
        "pool.review-capacity",
        id,
        &json!({"finding": "够用"}),
    )
    .unwrap();
    assert_eq!(
        wake(&mut city, id, "2026-02-18"),
        "in_service; renew_evaluation#1 shuju 2026-03-20; urge_evaluation#1 shuju 2026-03-20"
    );
    city.at("2026-03-20 10:00");
    let runs = city.given("own running").unwrap();
    let waits = city.given("own approved").unwrap();
    let build = json!({"matter": waits, "environment": "两台"});
    wake(&mut city, id, "2026-03-21");
    let seen = answer(&mut city, "builder", "application.hand-over-test", &build);
    assert_eq!(seen, "refused blocked under 32");
    let urgent = emergency(
        "flood",
        "own",
        "provincial_requirement",
        "湘防指〔2026〕7号",
    );
    let urgent = city.open("health", "emergency.apply", &urgent);
    let grant = json!({"matter": urgent, "decision": "approve"});
    let seen = answer(&mut city, "checker", "emergency.review", &grant);
    assert_eq!(seen, "refused blocked under 32");
    // What runs goes on, and may become less or end.
    let change = |lines: &str| json!({"title": "调整", "resources": [format!("{runs}/1 vm {lines}")], "reason": "旺季已过", "backup": "已备份"});
    let seen = answer(&mut city, "edu", "change.request", &change("6"));
    assert!(seen.starts_with("refused increases"), "{seen}");
    city.send("edu", "change.request", &change("3")).unwrap();
    let block: Block = city.record_of(&number_key(body(&city, id).block.unwrap()));
    assert_eq!(block.paper, format!("mlps-9 {id}"));
    assert_eq!(block.from.to_string(), "2026-03-21");
    // The other one, renewed, does not end it.
    let renewed = |kind: &str| with(report(kind), "reported_on", json!("2026-03-20"));
    city.on_matter("acceptor", "pool.evaluate", id, &renewed("crypto"))
        .unwrap();
    let seen = answer(&mut city, "builder", "application.hand-over-test", &build);
    assert_eq!(seen, "refused blocked under 32");
    city.on_matter("acceptor", "pool.evaluate", id, &renewed("mlps"))
        .unwrap();
    assert_eq!(city.look(id), "in_service");
    let block: Block = city.record_of(&number_key(block.number));
    assert_eq!(block.lifted.unwrap().paper, "mlps-9");
    city.send("builder", "application.hand-over-test", &build)
        .unwrap();
}

/// What is due on one day comes at once: a wake is known by its day, and the clockwork sends it once.
#[test]
fn what_comes_on_one_day_comes_at_once() {
    let mut city = City::new();
    let id = given(&mut city, "measured", true);
    let seen = wake(&mut city, id, "2027-08-11");
    assert_eq!(
        seen,
        "in_service; review_capacity jishu 2027-01-15; renew_evaluation#1 shuju 2027-11-09; \
         renew_evaluation#2 shuju 2027-11-09"
    );
    let again = json!({"matter": id, "why": "day"});
    let seen = answer(&mut city, CLOCKWORK, "wake", &again);
    assert_eq!(seen, "refused in_future under 19(2)");
    // Recorded again with the same end, nothing of it is due a second time.
    let same = with(report("mlps"), "valid_until", json!("2027-11-09"));
    city.on_matter("acceptor", "pool.evaluate", id, &same)
        .unwrap();
    let seen = answer(&mut city, CLOCKWORK, "wake", &again);
    assert_eq!(seen, "refused in_future under 19(2)");
}

/// What was to be added to a pool that is being closed meanwhile does not come into service.
#[test]
fn nothing_is_added_to_a_pool_that_is_being_closed() {
    let mut city = City::new();
    let keeps = given(&mut city, "measured", true);
    let more = given(&mut city, "evaluated", true);
    city.on_matter("reviewer", "pool.close", keeps, &close())
        .unwrap();
    let commission = json!({"matter": more});
    let seen = answer(&mut city, "reviewer", "pool.commission", &commission);
    assert_eq!(seen, "refused pool_under_way under 32");
}

/// Two that lapse have one block, which ends with the second renewal; one that the authority lifted stays lifted.
#[test]
fn two_that_lapse_have_one_block() {
    let mut city = City::new();
    let id = given(&mut city, "in_service", true);
    let short = |kind: &str, last: &str| with(report(kind), "valid_until", json!(last));
    for (kind, last) in [("mlps", "2026-11-10"), ("crypto", "2026-11-11")] {
        city.on_matter("acceptor", "pool.evaluate", id, &short(kind, last))
            .unwrap();
    }
    // Of either both notices are due already.
    assert!(city.look(id).contains("urge_evaluation#2 shuju 2026-11-11"));
    wake(&mut city, id, "2026-11-11");
    wake(&mut city, id, "2026-11-12");
    assert_eq!(body(&city, id).block, Some(1));
    assert!(body(&city, id).evaluations.iter().all(|known| known.lapsed));
    city.on_matter("acceptor", "pool.evaluate", id, &report("mlps"))
        .unwrap();
    assert_eq!(body(&city, id).block, Some(1));
    let lift = json!({"block": 1, "paper": "益数云〔2026〕9号", "reason": "专家论证"});
    city.send("reviewer", "block.lift", &lift).unwrap();
    city.on_matter("acceptor", "pool.evaluate", id, &report("crypto"))
        .unwrap();
    let block: Block = city.record_of(&number_key(1));
    assert_eq!(block.lifted.unwrap().paper, "益数云〔2026〕9号");
    assert_eq!(body(&city, id).block, None);
}

/// Of a pool that is being closed nothing new comes, at whatever stage: the refusal names the matter. It is over once nothing
/// of it is used or promised.
#[test]
fn a_pool_that_is_closed_issues_nothing_and_ends_empty() {
    let mut city = City::new();
    city.send("keeper", "item.register", &vm_with_cores())
        .unwrap();
    let id = given(&mut city, "measured", true);
    let runs = city.given("own running").unwrap();
    let waits = city.given("own accepted").unwrap();
    let approved = city.given("own approved").unwrap();
    city.on_matter("reviewer", "pool.close", id, &close())
        .unwrap();
    let asked = application("exam", "own", &[item("vm", 1)]);
    let refusal = city.send("edu", "application.submit", &asked).unwrap_err();
    assert_eq!(refused(&refusal), "refused blocked under 14");
    let said = yunguan::locale::refusal::reason(Lang::Zh, &refusal, Verb::Submit.into());
    assert!(said.contains(&id.to_string()), "{said}");
    let approve = with(approve(), "matter", json!(waits));
    let seen = answer(&mut city, "reviewer", "application.review", &approve);
    assert_eq!(seen, "refused blocked under 14");
    let build = json!({"matter": approved, "environment": "两台"});
    let seen = answer(&mut city, "builder", "application.hand-over-test", &build);
    assert_eq!(seen, "refused blocked under 14");
    let end = json!({"matter": id});
    let seen = answer(&mut city, "reviewer", "pool.end", &end);
    assert_eq!(seen, "refused still_used under 14");
    // Its units leave: what runs is cancelled, what is promised abandoned.
    ended(&mut city, runs);
    let seen = answer(&mut city, "reviewer", "pool.end", &end);
    assert_eq!(seen, "refused still_promised under 14");
    city.on_matter("edu", "application.abandon", approved, &why())
        .unwrap();
    let seen = answer(&mut city, "reviewer", "pool.end", &end);
    assert_eq!(seen, "closed");
    let seen = answer(&mut city, "edu", "application.submit", &asked);
    assert_eq!(seen, "refused blocked under 14");
}

fn vm_with_cores() -> Value {
    json!({"code": "vm", "family": "计算", "name": "云主机 4核16G", "specification": "标准", "unit": "台",
        "basis": "year", "price_fen": 120_000, "vcpu": 1})
}

/// Cancels what a matter issued, to the room that is given back.
fn ended(city: &mut City, runs: MatterId) {
    let submit = json!({"title": "下线", "system": "exam", "extent": "system", "reason": "迁走",
        "archives": "nothing_kept", "shared": "not_shared", "no_way_back": true});
    let id = city.open("edu", "cancellation.submit", &submit);
    let today = city.today();
    let backup =
        json!({"place": "本单位存储", "done_by": "张工", "restorable": true, "volume": "1 TB"});
    let certify = certified(&today);
    for (login, verb, fields) in [
        ("reviewer", "cancellation.review", approve()),
        ("edu", "cancellation.confirm-backup", backup),
        (
            "builder",
            "cancellation.take-offline",
            json!({"offline_on": today, "evidence": "已停"}),
        ),
        ("edu", "cancellation.attest", json!({"ended_on": today})),
        ("builder", "cancellation.clear", certify),
        ("checker", "cancellation.countersign", json!({})),
        (
            "builder",
            "cancellation.reclaim",
            json!({"reclaimed_on": today}),
        ),
    ] {
        let seen = city.on_matter(login, verb, id, &fields);
        assert!(seen.is_ok(), "{verb} {runs} {seen:?}");
    }
}

/// Who runs it sees its own pool's matter from the first; another provider and the units see nothing of it.
#[test]
fn a_pool_is_seen_by_who_runs_it_and_who_sees_everything() {
    let mut city = City::new();
    city.employs("auditor", "shuju", &["reader"]);
    let id = given(&mut city, "planned", false);
    let head = city.matter(id).head;
    for (login, sees) in [
        ("host-a", true),
        ("host-b", false),
        ("edu", false),
        ("helper", false),
        ("builder", true),
        ("reviewer", true),
        ("auditor", true),
    ] {
        assert_eq!(head.is_seen_by(&city.actor(login)), sees, "{login}");
    }
}

/// Every paper of a pool, in both languages.
#[test]
fn the_papers_of_a_pool_say_what_was_done() {
    let mut city = City::new();
    let id = given(&mut city, "measured", true);
    let finding = json!({"finding": "够用"});
    city.on_matter("builder", "pool.review-capacity", id, &finding)
        .unwrap();
    city.on_matter("reviewer", "pool.close", id, &close())
        .unwrap();
    let kinds: Vec<_> = city
        .past(id)
        .1
        .iter()
        .map(|paper| paper.kind.word())
        .collect();
    let papers = [
        (
            "pool_plan_approval",
            ["扩容", "第4条第一款", "防汛会商扩容", "同意"],
        ),
        (
            "self_controllable_declaration",
            [
                "1. CPU：某厂 S5000（目录2026-1）",
                "2. 操作系统",
                "第15条",
                "own池",
            ],
        ),
        ("pool_connection", ["资源管理", "2.1", "第16条", "own池"]),
        (
            "pool_commissioning",
            ["等保三级测评", "商用密码评估", "第32条", "own池"],
        ),
        (
            "capacity_report",
            ["vCPU：可发放64", "够用", "第14条", "own池"],
        ),
        (
            "pool_closing_notice",
            ["不再新发放", "整池退役", "第14条", "own池"],
        ),
    ];
    assert_eq!(kinds, papers.map(|(kind, _)| kind));
    for (position, (kind, parts)) in papers.iter().enumerate() {
        let zh = city
            .written(id, position, Lang::Zh)
            .replace(['\n', ' '], "");
        for part in parts {
            let part = part.replace(' ', "");
            assert!(zh.contains(&part), "{kind}: {part} is not in {zh}");
        }
        let en = city.written(id, position, Lang::En).replace('\n', " ");
        assert!(en.contains("Art. "), "{en}");
    }
}
