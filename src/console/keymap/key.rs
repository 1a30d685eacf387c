//! One key press, in the form in which it is bound.
use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// One key press with its modifiers, normalised to what a terminal can tell apart.
///
/// Shift with a letter is the capital letter, Ctrl with a letter is the small one, and presses that
/// reach a program as the same byte are the same key: Ctrl+i is Tab, Ctrl+m Enter, Ctrl+[ Esc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    code: Code,
    control: bool,
    alt: bool,
    shift: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Code {
    Character(char),
    Function(u8),
    Named(&'static str),
}

/// The names of keys that have no character, as they are written in a keymap.
const NAMES: [(&str, KeyCode); 15] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BackTab", KeyCode::BackTab),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
];

/// A key name that a keymap cannot mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a key")]
pub struct UnknownKey;

impl Key {
    /// The key of a terminal event; `None` for releases and for keys that cannot be bound.
    #[must_use]
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let code = match event.code {
            KeyCode::Char(character) => Code::Character(character),
            KeyCode::F(number) => Code::Function(number),
            named => Code::Named(NAMES.iter().find(|(_, code)| *code == named)?.0),
        };
        Some(Self::normal(
            code,
            event.modifiers.contains(KeyModifiers::CONTROL),
            event.modifiers.contains(KeyModifiers::ALT),
            event.modifiers.contains(KeyModifiers::SHIFT),
        ))
    }

    /// The keys that it may be meant as, itself first: with an input method switched on, what is typed for a command comes
    /// as the sign that stands on its key.
    pub(super) fn meanings(self) -> impl Iterator<Item = Self> {
        let character = match self.code {
            Code::Character(character) => Some(character),
            Code::Function(_) | Code::Named(_) => None,
        };
        let on = character.into_iter().flat_map(stands_on);
        let meant = on.map(move |character| {
            let code = Code::Character(character);
            Self::normal(code, self.control, self.alt, self.shift)
        });
        std::iter::once(self).chain(meant)
    }

    /// Whether it is a sign that one key press writes twice.
    pub(super) fn comes_twice(self) -> bool {
        matches!(self.code, Code::Character('…' | '—'))
    }

    fn normal(code: Code, control: bool, alt: bool, shift: bool) -> Self {
        let key = Self {
            code,
            control,
            alt,
            shift,
        };
        match code {
            Code::Character(character) if control => key.normal_control(character),
            Code::Character(character) => Self {
                code: Code::Character(if shift { capital(character) } else { character }),
                shift: false,
                ..key
            },
            Code::Named("Tab") if shift => Self {
                code: Code::Named("BackTab"),
                shift: false,
                ..key
            },
            Code::Named("BackTab") => Self {
                shift: false,
                ..key
            },
            _ => key,
        }
    }

    /// Ctrl with a character arrives as one byte below the space, and so do several others.
    fn normal_control(self, character: char) -> Self {
        let small = character.to_ascii_lowercase();
        let code = match small {
            'i' => Code::Named("Tab"),
            'm' => Code::Named("Enter"),
            '[' | '3' => Code::Named("Esc"),
            '@' | '2' => Code::Character(' '),
            '4' => Code::Character('\\'),
            '5' => Code::Character(']'),
            '6' => Code::Character('^'),
            '7' | '/' => Code::Character('_'),
            other => Code::Character(other),
        };
        let control = matches!(code, Code::Character(_));
        Self {
            code,
            control,
            alt: self.alt,
            shift: false,
        }
    }
}

fn capital(character: char) -> char {
    let mut upper = character.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(single), None) => single,
        _ => character,
    }
}

/// What an input method for Chinese writes, and the keys that it stands on, the likelier first. Full-width forms, which are
/// the ASCII characters in another place, are not listed.
const SIGNS: [(char, &str); 20] = [
    ('\u{3000}', " "),
    ('。', "."),
    // Input methods differ: some put the character on both keys.
    ('、', "/\\"),
    ('【', "["),
    ('】', "]"),
    ('「', "{"),
    ('」', "}"),
    ('《', "<"),
    ('》', ">"),
    ('〈', "<"),
    ('〉', ">"),
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('￥', "$"),
    ('¥', "$"),
    ('·', "`"),
    ('…', "^"),
    ('—', "_"),
];

/// The characters of the keys that a character of an input method stands on; none of any other.
pub(super) fn stands_on(character: char) -> impl Iterator<Item = char> {
    let full_width = matches!(character, '\u{ff01}'..='\u{ff5e}')
        .then(|| char::from_u32(u32::from(character) - 0xfee0))
        .flatten();
    let signs = SIGNS.iter().filter(move |(sign, _)| *sign == character);
    full_width
        .into_iter()
        .chain(signs.flat_map(|(_, keys)| keys.chars()))
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.control, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if held {
                formatter.write_str(name)?;
            }
        }
        match self.code {
            Code::Character(' ') => formatter.write_str("Space"),
            Code::Character(character) => write!(formatter, "{character}"),
            Code::Function(number) => write!(formatter, "F{number}"),
            Code::Named("BackTab") => formatter.write_str("Shift+Tab"),
            Code::Named(name) => formatter.write_str(name),
        }
    }
}

impl FromStr for Key {
    type Err = UnknownKey;

    /// Reads `j`, `G`, `ctrl+x`, `alt+Enter`, `shift+Tab`, `F5`; modifiers and names in any case.
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let mut rest = text;
        let (mut control, mut alt, mut shift) = (false, false, false);
        loop {
            let held = [
                ("ctrl+", &mut control),
                ("alt+", &mut alt),
                ("shift+", &mut shift),
            ]
            .into_iter()
            .find_map(|(name, held)| Some((strip_prefix(rest, name)?, held)));
            match held {
                Some((_, &mut true)) => return Err(UnknownKey),
                Some((after, held)) => {
                    *held = true;
                    rest = after;
                }
                None => break,
            }
        }
        Ok(Self::normal(code_named(rest)?, control, alt, shift))
    }
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

fn code_named(name: &str) -> Result<Code, UnknownKey> {
    let mut characters = name.chars();
    if let (Some(single), None) = (characters.next(), characters.next()) {
        let visible = !single.is_whitespace() && !crate::console::text::is_unsafe(single);
        return if visible {
            Ok(Code::Character(single))
        } else {
            Err(UnknownKey)
        };
    }
    if name.eq_ignore_ascii_case("Space") {
        return Ok(Code::Character(' '));
    }
    if let Some((name, _)) = NAMES
        .iter()
        .find(|(known, _)| name.eq_ignore_ascii_case(known))
    {
        return Ok(Code::Named(name));
    }
    strip_prefix(name, "F")
        .and_then(|number| number.parse().ok())
        .filter(|number| (1..=12).contains(number))
        .map(Code::Function)
        .ok_or(UnknownKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_shown() {
        for (written, shown) in [
            ("j", "j"),
            ("G", "G"),
            ("shift+g", "G"),
            ("+", "+"),
            ("ctrl++", "Ctrl++"),
            ("ctrl+x", "Ctrl+x"),
            ("CTRL+X", "Ctrl+x"),
            ("ctrl+/", "Ctrl+_"),
            ("ctrl+i", "Tab"),
            ("alt+enter", "Alt+Enter"),
            ("ctrl+alt+Delete", "Ctrl+Alt+Delete"),
            ("shift+Tab", "Shift+Tab"),
            ("BackTab", "Shift+Tab"),
            ("Space", "Space"),
            ("f12", "F12"),
            ("？", "？"),
        ] {
            let key = written.parse::<Key>();
            assert_eq!(
                key.map(|key| key.to_string()),
                Ok(shown.to_owned()),
                "{written}"
            );
            assert_eq!(shown.parse(), key, "{shown} reads back");
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for written in [
            "",
            " ",
            "ctrl+",
            "g h",
            "F0",
            "F13",
            "hyper+x",
            "ctrl+ctrl+x",
            "\u{1b}",
            "\0",
            "Entre",
            "\u{200b}",
        ] {
            assert_eq!(written.parse::<Key>(), Err(UnknownKey), "{written:?}");
        }
    }

    #[test]
    fn events_become_the_keys_they_are_bound_as() {
        let none = KeyModifiers::NONE;
        for (code, modifiers, expected) in [
            (KeyCode::Char('j'), none, Some("j")),
            (KeyCode::Char('j'), KeyModifiers::SHIFT, Some("J")),
            (KeyCode::Char('J'), KeyModifiers::SHIFT, Some("J")),
            (
                KeyCode::Char('X'),
                KeyModifiers::CONTROL | KeyModifiers::SHIFT,
                Some("ctrl+x"),
            ),
            (KeyCode::Char('7'), KeyModifiers::CONTROL, Some("ctrl+/")),
            (
                KeyCode::Char(' '),
                KeyModifiers::CONTROL,
                Some("ctrl+Space"),
            ),
            (KeyCode::Char('？'), none, Some("？")),
            (KeyCode::BackTab, KeyModifiers::SHIFT, Some("shift+Tab")),
            (KeyCode::F(5), none, Some("F5")),
            (KeyCode::Enter, KeyModifiers::ALT, Some("alt+Enter")),
            (KeyCode::CapsLock, none, None),
        ] {
            let key = Key::from_event(KeyEvent::new(code, modifiers));
            assert_eq!(
                key,
                expected.and_then(|name| name.parse().ok()),
                "{code:?} {modifiers:?}"
            );
        }
        let mut release = KeyEvent::new(KeyCode::Enter, none);
        release.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(release), None);
    }

    #[test]
    fn what_an_input_method_writes_is_meant_as_the_key_it_stands_on() {
        let meant = |written: char| -> String {
            let event = KeyEvent::new(KeyCode::Char(written), KeyModifiers::NONE);
            let key = Key::from_event(event).unwrap_or_else(|| unreachable!("{written} is a key"));
            key.meanings()
                .map(|key| match key.code {
                    Code::Character(character) => character,
                    other => unreachable!("{other:?}"),
                })
                .collect()
        };
        for (written, keys) in [
            ("。．", "."),
            ("，", ","),
            ("、", "/\\"),
            ("／", "/"),
            ("；", ";"),
            ("：", ":"),
            ("？", "?"),
            ("！", "!"),
            ("【［", "["),
            ("】］", "]"),
            ("「｛", "{"),
            ("」｝", "}"),
            ("《〈＜", "<"),
            ("》〉＞", ">"),
            ("（", "("),
            ("）", ")"),
            ("“”＂", "\""),
            ("‘’＇", "'"),
            ("￥¥＄", "$"),
            ("…＾", "^"),
            ("—＿", "_"),
            ("·｀", "`"),
            ("～", "~"),
            ("Ａ", "A"),
            ("ｚ", "z"),
            ("０", "0"),
            ("\u{3000}", " "),
            ("j/云é\u{ff5f}\u{ff00}", ""),
        ] {
            for written in written.chars() {
                assert_eq!(meant(written), format!("{written}{keys}"), "{written}");
            }
        }
    }
}
