//! The facts as questions bring them, and what the domain makes of them.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer};

use super::{Rules, Wrong};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::code::PartyCode;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::price::{Price, PriceProblem, PriceTable, Tier, Version};
use crate::domain::settle::cycle::Cycle;
use crate::domain::settle::line::Terms;
use crate::domain::settle::segment::Exit;
use crate::domain::settle::usage::{AttestedOn, Entry, Happened, Held, Put};
use crate::domain::r#use::line::QUANTITY_LIMIT;
use crate::locale::cli::calc as words;

/// The years in which a day is believed.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// The most entries of one history: after payment each may have its correction, which reads the whole.
const HISTORY_LIMIT: usize = 2_000;
/// The most versions in a contract's price table, and tiers in one of them.
const PRICES_LIMIT: usize = 2_000;

/// The unit that uses a resource.
#[derive(Debug, Deserialize)]
pub(super) struct Unit {
    pub(super) code: PartyCode,
    municipal_budget: Option<bool>,
    budget: Option<Vec<(NaiveDate, bool)>>,
}

impl Unit {
    /// Whether its level is told by the days from which it holds: its lines are then told by parts.
    pub(super) fn is_dated(&self) -> bool {
        self.budget.is_some()
    }

    /// Its levels by the days from which they hold.
    pub(super) fn levels(&self, at: &str) -> Result<Vec<(NaiveDate, bool)>, Wrong> {
        let mut levels = match (&self.budget, self.municipal_budget) {
            (Some(levels), _) if !levels.is_empty() => levels.clone(),
            (None, Some(is_municipal)) => vec![(NaiveDate::MIN, is_municipal)],
            (Some(_), _) | (None, None) => return Err(Wrong(at.to_owned(), words::NO_LEVEL)),
        };
        levels.sort_by_key(|(since, _)| *since);
        Ok(levels)
    }
}

/// The pool that a resource runs in.
#[derive(Debug, Deserialize)]
pub(super) struct Pool {
    pub(super) mode: CloudMode,
    pub(super) provider: Option<PartyCode>,
}

/// The contract that a resource is billed under.
#[derive(Debug, Deserialize)]
pub(super) struct Contract {
    first_cycle_start: NaiveDate,
    prices: Vec<PriceLine>,
    #[serde(default)]
    exit: Option<ExitLine>,
}

#[derive(Debug, Deserialize)]
struct ExitLine {
    terminated_on: Option<NaiveDate>,
}

#[derive(Debug, Deserialize)]
struct PriceLine {
    item: String,
    from: NaiveDate,
    basis: PriceBasis,
    price_fen: Option<u64>,
    tiers: Option<Vec<(u32, u64)>>,
}

impl Contract {
    /// What it says of bills; `at` is where it stands.
    pub(super) fn terms(&self, rules: &Rules, at: &str) -> Result<Terms, Wrong> {
        if self.prices.len() > PRICES_LIMIT {
            return Err(Wrong(format!("{at}.prices"), words::TOO_MANY));
        }
        let first_day = believed(self.first_cycle_start, || format!("{at}.first_cycle_start"))?;
        let versions = self.prices.iter().enumerate().map(|(place, price)| {
            let at = || format!("{at}.prices[{place}]");
            believed(price.from, || format!("{}.from", at()))?;
            price.version().ok_or_else(|| Wrong(at(), words::NO_PRICE))
        });
        let prices = PriceTable::new(versions.collect::<Result<_, _>>()?);
        let prices = prices.map_err(|(place, problem)| {
            let what = match problem {
                PriceProblem::TooHigh => words::PRICE_TOO_HIGH,
                PriceProblem::Tiers => words::BAD_TIERS,
            };
            Wrong(format!("{at}.prices[{place}]"), what)
        })?;
        let ended_on = self.exit.as_ref().and_then(|exit| exit.terminated_on);
        let exit = ended_on
            .map(|day| {
                let day = believed(day, || format!("{at}.exit.terminated_on"))?;
                Ok(Exit::of(day, rules.conventions, &rules.calendar))
            })
            .transpose()?;
        Ok(Terms {
            first_day,
            prices,
            own: None,
            exit,
        })
    }
}

impl PriceLine {
    fn version(&self) -> Option<Version> {
        let price = match (self.price_fen, &self.tiers) {
            (Some(fen), None) => Price::Flat(fen),
            (None, Some(tiers)) if tiers.len() <= PRICES_LIMIT => Price::Tiers(
                tiers
                    .iter()
                    .map(|(from, price_fen)| Tier {
                        from: *from,
                        price_fen: *price_fen,
                    })
                    .collect(),
            ),
            (Some(_), Some(_)) | (None, _) => return None,
        };
        Some(Version {
            item: self.item.as_str().into(),
            from: self.from,
            basis: self.basis,
            price,
        })
    }
}

/// An entry of a history.
#[derive(Debug, Deserialize)]
pub(super) struct EntryLine {
    recorded_on: NaiveDate,
    what: What,
    /// Absent and `null` differ: a correction leaves what is absent, and takes back what is `null`.
    #[serde(default, deserialize_with = "present")]
    attested_on: Option<AttestedOn>,
    item: Option<String>,
    quantity: Option<u32>,
    event: Option<usize>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    Test,
    Issued,
    Changed,
    TerminationApproved,
    Terminated,
    Corrected,
    Determined,
}

fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// A history as the domain has it; `at` is where it stands.
pub(super) fn history(entries: &[EntryLine], at: &str) -> Result<Vec<Entry>, Wrong> {
    if entries.len() > HISTORY_LIMIT {
        return Err(Wrong(at.to_owned(), words::TOO_MANY));
    }
    let entries = entries.iter().enumerate();
    let entries = entries.map(|(place, entry)| entry.read(place, &format!("{at}[{place}]")));
    entries.collect()
}

impl EntryLine {
    fn read(&self, place: usize, at: &str) -> Result<Entry, Wrong> {
        let field = |name: &str| format!("{at}.{name}");
        believed(self.recorded_on, || field("recorded_on"))?;
        if let Some(Some(day)) = self.attested_on {
            believed(day, || field("attested_on"))?;
        }
        if self
            .quantity
            .is_some_and(|quantity| quantity > QUANTITY_LIMIT)
        {
            return Err(Wrong(field("quantity"), words::QUANTITY_TOO_HIGH));
        }
        let item = self.item.as_deref().map(Into::into);
        let held = || {
            Ok(Held {
                attested_on: self.attested_on.flatten(),
                item: item
                    .clone()
                    .ok_or_else(|| Wrong(field("item"), words::NOT_GIVEN))?,
                quantity: self
                    .quantity
                    .ok_or_else(|| Wrong(field("quantity"), words::NOT_GIVEN))?,
            })
        };
        let happened = match self.what {
            What::Test => Happened::Tested,
            What::Issued => Happened::Issued(held()?),
            What::Changed => Happened::Changed(held()?),
            What::TerminationApproved => Happened::TerminationApproved,
            What::Terminated => Happened::Terminated(self.attested_on.flatten()),
            What::Corrected | What::Determined => {
                let earlier = self.event.filter(|earlier| *earlier < place);
                let earlier = earlier.ok_or_else(|| Wrong(field("event"), words::NO_SUCH_ENTRY))?;
                let put = Put {
                    attested_on: self.attested_on,
                    item: item.clone(),
                    quantity: self.quantity,
                };
                Happened::Corrected(earlier, put)
            }
        };
        Ok(Entry {
            recorded_on: self.recorded_on,
            happened,
        })
    }
}

/// The cycle that begins on a day.
pub(super) fn cycle(begin: NaiveDate, at: impl Fn() -> String) -> Result<Cycle, Wrong> {
    let begin = believed(begin, &at)?;
    let cycle = Cycle::of(begin);
    if cycle.begin() == begin {
        Ok(cycle)
    } else {
        Err(Wrong(at(), words::NO_CYCLE))
    }
}

/// A day, if it lies in years that are believed.
pub(super) fn believed(day: NaiveDate, at: impl FnOnce() -> String) -> Result<NaiveDate, Wrong> {
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(Wrong(at(), words::YEAR))
    }
}
