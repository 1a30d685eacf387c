//! A verb's fields as options: one table of the domain makes the options of `act` and of the registers, and reads them.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, Subcommand};

use crate::domain::verb::{Field, FieldKind, Verb};
use crate::locale::T;
use crate::locale::cli::{NO, YES};
use crate::locale::verb::find_choice;

mod read;

pub(super) use read::{list, read, usage};

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

/// The one list whose entries are words; the table of fields takes it for texts.
const POSTS_FIELD: &str = "posts";

/// Words by their codes; by what people read them as they are understood too.
fn choices(field: &str, words: &[&'static str]) -> PossibleValuesParser {
    let values = words.iter().map(|word| {
        let label = find_choice(field, word);
        PossibleValue::new(*word).aliases(label.into_iter().flat_map(|T(zh, en)| [zh, en]))
    });
    PossibleValuesParser::new(values.collect::<Vec<_>>())
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
            .value_parser(choices(field.name, words)),
        FieldKind::Flag => arg
            .value_name("yes|no")
            .value_parser(PossibleValuesParser::new([
                PossibleValue::new("yes").alias(YES.0),
                PossibleValue::new("no").alias(NO.0),
            ])),
        FieldKind::List if field.name == POSTS_FIELD => {
            arg.value_name("POST,POST").action(ArgAction::Append)
        }
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

#[cfg(test)]
mod tests {
    use super::*;

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
