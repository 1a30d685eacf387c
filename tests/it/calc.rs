//! `calc`: answers that other programs computed are its answers too, and what is wrong with a question is told.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::chance::Chance;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data");

/// What the program answers to some lines, and its exit code.
fn calc(arguments: &[&str], lines: impl AsRef<[u8]>) -> (Vec<Value>, i32) {
    let input = tempfile::NamedTempFile::new().unwrap();
    fs::write(input.path(), lines).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_yunguan"))
        .env("LANG", "en_US.UTF-8")
        .arg("calc")
        .args(arguments)
        .stdin(Stdio::from(fs::File::open(input.path()).unwrap()))
        .output()
        .unwrap();
    let answers = String::from_utf8(run.stdout).unwrap();
    let answers = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    (answers.collect(), run.status.code().unwrap())
}

/// The cases of a file under the shared data; none, with a message, where that is absent.
fn cases(path: &str) -> Option<(String, Vec<Value>)> {
    let path = Path::new(SHARED).join(path);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: there is no {}", path.display());
        return None;
    };
    let cases = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let cases: Vec<Value> = cases.collect();
    assert!(!cases.is_empty());
    Some((text, cases))
}

/// Takes out of an answer what only helps whoever reads the case.
fn without_aids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for aid in ["exact_fen", "once_rounded_fen", "last_day_unrolled"] {
                fields.remove(aid);
            }
            fields.values_mut().for_each(without_aids);
        }
        Value::Array(values) => values.iter_mut().for_each(without_aids),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn agrees_with(kind: &str, path: &str) {
    let Some((text, cases)) = cases(path) else {
        return;
    };
    let (answers, code) = calc(&[kind], &text);
    assert_eq!((answers.len(), code), (cases.len(), 0));
    let mut wrong = Vec::new();
    for (case, answer) in cases.iter().zip(answers) {
        assert_eq!(case["id"], answer["id"]);
        let mut expected = case["expected"].clone();
        without_aids(&mut expected);
        if expected != answer["answer"] {
            wrong.push(format!(
                "{} {}\n  {expected}\n  {}",
                case["id"], case["kind"], answer["answer"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn segments_are_those_of_another_program() {
    agrees_with("segments", "oracles/segments/segments.handed.jsonl");
}

#[test]
fn bills_are_those_of_another_program() {
    agrees_with("bills", "oracles/segments/bills.handed.jsonl");
}

#[test]
fn capacities_are_those_of_another_program() {
    agrees_with("capacity", "oracles/capacity/capacity.handed.jsonl");
}

#[test]
fn settlements_are_those_of_another_program_under_every_ruling() {
    let Some((text, cases)) = cases("settlement/cases.jsonl") else {
        return;
    };
    for (end, days) in [("half_open", "SI_EX"), ("closed", "SI_EI")] {
        for (divisor, by) in [
            ("days_in_cycle", "by_days_in_cycle"),
            ("365", "by_365_plain"),
        ] {
            for rounding in ["half_up", "half_even"] {
                let rulings = [
                    format!("--ruling=R4={end}"),
                    format!("--ruling=R3={divisor}"),
                    format!("--ruling=R5={rounding}"),
                ];
                let arguments = [&["settlement"][..], &rulings.each_ref().map(String::as_str)];
                let (answers, code) = calc(&arguments.concat(), &text);
                assert_eq!((answers.len(), code), (cases.len(), 0));
                for (case, answer) in cases.iter().zip(answers) {
                    let mut expected = case["expected"][days].clone();
                    let rounded = expected[by][rounding].clone();
                    for divisor in ["by_days_in_cycle", "by_365_capped", "by_365_plain"] {
                        expected.as_object_mut().unwrap().remove(divisor);
                    }
                    expected[by] = json!({ rounding: rounded });
                    let expected = json!({ days: expected });
                    assert_eq!(answer["answer"], expected, "{rulings:?} {}", case["id"]);
                }
            }
        }
    }
}

/// A question that can be answered, to be spoilt.
fn question() -> Value {
    json!({
        "id": "Q1",
        "unit": {"code": "edu", "municipal_budget": true},
        "pool": {"code": "pool-a", "mode": "purchased", "provider": "provider-a"},
        "contract": {
            "number": "HT", "first_cycle_start": "2024-09-01", "exit": null,
            "prices": [{"item": "ecs", "from": "2024-09-01", "basis": "year", "price_fen": 540_000}]
        },
        "history": [{
            "recorded_on": "2025-11-10", "what": "issued", "via": "application",
            "delivered_on": "2025-11-10", "attested_on": "2025-11-10", "item": "ecs", "quantity": 8
        }],
        "cycles": [{"start": "2025-09-01", "paid_on": null}],
        "as_of": "2026-11-01"
    })
}

#[test]
fn a_wrong_question_is_told_where_it_is_wrong_and_the_next_one_is_answered() {
    let spoilt = [
        (
            "/unit/municipal_budget",
            Value::Null,
            "unit: give municipal_budget",
        ),
        (
            "/contract/prices/0/price_fen",
            json!(10_000_000_001_u64),
            "contract.prices[0]: a price is at most",
        ),
        (
            "/contract/prices/0/price_fen",
            Value::Null,
            "contract.prices[0]: give price_fen or tiers",
        ),
        (
            "/contract/first_cycle_start",
            json!("0001-09-01"),
            "contract.first_cycle_start: the year",
        ),
        (
            "/history/0/quantity",
            json!(1_000_001),
            "history[0].quantity: a quantity",
        ),
        (
            "/history/0/item",
            Value::Null,
            "history[0].item: it is missing",
        ),
        (
            "/history/0/attested_on",
            json!("9999-12-31"),
            "history[0].attested_on: the year",
        ),
        (
            "/history/0/what",
            json!("corrected"),
            "history[0].event: give the place",
        ),
        ("/history/0/what", json!("lost"), "there is no “lost”"),
        (
            "/cycles/0/start",
            json!("2025-09-02"),
            "cycles[0].start: a settlement cycle",
        ),
        ("/as_of", json!("2026-02-30"), "no day"),
        ("/id", json!(7), "a text in double quotes"),
    ];
    let mut lines = String::new();
    for (pointer, value, _) in &spoilt {
        let mut line = question();
        *line.pointer_mut(pointer).unwrap() = value.clone();
        let _ = writeln!(lines, "{line}");
    }
    let _ = write!(lines, "[1]\n\u{1b}[31m\n{}", question());
    let (answers, code) = calc(&["segments"], &lines);
    assert_eq!((answers.len(), code), (spoilt.len() + 3, 2));
    for ((pointer, _, told), answer) in spoilt.iter().zip(&answers) {
        let error = answer["error"].as_str().unwrap();
        assert!(error.contains(told), "{pointer}: {error}");
    }
    let last = answers.last().unwrap();
    assert_eq!(last["answer"]["cycles"][0]["amount_fen"], 3_491_507);
}

#[test]
fn a_ruling_is_named_by_what_it_says_or_the_end_of_that() {
    let line = question().to_string();
    let amount = |ruling: &str| {
        let (answers, code) = calc(&["segments", "--ruling", ruling], &line);
        assert_eq!(code, 0, "{ruling}");
        answers[0]["answer"]["cycles"][0]["amount_fen"].clone()
    };
    assert_eq!(amount("R3=365"), amount("R3=days_in_cycle"));
    assert_eq!(amount("R31=graduated"), amount("R31=units"));
    for bad in ["R3", "R3=", "R3=366", "R8=30", "R99=1", "R5=half"] {
        let (answers, code) = calc(&["segments", "--ruling", bad], &line);
        assert_eq!((answers.len(), code), (0, 2), "{bad}");
    }
}

#[test]
fn an_answer_is_explained_to_the_fen_in_both_languages() {
    let mut paid = question();
    paid["contract"]["first_cycle_start"] = json!("2025-11-01");
    paid["history"].as_array_mut().unwrap().push(json!({
        "recorded_on": "2026-11-20", "what": "corrected", "event": 0, "attested_on": "2025-11-13"
    }));
    paid["cycles"] = json!([
        {"start": "2024-09-01", "paid_on": null},
        {"start": "2025-09-01", "paid_on": "2026-11-01"},
        {"start": "2027-09-01", "paid_on": null}
    ]);
    paid["as_of"] = json!("2026-12-31");
    let mut tiered = question();
    tiered["contract"]["exit"] = json!({"notice_on": "2026-01-01", "terminated_on": "2026-03-02"});
    tiered["contract"]["prices"] = json!([
        {"item": "ecs", "from": "2024-09-01", "basis": "month", "tiers": [[1, 45_000], [6, 40_000]]}
    ]);
    let mut parted = question();
    parted["unit"] = json!({"code": "x", "budget": [["2025-01-01", false], ["2026-01-01", true]]});
    parted["contract"]["prices"][0]["from"] = json!("2025-12-01");
    let lines = [paid, tiered, parted]
        .map(|line| line.to_string())
        .join("\n");
    let mut all = String::new();
    for lang in ["zh", "en"] {
        let (answers, code) = calc(&["segments", "--explain", "--lang", lang], &lines);
        assert_eq!(code, 0);
        for answer in answers {
            for line in answer["explain"].as_array().unwrap() {
                let _ = writeln!(all, "{}", line.as_str().unwrap());
            }
            all.push('\n');
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn each_line_however_mangled_has_one_answer() {
    let (line, explain) = (question(), Some("--explain"));
    for (kind, question, explain) in [
        ("segments", &line, explain),
        ("bills", &line, explain),
        ("capacity", &of_a_pool(), None),
    ] {
        mangled(kind, question, explain);
    }
}

fn mangled(kind: &str, question: &Value, explain: Option<&str>) {
    let mut chance = Chance::new(20_261_127);
    let mut text = Vec::new();
    let mut lines = 0;
    for _ in 0..3_000 {
        let mut one = question.to_string().into_bytes();
        for _ in 0..=chance.below(3) {
            chance.mangle(&mut one);
        }
        one.push(b'\n');
        text.extend(&one);
        // A change may have made two of one, or none.
        let parts = one.split(|byte| *byte == b'\n');
        lines += parts.filter(|part| !part.trim_ascii().is_empty()).count();
    }
    let arguments: Vec<&str> = [kind].into_iter().chain(explain).collect();
    let (answers, code) = calc(&arguments, &text);
    assert_eq!((answers.len(), code), (lines, 2), "{kind}");
    for answer in answers {
        assert!(answer["error"].is_string() || answer["answer"].is_object());
    }
}

#[test]
fn a_cycle_before_its_contract_is_told_as_nothing_and_where_it_would_stand() {
    let mut early = question();
    early["contract"]["first_cycle_start"] = json!("2026-10-01");
    early["unit"]["municipal_budget"] = json!(false);
    let (answers, _) = calc(&["segments"], early.to_string());
    let expected = json!({
        "flags": ["outside_budget"],
        "cycles": [{
            "start": "2025-09-01", "billed_from": null, "days_in_year": 365,
            "segments": [], "amount_fen": 0, "in_statement": false
        }]
    });
    assert_eq!(answers[0]["answer"], expected);
    let mut dated = early.clone();
    dated["unit"] = json!({"code": "edu", "budget": [["2020-01-01", true]]});
    let (answers, _) = calc(&["segments"], dated.to_string());
    assert_eq!(answers[0]["answer"]["cycles"][0]["parts"], json!([]));
    assert_eq!(answers[0]["answer"]["flags"], json!([]));
    let bill = |question: &Value| {
        let mut resource = question.clone();
        resource["contract"] = json!("HT");
        let bill = json!({
            "id": "B1", "cycle": "2025-09-01", "paid_on": null, "as_of": "2026-11-01",
            "contracts": {"HT": question["contract"]}, "resources": [resource]
        });
        calc(&["bills"], bill.to_string()).0[0]["answer"]["lines"].clone()
    };
    assert_eq!(bill(&early), json!([["Q1", 0, 0, [], false]]));
    assert_eq!(bill(&dated), json!([]));
}

/// A question about a pool that can be answered, to be spoilt.
fn of_a_pool() -> Value {
    json!({
        "id": "C1", "on": "2026-11-23",
        "pool": {"code": "pool-a", "physical": {"vcpu": 37, "gpu": 2}, "overcommit": {"vcpu": "1.15"}},
        "items": {"ecs": {"vcpu": 4}, "gpu": {"gpu": 1}},
        "issued": [["ecs", 3]], "reserved": [["A", "ecs", 5]],
        "releases": [["2027-02-01", "ecs", 3], ["2026-12-01", "ecs", 1]],
        "requests": [
            {"matter": "B", "lines": [["ecs", 6]]},
            {"matter": "A", "lines": [["ecs", 7]], "before": [["ecs", 0]]},
            {"matter": "C", "lines": [["gpu", 2], ["ecs", 0]]},
        ]
    })
}

#[test]
fn room_is_answered_in_order_and_what_is_wrong_is_told() {
    let (answers, code) = calc(&["capacity"], of_a_pool().to_string());
    assert_eq!(code, 0);
    let expected = json!({
        "effective": {"gpu": 2, "vcpu": 42}, "free_before": {"gpu": 2, "vcpu": 10},
        "answers": [
            {"matter": "B", "fits": false, "short": {"vcpu": 14}, "fits_on": "2027-02-01"},
            {"matter": "A", "fits": true, "short": {}, "fits_on": null},
            {"matter": "C", "fits": true, "short": {}, "fits_on": null},
        ],
        "free_after": {"gpu": 0, "vcpu": 2}
    });
    assert_eq!(answers[0]["answer"], expected);
    let spoilt = [
        (
            "/pool/overcommit/vcpu",
            json!("1e9"),
            "pool.overcommit.vcpu: a ratio",
        ),
        (
            "/pool/overcommit/vcpu",
            json!("-1"),
            "pool.overcommit.vcpu: a ratio",
        ),
        (
            "/pool/overcommit/vcpu",
            json!("1000.1"),
            "pool.overcommit.vcpu: a ratio",
        ),
        ("/pool/overcommit/vcpu", json!(2), "a text in double quotes"),
        ("/pool/physical/vcpu", json!(-1), "from 0"),
        (
            "/pool/physical/vcpu",
            json!(1_000_000_000_001_u64),
            "pool.physical.vcpu: a physical",
        ),
        ("/items/ecs/vcpu", json!(1e30), "a whole number"),
        ("/issued/0/0", json!("lost"), "issued[0]: items has none"),
        ("/issued/0/1", json!(1_000_001), "issued[0]: a quantity"),
        (
            "/reserved/0/1",
            json!("lost"),
            "reserved[0]: items has none",
        ),
        (
            "/releases/1/0",
            json!("2026-11-22"),
            "releases[1]: nothing is released before",
        ),
        (
            "/releases/0/0",
            json!("9999-01-01"),
            "releases[0]: the year",
        ),
        (
            "/requests/1/before/0/0",
            json!("lost"),
            "requests[1].before[0]: items",
        ),
        ("/requests/0/lines", Value::Null, "a list"),
        ("/on", json!("2026-02-30"), "no day"),
        ("/requests/0/matter", json!(["A"]), "a text"),
    ];
    let mut lines = String::new();
    for (pointer, value, _) in &spoilt {
        let mut line = of_a_pool();
        *line.pointer_mut(pointer).unwrap() = value.clone();
        let _ = writeln!(lines, "{line}");
    }
    let mut without = of_a_pool();
    without.as_object_mut().unwrap().remove("items");
    let _ = write!(lines, "{without}\n{}", of_a_pool());
    let (answers, code) = calc(&["capacity"], &lines);
    assert_eq!((answers.len(), code), (spoilt.len() + 2, 2));
    for ((pointer, value, told), answer) in spoilt.iter().zip(&answers) {
        let error = answer["error"].as_str().unwrap();
        assert!(error.contains(told), "{pointer} {value}: {error}");
    }
    assert!(
        answers[spoilt.len()]["error"]
            .as_str()
            .unwrap()
            .contains("items")
    );
    assert_eq!(answers[spoilt.len() + 1]["answer"], expected);
    assert_eq!(calc(&["capacity", "--explain"], "").1, 2);
}

#[test]
fn the_largest_of_everything_leaves_no_type() {
    let mut most = of_a_pool();
    most["pool"]["physical"]["vcpu"] = json!(1_000_000_000_000_u64);
    most["pool"]["overcommit"]["vcpu"] = json!("1000");
    most["items"]["ecs"]["vcpu"] = json!(u32::MAX);
    most["issued"] = json!(vec![("ecs", 1_000_000); 10_000]);
    let (answers, code) = calc(&["capacity"], most.to_string());
    assert_eq!(code, 0);
    let free = 1_000_000_000_000_000_i128 - i128::from(u32::MAX) * (10_000_000_000 + 5);
    let said = answers[0]["answer"]["free_before"]["vcpu"].to_string();
    // A number so large reaches the test as a float.
    let said: f64 = said.parse().unwrap();
    assert!((said / free.to_string().parse::<f64>().unwrap() - 1.0).abs() < 1e-12);
}
