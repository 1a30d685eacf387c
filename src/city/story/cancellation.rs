//! The story of a cancellation: what was applied for as far as it runs, then the end of all of them.

use crate::domain::build::pool::CloudMode;
use crate::domain::law::act::{Act, Opening};
use crate::domain::law::command::Command;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::cancellation as rules;
use crate::domain::r#use::resource::{self, Resource};

use super::super::dice::Dice;
use super::super::script::{Fate, fates};
use super::super::story_step::{Common, Doer, Scene, StoryStep as AnyStep};
use super::{RUNNING, Story, certified, mostly};

/// Its story.
pub(super) const STORY: Story = Story {
    share: 3,
    fates: FATES,
    begins: &StoryStep::GiveUp,
};

/// What is done on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoryStep {
    GiveUp,
    Allow,
    Forbid,
    BackUp,
    TakeOffline,
    AttestEnd,
    ClearAll,
    Countersign,
    Reclaim,
}

#[rustfmt::skip]
const FATES: &[Fate] = {
    use Common::Withdraw;
    use StoryStep::{Allow, AttestEnd, BackUp, ClearAll, Countersign, Forbid, GiveUp, Reclaim, TakeOffline};
    fates![
        after RUNNING;
        5 60: GiveUp Allow BackUp TakeOffline AttestEnd ClearAll Countersign Reclaim;
        2 5: GiveUp;
        2 5: GiveUp Allow;
        2 5: GiveUp Allow BackUp TakeOffline;
        1 5: GiveUp Allow BackUp TakeOffline AttestEnd;
        1 5: GiveUp Allow BackUp TakeOffline AttestEnd ClearAll;
        1 8: GiveUp Forbid;
        1 7: GiveUp Allow Withdraw;
    ]
};

impl AnyStep for StoryStep {
    fn doer(&self) -> Doer {
        match self {
            Self::GiveUp | Self::BackUp | Self::AttestEnd => Doer::Unit,
            Self::Allow | Self::Forbid => Doer::AuthorityReviewer,
            Self::TakeOffline | Self::ClearAll | Self::Reclaim => Doer::Operator,
            Self::Countersign => Doer::SupportReviewer,
        }
    }

    fn limit(&self) -> Option<u32> {
        match self {
            Self::GiveUp => None,
            Self::Allow | Self::Forbid | Self::TakeOffline | Self::ClearAll => Some(5),
            Self::BackUp => Some(10),
            Self::AttestEnd | Self::Reclaim => Some(3),
            Self::Countersign => Some(2),
        }
    }

    fn pause(&self) -> (u32, u32) {
        match self {
            Self::GiveUp => (20, 60),
            Self::Allow | Self::Forbid | Self::TakeOffline | Self::ClearAll => (1, 4),
            Self::BackUp => (2, 8),
            Self::AttestEnd | Self::Reclaim => (0, 2),
            Self::Countersign => (0, 1),
        }
    }

    fn leaves_open(&self, _mode: CloudMode) -> Option<u32> {
        match self {
            Self::GiveUp | Self::BackUp | Self::AttestEnd => Some(5),
            Self::Allow => Some(10),
            Self::TakeOffline | Self::Countersign => Some(3),
            Self::ClearAll => Some(2),
            Self::Forbid | Self::Reclaim => None,
        }
    }

    fn command(&self, scene: &Scene, dice: &mut Dice) -> Option<Command> {
        let act = match self {
            Self::GiveUp => return give_up(scene, dice),
            Self::Allow => rules::Act::Review(rules::Review {
                decision: Decision::Approve,
                opinion: Some(scene.write("END_APPROVAL", dice)),
            }),
            Self::Forbid => rules::Act::Review(rules::Review {
                decision: Decision::Reject,
                opinion: Some(scene.write("END_REJECTION", dice)),
            }),
            Self::BackUp => rules::Act::ConfirmBackup(rules::ConfirmBackup {
                place: scene.write("BACKUP", dice),
                done_by: scene.contact.to_owned(),
                restorable: true,
                volume: scene.write("VOLUME", dice),
            }),
            Self::TakeOffline => rules::Act::TakeOffline(rules::TakeOffline {
                offline_on: scene.today,
                evidence: scene.write("OFFLINE", dice),
            }),
            Self::AttestEnd => rules::Act::Attest(rules::Attest {
                ended_on: of(scene)?.offline.as_ref()?.on,
                agreement: None,
            }),
            Self::ClearAll => rules::Act::Clear(certified(scene, dice)),
            Self::Countersign => rules::Act::Countersign(rules::Countersign { remark: None }),
            Self::Reclaim => rules::Act::Reclaim(rules::Reclaim {
                reclaimed_on: scene.today,
            }),
        };
        scene.on(Act::Cancellation(act))
    }

    fn opens_second(&self) -> bool {
        *self == Self::GiveUp
    }

    fn looks(&self) -> bool {
        true
    }
}

/// The cancellation that it is done on.
fn of<'s>(scene: &Scene<'s>) -> Option<&'s rules::Cancellation> {
    rules::Cancellation::of(scene.here?).map(|on| on.body)
}

/// Gives up all that a matter issued and that runs.
fn give_up(scene: &Scene, dice: &mut Dice) -> Option<Command> {
    let resources = resource::of(scene.here?).into_iter();
    let resources = resources.filter(Resource::is_free);
    let resources: Vec<_> = resources.map(|one| one.id.to_string().into()).collect();
    if resources.is_empty() {
        return None;
    }
    let submit = rules::Submit {
        title: scene.writer.title("END_TITLE", scene.kind, dice),
        system: scene.system.clone(),
        extent: rules::Extent::Resources,
        resources: Some(resources),
        reason: scene.write("END_REASON", dice),
        archives: rules::Archives::HandedOver,
        shared: rules::Shared::No,
        sharing: None,
        no_way_back: true,
    };
    Some(Command::Open(Opening::Cancellation(
        rules::Opening::Submit(submit),
    )))
}

/// What a duty asks for.
pub(super) fn discharge(duty: rules::DutyKind, dice: &mut Dice) -> Option<&'static dyn AnyStep> {
    use rules::DutyKind as Duty;
    Some(match duty {
        Duty::ReviewCancellation => mostly(&StoryStep::Allow, &StoryStep::Forbid, dice),
        Duty::BackUp => &StoryStep::BackUp,
        Duty::TakeOffline => &StoryStep::TakeOffline,
        Duty::AttestEnd => &StoryStep::AttestEnd,
        Duty::ClearResources => &StoryStep::ClearAll,
        Duty::Countersign => &StoryStep::Countersign,
        Duty::Reclaim => &StoryStep::Reclaim,
        Duty::DetermineEnd => return None,
    })
}
