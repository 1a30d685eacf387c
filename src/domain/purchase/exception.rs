//! Exceptions (例外): what the Measures allow in principle only, on the authority's ground: a room of a unit's own where
//! there should be none (Art. 4(2)), or a purchase of what the catalogue offers (Art. 11). The unit or somebody of the
//! authority asks for one, and it holds once another person of the authority approved it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::law::article::{Article, article, paragraph};
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::field::{FieldKind, Paragraph, fields};
use crate::domain::law::names::words;
use crate::domain::record::RecordKind;

words! {
/// What an exception is from.
pub enum ExceptionKind {
    /// What the catalogue offers is bought elsewhere (Art. 11).
    Purchase = "purchase",
    /// A unit builds or enlarges a room of its own (Art. 4(2)).
    Room = "room",
}
}

impl ExceptionKind {
    /// The article that it is an exception from.
    #[must_use]
    pub const fn article(self) -> Article {
        match self {
            Self::Purchase => article(11),
            Self::Room => paragraph(4, 2),
        }
    }
}

/// What alone names an item.
const PURCHASE: &[&str] = &[ExceptionKind::Purchase.word()];
/// What alone names a room.
const ROOM: &[&str] = &[ExceptionKind::Room.word()];

fields! {
/// An exception, as it is asked for.
pub struct ExceptionEntry {
    /// Whose it is.
    unit: PartyCode,
    /// What it is from.
    kind: ExceptionKind,
    /// The catalogue item that is bought elsewhere; only of a purchase.
    item: Option<ItemCode> [kind(FieldKind::Code(RecordKind::Item)), asked_when("kind", PURCHASE)],
    /// The room: where it is, what for; only of a room.
    room: Option<String> [asked_when("kind", ROOM)],
    /// Why.
    ground: Paragraph,
    /// Its last day; none is open.
    until: Option<NaiveDate>,
}
}

fields! {
/// Which exception is approved.
pub struct ExceptionNamed {
    /// Whose it is.
    unit: PartyCode,
    /// What it is from.
    kind: ExceptionKind,
    /// The catalogue item that is bought elsewhere; only of a purchase.
    item: Option<ItemCode> [kind(FieldKind::Code(RecordKind::Item)), asked_when("kind", PURCHASE)],
    /// The room, as it was described; only of a room.
    room: Option<String> [asked_when("kind", ROOM)],
}
}

/// How many days before its last one an exception nears its end.
pub const NEARS_END_DAYS: i64 = 30;

/// What is asked for or granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Why.
    pub ground: String,
    /// Its last day; none is open.
    pub until: Option<NaiveDate>,
}

/// An exception as it is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Whose it is.
    pub unit: PartyCode,
    /// What it is from.
    pub kind: ExceptionKind,
    /// What it is for: the item's code, or the room.
    pub subject: String,
    /// Why, as it stands now.
    pub ground: String,
    /// Its last day; none is open.
    pub until: Option<NaiveDate>,
    /// Since when it stands so, who asked for it, who approved it, what waits for approval, and how it stood before.
    pub granted: Dates<Grant>,
}

/// How an exception stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody approved it yet: it allows nothing.
    Asked,
    /// It holds.
    Holds,
    /// It holds, and its last day is near.
    NearsEnd,
    /// Its last day is past.
    Over,
}

impl Exception {
    /// The catalogue item that it is for; none of a room.
    #[must_use]
    pub fn item(&self) -> Option<ItemCode> {
        match self.kind {
            ExceptionKind::Purchase => Some(ItemCode::new(self.subject.as_str())),
            ExceptionKind::Room => None,
        }
    }

    /// What stands now.
    #[must_use]
    pub fn grant(&self) -> Grant {
        Grant {
            ground: self.ground.clone(),
            until: self.until,
        }
    }

    /// What waits for approval: something else than what holds, or the exception itself. Nothing that ended meanwhile.
    #[must_use]
    pub fn to_approve(&self, day: NaiveDate) -> Option<Entered<Grant>> {
        let waits = self.granted.to_approve(&self.grant());
        waits.filter(|waits| waits.value.until.is_none_or(|last| day <= last))
    }

    /// How it stands on a day.
    #[must_use]
    pub fn stands_on(&self, day: NaiveDate) -> Standing {
        let left = self.until.map(|last| (last - day).num_days());
        match left {
            Some(..0) => Standing::Over,
            _ if self.granted.approved_by.is_none() => Standing::Asked,
            Some(..=NEARS_END_DAYS) => Standing::NearsEnd,
            Some(_) | None => Standing::Holds,
        }
    }

    /// Whether it holds on a day: only what was approved does.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let holds = match self.stands_on(day) {
            Standing::Holds | Standing::NearsEnd => true,
            Standing::Asked | Standing::Over => false,
        };
        holds && self.granted.from <= day
    }
}
