//! The world as a decision sees it: a few named, bounded lookups.
//!
//! Whoever implements it reads one consistent state: the writer its open transaction, so that act k of a batch sees act
//! k-1; a preview its snapshot. Lookups cannot fail here: an implementation that meets a storage error keeps it and
//! voids the whole answer.

use std::sync::Arc;

use chrono::NaiveDate;

use super::block::{Block, Subject};
use super::calendar::Calendar;
use super::code::{ItemCode, PartyCode, PoolCode, SystemCode};
use super::duty::Duty;
use super::matter::{Matter, MatterId, MatterKind};
use super::paper::Paper;
use super::party::{Party, PartyKind, Person};
use super::ruling::RulingBook;
use super::tally::Tally;
use super::validity::MeasuresChange;
use crate::domain::build::system::System;
use crate::domain::purchase::agreement::{Agreement, Pricing};
use crate::domain::purchase::catalogue::{Contract, Item};
use crate::domain::purchase::holding::Holding;
use crate::domain::purchase::listing::Listing;
use crate::domain::record::{Record, RecordKind, Registered};
use crate::domain::r#use::inventory::Finding;
use crate::domain::r#use::named_instance::NamedInstance;
use crate::domain::r#use::resource::Resource;

/// A series of numbers, each given once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series<'w> {
    /// The matters of a kind that are opened on a day.
    Matter(MatterKind, NaiveDate),
    /// The papers with a word in a year.
    Paper(&'w str, i32),
}

/// Records by what ties them together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index<'w> {
    /// The active persons of a party who have an account in use.
    People(&'w PartyCode),
    /// The systems of a unit, at most one more than may pass to another at once.
    Systems(&'w PartyCode),
    /// The catalogue item that is called so, by its name or its name with its specification; any of several.
    ItemCalled(&'w str),
    /// Persons as they are registered now who have the name or the telephone number of this one, this one left out.
    Namesakes(&'w Person),
    /// The party that first took a paper word. It stays theirs, also once they write another: its numbers are never given
    /// again.
    WordHolder(&'w str),
    /// The parties of a kind of which the city has several, at most as many as may be registered.
    Parties(PartyKind),
    /// The holdings of a company by whoever holds it or ever did, at most as many as may be registered.
    Holders(&'w PartyCode),
    /// The holding recorded last that names a company, as its holder or as what is held.
    Naming(&'w PartyCode),
    /// The contracts of a contractor, in the order of their procurements.
    Agreements(&'w PartyCode),
    /// What items cost or cost with a contractor, by item.
    Pricings(&'w PartyCode),
    /// What an edition of the catalogue lists or listed, by item.
    Listings(MatterId),
    /// How editions of the catalogue list or listed an item, in the order in which they were begun.
    ListingsOf(&'w ItemCode),
    /// The items of the catalogue, those that ended too, by code.
    Items,
    /// The city's contract that has a number.
    AgreementNumbered(&'w str),
    /// The unit's own contract that has, or had, a number.
    ContractNumbered(&'w str),
    /// The resources of a system, those that are over too, at most as many as are looked at.
    ResourcesOn(&'w SystemCode),
    /// The finding made last of an instance of a pool, by its name.
    FindingOn(&'w PoolCode, &'w str),
    /// The blocks on a subject that had not ended before a day, the one that ends last first.
    Blocks(&'w Subject, NaiveDate),
}

/// What a decision may look up.
pub trait World {
    /// A matter.
    fn matter(&self, id: MatterId) -> Option<Arc<Matter>>;
    /// The duties of a matter that are over, in the order in which they ended; not those whose end waits for a notice (R43).
    fn ended(&self, id: MatterId) -> Vec<Duty>;
    /// The papers that went out on a matter, in order.
    fn papers(&self, id: MatterId) -> Vec<Paper>;
    /// What matters say of the instances of a pool that have a name, at most as much as is read of one.
    fn instances(&self, pool: &PoolCode, name: &str) -> Vec<NamedInstance>;
    /// A record of a register by its key.
    fn record(&self, kind: RecordKind, key: &str) -> Option<Record>;
    /// The one party of a kind that the city has once.
    fn sole_party(&self, kind: PartyKind) -> Option<Party>;
    /// The matters of a kind of which there are few, in the order in which they were begun: the last of them, at most so
    /// many.
    fn matters(&self, kind: MatterKind, most: usize) -> Vec<Arc<Matter>>;
    /// What was bought outside the catalogue on the applications of a year, as names are compared, with how many consents:
    /// as of the last commit, and of a bounded number of names.
    fn consents(&self, year: i32) -> Vec<(String, u64)>;
    /// What is issued to a unit by who delivers it from purchased pools, of each item how much: as of the last commit, and of
    /// a bounded number of items.
    fn issued_to(&self, unit: &PartyCode, operator: &PartyCode) -> Vec<(ItemCode, u64)>;
    /// The matters that will give room back to a pool: as of the last commit, and a bounded number of them.
    fn freeing(&self, pool: &PoolCode) -> Vec<MatterId>;
    /// The records of a named index; a few hundred at most, but for those of the catalogue.
    fn linked(&self, by: &Index) -> Vec<Record>;
    /// How many resources from a pool are used.
    fn used_from(&self, pool: &PoolCode) -> u64;
    /// A sum over matters.
    fn tally(&self, of: &Tally) -> u64;
    /// The calendar in force.
    fn calendar(&self) -> &Calendar;
    /// Every ruling.
    fn rulings(&self) -> &RulingBook;
    /// What befell the Measures, in order, signed or waiting.
    fn measures(&self) -> &[MeasuresChange];
    /// Whether anything was ever registered.
    fn is_founded(&self) -> bool;
    /// The number that a series gives next, from 1.
    fn next_number(&self, series: Series) -> u32;
}

impl dyn World + '_ {
    /// A record of a register, by its key and of its own type.
    pub fn find<R: Registered>(&self, key: &str) -> Option<R> {
        self.record(R::KIND, key).and_then(R::of)
    }

    fn all<R: Registered>(&self, by: Index) -> Vec<R> {
        self.linked(&by).into_iter().filter_map(R::of).collect()
    }

    /// See [`Index::People`].
    pub fn people(&self, party: &PartyCode) -> Vec<Person> {
        self.all(Index::People(party))
    }

    /// See [`Index::Systems`].
    pub fn systems_of(&self, unit: &PartyCode) -> Vec<System> {
        self.all(Index::Systems(unit))
    }

    /// See [`Index::ItemCalled`].
    pub fn item_called(&self, name: &str) -> Option<Item> {
        self.all(Index::ItemCalled(name)).into_iter().next()
    }

    /// See [`Index::Namesakes`].
    pub fn namesakes(&self, person: &Person) -> Vec<Person> {
        self.all(Index::Namesakes(person))
    }

    /// See [`Index::WordHolder`].
    pub fn word_holder(&self, word: &str) -> Option<PartyCode> {
        let holders = self.all::<Party>(Index::WordHolder(word));
        holders.into_iter().next().map(|party| party.code)
    }

    /// See [`Index::Parties`].
    pub fn parties(&self, kind: PartyKind) -> Vec<Party> {
        self.all(Index::Parties(kind))
    }

    /// See [`Index::Holders`].
    pub fn holders(&self, of: &PartyCode) -> Vec<Holding> {
        self.all(Index::Holders(of))
    }

    /// See [`Index::Naming`].
    pub fn holding_naming(&self, company: &PartyCode) -> Option<Holding> {
        self.all(Index::Naming(company)).into_iter().next()
    }

    /// See [`Index::Agreements`].
    pub fn agreements(&self, contractor: &PartyCode) -> Vec<Agreement> {
        self.all(Index::Agreements(contractor))
    }

    /// See [`Index::Pricings`].
    pub fn pricings(&self, contractor: &PartyCode) -> Vec<Pricing> {
        self.all(Index::Pricings(contractor))
    }

    /// See [`Index::Listings`].
    pub fn listings(&self, edition: MatterId) -> Vec<Listing> {
        self.all(Index::Listings(edition))
    }

    /// See [`Index::ListingsOf`].
    pub fn listings_of(&self, item: &ItemCode) -> Vec<Listing> {
        self.all(Index::ListingsOf(item))
    }

    /// See [`Index::Items`].
    pub fn items(&self) -> Vec<Item> {
        self.all(Index::Items)
    }

    /// See [`Index::AgreementNumbered`].
    pub fn agreement_numbered(&self, number: &str) -> Option<Agreement> {
        self.all(Index::AgreementNumbered(number))
            .into_iter()
            .next()
    }

    /// See [`Index::ContractNumbered`].
    pub fn contract_numbered(&self, number: &str) -> Option<Contract> {
        self.all(Index::ContractNumbered(number)).into_iter().next()
    }

    /// See [`Index::ResourcesOn`].
    pub fn resources_on(&self, system: &SystemCode) -> Vec<Resource> {
        self.all(Index::ResourcesOn(system))
    }

    /// See [`Index::FindingOn`].
    pub fn finding_on(&self, pool: &PoolCode, instance: &str) -> Option<Finding> {
        self.all(Index::FindingOn(pool, instance))
            .into_iter()
            .next()
    }

    /// See [`Index::Blocks`].
    pub fn blocks(&self, on: &Subject, since: NaiveDate) -> Vec<Block> {
        self.all(Index::Blocks(on, since))
    }
}
