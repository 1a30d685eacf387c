//! `calc segments`: the billed segments of one line of issued resource, cycle by cycle.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::{Contract, EntryLine, Pool, Unit, believed, cycle, history};
use super::{Answered, Rules, Wrong};
use crate::domain::build::pool::CloudMode;
use crate::domain::law::naming::Names;
use crate::domain::settle::line::{Account, Known, Line, Part, Terms};
use crate::domain::settle::segment::Span;
use crate::domain::settle::usage::Usage;
use crate::locale::cli::calc as words;
use crate::locale::explain::bill;

/// The most cycles of one question.
const CYCLES_LIMIT: usize = 100;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    id: String,
    unit: Unit,
    pool: Pool,
    contract: Contract,
    history: Vec<EntryLine>,
    cycles: Vec<CycleLine>,
    as_of: NaiveDate,
}

#[derive(Debug, Deserialize)]
struct CycleLine {
    start: NaiveDate,
    paid_on: Option<NaiveDate>,
}

/// What a line comes to.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    flags: Vec<&'static str>,
    cycles: Vec<OfCycle>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transition: Option<Transition>,
}

#[derive(Debug, Serialize)]
struct OfCycle {
    start: NaiveDate,
    billed_from: Option<NaiveDate>,
    days_in_year: u32,
    #[serde(flatten)]
    told: Told,
}

/// A unit whose level is dated has its line in parts; any other has one part, told without being called so.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Told {
    Parts { parts: Vec<OfPart> },
    Whole(OfPart),
}

/// A segment: its first day, the first one after it, how many, item, quantity, a year's price, its share of the amount.
type SegmentLine = (NaiveDate, NaiveDate, u32, String, u32, u64, Option<u64>);

#[derive(Debug, Serialize)]
struct OfPart {
    segments: Vec<SegmentLine>,
    amount_fen: Option<u64>,
    in_statement: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unpriced: Vec<Span>,
    #[serde(flatten)]
    paid: Option<OfPaid>,
}

#[derive(Debug, Serialize)]
struct OfPaid {
    paid_fen: Option<u64>,
    corrections: Vec<(NaiveDate, i64)>,
}

#[derive(Debug, Serialize)]
struct Transition {
    terminated_on: NaiveDate,
    last_day: NaiveDate,
    provisional: bool,
}

/// Answers one question.
pub(super) fn answer(rules: &Rules, asked: Asked) -> Result<Answered<Answer>, Wrong> {
    if asked.cycles.len() > CYCLES_LIMIT {
        return Err(Wrong("cycles".to_owned(), words::TOO_MANY));
    }
    let terms = asked.contract.terms(rules, "contract")?;
    let levels = asked.unit.levels("unit")?;
    let entries = history(&asked.history, "history")?;
    let line = Line {
        levels: &levels,
        mode: asked.pool.mode,
        terms: &terms,
        history: &entries,
    };
    let as_of = believed(asked.as_of, || "as_of".to_owned())?;
    let mut cycles = Vec::with_capacity(asked.cycles.len());
    let mut accounts = Vec::with_capacity(asked.cycles.len());
    let mut explained = Vec::new();
    for (place, of) in asked.cycles.iter().enumerate() {
        let cycle = cycle(of.start, || format!("cycles[{place}].start"))?;
        let known = Known {
            paid_on: of.paid_on,
            as_of,
        };
        let account = line.account(cycle, known, rules.conventions);
        if let Some(lang) = rules.explained {
            let told = bill::account(
                lang,
                cycle,
                &account,
                (&terms, &Names::default()),
                rules.conventions,
            );
            explained.extend(told);
        }
        cycles.push(OfCycle {
            start: of.start,
            billed_from: account.billed_from,
            days_in_year: account.divisor,
            told: told(&account, asked.unit.is_dated(), &line),
        });
        accounts.push(account);
    }
    let answer = Answer {
        flags: flags(&line, &accounts, asked.unit.is_dated(), as_of),
        cycles,
        transition: transition(&terms),
    };
    Ok(Answered {
        id: asked.id,
        answer,
        explain: rules.explained.map(|_| explained),
    })
}

fn told(account: &Account, is_dated: bool, line: &Line) -> Told {
    let part = |part: &Part| of_part(part, account.divisor);
    if is_dated && line.mode == CloudMode::Purchased {
        return Told::Parts {
            parts: account.parts.iter().map(part).collect(),
        };
    }
    let only = account.parts.first().map(part);
    Told::Whole(only.unwrap_or_else(|| part(&line.nothing())))
}

fn of_part(part: &Part, divisor: u32) -> OfPart {
    let shares = part
        .amount_fen
        .map(|amount| part.billed.shares(divisor, amount));
    let segments = part.billed.segments.iter().enumerate();
    let segments = segments.map(|(place, segment)| {
        let share = shares
            .as_ref()
            .and_then(|shares| shares.get(place).copied());
        (
            segment.span.0,
            segment.span.1,
            segment.days(),
            segment.item.to_string(),
            segment.quantity,
            segment.yearly_fen,
            share,
        )
    });
    OfPart {
        segments: segments.collect(),
        amount_fen: part.amount_fen,
        in_statement: part.in_statement,
        unpriced: part.billed.unpriced.iter().map(|one| one.span).collect(),
        paid: part.paid.as_ref().map(|paid| OfPaid {
            paid_fen: paid.paid_fen,
            corrections: paid.corrections.clone(),
        }),
    }
}

/// What is to be known of a line beside its amounts, in alphabetical order.
fn flags(line: &Line, accounts: &[Account], is_dated: bool, as_of: NaiveDate) -> Vec<&'static str> {
    let usage = Usage::known(line.history, as_of);
    let parts = || accounts.iter().flat_map(|account| &account.parts);
    let is_purchased = line.mode == CloudMode::Purchased;
    // A unit whose level is not dated is outside the budget even where no cycle has a part.
    let is_apart =
        parts().any(|part| !part.in_statement) || (!is_dated && !line.nothing().in_statement);
    let flags = [
        ("outside_budget", is_purchased && is_apart),
        ("self_built", !is_purchased),
        ("termination_unconfirmed", usage.is_end_unattested()),
        ("unattested", usage.is_unattested()),
        (
            "unpriced",
            parts().any(|part| !part.billed.unpriced.is_empty()),
        ),
    ];
    let raised = flags.into_iter().filter(|(_, is_raised)| *is_raised);
    raised.map(|(name, _)| name).collect()
}

fn transition(terms: &Terms) -> Option<Transition> {
    terms.exit.map(|exit| Transition {
        terminated_on: exit.ended_on,
        last_day: exit.last_free_day,
        provisional: exit.provisional,
    })
}
