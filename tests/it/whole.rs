//! `show` in text says what it says in JSON: every value is looked for in the text, as people read it.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use yunguan::domain::build::pool::CloudMode;
use yunguan::domain::build::system::Funding;
use yunguan::domain::law::article::Article;
use yunguan::domain::law::block;
use yunguan::domain::law::clock::{Limit, Remaining};
use yunguan::domain::law::duty::{DutyKey, Lack, Nature, Outcome};
use yunguan::domain::law::escalation::Superior;
use yunguan::domain::law::matter::{MatterId, Part, Stage};
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::paper::{PaperKind, PaperNumber};
use yunguan::domain::law::party::Post;
use yunguan::domain::law::ruling::RulingUse;
use yunguan::domain::r#use::application::Outside;
use yunguan::domain::r#use::emergency::Ground;
use yunguan::domain::r#use::line::OwnPurchase;
use yunguan::domain::r#use::materials::{DataHeld, MaterialKind};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::matter::materials;
use yunguan::locale::{Lang, article, block as block_words, date, domain, event, matter, ruling};

use crate::support::city::{City, supply};
use crate::support::office::Office;

/// What of the JSON stands not in the text, and why.
const LEFT_OUT: [(&str, &str); 15] = [
    (
        "names.",
        "what codes are called, which stands in the place of each code",
    ),
    (
        "papers[].called",
        "the names by which each paper calls everybody, which `show --paper` prints",
    ),
    (
        "drafts_given",
        "how numbers are kept from being given again",
    ),
    ("anchors[]", "stands at the foot of each paper"),
    (
        "closed.own",
        "whether it was the party's own act, which the outcome says where it matters",
    ),
    ("answer", "the form of the document, not of the matter"),
    (
        "history[].entry",
        "a line an entry, by its number; the journal's own verbs print all of it",
    ),
    (
        "offers",
        "what can be done stands by its word; what stands against the rest is said by whoever tries it",
    ),
    (
        "deadline.candidates",
        "what another ruling would have had it start at is for `explain` and `ruling what-if`",
    ),
    (
        "remaining[].0",
        "the duty's name, beside which what remains stands",
    ),
    ("nobody[].0", "the duty's name, beside which it stands"),
    ("hindered[].0", "the duty's name, under which it stands"),
    (
        "concerned[].0",
        "the label says in what way a party is concerned",
    ),
    ("holds_given", "how numbers are kept from being given again"),
    (
        "contact.telephone",
        "masked, unlike everything else that is shown",
    ),
];

/// A value as its type's words, if it is one of that type.
fn said<T: DeserializeOwned>(value: &Value, words: impl Fn(T) -> String) -> Option<String> {
    serde_json::from_value(value.clone()).ok().map(words)
}

/// How a value may stand in the text.
fn written(lang: Lang, value: &Value, names: &Value) -> Vec<String> {
    let label = |label: yunguan::locale::T| label.get(lang).to_owned();
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    // A party and a person may have one code.
    let registers = names.as_object().into_iter().flatten();
    let called: Vec<String> = registers
        .filter_map(|(_, known)| known[&text].as_str().map(str::to_owned))
        .collect();
    let forms = [
        said(value, |id: MatterId| domain::matter_id(lang, id)),
        said(value, |at: chrono::DateTime<chrono::Utc>| {
            date::moment(lang, at)
        }),
        said(value, |stage: Stage| label(domain::stage(stage))),
        said(value, |key: DutyKey| domain::duty_key(lang, key)),
        said(value, |to: Superior| label(domain::superior(to))),
        said(value, |nature: Nature| label(domain::nature(nature))),
        said(value, |outcome: Outcome| label(domain::outcome(outcome))),
        said(value, |lack: Lack| label(domain::lack(lack))),
        said(value, |post: Post| label(domain::post(post))),
        said(value, |part: Part| label(domain::part(part))),
        said(value, |mode: CloudMode| label(domain::cloud_mode(mode))),
        said(value, |funding: Funding| label(domain::funding(funding))),
        said(value, |paper: PaperKind| label(domain::paper_kind(paper))),
        said(value, |ground: Ground| {
            label(matter::emergency::ground(ground))
        }),
        said(value, |of: block::Ground| label(block_words::ground(of))),
        said(value, |deed: block::Deed| label(block_words::deed(deed))),
        said(value, |used: RulingUse| ruling::used(lang, &used)),
        said(value, |limit: Limit| date::limit(lang, limit)),
        said(value, |left: Remaining| date::remaining(lang, left)),
        (value == "clockwork").then(|| label(yunguan::locale::naming::PROGRAM)),
        (value == "awaited").then(|| label(yunguan::locale::paper::TO_SIGN)),
        (value == "afterwards").then(|| label(yunguan::locale::paper::SIGNED_LATER)),
        said(value, |kind: MaterialKind| label(materials::material(kind))),
        said(value, |of: Outside| label(matter::application::outside(of))),
        said(value, |held: DataHeld| label(materials::data(held))),
        said(value, |cited: Article| {
            article::cite(lang, cited.number, cited.paragraph)
        }),
        said(value, |number: PaperNumber| number.to_string()),
        said(value, |at: OwnPurchase| {
            event::worded(lang, &Names::default(), &at.said())
        }),
    ];
    let forms = forms.into_iter().flatten().chain(called);
    let mut forms: Vec<String> = forms.collect();
    // A word of the wire is not how people read it, nor is a code that has a name.
    if forms.is_empty() {
        forms.push(text);
    }
    forms
}

/// Every value that is one to a reader, with the path to it. What has words as a whole is not taken apart.
fn values(path: &str, value: &Value, found: &mut Vec<(String, Value)>) {
    let whole = ["limit", "number", "procurement", "stage"];
    let ends = path.rsplit('.').next().unwrap_or_default();
    match value {
        Value::Null | Value::Bool(false) => {}
        // What lines cost is told as it is computed, line by line and not value by value: `charges` holds it to that.
        Value::Object(_) if path.ends_with(".charges") => {}
        Value::Object(_) if whole.contains(&ends) || path.ends_with("rulings[]") => {
            found.push((path.to_owned(), value.clone()));
            // Evidence and days stand inside of it.
            if ends == "procurement" {
                for inner in value.as_object().unwrap().values() {
                    values(&format!("{path}.at"), inner, found);
                }
            }
        }
        Value::Object(fields) if fields.contains_key("working") => {
            found.push((path.to_owned(), value.clone()));
        }
        Value::Object(fields) => {
            for (name, inner) in fields {
                values(&format!("{path}.{name}"), inner, found);
            }
        }
        Value::Array(all) => {
            // A pair is not a list: its two places mean two things.
            let is_pair = all.len() == 2 && all[0].is_string() && path.ends_with("[]");
            for (at, inner) in all.iter().enumerate() {
                let place = if is_pair {
                    format!(".{at}")
                } else {
                    "[]".to_owned()
                };
                values(&format!("{path}{place}"), inner, found);
            }
        }
        Value::Bool(true) | Value::Number(_) | Value::String(_) => {
            found.push((path.to_owned(), value.clone()));
        }
    }
}

/// The word that a flag which is set stands as.
fn flag(lang: Lang, path: &str) -> &'static str {
    let words = [
        ("provisional", "暂定", "provisional"),
        ("escalates", "逾期上报云主管部门", "lateness is reported"),
        ("passed", "合格", "passed"),
        ("at_once", "先发后签", "issued at once"),
        ("confirmed", "已确认", "confirmed"),
        ("municipal_budget", "市本级预算", "municipal budget"),
        ("upheld", "成立", "upheld"),
    ];
    let found = words.iter().find(|(name, ..)| path.ends_with(name));
    let (_, zh, en) = found.unwrap_or_else(|| unreachable!("the flag {path} has no words here"));
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Matters with everything on them that a matter can have.
fn prepare(city: &mut City) -> Vec<MatterId> {
    let held = city.given("pa testing").unwrap();
    for login in ["edu", "builder"] {
        city.on_matter(login, "hold", held, &json!({"reason": "等材料\n第二行"}))
            .unwrap();
    }
    let failed = json!({"result": "failed", "report": "慢"});
    city.on_matter("edu", "application.report-test", held, &failed)
        .unwrap();
    let product = city.given("own self_procuring off").unwrap();
    let arrival = json!({"line": 1, "arrived_on": city.today(), "evidence": "一台"});
    city.on_matter("edu", "application.report-arrival", product, &arrival)
        .unwrap();
    let check = json!({"line": 1, "result": "failed", "evidence": "有高危漏洞"});
    city.on_matter("checker", "application.check-product", product, &check)
        .unwrap();
    let declined = city.given("pa submitted").unwrap();
    city.enclosed(declined);
    city.on_matter(
        "acceptor",
        "application.decline",
        declined,
        &json!({"objections": ["缺报告"]}),
    )
    .unwrap();
    let running = city.given("pa running").unwrap();
    let emergency = city.given("emergency handed_over").unwrap();
    let late = city.given("pa delivered").unwrap();
    city.wait_days(9);
    for id in [emergency, late] {
        city.wake_late(id);
    }
    let determined = city.given("emergency handed_over").unwrap();
    city.wait_days(9);
    city.wake_late(determined);
    let day = json!({"completed_on": city.today(), "evidence": "监控显示已使用"});
    city.on_matter(
        "reviewer",
        "emergency.determine-completion",
        determined,
        &day,
    )
    .unwrap();
    let object = |city: &mut City, login| {
        let why = json!({"reason": format!("{login}说：次日才接通")});
        city.on_matter(login, "emergency.object", determined, &why)
            .unwrap();
    };
    object(city, "health");
    let upheld = json!({"decision": "approve", "opinion": "属实", "completed_on": city.today()});
    city.on_matter(
        "reviewer",
        "emergency.decide-objection",
        determined,
        &upheld,
    )
    .unwrap();
    object(city, "host-a");
    let formal = city.formal(emergency);
    let some = supply(&["project_basis", "grading_record", "data_inventory"]);
    city.on_matter("health", "application.supply", formal, &some)
        .unwrap();
    city.keeps_signatory("shuju", "signer", &["signatory"]);
    city.keeps_signatory("jishu", "chief", &["signatory"]);
    let signed = city.given("pa approved").unwrap();
    let number = city.past(signed).1[0].number.to_string();
    city.on_matter("signer", "sign-paper", signed, &json!({ "paper": number }))
        .unwrap();
    let at_once = city.given("emergency issued").unwrap();
    let [passing, excused, stopped] = blocked(city);
    city.at("2027-09-25 10:00");
    let ground = crate::rules_register::ground("2027-12-31");
    city.send("reviewer", "measures.ground", &ground).unwrap();
    let after_the_end = city.given("pa submitted").unwrap();
    let next = crate::rules_register::change("successor", "2027-09-26");
    let next = crate::support::city::with(next, "title", json!("管理办法"));
    city.send("reviewer", "measures.propose", &next).unwrap();
    city.send("reviewer2", "measures.sign", &json!({"proposal": 1}))
        .unwrap();
    city.at("2027-09-26 10:00");
    vec![
        signed,
        at_once,
        held,
        product,
        declined,
        running,
        emergency,
        late,
        determined,
        formal,
        passing,
        excused,
        stopped,
        after_the_end,
    ]
}

/// An emergency that passed a block, a duty that one excused, and one that two stop.
fn blocked(city: &mut City) -> [MatterId; 3] {
    let (excused, stopped) = (
        city.given("pa approved").unwrap(),
        city.given("pa approved").unwrap(),
    );
    let passing = city.given("emergency applied").unwrap();
    let record = |city: &mut City, field: &str, code: &str, until: serde_json::Value| {
        let mut fields = json!({"ground": "stop", "from": city.today(), "until": until, "reason": "未整改",
            "paper": format!("益数云〔2026〕{}{code}号", city.today())});
        fields[field] = json!(code);
        city.send("reviewer", "block.record", &fields).unwrap();
    };
    let until = json!((city.now + chrono::Duration::days(90)).date_naive());
    record(city, "party", "edu", until);
    record(city, "party", "health", Value::Null);
    let pass = json!({"decision": "approve", "override_reason": "人命关天\n第二行"});
    city.on_matter("checker", "emergency.review", passing, &pass)
        .unwrap();
    city.wait_days(9);
    let lift = json!({"block": 1, "paper": "益数云〔2026〕9号", "reason": "已整改"});
    city.send("reviewer", "block.lift", &lift).unwrap();
    city.on_matter("builder", "application.order-test", excused, &json!({}))
        .unwrap();
    record(city, "party", "edu", Value::Null);
    [passing, excused, stopped]
}

#[test]
fn text_says_every_value_that_json_has() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let mut office = Office::bare(name);
        let store = office.path("store");
        let mut city = City::founded_in(Ledger::create(&store, &Realm::Sandbox).unwrap());
        let ids = prepare(&mut city);
        office.now = date::beijing(city.now).format("%Y-%m-%dT%H:%M").to_string();
        drop(city);
        let mut left_out = BTreeSet::new();
        for id in ids {
            let id = id.to_string();
            let json = office.by("acceptor", &["show", &id, "--json"]).is(0).json();
            let text = office.by("acceptor", &["show", &id]).is(0).out;
            // Several lines of one text stand under an indent.
            let flat: String = text.split_whitespace().collect();
            let mut found = Vec::new();
            values("", &json["result"], &mut found);
            values("answer", &json["answer"], &mut found);
            assert!(found.len() > 60, "{id}: {}", found.len());
            for (path, value) in found {
                let why = LEFT_OUT.iter().find(|(of, _)| path.contains(of));
                if let Some((of, _)) = why {
                    left_out.insert(*of);
                    continue;
                }
                let forms = match &value {
                    Value::Bool(_) => vec![flag(lang, &path).to_owned()],
                    value if path.ends_with("ends_at") => {
                        let at = value.as_str().unwrap().parse().unwrap();
                        let last: chrono::DateTime<chrono::Utc> = at;
                        let last = last - chrono::Duration::milliseconds(1);
                        let day = yunguan::domain::law::clock::civil_date(last);
                        vec![date::date_long(lang, day)]
                    }
                    Value::Number(fen) if path.ends_with("_fen") => {
                        let fen = fen.as_u64().unwrap();
                        vec![format!("{}.{:02}", fen / 100, fen % 100)]
                    }
                    value => written(lang, value, &json["result"]["names"]),
                };
                let stands = |form: &String| {
                    let form: String = form.split_whitespace().collect();
                    flat.contains(&form)
                };
                assert!(
                    forms.iter().any(stands),
                    "{id} {path} {value}: none of {forms:?} in\n{text}"
                );
            }
        }
        let seen = LEFT_OUT.len() - left_out.len();
        // Nobody lacks anybody here.
        assert_eq!(seen, 1, "an exception that nothing needs: {left_out:?}");
    }
}
