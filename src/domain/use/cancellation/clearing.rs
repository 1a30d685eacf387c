//! What comes after the end of use (Art. 21(2), R26): everything is wiped, by a certificate under which two hands stand,
//! and the room is given back. No act leads back from here.

use chrono::NaiveDate;

use super::{Cancellation, Clear, Countersign, Fact, PaperKind, Stage};
use crate::domain::kinds::Event;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::matter::Role;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::clearing::certify;
use crate::domain::r#use::issued;

/// Certifies that everything is wiped. Refused under a legal hold.
pub(super) fn clear(
    case: &Case,
    on: &On<Cancellation>,
    act: &Clear,
) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Terminated])?;
    let termination = on.body.termination.as_ref();
    let ended_on = termination.map_or(on.head().opened_at.day(), |end| end.ended_on);
    let clearing = certify(case, on.head(), on.body.place(), ended_on, act)?;
    let cleared = issued::clear(case, on.body.resources(), on.head().id, clearing.until)?;
    let certified = case
        .moves(on.matter)
        .to(Stage::Cleared)
        .record(|step| Fact::Cleared { step, clearing })?;
    Ok(std::iter::once(certified).chain(cleared).collect())
}

/// Support puts its hand under the certificate, which goes out with it.
pub(super) fn countersign(
    case: &Case,
    on: &On<Cancellation>,
    act: &Countersign,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Cleared])?;
    let remark = text_of(act.remark.as_ref());
    let remark = text::optional(case, "remark", remark, text::PARAGRAPH)?;
    let unit = case.concerned(on.head(), Role::Unit)?;
    let operator = case.concerned(on.head(), Role::Operator)?;
    let paper = case.paper(PaperKind::ClearingProof, unit, &remark)?;
    case.moves(on.matter)
        .to(Stage::Countersigned)
        .sends(paper.and_to(operator))
        .record(|step| Fact::Countersigned { step, remark })
}

/// Takes the room back, on a day that is not before the clearing.
pub(super) fn reclaim(
    case: &Case,
    on: &On<Cancellation>,
    reclaimed_on: NaiveDate,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Countersigned])?;
    text::not_in_future(case, reclaimed_on)?;
    let cleared = on.body.clearing.as_ref().map(|cleared| cleared.until);
    if let Some(until) = cleared.filter(|until| reclaimed_on < *until) {
        return Err(case.refuse(AnyReason::Before(reclaimed_on, until)));
    }
    let unit = case.concerned(on.head(), Role::Unit)?;
    let support = case.sole(PartyKind::Support)?.code;
    let paper = case.paper(PaperKind::ReclaimSlip, unit, "")?;
    let frees = on.body.room();
    case.moves(on.matter)
        .to(Stage::Closed)
        .sends(paper.and_to(&support))
        .record(|step| Fact::Reclaimed {
            step,
            reclaimed_on,
            frees,
        })
}
