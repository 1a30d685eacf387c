//! Drawing the lists of resources with what is known of the one under the mark, and the page of one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::super::super::detail::Pen;
use super::super::super::draw::{self, data};
use super::super::super::session::Session;
use super::super::beside::{self, BLOCK, Rest};
use super::{Page, Pane, Resources};
use crate::detail::{Depth, Detail, of_row};
use crate::locale::console as words;

impl Resources {
    /// What is told of what is under the mark.
    fn detail(&self, session: &Session) -> Option<Detail> {
        let of = &self.listing().row()?.of;
        of_row(of, self.answer()?, session.today(), session.lang())
    }

    pub(super) fn render_page(
        &mut self,
        session: &Session,
        frame: &mut Frame,
        body: Rect,
        page: Page,
    ) {
        let rule = u16::from(body.height > BLOCK);
        let text = Rect {
            height: body.height - rule,
            ..body
        };
        let last = self.render_detail(session, frame, text, Depth::Page, page.scroll);
        let (scroll, height) = (
            page.scroll.min(last),
            usize::from(text.height.saturating_sub(1)),
        );
        self.page = Some(Page { scroll, height });
        if rule > 0 {
            let theme = &session.settings.theme;
            let buffer = frame.buffer_mut();
            draw::rule(buffer, body, text.height, theme);
            if last > 0 {
                let place = format!(" {}/{} ", scroll + height, last + height);
                draw::put_right(
                    buffer,
                    body,
                    text.height,
                    &Line::styled(place, theme.palette.muted),
                );
            }
        }
    }

    pub(super) fn render_list(&mut self, session: &Session, frame: &mut Frame, body: Rect) {
        let (list, rest) = beside::split(body, !self.is_told());
        let theme = &session.settings.theme;
        self.listing_mut()
            .render(frame, list, theme, session.lang());
        match rest {
            None => {}
            Some(Rest::Beside(area)) => {
                beside::edge(frame, area, theme);
                self.render_detail(session, frame, beside::inner(area), Depth::Pane, 0);
            }
            Some(Rest::Below(area)) => {
                draw::rule(frame.buffer_mut(), area, 0, theme);
                self.render_block(session, frame, area);
            }
        }
    }

    fn render_block(&self, session: &Session, frame: &mut Frame, area: Rect) {
        let Some(detail) = self.detail(session) else {
            return;
        };
        let theme = &session.settings.theme;
        let cells = usize::from(area.width.saturating_sub(2));
        let pen = Pen {
            theme,
            lang: session.lang(),
            cells,
        };
        let lines = pen.glance(&detail, usize::from(BLOCK) - 1);
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        for (row, line) in (1..area.height).zip(&lines) {
            let line = draw::cut(line, cells, theme);
            draw::put(frame.buffer_mut(), inner, row, &line);
        }
    }

    /// Answers the last line that it can be scrolled to.
    fn render_detail(
        &self,
        session: &Session,
        frame: &mut Frame,
        area: Rect,
        depth: Depth,
        scroll: usize,
    ) -> usize {
        let (theme, lang) = (&session.settings.theme, session.lang());
        let Some(detail) = self.detail(session) else {
            let line = Line::styled(words::LOADING.get(lang), theme.palette.muted);
            draw::put(frame.buffer_mut(), area, 0, &line);
            return 0;
        };
        let title = Line::from(vec![
            data(" ", Style::new()),
            data(&detail.name, theme.palette.title),
        ]);
        draw::put(frame.buffer_mut(), area, 0, &title);
        let cells = usize::from(area.width.saturating_sub(2));
        let lines = Pen { theme, lang, cells }.lines(&detail.at(depth));
        let visible = usize::from(area.height.saturating_sub(1));
        let last = lines.len().saturating_sub(visible);
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        let shown = lines.iter().skip(scroll.min(last)).take(visible);
        for (row, line) in (1..).zip(shown) {
            draw::put(frame.buffer_mut(), inner, row, line);
        }
        last
    }
}
