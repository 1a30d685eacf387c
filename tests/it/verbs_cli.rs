//! The verbs as scripts use them: the real program, on stores of its own.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::{Value, json};

use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;

use crate::support::city::City;
use crate::support::office::{Office, last_day};

fn has_han(text: &str) -> bool {
    text.chars()
        .any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

fn shared(file: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared").join(file))
        .find(|path| path.is_file());
    if found.is_none() {
        eprintln!("skipped: no ../shared/{file}");
    }
    found
}

#[test]
fn an_application_goes_all_the_way_through_act() {
    let mut office = Office::sandbox("zh");
    let id = office.submit(&[]);
    assert!(id.starts_with("APP-20261109-"), "{id}");
    office.act("acceptor", &["accept", &id]);
    let review = [
        "application.review",
        &id,
        "--decision",
        "approve",
        "--opinion",
        "ok",
        "--quantities",
        "6,2",
    ];
    // The acceptor holds no deciding post; another person reviews.
    office
        .by("acceptor", &[&["act"], &review[..]].concat())
        .is(1);
    office.act("reviewer", &review);
    office.act("sup-h", &["order-test", &id]);
    office.act(
        "prov-h",
        &["hand-over-test", &id, "--environment", "10.0.0.8"],
    );
    office.now = "2026-11-20T10:00".to_owned();
    office.act(
        "unit-h",
        &[
            "report-test",
            &id,
            "--result",
            "passed",
            "--report",
            "all well",
            "--early-reason",
            "all items done",
        ],
    );
    office.act(
        "sup-h",
        &[
            "application.propose",
            &id,
            "--quantities",
            "6,1",
            "--reason",
            "one is enough",
        ],
    );
    office.act("acceptor", &["receive-filing", &id]);
    office.act("sup-h", &["order-delivery", &id]);
    office.now = "2026-11-24T10:00".to_owned();
    office.act(
        "prov-h",
        &["application.deliver", &id, "--completed-on", "2026-11-24"],
    );
    let preview = office.by(
        "unit-h",
        &[
            "act",
            "application.confirm",
            &id,
            "--completed-on",
            "2026-11-24",
            "--preview",
        ],
    );
    assert!(
        preview.out.contains("运行中") && preview.out.contains("发放确认单"),
        "{preview:?}"
    );
    office.act(
        "unit-h",
        &["application.confirm", &id, "--completed-on", "2026-11-24"],
    );
    assert_eq!(office.stage("unit-h", &id), "running");

    let shown = office.by("sup-h", &["show", &id]).is(0);
    for expected in [
        "申请-20261109-0001",
        "运行中",
        "受理通知书",
        "More room",
        "经过",
    ] {
        assert!(shown.out.contains(expected), "{expected}: {}", shown.out);
    }
    assert!(!shown.out.contains("13900002211"));
    let paper = office.by("sup-h", &["show", &id, "--paper", "1"]).is(0);
    assert!(paper.out.contains("受理通知书"), "{}", paper.out);
    let explained = office.by("reviewer", &["explain", &id, "review"]).is(0);
    assert!(
        explained.out.contains("第10日") || explained.out.contains("10个工作日"),
        "{}",
        explained.out
    );
    office.run(&["verify"]).is(0);
    office.run(&["rebuild", "--check"]).is(0);
    office.run(&["rebuild"]).is(0);
    assert_eq!(office.stage("unit-h", &id), "running");
}

#[test]
fn an_emergency_is_issued_and_regularised_through_act() {
    let mut office = Office::sandbox("en");
    let receipt = office.act(
        "unit-h",
        &[
            "emergency.apply",
            "--title",
            "Flood",
            "--system",
            "exam",
            "--pool",
            "pool-a",
            "--lines",
            "item=ecs-4c16g quantity=8 purpose=Flood control",
            "--lines",
            "item=disk-1t quantity=2 purpose=Maps",
            "--ground",
            "provincial_requirement",
            "--document",
            "No. 7",
            "--urgency",
            "Rain tonight",
            "--non-classified",
            "yes",
            "--contact-name",
            "Duty desk",
            "--contact-telephone",
            "0737-0000000",
        ],
    );
    let id = receipt["matter"].as_str().unwrap();
    office.act("sup-r", &["emergency.review", id, "--decision", "approve"]);
    office.now = "2026-11-09T10:00".to_owned();
    office.act(
        "prov-h",
        &[
            "emergency.hand-over",
            id,
            "--handed-over-at",
            "2026-11-09T09:30",
        ],
    );
    let mine = office.by("unit-h", &["queue", "--json"]).is(0).json();
    assert_eq!(
        mine["result"]["rows"].as_array().unwrap().len(),
        2,
        "{mine}"
    );
    let due = &mine["result"]["rows"][0]["cells"][0]["due"]["day"];
    assert_eq!(due, "2026-11-12");
    office.act(
        "unit-h",
        &["emergency.confirm", id, "--completed-on", "2026-11-09"],
    );
    let formal = office.submit(&["--emergency", id]);
    assert_eq!(office.stage("unit-h", id), "handed_over", "filed only");
    office.act("acceptor", &["accept", &formal]);
    let review = ["application.review", &formal, "--decision", "approve"];
    office.act("reviewer", &[&review[..], &["--opinion", "fine"]].concat());
    assert_eq!(office.stage("unit-h", id), "regularised");
    let all = office
        .by("sup-h", &["queue", "--view", "all", "--kind", "emergency"])
        .is(0);
    assert!(
        all.out.contains(id) && !all.out.contains("APP-"),
        "{}",
        all.out
    );
}

#[test]
fn exit_codes_and_json_say_how_it_ended() {
    let office = Office::sandbox("zh");
    let id = office.submit(&["--key", "same-key"]);
    // The same key for something else is wrong usage, no refusal by a rule.
    let again = office.by("unit-h", &["act", "accept", &id, "--key", "same-key"]);
    assert_eq!(again.code, 2, "{again:?}");
    let refused = office.by("unit-h", &["act", "accept", &id, "--json"]).is(1);
    assert_eq!(refused.json()["answer"], "refused");
    assert!(
        refused.err.contains("第5条") && refused.err.contains("云主管部门"),
        "{}",
        refused.err
    );
    let changed = office
        .by("acceptor", &["act", "accept", &id, "--expect", "7"])
        .is(1);
    assert!(changed.out.is_empty());
    for wrong in [
        &["act", "accept", id.as_str(), "--nonsense", "1"][..],
        &["act", "accept", "nonsense"],
        &["act", "nonsense"],
        &[
            "act",
            "application.review",
            id.as_str(),
            "--decision",
            "approve",
        ],
        &[
            "act",
            "application.review",
            id.as_str(),
            "--input",
            "{\"nonsense\":1}",
        ],
        &[
            "act",
            "application.review",
            id.as_str(),
            "--input",
            "nonsense",
        ],
        &["queue", "--view", "nonsense"],
        &["explain", id.as_str(), "nonsense"],
        &["show", id.as_str(), "--paper", "9"],
        &["calendar", "due", "--from", "nonsense", "--months", "1"],
        &["calendar", "due", "--from", "2026-01-05"],
        &[
            "ruling",
            "propose",
            "R6",
            "order=nonsense",
            "--effective",
            "2026-12-01",
            "--reason",
            "x",
        ],
        &["nonsense"],
    ] {
        let ran = office.by("reviewer", wrong);
        assert_eq!(ran.code, 2, "{wrong:?} {ran:?}");
        assert!(has_han(&ran.err) && ran.out.is_empty(), "{wrong:?} {ran:?}");
    }
    let fields = office.by(
        "reviewer",
        &["act", "application.review", &id, "--nonsense", "1"],
    );
    assert!(
        fields
            .err
            .contains("--decision --opinion [--quantities] [--ground]"),
        "{}",
        fields.err
    );
    let input = r#"{"decision":"approve","opinion":"ok"}"#;
    office.act("acceptor", &["accept", &id]);
    office.act("reviewer", &["application.review", &id, "--input", input]);
    assert_eq!(office.by("nobody", &["queue"]).code, 3);
    assert_eq!(
        office.by("reviewer", &["show", "APP-20200101-0001"]).code,
        3
    );
    let missing = Office::bare("en").run(&["queue"]).is(3);
    assert!(missing.err.contains("yunguan init"), "{}", missing.err);
}

/// What is wrong with JSON is told in the reader's language, with its place and how to mend it, never in a parser's words.
#[test]
fn what_is_wrong_with_json_is_told_in_the_readers_language() {
    let (zh, en) = (Office::sandbox("zh"), Office::sandbox("en"));
    for (input, chinese, english) in [
        (
            "{\"decision\":",
            "--input 不是要的 JSON：没有写完，请补上缺的引号或括号（第1行第12列）",
            "close the quotes and brackets that are open (line 1, column 12)",
        ),
        (
            "[1]",
            "--input 不是要的 JSON：这里写的是列表，请改写成对象（第1行第0列）",
            "this is a list: write an object instead (line 1, column 0)",
        ),
        (
            r#"{"decision":"approve","opinion":5}"#,
            "栏目的值不合：opinion：这里写的是数5，请改写成加双引号的文字",
            "opinion: this is the number 5: write a text in double quotes instead",
        ),
        (
            r#"{"decision":"nap","opinion":"ok"}"#,
            "栏目的值不合：decision：没有“nap”，可用：approve reject",
            "decision: there is no “nap”, but: approve reject",
        ),
    ] {
        for (office, said) in [(&zh, chinese), (&en, english)] {
            let id = office.submit(&[]);
            let ran = office.by(
                "reviewer",
                &["act", "application.review", &id, "--input", input],
            );
            assert_eq!(ran.code, 2, "{ran:?}");
            assert!(ran.err.contains(said), "{input}: {}", ran.err);
        }
    }
    // What the other fields do not ask for is refused wherever it comes from.
    let id = zh.submit(&[]);
    zh.act("acceptor", &["accept", &id]);
    let reject = r#"{"decision":"reject","opinion":"不符","quantities":[1]}"#;
    for given in [
        &["--input", reject][..],
        &[
            "--decision",
            "reject",
            "--opinion",
            "不符",
            "--quantities",
            "1",
        ],
    ] {
        let line = [&["act", "application.review", &id], given].concat();
        let ran = zh.by("reviewer", &line).is(1);
        assert!(
            ran.err.contains("与所选的不合") && ran.err.contains("请把它空着"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn words_are_read_as_people_read_them() {
    let office = Office::sandbox("zh");
    let person = |posts: &str| {
        let words = "person add --code other --name other --party data-bureau --telephone 1";
        let words: Vec<&str> = words.split(' ').chain(["--posts", posts]).collect();
        office.run(&words)
    };
    for posts in ["经办，reviewer", "handler、审核", "handler,reviewer"] {
        person(posts).is(0);
        let shown = office.run(&["person", "show", "other", "--json"]).is(0);
        let shown = shown.json()["result"].to_string();
        assert!(
            shown.contains(r#"["handler","reviewer"]"#),
            "{posts} {shown}"
        );
    }
    let wrong = person("经办,厨师").is(2);
    assert!(
        wrong.err.contains("厨师") && wrong.err.contains("handler（经办）"),
        "{}",
        wrong.err
    );
    let id = office.submit(&[]);
    office.act("acceptor", &["accept", &id]);
    let review = ["application.review", &id, "--opinion", "ok", "--decision"];
    office
        .by("reviewer", &[&["act"], &review[..], &["大概"]].concat())
        .is(2);
    office.act("reviewer", &[&review[..], &["通过"]].concat());
    let shown = office.by("reviewer", &["show", &id]).is(0);
    assert!(shown.out.contains("审核通过"), "{}", shown.out);
}

#[test]
fn a_queue_says_what_is_to_be_done_and_whose_it_is() {
    let mut office = Office::sandbox("zh");
    let id = office.submit(&[]);
    office.act("acceptor", &["accept", &id]);
    let duties = office.by("reviewer", &["queue", "--view", "open"]).is(0);
    assert!(
        duties.out.contains("审核意见") && !duties.out.contains("审核中"),
        "{}",
        duties.out
    );
    let matters = office.by("reviewer", &["queue", "--view", "all"]).is(0);
    assert!(matters.out.contains("审核中"), "{}", matters.out);
    office.by("reviewer", &["queue", "--party", "edu"]).is(0);
    let nobody = office.by("reviewer", &["queue", "--party", "nobody"]).is(2);
    assert!(nobody.err.contains("nobody"), "{}", nobody.err);

    let explained = office.by("reviewer", &["explain", &id, "review", "--json"]);
    let explained = explained.is(0).json();
    let days = explained["result"]["days"].as_array().unwrap().clone();
    assert_eq!(
        days.last().unwrap()["date"],
        last_day(&explained["result"]["duty"]["deadline"])
    );

    "2026-11-08T10:00".clone_into(&mut office.now);
    let early = office.by("reviewer", &["queue"]).is(2);
    assert!(
        early.err.contains("2026-11-08T10:00") && early.err.contains("09:00"),
        "{}",
        early.err
    );
}

#[test]
fn a_store_that_may_not_be_looked_at_is_not_taken_for_none() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::sandbox("en");
    let mode = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(office.path("store"), permissions).unwrap();
    };
    mode(0o000);
    if std::fs::metadata(office.path("store").join("ledger.redb")).is_ok() {
        mode(0o700);
        eprintln!("skipped: whoever runs this may look at everything");
        return;
    }
    let asked = [
        office.run(&["queue"]),
        office.run(&["calendar", "show", "2026"]),
        office.run(&[]),
        office.run(&["demo"]),
    ];
    mode(0o700);
    for ran in asked {
        let ran = ran.is(3);
        assert!(ran.err.contains("permission denied"), "{ran:?}");
    }
}

#[test]
fn a_live_store_knows_neither_another_login_nor_another_time() {
    let office = Office::bare("en");
    office.run(&["init"]).is(0);
    office.run(&["init"]).is(3);
    assert!(
        office
            .run(&["queue", "--as", "reviewer"])
            .is(2)
            .err
            .contains("--as")
    );
    assert!(
        office
            .run(&["queue", "--now", "2026-11-09T09:00"])
            .is(2)
            .err
            .contains("--now")
    );
    office.run(&["queue"]).is(0);
    let other = Office::bare("en");
    other.run(&["init", "--now", "2026-11-09T09:00"]).is(2);
    other.run(&["init", "--as", "x"]).is(2);
    assert!(!other.path("store").exists());
}

#[test]
fn a_login_that_is_not_there_is_said_to_be_none() {
    let office = Office::sandbox("zh");
    let wrong = office.run(&["queue", "--as", "unit-handler"]);
    assert!(wrong.err.contains("yunguan account list"), "{wrong:?}");
    // The nearest is named, as of a mistyped verb; of what is like none, none is.
    let near = office.run(&["queue", "--as", "acceptro"]).is(3);
    assert!(near.err.contains("是不是：acceptor\n"), "{near:?}");
    let far = office.run(&["queue", "--as", "zzz"]).is(3);
    assert!(!far.err.contains("是不是"), "{far:?}");
    // Before the screen is taken as well.
    let console = office.run(&["--as", "acceptro", "--once"]).is(3);
    assert!(console.err.contains("acceptor\n"), "{console:?}");
    // In a live store an account may be bound before the machine knows it.
    let live = Office::bare("zh");
    live.run(&["init"]).is(0);
    let person = "--name 张三 --posts handler --telephone 13900002211";
    let add = format!("person add --code zhang --party data-bureau {person}");
    live.run(&add.split(' ').collect::<Vec<_>>()).is(0);
    let bind = ["account", "add", "--person", "zhang", "--login"];
    let note = |login: &str| live.run(&[&bind[..], &[login]].concat()).is(0).err;
    let unknown = note("nosuchlogin");
    assert!(
        unknown.contains("没有 nosuchlogin 这个 Unix 账号"),
        "{unknown}"
    );
    assert_eq!(note("daemon"), "");
}

#[test]
fn what_an_option_takes_is_never_read_as_the_verb() {
    let office = Office::bare("zh");
    let wrong = office.run(&["--store", "demo", "--bogus"]).is(2);
    assert!(wrong.err.contains("yunguan --help"), "{wrong:?}");
    let wrong = office.run(&["--store", "demo", "queue", "--bogus"]).is(2);
    assert!(wrong.err.contains("yunguan queue --help"), "{wrong:?}");
    let help = office.run(&["person", "add", "--help"]).is(0);
    assert!(
        help.out.contains("姓名") && !help.out.contains("名称"),
        "{help:?}"
    );
}

#[test]
fn english_output_of_an_empty_store_has_no_chinese() {
    let office = Office::bare("en");
    let first = office.run(&["init", "--sandbox"]).is(0);
    assert!(!has_han(&first.out) && !has_han(&first.err), "{first:?}");
    for words in [
        &["queue"][..],
        &["queue", "--view", "all"],
        &["party", "list"],
        &["person", "list"],
        &["system", "list"],
        &["ruling", "list"],
        &["ruling", "show", "R6"],
        &["measures", "show"],
        &[
            "calendar",
            "due",
            "--from",
            "2026-11-09",
            "--working-days",
            "10",
        ],
        &["verify"],
        &["rebuild", "--check"],
        &["doctor"],
        &["show", "APP-20260101-0001"],
        &["act", "submit"],
        &["--help"],
        &["act", "submit", "--help"],
        &["import", "--help"],
    ] {
        let ran = office.run(words);
        // Data: the sample that measures how wide Chinese is drawn, and the word on the authority's papers.
        let out = ran.out.replace("云管│", "").replace("益数云", "");
        assert!(
            !has_han(&out) && !has_han(&ran.err),
            "{words:?} {out} {}",
            ran.err
        );
        assert!(!(ran.out.is_empty() && ran.err.is_empty()), "{words:?}");
    }
}

#[test]
fn deadlines_in_a_batch_agree_with_the_oracle_without_any_store() {
    let office = Office::bare("zh");
    let Some(cases) = shared("data/calendar/deadline_cases.jsonl") else {
        return;
    };
    let cases: Vec<Value> = std::fs::read_to_string(cases)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let questions: String = cases
        .iter()
        .map(|case| {
            let question = serde_json::json!({ "from": case["submit"], "working_days": case["n"] });
            question.to_string() + "\n"
        })
        .collect();
    let ran = office
        .fed(&["calendar", "due", "--batch"], questions.as_bytes())
        .is(0);
    let answers: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), cases.len());
    for (answer, case) in answers.iter().zip(&cases) {
        assert_eq!(answer["due"], case["excl"], "{case}");
    }
}

#[test]
fn a_bad_line_of_a_batch_is_answered_in_its_place() {
    let office = Office::bare("en");
    let long = "x".repeat(200_000);
    let text = format!(
        "{{\"from\":\"2024-02-01\",\"working_days\":20}}\nnonsense\n{long}\n{{\"from\":\"2026-12-31\",\"months\":1}}"
    );
    let ran = office
        .fed(&["calendar", "due", "--batch"], text.as_bytes())
        .is(2);
    let answers: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 4, "{}", ran.out);
    assert_eq!(
        answers[0],
        serde_json::json!({ "due": "2024-03-05", "provisional": false })
    );
    assert!(answers[1]["error"].is_string() && answers[2]["error"].is_string());
    assert_eq!(answers[3]["provisional"], true);
}

const HEAD: &str =
    "组号,标题,系统,资源池,目录项,数量,用途,目录外理由,相近目录项,联系人,电话,非涉密承诺\n";

#[test]
fn a_table_of_applications_is_imported_once_and_whole() {
    let office = Office::sandbox("zh");
    let file = office.path("a.csv");
    let rows = "1,甲,exam,pool-a,ecs-4c16g,2,考务,,,值班室,0737-1,是\n1,,,,disk-1t,1,存卷,,,,,\n\
                2,乙,exam,pool-a,disk-1t,3,存卷,,,值班室,0737-1,是\n";
    std::fs::write(&file, format!("{HEAD}{rows}")).unwrap();
    let file = file.to_str().unwrap();
    let import = ["import", "applications", file];
    let before = office.run(&["verify", "--json"]).json()["result"]["entries"].clone();
    let preview = office
        .by("unit-h", &[&import[..], &["--preview"]].concat())
        .is(0);
    assert!(preview.out.contains('2'), "{}", preview.out);
    assert_eq!(
        office.run(&["verify", "--json"]).json()["result"]["entries"],
        before
    );
    let done = office
        .by("unit-h", &[&import[..], &["--json"]].concat())
        .is(0)
        .json();
    assert_eq!(done["result"].as_array().unwrap().len(), 2, "{done}");
    let again = office.by("unit-h", &import).is(0);
    assert!(again.out.contains("此前已导入"), "{}", again.out);
    let queue = office
        .by("unit-h", &["queue", "--view", "all", "--json"])
        .is(0)
        .json();
    assert_eq!(queue["result"]["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn a_faulty_table_is_told_by_row_and_column_and_nothing_of_it_stays() {
    let mut office = Office::sandbox("zh");
    let file = office.path("a.csv");
    let import = |office: &Office, rows: &str| {
        std::fs::write(&file, format!("{HEAD}{rows}")).unwrap();
        office.by(
            "unit-h",
            &["import", "applications", file.to_str().unwrap()],
        )
    };
    let good = "9,好,exam,pool-a,disk-1t,3,存卷,,,值班室,0737-1,是\n";
    let fields = format!("{good}1,甲,exam,pool-a,disk-1t,许多,存卷,,,值班室,0737-1,也许\n");
    let rules = format!(
        "{good}1,甲,exam,pool-a,disk-1t,1,存卷,,,值班室,0737-1,否\n\
         2,乙,exam,pool-a,disk-1t,1,存卷,,,值班室,0737-1,是\n2,,,,量子机,1,算,,,,,\n\
         3,丙,nowhere,pool-a,disk-1t,1,存卷,,,值班室,0737-1,是\n"
    );
    for (lang, places) in [
        (
            "zh",
            [
                "第3行 F列",
                "第3行 L列",
                "第3行 L列",
                "第5行 H列",
                "第6行 C列",
            ],
        ),
        (
            "en",
            [
                "row 3, column F",
                "row 3, column L",
                "row 3, column L",
                "row 5, column H",
                "row 6, column C",
            ],
        ),
    ] {
        office.lang = lang;
        let told = import(&office, &fields).is(2);
        assert!(
            places[..2].iter().all(|place| told.err.contains(place)),
            "{}",
            told.err
        );
        let told = import(&office, &rules).is(1);
        assert!(
            places[2..].iter().all(|place| told.err.contains(place)),
            "{}",
            told.err
        );
        assert_eq!(has_han(&told.err), lang == "zh", "{}", told.err);
    }
    let truncated = office.path("b.xlsx");
    std::fs::write(&truncated, b"PK\x03\x04 no workbook").unwrap();
    office
        .by(
            "unit-h",
            &["import", "applications", truncated.to_str().unwrap()],
        )
        .is(2);
    let queue = office
        .by("unit-h", &["queue", "--view", "all", "--json"])
        .is(0)
        .json();
    assert!(queue["result"]["rows"].as_array().unwrap().is_empty());
}

#[test]
fn the_template_comes_in_both_languages_and_is_never_overwritten() {
    for lang in ["zh", "en"] {
        let office = Office::bare(lang);
        let file = office.path("t.xlsx");
        let file = file.to_str().unwrap();
        office.run(&["template", "applications", file]).is(0);
        office.run(&["template", "applications", file]).is(3);
        // Empty as it is, it has nothing but titles that are known.
        let empty = office.run(&["import", "applications", file]).is(2);
        assert!(
            empty.err.contains("没有数据") || empty.err.contains("no rows"),
            "{}",
            empty.err
        );
    }
}

#[test]
fn a_second_process_is_told_plainly_that_the_store_is_in_use() {
    let office = Office::sandbox("zh");
    // Whoever writes a journal into a full pipe holds the store until somebody reads on.
    for number in 0..60 {
        let key = format!("k{number}");
        let title = "x".repeat(100);
        let ran = office.by(
            "unit-h",
            &[
                "act",
                "emergency.apply",
                "--title",
                &title,
                "--system",
                "exam",
                "--pool",
                "pool-a",
                "--lines",
                "item=disk-1t quantity=1 purpose=p",
                "--ground",
                "national_security",
                "--non-classified",
                "yes",
                "--urgency",
                &"y".repeat(900),
                "--contact-name",
                "n",
                "--contact-telephone",
                "t",
                "--key",
                &key,
            ],
        );
        ran.is(0);
    }
    let mut holder = office
        .command(&["export", "journal", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = holder.stdout.take().unwrap();
    let mut first = [0; 1];
    std::io::Read::read_exact(&mut stdout, &mut first).unwrap();
    let second = office.run(&["queue"]).is(3);
    assert!(
        second.err.contains("另一个进程") && second.err.contains("ledger.redb"),
        "{}",
        second.err
    );
    // Nobody reads on: the writer ends quietly.
    drop(stdout);
    assert_eq!(holder.wait().unwrap().code(), Some(0));
    office.run(&["verify"]).is(0);
}

#[test]
fn the_journal_leaves_as_it_was_hashed_and_a_backup_opens() {
    let office = Office::sandbox("zh");
    let id = office.submit(&[]);
    let file = office.path("journal.jsonl");
    office
        .run(&["export", "journal", file.to_str().unwrap()])
        .is(0);
    office
        .run(&["export", "journal", file.to_str().unwrap()])
        .is(3);
    let exported = std::fs::read_to_string(&file).unwrap();
    assert_eq!(office.run(&["export", "journal", "-"]).is(0).out, exported);
    // At the foot of a paper stands the entry before the one that issued it.
    office.act("acceptor", &["accept", &id]);
    let shown = ["show", id.as_str(), "--paper", "1"];
    let paper = office.by("acceptor", &shown).is(0).out;
    let before = exported.lines().next_back().unwrap();
    let hash = yunguan::ledger::entry::Hash::of(before.as_bytes()).to_string();
    let flat: String = paper.split_whitespace().collect();
    let last = exported.lines().count();
    let own = last + 1;
    let foot = format!("本件由台账第{own}条出具。此前台账末条为第{last}条，其SM3：{hash}");
    assert!(flat.contains(&foot), "{paper}");
    std::fs::remove_file(&file).unwrap();
    office
        .run(&["export", "journal", file.to_str().unwrap()])
        .is(0);
    let exported = std::fs::read_to_string(&file).unwrap();
    let verified = office.run(&["verify", "--json"]).is(0).json();
    assert_eq!(verified["result"]["entries"], exported.lines().count());
    let last: Value = serde_json::from_str(exported.lines().next_back().unwrap()).unwrap();
    assert_eq!(last["seq"], verified["result"]["entries"]);
    let copy = office.path("copy");
    std::fs::create_dir(&copy).unwrap();
    office
        .run(&["backup", copy.join("ledger.redb").to_str().unwrap()])
        .is(0);
    let copied = office.run(&[
        "show",
        &id,
        "--as",
        "unit-h",
        "--store",
        copy.to_str().unwrap(),
    ]);
    assert!(copied.is(0).out.contains("More room"));
}

#[test]
fn rulings_are_proposed_by_one_and_signed_by_another() {
    let office = Office::sandbox("zh");
    let propose = [
        "ruling",
        "propose",
        "R16",
        "confirm_working_days=5",
        "--effective",
        "2026-12-01",
        "--reason",
        "r",
    ];
    let proposed = office.by("reviewer", &propose).is(0);
    assert!(
        proposed.out.contains("yunguan ruling sign 1"),
        "{}",
        proposed.out
    );
    let own = office.by("reviewer", &["ruling", "sign", "1"]).is(1);
    assert!(own.err.contains("提议人"), "{}", own.err);
    let waiting = office.by("reviewer", &["ruling", "list"]).is(0);
    assert!(
        waiting.out.contains("确认发放（工作日）：5"),
        "{}",
        waiting.out
    );
    office.by("second", &["ruling", "sign", "1"]).is(0);
    let shown = office.by("second", &["ruling", "show", "R16"]).is(0);
    assert!(shown.out.contains("second"), "{}", shown.out);
}

/// What waits for a signature is told to whoever may give it, with what waits for them to do, and to nobody else.
#[test]
fn what_waits_for_a_signature_is_printed_to_whoever_may_give_it() {
    for (lang, ruling, change, nothing, signed) in [
        (
            "zh",
            "裁定 R16 第1号，reviewer 提议，最迟 2026-12-01 周二 签署",
            "办法变动第1号，reviewer 提议",
            "没有待办。",
            "待签署",
        ),
        (
            "en",
            "ruling R16 no. 1, proposed by reviewer, until 2026-12-01 Tue",
            "change of the Measures no. 1, proposed by reviewer",
            "No duties.",
            "To sign",
        ),
    ] {
        let office = Office::sandbox(lang);
        let values = ["ruling", "propose", "R16", "confirm_working_days=5"];
        let day = ["--effective", "2026-12-01", "--reason", "r"];
        let proposed = [&values[..], &day[..]].concat();
        office.by("reviewer", &proposed).is(0);
        let extension = ["--change", "extension", "--day", "2028-09-24"];
        let paper = ["--paper", "N3", "--issued-on", "2026-11-09"];
        let proposed = [&["measures.propose"], &extension[..], &paper[..]].concat();
        office.act("reviewer", &proposed);
        // A line each before the rows, in the order in which they were proposed, whether there are rows or none.
        let said = format!("{signed} {ruling}\n{signed} {change}\n");
        let queue = office.by("second", &["queue"]).is(0).out;
        assert!(queue.starts_with(&said), "{queue}");
        assert!(queue.contains(nothing), "{queue}");
        let page = office.by("second", &["--once"]).is(0).out;
        assert!(page.ends_with(&queue), "{page}");
        // Said in sentences where the rows are.
        let end = [".", "。"][usize::from(lang == "zh")];
        let said = said.replace('\n', &format!("{end}\n"));
        for page in [&["queue", "--plain"][..], &["--plain"]] {
            let page = office.by("second", page).is(0).out;
            assert!(page.contains(&said) && is_plain_text(&page), "{page}");
        }
        // It is no duty on a matter: another list, and the rows for a script, have nothing of it.
        let open = office.by("second", &["queue", "--view", "open"]).is(0).out;
        assert!(!open.contains(signed), "{open}");
        let rows = office.by("second", &["queue", "--json"]).is(0).json();
        assert_eq!(rows["result"]["rows"], json!([]));
        // A row each among what the status says.
        let status = office.by("second", &["status"]).is(0).out;
        for (said, other) in [(ruling, change), (change, ruling)] {
            let mut lines = status.lines();
            let row = lines.find(|line| line.contains(said)).unwrap_or_default();
            assert!(row.starts_with(signed) && !row.contains(other), "{status}");
        }
        let status = office.by("second", &["status", "--json"]).is(0).json();
        assert_eq!(
            status["result"]["to_sign"],
            json!([
                {"verb": "ruling.sign", "number": 1, "ruling": "R16", "until": "2026-12-01",
                    "by": "reviewer"},
                {"verb": "measures.sign", "number": 1, "by": "reviewer"},
            ])
        );
        // Whoever proposed it, and whoever is none of those who sign, is told of nothing.
        for login in ["reviewer", "acceptor", "sup-r", "unit-h"] {
            for verb in [&["queue"][..], &["status"], &["--once"]] {
                let told = office.by(login, verb).is(0).out;
                assert!(!told.contains(signed), "{login} {verb:?}: {told}");
            }
            let status = office.by(login, &["status", "--json"]).is(0).json();
            assert_eq!(status["result"]["to_sign"], json!([]), "{login}");
        }
        // What is signed waits no more.
        office.by("second", &["ruling", "sign", "1"]).is(0);
        let queue = office.by("second", &["queue"]).is(0).out;
        assert!(
            queue.starts_with(&format!("{signed} {change}\n")),
            "{queue}"
        );
        office.act("second", &["measures.sign", "--proposal", "1"]);
        for verb in [&["queue"][..], &["status"]] {
            let told = office.by("second", verb).is(0).out;
            assert!(!told.contains(signed), "{told}");
        }
    }
}

/// A trial is asked for slice by slice: what is told of a long history is told of all of it.
#[test]
fn a_trial_of_many_matters_tells_of_all() {
    for (lang, came_to) in [
        (
            "zh",
            "试算520件事项：520个时限会不同，其中0个不再逾期，0个变为逾期",
        ),
        (
            "en",
            "520 matters tried: 520 deadlines would differ, 0 no longer late, 0 newly late",
        ),
    ] {
        let mut office = Office::bare(lang);
        office.now = "2026-11-10T09:00".to_owned();
        let store = office.path("store");
        let mut city = City::founded_in(Ledger::create(&store, &Realm::Sandbox).unwrap());
        for _ in 0..520 {
            city.given("pa submitted").unwrap();
        }
        drop(city);
        let tried = ["ruling", "try", "R18", "minute_of_day=1050"];
        let said = office.by("reviewer", &tried).is(0).out;
        let mut lines = said.lines();
        assert_eq!(lines.next(), Some(came_to));
        // Of so many not all are listed.
        assert_eq!(lines.count(), 20, "{said}");
        let limit = [&tried[..], &["--limit", "519", "--json"]].concat();
        let tried = office.by("reviewer", &limit).is(0).json();
        assert_eq!(
            (&tried["result"]["read"], &tried["result"]["differ"]),
            (&json!(520), &json!(520))
        );
        let listed = tried["result"]["differences"].as_array().unwrap();
        let once: BTreeSet<_> = listed.iter().map(|one| one["matter"].to_string()).collect();
        assert_eq!(once.len(), 519);
    }
}

#[test]
fn a_notice_and_the_official_text_are_loaded() {
    let office = Office::sandbox("zh");
    let file = office.path("2027.json");
    let notice = crate::rules_register::notice(2027, "2027-01-04");
    std::fs::write(&file, notice["notice"].to_string()).unwrap();
    let due = [
        "calendar",
        "due",
        "--from",
        "2026-12-30",
        "--working-days",
        "2",
        "--json",
    ];
    assert_eq!(office.run(&due).is(0).json()["provisional"], true);
    let load = ["calendar", "load", file.to_str().unwrap()];
    // The preview says what would come, and writes nothing: the number is still the first.
    let preview = office.by("sup-r", &[&load[..], &["--preview"]].concat());
    let preview = preview.is(0);
    assert!(preview.out.contains("2027-10-03"), "{}", preview.out);
    assert!(preview.out.contains("不再有：无"), "{}", preview.out);
    assert!(preview.out.contains("时限：0项"), "{}", preview.out);
    let proposed = office.by("sup-r", &load).is(0);
    assert!(
        proposed.out.contains("yunguan calendar sign 1"),
        "{}",
        proposed.out
    );
    assert_eq!(office.run(&due).is(0).json()["provisional"], true);
    let signed = office.by("second", &["calendar", "sign", "1"]).is(0);
    assert!(signed.out.contains("日历第1版"), "{}", signed.out);
    let again = office.by("sup-r", &load).is(1);
    assert!(again.err.contains("第19条"), "{}", again.err);
    let missing = office.by("second", &["calendar", "load", "nope"]).is(3);
    assert!(missing.err.contains("nope"), "{}", missing.err);
    let known = office.run(&due).is(0).json();
    assert_eq!(known["provisional"], false);
    assert_eq!(known["due"], "2027-01-05");
    assert!(
        office
            .run(&["calendar", "show", "2027"])
            .is(0)
            .out
            .contains("元旦")
    );
    std::fs::write(&file, "{}").unwrap();
    office
        .by("second", &["calendar", "load", file.to_str().unwrap()])
        .is(3);

    let Some(text) = shared("regulation.txt") else {
        return;
    };
    let load = ["measures", "load", text.to_str().unwrap()];
    let loaded = office.by("sup-r", &load).is(0);
    assert!(loaded.out.contains("42"), "{}", loaded.out);
    let shown = office.by("unit-h", &["measures", "show", "42"]).is(0);
    assert!(shown.out.contains("至 2027-09-24"), "{}", shown.out);
    let status = office.by("unit-h", &["status"]).is(0);
    assert!(status.out.contains("R44"), "{}", status.out);
    let shown = office.by("unit-h", &["measures", "show", "19"]).is(0);
    assert!(shown.out.contains("云资源申请"), "{}", shown.out);
}

#[test]
fn the_measures_say_until_when_and_why_and_their_lapse_is_written_down_by_itself() {
    for (lang, at_first, by_itself, ground) in [
        ("zh", "裁定 R21、R44", "自动记录", "全市"),
        (
            "en",
            "rulings R21, R44",
            "recorded by the program",
            "the whole city",
        ),
    ] {
        let mut office = Office::bare(lang);
        let store = office.path("store");
        drop(City::founded_in(
            Ledger::create(&store, &Realm::Sandbox).unwrap(),
        ));
        let said = office.by("edu", &["measures"]).is(0).out;
        for part in [
            at_first,
            "2025-09-25",
            "24",
            "2027-09-24",
            "2027-03-24",
            "2027-06-24",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        let status = office.by("edu", &["status", "--json"]).is(0).json();
        let measures = &status["result"]["measures"];
        assert_eq!(measures["force"], "in_force");
        assert_eq!(
            measures["preparing"][1],
            serde_json::json!(["evaluation", "2027-03-24"])
        );
        let help = office.run(&["act", "emergency.apply", "--help"]).is(0).out;
        assert!(
            help.contains("--ground") && help.contains("other_special"),
            "{help}"
        );
        office.now = "2027-09-25T09:00".to_owned();
        let given = [
            "act",
            "measures.ground",
            "--ground",
            "纪要",
            "--until",
            "2027-12-31",
        ];
        office.by("reviewer", &given).is(0);
        let said = office.by("edu", &["measures"]).is(0).out;
        assert!(said.contains(by_itself) && said.contains(ground), "{said}");
        let read = office.by("edu", &["measures", "--json"]).is(0).json();
        let changes = read["result"]["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1, "once: {changes:?}");
        assert_eq!(changes[0]["change"], "lapse");
        assert_eq!(read["result"]["validity"]["force"], "lapsed");
    }
}

#[test]
fn a_limit_in_hours_runs_through_from_its_instant() {
    let office = Office::bare("zh");
    let due = |from, hours| office.run(&["calendar", "due", "--from", from, "--hours", hours]);
    let said = due("2026-12-25T22:30", "4").is(0).out;
    assert!(said.contains("12-26 周六 02:30"), "{said}");
    let json = office
        .run(&[
            "calendar",
            "due",
            "--from",
            "2026-12-25T22:30",
            "--hours",
            "4",
            "--json",
        ])
        .is(0)
        .json();
    assert_eq!(json["due"], "2026-12-26");
    assert_eq!(json["ends_at"], "2026-12-25T18:30:00Z");
    due("someday", "4").is(2);
    due("2026-12-25", "0").is(2);
    due("2026-12-25", "8785").is(2);
}

#[test]
fn completions_and_manuals_are_there() {
    for lang in ["zh", "en"] {
        let office = Office::bare(lang);
        for shell in ["bash", "zsh", "fish"] {
            let script = office.run(&["completions", shell]).is(0);
            assert!(script.out.contains("application.submit"), "{shell}");
        }
        let page = office.run(&["man"]).is(0);
        assert!(
            page.out.starts_with(".ie") && page.out.contains("yunguan"),
            "{}",
            page.out
        );
        let page = office.run(&["man", "act", "submit"]).is(0);
        assert!(page.out.contains("lines"), "{}", page.out);
        office.run(&["man", "nonsense"]).is(2);
    }
}

#[test]
fn whoever_stops_reading_ends_nothing_badly() {
    let office = Office::bare("zh");
    let mut child = office
        .command(&["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_demo_is_built_and_can_be_looked_at() {
    let office = Office::bare("zh");
    office
        .run(&[
            "demo",
            "--matters",
            "30",
            "--build-only",
            "--now",
            "2026-11-23T10:31",
        ])
        .is(0);
    office
        .run(&["demo", "--matters", "30", "--build-only"])
        .is(3);
    office.run(&["verify"]).is(0);
    let all = office
        .run(&[
            "queue",
            "--view",
            "all",
            "--as",
            "authority-handler",
            "--json",
        ])
        .is(0)
        .json();
    // Beside thirty of the units the contracts with three providers and the agency, and two editions of the catalogue.
    assert_eq!(all["result"]["rows"].as_array().unwrap().len(), 36);
}

#[test]
fn building_stops_at_control_c_and_leaves_nothing() {
    let office = Office::bare("zh");
    let mut child = office
        .command(&["demo", "--matters", "100000", "--build-only"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let store = office.path("store").join("ledger.redb");
    let begun = std::time::Instant::now();
    // Until it is whole the store has another name in its folder.
    let written = || {
        let files = std::fs::read_dir(office.path("store"))
            .into_iter()
            .flatten();
        let sizes = files
            .flatten()
            .map(|file| file.metadata().map_or(0, |found| found.len()));
        sizes.sum::<u64>()
    };
    // The signals are listened to by the time that something is written.
    while written() < 8 << 20 {
        assert!(begun.elapsed() < std::time::Duration::from_mins(1));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let mut told = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut told).unwrap();
    assert_eq!(told, "已停止。\n");
    assert_eq!(written(), 0);
    assert!(!store.exists());
}

/// Nothing in it moves a cursor or sets a colour.
fn is_plain_text(text: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter.is_control() && letter != '\n')
}

#[test]
fn the_page_that_the_console_opens_on_is_printed_as_a_table() {
    for (lang, realm, mine, label) in [
        (
            "zh",
            "沙箱，非正式   北京时间 2026-11-09 周一 09:00",
            "待我 1",
            "待我办",
        ),
        (
            "en",
            "sandbox, not the live store   Beijing time 2026-11-09 Mon 09:00",
            "mine 1",
            "Mine",
        ),
    ] {
        let office = Office::sandbox(lang);
        let id = office.submit(&[]);
        let page = office.by("acceptor", &["--once"]).is(0);
        let mut lines = page.out.lines();
        assert_eq!(lines.next().unwrap(), realm);
        assert!(page.out.contains(mine), "{}", page.out);
        assert!(page.out.contains(&format!("\n{label}\n")), "{}", page.out);
        // The table is the one that `queue` prints.
        let queue = office.by("acceptor", &["queue"]).is(0);
        assert!(
            page.out.ends_with(&queue.out),
            "{}\n{}",
            page.out,
            queue.out
        );
        assert!(is_plain_text(&page.out) && page.err.is_empty());
        // The version tells one hub's answers apart, and every process here is a hub of its own.
        let rows = |options: &[&str]| {
            let document = office.by("acceptor", options).is(0).json();
            document["result"]["rows"].clone()
        };
        let asked = rows(&["queue", "--json"]);
        assert_eq!(asked[0]["of"]["duty"]["matter"], id);
        assert_eq!(rows(&["--once", "--json"]), asked);
        assert_eq!(rows(&["--plain", "--json"]), asked);
    }
}

#[test]
fn the_page_is_said_in_sentences_for_who_has_it_read() {
    for (lang, wanted) in [
        (
            "zh",
            [
                "沙箱，非正式。\n",
                "北京时间 2026-11-24 周二 09:00。\n",
                "岗位 经办",
                "待我办1件，其中逾期1件，今日到期0件。\n",
                "列表 待我办，共1件。\n",
                "第1件：时限 2026-11-23 周一；剩余 逾1个工作日；事项 申请-20261109-0001；标题 ",
                "；待办 受理；单位 ",
            ],
        ),
        (
            "en",
            [
                "sandbox, not the live store.\n",
                "Beijing time 2026-11-24 Tue 09:00.\n",
                "posts handler",
                "mine 1, of these late 1, due today 0.\n",
                "list Mine, 1 in all.\n",
                "number 1: due 2026-11-23 Mon; left 1 working day late; matter APP-20261109-0001; title ",
                "; to do acceptance; unit ",
            ],
        ),
    ] {
        let mut office = Office::sandbox(lang);
        office.submit(&[]);
        office.now = "2026-11-24T09:00".to_owned();
        for options in [&["--plain"][..], &["--plain", "--once"]] {
            let page = office.by("acceptor", options).is(0);
            for wanted in wanted {
                assert!(page.out.contains(wanted), "{wanted}\n{}", page.out);
            }
            assert!(is_plain_text(&page.out) && page.err.is_empty());
            // No columns, no lines, no signs.
            for sign in ["  ", "·", "›", "│", "─", "!", "|", ">", "●"] {
                assert!(!page.out.contains(sign), "{sign}\n{}", page.out);
            }
        }
    }
}

#[test]
fn the_page_says_how_many_rows_it_leaves_out() {
    let office = Office::sandbox("zh");
    for _ in 0..3 {
        office.submit(&[]);
    }
    let page = office.by("acceptor", &["--plain", "--limit", "2"]).is(0);
    assert!(page.out.contains("第2件：") && !page.out.contains("第3件："));
    assert!(
        page.out.ends_with("还有1件没有列出；用 --limit 看更多。\n"),
        "{}",
        page.out
    );
    let page = office.by("acceptor", &["--once", "--limit", "2"]).is(0);
    assert!(page.out.contains("前2行，全部3行"), "{}", page.out);
    // Who has no duties and sees only their own matters sees how these stand, newest first.
    let page = office.by("unit-h", &["--plain"]).is(0);
    assert!(page.out.contains("列表 全部事项，共3件"), "{}", page.out);
    assert!(
        page.out.contains("第1件：") && page.out.contains("环节 待受理"),
        "{}",
        page.out
    );
    let first = page.out.find("20261109-0003").unwrap();
    assert!(first < page.out.find("20261109-0001").unwrap());
}

#[test]
fn a_dumb_terminal_gets_the_page_and_is_told_what_there_is() {
    let office = Office::sandbox("zh");
    office.submit(&[]);
    let words = ["--as", "acceptor", "--now", &office.now];
    let ran = office.command(&words).env("TERM", "dumb").output().unwrap();
    let (out, err) = (
        String::from_utf8(ran.stdout).unwrap(),
        String::from_utf8(ran.stderr).unwrap(),
    );
    assert_eq!(ran.status.code(), Some(0), "{err}");
    assert!(out.contains("第1件：时限 ") && is_plain_text(&out), "{out}");
    assert!(
        err.contains("--plain") && err.contains("--once") && err.contains("TERM=dumb"),
        "{err}"
    );
    // Another kind of terminal that is none is told as well.
    let ran = office
        .command(&words)
        .env("TERM", "xterm")
        .output()
        .unwrap();
    let err = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(err.contains("--once"), "{err}");
}

#[test]
fn the_page_is_of_a_founded_store_and_of_no_verb() {
    let office = Office::bare("zh");
    for option in ["--once", "--plain"] {
        office.run(&[option]).is(3);
    }
    assert!(!office.path("store").exists(), "looking makes no store");
    let office = Office::sandbox("en");
    for words in [
        &["--once", "queue"][..],
        &["--plain", "show", "x"],
        &["--limit", "3", "verify"],
    ] {
        let ran = office.run(words).is(2);
        assert!(ran.err.contains("without a verb"), "{}", ran.err);
    }
    office.run(&["--limit", "0"]).is(2);
    let help = office.run(&["--help"]).is(0);
    let (_, opening) = help.out.split_once("Options without a verb:").unwrap();
    assert!(
        opening.contains("--once") && opening.contains("--plain"),
        "{}",
        help.out
    );
}
