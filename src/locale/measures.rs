//! The words of the Measures themselves (Art. 42): until when they are in force and by what, what befell them, on what
//! ground matters begin after their end, under which rule set one began.
use super::{Lang, T, date, event, ruling};
use crate::domain::law::naming::Names;
use crate::domain::law::ruling::{R21, R44, RulingUse, RulingValue};
use crate::domain::law::validity::{Change, Force, Preparation, RuleSet, Validity};
use crate::domain::register::titled;

labels! {
    /// What befalls the Measures.
    change(Change) {
        Extension = "延续有效", "extension";
        Repeal = "废止", "repeal";
        Successor = "接续办法", "successor";
        Lapse = "期满", "expiry";
    }
    /// Whether they are in force.
    force(Force) {
        InForce = "有效", "in force";
        Lapsed = "已期满", "expired";
        Repealed = "已废止", "repealed";
        Succeeded = "已由新办法接续", "replaced";
    }
    /// What has to be done ahead of the end.
    preparation(Preparation) {
        Warn = "期满预警", "warning of expiry";
        Evaluation = "实施评估报告", "evaluation report";
        Draft = "接续办法草案", "draft of the successor";
    }
}

messages! {
    MEASURES = "《办法》（益政办发〔2025〕11号）", "the Measures of 2025";
    BOTH = "{0}；现行的是{1}，本事项不改依", "{0}; now {1} is in force, which does not touch this matter";
    UNDER = "{0}，当时有效期至 {1}", "{0}, then in force until {1}";
    UNTIL = "至 {0} 24:00，剩{1}天（第42条，{2}）", "until {0} 24:00, {1} days left (Art. 42, {2})";
    OVER = "已于 {0} 24:00 期满，没有接续（第42条，{1}）", "expired on {0} 24:00, and nothing replaced them (Art. 42, {1})";
    RULED = "裁定 R21、R44", "rulings R21, R44";
    REPEALED = "已废止，最后一天为 {0}", "repealed, {0} was the last day";
    SUCCEEDED = "自 {0} 起由《{1}》（{2}）接续", "replaced from {0} on by {1} ({2})";
    STATE = "现状：{0}", "now: {0}";
    FIRST = "{0}，公布当日起施行", "{0}, in force from that day on";
    LENGTH = "{0}，当日计入：至 {1} 24:00", "{0}, that day counting: until the end of {1}";
    SETS = "{0}：末日改为 {1}", "{0}: the last day is {1} now";
    AFTER = "之后：新的普通事项须有云主管部门的书面依据；应急、补办和未了结的事项照办", "after it: new ordinary matters need the authority's written ground; emergencies, what regularises them and open matters go on";
    PREPARED = "{0}：{1}（内部时限）", "{0}: {1} (internal target)";
    CHANGES = "历次变动", "Changes";
    GROUNDS = "期满后的书面依据", "Grounds after the end";
}

lines! {
    "change numbered" = "第{0}号 {1}", "no. {0}, {1}";
    "change beside" = "{0} · {1}", "{0} · {1}";
    "change until" = "至 {0}", "until {0}";
    "change from" = "自 {0} 起", "from {0}";
    "change titled" = "《{0}》", "{0}";
    "change paper" = "{0}，{1}印发", "{0} of {1}";
    "change registered" = "统一登记号 {0}", "registration {0}";
    "change waits" = "待签署", "to sign";
    "change signed" = "{0} 提议，{1} 签署", "proposed by {0}, signed by {1}";
    "change by itself" = "{0} 程序自动记录", "recorded by the program on {0}";
    "ground given" = "{0}，{1} 给出，至 {2}，{3}：{4}", "{0}, given {1}, until {2}, by {3}: {4}";
    "ground of the city" = "全市", "the whole city";
}

/// Until when they are in force, and by what, in one line.
#[must_use]
pub fn until(lang: Lang, measures: &Validity) -> String {
    let day = date::date_long(lang, measures.last_day);
    let by = match &measures.by {
        Some(by) => {
            let what = event::worded(lang, &Names::default(), &by.numbered());
            match &by.paper {
                Some(paper) => format!("{what} {paper}"),
                None => what,
            }
        }
        None => RULED.get(lang).to_owned(),
    };
    match measures.force {
        Force::InForce => UNTIL.fill(lang, &[&day, &measures.days_left, &by]),
        Force::Lapsed => OVER.fill(lang, &[&day, &by]),
        Force::Repealed => REPEALED.fill(lang, &[&day]),
        Force::Succeeded => followed(lang, measures).unwrap_or_default(),
    }
}

/// By what they are followed, and from when.
fn followed(lang: Lang, measures: &Validity) -> Option<String> {
    let next = measures.successor.as_ref()?;
    let from = date::date_long(lang, next.day);
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    Some(SUCCEEDED.fill(lang, &[&from, &of(&next.title), &of(&next.paper)]))
}

/// Step by step why the last day is the one it is, what holds after it, and what has to be prepared.
#[must_use]
pub fn explained(lang: Lang, names: &Names, measures: &Validity) -> Vec<String> {
    let used = |ruling, parameter: &str, value| {
        let parameter = parameter.to_owned();
        ruling::used(
            lang,
            &RulingUse {
                ruling,
                parameter,
                value,
            },
        )
    };
    let published = used(R21, "published", RulingValue::Date(measures.published));
    let months = used(R44, "months", RulingValue::Number(measures.months));
    let computed = date::date_long(lang, measures.computed);
    let mut lines = vec![
        STATE.fill(lang, &[&until(lang, measures)]),
        FIRST.fill(lang, &[&published]),
        LENGTH.fill(lang, &[&months, &computed]),
    ];
    lines.extend(measures.by.as_ref().map(|by| {
        let day = date::date_long(lang, measures.last_day);
        SETS.fill(lang, &[&event::worded(lang, names, &by.said()), &day])
    }));
    match followed(lang, measures).filter(|_| measures.force != Force::Succeeded) {
        Some(followed) => lines.push(followed),
        None if measures.force != Force::Succeeded => lines.push(AFTER.get(lang).to_owned()),
        None => {}
    }
    lines.extend(measures.preparing.iter().map(|(what, day)| {
        let day = date::date_long(lang, *day);
        PREPARED.fill(lang, &[&preparation(*what).get(lang), &day])
    }));
    lines
}

/// The rule set that a matter began under.
#[must_use]
pub fn rule_set(lang: Lang, rules: &RuleSet) -> String {
    let name = match &rules.successor {
        Some(next) => {
            let title = event::worded(lang, &Names::default(), &titled(&next.title));
            format!("{title}（{}）", next.paper)
        }
        None => MEASURES.get(lang).to_owned(),
    };
    match rules.until {
        Some(day) => UNDER.fill(lang, &[&name, &date::date_long(lang, day)]),
        None => name,
    }
}

/// The rule set that a matter began under, and the one in force now where that is another.
#[must_use]
pub fn rule_sets(lang: Lang, began: &RuleSet, now: Option<&RuleSet>) -> String {
    let began = rule_set(lang, began);
    match now {
        Some(now) => BOTH.fill(lang, &[&began, &rule_set(lang, now)]),
        None => began,
    }
}

/// What the acts' words are called, for forms and help.
#[must_use]
pub(super) fn choice(word: &str) -> Option<T> {
    Change::find(word).map(change)
}
