//! Ranges of keys, and the ordered streams of their tails merged into one.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::ops::Bound;

use chrono::NaiveDate;

use crate::ledger::error::LedgerError;
use crate::ledger::keys;
use crate::ledger::tables::ReadTable;

/// A range of keys that end in the same kind of tail.
pub(super) struct Range {
    pub(super) from: Vec<u8>,
    pub(super) to: Vec<u8>,
    pub(super) prefix: usize,
}

impl Range {
    /// Everything that begins with a prefix, between two tails.
    pub(super) fn new(prefix: &[u8], low: &[u8], high: Option<&[u8]>) -> Self {
        let from = keys::join(&[prefix, low]);
        let to = match high {
            Some(high) => keys::join(&[prefix, high]),
            None => keys::after(prefix).unwrap_or_else(|| vec![u8::MAX; 64]),
        };
        Self {
            prefix: prefix.len(),
            from,
            to,
        }
    }
}

/// The keys behind a prefix whose tails begin with an instant between two days.
pub(super) fn day_range(prefix: &[u8], low: Option<NaiveDate>, high: Option<NaiveDate>) -> Range {
    between(
        prefix,
        low.map(keys::day_begins),
        high.map(keys::day_begins),
    )
}

/// The same between two beginnings of tails.
pub(super) fn between(prefix: &[u8], low: Option<[u8; 4]>, high: Option<[u8; 4]>) -> Range {
    let low = low.map_or_else(Vec::new, Vec::from);
    Range::new(prefix, &low, high.as_ref().map(<[u8; 4]>::as_slice))
}

/// The tails of one range, in order.
pub(super) type Tails<'t> = Box<dyn Iterator<Item = Result<Vec<u8>, LedgerError>> + 't>;
/// The same, with a look at the next.
pub(super) type Keys<'t> = Peekable<Tails<'t>>;

/// The tails of one range from a place on.
pub(super) fn stream<'t>(
    table: &'t ReadTable,
    range: &Range,
    from: &Bound<Vec<u8>>,
    backwards: bool,
    matters: bool,
) -> Result<Keys<'t>, LedgerError> {
    let prefix = range.from.get(..range.prefix).unwrap_or_default();
    let mut low = Bound::Included(range.from.clone());
    let mut high = Bound::Excluded(range.to.clone());
    let (Bound::Included(anchor) | Bound::Excluded(anchor)) = from else {
        return Ok(boxed(table, &low, &high, backwards, range.prefix, matters)?.peekable());
    };
    let with_anchor = matches!(from, Bound::Included(_));
    // Of a matter's key the kind is in the prefix. In the list it comes last: of the same day and number, another kind
    // stands wholly before the anchor or wholly after it.
    let (place, included) = match (prefix.last(), anchor.split_at_checked(8)) {
        (Some(kind), Some((place, [of_anchor, ..]))) if matters => {
            let included = match kind.cmp(of_anchor) {
                Ordering::Equal => with_anchor,
                Ordering::Less => backwards,
                Ordering::Greater => !backwards,
            };
            (place, included)
        }
        _ => (anchor.as_slice(), with_anchor),
    };
    let place_of = keys::join(&[prefix, place]);
    let bound = if included {
        Bound::Included(place_of.clone())
    } else {
        Bound::Excluded(place_of.clone())
    };
    // Outside the range nothing lies on the far side of the place, or everything does.
    if backwards && place_of < range.to {
        high = bound;
    } else if !backwards && place_of > range.from {
        low = bound;
    }
    let empty = if backwards {
        place_of < range.from
    } else {
        place_of >= range.to
    };
    if empty {
        let none: Tails<'t> = Box::new(std::iter::empty());
        return Ok(none.peekable());
    }
    Ok(boxed(table, &low, &high, backwards, range.prefix, matters)?.peekable())
}

fn boxed<'t>(
    table: &'t ReadTable,
    low: &Bound<Vec<u8>>,
    high: &Bound<Vec<u8>>,
    backwards: bool,
    prefix: usize,
    matters: bool,
) -> Result<Tails<'t>, LedgerError> {
    let bounds = (
        low.as_ref().map(Vec::as_slice),
        high.as_ref().map(Vec::as_slice),
    );
    let rows = table.range::<&[u8]>(bounds)?;
    let tail = move |key: &[u8]| {
        let mut tail = Vec::with_capacity(key.len());
        tail.extend_from_slice(key.get(prefix..).unwrap_or_default());
        if matters {
            // The kind goes to the end, so that the merge orders by day and number first.
            tail.extend(prefix.checked_sub(1).and_then(|at| key.get(at)));
        }
        tail
    };
    let read = move |row: Result<(redb::AccessGuard<'_, &[u8]>, _), redb::StorageError>| {
        let (key, _): (_, redb::AccessGuard<'_, &[u8]>) = row?;
        Ok(tail(key.value()))
    };
    Ok(if backwards {
        Box::new(rows.rev().map(read))
    } else {
        Box::new(rows.map(read))
    })
}

/// The next tail of several ordered streams.
pub(super) fn next_merged(
    streams: &mut [Keys<'_>],
    backwards: bool,
) -> Option<Result<Vec<u8>, LedgerError>> {
    // Damage is told before what was found: it says what could not be read.
    let order = |next: &mut Keys<'_>, best: &mut Keys<'_>| match (next.peek(), best.peek()) {
        (Some(Ok(tail)), Some(Ok(known))) if backwards => known.cmp(tail),
        (Some(Ok(tail)), Some(Ok(known))) => tail.cmp(known),
        (Some(Err(_)), _) | (Some(_), None) => Ordering::Less,
        (None, _) | (_, Some(Err(_))) => Ordering::Greater,
    };
    let first = streams.iter_mut().reduce(|best, next| {
        if order(next, best) == Ordering::Less {
            next
        } else {
            best
        }
    });
    first?.next()
}

/// A place as a row's key.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(digit).collect()
}

/// The most bytes of a place. The longest is that of an exception for a room, which is named in it with as many letters
/// as a line may have: a bound below it would let a window tell a place from which nobody can go on.
const PLACE_LIMIT: usize = 1_024;

/// The place of a row's key.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !text.len().is_multiple_of(2) || text.len() > 2 * PLACE_LIMIT || !is_hex {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
