//! Drawing the screen from its state.

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::detail::{Depth, of_matter};
use crate::locale::T;
use crate::locale::console as words;
use crate::locale::detail as told;

use super::super::action::{Action, Context};
use super::super::chrome::{self, Header, Hint};
use super::super::detail::Pen;
use super::super::draw::{self, data};
use super::super::layer::rewrap;
use super::super::pointer::Spots;
use super::{App, Layer, Place};

/// From this width on the detail stands beside the list.
const WIDE: u16 = 110;
/// The rows of the detail under the list, with its rule.
const BLOCK: u16 = 7;

impl App {
    /// Draws everything.
    pub fn render(&mut self, frame: &mut Frame) {
        let area = frame.area();
        if area.width < 12 || area.height < 3 {
            let line = Line::raw(words::TOO_SMALL.get(self.lang()));
            draw::put(frame.buffer_mut(), area, 0, &line);
            return;
        }
        if self.stranger {
            self.render_stranger(frame, area);
            return;
        }
        let Some(standing) = self.standing.clone() else {
            let line = Line::raw(words::LOADING.get(self.lang()));
            draw::put(frame.buffer_mut(), area, 0, &line);
            return;
        };
        if !standing.founded {
            self.render_welcome(frame, area);
            return;
        }
        let lines = if area.height >= 8 { 2 } else { 0 };
        let header = Header {
            tab: self.tab(),
            standing: &standing,
            now: self.now(),
            dropped: self.dropped,
            link: &self.link,
        };
        self.tabs = if lines > 0 {
            let theme = &self.settings.theme;
            header.render(frame.buffer_mut(), area, theme, self.settings.lang)
        } else {
            Spots::default()
        };
        let body = Rect {
            y: area.y + lines,
            height: area.height - lines - 1,
            ..area
        };
        self.render_page(frame, body);
        self.render_layers(frame, body);
        let foot = Rect {
            y: area.y + area.height - 1,
            height: 1,
            ..area
        };
        self.render_foot(frame, foot);
    }

    fn render_page(&mut self, frame: &mut Frame, body: Rect) {
        let lang = self.lang();
        match self.place {
            Place::Queue => self.render_queue(frame, body),
            Place::Sheet => {
                self.height = usize::from(body.height.saturating_sub(2));
                let theme = &self.settings.theme;
                self.sheet.render(frame, body, theme, lang);
            }
            Place::Detail { scroll } => {
                let last = self.render_detail(frame, body, Depth::Page, scroll);
                self.place = Place::Detail {
                    scroll: scroll.min(last),
                };
            }
        }
    }

    fn render_queue(&mut self, frame: &mut Frame, body: Rect) {
        let lang = self.lang();
        let wide = body.width >= WIDE;
        let (list, rest) = if wide {
            let width = (body.width * 3 / 5).max(80).min(body.width - 30);
            (
                Rect { width, ..body },
                Some(Rect {
                    x: body.x + width + 1,
                    width: body.width - width - 1,
                    ..body
                }),
            )
        } else if body.height >= 16 {
            let height = body.height - BLOCK;
            (
                Rect { height, ..body },
                Some(Rect {
                    y: body.y + height,
                    height: BLOCK,
                    ..body
                }),
            )
        } else {
            (body, None)
        };
        self.height = usize::from(list.height.saturating_sub(2));
        let theme = &self.settings.theme;
        self.queue.render(frame, list, theme, lang);
        // Under a form nobody sees them.
        if self.layers.is_empty() {
            self.queue.seen(Instant::now());
        }
        let Some(rest) = rest else { return };
        if wide {
            for row in 0..rest.height {
                let line = Line::styled(theme.glyphs.vertical, theme.palette.muted);
                let edge = Rect {
                    x: rest.x.saturating_sub(1),
                    width: 1,
                    ..rest
                };
                draw::put(frame.buffer_mut(), edge, row, &line);
            }
            let inner = Rect {
                x: rest.x + 1,
                width: rest.width.saturating_sub(1),
                ..rest
            };
            self.render_detail(frame, inner, Depth::Pane, 0);
        } else {
            draw::rule(frame.buffer_mut(), rest, 0, theme);
            self.render_block(frame, rest);
        }
    }

    fn render_block(&self, frame: &mut Frame, area: Rect) {
        let Some(shown) = self.shown_here() else {
            return;
        };
        let theme = &self.settings.theme;
        let lang = self.lang();
        let pen = Pen {
            theme,
            lang,
            cells: usize::from(area.width.saturating_sub(2)),
        };
        let step = self.next_step();
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
    fn next_step(&self) -> Option<Line<'static>> {
        // Where rows are marked the key is about them.
        let shown = self.shown_here().filter(|_| !self.has_marks())?;
        let lang = self.lang();
        let verb = self.my_verb(shown)?;
        let palette = &self.settings.theme.palette;
        Some(Line::from(vec![
            Span::styled(draw::lead(words::NEXT_STEP, lang), palette.muted),
            Span::styled(crate::locale::verb::verb(verb).get(lang), palette.accent),
            Span::styled(format!(" ({})", self.key_of(Action::Do)), palette.muted),
        ]))
    }

    fn key_of(&self, action: Action) -> String {
        self.settings
            .keymap
            .keys_for(self.page_context(), action)
            .first()
            .map(|keys| chrome::keys_text(keys))
            .unwrap_or_default()
    }

    /// Answers the last line that it can be scrolled to.
    fn render_detail(&self, frame: &mut Frame, area: Rect, depth: Depth, scroll: usize) -> usize {
        let lang = self.lang();
        let theme = &self.settings.theme;
        let Some(shown) = self.shown_here() else {
            let waiting = if self.queue.matter().is_some() {
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

    fn render_layers(&mut self, frame: &mut Frame, body: Rect) {
        let lang = self.lang();
        let theme = &self.settings.theme;
        // A form hides what is below it; its preview stands in its place, over the page: no box inside a box.
        let top = self.layers.len();
        let is_preview = |layer: &Layer| matches!(layer, Layer::Preview(_) | Layer::Bulk(_));
        let previewed = self.layers.iter().rposition(is_preview);
        let is_form = |layer: &Layer| matches!(layer, Layer::Form(_));
        let covered = self.layers.iter().rposition(is_form).unwrap_or(0);
        for (at, layer) in (1..).zip(&mut self.layers).skip(covered) {
            match layer {
                Layer::Form(_) if previewed == Some(at) => {}
                Layer::Form(form) => form.render(frame, body, at == top, theme, lang),
                Layer::Preview(previewing) => {
                    let before = self.shown.as_deref();
                    previewing.render(frame, body, before, theme, lang);
                }
                Layer::Gathering(gathering) => gathering.render(frame, body, theme, lang),
                Layer::Bulk(bulk) => bulk.render(frame, body, theme, lang),
                Layer::Reading(reading) => reading.render(frame, body, theme),
                Layer::Picker(picker) => {
                    picker.render(frame, body, theme, words::PICKER_NONE.get(lang));
                }
            }
        }
    }

    /// The notice if there is one, else what works here, now, for me.
    fn render_foot(&self, frame: &mut Frame, area: Rect) {
        let theme = &self.settings.theme;
        if let Some(notice) = self.messages.line() {
            let (mark, style) = if notice.bad {
                (theme.glyphs.alert, theme.palette.late)
            } else {
                (theme.glyphs.bullet, theme.palette.ok)
            };
            let line = Line::from(vec![
                Span::styled(format!(" {mark} "), style),
                data(&notice.text, style),
            ]);
            draw::put(frame.buffer_mut(), area, 0, &line);
            return;
        }
        chrome::hints(frame.buffer_mut(), area, &self.hints(), theme);
    }

    fn hints(&self) -> Vec<Hint> {
        let lang = self.lang();
        let context = self.context();
        let keymap = if context.is_text() {
            &self.settings.text_keymap
        } else {
            &self.settings.keymap
        };
        let fallback = if context.is_text() {
            Context::Text
        } else {
            Context::Global
        };
        // Where rows are marked what can be done is theirs, and the row under the cursor says nothing of it.
        let marked = self.has_marks();
        let shown = self.shown_here().filter(|_| !marked);
        let mine = shown.and_then(|shown| self.my_verb(shown));
        let mut hints: Vec<Hint> = Vec::new();
        let mut named: Vec<String> = Vec::new();
        for (keys, action) in keymap.bindings(context).chain(keymap.bindings(fallback)) {
            let weight = action.hint();
            let works = match action {
                Action::Do => marked || mine.is_some(),
                Action::Act(verb) => shown.is_some_and(|shown| {
                    let offered = |offer: &crate::domain::law::offer::Offer| {
                        offer.verb == verb && offer.refusal.is_none()
                    };
                    shown.offers.iter().any(offered)
                }),
                Action::Explain if context == Context::Preview => self.previewed_duty(),
                Action::Open | Action::Explain | Action::Offers | Action::Papers => {
                    context == Context::Sheet || self.queue.row().is_some()
                }
                Action::New | Action::Edit if context == Context::Sheet => {
                    self.page_verb().is_some()
                }
                Action::Back => context != Context::Queue || self.queue.filter.is_some(),
                Action::Urgent => self.may_apply(),
                Action::New if context == Context::Queue => self.may_apply(),
                Action::Confirm | Action::Help | Action::Palette => context != Context::Preview,
                Action::AddLine => self.form().is_some_and(|form| form.line_count() > 0),
                Action::Choose => self
                    .form()
                    .is_some_and(|form| form.focused_choices(lang).is_some()),
                Action::Previous | Action::Next => {
                    context == Context::Detail || self.has_neighbours()
                }
                _ => true,
            };
            let label = match (action, mine) {
                (Action::Do, Some(verb)) => crate::locale::verb::verb(verb).get(lang),
                (Action::Confirm, _) if context == Context::Form => words::PREVIEW_TITLE.get(lang),
                _ => action.label().get(lang),
            };
            if weight > 0 && works && !named.iter().any(|known| known == label) {
                named.push(label.to_owned());
                hints.push(Hint {
                    keys: keys.to_vec(),
                    label: label.to_owned(),
                    weight,
                });
            }
        }
        hints
    }

    fn form(&self) -> Option<&super::Form> {
        match self.layers.last() {
            Some(Layer::Form(form)) => Some(form),
            _ => None,
        }
    }

    fn previewed_duty(&self) -> bool {
        match self.layers.last() {
            Some(Layer::Preview(previewing)) => previewing.first_duty().is_some(),
            _ => false,
        }
    }

    fn may_apply(&self) -> bool {
        use crate::domain::law::party::{PartyKind, Post};
        self.standing.as_ref().is_some_and(|standing| {
            standing.actor.kind == PartyKind::Unit && standing.actor.holds(Post::Handler)
        })
    }

    fn render_welcome(&self, frame: &mut Frame, area: Rect) {
        let lang = self.lang();
        let palette = &self.settings.theme.palette;
        let login = self
            .standing
            .as_ref()
            .map(|standing| standing.actor.login.to_string())
            .unwrap_or_default();
        let choice = |key: &'static str, text: T| {
            Line::from(vec![
                Span::styled(format!("  {key}  "), palette.accent),
                Span::raw(text.get(lang)),
            ])
        };
        let mut lines = vec![
            Line::styled(words::WELCOME_TITLE.get(lang), palette.title),
            Line::default(),
            choice("1", words::WELCOME_STARTER),
            choice("2", words::WELCOME_DEMO),
            choice("3", words::WELCOME_EMPTY),
            choice("L", words::ACTION_SWITCH_LANGUAGE),
            choice("q", words::WELCOME_QUIT),
            Line::default(),
            Line::from(data(
                &words::WELCOME_BOUND.fill(lang, &[&login]),
                palette.muted,
            )),
        ];
        if self.settings.is_root {
            lines.push(Line::styled(words::WELCOME_ROOT.get(lang), palette.today));
        }
        if let Some(notice) = self.messages.line() {
            lines.push(Line::default());
            lines.push(Line::from(data(&notice.text, palette.late)));
        }
        self.render_middle(frame, area, words::PRODUCT.get(lang), &lines);
    }

    fn render_stranger(&self, frame: &mut Frame, area: Rect) {
        let lang = self.lang();
        let palette = &self.settings.theme.palette;
        let login = self.standing.as_ref().map_or_else(
            || self.settings.login.clone(),
            |standing| standing.actor.login.to_string(),
        );
        let lines = vec![
            Line::from(data(
                &words::STRANGER_TEXT.fill(lang, &[&login]),
                Style::new(),
            )),
            Line::default(),
            Line::from(vec![
                Span::styled("Enter  ", palette.accent),
                Span::raw(words::STRANGER_AGAIN.get(lang)),
            ]),
            Line::from(vec![
                Span::styled("q      ", palette.accent),
                Span::raw(words::ACTION_QUIT.get(lang)),
            ]),
        ];
        self.render_middle(frame, area, words::STRANGER_TITLE.get(lang), &lines);
    }

    fn render_middle(&self, frame: &mut Frame, area: Rect, title: &str, lines: &[Line<'static>]) {
        let width = area.width.min(76);
        let lines = rewrap(lines, usize::from(width.saturating_sub(4)));
        let height = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let place = draw::centred(area, width, height);
        let inside = draw::framed(frame.buffer_mut(), place, title, &self.settings.theme);
        for (row, line) in (0..).zip(&lines) {
            draw::put(frame.buffer_mut(), inside, row, line);
        }
    }
}
