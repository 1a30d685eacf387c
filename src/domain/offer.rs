//! What can be done here, now, by this actor: every verb tried blank against the same rules.
//!
//! There is no second table of what is allowed at which stage. A verb is on offer when the only thing that stands
//! against its blank form is a field still to be filled in.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::clock::civil_date;
use super::command::Command;
use super::decide::decide;
use super::matter::{Body, Matter};
use super::party::Actor;
use super::refusal::{Reason, Refusal};
use super::verb::{FieldKind, Verb};
use super::world::World;

/// A verb, and what stands against it if anything does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Offer {
    /// The verb.
    pub verb: Verb,
    /// Why it is not on offer.
    pub refusal: Option<Refusal>,
}

/// Every verb that can be done on matters of this kind.
#[must_use]
pub fn offers(world: &dyn World, actor: &Actor, now: DateTime<Utc>, matter: &Matter) -> Vec<Offer> {
    Verb::ALL
        .iter()
        .filter(|verb| verb.on().contains(&matter.id.kind))
        .map(|verb| Offer {
            verb: *verb,
            refusal: against(*verb, world, actor, now, matter),
        })
        .collect()
}

/// What stands against a verb other than fields still to be filled in. A verb on a line is on offer if it is on any.
fn against(
    verb: Verb,
    world: &dyn World,
    actor: &Actor,
    now: DateTime<Utc>,
    matter: &Matter,
) -> Option<Refusal> {
    let on_line = verb.fields().iter().any(|field| field.name == "line");
    let lines = match &matter.body {
        Body::Application(body) if on_line => body.lines.len().max(1),
        _ => 1,
    };
    let mut first = None;
    for line in 1..=lines {
        let refusal = blank(verb, matter, now, line)
            .and_then(|command| decide(world, actor, now, &command, None).err())
            .filter(|refusal| !refusal.reason.is_about_input())?;
        first.get_or_insert(refusal);
    }
    first
}

/// The verb on a matter with nothing filled in.
fn blank(verb: Verb, matter: &Matter, now: DateTime<Utc>, line: usize) -> Option<Command> {
    let mut fields = Map::new();
    fields.insert("verb".to_owned(), json!(verb.name()));
    fields.insert("matter".to_owned(), json!(matter.id));
    for field in verb.fields().iter().filter(|field| field.required) {
        let value = match field.kind {
            FieldKind::Number => json!(line),
            FieldKind::Date => json!(civil_date(now)),
            FieldKind::Time => json!(now),
            FieldKind::Flag => json!(true),
            FieldKind::List | FieldKind::Quantities | FieldKind::Lines => json!([]),
            FieldKind::Word(words) => json!(words.first()),
            FieldKind::Text | FieldKind::Paragraph | FieldKind::Code(_) => json!(""),
            FieldKind::Matter(_) | FieldKind::Json => Value::Null,
        };
        fields.insert(field.name.to_owned(), value);
    }
    serde_json::from_value(Value::Object(fields)).ok()
}

impl Reason {
    /// Whether filling the form in differently mends it.
    #[must_use]
    pub fn is_about_input(&self) -> bool {
        matches!(
            self,
            Self::Missing(_)
                | Self::TooLong(..)
                | Self::BadCharacters(_)
                | Self::BadCode(_)
                | Self::OutOfRange(..)
                | Self::QuantityZero(_)
                | Self::QuantityAbove { .. }
                | Self::QuantityCount { .. }
                | Self::NothingLeft
                | Self::NoLines
                | Self::NoGround(_)
                | Self::GroundForLevel(_)
                | Self::InFuture(_)
                | Self::Before(..)
                | Self::BeforeIssuance(_)
                | Self::NoDocument
                | Self::NotDeclared
        )
    }
}
