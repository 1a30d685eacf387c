//! What a contract must say (Art. 17, 18, 32, 36, 38): the clauses that are checked when it is recorded.

use std::collections::BTreeSet;

use crate::domain::law::article::{Article, article};
use crate::domain::law::field::{FieldKind, FieldValue};
use crate::domain::law::names::words;
use crate::domain::purchase::agreement::Object;

words! {
    /// A clause that a contract must have. The first settlement cycle and the prices are fields of their own.
    pub enum Clause {
        /// 考核及扣减: appraisal, and what it deducts (Art. 38).
        Appraisal = "appraisal",
        /// 六个月免费过渡: six free months after the end (Art. 17).
        FreeTransition = "free_transition",
        /// 数据归属: the data is the unit's (Art. 18).
        DataOwnership = "data_ownership",
        /// 平台测评: the platform is evaluated, and again in time (Art. 32).
        Evaluation = "evaluation",
        /// 授权访问: nobody enters a unit's resources without its grant (Art. 36).
        Access = "access",
        /// 保密: what is learned stays where it is (Art. 36).
        Confidentiality = "confidentiality",
        /// 禁止转包: what was procured is not handed on to somebody else (Art. 12).
        NoSubcontracting = "no_subcontracting",
    }
}

impl FieldValue for BTreeSet<Clause> {
    const KIND: FieldKind = FieldKind::Words(&Clause::WORDS);
}

impl Clause {
    /// The article that it rests on.
    #[must_use]
    pub const fn article(self) -> Article {
        article(match self {
            Self::NoSubcontracting => 12,
            Self::FreeTransition => 17,
            Self::DataOwnership => 18,
            Self::Evaluation => 32,
            Self::Access | Self::Confidentiality => 36,
            Self::Appraisal => 38,
        })
    }

    /// Whether a contract about such a thing must have it. An agency runs no platform and keeps nobody's data.
    #[must_use]
    pub fn is_wanted_of(self, object: Object) -> bool {
        match self {
            Self::Appraisal | Self::Access | Self::Confidentiality | Self::NoSubcontracting => true,
            Self::FreeTransition | Self::DataOwnership | Self::Evaluation => match object {
                Object::Cloud => true,
                Object::Assistance => false,
            },
        }
    }
}

/// What a contract lacks, in the order of the clauses.
pub fn lacking(object: Object, has: &BTreeSet<Clause>) -> impl Iterator<Item = Clause> {
    let wanted = Clause::ALL.into_iter();
    wanted.filter(move |clause| clause.is_wanted_of(object) && !has.contains(clause))
}
