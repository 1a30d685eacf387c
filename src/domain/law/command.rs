//! Commands: a verb with its fields, as a form fills it in or a script sends it.
//!
//! In text a command is one flat object: `{"verb": "application.accept", "matter": "APP-20261109-0007", ..}`, its keys in
//! any order.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::act::{Act, FieldProblem, Opening, Place, Verb};
use super::matter::MatterId;
use crate::domain::register;

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Opens a matter.
    Open(Opening),
    /// Is done on a matter.
    On(MatterId, Act),
    /// Keeps a register.
    Keep(register::Act),
}

impl From<Opening> for Command {
    fn from(opening: Opening) -> Self {
        Self::Open(opening)
    }
}

impl From<register::Act> for Command {
    fn from(act: register::Act) -> Self {
        Self::Keep(act)
    }
}

impl Command {
    /// Its verb.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Open(opening) => opening.verb(),
            Self::On(_, act) => act.verb(),
            Self::Keep(act) => Verb::Register(act.verb()),
        }
    }

    /// The existing matter it is done on.
    #[must_use]
    pub const fn matter(&self) -> Option<MatterId> {
        match self {
            Self::On(id, _) => Some(*id),
            Self::Open(_) | Self::Keep(_) => None,
        }
    }

    /// The command of a verb with these fields.
    ///
    /// # Errors
    /// The path to what is wrong with them.
    pub fn read(
        verb: Verb,
        matter: Option<MatterId>,
        fields: Map<String, Value>,
    ) -> Result<Self, FieldProblem> {
        let problem = |path: &str, what: &str| FieldProblem {
            path: path.to_owned(),
            what: what.to_owned(),
        };
        let read = match verb.declaration().place {
            Place::Opens => Opening::read(verb, fields).map(|read| read.map(Self::Open)),
            Place::Register => {
                let kept = if let Verb::Register(verb) = verb {
                    register::Act::read(verb, fields)
                } else {
                    None
                };
                kept.map(|read| read.map(Self::Keep))
            }
            Place::Matter => {
                let id = matter.ok_or_else(|| problem("matter", "missing field `matter`"))?;
                Act::read(verb, fields).map(|read| read.map(|act| Self::On(id, act)))
            }
        };
        read.unwrap_or_else(|| Err(problem("verb", "a verb without an act")))
    }
}

/// The fields of a command's act.
#[derive(Serialize)]
#[serde(untagged)]
enum Given<'c> {
    Open(&'c Opening),
    On(&'c Act),
    Keep(&'c register::Act),
}

impl Command {
    fn given(&self) -> Given<'_> {
        match self {
            Self::Open(opening) => Given::Open(opening),
            Self::On(_, act) => Given::On(act),
            Self::Keep(act) => Given::Keep(act),
        }
    }

    /// Its verb, its matter and the fields of its act: what tells two commands apart, without the names of the fields.
    #[must_use]
    pub fn parts(&self) -> impl Serialize {
        (self.verb().word(), self.matter(), self.given())
    }
}

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'c> {
            verb: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            matter: Option<MatterId>,
            #[serde(flatten)]
            given: Given<'c>,
        }
        Flat {
            verb: self.verb().word(),
            matter: self.matter(),
            given: self.given(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = Map::<String, Value>::deserialize(deserializer)?;
        let verb: Verb = match fields.remove("verb") {
            Some(verb) => serde_json::from_value(verb).map_err(D::Error::custom)?,
            None => return Err(D::Error::missing_field("verb")),
        };
        let matter = if verb.is_on_matter() {
            fields
                .remove("matter")
                .map(serde_json::from_value)
                .transpose()
                .map_err(|error| D::Error::custom(format!("matter: {error}")))?
        } else {
            None
        };
        Self::read(verb, matter, fields).map_err(D::Error::custom)
    }
}

impl Verb {
    /// The article that it serves; refusals for want of a better one cite it.
    #[must_use]
    pub const fn article(self) -> super::article::Article {
        self.declaration().article
    }

    /// Who may do it.
    #[must_use]
    pub const fn rule(self) -> super::authority::Rule {
        self.declaration().rule
    }

    /// Its fields, without the matter's id.
    #[must_use]
    pub const fn fields(self) -> &'static [super::field::Field] {
        self.declaration().fields
    }

    /// Whether it is done on an existing matter.
    #[must_use]
    pub const fn is_on_matter(self) -> bool {
        match self.declaration().place {
            Place::Matter => true,
            Place::Opens | Place::Register => false,
        }
    }

    /// The verb of that name, or the only one that ends in it after a dot. Of several of which some begin a matter it is the
    /// first of these: what a short name has always begun, it begins when a later matter has one like it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let ends = |verb: &Self| {
            let parts = verb.word().rsplit_once('.');
            parts.is_some_and(|(_, end)| end == name)
        };
        let mut ending = Self::all().filter(ends);
        let only = || ending.next().filter(|_| ending.next().is_none());
        let begins = |verb: &Self| match verb.declaration().place {
            Place::Opens => ends(verb),
            Place::Matter | Place::Register => false,
        };
        let found = Self::find(name).or_else(only);
        found.or_else(|| Self::all().find(begins))
    }
}
