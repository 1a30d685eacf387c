//! The registers: thin over `act` and the hub's records.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::law::block::Block;
use crate::domain::law::code::PersonCode;
use crate::domain::law::party::{Account, Party, Person, Post};
use crate::domain::purchase::catalogue::{Contract, Item};
use crate::domain::purchase::exception::Exception;
use crate::domain::record::{Record, RecordKind, Registered};
use crate::hub::request::{Answer, Request};
use crate::locale::cli as words;
use crate::locale::record as record_words;
use crate::locale::{Lang, block as block_words, date, domain};

use super::act;
use super::context::Context;
use super::failure::Failure;
use super::fields::{self, RegisterLine, RegisterTask};
use super::output;

/// One verb of one register.
pub(super) fn run(context: &Context, line: &RegisterLine) -> Result<(), Failure> {
    let kind = line.registry.kind;
    match &line.task {
        RegisterTask::List => list(context, kind, None),
        RegisterTask::Show(code) => list(context, kind, Some(code)),
        RegisterTask::Add(matches) => {
            let verb = line.registry.add;
            // Whoever is registered acts, unless it is said otherwise.
            let given = fields::read(context.lang, verb, matches, &[("active", json!(true))])?;
            act::with_fields(context, verb, matches, given)
        }
    }
}

/// All records, or those of one code.
fn list(context: &Context, kind: RecordKind, code: Option<&str>) -> Result<(), Failure> {
    let lang = context.lang;
    let seated = context.seated()?;
    let Answer::Records(mut records) = seated.ask(lang, Request::Records { kind })? else {
        return Ok(());
    };
    if let Some(code) = code {
        records.retain(|record| is_called(record, code));
        if records.is_empty() {
            return Err(Failure::Trouble(words::NO_SUCH.fill(lang, &[&code])));
        }
    }
    let Answer::Standing(standing) = seated.ask(lang, Request::Whoami)? else {
        return Ok(());
    };
    context.show(&Answer::Records(records.clone()), || match code {
        Some(_) => in_full(lang, &records),
        None => table(lang, kind, records, standing.now),
    })
}

/// Records in full, a label and a value a line.
fn in_full(lang: Lang, records: &[Record]) -> String {
    let told = records.iter().map(|record| {
        let lines = record_words::told(lang, record);
        let lines = lines
            .iter()
            .map(|(label, value)| format!("{label}  {value}"));
        lines
            .map(|line| output::paragraph("", &line))
            .collect::<String>()
    });
    told.collect::<Vec<_>>().join("\n")
}

/// Whether that is a record's code; a contract is asked for by its number or its unit, a block by its number.
fn is_called(record: &Record, code: &str) -> bool {
    match record {
        Record::Contract(contract) => {
            [contract.number.as_str(), contract.unit.as_str()].contains(&code)
        }
        Record::Exception(exception) => {
            [exception.subject.as_str(), exception.unit.as_str()].contains(&code)
        }
        Record::Block(block) => block.number.to_string() == code,
        other => other.key() == code,
    }
}

fn table(lang: Lang, kind: RecordKind, records: Vec<Record>, now: DateTime<Utc>) -> String {
    if records.is_empty() {
        return words::NO_RECORDS.get(lang).to_owned();
    }
    match kind {
        RecordKind::Party => parties(lang, &of(records)),
        RecordKind::Person => persons(lang, &of(records)),
        RecordKind::Account => accounts(lang, &of(records)),
        RecordKind::Pool => pools(lang, &of(records)),
        RecordKind::System => systems(lang, &of(records)),
        RecordKind::Item => items(lang, &of(records)),
        RecordKind::Contract => contracts(lang, &of(records)),
        RecordKind::Exception => exceptions(lang, &of(records)),
        RecordKind::Block => blocks(lang, &of(records), now),
        // Their own verbs show them: `ruling`, `calendar` and `measures`.
        RecordKind::Proposal
        | RecordKind::Notice
        | RecordKind::NoticeProposal
        | RecordKind::MeasuresChange
        | RecordKind::MeasuresGround
        | RecordKind::ArticleText => String::new(),
    }
}

/// The records of one register.
fn of<R: Registered>(records: Vec<Record>) -> Vec<R> {
    records.into_iter().filter_map(R::of).collect()
}

fn parties(lang: Lang, list: &[Party]) -> String {
    output::table(
        [
            words::CODE,
            words::NAME,
            words::KIND,
            words::PAPER_WORD,
            words::REGION,
            words::BUDGET,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |party| {
            [
                party.code.to_string(),
                named(lang, party),
                domain::party_kind(party.kind).get(lang).to_owned(),
                party.paper_word.clone(),
                domain::region(party.region).get(lang).to_owned(),
                domain::budget(party.municipal_budget).get(lang).to_owned(),
            ]
        }),
    )
}

/// A party's name, and who took over from it.
fn named(lang: Lang, party: &Party) -> String {
    party.succeeded.as_ref().map_or_else(
        || party.name.clone(),
        |succession| words::SUCCEEDED.fill(lang, &[&party.name, &succession.from, &succession.by]),
    )
}

fn persons(lang: Lang, list: &[Person]) -> String {
    output::table(
        [
            words::CODE,
            words::NAME,
            words::PARTY,
            words::POSTS,
            words::TELEPHONE,
            words::ACTIVE,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |person| {
            [
                person.code.to_string(),
                person.name.clone(),
                person.party.to_string(),
                posts(lang, &person.posts),
                domain::masked(&person.telephone),
                domain::yes_or_no(person.active).get(lang).to_owned(),
            ]
        }),
    )
}

fn accounts(lang: Lang, list: &[Account]) -> String {
    output::table(
        [words::LOGIN, words::PERSON, words::ACTIVE].map(|heading| heading.get(lang)),
        &rows(list, |account| {
            [
                account.login.to_string(),
                account.person.to_string(),
                domain::yes_or_no(account.active).get(lang).to_owned(),
            ]
        }),
    )
}

fn pools(lang: Lang, list: &[Pool]) -> String {
    output::table(
        [
            words::CODE,
            words::NAME,
            words::MODE,
            words::OPERATOR,
            words::BUILT_ON,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |pool| {
            [
                pool.code.to_string(),
                pool.name.clone(),
                domain::cloud_mode(pool.mode).get(lang).to_owned(),
                pool.operator.to_string(),
                pool.built_on
                    .map_or_else(String::new, |day| day.to_string()),
            ]
        }),
    )
}

fn systems(lang: Lang, list: &[System]) -> String {
    output::table(
        [
            words::CODE,
            words::NAME,
            words::UNIT,
            words::LEVEL,
            words::FUNDING,
            words::CONFIRMED_BY,
            words::WAITS,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |system| {
            [
                system.code.to_string(),
                system.name.clone(),
                system.unit.to_string(),
                system.protection_level.to_string(),
                domain::funding(system.funding).get(lang).to_owned(),
                by(system.grading.approved_by.as_ref()),
                system
                    .grading
                    .waiting
                    .as_ref()
                    .map_or_else(String::new, |waits| {
                        let funding = domain::funding(waits.value.funding).get(lang);
                        format!("{} {funding}", waits.value.protection_level)
                    }),
            ]
        }),
    )
}

fn items(lang: Lang, list: &[Item]) -> String {
    output::table(
        [
            words::CODE,
            words::FAMILY,
            words::NAME,
            words::SPECIFICATION,
            words::COUNTED_IN,
            words::PRICE,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |item| {
            let basis = domain::price_basis(item.basis).get(lang);
            [
                item.code.to_string(),
                item.family.clone(),
                item.name.clone(),
                item.specification.clone(),
                item.unit.clone(),
                format!(
                    "{}.{:02} {basis}",
                    item.price_fen / 100,
                    item.price_fen % 100
                ),
            ]
        }),
    )
}

fn contracts(lang: Lang, list: &[Contract]) -> String {
    output::table(
        [
            words::NUMBER,
            words::UNIT,
            words::PROVIDER,
            words::SIGNED_ON,
            words::TERM,
            words::VOUCHED_BY,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |contract| {
            [
                contract.number.clone(),
                contract.unit.to_string(),
                contract.provider.to_string(),
                contract.signed_on.to_string(),
                date::from_to(lang, contract.starts_on, contract.ends_on),
                by(contract.terms.approved_by.as_ref()),
            ]
        }),
    )
}

fn exceptions(lang: Lang, list: &[Exception]) -> String {
    output::table(
        [
            words::PARTY,
            words::KIND,
            words::EXCEPTED,
            words::SINCE,
            words::UNTIL,
            words::GRANTED_BY,
            words::GROUND,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |exception| {
            [
                exception.unit.to_string(),
                domain::exception(exception.kind).get(lang).to_owned(),
                exception.subject.clone(),
                exception.granted.from.to_string(),
                exception
                    .until
                    .map_or_else(String::new, |day| day.to_string()),
                by(exception.granted.approved_by.as_ref()),
                exception.ground.replace('\n', " "),
            ]
        }),
    )
}

/// Whose word something stands on; empty while it is nobody's.
fn by(person: Option<&PersonCode>) -> String {
    person.map_or_else(String::new, ToString::to_string)
}

/// What JSON says of each, in words: in force first to be seen by its state, what lifted it last.
fn blocks(lang: Lang, list: &[Block], now: DateTime<Utc>) -> String {
    output::table(
        [
            words::NUMBER,
            words::STATE,
            words::GROUND,
            words::SUBJECT,
            words::DAYS,
            words::BLOCK_PAPER,
            words::RECORDED,
            words::REASON,
            words::LIFTED,
        ]
        .map(|heading| heading.get(lang)),
        &rows(list, |block| {
            let recorded = date::moment(lang, *block.recorded_at);
            [
                block.number.to_string(),
                block_words::state(lang, block, now).to_owned(),
                block_words::grounded(lang, block.ground),
                block_words::subject(lang, &block.subject),
                block_words::span(lang, block.from, block.until),
                block.paper.clone(),
                format!("{recorded} {}", block.recorded_by),
                block.reason.clone(),
                block.lifted.as_ref().map_or_else(String::new, |lift| {
                    let at = date::moment(lang, *lift.at);
                    format!("{at} {} {} {}", lift.by, lift.paper, lift.reason)
                }),
            ]
        }),
    )
}

fn rows<R, const N: usize>(records: &[R], row: impl Fn(&R) -> [String; N]) -> Vec<[String; N]> {
    records.iter().map(row).collect()
}

fn posts(lang: Lang, posts: &BTreeSet<Post>) -> String {
    posts
        .iter()
        .map(|post| domain::post(*post).get(lang))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_registry_keeps_something_else() {
        let kinds: BTreeSet<_> = fields::REGISTRIES.map(|registry| registry.kind).into();
        let verbs: BTreeSet<_> = fields::REGISTRIES.map(|registry| registry.add).into();
        let count = fields::REGISTRIES.len();
        assert_eq!((kinds.len(), verbs.len()), (count, count));
    }
}
