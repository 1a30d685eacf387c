//! A ruling's parameters in the form that proposes it: a row of its own each, by its name in words, with what holds now
//! and what holds by default beside it. A draft keeps of them what was typed otherwise, as one text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::law::act::Verb;
use crate::domain::law::field::FieldKind;
use crate::domain::law::fill::{self, FillProblem, FillWhat};
use crate::domain::law::ruling::{
    Parameter, R18, Ruling, RulingBook, RulingId, RulingValue, Scope, Shape, default_value,
    parameters, read_value,
};
use crate::domain::record::RecordKind;
use crate::domain::register;
use crate::locale::console as words;
use crate::locale::{Lang, ruling as named, trial, verb as verb_words};

use super::super::layer::Choice;
use super::Form;
use super::field::FormField;

/// The act that proposes a ruling.
pub(in crate::console) const PROPOSE: Verb = Verb::Register(register::Verb::ProposeRuling);
/// The field that has the parameters.
const VALUES: &str = "values";
/// The field that says where.
const SCOPE: &str = "scope";
/// The field that says which ruling.
const RULING: &str = "ruling";

/// The parameters of the ruling that a form proposes.
pub(super) enum Parameters {
    /// It proposes none, or none that there is.
    Unknown,
    /// It waits for what holds now, to make rows of them. Until then there is nothing in it to type into: whatever was
    /// typed would be replaced.
    Awaited,
    /// They are rows.
    Rows(Ruled),
}

/// The ruling whose parameters are rows.
pub(super) struct Ruled {
    id: RulingId,
    book: RulingBook,
    today: NaiveDate,
    /// Where it is to hold, as it was typed last.
    scope: Option<Scope>,
}

/// The parameter that a row of that name is: `values.R16.deliver_working_days`.
pub(super) fn parameter_of(name: &str) -> Option<(RulingId, &'static Parameter)> {
    let mut parts = name.strip_prefix("values.")?.split('.');
    let id = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let found = parameters(id).iter().find(|known| known.name == name)?;
    Some((id, found))
}

/// What a parameter is called.
pub(super) fn label(id: RulingId, parameter: &Parameter, lang: Lang) -> String {
    named::label(lang, id, parameter.name)
}

/// A value as it is typed: the cut-off as a time, a word by its code.
fn written(id: RulingId, value: &RulingValue, lang: Lang) -> String {
    match value {
        RulingValue::Number(_) => named::value(lang, id, value),
        RulingValue::Date(_) | RulingValue::Word(_) => value.to_string(),
    }
}

/// What is typed for a parameter, if it is one of what that may be.
fn read(id: RulingId, parameter: &Parameter, typed: &str) -> Option<RulingValue> {
    let typed = fill::narrow(typed.trim());
    let Some((hours, minutes)) = typed.split_once(':').filter(|_| id == R18) else {
        return read_value(parameter.shape, &typed);
    };
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    let text = minute.to_string();
    read_value(parameter.shape, &text).filter(|_| minutes < 60)
}

fn kind_of(id: RulingId, parameter: &Parameter) -> FieldKind {
    match parameter.shape {
        Shape::Number { .. } if id == R18 => FieldKind::Text,
        Shape::Number { .. } => FieldKind::Number,
        Shape::Word(words) => FieldKind::Word(words),
        Shape::Date => FieldKind::Date,
    }
}

impl Ruled {
    /// What holds now where the ruling is to hold.
    fn present(&self, parameter: &Parameter) -> RulingValue {
        let scope = self.scope.as_slice();
        let used = self.book.value(self.id, parameter.name, self.today, scope);
        used.value
    }

    /// The same as it is typed. It is the same in both languages.
    fn present_text(&self, parameter: &Parameter) -> String {
        written(self.id, &self.present(parameter), Lang::Zh)
    }
}

impl Form {
    /// The ruling that it proposes, if that is known.
    #[must_use]
    pub fn ruling(&self) -> Option<RulingId> {
        let mut fields = self.fields.iter().filter(|_| self.verb == PROPOSE);
        let field = fields.find(|field| field.name == RULING)?;
        field.text().trim().parse().ok()
    }

    /// Waits for what holds now, if it proposes a ruling.
    pub(super) fn await_parameters(&mut self) {
        if self.ruling().is_some() {
            self.parameters = Parameters::Awaited;
        }
    }

    /// Whether it waits for what holds now.
    #[must_use]
    pub fn is_awaiting(&self) -> bool {
        matches!(self.parameters, Parameters::Awaited)
    }

    fn ruled(&self) -> Option<&Ruled> {
        match &self.parameters {
            Parameters::Rows(ruled) => Some(ruled),
            Parameters::Unknown | Parameters::Awaited => None,
        }
    }

    /// Whether its parameters are rows.
    pub(super) fn is_ruled(&self) -> bool {
        self.ruled().is_some()
    }

    /// Makes rows of the parameters, with what holds now where its draft has nothing else.
    pub fn take_rulings(&mut self, rulings: &[Ruling], today: NaiveDate) {
        let Some(id) = self.ruling().filter(|_| self.is_awaiting()) else {
            return;
        };
        let Some(at) = self.fields.iter().position(|field| field.name == VALUES) else {
            return;
        };
        let text = self.fields.get(at).map(FormField::text).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once('='));
        let typed: BTreeMap<&str, &str> = lines.collect();
        let ruled = Ruled {
            id,
            book: RulingBook::new(rulings.to_vec()),
            today,
            scope: self.typed_scope(),
        };
        let rows = parameters(id).iter().map(|parameter| {
            let name = format!("{VALUES}.{id}.{}", parameter.name);
            let present = || ruled.present_text(parameter);
            let content = typed.get(parameter.name).copied().map(str::to_owned);
            let content = content.unwrap_or_else(present);
            FormField::new(name, kind_of(id, parameter), true, &content)
        });
        let rows: Vec<FormField> = rows.collect();
        self.fields.splice(at..=at, rows);
        self.focus = at;
        self.parameters = Parameters::Rows(ruled);
    }

    /// The rows, each with its parameter.
    fn rows(&self) -> impl Iterator<Item = (&FormField, &'static Parameter)> {
        let rows = self.fields.iter();
        rows.filter_map(|field| Some((field, parameter_of(&field.name)?.1)))
    }

    /// The rows in which something else than what holds now is typed.
    fn changed(&self) -> impl Iterator<Item = (&FormField, &'static Parameter)> {
        self.rows().filter(|(row, _)| self.is_changed(row))
    }

    /// Whether a field is a row in which something else than what holds now is typed.
    pub(super) fn is_changed(&self, field: &FormField) -> bool {
        let parameter = parameter_of(&field.name).map(|(_, parameter)| parameter);
        let row = self.ruled().zip(parameter);
        row.is_some_and(|(ruled, parameter)| ruled.present_text(parameter) != field.text().trim())
    }

    /// What was typed otherwise, as the one text that it is kept as.
    pub(super) fn parameters_text(&self) -> Option<(&'static str, String)> {
        self.is_ruled().then(|| {
            let changed = self.changed();
            let lines = changed.map(|(row, known)| format!("{}={}", known.name, row.text().trim()));
            (VALUES, lines.collect::<Vec<_>>().join("\n"))
        })
    }

    /// The values that differ from what holds now.
    pub(super) fn values(&self) -> Result<BTreeMap<String, RulingValue>, Vec<FillProblem>> {
        let mut values = BTreeMap::new();
        let mut problems = Vec::new();
        for (row, parameter) in self.changed() {
            let ruled = self.ruled();
            match ruled.and_then(|ruled| read(ruled.id, parameter, &row.text())) {
                // Written otherwise, it may be what holds now all the same.
                Some(value) if ruled.map(|it| it.present(parameter)).as_ref() == Some(&value) => {}
                Some(value) => drop(values.insert(parameter.name.to_owned(), value)),
                None => problems.push(FillProblem {
                    field: row.name.clone(),
                    what: FillWhat::NotNumber,
                }),
            }
        }
        if problems.is_empty() && values.is_empty() {
            problems.push(FillProblem {
                field: VALUES.to_owned(),
                what: FillWhat::Missing,
            });
        }
        if problems.is_empty() {
            Ok(values)
        } else {
            Err(problems)
        }
    }

    /// What is given in a field of the act that the form asks for in its own way; none in any other.
    pub(super) fn given_of_ruling(
        &self,
        name: &str,
    ) -> Option<Result<Option<Value>, Vec<FillProblem>>> {
        if !self.is_ruled() {
            return None;
        }
        match name {
            VALUES => Some(self.values().map(|values| Some(json!(values)))),
            SCOPE => self.typed_scope().map(|scope| Ok(Some(json!(scope)))),
            _ => None,
        }
    }

    fn typed_scope(&self) -> Option<Scope> {
        let mut fields = self.fields.iter();
        let typed = fields.find(|field| field.name == SCOPE)?.text();
        Scope::read(fill::narrow(typed.trim()).as_ref())
    }

    /// Where it is to hold has changed: rows in which nothing else was typed say what holds there.
    pub(super) fn follow_scope(&mut self) {
        let scope = self.typed_scope();
        let is_other = self.ruled().is_some_and(|it| it.scope != scope);
        if !is_other {
            return;
        }
        let changed: Vec<String> = self.changed().map(|(row, _)| row.name.clone()).collect();
        if let Parameters::Rows(ruled) = &mut self.parameters {
            ruled.scope = scope;
        }
        let Parameters::Rows(ruled) = &self.parameters else {
            return;
        };
        for row in &mut self.fields {
            let Some((_, parameter)) = parameter_of(&row.name) else {
                continue;
            };
            if !changed.contains(&row.name) {
                row.set(&ruled.present_text(parameter));
            }
        }
    }

    /// What a ruling can hold for: the city, a pool, a party.
    pub(super) fn scopes(&self, field: &FormField) -> Option<Vec<Choice<String>>> {
        if !self.is_ruled() || field.name != SCOPE {
            return None;
        }
        let of = |kind: RecordKind, word: &'static str| {
            let choices = self.choices.get(&kind).into_iter().flatten();
            choices.map(move |choice| Choice {
                value: format!("{word}:{}", choice.value),
                label: format!("{word}:{}", choice.value),
                note: choice.note.clone(),
            })
        };
        let pools = of(RecordKind::Pool, "pool");
        Some(pools.chain(of(RecordKind::Party, "party")).collect())
    }

    /// What holds now, and what holds by default.
    pub(super) fn standing_values(&self, field: &FormField, lang: Lang) -> Option<String> {
        let (id, parameter) = parameter_of(&field.name)?;
        let present = self.ruled()?.present(parameter);
        let usual = default_value(id, parameter.name);
        let said = |value| named::value(lang, id, value);
        Some(words::FORM_PRESENT.fill(lang, &[&said(&present), &said(&usual)]))
    }

    /// How a parameter is filled in: its name whole, what it may be.
    pub(super) fn parameter_help(&self, field: &FormField, lang: Lang) -> Option<String> {
        let (id, parameter) = parameter_of(&field.name)?;
        let label = label(id, parameter, lang);
        let may_be = match parameter.shape {
            Shape::Number { least, most } => {
                let said = |number| named::value(lang, id, &RulingValue::Number(number));
                words::FORM_BETWEEN.fill(lang, &[&label, &said(least), &said(most)])
            }
            Shape::Word(_) | Shape::Date => label,
        };
        let stands = self.standing_values(field, lang).unwrap_or_default();
        Some(format!("{may_be}  {stands}"))
    }

    /// What is wrong with what a ruling's form asks for in its own way.
    pub(super) fn problem_of_ruling(&self, problem: &FillProblem, lang: Lang) -> Option<String> {
        if problem.field == VALUES && self.is_ruled() {
            return Some(trial::NOTHING_DIFFERS.get(lang).to_owned());
        }
        let scope = verb_words::field(self.verb, SCOPE).get(lang);
        if problem.field == SCOPE && self.is_ruled() {
            return Some(words::FORM_BAD_SCOPE.fill(lang, &[&scope]));
        }
        let (id, parameter) = parameter_of(&problem.field)?;
        let label = label(id, parameter, lang);
        let said = |number| named::value(lang, id, &RulingValue::Number(number));
        Some(match parameter.shape {
            Shape::Number { least, most } => {
                words::FORM_BETWEEN.fill(lang, &[&label, &said(least), &said(most)])
            }
            Shape::Word(_) | Shape::Date => words::FORM_BAD_DATE.fill(lang, &[&label]),
        })
    }

    /// The ruling and what it answers, in one row.
    pub(super) fn question(&self, lang: Lang) -> Option<String> {
        let id = self.ruling()?;
        let question = named::question(id.number())?;
        Some(format!("{id}  {}", question.get(lang)))
    }
}
