//! The registers: parties, persons, accounts and all else that is looked up by a short name.

use crate::domain::build::system::System;
use chrono::NaiveDate;

use crate::domain::law::block::{Block, Subject};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::{ItemCode, PartyCode, PersonCode, PoolCode, SystemCode};
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::world::Index;
use crate::domain::purchase::catalogue::{Item, called};
use crate::domain::purchase::listing::Listing;
use crate::domain::purchase::listing::{EDITIONS_LIMIT, LISTINGS_LIMIT};
use crate::domain::record::{BareRecord, Record, RecordKind, Registered};
use crate::domain::register::{AGREEMENTS_LIMIT, HOLDERS_LIMIT, PARTIES_LIMIT, SYSTEMS_LIMIT};
use crate::domain::r#use::resource::RESOURCES_LIMIT;

mod people;

pub use people::{namesakes, people};

use super::error::LedgerError;
use super::keys;
use super::tables::{Rows, WriteTable};

/// What the places of blocks by their subjects begin with.
const BLOCKS_ON: u8 = 135;

/// Where a record stands besides under its own key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Also {
    /// The party that the city has once, by its kind.
    Sole(PartyKind),
    /// The systems of a unit, by code.
    SystemOf(PartyCode),
    /// The persons of a party, by code.
    PersonOf(PartyCode),
    /// The accounts that were bound to a person, by login. One bound to somebody else since stands here as it was
    /// closed.
    AccountOf(PersonCode),
    /// The persons who had a name, by code; perhaps not any more.
    Named(String),
    /// The persons who had a telephone number, by code; perhaps not any more.
    Reached(String),
    /// The party that took a paper word.
    Word(String),
    /// The catalogue item that was called so last; perhaps not any more.
    Called(String),
    /// The blocks on a subject, the one that ends last first.
    BlockOn(Subject),
    /// The parties of a kind of which the city has several, by code.
    OfKind(PartyKind),
    /// The holdings of a company, by the holder's code.
    HolderOf(PartyCode),
    /// The holding recorded last that names a company.
    Naming(PartyCode),
    /// The contracts of a contractor, by procurement.
    AgreementOf(PartyCode),
    /// How editions of the catalogue list an item, by edition.
    ListingOf(ItemCode),
    /// The resources of a unit or of who delivers them.
    ResourceOf(PartyCode),
    /// The resources of a system from a pool.
    ResourceOn(SystemCode, PoolCode),
    /// The resources from a pool.
    ResourceFrom(PoolCode),
    /// The inventories of pools that a party ran.
    InventoryOf(PartyCode),
    /// The findings against a party.
    FindingAgainst(PartyCode),
    /// The finding made last of an instance of a pool, by its name.
    FindingOn(PoolCode, String),
    /// The city's contract that has a number.
    AgreementNumbered(String),
    /// The unit's own contract that has a number, or had it: a number is never used for another.
    ContractNumbered(String),
}

/// What the places of a system's resources begin with, from whatever pool they are.
fn on_system(system: &SystemCode) -> Vec<u8> {
    keys::join(&[&[147], &keys::ended(system.as_str())])
}

impl Also {
    /// What the places of this form begin with.
    #[must_use]
    pub fn key(&self) -> Vec<u8> {
        match self {
            Self::Sole(kind) => vec![128, kind.place()],
            Self::SystemOf(unit) => keys::join(&[&[129], &keys::party(unit)]),
            Self::PersonOf(party) => keys::join(&[&[130], &keys::party(party)]),
            Self::AccountOf(person) => keys::join(&[&[131], &keys::ended(person.as_str())]),
            Self::Named(name) => keys::join(&[&[132], &keys::ended(name)]),
            Self::Reached(number) => keys::join(&[&[133], &keys::ended(number)]),
            Self::Word(word) => keys::join(&[&[134], &keys::ended(word)]),
            Self::Called(name) => keys::join(&[&[136], &keys::ended(name)]),
            Self::OfKind(kind) => vec![137, kind.place()],
            Self::HolderOf(company) => keys::join(&[&[138], &keys::party(company)]),
            Self::Naming(company) => keys::join(&[&[139], &keys::party(company)]),
            Self::AgreementOf(contractor) => keys::join(&[&[140], &keys::party(contractor)]),
            Self::ListingOf(item) => keys::join(&[&[143], &keys::ended(item.as_str())]),
            Self::ResourceOf(party) => keys::join(&[&[146], &keys::party(party)]),
            Self::ResourceOn(system, pool) => {
                keys::join(&[&on_system(system), &keys::ended(pool.as_str())])
            }
            Self::ResourceFrom(pool) => keys::join(&[&[148], &keys::ended(pool.as_str())]),
            Self::InventoryOf(party) => keys::join(&[&[144], &keys::party(party)]),
            Self::FindingAgainst(party) => keys::join(&[&[145], &keys::party(party)]),
            Self::FindingOn(pool, instance) => {
                keys::join(&[&[149], &keys::ended(pool.as_str()), &keys::ended(instance)])
            }
            Self::AgreementNumbered(number) => keys::join(&[&[141], &keys::ended(number)]),
            Self::ContractNumbered(number) => keys::join(&[&[142], &keys::ended(number)]),
            Self::BlockOn(subject) => {
                let (tag, code) = match subject {
                    Subject::City => (0, ""),
                    Subject::Pool(pool) => (1, pool.as_str()),
                    Subject::Provider(party) => (2, party.as_str()),
                    Subject::Unit(party) => (3, party.as_str()),
                    Subject::System(system) => (4, system.as_str()),
                };
                keys::join(&[&[BLOCKS_ON, tag], &keys::ended(code)])
            }
        }
    }
}

/// The key of a record.
#[must_use]
pub fn key(kind: RecordKind, name: &str) -> Vec<u8> {
    keys::join(&[&[kind.place()], name.as_bytes()])
}

/// The further places of a record.
fn also(record: &Record) -> Vec<Vec<u8>> {
    let under = |of: Also, code: &str| keys::join(&[&of.key(), code.as_bytes()]);
    match record {
        Record::Party(party) => {
            let of_kind = if party.kind.is_sole() {
                Also::Sole(party.kind).key()
            } else {
                under(Also::OfKind(party.kind), party.code.as_str())
            };
            vec![of_kind, Also::Word(party.paper_word.clone()).key()]
        }
        Record::System(system) => {
            vec![under(
                Also::SystemOf(system.unit.clone()),
                system.code.as_str(),
            )]
        }
        Record::Person(person) => {
            let code = person.code.as_str();
            let number = Some(person.reached_at()).filter(|number| !number.is_empty());
            [
                Also::PersonOf(person.party.clone()),
                Also::Named(person.name.clone()),
            ]
            .into_iter()
            .chain(number.map(Also::Reached))
            .map(|of| under(of, code))
            .collect()
        }
        Record::Account(account) => {
            vec![under(
                Also::AccountOf(account.person.clone()),
                account.login.as_str(),
            )]
        }
        Record::Item(item) => {
            let names = item.names().into_iter();
            names.map(|name| Also::Called(name).key()).collect()
        }
        Record::Block(block) => {
            let ends = block.ends().map_or(NaiveDate::MAX, Moment::day);
            let number = block.number.to_be_bytes();
            let of = Also::BlockOn(block.subject.clone()).key();
            vec![keys::join(&[&of, &last_first(ends), &number])]
        }
        Record::Holding(holding) => vec![
            under(
                Also::HolderOf(holding.held.clone()),
                holding.holder.as_str(),
            ),
            Also::Naming(holding.holder.clone()).key(),
            Also::Naming(holding.held.clone()).key(),
        ],
        Record::Listing(listing) => vec![under(
            Also::ListingOf(listing.item.clone()),
            &listing.edition.to_string(),
        )],
        Record::Resource(resource) => {
            let id = resource.id.to_string();
            let of = [
                Also::ResourceOf(resource.unit.clone()),
                Also::ResourceOf(resource.operator.clone()),
                Also::ResourceOn(resource.system.clone(), resource.pool.clone()),
                Also::ResourceFrom(resource.pool.clone()),
            ];
            of.into_iter().map(|of| under(of, &id)).collect()
        }
        Record::Inventory(inventory) => vec![under(
            Also::InventoryOf(inventory.operator.clone()),
            &record.key(),
        )],
        Record::Finding(finding) => vec![
            under(Also::FindingAgainst(finding.against.clone()), &record.key()),
            Also::FindingOn(finding.pool.clone(), finding.instance.clone()).key(),
        ],
        Record::Agreement(agreement) => vec![
            under(
                Also::AgreementOf(agreement.contractor.clone()),
                &agreement.matter.to_string(),
            ),
            Also::AgreementNumbered(agreement.number.clone()).key(),
        ],
        Record::Contract(contract) => {
            vec![Also::ContractNumbered(contract.number.clone()).key()]
        }
        Record::Pool(_)
        | Record::Capacity(_)
        | Record::Pricing(_)
        | Record::Exception(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::ArticleText(_) => Vec::new(),
    }
}

/// A day in a key under which later days stand first.
fn last_first(day: NaiveDate) -> [u8; 4] {
    keys::day(day).map(|byte| !byte)
}

fn read(kind: RecordKind, bytes: &[u8]) -> Result<Record, LedgerError> {
    let mut row = postcard::Deserializer::from_bytes(bytes);
    Ok(Record::read_row(kind, &mut row)?)
}

/// A record.
///
/// # Errors
/// If the engine fails or the record is damaged.
pub fn find(
    table: &impl Rows,
    kind: RecordKind,
    name: &str,
) -> Result<Option<Record>, LedgerError> {
    table
        .get(key(kind, name).as_slice())?
        .map(|bytes| read(kind, bytes.value()))
        .transpose()
}

/// The record that stands at a place, its own or a further one.
///
/// # Errors
/// If the engine fails or the record is damaged.
pub fn at(
    table: &impl Rows,
    kind: RecordKind,
    place: &[u8],
) -> Result<Option<Record>, LedgerError> {
    table
        .get(place)?
        .map(|bytes| read(kind, bytes.value()))
        .transpose()
}

/// Every record whose place begins so, in order, at most `limit`.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn beginning(
    table: &impl Rows,
    kind: RecordKind,
    from: &[u8],
    limit: usize,
) -> Result<Vec<Record>, LedgerError> {
    let mut found = Vec::new();
    for row in table.range(from..)?.take(limit) {
        let (at, bytes) = row?;
        if !at.value().starts_with(from) {
            break;
        }
        found.push(read(kind, bytes.value())?);
    }
    Ok(found)
}

/// Every record of a register that is small by nature.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn all<R: Registered>(table: &impl Rows) -> Result<Vec<R>, LedgerError> {
    let found = beginning(table, R::KIND, &key(R::KIND, ""), usize::MAX)?;
    Ok(found.into_iter().filter_map(R::of).collect())
}

/// The party of a kind that the city has once.
///
/// # Errors
/// If the engine fails or the record is damaged.
pub fn sole(table: &impl Rows, kind: PartyKind) -> Result<Option<Record>, LedgerError> {
    table
        .get(Also::Sole(kind).key().as_slice())?
        .map(|bytes| read(RecordKind::Party, bytes.value()))
        .transpose()
}

/// The records of a named index.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn linked(table: &impl Rows, by: &Index) -> Result<Vec<Record>, LedgerError> {
    Ok(match by {
        Index::People(party) => records(people(table, party)?),
        Index::Systems(unit) => records(systems_of(table, unit)?),
        Index::ItemCalled(name) => records(item_called(table, name)?),
        Index::Namesakes(person) => records(namesakes(table, person)?),
        Index::WordHolder(word) => records(word_holder(table, word)?),
        Index::Blocks(on, since) => records(blocks(table, on, *since)?),
        Index::Parties(kind) => {
            let of = Also::OfKind(*kind).key();
            beginning(table, RecordKind::Party, &of, PARTIES_LIMIT)?
        }
        Index::Holders(company) => {
            let of = Also::HolderOf((*company).clone()).key();
            beginning(table, RecordKind::Holding, &of, HOLDERS_LIMIT)?
        }
        Index::Agreements(contractor) => {
            let of = Also::AgreementOf((*contractor).clone()).key();
            beginning(table, RecordKind::Agreement, &of, AGREEMENTS_LIMIT)?
        }
        Index::Pricings(contractor) => {
            let of = key(RecordKind::Pricing, &format!("{contractor} "));
            beginning(table, RecordKind::Pricing, &of, LISTINGS_LIMIT)?
        }
        Index::Listings(edition) => {
            let of = key(RecordKind::Listing, &Listing::key_of(*edition, ""));
            beginning(table, RecordKind::Listing, &of, LISTINGS_LIMIT)?
        }
        Index::ListingsOf(item) => {
            let of = Also::ListingOf((*item).clone()).key();
            beginning(table, RecordKind::Listing, &of, EDITIONS_LIMIT)?
        }
        Index::Items => {
            let of = key(RecordKind::Item, "");
            beginning(table, RecordKind::Item, &of, LISTINGS_LIMIT)?
        }
        Index::AgreementNumbered(number) => {
            let of = Also::AgreementNumbered((*number).to_owned()).key();
            at(table, RecordKind::Agreement, &of)?.into_iter().collect()
        }
        Index::ContractNumbered(number) => {
            let of = Also::ContractNumbered((*number).to_owned()).key();
            at(table, RecordKind::Contract, &of)?.into_iter().collect()
        }
        Index::FindingOn(pool, instance) => {
            let of = Also::FindingOn((*pool).clone(), (*instance).to_owned()).key();
            at(table, RecordKind::Finding, &of)?.into_iter().collect()
        }
        Index::ResourcesOn(system) => {
            let of = on_system(system);
            beginning(table, RecordKind::Resource, &of, RESOURCES_LIMIT)?
        }
        Index::Naming(company) => {
            let of = Also::Naming((*company).clone()).key();
            at(table, RecordKind::Holding, &of)?.into_iter().collect()
        }
    })
}

fn records(found: impl IntoIterator<Item: Into<Record>>) -> Vec<Record> {
    found.into_iter().map(Into::into).collect()
}

/// The catalogue item that is called so.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn item_called(table: &impl Rows, name: &str) -> Result<Option<Item>, LedgerError> {
    let name = called(name);
    let place = Also::Called(name.clone()).key();
    let Some(bytes) = table.get(place.as_slice())? else {
        return Ok(None);
    };
    let known = read(RecordKind::Item, bytes.value())?.key();
    let now = find(table, RecordKind::Item, &known)?.and_then(Item::of);
    Ok(now.filter(|item| item.names().contains(&name)))
}

/// The systems of a unit, at most one more than may pass to another at once.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn systems_of(table: &impl Rows, unit: &PartyCode) -> Result<Vec<System>, LedgerError> {
    let of = Also::SystemOf(unit.clone()).key();
    let found = beginning(table, RecordKind::System, &of, SYSTEMS_LIMIT + 1)?;
    Ok(found.into_iter().filter_map(System::of).collect())
}

/// The party that took a paper word.
///
/// # Errors
/// If the engine fails or the record is damaged.
fn word_holder(table: &impl Rows, word: &str) -> Result<Option<Party>, LedgerError> {
    let place = Also::Word(word.to_owned()).key();
    let found = table.get(place.as_slice())?;
    let party = found
        .map(|bytes| read(RecordKind::Party, bytes.value()))
        .transpose()?;
    Ok(party.and_then(Party::of))
}

/// The most blocks on one subject that one look reads: those that have not ended, which are fewer, stand first.
const LOOK_LIMIT: usize = 200;

/// The blocks on a subject that had not ended before a day, the one that ends last first.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn blocks(
    table: &impl Rows,
    on: &Subject,
    since: NaiveDate,
) -> Result<Vec<Block>, LedgerError> {
    let of = Also::BlockOn(on.clone()).key();
    let past = keys::after(&keys::join(&[&of, &last_first(since)])).unwrap_or_default();
    let mut found = Vec::new();
    for row in table
        .range(of.as_slice()..past.as_slice())?
        .take(LOOK_LIMIT)
    {
        let (_, bytes) = row?;
        found.extend(Block::of(read(RecordKind::Block, bytes.value())?));
    }
    Ok(found)
}

/// The blocks on anything that had not ended before a day: a look at each subject that ever bore one, not at what ended.
///
/// # Errors
/// If the engine fails or a record is damaged.
pub fn open_blocks(table: &impl Rows, since: NaiveDate) -> Result<Vec<Block>, LedgerError> {
    let (mut from, past) = (vec![BLOCKS_ON], vec![BLOCKS_ON + 1]);
    let mut found = Vec::new();
    loop {
        let first = table.range(from.as_slice()..past.as_slice())?.next();
        let first = first
            .map(|row| read(RecordKind::Block, row?.1.value()))
            .transpose()?;
        let Some(on) = first.and_then(Block::of).map(|block| block.subject) else {
            return Ok(found);
        };
        found.extend(blocks(table, &on, since)?);
        from = keys::after(&Also::BlockOn(on).key()).unwrap_or_else(|| past.clone());
    }
}

/// Writes a record; answers whether there was none under its key.
///
/// # Errors
/// If the engine fails.
pub fn put(table: &mut WriteTable<'_>, record: &Record) -> Result<bool, LedgerError> {
    let bytes = postcard::to_allocvec(&BareRecord(record))?;
    let own = key(record.kind(), &record.key());
    // A system that passed to another unit is no longer among those of the one it was.
    if let Record::System(system) = record
        && let Some(before) = find(table, RecordKind::System, &record.key())?.and_then(System::of)
        && before.unit != system.unit
    {
        for place in also(&before.into()) {
            table.remove(place.as_slice())?;
        }
    }
    // A block that is lifted ends elsewhere in its subject's order, a resource that passed to another party stands among
    // that one's: either leaves its former places.
    if let Record::Block(_) | Record::Resource(_) = record
        && let Some(before) = find(&*table, record.kind(), &record.key())?
    {
        for place in also(&before) {
            table.remove(place.as_slice())?;
        }
    }
    for place in also(record) {
        table.insert(place.as_slice(), bytes.as_slice())?;
    }
    let before = table.insert(own.as_slice(), bytes.as_slice())?;
    Ok(before.is_none())
}
