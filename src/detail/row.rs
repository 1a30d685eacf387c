//! What stands behind a row of a list that is no matter, in full.

use chrono::NaiveDate;

use super::{Block, Detail, Section, of_entry, of_record};
use crate::domain::law::calendar::NoticeProposal;
use crate::domain::law::naming::Names;
use crate::domain::law::ruling::{Ruling, RulingBook, RulingId, Scope, parameters};
use crate::domain::record::Record;
use crate::hub::list::cell::Status;
use crate::hub::request::{Answer, Found, MeasuresAnswer, RowOf, Rulings};
use crate::locale::detail as words;
use crate::locale::list::{self as list_words, status};
use crate::locale::naming::called;
use crate::locale::record::title;
use crate::locale::{Lang, T, article, date, day, domain, event, measures, ruling as ruling_words};

/// The detail of what a row stands for, from the answer that has it; none if the answer is about something else.
#[must_use]
pub fn of_row(of: &RowOf, answer: &Answer, today: NaiveDate, lang: Lang) -> Option<Detail> {
    match (of, answer) {
        (RowOf::Record { .. }, Answer::Record(Some(found))) => Some(of_registered(found, lang)),
        (RowOf::Entry(seq), Answer::Journal(entries)) => {
            let happening = entries.iter().find(|one| one.entry.seq == *seq)?;
            Some(of_entry(happening, lang))
        }
        (RowOf::Ruling(id), Answer::Rulings(known)) => Some(of_ruling(*id, known, today, lang)),
        (RowOf::Day(on), Answer::Calendar { notice, .. }) => {
            let papers = notice.as_ref().map_or(&[][..], |notice| &notice.papers);
            Some(text(date::date_long(lang, *on), papers.join("\n")))
        }
        (RowOf::Validity, Answer::Measures(found)) => {
            let said = measures::explained(lang, &found.names, &found.validity);
            let title = status(Status::Validity).get(lang);
            Some(text(title.to_owned(), said.join("\n")))
        }
        (RowOf::Article(number), Answer::Measures(found)) => Some(of_article(*number, found, lang)),
        _ => None,
    }
}

/// A text under its name.
fn text(name: String, said: String) -> Detail {
    Detail {
        name,
        about: String::new(),
        sections: vec![Section::of("", Block::Text(said))],
    }
}

fn of_registered(Found { record, names }: &Found, lang: Lang) -> Detail {
    match record {
        Record::NoticeProposal(one) => text(
            status(Status::Notice).get(lang).to_owned(),
            notice(one, names, lang).join("\n"),
        ),
        Record::MeasuresChange(one) => text(
            measures::change(one.change).get(lang).to_owned(),
            event::worded(lang, names, &one.said()),
        ),
        Record::MeasuresGround(ground) => text(
            status(Status::GroundAfterEnd).get(lang).to_owned(),
            event::worded(lang, names, &ground.said()),
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
        | Record::ArticleText(_) => Detail {
            name: title(lang, names, record),
            about: String::new(),
            sections: vec![Section::of("", of_record(record, names, lang))],
        },
    }
}

/// A proposed notice: by whom, how it goes onto what is loaded, its papers and days.
fn notice(one: &NoticeProposal, names: &Names, lang: Lang) -> Vec<String> {
    let days = one.notice.days.iter().map(|special| {
        let kind = if special.off {
            Status::DayOff
        } else {
            Status::WorkedDay
        };
        let name = day::holiday(lang, &special.name);
        let on = date::date_long(lang, special.date);
        format!("{on}  {}  {name}", status(kind).get(lang))
    });
    let by = called(lang, names, &one.proposed_by);
    let parts: [&dyn std::fmt::Display; 2] = [&by, &one.notice.days.len()];
    std::iter::once(list_words::PROPOSED_BY.fill(lang, &parts))
        .chain(one.how.map(|how| domain::loading(how).get(lang).to_owned()))
        .chain(one.notice.papers.iter().cloned())
        .chain(days)
        .collect()
}

fn of_article(number: u8, found: &MeasuresAnswer, lang: Lang) -> Detail {
    let summary = article::summary(number).map_or("", |summary| summary.get(lang));
    let official = match found.articles.0.get(&number) {
        Some(official) => official.clone(),
        None => list_words::NOT_LOADED.get(lang).to_owned(),
    };
    let section = |title: T, said| Section::of(title.get(lang), Block::Text(said));
    Detail {
        name: article::cite(lang, number, None),
        about: String::new(),
        sections: vec![
            section(words::SUMMARY, summary.to_owned()),
            section(words::OFFICIAL, official),
        ],
    }
}

/// A ruling: what it answers and why, the values in force, and what was proposed and signed.
fn of_ruling(
    id: RulingId,
    Rulings { rulings, names }: &Rulings,
    today: NaiveDate,
    lang: Lang,
) -> Detail {
    let said = |said: Option<T>| said.map_or("", |said| said.get(lang)).to_owned();
    let book = RulingBook::new(rulings.clone());
    let used = parameters(id).iter().map(|parameter| {
        let used = book.value(id, parameter.name, today, &[]);
        ruling_words::used(lang, &used)
    });
    let changes = (1u32..).zip(rulings).filter(|(_, ruling)| ruling.id == id);
    let changes: Vec<String> = changes
        .map(|(number, ruling)| change(number, ruling, names, lang))
        .collect();
    let mut sections = vec![
        Section::of("", Block::Text(said(ruling_words::question(id.number())))),
        Section::of(
            "",
            Block::Text(said(ruling_words::explanation(id.number()))),
        ),
        Section::of("", Block::Text(used.collect::<Vec<_>>().join("\n"))),
    ];
    if !changes.is_empty() {
        let changes = Block::Text(changes.join("\n"));
        sections.push(Section::of(words::CHANGES.get(lang), changes));
    }
    Detail {
        name: id.to_string(),
        about: String::new(),
        sections,
    }
}

/// A ruling that was proposed: its number, from when what holds where, why, by whom.
fn change(number: u32, ruling: &Ruling, names: &Names, lang: Lang) -> String {
    let values: Vec<String> = ruling
        .values
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let scope = match &ruling.scope {
        Scope::City => String::new(),
        scope => format!(" {}", event::worded(lang, names, &scope.said())),
    };
    let signed = ruling.signed_by.as_ref().map_or_else(
        || list_words::WAITS.fill(lang, &[&number]),
        |by| called(lang, names, by),
    );
    let proposed = called(lang, names, &ruling.proposed_by);
    format!(
        "#{number} {} {}{scope}  {}  {proposed} / {signed}",
        ruling.effective,
        values.join(" "),
        ruling.reason,
    )
}
