//! The mouse in a form: a click goes to a field, a click on the field in focus opens what it can be chosen from.

use ratatui::layout::Position;

use super::super::pointer::{Pointed, Turn};
use super::Form;

impl Pointed for Form {
    fn row_at(&self, place: Position) -> Option<usize> {
        let shown = |at: &usize| self.fields.get(*at).is_some_and(|one| self.is_shown(one));
        self.spots.at(place).filter(shown)
    }

    fn marked_row(&self) -> usize {
        self.focus
    }

    fn select(&mut self, row: usize) {
        self.focus = row;
        self.touched = None;
    }

    /// One field a notch, for fields are several rows; at an end it stays, where a key would go round.
    fn wheel(&mut self, turn: Turn) {
        let shown = self.fields.iter().enumerate();
        let is_shown = |(_, field): &(usize, &super::FormField)| self.is_shown(field);
        let next = match turn {
            Turn::Down => shown.skip(self.focus + 1).find(is_shown),
            Turn::Up => shown
                .rev()
                .skip(self.fields.len() - self.focus)
                .find(is_shown),
        };
        if let Some((at, _)) = next {
            self.focus = at;
            self.touched = None;
        }
    }
}
