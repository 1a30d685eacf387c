//! Drawing a detail: in full for the pane, the page and the boxes, and in the few lines under a list. What is told is
//! declared in [`crate::detail`]; here is only how it looks.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::detail::{Block, Depth, Detail, Due, Field, Happened, Link, Note, Section, Table, Tone};
use crate::domain::law::sight::HIDDEN;
use crate::locale::{Lang, console as words, sight};

use super::draw::{self, data};
use super::layer::rewrap;
use super::text;
use super::theme::Theme;

mod gauge;
mod table;

pub use crate::detail::who;

/// Between what stands on one row.
const GAP: &str = "  ";
/// Under what it belongs to.
const INDENT: usize = 2;
/// The rows of the facts under a list; the duties have the others.
const FACTS: usize = 2;

/// Draws details, in so many cells.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    /// The look.
    pub theme: &'a Theme,
    /// The language.
    pub lang: Lang,
    /// How wide.
    pub cells: usize,
}

impl Pen<'_> {
    /// Everything, section by section.
    #[must_use]
    pub fn lines(&self, detail: &Detail) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for section in &detail.sections {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(self.section(section));
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

    fn section(&self, section: &Section) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        if !section.title.is_empty() {
            let title = Span::styled(section.title, self.theme.palette.title);
            let note = data(&section.note, self.theme.palette.muted);
            lines.extend(self.flowing(Span::default(), vec![title, note]));
        }
        lines.extend(section.blocks.iter().flat_map(|block| self.block(block)));
        lines
    }

    /// One block.
    #[must_use]
    pub fn block(&self, block: &Block) -> Vec<Line<'static>> {
        match block {
            Block::Fields(fields) => self.fields(fields),
            Block::Duties(duties) => self.duties(duties),
            Block::Lines(table) => self.table(table),
            Block::Timeline(happened) => self.timeline(happened),
            Block::Links(links) => links.iter().flat_map(|link| self.link(link)).collect(),
            Block::Gauges(gauges) => self.gauges(gauges),
            Block::Text(text) => {
                let lines = text.lines();
                let each =
                    lines.flat_map(|line| draw::wrapped(line, self.cells, INDENT, Style::new()));
                each.collect()
            }
        }
    }

    /// The few lines under a list: what it is, what is owed on it, and of its facts as much as there is room for.
    #[must_use]
    pub fn glance(&self, detail: &Detail, rows: usize) -> Vec<Line<'static>> {
        let detail = detail.at(Depth::Block);
        let blocks = || detail.sections.iter().flat_map(|section| &section.blocks);
        let facts = self.facts(blocks());
        let name = data(&detail.name, self.theme.palette.title);
        let about = data(&detail.about, Style::new());
        let mut lines = vec![Line::from(vec![name, Span::raw(GAP), about])];
        for block in blocks() {
            match block {
                Block::Duties(duties) => {
                    // One line each, whatever is cut: its end is told in the detail.
                    let endless = Self {
                        cells: usize::MAX,
                        ..*self
                    };
                    lines.extend(endless.duties(duties));
                }
                Block::Gauges(gauges) => {
                    lines.extend(self.gauges(gauges));
                    // How many there is no room for stands beside the name.
                    let beyond = lines.len().saturating_sub(rows);
                    if let Some(first) = lines.first_mut().filter(|_| beyond > 0) {
                        let count = format!("{GAP}+{beyond}");
                        first.push_span(Span::styled(count, self.theme.palette.muted));
                    }
                }
                Block::Fields(_)
                | Block::Lines(_)
                | Block::Timeline(_)
                | Block::Links(_)
                | Block::Text(_) => {}
            }
        }
        lines.truncate(rows.saturating_sub(facts.len().min(FACTS)));
        lines.extend(facts);
        lines.truncate(rows);
        self.worded(lines)
    }

    /// Facts side by side: what warns first, then what needs no label, what was asked for, and the rest.
    fn facts<'d>(&self, blocks: impl Iterator<Item = &'d Block>) -> Vec<Line<'static>> {
        let (mut warns, mut bare, mut asked, mut rest) = (vec![], vec![], vec![], vec![]);
        for block in blocks {
            match block {
                Block::Fields(fields) => {
                    for field in fields {
                        let said = field.value.told(self.lang);
                        let said = said.lines().next().unwrap_or_default();
                        let text = if field.bare {
                            said.to_owned()
                        } else {
                            format!("{} {said}", field.label)
                        };
                        let most = self.cells * 2 / 3;
                        let text = text::truncate_with(&text, most, self.theme.glyphs.ellipsis);
                        let place = match field.tone {
                            Tone::Warns | Tone::Late => &mut warns,
                            Tone::Plain | Tone::Strong if field.bare => &mut bare,
                            Tone::Plain | Tone::Strong => &mut rest,
                        };
                        place.push(self.said(&text, field.tone));
                    }
                }
                Block::Lines(table) => asked.extend(first_line(table, self.lang)),
                Block::Duties(_)
                | Block::Timeline(_)
                | Block::Links(_)
                | Block::Gauges(_)
                | Block::Text(_) => {}
            }
        }
        let pieces = warns.into_iter().chain(bare).chain(asked).chain(rest);
        let dot = format!(" {} ", self.theme.glyphs.separator);
        let mut lines: Vec<Line> = Vec::new();
        for piece in pieces {
            match lines.last_mut() {
                Some(last) if last.width() + dot.len() + piece.width() <= self.cells => {
                    last.push_span(Span::raw(dot.clone()));
                    last.push_span(piece);
                }
                _ => lines.push(Line::from(piece)),
            }
        }
        lines
    }

    /// How a tone looks; what its colour says a mark says too.
    fn look(&self, tone: Tone) -> (Style, &'static str) {
        let palette = &self.theme.palette;
        match tone {
            Tone::Plain => (Style::new(), ""),
            Tone::Strong => (palette.accent, ""),
            Tone::Warns => (palette.today, self.theme.glyphs.alert),
            Tone::Late => (palette.late, self.theme.glyphs.alert),
        }
    }

    /// A value with its mark.
    fn said(&self, said: &str, tone: Tone) -> Span<'static> {
        let (style, mark) = self.look(tone);
        data(format!("{mark} {said}").trim_start(), style)
    }

    /// Labels in a column and the values beside them; a label too long for it stands above its value.
    fn fields(&self, fields: &[Field]) -> Vec<Line<'static>> {
        let most = (self.cells / 4).clamp(6, 20);
        let widths = fields.iter().map(|field| text::width(field.label));
        let column = widths.filter(|width| *width <= most).max().unwrap_or(0);
        let margin = if column > 0 { column + GAP.len() } else { 0 };
        let room = self.cells.saturating_sub(margin).max(8);
        let mut lines = Vec::new();
        for field in fields {
            let said = field.value.told(self.lang);
            let (style, mark) = self.look(field.tone);
            let said = format!("{mark} {said}");
            let mut rows = draw::wrapped(said.trim_start(), room, 0, style).into_iter();
            let label = |text: &str| Span::styled(text.to_owned(), self.theme.palette.muted);
            if text::width(field.label) > column {
                lines.push(Line::from(label(field.label)));
            } else if let Some(first) = rows.next() {
                let label = label(&text::pad_right(field.label, margin));
                let spans = std::iter::once(label).chain(first.spans);
                lines.push(spans.collect());
            }
            lines.extend(rows.map(|row| {
                let margin = Span::raw(" ".repeat(margin));
                std::iter::once(margin).chain(row.spans).collect()
            }));
        }
        lines
    }

    fn lead(&self, due: &Due) -> Span<'static> {
        if due.ended.is_some() {
            Span::raw(GAP)
        } else {
            Span::styled(
                format!("{} ", self.theme.glyphs.bullet),
                self.theme.palette.mark,
            )
        }
    }

    /// Duties in columns, what is to be said of each under it.
    fn duties(&self, duties: &[Due]) -> Vec<Line<'static>> {
        let rows = duties.iter().map(|due| (self.lead(due), self.pieces(due)));
        let rows = self.aligned(rows.collect());
        let each = duties.iter().zip(rows).flat_map(|(due, mut lines)| {
            let nobody = due.nobody.as_ref().map(|why| Note {
                tone: Tone::Late,
                ..Note::new(why)
            });
            let under: Vec<Note> = nobody.into_iter().chain(due.under.clone()).collect();
            lines.extend(self.notes(&under));
            lines
        });
        each.collect()
    }

    /// What must be done; how long that is, or how it ended; by when, on what basis, who.
    fn pieces(&self, due: &Due) -> Vec<Span<'static>> {
        let palette = &self.theme.palette;
        let (style, mark) = self.look(due.tone);
        let muted = if due.ended.is_some() {
            palette.muted
        } else {
            style
        };
        let left = due.left.as_ref().map(|left| format!("{left} {mark}"));
        let left = left.map(|left| data(left.trim_end(), style));
        let ended = due.ended.as_ref().map(|ended| data(ended, palette.muted));
        let basis = if due.is_statutory {
            due.basis.clone()
        } else {
            format!("{} {}", due.basis, due.nature)
        };
        vec![
            data(&due.what, Style::new()),
            left.or(ended).unwrap_or_default(),
            data(&due.due, muted),
            data(&basis, palette.muted),
            data(&due.who, Style::new()),
        ]
    }

    fn notes(&self, notes: &[Note]) -> Vec<Line<'static>> {
        let lines: Vec<_> = notes.iter().map(|note| self.hanging(note)).collect();
        rewrap(&lines, self.cells)
    }

    fn hanging(&self, note: &Note) -> Line<'static> {
        let span = match note.tone {
            Tone::Plain => data(&note.text, self.theme.palette.muted),
            tone => self.said(&note.text, tone),
        };
        Line::from(vec![Span::raw(" ".repeat(2 * INDENT)), span])
    }

    /// Where each stands in the journal, when, who, what. Whose office that was is said where there is room for it.
    fn timeline(&self, happened: &[Happened]) -> Vec<Line<'static>> {
        let whole = |one: &Happened| one.by(self.theme.glyphs.separator);
        let widest = happened.iter().map(|one| text::width(&whole(one))).max();
        let is_wide = widest.unwrap_or(0) <= self.cells / 3;
        let muted = self.theme.palette.muted;
        let rows = happened.iter().map(|one| {
            let who = if is_wide { whole(one) } else { one.who.clone() };
            let cells = vec![
                data(&one.entry, muted),
                data(&one.when, muted),
                data(&who, muted),
                data(&one.what, Style::new()),
            ];
            (Span::default(), cells)
        });
        self.aligned(rows.collect()).concat()
    }

    fn link(&self, link: &Link) -> Vec<Line<'static>> {
        let key = data(&link.key, self.theme.palette.accent);
        let row = joined(Span::raw(""), vec![key, data(&link.what, Style::new())]);
        let mut lines = rewrap(&[row], self.cells);
        lines.extend(self.notes(&link.under));
        lines
    }

    /// Pieces one after the other, each whole where a row has room for it.
    fn flowing(&self, lead: Span<'static>, pieces: Vec<Span<'static>>) -> Vec<Line<'static>> {
        let margin = || Span::raw(" ".repeat(INDENT));
        let mut lines: Vec<Line> = Vec::new();
        let mut row = Line::from(lead);
        let mut is_begun = false;
        for piece in pieces.into_iter().filter(|piece| !piece.content.is_empty()) {
            let gap = if is_begun { GAP.len() } else { 0 };
            if is_begun && row.width() + gap + piece.width() > self.cells {
                lines.push(std::mem::replace(&mut row, Line::from(margin())));
            } else if is_begun {
                row.push_span(Span::raw(GAP));
            }
            row.push_span(piece);
            is_begun = true;
        }
        if is_begun {
            lines.push(row);
        }
        rewrap(&lines, self.cells)
    }
}

/// Pieces on one row.
fn joined(lead: Span<'static>, pieces: Vec<Span<'static>>) -> Line<'static> {
    let mut spans = vec![lead];
    for (number, piece) in pieces.into_iter().enumerate() {
        if number > 0 {
            spans.push(Span::raw(GAP));
        }
        spans.push(piece);
    }
    Line::from(spans)
}

/// The first line of a table in short, and how many more there are: `云主机 4核16G × 8，另1行`.
fn first_line(table: &Table, lang: Lang) -> Option<Span<'static>> {
    let first = table.rows.first()?;
    let numbers = || table.columns.iter().zip(&first.cells).skip(1);
    let text = numbers().find(|(column, _)| !column.is_number);
    let (_, name) = text?;
    let mut set = numbers().filter(|(column, cell)| column.is_number && !cell.is_empty());
    let set = set.next_back().map_or("", |(_, cell)| cell);
    let more = match table.rows.len() {
        0 | 1 => String::new(),
        count => words::MORE_LINES.fill(lang, &[&(count - 1)]),
    };
    Some(data(&format!("{name} × {set}{more}"), Style::new()))
}
