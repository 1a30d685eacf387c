//! A table's rows as applications: rows of one group are the lines of one application.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::field::{Field, Fields};
use crate::domain::law::fill::{self, FillWhat};
use crate::domain::law::text::{LINE, PARAGRAPH};
use crate::domain::r#use::line::{LINES_LIMIT, LineRequest, QUANTITY_LIMIT};
use crate::feed::table::{Cell, MAX_PROBLEMS, Place, Row, Table};
use crate::hub::request::ACTS_LIMIT;
use crate::locale::cli::import as words;
use crate::locale::verb::labels;
use crate::locale::{Lang, T, domain};

use super::Submit;

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
            Self::NonClassified => domain::YES.get(lang),
        }
    }

    /// The only values, where there are only some.
    pub(super) fn choices(self, lang: Lang) -> Vec<String> {
        match self {
            Self::NonClassified => [domain::YES, domain::NO]
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

    /// The field that it fills in, of an application or of one of its lines; the group fills in none.
    fn field(self) -> Option<&'static Field> {
        let (fields, name) = match self {
            Self::Group => return None,
            Self::Title => (Submit::FIELDS, "title"),
            Self::System => (Submit::FIELDS, "system"),
            Self::Pool => (Submit::FIELDS, "pool"),
            Self::Contact => (Submit::FIELDS, "contact_name"),
            Self::Telephone => (Submit::FIELDS, "contact_telephone"),
            Self::NonClassified => (Submit::FIELDS, "non_classified"),
            Self::Item => (LineRequest::FIELDS, "item"),
            Self::Quantity => (LineRequest::FIELDS, "quantity"),
            Self::Purpose => (LineRequest::FIELDS, "purpose"),
            Self::Ground => (LineRequest::FIELDS, "ground"),
            Self::Nearest => (LineRequest::FIELDS, "nearest"),
        };
        fields.iter().find(|field| field.name == name)
    }

    /// Whether a table without it cannot be read.
    fn is_required(self) -> bool {
        self.field().is_some_and(|field| field.required)
    }

    /// The longest text in it, in characters.
    fn limit(self) -> usize {
        match self {
            Self::Ground => PARAGRAPH,
            _ => LINE,
        }
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
    pub(super) submit: Submit,
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
        let submit = Submit {
            title: self.text(first, Column::Title),
            system: SystemCode::new(self.text(first, Column::System)),
            pool: PoolCode::new(self.text(first, Column::Pool)),
            contact_name: self.text(first, Column::Contact),
            contact_telephone: self.text(first, Column::Telephone),
            non_classified: self.read(first, Column::NonClassified) == Some(json!(true)),
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
            item: self.text(row, Column::Item),
            quantity: self.quantity(row),
            purpose: self.text(row, Column::Purpose),
            ground: self.text(row, Column::Ground),
            nearest: self.text(row, Column::Nearest),
        }
    }

    /// What a cell says, read as the field that its column fills in is read anywhere. What is wrong is told.
    fn read(&mut self, row: &'t Row, column: Column) -> Option<Value> {
        let field = column.field()?;
        let text = self.cell(row, column).as_text();
        let read = fill::read(field, &[&text], &labels(super::SUBMIT));
        let said = match read {
            Ok(Some(value)) => return Some(value),
            Ok(None) if field.required => words::EMPTY.get(self.lang).to_owned(),
            Ok(None) => return None,
            Err(what) => {
                let shown = crate::console::text::sanitize(&text);
                let shown = crate::console::text::truncate(&shown, 40).into_owned();
                let message = match what {
                    FillWhat::NotFlag => words::NOT_YES_OR_NO,
                    _ => words::NOT_A_QUANTITY,
                };
                message.fill(self.lang, &[&shown])
            }
        };
        self.problem(row, column, said);
        None
    }

    fn text(&mut self, row: &'t Row, column: Column) -> String {
        let Some(Value::String(text)) = self.read(row, column) else {
            return String::new();
        };
        let limit = column.limit();
        if text.chars().nth(limit).is_some() {
            self.problem(row, column, words::TOO_LONG.fill(self.lang, &[&limit]));
        }
        text
    }

    fn quantity(&mut self, row: &'t Row) -> u32 {
        let Some(number) = self
            .read(row, Column::Quantity)
            .and_then(|value| value.as_u64())
        else {
            return 0;
        };
        match u32::try_from(number) {
            Ok(number) if (1..=QUANTITY_LIMIT).contains(&number) => number,
            _ => {
                let said = words::QUANTITY_BOUNDS.fill(self.lang, &[&number, &QUANTITY_LIMIT]);
                self.problem(row, Column::Quantity, said);
                0
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;
