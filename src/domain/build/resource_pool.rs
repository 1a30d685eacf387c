//! Resource pools from their plan to their end (资源池): Art. 4(1), 14, 15, 16, 32, 41.
//!
//! One matter is one pool, or what is added to one. What units apply for knows the register's pool only: that begins with the
//! commissioning, and what the matter has against new issuance stands as a block on it, like every other.

mod act;
mod duty;
mod evaluation;
mod fact;
mod paper;
mod plan;
mod reason;
mod said;
mod service;
mod works;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pool::CloudMode;
use super::room::Room;
use crate::domain::kinds::{self, Event};
use crate::domain::law::article::{Article, article, paragraph};
use crate::domain::law::clock::Moment;
use crate::domain::law::code::{PartyCode, PoolCode};
use crate::domain::law::kind::{Form, Kind, On};
use crate::domain::law::matter::{Head, Matter, MatterKind};
use crate::domain::law::names::words;
use crate::domain::law::party::Region;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::ruling::Scope;
use crate::domain::law::sight::Eyes;
use crate::domain::law::step::{Case, Owed};
use crate::domain::law::world::World;
use crate::domain::record::Record;

pub use act::*;
pub use duty::DutyKind;
pub use fact::Fact;
pub use paper::PaperKind;
pub use reason::Reason;
pub use service::measured;

/// The most matters of pools that are looked at for another one of the same pool.
const POOLS_LIMIT: usize = 1_000;

words! {
    /// Where a pool stands.
    pub enum Stage {
        /// 待审批.
        Planned = "planned",
        /// 待签约.
        PlanApproved = "plan_approved",
        /// 计划未通过.
        Rejected = "rejected",
        /// 待建设.
        Contracted = "contracted",
        /// 待对接.
        Built = "built",
        /// 待测评: it is connected, and an evaluation that it needs is not on record or not in date.
        Connected = "connected",
        /// 已对接: a county's pool, which the city issues nothing from.
        Joined = "joined",
        /// 待入役.
        Evaluated = "evaluated",
        /// 在役.
        InService = "in_service",
        /// 已并入: it is part of a pool that another matter keeps.
        Enlarged = "enlarged",
        /// 关闭中: nothing new is issued.
        Closing = "closing",
        /// 已关闭.
        Closed = "closed",
        /// 已终止.
        GivenUp = "given_up",
    }
}

/// The purchase plan (Art. 15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchasePlan {
    /// Whether the pool is new.
    pub extent: Extent,
    /// Where it is built; none of what is added to one that is there.
    pub region: Option<Region>,
    /// Its number.
    pub number: String,
    /// What is bought, and what for.
    pub text: String,
    /// The ground of an exception.
    pub ground: Option<String>,
}

impl PurchasePlan {
    /// Under which article it is an exception that needs a ground: more of a self-built pool (Art. 4(1)), or a new pool in a
    /// district that builds none in principle (41). None of what is no exception.
    #[must_use]
    pub fn exception(&self, mode: CloudMode) -> Option<Article> {
        match self.extent {
            Extent::New => {
                let in_a_district = self.region.is_some_and(Region::builds_none);
                in_a_district.then(|| article(41))
            }
            Extent::Enlargement => match mode {
                CloudMode::SelfBuilt => Some(paragraph(4, 1)),
                CloudMode::Purchased => None,
            },
        }
    }
}

/// The contract under which it is built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contracted {
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub signed_on: NaiveDate,
}

/// A product that it is made of (Art. 15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// What it is: processors, storage, the operating system, ...
    pub component: String,
    /// Who makes it.
    pub vendor: String,
    /// The product.
    pub product: String,
    /// What shows that it is self-controllable.
    pub evidence: String,
}

/// That it was built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// The day.
    pub built_on: NaiveDate,
    /// What of.
    pub components: Vec<Component>,
}

/// Its interface to the city's one management platform (Art. 14, 16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The day on which it was accepted.
    pub connected_on: NaiveDate,
    /// The class of the interface.
    pub class: String,
    /// Its version.
    pub version: String,
}

/// An evaluation of its platform (Art. 32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Which.
    pub kind: EvaluationKind,
    /// The number of its report.
    pub report: String,
    /// The day of the report.
    pub reported_on: NaiveDate,
    /// Its last valid day.
    pub valid_until: NaiveDate,
    /// The day of the first notice of its end, by R38 as it stood when it was recorded.
    pub first_notice_on: NaiveDate,
    /// That of the second one.
    pub second_notice_on: NaiveDate,
    /// How many of them were given.
    pub notices: u8,
    /// Whether its end came, and nothing took its place yet.
    pub lapsed: bool,
}

/// What support found of its capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityReview {
    /// When.
    pub reviewed_on: NaiveDate,
    /// What it found.
    pub finding: String,
    /// How every dimension stood then; nothing of a pool that nobody measured.
    pub rooms: Vec<Room>,
}

/// What belongs to a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourcePool {
    /// Its short name: what it is, or will be, registered under.
    pub pool: PoolCode,
    /// Its name.
    pub name: String,
    /// How it is run.
    pub mode: CloudMode,
    /// Who runs it.
    pub operator: PartyCode,
    /// What is bought for it; none of a pool that stood before, which is connected only (Art. 14).
    pub plan: Option<PurchasePlan>,
    /// The authority's opinion on the plan.
    pub opinion: Option<String>,
    /// The contract.
    pub contract: Option<Contracted>,
    /// That it was built.
    pub built: Option<Built>,
    /// Its interface.
    pub connection: Option<Connection>,
    /// Its evaluations: of each kind the last one.
    pub evaluations: Vec<Evaluation>,
    /// The day of its commissioning.
    pub commissioned_on: Option<NaiveDate>,
    /// Whether its capacity was measured since.
    pub measured: bool,
    /// The last day of the quarter after which its capacity is reviewed next.
    pub next_quarter_end: Option<NaiveDate>,
    /// The last day of a quarter that is over and not reviewed.
    pub unreviewed_quarter_end: Option<NaiveDate>,
    /// The last review.
    pub review: Option<CapacityReview>,
    /// The block that stands since an evaluation lapsed.
    pub block: Option<u32>,
    /// Why it is closed.
    pub closing: Option<String>,
    /// Why it was given up.
    pub given_up: Option<String>,
}

impl Kind for ResourcePool {
    type Stage = Stage;
    type Opening = Opening;
    type Act = Act;
    type Fact = Fact;

    fn open(case: &Case, opening: &Opening) -> Result<Vec<Event>, Refusal> {
        match opening {
            Opening::Plan(act) => plan::open(case, act).map(|event| vec![event]),
            Opening::Join(act) => plan::join(case, act).map(|event| vec![event]),
        }
    }

    fn decide(case: &Case, on: &On<Self>, act: &Act) -> Result<Vec<Event>, Refusal> {
        let event = match act {
            Act::ApprovePlan(act) => plan::approve(case, on, act),
            Act::Contract(act) => works::contract(case, on, act),
            Act::Build(act) => works::build(case, on, act),
            Act::Connect(act) => works::connect(case, on, act),
            Act::Evaluate(act) => return evaluation::evaluate(case, on, act),
            Act::Commission(_) => service::commission(case, on),
            Act::ReviewCapacity(act) => service::review(case, on, act.finding.as_str()),
            Act::Close(act) => return service::close(case, on, act.ground.as_str()),
            Act::End(_) => service::end(case, on),
            Act::GiveUp(act) => plan::give_up(case, on, act.reason.as_str()),
        };
        event.map(|event| vec![event])
    }

    fn apply(fact: &Fact, body: &mut Self) {
        match fact {
            Fact::Opened(_) | Fact::Closed { .. } => {}
            Fact::PlanReviewed { opinion, .. } => body.opinion = Some(opinion.clone()),
            Fact::Contracted { contract, .. } => body.contract = Some(contract.clone()),
            Fact::Built { built, .. } => body.built = Some(built.clone()),
            Fact::Connected { connection, .. } => body.connection = Some(connection.clone()),
            Fact::Evaluated {
                evaluation, block, ..
            } => {
                body.replace(evaluation);
                body.block = *block;
            }
            Fact::Commissioned {
                commissioned_on,
                next_quarter_end,
                measured,
                ..
            } => {
                body.commissioned_on = Some(*commissioned_on);
                body.next_quarter_end = *next_quarter_end;
                body.measured = *measured;
            }
            Fact::Measured { .. } => body.measured = true,
            Fact::DayCame {
                nearing,
                lapsed,
                block,
                quarter,
                ..
            } => {
                for evaluation in nearing.iter().chain(lapsed) {
                    body.replace(evaluation);
                }
                body.block = *block;
                if quarter.is_some() {
                    body.next_quarter_end = None;
                    body.unreviewed_quarter_end = *quarter;
                }
            }
            Fact::CapacityReviewed {
                review,
                next_quarter_end,
                ..
            } => {
                body.review = Some(review.clone());
                body.unreviewed_quarter_end = None;
                body.next_quarter_end = Some(*next_quarter_end);
            }
            Fact::Closing { ground, .. } => body.closing = Some(ground.clone()),
            Fact::GivenUp { reason, .. } => body.given_up = Some(reason.clone()),
        }
    }

    fn owed(_head: &Head, stage: Stage, body: &Self) -> Vec<Owed> {
        duty::owed(stage, body)
    }

    fn scopes(_head: &Head, body: &Self) -> Vec<Scope> {
        vec![Scope::Pool(body.pool.clone())]
    }

    /// Whoever sees a pool's matter runs it, or sees everything.
    fn cover(_body: &mut Self, _owner: Option<&PartyCode>, _eyes: &Eyes) {}

    /// An exception is the authority's, and so is its ground.
    fn needs(body: &Self, verb: kinds::Verb) -> &'static [&'static str] {
        if verb == Verb::ApprovePlan.into() && body.exception().is_some() {
            &["opinion"]
        } else {
            &[]
        }
    }

    fn form(_head: &Head, _body: &Self, verb: kinds::Verb, now: Moment) -> Form {
        Form::of_days(verb, now.day())
    }

    fn awaits(_head: &Head, stage: Stage, body: &Self) -> Option<Moment> {
        let in_service = stage == Stage::InService;
        let day = in_service.then(|| evaluation::next_day(body)).flatten();
        day.map(Moment::of_day)
    }

    fn came(case: &Case, on: &On<Self>) -> Result<Vec<Event>, Refusal> {
        evaluation::came(case, on)
    }

    /// The pool that it is from its commissioning on.
    fn records(fact: &Fact) -> Vec<Record> {
        match fact {
            Fact::Commissioned { pool, .. } => {
                pool.iter().map(|pool| (**pool).clone().into()).collect()
            }
            Fact::Opened(_)
            | Fact::PlanReviewed { .. }
            | Fact::Contracted { .. }
            | Fact::Built { .. }
            | Fact::Connected { .. }
            | Fact::Evaluated { .. }
            | Fact::Measured { .. }
            | Fact::DayCame { .. }
            | Fact::CapacityReviewed { .. }
            | Fact::Closing { .. }
            | Fact::Closed { .. }
            | Fact::GivenUp { .. } => Vec::new(),
        }
    }
}

/// The matters of a pool, of the latest that were begun.
#[must_use]
pub fn of_pool(world: &dyn World, pool: &PoolCode) -> Vec<Matter> {
    let matters = world.matters(MatterKind::ResourcePool, POOLS_LIMIT);
    let is_it = |matter: &Matter| ResourcePool::of(matter).is_some_and(|on| on.body.pool == *pool);
    let found = matters.into_iter().filter(|matter| is_it(matter));
    found.map(|matter| matter.as_ref().clone()).collect()
}

impl ResourcePool {
    /// Under which article it is an exception that needs a ground; none of what is no exception.
    #[must_use]
    pub fn exception(&self) -> Option<Article> {
        self.plan.as_ref()?.exception(self.mode)
    }

    /// Puts an evaluation in the place of the last one of its kind.
    fn replace(&mut self, evaluation: &Evaluation) {
        self.evaluations
            .retain(|known| known.kind != evaluation.kind);
        self.evaluations.push(evaluation.clone());
    }
}
