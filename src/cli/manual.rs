//! `manual`: keys, verbs, lists and rulings as Markdown, from the tables that the program itself goes by.

use clap::{Arg, Command};

use crate::console::action::{Action, Context as KeyContext};
use crate::console::chrome::keys_text;
use crate::console::preset::{Keymaps, PRESETS, problem_words};
use crate::domain::law::act::Verb;
use crate::domain::law::authority::Whose;
use crate::domain::law::naming::Names;
use crate::domain::law::party::PartyKind;
use crate::domain::law::ruling::{Parameter, RulingId, Shape, default_value, parameters};
use crate::hub::list::column::Column;
use crate::hub::list::{List, Order};
use crate::locale::cli::manual as words;
use crate::locale::cli::{help, parse as headings};
use crate::locale::{Lang, domain, joined, list as list_words, ruling};

use super::context::Context;
use super::failure::Failure;
use super::{fields, list, output, parse};

/// Prints the manual.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let lang = context.lang;
    let mut page = Page(String::new());
    page.heading(1, words::TITLE.get(lang));
    page.paragraph(words::PREFACE.get(lang));
    keys(&mut page, lang)?;
    verbs(&mut page, lang);
    lists(&mut page, lang);
    rulings(&mut page, lang);
    Ok(output::print(page.0.trim_end())?)
}

/// Markdown, a blank line behind every block.
struct Page(String);

impl Page {
    fn heading(&mut self, level: usize, text: &str) {
        self.paragraph(&format!("{} {text}", "#".repeat(level)));
    }

    fn paragraph(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push_str("\n\n");
    }

    fn items(&mut self, items: &[String]) {
        if !items.is_empty() {
            self.paragraph(&format!("- {}", items.join("\n- ")));
        }
    }

    fn table<const N: usize>(&mut self, heading: &str, rows: &[[String; N]]) {
        let line = |cells: &[String; N]| {
            let cells = cells.iter().map(|cell| cell.replace('|', "\\|"));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let heading = format!("| {} |", heading.replace('|', " | "));
        let under = format!("|{}", "---|".repeat(N));
        let lines = [heading, under].into_iter().chain(rows.iter().map(line));
        self.paragraph(&lines.collect::<Vec<_>>().join("\n"));
    }
}

fn code(text: impl std::fmt::Display) -> String {
    format!("`{text}`")
}

/// The keys by place; those that do the same stand together.
fn keys(page: &mut Page, lang: Lang) -> Result<(), Failure> {
    let keymaps = Keymaps::load(PRESETS[0].0, None)
        .map_err(|error| Failure::Usage(problem_words(lang, &error)))?;
    page.heading(2, words::KEYS.get(lang));
    page.paragraph(words::KEYS_ABOUT.get(lang));
    for place in KeyContext::ALL {
        let mut rows: Vec<(Action, Vec<String>)> = Vec::new();
        for (keys, action) in keymaps.commands.bindings(place) {
            let keys = code(keys_text(keys));
            match rows.iter_mut().find(|(known, _)| *known == action) {
                Some((_, others)) => others.push(keys),
                None => rows.push((action, vec![keys])),
            }
        }
        let rows: Vec<_> = rows
            .iter()
            .map(|(action, keys)| {
                let label = action.label().get(lang).to_owned();
                [keys.join(" "), label, code(action.name())]
            })
            .collect();
        let label = place.label();
        let (label, name) = (label.get(lang), code(place.name()));
        page.heading(3, &words::NAMED.fill(lang, &[&label, &name]));
        page.table(words::KEYS_HEADING.get(lang), &rows);
    }
    Ok(())
}

/// The verbs with their options, as the parser knows them.
fn verbs(page: &mut Page, lang: Lang) {
    let root = parse::command(lang);
    page.heading(2, words::VERBS.get(lang));
    for heading in [headings::EVERYWHERE, headings::OPENING] {
        let heading = heading.get(lang);
        page.heading(3, heading);
        let under = root.get_arguments();
        let under = under.filter(|arg| arg.get_help_heading() == Some(heading));
        page.items(&under.map(|arg| option(lang, arg)).collect::<Vec<_>>());
    }
    page.paragraph(help::EXIT_CODES.get(lang));
    for verb in root.get_subcommands() {
        one_verb(page, lang, verb, &[], &[]);
    }
}

/// A verb, and those below it, without the options in `told`, which stand above already.
fn one_verb(page: &mut Page, lang: Lang, verb: &Command, above: &[&str], told: &[&Arg]) {
    let path: Vec<&str> = above.iter().copied().chain([verb.get_name()]).collect();
    page.heading(2 + path.len(), &format!("yunguan {}", path.join(" ")));
    let about = verb.get_about().map(ToString::to_string);
    let about = about.unwrap_or_default();
    page.paragraph(&match fields::verb_at(&path) {
        Some(act) => words::WHO.fill(lang, &[&about, &who(lang, act)]),
        None => about,
    });
    let own = verb.get_arguments();
    let own = own.filter(|arg| !told.iter().any(|known| is_same(known, arg)));
    page.items(&own.map(|arg| option(lang, arg)).collect::<Vec<_>>());
    let common = common(verb);
    if !common.is_empty() {
        page.paragraph(words::COMMON.get(lang));
        let common = common.iter().map(|arg| option(lang, arg));
        page.items(&common.collect::<Vec<_>>());
    }
    for below in verb.get_subcommands() {
        one_verb(page, lang, below, &path, &common);
    }
}

/// The options that every verb below has.
fn common(verb: &Command) -> Vec<&Arg> {
    let mut below = verb.get_subcommands();
    let Some(first) = below.next() else {
        return Vec::new();
    };
    let others: Vec<&Command> = below.collect();
    let in_all = |arg: &&Arg| {
        let has = |verb: &&Command| verb.get_arguments().any(|other| is_same(arg, other));
        others.iter().all(has)
    };
    first.get_arguments().filter(in_all).collect()
}

fn is_same(one: &Arg, other: &Arg) -> bool {
    one.get_id() == other.get_id()
        && one.get_help().map(ToString::to_string) == other.get_help().map(ToString::to_string)
}

/// An option as it is typed, what it is, what it may be.
fn option(lang: Lang, arg: &Arg) -> String {
    let name = arg.get_long().map(|long| format!("--{long}"));
    let takes = arg.get_action().takes_values();
    let value = arg.get_value_names().unwrap_or_default().first();
    let value = value.filter(|_| takes).map(|value| format!("<{value}>"));
    let typed: Vec<String> = name.into_iter().chain(value).collect();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut said = vec![code(typed.join(" ")), help];
    let possible = arg.get_possible_values();
    let possible: Vec<String> = possible
        .iter()
        .map(|value| code(value.get_name()))
        .collect();
    if takes && !possible.is_empty() {
        let possible = joined(lang, possible.iter().map(String::as_str));
        said.push(words::CHOICE.fill(lang, &[&possible]));
    }
    if let Some(value) = arg.get_default_values().first().filter(|_| takes) {
        said.push(words::DEFAULT.fill(lang, &[&code(value.to_string_lossy())]));
    }
    said.join(" ")
}

/// Who does it: of which party, at which post, and what they must not have done on the matter before (R22).
fn who(lang: Lang, verb: Verb) -> String {
    let rule = verb.rule();
    let parties = |kinds: &[PartyKind]| {
        let kinds = kinds.iter().map(|kind| domain::party_kind(*kind).get(lang));
        joined(lang, kinds)
    };
    let whose = match rule.whose {
        Whose::Kinds(kinds) => parties(kinds),
        Whose::Concerned(_, kinds) => words::OF_THE_MATTER.fill(lang, &[&parties(kinds)]),
        // What the clockwork does is no verb of the command line.
        Whose::AnyConcerned | Whose::Clockwork => words::ANYONE_CONCERNED.get(lang).to_owned(),
        Whose::Founder => words::FOUNDER.get(lang).to_owned(),
    };
    let posts = rule.posts.iter().map(|post| domain::post(*post).get(lang));
    let posts = joined(lang, posts);
    let apart = rule.apart_from.iter();
    let apart = joined(lang, apart.map(|part| domain::part(*part).get(lang)));
    let mut said = match posts.as_str() {
        "" => whose,
        posts => words::NAMED.fill(lang, &[&whose, &posts]),
    };
    if !apart.is_empty() {
        said.push_str(&words::APART.fill(lang, &[&apart]));
    }
    said
}

/// The lists with their columns and orders.
fn lists(page: &mut Page, lang: Lang) {
    let columns = |columns: &[Column]| list_words::columns(lang, columns);
    let rows: Vec<_> = list::named()
        .map(|(name, list)| {
            let called = match list {
                List::Calendar(_) => list_words::CALENDAR.fill(lang, &[&"YYYY"]),
                ref list => list_words::name(lang, &Names::default(), list),
            };
            let shown = list.shown();
            let more = list.columns().get(shown.len()..).unwrap_or_default();
            let order = match list.usual_order() {
                Order::Ascending => words::ASCENDING,
                Order::Descending => words::DESCENDING,
            };
            let kept_by = list_words::column(list.kept_by()).get(lang);
            let order = order.fill(lang, &[&kept_by]);
            [code(name), called, columns(shown), columns(more), order]
        })
        .collect();
    let masked = Column::ALL.into_iter().filter(|one| !one.is_searched());
    let masked = columns(&masked.collect::<Vec<_>>());
    page.heading(2, words::LISTS.get(lang));
    page.paragraph(&words::LISTS_ABOUT.fill(lang, &[&masked]));
    page.table(words::LISTS_HEADING.get(lang), &rows);
}

/// The rulings with what they answer, and their parameters.
fn rulings(page: &mut Page, lang: Lang) {
    page.heading(2, words::RULINGS.get(lang));
    page.paragraph(words::RULINGS_ABOUT.get(lang));
    for id in RulingId::all() {
        page.heading(3, &id.to_string());
        let asked = ruling::question(id.number()).map_or("", |text| text.get(lang));
        let answered = ruling::explanation(id.number()).map_or("", |text| text.get(lang));
        page.paragraph(&format!("**{asked}** {answered}"));
        let parameters = parameters(id).iter();
        let parameters = parameters.map(|one| parameter(lang, id, one));
        page.items(&parameters.collect::<Vec<_>>());
    }
}

/// A parameter: its label, its default, what it may be.
fn parameter(lang: Lang, id: RulingId, parameter: &Parameter) -> String {
    let label = ruling::parameter(id, parameter.name).map_or("", |label| label.get(lang));
    let usual = default_value(id, parameter.name);
    let may_be = match parameter.shape {
        Shape::Number { least, most } => words::RANGE.fill(lang, &[&least, &most]),
        Shape::Date => words::ANY_DATE.get(lang).to_owned(),
        Shape::Word(known) => {
            let known = known.iter().map(|word| {
                let called = ruling::word(id, word).map_or("", |called| called.get(lang));
                format!("{} {called}", code(word))
            });
            let known: Vec<String> = known.collect();
            joined(lang, known.iter().map(String::as_str))
        }
    };
    let value = ruling::value(lang, id, &usual);
    words::PARAMETER.fill(lang, &[&label, &value, &parameter.name, &usual, &may_be])
}
