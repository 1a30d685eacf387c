//! Blocks in words: their grounds, on what they lie, what they stop, what they excuse.
use super::{Lang, article, event};
use crate::domain::law::block::{Block, Blocked, Deed, Excuse, Ground, Hindrance};
use crate::domain::law::naming::Names;
use crate::domain::law::said::Value;
use crate::domain::register;
use chrono::NaiveDate;

labels! {
    /// The ground of a block.
    ground(Ground) {
        Stop = "停止发放", "stopped issuance";
        Freeze = "变更冻结", "change freeze";
        Dishonesty = "严重失信", "serious dishonesty";
        Evaluation = "测评过期", "expired evaluation";
        Contract = "合同终止", "ended contract";
        Exit = "退出通知", "exit notice";
        Capacity = "容量不足", "short of capacity";
        LegalHold = "依法保全", "legal hold";
        Closing = "资源池关闭", "pool being closed";
    }
    /// What a block stops.
    deed(Deed) {
        Apply = "申请", "applying";
        Approve = "审核通过", "approving";
        Issue = "应急发放", "issuing in an emergency";
        Order = "下达工单", "placing the order";
        Build = "着手搭建", "beginning to build";
        Execute = "移交、交付和调整", "handing over, delivering and adjusting";
        Increase = "增加资源", "asking for more";
        Clear = "数据清理", "clearing";
    }
}

messages! {
    GROUND = "{0}（{1}）", "{0} ({1})";
    BLOCKED = "第{0}号限制：{1}，{2}，{3}，依据 {4}", "block no. {0}: {1}, {2}, {3}, by {4}";
    STOPPED = "受阻：{0}；{1}", "blocked: {0}; {1}";
    EXCUSED = "可免责（R51）：第{0}号限制，{1}，{2}，计{3}天", "excused (R51): block no. {0}, {1}, {2}, {3} days";
    LATE_STILL = "仍记逾期，不计入响应时间，也不索赔", "late all the same, but left out of response time and of claims";
    STANDS = "有效", "in force";
    TO_COME = "未到", "to come";
    OVER = "已止", "ended";
}

lines! {
    "block.recorded" = "登记第{0}号限制：{1}，{2}，{3}，依据 {4}", "Block no. {0} registered: {1}, {2}, {3}, by {4}";
    "block.lifted" = "解除第{0}号限制：{1}，{2}，依据 {3}", "Block no. {0} lifted: {1}, {2}, by {3}";
    "block on city" = "全市", "the whole city";
    "block on pool" = "资源池 {0}", "pool {0}";
    "block on provider" = "云服务商 {0}", "provider {0}";
    "block on unit" = "单位 {0}", "unit {0}";
    "block on system" = "系统 {0}", "system {0}";
    "block until" = "{0} 至 {1}", "{0} to {1}";
    "block since" = "{0} 起", "since {0}";
}

/// A ground with its article: `停止发放（第22条(四)）`.
#[must_use]
pub fn grounded(lang: Lang, of: Ground) -> String {
    let cited = of.article();
    let cited = article::cite(lang, cited.number, cited.paragraph);
    GROUND.fill(lang, &[&ground(of).get(lang), &cited])
}

/// Since when, and until when if that is known.
#[must_use]
pub fn span(lang: Lang, from: NaiveDate, until: Option<NaiveDate>) -> String {
    let span = register::span(Value::Day(from), until.map(Value::Day));
    event::worded(lang, &Names::default(), &span)
}

/// What stands against a deed, without the deed.
#[must_use]
pub fn blocked(lang: Lang, names: &Names, by: &Blocked) -> String {
    BLOCKED.fill(
        lang,
        &[
            &by.number,
            &grounded(lang, by.ground),
            &event::worded(lang, names, &by.subject.said()),
            &span(lang, by.from, by.until),
            &by.paper,
        ],
    )
}

/// What stands against a deed, and which.
#[must_use]
pub fn stopped(lang: Lang, names: &Names, by: &Blocked) -> String {
    let blocked = blocked(lang, names, by);
    STOPPED.fill(lang, &[&deed(by.deed).get(lang), &blocked])
}

/// A part of a duty's time that excuses its lateness.
#[must_use]
pub fn excuse(lang: Lang, excuse: &Excuse) -> String {
    let until = Value::At(*excuse.until);
    let span = register::span(Value::At(*excuse.from), Some(until));
    let span = event::worded(lang, &Names::default(), &span);
    let ground = grounded(lang, excuse.ground);
    EXCUSED.fill(lang, &[&excuse.block, &ground, &span, &excuse.days()])
}

/// All that hinders an open duty, a line each.
#[must_use]
pub fn hindered(lang: Lang, names: &Names, by: &Hindrance) -> Vec<String> {
    let stopped = by.by.iter().map(|by| stopped(lang, names, by));
    let excused = by.excused.iter().map(|part| excuse(lang, part));
    stopped.chain(excused).collect()
}

/// Whether a block acts at an instant, in a word.
#[must_use]
pub fn state(lang: Lang, block: &Block, now: chrono::DateTime<chrono::Utc>) -> &'static str {
    let word = if block.is_over(now) {
        OVER
    } else if block.stands(now) {
        STANDS
    } else {
        TO_COME
    };
    word.get(lang)
}
