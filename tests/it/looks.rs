//! Looks at lists through a seat: a filter finds what reading every row would find.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use yunguan::city::demo::{self, Wish};
use yunguan::domain::law::code::{Login, PartyCode};
use yunguan::hub::list::cell::Cell;
use yunguan::hub::list::filter::Filter;
use yunguan::hub::request::{Answer, List, Look, Order, Request, Row, Window};
use yunguan::hub::{Hub, Seat};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::ledger::row::{self, Brief};
use yunguan::locale::Lang;

fn city() -> Ledger {
    let backend = redb::backends::InMemoryBackend::new();
    let ledger = Ledger::create_on(backend, &Realm::Sandbox).unwrap();
    let wish = Wish {
        lang: Lang::Zh,
        matters: 300,
        seed: 11,
        now: "2026-11-09T15:00:00+08:00".parse().unwrap(),
        me: None,
    };
    demo::build(&ledger, &wish, &mut |_, _| true).unwrap();
    ledger
}

fn window(seat: &Seat, look: &Look) -> Window {
    let answer = seat.ask(Request::Look(look.clone()));
    let Answer::Window(window) = answer else {
        unreachable!("{answer:?}")
    };
    *window
}

/// Every row of a list, or every one that a filter finds.
fn rows(seat: &Seat, list: &List, filter: Option<&str>) -> Vec<Row> {
    let after = if filter.is_some() { 7 } else { 500 };
    let mut look = Look {
        order: Some(Order::Descending),
        filter: filter.map(Filter::plain),
        ..Look::at(list.clone(), after)
    };
    let mut rows = Vec::new();
    loop {
        let slice = window(seat, &look);
        rows.extend(slice.rows);
        match slice.resume {
            Some(resume) => look.anchor = Some(resume),
            None => return rows,
        }
    }
}

#[test]
fn a_filter_finds_what_reading_every_row_finds() {
    let hub = Hub::start(city()).unwrap();
    let mut found_any = 0;
    for login in [
        "authority-handler",
        "support-handler",
        "edu-handler",
        "provider-a-handler",
    ] {
        let seat = hub.seat(Login::new(login));
        for view in [List::Matters(None), List::Open, List::Mine] {
            let all = rows(&seat, &view, None);
            for text in [
                "教育",
                "扩容",
                "申请-2026",
                "app-2026",
                "EMG",
                "0003",
                "应急",
                "绝无此文",
            ] {
                let said = |cell: &Cell| match cell {
                    Cell::Text(text) => text.to_lowercase(),
                    Cell::Party { name, short } => {
                        format!("{name} {}", short.as_deref().unwrap_or_default()).to_lowercase()
                    }
                    Cell::Matter(id) => format!("{} {id}", id.label()).to_lowercase(),
                    Cell::Due { day, .. } => day.to_string(),
                    _ => String::new(),
                };
                let holds = |row: &&Row| {
                    let mut cells = row.cells.iter().map(said);
                    cells.any(|said| said.contains(&text.to_lowercase()))
                };
                // By their places: what remains until a day changes while the test runs.
                let wanted: Vec<_> = all.iter().filter(holds).map(|row| &row.key).collect();
                let found = rows(&seat, &view, Some(text));
                let places: Vec<_> = found.iter().map(|row| &row.key).collect();
                assert_eq!(places, wanted, "{login} {view:?} {text}");
                found_any += found.len();
            }
        }
    }
    assert!(found_any > 500, "{found_any} rows found");
}

#[test]
fn what_is_mine_is_counted_as_it_is_listed() {
    let hub = Hub::start(city()).unwrap();
    for login in [
        "authority-handler",
        "authority-reviewer",
        "support-handler",
        "edu-handler",
    ] {
        let seat = hub.seat(Login::new(login));
        let all = rows(&seat, &List::Mine, None);
        let look = Look::at(List::Mine, 1);
        assert_eq!(window(&seat, &look).total, all.len() as u64, "{login}");
    }
}

#[test]
fn windows_around_any_row_fit_together() {
    let hub = Hub::start(city()).unwrap();
    let seat = hub.seat(Login::new("authority-handler"));
    for order in [Order::Ascending, Order::Descending] {
        let look = |anchor, before, after| Look {
            order: Some(order),
            anchor,
            before,
            ..Look::at(List::Matters(None), after)
        };
        let all: Vec<_> = window(&seat, &look(None, 0, 500)).rows;
        let keys: Vec<_> = all.iter().map(|row| row.key.clone()).collect();
        for (at, key) in keys.iter().enumerate() {
            let found = window(&seat, &look(Some(key.clone()), 3, 4));
            let places: Vec<_> = found.rows.iter().map(|row| &row.key).collect();
            let wanted: Vec<_> = keys[at.saturating_sub(3)..(at + 4).min(keys.len())]
                .iter()
                .collect();
            assert_eq!(places, wanted, "{order:?} around {key}");
            assert_eq!(places[found.anchor], key);
        }
    }
}

#[test]
fn a_row_begins_with_its_brief() {
    let ledger = city();
    let snapshot = ledger.snapshot().unwrap();
    for row in redb::ReadableTable::iter(&snapshot.tables.matters).unwrap() {
        let (_, row) = row.unwrap();
        let whole = row::read(row.value()).unwrap();
        let head = &whole.head;
        assert_eq!(row::read_head(row.value()).unwrap(), *head);
        assert_eq!(row::write(&whole).unwrap(), row.value());
        let brief = Brief::read(row.value()).unwrap();
        assert_eq!(brief.id, head.id);
        assert_eq!(brief.version, head.version);
        assert_eq!(brief.title, head.title);
        assert_eq!(brief.stage, head.stage);
        let concerned: Vec<_> = head
            .concerned
            .iter()
            .map(|(role, party)| (*role, party.as_str()))
            .collect();
        assert_eq!(brief.concerned, concerned);
        assert_eq!(brief.owner(), head.owner().map(PartyCode::as_str));
        for (_, party) in &head.concerned {
            assert_eq!(brief.concerns(party), head.concerns(party));
        }
        assert!(!brief.concerns(&"nobody".into()));
    }
}
