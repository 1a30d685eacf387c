//! Reading a verb's fields from what was given.

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use crate::cli::context::{read_day, read_instant};
use crate::cli::failure::Failure;
use crate::domain::line::LineRequest;
use crate::domain::verb::{Field, FieldKind, Verb};
use crate::locale::cli as words;
use crate::locale::verb::find_choice;
use crate::locale::{Lang, T};

/// The posts of a person, by their codes.
const POSTS: &[&str] = &["handler", "reviewer", "administrator", "reader"];
/// The fields of one line.
const LINE_FIELDS: [&str; 5] = ["item", "quantity", "purpose", "ground", "nearest"];

/// The fields of a verb in a line, for whoever gave one that it does not have.
pub(in crate::cli) fn list(verb: Verb) -> String {
    verb.fields()
        .iter()
        .map(|field| {
            let option = field.name.replace('_', "-");
            if field.required {
                format!("--{option}")
            } else {
                format!("[--{option}]")
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Reads what was given into the JSON fields of the verb's command; `defaults` are for those that were not.
pub(in crate::cli) fn read(
    lang: Lang,
    verb: Verb,
    matches: &ArgMatches,
    defaults: &[(&str, Value)],
) -> Result<Map<String, Value>, Failure> {
    let mut fields = input(lang, verb, matches)?;
    for field in verb.fields() {
        let Some(given) = matches.get_many::<String>(field.name) else {
            continue;
        };
        let given: Vec<&str> = given.map(String::as_str).collect();
        fields.insert(field.name.to_owned(), value(lang, field, &given)?);
    }
    for (name, default) in defaults {
        if verb.fields().iter().any(|field| field.name == *name) {
            fields.entry(*name).or_insert_with(|| default.clone());
        }
    }
    let missing: Vec<String> = verb
        .fields()
        .iter()
        .filter(|field| field.required && !fields.contains_key(field.name))
        .map(|field| format!("--{}", field.name.replace('_', "-")))
        .collect();
    if !missing.is_empty() {
        let text = words::FIELDS_MISSING.fill(lang, &[&missing.join(" ")]);
        return Err(usage(lang, verb, &text));
    }
    Ok(fields)
}

/// A usage error that ends with the verb's fields.
pub(in crate::cli) fn usage(lang: Lang, verb: Verb, text: &str) -> Failure {
    let fields = words::FIELDS_OF.fill(lang, &[&verb.name(), &list(verb)]);
    Failure::Usage(format!("{text}\n{fields}"))
}

/// What `--input` gave: a JSON object, or `-` for one on standard input.
fn input(lang: Lang, verb: Verb, matches: &ArgMatches) -> Result<Map<String, Value>, Failure> {
    let Some(text) = matches.get_one::<String>("input") else {
        return Ok(Map::new());
    };
    let text = if text == "-" {
        crate::cli::file::standard_input(lang)?
    } else {
        text.clone()
    };
    let fields: Map<String, Value> = serde_json::from_str(&text)
        .map_err(|error| Failure::Usage(words::BAD_JSON.fill(lang, &[&"--input", &error])))?;
    let known = |name: &str| verb.fields().iter().any(|field| field.name == name);
    if let Some(unknown) = fields.keys().find(|name| !known(name)) {
        let text = words::FIELD_UNKNOWN.fill(lang, &[&verb.name(), unknown]);
        return Err(usage(lang, verb, &text));
    }
    Ok(fields)
}

fn value(lang: Lang, field: &Field, given: &[&str]) -> Result<Value, Failure> {
    let name = format!("--{}", field.name.replace('_', "-"));
    let last = given.last().copied().unwrap_or_default();
    let wrong = |message: crate::locale::T| Failure::Usage(message.fill(lang, &[&name, &last]));
    Ok(match field.kind {
        FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) | FieldKind::Matter(_) => {
            json!(last)
        }
        FieldKind::Word(words) => json!(word(lang, field, words, last)?),
        FieldKind::Number => json!(
            last.parse::<u64>()
                .map_err(|_| wrong(words::NOT_A_NUMBER))?
        ),
        FieldKind::Date => json!(read_day(last).ok_or_else(|| wrong(words::NOT_A_DAY))?),
        FieldKind::Time => json!(read_instant(last).ok_or_else(|| wrong(words::NOT_A_TIME))?),
        FieldKind::Flag => json!([words::YES.0, words::YES.1].contains(&last)),
        FieldKind::List if field.name == super::POSTS_FIELD => json!(
            given
                .iter()
                .flat_map(|text| text.split([',', '，', '、']))
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(|text| word(lang, field, POSTS, text))
                .collect::<Result<Vec<_>, _>>()?
        ),
        FieldKind::List => json!(given),
        FieldKind::Quantities => json!(
            given
                .iter()
                .flat_map(|text| text.split([',', '，']))
                .map(|text| text.trim().parse::<u32>())
                .collect::<Result<Vec<_>, _>>()
                .map_err(|_| wrong(words::NOT_QUANTITIES))?
        ),
        FieldKind::Lines => {
            let mut lines = Vec::new();
            for text in given {
                read_lines(lang, text, &mut lines)?;
            }
            json!(lines)
        }
        FieldKind::Json => serde_json::from_str(last)
            .map_err(|error| Failure::Usage(words::BAD_JSON.fill(lang, &[&name, &error])))?,
    })
}

/// A word by its code, or by what people read it as.
fn word(
    lang: Lang,
    field: &Field,
    words: &[&'static str],
    given: &str,
) -> Result<&'static str, Failure> {
    let label = |word: &str| find_choice(field.name, word);
    let is_meant = |word: &&&str| {
        **word == given || label(word).is_some_and(|T(zh, en)| [zh, en].contains(&given))
    };
    words.iter().find(is_meant).copied().ok_or_else(|| {
        let known: Vec<String> = words
            .iter()
            .map(|word| match label(word).map(|label| label.get(lang)) {
                Some(label) if label != *word => words::WORD.fill(lang, &[word, &label]),
                _ => (*word).to_owned(),
            })
            .collect();
        let option = format!("--{}", field.name.replace('_', "-"));
        Failure::Usage(words::NOT_A_WORD.fill(lang, &[&option, &given, &known.join(" ")]))
    })
}

/// A line as `item=.. quantity=.. purpose=..`, as a JSON object, or several as a JSON array.
fn read_lines(lang: Lang, text: &str, lines: &mut Vec<LineRequest>) -> Result<(), Failure> {
    let bad_json = |error: serde_json::Error| {
        Failure::Usage(words::BAD_JSON.fill(lang, &[&"--lines", &error]))
    };
    if text.trim_start().starts_with('[') {
        let several: Vec<LineRequest> = serde_json::from_str(text).map_err(bad_json)?;
        lines.extend(several);
    } else if text.trim_start().starts_with('{') {
        lines.push(serde_json::from_str(text).map_err(bad_json)?);
    } else {
        let line = plain_line(text)
            .ok_or_else(|| Failure::Usage(words::NOT_A_LINE.fill(lang, &[&text])))?;
        lines.push(line);
    }
    Ok(())
}

/// A value reaches up to the next known name, so that it may hold blanks.
fn plain_line(text: &str) -> Option<LineRequest> {
    let mut values: Vec<(&str, String)> = Vec::new();
    for word in text.split_whitespace() {
        let begun = word.split_once('=').and_then(|(name, rest)| {
            Some((*LINE_FIELDS.iter().find(|known| **known == name)?, rest))
        });
        if let Some((name, rest)) = begun {
            if values.iter().any(|(known, _)| *known == name) {
                return None;
            }
            values.push((name, rest.to_owned()));
        } else {
            let (_, value) = values.last_mut()?;
            value.push(' ');
            value.push_str(word);
        }
    }
    let mut take = |name: &str| {
        let at = values.iter().position(|(known, _)| *known == name)?;
        Some(values.swap_remove(at).1)
    };
    Some(LineRequest {
        item: take("item")?,
        quantity: take("quantity")?.parse().ok()?,
        purpose: take("purpose").unwrap_or_default(),
        ground: take("ground").unwrap_or_default(),
        nearest: take("nearest").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lines_values_may_hold_blanks() {
        let line = plain_line("item=ecs quantity=8 purpose=flood control = east ground=none fits");
        assert_eq!(
            line,
            Some(LineRequest {
                item: "ecs".to_owned(),
                quantity: 8,
                purpose: "flood control = east".to_owned(),
                ground: "none fits".to_owned(),
                nearest: String::new(),
            })
        );
        for wrong in [
            "",
            "ecs 8",
            "item=a quantity=many",
            "item=a item=b quantity=1",
            "quantity=1",
        ] {
            assert_eq!(plain_line(wrong), None, "{wrong}");
        }
    }
}
