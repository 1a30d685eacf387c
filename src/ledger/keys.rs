//! Keys of the tables: compact, fixed in order, never changed without a new layout.

use chrono::{Datelike, NaiveDate};

use crate::domain::code::PartyCode;
use crate::domain::duty::DutyKind;
use crate::domain::matter::{MatterId, MatterKind};
use crate::domain::party::Post;

/// Which ordered list an index key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum List {
    /// Every open duty, by due day.
    Due = 1,
    /// A party's open duties, by post and due day.
    PartyDue = 2,
    /// A party's matters.
    PartyMatter = 3,
    /// Open duties whose lateness is escalated, by due day.
    Escalation = 4,
}

/// Which count a counter key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Count {
    /// Open duties of a due day.
    Due = 1,
    /// Open duties of a party, post and due day.
    PartyDue = 2,
    /// Matters of a kind.
    Kind = 3,
    /// Matters of a party.
    PartyMatter = 4,
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
    let kind = MatterKind::ALL
        .into_iter()
        .find(|kind| kind.tag() == *tag)?;
    Some(MatterId {
        kind,
        date: read_day(rest.get(..4)?)?,
        number: u32::from_be_bytes(rest.get(4..8)?.try_into().ok()?),
    })
}

/// The id of a list's tail: day and number first, the kind last.
#[must_use]
pub fn read_matter_tail(tail: &[u8]) -> Option<MatterId> {
    let (tag, rest) = tail.split_last()?;
    read_matter(&join(&[&[*tag], rest]))
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
    let days = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?);
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
}

/// Post, as a byte.
#[must_use]
pub fn post(post: Post) -> u8 {
    match post {
        Post::Handler => 0,
        Post::Reviewer => 1,
        Post::Administrator => 2,
        Post::Reader => 3,
    }
}

/// A party's code as a key part; codes hold no zero byte, so that a prefix of one never reads as another.
#[must_use]
pub fn party(code: &PartyCode) -> Vec<u8> {
    let mut key = code.as_str().as_bytes().to_vec();
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

/// The beginning of a party's matters.
#[must_use]
pub fn party_matter(code: &PartyCode) -> Vec<u8> {
    join(&[&[List::PartyMatter as u8], &party(code)])
}

/// The end of a duty key: due day, matter, duty.
#[must_use]
pub fn duty_tail(due: NaiveDate, id: MatterId, kind: DutyKind) -> [u8; 14] {
    let mut key = [0; 14];
    key[..4].copy_from_slice(&day(due));
    key[4..13].copy_from_slice(&matter(id));
    key[13] = kind.tag();
    key
}

/// What the last 14 bytes of a duty key say.
#[must_use]
pub fn read_duty_tail(key: &[u8]) -> Option<(NaiveDate, MatterId, DutyKind)> {
    let tail = key.get(key.len().checked_sub(14)?..)?;
    Some((
        read_day(tail.get(..4)?)?,
        read_matter(tail.get(4..13)?)?,
        DutyKind::from_tag(*tail.get(13)?)?,
    ))
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
