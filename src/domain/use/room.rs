//! What is asked for against the room of its pool (R30): whether it fits, what of it counts as given out, and what whoever
//! reviews has before them.

use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::line::{Line, Subject};
use super::point::Point;
use super::resource::Used;
use crate::domain::build::capacity::{Amounts, Dimension, PHYSICAL_LIMIT, Portion, add, short};
use crate::domain::build::room::{self, Room};
use crate::domain::kinds;
use crate::domain::law::code::PoolCode;
use crate::domain::law::refusal::{Coming, NoRoom, Reason, Refusal};
use crate::domain::law::ruling::R30;
use crate::domain::law::step::Case;
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::world::World;
use crate::domain::purchase::catalogue::Vector;

/// The most matters that are told of which will give room back.
const COMING_LIMIT: usize = 5;

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

/// What so many of each take of their pool, that take so much of it.
pub(super) fn takes(uses: impl IntoIterator<Item = (Vector, u32)>) -> Amounts<Dimension> {
    let mut takes = Amounts::new();
    for (vector, quantity) in uses {
        let one = vector.amounts().into_iter();
        let one = one.filter_map(|(dimension, one)| Some((dimension, one?.into())));
        add(&mut takes, &one.collect(), quantity.into());
    }
    takes.retain(|_, amount| *amount > 0);
    takes
}

impl Used {
    /// What it takes of its pool.
    #[must_use]
    pub fn takes(&self) -> Amounts<Dimension> {
        takes([(self.vector, self.quantity)])
    }
}

/// What lines take, of each so many. What is off the catalogue takes nothing: it is bought elsewhere.
pub(super) fn of_lines(
    lines: &[Line],
    quantities: impl IntoIterator<Item = u32>,
) -> Amounts<Dimension> {
    let catalogued = lines.iter().zip(quantities);
    takes(
        catalogued.filter_map(|(line, quantity)| match &line.subject {
            Subject::Item { vector, .. } => Some((*vector, quantity)),
            Subject::OffCatalogue { .. } => None,
        }),
    )
}

/// What is asked for takes, all of it.
pub(super) fn applied(asked: &Asked) -> Amounts<Dimension> {
    of_lines(&asked.lines, asked.lines.iter().map(|line| line.applied))
}

/// What was issued takes, as it is used now.
pub(super) fn in_use(asked: &Asked) -> Amounts<Dimension> {
    let lines = (1..).zip(&asked.lines);
    let used = lines.filter_map(|(line, _)| asked.used(line));
    takes(used.map(|used| (used.vector, used.quantity)))
}

/// What that adds to what is given out of a pool. No pool has as much of anything as would let one matter leave what can be
/// counted.
pub(super) fn given_out(
    pool: &PoolCode,
    of: Use,
    takes: Amounts<Dimension>,
) -> impl Iterator<Item = (Tally, u64)> {
    takes.into_iter().map(move |(dimension, amount)| {
        let tally = Tally::Used(pool.clone(), dimension, of);
        let amount = u64::try_from(amount).unwrap_or(PHYSICAL_LIMIT);
        (tally, amount.min(PHYSICAL_LIMIT))
    })
}

/// Only if the pool has room for what is needed anew. While nothing is on record of what it has, nobody knows that it has
/// none.
///
/// # Errors
/// [`Reason::NoRoom`] under R30: by how much it is short of what, and which open matters will give some of that back.
pub(super) fn check(
    case: &Case,
    pool: &PoolCode,
    need: &Amounts<Dimension>,
    taking: Taking,
) -> Result<(), Refusal> {
    let Some(rooms) = room::of_pool(case.world, pool, case.today()) else {
        return Ok(());
    };
    let free = rooms
        .iter()
        .map(|room| (room.dimension, free(room, taking)));
    let short = short(need, &free.collect());
    if short.is_empty() {
        return Ok(());
    }
    let no_room = NoRoom {
        pool: pool.clone(),
        coming: coming(case.world, pool, |dimension| short.contains_key(&dimension)),
        short: Portion::each(&short),
    };
    Err(Reason::NoRoom(Box::new(no_room)).under(R30))
}

/// What open matters will give back to a pool, of some dimensions.
#[must_use]
pub fn coming(world: &dyn World, pool: &PoolCode, of: impl Fn(Dimension) -> bool) -> Vec<Coming> {
    let matters = world.freeing(pool).into_iter();
    let coming = matters.filter_map(|id| {
        let matter = world.matter(id)?;
        let mut frees = kinds::frees(&matter);
        frees.retain(|dimension, _| of(*dimension));
        let duties = matter.head.duties.iter();
        let coming = Coming {
            by: id,
            due: duties.map(|duty| duty.deadline.due()).max(),
            portions: Portion::each(&frees),
        };
        (!coming.portions.is_empty()).then_some(coming)
    });
    coming.take(COMING_LIMIT).collect()
}

fn free(room: &Room, taking: Taking) -> i128 {
    match taking {
        Taking::General => room.general(),
        Taking::Reserve => room.free(),
    }
}

/// What whoever reviews has before them of the pool: what is needed against what is free, dimension by dimension, or that
/// nobody knows. Nothing where nothing is needed.
pub(super) fn point(
    case: &Case,
    pool: &PoolCode,
    need: &Amounts<Dimension>,
    taking: Taking,
) -> Option<Point> {
    if need.is_empty() {
        return None;
    }
    let Some(rooms) = room::of_pool(case.world, pool, case.today()) else {
        return Some(Point::Room(None));
    };
    let needed = rooms.iter().filter_map(|room| {
        let need = need.get(&room.dimension).copied()?;
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
