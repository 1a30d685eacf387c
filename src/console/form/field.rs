//! One field of a form: what it takes, what stands in it.

use ratatui::style::Style;
use tui_textarea::{CursorMove, TextArea, WrapMode};

use crate::domain::law::field::{Begins, Field, FieldKind};

/// A field on the screen.
pub(super) struct FormField {
    pub(super) name: String,
    pub(super) kind: FieldKind,
    pub(super) required: bool,
    pub(super) area: TextArea<'static>,
}

/// The most rows that a field of several lines takes.
const TALLEST: u16 = 9;

impl FormField {
    pub(super) fn new(name: String, kind: FieldKind, required: bool, content: &str) -> Self {
        let mut field = Self {
            name,
            kind,
            required,
            area: TextArea::default(),
        };
        field.set(content);
        field
    }

    pub(super) fn is_tall(&self) -> bool {
        matches!(
            self.kind,
            FieldKind::Paragraph | FieldKind::List | FieldKind::Words(_)
        )
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

    pub(super) fn height(&self) -> u16 {
        let lines = u16::try_from(self.area.lines().len()).unwrap_or(TALLEST);
        if self.is_tall() {
            lines.clamp(3, TALLEST)
        } else {
            1
        }
    }

    /// The words it can be; none if it takes anything.
    pub(super) fn words(&self) -> &'static [&'static str] {
        match self.kind {
            FieldKind::Word(words) => words,
            FieldKind::Flag => &["yes", "no"],
            _ => &[],
        }
    }

    pub(super) fn turn(&mut self, forwards: bool) {
        let words = self.words();
        let text = self.text();
        let at = words.iter().position(|word| *word == text).unwrap_or(0);
        let next = if forwards {
            (at + 1) % words.len().max(1)
        } else {
            (at + words.len().max(1) - 1) % words.len().max(1)
        };
        if let Some(word) = words.get(next) {
            self.set(word);
        }
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
