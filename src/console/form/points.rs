//! What whoever decides must have before them, in a few rows above the fields of a form.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::naming::Names;
use crate::domain::r#use::point::Point;
use crate::locale::Lang;
use crate::locale::console as words;
use crate::locale::matter::point;

use super::super::draw;
use super::super::text;
use super::super::theme::Theme;

/// The rows that they may always take; more where the fields leave more. The preview has them all.
const ROWS: usize = 4;

/// Rows for the points, and a rule under them; none if there are none. What is as usual shares the first row; what warns
/// begins a row of its own. `room` is what the fields leave.
pub(super) fn lines(
    points: &[Point],
    names: &Names,
    room: usize,
    cells: usize,
    theme: &Theme,
    lang: Lang,
) -> Vec<Line<'static>> {
    if points.is_empty() {
        return Vec::new();
    }
    let said = |point: &Point| {
        let (label, said) = point::told(lang, names, point);
        format!("{} {said}", label.get(lang))
    };
    let usual = points.iter().filter(|point| !point.warns());
    let usual: Vec<String> = usual.map(said).collect();
    let dot = format!(" {} ", theme.glyphs.separator);
    let mut rows = draw::wrapped(&usual.join(&dot), cells, 0, Style::new());
    let warning = points.iter().filter(|point| point.warns());
    for point in warning {
        let span = draw::warned(&said(point), true, theme);
        rows.extend(draw::wrapped(&span.content, cells, 2, span.style));
    }
    let most = room.saturating_sub(1).max(ROWS);
    if rows.len() > most {
        rows.truncate(most);
        let more = format!(" {}", words::FORM_MORE_POINTS.get(lang));
        let left = cells.saturating_sub(text::width(&more));
        if let Some(last) = rows.last_mut() {
            *last = draw::cut(last, left, theme);
            last.push_span(Span::styled(more, theme.palette.accent));
        }
    }
    let rule = theme.glyphs.horizontal.repeat(cells);
    rows.push(Line::styled(rule, theme.palette.muted));
    rows
}
