//! What stands behind a row of a list that is no matter, in full.

use chrono::NaiveDate;

use super::{Block, Detail, Section, of_entry, of_record, resource, room};
use crate::domain::law::calendar::NoticeProposal;
use crate::domain::law::naming::Names;
use crate::domain::law::ruling::{RulingBook, RulingId, parameters};
use crate::domain::record::Record;
use crate::domain::register::Affiliation;
use crate::hub::list::cell::Status;
use crate::hub::request::{Answer, Found, MeasuresAnswer, RowOf, Rulings};
use crate::locale::detail as words;
use crate::locale::list::{self as list_words, status};
use crate::locale::matter as matter_words;
use crate::locale::naming::called;
use crate::locale::record::title;
use crate::locale::{Lang, T, article, date, day, domain, event, measures, ruling as ruling_words};

/// The detail of what a row stands for, from the answer that holds it; none if the answer holds something else.
#[must_use]
pub fn of_row(of: &RowOf, answer: &Answer, today: NaiveDate, lang: Lang) -> Option<Detail> {
    match (of, answer) {
        (RowOf::Record { .. }, Answer::Record(Some(found))) => {
            let mut detail = of_registered(found, today, lang);
            detail.sections.extend(beside(found, lang));
            Some(detail)
        }
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

/// What is told of a record beside what it says itself: with whom a party is associated, what of a pool is free and which
/// matters it came into service by, what became of a resource.
pub fn beside(found: &Found, lang: Lang) -> impl Iterator<Item = Section> {
    affiliations(found, lang)
        .into_iter()
        .chain(room::beside(found, lang))
        .chain(by_matters(found, lang))
        .chain(resource::beside(found, lang))
}

/// The matters that a record came about by: where each stands, and what it is about in short.
fn by_matters(found: &Found, lang: Lang) -> Option<Section> {
    let matters = found.matters.iter();
    let told = matters.flat_map(|matter| matter_words::standing(lang, matter));
    let told: Vec<String> = told.collect();
    let section = Section::of(words::MATTERS.get(lang), Block::Text(told.join("\n")));
    (!told.is_empty()).then_some(section)
}

/// With whom a provider or an agency is associated, a line each.
fn affiliations(found: &Found, lang: Lang) -> Option<Section> {
    let told = found.affiliations.as_ref()?;
    let line = |one: &Affiliation| {
        let kind = domain::party_kind(one.kind).get(lang);
        let relation = domain::relation(one.association.relation).get(lang);
        let way = event::worded(lang, &found.names, &one.association.said());
        words::AFFILIATION.fill(lang, &[&kind, &one.other.name, &relation, &way])
    };
    let lines: Vec<String> = told.iter().map(line).collect();
    let said = if lines.is_empty() {
        words::NO_AFFILIATION.get(lang).to_owned()
    } else {
        lines.join("\n")
    };
    Some(Section::of(
        words::AFFILIATIONS.get(lang),
        Block::Text(said),
    ))
}

/// A text under its name.
fn text(name: String, said: String) -> Detail {
    Detail {
        name,
        about: String::new(),
        sections: vec![Section::of("", Block::Text(said))],
    }
}

fn of_registered(found: &Found, today: NaiveDate, lang: Lang) -> Detail {
    let Found { record, names, .. } = found;
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
        Record::Resource(_) => resource::facts(found, lang),
        Record::Exception(exception) => Detail {
            name: title(lang, names, record),
            about: status(exception.stands_on(today).into())
                .get(lang)
                .to_owned(),
            sections: vec![Section::of("", of_record(record, names, lang))],
        },
        Record::Party(_)
        | Record::Person(_)
        | Record::Account(_)
        | Record::Pool(_)
        | Record::System(_)
        | Record::Item(_)
        | Record::Contract(_)
        | Record::Block(_)
        | Record::Holding(_)
        | Record::Agreement(_)
        | Record::Pricing(_)
        | Record::Listing(_)
        | Record::Capacity(_)
        | Record::Inventory(_)
        | Record::Finding(_)
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

/// A ruling: what it answers, what is to come, the values in force, why, and what was proposed and signed.
fn of_ruling(id: RulingId, known: &Rulings, today: NaiveDate, lang: Lang) -> Detail {
    let said = |said: Option<T>| said.map_or("", |said| said.get(lang)).to_owned();
    let plain = |said: String| Section::of("", Block::Text(said));
    let book = RulingBook::new(known.rulings.clone());
    let holds = parameters(id).iter().map(|parameter| {
        let used = book.value(id, parameter.name, today, &[]);
        ruling_words::used(lang, &used)
    });
    let about = || (1u32..).zip(&known.rulings).filter(|(_, one)| one.id == id);
    let coming =
        ruling_words::proposal::coming(lang, &known.names, about().map(|(_, one)| one), today);
    let changes = about().map(|(number, one)| {
        let told = ruling_words::proposal::told(lang, number, one, &known.names);
        format!("{told}\n{}", one.reason)
    });
    let changes: Vec<String> = changes.collect();
    let titled = |title: T, lines: Vec<String>| {
        let section = || Section::of(title.get(lang), Block::Text(lines.join("\n")));
        (!lines.is_empty()).then(section)
    };
    let sections = [
        Some(plain(said(ruling_words::question(id.number())))),
        titled(words::COMING, coming),
        Some(plain(holds.collect::<Vec<_>>().join("\n"))),
        Some(plain(said(ruling_words::explanation(id.number())))),
        titled(words::CHANGES, changes),
    ];
    Detail {
        name: id.to_string(),
        about: String::new(),
        sections: sections.into_iter().flatten().collect(),
    }
}
