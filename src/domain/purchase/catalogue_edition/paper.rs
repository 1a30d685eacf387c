//! The papers that go out on an edition of the catalogue.

use crate::domain::law::names::words;
use crate::domain::law::sight::Sight;

words! {
    /// A paper of editions.
    pub enum PaperKind {
        /// 最高限价编制报告.
        CapReport = "cap_report",
        /// 目录审定意见.
        CatalogueOpinion = "catalogue_opinion",
        /// 目录公布通知.
        CatalogueNotice = "catalogue_notice",
        /// 版本对照表.
        CatalogueComparison = "catalogue_comparison",
    }
}

impl PaperKind {
    /// Whether something begins by its service.
    #[must_use]
    pub const fn begins_something(self) -> bool {
        match self {
            Self::CapReport
            | Self::CatalogueOpinion
            | Self::CatalogueNotice
            | Self::CatalogueComparison => false,
        }
    }

    /// To whom what one adds to it is open, of those who read it.
    #[must_use]
    pub const fn sight(self) -> Sight {
        match self {
            Self::CapReport
            | Self::CatalogueOpinion
            | Self::CatalogueNotice
            | Self::CatalogueComparison => Sight::Everybody,
        }
    }
}
