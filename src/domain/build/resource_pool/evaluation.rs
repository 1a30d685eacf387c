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
    let evaluation = Evaluation {
        kind: act.evaluation,
        report,
        reported_on: act.reported_on,
        valid_until,
        first_notice_on: notice("first_notice_days"),
        second_notice_on: notice("second_notice_days"),
        notices: 0,
        lapsed: false,
    };
    Ok(evaluation.on(case.today()))
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

impl Evaluation {
    /// The day on which it comes to something next: a notice, or its end; none once it lapsed.
    fn next_day(&self) -> Option<NaiveDate> {
        match self.notices {
            0 => Some(self.first_notice_on),
            1 => Some(self.second_notice_on),
            _ => self.valid_until.succ_opt().filter(|_| !self.lapsed),
        }
    }

    /// With every notice that is due on a day, and whether it is over by then.
    fn on(mut self, today: NaiveDate) -> Self {
        let due = [self.first_notice_on, self.second_notice_on];
        let given = due.into_iter().filter(|day| *day <= today).count();
        self.notices = u8::try_from(given).unwrap_or(u8::MAX);
        self.lapsed = self.valid_until < today;
        self
    }
}

/// The day on which something happens to it by itself next.
pub(super) fn next_day(body: &ResourcePool) -> Option<NaiveDate> {
    let of_evaluations = body.evaluations.iter().filter_map(Evaluation::next_day);
    let quarter = body
        .next_quarter_end
        .and_then(|last_day| last_day.succ_opt());
    of_evaluations.chain(quarter).min()
}

/// What happens once that day has come. All that is due by today comes at once, so that what it waits for next lies ahead: a
/// wake is known by its day, and no day is waited for twice.
pub(super) fn came(case: &Case, on: &On<ResourcePool>) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::InService])?;
    let today = case.today();
    if let Some(day) = next_day(on.body).filter(|day| *day > today) {
        return Err(case.refuse(AnyReason::InFuture(day)));
    }
    let due = on.body.evaluations.iter();
    let due = due.filter(|known| known.next_day().is_some_and(|day| day <= today));
    let now: Vec<Evaluation> = due.map(|known| known.clone().on(today)).collect();
    let (lapsed, nearing): (Vec<_>, Vec<_>) = now.into_iter().partition(|known| known.lapsed);
    // One block is enough for several that lapse.
    let first = lapsed.iter().min_by_key(|known| known.valid_until);
    let blocked = first.map(|known| {
        let day = known.valid_until.succ_opt().unwrap_or(today);
        service::block(case, on, Ground::Evaluation, day, &known.report)
    });
    let blocked = blocked.transpose()?.flatten();
    let block = blocked.as_ref().map(|block| block.number);
    let quarter = on
        .body
        .next_quarter_end
        .filter(|last_day| *last_day < today);
    let moved = case.moves(on.matter).record(|step| Fact::DayCame {
        step,
        nearing,
        lapsed,
        block: block.or(on.body.block),
        quarter,
    })?;
    let blocked = blocked.map(|block| register::Fact::BlockRecorded(block).into());
    Ok([moved].into_iter().chain(blocked).collect())
}

/// The pool that it lies on.
pub(super) fn subject(on: &On<ResourcePool>) -> Subject {
    Subject::Pool(on.body.pool.clone())
}
