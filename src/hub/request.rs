//! What a seat can ask: plain data, the same in the process, over the socket and over SSH.

mod answer;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use super::claims::Claim;
pub use super::wire::traffic::Traffic;
use crate::domain::law::act::Verb;
use crate::domain::law::code::PartyCode;
use crate::domain::law::command::Command;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::matter::{MatterId, MatterKind};
use crate::domain::law::ruling::{RulingId, RulingValue};
use crate::domain::record::RecordKind;
pub use crate::ledger::batch::Receipt;
pub use crate::ledger::entry::{Entry, Realm};
pub use answer::{
    Anchor, Answer, Explanation, Happening, Health, Issued, Likely, MeasuresAnswer, Preview,
    Revealed, Row, RowDuty, Shown, Standing, Trouble, Unable, WhatIf, Window,
};

/// An act to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRequest {
    /// The request key: chosen before anything is sent, so that an act whose answer was lost is never done twice. A
    /// preview needs none.
    #[serde(default)]
    pub key: String,
    /// The version of the matter that was looked at.
    #[serde(default)]
    pub expected: Option<u32>,
    /// What.
    pub command: Command,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "method",
    content = "params",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Request {
    /// Do it.
    Act(ActRequest),
    /// Do all of these or none: an import.
    ActAll {
        /// The acts, in order.
        acts: Vec<ActRequest>,
    },
    /// What would happen.
    Preview(ActRequest),
    /// A window of a list.
    Look(Look),
    /// One matter with its history and what can be done on it.
    Show {
        /// Which.
        matter: MatterId,
    },
    /// One of a matter's papers, with all that its text is written from.
    Paper {
        /// The matter.
        matter: MatterId,
        /// Which of its papers, from 1 in the order in which they went out.
        number: usize,
    },
    /// Every day of a deadline.
    Explain {
        /// The matter.
        matter: MatterId,
        /// Its duty.
        duty: DutyKey,
    },
    /// Who I am, and how my duties stand.
    Whoami,
    /// A stretch of the journal, newest first, from an entry downwards.
    Journal {
        /// The newest entry wanted; none is the head.
        from: Option<u64>,
        /// How many, at most [`WINDOW_LIMIT`].
        count: u16,
    },
    /// Registered records of a kind.
    Records {
        /// Which.
        kind: RecordKind,
    },
    /// Every ruling.
    Rulings,
    /// What would differ under other values of a ruling, from a matter on: a slice at a time.
    WhatIf {
        /// The ruling.
        ruling: RulingId,
        /// The other values.
        values: BTreeMap<String, RulingValue>,
        /// The last matter of the slice before.
        after: Option<MatterId>,
    },
    /// The journal's own bytes, oldest first, for those who see all of it.
    Lines {
        /// The first entry wanted.
        from: u64,
        /// How many, at most [`WINDOW_LIMIT`].
        count: u16,
    },
    /// A year's special days.
    Calendar {
        /// The year.
        year: i32,
    },
    /// The whole calendar in force.
    CalendarInForce,
    /// What was let in at the hub's door and turned away.
    Traffic,
    /// Duties that nobody can do, and persons who may be one.
    Health,
    /// The deadline of a limit from a day, without any matter.
    Due {
        /// The day of the event.
        from: NaiveDate,
        /// The limit.
        limit: crate::domain::law::clock::Limit,
    },
    /// The official text, by article, as far as it is loaded.
    Measures,
    /// Keep a draft.
    SaveDraft(Draft),
    /// Drop a draft.
    DropDraft {
        /// The request key that its act would have had.
        key: String,
    },
    /// My drafts.
    Drafts,
    /// I am at a matter, still or from now on; whoever is, if somebody else, stays so.
    Claim {
        /// Which.
        matter: MatterId,
    },
    /// I am no longer at a matter.
    Release {
        /// Which.
        matter: MatterId,
    },
    /// The telephone number of a matter's contact, in clear: to its counterparties, and to audit, of which the journal
    /// then says so. It goes with the acts.
    Reveal {
        /// The request key, under which the entry is written where one is.
        key: String,
        /// The matter.
        matter: MatterId,
    },
    /// What a request key was answered. It waits its turn behind the acts, so that none is still on its way.
    Find {
        /// The key.
        key: String,
    },
}

impl Request {
    /// The acts that it does or previews, in order.
    #[must_use]
    pub fn acts(&self) -> &[ActRequest] {
        match self {
            Self::Act(act) | Self::Preview(act) => std::slice::from_ref(act),
            Self::ActAll { acts } => acts,
            Self::Look(_)
            | Self::Show { .. }
            | Self::Paper { .. }
            | Self::Explain { .. }
            | Self::Whoami
            | Self::Journal { .. }
            | Self::Records { .. }
            | Self::Rulings
            | Self::WhatIf { .. }
            | Self::Lines { .. }
            | Self::Calendar { .. }
            | Self::CalendarInForce
            | Self::Traffic
            | Self::Health
            | Self::Due { .. }
            | Self::Measures
            | Self::SaveDraft(_)
            | Self::DropDraft { .. }
            | Self::Drafts
            | Self::Claim { .. }
            | Self::Release { .. }
            | Self::Reveal { .. }
            | Self::Find { .. } => &[],
        }
    }

    /// Whether it goes to the writer, in the order in which it came: whatever is kept, and what must not overtake it.
    #[must_use]
    pub fn is_for_the_writer(&self) -> bool {
        match self {
            Self::Act(_)
            | Self::ActAll { .. }
            | Self::SaveDraft(_)
            | Self::DropDraft { .. }
            | Self::Reveal { .. }
            | Self::Find { .. } => true,
            Self::Preview(_)
            | Self::Look(_)
            | Self::Show { .. }
            | Self::Paper { .. }
            | Self::Explain { .. }
            | Self::Whoami
            | Self::Journal { .. }
            | Self::Records { .. }
            | Self::Rulings
            | Self::WhatIf { .. }
            | Self::Lines { .. }
            | Self::Calendar { .. }
            | Self::CalendarInForce
            | Self::Traffic
            | Self::Health
            | Self::Due { .. }
            | Self::Measures
            | Self::Drafts
            | Self::Claim { .. }
            | Self::Release { .. } => false,
        }
    }
}

/// The most rows of one window, records of one answer, entries of one stretch.
pub const WINDOW_LIMIT: u16 = 500;
/// The most records of a register in one answer.
pub const RECORDS_LIMIT: usize = 5_000;
/// The most acts of one all-or-nothing request.
pub const ACTS_LIMIT: usize = 2_000;
/// The most rows that one filtered look reads before it answers.
pub const SLICE_LIMIT: usize = 4_096;
/// The longest that one filtered look reads, whatever the disk: all seats share a few readers.
pub const SLICE_TIME: Duration = Duration::from_millis(8);

/// A list of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Duties of my party at my posts.
    Mine,
    /// Duties of a party.
    Party(PartyCode),
    /// Late duties that I may see.
    Late,
    /// Duties due today that I may see.
    Today,
    /// Every open duty that I may see.
    Open,
    /// Matters that I may see, by number.
    Matters(Option<MatterKind>),
}

/// Which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Soonest, or oldest, first.
    #[default]
    Ascending,
    /// Latest, or newest, first.
    Descending,
}

/// A window of a list around an anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The list.
    pub view: View,
    /// Which way.
    #[serde(default)]
    pub order: Order,
    /// The row to stand on, as a row's `key`; none is the first.
    #[serde(default)]
    pub anchor: Option<String>,
    /// Rows before it.
    #[serde(default)]
    pub before: u16,
    /// Rows from it on.
    pub after: u16,
    /// Only rows with this text; then `before` is not used.
    #[serde(default)]
    pub filter: Option<String>,
    /// The version seen last; the answer is [`Answer::Unchanged`] if nothing was written, and nobody took or gave up
    /// a matter, since.
    #[serde(default)]
    pub version: Option<u64>,
}

/// A form not yet sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The request key that the act will have.
    pub key: String,
    /// The verb.
    pub verb: Verb,
    /// The matter it is done on.
    pub matter: Option<MatterId>,
    /// The version that was looked at.
    pub expected: Option<u32>,
    /// What was typed, by field.
    pub fields: BTreeMap<String, String>,
    /// When it was kept.
    pub at: DateTime<Utc>,
}
