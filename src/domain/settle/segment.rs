//! The segments of a line: spans of days in which neither what is used nor its price changes (R4).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::convention::{Conventions, Rounding};
use super::cycle::days_between;
use super::usage::Usage;
use crate::domain::law::calendar::Calendar;
use crate::domain::law::clock::{self, Limit, MIDNIGHT, Moment};
use crate::domain::law::code::ItemCode;
use crate::domain::purchase::covering::Lack;
use crate::domain::purchase::price::PriceTable;

/// Days from the first of two up to, and without, the second (R4).
pub type Span = (NaiveDate, NaiveDate);

/// What of a line costs the same every day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its days.
    pub span: Span,
    /// Which item.
    pub item: ItemCode,
    /// How many of it.
    pub quantity: u32,
    /// A year's price in fen: of one unit, or of the whole quantity where the price has tiers; 0 where it is free.
    pub yearly_fen: u64,
    /// What the whole quantity costs a year, in fen.
    pub yearly_sum_fen: u64,
    /// Whether that is the price of the unit's own contract (Art. 40).
    pub is_own: bool,
}

impl Segment {
    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> u32 {
        days_between(self.span.0, self.span.1)
    }

    /// What it costs, in fen and as many parts of one as its cycle's divisor.
    fn exact(&self) -> u128 {
        u128::from(self.yearly_sum_fen).saturating_mul(u128::from(self.days()))
    }

    fn goes_on_with(&self, next: &Self) -> bool {
        self.span.1 == next.span.0
            && self.item == next.item
            && self.quantity == next.quantity
            && self.yearly_fen == next.yearly_fen
            && self.yearly_sum_fen == next.yearly_sum_fen
            && self.is_own == next.is_own
    }
}

/// A provider that left (Art. 17): from the day its contract ended use is free, up to and with the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exit {
    /// The day on which the contract ended, the first free one.
    pub ended_on: NaiveDate,
    /// The last free day.
    pub last_free_day: NaiveDate,
    /// Whether that reaches into a year whose calendar is not published.
    pub provisional: bool,
}

impl Exit {
    /// An exit with its free months, which end as every limit of the law in months does (Civil Code 201-203).
    #[must_use]
    pub fn of(ended_on: NaiveDate, conventions: Conventions, calendar: &Calendar) -> Self {
        let begin = Moment::of_day(ended_on);
        let months = Limit::Months(conventions.free_months);
        let deadline = clock::compute(calendar, begin, months, MIDNIGHT, Vec::new());
        Self {
            ended_on,
            last_free_day: deadline.due(),
            provisional: deadline.provisional,
        }
    }

    /// The first day after the free ones.
    fn free_until(self) -> NaiveDate {
        self.last_free_day.succ_opt().unwrap_or(NaiveDate::MAX)
    }
}

/// Days of use without a price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpriced {
    /// Which.
    pub span: Span,
    /// Why they have none.
    pub why: Lack,
}

/// What is billed of a line within some days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billed {
    /// Its segments in order. They never overlap.
    pub segments: Vec<Segment>,
    /// The days of use without a price: there nothing is guessed.
    pub unpriced: Vec<Unpriced>,
}

impl Billed {
    /// What is billed within some days.
    #[must_use]
    pub fn within(
        span: Span,
        usage: &Usage,
        prices: &PriceTable,
        exit: Option<Exit>,
        conventions: Conventions,
    ) -> Self {
        let mut billed = Self::default();
        let Some((begin, end)) = usage.span(conventions.last_day) else {
            return billed;
        };
        let end = exit.map_or(end, |exit| end.min(exit.free_until()));
        let (from, until) = (span.0.max(begin), span.1.min(end));
        if from >= until {
            return billed;
        }
        let mut days: BTreeSet<NaiveDate> = usage.changes().collect();
        let items: BTreeSet<&ItemCode> = days
            .iter()
            .chain([&from])
            .filter_map(|day| usage.on(*day).map(|(item, _)| item))
            .collect();
        days.extend(items.into_iter().flat_map(|item| prices.changes(item)));
        days.extend(exit.map(|exit| exit.ended_on));
        let inside: Vec<NaiveDate> = days
            .into_iter()
            .filter(|day| from < *day && *day < until)
            .collect();
        let ends = inside.iter().copied().chain([until]);
        for span in [from].into_iter().chain(inside.iter().copied()).zip(ends) {
            billed.add(span, usage, prices, exit, conventions);
        }
        billed
    }

    /// Adds days in which nothing changes.
    fn add(
        &mut self,
        span: Span,
        usage: &Usage,
        prices: &PriceTable,
        exit: Option<Exit>,
        conventions: Conventions,
    ) {
        let Some((item, quantity)) = usage.on(span.0) else {
            return;
        };
        let is_free = exit.is_some_and(|exit| exit.ended_on <= span.0);
        let (yearly_fen, yearly_sum_fen) = if is_free {
            (0, 0)
        } else if let Some(version) = prices.on(item, span.0) {
            (
                version.yearly(quantity, conventions.tiering),
                version.yearly_sum(quantity, conventions.tiering),
            )
        } else {
            return self.add_unpriced(span, prices.lack(span.0));
        };
        let segment = Segment {
            span,
            item: item.clone(),
            quantity,
            yearly_fen,
            yearly_sum_fen,
            is_own: !is_free && prices.is_own(item, span.0),
        };
        match self.segments.last_mut() {
            Some(last) if last.goes_on_with(&segment) => last.span.1 = span.1,
            Some(_) | None => self.segments.push(segment),
        }
    }

    fn add_unpriced(&mut self, span: Span, why: Lack) {
        match self.unpriced.last_mut() {
            Some(last) if last.span.1 == span.0 && last.why == why => last.span.1 = span.1,
            Some(_) | None => self.unpriced.push(Unpriced { span, why }),
        }
    }

    /// What it costs, rounded once (R5); none while a day of it has no price.
    #[must_use]
    pub fn amount(&self, divisor: u32, rounding: Rounding) -> Option<u64> {
        let exact = self.segments.iter().map(Segment::exact);
        let exact = exact.fold(0u128, u128::saturating_add);
        self.unpriced
            .is_empty()
            .then(|| rounding.whole(exact, divisor))
    }

    /// The amount shared out among the segments (R5): each gets its whole fen, and what is left goes to the largest
    /// remainders, of equal ones to the earlier.
    #[must_use]
    pub fn shares(&self, divisor: u32, amount: u64) -> Vec<u64> {
        let divisor = u128::from(divisor.max(1));
        let whole =
            |segment: &Segment| u64::try_from(segment.exact() / divisor).unwrap_or(u64::MAX);
        let mut shares: Vec<u64> = self.segments.iter().map(whole).collect();
        let given = shares
            .iter()
            .fold(0u64, |sum, share| sum.saturating_add(*share));
        let left = usize::try_from(amount.saturating_sub(given)).unwrap_or(usize::MAX);
        let mut by_rest: Vec<usize> = (0..shares.len()).collect();
        let rest = |at: &usize| {
            self.segments
                .get(*at)
                .map(|segment| segment.exact() % divisor)
        };
        by_rest.sort_by_key(|at| std::cmp::Reverse(rest(at)));
        for at in by_rest.into_iter().take(left) {
            if let Some(share) = shares.get_mut(at) {
                *share += 1;
            }
        }
        shares
    }
}
