//! The screen on an empty store, and for a login that is bound to nobody: what it says, and its few keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::hub::request::{ActRequest, Request};
use crate::locale::T;
use crate::locale::console as words;

use super::super::draw::{self, data};
use super::super::event::Effect;
use super::super::keymap::as_key;
use super::super::layer::rewrap;
use super::super::session::{Purpose, new_key};
use super::App;

impl App {
    /// On an empty store, or without a binding, there are few keys.
    pub(super) fn welcome_key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let code = match key.code {
            KeyCode::Char(letter) => KeyCode::Char(as_key(letter)),
            named => named,
        };
        match code {
            KeyCode::Char('q') | KeyCode::Esc => self.session.want(Effect::Quit),
            KeyCode::Char('c') if control => self.session.want(Effect::Quit),
            KeyCode::Char('z') if control => self.session.want(Effect::Suspend),
            KeyCode::Char('L') => self.session.switch_language(),
            KeyCode::Enter if self.session.stranger => {
                self.session.ask(Purpose::Standing, Request::Whoami);
            }
            _ if self.session.stranger => {}
            KeyCode::Char('1') => self.found(true),
            KeyCode::Char('2') => self.session.want(Effect::OpenDemo),
            KeyCode::Char('3') => self.found(false),
            _ => {}
        }
    }

    fn found(&mut self, with_starter: bool) {
        let lang = self.lang();
        let founding = (self.session.settings.founding.found)(lang);
        let request = |command| ActRequest {
            key: new_key(),
            expected: None,
            command,
        };
        self.session
            .ask(Purpose::Found, Request::Act(request(founding)));
        if with_starter {
            let acts = (self.session.settings.founding.starter)(lang)
                .into_iter()
                .map(request)
                .collect();
            self.session.ask(Purpose::Starter, Request::ActAll { acts });
        }
    }

    pub(super) fn render_welcome(&self, frame: &mut Frame, area: Rect) {
        let lang = self.lang();
        let palette = &self.session.settings.theme.palette;
        let login = self
            .session
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
        if self.session.settings.is_root {
            lines.push(Line::styled(words::WELCOME_ROOT.get(lang), palette.today));
        }
        if let Some(notice) = self.session.messages.line() {
            lines.push(Line::default());
            lines.push(Line::from(data(&notice.text, palette.late)));
        }
        self.render_middle(frame, area, words::PRODUCT.get(lang), &lines);
    }

    pub(super) fn render_stranger(&self, frame: &mut Frame, area: Rect) {
        let lang = self.lang();
        let palette = &self.session.settings.theme.palette;
        let login = self.session.standing.as_ref().map_or_else(
            || self.session.settings.login.clone(),
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
        let inside = draw::framed(
            frame.buffer_mut(),
            place,
            title,
            &self.session.settings.theme,
        );
        for (row, line) in (0..).zip(&lines) {
            draw::put(frame.buffer_mut(), inside, row, line);
        }
    }
}
