//! Art. 12, 13, 38, 40: procurements and their contracts.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::time::{Duration, Instant};

use chrono::Days;
use serde_json::{Value, json};

use yunguan::domain::law::block::Block;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::purchase::agreement::{self, Agreement, Pricing, TermEnd};
use yunguan::domain::purchase::price::Price;
use yunguan::domain::purchase::procurement::{Procurement, Verb};
use yunguan::hub::request::{ActRequest, Answer, Request};
use yunguan::locale::Lang;

use crate::support::city::{City, Row, answer, check, command, story, table, with};
use crate::support::screen::Town;

const CLAUSES: [&str; 7] = [
    "appraisal",
    "free_transition",
    "data_ownership",
    "evaluation",
    "access",
    "confidentiality",
    "no_subcontracting",
];

/// A procurement of cloud resources.
pub fn cloud() -> Value {
    json!({"title": "政务云资源采购", "object": "cloud", "needs": ["vm 120", "disk 40"], "basis": "目录第一批"})
}

fn assistance() -> Value {
    json!({"title": "综合服务采购", "object": "assistance", "basis": "第8条"})
}

fn looked(fields: Value, listed_on: Option<&str>) -> Value {
    let fields = with(fields, "checked_on", json!("2026-11-09"));
    let fields = with(fields, "source", json!("信用中国"));
    let fields = with(fields, "evidence", json!("截图-7"));
    with(fields, "listed_on", json!(listed_on))
}

/// An award after a look at the lists.
pub fn award(winner: &str) -> Value {
    looked(json!({"winner": winner, "notified_on": "2026-11-09"}), None)
}

/// A contract with everything that one must have.
pub fn sign() -> Value {
    let fields = json!({"number": "HT-2026-01", "signed_on": "2026-11-09", "starts_on": "2026-11-01",
        "ends_on": "2027-10-31", "end_day": "included", "first_cycle_start": "2026-11-01",
        "prices": ["vm 5400.00", "disk 80.00/月"], "clauses": CLAUSES});
    looked(fields, None)
}

/// An agency runs no platform and is priced by no item.
fn sign_assistance() -> Value {
    let fields = with(sign(), "prices", json!(null));
    let fields = with(fields, "first_cycle_start", json!(null));
    let own = [
        "appraisal",
        "access",
        "confidentiality",
        "no_subcontracting",
    ];
    with(fields, "clauses", json!(own))
}

/// What was signed before the Measures, and lacks what they ask for.
pub fn older() -> Value {
    with(without("free_transition"), "signed_on", json!("2025-09-24"))
}

fn without(clause: &str) -> Value {
    let left: Vec<_> = CLAUSES.into_iter().filter(|one| *one != clause).collect();
    with(sign(), "clauses", json!(left))
}

fn amend() -> Value {
    json!({"number": "补-1", "signed_on": "2026-11-09", "effective_on": "2027-01-01", "prices": ["vm 5000.00"], "reason": "市场价下降"})
}

/// Another end, and a price that falls with the quantity.
fn longer() -> Value {
    json!({"number": "补-2", "signed_on": "2026-11-09", "effective_on": "2026-11-09", "prices": ["disk 900.00 101:800.00"],
        "ends_on": "2028-01-01", "end_day": "excluded", "reason": "延期"})
}

fn decide(consequence: &str) -> Value {
    json!({"consequence": consequence, "opinion": "在用不变"})
}

fn checked(listed_on: Option<&str>) -> Value {
    looked(json!({}), listed_on)
}

fn cancel() -> Value {
    json!({"reason": "预算未落实"})
}

/// What becomes of contracts whose term is over soon, or was.
pub fn ends() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        (
            "procurement neared",
            "procurement.arrange",
            arrange("renew"),
        ),
        (
            "procurement neared",
            "procurement.arrange",
            arrange("procure"),
        ),
        (
            "procurement neared",
            "procurement.arrange",
            arrange("let_end"),
        ),
        ("procurement expired", "procurement.amend", back(longer())),
    ]
}

fn arrange(what: &str) -> Value {
    json!({"arrangement": what, "remark": "专题会议纪要3号"})
}

/// The same amendment from a day before its signature.
fn back(amendment: Value) -> Value {
    let amendment = with(amendment, "effective_on", json!("2026-11-01"));
    with(amendment, "retroactive_reason", json!("谈判拖延"))
}

/// A contract whose term ends on a day.
fn ending(starts_on: &str, ends_on: &str) -> Value {
    let fields = with(sign(), "starts_on", json!(starts_on));
    let fields = with(fields, "first_cycle_start", json!(starts_on));
    with(fields, "ends_on", json!(ends_on))
}

/// The road to a procurement's stage: of cloud resources from `yun-a`, of assistance by `zonghe`.
pub fn given(city: &mut City, object: &str, stage: &str) -> MatterId {
    let (open, winner, contract) = match object {
        "assistance" => (assistance(), "zonghe", sign_assistance()),
        _ => (cloud(), "yun-a", sign()),
    };
    let id = city.open("acceptor", "procurement.open", &open);
    // Its term is over soon, or was yesterday; it is woken then, or not yet.
    let contract = match stage {
        "nearing" | "neared" => ending(
            "2026-11-01",
            &(civil_date(city.now) + Days::new(52)).to_string(),
        ),
        "over" | "expired" => ending("2025-11-01", "2026-11-08"),
        _ => contract,
    };
    let woken = ["neared", "expired"].contains(&stage);
    let stage = match stage {
        "nearing" | "neared" | "over" | "expired" => "performing",
        other => other,
    };
    let contract = with(contract, "number", json!(format!("HT-{id}")));
    let approve = json!({"decision": "approve", "opinion": "同意"});
    let reject = json!({"decision": "reject", "opinion": "重复"});
    let end = json!({"terminated_on": "2026-12-01", "reason": "违约"});
    let listed = checked(Some("2026-11-09"));
    let (cancel, mut award) = (cancel(), award(winner));
    // One that was awarded before the Measures.
    let before = stage == "awarded_before";
    if before {
        award = with(award, "notified_on", json!("2025-09-01"));
    }
    let stage = if before { "awarded" } else { stage };
    let roads = [
        ("drafted", "", "", &cancel),
        ("rejected", "reviewer", "procurement.review", &reject),
        ("cancelled", "reviewer", "procurement.cancel", &cancel),
        ("procuring", "reviewer", "procurement.review", &approve),
        ("awarded", "reviewer2", "procurement.award", &award),
        ("performing", "checker", "procurement.sign", &contract),
        ("listed", "acceptor", "procurement.check", &listed),
        ("ended", "checker", "procurement.end", &end),
    ];
    for (reached, login, verb, fields) in roads {
        let is_aside = ["rejected", "cancelled", "listed", "ended"].contains(&reached);
        if is_aside && reached != stage {
            continue;
        }
        if reached != "drafted" {
            city.on_matter(login, verb, id, fields).unwrap();
        }
        if reached == stage {
            break;
        }
    }
    if woken {
        city.on_matter("clockwork", "wake", id, &json!({"why": "day"}))
            .unwrap();
    }
    id
}

/// Everything that can happen while a contract runs.
pub fn performance() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        (
            "builder",
            "procurement.publish",
            json!({"published_on": "2026-11-09", "place": "政府采购网"}),
        ),
        (
            "builder",
            "procurement.file",
            json!({"filed_on": "2026-11-09", "receipt": "备-3"}),
        ),
        ("checker", "procurement.amend", amend()),
        ("checker", "procurement.amend", longer()),
        ("acceptor", "procurement.check", checked(None)),
        ("acceptor", "procurement.check", checked(Some("2026-11-05"))),
        ("reviewer", "procurement.decide-listing", decide("to_end")),
        ("acceptor", "procurement.check", checked(None)),
        ("acceptor", "procurement.check", checked(Some("2026-11-06"))),
        ("reviewer", "procurement.decide-listing", decide("go_on")),
    ]
}

fn roads() -> Vec<Row> {
    table! {
        "nothing", "acceptor", "procurement.open", cloud() => "drafted; review_need shuju 2026-11-23";
        "nothing", "acceptor", "procurement.open", assistance() => "drafted; review_need shuju 2026-11-23";
        "procurement drafted", "reviewer", "procurement.review", json!({"decision": "approve"}) => "procuring; award shuju 2027-02-02 | procurement_need to jishu+caizheng ~ opinion ~ parts";
        "procurement drafted", "reviewer", "procurement.review", json!({"decision": "reject", "opinion": "重复"}) => "rejected ~ opinion ~ parts";
        "procurement drafted", "reviewer", "procurement.cancel", cancel() => "cancelled ~ cancelled";
        "procurement procuring", "reviewer2", "procurement.award", award("yun-a") => "awarded; sign_contract jishu 2026-12-09 | award_registration to yun-a+jishu ~ award ~ check ~ concerned";
        "procurement awarded", "reviewer", "procurement.cancel", cancel() => "cancelled | termination_notice to yun-a+jishu+caizheng ~ cancelled";
        "procurement awarded", "checker", "procurement.sign", sign() => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 | contract_registration to shuju+yun-a+caizheng ~ agreement ~ arrange_from ~ check.number ~ given ~ priced";
        "assistance awarded", "checker", "procurement.sign", sign_assistance() => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 | contract_registration to shuju+zonghe+caizheng ~ agreement ~ arrange_from ~ check.number";
        "procurement performing", "builder", "procurement.publish", json!({"published_on": "2026-11-09", "place": "政府采购网"}) => "performing; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 ~ published";
        "procurement performing", "builder", "procurement.file", json!({"filed_on": "2026-11-09", "receipt": "备-3"}) => "performing; publish_contract jishu 2026-11-11; check_standing#3 shuju 2027-02-07 ~ filed";
        "procurement performing", "checker", "procurement.amend", amend() => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 | amendment_registration to shuju+yun-a+caizheng ~ amendments";
        "procurement performing", "acceptor", "procurement.check", checked(None) => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#4 shuju 2027-02-07 ~ check.number";
        "procurement performing", "acceptor", "procurement.check", checked(Some("2026-11-05")) => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#4 shuju 2027-02-07; decide_listing#3 shuju 2026-11-23 | dishonesty_record to yun-a+jishu ~ check.listed_on ~ check.number";
        "procurement listed", "reviewer", "procurement.decide-listing", json!({"consequence": "go_on", "opinion": "在用不变"}) => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#4 shuju 2027-02-07 | listing_decision to yun-a+jishu ~ consequence ~ consequence_opinion";
        "procurement nearing", "clockwork", "wake", json!({"why": "day"}) => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07; arrange_end shuju 2026-12-31 ~ nears_end";
        "procurement neared", "acceptor", "procurement.arrange", arrange("renew") => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 ~ arranged";
        "procurement neared", "checker", "procurement.amend", longer() => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 | amendment_registration to shuju+yun-a+caizheng ~ agreement.ends.day ~ agreement.ends.until ~ agreement.ends.written ~ amendments ~ arrange_from ~ nears_end";
        "procurement over", "clockwork", "wake", json!({"why": "day"}) => "expired; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18";
        "procurement expired", "builder", "procurement.publish", json!({"published_on": "2026-11-09", "place": "政府采购网"}) => "expired; file_contract jishu 2026-11-18 ~ published";
        "procurement expired", "checker", "procurement.amend", longer() => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 | amendment_registration to shuju+yun-a+caizheng ~ agreement.ends.day ~ agreement.ends.until ~ agreement.ends.written ~ amendments ~ arrange_from";
        "procurement expired", "checker", "procurement.end", json!({"terminated_on": "2026-11-01", "reason": "违约"}) => "ended; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18 | termination_notice to shuju+yun-a+caizheng ~ agreement.terminated_on ~ ending";
        "procurement performing", "checker", "procurement.amend", back(amend()) => "performing; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18; check_standing#3 shuju 2027-02-07 | amendment_registration to shuju+yun-a+caizheng ~ amendments";
        "procurement performing", "checker", "procurement.end", json!({"terminated_on": "2026-12-01", "reason": "违约"}) => "ended; publish_contract jishu 2026-11-11; file_contract jishu 2026-11-18 | termination_notice to shuju+yun-a+caizheng ~ agreement.terminated_on ~ ending";
    }
}

/// What stands against an act on a procurement.
pub fn refusals() -> Vec<Row> {
    let table = table! {
        "nothing", "reviewer", "procurement.open", cloud() => "refused post_needed under 5";
        "nothing", "builder", "procurement.open", cloud() => "refused party_needed under 5";
        "nothing", "acceptor", "procurement.open", with(cloud(), "title", json!(" ")) => "refused missing under 12";
        "nothing", "acceptor", "procurement.open", with(cloud(), "needs", json!(null)) => "refused missing under 12";
        "nothing", "acceptor", "procurement.open", with(cloud(), "needs", json!(["vm"])) => "refused bad_need under 12";
        "nothing", "acceptor", "procurement.open", with(cloud(), "needs", json!(["vm 0"])) => "refused bad_need under 12";
        "nothing", "acceptor", "procurement.open", with(cloud(), "needs", json!(["vm 1", "vm 2"])) => "refused bad_need under 12";
        "nothing", "acceptor", "procurement.open", with(cloud(), "needs", json!(["gpu 1"])) => "refused unknown under 12";
        "nothing", "acceptor", "procurement.open", with(cloud(), "needs", json!(vec!["vm 1"; 501])) => "refused too_long under 12";
        "nothing", "acceptor", "procurement.open", with(assistance(), "needs", json!(["vm 1"])) => "refused not_asked_for under 12";
        "nothing", "alone", "procurement.open", with(assistance(), "basis", json!("")) => "refused missing under 12";
        "procurement drafted", "reviewer", "procurement.review", json!({"decision": "reject"}) => "refused missing under 12";
        "procurement procuring", "reviewer", "procurement.review", json!({"decision": "approve"}) => "refused wrong_stage under 12";
        "procurement drafted", "reviewer", "procurement.award", award("yun-a") => "refused wrong_stage under 12";
        "procurement procuring", "reviewer", "procurement.award", award("zonghe") => "refused party_wanted under 12";
        "assistance procuring", "reviewer", "procurement.award", award("yun-a") => "refused party_wanted under 12";
        "procurement procuring", "reviewer", "procurement.award", with(award("yun-a"), "notified_on", json!("2026-11-10")) => "refused in_future under 12";
        "procurement procuring", "reviewer", "procurement.award", with(award("yun-a"), "checked_on", json!("2026-11-10")) => "refused in_future under 12";
        "procurement procuring", "reviewer", "procurement.award", with(award("yun-a"), "source", json!("")) => "refused missing under 12";
        "procurement procuring", "reviewer", "procurement.award", with(award("yun-a"), "listed_on", json!("2026-11-01")) => "refused listed under 12";
        "procurement listed", "checker", "procurement.sign", sign() => "refused wrong_stage under 13";
        "procurement awarded", "builder", "procurement.sign", sign() => "refused post_needed under 6";
        "procurement awarded", "reviewer", "procurement.sign", sign() => "refused party_needed under 6";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "listed_on", json!("2026-11-01")) => "refused listed under 12";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "signed_on", json!("2026-11-10")) => "refused in_future under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "number", json!("")) => "refused missing under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "first_cycle_start", json!(null)) => "refused missing under 40";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "first_cycle_start", json!("2026-10-31")) => "refused before under 40";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "ends_on", json!("2026-10-31")) => "refused before under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(null)) => "refused missing under 11";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(["vm"])) => "refused bad_price under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(["vm 100000000.01"])) => "refused bad_price under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(["vm 5 7:1 7:2"])) => "refused bad_price under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(["gpu 5"])) => "refused unknown under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(["vm 5", "vm 6"])) => "refused priced_twice under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(vec!["vm 5"; 501])) => "refused too_long under 13";
        "procurement awarded", "checker", "procurement.sign", without("appraisal") => "refused lacks_clauses under 38";
        "procurement awarded", "checker", "procurement.sign", without("free_transition") => "refused lacks_clauses under 17";
        "procurement awarded", "checker", "procurement.sign", without("data_ownership") => "refused lacks_clauses under 18";
        "procurement awarded", "checker", "procurement.sign", without("evaluation") => "refused lacks_clauses under 32";
        "procurement awarded", "checker", "procurement.sign", without("access") => "refused lacks_clauses under 36";
        "procurement awarded", "checker", "procurement.sign", without("confidentiality") => "refused lacks_clauses under 36";
        "procurement awarded", "checker", "procurement.sign", without("no_subcontracting") => "refused lacks_clauses under 12";
        "assistance awarded", "checker", "procurement.sign", with(sign_assistance(), "clauses", json!([])) => "refused lacks_clauses under 38";
        "procurement performing", "builder", "procurement.publish", json!({"published_on": "2026-11-08", "place": "网"}) => "refused before under 13";
        "procurement performing", "builder", "procurement.file", json!({"filed_on": "2026-11-10"}) => "refused in_future under 13";
        "procurement awarded", "builder", "procurement.publish", json!({"published_on": "2026-11-09", "place": "网"}) => "refused wrong_stage under 13";
        "procurement performing", "checker", "procurement.amend", with(amend(), "prices", json!(null)) => "refused nothing_amended under 13";
        "procurement performing", "checker", "procurement.amend", with(amend(), "effective_on", json!("2026-10-31")) => "refused before under 13";
        "procurement performing", "checker", "procurement.amend", with(amend(), "reason", json!("")) => "refused missing under 13";
        "procurement performing", "checker", "procurement.end", json!({"terminated_on": "2026-10-31", "reason": "违约"}) => "refused before under 13";
        "procurement performing", "reviewer", "procurement.cancel", cancel() => "refused wrong_stage under 12";
        "procurement procuring", "acceptor", "procurement.check", checked(None) => "refused wrong_stage under 12";
        "procurement performing", "acceptor", "procurement.check", checked(Some("2026-11-10")) => "refused before under 12";
        "procurement performing", "acceptor", "procurement.check", with(checked(None), "checked_on", json!("2026-11-08")) => "refused before under 12";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "signed_on", json!("2026-11-08")) => "refused before under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "end_day", json!(null)) => "refused missing under 13";
        "procurement awarded", "checker", "procurement.sign", with(with(sign(), "ends_on", json!("2026-11-01")), "end_day", json!("excluded")) => "refused before under 13";
        "procurement awarded", "checker", "procurement.sign", with(sign(), "prices", json!(["vm 0"])) => "refused bad_price under 13";
        "procurement performing", "reviewer", "procurement.decide-listing", json!({"consequence": "go_on", "opinion": "无"}) => "refused not_listed under 12";
        "assistance performing", "helper", "procurement.report-cure", json!({"evidence": "工商变更"}) => "refused already_done under 13";
        "assistance performing", "host-a", "procurement.report-cure", json!({"evidence": "工商变更"}) => "refused no_such_matter under 13";
        "procurement performing", "checker", "procurement.amend", with(amend(), "effective_on", json!("2026-11-08")) => "refused reaches_back under R46";
        "procurement performing", "checker", "procurement.amend", with(back(amend()), "retroactive_reason", json!(" ")) => "refused reaches_back under R46";
        "procurement performing", "clockwork", "wake", json!({"why": "day"}) => "refused wrong_stage under 19(2)";
        "procurement neared", "clockwork", "wake", json!({"why": "day"}) => "refused wrong_stage under 19(2)";
        "procurement expired", "clockwork", "wake", json!({"why": "day"}) => "refused wrong_stage under 19(2)";
        "procurement expired", "acceptor", "procurement.check", checked(None) => "refused wrong_stage under 12";
        "procurement expired", "acceptor", "procurement.arrange", arrange("renew") => "refused wrong_stage under 12";
        "procurement neared", "acceptor", "procurement.arrange", with(arrange("renew"), "remark", json!("")) => "refused missing under 12";
        "procurement neared", "reviewer", "procurement.arrange", arrange("renew") => "refused post_needed under 5";
        "procurement awarded", "checker", "procurement.sign", with(with(sign(), "clauses", json!([])), "number", json!("HT-2")) => "refused lacks_clauses under 38";
        "procurement performing", "edu", "withdraw", json!({"reason": "无"}) => "refused no_such_matter under 19(1)";
    };
    table
}

#[test]
fn a_procurement_goes_where_the_measures_lead() {
    check(&roads());
}

#[test]
fn what_stands_against_it_is_cited() {
    check(&refusals());
}

/// Matter 9, example 1: the day on paper counts, not that of the key.
#[test]
fn the_national_clocks_count_from_the_days_on_paper() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "procuring");
    let won = with(award("yun-a"), "notified_on", json!("2025-10-15"));
    city.on_matter("reviewer", "procurement.award", id, &won)
        .unwrap();
    assert_eq!(city.look(id), "awarded; sign_contract jishu 2025-11-14");
    let nature = city.matter(id).head.duties[0].nature.word();
    assert_eq!(nature, "national");
    let contract = with(sign(), "signed_on", json!("2025-11-05"));
    let contract = with(contract, "starts_on", json!(null));
    let contract = with(contract, "first_cycle_start", json!("2025-11-05"));
    city.on_matter("checker", "procurement.sign", id, &contract)
        .unwrap();
    let look = city.look(id);
    assert!(
        look.contains("publish_contract jishu 2025-11-07; file_contract jishu 2025-11-14"),
        "{look}"
    );
}

/// Matter 9, example 2: whoever is controlled by a provider through others becomes no agency; the State alone makes none.
#[test]
fn no_affiliate_wins_and_the_way_is_shown() {
    let mut city = City::new();
    let id = given(&mut city, "assistance", "procuring");
    for deal in ["yun-a>q 60", "q>zonghe 55"] {
        city.send("reviewer", "holding.record", &crate::affiliates::deal(deal))
            .unwrap();
    }
    let fields = with(award("zonghe"), "matter", json!(id));
    assert_eq!(
        answer(&mut city, "reviewer", "procurement.award", &fields),
        "refused affiliated under 13"
    );
    let ended = crate::affiliates::deal("yun-a>q 0");
    city.send("reviewer", "holding.record", &ended).unwrap();
    for deal in ["guozi>yun-a 70*", "guozi>zonghe 70*"] {
        city.send("reviewer", "holding.record", &crate::affiliates::deal(deal))
            .unwrap();
    }
    let now = answer(&mut city, "reviewer", "procurement.award", &fields);
    assert_eq!(now, "awarded; sign_contract jishu 2026-12-09");
}

/// A deal during the term opens a duty; it closes only once the register shows that nothing is left of it.
#[test]
fn a_share_deal_during_the_term_is_to_be_cured_within_thirty_days() {
    let mut city = City::new();
    let id = given(&mut city, "assistance", "performing");
    let deal = |text: &str| crate::affiliates::deal(text);
    city.send("reviewer", "holding.record", &deal("yun-a>zonghe 51"))
        .unwrap();
    let look = city.look(id);
    assert!(
        look.ends_with("cure_affiliation zonghe 2026-12-09"),
        "{look}"
    );
    let notice = city.past(id).1.last().unwrap().kind.word();
    assert_eq!(notice, "affiliation_notice");
    // Another deal of the same kind opens nothing twice.
    city.send("reviewer", "holding.record", &deal("yun-b>zonghe 10!"))
        .unwrap();
    assert_eq!(city.look(id), look);
    let report = json!({"evidence": "工商变更"});
    let cure = ("helper", "procurement.report-cure");
    story(
        &mut city,
        id,
        &[(
            cure.0,
            cure.1,
            report.clone(),
            "refused still_affiliated under 13",
        )],
    );
    for ended in ["yun-a>zonghe 0", "yun-b>zonghe 0"] {
        city.send("reviewer", "holding.record", &deal(ended))
            .unwrap();
    }
    city.on_matter(cure.0, cure.1, id, &report).unwrap();
    assert!(!city.look(id).contains("cure_affiliation"));
}

/// Matter 9, example 3: nothing new is ordered from the day of the listing; the authority decides within ten working days.
#[test]
fn a_provider_that_is_listed_gets_no_new_order_and_what_runs_goes_on() {
    let mut city = City::new();
    let waits = city.given("pa approved").unwrap();
    let id = given(&mut city, "cloud", "performing");
    city.at("2027-05-20 10:00");
    let listed = with(
        checked(Some("2027-05-20")),
        "checked_on",
        json!("2027-05-20"),
    );
    city.on_matter("acceptor", "procurement.check", id, &listed)
        .unwrap();
    let look = city.look(id);
    assert!(look.contains("decide_listing#3 shuju 2027-06-03"), "{look}");
    let order = with(json!({}), "matter", json!(waits));
    assert_eq!(
        answer(&mut city, "builder", "application.order-test", &order),
        "refused blocked under 12"
    );
    // Nor does it win anything more, whatever somebody finds on another list.
    let next = given(&mut city, "cloud", "procuring");
    let fields = with(award("yun-a"), "matter", json!(next));
    assert_eq!(
        answer(&mut city, "reviewer", "procurement.award", &fields),
        "refused listed_on_record under 12"
    );
    // A second look that finds the same asks for no second decision.
    let go_on = json!({"consequence": "go_on", "opinion": "在用不变"});
    city.on_matter("reviewer", "procurement.decide-listing", id, &go_on)
        .unwrap();
    city.on_matter("acceptor", "procurement.check", id, &listed)
        .unwrap();
    assert!(
        !city.look(id).contains("decide_listing"),
        "{}",
        city.look(id)
    );
}

/// A deal between the award and the signature, a listing of the same company found elsewhere: neither signs.
#[test]
fn who_may_not_win_may_not_sign_either() {
    let mut city = City::new();
    let other = given(&mut city, "assistance", "performing");
    let id = given(&mut city, "assistance", "awarded");
    let deal = crate::affiliates::deal("yun-a>zonghe 60");
    city.send("reviewer", "holding.record", &deal).unwrap();
    let fields = with(sign_assistance(), "matter", json!(id));
    let sign = |city: &mut City| answer(city, "checker", "procurement.sign", &fields);
    assert_eq!(sign(&mut city), "refused affiliated under 13");
    let ended = crate::affiliates::deal("yun-a>zonghe 0");
    city.send("reviewer", "holding.record", &ended).unwrap();
    let listed = checked(Some("2026-11-09"));
    city.on_matter("acceptor", "procurement.check", other, &listed)
        .unwrap();
    assert_eq!(sign(&mut city), "refused listed under 12");
    city.on_matter("acceptor", "procurement.check", other, &checked(None))
        .unwrap();
    assert!(sign(&mut city).starts_with("performing"));
}

/// Once the last contract with a provider is ended nothing new is ordered of it (Art. 40).
#[test]
fn nothing_is_ordered_under_a_contract_that_ended() {
    let mut city = City::new();
    let waits = city.given("pa approved").unwrap();
    let first = given(&mut city, "cloud", "performing");
    let second = given(&mut city, "cloud", "performing");
    let end = json!({"terminated_on": "2026-11-09", "reason": "违约"});
    city.on_matter("checker", "procurement.end", first, &end)
        .unwrap();
    let blocks = |city: &City| {
        let snapshot = city.ledger.snapshot().unwrap();
        let all: Vec<Block> = yunguan::ledger::register::all(&snapshot.tables.register).unwrap();
        all.len()
    };
    assert_eq!(blocks(&city), 0, "another contract runs on");
    city.on_matter("checker", "procurement.end", second, &end)
        .unwrap();
    assert_eq!(blocks(&city), 1);
    let order = with(json!({}), "matter", json!(waits));
    let answered = answer(&mut city, "builder", "application.order-test", &order);
    assert_eq!(answered, "refused blocked under 40");
}

/// What was signed before the Measures could not know what they ask for: the gap is listed.
#[test]
fn an_older_contract_is_recorded_with_its_gaps() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "awarded_before");
    city.on_matter("checker", "procurement.sign", id, &older())
        .unwrap();
    let Body::Procurement(Procurement { gaps, .. }) = city.matter(id).body else {
        unreachable!()
    };
    assert_eq!(json!(gaps), json!(["free_transition"]));
    let paper = city.written(id, 2, Lang::Zh);
    assert!(
        paper.contains("六个月免费过渡") && !paper.contains("必备条款齐全"),
        "{paper}"
    );
}

/// Both days of a term's end are kept: the one that is written and the one that is computed with.
#[test]
fn a_contract_and_its_prices_are_records() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "performing");
    let agreement: Agreement = city.record_of(&format!("yun-a {id}"));
    assert_eq!(agreement.until().unwrap().to_string(), "2027-11-01");
    let written = city.written(id, 2, Lang::Zh);
    assert!(
        written.contains("2027-10-31") && written.contains("2027-11-01"),
        "{written}"
    );
    city.on_matter("checker", "procurement.amend", id, &amend())
        .unwrap();
    let pricing: Pricing = city.record_of("yun-a vm");
    let prices = agreement::prices(&pricing.item, &[agreement], &pricing.agreed);
    let on = |day: &str| {
        let held = prices.on(&pricing.item, day.parse().unwrap());
        held.map(|held| held.price.clone())
    };
    assert_eq!(on("2026-12-31"), Some(Price::Flat(540_000)));
    assert_eq!(on("2027-01-01"), Some(Price::Flat(500_000)));
    let disk: Pricing = city.record_of("yun-a disk");
    assert_eq!(disk.agreed.len(), 1);
    // An amendment may move the end alone.
    city.on_matter("checker", "procurement.amend", id, &longer())
        .unwrap();
    let agreement: Agreement = city.record_of(&format!("yun-a {id}"));
    assert_eq!(agreement.until().unwrap().to_string(), "2028-01-01");
    let again = with(
        json!({"published_on": "2026-11-09", "place": "网"}),
        "matter",
        json!(id),
    );
    assert!(answer(&mut city, "builder", "procurement.publish", &again).starts_with("performing"));
    let twice = answer(&mut city, "builder", "procurement.publish", &again);
    assert_eq!(twice, "refused already_done under 13");
}

/// A number is one contract's, whoever signed it; the refusal names the one that has it.
#[test]
fn a_contract_number_is_used_once() {
    let mut city = City::new();
    let first = given(&mut city, "cloud", "performing");
    let taken = format!("HT-{first}");
    let id = given(&mut city, "cloud", "awarded");
    let sign_as = |city: &mut City, number: &str| {
        let fields = with(sign(), "number", json!(number));
        let fields = with(fields, "matter", json!(id));
        answer(city, "checker", "procurement.sign", &fields)
    };
    assert_eq!(
        sign_as(&mut city, &taken),
        "refused number_of_city under 13"
    );
    let refused = city.on_matter(
        "checker",
        "procurement.sign",
        id,
        &with(sign(), "number", json!(taken)),
    );
    let told = format!("{:?}", refused.unwrap_err());
    assert!(told.contains("NumberOfCity"), "{told}");
    let own = |number: &str| json!({"unit": "heshan", "provider": "yun-b", "number": number, "signed_on": "2026-11-09"});
    let record =
        |city: &mut City, number: &str| answer(city, "keeper", "contract.record", &own(number));
    assert_eq!(record(&mut city, &taken), "refused number_of_city under 40");
    assert_eq!(record(&mut city, "自-1"), "done");
    assert_eq!(
        sign_as(&mut city, "自-1"),
        "refused number_of_unit under 13"
    );
    // Its own contract may be recorded again under its number, another unit's may not.
    assert_eq!(record(&mut city, "自-1"), "done");
    let other = with(own("自-1"), "provider", json!("yun-a"));
    assert_eq!(
        answer(&mut city, "keeper", "contract.record", &other),
        "refused number_of_unit under 40"
    );
}

/// All clauses that a contract lacks are named at once, each with its article.
#[test]
fn what_a_contract_lacks_is_named_at_once() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "awarded");
    let few = with(sign(), "clauses", json!(["access", "confidentiality"]));
    let refused = city
        .on_matter("checker", "procurement.sign", id, &few)
        .unwrap_err();
    let told = yunguan::locale::refusal::reason(Lang::Zh, &refused, Verb::Sign.into());
    for words in [
        "考核及扣减（第38条）",
        "六个月免费过渡（第17条）",
        "禁止转包（第12条）",
    ] {
        assert!(told.contains(words), "{told}");
    }
}

/// What an amendment that reaches back moves is counted: the days before its signature, and those of cycles that are over.
#[test]
fn an_amendment_that_reaches_back_says_how_far() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "performing");
    city.at("2027-10-01 10:00");
    let late = with(back(amend()), "signed_on", json!("2027-09-20"));
    let late = with(late, "effective_on", json!("2027-08-20"));
    city.on_matter("checker", "procurement.amend", id, &late)
        .unwrap();
    let Body::Procurement(body) = city.matter(id).body else {
        unreachable!()
    };
    let reaches = body.amendments[0].retroactive.as_ref().unwrap();
    assert_eq!((reaches.days, reaches.closed_days), (31, 12));
    let paper = city.written(id, 3, Lang::Zh);
    for words in [
        "12 天",
        "R46",
        "5,000.00 元/年，原 5,400.00 元/年，每年每单位 −400.00",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
}

/// The papers say themselves what was agreed, how long, and which clauses there are; national law is called so.
#[test]
fn the_papers_say_what_was_agreed() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "performing");
    let paper = city.written(id, 2, Lang::Zh);
    for words in [
        "5,400.00 元/年",
        "80.00 元/月",
        "2027-11-01) 365天",
        "有 六个月免费过渡（第17条）",
        "国家法律（不是本办法）",
        "第五十条",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    let end = json!({"terminated_on": "2026-12-10", "reason": "违约"});
    city.on_matter("checker", "procurement.end", id, &end)
        .unwrap();
    let notice = city.written(id, 3, Lang::Zh);
    for words in ["2027年6月10日", "第17条", "第18条", "退出方案"] {
        assert!(notice.contains(words), "{words}: {notice}");
    }
}

/// What is bounded says so: a contract that was amended that often is procured anew.
#[test]
fn a_contract_takes_so_many_amendments_and_no_more() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "performing");
    let fields = with(amend(), "matter", json!(id));
    for _ in 0..100 {
        city.send("checker", "procurement.amend", &fields).unwrap();
    }
    assert_eq!(
        answer(&mut city, "checker", "procurement.amend", &fields),
        "refused enough_amendments under 13"
    );
}

/// Own contracts and prices are the contractor's and of whoever pays or sees all; a rival is told nothing.
#[test]
fn a_rival_sees_neither_the_procurement_nor_the_prices() {
    let mut city = City::new();
    let id = given(&mut city, "cloud", "performing");
    let sees = |login: &str| {
        let matter = city.matter(id);
        matter.head.is_seen_by(&city.actor(login))
    };
    assert_eq!(
        ["host-a", "acceptor", "checker", "host-b", "edu", "helper"].map(sees),
        [true, true, true, false, false, false]
    );
}

/// A day that a matter waited for, and waits for again after it was changed twice, comes again: the clockwork tells one
/// occasion from the other.
#[test]
fn what_is_waited_for_again_on_the_same_day_comes_again() {
    let mut running = None;
    let town = Town::new(|city| running = Some(given(city, "cloud", "nearing")));
    let id = running.unwrap();
    let seat = |login: &str| town.hub.seat(Login::new(login));
    let nears = || {
        let seen = seat("acceptor").ask(Request::Show { matter: id });
        let Answer::Shown(shown) = seen else {
            unreachable!("{seen:?}");
        };
        let Body::Procurement(body) = shown.matter.body else {
            unreachable!();
        };
        (body.nears_end, body.agreement.unwrap().ends)
    };
    let soon = || {
        let until = Instant::now() + Duration::from_secs(30);
        while !nears().0 {
            assert!(Instant::now() < until, "the clockwork never came");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    soon();
    let TermEnd { written, day, .. } = nears().1.unwrap();
    let back = json!({"number": "补-3", "signed_on": "2026-11-09", "effective_on": "2026-11-09",
        "ends_on": written, "end_day": day, "reason": "恢复原期"});
    for (number, fields) in [longer(), back].into_iter().enumerate() {
        let fields = with(fields, "matter", json!(id));
        let request = ActRequest {
            key: format!("amend-{number}"),
            expected: None,
            command: command("procurement.amend", &fields),
        };
        let answer = seat("checker").ask(Request::Act(request));
        assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
    }
    soon();
}
