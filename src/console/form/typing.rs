//! Typing into a form: from field to field, and into one.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use chrono::{Days, NaiveDate};

use crate::domain::law::field::FieldKind;
use crate::domain::purchase::catalogue::called;

use super::super::shortcut::URGENT;
use super::super::text;
use super::Form;
use super::day;
use super::field::{FormField, table_of};
use super::layout::TABLE;

impl Form {
    /// Moves to another field that is shown; forwards past those that another one has made needless, which going back
    /// reaches. Several keys may come between two frames, so drawing cannot see to that.
    pub fn step(&mut self, forwards: bool) {
        self.touched = None;
        self.write_code();
        let count = self.fields.len().max(1);
        for _ in 0..count {
            self.focus = if forwards {
                (self.focus + 1) % count
            } else {
                (self.focus + count - 1) % count
            };
            let shown = self
                .fields
                .get(self.focus)
                .is_some_and(|field| self.is_shown(field) && !(forwards && self.is_spared(field)));
            if shown {
                return;
            }
        }
    }

    /// Moves up or down: within a table to the same column of the next row, and out of it past the other columns.
    fn step_row(&mut self, forwards: bool) {
        let Some(field) = self.fields.get(self.focus) else {
            return;
        };
        let Some((table, row, column)) = table_of(&field.name).filter(|_| self.width >= TABLE)
        else {
            self.step(forwards);
            return;
        };
        let next = if forwards {
            Some(row + 1)
        } else {
            row.checked_sub(1)
        };
        let same = next.and_then(|next| {
            let is_same = |other: &FormField| table_of(&other.name) == Some((table, next, column));
            let at = self.fields.iter().position(is_same)?;
            self.fields
                .get(at)
                .filter(|field| self.is_shown(field))
                .map(|_| at)
        });
        if let Some(at) = same {
            self.focus = at;
            self.touched = None;
            return;
        }
        let table = table.to_owned();
        for _ in 0..self.fields.len() {
            self.step(forwards);
            let stands = self.fields.get(self.focus);
            if stands.is_none_or(|field| field.declared() != table) {
                return;
            }
        }
    }

    /// Writes the code of what is typed by its name into the focused field: of a name that just one of what it is chosen
    /// from has. Spelling does not make another thing of it, as [`called`] has it.
    pub fn write_code(&mut self) {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return;
        };
        let FieldKind::Code(lookup) = field.kind else {
            return;
        };
        let typed = called(&field.text());
        let known = self.choices.get(&lookup).into_iter().flatten();
        if typed.is_empty() || known.clone().any(|one| one.value == field.text().trim()) {
            return;
        }
        // A note names a thing by its name, and by its name with what distinguishes it.
        let is_called = |note: &str| {
            let mut so_far = String::new();
            note.split(' ').any(|word| {
                so_far.push_str(&called(word));
                so_far == typed
            })
        };
        let mut meant = known.filter(|one| is_called(&one.note));
        if let (Some(one), None) = (meant.next(), meant.next()) {
            field.set(&one.value);
            self.unsaved = true;
        }
    }

    /// Whether a letter is text where the caret is; one that cannot be typed there is free to be a key.
    #[must_use]
    pub fn takes(&self, letter: char) -> bool {
        let field = self.fields.get(self.focus);
        field.is_none_or(|field| field.takes(letter))
    }

    /// What an emergency asks for is, unless somebody says otherwise, for what its title says.
    fn propose_purpose(&mut self) {
        let named = |name: &str| self.fields.iter().position(|field| field.name == name);
        let (Some(title), Some(purpose)) = (named("title"), named("lines.0.purpose")) else {
            return;
        };
        let title = self.fields.get(title).map(FormField::text);
        let purpose = self.fields.get_mut(purpose);
        let purpose = purpose.filter(|_| self.verb == URGENT);
        if let (Some(title), Some(purpose)) = (title, purpose.filter(|field| field.is_blank())) {
            purpose.set(&title);
        }
    }

    /// Goes to the next field into which something must still be typed, from the last on to the first; answers whether
    /// there is one.
    fn step_to_owed(&mut self) -> bool {
        self.write_code();
        let count = self.fields.len();
        let after = (1..=count).map(|by| (self.focus + by) % count.max(1));
        let owed = |at: &usize| {
            let field = self.fields.get(*at);
            field.is_some_and(|field| self.is_shown(field) && self.is_owed(field))
        };
        let Some(at) = after.into_iter().find(owed) else {
            return false;
        };
        self.focus = at;
        self.touched = None;
        true
    }

    /// A key that is not bound: text, or a move inside the field. Answers whether the form should go on to the preview,
    /// which Enter means once nothing is missing.
    pub fn key(&mut self, key: KeyEvent, today: NaiveDate) -> bool {
        let goes_on = self.key_in_field(key, today);
        self.follow_scope();
        goes_on
    }

    fn key_in_field(&mut self, key: KeyEvent, today: NaiveDate) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return key.code == KeyCode::Enter;
        };
        self.error = None;
        let is_entered = self.touched.replace(self.focus) != Some(self.focus);
        let wordy = !field.words().is_empty();
        let is_day = field.kind == FieldKind::Date;
        match key.code {
            KeyCode::Enter if field.is_tall() && key.modifiers.contains(KeyModifiers::ALT) => {
                field.area.insert_newline();
                self.unsaved = true;
            }
            KeyCode::Enter if !field.is_by_line() => {
                self.propose_purpose();
                return !self.step_to_owed();
            }
            KeyCode::Down if !field.is_tall() => self.step_row(true),
            KeyCode::Up if !field.is_tall() => self.step_row(false),
            KeyCode::Up if field.area.cursor().0 == 0 => self.step_row(false),
            KeyCode::Down if field.area.cursor().0 + 1 >= field.area.lines().len() => {
                self.step_row(true);
            }
            KeyCode::Left if wordy => self.turn(false),
            KeyCode::Right if wordy => self.turn(true),
            KeyCode::Char(' ') if wordy => {
                field.toggle();
                self.unsaved = true;
            }
            _ if wordy => {}
            KeyCode::PageUp if is_day => self.step_day(today, true),
            KeyCode::PageDown if is_day => self.step_day(today, false),
            // As in a shell, and unlike in the editor that the field is made of, where it takes back the last change.
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.unsaved |= field.area.delete_line_by_head();
            }
            KeyCode::Char(letter)
                if !key.modifiers.contains(KeyModifiers::CONTROL) && !field.takes(letter) => {}
            _ => {
                if is_entered && field.is_typed_anew() && matches!(key.code, KeyCode::Char(_)) {
                    field.set("");
                }
                let full = field.room() == 0 && matches!(key.code, KeyCode::Char(_));
                if !full && field.area.input(key) {
                    self.unsaved = true;
                }
            }
        }
        false
    }

    fn turn(&mut self, forwards: bool) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.turn(forwards);
            self.unsaved |= !field.is_of_several();
        }
    }

    /// The day after the one that is typed, or the one before; today where none is typed.
    fn step_day(&mut self, today: NaiveDate, later: bool) {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return;
        };
        let one = Days::new(1);
        let stepped = match day::meant(&field.text(), today) {
            None => Some(today),
            Some(day) if later => day.checked_add_days(one),
            Some(day) => day.checked_sub_days(one),
        };
        if let Some(day) = stepped {
            field.set(&day.to_string());
            self.unsaved = true;
        }
    }

    /// Pasted text: never keys, without characters that could act on a terminal. Answers how many letters of it the field
    /// had no room for, or did not take.
    pub fn paste(&mut self, pasted: &str) -> usize {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return 0;
        };
        let tall = field.is_tall();
        let clean: Vec<char> = pasted
            .chars()
            .filter_map(|letter| match letter {
                '\n' if tall => Some('\n'),
                '\n' | '\t' => Some(' '),
                letter if text::is_unsafe(letter) => None,
                letter => Some(letter),
            })
            .collect();
        let count = clean.len();
        if self.touched.replace(self.focus) != Some(self.focus) && field.is_typed_anew() {
            field.set("");
        }
        if !field.words().is_empty() {
            return count;
        }
        let room = field.room();
        let taken: String = clean
            .into_iter()
            .filter(|letter| field.takes(*letter))
            .take(room)
            .collect();
        let left = count - taken.chars().count();
        field.area.insert_str(taken);
        self.unsaved = true;
        self.follow_scope();
        left
    }
}
