//! The price table of a contract: what an item costs a year, from which day on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::catalogue::PriceBasis;
use super::covering::{self, Covering, Held, Lack};
use crate::domain::law::code::ItemCode;
use crate::domain::law::money;
use crate::domain::register::PRICE_LIMIT;

/// What a tier's price holds for (R31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tiering {
    /// For the units within the tier.
    Graduated,
    /// For all units, once the tier is reached.
    AllUnits,
}

/// One tier of a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// The quantity that it begins with.
    pub from: u32,
    /// The price of one unit in it, in fen.
    pub price_fen: u64,
}

/// How an item is priced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Price {
    /// So many fen a unit.
    Flat(u64),
    /// By quantity: ascending, the first from 1.
    Tiers(Vec<Tier>),
}

/// What one of an item costs, by how many there are, and for how long that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// For how long one price is.
    pub basis: PriceBasis,
    /// The price for that long.
    pub price: Price,
}

impl Rate {
    /// One price for any quantity.
    #[must_use]
    pub fn flat(basis: PriceBasis, price_fen: u64) -> Self {
        let price = Price::Flat(price_fen);
        Self { basis, price }
    }

    /// A rate as people type it: `5400.00` a year, `450.00/月` or `450.00/month` a month, `5400.00 101:5000.00` where the
    /// 101st and any further one costs less (R31). None of what is no such text, or no rate that can be.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let first = words.next()?;
        let (first, basis) = match first.split_once('/') {
            None => (first, PriceBasis::Year),
            Some((price, "年" | "year")) => (price, PriceBasis::Year),
            Some((price, "月" | "month")) => (price, PriceBasis::Month),
            Some(_) => return None,
        };
        let paid = |text: &str| money::read(text).filter(|fen| *fen > 0);
        let price_fen = paid(first)?;
        let further = words.map(|word| {
            let (from, price) = word.split_once([':', '：'])?;
            Some(Tier {
                from: from.parse().ok()?,
                price_fen: paid(price)?,
            })
        });
        let further: Vec<Tier> = further.collect::<Option<_>>()?;
        let price = if further.is_empty() {
            Price::Flat(price_fen)
        } else {
            let first = Tier { from: 1, price_fen };
            Price::Tiers([first].into_iter().chain(further).collect())
        };
        let rate = Self { basis, price };
        rate.price.check().ok().map(|()| rate)
    }

    /// What the `quantity`-th one costs a year, in fen: a monthly price twelve times.
    #[must_use]
    pub fn yearly_at(&self, quantity: u32) -> u64 {
        self.price
            .at(quantity)
            .saturating_mul(self.basis.in_a_year())
    }

    /// What a quantity costs a year, in fen.
    #[must_use]
    pub fn yearly_sum(&self, quantity: u32, tiering: Tiering) -> u64 {
        self.price
            .sum(quantity, tiering)
            .saturating_mul(self.basis.in_a_year())
    }

    /// The first quantity at which it is above a limit, tier by tier and both made yearly (Art. 11); none if it nowhere is.
    /// What equals the limit is within it.
    #[must_use]
    pub fn exceeds(&self, limit: &Self) -> Option<u32> {
        let mut steps: Vec<u32> = self.price.steps().chain(limit.price.steps()).collect();
        steps.sort_unstable();
        steps
            .into_iter()
            .find(|step| self.yearly_at(*step) > limit.yearly_at(*step))
    }
}

/// A price with the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Of what.
    pub item: ItemCode,
    /// From which day on.
    pub from: NaiveDate,
    /// For how long one price is.
    pub basis: PriceBasis,
    /// The price for that long.
    pub price: Price,
}

/// Why a version of a price cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceProblem {
    /// A price is above [`PRICE_LIMIT`].
    TooHigh,
    /// Tiers do not begin with 1, or do not ascend.
    Tiers,
}

/// What items cost by the day, and by which contracts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTable {
    /// By item what holds from which day on, ascending; none where a contract's term ended with its prices.
    items: BTreeMap<ItemCode, Vec<(NaiveDate, Option<Held>)>>,
    /// The contracts that the prices were looked for in; none of what is priced without any.
    contracts: Vec<Covering>,
}

impl PriceTable {
    /// A table of these versions, each of which holds until the next. Of two of an item from one day the later one holds.
    ///
    /// # Errors
    /// If one of them cannot be; its place among them says which.
    pub fn new(versions: Vec<Version>) -> Result<Self, (usize, PriceProblem)> {
        let mut items: BTreeMap<ItemCode, Vec<_>> = BTreeMap::new();
        for (at, version) in versions.into_iter().enumerate() {
            version.price.check().map_err(|problem| (at, problem))?;
            let held = items.entry(version.item.clone()).or_default();
            let by = None;
            held.push((version.from, Some(Held { version, by })));
        }
        for held in items.values_mut() {
            held.sort_by_key(|(from, _)| *from);
        }
        let contracts = Vec::new();
        Ok(Self { items, contracts })
    }

    /// What one item costs under these contracts, each with the prices that it gives the item, in the order in which they
    /// were agreed.
    #[must_use]
    pub fn under(item: ItemCode, contracts: Vec<(Covering, Vec<Version>)>) -> Self {
        let held = covering::holding(&contracts);
        Self {
            items: BTreeMap::from([(item, held)]),
            contracts: contracts.into_iter().map(|(term, _)| term).collect(),
        }
    }

    /// The same with what other items cost under the same contracts.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        self.items.extend(others.items);
        self
    }

    /// What an item costs on a day; none before its first price, and on a day that no contract covers.
    #[must_use]
    pub fn on(&self, item: &ItemCode, day: NaiveDate) -> Option<&Version> {
        self.held(item, day).map(|held| &held.version)
    }

    /// Whether what an item costs on a day is the price of the unit's own contract.
    #[must_use]
    pub fn is_own(&self, item: &ItemCode, day: NaiveDate) -> bool {
        let by = self.held(item, day).and_then(|held| held.by.as_ref());
        by.is_some_and(|by| by.is_own)
    }

    /// The numbers of the contracts that price an item from a day on up to, and without, another, in that order.
    #[must_use]
    pub fn given_by(&self, item: &ItemCode, (from, until): (NaiveDate, NaiveDate)) -> Vec<&str> {
        let inside = self.changes(item);
        let inside = inside.filter(|day| from < *day && *day < until);
        let held = [from].into_iter().chain(inside);
        let held = held.filter_map(|day| self.held(item, day)?.by.as_ref());
        let mut numbers: Vec<&str> = Vec::new();
        for by in held {
            if !numbers.contains(&by.number.as_str()) {
                numbers.push(&by.number);
            }
        }
        numbers
    }

    fn held(&self, item: &ItemCode, day: NaiveDate) -> Option<&Held> {
        let held = self.of(item);
        let begun = held.partition_point(|(from, _)| *from <= day);
        let (_, held) = held.get(begun.checked_sub(1)?)?;
        held.as_ref()
    }

    /// Why an item that has no price on a day has none.
    #[must_use]
    pub fn lack(&self, day: NaiveDate) -> Lack {
        covering::lack(self.contracts.iter(), day)
    }

    /// Whether a contract of the unit's own is among those that the prices were looked for in.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.contracts.iter().any(|contract| contract.is_own)
    }

    /// The days on which an item's price may change, or why it has none, ascending.
    pub fn changes(&self, item: &ItemCode) -> impl Iterator<Item = NaiveDate> {
        self.of(item).iter().map(|(from, _)| *from)
    }

    fn of(&self, item: &ItemCode) -> &[(NaiveDate, Option<Held>)] {
        self.items.get(item).map_or(&[], Vec::as_slice)
    }
}

impl Price {
    fn check(&self) -> Result<(), PriceProblem> {
        let is_high = |fen: u64| fen > PRICE_LIMIT;
        match self {
            Self::Flat(fen) if is_high(*fen) => Err(PriceProblem::TooHigh),
            Self::Flat(_) => Ok(()),
            Self::Tiers(tiers) => {
                let begins = tiers.first().is_some_and(|tier| tier.from == 1);
                let ascends = tiers.is_sorted_by(|one, next| one.from < next.from);
                if !begins || !ascends {
                    Err(PriceProblem::Tiers)
                } else if tiers.iter().any(|tier| is_high(tier.price_fen)) {
                    Err(PriceProblem::TooHigh)
                } else {
                    Ok(())
                }
            }
        }
    }

    /// The quantities with which another price begins.
    fn steps(&self) -> impl Iterator<Item = u32> {
        let tiers: &[Tier] = match self {
            Self::Flat(_) => &[],
            Self::Tiers(tiers) => tiers,
        };
        std::iter::once(1).chain(tiers.iter().map(|tier| tier.from))
    }

    /// What the `quantity`-th one costs, in fen, for as long as one price is.
    #[must_use]
    pub fn at(&self, quantity: u32) -> u64 {
        match self {
            Self::Flat(fen) => *fen,
            Self::Tiers(tiers) => {
                let reached = tiers.iter().rev().find(|tier| tier.from <= quantity);
                reached.or(tiers.first()).map_or(0, |tier| tier.price_fen)
            }
        }
    }

    /// What a quantity costs, in fen, for as long as one price is.
    fn sum(&self, quantity: u32, tiering: Tiering) -> u64 {
        match self {
            Self::Flat(fen) => fen.saturating_mul(u64::from(quantity)),
            Self::Tiers(tiers) => {
                let units = tiering.units(tiers, quantity).into_iter();
                units.fold(0, |sum, (tier, units)| {
                    let fen = tier.price_fen.saturating_mul(u64::from(units));
                    fen.saturating_add(sum)
                })
            }
        }
    }
}

impl Version {
    /// A price as people type it of an item: its code, and behind it what [`Rate::read`] reads. None of what is no such
    /// line.
    #[must_use]
    pub fn read(line: &str, from: NaiveDate) -> Option<Self> {
        let (item, rate) = line.split_once(char::is_whitespace)?;
        let Rate { basis, price } = Rate::read(rate)?;
        Some(Self {
            item: ItemCode::new(item),
            from,
            basis,
            price,
        })
    }

    /// Its price, without the day from which that holds.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate {
            basis: self.basis,
            price: self.price.clone(),
        }
    }

    /// A year's price in fen: of one unit where it is flat, of the whole quantity where it has tiers.
    #[must_use]
    pub fn yearly(&self, quantity: u32, tiering: Tiering) -> u64 {
        match &self.price {
            Price::Flat(fen) => fen.saturating_mul(self.basis.in_a_year()),
            Price::Tiers(_) => self.yearly_sum(quantity, tiering),
        }
    }

    /// What a quantity costs a year, in fen.
    #[must_use]
    pub fn yearly_sum(&self, quantity: u32, tiering: Tiering) -> u64 {
        self.price
            .sum(quantity, tiering)
            .saturating_mul(self.basis.in_a_year())
    }
}

impl Tiering {
    /// How many units of a quantity each tier's price holds for; tiers that it holds for none of are left out.
    #[must_use]
    pub fn units(self, tiers: &[Tier], quantity: u32) -> Vec<(Tier, u32)> {
        let units: Vec<(Tier, u32)> = match self {
            Self::Graduated => {
                let ends = tiers.iter().skip(1).map(|next| next.from.saturating_sub(1));
                let ends = ends.chain([u32::MAX]);
                let units = tiers.iter().zip(ends).map(|(tier, end)| {
                    let below = tier.from.saturating_sub(1);
                    (*tier, quantity.min(end).saturating_sub(below))
                });
                units.collect()
            }
            Self::AllUnits => {
                let reached = tiers.iter().rev().find(|tier| tier.from <= quantity);
                reached.map(|tier| (*tier, quantity)).into_iter().collect()
            }
        };
        units.into_iter().filter(|(_, units)| *units > 0).collect()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;

    fn tiered(basis: PriceBasis) -> Version {
        Version {
            item: "ecs".into(),
            from: NaiveDate::MIN,
            basis,
            price: Price::Tiers(vec![
                Tier {
                    from: 1,
                    price_fen: 540_000,
                },
                Tier {
                    from: 101,
                    price_fen: 500_000,
                },
            ]),
        }
    }

    #[test]
    fn tiers_are_graduated_or_for_all_units() {
        let version = tiered(PriceBasis::Year);
        for (quantity, graduated, all_units) in [
            (0, 0, 0),
            (1, 540_000, 540_000),
            (100, 54_000_000, 54_000_000),
            (101, 54_500_000, 50_500_000),
            (120, 64_000_000, 60_000_000),
        ] {
            let sum = |tiering| version.yearly_sum(quantity, tiering);
            assert_eq!(sum(Tiering::Graduated), graduated, "{quantity}");
            assert_eq!(sum(Tiering::AllUnits), all_units, "{quantity}");
        }
        let monthly = tiered(PriceBasis::Month);
        assert_eq!(monthly.yearly(120, Tiering::Graduated), 768_000_000);
    }

    #[test]
    fn tiers_that_leave_a_quantity_without_a_price_cannot_be() {
        for (tiers, problem) in [
            (vec![], PriceProblem::Tiers),
            (vec![(2, 1)], PriceProblem::Tiers),
            (vec![(1, 1), (5, 1), (5, 1)], PriceProblem::Tiers),
            (vec![(1, PRICE_LIMIT + 1)], PriceProblem::TooHigh),
        ] {
            let tiers = tiers
                .into_iter()
                .map(|(from, price_fen)| Tier { from, price_fen });
            let version = Version {
                price: Price::Tiers(tiers.collect()),
                ..tiered(PriceBasis::Year)
            };
            let good = tiered(PriceBasis::Year);
            assert_eq!(PriceTable::new(vec![good, version]), Err((1, problem)));
        }
    }

    #[test]
    fn a_price_holds_from_its_day_on_and_the_later_entered_of_one_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let flat = |from, fen| Version {
            from: day(from),
            price: Price::Flat(fen),
            ..tiered(PriceBasis::Year)
        };
        let versions = vec![
            flat("2026-01-01", 2),
            flat("2025-01-01", 1),
            flat("2026-01-01", 3),
        ];
        let table = PriceTable::new(versions).unwrap();
        let on = |text| {
            table
                .on(&"ecs".into(), day(text))
                .map(|held| held.yearly(1, Tiering::Graduated))
        };
        assert_eq!(on("2024-12-31"), None);
        assert_eq!(on("2025-12-31"), Some(1));
        assert_eq!(on("2026-01-01"), Some(3));
    }
}
