//! The table of any verb whose fields are one row: a column a field, an act a row.

use serde_json::{Map, Value, json};

use crate::cli::fields;
use crate::domain::law::act::Verb;
use crate::domain::law::authority::Whose;
use crate::domain::law::command::Command;
use crate::domain::law::field::{Field, FieldKind};
use crate::domain::law::fill::{self, FillProblem, FillWhat};
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::{Reason, Spoken};
use crate::feed::table::{Place, Row, Table};
use crate::feed::template::TemplateColumn;
use crate::hub::request::INTAKE_ACTS;
use crate::locale::cli::import as words;
use crate::locale::verb::{choice, field, field_hint, labels};
use crate::locale::{Lang, domain, list};

use super::reading::{Found, Head, Reading};

/// Whether a verb's acts can be rows of a table: somebody does it by hand, and no field that must be given has a
/// structure of its own.
pub(super) fn is_tabular(verb: Verb) -> bool {
    let by_hand = !matches!(verb.rule().whose, Whose::Clockwork | Whose::Founder);
    let mut fields = verb.fields().iter();
    by_hand && columns(verb).next().is_some() && fields.all(|field| fits(field) || !field.required)
}

/// Whether a field's value is the text of one cell.
fn fits(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::Lines | FieldKind::Json)
}

/// The fields that are columns.
fn columns(verb: Verb) -> impl Iterator<Item = &'static Field> {
    verb.fields().iter().filter(|field| fits(field))
}

/// What all rows have in common: the matter that they are about, and the fields that no column gives.
#[derive(Debug, Default, Clone)]
pub(super) struct Common {
    pub(super) matter: Option<MatterId>,
    set: Map<String, Value>,
}

impl Common {
    /// Of a verb done on that matter, or on none.
    ///
    /// # Errors
    /// In words: the verb is done on a matter and none is said, or the other way round.
    pub(super) fn on(lang: Lang, verb: Verb, matter: Option<MatterId>) -> Result<Self, String> {
        let wrong = match (verb.is_on_matter(), matter) {
            (true, None) => words::ON_NEEDED,
            (false, Some(_)) => words::ON_NOT_TAKEN,
            (true, Some(_)) | (false, None) => {
                return Ok(Self {
                    matter,
                    set: Map::new(),
                });
            }
        };
        Err(wrong.fill(lang, &[&"--on", &verb.word()]))
    }

    /// Says a field for all rows, as `--set FIELD=VALUE` does.
    ///
    /// # Errors
    /// In words: there is no such field, no such value of it, or it was said already.
    pub(super) fn set(
        &mut self,
        lang: Lang,
        verb: Verb,
        name: &str,
        given: &str,
    ) -> Result<(), String> {
        let name = name.trim().replace('-', "_");
        let known = columns(verb).find(|field| field.name == name);
        let known = known.ok_or_else(|| {
            let said = crate::locale::cli::FIELD_UNKNOWN.fill(lang, &[&verb.word(), &name]);
            format!("{said}\n{}", fields::list(verb))
        })?;
        let value = fill::read(known, &[given], &labels(verb))
            .map_err(|what| fields::problem_words(lang, verb, &name, given, &what))?;
        let value = value
            .or_else(|| fields::as_blank(known))
            .unwrap_or_default();
        if self.set.insert(name.clone(), value).is_some() {
            let said = format!("{name}={given}");
            return Err(words::SET_TWICE.fill(lang, &[&said]));
        }
        Ok(())
    }

    /// What of it the request keys come from, beside the file.
    pub(super) fn told(&self) -> String {
        let matter = self.matter.map_or_else(String::new, |id| id.to_string());
        format!("{matter} {}", Value::Object(self.set.clone()))
    }
}

/// The heads of a verb's table, each with its field. What is said for all rows has no column.
fn heads(verb: Verb, common: &Common) -> (Vec<&'static Field>, Vec<Head>) {
    let mine = columns(verb).filter(|field| !common.set.contains_key(field.name));
    let head = |known: &'static Field| Head {
        title: field(verb, known.name),
        also: vec![known.name],
        required: known.required && fields::default_of(known).is_none(),
    };
    mine.map(|field| (field, head(field))).unzip()
}

/// What the template has for a verb: every column, with what must be filled in marked.
pub(super) fn template(lang: Lang, verb: Verb) -> Vec<TemplateColumn> {
    let (fields, heads) = heads(verb, &Common::default());
    fields
        .into_iter()
        .zip(heads)
        .map(|(known, head)| {
            let mark = if head.required { "*" } else { "" };
            TemplateColumn {
                title: format!("{}{mark}", head.title.get(lang)),
                note: note(lang, verb, known),
                example: example(lang, verb, known),
                choices: choices(lang, verb, known),
                width: match known.kind {
                    FieldKind::Paragraph | FieldKind::List => 30,
                    FieldKind::Flag | FieldKind::Number | FieldKind::LineNumber => 10,
                    _ => 18,
                },
            }
        })
        .collect()
}

fn note(lang: Lang, verb: Verb, known: &Field) -> String {
    let hint = field_hint(verb, known.name).map(|hint| hint.get(lang).to_owned());
    let kind = match known.kind {
        FieldKind::Code(kind) => Some(words::A_CODE.fill(lang, &[&list::register(kind).get(lang)])),
        FieldKind::Words(of) => {
            let of = of
                .iter()
                .map(|word| choice(verb, known.name, word).get(lang));
            Some(words::ANY_OF.fill(lang, &[&of.collect::<Vec<_>>().join(" ")]))
        }
        FieldKind::Number | FieldKind::LineNumber => Some(words::A_NUMBER.get(lang).to_owned()),
        FieldKind::List => Some(words::A_LINE_EACH.get(lang).to_owned()),
        _ => None,
    };
    let name = words::NAME_IN_JSON.fill(lang, &[&known.name]);
    let parts = [hint, kind, Some(name)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn example(lang: Lang, verb: Verb, known: &Field) -> String {
    match known.kind {
        FieldKind::Date => "2026-11-23".to_owned(),
        FieldKind::Time => "2026-11-23 10:31".to_owned(),
        FieldKind::Number | FieldKind::LineNumber => "1".to_owned(),
        FieldKind::Flag => domain::YES.get(lang).to_owned(),
        FieldKind::Quantities => "1,2".to_owned(),
        FieldKind::Word(of) | FieldKind::Words(of) => of.first().map_or_else(String::new, |word| {
            choice(verb, known.name, word).get(lang).to_owned()
        }),
        FieldKind::Text
        | FieldKind::Paragraph
        | FieldKind::List
        | FieldKind::Lines
        | FieldKind::Code(_)
        | FieldKind::Matter
        | FieldKind::Json => String::new(),
    }
}

fn choices(lang: Lang, verb: Verb, known: &Field) -> Vec<String> {
    match known.kind {
        FieldKind::Word(of) => of
            .iter()
            .map(|word| choice(verb, known.name, word).get(lang).to_owned())
            .collect(),
        FieldKind::Flag => [domain::YES, domain::NO]
            .map(|word| word.get(lang).to_owned())
            .into(),
        _ => Vec::new(),
    }
}

/// A table understood: its acts, and where what stands against one is.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) commands: Vec<Command>,
    fields: Vec<&'static Field>,
    /// The row of each act, as the table numbers it.
    numbers: Vec<u32>,
    labels: Vec<Option<String>>,
}

/// Understands a table.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(lang: Lang, verb: Verb, common: &Common, table: &Table) -> Result<Rows, Found> {
    let (fields, heads) = heads(verb, common);
    let mut reading = Reading::begin(lang, table, &heads)?;
    if table.rows.len() > INTAKE_ACTS {
        let said = words::TOO_MANY_ROWS.fill(lang, &[&table.rows.len(), &INTAKE_ACTS]);
        reading.found.add(None, said);
        return Err(reading.found);
    }
    let mut commands = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        commands.extend(act(&mut reading, verb, common, &fields, row));
    }
    if !reading.found.is_empty() {
        return Err(reading.found);
    }
    Ok(Rows {
        commands,
        numbers: table.rows.iter().map(|row| row.number).collect(),
        labels: reading.labels(),
        fields,
    })
}

/// The act of one row; none if something is wrong with it, which is then noted.
fn act<'t>(
    reading: &mut Reading<'t>,
    verb: Verb,
    common: &Common,
    fields: &[&'static Field],
    row: &'t Row,
) -> Option<Command> {
    let lang = reading.lang;
    let mut given = common.set.clone();
    let mut is_whole = true;
    for (at, known) in fields.iter().enumerate() {
        let text = reading.cell(row, at).as_text();
        let value = match fill::read(known, &[&text], &labels(verb)) {
            Ok(value) => value
                .or_else(|| fields::default_of(known))
                .or_else(|| fields::as_blank(known)),
            Err(what) => {
                let said = wrong(lang, verb, known, &text, &what);
                reading.problem(row, at, said);
                is_whole = false;
                continue;
            }
        };
        match value {
            Some(value) => {
                given.insert(known.name.to_owned(), value);
            }
            None if known.required => {
                reading.problem(row, at, words::EMPTY.get(lang).to_owned());
                is_whole = false;
            }
            None => {}
        }
    }
    if !is_whole {
        return None;
    }
    match fill::fill(verb, common.matter, given) {
        Ok(command) => Some(command),
        Err(problems) => {
            for problem in problems {
                let FillProblem { field, what } = &problem;
                let named = |known: &&&Field| known.name == first_part(field);
                let at = fields.iter().position(|known| named(&known)).unwrap_or(0);
                let said = fields
                    .get(at)
                    .map(|known| wrong(lang, verb, known, &reading.cell(row, at).as_text(), what));
                reading.problem(row, at, said.unwrap_or_default());
            }
            None
        }
    }
}

/// The field that a path into it begins with.
fn first_part(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// What is wrong with what stands in a cell; excerpts are short and safe to print.
fn wrong(lang: Lang, verb: Verb, known: &Field, text: &str, what: &FillWhat) -> String {
    let shown = crate::console::text::sanitize(text);
    let shown = crate::console::text::truncate(&shown, 40);
    let what = match what {
        FillWhat::NotWord(words, _) => FillWhat::NotWord(words, shown.clone().into_owned()),
        other => other.clone(),
    };
    fields::value_words(
        lang,
        verb,
        field(verb, known.name).get(lang),
        known.name,
        &shown,
        &what,
    )
}

impl Rows {
    /// The cell that a reason is about; of what no cell says, the first of the row.
    pub(super) fn place(&self, act: usize, reason: &Reason) -> Place {
        let at = self.column(act, reason);
        let label = at.and_then(|at| self.labels.get(at).cloned().flatten());
        let first = || self.labels.iter().flatten().next().cloned();
        Place {
            row: self.numbers.get(act).copied().unwrap_or(0),
            column: label.or_else(first).unwrap_or_default(),
        }
    }

    fn column(&self, act: usize, reason: &Reason) -> Option<usize> {
        let mut fields = self.fields.iter();
        if let Reason::Unknown(_, code) | Reason::Taken(_, code) = reason {
            let said = json!(self.commands.get(act)?);
            return fields.position(|field| said.get(field.name) == Some(&json!(code)));
        }
        match reason.speaks_of()? {
            Spoken::Field(name) => fields.position(|field| field.name == first_part(name)),
            Spoken::Day => fields.position(|field| field.kind == FieldKind::Date),
            Spoken::Line(..) | Spoken::Quantity(_) => None,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests;
