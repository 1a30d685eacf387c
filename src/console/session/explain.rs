//! Why a deadline is what it is: of a duty of the matter at hand, and of one that a preview would open.

use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::calendar::Calendar;
use crate::domain::law::clock::{self, Limit, MIDNIGHT, Moment};
use crate::domain::law::duty::Duty;
use crate::hub::request::{Answer, Explanation, Found, Request};
use crate::locale::explain::{self, Emphasis, ExplainLine};
use crate::locale::{date, months};

use super::super::draw::data;
use super::super::layer::Reading;
use super::super::text;
use super::{Aim, Layer, Purpose, Session};

/// What the hub says of a deadline, as a text to read.
fn explained(said: &Explanation, session: &Session) -> Reading {
    let lang = session.lang();
    let hindered = said.hindered.iter();
    let hindered = hindered.flat_map(|by| explain::hindered(lang, &said.names, by));
    explanation(&said.duty, &said.calendar, hindered.collect(), session)
}

/// A deadline explained, and how it stands to the blocks on record, as a text to read.
fn explanation(
    duty: &Duty,
    calendar: &Calendar,
    hindered: Vec<ExplainLine>,
    session: &Session,
) -> Reading {
    let lang = session.lang();
    let lines = explain::explain(lang, duty, calendar, session.now());
    let lines = lines.into_iter().chain(hindered).collect();
    reading(explain::title(lang, duty), lines, session)
}

/// Lines of an explanation, as a text to read.
fn reading(title: String, lines: Vec<ExplainLine>, session: &Session) -> Reading {
    let palette = &session.settings.theme.palette;
    let style = |emphasis| match emphasis {
        Emphasis::Strong => palette.title,
        Emphasis::Plain => Style::new(),
        Emphasis::Quiet => palette.muted,
        Emphasis::Provisional => palette.today,
        Emphasis::Alarm => palette.late,
    };
    let lines = lines.into_iter().flat_map(|line| {
        let lead = if line.indented { 2 } else { 0 };
        broken(&line.pieces, lead, 66, style)
    });
    Reading::new(title, lines.collect())
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
        let width = text::width(&piece.text);
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

impl Session {
    /// Why the deadline of a duty is what it is.
    pub(super) fn take_explained(&mut self, answer: &Answer) {
        match answer {
            Answer::Explained(explanation) => {
                let reading = explained(explanation, self);
                self.layers.push(Layer::Reading(reading));
            }
            other => self.trouble(other),
        }
    }

    /// The calendar under which the first duty of the preview of that key stands.
    pub(super) fn take_calendar(&mut self, key: &str, answer: &Answer) {
        match answer {
            Answer::CalendarInForce(calendar) => self.explain_preview(key, calendar),
            other => self.trouble(other),
        }
    }

    /// Until when a limit from a day runs, by the calendar in force and no ruling, as `calendar due` has it.
    pub(super) fn take_reckoned(&mut self, from: NaiveDate, limit: Limit, answer: &Answer) {
        let Answer::CalendarInForce(calendar) = answer else {
            return self.trouble(answer);
        };
        let lang = self.lang();
        let deadline = clock::compute(calendar, Moment::of_day(from), limit, MIDNIGHT, vec![]);
        let (day, within) = (date::date_long(lang, from), date::limit(lang, limit));
        let title = months::UNTIL.fill(lang, &[&day, &within]);
        let lines = explain::reckoned(lang, &deadline, calendar);
        let reading = reading(title, lines, self);
        self.layers.push(Layer::Reading(reading));
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
    fn explain_preview(&mut self, key: &str, calendar: &Calendar) {
        let reading = match self.layers.last() {
            Some(Layer::Preview(previewing)) if previewing.request.key == key => previewing
                .first_duty()
                .map(|duty| explanation(duty, calendar, Vec::new(), self)),
            _ => None,
        };
        if let Some(reading) = reading {
            self.layers.push(Layer::Reading(reading));
        }
    }

    /// Explains what is free of a pool.
    pub fn explain_room(&mut self, found: &Found) {
        if let Some(room) = found.room.as_deref() {
            let lang = self.lang();
            let title = explain::room::title(lang, &found.names, &room.capacity);
            let (capacity, rooms, coming) = (&room.capacity, &room.rooms, &room.coming);
            let mut lines = explain::room::lines(lang, &found.names, capacity, rooms, coming);
            lines.extend(explain::room::matters(lang, &found.matters));
            let reading = reading(title, lines, self);
            self.layers.push(Layer::Reading(reading));
        }
    }

    /// Explains the deadline of the row's duty, else of the last one that the matter at hand had.
    pub(super) fn explain_at_hand(&mut self, aim: Aim) {
        let Some(shown) = self.at_hand.as_deref() else {
            return;
        };
        let last = shown.matter.head.duties.last().or(shown.ended.last());
        if let Some(duty) = aim.duty.or_else(|| last.map(|duty| duty.key)) {
            let matter = shown.matter.head.id;
            self.ask(Purpose::Explain, Request::Explain { matter, duty });
        }
    }
}
