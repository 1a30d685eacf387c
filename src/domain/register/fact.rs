//! What the registers keep.

use serde::{Deserialize, Serialize};

use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::kinds::Event;
use crate::domain::law::article::{ArticleText, Articles};
use crate::domain::law::calendar::{Notice, NoticeProposal};
use crate::domain::law::party::{Account, Alike, Party, Person};
use crate::domain::law::ruling::Proposal;
use crate::domain::law::validity::{MeasuresChange, MeasuresGround};
use crate::domain::purchase::catalogue::{Contract, Item};
use crate::domain::record::Record;

/// What the registers keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body")]
pub enum Fact {
    /// A party, as it is from now on.
    #[serde(rename = "party.registered")]
    PartyRegistered(Party),
    /// A person.
    #[serde(rename = "person.registered")]
    PersonRegistered {
        /// As they are from now on.
        person: Person,
        /// Who of other parties has the same name or telephone number, at most [`super::ALIKE_LIMIT`].
        alike: Vec<Alike>,
    },
    /// An account.
    #[serde(rename = "account.bound")]
    AccountBound(Account),
    /// A pool.
    #[serde(rename = "pool.registered")]
    PoolRegistered(Pool),
    /// A system.
    #[serde(rename = "system.registered")]
    SystemRegistered(System),
    /// A system whose level and funding the authority confirmed.
    #[serde(rename = "system.confirmed")]
    SystemConfirmed(System),
    /// A catalogue item.
    #[serde(rename = "item.registered")]
    ItemRegistered(Item),
    /// A contract.
    #[serde(rename = "contract.recorded")]
    ContractRecorded(Contract),
    /// A contract that its provider countersigned.
    #[serde(rename = "contract.countersigned")]
    ContractCountersigned(Contract),
    /// A ruling that waits for its second signature.
    #[serde(rename = "ruling.proposed")]
    RulingProposed(Proposal),
    /// The same, signed.
    #[serde(rename = "ruling.signed")]
    RulingSigned(Proposal),
    /// A holiday notice that waits for its second signature.
    #[serde(rename = "calendar.proposed")]
    CalendarProposed(NoticeProposal),
    /// A holiday notice that acts.
    #[serde(rename = "calendar.loaded")]
    CalendarLoaded {
        /// What it makes of the calendar.
        notice: Notice,
        /// The proposal, signed.
        proposal: NoticeProposal,
    },
    /// The official text.
    #[serde(rename = "measures.loaded")]
    MeasuresLoaded {
        /// Where it comes from.
        source: String,
        /// The text of every article.
        articles: Articles,
    },
    /// A notice about the Measures that waits for its second signature.
    #[serde(rename = "measures.proposed")]
    MeasuresProposed(MeasuresChange),
    /// The same, signed.
    #[serde(rename = "measures.signed")]
    MeasuresSigned(MeasuresChange),
    /// The last day of the Measures passed, and nothing took over.
    #[serde(rename = "measures.lapsed")]
    MeasuresLapsed(MeasuresChange),
    /// The ground for new matters after it.
    #[serde(rename = "measures.grounded")]
    MeasuresGrounded(MeasuresGround),
}

impl From<Fact> for Event {
    fn from(fact: Fact) -> Self {
        Self::Register(fact)
    }
}

impl Fact {
    /// Every type with its version.
    pub const TYPES: &'static [(&'static str, u32)] = &[
        ("party.registered", 1),
        ("person.registered", 1),
        ("account.bound", 1),
        ("pool.registered", 1),
        ("system.registered", 1),
        ("item.registered", 1),
        ("contract.recorded", 1),
        ("ruling.proposed", 1),
        ("ruling.signed", 1),
        ("calendar.loaded", 1),
        ("measures.loaded", 1),
        ("system.confirmed", 1),
        ("contract.countersigned", 1),
        ("calendar.proposed", 1),
        ("measures.proposed", 1),
        ("measures.signed", 1),
        ("measures.lapsed", 1),
        ("measures.grounded", 1),
    ];

    /// Its type and version.
    #[must_use]
    pub const fn written_as(&self) -> (&'static str, u32) {
        Self::TYPES[match self {
            Self::PartyRegistered(_) => 0,
            Self::PersonRegistered { .. } => 1,
            Self::AccountBound(_) => 2,
            Self::PoolRegistered(_) => 3,
            Self::SystemRegistered(_) => 4,
            Self::ItemRegistered(_) => 5,
            Self::ContractRecorded(_) => 6,
            Self::RulingProposed(_) => 7,
            Self::RulingSigned(_) => 8,
            Self::CalendarLoaded { .. } => 9,
            Self::MeasuresLoaded { .. } => 10,
            Self::SystemConfirmed(_) => 11,
            Self::ContractCountersigned(_) => 12,
            Self::CalendarProposed(_) => 13,
            Self::MeasuresProposed(_) => 14,
            Self::MeasuresSigned(_) => 15,
            Self::MeasuresLapsed(_) => 16,
            Self::MeasuresGrounded(_) => 17,
        }]
    }

    /// What it registers.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        match self {
            Self::PartyRegistered(party) => vec![party.clone().into()],
            Self::PersonRegistered { person, .. } => vec![person.clone().into()],
            Self::AccountBound(account) => vec![account.clone().into()],
            Self::PoolRegistered(pool) => vec![pool.clone().into()],
            Self::SystemRegistered(system) | Self::SystemConfirmed(system) => {
                vec![system.clone().into()]
            }
            Self::ItemRegistered(item) => vec![item.clone().into()],
            Self::ContractRecorded(contract) | Self::ContractCountersigned(contract) => {
                vec![contract.clone().into()]
            }
            Self::RulingProposed(proposal) | Self::RulingSigned(proposal) => {
                vec![proposal.clone().into()]
            }
            Self::CalendarProposed(proposal) => vec![proposal.clone().into()],
            Self::CalendarLoaded { notice, proposal } => {
                vec![notice.clone().into(), proposal.clone().into()]
            }
            Self::MeasuresProposed(change)
            | Self::MeasuresSigned(change)
            | Self::MeasuresLapsed(change) => vec![change.clone().into()],
            Self::MeasuresGrounded(ground) => vec![ground.clone().into()],
            Self::MeasuresLoaded { articles, .. } => articles
                .0
                .iter()
                .map(|(number, text)| {
                    ArticleText {
                        number: *number,
                        text: text.clone(),
                    }
                    .into()
                })
                .collect(),
        }
    }
}
