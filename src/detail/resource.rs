//! What is told of a resource beside its record: what became of it, what it costs in the present cycle, and how.

use crate::domain::record::Record;
use crate::domain::r#use::resource::Resource;
use crate::hub::request::Found;
use crate::locale::detail as words;
use crate::locale::list::column;
use crate::locale::{Lang, resource as resource_words};

use super::charges::{Of, fields};
use super::{Block, Depth, Detail, Field, Section, Tone, of_record};
use crate::hub::list::column::Column;
use crate::locale::record::title;

/// A resource as its record has it.
pub(super) fn facts(found: &Found, lang: Lang) -> Detail {
    let Found { record, names, .. } = found;
    let facts = match of_record(record, names, lang) {
        Block::Fields(facts) => {
            Block::Fields(facts.into_iter().map(|fact| placed(fact, lang)).collect())
        }
        other => other,
    };
    Detail {
        name: title(lang, names, record),
        about: String::new(),
        sections: vec![Section::of("", facts)],
    }
}

/// A fact in its place: under the list stand those that its row does not say.
fn placed(fact: Field, lang: Lang) -> Field {
    let bare = [
        resource_words::RESOURCE,
        column(Column::System),
        column(Column::Pool),
    ];
    if bare.iter().any(|label| label.get(lang) == fact.label) {
        fact.bare()
    } else if resource_words::CLAIMED.get(lang) == fact.label {
        fact.toned(Tone::Warns).from(Depth::Block)
    } else {
        fact
    }
}

/// What became of a resource, and what it costs; nothing of any other record.
pub(super) fn beside(found: &Found, lang: Lang) -> Vec<Section> {
    let (Record::Resource(resource), Some(course)) = (&found.record, &found.course) else {
        return Vec::new();
    };
    let turns = course.turns.iter();
    let turns: Vec<String> = turns.map(|turn| resource_words::turn(lang, turn)).collect();
    let became = (!turns.is_empty()).then(|| {
        Section::of(
            resource_words::COURSE.get(lang),
            Block::Text(turns.join("\n")),
        )
    });
    became
        .into_iter()
        .chain(costs(resource, found, lang))
        .collect()
}

fn costs(resource: &Resource, found: &Found, lang: Lang) -> Option<Section> {
    let charges = found.course.as_ref()?.charges.as_ref()?;
    let charge = charges.line(resource.id.line)?;
    let of = Of {
        item: &resource.used.name,
        ended_on: resource.ended_on,
        names: &found.names,
    };
    let told = fields(charges, charge, &of, lang).into_iter();
    // A resource is opened for this: how it comes about stands on its page, not only where it is printed.
    let told = told.map(|field| match field.depth {
        Depth::Whole => field.from(Depth::Page),
        Depth::Block | Depth::Pane | Depth::Page => field.from(Depth::Block),
    });
    Some(Section::of(
        words::CHARGES.get(lang),
        Block::Fields(told.collect()),
    ))
}
