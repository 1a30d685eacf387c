//! Who sees what (R49): of what a matter holds, part is not for everybody whom the matter concerns. The class stands beside
//! each field and each fact, so that whatever shows them asks one place.

use super::names::words;
use super::party::PartyKind;

words! {
    /// To whom a field or a fact is open, of those who see the matter.
    pub enum Sight {
        /// To all of them.
        Everybody = "everybody",
        /// What a unit gives as its grounds: not to who delivers and who assists.
        Grounds = "grounds",
        /// What the authority or support gives as its opinion: not to who delivers and who assists.
        Opinion = "opinion",
        /// A telephone number: masked, but for the matter's counterparties.
        Telephone = "telephone",
    }
}

impl Sight {
    /// Whether it is open to a party of that kind. A telephone number is open to those at the two ends of the matter.
    #[must_use]
    pub fn is_open_to(self, kind: PartyKind) -> bool {
        match self {
            Self::Everybody => true,
            Self::Grounds | Self::Opinion => match kind {
                PartyKind::Authority | PartyKind::Support | PartyKind::Unit | PartyKind::Audit => {
                    true
                }
                PartyKind::Provider | PartyKind::Agency | PartyKind::Finance | PartyKind::Cyber => {
                    false
                }
            },
            Self::Telephone => match kind {
                PartyKind::Authority
                | PartyKind::Support
                | PartyKind::Unit
                | PartyKind::Provider => true,
                PartyKind::Agency | PartyKind::Finance | PartyKind::Audit | PartyKind::Cyber => {
                    false
                }
            },
        }
    }
}
