//! Rows: every type that stands in one is read back as it was written, whatever it holds.
//!
//! Rows are written by postcard, which knows neither names nor what was left out: a serde attribute that is right in JSON
//! (`default`, `skip`, `flatten`, `tag`) writes rows that cannot be read.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use redb::ReadableTable;
use serde::Serialize;
use serde::de::DeserializeOwned;

use yunguan::domain::kinds::{Bare, Body};
use yunguan::domain::law::clock::{Deadline, Limit, Moment};
use yunguan::domain::law::duty::{Closing, Duty, DutyKey, DutyKind};
use yunguan::domain::law::matter::{Head, Past};
use yunguan::domain::law::paper::{Paper, PaperKind};
use yunguan::domain::law::ruling::{RulingUse, RulingValue, Scope};
use yunguan::domain::law::wake::Why;
use yunguan::domain::record::{BareRecord, Record, RecordKind};
use yunguan::domain::r#use::line::{Line, OwnPurchase, Subject};
use yunguan::ledger::register::beginning;
use yunguan::ledger::row;

use crate::arrows::sources;
use crate::support::city::City;

/// That a value is the same after a row.
fn round<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let bytes = postcard::to_allocvec(value).unwrap();
    let (read, rest): (T, _) = postcard::take_from_bytes(&bytes).unwrap();
    assert_eq!(&read, value);
    assert!(rest.is_empty(), "{value:?} leaves {rest:?}");
}

#[test]
fn every_matter_of_the_tour_and_every_part_of_it_is_read_as_it_was_written() {
    let city = City::tour();
    let snapshot = city.ledger.snapshot().unwrap();
    let mut matters = 0;
    for stored in snapshot.tables.matters.iter().unwrap() {
        let stored = stored.unwrap();
        let matter = row::read(stored.1.value()).unwrap();
        assert_eq!(row::write(&matter).unwrap(), stored.1.value());
        assert_eq!(row::read_head(stored.1.value()).unwrap(), matter.head);
        round::<Head>(&matter.head);
        let body = postcard::to_allocvec(&Bare(&matter.body)).unwrap();
        let mut rest = postcard::Deserializer::from_bytes(&body);
        let read = Body::read_row(matter.head.id.kind, &mut rest).unwrap();
        assert_eq!(read, matter.body);
        for line in matter.body.asked().map_or(&[][..], |asked| &asked.lines) {
            round::<Line>(line);
            round::<Subject>(&line.subject);
        }
        let (ended, papers) = city.past(matter.head.id);
        for duty in ended.iter().chain(&matter.head.duties) {
            round::<Duty>(duty);
            round::<Deadline>(&duty.deadline);
            round::<Option<Closing>>(&duty.closed);
            round(&Past::Duty(duty.clone()));
            duty.deadline.rulings.iter().for_each(round::<RulingUse>);
        }
        for paper in papers {
            round::<Paper>(&paper);
            round(&Past::Paper(paper));
        }
        matters += 1;
    }
    assert!(matters > 15, "{matters}");
}

#[test]
fn every_record_is_read_as_it_was_written() {
    let city = City::tour();
    let snapshot = city.ledger.snapshot().unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for kind in RecordKind::ALL {
        let place = yunguan::ledger::register::key(kind, "");
        let table = &snapshot.tables.register;
        for record in beginning(table, kind, &place, usize::MAX).unwrap() {
            let bytes = postcard::to_allocvec(&BareRecord(&record)).unwrap();
            let mut rest = postcard::Deserializer::from_bytes(&bytes);
            assert_eq!(Record::read_row(kind, &mut rest).unwrap(), record);
            seen.insert(record.kind());
        }
    }
    assert_eq!(seen, RecordKind::ALL.into());
}

#[test]
fn every_word_and_every_variant_is_read_as_it_was_written() {
    for kind in DutyKind::all() {
        for subject in [0, 1, u32::MAX] {
            round(&DutyKey { kind, subject });
            round(&Why::Late(DutyKey { kind, subject }));
        }
    }
    PaperKind::all().for_each(|kind| round(&kind));
    round(&Why::Notice);
    let at = Moment::of_day("2026-11-09".parse().unwrap());
    let evidence = || "检测报告".to_owned();
    for procurement in [
        OwnPurchase::Asked,
        OwnPurchase::Refused,
        OwnPurchase::Consented,
        OwnPurchase::Failed {
            at,
            evidence: evidence(),
        },
        OwnPurchase::Passed {
            at,
            evidence: evidence(),
        },
        OwnPurchase::Deployed { on: at.day() },
    ] {
        round(&procurement);
    }
    for limit in [
        Limit::WorkingDays(10),
        Limit::CalendarDays(1),
        Limit::Months(1),
    ] {
        round(&limit);
    }
    for scope in [
        Scope::City,
        Scope::Pool("pa".into()),
        Scope::Party("edu".into()),
    ] {
        round(&scope);
    }
    for value in [
        RulingValue::Number(3),
        RulingValue::Word("issuance".to_owned()),
    ] {
        round(&value);
    }
}

/// The sources of types that stand in rows.
const IN_ROWS: [&str; 9] = [
    "domain/law/clock.rs",
    "domain/law/duty.rs",
    "domain/law/matter.rs",
    "domain/law/paper.rs",
    "domain/use/application.rs",
    "domain/use/asked.rs",
    "domain/use/emergency.rs",
    "domain/use/line.rs",
    "ledger/row.rs",
];

#[test]
fn types_in_rows_carry_no_attribute_that_a_row_cannot_have() {
    for source in sources()
        .iter()
        .filter(|source| IN_ROWS.contains(&source.path.as_str()))
    {
        let attributes = source
            .code
            .lines()
            .filter(|line| line.trim().starts_with("#[serde("));
        for line in attributes {
            let said = line.trim().trim_start_matches("#[serde(");
            let fits = ["rename", "borrow"]
                .iter()
                .any(|allowed| said.starts_with(allowed));
            // What people type is read as JSON only.
            let is_typed = ["default", "deny_unknown_fields"]
                .iter()
                .any(|typed| said.starts_with(typed));
            assert!(
                fits || (is_typed && source.path.ends_with("line.rs")),
                "{}: {line}",
                source.path
            );
        }
    }
}
