//! Art. 19, with 3, 11, 28, 39 and 40: applications.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::code::PartyCode;
use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::r#use::line::OwnPurchase;

use crate::support::city::{
    City, Row, answer, application, certified, check, item, lines, product, refused, supply, table,
    with,
};

fn submit(system: &str, pool: &str, line: Value) -> Value {
    application(system, pool, &[line])
}

fn enclosed(name: &str) -> Value {
    json!({"name": name, "size": 20_480, "sha256": "0f".repeat(32)})
}

fn on(day: &str) -> Value {
    json!({ "completed_on": day })
}

fn approve() -> Value {
    json!({"decision": "approve", "opinion": "同意"})
}

/// The road to an application's stage: `pa accepted level4`, `own self_procuring off`.
pub fn given(city: &mut City, pool: &str, stage: &str, special: &str) -> MatterId {
    let (unit, system) = match special {
        "level4" => ("edu", "tax4"),
        "heshan" => ("heshan", "portal"),
        _ => ("edu", "exam"),
    };
    let lines = match special {
        "off" | "arrived" => vec![product("阅卷机", "vm")],
        "mixed" => vec![item("vm", 4), product("阅卷机", "vm")],
        _ => vec![item("vm", 4), item("disk", 2)],
    };
    if special == "full" {
        crate::capacity::vectors(city);
        crate::capacity::measure(city, pool, &["vcpu 15"]);
    }
    let id = city.open(
        unit,
        "application.submit",
        &application(system, pool, &lines),
    );
    let today = json!({ "completed_on": city.today() });
    let review = json!({"decision": "approve", "opinion": "同意", "ground": "市委专题会"});
    let reject = json!({"decision": "reject", "opinion": "不属政务"});
    let operator = if pool == "own" { "builder" } else { "host-a" };
    let purchased = pool != "own";
    let decline = json!({"objections": ["缺报告", "量过大"]});
    let why = json!({"reason": "项目取消"});
    let propose = match special {
        "less" => json!({"quantities": [3, 1], "reason": "测试负载低"}),
        _ => json!({"reason": "测试负载低"}),
    };
    let road: [(&str, &str, &str, &Value); 16] = [
        ("withdrawn", unit, "withdraw", &why),
        ("not_accepted", "acceptor", "application.decline", &decline),
        ("accepted", "acceptor", "application.accept", &json!({})),
        ("rejected", "reviewer", "application.review", &reject),
        ("self_procuring", "reviewer", "application.review", &review),
        ("approved", "reviewer", "application.review", &review),
        ("abandoned", unit, "application.abandon", &why),
        (
            "test_ordered",
            "builder",
            "application.order-test",
            &json!({}),
        ),
        (
            "testing",
            operator,
            "application.hand-over-test",
            &json!({"environment": "10.1.0.0/24"}),
        ),
        (
            "test_reported",
            unit,
            "application.report-test",
            &json!({"result": "passed", "report": "通过", "early_reason": "测完"}),
        ),
        (
            "adjustment_proposed",
            "builder",
            "application.propose",
            &propose,
        ),
        (
            "filed",
            "acceptor",
            "application.receive-filing",
            &json!({}),
        ),
        (
            "delivery_ordered",
            "builder",
            "application.order-delivery",
            &json!({}),
        ),
        ("delivered", operator, "application.deliver", &today),
        ("running", unit, "application.confirm", &today),
        ("", "", "", &Value::Null),
    ];
    for (reached, login, verb, fields) in road {
        if city.stage(id) == stage {
            if special == "arrived" {
                let arrival = json!({"line": 1, "arrived_on": city.today(), "evidence": "一台"});
                city.on_matter(unit, "application.report-arrival", id, &arrival)
                    .unwrap();
            }
            return id;
        }
        let aside = ["withdrawn", "not_accepted", "rejected", "abandoned"].contains(&reached);
        let ordered = ["test_ordered", "delivery_ordered"].contains(&reached);
        let skipped = (aside && reached != stage)
            || (ordered && !purchased)
            || (reached == "self_procuring" && stage != reached);
        if !skipped {
            city.on_matter(login, verb, id, fields)
                .unwrap_or_else(|refusal| unreachable!("{verb}: {refusal:?}"));
        }
    }
    unreachable!("no way to {stage}")
}

/// Every way forward, in both modes.
fn roads() -> Vec<Row> {
    table! {
        "nothing", "edu", "application.submit", submit("exam", "pa", item("vm", 4)) => "submitted; accept shuju 2026-11-23";
        "pa submitted", "acceptor", "application.accept", json!({}) => "accepted; review shuju 2026-11-23 | acceptance_notice to edu ~ accepted_without ~ parts";
        "pa submitted", "acceptor", "application.decline", json!({"objections": ["缺报告"]}) => "not_accepted; serve_opinion shuju 2026-11-11 | non_acceptance_opinion to edu ~ objections ~ parts ~ reapply_within";
        "pa submitted", "edu", "withdraw", json!({"reason": "重报"}) => "withdrawn";
        "pa accepted", "edu", "withdraw", json!({"reason": "重报"}) => "withdrawn";
        "pa not_accepted", "edu", "application.abandon", json!({"reason": "不再需要"}) => "abandoned";
        "pa accepted", "reviewer", "application.review", json!({"decision": "reject", "opinion": "涉密"}) => "rejected | review_opinion to edu ~ asked.lines.approved ~ opinion ~ parts";
        "pa accepted", "reviewer", "application.review", approve() => "approved; order_test jishu 2026-11-12 | review_opinion to edu ~ asked.lines.approved ~ opinion ~ parts";
        "own accepted", "reviewer", "application.review", approve() => "approved; build_test jishu 2026-11-16 | review_opinion to edu ~ asked.lines.approved ~ opinion ~ parts";
        "pa approved", "builder", "application.order-test", json!({}) => "test_ordered; build_test yun-a 2026-11-16 | test_order to yun-a ~ concerned";
        "pa test_ordered", "host-a", "application.hand-over-test", json!({"environment": "甲"}) => "testing; test edu 2026-12-09 | test_hand_over to edu ~ environment";
        "own approved", "builder", "application.hand-over-test", json!({"environment": "乙"}) => "testing; test edu 2026-12-09 | test_hand_over to edu ~ environment";
        "pa testing", "edu", "application.report-test", json!({"result": "failed", "report": "超时"}) => "testing; test edu 2026-12-09 | test_report to jishu ~ tests";
        "pa testing", "edu", "application.report-test", json!({"result": "passed", "report": "通过", "early_reason": "测完"}) => "test_reported; propose jishu 2026-11-16 | test_report to jishu ~ tests";
        "own testing", "edu", "application.report-test", json!({"result": "passed", "report": "通过", "early_reason": "测完"}) => "test_reported; propose jishu 2026-11-16 | test_report to jishu ~ concerned ~ tests";
        "pa test_reported", "builder", "application.propose", json!({"quantities": [3, 1], "reason": "减"}) => "adjustment_proposed; receive_filing shuju 2026-11-11 | adjustment_proposal to shuju ~ asked.lines.adjusted ~ served_days";
        "own test_reported", "builder", "application.propose", json!({"reason": "照旧"}) => "adjustment_proposed; receive_filing shuju 2026-11-11 | adjustment_proposal to shuju ~ asked.lines.adjusted ~ served_days";
        // R24: what was approved is raised first. R30, 21(2): what was tested and is not delivered is cleared.
        "pa test_reported", "reviewer", "application.supplement", json!({"quantities": [6, 2], "reason": "峰值超出"}) => "test_reported; propose jishu 2026-11-16 | supplementary_opinion to edu+jishu ~ asked.lines.approved ~ supplements";
        "own test_reported", "reviewer", "application.supplement", json!({"quantities": [4, 3], "reason": "峰值超出"}) => "test_reported; propose jishu 2026-11-16 | supplementary_opinion to edu+jishu ~ asked.lines.approved ~ supplements";
        "pa adjustment_proposed less", "acceptor", "application.receive-filing", json!({}) => "filed; order_delivery jishu 2026-11-12; clear_surplus yun-a 2026-11-16 ~ not_before";
        "own adjustment_proposed less", "acceptor", "application.receive-filing", json!({}) => "filed; deliver jishu 2026-11-23; clear_surplus jishu 2026-11-16 ~ not_before";
        "pa filed less", "host-a", "application.clear-environment", certified("2026-11-09") => "filed; order_delivery jishu 2026-11-12 | clearing_certificate to edu+jishu ~ clearings";
        "own filed less", "builder", "application.clear-environment", certified("2026-11-09") => "filed; deliver jishu 2026-11-23 | clearing_certificate to edu+jishu ~ clearings";
        "pa running less", "host-a", "application.clear-environment", certified("2026-11-09") => "running | clearing_certificate to edu+jishu ~ clearings";
        "pa adjustment_proposed", "acceptor", "application.receive-filing", json!({}) => "filed; order_delivery jishu 2026-11-12 ~ not_before";
        "own adjustment_proposed", "acceptor", "application.receive-filing", json!({}) => "filed; deliver jishu 2026-11-23 ~ not_before";
        "pa filed", "builder", "application.order-delivery", json!({}) => "delivery_ordered; deliver yun-a 2026-11-23 | delivery_order to yun-a";
        "pa delivery_ordered", "host-a", "application.deliver", on("2026-11-09") => "delivered; confirm edu 2026-11-12 ~ asked.instances ~ asked.lines.issued ~ completed_on";
        "own filed", "builder", "application.deliver", on("2026-11-09") => "delivered; confirm edu 2026-11-12 ~ asked.instances ~ asked.lines.issued ~ completed_on";
        "pa delivered", "edu", "application.confirm", on("2026-11-09") => "running | issuance_confirmation to yun-a ~ attestation";
        "own delivered", "edu", "application.confirm", on("2026-11-09") => "running | issuance_confirmation to jishu ~ attestation";
        "pa delivery_ordered", "edu", "application.abandon", json!({"reason": "不办了"}) => "abandoned; clear_environment yun-a 2026-11-16 | order_revocation to yun-a+jishu";
        "pa testing", "edu", "application.abandon", json!({"reason": "不办了"}) => "abandoned; clear_environment yun-a 2026-11-16 | order_revocation to yun-a+jishu";
        "pa test_ordered", "host-a", "hold", json!({"reason": "待补材料"}) => "test_ordered; build_test yun-a 2026-11-16 ~ holds ~ holds_given";
        "pa submitted", "checker", "hold", json!({"reason": "待补材料"}) => "submitted; accept shuju 2026-11-23 ~ holds ~ holds_given";
        // What is supplied moves nothing, until the review opinion.
        "pa submitted", "edu", "application.supply", supply(&["project_basis", "grading_record"]) => "submitted; accept shuju 2026-11-23 ~ materials";
        "pa accepted", "edu", "application.supply", supply(&["data_inventory"]) => "accepted; review shuju 2026-11-23 ~ materials";
        "pa accepted", "edu", "application.supply", json!({"materials": ["sizing_sheet"], "document": "测算表", "dated": "2026-11-09"}) => "accepted; review shuju 2026-11-23 ~ materials";
        // What is enclosed waits for its party's next paper, whoever of the concerned encloses it.
        "pa submitted", "acceptor", "enclose", enclosed("清单.pdf") => "submitted; accept shuju 2026-11-23 ~ enclosures";
        "pa test_ordered", "host-a", "enclose", enclosed("清单.pdf") => "test_ordered; build_test yun-a 2026-11-16 ~ enclosures";
        // Taking over moves nothing, whoever the matter concerns does it, at whatever stage.
        "pa submitted", "acceptor2", "take-over", json!({"from": "acceptor"}) => "submitted; accept shuju 2026-11-23";
        "pa accepted", "checker", "take-over", json!({"from": "reviewer", "remark": "出差"}) => "accepted; review shuju 2026-11-23";
        "pa testing", "host-a", "take-over", json!({"from": "edu"}) => "testing; test edu 2026-12-09";
        "pa running", "edu", "take-over", json!({"from": "builder"}) => "running";
        // Off the catalogue.
        "nothing", "edu", "application.submit", submit("exam", "pa", product("阅卷机", "")) => "submitted; accept shuju 2026-11-23";
        "nothing", "edu", "application.submit", submit("exam", "own", product("阅卷机", "vm")) => "submitted; accept shuju 2026-11-23";
        "pa accepted off", "reviewer", "application.review", approve() => "self_procuring; report_arrival#1 edu 2027-02-02 | review_opinion to edu ~ asked.lines.approved ~ asked.lines.subject.off_catalogue.procurement ~ opinion ~ parts";
        "own accepted off", "reviewer", "application.review", approve() => "self_procuring; report_arrival#1 edu 2027-02-02 | review_opinion to edu ~ asked.lines.approved ~ asked.lines.subject.off_catalogue.procurement ~ opinion ~ parts";
        "pa accepted mixed", "reviewer", "application.review", approve() => "approved; order_test jishu 2026-11-12; report_arrival#2 edu 2027-02-02 | review_opinion to edu ~ asked.lines.approved ~ asked.lines.subject.off_catalogue.procurement ~ opinion ~ parts";
        "pa accepted mixed", "reviewer", "application.review", json!({"decision": "approve", "opinion": "同意", "quantities": [4, 0]}) => "approved; order_test jishu 2026-11-12 | review_opinion to edu ~ asked.lines.approved ~ asked.lines.subject.off_catalogue.procurement ~ opinion ~ parts";
        "pa accepted mixed", "reviewer", "application.review", json!({"decision": "approve", "opinion": "同意", "quantities": [0, 1]}) => "self_procuring; report_arrival#2 edu 2027-02-02 | review_opinion to edu ~ asked.lines.approved ~ asked.lines.subject.off_catalogue.procurement ~ opinion ~ parts";
        "pa self_procuring arrived", "checker", "application.check-product", json!({"line": 1, "result": "failed", "evidence": "漏洞"}) => "self_procuring; mend_product#1 edu 2026-12-07 ~ asked.lines.subject.off_catalogue.procurement.failed";
        "pa self_procuring off", "edu", "application.report-arrival", json!({"line": 1, "arrived_on": "2026-11-09", "evidence": "一台"}) => "self_procuring; check_product#1 jishu 2026-11-23 ~ asked.lines.subject.off_catalogue.procurement";
        "pa self_procuring arrived", "checker", "application.check-product", json!({"line": 1, "result": "passed", "evidence": "合格"}) => "self_procuring; deploy_product#1 edu 2027-02-02 ~ asked.lines.subject.off_catalogue.procurement.passed";
        "pa delivered mixed", "edu", "application.report-arrival", json!({"line": 2, "arrived_on": "2026-11-09", "evidence": "一台"}) => "delivered; confirm edu 2026-11-12; check_product#2 jishu 2026-11-23 ~ asked.lines.subject.off_catalogue.procurement";
        "pa delivered mixed", "edu", "application.confirm", on("2026-11-09") => "running; report_arrival#2 edu 2027-02-02 | issuance_confirmation to yun-a ~ attestation";
        // R20: level 4 is allowed on the authority's written ground.
        "pa accepted level4", "reviewer", "application.review", with(approve(), "ground", json!("市委专题会")) => "approved; order_test jishu 2026-11-12 | review_opinion to edu ~ asked.lines.approved ~ ground ~ opinion ~ parts";
        // Art. 40: what needs a contract is issuing, not testing; a self-built pool is not bought.
        "pa adjustment_proposed heshan", "acceptor", "application.receive-filing", json!({}) => "filed; order_delivery jishu 2026-11-12 ~ not_before";
        "own filed heshan", "builder", "application.deliver", on("2026-11-09") => "delivered; confirm heshan 2026-11-12 ~ asked.instances ~ asked.lines.issued ~ completed_on";
    }
}

/// What stands against an act on an application.
pub fn refusals() -> Vec<Row> {
    let whole = || submit("exam", "pa", item("vm", 4));
    let long = "长".repeat(4001);
    let many: Vec<_> = (0..51).map(|_| "缺").collect();
    let mut all = table! {
        // Incomplete (Art. 19(1)): nothing that needs judgement is here.
        "nothing", "edu", "application.submit", submit("exam", "pa", product("云主机 4核16G", "disk")) => "refused in_catalogue under 11";
        "nothing", "edu", "application.submit", with(whole(), "answers", json!(["1 已补"])) => "refused not_asked_for under 19(1)";
        "nothing", "edu", "application.submit", submit("", "pa", item("vm", 1)) => "refused missing under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "title", json!(" ")) => "refused missing under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "title", json!("长".repeat(121))) => "refused too_long under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "title", json!("一\u{202e}二")) => "refused bad_characters under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "title", json!("一\u{1b}[2J")) => "refused bad_characters under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "contact_name", json!("")) => "refused missing under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "contact_telephone", json!("")) => "refused missing under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "lines", json!([])) => "refused no_lines under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "lines", json!(vec![item("vm", 1); 201])) => "refused too_long under 19(1)";
        "nothing", "edu", "application.submit", submit("exam", "pa", item("vm", 0)) => "refused quantity_zero under 19(1)";
        "nothing", "edu", "application.submit", submit("exam", "pa", item("vm", 1_000_001)) => "refused quantity_above under 19(1)";
        "nothing", "edu", "application.submit", submit("exam", "pa", item("vm9", 1)) => "refused unknown under 11";
        "nothing", "edu", "application.submit", submit("exam", "pa", item("阅卷机", 1)) => "refused no_ground under 11";
        "nothing", "edu", "application.submit", submit("exam", "own", product("阅卷机", "")) => "refused no_nearest_item under 19(1)";
        "nothing", "edu", "application.submit", submit("exam", "own", product("阅卷机", "vm9")) => "refused unknown under 19(1)";
        "nothing", "edu", "application.submit", submit("exam", "pa", with(item("vm", 1), "purpose", json!(""))) => "refused missing under 19(1)";
        "nothing", "edu", "application.submit", with(whole(), "non_classified", json!(false)) => "refused not_declared under 3";
        "nothing", "edu", "application.submit", submit("flood", "pa", item("vm", 1)) => "refused unknown under 19(1)";
        "nothing", "edu", "application.submit", submit("exam", "pc", item("vm", 1)) => "refused unknown under 19(1)";
        // Who.
        "nothing", "acceptor", "application.submit", whole() => "refused party_needed under 7";
        "nothing", "looker", "application.submit", whole() => "refused post_needed under 7";
        "pa submitted", "edu", "application.accept", json!({}) => "refused party_needed under 5";
        "pa submitted", "reviewer", "application.accept", json!({}) => "refused post_needed under 5";
        "pa accepted", "checker", "application.review", approve() => "refused party_needed under 5";
        "pa submitted", "clockwork", "application.accept", json!({}) => "refused party_needed under 5";
        "pa submitted", "clockwork", "hold", json!({"reason": "停"}) => "refused not_your_matter under 19(2)";
        "pa submitted", "helper", "hold", json!({"reason": "停"}) => "refused no_such_matter under 19(2)";
        "pa submitted", "health", "withdraw", json!({"reason": "替"}) => "refused no_such_matter under 19(1)";
        "pa submitted", "host-b", "hold", json!({"reason": "停"}) => "refused no_such_matter under 19(2)";
        "pa test_ordered", "builder", "application.hand-over-test", json!({"environment": "丙"}) => "refused not_your_matter under 19(3)";
        "pa delivered", "acceptor", "application.confirm", on("2026-11-09") => "refused party_needed under 7";
        "pa submitted", "looker", "take-over", json!({"from": "edu"}) => "refused post_needed under 7";
        "pa submitted", "keeper", "take-over", json!({"from": "acceptor"}) => "refused post_needed under 5";
        "pa submitted", "helper", "take-over", json!({"from": "acceptor"}) => "refused no_such_matter under 5";
        "pa submitted", "health", "take-over", json!({"from": "edu"}) => "refused no_such_matter under 5";
        "pa submitted", "acceptor", "take-over", json!({"from": "acceptor"}) => "refused already_done under 5";
        "pa submitted", "acceptor", "take-over", json!({"from": ""}) => "refused missing under 5";
        "pa submitted", "acceptor", "take-over", json!({"from": "nobody"}) => "refused unknown under 5";
        "pa submitted", "acceptor", "take-over", json!({"from": "reviewer", "remark": long}) => "refused too_long under 5";
        // Stages.
        "pa accepted", "acceptor", "application.accept", json!({}) => "refused wrong_stage under 19(2)";
        "pa submitted", "reviewer", "application.review", approve() => "refused wrong_stage under 19(2)";
        "pa approved", "edu", "withdraw", json!({"reason": "迟"}) => "refused wrong_stage under 19(1)";
        "pa submitted", "edu", "application.abandon", json!({"reason": "早"}) => "refused wrong_stage under 19(1)";
        "pa delivered", "edu", "application.abandon", json!({"reason": "晚"}) => "refused already_delivered under 21";
        "pa running", "edu", "application.abandon", json!({"reason": "晚"}) => "refused already_delivered under 21";
        "own approved", "builder", "application.order-test", json!({}) => "refused self_built under 19(3)";
        "own filed", "builder", "application.order-delivery", json!({}) => "refused self_built under 19(4)";
        "pa running", "edu", "hold", json!({"reason": "停"}) => "refused wrong_stage under 19(2)";
        "pa submitted", "edu", "resume", json!({}) => "refused already_done under 19(2)";
        "pa submitted", "acceptor", "emergency.remind", json!({}) => "refused party_needed under 6";
        "pa submitted", "builder", "emergency.remind", json!({}) => "refused wrong_stage under 23";
        "pa submitted", "checker", "emergency.review", approve() => "refused wrong_stage under 23";
        // Opinions.
        "pa submitted", "acceptor", "application.decline", json!({"objections": ["  "]}) => "refused missing under 19(2)";
        "pa submitted", "acceptor", "application.decline", json!({"objections": many}) => "refused too_long under 19(2)";
        "pa accepted", "reviewer", "application.review", json!({"decision": "reject", "opinion": ""}) => "refused missing under 19(2)";
        "pa accepted", "reviewer", "application.review", json!({"decision": "reject", "opinion": long}) => "refused too_long under 19(2)";
        "pa accepted full", "reviewer", "application.review", approve() => "refused no_room under R30";
        "pa accepted", "reviewer", "application.review", with(approve(), "quantities", json!([4])) => "refused quantity_count under 19(2)";
        "pa accepted", "reviewer", "application.review", with(approve(), "quantities", json!([5, 2])) => "refused quantity_above under 19(2)";
        "pa accepted", "reviewer", "application.review", with(approve(), "quantities", json!([0, 0])) => "refused nothing_left under 19(2)";
        "pa accepted level4", "reviewer", "application.review", approve() => "refused ground_needed under R20";
        // A new application for one that was not accepted.
        "pa not_accepted", "edu", "application.submit", with(with(whole(), "previous", json!("@")), "answers", json!([])) => "refused no_answer under 19(2)";
        "pa not_accepted", "edu", "application.submit", with(with(whole(), "previous", json!("@")), "answers", json!(["3 已补"])) => "refused no_answer under 19(2)";
        "pa not_accepted", "edu", "application.submit", with(with(whole(), "previous", json!("@")), "answers", json!(["1 已补"])) => "refused no_answer under 19(2)";
        "pa not_accepted", "edu", "application.submit", with(with(submit("exam", "pb", item("vm", 4)), "previous", json!("@")), "answers", json!(["1 已补", "2 已减"])) => "refused other_place under 19(2)";
        "pa not_accepted", "edu", "application.submit", with(with(whole(), "previous", json!("@")), "answers", json!(["已补"])) => "refused no_answer under 19(2)";
        "pa not_accepted", "edu", "application.submit", with(with(whole(), "previous", json!("@")), "answers", json!(vec!["1 已补"; 51])) => "refused too_long under 19(2)";
        "pa accepted", "edu", "application.submit", with(with(whole(), "previous", json!("@")), "answers", json!(["1 已补"])) => "refused not_reapplicable under 19(2)";
        "pa not_accepted", "health", "application.submit", with(with(submit("flood", "pa", item("vm", 4)), "previous", json!("@")), "answers", json!(["1 已补"])) => "refused not_reapplicable under 19(2)";
        "emergency handed_over", "health", "application.submit", with(with(submit("flood", "pa", item("vm", 8)), "previous", json!("@")), "answers", json!(["1 已补"])) => "refused not_reapplicable under 19(2)";
    };
    all.extend(refusals_of_documents());
    all.extend(later_refusals());
    all
}

/// What is supplied, and what is enclosed with a paper.
fn refusals_of_documents() -> Vec<Row> {
    table! {
        // Materials.
        "pa approved", "edu", "application.supply", supply(&["sizing_sheet"]) => "refused wrong_stage under 19(1)";
        "pa not_accepted", "edu", "application.supply", supply(&["sizing_sheet"]) => "refused wrong_stage under 19(1)";
        "pa submitted", "acceptor", "application.supply", supply(&["sizing_sheet"]) => "refused party_needed under 7";
        "pa submitted", "looker", "application.supply", supply(&["sizing_sheet"]) => "refused post_needed under 7";
        "pa submitted", "health", "application.supply", supply(&["sizing_sheet"]) => "refused no_such_matter under 19(1)";
        "pa submitted", "edu", "application.supply", supply(&[]) => "refused missing under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["sizing_sheet"]), "document", json!(" ")) => "refused missing under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["sizing_sheet"]), "document", json!("长".repeat(121))) => "refused too_long under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["sizing_sheet"]), "dated", json!("2026-11-10")) => "refused in_future under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["sizing_sheet"]), "dated", json!("0206-11-10")) => "refused before under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["sizing_sheet"]), "sha256", json!("0f")) => "refused bad_digest under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["grading_record"]), "level", Value::Null) => "refused missing under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["grading_record"]), "level", json!(6)) => "refused out_of_range under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["data_inventory"]), "data", Value::Null) => "refused missing under 28";
        "pa submitted", "edu", "application.supply", with(supply(&["data_inventory"]), "stays_in_country", json!(false)) => "refused missing under 28";
        "pa submitted", "edu", "application.supply", with(supply(&["data_inventory"]), "stays_in_country", Value::Null) => "refused missing under 28";
        // Attachments.
        "pa submitted", "edu", "application.supply", with(supply(&["sizing_sheet"]), "level", json!(3)) => "refused not_asked_for under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["grading_record"]), "data", json!("personal")) => "refused not_asked_for under 19(1)";
        "pa submitted", "edu", "application.supply", with(supply(&["sizing_sheet"]), "stays_in_country", json!(false)) => "refused not_asked_for under 19(1)";
        "pa accepted", "reviewer", "application.review", json!({"decision": "reject", "opinion": "不符", "quantities": [4, 2]}) => "refused not_asked_for under 19(2)";
        "pa accepted", "reviewer", "application.review", json!({"decision": "reject", "opinion": "不符", "ground": "专报"}) => "refused not_asked_for under 19(2)";
        "pa testing", "edu", "application.report-test", json!({"result": "failed", "report": "超时", "early_reason": "急"}) => "refused not_asked_for under 19(3)";
        "pa submitted", "helper", "enclose", enclosed("清单.pdf") => "refused no_such_matter under 19(2)";
        "pa approved", "host-a", "enclose", enclosed("清单.pdf") => "refused no_such_matter under 19(2)";
        "pa submitted", "looker", "enclose", enclosed("清单.pdf") => "refused post_needed under 7";
        "pa submitted", "health", "enclose", enclosed("清单.pdf") => "refused no_such_matter under 19(2)";
        "pa running", "edu", "enclose", enclosed("清单.pdf") => "refused wrong_stage under 19(2)";
        "pa submitted", "edu", "enclose", enclosed(" ") => "refused missing under 19(2)";
        "pa submitted", "edu", "enclose", enclosed("清\u{202e}单.pdf") => "refused bad_characters under 19(2)";
        "pa submitted", "edu", "enclose", with(enclosed("清单.pdf"), "size", json!(0)) => "refused out_of_range under 19(2)";
        "pa submitted", "edu", "enclose", with(enclosed("清单.pdf"), "size", json!(1_u64 << 41)) => "refused out_of_range under 19(2)";
        "pa submitted", "edu", "enclose", with(enclosed("清单.pdf"), "sha256", json!("a".repeat(63))) => "refused bad_digest under 19(2)";
        "pa submitted", "edu", "enclose", with(enclosed("清单.pdf"), "sha256", json!("g".repeat(64))) => "refused bad_digest under 19(2)";
        "pa submitted", "edu", "take-out", json!({}) => "refused already_done under 19(2)";
    }
}

/// What stands against an act after the opinion.
fn later_refusals() -> Vec<Row> {
    table! {
        // After the test.
        "pa test_reported", "builder", "application.propose", json!({"quantities": [5, 1], "reason": "多"}) => "refused above_approved under R24";
        "pa test_reported", "builder", "application.propose", json!({"quantities": [1_000_000, 1], "reason": "多"}) => "refused above_approved under R24";
        "pa test_reported", "reviewer", "application.supplement", json!({"quantities": [4, 2], "reason": "多"}) => "refused not_raised under R24";
        "pa test_reported", "reviewer", "application.supplement", json!({"quantities": [9, 1], "reason": "多"}) => "refused not_raised under R24";
        "pa test_reported", "reviewer", "application.supplement", json!({"quantities": [], "reason": "多"}) => "refused not_raised under R24";
        "pa test_reported", "reviewer", "application.supplement", json!({"quantities": [5], "reason": "多"}) => "refused quantity_count under 19(4)";
        "pa test_reported", "reviewer", "application.supplement", json!({"quantities": [1_000_001, 2], "reason": "多"}) => "refused quantity_above under R24";
        "pa test_reported", "reviewer", "application.supplement", json!({"quantities": [5, 2], "reason": " "}) => "refused missing under 19(4)";
        "pa test_reported", "checker", "application.supplement", json!({"quantities": [5, 2], "reason": "多"}) => "refused party_needed under 5";
        "pa testing", "reviewer", "application.supplement", json!({"quantities": [5, 2], "reason": "多"}) => "refused wrong_stage under 19(4)";
        "pa adjustment_proposed", "reviewer", "application.supplement", json!({"quantities": [5, 2], "reason": "多"}) => "refused wrong_stage under 19(4)";
        "pa filed", "host-a", "application.clear-environment", certified("2026-11-09") => "refused nothing_to_clear under 21(2)";
        "pa test_reported", "host-a", "application.clear-environment", certified("2026-11-09") => "refused wrong_stage under 21(2)";
        "pa adjustment_proposed less", "host-a", "application.clear-environment", certified("2026-11-09") => "refused wrong_stage under 21(2)";
        "pa filed less", "host-a", "application.clear-environment", with(certified("2026-11-09"), "from", json!("2026-11-08")) => "refused before under 21(2)";
        "pa filed less", "host-a", "application.clear-environment", with(certified("2026-11-09"), "until", json!("2026-11-10")) => "refused in_future under 21(2)";
        "pa filed less", "host-a", "application.clear-environment", with(certified("2026-11-09"), "no_copy", json!(false)) => "refused missing under 21(2)";
        "pa filed less", "host-a", "application.clear-environment", with(certified("2026-11-09"), "witness", json!("李工")) => "refused nobody_watched under 21(2)";
        "pa filed less", "host-a", "application.clear-environment", with(certified("2026-11-09"), "method", json!(" ")) => "refused missing under 21(2)";
        "pa testing", "edu", "application.report-test", json!({"result": "passed", "report": "通过"}) => "refused missing under R23";
        "pa testing", "builder", "application.end-test", json!({"reason": "催办"}) => "refused test_not_over under R23";
        "pa adjustment_proposed", "builder", "application.order-delivery", json!({}) => "refused wrong_stage under 19(4)";
        "pa delivered", "edu", "application.object-delivery", json!({"reason": ""}) => "refused missing under 19(4)";
        "pa running", "edu", "application.object", json!({"reason": "不对"}) => "refused no_determination under 39";
        "pa running", "reviewer", "application.decide-objection", json!({"decision": "reject", "opinion": "无据"}) => "refused no_objection under 39";
        "pa running", "builder", "application.check-attestation", json!({}) => "refused already_done under 39";
        "own abandoned", "builder", "application.clear-environment", certified("2026-11-09") => "refused nothing_to_clear under 21(2)";
        "pa abandoned", "host-a", "application.clear-environment", certified("2026-11-09") => "refused no_such_matter under 21(2)";
        "pa accepted", "acceptor", "serve", json!({"paper": "益数云〔2026〕9号", "received_by": "李"}) => "refused not_on_its_way under 19(2)";
        "pa accepted", "health", "serve", json!({"received_by": "李"}) => "refused no_such_matter under 19(2)";
        "pa accepted", "acceptor", "serve", json!({"received_by": ""}) => "refused missing under 19(2)";
        "pa accepted", "acceptor", "serve", json!({"received_by": "李", "served_at": "2026-11-09T02:00:01Z"}) => "refused not_yet under 19(2)";
        "pa accepted", "acceptor", "serve", json!({"received_by": "李", "served_at": "2026-11-09T01:59:59Z"}) => "refused too_early under 19(2)";
        "pa test_reported", "builder", "application.propose", json!({"reason": ""}) => "refused missing under 19(4)";
        "pa filed heshan", "builder", "application.order-delivery", json!({}) => "refused no_contract under 40";
        "pa delivery_ordered", "host-a", "application.deliver", on("2026-11-10") => "refused in_future under 19(4)";
        "pa delivery_ordered", "host-a", "application.deliver", on("2026-11-08") => "refused before under 39";
        "pa delivery_ordered", "host-a", "application.deliver", with(on("2026-11-09"), "quantities", json!([5, 2])) => "refused quantity_above under 19(4)";
        "pa delivered", "edu", "application.confirm", on("2026-11-10") => "refused in_future under 39";
        "pa delivered", "edu", "application.confirm", on("2026-11-08") => "refused before under 39";
        "pa delivered", "reviewer", "application.determine-completion", with(on("2026-11-09"), "evidence", json!("监控")) => "refused not_yet_escalated under R2";
        "pa delivered", "builder", "escalate", json!({}) => "refused not_overdue under 23";
        "pa submitted", "builder", "wake", json!({"why": "notice"}) => "refused clockwork_only under 19(2)";
        "pa submitted", "clockwork", "wake", json!({"why": "notice"}) => "refused already_done under 19(2)";
        // Art. 28.
        "pa approved", "checker", "application.check-product", json!({"line": 1, "result": "passed", "evidence": "合格"}) => "refused not_self_procured under 28";
        "pa approved", "checker", "application.check-product", json!({"line": 0, "result": "passed", "evidence": "合格"}) => "refused not_self_procured under 28";
        "pa approved", "checker", "application.check-product", json!({"line": 9, "result": "passed", "evidence": "合格"}) => "refused not_self_procured under 28";
        "pa accepted off", "checker", "application.check-product", json!({"line": 1, "result": "passed", "evidence": "合格"}) => "refused wrong_stage under 28";
        "pa self_procuring off", "checker", "application.check-product", json!({"line": 1, "result": "passed", "evidence": "合格"}) => "refused not_arrived under 28";
        "pa self_procuring arrived", "checker", "application.check-product", json!({"line": 1, "result": "passed", "evidence": ""}) => "refused missing under 28";
        "pa self_procuring arrived", "edu", "application.report-arrival", json!({"line": 1, "arrived_on": "2026-11-09", "evidence": "又一台"}) => "refused already_done under 28";
        "pa self_procuring off", "edu", "application.report-arrival", json!({"line": 1, "arrived_on": "2026-11-10", "evidence": "一台"}) => "refused in_future under 28";
        "pa self_procuring off", "edu", "application.report-arrival", json!({"line": 1, "arrived_on": "2026-11-08", "evidence": "一台"}) => "refused before under 19(1)";
        "pa self_procuring off", "edu", "application.deploy-product", json!({"line": 1, "deployed_on": "2026-11-09"}) => "refused not_checked under 28";
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

#[test]
fn the_four_quantities_are_kept_apart() {
    let mut city = City::new();
    let id = city.given("pa accepted").unwrap();
    let quantities = |values: Value| with(approve(), "quantities", values);
    city.on_matter(
        "reviewer",
        "application.review",
        id,
        &quantities(json!([3, 2])),
    )
    .unwrap();
    city.on_matter("builder", "application.order-test", id, &json!({}))
        .unwrap();
    city.on_matter(
        "host-a",
        "application.hand-over-test",
        id,
        &json!({"environment": "甲"}),
    )
    .unwrap();
    city.on_matter(
        "edu",
        "application.report-test",
        id,
        &json!({"result": "passed", "report": "通过", "early_reason": "测完"}),
    )
    .unwrap();
    city.on_matter(
        "builder",
        "application.propose",
        id,
        &json!({"quantities": [3, 1], "reason": "实测"}),
    )
    .unwrap();
    city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
        .unwrap();
    city.on_matter("builder", "application.order-delivery", id, &json!({}))
        .unwrap();
    let partly = with(on("2026-11-09"), "quantities", json!([2, 1]));
    city.on_matter("host-a", "application.deliver", id, &partly)
        .unwrap();
    assert_eq!(
        city.look(id),
        "delivery_ordered; clear_surplus yun-a 2026-11-16; deliver yun-a 2026-11-23",
        "the rest is owed"
    );
    let more = json!({"matter": id, "completed_on": "2026-11-09", "quantities": [2, 0]});
    assert_eq!(
        answer(&mut city, "host-a", "application.deliver", &more),
        "refused quantity_above under 19(4)"
    );
    let rest = json!({"matter": id, "completed_on": "2026-11-09"});
    assert_eq!(
        answer(&mut city, "host-a", "application.deliver", &rest),
        "delivered; clear_surplus yun-a 2026-11-16; confirm edu 2026-11-12"
    );
    let seen: Vec<_> = lines(&city.matter(id))
        .iter()
        .map(|line| (line.applied, line.approved, line.adjusted, line.issued))
        .collect();
    assert_eq!(
        seen,
        [
            (4, Some(3), Some(3), Some(3)),
            (2, Some(2), Some(1), Some(1))
        ]
    );
}

#[test]
fn one_person_with_two_accounts_is_one_person() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.on_matter("alone", "application.accept", id, &json!({}))
        .unwrap();
    for login in ["alone", "alone2"] {
        let refusal = city
            .on_matter(login, "application.review", id, &approve())
            .unwrap_err();
        assert_eq!(refused(&refusal), "refused same_person under R22");
    }
    city.on_matter("reviewer", "application.review", id, &approve())
        .unwrap();
}

#[test]
fn a_new_application_answers_the_objections_of_the_old_one() {
    let mut city = City::new();
    let old = city.given("pa not_accepted").unwrap();
    let again = with(
        with(submit("exam", "pa", item("vm", 4)), "previous", json!(old)),
        "answers",
        json!(["1 报告已补", "2、减至四台"]),
    );
    let new = city.open("edu", "application.submit", &again);
    assert_eq!(city.look(old), "not_accepted");
    let Body::Application(body) = city.matter(new).body else {
        unreachable!()
    };
    let answers: Vec<_> = body
        .answers
        .iter()
        .map(|one| (one.objection, one.text.as_str()))
        .collect();
    assert_eq!(answers, [(1, "报告已补"), (2, "减至四台")]);
    assert_eq!(body.previous, Some(old));
    let Body::Application(body) = city.matter(old).body else {
        unreachable!()
    };
    assert_eq!(body.answered_by, Some(new));
    // Once answered, it can be neither answered again nor abandoned.
    assert_eq!(
        answer(&mut city, "edu", "application.submit", &again),
        "refused not_reapplicable under 19(2)"
    );
    let abandon = json!({"matter": old, "reason": "多余"});
    assert_eq!(
        answer(&mut city, "edu", "application.abandon", &abandon),
        "refused already_done under 19(1)"
    );
}

#[test]
fn nothing_self_procured_runs_before_its_check_passed() {
    let mut city = City::new();
    let id = city.given("own self_procuring off").unwrap();
    let check =
        |result: &str| json!({"matter": id, "line": 1, "result": result, "evidence": "检测报告"});
    let deploy = |day: &str| json!({"matter": id, "line": 1, "deployed_on": day});
    let mut answer =
        |login: &str, verb: &str, fields: Value| answer(&mut city, login, verb, &fields);
    let arrive = json!({"matter": id, "line": 1, "arrived_on": "2026-11-09", "evidence": "一台"});
    answer("edu", "application.report-arrival", arrive.clone());
    answer("checker", "application.check-product", check("failed"));
    let refused = answer("edu", "application.deploy-product", deploy("2026-11-09"));
    assert_eq!(refused, "refused not_checked under 28");
    let unmended = answer("checker", "application.check-product", check("passed"));
    assert_eq!(
        unmended, "refused not_arrived under 28",
        "the unit mends it"
    );
    answer("edu", "application.report-arrival", arrive);
    answer("checker", "application.check-product", check("passed"));
    let early = answer("edu", "application.deploy-product", deploy("2026-11-08"));
    assert_eq!(early, "refused before under 28");
    let future = answer("edu", "application.deploy-product", deploy("2026-11-10"));
    assert_eq!(future, "refused in_future under 28");
    let done = answer("edu", "application.deploy-product", deploy("2026-11-09"));
    assert_eq!(
        done, "running",
        "nothing but products: the application ends running"
    );
    for (login, verb, fields) in [
        ("edu", "application.deploy-product", deploy("2026-11-09")),
        ("checker", "application.check-product", check("failed")),
    ] {
        assert_eq!(answer(login, verb, fields), "refused already_done under 28");
    }
}

#[test]
fn consent_refused_ends_the_procurement() {
    let mut city = City::new();
    let id = city.given("pa accepted mixed").unwrap();
    let review = with(approve(), "quantities", json!([4, 0]));
    city.on_matter("reviewer", "application.review", id, &review)
        .unwrap();
    let matter = city.matter(id);
    assert_eq!(
        lines(&matter)[1].own_purchase(),
        Some(&OwnPurchase::Refused)
    );
}

#[test]
fn a_failed_test_keeps_the_month_running() {
    let mut city = City::new();
    let id = city.given("pa testing").unwrap();
    city.at("2026-12-08 10:00");
    let report = |result: &str| json!({"matter": id, "result": result, "report": "见附件"});
    let failed = answer(
        &mut city,
        "edu",
        "application.report-test",
        &report("failed"),
    );
    assert_eq!(failed, "testing; test edu 2026-12-09");
    city.at("2026-12-10 00:00");
    city.send("edu", "application.report-test", &report("passed"))
        .unwrap();
    let duties = city.duties(id);
    let test = duties
        .iter()
        .find(|duty| duty.key.to_string() == "test")
        .unwrap();
    assert_eq!(
        json!(test.closed.as_ref().unwrap().outcome),
        "late",
        "24:00 of the ninth is over"
    );
}

#[test]
fn a_unit_that_never_confirms_is_escalated_and_then_determined_for() {
    let mut city = City::new();
    let id = city.given("pa delivered").unwrap();
    city.at("2026-11-12 23:59");
    let late = json!({ "matter": id, "why": {"late": "confirm"} });
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &late),
        "refused not_overdue under 23"
    );
    city.at("2026-11-13 00:05");
    let seen = answer(&mut city, "clockwork", "wake", &late);
    assert_eq!(
        seen,
        "delivered; confirm edu 2026-11-12; determine_completion shuju 2026-11-18"
    );
    let escalated = city
        .duties(id)
        .iter()
        .find_map(yunguan::domain::law::duty::Duty::escalated_at);
    assert_eq!(
        escalated,
        Some(city.now.into()),
        "escalated when it was, not when it was due"
    );
    assert_eq!(
        answer(&mut city, "clockwork", "wake", &late),
        "refused not_overdue under 23"
    );
    let day = json!({"matter": id, "completed_on": "2026-11-09", "evidence": "监控显示已使用"});
    let determined = answer(
        &mut city,
        "reviewer",
        "application.determine-completion",
        &day,
    );
    assert_eq!(determined, "running; serve_determination shuju 2026-11-17");
    let matter = city.matter(id);
    let Body::Application(body) = &matter.body else {
        unreachable!()
    };
    let attestation = body.attestation.as_ref().unwrap();
    assert_eq!(attestation.completed_on.to_string(), "2026-11-09");
    assert_eq!(attestation.evidence.as_deref(), Some("监控显示已使用"));
    let outcomes: Vec<_> = city
        .duties(id)
        .iter()
        .filter(|duty| duty.closed.is_some())
        .rev()
        .take(2)
        .map(|duty| json!(duty.closed.as_ref().unwrap().outcome))
        .collect();
    assert_eq!(
        outcomes,
        ["met", "late"],
        "the authority met its duty, the unit did not"
    );
}

#[test]
fn a_unit_that_confirms_after_all_takes_the_duty_from_the_authority() {
    let mut city = City::new();
    let id = city.given("pa delivered").unwrap();
    city.at("2026-11-13 09:00");
    city.wake_late(id);
    city.on_matter("edu", "application.confirm", id, &on("2026-11-09"))
        .unwrap();
    let outcomes: Vec<_> = city
        .duties(id)
        .iter()
        .rev()
        .take(2)
        .map(|duty| json!(duty.closed.as_ref().unwrap().outcome))
        .collect();
    assert_eq!(outcomes, ["lapsed", "late"]);
}

#[test]
fn completed_attested_and_confirmed_are_three_days() {
    let mut city = City::new();
    let id = city.given("pa delivery_ordered").unwrap();
    city.at("2026-11-16 10:00");
    city.on_matter("host-a", "application.deliver", id, &on("2026-11-13"))
        .unwrap();
    city.at("2026-11-18 10:00");
    let early = city
        .on_matter("edu", "application.confirm", id, &on("2026-11-12"))
        .unwrap_err();
    assert_eq!(refused(&early), "refused before under 39");
    let later = with(on("2026-11-14"), "reason", json!("十四日才通网"));
    city.on_matter("edu", "application.confirm", id, &later)
        .unwrap();
    assert_eq!(city.look(id), "running; check_attestation jishu 2026-11-25");
    let Body::Application(body) = city.matter(id).body else {
        unreachable!()
    };
    let attestation = body.attestation.unwrap();
    assert_eq!(body.completed_on.unwrap().to_string(), "2026-11-13");
    assert_eq!(attestation.completed_on.to_string(), "2026-11-14");
    assert_eq!(attestation.confirmed_at, city.now.into());
}

#[test]
fn outside_the_municipal_budget_a_contract_comes_first() {
    let mut city = City::new();
    let id = city.given("pa filed heshan").unwrap();
    let contract = |provider: &str| json!({"unit": "heshan", "provider": provider, "number": format!("赫合-{provider}"), "signed_on": "2026-11-01"});
    city.send("heshan", "contract.record", &contract("yun-b"))
        .unwrap();
    let other = city
        .on_matter("builder", "application.order-delivery", id, &json!({}))
        .unwrap_err();
    assert_eq!(
        refused(&other),
        "refused no_contract under 40",
        "a contract with another provider"
    );
    city.send("heshan", "contract.record", &contract("yun-a"))
        .unwrap();
    let alone = city
        .on_matter("builder", "application.order-delivery", id, &json!({}))
        .unwrap_err();
    assert_eq!(
        refused(&alone),
        "refused no_contract under 40",
        "only the unit says so"
    );
    city.send("host-a", "contract.countersign", &json!({"unit": "heshan"}))
        .unwrap();
    city.on_matter("builder", "application.order-delivery", id, &json!({}))
        .unwrap();
}

#[test]
fn a_hold_stops_no_clock() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.on_matter("acceptor", "hold", id, &json!({"reason": "等会议"}))
        .unwrap();
    assert_eq!(city.matter(id).head.holds.len(), 1);
    let again = city
        .on_matter("acceptor", "hold", id, &json!({"reason": "再等"}))
        .unwrap_err();
    assert_eq!(refused(&again), "refused already_done under 19(2)");
    city.at("2026-11-24 00:00");
    city.on_matter("acceptor", "resume", id, &json!({}))
        .unwrap();
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    let closed = city.past(id).0[0].closed.clone().unwrap();
    assert_eq!(json!(closed.outcome), "late");
}

#[test]
fn withdrawal_closes_a_clock_and_keeps_it() {
    let mut city = City::new();
    let id = city.given("pa withdrawn").unwrap();
    let duties = city.duties(id);
    assert_eq!(duties.len(), 1);
    assert_eq!(json!(duties[0].closed.as_ref().unwrap().outcome), "lapsed");
}

#[test]
fn papers_go_out_numbered_by_their_issuer() {
    let mut city = City::new();
    let id = city.given("pa running").unwrap();
    let papers: Vec<_> = city
        .past(id)
        .1
        .iter()
        .map(|paper| {
            format!(
                "{} {} {}",
                json!(paper.kind).as_str().unwrap(),
                paper.number,
                paper.recipients[0]
            )
        })
        .collect();
    assert_eq!(
        papers,
        [
            "acceptance_notice 益数云〔2026〕1号 edu",
            "review_opinion 益数云〔2026〕2号 edu",
            "test_order 益智云〔2026〕1号 yun-a",
            "test_hand_over 甲云〔2026〕1号 edu",
            "test_report 益教〔2026〕1号 jishu",
            "adjustment_proposal 益智云〔2026〕2号 shuju",
            "delivery_order 益智云〔2026〕3号 yun-a",
            "issuance_confirmation 益教〔2026〕2号 yun-a",
        ]
    );
}

#[test]
fn who_may_is_asked_before_any_matter_is_read() {
    let mut city = City::new();
    let nowhere = json!({"matter": "APP-20991231-0001"});
    for (login, seen) in [
        ("edu", "refused party_needed under 5"),
        ("reviewer", "refused post_needed under 5"),
        ("acceptor", "refused no_such_matter under 19(2)"),
    ] {
        assert_eq!(
            answer_unseen(&mut city, login, &nowhere),
            seen,
            "{login} learns nothing of what they may not do"
        );
    }
}

/// How accepting a matter that is not there ends.
fn answer_unseen(city: &mut City, login: &str, fields: &Value) -> String {
    match city.send(login, "application.accept", fields) {
        Ok(receipt) => format!("{receipt:?}"),
        Err(refusal) => refused(&refusal),
    }
}

#[test]
fn a_test_whose_month_is_over_is_reported_and_ended_by_support() {
    let mut city = City::new();
    let id = city.given("pa testing").unwrap();
    city.at("2026-12-10 00:05");
    city.wake_late(id);
    assert_eq!(
        city.look(id),
        "testing; test edu 2026-12-09; end_test jishu 2026-12-15"
    );
    let end = json!({"matter": id, "reason": "期满未报告"});
    assert_eq!(
        answer(&mut city, "builder", "application.end-test", &end),
        "test_reported; propose jishu 2026-12-17"
    );
}

#[test]
fn a_filing_is_complete_two_working_days_after_its_proven_service() {
    let mut city = City::new();
    let id = city.given("pa adjustment_proposed").unwrap();
    let served = json!({"matter": id, "paper": "益技云〔2026〕2号", "received_by": "收发室"});
    let paper = city.past(id).1.last().unwrap().number.to_string();
    let served = with(served, "paper", json!(paper));
    city.send("builder", "serve", &served).unwrap();
    let order = json!({ "matter": id });
    city.at("2026-11-11 23:59");
    assert_eq!(
        answer(&mut city, "builder", "application.order-delivery", &order),
        "refused not_yet_filed under R25"
    );
    city.at("2026-11-12 00:00");
    assert_eq!(
        answer(&mut city, "builder", "application.order-delivery", &order),
        "delivery_ordered; deliver yun-a 2026-11-26"
    );
}

#[test]
fn the_days_to_apply_again_begin_at_the_service_of_the_opinion() {
    let mut city = City::new();
    let id = city.given("pa not_accepted").unwrap();
    assert_eq!(
        city.look(id),
        "not_accepted; serve_opinion shuju 2026-11-11"
    );
    city.at("2026-11-11 10:00");
    let served =
        json!({"matter": id, "received_by": "收发员", "served_at": "2026-11-10T02:00:00Z"});
    assert_eq!(
        answer(&mut city, "acceptor", "serve", &served),
        "not_accepted; resubmit edu 2026-11-24"
    );
}

#[test]
fn what_the_unit_objects_to_is_delivered_again() {
    let mut city = City::new();
    let id = city.given("pa delivered").unwrap();
    let object = json!({"matter": id, "reason": "少两块盘"});
    assert_eq!(
        answer(&mut city, "edu", "application.object-delivery", &object),
        "delivery_ordered; deliver yun-a 2026-11-23"
    );
    let matter = city.matter(id);
    assert!(lines(&matter).iter().all(|line| line.issued.is_none()));
}

#[test]
fn an_order_is_revoked_and_its_environment_cleared_when_the_unit_gives_up() {
    let mut city = City::new();
    let id = city.given("pa testing").unwrap();
    let abandon = json!({"matter": id, "reason": "项目取消"});
    assert_eq!(
        answer(&mut city, "edu", "application.abandon", &abandon),
        "abandoned; clear_environment yun-a 2026-11-16"
    );
    assert_eq!(
        city.past(id).1.last().unwrap().kind.word(),
        "order_revocation"
    );
    let clear = with(certified(&city.today()), "matter", json!(id));
    assert_eq!(
        answer(&mut city, "host-a", "application.clear-environment", &clear),
        "abandoned"
    );
    assert_eq!(
        answer(&mut city, "host-a", "application.clear-environment", &clear),
        "refused nothing_to_clear under 21(2)"
    );
}

#[test]
fn a_determination_bills_at_once_and_is_corrected_if_an_objection_is_upheld() {
    let mut city = City::new();
    let id = city.given("pa delivered").unwrap();
    city.at("2026-11-13 09:00");
    city.wake_late(id);
    let day = json!({"matter": id, "completed_on": "2026-11-09", "evidence": "监控显示已使用"});
    assert_eq!(
        answer(
            &mut city,
            "reviewer",
            "application.determine-completion",
            &day
        ),
        "running; serve_determination shuju 2026-11-17"
    );
    let paper = city.past(id).1.last().unwrap().clone();
    let readers: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
    assert_eq!(readers, ["edu", "yun-a", "jishu"]);
    // Its service is owed until it is on record for all three, by the authority or on the word of who received it.
    let owed = "running; serve_determination shuju 2026-11-17";
    assert_eq!(city.serve_last("acceptor", id, "edu"), owed);
    assert_eq!(city.serve_last("host-a", id, "yun-a"), owed);
    assert_eq!(city.serve_last("acceptor", id, "jishu"), "running");
    let ended = city.duties(id);
    let served = ended
        .iter()
        .find(|duty| duty.kind().word() == "serve_determination");
    let served = served.unwrap();
    assert_eq!(json!(served.closed.as_ref().unwrap().outcome), json!("met"));
    assert_eq!(json!(served.nature), json!("internal"));
    assert!(!served.escalates());
    city.at("2026-11-20 23:59");
    let object = json!({"matter": id, "reason": "十一日才通网"});
    assert_eq!(
        answer(&mut city, "edu", "application.object", &object),
        "running; decide_objection shuju 2026-12-04"
    );
    let bare = json!({"matter": id, "decision": "approve", "opinion": "属实"});
    assert_eq!(
        answer(&mut city, "reviewer", "application.decide-objection", &bare),
        "refused missing under 39"
    );
    let upheld = with(bare, "completed_on", json!("2026-11-11"));
    assert_eq!(
        answer(
            &mut city,
            "reviewer",
            "application.decide-objection",
            &upheld
        ),
        "running; serve_determination shuju 2026-11-24"
    );
    let number = city.past(id).1.len() - 1;
    let reads = city.written(id, number, yunguan::locale::Lang::Zh);
    assert!(reads.contains("异议成立，完成日更正为"), "{reads}");
    for (login, party) in [("acceptor", "edu"), ("host-a", "yun-a")] {
        city.serve_last(login, id, party);
    }
    assert_eq!(city.serve_last("acceptor", id, "jishu"), "running");
    let Body::Application(body) = city.matter(id).body else {
        unreachable!()
    };
    let attested = body.attestation.unwrap().completed_on;
    assert_eq!(attested.to_string(), "2026-11-11");
    for _ in 1..10 {
        answer(&mut city, "edu", "application.object", &object);
    }
    assert_eq!(
        answer(&mut city, "edu", "application.object", &object),
        "refused enough_objections under 39"
    );
    city.at("2026-11-21 00:00");
    assert_eq!(
        answer(&mut city, "edu", "application.object", &object),
        "refused no_determination under 39",
        "five working days are over"
    );
}

#[test]
fn days_since_a_service_end_at_the_offices_cut_off() {
    let mut city = City::new();
    let values = json!({"ruling": "R18", "values": {"minute_of_day": {"number": 1020}},
        "effective": "2026-11-09", "reason": "五点下班"});
    city.send("reviewer", "ruling.propose", &values).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let id = city.given("pa adjustment_proposed").unwrap();
    let served = json!({"matter": id, "received_by": "收发室", "paper": city.past(id).1.last().unwrap().number.to_string()});
    city.send("builder", "serve", &served).unwrap();
    let order = json!({ "matter": id });
    city.at("2026-11-11 16:59");
    assert_eq!(
        answer(&mut city, "builder", "application.order-delivery", &order),
        "refused not_yet_filed under R25"
    );
    city.at("2026-11-11 17:00");
    assert_eq!(
        answer(&mut city, "builder", "application.order-delivery", &order),
        "delivery_ordered; deliver yun-a 2026-11-25"
    );
}

/// What support checks: the days between the reported and the attested day, at catalogue prices, a line rounded once,
/// half up, over what was adjusted rather than applied for (R3 to R5).
#[test]
fn the_days_between_are_worth_what_the_lines_cost() {
    for (basis, price, quantities, day, fen) in [
        // 4 x 120000 / 365 = 1315.07, 2 x 120000 / 365 = 657.53.
        ("year", 120_000, [4, 2], "2026-11-10", 1_315 + 658),
        ("month", 10_000, [4, 2], "2026-11-10", 1_315 + 658),
        // 3 x 120000 / 365 = 986.30, 1 x 120000 / 365 = 328.77.
        ("year", 120_000, [3, 1], "2026-11-10", 986 + 329),
        ("year", 120_000, [4, 2], "2026-11-13", 5_260 + 2_630),
    ] {
        let mut city = City::new();
        for code in ["vm", "disk"] {
            let priced = json!({"code": code, "family": "计算", "name": "某项", "specification": "标准", "unit": "台",
                "basis": basis, "price_fen": price});
            city.send("keeper", "item.register", &priced).unwrap();
        }
        let id = city.given("pa test_reported").unwrap();
        let propose = json!({"reason": "测试负载低", "quantities": quantities});
        let road = [
            ("builder", "application.propose", propose),
            ("acceptor", "application.receive-filing", json!({})),
            ("builder", "application.order-delivery", json!({})),
            ("host-a", "application.deliver", on("2026-11-09")),
        ];
        for (login, verb, fields) in road {
            city.on_matter(login, verb, id, &fields).unwrap();
        }
        city.at("2026-11-13 10:00");
        let later = with(on(day), "reason", json!("才接通"));
        city.on_matter("edu", "application.confirm", id, &later)
            .unwrap();
        let Body::Application(body) = city.matter(id).body else {
            unreachable!()
        };
        let other = body.attestation.unwrap().other_day.unwrap();
        assert_eq!(other.stake_fen, fen, "{basis} {quantities:?} {day}");
    }
}

/// A determination on another day than the reported one says why by its evidence, and needs no check.
#[test]
fn a_day_determined_on_evidence_needs_no_other_reason() {
    let mut city = City::new();
    let id = city.determined("2026-11-16 09:00", "2026-11-11");
    let owed = "running; serve_determination shuju 2026-11-18";
    assert_eq!(city.look(id), owed, "and nothing else");
    let Body::Application(body) = city.matter(id).body else {
        unreachable!()
    };
    let other = body.attestation.unwrap().other_day.unwrap();
    assert_eq!(other.reason, "监控显示已使用");
}

/// An order on a filing that nobody receipted is placed once, and only where the ruling has service stand for it (R25).
#[test]
fn a_filing_that_was_served_carries_one_order_and_none_where_receipt_is_ruled() {
    for (receipt_only, first) in [
        (false, "delivery_ordered"),
        (true, "refused wrong_stage under 19(4)"),
    ] {
        let mut city = City::new();
        if receipt_only {
            let ruling = json!({"ruling": "R25", "values": {"filing": {"word": "receipt"}},
                "effective": city.today(), "reason": "须有回执"});
            city.send("reviewer", "ruling.propose", &ruling).unwrap();
            city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
                .unwrap();
        }
        let id = city.given("pa adjustment_proposed").unwrap();
        let paper = city.past(id).1.last().unwrap().number.to_string();
        let served = json!({"paper": paper, "received_by": "收发员"});
        city.on_matter("builder", "serve", id, &served).unwrap();
        city.at("2026-11-16 10:00");
        let order = json!({ "matter": id });
        let mut again = || {
            let told = answer(&mut city, "builder", "application.order-delivery", &order);
            told.split(';').next().unwrap().to_owned()
        };
        assert_eq!(again(), first);
        assert_eq!(again(), "refused wrong_stage under 19(4)");
    }
}

/// What is proposed is bounded by what was approved, and what is delivered is not done before it was owed.
#[test]
fn an_approval_below_the_application_bounds_all_that_follows() {
    let mut city = City::new();
    let id = city.given("pa accepted").unwrap();
    let less = with(approve(), "quantities", json!([3, 2]));
    let road = [
        ("reviewer", "application.review", less),
        ("builder", "application.order-test", json!({})),
        (
            "host-a",
            "application.hand-over-test",
            json!({"environment": "两台"}),
        ),
        (
            "edu",
            "application.report-test",
            json!({"result": "passed", "report": "通过", "early_reason": "测完"}),
        ),
    ];
    for (login, verb, fields) in road {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    let propose = json!({"reason": "负载高", "matter": id});
    let above = with(propose.clone(), "quantities", json!([4, 2]));
    let told = answer(&mut city, "builder", "application.propose", &above);
    assert_eq!(told, "refused above_approved under R24");
    city.send("builder", "application.propose", &propose)
        .unwrap();
    let adjusted: Vec<_> = lines(&city.matter(id))
        .iter()
        .map(|line| line.adjusted.unwrap())
        .collect();
    assert_eq!(adjusted, [3, 2], "none given is as approved");
    city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
        .unwrap();
    city.at("2026-11-12 10:00");
    city.on_matter("builder", "application.order-delivery", id, &json!({}))
        .unwrap();
    let early = with(on("2026-11-11"), "matter", json!(id));
    let told = answer(&mut city, "host-a", "application.deliver", &early);
    assert_eq!(told, "refused before under 39");
    city.on_matter("host-a", "application.deliver", id, &on("2026-11-12"))
        .unwrap();
}

/// What the unit procures itself is no part of a delivery.
#[test]
fn a_delivery_issues_nothing_of_a_product() {
    let mut city = City::new();
    let id = city.given("pa delivered mixed").unwrap();
    let issued: Vec<_> = lines(&city.matter(id))
        .iter()
        .map(|line| line.issued)
        .collect();
    assert_eq!(issued, [Some(4), Some(0)]);
}

/// Only whom the determination was served on objects; an objection upheld moves the day within what can be, one that is
/// not leaves it.
#[test]
fn an_objection_moves_the_day_only_where_it_is_upheld() {
    let mut city = City::new();
    let id = city.determined("2026-11-13 09:00", "2026-11-10");
    let why = json!({"matter": id, "reason": "十一日才通网"});
    let decided = |decision: &str, day: &str| json!({"matter": id, "decision": decision, "opinion": "查实", "completed_on": day});
    let kept = json!({"matter": id, "decision": "reject", "opinion": "不属实"});
    let (object, decide) = ("application.object", "application.decide-objection");
    for (login, verb, fields, then) in [
        (
            "acceptor",
            object,
            why.clone(),
            "refused no_determination under 39",
        ),
        (
            "edu",
            object,
            why.clone(),
            "running; serve_determination shuju 2026-11-17; decide_objection shuju 2026-11-27",
        ),
        (
            "reviewer",
            decide,
            decided("approve", "2026-11-14"),
            "refused in_future under 39",
        ),
        (
            "reviewer",
            decide,
            decided("approve", "2026-11-08"),
            "refused before under 39",
        ),
        (
            "reviewer",
            decide,
            kept,
            "running; serve_determination shuju 2026-11-17",
        ),
        (
            "host-a",
            object,
            why,
            "running; serve_determination shuju 2026-11-17; decide_objection shuju 2026-11-27",
        ),
        (
            "reviewer",
            decide,
            decided("reject", "2026-11-12"),
            "refused not_asked_for under 39",
        ),
    ] {
        assert_eq!(answer(&mut city, login, verb, &fields), then, "{fields}");
    }
    let Body::Application(body) = city.matter(id).body else {
        unreachable!()
    };
    let stands = body.attestation.unwrap().completed_on;
    assert_eq!(stands.to_string(), "2026-11-10");
}

/// What is wrong with a delivery is told to whoever delivered and to support, which ordered it.
#[test]
fn an_objection_to_a_delivery_goes_to_the_operator_and_to_support() {
    let mut city = City::new();
    let id = city.given("pa delivered").unwrap();
    city.on_matter(
        "edu",
        "application.object-delivery",
        id,
        &json!({"reason": "少一台"}),
    )
    .unwrap();
    let paper = city.past(id).1.last().unwrap().clone();
    let readers: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
    assert_eq!(readers, ["yun-a", "jishu"]);
}

/// Only an order that stands is revoked: in a self-built pool there is none.
#[test]
fn what_was_never_ordered_is_not_revoked() {
    for (given, revoked) in [
        ("pa filed", true),
        ("pa approved", false),
        ("own filed", false),
    ] {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        city.on_matter(
            "edu",
            "application.abandon",
            id,
            &json!({"reason": "项目取消"}),
        )
        .unwrap();
        let papers = city.past(id).1;
        let sent = papers
            .iter()
            .any(|paper| paper.kind.word() == "order_revocation");
        assert_eq!(sent, revoked, "{given}");
    }
}

/// What is owed when the unit abandons is no longer owed: the unit's own test is not met by it.
#[test]
fn what_is_abandoned_meets_no_duty() {
    let mut city = City::new();
    let id = city.given("pa testing").unwrap();
    city.on_matter(
        "edu",
        "application.abandon",
        id,
        &json!({"reason": "项目取消"}),
    )
    .unwrap();
    let ended = city.past(id).0;
    let test = ended
        .iter()
        .find(|duty| duty.key.to_string() == "test")
        .unwrap();
    assert_eq!(json!(test.closed.as_ref().unwrap().outcome), "lapsed");
    // Its clearing is certified to the unit and to support (Art. 21(2)).
    let clear = certified(&city.today());
    city.on_matter("host-a", "application.clear-environment", id, &clear)
        .unwrap();
    let certificate = city.past(id).1.last().unwrap().clone();
    let readers: Vec<&str> = certificate.readers().map(PartyCode::as_str).collect();
    assert_eq!(readers, ["edu", "jishu"]);
}
