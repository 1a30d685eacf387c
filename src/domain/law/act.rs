//! Acts: what a party can do, each declared once. From the declaration follow its name, its article, who may do it, and
//! the fields that forms, the command line and scripts fill in.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::article::Article;
use super::authority::Rule;
use super::field::Field;

pub use crate::domain::kinds::{Act, Opening, Verb};

/// What is declared of an act, beside the types of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declaration {
    /// The article that it serves; refusals for want of a better one cite it.
    pub article: Article,
    /// Who may do it.
    pub rule: Rule,
    /// Its fields, without the matter's id.
    pub fields: &'static [Field],
    /// Whether it is done on a matter, opens one, or keeps a register.
    pub place: Place,
}

/// What an act is done on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It opens a matter.
    Opens,
    /// It is done on a matter.
    Matter,
    /// It keeps a register.
    Register,
}

/// What is wrong with the fields of an act as they were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The path to what is wrong, from the act's own fields on; empty if it is the act as a whole.
    pub path: String,
    /// What is wrong, in the parser's words.
    pub what: String,
}

impl std::fmt::Display for FieldProblem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() && self.path != "." {
            write!(formatter, "{}: ", self.path)?;
        }
        formatter.write_str(&self.what)
    }
}

/// Reads the fields of an act.
///
/// # Errors
/// The path to the first thing that is wrong.
pub fn read_fields<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, FieldProblem> {
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|error| FieldProblem {
        path: error.path().to_string(),
        what: error.into_inner().to_string(),
    })
}

/// Declares the acts of a family: `Name = "name.on-the-wire", article, rule => { field: Type, .. };`, or with the type of
/// its fields where that stands elsewhere, `=> (Type);`. Those of each [`Place`] are an enum of their own; the names of
/// all of them are the family's `Verb`.
macro_rules! acts {
    ($($(#[$meta:meta])* $place:ident $enum:ident {
        $($(#[$doc:meta])* $act:ident = $word:literal, $article:expr, $rule:expr => $fields:tt;)+
    })+) => {
        $(
            $($crate::domain::law::act::payload!($(#[$doc])* $act $fields);)+

            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
            #[serde(untagged)]
            pub enum $enum {
                $($(#[$doc])* $act($act)),+
            }

            impl $enum {
                /// Its verb.
                #[must_use]
                pub const fn verb(&self) -> Verb {
                    match self { $(Self::$act(_) => Verb::$act),+ }
                }

                /// The act of that verb with these fields; none if the verb is not of this place.
                #[allow(unreachable_patterns, reason = "a family may have acts of one place only")]
                pub fn read(
                    verb: Verb,
                    fields: serde_json::Map<String, serde_json::Value>,
                ) -> Option<Result<Self, $crate::domain::law::act::FieldProblem>> {
                    match verb {
                        $(Verb::$act => Some($crate::domain::law::act::read_fields(fields).map(Self::$act)),)+
                        _ => None,
                    }
                }
            }
        )+

        $crate::domain::law::names::words! {
            /// The acts of this family, by name.
            pub enum Verb {
                $($($(#[$doc])* $act = $word),+),+
            }
        }

        impl Verb {
            /// What is declared of it.
            #[must_use]
            pub const fn declaration(self) -> $crate::domain::law::act::Declaration {
                match self {
                    $($(Self::$act => $crate::domain::law::act::Declaration {
                        article: $article,
                        rule: $rule,
                        fields: <$act as $crate::domain::law::field::Fields>::FIELDS,
                        place: $crate::domain::law::act::Place::$place,
                    }),+),+
                }
            }
        }
    };
}

/// The struct of an act's fields: a new one, or the name of one that stands elsewhere.
macro_rules! payload {
    ($(#[$doc:meta])* $act:ident { $($fields:tt)* }) => {
        $crate::domain::law::field::fields! {
            $(#[$doc])* pub struct $act { $($fields)* }
        }
    };
    ($(#[$doc:meta])* $act:ident ($type:ty)) => {
        $(#[$doc])*
        pub type $act = $type;
    };
}

pub(crate) use {acts, payload};
