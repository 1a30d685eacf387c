//! Filling a verb's fields in from text: one reading for forms, the command line and tables.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use serde_json::{Map, Value, json};

use super::act::{FieldProblem, Verb, read_fields};
use super::clock::beijing;
use super::command::Command;
use super::field::{Field, FieldKind, Fields};
use super::matter::MatterId;
use crate::domain::r#use::line::{self, LineRequest};

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
            let number = narrow(text).parse::<u64>();
            json!(number.map_err(|_| FillWhat::NotNumber)?)
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
                .map(|text| narrow(text).parse::<u32>())
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
fn read_flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "是" | "yes" | "y" | "true" | "1" => Some(true),
        "否" | "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// A day as `2026-11-23`, `2026/11/23` or `2026年11月23日`, where the month and the day may have one digit; or `20261123`.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let text = narrow(text);
    let is_bare = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (month, day) = match text.chars().nth(4)? {
        _ if is_bare => (text.get(4..6)?, text.get(6..)?),
        '年' => text.get(7..)?.strip_suffix('日')?.split_once('月')?,
        separator @ ('-' | '/') => text.get(5..)?.split_once(separator)?,
        _ => return None,
    };
    let digits = |part: &str, longest: usize| {
        ((1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let year = i32::try_from(digits(text.get(..4)?, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(month, 2)?, digits(day, 2)?)
}

/// Full-width digits and signs as plain ones: what an input method leaves behind.
#[must_use]
pub fn narrow(text: &str) -> Cow<'_, str> {
    let is_wide = |character: char| matches!(character, '０'..='９' | '－' | '／' | '：' | '　');
    if !text.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    let plain = text.chars().map(|character| match character {
        '０'..='９' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '－' => '-',
        '／' => '/',
        '：' => ':',
        '　' => ' ',
        _ => character,
    });
    Cow::Owned(plain.collect())
}

/// `2026-11-23T10:31` in Beijing, with seconds if wanted, or an instant with its offset.
#[must_use]
pub fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(instant) = DateTime::<FixedOffset>::parse_from_rfc3339(text) {
        return Some(instant.with_timezone(&Utc));
    }
    let text = narrow(text).replacen(' ', "T", 1);
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
            let not_a_line = || FillWhat::NotLine(text.to_owned());
            let parts = line::parts(text).ok_or_else(not_a_line)?;
            let part = |field: &Field| {
                let found = parts.iter().find(|(name, _)| *name == field.name);
                found.map_or_else(String::new, |(_, value)| value.clone())
            };
            let read = read_line(part).map_err(|_| not_a_line())?;
            lines.push(
                read.filter(|line| !line.item.is_empty())
                    .ok_or_else(not_a_line)?,
            );
        }
    }
    Ok(lines)
}

/// Reads a line from the texts of its fields; none if nothing is typed in any. Whether a text may be empty is for the
/// rules.
///
/// # Errors
/// Every field that is wrong, by its name in a line.
pub fn read_line(part: impl Fn(&Field) -> String) -> Result<Option<LineRequest>, Vec<FillProblem>> {
    let texts: Vec<(&Field, String)> = LineRequest::FIELDS
        .iter()
        .map(|field| (field, part(field)))
        .collect();
    if texts.iter().all(|(_, text)| text.trim().is_empty()) {
        return Ok(None);
    }
    let mut given = Map::new();
    let mut problems = Vec::new();
    for (field, text) in texts {
        let read = match read(field, &[&text], &|_, _| Vec::new()) {
            Ok(None) if field.kind == FieldKind::Number => Err(FillWhat::Missing),
            read => read,
        };
        match read {
            Ok(value) => {
                let value = value.unwrap_or_else(|| json!(""));
                given.insert(field.name.to_owned(), value);
            }
            Err(what) => problems.push(FillProblem {
                field: field.name.to_owned(),
                what,
            }),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let line = read_fields(given).map_err(|FieldProblem { path, what }| {
        vec![FillProblem {
            field: path,
            what: FillWhat::NotJson(what),
        }]
    })?;
    Ok(Some(line))
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
            "２０２６-１１-２３　１０：３１",
        ] {
            assert_eq!(read_instant(text), expected, "{text}");
        }
        for text in ["", "tomorrow", "2026-13-01T00:00", "10:31", "26-1-1"] {
            assert_eq!(read_instant(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_understood_in_four_written_forms() {
        let expected = NaiveDate::from_ymd_opt(2026, 1, 5);
        for text in [
            "2026-01-05",
            "2026-1-5",
            "2026/01/05",
            "2026/1/5",
            "2026年1月5日",
            "２０２６年０１月０５日",
            "20260105",
        ] {
            assert_eq!(read_day(text), expected, "{text}");
        }
        for text in [
            "2026-02-30",
            "20260230",
            "2026015",
            "202601055",
            "2026-1/5",
            "26-1-5",
            "2026年1月5",
            "2026-1-5 08:30",
            "+026-1-5",
            "2026--5",
            "2026-001-5",
            "年月日",
            "２",
            "",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_whole_and_may_be_typed_with_full_width_digits() {
        let field = Field::of::<u32>("quantity");
        assert_eq!(read(&field, &[" １６ "], &nothing), Ok(Some(json!(16))));
        for text in ["16核", "1,000", "1.5", "-1", "1e3", "true"] {
            assert_eq!(read(&field, &[text], &nothing), Err(FillWhat::NotNumber));
        }
    }

    #[test]
    fn yes_and_no_are_read_in_both_languages() {
        for (words, read) in [
            (&["是", "yes", "Y", "true", " 1 "], Some(true)),
            (&["否", "no", "N", "false", "0"], Some(false)),
            (&["", "也许", "ye", "真", "2"], None),
        ] {
            for word in words {
                assert_eq!(read_flag(word), read, "{word}");
            }
        }
    }

    #[test]
    fn a_lines_values_may_hold_blanks() {
        let field = Field::of::<Vec<LineRequest>>("lines");
        let text = "item=ecs quantity=8 purpose=flood control = east ground=none fits";
        let line = json!([{
            "item": "ecs",
            "quantity": 8,
            "purpose": "flood control = east",
            "ground": "none fits",
            "nearest": "",
        }]);
        assert_eq!(read(&field, &[text], &nothing), Ok(Some(line)));
        for wrong in [
            "ecs 8",
            "item=a quantity=many",
            "item=a item=b quantity=1",
            "quantity=1",
            "item=a",
        ] {
            let what = FillWhat::NotLine(wrong.to_owned());
            assert_eq!(read(&field, &[wrong], &nothing), Err(what));
        }
    }

    #[test]
    fn a_line_is_wrong_by_its_fields() {
        let line = |texts: [&str; 3]| {
            read_line(|field| {
                let at = LineRequest::FIELDS
                    .iter()
                    .position(|known| known.name == field.name);
                at.and_then(|at| texts.get(at))
                    .copied()
                    .unwrap_or("")
                    .to_owned()
            })
        };
        assert_eq!(line(["", " ", ""]), Ok(None));
        let read = line(["ecs", "８", "考试"]).ok().flatten();
        assert_eq!(read.map(|line| line.quantity), Some(8));
        for (texts, what) in [
            (["ecs", "", "考试"], FillWhat::Missing),
            (["ecs", "八", "考试"], FillWhat::NotNumber),
        ] {
            let field = "quantity".to_owned();
            assert_eq!(line(texts), Err(vec![FillProblem { field, what }]));
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
