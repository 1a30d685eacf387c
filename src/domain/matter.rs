//! Matters (事项): what is handled. Every matter has an id, a version, parties, duties, papers and a stage.
//!
//! A stage has a fixed list of duties. Moving to a stage closes the duties that the stage does not have and opens those
//! that it has and the matter lacks: [`super::step`] does that for every kind alike.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::application::{self, Application};
use super::code::{PartyCode, PersonCode, PoolCode, SystemCode};
use super::duty::{Duty, DutyKind};
use super::emergency::{self, Emergency};
use super::paper::Paper;
use super::pool::CloudMode;

/// What kind of matter it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterKind {
    /// 申请 (Art. 19).
    Application,
    /// 应急 (Art. 23).
    Emergency,
}

impl MatterKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Application, Self::Emergency];

    /// The word in front of a matter's number, as screens and papers write it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Application => "申请",
            Self::Emergency => "应急",
        }
    }

    /// Its ASCII alias, as the journal and scripts write it.
    #[must_use]
    pub const fn alias(self) -> &'static str {
        match self {
            Self::Application => "APP",
            Self::Emergency => "EMG",
        }
    }

    /// Its number in table keys; never reused.
    #[must_use]
    pub const fn tag(self) -> u8 {
        match self {
            Self::Application => 1,
            Self::Emergency => 2,
        }
    }
}

/// `申请-20261109-0007`, in ASCII `APP-20261109-0007`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MatterId {
    /// The kind.
    pub kind: MatterKind,
    /// The Beijing day on which it was allocated.
    pub date: NaiveDate,
    /// Its number on that day, from 1.
    pub number: u32,
}

impl MatterId {
    /// The id as people read it.
    #[must_use]
    pub fn label(self) -> String {
        self.written(self.kind.word())
    }

    fn written(self, kind: &str) -> String {
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        format!("{kind}-{year:04}{month:02}{day:02}-{:04}", self.number)
    }
}

impl std::fmt::Display for MatterId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.written(self.kind.alias()))
    }
}

impl std::str::FromStr for MatterId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let mut parts = text.trim().split('-');
            let (word, day, number) = (parts.next()?, parts.next()?, parts.next()?);
            let kind = MatterKind::ALL
                .into_iter()
                .find(|kind| kind.word() == word || kind.alias().eq_ignore_ascii_case(word))?;
            let plain = |digits: &str| digits.chars().all(|digit| digit.is_ascii_digit());
            if parts.next().is_some() || day.len() != 8 || number.len() < 4 || !plain(number) {
                return None;
            }
            let date = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
            let number = number.parse().ok().filter(|number| *number > 0)?;
            Some(Self { kind, date, number })
        };
        read().ok_or_else(|| format!("not a matter's number: {text}"))
    }
}

impl TryFrom<String> for MatterId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<MatterId> for String {
    fn from(id: MatterId) -> Self {
        id.to_string()
    }
}

/// A hat that a person wore on a matter; separation of duties (R22) is about these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Applied.
    Applicant,
    /// Accepted or did not accept.
    Acceptor,
    /// Gave the review opinion.
    Reviewer,
    /// Proposed a ruling.
    Proposer,
}

/// The stage of a matter of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Of an application.
    Application(application::Stage),
    /// Of an emergency.
    Emergency(emergency::Stage),
}

/// A hold that was recorded; the Measures know no pause, so the clocks keep running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who recorded it.
    pub by: PersonCode,
    /// Why.
    pub reason: String,
}

/// Someone to reach about a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The telephone number; lists show it masked.
    pub telephone: String,
}

/// A matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its id.
    pub id: MatterId,
    /// How many acts it has seen; an act may name the version it expects.
    pub version: u32,
    /// What it is about, in one line.
    pub title: String,
    /// The unit it belongs to.
    pub unit: PartyCode,
    /// Who delivers: support, or the provider.
    pub operator: PartyCode,
    /// The pool.
    pub pool: PoolCode,
    /// How the pool is run.
    pub mode: CloudMode,
    /// The system.
    pub system: SystemCode,
    /// Whom to call.
    pub contact: Contact,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last.
    pub updated_by: PersonCode,
    /// Every duty it ever had, in the order in which they opened.
    pub duties: Vec<Duty>,
    /// Who wore which hat.
    pub parts: Vec<(Part, PersonCode)>,
    /// Every paper that went out.
    pub papers: Vec<Paper>,
    /// A hold, if one is recorded.
    pub hold: Option<Hold>,
    /// The journal entries that made it, in order.
    pub history: Vec<u64>,
    /// What belongs to its kind.
    pub body: Body,
}

/// What belongs to one kind of matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// An application.
    Application(Application),
    /// An emergency.
    Emergency(Emergency),
}

impl Matter {
    /// The stage.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match &self.body {
            Body::Application(application) => Stage::Application(application.stage),
            Body::Emergency(emergency) => Stage::Emergency(emergency.stage),
        }
    }

    /// The duties still to be done.
    pub fn open_duties(&self) -> impl Iterator<Item = &Duty> {
        self.duties.iter().filter(|duty| duty.closed.is_none())
    }

    /// The open duty of a kind.
    #[must_use]
    pub fn open_duty(&self, kind: DutyKind) -> Option<&Duty> {
        self.open_duties().find(|duty| duty.kind == kind)
    }

    /// Whether a person wore that hat.
    #[must_use]
    pub fn wore(&self, part: Part, person: &PersonCode) -> bool {
        self.parts
            .iter()
            .any(|(worn, by)| *worn == part && by == person)
    }

    /// Whether a party may see it: everybody who is not a unit or provider, and those it concerns.
    #[must_use]
    pub fn concerns(&self, party: &PartyCode) -> bool {
        self.unit == *party || self.operator == *party
    }
}
