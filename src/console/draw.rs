//! Drawing text into cells: the few helpers that every pane uses.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::locale::{Lang, T};

use super::text;
use super::theme::Theme;

/// A screenful of what was never drawn: keys typed ahead come before the first frame, and 80x24 is the usual screen.
pub const UNDRAWN_PAGE: usize = 18;

/// Text from outside as a span: control characters shown, never sent.
#[must_use]
pub fn data(content: &str, style: Style) -> Span<'static> {
    Span::styled(text::sanitize(content).into_owned(), style)
}

/// A word with a colon, ready for what follows it: a Chinese colon brings its own space.
#[must_use]
pub fn lead(word: T, lang: Lang) -> String {
    match lang {
        Lang::Zh => word.get(lang).to_owned(),
        Lang::En => format!("{} ", word.get(lang)),
    }
}

/// Data, cut or padded to exactly so many cells.
#[must_use]
pub fn cell(content: &str, cells: usize, style: Style, theme: &Theme) -> Span<'static> {
    let shown = text::sanitize(content);
    let cut = text::truncate_with(&shown, cells, theme.glyphs.ellipsis);
    Span::styled(text::pad_right(&cut, cells), style)
}

/// Writes a line at a row of an area; what does not fit is cut.
pub fn put(buffer: &mut Buffer, area: Rect, row: u16, line: &Line) {
    if row < area.height && area.width > 0 {
        buffer.set_line(area.x, area.y + row, line, area.width);
    }
}

/// Puts the look of the selected row under a row of an area, over its whole width; its line is written on it.
pub fn select(buffer: &mut Buffer, area: Rect, row: u16, theme: &Theme) {
    if row < area.height {
        let line = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        buffer.set_style(line, theme.palette.selected);
    }
}

/// A line cut to so many cells, with an ellipsis where something is missing.
#[must_use]
pub fn cut(line: &Line<'static>, cells: usize, theme: &Theme) -> Line<'static> {
    if line.width() <= cells {
        return line.clone();
    }
    let mut left = cells;
    let mut spans = Vec::new();
    for span in &line.spans {
        let width = text::width(&span.content);
        if width >= left {
            // The whole of the rest stands behind an ellipsis, even if this span itself would just fit.
            let shown = text::truncate_with(&span.content, left.saturating_sub(1), "");
            let shown = format!("{shown}{}", theme.glyphs.ellipsis);
            spans.push(Span::styled(shown, span.style));
            break;
        }
        left -= width;
        spans.push(span.clone());
    }
    Line::from(spans)
}

/// Writes a line so that it ends at the right edge.
pub fn put_right(buffer: &mut Buffer, area: Rect, row: u16, line: &Line) {
    let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
    if row < area.height && width <= area.width {
        buffer.set_line(area.x + area.width - width, area.y + row, line, width);
    }
}

/// A horizontal rule across an area's row.
pub fn rule(buffer: &mut Buffer, area: Rect, row: u16, theme: &Theme) {
    let line = theme.glyphs.horizontal.repeat(usize::from(area.width));
    put(buffer, area, row, &Line::styled(line, theme.palette.muted));
}

/// A frame with a title over whatever lies below; answers the area inside.
pub fn framed(buffer: &mut Buffer, area: Rect, title: &str, theme: &Theme) -> Rect {
    use ratatui::widgets::{Block, Clear, Padding, Widget};
    Clear.render(area, buffer);
    let title = format!(" {} ", text::sanitize(title));
    let block = Block::bordered()
        .border_set(theme.glyphs.borders())
        .border_style(theme.palette.muted)
        .title(Span::styled(title, theme.palette.title))
        .padding(Padding::horizontal(1));
    let inside = block.inner(area);
    block.render(area, buffer);
    inside
}

/// What is left of an area under its first rows.
#[must_use]
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// An area in the middle of another.
#[must_use]
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// An area in the middle of another, with its rows emptied from edge to edge: what would still stand beside a box is shreds of
/// lines that nobody can read.
pub fn over(buffer: &mut Buffer, area: Rect, width: u16, height: u16) -> Rect {
    use ratatui::widgets::{Clear, Widget};
    let place = centred(area, width, height);
    let rows = Rect {
        x: area.x,
        width: area.width,
        ..place
    };
    Clear.render(rows, buffer);
    place
}

/// A fact; one that warns has its mark beside the colour.
#[must_use]
pub fn warned(said: &str, warns: bool, theme: &Theme) -> Span<'static> {
    if warns {
        data(
            &format!("{} {said}", theme.glyphs.alert),
            theme.palette.today,
        )
    } else {
        data(said, Style::new())
    }
}

/// Data wrapped to lines of so many cells, each begun with an indent after the first.
#[must_use]
pub fn wrapped(content: &str, cells: usize, indent: usize, style: Style) -> Vec<Line<'static>> {
    let shown: Cow<str> = if content.contains('\n') {
        let lines: Vec<_> = content.split('\n').map(text::sanitize).collect();
        lines.join("\n").into()
    } else {
        text::sanitize(content)
    };
    shown
        .split('\n')
        .flat_map(|paragraph| text::wrap(paragraph, cells.saturating_sub(indent).max(1)))
        .enumerate()
        .map(|(number, line)| {
            let lead = if number == 0 { 0 } else { indent };
            Line::from(vec![Span::raw(" ".repeat(lead)), Span::styled(line, style)])
        })
        .collect()
}
