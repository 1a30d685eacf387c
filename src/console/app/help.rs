//! What can be done here, and by which keys: the help, the palette; and what the message line said.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::act::Verb;
use crate::domain::law::field::FieldKind;
use crate::domain::register;
use crate::locale::console as words;
use crate::locale::{T, measures as measures_words, refusal, verb as verb_words};

use super::super::action::{Action, Context};
use super::super::chrome::keys_text;
use super::super::draw::data;
use super::super::form::PROPOSE;
use super::super::layer::{Choice, Picker, Reading};
use super::super::session::{Layer, Pick};
use super::super::shortcut::{PRESSING, URGENT};
use super::super::text;
use super::App;

/// What the mouse does.
const MOUSE_HELP: [(T, T); 3] = [
    (words::HELP_MOUSE_WHEEL, words::HELP_MOUSE_SCROLLS),
    (words::HELP_MOUSE_CLICK, words::HELP_MOUSE_SELECTS),
    (words::HELP_MOUSE_SHIFT, words::HELP_MOUSE_TEXT),
];

/// What is signed by the key for it.
const SIGNING: [register::Verb; 3] = [
    register::Verb::SignRuling,
    register::Verb::SignCalendar,
    register::Verb::SignMeasures,
];

/// Whether an act asks for what is typed by hand only in scripts.
fn has_json(verb: Verb) -> bool {
    let mut fields = verb.fields().iter();
    fields.any(|field| field.kind == FieldKind::Json && field.required)
}

impl App {
    /// Every command by name, with its keys.
    pub(super) fn open_palette(&mut self) {
        let lang = self.lang();
        let context = self.pane().context();
        let has_matter = self.pane().has_matter();
        let available = |action: &Action| match action {
            Action::Act(verb) => {
                verb.rule().whose.is_by_hand()
                    && (!verb.is_on_matter() || has_matter)
                    && (*verb == PROPOSE || !has_json(*verb))
            }
            Action::Confirm
            | Action::NextField
            | Action::PreviousField
            | Action::Choose
            | Action::Discard
            | Action::AddLine
            | Action::Try
            | Action::ReadMatter => false,
            _ => true,
        };
        let actions: Vec<Action> = Action::all().filter(available).collect();
        let names = actions.iter().map(|action| action.name().to_owned());
        let names = names.collect();
        let choices = actions
            .into_iter()
            .map(|action| {
                let keys = self
                    .session
                    .settings
                    .keymap
                    .keys_for(context, action)
                    .first()
                    .map(|keys| keys_text(keys))
                    .unwrap_or_default();
                Choice {
                    value: Pick::Action(action),
                    label: action.label().get(lang).to_owned(),
                    note: keys,
                }
            })
            .collect();
        let title = words::PALETTE_TITLE.get(lang);
        self.put(Layer::Picker(Picker::new(title, choices).named(names)));
    }

    /// Help for here: the keys that work, and what cannot be done and why.
    pub(super) fn open_help(&mut self) {
        let lang = self.lang();
        let palette = self.session.settings.theme.palette;
        let own = self.pane().context();
        let contexts = [
            own,
            Context::Global,
            Context::Form,
            Context::Preview,
            Context::Picker,
            Context::Text,
        ];
        let mut groups = Vec::new();
        for context in contexts {
            groups.push(self.group(context.label(), self.keys_of(context)));
            if context == Context::Queue {
                let signs = self.signs();
                let signs = signs.map(|(sign, meaning)| (sign.to_owned(), meaning));
                groups.push(self.group(words::HELP_SIGNS, signs.into()));
            }
        }
        if self.session.settings.mouse {
            let does = MOUSE_HELP.map(|(what, does)| (what.get(lang).to_owned(), does));
            groups.push(self.group(words::HELP_MOUSE, does.into()));
        }
        groups.retain(|group| !group.is_empty());
        let mut lines = Vec::new();
        let known = self.session.standing.as_ref();
        let known = known.and_then(|known| Some((&known.names, known.measures.as_ref()?)));
        if let Some((names, measures)) = known {
            lines.push(Line::styled(words::PAGE_MEASURES.get(lang), palette.title));
            for line in measures_words::explained(lang, names, measures) {
                lines.push(Line::from(data(&format!("  {line}"), Style::new())));
            }
        }
        if let Some(shown) = self
            .session
            .at_hand
            .as_deref()
            .filter(|_| self.pane().has_matter())
        {
            let refused = shown
                .offers
                .iter()
                .filter_map(|offer| Some((offer.verb, offer.refusal.as_ref()?)));
            lines.push(Line::styled(words::HELP_WHY_NOT.get(lang), palette.title));
            for (verb, why) in refused {
                let text = format!(
                    "  {}  {}",
                    verb_words::verb(verb).get(lang),
                    refusal::cited(lang, why, verb)
                );
                lines.push(Line::from(data(&text, palette.muted)));
            }
        }
        let title = words::HELP_TITLE.get(lang);
        let help = Reading::new(title, lines).after(groups);
        self.put(Layer::Reading(help));
    }

    /// A heading and what stands under it, each with its sign before it; no lines if there is nothing.
    fn group(&self, title: T, rows: Vec<(String, T)>) -> Vec<Line<'static>> {
        if rows.is_empty() {
            return Vec::new();
        }
        let lang = self.lang();
        let palette = self.session.settings.theme.palette;
        let heading = Line::styled(title.get(lang), palette.title);
        let signs = rows.iter().map(|(sign, _)| text::width(sign));
        let wide = signs.max().unwrap_or(0).max(12);
        let rows = rows.into_iter().map(|(sign, meaning)| {
            let sign = text::pad_right(&sign, wide);
            Line::from(vec![
                Span::styled(format!("  {sign} "), palette.accent),
                Span::raw(meaning.get(lang)),
            ])
        });
        std::iter::once(heading).chain(rows).collect()
    }

    /// What can be done in a context, each once, with all the keys that do it. A key that does there what it does everywhere
    /// stands only there.
    fn keys_of(&self, context: Context) -> Vec<(String, T)> {
        let keymap = &self.session.settings.keymap;
        let mut rows: Vec<(Action, String)> = Vec::new();
        for (keys, action) in keymap.bindings(context) {
            let mut everywhere = keymap.bindings(Context::Global);
            let is_said =
                context != Context::Global && everywhere.any(|bound| bound == (keys, action));
            if is_said || !self.concerns_me(action) {
                continue;
            }
            let keys = keys_text(keys);
            match rows.iter_mut().find(|(known, _)| *known == action) {
                Some((_, known)) => *known = format!("{known}, {keys}"),
                None => rows.push((action, keys)),
            }
        }
        let labelled = rows.into_iter();
        labelled
            .map(|(action, keys)| (keys, action.label_in(context)))
            .collect()
    }

    /// Whether somebody with my posts ever does that here. What only cannot be done just now is listed.
    fn concerns_me(&self, action: Action) -> bool {
        let session = &self.session;
        match action {
            Action::Act(verb) => session.may(verb),
            Action::Urgent => {
                let pressing = PRESSING.iter().filter_map(|duty| duty.verb());
                pressing.chain([URGENT]).any(|verb| session.may(verb))
            }
            Action::Sign => SIGNING
                .iter()
                .any(|verb| session.may(Verb::Register(*verb))),
            Action::New | Action::Edit => self.pane().hint(session, action).is_some(),
            _ => true,
        }
    }

    /// The signs that stand in the rows of a list, with what they mean.
    fn signs(&self) -> [(&'static str, T); 5] {
        let glyphs = self.session.settings.theme.glyphs;
        [
            (glyphs.alert, words::SIGN_LATE),
            (glyphs.blocked, words::SIGN_BLOCKED),
            ("*", words::SIGN_MARKED),
            ("@", words::SIGN_CLAIMED),
            (glyphs.fresh, words::SIGN_FRESH),
        ]
    }

    /// What stood in the message line, newest first.
    pub(super) fn open_messages(&mut self) {
        let lang = self.lang();
        let lines = self
            .session
            .messages
            .lines(&self.session.settings.theme, lang);
        if lines.is_empty() {
            self.session
                .messages
                .prompt(words::NOTICE_NO_MESSAGES.get(lang).to_owned());
            return;
        }
        let title = words::ACTION_MESSAGES.get(lang);
        self.put(Layer::Reading(Reading::new(title, lines)));
    }
}
