//! The registers, requests and versions.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
#![expect(clippy::panic, reason = "tests may stop at once")]

use std::collections::BTreeMap;

use serde_json::{Value, json};

use yunguan::domain::law::party::Actor;
use yunguan::domain::law::refusal::Reason;
use yunguan::ledger::Ledger;
use yunguan::ledger::batch::{Act, Ended};
use yunguan::ledger::entry::Realm;

use crate::support::city::{
    City, Row, answer, application, check, command, item, reason_name, refused, table, with,
};

fn party(code: &str, kind: &str) -> Value {
    json!({"code": code, "kind": kind, "name": "某单位", "paper_word": format!("某{code}"), "region": "municipal",
        "municipal_budget": true})
}

fn person(code: &str, party: &str, posts: &[&str]) -> Value {
    json!({"code": code, "name": "某君", "party": party, "posts": posts, "telephone": "", "active": true})
}

fn account(login: &str, person: &str) -> Value {
    json!({"login": login, "person": person, "active": true})
}

fn pool(code: &str, mode: &str, operator: &str) -> Value {
    json!({"code": code, "name": "某池", "mode": mode, "operator": operator})
}

fn system(code: &str, unit: &str, level: u32) -> Value {
    json!({"code": code, "name": "某系统", "unit": unit, "protection_level": level, "funding": "government"})
}

fn succession(party: &str, successor: &str) -> Value {
    json!({"party": party, "successor": successor, "document": "益编〔2026〕9号"})
}

fn exception(kind: &str, field: &str, subject: &str) -> Value {
    let base = json!({"unit": "edu", "kind": kind, "ground": "专网隔离，云上不可行"});
    with(base, field, json!(subject))
}

/// What names it for its approval.
fn excepted(kind: &str, field: &str, subject: &str) -> Value {
    with(json!({"unit": "edu", "kind": kind}), field, json!(subject))
}

fn priced(fen: u64) -> Value {
    json!({"code": "gpu", "family": "计算", "name": "加速卡", "specification": "一张", "unit": "张",
        "basis": "month", "price_fen": fen})
}

fn holding(share: &str) -> Value {
    json!({"holder": "group", "holder_name": "某集团", "held": "yun-a", "share": share, "control": false,
        "state": false, "source": "公示系统", "evidence": "股东名册"})
}

fn contract(unit: &str, provider: &str, day: &str) -> Value {
    json!({"unit": unit, "provider": provider, "number": "合-1", "signed_on": day})
}

/// A unit's own contract that says what may be bought by it, and at which prices.
fn own(amount: &str, prices: &[&str]) -> Value {
    let contract = contract("heshan", "yun-a", "2026-11-09");
    with(
        with(contract, "amount", json!(amount)),
        "prices",
        json!(prices),
    )
}

/// What the pool of provider A has.
fn capacity(lines: &[&str]) -> Value {
    json!({"pool": "pa", "dimensions": lines, "basis": "盘点记录"})
}

/// The statutory holidays' own days of 2027, which every notice of that year has.
pub const STATUTORY_2027: [(&str, &str); 13] = [
    ("2027-01-01", "元旦"),
    ("2027-02-05", "春节"),
    ("2027-02-06", "春节"),
    ("2027-02-07", "春节"),
    ("2027-02-08", "春节"),
    ("2027-04-05", "清明节"),
    ("2027-05-01", "劳动节"),
    ("2027-05-02", "劳动节"),
    ("2027-06-09", "端午节"),
    ("2027-09-15", "中秋节"),
    ("2027-10-01", "国庆节"),
    ("2027-10-02", "国庆节"),
    ("2027-10-03", "国庆节"),
];

/// A notice of a year with one day off more than the statutory ones.
pub fn notice(year: i32, day: &str) -> Value {
    let mut days = vec![json!({"name": "元旦", "date": day, "isOffDay": true})];
    // The moving days of another year are about as good as any.
    let statutory = STATUTORY_2027
        .into_iter()
        .map(|(date, name)| (date.replace("2027", &year.to_string()), name))
        .filter(|(date, _)| date != day);
    days.extend(
        statutory.map(|(date, name)| json!({"name": name, "date": date, "isOffDay": true})),
    );
    json!({"notice": {"year": year, "days": days}})
}

fn ruling(name: &str, value: &Value, effective: &str) -> Value {
    json!({"ruling": "R16", "values": {name: value}, "effective": effective, "reason": "试行"})
}

fn measures(numbers: std::ops::RangeInclusive<u8>) -> Value {
    let articles: BTreeMap<String, String> = numbers
        .map(|number| (number.to_string(), format!("第{number}条的正文")))
        .collect();
    json!({"articles": articles, "source": "市政府网站"})
}

/// A notice about the Measures.
pub fn change(what: &str, day: &str) -> Value {
    json!({"change": what, "day": day, "paper": "益政办发〔2026〕3号", "registration": "YYCR-2026-01003",
        "issued_on": "2026-11-09"})
}

/// A ground for new matters after the end.
pub fn ground(until: &str) -> Value {
    json!({"ground": "市政府常务会议纪要：接续办法出台前照旧办理", "until": until})
}

fn roads() -> Vec<Row> {
    table! {
        "nothing", "keeper", "party.register", party("civil", "unit") => "done";
        "nothing", "keeper", "party.register", party("shuju", "authority") => "done";
        "nothing", "keeper", "party.register", party("police", "cyber") => "done";
        "nothing", "keeper", "person.register", person("new", "edu", &["handler"]) => "done";
        "nothing", "keeper", "account.bind", account("edu2", "edu") => "done";
        "nothing", "keeper", "pool.register", pool("pc", "purchased", "yun-b") => "done";
        // The day before the Measures were published, and a purchased pool on whatever day.
        "nothing", "keeper", "pool.register", with(pool("pc", "self_built", "jishu"), "built_on", json!("2025-09-24")) => "done";
        "nothing", "keeper", "pool.register", with(pool("pc", "purchased", "yun-b"), "built_on", json!("2026-09-25")) => "done";
        "nothing", "keeper", "pool.register", with(pool("pa", "purchased", "yun-b"), "since", json!("2026-11-09")) => "done";
        "nothing", "checker", "pool.measure", capacity(&["vcpu 1024 2.0 10%", "内存 4096"]) => "done";
        "nothing", "checker", "pool.measure", with(capacity(&["gpu 0"]), "since", json!("2019-05-01")) => "done";
        "nothing", "reviewer", "holding.record", holding("60") => "done";
        "nothing", "reviewer", "holding.record", with(holding("33.34%"), "since", json!("2019-05-01")) => "done";
        "nothing", "keeper", "party.succeed", succession("edu", "health") => "done";
        "nothing", "reviewer", "exception.register", exception("purchase", "item", "vm") => "done";
        "nothing", "reviewer", "exception.register", exception("room", "room", "考试院三楼机房") => "done";
        "nothing", "acceptor", "exception.register", exception("room", "room", "机房") => "done";
        "nothing", "edu", "exception.register", exception("purchase", "item", "vm") => "done";
        "nothing", "edu", "system.register", system("new", "edu", 2) => "done";
        "nothing", "edu", "system.register", with(system("new", "edu", 2), "filing", json!("43090099001-20001")) => "done";
        "nothing", "keeper", "item.register", priced(10_000_000_000) => "done";
        "nothing", "heshan", "contract.record", contract("heshan", "yun-a", "2026-11-09") => "done";
        "nothing", "heshan", "contract.record", own("480,000.00", &["vm 5300.00", "disk 75/月 101:70"]) => "done";
        "nothing", "heshan", "contract.record", own("", &[]) => "done";
        "nothing", "reviewer", "ruling.propose", ruling("cancel_working_days", &json!({"number": 5}), "2026-11-09") => "done";
        "nothing", "reviewer", "calendar.load", notice(2027, "2027-01-01") => "done";
        "nothing", "keeper", "measures.load", measures(1..=42) => "done";
        "nothing", "reviewer", "measures.propose", change("extension", "2028-09-24") => "done";
        "nothing", "keeper", "measures.propose", change("repeal", "2025-09-26") => "done";
        "nothing", "reviewer", "measures.propose", with(change("successor", "2027-09-25"), "title", json!("管理办法")) => "done";
        "nothing", "reviewer", "measures.ground", ground("2026-11-09") => "done";
        "nothing", "reviewer", "measures.ground", with(ground("2027-12-31"), "unit", json!("edu")) => "done";
    }
}

/// What stands against keeping the registers.
pub fn refusals() -> Vec<Row> {
    plain_refusals()
        .into_iter()
        .chain(dated_refusals())
        .collect()
}

/// What stands against what holds from a day on.
fn dated_refusals() -> Vec<Row> {
    table! {
        "nothing", "reviewer", "exception.register", exception("room", "item", "vm") => "refused not_asked_for under 11";
        "nothing", "reviewer", "exception.register", with(exception("purchase", "item", "vm"), "room", json!("机房")) => "refused not_asked_for under 11";
        "nothing", "reviewer", "exception.register", exception("purchase", "unit", "edu") => "refused missing under 11";
        "nothing", "keeper", "contract.record", with(contract("heshan", "yun-a", "2026-11-09"), "ends_on", json!("9999-12-31")) => "refused out_of_range under 40";
        "nothing", "heshan", "contract.record", own("四十八万", &[]) => "refused bad_amount under 40";
        "nothing", "heshan", "contract.record", own("0", &[]) => "refused bad_amount under 40";
        "nothing", "heshan", "contract.record", own("480000.005", &[]) => "refused bad_amount under 40";
        "nothing", "heshan", "contract.record", own("1", &["vm"]) => "refused bad_price under 40";
        "nothing", "heshan", "contract.record", own("1", &["gpu 5400"]) => "refused unknown under 40";
        "nothing", "heshan", "contract.record", own("1", &["vm 5400", "vm 5300"]) => "refused priced_twice under 40";
        "nothing", "heshan", "contract.record", own("1", &["vm 5400"; 501]) => "refused too_long under 40";
        "nothing", "keeper", "party.register", with(party("civil", "unit"), "paper_word", json!("益教\u{ad}")) => "refused bad_characters under 5";
        "nothing", "keeper", "party.register", with(party("civil", "unit"), "short_name", json!("民".repeat(21))) => "refused too_long under 5";
        "nothing", "keeper", "party.register", with(party("civil", "unit"), "short_name", json!("民\n政")) => "refused bad_characters under 5";
        "nothing", "keeper", "pool.register", with(pool("pc", "purchased", "yun-b"), "since", json!("2026-11-10")) => "refused in_future under 14";
        "nothing", "keeper", "pool.register", with(pool("pa", "purchased", "yun-b"), "since", json!("2025-01-01")) => "refused before under 14";
        "nothing", "keeper", "party.register", with(party("edu", "unit"), "since", json!("2026-11-10")) => "refused in_future under 5";
        "nothing", "reviewer", "party.succeed", succession("edu", "health") => "refused post_needed under 5";
        "nothing", "edu", "party.succeed", succession("edu", "health") => "refused party_needed under 5";
        "nothing", "keeper", "party.succeed", succession("edu", "edu") => "refused taken under 7";
        "nothing", "keeper", "party.succeed", succession("edu", "yun-a") => "refused party_wanted under 7";
        "nothing", "keeper", "party.succeed", succession("jishu", "edu") => "refused party_wanted under 7";
        "nothing", "keeper", "party.succeed", succession("", "edu") => "refused missing under 7";
        "nothing", "keeper", "party.succeed", succession("edu", "") => "refused missing under 7";
        "nothing", "keeper", "party.succeed", succession("nobody", "edu") => "refused party_wanted under 7";
        "nothing", "keeper", "party.succeed", with(succession("edu", "health"), "since", json!("2026-11-10")) => "refused in_future under 7";
        "nothing", "keeper", "party.succeed", with(succession("edu", "health"), "document", json!(" ")) => "refused missing under 7";
        "nothing", "reviewer", "pool.measure", capacity(&["vcpu 8"]) => "refused party_needed under 6";
        "nothing", "host-a", "pool.measure", capacity(&["vcpu 8"]) => "refused party_needed under 6";
        "nothing", "builder", "pool.measure", capacity(&["vcpu 8"]) => "refused post_needed under 6";
        "nothing", "checker", "pool.measure", capacity(&[]) => "refused missing under 14";
        "nothing", "checker", "pool.measure", capacity(&["vcpu 8 1e9"]) => "refused bad_measurement under 14";
        "nothing", "checker", "pool.measure", capacity(&["vcpu 8", "vCPU 9"]) => "refused bad_measurement under 14";
        "nothing", "checker", "pool.measure", with(capacity(&["vcpu 8"]), "pool", json!("pz")) => "refused unknown under 14";
        "nothing", "checker", "pool.measure", with(capacity(&["vcpu 8"]), "basis", json!(" ")) => "refused missing under 14";
        "nothing", "checker", "pool.measure", with(capacity(&["vcpu 8"]), "since", json!("2026-11-10")) => "refused in_future under 14";
        "nothing", "keeper", "holding.record", holding("60") => "refused post_needed under 5";
        "nothing", "checker", "holding.record", holding("60") => "refused party_needed under 5";
        "nothing", "reviewer", "holding.record", holding("101") => "refused bad_share under 13";
        "nothing", "reviewer", "holding.record", holding("50.005") => "refused bad_share under 13";
        "nothing", "reviewer", "holding.record", with(holding("60"), "holder", json!("某集团")) => "refused bad_code under 13";
        "nothing", "reviewer", "holding.record", with(holding("60"), "holder_name", json!(" ")) => "refused missing under 13";
        "nothing", "reviewer", "holding.record", with(holding("60"), "source", json!("")) => "refused missing under 13";
        "nothing", "reviewer", "holding.record", with(holding("60"), "evidence", json!(" ")) => "refused missing under 13";
        "nothing", "reviewer", "holding.record", with(holding("60"), "since", json!("2026-11-10")) => "refused in_future under 13";
        "nothing", "keeper", "exception.register", exception("room", "room", "机房") => "refused post_needed under 5";
        "nothing", "health", "exception.register", exception("room", "room", "机房") => "refused unknown under 11";
        "nothing", "reviewer", "exception.register", with(exception("room", "room", "机房"), "ground", json!(" ")) => "refused missing under 4(2)";
        "nothing", "edu", "exception.approve", excepted("room", "room", "机房") => "refused party_needed under 5";
        "nothing", "acceptor", "exception.approve", excepted("room", "room", "机房") => "refused post_needed under 5";
        "nothing", "reviewer", "exception.approve", excepted("room", "room", "机房") => "refused unknown under 4(2)";
        "nothing", "reviewer", "exception.approve", excepted("purchase", "item", "vm") => "refused unknown under 11";
        "nothing", "checker", "exception.register", exception("room", "room", "机房") => "refused party_needed under 5";
        "nothing", "reviewer", "exception.register", exception("purchase", "item", "gpu") => "refused unknown under 11";
        "nothing", "reviewer", "exception.register", with(exception("purchase", "item", "vm"), "ground", json!("")) => "refused missing under 11";
        "nothing", "reviewer", "exception.register", with(exception("room", "room", "机房"), "until", json!("2026-11-08")) => "refused before under 4(2)";
        "nothing", "heshan", "contract.record", with(contract("heshan", "yun-a", "2026-11-09"), "ends_on", json!("2026-11-08")) => "refused before under 40";
    }
}

fn plain_refusals() -> Vec<Row> {
    let city = |name: &str, value: Value| ruling(name, &value, "2026-11-09");
    let scoped = |scope: Value| {
        with(
            ruling("cancel_working_days", &json!({"number": 5}), "2026-11-09"),
            "scope",
            scope,
        )
    };
    let built_in: Value =
        serde_json::from_str(include_str!("../../src/domain/law/calendar/2026.json")).unwrap();
    let mut other = json!({ "notice": built_in });
    let more = json!({"name": "纪念日", "date": "2026-12-28", "isOffDay": true});
    other["notice"]["days"].as_array_mut().unwrap().push(more);
    let twice = json!({"notice": {"year": 2027, "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
        {"name": "元旦", "date": "2027-01-01", "isOffDay": false}]}});
    let flooded = json!({"notice": {"year": 2027, "papers": vec!["a"; 51], "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}});
    let mut beyond = measures(1..=42);
    beyond["articles"]["43"] = json!("多");
    let rows: Vec<Row> = table! {
        "nothing", "edu", "party.register", party("civil", "unit") => "refused party_needed under 5";
        "nothing", "acceptor", "party.register", party("civil", "unit") => "refused post_needed under 5";
        "nothing", "keeper", "party.register", party("Civil", "unit") => "refused bad_code under 5";
        "nothing", "keeper", "party.register", party("clockwork", "unit") => "refused bad_code under 5";
        "nothing", "keeper", "party.register", party(&"a".repeat(33), "unit") => "refused bad_code under 5";
        "nothing", "keeper", "party.register", party("second", "authority") => "refused sole_party_taken under 5";
        "nothing", "keeper", "party.register", party("edu", "provider") => "refused taken under 5";
        "nothing", "keeper", "party.register", with(party("civil", "unit"), "paper_word", json!("益民2")) => "refused bad_paper_word under 5";
        "nothing", "keeper", "party.register", with(party("civil", "unit"), "paper_word", json!("益〔民〕")) => "refused bad_paper_word under 5";
        "nothing", "keeper", "party.register", with(party("civil", "unit"), "paper_word", json!("益 民")) => "refused bad_paper_word under 5";
        "nothing", "keeper", "party.register", with(party("civil", "unit"), "paper_word", json!("益教")) => "refused paper_word_taken under 5";
        "nothing", "keeper", "person.register", person("new", "nobody", &["handler"]) => "refused unknown under 5";
        "nothing", "keeper", "person.register", person("new", "edu", &[]) => "refused missing under 5";
        "nothing", "keeper", "person.register", person("edu", "health", &["handler"]) => "refused taken under 5";
        "nothing", "keeper", "account.bind", account("edu", "health") => "refused taken under 5";
        "nothing", "keeper", "account.bind", account("x", "nobody") => "refused unknown under 5";
        "nothing", "keeper", "account.bind", account("a b", "edu") => "refused bad_code under 5";
        "nothing", "keeper", "account.bind", account("clockwork", "edu") => "refused bad_code under 5";
        "nothing", "keeper", "account.bind", json!({"login": "keeper", "person": "keeper", "active": false}) => "refused own_keeping under 5";
        "nothing", "keeper", "person.register", person("keeper", "shuju", &["reader"]) => "refused own_keeping under 5";
        "nothing", "keeper", "person.register", with(person("keeper", "shuju", &["administrator"]), "active", json!(false)) => "refused own_keeping under 5";
        "nothing", "keeper", "pool.register", pool("pc", "purchased", "edu") => "refused party_wanted under 14";
        "nothing", "keeper", "pool.register", pool("pc", "self_built", "yun-a") => "refused party_wanted under 14";
        "nothing", "keeper", "pool.register", pool("pc", "self_built", "jishu") => "refused missing under 4(1)";
        "nothing", "keeper", "pool.register", with(pool("pc", "self_built", "jishu"), "built_on", json!("2025-09-25")) => "refused built_too_late under 4(1)";
        "nothing", "keeper", "pool.register", with(pool("pc", "purchased", "yun-b"), "built_on", json!("2026-11-10")) => "refused in_future under 14";
        "nothing", "keeper", "pool.register", pool("pc", "purchased", "") => "refused missing under 14";
        "nothing", "keeper", "pool.register", pool("pc", "purchased", "nobody") => "refused party_wanted under 14";
        "nothing", "keeper", "system.register", system("new", "edu", 0) => "refused out_of_range under 3";
        "nothing", "keeper", "system.register", system("new", "edu", 6) => "refused out_of_range under 3";
        "nothing", "edu", "system.register", system("new", "health", 3) => "refused unknown under 3";
        "nothing", "keeper", "system.register", system("new", "yun-a", 3) => "refused party_wanted under 3";
        "nothing", "keeper", "system.register", system("exam", "health", 3) => "refused taken under 3";
        "nothing", "edu", "system.confirm", json!({"system": "exam"}) => "refused party_needed under 5";
        "nothing", "acceptor", "system.confirm", json!({"system": "exam"}) => "refused post_needed under 5";
        "nothing", "reviewer", "system.confirm", json!({"system": "none"}) => "refused unknown under 3";
        "nothing", "reviewer", "system.confirm", json!({"system": "exam"}) => "refused already_done under 3";
        "nothing", "keeper", "item.register", priced(10_000_000_001) => "refused out_of_range under 11";
        "nothing", "heshan", "contract.record", contract("heshan", "edu", "2026-11-09") => "refused party_wanted under 40";
        "nothing", "heshan", "contract.record", contract("heshan", "yun-a", "2026-11-10") => "refused in_future under 40";
        "nothing", "heshan", "contract.record", contract("heshan", "yun-a", "0206-11-09") => "refused before under 40";
        "nothing", "heshan", "contract.countersign", json!({"unit": "heshan"}) => "refused party_needed under 9";
        "nothing", "host-a", "contract.countersign", json!({"unit": "heshan"}) => "refused unknown under 40";
        "nothing", "edu", "contract.record", contract("heshan", "yun-a", "2026-11-09") => "refused unknown under 40";
        "nothing", "reviewer", "ruling.propose", city("no_such_days", json!({"number": 5})) => "refused bad_parameter under R16";
        "nothing", "reviewer", "ruling.propose", city("cancel_working_days", json!({"number": 0})) => "refused bad_parameter under R16";
        "nothing", "reviewer", "ruling.propose", city("cancel_working_days", json!({"word": "5"})) => "refused bad_parameter under R16";
        "nothing", "reviewer", "ruling.propose", with(city("x", json!({"number": 5})), "values", json!({})) => "refused missing under 5";
        "nothing", "reviewer", "ruling.propose", ruling("cancel_working_days", &json!({"number": 5}), "2026-11-08") => "refused retroactive under R16";
        "nothing", "reviewer", "ruling.propose", scoped(json!({"pool": "pz"})) => "refused unknown under 5";
        "nothing", "reviewer", "ruling.propose", scoped(json!({"party": "pz"})) => "refused unknown under 5";
        "nothing", "keeper", "ruling.propose", scoped(json!("city")) => "refused post_needed under 5";
        "nothing", "reviewer", "ruling.sign", json!({"proposal": 1}) => "refused unknown under 5";
        "nothing", "reviewer", "ruling.sign", json!({"proposal": 0}) => "refused unknown under 5";
        "nothing", "reviewer", "calendar.load", notice(1999, "1999-01-01") => "refused calendar under 19(2)";
        "nothing", "reviewer", "calendar.load", notice(2027, "2029-01-01") => "refused calendar under 19(2)";
        "nothing", "reviewer", "calendar.load", twice => "refused calendar under 19(2)";
        "nothing", "reviewer", "calendar.load", flooded => "refused too_long under 19(2)";
        "nothing", "reviewer", "calendar.load", json!({ "notice": built_in}) => "refused same_notice under 19(2)";
        "nothing", "reviewer", "calendar.load", other => "refused notice_loaded under 19(2)";
        "nothing", "reviewer", "calendar.load", with(notice(2027, "2027-01-01"), "how", json!("add")) => "refused nothing_to_add_to under 19(2)";
        "nothing", "reviewer", "calendar.sign", json!({"proposal": 1}) => "refused unknown under 19(2)";
        "nothing", "keeper", "measures.load", measures(1..=41) => "refused missing under 42";
        "nothing", "keeper", "measures.load", beyond => "refused out_of_range under 42";
        "nothing", "keeper", "found", json!({"party": party("a", "authority"), "person": person("b", "a", &["administrator"]), "login": "b"}) => "refused founded under 5";
    };
    [rows, of_the_measures()].concat()
}

/// What stands against what befalls the Measures.
fn of_the_measures() -> Vec<Row> {
    table! {
        "nothing", "builder", "measures.propose", change("extension", "2028-09-24") => "refused party_needed under 5";
        "nothing", "acceptor", "measures.propose", change("extension", "2028-09-24") => "refused post_needed under 5";
        "nothing", "reviewer", "measures.propose", change("extension", "2027-09-24") => "refused before under 42";
        "nothing", "reviewer", "measures.propose", change("repeal", "2025-09-25") => "refused before under 42";
        "nothing", "reviewer", "measures.propose", change("lapse", "2027-09-24") => "refused clockwork_only under 42";
        "nothing", "reviewer", "measures.propose", change("successor", "2027-09-25") => "refused missing under 42";
        "nothing", "reviewer", "measures.propose", with(change("repeal", "2027-01-01"), "paper", json!(" ")) => "refused missing under 42";
        "nothing", "reviewer", "measures.propose", with(change("repeal", "2027-01-01"), "issued_on", json!("2026-11-10")) => "refused in_future under 42";
        "nothing", "reviewer", "measures.propose", with(change("repeal", "2027-01-01"), "title", json!("新办法")) => "refused not_asked_for under 42";
        "nothing", "reviewer", "measures.sign", json!({"proposal": 1}) => "refused unknown under 42";
        "nothing", "reviewer", "measures.lapse", json!({"last_day": "2027-09-24"}) => "refused clockwork_only under 42";
        "nothing", "clockwork", "measures.lapse", json!({"last_day": "2027-09-24"}) => "refused already_done under 42";
        "nothing", "acceptor", "measures.ground", ground("2027-12-31") => "refused post_needed under 5";
        "nothing", "reviewer", "telephone.reveal", json!({"of_matter": "APP-20261109-0001"}) => "refused party_needed under 22";
        "nothing", "checker", "measures.ground", ground("2027-12-31") => "refused party_needed under 5";
        "nothing", "reviewer", "measures.ground", ground("2026-11-08") => "refused before under 42";
        "nothing", "reviewer", "measures.ground", with(ground("2027-12-31"), "ground", json!("")) => "refused missing under 42";
        "nothing", "reviewer", "measures.ground", with(ground("2027-12-31"), "unit", json!("nobody")) => "refused party_wanted under 42";
        "nothing", "reviewer", "measures.ground", with(ground("2027-12-31"), "unit", json!("yun-a")) => "refused party_wanted under 42";
    }
}

#[test]
fn registers_take_what_is_well_formed() {
    check(&roads());
}

#[test]
fn refusals_name_reason_and_article() {
    check(&refusals());
}

/// What founding needs, one thing wrong at a time, and what an unfinished city cannot do.
pub fn foundings() -> Vec<(Value, &'static str)> {
    let found =
        |party: Value, person: Value| json!({"party": party, "person": person, "login": "root"});
    let keeper = person("k", "a", &["administrator"]);
    vec![
        (found(party("a", "unit"), keeper.clone()), "party_needed"),
        (
            found(
                party("a", "authority"),
                person("k", "b", &["administrator"]),
            ),
            "party_needed",
        ),
        (
            found(
                party("a", "authority"),
                person("k", "a", &["administrator", "reviewer"]),
            ),
            "post_needed",
        ),
        (found(party("a", "authority"), keeper.clone()), "done"),
    ]
}

fn founder() -> Actor {
    Actor {
        clockwork: false,
        ..Actor::clockwork()
    }
}

#[test]
fn founding_gives_the_first_administrator_no_post_that_decides() {
    for (fields, then) in foundings() {
        let ledger =
            Ledger::create_on(redb::backends::InMemoryBackend::new(), &Realm::Sandbox).unwrap();
        let act = Act {
            actor: founder(),
            key: "1".to_owned(),
            expected: None,
            command: command("found", &fields),
        };
        let ended = ledger
            .write(|batch| batch.act(&act, crate::support::city::time("2026-11-09 10:00")))
            .unwrap();
        let seen = match ended {
            Ended::Done(receipt) => {
                assert_eq!((receipt.first, receipt.last), (1, 3));
                "done".to_owned()
            }
            Ended::Refused(refusal) => reason_name(&refusal.reason),
            other => panic!("{other:?}"),
        };
        assert_eq!(seen, then, "{fields}");
    }
}

#[test]
fn a_city_without_support_takes_no_emergency() {
    let ledger =
        Ledger::create_on(redb::backends::InMemoryBackend::new(), &Realm::Sandbox).unwrap();
    let now = crate::support::city::time("2026-11-09 10:00");
    let keeper = Actor {
        kind: yunguan::domain::law::party::PartyKind::Authority,
        posts: [yunguan::domain::law::party::Post::Administrator].into(),
        party: "a".into(),
        ..founder()
    };
    let unit = Actor {
        kind: yunguan::domain::law::party::PartyKind::Unit,
        posts: [yunguan::domain::law::party::Post::Handler].into(),
        party: "edu".into(),
        ..founder()
    };
    let emergency = crate::support::city::emergency("exam", "pa", "national_security", "");
    let acts = [
        (founder(), "found", foundings().swap_remove(3).0),
        (keeper.clone(), "party.register", party("edu", "unit")),
        (keeper.clone(), "party.register", party("yun-a", "provider")),
        (
            keeper.clone(),
            "pool.register",
            pool("pa", "purchased", "yun-a"),
        ),
        (
            keeper.clone(),
            "item.register",
            with(priced(1), "code", json!("vm")),
        ),
        (unit.clone(), "system.register", system("exam", "edu", 3)),
        (unit, "emergency.apply", emergency),
    ];
    let mut last = None;
    for (at, (actor, verb, fields)) in acts.into_iter().enumerate() {
        let act = Act {
            actor,
            key: at.to_string(),
            expected: None,
            command: command(verb, &fields),
        };
        last = Some(ledger.write(|batch| batch.act(&act, now)).unwrap());
    }
    match last {
        Some(Ended::Refused(refusal)) => {
            assert_eq!(refused(&refusal), "refused no_sole_party under 23");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_closed_account_can_be_bound_anew() {
    let mut city = City::new();
    let closed = json!({"login": "edu", "person": "edu", "active": false});
    city.send("keeper", "account.bind", &closed).unwrap();
    city.send("keeper", "account.bind", &account("edu", "looker"))
        .unwrap();
    assert_eq!(city.actor("edu").person.as_str(), "looker");
}

#[test]
fn a_conflict_says_who_changed_it_and_when() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    let act = |city: &City, login: &str, verb: &str, fields: &Value| Act {
        actor: city.actor(login),
        key: login.to_owned(),
        expected: Some(1),
        command: command(verb, fields),
    };
    let first = act(
        &city,
        "acceptor",
        "application.accept",
        &json!({"matter": id}),
    );
    let at = city.now;
    assert!(matches!(city.end(&first), Ended::Done(_)));
    city.wait_days(1);
    let decline = json!({"matter": id, "objections": ["缺报告"]});
    let second = act(&city, "acceptor2", "application.decline", &decline);
    let Ended::Refused(refusal) = city.end(&second) else {
        panic!("it passed")
    };
    let expected = Reason::Changed {
        expected: 1,
        actual: 2,
        by: "acceptor".into(),
        at,
    };
    assert_eq!(refusal.reason, expected);
}

#[test]
fn the_same_request_again_gets_the_same_receipt() {
    let mut city = City::new();
    let act = Act {
        actor: city.actor("edu"),
        key: "01J".to_owned(),
        expected: None,
        command: command(
            "application.submit",
            &application("exam", "pa", &[item("vm", 4)]),
        ),
    };
    let Ended::Done(receipt) = city.end(&act) else {
        panic!("refused")
    };
    city.wait_days(3);
    assert_eq!(city.end(&act), Ended::Before(receipt.clone()));
    let other = Act {
        command: command(
            "application.submit",
            &application("exam", "pa", &[item("vm", 5)]),
        ),
        ..act.clone()
    };
    assert_eq!(city.end(&other), Ended::KeyReused);
    // Another person's key is another key.
    let neighbour = Act {
        actor: city.actor("health"),
        command: command(
            "application.submit",
            &application("flood", "pa", &[item("vm", 4)]),
        ),
        ..act
    };
    let Ended::Done(second) = city.end(&neighbour) else {
        panic!("refused")
    };
    assert_eq!(second.matter.unwrap().number, 1, "the first of its day");
    assert_ne!(second.first, receipt.first);
}

#[test]
fn the_journal_keeps_time_to_the_millisecond() {
    let mut city = City::new();
    let whole = city.now + chrono::Duration::milliseconds(7);
    city.now = whole + chrono::Duration::nanoseconds(999_999);
    let id = city.given("pa submitted").unwrap();
    assert_eq!(city.matter(id).head.opened_at, whole.into());
}

#[test]
fn a_receipt_covers_every_entry_of_its_act() {
    let mut city = City::new();
    let old = city.given("pa not_accepted").unwrap();
    let again = with(
        with(
            application("exam", "pa", &[item("vm", 4)]),
            "previous",
            json!(old),
        ),
        "answers",
        json!(["1 已补", "2 已减"]),
    );
    let act = yunguan::ledger::batch::Act {
        actor: city.actor("edu"),
        key: "again".to_owned(),
        expected: None,
        command: crate::support::city::command("application.submit", &again),
    };
    let Ended::Done(receipt) = city.end(&act) else {
        unreachable!("it was not done");
    };
    assert_eq!(receipt.last, receipt.first + 1);
    assert_eq!(
        city.end(&act),
        Ended::Before(receipt.clone()),
        "sent again it is answered the same"
    );
    assert_ne!(receipt.matter, Some(old));
    assert_eq!(receipt.version, Some(1));
}

#[test]
fn a_notice_that_only_touches_a_neighbouring_year_is_still_news() {
    let mut city = City::new();
    let first = notice(2027, "2027-01-01");
    city.load_notice(&first);
    assert_eq!(
        answer(&mut city, "reviewer", "calendar.load", &first),
        "refused same_notice under 19(2)"
    );
    let mut wider = first.clone();
    wider["notice"]["days"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "元旦", "date": "2026-12-31", "isOffDay": true}));
    city.load_notice(&with(wider, "how", json!("replace")));
    let off = "2026-12-31".parse().unwrap();
    let works = |city: &City| {
        city.ledger
            .snapshot()
            .unwrap()
            .facts
            .calendar
            .is_working(off)
    };
    assert!(!works(&city));
    // The later notice replaces the whole of the earlier one, the neighbouring day too, where that was asked for.
    city.load_notice(&with(first, "how", json!("replace")));
    assert!(works(&city));
}

#[test]
fn a_notice_acts_once_another_person_has_signed_it() {
    let mut city = City::new();
    let first = notice(2027, "2027-01-04");
    city.send("reviewer", "calendar.load", &first).unwrap();
    let edition = |city: &City| city.ledger.snapshot().unwrap().facts.calendar.edition();
    assert_eq!(edition(&city), 0, "it is proposed, no more");
    let sign = json!({"proposal": 1});
    assert_eq!(
        answer(&mut city, "reviewer", "calendar.sign", &sign),
        "refused same_person under R22"
    );
    // A second proposal of the same year waits beside the first, and no longer fits once that acts.
    city.send("reviewer", "calendar.load", &notice(2027, "2027-01-05"))
        .unwrap();
    city.send("reviewer2", "calendar.sign", &sign).unwrap();
    assert_eq!(edition(&city), 1);
    assert_eq!(
        answer(&mut city, "reviewer2", "calendar.sign", &sign),
        "refused already_done under 19(2)"
    );
    assert_eq!(
        answer(
            &mut city,
            "reviewer2",
            "calendar.sign",
            &json!({"proposal": 2})
        ),
        "refused notice_loaded under 19(2)"
    );
}

#[test]
fn a_supplement_adds_its_days_and_takes_none_away() {
    let Some(folder) = crate::clocks::folder() else {
        return;
    };
    let mut city = City::new();
    let read = |name: &str| -> Value {
        let found = folder.join("../found").join(name);
        serde_json::from_str(&std::fs::read_to_string(found).unwrap()).unwrap()
    };
    let before = yunguan::domain::law::calendar::Calendar::built_in();
    let supplement = json!({"notice": read("supplementary-notice.json")});
    // Alone it is no notice of a year: the statutory days are missing.
    assert_eq!(
        answer(&mut city, "reviewer", "calendar.load", &supplement),
        "refused calendar under 19(2)"
    );
    city.load_notice(&with(supplement, "how", json!("add")));
    let after = city.ledger.snapshot().unwrap().facts.calendar.clone();
    let new = "2026-12-28".parse().unwrap();
    for day in before.special_days(2026) {
        assert_eq!(before.day(day.date), after.day(day.date));
    }
    assert!(before.is_working(new) && !after.is_working(new));
    // Last year's days under another year are no notice of it; the first odd day is named.
    let changed = json!({"notice": read("2027-year-only-changed.json")});
    let refused = city.send("reviewer", "calendar.load", &changed);
    let Err(refusal) = refused else {
        unreachable!("{refused:?}");
    };
    assert!(
        json!(refusal.reason).to_string().contains("2026-01-01"),
        "{refusal:?}"
    );
}

#[test]
fn the_real_notices_of_two_decades_are_notices() {
    use yunguan::domain::law::calendar::CalendarYear;
    let Some(folder) = crate::clocks::folder() else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("off_days_and_makeup_by_year.json")).unwrap();
    let years: BTreeMap<i32, Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(years.len(), 23);
    for (year, listed) in years {
        let days = |list: &str, off: bool| {
            let days = listed[list].as_array().unwrap().clone().into_iter();
            days.map(move |day| json!({"name": day[1], "date": day[0], "isOffDay": off}))
        };
        let mut days: Vec<_> = days("off_days", true)
            .chain(days("makeup_workdays", false))
            .collect();
        let read = |days: &[Value]| -> CalendarYear {
            serde_json::from_value(json!({"year": year, "days": days})).unwrap()
        };
        read(&days)
            .check_whole()
            .unwrap_or_else(|problem| panic!("{year}: {problem:?}"));
        // Without its first of October it is none; with a make-up on a Wednesday neither.
        let national = format!("{year}-10-01");
        days.retain(|day| day["date"] != json!(national));
        assert!(read(&days).check_whole().is_err(), "{year}");
        days.push(json!({"name": "国庆节", "date": national, "isOffDay": false}));
        let weekend = chrono::NaiveDate::from_ymd_opt(year, 10, 1).unwrap();
        let weekend = chrono::Datelike::weekday(&weekend).number_from_monday() > 5;
        assert_eq!(read(&days).check().is_ok(), weekend, "{year}");
    }
}
