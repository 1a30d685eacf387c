//! What the mouse did, and what lies where on the screen: whoever draws something that can be pointed at remembers here
//! where it stands, so that a click finds what was seen.
use ratatui::layout::{Position, Rect};

use super::action::Action;

/// How many rows one notch of the wheel is.
pub const NOTCH: usize = 3;

/// What the mouse did. A release and a movement are nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button was pressed there; a terminal may name a place that is not on the screen.
    Click(Position),
    /// The wheel was turned by one notch.
    Wheel(Turn),
}

/// Which way the wheel was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Towards what stands above.
    Up,
    /// Towards what stands below.
    Down,
}

impl Turn {
    /// The action that one row of it is.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Up => Action::Up,
            Self::Down => Action::Down,
        }
    }
}

/// Where things stand, as they were drawn last.
#[derive(Debug, Clone, Default)]
pub struct Spots(Vec<(Rect, usize)>);

impl Spots {
    /// Forgets them: everything is drawn anew.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The thing of that number stands there; what lies outside `area` is not seen.
    pub fn put(&mut self, area: Rect, place: Rect, number: usize) {
        self.0.push((place.intersection(area), number));
    }

    /// Rows of one line each stand there, from the one of that number on.
    pub fn rows(&mut self, area: Rect, from: usize, count: usize) {
        self.clear();
        let rows = area.rows().zip(from..from.saturating_add(count));
        self.0.extend(rows);
    }

    /// Which one stands there.
    #[must_use]
    pub fn at(&self, place: Position) -> Option<usize> {
        let mut spots = self.0.iter();
        spots
            .find(|(area, _)| area.contains(place))
            .map(|(_, number)| *number)
    }

    /// Where a list of `count` rows that was drawn here stands after a notch of the wheel: its first row, and the row under
    /// the mark. The rows move, and the mark stays on its own as long as that is in sight; at an end, where no row can
    /// move, the mark does.
    #[must_use]
    pub fn turned(
        &self,
        (top, selected): (usize, usize),
        count: usize,
        turn: Turn,
    ) -> (usize, usize) {
        let height = self.0.len().max(1);
        let last_top = count.saturating_sub(height);
        match turn {
            Turn::Down if top < last_top => {
                let top = (top + NOTCH).min(last_top);
                (top, selected.max(top))
            }
            Turn::Down => (top, (selected + NOTCH).min(count.saturating_sub(1))),
            Turn::Up if top > 0 => {
                let top = top.saturating_sub(NOTCH);
                (top, selected.min(top + height - 1))
            }
            Turn::Up => (top, selected.saturating_sub(NOTCH)),
        }
    }
}

/// What a click did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clicked {
    /// Nothing stands there.
    Nothing,
    /// What stands there has the mark now.
    Marked,
    /// What stands there had the mark already: this opens it.
    Opened,
    /// What stands there names a key: this does what that key does.
    Does(Action),
}

/// A list, a form, whatever has things with a mark on one of them.
pub trait Pointed {
    /// Which one was drawn there, if it is still there.
    fn row_at(&self, place: Position) -> Option<usize>;

    /// Which one has the mark.
    fn marked_row(&self) -> usize;

    /// Puts the mark on one.
    fn select(&mut self, row: usize);

    /// Turns the wheel by a notch.
    fn wheel(&mut self, turn: Turn);

    /// A click: selects, and on what is selected opens.
    fn click(&mut self, place: Position) -> Clicked {
        match self.row_at(place) {
            None => Clicked::Nothing,
            Some(row) if row == self.marked_row() => Clicked::Opened,
            Some(row) => {
                self.select(row);
                Clicked::Marked
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(height: u16) -> Spots {
        let mut spots = Spots::default();
        spots.rows(Rect::new(2, 3, 10, height), 40, usize::from(height));
        spots
    }

    #[test]
    fn a_place_is_found_inside_and_nowhere_else() {
        let spots = list(4);
        for (x, y, found) in [
            (2, 3, Some(40)),
            (11, 6, Some(43)),
            (12, 6, None),
            (1, 3, None),
            (2, 2, None),
            (2, 7, None),
            (u16::MAX, u16::MAX, None),
        ] {
            assert_eq!(spots.at(Position { x, y }), found, "{x},{y}");
        }
        // Fewer rows than there is room for; and a thing of which only a part is seen.
        let mut spots = Spots::default();
        spots.rows(Rect::new(0, 0, 5, 5), 0, 2);
        assert_eq!(spots.at(Position { x: 0, y: 2 }), None);
        spots.put(Rect::new(0, 0, 5, 3), Rect::new(0, 2, 5, 9), 7);
        assert_eq!(spots.at(Position { x: 0, y: 2 }), Some(7));
        assert_eq!(spots.at(Position { x: 0, y: 3 }), None);
    }

    #[test]
    fn the_wheel_moves_the_rows_and_at_an_end_the_mark() {
        let down = Turn::Down;
        for (before, count, turn, after) in [
            ((0, 5), 100, down, (3, 5)),
            ((0, 1), 100, down, (3, 3)),
            ((89, 92), 100, down, (90, 92)),
            ((90, 92), 100, down, (90, 95)),
            ((90, 99), 100, down, (90, 99)),
            ((0, 0), 4, down, (0, 3)),
            ((0, 0), 0, down, (0, 0)),
            ((10, 15), 100, Turn::Up, (7, 15)),
            ((10, 19), 100, Turn::Up, (7, 16)),
            ((2, 2), 100, Turn::Up, (0, 2)),
            ((0, 2), 100, Turn::Up, (0, 0)),
        ] {
            let turned = list(10).turned(before, count, turn);
            assert_eq!(turned, after, "{before:?} of {count} {turn:?}");
        }
    }
}
