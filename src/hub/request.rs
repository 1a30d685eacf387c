//! What a seat can ask: plain data, the same in the process, over the socket and over SSH.

mod answer;
mod many;
mod trouble;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use super::claims::Claim;
pub use super::folder::{FileEnd, Folder, LastFile};
pub use super::intake::{Adopted, INTAKE_ACTS, INTAKE_BYTES, IntakeFigures};
pub use super::job::{Job, JobKind, Jobs};
pub use super::list::{List, Look, Order, Row, RowOf, Window};
pub use super::views::SavedView;
pub use super::wire::traffic::Traffic;
use crate::domain::law::act::Verb;
use crate::domain::law::command::Command;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::matter::MatterId;
use crate::domain::law::ruling::{RulingId, RulingValue};
use crate::domain::record::RecordKind;
pub use crate::ledger::batch::Receipt;
pub use crate::ledger::entry::{Entry, Realm};
pub use answer::{
    Anchor, Answer, Course, Explanation, Found, Happening, Health, Issued, Likely, MeasuresAnswer,
    PoolRoom, Preview, Revealed, Rulings, Shown, Standing, Unable, WhatIf,
};
pub use many::{
    Against, Can, DoneBefore, MANY_LIMIT, MANY_SLICE, OffersOn, OnMany, Previews, Unsaid,
};
pub use trouble::Trouble;

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
    /// A slice of a large intake, which counts for nothing until it is closed. Its acts are done in order, each under its
    /// own key.
    Stage {
        /// What whoever sends it calls the intake, as a request key; another's of that name is another one.
        intake: String,
        /// How many of its acts were sent before: 0 begins it, or begins it anew.
        from: usize,
        /// How many there will be, at most [`INTAKE_ACTS`](super::intake::INTAKE_ACTS).
        of: usize,
        /// The next ones.
        acts: Vec<ActRequest>,
    },
    /// The closing of an intake that is whole: all of it is done, or none.
    Adopt {
        /// Which.
        intake: String,
    },
    /// An intake is given up.
    Unstage {
        /// Which.
        intake: String,
    },
    /// How far long work is that I do with what this hub tells me; done, it is over.
    Working {
        /// What I call it, as a request key.
        job: String,
        /// What it is; of an intake only its checking, for of those on their way the hub knows by itself.
        kind: JobKind,
        /// How much is done.
        done: u64,
        /// Of how much.
        of: u64,
    },
    /// What long work is under way, and what became of large intakes.
    Jobs,
    /// What would happen.
    Preview(ActRequest),
    /// What would happen, of each of these alone: a slice at a time.
    PreviewAll {
        /// The acts, at most [`ACTS_LIMIT`].
        acts: Vec<ActRequest>,
    },
    /// What can be done on each of these, and why not: a slice at a time.
    OffersOn {
        /// The matters, at most [`MANY_LIMIT`].
        matters: Vec<MatterId>,
    },
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
    /// One registered record.
    Record {
        /// The register.
        kind: RecordKind,
        /// Its key there.
        key: String,
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
    /// Keep a view.
    SaveView(SavedView),
    /// Drop a view.
    DropView {
        /// Its name.
        name: String,
    },
    /// My views.
    Views,
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
    /// The acts that it does, previews or stages, in order.
    #[must_use]
    pub fn acts(&self) -> &[ActRequest] {
        match self {
            Self::Act(act) | Self::Preview(act) => std::slice::from_ref(act),
            Self::ActAll { acts } | Self::PreviewAll { acts } | Self::Stage { acts, .. } => acts,
            Self::Adopt { .. }
            | Self::Unstage { .. }
            | Self::Jobs
            | Self::Working { .. }
            | Self::OffersOn { .. }
            | Self::Look(_)
            | Self::Show { .. }
            | Self::Paper { .. }
            | Self::Explain { .. }
            | Self::Whoami
            | Self::Journal { .. }
            | Self::Record { .. }
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
            | Self::SaveView(_)
            | Self::DropView { .. }
            | Self::Views
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
            | Self::Adopt { .. }
            | Self::SaveDraft(_)
            | Self::DropDraft { .. }
            | Self::SaveView(_)
            | Self::DropView { .. }
            | Self::Reveal { .. }
            | Self::Find { .. } => true,
            Self::Stage { .. }
            | Self::Unstage { .. }
            | Self::Jobs
            | Self::Working { .. }
            | Self::Preview(_)
            | Self::PreviewAll { .. }
            | Self::OffersOn { .. }
            | Self::Look(_)
            | Self::Show { .. }
            | Self::Paper { .. }
            | Self::Explain { .. }
            | Self::Whoami
            | Self::Journal { .. }
            | Self::Record { .. }
            | Self::Rulings
            | Self::WhatIf { .. }
            | Self::Lines { .. }
            | Self::Calendar { .. }
            | Self::CalendarInForce
            | Self::Traffic
            | Self::Health
            | Self::Due { .. }
            | Self::Measures
            | Self::Views
            | Self::Drafts
            | Self::Claim { .. }
            | Self::Release { .. } => false,
        }
    }
}

/// The most rows of one window, records of one answer, entries of one stretch.
pub const WINDOW_LIMIT: u16 = 500;
/// The most acts of one all-or-nothing request; more are staged.
pub const ACTS_LIMIT: usize = 500;
/// The most rows that one filtered look reads before it answers.
pub const SLICE_LIMIT: usize = 4_096;
/// The most proposals that whoever may sign them is told of.
pub const TO_SIGN_LIMIT: usize = 50;
/// The longest that one filtered look reads, whatever the disk: all seats share a few readers.
pub const SLICE_TIME: Duration = Duration::from_millis(8);

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
