//! A statement: lines added up. Each line was rounded by itself, and sums are sums of lines (R5).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::line::{Account, Part};
use crate::domain::law::code::PartyCode;

/// A line of a statement, or of the list apart from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// The unit that uses it.
    pub unit: PartyCode,
    /// Who provides it; nobody what a self-built pool issues.
    pub provider: Option<PartyCode>,
    /// What it costs.
    pub part: Part,
}

/// The sums of a cycle. A line without an amount, because a day of it has no price, is in none of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// All lines in the statement.
    pub statement_fen: u128,
    /// The same by unit.
    pub by_unit: BTreeMap<PartyCode, u128>,
    /// The same by provider.
    pub by_provider: BTreeMap<PartyCode, u128>,
    /// What is listed apart, for information: by unit and provider.
    pub apart: BTreeMap<(PartyCode, PartyCode), u128>,
    /// The corrections of lines in the statement by the day on which they became known.
    pub corrections: BTreeMap<NaiveDate, i128>,
}

impl Sums {
    /// Adds lines up.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a StatementLine>) -> Self {
        let mut sums = Self::default();
        for line in lines {
            sums.add(line);
        }
        sums
    }

    fn add(&mut self, line: &StatementLine) {
        let Some(provider) = &line.provider else {
            return;
        };
        let Some(figure) = line.part.figure().map(u128::from) else {
            return;
        };
        if !line.part.in_statement {
            let key = (line.unit.clone(), provider.clone());
            *self.apart.entry(key).or_default() += figure;
            return;
        }
        self.statement_fen += figure;
        *self.by_unit.entry(line.unit.clone()).or_default() += figure;
        *self.by_provider.entry(provider.clone()).or_default() += figure;
        for (day, delta) in line.part.paid.iter().flat_map(|paid| &paid.corrections) {
            *self.corrections.entry(*day).or_default() += i128::from(*delta);
        }
    }
}

/// The lines that an account has.
pub fn lines(
    unit: &PartyCode,
    provider: Option<&PartyCode>,
    account: Account,
) -> impl Iterator<Item = StatementLine> {
    account.parts.into_iter().map(move |part| StatementLine {
        unit: unit.clone(),
        provider: provider.cloned(),
        part,
    })
}
