//! What keys do: through the keymap to an action, or into text.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::locale::console as words;

use super::super::action::Context;
use super::super::chrome::keys_text;
use super::super::keymap::{Fed, Key};
use super::App;

/// Plain letters are text wherever text is typed, whatever a keymap says.
pub(super) fn is_plain(key: KeyEvent) -> bool {
    let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
    matches!(key.code, KeyCode::Char(_)) && !key.modifiers.intersects(held)
}

impl App {
    /// The context of what is foremost.
    pub(super) fn context(&self) -> Context {
        let in_front = self.session.context();
        in_front.unwrap_or_else(|| self.pane().context())
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: KeyEvent) {
        self.session.messages.clear();
        let standing = self.session.standing.as_ref();
        if self.session.stranger || standing.is_some_and(|standing| !standing.founded) {
            return self.welcome_key(key);
        }
        if self.is_filtering() {
            return self.filter_key(key);
        }
        let context = self.context();
        let Some(pressed) = Key::from_event(key) else {
            return;
        };
        if context.is_text()
            && is_plain(key)
            && self.chord.keys().is_empty()
            && self.session.takes(key)
        {
            // The first half of a double sign (`……`) may have opened this input: its second half is not waited for.
            self.chord.clear();
            self.session.text_key(key);
            return;
        }
        // A letter that cannot be typed where the caret is is the key that it is with Alt.
        let is_begun = !self.chord.keys().is_empty();
        let (key, pressed) = if context.is_text() && is_plain(key) && !is_begun {
            let held = KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT);
            (held, Key::from_event(held).unwrap_or(pressed))
        } else {
            (key, pressed)
        };
        let keymap = if context.is_text() {
            &self.session.settings.text_keymap
        } else {
            &self.session.settings.keymap
        };
        // What the filter found has keys of its own before those of the list; a begun chord goes on as it began.
        let is_list = matches!(context, Context::Queue | Context::Sheet);
        let is_found =
            is_list && self.chord.keys().is_empty() && self.pane().listing().is_filtered();
        if is_found && let Some(action) = keymap.bound(Context::Found, pressed) {
            return self.act(action);
        }
        match self.chord.feed(keymap, context, pressed) {
            Fed::Matched(action) => self.act(action),
            Fed::Pending(_) => {
                let keys = keys_text(self.chord.keys());
                let lang = self.lang();
                self.session
                    .messages
                    .prompt(words::NOTICE_CHORD.fill(lang, &[&keys]));
            }
            Fed::Cancelled(keys) => self.unknown_keys(&keys),
            Fed::Again => {}
            Fed::NotFound if context.is_text() => self.session.text_key(key),
            Fed::NotFound => self.unknown_keys(&[pressed]),
        }
    }

    fn unknown_keys(&mut self, keys: &[Key]) {
        let lang = self.lang();
        let text = words::NOTICE_KEY_UNKNOWN.fill(lang, &[&keys_text(keys)]);
        self.session.complain(text);
    }
}
