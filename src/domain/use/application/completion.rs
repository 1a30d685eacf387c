//! The completion day from which billing counts: attested by the unit, or determined by the authority, which bills at once
//! and may be objected to (Art. 39, R2).

use super::{
    Application, Confirm, DAY_OBJECTIONS_LIMIT, DayObjection, DecideObjection, DetermineCompletion,
    DutyKind, Fact, Reason, Stage, approves,
};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::duty::DutyKey;
use crate::domain::law::field::Paragraph;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R2;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked;
use crate::domain::r#use::attestation::{self, Attested};

/// Within how many working days of its service a determination may be objected to.
const DAYS_TO_OBJECT: u16 = 5;

/// The unit confirms and attests the completion day.
pub(super) fn confirm(case: &Case, on: &On<Application>, act: &Confirm) -> Result<Event, Refusal> {
    let attested = Attested::by_unit(act.completed_on, act.reason.as_ref());
    attest(case, on, attested)
}

/// The authority determines the day of a unit that was reported for never confirming (R2), by a paper of its own.
pub(super) fn determine(
    case: &Case,
    on: &On<Application>,
    act: &DetermineCompletion,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Delivered])?;
    let owed = on
        .head()
        .duty(DutyKey::whole(DutyKind::DetermineCompletion));
    if owed.is_none() {
        return Err(AnyReason::from(Reason::NotYetEscalated).under(R2));
    }
    let attested = Attested::on_evidence(case, act.completed_on, &act.evidence)?;
    attest(case, on, attested)
}

/// The day stands, by its paper; what was delivered runs.
fn attest(case: &Case, on: &On<Application>, attested: Attested) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Delivered])?;
    let reported_on = on.body.completed_on.unwrap_or(on.head().opened_at.day());
    let attestation = attestation::attest(case, &on.body.asked, reported_on, attested)?;
    let paper = attestation::paper(case, on.head(), &attestation)?;
    case.moves(on.matter)
        .to(Stage::Running)
        .sends(paper)
        .record(|step| Fact::Confirmed { step, attestation })
}

/// Support checks an attested day that is not the reported one.
pub(super) fn check(
    case: &Case,
    on: &On<Application>,
    remark: Option<&Paragraph>,
) -> Result<Event, Refusal> {
    let remark = attestation::check(case, on.body.attestation.as_ref(), remark)?;
    case.moves(on.matter)
        .record(|step| Fact::AttestationChecked {
            step,
            remark,
            at: case.now.into(),
        })
}

/// Somebody on whom the determination was served objects to its day, within five working days of the service; billing
/// goes on meanwhile.
pub(super) fn object(case: &Case, on: &On<Application>, reason: &str) -> Result<Event, Refusal> {
    let attestation = on.body.attestation.as_ref();
    let determined = attestation.is_some_and(|attestation| attestation.evidence.is_some());
    let me = &case.actor.party;
    let refuse = |reason: Reason| AnyReason::from(reason).under(article(39));
    let kind = asked::PaperKind::CompletionDetermination;
    let is_mine = on
        .head()
        .services
        .iter()
        .any(|service| service.kind == kind.into() && service.party == *me);
    if !determined || !is_mine {
        return Err(refuse(Reason::NoDetermination));
    }
    if let Some(served_at) = on.head().served_at(kind, me) {
        let last = case.working_days_after(on.matter, served_at, DAYS_TO_OBJECT);
        if last.is_proven_late(case.now) {
            return Err(refuse(Reason::NoDetermination));
        }
    }
    if on.body.day_objections.len() >= DAY_OBJECTIONS_LIMIT {
        return Err(refuse(Reason::EnoughObjections));
    }
    let objection = DayObjection {
        by: me.clone(),
        at: case.now.into(),
        reason: text::required(case, "reason", reason, text::PARAGRAPH)?,
        upheld: None,
    };
    case.moves(on.matter)
        .record(|step| Fact::DeterminationObjected { step, objection })
}

/// The authority decides what was said against the determined day. One that is upheld corrects the day.
pub(super) fn decide(
    case: &Case,
    on: &On<Application>,
    act: &DecideObjection,
) -> Result<Event, Refusal> {
    let waits = |objection: &DayObjection| objection.upheld.is_none();
    let attestation = on
        .body
        .attestation
        .as_ref()
        .filter(|_| on.body.day_objections.iter().any(waits))
        .ok_or_else(|| AnyReason::from(Reason::NoObjection).under(article(39)))?;
    let opinion = text::required(case, "opinion", act.opinion.as_str(), text::PARAGRAPH)?;
    let upheld = approves(act.decision);
    let completed_on = if upheld {
        let day = act
            .completed_on
            .ok_or_else(|| AnyReason::Missing("completed_on".to_owned()).under(article(39)))?;
        text::not_in_future(case, day)?;
        let reported_on = on.body.completed_on.unwrap_or(day);
        if day < reported_on {
            return Err(AnyReason::Before(day, reported_on).under(article(39)));
        }
        day
    } else {
        attestation.completed_on
    };
    let paper = attestation::on_three(
        case,
        on.head(),
        asked::PaperKind::ObjectionDecision,
        &opinion,
    )?;
    case.moves(on.matter)
        .sends(paper)
        .record(|step| Fact::ObjectionDecided {
            step,
            upheld,
            opinion,
            completed_on,
        })
}
