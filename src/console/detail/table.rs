//! Columns of a detail: rows under headings, and rows of pieces one under the other.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::detail::{Note, Table};

use super::super::draw::{self, data};
use super::super::layer::rewrap;
use super::super::text;
use super::{GAP, INDENT, Pen};

/// The fewest cells in which a last column is wrapped; in fewer it stands on a line of its own.
const WRAP_FROM: usize = 20;

/// What stands before a row, and its cells.
pub(super) type LedRow = (Span<'static>, Vec<Span<'static>>);

impl Pen<'_> {
    /// Rows of cells, each behind its lead, with their columns one under the other. Where they have no room side by side all
    /// rows break before the same column; the last, which nothing stands behind, is wrapped in what room is left, or breaks by
    /// itself.
    pub(super) fn aligned(&self, rows: Vec<LedRow>) -> Vec<Vec<Line<'static>>> {
        let count = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let widest = |at: usize| {
            let cells = rows.iter().filter_map(|(_, cells)| cells.get(at));
            cells.map(Span::width).max().unwrap_or(0)
        };
        let mut columns = Vec::new();
        let mut place = rows.iter().map(|(lead, _)| lead.width()).max().unwrap_or(0);
        let mut is_first = true;
        for at in 0..count {
            let width = widest(at);
            let gap = if is_first { 0 } else { GAP.len() };
            let until = place.saturating_add(gap + width);
            let breaks = !is_first && at + 1 < count && until > self.cells;
            let begins = if breaks { INDENT } else { place + gap };
            columns.push((breaks, begins));
            if width > 0 {
                place = begins + width;
                is_first = false;
            }
        }
        let rows = rows.into_iter();
        rows.map(|row| self.aligned_row(row, &columns)).collect()
    }

    /// A row whose columns begin where they are told to, each on a new line or not.
    fn aligned_row(&self, (lead, cells): LedRow, columns: &[(bool, usize)]) -> Vec<Line<'static>> {
        let mut lines = vec![Line::from(lead)];
        let count = columns.len();
        for ((at, cell), (breaks, begins)) in cells.into_iter().enumerate().zip(columns) {
            let room = self.cells.saturating_sub(*begins);
            let is_wrapped = at + 1 == count && cell.width() > room && room >= WRAP_FROM;
            let breaks = *breaks || (at + 1 == count && cell.width() > room && !is_wrapped);
            let begins = if breaks { INDENT } else { *begins };
            if breaks {
                lines.push(Line::default());
            }
            if cell.content.is_empty() {
                continue;
            }
            let parts = if is_wrapped {
                draw::wrapped(&cell.content, room, 0, cell.style)
            } else {
                vec![Line::from(cell)]
            };
            for (number, part) in parts.into_iter().enumerate() {
                if number > 0 {
                    lines.push(Line::default());
                }
                if let Some(line) = lines.last_mut() {
                    let air = begins.saturating_sub(line.width());
                    line.push_span(Span::raw(" ".repeat(air)));
                    line.spans.extend(part.spans);
                }
            }
        }
        let is_said = |line: &Line| {
            line.spans
                .iter()
                .any(|span| !span.content.trim().is_empty())
        };
        lines.retain(is_said);
        rewrap(&lines, self.cells)
    }

    /// Columns under their headings; where they have no room the last text stands under its row, and where that is not
    /// enough each row is told by its headings.
    pub(super) fn table(&self, table: &Table) -> Vec<Line<'static>> {
        let count = table.columns.len();
        let is_text = |at: &usize| {
            table
                .columns
                .get(*at)
                .is_some_and(|column| !column.is_number)
        };
        let all: Vec<usize> = (0..count).collect();
        let last = all.iter().rev().copied().find(|at| is_text(at) && *at > 1);
        let fewer: Vec<usize> = all.iter().copied().filter(|at| Some(*at) != last).collect();
        let widths = |places: &[usize]| -> Vec<usize> {
            let widest = |at: &usize| {
                let cells = table.rows.iter().filter_map(|row| row.cells.get(*at));
                let heading = table
                    .columns
                    .get(*at)
                    .map_or(0, |column| text::width(column.title));
                cells
                    .map(|cell| text::width(cell))
                    .max()
                    .unwrap_or(0)
                    .max(heading)
            };
            places.iter().map(widest).collect()
        };
        let fits = |places: &[usize]| {
            let widths = widths(places);
            let gaps = GAP.len() * widths.len().saturating_sub(1);
            widths.iter().sum::<usize>() + gaps <= self.cells
        };
        let shown = [&all, &fewer].into_iter().find(|places| fits(places));
        let Some(places) = shown else {
            return self.stacked(table);
        };
        let widths = widths(places);
        let mut lines = vec![self.table_row(table, places, &widths, None)];
        for row in &table.rows {
            lines.push(self.table_row(table, places, &widths, Some(&row.cells)));
            let under = last.filter(|last| !places.contains(last));
            let under = under.and_then(|at| row.cells.get(at)).map(Note::new);
            lines.extend(self.notes(&under.into_iter().collect::<Vec<_>>()));
            lines.extend(self.notes(&row.under));
        }
        lines
    }

    /// A row of a table; without cells its headings.
    fn table_row(
        &self,
        table: &Table,
        places: &[usize],
        widths: &[usize],
        cells: Option<&[String]>,
    ) -> Line<'static> {
        let mut spans = Vec::new();
        for (number, (at, width)) in places.iter().zip(widths).enumerate() {
            let Some(column) = table.columns.get(*at) else {
                continue;
            };
            let cell = cells.map_or(column.title, |cells| {
                cells.get(*at).map_or("", String::as_str)
            });
            let is_unset = cells.is_some() && column.is_number && cell.is_empty();
            let cell = if is_unset { "-" } else { cell };
            let shown = text::sanitize(cell);
            let padded = if column.is_number {
                text::pad_left(&shown, *width)
            } else {
                text::pad_right(&shown, *width)
            };
            let style = match (cells, column.is_number && number > 0) {
                (None, _) => self.theme.palette.muted,
                (Some(_), true) => self.theme.palette.accent,
                (Some(_), false) => Style::new(),
            };
            if number > 0 {
                spans.push(Span::raw(GAP));
            }
            spans.push(Span::styled(padded, style));
        }
        Line::from(spans)
    }

    fn stacked(&self, table: &Table) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for row in &table.rows {
            let mut cells = table.columns.iter().zip(&row.cells);
            let head: Vec<_> = cells
                .by_ref()
                .take(2)
                .map(|(_, cell)| data(cell, Style::new()))
                .collect();
            lines.extend(self.flowing(Span::default(), head));
            let numbers = cells
                .clone()
                .filter(|(column, cell)| column.is_number && !cell.is_empty());
            let numbers = numbers.map(|(column, cell)| {
                data(
                    &format!("{} {cell}", column.title),
                    self.theme.palette.accent,
                )
            });
            let lead = Span::raw(" ".repeat(INDENT));
            lines.extend(self.flowing(lead, numbers.collect()));
            let texts = cells.filter(|(column, cell)| !column.is_number && !cell.is_empty());
            let notes: Vec<_> = texts.map(|(_, cell)| Note::new(cell)).collect();
            lines.extend(self.notes(&notes));
            lines.extend(self.notes(&row.under));
        }
        lines
    }
}
