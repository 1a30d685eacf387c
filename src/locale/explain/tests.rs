use super::*;
use crate::domain::law::article::paragraph;
use crate::domain::law::calendar::CalendarYear;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::{Closing, Nature};
use crate::domain::law::escalation::{Report, Superior};
use crate::domain::law::party::Post;
use crate::domain::law::ruling::{R6, R18, RulingUse, default_value};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn duty(calendar: &Calendar, start: &str, limit: Limit) -> Duty {
    let rulings = [(R6, "order"), (R18, "minute_of_day")]
        .map(|(ruling, parameter)| RulingUse {
            ruling,
            parameter: parameter.to_owned(),
            value: default_value(ruling, parameter),
        })
        .to_vec();
    Duty {
        key: "review".parse().unwrap(),
        party: "data".into(),
        post: Post::Reviewer,
        article: paragraph(19, 2),
        nature: Nature::Statutory,
        opened_at: at("2026-09-24T02:00:00Z").into(),
        deadline: clock::compute(calendar, Moment::of_day(day(start)), limit, 1440, rulings),
        moved: vec![],
        reports: vec![],
        closed: None,
    }
}

fn text(lines: &[ExplainLine]) -> Vec<String> {
    lines.iter().map(ExplainLine::text).collect()
}

#[test]
fn ten_working_days_over_two_holidays_and_a_make_up_day() {
    let calendar = Calendar::built_in();
    let duty = duty(&calendar, "2026-09-24", Limit::WorkingDays(10));
    assert_eq!(title(Lang::Zh, &duty), "为什么是 2026-10-15？");
    let lines = explain(Lang::Zh, &duty, &calendar, at("2026-09-24T03:00:00Z"));
    assert_eq!(
        text(&lines),
        [
            "第19条(二) 审核意见 · 10个工作日内 · 法定时限 · 裁定 R6 审核期限的起点：受理之后接续 · 裁定 R18 末日截止：24:00 · 日历第0版 · 2026正式",
            "起 09-24 周四（当日不计）",
            "  09-25至09-27 中秋节 · 09-28 周一 第1日 … 09-30 周三 第3日 · 10-01至10-07 国庆节 · 10-08 周四 第4日 … 10-09 周五 第5日 · 10-10 周六 国庆节调休上班 第6日 · 10-11 周末 · 10-12 周一 第7日 … 10-15 周四 第10日",
            "止 2026-10-15 周四 24:00 · 第10日 · 剩10个工作日",
        ]
        .map(|line| line.replace("10-11 周末", "10-11 周日 周末"))
    );
    let english = text(&explain(
        Lang::En,
        &duty,
        &calendar,
        at("2026-10-17T03:00:00Z"),
    ));
    assert!(
        english[2].starts_with("  09-25 to 09-27 Mid-Autumn · 09-28 Mon day 1 … 09-30 Wed day 3")
    );
    assert_eq!(
        english[3],
        "Until 2026-10-15 Thu 24:00 · day 10 · 1 working day late"
    );
}

#[test]
fn every_day_stands_on_the_full_page_and_counts_as_often_as_the_limit_says() {
    let calendar = Calendar::built_in();
    let duty = duty(&calendar, "2026-09-24", Limit::WorkingDays(10));
    let lines = explain_full(Lang::Zh, &duty, &calendar, at("2026-09-24T03:00:00Z"));
    let days: Vec<_> = lines.iter().filter(|line| line.indented).collect();
    assert_eq!(days.len(), 21);
    assert_eq!(days[0].text(), "  2026-09-25 周五 中秋节，不计");
    assert_eq!(days[15].text(), "  2026-10-10 周六 国庆节调休上班 第6日");
    assert_eq!(days[16].text(), "  2026-10-11 周日 周末，不计");
    let counted = days
        .iter()
        .filter(|line| line.pieces[0].emphasis == Emphasis::Plain)
        .count();
    assert_eq!(counted, 10);
}

#[test]
fn an_unpublished_year_is_provisional_until_its_notice_moves_the_date() {
    let calendar = Calendar::built_in();
    let mut duty = duty(&calendar, "2026-12-28", Limit::WorkingDays(5));
    let now = at("2026-12-28T03:00:00Z");
    let lines = explain(Lang::Zh, &duty, &calendar, now);
    let shown = text(&lines);
    assert!(
        shown[0].ends_with("2026正式 · 2027暂定：节假日通知未载入"),
        "{}",
        shown[0]
    );
    assert_eq!(shown[1], "起 2026-12-28 周一（当日不计）");
    assert_eq!(
        shown[2],
        "  2026-12-29 周二 第1日 … 12-31 周四 第3日 · 2027-01-01 周五 元旦（暂定） · 01-02至01-03 周末（暂定） · 01-04 周一 第4日 … 01-05 周二 第5日（暂定）"
    );
    assert_eq!(
        shown[3],
        "止 2027-01-05 周二 24:00（暂定） · 第5日 · 剩5个工作日"
    );

    let notice = CalendarYear::parse(
        r#"{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "元旦", "date": "2027-01-04", "isOffDay": true}]}"#,
    )
    .unwrap();
    let loaded = Calendar::with_notices([&notice]);
    let to = duty.deadline.recomputed(&loaded);
    let from = std::mem::replace(&mut duty.deadline, to);
    duty.moved.push(from);
    let shown = text(&explain(Lang::Zh, &duty, &loaded, now));
    assert_eq!(shown[3], "止 2027-01-06 周三 24:00 · 第5日 · 剩5个工作日");
    assert_eq!(
        shown[4],
        "原定 2027-01-05 周二 24:00（暂定），按日历第1版改"
    );
    let other = text(&explain(Lang::Zh, &duty, &calendar, now));
    assert_eq!(other[4], "所列各日出自日历第0版，本时限按第1版算定");
}

#[test]
fn a_month_counts_every_day_and_ends_after_the_rest_day() {
    let calendar = Calendar::built_in();
    let mut duty = duty(&calendar, "2026-09-01", Limit::Months(1));
    let reported = at("2026-10-08T16:00:00Z").into();
    duty.reports = vec![Report {
        to: Superior::Authority,
        from: reported,
        made: Some(reported),
    }];
    duty.closed = Some(Closing {
        at: at("2026-10-09T02:00:00Z").into(),
        outcome: Outcome::Late,
        own: true,
        excused: Vec::new(),
    });
    let shown = text(&explain(
        Lang::Zh,
        &duty,
        &calendar,
        at("2026-10-09T03:00:00Z"),
    ));
    assert_eq!(
        shown[2],
        "  09-02 周三 第1日 … 10-01 周四 第30日 · 10-02至10-07 国庆节，末日顺延 · 10-08 周四 末日顺延至此"
    );
    assert_eq!(shown[3], "止 2026-10-08 周四 24:00 · 第30日");
    assert_eq!(
        shown[4],
        "10-09 周五 00:00 逾期，已上报云主管部门 · 已于 10-09 周五 10:00 办结，逾期"
    );
    let full = explain_full(Lang::Zh, &duty, &calendar, at("2026-10-09T03:00:00Z"));
    assert_eq!(full[5].text(), "  2026-09-05 周六 第4日、周末");
}
