//! What is owed on a procurement.
//!
//! The Measures give no limits here. Those to sign, to publish and to file are national (Government Procurement Law 46, 47;
//! its Regulation 50), count from the day on paper and not from the key, and are called so; the others are the house's own.

use super::{Procurement, Stage, Verb};
use crate::domain::kinds;
use crate::domain::law::article::{Article, article};
use crate::domain::law::clock::{Limit, Moment};
use crate::domain::law::duty::DutyKey;
use crate::domain::law::escalation::{self, Escalation};
use crate::domain::law::matter::Role;
use crate::domain::law::names::words;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::step::{By, Owed, Start, Term};
use crate::domain::purchase::agreement::ARRANGE_AHEAD;

words! {
    /// What must be done on a procurement.
    pub enum DutyKind {
        /// Review the need: Art. 12.
        ReviewNeed = "review_need",
        /// Award: Art. 12.
        Award = "award",
        /// Sign the contract: Government Procurement Law 46.
        SignContract = "sign_contract",
        /// Publish it: its Regulation 50.
        PublishContract = "publish_contract",
        /// File it with finance: Government Procurement Law 47.
        FileContract = "file_contract",
        /// Look at the list of the seriously dishonest again: Art. 12.
        CheckStanding = "check_standing",
        /// Decide what becomes of a contractor that is listed: Art. 12.
        DecideListing = "decide_listing",
        /// Cease to be an affiliate: Art. 13.
        CureAffiliation = "cure_affiliation",
        /// Arrange what comes after the contract's term: Art. 12.
        ArrangeEnd = "arrange_end",
    }
}

impl DutyKind {
    /// Whether money depends on when it is done: nothing is billed while it is owed (Art. 39, R2).
    #[must_use]
    pub const fn moves_money(self) -> bool {
        match self {
            Self::ReviewNeed
            | Self::Award
            | Self::SignContract
            | Self::PublishContract
            | Self::FileContract
            | Self::CheckStanding
            | Self::DecideListing
            | Self::CureAffiliation
            | Self::ArrangeEnd => false,
        }
    }

    /// The verb that discharges it.
    #[must_use]
    pub fn verb(self) -> Option<kinds::Verb> {
        Some(
            match self {
                Self::ReviewNeed => Verb::Review,
                Self::Award => Verb::Award,
                Self::SignContract => Verb::Sign,
                Self::PublishContract => Verb::Publish,
                Self::FileContract => Verb::File,
                Self::CheckStanding => Verb::Check,
                Self::DecideListing => Verb::DecideListing,
                Self::CureAffiliation => Verb::ReportCure,
                Self::ArrangeEnd => Verb::Arrange,
            }
            .into(),
        )
    }

    /// Who hears of its lateness: of what national law asks of support, and of an affiliate that stays one, the authority.
    #[must_use]
    pub fn escalation(self) -> &'static [Escalation] {
        match self {
            Self::SignContract
            | Self::PublishContract
            | Self::FileContract
            | Self::CureAffiliation => escalation::AUTHORITY,
            Self::ReviewNeed
            | Self::Award
            | Self::CheckStanding
            | Self::DecideListing
            | Self::ArrangeEnd => escalation::NOBODY,
        }
    }
}

fn duty(kind: DutyKind, by: PartyKind, post: Post, article: Article, term: Term) -> Owed {
    Owed {
        key: DutyKey::whole(kind),
        by: By::Sole(by),
        post,
        article,
        term,
        start: Start::Now,
    }
}

/// The duties of a procurement as it stands.
pub(super) fn owed(stage: Stage, body: &Procurement) -> Vec<Owed> {
    match stage {
        Stage::Drafted => vec![duty(
            DutyKind::ReviewNeed,
            PartyKind::Authority,
            Post::Reviewer,
            article(12),
            Term::WorkingDays("review_need_working_days"),
        )],
        Stage::Procuring => vec![duty(
            DutyKind::Award,
            PartyKind::Authority,
            Post::Reviewer,
            article(12),
            Term::WorkingDays("award_working_days"),
        )],
        Stage::Awarded => body.award.iter().map(sign).collect(),
        Stage::Performing => performing(body),
        Stage::Expired | Stage::Ended => national(body).collect(),
        Stage::Rejected | Stage::Cancelled => Vec::new(),
    }
}

fn sign(award: &super::Awarded) -> Owed {
    let term = Term::National(Limit::CalendarDays(30));
    let sign = DutyKind::SignContract;
    let owed = duty(sign, PartyKind::Support, Post::Reviewer, article(13), term);
    owed.from(Start::At(Moment::of_day(award.notified_on)))
}

/// What national law asks of a contract from its signature on, whatever becomes of it.
fn national(body: &Procurement) -> impl Iterator<Item = Owed> {
    let signed = body.agreement.as_ref();
    let signed = signed.map(|agreement| Start::At(Moment::of_day(agreement.signed_on)));
    let owed = move |kind, days| {
        let term = Term::National(Limit::WorkingDays(days));
        let owed = duty(kind, PartyKind::Support, Post::Handler, article(13), term);
        signed.clone().map(|start| owed.from(start))
    };
    let publish = body.published.is_none();
    let publish = publish.then(|| owed(DutyKind::PublishContract, 2));
    let file = body.filed.is_none();
    let file = file.then(|| owed(DutyKind::FileContract, 7));
    publish.flatten().into_iter().chain(file.flatten())
}

/// While the contract runs: what follows from its signature, from the last look at the list, and from what was found.
fn performing(body: &Procurement) -> Vec<Owed> {
    let check = body.check.as_ref().map(|last| {
        let term = Term::CalendarDays("check_standing_days");
        let check = DutyKind::CheckStanding;
        let owed = duty(
            check,
            PartyKind::Authority,
            Post::Handler,
            article(12),
            term,
        );
        let owed = owed.from(Start::At(Moment::of_day(last.checked_on)));
        owed.on(last.number.saturating_add(1))
    });
    let listed = body.check.as_ref().filter(|_| body.consequence.is_none());
    let decide = listed.and_then(|last| {
        // The days to decide begin with the look that found it, if the listing is older than that.
        let since = Moment::of_day(last.listed_on?.max(last.checked_on));
        let term = Term::WorkingDays("decide_listing_working_days");
        let decide = DutyKind::DecideListing;
        let owed = duty(
            decide,
            PartyKind::Authority,
            Post::Reviewer,
            article(12),
            term,
        );
        Some(owed.from(Start::At(since)).on(last.number))
    });
    let cure = body.affiliated.as_ref().map(|_| Owed {
        by: By::Concerned(Role::Contractor),
        ..duty(
            DutyKind::CureAffiliation,
            PartyKind::Agency,
            Post::Handler,
            article(13),
            Term::CalendarDays("cure_affiliation_days"),
        )
    });
    let nears = body.nears_end && body.arranged.is_none();
    let arrange = body.arrange_from.filter(|_| nears).map(|from| {
        let owed = duty(
            DutyKind::ArrangeEnd,
            PartyKind::Authority,
            Post::Handler,
            article(12),
            Term::CalendarDays(ARRANGE_AHEAD),
        );
        owed.from(Start::At(Moment::of_day(from)))
    });
    let further = [check, decide, cure, arrange].into_iter().flatten();
    national(body).chain(further).collect()
}
