//! Forms: the fields of a verb, made from its own table. What is typed is kept as a draft until the act is done.

mod asking;
mod day;
mod drawing;
mod field;
mod given;
mod kept;
mod layout;
mod matter;
mod pointing;
mod points;
mod quantities;
mod ruling;
mod table;
mod trying;
mod typing;

use std::collections::BTreeMap;

use crate::domain::law::act::Verb;
use crate::domain::law::field::{FieldKind, Fields};
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::PartyKind;
use crate::domain::record::RecordKind;
use crate::domain::r#use::line::LineRequest;
use crate::hub::request::Shown;
use crate::locale::console as words;
use crate::locale::{Lang, domain, ruling as ruling_words, verb as verb_words};

pub use drawing::FormLook;
use field::{FormField, default_text, table_of};
pub(super) use ruling::PROPOSE;

use super::layer::Choice;
use super::pointer::Spots;
use super::trial::Trial;

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
    /// The field that was typed into since it got the focus.
    touched: Option<usize>,
    scroll: u16,
    /// Where its fields stand.
    spots: Spots,
    /// What was wrong when it was last confirmed.
    pub error: Option<String>,
    /// Whether anything was typed since it was last kept.
    pub unsaved: bool,
    /// Of what kind the parties are that codes can be.
    kinds: BTreeMap<String, PartyKind>,
    /// What codes can be, by register.
    pub choices: BTreeMap<RecordKind, Vec<Choice<String>>>,
    /// The matter that it is on, as it was looked at last; none of a form on none or on several.
    matter: Option<Box<Shown>>,
    /// How many cells wide it was when it was drawn last.
    width: u16,
    /// Whether nothing lies over it, so that the caret is its own.
    foremost: bool,
    /// The parameters of the ruling that it proposes.
    parameters: ruling::Parameters,
    /// What trying it out came to.
    trial: Option<Trial>,
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
            touched: None,
            scroll: 0,
            spots: Spots::default(),
            error: None,
            unsaved: false,
            kinds: BTreeMap::new(),
            choices: BTreeMap::new(),
            matter: None,
            width: u16::MAX,
            foremost: true,
            parameters: ruling::Parameters::Unknown,
            trial: None,
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
        form.await_parameters();
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
        if self.ruling().is_some() {
            wanted.extend([RecordKind::Pool, RecordKind::Party]);
        }
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
        if !is_all {
            return count;
        }
        let filled = self.fields.iter().enumerate().filter_map(|(at, field)| {
            let wanted = field.kind == FieldKind::Code(lookup) && field.required;
            let mut can_be = self.can_be(field, lookup);
            let only = can_be.next().filter(|_| can_be.next().is_none())?;
            (wanted && field.text().is_empty()).then(|| (at, only.value.clone()))
        });
        for (at, only) in filled.collect::<Vec<_>>() {
            if let Some(field) = self.fields.get_mut(at) {
                field.set(&only);
            }
        }
        count
    }

    /// Takes of what kind parties are.
    pub fn take_kinds(&mut self, kinds: impl IntoIterator<Item = (String, PartyKind)>) {
        self.kinds.extend(kinds);
    }

    /// What a field's code can be: those of its register, of a party those of the kind that the matter says.
    fn can_be<'f>(
        &'f self,
        field: &FormField,
        lookup: RecordKind,
    ) -> impl Iterator<Item = &'f Choice<String>> {
        let body = self.matter().map(|shown| &shown.matter.body);
        let body = body.filter(|_| lookup == RecordKind::Party);
        let kind = body.and_then(|body| body.party_kind(self.verb, &field.name));
        let known = self.choices.get(&lookup).into_iter().flatten();
        known.filter(move |choice| {
            kind.is_none_or(|kind| self.kinds.get(&choice.value) == Some(&kind))
        })
    }

    /// What the focused field can be chosen from, with its present register.
    #[must_use]
    pub fn focused_choices(&self, lang: Lang) -> Option<(String, Vec<Choice<String>>)> {
        let field = self.fields.get(self.focus)?;
        let title = self.label(field, lang);
        if let Some(scopes) = self.scopes(field) {
            return Some((title, scopes));
        }
        match field.kind {
            FieldKind::Code(lookup) => {
                self.choices.get(&lookup)?;
                Some((title, self.can_be(field, lookup).cloned().collect()))
            }
            _ if !field.words().is_empty() => {
                let choices = field
                    .words()
                    .iter()
                    .map(|word| {
                        let label = word_label(self.verb, &field.name, word, lang);
                        Choice {
                            value: (*word).to_owned(),
                            label: format!("{}{label}", field.tick(word)),
                            note: String::new(),
                        }
                    })
                    .collect();
                Some((title, choices))
            }
            _ => None,
        }
    }

    /// Where what stands in the focused field is among its choices.
    #[must_use]
    pub fn chosen_place(&self) -> usize {
        let Some(field) = self.fields.get(self.focus) else {
            return 0;
        };
        if field.is_of_several() {
            return field.caret();
        }
        let text = field.text();
        let place = match field.kind {
            FieldKind::Code(lookup) => {
                let mut known = self.can_be(field, lookup);
                known.position(|choice| choice.value == text.trim())
            }
            _ => field.words().iter().position(|word| *word == text),
        };
        place.unwrap_or(0)
    }

    /// What is typed into the focused field and is none of what it can be, so that it narrows what it is chosen from.
    #[must_use]
    pub fn typed_choice(&self) -> String {
        let Some(field) = self.fields.get(self.focus) else {
            return String::new();
        };
        let typed = field.text();
        let FieldKind::Code(lookup) = field.kind else {
            return String::new();
        };
        let mut known = self.choices.get(&lookup).into_iter().flatten();
        if known.any(|choice| choice.value == typed.trim()) {
            return String::new();
        }
        typed.trim().to_owned()
    }

    /// Puts a chosen value into the focused field.
    pub fn choose(&mut self, value: &str) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            if field.is_of_several() {
                field.point_at(value);
                field.toggle();
            } else {
                field.set(value);
            }
            self.unsaved = true;
        }
        self.follow_scope();
    }

    fn label(&self, field: &FormField, lang: Lang) -> String {
        if let Some((id, parameter)) = ruling::parameter_of(&field.name) {
            return ruling::label(id, parameter, lang);
        }
        let Some((table, row, column)) = table_of(&field.name) else {
            let label = verb_words::field(self.verb, &field.name);
            return label.get(lang).to_owned();
        };
        let column = match column {
            "item" => words::FORM_LINE_ITEM,
            "quantity" => words::FORM_LINE_QUANTITY,
            "purpose" => words::FORM_LINE_PURPOSE,
            "ground" => words::FORM_LINE_GROUND,
            "nearest" => words::FORM_LINE_NEAREST,
            _ => verb_words::field(self.verb, table),
        };
        let row = words::FORM_LINE.fill(lang, &[&(row + 1)]);
        format!("{row} {}", column.get(lang))
    }
}

fn word_label(verb: Verb, field: &str, word: &str, lang: Lang) -> String {
    if let Some((id, _)) = ruling::parameter_of(field) {
        let known = ruling_words::word(id, word);
        return known.map_or(word, |known| known.get(lang)).to_owned();
    }
    match word {
        "yes" => domain::YES.get(lang).to_owned(),
        "no" => domain::NO.get(lang).to_owned(),
        word => verb_words::choice(verb, field, word).get(lang).to_owned(),
    }
}
