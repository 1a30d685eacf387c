//! What the mouse does: the wheel scrolls, a click selects, a click on what is selected opens it. Nothing can be done by
//! the mouse alone, and nothing is confirmed by it.

use ratatui::layout::Position;

use super::super::action::Action;
use super::super::pointer::{Clicked, Mouse, NOTCH, Pointed, Turn};
use super::{App, Layer, Place};

impl App {
    /// Takes what the mouse did.
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        let is_founded = self.standing.as_ref().is_some_and(|one| one.founded);
        if !self.settings.mouse || self.stranger || !is_founded {
            return;
        }
        self.messages.clear();
        self.chord.clear();
        let before = self.queue.matter().map(|(id, _)| id);
        match mouse {
            Mouse::Click(place) => self.click(place),
            Mouse::Wheel(turn) => self.wheel(turn),
        }
        if self.queue.matter().map(|(id, _)| id) != before {
            self.moved();
        }
    }

    fn click(&mut self, place: Position) {
        let opens = match self.layers.last_mut() {
            Some(Layer::Form(form)) => (form.click(place), Action::Choose),
            Some(Layer::Picker(picker)) => (picker.click(place), Action::Confirm),
            Some(Layer::Preview(_) | Layer::Reading(_) | Layer::Gathering(_) | Layer::Bulk(_)) => {
                return;
            }
            None => {
                if let Some(tab) = self.tabs.at(place) {
                    self.end_typing();
                    return self.open_tab(tab);
                }
                let clicked = match self.place {
                    Place::Queue => self.queue.click(place),
                    Place::Sheet => self.sheet.click(place),
                    Place::Detail { .. } => return,
                };
                if clicked != Clicked::Nothing {
                    self.end_typing();
                }
                (clicked, Action::Open)
            }
        };
        if let (Clicked::Opened, action) = opens {
            self.act(action);
        }
    }

    /// A filter that was being typed stands, and is no longer typed; one in which nothing was typed is none.
    fn end_typing(&mut self) {
        let open = self.open_mut();
        open.typing = false;
        let filter = &mut open.filter;
        filter.take_if(|text| text.trim().is_empty());
    }

    fn wheel(&mut self, turn: Turn) {
        let action = match turn {
            Turn::Up => Action::Up,
            Turn::Down => Action::Down,
        };
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => form.wheel(turn),
            Some(Layer::Picker(picker)) => picker.wheel(turn),
            Some(Layer::Reading(reading)) => {
                for _ in 0..NOTCH {
                    reading.act(action, 0);
                }
            }
            Some(Layer::Gathering(_) | Layer::Bulk(_)) => self.act(action),
            Some(Layer::Preview(_)) => {}
            None => match self.place {
                Place::Queue => self.queue.wheel(turn),
                Place::Sheet => self.sheet.wheel(turn),
                Place::Detail { .. } => {
                    for _ in 0..NOTCH {
                        self.act(action);
                    }
                }
            },
        }
    }
}
