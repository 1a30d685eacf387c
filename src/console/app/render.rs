//! Drawing the screen: the header, the open pane, what lies over it, and the line at its foot.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::locale::console as words;

use super::super::action::{Action, Context};
use super::super::chrome::{self, Header, Hint, keys_text};
use super::super::draw::{self, data};
use super::super::pane::Tab;
use super::super::pointer::Spots;
use super::App;

impl App {
    /// Draws everything.
    pub fn render(&mut self, frame: &mut Frame) {
        let area = frame.area();
        if area.width < 12 || area.height < 3 {
            let line = Line::raw(words::TOO_SMALL.get(self.lang()));
            draw::put(frame.buffer_mut(), area, 0, &line);
            return;
        }
        if self.session.stranger {
            self.render_stranger(frame, area);
            return;
        }
        let Some(standing) = self.session.standing.clone() else {
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
            tabs: &self.tab_keys(),
            open: self.tab,
            standing: &standing,
            now: self.session.now(),
            dropped: self.session.dropped,
            link: &self.session.link,
            under_way: &self.session.under_way.said(self.session.settings.lang),
        };
        self.tabs = if lines > 0 {
            let theme = &self.session.settings.theme;
            header.render(frame.buffer_mut(), area, theme, self.session.settings.lang)
        } else {
            Spots::default()
        };
        let alarm = self.session.alarm.height();
        self.render_alarm(
            frame,
            Rect {
                y: area.y + lines,
                height: alarm,
                ..area
            },
        );
        let body = Rect {
            y: area.y + lines + alarm,
            height: area.height - lines - alarm - 1,
            ..area
        };
        self.panes
            .get_mut(self.tab)
            .render(&self.session, frame, body);
        self.session.render(frame, body);
        let foot = Rect {
            y: area.y + area.height - 1,
            height: 1,
            ..area
        };
        self.render_foot(frame, foot);
    }

    fn render_alarm(&mut self, frame: &mut Frame, area: Rect) {
        let now = self.session.now();
        let settings = &self.session.settings;
        let keys = settings.keymap.keys_for(Context::Global, Action::Urgent);
        let keys = keys.first().map(|keys| keys_text(keys)).unwrap_or_default();
        let (theme, lang) = (&settings.theme, settings.lang);
        let alarm = &mut self.session.alarm;
        alarm.render(frame.buffer_mut(), area, (&keys, now), theme, lang);
    }

    /// The tabs with the keys that open them.
    fn tab_keys(&self) -> Vec<(Tab, String)> {
        let keymap = &self.session.settings.keymap;
        let named = |tab: &Tab| {
            let keys = keymap.keys_for(Context::Global, tab.action());
            let keys = keys.first().map(|keys| keys_text(keys)).unwrap_or_default();
            (*tab, keys)
        };
        Tab::ALL.iter().map(named).collect()
    }

    /// The notice if there is one, else what works here, now, for me.
    fn render_foot(&self, frame: &mut Frame, area: Rect) {
        let theme = &self.session.settings.theme;
        if let Some(notice) = self.session.messages.line() {
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

    /// What works here, now, for me: what is in front says so, else the pane.
    fn hints(&self) -> Vec<Hint> {
        let context = self.context();
        let settings = &self.session.settings;
        let (keymap, fallback) = if context.is_text() {
            (&settings.text_keymap, Context::Text)
        } else {
            (&settings.keymap, Context::Global)
        };
        let mut hints: Vec<Hint> = Vec::new();
        for (keys, action) in keymap.bindings(context).chain(keymap.bindings(fallback)) {
            let weight = action.hint();
            // The emergency key does the same wherever it is pressed.
            let means_nothing = action == Action::Urgent && !self.session.has_urgent();
            let label = if weight == 0 || means_nothing {
                None
            } else if self.session.layers.is_empty() {
                self.pane().hint(&self.session, action)
            } else {
                self.session.hint(action)
            };
            if let Some(label) = label
                && !hints.iter().any(|known| known.label == label)
            {
                hints.push(Hint {
                    keys: keys.to_vec(),
                    label,
                    weight,
                });
            }
        }
        hints
    }
}
