//! The story of a change: what was applied for as far as it runs, then another quantity of one of them.

use crate::domain::build::pool::CloudMode;
use crate::domain::law::act::{Act, Opening};
use crate::domain::law::command::Command;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::resource::{self, Resource};
use crate::domain::r#use::resource_change as rules;

use super::super::dice::Dice;
use super::super::script::{Fate, fates};
use super::super::story_step::{Common, Doer, Scene, StoryStep as AnyStep};
use super::{RUNNING, Story, certified, mostly};

/// Its story.
pub(super) const STORY: Story = Story {
    share: 4,
    fates: FATES,
    begins: &StoryStep::AskMore,
};

/// What is done on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoryStep {
    AskMore,
    AskLess,
    Advise,
    Agree,
    Refuse,
    OrderChange,
    CarryOut,
    ConfirmChange,
    ClearChange,
}

#[rustfmt::skip]
const FATES: &[Fate] = {
    use Common::Withdraw;
    use StoryStep::{Advise, Agree, AskLess, AskMore, CarryOut, ClearChange, ConfirmChange, OrderChange, Refuse};
    fates![
        after RUNNING;
        4 40: AskMore Advise Agree OrderChange CarryOut ConfirmChange;
        4 30: AskLess Advise Agree OrderChange CarryOut ConfirmChange ClearChange;
        2 5: AskLess;
        2 5: AskMore Advise;
        2 5: AskMore Advise Agree OrderChange;
        1 5: AskLess Advise Agree OrderChange CarryOut;
        1 10: AskMore Advise Refuse;
        1 5: AskMore Withdraw;
    ]
};

impl AnyStep for StoryStep {
    fn doer(&self) -> Doer {
        match self {
            Self::AskMore | Self::AskLess | Self::ConfirmChange => Doer::Unit,
            Self::Advise | Self::OrderChange => Doer::SupportHandler,
            Self::Agree | Self::Refuse => Doer::AuthorityReviewer,
            Self::CarryOut | Self::ClearChange => Doer::Operator,
        }
    }

    fn limit(&self) -> Option<u32> {
        match self {
            Self::AskMore | Self::AskLess => None,
            Self::Advise | Self::ClearChange => Some(5),
            Self::Agree | Self::Refuse | Self::CarryOut => Some(10),
            Self::OrderChange => Some(2),
            Self::ConfirmChange => Some(3),
        }
    }

    fn pause(&self) -> (u32, u32) {
        match self {
            Self::AskMore | Self::AskLess => (10, 40),
            Self::Advise | Self::ClearChange => (1, 4),
            Self::Agree | Self::Refuse => (1, 5),
            Self::OrderChange => (0, 1),
            Self::CarryOut => (2, 7),
            Self::ConfirmChange => (0, 2),
        }
    }

    fn leaves_open(&self, mode: CloudMode) -> Option<u32> {
        match self {
            Self::AskMore | Self::AskLess | Self::Advise => Some(5),
            Self::Agree => Some(match mode {
                CloudMode::Purchased => 2,
                CloudMode::SelfBuilt => 10,
            }),
            Self::OrderChange => Some(8),
            Self::CarryOut => Some(3),
            Self::Refuse | Self::ConfirmChange | Self::ClearChange => None,
        }
    }

    fn command(&self, scene: &Scene, dice: &mut Dice) -> Option<Command> {
        let act = match self {
            Self::AskMore => return ask(scene, "MORE", |quantity| quantity + 2, dice),
            Self::AskLess => return ask(scene, "FEWER", |quantity| (quantity / 2).max(1), dice),
            Self::Advise => rules::Act::Advise(rules::Advise {
                agrees: true,
                opinion: scene.write("ADVICE", dice),
            }),
            Self::Agree => rules::Act::Review(rules::Review {
                decision: Decision::Approve,
                opinion: Some(scene.write("CHANGE_APPROVAL", dice)),
            }),
            Self::Refuse => rules::Act::Review(rules::Review {
                decision: Decision::Reject,
                opinion: Some(scene.write("REJECTION", dice)),
            }),
            Self::OrderChange => rules::Act::Order(rules::Order { remark: None }),
            Self::CarryOut => rules::Act::CarryOut(rules::CarryOut {
                done_on: scene.today,
                instances: None,
            }),
            Self::ConfirmChange => rules::Act::Confirm(rules::Confirm {
                completed_on: of(scene)?.done_on?,
                reason: None,
            }),
            Self::ClearChange if of(scene)?.leaving.is_empty() => return None,
            Self::ClearChange => rules::Act::Clear(certified(scene, dice)),
        };
        scene.on(Act::ResourceChange(act))
    }

    fn opens_second(&self) -> bool {
        [Self::AskMore, Self::AskLess].contains(self)
    }

    fn is_order(&self) -> bool {
        *self == Self::OrderChange
    }

    fn looks(&self) -> bool {
        true
    }
}

/// The change that it is done on.
fn of<'s>(scene: &Scene<'s>) -> Option<&'s rules::ResourceChange> {
    rules::ResourceChange::of(scene.here?).map(|on| on.body)
}

/// Asks for another quantity of the first resource that runs, for what it is used for then.
fn ask(scene: &Scene, why: &str, becomes: impl Fn(u32) -> u32, dice: &mut Dice) -> Option<Command> {
    let issuer = scene.here?;
    let of = resource::of(issuer).into_iter().find(Resource::is_free)?;
    let (item, quantity) = (&of.used.item, becomes(of.used.quantity));
    let purpose: String = scene.write("NEW_PURPOSE", dice);
    let line = format!("{} {item} {quantity} {purpose}", of.id);
    let request = rules::Request {
        title: scene.writer.title("CHANGE_TITLE", scene.kind, dice),
        resources: vec![line.into()],
        reason: scene.write(why, dice),
        wanted_by: None,
        instances: None,
        backup: (quantity < of.used.quantity).then(|| scene.write("BACKUP", dice)),
    };
    Some(Command::Open(Opening::ResourceChange(
        rules::Opening::Request(request),
    )))
}

/// What a duty asks for.
pub(super) fn discharge(duty: rules::DutyKind, dice: &mut Dice) -> Option<&'static dyn AnyStep> {
    use rules::DutyKind as Duty;
    Some(match duty {
        Duty::AdviseChange => &StoryStep::Advise,
        Duty::ReviewChange => mostly(&StoryStep::Agree, &StoryStep::Refuse, dice),
        Duty::OrderChange => &StoryStep::OrderChange,
        Duty::CarryOutChange => &StoryStep::CarryOut,
        Duty::ConfirmChange => &StoryStep::ConfirmChange,
        Duty::ClearChange => &StoryStep::ClearChange,
        Duty::DetermineChange => return None,
    })
}
