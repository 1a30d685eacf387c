//! Pools (Art. 4, 14, 41).

use super::{Fact, code};
use crate::domain::build::pool::{CloudMode, Pool};
use crate::domain::law::article::paragraph;
use crate::domain::law::party::{Party, PartyKind, Region};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::R21;
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Registers or changes a pool.
///
/// # Errors
/// If its operator does not fit its mode, it lies where no self-built pool may be (Art. 4, 41), or it is self-built and
/// did not stand before the Measures.
pub(super) fn register(case: &Case, pool: &Pool) -> Result<Fact, Refusal> {
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
