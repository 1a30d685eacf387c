//! The words of what can be done, and can happen, on matters of every kind.
use super::{Row, rows};
use crate::domain::law::common::{DutyKind, Verb};

labels! {
    /// A verb as a button and the palette show it: the imperative.
    verb(Verb) {
        Withdraw = "撤回", "Withdraw";
        Hold = "记录搁置", "Record a hold";
        Resume = "解除搁置", "End the hold";
        TakeOver = "接手办理", "Take over";
        Serve = "记录送达", "Record a service";
        SignPaper = "签发文书", "Sign a paper";
        Enclose = "附上附件", "Enclose a file";
        TakeOut = "撤下附件", "Take a file out";
        Escalate = "上报逾期", "Report lateness";
        Wake = "自动办理", "Act by itself";
    }
    /// What a verb does, in a sentence.
    verb_hint(Verb) {
        Withdraw = "在审核意见之前撤回，注销在终止签认或认定之前都可以；事项就此了结。",
            "Withdraw before the review opinion, a cancellation until it is offline; the matter ends.";
        Hold = "记下因何停顿；所有时限照常走。",
            "Record why nothing moves; every clock keeps running.";
        Resume = "停顿的缘由已消除。",
            "What it waited for is over.";
        TakeOver = "别人正在办的由您接手，记入台账；环节和时限都不变。",
            "You go on with what somebody else is at; on record, stage and deadlines unchanged.";
        Serve = "记录文书何时送达、谁签收；自送达起算的期限由此开始。",
            "Record when a paper was served and who received it; what runs from its service begins so.";
        SignPaper = "签发本单位的文书；拟稿人不能自己签发。应急的文书先发后签，其余的签发之后才能送达。",
            "Sign a paper of your party that somebody else drafted. In an emergency it goes out before; else it is served only then.";
        Enclose = "随本单位在此事项上的下一份文书发出；台账只记文件名、大小和摘要。yunguan enclose 由文件计算。",
            "It goes with your party's next paper on this matter; the journal keeps name, size and digest. yunguan enclose computes them.";
        TakeOut = "附件随文发出之前可以撤下。",
            "Until it went out with a paper, what was enclosed may be taken out again.";
        Escalate = "把逾期的待办报给云主管部门，每项一次；末日暂定的不报。",
            "Report overdue duties to the authority, each once; nothing whose end is provisional.";
        Wake = "到时自动办理：上报逾期，按新的节假日通知重算时限。",
            "What happens by itself: lateness is reported, deadlines are computed again under a new notice.";
    }
    /// What must be done: the deed, in at most 12 cells of Chinese.
    duty(DutyKind) {
        SignPaper = "签发文书", "sign a paper";
    }
}

lines! {
    "matter.withdrawn" = "撤回：{0}", "Withdrawn: {0}";
    "matter.served" = "{0} 送达 {1}，{2}签收", "{0} served on {1}, received by {2}";
    "matter.succeeded" = "{0} 撤并，由 {1} 承接", "{1} took over from {0}";
    "matter.signed" = "签发 {0}", "{0} signed";
    "matter.enclosed" = "附上附件：{0}", "Enclosed: {0}";
    "matter.taken-out" = "撤下附件：{0}", "Taken out: {0}";
    "matter.held" = "第{0}号搁置（时限照走）：{1}", "Hold no. {0}, clocks running: {1}";
    "matter.resumed" = "解除第{0}号搁置", "Hold no. {0} ended";
    "matter.taken-over" = "接手自 {0}", "Taken over from {0}";
    "matter.taken-over remark" = "接手自 {0}：{1}", "Taken over from {0}: {1}";
    "duty reported" = "{0}（报{1}）", "{0} (to {1})";
    "matter.escalated" = "逾期上报：{0}", "Lateness reported: {0}";
    "resources.claimed" = "{1}第{2}行正在办理{0}", "Line {2} of {1} is held by {0}";
    "resources.freed" = "{0}办结，资源不变", "{0} is over and changed nothing";
    "resources.turned" = "按{0}：{1}", "By {0}: {1}";
    "resources.turned into" = "第{0}行自{1}起为{2} ×{3}", "line {0} is {2} × {3} from {1}";
    "resources.turned ended" = "第{0}行于{1}终止", "line {0} ended on {1}";
    "resources.cleared" = "按{0}退出的资源已清理", "What left by {0} is cleared";
    "matter.recomputed" = "{0}", "{0}";
    "matter.recomputed kept" = "按日历第{0}版核过时限，不变", "Checked against calendar edition {0}, nothing due moves";
    "matter.recomputed moved" = "{0}时限按日历第{1}版改为 {2}", "{0} due moved to {2} by calendar edition {1}";
    "matter.recomputed provisionally" = "{0}（暂定）", "{0} (provisional)";
    "matter.recomputed settled" = "{0}原属暂定，认定为{1}", "{0}, pending until now: {1}";
}

/// The fields of its acts.
pub(super) const FIELDS: &[Row] = rows! { Common:
    TakeOver "from" = "接手自", "Taken over from":
        "现在正在办这件事项的人。", "Whoever is at the matter now.";
    Resume "number" = "搁置序号", "Hold number":
        "有几项时写明解除哪一项。", "Which of several holds.";
    Resume "by" = "搁置记录人", "Recorded by":
        "也可以按记录人指明。", "Which, by who recorded it.";
    "name" = "文件名", "File name":
        "不带目录；只附了一个的，撤下时可空。", "Without any folder; to take out the only one it may be empty.";
    "size" = "字节数", "Size in bytes";
    "sha256" = "SHA-256", "SHA-256":
        "64位十六进制，由 sha256sum 或 yunguan enclose 算出。", "64 hexadecimal digits, from sha256sum or yunguan enclose.";
    "remark" = "备注", "Remark";
    "reason" = "理由", "Reason";
    SignPaper "paper" = "文号", "Paper":
        "文书上的编号，或待办里的序号；只有一份待签发时可空。", "As it stands on the paper, or the number of the duty; may be empty if only one waits.";
    "paper" = "文号", "Paper":
        "文书上的编号；只有一份待送达时可空。", "Its number as it stands on it; may be empty if only one is on its way.";
    "party" = "送达对象", "Served on":
        "只送一方的可空。", "May be empty if only one is left.";
    "received_by" = "签收人", "Received by";
    "served_at" = "送达时刻", "Served at":
        "空着即此刻。", "Empty means now.";
    "why" = "缘由", "Why";
};
