//! The papers that go out on an emergency.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A paper of emergencies.
    pub enum PaperKind {
        /// 应急发放单.
        EmergencyIssuance = "emergency_issuance",
        /// 应急撤回通知.
        EmergencyRecall = "emergency_recall",
        /// 补办催告.
        RegularisationReminder = "regularisation_reminder",
    }
}

impl PaperKind {
    /// Whether something begins by its service.
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::EmergencyIssuance | Self::EmergencyRecall | Self::RegularisationReminder => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it. The slip goes to who delivers with the reviewer's opinion
    /// on it, and the recall with that on the formal application.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::EmergencyIssuance | Self::EmergencyRecall => Sight::Opinion,
            Self::RegularisationReminder => Sight::Everybody,
        }
    }
}
