//! The tables of a form: the lines of what is asked for, and a quantity for each of a matter's lines.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::field::FieldKind;
use crate::domain::law::sight::HIDDEN;
use crate::domain::record::RecordKind;
use crate::domain::r#use::line::{Line as AskedLine, Quantity};
use crate::locale::console as words;
use crate::locale::detail::quantity as quantity_word;
use crate::locale::{Lang, verb as verb_words};

use super::super::draw::{self, data};
use super::super::text;
use super::Form;
use super::field::FormField;
use super::layout::{Band, Cell, GAP, MARK, Sheet, What, width_of};

/// The number of a row, and a blank.
const NUMBER: u16 = 3;
/// A quantity.
const COUNT: u16 = 8;

impl Form {
    /// The columns of a new line: item with its name, quantity, purpose.
    fn columns(width: u16) -> [(u16, u16); 4] {
        let item = 18;
        let left = MARK + NUMBER;
        let rest = width.saturating_sub(left + item + 2 * GAP + COUNT + GAP);
        let name = rest / 2;
        let purpose = rest - name;
        let name_at = left + item + 1;
        let count_at = name_at + name + 1;
        let purpose_at = count_at + COUNT + GAP;
        [
            (left, item),
            (name_at, name),
            (count_at, COUNT),
            (purpose_at, purpose),
        ]
    }

    pub(super) fn headings(&self, field: &FormField, sheet: Sheet) -> Band {
        let Sheet {
            theme, lang, width, ..
        } = sheet;
        let muted = theme.palette.muted;
        let said = |(left, width): (u16, u16), word: &str| Cell {
            left,
            width,
            what: What::Said(Line::styled(word.to_owned(), muted)),
        };
        if field.kind == FieldKind::Number && field.declared() != "lines" {
            let (set, name) = self.quantity_columns(width);
            let number = |at: usize, word: &str| {
                let place = (Self::quantity_at(name, at), COUNT);
                let word = text::pad_left(word, usize::from(COUNT));
                said(place, &word)
            };
            let mut cells = vec![said((MARK + NUMBER, name), words::FORM_LINE_ITEM.get(lang))];
            for (at, which) in set.iter().enumerate() {
                cells.push(number(at, quantity_word(*which).get(lang)));
            }
            let label = verb_words::field(self.verb, field.declared()).get(lang);
            let left = Self::quantity_at(name, set.len());
            let style = theme.palette.title;
            let label = Line::styled(label.to_owned(), style);
            cells.push(Cell {
                left,
                width: width.saturating_sub(left),
                what: What::Said(label),
            });
            return Band { height: 1, cells };
        }
        let [item, _, count, purpose] = Self::columns(width);
        let cells = vec![
            said(item, words::FORM_LINE_ITEM.get(lang)),
            said(count, words::FORM_LINE_QUANTITY.get(lang)),
            said(purpose, words::FORM_LINE_PURPOSE.get(lang)),
        ];
        Band { height: 1, cells }
    }

    /// A row that asks for something: item, quantity, purpose.
    pub(super) fn line_row(&self, row: usize, first: usize, sheet: Sheet) -> Band {
        let Sheet { theme, width, .. } = sheet;
        let columns = Self::columns(width);
        let is_focused = (first..first + 3).contains(&self.focus);
        let lead = Line::from(vec![
            Self::mark(is_focused, theme),
            Span::styled((row + 1).to_string(), theme.palette.muted),
        ]);
        let mut cells = vec![Cell {
            left: 0,
            width: MARK + NUMBER,
            what: What::Said(lead),
        }];
        let name = self
            .fields
            .get(first)
            .and_then(|item| self.item_said(item, sheet));
        if let Some(name) = name {
            let [_, (left, width), ..] = columns;
            let what = What::Said(Line::from(draw::cell(
                &name,
                usize::from(width),
                theme.palette.muted,
                theme,
            )));
            cells.push(Cell { left, width, what });
        }
        let [item, _, count, purpose] = columns;
        for (at, (left, width)) in (first..).zip([item, count, purpose]) {
            let Some(field) = self.fields.get(at) else {
                continue;
            };
            if self.is_owed(field) {
                let star = What::Said(Line::from(self.star(field, theme)));
                cells.push(Cell {
                    left: left.saturating_sub(1),
                    width: 1,
                    what: star,
                });
            }
            cells.push(Cell {
                left,
                width,
                what: What::Input(at),
            });
        }
        Band { height: 1, cells }
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

    /// Which of the four quantities are set in any line, and how wide the names of the items are.
    fn quantity_columns(&self, width: u16) -> (Vec<Quantity>, u16) {
        let lines = self.lines_of_matter();
        let is_set = |which: &Quantity| lines.iter().any(|line| line.quantity(*which).is_some());
        let set: Vec<Quantity> = Quantity::ALL.into_iter().filter(is_set).collect();
        let widest = lines.iter().map(|line| width_of(line.name())).max();
        let taken = MARK + NUMBER + (COUNT + GAP) * u16::try_from(set.len() + 2).unwrap_or(6);
        let most = width.saturating_sub(taken).max(8);
        (set, widest.unwrap_or(0).clamp(8, most))
    }

    /// Where the column of a quantity begins.
    fn quantity_at(name: u16, at: usize) -> u16 {
        let at = u16::try_from(at).unwrap_or(0);
        MARK + NUMBER + name + GAP + at * (COUNT + GAP)
    }

    /// A row that sets a quantity of one of the matter's lines beside those that it has.
    pub(super) fn quantity_row(&self, row: usize, at: usize, sheet: Sheet) -> Band {
        let Sheet {
            theme, lang, width, ..
        } = sheet;
        let (set, name) = self.quantity_columns(width);
        let is_focused = at == self.focus;
        let muted = theme.palette.muted;
        let lead = Line::from(vec![
            Self::mark(is_focused, theme),
            Span::styled((row + 1).to_string(), muted),
        ]);
        let mut cells = vec![Cell {
            left: 0,
            width: MARK + NUMBER,
            what: What::Said(lead),
        }];
        let line = self.lines_of_matter().get(row);
        let mut said = |left: u16, width: u16, span: Span<'static>| {
            cells.push(Cell {
                left,
                width,
                what: What::Said(Line::from(span)),
            });
        };
        if let Some(line) = line {
            let plain = Style::new();
            said(
                MARK + NUMBER,
                name,
                draw::cell(line.name(), usize::from(name), plain, theme),
            );
            for (place, which) in set.iter().enumerate() {
                let count = line.quantity(*which);
                let count = count.map_or_else(|| "-".to_owned(), |count| count.to_string());
                let count = text::pad_left(&count, usize::from(COUNT));
                said(Self::quantity_at(name, place), COUNT, Span::raw(count));
            }
        }
        let left = Self::quantity_at(name, set.len());
        let field = self.fields.get(at);
        if let Some(field) = field.filter(|field| self.is_owed(field)) {
            said(left.saturating_sub(1), 1, self.star(field, theme));
        }
        let typed = field.map(FormField::text).unwrap_or_default();
        let behind = left + COUNT + GAP;
        if let Some(differs) = line.and_then(|line| differs(line, &typed, lang)) {
            let differs = Span::styled(differs, theme.palette.accent);
            said(behind, COUNT, differs);
        }
        if let Some(line) = line.filter(|line| line.purpose != HIDDEN) {
            let left = behind + COUNT + GAP;
            let purpose = data(&line.purpose, muted);
            said(left, width.saturating_sub(left), purpose);
        }
        cells.push(Cell {
            left,
            width: COUNT,
            what: What::Input(at),
        });
        Band { height: 1, cells }
    }
}

/// By how much what is typed differs from what was set last.
fn differs(line: &AskedLine, typed: &str, lang: Lang) -> Option<String> {
    let typed: u32 = typed.trim().parse().ok()?;
    let last = Quantity::ALL
        .into_iter()
        .rev()
        .find_map(|which| line.quantity(which))?;
    match typed.cmp(&last) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Less => Some(words::FORM_LESS.fill(lang, &[&(last - typed)])),
        std::cmp::Ordering::Greater => Some(words::FORM_MORE.fill(lang, &[&(typed - last)])),
    }
}
