//! Text that is typed and pasted: into forms, pickers and filters.

use super::super::action::{Action, Context};
use super::super::keymap::{Chord, Fed, Key};
use super::keys::is_plain;
use super::{App, DRAFT_REST, Layer};
use crate::locale::console as words;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::time::Instant;

impl App {
    /// A key that is text.
    pub(super) fn text_key(&mut self, key: KeyEvent) {
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => {
                let onward = form.key(key);
                if form.unsaved {
                    self.draft_at = Some(Instant::now() + DRAFT_REST);
                }
                if onward {
                    self.preview_form();
                }
            }
            Some(Layer::Picker(picker)) => match key.code {
                KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                    picker.clear();
                }
                KeyCode::Char(letter) => picker.insert(&letter.to_string()),
                KeyCode::Backspace => picker.erase(),
                _ => {}
            },
            _ => {}
        }
    }

    /// The filter is typed: every key narrows, the list follows.
    pub(super) fn filter_key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        // What holds wherever text is typed holds here too.
        let pressed = Key::from_event(key).filter(|_| !is_plain(key));
        let bound = pressed.map(|pressed| {
            Chord::default().feed(&self.settings.text_keymap, Context::Text, pressed)
        });
        match bound {
            Some(Fed::Matched(Action::Back)) => return self.drop_filter(),
            Some(Fed::Matched(action)) => return self.act(action),
            _ => {}
        }
        let open = self.open_mut();
        let filter = open.filter.get_or_insert_with(String::new);
        match key.code {
            KeyCode::Enter | KeyCode::Down | KeyCode::Up | KeyCode::Tab => {
                open.typing = false;
                if filter.trim().is_empty() {
                    self.drop_filter();
                }
                return;
            }
            KeyCode::Char('u') if control => filter.clear(),
            KeyCode::Char(letter) if !control && filter.chars().count() < 60 => filter.push(letter),
            KeyCode::Backspace => {
                filter.pop();
            }
            _ => return,
        }
        open.restart();
    }

    pub(super) fn drop_filter(&mut self) {
        let open = self.open_mut();
        open.filter = None;
        open.typing = false;
        open.restart();
    }

    /// Pasted text goes where text is typed, and nowhere else.
    pub(super) fn paste(&mut self, text: &str, cut: usize) {
        self.messages.clear();
        if self.open_mut().typing && self.layers.is_empty() {
            let clean: String = text
                .chars()
                .filter(|letter| !super::super::text::is_unsafe(*letter))
                .take(60)
                .collect();
            let open = self.open_mut();
            open.filter.get_or_insert_with(String::new).push_str(&clean);
            open.restart();
        } else {
            match self.layers.last_mut() {
                Some(Layer::Form(form)) => {
                    form.paste(text);
                    self.draft_at = Some(Instant::now() + DRAFT_REST);
                }
                Some(Layer::Picker(picker)) => picker.insert(text),
                _ => {}
            }
        }
        if cut > 0 {
            let lang = self.lang();
            self.complain(words::NOTICE_PASTE_CUT.fill(lang, &[&cut]));
        }
    }
}
