//! What whoever signs or amends a contract has before them: what is needed with its highest price, and what holds already.

use super::{PriceChange, Procurement, Verb};
use crate::domain::law::kind::On;
use crate::domain::law::step::Case;
use crate::domain::purchase::agreement::{Agreement, Pricing};
use crate::domain::purchase::catalogue::Item;
use crate::domain::purchase::catalogue_edition;
use crate::domain::purchase::listing::{Capped, SHEET_LIMIT, Sheet};
use crate::domain::r#use::point::Point;

/// At the signature and at an amendment the needs with their caps, and at an amendment the prices in force.
pub(super) fn points(case: &Case, on: &On<Procurement>) -> Vec<Point> {
    let amends = case.verb == Verb::Amend.into();
    if !amends && case.verb != Verb::Sign.into() {
        return Vec::new();
    }
    let needs = needs(case, on.body);
    let prices = on.body.agreement.as_ref().filter(|_| amends);
    let prices = prices.map(|agreement| in_force(case, agreement));
    let needs = (!needs.lines.is_empty()).then_some(Point::Needs(needs));
    let prices = prices.filter(|prices| !prices.lines.is_empty());
    // What holds already comes first: an amendment is read against it.
    let prices = prices.map(Point::Prices).into_iter();
    prices.chain(needs).collect()
}

fn needs(case: &Case, body: &Procurement) -> Sheet<Capped> {
    let lines = body.needs.iter().take(SHEET_LIMIT).map(|need| Capped {
        item: need.item.clone(),
        name: need.name.clone(),
        quantity: need.quantity,
        cap: catalogue_edition::cap_of(case, &need.item),
    });
    Sheet::of(lines.collect(), body.needs.len())
}

/// What the contract's items cost today by it and its amendments; what holds from a later day on only, from then.
fn in_force(case: &Case, agreement: &Agreement) -> Sheet<PriceChange> {
    let priced = case.world.pricings(&agreement.contractor).into_iter();
    let held = priced.filter_map(|Pricing { item, agreed, .. }| {
        let of_contract = agreed.iter().filter(|one| one.matter == agreement.matter);
        let of_contract = of_contract.map(|one| &one.version);
        let begun = of_contract.clone();
        let begun = begun.filter(|version| version.from <= case.today());
        let first = of_contract.min_by_key(|version| version.from);
        let held = begun.max_by_key(|version| version.from).or(first);
        let version = held.cloned()?;
        let known: Option<Item> = case.world.find(item.as_str());
        let name = known.map_or_else(|| item.to_string(), |item| item.name);
        Some(PriceChange {
            name,
            was: None,
            price: version,
        })
    });
    let held: Vec<PriceChange> = held.collect();
    let all = held.len();
    Sheet::of(held.into_iter().take(SHEET_LIMIT).collect(), all)
}
