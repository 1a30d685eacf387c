//! Materials (Art. 19(2), with 3, 27, 28 and 33): what is asked for at which level, what is missing, who is shown it.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::json;

use yunguan::domain::law::matter::{Body, MatterId};
use yunguan::domain::law::naming::Names;
use yunguan::domain::r#use::application::Application;
use yunguan::domain::r#use::materials::{MaterialKind, completeness};
use yunguan::locale::Lang;
use yunguan::paper::document;

use crate::support::city::{City, application, item, supply, with};
use crate::support::office::Office;
use crate::support::screen::flat;

/// What is missing on a matter, a word each with its article, in order.
fn missing(city: &City, id: MatterId) -> Vec<String> {
    let matter = city.matter(id);
    let materials = matter.body.materials(&matter.head).unwrap();
    let gaps = materials.gaps.iter().map(|gap| {
        let paragraph = gap.article.paragraph;
        let paragraph = paragraph.map_or_else(String::new, |number| format!("({number})"));
        format!("{} {}{paragraph}", gap.kind.word(), gap.article.number)
    });
    gaps.collect()
}

fn body(city: &City, id: MatterId) -> Application {
    let Body::Application(body) = city.matter(id).body else {
        unreachable!()
    };
    body
}

#[test]
fn what_is_asked_for_grows_with_the_level() {
    for (level, count, unasked) in [
        (1, 5, vec!["grading_record", "cryptography_plan"]),
        (2, 6, vec!["cryptography_plan"]),
        (3, 7, vec![]),
        (5, 7, vec![]),
    ] {
        let all = completeness(&[], level);
        let missing: Vec<_> = all.gaps.iter().map(|gap| gap.kind.word()).collect();
        let left: Vec<_> = MaterialKind::WORDS
            .into_iter()
            .filter(|word| !missing.contains(word))
            .collect();
        assert_eq!((all.asked, left), (count, unasked), "level {level}");
    }
}

#[test]
fn every_material_is_missing_until_it_is_supplied() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    assert_eq!(
        missing(&city, id),
        [
            "project_basis 3",
            "grading_record 33",
            "cryptography_plan 33",
            "sizing_sheet 19(2)",
            "data_inventory 28",
            "operating_rules 27",
            "responsible_person 33"
        ]
    );
    let volume = supply(&[
        "project_basis",
        "grading_record",
        "operating_rules",
        "data_inventory",
    ]);
    city.on_matter("edu", "application.supply", id, &volume)
        .unwrap();
    city.wait_days(1);
    let newer = with(
        supply(&["project_basis", "sizing_sheet"]),
        "document",
        json!("新批复"),
    );
    city.on_matter("edu", "application.supply", id, &newer)
        .unwrap();
    assert_eq!(
        missing(&city, id),
        ["cryptography_plan 33", "responsible_person 33"]
    );
    // Of each kind the newest stands, and only what belongs to it; the journal has them all.
    let supplied = body(&city, id).materials;
    let said: Vec<_> = supplied
        .iter()
        .map(|one| {
            (
                one.kind.word(),
                one.document.as_str(),
                one.level,
                one.data.is_some(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("project_basis", "新批复", None, false),
            ("grading_record", "益发改〔2026〕12号", Some(3), false),
            ("sizing_sheet", "新批复", None, false),
            ("data_inventory", "益发改〔2026〕12号", None, true),
            ("operating_rules", "益发改〔2026〕12号", None, false),
        ]
    );
    assert_eq!(supplied[0].supplied_by.as_str(), "edu");
    assert_eq!(supplied[0].supplied_at, city.now.into());
    assert_eq!(city.entries_of(id).len(), 3);
}

#[test]
fn what_was_missing_at_acceptance_stays_on_record_and_on_the_notice() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    let most: Vec<_> = MaterialKind::WORDS
        .into_iter()
        .filter(|word| *word != "cryptography_plan")
        .collect();
    city.on_matter("edu", "application.supply", id, &supply(&most))
        .unwrap();
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    let plan = [MaterialKind::CryptographyPlan];
    assert_eq!(body(&city, id).accepted_without, plan);
    assert_eq!(missing(&city, id), ["cryptography_plan 33"]);
    let notice = |city: &City| {
        let (ended, papers) = city.past(id);
        let document = document::render(&city.matter(id), &ended, &[], &papers[0], Lang::Zh);
        document.to_text(200)
    };
    assert!(notice(&city).contains("尚缺下列材料，请在审核意见之前补交：密码应用方案"));
    // Supplied afterwards it is no longer missing, but it was.
    city.on_matter(
        "edu",
        "application.supply",
        id,
        &supply(&["cryptography_plan"]),
    )
    .unwrap();
    assert!(missing(&city, id).is_empty());
    assert_eq!(body(&city, id).accepted_without, plan);
    assert!(notice(&city).contains("密码应用方案"));
    let opinion = json!({"decision": "approve", "opinion": "同意"});
    city.on_matter("reviewer", "application.review", id, &opinion)
        .unwrap();
    let matter = city.matter(id);
    assert_eq!(matter.body.materials(&matter.head), None, "judged");
}

#[test]
fn complete_materials_leave_nothing_to_remark() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.on_matter(
        "edu",
        "application.supply",
        id,
        &supply(&MaterialKind::WORDS),
    )
    .unwrap();
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    assert!(body(&city, id).accepted_without.is_empty());
}

#[test]
fn a_new_application_carries_the_materials_over() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.on_matter("edu", "application.supply", id, &supply(&["project_basis"]))
        .unwrap();
    let objections = json!({"objections": ["缺报告"]});
    city.on_matter("acceptor", "application.decline", id, &objections)
        .unwrap();
    let mut fields = application("exam", "pa", &[item("vm", 4)]);
    fields["previous"] = json!(id);
    fields["answers"] = json!(["1 已补"]);
    let new = city.open("edu", "application.submit", &fields);
    assert_eq!(body(&city, new).materials, body(&city, id).materials);
    assert_eq!(missing(&city, new).len(), 6);
}

#[test]
fn what_regularises_an_emergency_is_asked_for_the_same() {
    let mut city = City::new();
    let emergency = city.given("emergency handed_over").unwrap();
    let matter = city.matter(emergency);
    assert_eq!(
        matter.body.materials(&matter.head),
        None,
        "not at three in the morning"
    );
    let formal = city.formal(emergency);
    assert_eq!(missing(&city, formal).len(), 7);
}

/// Whoever decides sees what is missing: on the matter, in JSON, and before anything is done; whoever supplies does it from
/// the command line.
#[test]
fn whoever_decides_is_shown_what_is_missing() {
    for (lang, shown, preview) in [
        (
            "zh",
            "材料  6/7，缺密码应用方案（第33条）",
            "受理，尚缺材料1种",
        ),
        (
            "en",
            "Materials  6/7, missing: cryptography plan (Art. 33)",
            "Accepted, materials missing: 1",
        ),
    ] {
        let office = Office::sandbox(lang);
        let id = office.submit(&[]);
        let most: Vec<_> = MaterialKind::WORDS
            .into_iter()
            .filter(|word| *word != "cryptography_plan")
            .collect();
        let most = most.join(",");
        let words = [
            "application.supply",
            &id,
            "--materials",
            &most,
            "--document",
            "One volume",
            "--dated",
            "2026-11-02",
            "--level",
            "3",
            "--data",
            "ordinary",
            "--stays-in-country",
            "yes",
        ];
        office.act("unit-h", &words);
        let text = office.by("acceptor", &["show", &id]).is(0).out;
        assert!(flat(&text).contains(&flat(shown)), "{text}");
        let json = office.by("acceptor", &["show", &id, "--json"]).is(0).json();
        let expected = json!({"asked": 7, "gaps": [
            {"kind": "cryptography_plan", "article": {"number": 33, "paragraph": null}}]});
        assert_eq!(json["result"]["materials"], expected);
        let accept = ["act", "accept", &id, "--preview"];
        let before = office.by("acceptor", &accept).is(0).out;
        assert!(
            flat(&before).contains(&flat(shown)) && flat(&before).contains(&flat(preview)),
            "{before}"
        );
        let hold = ["act", "hold", &id, "--reason", "waits", "--preview"];
        let of_no_decision = office.by("acceptor", &hold).is(0).out;
        assert!(!of_no_decision.contains(shown), "{of_no_decision}");
        office.act("acceptor", &["accept", &id]);
        let review = [
            "act",
            "application.review",
            &id,
            "--decision",
            "reject",
            "--opinion",
            "no",
            "--preview",
        ];
        let before = office.by("reviewer", &review).is(0);
        assert!(flat(&before.out).contains(&flat(shown)), "{before:?}");
    }
}

/// Of the two days that stand beside a material it is said which is which, and by whom it was supplied.
#[test]
fn a_supplied_material_says_its_own_day_and_when_it_came() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.on_matter("edu", "application.supply", id, &supply(&["sizing_sheet"]))
        .unwrap();
    let matter = city.matter(id);
    for (lang, label, said) in [
        (
            Lang::Zh,
            "资源测算表",
            ["文件日期2026-", "提交 11-09 周一 10:00，edu"],
        ),
        (
            Lang::En,
            "sizing sheet",
            ["dated 2026-", "supplied 11-09 Mon 10:00 by edu"],
        ),
    ] {
        let details = yunguan::locale::matter::details(lang, &Names::default(), &matter);
        let mut labelled = details.iter().filter(|(known, _)| known.get(lang) == label);
        let (_, text) = labelled.next().unwrap();
        for part in said {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}
