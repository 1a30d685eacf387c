//! What a form begins with: what follows from another matter, and what stands on this one.

use super::super::shortcut::TAKE_OVER;
use std::collections::BTreeMap;

use crate::domain::law::act::Verb;
use crate::domain::law::authority::AUTHORITY;
use crate::domain::law::clock::Moment;
use crate::domain::law::field::FieldKind;
use crate::domain::purchase::exception::ExceptionKind;
use crate::domain::record::{BareRecord, Record};
use crate::domain::register;
use crate::domain::r#use::following;
use crate::hub::request::Shown;
use crate::locale::Lang;
use crate::locale::matter::materials::objections;

use super::super::form::Prefill;

/// The field that names the ruling that is to change.
pub(super) const RULING: &str = "ruling";
/// The field that has the number of what is signed.
pub(super) const PROPOSAL: &str = "proposal";
/// The field that names whoever a matter is taken over from.
const FROM: &str = "from";

/// The field that names resources, a line each.
const RESOURCES: &str = "resources";

/// The fields that name the proposal or the ruling that a form is about.
const ABOUT: [(Verb, &str); 4] = [
    (Verb::Register(register::Verb::ProposeRuling), RULING),
    (Verb::Register(register::Verb::SignRuling), PROPOSAL),
    (Verb::Register(register::Verb::SignCalendar), PROPOSAL),
    (Verb::Register(register::Verb::SignMeasures), PROPOSAL),
];

/// What ties a form to what it follows from or is about: other matters, whoever is at this one, a proposal, a ruling.
pub(super) fn linked(verb: Verb, fields: &BTreeMap<String, String>) -> Vec<&String> {
    verb.fields()
        .iter()
        .filter(|field| {
            field.kind == FieldKind::Matter
                || is_from(verb, field.name)
                || ABOUT.contains(&(verb, field.name))
        })
        .filter_map(|field| fields.get(field.name))
        .filter(|value| !value.is_empty())
        .collect()
}

/// Whether a draft is about the resource that a form is opened for; a form that is opened for none takes up any.
pub(super) fn is_about_the_same(
    verb: Verb,
    draft: &BTreeMap<String, String>,
    opened: &BTreeMap<String, String>,
) -> bool {
    let resource = |fields: &BTreeMap<String, String>| {
        let lines = fields.get(RESOURCES)?;
        lines.split_whitespace().next().map(str::to_owned)
    };
    let opened = resource(opened).filter(|_| following::VERBS.contains(&verb));
    opened.is_none() || opened == resource(draft)
}

fn is_from(verb: Verb, field: &str) -> bool {
    verb == TAKE_OVER && field == FROM
}

/// The form of the matter of that verb that follows from another, if one does.
pub(super) fn successor(shown: &Shown, verb: Verb) -> Prefill {
    let matter = &shown.matter;
    let mut following = matter.body.successors(&matter.head).into_iter();
    let form = following.find(|(follows, _)| *follows == verb);
    form.map_or_else(Prefill::default, |(_, form)| Prefill {
        fields: form.fields,
    })
}

/// What a verb's form begins with on a matter.
pub(super) fn prefilled(lang: Lang, verb: Verb, shown: &Shown, now: Moment) -> Prefill {
    let matter = &shown.matter;
    let mut fields = matter.body.form(&matter.head, verb, now).fields;
    for field in verb.fields() {
        // What is missing is proposed to whoever decides against it, one text a piece.
        let objects = field.kind == FieldKind::List && verb.rule().whose == AUTHORITY;
        if let Some(materials) = shown.materials.as_ref().filter(|_| objects) {
            fields.insert(field.name.to_owned(), objections(lang, materials));
        }
        if let Some(claim) = shown.claim.as_ref().filter(|_| is_from(verb, field.name)) {
            fields.insert(field.name.to_owned(), claim.person.to_string());
        }
    }
    Prefill { fields }
}

/// A record's fields as a form shows them.
pub(super) fn of_record(record: &Record) -> BTreeMap<String, String> {
    let written = serde_json::to_value(BareRecord(record)).unwrap_or_default();
    let fields = written.as_object().into_iter().flatten();
    let mut fields: BTreeMap<String, String> = fields
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), field_text(value)))
        .collect();
    if let Record::Capacity(capacity) = record {
        let lines = capacity.dimensions.iter().map(ToString::to_string);
        let lines = lines.collect::<Vec<_>>().join("\n");
        fields.insert("dimensions".to_owned(), lines);
    }
    if let Record::Exception(exception) = record {
        let field = match exception.kind {
            ExceptionKind::Purchase => "item",
            ExceptionKind::Room => "room",
        };
        fields.insert(field.to_owned(), exception.subject.clone());
        // What was asked for last is what is changed again.
        if let Some(waits) = &exception.granted.waiting {
            let until = waits.value.until.map(|last| last.to_string());
            fields.insert("ground".to_owned(), waits.value.ground.clone());
            fields.insert("until".to_owned(), until.unwrap_or_default());
        }
    }
    fields
}

/// A record's value as a form's field shows it.
fn field_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Bool(true) => "yes".to_owned(),
        serde_json::Value::Bool(false) => "no".to_owned(),
        serde_json::Value::Array(items) => {
            items.iter().map(field_text).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}
