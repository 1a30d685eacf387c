//! Reading a verb's fields from what was given. What a text means is read where forms read it; here it is only gathered,
//! and told what is wrong with it.

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use crate::cli::failure::Failure;
use crate::cli::output;
use crate::domain::law::act::Verb;
use crate::domain::law::command::Command;
use crate::domain::law::field::{Field, FieldKind};
use crate::domain::law::fill::{self, FillProblem, FillWhat};
use crate::domain::law::matter::MatterId;
use crate::locale::cli as words;
use crate::locale::verb::{find_choice, labels};
use crate::locale::{Lang, T, domain, json as json_words};

/// The fields of a verb in a line, for whoever gave one that it does not have.
pub(in crate::cli) fn list(verb: Verb) -> String {
    verb.fields()
        .iter()
        .map(|field| {
            let option = option(field.name);
            if field.required {
                option
            } else {
                format!("[{option}]")
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The option of a field.
fn option(field: &str) -> String {
    format!("--{}", field.replace('_', "-"))
}

/// Reads what was given; `defaults` are for the fields that were not.
pub(in crate::cli) fn read(
    lang: Lang,
    verb: Verb,
    matches: &ArgMatches,
    defaults: &[(&str, bool)],
) -> Result<Map<String, Value>, Failure> {
    let mut fields = input(lang, matches)?;
    let mut wrong = Vec::new();
    for field in verb.fields() {
        let Some(given) = matches.get_many::<String>(field.name) else {
            continue;
        };
        let given: Vec<&str> = given.map(String::as_str).collect();
        match fill::read(field, &given, &labels(verb)) {
            Ok(value) => {
                let value = value.or_else(|| as_blank(field));
                fields.extend(value.map(|value| (field.name.to_owned(), value)));
            }
            Err(what) => {
                let last = given.last().copied().unwrap_or_default();
                wrong.push(problem_words(lang, verb, field.name, last, &what));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Usage(wrong.join("\n")));
    }
    for (name, default) in defaults {
        if verb.fields().iter().any(|field| field.name == *name) {
            fields.entry(*name).or_insert_with(|| json!(default));
        }
    }
    Ok(fields)
}

/// The command of what was read; a usage error ends with the verb's fields.
pub(in crate::cli) fn command(
    lang: Lang,
    verb: Verb,
    matter: Option<MatterId>,
    fields: Map<String, Value>,
) -> Result<Command, Failure> {
    fill::fill(verb, matter, fields).map_err(|problems| {
        let (missing, others): (Vec<_>, Vec<_>) = problems
            .iter()
            .partition(|problem| problem.what == FillWhat::Missing);
        let mut lines: Vec<String> = others
            .into_iter()
            .map(|problem| unfit(lang, verb, problem))
            .collect();
        if !missing.is_empty() {
            let missing: Vec<String> = missing.iter().map(|field| option(&field.field)).collect();
            lines.push(words::FIELDS_MISSING.fill(lang, &[&missing.join(" ")]));
        }
        lines.push(words::FIELDS_OF.fill(lang, &[&verb.word(), &list(verb)]));
        Failure::Usage(lines.join("\n"))
    })
}

/// What a register's fields begin with where nothing is said of them: what is registered is active.
pub(in crate::cli) const DEFAULTS: [(&str, bool); 1] = [("active", true)];

/// What a field is where nothing is said of it, if that is anything.
pub(in crate::cli) fn default_of(field: &Field) -> Option<Value> {
    let known = DEFAULTS.iter().find(|(name, _)| *name == field.name);
    known.map(|(_, value)| json!(value))
}

/// An option that was given empty is given: whether a text may be empty is for the rules. What need not be given is left
/// out.
pub(in crate::cli) fn as_blank(field: &Field) -> Option<Value> {
    let is_text = match field.kind {
        FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) => true,
        FieldKind::Number
        | FieldKind::LineNumber
        | FieldKind::Date
        | FieldKind::Time
        | FieldKind::Word(_)
        | FieldKind::Words(_)
        | FieldKind::Flag
        | FieldKind::List
        | FieldKind::Quantities
        | FieldKind::Lines
        | FieldKind::Matter
        | FieldKind::Json => false,
    };
    (is_text && field.required).then(|| json!(""))
}

/// What `--input` gave: a JSON object, or `-` for one on standard input.
fn input(lang: Lang, matches: &ArgMatches) -> Result<Map<String, Value>, Failure> {
    let Some(text) = matches.get_one::<String>("input") else {
        return Ok(Map::new());
    };
    let text = if text == "-" {
        crate::cli::file::standard_input(lang)?
    } else {
        text.clone()
    };
    serde_json::from_str(&text).map_err(|error| {
        Failure::Usage(words::BAD_JSON.fill(lang, &[&"--input", &told(lang, &error.to_string())]))
    })
}

/// What a parser says, in words of ours and safe to print: it may quote what was given.
fn told(lang: Lang, parser: &str) -> String {
    output::line(&json_words::told(lang, parser))
}

/// What is wrong with the fields as they were put together.
fn unfit(lang: Lang, verb: Verb, problem: &FillProblem) -> String {
    match &problem.what {
        FillWhat::NotJson(said) if matches!(problem.field.as_str(), "" | ".") => {
            words::BAD_FIELDS.fill(lang, &[&told(lang, said)])
        }
        // A path into the JSON of a field: `lines[0].quantity`.
        FillWhat::NotJson(said) => {
            words::BAD_FIELDS.fill(lang, &[&told(lang, &format!("{}: {said}", problem.field))])
        }
        what => problem_words(lang, verb, &problem.field, "", what),
    }
}

/// What is wrong with what was given for a field on the command line, and what would do.
pub(in crate::cli) fn problem_words(
    lang: Lang,
    verb: Verb,
    field: &str,
    given: &str,
    what: &FillWhat,
) -> String {
    value_words(lang, verb, &option(field), field, given, what)
}

/// The same, where whoever gave the field calls it `name`: an option, or the title of a column.
pub(in crate::cli) fn value_words(
    lang: Lang,
    verb: Verb,
    name: &str,
    field: &str,
    given: &str,
    what: &FillWhat,
) -> String {
    let said = |message: T| message.fill(lang, &[&name, &given]);
    let none_of = |given: &str, known: Vec<String>| {
        words::NOT_A_WORD.fill(lang, &[&name, &given, &known.join(" ")])
    };
    match what {
        FillWhat::Missing => words::FIELDS_MISSING.fill(lang, &[&name]),
        FillWhat::Unknown => words::FIELD_UNKNOWN.fill(lang, &[&verb.word(), &field]),
        FillWhat::NotNumber => said(words::NOT_A_NUMBER),
        FillWhat::NotDate => said(words::NOT_A_DAY),
        FillWhat::NotTime => said(words::NOT_A_TIME),
        FillWhat::NotQuantities => said(words::NOT_QUANTITIES),
        FillWhat::NotFlag => {
            let known = [("yes", domain::YES), ("no", domain::NO)];
            let known = known.map(|(word, label)| named(lang, word, Some(label)));
            none_of(given, known.into())
        }
        FillWhat::NotWord(known, given) => {
            let known = known
                .iter()
                .map(|word| named(lang, word, find_choice(verb, field, word)))
                .collect();
            none_of(given, known)
        }
        FillWhat::NotMatter => {
            let said = words::NOT_A_MATTER.fill(lang, &[&given]);
            words::FILE.fill(lang, &[&name, &said])
        }
        FillWhat::NotLine(line) => words::NOT_A_LINE.fill(lang, &[line]),
        FillWhat::NotJson(said) => words::BAD_JSON.fill(lang, &[&name, &told(lang, said)]),
    }
}

/// A word with what it is called, if that is something else.
fn named(lang: Lang, word: &str, label: Option<T>) -> String {
    match label.map(|label| label.get(lang)) {
        Some(label) if label != word => words::WORD.fill(lang, &[&word, &label]),
        _ => word.to_owned(),
    }
}
