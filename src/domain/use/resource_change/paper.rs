//! The papers that go out on a change.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A paper of changes.
    pub enum PaperKind {
        /// 变更申请表.
        ChangeRequest = "change_request",
        /// 变更技术意见.
        ChangeAdvice = "change_advice",
        /// 变更审核意见.
        ChangeOpinion = "change_opinion",
        /// 变更工单.
        ChangeOrder = "change_order",
        /// 变更完成确认单.
        ChangeConfirmation = "change_confirmation",
        /// 变更完成日认定书.
        ChangeDetermination = "change_determination",
        /// 数据清理证明.
        ChangeClearing = "change_clearing",
    }
}

impl PaperKind {
    /// Whether something begins by its service.
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::ChangeRequest
            | Self::ChangeAdvice
            | Self::ChangeOpinion
            | Self::ChangeOrder
            | Self::ChangeConfirmation
            | Self::ChangeDetermination
            | Self::ChangeClearing => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::ChangeRequest => Sight::Grounds,
            Self::ChangeAdvice | Self::ChangeOpinion => Sight::Opinion,
            Self::ChangeOrder
            | Self::ChangeConfirmation
            | Self::ChangeDetermination
            | Self::ChangeClearing => Sight::Everybody,
        }
    }
}
