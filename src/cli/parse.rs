//! From words to a [`Line`]: help and errors in the reader's language.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use crate::domain::law::act::Verb;
use crate::domain::law::field::FieldKind;
use crate::locale::cli::help;
use crate::locale::cli::parse as words;
use crate::locale::{Lang, article, verb};

use super::args::Line;
use super::failure::{Failure, USAGE};
use super::{fields, output};

/// The language that a line asks for, before it is understood: its own errors are in it.
pub(super) fn lang_of(line: &[OsString]) -> Lang {
    let mut texts = line.iter().map(|word| word.to_string_lossy());
    while let Some(word) = texts.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => texts.next().map(std::borrow::Cow::into_owned),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(lang) = value.and_then(|value| value.parse().ok()) {
            return lang;
        }
    }
    Lang::from_env()
}

/// Understands a line.
///
/// # Errors
/// Wrong usage; and help or the version, which were then printed.
pub(super) fn parse(lang: Lang, line: &[OsString]) -> Result<Line, Failure> {
    let matches = command(lang).try_get_matches_from(line);
    let parsed = matches.and_then(|matches| Line::from_arg_matches(&matches));
    parsed.map_err(|error| failure(lang, line, &error))
}

fn failure(lang: Lang, line: &[OsString], error: &clap::Error) -> Failure {
    let rendered = || translated(lang, &error.render().to_string());
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match output::print(&rendered()) {
            Ok(()) => Failure::Told(0),
            Err(error) => error.into(),
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::complain(&rendered());
            Failure::Told(USAGE)
        }
        _ => Failure::Usage(error_text(lang, line, error)),
    }
}

/// The whole command line with its words.
pub(super) fn command(lang: Lang) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .global(true);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    let root = Line::command()
        .arg(help)
        .arg(version)
        .after_help(help::EXIT_CODES.get(lang));
    worded(root, &[], lang)
}

/// A command with its words, and all below it.
fn worded(command: Command, path: &[&str], lang: Lang) -> Command {
    let usage = words::USAGE.get(lang);
    // A full-width colon brings its own space.
    let gap = if lang == Lang::En { " " } else { "" };
    let template =
        format!("{{about-with-newline}}\n{usage}{gap}{{usage}}\n\n{{all-args}}{{after-help}}");
    let is_root = path.is_empty();
    let mut place = 0;
    command
        .about(about(path, lang))
        .help_template(template)
        .subcommand_help_heading(words::VERBS.get(lang))
        .subcommand_value_name(words::VERB.get(lang))
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                words::ARGUMENTS
            } else if is_root && (arg.is_global_set() || arg.get_id() == "version") {
                words::EVERYWHERE
            } else if is_root {
                words::OPENING
            } else {
                words::OPTIONS
            };
            let text = arg_help(path, arg.get_id().as_str(), lang);
            let arg = arg.help(text).help_heading(heading.get(lang));
            if arg.is_positional() {
                // Under a heading of ours the parser would sort them by name, not as they are typed.
                place += 1;
                arg.display_order(place)
            } else {
                arg
            }
        })
        .mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
            worded(below, &path, lang)
        })
}

fn about(path: &[&str], lang: Lang) -> String {
    if let Some(verb) = fields::verb_at(path).filter(|_| path.first() == Some(&"act")) {
        let cited = verb.article();
        let cited = article::cite(lang, cited.number, cited.paragraph);
        return words::VERB_ABOUT.fill(lang, &[&verb::verb(verb).get(lang), &cited]);
    }
    help::find(path, None).map_or_else(String::new, |text| text.get(lang).to_owned())
}

/// The help of an argument: a field's is that of its verb, any other's stands in the table of its path or of one above.
fn arg_help(path: &[&str], id: &str, lang: Lang) -> String {
    if let Some(text) = fields::verb_at(path).and_then(|verb| field_help(verb, id, lang)) {
        return text;
    }
    help::find(path, Some(id)).map_or_else(String::new, |text| text.get(lang).to_owned())
}

fn field_help(verb: Verb, name: &str, lang: Lang) -> Option<String> {
    let field = verb.fields().iter().find(|field| field.name == name)?;
    let label = verb::field(verb, name).get(lang);
    let need = if field.required {
        words::NEEDED
    } else {
        words::OPTIONAL
    };
    let hint = if field.kind == FieldKind::Lines {
        Some(words::LINES_FORM)
    } else {
        verb::field_hint(verb, name)
    };
    let hint = hint.map_or("", |hint| hint.get(lang));
    let said = words::FIELD.fill(lang, &[&label, &need.get(lang), &hint]);
    let when = field.when.map_or_else(String::new, |when| {
        let other = when.field.replace('_', "-");
        words::ASKED_WHEN.fill(lang, &[&other, &when.words.join("|")])
    });
    Some(format!("{} {when}", said.trim_end()).trim_end().to_owned())
}

/// The few words of the parser's own that remain in what it renders.
fn translated(lang: Lang, text: &str) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Zh => help::PARSERS_OWN
            .iter()
            .fold(text.to_owned(), |text, own| text.replace(own.1, own.0))
            // The parser ends headings with a colon of its own.
            .replace(":\n", "：\n"),
    }
}

fn error_text(lang: Lang, line: &[OsString], error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(context_text).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let said = match error.kind() {
        ErrorKind::UnknownArgument => words::UNKNOWN_ARGUMENT.fill(lang, &[&arg]),
        ErrorKind::InvalidSubcommand => {
            let given = context(ContextKind::InvalidSubcommand);
            words::UNKNOWN_VERB.fill(lang, &[&given])
        }
        ErrorKind::MissingSubcommand => words::MISSING_VERB.get(lang).to_owned(),
        ErrorKind::MissingRequiredArgument => words::MISSING_ARGUMENT.fill(lang, &[&arg]),
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            words::CONFLICT.fill(lang, &[&arg, &prior])
        }
        ErrorKind::InvalidValue if value.is_empty() => words::NO_VALUE.fill(lang, &[&arg]),
        ErrorKind::InvalidValue => {
            let known = context(ContextKind::ValidValue);
            words::UNKNOWN_VALUE.fill(lang, &[&arg, &value, &known])
        }
        ErrorKind::ValueValidation => words::BAD_VALUE.fill(lang, &[&arg, &value]),
        ErrorKind::InvalidUtf8 => words::NOT_UTF8.get(lang).to_owned(),
        _ => words::WRONG_COUNT.fill(lang, &[&arg]),
    };
    let mut text = said;
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let suggested = suggested
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    if let Some(suggested) = suggested {
        text.push('\n');
        text.push_str(&words::SUGGESTED.fill(lang, &[&suggested]));
    }
    let path = path_of(line);
    if let Some(verb) = fields::verb_at(&path.iter().map(String::as_str).collect::<Vec<_>>())
        && error.kind() == ErrorKind::UnknownArgument
    {
        let list = fields::list(verb);
        text.push('\n');
        text.push_str(&crate::locale::cli::FIELDS_OF.fill(lang, &[&verb.word(), &list]));
    }
    let path = ["yunguan".to_owned()]
        .into_iter()
        .chain(path)
        .collect::<Vec<_>>();
    text.push('\n');
    text.push_str(&words::SEE_HELP.fill(lang, &[&path.join(" ")]));
    text
}

fn context_text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join(", ")
        }
        ContextValue::Bool(_) | ContextValue::Number(_) => value.to_string(),
        _ => String::new(),
    }
}

/// Whether a word is an option of a command whose value is the next word.
fn takes_value(command: &Command, word: &OsString) -> bool {
    let name = word.to_str().and_then(|word| word.strip_prefix("--"));
    let mut options = command.get_arguments();
    options.any(|known| {
        name.is_some() && known.get_long() == name && known.get_action().takes_values()
    })
}

/// The verbs that a line names, as far as they are known.
fn path_of(line: &[OsString]) -> Vec<String> {
    let mut path = Vec::new();
    let mut command = Line::command();
    let global = command.clone();
    let mut words = line.iter().skip(1);
    while let Some(word) = words.next() {
        // What an option takes may be spelled like a verb: `--store demo`.
        if takes_value(&global, word) || takes_value(&command, word) {
            words.next();
            continue;
        }
        let found = command.find_subcommand(word).cloned();
        if let Some(found) = found {
            path.push(found.get_name().to_owned());
            command = found;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(command: &Command, path: &str, lang: Lang, missing: &mut Vec<String>) {
        let is_named = |text: Option<String>| text.is_some_and(|text| !text.trim().is_empty());
        if !is_named(command.get_about().map(ToString::to_string)) {
            missing.push(format!("{lang:?} {path}"));
        }
        for arg in command.get_arguments() {
            if !is_named(arg.get_help().map(ToString::to_string)) {
                missing.push(format!("{lang:?} {path} {}", arg.get_id()));
            }
        }
        for below in command.get_subcommands() {
            walk(
                below,
                &format!("{path} {}", below.get_name()),
                lang,
                missing,
            );
        }
    }

    #[test]
    fn everything_on_the_command_line_has_its_words() {
        let mut missing = Vec::new();
        for lang in [Lang::Zh, Lang::En] {
            walk(&command(lang), "yunguan", lang, &mut missing);
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn every_word_in_the_table_is_used() {
        let root = command(Lang::En);
        for (key, _) in help::ALL {
            let (path, arg) = match key.split_once(" @") {
                Some((path, arg)) => (path, Some(arg)),
                None => (*key, None),
            };
            let mut at = &root;
            let words = path
                .split(' ')
                .filter(|word| !word.is_empty() && *word != "yunguan");
            let found = words
                .into_iter()
                .all(|word| match at.find_subcommand(word) {
                    Some(below) => {
                        at = below;
                        true
                    }
                    None => false,
                });
            let has_arg = |at: &Command, arg: &str| {
                at.get_arguments().any(|known| known.get_id() == arg)
                    || at
                        .get_subcommands()
                        .any(|below| below.get_arguments().any(|known| known.get_id() == arg))
            };
            assert!(found && arg.is_none_or(|arg| has_arg(at, arg)), "{key}");
        }
    }

    #[test]
    fn the_shape_is_sound() {
        for lang in [Lang::Zh, Lang::En] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn the_language_is_known_before_the_rest() {
        let words = |text: &str| -> Vec<OsString> { text.split(' ').map(OsString::from).collect() };
        assert_eq!(lang_of(&words("yunguan --lang en --nonsense")), Lang::En);
        assert_eq!(lang_of(&words("yunguan queue --lang=zh")), Lang::Zh);
    }
}
