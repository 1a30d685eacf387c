//! Resources (资源): the catalogue lines that a matter issued, as things with a course of their own. What became of one
//! since, by changes (Art. 20) and cancellations (Art. 21), stands with the matter that issued it, so that a resource has
//! one history wherever it is looked at.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::instance::Batch;
use super::line::Subject;
use crate::domain::build::pool::CloudMode;
use crate::domain::law::code::{ItemCode, PartyCode, PoolCode, SystemCode};
use crate::domain::law::matter::{Matter, MatterId, Role};
use crate::domain::law::names::words;
use crate::domain::law::sight::{Eyes, Sight};
use crate::domain::purchase::catalogue::Vector;

/// The most resources of one system that are looked at for one answer.
pub const RESOURCES_LIMIT: usize = 10_000;

/// Which resource: a line of the matter that issued it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResourceId {
    /// The matter.
    pub matter: MatterId,
    /// Its line, from 1.
    pub line: u32,
}

/// As scripts and keys have it: `APP-20261109-0007/1`.
impl std::fmt::Display for ResourceId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.matter, self.line)
    }
}

/// Either form is read.
impl std::str::FromStr for ResourceId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("not a resource: {text}");
        let (matter, line) = text.trim().rsplit_once('/').ok_or_else(bad)?;
        let line = line.parse().ok().filter(|line| *line > 0);
        Ok(Self {
            matter: matter.parse().map_err(|_| bad())?,
            line: line.ok_or_else(bad)?,
        })
    }
}

/// What is used of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// The item.
    pub item: ItemCode,
    /// Its name as it stood.
    pub name: String,
    /// Its specification as it stood.
    pub specification: String,
    /// The unit it is counted in.
    pub unit: String,
    /// What one of it takes of a pool, as it stood.
    pub vector: Vector,
    /// How many.
    pub quantity: u32,
    /// What for; Art. 22(4) tests use against it.
    pub purpose: String,
}

/// What an issued line became on a day: another item, quantity or purpose, or nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The line.
    pub line: u32,
    /// The matter that turned it.
    pub by: MatterId,
    /// The day on which it was recorded.
    pub recorded_on: NaiveDate,
    /// The attested day from which on it holds.
    pub from: NaiveDate,
    /// What it is from then on; none once it ended.
    pub into: Option<Used>,
    /// When what left with it was cleared, with no way back (Art. 21(2)).
    pub cleared_on: Option<NaiveDate>,
}

impl Turn {
    /// Covers what is not open to whoever looks.
    pub fn cover(&mut self, eyes: &Eyes) {
        if let Some(used) = &mut self.into {
            Sight::Grounds.cover(eyes, &mut used.purpose);
        }
    }
}

/// A line that an open change or cancellation is about: no other may be (Art. 20, 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The line.
    pub line: u32,
    /// The matter that is about it.
    pub by: MatterId,
}

words! {
    /// How a resource stands.
    pub enum ResourceState {
        /// 待确认: handed over, and nobody attested when it was complete.
        Unattested = "unattested",
        /// 运行中.
        Running = "running",
        /// 已终止: its end is attested or determined.
        Ended = "ended",
        /// 已清理: nothing of it is left.
        Cleared = "cleared",
        /// 已退回: it was handed over and objected to.
        Returned = "returned",
    }
}

/// A resource as it stands: what lists, filters and drill-downs need of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Which.
    pub id: ResourceId,
    /// Whose.
    pub unit: PartyCode,
    /// Who delivers it.
    pub operator: PartyCode,
    /// For which system.
    pub system: SystemCode,
    /// From which pool.
    pub pool: PoolCode,
    /// How that is run.
    pub mode: CloudMode,
    /// What it is, or was last.
    pub used: Used,
    /// How it stands.
    pub state: ResourceState,
    /// The day reported as that of its completion.
    pub reported_on: NaiveDate,
    /// The day attested or determined as that of its completion.
    pub attested_on: Option<NaiveDate>,
    /// The day attested or determined as that of its end.
    pub ended_on: Option<NaiveDate>,
    /// The change or cancellation that is about it.
    pub claimed_by: Option<MatterId>,
}

impl Resource {
    /// Whether it runs, and no open matter is about it: then another may be.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.state == ResourceState::Running && self.claimed_by.is_none()
    }

    /// Whether nothing of it is used any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self.state {
            ResourceState::Unattested | ResourceState::Running => false,
            ResourceState::Ended | ResourceState::Cleared | ResourceState::Returned => true,
        }
    }
}

impl Asked {
    /// So many of a line, if it is of the catalogue.
    fn of_line(&self, line: u32, quantity: u32) -> Option<Used> {
        let at = usize::try_from(line.checked_sub(1)?).ok()?;
        let line = self.lines.get(at)?;
        let Subject::Item {
            code,
            name,
            specification,
            unit,
            vector,
        } = &line.subject
        else {
            return None;
        };
        Some(Used {
            item: code.clone(),
            name: name.clone(),
            specification: specification.clone(),
            unit: unit.clone(),
            vector: *vector,
            quantity,
            purpose: line.purpose.clone(),
        })
    }

    /// What a catalogue line was issued as; none of what was not issued, or is off the catalogue.
    #[must_use]
    pub fn issued_as(&self, line: u32) -> Option<Used> {
        let at = usize::try_from(line.checked_sub(1)?).ok()?;
        self.of_line(line, self.lines.get(at)?.issued?)
    }

    /// What became of a line since it was issued, in the order of recording.
    #[must_use]
    pub fn turns_of(&self, line: u32) -> impl DoubleEndedIterator<Item = &Turn> {
        self.turns.iter().filter(move |turn| turn.line == line)
    }

    /// What a line is by what was recorded last; none once it ended.
    #[must_use]
    pub fn used(&self, line: u32) -> Option<Used> {
        match self.turns_of(line).next_back() {
            Some(turn) => turn.into.clone(),
            None => self.issued_as(line).filter(|used| used.quantity > 0),
        }
    }

    /// The open change or cancellation that is about a line.
    #[must_use]
    pub fn claimed(&self, line: u32) -> Option<MatterId> {
        let mut claims = self.claims.iter();
        let claim = claims.find(|claim| claim.line == line);
        claim.map(|claim| claim.by)
    }

    /// Takes in that an open change or cancellation is about lines.
    pub fn claim(&mut self, lines: &[u32], by: MatterId) {
        let claims = lines.iter().map(|line| Claim { line: *line, by });
        self.claims.extend(claims);
    }

    /// Takes in that it is over.
    pub fn free(&mut self, by: MatterId) {
        self.claims.retain(|claim| claim.by != by);
    }

    /// Takes in what became of lines, and which instances each has since.
    pub fn turn(&mut self, turns: &[Turn], instances: &[Batch]) {
        let is_turned = |batch: &Batch| turns.iter().any(|turn| turn.line == batch.line);
        self.instances.retain(|batch| !is_turned(batch));
        self.instances.extend_from_slice(instances);
        self.turns.extend_from_slice(turns);
    }

    /// Takes in that what left by a matter was cleared: of its lines, those of which an instance left on the day that they
    /// turned.
    pub fn clear(&mut self, by: MatterId, cleared_on: NaiveDate) {
        let instances = &self.instances;
        for turn in self.turns.iter_mut().filter(|turn| turn.by == by) {
            let mut of_line = instances.iter().filter(|batch| batch.line == turn.line);
            if of_line.any(|batch| batch.until == Some(turn.from)) {
                turn.cleared_on = Some(cleared_on);
            }
        }
    }
}

/// The resources that a matter issued, as they stand; none before anything was handed over.
#[must_use]
pub fn of(matter: &Matter) -> Vec<Resource> {
    let Some(asked) = matter.body.asked() else {
        return Vec::new();
    };
    let lines = (1..).zip(&asked.lines).map(|(line, _)| line);
    lines
        .filter_map(|line| of_line(matter, asked, line))
        .collect()
}

fn of_line(matter: &Matter, asked: &Asked, line: u32) -> Option<Resource> {
    let batches = asked.instances.iter().filter(|batch| batch.line == line);
    let came_last = batches.map(|batch| batch.from).max()?;
    let issue = matter.body.issue();
    // Instances that a change brought came later than what was applied for was complete.
    let reported_on = issue.as_ref().map_or(came_last, |issue| issue.reported_on);
    let attested = issue.and_then(|issue| issue.attestation);
    let newest = asked.turns_of(line).next_back();
    let ended = newest.filter(|turn| turn.into.is_none());
    let issued = asked.issued_as(line);
    let state = match (&issued, ended) {
        (None, _) => ResourceState::Returned,
        (Some(_), Some(turn)) if turn.cleared_on.is_some() => ResourceState::Cleared,
        (Some(_), Some(_)) => ResourceState::Ended,
        (Some(_), None) if attested.is_some() => ResourceState::Running,
        (Some(_), None) => ResourceState::Unattested,
    };
    // Of what ended is shown what it was last; of what was returned, what it was to be.
    let mut turned = asked
        .turns_of(line)
        .rev()
        .filter_map(|turn| turn.into.clone());
    let used = turned
        .next()
        .or(issued)
        .or_else(|| asked.of_line(line, 0))?;
    Some(Resource {
        id: ResourceId {
            matter: matter.head.id,
            line,
        },
        unit: matter.head.party(Role::Unit)?.clone(),
        operator: matter.head.party(Role::Operator)?.clone(),
        system: asked.system.clone(),
        pool: asked.pool.clone(),
        mode: asked.mode,
        used,
        state,
        reported_on,
        attested_on: attested.map(|attested| attested.completed_on),
        ended_on: ended.map(|turn| turn.from),
        claimed_by: asked.claimed(line),
    })
}
