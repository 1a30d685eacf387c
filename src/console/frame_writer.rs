//! Turns what changed on the screen into the fewest bytes, for lines that are slow.
//!
//! [`FrameWriter`] stands behind ratatui as its backend, but writes nowhere: it remembers the cells
//! the terminal shows, where its cursor and its pen stand, and answers the bytes that lead from there
//! to the next frame, to be sent in one write. An unchanged screen costs no byte at all.
//!
//! ratatui's own list of changes is not used: where a glyph replaces half of a wide one, what becomes
//! of the other half differs between terminals, and that list leaves it out. And after a glyph whose
//! width terminals disagree about (East Asian ambiguous, or a cluster of several characters) the
//! column is stated again instead of trusted, so that one glyph cannot shift the rest of its row.
use std::convert::Infallible;
use std::io::Write as _;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

use crate::console::text;

mod codes;

use codes::{PLAIN_PEN, Pen, shortest_move, shortest_pen_change};

pub(super) const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";
const HIDE_CURSOR: &[u8] = b"\x1b[?25l";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";
const CLEAR_SCREEN: &[u8] = b"\x1b[2J";

/// Modifiers that show on a blank cell.
const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// From how many blanks on erasing costs less than writing spaces: to the end of a row, and inside it.
const ERASE_TO_END_FROM: u16 = 4;
const ERASE_INSIDE_FROM: u16 = 10;

/// The terminal as it is known here, and the bytes towards the next frame.
#[derive(Debug)]
pub struct FrameWriter {
    size: Size,
    /// The cells the terminal shows; `None` before the first frame on a cleared screen.
    shown: Option<Buffer>,
    bytes: Vec<u8>,
    row: Option<u16>,
    column: Option<u16>,
    pen: Pen,
    cursor_visible: bool,
    caret: Option<Position>,
    clear_wanted: bool,
    /// Where the last glyph ended, if its width is not certain: the same glyph may follow it there.
    doubtful: Option<(u16, u16, String)>,
    blanks: Option<Blanks>,
}

/// Blank cells of one row that are still to be sent.
#[derive(Debug, Clone, Copy)]
struct Blanks {
    column: u16,
    row: u16,
    length: u16,
}

impl FrameWriter {
    /// A writer for a terminal whose cursor was hidden and whose screen was cleared just now.
    #[must_use]
    pub fn new(size: Size) -> Self {
        Self {
            size,
            shown: None,
            bytes: Vec::new(),
            row: None,
            column: None,
            pen: PLAIN_PEN,
            cursor_visible: false,
            caret: None,
            clear_wanted: false,
            doubtful: None,
            blanks: None,
        }
    }

    /// Tells the terminal's present size, before a frame is drawn.
    pub fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets the terminal: its cursor was hidden, its pen reset and its screen cleared elsewhere.
    pub fn restart(&mut self) {
        *self = Self::new(self.size);
    }

    /// The bytes that make the terminal show `next`, with the caret where ratatui last put it;
    /// `None` if it shows that already.
    pub fn frame(&mut self, next: Buffer) -> Option<Vec<u8>> {
        let clear = std::mem::take(&mut self.clear_wanted);
        let known = self
            .shown
            .take()
            .filter(|shown| shown.area == next.area && !clear)
            .unwrap_or_else(|| Buffer::empty(next.area));
        if clear {
            // Erased cells take the pen's background.
            self.set_pen(PLAIN_PEN);
            self.bytes.extend_from_slice(CLEAR_SCREEN);
            self.row = None;
            self.column = None;
        }
        for row in next.area.rows() {
            self.write_row(&known, &next, row);
        }
        self.shown = Some(next);
        let draws = !self.bytes.is_empty();
        self.place_caret();
        let body = std::mem::take(&mut self.bytes);
        if body.is_empty() {
            None
        } else if draws {
            Some([BEGIN_FRAME, &body, END_FRAME].concat())
        } else {
            Some(body)
        }
    }

    fn place_caret(&mut self) {
        match self.caret {
            Some(caret) => {
                self.move_to(caret.x, caret.y);
                if !self.cursor_visible {
                    self.bytes.extend_from_slice(SHOW_CURSOR);
                }
            }
            None if self.cursor_visible => self.bytes.extend_from_slice(HIDE_CURSOR),
            None => {}
        }
        self.cursor_visible = self.caret.is_some();
    }

    fn write_row(&mut self, known: &Buffer, next: &Buffer, row: Rect) {
        let known_spans = glyph_spans(known, row);
        let span_at = |column: u16| known_spans.get(usize::from(column - row.x)).copied();
        let mut column = row.x;
        // Before this column the terminal shows halves of wide glyphs that this frame cut in two.
        let mut broken_until = row.x;
        while column < row.right() {
            let cell = &next[(column, row.y)];
            let cells = cells_of(cell, column, row);
            let end = column + cells;
            let began_here = span_at(column).is_some_and(|(begin, _)| begin == column);
            let same = began_here && looks_alike(&known[(column, row.y)], cell);
            if !same || column < broken_until {
                self.put(column, row.y, cell, cells);
                if let Some((old_begin, old_end)) = span_at(end)
                    && old_begin < end
                {
                    broken_until = old_end;
                }
            }
            column = end;
        }
        self.flush_blanks();
    }

    fn put(&mut self, column: u16, row: u16, cell: &Cell, cells: u16) {
        let symbol = cell.symbol();
        if is_bare(cell) {
            if let Some(blanks) = &mut self.blanks
                && blanks.column + blanks.length == column
            {
                blanks.length += 1;
                return;
            }
            self.flush_blanks();
            self.blanks = Some(Blanks {
                column,
                row,
                length: 1,
            });
            return;
        }
        self.flush_blanks();
        let repeats_doubtful = self
            .doubtful
            .as_ref()
            .is_some_and(|(next, at, glyph)| (*next, *at, glyph.as_str()) == (column, row, symbol));
        if !repeats_doubtful {
            self.move_to(column, row);
        }
        self.set_pen(Pen {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
        });
        // The last barrier: no control character that a widget put into a cell reaches the terminal.
        if is_blank(symbol) {
            self.bytes.push(b' ');
        } else if symbol.chars().any(text::is_unsafe) || cell.cell_width() != cells {
            self.bytes
                .extend(std::iter::repeat_n(b'?', usize::from(cells)));
        } else {
            self.bytes.extend_from_slice(symbol.as_bytes());
        }
        self.advance(column, row, cells);
        self.doubtful = None;
        if self.row.is_some() && !has_certain_width(symbol) {
            self.column = None;
            self.doubtful = Some((column + cells, row, symbol.to_owned()));
        }
    }

    fn flush_blanks(&mut self) {
        let Some(Blanks {
            column,
            row,
            length,
        }) = self.blanks.take()
        else {
            return;
        };
        self.doubtful = None;
        self.move_to(column, row);
        // Neither the foreground nor boldness shows on a blank: keep them, they cost bytes.
        self.set_pen(Pen {
            background: Color::Reset,
            modifier: self.pen.modifier.difference(VISIBLE_ON_BLANK),
            ..self.pen
        });
        if column + length >= self.size.width && length >= ERASE_TO_END_FROM {
            self.bytes.extend_from_slice(b"\x1b[K");
        } else if length >= ERASE_INSIDE_FROM {
            let _ = write!(self.bytes, "\x1b[{length}X");
        } else {
            self.bytes
                .extend(std::iter::repeat_n(b' ', usize::from(length)));
            self.advance(column, row, length);
        }
    }

    /// The cursor after writing: at the right margin terminals differ, so nothing is known there.
    fn advance(&mut self, column: u16, row: u16, cells: u16) {
        let next = column.saturating_add(cells);
        let inside = next < self.size.width;
        self.column = inside.then_some(next);
        self.row = inside.then_some(row);
    }

    fn move_to(&mut self, column: u16, row: u16) {
        if (self.column, self.row) == (Some(column), Some(row)) {
            return;
        }
        let from = (self.column, self.row);
        self.bytes.extend(shortest_move(from, column, row));
        self.column = Some(column);
        self.row = Some(row);
    }

    fn set_pen(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        self.bytes.extend(shortest_pen_change(self.pen, pen));
        self.pen = pen;
    }
}

/// For each column of `row`, where the glyph that covers it begins and ends.
fn glyph_spans(buffer: &Buffer, row: Rect) -> Vec<(u16, u16)> {
    let mut spans = Vec::with_capacity(usize::from(row.width));
    let mut column = row.x;
    while column < row.right() {
        let end = column + cells_of(&buffer[(column, row.y)], column, row);
        spans.extend((column..end).map(|_| (column, end)));
        column = end;
    }
    spans
}

/// The cells a glyph takes at `column`: at least one, and no more than its row has left.
fn cells_of(cell: &Cell, column: u16, row: Rect) -> u16 {
    // ratatui must not be asked for the width of a control character; the barrier sends `?` for it.
    if cell.symbol().contains(char::is_control) {
        return 1;
    }
    cell.cell_width().clamp(1, row.right() - column)
}

fn is_blank(symbol: &str) -> bool {
    matches!(symbol, " " | "")
}

/// Whether a cell shows nothing but the terminal's own background.
fn is_bare(cell: &Cell) -> bool {
    is_blank(cell.symbol())
        && cell.bg == Color::Reset
        && !cell.modifier.intersects(VISIBLE_ON_BLANK)
}

/// Whether two cells are one to the eye.
fn looks_alike(one: &Cell, other: &Cell) -> bool {
    if is_bare(one) || is_bare(other) {
        return is_bare(one) && is_bare(other);
    }
    (one.symbol(), one.fg, one.bg, one.modifier)
        == (other.symbol(), other.fg, other.bg, other.modifier)
}

/// Whether every terminal gives `symbol` the same cells.
fn has_certain_width(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => character.width() == character.width_cjk(),
        (first, _) => first.is_none(),
    }
}

impl Backend for FrameWriter {
    type Error = Infallible;

    /// Does nothing: [`FrameWriter::frame`] finds the changes itself.
    fn draw<'a, I>(&mut self, _changes: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.caret = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.caret = self.caret.or(Some(Position::ORIGIN));
        Ok(())
    }

    /// The caret as last set; the terminal is not asked.
    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.caret.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        // ratatui shows the cursor before it places it: a hidden cursor has no place.
        if self.caret.is_some() {
            let Position { x, y } = position.into();
            self.caret = Some(Position {
                x: x.min(self.size.width.saturating_sub(1)),
                y: y.min(self.size.height.saturating_sub(1)),
            });
        }
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.clear_region(ClearType::All)
    }

    /// Clears the whole screen whatever the region: the console has no other viewport.
    fn clear_region(&mut self, _region: ClearType) -> Result<(), Infallible> {
        self.clear_wanted = true;
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
