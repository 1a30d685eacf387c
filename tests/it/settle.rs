//! What is billed: the worked examples of the matters, and what holds of every history.
#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use yunguan::domain::build::pool::CloudMode;
use yunguan::domain::law::calendar::Calendar;

use yunguan::domain::law::code::PartyCode;
use yunguan::domain::law::ruling::{RulingBook, RulingId};
use yunguan::domain::purchase::catalogue::PriceBasis;
use yunguan::domain::purchase::covering::Lack;
use yunguan::domain::purchase::price::{Price, PriceTable, Tier, Tiering, Version};
use yunguan::domain::settle::convention::{Conventions, LastDay};
use yunguan::domain::settle::cycle::Cycle;
use yunguan::domain::settle::line::{Account, Known, Line, Part, Terms};
use yunguan::domain::settle::segment::{Exit, Segment, Unpriced};
use yunguan::domain::settle::statement::{self, Sums};
use yunguan::domain::settle::usage::{Entry, Happened, Held, Put, Usage};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What the rulings say as long as nobody changed them.
fn conventions() -> Conventions {
    let book = RulingBook::default();
    let on = day("2025-09-25");
    Conventions::under(|id: RulingId, parameter| book.value(id, parameter, on, &[]))
}

fn flat(item: &str, from: &str, price_fen: u64) -> Version {
    Version {
        item: item.into(),
        from: day(from),
        basis: PriceBasis::Year,
        price: Price::Flat(price_fen),
    }
}

fn terms(first_day: &str, versions: Vec<Version>) -> Terms {
    Terms {
        first_day: day(first_day),
        prices: PriceTable::new(versions).unwrap(),
        own: None,
        exit: None,
    }
}

fn entry(recorded_on: &str, happened: Happened) -> Entry {
    Entry {
        recorded_on: day(recorded_on),
        happened,
    }
}

fn held(attested_on: &str, quantity: u32) -> Held {
    Held {
        attested_on: attested_on.parse().ok(),
        item: "ecs".into(),
        quantity,
    }
}

fn attested(attested_on: &str) -> Put {
    Put {
        attested_on: Some(Some(day(attested_on))),
        ..Put::default()
    }
}

/// The account of a municipal unit's line on a purchased pool.
fn account(terms: &Terms, history: &[Entry], cycle: &str, known: Known) -> Account {
    let line = Line {
        levels: &[(NaiveDate::MIN, true)],
        mode: CloudMode::Purchased,
        terms,
        history,
    };
    line.account(Cycle::of(day(cycle)), known, conventions())
}

fn unpaid(as_of: &str) -> Known {
    Known {
        paid_on: None,
        as_of: day(as_of),
    }
}

fn only(account: &Account) -> &Part {
    assert_eq!(account.parts.len(), 1, "{account:?}");
    &account.parts[0]
}

/// The days and shares of an account's only part.
fn told(account: &Account) -> Vec<(u32, u64)> {
    let part = only(account);
    let shares = part
        .billed
        .shares(account.divisor, part.amount_fen.unwrap());
    let days = part.billed.segments.iter().map(Segment::days);
    days.zip(shares).collect()
}

#[test]
fn a_price_that_is_amended_splits_the_line_at_its_day() {
    // Matter 8, example 2.
    let terms = terms(
        "2024-09-01",
        vec![
            flat("ecs", "2024-09-01", 540_000),
            flat("ecs", "2026-01-01", 500_000),
        ],
    );
    let history = [entry(
        "2025-06-01",
        Happened::Issued(held("2025-06-01", 10)),
    )];
    let account = account(&terms, &history, "2026-01-01", unpaid("2026-09-01"));
    assert_eq!(told(&account), [(122, 1_804_932), (243, 3_328_767)]);
    assert_eq!(only(&account).amount_fen, Some(5_133_699));
}

#[test]
fn tiers_are_graduated_unless_the_ruling_says_otherwise() {
    // Matter 8, example 3.
    let tier = |from, price_fen| Tier { from, price_fen };
    let tiered = Version {
        price: Price::Tiers(vec![tier(1, 540_000), tier(101, 500_000)]),
        ..flat("ecs", "2025-09-01", 0)
    };
    let terms = terms("2025-09-01", vec![tiered]);
    let history = [entry(
        "2025-09-01",
        Happened::Issued(held("2025-09-01", 120)),
    )];
    let line = Line {
        levels: &[(NaiveDate::MIN, true)],
        mode: CloudMode::Purchased,
        terms: &terms,
        history: &history,
    };
    for (tiering, amount) in [
        (Tiering::Graduated, 64_000_000),
        (Tiering::AllUnits, 60_000_000),
    ] {
        let conventions = Conventions {
            tiering,
            ..conventions()
        };
        let cycle = Cycle::of(day("2025-09-01"));
        let account = line.account(cycle, unpaid("2026-09-01"), conventions);
        assert_eq!(only(&account).amount_fen, Some(amount));
    }
}

#[test]
fn a_first_cycle_begins_with_its_contract_and_is_paid_and_corrected() {
    // Matter 19, examples 1 and 2.
    let terms = terms("2025-11-01", vec![flat("ecs", "2025-11-01", 540_000)]);
    let history = [
        entry("2025-11-10", Happened::Issued(held("2025-11-10", 8))),
        entry("2026-11-20", Happened::Corrected(0, attested("2025-11-13"))),
    ];
    let known = Known {
        paid_on: Some(day("2026-11-01")),
        as_of: day("2026-12-31"),
    };
    let first = account(&terms, &history, "2025-11-01", known);
    assert_eq!(first.billed_from, Some(day("2025-11-01")));
    let part = only(&first);
    let paid = part.paid.as_ref().unwrap();
    assert_eq!(paid.paid_fen, Some(3_491_507));
    assert_eq!(paid.corrections, [(day("2026-11-20"), -35_507)]);
    assert_eq!(part.amount_fen, Some(3_456_000));
    assert_eq!(part.figure(), Some(3_491_507));
    assert_eq!(told(&first), [(292, 3_456_000)]);
    let next = account(&terms, &history, "2026-11-01", unpaid("2026-12-31"));
    assert_eq!(told(&next), [(365, 4_320_000)]);
}

#[test]
fn a_cycle_that_ends_where_its_contract_begins_has_nothing() {
    let terms = terms("2026-09-01", vec![flat("ecs", "2026-09-01", 540_000)]);
    let history = [entry("2026-09-01", Happened::Issued(held("2026-09-01", 1)))];
    let before = account(&terms, &history, "2026-08-31", unpaid("2026-12-31"));
    assert_eq!((before.billed_from, before.parts), (None, vec![]));
    let first = account(&terms, &history, "2026-09-01", unpaid("2026-12-31"));
    assert_eq!(first.billed_from, Some(day("2026-09-01")));
}

#[test]
fn a_level_that_changes_parts_the_days_and_one_that_is_renewed_does_not() {
    let terms = terms("2024-09-01", vec![flat("ecs", "2024-09-01", 365_000)]);
    let history = [entry("2025-01-01", Happened::Issued(held("2025-01-01", 1)))];
    let levels = [
        ("2025-01-01", false),
        ("2025-12-01", true),
        ("2026-01-01", true),
        ("2026-03-01", false),
        ("2026-04-01", true),
    ];
    let levels = levels.map(|(since, is_municipal)| (day(since), is_municipal));
    let line = Line {
        levels: &levels,
        mode: CloudMode::Purchased,
        terms: &terms,
        history: &history,
    };
    let cycle = Cycle::of(day("2025-09-01"));
    let account = line.account(cycle, unpaid("2026-12-31"), conventions());
    let spans = |part: &Part| -> Vec<(String, String)> {
        let segments = part.billed.segments.iter();
        let spans = segments.map(|one| (one.span.0.to_string(), one.span.1.to_string()));
        spans.collect()
    };
    let span = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    let [statement, apart] = account.parts.as_slice() else {
        unreachable!("{account:?}");
    };
    assert!(statement.in_statement && !apart.in_statement);
    assert_eq!(
        spans(statement),
        [
            span("2025-12-01", "2026-03-01"),
            span("2026-04-01", "2026-09-01")
        ]
    );
    assert_eq!(
        spans(apart),
        [
            span("2025-09-01", "2025-12-01"),
            span("2026-03-01", "2026-04-01")
        ]
    );
}

#[test]
fn an_exact_year_across_a_leap_cycle_is_not_exactly_one_price() {
    // Matter 19, example 3.
    let terms = terms("2026-09-01", vec![flat("ecs", "2026-09-01", 540_000)]);
    let history = [
        entry("2027-11-15", Happened::Issued(held("2027-11-15", 1))),
        entry("2028-11-15", Happened::Terminated(Some(day("2028-11-15")))),
    ];
    let told = |cycle| told(&account(&terms, &history, cycle, unpaid("2029-01-01")));
    assert_eq!(told("2027-11-15"), [(291, 429_344)]);
    assert_eq!(told("2028-11-15"), [(75, 110_959)]);
}

#[test]
fn an_exit_is_free_up_to_the_working_day_on_which_six_months_end() {
    // Six months from 2026-02-06 end on Thursday 2026-08-06; from 2026-04-01 on 2026-10-01, a holiday until 10-07.
    let calendar = Calendar::built_in();
    for (ended_on, last) in [("2026-02-06", "2026-08-06"), ("2026-04-01", "2026-10-08")] {
        let exit = Exit::of(day(ended_on), conventions(), &calendar);
        assert_eq!((exit.last_free_day, exit.provisional), (day(last), false));
        let terms = Terms {
            exit: Some(exit),
            ..terms("2025-09-01", vec![flat("ecs", "2025-09-01", 365_000)])
        };
        let history = [entry("2025-09-01", Happened::Issued(held("2025-09-01", 1)))];
        let account = account(&terms, &history, "2025-09-01", unpaid("2027-01-01"));
        let part = only(&account);
        let spans = part.billed.segments.iter();
        let spans: Vec<_> = spans.map(|one| (one.span, one.yearly_fen)).collect();
        let until = day(last).succ_opt().unwrap().min(day("2026-09-01"));
        let (begin, ended_on) = (day("2025-09-01"), day(ended_on));
        assert_eq!(
            spans,
            [((begin, ended_on), 365_000), ((ended_on, until), 0)]
        );
    }
}

#[test]
fn what_has_no_price_has_no_amount_and_nothing_is_guessed() {
    let terms = terms("2025-09-01", vec![flat("ecs", "2026-01-01", 540_000)]);
    let history = [entry("2025-10-01", Happened::Issued(held("2025-10-01", 1)))];
    let account = account(&terms, &history, "2025-09-01", unpaid("2026-09-01"));
    let part = only(&account);
    assert_eq!(part.amount_fen, None);
    let span = (day("2025-10-01"), day("2026-01-01"));
    let why = Lack::Never;
    assert_eq!(part.billed.unpriced, [Unpriced { span, why }]);
}

#[test]
fn sums_are_of_lines_and_of_those_in_the_statement_alone() {
    let terms = terms("2025-09-01", vec![flat("ecs", "2025-09-01", 365_001)]);
    let late = terms_without_price();
    let history = [
        entry("2025-09-01", Happened::Issued(held("2025-09-01", 1))),
        entry("2026-11-20", Happened::Corrected(0, attested("2026-08-31"))),
    ];
    let known = Known {
        paid_on: Some(day("2026-11-01")),
        as_of: day("2026-12-31"),
    };
    let line = |is_municipal: bool, mode, terms| Line {
        levels: if is_municipal {
            &[(NaiveDate::MIN, true)]
        } else {
            &[(NaiveDate::MIN, false)]
        },
        mode,
        terms,
        history: &history,
    };
    let parts = [
        ("edu", Some("a"), line(true, CloudMode::Purchased, &terms)),
        ("edu", Some("b"), line(true, CloudMode::Purchased, &terms)),
        (
            "health",
            Some("a"),
            line(true, CloudMode::Purchased, &terms),
        ),
        (
            "heshan",
            Some("a"),
            line(false, CloudMode::Purchased, &terms),
        ),
        ("heshan", None, line(true, CloudMode::SelfBuilt, &terms)),
        ("edu", Some("a"), line(true, CloudMode::Purchased, &late)),
    ];
    let lines = parts.into_iter().flat_map(|(unit, provider, line)| {
        let account = line.account(Cycle::of(day("2025-09-01")), known, conventions());
        let provider = provider.map(Into::into);
        statement::lines(&unit.into(), provider.as_ref(), account).collect::<Vec<_>>()
    });
    let lines: Vec<_> = lines.collect();
    let sums = Sums::of(&lines);
    assert_eq!(sums.statement_fen, 3 * 365_001);
    let told = |sums: BTreeMap<PartyCode, u128>| {
        let told = sums
            .into_iter()
            .map(|(party, fen)| (party.to_string(), fen));
        told.collect::<Vec<_>>()
    };
    let of = |party: &str, fen| (party.to_owned(), fen);
    assert_eq!(
        told(sums.by_unit),
        [of("edu", 730_002), of("health", 365_001)]
    );
    assert_eq!(told(sums.by_provider), [of("a", 730_002), of("b", 365_001)]);
    // Apart is what is known now, 1 day of 365; only what is in the statement was paid and is corrected.
    let apart: Vec<_> = sums.apart.into_values().collect();
    assert_eq!(apart, [1_000]);
    let corrections: Vec<_> = sums.corrections.into_iter().collect();
    assert_eq!(corrections, [(day("2026-11-20"), 3 * (1_000 - 365_001))]);
}

/// A contract whose first price comes too late for the cycle.
fn terms_without_price() -> Terms {
    terms("2025-09-01", vec![flat("ecs", "2026-09-01", 1)])
}

/// Two items, the second with tiers; prices change in the middle of things.
fn price_list() -> Vec<Version> {
    let tiered = |from, high, low| Version {
        item: "ssd".into(),
        from: day(from),
        basis: PriceBasis::Month,
        price: Price::Tiers(vec![
            Tier {
                from: 1,
                price_fen: high,
            },
            Tier {
                from: 5,
                price_fen: low,
            },
        ]),
    };
    vec![
        flat("ecs", "2024-09-01", 540_001),
        flat("ecs", "2025-10-10", 499_999),
        flat("ecs", "2026-03-01", 499_999),
        tiered("2024-09-01", 8_333, 7_777),
        tiered("2026-01-15", 8_333, 7_001),
    ]
}

prop_compose! {
    /// A day in three cycles.
    fn any_day()(since in 0u64..1_200) -> NaiveDate {
        day("2024-08-01") + Days::new(since)
    }
}

prop_compose! {
    fn any_held()(
        day in prop::option::weighted(0.9, any_day()),
        is_ecs in any::<bool>(),
        quantity in 0u32..12,
    ) -> Held {
        let item = if is_ecs { "ecs" } else { "ssd" };
        Held { attested_on: day, item: item.into(), quantity }
    }
}

fn any_happened() -> impl Strategy<Value = Happened> {
    let put = (
        prop::option::of(prop::option::weighted(0.8, any_day())),
        prop::option::of(0u32..12),
    );
    let put = put.prop_map(|(attested_on, quantity)| Put {
        attested_on,
        item: None,
        quantity,
    });
    prop_oneof![
        4 => any_held().prop_map(Happened::Changed),
        1 => Just(Happened::TerminationApproved),
        1 => prop::option::weighted(0.8, any_day()).prop_map(Happened::Terminated),
        2 => (0usize..6, put).prop_map(|(earlier, put)| Happened::Corrected(earlier, put)),
    ]
}

/// An issue, and what happens then; recorded in any order of days, as late facts are.
fn any_history() -> impl Strategy<Value = Vec<Entry>> {
    let first = any_held().prop_map(Happened::Issued);
    let later = prop::collection::vec(any_happened(), 0..8);
    (first, later, prop::collection::vec(any_day(), 9)).prop_map(|(first, later, mut days)| {
        days.sort();
        let happened = std::iter::once(first).chain(later);
        let entries = happened.zip(days);
        let entries = entries.map(|(happened, recorded_on)| Entry {
            recorded_on,
            happened,
        });
        entries.collect()
    })
}

/// What a day costs a year, worked out for that day alone; none of a day that is not billed.
fn yearly_on(usage: &Usage, prices: &PriceTable, on: NaiveDate) -> Option<u64> {
    let (begin, end) = usage.span(LastDay::Free)?;
    let (item, quantity) = usage.on(on).filter(|_| begin <= on && on < end)?;
    Some(
        prices
            .on(item, on)
            .unwrap()
            .yearly_sum(quantity, Tiering::Graduated),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_line_is_what_its_days_cost(history in any_history(), as_of in any_day(), first_day in any_day()) {
        let first_day = first_day.min(day("2026-12-31"));
        let terms = terms(&first_day.to_string(), price_list());
        let usage = Usage::known(&history, as_of);
        for cycle in ["2024-09-01", "2025-09-01", "2026-09-01"] {
            let cycle = Cycle::of(day(cycle));
            let known = Known { paid_on: None, as_of };
            let account = account(&terms, &history, &cycle.begin().to_string(), known);
            let days = cycle.begin().iter_days().take_while(|on| *on < cycle.end());
            let days = days.filter(|on| *on >= first_day);
            let exact: u64 = days.filter_map(|on| yearly_on(&usage, &terms.prices, on)).sum();
            let divisor = u64::from(cycle.days());
            let amount = (2 * exact + divisor) / (2 * divisor);
            let Some(part) = account.parts.first() else {
                prop_assert!(cycle.end() <= first_day);
                continue;
            };
            prop_assert_eq!(part.amount_fen, Some(amount));
            let shares = part.billed.shares(account.divisor, amount);
            prop_assert_eq!(shares.iter().sum::<u64>(), amount);
            let segments = &part.billed.segments;
            prop_assert!(segments.iter().all(|one| one.span.0 < one.span.1));
            for pair in segments.windows(2) {
                prop_assert!(pair[0].span.1 <= pair[1].span.0, "{:?}", pair);
            }
            for (segment, share) in segments.iter().zip(shares) {
                let exact = u64::from(segment.days()) * segment.yearly_sum_fen;
                prop_assert!(share * divisor < exact + divisor && exact < (share + 1) * divisor + 1);
            }
        }
    }

    #[test]
    fn what_was_paid_and_its_corrections_are_what_is_known(
        history in any_history(), paid_on in any_day(), as_of in any_day(),
    ) {
        let terms = terms("2024-09-01", price_list());
        let known = Known { paid_on: Some(paid_on), as_of };
        let account = account(&terms, &history, "2025-09-01", known);
        let part = only(&account);
        prop_assert_eq!(part.paid.is_some(), paid_on <= as_of);
        if let Some(paid) = &part.paid {
            let corrected: i64 = paid.corrections.iter().map(|(_, delta)| delta).sum();
            let stands = i64::try_from(paid.paid_fen.unwrap()).unwrap() + corrected;
            prop_assert_eq!(stands, i64::try_from(part.amount_fen.unwrap()).unwrap());
            prop_assert!(paid.corrections.iter().all(|(on, delta)| *on > paid_on && *delta != 0));
        }
    }

    #[test]
    fn when_it_became_known_changes_nothing_in_the_end(
        history in any_history(), days in prop::collection::vec(any_day(), 9),
    ) {
        // The same entries in the same order, known on other days: what is known in the end is the same.
        let terms = terms("2024-09-01", price_list());
        let others = history.iter().zip(days).map(|(entry, recorded_on)| Entry {
            recorded_on,
            happened: entry.happened.clone(),
        });
        let others: Vec<Entry> = others.collect();
        let known = unpaid("2028-01-01");
        let one = account(&terms, &history, "2025-09-01", known);
        prop_assert_eq!(one, account(&terms, &others, "2025-09-01", known));
    }

    #[test]
    fn a_unit_that_changes_its_level_is_billed_every_day_once(
        history in any_history(), changes in prop::collection::vec((any_day(), any::<bool>()), 1..4),
    ) {
        let mut levels = changes;
        levels.sort();
        levels.dedup_by_key(|(since, _)| *since);
        let terms = terms("2024-09-01", price_list());
        let known = unpaid("2028-01-01");
        let whole = account(&terms, &history, "2025-09-01", known);
        let line = Line { levels: &levels, mode: CloudMode::Purchased, terms: &terms, history: &history };
        let parted = line.account(Cycle::of(day("2025-09-01")), known, conventions());
        let days = |account: &Account| -> u32 {
            let segments = account.parts.iter().flat_map(|part| &part.billed.segments);
            segments.map(Segment::days).sum()
        };
        prop_assert_eq!(days(&whole), days(&parted));
        let sum: u64 = parted.parts.iter().filter_map(|part| part.amount_fen).sum();
        prop_assert!(sum.abs_diff(only(&whole).amount_fen.unwrap()) <= 1);
        let order: Vec<bool> = parted.parts.iter().map(|part| part.in_statement).collect();
        prop_assert!(order == [true] || order == [false] || order == [true, false], "{:?}", order);
    }

    #[test]
    fn a_self_built_pool_bills_nothing(history in any_history()) {
        let terms = terms("2024-09-01", price_list());
        let line = Line {
            levels: &[(NaiveDate::MIN, true)],
            mode: CloudMode::SelfBuilt,
            terms: &terms,
            history: &history,
        };
        let account = line.account(Cycle::of(day("2025-09-01")), unpaid("2028-01-01"), conventions());
        let part = only(&account);
        prop_assert_eq!((part.amount_fen, part.in_statement), (Some(0), false));
        prop_assert!(part.billed.segments.is_empty());
    }
}
