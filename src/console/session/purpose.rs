//! Why a question was asked, to know what to do with its answer.

use chrono::NaiveDate;

use crate::domain::law::act::Verb;
use crate::domain::law::clock::Limit;
use crate::domain::law::matter::MatterId;
use crate::domain::record::RecordKind;
use crate::hub::request::RowOf;

use super::super::pane::Tab;
use super::Aim;

/// Why a question was asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    Standing,
    /// What a pane asked; it knows its tickets.
    Pane(Tab),
    /// A matter, to have it at hand.
    Show(MatterId),
    Claim(MatterId),
    /// What happened meanwhile, for the preview of that key.
    Changes(String),
    /// What whoever fills in a form must have before them.
    Weigh,
    /// What holds now, for whoever proposes otherwise.
    Rulings,
    /// A slice of the trial of that number.
    Trial(u64),
    Paper,
    Explain,
    /// The calendar under which the first duty of the preview of that key stands.
    ExplainPreview(String),
    /// The calendar by which a limit from a day is worked out.
    Reckon(NaiveDate, Limit),
    Choices(RecordKind),
    /// What a row of a list says in full.
    Behind(RowOf),
    /// The record that a form is to change.
    Edit,
    /// What the act of that key would do.
    Preview(String),
    /// The act of that key.
    Act(String),
    /// What the marked rows of that gathering offer.
    OffersOn(u64),
    /// What the acts of that bulk would come to.
    PreviewAll(u64),
    /// One act of that bulk.
    ActOfMany(u64, usize),
    /// The one row that a verb can be done on, to open its form.
    OpenOne(Verb),
    Found,
    Starter,
    Drafts,
    Traffic,
    Parties,
    /// A telephone number in clear.
    Reveal,
    Views,
    /// How many rows the list of that name has.
    Count(String),
    /// The matters whose coming rings.
    Ringing,
    /// The emergencies that wait for me.
    Alarm,
    /// What long work is under way.
    Jobs,
    /// An emergency that waits for me, to do what I owe on it.
    Take(Aim),
    Nothing,
}

impl Purpose {
    /// Whether its answer opens something that the keys after it are meant for.
    pub fn opens(&self) -> bool {
        matches!(
            self,
            Self::Behind(_)
                | Self::Edit
                | Self::Rulings
                | Self::Parties
                | Self::Paper
                | Self::Explain
                | Self::ExplainPreview(_)
                | Self::Reckon(..)
                | Self::OpenOne(_)
                | Self::Take(_)
        )
    }

    /// Whether the screen asks this of itself whenever something was touched.
    pub fn is_asked_again(&self) -> bool {
        matches!(
            self,
            Self::Standing | Self::Pane(_) | Self::Show(_) | Self::Drafts | Self::Jobs
        )
    }
}
