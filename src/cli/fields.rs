//! A verb's fields as options: one table of the domain makes the options of `act` and of the registers, and reads them.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, Subcommand};

use crate::domain::law::act::Verb;
use crate::domain::law::authority::Whose;
use crate::domain::law::field::{Field, FieldKind};
use crate::domain::record::RecordKind;
use crate::domain::register;
use crate::hub::list::REGISTERS;

mod read;

pub(super) use read::{
    DEFAULTS, as_blank, command, default_of, list, problem_words, read, value_words,
};

/// `act` and what followed it.
#[derive(Debug, Clone)]
pub(super) struct ActLine {
    pub(super) verb: Verb,
    pub(super) matches: ArgMatches,
}

/// A register's verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Registry {
    /// What it keeps; its word is the register's name on the command line.
    pub(super) kind: RecordKind,
    /// What registers one more; none of what comes of a matter.
    pub(super) add: Option<Verb>,
}

impl Registry {
    fn of(kind: RecordKind) -> Self {
        Self {
            kind,
            add: Some(register::keeping(kind)).filter(|verb| !verb.is_on_matter()),
        }
    }

    fn named(name: &str) -> Option<Self> {
        registries().find(|registry| registry.kind.word() == name)
    }
}

/// The registers that can be listed. Of each, one act registers a record.
pub(super) fn registries() -> impl Iterator<Item = Registry> {
    REGISTERS.iter().copied().map(Registry::of)
}

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
    Add(Verb, ArgMatches),
}

/// The words that help and completions offer for an option. What is typed is read where every field's text is read, by
/// labels too: nothing is refused here.
#[derive(Debug, Clone)]
struct Offered(&'static [&'static str]);

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().copied().map(PossibleValue::new)))
    }
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
        FieldKind::Number | FieldKind::LineNumber => arg.value_name("N"),
        FieldKind::Date => arg.value_name("YYYY-MM-DD"),
        FieldKind::Time => arg.value_name("YYYY-MM-DDTHH:MM"),
        FieldKind::Word(words) => arg.value_name("WORD").value_parser(Offered(words)),
        FieldKind::Words(words) => arg
            .value_name("WORD,WORD")
            .value_parser(Offered(words))
            .action(ArgAction::Append),
        FieldKind::Flag => arg
            .value_name("yes|no")
            .value_parser(Offered(&["yes", "no"])),
        FieldKind::List => arg.value_name("TEXT").action(ArgAction::Append),
        FieldKind::Quantities => arg.value_name("N,N").action(ArgAction::Append),
        FieldKind::Lines => arg.value_name("LINE").action(ArgAction::Append),
        FieldKind::Code(_) => arg.value_name("CODE"),
        FieldKind::Matter => arg.value_name("ID"),
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
    let mut command = clap::Command::new(verb.word());
    if let Some((_, short)) = verb.word().rsplit_once('.')
        && Verb::named(short) == Some(verb)
    {
        command = command.visible_alias(short);
    }
    if verb.is_on_matter() {
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

/// What somebody may do: all but what the clockwork does by itself.
fn by_hand() -> impl Iterator<Item = Verb> {
    Verb::all().filter(|verb| verb.rule().whose != Whose::Clockwork)
}

impl Args for ActLine {
    fn augment_args(command: clap::Command) -> clap::Command {
        command
            .subcommand_required(true)
            .subcommands(by_hand().map(act_command))
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
        command.subcommands(registries().map(|registry| {
            let code = Arg::new("code").value_name("CODE").required(true);
            let add = registry.add;
            let add = add.map(|verb| with_fields(clap::Command::new("add"), verb));
            clap::Command::new(registry.kind.word())
                .subcommand_required(true)
                .subcommand(clap::Command::new("list"))
                .subcommand(clap::Command::new("show").arg(code))
                .subcommands(add)
        }))
    }

    fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        Registry::named(name).is_some()
    }
}

impl FromArgMatches for RegisterLine {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        let registry = Registry::named(name).ok_or_else(missing)?;
        let (task, matches) = matches.subcommand().ok_or_else(missing)?;
        let task = match task {
            "list" => RegisterTask::List,
            "show" => RegisterTask::Show(
                matches
                    .get_one::<String>("code")
                    .cloned()
                    .unwrap_or_default(),
            ),
            _ => RegisterTask::Add(registry.add.ok_or_else(missing)?, matches.clone()),
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
        [name, "add"] => Registry::named(name).and_then(|registry| registry.add),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_clockworks_own_is_left_out() {
        let left_out: Vec<_> = Verb::all()
            .filter(|verb| by_hand().all(|known| known != *verb))
            .map(Verb::word)
            .collect();
        assert_eq!(left_out, ["wake", "measures.lapse"]);
    }

    #[test]
    fn no_field_takes_the_name_of_an_option_of_every_verb() {
        let taken = [
            "store", "lang", "as", "now", "json", "keymap", "palette", "glyphs", "help", "version",
            "key", "expect", "input", "preview", "matter",
        ];
        for verb in Verb::all() {
            for field in verb.fields() {
                assert!(
                    !taken.contains(&field.name),
                    "{} {}",
                    verb.word(),
                    field.name
                );
            }
        }
    }
}
