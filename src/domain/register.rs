//! Keeping the registers: parties, persons, accounts, pools, systems, catalogue, contracts, rulings, calendars and the
//! official text (Art. 5, 6, 11, 14, 40, 42).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::article::ARTICLE_COUNT;
use super::calendar::{Calendar, CalendarYear};
use super::catalogue::{Contract, Item};
use super::code::{Login, PartyCode, is_code};
use super::event::Event;
use super::party::{Account, CLOCKWORK, Party, PartyKind, Person, Post, Region};
use super::pool::{CloudMode, Pool};
use super::refusal::{Reason, RecordKind, Refusal};
use super::ruling::{R22, Ruling, RulingId, RulingValue, Scope, fits, parameters};
use super::step::Case;
use super::system::System;
use super::text;

/// The highest price of one unit, in fen: a hundred million yuan.
pub const PRICE_LIMIT: u64 = 10_000_000_000;
/// The most characters of one article's official text.
pub const ARTICLE_TEXT_LIMIT: usize = 4_000;

fn code(case: &Case, field: &str, text: &str) -> Result<(), Refusal> {
    if is_code(text) && text != CLOCKWORK {
        Ok(())
    } else {
        Err(case.refuse(Reason::BadCode(field.to_owned())))
    }
}

fn known<T>(
    case: &Case,
    kind: RecordKind,
    code: &impl ToString,
    found: Option<T>,
) -> Result<T, Refusal> {
    found.ok_or_else(|| case.refuse(Reason::Unknown(kind, code.to_string())))
}

/// Founds an empty ledger: the authority, its first administrator, and the login that founds.
///
/// # Errors
/// If the ledger is founded already, or what is given is not well formed. The first administrator holds no post that
/// decides.
pub fn found(
    case: &Case,
    authority: &Party,
    administrator: &Person,
    login: &Login,
) -> Result<Vec<Event>, Refusal> {
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
        Event::PartyRegistered(authority),
        Event::PersonRegistered(person),
        Event::AccountBound(account),
    ])
}

/// Registers or changes a party.
///
/// # Errors
/// If it is not well formed, or the city has such a party already and may have only one.
pub fn party(case: &Case, party: &Party) -> Result<Event, Refusal> {
    let party = checked_party(case, party)?;
    let holder = case.world.sole_party(party.kind);
    if party.kind.is_sole() && holder.is_some_and(|holder| holder.code != party.code) {
        return Err(case.refuse(Reason::SolePartyTaken(party.kind)));
    }
    let before = case.world.party(&party.code);
    if before.is_some_and(|before| before.kind != party.kind) {
        return Err(case.refuse(Reason::Taken(RecordKind::Party, party.code.to_string())));
    }
    Ok(Event::PartyRegistered(party))
}

fn checked_party(case: &Case, party: &Party) -> Result<Party, Refusal> {
    code(case, "code", party.code.as_str())?;
    Ok(Party {
        name: text::required(case, "name", &party.name, text::LINE)?,
        paper_word: text::required(case, "paper_word", &party.paper_word, text::LINE)?,
        ..party.clone()
    })
}

/// Registers or changes a person.
///
/// # Errors
/// If it is not well formed, or would move to another party: that is another person's code; or if administrators would
/// stop keeping the registers themselves.
pub fn person(case: &Case, person: &Person) -> Result<Event, Refusal> {
    let person = checked_person(case, person)?;
    known(
        case,
        RecordKind::Party,
        &person.party,
        case.world.party(&person.party),
    )?;
    let before = case.world.person(&person.code);
    if before.is_some_and(|before| before.party != person.party) {
        return Err(case.refuse(Reason::Taken(RecordKind::Person, person.code.to_string())));
    }
    let keeps = person.active && person.posts.contains(&Post::Administrator);
    if case.actor.person == person.code && !keeps {
        return Err(case.refuse(Reason::OwnKeeping));
    }
    Ok(Event::PersonRegistered(person))
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
pub fn account(case: &Case, account: &Account) -> Result<Event, Refusal> {
    check_login(case, &account.login)?;
    known(
        case,
        RecordKind::Person,
        &account.person,
        case.world.person(&account.person),
    )?;
    let before = case.world.account(&account.login);
    if before.is_some_and(|before| before.active && before.person != account.person) {
        return Err(case.refuse(Reason::Taken(
            RecordKind::Account,
            account.login.to_string(),
        )));
    }
    if account.login == case.actor.login && !account.active {
        return Err(case.refuse(Reason::OwnKeeping));
    }
    Ok(Event::AccountBound(account.clone()))
}

/// Registers or changes a pool.
///
/// # Errors
/// If its operator does not fit its mode, or lies where no self-built pool may be (Art. 4, 41).
pub fn pool(case: &Case, pool: &Pool) -> Result<Event, Refusal> {
    code(case, "code", pool.code.as_str())?;
    let operator = known(
        case,
        RecordKind::Party,
        &pool.operator,
        case.world.party(&pool.operator),
    )?;
    let wanted = match pool.mode {
        CloudMode::SelfBuilt => PartyKind::Support,
        CloudMode::Purchased => PartyKind::Provider,
    };
    let barred = matches!(operator.region, Region::Heshan | Region::Ziyang)
        && pool.mode == CloudMode::SelfBuilt;
    if operator.kind != wanted || barred {
        return Err(case.refuse(Reason::PartyNeeded(vec![wanted])));
    }
    Ok(Event::PoolRegistered(Pool {
        name: text::required(case, "name", &pool.name, text::LINE)?,
        ..pool.clone()
    }))
}

/// Registers or changes a system; a unit only its own.
///
/// # Errors
/// If it is not well formed, or belongs to another unit.
pub fn system(case: &Case, system: &System) -> Result<Event, Refusal> {
    code(case, "code", system.code.as_str())?;
    if !(1..=5).contains(&system.protection_level) {
        return Err(case.refuse(Reason::OutOfRange("protection_level".to_owned(), 1, 5)));
    }
    own_unit(case, &system.unit)?;
    let before = case.world.system(&system.code);
    if before.is_some_and(|before| before.unit != system.unit) {
        return Err(case.refuse(Reason::Taken(RecordKind::System, system.code.to_string())));
    }
    Ok(Event::SystemRegistered(System {
        name: text::required(case, "name", &system.name, text::LINE)?,
        ..system.clone()
    }))
}

/// A registered unit, and the actor's own if the actor is a unit.
fn own_unit(case: &Case, unit: &PartyCode) -> Result<(), Refusal> {
    let party = known(case, RecordKind::Party, unit, case.world.party(unit))?;
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
pub fn item(case: &Case, item: &Item) -> Result<Event, Refusal> {
    code(case, "code", item.code.as_str())?;
    if item.price_fen > PRICE_LIMIT {
        return Err(case.refuse(Reason::OutOfRange("price_fen".to_owned(), 0, PRICE_LIMIT)));
    }
    Ok(Event::ItemRegistered(Item {
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
pub fn contract(case: &Case, contract: &Contract) -> Result<Event, Refusal> {
    own_unit(case, &contract.unit)?;
    let provider = known(
        case,
        RecordKind::Party,
        &contract.provider,
        case.world.party(&contract.provider),
    )?;
    if provider.kind != PartyKind::Provider {
        return Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Provider])));
    }
    text::not_in_future(case, contract.signed_on)?;
    Ok(Event::ContractRecorded(Contract {
        number: text::required(case, "number", &contract.number, text::LINE)?,
        ..contract.clone()
    }))
}

/// What a ruling is proposed to be.
pub struct Proposal<'a> {
    /// Which ruling.
    pub ruling: RulingId,
    /// The values.
    pub values: &'a BTreeMap<String, RulingValue>,
    /// From when.
    pub effective: NaiveDate,
    /// Why.
    pub reason: &'a str,
    /// Where; the city if none.
    pub scope: Option<&'a Scope>,
}

/// Proposes a ruling; it acts once a second person has signed it.
///
/// # Errors
/// If a parameter or value does not fit, the scope is unknown, or it would act in the past.
pub fn propose(case: &Case, proposal: &Proposal) -> Result<Event, Refusal> {
    if proposal.values.is_empty() {
        return Err(case.refuse(Reason::Missing("values".to_owned())));
    }
    for (name, value) in proposal.values {
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
    match proposal.scope {
        Some(Scope::Pool(pool)) => {
            known(case, RecordKind::Pool, pool, case.world.pool(pool)).map(drop)?;
        }
        Some(Scope::Party(party)) => drop(case.party(party)?),
        Some(Scope::City) | None => {}
    }
    let number = u32::try_from(case.world.rulings().rulings().len()).unwrap_or(u32::MAX - 1) + 1;
    Ok(Event::RulingProposed {
        number,
        ruling: Ruling {
            id: proposal.ruling,
            scope: proposal.scope.cloned().unwrap_or(Scope::City),
            values: proposal.values.clone(),
            effective: proposal.effective,
            reason: text::required(case, "reason", proposal.reason, text::PARAGRAPH)?,
            proposed_by: case.actor.person.clone(),
            signed_by: None,
        },
    })
}

/// Signs a proposed ruling.
///
/// # Errors
/// If there is no such proposal, it is signed already, the proposer signs, or its day has passed.
pub fn sign(case: &Case, number: u32) -> Result<Event, Refusal> {
    let proposal = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|index| case.world.rulings().rulings().get(index));
    let proposal = known(case, RecordKind::Proposal, &number, proposal)?;
    if proposal.signed_by.is_some() {
        return Err(Reason::AlreadyDone.under(proposal.id));
    }
    if proposal.proposed_by == case.actor.person {
        return Err(Reason::SamePerson(super::matter::Part::Proposer).under(R22));
    }
    if proposal.effective < case.today() {
        return Err(Reason::Retroactive(proposal.effective).under(proposal.id));
    }
    Ok(Event::RulingSigned {
        number,
        by: case.actor.person.clone(),
    })
}

/// Loads a year's holiday notice; the clockwork then recomputes what it touches.
///
/// # Errors
/// If the notice is faulty, or changes nothing.
pub fn calendar(case: &Case, notice: &CalendarYear) -> Result<Event, Refusal> {
    notice
        .check()
        .map_err(|problem| case.refuse(problem.into()))?;
    if notice.papers.len() > text::LIST {
        let most = u32::try_from(text::LIST).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::TooLong("papers".to_owned(), most)));
    }
    for paper in &notice.papers {
        text::optional(case, "papers", paper, text::PARAGRAPH)?;
    }
    let calendar: &Calendar = case.world.calendar();
    let in_force = calendar.notice(notice.year);
    if in_force.is_some_and(|known| in_order(known).eq(in_order(notice))) {
        return Err(case.refuse(Reason::SameNotice(notice.year)));
    }
    Ok(Event::CalendarLoaded {
        edition: calendar.edition() + 1,
        notice: notice.clone(),
    })
}

fn in_order(notice: &CalendarYear) -> impl Iterator<Item = &super::calendar::SpecialDay> {
    let mut days: Vec<_> = notice.days.iter().collect();
    days.sort_by_key(|day| day.date);
    days.into_iter()
}

/// Loads the official text, article by article.
///
/// # Errors
/// If an article is missing, beyond the last, or too long.
pub fn measures(
    case: &Case,
    articles: &BTreeMap<u8, String>,
    source: &str,
) -> Result<Event, Refusal> {
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
    Ok(Event::MeasuresLoaded {
        source: text::required(case, "source", source, text::LINE)?,
        articles,
    })
}
