//! Registered records as things to choose from.

use crate::domain::record::RecordKind;
use crate::hub::list::column::Column;
use crate::hub::request::{Answer, List, Look, Request, RowOf, WINDOW_LIMIT, Window};
use crate::locale::Lang;
use crate::locale::list::{self as list_words, Width};

use super::super::layer::Choice;
use super::{Purpose, Session};

/// The most records that are gathered to choose from.
pub(super) const CHOICES_LIMIT: usize = 5_000;

/// The records of a window by their codes, with what else they are called beside them.
fn choices_of(window: &Window, lang: Lang) -> Vec<Choice<String>> {
    let of = |row: &crate::hub::request::Row| {
        let RowOf::Record { key, .. } = &row.of else {
            return None;
        };
        let said = row
            .cells
            .iter()
            .map(|cell| list_words::cell(lang, cell, Width::Line));
        let note: Vec<String> = said.filter(|said| !said.is_empty()).collect();
        Some(Choice {
            value: key.clone(),
            label: key.clone(),
            note: note.join("  "),
        })
    };
    window.rows.iter().filter_map(of).collect()
}

impl Session {
    /// Asks for what a code of a register can be, from a record on: a window after the other.
    pub(super) fn ask_choices(&mut self, kind: RecordKind, after: Option<String>) {
        let list = List::Register(kind);
        let says = [Column::Name, Column::Price, Column::Specification];
        let known = list.columns();
        let columns = says.into_iter().filter(|column| known.contains(column));
        let look = Look {
            columns: columns.collect(),
            anchor: after,
            ..Look::at(list, WINDOW_LIMIT)
        };
        self.ask(Purpose::Choices(kind), Request::Look(look));
    }

    /// Puts them where the foremost form offers them, and asks for more as long as there are.
    pub(super) fn take_choices(&mut self, lookup: RecordKind, answer: &Answer) {
        let Answer::Window(window) = answer else {
            self.trouble(answer);
            return;
        };
        let choices = choices_of(window, self.lang());
        let Some(form) = self.form_mut() else { return };
        let count = form.take_choices(lookup, choices, window.resume.is_none());
        if window.resume.is_some() && count < CHOICES_LIMIT {
            self.ask_choices(lookup, window.resume.clone());
        }
    }
}
