//! The papers that go out on a cancellation.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A paper of cancellations.
    pub enum PaperKind {
        /// 注销申请表.
        Request = "cancellation_request",
        /// 注销审核意见.
        Opinion = "cancellation_opinion",
        /// 数据备份确认单.
        BackupConfirmation = "backup_confirmation",
        /// 服务终止确认单.
        TerminationConfirmation = "termination_confirmation",
        /// 服务终止认定书.
        TerminationDetermination = "termination_determination",
        /// 数据清理证明.
        ClearingProof = "clearing_proof",
        /// 资源回收单.
        ReclaimSlip = "reclaim_slip",
        /// 注销撤回告知单.
        Withdrawal = "cancellation_withdrawal",
    }
}

impl PaperKind {
    /// Whether something begins by its service.
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::Request
            | Self::Opinion
            | Self::BackupConfirmation
            | Self::TerminationConfirmation
            | Self::TerminationDetermination
            | Self::ClearingProof
            | Self::ReclaimSlip
            | Self::Withdrawal => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::Request | Self::Withdrawal => Sight::Grounds,
            Self::Opinion => Sight::Opinion,
            Self::BackupConfirmation
            | Self::TerminationConfirmation
            | Self::TerminationDetermination
            | Self::ClearingProof
            | Self::ReclaimSlip => Sight::Everybody,
        }
    }
}
