//! What every paper shares: what goes with it, and who signs it.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::build::system::System;
use yunguan::domain::law::authority::lacking;
use yunguan::domain::law::duty::Lack;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::paper::{Paper, Signature, Signing};
use yunguan::domain::law::party::{CLOCKWORK, Party, Post};
use yunguan::domain::law::world::World;
use yunguan::domain::r#use::asked;
use yunguan::locale::{Lang, paper::attachment};
use yunguan::paper::document;

use crate::support::city::{City, refused, with};
use crate::support::office::Office;

fn file(name: &str) -> Value {
    json!({"name": name, "size": 20_480, "sha256": "0F".repeat(32)})
}

/// The names of what is enclosed and did not go out yet, each with whose it is.
fn waiting(city: &City, id: MatterId) -> Vec<String> {
    let enclosures = city.matter(id).head.enclosures;
    let said = enclosures.iter();
    said.map(|one| format!("{} {}", one.party, one.file.name))
        .collect()
}

fn attached(paper: &Paper) -> Vec<&str> {
    let files = paper.attachments.iter();
    files.map(|file| file.name.as_str()).collect()
}

#[test]
fn what_is_enclosed_goes_with_the_next_paper_of_its_party() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    for (login, name) in [
        ("acceptor", "清单.pdf"),
        ("edu", "说明.docx"),
        ("reviewer", "依据.pdf"),
        ("acceptor", "误传.txt"),
    ] {
        city.on_matter(login, "enclose", id, &file(name)).unwrap();
    }
    let again = city.on_matter("reviewer", "enclose", id, &file("清单.pdf"));
    assert_eq!(
        refused(&again.unwrap_err()),
        "refused enclosed_already under 19(2)"
    );
    // The same name of another party is another file.
    city.on_matter("edu", "enclose", id, &file("清单.pdf"))
        .unwrap();
    // Of several it is said which; nobody takes another party's out.
    let which = city.on_matter("acceptor", "take-out", id, &json!({}));
    assert_eq!(refused(&which.unwrap_err()), "refused missing under 19(2)");
    let theirs = json!({"name": "误传.txt"});
    let of_others = city.on_matter("edu", "take-out", id, &theirs);
    assert_eq!(
        refused(&of_others.unwrap_err()),
        "refused no_such_enclosure under 19(2)"
    );
    city.on_matter("reviewer", "take-out", id, &theirs).unwrap();
    assert_eq!(
        waiting(&city, id),
        [
            "shuju 清单.pdf",
            "edu 说明.docx",
            "shuju 依据.pdf",
            "edu 清单.pdf"
        ]
    );

    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    let papers = city.past(id).1;
    assert_eq!(attached(&papers[0]), ["清单.pdf", "依据.pdf"]);
    assert_eq!(papers[0].attachments[0].sha256, "0f".repeat(32));
    assert_eq!(waiting(&city, id), ["edu 说明.docx", "edu 清单.pdf"]);

    // The next paper carries only what was enclosed since.
    let opinion = json!({"decision": "approve", "opinion": "同意"});
    city.on_matter("reviewer", "application.review", id, &opinion)
        .unwrap();
    assert!(city.past(id).1[1].attachments.is_empty());
    let only = city.on_matter("edu", "take-out", id, &json!({"name": "清单.pdf"}));
    assert!(only.is_ok());
    city.on_matter("edu", "take-out", id, &json!({})).unwrap();
    assert!(waiting(&city, id).is_empty());
}

#[test]
fn what_a_party_encloses_is_bounded() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    for number in 0..32 {
        let name = format!("{number}.pdf");
        city.on_matter("edu", "enclose", id, &file(&name)).unwrap();
    }
    let more = city.on_matter("edu", "enclose", id, &file("33.pdf"));
    assert_eq!(
        refused(&more.unwrap_err()),
        "refused enough_enclosures under 19(2)"
    );
    // Another party's own are not counted with them.
    city.on_matter("acceptor", "enclose", id, &file("33.pdf"))
        .unwrap();
}

#[test]
fn a_paper_names_what_goes_with_it() {
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    for name in ["清单.pdf", "依据.pdf"] {
        city.on_matter("acceptor", "enclose", id, &file(name))
            .unwrap();
    }
    city.on_matter("acceptor", "application.accept", id, &json!({}))
        .unwrap();
    let (ended, papers) = city.past(id);
    for (lang, heading) in [(Lang::Zh, "附件："), (Lang::En, "Attachments:")] {
        let matter = city.matter(id);
        let text = document::render(&matter, &ended, &[], &papers[0], lang).to_text(200);
        let text: String = text.split_whitespace().collect();
        assert!(text.contains(heading), "{text}");
        for (number, attached) in (1..).zip(&papers[0].attachments) {
            let said = format!("{number}. {}", attachment(lang, attached));
            let said: String = said.split_whitespace().collect();
            assert!(text.contains(&said), "{said} in {text}");
        }
    }
}

/// The digest of "abc" is that of the standard (FIPS 180-4).
#[test]
fn files_are_enclosed_from_the_command_line_all_or_none() {
    for lang in ["zh", "en"] {
        let office = Office::sandbox(lang);
        let id = office.submit(&[]);
        let (abc, long) = (office.path("abc.txt"), office.path("long.bin"));
        std::fs::write(&abc, "abc").unwrap();
        std::fs::write(&long, vec![7; 200_000]).unwrap();
        let (abc, long) = (abc.to_str().unwrap(), long.to_str().unwrap());
        let gone = office.path("gone.txt");
        let words = ["enclose", &id, abc, gone.to_str().unwrap()];
        let failed = office.by("acceptor", &words).is(3);
        assert!(failed.err.contains("gone.txt"), "{failed:?}");
        let twice = office.by("acceptor", &["enclose", &id, abc, abc]).is(1);
        assert!(twice.err.contains("abc.txt"), "{twice:?}");
        let shown = office.by("acceptor", &["show", &id, "--json"]).is(0).json();
        let head = &shown["result"]["matter"]["head"];
        assert_eq!(head["enclosures"], json!([]), "none of several");

        let done = office
            .by("acceptor", &["enclose", &id, abc, long, "--json"])
            .is(0);
        assert_eq!(done.json()["answer"], "all_done");
        let shown = office.by("acceptor", &["show", &id, "--json"]).is(0).json();
        let enclosures = &shown["result"]["matter"]["head"]["enclosures"];
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let expected = json!({"name": "abc.txt", "size": 3, "sha256": digest});
        assert_eq!(enclosures[0]["file"], expected);
        assert_eq!(enclosures[1]["file"]["size"], 200_000);
        office.act("acceptor", &["accept", &id]);
        let paper = office.by("unit-h", &["show", &id, "--paper", "1"]).is(0);
        let flat: String = paper.out.split_whitespace().collect();
        assert!(flat.contains(digest) && flat.contains("abc.txt"), "{flat}");
    }
}

fn served() -> Value {
    json!({"received_by": "收发员"})
}

#[test]
fn where_a_signatory_is_kept_nothing_is_served_unsigned() {
    let mut city = City::new();
    city.keeps_signatory("shuju", "signer", &["handler", "signatory"]);
    city.keeps_signatory("shuju", "deputy", &["signatory"]);
    let id = city.given("pa submitted").unwrap();
    let none = city.on_matter("signer", "sign-paper", id, &json!({}));
    assert_eq!(
        refused(&none.unwrap_err()),
        "refused already_done under 19(2)"
    );
    let objections = json!({"objections": ["缺报告"]});
    city.on_matter("signer", "application.decline", id, &objections)
        .unwrap();
    // The signature is owed, within its internal target, to whoever keeps the post.
    let owed = "not_accepted; serve_opinion shuju 2026-11-11; sign_paper#1 shuju 2026-11-11";
    assert_eq!(city.look(id), owed);
    let paper = &city.past(id).1[0];
    assert_eq!(paper.drafted_by.as_str(), "signer");
    assert_eq!(paper.signing, Some(Signing::Awaited));
    let number = paper.number.to_string();
    for (login, verb, fields, why) in [
        (
            "acceptor",
            "serve",
            served(),
            "refused not_signed under R22",
        ),
        // The unit cannot record it as received either.
        ("edu", "serve", served(), "refused not_signed under R22"),
        (
            "signer",
            "sign-paper",
            json!({}),
            "refused same_person under R22",
        ),
        (
            "acceptor",
            "sign-paper",
            json!({}),
            "refused post_needed under 5",
        ),
        (
            "deputy",
            "sign-paper",
            json!({"paper": "益数云〔2026〕9号"}),
            "refused nothing_to_sign under 19(2)",
        ),
    ] {
        let refusal = city.on_matter(login, verb, id, &fields).unwrap_err();
        assert_eq!(refused(&refusal), why, "{login} {verb}");
    }
    city.wait_days(1);
    city.on_matter("deputy", "sign-paper", id, &json!({ "paper": number }))
        .unwrap();
    let signing = city.past(id).1[0].signing.clone();
    let signature = Signature {
        by: "deputy".into(),
        name: city.actor("deputy").name,
        at: city.now.into(),
    };
    assert_eq!(signing, Some(Signing::Signed(signature)));
    assert_eq!(
        city.look(id),
        "not_accepted; serve_opinion shuju 2026-11-11"
    );
    // It did not reach anybody before it was signed, and what begins at its service begins then.
    let early = with(served(), "served_at", json!("2026-11-09T12:00:00Z"));
    let refusal = city.on_matter("acceptor", "serve", id, &early).unwrap_err();
    assert_eq!(refused(&refusal), "refused too_early under 19(2)");
    city.on_matter("acceptor", "serve", id, &served()).unwrap();
    assert_eq!(city.look(id), "not_accepted; resubmit edu 2026-11-24");
}

#[test]
fn of_several_papers_it_is_said_which_one_is_signed() {
    let mut city = City::new();
    city.keeps_signatory("shuju", "signer", &["signatory"]);
    let id = city.given("pa approved").unwrap();
    let both = "approved; sign_paper#1 shuju 2026-11-11; order_test jishu 2026-11-12; sign_paper#2 shuju 2026-11-11";
    assert_eq!(city.look(id), both);
    let which = city.on_matter("signer", "sign-paper", id, &json!({}));
    assert_eq!(refused(&which.unwrap_err()), "refused missing under 19(2)");
    // By the number of the duty, and by that of the paper.
    city.on_matter("signer", "sign-paper", id, &json!({"paper": "2"}))
        .unwrap();
    let papers = city.past(id).1;
    let awaited = |paper: &Paper| paper.signing == Some(Signing::Awaited);
    assert_eq!(
        papers.iter().map(awaited).collect::<Vec<_>>(),
        [true, false]
    );
    let number = json!({"paper": papers[0].number.to_string()});
    city.on_matter("signer", "sign-paper", id, &number).unwrap();
    assert_eq!(city.look(id), "approved; order_test jishu 2026-11-12");
}

#[test]
fn without_a_signatory_nothing_changes() {
    let mut city = City::new();
    // A signatory of another party is none of this one, and one who left is none.
    city.keeps_signatory("zonghe", "other", &["signatory"]);
    let id = city.given("pa not_accepted").unwrap();
    assert_eq!(city.past(id).1[0].signing, None);
    assert_eq!(
        city.look(id),
        "not_accepted; serve_opinion shuju 2026-11-11"
    );
    city.on_matter("acceptor", "serve", id, &served()).unwrap();
    // Whoever comes later changes nothing about what was issued before.
    let waits = city.given("pa not_accepted").unwrap();
    city.keeps_signatory("shuju", "signer", &["signatory"]);
    city.on_matter("acceptor", "serve", waits, &served())
        .unwrap();
}

#[test]
fn an_emergency_waits_for_no_signature_and_is_signed_afterwards() {
    let mut city = City::new();
    city.keeps_signatory("jishu", "chief", &["signatory"]);
    let id = city.given("emergency issued").unwrap();
    let slip = city.past(id).1[0].clone();
    assert_eq!(slip.signing, Some(Signing::Afterwards));
    let to = slip.recipients[0].as_str().to_owned();
    let on = with(
        with(served(), "paper", json!(slip.number.to_string())),
        "party",
        json!(to),
    );
    city.on_matter("builder", "serve", id, &on).unwrap();
    assert!(
        city.look(id).contains("sign_paper#1 jishu"),
        "{}",
        city.look(id)
    );
    city.on_matter("chief", "sign-paper", id, &json!({}))
        .unwrap();
    assert!(!city.look(id).contains("sign_paper"), "{}", city.look(id));
}

#[test]
fn the_foot_of_a_paper_names_its_hands() {
    let mut city = City::new();
    city.keeps_signatory("shuju", "signer", &["signatory"]);
    let id = city.given("pa accepted").unwrap();
    let foot = |city: &City, lang| {
        let (ended, papers) = city.past(id);
        document::render(&city.matter(id), &ended, &[], &papers[0], lang).to_text(100)
    };
    let before = foot(&city, Lang::Zh);
    let (drafter, signer) = (city.actor("acceptor").name, city.actor("signer").name);
    let waits = format!("拟稿：{drafter}    待签发");
    assert!(before.contains(&waits), "{before}");
    city.on_matter("signer", "sign-paper", id, &json!({}))
        .unwrap();
    let after = foot(&city, Lang::Zh);
    assert!(
        after.contains(&format!("拟稿：{drafter}    签发：{signer}")),
        "{after}"
    );
    let english = foot(&city, Lang::En);
    assert!(
        english.contains(&format!("Drafted by: {drafter}    Signed by: {signer}")),
        "{english}"
    );
}

/// Nobody able: the only signatory drafted the paper.
#[test]
fn a_drafter_alone_is_said_to_be_unable() {
    let mut city = City::new();
    city.keeps_signatory("shuju", "signer", &["handler", "signatory"]);
    let id = city.given("pa submitted").unwrap();
    city.on_matter("signer", "application.accept", id, &json!({}))
        .unwrap();
    let head = city.matter(id).head;
    let duty = head.duties.iter().find(|duty| duty.post == Post::Signatory);
    let snapshot = city.ledger.snapshot().unwrap();
    let people = <dyn World>::people(&snapshot.view(), &"shuju".into());
    assert_eq!(lacking(&head, duty.unwrap(), &people), Some(Lack::Apart));
}

/// Every paper says for ever what it said when it went out, whatever is decided, renamed or merged afterwards.
#[test]
fn a_paper_says_for_ever_what_it_said_when_it_went_out() {
    let mut city = City::new();
    let id = city.given("pa delivered").unwrap();
    city.at("2026-11-13 09:00");
    city.wake_late(id);
    let day = json!({"completed_on": "2026-11-09", "evidence": "监控显示已使用"});
    city.on_matter("reviewer", "application.determine-completion", id, &day)
        .unwrap();
    let number = city.past(id).1.last().unwrap().number.to_string();
    let on_edu = with(
        with(served(), "paper", json!(number)),
        "party",
        json!("edu"),
    );
    city.on_matter("acceptor", "serve", id, &on_edu).unwrap();
    let all = |city: &City| -> Vec<String> {
        let count = city.past(id).1.len();
        let papers = (0..count).flat_map(|at| [Lang::Zh, Lang::En].map(|lang| (at, lang)));
        papers
            .map(|(at, lang)| city.written(id, at, lang))
            .collect()
    };
    let before = all(&city);
    let determination = before.iter().rev().nth(1).unwrap();
    assert!(determination.contains("2026年11月9日"), "{determination}");
    let edu: Party = city.record_of("edu");
    assert!(determination.contains(&edu.name), "{determination}");

    // An objection that is upheld moves the day.
    let object = json!({"reason": "十一日才通网"});
    city.on_matter("edu", "application.object", id, &object)
        .unwrap();
    let upheld = json!({"decision": "approve", "opinion": "属实", "completed_on": "2026-11-11"});
    city.on_matter("reviewer", "application.decide-objection", id, &upheld)
        .unwrap();
    assert_eq!(all(&city)[..before.len()], before);
    assert!(
        city.written(id, before.len() / 2, Lang::Zh)
            .contains("2026年11月11日")
    );

    // The unit and the system are renamed.
    let renamed = json!({"code": "edu", "kind": "unit", "name": "另名局", "paper_word": edu.paper_word,
        "region": "municipal", "municipal_budget": edu.municipal_budget});
    city.send("keeper", "party.register", &renamed).unwrap();
    let exam: System = city.record_of("exam");
    let renamed = json!({"code": "exam", "name": "另名系统", "unit": "edu",
        "protection_level": exam.protection_level, "funding": exam.funding});
    city.send("edu", "system.register", &renamed).unwrap();
    assert_eq!(all(&city)[..before.len()], before);

    // The unit is merged: what was served on it stays so, and what began by that is its successor's.
    let merger = json!({"party": "edu", "successor": "health", "document": "益编〔2026〕9号"});
    city.send("keeper", "party.succeed", &merger).unwrap();
    city.on_matter(CLOCKWORK, "wake", id, &json!({"why": "succession"}))
        .unwrap();
    assert_eq!(all(&city)[..before.len()], before);
    let head = city.matter(id).head;
    let mut services = head.services.iter();
    let service = services.find(|service| service.number.to_string() == number);
    let service = service.unwrap();
    assert_eq!(service.party, "edu".into());
    assert_eq!(service.passed_to, Some("health".into()));
    let kind = asked::PaperKind::CompletionDetermination;
    assert!(head.served_at(kind, &"health".into()).is_some());
    assert_eq!(head.served_at(kind, &"edu".into()), None);
    city.on_matter("health", "application.object", id, &object)
        .unwrap();
}

/// A paper that ends something says what follows, where to turn and by when.
#[test]
fn a_refusing_paper_says_what_follows() {
    let mut city = City::new();
    let rejected = city.given("pa rejected").unwrap();
    let refused = city.given("emergency rejected").unwrap();
    for id in [rejected, refused] {
        let last = city.past(id).1.len() - 1;
        let words: String = city
            .written(id, last, Lang::Zh)
            .split_whitespace()
            .collect();
        assert!(words.contains("以书面向本机关提出"), "{words}");
        assert!(words.contains("可以另行申请"), "{words}");
        let english = city.written(id, last, Lang::En);
        assert!(english.contains("in writing"), "{english}");
    }
    let values = json!({"ruling": "R16", "values": {"resubmit_working_days": {"number": 12}},
        "effective": city.today(), "reason": "延长"});
    let ten = city.given("pa not_accepted").unwrap();
    city.send("reviewer", "ruling.propose", &values).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let twelve = city.given("pa not_accepted").unwrap();
    for (id, days) in [(ten, 10), (twelve, 12)] {
        let text: String = city.written(id, 0, Lang::Zh).split_whitespace().collect();
        let wanted = format!("自本意见书送达次日起{days}个工作日（裁定R16）");
        assert!(text.contains(&wanted), "{text}");
    }
}

/// The revocation names the order that stood, and support has a copy.
#[test]
fn the_revocation_of_an_order_names_it() {
    for (stage, order) in [("pa test_ordered", 2), ("pa delivery_ordered", 6)] {
        let mut city = City::new();
        let id = city.given(stage).unwrap();
        let before = city.past(id).1;
        let ordered = before.last().unwrap().number.to_string();
        assert_eq!(before.len(), order + 1, "{stage}");
        let why = json!({"reason": "项目取消"});
        city.on_matter("edu", "application.abandon", id, &why)
            .unwrap();
        let revocation = city.past(id).1.last().unwrap().clone();
        assert_eq!(revocation.recipients, ["yun-a".into()]);
        assert_eq!(revocation.copies, ["jishu".into()]);
        for lang in [Lang::Zh, Lang::En] {
            let text = city.written(id, order + 1, lang);
            let text: String = text.split_whitespace().collect();
            assert!(text.contains(&ordered), "{ordered} {text}");
        }
    }
}
