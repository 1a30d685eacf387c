//! What a screen is started with.

use std::collections::BTreeSet;

use crate::domain::law::command::Command;
use crate::domain::law::party::Post;
use crate::locale::{Lang, T};

use super::action::{Action, Context};
use super::keymap::Keymap;
use super::theme::Theme;

/// What a screen is started with.
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// The look.
    pub theme: Theme,
    /// The keys for commands.
    pub keymap: Keymap<Context, Action>,
    /// The same keys where text is typed, with [`Context::Text`] behind them.
    pub text_keymap: Keymap<Context, Action>,
    /// How an empty store is founded, and what the starter then does.
    pub founding: Founding,
    /// The login it speaks for.
    pub login: String,
    /// The posts whose news ring.
    pub notify: BTreeSet<Post>,
    /// Whether the process is root.
    pub is_root: bool,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// What is to be said at once.
    pub warning: Option<String>,
}

/// Makes the founding act of a person, in a language, by that name.
pub type Found = dyn Fn(Lang, &str) -> Command;

/// The commands that begin an empty store, by language.
pub struct Founding {
    /// The founding act.
    pub found: Box<Found>,
    /// What whoever gives no name is called.
    pub nameless: T,
    /// The store that was named on the line, if one was: a demo city is built there, not beside it.
    pub store: Option<String>,
    /// The starter's acts.
    pub starter: Box<dyn Fn(Lang) -> Vec<Command>>,
}
