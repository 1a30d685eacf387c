//! What people call what codes stand for. Records, events and refusals name others by their codes; whoever reads them is
//! given the names beside.
//!
//! The names that go with an answer are those of the codes that it holds once it is covered, and no others: a name says
//! what its code says to whoever may look it up, so that it may stand wherever the code does (R49), and nowhere else.

mod gather;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::code::{Code, ItemCode, PartyCode, PersonCode, PoolCode, SystemCode};
use super::world::World;
use crate::domain::record::{Record, RecordKind};

pub use gather::codes_in;

/// The names of what an answer speaks of, as the registers have them now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
    /// Of parties.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parties: BTreeMap<PartyCode, String>,
    /// Of persons.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub people: BTreeMap<PersonCode, String>,
    /// Of resource pools.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub pools: BTreeMap<PoolCode, String>,
    /// Of systems.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub systems: BTreeMap<SystemCode, String>,
    /// Of catalogue items.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<ItemCode, String>,
}

impl Names {
    /// The names of these; what is not registered has none.
    #[must_use]
    pub fn of(world: &dyn World, codes: impl IntoIterator<Item = Code>) -> Self {
        let mut names = Self::default();
        for code in codes {
            let found = world.record(register_of(&code), code.as_str());
            if let Some(name) = found.as_ref().and_then(called) {
                names.put(code, name);
            }
        }
        names
    }

    /// The names of all that a value speaks of by its codes.
    #[must_use]
    pub fn within(world: &dyn World, value: &impl Serialize) -> Self {
        Self::of(world, codes_in(value))
    }

    /// Takes a name in.
    pub fn put(&mut self, code: Code, name: String) {
        match code {
            Code::Party(code) => self.parties.insert(code, name),
            Code::Person(code) => self.people.insert(code, name),
            Code::Pool(code) => self.pools.insert(code, name),
            Code::System(code) => self.systems.insert(code, name),
            Code::Item(code) => self.items.insert(code, name),
        };
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        let Self {
            parties,
            people,
            pools,
            systems,
            items,
        } = others.clone();
        self.parties.extend(parties);
        self.people.extend(people);
        self.pools.extend(pools);
        self.systems.extend(systems);
        self.items.extend(items);
        self
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The name of what a code stands for; the code itself where nobody knows a name.
    #[must_use]
    pub fn call<'n>(&'n self, code: &'n Code) -> &'n str {
        let known = match code {
            Code::Party(code) => self.parties.get(code),
            Code::Person(code) => self.people.get(code),
            Code::Pool(code) => self.pools.get(code),
            Code::System(code) => self.systems.get(code),
            Code::Item(code) => self.items.get(code),
        };
        known.map_or(code.as_str(), String::as_str)
    }
}

/// The register that a code is looked up in.
#[must_use]
pub const fn register_of(code: &Code) -> RecordKind {
    match code {
        Code::Party(_) => RecordKind::Party,
        Code::Person(_) => RecordKind::Person,
        Code::Pool(_) => RecordKind::Pool,
        Code::System(_) => RecordKind::System,
        Code::Item(_) => RecordKind::Item,
    }
}

/// What people call a record that others name by its code.
#[must_use]
pub fn called(record: &Record) -> Option<String> {
    match record {
        Record::Party(party) => Some(party.name.clone()),
        Record::Person(person) => Some(person.name.clone()),
        Record::Pool(pool) => Some(pool.name.clone()),
        Record::System(system) => Some(system.name.clone()),
        Record::Item(item) => Some(format!("{} {}", item.name, item.specification)),
        Record::Account(_)
        | Record::Contract(_)
        | Record::Exception(_)
        | Record::Block(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::Holding(_)
        | Record::Agreement(_)
        | Record::Pricing(_)
        | Record::Listing(_)
        | Record::Resource(_)
        | Record::Capacity(_)
        | Record::Inventory(_)
        | Record::Finding(_)
        | Record::ArticleText(_) => None,
    }
}

/// The same where there is little room, if it is another name then.
#[must_use]
pub fn shortly(record: &Record) -> Option<&str> {
    match record {
        Record::Party(party) => party.short_name.as_deref(),
        Record::Person(_)
        | Record::Pool(_)
        | Record::System(_)
        | Record::Item(_)
        | Record::Account(_)
        | Record::Contract(_)
        | Record::Exception(_)
        | Record::Block(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::Holding(_)
        | Record::Agreement(_)
        | Record::Pricing(_)
        | Record::Listing(_)
        | Record::Resource(_)
        | Record::Capacity(_)
        | Record::Inventory(_)
        | Record::Finding(_)
        | Record::ArticleText(_) => None,
    }
}

/// Every code that a record holds. What is bought elsewhere on an exception is a catalogue item, where a room is a text.
#[must_use]
pub fn codes_of(record: &Record) -> BTreeSet<Code> {
    let mut codes = codes_in(record);
    if let Record::Exception(exception) = record {
        codes.extend(exception.item().map(Code::Item));
    }
    codes
}
