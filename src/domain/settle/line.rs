//! A line of issued resource in one cycle: rounded once, frozen when it is paid, corrected by what becomes known later.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::convention::Conventions;
use super::cycle::Cycle;
use super::segment::{Billed, Exit, Span};
use super::usage::{Entry, Usage};
use crate::domain::build::pool::CloudMode;
use crate::domain::purchase::price::PriceTable;

/// What a contract says of bills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The day on which its first cycle begins (Art. 40); nothing before it is billed.
    pub first_day: NaiveDate,
    /// Its prices.
    pub prices: PriceTable,
    /// What things cost while the unit is not of the municipal budget and has a contract of its own (Art. 40); none where
    /// it has none, and the same is paid.
    pub own: Option<PriceTable>,
    /// Its provider's exit, if its end has come (Art. 17).
    pub exit: Option<Exit>,
}

impl Terms {
    /// The prices of what is in the statement, or of what is apart from it.
    #[must_use]
    pub fn prices(&self, in_statement: bool) -> &PriceTable {
        let own = self.own.as_ref().filter(|_| !in_statement);
        own.unwrap_or(&self.prices)
    }
}

/// A line of issued resource.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Whether its unit is of the municipal budget, by the days from which that holds, ascending. Before the first of them
    /// what it says holds too.
    pub levels: &'a [(NaiveDate, bool)],
    /// How its pool is run; what a self-built one issues is not billed.
    pub mode: CloudMode,
    /// The contract that it is billed under.
    pub terms: &'a Terms,
    /// What happened to it, in the order of recording.
    pub history: &'a [Entry],
}

/// What a line costs in a cycle, within the statement or apart from it: each is rounded as a line of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Whether it belongs into the statement: units of the municipal budget on purchased pools do (Art. 39, 40).
    pub in_statement: bool,
    /// What is billed.
    pub billed: Billed,
    /// The amount in fen; none while a day has no price.
    pub amount_fen: Option<u64>,
    /// What was paid, if it was.
    pub paid: Option<Paid>,
}

impl Part {
    /// What the statement of its cycle says: what was paid, or else what is known.
    #[must_use]
    pub fn figure(&self) -> Option<u64> {
        self.paid
            .as_ref()
            .map_or(self.amount_fen, |paid| paid.paid_fen)
    }
}

/// What was paid of a line, and what became known since. A paid statement is never opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// The amount as known at the end of the day of payment.
    pub paid_fen: Option<u64>,
    /// For each day on which the amount changed by what was recorded on it: by how many fen. Each is the line newly rounded
    /// less the line as rounded before.
    pub corrections: Vec<(NaiveDate, i64)>,
}

/// A line in one cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The first day of the cycle that can be billed; none if the contract begins after it.
    pub billed_from: Option<NaiveDate>,
    /// What its yearly prices are divided by.
    pub divisor: u32,
    /// Its parts, the one in the statement first. A level that holds on no day of the cycle has none.
    pub parts: Vec<Part>,
}

impl Account {
    /// What it comes to, in fen; none while a day has no price.
    #[must_use]
    pub fn amount_fen(&self) -> Option<u64> {
        let mut parts = self.parts.iter();
        parts.try_fold(0, |sum: u64, part| {
            Some(sum.saturating_add(part.amount_fen?))
        })
    }
}

/// When a cycle was paid, and until when history is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The day on which the cycle was paid.
    pub paid_on: Option<NaiveDate>,
    /// The last day whose entries are known.
    pub as_of: NaiveDate,
}

impl Line<'_> {
    /// What it costs in a cycle.
    #[must_use]
    pub fn account(&self, cycle: Cycle, known: Known, conventions: Conventions) -> Account {
        let begin = cycle.begin().max(self.terms.first_day);
        let billed_from = (begin < cycle.end()).then_some(begin);
        let divisor = conventions.divisor_of(cycle);
        let part = |in_statement: bool, spans: &[Span]| {
            let prices = self.terms.prices(in_statement);
            let amount_on = |day| {
                let billed = self.billed(spans, prices, day, conventions);
                billed.amount(divisor, conventions.rounding)
            };
            let billed = self.billed(spans, prices, known.as_of, conventions);
            let paid_on = known
                .paid_on
                .filter(|day| in_statement && *day <= known.as_of);
            Part {
                in_statement,
                amount_fen: billed.amount(divisor, conventions.rounding),
                billed,
                paid: paid_on.map(|day| self.paid(day, known.as_of, amount_on)),
            }
        };
        let parts = match self.mode {
            CloudMode::Purchased => [true, false]
                .map(|is_municipal| (is_municipal, self.spans((begin, cycle.end()), is_municipal)))
                .into_iter()
                .filter(|(_, spans)| !spans.is_empty())
                .map(|(is_municipal, spans)| part(is_municipal, &spans))
                .collect(),
            CloudMode::SelfBuilt => billed_from.map(|_| part(false, &[])).into_iter().collect(),
        };
        Account {
            billed_from,
            divisor,
            parts,
        }
    }

    /// How it is told in a cycle that lies wholly before its contract, which has no part: nothing is billed, where its unit's
    /// first level puts it.
    #[must_use]
    pub fn nothing(&self) -> Part {
        let is_municipal = self
            .levels
            .first()
            .is_some_and(|(_, is_municipal)| *is_municipal);
        Part {
            in_statement: match self.mode {
                CloudMode::Purchased => is_municipal,
                CloudMode::SelfBuilt => false,
            },
            billed: Billed::default(),
            amount_fen: Some(0),
            paid: None,
        }
    }

    /// The days of a span on which the unit is of the municipal budget, or on which it is not.
    fn spans(&self, (from, until): Span, is_municipal: bool) -> Vec<Span> {
        let level_on = |day: NaiveDate| {
            let held = self.levels.partition_point(|(since, _)| *since <= day);
            let level = self.levels.get(held.saturating_sub(1));
            level.is_some_and(|(_, is_municipal)| *is_municipal)
        };
        let since = self.levels.iter().map(|(since, _)| *since);
        let inside = since.filter(|day| from < *day && *day < until);
        let days: Vec<NaiveDate> = [from].into_iter().chain(inside).collect();
        let ends = days.iter().skip(1).copied().chain([until]);
        let mut spans: Vec<Span> = Vec::new();
        for (from, until) in days.iter().copied().zip(ends) {
            if from >= until || level_on(from) != is_municipal {
                continue;
            }
            match spans.last_mut() {
                Some(last) if last.1 == from => last.1 = until,
                Some(_) | None => spans.push((from, until)),
            }
        }
        spans
    }

    fn billed(
        &self,
        spans: &[Span],
        prices: &PriceTable,
        on: NaiveDate,
        conventions: Conventions,
    ) -> Billed {
        let usage = Usage::known(self.history, on);
        let exit = self.terms.exit;
        let mut all = Billed::default();
        for span in spans {
            let Billed { segments, unpriced } =
                Billed::within(*span, &usage, prices, exit, conventions);
            all.segments.extend(segments);
            all.unpriced.extend(unpriced);
        }
        all
    }

    fn paid(
        &self,
        paid_on: NaiveDate,
        as_of: NaiveDate,
        amount_on: impl Fn(NaiveDate) -> Option<u64>,
    ) -> Paid {
        let recorded = self.history.iter().map(|entry| entry.recorded_on);
        let later = recorded.filter(|day| paid_on < *day && *day <= as_of);
        let later: BTreeSet<NaiveDate> = later.collect();
        let paid_fen = amount_on(paid_on);
        let mut stood = paid_fen;
        let mut corrections = Vec::new();
        for day in later {
            // An amount that is not known corrects nothing; once it is, it is set against the last that was.
            let Some(now) = amount_on(day) else {
                continue;
            };
            let before = stood.unwrap_or(0);
            stood = Some(now);
            let delta = i64::try_from(i128::from(now) - i128::from(before)).unwrap_or(i64::MAX);
            if delta != 0 {
                corrections.push((day, delta));
            }
        }
        Paid {
            paid_fen,
            corrections,
        }
    }
}
