//! Pools (Art. 4, 14, 41).

use super::{Fact, code, party_in, since};
use crate::domain::build::pool::{CloudMode, Operation, Pool, PoolEntry};
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::party::{PartyKind, Region};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R21;
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Registers or changes a pool.
///
/// # Errors
/// If its operator does not fit its mode, it lies where no self-built pool may be (Art. 4, 41), it is self-built and did
/// not stand before the Measures, or it would be run otherwise from a day that cannot be.
pub(super) fn register(case: &Case, entry: &PoolEntry) -> Result<Fact, Refusal> {
    code(case, "code", entry.code.as_str())?;
    let wanted = match entry.mode {
        CloudMode::SelfBuilt => PartyKind::Support,
        CloudMode::Purchased => PartyKind::Provider,
    };
    let operator = party_in(case, "operator", &entry.operator, wanted)?;
    let in_a_district = match operator.region {
        Region::Heshan | Region::Ziyang => true,
        Region::Municipal | Region::OtherCounty => false,
    };
    if in_a_district && entry.mode == CloudMode::SelfBuilt {
        let (field, code) = ("operator".to_owned(), operator.code);
        let kind = wanted;
        return Err(Reason::PartyWanted { field, code, kind }.under(article(41)));
    }
    built_before(case, entry)?;
    let entered = Entered {
        value: Operation {
            mode: entry.mode,
            operator: entry.operator.clone(),
        },
        from: since(case, entry.since)?,
        by: case.actor.person.clone(),
    };
    let before: Option<Pool> = case.world.find(entry.code.as_str());
    let (holds, operation) = if let Some(before) = before {
        let (holds, mut dates) = (before.is_run(), before.operation);
        (dates.enter(case, &holds, entered, true)?, dates)
    } else {
        let dates = Dates::begin(&entered, true);
        (entered.value, dates)
    };
    Ok(Fact::PoolRegistered(Pool {
        code: entry.code.clone(),
        name: text::required(case, "name", &entry.name, text::LINE)?,
        mode: holds.mode,
        operator: holds.operator,
        built_on: entry.built_on,
        operation,
    }))
}

/// A self-built pool stood before the Measures were published (Art. 4; R21 has the day): no new one is built since.
fn built_before(case: &Case, pool: &PoolEntry) -> Result<(), Refusal> {
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
