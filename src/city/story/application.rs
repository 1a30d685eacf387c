//! The story of an application: its deeds, what they write, and what becomes of it.

use std::collections::BTreeSet;

use crate::domain::build::pool::CloudMode;
use crate::domain::law::act::{Act, Opening};
use crate::domain::law::command::Command;
use crate::domain::law::common;
use crate::domain::law::field::{LineNumber, Quantities};
use crate::domain::law::matter::MatterId;
use crate::domain::r#use::application as rules;
use crate::domain::r#use::asked::Decision;
use crate::domain::r#use::materials::{self, DataHeld, MaterialKind};

use super::super::dice::Dice;
use super::super::script::{Fate, fates};
use super::super::story_step::{Common, Doer, Scene, StoryStep as AnyStep, Wants};
use super::{Story, Told, certified, mostly};

/// Its story.
pub(super) const STORY: Story = Story {
    share: 85,
    fates: FATES,
    begins: &StoryStep::Submit,
};

/// What is done on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoryStep {
    Submit,
    SubmitProduct,
    Supply,
    SupplySome,
    Accept,
    Decline,
    Serve,
    Refile,
    Approve,
    ApproveProduct,
    Reject,
    OrderTest,
    HandOverTest,
    FailTest,
    PassTest,
    Propose,
    ProposeLess,
    Receive,
    OrderDelivery,
    Deliver,
    Confirm,
    Determine,
    Arrive,
    FailCheck,
    PassCheck,
    Deploy,
    Abandon,
    Clear,
    ClearSurplus,
}

/// All the way to what runs.
pub(super) const RUNNING: &[&dyn AnyStep] = {
    use StoryStep::{
        Accept, Approve, Confirm, Deliver, HandOverTest, OrderDelivery, OrderTest, PassTest,
        Propose, Receive, Submit, Supply,
    };
    &[
        &Submit,
        &Supply,
        &Accept,
        &Approve,
        &OrderTest,
        &HandOverTest,
        &PassTest,
        &Propose,
        &Receive,
        &OrderDelivery,
        &Deliver,
        &Confirm,
    ]
};

#[rustfmt::skip]
const FATES: &[Fate] = {
    use Common::{Hold, Resume, Withdraw};
    use StoryStep::{
        Abandon, Accept, Approve, ApproveProduct, Arrive, Clear, ClearSurplus, Confirm, Decline, Deliver, Deploy, Determine, FailCheck, FailTest,
        HandOverTest, OrderDelivery, OrderTest, PassCheck, PassTest, Propose, ProposeLess, Receive, Refile, Reject, Serve,
        Submit, SubmitProduct, Supply, SupplySome,
    };
    fates![
        8 40: Submit;
        9 40: Submit SupplySome Accept;
        3 20: Submit Accept Hold;
        3 10: Submit SupplySome Decline Serve;
        2 60: Submit SupplySome Decline Serve Refile;
        2 30: Submit SupplySome Decline Serve Refile Accept Approve;
        2 20: Submit SupplySome Decline Serve Abandon;
        5 10: Submit Supply Accept Approve;
        4 90: Submit SupplySome Accept Reject;
        4 6: Submit Supply Accept Approve OrderTest;
        8 8: Submit Supply Accept Approve OrderTest HandOverTest;
        2 2: Submit Supply Accept Approve OrderTest HandOverTest FailTest;
        4 4: Submit Supply Accept Approve OrderTest HandOverTest PassTest;
        3 3: Submit Supply Accept Approve OrderTest HandOverTest PassTest Propose;
        4 4: Submit Supply Accept Approve OrderTest HandOverTest PassTest Propose Receive;
        4 4: Submit Supply Accept Approve OrderTest HandOverTest PassTest Propose Receive OrderDelivery;
        5 5: Submit Supply Accept Approve OrderTest HandOverTest PassTest Propose Receive OrderDelivery Deliver;
        24 64: Submit Supply Accept Approve OrderTest HandOverTest PassTest Propose Receive OrderDelivery Deliver Confirm;
        6 16: Submit Supply Accept Approve OrderTest HandOverTest PassTest ProposeLess Receive OrderDelivery ClearSurplus Deliver Confirm;
        4 10: Submit Supply Accept Hold Resume Approve OrderTest HandOverTest FailTest PassTest Propose Receive OrderDelivery Deliver Confirm;
        2 1: Submit Supply Accept Approve OrderTest HandOverTest PassTest Propose Receive OrderDelivery Deliver Determine;
        2 8: SubmitProduct Supply Accept ApproveProduct;
        1 2: SubmitProduct Supply Accept ApproveProduct Arrive FailCheck;
        2 4: SubmitProduct Supply Accept ApproveProduct Arrive FailCheck Arrive PassCheck;
        2 10: SubmitProduct Supply Accept ApproveProduct Arrive PassCheck Deploy;
        2 70: Submit Withdraw;
        2 40: Submit SupplySome Accept Withdraw;
        2 20: Submit Supply Accept Approve Abandon;
        1 5: Submit Supply Accept Approve OrderTest HandOverTest Abandon Clear;
    ]
};

impl AnyStep for StoryStep {
    fn doer(&self) -> Doer {
        match self {
            Self::Submit
            | Self::SubmitProduct
            | Self::Supply
            | Self::SupplySome
            | Self::Refile
            | Self::FailTest
            | Self::PassTest
            | Self::Confirm
            | Self::Arrive
            | Self::Deploy
            | Self::Abandon => Doer::Unit,
            Self::Accept | Self::Decline | Self::Serve | Self::Receive => Doer::AuthorityHandler,
            Self::Approve | Self::ApproveProduct | Self::Reject | Self::Determine => {
                Doer::AuthorityReviewer
            }
            Self::OrderTest | Self::Propose | Self::ProposeLess | Self::OrderDelivery => {
                Doer::SupportHandler
            }
            Self::FailCheck | Self::PassCheck => Doer::SupportReviewer,
            Self::HandOverTest | Self::Deliver | Self::Clear | Self::ClearSurplus => Doer::Operator,
        }
    }

    fn limit(&self) -> Option<u32> {
        match self {
            Self::Accept
            | Self::Decline
            | Self::Approve
            | Self::ApproveProduct
            | Self::Reject
            | Self::Deliver => Some(10),
            Self::HandOverTest | Self::Propose | Self::ProposeLess | Self::Clear => Some(5),
            Self::OrderTest | Self::OrderDelivery | Self::Confirm => Some(3),
            Self::Serve | Self::Receive => Some(2),
            Self::Submit
            | Self::SubmitProduct
            | Self::Supply
            | Self::SupplySome
            | Self::Refile
            | Self::FailTest
            | Self::PassTest
            | Self::Determine
            | Self::Arrive
            | Self::FailCheck
            | Self::PassCheck
            | Self::Deploy
            | Self::Abandon
            | Self::ClearSurplus => None,
        }
    }

    fn pause(&self) -> (u32, u32) {
        match self {
            Self::Submit | Self::SubmitProduct | Self::Supply | Self::SupplySome => (0, 0),
            Self::Accept | Self::Decline | Self::Refile | Self::Deliver => (1, 8),
            Self::Approve
            | Self::ApproveProduct
            | Self::Reject
            | Self::FailCheck
            | Self::PassCheck => (2, 9),
            Self::HandOverTest | Self::Propose | Self::ProposeLess | Self::Clear => (1, 4),
            Self::FailTest | Self::PassTest => (3, 9),
            Self::Confirm => (1, 3),
            Self::Serve => (0, 1),
            Self::OrderTest | Self::OrderDelivery | Self::Receive | Self::ClearSurplus => (1, 2),
            Self::Arrive => (3, 20),
            // When the three days of the unit are over and the clockwork has escalated.
            Self::Determine => (5, 7),
            Self::Deploy => (5, 20),
            Self::Abandon => (2, 10),
        }
    }

    fn leaves_open(&self, mode: CloudMode) -> Option<u32> {
        let by_mode = |purchased, self_built| match mode {
            CloudMode::Purchased => Some(purchased),
            CloudMode::SelfBuilt => Some(self_built),
        };
        match self {
            Self::Submit
            | Self::SubmitProduct
            | Self::Supply
            | Self::SupplySome
            | Self::Accept
            | Self::Refile
            | Self::Serve
            | Self::Arrive
            | Self::OrderDelivery
            | Self::ClearSurplus => Some(10),
            Self::Approve => by_mode(3, 5),
            Self::Receive => by_mode(3, 10),
            Self::OrderTest | Self::PassTest => Some(5),
            Self::FailTest => Some(15),
            Self::Propose | Self::ProposeLess | Self::Decline => Some(2),
            Self::Deliver => Some(3),
            Self::HandOverTest | Self::FailCheck => Some(20),
            Self::ApproveProduct | Self::PassCheck => Some(60),
            Self::Reject
            | Self::Confirm
            | Self::Determine
            | Self::Deploy
            | Self::Abandon
            | Self::Clear => None,
        }
    }

    fn command(&self, scene: &Scene, dice: &mut Dice) -> Option<Command> {
        let act = match self {
            Self::Submit => return Some(submit("TITLE", None, scene, dice)),
            Self::SubmitProduct => return Some(submit("PRODUCT_TITLE", None, scene, dice)),
            Self::Refile => return Some(refile(scene.matter?, scene, dice)),
            Self::Supply => supply(&[], scene, dice),
            Self::SupplySome => supply(&MISSING, scene, dice),
            Self::Accept => rules::Act::Accept(rules::Accept {
                remark: Some(scene.write("REMARK", dice)),
            }),
            Self::Decline => rules::Act::Decline(rules::Decline {
                objections: vec![scene.write("OBJECTION", dice)],
            }),
            Self::Approve | Self::ApproveProduct => rules::Act::Review(rules::Review {
                decision: Decision::Approve,
                opinion: scene.write("APPROVAL", dice),
                ground: Some(scene.write("LEVEL_GROUND", dice)),
                quantities: cut(80, scene, dice),
            }),
            Self::Reject => rules::Act::Review(rules::Review {
                decision: Decision::Reject,
                opinion: scene.write("REJECTION", dice),
                quantities: None,
                ground: None,
            }),
            Self::Propose => rules::Act::Propose(rules::Propose {
                reason: scene.write("ADJUSTMENT", dice),
                quantities: None,
            }),
            Self::ProposeLess => rules::Act::Propose(rules::Propose {
                reason: scene.write("LESS", dice),
                quantities: Some(halved(scene)),
            }),
            Self::Receive => rules::Act::ReceiveFiling(rules::ReceiveFiling {
                remark: Some(scene.write("FILING", dice)),
            }),
            Self::Determine => rules::Act::DetermineCompletion(rules::DetermineCompletion {
                completed_on: scene.delivered_on,
                evidence: scene.write("EVIDENCE", dice),
            }),
            Self::Abandon => rules::Act::Abandon(rules::Abandon {
                reason: scene.write("ABANDONMENT", dice),
            }),
            Self::Clear => rules::Act::ClearEnvironment(certified(scene, dice)),
            // Of one or two the half that is issued may be all that was approved: then there is no surplus to clear.
            Self::ClearSurplus if scene.lines.iter().all(|line| line.quantity < 3) => return None,
            Self::ClearSurplus => return Self::Clear.command(scene, dice),
            Self::OrderTest => rules::Act::OrderTest(rules::OrderTest {
                remark: Some(scene.write("REMARK", dice)),
            }),
            Self::HandOverTest => rules::Act::HandOverTest(rules::HandOverTest {
                environment: scene.write("ENVIRONMENT", dice),
            }),
            Self::FailTest => report(rules::TestResult::Failed, "TEST_FAILED", scene, dice),
            Self::PassTest => report(rules::TestResult::Passed, "TEST_PASSED", scene, dice),
            Self::OrderDelivery => rules::Act::OrderDelivery(rules::OrderDelivery {
                remark: Some(scene.write("REMARK", dice)),
            }),
            Self::Deliver => rules::Act::Deliver(rules::Deliver {
                completed_on: scene.today,
                quantities: None,
                instances: None,
            }),
            Self::Confirm => rules::Act::Confirm(rules::Confirm {
                completed_on: scene.delivered_on,
                reason: None,
            }),
            Self::Serve => return scene.on(Act::Common(serve(scene))),
            Self::Arrive => rules::Act::ReportArrival(rules::ReportArrival {
                line: PRODUCT_LINE,
                arrived_on: scene.today,
                evidence: scene.write("ARRIVAL", dice),
            }),
            Self::FailCheck => check(rules::TestResult::Failed, "CHECK_FAILED", scene, dice),
            Self::PassCheck => check(rules::TestResult::Passed, "CHECK_PASSED", scene, dice),
            Self::Deploy => rules::Act::DeployProduct(rules::DeployProduct {
                line: PRODUCT_LINE,
                deployed_on: scene.today,
            }),
        };
        scene.on(Act::Application(act))
    }

    fn wants(&self) -> Wants {
        if matches!(self, Self::SubmitProduct | Self::ApproveProduct) {
            Wants::Product
        } else {
            Wants::Items
        }
    }

    fn opens_second(&self) -> bool {
        *self == Self::Refile
    }

    fn is_order(&self) -> bool {
        matches!(self, Self::OrderTest | Self::OrderDelivery)
    }

    fn delivers(&self) -> bool {
        *self == Self::Deliver
    }
}

/// What some units are slow to supply.
const MISSING: [MaterialKind; 2] = [MaterialKind::CryptographyPlan, MaterialKind::SizingSheet];

/// One document that serves as all that is asked for at the system's level, but for these.
fn supply(but: &[MaterialKind], scene: &Scene, dice: &mut Dice) -> rules::Act {
    let asked = MaterialKind::ALL
        .into_iter()
        .filter(|kind| kind.asked_from() <= scene.level && !but.contains(kind));
    let asked: BTreeSet<MaterialKind> = asked.collect();
    let is_graded = asked.contains(&MaterialKind::GradingRecord);
    let has_inventory = asked.contains(&MaterialKind::DataInventory);
    rules::Act::Supply(materials::Supply {
        materials: asked,
        document: scene.write("MATERIAL", dice),
        dated: scene.today,
        level: is_graded.then_some(scene.level),
        data: dice.pick(&DataHeld::ALL).copied().filter(|_| has_inventory),
        stays_in_country: has_inventory.then_some(true),
        sha256: None,
    })
}

/// The only line that a product has.
const PRODUCT_LINE: LineNumber = LineNumber(1);

/// What is asked for, written; it may regularise an emergency.
pub(super) fn submit(
    title: &str,
    emergency: Option<MatterId>,
    scene: &Scene,
    dice: &mut Dice,
) -> Command {
    open(rules::Submit {
        title: scene.writer.title(title, scene.kind, dice),
        system: scene.system.clone(),
        pool: scene.pool.clone(),
        lines: scene.lines.to_vec(),
        contact_name: scene.contact.to_owned(),
        contact_telephone: scene.telephone.to_owned(),
        non_classified: true,
        emergency,
        previous: None,
        answers: None,
    })
}

/// The same again, with an answer to the only objection of the one that was not accepted.
fn refile(previous: MatterId, scene: &Scene, dice: &mut Dice) -> Command {
    let answer = format!("1 {}", scene.writer.write("ANSWER", dice));
    open(rules::Submit {
        title: scene.writer.title("TITLE", scene.kind, dice),
        system: scene.system.clone(),
        pool: scene.pool.clone(),
        lines: scene.lines.to_vec(),
        contact_name: scene.contact.to_owned(),
        contact_telephone: scene.telephone.to_owned(),
        non_classified: true,
        emergency: None,
        previous: Some(previous),
        answers: Some(vec![answer.into()]),
    })
}

fn open(act: rules::Submit) -> Command {
    Command::Open(Opening::Application(rules::Opening::Submit(act)))
}

fn report(result: rules::TestResult, text: &str, scene: &Scene, dice: &mut Dice) -> rules::Act {
    rules::Act::ReportTest(rules::ReportTest {
        result,
        report: scene.write(text, dice),
        early_reason: (result == rules::TestResult::Passed).then(|| scene.write("EARLY", dice)),
    })
}

/// The only paper that is on its way, received by whoever is to be called.
fn serve(scene: &Scene) -> common::Act {
    common::Act::Serve(common::Serve {
        paper: None,
        party: None,
        received_by: scene.contact.to_owned(),
        served_at: None,
    })
}

fn check(result: rules::TestResult, text: &str, scene: &Scene, dice: &mut Dice) -> rules::Act {
    rules::Act::CheckProduct(rules::CheckProduct {
        line: PRODUCT_LINE,
        result,
        evidence: scene.write(text, dice),
    })
}

/// In a quarter of the cases every quantity at so many percent, at least one.
fn cut(percent: u32, scene: &Scene, dice: &mut Dice) -> Option<Quantities> {
    let happens = dice.percent(25) && !scene.lines.is_empty();
    let less = |quantity: u32| (quantity * percent / 100).max(1);
    happens.then(|| Quantities(scene.lines.iter().map(|line| less(line.quantity)).collect()))
}

/// Half of every quantity, at least one: of three or more that is less than any reviewer of the city approves.
fn halved(scene: &Scene) -> Quantities {
    let half = |quantity: u32| (quantity / 2).max(1);
    Quantities(scene.lines.iter().map(|line| half(line.quantity)).collect())
}

/// What a duty asks for.
pub(super) fn discharge(duty: rules::DutyKind, dice: &mut Dice) -> Option<&'static dyn AnyStep> {
    use rules::DutyKind as Duty;
    Some(match duty {
        Duty::Accept => mostly(&StoryStep::Accept, &StoryStep::Decline, dice),
        Duty::Review => mostly(&StoryStep::Approve, &StoryStep::Reject, dice),
        Duty::OrderTest => &StoryStep::OrderTest,
        Duty::BuildTest => &StoryStep::HandOverTest,
        Duty::Test => mostly(&StoryStep::PassTest, &StoryStep::FailTest, dice),
        Duty::Propose => &StoryStep::Propose,
        Duty::ReceiveFiling => &StoryStep::Receive,
        Duty::OrderDelivery => &StoryStep::OrderDelivery,
        Duty::Deliver => &StoryStep::Deliver,
        Duty::Confirm => &StoryStep::Confirm,
        Duty::DetermineCompletion => &StoryStep::Determine,
        Duty::ServeOpinion => &StoryStep::Serve,
        Duty::ClearEnvironment | Duty::ClearSurplus => &StoryStep::Clear,
        Duty::ReportArrival | Duty::MendProduct => &StoryStep::Arrive,
        Duty::CheckProduct => mostly(&StoryStep::PassCheck, &StoryStep::FailCheck, dice),
        Duty::DeployProduct => &StoryStep::Deploy,
        // `Resubmit` is discharged by a new application, `ServeDetermination` by three services, and the simulator has
        // no story for either; nothing that it does leads to the others.
        Duty::Resubmit
        | Duty::ServeDetermination
        | Duty::EndTest
        | Duty::CheckAttestation
        | Duty::DecideObjection => {
            return None;
        }
    })
}

/// What is told of one that is under way.
pub(super) fn told(body: &rules::Application) -> Told {
    Told {
        level: body.asked.stood.protection_level,
        delivered_on: body.completed_on,
    }
}
