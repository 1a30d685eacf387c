//! How a form looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use chrono::NaiveDate;

use crate::domain::law::act::Verb;
use crate::locale::{Lang, console as words, verb as verb_words};

use super::super::draw;
use super::super::theme::Theme;
use super::field::{BOX, FormField};
use super::layout::{Band, Sheet, What};
use super::{Form, word_label};

/// From this width on the matter stands beside the form.
const WIDE: u16 = 110;
/// The widest that the fields are: what is typed in longer rows is hard to read.
const WIDEST: u16 = 120;
/// The rows that its fields keep, whatever stands at its foot.
const LEAST: u16 = 4;
/// The fewest rows of the page that are left in sight below it.
const PAGE: u16 = 10;
/// The sides of the frame, above and below.
const FRAME: u16 = 2;

/// What a form is drawn with.
#[derive(Clone, Copy)]
pub struct FormLook<'a> {
    /// The look.
    pub theme: &'a Theme,
    /// The language.
    pub lang: Lang,
    /// The day in Beijing.
    pub today: NaiveDate,
    /// The keys that try it out.
    pub keys: &'a str,
}

impl Form {
    /// Draws it over the page, as high as it needs.
    pub fn render(&mut self, frame: &mut Frame, area: Rect, foremost: bool, look: &FormLook) {
        let FormLook {
            theme,
            lang,
            today,
            keys,
        } = *look;
        self.foremost = foremost;
        self.keep_off_hidden();
        let is_beside = self.matter.is_some() && area.width >= WIDE;
        let inner = area.width.saturating_sub(4);
        let width = if is_beside {
            (area.width * 3 / 5).max(78)
        } else {
            inner.min(WIDEST)
        };
        let sheet = Sheet {
            theme,
            lang,
            today,
            width,
        };
        let beside = if is_beside {
            self.matter_beside(usize::from(inner.saturating_sub(width + 3)), theme, lang)
        } else {
            Vec::new()
        };
        let fields = self.bands(sheet);
        self.width = width;
        let under = self.under(sheet);
        let reserve = self.most_under(sheet).max(height(&under));
        let foot = self.trial_lines(usize::from(width), keys, theme, lang);
        let foot_rows = u16::try_from(foot.len()).unwrap_or(0);
        let needed = height(&fields) + reserve + foot_rows;
        let room = area.height.saturating_sub(FRAME + needed);
        let lead = self.lead(room, is_beside, sheet);
        let wanted = FRAME + height(&lead) + needed;
        let beside_rows = u16::try_from(beside.len()).unwrap_or(u16::MAX);
        let wanted = wanted.max(beside_rows.saturating_add(FRAME));
        // A few rows of the page below would be torn out of what they belong to.
        let is_torn = wanted + PAGE > area.height;
        let place = Rect {
            height: if is_torn { area.height } else { wanted },
            ..area
        };
        let title = self.title(lang);
        let inside = draw::framed(frame.buffer_mut(), place, &title, theme);
        let bands = self.with_help(lead, fields, under);
        let foot_rows = foot_rows.min(inside.height.saturating_sub(LEAST));
        let body = Rect {
            width,
            height: inside.height - foot_rows,
            ..inside
        };
        let below = draw::below(inside, body.height);
        for (row, line) in (0..below.height).zip(&foot) {
            draw::put(frame.buffer_mut(), below, row, line);
        }
        self.scroll_to_focus(&bands, body.height);
        self.render_bands(frame, body, &bands, theme, lang);
        if height(&bands) > body.height {
            self.render_place(frame, place, theme);
        }
        if is_beside {
            render_beside(frame, inside, width, &beside, theme);
        }
    }

    /// A hidden field cannot keep the focus.
    fn keep_off_hidden(&mut self) {
        for _ in 0..self.fields.len() {
            match self.fields.get(self.focus) {
                Some(field) if !self.is_shown(field) => self.step(true),
                _ => break,
            }
        }
    }

    /// All that stands in the form, with what belongs to the focused field under it.
    fn with_help(&self, lead: Vec<Band>, fields: Vec<Band>, under: Vec<Band>) -> Vec<Band> {
        let focused = fields.iter().position(|band| band.has(self.focus));
        let mut bands = fields;
        let at = focused.map_or(bands.len(), |at| at + 1);
        bands.splice(at..at, under);
        bands.splice(0..0, lead);
        bands
    }

    fn title(&self, lang: Lang) -> String {
        let verb = verb_words::verb(self.verb).get(lang);
        match self.targets.as_slice() {
            [] => match self.ruling() {
                Some(id) => format!("{verb} {id}"),
                None => verb.to_owned(),
            },
            [(id, _)] => format!("{verb} {}", crate::locale::domain::matter_id(lang, *id)),
            many => words::PREVIEW_BULK.fill(lang, &[&many.len(), &verb]),
        }
    }

    /// What stands above the fields comes back into sight with the first of them, and what stands under the focused one
    /// with it.
    fn scroll_to_focus(&mut self, bands: &[Band], height: u16) {
        let is_input = |band: &Band| band.inputs().next().is_some();
        let first = bands.iter().position(is_input);
        let Some(focused) = bands.iter().position(|band| band.has(self.focus)) else {
            return;
        };
        let top = |at: usize| bands.iter().take(at).map(|band| band.height).sum::<u16>();
        let next = bands.iter().skip(focused + 1);
        let under = next.take_while(|band| !is_input(band)).count();
        let begins = if Some(focused) == first {
            0
        } else {
            top(focused)
        };
        let ends = top(focused + 1 + under);
        self.scroll = self.scroll.min(begins).max(ends.saturating_sub(height));
        // Where not even the field and its help fit, the field does.
        self.scroll = self.scroll.min(top(focused));
    }

    fn render_bands(
        &mut self,
        frame: &mut Frame,
        body: Rect,
        bands: &[Band],
        theme: &Theme,
        lang: Lang,
    ) {
        self.spots.clear();
        let mut top = 0;
        for band in bands {
            let row = i32::from(top) - i32::from(self.scroll);
            top += band.height;
            let Ok(row) = u16::try_from(row) else {
                continue;
            };
            if row + band.height.min(body.height) > body.height {
                continue;
            }
            for cell in &band.cells {
                let place = Rect {
                    x: body.x + cell.left.min(body.width),
                    y: body.y + row,
                    width: cell.width.min(body.width.saturating_sub(cell.left)),
                    height: band.height.min(body.height - row),
                };
                match &cell.what {
                    What::Said(line) => {
                        let line = draw::cut(line, usize::from(place.width), theme);
                        draw::put(frame.buffer_mut(), place, 0, &line);
                    }
                    What::Input(at) => {
                        let whole = Rect {
                            x: body.x,
                            width: cell.left + cell.width,
                            ..place
                        };
                        // The only field of a band is meant by a click anywhere on it.
                        let is_only = band.inputs().nth(1).is_none();
                        let spot = if is_only { whole } else { place };
                        self.spots.put(body, spot, *at);
                        self.render_input(frame, place, *at, theme, lang);
                    }
                }
            }
        }
    }

    /// What is typed into a field, on a line as on a printed form.
    fn render_input(
        &mut self,
        frame: &mut Frame,
        place: Rect,
        at: usize,
        theme: &Theme,
        lang: Lang,
    ) {
        let has_caret = at == self.focus && self.foremost;
        let is_entered = has_caret && self.touched != Some(at);
        let Some(field) = self.fields.get_mut(at) else {
            return;
        };
        if !field.words().is_empty() {
            let cells = usize::from(place.width);
            let (rows, caret) = if field.is_of_several() {
                several_drawn(self.verb, field, cells, at == self.focus, theme, lang)
            } else {
                (
                    vec![words_line(self.verb, field, cells, theme, lang)],
                    (0, 0),
                )
            };
            for (row, line) in (0..place.height).zip(&rows) {
                draw::put(frame.buffer_mut(), place, row, line);
            }
            if has_caret {
                let column = caret.1.min(place.width.saturating_sub(1));
                frame.set_cursor_position((place.x + column, place.y + caret.0));
            }
            return;
        }
        if at == self.focus || field.is_tall() {
            frame.render_widget(&field.area, place);
        } else {
            // What does not fit is read from its beginning, wherever the caret was left.
            let line = Line::from(draw::data(&field.text(), Style::new()));
            let line = draw::cut(&line, usize::from(place.width), theme);
            draw::put(frame.buffer_mut(), place, 0, &line);
        }
        frame.buffer_mut().set_style(place, theme.palette.input);
        if is_entered && field.is_typed_anew() {
            let typed = super::layout::width_of(&field.text()).min(place.width);
            let typed = Rect {
                width: typed,
                ..place
            };
            frame.buffer_mut().set_style(typed, theme.palette.replaced);
        }
        if has_caret {
            let (cursor, offset) = (field.area.screen_cursor(), field.area.scroll_offset());
            let cell = |at: usize, from: u16| u16::try_from(at).unwrap_or(0).saturating_sub(from);
            let column = cell(cursor.col, offset.1).min(place.width.saturating_sub(1));
            let row = cell(cursor.row, offset.0).min(place.height.saturating_sub(1));
            frame.set_cursor_position((place.x + column, place.y + row));
        }
    }

    /// Where the focus is among the fields, on the frame: not all of them are in sight.
    fn render_place(&self, frame: &mut Frame, place: Rect, theme: &Theme) {
        let shown = self.fields.iter().enumerate();
        let shown: Vec<usize> = shown
            .filter(|(_, field)| self.is_shown(field))
            .map(|(at, _)| at)
            .collect();
        let Some(at) = shown.iter().position(|at| *at == self.focus) else {
            return;
        };
        let said = format!(" {}/{} ", at + 1, shown.len());
        let foot = Rect {
            y: place.y + place.height.saturating_sub(1),
            height: 1,
            width: place.width.saturating_sub(2),
            ..place
        };
        let line = Line::styled(said, theme.palette.muted);
        draw::put_right(frame.buffer_mut(), foot, 0, &line);
    }
}

fn height(bands: &[Band]) -> u16 {
    bands.iter().map(|band| band.height).sum()
}

/// The matter at the right of the form, behind a line.
fn render_beside(frame: &mut Frame, inside: Rect, width: u16, lines: &[Line], theme: &Theme) {
    let edge = Rect {
        x: inside.x + width + 1,
        width: 1,
        ..inside
    };
    let beside = Rect {
        x: edge.x + 2,
        width: inside.width.saturating_sub(width + 3),
        ..inside
    };
    for (row, at) in (0..inside.height).zip(0_usize..) {
        let bar = Line::styled(theme.glyphs.vertical, theme.palette.muted);
        draw::put(frame.buffer_mut(), edge, row, &bar);
        if let Some(line) = lines.get(at) {
            draw::put(frame.buffer_mut(), beside, row, line);
        }
    }
}

/// Every word of a field, the chosen one marked so that it shows without colour too; where they do not fit, the chosen
/// one and which of how many it is.
fn words_line(
    verb: Verb,
    field: &FormField,
    cells: usize,
    theme: &Theme,
    lang: Lang,
) -> Line<'static> {
    let chosen = field.text();
    let whole = all_words(verb, field, &chosen, theme, lang);
    if whole.width() <= cells {
        return whole;
    }
    let at = field.words().iter().position(|word| *word == chosen);
    let label = match at {
        Some(_) => word_label(verb, &field.name, &chosen, lang),
        None => words::FORM_NOT_CHOSEN.get(lang).to_owned(),
    };
    let number = at.map_or(0, |at| at + 1);
    let place = format!(
        "  {} {number}/{} {}",
        theme.glyphs.arrow_left,
        field.words().len(),
        theme.glyphs.arrow_right
    );
    Line::from(vec![
        Span::styled(
            format!("[{label}]"),
            theme.palette.accent.add_modifier(Modifier::BOLD),
        ),
        Span::styled(place, theme.palette.muted),
    ])
}

fn all_words(
    verb: Verb,
    field: &FormField,
    chosen: &str,
    theme: &Theme,
    lang: Lang,
) -> Line<'static> {
    field
        .words()
        .iter()
        .flat_map(|word| {
            let label = word_label(verb, &field.name, word, lang);
            let span = if *word == chosen {
                Span::styled(
                    format!("[{label}]"),
                    theme.palette.accent.add_modifier(Modifier::BOLD),
                )
            } else {
                Span::styled(format!(" {label} "), theme.palette.muted)
            };
            [span, Span::raw(" ")]
        })
        .collect()
}

/// The words of a field of which several can hold, with a box before each, as many rows as they need: the places of the
/// words, row by row.
pub(super) fn several(verb: Verb, field: &FormField, cells: usize, lang: Lang) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    let mut taken = 0;
    for (at, word) in field.words().iter().enumerate() {
        let label = word_label(verb, &field.name, word, lang);
        let width = super::super::text::width(&label) + BOX.len() + 2;
        if taken > 0 && taken + width > cells {
            rows.push(Vec::new());
            taken = 0;
        }
        taken += width;
        if let Some(row) = rows.last_mut() {
            row.push(at);
        }
    }
    rows
}

/// The rows of the words, and where the caret stands: on the box of its word.
fn several_drawn(
    verb: Verb,
    field: &FormField,
    cells: usize,
    is_focused: bool,
    theme: &Theme,
    lang: Lang,
) -> (Vec<Line<'static>>, (u16, u16)) {
    let held = field.held();
    let mut caret = (0, 0);
    let rows = several(verb, field, cells, lang);
    let drawn = (0..).zip(rows).map(|(number, row)| {
        let mut line = Line::default();
        for at in row {
            let Some(word) = field.words().get(at) else {
                continue;
            };
            if at == field.caret() {
                let column = u16::try_from(line.width() + 1).unwrap_or(0);
                caret = (number, column);
            }
            let holds = held.iter().any(|known| known == word);
            let label = word_label(verb, &field.name, word, lang);
            let style = if is_focused && at == field.caret() {
                theme.palette.accent.add_modifier(Modifier::BOLD)
            } else if holds {
                theme.palette.accent
            } else {
                theme.palette.muted
            };
            let ticked = field.tick(word);
            line.push_span(Span::styled(format!("{ticked}{label}"), style));
            line.push_span(Span::raw("  "));
        }
        line
    });
    let drawn = drawn.collect();
    (drawn, caret)
}
