//! One matter in words: the block under the list, the pane beside it, the page of its own.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::clock::Remaining;
use crate::domain::law::duty::{Duty, DutyKey, Nature};
use crate::domain::law::matter::{Body, Role};
use crate::domain::law::party::CLOCKWORK;
use crate::domain::law::sight::HIDDEN;
use crate::domain::r#use::line::Line as ItemLine;
use crate::hub::request::{Happening, Shown};
use crate::locale::console as words;
use crate::locale::matter::asked as asked_words;
use crate::locale::matter::materials::{brief, completeness};
use crate::locale::paper::{attachment, hands, readers};
use crate::locale::{
    Lang, T, article, block, date, domain, event, matter as matter_words, measures, sight,
};

use super::draw::data;
use super::theme::Theme;

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

    fn name(&self, code: &crate::domain::law::code::PartyCode) -> String {
        self.shown
            .names
            .get(code)
            .cloned()
            .unwrap_or_else(|| code.to_string())
    }

    /// The party that is concerned in a way, by name.
    fn concerned(&self, role: Role) -> String {
        let party = self.shown.matter.head.party(role);
        party.map_or_else(String::new, |party| self.name(party))
    }

    /// The few lines under the list.
    #[must_use]
    pub fn block(&self) -> Vec<Line<'static>> {
        let head = &self.shown.matter.head;
        let lines_asked = body_lines(&self.shown.matter.body);
        let dot = self.theme.glyphs.separator;
        let mut lines = vec![Line::from(vec![
            data(
                &domain::matter_id(self.lang, head.id),
                self.theme.palette.title,
            ),
            Span::raw("  "),
            data(&head.title, Style::new()),
        ])];
        let first = lines_asked
            .first()
            .map(|line| format!(" {dot} {} × {}", line.name(), line.latest()))
            .unwrap_or_default();
        let more = lines_asked.len().saturating_sub(1);
        let more = if more > 0 {
            format!(" +{more}")
        } else {
            String::new()
        };
        lines.push(data_line(&format!(
            "{} {dot} {} {dot} {}{first}{more}",
            self.concerned(Role::Unit),
            self.shown.system,
            self.shown.pool,
        )));
        lines.extend(self.claim());
        let contact = self.shown.matter.body.asked().map(|asked| {
            let label = words::DETAIL_CONTACT.get(self.lang);
            let contact = &asked.contact;
            format!(
                "{label} {} {}",
                contact.name,
                domain::masked(&contact.telephone)
            )
        });
        let special = matter_words::brief(&self.shown.matter.body)
            .map(|(label, text)| format!("{} {text}", label.get(self.lang)));
        let materials = self.shown.materials.as_ref();
        let materials = materials.map(|materials| brief(self.lang, materials));
        let said: Vec<_> = contact
            .into_iter()
            .chain(special)
            .chain(materials)
            .collect();
        lines.push(data_line(&said.join(&format!(" {dot} "))));
        for duty in head.duties.iter().take(2) {
            lines.push(self.duty(duty));
            lines.extend(self.hindered(duty).into_iter().take(1));
        }
        self.worded(lines)
    }

    /// With the words where something is not open to whoever looks.
    fn worded(&self, mut lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
        for span in lines.iter_mut().flat_map(|line| &mut line.spans) {
            if span.content.contains(HIDDEN) {
                span.content = sight::worded(self.lang, &span.content).into();
            }
        }
        lines
    }

    /// Who else is at it. No countdown: what is drawn changes only when something happens.
    fn claim(&self) -> Option<Line<'static>> {
        let claim = self.shown.claim.as_ref().filter(|claim| !claim.mine)?;
        let dot = self.theme.glyphs.separator;
        let who = format!("{} {dot} {}", claim.name, claim.party);
        Some(self.labelled(words::DETAIL_CLAIM, &who, self.theme.palette.accent))
    }

    fn remaining(&self, key: DutyKey) -> Option<Remaining> {
        self.shown
            .remaining
            .iter()
            .find(|(of, _)| *of == key)
            .map(|(_, remaining)| *remaining)
    }

    fn duty(&self, duty: &Duty) -> Line<'static> {
        let deadline = &duty.deadline;
        let (style, left) = match self.remaining(duty.key) {
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
            Nature::National | Nature::Contract | Nature::Internal => {
                format!(" {}", domain::nature(duty.nature).get(self.lang))
            }
        };
        let cited = article::cite(self.lang, duty.article.number, duty.article.paragraph);
        Line::from(vec![
            data(&domain::duty_key(self.lang, duty.key), Style::new()),
            Span::raw("  "),
            data(
                &date::due(self.lang, deadline.due(), deadline.cut_off()),
                style,
            ),
            data(&left, style),
            data(
                &format!("{provisional}  {cited}{nature}"),
                self.theme.palette.muted,
            ),
            data(&format!("  {}", self.name(&duty.party)), Style::new()),
            data(&self.nobody(duty), self.theme.palette.late),
        ])
    }

    /// That nobody can do it, and why.
    fn nobody(&self, duty: &Duty) -> String {
        let mut lacks = self.shown.nobody.iter().filter(|_| duty.closed.is_none());
        let lack = lacks.find(|(key, _)| *key == duty.key);
        lack.map_or_else(String::new, |(_, lack)| {
            let why = domain::lack(*lack).get(self.lang);
            format!("  {}", words::NOBODY.fill(self.lang, &[&why]))
        })
    }

    fn urgency(&self, remaining: Remaining) -> Style {
        if remaining.late {
            self.theme.palette.late
        } else if remaining.days == 0 || remaining.undetermined {
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
        lines.push(Line::default());
        for (label, text) in matter_words::details(self.lang, &self.shown.matter) {
            self.text(&mut lines, label, &text);
        }
        let now = self.shown.rules_now.as_ref();
        let rules = measures::rule_sets(self.lang, &self.shown.matter.head.rules, now);
        self.text(&mut lines, words::DETAIL_RULES, &rules);
        self.papers(&mut lines);
        self.enclosed(&mut lines);
        self.history(&mut lines);
        self.worded(lines)
    }

    fn facts(&self) -> Vec<Line<'static>> {
        let head = &self.shown.matter.head;
        let plain = Style::new();
        let mut lines = vec![
            data_line(&head.title),
            self.labelled(
                words::DETAIL_STAGE,
                domain::stage(head.stage).get(self.lang),
                self.theme.palette.accent,
            ),
            self.labelled(words::DETAIL_UNIT, &self.concerned(Role::Unit), plain),
        ];
        if let Some(asked) = self.shown.matter.body.asked() {
            let mode = domain::cloud_mode(asked.mode).get(self.lang);
            let pool = format!("{} {} {mode}", self.shown.pool, self.theme.glyphs.separator);
            let contact = format!("{} {}", asked.contact.name, asked.contact.telephone);
            lines.extend([
                self.labelled(words::DETAIL_SYSTEM, &self.shown.system, plain),
                self.labelled(words::DETAIL_POOL, &pool, plain),
                self.labelled(
                    words::DETAIL_OPERATOR,
                    &self.concerned(Role::Operator),
                    plain,
                ),
                self.labelled(words::DETAIL_CONTACT, &contact, plain),
            ]);
        }
        lines.extend(self.claim());
        if let Some(materials) = &self.shown.materials {
            let (label, said) = completeness(self.lang, materials);
            let style = if materials.gaps.is_empty() {
                plain
            } else {
                self.theme.palette.today
            };
            lines.push(self.labelled(label, &said, style));
        }
        for since in &self.shown.since {
            let what = asked_words::since(self.lang, since);
            lines.push(self.labelled(words::DETAIL_SINCE, &what, self.theme.palette.today));
        }
        for hold in &head.holds {
            let name = self.shown.people.get(&hold.by);
            let text = format!(
                "{}. {} {} {} {}",
                hold.number,
                date::moment(self.lang, *hold.since),
                self.name(&hold.party),
                name.map_or(hold.by.as_str(), String::as_str),
                hold.reason
            );
            lines.push(self.labelled(words::DETAIL_HOLD, &text, self.theme.palette.today));
        }
        lines
    }

    fn duties(&self, lines: &mut Vec<Line<'static>>) {
        let mut duties: Vec<&Duty> = self.shown.ended.iter().collect();
        duties.extend(&self.shown.matter.head.duties);
        if duties.is_empty() {
            return;
        }
        // What is owed first; then in the order in which they began, of those that began at once as they are kept.
        duties.sort_by_key(|duty| (duty.closed.is_some(), duty.opened_at));
        lines.push(Line::default());
        lines.push(self.heading(words::DETAIL_DUTIES));
        for duty in duties {
            let mut line = self.duty(duty);
            match &duty.closed {
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
                            date::moment(self.lang, *closing.at)
                        ),
                        self.theme.palette.muted,
                    ));
                }
            }
            lines.push(line);
            lines.extend(self.hindered(duty));
        }
    }

    /// What stops a duty, or has stopped it, a line each.
    fn hindered(&self, duty: &Duty) -> Vec<Line<'static>> {
        let style = self.theme.palette.today;
        let said = |text: &str| Line::from(data(&format!("    {text}"), style));
        if let Some(closing) = &duty.closed {
            let parts = closing.excused.iter();
            return parts
                .map(|part| said(&block::excuse(self.lang, part)))
                .collect();
        }
        let open = self.shown.hindered.iter();
        open.filter(|(key, _)| *key == duty.key)
            .flat_map(|(_, by)| block::hindered(self.lang, by))
            .map(|text| said(&text))
            .collect()
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

    fn papers(&self, lines: &mut Vec<Line<'static>>) {
        if self.shown.papers.is_empty() {
            return;
        }
        lines.push(Line::default());
        lines.push(self.heading(words::DETAIL_PAPERS));
        for paper in &self.shown.papers {
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
                        readers(self.lang, paper, &|party| self.name(party))
                    ),
                    self.theme.palette.muted,
                ),
            ]));
            let hands = hands(self.lang, paper);
            let said = format!("      {}", hands.join("  "));
            lines.push(Line::from(data(&said, self.theme.palette.muted)));
            lines.extend(paper.attachments.iter().map(|file| {
                let file = attachment(self.lang, file);
                Line::from(data(&format!("      {file}"), self.theme.palette.muted))
            }));
        }
    }

    /// What goes with the next paper of each party.
    fn enclosed(&self, lines: &mut Vec<Line<'static>>) {
        let enclosures = &self.shown.matter.head.enclosures;
        if enclosures.is_empty() {
            return;
        }
        lines.push(Line::default());
        lines.push(self.heading(words::DETAIL_ENCLOSED));
        lines.extend(enclosures.iter().map(|enclosure| {
            let party = self.name(&enclosure.party);
            let file = attachment(self.lang, &enclosure.file);
            data_line(&format!("  {party}  {file}"))
        }));
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

/// The lines of a matter that asks for resources.
#[must_use]
pub fn body_lines(body: &Body) -> &[ItemLine] {
    body.asked().map_or(&[], |asked| &asked.lines)
}
