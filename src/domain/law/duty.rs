//! Duties (义务): who must do what, on which matter, by when, under which article.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::article::Article;
use super::block::Excuse;
use super::clock::{Deadline, Moment};
use super::code::PartyCode;
use super::escalation::{Report, Superior};
use super::names::words;
use super::party::Post;

pub use crate::domain::kinds::DutyKind;

/// Which of a matter's duties it is: one of a kind for each thing that the matter owes it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DutyKey {
    /// What must be done.
    pub kind: DutyKind,
    /// On which of the matter's things: its line, its finding, from 1; 0 is the matter as a whole.
    pub subject: u32,
}

impl DutyKey {
    /// The duty on the matter as a whole.
    #[must_use]
    pub fn whole(kind: impl Into<DutyKind>) -> Self {
        Self {
            kind: kind.into(),
            subject: 0,
        }
    }
}

impl std::fmt::Display for DutyKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.kind.word())?;
        if self.subject > 0 {
            write!(formatter, "#{}", self.subject)?;
        }
        Ok(())
    }
}

impl std::str::FromStr for DutyKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, subject) = text.split_once('#').unwrap_or((text, "0"));
        let key = DutyKind::find(word)
            .zip(subject.parse().ok())
            .map(|(kind, subject)| Self { kind, subject });
        key.ok_or_else(|| format!("no duty is called {text}"))
    }
}

impl Serialize for DutyKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.kind, self.subject).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for DutyKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?
                .parse()
                .map_err(D::Error::custom)
        } else {
            let (kind, subject) = Deserialize::deserialize(deserializer)?;
            Ok(Self { kind, subject })
        }
    }
}

words! {
    /// Whose the time limit is; one is never shown as another.
    pub enum Nature {
        /// The Measures give the limit.
        Statutory = "statutory",
        /// Another law or national rule gives it.
        National = "national",
        /// A contract gives it.
        Contract = "contract",
        /// 内部时限: a target of the house (R16), never counted as statutory.
        Internal = "internal",
    }
}

words! {
    /// How a duty ended.
    pub enum Outcome {
        /// Done in time.
        Met = "met",
        /// Done after its end.
        Late = "late",
        /// Done after an end that was provisional: open until the notice that settles it is loaded (R43).
        Undetermined = "undetermined",
        /// No longer owed: the matter ended or took another road, or another party's act made it moot.
        Lapsed = "lapsed",
    }
}

impl Outcome {
    /// Whether it is late, or a notice may still make it so.
    #[must_use]
    pub fn may_be_late(self) -> bool {
        match self {
            Self::Late | Self::Undetermined => true,
            Self::Met | Self::Lapsed => false,
        }
    }
}

words! {
    /// Why nobody can do a duty now. It is owed all the same: its clock runs.
    pub enum Lack {
        /// Nobody of the party has the post and an account in use.
        Post = "post",
        /// Everybody who has wore a hat on the matter that the act is apart from (R22).
        Apart = "apart",
    }
}

/// The end of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When.
    pub at: Moment,
    /// How.
    pub outcome: Outcome,
    /// Whether the party that owed it ended it by its own act.
    pub own: bool,
    /// Of one that is late, or may be: what of its time a block stopped it in (R51).
    pub excused: Vec<Excuse>,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// What must be done, on what.
    pub key: DutyKey,
    /// Who must do it.
    pub party: PartyCode,
    /// The post within the party.
    pub post: Post,
    /// Under which article.
    pub article: Article,
    /// Whose the limit is.
    pub nature: Nature,
    /// When it opened.
    pub opened_at: Moment,
    /// By when.
    pub deadline: Deadline,
    /// What the deadline was before a new calendar moved it, each with the edition that it was computed with.
    pub moved: Vec<Deadline>,
    /// To whom its lateness is reported, and was.
    pub reports: Vec<Report>,
    /// Its end; none while it is owed.
    pub closed: Option<Closing>,
}

impl Duty {
    /// What must be done.
    #[must_use]
    pub fn kind(&self) -> DutyKind {
        self.key.kind
    }

    /// Whether its lateness is reported to anybody.
    #[must_use]
    pub fn escalates(&self) -> bool {
        !self.reports.is_empty()
    }

    /// Whether its lateness is reported to the authority, and it is late at `instant` beyond doubt.
    #[must_use]
    pub fn is_overdue(&self, instant: chrono::DateTime<chrono::Utc>) -> bool {
        self.reports
            .iter()
            .any(|report| report.to == Superior::Authority)
            && self.deadline.is_proven_late(instant)
    }

    /// When its lateness was first reported.
    #[must_use]
    pub fn escalated_at(&self) -> Option<Moment> {
        self.reports.iter().find_map(|report| report.made)
    }

    /// Whether it stands on audit's list.
    #[must_use]
    pub fn is_audited(&self) -> bool {
        self.reports
            .iter()
            .any(|report| report.to == Superior::Audit && report.made.is_some())
    }

    /// The next report that is still to be made; none while its end is provisional (R43).
    #[must_use]
    pub fn next_report(&self) -> Option<&Report> {
        self.reports
            .iter()
            .find(|report| report.made.is_none())
            .filter(|_| self.deadline.convicts())
    }

    /// Whether it ended, but how waits for a notice (R43).
    #[must_use]
    pub fn is_undetermined(&self) -> bool {
        self.closed
            .as_ref()
            .is_some_and(|closing| closing.outcome == Outcome::Undetermined)
    }
}
