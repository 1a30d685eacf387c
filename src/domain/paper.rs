//! Papers (文书): what an act sends out, and its number.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::code::PartyCode;

/// Which document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// 受理通知书.
    AcceptanceNotice,
    /// 不予受理意见书.
    NonAcceptanceOpinion,
    /// 审核意见.
    ReviewOpinion,
    /// 测试工单.
    TestOrder,
    /// 测试环境移交单.
    TestHandOver,
    /// 测试报告.
    TestReport,
    /// 资源调整建议(备案).
    AdjustmentProposal,
    /// 交付工单.
    DeliveryOrder,
    /// 发放确认单.
    IssuanceConfirmation,
    /// 应急发放单.
    EmergencyIssuance,
    /// 补办催告.
    RegularisationReminder,
}

impl PaperKind {
    /// Every kind in use.
    pub const ALL: [Self; 11] = [
        Self::AcceptanceNotice,
        Self::NonAcceptanceOpinion,
        Self::ReviewOpinion,
        Self::TestOrder,
        Self::TestHandOver,
        Self::TestReport,
        Self::AdjustmentProposal,
        Self::DeliveryOrder,
        Self::IssuanceConfirmation,
        Self::EmergencyIssuance,
        Self::RegularisationReminder,
    ];
}

/// `益数云〔2026〕118号`: the issuing party's word, the year, the number, without padding and never reused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaperNumber {
    /// 机关代字.
    pub word: String,
    /// The Beijing year.
    pub year: i32,
    /// From 1 in every year.
    pub number: u32,
}

impl std::fmt::Display for PaperNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}〔{}〕{}号", self.word, self.year, self.number)
    }
}

/// A paper that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Which document.
    pub kind: PaperKind,
    /// Its number.
    pub number: PaperNumber,
    /// Who issued it.
    pub issuer: PartyCode,
    /// To whom.
    pub recipient: PartyCode,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says beyond the facts of the matter: an opinion, a remark.
    pub remark: String,
}
