//! No provider and no affiliate of one becomes the agency, nor the other way round (Art. 13).
//!
//! Whom a company is affiliated with is asked of the register by one index, who holds it, from either side upwards. What
//! may be registered is bounded, so that every answer of the index is whole; if a walk is longer all the same, nothing is
//! decided on half of it: the act is refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{FINDINGS_LIMIT, PARTIES_LIMIT};
use crate::domain::law::article::article;
use crate::domain::law::code::PartyCode;
use crate::domain::law::party::{Party, PartyKind};
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::ruling::RulingUse;
use crate::domain::law::step::Case;
use crate::domain::law::world::World;
use crate::domain::purchase::affiliate::{
    Above, AffiliateFinding, Association, Company, Conventions, HOLDINGS_LIMIT,
};
use crate::domain::purchase::holding::Holding;
use crate::domain::record::RecordKind;

/// What the State alone holds together with a party that is registered for the first time: it passes, and is written
/// down (R33).
///
/// # Errors
/// If it would be the affiliate of one that it may not be the affiliate of, or as many of its kind are registered as may
/// be.
pub(super) fn of_new(case: &Case, party: &Party) -> Result<Vec<AffiliateFinding>, Refusal> {
    if opposite(party.kind).is_some() && case.world.parties(party.kind).len() >= PARTIES_LIMIT {
        return Err(enough(case, RecordKind::Party, PARTIES_LIMIT));
    }
    let mut found = with_opposites(case, party)?;
    if let Some(barred) = found.iter().find(|one| one.association.counts()) {
        return Err(Reason::Affiliated(Box::new(barred.clone())).under(article(13)));
    }
    found.truncate(FINDINGS_LIMIT);
    Ok(found)
}

/// What bars a provider or an agency as it stands today: whose affiliate it is that it must be apart from.
///
/// # Errors
/// If more holdings would have to be looked at than are.
pub(in crate::domain) fn barring(
    case: &Case,
    party: &Party,
) -> Result<Vec<AffiliateFinding>, Refusal> {
    let mut found = with_opposites(case, party)?;
    found.retain(|one| one.association.counts());
    Ok(found)
}

/// Of whom such a party must be no affiliate; nobody's, for most.
fn opposite(kind: PartyKind) -> Option<PartyKind> {
    match kind {
        PartyKind::Agency => Some(PartyKind::Provider),
        PartyKind::Provider => Some(PartyKind::Agency),
        PartyKind::Authority
        | PartyKind::Support
        | PartyKind::Unit
        | PartyKind::Finance
        | PartyKind::Audit
        | PartyKind::Cyber => None,
    }
}

/// How a provider is associated with every agency, or an agency with every provider, also by the State alone.
fn with_opposites(case: &Case, party: &Party) -> Result<Vec<AffiliateFinding>, Refusal> {
    let Some(other) = opposite(party.kind) else {
        return Ok(Vec::new());
    };
    let beyond = || enough(case, RecordKind::Holding, HOLDINGS_LIMIT);
    let mut look = Look::at(case.world, case.today(), None);
    let own = look.above(party).ok_or_else(beyond)?;
    let mut found = Vec::new();
    for other in case.world.parties(other) {
        let others = look.above(&other).ok_or_else(beyond)?;
        let (provider, agency) = if party.kind == PartyKind::Provider {
            ((party, &own), (&other, &others))
        } else {
            ((&other, &others), (party, &own))
        };
        found.extend(look.between(provider, agency));
    }
    Ok(found)
}

/// What a deal makes of the providers and agencies that are registered: those who were no affiliates and are now.
///
/// # Errors
/// If more holdings would have to be looked at than are.
pub(super) fn since_deal(case: &Case, deal: &Holding) -> Result<Vec<AffiliateFinding>, Refusal> {
    let [providers, agencies] =
        [PartyKind::Provider, PartyKind::Agency].map(|kind| case.world.parties(kind));
    let mut before = Look::at(case.world, case.today(), None);
    let mut after = Look::at(case.world, case.today(), Some(deal));
    let mut both = |parties: &[Party]| {
        let look = |party: &Party| Some([before.above(party)?, after.above(party)?]);
        let all = parties.iter().map(look).collect::<Option<Vec<_>>>();
        all.ok_or_else(|| enough(case, RecordKind::Holding, HOLDINGS_LIMIT))
    };
    let (above_providers, above_agencies) = (both(&providers)?, both(&agencies)?);
    let mut found = Vec::new();
    for (provider, [provider_before, provider_after]) in providers.iter().zip(&above_providers) {
        for (agency, [agency_before, agency_after]) in agencies.iter().zip(&above_agencies) {
            let was = before.between((provider, provider_before), (agency, agency_before));
            let is = after.between((provider, provider_after), (agency, agency_after));
            let was = was.map(|was| was.association.counts());
            found.extend(is.filter(|is| was != Some(is.association.counts()) && was != Some(true)));
        }
    }
    // What bars comes first, so that none of it is left out for what does not.
    found.sort_by_key(|one| !one.association.counts());
    found.truncate(FINDINGS_LIMIT);
    Ok(found)
}

fn enough(case: &Case, kind: RecordKind, most: usize) -> Refusal {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    case.refuse(Reason::EnoughRecords(kind, most))
}

/// Another provider or agency that a party is associated with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// The other.
    pub other: Company,
    /// What it is registered as.
    pub kind: PartyKind,
    /// How the party is associated with it.
    pub association: Association,
}

/// With which other providers and agencies a provider or an agency is associated on a day, also by the State alone. None
/// of another kind of party, and where more holdings would have to be looked at than are: what is not whole is not told.
#[must_use]
pub fn of_party(world: &dyn World, today: NaiveDate, party: &Party) -> Option<Vec<Affiliation>> {
    if party.kind != PartyKind::Provider && party.kind != PartyKind::Agency {
        return None;
    }
    let mut look = Look::at(world, today, None);
    let own = look.above(party)?;
    let mut found = Vec::new();
    for kind in [PartyKind::Provider, PartyKind::Agency] {
        for other in world.parties(kind) {
            let above = look.above(&other)?;
            let association = Association::between(&own, &above, look.conventions);
            found.extend(association.map(|association| Affiliation {
                other: company(&other),
                kind,
                association,
            }));
        }
    }
    Some(found)
}

fn company(party: &Party) -> Company {
    Company {
        code: party.code.clone(),
        name: party.name.clone(),
    }
}

/// A look at who controls whom on a day, under R33 as it is ruled then.
struct Look<'w> {
    world: &'w dyn World,
    on: NaiveDate,
    ruled: [RulingUse; 2],
    conventions: Conventions,
    /// A holding that is to stand in place of the one on record.
    deal: Option<&'w Holding>,
    /// How many holdings may still be looked at.
    left: usize,
}

impl<'w> Look<'w> {
    fn at(world: &'w dyn World, on: NaiveDate, deal: Option<&'w Holding>) -> Self {
        let ruled = Conventions::ruled(world.rulings(), on);
        Self {
            world,
            on,
            conventions: Conventions::under(&ruled),
            ruled,
            deal,
            left: HOLDINGS_LIMIT,
        }
    }

    fn above(&mut self, party: &Party) -> Option<Above> {
        let (world, deal) = (self.world, self.deal);
        let mut holders = |of: &PartyCode| {
            let mut found = world.holders(of);
            if let Some(deal) = deal.filter(|deal| deal.held == *of) {
                found.retain(|holding| holding.holder != deal.holder);
                found.push(deal.clone());
            }
            found
        };
        let conventions = self.conventions;
        Above::of(
            &party.code,
            self.on,
            conventions,
            &mut holders,
            &mut self.left,
        )
    }

    fn between(
        &self,
        provider: (&Party, &Above),
        agency: (&Party, &Above),
    ) -> Option<AffiliateFinding> {
        let association = Association::between(provider.1, agency.1, self.conventions)?;
        Some(AffiliateFinding {
            provider: company(provider.0),
            agency: company(agency.0),
            association,
            rulings: self.ruled.to_vec(),
        })
    }
}
