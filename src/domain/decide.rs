//! From a command to events: the one entrance to every rule.

use chrono::{DateTime, Utc};

use super::authority;
use super::command::Command;
use super::event::Event;
use super::matter::Matter;
use super::party::{Actor, PartyKind};
use super::refusal::{Reason, Refusal};
use super::step::Case;
use super::world::World;
use super::{application, common, emergency, register};

/// Decides a command: what happens, or why not. Pure; a preview calls it the same way.
///
/// `expected` is the version of the matter that the actor looked at, if that matters to the actor.
///
/// # Errors
/// A [`Refusal`] with its article or ruling.
pub fn decide(
    world: &dyn World,
    actor: &Actor,
    now: DateTime<Utc>,
    command: &Command,
    expected: Option<u32>,
) -> Result<Vec<Event>, Refusal> {
    let verb = command.verb();
    let case = Case::new(world, actor, now, verb);
    let matter = command
        .matter()
        .map(|id| {
            world
                .matter(id)
                .filter(|matter| may_see(actor, matter))
                .ok_or_else(|| case.refuse(Reason::NoSuchMatter(id)))
        })
        .transpose()?;
    let rule = authority::check(verb, actor, matter.as_ref())?;
    if let (Some(matter), Some(expected)) = (&matter, expected)
        && matter.version != expected
    {
        return Err(case.refuse(Reason::Changed {
            expected,
            actual: matter.version,
            by: matter.updated_by.clone(),
            at: matter.updated_at,
        }));
    }
    match &matter {
        Some(matter) => on_matter(&case, rule, matter, command),
        None => without_matter(&case, rule, command),
    }
}

/// Whether an actor may see a matter.
#[must_use]
pub fn may_see(actor: &Actor, matter: &Matter) -> bool {
    actor.clockwork || actor.kind.sees_all() || matter.concerns(&actor.party)
}

#[expect(clippy::too_many_lines, reason = "one arm a command, exhaustive")]
fn on_matter(
    case: &Case,
    rule: authority::Rule,
    matter: &Matter,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let one = |event: Result<Event, Refusal>| event.map(|event| vec![event]);
    match command {
        Command::Accept { remark, .. } => one(application::accept(case, rule, matter, remark)),
        Command::Decline { objections, .. } => {
            one(application::decline(case, rule, matter, objections))
        }
        Command::Review {
            decision,
            opinion,
            quantities,
            ground,
            ..
        } => application::review(
            case,
            rule,
            matter,
            &application::Review {
                decision: *decision,
                opinion,
                quantities,
                ground,
            },
        ),
        Command::OrderTest { remark, .. } => one(application::order_test(case, matter, remark)),
        Command::HandOverTest { environment, .. } => {
            one(application::hand_over_test(case, matter, environment))
        }
        Command::ReportTest { result, report, .. } => {
            one(application::report_test(case, matter, *result, report))
        }
        Command::Propose {
            quantities, reason, ..
        } => one(application::propose(case, matter, quantities, reason)),
        Command::ReceiveFiling { remark, .. } => {
            one(application::receive_filing(case, matter, remark))
        }
        Command::OrderDelivery { remark, .. } => {
            one(application::order_delivery(case, matter, remark))
        }
        Command::Deliver {
            completed_on,
            quantities,
            ..
        } => one(application::deliver(
            case,
            matter,
            *completed_on,
            quantities,
        )),
        Command::Confirm { completed_on, .. } => {
            one(application::confirm(case, matter, *completed_on))
        }
        Command::DetermineCompletion {
            completed_on,
            evidence,
            ..
        } => one(application::determine(
            case,
            matter,
            *completed_on,
            evidence,
        )),
        Command::CheckProduct {
            line,
            result,
            evidence,
            ..
        } => one(application::check_product(
            case, matter, *line, *result, evidence,
        )),
        Command::DeployProduct {
            line, deployed_on, ..
        } => one(application::deploy_product(
            case,
            matter,
            *line,
            *deployed_on,
        )),
        Command::Withdraw { reason, .. } => one(match matter.body {
            super::matter::Body::Application(_) => application::withdraw(case, matter, reason),
            super::matter::Body::Emergency(_) => emergency::withdraw(case, matter, reason),
        }),
        Command::Abandon { reason, .. } => one(application::abandon(case, matter, reason)),
        Command::Hold { reason, .. } => one(common::hold(case, matter, reason)),
        Command::Resume { .. } => one(common::resume(case, matter)),
        Command::TakeOver { from, remark, .. } => {
            one(common::take_over(case, matter, from, remark))
        }
        Command::ReviewEmergency {
            decision, opinion, ..
        } => one(emergency::review(case, rule, matter, *decision, opinion)),
        Command::HandOver { handed_over_at, .. } => {
            one(emergency::hand_over(case, matter, *handed_over_at))
        }
        Command::ConfirmIssuance { completed_on, .. } => {
            one(emergency::confirm(case, matter, *completed_on))
        }
        Command::Remind { remark, .. } => one(emergency::remind(case, matter, remark)),
        Command::Escalate { remark, .. } => one(common::escalate(case, matter, remark)),
        Command::Recompute { .. } => common::recompute(case, matter),
        _ => without_matter(case, rule, command),
    }
}

fn without_matter(
    case: &Case,
    rule: authority::Rule,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Submit(request) => return application::submit(case, rule, request),
        Command::Apply(request) => emergency::apply(case, rule, request)?,
        Command::Found {
            party,
            person,
            login,
        } => return register::found(case, party, person, login),
        Command::RegisterParty(party) => register::party(case, party)?,
        Command::RegisterPerson(person) => register::person(case, person)?,
        Command::BindAccount(account) => register::account(case, account)?,
        Command::RegisterPool(pool) => register::pool(case, pool)?,
        Command::RegisterSystem(system) => register::system(case, system)?,
        Command::RegisterItem(item) => register::item(case, item)?,
        Command::RecordContract(contract) => register::contract(case, contract)?,
        Command::ProposeRuling {
            ruling,
            values,
            effective,
            reason,
            scope,
        } => register::propose(
            case,
            &register::Proposal {
                ruling: *ruling,
                values,
                effective: *effective,
                reason,
                scope: scope.as_ref(),
            },
        )?,
        Command::SignRuling { proposal } => register::sign(case, *proposal)?,
        Command::LoadCalendar { notice } => register::calendar(case, notice)?,
        Command::LoadMeasures { articles, source } => register::measures(case, articles, source)?,
        // A command on a matter always names one, and was answered above.
        _ => return Err(case.refuse(Reason::PartyNeeded(vec![PartyKind::Unit]))),
    };
    Ok(vec![event])
}
