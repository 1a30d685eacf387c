//! What keys do: through the keymap to an action, or into text.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::hub::request::Request;
use crate::locale::Lang;
use crate::locale::console as words;

use super::super::action::Context;
use super::super::chrome::keys_text;
use super::super::event::Effect;
use super::super::keymap::{Fed, Key, as_key};
use super::{App, Layer, Place, Purpose};

/// Plain letters are text wherever text is typed, whatever a keymap says.
pub(super) fn is_plain(key: KeyEvent) -> bool {
    let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
    matches!(key.code, KeyCode::Char(_)) && !key.modifiers.intersects(held)
}

impl App {
    /// The context of what is foremost.
    pub(super) fn context(&self) -> Context {
        match self.layers.last() {
            Some(Layer::Form(_)) => Context::Form,
            Some(Layer::Preview(_) | Layer::Gathering(_) | Layer::Bulk(_)) => Context::Preview,
            Some(Layer::Reading(_)) => Context::Reading,
            Some(Layer::Picker(_)) => Context::Picker,
            None => self.page_context(),
        }
    }

    /// The context of the page below the layers.
    pub(super) fn page_context(&self) -> Context {
        match self.place {
            Place::Queue => Context::Queue,
            Place::Sheet => Context::Sheet,
            Place::Detail { .. } => Context::Detail,
        }
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: KeyEvent) {
        self.messages.clear();
        if self.stranger
            || self
                .standing
                .as_ref()
                .is_some_and(|standing| !standing.founded)
        {
            self.welcome_key(key);
            return;
        }
        if self.open_mut().typing && self.layers.is_empty() {
            self.filter_key(key);
            return;
        }
        let context = self.context();
        let Some(pressed) = Key::from_event(key) else {
            return;
        };
        if context.is_text() && is_plain(key) && self.chord.keys().is_empty() {
            // Half a sign that opened what is typed into is not waited for any more.
            self.chord.clear();
            self.text_key(key);
            return;
        }
        let keymap = if context.is_text() {
            &self.settings.text_keymap
        } else {
            &self.settings.keymap
        };
        // What the filter found has keys of its own before those of the list; a begun chord goes on as it began.
        let is_found = self.layers.is_empty()
            && !matches!(self.place, Place::Detail { .. })
            && self.chord.keys().is_empty()
            && self.open().is_filtered();
        if is_found && let Some(action) = keymap.bound(Context::Found, pressed) {
            return self.act(action);
        }
        match self.chord.feed(keymap, context, pressed) {
            Fed::Matched(action) => self.act(action),
            Fed::Pending(_) => {
                let keys = keys_text(self.chord.keys());
                let lang = self.lang();
                self.messages
                    .prompt(words::NOTICE_CHORD.fill(lang, &[&keys]));
            }
            Fed::Cancelled(keys) => self.unknown_keys(&keys),
            Fed::Again => {}
            Fed::NotFound if context.is_text() => self.text_key(key),
            Fed::NotFound => self.unknown_keys(&[pressed]),
        }
    }

    fn unknown_keys(&mut self, keys: &[Key]) {
        let lang = self.lang();
        let text = words::NOTICE_KEY_UNKNOWN.fill(lang, &[&keys_text(keys)]);
        self.complain(text);
    }

    /// On an empty store, or without a binding, there are few keys.
    fn welcome_key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let code = match key.code {
            KeyCode::Char(letter) => KeyCode::Char(as_key(letter)),
            named => named,
        };
        match code {
            KeyCode::Char('q') | KeyCode::Esc => self.effects.push(Effect::Quit),
            KeyCode::Char('c') if control => self.effects.push(Effect::Quit),
            KeyCode::Char('z') if control => self.effects.push(Effect::Suspend),
            KeyCode::Char('L') => self.switch_language(),
            KeyCode::Enter if self.stranger => self.ask(Purpose::Standing, Request::Whoami),
            _ if self.stranger => {}
            KeyCode::Char('1') => self.found(true),
            KeyCode::Char('2') => self.effects.push(Effect::OpenDemo),
            KeyCode::Char('3') => self.found(false),
            _ => {}
        }
    }

    fn found(&mut self, with_starter: bool) {
        let lang = self.lang();
        let founding = (self.settings.founding.found)(lang);
        let request = |command| crate::hub::request::ActRequest {
            key: super::new_key(),
            expected: None,
            command,
        };
        self.ask(Purpose::Found, Request::Act(request(founding)));
        if with_starter {
            let acts = (self.settings.founding.starter)(lang)
                .into_iter()
                .map(request)
                .collect();
            self.ask(Purpose::Starter, Request::ActAll { acts });
        }
    }

    pub(super) fn switch_language(&mut self) {
        self.settings.lang = match self.settings.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        // What was made of words must be made again; a form and a preview are made of fields, and stay.
        self.layers.retain(|layer| match layer {
            Layer::Form(_) | Layer::Preview(_) | Layer::Gathering(_) | Layer::Bulk(_) => true,
            Layer::Reading(_) | Layer::Picker(_) => false,
        });
        for layer in &mut self.layers {
            if let Layer::Form(form) = layer {
                form.error = None;
            }
        }
    }
}
