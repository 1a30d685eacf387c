//! The story of an emergency: its deeds, what they write, and what becomes of it. It goes on in the formal application.

use crate::domain::build::pool::CloudMode;
use crate::domain::law::act::{Act, Opening};
use crate::domain::law::clock::Moment;
use crate::domain::law::command::Command;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::emergency as rules;

use super::super::dice::Dice;
use super::super::script::{Fate, fates};
use super::super::story_step::{Common, Doer, Scene, StoryStep as AnyStep};
use super::application::{self, StoryStep as Formal};
use super::{Story, Told, mostly};

/// Its story.
pub(super) const STORY: Story = Story {
    share: 8,
    fates: FATES,
    begins: &StoryStep::Apply,
};

/// What is done on it, and on its formal application where that goes otherwise than on any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoryStep {
    Apply,
    Grant,
    Refuse,
    Recall,
    HandOver,
    ConfirmIssuance,
    Remind,
    FileFormal,
    ApproveFormal,
    RejectFormal,
}

#[rustfmt::skip]
const FATES: &[Fate] = {
    use Common::Withdraw;
    use StoryStep::{
        Apply, ApproveFormal, ConfirmIssuance, FileFormal, Grant, HandOver, Recall, Refuse, RejectFormal,
        Remind,
    };
    use Formal::{Accept, Supply};
    fates![
        2 3: Apply;
        2 3: Apply Grant;
        1 4: Apply Grant Recall;
        3 3: Apply Grant HandOver;
        2 1: Apply Grant HandOver ConfirmIssuance;
        1 1: Apply Grant HandOver Remind;
        2 3: Apply Grant HandOver ConfirmIssuance FileFormal;
        5 6: Apply Grant HandOver ConfirmIssuance FileFormal Supply Accept ApproveFormal;
        1 1: Apply Grant HandOver ConfirmIssuance FileFormal Accept RejectFormal;
        1 4: Apply Refuse;
        1 4: Apply Withdraw;
    ]
};

impl AnyStep for StoryStep {
    fn doer(&self) -> Doer {
        match self {
            Self::Apply | Self::ConfirmIssuance | Self::FileFormal => Doer::Unit,
            Self::Grant | Self::Refuse | Self::Recall => Doer::SupportReviewer,
            Self::HandOver => Doer::Operator,
            Self::Remind => Doer::SupportHandler,
            Self::ApproveFormal => Formal::Approve.doer(),
            Self::RejectFormal => Formal::Reject.doer(),
        }
    }

    fn limit(&self) -> Option<u32> {
        match self {
            Self::ConfirmIssuance => Some(3),
            Self::ApproveFormal => Formal::Approve.limit(),
            Self::RejectFormal => Formal::Reject.limit(),
            Self::Apply
            | Self::Grant
            | Self::Refuse
            | Self::Recall
            | Self::HandOver
            | Self::Remind
            | Self::FileFormal => None,
        }
    }

    fn pause(&self) -> (u32, u32) {
        match self {
            Self::Apply | Self::Grant | Self::HandOver | Self::Refuse | Self::Recall => (0, 0),
            Self::ConfirmIssuance => (1, 2),
            // When the three days of the unit are over and the clockwork has escalated.
            Self::Remind => (5, 7),
            Self::FileFormal => (1, 1),
            Self::ApproveFormal => Formal::Approve.pause(),
            Self::RejectFormal => Formal::Reject.pause(),
        }
    }

    fn leaves_open(&self, _mode: CloudMode) -> Option<u32> {
        match self {
            Self::Apply | Self::Grant | Self::ConfirmIssuance => Some(1),
            Self::HandOver | Self::Remind => Some(3),
            // If the formal application is refused, what was issued is to be cancelled: that duty is open then.
            Self::FileFormal | Self::RejectFormal => Some(10),
            Self::Refuse | Self::Recall | Self::ApproveFormal => None,
        }
    }

    fn command(&self, scene: &Scene, dice: &mut Dice) -> Option<Command> {
        let act = match self {
            Self::Apply => return Some(apply(scene, dice)),
            Self::FileFormal => {
                let issued = Some(scene.matter?);
                return Some(application::submit("FORMAL_TITLE", issued, scene, dice));
            }
            // The formal application must cover all that was issued, so nothing of it may be cut.
            Self::ApproveFormal => {
                return Formal::Approve.command(
                    &Scene {
                        lines: &[],
                        ..*scene
                    },
                    dice,
                );
            }
            Self::RejectFormal => return Formal::Reject.command(scene, dice),
            Self::Grant => review(Decision::Approve, "URGENT_APPROVAL", scene, dice),
            Self::Refuse => review(Decision::Reject, "URGENT_REJECTION", scene, dice),
            Self::Recall => rules::Act::Recall(rules::Recall {
                reason: scene.write("RECALL", dice),
            }),
            Self::HandOver => rules::Act::HandOver(rules::HandOver {
                handed_over_at: None,
                instances: None,
            }),
            Self::ConfirmIssuance => rules::Act::Confirm(rules::Confirm {
                completed_on: scene.delivered_on,
                reason: None,
            }),
            Self::Remind => rules::Act::Remind(rules::Remind {
                remark: Some(scene.write("REMINDER", dice)),
            }),
        };
        scene.on(Act::Emergency(act))
    }

    fn opens_second(&self) -> bool {
        *self == Self::FileFormal
    }

    fn delivers(&self) -> bool {
        *self == Self::HandOver
    }
}

fn apply(scene: &Scene, dice: &mut Dice) -> Command {
    let [usual, ..] = rules::Ground::ALL;
    let ground = dice.pick(&rules::Ground::ALL).copied().unwrap_or(usual);
    Command::Open(Opening::Emergency(rules::Opening::Apply(rules::Apply {
        title: scene.writer.title("URGENT_TITLE", scene.kind, dice),
        system: scene.system.clone(),
        pool: scene.pool.clone(),
        lines: scene.lines.to_vec(),
        ground,
        special_reason: ground.needs_reason().then(|| scene.write("URGENCY", dice)),
        document: ground.needs_proof().then(|| scene.write("DOCUMENT", dice)),
        ordered_by: None,
        ordered_at: None,
        received_by: None,
        urgency: scene.write("URGENCY", dice),
        contact_name: scene.contact.to_owned(),
        contact_telephone: scene.telephone.to_owned(),
        non_classified: true,
    })))
}

fn review(decision: Decision, text: &str, scene: &Scene, dice: &mut Dice) -> rules::Act {
    rules::Act::Review(rules::Review {
        override_reason: None,
        decision,
        opinion: Some(scene.write(text, dice)),
    })
}

/// What a duty asks for.
pub(super) fn discharge(duty: rules::DutyKind, dice: &mut Dice) -> Option<&'static dyn AnyStep> {
    use rules::DutyKind as Duty;
    Some(match duty {
        Duty::ReviewEmergency => mostly(&StoryStep::Grant, &StoryStep::Refuse, dice),
        Duty::HandOver => &StoryStep::HandOver,
        Duty::ConfirmIssuance => &StoryStep::ConfirmIssuance,
        Duty::FileFormal => &StoryStep::FileFormal,
        // `Supervise` is discharged by no single act; nothing that the simulator does leads to the others.
        Duty::AcknowledgeHandOver
        | Duty::SupplyDocument
        | Duty::DetermineIssuance
        | Duty::ServeIssuanceDetermination
        | Duty::CheckIssuanceDay
        | Duty::DecideIssuanceObjection
        | Duty::RefileFormal
        | Duty::Supervise
        | Duty::Cancel => return None,
    })
}

/// What is told of one that is under way.
pub(super) fn told(body: &rules::Emergency) -> Told {
    Told {
        level: body.asked.stood.protection_level,
        delivered_on: body.handed_over_at.map(Moment::day),
    }
}
