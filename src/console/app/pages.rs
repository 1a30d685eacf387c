//! Opening pages, forms, lists and texts.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::block::Hindrance;
use crate::domain::law::calendar::Calendar;
use crate::domain::law::duty::{Duty, DutyKey};
use crate::domain::law::field::FieldKind;
use crate::hub::list::cell::Cell;
use crate::hub::request::{Answer, Explanation, Request};
use crate::locale::console as words;
use crate::locale::explain::{self, Emphasis};
use crate::locale::{T, domain, measures as measures_words, refusal, verb as verb_words};
use crate::paper::document;

use super::super::action::{Action, Context};
use super::super::chrome::keys_text;
use super::super::draw::data;
use super::super::layer::{Choice, Picker, Reading};
use super::{App, Layer, Pick, Place, Purpose};

/// What the hub says of a deadline, as a text to read.
pub(super) fn explained(said: &Explanation, app: &App) -> Reading {
    explanation(&said.duty, &said.calendar, said.hindered.as_ref(), app)
}

/// A deadline explained, as a text to read.
pub(super) fn explanation(
    duty: &Duty,
    calendar: &Calendar,
    hindered: Option<&Hindrance>,
    app: &App,
) -> Reading {
    let lang = app.lang();
    let palette = &app.settings.theme.palette;
    let style = |emphasis| match emphasis {
        Emphasis::Strong => palette.title,
        Emphasis::Plain => Style::new(),
        Emphasis::Quiet => palette.muted,
        Emphasis::Provisional => palette.today,
        Emphasis::Alarm => palette.late,
    };
    let hindered = hindered.map_or_else(Vec::new, |by| explain::hindered(lang, by));
    let lines = explain::explain(lang, duty, calendar, app.now())
        .into_iter()
        .chain(hindered)
        .flat_map(|line| {
            let lead = if line.indented { 2 } else { 0 };
            broken(&line.pieces, lead, 66, style)
        })
        .collect();
    Reading::new(explain::title(lang, duty), lines)
}

/// Breaks pieces into lines between them.
fn broken(
    pieces: &[explain::Piece],
    lead: usize,
    cells: usize,
    style: impl Fn(Emphasis) -> Style,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut spans: Vec<Span<'static>> = vec![Span::raw(" ".repeat(lead))];
    let mut used = lead;
    for piece in pieces {
        let width = super::super::text::width(&piece.text);
        if spans.len() > 1 {
            if used + 3 + width > cells {
                lines.push(Line::from(std::mem::replace(
                    &mut spans,
                    vec![Span::raw(" ".repeat(lead + 2))],
                )));
                used = lead + 2;
            } else {
                spans.push(Span::raw(explain::SEPARATOR));
                used += 3;
            }
        }
        spans.push(data(&piece.text, style(piece.emphasis)));
        used += width;
    }
    lines.push(Line::from(spans));
    lines
}

/// What the mouse does.
const MOUSE_HELP: [(T, T); 3] = [
    (words::HELP_MOUSE_WHEEL, words::HELP_MOUSE_SCROLLS),
    (words::HELP_MOUSE_CLICK, words::HELP_MOUSE_SELECTS),
    (words::HELP_MOUSE_SHIFT, words::HELP_MOUSE_TEXT),
];

impl App {
    /// Everything that can be done on the shown matter.
    pub(super) fn open_offers(&mut self) {
        let lang = self.lang();
        let Some(shown) = self.shown.as_deref() else {
            return;
        };
        let offered = shown.offers.iter().filter(|offer| offer.refusal.is_none());
        let choices = offered
            .map(|offer| Choice {
                value: Pick::Action(Action::Act(offer.verb)),
                label: verb_words::verb(offer.verb).get(lang).to_owned(),
                note: verb_words::verb_hint(offer.verb).get(lang).to_owned(),
            })
            .chain(
                shown
                    .offers
                    .iter()
                    .filter_map(|offer| Some((offer.verb, offer.refusal.as_ref()?)))
                    .map(|(verb, refused)| Choice {
                        value: Pick::Refused(verb),
                        label: format!("({})", verb_words::verb(verb).get(lang)),
                        note: refusal::reason(lang, &refused.reason, verb),
                    }),
            )
            .collect();
        let title = format!(
            "{} {}",
            words::OFFERS_TITLE.get(lang),
            domain::matter_id(lang, shown.matter.head.id)
        );
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Asks for what explains the first duty that the preview would open.
    pub(super) fn ask_to_explain_preview(&mut self) {
        let Some(Layer::Preview(previewing)) = self.layers.last() else {
            return;
        };
        let explained = previewing.first_duty();
        let key = explained.map(|_| previewing.request.key.clone());
        if let Some(key) = key {
            self.ask(Purpose::ExplainPreview(key), Request::CalendarInForce);
        }
    }

    /// Explains the first duty of a preview, if it still stands there.
    pub(super) fn explain_preview(&mut self, key: &str, calendar: &Calendar) {
        let reading = match self.layers.last() {
            Some(Layer::Preview(previewing)) if previewing.request.key == key => previewing
                .first_duty()
                .map(|duty| explanation(duty, calendar, None, self)),
            _ => None,
        };
        if let Some(reading) = reading {
            self.layers.push(Layer::Reading(reading));
        }
    }

    /// Explains the deadline of the shown matter that the row is about.
    pub(super) fn explain_shown(&mut self) {
        let Some(shown) = self.shown.as_deref() else {
            return;
        };
        let of_row = self
            .queue
            .row()
            .filter(|row| {
                row.of
                    .matter()
                    .is_some_and(|(id, _)| id == shown.matter.head.id)
            })
            .and_then(|row| row.of.duty());
        let last = shown.matter.head.duties.last().or(shown.ended.last());
        let key: Option<DutyKey> = of_row.or_else(|| last.map(|duty| duty.key));
        let id = shown.matter.head.id;
        if let Some(duty) = key {
            self.ask(Purpose::Explain, Request::Explain { matter: id, duty });
        }
    }

    /// The papers of the shown matter, to read one.
    pub(super) fn open_papers(&mut self) {
        let lang = self.lang();
        let Some(shown) = self.shown.as_deref() else {
            return;
        };
        let choices: Vec<_> = shown
            .papers
            .iter()
            .enumerate()
            .map(|(at, paper)| Choice {
                value: Pick::Paper(at),
                label: domain::paper_kind(paper.kind).get(lang).to_owned(),
                note: paper.number.to_string(),
            })
            .collect();
        let title = words::PAPERS_TITLE.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Asks for one paper of the shown matter.
    pub(super) fn ask_paper(&mut self, at: usize) {
        let Some(shown) = self.shown.as_deref() else {
            return;
        };
        let matter = shown.matter.head.id;
        let number = at.saturating_add(1);
        self.ask(Purpose::Paper, Request::Paper { matter, number });
    }

    /// One paper, as it went out.
    pub(super) fn read_paper(&mut self, answer: &Answer) {
        let Answer::Issued(issued) = answer else {
            self.trouble(answer);
            return;
        };
        let lang = self.lang();
        let written = document::issued(issued, lang);
        let text = written.to_text(72);
        let lines = text
            .lines()
            .map(|line| Line::from(data(line, Style::new())))
            .collect();
        let title = domain::paper_kind(issued.paper.kind).get(lang);
        self.layers.push(Layer::Reading(Reading::new(title, lines)));
    }

    /// A jump to one of the loaded rows.
    pub(super) fn open_jump(&mut self) {
        let lang = self.lang();
        let choices = self
            .queue
            .rows()
            .iter()
            .filter_map(|row| {
                let (id, _) = row.of.matter()?;
                let said = row.cells.iter().map(|cell| match cell {
                    Cell::Text(text) => text.as_str(),
                    _ => "",
                });
                let said: Vec<&str> = said.filter(|said| !said.is_empty()).collect();
                Some(Choice {
                    value: Pick::Row(id),
                    label: domain::matter_id(lang, id),
                    note: said.join(" "),
                })
            })
            .collect();
        let title = words::JUMP_TITLE.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Every command by name, with its keys.
    pub(super) fn open_palette(&mut self) {
        let lang = self.lang();
        let context = self.page_context();
        let on_list = !matches!(self.place, Place::Sheet);
        let has_matter = on_list && (self.queue.row().is_some() || self.has_marks());
        let available = |action: &Action| match action {
            Action::Act(verb) => {
                verb.rule().whose.is_by_hand()
                    && (!verb.is_on_matter() || has_matter)
                    && !verb
                        .fields()
                        .iter()
                        .any(|field| field.kind == FieldKind::Json && field.required)
            }
            Action::Confirm
            | Action::NextField
            | Action::PreviousField
            | Action::Choose
            | Action::Discard
            | Action::AddLine => false,
            _ => true,
        };
        let choices = Action::all()
            .filter(available)
            .map(|action| {
                let keys = self
                    .settings
                    .keymap
                    .keys_for(context, action)
                    .first()
                    .map(|keys| keys_text(keys))
                    .unwrap_or_default();
                Choice {
                    value: Pick::Action(action),
                    label: action.label().get(lang).to_owned(),
                    note: format!("{keys}  {}", action.name()),
                }
            })
            .collect();
        let title = words::PALETTE_TITLE.get(lang);
        self.layers.push(Layer::Picker(Picker::new(title, choices)));
    }

    /// Help for here: the keys that work, and what cannot be done and why.
    pub(super) fn open_help(&mut self) {
        let lang = self.lang();
        let palette = self.settings.theme.palette;
        let mut lines = Vec::new();
        let own = self.page_context();
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
            for (keys, action) in self.settings.keymap.bindings(context) {
                let keys = super::super::text::pad_right(&keys_text(keys), 12);
                lines.push(Line::from(vec![
                    Span::styled(format!("  {keys}"), palette.accent),
                    Span::raw(action.label().get(lang)),
                ]));
            }
            if context == Context::Queue {
                lines.push(Line::styled(words::HELP_SIGNS.get(lang), palette.title));
                lines.extend(self.signs().map(|(sign, meaning)| {
                    let sign = super::super::text::pad_right(sign, 12);
                    Line::from(vec![
                        Span::styled(format!("  {sign}"), palette.accent),
                        Span::raw(meaning.get(lang)),
                    ])
                }));
            }
        }
        if self.settings.mouse {
            lines.push(Line::styled(words::HELP_MOUSE.get(lang), palette.title));
            lines.extend(MOUSE_HELP.map(|(what, does)| {
                let what = super::super::text::pad_right(what.get(lang), 12);
                Line::from(vec![
                    Span::styled(format!("  {what}"), palette.accent),
                    Span::raw(does.get(lang)),
                ])
            }));
        }
        let measures = self.standing.as_ref();
        if let Some(measures) = measures.and_then(|standing| standing.measures.as_ref()) {
            lines.push(Line::styled(words::PAGE_MEASURES.get(lang), palette.title));
            for line in measures_words::explained(lang, measures) {
                lines.push(Line::from(data(&format!("  {line}"), Style::new())));
            }
        }
        if let Some(shown) = self.shown.as_deref().filter(|_| own != Context::Sheet) {
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
        self.layers.push(Layer::Reading(Reading::new(title, lines)));
    }

    /// The signs that stand in the rows of a list, with what they mean.
    fn signs(&self) -> impl Iterator<Item = (&'static str, T)> {
        let glyphs = self.settings.theme.glyphs;
        [
            (glyphs.alert, words::SIGN_LATE),
            (glyphs.blocked, words::SIGN_BLOCKED),
            ("*", words::SIGN_MARKED),
            ("@", words::SIGN_CLAIMED),
            (glyphs.fresh, words::SIGN_FRESH),
        ]
        .into_iter()
    }
}
