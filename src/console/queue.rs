//! The queue: a window of rows around the selection, whatever the size of the list behind it.

use std::collections::BTreeMap;
use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::domain::law::matter::MatterId;
use crate::hub::request::{Look, Order, Request, Row, Standing, View, Window};
use crate::locale::console as words;
use crate::locale::{Lang, date, domain};

use super::action::Action;
use super::draw;
use super::fresh::{Fresh, Stretch};
use super::pointer::{Pointed, Spots, Turn};
use super::text;
use super::theme::Theme;

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

/// The queue pane.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent fact of the window"
)]
pub struct Queue {
    /// The list.
    pub view: View,
    /// Its name, where it is not a fixed one.
    pub view_name: Option<String>,
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
    at_start: bool,
    at_end: bool,
    resume: Option<String>,
    scanned: u64,
    total: u64,
    loaded: bool,
    wait: Wait,
    stale: bool,
    /// The rows marked for a bulk act, with the versions seen.
    pub marked: BTreeMap<MatterId, u32>,
    /// What is new, for a moment.
    pub fresh: Fresh,
    /// The rows of a filtered list that is being read again, until they can take the place of those shown.
    again: Option<Vec<Row>>,
    /// Whether whoever looks only keeps registers, and has no duties to wait for.
    pub is_keepers: bool,
    /// Whether the hub is on another machine.
    pub is_afar: bool,
}

impl Queue {
    /// A list, not yet read.
    #[must_use]
    pub fn new(view: View) -> Self {
        Self {
            order: first_order(&view),
            view,
            view_name: None,
            filter: None,
            typing: false,
            rows: Vec::new(),
            selected: 0,
            top: 0,
            height: 0,
            spots: Spots::default(),
            at_start: true,
            at_end: true,
            resume: None,
            scanned: 0,
            total: 0,
            loaded: false,
            wait: Wait::Nothing,
            stale: true,
            marked: BTreeMap::new(),
            fresh: Fresh::default(),
            again: None,
            is_keepers: false,
            is_afar: false,
        }
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// The rows now loaded, for the fuzzy jump.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Stands on the loaded row of a matter.
    pub fn stand_on(&mut self, id: MatterId) {
        if let Some(at) = self.rows.iter().position(|row| row.matter == id) {
            self.selected = at;
        }
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
        self.resume = None;
        self.scanned = 0;
        self.loaded = false;
        self.stale = true;
        self.wait = Wait::Nothing;
        self.fresh.clear();
        self.again = None;
    }

    fn reach(&self) -> u16 {
        if self.is_afar { REACH_AFAR } else { REACH }
    }

    /// The question to ask now, if any; `ticket` is the one that its answer will carry.
    pub fn ask(&mut self, ticket: u64) -> Option<Request> {
        if self.wait != Wait::Nothing {
            return None;
        }
        if self
            .filter
            .as_deref()
            .is_some_and(|text| !text.trim().is_empty())
        {
            return self.ask_filtered(ticket);
        }
        let near_start = self.selected < usize::from(self.reach() / 4) && !self.at_start;
        let near_end =
            self.selected + usize::from(self.reach() / 4) >= self.rows.len() && !self.at_end;
        if !(self.stale || near_start || near_end) {
            return None;
        }
        self.stale = false;
        self.wait = Wait::Window(ticket);
        Some(Request::Look(Look {
            view: self.view.clone(),
            order: self.order,
            anchor: self.row().map(|row| row.key.clone()),
            before: self.reach(),
            after: self.reach(),
            filter: None,
            version: None,
        }))
    }

    fn ask_filtered(&mut self, ticket: u64) -> Option<Request> {
        let found = self.again.as_ref().unwrap_or(&self.rows).len();
        let goes_on = self.resume.is_some() && found < FOUND_LIMIT;
        // A reading is gone through with before the next begins: on a busy day it would otherwise never end.
        if !goes_on {
            if !self.stale {
                return None;
            }
            self.stale = false;
            self.resume = None;
            self.scanned = 0;
            self.again = self.loaded.then(Vec::new);
        }
        self.wait = Wait::Slice(ticket);
        Some(Request::Look(Look {
            view: self.view.clone(),
            order: self.order,
            anchor: self.resume.clone(),
            before: 0,
            after: self.reach(),
            filter: self.filter.clone(),
            version: None,
        }))
    }

    /// Asks for the end of the list.
    pub fn ask_end(&mut self, ticket: u64) -> Option<Request> {
        if self.at_end || self.filter.is_some() {
            self.selected = self.rows.len().saturating_sub(1);
            return None;
        }
        self.wait = Wait::End(ticket);
        Some(Request::Look(Look {
            view: self.view.clone(),
            order: reversed(self.order),
            anchor: None,
            before: 0,
            after: self.reach(),
            filter: None,
            version: None,
        }))
    }

    /// Takes a window that was asked for; an answer to an older question is dropped.
    pub fn take(&mut self, ticket: u64, window: Window) {
        match self.wait {
            Wait::Window(waited) if waited == ticket => self.take_window(window),
            Wait::End(waited) if waited == ticket => {
                self.rows = window.rows.into_iter().rev().collect();
                self.selected = self.rows.len().saturating_sub(1);
                (self.at_start, self.at_end) = (window.at_end, true);
                self.total = window.total;
                self.loaded = true;
            }
            Wait::Slice(waited) if waited == ticket => self.take_slice(window),
            _ => return,
        }
        self.wait = Wait::Nothing;
    }

    /// The question failed; it may be asked again after the next key.
    pub fn failed(&mut self, ticket: u64) {
        let (Wait::Window(waited) | Wait::End(waited) | Wait::Slice(waited)) = self.wait else {
            return;
        };
        if waited == ticket {
            self.wait = Wait::Nothing;
        }
    }

    fn take_window(&mut self, window: Window) {
        let (rows, at_start, at_end) = (window.rows, window.at_start, window.at_end);
        self.total = window.total;
        if self.loaded {
            self.replace(rows, at_start, at_end);
        } else {
            self.selected = window.anchor.min(rows.len().saturating_sub(1));
            self.rows = rows;
            (self.at_start, self.at_end) = (at_start, at_end);
            self.loaded = true;
        }
    }

    /// What is shown now takes the place of what was; the selection stays where it was, and as far down the screen.
    fn replace(&mut self, rows: Vec<Row>, at_start: bool, at_end: bool) {
        let before = Stretch {
            rows: &self.rows,
            at_start: self.at_start,
            at_end: self.at_end,
        };
        self.fresh.compare(before, &rows);
        let offset = self.selected.saturating_sub(self.top);
        self.selected = place_after(&self.rows, self.selected, &rows);
        self.top = self.selected.saturating_sub(offset);
        self.rows = rows;
        (self.at_start, self.at_end) = (at_start, at_end);
    }

    fn take_slice(&mut self, window: Window) {
        self.scanned += window.scanned;
        self.resume = window.resume;
        self.total = window.total;
        let at_end = self.resume.is_none();
        if let Some(mut again) = self.again.take() {
            again.extend(window.rows);
            if at_end || again.len() >= FOUND_LIMIT {
                self.replace(again, true, at_end);
            } else {
                self.again = Some(again);
            }
        } else {
            self.rows.extend(window.rows);
            (self.at_start, self.at_end) = (true, at_end);
        }
        self.loaded = true;
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
    pub fn act(&mut self, action: Action, height: usize) -> bool {
        let most = self.rows.len().saturating_sub(1);
        let page = height.max(1);
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
                self.order = reversed(self.order);
                self.restart();
                0
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
        true
    }

    fn toggle_mark(&mut self) {
        let Some((id, version)) = self.row().map(|row| (row.matter, row.version)) else {
            return;
        };
        if self.marked.remove(&id).is_none() && self.marked.len() < 500 {
            self.marked.insert(id, version);
        }
    }

    fn name(&self, lang: Lang) -> String {
        if let Some(name) = &self.view_name {
            return words::VIEW_PARTY.fill(lang, &[name]);
        }
        view_label(&self.view, lang)
    }

    /// Draws the pane: its heading, its columns, its rows. Rows are `area.height - 2`.
    pub fn render(&mut self, frame: &mut Frame, area: Rect, theme: &Theme, lang: Lang) {
        let buffer = frame.buffer_mut();
        draw::put(buffer, area, 0, &self.heading(theme, lang));
        draw::put_right(buffer, area, 0, &self.tally(theme, lang));
        let by_number = matches!(self.view, View::Matters(_));
        let columns = Columns::fit(usize::from(area.width), by_number, lang);
        draw::put(buffer, area, 1, &columns.head(theme, lang));
        let height = usize::from(area.height.saturating_sub(2));
        self.top = turned(self.top, self.selected, height);
        if self.rows.is_empty() {
            let cells = usize::from(area.width.saturating_sub(6));
            let text = self.empty_words(lang);
            for (row, line) in (3..).zip(draw::wrapped(&text, cells, 0, theme.palette.muted)) {
                let inner = Rect {
                    x: area.x + 3.min(area.width),
                    width: area.width.saturating_sub(3),
                    ..area
                };
                draw::put(buffer, inner, row, &line);
            }
        }
        let visible = self.rows.iter().enumerate().skip(self.top).take(height);
        self.height = height;
        self.spots
            .rows(draw::below(area, 2), self.top, visible.len());
        for (line_number, (at, row)) in (2..).zip(visible) {
            let selected = at == self.selected;
            let line = columns.row(row, selected, self, theme, lang);
            draw::put(buffer, area, line_number, &line);
        }
        if self.typing {
            let prompt = draw::lead(words::FILTER_PROMPT, lang);
            let typed = self.filter.as_deref().unwrap_or_default();
            let caret = u16::try_from(text::width(&prompt) + text::width(typed)).unwrap_or(0);
            frame.set_cursor_position((area.x + (1 + caret).min(area.width), area.y));
        }
    }

    fn empty_words(&self, lang: Lang) -> String {
        match &self.filter {
            _ if !self.loaded => words::LOADING.get(lang).to_owned(),
            Some(text) if !text.trim().is_empty() => words::EMPTY_FILTER.fill(lang, &[text]),
            _ if self.view == View::Mine && self.is_keepers => {
                words::EMPTY_KEEPER.get(lang).to_owned()
            }
            _ if self.view == View::Mine => words::EMPTY_MINE.get(lang).to_owned(),
            _ => words::EMPTY_LIST.get(lang).to_owned(),
        }
    }

    fn heading(&self, theme: &Theme, lang: Lang) -> Line<'static> {
        if self.typing {
            return Line::from(vec![
                Span::raw(" "),
                Span::styled(draw::lead(words::FILTER_PROMPT, lang), theme.palette.accent),
                draw::data(self.filter.as_deref().unwrap_or_default(), Style::new()),
            ]);
        }
        let mut spans = vec![
            Span::raw(" "),
            Span::styled(words::PAGE_QUEUE.get(lang), theme.palette.muted),
            Span::styled(format!(" {} ", theme.glyphs.crumb), theme.palette.muted),
            draw::data(&self.name(lang), theme.palette.title),
        ];
        if let Some(filter) = &self.filter {
            spans.push(draw::data(&format!("  /{filter}"), theme.palette.accent));
        }
        if !self.marked.is_empty() {
            let marked = words::MARKED.fill(lang, &[&self.marked.len()]);
            spans.push(Span::styled(format!("  {marked}"), theme.palette.accent));
        }
        Line::from(spans)
    }

    fn tally(&self, theme: &Theme, lang: Lang) -> Line<'static> {
        let count = match &self.filter {
            Some(text) if !text.trim().is_empty() => {
                if self.loaded && !self.at_end {
                    let parts: [&dyn std::fmt::Display; 3] =
                        [&self.rows.len(), &self.scanned, &self.total];
                    words::FILTER_AT_LEAST.fill(lang, &parts)
                } else {
                    words::FILTER_FOUND.fill(lang, &[&self.rows.len()])
                }
            }
            _ => self.total.to_string(),
        };
        let by = if matches!(self.view, View::Matters(_)) {
            words::ORDER_NUMBER
        } else {
            words::ORDER_DUE
        };
        let arrow = match self.order {
            Order::Ascending => theme.glyphs.arrow_up,
            Order::Descending => theme.glyphs.arrow_down,
        };
        Line::styled(
            format!("{count}   {} {arrow} ", by.get(lang)),
            theme.palette.muted,
        )
    }
}

impl Pointed for Queue {
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

/// The first row to show. When the selection leaves the screen most of a screen is turned at once: scrolling row by row
/// would send every row again at every key, which a slow line cannot bear.
#[must_use]
pub fn turned(top: usize, selected: usize, height: usize) -> usize {
    let height = height.max(1);
    if selected < top {
        (selected + 1 + height / 4).saturating_sub(height)
    } else if selected >= top + height {
        selected - height / 4
    } else {
        top
    }
}

/// Where the selection stands among the rows of now: on the same duty, else on another of the same matter; where that is
/// gone on what came after it, and only at the end of the list on what came before.
fn place_after(before: &[Row], selected: usize, rows: &[Row]) -> usize {
    let place = |wanted: &Row| rows.iter().position(|row| row.key == wanted.key);
    let duty = |row: &Row| row.duty.as_ref().map(|of| of.duty.key);
    let (earlier, later) = before.split_at(selected.min(before.len()));
    let Some(stood_on) = later.first() else {
        return 0;
    };
    let of_matter = || {
        let same = |row: &&Row| row.matter == stood_on.matter;
        // A deadline that moved is the same duty at another place.
        rows.iter()
            .position(|row| same(&row) && duty(row) == duty(stood_on))
            .or_else(|| rows.iter().position(|row| same(&row)))
    };
    place(stood_on)
        .or_else(of_matter)
        .or_else(|| later.iter().find_map(place))
        .or_else(|| earlier.iter().rev().find_map(place))
        .unwrap_or(0)
}

fn reversed(order: Order) -> Order {
    match order {
        Order::Ascending => Order::Descending,
        Order::Descending => Order::Ascending,
    }
}

/// The list to begin with: my duties; who has none and sees only their own matters wants to know how these stand.
#[must_use]
pub fn home(standing: &Standing) -> View {
    if !standing.actor.kind.sees_all() && standing.mine == 0 && standing.founded {
        View::Matters(None)
    } else {
        View::Mine
    }
}

/// The order in which a list is shown first: the most urgent duty, the newest matter.
#[must_use]
pub fn first_order(view: &View) -> Order {
    match view {
        View::Matters(_) => Order::Descending,
        _ => Order::Ascending,
    }
}

/// The name of a list that has a fixed one.
#[must_use]
pub fn view_label(view: &View, lang: Lang) -> String {
    match view {
        View::Mine => words::VIEW_MINE,
        View::Late => words::VIEW_LATE,
        View::Today => words::VIEW_TODAY,
        View::Open => words::VIEW_OPEN,
        View::Matters(None) => words::VIEW_MATTERS,
        View::Matters(Some(kind)) => domain::matters(*kind),
        View::Party(party) => return words::VIEW_PARTY.fill(lang, &[party]),
    }
    .get(lang)
    .to_owned()
}

/// The widths of the columns, in cells; 0 leaves one out.
struct Columns {
    due: usize,
    left: usize,
    matter: usize,
    unit: usize,
    stage: usize,
    basis: usize,
    title: usize,
}

impl Columns {
    /// What fits a width. The number is never cut, and where the whole row fits no word of a stage is; what it is about
    /// comes in as soon as there is room. Each has a cell of air behind it.
    fn fit(width: usize, by_number: bool, lang: Lang) -> Self {
        let (day, matter) = match lang {
            Lang::Zh => (11, 19),
            Lang::En => (10, 18),
        };
        // The longest word of a duty, or of a stage, behind the sign of a block.
        let longest = match (lang, by_number) {
            (Lang::Zh, false) => 14,
            (Lang::Zh, true) => 16,
            (Lang::En, false) => 18,
            (Lang::En, true) => 23,
        };
        let room = width.saturating_sub(2 + matter);
        // What remains, with its mark, comes before everything but the number.
        let due = if room >= 32 { day } else { 0 };
        let left = if room >= 16 {
            date::COMPACT_CELLS + 1
        } else {
            0
        };
        let rest = room.saturating_sub(due + left);
        let stage = rest.min(longest);
        let rest = rest - stage;
        let basis = if width >= 78 && rest >= 22 && !by_number {
            11
        } else {
            0
        };
        let rest = rest - basis;
        let title = if rest >= 34 { rest - 16 } else { 0 };
        Self {
            due,
            left,
            matter,
            unit: rest - title,
            stage,
            basis,
            title,
        }
    }

    fn head(&self, theme: &Theme, lang: Lang) -> Line<'static> {
        let style = theme.palette.muted;
        let spans = [
            (words::COLUMN_DUE, self.due),
            (words::COLUMN_LEFT, self.left),
            (words::COLUMN_MATTER, self.matter),
            (words::COLUMN_TITLE, self.title),
            (words::COLUMN_UNIT, self.unit),
            (words::COLUMN_STAGE, self.stage),
            (words::COLUMN_BASIS, self.basis),
        ]
        .into_iter()
        .filter(|(_, cells)| *cells > 0)
        .map(|(word, cells)| draw::cell(word.get(lang), cells, style, theme));
        std::iter::once(Span::raw("  ")).chain(spans).collect()
    }

    fn row(
        &self,
        row: &Row,
        selected: bool,
        queue: &Queue,
        theme: &Theme,
        lang: Lang,
    ) -> Line<'static> {
        let fresh = queue.fresh.has(row.matter);
        let marked = queue.marked.contains_key(&row.matter);
        let claimed = row.claim.as_ref().is_some_and(|claim| !claim.mine);
        let mark = match (selected, (marked || claimed) && fresh) {
            (true, _) => theme.glyphs.selected,
            (false, true) => theme.glyphs.fresh,
            (false, false) => " ",
        };
        let second = match (marked, claimed, fresh) {
            (true, _, _) => "*",
            (false, true, _) => "@",
            (false, false, true) => theme.glyphs.fresh,
            (false, false, false) => " ",
        };
        let urgency = urgency(row, theme);
        let (due, left, basis) = match &row.duty {
            Some(of) => {
                let due = date::date_short(lang, of.duty.deadline.due());
                let left = date::remaining_compact(lang, of.remaining);
                let article = of.duty.article;
                let basis = crate::locale::article::cite(lang, article.number, article.paragraph);
                (due, left, basis)
            }
            None => (String::new(), String::new(), String::new()),
        };
        let changed = if fresh {
            Style::new().add_modifier(Modifier::BOLD)
        } else {
            Style::new()
        };
        let held = if row.held {
            format!("{}·", words::ROW_HELD.get(lang))
        } else {
            String::new()
        };
        let nobody = row.duty.as_ref().and_then(|of| of.nobody);
        let nobody =
            nobody.map_or_else(String::new, |_| format!("{}·", words::ROW_NOBODY.get(lang)));
        let held = nobody + &held;
        // In a list of duties what is to be done says more than where the matter stands.
        let standing = match (&row.duty, &queue.view) {
            (Some(of), view) if !matches!(view, View::Matters(_)) => domain::duty(of.duty.kind()),
            _ => domain::stage(row.stage),
        };
        let is_blocked = row.duty.as_ref().is_some_and(|of| of.blocked);
        let blocked = if is_blocked { theme.glyphs.blocked } else { "" };
        let stage = format!("{held}{blocked}{}", standing.get(lang));
        // A word that does not fit takes the room of the article, which stands in the detail as well.
        let is_long = text::width(&stage) >= self.stage;
        let (stage_cells, basis_cells) = if is_long {
            (self.stage + self.basis, 0)
        } else {
            (self.stage, self.basis)
        };
        let spans = [
            (due, self.due, urgency),
            (left, self.left, urgency),
            (domain::matter_id(lang, row.matter), self.matter, changed),
            (row.title.clone(), self.title, Style::new()),
            (row.unit.clone(), self.unit, Style::new()),
            (stage, stage_cells, changed),
            (basis, basis_cells, theme.palette.muted),
        ]
        .into_iter()
        .filter(|(_, cells, _)| *cells > 0)
        .map(|(content, cells, style)| {
            // One cell of air between columns, whatever the content.
            let inner = draw::cell(&content, cells.saturating_sub(1), style, theme);
            [inner, Span::raw(" ")]
        })
        .collect::<Vec<_>>();
        let lead = [
            Span::styled(mark, theme.palette.mark),
            Span::styled(second, theme.palette.accent),
        ];
        lead.into_iter()
            .chain(spans.into_iter().flatten())
            .collect()
    }
}

/// Red for late, yellow for today, nothing else.
fn urgency(row: &Row, theme: &Theme) -> Style {
    row.duty.as_ref().map_or_else(Style::new, |of| {
        if of.remaining.late {
            theme.palette.late
        } else if of.remaining.days == 0 || of.remaining.undetermined {
            theme.palette.today
        } else {
            Style::new()
        }
    })
}
