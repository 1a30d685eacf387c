//! Lines: what was asked for, in columns.

use crate::domain::law::naming::Names;
use crate::domain::r#use::line::{Line, OwnPurchase, Quantity, Subject};
use crate::locale::detail as words;
use crate::locale::matter::asked::vector;
use crate::locale::naming::{called, with_code};
use crate::locale::{Lang, T, date, event};

use super::{Block, Depth, Note, Section, notes_at};

/// Rows under headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a cell for each column.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// Whether it holds numbers, which stand at its right.
    pub is_number: bool,
    /// The least depth at which it is told.
    pub depth: Depth,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells; an empty one says nothing.
    pub cells: Vec<String>,
    /// What no column has room for.
    pub under: Vec<Note>,
}

impl Table {
    /// What is told of it at a depth.
    #[must_use]
    pub(super) fn at(&self, depth: Depth) -> Self {
        let told = |at: &usize| {
            self.columns
                .get(*at)
                .is_some_and(|column| column.depth <= depth)
        };
        let places: Vec<usize> = (0..self.columns.len()).filter(told).collect();
        let of_row = |row: &Row| Row {
            cells: places
                .iter()
                .filter_map(|at| row.cells.get(*at))
                .cloned()
                .collect(),
            under: notes_at(&row.under, depth),
        };
        Self {
            columns: places
                .iter()
                .filter_map(|at| self.columns.get(*at))
                .cloned()
                .collect(),
            rows: self.rows.iter().map(of_row).collect(),
        }
    }
}

/// The lines with their quantities.
pub(super) fn asked(lines: &[Line], names: &Names, lang: Lang) -> Section {
    let text = |title: T, depth| Column {
        title: title.get(lang),
        is_number: false,
        depth,
    };
    let number = |title| Column {
        title,
        is_number: true,
        depth: Depth::Block,
    };
    let mut columns = vec![
        number(""),
        text(words::ITEM, Depth::Block),
        text(words::COUNTED_IN, Depth::Whole),
    ];
    columns.extend(Quantity::ALL.map(|which| number(words::quantity(which).get(lang))));
    columns.push(text(words::PURPOSE, Depth::Pane));
    let of_line = |(line, at): (&Line, u32)| {
        let (item, unit) = match &line.subject {
            Subject::Item { name, unit, .. } => (name.clone(), unit.clone()),
            Subject::OffCatalogue {
                name, own_purchase, ..
            } => {
                let stands = event::worded(lang, names, &own_purchase.said());
                (with_code(lang, name, &stands), String::new())
            }
        };
        let mut cells = vec![at.to_string(), item, unit];
        let quantities = Quantity::ALL.map(|which| line.quantity(which));
        cells.extend(quantities.map(|set| set.map_or_else(String::new, |set| set.to_string())));
        cells.push(line.purpose.clone());
        let under = subject(lang, names, line);
        Row { cells, under }
    };
    let rows = lines.iter().zip(1..).map(of_line).collect();
    let table = Block::Lines(Table { columns, rows });
    Section::of(words::LINES.get(lang), table)
}

/// What a line is about, in full.
fn subject(lang: Lang, names: &Names, line: &Line) -> Vec<Note> {
    match &line.subject {
        Subject::Item {
            code,
            name,
            specification,
            unit,
            vector: takes,
        } => {
            let takes = vector(lang, takes);
            let said = format!("{code}  {name}  {specification}  {unit}  {takes}");
            vec![Note::new(said.trim_end()).from(Depth::Whole)]
        }
        Subject::OffCatalogue {
            name: _,
            ground,
            nearest,
            exception,
            own_purchase,
        } => {
            let nearest = nearest
                .as_ref()
                .map(|item| words::NEAREST.fill(lang, &[&called(lang, names, item)]));
            let exception = exception
                .as_ref()
                .map(|item| words::ON_EXCEPTION.fill(lang, &[&called(lang, names, item)]));
            let came = match own_purchase {
                OwnPurchase::Asked | OwnPurchase::Refused | OwnPurchase::Consented => None,
                OwnPurchase::Arrived { on, evidence } => {
                    let on = date::date_long(lang, *on);
                    Some(words::ARRIVED.fill(lang, &[&on, evidence]))
                }
                OwnPurchase::Failed { at, evidence } | OwnPurchase::Passed { at, evidence } => {
                    let at = date::moment(lang, **at);
                    Some(words::CHECKED.fill(lang, &[&at, evidence]))
                }
                OwnPurchase::Deployed { on } => {
                    Some(words::DEPLOYED.fill(lang, &[&date::date_long(lang, *on)]))
                }
            };
            let ground = words::OFF_GROUND.fill(lang, &[ground]);
            let said = std::iter::once(ground)
                .chain(nearest)
                .chain(exception)
                .chain(came);
            said.map(Note::new).collect()
        }
    }
}
