//! The preview of an act: what will happen, whose turn it will be, by when, under which article, which papers go out.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::detail::{Changes, Depth, of_preview};
use crate::domain::law::act::Verb;
use crate::domain::law::duty::Duty;
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::ruling::{Proposal, Scope};
use crate::domain::record::Registered;
use crate::hub::request::{ActRequest, Answer, Preview, Request, Shown, Trouble};
use crate::locale::console as words;
use crate::locale::{Lang, domain, refusal, verb as verb_words};

use super::action::Action;
use super::detail::Pen;
use super::draw::{UNDRAWN_PAGE, data};
use super::layer::{Boxed, rewrap};
use super::theme::Theme;
use super::trial::Trial;
use super::trouble::trouble_words;

/// The most deadlines that a trial shows: it is scrolled, and as long as a text that anybody reads.
const TRIED: usize = 100;

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
    /// Whether nothing was typed for it: whoever leaves it leaves its form too.
    pub is_straight: bool,
    /// Whether it was confirmed and is on its way.
    pub sent: bool,
    /// Whether the hub is not reached.
    pub lost: bool,
    /// What history under the ruling that it proposes or signs came to.
    trial: Option<Trial>,
    scroll: usize,
    /// How many rows were in sight when it was drawn last.
    height: usize,
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
            is_straight: verb.fields().is_empty(),
            sent: false,
            lost: false,
            trial: None,
            scroll: 0,
            height: UNDRAWN_PAGE,
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

    /// Begins to try under a number the ruling that it proposes or signs: whoever signs it sees what it would come to
    /// without a key. Answers what to ask. History is not told apart by where a ruling holds, so only one for the whole
    /// city is tried.
    pub fn try_out(&mut self, number: u64) -> Option<Request> {
        let Outcome::Would(preview) = &self.outcome else {
            return None;
        };
        let mut records = preview.events.iter().flat_map(Event::records);
        let proposal = records.find_map(|record| Proposal::of(record.clone()))?;
        let ruling = Some(proposal.ruling).filter(|ruling| ruling.scope == Scope::City)?;
        let (trial, request) = Trial::begin(number, ruling.id, ruling.values, TRIED);
        self.trial = Some(trial);
        Some(request)
    }

    /// Its trial.
    pub fn trial_mut(&mut self) -> Option<&mut Trial> {
        self.trial.as_mut()
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

    /// Draws it over the page; `before` is the matter that stands there, if one does.
    pub fn render(
        &mut self,
        frame: &mut Frame,
        area: Rect,
        before: Option<&Shown>,
        theme: &Theme,
        lang: Lang,
    ) {
        let width = area.width.min(88);
        let cells = usize::from(width.saturating_sub(4));
        let pen = Pen { theme, lang, cells };
        let keys = if self.sent && self.lost {
            words::PREVIEW_UNSETTLED
        } else if self.confirmable().is_none() {
            words::PREVIEW_BACK
        } else {
            words::PREVIEW_KEYS
        };
        let mut lines = rewrap(&self.lines(before, pen), cells);
        if let Some(trial) = &self.trial {
            lines.extend(trial.lines(false, None, cells, theme, lang));
        }
        let boxed = Boxed {
            title: self.title(lang),
            lines,
            keys: Some(keys.get(lang).to_owned()),
            width,
        };
        let (last, visible) = boxed.render(frame, area, self.scroll, theme);
        self.scroll = self.scroll.min(last);
        self.height = visible;
    }

    /// Scrolls; answers whether the action was one for a text.
    pub fn act(&mut self, action: Action) -> bool {
        let to = action.scrolled(self.scroll, self.height, usize::MAX / 2);
        self.scroll = to.unwrap_or(self.scroll);
        to.is_some()
    }

    fn title(&self, lang: Lang) -> String {
        let verb = verb_words::verb(self.verb).get(lang);
        match self.request.command.matter() {
            Some(id) => format!("{verb} {}", domain::matter_id(lang, id)),
            None => verb.to_owned(),
        }
    }

    fn lines(&self, before: Option<&Shown>, pen: Pen) -> Vec<Line<'static>> {
        let Pen { theme, lang, .. } = pen;
        match &self.outcome {
            Outcome::Would(preview) => effects(preview, before, pen),
            Outcome::Before(last) => vec![Line::styled(
                words::NOTICE_BEFORE.fill(lang, &[last]),
                theme.palette.title,
            )],
            Outcome::Refused(refused) => {
                let mut lines = refusal_lines(refused, self.verb, theme, lang);
                let changes = self.changes.iter().flat_map(|known| known.told(lang));
                lines.extend(changes.flat_map(|block| pen.block(&block)));
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
        data(&refusal::reason(lang, refused, verb), theme.palette.late),
    ]);
    let basis = (!refusal::says_its_basis(&refused.reason)).then(|| {
        let cited = refusal::citation(lang, refused.citation);
        labelled(words::REFUSED_BASIS, &cited, Style::new())
    });
    let mend = refusal::mend(lang, refused, verb);
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

/// What an act would do, with the entry that it would become at the foot.
fn effects(preview: &Preview, before: Option<&Shown>, pen: Pen) -> Vec<Line<'static>> {
    let detail = of_preview(before, preview, pen.lang).at(Depth::Page);
    let mut lines = pen.lines(&detail);
    lines.push(Line::styled(detail.about, pen.theme.palette.muted));
    lines
}
