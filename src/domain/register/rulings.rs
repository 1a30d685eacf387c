//! Rulings: proposed by one person, signed by another (R22).

use super::{Fact, ProposeRuling, first_free, numbered, signed_by_another};
use crate::domain::build::pool::Pool;
use crate::domain::law::party::Party;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::{Proposal, Ruling, Scope, fits, parameters};
use crate::domain::law::step::Case;
use crate::domain::law::text;

/// Proposes a ruling; it acts once a second person has signed it.
///
/// # Errors
/// If a parameter or value does not fit, the scope is unknown, or it would act in the past.
pub(super) fn propose(case: &Case, proposal: &ProposeRuling) -> Result<Fact, Refusal> {
    if proposal.values.is_empty() {
        return Err(case.refuse(Reason::Missing("values".to_owned())));
    }
    for (name, value) in &proposal.values {
        let fitting = parameters(proposal.ruling)
            .iter()
            .any(|parameter| parameter.name == name && fits(parameter.shape, value));
        if !fitting {
            let name = name.chars().take(text::LINE).collect();
            return Err(Reason::BadParameter(proposal.ruling, name).under(proposal.ruling));
        }
    }
    if proposal.effective < case.today() {
        return Err(Reason::Retroactive(proposal.effective).under(proposal.ruling));
    }
    match &proposal.scope {
        Some(Scope::Pool(pool)) => drop(case.registered::<Pool>(pool.as_str())?),
        Some(Scope::Party(party)) => drop(case.registered::<Party>(party.as_str())?),
        Some(Scope::City) | None => {}
    }
    let number = first_free::<Proposal>(case);
    Ok(Fact::RulingProposed(Proposal {
        number,
        ruling: Ruling {
            id: proposal.ruling,
            scope: proposal.scope.clone().unwrap_or(Scope::City),
            values: proposal.values.clone(),
            effective: proposal.effective,
            reason: text::required(case, "reason", proposal.reason.as_str(), text::PARAGRAPH)?,
            proposed_by: case.actor.person.clone(),
            signed_by: None,
        },
    }))
}

/// Signs a proposed ruling.
///
/// # Errors
/// If there is no such proposal, it is signed already, the proposer signs, or its day has passed.
pub(super) fn sign(case: &Case, number: u32) -> Result<Fact, Refusal> {
    let Proposal { ruling, .. } = numbered(case, number)?;
    signed_by_another(
        case,
        ruling.id,
        &ruling.proposed_by,
        ruling.signed_by.is_some(),
    )?;
    if ruling.effective < case.today() {
        return Err(Reason::Retroactive(ruling.effective).under(ruling.id));
    }
    Ok(Fact::RulingSigned(Proposal {
        number,
        ruling: Ruling {
            signed_by: Some(case.actor.person.clone()),
            ..ruling
        },
    }))
}
