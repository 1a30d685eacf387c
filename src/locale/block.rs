//! Blocks in words: their grounds, on what they lie, what they stop, what they excuse.
use super::{Lang, article, date};
use crate::domain::law::block::{Block, Blocked, Deed, Excuse, Ground, Hindrance, Subject};

labels! {
    /// The ground of a block.
    ground(Ground) {
        Stop = "停止发放", "stopped issuance";
        Freeze = "变更冻结", "change freeze";
        Dishonesty = "严重失信", "serious dishonesty";
        Evaluation = "测评过期", "lapsed evaluation";
        Contract = "合同终止", "ended contract";
        Exit = "退出通知", "exit notice";
        Capacity = "容量不足", "short of capacity";
    }
    /// What a block stops.
    deed(Deed) {
        Apply = "申请", "applying";
        Approve = "审核通过", "approving";
        Issue = "应急发放", "issuing in an emergency";
        Order = "下达工单", "placing the order";
        Build = "着手搭建", "beginning to build";
        Execute = "移交和交付", "handing over and delivering";
    }
}

messages! {
    GROUND = "{0}（{1}）", "{0} ({1})";
    CITY = "全市", "the whole city";
    POOL = "资源池 {0}", "pool {0}";
    PROVIDER = "云服务商 {0}", "provider {0}";
    UNIT = "单位 {0}", "unit {0}";
    SYSTEM = "系统 {0}", "system {0}";
    SINCE = "{0} 起", "since {0}";
    SPAN = "{0} 至 {1}", "{0} to {1}";
    BLOCKED = "第{0}号限制：{1}，{2}，{3}，依据 {4}", "block no. {0}: {1}, {2}, {3}, by {4}";
    STOPPED = "受阻：{0}；{1}", "blocked: {0}; {1}";
    EXCUSED = "可免责（R51）：第{0}号限制，{1}，{2}，计{3}天", "excused (R51): block no. {0}, {1}, {2}, {3} days";
    LATE_STILL = "仍记逾期，不计入响应时间，也不索赔", "late all the same, but left out of response time and of claims";
    RECORDED = "登记第{0}号限制：{1}，{2}，{3}，依据 {4}", "Block no. {0} recorded: {1}, {2}, {3}, by {4}";
    LIFTED = "解除第{0}号限制：{1}，{2}，依据 {3}", "Block no. {0} lifted: {1}, {2}, by {3}";
    STANDS = "有效", "in force";
    TO_COME = "未到", "to come";
    OVER = "已止", "ended";
}

/// A ground with its article: `停止发放（第22条(四)）`.
#[must_use]
pub fn grounded(lang: Lang, of: Ground) -> String {
    let cited = of.article();
    let cited = article::cite(lang, cited.number, cited.paragraph);
    GROUND.fill(lang, &[&ground(of).get(lang), &cited])
}

/// On what a block lies.
#[must_use]
pub fn subject(lang: Lang, on: &Subject) -> String {
    match on {
        Subject::City => CITY.get(lang).to_owned(),
        Subject::Pool(pool) => POOL.fill(lang, &[pool]),
        Subject::Provider(party) => PROVIDER.fill(lang, &[party]),
        Subject::Unit(party) => UNIT.fill(lang, &[party]),
        Subject::System(system) => SYSTEM.fill(lang, &[system]),
    }
}

/// Since when, and until when if that is known.
#[must_use]
pub fn span(lang: Lang, from: chrono::NaiveDate, until: Option<chrono::NaiveDate>) -> String {
    let from = date::date_long(lang, from);
    match until {
        Some(until) => SPAN.fill(lang, &[&from, &date::date_long(lang, until)]),
        None => SINCE.fill(lang, &[&from]),
    }
}

/// What stands against a deed, without the deed.
#[must_use]
pub fn blocked(lang: Lang, by: &Blocked) -> String {
    BLOCKED.fill(
        lang,
        &[
            &by.number,
            &grounded(lang, by.ground),
            &subject(lang, &by.subject),
            &span(lang, by.from, by.until),
            &by.paper,
        ],
    )
}

/// What stands against a deed, and which.
#[must_use]
pub fn stopped(lang: Lang, by: &Blocked) -> String {
    STOPPED.fill(lang, &[&deed(by.deed).get(lang), &blocked(lang, by)])
}

/// A part of a duty's time that excuses its lateness.
#[must_use]
pub fn excuse(lang: Lang, excuse: &Excuse) -> String {
    let span = SPAN.fill(
        lang,
        &[
            &date::moment(lang, *excuse.from),
            &date::moment(lang, *excuse.until),
        ],
    );
    let ground = grounded(lang, excuse.ground);
    EXCUSED.fill(lang, &[&excuse.block, &ground, &span, &excuse.days()])
}

/// All that hinders an open duty, a line each.
#[must_use]
pub fn hindered(lang: Lang, by: &Hindrance) -> Vec<String> {
    let stopped = by.by.iter().map(|by| stopped(lang, by));
    let excused = by.excused.iter().map(|part| excuse(lang, part));
    stopped.chain(excused).collect()
}

/// A block that was recorded.
#[must_use]
pub fn recorded(lang: Lang, block: &Block) -> String {
    RECORDED.fill(
        lang,
        &[
            &block.number,
            &grounded(lang, block.ground),
            &subject(lang, &block.subject),
            &span(lang, block.from, block.until),
            &block.paper,
        ],
    )
}

/// A block that was lifted.
#[must_use]
pub fn lifted(lang: Lang, block: &Block) -> String {
    let paper = block.lifted.as_ref().map_or("", |lift| lift.paper.as_str());
    LIFTED.fill(
        lang,
        &[
            &block.number,
            &grounded(lang, block.ground),
            &subject(lang, &block.subject),
            &paper,
        ],
    )
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
