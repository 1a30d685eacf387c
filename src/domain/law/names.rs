//! Closed sets of words: the enums whose values stand for themselves in JSON, on the command line, in forms and in keys.
//!
//! [`words!`] declares one such set. [`families!`] puts the sets of several matters side by side, so that everybody else
//! can hold a value of any of them. In text a value is its word; in table rows it is two bytes.

/// Declares an enum with the word of each value: how it is written, what a field of it may be, and its place in rows.
/// A set may be empty: a matter that sends no papers has none.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {}) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        $vis enum $name {}

        #[allow(dead_code, reason = "not every set is asked for all of these")]
        impl $name {
            /// None.
            pub const ALL: [Self; 0] = [];
            /// None.
            pub const WORDS: [&'static str; 0] = [];

            /// The word that it is written as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {}
            }

            /// None has that word.
            #[must_use]
            pub const fn find(_word: &str) -> Option<Self> {
                None
            }

            /// Its place among all.
            #[must_use]
            pub const fn place(self) -> u8 {
                match self {}
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        $vis enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant),+
        }

        #[allow(dead_code, reason = "not every set is asked for all of these")]
        impl $name {
            /// Every one, in the order of their declaration.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];
            /// Their words, in the same order.
            pub const WORDS: [&'static str; [$($word),+].len()] = [$($word),+];

            /// The word that it is written as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The one with that word.
            #[must_use]
            pub fn find(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.word() == word)
            }

            /// Its place among all, from 0: what table rows write.
            #[must_use]
            pub const fn place(self) -> u8 {
                self as u8
            }
        }

        impl $crate::domain::law::field::FieldValue for $name {
            const KIND: $crate::domain::law::field::FieldKind =
                $crate::domain::law::field::FieldKind::Word(&Self::WORDS);
        }
    };
}

/// Declares an enum over the word sets of several families. Words are unique across them, which a test holds.
macro_rules! families {
    ($(#[$meta:meta])* $name:ident { $($tag:literal $family:ident($set:ty)),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("One of the family ", stringify!($family), ".")]
                $family($set)
            ),+
        }

        #[allow(dead_code, reason = "not every family is asked for all of these")]
        impl $name {
            /// Every one of every family.
            pub fn all() -> impl Iterator<Item = Self> {
                std::iter::empty()$(.chain(<$set>::ALL.into_iter().map(Self::$family)))+
            }

            /// The word that it is written as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$family(one) => one.word()),+ }
            }

            /// The one with that word.
            #[must_use]
            pub fn find(word: &str) -> Option<Self> {
                Self::all().find(|one| one.word() == word)
            }

            /// Its two bytes in keys and rows: the family, and its place there.
            #[must_use]
            pub const fn tag(self) -> [u8; 2] {
                match self { $(Self::$family(one) => [$tag, one.place()]),+ }
            }

            /// The one with these two bytes.
            #[must_use]
            pub fn from_tag([family, place]: [u8; 2]) -> Option<Self> {
                match family {
                    $($tag => <$set>::ALL.get(usize::from(place)).copied().map(Self::$family),)+
                    _ => None,
                }
            }
        }

        $(impl From<$set> for $name {
            fn from(one: $set) -> Self {
                Self::$family(one)
            }
        })+

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.serialize_str(self.word())
                } else {
                    self.tag().serialize(serializer)
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                if deserializer.is_human_readable() {
                    let word = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                    Self::find(&word).ok_or_else(|| {
                        let cut: String = word.chars().take(40).collect();
                        D::Error::custom(format!(concat!("no ", stringify!($name), " is called {}"), cut))
                    })
                } else {
                    let tag = <[u8; 2]>::deserialize(deserializer)?;
                    Self::from_tag(tag).ok_or_else(|| {
                        D::Error::custom(format!(concat!("no ", stringify!($name), " has the tag {:?}"), tag))
                    })
                }
            }
        }
    };
}

pub(crate) use {families, words};
