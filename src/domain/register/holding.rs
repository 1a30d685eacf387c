//! Holdings: who holds how much of a company (Art. 13).

use super::affiliates;
use super::{Fact, HOLDERS_LIMIT, code, since};
use crate::domain::kinds::Event;
use crate::domain::law::code::PartyCode;
use crate::domain::law::dated::{Dates, Entered};
use crate::domain::law::party::Party;
use crate::domain::law::refusal::{Reason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::holding::{Holding, HoldingEntry, Share, Stake};
use crate::domain::purchase::procurement;
use crate::domain::record::{RecordKind, holding_key};

/// Records a holding, or what a deal made of it from its day on: what was before stays. A deal is recorded also if it
/// makes an affiliate of the serving agency: it is a fact, and what follows from it is written down beside it, where the
/// agency has a contract as what is to be cured.
///
/// # Errors
/// If a code is not well formed or stands for nobody known and is given no name, the share is no percentage, the day
/// lies in the future or before what holds now, or the company has as many holders as may be.
pub(super) fn record(case: &Case, entry: &HoldingEntry) -> Result<Vec<Event>, Refusal> {
    let before: Option<Holding> = case.world.find(&holding_key(&entry.holder, &entry.held));
    if before.is_none() && case.world.holders(&entry.held).len() >= HOLDERS_LIMIT {
        let most = u32::try_from(HOLDERS_LIMIT).unwrap_or(u32::MAX);
        return Err(case.refuse(Reason::EnoughRecords(RecordKind::Holding, most)));
    }
    let holder_name = name(case, "holder", &entry.holder, entry.holder_name.as_deref())?;
    let held_name = name(case, "held", &entry.held, entry.held_name.as_deref())?;
    let bad_share = || case.refuse(Reason::BadShare("share".to_owned()));
    let entered = Entered {
        value: Stake {
            share: Share::read(&entry.share).ok_or_else(bad_share)?,
            control: entry.control,
            state: entry.state,
            source: text::required(case, "source", &entry.source, text::LINE)?,
            evidence: text::required(case, "evidence", entry.evidence.as_str(), text::PARAGRAPH)?,
        },
        from: since(case, entry.since)?,
        by: case.actor.person.clone(),
    };
    let (stake, stakes) = if let Some(before) = before {
        let (stake, mut stakes) = (before.stake(), before.stakes);
        (stakes.enter(case, &stake, entered, true)?, stakes)
    } else {
        let stakes = Dates::begin(&entered, true);
        (entered.value, stakes)
    };
    let holding = Holding {
        holder: entry.holder.clone(),
        holder_name,
        held: entry.held.clone(),
        held_name,
        share: stake.share,
        control: stake.control,
        state: stake.state,
        source: stake.source,
        evidence: stake.evidence,
        stakes,
    };
    let found = affiliates::since_deal(case, &holding)?;
    let barring = found.iter().filter(|finding| finding.association.counts());
    let to_cure = barring.map(|finding| procurement::affiliated(case, finding));
    let to_cure: Vec<Vec<Event>> = to_cure.collect::<Result<_, _>>()?;
    let found = found.into_iter().map(Fact::AffiliationFound);
    let facts = [Fact::HoldingRecorded(holding)].into_iter().chain(found);
    let facts = facts.map(Event::from);
    Ok(facts.chain(to_cure.into_iter().flatten()).collect())
}

/// What a company is called: as the party is registered, else as it is entered, else as it was entered last. A code that
/// nobody knows needs a name: one mistyped would quietly be another company.
fn name(
    case: &Case,
    field: &str,
    company: &PartyCode,
    given: Option<&str>,
) -> Result<String, Refusal> {
    code(case, field, company.as_str())?;
    let name_field = format!("{field}_name");
    let given = text::optional(case, &name_field, given.unwrap_or_default(), text::LINE)?;
    let party: Option<Party> = case.world.find(company.as_str());
    if let Some(party) = party {
        return Ok(party.name);
    }
    if !given.is_empty() {
        return Ok(given);
    }
    let known = case.world.holding_naming(company);
    let known = known.map(|holding| {
        if holding.holder == *company {
            holding.holder_name
        } else {
            holding.held_name
        }
    });
    known.ok_or_else(|| case.refuse(Reason::Missing(name_field)))
}
