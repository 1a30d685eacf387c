//! Whether a contractor may be one and stay one: not listed as seriously dishonest (Art. 12), nobody's affiliate that it
//! must be apart from (Art. 13).

use super::{Check, Checked, DecideListing, Fact, PaperKind, Procurement, Reason, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::block::{Ground, Subject};
use crate::domain::law::code::PartyCode;
use crate::domain::law::kind::On;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::affiliate::AffiliateFinding;
use crate::domain::purchase::agreement::Object;
use crate::domain::register;

/// What a look at the list of the seriously dishonest found, as the next one of a procurement.
///
/// # Errors
/// If a day has not come or comes before what it must follow, or the source or what shows the result is missing.
pub(super) fn found(case: &Case, body: &Procurement, look: &Check) -> Result<Checked, Refusal> {
    text::not_in_future(case, look.checked_on)?;
    let last = body.check.as_ref();
    let listed_on = look.listed_on;
    let earliest = last
        .map(|last| last.checked_on)
        .into_iter()
        .chain(listed_on)
        .max();
    if let Some(earliest) = earliest.filter(|earliest| look.checked_on < *earliest) {
        return Err(case.refuse(AnyReason::Before(look.checked_on, earliest)));
    }
    let last = last.map_or(0, |last| last.number);
    Ok(Checked {
        number: last.saturating_add(1),
        checked_on: look.checked_on,
        source: text::required(case, "source", &look.source, text::LINE)?,
        evidence: text::required(case, "evidence", look.evidence.as_str(), text::PARAGRAPH)?,
        listed_on,
    })
}

/// Only if neither the look, nor the last one for any of its contracts, nor a block on record says that a company is listed
/// (Art. 12).
///
/// # Errors
/// If one of them does.
pub(super) fn unlisted(case: &Case, company: &PartyCode, check: &Checked) -> Result<(), Refusal> {
    let elsewhere = || {
        let contracts = case.world.agreements(company).into_iter();
        let mut listings = contracts.filter_map(|contract| {
            let matter = case.world.matter(contract.matter)?;
            Procurement::of(&matter)?.body.check.as_ref()?.listed_on
        });
        listings.next()
    };
    let on_record = || {
        let blocks = case
            .world
            .blocks(&Subject::Provider(company.clone()), case.today());
        let mut blocks = blocks.into_iter();
        let listed =
            blocks.find(|block| block.ground == Ground::Dishonesty && !block.is_over(case.now));
        listed.map(|block| Reason::ListedOnRecord(company.clone(), block.number))
    };
    let listed = |since| Reason::Listed(company.clone(), since);
    let reason = check.listed_on.map(listed);
    let reason = reason.or_else(on_record);
    let reason = reason.or_else(|| elsewhere().map(listed));
    match reason {
        Some(reason) => Err(AnyReason::from(reason).under(article(12))),
        None => Ok(()),
    }
}

/// Only if a company is nobody's affiliate that it must be apart from (Art. 13).
///
/// # Errors
/// If it is one's, with the way; or if more holdings would have to be looked at than are.
pub(super) fn unaffiliated(case: &Case, company: &Party) -> Result<(), Refusal> {
    let found = register::affiliates::barring(case, company)?;
    match found.into_iter().next() {
        Some(finding) => Err(AnyReason::Affiliated(Box::new(finding)).under(article(13))),
        None => Ok(()),
    }
}

/// Records a further look. A provider that is newly listed is blocked from that day on: nothing new is ordered of it, what
/// runs goes on, and the authority decides. An agency issues nothing that could be blocked.
pub(super) fn check(case: &Case, on: &On<Procurement>, act: &Check) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Awarded, Stage::Performing])?;
    let check = found(case, on.body, act)?;
    let mut moved = case.moves(on.matter);
    let mut blocked = None;
    let award = on.body.award.as_ref();
    if let Some((since, award)) = check.listed_on.zip(award) {
        let record = case.paper(PaperKind::DishonestyRecord, &award.winner, &check.evidence)?;
        let support = case.sole(PartyKind::Support)?.code;
        let record = record.and_to(&support);
        if on.body.object == Object::Cloud {
            let paper = record.number.to_string();
            let reason = format!("{} {}", check.source, check.evidence);
            let winner = Subject::Provider(award.winner.clone());
            let ground = Ground::Dishonesty;
            blocked = register::block::following(case, ground, winner, since, paper, reason)?;
        }
        moved = moved.sends(record);
    }
    let checked = moved.record(|step| Fact::Checked { step, check })?;
    let blocked = blocked.map(|block| register::Fact::BlockRecorded(block).into());
    Ok([checked].into_iter().chain(blocked).collect())
}

/// Decides what becomes of a contractor that is listed.
pub(super) fn decide_listing(
    case: &Case,
    on: &On<Procurement>,
    act: &DecideListing,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Performing])?;
    let listed = on.body.check.as_ref();
    let listed = listed.is_some_and(|check| check.listed_on.is_some());
    let award = on.body.award.as_ref().filter(|_| listed);
    let Some(award) = award.filter(|_| on.body.consequence.is_none()) else {
        return Err(case.refuse(Reason::NotListed));
    };
    let opinion = text::required(case, "opinion", act.opinion.as_str(), text::PARAGRAPH)?;
    let support = case.sole(PartyKind::Support)?.code;
    let decision = case.paper(PaperKind::ListingDecision, &award.winner, &opinion)?;
    case.moves(on.matter)
        .sends(decision.and_to(&support))
        .record(|step| Fact::ListingDecided {
            step,
            consequence: act.consequence,
            opinion,
        })
}

/// What a share deal makes of the contracts of an agency that became an affiliate by it: each is to be cured (Art. 13).
/// A contract that is to be cured already stays as it is.
///
/// # Errors
/// If a party that will owe a duty is not registered.
pub fn affiliated(case: &Case, finding: &AffiliateFinding) -> Result<Vec<Event>, Refusal> {
    let contracts = case.world.agreements(&finding.agency.code);
    let running = contracts
        .into_iter()
        .filter(|one| one.until().is_none_or(|end| case.today() < end));
    let ids: Vec<MatterId> = running.map(|agreement| agreement.matter).collect();
    let mut events = Vec::new();
    for id in ids {
        let matter = case.matter(id)?;
        let Some(on) = Procurement::of(&matter) else {
            continue;
        };
        let stands = on.stage == Stage::Performing && on.body.affiliated.is_none();
        if stands {
            let notice = case.paper(PaperKind::AffiliationNotice, &finding.agency.code, "")?;
            let support = case.sole(PartyKind::Support)?.code;
            let moved = case.moves(&matter).sends(notice.and_to(&support));
            let finding = finding.clone();
            events.push(moved.record(|step| Fact::Affiliated { step, finding })?);
        }
    }
    Ok(events)
}

/// The contractor reports that it is an affiliate no more. The register of holdings decides whether that is so.
pub(super) fn report_cure(
    case: &Case,
    on: &On<Procurement>,
    evidence: &str,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Performing])?;
    let award = on.body.award.as_ref();
    let Some(award) = award.filter(|_| on.body.affiliated.is_some()) else {
        return Err(case.refuse(AnyReason::AlreadyDone));
    };
    let agency: Party = case.registered(award.winner.as_str())?;
    if !register::affiliates::barring(case, &agency)?.is_empty() {
        return Err(AnyReason::from(Reason::StillAffiliated).under(article(13)));
    }
    let evidence = text::required(case, "evidence", evidence, text::PARAGRAPH)?;
    case.moves(on.matter)
        .record(|step| Fact::Cured { step, evidence })
}
