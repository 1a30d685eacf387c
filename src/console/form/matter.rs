//! The matter that a form is on: what it is about, whose it is, where it runs, and what whoever decides must have before
//! them.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::detail::{Depth, of_matter};
use crate::domain::law::matter::Role;
use crate::domain::r#use::line::Line as AskedLine;
use crate::domain::r#use::point::Point;
use crate::hub::request::Shown;
use crate::locale::Lang;
use crate::locale::matter::asked::level as level_words;
use crate::locale::matter::grounds;
use crate::locale::{domain, joined, naming};

use super::super::detail::Pen;
use super::super::draw::{self, data};
use super::super::layer::Reading;
use super::super::theme::Theme;
use super::Form;

/// The cells of the whole matter where it is read over a form: those of a screen of 80.
const CELLS: usize = 76;
/// The most rows that the grounds of a matter take above a form; the matter read whole has the rest.
const GROUNDS: usize = 3;

impl Form {
    /// Takes the matter that it is on, as it was looked at last.
    pub fn take_matter(&mut self, shown: &Shown) {
        self.matter = Some(Box::new(shown.clone()));
        self.spread_quantities(self.lines_of_matter().len());
    }

    /// The matter that it is on, as it was looked at last.
    #[must_use]
    pub fn matter(&self) -> Option<&Shown> {
        self.matter.as_deref()
    }

    /// Whether it is on one matter, and that has come.
    #[must_use]
    pub fn is_on_matter(&self) -> bool {
        self.matter.is_some()
    }

    /// What whoever decides must have before them.
    pub(super) fn points(&self) -> &[Point] {
        let offers = self.matter.iter().flat_map(|shown| &shown.offers);
        let mut offered = offers.filter(|offer| offer.verb == self.verb);
        offered.next().map_or(&[], |offer| &offer.points)
    }

    /// The lines of the matter, where it asks for resources.
    pub(super) fn lines_of_matter(&self) -> &[AskedLine] {
        let asked = self
            .matter
            .as_ref()
            .and_then(|shown| shown.matter.body.asked());
        asked.map_or(&[], |asked| &asked.lines)
    }

    /// The matter, whole, to read over the form.
    #[must_use]
    pub fn matter_to_read(&self, theme: &Theme, lang: Lang) -> Option<Reading> {
        let shown = self.matter.as_deref()?;
        let detail = of_matter(shown, lang).at(Depth::Page);
        let pen = Pen {
            theme,
            lang,
            cells: CELLS,
        };
        let mut lines = draw::wrapped(&detail.about, CELLS, 0, theme.palette.title);
        lines.extend(pen.lines(&detail));
        Some(Reading::new(detail.name, lines))
    }

    /// The matter above the form: what it is about, whose it is, where it runs; what is asked for, and on what ground.
    pub(super) fn matter_above(
        &self,
        cells: usize,
        theme: &Theme,
        lang: Lang,
    ) -> Vec<Line<'static>> {
        let Some(shown) = self.matter.as_deref() else {
            return Vec::new();
        };
        let dot = format!(" {} ", theme.glyphs.separator);
        let title = self.title_line(shown, &dot, theme, lang);
        let asked = self.lines_said(lang);
        let asked = asked.map(|asked| Line::from(data(&asked, Style::new())));
        let grounds = grounds(lang, &shown.matter.body).into_iter();
        let grounds = grounds.map(|(label, said)| format!("{} {said}", label.get(lang)));
        let grounds: Vec<String> = grounds.collect();
        let mut lines = draw::wrapped(&grounds.join(&dot), cells, 0, Style::new());
        if lines.len() > GROUNDS {
            lines.truncate(GROUNDS);
            if let Some(last) = lines.last_mut() {
                *last = draw::cut(last, cells.saturating_sub(1), theme);
                last.push_span(theme.glyphs.ellipsis);
            }
        }
        [title]
            .into_iter()
            .chain(asked)
            .chain(lines)
            .map(|line| draw::cut(&line, cells, theme))
            .collect()
    }

    /// What the matter is about, whose it is and where it runs; its level where no point below says it.
    fn title_line(&self, shown: &Shown, dot: &str, theme: &Theme, lang: Lang) -> Line<'static> {
        let head = &shown.matter.head;
        let unit = head.party(Role::Unit);
        let unit = unit.map(|code| shown.party(code));
        let asked = shown.matter.body.asked();
        let level = asked.filter(|_| self.points().is_empty());
        let level = level.map(|asked| level_words(lang, &asked.stood));
        let pool = asked.map(|asked| {
            let mode = domain::cloud_mode(asked.mode).get(lang);
            format!("{} ({mode})", shown.pool)
        });
        let place = shown.matter.body.place().filter(|_| asked.is_none());
        let place = place.map(|place| {
            let system = naming::called(lang, &shown.names, place.system.clone());
            [
                system,
                naming::called(lang, &shown.names, place.pool.clone()),
            ]
        });
        let place = place.into_iter().flatten();
        let mut line = Line::from(data(&head.title, theme.palette.title));
        for said in unit.into_iter().chain(level).chain(pool).chain(place) {
            line.push_span(data(&format!("{dot}{said}"), Style::new()));
        }
        line
    }

    /// What is asked for, each line with the quantity that was set last; nothing where the form has a row for each anyway.
    fn lines_said(&self, lang: Lang) -> Option<String> {
        let lines = self.lines_of_matter();
        if lines.is_empty() || self.has_quantity_rows() {
            return None;
        }
        let said = |line: &AskedLine| format!("{} × {}", line.name(), line.latest());
        let said: Vec<String> = lines.iter().map(said).collect();
        Some(joined(lang, said.iter().map(String::as_str)))
    }

    /// The matter beside the form, in so many cells.
    pub(super) fn matter_beside(
        &self,
        cells: usize,
        theme: &Theme,
        lang: Lang,
    ) -> Vec<Line<'static>> {
        let Some(shown) = self.matter.as_deref() else {
            return Vec::new();
        };
        let detail = of_matter(shown, lang).at(Depth::Pane);
        let pen = Pen { theme, lang, cells };
        let name = Span::styled(detail.name.clone(), theme.palette.title);
        let mut lines = vec![Line::from(name)];
        lines.extend(draw::wrapped(&detail.about, cells, 2, Style::new()));
        lines.extend(pen.lines(&detail));
        lines
    }
}
