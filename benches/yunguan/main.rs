//! The figures of this machine, side by side in one run: `cargo bench`.
//!
//! | variable | what it sets | otherwise |
//! |---|---|---|
//! | `YUNGUAN_SIZES` | sizes of the cities, in matters, or in instances where resources are looked at, with commas | `1000,10000` |
//! | `YUNGUAN_LONG` | if set, the sizes are 1,000 and 1,000,000 | |
//! | `YUNGUAN_ROWS` | lengths of a catalogue, in items, with commas | `1000,10000`; with `YUNGUAN_LONG` 1,000 and 1,000,000 |
//! | `YUNGUAN_LOOKS` | looks of which the median is given | `300` |
//! | `YUNGUAN_SEATS` | how many seats act at once, with commas | `1,16,200` |
//! | `YUNGUAN_ACTS` | acts of one seat; many seats do up to ten times as many | `2000` |
//! | `YUNGUAN_ROUNDS` | rounds of which the median is given | `3` |
//! | `YUNGUAN_PARTS` | which parts, with commas | `acts,beside,door,size,rebuild,looks,lists,resources,watch,bills` |
//! | `YUNGUAN_DOOR` | if set, only the seats at the socket | |
//! | `YUNGUAN_WEIGH` | the folder of a store of any release: only what its tables weigh | |
//! | `YUNGUAN_BENCH_DIR` | where cities are built, and kept for the next run | a folder under `target`, not kept |
#![expect(clippy::unwrap_used, reason = "a bench may stop at once")]

mod acts;
mod beside;
mod bills;
mod city;
mod disk;
mod door;
mod heard;
mod issued;
mod lists;
mod looks;
mod rebuild;
mod resources;
mod rows;
mod size;
mod sqlite;
mod tally;
mod watch;

use std::path::Path;

fn main() {
    // `cargo test --benches` runs benches too, as a check that they start; they are not for that.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    if let Some(folder) = std::env::var_os(looks::OPENED) {
        return looks::open_once(Path::new(&folder));
    }
    if let Some(folder) = std::env::var_os("YUNGUAN_WEIGH") {
        return size::weigh(Path::new(&folder));
    }
    let place = city::Place::choose();
    println!("{}", place.describe());
    let parts = if std::env::var_os("YUNGUAN_DOOR").is_some() {
        "door".to_owned()
    } else {
        std::env::var("YUNGUAN_PARTS").unwrap_or_else(|_| {
            "acts,beside,door,size,rebuild,looks,lists,resources,watch,bills".to_owned()
        })
    };
    let sizes = sizes();
    for part in parts.split(',') {
        match part.trim() {
            "acts" => {
                println!("\nacts per second, answered when durable\n");
                acts::print(&place);
            }
            "beside" => {
                println!("\none seat beside redb alone writing the same bytes\n");
                beside::print(&place);
            }
            "door" => {
                println!("\nseats at the socket, without subscriptions\n");
                door::print(&place);
            }
            "bills" => {
                println!("\nwhat lines cost, computed from what happened to them\n");
                bills::print();
            }
            "size" => {
                println!("\nwhat the tables weigh\n");
                size::print(&place, &sizes);
            }
            "rebuild" => {
                println!("\nthe tables again from the journal\n");
                rebuild::print(&place, &sizes);
            }
            "looks" => {
                println!("\nlooks, through a seat\n");
                looks::print(&place, &sizes);
            }
            "lists" => {
                println!("\nlists, through a seat");
                lists::print(&place, &sizes);
            }
            "resources" => {
                println!("\nthe page of resources, through a seat, beside SQLite");
                resources::print(&place, &sizes);
            }
            "watch" => {
                println!("\nseats that look again after every update, while others act\n");
                watch::print(&place, &sizes);
            }
            other => println!("\n(there is no part {other})"),
        }
    }
}

/// The sizes of the cities, in matters.
fn sizes() -> Vec<u32> {
    let long = std::env::var_os("YUNGUAN_LONG").is_some();
    numbers(
        "YUNGUAN_SIZES",
        if long { "1000,1000000" } else { "1000,10000" },
    )
}

/// Numbers with commas between them.
fn numbers(variable: &str, otherwise: &str) -> Vec<u32> {
    std::env::var(variable)
        .unwrap_or_else(|_| otherwise.to_owned())
        .split(',')
        .map(|number| number.trim().replace('_', "").parse().unwrap())
        .collect()
}

fn number(variable: &str, otherwise: &str) -> u32 {
    numbers(variable, otherwise)[0]
}
