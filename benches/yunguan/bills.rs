//! What lines cost in a cycle, and how one of them is explained.

use std::hint::black_box;
use std::time::Instant;

use chrono::{Days, NaiveDate};

use yunguan::domain::build::pool::CloudMode;
use yunguan::domain::law::naming::Names;
use yunguan::domain::law::ruling::RulingBook;
use yunguan::domain::purchase::catalogue::PriceBasis;
use yunguan::domain::purchase::price::{Price, PriceTable, Version};
use yunguan::domain::settle::convention::Conventions;
use yunguan::domain::settle::cycle::Cycle;
use yunguan::domain::settle::line::{Known, Line, Terms};
use yunguan::domain::settle::usage::{Entry, Happened, Held};
use yunguan::locale::Lang;
use yunguan::locale::explain::bill;

use crate::tally::Tally;

/// How many lines a city has.
const LINES: usize = 100_000;
/// Rounds of which the median is given.
const ROUNDS: usize = 5;

/// Prints the figures.
pub fn print() {
    let begin = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
    let day = |since: usize| begin + Days::new(u64::try_from(since).unwrap());
    let book = RulingBook::default();
    let conventions = Conventions::under(|id, parameter| book.value(id, parameter, begin, &[]));
    let price = |since, fen| Version {
        item: "ecs".into(),
        from: day(since),
        basis: PriceBasis::Month,
        price: Price::Flat(fen),
    };
    let terms = Terms {
        first_day: begin,
        prices: PriceTable::new(vec![price(0, 45_000), price(122, 41_667)]).unwrap(),
        own: None,
        exit: None,
    };
    let held = |since, quantity| Held {
        attested_on: Some(day(since)),
        item: "ecs".into(),
        quantity,
    };
    let history = |at: usize| {
        let entry = |since, happened| Entry {
            recorded_on: day(since),
            happened,
        };
        let (first, second) = (at % 200, at % 200 + 1 + at % 97);
        vec![
            entry(first, Happened::Issued(held(first, 8))),
            entry(second, Happened::Changed(held(second, 12))),
        ]
    };
    let histories: Vec<Vec<Entry>> = (0..LINES).map(history).collect();
    let levels = [(NaiveDate::MIN, true)];
    let known = Known {
        paid_on: None,
        as_of: day(500),
    };
    let line = |history| Line {
        levels: &levels,
        mode: CloudMode::Purchased,
        terms: &terms,
        history,
    };
    let mut spent = Vec::new();
    let mut segments = 0;
    for _ in 0..ROUNDS {
        let clock = Instant::now();
        segments = histories
            .iter()
            .map(|history| {
                let account = line(history).account(Cycle::of(begin), known, conventions);
                let part = &account.parts[0];
                let amount = part.amount_fen.unwrap();
                black_box(part.billed.shares(account.divisor, amount)).len()
            })
            .sum();
        spent.push(clock.elapsed());
    }
    let all = Tally::of(spent).percent(50);
    let each = all.as_nanos() / u128::try_from(LINES).unwrap();
    println!("{LINES} lines, {segments} segments of a cycle  {all:>10.1?}  {each} ns a line");
    let names = Names::default();
    let mut spent = Vec::new();
    for history in histories.iter().take(1_000) {
        let clock = Instant::now();
        let account = line(history).account(Cycle::of(begin), known, conventions);
        let with = (&terms, &names);
        let told = bill::account(Lang::Zh, Cycle::of(begin), &account, with, conventions);
        black_box(told);
        spent.push(clock.elapsed());
    }
    println!(
        "explaining one of them  {:>10.1?}",
        Tally::of(spent).percent(50)
    );
}
