//! No provider and no controlled affiliate of one is the agency (Art. 13, R33): the register of holdings, what it bars, and
//! what a deal changes.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::fmt::Write as _;

use serde_json::{Value, json};

use yunguan::detail::{Block, of_row};
use yunguan::domain::law::act::Verb;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::refusal::Reason;
use yunguan::domain::purchase::holding::{Holding, Share};
use yunguan::domain::record::RecordKind;
use yunguan::domain::register::{HOLDERS_LIMIT, PARTIES_LIMIT};
use yunguan::hub::request::{ActRequest, Answer, List, Look, Request, RowOf};
use yunguan::locale::{self, Lang, event};

use crate::support::city::{City, answer, command, reason_name, with};
use crate::support::office::Office;
use crate::support::screen::Town;

/// The fields of a deal: `p>q 60`; with `!` control in fact, with `*` the State's.
pub fn deal(text: &str) -> Value {
    let (holder, rest) = text.split_once('>').unwrap();
    let (held, share) = rest.split_once(' ').unwrap();
    json!({
        "holder": holder, "holder_name": format!("{holder}公司"), "held": held, "held_name": format!("{held}公司"),
        "share": share.trim_end_matches(['!', '*']), "control": share.contains('!'), "state": share.contains('*'),
        "source": "企业信用信息公示系统", "evidence": "股东名册，当日查询",
    })
}

fn deals(city: &mut City, deals: &str) {
    for text in deals.split(", ").filter(|text| !text.is_empty()) {
        assert_eq!(
            answer(city, "reviewer", "holding.record", &deal(text)),
            "done",
            "{text}"
        );
    }
}

fn party(code: &str, kind: &str) -> Value {
    let word: String = code
        .chars()
        .map(|letter| {
            letter.to_digit(10).map_or(letter, |digit| {
                char::from(b'A' + u8::try_from(digit).unwrap())
            })
        })
        .collect();
    json!({"code": code, "kind": kind, "name": format!("{code}公司"), "paper_word": format!("字{word}"),
        "region": "municipal", "municipal_budget": false})
}

/// What the last entries say, from that one on.
fn said(city: &City, from: u64) -> Vec<String> {
    let snapshot = city.ledger.snapshot().unwrap();
    let entries = from..=snapshot.seq().unwrap();
    let entries = entries.map(|seq| snapshot.entry(seq).unwrap());
    entries
        .map(|entry| event::happened(Lang::Zh, &Names::default(), &entry.event))
        .collect()
}

fn seq(city: &City) -> u64 {
    city.ledger.snapshot().unwrap().seq().unwrap()
}

#[test]
fn no_affiliate_of_a_provider_becomes_the_agency_nor_the_other_way_round() {
    // What is on record, who is registered as what, and what comes of it.
    for (on_record, code, kind, wanted) in [
        ("", "a", "agency", "done"),
        // Whatever the third company is, controlled by the provider, or controlling it, or beside it under one holder.
        (
            "yun-a>q 60, q>a 55",
            "a",
            "agency",
            "refused affiliated under 13",
        ),
        (
            "a>q 60, q>yun-a 55",
            "a",
            "agency",
            "refused affiliated under 13",
        ),
        (
            "g>yun-b 51, g>a 51",
            "a",
            "agency",
            "refused affiliated under 13",
        ),
        ("yun-a>q 60, q>a 50", "a", "agency", "done"),
        (
            "yun-a>q 60, q>a 20!",
            "a",
            "agency",
            "refused affiliated under 13",
        ),
        ("s>yun-a 70*, s>a 70*", "a", "agency", "done"),
        (
            "s>yun-a 70*, s>a 70",
            "a",
            "agency",
            "refused affiliated under 13",
        ),
        // The other way round: whoever controls the agency becomes no provider.
        (
            "p>zonghe 51",
            "p",
            "provider",
            "refused affiliated under 13",
        ),
        (
            "zonghe>p 51",
            "p",
            "provider",
            "refused affiliated under 13",
        ),
        ("s>zonghe 51*, s>p 51*", "p", "provider", "done"),
        // Only these two may not be one: providers among themselves, and all who are neither, may.
        ("yun-a>p 100", "p", "provider", "done"),
        ("zonghe>a 100", "a", "agency", "done"),
        ("yun-a>a 100", "a", "unit", "done"),
        // A deal that ended, and a circle.
        ("yun-a>a 60, yun-a>a 0", "a", "agency", "done"),
        (
            "yun-a>q 60, q>r 60, r>yun-a 60, r>r 90",
            "a",
            "agency",
            "done",
        ),
        (
            "yun-a>q 60, q>r 60, r>yun-a 60, r>a 60",
            "a",
            "agency",
            "refused affiliated under 13",
        ),
    ] {
        let mut city = City::new();
        deals(&mut city, on_record);
        let told = answer(&mut city, "keeper", "party.register", &party(code, kind));
        assert_eq!(told, wanted, "{on_record}: {code} as {kind}");
    }
}

#[test]
fn the_refusal_names_the_way_with_its_shares() {
    let mut city = City::new();
    deals(&mut city, "yun-a>q 60, q>a 55.5");
    let refused = city
        .send("keeper", "party.register", &party("a", "agency"))
        .unwrap_err();
    let verb = Verb::find("party.register").unwrap();
    let provider = city.record_of::<yunguan::domain::law::party::Party>("yun-a");
    let name = provider.name;
    for (lang, wanted) in [
        (
            Lang::Zh,
            format!(
                "控股关联：云服务商 {name} 与综合服务机构 a公司，{name}→q公司→a公司 60%、55.5%；不得同任"
            ),
        ),
        (
            Lang::En,
            format!(
                "provider {name} and agency a公司, {name}→q公司→a公司 60%, 55.5%; they may not be both"
            ),
        ),
    ] {
        let told = locale::refusal::reason(lang, &refused, verb);
        assert!(told.contains(&wanted), "{told}");
    }
}

#[test]
fn what_the_state_alone_holds_passes_and_is_noted_until_it_is_ruled_otherwise() {
    let mut city = City::new();
    deals(&mut city, "s>yun-a 70*, s>a 70*");
    let from = seq(&city) + 1;
    let registered = answer(&mut city, "keeper", "party.register", &party("a", "agency"));
    assert_eq!(registered, "done");
    let told = said(&city, from);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("不构成控股关联（R33）"), "{told:?}");
    assert!(told[1].contains("70%；s公司→a公司 70%"), "{told:?}");

    let mut city = City::new();
    deals(&mut city, "s>yun-a 70*, s>a 70*");
    let ruling = json!({"ruling": "R33", "values": {"state_holder": {"word": "sisters"}},
        "effective": city.today(), "reason": "从严"});
    city.send("reviewer", "ruling.propose", &ruling).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    let registered = answer(&mut city, "keeper", "party.register", &party("a", "agency"));
    assert_eq!(registered, "refused affiliated under 13");
}

#[test]
fn control_begins_where_r33_says() {
    let mut city = City::new();
    deals(&mut city, "yun-a>a 40");
    let ruling = json!({"ruling": "R33", "values": {"control_above_percent": {"number": 40}},
        "effective": city.today(), "reason": "从严"});
    city.send("reviewer", "ruling.propose", &ruling).unwrap();
    city.send("reviewer2", "ruling.sign", &json!({"proposal": 1}))
        .unwrap();
    deals(&mut city, "yun-a>b 40.01");
    let a = answer(&mut city, "keeper", "party.register", &party("a", "agency"));
    let b = answer(&mut city, "keeper", "party.register", &party("b", "agency"));
    assert_eq!(
        (a.as_str(), b.as_str()),
        ("done", "refused affiliated under 13")
    );
}

#[test]
fn a_deal_about_the_serving_agency_is_a_fact_and_says_what_follows() {
    let mut city = City::new();
    deals(&mut city, "yun-a>q 60");
    let town = Town::of(city.ledger, city.now);
    let seat = town.hub.seat("reviewer".into());
    let request = ActRequest {
        key: "deal-1".to_owned(),
        expected: None,
        command: command("holding.record", &deal("q>zonghe 55")),
    };
    let Answer::Preview(preview) = seat.ask(Request::Preview(request.clone())) else {
        unreachable!("no preview");
    };
    let told: Vec<String> = preview
        .events
        .iter()
        .map(|one| event::happened(Lang::Zh, &preview.names, one))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("→q公司→"), "{told:?}");
    assert!(told[1].contains("60%、55%；不得同任（第13条）"), "{told:?}");
    let Answer::Done(done) = seat.ask(Request::Act(request)) else {
        unreachable!("not done");
    };
    let Answer::Journal(entries) = seat.ask(Request::Journal {
        from: None,
        count: 2,
    }) else {
        unreachable!("no journal");
    };
    assert_eq!(entries[0].entry.seq, done.last);
    let happened = &entries[0];
    let said = event::happened(Lang::Zh, &happened.names, &happened.entry.event);
    assert_eq!(said, told[1]);
    // Whoever serves goes on: what is barred is to become the agency. It may still be registered under another name.
    let rename = party("zonghe", "agency");
    let request = ActRequest {
        key: "rename-1".to_owned(),
        expected: None,
        command: command("party.register", &rename),
    };
    let keeper = town.hub.seat("keeper".into());
    assert!(matches!(keeper.ask(Request::Act(request)), Answer::Done(_)));
}

#[test]
fn a_deal_that_changes_nothing_between_them_is_told_alone() {
    let mut city = City::new();
    deals(&mut city, "yun-a>q 60, q>zonghe 55");
    let from = seq(&city) + 1;
    // More of the same, another way to the same, and the end of it.
    deals(
        &mut city,
        "q>zonghe 80, yun-a>zonghe 51, yun-a>zonghe 0, q>zonghe 0",
    );
    let told = said(&city, from);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[3].starts_with("持股终止：q公司 不再持有"), "{told:?}");
    let from = seq(&city) + 1;
    deals(&mut city, "q>zonghe 55");
    assert_eq!(said(&city, from).len(), 2, "affiliates once more");
}

#[test]
fn nothing_of_a_holding_is_overwritten() {
    let mut city = City::new();
    let on = |text: &str, day: &str| with(deal(text), "since", json!(day));
    for (text, day, wanted) in [
        ("p>a 60", "2024-03-01", "done"),
        ("p>a 30", "2026-06-01", "done"),
        ("p>a 80", "2026-05-31", "refused before under 13"),
        ("p>a 0", "2026-11-01", "done"),
    ] {
        assert_eq!(
            answer(&mut city, "reviewer", "holding.record", &on(text, day)),
            wanted
        );
    }
    let found: Holding = city.record_of("p a");
    let share = |day: &str| found.on(day.parse().unwrap()).map(|stake| stake.share);
    assert_eq!(share("2024-02-29"), None);
    assert_eq!(share("2024-03-01"), Some(Share::new(6_000)));
    assert_eq!(share("2026-05-31"), Some(Share::new(6_000)));
    assert_eq!(share("2026-06-01"), Some(Share::new(3_000)));
    assert_eq!(share("2026-11-01"), None);
}

#[test]
fn a_company_is_named_once_and_a_party_is_called_as_it_is_registered() {
    let mut city = City::new();
    let bare = |text: &str| {
        let fields = with(deal(text), "holder_name", Value::Null);
        with(fields, "held_name", Value::Null)
    };
    let unknown = answer(&mut city, "reviewer", "holding.record", &bare("p>yun-a 60"));
    assert_eq!(unknown, "refused missing under 13");
    deals(&mut city, "p>yun-a 60");
    let known = answer(&mut city, "reviewer", "holding.record", &bare("p>yun-b 60"));
    assert_eq!(known, "done");
    let found: Holding = city.record_of("p yun-b");
    let provider: yunguan::domain::law::party::Party = city.record_of("yun-b");
    assert_eq!(
        (found.holder_name, found.held_name),
        ("p公司".to_owned(), provider.name)
    );
}

#[test]
fn what_is_looked_at_for_one_answer_is_bounded() {
    let mut city = City::new();
    for number in 0..HOLDERS_LIMIT {
        deals(&mut city, &format!("h{number}>a 0.01"));
    }
    // Not one holder more of this company; whoever is there may change, and another company is free.
    let more = city.send("reviewer", "holding.record", &deal("more>a 60"));
    let full = Reason::EnoughRecords(RecordKind::Holding, 256);
    assert_eq!(more.unwrap_err().reason, full);
    deals(&mut city, "h0>a 60, more>b 60, yun-a>h0 60");
    let registered = answer(&mut city, "keeper", "party.register", &party("a", "agency"));
    assert_eq!(registered, "refused affiliated under 13");
    for number in 2..PARTIES_LIMIT {
        let provider = party(&format!("p{number}"), "provider");
        assert_eq!(
            answer(&mut city, "keeper", "party.register", &provider),
            "done"
        );
    }
    let more = city.send("keeper", "party.register", &party("more", "provider"));
    let full = Reason::EnoughRecords(RecordKind::Party, 256);
    assert_eq!(more.unwrap_err().reason, full);
    let again = party("p2", "provider");
    assert_eq!(
        answer(&mut city, "keeper", "party.register", &again),
        "done"
    );
}

/// Ten thousand companies on record, in a circle, with the provider at one end and the agency at the other.
#[test]
fn ten_thousand_companies_are_looked_through() {
    let mut city = City::new();
    let is_long = std::env::var_os("YUNGUAN_LONG").is_some();
    let count = if is_long { 10_000 } else { 500 };
    for number in 0..count {
        deals(
            &mut city,
            &format!("c{number}>c{} 60", (number + 1) % count),
        );
    }
    deals(&mut city, &format!("yun-a>c0 60, c{}>a 60", count - 1));
    let refused = city.send("keeper", "party.register", &party("a", "agency"));
    assert_eq!(reason_name(&refused.unwrap_err().reason), "affiliated");
    let registered = answer(&mut city, "keeper", "party.register", &party("b", "agency"));
    assert_eq!(registered, "done");
}

#[test]
fn a_party_is_shown_with_whom_it_is_associated_today_to_those_who_see_all() {
    let mut city = City::new();
    deals(
        &mut city,
        "yun-a>q 60, q>zonghe 55, s>yun-a 70*, s>yun-b 70*",
    );
    let today = civil_date(city.now);
    let town = Town::of(city.ledger, city.now);
    let detail = |login: &str, code: &str, lang: Lang| {
        let of = RowOf::Record {
            kind: RecordKind::Party,
            key: code.to_owned(),
        };
        let request = Request::Record {
            kind: RecordKind::Party,
            key: code.to_owned(),
        };
        let answer = town.hub.seat(login.into()).ask(request);
        let detail = of_row(&of, &answer, today, lang).unwrap();
        let section = detail.sections.get(1)?;
        let [Block::Text(text)] = section.blocks.as_slice() else {
            return None;
        };
        Some(text.clone())
    };
    let told = detail("reviewer", "zonghe", Lang::Zh).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].starts_with("云服务商 "), "{told}");
    assert!(lines[0].contains("：受对方控制，"), "{told}");
    assert!(lines[0].ends_with(" 60%、55%"), "{told}");
    // The State holds the other provider too, and the agency by way of the first.
    assert!(lines[1].contains("仅同受国家控股，不构成关联"), "{told}");
    let told = detail("checker", "yun-a", Lang::En).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].contains("both held by the State alone"), "{told}");
    assert!(lines[1].starts_with("integrated service agency"), "{told}");
    assert!(lines[1].contains(": controls it, "), "{told}");
    // Of a unit there is nothing to tell, and to one side nothing of what the other's owners hold.
    assert_eq!(detail("reviewer", "edu", Lang::Zh), None);
    assert_eq!(detail("host-a", "zonghe", Lang::Zh), None);
    let mut screen = town.screen("reviewer");
    screen
        .keys("5 / type:zonghe Enter Enter")
        .shows("控股关联（第13条）");
    screen.shows("受对方控制").shows("60%、55%");
}

#[test]
fn a_holding_is_seen_by_those_it_is_about_and_those_who_see_all() {
    let town = Town::new(|city| deals(city, "yun-a>q 60, g>yun-b 60"));
    for (login, count) in [
        ("reviewer", 2),
        ("checker", 2),
        ("host-a", 1),
        ("host-b", 1),
        ("helper", 0),
        ("edu", 0),
    ] {
        let look = Look::at(List::Register(RecordKind::Holding), 50);
        let Answer::Window(window) = town.hub.seat(login.into()).ask(Request::Look(look)) else {
            unreachable!("no window");
        };
        assert_eq!(window.rows.len(), count, "{login}");
    }
}

#[test]
fn a_holding_is_entered_and_read_on_the_command_line() {
    let office = Office::sandbox("zh");
    let agency = "party add --code zonghe --kind agency --name 综服公司 --paper-word 综服 --region municipal";
    let agency = format!("{agency} --municipal-budget no");
    office.run(&agency.split(' ').collect::<Vec<_>>()).is(0);
    let add = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        let base = [
            "holding",
            "add",
            "--source",
            "公示系统",
            "--evidence",
            "名册",
        ];
        office.by("reviewer", &[&base[..], &words].concat())
    };
    let first = "--holder cloud-a --held q --held-name 丙公司 --share 60 --control no --state no";
    add(first).is(0);
    let second = add("--holder q --held zonghe --share 55.5% --control no --state no").is(0);
    assert!(second.out.contains("控股关联"), "{}", second.out);
    let shown = office.by("reviewer", &["party", "show", "zonghe"]).is(0);
    assert!(shown.out.contains("60%、55.5%"), "{}", shown.out);
    let shown = office.by("reviewer", &["holding", "show", "q"]).is(0);
    assert_eq!(shown.out.matches("丙公司").count(), 2, "{}", shown.out);
    let list = office.by("reviewer", &["holding", "list"]).is(0);
    assert!(list.out.contains("55.5%"), "{}", list.out);
}

/// The register, the form with what a deal would do, the entry of it, and a party with its affiliates.
#[test]
fn the_screens_are_as_they_were_reviewed() {
    for (name, keys) in [
        ("affiliates_register", "5 [ [ [ ["),
        ("affiliates_detail", "5 [ [ [ [ Enter"),
        ("affiliates_form", "5 [ [ [ [ n"),
        ("affiliates_change", "5 [ [ [ [ G c"),
        (
            "affiliates_preview",
            "5 [ [ [ [ n type:q Tab Tab type:zonghe Tab Tab type:55.5 Tab Tab Tab Tab type:公示系统 Tab type:名册 ctrl+s",
        ),
        ("affiliates_party", "5 / type:zonghe Enter Enter"),
    ] {
        let mut all = format!("reviewer: {keys}\n");
        for (lang, columns, rows) in [(Lang::Zh, 80, 24), (Lang::En, 120, 36)] {
            let town = Town::new(|city| {
                deals(
                    city,
                    "yun-a>q 60, q>mid 0.5!, group>yun-a 33.34, s>yun-b 70*, s>zonghe 70*",
                );
            });
            let mut screen = town.screen_as("reviewer", lang, columns, rows, &|_| {});
            let _ = writeln!(all, "\n{lang:?} {columns}x{rows}");
            all.push_str(&screen.keys(keys).text());
        }
        insta::assert_snapshot!(name, all);
    }
}

#[test]
fn a_holding_is_entered_by_keys() {
    let town = Town::new(|city| deals(city, "yun-a>q 60"));
    let mut screen = town.screen("reviewer");
    screen.keys("5 [ [ [ [").shows("持股").shows("60%");
    screen.keys("n type:q Tab Tab type:zonghe Tab Tab type:55.5 Tab Tab Tab");
    screen.keys("Tab type:公示系统 Tab type:股东名册 ctrl+s");
    screen.shows("55.5%").shows("控股关联").shows("60%、55.5%");
    screen.keys("Enter").shows("已办");
    screen.keys("G Enter").shows("公示系统").shows("股东名册");
    let mut english = town.screen_as("reviewer", Lang::En, 120, 36, &|_| {});
    english.keys("5 [ [ [ [").shows("55.5%").shows("Holder");
    // Changed from where it stands: its fields are there, and a deal makes another value from its day on.
    screen.keys("Esc g g e").shows("60");
}
