//! Keeping the registers: parties, persons, accounts, pools, systems, catalogue, contracts, rulings, calendars, and the
//! Measures themselves with their text (Art. 5, 6, 11, 14, 40, 42). A file a register.

mod act;
mod calendar;
mod catalogue;
mod contract;
mod fact;
mod founding;
mod measures;
mod party;
mod person;
mod pool;
mod rulings;
mod system;

use super::kinds::Event;
use super::law::article::Citation;
use super::law::code::{PartyCode, PersonCode, is_code};
use super::law::matter::Part;
use super::law::party::{CLOCKWORK, Party, PartyKind};
use super::law::refusal::{Reason, Refusal};
use super::law::ruling::R22;
use super::law::step::Case;
use super::record::RecordKind;

pub use act::*;
pub use fact::Fact;

/// The highest price of one unit, in fen: a hundred million yuan.
pub const PRICE_LIMIT: u64 = 10_000_000_000;
/// The most persons of other parties that are pointed out as like one who is registered.
pub const ALIKE_LIMIT: usize = 10;
/// The most characters of one article's official text.
pub const ARTICLE_TEXT_LIMIT: usize = 4_000;

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
        RecordKind::MeasuresChange => Verb::ProposeMeasures,
        RecordKind::MeasuresGround => Verb::GroundMeasures,
        RecordKind::ArticleText => Verb::LoadMeasures,
    }
}

/// Does it.
///
/// # Errors
/// What stands against it.
pub fn decide(case: &Case, act: &Act) -> Result<Vec<Event>, Refusal> {
    let fact = match act {
        Act::Found(act) => return founding::found(case, act),
        Act::RegisterParty(record) => party::register(case, record)?,
        Act::RegisterPerson(record) => person::register(case, record)?,
        Act::BindAccount(record) => person::bind_account(case, record)?,
        Act::RegisterPool(record) => pool::register(case, record)?,
        Act::RegisterSystem(record) => system::register(case, record)?,
        Act::ConfirmSystem(act) => system::confirm(case, &act.system)?,
        Act::RegisterItem(record) => catalogue::register(case, record)?,
        Act::RecordContract(record) => contract::record(case, record)?,
        Act::CountersignContract(act) => contract::countersign(case, &act.unit)?,
        Act::ProposeRuling(act) => rulings::propose(case, act)?,
        Act::SignRuling(act) => rulings::sign(case, act.proposal)?,
        Act::LoadCalendar(act) => calendar::propose(case, act)?,
        Act::SignCalendar(act) => calendar::sign(case, act.proposal)?,
        Act::LoadMeasures(act) => measures::load(case, &act.articles.0, &act.source)?,
        Act::ProposeMeasures(act) => measures::propose(case, act)?,
        Act::SignMeasures(act) => measures::sign(case, act.proposal)?,
        Act::LapseMeasures(act) => measures::lapse(case, act)?,
        Act::GroundMeasures(act) => measures::ground(case, act)?,
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

/// A registered unit, and the actor's own if the actor is a unit.
fn own_unit(case: &Case, unit: &PartyCode) -> Result<(), Refusal> {
    let party: Party = case.registered(unit.as_str())?;
    let foreign = case.actor.kind == PartyKind::Unit && case.actor.party != *unit;
    if party.kind != PartyKind::Unit || foreign {
        return Err(case.refuse(Reason::Unknown(RecordKind::Party, unit.to_string())));
    }
    Ok(())
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
