//! Art. 20: changes of resources that run, and what they do to the resources.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::block::{self, Deed};
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::duty::DutyKey;
use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::party::CLOCKWORK;
use yunguan::domain::law::ruling::R6;
use yunguan::domain::law::sight::Eyes;
use yunguan::domain::settle::charge::Charges;
use yunguan::domain::r#use::clearing::Leaving;
use yunguan::domain::r#use::resource::{Resource, ResourceState};
use yunguan::domain::r#use::resource_change::{self, DutyKind, ResourceChange};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;
use yunguan::locale::matter::details;

use crate::support::city::{City, Row, answer, application, certified, check, item, table, with};

/// The application that every change of these tables is about: four servers and two disks.
const ISSUED: &str = "APP-20261109-0001";

fn line(number: u32, item: &str, quantity: u32) -> Value {
    json!(format!("{ISSUED}/{number} {item} {quantity}"))
}

/// Two servers more, one disk less.
fn request() -> Value {
    json!({"title": "报名系统调整", "resources": [line(1, "vm", 6), line(2, "disk", 1)], "reason": "30日p95为81%",
        "backup": "已备份至自有存储，已验证可恢复"})
}

fn more() -> Value {
    json!({"title": "报名系统扩容", "resources": [line(1, "vm", 6)], "reason": "30日p95为81%"})
}

fn less() -> Value {
    json!({"title": "报名系统缩减", "resources": [line(1, "vm", 3)], "reason": "旺季已过", "backup": "已备份"})
}

fn advise() -> Value {
    json!({"agrees": true, "opinion": "容量足够"})
}

/// Support is against it.
fn against() -> Value {
    json!({"agrees": false, "opinion": "规格偏大"})
}

fn approve() -> Value {
    json!({"decision": "approve", "opinion": "同意"})
}

fn reject() -> Value {
    json!({"decision": "reject", "opinion": "利用率不高"})
}

/// The road to a change's stage, in the purchased pool, or in the self-built one where `own` says so.
pub fn given(city: &mut City, stage: &str, own: bool) -> MatterId {
    let issued = city
        .given(if own { "own running" } else { "pa running" })
        .unwrap();
    let lines = json!([format!("{issued}/1 vm 6"), format!("{issued}/2 disk 1")]);
    let id = city.open(
        "edu",
        "change.request",
        &with(request(), "resources", lines),
    );
    let operator = if own { "builder" } else { "host-a" };
    let (advise, against) = (advise(), against());
    let (approve, reject) = (approve(), reject());
    let why = json!({"reason": "另行安排"});
    let done = json!({"done_on": city.today()});
    let attest = json!({"completed_on": city.today()});
    let clear = certified(&city.today());
    let roads = [
        ("requested", "", "", &why),
        ("withdrawn", "edu", "withdraw", &why),
        ("against", "builder", "change.advise", &against),
        ("advised", "builder", "change.advise", &advise),
        ("rejected", "reviewer", "change.review", &reject),
        ("approved", "reviewer", "change.review", &approve),
        ("executing", "builder", "change.order", &json!({})),
        ("done", operator, "change.carry-out", &done),
        ("clearing", "edu", "change.confirm", &attest),
        ("closed", operator, "change.clear", &clear),
    ];
    for (reached, login, verb, fields) in roads {
        let is_an_end = ["withdrawn", "against", "rejected"].contains(&reached);
        if (is_an_end && reached != stage) || (own && reached == "executing") {
            continue;
        }
        if !login.is_empty() {
            city.on_matter(login, verb, id, fields).unwrap();
        }
        if reached == stage {
            return id;
        }
    }
    id
}

/// Everything that can happen to a change, and to what it is about.
pub fn tour(city: &mut City) {
    for stage in ["withdrawn", "rejected", "closed"] {
        given(city, stage, false);
    }
    given(city, "against", false);
}

fn roads() -> Vec<Row> {
    table! {
        "pa running", "edu", "change.request", request() => "requested; review_change shuju 2026-11-23; advise_change jishu 2026-11-16 | change_request to shuju+jishu";
        "pa running", "edu", "change.request", more() => "requested; review_change shuju 2026-11-23; advise_change jishu 2026-11-16 | change_request to shuju+jishu";
        "pa running", "edu", "change.request", with(more(), "resources", json!([format!("{ISSUED}/1 vm 4 阅卷")])) => "requested; review_change shuju 2026-11-23; advise_change jishu 2026-11-16 | change_request to shuju+jishu";
        "change requested", "builder", "change.advise", advise() => "requested; review_change shuju 2026-11-23 | change_advice to shuju ~ advice";
        "change advised", "reviewer", "change.review", approve() => "approved; order_change jishu 2026-11-11 | change_opinion to edu+jishu ~ approved_at ~ opinion ~ parts";
        "change advised own", "reviewer", "change.review", approve() => "executing; carry_out_change jishu 2026-11-23 | change_opinion to edu+jishu ~ approved_at ~ opinion ~ parts";
        "change advised", "reviewer", "change.review", reject() => "rejected | change_opinion to edu+jishu ~ opinion ~ parts";
        "change against", "reviewer", "change.review", approve() => "approved; order_change jishu 2026-11-11 | change_opinion to edu+jishu ~ approved_at ~ opinion ~ parts";
        "change requested", "edu", "withdraw", json!({"reason": "另行安排"}) => "withdrawn";
        "change approved", "builder", "change.order", json!({}) => "executing; carry_out_change yun-a 2026-11-23 | change_order to yun-a ~ concerned";
        "change executing", "host-a", "change.carry-out", json!({"done_on": "2026-11-09"}) => "done; confirm_change edu 2026-11-12 ~ done_on";
        "change executing", "host-a", "change.carry-out", json!({"done_on": "2026-11-09", "instances": ["1 i-5 i-6"]}) => "done; confirm_change edu 2026-11-12 ~ done_on ~ lines.ids";
        "change done", "edu", "change.confirm", json!({"completed_on": "2026-11-09"}) => "clearing; clear_change yun-a 2026-11-16 | change_confirmation to yun-a+jishu ~ attestation ~ leaving";
    }
}

/// What stands against an act on a change.
pub fn refusals() -> Vec<Row> {
    table! {
        "pa running", "host-a", "change.request", request() => "refused party_needed under 7";
        "pa running", "health", "change.request", request() => "refused unknown under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!([])) => "refused missing under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!(["vm 6"])) => "refused bad_line under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!([format!("{ISSUED}/1 vm 六")])) => "refused bad_line under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!([line(3, "vm", 6)])) => "refused unknown under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!([line(1, "vm", 6), line(1, "vm", 7)])) => "refused resource_twice under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!([line(1, "vm", 4)])) => "refused nothing_changes under 20";
        "pa running", "edu", "change.request", with(with(request(), "resources", json!([line(1, "vm", 4), line(2, "disk", 1)])), "instances", json!(["1 1"])) => "refused instance_count under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!([line(1, "vm", 0)])) => "refused would_end under 21";
        "pa running", "edu", "change.request", with(request(), "resources", json!([line(1, "vm", 1_000_001)])) => "refused quantity_above under 20";
        "pa running", "edu", "change.request", with(request(), "resources", json!([line(1, "nothing", 4)])) => "refused unknown under 20";
        "pa running", "edu", "change.request", with(request(), "backup", json!(null)) => "refused no_backup under 21(2)";
        "pa running", "edu", "change.request", with(request(), "reason", json!("")) => "refused missing under 20";
        "pa running", "edu", "change.request", with(request(), "instances", json!(["2 1 2"])) => "refused instance_count under 20";
        "pa running", "edu", "change.request", with(request(), "instances", json!(["1 1"])) => "refused instance_count under 20";
        "pa running", "edu", "change.request", with(request(), "instances", json!(["2 9"])) => "refused no_such_instance under 20";
        "pa delivered", "edu", "change.request", request() => "refused resource_not_running under 20";
        "change requested", "edu", "change.request", more() => "refused resource_claimed under 20";
        "change requested", "host-a", "change.advise", advise() => "refused party_needed under 6";
        "change advised", "builder", "change.advise", advise() => "refused already_done under 20";
        "change requested", "reviewer", "change.review", approve() => "refused no_advice under 20";
        "change requested", "reviewer", "change.review", reject() => "refused no_advice under 20";
        "change against", "reviewer", "change.review", json!({"decision": "approve"}) => "refused missing under 20";
        "change advised", "reviewer", "change.review", json!({"decision": "reject"}) => "refused missing under 20";
        "change approved", "reviewer", "change.review", approve() => "refused wrong_stage under 20";
        "change advised", "edu", "withdraw", json!({"reason": ""}) => "refused missing under 19(1)";
        "change approved", "edu", "withdraw", json!({"reason": "无"}) => "refused wrong_stage under 20";
        "change executing", "host-a", "change.carry-out", json!({"done_on": "2026-11-10"}) => "refused in_future under 20";
        "change executing", "host-a", "change.carry-out", json!({"done_on": "2026-11-08"}) => "refused before under 20";
        "change executing", "host-a", "change.carry-out", json!({"done_on": "2026-11-09", "instances": ["1 i-5"]}) => "refused instance_count under 20";
        "change executing", "host-a", "change.carry-out", json!({"done_on": "2026-11-09", "instances": ["1 i-5 i-5"]}) => "refused instance_twice under 20";
        "change executing", "host-a", "change.carry-out", json!({"done_on": "2026-11-09", "instances": ["2 i-5"]}) => "refused instance_count under 20";
        "change executing", "host-b", "change.carry-out", json!({"done_on": "2026-11-09"}) => "refused no_such_matter under 20";
        "change done", "edu", "change.confirm", json!({"completed_on": "2026-11-08"}) => "refused before under 39";
        "change done", "reviewer", "change.determine", json!({"completed_on": "2026-11-09", "evidence": "记录"}) => "refused not_yet_reported under R2";
        "change closed", "host-a", "change.clear", json!({"method": "覆写", "standard": "国标", "media": "盘", "done_by": "张", "witness": "李",
            "check": "无", "from": "2026-11-09", "until": "2026-11-09", "no_copy": true}) => "refused wrong_stage under 21(2)";
        "change clearing", "host-a", "change.clear", json!({"method": "覆写", "standard": "国标", "media": "盘", "done_by": "张", "witness": "李",
            "check": "无", "from": "2026-11-09", "until": "2026-11-09", "no_copy": false}) => "refused missing under 21(2)";
        "change clearing", "host-a", "change.clear", json!({"method": "覆写", "standard": "国标", "media": "盘", "done_by": "张", "witness": "李",
            "check": "无", "from": "2026-11-08", "until": "2026-11-09", "no_copy": true}) => "refused before under 21(2)";
        "change clearing", "host-a", "change.clear", json!({"method": "覆写", "standard": "国标", "media": "盘", "done_by": "张", "witness": "张",
            "check": "无", "from": "2026-11-09", "until": "2026-11-09", "no_copy": true}) => "refused nobody_watched under 21(2)";
    }
}

#[test]
fn a_change_goes_where_the_measures_lead() {
    check(&roads());
}

#[test]
fn what_stands_against_a_change_is_cited() {
    check(&refusals());
}

fn body(city: &City, id: MatterId) -> ResourceChange {
    match city.matter(id).body {
        Body::ResourceChange(body) => body,
        _ => unreachable!(),
    }
}

fn resource(city: &City, of: MatterId, line: u32) -> Resource {
    city.record_of(&format!("{of}/{line}"))
}

/// What was issued is a resource until its unit attests, then it runs; a change turns it on its attested day, and what left
/// is cleared for good.
#[test]
fn a_resource_is_what_became_of_its_line() {
    let mut city = City::new();
    let issued = city.given("pa delivered").unwrap();
    assert_eq!(resource(&city, issued, 1).state, ResourceState::Unattested);
    let day = json!({"completed_on": city.today()});
    city.on_matter("edu", "application.confirm", issued, &day)
        .unwrap();
    let disk = resource(&city, issued, 2);
    assert_eq!(
        (disk.state, disk.used.quantity),
        (ResourceState::Running, 2)
    );
    let lines = json!([format!("{issued}/1 vm 6"), format!("{issued}/2 disk 1")]);
    let fields = with(
        with(request(), "resources", lines),
        "instances",
        json!(["2 1"]),
    );
    let id = city.open("edu", "change.request", &fields);
    // Nobody else is about it, and it is still what it was.
    let claimed = resource(&city, issued, 1);
    assert_eq!((claimed.claimed_by, claimed.used.quantity), (Some(id), 4));
    let done = json!({"done_on": city.today(), "instances": ["1 i-5 i-6"]});
    for (login, verb, fields) in [
        ("builder", "change.advise", advise()),
        ("reviewer", "change.review", approve()),
        ("builder", "change.order", json!({})),
        ("host-a", "change.carry-out", done),
        ("edu", "change.confirm", day),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    let [vm, disk] = [1, 2].map(|line| resource(&city, issued, line));
    assert_eq!((vm.used.quantity, vm.claimed_by), (6, None));
    assert_eq!(
        (disk.used.quantity, disk.state),
        (1, ResourceState::Running)
    );
    // The first disk left, by its ordinal: the second is the one that stays.
    let left = &body(&city, id).leaving;
    assert_eq!(left.iter().map(Leaving::count).sum::<u32>(), 1);
    assert_eq!(
        (left[0].instances[0].first, left[0].instances[0].last),
        (1, 1)
    );
    let matter = city.matter(issued);
    let asked = matter.body.asked().unwrap();
    let batches = asked.instances.iter().filter(|batch| batch.until.is_none());
    let kept: Vec<_> = batches
        .map(|one| (one.line, one.first, one.last, one.ids.join(" ")))
        .collect();
    assert!(kept.contains(&(1, 5, 6, "i-5 i-6".to_owned())), "{kept:?}");
    assert!(kept.contains(&(2, 2, 2, String::new())), "{kept:?}");
    let clear = certified(&city.today());
    city.on_matter("host-a", "change.clear", id, &clear)
        .unwrap();
    assert_eq!(city.look(id), "closed");
    // Of the servers nothing left, so that nothing of them was cleared.
    let matter = city.matter(issued);
    let turns = &matter.body.asked().unwrap().turns;
    let cleared = turns.iter().map(|turn| turn.cleared_on.is_some());
    assert_eq!(cleared.collect::<Vec<_>>(), [false, true]);
    // It can be changed again.
    let again = json!([format!("{issued}/1 vm 5")]);
    let again = with(with(less(), "resources", again), "title", json!("再减"));
    city.open("edu", "change.request", &again);
}

/// What is rejected or withdrawn leaves its resources to others.
#[test]
fn a_resource_is_free_once_its_change_is_over() {
    for stage in ["withdrawn", "rejected"] {
        let mut city = City::new();
        let id = given(&mut city, stage, false);
        let of = body(&city, id).lines[0].resource.matter;
        assert_eq!(resource(&city, of, 1).claimed_by, None, "{stage}");
        city.open("edu", "change.request", &more());
    }
}

/// Nothing of a legal hold is cleared (Art. 21(2)).
#[test]
fn a_legal_hold_stops_the_clearing() {
    let mut city = City::new();
    let id = given(&mut city, "clearing", false);
    let hold = json!({"ground": "legal_hold", "party": "edu", "from": "2026-11-09", "paper": "益审〔2026〕9号",
        "reason": "审计取证"});
    city.send("reviewer", "block.record", &hold).unwrap();
    let clear = with(certified(&city.today()), "matter", json!(id));
    assert_eq!(
        answer(&mut city, "host-a", "change.clear", &clear),
        "refused blocked under 21(2)"
    );
    let lift = json!({"block": 1, "paper": "益审〔2026〕10号", "reason": "已取证"});
    city.send("reviewer", "block.lift", &lift).unwrap();
    assert_eq!(
        answer(&mut city, "host-a", "change.clear", &clear),
        "closed"
    );
}

/// Matter 2, example 3: a stop refuses what increases, and with it the whole request; without it the rest is taken.
#[test]
fn a_stop_hits_what_increases_and_nothing_else() {
    let mut city = City::new();
    city.given("pa running").unwrap();
    let stop = json!({"ground": "stop", "party": "edu", "from": "2026-11-09", "paper": "益数云〔2026〕8号", "reason": "长期低用"});
    city.send("reviewer", "block.record", &stop).unwrap();
    let both = with(
        request(),
        "resources",
        json!([line(1, "vm", 6), line(2, "disk", 1)]),
    );
    assert_eq!(
        answer(&mut city, "edu", "change.request", &both),
        "refused increases under 22(4)"
    );
    let rest = with(both, "resources", json!([line(2, "disk", 1)]));
    assert_eq!(
        answer(&mut city, "edu", "change.request", &rest),
        "requested; review_change shuju 2026-11-23; advise_change jishu 2026-11-16"
    );
}

/// Support's opinion is part of the decision, but its silence does not hold up the ten days (Art. 20).
#[test]
fn on_the_last_day_the_authority_decides_alone() {
    let mut city = City::new();
    let id = given(&mut city, "requested", false);
    let review = with(approve(), "matter", json!(id));
    city.at("2026-11-20 10:00");
    assert_eq!(
        answer(&mut city, "reviewer", "change.review", &review),
        "refused no_advice under 20"
    );
    city.at("2026-11-23 10:00");
    assert_eq!(
        answer(&mut city, "reviewer", "change.review", &review),
        "approved; order_change jishu 2026-11-25"
    );
    let paper = city.written(id, 1, Lang::Zh);
    assert!(paper.contains("单独作出"), "{paper}");
}

/// Matter 2, example 1, the days: 14 February is a working day, the fifteenth to the twenty-third are not.
#[test]
fn the_ten_days_go_over_the_spring_festival() {
    let ledger =
        Ledger::create_on(redb::backends::InMemoryBackend::new(), &Realm::Sandbox).unwrap();
    let mut city = City::founded_at(ledger, "2025-11-01 09:00", "2025-11-10 10:00");
    let issued = city.given("pa running").unwrap();
    city.at("2026-01-23 16:00");
    let lines = json!([format!("{issued}/1 vm 6")]);
    let id = city.open("edu", "change.request", &with(more(), "resources", lines));
    assert_eq!(
        city.look(id),
        "requested; review_change shuju 2026-02-06; advise_change jishu 2026-01-30"
    );
    city.at("2026-02-06 17:00");
    for (login, verb, fields) in [
        ("builder", "change.advise", advise()),
        ("reviewer", "change.review", approve()),
        ("builder", "change.order", json!({})),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    assert_eq!(
        city.look(id),
        "executing; carry_out_change yun-a 2026-02-27"
    );
}

/// Eight servers that run from 10 November by a contract of 5,400.00 a year.
fn priced() -> (City, MatterId) {
    let mut city = City::new();
    city.given("procurement performing").unwrap();
    let fields = application("exam", "pa", &[item("vm", 8)]);
    let id = city.open("edu", "application.submit", &fields);
    let road = [
        ("acceptor", "application.accept", json!({})),
        ("reviewer", "application.review", approve()),
        ("builder", "application.order-test", json!({})),
        (
            "host-a",
            "application.hand-over-test",
            json!({"environment": "10.1.0.0/24"}),
        ),
        (
            "edu",
            "application.report-test",
            json!({"result": "passed", "report": "好", "early_reason": "已测完"}),
        ),
    ];
    for (login, verb, fields) in road {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    city.at("2026-11-10 10:00");
    let day = json!({"completed_on": "2026-11-10"});
    for (login, verb, fields) in [
        (
            "builder",
            "application.propose",
            json!({"reason": "测试负载低"}),
        ),
        ("acceptor", "application.receive-filing", json!({})),
        ("builder", "application.order-delivery", json!({})),
        ("host-a", "application.deliver", day.clone()),
        ("edu", "application.confirm", day),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    (city, id)
}

/// What the papers of a change say of what a year costs: at the prices of the day on which it is asked for, and once the day
/// stands, of that day; where there is no price, that there is none, and nothing where nothing is billed.
#[test]
fn the_papers_say_what_a_year_costs_before_and_after() {
    let told = |city: &City, id: MatterId, number: usize| {
        let text = city.written(id, number, Lang::Zh);
        text.split_whitespace().collect::<String>()
    };
    let (mut city, issued) = priced();
    city.at("2026-11-20 10:00");
    let lines = json!([format!("{issued}/1 vm 5 阅卷")]);
    let fields = with(
        with(less(), "resources", lines),
        "wanted_by",
        json!("2026-12-10"),
    );
    let id = city.open("edu", "change.request", &fields);
    let form = told(&city, id, 0);
    for said in [
        "变更申请表",
        "云主机4核16G×8→云主机4核16G×5；用途考试报名→阅卷；退出第6-8号",
        "理由：旺季已过",
        "希望完成：2026年12月10日",
        "备份：已备份",
        "每年费用：43,200.00→27,000.00元，相差−16,200.00元（2026年11月20日的价格）",
    ] {
        assert!(form.contains(said), "{said}: {form}");
    }
    for (login, verb, fields) in [
        ("builder", "change.advise", advise()),
        ("reviewer", "change.review", approve()),
        ("builder", "change.order", json!({})),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    done(&mut city, id, "2026-11-25");
    let number = city.past(id).1.len() - 1;
    let confirmation = told(&city, id, number);
    let yearly = "每年费用：43,200.00→27,000.00元，相差−16,200.00元（2026年11月25日的价格）";
    assert!(confirmation.contains(yearly), "{confirmation}");
    for (own, said) in [(false, Some("没有在用的价格：第1-2行")), (true, None)] {
        let mut city = City::new();
        let id = given(&mut city, "requested", own);
        let form = told(&city, id, 0);
        assert_eq!(form.contains("每年费用"), said.is_some(), "{form}");
        assert!(said.is_none_or(|said| form.contains(said)), "{form}");
    }
}

/// A change of the eight into what is said, approved at one time and ordered at another.
fn ordered(
    city: &mut City,
    issued: MatterId,
    into: &str,
    approved: &str,
    ordered: &str,
) -> MatterId {
    city.at(approved);
    let lines = json!([format!("{issued}/1 {into}")]);
    let fields = with(with(less(), "resources", lines), "title", json!("调整"));
    let id = city.open("edu", "change.request", &fields);
    for (login, verb, fields) in [
        ("builder", "change.advise", advise()),
        ("reviewer", "change.review", approve()),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    city.at(ordered);
    city.on_matter("builder", "change.order", id, &json!({}))
        .unwrap();
    id
}

/// It is done on a day, which the unit attests.
fn done(city: &mut City, id: MatterId, on: &str) {
    city.at(&format!("{on} 15:00"));
    let day = json!({ "done_on": on });
    city.on_matter("host-a", "change.carry-out", id, &day)
        .unwrap();
    let day = json!({ "completed_on": on });
    city.on_matter("edu", "change.confirm", id, &day).unwrap();
}

/// A change of the eight that was approved at one time and is done on another day.
fn changed(city: &mut City, issued: MatterId, to: u32, approved: &str, on: &str) -> MatterId {
    let id = ordered(city, issued, &format!("vm {to}"), approved, approved);
    done(city, id, on);
    id
}

/// The segments of its first line: days and quantity, with its amount.
fn billed(city: &City, id: MatterId) -> (Vec<(u32, u32)>, Option<u64>) {
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let charges = Charges::of(&view, &city.matter(id), civil_date(city.now)).unwrap();
    view.settle().unwrap();
    let part = &charges.lines[0].account.parts[0];
    let segments = part.billed.segments.iter();
    let segments = segments.map(|one| (one.days(), one.quantity));
    (segments.collect(), part.amount_fen)
}

/// Matter 2, example 1, the money, a year later: 108 days of eight and 187 of twelve are one line, rounded once.
#[test]
fn a_line_is_billed_as_it_was_changed_from_the_attested_day() {
    let (mut city, issued) = priced();
    changed(&mut city, issued, 12, "2027-02-10 10:00", "2027-02-26");
    assert_eq!(
        billed(&city, issued),
        (vec![(108, 8), (187, 12)], Some(4_598_137))
    );
    // What came with the change makes nothing of the day on which the rest was complete.
    let reported_on = resource(&city, issued, 1).reported_on;
    assert_eq!(reported_on.to_string(), "2026-11-10");
}

/// Matter 2, example 2: a decrease that counts twenty days late costs a claim of 1,183.56 (R41); billed is up to the day.
#[test]
fn a_late_decrease_is_a_claim() {
    let (mut city, issued) = priced();
    // Ten working days from Wednesday the 11th end on the 25th.
    let id = changed(&mut city, issued, 4, "2026-11-11 10:00", "2026-12-15");
    let late = body(&city, id).late_decrease.unwrap();
    assert_eq!(late.due_on.to_string(), "2026-11-25");
    assert_eq!((late.days, late.excused, late.fen), (20, 0, Some(118_356)));
    assert_eq!(billed(&city, issued).0, [(35, 8), (260, 4)]);
    assert_eq!(city.look(id), "clearing; clear_change yun-a 2026-12-22");
    // In time, or of what grows, it is none.
    let more = changed(&mut city, issued, 9, "2026-12-16 10:00", "2027-01-20");
    assert_eq!(body(&city, more).late_decrease, None);
}

/// What a decrease cost that was late: by how many days, how many are excused, in fen.
fn claimed(city: &City, id: MatterId) -> Option<(u32, u32, Option<u64>)> {
    let late = body(city, id).late_decrease?;
    Some((late.days, late.excused, late.fen))
}

/// A freeze stops whatever is carried out, a decrease too (Art. 35), and its days are off the claim (R51).
#[test]
fn a_freeze_excuses_a_late_decrease() {
    let (mut city, issued) = priced();
    let approved = "2026-11-11 10:00";
    let id = ordered(&mut city, issued, "vm 4", approved, approved);
    city.at("2026-11-19 09:00");
    let freeze = json!({"ground": "freeze", "pool": "pa", "from": "2026-11-20", "until": "2026-12-05",
        "paper": "益数云〔2026〕9号", "reason": "重要时期"});
    city.send("reviewer", "block.record", &freeze).unwrap();
    city.at("2026-11-24 09:00");
    let day = json!({"done_on": "2026-11-24", "matter": id});
    assert_eq!(
        answer(&mut city, "host-a", "change.carry-out", &day),
        "refused blocked under 35"
    );
    done(&mut city, id, "2026-12-15");
    // Of the 20 days after 25 November sixteen are excused: 4 × 5,400.00 × 4 / 365.
    assert_eq!(claimed(&city, id), Some((20, 16, Some(23_671))));
    let duties = city.past(id).0;
    let mut duties = duties.iter().filter_map(|duty| duty.closed.as_ref());
    let excuse = duties.find_map(|closing| closing.excused.first()).unwrap();
    assert_eq!(excuse.days(), 16);
}

/// The provider answers for the day on which it was done, not for that on which the unit attests (R41).
#[test]
fn a_day_attested_late_is_no_claim() {
    let (mut city, issued) = priced();
    let approved = "2026-11-11 10:00";
    let id = ordered(&mut city, issued, "vm 4", approved, approved);
    city.at("2026-11-25 15:00");
    let day = json!({"done_on": "2026-11-25"});
    city.on_matter("host-a", "change.carry-out", id, &day)
        .unwrap();
    city.at("2026-12-15 15:00");
    let day = json!({"completed_on": "2026-12-15", "reason": "当日才停用"});
    city.on_matter("edu", "change.confirm", id, &day).unwrap();
    assert_eq!(claimed(&city, id), None);
    // Its page says why it is another day, and what the days between are worth: 4 × 5,400.00 × 20 / 365.
    let told = details(Lang::Zh, &Names::default(), &city.matter(id));
    let said = told.iter().map(|(_, said)| said.as_str());
    let wanted = "报告为 2026-11-25 周三，差额 1183.56 元：当日才停用";
    assert!(said.clone().any(|said| said == wanted), "{told:?}");
}

/// Support's late order is not the provider's delay: its time runs from the approval (R51).
#[test]
fn a_late_order_excuses_whoever_carries_it_out() {
    let (mut city, issued) = priced();
    // Due two working days after the approval, on the 13th; ordered ten days later.
    let (approved, late) = ("2026-11-11 10:00", "2026-11-23 10:00");
    let id = ordered(&mut city, issued, "vm 4", approved, late);
    done(&mut city, id, "2026-12-10");
    assert_eq!(claimed(&city, id), Some((15, 10, Some(29_589))));
}

/// Another item that costs more a year is an increase like any other (22(4), R7), and no decrease done late (R41).
#[test]
fn a_dearer_swap_is_an_increase() {
    let (mut city, issued) = priced();
    let approved = "2026-11-11 10:00";
    let cheaper = ordered(&mut city, issued, "disk 8", approved, approved);
    done(&mut city, cheaper, "2026-12-15");
    // 8 × (5,400.00 − 960.00) × 20 / 365.
    assert_eq!(claimed(&city, cheaper), Some((20, 0, Some(194_630))));
    let approved = "2026-12-16 10:00";
    let dearer = ordered(&mut city, issued, "vm 8", approved, approved);
    done(&mut city, dearer, "2027-01-20");
    assert_eq!(claimed(&city, dearer), None);
    let back = ordered(
        &mut city,
        issued,
        "disk 8",
        "2027-01-21 10:00",
        "2027-01-21 10:00",
    );
    done(&mut city, back, "2027-01-22");
    let stop = json!({"ground": "stop", "party": "edu", "from": "2027-01-22", "paper": "益数云〔2027〕1号", "reason": "长期低用"});
    city.send("reviewer", "block.record", &stop).unwrap();
    city.at("2027-01-25 10:00");
    let swap = |line: &str| {
        let lines = json!([format!("{issued}/1 {line}")]);
        with(less(), "resources", lines)
    };
    for line in ["vm 8", "vm 7", "disk 9"] {
        assert_eq!(
            answer(&mut city, "edu", "change.request", &swap(line)),
            "refused increases under 22(4)",
            "{line}"
        );
    }
    city.send("edu", "change.request", &swap("vm 1")).unwrap();
}

/// A stop that comes after the request refuses the dearer item at the approval too, and whoever decides sees it before.
#[test]
fn a_stop_that_comes_later_hits_the_dearer_item_too() {
    let (mut city, issued) = priced();
    let approved = "2026-11-11 10:00";
    let first = ordered(&mut city, issued, "disk 8", approved, approved);
    done(&mut city, first, "2026-11-12");
    let lines = json!([format!("{issued}/1 vm 8")]);
    let fields = with(less(), "resources", lines);
    let id = city.open("edu", "change.request", &fields);
    city.on_matter("builder", "change.advise", id, &advise())
        .unwrap();
    let stop = json!({"ground": "stop", "party": "edu", "from": "2026-11-12", "paper": "益数云〔2026〕8号", "reason": "长期低用"});
    city.send("reviewer", "block.record", &stop).unwrap();
    let review = with(approve(), "matter", json!(id));
    assert_eq!(
        answer(&mut city, "reviewer", "change.review", &review),
        "refused blocked under 22(4)"
    );
    // Whoever looks at the queue sees it at the change: it takes no more room, but is dearer.
    let matter = city.matter(id);
    let duty = matter.head.duty(DutyKey::whole(DutyKind::ReviewChange));
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let hit = block::hindrance(&view, &matter, duty.unwrap(), city.now);
    assert_eq!(hit.unwrap().by[0].deed, Deed::Increase);
}

/// R6: the ten days of carrying it out rest on the order of the clocks, which their explanation names; they follow the
/// approval, or under the other value run with those of the review.
#[test]
fn the_days_of_carrying_it_out_rest_on_the_order_of_the_clocks() {
    let mut city = City::new();
    let id = given(&mut city, "executing", false);
    let matter = city.matter(id);
    let duty = matter.head.duty(DutyKey::whole(DutyKind::CarryOutChange));
    let rests = &duty.unwrap().deadline.rulings;
    let order = rests.iter().find(|used| used.ruling == R6).unwrap();
    assert_eq!(json!(order.parameter), "order");
    let value = json!({"ruling": "R6", "values": {"order": {"word": "from_submission"}},
        "effective": city.today(), "reason": "合并计算"});
    city.send("reviewer", "ruling.propose", &value).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    city.at("2026-11-12 10:00");
    let issued = city.given("pa running").unwrap();
    let lines = json!([format!("{issued}/1 vm 6")]);
    let id = city.open("edu", "change.request", &with(more(), "resources", lines));
    city.at("2026-11-18 10:00");
    for (login, verb, fields) in [
        ("builder", "change.advise", advise()),
        ("reviewer", "change.review", approve()),
        ("builder", "change.order", json!({})),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    assert_eq!(
        city.look(id),
        "executing; carry_out_change yun-a 2026-11-26"
    );
}

/// What another family of the catalogue replaces leaves whole, with its data: it is backed up before and cleared after
/// (Art. 21(2)). Within a family it is resized.
#[test]
fn what_another_family_replaces_is_cleared() {
    let mut city = City::new();
    let issued = city.given("pa running").unwrap();
    let lines = |line: &str| json!([format!("{issued}/1 {line}")]);
    let swap = with(less(), "resources", lines("disk 4"));
    let within = with(swap.clone(), "backup", json!(null));
    assert!(
        answer(&mut city, "edu", "change.request", &within).starts_with("requested"),
        "the same family"
    );
    let family = json!({"code": "disk", "family": "存储", "name": "云硬盘", "specification": "标准", "unit": "TB",
        "basis": "year", "price_fen": 120_000});
    let mut city = City::new();
    city.given("pa running").unwrap();
    city.send("keeper", "item.register", &family).unwrap();
    assert_eq!(
        answer(&mut city, "edu", "change.request", &within),
        "refused no_backup under 21(2)"
    );
    let id = city.open("edu", "change.request", &swap);
    let line = &body(&city, id).lines[0];
    assert_eq!((line.fewer(), line.more()), (4, 4));
    let today = city.today();
    for (login, verb, fields) in [
        ("builder", "change.advise", advise()),
        ("reviewer", "change.review", approve()),
        ("builder", "change.order", json!({})),
        (
            "host-a",
            "change.carry-out",
            json!({"done_on": today, "instances": ["1 d-1 d-2 d-3 d-4"]}),
        ),
        ("edu", "change.confirm", json!({ "completed_on": today })),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    assert_eq!(city.look(id), "clearing; clear_change yun-a 2026-11-16");
    let left = body(&city, id).leaving;
    let left: Vec<_> = left.iter().map(|one| (&*one.name, one.count())).collect();
    assert_eq!(left, [("云主机 4核16G", 4)]);
    let matter = city.matter(issued);
    let batches = &matter.body.asked().unwrap().instances;
    let mut kept = batches
        .iter()
        .filter(|one| one.line == 1 && one.until.is_none());
    let kept = kept.next().unwrap();
    assert_eq!((kept.first, kept.last, kept.ids.len()), (5, 8, 4));
}

/// The opinion says what support said, and that nothing was said only of what was decided on the last day.
#[test]
fn the_opinion_says_what_support_said() {
    use Lang::{En, Zh};
    let mut city = City::new();
    let id = given(&mut city, "against", false);
    city.on_matter("reviewer", "change.review", id, &approve())
        .unwrap();
    let paper = city.written(id, 2, Zh);
    assert!(paper.contains("技术意见：不同意：规格偏大"), "{paper}");
    assert!(!paper.contains("单独作出"), "{paper}");
    assert!(city.written(id, 2, En).contains("against it: 规格偏大"));
    let review = resource_change::Verb::Review.into();
    assert_eq!(city.matter(id).body.needs(review), ["opinion"]);
}

/// What goes out says where it is, by when it is owed next, and a claim with its rule before its number.
#[test]
fn the_papers_say_where_and_by_when() {
    use Lang::Zh;
    let (mut city, issued) = priced();
    let approved = "2026-11-11 10:00";
    let id = ordered(&mut city, issued, "vm 4", approved, approved);
    let opinion = city.written(id, 2, Zh);
    let says = |paper: &str, wanted: &[&str]| {
        let flat: String = paper.split_whitespace().collect();
        for said in wanted {
            assert!(flat.contains(said), "{said}: {paper}");
        }
    };
    says(
        &opinion,
        &[
            "系统exam系统，资源池pa池",
            "下变更工单，限2026年11月13日24:00前",
        ],
    );
    says(&city.written(id, 1, Zh), &["技术意见：容量足够"]);
    says(
        &city.written(id, 3, Zh),
        &["完成调整，限2026年11月25日24:00前", "退出第5-8号"],
    );
    done(&mut city, id, "2026-12-15");
    let confirmed = city.written(id, 4, Zh);
    says(
        &confirmed,
        &["索赔，可免责的天数除外（裁定R41）：应于2026年11月25日前完成"],
    );
}

/// R49: whether support is for it is part of its opinion, and no more told than that.
#[test]
fn whether_support_agrees_is_part_of_its_opinion() {
    for stage in ["against", "executing"] {
        let mut city = City::new();
        let id = given(&mut city, stage, false);
        for (login, sees) in [("host-a", false), ("edu", true)] {
            let eyes = Eyes::of(&city.actor(login), Vec::new());
            let mut matter = city.matter(id);
            matter.cover(&eyes);
            let told = serde_json::to_value(&matter.body).unwrap().to_string();
            assert!(told.contains("\"agrees\":"), "{told}");
            let agrees = told.contains("\"agrees\":true") || told.contains("\"agrees\":false");
            assert_eq!(agrees, sees, "{stage} {login} {told}");
        }
    }
}

/// R2: of a unit that never confirms the authority determines the day, on evidence.
#[test]
fn a_day_that_nobody_attests_is_determined() {
    let mut city = City::new();
    let id = given(&mut city, "done", false);
    city.at("2026-11-13 09:00");
    city.on_matter(
        CLOCKWORK,
        "wake",
        id,
        &json!({"why": {"late": "confirm_change"}}),
    )
    .unwrap();
    assert!(
        city.look(id).contains("determine_change shuju"),
        "{}",
        city.look(id)
    );
    let determine = json!({"completed_on": "2026-11-09", "evidence": "云管平台记录"});
    city.on_matter("reviewer", "change.determine", id, &determine)
        .unwrap();
    assert_eq!(city.look(id), "clearing; clear_change yun-a 2026-11-20");
}
