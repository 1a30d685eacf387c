//! `calc bills`: a party's whole cycle, line by line and added up.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::{Contract, EntryLine, Pool, Unit, believed, cycle, history};
use super::{Answered, Rules, Wrong};
use crate::domain::law::code::PartyCode;
use crate::domain::law::naming::Names;
use crate::domain::settle::line::{Known, Line, Part, Terms};
use crate::domain::settle::statement::{StatementLine, Sums, lines};
use crate::locale::cli::calc as words;
use crate::locale::explain::bill;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    id: String,
    cycle: NaiveDate,
    paid_on: Option<NaiveDate>,
    as_of: NaiveDate,
    contracts: BTreeMap<String, Contract>,
    resources: Vec<Resource>,
}

#[derive(Debug, Deserialize)]
struct Resource {
    id: String,
    unit: Unit,
    pool: Pool,
    contract: String,
    history: Vec<EntryLine>,
}

/// A line: the resource, what the statement of its cycle or the list apart says, what is known by now, the corrections, and
/// whether it is in the statement.
type BillLine = (
    String,
    Option<u64>,
    Option<u64>,
    Vec<(NaiveDate, i64)>,
    bool,
);

/// What a cycle comes to.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    lines: Vec<BillLine>,
    statement_fen: u128,
    by_unit: BTreeMap<PartyCode, u128>,
    by_provider: BTreeMap<PartyCode, u128>,
    apart: BTreeMap<String, u128>,
    corrections: Vec<(NaiveDate, i128)>,
}

/// Answers one question.
pub(super) fn answer(rules: &Rules, asked: Asked) -> Result<Answered<Answer>, Wrong> {
    let cycle = cycle(asked.cycle, || "cycle".to_owned())?;
    let known = Known {
        paid_on: asked.paid_on,
        as_of: believed(asked.as_of, || "as_of".to_owned())?,
    };
    let contracts = asked.contracts.iter().map(|(number, contract)| {
        let terms = contract.terms(rules, &format!("contracts.{number}"))?;
        Ok((number.as_str(), terms))
    });
    let contracts = contracts.collect::<Result<BTreeMap<&str, Terms>, Wrong>>()?;
    let mut told: Vec<BillLine> = Vec::new();
    let mut all: Vec<StatementLine> = Vec::new();
    let mut explained = Vec::new();
    for (place, resource) in asked.resources.iter().enumerate() {
        let at = |name: &str| format!("resources[{place}].{name}");
        let terms = contracts.get(resource.contract.as_str());
        let terms = terms.ok_or_else(|| Wrong(at("contract"), words::NO_CONTRACT))?;
        let levels = resource.unit.levels(&at("unit"))?;
        let entries = history(&resource.history, &at("history"))?;
        let line = Line {
            levels: &levels,
            mode: resource.pool.mode,
            terms,
            history: &entries,
        };
        let mut account = line.account(cycle, known, rules.conventions);
        if account.parts.is_empty() && !resource.unit.is_dated() {
            account.parts.push(line.nothing());
        }
        if let Some(lang) = rules.explained {
            explained.push(resource.id.clone());
            let told = bill::account(
                lang,
                cycle,
                &account,
                (terms, &Names::default()),
                rules.conventions,
            );
            explained.extend(told.into_iter().map(|line| format!("  {line}")));
        }
        let provider = resource.pool.provider.as_ref();
        for line in lines(&resource.unit.code, provider, account) {
            told.push(bill_line(&resource.id, &line.part));
            all.push(line);
        }
    }
    let sums = Sums::of(&all);
    let apart = sums.apart.into_iter();
    let apart = apart.map(|((unit, provider), fen)| (format!("{unit}|{provider}"), fen));
    let answer = Answer {
        lines: told,
        statement_fen: sums.statement_fen,
        by_unit: sums.by_unit,
        by_provider: sums.by_provider,
        apart: apart.collect(),
        corrections: sums.corrections.into_iter().collect(),
    };
    Ok(Answered {
        id: asked.id,
        answer,
        explain: rules.explained.map(|_| explained),
    })
}

fn bill_line(resource: &str, part: &Part) -> BillLine {
    let corrections = part.paid.iter().flat_map(|paid| paid.corrections.iter());
    (
        resource.to_owned(),
        part.figure(),
        part.amount_fen,
        corrections.copied().collect(),
        part.in_statement,
    )
}
