//! The ground of an emergency and its proof (Art. 23, R27): a document, or an oral order whose document follows.

use super::{Apply, Emergency, Fact, OralOrder, Reason};
use crate::domain::kinds::Event;
use crate::domain::law::article::article;
use crate::domain::law::field::text_of;
use crate::domain::law::kind::On;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::R27;
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// What was found complete.
pub(super) struct Grounds {
    pub(super) special_reason: Option<String>,
    pub(super) document: Option<String>,
    pub(super) order: Option<OralOrder>,
}

/// Checks them. Refused for a superior's requirement without proof, an oral order of which a part is missing, another
/// special reason that is not stated.
pub(super) fn take(case: &Case, act: &Apply) -> Result<Grounds, Refusal> {
    let special = text_of(act.special_reason.as_ref());
    let special = text::optional(case, "special_reason", special, text::PARAGRAPH)?;
    if special.is_empty() && act.ground.needs_reason() {
        return Err(AnyReason::from(Reason::NoSpecialReason).under(R27));
    }
    let document = act.document.as_deref().unwrap_or_default();
    let document = text::optional(case, "document", document, text::LINE)?;
    let alone = document.is_empty() && act.ground.needs_proof();
    let order = oral_order(case, act, alone)?;
    if document.is_empty() && order.is_none() && act.ground.needs_proof() {
        return Err(AnyReason::from(Reason::NoProof).under(article(23)));
    }
    Ok(Grounds {
        special_reason: (!special.is_empty()).then_some(special),
        document: (!document.is_empty()).then_some(document),
        order,
    })
}

/// The oral order, if any part of one is given. Every part of it must be where it is `alone` in proving the ground; else
/// what is said of it is kept, so that nobody is refused at night for having said more than was asked.
fn oral_order(case: &Case, act: &Apply, alone: bool) -> Result<Option<OralOrder>, Refusal> {
    let ordered_by = act.ordered_by.as_deref().unwrap_or_default();
    let received_by = act.received_by.as_deref().unwrap_or_default();
    let nothing = ordered_by.trim().is_empty() && received_by.trim().is_empty();
    if nothing && act.ordered_at.is_none() {
        return Ok(None);
    }
    let proof = case.world.rulings().value(R27, "proof", case.today(), &[]);
    if proof.is("document") {
        return Err(AnyReason::from(Reason::OralRefused).under(R27));
    }
    if alone && act.ordered_at.is_none() {
        return Err(AnyReason::Missing("ordered_at".to_owned()).under(R27));
    }
    if let Some(ordered_at) = act.ordered_at.filter(|at| *at > case.now) {
        return Err(AnyReason::NotYet(ordered_at).under(R27));
    }
    let name = if alone {
        text::required
    } else {
        text::optional
    };
    Ok(Some(OralOrder {
        ordered_by: name(case, "ordered_by", ordered_by, text::LINE)?,
        ordered_at: act.ordered_at.map(Into::into),
        received_by: name(case, "received_by", received_by, text::LINE)?,
    }))
}

/// Takes in the document of an order that was given orally (R27).
pub(super) fn supply(case: &Case, on: &On<Emergency>, document: &str) -> Result<Event, Refusal> {
    if on.body.order.is_none() || on.body.document.is_some() {
        return Err(AnyReason::from(Reason::NoDocumentOwed).under(R27));
    }
    let document = text::required(case, "document", document, text::LINE)?;
    case.moves(on.matter)
        .record(|step| Fact::DocumentSupplied { step, document })
}
