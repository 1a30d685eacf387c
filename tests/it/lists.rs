//! Every list, through real seats: windows fit together, orders are what sorting every row gives, a filter finds what is
//! worded on the screen, large rows stay within their bounds, and no question is answered by a panic.

#![expect(clippy::panic, clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;
use yunguan::city::demo::{self, Wish};
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::code::{Login, PartyCode, PoolCode, SystemCode};
use yunguan::domain::law::event::Event;
use yunguan::domain::law::matter::MatterKind;
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::said::Value;
use yunguan::domain::record::RecordKind;
use yunguan::hub::list::cell::{Cell, SentenceOf, Term};
use yunguan::hub::list::column::Column;
use yunguan::hub::list::filter::{Filter, Word};
use yunguan::hub::list::{REGISTERS, SORT_LIMIT};
use yunguan::hub::request::{Answer, List, Look, Order, Request, Row, SavedView, Trouble, Window};
use yunguan::hub::views::{NAME_LIMIT, VIEWS_LIMIT};
use yunguan::hub::{Hub, Seat, set_clock};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::list::{self as words, Width};
use yunguan::locale::{Lang, domain, event};

use crate::sentences::values;
use crate::support::city::City;
use crate::support::door::Door;
use crate::support::screen::Town;

const NOW: &str = "2026-11-09T15:00:00+08:00";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 9).unwrap()
}

pub fn town(matters: u32) -> Town {
    let backend = redb::backends::InMemoryBackend::new();
    let ledger = Ledger::create_on(backend, &Realm::Sandbox).unwrap();
    let wish = Wish {
        lang: Lang::Zh,
        matters,
        seed: 11,
        now: NOW.parse().unwrap(),
        me: None,
    };
    demo::build(&ledger, &wish, &mut |_, _| true).unwrap();
    Town::of(ledger, wish.now)
}

/// Every record can be looked at: in a register of its own, or on the page of what it is about.
#[test]
fn every_record_has_a_page() {
    let mut kinds = vec![RecordKind::Party];
    loop {
        let next = match kinds.last().unwrap() {
            RecordKind::Party => RecordKind::Person,
            RecordKind::Person => RecordKind::Account,
            RecordKind::Account => RecordKind::Pool,
            RecordKind::Pool => RecordKind::Capacity,
            RecordKind::Capacity => RecordKind::System,
            RecordKind::System => RecordKind::Item,
            RecordKind::Item => RecordKind::Listing,
            RecordKind::Listing => RecordKind::Resource,
            RecordKind::Resource => RecordKind::Contract,
            RecordKind::Contract => RecordKind::Agreement,
            RecordKind::Agreement => RecordKind::Pricing,
            RecordKind::Pricing => RecordKind::Exception,
            RecordKind::Exception => RecordKind::Inventory,
            RecordKind::Inventory => RecordKind::Finding,
            RecordKind::Finding => RecordKind::Block,
            RecordKind::Block => RecordKind::Holding,
            // On the pages of the rulings, of the calendar and of the Measures.
            RecordKind::Holding => break,
            RecordKind::Proposal
            | RecordKind::NoticeProposal
            | RecordKind::Notice
            | RecordKind::MeasuresChange
            | RecordKind::MeasuresGround
            | RecordKind::ArticleText => unreachable!(),
        };
        kinds.push(next);
    }
    for kind in kinds {
        assert!(REGISTERS.contains(&kind), "{kind:?}");
    }
}

/// Every list that there is. A new one is missed by the compiler here.
pub fn every_list() -> Vec<List> {
    let mut lists = vec![List::Mine];
    loop {
        lists.push(match lists.last().unwrap() {
            List::Mine => List::Party(PartyCode::new("edu")),
            List::Party(_) => List::Late,
            List::Late => List::Today,
            List::Today => List::Open,
            List::Open => List::Matters(None),
            List::Matters(None) => List::Matters(Some(MatterKind::Application)),
            List::Matters(Some(_)) => List::Journal,
            List::Journal => List::Rulings,
            List::Rulings => List::Calendar(2026),
            List::Calendar(_) => List::Measures,
            List::Measures => List::Register(REGISTERS[0]),
            List::Register(_) => List::SystemsIn(PoolCode::new("pool-a")),
            List::SystemsIn(pool) => List::ResourcesOf {
                pool: pool.clone(),
                system: SystemCode::new("edu-exam"),
            },
            List::ResourcesOf { .. } => break,
        });
    }
    lists.extend(REGISTERS[1..].iter().copied().map(List::Register));
    lists
}

fn ask(seat: &Seat, look: &Look) -> Result<Window, Trouble> {
    match seat.ask(Request::Look(look.clone())) {
        Answer::Window(window) => Ok(*window),
        Answer::Trouble(trouble) => Err(trouble),
        other => panic!("{look:?}: {other:?}"),
    }
}

/// A window that is there.
pub fn window(seat: &Seat, look: &Look) -> Window {
    ask(seat, look).unwrap_or_else(|trouble| panic!("{look:?}: {trouble:?}"))
}

/// Every row, a window after the other.
fn all_rows(seat: &Seat, look: &Look) -> Vec<Row> {
    let mut look = Look {
        before: 0,
        after: 500,
        ..look.clone()
    };
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let found = window(seat, &look);
        let again = usize::from(!rows.is_empty());
        assert!(found.at_end || found.rows.len() > again, "{look:?} stands");
        rows.extend(found.rows.into_iter().skip(again));
        if found.at_end {
            return rows;
        }
        look.anchor = rows.last().map(|row| row.key.clone());
    }
}

/// Every row that a filter finds, a few at a time.
fn found(seat: &Seat, look: &Look) -> BTreeSet<String> {
    let mut look = look.clone();
    let mut keys = BTreeSet::new();
    loop {
        let slice = window(seat, &look);
        for row in slice.rows {
            assert!(keys.insert(row.key), "{look:?}: a row twice");
        }
        match slice.resume {
            Some(resume) => look.anchor = Some(resume),
            None => return keys,
        }
    }
}

fn keys(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.key.as_str()).collect()
}

const SEATS: [&str; 3] = ["authority-handler", "edu-handler", "provider-a-handler"];

#[test]
fn every_list_is_windows_of_one_order_whichever_it_is() {
    let town = town(60);
    for login in SEATS {
        let seat = town.hub.seat(Login::new(login));
        for list in every_list() {
            let columns = list.columns().to_vec();
            let kept = all_rows(&seat, &Look::at(list.clone(), 1));
            for by in columns.iter().copied().filter(|one| one.is_searched()) {
                for order in [Order::Ascending, Order::Descending] {
                    let look = Look {
                        by: Some(by),
                        order: Some(order),
                        columns: vec![by],
                        ..Look::at(list.clone(), 1)
                    };
                    let rows = all_rows(&seat, &look);
                    let said = format!("{login} {list:?} {by:?} {order:?}");
                    assert_eq!(rows.len(), kept.len(), "{said}");
                    if by != list.kept_by() {
                        let mut sorted: Vec<_> = rows.iter().collect();
                        sorted.sort_by(|one, other| {
                            let cells = one.cells[0].order(&other.cells[0]);
                            cells.then_with(|| one.key.cmp(&other.key))
                        });
                        if order == Order::Descending {
                            sorted.reverse();
                            // What says nothing is last either way.
                            sorted.sort_by_key(|row| !row.cells[0].says_something());
                        }
                        let sorted: Vec<_> = sorted.iter().map(|row| &row.key).collect();
                        assert_eq!(keys(&rows), sorted, "{said}");
                    }
                    for at in (0..rows.len()).step_by(1 + rows.len() / 6) {
                        let around = Look {
                            anchor: Some(rows[at].key.clone()),
                            before: 3,
                            after: 4,
                            ..look.clone()
                        };
                        let seen = window(&seat, &around);
                        let (from, to) = (at.saturating_sub(3), (at + 4).min(rows.len()));
                        assert_eq!(keys(&seen.rows), keys(&rows[from..to]), "{said} at {at}");
                        assert_eq!(seen.anchor, at - from, "{said} at {at}");
                        assert_eq!(seen.at_start, from == 0, "{said} at {at}");
                        assert_eq!(seen.at_end, to == rows.len(), "{said} at {at}");
                        assert!(!seen.more, "{said}");
                        assert_eq!(seen.total, rows.len() as u64, "{said}");
                        let position = seen.position.or((rows.len() > 256).then_some(from as u64));
                        assert_eq!(position, Some(from as u64), "{said} at {at}");
                    }
                }
            }
        }
    }
}

/// What a shown cell says, and beside it what a day, a number and a holiday may be called as well.
fn said(lang: Lang, cell: &Cell, today: NaiveDate) -> String {
    let text = match cell {
        Cell::Duty(key) => domain::duty(key.kind).get(lang).to_owned(),
        cell => words::cell(lang, cell, Width::Column),
    };
    let more = match cell {
        Cell::Matter(id) => format!("{} {id}", id.label()),
        Cell::Resource(id) => format!("{}/{} {id}", id.matter.label(), id.line),
        Cell::Holiday(name) => name.clone(),
        Cell::Day(day) | Cell::Due { day, .. } => dated(lang, &[*day], today),
        Cell::Instant(at) => dated(lang, &[civil_date(*at)], today),
        Cell::Span { from, until } => {
            let days: Vec<_> = [Some(*from), *until].into_iter().flatten().collect();
            dated(lang, &days, today)
        }
        _ => String::new(),
    };
    format!("{text} {more}").to_lowercase()
}

fn dated(lang: Lang, days: &[NaiveDate], today: NaiveDate) -> String {
    let mut said = String::new();
    for day in days {
        said.push(' ');
        said += &day.to_string();
        if *day == today {
            said += if lang == Lang::Zh {
                " 今日"
            } else {
                " today"
            };
        }
    }
    said
}

/// The same of what happened, and beside it what its days and matters may be called as well.
fn told(lang: Lang, names: &Names, event: &Event, today: NaiveDate) -> String {
    let mut said = event::happened(lang, names, event);
    for value in values(&event.said()) {
        match value {
            Value::Day(day) | Value::Due(day, _) => said += &dated(lang, &[day], today),
            Value::At(at) => said += &dated(lang, &[civil_date(at)], today),
            Value::Matter(id) => said.extend([" ", &id.label(), " ", &id.to_string()]),
            _ => {}
        }
    }
    said.to_lowercase()
}

/// Whether a row says a word in a cell that is searched, or by a sign.
fn says(lang: Lang, row: &Row, columns: &[Column], word: &str, today: NaiveDate) -> bool {
    let cell = |(column, cell): (&Column, &Cell)| {
        column.is_searched()
            && match cell {
                // What remains is worded so or not: 2日 is no part of 12日.
                Cell::Left(left) => {
                    let compact = words::cell(lang, cell, Width::Column).to_lowercase();
                    compact.trim_end_matches('!').trim() == word
                        || yunguan::locale::date::remaining(lang, *left).to_lowercase() == word
                }
                Cell::Sentence(sentence) => match &sentence.of {
                    SentenceOf::Event(event) => {
                        told(lang, &sentence.names, event, today).contains(word)
                    }
                    _ => false,
                },
                Cell::Deadline(_) => false,
                cell => said(lang, cell, today).contains(word),
            }
    };
    let sign = |term: Term| words::term(lang, term).to_lowercase().contains(word);
    columns.iter().zip(&row.cells).any(cell) || row.marks.iter().any(|mark| sign(Term::Mark(*mark)))
}

/// Whether a row has a sentence that is not an event's: what is in it is searched by its data.
fn is_of_sentences(row: &Row) -> bool {
    row.cells.iter().any(|cell| {
        let Cell::Sentence(told) = cell else {
            return false;
        };
        !matches!(told.of, SentenceOf::Event(_))
    })
}

const WORDS: [(Lang, &[&str]); 2] = [
    (
        Lang::Zh,
        &[
            "教育",
            "存储",
            "审核",
            "受理",
            "撤回",
            "第28条",
            "第",
            "今日",
            "周五",
            "逾期",
            "待定",
            "3日",
            "24时",
            "我的",
            "app-2026",
            "0003",
            "2026-11",
            "15:00",
            "3级",
            "已确认",
            "在用",
            "春节",
            "绝无此文",
            "教育 存储",
            "周五 第",
        ],
    ),
    (
        Lang::En,
        &[
            "art.",
            "e",
            "today",
            "fri",
            "late",
            "3wd",
            "24h",
            "mine",
            "level",
            "confirmed",
            "spring",
            "review",
            "nowhere-at-all",
            "fri art.",
        ],
    ),
];

#[test]
fn a_filter_finds_what_is_worded_on_the_screen_and_nothing_else() {
    // `YUNGUAN_LONG=1` looks at all seats, all choices of columns and windows of a few rows.
    let is_long = std::env::var_os("YUNGUAN_LONG").is_some();
    let town = town(if is_long { 30 } else { 8 });
    let today = today();
    let mut count = 0;
    for (login, lang) in [
        ("authority-handler", Lang::Zh),
        ("authority-handler", Lang::En),
        ("edu-handler", Lang::Zh),
        ("provider-a-handler", Lang::En),
    ]
    .into_iter()
    .take(if is_long { 4 } else { 2 })
    {
        let seat = town.hub.seat(Login::new(login));
        let (_, usual) = WORDS.iter().find(|(of, _)| *of == lang).unwrap();
        for list in every_list() {
            let mut choices = vec![list.shown().to_vec()];
            let all: Vec<_> = list.columns().to_vec();
            choices.push(
                all.into_iter()
                    .filter(|one| *one != Column::Title)
                    .collect(),
            );
            choices.push(vec![list.kept_by()]);
            choices.truncate(if is_long { 3 } else { 1 });
            let few = if is_long { 7 } else { 200 };
            for columns in choices {
                let look = Look {
                    columns: columns.clone(),
                    ..Look::at(list.clone(), few)
                };
                // The article of a duty stands under the list.
                let mut searched = columns.clone();
                if list.kept_by() == Column::Due && columns == list.shown() {
                    searched.push(Column::Basis);
                }
                let whole = Look {
                    columns: searched.clone(),
                    ..look.clone()
                };
                let rows = all_rows(&seat, &whole);
                for typed in vocabulary(lang, &rows, &searched)
                    .iter()
                    .map(String::as_str)
                    .chain(usual.iter().copied())
                {
                    let filter = words::filter(lang, typed, today);
                    let wanted = rows.iter().filter(|row| {
                        typed
                            .split(' ')
                            .all(|word| says(lang, row, &searched, &word.to_lowercase(), today))
                    });
                    let wanted: BTreeSet<_> = wanted.map(|row| row.key.clone()).collect();
                    let look = Look {
                        filter: Some(filter.clone()),
                        ..look.clone()
                    };
                    let mut found = found(&seat, &look);
                    found.retain(|key| {
                        let row = rows.iter().find(|row| row.key == *key);
                        wanted.contains(key) || !row.is_some_and(is_of_sentences)
                    });
                    assert_eq!(
                        found, wanted,
                        "{login} {lang:?} {list:?} {columns:?} {typed}"
                    );
                    count += found.len();
                }
            }
        }
    }
    assert!(count > 300, "{count} rows found");
}

/// Some of the words that rows say.
fn vocabulary(lang: Lang, rows: &[Row], columns: &[Column]) -> Vec<String> {
    let mut all = BTreeSet::new();
    for row in rows {
        let cells = columns.iter().zip(&row.cells);
        for (_, cell) in cells.filter(|(column, _)| column.is_searched()) {
            if matches!(cell, Cell::Sentence(_) | Cell::Deadline(_)) {
                continue;
            }
            let text = words::cell(lang, cell, Width::Column);
            let text = text.trim_end_matches('!');
            all.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    let all: Vec<_> = all.into_iter().collect();
    let step = 1 + all.len() / 8;
    all.into_iter().step_by(step).collect()
}

#[test]
fn a_filter_of_the_journal_finds_what_its_sentences_say() {
    let town = town(60);
    let seat = town.hub.seat(Login::new("authority-handler"));
    let look = Look::at(List::Journal, 100);
    let look_columns = look.columns().to_vec();
    let rows = all_rows(&seat, &look);
    let mut any = 0;
    for word in [
        "不予受理",
        "撤回",
        "测试工单",
        "教育",
        "云主机",
        "压力测试",
        "审核通过",
        "同意",
        "edu",
        "EDU",
        "收发员",
        "局",
        "号",
        "云〔",
        "…",
        "同意 局",
        "绝无此文",
    ] {
        let said = |row: &&Row| {
            let small = word.to_lowercase();
            let mut words = small.split_whitespace();
            words.all(|word| says(Lang::Zh, row, &look_columns, word, today()))
        };
        let wanted: BTreeSet<_> = rows
            .iter()
            .filter(said)
            .map(|row| row.key.clone())
            .collect();
        let filter = words::filter(Lang::Zh, word, today());
        let found = found(
            &seat,
            &Look {
                filter: Some(filter),
                ..look.clone()
            },
        );
        assert_eq!(found, wanted, "{word}");
        any += usize::from(!wanted.is_empty());
    }
    assert!(any > 5, "{any}");
}

#[test]
fn what_is_masked_is_neither_found_nor_ordered_by() {
    let town = town(20);
    let seat = town.hub.seat(Login::new("authority-handler"));
    let list = List::Register(RecordKind::Person);
    let look = Look {
        columns: vec![Column::Name, Column::Telephone],
        ..Look::at(list.clone(), 500)
    };
    let rows = window(&seat, &look).rows;
    let numbers = rows.iter().filter_map(|row| match &row.cells[1] {
        Cell::Text(number) => Some(number.clone()),
        _ => None,
    });
    let numbers: BTreeSet<_> = numbers.collect();
    for number in numbers.iter().map(String::as_str).chain(["1", "7"]) {
        let look = Look {
            filter: Some(words::filter(Lang::Zh, number, today())),
            ..look.clone()
        };
        let by_name = |row: &&Row| says(Lang::Zh, row, &[Column::Name], number, NaiveDate::MIN);
        let wanted: BTreeSet<_> = rows
            .iter()
            .filter(by_name)
            .map(|row| row.key.clone())
            .collect();
        assert_eq!(found(&seat, &look), wanted, "{number}");
    }
    let by = Look {
        by: Some(Column::Telephone),
        ..look
    };
    let refused = ask(&seat, &by).unwrap_err();
    let Trouble::NoOrder { orders } = refused else {
        panic!("{refused:?}");
    };
    assert!(!orders.contains(&Column::Telephone) && orders.contains(&Column::Name));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of questions")]
fn a_question_that_no_list_can_answer_is_told_so() {
    let town = town(20);
    let seat = town.hub.seat(Login::new("authority-handler"));
    let word = |word: Word| Some(Filter(vec![word]));
    for list in every_list() {
        let base = Look::at(list.clone(), 5);
        let kept = list.kept_by();
        let foreign = if list == List::Journal {
            Column::Code
        } else {
            Column::Time
        };
        let terms = vec![Term::Budget(true); 10_000];
        for (what, look) in [
            (
                "column",
                Look {
                    columns: vec![foreign],
                    ..base.clone()
                },
            ),
            (
                "columns",
                Look {
                    columns: vec![kept; 65],
                    ..base.clone()
                },
            ),
            (
                "order",
                Look {
                    by: Some(foreign),
                    ..base.clone()
                },
            ),
            (
                "odd",
                Look {
                    anchor: Some("abc".to_owned()),
                    ..base.clone()
                },
            ),
            (
                "no hex",
                Look {
                    anchor: Some("zz".to_owned()),
                    ..base.clone()
                },
            ),
            (
                "signs",
                Look {
                    anchor: Some("+1+1".to_owned()),
                    ..base.clone()
                },
            ),
            (
                "letters",
                Look {
                    anchor: Some("教育局".to_owned()),
                    ..base.clone()
                },
            ),
            (
                "10 MB",
                Look {
                    anchor: Some("ab".repeat(5 << 20)),
                    ..base.clone()
                },
            ),
            (
                "1000 words",
                Look {
                    filter: Some(Filter::plain(&"a ".repeat(1000))),
                    ..base.clone()
                },
            ),
            (
                "1e5 letters",
                Look {
                    filter: Some(Filter::plain(&"a".repeat(100_000))),
                    ..base.clone()
                },
            ),
            (
                "1e4 terms",
                Look {
                    filter: word(Word {
                        terms,
                        ..Word::default()
                    }),
                    ..base.clone()
                },
            ),
        ] {
            let trouble = ask(&seat, &look).unwrap_err();
            let is_clear = match what {
                "column" => {
                    trouble
                        == (Trouble::NoColumn {
                            columns: list.columns().to_vec(),
                        })
                }
                "order" => {
                    matches!(&trouble, Trouble::NoOrder { orders } if orders.contains(&kept))
                }
                "columns" | "1000 words" | "1e5 letters" | "1e4 terms" => {
                    matches!(trouble, Trouble::TooMuch { .. })
                }
                _ => trouble == Trouble::NoSuch("anchor".to_owned()),
            };
            assert!(is_clear, "{list:?} {what}: {trouble:?}");
        }
        // What can be answered is, whatever the numbers.
        let all = all_rows(&seat, &base);
        for order in [Order::Ascending, Order::Descending] {
            for by in [kept, list.columns()[1]] {
                for anchor in [
                    None,
                    Some(""),
                    Some("00"),
                    Some("ff"),
                    Some("ffffffffffffffffffff"),
                ] {
                    let look = Look {
                        by: Some(by),
                        order: Some(order),
                        anchor: anchor.map(str::to_owned),
                        position: Some(u64::MAX),
                        before: u16::MAX,
                        after: u16::MAX,
                        ..base.clone()
                    };
                    let seen = window(&seat, &look);
                    assert!(seen.rows.len() <= all.len() && seen.rows.len() <= 1_000);
                    assert!(seen.anchor <= seen.rows.len());
                }
            }
        }
        let nothing = Look { after: 0, ..base };
        assert_eq!(window(&seat, &nothing).rows.len(), all.len().min(1));
    }
    for year in [i32::MIN, -1, 0, i32::MAX] {
        window(&seat, &Look::at(List::Calendar(year), 5));
    }
    let strange = Look::at(List::Register(RecordKind::ArticleText), 5);
    assert!(matches!(ask(&seat, &strange), Err(Trouble::NoSuch(_))));
    let nobody = Look::at(List::Party(PartyCode::new("绝无")), 5);
    assert_eq!(window(&seat, &nobody).total, 0);
}

#[test]
fn a_list_too_long_to_be_ordered_says_so() {
    let mut city = City::new();
    for number in 0..=SORT_LIMIT {
        let fields = json!({"code": format!("i{number}"), "family": "云主机", "name": format!("第{number}型"),
            "specification": "标准", "unit": "台", "price_fen": 100, "basis": "year"});
        city.send("keeper", "item.register", &fields).unwrap();
    }
    let town = Town::of(city.ledger, city.now);
    let seat = town.hub.seat(Login::new("keeper"));
    let look = Look::at(List::Register(RecordKind::Item), 5);
    assert!(window(&seat, &look).total > SORT_LIMIT as u64);
    let by = Look {
        by: Some(Column::Name),
        ..look
    };
    let wanted = Trouble::TooLong {
        limit: SORT_LIMIT,
        by: Column::Code,
    };
    assert_eq!(ask(&seat, &by), Err(wanted));
}

#[test]
fn the_socket_answers_as_a_seat_does() {
    let door = Door::new(|city| {
        for _ in 0..3 {
            city.given("pa submitted");
        }
    });
    let mut peer = door.peer("acceptor");
    let mut answer = |params: serde_json::Value| {
        let answer = peer.call("look", &params)["result"].clone();
        json!({ "window": answer["result"] })
    };
    let seen = answer(
        json!({"list": {"register": "party"}, "columns": ["name", "code"], "by": "name",
        "order": "descending", "after": 2}),
    );
    assert_eq!(seen["window"]["columns"], json!(["name", "code"]), "{seen}");
    assert_eq!(seen["window"]["rows"].as_array().unwrap().len(), 2);
    assert_eq!(
        seen["window"]["rows"][0]["cells"][0],
        json!({"text": "zonghe单位"})
    );
    let seen = answer(json!({"list": "open", "after": 9, "filter": "edu"}));
    assert_eq!(
        seen["window"]["rows"].as_array().unwrap().len(),
        3,
        "{seen}"
    );
    let seen = answer(json!({"list": "journal", "after": 9,
        "filter": [{"events": ["application.submitted"]}]}));
    assert_eq!(
        seen["window"]["rows"].as_array().unwrap().len(),
        3,
        "{seen}"
    );
    for (params, trouble) in [
        (
            json!({"list": "rulings", "after": 1, "columns": ["telephone"]}),
            "no_column",
        ),
        (
            json!({"list": "rulings", "after": 1, "by": "telephone"}),
            "no_order",
        ),
        (
            json!({"list": "rulings", "after": 1, "anchor": "0"}),
            "no_such",
        ),
        (
            json!({"list": "rulings", "after": 65535, "position": u64::MAX, "filter": "x".repeat(65)}),
            "too_much",
        ),
        (
            json!({"list": {"register": "article"}, "after": 1}),
            "no_such",
        ),
    ] {
        let seen = peer.call("look", &params);
        let told = &seen["error"]["data"]["result"];
        let is_told = told[trouble] != json!(null) || *told == json!(trouble);
        assert!(is_told, "{params}: {seen}");
    }
    for params in [
        json!({"list": "nothing", "after": 1}),
        json!({"list": "open", "after": 65536}),
        json!({"list": "open", "after": 1, "by": "colour"}),
        json!({"list": "open", "after": 1, "order": "sideways"}),
        json!({"list": "open", "after": 1, "position": -1}),
    ] {
        assert_eq!(peer.fails("look", &params), -32_602, "{params}");
        peer.call("ping", &json!({}));
    }
}

fn view(name: &str) -> SavedView {
    SavedView {
        name: name.to_owned(),
        list: List::Open,
        columns: vec![Column::Matter, Column::Due],
        by: Some(Column::Unit),
        order: Some(Order::Descending),
        filter: "教育 今日".to_owned(),
    }
}

fn views(seat: &Seat) -> Vec<SavedView> {
    let answer = seat.ask(Request::Views);
    let Answer::Views { views, .. } = answer else {
        panic!("{answer:?}");
    };
    views
}

#[test]
fn a_view_is_kept_for_its_account_and_no_longer_than_it_may() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("city");
    let mut city = City::founded_in(Ledger::create(&path, &Realm::Sandbox).unwrap());
    city.given("pa submitted");
    set_clock(&city.ledger, city.now, 0).unwrap();
    let hub = Hub::start(city.ledger).unwrap();
    let seat = hub.seat(Login::new("edu"));
    let keep = |view: SavedView| seat.ask(Request::SaveView(view));
    assert_eq!(keep(view("教育")), Answer::Ok);
    let other = SavedView {
        list: List::Journal,
        columns: vec![],
        by: None,
        order: None,
        filter: String::new(),
        ..view("教育")
    };
    assert_eq!(keep(other.clone()), Answer::Ok);
    assert_eq!(views(&seat), [other], "replaced by name");
    let too_much = |limit| Answer::Trouble(Trouble::TooMuch { limit });
    for name in ["", "  ", &"长".repeat(NAME_LIMIT + 1)] {
        assert_eq!(keep(view(name)), too_much(NAME_LIMIT), "{name}");
    }
    let large = SavedView {
        filter: "大".repeat(1_400),
        ..view("大")
    };
    assert_eq!(keep(large), too_much(4 << 10));
    for number in 1..VIEWS_LIMIT {
        assert_eq!(keep(view(&format!("第{number}"))), Answer::Ok);
    }
    assert_eq!(keep(view("再一")), too_much(VIEWS_LIMIT));
    assert_eq!(keep(view("教育")), Answer::Ok, "an old name has room");
    let drop_it = |name: &str| {
        seat.ask(Request::DropView {
            name: name.to_owned(),
        })
    };
    assert_eq!(drop_it("第1"), Answer::Ok);
    assert_eq!(keep(view(&"长".repeat(NAME_LIMIT))), Answer::Ok);
    for login in ["health", "acceptor"] {
        assert_eq!(views(&hub.seat(Login::new(login))), [], "{login}");
    }
    let kept = views(&seat);
    assert_eq!(kept.len(), VIEWS_LIMIT);
    assert!(kept.contains(&view("教育")));
    drop(seat);
    drop(hub);
    let hub = Hub::start(Ledger::open(&path).unwrap()).unwrap();
    assert_eq!(views(&hub.seat(Login::new("edu"))), kept, "after a restart");
}

/// A register is counted as it grows, for whoever sees all of it, and by asking for whoever sees some of it.
#[test]
fn a_register_has_as_many_rows_as_it_says() {
    let town = town(20);
    for login in [
        "authority-handler",
        "authority-reviewer",
        "support-handler",
        "edu-handler",
        "provider-a-handler",
    ] {
        let seat = town.hub.seat(Login::new(login));
        for kind in REGISTERS {
            let look = Look::at(List::Register(*kind), 500);
            let Ok(window) = ask(&seat, &look) else {
                continue;
            };
            let rows = all_rows(&seat, &look).len();
            assert_eq!(window.total, rows as u64, "{login} {kind:?}");
        }
    }
}
