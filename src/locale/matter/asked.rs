//! The words of what is asked for, whatever kind of matter asks: lines and their fields, decisions, shared papers.
use super::super::{Lang, T, date};
use super::{Row, rows};
use crate::domain::r#use::asked::{Decision, PaperKind};
use crate::domain::r#use::attestation::Attestation;
use crate::domain::r#use::line::{Procurement, Quantity};

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
    ASKED = "待同意", "consent asked";
    REFUSED = "未获同意", "consent refused";
    CONSENTED = "已同意，待到货", "consented, to arrive";
    FAILED = "安全检查不合格，待整改", "check failed, to be mended";
    PASSED = "安全检查合格，待部署", "check passed, to be deployed";
    DEPLOYED = "已部署", "deployed";
    ARRIVED = "已到货，待安全检查", "arrived, to be checked";

    DETAIL_COMPLETED = "发放完成日", "Completed on";
    DETAIL_OTHER_DAY = "签认日不同", "Another day";
    OTHER_DAY = "报告为 {0}，差额 {1} 元：{2}", "reported {0}, worth {1} yuan: {2}";
}

/// How far a self-procured product has come (Art. 19(1), 28).
#[must_use]
pub const fn procurement(value: &Procurement) -> T {
    match value {
        Procurement::Asked => ASKED,
        Procurement::Refused => REFUSED,
        Procurement::Consented => CONSENTED,
        Procurement::Arrived { .. } => ARRIVED,
        Procurement::Failed { .. } => FAILED,
        Procurement::Passed { .. } => PASSED,
        Procurement::Deployed { .. } => DEPLOYED,
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
    "nearest" = "最接近的目录项", "Nearest item":
        "自建池须先试着适配它。", "A self-built pool adapts it first.";
};

/// The attested day, and what is to be said of it if it is not the reported one.
pub(super) fn attested(lang: Lang, attestation: Option<&Attestation>) -> Vec<(T, String)> {
    let Some(attestation) = attestation else {
        return Vec::new();
    };
    let day = date::date_long(lang, attestation.completed_on);
    let other = attestation.other_day.as_ref().map(|other| {
        let yuan = format!("{}.{:02}", other.stake_fen / 100, other.stake_fen % 100);
        let reported = date::date_long(lang, other.reported_on);
        let text = OTHER_DAY.fill(lang, &[&reported, &yuan, &other.reason]);
        (DETAIL_OTHER_DAY, text)
    });
    std::iter::once((DETAIL_COMPLETED, day))
        .chain(other)
        .collect()
}
