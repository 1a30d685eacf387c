//! `SQLite` doing the same writes: the rows that a round wrote, taken from its journal, in tables of the same shape.
//!
//! It is spared everything else: it decides nothing, hashes nothing and reads nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use redb::ReadableTable;
use rusqlite::{Connection, params};
use yunguan::domain::apply::{Stamp, apply};
use yunguan::domain::matter::{Matter, MatterId};
use yunguan::ledger::batch::request_key;
use yunguan::ledger::entry::{Entry, Hash};
use yunguan::ledger::tables::ReadTable;
use yunguan::ledger::view::{matter_number, paper_number};
use yunguan::ledger::{Ledger, entry_bytes, index, keys};

use super::acts::Round;
use super::city::City;
use super::tally::Tally;

/// The rows of one act.
pub struct Writes {
    seq: i64,
    entry: Vec<u8>,
    head: Hash,
    request: Vec<u8>,
    matter: i64,
    row: Vec<u8>,
    removed: Vec<Vec<u8>>,
    inserted: Vec<Vec<u8>>,
    counts: Vec<(Vec<u8>, i64)>,
    numbers: Vec<(Vec<u8>, u32)>,
}

/// What the city holds before the round.
pub struct Base {
    journal: Vec<(i64, Vec<u8>)>,
    requests: Vec<(Vec<u8>, Vec<u8>)>,
    matters: Vec<(i64, Vec<u8>)>,
    places: Vec<Vec<u8>>,
    counters: Vec<(Vec<u8>, i64)>,
}

impl Base {
    /// Of a city.
    pub fn of(city: &City) -> Self {
        let ledger = Ledger::open(&city.folder).unwrap();
        let tables = ledger.snapshot().unwrap().tables;
        let number = |bytes: &[u8]| i64::from_be_bytes(bytes.try_into().unwrap());
        Self {
            journal: all(&tables.journal, number),
            requests: all(&tables.requests, <[u8]>::to_vec),
            matters: all(&tables.matters, |key| {
                integer(keys::read_matter(key).unwrap())
            }),
            places: all(&tables.index, <[u8]>::to_vec)
                .into_iter()
                .map(|(place, _)| place)
                .collect(),
            counters: all(&tables.counters, <[u8]>::to_vec)
                .into_iter()
                .map(|(key, count)| (key, number(&count)))
                .collect(),
        }
    }
}

fn all<K>(table: &ReadTable, key: impl Fn(&[u8]) -> K) -> Vec<(K, Vec<u8>)> {
    table
        .iter()
        .unwrap()
        .map(|row| {
            let (at, bytes) = row.unwrap();
            (key(at.value()), bytes.value().to_vec())
        })
        .collect()
}

/// A matter's id as the integer key that suits `SQLite` best.
fn integer(id: MatterId) -> i64 {
    let key = keys::matter(id);
    let wide = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0, |sum, &byte| sum << 8 | i64::from(byte))
    };
    wide(&key[..1]) << 56 | wide(&key[1..5]) << 32 | wide(&key[5..])
}

/// What was written after an entry.
pub fn written_since(ledger: &Ledger, seq: u64) -> Vec<Writes> {
    let snapshot = ledger.snapshot().unwrap();
    let mut matters: BTreeMap<MatterId, Matter> = BTreeMap::new();
    (seq + 1..=snapshot.seq().unwrap())
        .map(|seq| {
            let bytes = entry_bytes(&snapshot.tables.journal, seq).unwrap();
            let entry = Entry::from_bytes(seq, &bytes).unwrap();
            let id = entry.event.matter().unwrap();
            let stamp = Stamp {
                seq,
                at: entry.time,
                by: entry.actor.person.clone(),
            };
            let before = matters.remove(&id);
            let after = apply(&entry.event, before.clone(), &stamp).unwrap();
            let writes = difference(&entry, bytes, before.as_ref(), &after);
            matters.insert(id, after);
            writes
        })
        .collect()
}

fn difference(entry: &Entry, bytes: Vec<u8>, before: Option<&Matter>, after: &Matter) -> Writes {
    let old = before.map(index::places).unwrap_or_default();
    let new = index::places(after);
    let mut counts: BTreeMap<_, i64> = BTreeMap::new();
    for count in before.map(index::counts).unwrap_or_default() {
        *counts.entry(count).or_default() -= 1;
    }
    for count in index::counts(after) {
        *counts.entry(count).or_default() += 1;
    }
    let mut numbers = Vec::new();
    if before.is_none() {
        numbers.push((matter_number(after.id.kind, after.id.date), after.id.number));
    }
    let known = before.map_or(0, |before| before.papers.len());
    for paper in after.papers.iter().skip(known) {
        let key = paper_number(&paper.number.word, paper.number.year);
        numbers.push((key, paper.number.number));
    }
    Writes {
        seq: i64::try_from(entry.seq).unwrap(),
        head: Hash::of(&bytes),
        entry: bytes,
        request: request_key(&entry.actor.person, &entry.key),
        matter: integer(after.id),
        row: postcard::to_allocvec(after).unwrap(),
        removed: old.iter().filter(|at| !new.contains(at)).cloned().collect(),
        inserted: new.iter().filter(|at| !old.contains(at)).cloned().collect(),
        counts: counts.into_iter().filter(|(_, by)| *by != 0).collect(),
        numbers,
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
             PRAGMA cache_size = -32768;
             CREATE TABLE journal (seq INTEGER PRIMARY KEY, entry BLOB);
             CREATE TABLE requests (key BLOB PRIMARY KEY, answer BLOB) WITHOUT ROWID;
             CREATE TABLE matters (id INTEGER PRIMARY KEY, row BLOB);
             CREATE TABLE places (key BLOB PRIMARY KEY) WITHOUT ROWID;
             CREATE TABLE counters (key BLOB PRIMARY KEY, count INTEGER) WITHOUT ROWID;
             CREATE TABLE numbers (key BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
             CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;",
        )
        .unwrap();
    let write = database.transaction().unwrap();
    for (seq, entry) in &base.journal {
        run(&write, JOURNAL, params![seq, entry]);
    }
    for (key, answer) in &base.requests {
        run(&write, REQUEST, params![key, answer]);
    }
    for (id, row) in &base.matters {
        run(&write, MATTER, params![id, row]);
    }
    for place in &base.places {
        run(&write, PLACE, params![place]);
    }
    for (key, count) in &base.counters {
        run(&write, COUNT, params![key, count]);
    }
    write.commit().unwrap();
    database
}

const JOURNAL: &str = "INSERT INTO journal VALUES (?1, ?2)";
const REQUEST: &str = "INSERT OR REPLACE INTO requests VALUES (?1, ?2)";
const MATTER: &str = "INSERT OR REPLACE INTO matters VALUES (?1, ?2)";
const PLACE: &str = "INSERT INTO places VALUES (?1)";
const UNPLACE: &str = "DELETE FROM places WHERE key = ?1";
const COUNT: &str = "INSERT INTO counters VALUES (?1, ?2)
    ON CONFLICT (key) DO UPDATE SET count = count + excluded.count";
const NUMBER: &str = "INSERT OR REPLACE INTO numbers VALUES (?1, ?2)";
const META: &str = "INSERT OR REPLACE INTO meta VALUES (?1, ?2)";

fn run(write: &Connection, statement: &str, values: &[&dyn rusqlite::ToSql]) {
    let mut prepared = write.prepare_cached(statement).unwrap();
    prepared.execute(values).unwrap();
}

/// Some acts, in one transaction; counts are written once, as ours are.
fn commit(database: &mut Connection, acts: &[Writes]) {
    let write = database
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .unwrap();
    let mut counts: BTreeMap<&[u8], i64> = BTreeMap::new();
    let mut numbers: BTreeMap<&[u8], u32> = BTreeMap::new();
    for act in acts {
        run(&write, JOURNAL, params![act.seq, act.entry]);
        // As ours: the first and the last entry, and a digest of 32 letters.
        let answer = [0_u8; 40];
        run(&write, REQUEST, params![act.request, answer]);
        run(&write, MATTER, params![act.matter, act.row]);
        for place in &act.removed {
            run(&write, UNPLACE, params![place]);
        }
        for place in &act.inserted {
            run(&write, PLACE, params![place]);
        }
        for (key, by) in &act.counts {
            *counts.entry(key).or_default() += by;
        }
        for (key, number) in &act.numbers {
            numbers.insert(key, *number);
        }
    }
    for (key, by) in counts {
        run(&write, COUNT, params![key, by]);
    }
    for (key, number) in numbers {
        run(&write, NUMBER, params![key, number]);
    }
    if let Some(last) = acts.last() {
        run(&write, META, params!["applied", last.seq]);
        run(&write, META, params!["head", last.head.0]);
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
