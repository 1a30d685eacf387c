//! What can be done here, and by which keys: the help, the palette; and what the message line said.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::act::Verb;
use crate::domain::law::field::FieldKind;
use crate::locale::console as words;
use crate::locale::{T, measures as measures_words, refusal, verb as verb_words};

use super::super::action::{Action, Context};
use super::super::chrome::keys_text;
use super::super::draw::data;
use super::super::form::PROPOSE;
use super::super::layer::{Choice, Picker, Reading};
use super::super::session::{Layer, Pick};
use super::super::text;
use super::App;

/// What the mouse does.
const MOUSE_HELP: [(T, T); 3] = [
    (words::HELP_MOUSE_WHEEL, words::HELP_MOUSE_SCROLLS),
    (words::HELP_MOUSE_CLICK, words::HELP_MOUSE_SELECTS),
    (words::HELP_MOUSE_SHIFT, words::HELP_MOUSE_TEXT),
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
        let mut lines = Vec::new();
        let own = self.pane().context();
        let contexts = [
            own,
            Context::Global,
            Context::Form,
            Context::Preview,
            Context::Picker,
            Context::Text,
        ];
        for context in contexts {
            lines.push(Line::styled(context.label().get(lang), palette.title));
            for (keys, action) in self.session.settings.keymap.bindings(context) {
                let keys = text::pad_right(&keys_text(keys), 12);
                lines.push(Line::from(vec![
                    Span::styled(format!("  {keys}"), palette.accent),
                    Span::raw(action.label_in(context).get(lang)),
                ]));
            }
            if context == Context::Queue {
                lines.push(Line::styled(words::HELP_SIGNS.get(lang), palette.title));
                lines.extend(self.signs().map(|(sign, meaning)| {
                    let sign = text::pad_right(sign, 12);
                    Line::from(vec![
                        Span::styled(format!("  {sign}"), palette.accent),
                        Span::raw(meaning.get(lang)),
                    ])
                }));
            }
        }
        if self.session.settings.mouse {
            lines.push(Line::styled(words::HELP_MOUSE.get(lang), palette.title));
            lines.extend(MOUSE_HELP.map(|(what, does)| {
                let what = text::pad_right(what.get(lang), 12);
                Line::from(vec![
                    Span::styled(format!("  {what}"), palette.accent),
                    Span::raw(does.get(lang)),
                ])
            }));
        }
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
        self.put(Layer::Reading(Reading::new(title, lines)));
    }

    /// The signs that stand in the rows of a list, with what they mean.
    fn signs(&self) -> impl Iterator<Item = (&'static str, T)> {
        let glyphs = self.session.settings.theme.glyphs;
        [
            (glyphs.alert, words::SIGN_LATE),
            (glyphs.blocked, words::SIGN_BLOCKED),
            ("*", words::SIGN_MARKED),
            ("@", words::SIGN_CLAIMED),
            (glyphs.fresh, words::SIGN_FRESH),
        ]
        .into_iter()
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
