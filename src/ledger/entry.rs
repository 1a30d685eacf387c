//! The journal's entries: an envelope around an event, chained by SM3 over the stored bytes.
//!
//! The bytes of an entry are one line of JSON and are never rewritten. `prev` is the hash of the line before; the hash of
//! the last line is the head. Every type of event has a version of its own.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sm3::{Digest, Sm3};

use crate::domain::law::code::{Login, PartyCode, PersonCode};
use crate::domain::law::event::Event;

use super::error::LedgerError;

/// The rule set that acts are done under.
pub const RULE_SET: &str = "益政办发〔2025〕11号";

/// An SM3 digest (GB/T 32905).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The digest of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sm3::digest(bytes).into())
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Whose world it is. A sandbox or a drill has live numbering and live sinks of nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Realm {
    /// The city's own ledger.
    Live,
    /// A place to try things.
    Sandbox,
    /// A drill on a copy, by name.
    Drill(String),
}

impl Realm {
    /// Whether it is the city's own.
    #[must_use]
    pub fn is_live(&self) -> bool {
        *self == Self::Live
    }
}

/// Who acted, as the envelope keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The person.
    pub person: PersonCode,
    /// The person's party at the time.
    pub party: PartyCode,
    /// The login.
    pub account: Login,
}

/// An entry, as written. The field order is the order in the bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, without gaps.
    pub seq: u64,
    /// When, to the millisecond.
    pub time: DateTime<Utc>,
    /// Who.
    pub actor: Signature,
    /// Whose world.
    pub realm: Realm,
    /// The request key of the act; the entries of one act share it.
    pub key: String,
    /// The first half of the SM3 digest of the request, so that the same key with another payload is told apart.
    pub digest: String,
    /// The rule set.
    pub rules: String,
    /// What happened.
    #[serde(with = "versioned")]
    pub event: Event,
    /// The hash of the entry before, in hexadecimal; 64 zeros before the first.
    pub prev: String,
}

impl Entry {
    /// The bytes to be stored and hashed.
    ///
    /// # Errors
    /// If the event cannot be written as JSON, which the tests rule out for every type.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LedgerError> {
        serde_json::to_vec(self).map_err(|error| LedgerError::Damaged {
            seq: self.seq,
            what: error.to_string(),
        })
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// [`LedgerError::NewerRelease`] for a type or version unknown here, [`LedgerError::Damaged`] otherwise.
    pub fn from_bytes(seq: u64, bytes: &[u8]) -> Result<Self, LedgerError> {
        // The whole line is checked once to be text; otherwise every word in it would be checked.
        let line = std::str::from_utf8(bytes).map_err(|error| error.to_string());
        let read =
            line.and_then(|line| serde_json::from_str(line).map_err(|error| error.to_string()));
        read.map_err(|what| {
            versioned::newer_in(bytes).map_or_else(
                || LedgerError::Damaged { seq, what },
                |what| LedgerError::NewerRelease { seq, what },
            )
        })
    }
}

/// The types of events whose sentences call somebody or something by a name that their lines in the journal do not hold.
pub const CALLING: [&str; 22] = [
    "matter.served",
    "matter.succeeded",
    "matter.taken-over",
    "party.succeeded",
    "person.registered",
    "account.bound",
    "pool.measured",
    "inventory.taken",
    "exception.registered",
    "exception.approved",
    "contract.recorded",
    "contract.countersigned",
    "procurement.awarded",
    "procurement.signed",
    "procurement.affiliated",
    "block.recorded",
    "block.lifted",
    "ruling.proposed",
    "ruling.signed",
    "measures.signed",
    "measures.grounded",
    "telephone.revealed",
];

/// Of an entry what tells whether the rest has to be read: who did what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Brief<'line> {
    /// Who.
    #[serde(borrow)]
    pub actor: BriefActor<'line>,
    /// What.
    #[serde(borrow)]
    pub event: BriefEvent<'line>,
}

/// Of a [`Signature`] who it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BriefActor<'line> {
    /// The person.
    #[serde(borrow)]
    pub person: Cow<'line, str>,
    /// The person's party at the time.
    #[serde(borrow)]
    pub party: Cow<'line, str>,
}

/// Of an event its type and version.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BriefEvent<'line> {
    v: u32,
    #[serde(rename = "type", borrow)]
    name: Cow<'line, str>,
}

impl<'line> Brief<'line> {
    /// Reads it.
    ///
    /// # Errors
    /// If the line is damaged.
    pub fn read(seq: u64, line: &'line str) -> Result<Self, LedgerError> {
        serde_json::from_str(line).map_err(|error| LedgerError::Damaged {
            seq,
            what: error.to_string(),
        })
    }

    /// Whether the sentence of its event may call others by their names.
    #[must_use]
    pub fn calls_others(&self) -> bool {
        CALLING.contains(&&*self.event.name)
    }

    /// Whether the event is read as it was written: no release since has changed its type.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        Event::version_of(&self.event.name) == Some(self.event.v)
    }
}

/// `{"v", "type", "body"}`, the version being that of the type.
mod versioned {
    use super::{Event, Value};
    use serde::de::value::MapDeserializer;
    use serde::de::{Error, MapAccess, Visitor};
    use serde::{Deserializer, Serialize, Serializer};

    use super::super::older;
    use crate::domain::law::event::next_value;

    #[derive(Serialize)]
    struct Written<'a> {
        v: u32,
        #[serde(flatten)]
        event: &'a Event,
    }

    pub fn serialize<S: Serializer>(event: &Event, serializer: S) -> Result<S::Ok, S::Error> {
        let (_, v) = event.written_as();
        Written { v, event }.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Event, D::Error> {
        deserializer.deserialize_map(Envelope)
    }

    /// Reads the version and the type, which are written first, then the event where it stands, without building a tree
    /// of it.
    struct Envelope;

    impl<'de> Visitor<'de> for Envelope {
        type Value = Event;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("v, type and body")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Event, A::Error> {
            let v: u32 = next_value(&mut map, "v")?;
            let name: String = next_value(&mut map, "type")?;
            let known = Event::version_of(&name);
            if known.is_none_or(|known| v > known) {
                return Err(A::Error::custom("newer version"));
            }
            match known.filter(|known| v < *known) {
                None => Event::read_rest(&name, map),
                Some(known) => {
                    let mut body: Value = next_value(&mut map, "body")?;
                    older::raise(older::STEPS, &name, v..known, &mut body)
                        .map_err(|v| A::Error::custom(format!("no way from {name} v{v}")))?;
                    let raised = MapDeserializer::new(std::iter::once(("body", body)));
                    let read: Result<_, serde_json::Error> = Event::read_rest(&name, raised);
                    read.map_err(A::Error::custom)
                }
            }
        }
    }

    /// What a newer release wrote in bytes that could not be read.
    pub fn newer_in(bytes: &[u8]) -> Option<String> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let event = value.get("event")?;
        let kind = event.get("type")?.as_str()?;
        let version = event.get("v")?.as_u64()?;
        let known = Event::version_of(kind);
        let newer = known.is_none_or(|known| version > u64::from(known));
        newer.then(|| format!("{kind} v{version}"))
    }
}
