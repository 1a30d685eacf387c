//! What was typed ahead of what an earlier key opens.

use super::App;
use crate::locale::console as words;
use crossterm::event::{KeyCode, KeyEvent};

/// How many keys and pastes may wait for what an earlier key opens.
const AHEAD_LIMIT: usize = 64;

/// What a hand typed.
pub(super) enum Typed {
    /// A key.
    Key(KeyEvent),
    /// A pasted text, and how many bytes of it were too many.
    Paste(String, usize),
}

impl App {
    /// Takes what was typed, or lets it wait for what an earlier key opens: it was meant for that and not for what still
    /// lies there. `Esc` waits for nothing, and takes back what does.
    pub(super) fn in_turn(&mut self, typed: Typed) {
        if !self.session.is_opening() {
            self.take_typed(typed);
        } else if matches!(typed, Typed::Key(key) if key.code == KeyCode::Esc) {
            self.ahead.clear();
            self.session.open_nothing();
        } else if self.ahead.len() < AHEAD_LIMIT {
            self.ahead.push_back(typed);
        } else {
            self.session.complain_of(words::NOTICE_AHEAD);
        }
    }

    /// Takes up what waited, as far as nothing of it opens something again.
    pub(super) fn take_up_typed(&mut self) {
        while !self.session.is_opening()
            && let Some(typed) = self.ahead.pop_front()
        {
            self.take_typed(typed);
        }
    }

    fn take_typed(&mut self, typed: Typed) {
        match typed {
            Typed::Key(key) => self.key(key),
            Typed::Paste(text, cut) => self.paste(&text, cut),
        }
    }
}
