//! Art. 21: what a unit gives up, in the order of R26, and what becomes of it where it was issued.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::act::Verb;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::code::PartyCode;
use yunguan::domain::law::field::Begins;
use yunguan::domain::law::kind::Form;
use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::law::party::CLOCKWORK;
use yunguan::domain::law::ruling::R26;
use yunguan::domain::settle::charge::Charges;
use yunguan::domain::r#use::cancellation::{self, Cancellation};
use yunguan::domain::r#use::resource::{Resource, ResourceState};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::rules_procurement;
use crate::support::city::{
    City, Row, answer, application, certified, check, item, story, table, with,
};

/// The resources that the first application of the day issued.
const SERVERS: &str = "APP-20261109-0001/1";
const DISKS: &str = "APP-20261109-0001/2";

fn submit(resources: &[&str]) -> Value {
    json!({"title": "报名系统下线", "system": "exam", "extent": "resources", "resources": resources, "reason": "项目结束",
        "archives": "handed_over", "shared": "not_shared", "no_way_back": true})
}

fn whole() -> Value {
    let fields = with(submit(&[]), "extent", json!("system"));
    with(fields, "resources", json!(null))
}

fn approve() -> Value {
    json!({"decision": "approve", "opinion": "同意"})
}

fn reject() -> Value {
    json!({"decision": "reject", "opinion": "仍有用户"})
}

fn backup() -> Value {
    json!({"place": "本单位机房", "done_by": "张工", "restorable": true, "volume": "1.2 TB"})
}

fn offline(day: &str) -> Value {
    json!({"offline_on": day, "evidence": "域名停止解析，主机关机"})
}

fn ended(day: &str) -> Value {
    json!({ "ended_on": day })
}

fn determined(day: &str) -> Value {
    with(ended(day), "evidence", json!("下线证据"))
}

fn reclaimed(day: &str) -> Value {
    json!({ "reclaimed_on": day })
}

/// The road to a cancellation's stage, of all that an application issued from a purchased pool.
pub fn given(city: &mut City, stage: &str) -> MatterId {
    let issued = city.given("pa running").unwrap();
    let lines = [format!("{issued}/1"), format!("{issued}/2")];
    let fields = with(submit(&[]), "resources", json!(lines));
    let id = city.open("edu", "cancellation.submit", &fields);
    go_on(city, id, "host-a", stage);
    id
}

/// The stages of a cancellation from its submission on, each with who leads there by which act.
pub fn road<'r>(day: &str, operator: &'r str) -> Vec<(&'r str, &'r str, &'r str, Value)> {
    let why = json!({"reason": "还要用"});
    vec![
        ("submitted", "", "", Value::Null),
        ("rejected", "reviewer", "cancellation.review", reject()),
        ("approved", "reviewer", "cancellation.review", approve()),
        ("withdrawn", "edu", "withdraw", why),
        ("backed_up", "edu", "cancellation.confirm-backup", backup()),
        (
            "offline",
            operator,
            "cancellation.take-offline",
            offline(day),
        ),
        ("terminated", "edu", "cancellation.attest", ended(day)),
        ("cleared", operator, "cancellation.clear", certified(day)),
        (
            "countersigned",
            "checker",
            "cancellation.countersign",
            json!({}),
        ),
        ("closed", operator, "cancellation.reclaim", reclaimed(day)),
    ]
}

/// Leads a cancellation that was submitted to a stage; `reported` is offline with a unit that was reported for its silence.
fn go_on(city: &mut City, id: MatterId, operator: &str, stage: &str) {
    let wanted = if stage == "reported" {
        "offline"
    } else {
        stage
    };
    for (reached, login, verb, fields) in road(&city.today(), operator) {
        let is_aside = ["rejected", "withdrawn"].contains(&reached);
        if is_aside && reached != wanted {
            continue;
        }
        if !login.is_empty() {
            city.on_matter(login, verb, id, &fields)
                .unwrap_or_else(|refusal| unreachable!("{verb}: {refusal:?}"));
        }
        if reached == wanted {
            break;
        }
    }
    if stage == "reported" {
        city.wait_days(4);
        city.wake_late(id);
    }
}

/// Cancellations on every road, and whatever one can hold.
pub fn tour(city: &mut City) {
    let begun = city.now;
    for stage in ["rejected", "withdrawn", "closed"] {
        given(city, stage);
    }
    let own = city.given("own running").unwrap();
    let fields = with(submit(&[]), "resources", json!([format!("{own}/1")]));
    let silent = city.open("edu", "cancellation.submit", &fields);
    go_on(city, silent, "builder", "offline");
    // All that runs of a system: the source of shared data, ended before it went offline.
    city.given("pa running level4").unwrap();
    let source = [
        ("system", json!("tax4")),
        ("archives", json!("nothing_kept")),
        ("shared", json!("shared_source")),
        ("sharing", json!("改由大数据平台提供")),
    ];
    let fields = source
        .into_iter()
        .fold(whole(), |fields, (name, value)| with(fields, name, value));
    let id = city.open("edu", "cancellation.submit", &fields);
    let approved = city.today();
    city.on_matter(
        "reviewer",
        "cancellation.review",
        id,
        &json!({"decision": "approve"}),
    )
    .unwrap();
    city.wait_days(4);
    let early = with(ended(&approved), "agreement", json!("甲云函〔2026〕3号"));
    for (login, verb, fields) in [
        (
            "edu",
            "cancellation.confirm-backup",
            with(backup(), "restorable", json!(false)),
        ),
        (
            "host-a",
            "cancellation.take-offline",
            offline(&city.today()),
        ),
        ("edu", "cancellation.attest", early),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    city.wake_late(silent);
    city.on_matter(
        "reviewer",
        "cancellation.determine",
        silent,
        &determined(&approved),
    )
    .unwrap();
    // What comes after it in the city begins when it did.
    city.now = begun;
}

fn body(city: &City, id: MatterId) -> Cancellation {
    let Body::Cancellation(body) = city.matter(id).body else {
        unreachable!()
    };
    body
}

fn state(city: &City, resource: &str) -> ResourceState {
    city.record_of::<Resource>(resource).state
}

fn roads() -> Vec<Row> {
    table! {
        "pa running", "edu", "cancellation.submit", submit(&[SERVERS]) => "submitted; review_cancellation shuju 2026-11-16 | cancellation_request to shuju+jishu";
        "pa running", "edu", "cancellation.submit", whole() => "submitted; review_cancellation shuju 2026-11-16 | cancellation_request to shuju+jishu";
        "own running", "edu", "cancellation.submit", submit(&[SERVERS, DISKS]) => "submitted; review_cancellation shuju 2026-11-16 | cancellation_request to shuju+jishu";
        "cancellation submitted", "reviewer", "cancellation.review", approve() => "approved; back_up edu 2026-11-23 | cancellation_opinion to edu+yun-a+jishu ~ approved_on ~ concerned ~ opinion ~ parts";
        "cancellation submitted", "reviewer", "cancellation.review", reject() => "rejected | cancellation_opinion to edu ~ opinion ~ parts";
        "cancellation approved", "edu", "cancellation.confirm-backup", backup() => "backed_up; take_offline yun-a 2026-11-16 | backup_confirmation to yun-a+jishu ~ backup";
        "cancellation backed_up", "host-a", "cancellation.take-offline", offline("2026-11-09") => "offline; attest_end edu 2026-11-12 ~ offline";
        "cancellation offline", "edu", "cancellation.attest", ended("2026-11-09") => "terminated; clear_resources yun-a 2026-11-16 | termination_confirmation to yun-a+jishu ~ leaving ~ termination";
        "cancellation reported", "edu", "cancellation.attest", ended("2026-11-09") => "terminated; clear_resources yun-a 2026-11-20 | termination_confirmation to yun-a+jishu ~ leaving ~ termination";
        "cancellation reported", "reviewer", "cancellation.determine", determined("2026-11-10") => "terminated; clear_resources yun-a 2026-11-20 | termination_determination to edu+yun-a+jishu ~ leaving ~ termination";
        "cancellation terminated", "host-a", "cancellation.clear", certified("2026-11-09") => "cleared; countersign_clearing jishu 2026-11-11 ~ clearing ~ parts";
        "cancellation cleared", "checker", "cancellation.countersign", json!({"remark": "已抽查"}) => "countersigned; reclaim yun-a 2026-11-12 | clearing_proof to edu+yun-a ~ countersigned";
        "cancellation countersigned", "host-a", "cancellation.reclaim", reclaimed("2026-11-09") => "closed | reclaim_slip to edu+jishu ~ reclaimed_on";
        "cancellation submitted", "edu", "withdraw", json!({"reason": "还要用"}) => "withdrawn";
        "cancellation approved", "edu", "withdraw", json!({"reason": "还要用"}) => "withdrawn | cancellation_withdrawal to yun-a+jishu";
        "cancellation backed_up", "edu", "withdraw", json!({"reason": "还要用"}) => "withdrawn | cancellation_withdrawal to yun-a+jishu";
        "cancellation offline", "edu", "withdraw", json!({"reason": "还要用"}) => "withdrawn | cancellation_withdrawal to yun-a+jishu";
    }
}

/// What stands against an act on a cancellation.
pub fn refusals() -> Vec<Row> {
    let later = with(certified("2026-11-09"), "from", json!("2026-11-08"));
    table! {
        "nothing", "edu", "cancellation.submit", submit(&[SERVERS]) => "refused unknown under 21(1)";
        "nothing", "edu", "cancellation.submit", whole() => "refused nothing_runs under 21(1)";
        "pa running", "acceptor", "cancellation.submit", submit(&[SERVERS]) => "refused party_needed under 7";
        "pa running", "looker", "cancellation.submit", submit(&[SERVERS]) => "refused post_needed under 7";
        "pa running", "edu", "cancellation.submit", submit(&[]) => "refused missing under 21(1)";
        "pa running", "edu", "cancellation.submit", submit(&["第一行"]) => "refused unknown under 21(1)";
        "pa running", "edu", "cancellation.submit", submit(&["APP-20261109-0001/9"]) => "refused unknown under 21(1)";
        "pa running", "edu", "cancellation.submit", submit(&[SERVERS, SERVERS]) => "refused resource_twice under 21(1)";
        "pa running", "edu", "cancellation.submit", with(submit(&[SERVERS]), "system", json!("tax4")) => "refused resource_elsewhere under 21(1)";
        "pa running", "health", "cancellation.submit", with(submit(&[SERVERS]), "system", json!("flood")) => "refused unknown under 21(1)";
        "pa running", "health", "cancellation.submit", submit(&[SERVERS]) => "refused unknown under 21(1)";
        "pa running", "edu", "cancellation.submit", with(submit(&[SERVERS]), "extent", json!("system")) => "refused not_asked_for under 21(1)";
        "pa running", "edu", "cancellation.submit", with(submit(&[SERVERS]), "title", json!(" ")) => "refused missing under 21(1)";
        "pa running", "edu", "cancellation.submit", with(submit(&[SERVERS]), "reason", json!("")) => "refused missing under 21(1)";
        "pa running", "edu", "cancellation.submit", with(submit(&[SERVERS]), "shared", json!("shared_source")) => "refused missing under 21(1)";
        "pa running", "edu", "cancellation.submit", with(submit(&[SERVERS]), "sharing", json!("改由平台提供")) => "refused not_asked_for under 21(1)";
        "pa running", "edu", "cancellation.submit", with(submit(&[SERVERS]), "no_way_back", json!(false)) => "refused missing under 21(1)";
        "pa delivered", "edu", "cancellation.submit", submit(&[SERVERS]) => "refused resource_not_running under 21(1)";
        "cancellation submitted", "edu", "cancellation.submit", submit(&[DISKS]) => "refused resource_claimed under 21(1)";
        "cancellation terminated", "edu", "cancellation.submit", submit(&[DISKS]) => "refused resource_not_running under 21(1)";
        "cancellation submitted", "acceptor", "cancellation.review", approve() => "refused post_needed under 5";
        "cancellation submitted", "reviewer", "cancellation.review", json!({"decision": "reject"}) => "refused missing under 21(2)";
        "cancellation approved", "reviewer", "cancellation.review", approve() => "refused wrong_stage under 21(2)";
        "cancellation submitted", "edu", "cancellation.confirm-backup", backup() => "refused wrong_stage under 21(2)";
        "cancellation approved", "health", "cancellation.confirm-backup", backup() => "refused no_such_matter under 21(2)";
        "cancellation approved", "edu", "cancellation.confirm-backup", with(backup(), "volume", json!("")) => "refused missing under 21(2)";
        "cancellation approved", "host-a", "cancellation.take-offline", offline("2026-11-09") => "refused wrong_stage under 21(2)";
        "cancellation backed_up", "builder", "cancellation.take-offline", offline("2026-11-09") => "refused not_your_matter under 21(2)";
        "cancellation backed_up", "host-a", "cancellation.take-offline", offline("2026-11-10") => "refused in_future under 21(2)";
        "cancellation backed_up", "host-a", "cancellation.take-offline", offline("2026-11-08") => "refused before under 21(2)";
        "cancellation backed_up", "host-a", "cancellation.take-offline", with(offline("2026-11-09"), "evidence", json!("")) => "refused missing under 21(2)";
        "cancellation backed_up", "edu", "cancellation.attest", ended("2026-11-09") => "refused wrong_stage under 21(2)";
        "cancellation offline", "edu", "cancellation.attest", ended("2026-11-10") => "refused in_future under 21(2)";
        "cancellation offline", "edu", "cancellation.attest", ended("2026-11-08") => "refused before under 21(2)";
        "cancellation offline", "edu", "cancellation.attest", with(ended("2026-11-09"), "agreement", json!("函")) => "refused not_asked_for under 21(2)";
        "cancellation offline", "reviewer", "cancellation.determine", determined("2026-11-09") => "refused end_not_escalated under R40";
        "cancellation reported", "reviewer", "cancellation.determine", determined("2026-11-08") => "refused before under 21(2)";
        "cancellation reported", "reviewer", "cancellation.determine", with(determined("2026-11-09"), "evidence", json!(" ")) => "refused missing under 21(2)";
        "cancellation offline", "host-a", "cancellation.clear", certified("2026-11-09") => "refused wrong_stage under 21(2)";
        "cancellation terminated", "host-a", "cancellation.clear", later => "refused before under 21(2)";
        "cancellation terminated", "host-a", "cancellation.clear", with(certified("2026-11-09"), "until", json!("2026-11-10")) => "refused in_future under 21(2)";
        "cancellation terminated", "host-a", "cancellation.clear", with(certified("2026-11-09"), "no_copy", json!(false)) => "refused missing under 21(2)";
        "cancellation terminated", "host-a", "cancellation.clear", with(certified("2026-11-09"), "witness", json!("")) => "refused missing under 21(2)";
        "cancellation terminated", "host-a", "cancellation.clear", with(certified("2026-11-09"), "witness", json!("李工")) => "refused nobody_watched under 21(2)";
        "cancellation terminated", "edu", "withdraw", json!({"reason": "还要用"}) => "refused wrong_stage under 21(1)";
        "cancellation terminated", "checker", "cancellation.countersign", json!({}) => "refused wrong_stage under 21(2)";
        "cancellation cleared", "builder", "cancellation.countersign", json!({}) => "refused post_needed under 6";
        "cancellation cleared", "host-a", "cancellation.reclaim", reclaimed("2026-11-09") => "refused wrong_stage under 21(2)";
        "cancellation countersigned", "host-a", "cancellation.reclaim", reclaimed("2026-11-08") => "refused before under 21(2)";
        "cancellation countersigned", "host-a", "cancellation.reclaim", reclaimed("2026-11-10") => "refused in_future under 21(2)";
    }
}

#[test]
fn a_cancellation_goes_where_the_measures_lead() {
    check(&roads());
}

#[test]
fn what_stands_against_a_cancellation_is_cited() {
    check(&refusals());
}

/// What becomes of the resources, seen where they were issued: claimed, freed, ended, cleared.
#[test]
fn the_resources_follow_the_cancellation() {
    let stands = |stage: &str| {
        let mut city = City::new();
        let id = given(&mut city, stage);
        let servers: Resource = city.record_of(SERVERS);
        let is_claimed = servers.claimed_by == Some(id);
        (servers.state, is_claimed, servers.ended_on.is_some())
    };
    for stage in ["submitted", "approved", "backed_up", "offline"] {
        assert_eq!(
            stands(stage),
            (ResourceState::Running, true, false),
            "{stage}"
        );
    }
    for stage in ["rejected", "withdrawn"] {
        assert_eq!(
            stands(stage),
            (ResourceState::Running, false, false),
            "{stage}"
        );
    }
    assert_eq!(stands("terminated"), (ResourceState::Ended, false, true));
    for stage in ["cleared", "countersigned", "closed"] {
        assert_eq!(
            stands(stage),
            (ResourceState::Cleared, false, true),
            "{stage}"
        );
    }
}

/// Of some resources the rest goes on, and the system is offline only with its last.
#[test]
fn the_system_goes_offline_with_its_last_resource() {
    let mut city = City::new();
    city.given("pa running").unwrap();
    for (resource, with_system) in [(SERVERS, false), (DISKS, true)] {
        let id = city.open("edu", "cancellation.submit", &submit(&[resource]));
        go_on(&mut city, id, "host-a", "offline");
        assert_eq!(body(&city, id).offline.unwrap().whole_system, with_system);
        city.on_matter("edu", "cancellation.attest", id, &ended("2026-11-09"))
            .unwrap();
        assert_eq!(state(&city, resource), ResourceState::Ended);
    }
    assert_eq!(state(&city, DISKS), ResourceState::Ended);
}

/// Each pool has somebody else who clears.
#[test]
fn resources_of_two_pools_are_two_cancellations() {
    let mut city = City::new();
    city.given("pa running").unwrap();
    city.given("own running").unwrap();
    let refused = "refused several_pools under 21(1)";
    assert_eq!(
        answer(&mut city, "edu", "cancellation.submit", &whole()),
        refused
    );
    let other = "APP-20261109-0002/1";
    let fields = submit(&[SERVERS, other]);
    assert_eq!(
        answer(&mut city, "edu", "cancellation.submit", &fields),
        refused
    );
    city.send("edu", "cancellation.submit", &submit(&[SERVERS, DISKS]))
        .unwrap();
    city.send("edu", "cancellation.submit", &submit(&[other]))
        .unwrap();
}

/// The unit alone does not move the end before the day of going offline, and the authority does not at all.
#[test]
fn an_end_before_going_offline_is_agreed_to_in_writing() {
    let mut city = City::new();
    let id = given(&mut city, "backed_up");
    city.at("2026-11-12 10:00");
    city.on_matter(
        "host-a",
        "cancellation.take-offline",
        id,
        &offline("2026-11-12"),
    )
    .unwrap();
    let agreed = with(ended("2026-11-11"), "agreement", json!("甲云函〔2026〕3号"));
    story(
        &mut city,
        id,
        &[(
            "edu",
            "cancellation.attest",
            ended("2026-11-11"),
            "refused missing under 21(2)",
        )],
    );
    let mut other = City::new();
    let silent = given(&mut other, "backed_up");
    other.at("2026-11-12 10:00");
    other
        .on_matter(
            "host-a",
            "cancellation.take-offline",
            silent,
            &offline("2026-11-12"),
        )
        .unwrap();
    other.at("2026-11-18 10:00");
    other.wake_late(silent);
    story(
        &mut other,
        silent,
        &[(
            "reviewer",
            "cancellation.determine",
            determined("2026-11-11"),
            "refused before under R40",
        )],
    );
    story(
        &mut city,
        id,
        &[(
            "edu",
            "cancellation.attest",
            agreed,
            "terminated; clear_resources yun-a 2026-11-19",
        )],
    );
    let end = body(&city, id).termination.unwrap();
    assert_eq!(end.agreement.unwrap(), "甲云函〔2026〕3号");
    let paper = city.written(id, 3, Lang::Zh);
    assert!(paper.contains("甲云函〔2026〕3号"), "{paper}");
}

/// A legal hold stops the clearing and nothing else (Art. 21(2)); whoever reviews sees that it will.
#[test]
fn what_is_kept_as_evidence_is_not_cleared() {
    let mut city = City::new();
    let id = given(&mut city, "submitted");
    let hold = json!({"ground": "legal_hold", "system": "exam", "from": city.today(), "reason": "审计取证",
        "paper": "益审〔2026〕9号"});
    city.send("reviewer", "block.record", &hold).unwrap();
    go_on_from(&mut city, id);
    let clear = certified("2026-11-09");
    let refused = "refused blocked under 21(2)";
    story(
        &mut city,
        id,
        &[("host-a", "cancellation.clear", clear.clone(), refused)],
    );
    let lift = json!({"block": 1, "paper": "益审〔2026〕10号", "reason": "取证完毕"});
    city.send("reviewer", "block.lift", &lift).unwrap();
    city.on_matter("host-a", "cancellation.clear", id, &clear)
        .unwrap();
}

/// From the review to the attested end.
fn go_on_from(city: &mut City, id: MatterId) {
    for (login, verb, fields) in [
        ("reviewer", "cancellation.review", approve()),
        ("edu", "cancellation.confirm-backup", backup()),
        ("host-a", "cancellation.take-offline", offline("2026-11-09")),
        ("edu", "cancellation.attest", ended("2026-11-09")),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
}

/// Support runs a self-built pool: it does what the operator does, bills nothing, and two of its people stand under the
/// certificate.
#[test]
fn on_a_self_built_pool_support_clears_and_another_of_it_countersigns() {
    let mut city = City::new();
    city.given("own running").unwrap();
    city.employs("both", "jishu", &["handler", "reviewer"]);
    let id = city.open("edu", "cancellation.submit", &submit(&[SERVERS]));
    go_on(&mut city, id, "builder", "terminated");
    assert_eq!(body(&city, id).termination.unwrap().billed, None);
    story(
        &mut city,
        id,
        &[
            (
                "both",
                "cancellation.clear",
                certified("2026-11-09"),
                "cleared; countersign_clearing jishu 2026-11-11",
            ),
            (
                "both",
                "cancellation.countersign",
                json!({}),
                "refused same_person under R22",
            ),
            (
                "checker",
                "cancellation.countersign",
                json!({}),
                "countersigned; reclaim jishu 2026-11-12",
            ),
            (
                "builder",
                "cancellation.reclaim",
                reclaimed("2026-11-09"),
                "closed",
            ),
        ],
    );
}

/// Who runs the pool sees it from the approval on, and never the unit's reason (R49).
#[test]
fn who_runs_the_pool_sees_it_once_it_is_approved() {
    let mut city = City::new();
    let id = given(&mut city, "submitted");
    let sees = |city: &City, login: &str| city.matter(id).head.is_seen_by(&city.actor(login));
    assert!(!sees(&city, "host-a") && !sees(&city, "health"));
    go_on_from(&mut city, id);
    assert!(sees(&city, "host-a") && !sees(&city, "host-b") && !sees(&city, "health"));
}

/// An emergency that was refused afterwards is cancelled by a matter of its own: the duty to ask for that ends with the
/// request, and is back if that comes to nothing.
#[test]
fn a_refused_emergency_is_cancelled() {
    let mut city = City::new();
    let emergency = city.given("emergency handed_over").unwrap();
    let today = json!({"completed_on": "2026-11-09"});
    city.on_matter("health", "emergency.confirm", emergency, &today)
        .unwrap();
    let formal = city.formal(emergency);
    city.on_matter("acceptor", "application.accept", formal, &json!({}))
        .unwrap();
    city.on_matter("reviewer", "application.review", formal, &reject())
        .unwrap();
    assert_eq!(city.look(emergency), "to_cancel; cancel health 2026-11-23");
    let servers = format!("{emergency}/1");
    let fields = with(submit(&[&servers]), "system", json!("flood"));
    let id = city.open("health", "cancellation.submit", &fields);
    assert_eq!(city.look(emergency), "to_cancel");
    city.on_matter("health", "withdraw", id, &json!({"reason": "写错"}))
        .unwrap();
    assert_eq!(city.look(emergency), "to_cancel; cancel health 2026-11-23");
    assert_eq!(state(&city, &servers), ResourceState::Running);
}

/// From what runs the form begins with its system and its lines, and what it begins with is taken.
#[test]
fn the_form_begins_with_what_runs() {
    let mut city = City::new();
    let issued = city.given("pa running").unwrap();
    let form = |city: &City| -> Option<Form> {
        let matter = city.matter(issued);
        let verb: Verb = cancellation::Verb::Submit.into();
        let mut all = matter.body.successors(&matter.head).into_iter();
        all.find(|(follows, _)| *follows == verb)
            .map(|(_, form)| form)
    };
    let begins = form(&city).unwrap().fields;
    assert_eq!(begins["system"], "exam");
    assert_eq!(begins["resources"], format!("{SERVERS}\n{DISKS}"));
    let named: Vec<&str> = begins["resources"].lines().collect();
    city.send("edu", "cancellation.submit", &submit(&named[..1]))
        .unwrap();
    assert_eq!(form(&city).unwrap().fields["resources"], DISKS);
    city.send("edu", "cancellation.submit", &submit(&named[1..]))
        .unwrap();
    assert_eq!(form(&city), None);
    let mut fresh = City::new();
    let id = fresh.given("pa delivered").unwrap();
    let matter = fresh.matter(id);
    assert_eq!(matter.body.successors(&matter.head), []);
}

/// A city of the autumn of 2025 whose provider has a contract since 1 November, and what a unit runs in it, by name.
pub fn of_2025(what: &str, quantity: u32) -> (City, MatterId) {
    let ledger = Ledger::create_on(redb::backends::InMemoryBackend::new(), &Realm::Sandbox);
    let mut city = City::founded_at(ledger.unwrap(), "2025-11-03 09:00", "2025-11-03 09:00");
    city.at("2025-11-10 09:00");
    let a_year_before = |fields: Value| -> Value {
        let text = fields.to_string();
        let text = text.replace("2026-1", "2025-1").replace("2027-1", "2026-1");
        serde_json::from_str(&text).unwrap()
    };
    let contract = city.open("acceptor", "procurement.open", &rules_procurement::cloud());
    for (login, verb, fields) in [
        ("reviewer", "procurement.review", approve()),
        (
            "reviewer2",
            "procurement.award",
            rules_procurement::award("yun-a"),
        ),
        ("checker", "procurement.sign", rules_procurement::sign()),
    ] {
        city.on_matter(login, verb, contract, &a_year_before(fields))
            .unwrap();
    }
    let fields = application("exam", "pa", &[item(what, quantity)]);
    let id = city.open("edu", "application.submit", &fields);
    let passed = json!({"result": "passed", "report": "好", "early_reason": "已测完"});
    let day = json!({"completed_on": "2025-11-10"});
    let names: Vec<_> = (1..=quantity).map(|one| format!("i-0a{one}")).collect();
    let names = json!([format!("1 {}", names.join(" "))]);
    for (login, verb, fields) in [
        ("acceptor", "application.accept", json!({})),
        ("reviewer", "application.review", approve()),
        ("builder", "application.order-test", json!({})),
        (
            "host-a",
            "application.hand-over-test",
            json!({"environment": "10.1.0.0/24"}),
        ),
        ("edu", "application.report-test", passed),
        ("builder", "application.propose", json!({"reason": "照批"})),
        ("acceptor", "application.receive-filing", json!({})),
        ("builder", "application.order-delivery", json!({})),
        (
            "host-a",
            "application.deliver",
            with(day.clone(), "instances", names),
        ),
        ("edu", "application.confirm", day),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    (city, id)
}

/// What a matter's lines come to in the present cycle, as known today, in fen.
fn billed(city: &City, id: MatterId) -> Option<u64> {
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let charges = Charges::of(&view, &city.matter(id), civil_date(city.now));
    view.settle().unwrap();
    charges.unwrap().billed_fen()
}

/// Approved, backed up and taken offline as the worked examples have it.
pub fn offline_in_june(city: &mut City, issued: MatterId) -> MatterId {
    city.at("2026-06-03 10:00");
    let resource = format!("{issued}/1");
    let id = city.open("edu", "cancellation.submit", &submit(&[&resource]));
    city.on_matter("reviewer", "cancellation.review", id, &approve())
        .unwrap();
    city.at("2026-06-10 10:00");
    city.on_matter("edu", "cancellation.confirm-backup", id, &backup())
        .unwrap();
    city.at("2026-06-12 10:00");
    city.on_matter(
        "host-a",
        "cancellation.take-offline",
        id,
        &offline("2026-06-12"),
    )
    .unwrap();
    id
}

/// Example 1: five disks at 960 a year, used from 2025-11-10 to 2026-06-12, 214 days; the certificate is due five working
/// days after the attestation was pressed, over a holiday.
#[test]
fn billing_ends_on_the_attested_day() {
    let (mut city, issued) = of_2025("disk", 5);
    let id = offline_in_june(&mut city, issued);
    city.at("2026-06-16 10:00");
    story(
        &mut city,
        id,
        &[(
            "edu",
            "cancellation.attest",
            ended("2026-06-12"),
            "terminated; clear_resources yun-a 2026-06-24",
        )],
    );
    assert_eq!(billed(&city, issued), Some(281_425));
    let end = body(&city, id).termination.unwrap();
    let sum = end.billed.unwrap();
    assert_eq!(sum.fen, Some(281_425));
    assert_eq!(sum.last_day.to_string(), "2026-06-11");
    let paper = city.written(id, 3, Lang::Zh);
    assert!(paper.contains("2,814.25"), "{paper}");
    // It does not grow any more.
    city.at("2026-08-20 10:00");
    assert_eq!(billed(&city, issued), Some(281_425));
}

/// Example 2: nobody attests; after three working days it is reported, and the authority determines the day on the evidence
/// of going offline. What was billed to the end of the cycle is corrected by 9,586.85.
#[test]
fn a_silent_unit_has_its_end_determined() {
    let (mut city, issued) = of_2025("vm", 8);
    let id = offline_in_june(&mut city, issued);
    assert_eq!(city.look(id), "offline; attest_end edu 2026-06-17");
    let before = billed(&city, issued).unwrap();
    assert_eq!(before, 3_491_507);
    city.at("2026-06-17 23:59");
    let why = json!({"why": {"late": "attest_end"}});
    let woken = city.on_matter(CLOCKWORK, "wake", id, &why);
    assert!(woken.is_err(), "{woken:?}");
    city.at("2026-06-18 00:00");
    city.wake_late(id);
    assert_eq!(
        city.look(id),
        "offline; attest_end edu 2026-06-17; determine_end shuju 2026-06-24"
    );
    story(
        &mut city,
        id,
        &[(
            "reviewer",
            "cancellation.determine",
            determined("2026-06-12"),
            "terminated; clear_resources yun-a 2026-06-26",
        )],
    );
    let after = billed(&city, issued).unwrap();
    assert_eq!(after, 2_532_822);
    assert_eq!(before - after, 958_685);
    let paper = city.past(id).1.last().unwrap().clone();
    let readers: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
    assert_eq!(paper.kind.word(), "termination_determination");
    assert_eq!(readers, ["edu", "yun-a", "jishu"]);
    assert!(
        city.serve_last("acceptor", id, "edu")
            .starts_with("terminated")
    );
}

/// The amount on the confirmation is that of the cycle of the last day billed, whenever the unit attests it.
#[test]
fn the_amount_is_of_the_cycle_in_which_use_ended() {
    let (mut city, issued) = of_2025("disk", 5);
    city.at("2026-08-24 10:00");
    let resource = format!("{issued}/1");
    let id = city.open("edu", "cancellation.submit", &submit(&[&resource]));
    for (login, verb, fields) in [
        ("reviewer", "cancellation.review", approve()),
        ("edu", "cancellation.confirm-backup", backup()),
        ("host-a", "cancellation.take-offline", offline("2026-08-24")),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    city.at("2026-09-01 10:00");
    city.on_matter("edu", "cancellation.attest", id, &ended("2026-08-30"))
        .unwrap();
    let sum = body(&city, id).termination.unwrap().billed.unwrap();
    assert_eq!(sum.cycle.to_string(), "2025-09-01");
    assert_eq!(sum.last_day.to_string(), "2026-08-29");
    // 5 × 960.00 × 293 / 365.
    assert_eq!(sum.fen, Some(385_315));
}

/// Whatever lets a cancellation stall is reported to the authority, and costs money while it is billed.
#[test]
fn a_cancellation_that_stalls_is_heard_of() {
    for (stage, costs) in [
        ("approved", true),
        ("backed_up", true),
        ("terminated", false),
    ] {
        let mut city = City::new();
        let id = given(&mut city, stage);
        let duty = city.matter(id).head.duties[0].clone();
        assert_eq!(duty.kind().moves_money(), costs, "{stage}");
        city.wait_days(30);
        city.wake_late(id);
        assert!(city.matter(id).head.escalated_at.is_some(), "{stage}");
    }
}

/// What nobody can find out any more once all is wiped is answered by whoever submits, and by no form.
#[test]
fn no_form_answers_what_cannot_be_found_out_later() {
    let verb: Verb = cancellation::Verb::Submit.into();
    for name in ["archives", "shared"] {
        let field = verb
            .fields()
            .iter()
            .find(|field| field.name == name)
            .unwrap();
        assert_eq!(field.begins, Begins::Text(""), "{name}");
    }
}

/// The certificate says who cleared, by name.
#[test]
fn the_certificate_names_who_delivers() {
    let mut city = City::new();
    let id = given(&mut city, "countersigned");
    let papers = city.past(id).1.len();
    let paper = city.written(id, papers - 1, Lang::Zh);
    let flat: String = paper.split_whitespace().collect();
    assert!(flat.contains("本证明由yun-a单位出具内容"), "{paper}");
}

/// The duty to attest the end says by which order it is owed then, and that billing ends by it.
#[test]
fn the_end_is_attested_by_the_order_of_r26() {
    let mut city = City::new();
    let id = given(&mut city, "offline");
    let duty = &city.matter(id).head.duties[0];
    let mut rulings = duty.deadline.rulings.iter();
    assert!(rulings.any(|used| used.ruling == R26), "{duty:?}");
}

/// Whatever anybody tries, on the cancellation or where it was issued: what was cleared stays cleared.
#[test]
fn what_was_cleared_stays_cleared() {
    let mut city = City::new();
    let id = given(&mut city, "cleared");
    let issued: MatterId = "APP-20261109-0001".parse().unwrap();
    let logins = [
        "acceptor",
        "reviewer",
        "reviewer2",
        "builder",
        "checker",
        "host-a",
        "edu",
        "keeper",
        CLOCKWORK,
    ];
    let mut done = 0;
    for matter in [id, issued] {
        let verbs = Verb::all().filter(|verb| verb.is_done_on(matter.kind));
        for verb in verbs {
            for login in logins {
                let fields = verb.fields().iter().filter(|field| field.required);
                let fields: serde_json::Map<String, Value> = fields
                    .map(|field| (field.name.to_owned(), tried(field, &city)))
                    .collect();
                let fields = with(Value::Object(fields), "matter", json!(matter));
                let mut whole = fields.clone();
                whole["verb"] = json!(verb.word());
                let Ok(command) = serde_json::from_value(whole) else {
                    continue;
                };
                done += u32::from(city.act(login, command).is_ok());
                for resource in [SERVERS, DISKS] {
                    assert_eq!(
                        state(&city, resource),
                        ResourceState::Cleared,
                        "{login} {verb:?}"
                    );
                }
            }
        }
    }
    // The certificate was countersigned and the room taken back on the way.
    assert!(done > 1, "{done}");
    assert_eq!(city.stage(id), "closed");
    let again = answer(&mut city, "edu", "cancellation.submit", &submit(&[SERVERS]));
    assert_eq!(again, "refused resource_not_running under 21(1)");
}

/// Something that the field takes.
fn tried(field: &yunguan::domain::law::field::Field, city: &City) -> Value {
    match field.blank(1, city.now) {
        Value::String(text) if text.is_empty() => json!("试"),
        Value::Null => json!({"why": "day"}),
        other => other,
    }
}
