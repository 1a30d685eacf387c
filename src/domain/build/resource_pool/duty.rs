//! What must be done on a pool, by when. The Measures give no time for any of it: every limit is a target of the house
//! (R14, R16, R38).

use super::{ResourcePool, Stage, Verb};
use crate::domain::kinds;
use crate::domain::law::article::article;
use crate::domain::law::clock::Moment;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::Role;
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::{R14, R38};
use crate::domain::law::step::{By, Owed, Start, Term};

words! {
    /// A duty of pools.
    pub enum DutyKind {
        /// Decide on the plan: Art. 15.
        ApprovePoolPlan = "approve_pool_plan",
        /// Record the contract: Art. 13.
        ContractPool = "contract_pool",
        /// Build it: Art. 15.
        BuildPool = "build_pool",
        /// Connect it: Art. 16.
        ConnectPool = "connect_pool",
        /// Have it evaluated: Art. 32.
        EvaluatePool = "evaluate_pool",
        /// Put it into service: Art. 32.
        CommissionPool = "commission_pool",
        /// Measure what it has: Art. 14.
        MeasurePool = "measure_pool",
        /// See to it that an evaluation is renewed: Art. 32, R38.
        RenewEvaluation = "renew_evaluation",
        /// The same, a second time.
        UrgeEvaluation = "urge_evaluation",
        /// Review its capacity: Art. 14.
        ReviewCapacity = "review_capacity",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: nothing of a pool is billed but what is issued from it.
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::ApprovePoolPlan
            | Self::ContractPool
            | Self::BuildPool
            | Self::ConnectPool
            | Self::EvaluatePool
            | Self::CommissionPool
            | Self::MeasurePool
            | Self::RenewEvaluation
            | Self::UrgeEvaluation
            | Self::ReviewCapacity => false,
        }
    }

    /// The verb that discharges it; what a pool has is measured in the register.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        let verb = match self {
            Self::ApprovePoolPlan => Verb::ApprovePlan,
            Self::ContractPool => Verb::Contract,
            Self::BuildPool => Verb::Build,
            Self::ConnectPool => Verb::Connect,
            Self::EvaluatePool | Self::RenewEvaluation | Self::UrgeEvaluation => Verb::Evaluate,
            Self::CommissionPool => Verb::Commission,
            Self::ReviewCapacity => Verb::ReviewCapacity,
            Self::MeasurePool => return None,
        };
        Some(verb.into())
    }

    /// Who hears of its lateness.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::BuildPool | Self::ConnectPool | Self::MeasurePool | Self::ReviewCapacity => {
                escalation::AUTHORITY
            }
            Self::ApprovePoolPlan
            | Self::ContractPool
            | Self::EvaluatePool
            | Self::CommissionPool
            | Self::RenewEvaluation
            | Self::UrgeEvaluation => escalation::NOBODY,
        }
    }
}

const AUTHORITY: By = By::Sole(PartyKind::Authority);
const SUPPORT: By = By::Sole(PartyKind::Support);
const OPERATOR: By = By::Concerned(Role::Operator);

fn duty(kind: DutyKind, by: By, post: Post, cited: u8, target: &'static str) -> Owed {
    Owed {
        key: DutyKey::whole(kind),
        by,
        post,
        article: article(cited),
        term: Term::WorkingDays(target),
        start: Start::Now,
    }
}

/// The duties of a pool as it stands.
pub(super) fn owed(stage: Stage, body: &ResourcePool) -> Vec<Owed> {
    let (handler, reviewer) = (Post::Handler, Post::Reviewer);
    let of = |kind, by, post, cited, target| vec![duty(kind, by, post, cited, target)];
    match stage {
        Stage::Planned => of(
            DutyKind::ApprovePoolPlan,
            AUTHORITY,
            reviewer,
            15,
            "approve_pool_plan_working_days",
        ),
        Stage::PlanApproved => of(
            DutyKind::ContractPool,
            AUTHORITY,
            handler,
            13,
            "contract_pool_working_days",
        ),
        Stage::Contracted => of(
            DutyKind::BuildPool,
            OPERATOR,
            handler,
            15,
            "build_pool_working_days",
        ),
        Stage::Built => of(
            DutyKind::ConnectPool,
            SUPPORT,
            handler,
            16,
            "connect_pool_working_days",
        ),
        Stage::Connected => of(
            DutyKind::EvaluatePool,
            AUTHORITY,
            handler,
            32,
            "evaluate_pool_working_days",
        ),
        Stage::Evaluated => of(
            DutyKind::CommissionPool,
            AUTHORITY,
            reviewer,
            32,
            "commission_pool_working_days",
        ),
        Stage::InService => {
            let measuring = measuring(body);
            measuring
                .chain(reviewing(body))
                .chain(renewing(body))
                .collect()
        }
        Stage::Enlarged => measuring(body).collect(),
        Stage::Rejected | Stage::Joined | Stage::Closing | Stage::Closed | Stage::GivenUp => vec![],
    }
}

/// Once it serves its room is to be known.
fn measuring(body: &ResourcePool) -> impl Iterator<Item = Owed> + use<> {
    let measure = duty(
        DutyKind::MeasurePool,
        SUPPORT,
        Post::Handler,
        14,
        "measure_pool_working_days",
    );
    (!body.measured).then_some(measure).into_iter()
}

/// A quarter that is over is reviewed like every report of a quarter (R14). One that is never reviewed is late until the next
/// review, which is that of the quarters between too.
fn reviewing(body: &ResourcePool) -> impl Iterator<Item = Owed> + use<> {
    let review = |last_day| Owed {
        key: DutyKey::whole(DutyKind::ReviewCapacity),
        by: SUPPORT,
        post: Post::Handler,
        article: article(14),
        term: Term::Ruled(R14, "quarter_working_day"),
        start: Start::At(Moment::of_day(last_day)),
    };
    body.unreviewed_quarter_end.map(review).into_iter()
}

/// From each notice on (R38) the authority sees to it that another evaluation is there before this one ends.
fn renewing(body: &ResourcePool) -> impl Iterator<Item = Owed> + use<'_> {
    let notice = |kind, from, days| Owed {
        key: DutyKey::whole(kind),
        by: AUTHORITY,
        post: Post::Handler,
        article: article(32),
        term: Term::RuledDays(R38, days),
        start: Start::At(Moment::of_day(from)),
    };
    body.evaluations.iter().flat_map(move |known| {
        let first = notice(
            DutyKind::RenewEvaluation,
            known.first_notice_on,
            "first_notice_days",
        );
        let second = notice(
            DutyKind::UrgeEvaluation,
            known.second_notice_on,
            "second_notice_days",
        );
        let given = [first, second].into_iter().take(known.notices.into());
        given.map(|owed| owed.on(u32::from(known.kind.place()) + 1))
    })
}
