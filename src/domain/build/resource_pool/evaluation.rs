//! Evaluations of its platform (Art. 32): recorded with their validity, of whose end notice is given twice; past it nothing
//! new is issued, and what runs goes on (R38). And the quarters whose capacity is reviewed, which come by themselves too.

use chrono::{Days, Months, NaiveDate};

use super::{Evaluate, Evaluation, EvaluationKind, Fact, Reason, ResourcePool, Stage, service};
use crate::domain::kinds::Event;
use crate::domain::law::block::{Block, Ground, Lift, Subject};
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::{R15, R38};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::record::number_key;
use crate::domain::register;

/// How long an evaluation is valid of whose kind no ruling says it.
const A_YEAR: Months = Months::new(12);

/// Records an evaluation in the place of the last one of its kind. Once all that lapsed is renewed, the block that stood for
/// it is lifted.
pub(super) fn evaluate(
    case: &Case,
    on: &On<ResourcePool>,
    act: &Evaluate,
) -> Result<Vec<Event>, Refusal> {
    on.at(
        case,
        &[Stage::Connected, Stage::Evaluated, Stage::InService],
    )?;
    let evaluation = recorded(case, on, act)?;
    let kept = || {
        let others = on.body.evaluations.iter();
        others.filter(|known| known.kind != evaluation.kind)
    };
    let lapsed = kept().any(|known| known.lapsed);
    let block = on.body.block.filter(|_| lapsed);
    let lifted = on.body.block.filter(|_| !lapsed);
    let lifted = lifted.and_then(|number| lifted_by(case, on, number, &evaluation.report));
    let in_date = |kind| {
        let mut known = kept().chain([&evaluation]);
        known.any(|known| known.kind == kind && known.valid_until >= case.today())
    };
    let stage = if on.stage == Stage::InService {
        Stage::InService
    } else if EvaluationKind::NEEDED.into_iter().all(in_date) {
        Stage::Evaluated
    } else {
        Stage::Connected
    };
    let event = case
        .moves(on.matter)
        .to(stage)
        .record(|step| Fact::Evaluated {
            step,
            evaluation: evaluation.clone(),
            block,
        })?;
    Ok([event].into_iter().chain(lifted).collect())
}

/// The evaluation as it is recorded, with the days of both notices.
fn recorded(case: &Case, on: &On<ResourcePool>, act: &Evaluate) -> Result<Evaluation, Refusal> {
    let report = text::required(case, "report", &act.report, text::LINE)?;
    text::not_in_future(case, act.reported_on)?;
    let months = |parameter| {
        let ruled = case.ruled(on.matter, R15, parameter);
        Months::new(ruled.number())
    };
    let valid_for = match act.evaluation {
        EvaluationKind::Mlps => months("level_3_months"),
        EvaluationKind::Crypto => months("cryptography_months"),
        EvaluationKind::Cloud => A_YEAR,
    };
    let usual = act.reported_on.checked_add_months(valid_for);
    let valid_until = act.valid_until.or(usual).unwrap_or(act.reported_on);
    text::believable(case, "valid_until", valid_until)?;
    // One that is over is of no use, and would only be renewed.
    if valid_until < case.today() {
        return Err(case.refuse(AnyReason::Before(valid_until, case.today())));
    }
    let notice = |parameter| {
        let days = case.ruled(on.matter, R38, parameter).days();
        let day = valid_until.checked_sub_days(Days::new(days.into()));
        day.unwrap_or(valid_until)
    };
    Ok(Evaluation {
        kind: act.evaluation,
        report,
        reported_on: act.reported_on,
        valid_until,
        first_notice_on: notice("first_notice_days"),
        second_notice_on: notice("second_notice_days"),
        notices: 0,
        lapsed: false,
    })
}

/// The block that stood for what lapsed, lifted by the report that renews it; none if somebody lifted it before.
fn lifted_by(case: &Case, on: &On<ResourcePool>, number: u32, report: &str) -> Option<Event> {
    let block: Block = case.world.find(&number_key(number))?;
    let lift = Lift {
        at: case.now.into(),
        by: case.actor.person.clone(),
        paper: report.to_owned(),
        reason: on.head().id.to_string(),
    };
    let stands = !block.is_over(case.now);
    stands.then(|| {
        let lifted = Some(lift);
        register::Fact::BlockLifted(Block { lifted, ..block }).into()
    })
}

/// Those without which it does not serve that are not in date today.
pub(super) fn lacking(case: &Case, body: &ResourcePool) -> Result<(), Refusal> {
    let in_date = |kind| {
        let mut known = body.evaluations.iter();
        known.any(|known| known.kind == kind && known.valid_until >= case.today())
    };
    let needed = EvaluationKind::NEEDED.into_iter();
    let lacking: Vec<EvaluationKind> = needed.filter(|kind| !in_date(*kind)).collect();
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(case.refuse(Reason::NotEvaluated(lacking)))
    }
}

/// What happens by itself.
enum Comes<'b> {
    Notice(&'b Evaluation),
    Lapse(&'b Evaluation),
    Quarter(NaiveDate),
}

/// What happens to it by itself next, and on which day.
fn next(body: &ResourcePool) -> Option<(NaiveDate, Comes<'_>)> {
    let of_evaluations = body
        .evaluations
        .iter()
        .filter_map(|known| match known.notices {
            0 => Some((known.first_notice_on, Comes::Notice(known))),
            1 => Some((known.second_notice_on, Comes::Notice(known))),
            _ if known.lapsed => None,
            _ => Some((known.valid_until.succ_opt()?, Comes::Lapse(known))),
        });
    let quarter = body.quarter_ends.and_then(|last_day| {
        let day = last_day.succ_opt()?;
        Some((day, Comes::Quarter(last_day)))
    });
    of_evaluations.chain(quarter).min_by_key(|(day, _)| *day)
}

/// The day on which something happens to it by itself next.
pub(super) fn next_day(body: &ResourcePool) -> Option<NaiveDate> {
    next(body).map(|(day, _)| day)
}

/// What happens once that day has come; of several things the one that was to come first, and the next wake brings another.
pub(super) fn came(case: &Case, on: &On<ResourcePool>) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::InService])?;
    let Some((day, comes)) = next(on.body) else {
        return on.at(case, &[]).map(|()| Vec::new());
    };
    if day > case.today() {
        return Err(case.refuse(AnyReason::InFuture(day)));
    }
    let moved = case.moves(on.matter);
    match comes {
        Comes::Notice(known) => moved
            .record(|step| Fact::EvaluationNears {
                step,
                evaluation: known.kind,
                valid_until: known.valid_until,
                notices: known.notices.saturating_add(1),
            })
            .map(|event| vec![event]),
        Comes::Lapse(known) => lapse(case, on, known, day),
        Comes::Quarter(last_day) => moved
            .record(|step| Fact::QuarterEnded { step, last_day })
            .map(|event| vec![event]),
    }
}

/// An evaluation lapsed: a block stops what is new from that day on. One that stands already is enough for several.
fn lapse(
    case: &Case,
    on: &On<ResourcePool>,
    known: &Evaluation,
    day: NaiveDate,
) -> Result<Vec<Event>, Refusal> {
    let blocked = service::block(case, on, Ground::Evaluation, day, &known.report)?;
    let number = blocked.as_ref().map(|block| block.number);
    let block = number.or(on.body.block);
    let lapsed = case
        .moves(on.matter)
        .record(|step| Fact::EvaluationLapsed {
            step,
            evaluation: known.kind,
            valid_until: known.valid_until,
            block,
        })?;
    let blocked = blocked.map(|block| register::Fact::BlockRecorded(block).into());
    Ok([lapsed].into_iter().chain(blocked).collect())
}

/// The pool that it lies on.
pub(super) fn subject(on: &On<ResourcePool>) -> Subject {
    Subject::Pool(on.body.pool.clone())
}
