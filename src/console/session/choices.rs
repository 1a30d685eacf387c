//! Registered records as things to choose from.

use crate::domain::law::party::PartyKind;
use crate::domain::record::RecordKind;
use crate::hub::list::cell::{Cell, Status, Term};
use crate::hub::list::column::Column;
use crate::hub::request::{Answer, List, Look, Request, RowOf, WINDOW_LIMIT, Window};
use crate::locale::Lang;
use crate::locale::console as words;
use crate::locale::list::{self as list_words, Width};

use super::super::layer::Choice;
use super::super::text;
use super::{Purpose, Session};

/// The most records that are gathered to choose from.
pub(super) const CHOICES_LIMIT: usize = 5_000;

/// What is said of a record that can be chosen: its price beside its code, the rest behind.
const SAYS: [Column; 5] = [
    Column::Price,
    Column::PriceBasis,
    Column::Name,
    Column::Specification,
    Column::Room,
];
/// What of a pool is not worth a word where it is chosen: that there is enough of it.
const UNSAID: Cell = Cell::status(Status::Enough);
/// What of that stands beside the code.
const BESIDE: [Column; 2] = [Column::Price, Column::PriceBasis];

/// The records of a window by their codes, what has a price with it, and what else they are called beside them.
fn choices_of(window: &Window, columns: &[Column], lang: Lang) -> Vec<Choice<String>> {
    let mut costs = Vec::new();
    let of = |row: &crate::hub::request::Row| {
        let RowOf::Record { key, .. } = &row.of else {
            return None;
        };
        let said = |is_beside: bool| -> Vec<String> {
            let cells = columns.iter().zip(&row.cells);
            let cells = cells.filter(|(column, cell)| SAYS.contains(column) && **cell != UNSAID);
            let cells = cells.filter(|(column, _)| BESIDE.contains(column) == is_beside);
            let said = cells.map(|(_, cell)| list_words::cell(lang, cell, Width::Line));
            said.filter(|said| !said.is_empty()).collect()
        };
        if let [price, basis] = said(true).as_slice() {
            costs.push(words::PRICED.fill(lang, &[price, basis]));
        }
        Some(Choice {
            value: key.clone(),
            label: key.clone(),
            note: said(false).join(" "),
        })
    };
    let mut choices: Vec<_> = window.rows.iter().filter_map(of).collect();
    if costs.len() == choices.len() {
        let widest = |texts: &mut dyn Iterator<Item = &String>| {
            texts.map(|text| text::width(text)).max().unwrap_or(0)
        };
        let codes = widest(&mut choices.iter().map(|choice| &choice.value));
        let prices = widest(&mut costs.iter());
        for (choice, price) in choices.iter_mut().zip(&costs) {
            let code = text::pad_right(&choice.value, codes);
            let price = text::pad_left(price, prices);
            choice.label = format!("{code}  {price}");
        }
    }
    choices
}

/// Those of what is said that the register has; of parties also of what kind they are, by which some fields are narrowed.
fn columns_of(kind: RecordKind) -> Vec<Column> {
    let known = List::Register(kind).columns();
    let narrowed = (kind == RecordKind::Party).then_some(Column::Kind);
    let said = SAYS.into_iter().filter(|column| known.contains(column));
    said.chain(narrowed).collect()
}

/// Of what kind the parties of a window are.
fn kinds_of(window: &Window) -> Vec<(String, PartyKind)> {
    let of = |row: &crate::hub::request::Row| {
        let RowOf::Record { key, .. } = &row.of else {
            return None;
        };
        let kind = row.cells.iter().find_map(|cell| match cell {
            Cell::Term(Term::Party(kind)) => Some(*kind),
            _ => None,
        });
        Some((key.clone(), kind?))
    };
    window.rows.iter().filter_map(of).collect()
}

impl Session {
    /// Asks for what a code of a register can be, from a record on: a window after the other.
    pub(super) fn ask_choices(&mut self, kind: RecordKind, after: Option<String>) {
        let look = Look {
            columns: columns_of(kind),
            anchor: after,
            ..Look::at(List::Register(kind), WINDOW_LIMIT)
        };
        self.ask(Purpose::Choices(kind), Request::Look(look));
    }

    /// Puts them where the foremost form offers them, and asks for more as long as there are.
    pub(super) fn take_choices(&mut self, lookup: RecordKind, answer: &Answer) {
        let Answer::Window(window) = answer else {
            self.trouble(answer);
            return;
        };
        let choices = choices_of(window, &columns_of(lookup), self.lang());
        let kinds = kinds_of(window);
        let Some(form) = self.form_mut() else { return };
        form.take_kinds(kinds);
        let count = form.take_choices(lookup, choices, window.resume.is_none());
        if window.resume.is_some() && count < CHOICES_LIMIT {
            self.ask_choices(lookup, window.resume.clone());
        }
    }
}
