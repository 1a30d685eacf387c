//! The tables of a form: the lines of what is asked for, and a quantity for each of a matter's lines.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::sight::HIDDEN;
use crate::domain::record::RecordKind;
use crate::domain::r#use::line::{Line as AskedLine, Quantity};
use crate::locale::console as words;
use crate::locale::detail::quantity as quantity_word;
use crate::locale::{Lang, T, verb as verb_words};

use super::super::draw::{self, data};
use super::super::text;
use super::super::theme::Theme;
use super::Form;
use super::field::FormField;
use super::layout::{Band, Cell, GAP, MARK, Sheet, width_of};

/// What stands before a row: the mark of the focus, its number.
const ROW: u16 = MARK + 3;
/// A quantity.
const COUNT: u16 = 8;

impl Form {
    /// The headings of a table over its first field.
    pub(super) fn headings(
        &self,
        field: &FormField,
        quantities: &Quantities,
        sheet: Sheet,
    ) -> Band {
        let Sheet {
            theme, lang, width, ..
        } = sheet;
        let said = |(left, width): (u16, u16), word: T| {
            let word = Span::styled(word.get(lang), theme.palette.muted);
            Cell::said(left, width, word)
        };
        if Some(field.declared()) != self.quantities_field() {
            let [item, _, count, purpose] = columns(width);
            return Band::row(vec![
                said(item, words::FORM_LINE_ITEM),
                said(count, words::FORM_LINE_QUANTITY),
                said(purpose, words::FORM_LINE_PURPOSE),
            ]);
        }
        let mut cells = vec![said((ROW, quantities.name), words::FORM_LINE_ITEM)];
        for (at, which) in quantities.set.iter().enumerate() {
            let word = text::pad_left(quantity_word(*which).get(lang), usize::from(COUNT));
            let word = Span::styled(word, theme.palette.muted);
            cells.push(Cell::said(quantities.left(at), COUNT, word));
        }
        let label = verb_words::field(self.verb, field.declared()).get(lang);
        let left = quantities.typed();
        let label = Span::styled(label, theme.palette.title);
        cells.push(Cell::said(left, width.saturating_sub(left), label));
        Band::row(cells)
    }

    /// The mark and the number of a row.
    fn number(row: usize, is_focused: bool, theme: &Theme) -> Cell {
        let number = Span::styled((row + 1).to_string(), theme.palette.muted);
        Cell::said(
            0,
            ROW,
            Line::from(vec![Self::mark(is_focused, theme), number]),
        )
    }

    /// A star before a field into which something must still be typed.
    fn starred(&self, left: u16, field: &FormField, theme: &Theme) -> Option<Cell> {
        let star = || Cell::said(left.saturating_sub(1), 1, self.star(field, theme));
        self.is_owed(field).then(star)
    }

    /// A row that asks for something: item, quantity, purpose.
    pub(super) fn line_row(&self, row: usize, first: usize, sheet: Sheet) -> Band {
        let Sheet { theme, width, .. } = sheet;
        let [item, (name_at, name_width), count, purpose] = columns(width);
        let is_focused = (first..first + 3).contains(&self.focus);
        let mut cells = vec![Self::number(row, is_focused, theme)];
        let name = self.fields.get(first);
        let name = name.and_then(|item| self.item_said(item, sheet));
        cells.extend(name.map(|name| {
            let muted = theme.palette.muted;
            let name = draw::cell(&name, usize::from(name_width), muted, theme);
            Cell::said(name_at, name_width, name)
        }));
        for (at, (left, width)) in (first..).zip([item, count, purpose]) {
            if let Some(field) = self.fields.get(at) {
                cells.extend(self.starred(left, field, theme));
                cells.push(Cell::input(left, width, at));
            }
        }
        Band::row(cells)
    }

    /// What an item is called, or that the catalogue does not have it.
    fn item_said(&self, item: &FormField, sheet: Sheet) -> Option<String> {
        let typed = item.text();
        if typed.trim().is_empty() {
            return None;
        }
        let known = self.choices.get(&RecordKind::Item)?;
        let name = self.name_of(RecordKind::Item, &typed);
        let off = || words::FORM_OFF_CATALOGUE.get(sheet.lang).to_owned();
        (!known.is_empty()).then(|| name.unwrap_or_else(off))
    }

    /// Where the columns of the matter's quantities stand.
    pub(super) fn quantity_columns(&self, width: u16) -> Quantities {
        let lines = self.lines_of_matter();
        let is_set = |which: &Quantity| lines.iter().any(|line| line.quantity(*which).is_some());
        let set: Vec<Quantity> = Quantity::ALL.into_iter().filter(is_set).collect();
        let widest = lines.iter().map(|line| width_of(line.name())).max();
        let taken = ROW + (COUNT + GAP) * u16::try_from(set.len() + 2).unwrap_or(6);
        let most = width.saturating_sub(taken).max(8);
        let name = widest.unwrap_or(0).clamp(8, most);
        Quantities { set, name }
    }

    /// A row that sets a quantity of one of the matter's lines beside those that it has.
    pub(super) fn quantity_row(
        &self,
        row: usize,
        at: usize,
        quantities: &Quantities,
        sheet: Sheet,
    ) -> Band {
        let Sheet {
            theme, lang, width, ..
        } = sheet;
        let mut cells = vec![Self::number(row, at == self.focus, theme)];
        let left = quantities.typed();
        let behind = left + COUNT + GAP;
        let field = self.fields.get(at);
        if let Some(line) = self.lines_of_matter().get(row) {
            let name = draw::cell(
                line.name(),
                usize::from(quantities.name),
                Style::new(),
                theme,
            );
            cells.push(Cell::said(ROW, quantities.name, name));
            for (place, which) in quantities.set.iter().enumerate() {
                let count = line.quantity(*which);
                let count = count.map_or_else(|| "-".to_owned(), |count| count.to_string());
                let count = text::pad_left(&count, usize::from(COUNT));
                cells.push(Cell::said(quantities.left(place), COUNT, Span::raw(count)));
            }
            let typed = field.map(FormField::text).unwrap_or_default();
            cells.extend(differs(line, &typed, lang).map(|differs| {
                Cell::said(behind, COUNT, Span::styled(differs, theme.palette.accent))
            }));
            if line.purpose != HIDDEN {
                let left = behind + COUNT + GAP;
                let purpose = data(&line.purpose, theme.palette.muted);
                cells.push(Cell::said(left, width.saturating_sub(left), purpose));
            }
        }
        cells.extend(field.and_then(|field| self.starred(left, field, theme)));
        cells.push(Cell::input(left, COUNT, at));
        Band::row(cells)
    }
}

/// The columns of a new line: item, its name, quantity, purpose.
fn columns(width: u16) -> [(u16, u16); 4] {
    let item = 18;
    let rest = width.saturating_sub(ROW + item + 2 * GAP + COUNT + GAP);
    let name = rest / 2;
    let purpose = rest - name;
    let name_at = ROW + item + 1;
    let count_at = name_at + name + 1;
    let purpose_at = count_at + COUNT + GAP;
    [
        (ROW, item),
        (name_at, name),
        (count_at, COUNT),
        (purpose_at, purpose),
    ]
}

/// The columns of the quantities of a matter's lines.
pub(super) struct Quantities {
    /// Those that are set in any line.
    set: Vec<Quantity>,
    /// How wide the names of the items are.
    name: u16,
}

impl Quantities {
    /// Where the column of one of them begins.
    fn left(&self, at: usize) -> u16 {
        let at = u16::try_from(at).unwrap_or(0);
        ROW + self.name + GAP + at * (COUNT + GAP)
    }

    /// Where the column begins that is typed into.
    fn typed(&self) -> u16 {
        self.left(self.set.len())
    }
}

/// By how much what is typed differs from what was set last.
fn differs(line: &AskedLine, typed: &str, lang: Lang) -> Option<String> {
    let typed: u32 = typed.trim().parse().ok()?;
    let last = line.latest();
    match typed.cmp(&last) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Less => Some(words::FORM_LESS.fill(lang, &[&(last - typed)])),
        std::cmp::Ordering::Greater => Some(words::FORM_MORE.fill(lang, &[&(typed - last)])),
    }
}
