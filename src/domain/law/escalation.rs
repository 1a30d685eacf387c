//! Escalation: who hears of a duty's lateness, and how long after its end. Every matter's folder says it for each of its
//! kinds of duties, so that together they are one table; nothing that is provisional escalates (R43).

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::clock::{self, Deadline, Limit, Moment};
use super::duty::DutyKind;
use super::names::words;

words! {
    /// To whom lateness is reported.
    pub enum Superior {
        /// The authority: Art. 23.
        Authority = "authority",
        /// The reviewer of the party that is late itself.
        Reviewer = "reviewer",
        /// Audit's list.
        Audit = "audit",
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escalation {
    /// How long after the end of the duty.
    pub after: Limit,
    /// To whom.
    pub to: Superior,
}

/// The lateness is nobody's but the duty's own.
pub const NOBODY: &[Escalation] = &[];

/// The authority hears of it as soon as it is late.
pub const AUTHORITY: &[Escalation] = &[Escalation {
    after: Limit::Minutes(0),
    to: Superior::Authority,
}];

/// The authority's own statutory lateness: its reviewer hears of it at once, audit's list has it three working days later.
pub const OWN: &[Escalation] = &[
    Escalation {
        after: Limit::Minutes(0),
        to: Superior::Reviewer,
    },
    Escalation {
        after: Limit::WorkingDays(3),
        to: Superior::Audit,
    },
];

/// A report of lateness that a duty has before it, or behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// To whom.
    pub to: Superior,
    /// From when on, if the duty is late then.
    pub from: Moment,
    /// When it was made; once.
    pub made: Option<Moment>,
}

/// The reports that a duty of that kind has before it.
#[must_use]
pub fn reports(kind: DutyKind, deadline: &Deadline, calendar: &Calendar) -> Vec<Report> {
    let report = |line: &Escalation| Report {
        to: line.to,
        from: begins(line.after, deadline, calendar),
        made: None,
    };
    kind.escalation().iter().map(report).collect()
}

/// Counted in days from the last day of the duty, in hours and minutes from its end.
fn begins(after: Limit, deadline: &Deadline, calendar: &Calendar) -> Moment {
    let start = if after.runs_through().is_some() {
        deadline.ends_at
    } else {
        Moment::of_day(deadline.due())
    };
    clock::compute(calendar, start, after, deadline.cut_off(), vec![]).ends_at
}
