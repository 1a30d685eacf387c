//! Cancellation (注销): Art. 21, with 7(3), 18 and 39 where they bear on it. A unit gives up a system's resources, all of
//! them or some.
//!
//! The order is R26's: backed up, offline, the end attested, cleared, reclaimed. Billing ends with the attested day, and
//! what was cleared never comes back: no act leads behind it. Only whole lines end; a part of one is a change (Art. 20).

mod act;
mod billed;
mod clearing;
mod duty;
mod ending;
mod fact;
mod paper;
mod reason;
mod review;
mod said;
mod submit;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::clearing::{Clearing, Leaving};
use super::issued;
use super::point::Point;
use super::resource::{Resource, ResourceId, Used};
use super::room;
use crate::domain::build::capacity::{Amounts, Dimension};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::{self, Event};
use crate::domain::law::article::paragraph;
use crate::domain::law::block::{Deed, Place};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::{PartyCode, PoolCode, SystemCode};
use crate::domain::law::duty::DutyKind as AnyDuty;
use crate::domain::law::kind::{Form, Kind, On, Withdrawing};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::sight::{Eyes, Sight};
use crate::domain::law::step::{Case, Owed};
use crate::domain::law::tally::{Tally, Use};
use crate::domain::law::world::World;
use crate::domain::purchase::catalogue::Vector;
use crate::domain::settle::delay::Delay;
use crate::domain::r#use::named_instance::Wiped;

pub use act::*;
pub use duty::DutyKind;
pub use fact::Fact;
pub use paper::PaperKind;
pub use reason::Reason;

words! {
    /// Where a cancellation stands.
    pub enum Stage {
        /// 待审核.
        Submitted = "submitted",
        /// 待备份.
        Approved = "approved",
        /// 审核不通过.
        Rejected = "rejected",
        /// 待下线.
        BackedUp = "backed_up",
        /// 待确认终止.
        Offline = "offline",
        /// 待清理: the end is attested or determined.
        Terminated = "terminated",
        /// 待会签: the certificate waits for support's hand.
        Cleared = "cleared",
        /// 待回收.
        Countersigned = "countersigned",
        /// 已注销.
        Closed = "closed",
        /// 已撤回.
        Withdrawn = "withdrawn",
    }
}

/// A resource that is to end, as it stood when the unit asked for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Which.
    pub resource: ResourceId,
    /// What it was.
    pub used: Used,
}

/// The unit's own backup, as it confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// Where it is kept.
    pub place: String,
    /// Who made it.
    pub done_by: String,
    /// Whether anybody tested that it can be restored.
    pub restorable: bool,
    /// Its hash, or how much it is.
    pub volume: String,
}

/// That what ends was taken offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offline {
    /// The day.
    pub on: NaiveDate,
    /// What shows it.
    pub evidence: String,
    /// Whether nothing of the system runs beside it: the system went offline with it.
    pub whole_system: bool,
}

/// What the resources cost up to their end, in the settlement cycle of the last day that is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billed {
    /// The first day of the cycle.
    pub cycle: NaiveDate,
    /// The last day that is billed.
    pub last_day: NaiveDate,
    /// The amount in fen; none while a day of it has no price.
    pub fen: Option<u64>,
}

/// The end of use, with which billing ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termination {
    /// The first day on which nothing is used any more.
    pub ended_on: NaiveDate,
    /// When it was put on record.
    pub recorded_at: Moment,
    /// The evidence on which the authority determined it in the unit's place (R40).
    pub evidence: Option<String>,
    /// Who delivered agrees in writing to a day before the evidence of going offline: by what.
    pub agreement: Option<String>,
    /// What was billed; none in a self-built pool, which bills nothing.
    pub billed: Option<Billed>,
}

/// What belongs to a cancellation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The system.
    pub system: SystemCode,
    /// The pool from which the resources are.
    pub pool: PoolCode,
    /// How that is run.
    pub mode: CloudMode,
    /// Whether all of the system ends, or some of it.
    pub extent: Extent,
    /// What ends.
    pub endings: Vec<Ending>,
    /// Why.
    pub reason: String,
    /// What became of the electronic files.
    pub archives: Archives,
    /// Whether a shared data resource comes from it (Art. 18).
    pub shared: Shared,
    /// What becomes of the sharing, where one does.
    pub sharing: Option<String>,
    /// The authority's opinion.
    pub opinion: Option<String>,
    /// The day on which it was approved.
    pub approved_on: Option<NaiveDate>,
    /// The unit's backup.
    pub backup: Option<Backup>,
    /// That it was taken offline.
    pub offline: Option<Offline>,
    /// The end of use.
    pub termination: Option<Termination>,
    /// The instances that left by it.
    pub leaving: Vec<Leaving>,
    /// What was certified of the clearing.
    pub clearing: Option<Clearing>,
    /// What support said when it put its hand under the certificate.
    pub countersigned: Option<String>,
    /// The day on which the room was given back.
    pub reclaimed_on: Option<NaiveDate>,
}

impl Kind for Cancellation {
    type Stage = Stage;
    type Opening = Opening;
    type Act = Act;
    type Fact = Fact;

    fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
        match opening {
            Opening::Submit(act) => submit::submit(case, act),
        }
    }

    fn decide(case: &Case, on: &On<Self>, act: &Act) -> Result<Vec<Event>, Refusal> {
        let one = |event: Result<Event, Refusal>| event.map(|event| vec![event]);
        match act {
            Act::Review(act) => review::review(case, on, act),
            Act::ConfirmBackup(act) => one(ending::back_up(case, on, act)),
            Act::TakeOffline(act) => one(ending::take_offline(case, on, act)),
            Act::Attest(act) => ending::attest(case, on, act),
            Act::Determine(act) => ending::determine(case, on, act),
            Act::Clear(act) => clearing::clear(case, on, act),
            Act::Countersign(act) => one(clearing::countersign(case, on, act)),
            Act::Reclaim(act) => one(clearing::reclaim(case, on, act.reclaimed_on)),
        }
    }

    /// Until the end is attested or determined.
    fn withdrawn(case: &Case, on: &On<Self>) -> Result<Stage, Refusal> {
        let before = [
            Stage::Submitted,
            Stage::Approved,
            Stage::BackedUp,
            Stage::Offline,
        ];
        on.at(case, &before)
            .map_err(|refusal| refusal.reason.under(paragraph(21, 1)))?;
        Ok(Stage::Withdrawn)
    }

    /// The resources are free for another change or cancellation. Once it is approved whoever delivers works on it, and what
    /// is offline has to run again.
    fn withdrawing(case: &Case, on: &On<Self>, reason: &str) -> Result<Withdrawing, Refusal> {
        let also = issued::free(case, on.body.resources(), on.head().id)?;
        if on.stage == Stage::Submitted {
            return Ok(Withdrawing { paper: None, also });
        }
        let operator = case.concerned(on.head(), Role::Operator)?;
        let support = case.sole(PartyKind::Support)?.code;
        let paper = case.paper(PaperKind::Withdrawal, operator, reason)?;
        let paper = Some(paper.and_to(&support));
        Ok(Withdrawing { paper, also })
    }

    fn apply(fact: &Fact, body: &mut Self) {
        match fact {
            Fact::Opened(_) | Fact::Submitted { .. } => {}
            Fact::Reviewed {
                approved_on,
                opinion,
                ..
            } => {
                body.approved_on = *approved_on;
                body.opinion = Some(opinion.clone());
            }
            Fact::BackedUp { backup, .. } => body.backup = Some(backup.clone()),
            Fact::WentOffline { offline, .. } => body.offline = Some(offline.clone()),
            Fact::Terminated {
                termination,
                leaving,
                ..
            } => {
                body.termination = Some(termination.clone());
                body.leaving.clone_from(leaving);
            }
            Fact::Cleared { clearing, .. } => body.clearing = Some(clearing.clone()),
            Fact::Countersigned { remark, .. } => body.countersigned = Some(remark.clone()),
            Fact::Reclaimed { reclaimed_on, .. } => body.reclaimed_on = Some(*reclaimed_on),
        }
    }

    fn owed(head: &Head, stage: Stage, _body: &Self) -> Vec<Owed> {
        duty::owed(head, stage)
    }

    fn points(case: &Case, on: &On<Self>) -> Result<Vec<Point>, Refusal> {
        Ok(review::points(case, on))
    }

    fn cover(body: &mut Self, _owner: Option<&PartyCode>, eyes: &Eyes) {
        Sight::Grounds.cover(eyes, &mut body.reason);
        Sight::Grounds.cover(eyes, &mut body.sharing);
        Sight::Opinion.cover(eyes, &mut body.opinion);
        for ending in &mut body.endings {
            Sight::Grounds.cover(eyes, &mut ending.used.purpose);
        }
    }

    /// What ended is still there until it is reclaimed (R30).
    fn tallies(_head: &Head, stage: Stage, body: &Self) -> Vec<(Tally, u64)> {
        match stage {
            Stage::Terminated | Stage::Cleared | Stage::Countersigned => {
                room::given_out(&body.pool, Use::Issued, body.takes()).collect()
            }
            Stage::Submitted
            | Stage::Approved
            | Stage::Rejected
            | Stage::BackedUp
            | Stage::Offline
            | Stage::Closed
            | Stage::Withdrawn => Vec::new(),
        }
    }

    fn frees(stage: Stage, body: &Self) -> Amounts<Dimension> {
        match stage {
            Stage::Approved
            | Stage::BackedUp
            | Stage::Offline
            | Stage::Terminated
            | Stage::Cleared
            | Stage::Countersigned => body.takes(),
            Stage::Submitted | Stage::Rejected | Stage::Closed | Stage::Withdrawn => Amounts::new(),
        }
    }

    /// What is asked to be gone is billed up to the day that is attested.
    fn delays(world: &dyn World, on: &On<Self>, _duty: AnyDuty, today: NaiveDate) -> Vec<Delay> {
        billed::delay(world, on, today).into_iter().collect()
    }

    fn place(body: &Self) -> Option<Place<'_>> {
        Some(body.place())
    }

    fn wiped<'b>(_head: &Head, body: &'b Self) -> Option<Wiped<'b>> {
        let on = body.clearing.as_ref()?.until;
        Some(Wiped::of(&body.leaving, on, PaperKind::ClearingProof))
    }

    /// Nothing but a legal hold stands in its way, and that before what is wiped only.
    fn deed(_body: &Self, verb: kinds::Verb) -> Option<Deed> {
        (verb == Verb::Clear.into()).then_some(Deed::Clear)
    }

    /// The end begins with the day of going offline, and what is determined with its evidence.
    fn form(_head: &Head, body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        let ends = verb == Verb::Attest.into() || verb == Verb::Determine.into();
        let offline = body.offline.as_ref().filter(|_| ends);
        let day = offline.map_or(now.day(), |offline| offline.on);
        let form = Form::of_days(verb, day);
        match offline.filter(|_| verb == Verb::Determine.into()) {
            Some(offline) => form.with("evidence", &offline.evidence),
            None => form,
        }
    }
}

impl Cancellation {
    /// What it is about.
    pub fn resources(&self) -> impl Iterator<Item = ResourceId> {
        self.endings.iter().map(|ending| ending.resource)
    }

    /// For which system, from which pool.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place {
            system: &self.system,
            pool: &self.pool,
        }
    }

    /// What it takes of its pool until it is given back.
    fn takes(&self) -> Amounts<Dimension> {
        let endings = self.endings.iter();
        room::takes(endings.map(|ending| (ending.used.vector, ending.used.quantity)))
    }

    /// What room it gives back.
    #[must_use]
    pub fn room(&self) -> Vector {
        let used = self.endings.iter().map(|ending| &ending.used);
        used.fold(Vector::default(), |sum, used| {
            sum.plus(used.vector, used.quantity)
        })
    }
}

/// The cancellation of what a matter issued and still runs, if anything does: its form begins with the system and these
/// lines.
#[must_use]
pub fn of_running(head: &Head, asked: &Asked) -> Option<(kinds::Verb, Form)> {
    let lines = (1..).zip(&asked.lines).map(|(line, _)| line);
    let runs = |line: &u32| asked.used(*line).is_some() && asked.claimed(*line).is_none();
    let ids: Vec<String> = lines
        .filter(runs)
        .map(|line| ResourceId {
            matter: head.id,
            line,
        })
        .map(|id| id.to_string())
        .collect();
    let form = Form::default()
        .with("title", &head.title)
        .with("system", asked.system.as_str())
        .with("extent", Extent::Resources.word())
        .with("resources", ids.join("\n"));
    (!ids.is_empty()).then(|| (Verb::Submit.into(), form))
}

/// The cancellation of one resource; none unless it is free to end.
#[must_use]
pub fn of_resource(resource: &Resource) -> Option<(kinds::Verb, Form)> {
    resource.is_free().then(|| {
        let form = Form::default()
            .with("title", &resource.used.name)
            .with("system", resource.system.as_str())
            .with("extent", Extent::Resources.word())
            .with("resources", resource.id.to_string());
        (Verb::Submit.into(), form)
    })
}
