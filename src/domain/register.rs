//! Keeping the registers: parties, persons, accounts, pools, systems, catalogue, contracts, holdings, rulings, calendars,
//! and the Measures themselves with their text (Art. 5, 6, 11, 13, 14, 40, 42). A file a register.

mod act;
pub(super) mod affiliates;
pub(super) mod block;
mod calendar;
mod capacity;
mod catalogue;
pub(super) mod contract;
mod exception;
mod fact;
mod founding;
mod holding;
mod inventory;
mod measures;
mod party;
mod person;
mod pool;
mod rulings;
mod said;
mod system;

use chrono::NaiveDate;

use super::kinds::{self, Event};
use super::law::article::Citation;
use super::law::code::{PartyCode, PersonCode, is_code};
use super::law::matter::Part;
use super::law::party::{CLOCKWORK, Party, PartyKind};
use super::law::refusal::{Reason, Refusal};
use super::law::ruling::R22;
use super::law::step::Case;
use super::law::text;
use super::purchase::{catalogue_edition, procurement};
use super::record::{RecordKind, Registered, number_key};
use super::r#use::resource_change;

pub use act::*;
pub use affiliates::{Affiliation, of_party as affiliations};
pub use fact::Fact;
pub use said::{certified, measured, share, span, titled};

/// The highest price of one unit, in fen: a hundred million yuan.
pub const PRICE_LIMIT: u64 = 10_000_000_000;
/// The most persons of other parties that are pointed out as like one who is registered.
pub const ALIKE_LIMIT: usize = 10;
/// The most systems that pass from one unit to another at once.
pub const SYSTEMS_LIMIT: usize = 2_000;
/// The most parties of a kind that may not be the affiliates of another's: each is held against each.
pub const PARTIES_LIMIT: usize = 256;
/// The most holders of one company that are registered.
pub const HOLDERS_LIMIT: usize = 256;
/// The most contracts of one contractor that are looked at.
pub const AGREEMENTS_LIMIT: usize = 256;
/// The most affiliations that one act writes down.
pub const FINDINGS_LIMIT: usize = 20;
/// The most characters of one article's official text.
pub const ARTICLE_TEXT_LIMIT: usize = 4_000;

/// What one does to register or change a record of that kind.
#[must_use]
pub fn keeping(kind: RecordKind) -> kinds::Verb {
    let verb = match kind {
        RecordKind::Party => Verb::RegisterParty,
        RecordKind::Person => Verb::RegisterPerson,
        RecordKind::Account => Verb::BindAccount,
        RecordKind::Pool => Verb::RegisterPool,
        RecordKind::System => Verb::RegisterSystem,
        RecordKind::Item => Verb::RegisterItem,
        RecordKind::Contract => Verb::RecordContract,
        RecordKind::Exception => Verb::RegisterException,
        RecordKind::Block => Verb::RecordBlock,
        RecordKind::Proposal => Verb::ProposeRuling,
        RecordKind::NoticeProposal => Verb::LoadCalendar,
        RecordKind::Notice => Verb::SignCalendar,
        RecordKind::MeasuresChange => Verb::ProposeMeasures,
        RecordKind::MeasuresGround => Verb::GroundMeasures,
        RecordKind::ArticleText => Verb::LoadMeasures,
        RecordKind::Holding => Verb::RecordHolding,
        RecordKind::Capacity => Verb::MeasurePool,
        RecordKind::Inventory => Verb::TakeInventory,
        RecordKind::Finding => Verb::SettleFinding,
        RecordKind::Agreement => return procurement::Verb::Sign.into(),
        RecordKind::Pricing => return procurement::Verb::Amend.into(),
        RecordKind::Listing => return catalogue_edition::Verb::List.into(),
        RecordKind::Resource => return resource_change::Verb::Request.into(),
    };
    verb.into()
}

/// Does it.
///
/// # Errors
/// What stands against it.
pub fn decide(case: &Case, act: &Act) -> Result<Vec<Event>, Refusal> {
    let fact = match act {
        Act::Found(act) => return founding::found(case, act),
        Act::RegisterParty(record) => return Ok(events(party::register(case, record)?)),
        Act::RecordHolding(record) => return holding::record(case, record),
        Act::SucceedParty(act) => party::succeed(case, act)?,
        Act::RegisterPerson(record) => person::register(case, record)?,
        Act::BindAccount(record) => person::bind_account(case, record)?,
        Act::RegisterPool(record) => pool::register(case, record)?,
        Act::MeasurePool(record) => return capacity::measure(case, record),
        Act::TakeInventory(entry) => inventory::take(case, entry)?,
        Act::SettleFinding(act) => inventory::settle(case, act)?,
        Act::RegisterSystem(record) => system::register(case, record)?,
        Act::ConfirmSystem(act) => system::confirm(case, &act.system)?,
        Act::RegisterItem(record) => catalogue::register(case, record)?,
        Act::RegisterException(record) => exception::register(case, record)?,
        Act::ApproveException(named) => exception::approve(case, named)?,
        Act::RecordContract(record) => contract::record(case, record)?,
        Act::CountersignContract(act) => contract::countersign(case, &act.unit)?,
        Act::RecordBlock(act) => block::record(case, act)?,
        Act::LiftBlock(act) => block::lift(case, act)?,
        Act::ProposeRuling(act) => rulings::propose(case, act)?,
        Act::SignRuling(act) => rulings::sign(case, act.proposal)?,
        Act::LoadCalendar(act) => calendar::propose(case, act)?,
        Act::SignCalendar(act) => calendar::sign(case, act.proposal)?,
        Act::LoadMeasures(act) => measures::load(case, &act.articles.0, &act.source)?,
        Act::ProposeMeasures(act) => measures::propose(case, act)?,
        Act::SignMeasures(act) => measures::sign(case, act.proposal)?,
        Act::LapseMeasures(act) => measures::lapse(case, act)?,
        Act::GroundMeasures(act) => measures::ground(case, act)?,
        Act::RevealTelephone(act) => person::reveal(case, act.of_matter)?,
    };
    Ok(vec![fact.into()])
}

fn events(facts: Vec<Fact>) -> Vec<Event> {
    facts.into_iter().map(Event::from).collect()
}

fn code(case: &Case, field: &str, text: &str) -> Result<(), Refusal> {
    if is_code(text) && text != CLOCKWORK {
        Ok(())
    } else {
        Err(case.refuse(Reason::BadCode(field.to_owned())))
    }
}

/// The day from which what is entered holds: not in the future, as what a record says holds today.
fn since(case: &Case, since: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
    let from = since.unwrap_or(case.today());
    text::not_in_future(case, from)?;
    Ok(from)
}

/// The record of that number, of a register that counts.
fn numbered<R: Registered>(case: &Case, number: u32) -> Result<R, Refusal> {
    let found = case.world.find(&number_key(number));
    found.ok_or_else(|| case.refuse(Reason::Unknown(R::KIND, number.to_string())))
}

/// The first number under which a register that counts from 1 has no record yet: found in few look-ups, however many
/// there are.
fn first_free<R: Registered>(case: &Case) -> u32 {
    let is_free = |number: u32| case.world.find::<R>(&number_key(number)).is_none();
    let (mut taken, mut free) = (0, 1_u32);
    while !is_free(free) && free < u32::MAX {
        taken = free;
        free = free.saturating_mul(2);
    }
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        if is_free(middle) {
            free = middle;
        } else {
            taken = middle;
        }
    }
    free
}

/// The registered party of one kind whose code a field has.
///
/// # Errors
/// The field, if it has none or that of nobody of the kind.
pub(super) fn party_in(
    case: &Case,
    field: &str,
    code: &PartyCode,
    kind: PartyKind,
) -> Result<Party, Refusal> {
    if code.as_str().trim().is_empty() {
        return Err(case.refuse(Reason::Missing(field.to_owned())));
    }
    let found: Option<Party> = case.world.find(code.as_str());
    found.filter(|party| party.kind == kind).ok_or_else(|| {
        case.refuse(Reason::PartyWanted {
            field: field.to_owned(),
            code: code.clone(),
            kind,
        })
    })
}

/// A registered unit, and the actor's own if the actor is a unit.
fn own_unit(case: &Case, unit: &PartyCode) -> Result<(), Refusal> {
    let party = party_in(case, "unit", unit, PartyKind::Unit)?;
    if case.actor.kind == PartyKind::Unit && case.actor.party != *unit {
        return Err(case.refuse(Reason::Unknown(RecordKind::Party, unit.to_string())));
    }
    standing(case, &party)
}

/// Whether a party still stands: one that another took over from does nothing any more, and nothing becomes its.
fn standing(case: &Case, party: &Party) -> Result<(), Refusal> {
    match &party.succeeded {
        Some(succession) => Err(case.refuse(Reason::Succeeded(succession.by.clone()))),
        None => Ok(()),
    }
}

/// What one person proposed another one signs, once (R22).
fn signed_by_another(
    case: &Case,
    basis: impl Into<Citation>,
    proposed_by: &PersonCode,
    is_signed: bool,
) -> Result<(), Refusal> {
    if is_signed {
        return Err(Reason::AlreadyDone.under(basis));
    }
    if *proposed_by == case.actor.person {
        return Err(Reason::SamePerson(Part::Proposer).under(R22));
    }
    Ok(())
}
