//! The purchase plan (Art. 15), and what may be planned at all (4(1), 41).

use super::{
    ApprovePlan, Extent, Fact, Join, PaperKind, Plan, PurchasePlan, Reason, ResourcePool, Stage,
};
use crate::domain::build::pool::{CloudMode, Pool};
use crate::domain::kinds::Event;
use crate::domain::law::article::paragraph;
use crate::domain::law::code::{PoolCode, is_code};
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Head, Matter, MatterKind, Role};
use crate::domain::law::party::{PartyKind, Region};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked::Decision;

/// Submits a plan. Whoever plans a pool will run it, so that a provider's is one that the city buys from.
pub(super) fn open(case: &Case, act: &Plan) -> Result<Event, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    if !is_code(act.code.as_str()) {
        return Err(case.refuse(AnyReason::BadCode("code".to_owned())));
    }
    let (name, mode, region) = match act.extent {
        Extent::New => {
            let (name, region) = new(case, act)?;
            (name, CloudMode::Purchased, Some(region))
        }
        Extent::Enlargement => {
            let pool = own(case, &act.code)?;
            (pool.name, pool.mode, None)
        }
    };
    let closing = [Stage::Closing, Stage::Closed];
    not_under_way(case, &act.code, &closing)?;
    let ground = text_of(act.ground.as_ref());
    let ground = text::optional(case, "ground", ground, text::PARAGRAPH)?;
    let plan = PurchasePlan {
        extent: act.extent,
        region,
        number: text::required(case, "plan_number", &act.plan_number, text::LINE)?,
        text: text::required(case, "plan", act.plan.as_str(), text::PARAGRAPH)?,
        ground: (!ground.is_empty()).then_some(ground),
    };
    if let Some(cited) = plan.exception(mode).filter(|_| plan.ground.is_none()) {
        return Err(AnyReason::Missing("ground".to_owned()).under(cited));
    }
    let body = begun(case, act.code.clone(), name, mode);
    let plan = Some(plan);
    opened(case, title, Stage::Planned, ResourcePool { plan, ..body })
}

/// Has a pool that stood before connected (Art. 14): nothing is bought or built for it.
pub(super) fn join(case: &Case, act: &Join) -> Result<Event, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    let pool = own(case, &act.code)?;
    let kept = [
        Stage::Joined,
        Stage::InService,
        Stage::Closing,
        Stage::Closed,
    ];
    not_under_way(case, &pool.code, &kept)?;
    let body = begun(case, pool.code, pool.name, pool.mode);
    opened(case, title, Stage::Built, body)
}

/// Opens the matter of whoever runs the pool.
fn opened(case: &Case, title: String, stage: Stage, body: ResourcePool) -> Result<Event, Refusal> {
    let mut head = Head::begun(case, MatterKind::ResourcePool, title, stage);
    // It is theirs to see from the first: nothing is ordered from them here.
    head.concerned = [Role::Operator, Role::Ordered]
        .map(|role| (role, body.operator.clone()))
        .into();
    let opened = case.opened(head, body)?;
    Ok(Fact::Opened(Box::new(opened)).into())
}

/// A pool of whoever acts, of which nothing is known yet but what it is called.
fn begun(case: &Case, pool: PoolCode, name: String, mode: CloudMode) -> ResourcePool {
    ResourcePool {
        pool,
        name,
        mode,
        operator: case.actor.party.clone(),
        plan: None,
        opinion: None,
        contract: None,
        built: None,
        connection: None,
        evaluations: Vec::new(),
        commissioned_on: None,
        measured: false,
        next_quarter_end: None,
        unreviewed_quarter_end: None,
        review: None,
        block: None,
        closing: None,
        given_up: None,
    }
}

/// A new pool's name, and where it is built: the city builds none of its own any more (Art. 4(1)).
fn new(case: &Case, act: &Plan) -> Result<(String, Region), Refusal> {
    if case.actor.kind == PartyKind::Support {
        return Err(AnyReason::from(Reason::NewSelfBuilt).under(paragraph(4, 1)));
    }
    unregistered(case, &act.code)?;
    let name = act.name.as_deref().unwrap_or_default();
    let missing = || case.refuse(AnyReason::Missing("region".to_owned()));
    let name = text::required(case, "name", name, text::LINE)?;
    Ok((name, act.region.ok_or_else(missing)?))
}

/// A pool that whoever acts runs.
fn own(case: &Case, code: &PoolCode) -> Result<Pool, Refusal> {
    let pool: Pool = case.registered(code.as_str())?;
    if pool.operator == case.actor.party {
        Ok(pool)
    } else {
        Err(case.refuse(Reason::RunByAnother(pool.operator)))
    }
}

/// Refuses a code under which a pool is registered.
pub(super) fn unregistered(case: &Case, code: &PoolCode) -> Result<(), Refusal> {
    match case.world.find::<Pool>(code.as_str()) {
        Some(pool) => Err(case.refuse(Reason::PoolExists(pool.code))),
        None => Ok(()),
    }
}

/// The matters of a pool that stand at one of these stages.
pub(super) fn of_pool(case: &Case, pool: &PoolCode, stages: &[Stage]) -> Vec<Matter> {
    let mut found = super::of_pool(case.world, pool);
    found.retain(|matter| ResourcePool::of(matter).is_some_and(|on| stages.contains(&on.stage)));
    found
}

/// The stages before it serves.
const BEFORE_SERVICE: [Stage; 6] = [
    Stage::Planned,
    Stage::PlanApproved,
    Stage::Contracted,
    Stage::Built,
    Stage::Connected,
    Stage::Evaluated,
];

/// Refuses a pool of which a matter does not serve yet, or stands at one of these stages.
fn not_under_way(case: &Case, pool: &PoolCode, stages: &[Stage]) -> Result<(), Refusal> {
    let stages: Vec<Stage> = BEFORE_SERVICE.iter().chain(stages).copied().collect();
    match of_pool(case, pool, &stages).first() {
        Some(other) => Err(case.refuse(Reason::PoolUnderWay(pool.clone(), other.head.id))),
        None => Ok(()),
    }
}

/// Decides on the plan. The ground of an exception is the authority's own: it says so in the opinion.
pub(super) fn approve(
    case: &Case,
    on: &On<ResourcePool>,
    act: &ApprovePlan,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Planned])?;
    let opinion = text_of(act.opinion.as_ref());
    let opinion = text::optional(case, "opinion", opinion, text::PARAGRAPH)?;
    let missing = || AnyReason::Missing("opinion".to_owned());
    let (approved, stage) = match act.decision {
        Decision::Approve => (true, Stage::PlanApproved),
        Decision::Reject => (false, Stage::Rejected),
    };
    match on.body.exception().filter(|_| approved) {
        Some(cited) if opinion.is_empty() => return Err(missing().under(cited)),
        None if !approved && opinion.is_empty() => return Err(case.refuse(missing())),
        Some(_) | None => {}
    }
    let paper = case.paper(PaperKind::PlanApproval, &on.body.operator, &opinion)?;
    let paper = case.copied(paper, &[PartyKind::Support]);
    let decided = case.moves(on.matter).to(stage).sends(paper);
    decided.record(|step| Fact::PlanReviewed {
        step,
        approved,
        opinion,
    })
}

/// Gives it up before it serves.
pub(super) fn give_up(case: &Case, on: &On<ResourcePool>, reason: &str) -> Result<Event, Refusal> {
    on.at(case, &BEFORE_SERVICE)?;
    let reason = text::required(case, "reason", reason, text::PARAGRAPH)?;
    let given_up = case.moves(on.matter).to(Stage::GivenUp).lapsing();
    given_up.record(|step| Fact::GivenUp { step, reason })
}
