//! What the tables weigh beside the journal that they are derived from.

use std::path::Path;

use redb::{Builder, ReadableDatabase, ReadableTableMetadata, TableHandle};
use yunguan::ledger::file_in;
use yunguan::ledger::tables::{JOURNAL, LASTING};

use super::city::Place;
use super::tally::{head, row};

/// A table for each city.
pub fn print(place: &Place, sizes: &[u32]) {
    for matters in sizes {
        println!("{matters} matters\n");
        weigh(&place.city(*matters).folder);
        println!();
    }
}

/// The weight of a table.
#[derive(Default, Clone, Copy)]
struct Weight {
    rows: u64,
    /// Its keys and values, without anything of the engine's.
    stored: u64,
    /// With the engine's own, and what is free in its pages.
    pages: u64,
}

impl Weight {
    fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            stored: self.stored + other.stored,
            pages: self.pages + other.pages,
        }
    }
}

/// The tables of a store, whatever they are: one of an older release can be weighed too.
pub fn weigh(folder: &Path) {
    let database = Builder::new().open_read_only(file_in(folder)).unwrap();
    let transaction = database.begin_read().unwrap();
    let mut weights: Vec<(String, Weight)> = transaction
        .list_tables()
        .unwrap()
        .map(|handle| {
            let name = handle.name().to_owned();
            let table = transaction.open_untyped_table(handle).unwrap();
            let stats = table.stats().unwrap();
            let weight = Weight {
                rows: table.len().unwrap(),
                stored: stats.stored_bytes(),
                pages: stats.stored_bytes() + stats.metadata_bytes() + stats.fragmented_bytes(),
            };
            (name, weight)
        })
        .collect();
    weights.sort_unstable_by_key(|(_, weight)| std::cmp::Reverse(weight.stored));
    let of = |wanted: &str| weights.iter().find(|(name, _)| name == wanted);
    let journal = of(JOURNAL.name()).map_or(Weight::default(), |(_, weight)| *weight);
    let lasts = |name: &str| LASTING.iter().any(|lasting| lasting.name() == name);
    let derived = weights
        .iter()
        .filter(|(name, _)| !lasts(name))
        .fold(Weight::default(), |sum, (_, weight)| sum.and(*weight));
    head(&[
        "table",
        "rows",
        "key+value bytes",
        "of the journal",
        "in pages",
        "of the journal",
    ]);
    for (name, weight) in &weights {
        told(name, *weight, journal);
    }
    told("all derived", derived, journal);
}

fn told(name: &str, weight: Weight, journal: Weight) {
    row(&[
        name.to_owned(),
        weight.rows.to_string(),
        weight.stored.to_string(),
        share(weight.stored, journal.stored),
        weight.pages.to_string(),
        share(weight.pages, journal.pages),
    ]);
}

/// A share with three digits behind the point.
fn share(bytes: u64, of: u64) -> String {
    let thousandths = (bytes * 1_000 + of / 2) / of.max(1);
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}
