//! What issued lines cost, from what is on record (Art. 39, 40): the worked examples of matters 8, 9 and 19 through the
//! ledger, facts that arrive late, and who is told.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use serde_json::json;

use yunguan::domain::kinds;
use yunguan::domain::law::clock::civil_date;
use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::settle::charge::Charges;
use yunguan::domain::settle::delay::Cause;
use yunguan::domain::settle::segment::Segment;
use yunguan::hub::list::cell::Cell;
use yunguan::hub::list::column::Column;
use yunguan::hub::request::{Answer, List, Look, Order, Request};
use yunguan::locale::Lang;
use yunguan::locale::explain::bill;

use crate::support::city::{City, application, item, with};
use crate::support::screen::Town;

/// What a matter comes to as known today.
fn charges(city: &City, id: MatterId) -> Option<Charges> {
    let snapshot = city.ledger.snapshot().unwrap();
    let view = snapshot.view();
    let charges = Charges::of(&view, &city.matter(id), civil_date(city.now));
    view.settle().unwrap();
    charges
}

/// The amount of its first line, in fen; none while a day has no price.
fn amount(city: &City, id: MatterId) -> Option<u64> {
    let charges = charges(city, id).unwrap();
    let parts = charges.lines[0].account.parts.iter();
    parts.map(|part| part.amount_fen).sum()
}

/// Eight servers for a unit, delivered on the 10th; nobody attested that yet.
pub fn delivered(city: &mut City, login: &str, system: &str) -> MatterId {
    let fields = application(system, "pa", &[item("vm", 8)]);
    let id = city.open(login, "application.submit", &fields);
    let approve = json!({"decision": "approve", "opinion": "同意"});
    for (login, verb, fields) in [
        ("acceptor", "application.accept", json!({})),
        ("reviewer", "application.review", approve),
        ("builder", "application.order-test", json!({})),
        (
            "host-a",
            "application.hand-over-test",
            json!({"environment": "10.1.0.0/24"}),
        ),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    let passed = json!({"result": "passed", "report": "好", "early_reason": "已测完"});
    city.on_matter(login, "application.report-test", id, &passed)
        .unwrap();
    city.at("2026-11-10 10:00");
    for (login, verb, fields) in [
        (
            "builder",
            "application.propose",
            json!({"reason": "测试负载低"}),
        ),
        ("acceptor", "application.receive-filing", json!({})),
        ("builder", "application.order-delivery", json!({})),
        (
            "host-a",
            "application.deliver",
            json!({"completed_on": "2026-11-10"}),
        ),
    ] {
        city.on_matter(login, verb, id, &fields).unwrap();
    }
    id
}

fn attest(city: &mut City, login: &str, id: MatterId) {
    let day = json!({"completed_on": "2026-11-10"});
    city.on_matter(login, "application.confirm", id, &day)
        .unwrap();
}

fn priced() -> (City, MatterId) {
    let mut city = City::new();
    let contract = city.given("procurement performing").unwrap();
    (city, contract)
}

/// Matter 19, example 1: the contract from 1 November, eight from the 10th: 295 of 365 days.
#[test]
fn a_line_is_billed_from_its_attested_day_by_the_contracts_price() {
    let (mut city, _) = priced();
    let id = delivered(&mut city, "edu", "exam");
    let waits = charges(&city, id).unwrap();
    assert!(!waits.attested);
    assert_eq!(amount(&city, id), Some(0));
    // 8 × 5,400 a year are 118.36 for every day that nobody attests (43,200 / 365).
    assert_eq!(waits.lines[0].daily_fen, Some(11_836));
    attest(&mut city, "edu", id);
    assert_eq!(amount(&city, id), Some(3_491_507));
    let charges = charges(&city, id).unwrap();
    assert!(charges.attested);
    let [part] = &charges.lines[0].account.parts[..] else {
        unreachable!()
    };
    assert!(part.in_statement);
    let [segment] = &part.billed.segments[..] else {
        unreachable!()
    };
    assert_eq!(
        (segment.days(), segment.quantity, segment.yearly_fen),
        (295, 8, 540_000)
    );
}

/// R46: an amendment reaches what runs from its effective day on, also one that is recorded later.
#[test]
fn an_amended_price_splits_the_line_on_its_effective_day() {
    let (mut city, contract) = priced();
    let id = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", id);
    let amend = json!({"number": "补-1", "signed_on": "2026-11-10", "effective_on": "2027-01-01",
        "prices": ["vm 5000.00"], "reason": "市场价下降"});
    city.on_matter("checker", "procurement.amend", contract, &amend)
        .unwrap();
    // 8 × (5,400 × 52 + 5,000 × 243) / 365.
    assert_eq!(amount(&city, id), Some(3_278_466));
    let lines = charges(&city, id).unwrap().lines;
    let days: Vec<u32> = lines[0].account.parts[0]
        .billed
        .segments
        .iter()
        .map(Segment::days)
        .collect();
    assert_eq!(days, [52, 243]);
    // Agreed afterwards to hold from the beginning: what was computed before is computed anew.
    city.at("2027-03-01 10:00");
    let back = with(amend, "effective_on", json!("2026-11-01"));
    let back = with(back, "retroactive_reason", json!("谈判拖延"));
    city.on_matter("checker", "procurement.amend", contract, &back)
        .unwrap();
    assert_eq!(amount(&city, id), Some(3_232_877));
}

/// Without a contract there is no price, and nothing is guessed.
#[test]
fn what_no_contract_prices_has_no_amount() {
    let mut city = City::new();
    let id = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", id);
    assert_eq!(amount(&city, id), None);
    let lines = charges(&city, id).unwrap().lines;
    assert_eq!(lines[0].daily_fen, None);
    let unpriced = &lines[0].account.parts[0].billed.unpriced;
    let whole = json!([{"span": ["2026-11-10", "2027-09-01"], "why": "never"}]);
    assert_eq!(json!(unpriced), whole);
}

/// A contract that ended leaves six free months (Art. 17), and nothing after them.
#[test]
fn after_the_contract_use_is_free_for_six_months() {
    let (mut city, contract) = priced();
    let id = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", id);
    let end = json!({"terminated_on": "2026-12-10", "reason": "违约"});
    city.on_matter("checker", "procurement.end", contract, &end)
        .unwrap();
    // Thirty days of use: 8 × 5,400 × 30 / 365.
    assert_eq!(amount(&city, id), Some(355_068));
    let lines = charges(&city, id).unwrap().lines;
    let segments = &lines[0].account.parts[0].billed.segments;
    let told: Vec<_> = segments
        .iter()
        .map(|one| (one.span.1.to_string(), one.yearly_fen))
        .collect();
    assert_eq!(
        told,
        [
            ("2026-12-10".to_owned(), 540_000),
            ("2027-06-11".to_owned(), 0)
        ]
    );
}

/// Matter 9, rule 8: a renewal goes on at its own prices; on the days before it, which no contract covers, nothing is
/// billed silently, and which contract ended when is told.
#[test]
fn the_days_between_two_contracts_are_unpriced_and_say_why() {
    let mut city = City::new();
    let short = |number: &str, term: [&str; 2]| {
        let sign = with(crate::rules_procurement::sign(), "number", json!(number));
        let sign = with(sign, "starts_on", json!(term[0]));
        let sign = with(sign, "first_cycle_start", json!(term[0]));
        with(sign, "ends_on", json!(term[1]))
    };
    let signed = |city: &mut City, fields| {
        let id = city.given("procurement awarded").unwrap();
        city.on_matter("checker", "procurement.sign", id, &fields)
            .unwrap();
    };
    signed(&mut city, short("HT-9", ["2026-11-01", "2026-12-31"]));
    let id = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", id);
    // 52 days of use, then six free months.
    assert_eq!(amount(&city, id), Some(615_452));
    signed(&mut city, short("HT-10", ["2027-02-01", "2028-01-31"]));
    assert_eq!(amount(&city, id), None);
    let lines = charges(&city, id).unwrap().lines;
    let unpriced = json!(lines[0].account.parts[0].billed.unpriced);
    let why = json!({"ended": {"number": "HT-9", "on": "2027-01-01"}});
    assert_eq!(
        unpriced,
        json!([{"span": ["2027-01-01", "2027-02-01"], "why": why}])
    );
    let town = Town::of(city.ledger, city.now);
    let seat = town.hub.seat(Login::new("edu"));
    let Answer::Shown(shown) = seat.ask(Request::Show { matter: id }) else {
        unreachable!()
    };
    for (lang, last) in [(Lang::Zh, "2026-12-31"), (Lang::En, "2026-12-31")] {
        let text = format!("{:?}", yunguan::detail::of_matter(&shown, lang));
        assert!(text.contains("HT-9") && text.contains(last), "{text}");
    }
}

/// A unit that leaves the municipal budget within the cycle has its line in two parts (Art. 40).
#[test]
fn a_unit_that_changes_its_level_has_its_line_in_two_parts() {
    let (mut city, _) = priced();
    let id = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", id);
    city.at("2027-03-01 10:00");
    let entry = json!({"code": "edu", "kind": "unit", "name": "edu单位", "paper_word": "益教", "region": "municipal",
        "municipal_budget": false});
    city.send("keeper", "party.register", &entry).unwrap();
    let lines = charges(&city, id).unwrap().lines;
    let parts: Vec<_> = lines[0]
        .account
        .parts
        .iter()
        .map(|part| (part.in_statement, part.amount_fen))
        .collect();
    // 111 and 184 days: each rounded as a line of its own.
    assert_eq!(parts, [(true, Some(1_313_753)), (false, Some(2_177_753))]);
}

/// Art. 40: by a unit's own contract where that prices the item on the day, else by the city's, and which is told; what is
/// recorded again under its number corrects it from its first day on.
#[test]
fn a_units_own_contract_prices_its_lines_and_the_citys_what_it_leaves_out() {
    let (mut city, _) = priced();
    let own = |number: &str, prices: &[&str], term: [&str; 2]| {
        json!({"unit": "heshan", "provider": "yun-a", "number": number, "signed_on": "2026-11-09",
            "starts_on": term[0], "ends_on": term[1], "prices": prices})
    };
    let year = ["2026-11-09", "2027-11-08"];
    let unit = json!({"unit": "heshan"});
    city.send(
        "heshan",
        "contract.record",
        &own("自-1", &["vm 5000"], year),
    )
    .unwrap();
    city.send("host-a", "contract.countersign", &unit).unwrap();
    let id = delivered(&mut city, "heshan", "portal");
    attest(&mut city, "heshan", id);
    let told = |city: &City| {
        let charges = charges(city, id).unwrap();
        let line = &charges.lines[0];
        let [part] = &line.account.parts[..] else {
            unreachable!()
        };
        assert!(!part.in_statement);
        let segments = part.billed.segments.iter();
        let segments = segments.map(|one| (one.days(), one.yearly_fen, one.is_own));
        let how = bill::account(
            Lang::Zh,
            charges.cycle,
            &line.account,
            (&line.terms, &yunguan::domain::law::naming::Names::default()),
            charges.conventions,
        );
        (segments.collect::<Vec<_>>(), how.join("\n"))
    };
    // 8 × 5,000 × 295 / 365; and what a day costs is by the same price.
    assert_eq!(amount(&city, id), Some(3_232_877));
    assert_eq!(charges(&city, id).unwrap().lines[0].daily_fen, Some(10_959));
    let (segments, how) = told(&city);
    assert_eq!(segments, [(295, 500_000, true)]);
    assert!(how.contains("价格依单位自签合同 自-1"), "{how}");
    // What the unit says alone changes nothing.
    let dearer = own("自-1", &["vm 9000"], year);
    city.send("heshan", "contract.record", &dearer).unwrap();
    assert_eq!(amount(&city, id), Some(3_232_877));
    // Another item's price leaves this one to the city's contract.
    city.send(
        "keeper",
        "contract.record",
        &own("自-1", &["disk 70/月"], year),
    )
    .unwrap();
    assert_eq!(amount(&city, id), Some(3_491_507));
    let (segments, how) = told(&city);
    assert_eq!(segments, [(295, 540_000, false)]);
    assert!(how.contains("依统签合同 HT-"), "{how}");
    // Its price ends with its term; a renewal goes on at the same, and the segment with it.
    let half = own("自-1", &["vm 5000"], ["2026-11-09", "2026-12-31"]);
    city.send("keeper", "contract.record", &half).unwrap();
    let (segments, _) = told(&city);
    assert_eq!(segments, [(52, 500_000, true), (243, 540_000, false)]);
    let renewed = own("自-2", &["vm 5000"], ["2027-01-01", "2027-12-31"]);
    city.send("keeper", "contract.record", &renewed).unwrap();
    let (segments, how) = told(&city);
    assert_eq!(segments, [(295, 500_000, true)]);
    assert!(how.contains("自-1、自-2"), "{how}");
}

/// 拖延计价: a column of the queue, and an order; only of duties on which money depends, and by what they cost a day.
#[test]
fn what_every_day_of_delay_costs_is_a_column_and_an_order() {
    let (mut city, _) = priced();
    let eight = delivered(&mut city, "edu", "exam");
    let waits = city.given("pa submitted").unwrap();
    let urgent = city.given("emergency handed_over").unwrap();
    let now = city.now;
    let town = Town::of(city.ledger, now);
    let seat = town.hub.seat(Login::new("builder"));
    let look = Look {
        by: Some(Column::Delay),
        order: Some(Order::Descending),
        columns: vec![Column::Matter, Column::Duty, Column::Delay],
        ..Look::at(List::Open, 50)
    };
    let Answer::Window(window) = seat.ask(Request::Look(look)) else {
        unreachable!()
    };
    let told: Vec<_> = window
        .rows
        .iter()
        .map(|row| (row.cells[0].clone(), row.cells[2].clone()))
        .filter(|(of, _)| [eight, waits, urgent].map(Cell::Matter).contains(of))
        .collect();
    let daily = Cell::Money(11_836);
    let (first, rest) = told.split_at(2);
    assert!(first.iter().all(|(_, costs)| *costs == daily), "{told:?}");
    assert!(
        rest.iter().all(|(_, costs)| *costs == Cell::Nothing),
        "{told:?}"
    );
    // The emergency owes its formal application too, which moves no money.
    assert_eq!(rest.len(), 2, "{told:?}");
}

/// 拖延计价 of what is about resources that run: of a decrease and an end what is still billed, from when it is asked to be
/// gone; of an increase what is not billed yet, once it is there. The column and the duty say it, and why.
#[test]
fn a_day_of_delay_of_a_change_or_an_end_costs_what_it_moves() {
    let costs = |city: &City, id: MatterId| {
        let snapshot = city.ledger.snapshot().unwrap();
        let view = snapshot.view();
        let matter = city.matter(id);
        let duties = matter.head.duties.iter();
        let today = civil_date(city.now);
        let costs = duties.map(|duty| kinds::delays(&view, &matter, duty.kind(), today));
        let costs: Vec<_> = costs.flatten().map(|one| (one.cause, one.fen)).collect();
        view.settle().unwrap();
        costs
    };
    let approve = json!({"decision": "approve", "opinion": "同意"});
    // Four servers of eight are 59.18 a day, all of them 118.36; one is 14.79.
    let (gone, there) = (Cause::StillBilled, Cause::NotBilledYet);
    for (lines, executing, done) in [
        (&["vm 4"][..], vec![(gone, 5_918)], vec![(gone, 5_918)]),
        (&["vm 12"], vec![], vec![(there, 5_918)]),
        (
            &["vm 7", "vm 9"],
            vec![(gone, 1_479)],
            vec![(gone, 1_479), (there, 1_479)],
        ),
    ] {
        let (mut city, _) = priced();
        let issued: Vec<MatterId> = lines
            .iter()
            .map(|_| {
                let id = delivered(&mut city, "edu", "exam");
                attest(&mut city, "edu", id);
                id
            })
            .collect();
        let lines = issued.iter().zip(lines);
        let lines: Vec<_> = lines.map(|(id, line)| format!("{id}/1 {line}")).collect();
        let fields =
            json!({"title": "调整", "resources": lines, "reason": "p95为31%", "backup": "已备份"});
        let id = city.open("edu", "change.request", &fields);
        assert_eq!(costs(&city, id), []);
        let advise = json!({"agrees": true, "opinion": "可行"});
        for (login, verb, fields) in [
            ("builder", "change.advise", &advise),
            ("reviewer", "change.review", &approve),
            ("builder", "change.order", &json!({})),
        ] {
            city.on_matter(login, verb, id, fields).unwrap();
        }
        assert_eq!(costs(&city, id), executing);
        let day = json!({"done_on": city.today()});
        city.on_matter("host-a", "change.carry-out", id, &day)
            .unwrap();
        assert_eq!(costs(&city, id), done);
    }
    let (mut city, _) = priced();
    let issued = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", issued);
    let fields = json!({"title": "下线", "system": "exam", "extent": "system", "reason": "停用", "archives": "nothing_kept",
        "shared": "not_shared", "no_way_back": true});
    let id = city.open("edu", "cancellation.submit", &fields);
    assert_eq!(costs(&city, id), []);
    city.on_matter("reviewer", "cancellation.review", id, &approve)
        .unwrap();
    assert_eq!(costs(&city, id), [(gone, 11_836)]);
    let now = city.now;
    let town = Town::of(city.ledger, now);
    let ask = |login: &str, request: Request| town.hub.seat(Login::new(login)).ask(request);
    let look = Look {
        columns: vec![Column::Matter, Column::Delay],
        ..Look::at(List::Open, 50)
    };
    let Answer::Window(window) = ask("builder", Request::Look(look)) else {
        unreachable!()
    };
    let mut rows = window.rows.iter();
    let row = rows.find(|row| row.cells[0] == Cell::Matter(id)).unwrap();
    assert_eq!(row.cells[1], Cell::Money(11_836));
    let Answer::Shown(shown) = ask("edu", Request::Show { matter: id }) else {
        unreachable!()
    };
    let told = format!("{:?}", yunguan::detail::of_matter(&shown, Lang::Zh));
    let said = "拖一天 118.36 元：不再使用，签认之前照常计费";
    assert!(told.contains(said), "{told}");
}

/// A self-built pool bills nothing, and what issued nothing costs nothing.
#[test]
fn what_is_not_billed_has_no_charges() {
    let (mut city, contract) = priced();
    let own = city.given("own running").unwrap();
    let approved = city.given("pa approved").unwrap();
    for id in [own, approved, contract] {
        assert_eq!(charges(&city, id), None);
    }
}

/// Who is told: both sides and who pays or sees all; a rival and a stranger see no matter at all.
#[test]
fn charges_are_told_to_whom_money_is_open_and_explained_to_the_fen() {
    let (mut city, _) = priced();
    let id = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", id);
    let now = city.now;
    let town = Town::of(city.ledger, now);
    let told = |login: &str| match town
        .hub
        .seat(Login::new(login))
        .ask(Request::Show { matter: id })
    {
        Answer::Shown(shown) => Some(shown),
        _ => None,
    };
    for login in ["edu", "host-a", "builder", "reviewer"] {
        assert!(told(login).unwrap().charges.is_some(), "{login}");
    }
    for login in ["host-b", "health", "helper"] {
        assert!(told(login).is_none(), "{login}");
    }
    let shown = told("edu").unwrap();
    // Behind a socket the same is read.
    let answer = Answer::Shown(shown);
    let line = serde_json::to_string(&answer).unwrap();
    assert_eq!(serde_json::from_str::<Answer>(&line).unwrap(), answer);
    let Answer::Shown(shown) = answer else {
        unreachable!()
    };
    for (lang, words) in [
        (Lang::Zh, ["每天 118.36 元", "整行舍入一次"]),
        (Lang::En, ["118.36 yuan a day", "rounded once"]),
    ] {
        let text = format!("{:?}", yunguan::detail::of_matter(&shown, lang));
        for word in words.iter().chain(&["34,915.07", "÷ 365"]) {
            assert!(text.contains(word), "{word}: {text}");
        }
    }
}

/// What lines cost this cycle is a column of the lists of matters, beside who delivers: of every unit and provider, in one
/// list that is filtered, ordered and exported. What nobody attested says nothing, and who is not told of money sees nothing.
#[test]
fn what_lines_cost_this_cycle_is_a_column_by_unit_and_provider() {
    let (mut city, _) = priced();
    let attested = delivered(&mut city, "edu", "exam");
    attest(&mut city, "edu", attested);
    let waits = delivered(&mut city, "health", "flood");
    let now = city.now;
    let town = Town::of(city.ledger, now);
    let look = || Look {
        by: Some(Column::Billed),
        order: Some(Order::Descending),
        columns: vec![Column::Matter, Column::Operator, Column::Billed],
        ..Look::at(List::Matters(None), 50)
    };
    let told = |login: &str| match town.hub.seat(Login::new(login)).ask(Request::Look(look())) {
        Answer::Window(window) => window
            .rows
            .iter()
            .map(|row| (row.cells[0].clone(), row.cells[2].clone()))
            .filter(|(of, _)| [attested, waits].map(Cell::Matter).contains(of))
            .collect::<Vec<_>>(),
        other => unreachable!("{other:?}"),
    };
    let shown = match town
        .hub
        .seat(Login::new("builder"))
        .ask(Request::Show { matter: attested })
    {
        Answer::Shown(shown) => shown.charges.unwrap(),
        other => unreachable!("{other:?}"),
    };
    let sum = Cell::Money(shown.billed_fen().unwrap());
    assert_eq!(sum, Cell::Money(3_491_507));
    assert_eq!(
        told("builder"),
        [
            (Cell::Matter(attested), sum.clone()),
            (Cell::Matter(waits), Cell::Nothing)
        ]
    );
    assert_eq!(told("edu"), [(Cell::Matter(attested), sum)]);
}
