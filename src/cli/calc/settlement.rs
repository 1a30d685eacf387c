//! `calc settlement`: one item in one cycle, under the conventions that are asked for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::asked::{believed, cycle};
use super::{Answered, Rules, Wrong};
use crate::domain::law::code::ItemCode;
use crate::domain::purchase::catalogue::PriceBasis;
use crate::domain::purchase::price::{Price, PriceTable, Version};
use crate::domain::settle::convention::{Divisor, LastDay, Rounding};
use crate::domain::settle::segment::Billed;
use crate::domain::settle::usage::{Entry, Happened, Held, Usage};
use crate::domain::r#use::line::QUANTITY_LIMIT;
use crate::locale::cli::calc as words;

/// The most quantities of one item.
const QUANTITIES_LIMIT: usize = 10_000;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    id: String,
    cycle: CycleLine,
    item: ItemLine,
}

#[derive(Debug, Deserialize)]
struct CycleLine {
    start: NaiveDate,
}

#[derive(Debug, Deserialize)]
struct ItemLine {
    annual_price: String,
    start: NaiveDate,
    end: Option<NaiveDate>,
    quantities: Vec<QuantityLine>,
}

#[derive(Debug, Deserialize)]
struct QuantityLine {
    effective_from: NaiveDate,
    qty: u32,
}

/// What an item comes to under one convention of its days.
#[derive(Debug, Serialize)]
pub(super) struct OfDays {
    billable_from: Option<NaiveDate>,
    billable_to: Option<NaiveDate>,
    billable_days: u32,
    unit_days: u64,
    /// Both days of each are billed.
    segments: Vec<(NaiveDate, NaiveDate, u32, u32)>,
    #[serde(flatten)]
    by_divisor: Map<String, Value>,
}

/// The answer, by the name of the convention of days: the first day counts, and the last does not or does (R4).
#[derive(Debug, Serialize)]
pub(super) enum Answer {
    #[serde(rename = "SI_EX")]
    LastFree(Box<OfDays>),
    #[serde(rename = "SI_EI")]
    LastBilled(Box<OfDays>),
}

/// Answers one question.
pub(super) fn answer(rules: &Rules, asked: Asked) -> Result<Answered<Answer>, Wrong> {
    let conventions = rules.conventions;
    let cycle = cycle(asked.cycle.start, || "cycle.start".to_owned())?;
    let usage = asked.item.usage()?;
    let version = Version {
        item: item_code(),
        from: NaiveDate::MIN,
        basis: PriceBasis::Year,
        price: Price::Flat(
            fen(&asked.item.annual_price)
                .ok_or_else(|| Wrong("item.annual_price".to_owned(), words::NO_MONEY))?,
        ),
    };
    let prices = PriceTable::new(vec![version])
        .map_err(|_| Wrong("item.annual_price".to_owned(), words::PRICE_TOO_HIGH))?;
    let span = (cycle.begin(), cycle.end());
    let billed = Billed::within(span, &usage, &prices, None, conventions);
    let amount = billed.amount(conventions.divisor_of(cycle), conventions.rounding);
    let amount = amount.unwrap_or_default();
    let rounding = match conventions.rounding {
        Rounding::HalfUp => "half_up",
        Rounding::HalfEven => "half_even",
    };
    let divisor = match conventions.divisor {
        Divisor::DaysOfCycle => "by_days_in_cycle",
        Divisor::Fixed365 => "by_365_plain",
    };
    let yuan = format!("{}.{:02}", amount / 100, amount % 100);
    let rounded = Map::from_iter([(rounding.to_owned(), Value::String(yuan))]);
    let last_day = |until: NaiveDate| until.pred_opt().unwrap_or(until);
    let segments = billed.segments.iter();
    let days = || segments.clone().map(|one| (one.days(), one.quantity));
    let unit_days = days().map(|(days, quantity)| u64::from(days) * u64::from(quantity));
    let told = Box::new(OfDays {
        billable_from: billed.segments.first().map(|first| first.span.0),
        billable_to: billed.segments.last().map(|last| last_day(last.span.1)),
        billable_days: days().map(|(days, _)| days).sum(),
        unit_days: unit_days.sum(),
        segments: segments
            .clone()
            .map(|one| (one.span.0, last_day(one.span.1), one.days(), one.quantity))
            .collect(),
        by_divisor: Map::from_iter([(divisor.to_owned(), Value::Object(rounded))]),
    });
    let answer = match conventions.last_day {
        LastDay::Free => Answer::LastFree(told),
        LastDay::Billed => Answer::LastBilled(told),
    };
    Ok(Answered {
        id: asked.id,
        answer,
        explain: None,
    })
}

/// The one item of a question, which has no code there.
fn item_code() -> ItemCode {
    "item".into()
}

impl ItemLine {
    fn usage(&self) -> Result<Usage, Wrong> {
        if self.quantities.len() > QUANTITIES_LIMIT {
            return Err(Wrong("item.quantities".to_owned(), words::TOO_MANY));
        }
        let held = |day: NaiveDate, quantity: u32| Held {
            attested_on: Some(day),
            item: item_code(),
            quantity,
        };
        let start = believed(self.start, || "item.start".to_owned())?;
        let first = self.quantities.first().map_or(0, |first| first.qty);
        let mut happened = vec![Happened::Issued(held(start, first))];
        for (place, quantity) in self.quantities.iter().enumerate() {
            let at = |name: &str| format!("item.quantities[{place}].{name}");
            let day = believed(quantity.effective_from, || at("effective_from"))?;
            if quantity.qty > QUANTITY_LIMIT {
                return Err(Wrong(at("qty"), words::QUANTITY_TOO_HIGH));
            }
            happened.push(Happened::Changed(held(day, quantity.qty)));
        }
        if let Some(end) = self.end {
            let end = believed(end, || "item.end".to_owned())?;
            happened.push(Happened::Terminated(Some(end)));
        }
        let entries: Vec<Entry> = happened
            .into_iter()
            .map(|happened| Entry {
                recorded_on: start,
                happened,
            })
            .collect();
        Ok(Usage::known(&entries, start))
    }
}

/// Yuan with two decimals, in fen.
fn fen(text: &str) -> Option<u64> {
    let (yuan, fen) = text.split_once('.')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if fen.len() != 2 || yuan.is_empty() || !digits(yuan) || !digits(fen) {
        return None;
    }
    let yuan: u64 = yuan.parse().ok()?;
    yuan.checked_mul(100)?.checked_add(fen.parse().ok()?)
}
