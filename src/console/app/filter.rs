//! The filter of the open list, as it is typed or pasted.

use super::super::action::{Action, Context};
use super::super::keymap::{Chord, Fed, Key};
use super::super::text;
use super::App;
use super::keys::is_plain;
use crate::locale::console as words;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

impl App {
    /// A filter begins to be typed.
    pub(super) fn begin_filter(&mut self) {
        let open = self.pane_mut().listing_mut();
        open.typing = true;
        open.filter.get_or_insert_with(String::new);
    }

    /// Whether a filter is typed, with nothing over it.
    pub(super) fn is_filtering(&self) -> bool {
        self.session.layers.is_empty() && self.pane().listing().typing
    }

    /// The filter is typed: every key narrows, the list follows.
    pub(super) fn filter_key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        // What holds wherever text is typed holds here too.
        let pressed = Key::from_event(key).filter(|_| !is_plain(key));
        let bound = pressed.map(|pressed| {
            Chord::default().feed(&self.session.settings.text_keymap, Context::Text, pressed)
        });
        match bound {
            Some(Fed::Matched(Action::Back)) => return self.pane_mut().listing_mut().drop_filter(),
            Some(Fed::Matched(action)) => return self.act(action),
            _ => {}
        }
        let open = self.pane_mut().listing_mut();
        let filter = open.filter.get_or_insert_with(String::new);
        match key.code {
            KeyCode::Enter | KeyCode::Down | KeyCode::Up | KeyCode::Tab => {
                open.typing = false;
                if filter.trim().is_empty() {
                    self.pane_mut().listing_mut().drop_filter();
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

    /// A filter that was being typed stands, and is no longer typed; one in which nothing was typed is none.
    pub(super) fn end_filter(&mut self) {
        let open = self.pane_mut().listing_mut();
        open.typing = false;
        open.filter.take_if(|text| text.trim().is_empty());
    }

    /// Pasted text goes where text is typed, and nowhere else.
    pub(super) fn paste(&mut self, text: &str, cut: usize) {
        self.session.messages.clear();
        if let Some(naming) = &mut self.naming {
            naming.paste(text);
        } else if self.is_filtering() {
            let clean: String = text
                .chars()
                .filter(|letter| !text::is_unsafe(*letter))
                .take(60)
                .collect();
            let open = self.pane_mut().listing_mut();
            open.filter.get_or_insert_with(String::new).push_str(&clean);
            open.restart();
        } else {
            self.session.paste(text);
        }
        if cut > 0 {
            let lang = self.lang();
            self.session
                .complain(words::NOTICE_PASTE_CUT.fill(lang, &[&cut]));
        }
    }
}
