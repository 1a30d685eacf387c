//! The year of one system by keys alone, from the application to the room that is the pool's again, and what it costs: what
//! the program tells against an arithmetic of this file, which counts day by day and shares nothing with the program's.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};
use tempfile::TempDir;

use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::hub::request::{Answer, Request};
use yunguan::ledger::Ledger;
use yunguan::ledger::entry::Realm;
use yunguan::locale::Lang;

use crate::roads_keys::{
    CHANGED, ENDED, GIVEN_UP, LESSENED, OFFLINE, ORDINARY, Step, walk_in as walk_road,
};
use crate::rules_procurement::sign;
use crate::support::city::{City, time, with};
use crate::support::screen::Town;

/// What is attested in that year: from when on how many servers run, and from when on none.
const TURNS: [(&str, u128); 4] = [
    ("2026-11-09", 4),
    ("2027-02-26", 6),
    ("2027-05-20", 3),
    ("2027-10-12", 0),
];
/// What a server costs a year, in fen, by the contract and its amendment.
const PRICES: [(&str, u128); 2] = [("2026-11-01", 540_000), ("2027-01-15", 500_000)];
/// The cycles that it lies in, by their first days: of 365 days, and of 366.
const CYCLES: [&str; 2] = ["2026-09-01", "2027-09-01"];

/// More, and less, on the page of resources; of what leaves it is said where it is kept.
const MORE: Step = (
    "edu",
    ("无待办", "mine 0"),
    "2 / type:pa池 Enter Enter Enter . Enter sees:0001/1vm4 type:旺季将至 BackTab Backspace type:6 ctrl+s",
    ("变更审核中", "to review"),
);
const LESS: Step = (
    "edu",
    ("无待办", "mine 0"),
    "2 / type:pa池 Enter Enter Enter . Enter sees:0001/1vm6 type:旺季已过 BackTab Backspace type:3 Tab Tab Tab Tab type:已备份 ctrl+s",
    ("变更审核中", "to review"),
);
/// What grew is confirmed, and nothing has to be wiped.
const GREW: Step = (
    "edu",
    ("确认变更", "confirm change"),
    "a ctrl+s",
    ("已变更", "changed"),
);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Days without a change of what runs or what it costs: from one up to another, how many at what a year, and the fen of it.
#[derive(Debug, PartialEq, Eq)]
struct Stretch {
    from: NaiveDate,
    until: NaiveDate,
    quantity: u128,
    yearly: u128,
    fen: u128,
}

/// What a cycle costs, and its stretches: each day is the yearly price of what runs on it by the days of the cycle, the sum
/// is rounded once, half up, and the fen that the stretches' whole ones leave go to the largest rests, the earlier first.
fn recomputed(
    cycle: &str,
    turns: &[(NaiveDate, u128)],
    prices: &[(NaiveDate, u128)],
) -> (u128, Vec<Stretch>) {
    let holds = |of: &[(NaiveDate, u128)], on| {
        let mut until_then = of.iter().filter(|(from, _)| *from <= on);
        until_then.next_back().map_or(0, |(_, value)| *value)
    };
    let first = day(cycle);
    let next = first + Months::new(12);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|on| *on < next).collect();
    let whole = u128::try_from(days.len()).unwrap();
    let mut stretches: Vec<Stretch> = Vec::new();
    // In parts of a fen, as many to one as the cycle has days.
    let mut parts: Vec<u128> = Vec::new();
    for on in days {
        let (quantity, yearly) = (holds(turns, on), holds(prices, on));
        if quantity == 0 {
            continue;
        }
        let goes_on = stretches
            .last()
            .is_some_and(|last| (last.until, last.quantity, last.yearly) == (on, quantity, yearly));
        if !goes_on {
            let (from, until, fen) = (on, on, 0);
            stretches.push(Stretch {
                from,
                until,
                quantity,
                yearly,
                fen,
            });
            parts.push(0);
        }
        stretches.last_mut().unwrap().until = on + Days::new(1);
        *parts.last_mut().unwrap() += quantity * yearly;
    }
    let sum: u128 = parts.iter().sum();
    let total = (2 * sum + whole) / (2 * whole);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| (u128::MAX - parts[*at] % whole, *at));
    for (stretch, part) in stretches.iter_mut().zip(&parts) {
        stretch.fen = part / whole;
    }
    let given: u128 = stretches.iter().map(|stretch| stretch.fen).sum();
    for at in order
        .into_iter()
        .take(usize::try_from(total - given).unwrap())
    {
        stretches[at].fen += 1;
    }
    (total, stretches)
}

fn dated(of: &[(&str, u128)]) -> Vec<(NaiveDate, u128)> {
    of.iter().map(|(from, value)| (day(from), *value)).collect()
}

/// Fen as people read them: `12,345.67`.
fn yuan(fen: u128) -> String {
    let mut whole = (fen / 100).to_string();
    let mut at = whole.len();
    while at > 3 {
        at -= 3;
        whole.insert(at, ',');
    }
    format!("{whole}.{:02}", fen % 100)
}

/// A city on disk that is visited on one day after the other.
struct Year {
    folder: TempDir,
    application: MatterId,
}

impl Year {
    /// With a contract that prices servers, and its amendment.
    fn begun() -> Self {
        let folder = TempDir::new().unwrap();
        let ledger = Ledger::create(folder.path(), &Realm::Sandbox).unwrap();
        let mut city = City::founded_in(ledger);
        let contract = city.given("procurement awarded").unwrap();
        let amendment = json!({"number": "补-1", "signed_on": "2026-11-09", "effective_on": "2027-01-15",
            "prices": ["vm 5000.00"], "reason": "市场价下降"});
        for (login, verb, fields) in [
            (
                "checker",
                "sign",
                with(sign(), "ends_on", json!("2029-10-31")),
            ),
            (
                "builder",
                "publish",
                json!({"published_on": "2026-11-09", "place": "政府采购网"}),
            ),
            ("builder", "file", json!({"filed_on": "2026-11-09"})),
            ("checker", "amend", amendment),
        ] {
            city.on_matter(login, &format!("procurement.{verb}"), contract, &fields)
                .unwrap();
        }
        Self {
            folder,
            application: "APP-20261109-0001".parse().unwrap(),
        }
    }

    /// The city at ten on a day.
    fn on(&self, day: &str) -> Town {
        let ledger = Ledger::open(self.folder.path()).unwrap();
        Town::of(ledger, time(&format!("{day} 10:00")))
    }

    fn walks(&self, day: &str, roads: &[&[Step]]) {
        let town = self.on(day);
        for road in roads {
            walk_road(&town, Lang::Zh, road);
        }
    }

    /// What the hub answers of the application, as a script reads it and as a person does.
    fn told(&self, day: &str) -> (Value, String) {
        let town = self.on(day);
        let matter = self.application;
        let seat = town.hub.seat(Login::new("builder"));
        let Answer::Shown(shown) = seat.ask(Request::Show { matter }) else {
            unreachable!()
        };
        let text = format!("{:?}", yunguan::detail::of_matter(&shown, Lang::Zh));
        (json!(shown.charges), text)
    }
}

/// That what is told of a cycle is what comes of the arithmetic here: every stretch with its days, and every fen.
fn agrees(cycle: &str, (charges, text): &(Value, String)) {
    let (total, stretches) = recomputed(cycle, &dated(&TURNS), &dated(&PRICES));
    let lines = charges["lines"].as_array().unwrap();
    let parts = lines[0]["account"]["parts"].as_array().unwrap();
    assert_eq!((lines.len(), parts.len()), (1, 1), "{charges}");
    let segments = parts[0]["billed"]["segments"].as_array().unwrap();
    let number = |value: &Value| u128::from(value.as_u64().unwrap());
    let told: Vec<_> = segments
        .iter()
        .map(|segment| {
            let days = [0, 1].map(|at| day(segment["span"][at].as_str().unwrap()));
            (
                days,
                number(&segment["quantity"]),
                number(&segment["yearly_fen"]),
            )
        })
        .collect();
    let wanted: Vec<_> = stretches
        .iter()
        .map(|one| ([one.from, one.until], one.quantity, one.yearly))
        .collect();
    assert_eq!(told, wanted);
    assert_eq!(number(&parts[0]["amount_fen"]), total);
    for stretch in &stretches {
        let share = format!("本段记 {}", yuan(stretch.fen));
        assert!(text.contains(&share), "{share}: {text}");
    }
    let sum = format!("合计 {}，", yuan(total));
    assert!(text.contains(&sum), "{sum}: {text}");
}

#[test]
fn the_year_of_a_system_by_keys_costs_what_its_days_come_to() {
    let year = Year::begun();
    // What was reported is attested days later, and counts from the day that was reported.
    let (issued, confirmed) = ORDINARY.split_at(10);
    year.walks("2026-11-09", &[issued]);
    year.walks("2026-11-12", &[confirmed]);
    year.walks("2027-02-26", &[&[MORE], &CHANGED]);
    year.walks("2027-03-02", &[&[GREW]]);
    year.walks("2027-05-20", &[&[LESS], &CHANGED]);
    let (confirmed, wiped) = LESSENED.split_at(1);
    year.walks("2027-05-24", &[confirmed]);
    year.walks("2027-05-25", &[wiped]);
    agrees(CYCLES[0], &year.told("2027-08-31"));
    let town = year.on("2027-08-31");
    let sum = yuan(recomputed(CYCLES[0], &dated(&TURNS), &dated(&PRICES)).0);
    town.screen("edu")
        .keys("2 / type:pa池 Enter Enter Enter")
        .shows(&sum);
    drop(town);
    // The Measures are over by then, which stops nothing that ends.
    year.walks("2027-10-08", &[&GIVEN_UP]);
    year.walks("2027-10-12", &[&OFFLINE]);
    year.walks("2027-10-15", &[&ENDED]);
    agrees(CYCLES[1], &year.told("2027-10-20"));
}

/// A day more or less of whatever counts, and a fen of a price, come to another amount: else nothing above could fail.
#[test]
fn every_day_and_every_fen_of_a_price_would_be_seen() {
    let (turns, prices) = (dated(&TURNS), dated(&PRICES));
    let total = |turns: &[_], prices: &[_]| CYCLES.map(|cycle| recomputed(cycle, turns, prices).0);
    let right = total(&turns, &prices);
    for at in 0..turns.len() {
        for moved in [turns[at].0 + Days::new(1), turns[at].0 - Days::new(1)] {
            let mut turns = turns.clone();
            turns[at].0 = moved;
            assert_ne!(total(&turns, &prices), right, "turn {at} on {moved}");
        }
    }
    let mut later = prices.clone();
    later[1].0 = later[1].0 + Days::new(1);
    assert_ne!(total(&turns, &later), right);
    for at in 0..prices.len() {
        let mut dearer = prices.clone();
        dearer[at].1 += 1;
        assert_ne!(total(&turns, &dearer), right, "price {at}");
    }
}
