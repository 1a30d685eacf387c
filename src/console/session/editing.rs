//! The keys of a form, to read over it.

use ratatui::text::{Line, Span};

use crate::locale::T;
use crate::locale::console as words;

use super::super::action::Context;
use super::super::chrome::keys_text;
use super::super::layer::Reading;
use super::super::text;
use super::{Layer, Session};

/// What keys do in a field that no keymap binds there.
const IN_A_FIELD: [(&str, T); 10] = [
    ("Enter", words::EDIT_ENTER),
    ("Alt+Enter", words::EDIT_NEWLINE),
    ("Up Down", words::EDIT_UP_DOWN),
    ("Left Right", words::EDIT_LEFT_RIGHT),
    ("Space", words::EDIT_SPACE),
    ("PgUp PgDn", words::EDIT_DAY),
    ("Ctrl+a Ctrl+e", words::EDIT_ENDS),
    ("Ctrl+u Ctrl+k", words::EDIT_REST),
    ("Ctrl+w", words::EDIT_WORD),
    ("11-26 +3", words::EDIT_SHORT_DAYS),
];

/// The cells of the keys, before what they do.
const KEYS: usize = 16;

impl Session {
    /// Shows the keys that work in a form.
    pub(super) fn read_form_keys(&mut self) {
        let lang = self.lang();
        let palette = self.settings.theme.palette;
        let row = |keys: &str, does: T| {
            let keys = text::pad_right(keys, KEYS);
            Line::from(vec![
                Span::styled(format!("  {keys}"), palette.accent),
                Span::raw(does.get(lang)),
            ])
        };
        let mut lines = vec![Line::styled(words::EDIT_IN_FIELD.get(lang), palette.title)];
        lines.extend(IN_A_FIELD.map(|(keys, does)| row(keys, does)));
        for context in [Context::Form, Context::Text] {
            lines.push(Line::styled(context.label().get(lang), palette.title));
            let bindings = self.settings.keymap.bindings(context);
            lines.extend(
                bindings.map(|(keys, action)| row(&keys_text(keys), action.label_in(context))),
            );
        }
        let title = words::EDIT_TITLE.get(lang);
        self.layers.push(Layer::Reading(Reading::new(title, lines)));
    }
}
