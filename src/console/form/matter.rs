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
use crate::locale::domain;

use super::super::detail::Pen;
use super::super::draw::{self, data};
use super::super::layer::Reading;
use super::super::theme::Theme;
use super::Form;

/// The cells of the whole matter where it is read over a form: those of a screen of 80.
const CELLS: usize = 76;

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

    /// What the matter is about, whose it is and where it runs, in one row.
    pub(super) fn matter_line(
        &self,
        cells: usize,
        theme: &Theme,
        lang: Lang,
    ) -> Option<Line<'static>> {
        let shown = self.matter.as_deref()?;
        let head = &shown.matter.head;
        let unit = head.party(Role::Unit);
        let unit = unit.map(|code| {
            shown
                .names
                .get(code)
                .cloned()
                .unwrap_or_else(|| code.to_string())
        });
        let pool = shown.matter.body.asked().map(|asked| {
            let mode = domain::cloud_mode(asked.mode).get(lang);
            format!("{} ({mode})", shown.pool)
        });
        let dot = format!(" {} ", theme.glyphs.separator);
        let mut line = Line::from(data(&head.title, theme.palette.title));
        for said in unit.into_iter().chain(pool) {
            line.push_span(data(&format!("{dot}{said}"), Style::new()));
        }
        Some(draw::cut(&line, cells, theme))
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
