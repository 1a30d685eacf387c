#![expect(clippy::unwrap_used, reason = "tests may stop at once")]
use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

/// A console and the terminal at the other end of the line.
struct Line {
    screen: Terminal<FrameWriter>,
    emulator: vt100::Parser,
}

impl Line {
    fn new(width: u16, height: u16) -> Self {
        let screen = Terminal::new(FrameWriter::new(Size { width, height })).unwrap();
        let cells = |count| NonZeroU16::new(count).unwrap();
        let mut emulator = vt100::Parser::new(cells(height), cells(width), 0);
        emulator.process(b"\x1b[?25l");
        Self { screen, emulator }
    }

    /// Draws a frame, lets the emulator read it, and answers the bytes it cost.
    fn draw(&mut self, render: impl FnOnce(&mut ratatui::Frame)) -> Vec<u8> {
        let drawn = self.screen.draw(render).unwrap().buffer.clone();
        let frame = self.screen.backend_mut().frame(drawn).unwrap_or_default();
        self.emulator.process(&frame);
        frame
    }

    fn text(&self) -> String {
        self.emulator.screen().contents()
    }
}

fn queue(frame: &mut ratatui::Frame, selected: u16, number: u16) {
    let accent = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
    let buffer = frame.buffer_mut();
    buffer.set_string(0, 0, " 云管  1队列 2资源 3安检", accent);
    buffer.set_string(40, 2, format!("{number:02} / 348"), Style::new());
    for row in 4..20 {
        buffer.set_string(1, row, if row == selected { ">" } else { " " }, accent);
        buffer.set_string(
            3,
            row,
            "11-24 周二  1日     变更-20261110-0003   市卫健委",
            Style::new(),
        );
    }
}

#[test]
fn moving_a_mark_and_two_digits_costs_less_than_a_hundred_bytes() {
    let mut line = Line::new(80, 24);
    let first = line.draw(|frame| queue(frame, 7, 10));
    assert!(first.starts_with(BEGIN_FRAME) && first.ends_with(END_FRAME));
    let step = line.draw(|frame| queue(frame, 8, 21));
    assert!(
        step.len() <= 60,
        "{} bytes: {:?}",
        step.len(),
        String::from_utf8_lossy(&step)
    );
    assert!(line.text().contains("21 / 348"));
    assert_eq!(line.emulator.screen().cell(8, 1).unwrap().contents(), ">");
    assert_eq!(line.emulator.screen().cell(7, 1).unwrap().contents(), " ");
}

#[test]
fn an_unchanged_screen_costs_nothing() {
    let mut line = Line::new(80, 24);
    line.draw(|frame| queue(frame, 7, 10));
    assert!(line.draw(|frame| queue(frame, 7, 10)).is_empty());
    let caret = |frame: &mut ratatui::Frame| {
        queue(frame, 7, 10);
        frame.set_cursor_position((5, 5));
    };
    assert_eq!(line.draw(caret), b"\x1b[6;6H\x1b[?25h");
    assert!(line.draw(caret).is_empty());
    assert!(!line.emulator.screen().hide_cursor());
    assert_eq!(line.emulator.screen().cursor_position(), (5, 5));
    assert_eq!(line.draw(|frame| queue(frame, 7, 10)), HIDE_CURSOR);
    assert!(line.draw(|frame| queue(frame, 7, 10)).is_empty());
}

#[test]
fn the_cursor_returns_to_the_caret_after_drawing_elsewhere() {
    let mut line = Line::new(80, 24);
    for selected in [7, 8, 12] {
        line.draw(|frame| {
            queue(frame, selected, 10);
            frame.set_cursor_position((30, 22));
        });
        assert_eq!(line.emulator.screen().cursor_position(), (22, 30));
    }
}

#[test]
fn a_row_that_empties_is_erased_not_overwritten() {
    let mut line = Line::new(80, 24);
    line.draw(|frame| {
        frame
            .buffer_mut()
            .set_string(0, 3, "x".repeat(80), Style::new());
        frame
            .buffer_mut()
            .set_string(0, 4, "x".repeat(80), Style::new());
    });
    let frame = line.draw(|frame| {
        frame
            .buffer_mut()
            .set_string(70, 4, "x".repeat(10), Style::new());
    });
    assert!(frame.len() < 40, "{:?}", String::from_utf8_lossy(&frame));
    assert_eq!(line.text().trim(), "x".repeat(10));
}

#[test]
fn a_doubtful_glyph_cannot_shift_its_row() {
    let mut line = Line::new(40, 2);
    let frame = line.draw(|frame| {
        frame.buffer_mut().set_string(0, 0, "“ab”", Style::new());
        frame.buffer_mut().set_string(0, 1, "────", Style::new());
    });
    let sent = String::from_utf8(frame).unwrap();
    assert!(sent.contains("“\x1b[2Gab”"), "{sent:?}");
    assert!(sent.contains("────"), "{sent:?}");
}

#[test]
fn what_a_terminal_would_obey_never_leaves() {
    let mut line = Line::new(20, 2);
    let frame = line.draw(|frame| {
        frame.buffer_mut()[(0, 0)].set_symbol("\u{1b}]0;owned\u{7}");
        frame.buffer_mut()[(0, 1)].set_symbol("\u{202e}");
    });
    let sent = String::from_utf8_lossy(&frame).into_owned();
    assert!(
        !sent.contains("owned") && !sent.contains('\u{202e}'),
        "{sent:?}"
    );
}

#[test]
fn a_new_size_redraws_everything() {
    let mut line = Line::new(80, 24);
    line.draw(|frame| queue(frame, 7, 10));
    for (width, height) in [(40, 10), (1, 1), (100, 30)] {
        line.screen.backend_mut().set_size(Size { width, height });
        line.emulator.screen_mut().set_size(
            NonZeroU16::new(height).unwrap(),
            NonZeroU16::new(width).unwrap(),
        );
        line.draw(|frame| {
            let area = frame.area();
            frame.buffer_mut().set_stringn(
                0,
                area.height - 1,
                "申请abc",
                area.width.into(),
                Style::new(),
            );
        });
        let expected = if width == 1 { "" } else { "申请abc" };
        assert_eq!(line.text().trim(), expected, "{width}x{height}");
    }
}

/// One change of a screen: where, which text, which style.
fn change() -> impl Strategy<Value = (u16, u16, String, Style)> {
    let color = prop_oneof![
        Just(Color::Reset),
        Just(Color::Red),
        Just(Color::LightBlue),
        Just(Color::Indexed(200)),
        Just(Color::Rgb(1, 2, 3)),
    ];
    let modifier = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::DIM),
        Just(Modifier::REVERSED),
        Just(Modifier::BOLD.union(Modifier::DIM)),
        Just(Modifier::UNDERLINED.union(Modifier::ITALIC)),
    ];
    let text = prop_oneof![
        "[a-z]{1,6}",
        "[ ]{1,24}",
        "[\u{4e00}-\u{4eff}]{1,4}",
        "[─│●“”…]{1,5}",
        "[a一二]{1,5}"
    ];
    (0_u16..24, 0_u16..6, text, (color.clone(), color, modifier)).prop_map(
        |(column, row, text, (foreground, background, modifier))| {
            (
                column,
                row,
                text,
                Style::new()
                    .fg(foreground)
                    .bg(background)
                    .add_modifier(modifier),
            )
        },
    )
}

fn emulated_color(color: Color) -> vt100::Color {
    match color {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        _ => vt100::Color::Default,
    }
}

/// Every cell the emulator shows is the cell ratatui drew, as far as an eye could tell.
fn assert_same(screen: &vt100::Screen, drawn: &Buffer) -> Result<(), TestCaseError> {
    for row in 0..drawn.area.height {
        let mut column = 0;
        while column < drawn.area.width {
            let cell = &drawn[(column, row)];
            let shown = screen.cell(row, column).unwrap();
            let contents = if shown.contents().is_empty() {
                " "
            } else {
                shown.contents()
            };
            prop_assert_eq!(contents, cell.symbol(), "at {},{}", column, row);
            prop_assert_eq!(
                shown.bgcolor(),
                emulated_color(cell.bg),
                "background at {},{}",
                column,
                row
            );
            prop_assert_eq!(shown.inverse(), cell.modifier.contains(Modifier::REVERSED));
            prop_assert_eq!(
                shown.underline(),
                cell.modifier.contains(Modifier::UNDERLINED)
            );
            if cell.symbol() != " " {
                prop_assert_eq!(
                    shown.fgcolor(),
                    emulated_color(cell.fg),
                    "foreground at {},{}",
                    column,
                    row
                );
                let strong = cell
                    .modifier
                    .intersection(Modifier::BOLD.union(Modifier::DIM));
                if strong != Modifier::BOLD.union(Modifier::DIM) {
                    prop_assert_eq!(shown.bold(), strong.contains(Modifier::BOLD));
                    prop_assert_eq!(shown.dim(), strong.contains(Modifier::DIM));
                }
                prop_assert_eq!(shown.italic(), cell.modifier.contains(Modifier::ITALIC));
            }
            column += cell.cell_width().max(1);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_terminal_shows_exactly_what_was_drawn(frames in prop::collection::vec(prop::collection::vec(change(), 0..8), 1..8)) {
        let mut line = Line::new(24, 6);
        for changes in frames {
            let mut drawn = Buffer::empty(Rect::new(0, 0, 24, 6));
            line.draw(|frame| {
                for (column, row, text, style) in &changes {
                    frame.buffer_mut().set_string(*column, *row, text, *style);
                }
                drawn.clone_from(frame.buffer_mut());
            });
            assert_same(line.emulator.screen(), &drawn)?;
        }
    }
}
