//! Filling a verb's fields in from text: one reading for forms, the command line and tables.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use serde_json::{Map, Value, json};

use super::act::{FieldProblem, Verb};
use super::clock::beijing;
use super::command::Command;
use super::field::{Field, FieldKind};
use super::matter::MatterId;
use crate::domain::r#use::line::LineRequest;

/// The labels that people read a field's word by; a word is understood by them too.
pub type Labels<'l> = &'l dyn Fn(&Field, &str) -> Vec<&'static str>;

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
    /// None of the words; the one that was given.
    NotWord(&'static [&'static str], String),
    /// Not whole numbers separated by commas.
    NotQuantities,
    /// Not the number of a matter.
    NotMatter,
    /// Not a line such as `item=.. quantity=.. purpose=..`; what was given.
    NotLine(String),
    /// Not JSON, or not of the form that the field has; the parser's words.
    NotJson(String),
}

/// Puts together what the fields of a verb were given. What is missing is told, the rest is for the rules.
///
/// # Errors
/// Every field that is wrong, in the order of the verb's fields.
pub fn fill(
    verb: Verb,
    matter: Option<MatterId>,
    mut given: Map<String, Value>,
) -> Result<Command, Vec<FillProblem>> {
    let problem = |field: &str, what| FillProblem {
        field: field.to_owned(),
        what,
    };
    let known = |name: &str| verb.fields().iter().any(|field| field.name == name);
    let mut problems: Vec<FillProblem> = given
        .keys()
        .filter(|name| !known(name))
        .map(|name| problem(name, FillWhat::Unknown))
        .collect();
    for field in verb.fields().iter().filter(|field| field.required) {
        if !given.contains_key(field.name) {
            problems.push(problem(field.name, FillWhat::Missing));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    given.retain(|_, value| !value.is_null());
    Command::read(verb, matter, given)
        .map_err(|FieldProblem { path, what }| vec![problem(&path, FillWhat::NotJson(what))])
}

/// Reads what a field was given: one text, or on the command line several. Nothing but blanks is a field not given.
///
/// # Errors
/// What is wrong with it.
pub fn read(field: &Field, given: &[&str], labels: Labels) -> Result<Option<Value>, FillWhat> {
    if given.iter().all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let text = given.last().copied().unwrap_or_default().trim();
    Ok(Some(match field.kind {
        FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) => json!(text),
        FieldKind::Number | FieldKind::LineNumber => {
            json!(text.parse::<u64>().map_err(|_| FillWhat::NotNumber)?)
        }
        FieldKind::Date => json!(read_day(text).ok_or(FillWhat::NotDate)?),
        FieldKind::Time => json!(read_instant(text).ok_or(FillWhat::NotTime)?),
        FieldKind::Flag => json!(read_flag(text).ok_or(FillWhat::NotFlag)?),
        FieldKind::Word(words) => json!(word(field, words, text, labels)?),
        FieldKind::Words(words) => json!(
            parts(given)
                .map(|text| word(field, words, text, labels))
                .collect::<Result<Vec<_>, _>>()?
        ),
        FieldKind::List => json!(
            given
                .iter()
                .flat_map(|text| text.lines())
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
        ),
        FieldKind::Quantities => json!(
            parts(given)
                .map(str::parse::<u32>)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|_| FillWhat::NotQuantities)?
        ),
        FieldKind::Matter => json!(text.parse::<MatterId>().map_err(|_| FillWhat::NotMatter)?),
        FieldKind::Lines => json!(read_lines(given)?),
        FieldKind::Json => {
            serde_json::from_str(text).map_err(|error| FillWhat::NotJson(error.to_string()))?
        }
    }))
}

/// What stands between commas, blanks and ends of lines.
fn parts<'t>(given: &'t [&'t str]) -> impl Iterator<Item = &'t str> {
    given
        .iter()
        .flat_map(|text| text.split(['\n', ',', '，', '、', ' ']))
        .filter(|part| !part.is_empty())
}

/// A word by itself, or by what people read it as.
fn word(
    field: &Field,
    words: &'static [&'static str],
    given: &str,
    labels: Labels,
) -> Result<&'static str, FillWhat> {
    let is_meant = |word: &&&str| {
        word.eq_ignore_ascii_case(given)
            || labels(field, word)
                .iter()
                .any(|label| label.eq_ignore_ascii_case(given))
    };
    let found = words.iter().find(is_meant).copied();
    found.ok_or_else(|| FillWhat::NotWord(words, given.to_owned()))
}

/// Yes or no, as people write it.
#[must_use]
pub fn read_flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "是" | "yes" | "y" | "true" | "1" => Some(true),
        "否" | "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// A day as `2026-11-23`, neither shorter nor longer.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let plain = text.len() == 10
        && text.bytes().zip(b"0000-00-00").all(|(given, form)| {
            (*form == b'-' && given == b'-') || (*form == b'0' && given.is_ascii_digit())
        });
    plain.then(|| text.parse().ok()).flatten()
}

/// `2026-11-23T10:31` in Beijing, with seconds if wanted, or an instant with its offset.
#[must_use]
pub fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(instant) = DateTime::<FixedOffset>::parse_from_rfc3339(text) {
        return Some(instant.with_timezone(&Utc));
    }
    let text = text.replacen(' ', "T", 1);
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
        .or_else(|| read_day(&text)?.and_hms_opt(0, 0, 0))?;
    local
        .and_local_timezone(beijing())
        .single()
        .map(|instant| instant.with_timezone(&Utc))
}

/// Lines as `item=.. quantity=.. purpose=..`, each as a JSON object, or several as a JSON array.
fn read_lines(given: &[&str]) -> Result<Vec<LineRequest>, FillWhat> {
    let bad_json = |error: serde_json::Error| FillWhat::NotJson(error.to_string());
    let mut lines = Vec::new();
    for text in given.iter().map(|text| text.trim()) {
        if text.starts_with('[') {
            let several: Vec<LineRequest> = serde_json::from_str(text).map_err(bad_json)?;
            lines.extend(several);
        } else if text.starts_with('{') {
            lines.push(serde_json::from_str(text).map_err(bad_json)?);
        } else {
            lines.push(LineRequest::read(text).ok_or_else(|| FillWhat::NotLine(text.to_owned()))?);
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing(_: &Field, _: &str) -> Vec<&'static str> {
        vec![]
    }

    #[test]
    fn times_are_beijing_times_unless_they_say_otherwise() {
        let expected = "2026-11-23T02:31:00Z".parse().ok();
        for text in [
            "2026-11-23T10:31",
            "2026-11-23 10:31",
            "2026-11-23T10:31:00",
            "2026-11-23T02:31:00Z",
            "2026-11-23T10:31:00+08:00",
        ] {
            assert_eq!(read_instant(text), expected, "{text}");
        }
        for text in ["", "tomorrow", "2026-13-01T00:00", "10:31", "2026-1-1"] {
            assert_eq!(read_instant(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_understood_by_their_labels() {
        let field =
            Field::of::<std::collections::BTreeSet<crate::domain::law::party::Post>>("posts");
        let labels = |_: &Field, word: &str| match word {
            "handler" => vec!["经办"],
            "reviewer" => vec!["审核", "Reviewer"],
            _ => vec![],
        };
        for (typed, words) in [
            ("经办、审核", json!(["handler", "reviewer"])),
            ("Handler, reviewer", json!(["handler", "reviewer"])),
            ("administrator", json!(["administrator"])),
        ] {
            assert_eq!(read(&field, &[typed], &labels), Ok(Some(words)), "{typed}");
        }
        let wrong = read(&field, &["经理"], &labels);
        assert!(
            wrong
                .as_ref()
                .is_err_and(|what| matches!(what, FillWhat::NotWord(_, given) if given == "经理")),
            "{wrong:?}"
        );
    }

    #[test]
    fn what_is_empty_was_not_given() {
        let field = Field::of::<String>("title");
        assert_eq!(read(&field, &["  "], &nothing), Ok(None));
        assert_eq!(read(&field, &[], &nothing), Ok(None));
        assert_eq!(read(&field, &[" a "], &nothing), Ok(Some(json!("a"))));
    }
}
