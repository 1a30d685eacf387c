use super::super::matter;
use super::*;
use crate::domain::build::capacity::{Dimension, Portion};
use crate::domain::law::article::{article as of_article, paragraph};
use crate::domain::law::block::{Blocked, Deed, Ground, Subject};
use crate::domain::law::matter::MatterKind;
use crate::domain::law::matter::Part;
use crate::domain::law::refusal::{Coming, NoRoom};
use crate::domain::law::ruling::{R6, R16};
use crate::domain::record::RecordKind;
use crate::domain::r#use::resource::ResourceState;
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
    let cores = |amount| Portion {
        dimension: Dimension::Vcpu,
        amount,
    };
    let resource = "APP-20261109-0007/2".parse().unwrap();
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
        Reason::CountyPool("pool-9".into()),
        Reason::BadMeasurement("vcpu".to_owned()),
        Reason::NoRoom(Box::new(NoRoom {
            pool: "pool-a".into(),
            short: vec![cores(8)],
            coming: vec![Coming {
                by: id,
                due: Some(day),
                portions: vec![cores(64)],
            }],
        })),
        Reason::WrongSubject(Ground::Exit),
        Reason::EnoughBlocks,
        Reason::InFuture(day),
        Reason::Before(day, day.succ_opt().unwrap()),
        Reason::NotYet("2026-11-23T02:31:00Z".parse().unwrap()),
        Reason::TooEarly(
            "2026-11-23T02:31:00Z".parse().unwrap(),
            "2026-11-23T04:00:00Z".parse().unwrap(),
        ),
        Reason::PartyWanted {
            field: "operator".to_owned(),
            code: "edu".into(),
            kind: PartyKind::Provider,
        },
        Reason::NotAskedFor("override_reason".to_owned()),
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
        Reason::NobodyWatched("Zhang".to_owned()),
        Reason::ResourceTwice(resource),
        Reason::ResourceElsewhere(resource),
        Reason::ResourceNotRunning(resource, ResourceState::Ended),
        Reason::ResourceClaimed(resource, id),
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
            "您已是本事项的受理人，这一步须由另一人办（第19条(二)）",
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
            "请核对代码；没有登记的，先由任“管理员”的人登记目录项",
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
    assert_eq!(refused.mend, "请缩短“资源明细”，详情可写进附件");
}

#[test]
fn a_field_has_the_name_that_its_verb_gives_it() {
    let missing = Reason::Missing("opinion".to_owned());
    assert_eq!(
        reason(
            Lang::Zh,
            &missing.under(of_article(19)),
            verb_named("application.review")
        ),
        "没有填“审核意见”"
    );
    let article = Reason::Missing("19".to_owned());
    assert_eq!(
        reason(
            Lang::En,
            &article.under(of_article(19)),
            verb_named("measures.load")
        ),
        "“19” is missing"
    );
}

/// A block names its article beside its ground, and once is enough.
#[test]
fn a_block_is_cited_once() {
    let blocked = Reason::Blocked(Box::new(Blocked {
        number: 31,
        ground: Ground::Dishonesty,
        subject: Subject::Provider("yun-a".into()),
        paper: "YSY-5".to_owned(),
        from: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        until: None,
        deed: Deed::Order,
    }));
    let refusal = blocked.under(Ground::Dishonesty.article());
    for (lang, article) in [(Lang::Zh, "第12条"), (Lang::En, "Art. 12")] {
        let why = full(lang, &refusal, verb_named("application.order-test")).why;
        assert_eq!(why.matches(article).count(), 1, "{why}");
    }
}

/// A later hour of today is spoken of by its hour.
#[test]
fn what_is_still_to_come_today_is_told_by_its_hour() {
    let at = "2026-11-23T10:00:00Z".parse().unwrap();
    let early = Reason::TooEarly(at, "2026-11-23T10:30:00Z".parse().unwrap());
    for (reason, lang, why, mend) in [
        (
            Reason::NotYet(at),
            Lang::Zh,
            "2026-11-23 周一 18:00 还没有到",
            "请填现在或更早的时间",
        ),
        (
            Reason::NotYet(at),
            Lang::En,
            "2026-11-23 Mon 18:00 is still to come",
            "Enter now or an earlier time",
        ),
        (
            early,
            Lang::Zh,
            "2026-11-23 周一 18:00 早于最早可能的 2026-11-23 周一 18:30",
            "请填 2026-11-23 周一 18:30 或以后",
        ),
    ] {
        let refused = full(
            lang,
            &reason.under(of_article(23)),
            verb_named("emergency.hand-over"),
        );
        assert!(refused.why.starts_with(why), "{}", refused.why);
        assert_eq!(refused.mend, mend);
    }
}

/// What takes a party of one kind names the field, what it has, and the kind.
#[test]
fn a_party_that_does_not_fit_is_told_by_its_field() {
    for (verb, field, kind, zh, en) in [
        (
            "party.succeed",
            "successor",
            PartyKind::Unit,
            "“承接单位”不能是“x”，应是登记在册的云使用单位",
            "cannot be “x”: it takes a registered",
        ),
        (
            "measures.ground",
            "unit",
            PartyKind::Unit,
            "不能是“x”，应是登记在册的云使用单位",
            "cannot be “x”: it takes a registered",
        ),
        (
            "pool.register",
            "operator",
            PartyKind::Provider,
            "不能是“x”，应是登记在册的云服务商",
            "cannot be “x”: it takes a registered",
        ),
    ] {
        let reason = Reason::PartyWanted {
            field: field.to_owned(),
            code: "x".into(),
            kind,
        };
        let refusal = reason.under(of_article(5));
        for (lang, said) in [(Lang::Zh, zh), (Lang::En, en)] {
            let refused = full(lang, &refusal, verb_named(verb));
            assert!(refused.why.contains(said), "{}", refused.why);
            assert!(
                !refused.why.contains(field) || lang == Lang::En,
                "{}",
                refused.why
            );
        }
    }
}

/// A value that the others do not ask for is told by its field, with what would ask for it.
#[test]
fn what_is_not_asked_for_says_what_would_ask_for_it() {
    let reason = Reason::NotAskedFor("override_reason".to_owned());
    let refusal = reason.under(of_article(23));
    let refused = full(Lang::Zh, &refusal, verb_named("emergency.review"));
    assert_eq!(refused.why, "“越过限制的理由”与所选的不合（第23条）");
    assert_eq!(refused.mend, "请把它空着，它只用于结论：通过");
    let refused = full(Lang::En, &refusal, verb_named("emergency.review"));
    assert!(
        refused.mend.starts_with("Leave it empty; it belongs to "),
        "{}",
        refused.mend
    );
}
