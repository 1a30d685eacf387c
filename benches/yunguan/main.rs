//! The figures of this machine, side by side in one run: `cargo bench`.
//!
//! | variable | what it sets | otherwise |
//! |---|---|---|
//! | `YUNGUAN_SIZES` | sizes of the cities, in matters, with commas | `1000,10000` |
//! | `YUNGUAN_LONG` | if set, the sizes are 1,000 and 1,000,000 | |
//! | `YUNGUAN_SEATS` | how many seats act at once, with commas | `1,16,200` |
//! | `YUNGUAN_ACTS` | acts of one seat; many seats do up to ten times as many | `2000` |
//! | `YUNGUAN_ROUNDS` | rounds of which the median is given | `3` |
//! | `YUNGUAN_DOOR` | if set, only the seats at the socket | |
//! | `YUNGUAN_BENCH_DIR` | where cities are built, and kept for the next run | a folder under `target`, not kept |
#![expect(clippy::unwrap_used, reason = "a bench may stop at once")]

mod acts;
mod city;
mod disk;
mod door;
mod looks;
mod sqlite;
mod tally;

use std::path::Path;

fn main() {
    // `cargo test --benches` runs benches too, as a check that they start; they are not for that.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    if let Some(folder) = std::env::var_os(looks::OPENED) {
        return looks::open_once(Path::new(&folder));
    }
    let place = city::Place::choose();
    println!("{}\n", place.describe());
    if std::env::var_os("YUNGUAN_DOOR").is_some() {
        return door::print(&place);
    }
    println!("acts per second, answered when durable\n");
    acts::print(&place);
    println!("\nseats at the socket, without subscriptions\n");
    door::print(&place);
    println!("\nlooks, through a seat\n");
    looks::print(&place);
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
