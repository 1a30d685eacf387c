//! What the registers keep.

use serde::{Deserialize, Serialize};

use crate::domain::build::measure::Capacity;
use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::kinds::Event;
use crate::domain::law::article::{ArticleText, Articles};
use crate::domain::law::block::Block;
use crate::domain::law::calendar::{Notice, NoticeProposal};
use crate::domain::law::code::PartyCode;
use crate::domain::law::fact::version;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::{Account, Alike, Party, Person};
use crate::domain::law::ruling::Proposal;
use crate::domain::law::sight::Eyes;
use crate::domain::law::validity::{MeasuresChange, MeasuresGround};
use crate::domain::purchase::affiliate;
use crate::domain::purchase::catalogue::{Contract, Item, ItemEntry};
use crate::domain::purchase::exception::Exception;
use crate::domain::purchase::holding::Holding;
use crate::domain::purchase::listing::Listing;
use crate::domain::record::Record;
use crate::domain::r#use::inventory::{Finding, Inventory};

/// What the registers keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body")]
pub enum Fact {
    /// A party, as it is from now on.
    #[serde(rename = "party.registered")]
    PartyRegistered(Party),
    /// A unit whose matters, systems and duties another took over. The clockwork moves its matters.
    #[serde(rename = "party.succeeded")]
    PartySucceeded {
        /// The unit, as it is from now on.
        party: Party,
        /// Its systems, which are the other's now.
        systems: Vec<System>,
    },
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
    ItemRegistered(ItemEntry),
    /// Items of the catalogue, as they are from an edition's day on: those that it lists, and those that ended by it.
    #[serde(rename = "items.entered")]
    ItemsEntered {
        /// The edition.
        edition: MatterId,
        /// As they are from then on.
        items: Vec<Item>,
    },
    /// What is in force, as an edition that is drafted lists it.
    #[serde(rename = "listings.carried")]
    ListingsCarried {
        /// The edition.
        edition: MatterId,
        /// As it lists them.
        listings: Vec<Listing>,
    },
    /// An exception that was asked for. Older ones were approved by whoever registered them.
    #[serde(rename = "exception.registered")]
    ExceptionRegistered(Exception),
    /// An exception that another person approved.
    #[serde(rename = "exception.approved")]
    ExceptionApproved(Exception),
    /// A contract.
    #[serde(rename = "contract.recorded")]
    ContractRecorded(Contract),
    /// A contract that its provider countersigned.
    #[serde(rename = "contract.countersigned")]
    ContractCountersigned(Contract),
    /// A block.
    #[serde(rename = "block.recorded")]
    BlockRecorded(Block),
    /// A block that was lifted.
    #[serde(rename = "block.lifted")]
    BlockLifted(Block),
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
    /// Somebody who is no counterparty of a matter was told its contact's telephone number (R49).
    #[serde(rename = "telephone.revealed")]
    TelephoneRevealed {
        /// Of which matter.
        matter: MatterId,
        /// Whose matter it is.
        party: PartyCode,
    },
    /// A holding, as it is from its day on.
    #[serde(rename = "holding.recorded")]
    HoldingRecorded(Holding),
    /// A provider and the agency are affiliates since a deal, or the State alone holds both (Art. 13, R33).
    #[serde(rename = "affiliation.found")]
    AffiliationFound(affiliate::AffiliateFinding),
    /// What a pool has, from its day on.
    #[serde(rename = "pool.measured")]
    PoolMeasured(Capacity),
    /// An inventory of a pool.
    #[serde(rename = "inventory.taken")]
    InventoryTaken {
        /// The inventory.
        inventory: Inventory,
        /// What of it was cleared: findings that it opened, and open ones that it shows again, as they are from now on.
        findings: Vec<Finding>,
    },
    /// A finding that was settled.
    #[serde(rename = "finding.settled")]
    FindingSettled(Finding),
}

impl From<Fact> for Event {
    fn from(fact: Fact) -> Self {
        Self::Register(fact)
    }
}

/// The type of every fact, as the journal writes it, once: a type's meaning never changes, and a new version of it is
/// upcast on reading.
macro_rules! types {
    ($($fact:pat => $name:literal $(v $version:literal)?,)+) => {
        impl Fact {
            /// Every type with its version.
            pub const TYPES: &'static [(&'static str, u32)] = &[$(($name, version!($($version)?))),+];

            /// Its type and version.
            #[must_use]
            pub const fn written_as(&self) -> (&'static str, u32) {
                match self {
                    $($fact => ($name, version!($($version)?)),)+
                }
            }
        }
    };
}

types! {
    Self::PartyRegistered(_) => "party.registered" v 2,
    Self::PersonRegistered { .. } => "person.registered",
    Self::AccountBound(_) => "account.bound",
    Self::PoolRegistered(_) => "pool.registered" v 2,
    Self::SystemRegistered(_) => "system.registered",
    Self::ItemRegistered(_) => "item.registered",
    Self::ContractRecorded(_) => "contract.recorded" v 2,
    Self::RulingProposed(_) => "ruling.proposed",
    Self::RulingSigned(_) => "ruling.signed",
    Self::CalendarLoaded { .. } => "calendar.loaded",
    Self::MeasuresLoaded { .. } => "measures.loaded",
    Self::SystemConfirmed(_) => "system.confirmed",
    Self::ContractCountersigned(_) => "contract.countersigned" v 2,
    Self::CalendarProposed(_) => "calendar.proposed",
    Self::PartySucceeded { .. } => "party.succeeded" v 2,
    Self::ExceptionRegistered(_) => "exception.registered",
    Self::ExceptionApproved(_) => "exception.approved",
    Self::BlockRecorded(_) => "block.recorded",
    Self::BlockLifted(_) => "block.lifted",
    Self::MeasuresProposed(_) => "measures.proposed",
    Self::MeasuresSigned(_) => "measures.signed",
    Self::MeasuresLapsed(_) => "measures.lapsed",
    Self::MeasuresGrounded(_) => "measures.grounded",
    Self::TelephoneRevealed { .. } => "telephone.revealed",
    Self::HoldingRecorded(_) => "holding.recorded",
    Self::AffiliationFound(_) => "affiliation.found",
    Self::ItemsEntered { .. } => "items.entered",
    Self::ListingsCarried { .. } => "listings.carried",
    Self::PoolMeasured(_) => "pool.measured",
    Self::InventoryTaken { .. } => "inventory.taken",
    Self::FindingSettled(_) => "finding.settled",
}

impl Fact {
    /// Covers what of it is not open to whoever looks: telephone numbers.
    pub fn cover(&mut self, eyes: &Eyes) {
        match self {
            Self::PersonRegistered { person, .. } => person.cover(eyes),
            Self::PartyRegistered(_)
            | Self::PartySucceeded { .. }
            | Self::AccountBound(_)
            | Self::PoolRegistered(_)
            | Self::PoolMeasured(_)
            | Self::InventoryTaken { .. }
            | Self::FindingSettled(_)
            | Self::SystemRegistered(_)
            | Self::SystemConfirmed(_)
            | Self::ItemRegistered(_)
            | Self::ExceptionRegistered(_)
            | Self::ExceptionApproved(_)
            | Self::ContractRecorded(_)
            | Self::ContractCountersigned(_)
            | Self::BlockRecorded(_)
            | Self::BlockLifted(_)
            | Self::RulingProposed(_)
            | Self::RulingSigned(_)
            | Self::CalendarProposed(_)
            | Self::CalendarLoaded { .. }
            | Self::MeasuresLoaded { .. }
            | Self::MeasuresProposed(_)
            | Self::MeasuresSigned(_)
            | Self::MeasuresLapsed(_)
            | Self::MeasuresGrounded(_)
            | Self::HoldingRecorded(_)
            | Self::AffiliationFound(_)
            | Self::ItemsEntered { .. }
            | Self::ListingsCarried { .. }
            | Self::TelephoneRevealed { .. } => {}
        }
    }

    /// What it registers.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        match self {
            Self::PartyRegistered(party) => vec![party.clone().into()],
            Self::PartySucceeded { party, systems } => {
                let systems = systems.iter().cloned().map(Record::from);
                std::iter::once(party.clone().into())
                    .chain(systems)
                    .collect()
            }
            Self::PersonRegistered { person, .. } => vec![person.clone().into()],
            Self::AccountBound(account) => vec![account.clone().into()],
            Self::PoolRegistered(pool) => vec![pool.clone().into()],
            Self::PoolMeasured(capacity) => vec![capacity.clone().into()],
            Self::InventoryTaken {
                inventory,
                findings,
            } => {
                let findings = findings.iter().cloned().map(Record::from);
                std::iter::once(inventory.clone().into())
                    .chain(findings)
                    .collect()
            }
            Self::FindingSettled(finding) => vec![finding.clone().into()],
            Self::SystemRegistered(system) | Self::SystemConfirmed(system) => {
                vec![system.clone().into()]
            }
            Self::ItemRegistered(entry) => vec![Item::from(entry.clone()).into()],
            Self::ItemsEntered { items, .. } => items.iter().cloned().map(Record::from).collect(),
            Self::ListingsCarried { listings, .. } => {
                listings.iter().cloned().map(Record::from).collect()
            }
            Self::ContractRecorded(contract) | Self::ContractCountersigned(contract) => {
                vec![contract.clone().into()]
            }
            Self::ExceptionRegistered(exception) | Self::ExceptionApproved(exception) => {
                vec![exception.clone().into()]
            }
            Self::BlockRecorded(block) | Self::BlockLifted(block) => vec![block.clone().into()],
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
            Self::HoldingRecorded(holding) => vec![holding.clone().into()],
            Self::TelephoneRevealed { .. } | Self::AffiliationFound(_) => Vec::new(),
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
