//! Contracts that support signed for the city (Art. 13), and what each item costs under them.
//!
//! What people write of a term is a last day, which counts or does not; what is computed with is the first day after it.
//! Both are kept and shown, so that nobody has to remember which of the two a date was.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::price::Version;
use crate::domain::law::code::{ItemCode, PartyCode};
use crate::domain::law::matter::MatterId;
use crate::domain::law::names::words;

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

/// What one item costs with one contractor, under all contracts with it: a renewal goes on where the last one ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pricing {
    /// With whom.
    pub contractor: PartyCode,
    /// Of what.
    pub item: ItemCode,
    /// Every price it had or will have, as they were agreed: of two from one day the later one holds.
    pub agreed: Vec<Agreed>,
}

impl Pricing {
    /// What holds on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&Version> {
        let begun = self.agreed.iter().map(|agreed| &agreed.version);
        begun
            .filter(|version| version.from <= day)
            .max_by_key(|version| version.from)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may stop at once")]
mod tests {
    use super::*;
    use crate::domain::purchase::catalogue::PriceBasis;
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

    #[test]
    fn of_two_prices_from_one_day_the_later_agreed_holds() {
        let agreed = |from: &str, fen| Agreed {
            matter: "PRC-20251015-0001".parse().unwrap(),
            version: Version {
                item: "ecs-4c16g".into(),
                from: day(from),
                basis: PriceBasis::Year,
                price: Price::Flat(fen),
            },
        };
        let pricing = Pricing {
            contractor: "provider-a".into(),
            item: "ecs-4c16g".into(),
            agreed: vec![
                agreed("2026-01-01", 2),
                agreed("2025-11-01", 1),
                agreed("2026-01-01", 3),
            ],
        };
        let on = |text: &str| pricing.on(day(text)).map(|version| version.price.clone());
        assert_eq!(on("2025-10-31"), None);
        assert_eq!(on("2025-12-31"), Some(Price::Flat(1)));
        assert_eq!(on("2026-01-01"), Some(Price::Flat(3)));
    }
}
