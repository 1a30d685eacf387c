//! Keeping the registers: parties, persons, accounts, pools, systems, catalogue, contracts, rulings, calendars and the
//! official text (Art. 5, 6, 11, 14, 40, 42).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::build::pool::{CloudMode, Pool};
use super::build::system::{Proposed, System, SystemEntry};
use super::kinds::Event;
use super::law::act::acts;
use super::law::article::{ARTICLE_COUNT, ArticleText, Articles, article, paragraph};
use super::law::authority::{
    AUTHORITY, EITHER, KEEPER, NO_POST, OFFICES, REVIEWER, SIGNER, Whose, by,
};
use super::law::calendar::{Calendar, CalendarYear, Loading, Notice, NoticeProposal, SpecialDay};
use super::law::code::{Login, PartyCode, SystemCode, is_code};
use super::law::field::Paragraph;
use super::law::matter::Part;
use super::law::party::{Account, Alike, CLOCKWORK, Party, PartyKind, Person, Post, Region};
use super::law::refusal::{Reason, Refusal};
use super::law::ruling::{
    Proposal, R21, R22, Ruling, RulingId, RulingValue, Scope, fits, parameters,
};
use super::law::step::Case;
use super::law::text;
use super::purchase::catalogue::{Contract, ContractEntry, Item};
use super::record::{Record, RecordKind, contract_key, number_key};

/// The highest price of one unit, in fen: a hundred million yuan.
pub const PRICE_LIMIT: u64 = 10_000_000_000;
/// The most persons of other parties that are pointed out as like one who is registered.
pub const ALIKE_LIMIT: usize = 10;
/// The most characters of one article's official text.
pub const ARTICLE_TEXT_LIMIT: usize = 4_000;

/// The posts that record what belongs to a unit, and the kinds of party that do.
const RECORDERS: Whose = Whose::Kinds(&[PartyKind::Authority, PartyKind::Support, PartyKind::Unit]);
const PROVIDERS: Whose = Whose::Kinds(&[PartyKind::Provider]);
const RECORDING: &[Post] = &[Post::Handler, Post::Administrator];

acts! {
    /// What keeps the registers.
    Register Act {
        /// The ledger is founded.
        Found = "found", article(5), by(Whose::Founder, NO_POST) => {
            /// The authority.
            party: Party,
            /// Its first administrator.
            person: Person,
            /// The login that founds.
            login: Login,
        };
        /// A party is registered or changed.
        RegisterParty = "party.register", article(5), by(OFFICES, KEEPER) => (Party);
        /// A person is registered or changed.
        RegisterPerson = "person.register", article(5), by(OFFICES, KEEPER) => (Person);
        /// An account is bound to a person, or closed.
        BindAccount = "account.bind", article(5), by(OFFICES, KEEPER) => (Account);
        /// A pool is registered or changed.
        RegisterPool = "pool.register", article(14), by(OFFICES, KEEPER) => (Pool);
        /// A system is registered or changed.
        RegisterSystem = "system.register", article(3), by(RECORDERS, RECORDING) => (SystemEntry);
        /// The authority confirms the level and funding that a unit entered for its system.
        ConfirmSystem = "system.confirm", article(3), by(AUTHORITY, REVIEWER) => {
            /// The system.
            system: SystemCode,
        };
        /// A catalogue item is registered or changed.
        RegisterItem = "item.register", article(11), by(OFFICES, KEEPER) => (Item);
        /// A unit's own contract with a provider is recorded.
        RecordContract = "contract.record", article(40), by(RECORDERS, RECORDING) => (ContractEntry);
        /// A provider countersigns the contract that a unit recorded with it.
        CountersignContract = "contract.countersign", article(40), by(PROVIDERS, EITHER) => {
            /// The unit.
            unit: PartyCode,
        };
        /// A ruling is proposed.
        ProposeRuling = "ruling.propose", article(5), by(OFFICES, REVIEWER) => {
            /// Which ruling.
            ruling: RulingId,
            /// The parameters it sets.
            values: BTreeMap<String, RulingValue>,
            /// From when.
            effective: NaiveDate,
            /// Why.
            reason: Paragraph,
            /// Where; the city if none.
            scope: Option<Scope>,
        };
        /// A proposed ruling is signed by a second person of the authority: it binds the city.
        SignRuling = "ruling.sign", article(5), by(AUTHORITY, REVIEWER) => {
            /// The number of the proposal.
            proposal: u32,
        };
        /// A year's holiday notice, or a supplement to it, is proposed.
        LoadCalendar = "calendar.load", paragraph(19, 2), by(OFFICES, SIGNER) => {
            /// The notice.
            notice: CalendarYear,
            /// How it goes onto a year that is loaded already.
            how: Option<Loading>,
        };
        /// A proposed notice is signed by a second person, and acts.
        SignCalendar = "calendar.sign", paragraph(19, 2), by(OFFICES, SIGNER) => {
            /// The number of the proposal.
            proposal: u32,
        };
        /// The official text of the Measures is loaded.
        LoadMeasures = "measures.load", article(42), by(OFFICES, KEEPER) => {
            /// The text of every article.
            articles: Articles,
            /// Where it comes from.
            source: String,
        };
    }
}

/// What one does to register or change a record of that kind.
#[must_use]
pub const fn keeping(kind: RecordKind) -> Verb {
    match kind {
        RecordKind::Party => Verb::RegisterParty,
        RecordKind::Person => Verb::RegisterPerson,
        RecordKind::Account => Verb::BindAccount,
        RecordKind::Pool => Verb::RegisterPool,
        RecordKind::System => Verb::RegisterSystem,
        RecordKind::Item => Verb::RegisterItem,
        RecordKind::Contract => Verb::RecordContract,
        RecordKind::Proposal => Verb::ProposeRuling,
        RecordKind::NoticeProposal => Verb::LoadCalendar,
        RecordKind::Notice => Verb::SignCalendar,
        RecordKind::ArticleText => Verb::LoadMeasures,
    }
}

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
        /// Who of other parties has the same name or telephone number, at most [`ALIKE_LIMIT`].
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

/// Does it.
///
/// # Errors
/// What stands against it.
pub fn decide(case: &Case, act: &Act) -> Result<Vec<Event>, Refusal> {
    let fact = match act {
        Act::Found(act) => return found(case, act),
        Act::RegisterParty(record) => party(case, record)?,
        Act::RegisterPerson(record) => person(case, record)?,
        Act::BindAccount(record) => account(case, record)?,
        Act::RegisterPool(record) => pool(case, record)?,
        Act::RegisterSystem(record) => system(case, record)?,
        Act::ConfirmSystem(act) => confirm_system(case, &act.system)?,
        Act::RegisterItem(record) => item(case, record)?,
        Act::RecordContract(record) => contract(case, record)?,
        Act::CountersignContract(act) => countersign(case, &act.unit)?,
        Act::ProposeRuling(act) => propose(case, act)?,
        Act::SignRuling(act) => sign(case, act.proposal)?,
        Act::LoadCalendar(act) => propose_notice(case, act)?,
        Act::SignCalendar(act) => sign_notice(case, act.proposal)?,
        Act::LoadMeasures(act) => measures(case, &act.articles.0, &act.source)?,
    };
    Ok(vec![fact.into()])
}

fn code(case: &Case, field: &str, text: &str) -> Result<(), Refusal> {
    if is_code(text) && text != CLOCKWORK {
        Ok(())
    } else {
        Err(case.refuse(Reason::BadCode(field.to_owned())))
    }
}

/// Founds an empty ledger: the authority, its first administrator, and the login that founds.
///
/// # Errors
/// If the ledger is founded already, or what is given is not well formed. The first administrator holds no post that
/// decides.
fn found(case: &Case, act: &Found) -> Result<Vec<Event>, Refusal> {
    let (authority, administrator, login) = (&act.party, &act.person, &act.login);
    if case.world.is_founded() {
        return Err(case.refuse(Reason::Founded));
    }
    let authority = checked_party(case, authority)?;
    let person = checked_person(case, administrator)?;
    if authority.kind != PartyKind::Authority || person.party != authority.code {
        return Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Authority])));
    }
    if person.posts != BTreeSet::from([Post::Administrator]) {
        return Err(case.refuse(Reason::PostNeeded(vec![Post::Administrator])));
    }
    check_login(case, login)?;
    let account = Account {
        login: login.clone(),
        person: person.code.clone(),
        active: true,
    };
    Ok(vec![
        Fact::PartyRegistered(authority).into(),
        Fact::PersonRegistered {
            person,
            alike: Vec::new(),
        }
        .into(),
        Fact::AccountBound(account).into(),
    ])
}

/// Registers or changes a party.
///
/// # Errors
/// If it is not well formed, the city has such a party already and may have only one, or its paper word is another's.
fn party(case: &Case, party: &Party) -> Result<Fact, Refusal> {
    let party = checked_party(case, party)?;
    let holder = case.world.sole_party(party.kind);
    if party.kind.is_sole() && holder.is_some_and(|holder| holder.code != party.code) {
        return Err(case.refuse(Reason::SolePartyTaken(party.kind)));
    }
    let before = case.world.find::<Party>(party.code.as_str());
    if before.is_some_and(|before| before.kind != party.kind) {
        return Err(case.refuse(Reason::Taken(RecordKind::Party, party.code.to_string())));
    }
    let holder = case.world.word_holder(&party.paper_word);
    if let Some(holder) = holder.filter(|holder| *holder != party.code) {
        return Err(case.refuse(Reason::PaperWordTaken(holder)));
    }
    Ok(Fact::PartyRegistered(party))
}

/// A paper word runs before a bracketed year and a number, so that it holds none of these and no blank: two papers would
/// otherwise read alike.
fn paper_word(case: &Case, word: &str) -> Result<String, Refusal> {
    let word = text::required(case, "paper_word", word, text::LINE)?;
    let runs_on = |letter: char| {
        letter.is_numeric()
            || letter.is_whitespace()
            || "()[]{}<>（）〔〕［］【】｛｝〈〉《》「」『』".contains(letter)
    };
    if word.contains(runs_on) {
        return Err(case.refuse(Reason::BadPaperWord));
    }
    Ok(word)
}

fn checked_party(case: &Case, party: &Party) -> Result<Party, Refusal> {
    code(case, "code", party.code.as_str())?;
    Ok(Party {
        name: text::required(case, "name", &party.name, text::LINE)?,
        paper_word: paper_word(case, &party.paper_word)?,
        ..party.clone()
    })
}

/// Registers or changes a person.
///
/// # Errors
/// If it is not well formed, or would move to another party: that is another person's code; or if administrators would
/// stop keeping the registers themselves.
fn person(case: &Case, person: &Person) -> Result<Fact, Refusal> {
    let person = checked_person(case, person)?;
    case.registered::<Party>(person.party.as_str())?;
    let before: Option<Person> = case.world.find(person.code.as_str());
    if before.is_some_and(|before| before.party != person.party) {
        return Err(case.refuse(Reason::Taken(RecordKind::Person, person.code.to_string())));
    }
    let keeps = person.active && person.posts.contains(&Post::Administrator);
    if case.actor.person == person.code && !keeps {
        return Err(case.refuse(Reason::OwnKeeping));
    }
    let alike = alike(case, &person);
    Ok(Fact::PersonRegistered { person, alike })
}

/// Who of other parties may be the same person (R22 asks for three persons, not for three codes).
fn alike(case: &Case, person: &Person) -> Vec<Alike> {
    let others = case.world.namesakes(person).into_iter();
    others
        .filter_map(|other| {
            let by = person.likeness(&other)?;
            Some(Alike {
                person: other.code,
                party: other.party,
                by,
            })
        })
        .take(ALIKE_LIMIT)
        .collect()
}

fn checked_person(case: &Case, person: &Person) -> Result<Person, Refusal> {
    code(case, "code", person.code.as_str())?;
    if person.posts.is_empty() {
        return Err(case.refuse(Reason::Missing("posts".to_owned())));
    }
    Ok(Person {
        name: text::required(case, "name", &person.name, text::LINE)?,
        telephone: text::optional(case, "telephone", &person.telephone, text::LINE)?,
        ..person.clone()
    })
}

fn check_login(case: &Case, login: &Login) -> Result<(), Refusal> {
    let text = login.as_str();
    let good = (1..=32).contains(&text.len())
        && text != CLOCKWORK
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-_.$".contains(letter));
    if good {
        Ok(())
    } else {
        Err(case.refuse(Reason::BadCode("login".to_owned())))
    }
}

/// Binds an account to a person, or closes it. A login belongs to one person at a time: it can be bound to another only
/// after it was closed, and the journal keeps the person beside the login.
///
/// # Errors
/// If the login is bound to somebody else, or the person is not registered; or if it is the login that asks, and would
/// be closed.
fn account(case: &Case, account: &Account) -> Result<Fact, Refusal> {
    check_login(case, &account.login)?;
    case.registered::<Person>(account.person.as_str())?;
    let before: Option<Account> = case.world.find(account.login.as_str());
    if before.is_some_and(|before| before.active && before.person != account.person) {
        return Err(case.refuse(Reason::Taken(
            RecordKind::Account,
            account.login.to_string(),
        )));
    }
    if account.login == case.actor.login && !account.active {
        return Err(case.refuse(Reason::OwnKeeping));
    }
    Ok(Fact::AccountBound(account.clone()))
}

/// Registers or changes a pool.
///
/// # Errors
/// If its operator does not fit its mode, it lies where no self-built pool may be (Art. 4, 41), or it is self-built and
/// did not stand before the Measures.
fn pool(case: &Case, pool: &Pool) -> Result<Fact, Refusal> {
    code(case, "code", pool.code.as_str())?;
    let operator: Party = case.registered(pool.operator.as_str())?;
    let wanted = match pool.mode {
        CloudMode::SelfBuilt => PartyKind::Support,
        CloudMode::Purchased => PartyKind::Provider,
    };
    let in_a_district = match operator.region {
        Region::Heshan | Region::Ziyang => true,
        Region::Municipal | Region::OtherCounty => false,
    };
    let barred = in_a_district && pool.mode == CloudMode::SelfBuilt;
    if operator.kind != wanted || barred {
        return Err(case.refuse(Reason::PartyNeeded(vec![wanted])));
    }
    built_before(case, pool)?;
    Ok(Fact::PoolRegistered(Pool {
        name: text::required(case, "name", &pool.name, text::LINE)?,
        ..pool.clone()
    }))
}

/// A self-built pool stood before the Measures were published (Art. 4; R21 has the day): no new one is built since.
fn built_before(case: &Case, pool: &Pool) -> Result<(), Refusal> {
    if let Some(day) = pool.built_on {
        text::not_in_future(case, day)?;
    }
    match pool.mode {
        CloudMode::Purchased => return Ok(()),
        CloudMode::SelfBuilt => {}
    }
    let missing = || Reason::Missing("built_on".to_owned()).under(paragraph(4, 1));
    let built = pool.built_on.ok_or_else(missing)?;
    let rulings = case.world.rulings();
    let published = rulings.value(R21, "published", case.today(), &[]).date();
    match published.filter(|published| built >= *published) {
        Some(published) => Err(Reason::BuiltTooLate(built, published).under(paragraph(4, 1))),
        None => Ok(()),
    }
}

/// Registers or changes a system; a unit only its own.
///
/// # Errors
/// If it is not well formed, or belongs to another unit.
fn system(case: &Case, entry: &SystemEntry) -> Result<Fact, Refusal> {
    code(case, "code", entry.code.as_str())?;
    if !(1..=5).contains(&entry.protection_level) {
        return Err(case.refuse(Reason::OutOfRange("protection_level".to_owned(), 1, 5)));
    }
    own_unit(case, &entry.unit)?;
    let before: Option<System> = case.world.find(entry.code.as_str());
    let another = before.as_ref().filter(|before| before.unit != entry.unit);
    if another.is_some() {
        return Err(case.refuse(Reason::Taken(RecordKind::System, entry.code.to_string())));
    }
    let name = text::required(case, "name", &entry.name, text::LINE)?;
    Ok(Fact::SystemRegistered(System {
        name,
        ..entered(case, entry, before)
    }))
}

/// What an entry makes of a system. The authority's own is in force at once. Anybody else's is in force while nothing is
/// confirmed, marked so; once something is, it waits beside what was confirmed.
fn entered(case: &Case, entry: &SystemEntry, before: Option<System>) -> System {
    let (by, today) = (&case.actor.person, case.today());
    let confirms = case.actor.kind == PartyKind::Authority;
    let confirmed_by = confirms.then(|| by.clone());
    let proposed = Proposed {
        protection_level: entry.protection_level,
        funding: entry.funding,
        by: by.clone(),
        on: today,
    };
    let Some(before) = before else {
        return System {
            code: entry.code.clone(),
            name: String::new(),
            unit: entry.unit.clone(),
            protection_level: entry.protection_level,
            funding: entry.funding,
            from: today,
            proposed_by: by.clone(),
            confirmed_by,
            proposed: None,
            former: Vec::new(),
        };
    };
    let same = before.protection_level == entry.protection_level && before.funding == entry.funding;
    if same && (before.confirmed_by.is_some() || !confirms) {
        return System {
            proposed: None,
            ..before
        };
    }
    if confirms || before.confirmed_by.is_none() {
        return before.graded(&proposed, today, confirmed_by);
    }
    System {
        proposed: Some(proposed),
        ..before
    }
}

/// Confirms what was entered of a system: what waits, or what is in force unconfirmed.
///
/// # Errors
/// If there is no such system, nothing waits, or whoever entered it would confirm it (R22).
fn confirm_system(case: &Case, system: &SystemCode) -> Result<Fact, Refusal> {
    let found: System = case.registered(system.as_str())?;
    let waiting = match &found.proposed {
        Some(proposed) => proposed.clone(),
        None if found.confirmed_by.is_some() => return Err(case.refuse(Reason::AlreadyDone)),
        None => Proposed {
            protection_level: found.protection_level,
            funding: found.funding,
            by: found.proposed_by.clone(),
            on: found.from,
        },
    };
    let by = &case.actor.person;
    if waiting.by == *by {
        return Err(Reason::SamePerson(Part::Proposer).under(R22));
    }
    let confirmed = match found.proposed {
        Some(_) => found.graded(&waiting, case.today(), Some(by.clone())),
        // What was in force goes on: there is nothing of before to keep.
        None => System {
            confirmed_by: Some(by.clone()),
            ..found
        },
    };
    Ok(Fact::SystemConfirmed(confirmed))
}

/// A registered unit, and the actor's own if the actor is a unit.
fn own_unit(case: &Case, unit: &PartyCode) -> Result<(), Refusal> {
    let party: Party = case.registered(unit.as_str())?;
    let foreign = case.actor.kind == PartyKind::Unit && case.actor.party != *unit;
    if party.kind != PartyKind::Unit || foreign {
        return Err(case.refuse(Reason::Unknown(RecordKind::Party, unit.to_string())));
    }
    Ok(())
}

/// Registers or changes a catalogue item.
///
/// # Errors
/// If it is not well formed, or its price is beyond [`PRICE_LIMIT`].
fn item(case: &Case, item: &Item) -> Result<Fact, Refusal> {
    code(case, "code", item.code.as_str())?;
    if item.price_fen > PRICE_LIMIT {
        return Err(case.refuse(Reason::OutOfRange("price_fen".to_owned(), 0, PRICE_LIMIT)));
    }
    Ok(Fact::ItemRegistered(Item {
        family: text::required(case, "family", &item.family, text::LINE)?,
        name: text::required(case, "name", &item.name, text::LINE)?,
        specification: text::required(case, "specification", &item.specification, text::LINE)?,
        unit: text::required(case, "unit", &item.unit, text::LINE)?,
        ..item.clone()
    }))
}

/// Records a unit's own contract with a provider.
///
/// # Errors
/// If either is not registered as such, or the day lies in the future.
fn contract(case: &Case, entry: &ContractEntry) -> Result<Fact, Refusal> {
    own_unit(case, &entry.unit)?;
    let provider: Party = case.registered(entry.provider.as_str())?;
    if provider.kind != PartyKind::Provider {
        return Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Provider])));
    }
    text::not_in_future(case, entry.signed_on)?;
    let by = &case.actor.person;
    let number = text::required(case, "number", &entry.number, text::LINE)?;
    let before: Option<Contract> = case.world.find(&contract_key(&entry.unit, &entry.provider));
    // What is entered as it stood stays vouched for.
    let same = before
        .filter(|before| before.number == number && before.signed_on == entry.signed_on)
        .and_then(|before| before.vouched_by);
    let by_unit = case.actor.kind == PartyKind::Unit;
    Ok(Fact::ContractRecorded(Contract {
        unit: entry.unit.clone(),
        provider: entry.provider.clone(),
        number,
        signed_on: entry.signed_on,
        recorded_by: by.clone(),
        vouched_by: same.or_else(|| (!by_unit).then(|| by.clone())),
    }))
}

/// Countersigns a contract: from then on it counts (Art. 40).
///
/// # Errors
/// If the unit recorded none with the provider, or it counts already.
fn countersign(case: &Case, unit: &PartyCode) -> Result<Fact, Refusal> {
    let found: Contract = case.registered(&contract_key(unit, &case.actor.party))?;
    if found.vouched_by.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    Ok(Fact::ContractCountersigned(Contract {
        vouched_by: Some(case.actor.person.clone()),
        ..found
    }))
}

/// Proposes a ruling; it acts once a second person has signed it.
///
/// # Errors
/// If a parameter or value does not fit, the scope is unknown, or it would act in the past.
fn propose(case: &Case, proposal: &ProposeRuling) -> Result<Fact, Refusal> {
    if proposal.values.is_empty() {
        return Err(case.refuse(Reason::Missing("values".to_owned())));
    }
    for (name, value) in &proposal.values {
        let fitting = parameters(proposal.ruling)
            .iter()
            .any(|parameter| parameter.name == name && fits(parameter.shape, value));
        if !fitting {
            let name = name.chars().take(text::LINE).collect();
            return Err(Reason::BadParameter(proposal.ruling, name).under(proposal.ruling));
        }
    }
    if proposal.effective < case.today() {
        return Err(Reason::Retroactive(proposal.effective).under(proposal.ruling));
    }
    match &proposal.scope {
        Some(Scope::Pool(pool)) => drop(case.registered::<Pool>(pool.as_str())?),
        Some(Scope::Party(party)) => drop(case.registered::<Party>(party.as_str())?),
        Some(Scope::City) | None => {}
    }
    let number = u32::try_from(case.world.rulings().rulings().len()).unwrap_or(u32::MAX - 1) + 1;
    Ok(Fact::RulingProposed(Proposal {
        number,
        ruling: Ruling {
            id: proposal.ruling,
            scope: proposal.scope.clone().unwrap_or(Scope::City),
            values: proposal.values.clone(),
            effective: proposal.effective,
            reason: text::required(case, "reason", proposal.reason.as_str(), text::PARAGRAPH)?,
            proposed_by: case.actor.person.clone(),
            signed_by: None,
        },
    }))
}

/// Signs a proposed ruling.
///
/// # Errors
/// If there is no such proposal, it is signed already, the proposer signs, or its day has passed.
fn sign(case: &Case, number: u32) -> Result<Fact, Refusal> {
    let unknown = || case.refuse(Reason::Unknown(RecordKind::Proposal, number.to_string()));
    let found: Option<Proposal> = case.world.find(&number_key(number));
    let Proposal { ruling, .. } = found.ok_or_else(unknown)?;
    if ruling.signed_by.is_some() {
        return Err(Reason::AlreadyDone.under(ruling.id));
    }
    if ruling.proposed_by == case.actor.person {
        return Err(Reason::SamePerson(Part::Proposer).under(R22));
    }
    if ruling.effective < case.today() {
        return Err(Reason::Retroactive(ruling.effective).under(ruling.id));
    }
    Ok(Fact::RulingSigned(Proposal {
        number,
        ruling: Ruling {
            signed_by: Some(case.actor.person.clone()),
            ..ruling
        },
    }))
}

/// Proposes a year's holiday notice, or a supplement to it; it acts once a second person has signed it.
///
/// # Errors
/// If the notice is faulty or changes nothing, or its year is loaded and it does not say how it goes onto that.
fn propose_notice(case: &Case, act: &LoadCalendar) -> Result<Fact, Refusal> {
    let notice = &act.notice;
    if notice.papers.len() > text::LIST {
        let most = u32::try_from(text::LIST).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::TooLong("papers".to_owned(), most)));
    }
    for paper in &notice.papers {
        text::optional(case, "papers", paper, text::PARAGRAPH)?;
    }
    laid(case, notice, act.how)?;
    // The first number that was never given: every notice in force has had one.
    let is_free = |number: &u32| {
        let known: Option<NoticeProposal> = case.world.find(&number_key(*number));
        known.is_none()
    };
    let number = (1..u32::MAX).find(is_free).unwrap_or(u32::MAX);
    Ok(Fact::CalendarProposed(NoticeProposal {
        number,
        notice: notice.clone(),
        how: act.how,
        proposed_by: case.actor.person.clone(),
        signed_by: None,
    }))
}

/// Signs a proposed notice; the clockwork then recomputes what it touches.
///
/// # Errors
/// If there is no such proposal, it is signed already, the proposer signs, or it no longer fits the calendar in force.
fn sign_notice(case: &Case, number: u32) -> Result<Fact, Refusal> {
    let unknown = || {
        case.refuse(Reason::Unknown(
            RecordKind::NoticeProposal,
            number.to_string(),
        ))
    };
    let found: Option<NoticeProposal> = case.world.find(&number_key(number));
    let proposal = found.ok_or_else(unknown)?;
    if proposal.signed_by.is_some() {
        return Err(case.refuse(Reason::AlreadyDone));
    }
    if proposal.proposed_by == case.actor.person {
        return Err(Reason::SamePerson(Part::Proposer).under(R22));
    }
    let year = laid(case, &proposal.notice, proposal.how)?;
    let (after, reaches_from) = case.world.calendar().with(&year);
    Ok(Fact::CalendarLoaded {
        notice: Notice {
            edition: after.edition(),
            reaches_from,
            year,
        },
        proposal: NoticeProposal {
            signed_by: Some(case.actor.person.clone()),
            ..proposal
        },
    })
}

/// The whole notice of a year, once a file is laid onto what is loaded of it.
fn laid(case: &Case, notice: &CalendarYear, how: Option<Loading>) -> Result<CalendarYear, Refusal> {
    let problem = |problem| case.refuse(Reason::Calendar(problem));
    notice.check().map_err(problem)?;
    let calendar: &Calendar = case.world.calendar();
    let known = calendar.notice(notice.year);
    let year = match how {
        Some(Loading::Add) => match known {
            Some(known) => known.with(notice),
            None => return Err(case.refuse(Reason::NothingToAddTo(notice.year))),
        },
        Some(Loading::Replace) | None => notice.clone(),
    };
    year.check_whole().map_err(problem)?;
    if known.is_some_and(|known| in_order(known).eq(in_order(&year))) {
        return Err(case.refuse(Reason::SameNotice(notice.year)));
    }
    if known.is_some() && how.is_none() {
        return Err(case.refuse(Reason::NoticeLoaded(notice.year)));
    }
    Ok(year)
}

fn in_order(notice: &CalendarYear) -> impl Iterator<Item = &SpecialDay> {
    let mut days: Vec<_> = notice.days.iter().collect();
    days.sort_by_key(|day| day.date);
    days.into_iter()
}

/// Loads the official text, article by article.
///
/// # Errors
/// If an article is missing, beyond the last, or too long.
fn measures(case: &Case, articles: &BTreeMap<u8, String>, source: &str) -> Result<Fact, Refusal> {
    for number in 1..=ARTICLE_COUNT {
        if !articles.contains_key(&number) {
            return Err(case.refuse(Reason::Missing(number.to_string())));
        }
    }
    if let Some(number) = articles
        .keys()
        .find(|number| !(1..=ARTICLE_COUNT).contains(*number))
    {
        return Err(case.refuse(Reason::OutOfRange(
            number.to_string(),
            1,
            u64::from(ARTICLE_COUNT),
        )));
    }
    let articles = articles
        .iter()
        .map(|(number, official)| {
            let official = text::required(case, &number.to_string(), official, ARTICLE_TEXT_LIMIT)?;
            Ok((*number, official))
        })
        .collect::<Result<_, Refusal>>()?;
    Ok(Fact::MeasuresLoaded {
        source: text::required(case, "source", source, text::LINE)?,
        articles: Articles(articles),
    })
}
