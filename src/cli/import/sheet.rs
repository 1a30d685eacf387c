//! A table's rows as applications: rows of one group are the lines of one application.

use std::collections::HashMap;

use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::fill::read_flag;
use crate::domain::law::text::{LINE, PARAGRAPH};
use crate::domain::r#use::line::{LINES_LIMIT, LineRequest, QUANTITY_LIMIT};
use crate::feed::table::{Cell, CellProblem, MAX_PROBLEMS, Place, Row, Table};
use crate::hub::request::ACTS_LIMIT;
use crate::locale::cli::import as words;
use crate::locale::{Lang, T};

/// The columns of a table of applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Group,
    Title,
    System,
    Pool,
    Item,
    Quantity,
    Purpose,
    Ground,
    Nearest,
    Contact,
    Telephone,
    NonClassified,
}

impl Column {
    /// In the order of the template.
    pub(super) const ALL: [Self; 12] = [
        Self::Group,
        Self::Title,
        Self::System,
        Self::Pool,
        Self::Item,
        Self::Quantity,
        Self::Purpose,
        Self::Ground,
        Self::Nearest,
        Self::Contact,
        Self::Telephone,
        Self::NonClassified,
    ];

    /// What heads it.
    pub(super) fn title(self) -> T {
        match self {
            Self::Group => words::GROUP,
            Self::Title => words::TITLE,
            Self::System => words::SYSTEM,
            Self::Pool => words::POOL,
            Self::Item => words::ITEM,
            Self::Quantity => words::QUANTITY,
            Self::Purpose => words::PURPOSE,
            Self::Ground => words::GROUND,
            Self::Nearest => words::NEAREST,
            Self::Contact => words::CONTACT,
            Self::Telephone => words::TELEPHONE,
            Self::NonClassified => words::NON_CLASSIFIED,
        }
    }

    /// What belongs there.
    pub(super) fn note(self) -> T {
        match self {
            Self::Group => words::GROUP_NOTE,
            Self::Title => words::TITLE_NOTE,
            Self::System => words::SYSTEM_NOTE,
            Self::Pool => words::POOL_NOTE,
            Self::Item => words::ITEM_NOTE,
            Self::Quantity => words::QUANTITY_NOTE,
            Self::Purpose => words::PURPOSE_NOTE,
            Self::Ground => words::GROUND_NOTE,
            Self::Nearest => words::NEAREST_NOTE,
            Self::Contact => words::CONTACT_NOTE,
            Self::Telephone => words::TELEPHONE_NOTE,
            Self::NonClassified => words::NON_CLASSIFIED_NOTE,
        }
    }

    /// A value that would do.
    pub(super) fn example(self, lang: Lang) -> &'static str {
        match self {
            Self::Group => "1",
            Self::Title => words::TITLE_EXAMPLE.get(lang),
            Self::System => "edu-exam",
            Self::Pool => "pool-a",
            Self::Item => "ecs-4c16g",
            Self::Quantity => "8",
            Self::Purpose => words::PURPOSE_EXAMPLE.get(lang),
            Self::Ground | Self::Nearest => "",
            Self::Contact => words::CONTACT_EXAMPLE.get(lang),
            Self::Telephone => "0737-0000000",
            Self::NonClassified => words::YES.get(lang),
        }
    }

    /// The only values, where there are only some.
    pub(super) fn choices(self, lang: Lang) -> Vec<String> {
        match self {
            Self::NonClassified => [words::YES, words::NO]
                .map(|word| word.get(lang).to_owned())
                .into(),
            _ => Vec::new(),
        }
    }

    /// How wide it is shown.
    pub(super) fn width(self) -> u16 {
        match self {
            Self::Group | Self::Quantity => 8,
            Self::Title | Self::Purpose | Self::Ground => 30,
            _ => 18,
        }
    }

    /// Whether a table without it cannot be read.
    fn is_required(self) -> bool {
        !matches!(self, Self::Group | Self::Ground | Self::Nearest)
    }

    /// Whether it says something of the application rather than of one line.
    fn is_shared(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::System
                | Self::Pool
                | Self::Contact
                | Self::Telephone
                | Self::NonClassified
        )
    }

    /// The column that a title means, in either language; `non_classified` as JSON writes it too.
    fn titled(title: &str) -> Option<Self> {
        let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ");
        let wanted = plain(title.trim().trim_end_matches(['*', '＊']).trim());
        let has = |name: T| plain(name.0) == wanted || plain(name.1) == wanted;
        if has(words::NUMBER) {
            return Some(Self::Group);
        }
        Self::ALL.into_iter().find(|column| has(column.title()))
    }
}

/// An application as the table has it.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) submit: super::Submit,
    /// The row of each line, as the table numbers it.
    rows: Vec<u32>,
}

/// A table understood.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) drafts: Vec<Draft>,
    labels: HashMap<Column, String>,
}

impl Sheet {
    /// Where a line's cell of a column is.
    pub(super) fn place(&self, draft: &Draft, line: usize, column: Column) -> Place {
        let row = draft.rows.get(line).or(draft.rows.first());
        Place {
            row: row.copied().unwrap_or(0),
            column: self.labels.get(&column).cloned().unwrap_or_default(),
        }
    }
}

/// What is wrong, with its place where it has one.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) listed: Vec<(Option<Place>, String)>,
    pub(super) more: u64,
}

impl Found {
    pub(super) fn add(&mut self, place: Option<Place>, said: String) {
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push((place, said));
        } else {
            self.more += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

/// Understands a table.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(lang: Lang, table: &Table) -> Result<Sheet, Found> {
    let mut reading = Reading {
        lang,
        table,
        columns: HashMap::new(),
        found: Found::default(),
    };
    reading.titles();
    if !reading.found.is_empty() {
        return Err(reading.found);
    }
    let drafts = reading.drafts();
    if drafts.len() > ACTS_LIMIT {
        reading.found.add(
            None,
            words::TOO_MANY.fill(lang, &[&drafts.len(), &ACTS_LIMIT]),
        );
    }
    if !reading.found.is_empty() {
        return Err(reading.found);
    }
    let labels = reading
        .columns
        .iter()
        .filter_map(|(column, at)| Some((*column, table.columns.get(*at)?.label.clone())))
        .collect();
    Ok(Sheet { drafts, labels })
}

struct Reading<'t> {
    lang: Lang,
    table: &'t Table,
    columns: HashMap<Column, usize>,
    found: Found,
}

impl<'t> Reading<'t> {
    fn titles(&mut self) {
        for (at, column) in self.table.columns.iter().enumerate() {
            let title = crate::console::text::sanitize(&column.title);
            match Column::titled(&column.title) {
                None => {
                    let said = words::UNKNOWN_COLUMN.fill(self.lang, &[&column.label, &title]);
                    self.found.add(None, said);
                }
                Some(known) => {
                    if self.columns.insert(known, at).is_some() {
                        let said = words::COLUMN_TWICE.fill(self.lang, &[&column.label, &title]);
                        self.found.add(None, said);
                    }
                }
            }
        }
        for column in Column::ALL {
            if column.is_required() && !self.columns.contains_key(&column) {
                let title = column.title().get(self.lang);
                self.found
                    .add(None, words::NO_COLUMN.fill(self.lang, &[&title]));
            }
        }
    }

    fn cell(&self, row: &'t Row, column: Column) -> &'t Cell {
        static NOTHING: Cell = Cell::Empty;
        let at = self.columns.get(&column);
        at.and_then(|at| row.cells.get(*at)).unwrap_or(&NOTHING)
    }

    fn problem(&mut self, row: &Row, column: Column, said: String) {
        let at = self.columns.get(&column).copied().unwrap_or(0);
        let place = self.table.place(row, at);
        self.found.add(Some(place), said);
    }

    /// The applications, in the order of their first rows.
    fn drafts(&mut self) -> Vec<Draft> {
        let mut groups: Vec<Vec<&Row>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for row in &self.table.rows {
            let name = self.cell(row, Column::Group).as_text().into_owned();
            let known_at = known.get(&name).filter(|_| !name.is_empty()).copied();
            if let Some(group) = known_at.and_then(|at| groups.get_mut(at)) {
                group.push(row);
            } else {
                known.insert(name, groups.len());
                groups.push(vec![row]);
            }
        }
        groups.iter().filter_map(|rows| self.draft(rows)).collect()
    }

    fn draft(&mut self, rows: &[&'t Row]) -> Option<Draft> {
        let first = *rows.first()?;
        for column in Column::ALL.into_iter().filter(|column| column.is_shared()) {
            self.same_throughout(rows, column);
        }
        if let Some(beyond) = rows.get(LINES_LIMIT) {
            let said = words::TOO_MANY_LINES.fill(self.lang, &[&LINES_LIMIT]);
            self.problem(beyond, Column::Group, said);
        }
        let submit = super::Submit {
            title: self.text(first, Column::Title, LINE, true),
            system: SystemCode::new(self.text(first, Column::System, LINE, true)),
            pool: PoolCode::new(self.text(first, Column::Pool, LINE, true)),
            contact_name: self.text(first, Column::Contact, LINE, true),
            contact_telephone: self.text(first, Column::Telephone, LINE, true),
            non_classified: self.declared(first),
            lines: rows.iter().map(|row| self.line(row)).collect(),
            emergency: None,
            previous: None,
            answers: None,
        };
        Some(Draft {
            submit,
            rows: rows.iter().map(|row| row.number).collect(),
        })
    }

    /// What belongs to the whole application stands in its first row; later rows repeat it or leave it empty.
    fn same_throughout(&mut self, rows: &[&'t Row], column: Column) {
        let Some((first, later)) = rows.split_first() else {
            return;
        };
        let wanted = self.cell(first, column).as_text();
        for row in later {
            let cell = self.cell(row, column);
            if !cell.is_empty() && cell.as_text() != wanted {
                let said = words::DIFFERS.fill(self.lang, &[&first.number]);
                self.problem(row, column, said);
            }
        }
    }

    fn line(&mut self, row: &'t Row) -> LineRequest {
        LineRequest {
            item: self.text(row, Column::Item, LINE, true),
            quantity: self.quantity(row),
            purpose: self.text(row, Column::Purpose, LINE, true),
            ground: self.text(row, Column::Ground, PARAGRAPH, false),
            nearest: self.text(row, Column::Nearest, LINE, false),
        }
    }

    fn text(&mut self, row: &'t Row, column: Column, limit: usize, needed: bool) -> String {
        let text = self.cell(row, column).as_text();
        if needed && text.is_empty() {
            self.problem(row, column, words::EMPTY.get(self.lang).to_owned());
        }
        if text.chars().nth(limit).is_some() {
            self.problem(row, column, words::TOO_LONG.fill(self.lang, &[&limit]));
        }
        text.into_owned()
    }

    fn quantity(&mut self, row: &'t Row) -> u32 {
        let said = match self.cell(row, Column::Quantity).as_integer() {
            Ok(number) => match u32::try_from(number) {
                Ok(number) if (1..=QUANTITY_LIMIT).contains(&number) => return number,
                _ => words::QUANTITY_BOUNDS.fill(self.lang, &[&number, &QUANTITY_LIMIT]),
            },
            Err(CellProblem::Missing) => words::EMPTY.get(self.lang).to_owned(),
            Err(CellProblem::NotAnInteger { found } | CellProblem::NotADate { found }) => {
                words::NOT_A_QUANTITY.fill(self.lang, &[&found])
            }
        };
        self.problem(row, Column::Quantity, said);
        0
    }

    fn declared(&mut self, row: &'t Row) -> bool {
        let cell = self.cell(row, Column::NonClassified);
        if let Cell::Bool(value) = cell {
            return *value;
        }
        let text = cell.as_text();
        if let Some(value) = read_flag(&text) {
            return value;
        }
        let said = if text.is_empty() {
            words::EMPTY.get(self.lang).to_owned()
        } else {
            let shown = crate::console::text::sanitize(&text);
            let shown = crate::console::text::truncate(&shown, 40).into_owned();
            words::NOT_YES_OR_NO.fill(self.lang, &[&shown])
        };
        self.problem(row, Column::NonClassified, said);
        false
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;
