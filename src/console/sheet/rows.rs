//! The rows of records, and the texts behind them.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::domain::build::system::System;
use crate::domain::law::block::Subject;
use crate::domain::law::calendar::NoticeProposal;
use crate::domain::law::clock::Moment;
use crate::domain::law::code::PartyCode;
use crate::domain::law::party::Post;
use crate::domain::law::ruling::{Ruling, RulingBook, RulingId, Scope, parameters};
use crate::domain::purchase::exception::ExceptionKind;
use crate::domain::record::{BareRecord, Record, RecordKind};
use crate::hub::request::MeasuresAnswer;
use crate::locale::console as words;
use crate::locale::record as record_words;
use crate::locale::{
    Lang, T, block as block_words, date, domain, event, measures, ruling as ruling_words,
};

use super::super::text;
use super::names::Names;
use super::{RowStyle, SheetRow};

/// A record's value as a form's field shows it.
pub(super) fn field_text(value: &serde_json::Value) -> String {
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

pub(super) fn ruling_text(
    id: RulingId,
    book: &RulingBook,
    changes: Vec<(u32, &Ruling)>,
    today: chrono::NaiveDate,
    lang: Lang,
) -> Vec<String> {
    let mut text = vec![
        ruling_words::question(id.number())
            .map_or("", |question| question.get(lang))
            .to_owned(),
        String::new(),
        ruling_words::explanation(id.number())
            .map_or("", |explanation| explanation.get(lang))
            .to_owned(),
        String::new(),
    ];
    for parameter in parameters(id) {
        let used = book.value(id, parameter.name, today, &[]);
        text.push(format!("  {}", ruling_words::used(lang, &used)));
    }
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

/// The columns of a register: labels and cells.
pub(super) fn columns(kind: RecordKind) -> Vec<(T, usize)> {
    match kind {
        RecordKind::Party => vec![
            (words::COLUMN_CODE, 18),
            (words::COLUMN_KIND, 18),
            (words::COLUMN_NAME, 30),
        ],
        RecordKind::Person => vec![
            (words::COLUMN_CODE, 22),
            (words::COLUMN_NAME, 20),
            (words::COLUMN_PARTY, 18),
            (words::COLUMN_POSTS, 20),
        ],
        RecordKind::Account => vec![
            (words::COLUMN_LOGIN, 24),
            (words::COLUMN_WHO, 26),
            (words::COLUMN_STATE, 10),
        ],
        RecordKind::Pool => vec![
            (words::COLUMN_CODE, 16),
            (words::COLUMN_KIND, 12),
            (words::COLUMN_PARTY, 14),
            (words::COLUMN_BUILT_ON, 12),
            (words::COLUMN_NAME, 24),
        ],
        RecordKind::System => vec![
            (words::COLUMN_CODE, 16),
            (words::COLUMN_PARTY, 14),
            (words::COLUMN_CONFIRMED, 22),
            (words::COLUMN_NAME, 30),
        ],
        RecordKind::Item => vec![
            (words::COLUMN_CODE, 18),
            (words::COLUMN_PRICE, 14),
            (words::COLUMN_NAME, 30),
        ],
        RecordKind::Contract => vec![
            (words::COLUMN_PARTY, 12),
            (words::DETAIL_OPERATOR, 12),
            (words::COLUMN_NUMBER, 14),
            (words::COLUMN_TERM, 24),
            (words::COLUMN_COUNTERSIGNED, 12),
        ],
        RecordKind::Exception => vec![
            (words::COLUMN_PARTY, 12),
            (words::COLUMN_KIND, 16),
            (words::COLUMN_SUBJECT, 20),
            (words::COLUMN_SPAN, 24),
        ],
        RecordKind::Block => vec![
            (words::COLUMN_SEQ, 4),
            (words::COLUMN_STATE, 8),
            (words::COLUMN_KIND, 12),
            (words::COLUMN_SUBJECT, 18),
            (words::COLUMN_SPAN, 24),
            (words::COLUMN_BASIS, 24),
        ],
        // These have pages of their own.
        RecordKind::Proposal
        | RecordKind::Notice
        | RecordKind::NoticeProposal
        | RecordKind::MeasuresChange
        | RecordKind::MeasuresGround
        | RecordKind::ArticleText => Vec::new(),
    }
}

/// A record as a row of its register; none if it has a page of its own.
#[expect(
    clippy::too_many_lines,
    reason = "an arm a register, each told in its own columns"
)]
pub(super) fn record_row(
    record: &Record,
    names: &Names,
    lang: Lang,
    today: NaiveDate,
) -> Option<SheetRow> {
    let (cells, active) = match record {
        Record::Party(party) => {
            let kind = domain::party_kind(party.kind).get(lang).to_owned();
            (vec![party.code.to_string(), kind, party.name.clone()], true)
        }
        Record::Person(person) => {
            let cells = vec![
                person.code.to_string(),
                person.name.clone(),
                names.party(&person.party),
                posts(&person.posts, lang),
            ];
            (cells, person.active)
        }
        Record::Account(account) => {
            let state = if account.active {
                words::ACTIVE
            } else {
                words::INACTIVE
            };
            let cells = vec![
                account.login.to_string(),
                names.person(&account.person),
                state.get(lang).to_owned(),
            ];
            (cells, account.active)
        }
        Record::Pool(pool) => {
            let cells = vec![
                pool.code.to_string(),
                domain::cloud_mode(pool.mode).get(lang).to_owned(),
                names.party(&pool.operator),
                pool.built_on
                    .map_or_else(String::new, |day| day.to_string()),
                pool.name.clone(),
            ];
            (cells, true)
        }
        Record::System(system) => {
            let cells = vec![
                system.code.to_string(),
                names.party(&system.unit),
                confirmation(system, lang),
                system.name.clone(),
            ];
            (cells, true)
        }
        Record::Item(item) => {
            let price = format!("{}.{:02}", item.price_fen / 100, item.price_fen % 100);
            let cells = vec![
                item.code.to_string(),
                text::pad_left(&price, 12),
                format!("{} {}", item.name, item.specification),
            ];
            (cells, true)
        }
        Record::Contract(contract) => {
            let cells = vec![
                names.party(&contract.unit),
                names.party(&contract.provider),
                contract.number.clone(),
                date::from_to(lang, contract.starts_on, contract.ends_on),
                if contract.is_vouched_for() {
                    words::COUNTERSIGNED.get(lang).to_owned()
                } else {
                    words::NOT_COUNTERSIGNED.get(lang).to_owned()
                },
            ];
            (cells, contract.counts_on(today))
        }
        Record::Exception(exception) => {
            let cells = vec![
                names.party(&exception.unit),
                domain::exception(exception.kind).get(lang).to_owned(),
                match exception.kind {
                    ExceptionKind::Purchase => names.of(RecordKind::Item, &exception.subject),
                    ExceptionKind::Room => exception.subject.clone(),
                },
                date::from_to(lang, exception.granted.from, exception.until),
            ];
            (cells, exception.holds_on(today))
        }
        Record::Block(block) => {
            // As the day will end: what was recorded or lifted today counts as that already.
            let tomorrow = Moment::of_day(today.succ_opt().unwrap_or(today));
            let now = *tomorrow - TimeDelta::milliseconds(1);
            let cells = vec![
                block.number.to_string(),
                block_words::state(lang, block, now).to_owned(),
                block_words::ground(block.ground).get(lang).to_owned(),
                subject(&block.subject, names, lang),
                date::from_to(lang, block.from, block.until),
                block.paper.clone(),
            ];
            (cells, block.stands(now))
        }
        Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::ArticleText(_) => return None,
    };
    Some(SheetRow {
        // Of one unit there may be several.
        id: match record.kind() {
            RecordKind::Contract | RecordKind::Exception => record.key(),
            _ => cells.first().cloned().unwrap_or_default(),
        },
        cells,
        style: if active {
            RowStyle::Plain
        } else {
            RowStyle::Muted
        },
        behind: record_words::told(lang, record)
            .iter()
            .map(|(label, value)| format!("{label}  {value}"))
            .collect(),
        fields: fields_of(record),
        signs: None,
    })
}

/// A record's fields as a form shows them.
fn fields_of(record: &Record) -> BTreeMap<String, String> {
    let written = serde_json::to_value(BareRecord(record)).unwrap_or_default();
    let fields = written.as_object().into_iter().flatten();
    fields
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), field_text(value)))
        .collect()
}

/// On what a block lies, by its name.
fn subject(on: &Subject, names: &Names, lang: Lang) -> String {
    match on {
        Subject::City => block_words::subject(lang, on),
        Subject::Pool(pool) => names.of(RecordKind::Pool, pool.as_str()),
        Subject::Provider(party) | Subject::Unit(party) => names.party(party),
        Subject::System(system) => names.of(RecordKind::System, system.as_str()),
    }
}

/// Whether the authority confirmed a system's level, and what waits for it to.
fn confirmation(system: &System, lang: Lang) -> String {
    let level = system.protection_level;
    match (&system.grading.waiting, &system.grading.approved_by) {
        (Some(waits), _) => {
            words::CONFIRMED_WAITS.fill(lang, &[&level, &waits.value.protection_level])
        }
        (None, Some(_)) => words::CONFIRMED_YES.fill(lang, &[&level]),
        (None, None) => words::CONFIRMED_NO.fill(lang, &[&level]),
    }
}

pub(super) fn posts(posts: &std::collections::BTreeSet<Post>, lang: Lang) -> String {
    posts
        .iter()
        .map(|post| domain::post(*post).get(lang))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands above the articles: until when and why, what befell the Measures, the grounds after their end. What waits
/// for its second signature can be signed here.
pub(super) fn measures_rows(found: &MeasuresAnswer, lang: Lang) -> Vec<SheetRow> {
    let validity = SheetRow {
        id: "validity".to_owned(),
        cells: vec![
            words::MEASURES_VALIDITY.get(lang).to_owned(),
            measures::until(lang, &found.validity),
        ],
        style: if found.validity.warns {
            RowStyle::Notable
        } else {
            RowStyle::Plain
        },
        behind: measures::explained(lang, &found.validity),
        fields: BTreeMap::new(),
        signs: None,
    };
    let changes = found.changes.iter().map(|one| {
        let line = measures::change_line(lang, one);
        let waits = one.signed_by.is_none();
        SheetRow {
            id: format!("change-{}", one.number),
            cells: vec![
                measures::change(one.change).get(lang).to_owned(),
                if waits {
                    let waiting = words::RULING_WAITING.fill(lang, &[&one.number]);
                    format!("{waiting} · {line}")
                } else {
                    line.clone()
                },
            ],
            style: if waits {
                RowStyle::Notable
            } else {
                RowStyle::Plain
            },
            behind: vec![line],
            fields: BTreeMap::new(),
            signs: waits.then_some(one.number),
        }
    });
    let grounds = found.grounds.iter().map(|ground| {
        let line = measures::ground_line(lang, ground);
        SheetRow {
            id: format!(
                "ground-{}",
                ground.unit.as_ref().map_or("", PartyCode::as_str)
            ),
            cells: vec![words::MEASURES_GROUND.get(lang).to_owned(), line.clone()],
            style: RowStyle::Plain,
            behind: vec![line],
            fields: BTreeMap::new(),
            signs: None,
        }
    });
    std::iter::once(validity)
        .chain(changes)
        .chain(grounds)
        .collect()
}

/// The notices of a year that wait for their second signature.
pub(super) fn waiting_rows(waiting: &[NoticeProposal], lang: Lang) -> Vec<SheetRow> {
    let row = |one: &NoticeProposal| {
        let days = one.notice.days.iter().map(|day| {
            let kind = if day.off {
                words::DAY_OFF
            } else {
                words::DAY_MAKE_UP
            };
            let name = crate::locale::day::holiday(lang, &day.name);
            format!(
                "{}  {}  {name}",
                date::date_long(lang, day.date),
                kind.get(lang)
            )
        });
        let by =
            words::CALENDAR_PROPOSED_BY.fill(lang, &[&one.proposed_by, &one.notice.days.len()]);
        SheetRow {
            id: format!("notice-{}", one.number),
            cells: vec![
                words::CALENDAR_NOTICE.get(lang).to_owned(),
                words::RULING_WAITING.fill(lang, &[&one.number]),
                by.clone(),
            ],
            style: RowStyle::Notable,
            behind: std::iter::once(by)
                .chain(one.how.map(|how| domain::loading(how).get(lang).to_owned()))
                .chain(one.notice.papers.iter().cloned())
                .chain(days)
                .collect(),
            fields: BTreeMap::new(),
            signs: Some(one.number),
        }
    };
    waiting.iter().map(row).collect()
}
