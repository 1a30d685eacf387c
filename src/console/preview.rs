//! The preview of an act: what will happen, whose turn it will be, by when, under which article, which papers go out.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::act::Verb;
use crate::domain::law::code::PartyCode;
use crate::domain::law::duty::Duty;
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::matter::Stage;
use crate::domain::law::refusal::Refusal;
use crate::hub::request::{ActRequest, Answer, Preview, Shown, Trouble};
use crate::locale::console as words;
use crate::locale::matter::point;
use crate::locale::paper::{marked, readers};
use crate::locale::{Lang, article, date, domain, event, refusal, verb as verb_words};

use super::changes::Changes;
use super::draw::{self, data};
use super::layer::{box_width, rewrap};
use super::theme::Theme;
use super::trouble::trouble_words;

/// What one request came to on paper.
enum Outcome {
    Waiting,
    Would(Box<Preview>),
    /// Its answer was lost: it was done, and ended with this entry.
    Before(u64),
    Refused(Refusal),
    /// The hub could not say; it is asked again once it is reached again.
    Trouble(Trouble),
}

impl Outcome {
    /// What the hub answered to a request for a preview.
    fn of(answer: Answer) -> Self {
        if let Answer::Preview(preview) = answer {
            Self::Would(preview)
        } else if let Answer::Before(receipt) = answer {
            Self::Before(receipt.last)
        } else if let Answer::Refused(refused) = answer {
            Self::Refused(refused)
        } else if let Answer::Trouble(trouble) = answer {
            Self::Trouble(trouble)
        } else {
            Self::Trouble(Trouble::NoSuch(String::new()))
        }
    }

    /// Where it stands.
    fn stand(&self) -> Stand {
        match self {
            Self::Waiting => Stand::Open,
            Self::Would(_) | Self::Before(_) => Stand::Good,
            Self::Refused(_) => Stand::Refused,
            Self::Trouble(_) => Stand::Unknown,
        }
    }
}

/// What can be done about an outcome.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// It has not come yet.
    Open,
    /// It can be confirmed.
    Good,
    /// It cannot be done.
    Refused,
    /// Nobody could say.
    Unknown,
}

/// An act about to be done.
pub struct Previewing {
    /// The verb.
    pub verb: Verb,
    /// The request.
    pub request: ActRequest,
    outcome: Outcome,
    /// What happened since the matter was looked at, once that stands against it and is known.
    changes: Option<Changes>,
    /// Whether it was confirmed and is on its way.
    pub sent: bool,
    /// Whether the hub is not reached.
    pub lost: bool,
}

impl Previewing {
    /// A request whose preview is still to come.
    #[must_use]
    pub fn new(verb: Verb, request: ActRequest) -> Self {
        Self {
            verb,
            outcome: Outcome::Waiting,
            request,
            changes: None,
            sent: false,
            lost: false,
        }
    }

    /// Takes its preview.
    pub fn take(&mut self, answer: Answer) {
        self.outcome = Outcome::of(answer);
    }

    /// Takes what happened since its matter was looked at.
    pub fn take_changes(&mut self, shown: &Shown) {
        if let Some(version) = self.request.expected {
            self.changes = Some(Changes::since(shown, version, self.verb));
        }
    }

    /// The request, now waited for again, if the hub could not say what it would do.
    pub fn ask_again(&mut self) -> Option<ActRequest> {
        if self.outcome.stand() != Stand::Unknown {
            return None;
        }
        self.outcome = Outcome::Waiting;
        Some(self.request.clone())
    }

    /// The refusal, if it is refused.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        if let Outcome::Refused(refusal) = &self.outcome {
            Some(refusal)
        } else {
            None
        }
    }

    /// What can be confirmed now: nothing before its preview has come.
    #[must_use]
    pub fn confirmable(&self) -> Option<&ActRequest> {
        let is_good = self.outcome.stand() == Stand::Good && !self.sent;
        is_good.then_some(&self.request)
    }

    /// The first duty that would open.
    #[must_use]
    pub fn first_duty(&self) -> Option<&Duty> {
        if let Outcome::Would(preview) = &self.outcome {
            let mut opening = preview.events.iter();
            opening.find_map(|event| opened(event).first())
        } else {
            None
        }
    }

    /// Draws it over the page.
    pub fn render(&self, frame: &mut Frame, area: Rect, theme: &Theme, lang: Lang) {
        let width = box_width(area, 88);
        let lines = rewrap(
            &self.lines(theme, lang),
            usize::from(width.saturating_sub(4)),
        );
        let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let place = draw::centred(area, width, wanted.saturating_add(4));
        let title = self.title(lang);
        let inside = draw::framed(frame.buffer_mut(), place, &title, theme);
        for (row, line) in (0..inside.height.saturating_sub(2)).zip(&lines) {
            draw::put(frame.buffer_mut(), inside, row, line);
        }
        let keys = if self.sent && self.lost {
            words::PREVIEW_UNSETTLED
        } else if self.confirmable().is_none() {
            words::PREVIEW_BACK
        } else {
            words::PREVIEW_KEYS
        };
        let keys = Line::styled(keys.get(lang), theme.palette.accent);
        let last = inside.height.saturating_sub(1);
        draw::put_right(frame.buffer_mut(), inside, last, &keys);
    }

    fn title(&self, lang: Lang) -> String {
        let verb = verb_words::verb(self.verb).get(lang);
        match self.request.command.matter() {
            Some(id) => format!("{verb} {}", domain::matter_id(lang, id)),
            None => verb.to_owned(),
        }
    }

    fn lines(&self, theme: &Theme, lang: Lang) -> Vec<Line<'static>> {
        match &self.outcome {
            Outcome::Would(preview) => effects(preview, theme, lang),
            Outcome::Before(last) => vec![Line::styled(
                words::NOTICE_BEFORE.fill(lang, &[last]),
                theme.palette.title,
            )],
            Outcome::Refused(refused) => {
                let mut lines = refusal_lines(refused, self.verb, theme, lang);
                let changes = self.changes.as_ref();
                lines.extend(changes.map_or_else(Vec::new, |known| known.lines(theme, lang)));
                lines
            }
            Outcome::Trouble(trouble) => vec![
                Line::from(data(&trouble_words(lang, trouble), theme.palette.late)),
                Line::raw(words::PREVIEW_AGAIN.get(lang)),
            ],
            Outcome::Waiting => vec![Line::raw(words::PREVIEW_WAIT.get(lang))],
        }
    }
}

/// A refusal in words: what, on what basis, and how to mend it.
#[must_use]
pub fn refusal_lines(
    refused: &Refusal,
    verb: Verb,
    theme: &Theme,
    lang: Lang,
) -> Vec<Line<'static>> {
    let labelled = |label: crate::locale::T, text: &str, style| {
        Line::from(vec![
            Span::styled(format!("{}  ", label.get(lang)), theme.palette.muted),
            data(text, style),
        ])
    };
    let why = Line::from(vec![
        Span::styled(format!("{} ", theme.glyphs.alert), theme.palette.late),
        data(
            &refusal::reason(lang, &refused.reason, verb),
            theme.palette.late,
        ),
    ]);
    let basis = (!refusal::says_its_basis(&refused.reason)).then(|| {
        let cited = refusal::citation(lang, refused.citation);
        labelled(words::REFUSED_BASIS, &cited, Style::new())
    });
    let mend = refusal::mend(lang, &refused.reason, verb);
    let mend = labelled(words::REFUSED_MEND, &mend, Style::new());
    [Some(why), basis, Some(mend)]
        .into_iter()
        .flatten()
        .collect()
}

/// The duties that an event opens.
fn opened(event: &Event) -> &[Duty] {
    event.on_matter().map_or(&[], OnMatter::opened)
}

fn effects(preview: &Preview, theme: &Theme, lang: Lang) -> Vec<Line<'static>> {
    let labelled = |label: crate::locale::T, spans: Vec<Span<'static>>| {
        let head = Span::styled(format!("{}  ", label.get(lang)), theme.palette.muted);
        std::iter::once(head).chain(spans).collect::<Line>()
    };
    let mut lines = Vec::new();
    for (number, happening) in preview.events.iter().enumerate() {
        let text = will(happening, preview.from.filter(|_| number == 0), theme, lang);
        lines.push(labelled(
            words::PREVIEW_WILL,
            vec![data(&text, Style::new())],
        ));
    }
    for point in &preview.points {
        let (label, said) = point::told(lang, point);
        let said = draw::warned(&said, point.warns(), theme);
        lines.push(labelled(label, vec![said]));
    }
    for happening in &preview.events {
        for duty in opened(happening) {
            lines.push(labelled(
                words::PREVIEW_TURN,
                turn(duty, happening, &preview.names, theme, lang),
            ));
            lines.push(labelled(words::PREVIEW_DUE, due(duty, theme, lang)));
            lines.extend(nobody(duty, happening, preview, theme, lang));
        }
        for paper in happening.on_matter().map_or(&[][..], OnMatter::papers) {
            let text = format!(
                "{} {} {} {}",
                domain::paper_kind(paper.kind).get(lang),
                paper.number,
                theme.glyphs.arrow_right,
                readers(lang, paper, &|party| name(&preview.names, party)),
            );
            let text = marked(lang, paper, text);
            lines.push(labelled(
                words::PREVIEW_PAPER,
                vec![data(&text, Style::new())],
            ));
        }
    }
    if let Some(claim) = preview.claim.as_ref().filter(|claim| !claim.mine) {
        let who = format!("{} {} {}", claim.name, theme.glyphs.separator, claim.party);
        let who = data(&who, theme.palette.today);
        lines.push(labelled(words::DETAIL_CLAIM, vec![who]));
    }
    lines.push(Line::styled(
        format!(
            "{} {} {}",
            words::PREVIEW_LEDGER.fill(lang, &[&preview.seq]),
            theme.glyphs.separator,
            words::PREVIEW_PROVISIONAL_NUMBERS.get(lang)
        ),
        theme.palette.muted,
    ));
    lines
}

fn name(names: &BTreeMap<PartyCode, String>, code: &PartyCode) -> String {
    names.get(code).cloned().unwrap_or_else(|| code.to_string())
}

fn will(happening: &Event, from: Option<Stage>, theme: &Theme, lang: Lang) -> String {
    let stage = |stage: Stage| domain::stage(stage).get(lang);
    let Some(done) = happening.on_matter() else {
        return event::happened(lang, happening);
    };
    match done {
        OnMatter::Opens(head) => {
            let id = domain::matter_id(lang, head.id);
            words::PREVIEW_NEW.fill(lang, &[&id, &stage(head.stage)])
        }
        OnMatter::Moves(step) => {
            let what = event::happened(lang, happening);
            match from.filter(|from| *from != step.stage) {
                Some(from) => format!(
                    "{what} {} {}",
                    theme.glyphs.separator,
                    words::PREVIEW_STAGE.fill(lang, &[&stage(from), &stage(step.stage)])
                ),
                None => what,
            }
        }
    }
}

fn turn(
    duty: &Duty,
    happening: &Event,
    names: &BTreeMap<PartyCode, String>,
    theme: &Theme,
    lang: Lang,
) -> Vec<Span<'static>> {
    let who = format!(
        "{} {} {} {} {}",
        name(names, &duty.party),
        theme.glyphs.separator,
        domain::post(duty.post).get(lang),
        theme.glyphs.separator,
        domain::duty_key(lang, duty.key),
    );
    let apart = happening
        .on_matter()
        .and_then(OnMatter::part)
        .zip(duty.kind().verb())
        .is_some_and(|(part, verb)| verb.rule().apart_from.contains(&part));
    let mut spans = vec![data(&who, Style::new())];
    if apart {
        let space = if lang == Lang::En { " " } else { "" };
        let not_you = format!("{space}{}", words::PREVIEW_NOT_YOU.get(lang));
        spans.push(Span::styled(not_you, theme.palette.today));
    }
    spans
}

/// That nobody could do a duty, and why.
fn nobody(
    duty: &Duty,
    happening: &Event,
    preview: &Preview,
    theme: &Theme,
    lang: Lang,
) -> Option<Line<'static>> {
    let on = happening.on_matter().map(OnMatter::id);
    let mut lacks = preview.nobody.iter();
    let (.., lack) = lacks.find(|(id, key, _)| Some(*id) == on && *key == duty.key)?;
    let why = domain::lack(*lack).get(lang);
    Some(Line::from(data(
        &format!(
            "{} {}",
            theme.glyphs.alert,
            words::NOBODY.fill(lang, &[&why])
        ),
        theme.palette.late,
    )))
}

fn due(duty: &Duty, theme: &Theme, lang: Lang) -> Vec<Span<'static>> {
    let deadline = &duty.deadline;
    let cited = article::cite(lang, duty.article.number, duty.article.paragraph);
    let mut text = format!(
        "{}  {}  {cited}  {}",
        date::due(lang, deadline.due(), deadline.cut_off()),
        date::limit(lang, deadline.limit),
        domain::nature(duty.nature).get(lang),
    );
    if deadline.provisional {
        text = format!("{text}  {}", words::PROVISIONAL.get(lang));
    }
    vec![data(&text, theme.palette.accent)]
}
