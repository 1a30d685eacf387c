//! From the request to the order: support's opinion is part of the decision (Art. 20), and the authority may decide without
//! it on the last day.

use super::{
    Advice, Advise, Fact, Order, PaperKind, Reason, ResourceChange, Review, Stage, Verb, line,
    price,
};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block::{self, Deed};
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::sight::Told;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::Contract;
use crate::domain::record::contract_key;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::issued;
use crate::domain::r#use::point::{self, Point};
use crate::domain::r#use::room::{self, Taking};

/// Support gives its opinion, once.
pub(super) fn advise(case: &Case, on: &On<ResourceChange>, act: &Advise) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Requested])?;
    if on.body.advice.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    let advice = Advice {
        agrees: Told::Is(act.agrees),
        opinion: text::required(case, "opinion", act.opinion.as_str(), text::PARAGRAPH)?,
        at: case.now.into(),
    };
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(PaperKind::ChangeAdvice, &authority, &advice.opinion)?;
    case.moves(on.matter)
        .sends(paper)
        .record(|step| Fact::Advised { step, advice })
}

/// The authority decides all of it at once. Before support's opinion is there it waits for it up to the last day, however it
/// decides; to approve what support is against it says why.
pub(super) fn review(
    case: &Case,
    on: &On<ResourceChange>,
    act: &Review,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Requested])?;
    advised(case, on)?;
    let opinion = text_of(act.opinion.as_ref());
    let (approved, next, opinion) = match act.decision {
        Decision::Approve => {
            let opinion = if on.body.is_advised_against() {
                text::required(case, "opinion", opinion, text::PARAGRAPH)?
            } else {
                text::optional(case, "opinion", opinion, text::PARAGRAPH)?
            };
            approvable(case, on)?;
            let next = match on.body.mode {
                CloudMode::Purchased => Stage::Approved,
                CloudMode::SelfBuilt => Stage::Executing,
            };
            (true, next, opinion)
        }
        Decision::Reject => {
            let opinion = text::required(case, "opinion", opinion, text::PARAGRAPH)?;
            (false, Stage::Rejected, opinion)
        }
    };
    let unit = case.concerned(on.head(), Role::Unit)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case
        .paper(PaperKind::ChangeOpinion, unit, &opinion)?
        .and_to(&support);
    let reviewed = case.moves(on.matter).to(next).sends(paper);
    let reviewed = reviewed.record(|step| Fact::Reviewed {
        step,
        approved,
        opinion,
        at: case.now.into(),
    })?;
    let freed = if approved {
        Vec::new()
    } else {
        issued::free(case, on.body.resources(), on.head().id)?
    };
    Ok([reviewed].into_iter().chain(freed).collect())
}

/// Support's opinion is there, or the last day of the review has come.
fn advised(case: &Case, on: &On<ResourceChange>) -> Result<(), Refusal> {
    let review = on
        .head()
        .duty(DutyKey::whole(super::DutyKind::ReviewChange));
    let last_day = review.map(|duty| duty.deadline.due());
    if on.body.advice.is_none() && last_day.is_none_or(|day| case.today() < day) {
        return Err(case.refuse(Reason::NoAdvice));
    }
    Ok(())
}

/// Whether any of its lines is an increase.
fn increases(case: &Case, on: &On<ResourceChange>) -> bool {
    let mut lines = on.body.lines.iter();
    lines.any(|line| price::increases(case, on.matter, line))
}

/// Refused while a block stops increases, if it is one.
fn unstopped(case: &Case, on: &On<ResourceChange>) -> Result<(), Refusal> {
    if increases(case, on) {
        block::check(case, on.head(), on.body.place(), Deed::Increase)
    } else {
        Ok(())
    }
}

/// Nothing stops it; and a unit outside the municipal budget has a contract of its own for more (Art. 40).
fn approvable(case: &Case, on: &On<ResourceChange>) -> Result<(), Refusal> {
    unstopped(case, on)?;
    let needs = line::needs(&on.body.lines);
    room::check(case, &on.body.pool, &needs, Taking::General)?;
    if on.body.mode != CloudMode::Purchased || !increases(case, on) {
        return Ok(());
    }
    let unit: Party = case.registered(case.concerned(on.head(), Role::Unit)?.as_str())?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let own: Option<Contract> = case.world.find(&contract_key(&unit.code, operator));
    let counts = own.is_some_and(|own| own.counting_on(case.today()).is_some());
    if unit.municipal_budget || counts {
        Ok(())
    } else {
        Err(AnyReason::NoContract.under(article(40)))
    }
}

/// What whoever decides must have before them: the blocks that stand against an increase, and the room it needs.
pub(super) fn points(case: &Case, on: &On<ResourceChange>) -> Vec<Point> {
    let deed = on.matter.body.deed(case.verb);
    let ahead: Vec<Deed> = deed.into_iter().collect();
    let mut points = point::of_blocks(case, on.matter, on.body.place(), &ahead);
    let decides = [Verb::Review, Verb::Order].map(Into::into);
    if deed.is_none() && decides.contains(&case.verb) && increases(case, on) {
        // What is dearer and takes no more of the pool is known by its prices alone, which only a decision looks up.
        let place = on.body.place();
        let blocks = block::lying(case.world, on.head(), place, &[Deed::Increase], case.now);
        points.extend(blocks.into_iter().map(Point::stopped));
    }
    let is_ahead = [Stage::Requested]
        .map(Into::into)
        .contains(&on.head().stage);
    let needs = line::needs(&on.body.lines);
    points.extend(room::point(case, &on.body.pool, &needs, Taking::General).filter(|_| is_ahead));
    points
}

/// Support orders it from the provider.
pub(super) fn order(case: &Case, on: &On<ResourceChange>, act: &Order) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Approved])?;
    unstopped(case, on)?;
    let remark = text_of(act.remark.as_ref());
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(PaperKind::ChangeOrder, operator, &remark)?;
    case.moves(on.matter)
        .to(Stage::Executing)
        .sends(paper)
        .record(|step| Fact::Ordered { step })
}
