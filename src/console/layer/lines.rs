//! How the lines of a text are laid: wrapped, and in columns.

use ratatui::text::{Line, Span};

use super::super::text;

/// The fewest cells in which the groups of a text can be read as a column.
const COLUMN: usize = 52;

/// Groups of lines under one another, or in two columns where two have room; each stands under the shorter one.
pub(super) fn columns(groups: &[Vec<Line<'static>>], cells: usize) -> Vec<Line<'static>> {
    const GAP: usize = 2;
    if cells < 2 * COLUMN + GAP {
        return groups
            .iter()
            .flat_map(|group| rewrap(group, cells))
            .collect();
    }
    let wide = (cells - GAP) / 2;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for group in groups {
        let shorter = if right.len() < left.len() {
            &mut right
        } else {
            &mut left
        };
        shorter.extend(rewrap(group, wide));
    }
    let rows = left.len().max(right.len());
    left.resize(rows, Line::default());
    right.resize(rows, Line::default());
    let beside = |(left, right): (Line<'static>, Line<'static>)| {
        let margin = " ".repeat((wide + GAP).saturating_sub(left.width()));
        let mut spans = styled(left);
        spans.push(Span::raw(margin));
        spans.extend(styled(right));
        Line::from(spans)
    };
    left.into_iter().zip(right).map(beside).collect()
}

/// The spans of a line, each with the line's own style under its own.
fn styled(line: Line<'static>) -> Vec<Span<'static>> {
    let under = line.style;
    let spans = line.spans.into_iter();
    spans
        .map(|span| Span::styled(span.content, under.patch(span.style)))
        .collect()
}

/// Wraps styled lines to so many cells, keeping every span's style; what follows the first row is indented.
#[must_use]
pub fn rewrap(lines: &[Line<'static>], cells: usize) -> Vec<Line<'static>> {
    lines
        .iter()
        .flat_map(|line| {
            if line.width() <= cells {
                vec![line.clone()]
            } else {
                rewrap_line(line, cells)
            }
        })
        .collect()
}

fn rewrap_line(line: &Line<'static>, cells: usize) -> Vec<Line<'static>> {
    let mut letters = line
        .spans
        .iter()
        .flat_map(|span| {
            let style = line.style.patch(span.style);
            span.content.chars().map(move |letter| (letter, style))
        })
        .peekable();
    let whole: String = line.spans.iter().map(|span| &*span.content).collect();
    let lead = whole.len() - whole.trim_start_matches(' ').len();
    while letters.next_if(|(letter, _)| *letter == ' ').is_some() {}
    let indent = (lead + 2).min(cells / 2);
    let rows = text::wrap(
        whole.trim_start_matches(' '),
        cells.saturating_sub(indent).max(1),
    );
    rows.into_iter()
        .enumerate()
        .map(|(number, row)| {
            let margin = if number == 0 {
                lead.min(indent)
            } else {
                indent
            };
            let mut spans = vec![Span::raw(" ".repeat(margin))];
            for letter in row.chars() {
                // Blanks at a break are dropped by the wrap; the styles skip them too.
                while letters
                    .next_if(|(known, _)| *known != letter && *known == ' ')
                    .is_some()
                {}
                let style = letters.next().map_or(line.style, |(_, style)| style);
                match spans.last_mut() {
                    Some(last) if last.style == style => last.content.to_mut().push(letter),
                    _ => spans.push(Span::styled(letter.to_string(), style)),
                }
            }
            Line::from(spans)
        })
        .collect()
}
