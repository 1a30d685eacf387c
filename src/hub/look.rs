//! Windows of lists: ordered keys merged from a few index ranges, then the rows behind them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::iter::Peekable;
use std::ops::Bound;
use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::law::authority::lacking;
use crate::domain::law::block::{Block, hits};
use crate::domain::law::clock::{civil_date, remaining};
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::matter::{Head, Matter, MatterId, MatterKind};
use crate::domain::law::party::{Actor, Party, PartyKind, Person, Post};
use crate::domain::record::{RecordKind, Registered};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys::{self, Count, List};
use crate::ledger::register;
use crate::ledger::row::{self, Brief};
use crate::ledger::tables::{ReadTable, get_number};

use super::request::{
    Look, Order, Row, RowDuty, SLICE_LIMIT, SLICE_TIME, View, WINDOW_LIMIT, Window,
};

/// The posts that duties are given to.
pub const DUTY_POSTS: [Post; 2] = [Post::Handler, Post::Reviewer];

/// How many rows lie between two looks at the time.
const STRIDE: usize = 64;

/// A range of keys that end in the same kind of tail.
struct Range {
    from: Vec<u8>,
    to: Vec<u8>,
    prefix: usize,
}

impl Range {
    /// Everything that begins with a prefix, between two tails.
    fn new(prefix: &[u8], low: &[u8], high: Option<&[u8]>) -> Self {
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

/// A list, resolved for one actor: which table, which ranges, and where what is barred from it stands under the same
/// tails.
struct Source {
    matters: bool,
    ranges: Vec<Range>,
    barred: Vec<Vec<u8>>,
}

/// The tails of one range, in order.
type Tails<'t> = Box<dyn Iterator<Item = Result<Vec<u8>, LedgerError>> + 't>;
type Keys<'t> = Peekable<Tails<'t>>;

/// Looks at a window for an actor.
///
/// # Errors
/// If the engine fails.
pub fn look(
    snapshot: &Snapshot,
    actor: &Actor,
    now: DateTime<Utc>,
    look: &Look,
) -> Result<Window, LedgerError> {
    let source = source(actor, &look.view, now);
    let reader = Reader {
        snapshot,
        actor,
        now,
        names: HashMap::new(),
        people: HashMap::new(),
        blocks: register::open_blocks(&snapshot.tables.register, civil_date(now))?,
        only_proven: matches!(look.view, View::Late),
    };
    let anchor = look.anchor.as_deref().and_then(unhex);
    let mut window = match &look.filter {
        Some(text) if !text.trim().is_empty() => reader.filtered(&source, look, anchor, text)?,
        _ => reader.plain(&source, look, anchor)?,
    };
    window.total = total(snapshot, actor, &look.view, now)?;
    Ok(window)
}

fn source(actor: &Actor, view: &View, now: DateTime<Utc>) -> Source {
    let today = civil_date(now);
    let own = |low: Option<NaiveDate>, high: Option<NaiveDate>| {
        duties_of(&actor.party, &DUTY_POSTS, low, high)
    };
    let all = |low: Option<NaiveDate>, high: Option<NaiveDate>| {
        if actor.kind.sees_all() {
            vec![day_range(&keys::list(List::Due), low, high)]
        } else {
            own(low, high)
        }
    };
    let (matters, ranges) = match view {
        // Audit owes nothing on matters; its list is what was reported to it.
        View::Mine if actor.kind == PartyKind::Audit => {
            (false, vec![day_range(&keys::list(List::Audit), None, None)])
        }
        View::Mine => {
            let posts: Vec<_> = my_posts(actor).collect();
            (false, duties_of(&actor.party, &posts, None, None))
        }
        View::Party(party) if actor.kind.sees_all() || *party == actor.party => {
            (false, duties_of(party, &DUTY_POSTS, None, None))
        }
        View::Party(_) => (false, vec![]),
        View::Late => (false, all(None, Some(today))),
        View::Today => (false, all(Some(today), today.succ_opt())),
        View::Open => (false, all(None, None)),
        View::Matters(kind) => (true, matters_of(actor, *kind)),
    };
    let barred = match view {
        View::Mine => my_posts(actor)
            .map(|post| keys::barred(&actor.person, &actor.party, post))
            .collect(),
        View::Party(_) | View::Late | View::Today | View::Open | View::Matters(_) => vec![],
    };
    Source {
        matters,
        ranges,
        barred,
    }
}

/// The posts at which an actor does what is owed.
fn my_posts(actor: &Actor) -> impl Iterator<Item = Post> {
    DUTY_POSTS.into_iter().filter(|post| actor.holds(*post))
}

/// A day that has open duties, how many, and whether the day is sure.
pub type CountedDay = (NaiveDate, u64, bool);

/// The days that have open duties of mine at a post: those that I must not do myself (R22) left out.
///
/// # Errors
/// If the engine fails.
pub fn days_of_mine(
    counters: &ReadTable,
    actor: &Actor,
    post: Post,
) -> Result<Vec<CountedDay>, LedgerError> {
    let party = &actor.party;
    let mut days: BTreeMap<(NaiveDate, bool), u64> = BTreeMap::new();
    for day in counted_days(counters, Some((party, post)), None, None)? {
        let (day, count, certain) = day?;
        days.insert((day, certain), count);
    }
    for (barred, certain) in [(Count::Barred, true), (Count::ProvisionalBarred, false)] {
        let key = keys::barred(&actor.person, party, post);
        let key = keys::join(&[&[barred as u8], key.get(1..).unwrap_or_default()]);
        for day in days_under(counters, &key, certain, None, None)? {
            let (day, count, certain) = day?;
            if let Some(all) = days.get_mut(&(day, certain)) {
                *all = all.saturating_sub(count);
            }
        }
    }
    let days = days.into_iter().filter(|(_, count)| *count > 0);
    Ok(days
        .map(|((day, certain), count)| (day, count, certain))
        .collect())
}

fn duties_of(
    party: &PartyCode,
    posts: &[Post],
    low: Option<NaiveDate>,
    high: Option<NaiveDate>,
) -> Vec<Range> {
    posts
        .iter()
        .map(|post| day_range(&keys::party_due(party, *post), low, high))
        .collect()
}

fn day_range(prefix: &[u8], low: Option<NaiveDate>, high: Option<NaiveDate>) -> Range {
    between(
        prefix,
        low.map(keys::day_begins),
        high.map(keys::day_begins),
    )
}

fn between(prefix: &[u8], low: Option<[u8; 4]>, high: Option<[u8; 4]>) -> Range {
    let low = low.map_or_else(Vec::new, Vec::from);
    Range::new(prefix, &low, high.as_ref().map(<[u8; 4]>::as_slice))
}

/// Matters of one kind, or of every kind, each kind a range, so that the merge orders by day and number alone.
fn matters_of(actor: &Actor, kind: Option<MatterKind>) -> Vec<Range> {
    let prefix = if actor.kind.sees_all() {
        Vec::new()
    } else {
        keys::party_matter(&actor.party)
    };
    MatterKind::ALL
        .into_iter()
        .filter(|each| kind.is_none_or(|kind| kind == *each))
        .map(|kind| Range::new(&keys::join(&[&prefix, &[kind.tag()]]), &[], None))
        .collect()
}

/// How many rows a list has, from stored counts.
fn total(
    snapshot: &Snapshot,
    actor: &Actor,
    view: &View,
    now: DateTime<Utc>,
) -> Result<u64, LedgerError> {
    let today = civil_date(now);
    let counters = &snapshot.tables.counters;
    let own = |posts: &[Post], low, high| -> Result<u64, LedgerError> {
        posts.iter().try_fold(0, |sum, post| {
            Ok(sum + count_duties(counters, Some((&actor.party, *post)), low, high)?)
        })
    };
    let all = |low, high| {
        if actor.kind.sees_all() {
            count_duties(counters, None, low, high)
        } else {
            own(&DUTY_POSTS, low, high)
        }
    };
    match view {
        View::Mine if actor.kind == PartyKind::Audit => get_number(counters, &[Count::Audit as u8]),
        View::Mine => my_posts(actor).try_fold(0, |sum, post| {
            let days = days_of_mine(counters, actor, post)?;
            Ok(sum + days.iter().map(|(_, count, _)| count).sum::<u64>())
        }),
        View::Party(party) if actor.kind.sees_all() || *party == actor.party => {
            DUTY_POSTS.iter().try_fold(0, |sum, post| {
                Ok(sum + count_duties(counters, Some((party, *post)), None, None)?)
            })
        }
        View::Party(_) => Ok(0),
        View::Late if actor.kind.sees_all() => count_late(counters, None, today),
        View::Late => DUTY_POSTS.iter().try_fold(0, |sum, post| {
            Ok(sum + count_late(counters, Some((&actor.party, *post)), today)?)
        }),
        View::Today => all(Some(today), today.succ_opt()),
        View::Open => all(None, None),
        View::Matters(kind) if actor.kind.sees_all() => MatterKind::ALL
            .into_iter()
            .filter(|each| kind.is_none_or(|kind| kind == *each))
            .try_fold(0, |sum, kind| {
                Ok(sum + get_number(counters, &[Count::Kind as u8, kind.tag()])?)
            }),
        View::Matters(_) => {
            let key = keys::join(&[&[Count::PartyMatter as u8], &keys::party(&actor.party)]);
            get_number(counters, &key)
        }
    }
}

/// Open duties between two days, of a party and post or of all: a sum over days, never over duties.
///
/// # Errors
/// If the engine fails.
pub fn count_duties(
    counters: &ReadTable,
    of: Option<(&PartyCode, Post)>,
    low: Option<NaiveDate>,
    high: Option<NaiveDate>,
) -> Result<u64, LedgerError> {
    let mut sum = 0;
    for row in counted_days(counters, of, low, high)? {
        sum += row?.1;
    }
    Ok(sum)
}

/// The same before a day, of those alone whose day is sure: what is late (R43).
fn count_late(
    counters: &ReadTable,
    of: Option<(&PartyCode, Post)>,
    today: NaiveDate,
) -> Result<u64, LedgerError> {
    let mut sum = 0;
    for row in counted_days(counters, of, None, Some(today))? {
        let (_, count, certain) = row?;
        sum += if certain { count } else { 0 };
    }
    Ok(sum)
}

/// The days that have open duties, with how many, and whether the day is sure; those that are provisional come last.
///
/// # Errors
/// If the engine fails.
pub fn counted_days(
    counters: &ReadTable,
    of: Option<(&PartyCode, Post)>,
    low: Option<NaiveDate>,
    high: Option<NaiveDate>,
) -> Result<impl Iterator<Item = Result<CountedDay, LedgerError>> + use<>, LedgerError> {
    let prefix = |all: Count, partys: Count| {
        of.map_or_else(
            || vec![all as u8],
            |(party, post)| {
                let key = keys::party_due(party, post);
                keys::join(&[&[partys as u8], key.get(1..).unwrap_or_default()])
            },
        )
    };
    let sure = prefix(Count::Due, Count::PartyDue);
    let provisional = prefix(Count::ProvisionalDue, Count::ProvisionalPartyDue);
    Ok(
        days_under(counters, &sure, true, low, high)?.chain(days_under(
            counters,
            &provisional,
            false,
            low,
            high,
        )?),
    )
}

/// The days behind a prefix, with what is counted of each.
fn days_under(
    counters: &ReadTable,
    prefix: &[u8],
    certain: bool,
    low: Option<NaiveDate>,
    high: Option<NaiveDate>,
) -> Result<impl Iterator<Item = Result<CountedDay, LedgerError>> + use<>, LedgerError> {
    let range = between(prefix, low.map(keys::day), high.map(keys::day));
    let at = range.prefix;
    Ok(counters
        .range(range.from.as_slice()..range.to.as_slice())?
        .map(move |row| {
            let (key, value) = row?;
            let day = key.value().get(at..).and_then(keys::read_day);
            let count = value.value().try_into().map_or(0, u64::from_be_bytes);
            Ok((day.unwrap_or(NaiveDate::MIN), count, certain))
        }))
}

struct Reader<'s> {
    snapshot: &'s Snapshot,
    actor: &'s Actor,
    now: DateTime<Utc>,
    names: HashMap<PartyCode, String>,
    people: HashMap<PartyCode, Vec<Person>>,
    /// Every block that has not ended: read once, so that no row looks one up.
    blocks: Vec<Block>,
    /// Whether the list is of what is late: a duty whose end is provisional is not (R43).
    only_proven: bool,
}

impl<'s> Reader<'s> {
    /// The tails of a list, from a place on, forwards or backwards.
    fn tails(
        &self,
        source: &Source,
        from: &Bound<Vec<u8>>,
        backwards: bool,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, LedgerError>> + 's, LedgerError> {
        let table = if source.matters && self.actor.kind.sees_all() {
            &self.snapshot.tables.matters
        } else {
            &self.snapshot.tables.index
        };
        let mut streams = source
            .ranges
            .iter()
            .map(|range| stream(table, range, from, backwards, source.matters))
            .collect::<Result<Vec<_>, _>>()?;
        let index = &self.snapshot.tables.index;
        let barred = source.barred.clone();
        let is_open = move |tail: &Result<Vec<u8>, LedgerError>| -> Result<bool, LedgerError> {
            let Ok(tail) = tail else {
                return Ok(true);
            };
            for prefix in &barred {
                if index.get(keys::join(&[prefix, tail]).as_slice())?.is_some() {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        Ok(
            std::iter::from_fn(move || next_merged(&mut streams, backwards)).filter_map(
                move |tail| match is_open(&tail) {
                    Ok(true) => Some(tail),
                    Ok(false) => None,
                    Err(error) => Some(Err(error)),
                },
            ),
        )
    }

    fn plain(
        mut self,
        source: &Source,
        look: &Look,
        anchor: Option<Vec<u8>>,
    ) -> Result<Window, LedgerError> {
        let backwards = look.order == Order::Descending;
        let (before, after) = (
            usize::from(look.before.min(WINDOW_LIMIT)),
            usize::from(look.after.clamp(1, WINDOW_LIMIT)),
        );
        let mut earlier = Vec::new();
        let mut at_start = true;
        if let Some(anchor) = &anchor {
            let from = Bound::Excluded(anchor.clone());
            for tail in self.tails(source, &from, !backwards)?.take(before + 1) {
                if earlier.len() == before {
                    at_start = false;
                } else {
                    earlier.extend(self.row(&tail?, source.matters)?);
                }
            }
        }
        earlier.reverse();
        let from = anchor.map_or(Bound::Unbounded, Bound::Included);
        let mut later = Vec::new();
        let mut at_end = true;
        for tail in self.tails(source, &from, backwards)?.take(after + 1) {
            if later.len() == after {
                at_end = false;
            } else {
                later.extend(self.row(&tail?, source.matters)?);
            }
        }
        let scanned = u64::try_from(earlier.len() + later.len()).unwrap_or(u64::MAX);
        Ok(Window {
            anchor: earlier.len(),
            rows: earlier.into_iter().chain(later).collect(),
            at_start,
            at_end,
            scanned,
            ..Window::default()
        })
    }

    /// Of a row only what the text may stand in is read; whole are read those that hold it.
    fn filtered(
        mut self,
        source: &Source,
        look: &Look,
        anchor: Option<Vec<u8>>,
        text: &str,
    ) -> Result<Window, LedgerError> {
        let mut wanted = Wanted::new(text);
        let backwards = look.order == Order::Descending;
        let after = usize::from(look.after.clamp(1, WINDOW_LIMIT));
        let from = anchor.map_or(Bound::Unbounded, Bound::Included);
        let mut window = Window {
            at_start: matches!(from, Bound::Unbounded),
            at_end: true,
            ..Window::default()
        };
        let begun = Instant::now();
        for (read, tail) in self.tails(source, &from, backwards)?.enumerate() {
            let tail = tail?;
            let late = read % STRIDE == STRIDE - 1 && begun.elapsed() > SLICE_TIME;
            if late || read == SLICE_LIMIT || window.rows.len() == after {
                window.resume = Some(hex(&tail));
                window.at_end = false;
                break;
            }
            window.scanned += 1;
            if self.holds(&tail, source.matters, &mut wanted)? {
                window.rows.extend(self.row(&tail, source.matters)?);
            }
        }
        Ok(window)
    }

    /// Whether a row that the actor may see holds the text: in its number, alias, title or unit.
    fn holds(
        &mut self,
        tail: &[u8],
        matters: bool,
        wanted: &mut Wanted,
    ) -> Result<bool, LedgerError> {
        let Some((id, _)) = place_of(tail, matters) else {
            return Ok(false);
        };
        let Some(row) = self
            .snapshot
            .tables
            .matters
            .get(keys::matter(id).as_slice())?
        else {
            return Ok(false);
        };
        let brief = Brief::read(row.value())?;
        if !self.actor.clockwork
            && !self.actor.kind.sees_all()
            && !brief.concerns(&self.actor.party)
        {
            return Ok(false);
        }
        if wanted.is_in(brief.title) || wanted.is_in_number(id) {
            return Ok(true);
        }
        let owner = brief.owner();
        if let Some(known) = wanted.owners.get(owner) {
            return Ok(*known);
        }
        let name = self.name(&PartyCode::new(owner))?;
        let found = wanted.is_in(&name);
        wanted.owners.insert(owner.to_owned(), found);
        Ok(found)
    }

    fn row(&mut self, tail: &[u8], matters: bool) -> Result<Option<Row>, LedgerError> {
        let Some((id, kind)) = place_of(tail, matters) else {
            return Ok(None);
        };
        let row = self
            .snapshot
            .tables
            .matters
            .get(keys::matter(id).as_slice())?;
        let Some(row) = row else {
            return Ok(None);
        };
        // What a block would stop stands in the body, which is read only while there are any.
        let whole = if self.blocks.is_empty() {
            None
        } else {
            Some(row::read(row.value())?)
        };
        let head = match &whole {
            Some(matter) => matter.head.clone(),
            None => row::read_head(row.value())?,
        };
        if !head.is_seen_by(self.actor) {
            return Ok(None);
        }
        let duty = kind.and_then(|key| head.duty(key));
        if self.only_proven && duty.is_some_and(|duty| !duty.deadline.convicts()) {
            return Ok(None);
        }
        self.describe(hex(tail), head, whole.as_ref(), kind)
            .map(Some)
    }

    fn describe(
        &mut self,
        key: String,
        head: Head,
        whole: Option<&Matter>,
        of: Option<DutyKey>,
    ) -> Result<Row, LedgerError> {
        let duty = match of {
            Some(key) => head.duty(key),
            None => head.duties.iter().min_by_key(|duty| duty.deadline.ends_at),
        };
        let duty = match duty {
            Some(duty) => Some(RowDuty {
                remaining: remaining(&self.snapshot.facts.calendar, &duty.deadline, self.now),
                nobody: lacking(&head, duty, self.people(&duty.party)?),
                blocked: whole.is_some_and(|matter| hits(&self.blocks, matter, duty, self.now)),
                duty: duty.clone(),
            }),
            None => None,
        };
        let owner = head.concerned.first().map(|(_, party)| self.name(party));
        Ok(Row {
            key,
            matter: head.id,
            version: head.version,
            unit: owner.transpose()?.unwrap_or_default(),
            stage: head.stage,
            title: head.title,
            duty,
            held: !head.holds.is_empty(),
            // The ledger does not know; whoever asked for the window does.
            claim: None,
        })
    }

    /// Who can act for a party; read once for all rows of a window.
    fn people(&mut self, party: &PartyCode) -> Result<&[Person], LedgerError> {
        if !self.people.contains_key(party) {
            let people = register::people(&self.snapshot.tables.register, party)?;
            self.people.insert(party.clone(), people);
        }
        Ok(self.people.get(party).map_or(&[], Vec::as_slice))
    }

    fn name(&mut self, party: &PartyCode) -> Result<String, LedgerError> {
        if let Some(name) = self.names.get(party) {
            return Ok(name.clone());
        }
        let registers = &self.snapshot.tables.register;
        let found = register::find(registers, RecordKind::Party, party.as_str())?;
        let found = found.and_then(Party::of);
        let name = found.map_or_else(|| party.to_string(), |found| found.name);
        self.names.insert(party.clone(), name.clone());
        Ok(name)
    }
}

/// The matter that a tail stands for, and in lists of duties which one.
fn place_of(tail: &[u8], matters: bool) -> Option<(MatterId, Option<DutyKey>)> {
    if matters {
        Some((keys::read_matter_tail(tail)?, None))
    } else {
        keys::read_duty_tail(tail).map(|(id, key)| (id, Some(key)))
    }
}

/// The text of a filter.
struct Wanted {
    text: String,
    /// Whether it stands in the name of an owner, by the owners met so far.
    owners: HashMap<String, bool>,
    /// Whether a number can hold it: most texts hold what no number does.
    like_a_number: bool,
}

impl Wanted {
    fn new(text: &str) -> Self {
        Self {
            text: text.trim().to_lowercase(),
            owners: HashMap::new(),
            like_a_number: MatterKind::ALL.into_iter().any(|kind| {
                let alias = kind.alias().to_lowercase();
                text.trim().to_lowercase().chars().all(|letter| {
                    letter.is_ascii_digit()
                        || letter == '-'
                        || alias.contains(letter)
                        || kind.word().contains(letter)
                })
            }),
        }
    }

    fn is_in(&self, place: &str) -> bool {
        place.to_lowercase().contains(&self.text)
    }

    /// In the number, as people read it or as scripts write it.
    fn is_in_number(&self, id: MatterId) -> bool {
        self.like_a_number && (id.label().contains(&self.text) || self.is_in(&id.to_string()))
    }
}

fn stream<'t>(
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
        let mut tail = key.get(prefix..).unwrap_or_default().to_vec();
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
fn next_merged(streams: &mut [Keys<'_>], backwards: bool) -> Option<Result<Vec<u8>, LedgerError>> {
    let mut best: Option<(usize, Vec<u8>)> = None;
    for (at, stream) in streams.iter_mut().enumerate() {
        match stream.peek() {
            Some(Err(_)) => return stream.next(),
            Some(Ok(tail)) => {
                let better = best.as_ref().is_none_or(|(_, known)| {
                    if backwards {
                        tail > known
                    } else {
                        tail < known
                    }
                });
                if better {
                    best = Some((at, tail.clone()));
                }
            }
            None => {}
        }
    }
    best.and_then(|(at, _)| streams.get_mut(at)?.next())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || text.len() > 64 {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
