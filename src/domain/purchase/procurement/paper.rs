//! The papers that go out on a procurement.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A paper of procurements.
    pub enum PaperKind {
        /// 采购需求书.
        ProcurementNeed = "procurement_need",
        /// 中标通知登记.
        AwardRegistration = "award_registration",
        /// 合同登记表.
        ContractRegistration = "contract_registration",
        /// 合同变更登记.
        AmendmentRegistration = "amendment_registration",
        /// 失信核查记录.
        DishonestyRecord = "dishonesty_record",
        /// 失信处理决定.
        ListingDecision = "listing_decision",
        /// 控股关联关系告知.
        AffiliationNotice = "affiliation_notice",
        /// 合同终止通知.
        TerminationNotice = "termination_notice",
    }
}

impl PaperKind {
    /// Whether something begins by its service.
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::ProcurementNeed
            | Self::AwardRegistration
            | Self::ContractRegistration
            | Self::AmendmentRegistration
            | Self::DishonestyRecord
            | Self::ListingDecision
            | Self::AffiliationNotice
            | Self::TerminationNotice => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::ProcurementNeed
            | Self::AwardRegistration
            | Self::ContractRegistration
            | Self::AmendmentRegistration
            | Self::DishonestyRecord
            | Self::ListingDecision
            | Self::AffiliationNotice
            | Self::TerminationNotice => Sight::Everybody,
        }
    }
}
