//! The words of every kind of matter, each in a file of its own: this is the one list of them.
use super::{Lang, T, block, domain, measures, register, resource};
use crate::domain::kinds::KindReason;
use crate::domain::law::act::Verb;
use crate::domain::law::duty::{DutyKey, DutyKind};
use crate::domain::law::field::FieldKind;
use crate::domain::law::matter::{Body, Matter, MatterKind, Stage};
use crate::domain::law::naming::Names;
use crate::domain::law::paper::PaperKind;
use crate::domain::law::sight::HIDDEN;

pub mod application;
pub mod asked;
pub mod cancellation;
pub mod catalogue_edition;
pub mod clearing;
pub mod common;
pub mod emergency;
pub mod materials;
pub mod point;
pub mod procurement;
pub mod resource_change;
pub mod resource_pool;

/// What a field is called and how to fill it in.
pub(super) struct Row {
    /// The only verb that means this by the name; none for all others of the family.
    pub(super) verb: Option<Verb>,
    pub(super) name: &'static str,
    pub(super) label: T,
    pub(super) hint: Option<T>,
}

/// Declares the fields of a family: `"name" = "标签", "label": "怎么填", "how to fill it in";`, after the verb where only one
/// means it so.
macro_rules! rows {
    ($family:ident: $($($verb:ident)? $name:literal = $zh:literal, $en:literal $(: $hint_zh:literal, $hint_en:literal)?;)+) => {
        &[$($crate::locale::matter::Row {
            verb: $crate::locale::matter::rows!(@verb $family $($verb)?),
            name: $name,
            label: $crate::locale::T($zh, $en),
            hint: $crate::locale::matter::rows!(@hint $($hint_zh, $hint_en)?),
        }),+]
    };
    (@verb $family:ident) => { None };
    (@verb $family:ident $verb:ident) => {
        Some($crate::domain::law::act::Verb::$family(Verb::$verb))
    };
    (@hint) => { None };
    (@hint $zh:literal, $en:literal) => { Some($crate::locale::T($zh, $en)) };
}
pub(super) use rows;

messages! {
    ON_LINE = "{0}#{1}", "{0} #{1}";
    UNKNOWN_FIELD = "填写项", "field";
    UNKNOWN_CHOICE = "其他选项", "another choice";
}

/// A kind of matter, as it begins the matter's number.
#[must_use]
pub const fn matter_kind(kind: MatterKind) -> T {
    match kind {
        MatterKind::Application => application::MATTER,
        MatterKind::Emergency => emergency::MATTER,
        MatterKind::Procurement => procurement::MATTER,
        MatterKind::CatalogueEdition => catalogue_edition::MATTER,
        MatterKind::ResourceChange => resource_change::MATTER,
        MatterKind::Cancellation => cancellation::MATTER,
        MatterKind::ResourcePool => resource_pool::MATTER,
    }
}

/// The list of all matters of a kind.
#[must_use]
pub const fn matters(kind: MatterKind) -> T {
    match kind {
        MatterKind::Application => application::MATTERS,
        MatterKind::Emergency => emergency::MATTERS,
        MatterKind::Procurement => procurement::MATTERS,
        MatterKind::CatalogueEdition => catalogue_edition::MATTERS,
        MatterKind::ResourceChange => resource_change::MATTERS,
        MatterKind::Cancellation => cancellation::MATTERS,
        MatterKind::ResourcePool => resource_pool::MATTERS,
    }
}

/// What a unit asked for by a matter of that kind.
#[must_use]
pub const fn what_was_asked(kind: MatterKind) -> T {
    match kind {
        MatterKind::Application => application::ASKED,
        MatterKind::Emergency => emergency::ASKED,
        MatterKind::Procurement => procurement::MATTER,
        MatterKind::CatalogueEdition => catalogue_edition::MATTER,
        MatterKind::ResourceChange => resource_change::MATTER,
        MatterKind::Cancellation => cancellation::MATTER,
        MatterKind::ResourcePool => resource_pool::WHAT,
    }
}

/// The stage of a matter of any kind.
#[must_use]
pub const fn stage(stage: Stage) -> T {
    match stage {
        Stage::Application(stage) => application::stage(stage),
        Stage::Emergency(stage) => emergency::stage(stage),
        Stage::Procurement(stage) => procurement::stage(stage),
        Stage::CatalogueEdition(stage) => catalogue_edition::stage(stage),
        Stage::ResourceChange(stage) => resource_change::stage(stage),
        Stage::Cancellation(stage) => cancellation::stage(stage),
        Stage::ResourcePool(stage) => resource_pool::stage(stage),
    }
}

/// What must be done.
#[must_use]
pub const fn duty(duty: DutyKind) -> T {
    match duty {
        DutyKind::Common(duty) => common::duty(duty),
        DutyKind::Application(duty) => application::duty(duty),
        DutyKind::Emergency(duty) => emergency::duty(duty),
        DutyKind::Procurement(duty) => procurement::duty(duty),
        DutyKind::CatalogueEdition(duty) => catalogue_edition::duty(duty),
        DutyKind::ResourceChange(duty) => resource_change::duty(duty),
        DutyKind::Cancellation(duty) => cancellation::duty(duty),
        DutyKind::ResourcePool(duty) => resource_pool::duty(duty),
    }
}

/// What must be done, and on which of the matter's things if not on the whole of it.
#[must_use]
pub fn duty_key(lang: Lang, key: DutyKey) -> String {
    let label = duty(key.kind).get(lang);
    match key.subject {
        0 => label.to_owned(),
        subject => ON_LINE.fill(lang, &[&label, &subject]),
    }
}

/// A kind of paper.
#[must_use]
pub const fn paper_kind(kind: PaperKind) -> T {
    match kind {
        PaperKind::Asked(kind) => asked::paper_kind(kind),
        PaperKind::Application(kind) => application::paper_kind(kind),
        PaperKind::Emergency(kind) => emergency::paper_kind(kind),
        PaperKind::Procurement(kind) => procurement::paper_kind(kind),
        PaperKind::CatalogueEdition(kind) => catalogue_edition::paper_kind(kind),
        PaperKind::ResourceChange(kind) => resource_change::paper_kind(kind),
        PaperKind::Cancellation(kind) => cancellation::paper_kind(kind),
        PaperKind::ResourcePool(kind) => resource_pool::paper_kind(kind),
    }
}

/// A verb as a button and the palette show it: the imperative.
#[must_use]
pub const fn verb(verb: Verb) -> T {
    match verb {
        Verb::Application(verb) => application::verb(verb),
        Verb::Emergency(verb) => emergency::verb(verb),
        Verb::Procurement(verb) => procurement::verb(verb),
        Verb::CatalogueEdition(verb) => catalogue_edition::verb(verb),
        Verb::ResourceChange(verb) => resource_change::verb(verb),
        Verb::Cancellation(verb) => cancellation::verb(verb),
        Verb::ResourcePool(verb) => resource_pool::verb(verb),
        Verb::Common(verb) => common::verb(verb),
        Verb::Register(verb) => register::verb(verb),
    }
}

/// What a verb does, in a sentence.
#[must_use]
pub const fn verb_hint(verb: Verb) -> T {
    match verb {
        Verb::Application(verb) => application::verb_hint(verb),
        Verb::Emergency(verb) => emergency::verb_hint(verb),
        Verb::Procurement(verb) => procurement::verb_hint(verb),
        Verb::CatalogueEdition(verb) => catalogue_edition::verb_hint(verb),
        Verb::ResourceChange(verb) => resource_change::verb_hint(verb),
        Verb::Cancellation(verb) => cancellation::verb_hint(verb),
        Verb::ResourcePool(verb) => resource_pool::verb_hint(verb),
        Verb::Common(verb) => common::verb_hint(verb),
        Verb::Register(verb) => register::verb_hint(verb),
    }
}

const fn fields(verb: Verb) -> &'static [Row] {
    match verb {
        Verb::Application(_) => application::FIELDS,
        Verb::Emergency(_) => emergency::FIELDS,
        Verb::Procurement(_) => procurement::FIELDS,
        Verb::CatalogueEdition(_) => catalogue_edition::FIELDS,
        Verb::ResourceChange(_) => resource_change::FIELDS,
        Verb::Cancellation(_) => cancellation::FIELDS,
        Verb::ResourcePool(_) => resource_pool::FIELDS,
        Verb::Common(_) => common::FIELDS,
        Verb::Register(_) => register::FIELDS,
    }
}

/// The row of a verb's field: of its own sense, else of its family's, else of the lines that it takes or of the certificate
/// that it gives.
fn row(verb: Verb, name: &str) -> Option<&'static Row> {
    let named = |row: &&Row| row.name == name;
    let family = fields(verb);
    let own = family
        .iter()
        .filter(named)
        .find(|row| row.verb == Some(verb));
    let is_own_name = verb.fields().iter().any(|field| field.name == name);
    let takes_lines = verb
        .fields()
        .iter()
        .any(|field| field.kind == FieldKind::Lines);
    own.or_else(|| {
        let general = || family.iter().filter(named).find(|row| row.verb.is_none());
        let of_a_line = || {
            asked::LINE_FIELDS
                .iter()
                .find(named)
                .filter(|_| takes_lines)
        };
        if is_own_name {
            general().or_else(|| clearing::FIELDS.iter().find(named))
        } else {
            of_a_line().or_else(general)
        }
    })
}

/// What a field of a verb is called, if there is one of that name; the fields of a line count as fields of the verbs that
/// take lines.
#[must_use]
pub fn find_field(verb: Verb, name: &str) -> Option<T> {
    row(verb, name).map(|row| row.label)
}

/// What a field of a verb is called.
#[must_use]
pub fn field(verb: Verb, name: &str) -> T {
    find_field(verb, name).unwrap_or(UNKNOWN_FIELD)
}

/// How to fill a field in, where its label does not say it.
#[must_use]
pub fn field_hint(verb: Verb, name: &str) -> Option<T> {
    row(verb, name).and_then(|row| row.hint)
}

/// What a word that a field of a verb may be is called, if the field has that word.
#[must_use]
pub fn find_choice(verb: Verb, field: &str, word: &str) -> Option<T> {
    match verb {
        Verb::Application(_) => application::choice(field, word),
        Verb::Emergency(_) => emergency::choice(field, word),
        Verb::Procurement(_) => procurement::choice(field, word),
        Verb::CatalogueEdition(_) => catalogue_edition::choice(field, word),
        Verb::ResourceChange(_) => resource_change::choice(field, word),
        Verb::Cancellation(_) => cancellation::choice(field, word),
        Verb::ResourcePool(_) => resource_pool::choice(field, word),
        Verb::Common(_) => None,
        Verb::Register(_) => register::choice(field, word),
    }
}

/// What a word that a field of a verb may be is called.
#[must_use]
pub fn choice(verb: Verb, field: &str, word: &str) -> T {
    find_choice(verb, field, word).unwrap_or(UNKNOWN_CHOICE)
}

/// The lines that sentences are made of, by the names that the domain gives them.
pub fn lines() -> impl Iterator<Item = (&'static str, T)> {
    let all = [
        application::LINES,
        emergency::LINES,
        procurement::LINES,
        catalogue_edition::LINES,
        resource_change::LINES,
        cancellation::LINES,
        resource_pool::LINES,
        asked::LINES,
        common::LINES,
        register::LINES,
        block::LINES,
        measures::LINES,
    ];
    all.into_iter().flatten().copied()
}

/// Why an act is refused, for a reason of one kind of matter.
#[must_use]
pub fn why(lang: Lang, names: &Names, reason: &KindReason) -> String {
    match reason {
        KindReason::Application(reason) => application::why(lang, reason),
        KindReason::Emergency(reason) => emergency::why(lang, reason),
        KindReason::Procurement(reason) => procurement::why(lang, names, reason),
        KindReason::CatalogueEdition(reason) => catalogue_edition::why(lang, names, reason),
        KindReason::ResourceChange(reason) => resource_change::why(lang, names, reason),
        KindReason::Cancellation(reason) => cancellation::why(lang, reason),
        KindReason::ResourcePool(reason) => resource_pool::why(lang, names, reason),
    }
}

/// How to mend it.
#[must_use]
pub fn mend(lang: Lang, reason: &KindReason) -> String {
    match reason {
        KindReason::Application(reason) => application::mend(lang, reason),
        KindReason::Emergency(reason) => emergency::mend(lang, reason),
        KindReason::Procurement(reason) => procurement::mend(lang, reason),
        KindReason::CatalogueEdition(reason) => catalogue_edition::mend(lang, reason),
        KindReason::ResourceChange(reason) => resource_change::mend(lang, reason),
        KindReason::Cancellation(reason) => cancellation::mend(lang, reason),
        KindReason::ResourcePool(reason) => resource_pool::mend(lang, reason),
    }
}

/// What belongs to a matter's kind, each with its label, as the page of the matter tells it, and what was handed over.
#[must_use]
pub fn details(lang: Lang, names: &Names, matter: &Matter) -> Vec<(T, String)> {
    let mut details = match &matter.body {
        Body::Application(body) => application::details(lang, names, &matter.head, body),
        Body::Emergency(body) => emergency::details(lang, names, body),
        Body::Procurement(body) => procurement::details(lang, names, body),
        Body::CatalogueEdition(body) => catalogue_edition::details(lang, body),
        Body::ResourceChange(body) => resource_change::details(lang, names, &matter.head, body),
        Body::Cancellation(body) => cancellation::details(lang, names, &matter.head, body),
        Body::ResourcePool(body) => resource_pool::details(lang, names, body),
    };
    if let Some(asked) = matter.body.asked() {
        let turns = asked.turns.iter();
        details.extend(turns.map(|turn| (resource::COURSE, resource::turn(lang, turn))));
        details.extend(asked::instances(lang, &asked.instances));
    }
    details
}

/// Why a matter is asked for, as whoever decides must have read it; what is hidden from them is left out.
#[must_use]
pub fn grounds(lang: Lang, body: &Body) -> Vec<(T, String)> {
    let grounds = match body {
        Body::Application(_) => Vec::new(),
        Body::Procurement(body) => procurement::grounds(lang, body),
        Body::CatalogueEdition(body) => catalogue_edition::grounds(lang, body),
        Body::ResourceChange(body) => resource_change::grounds(lang, body),
        Body::Cancellation(body) => cancellation::grounds(lang, body),
        Body::ResourcePool(body) => resource_pool::grounds(lang, body),
        Body::Emergency(body) => emergency::grounds(lang, body),
    };
    grounds
        .into_iter()
        .filter(|(_, said)| said != HIDDEN)
        .collect()
}

/// What a matter is about in short, as whoever previews an act on it must see it; nothing of most, whose lines are shown anyway.
#[must_use]
pub fn briefly(lang: Lang, body: &Body) -> Vec<(T, String)> {
    match body {
        Body::ResourceChange(body) => resource_change::briefly(lang, body),
        Body::Cancellation(body) => cancellation::briefly(lang, body),
        Body::ResourcePool(body) => resource_pool::briefly(lang, body),
        Body::Application(_)
        | Body::Emergency(_)
        | Body::Procurement(_)
        | Body::CatalogueEdition(_) => Vec::new(),
    }
}

/// Where a matter stands, and what it is about in short: a line each.
#[must_use]
pub fn standing(lang: Lang, matter: &Matter) -> Vec<String> {
    let head = &matter.head;
    let id = domain::matter_id(lang, head.id);
    let first = format!("{id}  {}  {}", stage(head.stage).get(lang), head.title);
    let more = briefly(lang, &matter.body).into_iter();
    let more = more.map(|(label, said)| format!("  {}  {said}", label.get(lang)));
    [first].into_iter().chain(more).collect()
}

/// What a matter's kind has to say in the few lines under a list.
#[must_use]
pub fn brief(body: &Body) -> Option<(T, &str)> {
    match body {
        Body::Application(_)
        | Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::ResourceChange(_)
        | Body::Cancellation(_)
        | Body::ResourcePool(_) => None,
        Body::Emergency(body) => emergency::brief(body),
    }
}

/// Every reason of a kind of matter, and what else is refused in its words, with values that must show.
#[cfg(test)]
pub(super) fn every_reason(kind: MatterKind) -> Vec<crate::domain::law::refusal::Reason> {
    match kind {
        MatterKind::Application => application::every_reason(),
        MatterKind::Emergency => emergency::every_reason(),
        MatterKind::Procurement => procurement::every_reason(),
        MatterKind::CatalogueEdition => catalogue_edition::every_reason(),
        MatterKind::ResourceChange => resource_change::every_reason(),
        MatterKind::Cancellation => cancellation::every_reason(),
        MatterKind::ResourcePool => resource_pool::every_reason(),
    }
}

/// Every label and message of every kind, for the test that none repeats the regulation.
#[cfg(test)]
pub(super) fn messages() -> impl Iterator<Item = (&'static str, T)> {
    let of_rows = [
        application::FIELDS,
        emergency::FIELDS,
        procurement::FIELDS,
        catalogue_edition::FIELDS,
        resource_change::FIELDS,
        cancellation::FIELDS,
        resource_pool::FIELDS,
        common::FIELDS,
        register::FIELDS,
        asked::LINE_FIELDS,
        clearing::FIELDS,
    ];
    let of_rows = of_rows
        .into_iter()
        .flatten()
        .flat_map(|row| [Some(row.label), row.hint].map(|message| Some((row.name, message?))))
        .flatten();
    [
        ALL,
        application::ALL,
        application::LABELS,
        application::paper::ALL,
        application::refusal::ALL,
        emergency::ALL,
        emergency::LABELS,
        emergency::paper::ALL,
        procurement::ALL,
        catalogue_edition::ALL,
        resource_change::ALL,
        resource_change::paper::ALL,
        cancellation::ALL,
        resource_pool::ALL,
        cancellation::LABELS,
        resource_pool::LABELS,
        cancellation::paper::ALL,
        resource_pool::paper::ALL,
        clearing::ALL,
        procurement::LABELS,
        catalogue_edition::LABELS,
        resource_change::LABELS,
        procurement::contract::ALL,
        procurement::paper::ALL,
        common::LABELS,
        asked::LABELS,
        materials::ALL,
        materials::LABELS,
        point::ALL,
        register::ALL,
        register::LABELS,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain(lines())
    .chain(of_rows)
}

#[cfg(test)]
mod tests;
