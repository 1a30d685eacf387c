//! The papers that go out on an application.

use crate::domain::law::names::words;

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
        /// 资源调整建议(备案).
        AdjustmentProposal = "adjustment_proposal",
        /// 交付工单.
        DeliveryOrder = "delivery_order",
    }
}
