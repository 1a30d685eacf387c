//! The screen on an empty store, and for a login that is bound to nobody: what it says, and its few keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::hub::request::{ActRequest, Request};
use crate::locale::console as words;

use super::super::draw::{self, data};
use super::super::event::Effect;
use super::super::keymap::as_key;
use super::super::layer::rewrap;
use super::super::session::{Purpose, new_key};
use super::super::text;
use super::App;

/// The most letters of a name.
const NAME_LIMIT: usize = 40;

/// A founding that waits for a name.
pub(super) struct Naming {
    /// Whether the starter's acts follow.
    with_starter: bool,
    /// What was typed of the name.
    name: String,
}

impl Naming {
    /// Takes pasted text as if it were typed.
    pub(super) fn paste(&mut self, text: &str) {
        let room = NAME_LIMIT.saturating_sub(self.name.chars().count());
        let clean = text.chars().filter(|letter| !text::is_unsafe(*letter));
        self.name.extend(clean.take(room));
    }
}

impl App {
    /// On an empty store, or without a binding, there are few keys.
    pub(super) fn welcome_key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if self.naming.is_some() && !(control && key.code == KeyCode::Char('c')) {
            return self.name_key(key.code, control);
        }
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
            KeyCode::Char('1') => self.ask_for_a_name(true),
            KeyCode::Char('2') => self.session.want(Effect::OpenDemo),
            KeyCode::Char('3') => self.ask_for_a_name(false),
            _ => {}
        }
    }

    fn ask_for_a_name(&mut self, with_starter: bool) {
        let name = String::new();
        self.naming = Some(Naming { with_starter, name });
    }

    /// A name is typed.
    fn name_key(&mut self, code: KeyCode, control: bool) {
        let Some(Naming { name, .. }) = &mut self.naming else {
            return;
        };
        match code {
            KeyCode::Esc => self.naming = None,
            KeyCode::Enter => self.found(),
            KeyCode::Backspace => drop(name.pop()),
            KeyCode::Char('u') if control => name.clear(),
            KeyCode::Char(letter) if !control && name.chars().count() < NAME_LIMIT => {
                name.push(letter);
            }
            _ => {}
        }
    }

    fn found(&mut self) {
        let Some(Naming { with_starter, name }) = self.naming.take() else {
            return;
        };
        let lang = self.lang();
        let founding = &self.session.settings.founding;
        let name = match name.trim() {
            "" => founding.nameless.get(lang),
            name => name,
        };
        let founding = (founding.found)(lang, name);
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
        let bound = words::WELCOME_BOUND.fill(lang, &[&login]);
        let bound = Line::from(data(&bound, palette.muted));
        if let Some(naming) = &self.naming {
            return self.render_naming(frame, area, naming, bound);
        }
        let choice = |key: &'static str, text: &str| {
            Line::from(vec![
                Span::styled(format!("  {key}  "), palette.accent),
                data(text, Style::new()),
            ])
        };
        let demo = match &self.session.settings.founding.store {
            Some(store) => words::WELCOME_DEMO_HERE.fill(lang, &[store]),
            None => words::WELCOME_DEMO.get(lang).to_owned(),
        };
        let choices = vec![
            choice("1", words::WELCOME_STARTER.get(lang)),
            choice("2", &demo),
            choice("3", words::WELCOME_EMPTY.get(lang)),
            choice("L", words::ACTION_SWITCH_LANGUAGE.get(lang)),
        ];
        let quit = choice("q", words::WELCOME_QUIT.get(lang));
        let root = Line::styled(words::WELCOME_ROOT.get(lang), palette.today);
        let root = self.session.settings.is_root.then_some(root);
        let notice = self.session.messages.line();
        let notice = notice.map(|notice| Line::from(data(&notice.text, palette.late)));
        let title = Line::styled(words::WELCOME_TITLE.get(lang), palette.title);
        let whole: Vec<Line> = [title, Line::default()]
            .into_iter()
            .chain(choices.clone())
            .chain([quit.clone(), Line::default(), bound.clone()])
            .chain(root.clone())
            .chain(
                notice
                    .clone()
                    .into_iter()
                    .flat_map(|one| [Line::default(), one]),
            )
            .collect();
        // Where there is no room for all of it a line of each, what nobody may miss first.
        let short = notice.into_iter().chain(root).chain([quit]);
        let short: Vec<Line> = short.chain(choices).chain([bound]).collect();
        self.render_middle(frame, area, words::PRODUCT.get(lang), &whole, &short);
    }

    /// Asks whoever founds the store for a name.
    fn render_naming(&self, frame: &mut Frame, area: Rect, naming: &Naming, bound: Line<'static>) {
        let lang = self.lang();
        let settings = &self.session.settings;
        let palette = &settings.theme.palette;
        let lead = draw::lead(words::WELCOME_NAME, lang);
        let nameless = settings.founding.nameless.get(lang);
        let nameless = words::WELCOME_NAMELESS.fill(lang, &[&nameless]);
        let asked = Line::from(vec![
            Span::styled(lead, palette.title),
            data(&naming.name, Style::new()),
        ]);
        let caret = u16::try_from(asked.width()).unwrap_or(u16::MAX);
        let lines = vec![
            asked,
            Line::styled(words::WELCOME_GO.get(lang), palette.accent),
            Line::from(data(&nameless, palette.muted)),
            bound,
        ];
        let title = words::PRODUCT.get(lang);
        let inside = self.render_middle(frame, area, title, &lines, &lines);
        frame.set_cursor_position(Position {
            x: inside.x + caret.min(inside.width.saturating_sub(1)),
            y: inside.y,
        });
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
        self.render_middle(frame, area, words::STRANGER_TITLE.get(lang), &lines, &lines);
    }

    /// Draws lines in a box in the middle, wrapped; where the screen has no room for that, the short ones, each cut to one
    /// row. Answers the area inside the box.
    fn render_middle(
        &self,
        frame: &mut Frame,
        area: Rect,
        title: &str,
        lines: &[Line<'static>],
        short: &[Line<'static>],
    ) -> Rect {
        let theme = &self.session.settings.theme;
        let width = area.width.min(76);
        let cells = usize::from(width.saturating_sub(4));
        let mut lines = rewrap(lines, cells);
        if lines.len() + 2 > usize::from(area.height) {
            lines = short
                .iter()
                .map(|line| draw::cut(line, cells, theme))
                .collect();
        }
        let height = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let place = draw::centred(area, width, height);
        let inside = draw::framed(frame.buffer_mut(), place, title, theme);
        for (row, line) in (0..).zip(&lines) {
            draw::put(frame.buffer_mut(), inside, row, line);
        }
        inside
    }
}
