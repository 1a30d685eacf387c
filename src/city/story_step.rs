//! Steps of stories: what the demo city and the simulator choose from, who does each, and the command it becomes.
//!
//! The deeds of a kind of matter stand in the file that tells its story; here is what they have in common, and what can be
//! done on matters of every kind.

use chrono::NaiveDate;

use crate::domain::build::pool::CloudMode;
use crate::domain::law::act::Act;
use crate::domain::law::code::{PoolCode, SystemCode};
use crate::domain::law::command::Command;
use crate::domain::law::common as rules;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::r#use::line::LineRequest;
use crate::locale::T;

use super::dice::Dice;
use super::writer::Writer;

/// Who does a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doer {
    Unit,
    AuthorityHandler,
    AuthorityReviewer,
    SupportHandler,
    SupportReviewer,
    Operator,
}

/// What the lines of a matter ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// Items of the catalogue.
    Items,
    /// A product that the catalogue does not have.
    Product,
}

/// A deed.
pub(super) trait StoryStep: Sync {
    /// Who does it.
    fn doer(&self) -> Doer;

    /// The limit in working days of the duty that it fulfils, if being late by it can be told.
    fn limit(&self) -> Option<u32>;

    /// How many working days pass before it when nobody is late.
    fn pause(&self) -> (u32, u32);

    /// The limit, in working days or nearly so, of the duty that is open after it; none if nothing is.
    fn leaves_open(&self, mode: CloudMode) -> Option<u32>;

    /// Its command; none if it needs a matter and there is none yet.
    fn command(&self, scene: &Scene, dice: &mut Dice) -> Option<Command>;

    /// What the lines of its matter ask for.
    fn wants(&self) -> Wants {
        Wants::Items
    }

    /// Whether it opens a second matter beside the first: the acts after it are on that one.
    fn opens_second(&self) -> bool {
        false
    }

    /// Whether it orders from a provider; a self-built pool has none.
    fn is_order(&self) -> bool {
        false
    }

    /// Whether whoever does it reads its matter first; of one that opens a second matter, the first.
    fn looks(&self) -> bool {
        false
    }

    /// Whether the unit has its resources from it on.
    fn delivers(&self) -> bool {
        false
    }
}

/// What whoever does a deed knows.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) writer: &'a Writer,
    /// The matter it is done on; of a deed that opens a second one, the first.
    pub(super) matter: Option<MatterId>,
    /// That matter, for a deed that looks at it.
    pub(super) here: Option<&'a Matter>,
    pub(super) system: &'a SystemCode,
    /// The name of the system's kind, for titles.
    pub(super) kind: T,
    /// The protection level of the system.
    pub(super) level: u8,
    pub(super) pool: &'a PoolCode,
    /// What is asked for. On a matter that is there already: what was, where quantities may be cut; else empty.
    pub(super) lines: &'a [LineRequest],
    pub(super) contact: &'a str,
    pub(super) telephone: &'a str,
    /// The day of the delivery or hand-over, or else today.
    pub(super) delivered_on: NaiveDate,
    pub(super) today: NaiveDate,
}

impl Scene<'_> {
    /// A command on the matter, if there is one.
    pub(super) fn on(&self, act: Act) -> Option<Command> {
        self.matter.map(|id| Command::On(id, act))
    }

    /// A text of a kind, as its field takes it.
    pub(super) fn write<P: From<String>>(&self, kind: &str, dice: &mut Dice) -> P {
        self.writer.write(kind, dice).into()
    }
}

/// What can be done on a matter of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Common {
    Withdraw,
    Hold,
    Resume,
}

impl StoryStep for Common {
    fn doer(&self) -> Doer {
        match self {
            Self::Withdraw => Doer::Unit,
            Self::Hold | Self::Resume => Doer::AuthorityHandler,
        }
    }

    fn limit(&self) -> Option<u32> {
        match self {
            Self::Withdraw | Self::Hold | Self::Resume => None,
        }
    }

    fn pause(&self) -> (u32, u32) {
        match self {
            Self::Withdraw | Self::Resume => (1, 3),
            Self::Hold => (1, 1),
        }
    }

    fn leaves_open(&self, _mode: CloudMode) -> Option<u32> {
        match self {
            Self::Withdraw => None,
            Self::Hold | Self::Resume => Some(8),
        }
    }

    fn command(&self, scene: &Scene, dice: &mut Dice) -> Option<Command> {
        scene.on(Act::Common(match self {
            Self::Withdraw => rules::Act::Withdraw(rules::Withdraw {
                reason: scene.write("WITHDRAWAL", dice),
            }),
            Self::Hold => rules::Act::Hold(rules::Hold {
                reason: scene.write("HOLD", dice),
            }),
            Self::Resume => rules::Act::Resume(rules::Resume {
                number: None,
                by: None,
            }),
        }))
    }
}
