//! Matters and duties as rows.

use std::collections::HashMap;
use std::ops::Bound;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::law::authority::lacking;
use crate::domain::law::block::{Block, hits};
use crate::domain::law::clock::{Remaining, civil_date, remaining};
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::{Duty, DutyKey};
use crate::domain::law::matter::{Head, Matter, MatterId, MatterKind, Role};
use crate::domain::law::party::{Actor, PartyKind, Person};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys;
use crate::ledger::register;
use crate::ledger::row::{self, Brief};

use super::cell::{Cell, Mark, Term};
use super::column::Column;
use super::counts::{self, DUTY_POSTS, my_posts};
use super::filter::{Ready, Wanted};
use super::money;
use super::names::NameBook;
use super::range::{Range, day_range, hex, next_merged, stream};
use super::source::{Places, Source, Total};
use super::{List, Row, RowOf};

/// The columns of a list of duties.
pub(super) const DUTIES: &[Column] = &[
    Column::Due,
    Column::Left,
    Column::Matter,
    Column::Title,
    Column::Duty,
    Column::Unit,
    Column::Delay,
    Column::Basis,
    Column::Stage,
    Column::Party,
    Column::Post,
    Column::Deadline,
];

/// How many of them are shown unless others are chosen: those up to the unit, which comes last because a unit's own lists
/// go without it.
pub(super) const DUTIES_SHOWN: usize = 6;

/// The columns of a list of matters; its duty is the most urgent one.
pub(super) const MATTERS: &[Column] = &[
    Column::Due,
    Column::Left,
    Column::Matter,
    Column::Title,
    Column::Stage,
    Column::Unit,
    Column::Duty,
    Column::Basis,
    Column::Party,
    Column::Post,
    Column::Deadline,
    Column::Operator,
    Column::Billed,
];

/// How many of them are shown unless others are chosen: those up to the unit.
pub(super) const MATTERS_SHOWN: usize = 6;

/// A list of matters or duties, resolved for one actor.
pub(super) struct Matters<'s> {
    snapshot: &'s Snapshot,
    actor: &'s Actor,
    now: DateTime<Utc>,
    list: &'s List,
    names: NameBook<'s>,
    people: HashMap<PartyCode, Vec<Person>>,
    /// Whether a word of the filter stands in the name of an owner, by word and owner.
    owners: HashMap<(usize, String), bool>,
    /// Every block that has not ended: read once, so that no row looks one up.
    blocks: Vec<Block>,
    ranges: Vec<Range>,
    /// Where what is barred from the list stands under the same tails.
    barred: Vec<Vec<u8>>,
}

impl<'s> Matters<'s> {
    pub(super) fn new(
        snapshot: &'s Snapshot,
        actor: &'s Actor,
        now: DateTime<Utc>,
        list: &'s List,
    ) -> Result<Self, LedgerError> {
        Ok(Self {
            snapshot,
            actor,
            now,
            names: NameBook::new(snapshot),
            people: HashMap::new(),
            owners: HashMap::new(),
            blocks: register::open_blocks(&snapshot.tables.register, civil_date(now))?,
            ranges: ranges(actor, list, civil_date(now)),
            barred: match list {
                List::Mine => my_posts(actor)
                    .map(|post| keys::barred(&actor.person, &actor.party, post))
                    .collect(),
                List::Party(_)
                | List::Late
                | List::Today
                | List::Open
                | List::Matters(_)
                | List::Journal
                | List::Rulings
                | List::Calendar(_)
                | List::Measures
                | List::Register(_)
                | List::SystemsIn(_)
                | List::ResourcesOf { .. } => vec![],
            },
            list,
        })
    }

    fn is_of_duties(&self) -> bool {
        self.list.is_of_duties()
    }

    /// The matter that a place stands for, and in lists of duties which one.
    fn read_place(&self, place: &[u8]) -> Option<(MatterId, Option<DutyKey>)> {
        if self.is_of_duties() {
            keys::read_duty_tail(place).map(|(id, key)| (id, Some(key)))
        } else {
            Some((keys::read_matter_tail(place)?, None))
        }
    }

    /// The duty that a row is about: a matter's is its most urgent one.
    fn duty_of(head: &Head, key: Option<DutyKey>) -> Option<&Duty> {
        match key {
            Some(key) => head.duty(key),
            None => head.duties.iter().min_by_key(|duty| duty.deadline.ends_at),
        }
    }

    /// Who can act for a party; read once for all rows of a window.
    fn people(&mut self, party: &PartyCode) -> Result<&[Person], LedgerError> {
        if !self.people.contains_key(party) {
            let people = register::people(&self.snapshot.tables.register, party)?;
            self.people.insert(party.clone(), people);
        }
        Ok(self.people.get(party).map_or(&[], Vec::as_slice))
    }

    fn marks(
        &mut self,
        head: &Head,
        whole: Option<&Matter>,
        duty: Option<(&Duty, Remaining)>,
    ) -> Result<Vec<Mark>, LedgerError> {
        let mut marks = Vec::new();
        if let Some((duty, left)) = duty {
            if left.late {
                marks.push(Mark::Late);
            } else if left.days == 0 || left.undetermined {
                marks.push(Mark::Today);
            }
            if duty.party == self.actor.party && self.actor.holds(duty.post) {
                marks.push(Mark::Mine);
            }
            if lacking(head, duty, self.people(&duty.party)?).is_some() {
                marks.push(Mark::Nobody);
            }
            if whole.is_some_and(|matter| hits(&self.blocks, matter, duty, self.now)) {
                marks.push(Mark::Blocked);
            }
        }
        if !head.holds.is_empty() {
            marks.push(Mark::Held);
        }
        Ok(marks)
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a list is asked for its own columns only, which its declaration names"
    )]
    fn cell(
        &mut self,
        column: Column,
        head: &Head,
        owed: Option<(&Duty, Remaining)>,
    ) -> Result<Cell, LedgerError> {
        let duty = owed.map(|(duty, _)| duty);
        let of_duty = |cell: &dyn Fn(&Duty) -> Cell| duty.map_or(Cell::Nothing, cell);
        Ok(match column {
            Column::Due => of_duty(&|duty| Cell::Due {
                day: duty.deadline.due(),
                provisional: duty.deadline.provisional,
            }),
            Column::Left => owed.map_or(Cell::Nothing, |(_, left)| Cell::Left(left)),
            Column::Deadline => of_duty(&|duty| Cell::Deadline(Box::new(duty.deadline.clone()))),
            Column::Matter => Cell::Matter(head.id),
            Column::Title => Cell::text(&head.title),
            Column::Unit => match head.owner() {
                Some(party) => self.names.party(party)?,
                None => Cell::Nothing,
            },
            Column::Stage => Cell::Term(Term::Stage(head.stage)),
            Column::Duty => of_duty(&|duty| Cell::Duty(duty.key)),
            Column::Party => match duty {
                Some(duty) => self.names.party(&duty.party)?,
                None => Cell::Nothing,
            },
            Column::Operator => match head.party(Role::Operator) {
                Some(operator) => self.names.party(operator)?,
                None => Cell::Nothing,
            },
            Column::Post => of_duty(&|duty| Cell::Term(Term::Post(duty.post))),
            Column::Basis => of_duty(&|duty| Cell::Basis(duty.article)),
            _ => Cell::Nothing,
        })
    }

    /// Whether a word stands in what the beginning of a matter's row has.
    fn is_in_brief(
        &mut self,
        (number, word): (usize, &Ready),
        brief: &Brief,
        due: Option<(NaiveDate, DutyKey)>,
    ) -> Result<bool, LedgerError> {
        if word.is_in_text(brief.title)
            || word.is_in_number(brief.id)
            || (due.is_none() && word.names(Term::Stage(brief.stage)))
        {
            return Ok(true);
        }
        if due.is_some_and(|(day, key)| word.names(Term::Duty(key.kind)) || word.is_day(day)) {
            return Ok(true);
        }
        let Some(whose) = brief.owner() else {
            return Ok(false);
        };
        let owner = (number, whose.to_owned());
        if let Some(known) = self.owners.get(&owner) {
            return Ok(*known);
        }
        let found = word.is_in(&self.names.party(&PartyCode::new(whose))?);
        self.owners.insert(owner, found);
        Ok(found)
    }
}

impl<'s> Source<'s> for Matters<'s> {
    fn places(
        &mut self,
        from: &Bound<Vec<u8>>,
        backwards: bool,
    ) -> Result<Places<'s>, LedgerError> {
        let of_matters = !self.is_of_duties();
        let table = if of_matters && self.actor.kind.sees_all() {
            &self.snapshot.tables.matters
        } else {
            &self.snapshot.tables.index
        };
        let mut streams = self
            .ranges
            .iter()
            .map(|range| stream(table, range, from, backwards, of_matters))
            .collect::<Result<Vec<_>, _>>()?;
        let index = &self.snapshot.tables.index;
        let barred = self.barred.clone();
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
        let merged = std::iter::from_fn(move || next_merged(&mut streams, backwards));
        Ok(Box::new(merged.filter_map(move |tail| {
            match is_open(&tail) {
                Ok(true) => Some(tail),
                Ok(false) => None,
                Err(error) => Some(Err(error)),
            }
        })))
    }

    fn row(&mut self, place: &[u8], columns: &[Column]) -> Result<Option<Row>, LedgerError> {
        let Some((id, key)) = self.read_place(place) else {
            return Ok(None);
        };
        let table = &self.snapshot.tables.matters;
        let Some(row) = table.get(keys::matter(id).as_slice())? else {
            return Ok(None);
        };
        let head = row::read_head(row.value())?;
        if !head.is_seen_by(self.actor) {
            return Ok(None);
        }
        let duty = Self::duty_of(&head, key);
        // What a block would stop stands in the body, which is read only while there are any and something is owed.
        let of_body = duty.is_some() && !self.blocks.is_empty();
        let of_money = columns.iter().any(|column| money::is_of_money(*column));
        let whole = (of_body || of_money)
            .then(|| row::read(row.value()))
            .transpose()?;
        // A duty whose end is provisional is not late (R43).
        if *self.list == List::Late && duty.is_some_and(|duty| !duty.deadline.convicts()) {
            return Ok(None);
        }
        // Counted once for the cell and the marks: it goes through the calendar day by day.
        let calendar = &self.snapshot.facts.calendar;
        let owed = duty.map(|duty| (duty, remaining(calendar, &duty.deadline, self.now)));
        let (matter, version) = (head.id, head.version);
        let of = match key {
            Some(duty) => RowOf::Duty {
                matter,
                version,
                duty,
            },
            None => RowOf::Matter { matter, version },
        };
        let cells = columns
            .iter()
            .map(|column| match (column, &whole) {
                (Column::Delay, Some(matter)) => {
                    money::delay(self.snapshot, matter, duty, civil_date(self.now))
                }
                (Column::Billed, Some(matter)) => {
                    money::billed(self.snapshot, self.actor, matter, civil_date(self.now))
                }
                _ => self.cell(*column, &head, owed),
            })
            .collect::<Result<_, _>>()?;
        Ok(Some(Row {
            key: hex(place),
            of,
            cells,
            marks: self.marks(&head, whole.as_ref(), owed)?,
            waits: None,
            // The ledger does not know it; the caller, who asked for the window, fills it in.
            claim: None,
        }))
    }

    /// Of a row only what a word may stand in is read; whole are read those that may hold what their beginning does not.
    fn found(
        &mut self,
        place: &[u8],
        wanted: &Wanted,
        columns: &[Column],
    ) -> Result<Option<Row>, LedgerError> {
        let Some((id, key)) = self.read_place(place) else {
            return Ok(None);
        };
        let table = &self.snapshot.tables.matters;
        let Some(row) = table.get(keys::matter(id).as_slice())? else {
            return Ok(None);
        };
        let brief = Brief::read(row.value())?;
        if !self.actor.clockwork
            && !self.actor.kind.sees_all()
            && !brief.concerns(&self.actor.party)
        {
            return Ok(None);
        }
        let due = key.and_then(|key| Some((day_of(place)?, key)));
        let usual = self.list.shown();
        let has_usual = usual.iter().all(|column| columns.contains(column));
        let is_usual = has_usual && columns.iter().all(|column| usual.contains(column));
        // Whether a duty's end is sure stands further on in its matter's row; and where other columns are shown than the
        // usual ones, what its beginning has need not be among them.
        let mut more = *self.list == List::Late || !is_usual;
        for word in wanted.words().iter().enumerate().filter(|_| is_usual) {
            if self.is_in_brief(word, &brief, due)? {
                continue;
            }
            // The due day of a matter's most urgent duty stands further on as well.
            let may_stand_further_on =
                word.1.asks_for_more() || (due.is_none() && word.1.may_be_a_day());
            if !may_stand_further_on {
                return Ok(None);
            }
            more = true;
        }
        // The article of a duty is told under the list, and so it is found though it is no column of it.
        let mut searched = columns.to_vec();
        if more && is_usual && self.is_of_duties() && !columns.contains(&Column::Basis) {
            searched.push(Column::Basis);
        }
        let row = self.row(place, &searched)?;
        let mut row = row.filter(|row| !more || wanted.is_in_row(row, &searched));
        if let Some(row) = &mut row {
            row.cells.truncate(columns.len());
        }
        Ok(row)
    }

    fn is_there(&mut self, place: &[u8]) -> Result<bool, LedgerError> {
        // Only what is late has places of what is not: those whose end is not sure.
        Ok(*self.list != List::Late || self.row(place, &[])?.is_some())
    }

    fn total(&mut self) -> Result<Total, LedgerError> {
        let count = counts::total(self.snapshot, self.actor, self.list, self.now)?;
        Ok(Total { count, more: false })
    }
}

/// The day on which the deadline of a place of duties ends.
fn day_of(place: &[u8]) -> Option<NaiveDate> {
    let minute = u32::from_be_bytes(place.get(..4)?.try_into().ok()?);
    let instant = DateTime::from_timestamp(i64::from(minute) * 60, 0)?;
    Some(civil_date(instant))
}

fn ranges(actor: &Actor, list: &List, today: NaiveDate) -> Vec<Range> {
    let all = |low: Option<NaiveDate>, high: Option<NaiveDate>| {
        if actor.kind.sees_all() {
            vec![day_range(&keys::list(keys::List::Due), low, high)]
        } else {
            duties_of(&actor.party, low, high)
        }
    };
    match list {
        // Audit owes nothing on matters; its list is what was reported to it.
        List::Mine if actor.kind == PartyKind::Audit => {
            vec![day_range(&keys::list(keys::List::Audit), None, None)]
        }
        List::Mine => my_posts(actor)
            .map(|post| day_range(&keys::party_due(&actor.party, post), None, None))
            .collect(),
        List::Party(party) if actor.kind.sees_all() || *party == actor.party => {
            duties_of(party, None, None)
        }
        List::Late => all(None, Some(today)),
        List::Today => all(Some(today), today.succ_opt()),
        List::Open => all(None, None),
        List::Matters(kind) => matters_of(actor, *kind),
        List::Party(_)
        | List::Journal
        | List::Rulings
        | List::Calendar(_)
        | List::Measures
        | List::Register(_)
        | List::SystemsIn(_)
        | List::ResourcesOf { .. } => vec![],
    }
}

fn duties_of(party: &PartyCode, low: Option<NaiveDate>, high: Option<NaiveDate>) -> Vec<Range> {
    DUTY_POSTS
        .iter()
        .map(|post| day_range(&keys::party_due(party, *post), low, high))
        .collect()
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

/// The matters of a party that were opened last, the newest first.
pub(super) fn newest_matters(
    snapshot: &Snapshot,
    actor: &Actor,
    count: usize,
) -> Result<Vec<MatterId>, LedgerError> {
    let list = List::Matters(None);
    let mut source = Matters::new(snapshot, actor, DateTime::UNIX_EPOCH, &list)?;
    let places = source.places(&Bound::Unbounded, true)?.take(count);
    let ids = places.map(|place| Ok(keys::read_matter_tail(&place?)));
    Ok(ids
        .collect::<Result<Vec<_>, LedgerError>>()?
        .into_iter()
        .flatten()
        .collect())
}
