//! What the mouse does: the wheel scrolls, a click selects, a click on what is selected opens it, a click on a line that
//! names a key does what the key does. Nothing can be done by the mouse alone, and nothing is confirmed by it.

use ratatui::layout::Position;

use super::super::action::Action;
use super::super::pane::Tab;
use super::super::pointer::{Clicked, Mouse};
use super::App;

impl App {
    /// Takes what the mouse did.
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        if !self.session.settings.mouse || !self.session.is_settled() {
            return;
        }
        self.session.messages.clear();
        self.chord.clear();
        let is_covered = !self.session.layers.is_empty();
        match mouse {
            Mouse::Click(place) if is_covered => {
                if let Some(action) = self.session.click(place) {
                    self.act(action);
                }
            }
            Mouse::Click(place) => self.click(place),
            Mouse::Wheel(turn) if is_covered => self.session.wheel(turn),
            Mouse::Wheel(turn) => self.pane_mut().wheel(turn),
        }
    }

    fn click(&mut self, place: Position) {
        let tab = self.tabs.at(place).and_then(|at| Tab::ALL.get(at));
        if let Some(tab) = tab {
            self.end_filter();
            return self.open_tab(*tab);
        }
        if self.session.alarm.is_at(place) {
            self.end_filter();
            return self.act(Action::Urgent);
        }
        match self.pane_mut().click(place) {
            Clicked::Nothing => {}
            Clicked::Marked => self.end_filter(),
            Clicked::Opened => {
                self.end_filter();
                self.act(Action::Open);
            }
            Clicked::Does(action) => {
                self.end_filter();
                self.act(action);
            }
        }
    }
}
