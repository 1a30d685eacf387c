//! What the ledger writes for an act, row by row, taken from its journal: so that other stores can write the same.

use std::collections::BTreeMap;

use redb::{AccessGuard, ReadableTable, ReadableTableMetadata, TableHandle};
use yunguan::domain::law::apply::{Stamp, apply};
use yunguan::domain::law::fact::OnMatter;
use yunguan::domain::law::matter::{Matter, MatterId};
use yunguan::ledger::batch::request_key;
use yunguan::ledger::entry::{Entry, Hash};
use yunguan::ledger::tables::{
    COUNTERS, Definition, HISTORY, INDEX, JOURNAL, MATTERS, META, REQUESTS, ReadTable, Tables,
    get_number,
};
use yunguan::ledger::view::{matter_number, paper_number};
use yunguan::ledger::{Ledger, Snapshot, entry_bytes, index, keys, row};

/// The rows of a table, by key: what then stands there, none if it was taken away.
pub type Rows = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// The rows of one act, table by table.
#[derive(Default)]
pub struct Writes {
    pub tables: Vec<(Definition, Rows)>,
}

impl Writes {
    fn put(&mut self, table: Definition, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        self.rows(table).insert(key.into(), Some(value.into()));
    }

    fn remove(&mut self, table: Definition, key: &[u8]) {
        self.rows(table).insert(key.to_vec(), None);
    }

    fn rows(&mut self, table: Definition) -> &mut Rows {
        let known = self
            .tables
            .iter()
            .position(|(known, _)| known.name() == table.name());
        let at = known.unwrap_or_else(|| {
            self.tables.push((table, Rows::new()));
            self.tables.len() - 1
        });
        &mut self.tables[at].1
    }
}

/// What was written after the city was as in `base`, act by act: the entries of one share its request key.
pub fn since(base: &Snapshot, ledger: &Ledger) -> Vec<Writes> {
    let now = ledger.snapshot().unwrap();
    let mut acts: Vec<(Vec<u8>, u64, Writes)> = Vec::new();
    let mut state = State::of(base);
    for seq in base.seq().unwrap() + 1..=now.seq().unwrap() {
        let bytes = entry_bytes(&now.tables.journal, seq).unwrap();
        let entry = Entry::from_bytes(seq, &bytes).unwrap();
        let request = request_key(&entry.actor.person, &entry.key);
        if acts.last().is_none_or(|(last, _, _)| *last != request) {
            acts.push((request.clone(), seq, Writes::default()));
        }
        let (_, first, writes) = acts.last_mut().unwrap();
        writes.put(JOURNAL, seq.to_be_bytes(), bytes.clone());
        // As `Answered` stands in its row.
        let answer = postcard::to_allocvec(&(*first, seq)).unwrap();
        writes.put(REQUESTS, request, answer);
        state.add(&entry, writes);
        writes.put(META, *b"applied", seq.to_be_bytes());
        writes.put(META, *b"head", Hash::of(&bytes).0);
        // Written with every batch, whether or not it differs.
        let facts = get_number(&base.tables.meta, b"facts").unwrap();
        writes.put(META, *b"facts", facts.to_be_bytes());
    }
    acts.into_iter().map(|(_, _, writes)| writes).collect()
}

/// The tables, as far as the acts have changed them.
struct State<'a> {
    base: &'a Snapshot,
    matters: BTreeMap<MatterId, Matter>,
    counters: BTreeMap<Vec<u8>, i64>,
    numbers: BTreeMap<Vec<u8>, u64>,
}

impl<'a> State<'a> {
    fn of(base: &'a Snapshot) -> Self {
        Self {
            base,
            matters: BTreeMap::new(),
            counters: BTreeMap::new(),
            numbers: BTreeMap::new(),
        }
    }

    fn add(&mut self, entry: &Entry, writes: &mut Writes) {
        assert!(
            entry.event.records().is_empty(),
            "acts of the bench register nothing"
        );
        let done = entry.event.on_matter().unwrap();
        let id = done.id();
        let before = self
            .matters
            .remove(&id)
            .or_else(|| row::find(&self.base.tables.matters, id).unwrap());
        let stamp = Stamp {
            at: entry.time.into(),
            by: entry.actor.person.clone(),
        };
        let applied = apply(&entry.event, before.as_ref(), &stamp).unwrap();
        move_places(before.as_ref(), &applied.after, writes);
        self.count(before.as_ref(), &applied.after, writes);
        let bytes = row::write(&applied.after).unwrap();
        writes.put(MATTERS, keys::matter(id), bytes);
        let past = postcard::to_allocvec(&applied.past).unwrap();
        writes.put(HISTORY, keys::history(id, entry.seq), past);
        match done {
            OnMatter::Opens(_) => self.raise(matter_number(id.kind, id.date), id.number, writes),
            OnMatter::Moves(_) => {}
        }
        for paper in done.papers() {
            let key = paper_number(&paper.number.word, paper.number.year);
            self.raise(key, paper.number.number, writes);
        }
        self.matters.insert(id, applied.after);
    }

    fn count(&mut self, before: Option<&Matter>, after: &Matter, writes: &mut Writes) {
        let mut changes = index::tallies(after);
        for (key, weight) in before.map(index::tallies).unwrap_or_default() {
            *changes.entry(key).or_default() -= weight;
        }
        for (key, change) in changes {
            if change == 0 {
                continue;
            }
            let count = self.counters.entry(key.clone()).or_insert_with(|| {
                let stored = get_number(&self.base.tables.counters, &key).unwrap();
                i64::try_from(stored).unwrap()
            });
            *count += change;
            if *count == 0 {
                writes.remove(COUNTERS, &key);
            } else {
                writes.put(COUNTERS, key, count.to_be_bytes());
            }
        }
    }

    fn raise(&mut self, key: Vec<u8>, to: u32, writes: &mut Writes) {
        let last = self
            .numbers
            .entry(key.clone())
            .or_insert_with(|| get_number(&self.base.tables.counters, &key).unwrap());
        if *last < u64::from(to) {
            *last = u64::from(to);
            writes.put(COUNTERS, key, last.to_be_bytes());
        }
    }
}

/// What the lists have of a matter: only what differs is written.
fn move_places(before: Option<&Matter>, after: &Matter, writes: &mut Writes) {
    let old = before.map(index::places).unwrap_or_default();
    let new = index::places(after);
    for place in old.keys().filter(|place| !new.contains_key(*place)) {
        writes.remove(INDEX, place);
    }
    for (place, value) in new {
        if old.get(&place) != Some(&value) {
            writes.put(INDEX, place, value);
        }
    }
}

/// That two stores hold the same rows in every table: else what was written was not the same.
pub fn assert_same(one: &Tables<ReadTable>, other: &Tables<ReadTable>) {
    for ((definition, ones), (_, others)) in one.all().into_iter().zip(other.all()) {
        assert_eq!(ones.len().unwrap(), others.len().unwrap());
        for (one, other) in ones.iter().unwrap().zip(others.iter().unwrap()) {
            let (one, other) = (one.unwrap(), other.unwrap());
            let are = |one: &AccessGuard<'_, _>, other: &AccessGuard<'_, _>| {
                let (one, other): (&[u8], &[u8]) = (one.value(), other.value());
                one == other
            };
            let same = are(&one.0, &other.0) && are(&one.1, &other.1);
            assert!(same, "table {} at {:?}", definition.name(), one.0.value());
        }
    }
}
