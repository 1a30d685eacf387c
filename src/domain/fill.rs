//! Filling a verb's fields in from text, as forms and scripts give it, into a command.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde_json::{Map, Value, json};

use super::clock::instant_at;
use super::command::Command;
use super::matter::MatterId;
use super::verb::{FieldKind, Verb};

/// What one field was given.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// Text, to be read as the field's kind says.
    Text(String),
    /// JSON, taken as it is.
    Json(Value),
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillProblem {
    /// The field.
    pub field: String,
    /// What is wrong.
    pub what: FillWhat,
}

/// What can be wrong with a field's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FillWhat {
    /// It must be given.
    Missing,
    /// The verb has no such field.
    Unknown,
    /// Not a whole number.
    NotNumber,
    /// Not a day such as 2026-11-23.
    NotDate,
    /// Not an instant such as 2026-11-23 10:31.
    NotTime,
    /// Neither yes nor no.
    NotFlag,
    /// None of the words.
    NotWord(&'static [&'static str]),
    /// Not whole numbers separated by commas.
    NotQuantities,
    /// Not the number of such a matter.
    NotMatter,
    /// Not JSON, or not of the form that the field has; the parser's words.
    NotJson(String),
}

/// Fills a verb's fields in. Empty text is a field not given.
///
/// # Errors
/// Every field that is wrong, in the order of the verb's fields.
pub fn fill(
    verb: Verb,
    matter: Option<MatterId>,
    given: &[(String, Given)],
) -> Result<Command, Vec<FillProblem>> {
    let problem = |field: &str, what| FillProblem {
        field: field.to_owned(),
        what,
    };
    let mut problems: Vec<FillProblem> = given
        .iter()
        .filter(|(name, _)| verb.fields().iter().all(|field| field.name != name))
        .map(|(name, _)| problem(name, FillWhat::Unknown))
        .collect();
    let mut fields = Map::new();
    fields.insert("verb".to_owned(), json!(verb.name()));
    if let Some(matter) = matter {
        fields.insert("matter".to_owned(), json!(matter));
    }
    for field in verb.fields() {
        let value = given
            .iter()
            .find(|(name, _)| name == field.name)
            .map(|(_, given)| given);
        let read = match value {
            Some(Given::Json(value)) => Ok(Some(value.clone())),
            Some(Given::Text(text)) if !text.trim().is_empty() => read(field.kind, text).map(Some),
            _ => Ok(None),
        };
        match read {
            Ok(Some(value)) => {
                fields.insert(field.name.to_owned(), value);
            }
            Ok(None) if field.required => problems.push(problem(field.name, FillWhat::Missing)),
            Ok(None) => {}
            Err(what) => problems.push(problem(field.name, what)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    serde_json::from_value(Value::Object(fields))
        .map_err(|error| vec![problem("", FillWhat::NotJson(error.to_string()))])
}

/// Reads a field's text.
///
/// # Errors
/// What is wrong with it.
pub fn read(kind: FieldKind, text: &str) -> Result<Value, FillWhat> {
    let text = text.trim();
    match kind {
        FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) => Ok(json!(text)),
        FieldKind::Number => text
            .parse::<u64>()
            .map(|number| json!(number))
            .map_err(|_| FillWhat::NotNumber),
        FieldKind::Date => text
            .parse::<NaiveDate>()
            .map(|date| json!(date))
            .map_err(|_| FillWhat::NotDate),
        FieldKind::Time => read_time(text).ok_or(FillWhat::NotTime),
        FieldKind::Flag => match text {
            "yes" | "y" | "true" | "是" | "1" => Ok(json!(true)),
            "no" | "n" | "false" | "否" | "0" => Ok(json!(false)),
            _ => Err(FillWhat::NotFlag),
        },
        FieldKind::Word(words) if words.contains(&text) => Ok(json!(text)),
        FieldKind::Word(words) => Err(FillWhat::NotWord(words)),
        FieldKind::List => Ok(json!(
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
        )),
        FieldKind::Quantities => text
            .split([',', '，', ' '])
            .filter(|part| !part.is_empty())
            .map(str::parse::<u32>)
            .collect::<Result<Vec<_>, _>>()
            .map(|numbers| json!(numbers))
            .map_err(|_| FillWhat::NotQuantities),
        FieldKind::Matter(kind) => text
            .parse::<MatterId>()
            .ok()
            .filter(|id| id.kind == kind)
            .map(|id| json!(id))
            .ok_or(FillWhat::NotMatter),
        FieldKind::Lines | FieldKind::Json => {
            serde_json::from_str(text).map_err(|error| FillWhat::NotJson(error.to_string()))
        }
    }
}

/// An instant in Beijing time, to the minute.
fn read_time(text: &str) -> Option<Value> {
    let text = text.replace('T', " ");
    let civil = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").ok()?;
    let minutes = civil.time().signed_duration_since(chrono::NaiveTime::MIN);
    let instant = instant_at(civil.date(), 0)
        .checked_add_signed(TimeDelta::minutes(minutes.num_minutes()))?;
    Some(json!(instant))
}
