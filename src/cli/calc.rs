//! `calc`: what the rules come to, computed for whoever brings the facts; no store is needed.
//!
//! Each line of the input is a question with its `id`; each is answered in order. The same functions of the domain compute
//! a statement.

mod asked;
mod bills;
mod capacity;
mod segments;
mod settlement;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::law::calendar::Calendar;
use crate::domain::law::ruling::{
    RulingId, RulingUse, Shape, default_value, parameters, read_value,
};
use crate::domain::settle::convention::Conventions;
use crate::locale::cli as words;
use crate::locale::cli::calc as calc_words;
use crate::locale::{Lang, T, json};

use super::args::{CalcKind, CalcLine};
use super::context::Context;
use super::failure::Failure;
use super::{lines, output, ruling};

/// The longest question, in bytes: a bill with some thousands of lines.
const LINE_LIMIT: u64 = 4 << 20;

/// What an answer rests on beside its question.
struct Rules {
    conventions: Conventions,
    calendar: Calendar,
    /// The language in which each answer is to be explained, if it is.
    explained: Option<Lang>,
}

/// What is wrong with a question: where, and what.
struct Wrong(String, T);

impl Wrong {
    fn told(&self, lang: Lang) -> String {
        format!("{}: {}", output::line(&self.0), self.1.get(lang))
    }
}

/// An answer with the name of its question.
#[derive(Serialize)]
struct Answered<T> {
    id: String,
    answer: T,
    /// How it came about, line by line.
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Vec<String>>,
}

/// Answers the questions of one kind.
pub(super) fn run(context: &Context, line: &CalcLine) -> Result<(), Failure> {
    let lang = context.lang;
    let values = line.ruling.iter().map(|text| set_by(lang, text));
    let values = values.collect::<Result<Vec<_>, _>>()?;
    let rules = Rules {
        conventions: Conventions::under(|id, parameter| value(&values, id, parameter)),
        calendar: Calendar::built_in(),
        explained: line.explain.then_some(lang),
    };
    match line.kind {
        CalcKind::Segments => each(lang, &rules, segments::answer),
        CalcKind::Bills => each(lang, &rules, bills::answer),
        CalcKind::Settlement | CalcKind::Capacity if line.explain => Err(Failure::Usage(
            calc_words::NOT_EXPLAINED.get(lang).to_owned(),
        )),
        CalcKind::Settlement => each(lang, &rules, settlement::answer),
        CalcKind::Capacity => each(lang, &rules, capacity::answer),
    }
}

fn each<Q: DeserializeOwned, A: Serialize>(
    lang: Lang,
    rules: &Rules,
    answer: impl Fn(&Rules, Q) -> Result<Answered<A>, Wrong>,
) -> Result<(), Failure> {
    lines::answer_each(lang, LINE_LIMIT, |line| {
        let asked = serde_json::from_slice(line).map_err(|error| {
            let told = output::line(&json::told(lang, &error.to_string()));
            words::BAD_JSON.fill(lang, &[&"", &told])
        })?;
        answer(rules, asked).map_err(|wrong| wrong.told(lang))
    })
}

/// The value of a parameter: as the line sets it, or else its default.
fn value(values: &[RulingUse], id: RulingId, parameter: &str) -> RulingUse {
    let set = values.iter().rev();
    let mut set = set.filter(|used| used.ruling == id && used.parameter == parameter);
    set.next().cloned().unwrap_or_else(|| RulingUse {
        ruling: id,
        parameter: parameter.to_owned(),
        value: default_value(id, parameter),
    })
}

/// A ruling as the line sets it, `R3=fixed_365`, or `R3=365` where no other of its words ends so.
fn set_by(lang: Lang, text: &str) -> Result<RulingUse, Failure> {
    let (id, typed) = text.split_once('=').unwrap_or((text, ""));
    let id = ruling::id_of(lang, id)?;
    let known = parameters(id);
    let found = known
        .first()
        .filter(|_| known.len() == 1)
        .and_then(|parameter| {
            let value = match parameter.shape {
                Shape::Word(all) => {
                    let ending = format!("_{typed}");
                    let mut meant = all
                        .iter()
                        .filter(|word| **word == typed || word.ends_with(&ending));
                    let word = meant.next().filter(|_| meant.next().is_none())?;
                    read_value(parameter.shape, word)?
                }
                Shape::Number { .. } | Shape::Date => read_value(parameter.shape, typed)?,
            };
            Some(RulingUse {
                ruling: id,
                parameter: parameter.name.to_owned(),
                value,
            })
        });
    found.ok_or_else(|| ruling::no_such_value(lang, id, text))
}
