//! Keys that were typed ahead of what an earlier one opens.

use super::{App, Purpose};
use crate::locale::console as words;
use crossterm::event::{KeyCode, KeyEvent};

/// How many keys may wait for what an earlier one opens.
const AHEAD_LIMIT: usize = 64;

impl App {
    /// Takes a key, or lets it wait for what an earlier one opens: it was meant for that and not for what still lies
    /// there. `Esc` waits for nothing, and takes back what does.
    pub(super) fn key_in_turn(&mut self, key: KeyEvent) {
        if !self.is_opening() {
            return self.key(key);
        }
        if key.code == KeyCode::Esc {
            self.ahead.clear();
            self.intent = None;
            self.waiting.retain(|_, purpose| !purpose.opens());
        } else if self.ahead.len() < AHEAD_LIMIT {
            self.ahead.push_back(key);
        } else {
            self.complain_of(words::NOTICE_AHEAD);
        }
    }

    /// Takes up the keys that waited, as far as none of them opens something again.
    pub(super) fn take_up_keys(&mut self) {
        while !self.is_opening()
            && let Some(key) = self.ahead.pop_front()
        {
            self.key(key);
        }
    }

    /// Whether the answer is on its way that a key opens something with.
    pub(super) fn is_opening(&self) -> bool {
        let mut waiting = self.waiting.values();
        let is_meant = self.intent.is_some();
        waiting.any(|purpose| purpose.opens() || (is_meant && *purpose == Purpose::Show))
    }
}
