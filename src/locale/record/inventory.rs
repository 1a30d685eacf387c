//! Inventories and findings in full.

use super::{AT, Lines, RECORDED};
use crate::domain::register::certified;
use crate::domain::r#use::inventory::{Finding, Inventory, Severity, Sighting};
use crate::hub::list::cell::Status;
use crate::hub::list::column::Column;
use crate::locale::{Lang, date, domain, event, joined, list, register, resource};

messages! {
    LISTED = "列有", "Listed";
    RUNNING = "在用", "In use";
    LEAVING = "退出待清理", "Left, not cleared";
    UNKNOWN_SOME = "{0}：{1}", "{0}: {1}";
    UNKNOWN_MORE = "{0}：{1}等", "{0}: {1} and others";
    CLEARED = "已清理", "Cleared";
    CLEARED_BY = "{0}，{1}", "{0}, {1}";
    FIRST_SEEN = "首次列入", "First listed";
    LAST_SEEN = "最近列入", "Listed last";
    SEEN = "第{0}号清单，{1}，截至 {2}", "inventory no. {0}, {1}, as of {2}";
    TIMES = "列入次数", "Times listed";
    SETTLED = "办结", "Settled";
    SETTLEMENT = "{0}，依据 {1}：{2}（{3}）", "{0}, by {1}: {2} ({3})";
}

pub(super) fn inventory(out: &mut Lines, found: &Inventory) {
    let lang = out.lang;
    out.say(register::NUMBER, found.number);
    out.named("pool", &found.pool);
    out.say(list::column(Column::Operator), out.called(&found.operator));
    out.field("kind", domain::inventory(found.kind).get(lang));
    out.field("as_of", date::date_long(lang, found.as_of));
    out.field("source", &found.source);
    out.say(LISTED, found.listed);
    out.say(RUNNING, found.running);
    out.say(LEAVING, found.leaving);
    out.say(CLEARED, found.cleared);
    out.say(list::column(Column::Unknown), unknown(lang, found));
    let at = date::moment(lang, *found.taken_at);
    let by = out.called(&found.taken_by);
    out.say(RECORDED, AT.fill(lang, &[&at, &by]));
}

/// How many nobody knows, and the first of them.
fn unknown(lang: Lang, found: &Inventory) -> String {
    let names = &found.unknown_names;
    let told = joined(lang, names.iter().map(String::as_str));
    let are_all = u32::try_from(names.len()).is_ok_and(|count| count == found.unknown);
    match found.unknown {
        0 => "0".to_owned(),
        count if are_all => UNKNOWN_SOME.fill(lang, &[&count, &told]),
        count => UNKNOWN_MORE.fill(lang, &[&count, &told]),
    }
}

pub(super) fn finding(out: &mut Lines, found: &Finding) {
    let lang = out.lang;
    out.say(register::NUMBER, found.number);
    let severity = match found.severity {
        Severity::Critical => Status::Critical,
    };
    out.say(
        list::column(Column::Severity),
        list::status(severity).get(lang),
    );
    out.say(list::column(Column::Instance), &found.instance);
    out.say(
        list::column(Column::Resource),
        resource::id(lang, found.resource),
    );
    out.say(list::column(Column::Pool), out.called(&found.pool));
    out.say(list::column(Column::Operator), out.called(&found.against));
    let on = date::date_long(lang, found.cleared_on);
    let certified = event::worded(lang, out.names, &certified(found));
    out.say(CLEARED, CLEARED_BY.fill(lang, &[&on, &certified]));
    let seen = |seen: &Sighting| {
        let kind = domain::inventory(seen.kind).get(lang);
        let as_of = date::date_long(lang, seen.as_of);
        SEEN.fill(lang, &[&seen.inventory, &kind, &as_of])
    };
    out.say(FIRST_SEEN, seen(&found.first_seen));
    if found.times > 1 {
        out.say(LAST_SEEN, seen(&found.last_seen));
        out.say(TIMES, found.times);
    }
    if let Some(settled) = &found.settled {
        let at = date::moment(lang, *settled.at);
        let by = out.called(&settled.by);
        let told = SETTLEMENT.fill(lang, &[&at, &settled.paper, &settled.outcome, &by]);
        out.say(SETTLED, told);
    }
}
