//! What is not open to whoever reads (R49), in words.
use super::Lang;
use crate::domain::law::sight;

messages! {
    HIDDEN = "（不对您公开）", "(not open to you)";
}

/// A text with the words where something is hidden. Every text that is made of an answer ends here, whatever it is about.
#[must_use]
pub fn worded(lang: Lang, text: &str) -> String {
    text.replace(sight::HIDDEN, HIDDEN.get(lang))
}
