//! Lists: what a window of each costs wherever it stands, its orders, filters and counts, by how many rows there are.
//!
//! A city's lists are of different lengths: so many matters have about six times as many entries, and few records. A
//! register as long as a journal gets is the catalogue of a city of its own, by `YUNGUAN_ROWS`.

use std::rc::Rc;
use std::time::{Duration, Instant};

use yunguan::domain::law::code::Login;
use yunguan::domain::record::RecordKind;
use yunguan::hub::list::filter::Filter;
use yunguan::hub::request::{Answer, List, Look, Request, Trouble, Window};
use yunguan::hub::{Hub, Seat};
use yunguan::ledger::Ledger;

use super::city::{City, Place};
use super::looks::{ABSENT, COMMON, ROWS, resident};
use super::tally::{Tally, head, row, short};
use super::{number, numbers};

/// A figure: one that can be set in proportion to another, or not.
enum Figure {
    Time(Duration),
    Said(String),
}

impl Figure {
    fn told(&self) -> String {
        match self {
            Self::Time(taken) => short(*taken),
            Self::Said(said) => said.clone(),
        }
    }
}

type Figures = Vec<(&'static str, Figure)>;

/// A table for each list: figures by row, sizes by column, and how many times the first the last is.
pub fn print(place: &Place, sizes: &[u32]) {
    let lists = [
        List::Mine,
        List::Open,
        List::Matters(None),
        List::Journal,
        List::Register(RecordKind::Person),
    ];
    let cities: Vec<_> = sizes.iter().map(|matters| place.city(*matters)).collect();
    side_by_side(&cities, &lists, "matters", sizes);
    let long = std::env::var_os("YUNGUAN_LONG").is_some();
    let rows = numbers(
        "YUNGUAN_ROWS",
        if long { "1000,1000000" } else { "1000,10000" },
    );
    let catalogues: Vec<_> = rows.iter().map(|items| place.catalogue(*items)).collect();
    let lists = [List::Register(RecordKind::Item), List::Journal];
    side_by_side(&catalogues, &lists, "items", &rows);
}

fn side_by_side(cities: &[Rc<City>], lists: &[List], of: &str, sizes: &[u32]) {
    // One hub at a time: a store that is not asked has no share in memory.
    let mut columns: Vec<Vec<Figures>> = Vec::new();
    for city in cities {
        let hub = Hub::start(Ledger::open(&city.folder).unwrap()).unwrap();
        let seat = hub.seat(Login::new("authority-handler"));
        columns.push(lists.iter().map(|list| figures(&seat, list)).collect());
    }
    for (at, list) in lists.iter().enumerate() {
        println!("\n{list:?}\n");
        let mut heading = vec![of.to_owned()];
        heading.extend(sizes.iter().map(u32::to_string));
        heading.push("last / first".to_owned());
        head(&heading.iter().map(String::as_str).collect::<Vec<_>>());
        for line in 0..columns[0][at].len() {
            let figures: Vec<_> = columns.iter().map(|column| &column[at][line]).collect();
            let mut cells = vec![figures[0].0.to_owned()];
            cells.extend(figures.iter().map(|(_, figure)| figure.told()));
            cells.push(ratio(&figures[0].1, &figures[figures.len() - 1].1));
            row(&cells);
        }
    }
}

fn ratio(first: &Figure, last: &Figure) -> String {
    match (first, last) {
        (Figure::Time(first), Figure::Time(last)) => {
            format!("{:.2} x", last.as_secs_f64() / first.as_secs_f64())
        }
        _ => String::new(),
    }
}

fn figures(seat: &Seat, of: &List) -> Figures {
    let times = number("YUNGUAN_LOOKS", "300");
    let median =
        |look: &Look| Figure::Time(Tally::time(times, || drop(window(seat, look))).percent(50));
    let start = Look::at(of.clone(), ROWS);
    let backwards = Look {
        order: Some(start.order().turned()),
        ..start.clone()
    };
    let (first, last) = (window(seat, &start), window(seat, &backwards));
    let (low, high) = (&first.rows[0].key, &last.rows[0].key);
    let around = |key: String, before: u16| Look {
        anchor: Some(key),
        before,
        after: ROWS - before,
        ..start.clone()
    };
    let counted = Request::Whoami;
    let mut figures = vec![
        ("rows", Figure::Said(first.total.to_string())),
        ("start", median(&start)),
        ("middle", median(&around(between(low, high), ROWS / 2))),
        ("end", median(&around(high.clone(), ROWS - 1))),
        ("backwards", median(&backwards)),
        ("another order", other_order(seat, of, times)),
        (
            "header counts",
            Figure::Time(Tally::time(times, || drop(seat.ask(counted.clone()))).percent(50)),
        ),
    ];
    // Until there is a screenful, or the end: whoever types waits for that.
    let (taken, found, scanned, _) = filtered(seat, of, COMMON, usize::from(ROWS));
    figures.extend([
        ("filter, common", Figure::Time(taken)),
        ("found / read", Figure::Said(format!("{found} / {scanned}"))),
    ]);
    let (taken, found, scanned, slices) = filtered(seat, of, ABSENT, usize::MAX);
    figures.extend([
        ("filter, absent", Figure::Time(taken)),
        ("found / read", Figure::Said(format!("{found} / {scanned}"))),
        ("slices", Figure::Said(slices.to_string())),
        (
            "resident after",
            Figure::Said(format!("{} MiB", resident("VmRSS") >> 10)),
        ),
    ]);
    figures
}

/// By the first column that it is not kept by, or what is answered where it is too long for that.
fn other_order(seat: &Seat, list: &List, times: u32) -> Figure {
    let kept = list.kept_by();
    let by = list.orders().into_iter().find(|column| *column != kept);
    let look = Look {
        by,
        ..Look::at(list.clone(), ROWS)
    };
    match ask(seat, &look) {
        // Each reads up to two thousand rows.
        Ok(_) => {
            let times = times.div_ceil(10);
            Figure::Time(Tally::time(times, || drop(ask(seat, &look))).percent(50))
        }
        Err(Trouble::TooLong { limit, .. }) => {
            let taken = Tally::time(times.div_ceil(10), || drop(ask(seat, &look)));
            Figure::Said(format!("> {limit}: {}", short(taken.percent(50))))
        }
        Err(trouble) => unreachable!("{trouble:?}"),
    }
}

/// Slice by slice until so many are found or the list ends: how long it took, rows found and read, slices.
fn filtered(seat: &Seat, list: &List, text: &str, enough: usize) -> (Duration, usize, u64, u32) {
    let begun = Instant::now();
    let mut look = Look {
        filter: Some(Filter::plain(text)),
        ..Look::at(list.clone(), ROWS)
    };
    let (mut found, mut scanned, mut slices) = (0, 0, 0);
    loop {
        let slice = window(seat, &look);
        found += slice.rows.len();
        scanned += slice.scanned;
        slices += 1;
        look.anchor = slice.resume;
        if look.anchor.is_none() || found >= enough {
            return (begun.elapsed(), found, scanned, slices);
        }
    }
}

/// A place half way between two: places are bytes that sort as the list does, so their mean lies between them. As long as
/// the first, since places of some lists are all of one length.
fn between(low: &str, high: &str) -> String {
    let digits = low.len().min(30);
    let number = |key: &str| {
        let padded = format!("{key:0<digits$}");
        u128::from_str_radix(&padded[..digits], 16).unwrap()
    };
    let middle = u128::midpoint(number(low), number(high));
    format!("{middle:0digits$x}")
}

fn ask(seat: &Seat, look: &Look) -> Result<Window, Trouble> {
    match seat.ask(Request::Look(look.clone())) {
        Answer::Window(window) => Ok(*window),
        Answer::Trouble(trouble) => Err(trouble),
        answer => unreachable!("{answer:?}"),
    }
}

fn window(seat: &Seat, look: &Look) -> Window {
    ask(seat, look).unwrap()
}
