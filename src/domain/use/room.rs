//! What is asked for against the room of its pool (R30): whether it fits, what of it counts as given out, and what whoever
//! reviews has before them.

use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::line::{Line, Subject};
use super::point::Point;
use crate::domain::build::capacity::{Amounts, Dimension, PHYSICAL_LIMIT, add, short};
use crate::domain::build::room::{self, Room};
use crate::domain::law::refusal::{Reason, Refusal, Short};
use crate::domain::law::ruling::R30;
use crate::domain::law::step::Case;
use crate::domain::law::tally::{Tally, Use};

/// What may be taken of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// What is not kept for emergencies.
    General,
    /// All that is free, what is kept for emergencies first.
    Reserve,
}

/// What is needed of a dimension, and what is free of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needed {
    /// The dimension.
    pub dimension: Dimension,
    /// How much is needed.
    pub need: u64,
    /// How much is free for that: below nothing where more is given out than can be.
    pub free: i64,
    /// How much is taken of what is kept for emergencies, and what is left of that now.
    pub of_reserve: Option<(u64, u64)>,
}

impl Needed {
    /// By how much the pool is short of it; nothing if it is not.
    #[must_use]
    pub fn short(&self) -> u64 {
        let lacks = i128::from(self.need) - i128::from(self.free);
        u64::try_from(lacks).unwrap_or(0)
    }
}

/// What lines take of their pool, of each so many. What is off the catalogue takes nothing: it is bought elsewhere.
pub(super) fn takes(
    lines: &[Line],
    quantities: impl IntoIterator<Item = u32>,
) -> Amounts<Dimension> {
    let mut takes = Amounts::new();
    for (line, quantity) in lines.iter().zip(quantities) {
        if let Subject::Item { vector, .. } = &line.subject {
            let one = vector.amounts().into_iter();
            let one = one.filter_map(|(dimension, one)| Some((dimension, one?.into())));
            add(&mut takes, &one.collect(), quantity.into());
        }
    }
    takes.retain(|_, amount| *amount > 0);
    takes
}

/// What is asked for takes, all of it.
pub(super) fn applied(asked: &Asked) -> Amounts<Dimension> {
    takes(&asked.lines, asked.lines.iter().map(|line| line.applied))
}

/// What lines, of each so many, add to what is given out of their pool. No pool has as much of anything as would let one
/// matter leave what can be counted.
pub(super) fn given_out(
    asked: &Asked,
    of: Use,
    quantity: impl Fn(&Line) -> u32,
) -> impl Iterator<Item = (Tally, u64)> {
    let takes = takes(&asked.lines, asked.lines.iter().map(quantity)).into_iter();
    takes.map(move |(dimension, amount)| {
        let tally = Tally::Used(asked.pool.clone(), dimension, of);
        let amount = u64::try_from(amount).unwrap_or(PHYSICAL_LIMIT);
        (tally, amount.min(PHYSICAL_LIMIT))
    })
}

/// Only if the pool has room for what is needed anew. While nothing is on record of what it has, nobody knows that it has
/// none.
///
/// # Errors
/// [`Reason::NoRoom`] under R30: by how much it is short of what.
pub(super) fn check(
    case: &Case,
    asked: &Asked,
    need: &Amounts<Dimension>,
    taking: Taking,
) -> Result<(), Refusal> {
    let Some(rooms) = room::of_pool(case.world, &asked.pool, case.today()) else {
        return Ok(());
    };
    let free = rooms
        .iter()
        .map(|room| (room.dimension, free(room, taking)));
    let short = short(need, &free.collect()).into_iter();
    let short: Vec<Short> = short
        .map(|(dimension, by)| Short {
            dimension,
            by: u64::try_from(by).unwrap_or(u64::MAX),
        })
        .collect();
    if short.is_empty() {
        return Ok(());
    }
    Err(Reason::NoRoom(asked.pool.clone(), short).under(R30))
}

fn free(room: &Room, taking: Taking) -> i128 {
    match taking {
        Taking::General => room.general(),
        Taking::Reserve => room.free(),
    }
}

/// What whoever reviews has before them of the pool: what is asked for against what is free, dimension by dimension, or that
/// nobody knows. Nothing of what takes nothing.
pub(super) fn point(case: &Case, asked: &Asked, taking: Taking) -> Option<Point> {
    let takes = applied(asked);
    if takes.is_empty() {
        return None;
    }
    let Some(rooms) = room::of_pool(case.world, &asked.pool, case.today()) else {
        return Some(Point::Room(None));
    };
    let needed = rooms.iter().filter_map(|room| {
        let need = takes.get(&room.dimension).copied()?;
        let need = u64::try_from(need).unwrap_or(u64::MAX);
        let left = room.left_of_reserve();
        let of_reserve = match taking {
            Taking::General => None,
            Taking::Reserve => Some((need.min(left), left)).filter(|(taken, _)| *taken > 0),
        };
        Some(Needed {
            dimension: room.dimension,
            need,
            free: i64::try_from(free(room, taking)).unwrap_or(i64::MIN),
            of_reserve,
        })
    });
    Some(Point::Room(Some(needed.collect())))
}
