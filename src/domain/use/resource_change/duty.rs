//! What is owed on a change as it stands (Art. 20, 21(2), 39).

use super::{ResourceChange, Stage, Verb};
use crate::domain::build::pool::CloudMode;
use crate::domain::kinds;
use crate::domain::law::article::{Article, article, paragraph};
use crate::domain::law::clock::Limit;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::R6;
use crate::domain::law::step::{By, Owed, Start, Term};

words! {
    /// What must be done on a change.
    pub enum DutyKind {
        /// Decide: Art. 20.
        ReviewChange = "review_change",
        /// Give support's opinion: Art. 20.
        AdviseChange = "advise_change",
        /// Order it from the provider: Art. 20.
        OrderChange = "order_change",
        /// Carry it out: Art. 20.
        CarryOutChange = "carry_out_change",
        /// Confirm, with the day from which it counts: Art. 39.
        ConfirmChange = "confirm_change",
        /// See to it that a unit that never confirms does, or determine the day: R2.
        DetermineChange = "determine_change",
        /// Clear what left: Art. 21(2).
        ClearChange = "clear_change",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: the day that counts is that of its completion.
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::CarryOutChange | Self::ConfirmChange | Self::DetermineChange => true,
            Self::ReviewChange | Self::AdviseChange | Self::OrderChange | Self::ClearChange => {
                false
            }
        }
    }

    /// The verb that discharges it.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        let verb = match self {
            Self::ReviewChange => Verb::Review,
            Self::AdviseChange => Verb::Advise,
            Self::OrderChange => Verb::Order,
            Self::CarryOutChange => Verb::CarryOut,
            Self::ConfirmChange => Verb::Confirm,
            Self::DetermineChange => Verb::Determine,
            Self::ClearChange => Verb::Clear,
        };
        Some(verb.into())
    }

    /// Who hears of its lateness.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::ReviewChange => escalation::OWN,
            Self::CarryOutChange | Self::ConfirmChange | Self::ClearChange => escalation::AUTHORITY,
            Self::AdviseChange | Self::OrderChange | Self::DetermineChange => escalation::NOBODY,
        }
    }
}

const AUTHORITY: By = By::Sole(PartyKind::Authority);
const SUPPORT: By = By::Sole(PartyKind::Support);
const UNIT: By = By::Concerned(Role::Unit);
const OPERATOR: By = By::Concerned(Role::Operator);

fn duty(kind: DutyKind, by: By, article: Article, target: &'static str) -> Owed {
    Owed {
        key: DutyKey::whole(kind),
        by,
        post: Post::Handler,
        article,
        term: Term::WorkingDays(target),
        start: Start::Now,
    }
}

/// The duties of a change as it stands.
pub(super) fn owed(head: &Head, stage: Stage, body: &ResourceChange) -> Vec<Owed> {
    match stage {
        Stage::Requested => {
            let review = duty(DutyKind::ReviewChange, AUTHORITY, article(20), "");
            let review = Owed {
                post: Post::Reviewer,
                ..review.within(Limit::WorkingDays(10))
            };
            let advise = || {
                let target = "advise_change_working_days";
                duty(DutyKind::AdviseChange, SUPPORT, article(20), target)
            };
            let advise = body.advice.is_none().then(advise);
            [Some(review), advise].into_iter().flatten().collect()
        }
        Stage::Approved => {
            let target = "order_change_working_days";
            vec![duty(DutyKind::OrderChange, SUPPORT, article(20), target)]
        }
        Stage::Executing => vec![carry_out(head, body)],
        Stage::Done => confirmation(head),
        Stage::Clearing => {
            let (article, target) = (paragraph(21, 2), "clear_working_days");
            vec![duty(DutyKind::ClearChange, OPERATOR, article, target)]
        }
        Stage::Closed | Stage::Rejected | Stage::Withdrawn => Vec::new(),
    }
}

/// Whoever delivers has ten working days, however long the order took: from the approval, where the clocks of Art. 20 run one
/// after the other (R6).
fn carry_out(head: &Head, body: &ResourceChange) -> Owed {
    let by = match body.mode {
        CloudMode::Purchased => OPERATOR,
        CloudMode::SelfBuilt => SUPPORT,
    };
    let carry_out = duty(DutyKind::CarryOutChange, by, article(20), "");
    carry_out.within(Limit::WorkingDays(10)).from(Start::Ruled {
        ruling: R6,
        parameter: "order",
        starts: vec![
            ("sequential", body.approved_at),
            ("from_submission", Some(head.opened_at)),
        ],
    })
}

/// The unit attests; once its lateness was reported, the authority may determine the day (R2).
fn confirmation(head: &Head) -> Vec<Owed> {
    let target = "confirm_working_days";
    let confirm = duty(DutyKind::ConfirmChange, UNIT, article(39), target);
    let determine = Owed {
        post: Post::Reviewer,
        ..duty(
            DutyKind::DetermineChange,
            AUTHORITY,
            article(39),
            "supervise_working_days",
        )
    };
    confirm.and_once_reported(head, determine)
}
