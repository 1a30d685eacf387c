//! The text behind a row of a list that is no matter: what it says in full.

mod entry;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::law::calendar::NoticeProposal;
use crate::domain::law::ruling::{Ruling, RulingBook, RulingId, Scope, parameters};
use crate::domain::record::{BareRecord, Record};
use crate::hub::request::{Answer, MeasuresAnswer, RowOf};
use crate::locale::console as words;
use crate::locale::record as record_words;
use crate::locale::{Lang, article, date, day, domain, event, measures, ruling as ruling_words};

/// The title and the lines behind a row, from the answer to its question; none if the answer is about something else.
#[must_use]
pub fn told(
    of: &RowOf,
    answer: &Answer,
    today: NaiveDate,
    lang: Lang,
) -> Option<(String, Vec<String>)> {
    match (of, answer) {
        (RowOf::Record { .. }, Answer::Record(Some(record))) => Some(record_text(record, lang)),
        (RowOf::Entry(seq), Answer::Journal(entries)) => {
            let happening = entries.iter().find(|one| one.entry.seq == *seq)?;
            let title = words::JOURNAL_ENTRY.fill(lang, &[seq]);
            Some((title, entry::text(happening, lang)))
        }
        (RowOf::Ruling(id), Answer::Rulings(rulings)) => {
            Some((id.to_string(), ruling(*id, rulings, today, lang)))
        }
        (RowOf::Day(on), Answer::Calendar { notice, .. }) => {
            let papers = notice.as_ref().map(|notice| notice.papers.clone());
            Some((date::date_long(lang, *on), papers.unwrap_or_default()))
        }
        (RowOf::Validity, Answer::Measures(found)) => {
            let title = words::MEASURES_VALIDITY.get(lang).to_owned();
            Some((title, measures::explained(lang, &found.validity)))
        }
        (RowOf::Article(number), Answer::Measures(found)) => {
            let title = article::cite(lang, *number, None);
            Some((title, article_text(*number, found, lang)))
        }
        _ => None,
    }
}

fn record_text(record: &Record, lang: Lang) -> (String, Vec<String>) {
    match record {
        Record::NoticeProposal(one) => (
            words::CALENDAR_NOTICE.get(lang).to_owned(),
            notice(one, lang),
        ),
        Record::MeasuresChange(one) => (
            measures::change(one.change).get(lang).to_owned(),
            vec![measures::change_line(lang, one)],
        ),
        Record::MeasuresGround(ground) => (
            words::MEASURES_GROUND.get(lang).to_owned(),
            vec![measures::ground_line(lang, ground)],
        ),
        Record::Party(_)
        | Record::Person(_)
        | Record::Account(_)
        | Record::Pool(_)
        | Record::System(_)
        | Record::Item(_)
        | Record::Contract(_)
        | Record::Exception(_)
        | Record::Block(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::ArticleText(_) => {
            let lines = record_words::told(lang, record);
            let lines = lines
                .iter()
                .map(|(label, value)| format!("{label}  {value}"));
            (record.key(), lines.collect())
        }
    }
}

/// A proposed notice: by whom, how it goes onto what is loaded, its papers and days.
fn notice(one: &NoticeProposal, lang: Lang) -> Vec<String> {
    let days = one.notice.days.iter().map(|special| {
        let kind = if special.off {
            words::DAY_OFF
        } else {
            words::DAY_MAKE_UP
        };
        let name = day::holiday(lang, &special.name);
        let on = date::date_long(lang, special.date);
        format!("{on}  {}  {name}", kind.get(lang))
    });
    let by = words::CALENDAR_PROPOSED_BY.fill(lang, &[&one.proposed_by, &one.notice.days.len()]);
    std::iter::once(by)
        .chain(one.how.map(|how| domain::loading(how).get(lang).to_owned()))
        .chain(one.notice.papers.iter().cloned())
        .chain(days)
        .collect()
}

fn article_text(number: u8, found: &MeasuresAnswer, lang: Lang) -> Vec<String> {
    let summary = article::summary(number).map_or("", |summary| summary.get(lang));
    let mut lines = vec![
        format!("[{}]", words::MEASURES_SUMMARY.get(lang)),
        summary.to_owned(),
        String::new(),
    ];
    match found.articles.0.get(&number) {
        Some(official) => {
            lines.push(format!("[{}]", words::MEASURES_OFFICIAL.get(lang)));
            lines.push(official.clone());
        }
        None => lines.push(words::MEASURES_NOT_LOADED.get(lang).to_owned()),
    }
    lines
}

/// A ruling: what it answers and why, the values in force, and what was proposed and signed.
fn ruling(id: RulingId, rulings: &[Ruling], today: NaiveDate, lang: Lang) -> Vec<String> {
    let said = |said: Option<crate::locale::T>| said.map_or("", |said| said.get(lang)).to_owned();
    let mut text = vec![
        said(ruling_words::question(id.number())),
        String::new(),
        said(ruling_words::explanation(id.number())),
        String::new(),
    ];
    let book = RulingBook::new(rulings.to_vec());
    for parameter in parameters(id) {
        let used = book.value(id, parameter.name, today, &[]);
        text.push(format!("  {}", ruling_words::used(lang, &used)));
    }
    let changes: Vec<_> = (1u32..)
        .zip(rulings)
        .filter(|(_, ruling)| ruling.id == id)
        .collect();
    if !changes.is_empty() {
        text.push(String::new());
        text.push(words::RULING_HISTORY.get(lang).to_owned());
    }
    for (number, ruling) in changes {
        let values: Vec<String> = ruling
            .values
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let scope = match &ruling.scope {
            Scope::City => String::new(),
            scope => format!(" {}", event::scope(lang, scope)),
        };
        let signed = ruling.signed_by.as_ref().map_or_else(
            || words::RULING_WAITING.fill(lang, &[&number]),
            ToString::to_string,
        );
        text.push(format!(
            "  #{number} {} {}{scope}  {}  {} / {signed}",
            ruling.effective,
            values.join(" "),
            ruling.reason,
            ruling.proposed_by,
        ));
    }
    text
}

/// A record's fields as a form shows them.
#[must_use]
pub fn fields(record: &Record) -> BTreeMap<String, String> {
    let written = serde_json::to_value(BareRecord(record)).unwrap_or_default();
    let fields = written.as_object().into_iter().flatten();
    fields
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), field_text(value)))
        .collect()
}

/// A record's value as a form's field shows it.
fn field_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Bool(true) => "yes".to_owned(),
        serde_json::Value::Bool(false) => "no".to_owned(),
        serde_json::Value::Array(items) => {
            items.iter().map(field_text).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}
