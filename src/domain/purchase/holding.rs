//! Holdings (持股): who holds how much of a company, since when, and on what evidence. Whether two companies are
//! controlled affiliates follows from these (Art. 13; see [`affiliate`](super::affiliate)).
//!
//! A holding is never overwritten: a deal begins another value on its day, and one of 0 % without control ends it.

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::law::code::PartyCode;
use crate::domain::law::dated::Dates;
use crate::domain::law::field::{Begins, Paragraph, fields};

/// A share of a company, in hundredths of a percent: 100 % is 10 000 of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u16);

impl Share {
    /// All of a company.
    pub const WHOLE: Self = Self(10_000);

    /// So many hundredths of a percent; no more than all.
    #[must_use]
    pub fn new(hundredths: u32) -> Self {
        u16::try_from(hundredths).map_or(Self::WHOLE, |share| Self(share.min(Self::WHOLE.0)))
    }

    /// How many hundredths of a percent.
    #[must_use]
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// A percentage as people write it, `60`, `55.5`, `33.34%`: from 0 to 100, with two decimals at most. More decimals
    /// are not rounded: what lies just above a limit would fall onto it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix(['%', '％']).unwrap_or(text).trim_end();
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |part: &str, longest: usize| {
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            ((1..=longest).contains(&part.len()) && is_number)
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let tens = if decimals.len() == 1 { 10 } else { 1 };
        let share = digits(whole, 3)? * 100 + digits(decimals, 2)? * tens;
        (share <= Self::WHOLE.0).then_some(Self(share))
    }
}

/// As [`Share::read`] takes it: `55.5`.
impl std::fmt::Display for Share {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, decimals) = (self.0 / 100, self.0 % 100);
        match (decimals, decimals % 10) {
            (0, _) => write!(formatter, "{whole}"),
            (_, 0) => write!(formatter, "{whole}.{}", decimals / 10),
            (_, _) => write!(formatter, "{whole}.{decimals:02}"),
        }
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u16(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            return Self::read(&text).ok_or_else(|| D::Error::custom("not a percentage"));
        }
        let share = u16::deserialize(deserializer)?;
        if share > Self::WHOLE.0 {
            return Err(D::Error::custom("more than all of a company"));
        }
        Ok(Self(share))
    }
}

fields! {
/// A holding, as it is entered.
pub struct HoldingEntry {
    /// Who holds: a party, or a company, body or person that is none.
    holder: PartyCode,
    /// What a holder that is no party is called.
    holder_name: Option<String>,
    /// The company that is held.
    held: PartyCode,
    /// What a company that is no party is called.
    held_name: Option<String>,
    /// How many percent of it: as [`Share::read`] takes it.
    share: String,
    /// Whether the holder controls it in fact, whatever the share.
    control: bool [begins(Begins::Text("no"))],
    /// Whether the holder is the State itself.
    state: bool [begins(Begins::Text("no"))],
    /// Since when that is so; none is today.
    since: Option<NaiveDate>,
    /// Where it is to be read.
    source: String,
    /// What shows it.
    evidence: Paragraph,
}
}

/// What stands between a holder and a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stake {
    /// How much of it.
    pub share: Share,
    /// Whether the holder controls it in fact, whatever the share.
    pub control: bool,
    /// Whether the holder is the State itself, which makes no sisters of what it holds (R33).
    pub state: bool,
    /// Where it is to be read.
    pub source: String,
    /// What shows it.
    pub evidence: String,
}

impl Stake {
    /// Whether nothing is held: the holding has ended.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.share == Share::default() && !self.control
    }
}

/// A holding as it is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Who holds.
    pub holder: PartyCode,
    /// What they are called.
    pub holder_name: String,
    /// The company that is held.
    pub held: PartyCode,
    /// What it is called.
    pub held_name: String,
    /// How much of it, as it stands now.
    pub share: Share,
    /// Whether the holder controls it in fact.
    pub control: bool,
    /// Whether the holder is the State itself.
    pub state: bool,
    /// Where it is to be read.
    pub source: String,
    /// What shows it.
    pub evidence: String,
    /// Since when it stands so, who entered it, and what was before.
    pub stakes: Dates<Stake>,
}

impl Holding {
    /// What stands now.
    #[must_use]
    pub fn stake(&self) -> Stake {
        Stake {
            share: self.share,
            control: self.control,
            state: self.state,
            source: self.source.clone(),
            evidence: self.evidence.clone(),
        }
    }

    /// What stood on a day; nothing before the first.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<Stake> {
        let first = self.stakes.former.first();
        let begins = first.map_or(self.stakes.from, |former| former.from);
        let stake = (begins <= day).then(|| self.stakes.on(day, &self.stake()).clone());
        stake.filter(|stake| !stake.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_people_write_it_and_never_rounded() {
        for (text, hundredths) in [
            ("60", 6_000),
            ("55.5", 5_550),
            ("55.50", 5_550),
            (" 33.34% ", 3_334),
            ("0.01％", 1),
            ("100", 10_000),
            ("0", 0),
        ] {
            let read = Share::read(text);
            assert_eq!(read, Some(Share(hundredths)), "{text}");
            let shown = Share(hundredths).to_string();
            assert_eq!(Share::read(&shown), read, "{shown}");
        }
        for text in [
            "", "%", "100.01", "101", "50.001", "-1", "+1", ".5", "5.", "1e1", "999999", "六十",
            "5.5.5", "50%%",
        ] {
            assert_eq!(Share::read(text), None, "{text}");
        }
    }
}
