//! The purchase plan (Art. 15), and what may be planned at all (4(1), 41).

use super::{
    ApprovePlan, Extent, Fact, POOLS_LIMIT, PaperKind, Plan, Reason, ResourcePool, Stage, exception,
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

/// What is planned.
struct Planned {
    name: String,
    mode: CloudMode,
    region: Option<Region>,
}

/// Submits a plan. Whoever plans a pool will run it, so that a provider's is one that the city buys from.
pub(super) fn open(case: &Case, act: &Plan) -> Result<Event, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    if !is_code(act.code.as_str()) {
        return Err(case.refuse(AnyReason::BadCode("code".to_owned())));
    }
    let planned = match act.extent {
        Extent::New => new(case, act)?,
        Extent::Enlargement => enlarged(case, act)?,
    };
    if let Some(other) = under_way(case, &act.code) {
        return Err(case.refuse(Reason::PoolUnderWay(act.code.clone(), other)));
    }
    let plan = text::required(case, "plan", act.plan.as_str(), text::PARAGRAPH)?;
    let plan_number = text::required(case, "plan_number", &act.plan_number, text::LINE)?;
    let ground = text_of(act.ground.as_ref());
    let ground = text::optional(case, "ground", ground, text::PARAGRAPH)?;
    if let Some(cited) = exception(act.extent, planned.mode, planned.region)
        && ground.is_empty()
    {
        return Err(AnyReason::Missing("ground".to_owned()).under(cited));
    }
    let operator = case.actor.party.clone();
    let mut head = Head::begun(case, MatterKind::ResourcePool, title, Stage::Planned);
    // It is theirs to see from the first: nothing is ordered from them here.
    head.concerned = [Role::Operator, Role::Ordered]
        .map(|role| (role, operator.clone()))
        .into();
    let body = ResourcePool {
        pool: act.code.clone(),
        name: planned.name,
        mode: planned.mode,
        operator,
        extent: act.extent,
        region: planned.region,
        plan,
        plan_number,
        ground: (!ground.is_empty()).then_some(ground),
        opinion: None,
        contract: None,
        built: None,
        connection: None,
        evaluations: Vec::new(),
        commissioned_on: None,
        measured: false,
        quarter_ends: None,
        quarter_ended: None,
        review: None,
        block: None,
        closing: None,
        given_up: None,
    };
    let opened = case.opened(head, body)?;
    Ok(Fact::Opened(Box::new(opened)).into())
}

/// A new pool: the city builds none of its own any more (Art. 4(1)).
fn new(case: &Case, act: &Plan) -> Result<Planned, Refusal> {
    if case.actor.kind == PartyKind::Support {
        return Err(AnyReason::from(Reason::NewSelfBuilt).under(paragraph(4, 1)));
    }
    unregistered(case, &act.code)?;
    let name = act.name.as_deref().unwrap_or_default();
    let missing = || case.refuse(AnyReason::Missing("region".to_owned()));
    Ok(Planned {
        name: text::required(case, "name", name, text::LINE)?,
        mode: CloudMode::Purchased,
        region: Some(act.region.ok_or_else(missing)?),
    })
}

/// What is added to a pool, by whoever runs it.
fn enlarged(case: &Case, act: &Plan) -> Result<Planned, Refusal> {
    let pool: Pool = case.registered(act.code.as_str())?;
    if pool.operator != case.actor.party {
        return Err(case.refuse(Reason::RunByAnother(pool.operator)));
    }
    Ok(Planned {
        name: pool.name,
        mode: pool.mode,
        region: None,
    })
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
    let matters = case.world.matters(MatterKind::ResourcePool, POOLS_LIMIT);
    let is_it = |matter: &Matter| {
        ResourcePool::of(matter)
            .is_some_and(|on| on.body.pool == *pool && stages.contains(&on.stage))
    };
    let found = matters.into_iter().filter(|matter| is_it(matter));
    found.map(|matter| matter.as_ref().clone()).collect()
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

/// A matter of that pool that does not serve yet, or closes it.
fn under_way(case: &Case, pool: &PoolCode) -> Option<crate::domain::law::matter::MatterId> {
    let over = [Stage::Closing, Stage::Closed];
    let stages: Vec<Stage> = BEFORE_SERVICE.into_iter().chain(over).collect();
    let other = of_pool(case, pool, &stages).into_iter().next();
    other.map(|matter| matter.head.id)
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
