//! The table of applications: rows of one group are the lines of one application.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::domain::kinds::KindReason;
use crate::domain::law::act::{Opening, Verb};
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::command::Command;
use crate::domain::law::field::{Field, Fields};
use crate::domain::law::fill::{self, FillWhat};
use crate::domain::law::refusal::Reason;
use crate::domain::law::text::{LINE, PARAGRAPH};
use crate::domain::record::RecordKind;
use crate::domain::r#use::application::{self, Submit};
use crate::domain::r#use::line::{LINES_LIMIT, LineRequest, QUANTITY_LIMIT};
use crate::feed::table::{Cell, Place, Row, Table};
use crate::feed::template::TemplateColumn;
use crate::hub::request::INTAKE_ACTS;
use crate::locale::cli::import as words;
use crate::locale::verb::labels;
use crate::locale::{Lang, T, domain};

use super::reading::{Found, Head, Reading};

/// What every application of the table is submitted by.
pub(super) const SUBMIT: Verb = Verb::Application(application::Verb::Submit);

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

    /// It as a head of a table.
    fn head(self) -> Head {
        Head {
            title: self.title(),
            also: match self {
                Self::Group => vec![words::NUMBER.0, words::NUMBER.1],
                _ => Vec::new(),
            },
            required: self.is_required(),
        }
    }

    /// Its place in the order of the template.
    fn place(self) -> usize {
        self as usize
    }
}

/// What the template has.
pub(super) fn template(lang: Lang) -> Vec<TemplateColumn> {
    Column::ALL
        .into_iter()
        .map(|column| TemplateColumn {
            title: column.title().get(lang).to_owned(),
            note: column.note().get(lang).to_owned(),
            example: column.example(lang).to_owned(),
            choices: column.choices(lang),
            width: column.width(),
        })
        .collect()
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
    labels: Vec<Option<String>>,
}

impl Sheet {
    /// One act for each application.
    pub(super) fn commands(&self) -> Vec<Command> {
        let submit = |draft: &Draft| application::Opening::Submit(draft.submit.clone());
        let open = |draft| Command::Open(Opening::Application(submit(draft)));
        self.drafts.iter().map(open).collect()
    }

    /// Where what stands against an application is.
    pub(super) fn place_of(&self, act: usize, reason: &Reason) -> Place {
        let Some(draft) = self.drafts.get(act) else {
            return Place {
                row: 0,
                column: String::new(),
            };
        };
        let (line, column) = cell_of(draft, reason);
        self.place(draft, line, column)
    }

    /// Where a line's cell of a column is.
    pub(super) fn place(&self, draft: &Draft, line: usize, column: Column) -> Place {
        let row = draft.rows.get(line).or(draft.rows.first());
        Place {
            row: row.copied().unwrap_or(0),
            column: self
                .labels
                .get(column.place())
                .cloned()
                .flatten()
                .unwrap_or_default(),
        }
    }
}

/// Understands a table.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(lang: Lang, table: &Table) -> Result<Sheet, Found> {
    let heads = Column::ALL.map(Column::head);
    let mut reading = Applications(Reading::begin(lang, table, &heads)?);
    let drafts = reading.drafts();
    let mut reading = reading.0;
    if drafts.len() > INTAKE_ACTS {
        let said = words::TOO_MANY.fill(lang, &[&drafts.len(), &INTAKE_ACTS]);
        reading.found.add(None, said);
    }
    if !reading.found.is_empty() {
        return Err(reading.found);
    }
    Ok(Sheet {
        drafts,
        labels: reading.labels(),
    })
}

/// The reading of a table of applications.
struct Applications<'t>(Reading<'t>);

impl<'t> Applications<'t> {
    fn cell(&self, row: &'t Row, column: Column) -> &'t Cell {
        self.0.cell(row, column.place())
    }

    fn problem(&mut self, row: &Row, column: Column, said: String) {
        self.0.problem(row, column.place(), said);
    }

    /// The applications, in the order of their first rows.
    fn drafts(&mut self) -> Vec<Draft> {
        let mut groups: Vec<Vec<&Row>> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for row in &self.0.table.rows {
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
            let said = words::TOO_MANY_LINES.fill(self.0.lang, &[&LINES_LIMIT]);
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
                let said = words::DIFFERS.fill(self.0.lang, &[&first.number]);
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
        let read = fill::read(field, &[&text], &labels(SUBMIT));
        let said = match read {
            Ok(Some(value)) => return Some(value),
            Ok(None) if field.required => words::EMPTY.get(self.0.lang).to_owned(),
            Ok(None) => return None,
            Err(what) => {
                let shown = crate::console::text::sanitize(&text);
                let shown = crate::console::text::truncate(&shown, 40).into_owned();
                let message = match what {
                    FillWhat::NotFlag => words::NOT_YES_OR_NO,
                    _ => words::NOT_A_QUANTITY,
                };
                message.fill(self.0.lang, &[&shown])
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
            self.problem(row, column, words::TOO_LONG.fill(self.0.lang, &[&limit]));
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
                let said = words::QUANTITY_BOUNDS.fill(self.0.lang, &[&number, &QUANTITY_LIMIT]);
                self.problem(row, Column::Quantity, said);
                0
            }
        }
    }
}

/// The line from 0 and the column that a reason is about.
fn cell_of(draft: &Draft, reason: &Reason) -> (usize, Column) {
    let line = |number: u32| usize::try_from(number).map_or(0, |number| number.saturating_sub(1));
    let with = |found: &dyn Fn(&LineRequest) -> bool| {
        draft.submit.lines.iter().position(found).unwrap_or(0)
    };
    match reason {
        Reason::QuantityZero(number) | Reason::QuantityAbove { line: number, .. } => {
            (line(*number), Column::Quantity)
        }
        Reason::NoGround(number) => (line(*number), Column::Ground),
        Reason::NoNearestItem(number) => (line(*number), Column::Nearest),
        Reason::Unknown(RecordKind::Item, code) => {
            let nearest = draft
                .submit
                .lines
                .iter()
                .position(|line| line.nearest == *code);
            match nearest {
                Some(at) => (at, Column::Nearest),
                None => (with(&|line| line.item.trim() == code), Column::Item),
            }
        }
        Reason::Unknown(RecordKind::System, _)
        | Reason::Kind(KindReason::Application(
            application::Reason::GroundNeeded(_) | application::Reason::OutsideRefused(_),
        )) => (0, Column::System),
        Reason::Unknown(RecordKind::Pool, _) | Reason::NoContract => (0, Column::Pool),
        Reason::NotDeclared => (0, Column::NonClassified),
        Reason::Missing(field) | Reason::TooLong(field, _) | Reason::BadCharacters(field) => {
            let hidden = |text: &str| text.contains(crate::console::text::is_unsafe);
            match field.as_str() {
                "system" => (0, Column::System),
                "pool" => (0, Column::Pool),
                "contact_name" => (0, Column::Contact),
                "contact_telephone" => (0, Column::Telephone),
                "item" => (with(&|line| hidden(&line.item)), Column::Item),
                "purpose" => (with(&|line| hidden(&line.purpose)), Column::Purpose),
                "ground" => (with(&|line| hidden(&line.ground)), Column::Ground),
                "nearest" => (with(&|line| hidden(&line.nearest)), Column::Nearest),
                _ => (0, Column::Title),
            }
        }
        _ => (0, Column::Title),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;
