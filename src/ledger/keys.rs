//! Keys of the tables: compact, fixed in order, never changed without a new layout.

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::domain::law::clock::{Deadline, Moment};
use crate::domain::law::code::{PartyCode, PersonCode, PoolCode};
use crate::domain::law::duty::{DutyKey, DutyKind};
use crate::domain::law::matter::{MatterId, MatterKind};
use crate::domain::law::party::Post;
use crate::domain::law::tally::Tally;
use crate::domain::law::wake::Why;
use crate::domain::record::RecordKind;
use crate::domain::r#use::named_instance::{Fate, NamedInstance};

/// Which ordered list an index key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum List {
    /// Every open duty, by its end; the value is the calendar edition that the end was computed with.
    Due = 1,
    /// A party's open duties, by post and end.
    PartyDue = 2,
    /// A party's matters.
    PartyMatter = 3,
    /// When matters want to be woken, and why.
    Wake = 4,
    /// What ended after a provisional end and waits for a notice, as [`List::Due`] keeps what is owed (R43).
    Undetermined = 5,
    /// What audit's list has: the open duties whose lateness was reported to it, by their end.
    Audit = 6,
    /// A person's open duties that they must not do themselves (R22), by party, post and end.
    Barred = 7,
    /// What matters say of the instances of a pool that have a name, by that.
    Instance = 8,
}

/// Which number a counter key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Count {
    /// Open duties of a due day.
    Due = 1,
    /// Open duties of a party, post and due day.
    PartyDue = 2,
    /// Matters of a kind.
    Kind = 3,
    /// Matters of a party, by kind.
    PartyMatter = 4,
    /// What of an item is issued from a pool.
    Issued = 5,
    /// The last number given to a matter of a kind on a day.
    LastMatter = 6,
    /// The last number given to a paper with a word in a year.
    LastPaper = 7,
    /// Open duties of a due day that is provisional, which convicts nobody (R43).
    ProvisionalDue = 8,
    /// The same, of a party and post.
    ProvisionalPartyDue = 9,
    /// The open duties of audit's list.
    Audit = 10,
    /// Open duties that a person must not do themselves, of a party, post and due day.
    Barred = 11,
    /// The same of a due day that is provisional.
    ProvisionalBarred = 12,
    /// Records of a register.
    Records = 13,
    /// Consents to buy outside the catalogue, of a year, by what it is called.
    Consents = 14,
    /// What of an item is issued to a unit by who delivers it.
    IssuedTo = 15,
    /// What of a dimension is given out of a pool, by what became of it.
    Used = 16,
    /// Matters that will give room back to a pool.
    Freeing = 17,
    /// Resources from a pool, by system: whatever became of them. Where there is one the system is among those of the pool.
    Resources = 20,
    /// Those of them that are used.
    UsedResources = 21,
    /// Resources from a pool that are used.
    UsedFrom = 22,
}

/// The bytes of a matter's id.
#[must_use]
pub fn matter(id: MatterId) -> [u8; 9] {
    let mut key = [0; 9];
    key[0] = id.kind.tag();
    key[1..5].copy_from_slice(&day(id.date));
    key[5..9].copy_from_slice(&id.number.to_be_bytes());
    key
}

/// The id of those bytes.
#[must_use]
pub fn read_matter(key: &[u8]) -> Option<MatterId> {
    let (tag, rest) = key.split_first()?;
    Some(MatterId {
        kind: MatterKind::from_tag(*tag)?,
        date: read_day(rest.get(..4)?)?,
        number: read_number(rest.get(4..8)?)?,
    })
}

/// The id of a list's tail: day and number first, the kind last.
#[must_use]
pub fn read_matter_tail(tail: &[u8]) -> Option<MatterId> {
    let (tag, rest) = tail.split_last()?;
    read_matter(&join(&[&[*tag], rest]))
}

/// A step in a matter's history.
#[must_use]
pub fn history(id: MatterId, seq: u64) -> [u8; 17] {
    let mut key = [0; 17];
    key[..9].copy_from_slice(&matter(id));
    key[9..].copy_from_slice(&seq.to_be_bytes());
    key
}

/// The entry of a history key.
#[must_use]
pub fn read_history(key: &[u8]) -> Option<u64> {
    let seq = key.get(9..)?.try_into().ok()?;
    Some(u64::from_be_bytes(seq))
}

fn read_number(bytes: &[u8]) -> Option<u32> {
    bytes.try_into().ok().map(u32::from_be_bytes)
}

/// A day, in order.
#[must_use]
pub fn day(date: NaiveDate) -> [u8; 4] {
    u32::try_from(date.num_days_from_ce())
        .unwrap_or(0)
        .to_be_bytes()
}

/// The day of those bytes.
#[must_use]
pub fn read_day(bytes: &[u8]) -> Option<NaiveDate> {
    let days = read_number(bytes.get(..4)?)?;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}

/// The first minute of a Beijing day: whatever ends on an earlier day stands before it.
#[must_use]
pub fn day_begins(date: NaiveDate) -> [u8; 4] {
    Moment::of_day(date).minute().to_be_bytes()
}

/// The last minute in which a deadline is kept, so that the ends of a day stand between its first minute and the next
/// day's.
#[must_use]
pub fn last_minute(deadline: &Deadline) -> [u8; 4] {
    let last = Moment::from(*deadline.ends_at - TimeDelta::milliseconds(1));
    last.minute().to_be_bytes()
}

/// Post, as a byte.
#[must_use]
pub const fn post(post: Post) -> u8 {
    post.place()
}

/// A party's code as a key part; codes hold no zero byte, so that a prefix of one never reads as another.
#[must_use]
pub fn party(code: &PartyCode) -> Vec<u8> {
    ended(code.as_str())
}

/// Text that ends within a key.
#[must_use]
pub fn ended(text: &str) -> Vec<u8> {
    let mut key = text.as_bytes().to_vec();
    key.push(0);
    key
}

/// Parts, one behind the other.
#[must_use]
pub fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// The beginning of a list.
#[must_use]
pub fn list(list: List) -> Vec<u8> {
    vec![list as u8]
}

/// The beginning of a party's duties at a post.
#[must_use]
pub fn party_due(code: &PartyCode, at: Post) -> Vec<u8> {
    join(&[&[List::PartyDue as u8], &party(code), &[post(at)]])
}

/// The beginning of the duties of a party at a post that a person must not do.
#[must_use]
pub fn barred(person: &PersonCode, party: &PartyCode, at: Post) -> Vec<u8> {
    let person = ended(person.as_str());
    let party = self::party(party);
    join(&[&[List::Barred as u8], &person, &party, &[post(at)]])
}

/// The beginning of a party's matters.
#[must_use]
pub fn party_matter(code: &PartyCode) -> Vec<u8> {
    join(&[&[List::PartyMatter as u8], &party(code)])
}

/// How long the end of a duty's key is.
pub const DUTY_TAIL: usize = 19;

/// The end of a duty's key: by when, on which matter, which of its duties.
#[must_use]
pub fn duty_tail(deadline: &Deadline, id: MatterId, key: DutyKey) -> [u8; DUTY_TAIL] {
    let mut tail = [0; DUTY_TAIL];
    tail[..4].copy_from_slice(&last_minute(deadline));
    tail[4..13].copy_from_slice(&matter(id));
    tail[13..].copy_from_slice(&duty(key));
    tail
}

fn duty(key: DutyKey) -> [u8; 6] {
    let mut bytes = [0; 6];
    bytes[..2].copy_from_slice(&key.kind.tag());
    bytes[2..].copy_from_slice(&key.subject.to_be_bytes());
    bytes
}

fn read_duty(bytes: &[u8]) -> Option<DutyKey> {
    let (kind, subject) = bytes.split_at_checked(2)?;
    Some(DutyKey {
        kind: DutyKind::from_tag(kind.try_into().ok()?)?,
        subject: read_number(subject)?,
    })
}

/// What the end of a duty's key says.
#[must_use]
pub fn read_duty_tail(key: &[u8]) -> Option<(MatterId, DutyKey)> {
    let tail = key.get(key.len().checked_sub(DUTY_TAIL)?..)?;
    Some((read_matter(tail.get(4..13)?)?, read_duty(tail.get(13..)?)?))
}

/// The beginning of what matters say of the instances of a pool that have a name.
#[must_use]
pub fn instances_called(pool: &PoolCode, name: &str) -> Vec<u8> {
    join(&[&[List::Instance as u8], &ended(pool.as_str()), &ended(name)])
}

/// The key of what is said of one instance: by the matter that handed it over, or by the one that cleared it.
#[must_use]
pub fn instance(pool: &PoolCode, name: &str, instance: &NamedInstance) -> Vec<u8> {
    let side = match instance.fate {
        Fate::Kept | Fate::Left => 0,
        Fate::Cleared { .. } => 1,
    };
    join(&[
        &instances_called(pool, name),
        &matter(instance.resource.matter),
        &instance.resource.line.to_be_bytes(),
        &instance.ordinal.to_be_bytes(),
        &[side],
    ])
}

/// The beginning of a count of resources from a pool: of all of them, or of those of a party.
#[must_use]
pub fn resources(count: Count, of: Option<&PartyCode>, pool: &PoolCode) -> Vec<u8> {
    let whose = of.map_or_else(|| vec![0], |of| join(&[&[1], &party(of)]));
    join(&[&[count as u8], &whose, &ended(pool.as_str())])
}

/// A wake: when, which matter, why.
#[must_use]
pub fn wake(at: Moment, id: MatterId, why: Why) -> Vec<u8> {
    let why = match why {
        Why::Late(key) => join(&[&[0], &duty(key)]),
        Why::Notice => vec![1],
        Why::Succession => vec![2],
        Why::Day => vec![3],
    };
    let minute = at.minute().to_be_bytes();
    join(&[&[List::Wake as u8], &minute, &matter(id), &why])
}

/// What a wake's key says, without when.
#[must_use]
pub fn read_wake(key: &[u8]) -> Option<(MatterId, Why)> {
    let id = read_matter(key.get(5..14)?)?;
    let (tag, rest) = key.get(14..)?.split_first()?;
    match tag {
        0 => Some((id, Why::Late(read_duty(rest)?))),
        1 => Some((id, Why::Notice)),
        2 => Some((id, Why::Succession)),
        3 => Some((id, Why::Day)),
        _ => None,
    }
}

/// The key of the counter of a register's records.
#[must_use]
pub fn records(kind: RecordKind) -> Vec<u8> {
    vec![Count::Records as u8, kind.place()]
}

/// What the keys of a year's consents to buy outside the catalogue begin with.
#[must_use]
pub fn consents(year: i32) -> Vec<u8> {
    join(&[&[Count::Consents as u8], &year.to_be_bytes()])
}

/// What the keys of what is issued to a unit by who delivers it begin with.
#[must_use]
pub fn issued_to(unit: &PartyCode, operator: &PartyCode) -> Vec<u8> {
    join(&[
        &[Count::IssuedTo as u8],
        &ended(unit.as_str()),
        &ended(operator.as_str()),
    ])
}

/// What the keys of the matters begin with that will give room back to a pool.
#[must_use]
pub fn freeing(pool: &PoolCode) -> Vec<u8> {
    join(&[&[Count::Freeing as u8], &ended(pool.as_str())])
}

/// The key of a tally's counter.
#[must_use]
pub fn tally(of: &Tally) -> Vec<u8> {
    match of {
        Tally::Issued(pool, item) => join(&[
            &[Count::Issued as u8],
            &ended(pool.as_str()),
            item.as_str().as_bytes(),
        ]),
        Tally::IssuedTo(unit, operator, item) => {
            join(&[&issued_to(unit, operator), item.as_str().as_bytes()])
        }
        Tally::Used(pool, dimension, of) => join(&[
            &[Count::Used as u8],
            &ended(pool.as_str()),
            &[dimension.place(), of.place()],
        ]),
        Tally::Freeing(pool, id) => join(&[&freeing(pool), &matter(*id)]),
        Tally::Consents(year, name) => join(&[&consents(*year), name.as_bytes()]),
    }
}

/// The first key after all that begin with a prefix; none if there is no such key.
#[must_use]
pub fn after(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut key = prefix.to_vec();
    while let Some(last) = key.pop() {
        if last < u8::MAX {
            key.push(last + 1);
            return Some(key);
        }
    }
    None
}
