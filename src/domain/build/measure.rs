//! What a pool has (Art. 14, R30): measured by support dimension by dimension, dated, and never overwritten. Of a dimension
//! that a measurement does not name the pool has nothing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::capacity::{Dimension, PHYSICAL_LIMIT, Ratio};
use crate::domain::law::code::PoolCode;
use crate::domain::law::dated::Dates;
use crate::domain::law::field::{Paragraph, fields};

fields! {
/// What a pool has, as it is entered.
pub struct CapacityEntry {
    /// The pool.
    pool: PoolCode,
    /// A line a dimension, as [`Measured::read`] takes it: all that it has.
    dimensions: Vec<Paragraph>,
    /// Since when that is so; none is today.
    since: Option<NaiveDate>,
    /// What it rests on.
    basis: String,
}
}

/// What a pool has of one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The dimension.
    pub dimension: Dimension,
    /// How much is there.
    pub physical: u64,
    /// How much of one that is there is given out.
    pub ratio: Ratio,
    /// How many percent are kept for emergencies; none is what R30 says.
    pub reserve: Option<u8>,
}

impl Measured {
    /// A line as people write it: the dimension by its word or its Chinese name, how much is there, then the ratio if it is
    /// not 1, and the percentage kept for emergencies if it is not that of R30: `vcpu 1024`, `内存 4096 1.5 10%`.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let mut parts = line.split_whitespace().peekable();
        let dimension = named(parts.next()?)?;
        let physical = parts.next()?;
        let is_number = physical.bytes().all(|byte| byte.is_ascii_digit());
        let physical = physical.parse().ok().filter(|_| is_number)?;
        let is_percentage = |part: &&str| part.ends_with(['%', '％']);
        let ratio = match parts.next_if(|part| !is_percentage(part)) {
            Some(ratio) => Ratio::read(ratio)?,
            None => Ratio::ONE,
        };
        let reserve = match parts.next() {
            Some(part) => {
                let digits = part.strip_suffix(['%', '％'])?;
                let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
                let percent = digits.parse().ok().filter(|percent| *percent <= 100_u8);
                Some(percent.filter(|_| is_number)?)
            }
            None => None,
        };
        let is_whole = parts.next().is_none() && physical <= PHYSICAL_LIMIT;
        is_whole.then_some(Self {
            dimension,
            physical,
            ratio,
            reserve,
        })
    }

    /// What can be given out of it.
    #[must_use]
    pub fn effective(&self) -> u64 {
        self.ratio.of(self.physical)
    }
}

/// As [`Measured::read`] takes it.
impl std::fmt::Display for Measured {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = self.dimension.word();
        write!(formatter, "{word} {} {}", self.physical, self.ratio)?;
        match self.reserve {
            Some(percent) => write!(formatter, " {percent}%"),
            None => Ok(()),
        }
    }
}

fn named(name: &str) -> Option<Dimension> {
    let name = name.to_ascii_lowercase();
    Some(match name.as_str() {
        "内存" => Dimension::MemoryGib,
        "高速盘" => Dimension::FastDiskGib,
        "普通盘" => Dimension::OrdinaryDiskGib,
        "带宽" => Dimension::BandwidthMbps,
        "公网地址" => Dimension::Addresses,
        word => return Dimension::find(word),
    })
}

/// What a pool has, and what that rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    /// Dimension by dimension, each once.
    pub dimensions: Vec<Measured>,
    /// What it rests on.
    pub basis: String,
}

/// What a pool has, as it is registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// The pool.
    pub pool: PoolCode,
    /// What it has now, dimension by dimension, each once.
    pub dimensions: Vec<Measured>,
    /// What that rests on.
    pub basis: String,
    /// Since when it has that, who measured it, and what it had before.
    pub measured: Dates<Measurement>,
}

impl Capacity {
    /// A pool that has this.
    #[must_use]
    pub fn of(pool: PoolCode, has: Measurement, measured: Dates<Measurement>) -> Self {
        Self {
            pool,
            dimensions: has.dimensions,
            basis: has.basis,
            measured,
        }
    }

    /// What it has now.
    #[must_use]
    pub fn has(&self) -> Measurement {
        Measurement {
            dimensions: self.dimensions.clone(),
            basis: self.basis.clone(),
        }
    }

    /// What it has of a dimension, if it has any.
    #[must_use]
    pub fn of_dimension(&self, dimension: Dimension) -> Option<&Measured> {
        let mut measured = self.dimensions.iter();
        measured.find(|measured| measured.dimension == dimension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_people_write_it_and_written_as_it_is_read() {
        for (line, written) in [
            ("vcpu 1024", "vcpu 1024 1"),
            ("vCPU  1024 2.0 10%", "vcpu 1024 2 10%"),
            ("内存 4096 1.5", "memory_gib 4096 1.5"),
            ("memory_gib 0 0％", "memory_gib 0 1 0%"),
            ("公网地址 254 0.9 100%", "addresses 254 0.9 100%"),
        ] {
            let read = Measured::read(line);
            let shown = read.as_ref().map(ToString::to_string);
            assert_eq!(shown.as_deref(), Some(written), "{line}");
            assert_eq!(Measured::read(written), read);
        }
        for line in [
            "",
            "vcpu",
            "cpu 1",
            "vcpu -1",
            "vcpu +1",
            "vcpu 1.5",
            "vcpu 1 1e9",
            "vcpu 1 2 3",
            "vcpu 1 10% 2",
            "vcpu 1 2 101%",
            "vcpu 1 2 +5%",
            "vcpu 1 2 %",
            "vcpu 1 2 10% 1",
            "vcpu 1000000000001",
        ] {
            assert_eq!(Measured::read(line), None, "{line}");
        }
    }
}
