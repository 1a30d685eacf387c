//! What those on whom a determination was served say against its day (Art. 39, R2): within five working days of the service,
//! decided by the authority; one that is upheld corrects the day. Billing goes on meanwhile.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::{APPROVED, Decision, PaperKind};
use super::attestation::{self, Attestation, OtherDay};
use crate::domain::law::article::article;
use crate::domain::law::clock::Moment;
use crate::domain::law::code::PartyCode;
use crate::domain::law::field::{Paragraph, fields};
use crate::domain::law::matter::Matter;
use crate::domain::law::paper::Paper;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// The most objections to one determination.
pub const DAY_OBJECTIONS_LIMIT: usize = 10;
/// Within how many working days of its service a determination may be objected to.
const DAYS_TO_OBJECT: u16 = 5;

/// What somebody on whom a determination was served says against its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayObjection {
    /// Who.
    pub by: PartyCode,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: String,
    /// Whether the authority upheld it; none while it is not decided.
    pub upheld: Option<bool>,
}

/// How the objections that waited were decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Whether they are upheld.
    pub upheld: bool,
    /// The opinion.
    pub opinion: String,
    /// The day that holds.
    pub completed_on: NaiveDate,
    /// What is to be said of that day if it is not the reported one: why, and what the days between are worth.
    pub other_day: Option<OtherDay>,
}

fields! {
    /// What somebody says against a determined day, as it is typed.
    pub struct Objecting {
        /// Why.
        reason: Paragraph,
    }
}

fields! {
    /// How the authority decides what was said, as it is typed.
    pub struct Deciding {
        /// Approved is upheld.
        decision: Decision,
        /// The opinion.
        opinion: Paragraph,
        /// The day that holds, where an objection is upheld.
        completed_on: Option<NaiveDate> [asked_when("decision", APPROVED), needed_when("decision", APPROVED)],
    }
}

/// Whether any objection waits for its decision.
#[must_use]
pub fn any_waits(objections: &[DayObjection]) -> bool {
    objections.iter().any(|one| one.upheld.is_none())
}

/// Takes in a decision: whatever waited is settled, and the day that holds stands.
pub fn settle(
    objections: &mut [DayObjection],
    attestation: Option<&mut Attestation>,
    decided: &Decided,
) {
    for objection in objections {
        objection.upheld.get_or_insert(decided.upheld);
    }
    if let Some(attestation) = attestation {
        attestation.completed_on = decided.completed_on;
        attestation.other_day.clone_from(&decided.other_day);
    }
}

/// Somebody on whom the determination was served objects to its day.
///
/// # Errors
/// If nobody determined it, it was not for the actor, its days are over, or enough was said.
pub fn object(
    case: &Case,
    matter: &Matter,
    attestation: Option<&Attestation>,
    objections: &[DayObjection],
    typed: &Objecting,
) -> Result<DayObjection, Refusal> {
    let determined = attestation.is_some_and(|attestation| attestation.evidence.is_some());
    let me = &case.actor.party;
    let refuse = |reason: Reason| reason.under(article(39));
    let kind = PaperKind::CompletionDetermination;
    let head = &matter.head;
    let is_mine = head
        .services
        .iter()
        .any(|service| service.kind == kind.into() && service.holder() == me);
    if !determined || !is_mine {
        return Err(refuse(Reason::NoDetermination));
    }
    if let Some(served_at) = head.served_at(kind, me) {
        let last = case.working_days_after(matter, served_at, DAYS_TO_OBJECT);
        if last.is_proven_late(case.now) {
            return Err(refuse(Reason::NoDetermination));
        }
    }
    if objections.len() >= DAY_OBJECTIONS_LIMIT {
        return Err(refuse(Reason::EnoughObjections));
    }
    Ok(DayObjection {
        by: me.clone(),
        at: case.now.into(),
        reason: text::required(case, "reason", typed.reason.as_str(), text::PARAGRAPH)?,
        upheld: None,
    })
}

/// The authority decides what was said against the determined day. One that is upheld corrects the day, never to one
/// before `reported_on`. Gives the decision, and the paper by which it goes out to the three.
///
/// # Errors
/// If nothing waits, the opinion says nothing, or the corrected day cannot be.
pub fn decide(
    case: &Case,
    matter: &Matter,
    attestation: Option<&Attestation>,
    objections: &[DayObjection],
    reported_on: Option<NaiveDate>,
    typed: &Deciding,
) -> Result<(Decided, Paper), Refusal> {
    let attestation = attestation
        .filter(|_| any_waits(objections))
        .ok_or_else(|| Reason::NoObjection.under(article(39)))?;
    let opinion = text::required(case, "opinion", typed.opinion.as_str(), text::PARAGRAPH)?;
    let (upheld, completed_on, other_day) = match typed.decision {
        Decision::Approve => {
            let missing = || Reason::Missing("completed_on".to_owned()).under(article(39));
            let day = typed.completed_on.ok_or_else(missing)?;
            text::not_in_future(case, day)?;
            if let Some(reported_on) = reported_on.filter(|reported_on| day < *reported_on) {
                return Err(Reason::Before(day, reported_on).under(article(39)));
            }
            (
                true,
                day,
                other_day(case, matter, reported_on, day, &opinion),
            )
        }
        Decision::Reject => (
            false,
            attestation.completed_on,
            attestation.other_day.clone(),
        ),
    };
    let kind = PaperKind::ObjectionDecision;
    let paper = attestation::on_three(case, &matter.head, kind, &opinion)?;
    let decided = Decided {
        upheld,
        opinion,
        completed_on,
        other_day,
    };
    Ok((decided, paper))
}

/// What is to be said of a corrected day: the opinion says why it is not the reported one, and needs no check.
fn other_day(
    case: &Case,
    matter: &Matter,
    reported_on: Option<NaiveDate>,
    day: NaiveDate,
    opinion: &str,
) -> Option<OtherDay> {
    let asked = matter.body.asked()?;
    let reported_on = reported_on.filter(|reported_on| *reported_on != day)?;
    Some(OtherDay {
        reported_on,
        reason: opinion.to_owned(),
        stake_fen: attestation::stake(case, asked, reported_on, day),
        checked_at: Some(case.now.into()),
    })
}
