//! Facts: what happened, with every result written in. The facts of a matter are an enum of its folder; all of them move
//! the matter by a [`Step`], but for those that open it.

use serde::{Deserialize, Serialize};

use super::code::PersonCode;
use super::duty::{Closing, Duty, DutyKey};
use super::matter::{Head, MatterId, Part, Stage};
use super::paper::Paper;
use super::sight::Eyes;
use crate::domain::record::Record;

/// What every act on a matter does to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The matter.
    pub matter: MatterId,
    /// Its version afterwards.
    pub version: u32,
    /// Its stage afterwards.
    pub stage: Stage,
    /// The duties that ended.
    pub closed: Vec<(DutyKey, Closing)>,
    /// The duties that began.
    pub opened: Vec<Duty>,
    /// The papers that went out.
    pub papers: Vec<Paper>,
    /// The hat that the person wore.
    pub part: Option<(Part, PersonCode)>,
}

/// A matter as it was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened<K> {
    /// What every matter has.
    pub head: Head,
    /// What belongs to its kind.
    pub body: K,
}

impl Step {
    /// Covers what is not open to whoever looks.
    pub fn cover(&mut self, eyes: &Eyes) {
        eyes.leave(&mut self.papers);
    }
}

/// What a fact does to a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnMatter<'f> {
    /// It opens one with this head.
    Opens(&'f Head),
    /// It moves one.
    Moves(&'f Step),
}

impl<'f> OnMatter<'f> {
    /// The matter.
    #[must_use]
    pub fn id(self) -> MatterId {
        match self {
            Self::Opens(head) => head.id,
            Self::Moves(step) => step.matter,
        }
    }

    /// Its version afterwards.
    #[must_use]
    pub fn version(self) -> u32 {
        match self {
            Self::Opens(head) => head.version,
            Self::Moves(step) => step.version,
        }
    }

    /// Its stage afterwards.
    #[must_use]
    pub fn stage(self) -> Stage {
        match self {
            Self::Opens(head) => head.stage,
            Self::Moves(step) => step.stage,
        }
    }

    /// The duties that begin by it.
    #[must_use]
    pub fn opened(self) -> &'f [Duty] {
        match self {
            Self::Opens(head) => &head.duties,
            Self::Moves(step) => &step.opened,
        }
    }

    /// The papers that go out by it.
    #[must_use]
    pub fn papers(self) -> &'f [Paper] {
        match self {
            Self::Opens(_) => &[],
            Self::Moves(step) => &step.papers,
        }
    }

    /// The hat that whoever does it wears.
    #[must_use]
    pub fn part(self) -> Option<Part> {
        match self {
            Self::Opens(head) => head.parts.first().map(|(part, _)| *part),
            Self::Moves(step) => step.part.as_ref().map(|(part, _)| *part),
        }
    }
}

/// What an event does: it may move a matter and register records in one.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect<'f> {
    /// What becomes of a matter.
    pub matter: Option<OnMatter<'f>>,
    /// What is registered.
    pub records: Vec<Record>,
}

/// Declares the facts of a matter: `opens { Name = "type"; }` those that begin it, each with the whole of it, `moves`
/// those that happen to it, each with its [`Step`] and what else it carries; `[Grounds]` behind a type says that fewer than
/// see the matter are told it. A type's meaning never changes; a new version of it (`v 2`) is upcast on reading.
macro_rules! facts {
    ($(#[$meta:meta])* $of:ident
        opens { $($(#[$open_doc:meta])* $open:ident = $open_word:literal $(v $open_version:literal)?;)* }
        moves { $($(#[$doc:meta])* $fact:ident = $word:literal $(v $version:literal)?
            { $($(#[$field_doc:meta])* $field:ident: $type:ty $([$sight:ident])?),* $(,)? })+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "type", content = "body")]
        pub enum Fact {
            $($(#[$open_doc])* #[serde(rename = $open_word)]
            $open(Box<$crate::domain::law::fact::Opened<$of>>),)*
            $($(#[$doc])* #[serde(rename = $word)]
            $fact {
                /// What it does to the matter.
                step: $crate::domain::law::fact::Step,
                $($(#[$field_doc])* $field: $type),*
            },)+
        }

        impl Fact {
            /// Every type with its version.
            pub const TYPES: &'static [(&'static str, u32)] = &[
                $(($open_word, $crate::domain::law::fact::version!($($open_version)?)),)*
                $(($word, $crate::domain::law::fact::version!($($version)?)),)+
            ];

            /// Its type and version.
            #[must_use]
            pub const fn written_as(&self) -> (&'static str, u32) {
                match self {
                    $(Self::$open(_) => ($open_word, $crate::domain::law::fact::version!($($open_version)?)),)*
                    $(Self::$fact { .. } => ($word, $crate::domain::law::fact::version!($($version)?)),)+
                }
            }

            /// What of each type is open to fewer than see the matter (R49): the type, its part, the class.
            pub const SIGHTS: &'static [(&'static str, &'static str, $crate::domain::law::sight::Sight)] = &[
                $($($(($word, stringify!($field), $crate::domain::law::sight::Sight::$sight),)?)*)+
            ];

            /// Covers what is not open to whoever looks.
            pub fn cover(&mut self, eyes: &$crate::domain::law::sight::Eyes) {
                match self {
                    $(Self::$open(opened) => {
                        let owner = opened.head.party($crate::domain::law::matter::Role::Unit);
                        <$of as $crate::domain::law::kind::Kind>::cover(&mut opened.body, owner, eyes);
                    })*
                    $(Self::$fact { step, $($field),* } => {
                        step.cover(eyes);
                        $($crate::domain::law::fact::cover!(eyes, $field $(, $sight)?);)*
                    })+
                }
            }

            /// What it does to its matter.
            #[must_use]
            pub fn on_matter(&self) -> $crate::domain::law::fact::OnMatter<'_> {
                match self {
                    $(Self::$open(opened) => $crate::domain::law::fact::OnMatter::Opens(&opened.head),)*
                    $(Self::$fact { step, .. } => $crate::domain::law::fact::OnMatter::Moves(step),)+
                }
            }

            /// The matter that it opens, if it opens one.
            #[must_use]
            pub fn opened(&self) -> Option<$crate::domain::law::matter::Matter> {
                match self {
                    $(Self::$open(opened) => Some($crate::domain::law::matter::Matter {
                        head: opened.head.clone(),
                        body: opened.body.clone().into(),
                    }),)*
                    $(Self::$fact { .. } => None,)+
                }
            }

            /// Its step, to be filled in.
            pub(in crate::domain) fn step_mut(
                &mut self,
            ) -> Option<&mut $crate::domain::law::fact::Step> {
                match self {
                    $(Self::$open(_) => None,)*
                    $(Self::$fact { step, .. } => Some(step),)+
                }
            }
        }
    };
}

/// The version of a type: the one declared, else the first.
macro_rules! version {
    () => {
        1
    };
    ($version:literal) => {
        $version
    };
}

/// Covers a part of a fact that is of a class; what is of none is open to everybody who sees the matter.
macro_rules! cover {
    ($eyes:ident, $field:ident) => {
        let _: &_ = $field;
    };
    ($eyes:ident, $field:ident, $sight:ident) => {
        $crate::domain::law::sight::Sight::$sight.cover($eyes, $field);
    };
}

pub(crate) use {cover, facts, version};
