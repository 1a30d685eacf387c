//! Art. 23: emergencies.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::code::PartyCode;
use yunguan::domain::law::matter::{Body, MatterId};

use crate::support::city::{
    City, Row, answer, application, check, emergency, item, product, refused, table, with,
};

const DOCUMENT: &str = "湘防指〔2026〕7号";

fn apply(ground: &str, document: &str) -> Value {
    emergency("flood", "pa", ground, document)
}

/// A superior's requirement as it was given by telephone (R27).
fn oral() -> Value {
    let fields = with(
        apply("provincial_requirement", ""),
        "ordered_by",
        json!("省防指"),
    );
    let fields = with(fields, "ordered_at", json!("2026-11-09T01:30:00Z"));
    with(fields, "received_by", json!("值班员"))
}

fn on(day: &str) -> Value {
    json!({ "completed_on": day })
}

fn formal(lines: &[Value]) -> Value {
    with(application("flood", "pa", lines), "emergency", json!("@"))
}

/// The road to an emergency's stage.
pub fn given(city: &mut City, stage: &str) -> MatterId {
    let fields = emergency("flood", "pa", "provincial_requirement", "湘防指〔2026〕7号");
    let id = city.open("health", "emergency.apply", &fields);
    let today = json!({ "completed_on": city.today() });
    let approve = json!({"decision": "approve"});
    let reject = json!({"decision": "reject", "opinion": "不急"});
    let why = json!({"reason": "解除"});
    let road: [(&str, &str, &str, &Value); 6] = [
        ("withdrawn", "health", "withdraw", &why),
        ("rejected", "checker", "emergency.review", &reject),
        ("issued", "checker", "emergency.review", &approve),
        ("handed_over", "host-a", "emergency.hand-over", &json!({})),
        ("confirmed", "health", "emergency.confirm", &today),
        ("regularised", "", "", &Value::Null),
    ];
    for (reached, login, verb, fields) in road {
        if city.stage(id) == stage {
            return id;
        }
        if reached == "regularised" {
            city.formal_approved(id);
            continue;
        }
        if !["withdrawn", "rejected"].contains(&reached) || reached == stage {
            city.on_matter(login, verb, id, fields).unwrap();
        }
    }
    assert_eq!(city.stage(id), stage);
    id
}

fn roads() -> Vec<Row> {
    table! {
        "nothing", "health", "emergency.apply", apply("municipal_requirement", DOCUMENT) => "applied; review_emergency jishu 2026-11-10";
        "nothing", "health", "emergency.apply", apply("provincial_requirement", DOCUMENT) => "applied; review_emergency jishu 2026-11-10";
        "nothing", "health", "emergency.apply", apply("central_requirement", DOCUMENT) => "applied; review_emergency jishu 2026-11-10";
        "nothing", "health", "emergency.apply", apply("national_strategy", "") => "applied; review_emergency jishu 2026-11-10";
        "nothing", "health", "emergency.apply", apply("national_security", "") => "applied; review_emergency jishu 2026-11-10";
        "nothing", "health", "emergency.apply", with(apply("national_security", ""), "pool", json!("own")) => "applied; review_emergency jishu 2026-11-10";
        "emergency applied", "health", "withdraw", json!({"reason": "解除"}) => "withdrawn";
        "emergency applied", "checker", "emergency.review", json!({"decision": "reject", "opinion": "不急"}) => "rejected | review_opinion to health ~ opinion ~ parts";
        "emergency applied", "checker", "emergency.review", json!({"decision": "approve"}) => "issued; hand_over yun-a 2026-11-10 | emergency_issuance to yun-a+health+shuju ~ asked.lines.approved ~ asked.lines.issued ~ concerned ~ issued_at ~ opinion ~ parts";
        "emergency issued", "host-a", "emergency.hand-over", json!({}) => "handed_over; confirm_issuance health 2026-11-12; file_application health 2026-11-12 ~ asked.instances ~ handed_over_at";
        "emergency issued", "checker", "emergency.recall", json!({"reason": "险情解除"}) => "recalled | emergency_recall to yun-a+health+shuju ~ recalled";
        "nothing", "health", "emergency.apply", with(apply("other_special", ""), "special_reason", json!("跨市抢险")) => "applied; review_emergency jishu 2026-11-10";
        "nothing", "health", "emergency.apply", oral() => "applied; review_emergency jishu 2026-11-10";
        "emergency handed_over", "health", "emergency.confirm", on("2026-11-09") => "handed_over; file_application health 2026-11-12 | issuance_confirmation to yun-a ~ attestation";
    }
}

/// What stands against an act on an emergency.
pub fn refusals() -> Vec<Row> {
    let past = json!({"handed_over_at": "2026-11-09T01:00:00Z"});
    let future = json!({"handed_over_at": "2026-11-09T02:00:01Z"});
    let never = json!({"handed_over_at": "+262142-12-31T23:59:59Z"});
    table! {
        "nothing", "health", "emergency.apply", apply("municipal_requirement", "") => "refused no_proof under 23";
        "nothing", "health", "emergency.apply", apply("provincial_requirement", " ") => "refused no_proof under 23";
        "nothing", "health", "emergency.apply", apply("central_requirement", "") => "refused no_proof under 23";
        "nothing", "health", "emergency.apply", with(apply("other_special", ""), "special_reason", json!("")) => "refused no_special_reason under R27";
        "nothing", "health", "emergency.apply", with(apply("national_security", ""), "non_classified", json!(false)) => "refused not_declared under 3";
        "nothing", "health", "emergency.apply", with(oral(), "ordered_at", json!(null)) => "refused missing under R27";
        "nothing", "health", "emergency.apply", with(oral(), "ordered_at", json!("2026-11-09T02:00:01Z")) => "refused not_yet under R27";
        "nothing", "health", "emergency.apply", with(oral(), "received_by", json!("")) => "refused missing under 23";
        "emergency applied", "checker", "emergency.review", json!({"decision": "reject", "opinion": "不急", "override_reason": "人命关天"}) => "refused not_asked_for under 23";
        "emergency issued", "builder", "emergency.recall", json!({"reason": "误报"}) => "refused post_needed under 6";
        "emergency issued", "checker", "emergency.recall", json!({"reason": ""}) => "refused missing under 23";
        "emergency handed_over", "checker", "emergency.recall", json!({"reason": "误报"}) => "refused wrong_stage under 23";
        "emergency handed_over", "health", "emergency.acknowledge", json!({}) => "refused already_done under 23";
        "emergency handed_over", "health", "emergency.supply-document", json!({"document": DOCUMENT}) => "refused no_document_owed under R27";
        "emergency handed_over", "reviewer", "emergency.determine-completion", with(on("2026-11-09"), "evidence", json!("监控")) => "refused not_overdue under R2";
        "emergency handed_over", "health", "emergency.object", json!({"reason": "早了"}) => "refused no_determination under 39";
        "emergency handed_over", "reviewer", "emergency.decide-objection", json!({"decision": "reject", "opinion": "不属实"}) => "refused no_objection under 39";
        "emergency handed_over", "health", "emergency.decide-objection", json!({"decision": "reject", "opinion": "不属实"}) => "refused party_needed under 5";
        "emergency handed_over", "builder", "emergency.check-attestation", json!({}) => "refused already_done under 39";
        "nothing", "health", "emergency.apply", with(apply("national_security", ""), "urgency", json!("")) => "refused missing under 23";
        "nothing", "health", "emergency.apply", with(apply("national_security", ""), "lines", json!([product("阅卷机", "")])) => "refused off_catalogue_emergency under 23";
        "nothing", "builder", "emergency.apply", apply("national_security", "") => "refused party_needed under 7";
        "emergency applied", "builder", "emergency.review", json!({"decision": "approve"}) => "refused post_needed under 6";
        "emergency applied", "reviewer", "emergency.review", json!({"decision": "approve"}) => "refused party_needed under 6";
        "emergency applied", "checker", "emergency.review", json!({"decision": "reject"}) => "refused missing under 23";
        "emergency issued", "checker", "emergency.review", json!({"decision": "approve"}) => "refused wrong_stage under 23";
        "emergency issued", "health", "withdraw", json!({"reason": "迟"}) => "refused wrong_stage under 19(1)";
        "emergency issued", "host-b", "emergency.hand-over", json!({}) => "refused no_such_matter under 23";
        "emergency issued", "builder", "emergency.hand-over", json!({}) => "refused not_your_matter under 23";
        "emergency issued", "host-a", "emergency.hand-over", past => "refused before_issuance under 23";
        "emergency issued", "host-a", "emergency.hand-over", future => "refused not_yet under 23";
        "emergency issued", "host-a", "emergency.hand-over", never => "refused not_yet under 23";
        "emergency issued", "health", "emergency.confirm", on("2026-11-09") => "refused wrong_stage under 23";
        "emergency handed_over", "health", "emergency.confirm", on("2026-11-10") => "refused in_future under 23";
        "emergency handed_over", "health", "emergency.confirm", on("2026-11-08") => "refused before under 39";
        "emergency handed_over", "builder", "emergency.remind", json!({}) => "refused not_overdue under 23";
        "emergency handed_over", "clockwork", "wake", json!({"why": {"late": "file_application"}}) => "refused not_overdue under 23";
        // The formal application.
        "emergency applied", "health", "application.submit", formal(&[item("vm", 8)]) => "refused not_regularisable under 23";
        "emergency rejected", "health", "application.submit", formal(&[item("vm", 8)]) => "refused not_regularisable under 23";
        "emergency regularised", "health", "application.submit", formal(&[item("vm", 8)]) => "refused not_regularisable under 23";
        "emergency handed_over", "edu", "application.submit", with(application("exam", "pa", &[item("vm", 8)]), "emergency", json!("@")) => "refused not_regularisable under 23";
        "pa running", "edu", "application.submit", with(application("exam", "pa", &[item("vm", 8)]), "emergency", json!("@")) => "refused not_regularisable under 23";
        "emergency handed_over", "health", "application.submit", formal(&[item("vm", 7)]) => "refused not_covering under 23";
        "emergency handed_over", "health", "application.submit", formal(&[item("disk", 8)]) => "refused not_covering under 23";
        "emergency handed_over", "health", "application.submit", with(formal(&[item("vm", 8)]), "pool", json!("pb")) => "refused not_covering under 23";
        // More than was issued would run without its test (Art. 19(3)).
        "emergency handed_over", "health", "application.submit", formal(&[item("vm", 9)]) => "refused not_covering under 23";
        "emergency handed_over", "health", "application.submit", formal(&[item("vm", 8), item("disk", 1)]) => "refused not_covering under 23";
        "emergency handed_over", "health", "application.submit", formal(&[item("vm", 8), product("阅卷机", "")]) => "refused not_covering under 23";
    }
}

#[test]
fn every_road_leads_where_it_should() {
    check(&roads());
}

#[test]
fn refusals_name_reason_and_article() {
    check(&refusals());
}

/// Whatever the ground, a document, an order as it was given and a reason are taken and kept: nobody is refused at night for
/// having said more than was asked (R27).
#[test]
fn more_proof_than_is_asked_for_is_kept() {
    for ground in ["national_security", "other_special", "central_requirement"] {
        let mut city = City::new();
        let mut fields = oral();
        fields["ground"] = json!(ground);
        fields["document"] = json!(DOCUMENT);
        fields["special_reason"] = json!("跨市抢险");
        let id = city.open("health", "emergency.apply", &fields);
        let Body::Emergency(body) = city.matter(id).body else {
            unreachable!()
        };
        assert_eq!(body.document.as_deref(), Some(DOCUMENT), "{ground}");
        assert_eq!(body.special_reason.as_deref(), Some("跨市抢险"), "{ground}");
        assert_eq!(body.order.unwrap().received_by, "值班员", "{ground}");
    }
    // Half an order beside another proof, or where none is asked for, is kept as far as it is said.
    for (ground, document) in [
        ("municipal_requirement", DOCUMENT),
        ("national_security", ""),
    ] {
        let mut city = City::new();
        let fields = with(apply(ground, document), "ordered_by", json!("市领导"));
        let id = city.open("health", "emergency.apply", &fields);
        let Body::Emergency(body) = city.matter(id).body else {
            unreachable!()
        };
        let order = body.order.unwrap();
        assert_eq!(order.ordered_by, "市领导");
        assert_eq!((order.ordered_at, order.received_by.as_str()), (None, ""));
    }
}

/// People tell an instant to the minute: the minute of the issuance is no time before it.
#[test]
fn a_hand_over_in_the_minute_of_the_issuance_is_one_after_it() {
    let mut city = City::new();
    let id = city.given("emergency applied").unwrap();
    city.now += chrono::TimeDelta::seconds(20);
    let issued_at = city.now;
    let approve = json!({"decision": "approve"});
    city.on_matter("checker", "emergency.review", id, &approve)
        .unwrap();
    city.now += chrono::TimeDelta::minutes(5);
    let told = |seconds: i64| {
        let minute = issued_at - chrono::TimeDelta::seconds(seconds);
        json!({"handed_over_at": minute})
    };
    let refused = city.on_matter("host-a", "emergency.hand-over", id, &told(21));
    assert!(refused.is_err(), "a second before that minute");
    city.on_matter("host-a", "emergency.hand-over", id, &told(20))
        .unwrap();
    let Body::Emergency(body) = city.matter(id).body else {
        unreachable!()
    };
    assert_eq!(body.handed_over_at, Some(issued_at.into()));
}

#[test]
fn approval_issues_at_once_and_sends_the_paper() {
    let mut city = City::new();
    let id = city.given("emergency issued").unwrap();
    let matter = city.matter(id);
    let Body::Emergency(body) = &matter.body else {
        unreachable!()
    };
    assert_eq!(body.issued_at, Some(city.now.into()));
    assert_eq!(body.asked.lines[0].issued, Some(8));
    let papers = city.past(id).1;
    assert_eq!(papers[0].kind.word(), "emergency_issuance");
    assert_eq!(papers[0].recipients[0].as_str(), "yun-a");
    assert_eq!(matter.head.version, 2, "application and one act");
}

#[test]
fn the_three_days_count_from_the_hand_over_as_it_was() {
    let mut city = City::new();
    city.at("2026-11-13 22:00");
    let id = city.given("emergency issued").unwrap();
    // Handed over on Friday night, written down on Monday: the clock knows Friday.
    city.at("2026-11-16 09:00");
    let at = json!({"matter": id, "handed_over_at": "2026-11-13T15:00:00Z"});
    let seen = answer(&mut city, "host-a", "emergency.hand-over", &at);
    assert_eq!(
        seen, "handed_over; acknowledge_hand_over health 2026-11-17",
        "the unit's days are its own: none runs before it acknowledges"
    );
    let confirm = json!({"matter": id, "completed_on": "2026-11-16"});
    assert_eq!(
        answer(&mut city, "health", "emergency.confirm", &confirm),
        "refused not_acknowledged under 23"
    );
    let seen = answer(
        &mut city,
        "health",
        "emergency.acknowledge",
        &json!({ "matter": id }),
    );
    assert_eq!(
        seen,
        "handed_over; confirm_issuance health 2026-11-18; file_application health 2026-11-18"
    );
}

/// A hand-over that is written down on Wednesday for the Monday before.
fn handed_over_late() -> (City, MatterId) {
    let mut city = City::new();
    let id = city.given("emergency issued").unwrap();
    city.wait_days(2);
    let at = json!({"handed_over_at": "2026-11-09T07:00:00Z"});
    city.on_matter("host-a", "emergency.hand-over", id, &at)
        .unwrap();
    (city, id)
}

#[test]
fn another_instant_of_the_hand_over_needs_a_reason_and_moves_no_billing() {
    let (mut city, id) = handed_over_late();
    let mut said = json!({"matter": id, "handed_over_at": "2026-11-11T00:00:00Z"});
    let seen = answer(&mut city, "health", "emergency.acknowledge", &said);
    assert_eq!(seen, "refused missing under 39");
    said["reason"] = json!("周三早上才能登录");
    let seen = answer(&mut city, "health", "emergency.acknowledge", &said);
    assert_eq!(
        seen,
        "handed_over; confirm_issuance health 2026-11-16; file_application health 2026-11-16"
    );
    let mut day = json!({"matter": id, "completed_on": "2026-11-11"});
    let seen = answer(&mut city, "health", "emergency.confirm", &day);
    assert_eq!(
        seen, "refused missing under 23",
        "another day than the reported one"
    );
    day["reason"] = json!("周三早上才能登录");
    let seen = answer(&mut city, "health", "emergency.confirm", &day);
    assert!(seen.contains("check_issuance_day jishu"), "{seen}");
}

#[test]
fn a_unit_that_never_acknowledges_is_reported_and_the_day_determined() {
    let (mut city, id) = handed_over_late();
    let day = json!({"matter": id, "completed_on": "2026-11-09", "evidence": "监控显示已使用"});
    let early = answer(
        &mut city,
        "reviewer",
        "emergency.determine-completion",
        &day,
    );
    assert_eq!(early, "refused not_overdue under R2");
    city.wait_days(2);
    city.wake_late(id);
    assert!(
        city.look(id).contains("determine_issuance shuju"),
        "{}",
        city.look(id)
    );
    let seen = answer(
        &mut city,
        "reviewer",
        "emergency.determine-completion",
        &day,
    );
    // Its own days begin by the determination: it is convicted of nothing that it never acknowledged.
    assert!(
        seen.contains("file_application health 2026-11-18"),
        "{seen}"
    );
    let late = answer(
        &mut city,
        "health",
        "emergency.acknowledge",
        &json!({"matter": id}),
    );
    assert_eq!(late, "refused already_done under 23");
}

#[test]
fn a_refusal_before_the_acknowledgement_leaves_a_way_out() {
    let mut city = City::new();
    let id = city.given("emergency issued").unwrap();
    let formal = city.formal(id);
    city.wait_days(2);
    let at = json!({"handed_over_at": "2026-11-09T07:00:00Z"});
    city.on_matter("host-a", "emergency.hand-over", id, &at)
        .unwrap();
    reviewed(
        &mut city,
        formal,
        &json!({"decision": "reject", "opinion": "不属应急"}),
    );
    assert!(
        city.look(id)
            .starts_with("to_cancel; acknowledge_hand_over health"),
        "{}",
        city.look(id)
    );
    assert!(
        !city.look(id).contains("confirm_issuance"),
        "{}",
        city.look(id)
    );
    let seen = answer(
        &mut city,
        "health",
        "emergency.acknowledge",
        &json!({"matter": id}),
    );
    assert!(seen.contains("confirm_issuance health"), "{seen}");
    city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
        .unwrap();
}

#[test]
fn what_regularises_a_recalled_emergency_ends_with_it() {
    for (approved, stage) in [(false, "withdrawn"), (true, "abandoned")] {
        let mut city = City::new();
        let id = city.given("emergency issued").unwrap();
        let formal = if approved {
            city.formal_approved(id)
        } else {
            city.formal(id)
        };
        city.on_matter(
            "checker",
            "emergency.recall",
            id,
            &json!({"reason": "险情解除"}),
        )
        .unwrap();
        assert_eq!(city.look(id), "recalled");
        assert_eq!(city.look(formal), stage);
    }
}

#[test]
fn an_oral_orders_document_stays_owed_once_regularised() {
    let mut city = City::new();
    let mut fields = emergency("flood", "pa", "municipal_requirement", "");
    fields["ordered_by"] = json!("值班领导");
    fields["ordered_at"] = json!("2026-11-09T01:00:00Z");
    fields["received_by"] = json!("值班员");
    let id = city.open("health", "emergency.apply", &fields);
    city.on_matter(
        "checker",
        "emergency.review",
        id,
        &json!({"decision": "approve"}),
    )
    .unwrap();
    city.on_matter("host-a", "emergency.hand-over", id, &json!({}))
        .unwrap();
    city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
        .unwrap();
    city.formal_approved(id);
    assert_eq!(
        city.look(id),
        "regularised; supply_document health 2026-11-12"
    );
    city.on_matter(
        "health",
        "emergency.supply-document",
        id,
        &json!({"document": "湘防指〔2026〕7号"}),
    )
    .unwrap();
    assert_eq!(city.look(id), "regularised");
}

#[test]
fn under_the_other_ruling_they_count_from_the_issuance() {
    let mut city = City::new();
    let values = json!({"ruling": "R1", "values": {"starts_at": {"word": "issuance"}},
        "effective": "2026-11-09", "reason": "从严"});
    city.send("reviewer", "ruling.propose", &values).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let id = city.given("emergency issued").unwrap();
    city.at("2026-11-11 09:00");
    let seen = answer(
        &mut city,
        "host-a",
        "emergency.hand-over",
        &json!({ "matter": id }),
    );
    assert_eq!(
        seen,
        "handed_over; confirm_issuance health 2026-11-12; file_application health 2026-11-12"
    );
    let matter = city.matter(id);
    let used = matter.head.duties[0].deadline.rulings.clone();
    assert!(
        used.iter()
            .any(|used| used.ruling.to_string() == "R1" && used.is("issuance"))
    );
}

#[test]
fn confirming_and_filing_regularise_in_either_order() {
    for confirm_first in [true, false] {
        let mut city = City::new();
        let id = city.given("emergency handed_over").unwrap();
        if confirm_first {
            city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
                .unwrap();
            let formal = city.formal(id);
            assert_eq!(city.look(id), "handed_over", "filed is not approved");
            let approve = json!({"decision": "approve", "opinion": "同意"});
            reviewed(&mut city, formal, &approve);
        } else {
            city.formal_approved(id);
            assert_eq!(
                city.look(id),
                "handed_over; confirm_issuance health 2026-11-12"
            );
            city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
                .unwrap();
        }
        assert_eq!(city.look(id), "regularised");
        let confirmed = city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"));
        assert_eq!(
            refused(&confirmed.unwrap_err()),
            "refused wrong_stage under 23"
        );
    }
}

#[test]
fn confirming_twice_is_refused() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
        .unwrap();
    let again = city
        .on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
        .unwrap_err();
    assert_eq!(refused(&again), "refused already_done under 23");
}

#[test]
fn filing_before_the_hand_over_counts() {
    let mut city = City::new();
    let id = city.given("emergency issued").unwrap();
    city.formal(id);
    let seen = answer(
        &mut city,
        "host-a",
        "emergency.hand-over",
        &json!({ "matter": id }),
    );
    assert_eq!(seen, "handed_over; confirm_issuance health 2026-11-12");
}

#[test]
fn overdue_is_reminded_escalated_once_and_supervised() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    city.at("2026-11-13 00:00");
    city.on_matter(
        "builder",
        "emergency.remind",
        id,
        &json!({"remark": "请补办"}),
    )
    .unwrap();
    city.on_matter("builder", "emergency.remind", id, &json!({}))
        .unwrap();
    let late = json!({"matter": id, "why": {"late": "file_application"}});
    let seen = answer(&mut city, "clockwork", "wake", &late);
    assert_eq!(
        seen,
        "handed_over; confirm_issuance health 2026-11-12; file_application health 2026-11-12; determine_issuance shuju 2026-11-18; supervise shuju 2026-11-18"
    );
    let by_hand = json!({ "matter": id });
    for (login, verb, fields) in [
        ("clockwork", "wake", &late),
        ("builder", "escalate", &by_hand),
    ] {
        assert_eq!(
            answer(&mut city, login, verb, fields),
            "refused not_overdue under 23"
        );
    }
    assert_eq!(city.past(id).1.len(), 3, "the issuance and two reminders");
    city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
        .unwrap();
    city.formal_approved(id);
    assert_eq!(city.look(id), "regularised");
    let outcomes: Vec<_> = city
        .duties(id)
        .iter()
        .filter_map(|duty| {
            Some(format!(
                "{} {}",
                json!(duty.key),
                json!(duty.closed.as_ref()?.outcome)
            ))
        })
        .collect();
    assert_eq!(
        outcomes[2..],
        [
            r#""confirm_issuance" "late""#,
            r#""file_application" "late""#,
            r#""determine_issuance" "lapsed""#,
            r#""supervise" "met""#,
        ]
    );
}

/// Reviews a formal application after accepting it.
fn reviewed(city: &mut City, id: MatterId, fields: &Value) -> String {
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    answer(
        city,
        "reviewer",
        "application.review",
        &with(fields.clone(), "matter", json!(id)),
    )
}

#[test]
fn an_approved_formal_application_runs_without_a_test() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    let formal = city.formal(id);
    let less = json!({"decision": "approve", "opinion": "减半", "quantities": [4]});
    assert_eq!(
        reviewed(&mut city, formal, &less),
        "refused not_covering under 23"
    );
    let approve = json!({"matter": formal, "decision": "approve", "opinion": "同意"});
    assert_eq!(
        answer(&mut city, "reviewer", "application.review", &approve),
        "running"
    );
}

#[test]
fn a_refused_formal_application_leads_to_cancellation() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    let formal = city.formal(id);
    let reject = json!({"decision": "reject", "opinion": "不属应急"});
    assert_eq!(reviewed(&mut city, formal, &reject), "rejected");
    assert_eq!(
        city.look(id),
        "to_cancel; confirm_issuance health 2026-11-12; cancel health 2026-11-23"
    );
    city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
        .unwrap();
    assert_eq!(city.look(id), "to_cancel; cancel health 2026-11-23");
}

#[test]
fn refused_before_the_hand_over_there_is_nothing_to_confirm() {
    let mut city = City::new();
    let id = city.given("emergency issued").unwrap();
    let formal = city.formal(id);
    let reject = json!({"decision": "reject", "opinion": "不属应急"});
    assert_eq!(reviewed(&mut city, formal, &reject), "rejected");
    assert_eq!(city.look(id), "recalled");
    let recall = &city.past(id).1[1];
    let readers: Vec<&str> = recall.readers().map(PartyCode::as_str).collect();
    assert_eq!(recall.kind.word(), "emergency_recall");
    assert_eq!(readers, ["yun-a", "health", "jishu"]);
    let Body::Emergency(body) = city.matter(id).body else {
        unreachable!()
    };
    assert!(body.recalled, "it counts as issued no longer");
    let confirm = city
        .on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
        .unwrap_err();
    assert_eq!(refused(&confirm), "refused wrong_stage under 23");
}

#[test]
fn a_formal_application_is_neither_withdrawn_nor_abandoned() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    let formal = city.formal(id);
    let why = json!({"matter": formal, "reason": "算了"});
    assert_eq!(
        answer(&mut city, "health", "withdraw", &why),
        "refused regularising under 23"
    );
    city.on_matter(
        "acceptor",
        "application.decline",
        formal,
        &json!({"objections": ["缺报告"]}),
    )
    .unwrap();
    assert_eq!(
        answer(&mut city, "health", "application.abandon", &why),
        "refused regularising under 23"
    );
}

#[test]
fn not_accepted_it_is_applied_for_again_and_stays_linked() {
    for named in [true, false] {
        let mut city = City::new();
        let id = city.given("emergency handed_over").unwrap();
        let first = city.formal(id);
        city.on_matter("health", "emergency.confirm", id, &on("2026-11-09"))
            .unwrap();
        city.on_matter(
            "acceptor",
            "application.decline",
            first,
            &json!({"objections": ["缺报告"]}),
        )
        .unwrap();
        assert_eq!(city.look(id), "handed_over", "filing met the three days");
        let served = json!({"matter": first, "received_by": "值班员"});
        city.at("2026-11-10 09:00");
        answer(&mut city, "acceptor", "serve", &served);
        assert_eq!(
            city.look(id),
            "handed_over; refile_application health 2026-11-13",
            "three working days from the service"
        );
        let mut again = application("flood", "pa", &[item("vm", 8)]);
        again["previous"] = json!(first);
        again["answers"] = json!(["1 已补"]);
        if named {
            again["emergency"] = json!(id);
        }
        let second = city.open("health", "application.submit", &again);
        let Body::Application(body) = city.matter(second).body else {
            unreachable!()
        };
        assert_eq!(
            body.regularises,
            Some(id),
            "answering a formal application is filing it"
        );
        let Body::Emergency(body) = city.matter(id).body else {
            unreachable!()
        };
        assert_eq!(body.formal, Some(second));
        let reject = json!({"decision": "reject", "opinion": "不属应急"});
        assert_eq!(reviewed(&mut city, second, &reject), "rejected");
        assert_eq!(city.stage(id), "to_cancel");
    }
}

#[test]
fn one_application_regularises_one_emergency() {
    let mut city = City::new();
    let first = city.given("emergency handed_over").unwrap();
    let formal = city.formal(first);
    city.on_matter(
        "acceptor",
        "application.decline",
        formal,
        &json!({"objections": ["缺报告"]}),
    )
    .unwrap();
    let second = city.given("emergency handed_over").unwrap();
    let mut again = application("flood", "pa", &[item("vm", 8)]);
    again["previous"] = json!(formal);
    again["answers"] = json!(["1 已补"]);
    again["emergency"] = json!(second);
    assert_eq!(
        answer(&mut city, "health", "application.submit", &again),
        "refused not_regularisable under 23"
    );
}

#[test]
fn a_system_of_level_4_still_needs_its_ground() {
    let mut city = City::new();
    let fields = emergency("tax4", "own", "national_security", "");
    let id = city.open("edu", "emergency.apply", &fields);
    city.on_matter(
        "checker",
        "emergency.review",
        id,
        &json!({"decision": "approve"}),
    )
    .unwrap();
    city.on_matter("builder", "emergency.hand-over", id, &json!({}))
        .unwrap();
    let formal = with(
        application("tax4", "own", &[item("vm", 8)]),
        "emergency",
        json!(id),
    );
    let formal = city.open("edu", "application.submit", &formal);
    let approve = json!({"decision": "approve", "opinion": "同意"});
    assert_eq!(
        reviewed(&mut city, formal, &approve),
        "refused ground_needed under R20"
    );
}

#[test]
fn outside_the_municipal_budget_the_contract_is_due_at_the_review() {
    let mut city = City::new();
    let id = city.open(
        "heshan",
        "emergency.apply",
        &emergency("portal", "pa", "national_security", ""),
    );
    city.on_matter(
        "checker",
        "emergency.review",
        id,
        &json!({"decision": "approve"}),
    )
    .unwrap();
    city.on_matter("host-a", "emergency.hand-over", id, &json!({}))
        .unwrap();
    let formal = with(
        application("portal", "pa", &[item("vm", 8)]),
        "emergency",
        json!(id),
    );
    let formal = city.open("heshan", "application.submit", &formal);
    let approve = json!({"decision": "approve", "opinion": "同意"});
    assert_eq!(
        reviewed(&mut city, formal, &approve),
        "refused no_contract under 40"
    );
}

#[test]
fn another_system_of_the_unit_does_not_cover_what_was_issued() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    let system = json!({"code": "vaccine", "name": "疫苗系统", "unit": "health",
        "protection_level": 3, "funding": "government"});
    city.send("keeper", "system.register", &system).unwrap();
    let elsewhere = with(
        application("vaccine", "pa", &[item("vm", 8)]),
        "emergency",
        json!(id),
    );
    assert_eq!(
        answer(&mut city, "health", "application.submit", &elsewhere),
        "refused not_covering under 23"
    );
}

#[test]
fn an_oral_orders_document_follows_within_the_three_days() {
    let mut city = City::new();
    let id = city.open("health", "emergency.apply", &oral());
    city.on_matter(
        "checker",
        "emergency.review",
        id,
        &json!({"decision": "approve"}),
    )
    .unwrap();
    city.on_matter("host-a", "emergency.hand-over", id, &json!({}))
        .unwrap();
    assert_eq!(
        city.look(id),
        "handed_over; confirm_issuance health 2026-11-12; file_application health 2026-11-12; supply_document health 2026-11-12"
    );
    let document = json!({"matter": id, "document": DOCUMENT});
    assert_eq!(
        answer(&mut city, "health", "emergency.supply-document", &document),
        "handed_over; confirm_issuance health 2026-11-12; file_application health 2026-11-12"
    );
    let values = json!({"ruling": "R27", "values": {"proof": {"word": "document"}},
        "effective": "2026-11-09", "reason": "从严"});
    city.send("reviewer", "ruling.propose", &values).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    assert_eq!(
        answer(&mut city, "health", "emergency.apply", &oral()),
        "refused oral_refused under R27"
    );
}

#[test]
fn a_unit_that_never_attests_is_determined_for_and_three_are_told() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    city.at("2026-11-13 00:05");
    city.wake_late(id);
    let day = json!({"matter": id, "completed_on": "2026-11-09", "evidence": "监控显示已使用"});
    answer(
        &mut city,
        "reviewer",
        "emergency.determine-completion",
        &day,
    );
    let papers = city.past(id).1;
    let paper = papers.last().unwrap();
    let readers: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
    assert_eq!(paper.kind.word(), "completion_determination");
    assert_eq!(readers, ["health", "yun-a", "jishu"]);
    let Body::Emergency(body) = city.matter(id).body else {
        unreachable!()
    };
    assert_eq!(
        body.attestation.unwrap().evidence.as_deref(),
        Some("监控显示已使用")
    );
}

#[test]
fn a_determined_day_may_be_objected_to_and_is_corrected_if_that_is_upheld() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    city.at("2026-11-13 00:05");
    city.wake_late(id);
    let day = json!({"completed_on": "2026-11-09", "evidence": "监控显示已使用"});
    city.on_matter("reviewer", "emergency.determine-completion", id, &day)
        .unwrap();
    let object = json!({"matter": id, "reason": "十一日才通网"});
    let told = "handed_over; file_application health 2026-11-12; supervise shuju 2026-11-18";
    // Whoever it was not served on has nothing to say; whoever it was has five working days from then on.
    assert_eq!(
        answer(&mut city, "acceptor", "emergency.object", &object),
        "refused no_determination under 39"
    );
    // It is owed until it is served on all three: by the authority, or on the word of who received it.
    let owed = format!("{told}; serve_issuance_determination shuju 2026-11-17");
    assert_eq!(city.look(id), owed);
    assert_eq!(city.serve_last("acceptor", id, "health"), owed);
    assert_eq!(city.serve_last("host-a", id, "yun-a"), owed);
    assert_eq!(city.serve_last("acceptor", id, "jishu"), told);
    city.at("2026-11-20 23:59");
    assert_eq!(
        answer(&mut city, "health", "emergency.object", &object),
        format!("{told}; decide_issuance_objection shuju 2026-12-04")
    );
    let bare = json!({"matter": id, "decision": "approve", "opinion": "属实"});
    let decide = "emergency.decide-objection";
    for (fields, refused) in [
        (bare.clone(), "refused missing under 39"),
        (
            with(bare.clone(), "completed_on", json!("2026-11-08")),
            "refused before under 39",
        ),
        (
            with(bare.clone(), "completed_on", json!("2026-11-21")),
            "refused in_future under 39",
        ),
    ] {
        assert_eq!(answer(&mut city, "reviewer", decide, &fields), refused);
    }
    let upheld = with(bare, "completed_on", json!("2026-11-11"));
    let served = format!("{told}; serve_issuance_determination shuju 2026-11-24");
    assert_eq!(answer(&mut city, "reviewer", decide, &upheld), served);
    let paper = city.past(id).1.last().unwrap().clone();
    let readers: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
    assert_eq!(paper.kind.word(), "objection_decision");
    assert_eq!(readers, ["health", "yun-a", "jishu"]);
    let of = |city: &City| match city.matter(id).body {
        Body::Emergency(body) => body,
        Body::Application(_)
        | Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::Cancellation(_) => unreachable!(),
    };
    let corrected = of(&city).attestation.unwrap();
    assert_eq!(corrected.completed_on.to_string(), "2026-11-11");
    // The two days between it and the hand-over are counted anew, and the opinion says why.
    let other = corrected.other_day.unwrap();
    assert_eq!(other.reported_on.to_string(), "2026-11-09");
    assert_eq!(other.reason, "属实");
    assert!(other.stake_fen > 0 && other.checked_at.is_some());
    assert_eq!(of(&city).day_objections[0].upheld, Some(true));
    // One that is dismissed leaves the day as it stands, and the one before it decided as it was.
    city.send("health", "emergency.object", &object).unwrap();
    let dismissed = json!({"matter": id, "decision": "reject", "opinion": "不属实"});
    assert_eq!(answer(&mut city, "reviewer", decide, &dismissed), served);
    let decided: Vec<_> = of(&city)
        .day_objections
        .iter()
        .map(|one| one.upheld)
        .collect();
    assert_eq!(decided, [Some(true), Some(false)]);
    assert_eq!(
        of(&city).attestation.unwrap().completed_on,
        corrected.completed_on
    );
    city.at("2026-11-21 00:00");
    assert_eq!(
        answer(&mut city, "health", "emergency.object", &object),
        "refused no_determination under 39",
        "five working days are over"
    );
}

#[test]
fn another_day_than_the_hand_overs_needs_its_reason_and_shows_what_it_is_worth() {
    let mut city = City::new();
    let id = city.given("emergency handed_over").unwrap();
    city.at("2026-11-11 10:00");
    let early = json!({"matter": id, "completed_on": "2026-11-08"});
    assert_eq!(
        answer(&mut city, "health", "emergency.confirm", &early),
        "refused before under 39"
    );
    let bare = json!({"matter": id, "completed_on": "2026-11-10"});
    assert_eq!(
        answer(&mut city, "health", "emergency.confirm", &bare),
        "refused missing under 23"
    );
    let reasoned = with(bare, "reason", json!("十日才接通"));
    assert_eq!(
        answer(&mut city, "health", "emergency.confirm", &reasoned),
        "handed_over; file_application health 2026-11-12; check_issuance_day jishu 2026-11-18"
    );
    let Body::Emergency(body) = city.matter(id).body else {
        unreachable!()
    };
    let other = body.attestation.unwrap().other_day.unwrap();
    // 8 of them for one of 365 days, at the catalogue's yearly price, to the fen.
    let yearly = 120_000;
    assert_eq!(other.stake_fen, (8 * yearly * 2 + 365) / 730);
    let checked = json!({ "matter": id });
    assert_eq!(
        answer(
            &mut city,
            "builder",
            "emergency.check-attestation",
            &checked
        ),
        "handed_over; file_application health 2026-11-12"
    );
}

#[test]
fn what_is_issued_without_a_contract_says_so_and_stays_an_open_point() {
    let mut city = City::new();
    let id = city.open(
        "heshan",
        "emergency.apply",
        &emergency("portal", "pa", "national_security", ""),
    );
    let open_point = |city: &City| match city.matter(id).body {
        Body::Emergency(body) => body.without_contract,
        Body::Application(_)
        | Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::Cancellation(_) => unreachable!(),
    };
    assert!(open_point(&city), "shown to whoever reviews");
    let approve = json!({"decision": "approve"});
    city.on_matter("checker", "emergency.review", id, &approve)
        .unwrap();
    assert!(open_point(&city), "issued all the same (Art. 23)");
    let inside = city.given("emergency issued").unwrap();
    let Body::Emergency(body) = city.matter(inside).body else {
        unreachable!()
    };
    assert!(!body.without_contract);
}
