//! What lies over a page: a text to read, or a list to pick from.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::action::Action;
use super::draw;
use super::pointer::{NOTCH, Pointed, Spots, Turn};
use super::text;
use super::theme::Theme;

mod lines;

use lines::columns;
pub use lines::rewrap;

/// A text to read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it is.
    pub title: String,
    /// Its lines, not yet wrapped.
    pub lines: Vec<Line<'static>>,
    /// Short lines before them, by groups that stay together: in two columns where there is room for two.
    groups: Vec<Vec<Line<'static>>>,
    scroll: usize,
    /// How many rows were drawn last.
    height: usize,
}

impl Reading {
    /// A text from its beginning.
    #[must_use]
    pub fn new(title: impl Into<String>, lines: Vec<Line<'static>>) -> Self {
        Self {
            title: title.into(),
            lines,
            groups: Vec::new(),
            scroll: 0,
            height: draw::UNDRAWN_PAGE,
        }
    }

    /// With groups of short lines before its text.
    #[must_use]
    pub fn after(mut self, groups: Vec<Vec<Line<'static>>>) -> Self {
        self.groups = groups;
        self
    }

    /// Scrolls; answers whether the action was one for a text.
    pub fn act(&mut self, action: Action) -> bool {
        // How far it goes shows when it is drawn: until then nobody knows how many rows the lines take.
        let Some(to) = action.scrolled(self.scroll, self.height, usize::MAX / 2) else {
            return false;
        };
        self.scroll = to;
        true
    }

    /// Draws it as a box over the page, as large as it needs.
    pub fn render(&mut self, frame: &mut Frame, area: Rect, theme: &Theme) {
        let most = if self.groups.is_empty() { 100 } else { 120 };
        let width = area.width.min(most);
        let cells = usize::from(width.saturating_sub(4));
        let mut lines = columns(&self.groups, cells);
        lines.extend(rewrap(&self.lines, cells));
        let boxed = Boxed {
            title: self.title.clone(),
            lines,
            keys: None,
            width,
        };
        let (last, visible) = boxed.render(frame, area, self.scroll, theme);
        self.scroll = self.scroll.min(last);
        self.height = visible;
    }
}

/// A text in a box over a page, as large as it needs.
pub struct Boxed {
    /// What it is.
    pub title: String,
    /// Its lines, wrapped.
    pub lines: Vec<Line<'static>>,
    /// The keys that work, below the text.
    pub keys: Option<String>,
    /// How many cells wide it is.
    pub width: u16,
}

impl Boxed {
    /// Draws it from a line on, as far as there are lines; answers the last line that it can be drawn from, and how many
    /// there are in sight.
    pub fn render(
        &self,
        frame: &mut Frame,
        area: Rect,
        scroll: usize,
        theme: &Theme,
    ) -> (usize, usize) {
        let wanted = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let foot = if self.keys.is_some() { 2 } else { 0 };
        let height = wanted.saturating_add(2 + foot).min(area.height);
        let place = draw::over(frame.buffer_mut(), area, self.width, height);
        let inside = draw::framed(frame.buffer_mut(), place, &self.title, theme);
        let visible = usize::from(inside.height.saturating_sub(foot));
        let last = self.lines.len().saturating_sub(visible);
        let from = scroll.min(last);
        for (row, line) in (0..).zip(self.lines.iter().skip(from).take(visible)) {
            draw::put(frame.buffer_mut(), inside, row, line);
        }
        if let Some(keys) = &self.keys {
            let line = Line::styled(keys.clone(), theme.palette.accent);
            let row = inside.height.saturating_sub(1);
            draw::put_right(frame.buffer_mut(), inside, row, &line);
        }
        if last > 0 {
            let place_of = format!(" {}/{} ", from + visible, self.lines.len());
            let line = Line::styled(place_of, theme.palette.muted);
            let foot = Rect {
                y: place.y + place.height.saturating_sub(1),
                height: 1,
                width: place.width.saturating_sub(2),
                ..place
            };
            draw::put_right(frame.buffer_mut(), foot, 0, &line);
        }
        (last, visible)
    }
}

/// Something to pick.
#[derive(Debug, Clone)]
pub struct Choice<V> {
    /// What it means.
    pub value: V,
    /// What stands first.
    pub label: String,
    /// What stands behind, muted.
    pub note: String,
}

/// A list to pick from, narrowed by typing.
#[derive(Debug, Clone)]
pub struct Picker<V> {
    /// What is picked.
    pub title: String,
    choices: Vec<Choice<V>>,
    /// What each choice is found by besides what is shown of it; none where there is nothing.
    names: Vec<String>,
    /// What is said above the choices.
    about: Vec<Line<'static>>,
    typed: String,
    /// Whether what is typed is the answer.
    asks: bool,
    shown: Vec<usize>,
    selected: usize,
    spots: Spots,
}

impl<V: Clone> Picker<V> {
    /// The same with the mark on one of its choices.
    #[must_use]
    pub fn standing_at(mut self, at: usize) -> Self {
        self.selected = at.min(self.shown.len().saturating_sub(1));
        self
    }

    /// A list with nothing typed yet.
    #[must_use]
    pub fn new(title: impl Into<String>, choices: Vec<Choice<V>>) -> Self {
        let shown = (0..choices.len()).collect();
        Self {
            title: title.into(),
            choices,
            names: Vec::new(),
            about: Vec::new(),
            typed: String::new(),
            asks: false,
            shown,
            selected: 0,
            spots: Spots::default(),
        }
    }

    /// With a name for each choice, by which it is found as well: what scripts and files call it.
    #[must_use]
    pub fn named(mut self, names: Vec<String>) -> Self {
        self.names = names;
        self
    }

    /// With a text to be typed, of which this is the beginning: what is typed is then the answer.
    #[must_use]
    pub fn asking(mut self, begins: String) -> Self {
        self.typed = begins;
        self.asks = true;
        self
    }

    /// What was typed, where that is the answer.
    #[must_use]
    pub fn answer(&self) -> Option<String> {
        self.asks.then(|| self.typed.clone())
    }

    /// More choices, behind those that there are; answers how many there are. The mark stays.
    pub fn extend(&mut self, choices: Vec<Choice<V>>) -> usize {
        let selected = self.selected;
        self.choices.extend(choices);
        self.narrow();
        self.selected = selected.min(self.shown.len().saturating_sub(1));
        self.choices.len()
    }

    /// Puts a note behind the choice of that label, before what stands there.
    pub fn note(&mut self, label: &str, note: &str) {
        let choice = self.choices.iter_mut().find(|choice| choice.label == label);
        if let Some(choice) = choice {
            let noted = format!("{note}  {}", choice.note);
            noted.trim_end().clone_into(&mut choice.note);
        }
    }

    /// With something said above the choices.
    #[must_use]
    pub fn about(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        let said = lines
            .into_iter()
            .map(|line| Line::from(draw::data(&line, Style::new())));
        self.about = said.collect();
        self
    }

    /// Whether a choice is one of these.
    #[must_use]
    pub fn offers(&self, wanted: impl Fn(&V) -> bool) -> bool {
        self.choices.iter().any(|choice| wanted(&choice.value))
    }

    /// What stands selected.
    #[must_use]
    pub fn picked(&self) -> Option<V> {
        let at = *self.shown.get(self.selected)?;
        Some(self.choices.get(at)?.value.clone())
    }

    /// Types a letter.
    pub fn insert(&mut self, letters: &str) {
        let room = 80usize.saturating_sub(self.typed.chars().count());
        self.typed.extend(
            letters
                .chars()
                .filter(|letter| !letter.is_control())
                .take(room),
        );
        self.narrow();
    }

    /// Takes back all that was typed.
    pub fn clear(&mut self) {
        self.typed.clear();
        self.narrow();
    }

    /// Takes the last letter back.
    pub fn erase(&mut self) {
        self.typed.pop();
        self.narrow();
    }

    fn narrow(&mut self) {
        self.selected = 0;
        if self.typed.trim().is_empty() {
            self.shown = (0..self.choices.len()).collect();
            return;
        }
        let pattern = Pattern::parse(&self.typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let typed = self.typed.trim().to_lowercase();
        let mut scored: Vec<([bool; 2], u32, usize)> = self
            .choices
            .iter()
            .enumerate()
            .filter_map(|(at, choice)| {
                let name = self.names.get(at).map_or("", String::as_str);
                let whole = format!("{} {} {name}", choice.label, choice.note);
                let haystack = nucleo_matcher::Utf32Str::new(&whole, &mut letters);
                let score = pattern.score(haystack, &mut matcher)?;
                let is_it = choice.label.trim().to_lowercase() == typed;
                let as_typed = [is_it, whole.to_lowercase().contains(&typed)];
                Some((as_typed, score, at))
            })
            .collect();
        // What is called as was typed comes first, then what has it as it stands, then what merely has its letters.
        scored.sort_by_key(|(typed, score, at)| (std::cmp::Reverse((*typed, *score)), *at));
        self.shown = scored.into_iter().map(|(.., at)| at).collect();
    }

    /// Moves; answers whether the action was one for a list.
    pub fn act(&mut self, action: Action) -> bool {
        let most = self.shown.len().saturating_sub(1);
        self.selected = match action {
            Action::Down => self.selected + 1,
            Action::Up => self.selected.saturating_sub(1),
            Action::PageDown => self.selected + 10,
            Action::PageUp => self.selected.saturating_sub(10),
            Action::First => 0,
            Action::Last => most,
            _ => return false,
        }
        .min(most);
        true
    }

    /// Draws it as a box over the page.
    pub fn render(&mut self, frame: &mut Frame, area: Rect, theme: &Theme, nothing: &str) {
        let width = area.width.min(84);
        let wanted = u16::try_from(self.choices.len().max(1)).unwrap_or(u16::MAX);
        let about = rewrap(&self.about, usize::from(width.saturating_sub(4)));
        let said = u16::try_from(about.len()).unwrap_or(u16::MAX);
        let height = wanted.saturating_add(4).saturating_add(said);
        let place = draw::over(frame.buffer_mut(), area, width, height);
        let inside = draw::framed(frame.buffer_mut(), place, &self.title, theme);
        for (row, line) in (0..inside.height).zip(&about) {
            draw::put(frame.buffer_mut(), inside, row, line);
        }
        let said = said.min(inside.height);
        let inside = Rect {
            y: inside.y + said,
            height: inside.height - said,
            ..inside
        };
        let prompt = Line::from(vec![
            Span::styled("> ", theme.palette.mark),
            draw::data(&self.typed, Style::new()),
        ]);
        draw::put(frame.buffer_mut(), inside, 0, &prompt);
        draw::rule(frame.buffer_mut(), inside, 1, theme);
        let caret = u16::try_from(prompt.width()).unwrap_or(0);
        if inside.height > 0 {
            frame.set_cursor_position(Position {
                x: inside.x + caret.min(inside.width.saturating_sub(1)),
                y: inside.y,
            });
        }
        let visible = usize::from(inside.height.saturating_sub(2));
        let from = (self.selected + 1).saturating_sub(visible);
        if self.shown.is_empty() {
            let line = Line::styled(nothing.to_owned(), theme.palette.muted);
            draw::put(frame.buffer_mut(), inside, 2, &line);
        }
        let cells = usize::from(inside.width.saturating_sub(2));
        // The labels are one column and the notes another: as wide as all the choices need, so that it does not move.
        let labels = self.choices.iter().map(|choice| text::width(&choice.label));
        let column = labels.max().unwrap_or(0).min(cells / 2);
        let rows = self.shown.iter().enumerate().skip(from).take(visible);
        self.spots.rows(draw::below(inside, 2), from, rows.len());
        for (row, (at, index)) in (2..).zip(rows) {
            let Some(choice) = self.choices.get(*index) else {
                continue;
            };
            let mark = if at == self.selected {
                draw::select(frame.buffer_mut(), inside, row, theme);
                theme.glyphs.selected
            } else {
                " "
            };
            let label = text::sanitize(&choice.label);
            let label = text::truncate_with(&label, cells, theme.glyphs.ellipsis);
            // One that is longer than most pushes only its own note on.
            let wide = text::width(&label).max(if choice.note.is_empty() { 0 } else { column });
            let left = cells.saturating_sub(wide + 2);
            let line = Line::from(vec![
                Span::styled(format!("{mark} "), theme.palette.mark),
                Span::raw(text::pad_right(&label, wide)),
                Span::raw("  "),
                draw::data(
                    &text::truncate_with(&choice.note, left, theme.glyphs.ellipsis),
                    theme.palette.muted,
                ),
            ]);
            draw::put(frame.buffer_mut(), inside, row, &line);
        }
    }
}

impl<V: Clone> Pointed for Picker<V> {
    fn row_at(&self, place: Position) -> Option<usize> {
        self.spots.at(place).filter(|row| *row < self.shown.len())
    }

    fn marked_row(&self) -> usize {
        self.selected
    }

    fn select(&mut self, row: usize) {
        self.selected = row;
    }

    /// The mark is never away from what it stands on: the list is as short as its box.
    fn wheel(&mut self, turn: Turn) {
        for _ in 0..NOTCH {
            self.act(turn.action());
        }
    }
}
