//! `ruling`: what is in force, what waits for its second signature, proposing and signing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::law::clock::civil_date;
use crate::domain::law::command::Command;
use crate::domain::law::ruling::{
    Ruling, RulingBook, RulingId, RulingValue, Scope, parameters, read_value,
};
use crate::domain::law::what_if::Tried;
use crate::domain::register::{Act, ProposeRuling, SignRuling};
use crate::hub::request::{Answer, Request, Rulings};
use crate::locale::cli as words;
use crate::locale::{Lang, ruling as named, trial};

use super::act;
use super::args::{ProposeLine, RulingTask};
use super::context::{Context, act_request};
use super::failure::Failure;
use super::output;

/// One verb of the rulings.
pub(super) fn run(context: &Context, task: &RulingTask) -> Result<(), Failure> {
    match task {
        RulingTask::List => list(context, None),
        RulingTask::Show { ruling } => list(context, Some(id_of(context.lang, ruling)?)),
        RulingTask::Propose(line) => propose(context, line),
        RulingTask::Try {
            ruling,
            values,
            limit,
        } => what_if(context, ruling, values, *limit),
        RulingTask::Sign { number } => {
            let sign = SignRuling { proposal: *number };
            let command = Command::Keep(Act::SignRuling(sign));
            act::carry_out(context, act_request(command), false)
        }
    }
}

/// The ruling of a name, as `R16`.
pub(super) fn id_of(lang: Lang, text: &str) -> Result<RulingId, Failure> {
    text.parse()
        .map_err(|_| Failure::Usage(words::NOT_A_RULING.fill(lang, &[&text])))
}

fn list(context: &Context, wanted: Option<RulingId>) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    let answer = seated.ask(lang, Request::Rulings)?;
    let Answer::Rulings(known) = &answer else {
        return Ok(());
    };
    let today = civil_date(standing.now);
    let book = RulingBook::new(known.rulings.clone());
    context.show(&answer, || match wanted {
        Some(id) => with_history(lang, &book, known, id, today),
        None => RulingId::all()
            .map(|id| in_force(lang, &book, id, today))
            .chain([proposals(lang, known, |ruling| ruling.signed_by.is_none())])
            .collect(),
    })
}

/// A ruling's question and its values today, for the whole city.
fn in_force(lang: Lang, book: &RulingBook, id: RulingId, today: NaiveDate) -> String {
    let question = named::question(id.number()).map_or("", |text| text.get(lang));
    let values = parameters(id).iter().map(|parameter| {
        let used = book.value(id, parameter.name, today, &[]);
        let label = named::parameter(id, parameter.name).map_or("", |label| label.get(lang));
        let value = named::value(lang, id, &used.value);
        format!(
            "    {label}  {value}  ({}={})\n",
            parameter.name, used.value
        )
    });
    let question = format!("{id}  {question}\n");
    [question].into_iter().chain(values).collect()
}

fn with_history(
    lang: Lang,
    book: &RulingBook,
    known: &Rulings,
    id: RulingId,
    today: NaiveDate,
) -> String {
    let explanation = named::explanation(id.number()).map_or("", |text| text.get(lang));
    let in_force = in_force(lang, book, id, today);
    let proposals = proposals(lang, known, |ruling| ruling.id == id);
    format!("{in_force}    {explanation}\n{proposals}")
}

/// Proposals with the number by which they are signed.
fn proposals(lang: Lang, known: &Rulings, wanted: impl Fn(&Ruling) -> bool) -> String {
    let numbered = (1_u32..).zip(&known.rulings);
    numbered
        .filter(|(_, ruling)| wanted(ruling))
        .map(|(number, ruling)| {
            let line = output::line(&named::proposal::told(lang, number, ruling, &known.names));
            let reason = output::line(&ruling.reason);
            format!("{line}\n    {reason}\n")
        })
        .collect::<Vec<_>>()
        .concat()
}

fn propose(context: &Context, line: &ProposeLine) -> Result<(), Failure> {
    let lang = context.lang;
    let ruling = id_of(lang, &line.ruling)?;
    let values = line
        .values
        .iter()
        .map(|text| value_of(lang, ruling, text))
        .collect::<Result<BTreeMap<_, _>, _>>()?;
    let scope = line
        .scope
        .as_deref()
        .map(|text| {
            Scope::read(text).ok_or_else(|| Failure::Usage(words::NOT_A_SCOPE.fill(lang, &[&text])))
        })
        .transpose()?;
    let command = Command::Keep(Act::ProposeRuling(ProposeRuling {
        ruling,
        values,
        effective: context.day("--effective", &line.effective)?,
        reason: line.reason.clone().into(),
        scope,
    }));
    act::carry_out(context, act_request(command), line.preview)
}

/// What history would be under other values: every slice is read, the first differences are shown, all are counted.
fn what_if(
    context: &Context,
    ruling: &str,
    values: &[String],
    limit: usize,
) -> Result<(), Failure> {
    let lang = context.lang;
    let ruling = id_of(lang, ruling)?;
    let values = values
        .iter()
        .map(|text| value_of(lang, ruling, text))
        .collect::<Result<BTreeMap<_, _>, _>>()?;
    let seated = context.seated()?;
    let mut tried = Tried::default();
    let mut after = None;
    loop {
        let request = Request::WhatIf {
            ruling,
            values: values.clone(),
            after,
        };
        let Answer::WhatIf(slice) = seated.ask(lang, request)? else {
            return Ok(());
        };
        tried.take(slice.read, slice.differences, limit);
        after = slice.resume;
        if after.is_none() {
            break;
        }
    }
    let document = serde_json::json!({ "answer": "what_if", "result": tried });
    context.show(&document, || {
        let differences = tried.differences.iter();
        let lines = differences.map(|one| trial::differs(lang, one));
        let lines: Vec<String> = [trial::came_to(lang, &tried)]
            .into_iter()
            .chain(lines)
            .collect();
        lines.join("\n")
    })
}

fn value_of(lang: Lang, id: RulingId, text: &str) -> Result<(String, RulingValue), Failure> {
    let read = || {
        let (name, value) = text.split_once('=')?;
        let parameter = parameters(id).iter().find(|known| known.name == name)?;
        Some((name.to_owned(), read_value(parameter.shape, value)?))
    };
    read().ok_or_else(|| no_such_value(lang, id, text))
}

/// That a ruling has no such value, and which it has.
pub(super) fn no_such_value(lang: Lang, id: RulingId, text: &str) -> Failure {
    let known: Vec<String> = parameters(id).iter().map(shape_of).collect();
    Failure::Usage(words::NOT_A_PARAMETER.fill(lang, &[&text, &id, &known.join(" ")]))
}

/// A parameter as it may be typed: `order=sequential|from_submission`, `months=1..24`.
fn shape_of(parameter: &crate::domain::law::ruling::Parameter) -> String {
    use crate::domain::law::ruling::Shape;
    let name = parameter.name;
    match parameter.shape {
        Shape::Number { least, most } => format!("{name}={least}..{most}"),
        Shape::Word(words) => format!("{name}={}", words.join("|")),
        Shape::Date => format!("{name}=YYYY-MM-DD"),
    }
}
