//! Room (R30): how much of what a pool has is given out, and how much is free for whom.
//!
//! What can be given out is what is there times the ratio. A part of that is kept for emergencies, which take from it first
//! and from the rest when it is gone. What an approval promises is reserved until it is issued.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::capacity::Dimension;
use super::measure::Capacity;
use crate::domain::law::code::PoolCode;
use crate::domain::law::ruling::{R30, Scope};
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::world::World;

/// A dimension is short where less than this part of what can be given out is free: a tenth. No ruling says it.
const SHORT_PART: i128 = 10;

/// How a dimension of a pool stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The dimension.
    pub dimension: Dimension,
    /// What can be given out.
    pub effective: u64,
    /// How much of that is kept for emergencies.
    pub reserve: u64,
    /// What is issued.
    pub issued: u64,
    /// What is issued in emergencies that nothing regularised yet.
    pub drawn: u64,
    /// What is approved and not issued yet.
    pub reserved: u64,
}

impl Room {
    /// What is free, for an emergency: below nothing where more is given out than can be.
    #[must_use]
    pub fn free(&self) -> i128 {
        let given_out = [self.issued, self.drawn, self.reserved];
        let given_out: i128 = given_out.map(i128::from).iter().sum();
        i128::from(self.effective) - given_out
    }

    /// What is free for all else: without what emergencies left of the reserve.
    #[must_use]
    pub fn general(&self) -> i128 {
        self.free() - i128::from(self.reserve.saturating_sub(self.drawn))
    }

    /// Whether the pool has of it, or gave out what it does not have.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.effective > 0 || self.free() < 0
    }

    /// Whether little of it is left for all but emergencies: nothing, or less than a tenth of what can be given out.
    #[must_use]
    pub fn is_short(&self) -> bool {
        let general = self.general();
        general <= 0 || general.saturating_mul(SHORT_PART) < i128::from(self.effective)
    }

    /// What is left of the reserve: what emergencies did not draw, as far as anything is free.
    #[must_use]
    pub fn left_of_reserve(&self) -> u64 {
        let free = u64::try_from(self.free()).unwrap_or(0);
        self.reserve.saturating_sub(self.drawn).min(free)
    }
}

/// What a unit is told of a dimension of a pool: whether it is short, and no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// The dimension.
    pub dimension: Dimension,
    /// Whether little of it is left.
    pub is_short: bool,
}

/// What a unit is told of a pool: of each dimension that it has or ought to have.
#[must_use]
pub fn availability(rooms: &[Room]) -> Vec<Availability> {
    let told = rooms.iter().filter(|room| room.is_there());
    let availability = |room: &Room| Availability {
        dimension: room.dimension,
        is_short: room.is_short(),
    };
    told.map(availability).collect()
}

/// How a pool stands on a day, every dimension in order; none while nothing is on record of what it has.
#[must_use]
pub fn of_pool(world: &dyn World, pool: &PoolCode, on: NaiveDate) -> Option<Vec<Room>> {
    let capacity: Capacity = world.find(pool.as_str())?;
    let scope = [Scope::Pool(pool.clone())];
    let ruled = || {
        let ruled = world
            .rulings()
            .value(R30, "emergency_reserve_percent", on, &scope);
        u64::from(ruled.number())
    };
    let used = |dimension, of| world.tally(&Tally::Used(pool.clone(), dimension, of));
    let rooms = Dimension::ALL.map(|dimension| {
        let measured = capacity.of_dimension(dimension);
        let effective = measured.map_or(0, super::measure::Measured::effective);
        let percent = measured.and_then(|measured| measured.reserve);
        let percent = percent.map_or_else(ruled, u64::from);
        Room {
            dimension,
            effective,
            reserve: effective.saturating_mul(percent) / 100,
            issued: used(dimension, Use::Issued),
            drawn: used(dimension, Use::Drawn),
            reserved: used(dimension, Use::Reserved),
        }
    });
    Some(rooms.into())
}
