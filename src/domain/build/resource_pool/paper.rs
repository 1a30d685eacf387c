//! The papers that go out on a pool.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A paper of pools.
    pub enum PaperKind {
        /// 资源池采购计划审批表.
        PlanApproval = "pool_plan_approval",
        /// 自主可控声明.
        Declaration = "self_controllable_declaration",
        /// 统一云管平台对接验收单.
        Connection = "pool_connection",
        /// 资源池入役通知.
        Commissioning = "pool_commissioning",
        /// 容量季报.
        CapacityReport = "capacity_report",
        /// 资源池关闭通知.
        ClosingNotice = "pool_closing_notice",
    }
}

impl PaperKind {
    /// Whether something begins by its service.
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::PlanApproval
            | Self::Declaration
            | Self::Connection
            | Self::Commissioning
            | Self::CapacityReport
            | Self::ClosingNotice => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::PlanApproval
            | Self::Declaration
            | Self::Connection
            | Self::Commissioning
            | Self::CapacityReport
            | Self::ClosingNotice => Sight::Everybody,
        }
    }
}
