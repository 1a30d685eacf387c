//! How a form looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use crate::domain::law::act::Verb;
use crate::domain::law::field::FieldKind;
use crate::locale::{Lang, console as words, verb as verb_words};

use super::super::theme::Theme;
use super::super::{draw, text};
use super::field::FormField;
use super::{Form, points, word_label};

/// The most rows under the fields of a form.
const FOOT_ROWS: u16 = 3;

impl Form {
    /// Draws it over the whole page.
    pub fn render(
        &mut self,
        frame: &mut Frame,
        area: Rect,
        foremost: bool,
        theme: &Theme,
        lang: Lang,
    ) {
        self.foremost = foremost;
        // A hidden field cannot keep the focus.
        for _ in 0..self.fields.len() {
            match self.fields.get(self.focus) {
                Some(field) if !self.is_shown(field) => self.step(true),
                _ => break,
            }
        }
        let title = self.title(lang);
        let inside = draw::framed(frame.buffer_mut(), area, &title, theme);
        let foot = self.foot(usize::from(inside.width), theme, lang);
        let foot_rows = u16::try_from(foot.len()).unwrap_or(FOOT_ROWS);
        let body = Rect {
            height: inside.height.saturating_sub(foot_rows + 1),
            ..inside
        };
        let shown: Vec<usize> = (0..self.fields.len())
            .filter(|at| {
                self.fields
                    .get(*at)
                    .is_some_and(|field| self.is_shown(field))
            })
            .collect();
        let fields = shown.iter().filter_map(|at| self.fields.get(*at));
        let fields: u16 = fields.map(FormField::height).sum();
        let room = usize::from(body.height.saturating_sub(fields));
        let lead = points::lines(&self.points, room, usize::from(body.width), theme, lang);
        let lead_rows = u16::try_from(lead.len()).unwrap_or(0);
        self.scroll_to_focus(&shown, lead_rows, body.height);
        for (row, line) in (0..body.height).zip(lead.iter().skip(usize::from(self.scroll))) {
            draw::put(frame.buffer_mut(), body, row, line);
        }
        let labels = shown
            .iter()
            .filter_map(|at| self.fields.get(*at))
            .map(|field| text::width(&self.label(field, lang)))
            .max()
            .unwrap_or(0)
            .clamp(8, usize::from(body.width / 3).max(8));
        let place = shown.iter().position(|at| *at == self.focus);
        let count = shown.len();
        let mut top = lead_rows;
        self.spots.clear();
        for at in shown {
            let Some(height) = self.fields.get(at).map(FormField::height) else {
                continue;
            };
            let row = i32::from(top) - i32::from(self.scroll);
            top += height;
            if let Ok(row) = u16::try_from(row)
                && row + height <= body.height
            {
                let place = Rect {
                    y: body.y + row,
                    height,
                    ..body
                };
                self.spots.put(body, place, at);
                self.render_field(frame, place, at, labels, theme, lang);
            }
        }
        let rule = inside.height.saturating_sub(foot_rows + 1);
        let buffer = frame.buffer_mut();
        draw::rule(buffer, inside, rule, theme);
        // Where not all of it is in sight, the place says so.
        if let Some(place) = place.filter(|_| top > body.height) {
            let mark = format!(" {}/{count} ", place + 1);
            draw::put_right(
                buffer,
                inside,
                rule,
                &Line::styled(mark, theme.palette.muted),
            );
        }
        for (row, line) in (rule + 1..).zip(&foot) {
            draw::put(buffer, inside, row, line);
        }
    }

    fn title(&self, lang: Lang) -> String {
        let verb = verb_words::verb(self.verb).get(lang);
        match self.targets.as_slice() {
            [] => verb.to_owned(),
            [(id, _)] => format!("{verb} {}", crate::locale::domain::matter_id(lang, *id)),
            many => words::PREVIEW_BULK.fill(lang, &[&many.len(), &verb]),
        }
    }

    /// What stands above the fields comes back into sight with the first of them.
    fn scroll_to_focus(&mut self, shown: &[usize], lead: u16, height: u16) {
        let first = shown.first().copied();
        let tops = shown.iter().scan(lead, |top, at| {
            let begins = if Some(*at) == first { 0 } else { *top };
            let tall = self.fields.get(*at).map_or(0, FormField::height);
            *top += tall;
            Some((*at, begins, begins + tall))
        });
        let focused = tops.into_iter().find(|(at, ..)| *at == self.focus);
        if let Some((_, begins, ends)) = focused {
            self.scroll = self.scroll.min(begins).max(ends.saturating_sub(height));
        }
    }

    fn render_field(
        &mut self,
        frame: &mut Frame,
        place: Rect,
        at: usize,
        labels: usize,
        theme: &Theme,
        lang: Lang,
    ) {
        let focused = at == self.focus;
        let Some(field) = self.fields.get(at) else {
            return;
        };
        let style = if focused {
            theme.palette.accent.add_modifier(Modifier::BOLD)
        } else {
            theme.palette.muted
        };
        let mark = if focused { theme.glyphs.selected } else { " " };
        let star = if self.is_needed(field) && field.text().trim().is_empty() {
            "*"
        } else {
            " "
        };
        let label = Line::from(vec![
            Span::styled(format!("{mark} "), theme.palette.mark),
            draw::cell(&self.label(field, lang), labels, style, theme),
            Span::styled(format!("{star} "), theme.palette.today),
        ]);
        let lead = u16::try_from(label.width()).unwrap_or(0).min(place.width);
        draw::put(frame.buffer_mut(), place, 0, &label);
        let content = Rect {
            x: place.x + lead,
            width: place.width - lead,
            ..place
        };
        if !field.words().is_empty() {
            let line = words_line(self.verb, field, usize::from(content.width), theme, lang);
            draw::put(frame.buffer_mut(), content, 0, &line);
            if focused && self.foremost {
                frame.set_cursor_position((content.x, content.y));
            }
            return;
        }
        let note = self.note(field);
        let foremost = self.foremost;
        let Some(field) = self.fields.get_mut(at) else {
            return;
        };
        frame.render_widget(&field.area, content);
        if focused && foremost {
            let (cursor, offset) = (field.area.screen_cursor(), field.area.scroll_offset());
            let column = u16::try_from(cursor.col)
                .unwrap_or(0)
                .saturating_sub(offset.1);
            let row = u16::try_from(cursor.row)
                .unwrap_or(0)
                .saturating_sub(offset.0);
            frame.set_cursor_position((
                content.x + column.min(content.width.saturating_sub(1)),
                content.y + row.min(content.height.saturating_sub(1)),
            ));
        }
        if let Some(note) = note {
            let line = Line::from(draw::data(&note, theme.palette.muted));
            let typed = u16::try_from(text::width(&field.text())).unwrap_or(u16::MAX);
            let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
            if typed.saturating_add(width).saturating_add(2) < content.width {
                draw::put_right(frame.buffer_mut(), content, 0, &line);
            }
        }
    }

    /// The name behind a code.
    fn note(&self, field: &FormField) -> Option<String> {
        let FieldKind::Code(lookup) = field.kind else {
            return None;
        };
        let typed = field.text();
        let choices = self.choices.get(&lookup)?;
        choices
            .iter()
            .find(|choice| choice.value == typed.trim())
            .map(|choice| choice.note.clone())
    }

    /// What stands under the fields: what is wrong, else how the field in focus is filled in.
    fn foot(&self, cells: usize, theme: &Theme, lang: Lang) -> Vec<Line<'static>> {
        let hint = |name: &str| verb_words::field_hint(self.verb, name);
        let (text, style) = match (&self.error, self.fields.get(self.focus)) {
            (Some(error), _) => (
                format!("{} {error}", theme.glyphs.alert),
                theme.palette.late,
            ),
            (None, field) => {
                let hint = field.and_then(|field| hint(&field.name));
                let hint = hint.unwrap_or(verb_words::verb_hint(self.verb));
                (hint.get(lang).to_owned(), theme.palette.muted)
            }
        };
        let mut lines = draw::wrapped(&text, cells, 0, style);
        lines.truncate(usize::from(FOOT_ROWS));
        lines
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
    let label = word_label(verb, &field.name, &chosen, lang);
    let place = at.map_or_else(String::new, |at| {
        format!(
            "  {} {}/{} {}",
            theme.glyphs.arrow_left,
            at + 1,
            field.words().len(),
            theme.glyphs.arrow_right
        )
    });
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
