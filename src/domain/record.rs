//! Records: everything that is registered under a key of its own, as one closed set with typed access.

use serde::{Deserialize, Serialize};

use super::build::measure::Capacity;
use super::build::pool::Pool;
use super::build::system::System;
use super::law::article::ArticleText;
use super::law::block::Block;
use super::law::calendar::{Notice, NoticeProposal};
use super::law::names::words;
use super::law::party::{Account, Party, Person};
use super::law::ruling::Proposal;
use super::law::validity::{MeasuresChange, MeasuresGround};
use super::purchase::agreement::{Agreement, Pricing};
use super::purchase::catalogue::{Contract, Item};
use super::purchase::exception::{Exception, ExceptionKind};
use super::purchase::holding::Holding;
use super::purchase::listing::Listing;
use super::r#use::inventory::{Finding, Inventory};
use super::r#use::resource::Resource;

/// A record that is found under its key.
pub trait Registered: Sized {
    /// Which register it is in.
    const KIND: RecordKind;

    /// The key: its code, or what else names it there.
    fn key(&self) -> String;

    /// The record, if it is of this register.
    fn of(record: Record) -> Option<Self>;
}

macro_rules! records {
    ($($(#[$doc:meta])* $record:ident = $word:literal by |$this:ident| $key:expr;)+) => {
        words! {
            /// Which register.
            pub enum RecordKind {
                $($(#[$doc])* $record = $word),+
            }
        }

        /// A record of any register.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Record {
            $($(#[$doc])* $record($record)),+
        }

        impl Record {
            /// Which register it is in.
            #[must_use]
            pub const fn kind(&self) -> RecordKind {
                match self { $(Self::$record(_) => RecordKind::$record),+ }
            }

            /// Its key there.
            #[must_use]
            pub fn key(&self) -> String {
                match self { $(Self::$record(record) => record.key()),+ }
            }

            /// Reads what was written of a [`BareRecord`] of that register.
            ///
            /// # Errors
            /// If the bytes are not of such a record.
            pub fn read_row<'de, D: serde::Deserializer<'de>>(
                kind: RecordKind,
                row: D,
            ) -> Result<Self, D::Error> {
                match kind { $(RecordKind::$record => Deserialize::deserialize(row).map(Self::$record)),+ }
            }
        }

        /// A record as a row has it: without its kind, which is in the row's key.
        pub struct BareRecord<'r>(pub &'r Record);

        impl Serialize for BareRecord<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self.0 { $(Record::$record(record) => record.serialize(serializer)),+ }
            }
        }

        $(impl Registered for $record {
            const KIND: RecordKind = RecordKind::$record;

            fn key(&self) -> String {
                let $this = self;
                $key
            }

            fn of(record: Record) -> Option<Self> {
                let Record::$record(record) = record else {
                    return None;
                };
                Some(record)
            }
        }

        impl From<$record> for Record {
            fn from(record: $record) -> Self {
                Self::$record(record)
            }
        })+
    };
}

records! {
    /// Parties, by code.
    Party = "party" by |party| party.code.to_string();
    /// Persons, by code.
    Person = "person" by |person| person.code.to_string();
    /// Accounts, by login.
    Account = "account" by |account| account.login.to_string();
    /// Pools, by code.
    Pool = "pool" by |pool| pool.code.to_string();
    /// Systems, by code.
    System = "system" by |system| system.code.to_string();
    /// Catalogue items, by code.
    Item = "item" by |item| item.code.to_string();
    /// Contracts, by unit and provider.
    Contract = "contract" by |contract| contract_key(&contract.unit, &contract.provider);
    /// Exceptions, by unit, kind and what they are for.
    Exception = "exception" by |exception| exception_key(&exception.unit, exception.kind, &exception.subject);
    /// Blocks, by number.
    Block = "block" by |block| number_key(block.number);
    /// Rulings, by the number of their proposal.
    Proposal = "ruling" by |proposal| number_key(proposal.number);
    /// Holiday notices, by edition.
    Notice = "notice" by |notice| number_key(notice.edition);
    /// Holiday notices that somebody proposed, by number.
    NoticeProposal = "notice_proposal" by |proposal| number_key(proposal.number);
    /// What befell the Measures, by number.
    MeasuresChange = "measures_change" by |change| number_key(change.number);
    /// Grounds for new matters after the end of the Measures, by unit; the whole city's by nothing.
    MeasuresGround = "measures_ground" by |ground| MeasuresGround::key_of(ground.unit.as_ref());
    /// Official texts, by article.
    ArticleText = "article" by |text| number_key(u32::from(text.number));
    /// Holdings, by holder and what is held.
    Holding = "holding" by |holding| holding_key(&holding.holder, &holding.held);
    /// Contracts that support signed, by contractor and procurement.
    Agreement = "agreement" by |agreement| format!("{} {}", agreement.contractor, agreement.matter);
    /// Prices under contracts, by contractor and item.
    Pricing = "pricing" by |pricing| pricing_key(&pricing.contractor, &pricing.item);
    /// What editions of the catalogue list, by edition and item.
    Listing = "listing" by |listing| Listing::key_of(listing.edition, listing.item.as_str());
    /// Resources, by the matter that issued them and its line.
    Resource = "resource" by |resource| resource.id.to_string();
    /// What pools have, by the pool's code.
    Capacity = "capacity" by |capacity| capacity.pool.to_string();
    /// Inventories of what pools run or keep, by number.
    Inventory = "inventory" by |inventory| number_key(inventory.number);
    /// Findings, by number.
    Finding = "finding" by |finding| number_key(finding.number);
}

/// The key of a unit's contract with a provider. A code holds no blank.
#[must_use]
pub fn contract_key(
    unit: &super::law::code::PartyCode,
    provider: &super::law::code::PartyCode,
) -> String {
    format!("{unit} {provider}")
}

/// The key of a unit's exception. A code holds no blank.
#[must_use]
pub fn exception_key(
    unit: &super::law::code::PartyCode,
    kind: ExceptionKind,
    subject: &str,
) -> String {
    format!("{unit} {} {subject}", kind.word())
}

/// The key of a holding. A code holds no blank.
#[must_use]
pub fn holding_key(
    holder: &super::law::code::PartyCode,
    held: &super::law::code::PartyCode,
) -> String {
    format!("{holder} {held}")
}

/// The key of what an item costs with a contractor. A code holds no blank.
#[must_use]
pub fn pricing_key(
    contractor: &super::law::code::PartyCode,
    item: &super::law::code::ItemCode,
) -> String {
    format!("{contractor} {item}")
}

/// A number as a key, so that keys stand in the order of their numbers.
#[must_use]
pub fn number_key(number: u32) -> String {
    format!("{number:010}")
}
