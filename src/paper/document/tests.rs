//! Every paper of every kind, in both languages.

mod cancellation;
mod purchase;
mod resource_change;
mod resource_pool;

use super::*;
use crate::domain::build::pool::CloudMode;
use crate::domain::build::system::Funding;
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::block;
use crate::domain::law::calendar::Calendar;
use crate::domain::law::called::Called;
use crate::domain::law::clock::{Limit, Moment, compute};
use crate::domain::law::code::PoolCode;
use crate::domain::law::duty::{DutyKey, Nature};
use crate::domain::law::escalation::{Report, Superior};
use crate::domain::law::matter::{Body, Head, Stage};
use crate::domain::law::paper::{PaperKind, PaperNumber, Signature, Signing};
use crate::domain::law::party::Post;
use crate::domain::law::sight::Told;
use crate::domain::law::validity::RuleSet;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::r#use::application::{self, Application, TestRun};
use crate::domain::r#use::asked::{Asked, Contact};
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::clearing;
use crate::domain::r#use::emergency::{self, Emergency, Ground};
use crate::domain::r#use::line::OwnPurchase;
use crate::domain::r#use::stood::AsRegistered;
use chrono::{DateTime, Utc};
use unicode_width::UnicodeWidthStr;

fn at(text: &str) -> Moment {
    text.parse::<DateTime<Utc>>().unwrap().into()
}

fn now() -> Moment {
    at("2026-11-23T02:31:00Z")
}

fn lines() -> Vec<Line> {
    let line = |subject, applied| Line {
        subject,
        purpose: "flood desk".to_owned(),
        applied,
        approved: Some(applied),
        adjusted: Some(applied - 1),
        issued: Some(applied - 1),
    };
    vec![
        line(
            Subject::Item {
                code: "vm".into(),
                name: "VM".to_owned(),
                specification: "4C16G".to_owned(),
                unit: "set".to_owned(),
                vector: Vector::default(),
            },
            8,
        ),
        line(
            Subject::OffCatalogue {
                name: "GPU".to_owned(),
                ground: "none listed".to_owned(),
                nearest: None,
                exception: None,
                own_purchase: OwnPurchase::Asked,
            },
            2,
        ),
    ]
}

fn duty(kind: impl Into<DutyKind>, cited: Article, limit: Limit, opened_at: Moment) -> Duty {
    let deadline = compute(&Calendar::built_in(), opened_at, limit, 1440, vec![]);
    Duty {
        key: DutyKey::whole(kind),
        party: "east".into(),
        post: Post::Handler,
        article: cited,
        nature: Nature::Statutory,
        opened_at,
        reports: vec![Report {
            to: Superior::Authority,
            from: deadline.ends_at,
            made: None,
        }],
        deadline,
        moved: vec![],
        closed: None,
    }
}

const ACCEPTANCE: PaperKind = PaperKind::Application(application::PaperKind::AcceptanceNotice);

fn asked() -> Asked {
    Asked {
        system: "flood".into(),
        pool: PoolCode::new("pool-1"),
        mode: CloudMode::Purchased,
        lines: lines(),
        contact: Contact {
            name: "Zhou".to_owned(),
            telephone: "0737".to_owned(),
        },
        stood: AsRegistered {
            protection_level: 3,
            funding: Funding::Government,
            confirmed: true,
            municipal_budget: true,
        },
        instances: Vec::new(),
        turns: Vec::new(),
        claims: Vec::new(),
    }
}

fn attestation() -> Attestation {
    Attestation {
        completed_on: "2026-11-20".parse().unwrap(),
        confirmed_at: now(),
        evidence: None,
        other_day: None,
    }
}

fn application_body() -> Body {
    Body::Application(Application {
        asked: asked(),
        previous: None,
        answers: vec![],
        regularises: None,
        materials: vec![],
        accepted_without: vec![],
        objections: vec!["no contact".to_owned(), "too much\nof it".to_owned()],
        reapply_within: Some(10),
        answered_by: None,
        opinion: None,
        outside: vec![],
        ground: None,
        measures_ground: None,
        environment: None,
        tests: vec![TestRun {
            at: now(),
            passed: false,
            report: "slow".to_owned(),
            early_reason: None,
        }],
        served_days: None,
        completed_on: None,
        not_before: None,
        attestation: Some(attestation()),
        clearings: vec![application::EnvironmentClearing {
            at: now(),
            quantities: vec![2, 0],
            last: false,
            certificate: clearing::Certificate::InWords("overwritten twice".to_owned()),
        }],
        supplements: vec![],
        day_objections: vec![],
    })
}

/// A contract on which everything happened; one that was given up has no end of its term.
fn emergency_body() -> Body {
    let earlier = at("2026-11-17T08:05:00Z");
    Body::Emergency(Emergency {
        overridden: Some(block::Override {
            reason: "lives at stake".to_owned(),
            blocks: vec![block::Blocked {
                number: 3,
                ground: block::Ground::Stop,
                subject: block::Subject::Unit("health".into()),
                paper: "YSY-5".to_owned(),
                from: "2026-11-09".parse().unwrap(),
                until: None,
                deed: block::Deed::Issue,
            }],
        }),
        asked: asked(),
        without_contract: false,
        contract: None,
        ground: Told::Is(Ground::ProvincialRequirement),
        special_reason: None,
        order: None,
        document: Some("No. 7".to_owned()),
        urgency: "flood".to_owned(),
        opinion: None,
        issued_at: Some(earlier),
        handed_over_at: Some(earlier),
        recalled: false,
        unacknowledged: false,
        acknowledgement: None,
        attestation: Some(attestation()),
        day_objections: Vec::new(),
        formal: None,
        declined_at: None,
        formal_approved: false,
    })
}

fn matter(id: &str, stage: Stage, body: Body) -> Matter {
    let ten = Limit::WorkingDays(10);
    let earlier = at("2026-11-17T08:05:00Z");
    let head = Head {
        id: id.parse().unwrap(),
        version: 1,
        title: "flood platform".to_owned(),
        stage,
        concerned: vec![(Role::Unit, "emb".into()), (Role::Operator, "east".into())],
        opened_at: earlier,
        updated_at: now(),
        updated_by: "li".into(),
        duties: vec![
            duty(application::DutyKind::Review, paragraph(19, 2), ten, now()),
            duty(
                application::DutyKind::Resubmit,
                paragraph(19, 2),
                ten,
                now(),
            ),
            duty(
                application::DutyKind::OrderTest,
                paragraph(19, 3),
                ten,
                now(),
            ),
            duty(
                application::DutyKind::BuildTest,
                paragraph(19, 3),
                ten,
                now(),
            ),
            duty(
                application::DutyKind::Test,
                paragraph(19, 3),
                Limit::Months(1),
                now(),
            ),
            duty(application::DutyKind::Deliver, paragraph(19, 4), ten, now()),
            duty(
                emergency::DutyKind::HandOver,
                article(23),
                Limit::CalendarDays(1),
                now(),
            ),
            duty(
                emergency::DutyKind::FileFormal,
                article(23),
                Limit::WorkingDays(3),
                earlier,
            ),
        ],
        parts: vec![],
        holds: Vec::new(),
        holds_given: 0,
        services: vec![],
        enclosures: vec![],
        unsigned: vec![],
        drafts_given: 0,
        undetermined: vec![],
        escalated_at: None,
        rules: RuleSet {
            successor: None,
            until: None,
        },
    };
    Matter { head, body }
}

fn paper(kind: PaperKind) -> Paper {
    Paper {
        kind,
        number: PaperNumber {
            word: "YSY".to_owned(),
            year: 2026,
            number: 118,
        },
        issuer: "data".into(),
        recipients: vec!["emb".into()],
        copies: Vec::new(),
        at: now(),
        remark: "first line\nsecond line".to_owned(),
        attachments: Vec::new(),
        drafted_by: "li".into(),
        signing: Some(Signing::Signed(Signature {
            by: "wang".into(),
            name: "wang".to_owned(),
            at: now(),
        })),
        called: Called {
            parties: ["data", "emb", "east", "support"]
                .map(|code| (code.into(), format!("Bureau {code}")))
                .into(),
            drafter: "li".to_owned(),
            system: "Flood system".to_owned(),
            pool: "Pool A".to_owned(),
        },
    }
}

fn of(kind: PaperKind) -> Matter {
    match kind {
        PaperKind::Emergency(_) => matter(
            "EMG-20261117-0002",
            Stage::Emergency(emergency::Stage::HandedOver),
            emergency_body(),
        ),
        PaperKind::Procurement(_) => matter(
            "PRC-20261109-0001",
            Stage::Procurement(crate::domain::purchase::procurement::Stage::Performing),
            purchase::procurement(kind),
        ),
        PaperKind::CatalogueEdition(_) => matter(
            "CAT-20261109-0001",
            Stage::CatalogueEdition(crate::domain::purchase::catalogue_edition::Stage::Announced),
            purchase::catalogue_edition(),
        ),
        PaperKind::ResourceChange(_) => matter(
            "CHG-20261109-0001",
            Stage::ResourceChange(crate::domain::r#use::resource_change::Stage::Clearing),
            resource_change::change(now()),
        ),
        PaperKind::Cancellation(_) => matter(
            "CAN-20261109-0001",
            Stage::Cancellation(crate::domain::r#use::cancellation::Stage::Closed),
            cancellation::body(kind),
        ),
        PaperKind::ResourcePool(_) => matter(
            "POL-20261109-0001",
            Stage::ResourcePool(crate::domain::build::resource_pool::Stage::InService),
            resource_pool::resource_pool(),
        ),
        PaperKind::Application(_) | PaperKind::Asked(_) => matter(
            "APP-20261109-0007",
            Stage::Application(application::Stage::Accepted),
            application_body(),
        ),
    }
}

#[test]
fn every_paper_cites_its_article_and_leaves_no_slot_in_either_language() {
    for kind in PaperKind::all() {
        for (lang, cites) in [(Lang::Zh, "条"), (Lang::En, "Art. ")] {
            let document = render(&of(kind), &[], &[], &paper(kind), lang);
            let text = document.to_text(80);
            let body = document.body.join("\n");
            assert!(body.contains(cites), "{kind:?} {body}");
            assert!(!body.contains('{'), "{kind:?} {body}");
            assert!(body.contains("flood platform"), "{kind:?} {body}");
            // Of what asks for resources also where.
            let places = of(kind)
                .body
                .asked()
                .map_or(vec![], |_| vec!["Flood system", "Pool A"]);
            assert!(
                places.iter().all(|place| body.contains(place)),
                "{kind:?} {body}"
            );
            assert!(text.lines().all(|line| line.width() <= 80), "{text}");
            if lang == Lang::En {
                let without_number = text.replace("YSY〔2026〕118号", "");
                let wide = without_number.chars().find(|c| *c > '\u{2e7f}');
                assert_eq!(wide, None, "{kind:?} {text}");
            }
        }
    }
}

#[test]
fn an_acceptance_notice_reads_as_an_office_writes_it() {
    let document = render(&of(ACCEPTANCE), &[], &[], &paper(ACCEPTANCE), Lang::Zh);
    let expected = [
        "                         受理通知书",
        "                      YSY〔2026〕118号",
        "",
        "Bureau emb：",
        "    贵单位2026年11月17日提交的申请，经核实材料齐全、需求合",
        "理，现予受理。",
        "    事项：申请-20261109-0007，flood platform。",
        "    系统 Flood system，资源池 Pool A（购买服务）。",
        "    资源如下：",
        "    1. VM（4C16G）：申请量8set。用途：flood desk。",
        "    2. GPU（目录外，自行采购）：申请量2。用途：flood desk。",
        "    依据第19条(二)，本机关将在 2026年12月7日24:00 前给出审核",
        "意见（法定时限）。",
        "    备注：first line",
        "    second line",
        "",
        "                                                 Bureau data",
        "                                              2026年11月23日",
        "",
        "拟稿：li    签发：wang",
        "",
    ];
    assert_eq!(document.to_text(60), expected.join("\n"));
}

#[test]
fn the_reminder_lists_what_is_overdue_and_nothing_else() {
    let kind = PaperKind::Emergency(emergency::PaperKind::RegularisationReminder);
    let document = render(&of(kind), &[], &[], &paper(kind), Lang::Zh);
    assert_eq!(
        document.body[1],
        "1. 补办申请，限 2026年11月20日24:00 前（第23条，法定时限）"
    );
    assert!(!document.body[2].starts_with("2."));
}

#[test]
fn a_paper_keeps_the_deadline_it_went_out_with() {
    let kind = ACCEPTANCE;
    let mut moved = of(kind);
    let before = render(&moved, &[], &[], &paper(kind), Lang::Zh);
    let review = moved.head.duties.first_mut().unwrap();
    let later = compute(
        &Calendar::built_in(),
        now(),
        Limit::WorkingDays(30),
        1440,
        vec![],
    );
    let before_it = std::mem::replace(&mut review.deadline, later);
    review.moved.push(before_it);
    assert_eq!(render(&moved, &[], &[], &paper(kind), Lang::Zh), before);
}

#[test]
fn objections_are_numbered_and_keep_their_lines() {
    let kind = PaperKind::Application(application::PaperKind::NonAcceptanceOpinion);
    let document = render(&of(kind), &[], &[], &paper(kind), Lang::En);
    let from = document.body.iter().position(|text| text.starts_with("1."));
    let objections = &document.body[from.unwrap()..][..3];
    assert_eq!(objections, ["1. no contact", "2. too much", "of it"]);
}

/// What an earlier release certified in one text is that text: its paper names no method, no watcher and no days.
#[test]
fn an_older_certificate_says_no_more_than_its_text() {
    let kind = PaperKind::Application(application::PaperKind::ClearingCertificate);
    let document = render(&of(kind), &[], &[], &paper(kind), Lang::Zh);
    let expected = [
        "Bureau emb的下列资源已经清理，没有留存副本（第21条(二)）。",
        "事项：申请-20261109-0007，flood platform。",
        "系统 Flood system，资源池 Pool A（购买服务）。",
        "清理的资源：",
        "1. 第1行 VM（4C16G）：2set",
        "清理证明：overwritten twice",
    ];
    assert_eq!(document.body[..6], expected);
}
