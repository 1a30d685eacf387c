//! One field of a form: what it takes, what stands in it.

use ratatui::style::Style;
use tui_textarea::{CursorMove, TextArea, WrapMode};

use crate::domain::law::field::{Begins, Field, FieldKind};

use super::ruling::parameter_of;

/// A field on the screen.
pub(super) struct FormField {
    /// Its name: that of the act's field, and where that one is a table the row, counted from 0, and the column after
    /// points: `title`, `quantities.1`, `lines.0.purpose`.
    pub(super) name: String,
    pub(super) kind: FieldKind,
    pub(super) required: bool,
    pub(super) area: TextArea<'static>,
    /// Which of its words the caret is on, where several can hold.
    caret: usize,
}

/// The most rows that a field of several lines takes.
const TALLEST: u16 = 9;
/// The most letters of a field of several lines.
const LONGEST_PARAGRAPH: usize = 4_000;
/// The most letters of a field of one line.
const LONGEST_LINE: usize = 200;

/// A box before a word that holds.
pub(super) const BOX: &str = "[x] ";
/// A box before a word that does not.
const EMPTY: &str = "[ ] ";

/// Which letters are typed into a field.
#[derive(Clone, Copy)]
enum Letters {
    Any,
    Digits,
    /// None: the blank goes on to the next word.
    Blank,
}

/// How a kind of field is typed.
#[derive(Clone, Copy)]
struct Manner {
    is_tall: bool,
    /// Whether Enter begins a new line: each of its lines is a text of its own.
    is_by_line: bool,
    /// How many cells it usually takes.
    usual: Option<u16>,
    letters: Letters,
    is_typed_anew: bool,
}

fn manner(kind: FieldKind) -> Manner {
    let line = Manner {
        is_tall: false,
        is_by_line: false,
        usual: None,
        letters: Letters::Any,
        is_typed_anew: false,
    };
    let usual = |cells| Manner {
        usual: Some(cells),
        ..line
    };
    match kind {
        FieldKind::Paragraph => Manner {
            is_tall: true,
            ..line
        },
        FieldKind::List => Manner {
            is_tall: true,
            is_by_line: true,
            ..line
        },
        FieldKind::Number | FieldKind::LineNumber => Manner {
            letters: Letters::Digits,
            is_typed_anew: true,
            ..usual(10)
        },
        FieldKind::Date => Manner {
            is_typed_anew: true,
            ..usual(12)
        },
        FieldKind::Time => usual(18),
        FieldKind::Code(_) | FieldKind::Matter => usual(22),
        FieldKind::Word(_) | FieldKind::Words(_) | FieldKind::Flag => Manner {
            letters: Letters::Blank,
            ..line
        },
        FieldKind::Text | FieldKind::Quantities | FieldKind::Lines | FieldKind::Json => line,
    }
}

/// The table that a field of that name stands in, its row, and its column, which is empty where there is only one.
pub(super) fn table_of(name: &str) -> Option<(&str, usize, &str)> {
    let (table, rest) = name.split_once('.')?;
    let (row, column) = rest.split_once('.').unwrap_or((rest, ""));
    Some((table, row.parse().ok()?, column))
}

impl FormField {
    pub(super) fn new(name: String, kind: FieldKind, required: bool, content: &str) -> Self {
        let mut field = Self {
            name,
            kind,
            required,
            area: TextArea::default(),
            caret: 0,
        };
        field.set(content);
        field
    }

    /// The name of the act's field that it is, or is a part of.
    pub(super) fn declared(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    fn manner(&self) -> Manner {
        manner(self.kind)
    }

    /// Whether it is typed in several lines.
    pub(super) fn is_tall(&self) -> bool {
        self.manner().is_tall
    }

    /// Whether Enter begins a new line in it.
    pub(super) fn is_by_line(&self) -> bool {
        self.manner().is_by_line
    }

    pub(super) fn set(&mut self, content: &str) {
        let mut area = TextArea::new(content.split('\n').map(str::to_owned).collect());
        area.set_cursor_line_style(Style::new());
        area.set_cursor_style(Style::new());
        area.set_max_histories(100);
        if self.is_tall() {
            area.set_wrap_mode(WrapMode::Glyph);
        }
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        self.area = area;
    }

    pub(super) fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    pub(super) fn is_blank(&self) -> bool {
        let mut lines = self.area.lines().iter();
        lines.all(|line| line.trim().is_empty())
    }

    /// How many rows it takes where it is typed into.
    pub(super) fn height(&self) -> u16 {
        let lines = u16::try_from(self.area.lines().len()).unwrap_or(TALLEST);
        if self.is_tall() {
            lines.clamp(2, TALLEST)
        } else {
            1
        }
    }

    /// How many cells what is typed into it usually takes; none of what has no usual length.
    pub(super) fn usual_width(&self) -> Option<u16> {
        self.manner().usual
    }

    /// Whether what stands in it is short enough to be typed anew: then the first letter replaces it.
    pub(super) fn is_typed_anew(&self) -> bool {
        let is_parameter = parameter_of(&self.name).is_some() && self.words().is_empty();
        (self.manner().is_typed_anew || is_parameter) && !self.is_blank()
    }

    /// How many letters more it takes.
    pub(super) fn room(&self) -> usize {
        let most = if self.is_tall() {
            LONGEST_PARAGRAPH
        } else {
            LONGEST_LINE
        };
        most.saturating_sub(self.text().chars().count())
    }

    /// The words it can be; none if it takes anything.
    pub(super) fn words(&self) -> &'static [&'static str] {
        match self.kind {
            FieldKind::Word(words) | FieldKind::Words(words) => words,
            FieldKind::Flag => &["yes", "no"],
            _ => &[],
        }
    }

    /// Whether several of its words can hold.
    pub(super) fn is_of_several(&self) -> bool {
        matches!(self.kind, FieldKind::Words(_))
    }

    /// Which of its words hold.
    pub(super) fn held(&self) -> Vec<String> {
        let text = self.text();
        let words = text.split(['\n', ' ', ',']);
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    }

    /// Before a word of a field in which several can hold, whether it does; nothing of others.
    pub(super) fn tick(&self, word: &str) -> &'static str {
        if !self.is_of_several() {
            ""
        } else if self.held().iter().any(|known| known == word) {
            BOX
        } else {
            EMPTY
        }
    }

    /// The word under the caret, where several can hold.
    pub(super) fn caret(&self) -> usize {
        self.caret
    }

    /// Puts the caret on a word.
    pub(super) fn point_at(&mut self, word: &str) {
        let mut words = self.words().iter();
        self.caret = words.position(|known| *known == word).unwrap_or(self.caret);
    }

    /// Whether a letter can be typed into it; one that cannot is free to be a key.
    pub(super) fn takes(&self, letter: char) -> bool {
        match self.manner().letters {
            Letters::Any => true,
            Letters::Digits => letter.is_numeric(),
            Letters::Blank => letter == ' ',
        }
    }

    /// The next word, or the one before: the one that holds where only one can, else the one under the caret.
    pub(super) fn turn(&mut self, forwards: bool) {
        let words = self.words();
        let count = words.len().max(1);
        let text = self.text();
        let at = if self.is_of_several() {
            Some(self.caret)
        } else {
            words.iter().position(|word| *word == text)
        };
        let next = match at {
            Some(at) => (at + if forwards { 1 } else { count - 1 }) % count,
            // From none of them it is the first, or backwards the last.
            None if forwards => 0,
            None => count - 1,
        };
        if self.is_of_several() {
            self.caret = next;
        } else if let Some(word) = words.get(next) {
            self.set(word);
        }
    }

    /// Lets the word under the caret hold, or no more; of a field of one word, the next one.
    pub(super) fn toggle(&mut self) {
        if !self.is_of_several() {
            self.turn(true);
            return;
        }
        let held = self.held();
        let words = self.words().iter().enumerate();
        let now: Vec<&str> = words
            .filter(|(at, word)| {
                let holds = held.iter().any(|known| known == *word);
                holds != (*at == self.caret)
            })
            .map(|(_, word)| *word)
            .collect();
        self.set(&now.join("\n"));
    }
}

/// What a field begins with: a required one with its first word, and a declaration that nobody made is "no".
pub(super) fn default_text(field: &Field) -> String {
    let first = match field.kind {
        FieldKind::Word(words) if field.required => words.first().copied().unwrap_or_default(),
        FieldKind::Flag => "no",
        _ => "",
    };
    match field.begins {
        Begins::Text(text) => text.to_owned(),
        Begins::Kind | Begins::Before | Begins::MyName | Begins::MyTelephone => first.to_owned(),
    }
}
