//! Capacity (R30): whether a pool has room for what is asked for, and where it has not, for how much and until when.
//!
//! Every dimension counts for itself. What is asked for fits if each one that it needs is free to that extent: all of it or
//! nothing. A dimension that nothing is needed of never stands in the way, not even where more of it is given out than
//! there is. Hosts are not looked at, nor what becomes fragmented on them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::law::names::words;

words! {
    /// What a pool is measured in.
    pub enum Dimension {
        /// Virtual processors.
        Vcpu = "vcpu",
        /// Memory, in GiB.
        MemoryGib = "memory_gib",
        /// Fast disk, in GiB.
        FastDiskGib = "fast_disk_gib",
        /// Ordinary disk, in GiB.
        OrdinaryDiskGib = "ordinary_disk_gib",
        /// Bandwidth, in Mbit/s.
        BandwidthMbps = "bandwidth_mbps",
        /// Graphics processors.
        Gpu = "gpu",
        /// Public addresses.
        Addresses = "addresses",
    }
}

/// How much of each dimension; nothing of one that is not named. What is free is below nothing where more is given out than
/// there is.
pub type Amounts<D> = BTreeMap<D, i128>;

/// So much of a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portion {
    /// The dimension.
    pub dimension: Dimension,
    /// How much.
    pub amount: u64,
}

impl Portion {
    /// What is there of each dimension; less than nothing of one is nothing.
    #[must_use]
    pub fn each(amounts: &Amounts<Dimension>) -> Vec<Self> {
        let each = amounts.iter().filter(|(_, amount)| **amount > 0);
        each.map(|(dimension, amount)| Self {
            dimension: *dimension,
            amount: u64::try_from(*amount).unwrap_or(u64::MAX),
        })
        .collect()
    }
}

/// The most that a pool may have of a dimension, so that no sum of them leaves its type.
pub const PHYSICAL_LIMIT: u64 = 1_000_000_000_000;

/// How much is given out of one that is there: over-committed above 1, held back below. In millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(u32);

impl Ratio {
    /// As much as there is.
    pub const ONE: Self = Self(1_000_000);
    /// The highest.
    pub const MOST: Self = Self(1_000_000_000);

    /// A ratio as people write it, `2`, `1.15`: from 0 to 1000, with six decimals at most. More are not rounded.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, longest: usize| {
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            ((1..=longest).contains(&part.len()) && is_number)
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let missing = u32::try_from(6_usize.checked_sub(decimals.len())?).ok()?;
        let whole = digits(whole, 4)?.checked_mul(Self::ONE.0)?;
        let ratio = whole.checked_add(digits(decimals, 6)? * 10_u32.pow(missing))?;
        (ratio <= Self::MOST.0).then_some(Self(ratio))
    }

    /// What can be given out of so much that is there: the whole of the product, rounded down.
    #[must_use]
    pub fn of(self, physical: u64) -> u64 {
        let product = u128::from(physical) * u128::from(self.0) / u128::from(Self::ONE.0);
        u64::try_from(product).unwrap_or(u64::MAX)
    }
}

/// As [`Ratio::read`] takes it, without what says nothing: `2`, `1.15`.
impl std::fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, decimals) = (self.0 / Self::ONE.0, self.0 % Self::ONE.0);
        if decimals == 0 {
            return write!(formatter, "{whole}");
        }
        let decimals = format!("{decimals:06}");
        write!(formatter, "{whole}.{}", decimals.trim_end_matches('0'))
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = if deserializer.is_human_readable() {
            Self::read(&String::deserialize(deserializer)?)
        } else {
            Some(Self(u32::deserialize(deserializer)?)).filter(|ratio| *ratio <= Self::MOST)
        };
        read.ok_or_else(|| D::Error::custom("not a ratio"))
    }
}

/// Adds an amount of every dimension, so many times.
pub fn add<D: Ord + Clone>(to: &mut Amounts<D>, amounts: &Amounts<D>, times: i128) {
    for (dimension, amount) in amounts {
        let sum = to.entry(dimension.clone()).or_default();
        *sum = sum.saturating_add(amount.saturating_mul(times));
    }
}

/// What a change needs: what is had afterwards less what was had before. What it gives back counts once it has been given
/// back, so that no dimension makes up for another.
#[must_use]
pub fn need<D: Ord + Clone>(after: &Amounts<D>, before: &Amounts<D>) -> Amounts<D> {
    let mut need = after.clone();
    add(&mut need, before, -1);
    need.retain(|_, amount| *amount > 0);
    need
}

/// How much more is needed than is free, by dimension; nothing if it fits. Where more is given out than there is, that debt
/// is in it.
#[must_use]
pub fn short<D: Ord + Clone>(need: &Amounts<D>, free: &Amounts<D>) -> Amounts<D> {
    let needed = need.iter().filter(|(_, need)| **need > 0);
    needed
        .filter_map(|(dimension, need)| {
            let free = free.get(dimension).copied().unwrap_or(0);
            (*need > free).then(|| (dimension.clone(), need.saturating_sub(free)))
        })
        .collect()
}

/// The first day on which what does not fit will, by what is known to be given back: on each day what is given back on it.
/// None if all of that is not enough. Nobody foresees what is asked for meanwhile.
#[must_use]
pub fn fits_on<D: Ord + Clone>(
    need: &Amounts<D>,
    free: &Amounts<D>,
    releases: &[(NaiveDate, Amounts<D>)],
) -> Option<NaiveDate> {
    let mut by_day: BTreeMap<NaiveDate, Amounts<D>> = BTreeMap::new();
    for (day, released) in releases {
        add(by_day.entry(*day).or_default(), released, 1);
    }
    let mut free = free.clone();
    by_day.into_iter().find_map(|(day, released)| {
        add(&mut free, &released, 1);
        short(need, &free).is_empty().then_some(day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_read_as_people_write_it_and_never_rounded() {
        for (text, ratio) in [
            ("1", 1_000_000),
            ("2.0", 2_000_000),
            (" 1.15 ", 1_150_000),
            ("0.8", 800_000),
            ("0", 0),
            ("1.333333", 1_333_333),
            ("1000", 1_000_000_000),
        ] {
            let read = Ratio::read(text);
            assert_eq!(read, Some(Ratio(ratio)), "{text}");
            let shown = Ratio(ratio).to_string();
            assert_eq!(Ratio::read(&shown), read, "{shown}");
        }
        for text in [
            "",
            ".",
            "1.",
            ".5",
            "-1",
            "+1",
            "1e9",
            "1000.000001",
            "1001",
            "99999",
            "1.0000001",
            "1,5",
            "二",
            "1.2.3",
            "NaN",
        ] {
            assert_eq!(Ratio::read(text), None, "{text}");
        }
        assert_eq!(Ratio(1_150_000).to_string(), "1.15");
    }

    #[test]
    fn what_can_be_given_out_is_exact_and_rounded_down() {
        let of = |ratio: &str, physical| Ratio::read(ratio).map(|ratio| ratio.of(physical));
        assert_eq!(of("1.15", 37), Some(42));
        assert_eq!(of("1.15", 100), Some(115));
        assert_eq!(of("0.8", 5), Some(4));
        assert_eq!(of("1.333333", 3), Some(3));
        assert_eq!(of("1000", PHYSICAL_LIMIT), Some(PHYSICAL_LIMIT * 1_000));
    }

    #[test]
    fn no_amount_leaves_its_type() {
        let most = Amounts::from([("vcpu", i128::MAX)]);
        let debt = Amounts::from([("vcpu", i128::MIN)]);
        assert_eq!(need(&most, &debt), most);
        assert_eq!(short(&most, &debt), most);
        let day = NaiveDate::MIN;
        assert_eq!(fits_on(&most, &most, &[(day, most.clone())]), Some(day));
    }
}
