//! What is typed into a form, read: the acts it comes to, or what is wrong and where.

use serde_json::{Map, Value, json};

use crate::domain::law::command::Command;
use crate::domain::law::field::{Field, FieldKind, Fields};
use crate::domain::law::fill::{self, FillProblem, FillWhat};
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::{Refusal, Spoken};
use crate::domain::r#use::line::LineRequest;
use crate::locale::console as words;
use crate::locale::{Lang, json as json_words, refusal, verb as verb_words};

use super::Form;
use super::field::FormField;

impl Form {
    /// The command for each target, or for a new matter.
    ///
    /// # Errors
    /// What is wrong, in words; the form then stands on the first such field.
    pub fn commands(&mut self, lang: Lang) -> Result<Vec<Command>, String> {
        let targets: Vec<Option<MatterId>> = if self.targets.is_empty() {
            vec![None]
        } else {
            self.targets.iter().map(|(id, _)| Some(*id)).collect()
        };
        let filled = self.given().and_then(|given| {
            targets
                .into_iter()
                .map(|target| fill::fill(self.verb, target, given.clone()))
                .collect::<Result<Vec<_>, _>>()
        });
        filled.map_err(|problems| self.stand_on_problem(problems, lang))
    }

    /// Stands on the first field that is wrong, and says what is.
    pub(super) fn stand_on_problem(&mut self, problems: Vec<FillProblem>, lang: Lang) -> String {
        let Some(problem) = problems.into_iter().next() else {
            return String::new();
        };
        self.stand_on(&problem.field);
        self.problem_words(&problem, lang)
    }

    /// Takes why its act was refused: it says so where it stands, which is the field that the reason speaks of if it
    /// speaks of one.
    pub fn take_refusal(&mut self, refused: &Refusal, lang: Lang) {
        let row = |line: u32| usize::try_from(line).unwrap_or(0).saturating_sub(1);
        let stands = match refused.reason.speaks_of() {
            None => false,
            Some(Spoken::Field(name)) => self.stand_on(name),
            Some(Spoken::Line(line, column)) => {
                self.stand_on(&format!("lines.{}.{column}", row(line)))
            }
            Some(Spoken::Quantity(line)) => {
                let named = self.quantities_field();
                self.stand_on(&format!("lines.{}.quantity", row(line)))
                    || named.is_some_and(|name| self.stand_on(&format!("{name}.{}", row(line))))
                    || named.is_some_and(|name| self.stand_on(name))
            }
            Some(Spoken::Day) => {
                self.stand_on_kind(FieldKind::Date) || self.stand_on_kind(FieldKind::Time)
            }
        };
        if stands {
            let why = refusal::reason(lang, refused, self.verb);
            let mend = refusal::mend(lang, refused, self.verb);
            self.error = Some(format!("{why}  {mend}"));
        }
    }

    /// Stands on the field of that name, or on the first that is a part of it; answers whether there is one.
    fn stand_on(&mut self, name: &str) -> bool {
        let whole = self.fields.iter().position(|field| field.name == name);
        let first = || {
            let mut fields = self.fields.iter();
            fields.position(|field| field.declared() == name)
        };
        let found = whole.or_else(first);
        if let Some(at) = found {
            self.focus = at;
            self.touched = None;
        }
        found.is_some()
    }

    fn stand_on_kind(&mut self, kind: FieldKind) -> bool {
        let found = self.fields.iter().position(|field| field.kind == kind);
        if let Some(at) = found {
            self.focus = at;
            self.touched = None;
        }
        found.is_some()
    }

    fn problem_words(&self, problem: &FillProblem, lang: Lang) -> String {
        if let Some(said) = self.problem_of_ruling(problem, lang) {
            return said;
        }
        let typed = self.fields.iter().find(|field| field.name == problem.field);
        let label = match typed {
            Some(field) => self.label(field, lang),
            None if problem.field.is_empty() => String::new(),
            None => {
                let label = verb_words::field(self.verb, &problem.field);
                label.get(lang).to_owned()
            }
        };
        match &problem.what {
            FillWhat::NotNumber => words::FORM_BAD_NUMBER.fill(lang, &[&label]),
            FillWhat::NotDate => words::FORM_BAD_DATE.fill(lang, &[&label]),
            FillWhat::NotTime => words::FORM_BAD_TIME.fill(lang, &[&label]),
            FillWhat::NotQuantities => words::FORM_BAD_QUANTITIES.fill(lang, &[&label]),
            FillWhat::NotMatter => words::FORM_BAD_MATTER.fill(lang, &[&label]),
            FillWhat::Missing | FillWhat::Unknown | FillWhat::NotFlag => {
                words::FORM_MISSING.fill(lang, &[&label])
            }
            FillWhat::NotWord(known, given) => {
                let known: Vec<_> = known
                    .iter()
                    .map(|word| verb_words::choice(self.verb, &problem.field, word).get(lang))
                    .collect();
                words::FORM_BAD_WORD.fill(lang, &[&label, given, &known.join(" ")])
            }
            FillWhat::NotLine(given) => format!("{label} {given}"),
            FillWhat::NotJson(parser) => format!("{label} {}", json_words::told(lang, parser)),
        }
    }

    fn given(&self) -> Result<Map<String, Value>, Vec<FillProblem>> {
        let mut given = Map::new();
        let mut problems = Vec::new();
        let asked = |field: &&Field| self.is_asked(field.name);
        for field in self.verb.fields().iter().filter(asked) {
            let read = if let Some(given) = self.given_of_ruling(field.name) {
                given
            } else if field.kind == FieldKind::Lines {
                self.lines().map(Some)
            } else if self.has_quantity_rows() && field.kind == FieldKind::Quantities {
                self.quantities()
            } else {
                let typed = self.fields.iter().find(|typed| typed.name == field.name);
                let text = typed.map(FormField::text).unwrap_or_default();
                let labels = verb_words::labels(self.verb);
                fill::read(field, &[&text], &labels).map_err(|what| {
                    vec![FillProblem {
                        field: field.name.to_owned(),
                        what,
                    }]
                })
            };
            match read {
                Ok(value) => given.extend(value.map(|value| (field.name.to_owned(), value))),
                Err(wrong) => problems.extend(wrong),
            }
        }
        if problems.is_empty() {
            Ok(given)
        } else {
            Err(problems)
        }
    }

    /// The quantities of the rows as JSON; none if nothing is typed into any of them.
    fn quantities(&self) -> Result<Option<Value>, Vec<FillProblem>> {
        if self.quantity_rows().all(FormField::is_blank) {
            return Ok(None);
        }
        let count = Field::of::<u32>("");
        let mut read = Vec::new();
        let mut problems = Vec::new();
        for row in self.quantity_rows() {
            match fill::read(&count, &[&row.text()], &|_, _| Vec::new()) {
                Ok(Some(number)) => read.push(number),
                Ok(None) | Err(_) => problems.push(FillProblem {
                    field: row.name.clone(),
                    what: FillWhat::NotNumber,
                }),
            }
        }
        if problems.is_empty() {
            Ok(Some(json!(read)))
        } else {
            Err(problems)
        }
    }

    /// The lines as JSON, but for those in which nothing is typed. What is hidden of one is not sent.
    fn lines(&self) -> Result<Value, Vec<FillProblem>> {
        let mut lines = Vec::new();
        let mut problems = Vec::new();
        for at in 0..self.line_count() {
            let name = |part: &str| format!("lines.{at}.{part}");
            let text = |part: &Field| {
                let name = name(part.name);
                let mut typed = self.fields.iter().filter(|field| self.is_shown(field));
                let typed = typed.find(|field| field.name == name);
                typed.map(FormField::text).unwrap_or_default()
            };
            match fill::read_line(text) {
                Ok(line) => lines.extend(line),
                Err(wrong) => problems.extend(wrong.into_iter().map(|problem| FillProblem {
                    field: name(&problem.field),
                    ..problem
                })),
            }
        }
        if problems.is_empty() {
            Ok(json!(lines))
        } else {
            Err(problems)
        }
    }

    /// How many rows there are to ask for something in.
    #[must_use]
    pub fn line_count(&self) -> usize {
        let first = LineRequest::FIELDS.first().map(|column| column.name);
        let is_row = |field: &&FormField| {
            super::field::table_of(&field.name)
                .is_some_and(|(table, _, column)| table == "lines" && Some(column) == first)
        };
        self.fields.iter().filter(is_row).count()
    }
}
