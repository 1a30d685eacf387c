//! The lists that are short by nature, and read whole: the rulings, a year's calendar, the Measures.

use std::ops::Bound;

use chrono::{DateTime, Utc};

use crate::domain::law::article::{ARTICLE_COUNT, ArticleText};
use crate::domain::law::calendar::NoticeProposal;
use crate::domain::law::clock::civil_date;
use crate::domain::law::party::Actor;
use crate::domain::law::ruling::{Proposal, RulingId, parameters};
use crate::domain::law::validity::{MeasuresGround, validity};
use crate::domain::record::{RecordKind, Registered};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

use super::cell::{Cell, Mark, SentenceOf, Status, Term};
use super::column::Column;
use super::names::NameBook;
use super::range::hex;
use super::source::{Places, Source, Total};
use super::{About, Row, RowOf};
use crate::hub::seen::Viewer;

/// The columns of the rulings.
pub(super) const RULINGS: &[Column] = &[
    Column::Ruling,
    Column::Question,
    Column::Values,
    Column::State,
    Column::Since,
];
/// The columns of a calendar.
pub(super) const CALENDAR: &[Column] = &[Column::Day, Column::DayKind, Column::Name];
/// The columns of the Measures.
pub(super) const MEASURES: &[Column] = &[Column::Article, Column::Question];

/// How many columns of the rulings are shown unless others are chosen.
pub(super) const RULINGS_SHOWN: usize = 4;
/// How many of the other lists: all that they have.
pub(super) const SHOWN: usize = 3;

/// Rows that were read whole, each with all of its list's columns.
pub(super) struct Small {
    columns: &'static [Column],
    rows: Vec<Row>,
    about: Option<About>,
}

/// A row still without its place.
fn row(of: RowOf, cells: Vec<Cell>) -> Row {
    Row {
        key: String::new(),
        of,
        cells,
        marks: Vec::new(),
        waits: None,
        claim: None,
    }
}

/// A row that waits for its second signature.
fn waiting(row: Row, number: u32) -> Row {
    Row {
        marks: vec![Mark::Waits],
        waits: Some(number),
        ..row
    }
}

impl Small {
    fn new(columns: &'static [Column], rows: Vec<Row>) -> Self {
        let placed = (0u32..).zip(rows).map(|(place, row)| Row {
            key: hex(&place.to_be_bytes()),
            ..row
        });
        Self {
            columns,
            rows: placed.collect(),
            about: None,
        }
    }

    /// Every ruling with what holds today: as the domain has it, as somebody signed it, or as somebody proposed it.
    pub(super) fn rulings(snapshot: &Snapshot, now: DateTime<Utc>) -> Result<Self, LedgerError> {
        let today = civil_date(now);
        let mut names = NameBook::new(snapshot);
        let proposals: Vec<Proposal> = register::all(&snapshot.tables.register)?;
        let mut of = |id: RulingId| {
            let about = proposals.iter().filter(|one| one.ruling.id == id);
            let waits = about.clone().filter(|one| one.ruling.signed_by.is_none());
            let signed = about.filter(|one| one.ruling.signed_by.is_some());
            let days: Vec<_> = signed.map(|one| one.ruling.effective).collect();
            // What is still to come is told before what holds already: it is what there is to prepare for.
            let coming = days.iter().filter(|day| **day > today).min();
            let since = coming.or(days.iter().max()).copied();
            let waits = waits.map(|one| one.number).next_back();
            let state = match (waits, coming, since) {
                (Some(_), _, _) => Status::ToSign,
                (None, Some(_), _) => Status::ToCome,
                (None, None, Some(_)) => Status::InForce,
                (None, None, None) => Status::Usual,
            };
            let book = &snapshot.facts.rulings;
            let values = parameters(id).iter();
            let values = values.map(|known| book.value(id, known.name, today, &[]));
            let cells = vec![
                Cell::code(&id),
                Cell::Term(Term::Ruling(id)),
                names.sentence(SentenceOf::Ruled(values.collect()))?,
                Cell::status(state),
                since.map_or(Cell::Nothing, Cell::Day),
            ];
            let row = row(RowOf::Ruling(id), cells);
            Ok::<_, LedgerError>(match waits {
                Some(number) => waiting(row, number),
                None => row,
            })
        };
        let rows = RulingId::all().map(&mut of).collect::<Result<_, _>>()?;
        Ok(Self::new(RULINGS, rows))
    }

    /// The notices of a year that wait, then its special days.
    pub(super) fn calendar(snapshot: &Snapshot, year: i32) -> Result<Self, LedgerError> {
        let mut notices: Vec<NoticeProposal> = register::all(&snapshot.tables.register)?;
        notices.retain(|one| one.notice.year == year && one.signed_by.is_none());
        let mut names = NameBook::new(snapshot);
        let mut rows = Vec::new();
        for one in notices {
            let of = RowOf::Record {
                kind: RecordKind::NoticeProposal,
                key: one.key(),
            };
            let first = one.notice.days.first().map(|day| day.date);
            let cells = vec![
                first.map_or(Cell::Nothing, Cell::Day),
                Cell::status(Status::Notice),
                names.sentence(SentenceOf::Proposal {
                    number: one.number,
                    by: one.proposed_by.clone(),
                    days: one.notice.days.len(),
                })?,
            ];
            rows.push(waiting(row(of, cells), one.number));
        }
        let days = snapshot.facts.calendar.special_days(year).map(|day| {
            let kind = if day.off {
                Status::DayOff
            } else {
                Status::WorkedDay
            };
            let cells = vec![
                Cell::Day(day.date),
                Cell::status(kind),
                Cell::Holiday(day.name.clone()),
            ];
            row(RowOf::Day(day.date), cells)
        });
        let calendar = &snapshot.facts.calendar;
        let about = About::Calendar {
            year,
            edition: calendar.edition(),
            published: calendar.covered().any(|covered| covered == year),
        };
        Ok(Self {
            about: Some(about),
            ..Self::new(CALENDAR, rows.into_iter().chain(days).collect())
        })
    }

    /// Until when the Measures are in force, what befell them, the grounds after their end, their articles.
    pub(super) fn measures(
        snapshot: &Snapshot,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Self, LedgerError> {
        let facts = &snapshot.facts;
        let found = validity(&facts.rulings, &facts.measures, civil_date(now));
        let mut names = NameBook::new(snapshot);
        let mut until = row(
            RowOf::Validity,
            vec![
                Cell::status(Status::Validity),
                names.sentence(SentenceOf::Validity(found.clone()))?,
            ],
        );
        if found.warns {
            until.marks.push(Mark::Today);
        }
        let mut rows = vec![until];
        for change in &facts.measures {
            let of = RowOf::Record {
                kind: RecordKind::MeasuresChange,
                key: change.key(),
            };
            let cells = vec![
                Cell::Term(Term::Change(change.change)),
                names.sentence(SentenceOf::Change(change.clone()))?,
            ];
            rows.push(match change.signed_by {
                Some(_) => row(of, cells),
                None => waiting(row(of, cells), change.number),
            });
        }
        let grounds: Vec<MeasuresGround> = register::all(&snapshot.tables.register)?;
        let viewer = Viewer { snapshot, actor };
        for ground in grounds.iter().filter(|given| viewer.may_know_ground(given)) {
            let of = RowOf::Record {
                kind: RecordKind::MeasuresGround,
                key: ground.key(),
            };
            let cells = vec![
                Cell::status(Status::GroundAfterEnd),
                names.sentence(SentenceOf::Ground(ground.clone()))?,
            ];
            rows.push(row(of, cells));
        }
        let articles = (1..=ARTICLE_COUNT).map(|number| {
            let article = crate::domain::law::article::article(number);
            let cells = vec![Cell::Basis(article), Cell::Term(Term::Article(number))];
            row(RowOf::Article(number), cells)
        });
        rows.extend(articles);
        let texts: Vec<ArticleText> = register::all(&snapshot.tables.register)?;
        let about = About::Measures {
            loaded: !texts.is_empty(),
        };
        Ok(Self {
            about: Some(about),
            ..Self::new(MEASURES, rows)
        })
    }

    fn at(&self, place: &[u8]) -> Option<&Row> {
        let at = u32::from_be_bytes(place.try_into().ok()?);
        self.rows.get(usize::try_from(at).ok()?)
    }
}

impl<'s> Source<'s> for Small {
    fn places(
        &mut self,
        from: &Bound<Vec<u8>>,
        backwards: bool,
    ) -> Result<Places<'s>, LedgerError> {
        let count = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let from = from.clone();
        let is_beyond = move |place: &Vec<u8>| match (&from, backwards) {
            (Bound::Unbounded, _) => true,
            (Bound::Included(from), false) => place >= from,
            (Bound::Excluded(from), false) => place > from,
            (Bound::Included(from), true) => place <= from,
            (Bound::Excluded(from), true) => place < from,
        };
        let all = (0..count).map(|place| place.to_be_bytes().to_vec());
        Ok(if backwards {
            Box::new(all.rev().filter(is_beyond).map(Ok))
        } else {
            Box::new(all.filter(is_beyond).map(Ok))
        })
    }

    fn row(&mut self, place: &[u8], columns: &[Column]) -> Result<Option<Row>, LedgerError> {
        let of = |row: &Row| {
            let cell = |column: &Column| {
                let at = self.columns.iter().position(|known| known == column);
                at.and_then(|at| row.cells.get(at).cloned())
            };
            Row {
                cells: columns
                    .iter()
                    .map(|column| cell(column).unwrap_or_default())
                    .collect(),
                ..row.clone()
            }
        };
        Ok(self.at(place).map(of))
    }

    fn about(&mut self) -> Result<Option<About>, LedgerError> {
        Ok(self.about)
    }

    fn total(&mut self) -> Result<Total, LedgerError> {
        Ok(Total {
            count: u64::try_from(self.rows.len()).unwrap_or(u64::MAX),
            more: false,
        })
    }
}
