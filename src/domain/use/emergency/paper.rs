//! The papers that go out on an emergency.

use crate::domain::law::names::words;

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
}
