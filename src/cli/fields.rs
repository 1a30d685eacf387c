//! A verb's fields as options: one table of the domain makes the options of `act` and of the registers, and reads them.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, Subcommand};
use serde_json::{Map, Value, json};

use crate::domain::line::LineRequest;
use crate::domain::verb::{Field, FieldKind, Verb};
use crate::locale::Lang;
use crate::locale::cli as words;

use super::context::{read_day, read_instant};
use super::failure::Failure;

/// The fields of one line.
const LINE_FIELDS: [&str; 5] = ["item", "quantity", "purpose", "ground", "nearest"];

/// `act` and what followed it.
#[derive(Debug, Clone)]
pub(super) struct ActLine {
    pub(super) verb: Verb,
    pub(super) matches: ArgMatches,
}

/// A register's verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Registry {
    /// Its name on the command line.
    pub(super) name: &'static str,
    /// What registers one more.
    pub(super) add: Verb,
}

/// Every register.
pub(super) const REGISTRIES: [Registry; 7] = [
    Registry {
        name: "party",
        add: Verb::RegisterParty,
    },
    Registry {
        name: "person",
        add: Verb::RegisterPerson,
    },
    Registry {
        name: "account",
        add: Verb::BindAccount,
    },
    Registry {
        name: "pool",
        add: Verb::RegisterPool,
    },
    Registry {
        name: "system",
        add: Verb::RegisterSystem,
    },
    Registry {
        name: "item",
        add: Verb::RegisterItem,
    },
    Registry {
        name: "contract",
        add: Verb::RecordContract,
    },
];

/// A register, and what is to be done with it.
#[derive(Debug, Clone)]
pub(super) struct RegisterLine {
    pub(super) registry: Registry,
    pub(super) task: RegisterTask,
}

/// What is to be done with a register.
#[derive(Debug, Clone)]
pub(super) enum RegisterTask {
    List,
    Show(String),
    Add(ArgMatches),
}

/// The option of a field: its name with hyphens; with underscores it is understood too.
fn option(field: &Field) -> Arg {
    let kebab = field.name.replace('_', "-");
    let mut arg = Arg::new(field.name).long(kebab.clone());
    if kebab != field.name {
        arg = arg.alias(field.name);
    }
    match field.kind {
        FieldKind::Text | FieldKind::Paragraph => arg.value_name("TEXT"),
        FieldKind::Number => arg.value_name("N"),
        FieldKind::Date => arg.value_name("YYYY-MM-DD"),
        FieldKind::Time => arg.value_name("YYYY-MM-DDTHH:MM"),
        FieldKind::Word(words) => arg
            .value_name("WORD")
            .value_parser(PossibleValuesParser::new(words)),
        FieldKind::Flag => arg
            .value_name("yes|no")
            .value_parser(PossibleValuesParser::new(["yes", "no"])),
        FieldKind::List => arg.value_name("TEXT").action(ArgAction::Append),
        FieldKind::Quantities => arg.value_name("N,N").action(ArgAction::Append),
        FieldKind::Lines => arg.value_name("LINE").action(ArgAction::Append),
        FieldKind::Code(_) => arg.value_name("CODE"),
        FieldKind::Matter(_) => arg.value_name("ID"),
        FieldKind::Json => arg.value_name("JSON"),
    }
}

fn with_fields(command: clap::Command, verb: Verb) -> clap::Command {
    command
        .args(verb.fields().iter().map(option))
        .arg(Arg::new("input").long("input").value_name("JSON|-"))
        .arg(Arg::new("key").long("key").value_name("KEY"))
        .arg(
            Arg::new("preview")
                .long("preview")
                .action(ArgAction::SetTrue),
        )
}

/// The verb as a command of its own under `act`.
fn act_command(verb: Verb) -> clap::Command {
    let mut command = clap::Command::new(verb.name());
    if let Some((_, short)) = verb.name().rsplit_once('.')
        && Verb::find(short) == Some(verb)
    {
        command = command.visible_alias(short);
    }
    if !verb.on().is_empty() {
        command = command
            .arg(Arg::new("matter").value_name("ID").required(true))
            .arg(
                Arg::new("expect")
                    .long("expect")
                    .value_name("VERSION")
                    .value_parser(clap::value_parser!(u32)),
            );
    }
    with_fields(command, verb)
}

impl Args for ActLine {
    fn augment_args(command: clap::Command) -> clap::Command {
        command
            .subcommand_required(true)
            .subcommands(Verb::ALL.iter().copied().map(act_command))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for ActLine {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        Ok(Self {
            verb: Verb::find(name).ok_or_else(missing)?,
            matches: matches.clone(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for RegisterLine {
    fn augment_subcommands(command: clap::Command) -> clap::Command {
        command.subcommands(REGISTRIES.map(|registry| {
            let code = Arg::new("code").value_name("CODE").required(true);
            let add = with_fields(clap::Command::new("add"), registry.add);
            clap::Command::new(registry.name)
                .subcommand_required(true)
                .subcommand(clap::Command::new("list"))
                .subcommand(clap::Command::new("show").arg(code))
                .subcommand(add)
        }))
    }

    fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        REGISTRIES.iter().any(|registry| registry.name == name)
    }
}

impl FromArgMatches for RegisterLine {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        let registry = REGISTRIES
            .into_iter()
            .find(|registry| registry.name == name)
            .ok_or_else(missing)?;
        let (task, matches) = matches.subcommand().ok_or_else(missing)?;
        let task = match task {
            "list" => RegisterTask::List,
            "show" => RegisterTask::Show(
                matches
                    .get_one::<String>("code")
                    .cloned()
                    .unwrap_or_default(),
            ),
            _ => RegisterTask::Add(matches.clone()),
        };
        Ok(Self { registry, task })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The verb whose fields a path of the command line takes, if it takes any.
pub(super) fn verb_at(path: &[&str]) -> Option<Verb> {
    match path {
        ["act", name] => Verb::find(name),
        [name, "add"] => REGISTRIES
            .iter()
            .find(|registry| registry.name == *name)
            .map(|registry| registry.add),
        _ => None,
    }
}

/// The fields of a verb in a line, for whoever gave one that it does not have.
pub(super) fn list(verb: Verb) -> String {
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
pub(super) fn read(
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
pub(super) fn usage(lang: Lang, verb: Verb, text: &str) -> Failure {
    let fields = words::FIELDS_OF.fill(lang, &[&verb.name(), &list(verb)]);
    Failure::Usage(format!("{text}\n{fields}"))
}

/// What `--input` gave: a JSON object, or `-` for one on standard input.
fn input(lang: Lang, verb: Verb, matches: &ArgMatches) -> Result<Map<String, Value>, Failure> {
    let Some(text) = matches.get_one::<String>("input") else {
        return Ok(Map::new());
    };
    let text = if text == "-" {
        super::file::standard_input(lang)?
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
        FieldKind::Text
        | FieldKind::Paragraph
        | FieldKind::Word(_)
        | FieldKind::Code(_)
        | FieldKind::Matter(_) => json!(last),
        FieldKind::Number => json!(
            last.parse::<u64>()
                .map_err(|_| wrong(words::NOT_A_NUMBER))?
        ),
        FieldKind::Date => json!(read_day(last).ok_or_else(|| wrong(words::NOT_A_DAY))?),
        FieldKind::Time => json!(read_instant(last).ok_or_else(|| wrong(words::NOT_A_TIME))?),
        FieldKind::Flag => json!(last == "yes"),
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

    #[test]
    fn no_field_takes_the_name_of_an_option_of_every_verb() {
        let taken = [
            "store", "lang", "as", "now", "json", "keymap", "palette", "glyphs", "help", "version",
            "key", "expect", "input", "preview", "matter",
        ];
        for verb in Verb::ALL {
            for field in verb.fields() {
                assert!(
                    !taken.contains(&field.name),
                    "{} {}",
                    verb.name(),
                    field.name
                );
            }
        }
    }
}
