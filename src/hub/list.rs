//! Lists: everything that a seat can look at in windows, each declared once.
//!
//! A list says where its rows come from, which columns it has and in what order it can be read without reading all of it.
//! From that follow, for every list alike: windows of bounded cost, filters, orders, totals, exports.

pub mod called;
pub mod cell;
pub mod column;
mod counts;
pub mod filter;
mod journal;
mod matters;
mod money;
pub(super) mod names;
mod range;
mod registers;
mod row;
mod small;
mod source;
mod systems;
mod window;

use serde::{Deserialize, Serialize};

use crate::domain::law::code::{PartyCode, PoolCode, SystemCode};
use crate::domain::law::matter::MatterKind;
use crate::domain::law::naming::Names;
use crate::domain::record::RecordKind;

use column::Column;
use filter::Filter;

pub use counts::{DUTY_POSTS, count_duties, counted_days, days_of_mine};
pub use registers::REGISTERS;
pub use row::{Row, RowOf};
pub use window::look;

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Duties of my party at my posts.
    Mine,
    /// Duties of a party.
    Party(PartyCode),
    /// Late duties that I may see.
    Late,
    /// Duties due today that I may see.
    Today,
    /// Every open duty that I may see.
    Open,
    /// Matters that I may see, by number.
    Matters(Option<MatterKind>),
    /// The journal, as far as I may see it.
    Journal,
    /// The rulings.
    Rulings,
    /// The special days of a year, behind the notices that wait for their second signature.
    Calendar(i32),
    /// The Measures: until when, what befell them, their articles.
    Measures,
    /// A register.
    Register(RecordKind),
    /// The systems that have resources from a pool.
    SystemsIn(PoolCode),
    /// The resources of a system from a pool.
    ResourcesOf {
        /// The pool.
        pool: PoolCode,
        /// The system.
        system: SystemCode,
    },
}

impl List {
    /// The list that it is a part of, with the key that its row has there; none of a list that stands for itself.
    #[must_use]
    pub fn above(&self) -> Option<(Self, String)> {
        match self {
            Self::SystemsIn(pool) => Some((Self::Register(RecordKind::Pool), pool.to_string())),
            Self::ResourcesOf { pool, system } => {
                Some((Self::SystemsIn(pool.clone()), system.to_string()))
            }
            Self::Mine
            | Self::Party(_)
            | Self::Late
            | Self::Today
            | Self::Open
            | Self::Matters(_)
            | Self::Journal
            | Self::Rulings
            | Self::Calendar(_)
            | Self::Measures
            | Self::Register(_) => None,
        }
    }

    /// Whether its rows are duties.
    #[must_use]
    pub const fn is_of_duties(&self) -> bool {
        match self {
            Self::Mine | Self::Party(_) | Self::Late | Self::Today | Self::Open => true,
            Self::Matters(_)
            | Self::Journal
            | Self::Rulings
            | Self::Calendar(_)
            | Self::Measures
            | Self::Register(_)
            | Self::SystemsIn(_)
            | Self::ResourcesOf { .. } => false,
        }
    }

    /// Whether its rows are matters, or duties on them.
    #[must_use]
    pub const fn is_of_matters(&self) -> bool {
        self.is_of_duties() || matches!(self, Self::Matters(_))
    }

    /// Its columns, those that are shown unless others are chosen first.
    #[must_use]
    pub fn columns(&self) -> &'static [Column] {
        match self {
            Self::Mine | Self::Party(_) | Self::Late | Self::Today | Self::Open => matters::DUTIES,
            Self::Matters(_) => matters::MATTERS,
            Self::Journal => journal::COLUMNS,
            Self::Rulings => small::RULINGS,
            Self::Calendar(_) => small::CALENDAR,
            Self::Measures => small::MEASURES,
            Self::Register(kind) => registers::columns(*kind),
            Self::SystemsIn(_) => systems::COLUMNS,
            Self::ResourcesOf { .. } => registers::RESOURCES_OF_ONE,
        }
    }

    /// How many of its columns are shown unless others are chosen.
    #[must_use]
    pub fn shown(&self) -> &'static [Column] {
        let columns = self.columns();
        let usual = match self {
            Self::Mine | Self::Party(_) | Self::Late | Self::Today | Self::Open => {
                matters::DUTIES_SHOWN
            }
            Self::Matters(_) => matters::MATTERS_SHOWN,
            Self::Journal => journal::SHOWN,
            Self::Rulings => small::RULINGS_SHOWN,
            Self::Calendar(_) | Self::Measures => small::SHOWN,
            Self::Register(kind) => registers::shown(*kind),
            Self::SystemsIn(_) => systems::COLUMNS.len(),
            Self::ResourcesOf { .. } => registers::SHOWN_OF_ONE,
        };
        columns.get(..usual).unwrap_or(columns)
    }

    /// The columns by which it can be ordered.
    #[must_use]
    pub fn orders(&self) -> Vec<Column> {
        let columns = self.columns().iter().copied();
        columns.filter(|column| column.is_searched()).collect()
    }

    /// The column by which it is kept in order, so that it is read in that order at any length.
    #[must_use]
    pub fn kept_by(&self) -> Column {
        match self {
            Self::Mine | Self::Party(_) | Self::Late | Self::Today | Self::Open => Column::Due,
            Self::Matters(_) => Column::Matter,
            Self::Journal => Column::Seq,
            Self::Rulings => Column::Ruling,
            Self::Calendar(_) => Column::Day,
            Self::Measures => Column::Article,
            Self::Register(kind) => registers::kept_by(*kind),
            Self::SystemsIn(_) => Column::Code,
            Self::ResourcesOf { .. } => registers::kept_by(RecordKind::Resource),
        }
    }

    /// Which way it is read unless the other is asked for: the most urgent duty, the newest matter and entry first.
    #[must_use]
    pub const fn usual_order(&self) -> Order {
        match self {
            Self::Matters(_) | Self::Journal => Order::Descending,
            Self::Mine
            | Self::Party(_)
            | Self::Late
            | Self::Today
            | Self::Open
            | Self::Rulings
            | Self::Calendar(_)
            | Self::Measures
            | Self::Register(_)
            | Self::SystemsIn(_)
            | Self::ResourcesOf { .. } => Order::Ascending,
        }
    }
}

/// The place of an entry in the journal, as a row's key.
#[must_use]
pub fn place_of_entry(seq: u64) -> String {
    range::hex(&seq.to_be_bytes())
}

/// The place of a record in a list of records by their keys, as a row's key.
#[must_use]
pub fn place_of_record(key: &str) -> String {
    range::hex(key.as_bytes())
}

/// Which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Soonest, or oldest, first.
    #[default]
    Ascending,
    /// Latest, or newest, first.
    Descending,
}

impl Order {
    /// The other way.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// A window of a list around an anchor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The list.
    pub list: List,
    /// Its columns, in the order of the cells; none are those that are usually shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// By which column it is ordered; none is the one by which it is kept. By another one a list can be ordered while it
    /// is not longer than [`SORT_LIMIT`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Column>,
    /// Which way; none is the usual one of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// The row to stand on, as a row's `key`; none is the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// Where the anchor stood, from 0: where a list is ordered by a column of its rows and the anchor's row is gone, the
    /// one that stands there now takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// Rows before it.
    #[serde(default)]
    pub before: u16,
    /// Rows from it on.
    pub after: u16,
    /// Only rows in which all of its words are found; then `before` is not used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
    /// The version seen last; the answer is `unchanged` if nothing was written, and nobody took or gave up a matter,
    /// since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

impl Look {
    /// The first rows of a list.
    #[must_use]
    pub fn at(list: List, after: u16) -> Self {
        Self {
            list,
            columns: Vec::new(),
            by: None,
            order: None,
            anchor: None,
            position: None,
            before: 0,
            after,
            filter: None,
            version: None,
        }
    }

    /// The columns of its answer.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        if self.columns.is_empty() {
            self.list.shown()
        } else {
            &self.columns
        }
    }

    /// By which column it is ordered.
    #[must_use]
    pub fn by(&self) -> Column {
        self.by.unwrap_or_else(|| self.list.kept_by())
    }

    /// Which way it is read.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order.unwrap_or_else(|| self.list.usual_order())
    }
}

/// The most rows of a list that is ordered by another column than the one by which it is kept.
pub const SORT_LIMIT: usize = 2_000;
/// The most bytes of the rows of one window, about.
pub const WINDOW_BYTES: usize = 256 << 10;

/// What is to be said of a list as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Of a calendar.
    Calendar {
        /// The year.
        year: i32,
        /// The edition in force.
        edition: u32,
        /// Whether the year's notice is published.
        published: bool,
    },
    /// Of the Measures.
    Measures {
        /// Whether their official text is loaded.
        loaded: bool,
    },
    /// What the resources of a list come to in the present cycle, if they are used to its end.
    Billed {
        /// Those that have an amount, in fen.
        fen: u64,
        /// How many have a day without a price, and no amount for that.
        unpriced: u32,
    },
}

impl About {
    /// Whether it is the sum of what the rows say.
    #[must_use]
    pub const fn is_sum(self) -> bool {
        match self {
            Self::Billed { .. } => true,
            Self::Calendar { .. } | Self::Measures { .. } => false,
        }
    }
}

/// A window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// What the cells of the rows say.
    pub columns: Vec<Column>,
    /// The rows in order.
    pub rows: Vec<Row>,
    /// Where the anchor's row stands among them.
    pub anchor: usize,
    /// Where the first of them stands in the whole list, from 0; none in the middle of a long one.
    pub position: Option<u64>,
    /// Whether nothing comes before the first.
    pub at_start: bool,
    /// Whether nothing comes after the last.
    pub at_end: bool,
    /// The place from which to go on, as the anchor of the next look; none at the end.
    pub resume: Option<String>,
    /// Rows read for it.
    pub scanned: u64,
    /// Rows of the whole list, without the filter.
    pub total: u64,
    /// Whether there are more than `total` says: the list has no counter and is longer than what was counted.
    #[serde(default)]
    pub more: bool,
    /// What is to be said of the list as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The names of the party, the pool and the system that it is the list of.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The last entry of the journal that it shows.
    pub seq: u64,
    /// The version of this answer.
    pub version: u64,
}
