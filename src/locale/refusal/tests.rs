use super::super::matter;
use super::*;
use crate::domain::law::article::paragraph;
use crate::domain::law::block::{Blocked, Deed, Ground, Subject};
use crate::domain::law::matter::MatterKind;
use crate::domain::law::matter::Part;
use crate::domain::law::ruling::{R6, R16};
use crate::domain::record::RecordKind;
use chrono::NaiveDate;

/// Every reason, with values that must show.
fn every_reason() -> Vec<Reason> {
    let of_kinds = MatterKind::ALL.into_iter().flat_map(matter::every_reason);
    general_reasons().into_iter().chain(of_kinds).collect()
}

fn verb_named(name: &str) -> Verb {
    Verb::find(name).unwrap()
}

#[expect(clippy::too_many_lines, reason = "a line a reason")]
fn general_reasons() -> Vec<Reason> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let blocked = |ground, deed| {
        Reason::Blocked(Box::new(Blocked {
            number: 31,
            ground,
            subject: Subject::Pool("pool-a".into()),
            paper: "YSY-5".to_owned(),
            from: day,
            until: day.succ_opt(),
            deed,
        }))
    };
    let id = "APP-20261109-0007".parse().unwrap();
    vec![
        Reason::PartyNeeded(vec![PartyKind::Provider, PartyKind::Support]),
        Reason::PostNeeded(vec![Post::Handler, Post::Reviewer]),
        Reason::SamePerson(Part::Acceptor),
        blocked(Ground::Freeze, Deed::Execute),
        blocked(Ground::Exit, Deed::Apply),
        blocked(Ground::Capacity, Deed::Approve),
        blocked(Ground::Evaluation, Deed::Issue),
        Reason::NotYourMatter,
        Reason::ClockworkOnly,
        Reason::NoSuchMatter(id),
        Reason::Changed {
            expected: 3,
            actual: 4,
            by: "zhou".into(),
            at: "2026-11-23T02:31:00Z".parse().unwrap(),
        },
        Reason::Missing("contact_name".to_owned()),
        Reason::Missing("19".to_owned()),
        Reason::TooLong("opinion".to_owned(), 4000),
        Reason::TooLong("lines".to_owned(), 200),
        Reason::BadCharacters("title".to_owned()),
        Reason::BadCode("code".to_owned()),
        Reason::OutOfRange("protection_level".to_owned(), 1, 5),
        Reason::QuantityZero(2),
        Reason::NotOnItsWay("YSY-1".to_owned()),
        Reason::NotSigned("YSY-1".to_owned()),
        Reason::NothingToSign("YSY-1".to_owned()),
        Reason::BadDigest("sha256".to_owned()),
        Reason::EnclosedAlready("plan.pdf".to_owned()),
        Reason::EnoughEnclosures(32),
        Reason::NoSuchEnclosure("plan.pdf".to_owned()),
        Reason::QuantityAbove { line: 2, most: 8 },
        Reason::QuantityCount { lines: 3, given: 2 },
        Reason::NothingLeft,
        Reason::NoLines,
        Reason::NoGround(2),
        Reason::NoNearestItem(2),
        Reason::NotDeclared,
        Reason::Unknown(RecordKind::Item, "vm-9".to_owned()),
        Reason::Unknown(RecordKind::Proposal, "7".to_owned()),
        Reason::Taken(RecordKind::Account, "li".to_owned()),
        Reason::NoSoleParty(PartyKind::Support),
        Reason::SolePartyTaken(PartyKind::Audit),
        Reason::NoSuchHold,
        Reason::NotYourHold("edu".into()),
        Reason::WhichHold(vec![1, 4]),
        Reason::BadPaperWord,
        Reason::PaperWordTaken("edu".into()),
        Reason::BuiltTooLate(
            NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
            NaiveDate::from_ymd_opt(2025, 9, 25).unwrap(),
        ),
        Reason::NoContract,
        Reason::WrongSubject(Ground::Exit),
        Reason::EnoughBlocks,
        Reason::InFuture(day),
        Reason::Before(day, day.succ_opt().unwrap()),
        Reason::NotClaimed { holder: None },
        Reason::NotClaimed {
            holder: Some("zhou".into()),
        },
        Reason::NotOverdue,
        Reason::AlreadyDone,
        Reason::BadParameter(R16, "deliver_working_days".to_owned()),
        Reason::Retroactive(day),
        Reason::Founded,
        Reason::OwnKeeping,
        Reason::NotAskedFor("room".to_owned()),
        Reason::StillBlocked(3),
        Reason::BadInstances("i-1".to_owned()),
        Reason::InstanceCount {
            line: 1,
            wanted: 8,
            given: 2,
        },
        Reason::InstanceTwice("i-1".to_owned()),
        Reason::InCatalogue(1, "vm".into()),
        Reason::Succeeded("new".into()),
        Reason::Calendar(crate::domain::law::calendar::CalendarProblem::Twice(day)),
        Reason::SameNotice(2026),
        Reason::NoticeLoaded(2026),
        Reason::NothingToAddTo(2027),
        Reason::MeasuresOver(day),
        Reason::NoDetermination,
        Reason::EnoughObjections,
        Reason::NoObjection,
        Reason::Unknown(RecordKind::MeasuresChange, "7".to_owned()),
    ]
}

#[test]
fn every_reason_is_said_and_mended_in_both_languages_with_no_slot_left() {
    for reason_of in every_reason() {
        for lang in [Lang::Zh, Lang::En] {
            for verb in Verb::all() {
                let refused = full(lang, &reason_of.clone().under(R6), verb);
                for text in [&refused.what, &refused.why, &refused.mend] {
                    assert!(!text.contains('{') && text.len() > 6, "{text}");
                    if lang == Lang::En {
                        let han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                        assert!(!han, "{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_refusal_names_what_a_person_needs() {
    let cases = [
        (
            Reason::SamePerson(Part::Acceptor),
            "您已是本事项的受理人，两者不能同为一人（第19条(二)）",
            "请换一位同事来办",
        ),
        (
            Reason::Missing("ground".to_owned()),
            "没有填“书面依据”（第19条(二)）",
            "请填写“书面依据”",
        ),
        (
            Reason::Changed {
                expected: 3,
                actual: 4,
                by: "zhou".into(),
                at: "2026-11-23T02:31:00Z".parse().unwrap(),
            },
            "您看的是第3版，zhou已于 11-23 周一 10:31 改到第4版（第19条(二)）",
            "请看过最新内容再办",
        ),
        (
            Reason::Unknown(RecordKind::Item, "vm-9".to_owned()),
            "目录项“vm-9”没有登记，或不归您用（第19条(二)）",
            "请核对代码，或先登记目录项",
        ),
    ];
    for (reason, why, mend) in cases {
        let refusal = reason.under(paragraph(19, 2));
        let refused = full(Lang::Zh, &refusal, verb_named("application.review"));
        assert_eq!(refused.what, "不能出具审核意见");
        assert_eq!((refused.why.as_str(), refused.mend.as_str()), (why, mend));
    }
}

#[test]
fn a_list_is_too_long_by_its_items() {
    let long = Reason::TooLong("lines".to_owned(), 200).under(paragraph(19, 2));
    let refused = full(Lang::Zh, &long, verb_named("application.submit"));
    assert_eq!(refused.why, "“资源明细”太长，至多200条（第19条(二)）");
    assert_eq!(refused.mend, "请缩短“资源明细”，详情可另附");
}

#[test]
fn a_field_has_the_name_that_its_verb_gives_it() {
    let missing = Reason::Missing("opinion".to_owned());
    assert_eq!(
        reason(Lang::Zh, &missing, verb_named("application.review")),
        "没有填“审核意见”"
    );
    let article = Reason::Missing("19".to_owned());
    assert_eq!(
        reason(Lang::En, &article, verb_named("measures.load")),
        "“19” is missing"
    );
}
