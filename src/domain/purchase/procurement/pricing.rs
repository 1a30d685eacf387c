//! The price table of a contract, as people type it: a line an item.
//!
//! `ecs-4c16g 5400.00` is a year's price of one; `/月` or `/month` behind it makes it a month's; `101:5000.00` after it is
//! what the 101st and any further one costs (R31).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{PriceChange, Reason, lines};
use crate::domain::law::code::PartyCode;
use crate::domain::law::field::Paragraph;
use crate::domain::law::matter::MatterId;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::purchase::agreement::{Agreed, Pricing};
use crate::domain::purchase::catalogue::Item;
use crate::domain::purchase::catalogue_edition;
use crate::domain::purchase::price::Version;
use crate::domain::record::{RecordKind, pricing_key};

/// The most prices of one act: what a contract has more of is agreed by further amendments.
pub const PRICES_LIMIT: usize = 500;
/// The most prices that one item keeps with one contractor.
pub const AGREED_LIMIT: usize = 200;

/// The price table of a contract, a line an item: each of another item that is registered.
///
/// # Errors
/// If a line is no price, or prices what the catalogue never had or what another line prices too.
pub(in crate::domain) fn table(
    case: &Case,
    typed: Option<&[Paragraph]>,
    from: NaiveDate,
) -> Result<Vec<(Item, Version)>, Refusal> {
    let mut priced = BTreeSet::new();
    lines(case, "prices", typed)?
        .map(|line| {
            let bad = || case.refuse(Reason::BadPrice(line.to_owned()));
            let version = Version::read(line, from).ok_or_else(bad)?;
            let item: Item = case.registered(version.item.as_str())?;
            if priced.insert(item.code.clone()) {
                Ok((item, version))
            } else {
                Err(case.refuse(Reason::PricedTwice(item.code)))
            }
        })
        .collect()
}

/// What items cost with a contractor once these lines are agreed: as the register keeps it, beside all they cost before,
/// and item by item.
///
/// # Errors
/// If a line is no price, is above the cap of the catalogue (Art. 11), or prices what the catalogue does not have or what
/// another line prices too.
pub(super) fn agreed(
    case: &Case,
    matter: MatterId,
    contractor: &PartyCode,
    typed: Option<&[Paragraph]>,
    from: NaiveDate,
) -> Result<Vec<(Pricing, PriceChange)>, Refusal> {
    let typed = table(case, typed, from)?.into_iter();
    typed
        .map(|(item, version)| {
            catalogue_edition::within(case, &version)?;
            let known = case.world.find(&pricing_key(contractor, &item.code));
            let mut pricing = known.unwrap_or_else(|| Pricing {
                contractor: contractor.clone(),
                item: item.code.clone(),
                agreed: Vec::new(),
            });
            if pricing.agreed.len() >= AGREED_LIMIT {
                let most = u32::try_from(AGREED_LIMIT).unwrap_or(u32::MAX);
                return Err(case.refuse(AnyReason::EnoughRecords(RecordKind::Pricing, most)));
            }
            let given = PriceChange {
                name: item.name,
                was: before(&pricing, matter, from),
                price: version.clone(),
            };
            pricing.agreed.push(Agreed { matter, version });
            Ok((pricing, given))
        })
        .collect()
}

/// What an item cost up to a day: by the same contract, or else by the one that priced it last.
fn before(pricing: &Pricing, matter: MatterId, day: NaiveDate) -> Option<Version> {
    let held = |own: bool| {
        let agreed = pricing
            .agreed
            .iter()
            .filter(move |one| one.matter == matter || !own);
        let begun = agreed.filter(|one| one.version.from <= day);
        begun.max_by_key(|one| one.version.from)
    };
    let held = held(true).or_else(|| held(false));
    held.map(|one| one.version.clone())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::purchase::catalogue::PriceBasis;
    use crate::domain::purchase::price::{Price, Tier};

    #[test]
    fn a_price_is_read_as_people_write_it() {
        let from: NaiveDate = "2025-11-01".parse().unwrap();
        let tier = |from, price_fen| Tier { from, price_fen };
        let tiers = Price::Tiers(vec![tier(1, 540_000), tier(101, 500_000)]);
        for (line, basis, price) in [
            ("vm 5400.00", PriceBasis::Year, Price::Flat(540_000)),
            ("vm  5,400/年", PriceBasis::Year, Price::Flat(540_000)),
            ("vm 450/月", PriceBasis::Month, Price::Flat(45_000)),
            ("vm 450/month", PriceBasis::Month, Price::Flat(45_000)),
            ("vm 5400 101:5000", PriceBasis::Year, tiers),
        ] {
            let read = Version::read(line, from).unwrap();
            assert_eq!((read.basis, read.price), (basis, price), "{line}");
        }
        for line in [
            "vm",
            "vm x",
            "vm 5400/day",
            "vm 5400 101",
            "vm 5400 x:1",
            "vm 5400.001",
            "vm 0",
            "vm 5 9:0",
        ] {
            assert_eq!(Version::read(line, from), None, "{line}");
        }
    }
}
