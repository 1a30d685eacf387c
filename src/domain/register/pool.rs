//! Pools (Art. 4, 14, 41).

use chrono::NaiveDate;

use super::{Fact, code, party_in, since};
use crate::domain::build::pool::{CloudMode, Operation, Pool, PoolEntry};
use crate::domain::law::article::{article, paragraph};
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::field::text_of;
use crate::domain::law::party::{PartyKind, Region};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R21;
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Registers or changes a pool.
///
/// # Errors
/// If its operator does not fit its mode, it is self-built and did not stand before the Measures (Art. 4), it is new in a
/// district that builds none in principle and no ground is given (41), or it would be run otherwise from a day that cannot be.
pub(super) fn register(case: &Case, entry: &PoolEntry) -> Result<Fact, Refusal> {
    code(case, "code", entry.code.as_str())?;
    let wanted = match entry.mode {
        CloudMode::SelfBuilt => PartyKind::Support,
        CloudMode::Purchased => PartyKind::Provider,
    };
    party_in(case, "operator", &entry.operator, wanted)?;
    let ground = text_of(entry.ground.as_ref());
    let ground = text::optional(case, "ground", ground, text::PARAGRAPH)?;
    let region = entry.region.unwrap_or(Region::Municipal);
    let is_new = is_new(case, entry)?;
    if is_new && region.builds_none() && ground.is_empty() {
        return Err(Reason::Missing("ground".to_owned()).under(article(41)));
    }
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
        region,
        ground: (!ground.is_empty()).then_some(ground),
        operation,
    }))
}

/// Whether it is built since the Measures were published (R21 has the day), as far as its day is known. A self-built one is not:
/// no new one is built since (Art. 4).
fn is_new(case: &Case, pool: &PoolEntry) -> Result<bool, Refusal> {
    if let Some(day) = pool.built_on {
        text::not_in_future(case, day)?;
    }
    let rulings = case.world.rulings();
    let published = rulings.value(R21, "published", case.today(), &[]).date();
    let since = |built: NaiveDate| published.filter(|published| built >= *published);
    match pool.mode {
        CloudMode::Purchased => Ok(pool.built_on.is_none_or(|built| since(built).is_some())),
        CloudMode::SelfBuilt => {
            let missing = || Reason::Missing("built_on".to_owned()).under(paragraph(4, 1));
            let built = pool.built_on.ok_or_else(missing)?;
            match since(built) {
                Some(published) => {
                    Err(Reason::BuiltTooLate(built, published).under(paragraph(4, 1)))
                }
                None => Ok(false),
            }
        }
    }
}
