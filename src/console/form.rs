//! Forms: the fields of a verb, made from its own table. What is typed is kept as a draft until the act is done.

mod asking;
mod day;
mod drawing;
mod field;
mod kept;
mod pointing;
mod points;

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::{Map, Value, json};

use crate::domain::law::act::Verb;
use crate::domain::law::command::Command;
use crate::domain::law::field::{Field, FieldKind, Fields};
use crate::domain::law::fill::{self, FillProblem, FillWhat};
use crate::domain::law::matter::MatterId;
use crate::domain::law::offer::Offer;
use crate::domain::record::RecordKind;
use crate::domain::r#use::line::LineRequest;
use crate::domain::r#use::point::Point;
use crate::locale::console as words;
use crate::locale::{Lang, domain, json as json_words, verb as verb_words};

use field::{FormField, default_text};

use super::layer::Choice;
use super::pointer::Spots;
use super::text;

/// The most lines a form shows; more come by import.
const LINES_LIMIT: usize = 40;

/// What a form is filled in with before anybody types.
#[derive(Debug, Clone, Default)]
pub struct Prefill {
    /// By field.
    pub fields: BTreeMap<String, String>,
}

/// A form.
pub struct Form {
    /// The verb.
    pub verb: Verb,
    /// The matters it is done on; none for a new one, several for a bulk act.
    pub targets: Vec<(MatterId, u32)>,
    /// Whether it was opened on several. It stays one of many when only one of them is left: each of its acts has a key of
    /// its own, which alone tells whether it was done.
    pub is_of_many: bool,
    /// The request key, chosen before anything is sent.
    pub key: String,
    fields: Vec<FormField>,
    focus: usize,
    scroll: u16,
    /// Where its fields stand.
    spots: Spots,
    /// What was wrong when it was last confirmed.
    pub error: Option<String>,
    /// Whether anything was typed since it was last kept.
    pub unsaved: bool,
    /// What codes can be, by register.
    pub choices: BTreeMap<RecordKind, Vec<Choice<String>>>,
    /// What whoever decides must have before them.
    points: Vec<Point>,
    /// Whether nothing lies over it, so that the caret is its own.
    foremost: bool,
}

impl Form {
    /// A form for a verb.
    #[must_use]
    pub fn new(verb: Verb, targets: Vec<(MatterId, u32)>, key: String, prefill: &Prefill) -> Self {
        let mut form = Self {
            verb,
            is_of_many: targets.len() > 1,
            targets,
            key,
            fields: Vec::new(),
            focus: 0,
            scroll: 0,
            spots: Spots::default(),
            error: None,
            unsaved: false,
            choices: BTreeMap::new(),
            points: Vec::new(),
            foremost: true,
        };
        for field in verb.fields() {
            if field.kind == FieldKind::Lines {
                let lines = (0..LINES_LIMIT)
                    .take_while(|at| prefill.fields.contains_key(&format!("lines.{at}.item")))
                    .count()
                    .max(1);
                for at in 0..lines {
                    form.push_line(at, prefill);
                }
            } else {
                let content = match prefill.fields.get(field.name) {
                    Some(content) => content.clone(),
                    None => default_text(field),
                };
                let name = field.name.to_owned();
                let made = FormField::new(name, field.kind, field.required, &content);
                form.fields.push(made);
            }
        }
        form.focus = form
            .fields
            .iter()
            .position(|field| field.required && field.text().is_empty())
            .unwrap_or(0);
        form
    }

    fn push_line(&mut self, at: usize, prefill: &Prefill) {
        let place = self
            .fields
            .iter()
            .rposition(|field| field.name.starts_with("lines."))
            .map_or(self.fields.len(), |last| last + 1);
        for (offset, part) in LineRequest::FIELDS.iter().enumerate() {
            let name = format!("lines.{at}.{}", part.name);
            let content = prefill.fields.get(&name).cloned().unwrap_or_default();
            let field = FormField::new(name, part.kind, part.required, &content);
            self.fields.insert(place + offset, field);
        }
    }

    /// Adds an empty line below the others and stands on it.
    pub fn add_line(&mut self) {
        let count = self.line_count();
        if count > 0 && count < LINES_LIMIT {
            self.push_line(count, &Prefill::default());
            let name = format!("lines.{count}.item");
            if let Some(at) = self.fields.iter().position(|field| field.name == name) {
                self.focus = at;
            }
            self.unsaved = true;
        }
    }

    /// Whether the form has lines at all.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.fields
            .iter()
            .filter(|field| {
                field.name.starts_with("lines.") && field.name.rsplit('.').next() == Some("item")
            })
            .count()
    }

    /// Which registers its codes are looked up in.
    #[must_use]
    pub fn lookups(&self) -> Vec<RecordKind> {
        let mut wanted: Vec<RecordKind> = self
            .fields
            .iter()
            .filter_map(|field| match field.kind {
                FieldKind::Code(lookup) => Some(lookup),
                _ => None,
            })
            .collect();
        wanted.sort();
        wanted.dedup();
        wanted
    }

    /// Takes what codes can be, or more of it; once they are all there a required field with only one
    /// possibility is filled in. Answers how many there are.
    pub fn take_choices(
        &mut self,
        lookup: RecordKind,
        choices: Vec<Choice<String>>,
        is_all: bool,
    ) -> usize {
        let known = self.choices.entry(lookup).or_default();
        known.extend(choices);
        let count = known.len();
        if let ([only], true) = (known.as_slice(), is_all) {
            for field in &mut self.fields {
                let wanted = field.kind == FieldKind::Code(lookup) && field.required;
                if wanted && field.text().is_empty() {
                    field.set(&only.value);
                }
            }
        }
        count
    }

    /// Takes what whoever decides must have before them, as the matter offers the verb now.
    pub fn take_points(&mut self, offers: &[Offer]) {
        let offered = offers.iter().find(|offer| offer.verb == self.verb);
        self.points = offered.map_or_else(Vec::new, |offer| offer.points.clone());
    }

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
        filled.map_err(|problems| {
            let Some(problem) = problems.into_iter().next() else {
                return String::new();
            };
            let begins = |field: &FormField| {
                field.name == problem.field
                    || (self.lines_field() == Some(problem.field.as_str())
                        && field.name.starts_with("lines."))
            };
            if let Some(at) = self.fields.iter().position(begins) {
                self.focus = at;
            }
            self.problem_words(&problem, lang)
        })
    }

    /// The field whose lines the form has as fields of their own.
    fn lines_field(&self) -> Option<&'static str> {
        let mut fields = self.verb.fields().iter();
        fields
            .find(|field| field.kind == FieldKind::Lines)
            .map(|field| field.name)
    }

    fn problem_words(&self, problem: &FillProblem, lang: Lang) -> String {
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
            if field.kind == FieldKind::Lines {
                match self.lines() {
                    Ok(lines) => drop(given.insert(field.name.to_owned(), lines)),
                    Err(wrong) => problems.extend(wrong),
                }
                continue;
            }
            let typed = self.fields.iter().find(|typed| typed.name == field.name);
            let text = typed.map(FormField::text).unwrap_or_default();
            match fill::read(field, &[&text], &verb_words::labels(self.verb)) {
                Ok(value) => given.extend(value.map(|value| (field.name.to_owned(), value))),
                Err(what) => problems.push(FillProblem {
                    field: field.name.to_owned(),
                    what,
                }),
            }
        }
        if problems.is_empty() {
            Ok(given)
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

    /// Moves to another field that is shown; forwards past those that another one has made needless, which going back
    /// reaches. Several keys may come between two frames, so drawing cannot see to that.
    pub fn step(&mut self, forwards: bool) {
        let count = self.fields.len().max(1);
        for _ in 0..count {
            self.focus = if forwards {
                (self.focus + 1) % count
            } else {
                (self.focus + count - 1) % count
            };
            let shown = self
                .fields
                .get(self.focus)
                .is_some_and(|field| self.is_shown(field) && !(forwards && self.is_spared(field)));
            if shown {
                return;
            }
        }
    }

    /// What the focused field can be chosen from, with its present register.
    #[must_use]
    pub fn focused_choices(&self, lang: Lang) -> Option<(String, Vec<Choice<String>>)> {
        let field = self.fields.get(self.focus)?;
        let title = self.label(field, lang);
        match field.kind {
            FieldKind::Code(lookup) => Some((title, self.choices.get(&lookup)?.clone())),
            _ if !field.words().is_empty() => {
                let choices = field
                    .words()
                    .iter()
                    .map(|word| Choice {
                        value: (*word).to_owned(),
                        label: word_label(self.verb, &field.name, word, lang),
                        note: String::new(),
                    })
                    .collect();
                Some((title, choices))
            }
            _ => None,
        }
    }

    /// Puts a chosen value into the focused field and goes on.
    pub fn choose(&mut self, value: &str) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.set(value);
            self.unsaved = true;
        }
        self.step(true);
    }

    /// A key that is not bound: text, or a move inside the field. Answers whether the form should go on to the preview,
    /// which Enter on the last field means.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let shown = |field: &FormField| self.is_shown(field);
        let last = Some(self.focus) == self.fields.iter().rposition(shown);
        let Some(field) = self.fields.get_mut(self.focus) else {
            return key.code == KeyCode::Enter;
        };
        self.error = None;
        let wordy = !field.words().is_empty();
        match key.code {
            KeyCode::Enter if !field.is_tall() && last => return true,
            KeyCode::Enter | KeyCode::Down if !field.is_tall() => self.step(true),
            KeyCode::Up if !field.is_tall() => self.step(false),
            KeyCode::Up if field.area.cursor().0 == 0 => self.step(false),
            KeyCode::Down if field.area.cursor().0 + 1 >= field.area.lines().len() => {
                self.step(true);
            }
            KeyCode::Left if wordy => self.turn(false),
            KeyCode::Right | KeyCode::Char(' ') if wordy => self.turn(true),
            _ if wordy => {}
            // As in a shell, and unlike in the editor that the field is made of, where it takes back the last change.
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.unsaved |= field.area.delete_line_by_head();
            }
            _ => {
                let limit = if field.is_tall() { 4_000 } else { 200 };
                let full = field.text().chars().count() >= limit;
                if (!full || !matches!(key.code, KeyCode::Char(_))) && field.area.input(key) {
                    self.unsaved = true;
                }
            }
        }
        false
    }

    fn turn(&mut self, forwards: bool) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.turn(forwards);
            self.unsaved = true;
        }
    }

    /// Pasted text: never keys, without characters that could act on a terminal.
    pub fn paste(&mut self, pasted: &str) {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return;
        };
        if !field.words().is_empty() {
            return;
        }
        let tall = field.is_tall();
        let limit = if tall { 4_000 } else { 200 };
        let room = limit - field.text().chars().count().min(limit);
        let clean: String = pasted
            .chars()
            .filter_map(|letter| match letter {
                '\n' if tall => Some('\n'),
                '\n' | '\t' => Some(' '),
                letter if text::is_unsafe(letter) => None,
                letter => Some(letter),
            })
            .take(room)
            .collect();
        field.area.insert_str(clean);
        self.unsaved = true;
    }

    fn label(&self, field: &FormField, lang: Lang) -> String {
        let Some(rest) = field.name.strip_prefix("lines.") else {
            return verb_words::field(self.verb, &field.name)
                .get(lang)
                .to_owned();
        };
        let (at, part) = rest.split_once('.').unwrap_or((rest, ""));
        let number = at.parse::<usize>().unwrap_or(0) + 1;
        let part = match part {
            "item" => words::FORM_LINE_ITEM,
            "quantity" => words::FORM_LINE_QUANTITY,
            "purpose" => words::FORM_LINE_PURPOSE,
            "ground" => words::FORM_LINE_GROUND,
            _ => words::FORM_LINE_NEAREST,
        };
        format!(
            "{} {}",
            words::FORM_LINE.fill(lang, &[&number]),
            part.get(lang)
        )
    }
}

fn word_label(verb: Verb, field: &str, word: &str, lang: Lang) -> String {
    match word {
        "yes" => domain::YES.get(lang).to_owned(),
        "no" => domain::NO.get(lang).to_owned(),
        word => verb_words::choice(verb, field, word).get(lang).to_owned(),
    }
}
