//! The alarm: emergencies that wait for me and that nobody has taken yet, in one line on every page. It is never folded
//! away: what is issued first is issued in a minute, or too late.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::authority;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::party::Actor;
use crate::hub::Touched;
use crate::hub::list::cell::{Cell, Mark, Term};
use crate::hub::list::column::Column;
use crate::hub::list::filter::{Filter, Word};
use crate::hub::request::{List, Look, Request, Row, Window};
use crate::locale::console as words;
use crate::locale::{Lang, date, matter};

use super::draw;
use super::session::Aim;
use super::shortcut::{PRESSING, RINGING};
use super::text;
use super::theme::Theme;

/// How many emergencies are kept.
const ROWS: u16 = 50;

/// The cells that the sign and what it is about have at least.
const LEAST: usize = 22;

/// What is looked at of an emergency.
const COLUMNS: [Column; 4] = [Column::Title, Column::Unit, Column::Duty, Column::Deadline];

/// The emergencies that wait for me.
#[derive(Debug, Default)]
pub struct Alarm {
    /// What is due first is first.
    rows: Vec<Row>,
    /// Where the line stands.
    place: Rect,
}

impl Alarm {
    /// The look to take first, or after something was touched; none for whoever can do nothing about an emergency.
    #[must_use]
    pub fn ask(actor: &Actor, touched: Option<&Touched>) -> Option<Request> {
        let concerns = match touched {
            None | Some(Touched::Everything) => true,
            Some(Touched::Matters(matters)) => matters.iter().any(|id| id.kind == RINGING),
        };
        let mut verbs = PRESSING.iter().filter_map(|duty| duty.verb());
        let is_mine = verbs.any(|verb| authority::check_actor(verb, actor).is_ok());
        let owed = Word {
            terms: PRESSING.map(Term::Duty).to_vec(),
            ..Word::default()
        };
        let look = Look {
            columns: COLUMNS.to_vec(),
            filter: Some(Filter(vec![owed])),
            ..Look::at(List::Matters(Some(RINGING)), ROWS)
        };
        (concerns && is_mine).then_some(Request::Look(look))
    }

    /// Takes what was looked at.
    pub fn take(&mut self, window: Window) {
        let waits = |row: &Row| {
            let duty = row.cells.get(2);
            let presses = duty.is_some_and(|cell| match cell {
                Cell::Duty(key) => PRESSING.contains(&key.kind),
                _ => false,
            });
            presses && row.has(Mark::Mine) && row.claim.is_none()
        };
        self.rows = window.rows.into_iter().filter(waits).collect();
        self.rows.sort_by_key(|row| match row.cells.get(3) {
            // Of two that are due on one day the one that waits longer.
            Some(Cell::Deadline(deadline)) => Some((deadline.ends_at, deadline.start)),
            _ => None,
        });
    }

    /// The emergency that is due first, and what I owe on it.
    #[must_use]
    pub fn first(&self) -> Option<Aim> {
        let row = self.rows.first()?;
        let (id, version) = row.of.matter()?;
        let duty = duty_of(row);
        Some(Aim { id, version, duty })
    }

    /// How many rows it takes.
    #[must_use]
    pub fn height(&self) -> u16 {
        u16::from(!self.rows.is_empty())
    }

    /// Whether it stands there.
    #[must_use]
    pub fn is_at(&self, place: Position) -> bool {
        !self.rows.is_empty() && self.place.contains(place)
    }

    /// Draws it as it stands now; `key` takes the emergency.
    pub fn render(
        &mut self,
        buffer: &mut Buffer,
        area: Rect,
        (key, now): (&str, DateTime<Utc>),
        theme: &Theme,
        lang: Lang,
    ) {
        self.place = area;
        let Some(row) = self.rows.first() else {
            return;
        };
        let cells = usize::from(area.width);
        let title = match row.cells.first() {
            Some(Cell::Text(text)) => text.as_str(),
            _ => "",
        };
        let since = match row.cells.get(3) {
            Some(Cell::Deadline(deadline)) => date::elapsed(lang, now - *deadline.start),
            _ => String::new(),
        };
        let duty = duty_of(row).map_or("", |key| matter::duty(key.kind).get(lang));
        let more = match self.rows.len().saturating_sub(1) {
            0 => String::new(),
            more => words::ALARM_MORE.fill(lang, &[&more]),
        };
        let key = words::ALARM_KEY.fill(lang, &[&key]);
        // What there is no room for goes: how long it waits first, then what is owed.
        let whole = words::ALARM_TAIL.fill(lang, &[&duty, &since]);
        let tails = [
            format!(" {whole} {more} {key} "),
            format!(" {duty} {more} {key} "),
            format!(" {more} {key} "),
        ];
        let fits = |tail: &&String| text::width(tail) + LEAST <= cells;
        let tail = tails.iter().find(fits).cloned().unwrap_or_default();
        let head = format!("{}{} ", theme.glyphs.alarm, words::ALARM.get(lang));
        let room = cells.saturating_sub(text::width(&head) + text::width(&tail));
        // The title has what its unit leaves, and the unit gives way first.
        let unit = match row.cells.get(1) {
            Some(Cell::Party { name, short }) => {
                let left = room.saturating_sub(text::width(title) + 1);
                text::roomy(name, short.as_deref(), left)
            }
            _ => "",
        };
        let what = format!("{unit} {title}");
        let style = theme.palette.alarm;
        let line = Line::from(vec![
            Span::styled(head, style),
            draw::cell(&what, room, style, theme),
            Span::styled(tail, style),
        ]);
        buffer.set_style(area, style);
        draw::put(buffer, area, 0, &line.style(Style::new()));
    }
}

fn duty_of(row: &Row) -> Option<DutyKey> {
    match row.cells.get(2) {
        Some(Cell::Duty(key)) => Some(*key),
        _ => None,
    }
}
