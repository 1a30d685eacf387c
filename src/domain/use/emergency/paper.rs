//! The papers that go out on an emergency.

use crate::domain::law::names::words;

words! {
    /// A paper of emergencies.
    pub enum PaperKind {
        /// 应急发放单.
        EmergencyIssuance = "emergency_issuance",
        /// 补办催告.
        RegularisationReminder = "regularisation_reminder",
    }
}
