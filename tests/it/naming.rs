//! Names beside codes: whoever reads is told what people call whom a code stands for, in records, entries, lists, refusals
//! and in what the rules say; scripts keep the codes, and nobody is given a name of what the answer does not hold (R49).

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use yunguan::detail::{Block, of_matter, of_row};
use yunguan::domain::law::article::article;
use yunguan::domain::law::code::{Code, Login};
use yunguan::domain::law::naming::{Names, called, codes_in, register_of};
use yunguan::domain::law::sight::HIDDEN;
use yunguan::domain::law::world::World;
use yunguan::domain::record::{Record, RecordKind};
use yunguan::hub::Seat;
use yunguan::hub::list::REGISTERS;
use yunguan::hub::list::cell::Cell;
use yunguan::hub::request::{Answer, List, Look, Request, Row, RowOf, WINDOW_LIMIT, Window};
use yunguan::locale::list::{self, Width};
use yunguan::locale::{Lang, refusal};

use crate::support::city::{City, emergency};
use crate::support::office::Office;
use crate::support::screen::Town;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// Codes that are words of ours in English as well: there they are not looked for.
const WORDS: [&str; 17] = [
    "acceptor",
    "account",
    "alone",
    "audit",
    "auditor",
    "authority",
    "builder",
    "calendar",
    "checker",
    "city",
    "cyber",
    "finance",
    "health",
    "own",
    "portal",
    "reviewer",
    "support",
];

/// Everything of a city that has a name, by its code.
struct Known(BTreeMap<String, BTreeSet<String>>);

impl Known {
    fn of(seat: &Seat) -> Self {
        let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let kinds = [
            RecordKind::Party,
            RecordKind::Person,
            RecordKind::Pool,
            RecordKind::System,
            RecordKind::Item,
        ];
        for kind in kinds {
            for record in records(seat, kind) {
                let names = known.entry(record.key()).or_default();
                names.extend(called(&record));
            }
        }
        assert!(known.len() > 30, "{known:?}");
        Self(known)
    }

    /// The codes that stand in a text by themselves, beside no name, but for those that may.
    fn bare(&self, text: &str, lang: Lang, may: &[&str]) -> BTreeSet<String> {
        let mut names: Vec<&String> = self.0.values().flatten().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut rest = text.to_owned();
        for name in names {
            rest = rest.replace(name, " ");
        }
        let is_of_code = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        let words = rest.split(|letter: char| !is_of_code(letter));
        let codes = words.filter(|word| self.0.contains_key(*word) && !may.contains(word));
        let codes = codes.filter(|word| lang == Lang::Zh || !WORDS.contains(word));
        codes.map(str::to_owned).collect()
    }
}

fn seat(town: &Town, login: &str) -> Seat {
    town.hub.seat(Login::new(login))
}

fn window(seat: &Seat, list: List) -> Window {
    let columns = list.columns().to_vec();
    let look = Look {
        columns,
        ..Look::at(list, WINDOW_LIMIT)
    };
    match seat.ask(Request::Look(look)) {
        Answer::Window(window) => *window,
        other => unreachable!("{other:?}"),
    }
}

fn request(of: &RowOf) -> Request {
    match of {
        RowOf::Record { kind, key } => Request::Record {
            kind: *kind,
            key: key.clone(),
        },
        RowOf::Entry(seq) => Request::Journal {
            from: Some(*seq),
            count: 1,
        },
        RowOf::Ruling(_) => Request::Rulings,
        RowOf::Validity | RowOf::Article(_) => Request::Measures,
        RowOf::Day(_) => Request::Calendar { year: 2026 },
        RowOf::Duty { matter, .. } | RowOf::Matter { matter, .. } => {
            Request::Show { matter: *matter }
        }
    }
}

fn records(seat: &Seat, kind: RecordKind) -> Vec<Record> {
    let rows = window(seat, List::Register(kind)).rows;
    let of = |row: &Row| match seat.ask(request(&row.of)) {
        Answer::Record(Some(found)) => found.record,
        other => unreachable!("{other:?}"),
    };
    rows.iter().map(of).collect()
}

/// What stands behind a row, as it is read, but for an entry's own bytes.
fn read(seat: &Seat, of: &RowOf, lang: Lang) -> String {
    let answer = seat.ask(request(of));
    // Behind a socket the same is read, with the names beside.
    let answered = serde_json::to_string(&answer).unwrap();
    assert_eq!(serde_json::from_str::<Answer>(&answered).unwrap(), answer);
    let mut detail = of_row(of, &answer, NaiveDate::MIN, lang).unwrap();
    if let RowOf::Entry(_) = of {
        detail.sections.pop();
    }
    format!("{detail:?}")
}

/// Who does what in a city where everything happens, with rulings that are proposed and signed for a pool and a unit.
fn town() -> Town {
    let mut city = City::tour();
    let day = city.today();
    for (scope, signs) in [
        (json!({"pool": "pa"}), true),
        (json!({"party": "edu"}), false),
    ] {
        let fields = json!({"ruling": "R16", "values": {"deliver_working_days": {"number": 7}}, "effective": day,
            "reason": "加快", "scope": scope});
        city.send("reviewer", "ruling.propose", &fields).unwrap();
        if signs {
            let number = city
                .ledger
                .snapshot()
                .unwrap()
                .facts
                .rulings
                .rulings()
                .len();
            city.send("reviewer2", "ruling.sign", &json!({ "proposal": number }))
                .unwrap();
        }
    }
    Town::of(city.ledger, city.now)
}

#[test]
fn no_record_is_told_by_the_codes_of_others() {
    let town = town();
    let seat = seat(&town, "reviewer");
    let known = Known::of(&seat);
    for kind in REGISTERS {
        let rows = window(&seat, List::Register(*kind)).rows;
        assert!(!rows.is_empty(), "{kind:?}");
        for row in rows {
            let RowOf::Record { key, .. } = &row.of else {
                unreachable!("{row:?}");
            };
            for lang in LANGS {
                let text = read(&seat, &row.of, lang);
                // Its own code is what it is registered under, of a holding those of both companies; a contract has none, nor
                // has an exception.
                let own: Vec<&str> = key.split(' ').collect();
                assert_eq!(known.bare(&text, lang, &own), BTreeSet::new(), "{text}");
                let cells = row.cells.iter();
                let cells = cells.map(|cell| list::cell(lang, cell, Width::Line));
                let text = cells.collect::<Vec<_>>().join("  ");
                // A listing is looked for by the code of its item, as that is.
                let own = if *kind == RecordKind::Listing {
                    own
                } else {
                    vec![key.as_str()]
                };
                assert_eq!(known.bare(&text, lang, &own), BTreeSet::new(), "{text}");
            }
        }
    }
    let agriculture = RowOf::Record {
        kind: RecordKind::Party,
        key: "edu".to_owned(),
    };
    let text = read(&seat, &agriculture, Lang::Zh);
    assert!(text.contains("edu单位（edu）"), "{text}");
}

/// The last of every register, the ruling that waits and what befell the Measures, in both languages, for people to read.
#[test]
fn what_is_told_of_records_is_as_it_was_reviewed() {
    let town = town();
    let seat = seat(&town, "reviewer");
    let registers = REGISTERS.iter().copied().map(List::Register);
    let mut all = String::new();
    for list in registers.chain([List::Rulings, List::Measures]) {
        let rows = window(&seat, list.clone()).rows;
        let is_told = |row: &&Row| match &row.of {
            RowOf::Ruling(id) => id.to_string() == "R16",
            RowOf::Article(_) | RowOf::Validity => false,
            _ => true,
        };
        let of = &rows.iter().rfind(is_told).unwrap().of;
        for lang in LANGS {
            let answer = seat.ask(request(of));
            let detail = of_row(of, &answer, NaiveDate::MIN, lang).unwrap();
            let _ = writeln!(all, "{}", detail.name);
            let blocks = detail.sections.iter().flat_map(|section| &section.blocks);
            for block in blocks {
                match block {
                    Block::Fields(fields) => {
                        for field in fields {
                            let _ = writeln!(all, "  {}  {}", field.label, field.value.told(lang));
                        }
                    }
                    Block::Text(text) => {
                        let _ = writeln!(all, "  {}", text.replace('\n', "\n  "));
                    }
                    Block::Gauges(gauges) => {
                        for gauge in gauges {
                            let _ = writeln!(all, "  {}", gauge.told);
                        }
                    }
                    other => unreachable!("{other:?}"),
                }
            }
            all.push('\n');
        }
    }
    insta::assert_snapshot!("records_told", all);
}

#[test]
fn no_entry_and_no_rule_is_told_by_codes() {
    let town = town();
    let seat = seat(&town, "reviewer");
    let known = Known::of(&seat);
    let mut calling = 0;
    for list in [
        List::Journal,
        List::Rulings,
        List::Calendar(2027),
        List::Measures,
    ] {
        for row in window(&seat, list.clone()).rows {
            // What is registered by an entry has its own code there.
            let registered = match seat.ask(request(&row.of)) {
                Answer::Journal(entries) => entries[0].entry.event.records(),
                _ => vec![],
            };
            let own: Vec<String> = registered.iter().map(Record::key).collect();
            // A holding is registered under the codes of both companies.
            let own: Vec<&str> = own.iter().flat_map(|key| key.split(' ')).collect();
            for lang in LANGS {
                for cell in &row.cells {
                    let text = list::cell(lang, cell, Width::Line);
                    assert_eq!(known.bare(&text, lang, &own), BTreeSet::new(), "{text}");
                    if let Cell::Sentence(told) = cell {
                        calling += usize::from(!told.names.is_empty());
                    }
                }
                if let RowOf::Day(_) = row.of {
                    continue;
                }
                let text = read(&seat, &row.of, lang);
                assert_eq!(known.bare(&text, lang, &own), BTreeSet::new(), "{text}");
            }
        }
    }
    assert!(calling > 40, "{calling}");
}

/// Of a matter the codes of its system, pool and items stand in a row of their own and beside their names; whoever did
/// anything on it is called by name.
#[test]
fn no_matter_is_told_by_the_codes_of_people_and_parties() {
    let town = town();
    let seat = seat(&town, "reviewer");
    let known = Known::of(&seat);
    let things = [RecordKind::Pool, RecordKind::System, RecordKind::Item];
    let things = things.into_iter().flat_map(|kind| records(&seat, kind));
    let things: Vec<String> = things.map(|thing| thing.key()).collect();
    let things: Vec<&str> = things.iter().map(String::as_str).collect();
    let mut supplied = 0;
    for row in window(&seat, List::Matters(None)).rows {
        let Answer::Shown(shown) = seat.ask(request(&row.of)) else {
            unreachable!("{row:?}");
        };
        for lang in LANGS {
            let text = format!("{:?}", of_matter(&shown, lang));
            assert_eq!(known.bare(&text, lang, &things), BTreeSet::new(), "{text}");
            supplied += usize::from(text.contains("，edu君") || text.contains("by edu君"));
        }
    }
    assert!(supplied > 1, "{supplied}");
}

/// What a provider may not read of an oral order is one thing that is not open, not one for each of its parts.
#[test]
fn a_hidden_order_is_said_once() {
    let town = town();
    let seat = seat(&town, "host-a");
    let mut orders = 0;
    for row in window(&seat, List::Matters(None)).rows {
        let Answer::Shown(shown) = seat.ask(request(&row.of)) else {
            unreachable!("{row:?}");
        };
        let sections = of_matter(&shown, Lang::Zh).sections;
        for block in sections.iter().flat_map(|section| &section.blocks) {
            let Block::Fields(fields) = block else {
                continue;
            };
            for order in fields.iter().filter(|field| field.label == "口头指令") {
                assert_eq!(order.value.told(Lang::Zh), HIDDEN);
                orders += 1;
            }
        }
    }
    assert!(orders > 0);
}

/// A refusal comes with the names of whom it speaks of, from whoever refuses; of every reason.
#[test]
fn every_refusal_calls_others_by_their_names() {
    let city = City::new();
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let world: &dyn World = &view;
    let mut speaking = BTreeSet::new();
    for (name, reason) in crate::rules_reasons::all() {
        let refused = reason.under(article(19)).named(world);
        let verb = yunguan::domain::register::Verb::RegisterParty.into();
        for code in codes_in(&refused.reason) {
            let found = world.record(register_of(&code), code.as_str()).unwrap();
            let wanted = called(&found).unwrap();
            for lang in LANGS {
                let full = refusal::full(lang, &refused, verb);
                let said = format!("{} {}", full.why, full.mend);
                assert!(said.contains(&wanted), "{name}: {said}");
            }
            speaking.insert(name);
        }
    }
    let wanted = [
        "affiliated",
        "blocked",
        "changed",
        "in_catalogue",
        "increases",
        "listed",
        "listed_on_record",
        "no_room",
        "above_cap",
        "county_pool",
        "pool_exists",
        "pool_under_way",
        "run_by_another",
        "above_control",
        "bad_successor",
        "item_ended",
        "item_not_listed",
        "not_claimed",
        "not_your_hold",
        "number_of_unit",
        "paper_word_taken",
        "party_wanted",
        "priced_twice",
        "succeeded",
    ];
    assert_eq!(speaking, wanted.into());
}

/// Refused acts, previews, offers and claims are answered with names by the hub itself.
#[test]
fn whoever_refuses_gives_the_names() {
    let town = Town::new(|city| {
        let id = city.given("pa approved").unwrap();
        let stop = json!({"ground": "stop", "party": "edu", "from": city.today(), "reason": "未整改",
            "paper": "益数云〔2026〕9号"});
        city.send("reviewer", "block.record", &stop).unwrap();
        assert_eq!(id.number, 1);
    });
    let matter = "APP-20261109-0001".parse().unwrap();
    let builder = seat(&town, "builder");
    let order = || yunguan::hub::request::ActRequest {
        key: "order".to_owned(),
        expected: None,
        command: crate::support::city::command(
            "application.order-test",
            &json!({ "matter": matter }),
        ),
    };
    let verb = yunguan::domain::law::act::Verb::find("application.order-test").unwrap();
    let Answer::Shown(shown) = builder.ask(Request::Show { matter }) else {
        unreachable!("support sees every matter");
    };
    let offers = shown.offers.into_iter();
    let mut offered = offers.filter_map(|offer| offer.refusal.filter(|_| offer.verb == verb));
    let mut refusals = vec![offered.next().unwrap()];
    for request in [Request::Preview(order()), Request::Act(order())] {
        match builder.ask(request) {
            Answer::Refused(refusal) => refusals.push(refusal),
            other => unreachable!("{other:?}"),
        }
    }
    for refused in refusals {
        let why = refusal::cited(Lang::Zh, &refused, verb);
        assert!(why.contains("单位 edu单位，"), "{why}");
    }
    let hindered = shown.hindered.len();
    assert_eq!(hindered, 1);
}

/// A name is given for what the answer holds once it is covered, and for nothing else: to whomever it is answered.
#[test]
fn a_name_goes_where_its_code_does_and_nowhere_else() {
    let town = town();
    let mut given = 0;
    for login in ["reviewer", "edu", "host-a", "health"] {
        let seat = seat(&town, login);
        for row in window(&seat, List::Matters(None)).rows {
            let Answer::Shown(mut shown) = seat.ask(request(&row.of)) else {
                unreachable!("{row:?}");
            };
            let names = std::mem::take(&mut shown.names);
            given += of(&names).len();
            assert!(of(&names).is_subset(&codes_in(&shown)), "{login}");
        }
        for kind in REGISTERS {
            for row in window(&seat, List::Register(*kind)).rows {
                let Answer::Record(Some(found)) = seat.ask(request(&row.of)) else {
                    unreachable!("{row:?}");
                };
                let mut held = codes_in(&found.record);
                held.extend(codes_in(&found.room));
                held.extend(codes_in(&found.matters));
                if let Record::Exception(exception) = &found.record {
                    held.extend(exception.item().map(Code::Item));
                }
                given += of(&found.names).len();
                assert!(
                    of(&found.names).is_subset(&held),
                    "{login} {:?}",
                    found.record
                );
            }
        }
    }
    assert!(given > 100, "{given}");
}

/// The codes of names.
fn of(names: &Names) -> BTreeSet<Code> {
    #[derive(Serialize)]
    struct Keys<'n>(&'n Names);
    codes_in(&Keys(names))
}

/// Verbs say names in text and keep codes in JSON.
#[test]
fn verbs_say_names_and_scripts_read_codes() {
    for (lang, by, of_party) in [
        ("zh", "keeper君 登记", "edu单位待办"),
        ("en", "registered by keeper君", "Duties of edu单位"),
    ] {
        let mut office = Office::bare(lang);
        let store = office.path("store");
        let ledger =
            yunguan::ledger::Ledger::create(&store, &yunguan::ledger::entry::Realm::Sandbox);
        let mut city = City::founded_in(ledger.unwrap());
        city.given("pa testing").unwrap();
        city.open(
            "health",
            "emergency.apply",
            &emergency("flood", "pa", "national_security", ""),
        );
        office.now = "2026-11-09T10:00".to_owned();
        drop(city);
        let told = office.by("keeper", &["party", "show", "edu"]).is(0).out;
        assert!(told.contains(by), "{told}");
        let json = office.by("keeper", &["party", "show", "edu", "--json"]);
        let json = json.is(0).json();
        assert_eq!(json["result"][0]["party"]["budget"]["entered_by"], "keeper");
        assert_eq!(json["result"][0]["names"], Value::Null);
        let told = office
            .by("reviewer", &["queue", "--party", "edu", "--plain"])
            .is(0)
            .out;
        assert!(told.contains(of_party), "{told}");
        let told = office.by("keeper", &["doctor"]).out;
        assert!(!told.contains("绑定 keeper\n"), "{told}");
    }
}

/// A party's short name, with what else it is registered by: a long name that says at its end what it begins with.
fn short(name: Option<&str>) -> Value {
    json!({"code": "edu", "kind": "unit", "name": LONG, "short_name": name, "paper_word": "益教",
        "region": "municipal", "municipal_budget": true})
}

const LONG: &str = "市教育科学研究和体育事业发展服务局";

/// The first line of a screen that names whoever looks.
fn header(town: &Town, lang: Lang, columns: u16) -> String {
    let mut screen = town.screen_as("edu", lang, columns, 24, &|_| {});
    screen.text().lines().nth(1).unwrap().to_owned()
}

/// Where there is no room for a name its short one stands, and it is no cut one; where there is room the whole name does.
#[test]
fn a_short_name_stands_where_a_name_has_no_room() {
    let town = Town::new(|city| {
        city.send("keeper", "party.register", &short(Some("教体局")))
            .unwrap();
        city.given("pa submitted").unwrap();
    });
    for lang in LANGS {
        for (columns, is_short) in [(80, true), (160, false)] {
            let line = header(&town, lang, columns);
            assert_eq!(line.contains(" 教体局 "), is_short, "{line}");
            assert_eq!(line.contains(LONG), !is_short, "{line}");
            let mut screen = town.screen_as("acceptor", lang, columns, 24, &|_| {});
            let text = screen.text();
            let row = text.lines().find(|line| line.starts_with('>')).unwrap();
            assert_eq!(row.ends_with("教体局"), columns == 80, "{text}");
        }
        // Whatever stands there is found, and the whole name as well.
        for word in ["教体局", "体育事业"] {
            let mut screen = town.screen_as("acceptor", lang, 80, 24, &|_| {});
            screen.keys(&format!("/ type:{word} Enter")).shows("1/1");
        }
    }
    // A text has room for whole names.
    let rows = window(&seat(&town, "acceptor"), List::Open).rows;
    let said = rows[0].cells.iter();
    let said: Vec<_> = said
        .map(|cell| list::cell(Lang::Zh, cell, Width::Line))
        .collect();
    assert!(said.contains(&LONG.to_owned()), "{said:?}");
}

/// It is changed like the rest of the record, in the form that has it, and taken away by leaving it empty.
#[test]
fn a_short_name_is_changed_with_its_record() {
    let town = Town::live(|city| {
        city.send("keeper", "party.register", &short(Some("教体局")))
            .unwrap();
    });
    let mut keeper = town.screen("keeper");
    keeper
        .keys("5 / type:edu Enter c")
        .shows("简称")
        .shows("教体局");
    keeper
        .keys("Tab Tab Tab ctrl+u type:教育局 ctrl+s")
        .shows("登记主体")
        .keys("Enter")
        .shows("已办");
    let line = header(&town, Lang::Zh, 80);
    assert!(line.contains(" 教育局 "), "{line}");
    keeper
        .keys("Enter")
        .shows("简称")
        .shows("教育局")
        .keys("Esc");
    keeper
        .keys("c Tab Tab Tab ctrl+u ctrl+s Enter")
        .shows("已办");
    let line = header(&town, Lang::Zh, 80);
    assert!(!line.contains("教育局") && line.contains('…'), "{line}");
}

/// On the command line it is an option, printed back, and bounded: what is refused says so.
#[test]
fn a_short_name_is_an_option_and_bounded() {
    for (lang, label, too_long) in [
        ("zh", "简称", "“简称”太长，至多20个字"),
        ("en", "Short name", "“Short name” is too long, at most 20"),
    ] {
        let office = Office::sandbox(lang);
        let add = |short: &str| {
            let line =
                "party add --code civil --kind unit --name 民政 --paper-word 民 --region municipal";
            let mut words: Vec<&str> = line.split(' ').collect();
            words.extend(["--municipal-budget", "yes", "--short-name", short]);
            office.run(&words)
        };
        let told = add(&"民".repeat(21)).is(1);
        assert!(told.err.contains(too_long), "{}", told.err);
        add("民政局").is(0);
        let told = office.run(&["party", "show", "civil"]).is(0).out;
        assert!(told.contains(label) && told.contains("民政局"), "{told}");
        let json = office
            .run(&["party", "show", "civil", "--json"])
            .is(0)
            .json();
        assert_eq!(json["result"][0]["party"]["short_name"], "民政局");
    }
}
