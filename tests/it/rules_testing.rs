//! Art. 19(3), 19(4) and 21(2), with R23, R24 and R30: a test that is ended, what the adjustment leaves of its environment,
//! and what a supplementary opinion adds after it.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::{Value, json};

use yunguan::domain::law::act::Verb;
use yunguan::domain::law::code::PartyCode;
use yunguan::domain::law::duty::DutyKey;
use yunguan::domain::law::matter::{Body, Matter, MatterId};
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::paper::Paper;
use yunguan::domain::r#use::application::{Application, DutyKind};
use yunguan::locale::matter::details;
use yunguan::locale::refusal::mend;
use yunguan::locale::{Lang, event};

use crate::support::city::{City, answer, application, certified, item, lines, story, with};

const CLEAR: &str = "application.clear-environment";
const SUPPLEMENT: &str = "application.supplement";
const PROPOSE: &str = "application.propose";

fn body(city: &City, id: MatterId) -> Application {
    let Body::Application(body) = city.matter(id).body else {
        unreachable!()
    };
    body
}

fn last_paper(city: &City, id: MatterId) -> Paper {
    city.past(id).1.last().unwrap().clone()
}

/// The last paper that went out, as it reads, without blanks.
fn reads(city: &City, id: MatterId, lang: Lang) -> String {
    let number = city.past(id).1.len() - 1;
    city.written(id, number, lang).split_whitespace().collect()
}

/// What the matter's page says under a label.
fn told(matter: &Matter, label: &str) -> Vec<String> {
    let details = details(Lang::Zh, &Names::default(), matter).into_iter();
    let labelled = details.filter(|(known, _)| known.get(Lang::Zh) == label);
    labelled.map(|(_, text)| text).collect()
}

/// Eight servers and two disks, approved and tested in a purchased pool.
fn tested() -> (City, MatterId) {
    let mut city = City::new();
    let wanted = application("exam", "pa", &[item("vm", 8), item("disk", 2)]);
    let id = city.open("edu", "application.submit", &wanted);
    let approve = json!({"decision": "approve", "opinion": "同意"});
    let report = json!({"result": "passed", "report": "达标", "early_reason": "测完"});
    for (login, verb, fields) in [
        ("acceptor", "accept", json!({})),
        ("reviewer", "review", approve),
        ("builder", "order-test", json!({})),
        ("host-a", "hand-over-test", json!({"environment": "地址"})),
        ("edu", "report-test", report),
    ] {
        let verb = format!("application.{verb}");
        city.on_matter(login, &verb, id, &fields).unwrap();
    }
    (city, id)
}

fn adjusted(quantities: &Value) -> (City, MatterId) {
    let (mut city, id) = tested();
    let propose = json!({"quantities": quantities, "reason": "按测试"});
    city.on_matter("builder", PROPOSE, id, &propose).unwrap();
    (city, id)
}

/// R23: that support ends a test is told to the unit and to who runs the pool, and to the authority by a copy; with since
/// when its month was over, and why.
#[test]
fn the_end_of_an_overrun_test_is_told_by_a_paper() {
    for (given, readers) in [
        ("pa testing", &["edu", "yun-a", "shuju"][..]),
        ("own testing", &["edu", "shuju"]),
    ] {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        city.at("2026-12-10 00:05");
        city.wake_late(id);
        let why = json!({"reason": "单位未报告，多次催促"});
        city.on_matter("builder", "application.end-test", id, &why)
            .unwrap();
        let paper = last_paper(&city, id);
        assert_eq!(paper.kind.word(), "test_termination");
        let found: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
        assert_eq!(found, readers);
        assert_eq!(paper.copies, ["shuju".into()]);
        let text = reads(&city, id, Lang::Zh);
        for said in [
            "测试终止通知",
            "2026年12月9日24:00届满（第19条(三)，法定时限）",
            "单位未报告，多次催促",
            "未收到测试报告",
            "2026年12月17日24:00前",
            "（裁定R23）",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let text = reads(&city, id, Lang::En);
        assert!(text.contains("overat24:00on9December2026"), "{text}");
        assert!(text.contains("Notestreportwasreceived"), "{text}");
    }
    // A test that failed is not passed over.
    let mut city = City::new();
    let id = city.given("pa testing").unwrap();
    let failed = json!({"result": "failed", "report": "登录超时"});
    city.on_matter("edu", "application.report-test", id, &failed)
        .unwrap();
    city.at("2026-12-10 00:05");
    city.wake_late(id);
    let why = json!({"reason": "期满"});
    city.on_matter("builder", "application.end-test", id, &why)
        .unwrap();
    let text = reads(&city, id, Lang::Zh);
    assert!(text.contains("最近一次测试报告的结果为不合格"), "{text}");
}

/// Art. 21(2): of eight that were tested five are delivered, and three are cleared beside that, with a certificate that
/// names them.
#[test]
fn what_the_adjustment_leaves_is_cleared_beside_the_delivery() {
    let (mut city, id) = adjusted(&json!([5, 2]));
    let proof = certified("2026-11-09");
    let ordered = "delivery_ordered; clear_surplus yun-a 2026-11-16; deliver yun-a 2026-11-23";
    story(
        &mut city,
        id,
        &[
            (
                "host-a",
                CLEAR,
                proof.clone(),
                "refused wrong_stage under 21(2)",
            ),
            (
                "acceptor",
                "application.receive-filing",
                json!({}),
                "filed; order_delivery jishu 2026-11-12; clear_surplus yun-a 2026-11-16",
            ),
            ("builder", "application.order-delivery", json!({}), ordered),
        ],
    );
    let matter = city.matter(id);
    assert_eq!(told(&matter, "待清理"), ["第1行 3"]);
    let day = json!({ "completed_on": city.today() });
    story(
        &mut city,
        id,
        &[
            (
                "host-a",
                "application.deliver",
                day.clone(),
                "delivered; clear_surplus yun-a 2026-11-16; confirm edu 2026-11-12",
            ),
            // It runs and is billed, but is not finished.
            (
                "edu",
                "application.confirm",
                day,
                "running; clear_surplus yun-a 2026-11-16",
            ),
            ("host-a", CLEAR, proof.clone(), "running"),
            (
                "host-a",
                CLEAR,
                proof,
                "refused nothing_to_clear under 21(2)",
            ),
        ],
    );
    let certificate = last_paper(&city, id);
    assert_eq!(certificate.kind.word(), "clearing_certificate");
    let found: Vec<&str> = certificate.readers().map(PartyCode::as_str).collect();
    assert_eq!(found, ["edu", "jishu"]);
    let text = reads(&city, id, Lang::Zh);
    assert!(text.contains("1.第1行云主机4核16G（标准）：3台"), "{text}");
    assert!(!text.contains("第2行"), "{text}");
    assert!(text.contains("交付的继续使用，不清理（裁定R30）"), "{text}");
    for said in [
        "不得以任何技术手段恢复（第21条(二)）",
        "三次覆写（GB/T37988）",
        "李工清理，王工见证",
        "2026年11月9日至2026年11月9日",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let matter = city.matter(id);
    assert_eq!(told(&matter, "测试环境清理"), ["11-09 周一 10:00  第1行 3"]);
    assert_eq!(told(&matter, "清理与见证"), ["李工清理，王工见证"]);
    assert!(told(&matter, "待清理").is_empty());
    let ended = city.past(id).0;
    let cleared = ended
        .iter()
        .find(|duty| duty.key == DutyKey::whole(DutyKind::ClearSurplus))
        .unwrap();
    assert_eq!(json!(cleared.closed.as_ref().unwrap().outcome), "met");
    assert_eq!(json!(cleared.nature), "internal");
}

/// A line that is adjusted to none is cleared whole; adjusted to what was tested, nothing is. What left already is not cleared
/// twice.
#[test]
fn only_what_leaves_is_cleared() {
    for (quantities, left) in [
        (json!([8, 2]), None),
        (json!([8, 0]), Some("第2行 2")),
        (json!([7, 1]), Some("第1行 1、第2行 1")),
    ] {
        let (mut city, id) = adjusted(&quantities);
        city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
            .unwrap();
        let told = told(&city.matter(id), "待清理");
        assert_eq!(told.first().map(String::as_str), left);
        assert_eq!(city.look(id).contains("clear_surplus"), left.is_some());
    }
    let (mut city, id) = adjusted(&json!([7, 1]));
    let proof = certified("2026-11-09");
    story(
        &mut city,
        id,
        &[
            (
                "acceptor",
                "application.receive-filing",
                json!({}),
                "filed; order_delivery jishu 2026-11-12; clear_surplus yun-a 2026-11-16",
            ),
            (
                "host-a",
                CLEAR,
                proof.clone(),
                "filed; order_delivery jishu 2026-11-12",
            ),
            // What the unit then gives up is the rest.
            (
                "edu",
                "application.abandon",
                json!({"reason": "不办了"}),
                "abandoned; clear_environment yun-a 2026-11-16",
            ),
        ],
    );
    assert_eq!(told(&city.matter(id), "待清理"), ["第1行 7、第2行 1"]);
    story(&mut city, id, &[("host-a", CLEAR, proof, "abandoned")]);
    let seen: Vec<_> = body(&city, id)
        .clearings
        .into_iter()
        .map(|clearing| (clearing.quantities, clearing.last))
        .collect();
    assert_eq!(seen, [(vec![1, 1], false), (vec![7, 1], true)]);
}

/// Nothing is wiped before it left (Art. 21(2)): what the adjustment left since its filing, what was abandoned since then, and
/// the surplus that was not cleared until then since its own filing; and nothing under a legal hold.
#[test]
fn a_test_environment_is_cleared_like_whatever_leaves() {
    let on = |from: &str, until: &str| {
        let proof = with(certified(until), "from", json!(from));
        ("host-a", CLEAR, proof)
    };
    let act = |(login, verb, fields): (&'static str, &'static str, Value), answer: &'static str| {
        (login, verb, fields, answer)
    };
    let why = json!({"reason": "不办了"});
    let before = "refused before under 21(2)";
    // What is abandoned while nothing was left by an adjustment.
    let (mut city, id) = tested();
    city.at("2026-11-13 10:00");
    let owed = "abandoned; clear_environment yun-a 2026-11-20";
    let rows = [
        ("edu", "application.abandon", why.clone(), owed),
        act(on("2026-11-12", "2026-11-13"), before),
        act(on("2026-11-13", "2026-11-13"), "abandoned"),
    ];
    story(&mut city, id, &rows);
    // The surplus left with the filing; that it waited for the abandonment does not make it younger.
    let (mut city, id) = adjusted(&json!([5, 2]));
    city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
        .unwrap();
    city.at("2026-11-13 10:00");
    let rows = [
        ("edu", "application.abandon", why, owed),
        act(on("2026-11-08", "2026-11-13"), before),
        act(on("2026-11-09", "2026-11-13"), "abandoned"),
    ];
    story(&mut city, id, &rows);
    let (mut city, id) = adjusted(&json!([5, 2]));
    city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
        .unwrap();
    let hold = json!({"ground": "legal_hold", "party": "edu", "from": "2026-11-09", "paper": "益审〔2026〕9号",
        "reason": "审计取证"});
    city.send("reviewer", "block.record", &hold).unwrap();
    let rows = [act(
        on("2026-11-09", "2026-11-09"),
        "refused blocked under 21(2)",
    )];
    story(&mut city, id, &rows);
}

/// What is abandoned while its surplus waits has its time anew: all of the environment leaves now.
#[test]
fn what_is_abandoned_has_its_clearing_owed_anew() {
    let (mut city, id) = adjusted(&json!([5, 2]));
    city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
        .unwrap();
    city.at("2026-11-13 10:00");
    let given_up = "abandoned; clear_environment yun-a 2026-11-20";
    let why = json!({"reason": "不办了"});
    story(
        &mut city,
        id,
        &[("edu", "application.abandon", why, given_up)],
    );
    assert_eq!(told(&city.matter(id), "待清理"), ["第1行 8、第2行 2"]);
    let ended = city.past(id).0;
    let surplus = ended
        .iter()
        .find(|duty| duty.key == DutyKey::whole(DutyKind::ClearSurplus))
        .unwrap();
    assert_eq!(json!(surplus.closed.as_ref().unwrap().outcome), "lapsed");
}

/// Where the adjustment leaves products only, the whole environment is cleared; once it is, no order is left to revoke.
#[test]
fn where_only_products_are_left_the_whole_environment_is_cleared() {
    for (given, operator, clearing) in [
        ("pa test_reported mixed", "host-a", "yun-a"),
        ("own test_reported mixed", "builder", "jishu"),
    ] {
        let mut city = City::new();
        let id = city.given(given).unwrap();
        let owed = format!(
            "self_procuring; report_arrival#2 edu 2027-02-02; clear_surplus {clearing} 2026-11-16"
        );
        let propose = json!({"quantities": [0, 1], "reason": "单机即可"});
        city.on_matter("builder", PROPOSE, id, &propose).unwrap();
        let proof = certified("2026-11-09");
        story(
            &mut city,
            id,
            &[
                ("acceptor", "application.receive-filing", json!({}), &owed),
                (
                    operator,
                    CLEAR,
                    proof,
                    "self_procuring; report_arrival#2 edu 2027-02-02",
                ),
                (
                    "edu",
                    "application.abandon",
                    json!({"reason": "不办了"}),
                    "abandoned",
                ),
            ],
        );
        let text = last_paper(&city, id);
        assert_eq!(text.kind.word(), "clearing_certificate");
    }
}

/// R25: filed by its proven service, the clearing is owed from the filing on, and not done before it.
#[test]
fn a_filing_by_service_has_the_clearing_owed_too() {
    let (mut city, id) = adjusted(&json!([5, 2]));
    let paper = last_paper(&city, id).number.to_string();
    let served = json!({"paper": paper, "received_by": "收发室"});
    city.on_matter("builder", "serve", id, &served).unwrap();
    let owed = "adjustment_proposed; receive_filing shuju 2026-11-11; order_delivery jishu 2026-11-17; clear_surplus yun-a 2026-11-19";
    assert_eq!(city.look(id), owed);
    let proof = certified("2026-11-12");
    city.at("2026-11-11 23:59");
    story(
        &mut city,
        id,
        &[(
            "host-a",
            CLEAR,
            proof.clone(),
            "refused not_yet_filed under R25",
        )],
    );
    city.at("2026-11-12 10:00");
    let cleared =
        "adjustment_proposed; receive_filing shuju 2026-11-11; order_delivery jishu 2026-11-17";
    story(&mut city, id, &[("host-a", CLEAR, proof, cleared)]);
}

/// R24: above what was approved the authority's supplementary opinion comes first. It raises what is approved, keeps what
/// was, and is told to the unit and to support.
#[test]
fn a_supplementary_opinion_raises_the_ceiling_and_keeps_what_was_approved() {
    let (mut city, id) = tested();
    let propose = |quantities: Value| json!({"quantities": quantities, "reason": "负载高"});
    let raise = |quantities: Value| json!({"quantities": quantities, "reason": "峰值超出"});
    let stays = "test_reported; propose jishu 2026-11-16";
    story(
        &mut city,
        id,
        &[
            (
                "builder",
                PROPOSE,
                propose(json!([10, 2])),
                "refused above_approved under R24",
            ),
            (
                "reviewer",
                SUPPLEMENT,
                raise(json!([8, 2])),
                "refused not_raised under R24",
            ),
            (
                "reviewer",
                SUPPLEMENT,
                raise(json!([10, 1])),
                "refused not_raised under R24",
            ),
            ("reviewer", SUPPLEMENT, raise(json!([10, 2])), stays),
            (
                "builder",
                PROPOSE,
                propose(json!([11, 2])),
                "refused above_approved under R24",
            ),
        ],
    );
    // What stands against more says how to come to it.
    let more = with(propose(json!([11, 2])), "matter", json!(id));
    let refusal = city.send("builder", PROPOSE, &more).unwrap_err();
    let verb = Verb::find(PROPOSE).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        let mend = mend(lang, &refusal, verb);
        assert!(mend.contains(SUPPLEMENT) && mend.contains("R24"), "{mend}");
    }
    let paper = last_paper(&city, id);
    assert_eq!(paper.kind.word(), "supplementary_opinion");
    let found: Vec<&str> = paper.readers().map(PartyCode::as_str).collect();
    assert_eq!(
        found,
        ["edu", "jishu"],
        "an opinion is not for the provider (R49)"
    );
    let text = reads(&city, id, Lang::Zh);
    for said in [
        "补充审核意见",
        "第1行云主机4核16G（标准）：原审核量8台，现审核量10台。",
        "峰值超出",
        "（裁定R24）",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("第2行"), "{text}");
    let matter = city.matter(id);
    assert_eq!(
        told(&matter, "补充审核"),
        ["11-09 周一 10:00  第1行 8 → 10  峰值超出"]
    );
    let snapshot = city.ledger.snapshot().unwrap();
    let entry = snapshot.entry(snapshot.seq().unwrap()).unwrap();
    let said = event::happened(Lang::Zh, &Names::default(), &entry.event);
    assert_eq!(said, "补充审核，第1行 8 → 10：峰值超出");
    // None given is as approved, raised; what was added was not tested, so that nothing of it is cleared.
    city.on_matter("builder", PROPOSE, id, &json!({"reason": "照补充意见"}))
        .unwrap();
    let filed = "filed; order_delivery jishu 2026-11-12";
    story(
        &mut city,
        id,
        &[
            (
                "reviewer",
                SUPPLEMENT,
                raise(json!([12, 2])),
                "refused wrong_stage under 19(4)",
            ),
            ("acceptor", "application.receive-filing", json!({}), filed),
        ],
    );
    let seen: Vec<_> = lines(&city.matter(id))
        .iter()
        .map(|line| (line.applied, line.approved, line.adjusted))
        .collect();
    assert_eq!(seen, [(8, Some(10), Some(10)), (2, Some(2), Some(2))]);
    let raised = body(&city, id).supplements;
    assert_eq!(
        (&raised[0].before, &raised[0].after),
        (&vec![8, 2], &vec![10, 2])
    );
}

/// What was raised and then not adjusted to is no part of the environment: the surplus counts from what was tested.
#[test]
fn the_surplus_counts_from_what_was_tested() {
    let (mut city, id) = tested();
    let raise = json!({"quantities": [10, 2], "reason": "峰值超出"});
    let propose = json!({"quantities": [6, 2], "reason": "优化之后"});
    city.on_matter("reviewer", SUPPLEMENT, id, &raise).unwrap();
    city.on_matter("builder", PROPOSE, id, &propose).unwrap();
    city.on_matter("acceptor", "application.receive-filing", id, &json!({}))
        .unwrap();
    assert_eq!(told(&city.matter(id), "待清理"), ["第1行 2"]);
}

/// Where R24 is ruled to allow none, and of a product, which the unit procures with consent, nothing is raised.
#[test]
fn what_cannot_be_raised_is_not_adjusted_above_either() {
    let mut city = City::new();
    let id = city.given("pa test_reported mixed").unwrap();
    let raise = |quantities: Value| json!({"quantities": quantities, "reason": "不够"});
    let propose = |quantities: Value| json!({"quantities": quantities, "reason": "不够"});
    let above = "refused quantity_above under R24";
    story(
        &mut city,
        id,
        &[
            ("reviewer", SUPPLEMENT, raise(json!([4, 2])), above),
            ("builder", PROPOSE, propose(json!([4, 2])), above),
        ],
    );
    let (mut city, id) = tested();
    let ruling = json!({"ruling": "R24", "values": {"above_approved": {"word": "refused"}},
        "effective": city.today(), "reason": "从严"});
    city.send("reviewer", "ruling.propose", &ruling).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    story(
        &mut city,
        id,
        &[
            ("reviewer", SUPPLEMENT, raise(json!([9, 2])), above),
            ("builder", PROPOSE, propose(json!([9, 2])), above),
        ],
    );
}

/// A supplementary opinion is an opinion: by a reviewer who neither applied nor accepted (R22), on what the ground was given
/// for (R20), and with room in the pool (R30).
#[test]
fn a_supplementary_opinion_is_given_as_the_opinion_was() {
    let raise = json!({"quantities": [5, 2], "reason": "不够"});
    let mut city = City::new();
    let id = city.given("pa submitted").unwrap();
    city.on_matter("alone", "application.accept", id, &json!({}))
        .unwrap();
    let approve = json!({"decision": "approve", "opinion": "同意"});
    let report = json!({"result": "passed", "report": "达标", "early_reason": "测完"});
    for (login, verb, fields) in [
        ("reviewer", "application.review", &approve),
        ("builder", "application.order-test", &json!({})),
        (
            "host-a",
            "application.hand-over-test",
            &json!({"environment": "地址"}),
        ),
        ("edu", "application.report-test", &report),
    ] {
        city.on_matter(login, verb, id, fields).unwrap();
    }
    for (login, then) in [
        ("alone", "refused same_person under R22"),
        ("alone2", "refused same_person under R22"),
        ("checker", "refused party_needed under 5"),
        ("acceptor", "refused post_needed under 5"),
    ] {
        story(&mut city, id, &[(login, SUPPLEMENT, raise.clone(), then)]);
    }
    let full = json!({"ground": "capacity", "pool": "pa", "from": city.today(), "paper": "益技云〔2026〕3号", "reason": "池满"});
    city.send("checker", "block.record", &full).unwrap();
    story(
        &mut city,
        id,
        &[(
            "reviewer",
            SUPPLEMENT,
            raise.clone(),
            "refused blocked under 14",
        )],
    );
    // The ground that the review had stands for it, unless a ruling refuses it by now.
    let mut city = City::new();
    let id = city.given("pa test_reported level4").unwrap();
    let stays = "test_reported; propose jishu 2026-11-16";
    story(
        &mut city,
        id,
        &[("reviewer", SUPPLEMENT, raise.clone(), stays)],
    );
    let ruling = json!({"ruling": "R20", "values": {"level_4": {"word": "refused"}},
        "effective": city.today(), "reason": "从严"});
    city.send("reviewer", "ruling.propose", &ruling).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let more = json!({"quantities": [6, 2], "reason": "不够"});
    let refused = "refused outside_refused under R20";
    story(&mut city, id, &[("reviewer", SUPPLEMENT, more, refused)]);
}

/// On the last day of its month a test has lasted the whole of it; a reason given then is kept (R23).
#[test]
fn the_last_day_of_the_month_is_no_early_end() {
    for (at, fields, then) in [
        ("2026-12-08 23:50", json!({}), "refused missing under R23"),
        (
            "2026-12-09 08:00",
            json!({}),
            "test_reported; propose jishu 2026-12-16",
        ),
        (
            "2026-12-09 23:50",
            json!({"early_reason": "已测完"}),
            "test_reported; propose jishu 2026-12-16",
        ),
    ] {
        let mut city = City::new();
        let id = city.given("pa testing").unwrap();
        city.at(at);
        let mut fields = fields;
        fields["matter"] = json!(id);
        fields["result"] = json!("passed");
        fields["report"] = json!("全部通过");
        assert_eq!(
            answer(&mut city, "edu", "application.report-test", &fields),
            then,
            "{at}"
        );
    }
}
