//! The words of changes: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, block, date, joined, resource};
use super::{Row, asked, clearing, rows};
use crate::domain::law::matter::Head;
use crate::domain::law::money::{parted, signed};
use crate::domain::law::naming::Names;
use crate::domain::law::sight::Told;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::resource_change::{
    Advice, ChangeLine, DutyKind, LateDecrease, PaperKind, Reason, ResourceChange, Stage, Verb,
};

pub mod paper;

labels! {
    /// A stage of a change (Art. 20).
    stage(Stage) {
        Requested = "变更审核中", "to review";
        Approved = "待下变更工单", "to order";
        Executing = "调整中", "being carried out";
        Done = "待确认变更", "to confirm";
        Clearing = "待清理", "to clear";
        Closed = "已变更", "changed";
        Rejected = "变更不通过", "rejected";
        Withdrawn = "已撤回", "withdrawn";
    }
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Request = "申请变更", "Ask for a change";
        Advise = "提变更意见", "Advise on a change";
        Review = "审核变更", "Decide on a change";
        Order = "下变更工单", "Order a change";
        CarryOut = "报调整完成", "Report it carried out";
        Confirm = "确认变更", "Confirm a change";
        Determine = "认定变更日", "Determine its day";
        Clear = "清理退出资源", "Clear what left";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Request = "改数量、规格或用途；换资源池或云服务商须另行申请并注销。",
            "Another quantity, item or purpose; another pool or provider is a new application beside a cancellation.";
        Advise = "意见是审核的一部分；末日仍无意见，云主管部门可以单独决定。",
            "It is part of the decision; on the last day the authority may decide without it.";
        Review = "自提交起10个工作日内，整件决定。", "Within ten working days of the request, all of it at once.";
        Order = "通过后下给云服务商；10个工作日自通过起算。", "To the provider; its ten working days count from the approval.";
        CarryOut = "报完成之日，可写明新增实例的编号。", "The day it was done, and what the instances are called that came.";
        Confirm = "从认定之日起按变更后计费。", "From the day that you attest it is billed as changed.";
        Determine = "单位逾期不确认的，凭证据代为认定。", "Of a unit that never confirms, on evidence.";
        Clear = "减少的部分清理完毕，附证明；清理后不能恢复。", "What left is wiped, with a certificate; nothing brings it back.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        ReviewChange = "审核变更", "decide change";
        AdviseChange = "提变更意见", "advise on it";
        OrderChange = "下变更工单", "order change";
        CarryOutChange = "完成调整", "carry it out";
        ConfirmChange = "确认变更", "confirm change";
        DetermineChange = "认定变更日", "determine day";
        ClearChange = "清理退出资源", "clear what left";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        ChangeRequest = "变更申请表", "application for a change";
        ChangeAdvice = "变更技术意见", "opinion of support on a change";
        ChangeOpinion = "变更审核意见", "decision on a change";
        ChangeOrder = "变更工单", "order of a change";
        ChangeConfirmation = "变更完成确认单", "confirmation of a change";
        ChangeDetermination = "变更完成日认定书", "determination of a change's day";
        ChangeClearing = "数据清理证明", "certificate of clearing";
    }
}

messages! {
    MATTER = "变更", "change";
    MATTERS = "变更", "Changes";

    BAD_LINE = "第{0}行没有写明哪项资源变成什么", "Line {0} does not say which resource becomes what";
    NOTHING_CHANGES = "各行均与现状相同", "Every line is as it stands";
    WOULD_END = "{0}全部不用，是注销", "Nothing would be left of {0}: that is a cancellation";
    INCREASES = "第{0}行是增加；{1}", "line {0} increases; {1}";
    NO_INSTANCE = "第{0}行没有在用实例“{1}”", "Line {0} has no instance “{1}” in use";
    NO_BACKUP = "第{0}行有实例退出，没有写备份", "Instances of line {0} leave, and no backup is confirmed";
    NO_ADVICE = "云技术保障部门尚未提出意见", "Support has not given its opinion";
    NOT_YET_REPORTED = "单位逾期尚未上报", "The unit's lateness was not reported yet";

    MEND_LINE = "每行写“资源编号 目录项 数量 用途”，如“申请-20261109-0007/1 ecs-4c16g 12”，用途不变可不写", "Each as “resource item quantity purpose”: “APP-20261109-0007/1 ecs-4c16g 12”; a purpose that stays is left out";
    MEND_NOTHING = "改数量、规格或用途", "Change a quantity, an item or a purpose";
    MEND_ENDS = "办理注销", "Cancel it";
    MEND_INCREASES = "去掉这一行再提交，减少的不受限制", "Submit it without that line: a decrease is never stopped";
    MEND_INSTANCE = "请按资源页上的实例编号或序号填写", "Name instances as the resource's page has them, by id or number";
    MEND_BACKUP = "写明备份在何处、是否验证可恢复", "Say where the backup is, and whether restoring it was tried";
    MEND_ADVICE = "等意见；审核期限末日起可以单独决定", "Wait for it; from the last day on the authority may decide alone";
    MEND_REPORTED = "到期后自动上报，此后可以认定", "Once late it is reported by itself, and the day may be determined";

    LINE = "{0} {1} ×{2} → {3} ×{4}", "{0} {1} × {2} → {3} × {4}";
    LINE_PURPOSE = "；用途 {0} → {1}", "; purpose {0} → {1}";
    LINE_LEAVING = "；退出第{0}号", "; instances no. {0} leave";
    LINE_LEAVING_ONE = "；退出第{0}号", "; instance no. {0} leaves";
    BRIEFLY = "{0} ×{1} → ×{2}", "{0} × {1} → × {2}";
    BRIEFLY_SWAP = "{0} ×{1} → {2} ×{3}", "{0} × {1} → {2} × {3}";
    DETAIL_LINE = "变更", "Change";
    DETAIL_REASON = "理由", "Why";
    DETAIL_YEARLY = "每年费用", "A year costs";
    YEARLY = "{0} → {1} 元，相差 {2} 元（{3}的价格）", "{0} → {1} yuan, a difference of {2} ({3} prices)";
    YEARLY_UNPRICED = "{0}没有在用的价格：第{1}行", "no price known on {0}: line {1}";
    DETAIL_WANTED = "希望完成", "Wanted by";
    DETAIL_BACKUP = "备份", "Backup";
    DETAIL_ADVICE = "技术意见", "Support's opinion";
    ADVICE_FOR = "同意：{0}", "for it: {0}";
    ADVICE_AGAINST = "不同意：{0}", "against it: {0}";
    DETAIL_OPINION = "审核意见", "Opinion";
    DETAIL_DONE = "报完成", "Carried out";
    DETAIL_FROM = "起算日", "Counts from";
    DETAIL_LATE = "逾期减少（R41）", "Late decrease (R41)";
    LATE = "应于{0}前完成，迟{1}天，可免责{2}天，索赔 {3} 元", "due by {0}, {1} days late, {2} excused, a claim of {3} yuan";
    LATE_UNPRICED = "应于{0}前完成，迟{1}天，可免责{2}天，单价未定", "due by {0}, {1} days late, {2} excused, without a price";
}

lines! {
    "change.requested" = "申请变更：{0}；{1}", "Change asked for: {0}; {1}";
    "change.submitted" = "变更申请已提交", "Change submitted";
    "change line" = "{0}/{1} {2} ×{3} → {4} ×{5}", "{0}/{1} {2} × {3} → {4} × {5}";
    "change.advised" = "技术意见", "Support's opinion";
    "change.advised for" = "技术意见同意：{0}", "Support's opinion, for it: {0}";
    "change.advised against" = "技术意见不同意：{0}", "Support's opinion, against it: {0}";
    "change.reviewed approved" = "变更审核通过", "Change approved";
    "change.reviewed rejected" = "变更审核不通过：{0}", "Change rejected: {0}";
    "change.ordered" = "下达变更工单", "Change ordered";
    "change.carried-out" = "报{0}调整完成", "Carried out on {0}, as is reported";
    "change.confirmed attested" = "确认变更，自{0}起算", "Change confirmed, from {0}";
    "change.confirmed determined" = "认定变更自{0}起算：{1}", "Determined to count from {0}: {1}";
    "change.cleared" = "退出资源于{0}清理完毕：{1}", "What left was cleared by {0}: {1}";
}

/// The fields of its acts.
pub(super) const FIELDS: &[Row] = rows! { ResourceChange:
    "title" = "标题", "Title";
    "resources" = "变更内容", "What changes":
        "每行：资源编号 目录项 数量（用途）。改数字即可。", "A line each: resource, item, quantity, and a purpose if it changes. Just change the numbers.";
    Request "reason" = "理由", "Why":
        "写明使用情况和数字，如30日p95。", "With figures of its use, such as its 30-day p95.";
    "reason" = "理由", "Reason":
        "与报告日不同的须说明。", "Needed where it is not the reported day.";
    "wanted_by" = "希望完成日", "Wanted by";
    Request "instances" = "退出的实例", "Instances that leave":
        "每行：行号 实例编号或序号；不写即退最后几台。", "A line each: the line's number, then ids or numbers; the last ones if not said.";
    "backup" = "备份确认", "Backup":
        "数量减少的须写明备份在何处、是否验证可恢复。", "For a decrease: where it is, and whether restoring it was tried.";
    "agrees" = "是否同意", "For it";
    "opinion" = "意见", "Opinion";
    "decision" = "结论", "Decision";
    "remark" = "备注", "Remark";
    "done_on" = "完成日", "Done on";
    "instances" = "实例编号", "Instances":
        "每行：行号 各实例编号；不写亦可。", "A line each: the line's number, then the ids; may be left out.";
    "completed_on" = "起算日", "Counts from":
        "自该日起按变更后计费。", "From that day it is billed as changed.";
    "evidence" = "证据", "Evidence";
};

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "decision" => Decision::find(word).map(asked::decision),
        _ => None,
    }
}

/// Why an act is refused.
pub(super) fn why(lang: Lang, names: &Names, reason: &Reason) -> String {
    match reason {
        Reason::BadLine(line) => BAD_LINE.fill(lang, &[line]),
        Reason::NothingChanges => NOTHING_CHANGES.get(lang).to_owned(),
        Reason::WouldEnd(one) => WOULD_END.fill(lang, &[&resource::id(lang, *one)]),
        Reason::Increases(line, by) => {
            INCREASES.fill(lang, &[line, &block::blocked(lang, names, by)])
        }
        Reason::NoSuchInstance(line, name) => NO_INSTANCE.fill(lang, &[line, name]),
        Reason::NoBackup(line) => NO_BACKUP.fill(lang, &[line]),
        Reason::NoAdvice => NO_ADVICE.get(lang).to_owned(),
        Reason::NotYetReported => NOT_YET_REPORTED.get(lang).to_owned(),
    }
}

/// How to mend it.
pub(super) fn mend(lang: Lang, reason: &Reason) -> String {
    let mend = match reason {
        Reason::BadLine(_) => MEND_LINE,
        Reason::NothingChanges => MEND_NOTHING,
        Reason::WouldEnd(_) => MEND_ENDS,
        Reason::Increases(..) => MEND_INCREASES,
        Reason::NoSuchInstance(..) => MEND_INSTANCE,
        Reason::NoBackup(_) => MEND_BACKUP,
        Reason::NoAdvice => MEND_ADVICE,
        Reason::NotYetReported => MEND_REPORTED,
    };
    mend.get(lang).to_owned()
}

/// What is to become of a resource.
#[must_use]
pub fn line(lang: Lang, line: &ChangeLine) -> String {
    let id = resource::id(lang, line.resource);
    let (before, after) = (&line.before, &line.after);
    let mut told = LINE.fill(
        lang,
        &[
            &id,
            &before.name,
            &before.quantity,
            &after.name,
            &after.quantity,
        ],
    );
    if before.purpose != after.purpose {
        told += &LINE_PURPOSE.fill(lang, &[&before.purpose, &after.purpose]);
    }
    told += &leaving(lang, line);
    told
}

/// Which instances leave of a line; nothing where none does.
fn leaving(lang: Lang, line: &ChangeLine) -> String {
    let said = match line.leaving.len() {
        0 => return String::new(),
        1 => LINE_LEAVING_ONE,
        _ => LINE_LEAVING,
    };
    said.fill(lang, &[&resource::ordinals(&line.leaving)])
}

/// What it is about, in short: what becomes of what, and once that stands what is to be cleared.
pub(super) fn briefly(lang: Lang, body: &ResourceChange) -> Vec<(T, String)> {
    let lines = body.lines.iter().map(|line| {
        let (before, after) = (&line.before, &line.after);
        let becomes = if before.item == after.item {
            BRIEFLY.fill(lang, &[&before.name, &before.quantity, &after.quantity])
        } else {
            let parts: [&dyn std::fmt::Display; 4] =
                [&before.name, &before.quantity, &after.name, &after.quantity];
            BRIEFLY_SWAP.fill(lang, &parts)
        };
        becomes + &leaving(lang, line)
    });
    let lines: Vec<String> = lines.collect();
    let lines = joined(lang, lines.iter().map(String::as_str));
    vec![(DETAIL_LINE, lines)]
}

/// What it costs a year before and after, with the day as it is written there; nothing where it is not billed or not said.
#[must_use]
pub fn yearly(lang: Lang, day: date::Written, body: &ResourceChange) -> Option<(T, String)> {
    let yearly = body.yearly.as_ref()?;
    let on = day(lang, yearly.on);
    let told = if let Some((before, after)) = yearly.sum() {
        let difference = i128::from(after) - i128::from(before);
        let difference = i64::try_from(difference).unwrap_or(i64::MAX);
        let sums = [parted(before), parted(after), signed(difference)];
        YEARLY.fill(lang, &[&sums[0], &sums[1], &sums[2], &on])
    } else {
        let unpriced = (1..).zip(&yearly.lines).filter(|(_, line)| line.is_none());
        let unpriced: Vec<u32> = unpriced.map(|(number, _)| number).collect();
        YEARLY_UNPRICED.fill(lang, &[&on, &resource::ordinals(&unpriced)])
    };
    Some((DETAIL_YEARLY, told))
}

/// What a decrease cost that was done late, with its last day as it is written there.
#[must_use]
pub fn late(lang: Lang, due: &str, late: &LateDecrease) -> String {
    match late.fen {
        Some(fen) => LATE.fill(lang, &[&due, &late.days, &late.excused, &parted(fen)]),
        None => LATE_UNPRICED.fill(lang, &[&due, &late.days, &late.excused]),
    }
}

/// What belongs to a change, each with its label.
pub(super) fn details(
    lang: Lang,
    names: &Names,
    head: &Head,
    body: &ResourceChange,
) -> Vec<(T, String)> {
    let day = |day| date::date_long(lang, day);
    let mut details = resource::place(lang, names, head, body.place(), body.mode);
    details.extend(body.lines.iter().map(|one| (DETAIL_LINE, line(lang, one))));
    details.extend(yearly(lang, date::date_long, body));
    details.extend(said_for(lang, body));
    details.extend(
        body.opinion
            .clone()
            .filter(|said| !said.is_empty())
            .map(|said| (DETAIL_OPINION, said)),
    );
    details.extend(body.done_on.map(|done| (DETAIL_DONE, day(done))));
    let mut attested = asked::attested(lang, body.attestation.as_ref()).into_iter();
    details.extend(attested.next().map(|(_, said)| (DETAIL_FROM, said)));
    details.extend(attested);
    details.extend(
        body.late_decrease
            .as_ref()
            .map(|one| (DETAIL_LATE, late(lang, &day(one.due_on), one))),
    );
    details.extend(clearing::left(lang, &body.leaving));
    details.extend(
        body.clearing
            .iter()
            .flat_map(|one| clearing::certified(lang, date::date_long, one)),
    );
    details
}

/// What support says of it; where that is hidden, that it is.
#[must_use]
pub fn advised(lang: Lang, advice: &Advice) -> String {
    let said = match advice.agrees {
        Told::Is(true) => ADVICE_FOR,
        Told::Is(false) => ADVICE_AGAINST,
        Told::Hidden => return advice.opinion.clone(),
    };
    said.fill(lang, &[&advice.opinion])
}

/// What whoever decides on it must have read: what changes, and what is said for it and against it.
pub(super) fn grounds(lang: Lang, body: &ResourceChange) -> Vec<(T, String)> {
    let said = said_for(lang, body).into_iter();
    briefly(lang, body).into_iter().chain(said).collect()
}

/// By when it is wanted and where what leaves is backed up, with days as they are written there.
#[must_use]
pub fn wanted(lang: Lang, day: date::Written, body: &ResourceChange) -> Vec<(T, String)> {
    let by = body.wanted_by.map(|by| (DETAIL_WANTED, day(lang, by)));
    let backup = body.backup.clone().map(|backup| (DETAIL_BACKUP, backup));
    by.into_iter().chain(backup).collect()
}

fn said_for(lang: Lang, body: &ResourceChange) -> Vec<(T, String)> {
    let advice = body.advice.as_ref();
    let advice = advice.map(|advice| (DETAIL_ADVICE, advised(lang, advice)));
    let reason = (DETAIL_REASON, body.reason.clone());
    let said = advice.into_iter().chain([reason]);
    said.chain(wanted(lang, date::date_long, body)).collect()
}

/// Every reason of a change, with values that must show.
#[cfg(test)]
pub(super) fn every_reason() -> Vec<crate::domain::law::refusal::Reason> {
    use crate::domain::law::block::{Blocked, Deed, Ground, Subject};
    use crate::domain::law::refusal::Reason as Any;
    let id = "APP-20261109-0007/1".parse();
    let blocked = Blocked {
        number: 31,
        ground: Ground::Stop,
        subject: Subject::Unit("edu".into()),
        paper: "YSY-5".to_owned(),
        from: chrono::NaiveDate::MIN,
        until: None,
        deed: Deed::Increase,
    };
    let of_ids = id.into_iter().map(Reason::WouldEnd);
    let reasons = [
        Reason::BadLine(2),
        Reason::NothingChanges,
        Reason::Increases(1, Box::new(blocked)),
        Reason::NoSuchInstance(1, "i-9".to_owned()),
        Reason::NoBackup(2),
        Reason::NoAdvice,
        Reason::NotYetReported,
    ];
    let at_a_stage = Stage::ALL.map(|stage| Any::WrongStage(stage.into()));
    of_ids
        .chain(reasons)
        .map(Any::from)
        .chain(at_a_stage)
        .collect()
}
