//! The story of a pool: one that stood before is connected, evaluated, put into service and reviewed quarter by quarter; of
//! another more is planned.

use crate::domain::build::pool::CloudMode;
use crate::domain::build::resource_pool::{self as rules, EvaluationKind};
use crate::domain::law::act::{Act, Opening};
use crate::domain::law::command::Command;
use crate::domain::r#use::asked::Decision;

use super::super::dice::Dice;
use super::super::script::{Fate, fates};
use super::super::story_step::{Doer, Scene, StoryStep as AnyStep};
use super::Story;

/// Its story. There are as many of them as there are fates: a pool is connected once.
pub(super) const STORY: Story = Story {
    share: 0,
    fates: FATES,
    begins: &StoryStep::Join,
};

/// What is done on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StoryStep {
    Join,
    PlanMore,
    AllowPlan,
    Connect,
    Evaluate,
    Commission,
    Review,
}

#[rustfmt::skip]
const FATES: &[Fate] = {
    use StoryStep::{AllowPlan, Commission, Connect, Evaluate, Join, PlanMore, Review};
    fates![
        1 1: Join Connect Evaluate Evaluate Commission Review Review Evaluate Evaluate Review Review;
        1 1: PlanMore AllowPlan;
    ]
};

impl AnyStep for StoryStep {
    fn doer(&self) -> Doer {
        match self {
            Self::Join | Self::PlanMore => Doer::Operator,
            Self::Connect | Self::Review => Doer::SupportHandler,
            Self::Evaluate => Doer::AuthorityHandler,
            Self::AllowPlan | Self::Commission => Doer::AuthorityReviewer,
        }
    }

    fn limit(&self) -> Option<u32> {
        match self {
            Self::AllowPlan | Self::Connect | Self::Commission => Some(10),
            Self::Join | Self::PlanMore | Self::Evaluate | Self::Review => None,
        }
    }

    fn pause(&self) -> (u32, u32) {
        match self {
            Self::Join | Self::PlanMore => (0, 0),
            Self::AllowPlan | Self::Connect | Self::Commission => (2, 8),
            Self::Evaluate => (5, 10),
            // A quarter has about so many working days.
            Self::Review => (58, 63),
        }
    }

    fn leaves_open(&self, _mode: CloudMode) -> Option<u32> {
        match self {
            Self::Join | Self::PlanMore | Self::Evaluate => Some(10),
            Self::AllowPlan | Self::Connect => Some(60),
            Self::Commission | Self::Review => Some(20),
        }
    }

    fn command(&self, scene: &Scene, dice: &mut Dice) -> Option<Command> {
        let act = match self {
            Self::Join => {
                let join = rules::Join {
                    title: scene.write("JOIN_TITLE", dice),
                    code: scene.pool.clone(),
                };
                return Some(Command::Open(Opening::ResourcePool(rules::Opening::Join(
                    join,
                ))));
            }
            Self::PlanMore => {
                let plan = rules::Plan {
                    title: scene.write("PLAN_TITLE", dice),
                    extent: rules::Extent::Enlargement,
                    code: scene.pool.clone(),
                    name: None,
                    region: None,
                    plan: scene.write("PLAN", dice),
                    plan_number: scene.write("PLAN_NUMBER", dice),
                    ground: Some(scene.write("PLAN_GROUND", dice)),
                };
                return Some(Command::Open(Opening::ResourcePool(rules::Opening::Plan(
                    plan,
                ))));
            }
            Self::AllowPlan => rules::Act::ApprovePlan(rules::ApprovePlan {
                decision: Decision::Approve,
                opinion: Some(scene.write("PLAN_APPROVAL", dice)),
            }),
            Self::Connect => rules::Act::Connect(rules::Connect {
                connected_on: scene.today,
                interface_class: scene.write("INTERFACE", dice),
                interface_version: "2.1".to_owned(),
            }),
            Self::Evaluate => rules::Act::Evaluate(rules::Evaluate {
                evaluation: due(scene)?,
                report: scene.write("PLATFORM_REPORT", dice),
                reported_on: scene.today,
                valid_until: None,
            }),
            Self::Commission => rules::Act::Commission(rules::Commission {}),
            Self::Review => rules::Act::ReviewCapacity(rules::ReviewCapacity {
                finding: scene.write("CAPACITY_FINDING", dice),
            }),
        };
        scene.on(Act::ResourcePool(act))
    }

    fn looks(&self) -> bool {
        true
    }
}

/// Which evaluation the platform needs next: one that it does not have, or else the one that ends first.
fn due(scene: &Scene) -> Option<EvaluationKind> {
    let body = rules::ResourcePool::of(scene.here?)?.body;
    EvaluationKind::NEEDED.into_iter().min_by_key(|kind| {
        let mut known = body.evaluations.iter();
        let found = known.find(|known| known.kind == *kind);
        found.map(|known| known.valid_until)
    })
}
