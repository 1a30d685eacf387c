//! Looks: what a screen asks for, in cities of different sizes, and what a program that does so holds in memory.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use yunguan::domain::law::code::Login;
use yunguan::domain::law::matter::MatterId;
use yunguan::hub::list::filter::Filter;
use yunguan::hub::request::{Answer, List, Look, Order, Request, Window};
use yunguan::hub::{Hub, Seat};
use yunguan::ledger::{Ledger, keys};

use super::city::{City, Place};
use super::number;
use super::tally::{Tally, head, row, short};

/// Names the store that a fresh process opens, to be measured.
pub const OPENED: &str = "YUNGUAN_BENCH_OPENED";
/// Rows of a window.
pub const ROWS: u16 = 50;
/// Stands in no row.
pub const ABSENT: &str = "此文绝无";
/// Stands in many rows.
pub const COMMON: &str = "教育";

/// The table: figures by row, sizes by column.
pub fn print(place: &Place, sizes: &[u32]) {
    let columns: Vec<_> = sizes
        .iter()
        .map(|&matters| figures(&place.city(matters)))
        .collect();
    let mut heading = vec!["matters".to_owned()];
    heading.extend(sizes.iter().map(u32::to_string));
    head(&heading.iter().map(String::as_str).collect::<Vec<_>>());
    for (at, (name, _)) in columns[0].iter().enumerate() {
        let mut cells = vec![(*name).to_owned()];
        cells.extend(columns.iter().map(|column| column[at].1.clone()));
        row(&cells);
    }
}

fn figures(city: &City) -> Vec<(&'static str, String)> {
    let mut figures = vec![
        ("build", city.built.clone()),
        ("file", format!("{} MiB", city.size() >> 20)),
    ];
    figures.extend(fresh(city));
    let hub = Hub::start(Ledger::open(&city.folder).unwrap()).unwrap();
    let seat = hub.seat(Login::new("authority-handler"));
    let times = number("YUNGUAN_LOOKS", "300");
    let ask = |look: &Look| window(&seat, look);
    let middle_of = |look: Look| short(Tally::time(times, || drop(ask(&look))).percent(50));
    figures.extend([
        ("mine", middle_of(plain(List::Mine, Order::Ascending))),
        (
            "open duties",
            middle_of(plain(List::Open, Order::Ascending)),
        ),
        (
            "newest matters",
            middle_of(plain(List::Matters(None), Order::Descending)),
        ),
        ("in the middle", middle_of(middle(&seat))),
        (
            "header counts",
            short(Tally::time(times, || drop(seat.ask(Request::Whoami))).percent(50)),
        ),
        ("filter, common", middle_of(filter(COMMON))),
    ]);
    figures.extend(scan(&hub, &seat));
    figures
}

/// The first window of a list.
pub fn plain(list: List, order: Order) -> Look {
    Look {
        order: Some(order),
        ..Look::at(list, ROWS)
    }
}

fn filter(text: &str) -> Look {
    Look {
        filter: Some(Filter::plain(text)),
        ..plain(List::Matters(None), Order::Descending)
    }
}

/// A window that is there.
pub fn window(seat: &Seat, look: &Look) -> Window {
    let answer = seat.ask(Request::Look(look.clone()));
    let Answer::Window(window) = answer else {
        unreachable!("{answer:?}")
    };
    *window
}

/// A window around a place half way down the list, with as many rows before it as after.
fn middle(seat: &Seat) -> Look {
    let end = |order| {
        let window = window(seat, &plain(List::Matters(None), order));
        window.rows[0].of.matter().unwrap().0
    };
    let (first, last) = (end(Order::Ascending), end(Order::Descending));
    let half = first.date + (last.date - first.date) / 2;
    let key = keys::matter(MatterId { date: half, ..last });
    // The kind goes to the end, as in a row's own key.
    let wide: Vec<_> = key[1..].iter().chain(&key[..1]).copied().map(hex).collect();
    Look {
        anchor: Some(wide.concat()),
        before: ROWS / 2,
        after: ROWS / 2,
        ..plain(List::Matters(None), Order::Ascending)
    }
}

fn hex(byte: u8) -> String {
    format!("{byte:02x}")
}

/// The whole list filtered for what is not there, slice by slice, while another seat looks at its window.
fn scan(hub: &Hub, seat: &Seat) -> Vec<(&'static str, String)> {
    let scanning = AtomicBool::new(true);
    let (slices, whole, beside) = std::thread::scope(|scope| {
        let beside = scope.spawn(|| {
            let other = hub.seat(Login::new("authority-reviewer"));
            let mut waits = Vec::new();
            loop {
                let begun = Instant::now();
                drop(window(&other, &plain(List::Open, Order::Ascending)));
                waits.push(begun.elapsed());
                if !scanning.load(Ordering::Relaxed) {
                    return Tally::of(waits);
                }
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let begun = Instant::now();
        let mut slices = Vec::new();
        let mut look = filter(ABSENT);
        loop {
            let slice = Instant::now();
            let found = window(seat, &look);
            slices.push(slice.elapsed());
            look.anchor = found.resume;
            if look.anchor.is_none() {
                break;
            }
        }
        let whole = begun.elapsed();
        scanning.store(false, Ordering::Relaxed);
        (Tally::of(slices), whole, beside.join().unwrap())
    });
    vec![
        ("filter, a slice", short(slices.percent(50))),
        ("filter, absent", short(whole)),
        ("window beside it", short(beside.percent(50))),
        ("its p99", short(beside.percent(99))),
    ]
}

/// Opening and the first window, each time in a fresh process, as whoever starts the program meets it.
fn fresh(city: &City) -> Vec<(&'static str, String)> {
    let program = std::env::current_exe().unwrap();
    let runs: Vec<Vec<u64>> = (0..7)
        .map(|_| {
            let run = Command::new(&program)
                .env(OPENED, &city.folder)
                .output()
                .unwrap();
            String::from_utf8(run.stdout)
                .unwrap()
                .split_whitespace()
                .map(|number| number.parse().unwrap())
                .collect()
        })
        .collect();
    let median = |at: usize| {
        let mut figures: Vec<_> = runs.iter().map(|run| run[at]).collect();
        figures.sort_unstable();
        figures[figures.len() / 2]
    };
    let micros = |at| short(Duration::from_micros(median(at)));
    vec![
        ("open", micros(0)),
        ("open, 1st window", micros(1)),
        ("resident then", format!("{} MiB", median(2) >> 10)),
        ("after 200 looks", format!("{} MiB", median(3) >> 10)),
    ]
}

/// What the fresh process does: prints microseconds to open, to the first window and header, and its memory in KiB then
/// and after more looks.
pub fn open_once(folder: &Path) {
    let begun = Instant::now();
    let ledger = Ledger::open(folder).unwrap();
    let opened = begun.elapsed();
    let hub = Hub::start(ledger).unwrap();
    let seat = hub.seat(Login::new("authority-handler"));
    drop(seat.ask(Request::Whoami));
    drop(window(&seat, &plain(List::Mine, Order::Ascending)));
    let seen = begun.elapsed();
    let at_first = resident("VmHWM");
    let mut look = filter(ABSENT);
    for _ in 0..100 {
        look.anchor = window(&seat, &look).resume;
        drop(window(&seat, &plain(List::Open, Order::Ascending)));
    }
    println!(
        "{} {} {at_first} {}",
        opened.as_micros(),
        seen.as_micros(),
        resident("VmHWM")
    );
}

/// This process's memory by one of the kernel's figures, in KiB.
pub fn resident(figure: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(figure));
    let kib = line.unwrap().split_whitespace().nth(1);
    kib.unwrap().parse().unwrap()
}
