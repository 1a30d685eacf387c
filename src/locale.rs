//! Every message once, Chinese and English side by side.
//!
//! A module here is one `messages!` block and, where a message needs a number or a date, the pure functions that
//! write it; or one `labels!` block, which gives the values of the domain's enums their words. Nothing here knows the
//! language in force: the caller passes a [`Lang`].
#![deny(clippy::wildcard_enum_match_arm)]
use std::fmt::{Display, Write};
use std::str::FromStr;

/// Declares the messages of a module: a `pub const NAME: T` for each line, `ALL` with every one of them in the order
/// written, and the test that holds them to the rules of `check`, so that no module can be forgotten.
macro_rules! messages {
    ($($(#[$meta:meta])* $name:ident = $zh:literal, $en:literal;)+) => {
        $(
            $(#[$meta])*
            #[doc = concat!("`", $zh, "` / `", $en, "`")]
            pub const $name: $crate::locale::T = $crate::locale::T($zh, $en);
        )+

        /// Every message of this module with its name, in the order written.
        pub const ALL: &[(&str, $crate::locale::T)] = &[$((stringify!($name), $name)),+];

        #[test]
        fn messages_are_whole() {
            $crate::locale::check::assert_whole(ALL);
        }
    };
}

/// Declares what the values of enums are called: a function from each enum to its [`T`], exhaustive, so that a new
/// variant does not compile before it has its words; and `LABELS` and a test, as `ALL` and the test of `messages!`.
macro_rules! labels {
    ($($(#[$meta:meta])* $name:ident($of:ident) { $($variant:ident = $zh:literal, $en:literal;)+ })+) => {
        $(
            $(#[$meta])*
            #[must_use]
            pub const fn $name(value: $of) -> $crate::locale::T {
                match value {
                    $($of::$variant => $crate::locale::T($zh, $en)),+
                }
            }
        )+

        /// Every label of this module with its function and its variant, in the order written.
        pub const LABELS: &[(&str, $crate::locale::T)] = &[
            $($((concat!(stringify!($name), " ", stringify!($variant)), $crate::locale::T($zh, $en))),+),+
        ];

        #[test]
        fn labels_are_whole() {
            $crate::locale::check::assert_whole(LABELS);
        }
    };
}

/// Declares the lines that sentences are made of, by the names that the domain's `said` gives them: `LINES` with every one
/// of them in the order written, and a test, as `ALL` and the test of `messages!`.
macro_rules! lines {
    ($($name:literal = $zh:literal, $en:literal;)+) => {
        /// The lines of sentences in this module with their names, in the order written.
        pub(in crate::locale) const LINES: &[(&str, $crate::locale::T)] =
            &[$(($name, $crate::locale::T($zh, $en))),+];

        #[test]
        fn lines_are_whole() {
            $crate::locale::check::assert_whole(LINES);
        }
    };
}

pub mod article;
pub mod block;
pub mod chapter;
#[cfg(test)]
mod check;
pub mod city;
pub mod cli;
pub mod console;
pub mod date;
pub mod day;
pub mod detail;
pub mod domain;
pub mod event;
pub mod explain;
pub mod export;
pub mod json;
pub mod keymap;
pub mod list;
pub mod listing;
pub mod matter;
pub mod measures;
pub mod months;
pub mod naming;
pub mod paper;
pub mod price;
pub mod record;
pub mod refusal;
pub mod register;
pub mod resource;
pub mod ruling;
pub mod sight;
pub mod signing;
pub mod trial;
pub mod verb;

/// A message, once, in both languages (Chinese, then English); a message without one of them does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct T(pub &'static str, pub &'static str);

impl T {
    /// The message in one language, its slots (`{0}`, `{1}`) unfilled.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }

    /// The message in one language with `values[n]` in place of every `{n}`.
    ///
    /// One pass: a value that looks like a slot is not filled again. A slot without a value stays as it is written.
    #[must_use]
    pub fn fill(self, lang: Lang, values: &[&dyn Display]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(lang);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let slot = after
                .split_once('}')
                .and_then(|(index, tail)| Some((values.get(index.parse::<usize>().ok()?)?, tail)));
            rest = if let Some((value, tail)) = slot {
                // Writing to a String cannot fail; a value whose own Display does is cut short, not fatal.
                let _ = write!(filled, "{value}");
                tail
            } else {
                filled.push('{');
                after
            };
        }
        filled.push_str(rest);
        filled
    }
}

/// The language of the screen and of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese, the language of the offices that use the program.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language the environment asks for: `LC_ALL`, then `LC_MESSAGES`, then `LANG`.
    #[must_use]
    pub fn from_env() -> Self {
        Self::from_values(
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(std::env::var_os)
                .map(|value| value.to_string_lossy().into_owned()),
        )
    }

    /// Its name, as `--lang` takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of the first value that is not empty (as POSIX ranks them): English for `en*`, Chinese for
    /// anything else, `C` included, and for no value at all.
    #[must_use]
    pub fn from_values(values: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        values
            .into_iter()
            .find(|value| !value.as_ref().is_empty())
            .filter(|value| value.as_ref().starts_with("en"))
            .map_or(Self::Zh, |_| Self::En)
    }
}

/// A language that is neither `zh` nor `en`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("语言只有 zh 和 en (the languages are zh and en)")]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads `zh` or `en`, as `--lang` takes them.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "zh" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            _ => Err(UnknownLang),
        }
    }
}

/// The message of a numbered list that counts from 1.
fn numbered(all: &[(&str, T)], number: u8) -> Option<T> {
    let index = usize::from(number).checked_sub(1)?;
    all.get(index).map(|&(_, message)| message)
}

/// Words in a row: `经办、审核`, `handler, reviewer`.
pub(crate) fn joined<'a>(lang: Lang, words: impl Iterator<Item = &'a str>) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    words.collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_takes_its_value_once() {
        let message = T("{1}于{0}受理，{0}止", "{1} accepted on {0}, until {0}");
        let filled = message.fill(Lang::Zh, &[&"11-23", &"{0}"]);
        assert_eq!(filled, "{0}于11-23受理，11-23止");
        assert_eq!(
            message.fill(Lang::En, &[&7, &"A"]),
            "A accepted on 7, until 7"
        );
    }

    #[test]
    fn a_slot_without_a_value_stays() {
        let message = T("{0}和{2}、{甲}、{", "{0} and {2}, {a}, {");
        assert_eq!(message.fill(Lang::Zh, &[&1]), "1和{2}、{甲}、{");
        assert_eq!(message.fill(Lang::En, &[]), message.1);
    }

    #[test]
    fn the_first_value_that_says_something_decides() {
        let cases: [(&[&str], Lang); 7] = [
            (&[], Lang::Zh),
            (&["", "", ""], Lang::Zh),
            (&["en_GB.UTF-8"], Lang::En),
            (&["en"], Lang::En),
            (&["", "en_US", "zh_CN.UTF-8"], Lang::En),
            (&["zh_CN.UTF-8", "en_US"], Lang::Zh),
            (&["C", "en_US"], Lang::Zh),
        ];
        for (values, expected) in cases {
            assert_eq!(Lang::from_values(values), expected, "{values:?}");
        }
    }

    #[test]
    fn only_the_two_names_are_languages() {
        assert_eq!("zh".parse(), Ok(Lang::Zh));
        assert_eq!("en".parse(), Ok(Lang::En));
        for name in ["", "EN", "zh_CN", "fr"] {
            assert_eq!(name.parse::<Lang>(), Err(UnknownLang), "{name}");
        }
    }
}
