//! What the demo city's pools have: counted once its story is told, so that the story fits, with room for whoever tries
//! something.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::build::capacity::Dimension;
use crate::domain::build::measure::CapacityEntry;
use crate::domain::law::code::PoolCode;
use crate::domain::law::command::Command;
use crate::domain::law::field::Paragraph;
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::world::World;
use crate::domain::register::Act;
use crate::ledger::batch::Batch;
use crate::locale::city as words;

use super::demo::Failure;
use super::officials::Officials;
use super::starter::SELF_BUILT_POOL;
use super::story_step::Doer;

const POOLS: [&str; 4] = [SELF_BUILT_POOL, "pool-a", "pool-b", "pool-c"];
/// Of each dimension what a pool has beside what its story needs, and how many of one that is there are given out.
const BESIDE: [(Dimension, u64, u64); 7] = [
    (Dimension::Vcpu, 256, 2),
    (Dimension::MemoryGib, 2_048, 1),
    (Dimension::FastDiskGib, 20_480, 1),
    (Dimension::OrdinaryDiskGib, 102_400, 1),
    (Dimension::BandwidthMbps, 1_024, 1),
    (Dimension::Gpu, 8, 1),
    (Dimension::Addresses, 256, 1),
];

/// Measures every pool, as of the day on which the city began: twice what its story came to, and a little more.
pub(super) fn measure(
    officials: &mut Officials,
    batch: &mut Batch<'_>,
    since: NaiveDate,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    for pool in POOLS.map(PoolCode::new) {
        let view = batch.view();
        let lines = BESIDE.map(|(dimension, beside, ratio)| {
            let used = Use::ALL.map(|of| view.tally(&Tally::Used(pool.clone(), dimension, of)));
            let wanted = used.iter().sum::<u64>() * 2 / ratio;
            let physical = (beside + wanted).next_multiple_of(beside);
            Paragraph(format!("{} {physical} {ratio}", dimension.word()))
        });
        view.settle()?;
        let measured = Act::MeasurePool(CapacityEntry {
            pool,
            dimensions: lines.into(),
            since: Some(since),
            basis: officials.text(words::CAPACITY_BASIS),
        });
        officials.act(batch, Doer::SupportReviewer, Command::Keep(measured), at)?;
    }
    Ok(())
}
