//! One matter in words: the block under the list, the pane beside it, the page of its own.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::application::Application;
use crate::domain::clock::Remaining;
use crate::domain::duty::{Duty, DutyKind, Nature};
use crate::domain::emergency::Emergency;
use crate::domain::line::Line as ItemLine;
use crate::domain::matter::Body;
use crate::domain::party::CLOCKWORK;
use crate::hub::request::{Happening, Shown};
use crate::locale::console as words;
use crate::locale::{Lang, T, article, date, domain, event};

use super::draw::data;
use super::theme::Theme;

/// The words of a telephone number in lists and blocks: its middle is hidden.
#[must_use]
pub fn masked(telephone: &str) -> String {
    let letters: Vec<char> = telephone.chars().collect();
    if letters.len() < 8 {
        return telephone.to_owned();
    }
    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| {
            let hidden = at >= 3 && at + 4 < letters.len() && letter.is_ascii_digit();
            if hidden { '*' } else { *letter }
        })
        .collect()
}

/// Whether the program itself did it.
#[must_use]
pub fn is_clockwork(happening: &Happening) -> bool {
    happening.entry.actor.person.as_str() == CLOCKWORK
}

/// Who did it, in words: the program itself has a name in every language.
#[must_use]
pub fn who(happening: &Happening, lang: Lang) -> &str {
    if is_clockwork(happening) {
        words::CLOCKWORK.get(lang)
    } else {
        &happening.person
    }
}

/// Writes a matter.
pub struct Teller<'a> {
    /// The matter.
    pub shown: &'a Shown,
    /// The language.
    pub lang: Lang,
    /// The look.
    pub theme: &'a Theme,
}

impl Teller<'_> {
    fn labelled(&self, label: T, content: &str, style: Style) -> Line<'static> {
        Line::from(vec![
            Span::styled(
                format!("{}  ", label.get(self.lang)),
                self.theme.palette.muted,
            ),
            data(content, style),
        ])
    }

    fn heading(&self, label: T) -> Line<'static> {
        Line::styled(label.get(self.lang), self.theme.palette.title)
    }

    fn name(&self, code: &crate::domain::code::PartyCode) -> String {
        self.shown
            .names
            .get(code)
            .cloned()
            .unwrap_or_else(|| code.to_string())
    }

    /// The few lines under the list.
    #[must_use]
    pub fn block(&self) -> Vec<Line<'static>> {
        let matter = &self.shown.matter;
        let dot = self.theme.glyphs.separator;
        let mut lines = vec![Line::from(vec![
            data(
                &domain::matter_id(self.lang, matter.id),
                self.theme.palette.title,
            ),
            Span::raw("  "),
            data(&matter.title, Style::new()),
        ])];
        let first = body_lines(&matter.body)
            .first()
            .map(|line| format!(" {dot} {} × {}", line.name(), line.latest()))
            .unwrap_or_default();
        let more = body_lines(&matter.body).len().saturating_sub(1);
        let more = if more > 0 {
            format!(" +{more}")
        } else {
            String::new()
        };
        lines.push(data_line(&format!(
            "{} {dot} {} {dot} {}{first}{more}",
            self.name(&matter.unit),
            self.shown.system,
            self.shown.pool,
        )));
        lines.extend(self.claim());
        let contact = format!(
            "{} {} {}",
            words::DETAIL_CONTACT.get(self.lang),
            matter.contact.name,
            masked(&matter.contact.telephone)
        );
        let special = match &matter.body {
            Body::Emergency(body) => body
                .document
                .as_ref()
                .map(|document| {
                    format!(
                        " {dot} {} {document}",
                        words::DETAIL_DOCUMENT.get(self.lang)
                    )
                })
                .unwrap_or_default(),
            Body::Application(_) => String::new(),
        };
        lines.push(data_line(&format!("{contact}{special}")));
        lines.extend(matter.open_duties().take(2).map(|duty| self.duty(duty)));
        lines
    }

    /// Who else is at it. No countdown: what is drawn changes only when something happens.
    fn claim(&self) -> Option<Line<'static>> {
        let claim = self.shown.claim.as_ref().filter(|claim| !claim.mine)?;
        let dot = self.theme.glyphs.separator;
        let who = format!("{} {dot} {}", claim.name, claim.party);
        Some(self.labelled(words::DETAIL_CLAIM, &who, self.theme.palette.accent))
    }

    fn remaining(&self, kind: DutyKind) -> Option<Remaining> {
        self.shown
            .remaining
            .iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, remaining)| *remaining)
    }

    fn duty(&self, duty: &Duty) -> Line<'static> {
        let deadline = &duty.deadline;
        let (style, left) = match self.remaining(duty.kind) {
            Some(remaining) => (
                self.urgency(remaining),
                format!(" {}", date::remaining(self.lang, remaining)),
            ),
            None => (self.theme.palette.muted, String::new()),
        };
        let provisional = if deadline.provisional {
            format!(" {}", words::PROVISIONAL.get(self.lang))
        } else {
            String::new()
        };
        let nature = match duty.nature {
            Nature::Statutory => String::new(),
            Nature::Internal => format!(" {}", domain::nature(duty.nature).get(self.lang)),
        };
        let cited = article::cite(self.lang, duty.article.number, duty.article.paragraph);
        Line::from(vec![
            data(domain::duty(duty.kind).get(self.lang), Style::new()),
            Span::raw("  "),
            data(&date::due(self.lang, deadline.due, deadline.cut_off), style),
            data(&left, style),
            data(
                &format!("{provisional}  {cited}{nature}"),
                self.theme.palette.muted,
            ),
            data(&format!("  {}", self.name(&duty.party)), Style::new()),
        ])
    }

    fn urgency(&self, remaining: Remaining) -> Style {
        if remaining.late {
            self.theme.palette.late
        } else if remaining.days == 0 {
            self.theme.palette.today
        } else {
            Style::new()
        }
    }

    /// Everything.
    #[must_use]
    pub fn page(&self) -> Vec<Line<'static>> {
        let mut lines = self.facts();
        self.duties(&mut lines);
        self.items(&mut lines);
        match &self.shown.matter.body {
            Body::Application(body) => self.application(body, &mut lines),
            Body::Emergency(body) => self.emergency(body, &mut lines),
        }
        self.papers(&mut lines);
        self.history(&mut lines);
        lines
    }

    fn facts(&self) -> Vec<Line<'static>> {
        let matter = &self.shown.matter;
        let plain = Style::new();
        let mut lines = vec![
            data_line(&matter.title),
            self.labelled(
                words::DETAIL_STAGE,
                domain::stage(matter.stage()).get(self.lang),
                self.theme.palette.accent,
            ),
            self.labelled(words::DETAIL_UNIT, &self.name(&matter.unit), plain),
            self.labelled(words::DETAIL_SYSTEM, &self.shown.system, plain),
            self.labelled(
                words::DETAIL_POOL,
                &format!(
                    "{} {} {}",
                    self.shown.pool,
                    self.theme.glyphs.separator,
                    domain::cloud_mode(matter.mode).get(self.lang)
                ),
                plain,
            ),
            self.labelled(words::DETAIL_OPERATOR, &self.name(&matter.operator), plain),
            self.labelled(
                words::DETAIL_CONTACT,
                &format!("{} {}", matter.contact.name, matter.contact.telephone),
                plain,
            ),
        ];
        lines.extend(self.claim());
        if let Some(hold) = &matter.hold {
            let text = format!("{} {}", date::moment(self.lang, hold.since), hold.reason);
            lines.push(self.labelled(words::DETAIL_HOLD, &text, self.theme.palette.today));
        }
        lines
    }

    fn duties(&self, lines: &mut Vec<Line<'static>>) {
        if self.shown.matter.duties.is_empty() {
            return;
        }
        lines.push(Line::default());
        lines.push(self.heading(words::DETAIL_DUTIES));
        for duty in &self.shown.matter.duties {
            let mut line = self.duty(duty);
            match duty.closed {
                None => line.spans.insert(
                    0,
                    Span::styled(
                        format!("{} ", self.theme.glyphs.bullet),
                        self.theme.palette.mark,
                    ),
                ),
                Some(closing) => {
                    line.spans.insert(0, Span::raw("  "));
                    line.spans.push(data(
                        &format!(
                            "  {} {}",
                            domain::outcome(closing.outcome).get(self.lang),
                            date::moment(self.lang, closing.at)
                        ),
                        self.theme.palette.muted,
                    ));
                }
            }
            lines.push(line);
        }
    }

    fn items(&self, lines: &mut Vec<Line<'static>>) {
        lines.push(Line::default());
        lines.push(Line::from(vec![
            Span::styled(words::DETAIL_LINES.get(self.lang), self.theme.palette.title),
            Span::styled(
                format!("  {}", words::QUANTITIES.get(self.lang)),
                self.theme.palette.muted,
            ),
        ]));
        for (number, line) in (1..).zip(body_lines(&self.shown.matter.body)) {
            let part = |value: Option<u32>| value.map_or("-".to_owned(), |value| value.to_string());
            lines.push(Line::from(vec![
                data(&format!("  {number}. {}", line.name()), Style::new()),
                data(
                    &format!(
                        "  {}/{}/{}/{}",
                        line.applied,
                        part(line.approved),
                        part(line.adjusted),
                        part(line.issued)
                    ),
                    self.theme.palette.accent,
                ),
                data(&format!("  {}", line.purpose), self.theme.palette.muted),
            ]));
        }
    }

    fn text(&self, lines: &mut Vec<Line<'static>>, label: T, text: &str) {
        let mut parts = text.lines();
        lines.push(self.labelled(label, parts.next().unwrap_or_default(), Style::new()));
        lines.extend(parts.map(|part| data_line(&format!("    {part}"))));
    }

    fn application(&self, body: &Application, lines: &mut Vec<Line<'static>>) {
        lines.push(Line::default());
        if let Some(previous) = body.previous {
            let label = domain::matter_id(self.lang, previous);
            self.text(lines, words::DETAIL_PREVIOUS, &label);
            for answer in &body.answers {
                lines.push(data_line(&format!(
                    "    {}. {}",
                    answer.objection, answer.text
                )));
            }
        }
        if let Some(emergency) = body.emergency {
            let label = domain::matter_id(self.lang, emergency);
            self.text(lines, words::DETAIL_EMERGENCY, &label);
        }
        for (number, objection) in (1..).zip(&body.objections) {
            self.text(
                lines,
                words::DETAIL_OBJECTIONS,
                &format!("{number}. {objection}"),
            );
        }
        let optional = [
            (words::DETAIL_OPINION, &body.opinion),
            (words::DETAIL_GROUND, &body.ground),
            (words::DETAIL_ENVIRONMENT, &body.environment),
        ];
        for (label, text) in optional {
            if let Some(text) = text {
                self.text(lines, label, text);
            }
        }
        for test in &body.tests {
            let at = date::moment(self.lang, test.at);
            self.text(
                lines,
                words::DETAIL_TESTS,
                &format!("{at}  {}", test.report),
            );
        }
        self.completion(
            body.attestation
                .as_ref()
                .map(|attested| attested.completed_on),
            lines,
        );
    }

    fn emergency(&self, body: &Emergency, lines: &mut Vec<Line<'static>>) {
        lines.push(Line::default());
        self.text(
            lines,
            words::DETAIL_GROUND,
            domain::ground(body.ground).get(self.lang),
        );
        if let Some(document) = &body.document {
            self.text(lines, words::DETAIL_DOCUMENT, document);
        }
        self.text(lines, words::DETAIL_URGENCY, &body.urgency);
        if let Some(opinion) = body.opinion.as_ref().filter(|opinion| !opinion.is_empty()) {
            self.text(lines, words::DETAIL_OPINION, opinion);
        }
        let instants = [
            (words::DETAIL_ISSUED, body.issued_at),
            (words::DETAIL_HANDED_OVER, body.handed_over_at),
        ];
        for (label, at) in instants {
            if let Some(at) = at {
                self.text(lines, label, &date::moment(self.lang, at));
            }
        }
        if let Some(application) = body.application {
            let label = domain::matter_id(self.lang, application);
            self.text(lines, words::DETAIL_FORMAL, &label);
        }
        self.completion(
            body.attestation
                .as_ref()
                .map(|attested| attested.completed_on),
            lines,
        );
    }

    fn completion(&self, on: Option<chrono::NaiveDate>, lines: &mut Vec<Line<'static>>) {
        if let Some(on) = on {
            self.text(
                lines,
                words::DETAIL_COMPLETED,
                &date::date_long(self.lang, on),
            );
        }
    }

    fn papers(&self, lines: &mut Vec<Line<'static>>) {
        if self.shown.matter.papers.is_empty() {
            return;
        }
        lines.push(Line::default());
        lines.push(self.heading(words::DETAIL_PAPERS));
        for paper in &self.shown.matter.papers {
            lines.push(Line::from(vec![
                data(
                    &format!("  {}  ", domain::paper_kind(paper.kind).get(self.lang)),
                    Style::new(),
                ),
                data(&paper.number.to_string(), self.theme.palette.accent),
                data(
                    &format!(
                        "  {} {}",
                        self.theme.glyphs.arrow_right,
                        self.name(&paper.recipient)
                    ),
                    self.theme.palette.muted,
                ),
            ]));
        }
    }

    fn history(&self, lines: &mut Vec<Line<'static>>) {
        lines.push(Line::default());
        lines.push(self.heading(words::DETAIL_HISTORY));
        for happening in &self.shown.history {
            lines.push(Line::from(vec![
                data(
                    &format!("  {}  ", date::moment(self.lang, happening.entry.time)),
                    self.theme.palette.muted,
                ),
                data(
                    &event::happened(self.lang, &happening.entry.event),
                    Style::new(),
                ),
                data(
                    &format!("  {} #{}", who(happening, self.lang), happening.entry.seq),
                    self.theme.palette.muted,
                ),
            ]));
        }
    }
}

fn data_line(content: &str) -> Line<'static> {
    Line::from(data(content, Style::new()))
}

/// The lines of a matter of either kind.
#[must_use]
pub fn body_lines(body: &Body) -> &[ItemLine] {
    match body {
        Body::Application(body) => &body.lines,
        Body::Emergency(body) => &body.lines,
    }
}
