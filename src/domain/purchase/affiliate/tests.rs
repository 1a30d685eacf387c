#![expect(clippy::unwrap_used, reason = "tests may stop at once")]

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::law::code::PersonCode;
use crate::domain::law::dated::{Dates, Former};
use crate::domain::purchase::holding::Stake;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, number).unwrap()
}

/// R33 as it is by default.
fn usual() -> Conventions {
    Conventions::under(&Conventions::ruled(&RulingBook::default(), day(1)))
}

fn stake(share: u32, control: bool, state: bool) -> Stake {
    Stake {
        share: Share::new(share),
        control,
        state,
        source: String::new(),
        evidence: String::new(),
    }
}

/// A holding that stood so from each of these days on.
fn dated(holder: &str, held: &str, stakes: &[(u32, Stake)]) -> Holding {
    let (last, before) = stakes.split_last().unwrap();
    let ends = stakes.iter().skip(1).map(|(from, _)| day(*from));
    let former = before
        .iter()
        .zip(ends)
        .map(|((from, value), until)| Former {
            value: value.clone(),
            from: day(*from),
            until,
            approved_by: None,
        });
    Holding {
        holder: holder.into(),
        holder_name: holder.to_uppercase(),
        held: held.into(),
        held_name: held.to_uppercase(),
        share: last.1.share,
        control: last.1.control,
        state: last.1.state,
        source: String::new(),
        evidence: String::new(),
        stakes: Dates {
            from: day(last.0),
            entered_by: PersonCode::new("reviewer"),
            approved_by: None,
            waiting: None,
            former: former.collect(),
        },
    }
}

/// Holdings from the first of January on, as `p>q 60`; with `!` control in fact, with `*` the State's.
fn graph(holdings: &str) -> Vec<Holding> {
    let one = |text: &str| {
        let (holder, rest) = text.trim().split_once('>').unwrap();
        let (held, share) = rest.split_once(' ').unwrap();
        let (control, state) = (share.contains('!'), share.contains('*'));
        let share = Share::read(share.trim_end_matches(['!', '*'])).unwrap();
        let hundredths = stake(0, control, state);
        dated(
            holder,
            held,
            &[(
                1,
                Stake {
                    share,
                    ..hundredths
                },
            )],
        )
    };
    let holdings = holdings.split(',').filter(|text| !text.trim().is_empty());
    holdings.map(one).collect()
}

fn above_in(
    held_by: &BTreeMap<PartyCode, Vec<Holding>>,
    company: &str,
    on: NaiveDate,
    conventions: Conventions,
) -> Option<Above> {
    let mut holders = |of: &PartyCode| held_by.get(of).cloned().unwrap_or_default();
    let mut left = HOLDINGS_LIMIT;
    Above::of(&company.into(), on, conventions, &mut holders, &mut left)
}

fn by_held(holdings: &[Holding]) -> BTreeMap<PartyCode, Vec<Holding>> {
    let mut held_by: BTreeMap<PartyCode, Vec<Holding>> = BTreeMap::new();
    for holding in holdings {
        let held = held_by.entry(holding.held.clone()).or_default();
        held.push(holding.clone());
    }
    held_by
}

fn between(
    holdings: &[Holding],
    [first, second]: [&str; 2],
    on: NaiveDate,
    conventions: Conventions,
) -> Option<Association> {
    let held_by = by_held(holdings);
    let [first, second] =
        [first, second].map(|of| above_in(&held_by, of, on, conventions).unwrap());
    Association::between(&first, &second, conventions)
}

/// A way as text: `p>q>a 60,55`.
fn told(way: &[Link]) -> String {
    let top = way.first().map(|link| link.holder.code.to_string());
    let names = top
        .into_iter()
        .chain(way.iter().map(|link| link.held.code.to_string()));
    let shares: Vec<String> = way.iter().map(|link| link.share.to_string()).collect();
    format!(
        "{} {}",
        names.collect::<Vec<_>>().join(">"),
        shares.join(",")
    )
}

#[test]
fn the_relations_of_r33() {
    let sisters = Conventions {
        sisters_under_state: true,
        ..usual()
    };
    let third = Conventions {
        above: Share::new(3_333),
        ..usual()
    };
    for (holdings, conventions, wanted) in [
        ("", usual(), "none"),
        ("p>q 60, q>a 55", usual(), "controls | | p>q>a 60,55"),
        ("a>q 60, q>p 55", usual(), "controlled | a>q>p 60,55 | "),
        ("p>a 50", usual(), "none"),
        ("p>a 50.01", usual(), "controls | | p>a 50.01"),
        ("p>a 10!", usual(), "controls | | p>a 10"),
        ("p>a 34", third, "controls | | p>a 34"),
        ("p>q 60, q>a 50", usual(), "none"),
        // Control ends where it is not handed on, however large the last share is.
        ("p>q 40, q>a 100", usual(), "none"),
        ("g>p 70, g>a 70", usual(), "sisters | g>p 70 | g>a 70"),
        (
            "g>h 70, h>p 60, g>a 80",
            usual(),
            "sisters | g>h>p 70,60 | g>a 80",
        ),
        // The nearest who controls both.
        (
            "g>h 70, h>p 60, h>a 80",
            usual(),
            "sisters | h>p 60 | h>a 80",
        ),
        ("s>p 70*, s>a 70*", usual(), "state | s>p 70 | s>a 70"),
        ("s>p 70*, s>a 70*", sisters, "sisters | s>p 70 | s>a 70"),
        // Two groups of the State are no sisters, nor are what they hold; one group's are.
        (
            "s>g 100*, s>h 100*, g>p 70, h>a 70",
            usual(),
            "state | s>g>p 100,70 | s>h>a 100,70",
        ),
        (
            "s>g 100*, g>p 70, g>a 70",
            usual(),
            "sisters | g>p 70 | g>a 70",
        ),
        // Whoever else controls both is told, however much farther up.
        (
            "s>p 60*, s>a 60*, x>y 60, y>p 10!, x>a 10!",
            usual(),
            "sisters | x>y>p 60,10 | x>a 10",
        ),
        // What is marked the State's on one side only is no exemption.
        ("s>p 70*, s>a 70", usual(), "sisters | s>p 70 | s>a 70"),
        // The State controls what it holds like anybody.
        ("p>q 70*, q>a 70", usual(), "controls | | p>q>a 70,70"),
        // Circles, and a company that holds itself.
        ("p>a 60, a>p 60", usual(), "controlled | a>p 60 | "),
        ("p>q 60, q>a 60, a>p 60", usual(), "controlled | a>p 60 | "),
        ("p>p 60, a>a 60", usual(), "none"),
        (
            "g>g 60, g>p 60, g>a 60",
            usual(),
            "sisters | g>p 60 | g>a 60",
        ),
        // The shortest way, and of two the one whose companies stand first.
        (
            "p>q 60, q>r 60, r>a 60, p>a 5!",
            usual(),
            "controls | | p>a 5",
        ),
        (
            "p>c 60, c>a 9!, p>b 60, b>a 60",
            usual(),
            "controls | | p>b>a 60,60",
        ),
    ] {
        let found = between(&graph(holdings), ["p", "a"], day(2), conventions);
        let said = found.map_or("none".to_owned(), |found| {
            let ways = [&found.to_first, &found.to_second];
            let [first, second] = ways.map(|way| match way.as_slice() {
                [] => String::new(),
                way => told(way),
            });
            format!("{} | {first} | {second}", found.relation.word())
        });
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(tidy(&said), tidy(wanted), "{holdings}");
    }
}

#[test]
fn a_company_is_not_its_own_affiliate() {
    let holdings = graph("p>p 60, g>p 60");
    assert_eq!(between(&holdings, ["p", "p"], day(2), usual()), None);
}

#[test]
fn a_deal_counts_from_its_day_on_and_what_was_stays_so() {
    let none = stake(0, false, false);
    let (most, some) = (stake(6_000, false, false), stake(3_000, false, false));
    let holdings = [dated("p", "a", &[(5, most), (10, some), (15, none)])];
    for (on, is_associated) in [(4, false), (5, true), (9, true), (10, false), (15, false)] {
        let found = between(&holdings, ["p", "a"], day(on), usual());
        assert_eq!(found.is_some(), is_associated, "{on}");
    }
    let [holding] = holdings;
    assert_eq!(holding.on(day(4)), None);
    assert_eq!(holding.on(day(12)).unwrap().share, Share::new(3_000));
    assert_eq!(holding.on(day(15)), None);
}

/// Ten thousand companies: a chain with a circle back to the top, and at each a few small holders besides.
#[test]
fn ten_thousand_companies_in_a_circle_are_looked_at_once_each() {
    const COUNT: usize = 10_000;
    let name = |number: usize| format!("c{number:05}");
    let mut held_by = BTreeMap::new();
    for number in 0..COUNT {
        let held = name((number + 1) % COUNT);
        let holder = dated(&name(number), &held, &[(1, stake(6_000, false, false))]);
        held_by.insert(PartyCode::new(held), vec![holder]);
    }
    let mut asked = 0;
    let mut left = HOLDINGS_LIMIT;
    let mut holders = |of: &PartyCode| {
        asked += 1;
        held_by.get(of).cloned().unwrap_or_default()
    };
    let company = PartyCode::new(name(0));
    let above = Above::of(&company, day(2), usual(), &mut holders, &mut left).unwrap();
    assert_eq!((asked, HOLDINGS_LIMIT - left), (COUNT, COUNT));
    assert_eq!(above.steps.len(), COUNT - 1);
    let other = above_in(&held_by, &name(1), day(2), usual()).unwrap();
    let found = Association::between(&above, &other, usual()).unwrap();
    assert_eq!(
        (found.relation, found.to_second.len()),
        (Relation::Controls, 1)
    );
    let far = above_in(&held_by, &name(COUNT / 2 + 1), day(2), usual()).unwrap();
    let found = Association::between(&above, &far, usual()).unwrap();
    assert_eq!(found.relation, Relation::Controlled);
    assert_eq!(found.to_first.len(), COUNT / 2 - 1);
    let mut few = COUNT - 1;
    let mut holders = |of: &PartyCode| held_by.get(of).cloned().unwrap_or_default();
    let above = Above::of(&company, day(2), usual(), &mut holders, &mut few);
    assert_eq!(above, None);
}

/// How many companies a random graph has.
const FEW: usize = 6;

/// A holding at random: who, of whom, how much, whether in fact, whether the State's, from when, and until when.
type Drawn = (usize, usize, u32, bool, bool, u32, u32);

fn letter(number: usize) -> String {
    char::from(b'a' + u8::try_from(number).unwrap()).to_string()
}

fn drawn(holdings: &[Drawn]) -> Vec<Holding> {
    let mut known = BTreeMap::new();
    for &(holder, held, share, control, state, from, lasts) in holdings {
        let begins = (from, stake(share, control, state));
        let ends = (from + lasts, stake(0, false, false));
        let holding = dated(&letter(holder), &letter(held), &[begins, ends]);
        known.insert((holder, held), holding);
    }
    known.into_values().collect()
}

/// Who reaches whom in how many steps of control, by trying every company in between.
fn closure(holdings: &[Holding], on: NaiveDate) -> [[Option<usize>; FEW]; FEW] {
    let mut far = [[None; FEW]; FEW];
    let number = |code: &PartyCode| usize::from(code.as_str().as_bytes()[0] - b'a');
    for holding in holdings {
        let stake = holding.on(on);
        if stake.is_some_and(|stake| stake.control || stake.share > Share::new(5_000)) {
            far[number(&holding.holder)][number(&holding.held)] = Some(1);
        }
    }
    for through in 0..FEW {
        for from in 0..FEW {
            for to in 0..FEW {
                if let (Some(one), Some(two)) = (far[from][through], far[through][to]) {
                    let known = far[from][to].unwrap_or(usize::MAX);
                    far[from][to] = Some(known.min(one + two));
                }
            }
        }
    }
    far
}

/// Whether every step of a way is a holding of control that stands on the day, from the holder of one to the next.
fn stands(holdings: &[Holding], way: &[Link], on: NaiveDate) -> bool {
    let each = way.iter().all(|link| {
        let found = holdings
            .iter()
            .find(|holding| holding.holder == link.holder.code && holding.held == link.held.code);
        let stake = found.and_then(|holding| holding.on(on));
        stake.is_some_and(|stake| {
            let is_same = stake.share == link.share && stake.control == link.control;
            is_same && (stake.control || stake.share > Share::new(5_000))
        })
    });
    each && way.windows(2).all(|two| two[0].held == two[1].holder)
}

fn holding() -> impl Strategy<Value = Drawn> {
    let share = prop_oneof![Just(3_000), Just(5_000), Just(5_001), Just(8_000)];
    let whose = (0..FEW, 0..FEW);
    let (control, state) = (prop::bool::weighted(0.1), prop::bool::weighted(0.3));
    (whose, share, control, state, 1..6_u32, 1..9_u32).prop_map(
        |((holder, held), share, control, state, from, lasts)| {
            (holder, held, share, control, state, from, lasts)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// What is found on every day is what the transitive closure of that day says, by a shortest way that stands, and the
    /// same from either side.
    #[test]
    fn what_is_found_is_what_the_closure_says(holdings in prop::collection::vec(holding(), 0..14)) {
        let holdings = drawn(&holdings);
        for on in (1..16).map(day) {
            let far = closure(&holdings, on);
            for (first, second) in (0..FEW).flat_map(|one| (0..FEW).map(move |two| (one, two))) {
                let names = [letter(first), letter(second)];
                let pair = [names[0].as_str(), names[1].as_str()];
                let found = between(&holdings, pair, on, usual());
                let back = between(&holdings, [pair[1], pair[0]], on, usual());
                let turned = back.map(|back| Association {
                    relation: match back.relation {
                        Relation::Controls => Relation::Controlled,
                        Relation::Controlled => Relation::Controls,
                        Relation::Sisters => Relation::Sisters,
                        Relation::State => Relation::State,
                    },
                    to_first: back.to_second,
                    to_second: back.to_first,
                });
                prop_assert_eq!(&found, &turned);
                let straight = [far[first][second], far[second][first]];
                let common = (0..FEW).filter(|top| *top != first && *top != second);
                let common = common.filter_map(|top| Some(far[top][first]? + far[top][second]?));
                let wanted = match straight.into_iter().flatten().min() {
                    _ if first == second => None,
                    Some(near) => Some(near),
                    None => common.min(),
                };
                let Some(found) = found else {
                    prop_assert_eq!(wanted, None);
                    continue;
                };
                prop_assert!(stands(&holdings, &found.to_first, on));
                prop_assert!(stands(&holdings, &found.to_second, on));
                let length = found.to_first.len() + found.to_second.len();
                let is_straight = straight.iter().any(Option::is_some);
                match found.relation {
                    Relation::Controls => prop_assert_eq!(straight[0], Some(length)),
                    Relation::Controlled => prop_assert_eq!(straight[1], Some(length)),
                    Relation::Sisters | Relation::State => prop_assert!(!is_straight),
                }
                // Whoever is nearer than another who is not the State is told first; the State waits behind them.
                if found.relation != Relation::Sisters {
                    prop_assert_eq!(wanted, Some(length));
                }
                prop_assert!(wanted.is_some_and(|wanted| wanted <= length));
            }
        }
    }
}
