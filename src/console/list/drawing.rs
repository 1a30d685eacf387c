//! A list drawn: its heading, its columns, its rows, and what of it is in sight.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::hub::list::cell::{Cell, Mark};
use crate::hub::list::column::Column;
use crate::hub::request::{List, Order, Row};
use crate::locale::console as words;
use crate::locale::list::{self as list_words, Width};
use crate::locale::{Lang, domain};

use super::super::draw;
use super::super::text;
use super::super::theme::Theme;
use super::{Listing, layout, turned};

impl Listing {
    /// What it is called.
    #[must_use]
    pub fn name(&self, lang: Lang) -> String {
        match (&self.called, &self.list) {
            (Some(name), List::Party(_)) => words::VIEW_PARTY.fill(lang, &[name]),
            (Some(name), _) => name.clone(),
            (None, list) => list_words::name(lang, &self.names, list),
        }
    }

    /// The columns that are shown, as far as there is room.
    #[must_use]
    pub fn shown(&self) -> &[Column] {
        if self.columns.is_empty() {
            self.list.shown()
        } else {
            &self.columns
        }
    }

    /// Those of them that are drawn: in a unit's own lists the unit would be the same in every row.
    fn drawn(&self) -> Vec<Column> {
        let mut columns = self.shown().to_vec();
        if self.is_units && self.columns.is_empty() && columns.last() == Some(&Column::Unit) {
            columns.pop();
        }
        columns
    }

    /// Draws the pane: its heading, its columns, its rows. Rows are `area.height - 2`.
    pub fn render(&mut self, frame: &mut Frame, area: Rect, theme: &Theme, lang: Lang) {
        let buffer = frame.buffer_mut();
        let tally = self.tally(theme, lang);
        let room = usize::from(area.width).saturating_sub(tally.width() + 1);
        draw::put(
            buffer,
            area,
            0,
            &draw::cut(&self.heading(theme, lang), room, theme),
        );
        draw::put_right(buffer, area, 0, &tally);
        let columns = self.drawn();
        let widths = layout::widths(&columns, usize::from(area.width.saturating_sub(2)), lang);
        let head = columns.iter().zip(&widths).map(|(column, cells)| {
            let label = list_words::column(*column).get(lang);
            // Above numbers, which stand at the right, so does their name.
            let label = match column {
                Column::Seq | Column::Price | Column::Billed | Column::Quantity | Column::Used => {
                    text::pad_left(label, cells.saturating_sub(1))
                }
                _ => label.to_owned(),
            };
            draw::cell(&label, *cells, theme.palette.muted, theme)
        });
        let head = std::iter::once(Span::raw("  "))
            .chain(head)
            .collect::<Line>();
        draw::put(buffer, area, 1, &head);
        let height = usize::from(area.height.saturating_sub(2));
        self.top = turned(self.top, self.selected, height, self.rows.len());
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
        self.height = height;
        let visible = self.rows.iter().enumerate().skip(self.top).take(height);
        self.spots
            .rows(draw::below(area, 2), self.top, visible.len());
        for (number, (at, row)) in (2..).zip(visible) {
            if at == self.selected {
                draw::select(buffer, area, number, theme);
            }
            let line = self.line(row, at == self.selected, (&columns, &widths), theme, lang);
            draw::put(buffer, area, number, &line);
        }
        self.scroll_marks(buffer, area, theme);
        if self.typing {
            let prompt = draw::lead(words::FILTER_PROMPT, lang);
            let typed = self.filter.as_deref().unwrap_or_default();
            let caret = u16::try_from(text::width(&prompt) + text::width(typed)).unwrap_or(0);
            frame.set_cursor_position((area.x + (1 + caret).min(area.width), area.y));
        }
    }

    /// At the right edge: whether something lies above the first row shown, and below the last.
    fn scroll_marks(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let is_above = self.top > 0 || !self.at_start;
        let is_below = self.top + self.height < self.rows.len() || !self.at_end;
        let last = area.height.saturating_sub(1);
        let mut put = |row, glyph: &'static str| {
            let mark = Line::styled(glyph, theme.palette.muted);
            draw::put_right(buffer, area, row, &mark);
        };
        if is_above && self.loaded {
            put(1, theme.glyphs.arrow_up);
        }
        if is_below && self.loaded && last > 1 {
            put(last, theme.glyphs.arrow_down);
        }
    }

    fn empty_words(&self, lang: Lang) -> String {
        match (&self.filter, &self.list) {
            _ if !self.loaded => words::LOADING.get(lang).to_owned(),
            (Some(text), _) if !text.trim().is_empty() => words::EMPTY_FILTER.fill(lang, &[text]),
            (_, List::Mine) if self.is_keepers => words::EMPTY_KEEPER.get(lang).to_owned(),
            (_, list) if list.is_of_matters() && self.may_apply => {
                words::EMPTY_APPLY.get(lang).to_owned()
            }
            (_, List::Mine) => words::EMPTY_MINE.get(lang).to_owned(),
            (_, List::Calendar(_)) => words::CALENDAR_EMPTY.get(lang).to_owned(),
            (_, list) if list.above().is_some() => words::EMPTY_POOL.get(lang).to_owned(),
            (_, list) if list.is_of_matters() => words::EMPTY_LIST.get(lang).to_owned(),
            _ => words::EMPTY_SHEET.get(lang).to_owned(),
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
            Span::styled(self.page(theme, lang), theme.palette.muted),
            draw::data(&self.name(lang), theme.palette.title),
        ];
        let about = self.about.filter(|about| !about.is_sum());
        let about = about.map(|about| list_words::about(lang, about));
        if let Some(about) = about.filter(|about| !about.is_empty()) {
            spans.push(draw::data(&format!("  {about}"), theme.palette.muted));
        }
        if let Some(filter) = &self.filter {
            spans.push(draw::data(&format!("  /{filter}"), theme.palette.accent));
        }
        if !self.marked.is_empty() {
            let marked = match (self.marked.len(), self.unlisted()) {
                (marked, 0) => words::MARKED.fill(lang, &[&marked]),
                (marked, unlisted) => words::MARKED_UNLISTED.fill(lang, &[&marked, &unlisted]),
            };
            spans.push(Span::styled(format!("  {marked}"), theme.palette.accent));
        }
        Line::from(spans)
    }

    /// The page that the list is on, where it is one of several.
    fn page(&self, theme: &Theme, lang: Lang) -> String {
        let above = self.list.above();
        let word = match &self.list {
            _ if above.is_some() || self.is_of_resources => words::PAGE_RESOURCES,
            List::Register(_) => words::PAGE_REGISTERS,
            list if list.is_of_matters() => words::PAGE_QUEUE,
            _ => return String::new(),
        };
        let mut path = vec![word.get(lang).to_owned()];
        // The way down to it, but for the list that all of them hang from.
        path.extend(above.and_then(|(above, _)| {
            let is_below = above.above().is_some();
            is_below.then(|| list_words::name(lang, &self.names, &above))
        }));
        path.push(String::new());
        path.join(&format!(" {} ", theme.glyphs.crumb))
    }

    fn tally(&self, theme: &Theme, lang: Lang) -> Line<'static> {
        let found = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let count = match self.filtered_by() {
            Some(_) if self.loaded && !self.at_end => {
                let parts: [&dyn std::fmt::Display; 3] = [&found, &self.scanned, &self.total];
                words::FILTER_AT_LEAST.fill(lang, &parts)
            }
            Some(_) => words::FILTER_FOUND.fill(lang, &[&self.of(found, false)]),
            None => self.of(self.total, self.more),
        };
        let by = list_words::column(self.by.unwrap_or_else(|| self.list.kept_by()));
        let arrow = match self.order {
            Order::Ascending => theme.glyphs.arrow_up,
            Order::Descending => theme.glyphs.arrow_down,
        };
        // A sum stands with the count, and gives way to no name however long.
        let sum = self.about.filter(|about| about.is_sum());
        let sum = sum.map_or_else(String::new, |sum| {
            format!("{}   ", list_words::about(lang, sum))
        });
        Line::styled(
            format!("{sum}{count}   {} {arrow} ", by.get(lang)),
            theme.palette.muted,
        )
    }

    /// Where the selected row stands among so many.
    fn of(&self, count: u64, more: bool) -> String {
        let count = format!("{count}{}", if more { "+" } else { "" });
        match self.position() {
            Some(position) => format!("{position}/{count}"),
            None => count,
        }
    }

    fn line(
        &self,
        row: &Row,
        selected: bool,
        (columns, widths): (&[Column], &[usize]),
        theme: &Theme,
        lang: Lang,
    ) -> Line<'static> {
        let matter = row.of.matter().map(|(id, _)| id);
        let fresh = matter.is_some_and(|id| self.fresh.has(id));
        let marked = matter.is_some_and(|id| self.marked.contains_key(&id));
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
        let mut spans = vec![
            Span::styled(mark, theme.palette.mark),
            Span::styled(second, theme.palette.accent),
        ];
        let words: Vec<String> = self
            .filtered_by()
            .map(|typed| typed.split_whitespace().map(str::to_lowercase).collect())
            .unwrap_or_default();
        for ((column, cell), cells) in columns.iter().zip(&row.cells).zip(widths) {
            if *cells == 0 {
                continue;
            }
            // One cell of air between columns, whatever the content; numbers stand at the right.
            let inner = cells.saturating_sub(1);
            let content = content(row, *column, cell, inner, theme, lang);
            let style = style(row, *column, fresh, theme);
            let content = if cell.is_number() {
                text::pad_left(&content, inner)
            } else {
                content
            };
            let whole = draw::cell(&content, inner, style, theme);
            spans.extend(highlighted(whole, &words, theme));
            spans.push(Span::raw(" "));
        }
        Line::from(spans)
    }
}

/// What a cell says in its column, in so many cells of the screen.
fn content(
    row: &Row,
    column: Column,
    cell: &Cell,
    inner: usize,
    theme: &Theme,
    lang: Lang,
) -> String {
    let word = match cell {
        Cell::Party { name, short } => {
            return text::roomy(name, short.as_deref(), inner).to_owned();
        }
        // The subject of a duty stands in the detail.
        Cell::Duty(key) => domain::duty(key.kind).get(lang).to_owned(),
        cell => list_words::cell(lang, cell, Width::Column),
    };
    if let Some(sign) = list_words::sign_of_state(row, column) {
        return format!("{}·{word}", list_words::mark(sign).get(lang));
    }
    let is_of_work = matches!(column, Column::Duty | Column::Stage);
    if !is_of_work || (column == Column::Stage && row.of.duty().is_some()) {
        return word;
    }
    let said = |mark: Mark, word: crate::locale::T| {
        let is_so = row.has(mark);
        is_so.then(|| format!("{}·", word.get(lang)))
    };
    let nobody = said(Mark::Nobody, words::ROW_NOBODY).unwrap_or_default();
    let held = said(Mark::Held, words::ROW_HELD).unwrap_or_default();
    let blocked = if row.has(Mark::Blocked) {
        theme.glyphs.blocked
    } else {
        ""
    };
    format!("{nobody}{held}{blocked}{word}")
}

/// Red for late, yellow for today, nothing else; each once a row, on what is left.
fn style(row: &Row, column: Column, fresh: bool, theme: &Theme) -> Style {
    let bold = if fresh {
        Style::new().add_modifier(Modifier::BOLD)
    } else {
        Style::new()
    };
    if row.has(Mark::Over) {
        return theme.palette.muted;
    }
    if row.has(Mark::Waits) {
        return theme.palette.accent;
    }
    match column {
        Column::Left if row.has(Mark::Late) => theme.palette.late,
        Column::Left if row.has(Mark::Today) => theme.palette.today,
        Column::Matter | Column::Duty | Column::Stage => bold,
        Column::Basis => theme.palette.muted,
        _ => Style::new(),
    }
}

/// A cell with what the filter found in it marked.
fn highlighted(whole: Span<'static>, words: &[String], theme: &Theme) -> Vec<Span<'static>> {
    let text = whole.content.to_lowercase();
    // Where small letters take other bytes than large ones, places do not agree, and nothing is marked.
    let is_alike = text.len() == whole.content.len();
    let found = words
        .iter()
        .filter(|word| is_alike && !word.is_empty())
        .filter_map(|word| Some((text.find(word.as_str())?, word.len())))
        .min();
    let parts = found.and_then(|(at, length)| {
        let until = at + length;
        Some((
            whole.content.get(..at)?,
            whole.content.get(at..until)?,
            whole.content.get(until..)?,
        ))
    });
    let Some((before, hit, after)) = parts else {
        return vec![whole];
    };
    let marked = whole
        .style
        .patch(theme.palette.accent)
        .add_modifier(Modifier::UNDERLINED);
    vec![
        Span::styled(before.to_owned(), whole.style),
        Span::styled(hit.to_owned(), marked),
        Span::styled(after.to_owned(), whole.style),
    ]
}
