//! Drawing the list of matters with what is known of the one under the mark, and the page of one.

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::detail::{Depth, of_matter};
use crate::hub::request::List;
use crate::locale::console as words;
use crate::locale::detail as told;
use crate::locale::signing;
use crate::locale::verb as verb_words;

use super::super::super::action::{Action, Context};
use super::super::super::chrome::keys_text;
use super::super::super::detail::Pen;
use super::super::super::draw::{self, data};
use super::super::super::session::Session;
use super::super::super::text;
use super::super::beside::{self, BLOCK, Rest};
use super::{Matters, Page, Pane};

/// From this height on the page has a rule above the hints, in which stands how far it was read.
const RULED: u16 = 12;

impl Matters {
    pub(super) fn render_page(
        &mut self,
        session: &Session,
        frame: &mut Frame,
        body: Rect,
        page: Page,
    ) {
        let rule = u16::from(body.height >= RULED);
        let text = Rect {
            height: body.height - rule,
            ..body
        };
        let last = self.render_detail(session, frame, text, Depth::Page, page.scroll);
        let scroll = page.scroll.min(last);
        let height = usize::from(text.height.saturating_sub(1));
        self.page = Some(Page { scroll, height });
        if rule > 0 {
            let theme = &session.settings.theme;
            let buffer = frame.buffer_mut();
            draw::rule(buffer, body, text.height, theme);
            if last > 0 {
                let place = format!(" {}/{} ", scroll + height, last + height);
                let place = Line::styled(place, theme.palette.muted);
                draw::put_right(buffer, body, text.height, &place);
            }
        }
    }

    pub(super) fn render_list(&mut self, session: &Session, frame: &mut Frame, body: Rect) {
        let body = self.render_to_sign(session, frame, body);
        let lang = session.lang();
        let has_nothing = self.listing.is_loaded() && self.listing.row().is_none();
        let (list, rest) = beside::split(body, has_nothing);
        let theme = &session.settings.theme;
        self.listing.render(frame, list, theme, lang);
        // Under a form nobody sees them.
        if session.layers.is_empty() {
            self.listing.seen(Instant::now());
        }
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

    /// What waits for my signature in a line above what waits for me on matters, with the key that goes there; answers what
    /// is left of the body.
    fn render_to_sign(&mut self, session: &Session, frame: &mut Frame, body: Rect) -> Rect {
        self.to_sign = Rect::default();
        let waits = session
            .standing
            .as_ref()
            .map(|mine| mine.to_sign.as_slice());
        let (Some([first, others @ ..]), List::Mine) = (waits, &self.listing.list) else {
            return body;
        };
        let lang = session.lang();
        let theme = &session.settings.theme;
        let keys = session
            .settings
            .keymap
            .keys_for(Context::Global, Action::Sign);
        let keys = keys.first().map(|keys| keys_text(keys)).unwrap_or_default();
        let more = match others.len() {
            0 => String::new(),
            more => words::ALARM_MORE.fill(lang, &[&more]),
        };
        let head = format!(" {} ", signing::TO_SIGN.get(lang));
        let sign = Action::Sign.label().get(lang);
        let tail = format!(" {more} {keys} {sign} ");
        let room = usize::from(body.width).saturating_sub(text::width(&head) + text::width(&tail));
        let said = signing::waits(lang, first);
        let line = Line::from(vec![
            Span::styled(head, theme.palette.today),
            draw::cell(&said, room, Style::new(), theme),
            Span::styled(tail, theme.palette.accent),
        ]);
        draw::put(frame.buffer_mut(), body, 0, &line);
        self.to_sign = Rect {
            height: body.height.min(1),
            ..body
        };
        draw::below(body, 1)
    }

    fn render_block(&self, session: &Session, frame: &mut Frame, area: Rect) {
        let Some(shown) = self.at_hand(session) else {
            return;
        };
        let theme = &session.settings.theme;
        let lang = session.lang();
        let pen = Pen {
            theme,
            lang,
            cells: usize::from(area.width.saturating_sub(2)),
        };
        let step = self.next_step(session);
        let rows = usize::from(BLOCK) - 1 - usize::from(step.is_some());
        let mut lines = pen.glance(&of_matter(shown, lang), rows);
        lines.extend(step);
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        for (row, line) in (1..area.height).zip(&lines) {
            let line = draw::cut(line, usize::from(inner.width), theme);
            draw::put(frame.buffer_mut(), inner, row, &line);
        }
    }

    /// What is mine to do on the shown matter, and by which keys.
    fn next_step(&self, session: &Session) -> Option<Line<'static>> {
        // Where rows are marked the key is about them.
        let shown = self.at_hand(session).filter(|_| !self.has_marks())?;
        let lang = session.lang();
        let duty = self.aim().and_then(|aim| aim.duty);
        let verb = session.my_verb(shown, duty)?;
        let palette = &session.settings.theme.palette;
        let keymap = &session.settings.keymap;
        let key = keymap.keys_for(self.context(), Action::Do);
        let key = key.first().map(|keys| keys_text(keys)).unwrap_or_default();
        Some(Line::from(vec![
            Span::styled(draw::lead(words::NEXT_STEP, lang), palette.muted),
            Span::styled(verb_words::verb(verb).get(lang), palette.accent),
            Span::styled(format!(" ({key})"), palette.muted),
        ]))
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
        let lang = session.lang();
        let theme = &session.settings.theme;
        let Some(shown) = self.at_hand(session) else {
            let waiting = if self.listing.matter().is_some() {
                words::LOADING.get(lang)
            } else {
                ""
            };
            let line = Line::styled(waiting, theme.palette.muted);
            draw::put(frame.buffer_mut(), area, 0, &line);
            return 0;
        };
        let detail = of_matter(shown, lang).at(depth);
        let version = shown.matter.head.version;
        let title = Line::from(vec![
            Span::raw(" "),
            data(&detail.name, theme.palette.title),
            data(
                &format!("  {} {version}", told::VERSION.get(lang)),
                theme.palette.muted,
            ),
        ]);
        draw::put(frame.buffer_mut(), area, 0, &title);
        let cells = usize::from(area.width.saturating_sub(2));
        let pen = Pen { theme, lang, cells };
        let mut lines = draw::wrapped(&detail.about, cells, 2, Style::new());
        lines.extend(pen.lines(&detail));
        let visible = usize::from(area.height.saturating_sub(1));
        let last = lines.len().saturating_sub(visible);
        let from = scroll.min(last);
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        for (row, line) in (1..).zip(lines.iter().skip(from).take(visible)) {
            draw::put(frame.buffer_mut(), inner, row, line);
        }
        last
    }
}
