//! Where what is known of the row under the mark stands: beside the list where there is room, else below it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::draw;
use super::super::theme::Theme;

/// From this width on the detail stands beside the list.
const WIDE: u16 = 110;
/// From this height on it stands below it.
const HIGH: u16 = 16;
/// Its rows there, with its rule.
pub(super) const BLOCK: u16 = 7;

/// The place of the detail.
pub(super) enum Rest {
    /// Beside the list.
    Beside(Rect),
    /// Below it, under a rule.
    Below(Rect),
}

/// The list's place, and that of the detail if it has one.
pub(super) fn split(body: Rect, has_nothing: bool) -> (Rect, Option<Rest>) {
    if has_nothing {
        (body, None)
    } else if body.width >= WIDE {
        let width = (body.width * 3 / 5).max(80).min(body.width - 30);
        let rest = Rect {
            x: body.x + width + 1,
            width: body.width - width - 1,
            ..body
        };
        (Rect { width, ..body }, Some(Rest::Beside(rest)))
    } else if body.height >= HIGH {
        let height = body.height - BLOCK;
        let rest = Rect {
            y: body.y + height,
            height: BLOCK,
            ..body
        };
        (Rect { height, ..body }, Some(Rest::Below(rest)))
    } else {
        (body, None)
    }
}

/// Draws the edge between the list and what stands beside it.
pub(super) fn edge(frame: &mut Frame, area: Rect, theme: &Theme) {
    let edge = Rect {
        x: area.x.saturating_sub(1),
        width: 1,
        ..area
    };
    for row in 0..area.height {
        let line = Line::styled(theme.glyphs.vertical, theme.palette.muted);
        draw::put(frame.buffer_mut(), edge, row, &line);
    }
}

/// What is left beside the edge.
pub(super) fn inner(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    }
}
