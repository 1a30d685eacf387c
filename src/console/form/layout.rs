//! Where the parts of a form stand: bands from top to bottom, each with texts and inputs from left to right. Nothing is
//! drawn here.

use ratatui::text::{Line, Span};

use chrono::NaiveDate;

use crate::domain::law::field::FieldKind;
use crate::domain::law::naming::Names;
use crate::domain::record::RecordKind;
use crate::locale::{Lang, console as words, date, verb as verb_words};

use super::super::draw::{self, data};
use super::super::text;
use super::super::theme::Theme;
use super::field::{FormField, table_of};
use super::ruling::parameter_of;
use super::{Form, day, points, word_label};

/// The mark of the focus, and a blank.
pub(super) const MARK: u16 = 2;
/// Between columns.
pub(super) const GAP: u16 = 2;
/// Where the help under a field begins.
const INDENT: u16 = 5;
/// Narrower than this, a row of a table is typed field by field.
pub(super) const TABLE: u16 = 60;
/// The cells of a parameter that is typed.
const USUAL: u16 = 10;
/// The most rows of help under a field.
const HELP: usize = 2;
/// The most rows of what is wrong with a field.
const WRONG: usize = 3;

/// What stands on the same rows.
pub(super) struct Band {
    pub(super) height: u16,
    pub(super) cells: Vec<Cell>,
}

/// Something in a band.
pub(super) struct Cell {
    pub(super) left: u16,
    pub(super) width: u16,
    pub(super) what: What,
}

pub(super) enum What {
    /// A text, cut where it does not fit.
    Said(Line<'static>),
    /// The field of that number.
    Input(usize),
}

/// What every band of a form is laid out with.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) theme: &'a Theme,
    pub(super) lang: Lang,
    pub(super) today: NaiveDate,
    /// How wide it is.
    pub(super) width: u16,
}

impl Cell {
    /// A text.
    pub(super) fn said(left: u16, width: u16, line: impl Into<Line<'static>>) -> Self {
        let what = What::Said(line.into());
        Self { left, width, what }
    }

    /// A field.
    pub(super) fn input(left: u16, width: u16, field: usize) -> Self {
        let what = What::Input(field);
        Self { left, width, what }
    }
}

impl Band {
    /// One row.
    pub(super) fn row(cells: Vec<Cell>) -> Self {
        Self { height: 1, cells }
    }

    fn said(line: Line<'static>, width: u16) -> Self {
        Self::at(0, line, width)
    }

    fn at(left: u16, line: Line<'static>, width: u16) -> Self {
        Self::row(vec![Cell::said(left, width.saturating_sub(left), line)])
    }

    /// The fields that are typed in it.
    pub(super) fn inputs(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().filter_map(|cell| match cell.what {
            What::Input(at) => Some(at),
            What::Said(_) => None,
        })
    }

    /// Whether the field of that number is typed in it.
    pub(super) fn has(&self, field: usize) -> bool {
        self.inputs().any(|at| at == field)
    }
}

pub(super) fn width_of(said: &str) -> u16 {
    u16::try_from(text::width(said)).unwrap_or(u16::MAX)
}

impl Form {
    /// The bands of what stands above the fields, where `room` rows are left for it.
    pub(super) fn lead(&self, room: u16, is_beside: bool, sheet: Sheet) -> Vec<Band> {
        let Sheet {
            theme, lang, width, ..
        } = sheet;
        let cells = usize::from(width);
        let mut about = if is_beside {
            Vec::new()
        } else {
            self.matter_above(cells, theme, lang)
        };
        about.extend(self.question(lang).map(|question| {
            let question = Line::from(data(&question, theme.palette.title));
            draw::cut(&question, cells, theme)
        }));
        let left = usize::from(room).saturating_sub(about.len());
        let hint = verb_words::verb_hint(self.verb).get(lang);
        let hint = draw::wrapped(hint, cells, 0, theme.palette.muted);
        let nobody = Names::default();
        let names = self.matter().map_or(&nobody, |shown| &shown.names);
        let points = points::lines(self.points(), names, left, cells, theme, lang);
        let rule = || {
            let rule = theme.glyphs.horizontal.repeat(cells);
            Line::styled(rule, theme.palette.muted)
        };
        // What the act does is for newcomers, and gives way to what is decided about.
        let hint = if hint.len() + points.len().max(1) <= left {
            hint
        } else {
            Vec::new()
        };
        let is_ruled = points.is_empty() && !(about.is_empty() && hint.is_empty());
        let ruled = is_ruled.then(rule);
        let lines = about.into_iter().chain(hint).chain(points).chain(ruled);
        lines.map(|line| Band::said(line, width)).collect()
    }

    /// The bands of the fields.
    pub(super) fn bands(&self, sheet: Sheet) -> Vec<Band> {
        if self.is_awaiting() {
            let waits = Line::styled(words::LOADING.get(sheet.lang), sheet.theme.palette.muted);
            return vec![Band::said(waits, sheet.width)];
        }
        let shown = |at: &usize| {
            self.fields
                .get(*at)
                .is_some_and(|field| self.is_shown(field))
        };
        let shown: Vec<usize> = (0..self.fields.len()).filter(shown).collect();
        let is_table = sheet.width >= TABLE;
        let labels = self.labels(&shown, is_table, sheet);
        let quantities = self.quantity_columns(sheet.width);
        let mut bands = Vec::new();
        let mut last = "";
        for at in shown {
            let Some(field) = self.fields.get(at) else {
                continue;
            };
            let table = table_of(&field.name).filter(|_| is_table);
            if let Some((name, ..)) = table
                && last != name
            {
                bands.push(self.headings(field, &quantities, sheet));
            }
            last = table.map_or("", |(name, ..)| name);
            match table {
                Some((_, row, "item")) => bands.push(self.line_row(row, at, sheet)),
                // They stand in the row of their item.
                Some((_, _, "quantity" | "purpose")) => {}
                Some((_, row, "")) => {
                    bands.push(self.quantity_row(row, at, &quantities, sheet));
                }
                Some(_) | None => bands.push(self.field_band(at, field, labels, sheet)),
            }
        }
        bands
    }

    /// How wide the labels are: as wide as the widest, where that leaves room to type.
    fn labels(&self, shown: &[usize], is_table: bool, sheet: Sheet) -> u16 {
        let fields = shown.iter().filter_map(|at| self.fields.get(*at));
        let own = fields.filter(|field| {
            !is_table
                || table_of(&field.name)
                    .is_none_or(|(.., column)| matches!(column, "ground" | "nearest"))
        });
        let widths = own.map(|field| width_of(&self.label(field, sheet.lang)));
        // The unit of a parameter ends its name, and what is typed for it is short.
        let part = if self.is_ruled() { 2 } else { 3 };
        let most = (sheet.width / part).max(8);
        widths.max().unwrap_or(0).clamp(8, most)
    }

    /// Whether something must still be typed into a field.
    pub(super) fn is_owed(&self, field: &FormField) -> bool {
        let mut declared = self.verb.fields().iter();
        let is_declaration = declared.any(|known| known.declares && known.name == field.name);
        if is_declaration {
            field.text() != "yes"
        } else {
            field.is_blank() && self.is_needed(field)
        }
    }

    pub(super) fn star(&self, field: &FormField, theme: &Theme) -> Span<'static> {
        if self.is_owed(field) {
            Span::styled("*", theme.palette.today)
        } else {
            // Without the style: where there is no colour it underlines, and a blank would look like something to fill in.
            Span::raw(" ")
        }
    }

    pub(super) fn mark(is_focused: bool, theme: &Theme) -> Span<'static> {
        let mark = if is_focused {
            theme.glyphs.selected
        } else {
            " "
        };
        Span::styled(format!("{mark} "), theme.palette.mark)
    }

    /// A field with its label before it and what it means behind it.
    fn field_band(&self, at: usize, field: &FormField, labels: u16, sheet: Sheet) -> Band {
        let Sheet {
            theme, lang, width, ..
        } = sheet;
        let is_focused = at == self.focus;
        let style = if is_focused {
            theme
                .palette
                .accent
                .add_modifier(ratatui::style::Modifier::BOLD)
        } else {
            theme.palette.muted
        };
        let label = Line::from(vec![
            Self::mark(is_focused, theme),
            draw::cell(&self.label(field, lang), usize::from(labels), style, theme),
            self.star(field, theme),
        ]);
        let left = MARK + labels + 2;
        let most = width.saturating_sub(left);
        let note = self.note(field, sheet);
        let input = self.input_width(field, most, lang);
        let mut cells = vec![Cell::said(0, left, label), Cell::input(left, input, at)];
        let behind = left + input + GAP;
        // Of two values half of one would mislead; the help under the field has both.
        let fits = |note: &String| behind + width_of(note) <= width;
        let note = note.filter(|note| parameter_of(&field.name).is_none() || fits(note));
        if let Some(note) = note {
            let style = if self.is_changed(field) {
                theme.palette.accent
            } else {
                theme.palette.muted
            };
            let width = width.saturating_sub(behind);
            cells.push(Cell::said(behind, width, data(&note, style)));
        }
        let height = self.input_height(field, input, lang);
        Band { height, cells }
    }

    /// How many cells a field takes of so many: a parameter no more than it needs, for what holds stands beside it.
    fn input_width(&self, field: &FormField, most: u16, lang: Lang) -> u16 {
        let usual = match parameter_of(&field.name) {
            Some(_) if field.words().is_empty() => Some(USUAL),
            Some(_) => {
                let words = field.words().iter();
                let labels = words.map(|word| word_label(self.verb, &field.name, word, lang));
                Some(labels.map(|label| width_of(&label) + 3).sum())
            }
            None => field.usual_width(),
        };
        usual.unwrap_or(most).min(most)
    }

    /// How many rows a field takes in so many cells.
    fn input_height(&self, field: &FormField, width: u16, lang: Lang) -> u16 {
        if field.is_of_several() {
            let rows = super::drawing::several(self.verb, field, usize::from(width), lang);
            return u16::try_from(rows.len()).unwrap_or(1).max(1);
        }
        field.height()
    }

    /// What a field's text means: the name behind a code, the weekday of a day.
    fn note(&self, field: &FormField, sheet: Sheet) -> Option<String> {
        if let Some(stands) = self.standing_values(field, sheet.lang) {
            return Some(stands);
        }
        if field.kind == FieldKind::Date {
            let typed = field.text();
            let is_left = self
                .fields
                .get(self.focus)
                .is_none_or(|at| at.name != field.name);
            return match day::meant(&typed, sheet.today) {
                Some(day) => Some(date::date_long(sheet.lang, day)),
                // While it is typed it is not yet wrong.
                None if is_left && !field.is_blank() => {
                    Some(words::FORM_NO_DAY.get(sheet.lang).to_owned())
                }
                None => None,
            };
        }
        let FieldKind::Code(lookup) = field.kind else {
            return None;
        };
        self.name_of(lookup, &field.text())
    }

    /// The name behind a code.
    pub(super) fn name_of(&self, lookup: RecordKind, typed: &str) -> Option<String> {
        let mut choices = self.choices.get(&lookup)?.iter();
        let found = choices.find(|choice| choice.value == typed.trim());
        found.map(|choice| choice.note.clone())
    }

    /// What stands under the focused field: what is wrong with it, else how it is filled in.
    pub(super) fn under(&self, sheet: Sheet) -> Vec<Band> {
        let Sheet {
            theme, lang, width, ..
        } = sheet;
        let left = INDENT;
        let cells = usize::from(width.saturating_sub(left));
        let lines = if let Some(error) = &self.error {
            let said = format!("{} {error}", theme.glyphs.alert);
            let mut lines = draw::wrapped(&said, cells, 2, theme.palette.late);
            lines.truncate(WRONG);
            lines
        } else {
            let focused = self.fields.get(self.focus);
            let hint = focused.filter(|field| self.is_shown(field));
            let Some(hint) = hint.and_then(|field| self.help(field, lang)) else {
                return Vec::new();
            };
            let mut lines = draw::wrapped(&hint, cells, 0, theme.palette.muted);
            lines.truncate(HELP);
            lines
        };
        let lines = lines.into_iter();
        lines.map(|line| Band::at(left, line, width)).collect()
    }

    /// How a field is filled in, if that needs to be said.
    fn help(&self, field: &FormField, lang: Lang) -> Option<String> {
        let hint = || verb_words::field_hint(self.verb, &field.name);
        let parameter = self.parameter_help(field, lang);
        let said = parameter.or_else(|| Some(hint()?.get(lang).to_owned()));
        said.map(|said| {
            if field.is_by_line() {
                words::FORM_BY_LINE.fill(lang, &[&said])
            } else {
                said
            }
        })
    }

    /// The most rows that can stand under a field, so that the form keeps its size from field to field.
    pub(super) fn most_under(&self, sheet: Sheet) -> u16 {
        let cells = usize::from(sheet.width.saturating_sub(INDENT)).max(1);
        let shown = self.fields.iter().filter(|field| self.is_shown(field));
        let hints = shown.filter_map(|field| self.help(field, sheet.lang));
        let widths = hints.map(|hint| text::width(&hint));
        let most = widths.max().unwrap_or(0).div_ceil(cells).min(HELP);
        u16::try_from(most).unwrap_or(1)
    }
}
