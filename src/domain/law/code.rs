//! Short names: what keys, verbs and papers call things by.

use serde::{Deserialize, Serialize};

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// A code; whether it is well formed is [`is_code`]'s business, checked where it is registered.
            #[must_use]
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The code as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl<'c> From<&'c $name> for std::borrow::Cow<'c, str> {
            fn from(code: &'c $name) -> Self {
                code.as_str().into()
            }
        }
    };
}

code!(
    /// The short name of a party in keys and verbs: lower-case letters, digits and hyphens.
    PartyCode
);
code!(
    /// The short name of a person.
    PersonCode
);
code!(
    /// A Unix login.
    Login
);
code!(
    /// The short name of a resource pool.
    PoolCode
);
code!(
    /// The short name of a system.
    SystemCode
);
code!(
    /// The code of a catalogue item.
    ItemCode
);

/// A code, and what it is the code of: those of whatever people call by a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A party.
    Party(PartyCode),
    /// A person.
    Person(PersonCode),
    /// A resource pool.
    Pool(PoolCode),
    /// A system.
    System(SystemCode),
    /// A catalogue item.
    Item(ItemCode),
}

impl Code {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Party(code) => code.as_str(),
            Self::Person(code) => code.as_str(),
            Self::Pool(code) => code.as_str(),
            Self::System(code) => code.as_str(),
            Self::Item(code) => code.as_str(),
        }
    }
}

macro_rules! codes {
    ($($kind:ident($code:ident)),+) => {
        $(impl From<&$code> for Code {
            fn from(code: &$code) -> Self {
                Self::$kind(code.clone())
            }
        }

        impl From<$code> for Code {
            fn from(code: $code) -> Self {
                Self::$kind(code)
            }
        })+
    };
}

codes! { Party(PartyCode), Person(PersonCode), Pool(PoolCode), System(SystemCode), Item(ItemCode) }

/// The longest code, in bytes.
pub const CODE_LIMIT: usize = 32;

/// Whether text is a well-formed code: 1 to 32 of `a-z`, `0-9`, `-`, `_` and `.`, beginning with a letter or digit.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (1..=CODE_LIMIT).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && text.chars().all(|letter| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_.".contains(letter)
        })
}
