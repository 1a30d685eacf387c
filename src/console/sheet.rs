//! Pages of records: the journal, the rulings, the calendar, the registers, the Measures. Each is rows of cells with a
//! text behind every row.

mod entry;
mod names;
mod rows;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::domain::law::article::ARTICLE_COUNT;
use crate::domain::law::ruling::{Ruling, RulingBook, RulingId};
use crate::domain::record::{Record, RecordKind};
use crate::hub::request::{Answer, Happening, Request};
use crate::locale::console as words;
use crate::locale::{Lang, T, article, date, domain, event, ruling as ruling_words};

use names::Names;
use rows::{columns, measures_rows, record_row, ruling_text, waiting_rows};

use super::action::Action;
use super::detail::{is_clockwork, who};
use super::draw::{self, data};
use super::layer::Reading;
use super::pointer::{Pointed, Spots, Turn};
use super::theme::Theme;

/// How many entries the journal page holds.
const JOURNAL_ROWS: u16 = 300;

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The journal, newest first.
    Journal,
    /// The rulings.
    Rulings,
    /// A year's special days.
    Calendar(i32),
    /// A register.
    Register(RecordKind),
    /// The articles.
    Measures,
}

/// The registers in the order of the page.
const REGISTERS: [(RecordKind, T); 9] = [
    (RecordKind::Party, words::REGISTER_PARTIES),
    (RecordKind::Person, words::REGISTER_PERSONS),
    (RecordKind::Account, words::REGISTER_ACCOUNTS),
    (RecordKind::Pool, words::REGISTER_POOLS),
    (RecordKind::System, words::REGISTER_SYSTEMS),
    (RecordKind::Item, words::REGISTER_ITEMS),
    (RecordKind::Contract, words::REGISTER_CONTRACTS),
    (RecordKind::Exception, words::REGISTER_EXCEPTIONS),
    (RecordKind::Block, words::REGISTER_BLOCKS),
];

/// A row.
#[derive(Debug, Clone)]
struct SheetRow {
    /// What it is, across updates.
    id: String,
    cells: Vec<String>,
    style: RowStyle,
    /// The text behind it.
    behind: Vec<String>,
    /// Of a record what a form that changes it begins with.
    fields: BTreeMap<String, String>,
    /// The number of the proposal that waits for its second signature on it.
    signs: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowStyle {
    Plain,
    Muted,
    Notable,
}

/// A page of records.
#[derive(Debug)]
pub struct Sheet {
    /// Which page.
    pub page: Page,
    columns: Vec<(T, usize)>,
    rows: Vec<SheetRow>,
    note: String,
    selected: usize,
    top: usize,
    spots: Spots,
    waiting: Option<u64>,
    stale: bool,
    loaded: bool,
    today: chrono::NaiveDate,
    /// Of a register what it keeps, and the names behind the codes in it.
    records: Vec<Record>,
    names: Names,
}

impl Sheet {
    /// A page, not yet read.
    #[must_use]
    pub fn new(page: Page, today: chrono::NaiveDate) -> Self {
        Self {
            page,
            columns: Vec::new(),
            rows: Vec::new(),
            note: String::new(),
            selected: 0,
            top: 0,
            spots: Spots::default(),
            waiting: None,
            stale: true,
            loaded: false,
            today,
            records: Vec::new(),
            names: match page {
                Page::Register(kind) => Names::behind(kind),
                Page::Journal | Page::Rulings | Page::Calendar(_) | Page::Measures => {
                    Names::default()
                }
            },
        }
    }

    /// Something was written: look again.
    pub fn touched(&mut self) {
        self.stale = true;
    }

    /// The question to ask now, if any.
    pub fn ask(&mut self, ticket: u64) -> Option<Request> {
        if self.waiting.is_some() {
            return None;
        }
        if !self.stale {
            // The page first, then what makes it easier to read.
            let kind = self.names.ask()?;
            self.waiting = Some(ticket);
            return Some(Request::Records { kind });
        }
        self.stale = false;
        self.waiting = Some(ticket);
        Some(match self.page {
            Page::Journal => Request::Journal {
                from: None,
                count: JOURNAL_ROWS,
            },
            Page::Rulings => Request::Rulings,
            Page::Calendar(year) => Request::Calendar { year },
            Page::Register(records) => Request::Records { kind: records },
            Page::Measures => Request::Measures,
        })
    }

    /// Takes the answer to its question.
    pub fn take(&mut self, ticket: u64, answer: &Answer, lang: Lang) {
        if self.waiting != Some(ticket) {
            return;
        }
        self.waiting = None;
        if self.names.is_asked() {
            self.names.take(answer);
            self.records(lang);
            return;
        }
        self.loaded = true;
        let stood_on = self.rows.get(self.selected).map(|row| row.id.clone());
        self.note = String::new();
        match answer {
            Answer::Journal(entries) => self.journal(entries, lang),
            Answer::Rulings(rulings) => self.rulings(rulings, lang),
            Answer::Calendar {
                edition,
                notice,
                waiting,
            } => {
                let is_first = self.rows.is_empty();
                self.calendar(*edition, notice.as_ref(), lang);
                self.rows.splice(0..0, waiting_rows(waiting, lang));
                // It opens at the next day that matters, which what waits stands before.
                self.selected += if is_first { waiting.len() } else { 0 };
            }
            Answer::Records(list) => {
                self.records.clone_from(list);
                self.records(lang);
            }
            Answer::Measures(found) => {
                self.measures(&found.articles.0, lang);
                self.rows.splice(0..0, measures_rows(found, lang));
            }
            _ => {}
        }
        // On the journal the newest stays in sight while one stands on it.
        let following = self.page == Page::Journal && self.selected == 0;
        if let Some(id) = stood_on.filter(|_| !following)
            && let Some(at) = self.rows.iter().position(|row| row.id == id)
        {
            self.selected = at;
        }
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
    }

    /// The question failed; the next update asks again.
    pub fn failed(&mut self, ticket: u64) {
        if self.waiting == Some(ticket) {
            self.waiting = None;
            self.names.failed();
        }
    }

    /// The id of the selected row.
    #[must_use]
    pub fn selected_id(&self) -> Option<&str> {
        self.rows.get(self.selected).map(|row| row.id.as_str())
    }

    /// The text behind the selected row.
    #[must_use]
    pub fn reading(&self, lang: Lang) -> Option<Reading> {
        let row = self.rows.get(self.selected)?;
        let lines = row
            .behind
            .iter()
            .flat_map(|text| text.split('\n'))
            .map(|line| Line::from(data(line, Style::new())))
            .collect();
        Some(Reading::new(self.row_title(row, lang), lines))
    }

    fn row_title(&self, row: &SheetRow, lang: Lang) -> String {
        match self.page {
            Page::Journal => words::JOURNAL_ENTRY.fill(lang, &[&row.id]),
            _ => row.cells.first().cloned().unwrap_or_default(),
        }
    }

    /// The number of the proposal that waits for its second signature on the selected row.
    #[must_use]
    pub fn waiting_proposal(&self) -> Option<String> {
        let signs = self.rows.get(self.selected)?.signs;
        signs.map(|number| number.to_string())
    }

    /// The selected record as a form's fields.
    #[must_use]
    pub fn selected_fields(&self) -> Option<BTreeMap<String, String>> {
        let row = self.rows.get(self.selected)?;
        Some(row.fields.clone())
    }

    /// Moves, or turns to a neighbouring year or register; answers whether the action was one for a sheet.
    pub fn act(&mut self, action: Action, height: usize) -> bool {
        let most = self.rows.len().saturating_sub(1);
        self.selected = match action {
            Action::Down => (self.selected + 1).min(most),
            Action::Up => self.selected.saturating_sub(1),
            Action::PageDown => (self.selected + height).min(most),
            Action::PageUp => self.selected.saturating_sub(height),
            Action::First => 0,
            Action::Last => most,
            Action::Previous => return self.turn(false),
            Action::Next => return self.turn(true),
            _ => return false,
        };
        true
    }

    /// Whether there is a page before and after this one.
    #[must_use]
    pub fn has_neighbours(&self) -> bool {
        matches!(self.page, Page::Calendar(_) | Page::Register(_))
    }

    fn turn(&mut self, forwards: bool) -> bool {
        let page = match self.page {
            Page::Calendar(year) => {
                Page::Calendar((year + if forwards { 1 } else { -1 }).clamp(2000, 2199))
            }
            Page::Register(records) => {
                let at = REGISTERS
                    .iter()
                    .position(|(each, _)| *each == records)
                    .unwrap_or(0);
                let count = REGISTERS.len();
                let next = if forwards { at + 1 } else { at + count - 1 } % count;
                Page::Register(REGISTERS.get(next).map_or(records, |(each, _)| *each))
            }
            _ => return false,
        };
        *self = Self::new(page, self.today);
        true
    }

    /// The heading of the page.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        match self.page {
            Page::Journal => words::PAGE_JOURNAL.get(lang).to_owned(),
            Page::Rulings => words::PAGE_RULINGS.get(lang).to_owned(),
            Page::Calendar(_) => words::PAGE_CALENDAR.get(lang).to_owned(),
            Page::Register(records) => {
                let name = REGISTERS
                    .iter()
                    .find(|(each, _)| *each == records)
                    .map_or("", |(_, name)| name.get(lang));
                format!("{} {name}", words::PAGE_REGISTERS.get(lang))
            }
            Page::Measures => words::PAGE_MEASURES.get(lang).to_owned(),
        }
    }

    /// Draws it.
    pub fn render(&mut self, frame: &mut Frame, area: Rect, theme: &Theme, lang: Lang) {
        let buffer = frame.buffer_mut();
        let heading = Line::from(vec![
            Span::raw(" "),
            data(&self.title(lang), theme.palette.title),
            data(&format!("  {}", self.note), theme.palette.muted),
        ]);
        draw::put(buffer, area, 0, &heading);
        let count = Line::styled(format!("{} ", self.rows.len()), theme.palette.muted);
        draw::put_right(buffer, area, 0, &count);
        let widths = self.widths(usize::from(area.width.saturating_sub(2)));
        let head = self.columns.iter().zip(&widths).map(|((title, _), cells)| {
            draw::cell(title.get(lang), *cells, theme.palette.muted, theme)
        });
        let line = std::iter::once(Span::raw("  "))
            .chain(head)
            .collect::<Line>();
        draw::put(buffer, area, 1, &line);
        let height = usize::from(area.height.saturating_sub(2));
        self.top = super::queue::turned(self.top, self.selected, height);
        if self.rows.is_empty() {
            let empty = if !self.loaded {
                words::LOADING
            } else if matches!(self.page, Page::Calendar(_)) {
                words::CALENDAR_EMPTY
            } else {
                words::EMPTY_SHEET
            };
            let cells = usize::from(area.width.saturating_sub(6));
            let lines = draw::wrapped(empty.get(lang), cells, 0, theme.palette.muted);
            for (row, line) in (3..).zip(lines) {
                let inner = Rect {
                    x: area.x + 3.min(area.width),
                    width: area.width.saturating_sub(3),
                    ..area
                };
                draw::put(buffer, inner, row, &line);
            }
        }
        let visible = self.rows.iter().enumerate().skip(self.top).take(height);
        self.spots
            .rows(draw::below(area, 2), self.top, visible.len());
        for (number, (at, row)) in (2..).zip(visible) {
            let mark = if at == self.selected {
                theme.glyphs.selected
            } else {
                " "
            };
            let style = match row.style {
                RowStyle::Plain => Style::new(),
                RowStyle::Muted => theme.palette.muted,
                RowStyle::Notable => theme.palette.accent,
            };
            let cells = row.cells.iter().zip(&widths).flat_map(|(content, cells)| {
                let inner = draw::cell(content, cells.saturating_sub(1), style, theme);
                [inner, Span::raw(" ")]
            });
            let lead = Span::styled(format!("{mark} "), theme.palette.mark);
            let line = std::iter::once(lead).chain(cells).collect::<Line>();
            draw::put(buffer, area, number, &line);
        }
    }

    /// The last column takes what the others leave.
    fn widths(&self, room: usize) -> Vec<usize> {
        let mut left = room;
        let last = self.columns.len().saturating_sub(1);
        self.columns
            .iter()
            .enumerate()
            .map(|(at, (_, wanted))| {
                let cells = if at == last {
                    left
                } else {
                    (*wanted).min(left)
                };
                left -= cells;
                cells
            })
            .collect()
    }

    fn journal(&mut self, entries: &[Happening], lang: Lang) {
        self.columns = vec![
            (words::COLUMN_SEQ, 8),
            (words::COLUMN_TIME, 17),
            (words::COLUMN_MATTER, 19),
            (words::COLUMN_WHO, 10),
            (words::COLUMN_WHAT, 20),
        ];
        self.rows = entries
            .iter()
            .map(|happening| {
                let entry = &happening.entry;
                let matter = entry
                    .event
                    .matter()
                    .map(|id| domain::matter_id(lang, id))
                    .unwrap_or_default();
                SheetRow {
                    id: entry.seq.to_string(),
                    cells: vec![
                        entry.seq.to_string(),
                        date::moment(lang, entry.time),
                        matter,
                        who(happening, lang).to_owned(),
                        event::happened(lang, &entry.event),
                    ],
                    style: RowStyle::Plain,
                    behind: entry::text(happening, lang),
                    fields: BTreeMap::new(),
                    signs: None,
                }
            })
            .collect();
    }

    fn rulings(&mut self, rulings: &[Ruling], lang: Lang) {
        self.columns = vec![
            (words::COLUMN_RULING, 8),
            (words::COLUMN_STATE, 16),
            (words::COLUMN_QUESTION, 30),
        ];
        let book = RulingBook::new(rulings.to_vec());
        let today = self.today;
        self.rows = RulingId::all()
            .map(|id| {
                let numbered = (1u32..).zip(rulings).filter(|(_, ruling)| ruling.id == id);
                let waiting = numbered
                    .clone()
                    .filter(|(_, ruling)| ruling.signed_by.is_none())
                    .map(|(number, _)| number)
                    .last();
                let signed = numbered
                    .clone()
                    .filter(|(_, ruling)| ruling.signed_by.is_some())
                    .map(|(_, ruling)| ruling.effective)
                    .max();
                let (state, style) = match (waiting, signed) {
                    (Some(number), _) => (
                        words::RULING_WAITING.fill(lang, &[&number]),
                        RowStyle::Notable,
                    ),
                    (None, Some(day)) => {
                        (words::RULING_SIGNED.fill(lang, &[&day]), RowStyle::Plain)
                    }
                    (None, None) => (words::RULING_DEFAULT.get(lang).to_owned(), RowStyle::Plain),
                };
                let question =
                    ruling_words::question(id.number()).map_or("", |question| question.get(lang));
                SheetRow {
                    id: id.to_string(),
                    cells: vec![id.to_string(), state, question.to_owned()],
                    style,
                    behind: ruling_text(id, &book, numbered.collect(), today, lang),
                    fields: BTreeMap::new(),
                    signs: waiting,
                }
            })
            .collect();
    }

    fn calendar(
        &mut self,
        edition: u32,
        notice: Option<&crate::domain::law::calendar::CalendarYear>,
        lang: Lang,
    ) {
        let Page::Calendar(year) = self.page else {
            return;
        };
        let state = if notice.is_some() {
            words::CALENDAR_FORMAL
        } else {
            words::CALENDAR_UNPUBLISHED
        };
        let parts: [&dyn std::fmt::Display; 3] = [&year, &edition, &state.get(lang)];
        self.note = words::CALENDAR_YEAR.fill(lang, &parts);
        self.columns = vec![
            (words::COLUMN_DATE, 22),
            (words::COLUMN_DAY, 20),
            (words::COLUMN_NAME, 20),
        ];
        let days = notice
            .map(|notice| notice.days.as_slice())
            .unwrap_or_default();
        if self.rows.is_empty() {
            // It opens at the next day that matters.
            let next = days.iter().position(|day| day.date >= self.today);
            self.selected = next.unwrap_or(0);
        }
        self.rows = days
            .iter()
            .map(|day| {
                let kind = if day.off {
                    words::DAY_OFF
                } else {
                    words::DAY_MAKE_UP
                };
                SheetRow {
                    id: day.date.to_string(),
                    cells: vec![
                        date::date_long(lang, day.date),
                        kind.get(lang).to_owned(),
                        crate::locale::day::holiday(lang, &day.name),
                    ],
                    style: if day.off {
                        RowStyle::Plain
                    } else {
                        RowStyle::Notable
                    },
                    behind: notice
                        .map(|notice| notice.papers.clone())
                        .unwrap_or_default(),
                    fields: BTreeMap::new(),
                    signs: None,
                }
            })
            .collect();
    }

    fn measures(&mut self, articles: &std::collections::BTreeMap<u8, String>, lang: Lang) {
        self.columns = vec![(words::COLUMN_ARTICLE, 10), (words::COLUMN_SUMMARY, 60)];
        if articles.is_empty() {
            words::MEASURES_NOT_LOADED
                .get(lang)
                .clone_into(&mut self.note);
        }
        self.rows = (1..=ARTICLE_COUNT)
            .map(|number| {
                let summary = article::summary(number)
                    .map_or("", |summary| summary.get(lang))
                    .to_owned();
                let mut behind = vec![
                    format!("[{}]", words::MEASURES_SUMMARY.get(lang)),
                    summary.clone(),
                    String::new(),
                ];
                match articles.get(&number) {
                    Some(official) => {
                        behind.push(format!("[{}]", words::MEASURES_OFFICIAL.get(lang)));
                        behind.push(official.clone());
                    }
                    None => behind.push(words::MEASURES_NOT_LOADED.get(lang).to_owned()),
                }
                SheetRow {
                    id: number.to_string(),
                    cells: vec![article::cite(lang, number, None), summary],
                    style: RowStyle::Plain,
                    behind,
                    fields: BTreeMap::new(),
                    signs: None,
                }
            })
            .collect();
    }

    fn records(&mut self, lang: Lang) {
        let Page::Register(kind) = self.page else {
            return;
        };
        self.columns = columns(kind);
        self.rows = self
            .records
            .iter()
            .filter_map(|record| record_row(record, &self.names, lang, self.today))
            .collect();
    }
}

impl Pointed for Sheet {
    fn row_at(&self, place: Position) -> Option<usize> {
        self.spots.at(place).filter(|row| *row < self.rows.len())
    }

    fn marked_row(&self) -> usize {
        self.selected
    }

    fn select(&mut self, row: usize) {
        self.selected = row;
    }

    fn wheel(&mut self, turn: Turn) {
        (self.top, self.selected) =
            self.spots
                .turned((self.top, self.selected), self.rows.len(), turn);
    }
}
