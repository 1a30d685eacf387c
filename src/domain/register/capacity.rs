//! What pools have (Art. 14, R30).

use std::collections::BTreeSet;

use super::{Fact, since};
use crate::domain::build::measure::{Capacity, CapacityEntry, Measured, Measurement};
use crate::domain::build::pool::Pool;
use crate::domain::build::resource_pool;
use crate::domain::kinds::Event;
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Measures a pool anew: what it had before stays on record. A matter that waits for it hears of it.
///
/// # Errors
/// If there is no such pool, a line is no measurement or measures what another line does, or it would hold from a day that
/// cannot be.
pub(super) fn measure(case: &Case, entry: &CapacityEntry) -> Result<Vec<Event>, Refusal> {
    let pool: Pool = case.registered(entry.pool.as_str())?;
    let mut named = BTreeSet::new();
    let read = |line: &String| {
        let measured = Measured::read(line).filter(|measured| named.insert(measured.dimension));
        measured.ok_or_else(|| case.refuse(Reason::BadMeasurement(line.clone())))
    };
    let lines = text::list(case, "dimensions", &entry.dimensions)?;
    let mut dimensions: Vec<Measured> = lines.iter().map(read).collect::<Result<_, _>>()?;
    dimensions.sort_by_key(|measured| measured.dimension);
    let entered = Entered {
        value: Measurement {
            dimensions,
            basis: text::required(case, "basis", &entry.basis, text::LINE)?,
        },
        from: since(case, entry.since)?,
        by: case.actor.person.clone(),
    };
    let before: Option<Capacity> = case.world.find(pool.code.as_str());
    let (has, measured) = if let Some(before) = before {
        let (has, mut measured) = (before.has(), before.measured);
        (measured.enter(case, &has, entered, true)?, measured)
    } else {
        let measured = Dates::begin(&entered, true);
        (entered.value, measured)
    };
    let waiting = resource_pool::measured(case, &pool.code)?;
    let measured = Fact::PoolMeasured(Capacity::of(pool.code, has, measured));
    Ok([measured.into()].into_iter().chain(waiting).collect())
}
