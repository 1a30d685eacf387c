//! Wakes: what happens on a matter by itself. A matter says at which instant it wants to be woken and why; the clockwork
//! sends a wake then, and the rules answer it like any other act.

use serde::{Deserialize, Serialize};

use super::clock::Moment;
use super::duty::{Duty, DutyKey};
use super::matter::Matter;
use crate::domain::kinds;

/// Why a matter is woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A duty's lateness is to be reported.
    Late(DutyKey),
    /// A holiday notice was loaded that reaches into a time limit.
    Notice,
    /// A party that it concerns was dissolved or merged, and another took over from it.
    Succession,
    /// The instant has come that its kind waits for.
    Day,
}

/// When a matter wants to be woken, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// From that instant on.
    At(Moment, Why),
    /// Once a notice is loaded that reaches back to that day or further, and is newer than that edition.
    Notice {
        /// The last day of the time limit.
        due: chrono::NaiveDate,
        /// The edition it was computed with.
        edition: u32,
    },
}

/// The wakes of a matter.
pub fn wakes(matter: &Matter) -> impl Iterator<Item = Wake> {
    let head = &matter.head;
    let awaited = kinds::awaits(matter).map(|at| Wake::At(at, Why::Day));
    let notice = |duty: &Duty| Wake::Notice {
        due: duty.deadline.due(),
        edition: duty.deadline.edition,
    };
    let owed = head.duties.iter().flat_map(move |duty| {
        let report = duty.next_report();
        let late = report.map(|report| Wake::At(report.from, Why::Late(duty.key)));
        late.into_iter().chain([notice(duty)])
    });
    owed.chain(head.undetermined.iter().map(notice))
        .chain(awaited)
}
