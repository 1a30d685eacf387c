//! Events: what the journal writes, a fact of one family each. Applying one only copies.
//!
//! An event is written flat, by its fact's own type: `{"type": "emergency.reviewed", "body": {..}}`. It is read by finding
//! the family of the type, which then reads it where it stands, so that what is wrong is told with its place.

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

pub use crate::domain::kinds::Event;

use super::fact::{Effect, OnMatter};
use super::matter::MatterId;

impl Event {
    /// What it does: it may move a matter and register records in one.
    #[must_use]
    pub fn effect(&self) -> Effect<'_> {
        Effect {
            matter: self.on_matter(),
            records: self.records(),
        }
    }

    /// The matter that it opens or moves.
    #[must_use]
    pub fn matter(&self) -> Option<MatterId> {
        self.on_matter().map(OnMatter::id)
    }

    /// The version of an event type that this release writes; none if it knows no such type.
    #[must_use]
    pub fn version_of(name: &str) -> Option<u32> {
        Self::types()
            .find(|(known, _)| *known == name)
            .map(|(_, version)| version)
    }

    /// Every event type that this release knows, with its version.
    pub fn types() -> impl Iterator<Item = (&'static str, u32)> {
        Self::FAMILIES
            .iter()
            .flat_map(|types| types.iter().copied())
    }

    /// Reads an event of which the type was read already.
    ///
    /// # Errors
    /// If no family knows the type, or what follows is not of its form.
    pub fn read_rest<'de, A: MapAccess<'de>>(name: &str, rest: A) -> Result<Self, A::Error> {
        let whole = MapAccessDeserializer::new(Replay {
            name: Some(name),
            rest,
        });
        Self::read(name, whole)
            .unwrap_or_else(|| Err(A::Error::custom(format!("no event is of type {name}"))))
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Flat)
    }
}

struct Flat;

impl<'de> Visitor<'de> for Flat {
    type Value = Event;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("type and body")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Event, A::Error> {
        let name: String = next_value(&mut map, "type")?;
        Event::read_rest(&name, map)
    }
}

/// The value of the key that must come next.
///
/// # Errors
/// If another comes, or the value is not of its form.
pub fn next_value<'de, A: MapAccess<'de>, V: Deserialize<'de>>(
    map: &mut A,
    key: &'static str,
) -> Result<V, A::Error> {
    let found: Option<String> = map.next_key()?;
    if found.as_deref() == Some(key) {
        map.next_value()
    } else {
        Err(A::Error::custom(format!("{key} does not come next")))
    }
}

/// A map whose type was read already, as if it were still to be read.
struct Replay<'n, A> {
    name: Option<&'n str>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        if self.name.is_some() {
            seed.deserialize("type".into_deserializer()).map(Some)
        } else {
            self.rest.next_key_seed(seed)
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.name.take() {
            Some(name) => seed.deserialize(name.into_deserializer()),
            None => self.rest.next_value_seed(seed),
        }
    }
}
