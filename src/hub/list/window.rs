//! Windows: a stretch of a list around an anchor, at a bounded cost whatever the length of the list.

use std::ops::Bound;
use std::time::Instant;

use chrono::{DateTime, Utc};

use crate::domain::law::party::Actor;
use crate::hub::request::{SLICE_LIMIT, SLICE_TIME, Trouble, WINDOW_LIMIT};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;

use super::cell::Cell;
use super::column::Column;
use super::filter::{Filter, MEANINGS_LIMIT, Wanted};
use super::journal::Journal;
use super::matters::Matters;
use super::range::{hex, unhex};
use super::registers::Register;
use super::small::Small;
use super::source::Source;
use super::systems::Systems;
use super::{List, Look, Order, Row, SORT_LIMIT, WINDOW_BYTES, Window};

/// How many rows lie between two looks at the time.
const STRIDE: usize = 64;
/// The most places beyond a window that are counted to tell where in the list it stands.
const POSITION_LIMIT: usize = 256;
/// The most places that a window without a filter reads: of most lists each place has a row.
const READ_LIMIT: usize = 20_000;
/// The most columns of one look.
const COLUMNS_LIMIT: usize = 64;

/// A window, or why there is none.
pub type Looked = Result<Window, Trouble>;

/// Looks at a window for an actor.
///
/// # Errors
/// If the engine fails.
pub fn look(
    snapshot: &Snapshot,
    actor: &Actor,
    now: DateTime<Utc>,
    look: &Look,
) -> Result<Looked, LedgerError> {
    if let Some(trouble) = wrong(look) {
        return Ok(Err(trouble));
    }
    match &look.list {
        List::Mine | List::Party(_) | List::Late | List::Today | List::Open | List::Matters(_) => {
            window(
                Matters::new(snapshot, actor, now, &look.list)?,
                snapshot,
                look,
            )
        }
        List::Journal => window(Journal::new(snapshot, actor)?, snapshot, look),
        List::Rulings => window(Small::rulings(snapshot, now)?, snapshot, look),
        List::Calendar(year) => window(Small::calendar(snapshot, *year)?, snapshot, look),
        List::Measures => window(Small::measures(snapshot, actor, now)?, snapshot, look),
        List::Register(kind) => window(Register::new(snapshot, actor, now, *kind)?, snapshot, look),
        List::SystemsIn(pool) => window(Systems::new(snapshot, actor, pool), snapshot, look),
        List::ResourcesOf { pool, system } => window(
            Register::of_system(snapshot, actor, now, (pool, system))?,
            snapshot,
            look,
        ),
    }
}

/// What of a question no list can answer.
fn wrong(look: &Look) -> Option<Trouble> {
    let known = look.list.columns();
    if known.is_empty() {
        return Some(Trouble::NoSuch(format!("list {:?}", look.list)));
    }
    if look.columns.len() > COLUMNS_LIMIT {
        return Some(Trouble::TooMuch {
            limit: COLUMNS_LIMIT,
        });
    }
    if look.columns.iter().any(|column| !known.contains(column)) {
        return Some(Trouble::NoColumn {
            columns: known.to_vec(),
        });
    }
    let is_order = known.contains(&look.by()) && look.by().is_searched();
    if !is_order {
        return Some(Trouble::NoOrder {
            orders: look.list.orders(),
        });
    }
    if look.anchor.as_ref().is_some_and(|key| unhex(key).is_none()) {
        return Some(Trouble::NoSuch("anchor".to_owned()));
    }
    let beyond = look.filter.as_ref().and_then(Filter::beyond);
    beyond.map(|limit| Trouble::TooMuch {
        limit: limit.min(MEANINGS_LIMIT),
    })
}

fn window<'s>(
    mut source: impl Source<'s>,
    snapshot: &Snapshot,
    look: &Look,
) -> Result<Looked, LedgerError> {
    let anchor = look.anchor.as_deref().and_then(unhex);
    let (total, about) = (source.total()?, source.about()?);
    let filter = look.filter.as_ref().filter(|filter| !filter.is_empty());
    let found = if look.by() == look.list.kept_by() {
        Some(match filter {
            Some(filter) => filtered(source, look, anchor, &Wanted::new(filter))?,
            None => plain(source, look, anchor, total.count)?,
        })
    } else if usize::try_from(total.count).is_ok_and(|rows| rows > SORT_LIMIT) {
        None
    } else {
        sorted(source, look, filter)?
    };
    let Some(mut found) = found else {
        return Ok(Err(Trouble::TooLong {
            limit: SORT_LIMIT,
            by: look.list.kept_by(),
        }));
    };
    found.columns = look.columns().to_vec();
    found.total = total.count;
    found.more = total.more;
    found.about = about;
    found.seq = snapshot.seq()?;
    Ok(Ok(found))
}

/// Rows as far as a window has room for them, in count and bytes.
struct Allowance {
    rows: Vec<Row>,
    limit: usize,
    bytes: usize,
    /// How many bytes there are for them.
    most: usize,
}

impl Allowance {
    fn new(limit: usize, most: usize) -> Self {
        Self {
            rows: Vec::new(),
            limit,
            bytes: 0,
            most,
        }
    }

    /// For the rows from the anchor on: half, where rows before it want room as well, or large ones would leave none.
    fn later((before, after): (usize, usize)) -> Self {
        Self::new(after, WINDOW_BYTES / if before > 0 { 2 } else { 1 })
    }

    /// For the rows before the anchor: what those after it left.
    fn earlier(before: usize, later: usize) -> Self {
        Self::new(before, WINDOW_BYTES.saturating_sub(later))
    }

    /// Takes a row in; gives it back if there is no room. The first always has room, or nobody could ever see it.
    fn take(&mut self, row: Row) -> bool {
        let bytes = row.bytes();
        let is_full = self.bytes + bytes > self.most && !self.rows.is_empty();
        if self.rows.len() >= self.limit || is_full {
            return false;
        }
        self.bytes += bytes;
        self.rows.push(row);
        true
    }
}

/// One side of a window.
struct Side {
    rows: Vec<Row>,
    bytes: usize,
    /// The first place that is not in it; none at the end of the list.
    next: Option<Vec<u8>>,
    /// How many rows lie beyond it, as far as they were counted.
    beyond: Option<usize>,
}

fn side<'s>(
    source: &mut impl Source<'s>,
    from: &Bound<Vec<u8>>,
    backwards: bool,
    mut allowance: Allowance,
    columns: &[Column],
    most_beyond: usize,
) -> Result<Side, LedgerError> {
    let mut places = source.places(from, backwards)?;
    let mut read = 0;
    for place in places.by_ref() {
        let place = place?;
        read += 1;
        let row = source.row(&place, columns)?;
        let is_there = row.is_some();
        let is_taken = row.is_none_or(|row| allowance.take(row));
        if is_taken && read < READ_LIMIT {
            continue;
        }
        let (mut beyond, mut counted) = (usize::from(is_there && !is_taken), 0);
        let next = if is_taken {
            places.next().transpose()?
        } else {
            Some(place)
        };
        for place in places.take(most_beyond) {
            beyond += usize::from(source.is_there(&place?)?);
            counted += 1;
        }
        return Ok(Side {
            rows: allowance.rows,
            bytes: allowance.bytes,
            next,
            beyond: (counted < most_beyond && !is_taken).then_some(beyond),
        });
    }
    Ok(Side {
        rows: allowance.rows,
        bytes: allowance.bytes,
        next: None,
        beyond: Some(0),
    })
}

fn limits(look: &Look) -> (usize, usize) {
    (
        usize::from(look.before.min(WINDOW_LIMIT)),
        usize::from(look.after.clamp(1, WINDOW_LIMIT)),
    )
}

fn plain<'s>(
    mut source: impl Source<'s>,
    look: &Look,
    anchor: Option<Vec<u8>>,
    total: u64,
) -> Result<Window, LedgerError> {
    let backwards = look.order() == Order::Descending;
    let (before, after) = limits(look);
    let columns = look.columns();
    let before = if anchor.is_some() { before } else { 0 };
    let from = anchor.clone().map_or(Bound::Unbounded, Bound::Included);
    let allowance = Allowance::later((before, after));
    // At the start of the list it is known where one stands, and nothing beyond the window need be read.
    let counted = anchor.as_ref().map_or(0, |_| POSITION_LIMIT);
    let later = side(&mut source, &from, backwards, allowance, columns, counted)?;
    let earlier = match anchor {
        Some(anchor) => {
            let allowance = Allowance::earlier(before, later.bytes);
            side(
                &mut source,
                &Bound::Excluded(anchor),
                !backwards,
                allowance,
                columns,
                POSITION_LIMIT,
            )?
        }
        None => Side {
            rows: Vec::new(),
            bytes: 0,
            next: None,
            beyond: Some(0),
        },
    };
    let count = earlier.rows.len() + later.rows.len();
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let from_end = |beyond: usize| total.checked_sub(wide(beyond + count));
    Ok(Window {
        anchor: earlier.rows.len(),
        position: earlier
            .beyond
            .map(wide)
            .or_else(|| later.beyond.and_then(from_end)),
        rows: earlier.rows.into_iter().rev().chain(later.rows).collect(),
        at_start: earlier.next.is_none(),
        at_end: later.next.is_none(),
        resume: later.next.as_deref().map(hex),
        scanned: wide(count),
        ..Window::default()
    })
}

fn filtered<'s>(
    mut source: impl Source<'s>,
    look: &Look,
    anchor: Option<Vec<u8>>,
    wanted: &Wanted,
) -> Result<Window, LedgerError> {
    let backwards = look.order() == Order::Descending;
    let columns = look.columns();
    let from = anchor.map_or(Bound::Unbounded, Bound::Included);
    let mut window = Window {
        at_start: matches!(from, Bound::Unbounded),
        at_end: true,
        ..Window::default()
    };
    let mut allowance = Allowance::later((0, limits(look).1));
    let begun = Instant::now();
    for (read, place) in source.places(&from, backwards)?.enumerate() {
        let place = place?;
        let is_late = read % STRIDE == STRIDE - 1 && begun.elapsed() > SLICE_TIME;
        let stops = is_late || read == SLICE_LIMIT;
        let row = if stops {
            None
        } else {
            source.found(&place, wanted, columns)?
        };
        let is_full = row.is_some_and(|row| !allowance.take(row));
        if stops || is_full {
            window.resume = Some(hex(&place));
            window.at_end = false;
            break;
        }
        window.scanned += 1;
    }
    window.rows = allowance.rows;
    Ok(window)
}

/// A list by a column of its rows: all of them are read, so it must not be long. None if it is.
fn sorted<'s>(
    mut source: impl Source<'s>,
    look: &Look,
    filter: Option<&Filter>,
) -> Result<Option<Window>, LedgerError> {
    let wanted = filter.map(Wanted::new);
    let columns = look.columns();
    let by = [look.by()];
    let mut places = Vec::new();
    let mut scanned = 0;
    for place in source.places(&Bound::Unbounded, false)? {
        let place = place?;
        if scanned == SORT_LIMIT {
            return Ok(None);
        }
        scanned += 1;
        let is_wanted = match &wanted {
            Some(wanted) => source.found(&place, wanted, columns)?.is_some(),
            None => true,
        };
        if !is_wanted {
            continue;
        }
        let cell = source.row(&place, &by)?.map(|row| row.cells);
        if let Some(cell) = cell.and_then(|cells| cells.into_iter().next()) {
            places.push((cell, place));
        }
    }
    places.sort_by(|(one, at), (other, then)| one.order(other).then_with(|| at.cmp(then)));
    if look.order() == Order::Descending {
        places.reverse();
        // What says nothing stands last in either direction: nobody orders a list to see that first.
        let (said, unsaid): (Vec<_>, Vec<_>) = places
            .into_iter()
            .partition(|(cell, _)| cell.says_something());
        places = said;
        places.extend(unsaid);
    }
    let stands = look.anchor.as_deref().and_then(unhex);
    let stands = stands.and_then(|anchor| places.iter().position(|(_, place)| *place == anchor));
    let near = || usize::try_from(look.position?).ok();
    let last = places.len().saturating_sub(1);
    let anchor = stands.or_else(near).unwrap_or(0).min(last);
    let (before, after) = limits(look);
    let before = if wanted.is_some() { 0 } else { before };
    let mut fill = |allowance: &mut Allowance,
                    places: &mut dyn Iterator<Item = &(Cell, Vec<u8>)>| {
        for (_, place) in places {
            let row = source.row(place, columns)?;
            if row.is_some_and(|row| !allowance.take(row)) {
                break;
            }
        }
        Ok::<_, LedgerError>(())
    };
    let mut later = Allowance::later((before, after));
    fill(&mut later, &mut places.iter().skip(anchor))?;
    let mut earlier = Allowance::earlier(before, later.bytes);
    fill(&mut earlier, &mut places.iter().take(anchor).rev())?;
    let first = anchor - earlier.rows.len();
    let next = places.get(anchor + later.rows.len());
    let next = next.map(|(_, place)| hex(place));
    Ok(Some(Window {
        anchor: earlier.rows.len(),
        position: u64::try_from(first).ok(),
        at_start: first == 0,
        at_end: next.is_none(),
        resume: next,
        scanned: u64::try_from(scanned).unwrap_or(u64::MAX),
        rows: earlier.rows.into_iter().rev().chain(later.rows).collect(),
        ..Window::default()
    }))
}
