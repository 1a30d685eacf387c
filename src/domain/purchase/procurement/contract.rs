//! The contract (Art. 13, 38, 40): signed, published, filed, amended, ended.

use chrono::NaiveDate;

use super::clause::{self, Clause};
use super::{
    Amend, Amendment, Done, End, Ending, Fact, File, PaperKind, PriceChange, Procurement, Publish,
    Reason, Retroactive, Sign, Stage,
};
use super::{pricing, standing, term};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block::{Ground, Subject};
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::paper::Paper;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::{R21, R46};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::agreement::{Agreement, EndDay, Object, Pricing, TermEnd};
use crate::domain::register;
use crate::domain::settle::convention::Conventions;
use crate::domain::settle::cycle::{Cycle, days_between};
use crate::domain::settle::segment::Exit;

/// The most amendments of one contract.
pub const AMENDMENTS_LIMIT: usize = 100;

/// Signs. A clause that is missing is refused under its article; of a contract that was signed before the Measures the gap
/// is listed instead, since nobody could have known.
pub(super) fn sign(case: &Case, on: &On<Procurement>, act: &Sign) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Awarded])?;
    let (object, id) = (on.body.object, on.head().id);
    let award = on.body.award.clone();
    let award = award.ok_or_else(|| case.refuse(AnyReason::WrongStage(on.head().stage)))?;
    text::not_in_future(case, act.signed_on)?;
    if act.signed_on < award.notified_on {
        return Err(case.refuse(AnyReason::Before(act.signed_on, award.notified_on)));
    }
    let check = standing::found(case, on.body, &act.look())?;
    standing::unlisted(case, &award.winner, &check)?;
    standing::unaffiliated(case, &case.registered(award.winner.as_str())?)?;
    let starts_on = act.starts_on.unwrap_or(act.signed_on);
    let agreement = Agreement {
        matter: id,
        number: text::required(case, "number", &act.number, text::LINE)?,
        contractor: award.winner.clone(),
        object,
        signed_on: act.signed_on,
        starts_on,
        ends: ends(case, starts_on, act.ends_on, act.end_day)?,
        first_cycle_start: first_cycle(case, object, starts_on, act.first_cycle_start)?,
        terminated_on: None,
    };
    register::contract::unused(case, &agreement.number, None)?;
    let gaps: Vec<Clause> = clause::lacking(object, &act.clauses).collect();
    if let Some(first) = gaps.first().filter(|_| !is_older(case, act.signed_on)) {
        let article = first.article();
        return Err(AnyReason::from(Reason::LacksClauses(gaps)).under(article));
    }
    let typed = act.prices.as_deref();
    let priced = pricing::agreed(case, id, &award.winner, typed, starts_on)?;
    let (pricing, given): (Vec<Pricing>, Vec<PriceChange>) = priced.into_iter().unzip();
    if object == Object::Cloud && pricing.is_empty() {
        return Err(AnyReason::Missing("prices".to_owned()).under(article(11)));
    }
    let paper = registration(case, on, PaperKind::ContractRegistration, "")?;
    let arrange_from = term::arrange_from(case, on, agreement.ends);
    let performing = case.moves(on.matter).to(Stage::Performing).sends(paper);
    performing.record(|step| Fact::Signed {
        step,
        agreement,
        gaps,
        pricing,
        given,
        arrange_from,
        check,
    })
}

/// Whether a contract was signed before the Measures were published (R21).
fn is_older(case: &Case, signed_on: NaiveDate) -> bool {
    let rulings = case.world.rulings();
    let published = rulings.value(R21, "published", case.today(), &[]).date();
    published.is_some_and(|published| signed_on < published)
}

/// Of cloud resources the contract says when the first settlement cycle begins (Art. 40).
fn first_cycle(
    case: &Case,
    object: Object,
    starts_on: NaiveDate,
    day: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, Refusal> {
    let Some(day) = day else {
        return match object {
            Object::Cloud => {
                let missing = AnyReason::Missing("first_cycle_start".to_owned());
                Err(missing.under(article(40)))
            }
            Object::Assistance => Ok(None),
        };
    };
    if day < starts_on {
        return Err(AnyReason::Before(day, starts_on).under(article(40)));
    }
    text::believable(case, "first_cycle_start", day)?;
    Ok(Some(day))
}

/// The end of a term as it is written, if one is.
fn ends(
    case: &Case,
    starts_on: NaiveDate,
    written: Option<NaiveDate>,
    day: Option<EndDay>,
) -> Result<Option<TermEnd>, Refusal> {
    text::believable(case, "starts_on", starts_on)?;
    let Some(written) = written else {
        return Ok(None);
    };
    text::believable(case, "ends_on", written)?;
    let day = day.ok_or_else(|| case.refuse(AnyReason::Missing("end_day".to_owned())))?;
    let ends = TermEnd::written(written, day).filter(|ends| starts_on < ends.until);
    let earliest = match day {
        EndDay::Included => starts_on,
        EndDay::Excluded => starts_on.succ_opt().unwrap_or(starts_on),
    };
    match ends {
        Some(ends) => Ok(Some(ends)),
        None => Err(case.refuse(AnyReason::Before(written, earliest))),
    }
}

/// A registration, to the authority and the contractor, with copies to finance and audit.
fn registration(
    case: &Case,
    on: &On<Procurement>,
    kind: PaperKind,
    remark: &str,
) -> Result<Paper, Refusal> {
    let authority = case.sole(PartyKind::Authority)?.code;
    let paper = case.paper(kind, &authority, remark)?;
    let paper = match &on.body.award {
        Some(award) => paper.and_to(&award.winner),
        None => paper,
    };
    Ok(case.copied(paper, &[PartyKind::Finance, PartyKind::Audit]))
}

/// The contract that an act is about, which runs or ran its term out: what was agreed or declared within the term may be
/// recorded after it.
fn contract<'m>(case: &Case, on: &On<'m, Procurement>) -> Result<&'m Agreement, Refusal> {
    on.at(case, &[Stage::Performing, Stage::Expired])?;
    signed(case, on)
}

/// The contract that was signed, also once it ended: what national law asks of it is owed all the same.
fn ever_signed<'m>(case: &Case, on: &On<'m, Procurement>) -> Result<&'m Agreement, Refusal> {
    on.at(case, &[Stage::Performing, Stage::Expired, Stage::Ended])?;
    signed(case, on)
}

fn signed<'m>(case: &Case, on: &On<'m, Procurement>) -> Result<&'m Agreement, Refusal> {
    let signed = on.body.agreement.as_ref();
    signed.ok_or_else(|| case.refuse(AnyReason::WrongStage(on.head().stage)))
}

/// A day on which something was done with a signed contract.
fn done(case: &Case, agreement: &Agreement, on: NaiveDate) -> Result<(), Refusal> {
    text::not_in_future(case, on)?;
    if on < agreement.signed_on {
        return Err(case.refuse(AnyReason::Before(on, agreement.signed_on)));
    }
    Ok(())
}

/// Records the publication.
pub(super) fn publish(case: &Case, on: &On<Procurement>, act: &Publish) -> Result<Event, Refusal> {
    let agreement = ever_signed(case, on)?;
    if on.body.published.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    done(case, agreement, act.published_on)?;
    let done = Done {
        on: act.published_on,
        reference: text::required(case, "place", &act.place, text::LINE)?,
    };
    case.moves(on.matter)
        .record(|step| Fact::Published { step, done })
}

/// Records the filing with finance.
pub(super) fn file(case: &Case, on: &On<Procurement>, act: &File) -> Result<Event, Refusal> {
    let agreement = ever_signed(case, on)?;
    if on.body.filed.is_some() {
        return Err(case.refuse(AnyReason::AlreadyDone));
    }
    done(case, agreement, act.filed_on)?;
    let receipt = act.receipt.as_deref().unwrap_or_default();
    let done = Done {
        on: act.filed_on,
        reference: text::optional(case, "receipt", receipt, text::LINE)?,
    };
    case.moves(on.matter)
        .record(|step| Fact::Filed { step, done })
}

/// Records an amendment: a price of it reaches what runs from its effective day on, and from no other (R46).
pub(super) fn amend(case: &Case, on: &On<Procurement>, act: &Amend) -> Result<Event, Refusal> {
    let agreement = contract(case, on)?;
    if on.body.amendments.len() >= AMENDMENTS_LIMIT {
        let most = u32::try_from(AMENDMENTS_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::EnoughAmendments(most)));
    }
    done(case, agreement, act.signed_on)?;
    text::believable(case, "effective_on", act.effective_on)?;
    if act.effective_on < agreement.starts_on {
        return Err(case.refuse(AnyReason::Before(act.effective_on, agreement.starts_on)));
    }
    let typed = act.prices.as_deref();
    let (id, contractor) = (agreement.matter, &agreement.contractor);
    let priced = pricing::agreed(case, id, contractor, typed, act.effective_on)?;
    let (pricing, given): (Vec<Pricing>, Vec<PriceChange>) = priced.into_iter().unzip();
    let ends = ends(case, agreement.starts_on, act.ends_on, act.end_day)?;
    if pricing.is_empty() && ends.is_none() {
        return Err(case.refuse(Reason::NothingAmended));
    }
    let amendment = Amendment {
        number: text::required(case, "number", &act.number, text::LINE)?,
        signed_on: act.signed_on,
        effective_on: act.effective_on,
        priced: u32::try_from(pricing.len()).unwrap_or(u32::MAX),
        ends,
        reason: text::required(case, "reason", text_of(Some(&act.reason)), text::PARAGRAPH)?,
        given,
        retroactive: retroactive(case, act)?,
    };
    let agreement = Agreement {
        ends: ends.or(agreement.ends),
        ..agreement.clone()
    };
    let paper = registration(
        case,
        on,
        PaperKind::AmendmentRegistration,
        &amendment.reason,
    )?;
    let arrange_from = ends.and_then(|ends| term::arrange_from(case, on, Some(ends)));
    let mut amended = case.moves(on.matter).sends(paper);
    // One that was extended runs again.
    let runs = agreement.until().is_none_or(|until| case.today() < until);
    if runs && on.stage == Stage::Expired {
        amended = amended.to(Stage::Performing);
    }
    amended.record(|step| Fact::Amended {
        step,
        amendment,
        agreement,
        pricing,
        arrange_from,
    })
}

/// That an amendment holds from a day before its signature, with why: what runs has been billed otherwise since then (R46).
fn retroactive(case: &Case, act: &Amend) -> Result<Option<Retroactive>, Refusal> {
    let (from, until) = (act.effective_on, act.signed_on);
    if until <= from {
        return Ok(None);
    }
    let closed = until.min(Cycle::of(case.today()).begin());
    let (days, closed_days) = (days_between(from, until), days_between(from, closed));
    let reason = text_of(act.retroactive_reason.as_ref());
    let reason = text::optional(case, "retroactive_reason", reason, text::PARAGRAPH)?;
    if reason.is_empty() {
        return Err(AnyReason::from(Reason::ReachesBack(days, closed_days)).under(R46));
    }
    Ok(Some(Retroactive {
        reason,
        days,
        closed_days,
    }))
}

/// Ends the contract before its time. Where no other contract with a provider runs on, nothing new is ordered of it from
/// that day (Art. 40).
pub(super) fn end(case: &Case, on: &On<Procurement>, act: &End) -> Result<Vec<Event>, Refusal> {
    let agreement = contract(case, on)?;
    text::believable(case, "terminated_on", act.terminated_on)?;
    if act.terminated_on < agreement.starts_on {
        return Err(case.refuse(AnyReason::Before(act.terminated_on, agreement.starts_on)));
    }
    let others = case.world.agreements(&agreement.contractor);
    let mut others = others.iter().filter(|one| one.matter != agreement.matter);
    let goes_on = others.any(|one| one.until().is_none_or(|until| act.terminated_on < until));
    let leaves = on.body.object == Object::Cloud && !goes_on;
    let ending = Ending {
        terminated_on: act.terminated_on,
        reason: text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?,
        exit: leaves.then(|| exit(case, on, act.terminated_on)),
    };
    let agreement = Agreement {
        terminated_on: Some(act.terminated_on),
        ..agreement.clone()
    };
    let paper = registration(case, on, PaperKind::TerminationNotice, &ending.reason)?;
    let mut blocked = None;
    if leaves {
        blocked = register::block::following(
            case,
            Ground::Contract,
            Subject::Provider(agreement.contractor.clone()),
            act.terminated_on,
            paper.number.to_string(),
            ending.reason.clone(),
        )?;
    }
    let ended = case
        .moves(on.matter)
        .to(Stage::Ended)
        .lapsing()
        .sends(paper);
    let ended = ended.record(|step| Fact::Ended {
        step,
        ending,
        agreement,
    })?;
    let blocked = blocked.map(|block| register::Fact::BlockRecorded(block).into());
    Ok([ended].into_iter().chain(blocked).collect())
}

/// The free months after the last contract with a provider (Art. 17).
fn exit(case: &Case, on: &On<Procurement>, ended_on: NaiveDate) -> Exit {
    let conventions = Conventions::under(|id, name| case.ruled(on.matter, id, name));
    Exit::of(ended_on, conventions, case.world.calendar())
}
