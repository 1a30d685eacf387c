//! How fast the journal is walked, and the tables made from it again.

use std::path::Path;
use std::time::{Duration, Instant};

use redb::Database;
use yunguan::ledger::tables::META;
use yunguan::ledger::{LAYOUT, Ledger, file_in, verify};

use super::city::{City, Place};
use super::number;
use super::tally::{Tally, head, row, short};

/// The table.
pub fn print(place: &Place, sizes: &[u32]) {
    head(&["matters", "entries", "what", "takes", "entries/s"]);
    for matters in sizes {
        let city = place.city(*matters);
        let entries = city.copied(place, |ledger| ledger.snapshot().unwrap().seq().unwrap());
        for (what, does) in [
            ("chain walked", walked as fn(&City, &Place) -> Duration),
            ("tables checked", checked),
            ("rebuild", rebuilt),
            ("older layout", opened),
        ] {
            let rounds = number("YUNGUAN_ROUNDS", "3");
            let taken = (0..rounds).map(|_| does(&city, place)).collect();
            let taken = Tally::of(taken).percent(50);
            let entries_there = f64::from(u32::try_from(entries).unwrap());
            row(&[
                matters.to_string(),
                entries.to_string(),
                what.to_owned(),
                short(taken),
                format!("{:.0}", entries_there / taken.as_secs_f64()),
            ]);
        }
    }
}

fn timed<R>(work: impl FnOnce() -> R) -> Duration {
    let begun = Instant::now();
    drop(work());
    begun.elapsed()
}

fn walked(city: &City, place: &Place) -> Duration {
    city.copied(place, |ledger| {
        let snapshot = ledger.snapshot().unwrap();
        timed(|| verify::verify(&snapshot, &mut |_, _| true).unwrap())
    })
}

/// Beside the store, in memory, and compared.
fn checked(city: &City, place: &Place) -> Duration {
    city.copied(place, |ledger| {
        timed(|| verify::check_tables(ledger, &mut |_, _| true).unwrap())
    })
}

/// In the store, with its one commit.
fn rebuilt(city: &City, place: &Place) -> Duration {
    city.copied(place, |ledger| {
        timed(|| verify::rebuild(ledger, &mut |_, _| true).unwrap())
    })
}

/// Opening a store that says its tables are of an older layout.
fn opened(city: &City, place: &Place) -> Duration {
    let trial = place.trial();
    drop(city.copy_to(trial.path()));
    age(trial.path());
    timed(|| Ledger::open(trial.path()).unwrap())
}

fn age(folder: &Path) {
    let database = Database::open(file_in(folder)).unwrap();
    let mut transaction = database.begin_write().unwrap();
    // Closed cleanly as the ledger would, so that opening has nothing to repair.
    transaction.set_quick_repair(true);
    let older = (LAYOUT - 1).to_be_bytes();
    transaction
        .open_table(META)
        .unwrap()
        .insert(b"layout".as_slice(), older.as_slice())
        .unwrap();
    transaction.commit().unwrap();
}
