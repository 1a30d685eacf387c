//! Keys that were typed ahead of what an earlier one opens.

use super::App;
use crate::locale::console as words;
use crossterm::event::{KeyCode, KeyEvent};

/// How many keys may wait for what an earlier one opens.
const AHEAD_LIMIT: usize = 64;

impl App {
    /// Takes a key, or lets it wait for what an earlier one opens: it was meant for that and not for what still lies
    /// there. `Esc` waits for nothing, and takes back what does.
    pub(super) fn key_in_turn(&mut self, key: KeyEvent) {
        if !self.session.is_opening() {
            return self.key(key);
        }
        if key.code == KeyCode::Esc {
            self.ahead.clear();
            self.session.open_nothing();
        } else if self.ahead.len() < AHEAD_LIMIT {
            self.ahead.push_back(key);
        } else {
            self.session.complain_of(words::NOTICE_AHEAD);
        }
    }

    /// Takes up the keys that waited, as far as none of them opens something again.
    pub(super) fn take_up_keys(&mut self) {
        while !self.session.is_opening()
            && let Some(key) = self.ahead.pop_front()
        {
            self.key(key);
        }
    }
}
