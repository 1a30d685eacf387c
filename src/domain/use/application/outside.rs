//! What is outside the ordinary run of applications and is allowed on the authority's written ground only (R20, R42, R45).

use super::{Application, Reason};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::kind::On;
use crate::domain::law::names::words;
use crate::domain::law::party::{Party, Region};
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::ruling::{R20, R42, R45, RulingId};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::r#use::asked::Asked;

/// The field of an approval that says on what ground what is outside is allowed.
pub(super) const GROUND: &str = "ground";

words! {
    /// Why an application needs the authority's written ground.
    pub enum Outside {
        /// A system of level 4 or above is outside the duty to migrate (R20).
        Level4 = "level_4",
        /// A unit outside the municipal budget asks for a self-built pool (R42).
        OffBudget = "off_budget_self_built",
        /// The unit is of another county (R45).
        OtherCounty = "other_counties",
    }
}

impl Outside {
    /// The ruling that allows it on a written ground, or refuses it; its parameter has the word of the value.
    #[must_use]
    pub const fn ruling(self) -> RulingId {
        match self {
            Self::Level4 => R20,
            Self::OffBudget => R42,
            Self::OtherCounty => R45,
        }
    }

    /// For what an application that is submitted now needs a ground.
    pub(super) fn of(asked: &Asked, unit: Option<&Party>) -> Vec<Self> {
        let stood = &asked.stood;
        let off_budget = !stood.municipal_budget && asked.mode == CloudMode::SelfBuilt;
        let other_county = unit.is_some_and(|unit| unit.region == Region::OtherCounty);
        [
            (stood.protection_level >= 4).then_some(Self::Level4),
            off_budget.then_some(Self::OffBudget),
            other_county.then_some(Self::OtherCounty),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The ground on which what is outside is allowed. One that is given where nothing is outside is kept as well.
///
/// # Errors
/// If a ruling refuses it, or the ground is not given.
pub(super) fn ground(
    case: &Case,
    on: &On<Application>,
    ground: &str,
) -> Result<Option<String>, Refusal> {
    let refused = on.body.outside.iter().find(|outside| {
        let ruled = case.ruled(on.matter, outside.ruling(), outside.word());
        ruled.is("refused")
    });
    if let Some(outside) = refused {
        return Err(AnyReason::from(Reason::OutsideRefused(*outside)).under(outside.ruling()));
    }
    let ground = text::optional(case, GROUND, ground, text::PARAGRAPH)?;
    match on.body.outside.first() {
        Some(first) if ground.is_empty() => {
            Err(AnyReason::from(Reason::GroundNeeded(*first)).under(first.ruling()))
        }
        Some(_) | None => Ok((!ground.is_empty()).then_some(ground)),
    }
}
