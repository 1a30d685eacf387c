//! The words of what is asked for, whatever kind of matter asks: lines and their fields, decisions, shared papers.
use super::super::{Lang, T, date, domain, joined, naming};
use super::{Row, rows};
use crate::domain::law::money::yuan;
use crate::domain::law::naming::Names;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::r#use::asked::{Decision, PaperKind};
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::instance::Batch;
use crate::domain::r#use::line::Quantity;
use crate::domain::r#use::objection::DayObjection;
use crate::domain::r#use::stood::{AsRegistered, Since};

labels! {
    /// A kind of paper.
    paper_kind(PaperKind) {
        ReviewOpinion = "审核意见", "review opinion";
        IssuanceConfirmation = "发放确认单", "confirmation of issuance";
        CompletionDetermination = "完成日认定书", "determination of completion";
        ObjectionDecision = "异议处理意见", "decision on objections";
    }
    /// The decision of a review.
    decision(Decision) {
        Approve = "通过", "approve";
        Reject = "不通过", "reject";
    }
    /// Which of the four quantities of a line.
    quantity(Quantity) {
        Applied = "申请量", "applied";
        Approved = "审核量", "approved";
        Adjusted = "调整量", "adjusted";
        Issued = "发放量", "issued";
    }
}

messages! {
    INSTANCES = "实例", "Instances";
    INSTANCES_SPAN = "{0}-{1}", "{0} to {1}";
    INSTANCES_FROM = "第{0}行 {1}号，自 {2} 起", "line {0}, {1}, from {2}";
    INSTANCES_UNTIL = "第{0}行 {1}号，{2} 至 {3}", "line {0}, {1}, {2} until {3}";
    INSTANCES_NAMED = "{0}：{1}", "{0}: {1}";
    VCPU = "{0} vCPU", "{0} vCPU";
    MEMORY = "内存 {0} GiB", "memory {0} GiB";
    FAST_DISK = "高速盘 {0} GiB", "fast disk {0} GiB";
    ORDINARY_DISK = "普通盘 {0} GiB", "ordinary disk {0} GiB";
    BANDWIDTH = "带宽 {0} Mbit/s", "bandwidth {0} Mbit/s";
    GPU = "GPU {0}", "GPU {0}";
    ADDRESSES = "公网地址 {0}", "addresses {0}";
    LEVEL = "等保级别", "Protection level";
    STOOD = "提交时", "As submitted";
    LEVEL_CONFIRMED = "等保{0}级（已确认）", "level {0} (confirmed)";
    LEVEL_CLAIMED = "等保{0}级（单位自报，未经确认）", "level {0} (the unit's own word, not confirmed)";
    FUNDING = "资金来源", "Funding";
    BUDGET = "预算级次", "Budget";
    CONFIRMATION = "级别和资金的确认", "Confirmation of level and funding";
    MODE = "建设方式", "Mode";
    OPERATOR = "交付方", "Supplier";
    CONFIRMED = "已确认", "confirmed";
    UNCONFIRMED = "未确认", "not confirmed";
    OTHERWISE = "{0} {1} → {2}", "{0} {1} → {2}";
    COMPLETED = "发放完成日", "Completed on";
    ATTESTED = "{0}，{1} 确认", "{0}, attested {1}";
    DETERMINED = "{0}，{1} 认定，依据：{2}", "{0}, determined {1} on the evidence: {2}";

    DETAIL_DAY_OBJECTION = "对认定的异议", "Objection to the day";
    UPHELD = "成立", "upheld";
    DISMISSED = "不成立", "dismissed";
    UNDECIDED = "待处理", "not decided yet";

    DETAIL_OTHER_DAY = "签认日不同", "Another day";
    OTHER_DAY_UNBILLED = "报告为 {0}：{1}", "reported {0}: {1}";
    OTHER_DAY = "报告为 {0}，差额 {1} 元：{2}", "reported {0}, worth {1} yuan: {2}";
}

lines! {
    "day objected" = "对认定的完成日提出异议：{0}", "Objection to the determined day: {0}";
    "objection upheld" = "异议成立，完成日更正为 {0}", "Objection upheld, completion corrected to {0}";
    "objection dismissed" = "异议不成立，完成日仍为 {0}", "Objection dismissed, completion stays {0}";
    "product asked" = "待同意", "consent asked";
    "product refused" = "未获同意", "consent refused";
    "product consented" = "已同意，待到货", "consented, to arrive";
    "product arrived" = "已到货，待安全检查", "arrived, to be checked";
    "product failed" = "安全检查不合格，待整改", "check failed, to be mended";
    "product passed" = "安全检查合格，待部署", "check passed, to be deployed";
    "product deployed" = "已部署", "deployed";
}

/// How the registers stood when the matter began: `等保3级（已确认） · 政府投资建设 · 市本级预算`.
pub(super) fn stood(lang: Lang, stood: &AsRegistered) -> (T, String) {
    let level = level(lang, stood);
    let funding = domain::funding(stood.funding).get(lang);
    let budget = domain::budget(stood.municipal_budget).get(lang);
    (STOOD, format!("{level} · {funding} · {budget}"))
}

/// The system's protection level, and whether the authority had confirmed it.
#[must_use]
pub fn level(lang: Lang, stood: &AsRegistered) -> String {
    let level = if stood.confirmed {
        LEVEL_CONFIRMED
    } else {
        LEVEL_CLAIMED
    };
    level.fill(lang, &[&stood.protection_level])
}

/// What was handed over, a hand-over of a line each: `第1行 1-8号，自 2026-11-23 起：i-0a1、i-0a2`.
#[must_use]
pub fn instances(lang: Lang, batches: &[Batch]) -> Vec<(T, String)> {
    let told = |batch: &Batch| {
        let from = date::date_long(lang, batch.from);
        let until = batch.until.map(|day| date::date_long(lang, day));
        let span = if batch.first == batch.last {
            batch.first.to_string()
        } else {
            INSTANCES_SPAN.fill(lang, &[&batch.first, &batch.last])
        };
        let told = match &until {
            Some(until) => INSTANCES_UNTIL.fill(lang, &[&batch.line, &span, &from, until]),
            None => INSTANCES_FROM.fill(lang, &[&batch.line, &span, &from]),
        };
        let names = joined(lang, batch.ids.iter().map(String::as_str));
        if names.is_empty() {
            told
        } else {
            INSTANCES_NAMED.fill(lang, &[&told, &names])
        }
    };
    batches
        .iter()
        .map(|batch| (INSTANCES, told(batch)))
        .collect()
}

/// What one of an item takes of a pool: `4 vCPU · 内存 16 GiB`; empty if it takes nothing that is counted.
#[must_use]
pub fn vector(lang: Lang, vector: &Vector) -> String {
    let Vector {
        vcpu,
        memory_gib,
        fast_disk_gib,
        ordinary_disk_gib,
        bandwidth_mbps,
        gpu,
        addresses,
    } = vector;
    let parts = [
        (VCPU, vcpu),
        (MEMORY, memory_gib),
        (FAST_DISK, fast_disk_gib),
        (ORDINARY_DISK, ordinary_disk_gib),
        (BANDWIDTH, bandwidth_mbps),
        (GPU, gpu),
        (ADDRESSES, addresses),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter_map(|(words, amount)| Some(words.fill(lang, &[amount.as_ref()?])))
        .collect();
    told.join(" · ")
}

/// What is registered otherwise since: `等保级别 2 → 3`.
#[must_use]
pub fn since(lang: Lang, names: &Names, since: &Since) -> String {
    let confirmed = |is: bool| if is { CONFIRMED } else { UNCONFIRMED };
    let words = |label: T, before: T, now: T| {
        let [label, before, now] = [label, before, now].map(|word| word.get(lang));
        OTHERWISE.fill(lang, &[&label, &before, &now])
    };
    match since {
        Since::ProtectionLevel(before, now) => {
            OTHERWISE.fill(lang, &[&LEVEL.get(lang), before, now])
        }
        Since::Funding(before, now) => {
            words(FUNDING, domain::funding(*before), domain::funding(*now))
        }
        Since::Confirmed(before, now) => words(CONFIRMATION, confirmed(*before), confirmed(*now)),
        Since::MunicipalBudget(before, now) => {
            words(BUDGET, domain::budget(*before), domain::budget(*now))
        }
        Since::Mode(before, now) => {
            words(MODE, domain::cloud_mode(*before), domain::cloud_mode(*now))
        }
        Since::Operator(before, now) => {
            let [before, now] = [before, now].map(|party| naming::called(lang, names, party));
            OTHERWISE.fill(lang, &[&OPERATOR.get(lang), &before, &now])
        }
    }
}

/// The fields of a line, which [`crate::domain::r#use::line::LineRequest`] has.
pub(super) const LINE_FIELDS: &[Row] = rows! { Common:
    "item" = "目录项", "Item":
        "服务目录的代码；目录外的写名称。", "Its catalogue code; off the catalogue its name.";
    "quantity" = "数量", "Quantity";
    "purpose" = "用途", "Purpose":
        "以后按此核对使用情况。", "Its use is later compared with this.";
    "ground" = "目录外理由", "Why off the catalogue":
        "只有目录外的需要。", "Only off the catalogue.";
    "nearest" = "相近目录项", "Nearest item":
        "自建池须先适配它。", "A self-built pool adapts it first.";
};

/// The completion day that was attested, or determined in the unit's place (R2): with when, and on what evidence; and what
/// is to be said of it if it is not the reported one.
pub(super) fn attested(lang: Lang, attestation: Option<&Attestation>) -> Vec<(T, String)> {
    let Some(attestation) = attestation else {
        return Vec::new();
    };
    let day = date::date_long(lang, attestation.completed_on);
    let at = date::moment(lang, *attestation.confirmed_at);
    let said = match &attestation.evidence {
        Some(evidence) => DETERMINED.fill(lang, &[&day, &at, evidence]),
        None => ATTESTED.fill(lang, &[&day, &at]),
    };
    let other = attestation.other_day.as_ref().map(|other| {
        let yuan = yuan(other.stake_fen);
        let reported = date::date_long(lang, other.reported_on);
        let text = if other.stake_fen == 0 {
            OTHER_DAY_UNBILLED.fill(lang, &[&reported, &other.reason])
        } else {
            OTHER_DAY.fill(lang, &[&reported, &yuan, &other.reason])
        };
        (DETAIL_OTHER_DAY, text)
    });
    std::iter::once((COMPLETED, said)).chain(other).collect()
}

/// What was said against a determined day, and how it was decided.
pub(super) fn objections(lang: Lang, names: &Names, said: &[DayObjection]) -> Vec<(T, String)> {
    let told = |one: &DayObjection| {
        let at = date::moment(lang, *one.at);
        let decided = match one.upheld {
            Some(true) => UPHELD,
            Some(false) => DISMISSED,
            None => UNDECIDED,
        };
        let by = naming::called(lang, names, &one.by);
        let text = format!("{at}  {by}  {}  {}", decided.get(lang), one.reason);
        (DETAIL_DAY_OBJECTION, text)
    };
    said.iter().map(told).collect()
}
