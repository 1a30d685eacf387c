//! The papers that go out on an application.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A paper of applications.
    pub enum PaperKind {
        /// 受理通知书.
        AcceptanceNotice = "acceptance_notice",
        /// 不予受理意见书.
        NonAcceptanceOpinion = "non_acceptance_opinion",
        /// 测试工单.
        TestOrder = "test_order",
        /// 测试环境移交单.
        TestHandOver = "test_hand_over",
        /// 测试报告.
        TestReport = "test_report",
        /// 测试终止通知.
        TestTermination = "test_termination",
        /// 补充审核意见.
        SupplementaryOpinion = "supplementary_opinion",
        /// 资源调整建议(备案).
        AdjustmentProposal = "adjustment_proposal",
        /// 交付工单.
        DeliveryOrder = "delivery_order",
        /// 交付异议书.
        DeliveryObjection = "delivery_objection",
        /// 工单撤销通知.
        OrderRevocation = "order_revocation",
        /// 数据清理证明.
        ClearingCertificate = "clearing_certificate",
    }
}

impl PaperKind {
    /// Whether something begins by its service: the time to apply again, the filing that nobody receipts (R25).
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::NonAcceptanceOpinion | Self::AdjustmentProposal => true,
            Self::AcceptanceNotice
            | Self::TestOrder
            | Self::TestHandOver
            | Self::TestReport
            | Self::TestTermination
            | Self::SupplementaryOpinion
            | Self::DeliveryOrder
            | Self::DeliveryObjection
            | Self::OrderRevocation
            | Self::ClearingCertificate => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::NonAcceptanceOpinion | Self::SupplementaryOpinion => Sight::Opinion,
            Self::AcceptanceNotice
            | Self::TestOrder
            | Self::TestHandOver
            | Self::TestReport
            | Self::TestTermination
            | Self::AdjustmentProposal
            | Self::DeliveryOrder
            | Self::DeliveryObjection
            | Self::OrderRevocation
            | Self::ClearingCertificate => Sight::Everybody,
        }
    }
}
