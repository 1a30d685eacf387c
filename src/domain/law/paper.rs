//! Papers (文书): what an act sends out, and its number.

use serde::{Deserialize, Serialize};

use super::called::Called;
use super::clock::Moment;
use super::code::{PartyCode, PersonCode};
use super::common::DutyKind;
use super::duty::DutyKey;

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

/// A paper on its way to a party, and its service (送达) once that is on record. What begins at a notice begins at its
/// service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Which document.
    pub kind: PaperKind,
    /// Its number.
    pub number: PaperNumber,
    /// When it went out.
    pub sent_at: Moment,
    /// To whom.
    pub party: PartyCode,
    /// Its service; none while it is not on record.
    pub served: Option<Served>,
    /// Who took over from the party since the paper was served on it: what began by the service is theirs.
    pub passed_to: Option<PartyCode>,
}

impl Service {
    /// Whose the paper is now: the party's that it was served on, or of who took over from that one.
    #[must_use]
    pub fn holder(&self) -> &PartyCode {
        self.passed_to.as_ref().unwrap_or(&self.party)
    }

    /// Takes in that what was one party's is another's. A paper on its way goes to the other one; one that was served
    /// stays served on whom it was.
    pub fn pass(&mut self, party: &PartyCode, by: &PartyCode) {
        if self.holder() == party {
            match self.served {
                Some(_) => self.passed_to = Some(by.clone()),
                None => self.party.clone_from(by),
            }
        }
    }
}

/// That a paper reached a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// When.
    pub at: Moment,
    /// Who received it.
    pub received_by: String,
}

/// A file that goes with a paper (附件). The ledger keeps what it is known by, not the file itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name, without any folder.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 digest of its bytes, 64 digits in lower-case hexadecimal.
    pub sha256: String,
}

/// A file that goes with the next paper that a party issues on a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// Whose paper it goes with.
    pub party: PartyCode,
    /// Who enclosed it.
    pub by: PersonCode,
    /// When.
    pub at: Moment,
    /// The file.
    pub file: Attachment,
}

/// A signature under a paper (签发).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed; never who drafted (R22).
    pub by: PersonCode,
    /// The person's name, as it stood then.
    pub name: String,
    /// When.
    pub at: Moment,
}

/// How it stands with the signature of a paper whose party keeps a signatory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signing {
    /// It cannot be served before it is signed.
    Awaited,
    /// It went out at once and is signed afterwards: an emergency does not wait for a signature.
    Afterwards,
    /// It is signed.
    Signed(Signature),
}

/// A paper that is not signed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which of the matter's papers that were to be signed it is, from 1; its duty is on this.
    pub subject: u32,
    /// Which document.
    pub kind: PaperKind,
    /// Its number.
    pub number: PaperNumber,
    /// Whose it is.
    pub issuer: PartyCode,
    /// Who drafted it.
    pub drafted_by: PersonCode,
    /// Whether it may be served unsigned.
    pub at_once: bool,
}

impl Draft {
    /// The duty to sign it.
    #[must_use]
    pub fn duty(&self) -> DutyKey {
        DutyKey {
            kind: DutyKind::SignPaper.into(),
            subject: self.subject,
        }
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
    /// To whom (主送), the first one first; a paper without one does not go out.
    pub recipients: Vec<PartyCode>,
    /// Who has a copy (抄送).
    pub copies: Vec<PartyCode>,
    /// When.
    pub at: Moment,
    /// What it says beyond the facts of the matter: an opinion, a remark.
    pub remark: String,
    /// What goes with it (附件), in the order in which it was enclosed.
    pub attachments: Vec<Attachment>,
    /// Who drafted it (拟稿): whoever did the act by which it went out.
    pub drafted_by: PersonCode,
    /// Its signature (签发); none of a party that keeps no signatory.
    pub signing: Option<Signing>,
    /// What was called how when it went out.
    pub called: Called,
}

impl Paper {
    /// The same, which waits for no signature: one that is owed is given afterwards.
    #[must_use]
    pub fn at_once(mut self) -> Self {
        self.signing = self.signing.map(|_| Signing::Afterwards);
        self
    }

    /// The same, to somebody more; who is one of its recipients already stays so once.
    #[must_use]
    pub fn and_to(mut self, party: &PartyCode) -> Self {
        if !self.recipients.contains(party) {
            self.recipients.push(party.clone());
        }
        self
    }

    /// The same, with a copy to somebody who is none of its recipients.
    #[must_use]
    pub fn copied_to(mut self, party: &PartyCode) -> Self {
        if !self.recipients.contains(party) && !self.copies.contains(party) {
            self.copies.push(party.clone());
        }
        self
    }

    /// Everybody who gets it.
    pub fn readers(&self) -> impl Iterator<Item = &PartyCode> {
        self.recipients.iter().chain(&self.copies)
    }
}
