//! Prices that change under everything: whatever contracts, amendments, terminations, gaps and renewals there are, a line
//! costs what its days cost one by one.

#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use yunguan::domain::build::pool::CloudMode;
use yunguan::domain::law::calendar::Calendar;
use yunguan::domain::law::code::ItemCode;
use yunguan::domain::law::matter::MatterId;
use yunguan::domain::law::ruling::{RulingBook, RulingId};
use yunguan::domain::purchase::agreement::{self, Agreed, Agreement, EndDay, Object, TermEnd};
use yunguan::domain::purchase::catalogue::PriceBasis;
use yunguan::domain::purchase::covering::Lack;
use yunguan::domain::purchase::price::{Price, Version};
use yunguan::domain::settle::charge;
use yunguan::domain::settle::convention::Conventions;
use yunguan::domain::settle::cycle::Cycle;
use yunguan::domain::settle::line::{Account, Known, Line, Terms};
use yunguan::domain::settle::segment::Segment;
use yunguan::domain::settle::usage::{Entry, Happened, Held};

const QUANTITY: u32 = 3;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn conventions() -> Conventions {
    let book = RulingBook::default();
    let on = day("2025-09-25");
    Conventions::under(|id: RulingId, parameter| book.value(id, parameter, on, &[]))
}

fn matter(at: usize) -> MatterId {
    format!("PRC-20240901-{:04}", at + 1).parse().unwrap()
}

/// A contract as a person would tell it, and the prices of it and its amendments by the day from which they hold.
#[derive(Debug, Clone)]
struct Told {
    signed_on: NaiveDate,
    starts_on: NaiveDate,
    ends: Option<(NaiveDate, EndDay)>,
    terminated_on: Option<NaiveDate>,
    prices: Vec<(NaiveDate, u64)>,
}

fn told(signed: &str, term: [&str; 2], prices: &[(&str, u64)]) -> Told {
    let prices = prices.iter().map(|(from, fen)| (day(from), *fen));
    Told {
        signed_on: day(signed),
        starts_on: day(term[0]),
        ends: Some((day(term[1]), EndDay::Included)),
        terminated_on: None,
        prices: prices.collect(),
    }
}

impl Told {
    /// Whether it runs on a day, by what is written and not by what the program makes of it.
    fn runs_on(&self, on: NaiveDate) -> bool {
        let written = match self.ends {
            None => true,
            Some((last, EndDay::Included)) => on <= last,
            Some((after, EndDay::Excluded)) => on < after,
        };
        self.starts_on <= on && written && self.terminated_on.is_none_or(|end| on < end)
    }

    /// The price that it gives on a day on which it runs.
    fn price_on(&self, on: NaiveDate) -> Option<u64> {
        let mut held: Option<(NaiveDate, u64)> = None;
        for (from, fen) in &self.prices {
            if *from <= on && held.is_none_or(|(since, _)| since <= *from) {
                held = Some((*from, *fen));
            }
        }
        held.map(|(_, fen)| fen)
    }
}

/// What a day costs a year: by the contract that was signed last of those that run and price it.
fn yearly_on(contracts: &[Told], on: NaiveDate) -> Option<u64> {
    let mut held: Option<(NaiveDate, u64)> = None;
    for contract in contracts.iter().filter(|one| one.runs_on(on)) {
        let Some(fen) = contract.price_on(on) else {
            continue;
        };
        if held.is_none_or(|(signed_on, _)| signed_on <= contract.signed_on) {
            held = Some((contract.signed_on, fen));
        }
    }
    held.map(|(_, fen)| fen * u64::from(QUANTITY))
}

/// The contracts and prices as the register keeps them. Prices are in it in the order in which they were recorded, those of
/// one contract among those of another.
fn registered(contracts: &[Told]) -> (Vec<Agreement>, Vec<Agreed>) {
    let agreement = |(at, one): (usize, &Told)| Agreement {
        matter: matter(at),
        number: format!("HT-{}", at + 1),
        contractor: "yun-a".into(),
        object: Object::Cloud,
        signed_on: one.signed_on,
        starts_on: one.starts_on,
        ends: one
            .ends
            .map(|(written, wording)| TermEnd::written(written, wording).unwrap()),
        first_cycle_start: Some(one.starts_on),
        terminated_on: one.terminated_on,
    };
    let agreements = contracts.iter().enumerate().map(agreement).collect();
    let most = contracts.iter().map(|one| one.prices.len()).max();
    let rounds = (0..most.unwrap_or(0)).flat_map(|round| {
        let contracts = contracts.iter().enumerate();
        contracts.filter_map(move |(at, one)| Some((at, *one.prices.get(round)?)))
    });
    let agreed = rounds.map(|(at, (from, fen))| Agreed {
        matter: matter(at),
        version: Version {
            item: "vm".into(),
            from,
            basis: PriceBasis::Year,
            price: Price::Flat(fen),
        },
    });
    (agreements, agreed.collect())
}

/// What a line that runs since a day costs in a cycle.
fn account(contracts: &[Told], since: &str, cycle: Cycle) -> (Account, Option<NaiveDate>) {
    let (agreements, agreed) = registered(contracts);
    let calendar = Calendar::built_in();
    let item = ItemCode::from("vm");
    let terms = Terms {
        prices: agreement::prices(&item, &agreements, &agreed),
        ..charge::terms(&agreements, conventions(), &calendar)
    };
    let history = [Entry {
        recorded_on: day(since),
        happened: Happened::Issued(Held {
            attested_on: Some(day(since)),
            item,
            quantity: QUANTITY,
        }),
    }];
    let line = Line {
        levels: &[(NaiveDate::MIN, true)],
        mode: CloudMode::Purchased,
        terms: &terms,
        history: &history,
    };
    let known = Known {
        paid_on: None,
        as_of: day("2030-01-01"),
    };
    let last_free = terms.exit.map(|exit| exit.last_free_day);
    (line.account(cycle, known, conventions()), last_free)
}

/// Days from one on, and what holds of them.
type From<T> = Vec<(String, T)>;

/// The spans of an account's only part: with a price, and without one with why.
fn spans(account: &Account) -> (From<u64>, From<Lack>) {
    let billed = &account.parts[0].billed;
    let priced = billed.segments.iter();
    let priced = priced.map(|one| (one.span.0.to_string(), one.yearly_fen));
    let without = billed.unpriced.iter();
    let without = without.map(|one| (one.span.0.to_string(), one.why.clone()));
    (priced.collect(), without.collect())
}

/// What a renewal prices the same goes on as one segment; what it does not mention has no price from its first day on, and
/// the days between two contracts have none either.
#[test]
fn a_renewal_keeps_segments_and_a_gap_is_told() {
    let first = told(
        "2025-08-01",
        ["2025-09-01", "2026-01-31"],
        &[("2025-09-01", 500)],
    );
    let next = told(
        "2026-01-20",
        ["2026-02-01", "2027-01-31"],
        &[("2026-02-01", 500)],
    );
    let cycle = Cycle::of(day("2025-09-01"));
    let (same, _) = account(&[first.clone(), next.clone()], "2025-09-01", cycle);
    assert_eq!(spans(&same), (vec![("2025-09-01".to_owned(), 500)], vec![]));
    // A month between them.
    let later = Told {
        starts_on: day("2026-03-01"),
        prices: vec![(day("2026-03-01"), 500)],
        ..next.clone()
    };
    let (gap, _) = account(&[first.clone(), later], "2025-09-01", cycle);
    assert_eq!(gap.parts[0].amount_fen, None);
    let ended = Lack::Ended {
        number: "HT-1".to_owned(),
        on: day("2026-02-01"),
    };
    let begins = ["2025-09-01", "2026-03-01"].map(|from| (from.to_owned(), 500));
    let without = vec![("2026-02-01".to_owned(), ended)];
    assert_eq!(spans(&gap), (begins.to_vec(), without));
    let silent = Told {
        prices: vec![],
        ..next
    };
    let (lapsed, _) = account(&[first, silent], "2025-09-01", cycle);
    let unpriced = Lack::NotPriced {
        number: "HT-2".to_owned(),
    };
    let (_, without) = spans(&lapsed);
    assert_eq!(without, [("2026-02-01".to_owned(), unpriced)]);
}

prop_compose! {
    fn any_day()(since in 0u64..1_300) -> NaiveDate {
        day("2024-08-01") + Days::new(since)
    }
}

prop_compose! {
    fn any_contract()(
        signed_on in any_day(),
        starts_on in any_day(),
        days in prop::option::weighted(0.85, 1u64..700),
        is_included in any::<bool>(),
        terminated in prop::option::weighted(0.4, prop_oneof![1 => Just(0), 3 => 1u64..500]),
        first in prop::option::weighted(0.8, 1u64..4),
        amendments in prop::collection::vec((0u64..700, 1u64..4), 0..5),
    ) -> Told {
        let after = |days: u64| starts_on + Days::new(days);
        let wording = if is_included { EndDay::Included } else { EndDay::Excluded };
        let first = first.map(|fen| (starts_on, fen * 365));
        // Few prices, so that neighbours are often the same.
        let amended = amendments.into_iter().map(|(days, fen)| (after(days), fen * 365));
        Told {
            signed_on,
            starts_on,
            ends: days.map(|days| (after(days), wording)),
            terminated_on: terminated.map(after),
            prices: first.into_iter().chain(amended).collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_day_is_billed_by_the_contract_that_covers_it(
        contracts in prop::collection::vec(any_contract(), 1..5), begin in 2024i32..2028,
    ) {
        let cycle = Cycle::of(NaiveDate::from_ymd_opt(begin, 9, 1).unwrap());
        let (account, last_free) = account(&contracts, "2024-08-01", cycle);
        let first = contracts.iter().map(|one| one.starts_on).min().unwrap();
        let ever = |one: &Told| one.starts_on.iter_days().take(2_500).any(|on| one.runs_on(on));
        // One that was terminated before it began neither runs on nor ends.
        let over = contracts.iter().any(ever)
            && contracts.iter().all(|one| one.ends.is_some() || one.terminated_on.is_some());
        prop_assert_eq!(over, last_free.is_some());
        let ever_after = |on: NaiveDate| {
            // Nobody will ever cover a day from here on.
            let far = on.iter_days().take(2_500);
            over && !far.into_iter().any(|later| contracts.iter().any(|one| one.runs_on(later)))
        };
        let days = cycle.begin().iter_days().take_while(|on| *on < cycle.end());
        let days: Vec<NaiveDate> = days.filter(|on| first <= *on).collect();
        let Some(part) = account.parts.first() else {
            prop_assert!(days.is_empty());
            return Ok(());
        };
        let within = |span: (NaiveDate, NaiveDate), on| span.0 <= on && on < span.1;
        let mut exact = 0;
        let mut gone = false;
        for on in &days {
            gone = gone || ever_after(*on);
            let told: Vec<&Segment> =
                part.billed.segments.iter().filter(|one| within(one.span, *on)).collect();
            let without: Vec<_> =
                part.billed.unpriced.iter().filter(|one| within(one.span, *on)).collect();
            match yearly_on(&contracts, *on) {
                Some(sum) => {
                    exact += sum;
                    prop_assert_eq!(told.len(), 1, "{}", on);
                    prop_assert_eq!(told[0].yearly_sum_fen, sum, "{}", on);
                    prop_assert!(without.is_empty(), "{}", on);
                }
                // After the last contract: free, and once the free months are over nothing at all (Art. 17).
                None if gone => {
                    prop_assert!(without.is_empty(), "{}", on);
                    let is_free = last_free.is_some_and(|last| *on <= last);
                    prop_assert_eq!(told.len(), usize::from(is_free), "{}", on);
                    prop_assert!(told.iter().all(|one| one.yearly_sum_fen == 0), "{}", on);
                }
                None => {
                    prop_assert!(told.is_empty(), "{}", on);
                    prop_assert_eq!(without.len(), 1, "{}", on);
                    // Why: that a contract runs, or that none does.
                    let runs = contracts.iter().any(|one| one.runs_on(*on));
                    let covered = matches!(without[0].why, Lack::NotPriced { .. });
                    prop_assert_eq!(runs, covered, "{}", on);
                    let last = contracts.iter().enumerate();
                    let last = last.filter(|(_, one)| one.starts_on.iter_days().take(2_500).any(|day| one.runs_on(day) && day < *on));
                    let numbers: Vec<String> = last.map(|(at, _)| format!("HT-{}", at + 1)).collect();
                    if let Lack::Ended { number, on: ended_on } = &without[0].why {
                        prop_assert!(numbers.contains(number) && ended_on <= on, "{}", on);
                        // Between that day and this one nobody covers anything, and the day before it somebody did.
                        let before = ended_on.pred_opt().unwrap();
                        prop_assert!(contracts.iter().any(|one| one.runs_on(before)));
                        let between = ended_on.iter_days().take_while(|day| day <= on);
                        prop_assert!(!between.into_iter().any(|day| contracts.iter().any(|one| one.runs_on(day))));
                    }
                    if let Lack::Never = without[0].why {
                        prop_assert!(numbers.is_empty(), "{}", on);
                    }
                }
            }
        }
        let divisor = u64::from(cycle.days());
        let amount = (2 * exact + divisor) / (2 * divisor);
        let expected = part.billed.unpriced.is_empty().then_some(amount);
        prop_assert_eq!(part.amount_fen, expected);
        // What goes on at one price is one segment, whatever contracts it runs under.
        for pair in part.billed.segments.windows(2) {
            let goes_on = pair[0].span.1 == pair[1].span.0 && pair[0].yearly_sum_fen == pair[1].yearly_sum_fen;
            prop_assert!(!goes_on, "{:?}", pair);
        }
    }
}
