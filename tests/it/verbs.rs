//! The verbs' table and the commands' JSON say the same.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use yunguan::domain::command::Command;
use yunguan::domain::matter::{MatterId, MatterKind};
use yunguan::domain::verb::{Field, FieldKind, Verb};

use crate::support::city::item;

/// A value that the field takes.
fn sample(verb: Verb, field: &Field) -> Value {
    match (verb, field.name) {
        (Verb::ProposeRuling, "ruling") => return json!("R16"),
        (Verb::ProposeRuling, "values") => return json!({"cancel_working_days": {"number": 5}}),
        (Verb::ProposeRuling, "scope") => return json!({"pool": "pa"}),
        (Verb::LoadCalendar, _) => {
            return json!({"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]});
        }
        (Verb::LoadMeasures, "articles") => return json!({"1": "正文"}),
        (Verb::Found, "party" | "person") => {
            let registers = if field.name == "party" {
                Verb::RegisterParty
            } else {
                Verb::RegisterPerson
            };
            return whole(registers, |_| true);
        }
        (Verb::RegisterPerson, "posts") => return json!(["handler"]),
        _ => {}
    }
    match field.kind {
        FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) => json!("a"),
        FieldKind::Number => json!(1),
        FieldKind::Date => json!("2026-11-09"),
        FieldKind::Time => json!("2026-11-09T02:00:00Z"),
        FieldKind::Word(words) => json!(words[0]),
        FieldKind::Flag => json!(true),
        FieldKind::List => json!(["1 a"]),
        FieldKind::Quantities => json!([1]),
        FieldKind::Lines => json!([item("vm", 1)]),
        FieldKind::Matter(kind) => json!(format!("{}-20261109-0001", kind.alias())),
        FieldKind::Json => Value::Null,
    }
}

/// The fields of a verb that are wanted.
fn whole(verb: Verb, wanted: impl Fn(&Field) -> bool) -> Value {
    let fields = verb.fields().iter().filter(|field| wanted(field));
    fields
        .map(|field| (field.name.to_owned(), sample(verb, field)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The command of a verb with the wanted fields.
fn command(verb: Verb, wanted: impl Fn(&Field) -> bool) -> Value {
    let mut command = whole(verb, wanted);
    command["verb"] = json!(verb.name());
    if let Some(kind) = verb.on().first() {
        command["matter"] = json!(format!("{}-20261109-0001", kind.alias()));
    }
    command
}

fn read(value: &Value) -> Result<Command, serde_json::Error> {
    serde_json::from_value(value.clone())
}

#[test]
fn a_command_is_its_verb_and_the_fields_of_its_table() {
    for verb in Verb::ALL {
        let full = command(*verb, |_| true);
        let read_full = read(&full).unwrap_or_else(|error| unreachable!("{error}: {full}"));
        assert_eq!(read_full.verb(), *verb);
        assert_eq!(read_full.matter().is_some(), !verb.on().is_empty());
        // Written again, it has exactly the fields of the table.
        let names = |value: &Value| -> BTreeSet<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        assert_eq!(names(&json!(read_full)), names(&full), "{verb:?}");
        assert_eq!(read(&json!(read_full)).unwrap(), read_full);
        // As text too, where numbers as keys are read differently.
        assert_eq!(
            serde_json::from_str::<Command>(&full.to_string()).unwrap(),
            read_full
        );
    }
}

#[test]
fn what_is_required_is_required_and_nothing_else_is() {
    for verb in Verb::ALL {
        assert!(
            read(&command(*verb, |field| field.required)).is_ok(),
            "{verb:?}"
        );
        for missing in verb.fields() {
            let without = command(*verb, |field| field.name != missing.name);
            assert_eq!(
                read(&without).is_err(),
                missing.required,
                "{verb:?} without {}",
                missing.name
            );
        }
    }
}

#[test]
fn a_field_that_nobody_knows_is_an_error() {
    for verb in Verb::ALL {
        let mut more = command(*verb, |_| true);
        more["remrak"] = json!("a");
        assert!(read(&more).is_err(), "{verb:?}");
    }
    let mut line = command(Verb::Submit, |_| true);
    line["lines"][0]["remrak"] = json!("a");
    assert!(read(&line).is_err());
}

#[test]
fn every_word_of_a_field_is_understood_and_no_other() {
    for verb in Verb::ALL {
        for field in verb.fields() {
            let FieldKind::Word(words) = field.kind else {
                continue;
            };
            let with = |word: &str| {
                let mut command = command(*verb, |_| true);
                command[field.name] = json!(word);
                read(&command)
            };
            for word in words {
                assert!(with(word).is_ok(), "{verb:?} {} {word}", field.name);
            }
            assert!(with("whatever").is_err(), "{verb:?} {}", field.name);
        }
    }
}

#[test]
fn verbs_are_found_by_name_and_by_an_ending_that_is_theirs_alone() {
    for verb in Verb::ALL {
        assert_eq!(Verb::find(verb.name()), Some(*verb));
        assert_eq!(json!(verb), verb.name());
    }
    for (name, found) in [
        ("submit", Some(Verb::Submit)),
        ("apply", Some(Verb::Apply)),
        ("withdraw", Some(Verb::Withdraw)),
        ("bind", Some(Verb::BindAccount)),
        ("review", None),
        ("confirm", None),
        ("register", None),
        ("application", None),
        ("", None),
        (".", None),
    ] {
        assert_eq!(Verb::find(name), found, "{name}");
    }
}

#[test]
fn names_and_numbers_of_matters_are_read_as_written() {
    for (text, read) in [
        ("APP-20261109-0007", Some("申请-20261109-0007")),
        ("应急-20261109-12345", Some("应急-20261109-12345")),
        ("emg-20261109-0001", Some("应急-20261109-0001")),
        (" APP-20261109-0007 ", Some("申请-20261109-0007")),
        ("APP-20261109-7", None),
        ("APP-20261109-0000", None),
        ("APP-20261131-0001", None),
        ("APP-20261109-+001", None),
        ("APP-20261109-99999999999", None),
        ("APP-20261109-0007-1", None),
        ("应急", None),
        ("", None),
    ] {
        let seen = text.parse::<MatterId>().ok().map(MatterId::label);
        assert_eq!(seen.as_deref(), read, "{text}");
    }
    assert_eq!(MatterKind::ALL.len(), 2);
}
