//! The words of cancellations: stages, acts and their fields, duties, papers, what happened, why not.
use super::super::{Lang, T, date, joined, resource};
use super::{Row, asked, clearing, rows};
use crate::domain::law::matter::Head;
use crate::domain::law::money::parted;
use crate::domain::law::naming::Names;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::cancellation::{
    Archives, Billed, Cancellation, DutyKind, Extent, PaperKind, Reason, Shared, Stage,
    Termination, Verb,
};

pub mod paper;

labels! {
    /// A stage of a cancellation (Art. 21).
    stage(Stage) {
        Submitted = "待审核注销", "to review";
        Approved = "待备份", "to back up";
        Rejected = "注销未通过", "rejected";
        BackedUp = "待下线", "to go offline";
        Offline = "待签认终止", "end to attest";
        Terminated = "待清理", "to clear";
        Cleared = "待会签", "to countersign";
        Countersigned = "待回收", "to take back";
        Closed = "已注销", "cancelled";
        Withdrawn = "已撤回", "withdrawn";
    }
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Submit = "申请注销", "Apply for cancellation";
        Review = "审核注销", "Review the cancellation";
        ConfirmBackup = "确认备份", "Confirm the backup";
        TakeOffline = "下线", "Take offline";
        Attest = "签认服务终止", "Attest the end";
        Determine = "认定服务终止", "Determine the end";
        Clear = "出具清理证明", "Certify the clearing";
        Countersign = "会签清理证明", "Countersign the certificate";
        Reclaim = "回收资源", "Take the room back";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Submit = "不再使用的资源申请注销：整个系统，或其中几行。一行里只减一部分的，办变更。",
            "Give up a system's resources, all or some lines; less of a line is a change.";
        Review = "通过后进入备份；不通过的，资源照常使用。",
            "Approved, it is backed up; rejected, the resources go on.";
        ConfirmBackup = "写明备份在哪、谁做的、有没有试过恢复；备份归本单位。",
            "Where the backup is, who made it, whether restoring was tried; it is the unit's own.";
        TakeOffline = "记下哪天下线、凭什么说明；计费还不因此停止。",
            "When it went offline and what shows it; billing does not stop by that yet.";
        Attest = "计费到这一天为止（当天不计）；早于下线日的，须有交付方书面同意。",
            "Billing ends on that day, which is not billed; one before going offline needs the written agreement of who delivers.";
        Determine = "单位逾期不签认、已经上报的，由云主管部门凭下线证据认定（R40）。",
            "Of a unit that was reported for never attesting it, the authority determines the day on the evidence of going offline (R40).";
        Clear = "连同快照、副本、备份、镜像、账号、密钥一并清理；清理之后无法恢复。依法保全期间不得清理。",
            "With snapshots, replicas, backups, images, accounts and keys; nothing comes back. Not under a legal hold.";
        Countersign = "技术保障部门会签后，清理证明送达单位。",
            "With support's hand under it the certificate goes to the unit.";
        Reclaim = "资源退回资源池，注销办结。",
            "The room is the pool's again, and the cancellation is over.";
    }
    /// What must be done: the deed, in 12 cells of Chinese at most.
    duty(DutyKind) {
        ReviewCancellation = "审核注销", "review";
        BackUp = "确认备份", "confirm backup";
        TakeOffline = "下线", "take offline";
        AttestEnd = "签认终止", "attest the end";
        DetermineEnd = "认定终止", "determine end";
        ClearResources = "清理数据", "clear data";
        Countersign = "会签清理证明", "countersign";
        Reclaim = "回收资源", "take room back";
    }
    /// A kind of paper.
    paper_kind(PaperKind) {
        Request = "注销申请表", "request for cancellation";
        Opinion = "注销审核意见", "opinion on the cancellation";
        BackupConfirmation = "数据备份确认单", "confirmation of the backup";
        TerminationConfirmation = "服务终止确认单", "confirmation of the end of service";
        TerminationDetermination = "服务终止认定书", "determination of the end of service";
        ClearingProof = "数据清理证明", "certificate of clearing";
        ReclaimSlip = "资源回收单", "slip of what was taken back";
        Withdrawal = "注销撤回告知单", "notice of a withdrawn cancellation";
    }
    /// How much of a system ends.
    extent(Extent) {
        System = "整个系统", "the whole system";
        Resources = "部分资源", "some resources";
    }
    /// What became of the electronic files.
    archives(Archives) {
        HandedOver = "已移交归档", "handed over";
        Nothing = "没有应归档的", "nothing to hand over";
    }
    /// Whether it is the source of a shared data resource.
    shared(Shared) {
        No = "不是", "no";
        Source = "是共享数据的源头", "the source of shared data";
    }
}

messages! {
    MATTER = "注销", "cancellation";
    MATTERS = "注销", "Cancellations";

    SEVERAL_POOLS = "这些资源来自不止一个资源池", "The resources are from more than one pool";
    NOTHING_RUNS = "这个系统没有在用的资源", "Nothing of that system runs";
    END_NOT_ESCALATED = "单位还没有逾期到上报，不能代为认定", "The unit was not reported for being late, so that nobody may determine the day in its place";

    MEND_POOLS = "每个资源池各申请一次，写明资源", "Apply once for each pool, and name the resources";
    MEND_NOTHING_RUNS = "请核对系统", "Check the system";
    MEND_NOT_ESCALATED = "待逾期上报之后再认定", "Wait until its lateness is reported";

    BRIEFLY = "{0} ×{1}", "{0} × {1}";
    EXTENT = "范围", "Extent";
    RESOURCES = "注销资源", "Ends";
    RESOURCE = "{0}  {1}", "{0}  {1}";
    REASON = "注销理由", "Reason";
    ARCHIVES = "电子文件归档", "Electronic files";
    SHARED = "共享数据源头", "Shared data";
    SHARING = "共享如何安排", "What becomes of the sharing";
    OPINION = "审核意见", "Opinion";
    BACKUP = "数据备份", "Backup";
    BACKUP_TOLD = "{0}，{1}，{2}；{3}", "{0}, by {1}, {2}; {3}";
    RESTORABLE = "已试过恢复", "restoring was tried";
    UNTRIED = "没有试过恢复", "restoring was not tried";
    OFFLINE = "下线", "Offline";
    OFFLINE_TOLD = "{0}：{1}", "{0}: {1}";
    WHOLE_SYSTEM = "{0}（系统随之下线）", "{0} (the system with it)";
    ENDED = "服务终止", "Ended";
    ATTESTED = "{0}（单位签认）", "{0} (attested)";
    DETERMINED = "{0}（认定，R40）", "{0} (determined, R40)";
    AGREEMENT = "早于下线的同意", "Agreed to before going offline";
    END_EVIDENCE = "认定证据", "Evidence of the end";
    BILLED = "计费", "Billed";
    BILLED_TOLD = "计到{0}；{1}起的结算周期至此 {2} 元", "up to {0}; {2} yuan in the cycle from {1} on";
    BILLED_UNPRICED = "计到{0}；{1}起的结算周期有的日子没有价格", "up to {0}; some days of the cycle from {1} on have no price";
    COUNTERSIGNED = "会签", "Countersigned";
    RECLAIMED = "回收", "Taken back";
    FREES = "腾出", "Room given back";
}

lines! {
    "cancellation.opened" = "申请注销{1}项资源：{0}", "Cancellation of {1} resources: {0}";
    "cancellation.submitted" = "注销申请表发出", "The request went out";
    "cancellation.reviewed approved" = "注销审核通过：{0}", "Cancellation approved: {0}";
    "cancellation.reviewed approved bare" = "注销审核通过", "Cancellation approved";
    "cancellation.reviewed rejected" = "注销未通过：{0}", "Cancellation rejected: {0}";
    "cancellation.backed-up" = "确认备份：{0}", "Backed up: {0}";
    "cancellation.went-offline" = "{0} 下线", "Offline on {0}";
    "cancellation.terminated attested" = "签认自 {0} 起终止", "Attested to have ended on {0}";
    "cancellation.terminated determined" = "认定自 {0} 起终止", "Determined to have ended on {0}";
    "cancellation.cleared" = "清理完成：{0}，{1}", "Cleared: {0}, {1}";
    "cancellation.countersigned" = "会签清理证明", "The certificate was countersigned";
    "cancellation.reclaimed" = "{0} 回收资源，注销办结", "Taken back on {0}; cancelled";
}

/// The fields of its acts. A name that only one act uses in that sense stands before the general one.
pub(super) const FIELDS: &[Row] = rows! { Cancellation:
    "title" = "标题", "Title";
    "system" = "系统", "System";
    "extent" = "注销范围", "Extent":
        "一个资源池的资源一起注销；系统用着几个池的，逐池申请。", "Resources of one pool end together; of a system on several, apply pool by pool.";
    "resources" = "资源", "Resources":
        "一行一个，如 APP-20261109-0007/1。", "One a line, like APP-20261109-0007/1.";
    "reason" = "注销理由", "Reason";
    "archives" = "电子文件归档", "Electronic files":
        "应归档的先移交；清理之后找不回来。", "Hand over first what has to be kept; after the clearing it is gone.";
    "shared" = "是否共享数据源头", "Source of shared data":
        "有没有别的单位在用这里的共享数据（第18条）。", "Whether others use data shared from here (Art. 18).";
    "sharing" = "共享如何安排", "What becomes of the sharing":
        "由谁接着提供，从哪天起。", "Who provides it from which day on.";
    "no_way_back" = "知悉清理后不能恢复", "Known: nothing comes back";
    "decision" = "结论", "Decision";
    "opinion" = "意见", "Opinion";
    "place" = "备份存放处", "Kept where";
    ConfirmBackup "done_by" = "备份人", "Made by";
    "restorable" = "试过恢复", "Restoring tried";
    "volume" = "摘要或数据量", "Hash or volume";
    "offline_on" = "下线日", "Offline on";
    TakeOffline "evidence" = "下线证据", "Evidence":
        "域名停止解析、主机关机、监控截图等。", "Names no longer resolved, machines off, a view of the monitoring.";
    "ended_on" = "终止日", "Ended on":
        "这一天起不再使用，当天不计费。", "From this day on nothing is used; it is not billed.";
    "agreement" = "交付方书面同意", "Written agreement":
        "终止日早于下线日时须有：文号或函件。", "Needed for a day before going offline: the number of its letter.";
    "evidence" = "证据", "Evidence";
    "remark" = "备注", "Remark";
    "reclaimed_on" = "回收日", "Taken back on";
};

/// What a word that a field may be is called.
pub(super) fn choice(field: &str, word: &str) -> Option<T> {
    match field {
        "extent" => Extent::find(word).map(extent),
        "archives" => Archives::find(word).map(archives),
        "shared" => Shared::find(word).map(shared),
        "decision" => Decision::find(word).map(asked::decision),
        _ => None,
    }
}

/// Why an act is refused.
pub(super) fn why(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::SeveralPools => SEVERAL_POOLS.get(lang).to_owned(),
        Reason::NothingRuns => NOTHING_RUNS.get(lang).to_owned(),
        Reason::EndNotEscalated => END_NOT_ESCALATED.get(lang).to_owned(),
    }
}

/// How to mend it.
pub(super) fn mend(lang: Lang, reason: &Reason) -> String {
    let mend = match reason {
        Reason::SeveralPools => MEND_POOLS,
        Reason::NothingRuns => MEND_NOTHING_RUNS,
        Reason::EndNotEscalated => MEND_NOT_ESCALATED,
    };
    mend.get(lang).to_owned()
}

/// What ends, a resource each.
#[must_use]
pub fn endings(lang: Lang, body: &Cancellation) -> Vec<(T, String)> {
    let told = body.endings.iter().map(|ending| {
        let used = resource::used(lang, &ending.used);
        (
            RESOURCES,
            RESOURCE.fill(lang, &[&resource::id(lang, ending.resource), &used]),
        )
    });
    told.collect()
}

/// The answers to what nobody can answer any more once all is wiped.
#[must_use]
pub fn answers(lang: Lang, body: &Cancellation) -> Vec<(T, String)> {
    let sharing = body.sharing.as_ref();
    let sharing = sharing.map(|text| (SHARING, text.clone()));
    [
        (ARCHIVES, archives(body.archives).get(lang).to_owned()),
        (SHARED, shared(body.shared).get(lang).to_owned()),
    ]
    .into_iter()
    .chain(sharing)
    .collect()
}

/// Where the backup is, and whether it can be restored.
#[must_use]
pub fn backup(lang: Lang, body: &Cancellation) -> Option<(T, String)> {
    let backup = body.backup.as_ref()?;
    let tried = if backup.restorable {
        RESTORABLE
    } else {
        UNTRIED
    };
    let parts: [&dyn std::fmt::Display; 4] = [
        &backup.place,
        &backup.done_by,
        &tried.get(lang),
        &backup.volume,
    ];
    Some((BACKUP, BACKUP_TOLD.fill(lang, &parts)))
}

/// Up to when it was billed, and how much in that cycle, with days as they are written there.
#[must_use]
pub fn billed(lang: Lang, day: date::Written, billed: &Billed) -> (T, String) {
    let (last, cycle) = (day(lang, billed.last_day), day(lang, billed.cycle));
    let told = match billed.fen {
        Some(fen) => BILLED_TOLD.fill(lang, &[&last, &cycle, &parted(fen)]),
        None => BILLED_UNPRICED.fill(lang, &[&last, &cycle]),
    };
    (BILLED, told)
}

fn terminated(lang: Lang, end: &Termination) -> Vec<(T, String)> {
    let day = date::date_long(lang, end.ended_on);
    let how = if end.evidence.is_some() {
        DETERMINED
    } else {
        ATTESTED
    };
    let evidence = end.evidence.iter().map(|text| (END_EVIDENCE, text.clone()));
    let agreement = end.agreement.iter().map(|text| (AGREEMENT, text.clone()));
    let charged = end.billed.iter();
    let charged = charged.map(|sum| billed(lang, date::date_long, sum));
    std::iter::once((ENDED, how.fill(lang, &[&day])))
        .chain(evidence)
        .chain(agreement)
        .chain(charged)
        .collect()
}

/// What belongs to a cancellation, each with its label.
pub(super) fn details(
    lang: Lang,
    names: &Names,
    head: &Head,
    body: &Cancellation,
) -> Vec<(T, String)> {
    let mut details = resource::place(lang, names, head, body.place(), body.mode);
    details.push((EXTENT, extent(body.extent).get(lang).to_owned()));
    details.extend(endings(lang, body));
    details.push((REASON, body.reason.clone()));
    details.extend(answers(lang, body));
    let opinion = body.opinion.as_ref().filter(|text| !text.is_empty());
    details.extend(opinion.map(|text| (OPINION, text.clone())));
    details.extend(backup(lang, body));
    details.extend(body.offline.as_ref().map(|offline| {
        let day = date::date_long(lang, offline.on);
        let day = if offline.whole_system {
            WHOLE_SYSTEM.fill(lang, &[&day])
        } else {
            day
        };
        (OFFLINE, OFFLINE_TOLD.fill(lang, &[&day, &offline.evidence]))
    }));
    let end = body.termination.as_ref();
    details.extend(end.into_iter().flat_map(|end| terminated(lang, end)));
    details.extend(clearing::left(lang, &body.leaving));
    let cleared = body.clearing.as_ref();
    details.extend(
        cleared
            .into_iter()
            .flat_map(|one| clearing::certified(lang, date::date_long, one)),
    );
    let countersigned = body.countersigned.as_ref().filter(|text| !text.is_empty());
    details.extend(countersigned.map(|text| (COUNTERSIGNED, text.clone())));
    details.extend(body.reclaimed_on.map(|day| {
        let day = date::date_long(lang, day);
        (RECLAIMED, day)
    }));
    details.extend(body.reclaimed_on.and_then(|_| frees(lang, body)));
    details
}

/// What room it gives back; nothing where nothing of it is counted.
#[must_use]
pub fn frees(lang: Lang, body: &Cancellation) -> Option<(T, String)> {
    let told = asked::vector(lang, &body.room());
    (!told.is_empty()).then_some((FREES, told))
}

/// What it is about, in short: what ends, and once it ended up to when it is billed, or what is to be cleared.
pub(super) fn briefly(lang: Lang, body: &Cancellation) -> Vec<(T, String)> {
    let ends = body.endings.iter().map(|ending| {
        let used = &ending.used;
        BRIEFLY.fill(lang, &[&used.name, &used.quantity])
    });
    let ends: Vec<String> = ends.collect();
    let ends = joined(lang, ends.iter().map(String::as_str));
    let end = body.termination.as_ref();
    let end = end.and_then(|end| end.billed.as_ref());
    let billed = end.map(|sum| billed(lang, date::date_long, sum));
    [(RESOURCES, ends)].into_iter().chain(billed).collect()
}

/// What whoever decides on a cancellation reads first: the certificate that waits for a second hand, the answers that nobody
/// can give later, what ends, and why.
pub(super) fn grounds(lang: Lang, body: &Cancellation) -> Vec<(T, String)> {
    let waits = body.countersigned.is_none();
    let certificate = body.clearing.iter().filter(|_| waits);
    certificate
        .flat_map(|one| clearing::certified(lang, date::date_long, one))
        .chain(answers(lang, body))
        .chain(briefly(lang, body))
        .chain([(REASON, body.reason.clone())])
        .collect()
}

/// Every reason of a cancellation, with values that must show.
#[cfg(test)]
pub(super) fn every_reason() -> Vec<crate::domain::law::refusal::Reason> {
    use crate::domain::law::refusal::Reason as Any;
    let reasons = [
        Reason::SeveralPools,
        Reason::NothingRuns,
        Reason::EndNotEscalated,
    ];
    let at_a_stage = Stage::ALL.map(|stage| Any::WrongStage(stage.into()));
    let reasons = reasons.into_iter().map(Any::from);
    reasons.chain(at_a_stage).collect()
}
