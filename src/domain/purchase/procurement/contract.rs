//! The contract (Art. 13, 38, 40): signed, published, filed, amended, ended.

use chrono::NaiveDate;

use super::clause::{self, Clause};
use super::{
    Amend, Amendment, Done, End, Ending, Fact, File, PaperKind, Procurement, Publish, Reason, Sign,
    Stage,
};
use super::{pricing, standing};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block::Ground;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::paper::Paper;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R21;
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::agreement::{Agreement, EndDay, Object, TermEnd};
use crate::domain::register;

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
    let gaps: Vec<Clause> = clause::lacking(object, &act.clauses).collect();
    if let Some(lacks) = gaps.first().filter(|_| !is_older(case, act.signed_on)) {
        return Err(AnyReason::from(Reason::LacksClause(*lacks)).under(lacks.article()));
    }
    let prices = act.prices.as_deref();
    let pricing = pricing::agreed(case, id, &award.winner, prices, starts_on)?;
    if object == Object::Cloud && pricing.is_empty() {
        return Err(AnyReason::Missing("prices".to_owned()).under(article(11)));
    }
    let paper = registration(case, on, PaperKind::ContractRegistration, "")?;
    let performing = case.moves(on.matter).to(Stage::Performing).sends(paper);
    performing.record(|step| Fact::Signed {
        step,
        agreement,
        gaps,
        pricing,
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

/// The contract that an act is about, which runs.
fn contract<'m>(case: &Case, on: &On<'m, Procurement>) -> Result<&'m Agreement, Refusal> {
    on.at(case, &[Stage::Performing])?;
    signed(case, on)
}

/// The contract that was signed, also once it ended: what national law asks of it is owed all the same.
fn ever_signed<'m>(case: &Case, on: &On<'m, Procurement>) -> Result<&'m Agreement, Refusal> {
    on.at(case, &[Stage::Performing, Stage::Ended])?;
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
    let prices = act.prices.as_deref();
    let (id, contractor) = (agreement.matter, &agreement.contractor);
    let pricing = pricing::agreed(case, id, contractor, prices, act.effective_on)?;
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
    let amended = case.moves(on.matter).sends(paper);
    amended.record(|step| Fact::Amended {
        step,
        amendment,
        agreement,
        pricing,
    })
}

/// Ends the contract before its time. Where no other contract with a provider runs on, nothing new is ordered of it from
/// that day (Art. 40).
pub(super) fn end(case: &Case, on: &On<Procurement>, act: &End) -> Result<Vec<Event>, Refusal> {
    let agreement = contract(case, on)?;
    text::believable(case, "terminated_on", act.terminated_on)?;
    if act.terminated_on < agreement.starts_on {
        return Err(case.refuse(AnyReason::Before(act.terminated_on, agreement.starts_on)));
    }
    let ending = Ending {
        terminated_on: act.terminated_on,
        reason: text::required(case, "reason", act.reason.as_str(), text::PARAGRAPH)?,
    };
    let agreement = Agreement {
        terminated_on: Some(act.terminated_on),
        ..agreement.clone()
    };
    let paper = registration(case, on, PaperKind::TerminationNotice, &ending.reason)?;
    let others = case.world.agreements(&agreement.contractor);
    let mut others = others.iter().filter(|one| one.matter != agreement.matter);
    let goes_on = others.any(|one| one.until().is_none_or(|until| act.terminated_on < until));
    let mut blocked = None;
    if on.body.object == Object::Cloud && !goes_on {
        blocked = register::block::of_provider(
            case,
            Ground::Contract,
            &agreement.contractor,
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
    let blocked = blocked.map(Event::from);
    Ok([ended].into_iter().chain(blocked).collect())
}
