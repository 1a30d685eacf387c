//! Rulings (裁定): what the Measures leave open, as dated, scoped parameters that two persons signed.
//!
//! Every ruling is a closed set of named parameters. A change acts from its effective date on; a clock keeps the values
//! that were in force when it opened, because the duty that it belongs to carries them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::code::{PartyCode, PersonCode, PoolCode};

mod parameter;

pub use parameter::{Parameter, Shape, default_value, fits, parameters, read_value};

/// The number of a ruling, R1 to R52.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RulingId(u8);

/// How many rulings there are.
pub const RULING_COUNT: u8 = 52;

impl RulingId {
    /// The ruling of that number, if there is one.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= RULING_COUNT {
            Some(Self(number))
        } else {
            None
        }
    }

    /// 1 to 52.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Every ruling, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=RULING_COUNT).map(Self)
    }
}

impl std::fmt::Display for RulingId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "R{}", self.0)
    }
}

impl std::str::FromStr for RulingId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.strip_prefix(['R', 'r'])
            .and_then(|digits| digits.parse().ok())
            .and_then(Self::new)
            .ok_or_else(|| format!("no ruling {text}"))
    }
}

impl Serialize for RulingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for RulingId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?
                .parse()
                .map_err(D::Error::custom)
        } else {
            let number = u8::deserialize(deserializer)?;
            Self::new(number).ok_or_else(|| D::Error::custom(format!("no ruling {number}")))
        }
    }
}

/// When the emergency clock starts.
pub const R1: RulingId = RulingId(1);
/// Which day billing counts from.
pub const R2: RulingId = RulingId(2);
/// By how many days a year's price is divided.
pub const R3: RulingId = RulingId(3);
/// Whether the day on which use ends is billed.
pub const R4: RulingId = RulingId(4);
/// How amounts are rounded.
pub const R5: RulingId = RulingId(5);
/// Whether the clocks of Art. 19 and 20 follow one another.
pub const R6: RulingId = RulingId(6);
/// By when the reports of a period are due.
pub const R14: RulingId = RulingId(14);
/// How long evaluations are valid.
pub const R15: RulingId = RulingId(15);
/// Internal targets.
pub const R16: RulingId = RulingId(16);
/// The end of the last day.
pub const R18: RulingId = RulingId(18);
/// Systems of MLPS level 4 and above.
pub const R20: RulingId = RulingId(20);
/// The day on which the Measures were published (Art. 42).
pub const R21: RulingId = RulingId(21);
/// Separation of duties.
pub const R22: RulingId = RulingId(22);
/// The test month.
pub const R23: RulingId = RulingId(23);
/// The ceiling of an adjustment.
pub const R24: RulingId = RulingId(24);
/// A filing that nobody receipts.
pub const R25: RulingId = RulingId(25);
/// The order in which a cancellation ends.
pub const R26: RulingId = RulingId(26);
/// Grounds and proof of an emergency.
pub const R27: RulingId = RulingId(27);
/// Whom a stop hits.
pub const R28: RulingId = RulingId(28);
/// How much of a pool is kept for emergencies.
pub const R30: RulingId = RulingId(30);
/// What a price tier holds for.
pub const R31: RulingId = RulingId(31);
/// What holds the caps of the catalogue.
pub const R32: RulingId = RulingId(32);
/// Who is a controlled affiliate.
pub const R33: RulingId = RulingId(33);
/// The free months after a provider's exit.
pub const R34: RulingId = RulingId(34);
/// Limits in calendar days.
pub const R36: RulingId = RulingId(36);
/// What ends with the validity of an evaluation, and when notice of it is given.
pub const R38: RulingId = RulingId(38);
/// A termination that nobody attests.
pub const R40: RulingId = RulingId(40);
/// Units outside the municipal budget on a self-built pool.
pub const R42: RulingId = RulingId(42);
/// Provisional dates.
pub const R43: RulingId = RulingId(43);
/// The last day of the Measures.
pub const R44: RulingId = RulingId(44);
/// Units of other counties.
pub const R45: RulingId = RulingId(45);
/// A new price on running lines.
pub const R46: RulingId = RulingId(46);
/// Who sees what.
pub const R49: RulingId = RulingId(49);
/// Lateness that a block caused.
pub const R51: RulingId = RulingId(51);

/// The value of one parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingValue {
    /// A number, in the unit of its parameter.
    Number(u32),
    /// A date.
    Date(NaiveDate),
    /// One of the parameter's words.
    Word(String),
}

impl std::fmt::Display for RulingValue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Date(date) => write!(formatter, "{date}"),
            Self::Word(word) => formatter.write_str(word),
        }
    }
}

/// Where a ruling applies. The narrower scope wins over the wider one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole city.
    City,
    /// One resource pool.
    Pool(PoolCode),
    /// One party.
    Party(PartyCode),
}

impl Scope {
    /// A scope as it is typed: `city`, `pool:CODE`, `party:CODE`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some(("pool", code)) => Some(Self::Pool(PoolCode::new(code))),
            Some(("party", code)) => Some(Self::Party(PartyCode::new(code))),
            Some(_) => None,
            None => (text == "city").then_some(Self::City),
        }
    }
}

/// A ruling that two persons signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Which ruling.
    pub id: RulingId,
    /// Where it applies.
    pub scope: Scope,
    /// The parameters it sets; those it does not name keep their earlier value.
    pub values: BTreeMap<String, RulingValue>,
    /// The first day on which it applies to clocks that open then.
    pub effective: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: PersonCode,
    /// Who signed it; another person than the proposer.
    pub signed_by: Option<PersonCode>,
}

/// One parameter's value as a deadline or a block used it. In rows the parameter is its place in the ruling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingUse {
    /// The ruling.
    pub ruling: RulingId,
    /// The parameter.
    pub parameter: String,
    /// The value in force.
    pub value: RulingValue,
}

/// Every ruling in order of proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingBook {
    rulings: Vec<Ruling>,
}

impl RulingBook {
    /// A book of these rulings, in the order in which they were proposed.
    #[must_use]
    pub fn new(rulings: Vec<Ruling>) -> Self {
        Self { rulings }
    }

    /// Every ruling, signed or waiting, in order.
    #[must_use]
    pub fn rulings(&self) -> &[Ruling] {
        &self.rulings
    }

    /// The value of a parameter on a day, in the first of `scopes` (narrowest first) that sets it, or in the city's.
    #[must_use]
    pub fn value(
        &self,
        id: RulingId,
        parameter: &str,
        on: NaiveDate,
        scopes: &[Scope],
    ) -> RulingUse {
        let signed = || {
            self.rulings.iter().filter(|ruling| {
                ruling.id == id && ruling.signed_by.is_some() && ruling.effective <= on
            })
        };
        let value = scopes
            .iter()
            .chain([&Scope::City])
            .find_map(|scope| {
                signed()
                    .filter(|ruling| ruling.scope == *scope)
                    .filter_map(|ruling| Some((ruling.effective, ruling.values.get(parameter)?)))
                    // Of two for one day the later proposed stands: `max_by_key` keeps the last of equals.
                    .max_by_key(|(effective, _)| *effective)
                    .map(|(_, value)| value.clone())
            })
            .unwrap_or_else(|| default_value(id, parameter));
        RulingUse {
            ruling: id,
            parameter: parameter.to_owned(),
            value,
        }
    }
}

/// A ruling with the number of its proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The number, from 1.
    pub number: u32,
    /// What is proposed, and who signed it.
    pub ruling: Ruling,
}

/// [`RulingUse`] as text has it.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    ruling: RulingId,
    parameter: std::borrow::Cow<'a, str>,
    value: std::borrow::Cow<'a, RulingValue>,
}

impl Serialize for RulingUse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use std::borrow::Cow::Borrowed;
        if serializer.is_human_readable() {
            return Written {
                ruling: self.ruling,
                parameter: Borrowed(&self.parameter),
                value: Borrowed(&self.value),
            }
            .serialize(serializer);
        }
        let place = parameters(self.ruling)
            .iter()
            .position(|known| known.name == self.parameter)
            .and_then(|place| u8::try_from(place).ok())
            .ok_or_else(|| {
                serde::ser::Error::custom("a parameter that its ruling does not have")
            })?;
        (self.ruling, place, &self.value).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RulingUse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let written = Written::deserialize(deserializer)?;
            return Ok(Self {
                ruling: written.ruling,
                parameter: written.parameter.into_owned(),
                value: written.value.into_owned(),
            });
        }
        let (ruling, place, value) = <(RulingId, u8, RulingValue)>::deserialize(deserializer)?;
        let parameter = parameters(ruling)
            .get(usize::from(place))
            .ok_or_else(|| D::Error::custom("a parameter that its ruling does not have"))?;
        Ok(Self {
            ruling,
            parameter: parameter.name.to_owned(),
            value,
        })
    }
}

impl RulingUse {
    /// The value as a number of days, cut to what a limit may be.
    #[must_use]
    pub fn days(&self) -> u16 {
        u16::try_from(self.number()).unwrap_or(super::clock::DAYS_LIMIT)
    }

    /// The value as a number, 0 if it is none.
    #[must_use]
    pub fn number(&self) -> u32 {
        match self.value {
            RulingValue::Number(number) => number,
            RulingValue::Date(_) | RulingValue::Word(_) => 0,
        }
    }

    /// The value as a day, if it is one.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        match self.value {
            RulingValue::Date(date) => Some(date),
            RulingValue::Number(_) | RulingValue::Word(_) => None,
        }
    }

    /// Whether the value says by itself what it is, without the name of its parameter.
    #[must_use]
    pub fn says_itself(&self) -> bool {
        match self.value {
            RulingValue::Word(_) | RulingValue::Date(_) => true,
            RulingValue::Number(_) => false,
        }
    }

    /// Whether the value is that word.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        match &self.value {
            RulingValue::Word(value) => value == word,
            RulingValue::Number(_) | RulingValue::Date(_) => false,
        }
    }
}
