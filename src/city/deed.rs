//! Deeds: the acts that the demo city and the simulator choose from, who does each, and the command it becomes.

use chrono::NaiveDate;

use crate::domain::command::{Command, Decision, TestResult};
use crate::domain::matter::MatterId;
use crate::domain::pool::CloudMode;

use super::dice::Dice;
use super::writer::Writer;

/// A deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Submit,
    SubmitProduct,
    Accept,
    Decline,
    Refile,
    Approve,
    Reject,
    OrderTest,
    HandOverTest,
    FailTest,
    PassTest,
    Propose,
    Receive,
    OrderDelivery,
    Deliver,
    Confirm,
    Determine,
    FailCheck,
    PassCheck,
    Deploy,
    Withdraw,
    Abandon,
    Hold,
    Resume,
    Apply,
    Grant,
    Refuse,
    HandOver,
    ConfirmIssuance,
    FileFormal,
    Remind,
}

/// Who does a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doer {
    Unit,
    AuthorityHandler,
    AuthorityReviewer,
    SupportHandler,
    SupportReviewer,
    Operator,
}

impl Deed {
    /// Who does it.
    pub(super) fn doer(self) -> Doer {
        match self {
            Self::Submit
            | Self::SubmitProduct
            | Self::Refile
            | Self::FailTest
            | Self::PassTest
            | Self::Confirm
            | Self::Deploy
            | Self::Withdraw
            | Self::Abandon
            | Self::Apply
            | Self::ConfirmIssuance
            | Self::FileFormal => Doer::Unit,
            Self::Accept | Self::Decline | Self::Receive | Self::Hold | Self::Resume => {
                Doer::AuthorityHandler
            }
            Self::Approve | Self::Reject | Self::Determine => Doer::AuthorityReviewer,
            Self::OrderTest | Self::Propose | Self::OrderDelivery | Self::Remind => {
                Doer::SupportHandler
            }
            Self::FailCheck | Self::PassCheck | Self::Grant | Self::Refuse => Doer::SupportReviewer,
            Self::HandOverTest | Self::Deliver | Self::HandOver => Doer::Operator,
        }
    }

    /// Whether it opens a second matter beside the first: the acts after it are on that one.
    pub(super) fn opens_second(self) -> bool {
        matches!(self, Self::Refile | Self::FileFormal)
    }

    /// Whether it orders from a provider; a self-built pool has none.
    pub(super) fn is_order(self) -> bool {
        matches!(self, Self::OrderTest | Self::OrderDelivery)
    }

    /// The limit in working days of the duty that it fulfils, if being late by it can be told.
    pub(super) fn limit(self) -> Option<u32> {
        match self {
            Self::Accept | Self::Decline | Self::Approve | Self::Reject | Self::Deliver => Some(10),
            Self::HandOverTest | Self::Propose => Some(5),
            Self::OrderTest | Self::OrderDelivery | Self::Confirm | Self::ConfirmIssuance => {
                Some(3)
            }
            Self::Receive => Some(2),
            _ => None,
        }
    }

    /// How many working days pass before it when nobody is late.
    pub(super) fn pause(self) -> (u32, u32) {
        match self {
            Self::Submit
            | Self::SubmitProduct
            | Self::Apply
            | Self::Grant
            | Self::HandOver
            | Self::Refuse => (0, 0),
            Self::Accept | Self::Decline | Self::Refile | Self::Deliver => (1, 8),
            Self::Approve | Self::Reject | Self::FailCheck | Self::PassCheck => (2, 9),
            Self::HandOverTest | Self::Propose => (1, 4),
            Self::FailTest | Self::PassTest => (3, 9),
            Self::Confirm | Self::Withdraw | Self::Resume => (1, 3),
            Self::OrderTest | Self::OrderDelivery | Self::Receive | Self::ConfirmIssuance => (1, 2),
            // After the unit's three days, and the escalation that follows them.
            Self::Determine | Self::Remind => (5, 7),
            Self::Deploy => (5, 20),
            Self::Abandon => (2, 10),
            Self::Hold | Self::FileFormal => (1, 1),
        }
    }

    /// The limit, in working days or nearly so, of the duty that is open after it; none if nothing is.
    pub(super) fn leaves_open(
        self,
        mode: CloudMode,
        product: bool,
        emergency: bool,
    ) -> Option<u32> {
        let by_mode = |purchased, self_built| match mode {
            CloudMode::Purchased => Some(purchased),
            CloudMode::SelfBuilt => Some(self_built),
        };
        match self {
            Self::Submit
            | Self::SubmitProduct
            | Self::Accept
            | Self::Refile
            | Self::FileFormal
            | Self::Decline
            | Self::OrderDelivery => Some(10),
            Self::Approve if emergency => None,
            Self::Approve if product => Some(10),
            Self::Approve => by_mode(3, 5),
            Self::Receive => by_mode(3, 10),
            Self::OrderTest | Self::PassTest => Some(5),
            Self::HandOverTest => Some(20),
            Self::FailTest => Some(15),
            Self::Propose => Some(2),
            Self::Deliver | Self::HandOver | Self::Remind => Some(3),
            Self::FailCheck | Self::Hold | Self::Resume => Some(8),
            Self::PassCheck => Some(60),
            Self::Apply | Self::Grant | Self::ConfirmIssuance => Some(1),
            Self::Reject if emergency => Some(10),
            Self::Reject
            | Self::Confirm
            | Self::Determine
            | Self::Deploy
            | Self::Withdraw
            | Self::Abandon
            | Self::Refuse => None,
        }
    }
}

/// A matter that something is done on.
pub(super) struct Target<'a> {
    pub(super) matter: MatterId,
    /// What was applied for, line by line, where quantities may be cut; empty where they must not.
    pub(super) applied: &'a [u32],
    /// The protection level of the system.
    pub(super) level: u8,
    /// The day of the delivery or hand-over, or else today.
    pub(super) delivered_on: NaiveDate,
    pub(super) today: NaiveDate,
}

impl Target<'_> {
    /// Every quantity at so many percent, but never nothing; now and then.
    fn cut(&self, percent: u32, dice: &mut Dice) -> Vec<u32> {
        if !dice.percent(25) {
            return vec![];
        }
        self.applied
            .iter()
            .map(|quantity| (quantity * percent / 100).max(1))
            .collect()
    }

    /// The command of a deed on this matter; none for deeds that open one.
    pub(super) fn command(&self, deed: Deed, writer: &Writer, dice: &mut Dice) -> Option<Command> {
        let matter = self.matter;
        let mut write = |kind: &str| writer.write(kind, dice);
        Some(match deed {
            Deed::Accept => Command::Accept {
                matter,
                remark: write("REMARK"),
            },
            Deed::Decline => Command::Decline {
                matter,
                objections: vec![write("OBJECTION")],
            },
            Deed::Approve => Command::Review {
                matter,
                decision: Decision::Approve,
                opinion: write("APPROVAL"),
                ground: if self.level >= 4 {
                    write("LEVEL_GROUND")
                } else {
                    String::new()
                },
                quantities: self.cut(80, dice),
            },
            Deed::Reject => Command::Review {
                matter,
                decision: Decision::Reject,
                opinion: write("REJECTION"),
                quantities: vec![],
                ground: String::new(),
            },
            Deed::Propose => Command::Propose {
                matter,
                reason: write("ADJUSTMENT"),
                quantities: self.cut(70, dice),
            },
            Deed::Receive => Command::ReceiveFiling {
                matter,
                remark: write("FILING"),
            },
            Deed::Determine => Command::DetermineCompletion {
                matter,
                completed_on: self.delivered_on,
                evidence: write("EVIDENCE"),
            },
            Deed::Withdraw => Command::Withdraw {
                matter,
                reason: write("WITHDRAWAL"),
            },
            Deed::Abandon => Command::Abandon {
                matter,
                reason: write("ABANDONMENT"),
            },
            Deed::Hold => Command::Hold {
                matter,
                reason: write("HOLD"),
            },
            Deed::Resume => Command::Resume { matter },
            _ => return self.issuing(deed, write),
        })
    }

    /// The deeds of testing, delivery, products and emergencies.
    fn issuing(&self, deed: Deed, mut write: impl FnMut(&str) -> String) -> Option<Command> {
        let matter = self.matter;
        let (completed_on, today) = (self.delivered_on, self.today);
        let line = 1;
        Some(match deed {
            Deed::OrderTest => Command::OrderTest {
                matter,
                remark: write("REMARK"),
            },
            Deed::HandOverTest => Command::HandOverTest {
                matter,
                environment: write("ENVIRONMENT"),
            },
            Deed::FailTest => Command::ReportTest {
                matter,
                result: TestResult::Failed,
                report: write("TEST_FAILED"),
            },
            Deed::PassTest => Command::ReportTest {
                matter,
                result: TestResult::Passed,
                report: write("TEST_PASSED"),
            },
            Deed::OrderDelivery => Command::OrderDelivery {
                matter,
                remark: write("REMARK"),
            },
            Deed::Deliver => Command::Deliver {
                matter,
                completed_on: today,
                quantities: vec![],
            },
            Deed::Confirm => Command::Confirm {
                matter,
                completed_on,
            },
            Deed::FailCheck => Command::CheckProduct {
                matter,
                line,
                result: TestResult::Failed,
                evidence: write("CHECK_FAILED"),
            },
            Deed::PassCheck => Command::CheckProduct {
                matter,
                line,
                result: TestResult::Passed,
                evidence: write("CHECK_PASSED"),
            },
            Deed::Deploy => Command::DeployProduct {
                matter,
                line,
                deployed_on: today,
            },
            Deed::Grant => Command::ReviewEmergency {
                matter,
                decision: Decision::Approve,
                opinion: write("EMERGENCY_APPROVAL"),
            },
            Deed::Refuse => Command::ReviewEmergency {
                matter,
                decision: Decision::Reject,
                opinion: write("EMERGENCY_REJECTION"),
            },
            Deed::HandOver => Command::HandOver {
                matter,
                handed_over_at: None,
            },
            Deed::ConfirmIssuance => Command::ConfirmIssuance {
                matter,
                completed_on,
            },
            Deed::Remind => Command::Remind {
                matter,
                remark: write("REMINDER"),
            },
            _ => return None,
        })
    }
}
