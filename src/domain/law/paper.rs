//! Papers (文书): what an act sends out, and its number.

use serde::{Deserialize, Serialize};

use super::clock::Moment;
use super::code::PartyCode;

pub use crate::domain::kinds::PaperKind;

/// `益数云〔2026〕118号`: the issuing party's word, the year, the number, without padding and never reused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaperNumber {
    /// 机关代字.
    pub word: String,
    /// The Beijing year.
    pub year: i32,
    /// From 1 in every year.
    pub number: u32,
}

impl std::fmt::Display for PaperNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}〔{}〕{}号", self.word, self.year, self.number)
    }
}

/// A paper that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Which document.
    pub kind: PaperKind,
    /// Its number.
    pub number: PaperNumber,
    /// Who issued it.
    pub issuer: PartyCode,
    /// To whom.
    pub recipient: PartyCode,
    /// When.
    pub at: Moment,
    /// What it says beyond the facts of the matter: an opinion, a remark.
    pub remark: String,
}
