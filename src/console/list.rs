//! A list on the screen: a window of rows around the selection, whatever the length of the list behind it.

mod asking;
mod drawing;
mod home;
mod layout;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use chrono::NaiveDate;
use ratatui::layout::Position;

use crate::domain::law::matter::MatterId;
use crate::domain::law::naming::Names;
use crate::hub::list::About;
use crate::hub::list::column::Column;
use crate::hub::request::{List, MANY_LIMIT, Order, Row, SavedView};

use super::action::Action;
use super::draw::UNDRAWN_PAGE;
use super::fresh::Fresh;
use super::pointer::{Pointed, Spots, Turn};
use super::shortcut::RINGING;

pub use home::home;

/// Rows asked for on either side of the selection.
const REACH: u16 = 100;
/// And from another machine, where every row has to come over a line.
const REACH_AFAR: u16 = 25;
/// Rows that a filter gathers before it rests.
const FOUND_LIMIT: usize = 500;

/// Which answer is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    Nothing,
    /// A window around the selection.
    Window(u64),
    /// A window read from the end backwards.
    End(u64),
    /// The next slice of a filtered list.
    Slice(u64),
}

/// A list with what is loaded of it.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent fact of the window"
)]
pub struct Listing {
    /// The list.
    pub list: List,
    /// What it is called, where that is not its own name: a party's, or that of a saved view.
    pub called: Option<String>,
    /// The name of the party that it is the list of.
    names: Names,
    /// The columns that were chosen; none are the usual ones.
    pub columns: Vec<Column>,
    /// By which column it is ordered; none is the one by which it is kept.
    pub by: Option<Column>,
    order: Order,
    /// The text that rows are filtered by, while it is typed and after.
    pub filter: Option<String>,
    /// Whether the filter is being typed.
    pub typing: bool,
    rows: Vec<Row>,
    selected: usize,
    top: usize,
    /// How many rows were drawn last.
    height: usize,
    spots: Spots,
    /// Where the first of the rows stands in the list, if that is known.
    first: Option<u64>,
    at_start: bool,
    at_end: bool,
    resume: Option<String>,
    scanned: u64,
    total: u64,
    /// Whether there are more than the total says.
    more: bool,
    /// What is to be said of the list as a whole.
    about: Option<About>,
    loaded: bool,
    wait: Wait,
    stale: bool,
    /// Around which row a window was asked for last: where rows are large, or an answer failed, asking again around the
    /// same would bring the same, for ever.
    around: Option<String>,
    /// The rows marked for a bulk act, with the versions seen.
    pub marked: BTreeMap<MatterId, u32>,
    /// What is new, for a moment.
    pub fresh: Fresh,
    /// The rows of a filtered list that is being read again, until they can take the place of those shown.
    again: Option<Vec<Row>>,
    /// Whether whoever looks only keeps registers, and has no duties to wait for.
    pub is_keepers: bool,
    /// Whether whoever looks is a unit, to which every matter that it sees belongs.
    pub is_units: bool,
    /// Whether whoever looks may apply for resources.
    pub may_apply: bool,
    /// Whether it stands on the page of resources.
    pub is_of_resources: bool,
    /// Whether the hub is on another machine.
    pub is_afar: bool,
    /// The row to stand on when it is read first.
    pub opens_at: Option<String>,
    /// A matter that I opened and that is not among the rows: I stand on it once it is, unless I moved.
    awaited: Option<MatterId>,
    /// The day to stand on when it is read first, or the next one that it has.
    pub opens_on: Option<NaiveDate>,
}

/// The order in which a list is opened where that is not its own: emergencies by what is due on them.
fn proposed_order(list: &List) -> Option<Column> {
    (*list == List::Matters(Some(RINGING))).then_some(Column::Due)
}

impl Listing {
    /// A list, not yet read.
    #[must_use]
    pub fn new(list: List) -> Self {
        let by = proposed_order(&list);
        Self {
            order: by.map_or_else(|| list.usual_order(), |_| Order::Ascending),
            list,
            called: None,
            names: Names::default(),
            columns: Vec::new(),
            by,
            filter: None,
            typing: false,
            rows: Vec::new(),
            selected: 0,
            top: 0,
            height: UNDRAWN_PAGE,
            spots: Spots::default(),
            first: Some(0),
            at_start: true,
            at_end: true,
            resume: None,
            scanned: 0,
            total: 0,
            more: false,
            about: None,
            loaded: false,
            wait: Wait::Nothing,
            stale: true,
            around: None,
            marked: BTreeMap::new(),
            fresh: Fresh::default(),
            again: None,
            is_keepers: false,
            is_units: false,
            may_apply: false,
            is_of_resources: false,
            is_afar: false,
            opens_at: None,
            awaited: None,
            opens_on: None,
        }
    }

    /// Whether the list is too long for the order that was proposed, and is read by its own instead.
    pub fn falls_back(&mut self) -> bool {
        let is_proposed =
            !self.loaded && self.by.is_some() && self.by == proposed_order(&self.list);
        if is_proposed {
            (self.by, self.order) = (None, self.list.usual_order());
            self.restart();
        }
        is_proposed
    }

    /// A list as it was kept.
    #[must_use]
    pub fn of_saved(view: SavedView) -> Self {
        let listing = Self::new(view.list);
        Self {
            order: view.order.unwrap_or(listing.order),
            called: (!view.name.is_empty()).then_some(view.name),
            columns: view.columns,
            by: view.by,
            filter: (!view.filter.is_empty()).then_some(view.filter),
            ..listing
        }
    }

    /// What is shown, under a name.
    #[must_use]
    pub fn saved(&self, name: String) -> SavedView {
        SavedView {
            name,
            list: self.list.clone(),
            columns: self.columns.clone(),
            by: self.by,
            order: Some(self.order),
            filter: self.filter.clone().unwrap_or_default(),
        }
    }

    /// Which way it is ordered.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// Orders by a column; by the one it is ordered by already, the other way.
    pub fn order_by(&mut self, column: Column) {
        let now = self.by.unwrap_or_else(|| self.list.kept_by());
        if now == column {
            self.order = self.order.turned();
        } else {
            self.order = if column == self.list.kept_by() {
                self.list.usual_order()
            } else {
                Order::Ascending
            };
            self.by = (column != self.list.kept_by()).then_some(column);
        }
        self.restart();
    }

    /// Shows a column or leaves it out; the last one stays.
    pub fn toggle(&mut self, column: Column) {
        let mut shown = self.shown().to_vec();
        if let Some(at) = shown.iter().position(|known| *known == column) {
            if shown.len() > 1 {
                shown.remove(at);
            }
        } else {
            // In the order of the list's own columns.
            let all = self.list.columns();
            let place = |one: &Column| all.iter().position(|known| known == one);
            let before = shown
                .iter()
                .filter(|one| place(one) < place(&column))
                .count();
            shown.insert(before, column);
        }
        self.columns = if shown == self.list.shown() {
            Vec::new()
        } else {
            shown
        };
        // Only the columns differ, so the cursor stays on its row.
        self.resume();
    }

    /// The matter that the selected row stands for, with the version seen.
    #[must_use]
    pub fn matter(&self) -> Option<(MatterId, u32)> {
        self.row()?.of.matter()
    }

    /// The rows now loaded, for the fuzzy jump.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Stands on the loaded row of a matter.
    pub fn stand_on(&mut self, id: MatterId) {
        if let Some(at) = self.rows.iter().position(|row| is_of(row, id)) {
            self.selected = at;
            self.awaited = None;
        }
    }

    /// Stands on the row of a matter, now or once there is one.
    pub fn await_row(&mut self, id: MatterId) {
        self.awaited = Some(id);
        self.stand_on(id);
    }

    /// Something was written: look again, staying where I am.
    pub fn touched(&mut self) {
        self.stale = true;
    }

    /// Another list, another filter: begin anew.
    pub fn restart(&mut self) {
        self.rows.clear();
        self.selected = 0;
        self.top = 0;
        self.first = Some(0);
        self.resume = None;
        self.scanned = 0;
        self.loaded = false;
        self.stale = true;
        self.wait = Wait::Nothing;
        self.around = None;
        self.fresh.clear();
        self.again = None;
    }

    /// Shows again what the filter left out.
    pub fn drop_filter(&mut self) {
        self.filter = None;
        self.typing = false;
        self.restart();
    }

    fn reach(&self) -> u16 {
        if self.is_afar { REACH_AFAR } else { REACH }
    }

    /// The filter, if it holds anything.
    fn filtered_by(&self) -> Option<&str> {
        self.filter
            .as_deref()
            .filter(|text| !text.trim().is_empty())
    }

    /// Whether only what holds a text is shown.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.filtered_by().is_some()
    }

    /// What was drawn last is seen now: its marks begin to fade.
    pub fn seen(&mut self, now: Instant) {
        let to = (self.top + self.height).min(self.rows.len());
        self.fresh
            .seen(self.rows.get(self.top..to).unwrap_or_default(), now);
    }

    /// Whether the list was ever read.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Whether rows may still come of themselves.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.wait != Wait::Nothing
    }

    /// Moves the selection; answers whether the action was one of movement.
    pub fn act(&mut self, action: Action) -> bool {
        let most = self.rows.len().saturating_sub(1);
        let page = self.height.max(1);
        self.selected = match action {
            Action::Down => (self.selected + 1).min(most),
            Action::Up => self.selected.saturating_sub(1),
            Action::PageDown => (self.selected + page).min(most),
            Action::PageUp => self.selected.saturating_sub(page),
            Action::First if self.at_start => 0,
            Action::First => {
                self.restart();
                0
            }
            Action::Sort => {
                self.order = self.order.turned();
                self.restart();
                0
            }
            Action::NextMatch if self.filtered_by().is_some() => (self.selected + 1).min(most),
            Action::PreviousMatch if self.filtered_by().is_some() => {
                self.selected.saturating_sub(1)
            }
            Action::Mark => {
                self.toggle_mark();
                (self.selected + 1).min(most)
            }
            Action::Unmark => {
                self.marked.clear();
                self.selected
            }
            _ => return false,
        };
        self.awaited = None;
        true
    }

    /// How many marked matters the list does not show any more, or its filter leaves out. None are counted while not all of
    /// it is read: they may stand where it was not.
    fn unlisted(&self) -> usize {
        if !self.loaded || !self.at_start || !self.at_end {
            return 0;
        }
        let rows = self.rows.iter().filter_map(|row| row.of.matter());
        let listed: BTreeSet<MatterId> = rows.map(|(id, _)| id).collect();
        let marked = self.marked.keys();
        marked.filter(|id| !listed.contains(id)).count()
    }

    /// Whether the selected row cannot be marked because so many are.
    #[must_use]
    pub fn is_full_of_marks(&self) -> bool {
        let is_new = |(id, _)| !self.marked.contains_key(&id);
        self.marked.len() >= MANY_LIMIT && self.matter().is_some_and(is_new)
    }

    /// Marks every row from the nearest marked one, above it or below, to the selected one, as many as may be; where none is
    /// marked, the selected one. Answers whether it could: what lies between is not known where the marks are far away.
    pub fn mark_through(&mut self) -> bool {
        let is_marked = |row: &Row| {
            let id = row.of.matter().map(|(id, _)| id);
            id.is_some_and(|id| self.marked.contains_key(&id))
        };
        let marked = (0..).zip(&self.rows).filter(|(_, row)| is_marked(row));
        let nearest = marked
            .map(|(at, _)| at)
            .min_by_key(|at: &usize| at.abs_diff(self.selected));
        if nearest.is_none() && !self.marked.is_empty() {
            return false;
        }
        let from = nearest.unwrap_or(self.selected);
        let (first, last) = (from.min(self.selected), from.max(self.selected));
        let rows = self.rows.iter().take(last + 1).skip(first);
        let mut matters: Vec<_> = rows.filter_map(|row| row.of.matter()).collect();
        // Marked from the cursor on, so that the limit leaves no gap.
        if from > self.selected {
            matters.reverse();
        }
        for (id, version) in matters {
            if self.marked.len() < MANY_LIMIT {
                self.marked.entry(id).or_insert(version);
            }
        }
        true
    }

    fn toggle_mark(&mut self) {
        let Some((id, version)) = self.matter() else {
            return;
        };
        if self.marked.remove(&id).is_none() && self.marked.len() < MANY_LIMIT {
            self.marked.insert(id, version);
        }
    }
}

/// Whether a row stands for a matter.
fn is_of(row: &Row, id: MatterId) -> bool {
    row.of.matter().is_some_and(|(of, _)| of == id)
}

impl Pointed for Listing {
    fn row_at(&self, place: Position) -> Option<usize> {
        self.spots.at(place).filter(|row| *row < self.rows.len())
    }

    fn marked_row(&self) -> usize {
        self.selected
    }

    fn select(&mut self, row: usize) {
        self.selected = row;
    }

    fn wheel(&mut self, turn: Turn) {
        (self.top, self.selected) =
            self.spots
                .turned((self.top, self.selected), self.rows.len(), turn);
    }
}

/// The first of `count` rows to show. When the selection leaves the screen most of a screen is turned at once: scrolling
/// row by row would send every row again at every key, which a slow line cannot bear. No row is hidden above while there
/// is room for it below.
#[must_use]
pub fn turned(top: usize, selected: usize, height: usize, count: usize) -> usize {
    let height = height.max(1);
    let top = if selected < top {
        (selected + 1 + height / 4).saturating_sub(height)
    } else if selected >= top + height {
        selected - height / 4
    } else {
        top
    };
    top.min(count.saturating_sub(height))
}

/// Where the selection stands among the rows of now: on the same duty, else on another of the same matter; where that is
/// gone on what came after it, and only at the end of the list on what came before.
fn place_after(before: &[Row], selected: usize, rows: &[Row]) -> usize {
    let place = |wanted: &Row| rows.iter().position(|row| row.key == wanted.key);
    let (earlier, later) = before.split_at(selected.min(before.len()));
    let Some(stood_on) = later.first() else {
        return 0;
    };
    let same = || {
        let id = stood_on.of.matter()?.0;
        // A duty whose deadline moved stands at another place but is the same duty.
        let is_same = |row: &Row| is_of(row, id) && row.of.duty() == stood_on.of.duty();
        let exact = rows.iter().position(is_same);
        exact.or_else(|| rows.iter().position(|row| is_of(row, id)))
    };
    place(stood_on)
        .or_else(same)
        .or_else(|| later.iter().find_map(place))
        .or_else(|| earlier.iter().rev().find_map(place))
        .unwrap_or(0)
}
