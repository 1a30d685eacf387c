//! `SQLite` doing the same writes: the rows that a round wrote, taken from its journal, in tables of the same shape.
//!
//! It is spared everything else: it decides nothing, hashes nothing and reads nothing.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use redb::{ReadableTable, TableHandle};
use rusqlite::{Connection, params};
use yunguan::ledger::Ledger;
use yunguan::ledger::tables::{COUNTERS, Definition, JOURNAL, MATTERS, META};

use super::acts::Round;
use super::city::City;
use super::rows::{Rows, Writes};
use super::tally::Tally;

/// What the city holds before the round.
pub struct Base(Vec<(Definition, Rows)>);

impl Base {
    /// Of a city.
    pub fn of(city: &City) -> Self {
        let ledger = Ledger::open(&city.folder).unwrap();
        let snapshot = ledger.snapshot().unwrap();
        let all = snapshot.tables.all().into_iter();
        let tables = all.map(|(definition, table)| {
            let rows = table.iter().unwrap().map(|row| {
                let (key, value) = row.unwrap();
                (key.value().to_vec(), Some(value.value().to_vec()))
            });
            (definition, rows.collect())
        });
        Self(tables.collect())
    }
}

/// Whether the table's key is a number to `SQLite`, which suits it best.
fn is_numbered(table: Definition) -> bool {
    [JOURNAL, MATTERS]
        .iter()
        .any(|numbered| numbered.name() == table.name())
}

/// An entry's number, or a matter's id, as a number.
fn integer(key: &[u8]) -> i64 {
    let wide = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0, |sum, &byte| sum << 8 | i64::from(byte))
    };
    match key.len() {
        8 => wide(key),
        _ => wide(&key[..1]) << 56 | wide(&key[1..5]) << 32 | wide(&key[5..]),
    }
}

/// The tables, in write-ahead mode, flushed at every commit, holding the base.
fn open(base: &Base, folder: &Path) -> Connection {
    std::fs::create_dir_all(folder).unwrap();
    let mut database = Connection::open(folder.join("rows.sqlite")).unwrap();
    database
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA cache_size = -32768;",
        )
        .unwrap();
    let write = database.transaction().unwrap();
    for (table, rows) in &base.0 {
        let name = table.name();
        let form = if is_numbered(*table) {
            format!("CREATE TABLE \"{name}\" (key INTEGER PRIMARY KEY, value BLOB)")
        } else {
            format!("CREATE TABLE \"{name}\" (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        };
        write.execute(&form, []).unwrap();
        put(&write, *table, rows);
    }
    write.commit().unwrap();
    database
}

/// Writes rows of a table.
fn put(write: &Connection, table: Definition, rows: &Rows) {
    let name = table.name();
    let insert = format!("INSERT OR REPLACE INTO \"{name}\" VALUES (?1, ?2)");
    let remove = format!("DELETE FROM \"{name}\" WHERE key = ?1");
    for (key, value) in rows {
        let number = is_numbered(table).then(|| integer(key));
        let key: &dyn rusqlite::ToSql = match &number {
            Some(number) => number,
            None => key,
        };
        match value {
            Some(value) => run(write, &insert, params![key, value]),
            None => run(write, &remove, params![key]),
        }
    }
}

fn run(write: &Connection, statement: &str, values: &[&dyn rusqlite::ToSql]) {
    let mut prepared = write.prepare_cached(statement).unwrap();
    prepared.execute(values).unwrap();
}

/// Some acts, in one transaction; counts are written once, as ours are.
fn commit(database: &mut Connection, acts: &[Writes]) {
    let write = database
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .unwrap();
    let mut settled: Vec<(Definition, Rows)> =
        [COUNTERS, META].map(|table| (table, Rows::new())).into();
    for (table, rows) in acts.iter().flat_map(|act| &act.tables) {
        let known = settled
            .iter_mut()
            .find(|(known, _)| known.name() == table.name());
        match known {
            Some((_, known)) => known.extend(rows.clone()),
            None => put(&write, *table, rows),
        }
    }
    for (table, rows) in &settled {
        put(&write, *table, rows);
    }
    write.commit().unwrap();
}

/// A transaction for each act.
pub fn one_by_one(base: &Base, folder: &Path, acts: &[Writes]) -> Round {
    let mut database = open(base, folder);
    let begun = Instant::now();
    let mut acts = acts.chunks(1);
    let times = u32::try_from(acts.len()).unwrap();
    let waited = Tally::time(times, || {
        commit(&mut database, acts.next().unwrap_or_default());
    });
    Round {
        rate: f64::from(times) / begun.elapsed().as_secs_f64(),
        waited,
    }
}

/// The same seats before one writer that commits what waits together, as ours does.
pub fn grouped(base: &Base, folder: &Path, acts: Vec<Writes>, seats: u32) -> Round {
    let mut database = open(base, folder);
    let seats = usize::try_from(seats).unwrap();
    let each = acts.len() / seats;
    let (to_writer, waiting) = sync_channel::<SyncSender<()>>(1_024);
    let begun = Instant::now();
    let waits = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..seats)
            .map(|_| {
                let to_writer = to_writer.clone();
                scope.spawn(move || {
                    (0..each)
                        .map(|_| {
                            let (reply, answered) = sync_channel(1);
                            let begun = Instant::now();
                            to_writer.send(reply).unwrap();
                            answered.recv().unwrap();
                            begun.elapsed()
                        })
                        .collect()
                })
            })
            .collect();
        drop(to_writer);
        write_together(&mut database, &waiting, acts);
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    Round::new(begun, waits)
}

fn write_together(
    database: &mut Connection,
    waiting: &Receiver<SyncSender<()>>,
    acts: Vec<Writes>,
) {
    let mut acts = acts.into_iter();
    while let Ok(first) = waiting.recv() {
        let together: Vec<_> = std::iter::once(first)
            .chain(waiting.try_iter().take(255))
            .collect();
        let now: Vec<_> = acts.by_ref().take(together.len()).collect();
        commit(database, &now);
        for reply in together {
            reply.send(()).unwrap();
        }
    }
}
