//! Contracts that support signed for the city (Art. 13), and what each item costs under them.
//!
//! What people write of a term is a last day, which counts or does not; what is computed with is the first day after it.
//! Both are kept and shown, so that nobody has to remember which of the two a date was.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::catalogue::Terms;
use super::covering::Covering;
use super::price::{PriceTable, Version};
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::matter::MatterId;
use crate::domain::law::names::words;

/// How long before the end of a contract's term what comes after it is owed, by the name of its parameter (R16).
pub const ARRANGE_AHEAD: &str = "arrange_end_days";

words! {
/// What is procured, and so what the contractor becomes.
pub enum Object {
    /// 云资源: cloud resources, from a provider.
    Cloud = "cloud",
    /// 综合服务: assistance to support, from an agency.
    Assistance = "assistance",
}
}

words! {
/// How the day on which a term ends is written.
pub enum EndDay {
    /// It is the last day of the term: 至…止.
    Included = "included",
    /// The term ends before it: 至…前.
    Excluded = "excluded",
}
}

/// When a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermEnd {
    /// The day that is written.
    pub written: NaiveDate,
    /// Whether it is one of the term's.
    pub day: EndDay,
    /// The first day that is not one of the term's.
    pub until: NaiveDate,
}

impl TermEnd {
    /// The end of a term that is written so; none of a day that nothing comes after.
    #[must_use]
    pub fn written(written: NaiveDate, day: EndDay) -> Option<Self> {
        let until = match day {
            EndDay::Included => written.succ_opt()?,
            EndDay::Excluded => written,
        };
        Some(Self {
            written,
            day,
            until,
        })
    }
}

/// A contract that support signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The procurement that led to it.
    pub matter: MatterId,
    /// Its number.
    pub number: String,
    /// With whom.
    pub contractor: PartyCode,
    /// What is procured.
    pub object: Object,
    /// The day it was signed.
    pub signed_on: NaiveDate,
    /// The first day of its term.
    pub starts_on: NaiveDate,
    /// When its term ends; none is open.
    pub ends: Option<TermEnd>,
    /// When the first settlement cycle begins (Art. 40); none of what is not settled by cycles.
    pub first_cycle_start: Option<NaiveDate>,
    /// The day from which it was terminated.
    pub terminated_on: Option<NaiveDate>,
}

impl Agreement {
    /// The first day that is not one of its term's; none while that is open.
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        let ends = self.ends.map(|ends| ends.until);
        ends.into_iter().chain(self.terminated_on).min()
    }

    /// The days that it covers.
    #[must_use]
    pub fn covering(&self) -> Covering {
        Covering {
            number: self.number.clone(),
            signed_on: self.signed_on,
            from: self.starts_on,
            until: self.until(),
            is_own: false,
        }
    }

    /// Whether its term runs on a day.
    #[must_use]
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.until().is_none_or(|until| day < until)
    }
}

/// A price with the contract that gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// The procurement whose contract, or whose amendment, gives it.
    pub matter: MatterId,
    /// The price, and from which day on.
    pub version: Version,
}

/// What an item costs by a contract or its amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceChange {
    /// What it was called then.
    pub name: String,
    /// What one of it cost before, with the same contractor; none was not priced.
    pub was: Option<Version>,
    /// What it costs from then on.
    pub price: Version,
}

/// What one item costs with one contractor, under all contracts with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pricing {
    /// With whom.
    pub contractor: PartyCode,
    /// Of what.
    pub item: ItemCode,
    /// Every price it had or will have, as they were agreed: of two of one contract from one day the later one holds.
    pub agreed: Vec<Agreed>,
}

/// What one item costs under these contracts with one contractor, of which it has these prices: each price ends with the
/// contract that gives it.
#[must_use]
pub fn prices(item: &ItemCode, contracts: &[Agreement], agreed: &[Agreed]) -> PriceTable {
    prices_beside(item, contracts, agreed, &[])
}

/// The same of a unit that has contracts of its own with the contractor (Art. 40): where one of them prices the item, that
/// goes before the city's.
#[must_use]
pub fn prices_beside(
    item: &ItemCode,
    contracts: &[Agreement],
    agreed: &[Agreed],
    own: &[Terms],
) -> PriceTable {
    let city = contracts.iter().map(|contract| {
        let given = agreed.iter().filter(|one| one.matter == contract.matter);
        let versions: Vec<Version> = given.map(|one| one.version.clone()).collect();
        (contract.covering(), versions)
    });
    let own = own.iter().map(|terms| {
        let given = terms.prices.iter().filter(|version| version.item == *item);
        (terms.covering(), given.cloned().collect())
    });
    PriceTable::under(item.clone(), city.chain(own).collect())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::purchase::catalogue::PriceBasis;
    use crate::domain::purchase::covering::Lack;
    use crate::domain::purchase::price::Price;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_term_until_the_31st_runs_on_the_31st() {
        let last = day("2026-03-31");
        let ends = |wording| TermEnd::written(last, wording);
        assert_eq!(ends(EndDay::Included).unwrap().until, day("2026-04-01"));
        assert_eq!(ends(EndDay::Excluded).unwrap().until, last);
        assert_eq!(TermEnd::written(NaiveDate::MAX, EndDay::Included), None);
        let agreement = Agreement {
            matter: "PRC-20251015-0001".parse().unwrap(),
            number: "HT-2025-01".to_owned(),
            contractor: "provider-a".into(),
            object: Object::Cloud,
            signed_on: day("2025-10-20"),
            starts_on: day("2025-11-01"),
            ends: ends(EndDay::Included),
            first_cycle_start: Some(day("2025-11-01")),
            terminated_on: None,
        };
        let runs = |text: &str| agreement.runs_on(day(text));
        assert_eq!(
            ["2025-10-31", "2025-11-01", "2026-03-31", "2026-04-01"].map(runs),
            [false, true, true, false]
        );
        let terminated = Agreement {
            terminated_on: Some(day("2026-01-01")),
            ..agreement
        };
        assert_eq!(terminated.until(), Some(day("2026-01-01")));
    }

    fn contract(serial: u32, days: [&str; 3]) -> Agreement {
        let [signed_on, starts_on, until] = days;
        Agreement {
            matter: format!("PRC-20251015-000{serial}").parse().unwrap(),
            number: format!("HT-{serial}"),
            contractor: "provider-a".into(),
            object: Object::Cloud,
            signed_on: day(signed_on),
            starts_on: day(starts_on),
            ends: TermEnd::written(day(until), EndDay::Excluded),
            first_cycle_start: None,
            terminated_on: None,
        }
    }

    fn agreed(serial: u32, from: &str, fen: u64) -> Agreed {
        Agreed {
            matter: format!("PRC-20251015-000{serial}").parse().unwrap(),
            version: Version {
                item: "ecs".into(),
                from: day(from),
                basis: PriceBasis::Year,
                price: Price::Flat(fen),
            },
        }
    }

    #[test]
    fn of_two_prices_from_one_day_the_later_agreed_holds() {
        let contracts = [contract(1, ["2025-10-20", "2025-11-01", "2026-11-01"])];
        let given = [
            agreed(1, "2026-01-01", 2),
            agreed(1, "2025-11-01", 1),
            agreed(1, "2026-01-01", 3),
        ];
        let table = prices(&"ecs".into(), &contracts, &given);
        let on = |text: &str| {
            let held = table.on(&"ecs".into(), day(text));
            held.map(|version| version.price.clone())
        };
        assert_eq!(on("2025-10-31"), None);
        assert_eq!(on("2025-12-31"), Some(Price::Flat(1)));
        assert_eq!(on("2026-01-01"), Some(Price::Flat(3)));
        assert_eq!(on("2026-11-01"), None);
    }

    #[test]
    fn of_two_contracts_the_one_signed_last_holds_if_it_prices_the_item() {
        let contracts = [
            contract(1, ["2025-10-20", "2025-11-01", "2026-11-01"]),
            contract(2, ["2026-05-01", "2026-06-01", "2026-09-01"]),
            contract(3, ["2026-06-01", "2026-07-01", "2027-03-01"]),
            contract(4, ["2027-03-01", "2027-04-01", "2028-01-01"]),
        ];
        let given = [
            agreed(1, "2025-11-01", 1),
            agreed(2, "2026-06-01", 2),
            // Of an amendment that takes effect after its contract's end nothing is left.
            agreed(2, "2026-10-01", 9),
        ];
        let table = prices(&"ecs".into(), &contracts, &given);
        let ended = Lack::Ended {
            number: "HT-3".to_owned(),
            on: day("2027-03-01"),
        };
        let unpriced = |number: &str| Lack::NotPriced {
            number: number.to_owned(),
        };
        for (text, told) in [
            ("2025-10-31", Err(Lack::Never)),
            ("2026-05-31", Ok(1)),
            ("2026-06-01", Ok(2)),
            ("2026-07-01", Ok(2)),
            ("2026-09-01", Ok(1)),
            ("2026-11-01", Err(unpriced("HT-3"))),
            ("2027-03-31", Err(ended)),
            ("2027-04-01", Err(unpriced("HT-4"))),
        ] {
            let held = table.on(&"ecs".into(), day(text));
            let held = held.map(|version| version.price.clone());
            let held = held.ok_or_else(|| table.lack(day(text)));
            assert_eq!(held, told.map(Price::Flat), "{text}");
        }
    }
}
