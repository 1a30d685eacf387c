//! What a unit's own contract means to whoever decides on what it asks for (Art. 40): that it ends soon, and that what the
//! unit has by it and asks for comes to more a year than may be bought. Neither stops anything.

use std::collections::BTreeMap;

use chrono::Days;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::line::{Line, Subject};
use super::point::Point;
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::matter::{Matter, Role};
use crate::domain::law::refusal::Refusal;
use crate::domain::law::ruling::R16;
use crate::domain::law::step::Case;
use crate::domain::purchase::agreement::{self, ARRANGE_AHEAD, Agreement, Pricing};
use crate::domain::purchase::catalogue::{Contract, Terms};
use crate::domain::record::{contract_key, pricing_key};
use crate::domain::settle::convention::Conventions;

/// The most items of one unit from one provider that are looked at.
pub const ITEMS_LIMIT: usize = 1_000;

/// What a unit has by its contract a year and asks for beside it, against what may be bought by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Above {
    /// The contract's number.
    pub number: String,
    /// What may be bought by it a year, in fen.
    pub amount_fen: u64,
    /// What runs comes to a year, in fen.
    pub running_fen: u64,
    /// What is asked for adds to it, in fen.
    pub asked_fen: u64,
    /// How many items have no price today, and so are not in it.
    pub unpriced: u32,
}

/// What speaks against deciding as usual of the contract that counts today. By what regularises an emergency nothing is
/// issued any more: what it asks for runs already.
///
/// # Errors
/// If a party is not registered.
pub(super) fn points(
    case: &Case,
    matter: &Matter,
    asked: &Asked,
    counts: &Terms,
    issues: bool,
) -> Result<Vec<Point>, Refusal> {
    let unit = case.concerned(&matter.head, Role::Unit)?;
    let operator = case.concerned(&matter.head, Role::Operator)?;
    let contract: Option<Contract> = case.world.find(&contract_key(unit, operator));
    let own = contract.map_or_else(Vec::new, |contract| contract.vouched());
    let ends = ends_soon(case, matter, counts, &own);
    let asked = if issues { asked.lines.as_slice() } else { &[] };
    let above = above(case, matter, asked, counts, &own, (unit, operator));
    Ok(ends.into_iter().chain(above.map(Point::Above)).collect())
}

/// That the term ends within the days in which what follows a contract is arranged, and nothing that is on record follows.
fn ends_soon(case: &Case, matter: &Matter, counts: &Terms, own: &[Terms]) -> Option<Point> {
    let last = counts.ends_on?;
    let days = case.ruled(matter, R16, ARRANGE_AHEAD).days();
    let near = case.today().checked_add_days(Days::new(days.into()))?;
    let next = last.succ_opt()?;
    let is_followed = own.iter().any(|terms| terms.runs_on(next));
    (last <= near && !is_followed).then(|| Point::Ends {
        number: counts.number.clone(),
        last,
    })
}

/// What is had and asked for, where it comes to more than the contract's amount. An item is priced as its charges are, by
/// how many of it there are in all.
fn above(
    case: &Case,
    matter: &Matter,
    asked: &[Line],
    counts: &Terms,
    own: &[Terms],
    (unit, operator): (&PartyCode, &PartyCode),
) -> Option<Above> {
    let amount_fen = counts.amount_fen?;
    let mut items: BTreeMap<ItemCode, (u64, u64)> = BTreeMap::new();
    for (item, quantity) in case.world.issued_to(unit, operator) {
        items.entry(item).or_default().0 += quantity;
    }
    for line in asked {
        if let Subject::Item { code, .. } = &line.subject {
            items.entry(code.clone()).or_default().1 += u64::from(line.latest());
        }
    }
    let conventions = Conventions::under(|id, name| case.ruled(matter, id, name));
    let contracts: Vec<Agreement> = case.world.agreements(operator);
    let (mut running_fen, mut all_fen, mut unpriced) = (0_u64, 0_u64, 0_u32);
    for (item, (has, asks)) in items {
        let pricing: Option<Pricing> = case.world.find(&pricing_key(operator, &item));
        let agreed = pricing.map_or_else(Vec::new, |pricing| pricing.agreed);
        let prices = agreement::prices_beside(&item, &contracts, &agreed, own);
        let Some(version) = prices.on(&item, case.today()) else {
            unpriced += 1;
            continue;
        };
        let yearly = |quantity: u64| {
            let quantity = u32::try_from(quantity).unwrap_or(u32::MAX);
            version.yearly_sum(quantity, conventions.tiering)
        };
        running_fen = running_fen.saturating_add(yearly(has));
        all_fen = all_fen.saturating_add(yearly(has.saturating_add(asks)));
    }
    (all_fen > amount_fen).then(|| Above {
        number: counts.number.clone(),
        amount_fen,
        running_fen,
        asked_fen: all_fen.saturating_sub(running_fen),
        unpriced,
    })
}
