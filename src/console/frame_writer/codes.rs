//! The control sequences that move a terminal's cursor and change its pen, the shortest of each.
use ratatui::style::{Color, Modifier};

/// How the next characters will look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    pub foreground: Color,
    pub background: Color,
    pub modifier: Modifier,
}

/// The pen of a terminal that was reset.
pub const PLAIN_PEN: Pen = Pen {
    foreground: Color::Reset,
    background: Color::Reset,
    modifier: Modifier::empty(),
};

/// The shortest way for the cursor from what is known of its place to a column and a row.
pub fn shortest_move(from: (Option<u16>, Option<u16>), column: u16, row: u16) -> Vec<u8> {
    let absolute = absolute_move(column, row);
    let (from_column, Some(from_row)) = from else {
        return absolute;
    };
    let mut relative = vertical_move(from_row, row);
    relative.extend(horizontal_move(from_column, column));
    if relative.len() < absolute.len() {
        relative
    } else {
        absolute
    }
}

fn absolute_move(column: u16, row: u16) -> Vec<u8> {
    match (row, column) {
        (0, 0) => b"\x1b[H".to_vec(),
        (_, 0) => format!("\x1b[{}H", row + 1).into_bytes(),
        (0, _) => format!("\x1b[;{}H", column + 1).into_bytes(),
        _ => format!("\x1b[{};{}H", row + 1, column + 1).into_bytes(),
    }
}

fn vertical_move(from: u16, to: u16) -> Vec<u8> {
    match (to.checked_sub(from), from.checked_sub(to)) {
        (Some(down @ 0..=3), _) => vec![b'\n'; usize::from(down)],
        (Some(down), _) => format!("\x1b[{down}B").into_bytes(),
        (None, Some(1)) => b"\x1b[A".to_vec(),
        (None, Some(up)) => format!("\x1b[{up}A").into_bytes(),
        (None, None) => Vec::new(),
    }
}

fn horizontal_move(from: Option<u16>, to: u16) -> Vec<u8> {
    if from == Some(to) {
        return Vec::new();
    }
    if to == 0 {
        return b"\r".to_vec();
    }
    let stated = format!("\x1b[{}G", to + 1).into_bytes();
    let relative = match from {
        None => return stated,
        Some(from) if to == from + 1 => b"\x1b[C".to_vec(),
        Some(from) if to > from => format!("\x1b[{}C", to - from).into_bytes(),
        Some(from) if from - to <= 3 => vec![b'\x08'; usize::from(from - to)],
        Some(from) => format!("\x1b[{}D", from - to).into_bytes(),
    };
    if relative.len() <= stated.len() {
        relative
    } else {
        stated
    }
}

/// The shortest way from one pen to another.
pub fn shortest_pen_change(from: Pen, to: Pen) -> Vec<u8> {
    let changed = changed_codes(from, to);
    let fresh = changed_codes(PLAIN_PEN, to);
    let from_reset = if fresh.is_empty() {
        String::new()
    } else {
        format!("0;{fresh}")
    };
    let codes = if from_reset.len() < changed.len() {
        from_reset
    } else {
        changed
    };
    format!("\x1b[{codes}m").into_bytes()
}

/// The codes of "select graphic rendition" that lead from one pen to the other, joined by `;`.
fn changed_codes(from: Pen, to: Pen) -> String {
    let mut codes: Vec<String> = Vec::new();
    let removed = from.modifier.difference(to.modifier);
    let mut kept = from.modifier;
    for (group, off) in [
        (Modifier::BOLD.union(Modifier::DIM), 22),
        (Modifier::ITALIC, 23),
        (Modifier::UNDERLINED, 24),
        (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
        (Modifier::REVERSED, 27),
        (Modifier::HIDDEN, 28),
        (Modifier::CROSSED_OUT, 29),
    ] {
        if removed.intersects(group) {
            codes.push(off.to_string());
            kept.remove(group);
        }
    }
    let added = to.modifier.difference(kept);
    for (modifier, on) in [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::SLOW_BLINK, 5),
        (Modifier::RAPID_BLINK, 6),
        (Modifier::REVERSED, 7),
        (Modifier::HIDDEN, 8),
        (Modifier::CROSSED_OUT, 9),
    ] {
        if added.contains(modifier) {
            codes.push(on.to_string());
        }
    }
    if from.foreground != to.foreground {
        codes.push(color_code(to.foreground, 30));
    }
    if from.background != to.background {
        codes.push(color_code(to.background, 40));
    }
    codes.join(";")
}

/// The code of `color`; `base` is 30 for the foreground and 40 for the background.
fn color_code(color: Color, base: u8) -> String {
    let plain = |offset: u8| (base + offset).to_string();
    let bright = |offset: u8| (base + 60 + offset).to_string();
    match color {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}
