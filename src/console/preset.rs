//! The embedded keymaps, read by the same code as a person's own file.

use crate::locale::{Lang, keymap as words};

use super::action::{Action, Context};
use super::keymap::{Keymap, KeymapError};

/// Keymaps for commands, and for where text is typed.
pub struct Keymaps {
    /// With [`Context::Global`] behind every context.
    pub commands: Keymap<Context, Action>,
    /// With [`Context::Text`] behind every context.
    pub text: Keymap<Context, Action>,
}

/// The embedded maps by name: the default, and two for other hands.
pub const PRESETS: [(&str, &str); 3] = [
    ("default", include_str!("../../keymaps/default.toml")),
    ("vim", include_str!("../../keymaps/vim.toml")),
    ("emacs", include_str!("../../keymaps/emacs.toml")),
];

impl Keymaps {
    /// A preset, with a person's own file added if there is one: its name and bytes.
    ///
    /// # Errors
    /// Every problem of the file, by place; a preset itself is held whole by a test.
    pub fn load(preset: &str, own: Option<(&str, &[u8])>) -> Result<Self, KeymapError> {
        let text = PRESETS
            .iter()
            .find(|(name, _)| *name == preset)
            .map_or(PRESETS[0].1, |(_, text)| text);
        let with = |fallback| {
            let map = Keymap::parse(preset, text.as_bytes(), fallback)?;
            match own {
                Some((name, bytes)) => map.extended(name, bytes),
                None => Ok(map),
            }
        };
        Ok(Self {
            commands: with(Context::Global)?,
            text: with(Context::Text)?,
        })
    }
}

/// Every problem of a keymap file, a line each.
#[must_use]
pub fn problem_words(lang: Lang, error: &KeymapError) -> String {
    let mut lines: Vec<String> = error
        .problems
        .iter()
        .map(|(place, problem)| format!("{place}: {}", words::problem(lang, problem)))
        .collect();
    if error.more > 0 {
        lines.push(words::MORE.fill(lang, &[&error.more]));
    }
    lines.join("\n")
}
