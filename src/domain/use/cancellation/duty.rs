//! What must be done on a cancellation, by when. Art. 21 gives no time for any of it: every limit is a target of the house
//! (R16, R40).

use super::{Stage, Verb};
use crate::domain::kinds;
use crate::domain::law::article::paragraph;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::{Head, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::ruling::{R26, R40};
use crate::domain::law::step::{By, Owed, Start, Term};

words! {
    /// A duty of cancellations.
    pub enum DutyKind {
        /// Review it.
        ReviewCancellation = "review_cancellation",
        /// Confirm the backup.
        BackUp = "back_up",
        /// Take it offline.
        TakeOffline = "take_offline",
        /// Attest the end of use.
        AttestEnd = "attest_end",
        /// See to it that a unit that never attests does, or determine the day: R40.
        DetermineEnd = "determine_end",
        /// Wipe what left, and certify it.
        ClearResources = "clear_resources",
        /// Put support's hand under the certificate.
        Countersign = "countersign_clearing",
        /// Take the room back.
        Reclaim = "reclaim",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: up to the attested end billing goes on (Art. 40, R40).
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::BackUp | Self::TakeOffline | Self::AttestEnd | Self::DetermineEnd => true,
            Self::ReviewCancellation | Self::ClearResources | Self::Countersign | Self::Reclaim => {
                false
            }
        }
    }

    /// The verb that discharges it.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        let verb = match self {
            Self::ReviewCancellation => Verb::Review,
            Self::BackUp => Verb::ConfirmBackup,
            Self::TakeOffline => Verb::TakeOffline,
            Self::AttestEnd => Verb::Attest,
            Self::DetermineEnd => Verb::Determine,
            Self::ClearResources => Verb::Clear,
            Self::Countersign => Verb::Countersign,
            Self::Reclaim => Verb::Reclaim,
        };
        Some(verb.into())
    }

    /// Who hears of its lateness: of whatever lets it stall, and of a unit that never attests the end (R40), the authority.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::BackUp | Self::TakeOffline | Self::AttestEnd | Self::ClearResources => {
                escalation::AUTHORITY
            }
            Self::ReviewCancellation | Self::DetermineEnd | Self::Countersign | Self::Reclaim => {
                escalation::NOBODY
            }
        }
    }
}

const AUTHORITY: By = By::Sole(PartyKind::Authority);
const SUPPORT: By = By::Sole(PartyKind::Support);
const UNIT: By = By::Concerned(Role::Unit);
const OPERATOR: By = By::Concerned(Role::Operator);

fn duty(kind: DutyKind, by: By, post: Post, term: Term) -> Owed {
    Owed {
        key: DutyKey::whole(kind),
        by,
        post,
        article: paragraph(21, 2),
        term,
        start: Start::Now,
    }
}

/// The duties of a cancellation as it stands.
pub(super) fn owed(head: &Head, stage: Stage) -> Vec<Owed> {
    let handler = Post::Handler;
    let of = |kind, by, post, target| vec![duty(kind, by, post, Term::WorkingDays(target))];
    match stage {
        Stage::Submitted => of(
            DutyKind::ReviewCancellation,
            AUTHORITY,
            Post::Reviewer,
            "review_cancellation_working_days",
        ),
        Stage::Approved => of(DutyKind::BackUp, UNIT, handler, "back_up_working_days"),
        Stage::BackedUp => of(
            DutyKind::TakeOffline,
            OPERATOR,
            handler,
            "take_offline_working_days",
        ),
        Stage::Offline => attesting(head),
        Stage::Terminated => of(
            DutyKind::ClearResources,
            OPERATOR,
            handler,
            "clear_working_days",
        ),
        Stage::Cleared => of(
            DutyKind::Countersign,
            SUPPORT,
            Post::Reviewer,
            "countersign_working_days",
        ),
        Stage::Countersigned => of(DutyKind::Reclaim, OPERATOR, handler, "reclaim_working_days"),
        Stage::Rejected | Stage::Closed | Stage::Withdrawn => vec![],
    }
}

/// The unit attests the day with which billing ends (R26); once its lateness was reported, the authority may determine it
/// (R40).
fn attesting(head: &Head) -> Vec<Owed> {
    let attest = duty(
        DutyKind::AttestEnd,
        UNIT,
        Post::Handler,
        Term::Resting("attest_end_working_days", R26, "billing_ends"),
    );
    let determine = duty(
        DutyKind::DetermineEnd,
        AUTHORITY,
        Post::Reviewer,
        Term::Ruled(R40, "determine_working_days"),
    );
    attest.and_once_reported(head, determine)
}
