//! Checking: that the chain holds, and that the tables are what the journal says.

use redb::{Database, ReadableDatabase, ReadableTable, backends::InMemoryBackend};

use super::batch::Batch;
use super::entry::{Entry, Hash};
use super::error::LedgerError;
use super::facts::Facts;
use super::index::CountChanges;
use super::tables::{self, Rows};
use super::{Ledger, Snapshot, begin};

/// What is wrong with an entry whose `prev` is not the hash of the one before.
const FOLLOWS_OTHERS: &str = "it does not follow the entry before it";
/// How many entries or rows lie between two reports of progress.
const STRIDE: u64 = 4096;

/// What a check found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many entries there are.
    pub entries: u64,
    /// The hash of the last one.
    pub head: Hash,
}

/// The chain as far as it was walked, line by line.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    entries: u64,
    head: Hash,
}

impl Chain {
    /// Checks that the next line follows; answers the entry in it.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] if it does not.
    pub fn add(&mut self, line: &[u8]) -> Result<Entry, LedgerError> {
        let entry = self.next(line)?;
        if !self.is_followed_by(&entry) {
            return Err(LedgerError::Damaged {
                seq: entry.seq,
                what: FOLLOWS_OTHERS.to_owned(),
            });
        }
        self.go_on(line);
        Ok(entry)
    }

    /// The entry in a line that should be the next.
    fn next(&self, line: &[u8]) -> Result<Entry, LedgerError> {
        let seq = self.entries + 1;
        let entry = Entry::from_bytes(seq, line)?;
        if entry.seq != seq {
            return Err(LedgerError::Damaged {
                seq,
                what: "its number is not its place".to_owned(),
            });
        }
        Ok(entry)
    }

    fn is_followed_by(&self, entry: &Entry) -> bool {
        entry.prev == self.head.to_string()
    }

    fn go_on(&mut self, line: &[u8]) {
        self.entries += 1;
        self.head = Hash::of(line);
    }

    /// How many entries there are.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// The hash of the last one.
    #[must_use]
    pub fn head(&self) -> Hash {
        self.head
    }

    /// What was found whole.
    #[must_use]
    pub fn checked(&self) -> Checked {
        Checked {
            entries: self.entries,
            head: self.head,
        }
    }
}

/// Reports progress: done, of; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

fn go_on(progress: &mut Progress<'_>, done: u64, of: u64) -> Result<(), LedgerError> {
    if done.is_multiple_of(STRIDE) && !progress(done, of) {
        return Err(LedgerError::Stopped);
    }
    Ok(())
}

/// Walks the chain: numbers without gaps, each entry's `prev` the hash of the one before, the head the last hash.
///
/// # Errors
/// [`LedgerError::Damaged`] at the first entry that does not hold.
pub fn verify(snapshot: &Snapshot, mut progress: Progress<'_>) -> Result<Checked, LedgerError> {
    let last = snapshot.seq()?;
    let mut chain = Chain::default();
    for row in snapshot.tables.journal.iter()? {
        let (key, bytes) = row?;
        let seq = chain.entries + 1;
        go_on(&mut progress, seq, last)?;
        if key.value() != seq.to_be_bytes() {
            return Err(LedgerError::Damaged {
                seq,
                what: "the number before it is missing".to_owned(),
            });
        }
        let entry = chain.next(bytes.value())?;
        if !chain.is_followed_by(&entry) {
            return Err(accuse(snapshot, seq, Hash::of(bytes.value()))?);
        }
        chain.go_on(bytes.value());
    }
    if chain.entries != last || chain.head != snapshot.head()? {
        return Err(LedgerError::Damaged {
            seq: last,
            what: "the head is not the last entry".to_owned(),
        });
    }
    Ok(chain.checked())
}

/// Which of two entries that do not fit was changed: this one if the next does not follow it either, else the one before.
fn accuse(snapshot: &Snapshot, seq: u64, hash: Hash) -> Result<LedgerError, LedgerError> {
    let followed = if seq == snapshot.seq()? {
        snapshot.head()? == hash
    } else {
        snapshot
            .entry(seq + 1)
            .is_ok_and(|next| next.prev == hash.to_string())
    };
    let (seq, what) = if followed && seq > 1 {
        (seq - 1, "the entry after it follows other bytes")
    } else {
        (seq, FOLLOWS_OTHERS)
    };
    Ok(LedgerError::Damaged {
        seq,
        what: what.to_owned(),
    })
}

/// Rebuilds every table from the journal beside the store, and compares them row by row.
///
/// # Errors
/// [`LedgerError::Damaged`] with the first table that differs.
pub fn check_tables(ledger: &Ledger, mut progress: Progress<'_>) -> Result<Checked, LedgerError> {
    let snapshot = ledger.snapshot()?;
    let checked = verify(&snapshot, progress)?;
    let beside = Database::builder()
        .set_cache_size(super::CACHE_BYTES)
        .create_with_backend(InMemoryBackend::new())?;
    let transaction = begin(&beside)?;
    replay(&transaction, &snapshot, ledger, &mut progress)?;
    transaction.commit()?;
    let rebuilt = beside.begin_read()?;
    let before = [
        &snapshot.tables.requests,
        &snapshot.tables.matters,
        &snapshot.tables.index,
        &snapshot.tables.counters,
        &snapshot.tables.register,
        &snapshot.tables.numbers,
    ];
    for (definition, before) in tables::DERIVED.into_iter().zip(before) {
        let after = rebuilt.open_table(definition)?;
        if !same(before, &after)? {
            return Err(LedgerError::Damaged {
                seq: 0,
                what: format!("table {}", redb::TableHandle::name(&definition)),
            });
        }
    }
    Ok(checked)
}

/// Whether two tables hold the same rows.
fn same(one: &impl Rows, other: &impl Rows) -> Result<bool, LedgerError> {
    let (mut ones, mut others) = (one.iter()?, other.iter()?);
    loop {
        match (ones.next().transpose()?, others.next().transpose()?) {
            (None, None) => return Ok(true),
            (Some(one), Some(other))
                if one.0.value() == other.0.value() && one.1.value() == other.1.value() => {}
            _ => return Ok(false),
        }
    }
}

/// Replaces every table by what the journal says, in one transaction.
///
/// # Errors
/// If the engine fails or an entry is damaged; the tables then stay as they were.
pub fn rebuild(ledger: &Ledger, mut progress: Progress<'_>) -> Result<Checked, LedgerError> {
    // The writer's transaction first: an act between the snapshot and it would be rebuilt away.
    let transaction = begin(&ledger.database)?;
    let snapshot = ledger.snapshot()?;
    let checked = verify(&snapshot, progress)?;
    for definition in tables::DERIVED {
        transaction.delete_table(definition)?;
    }
    replay(&transaction, &snapshot, ledger, &mut progress)?;
    transaction.commit()?;
    Ok(checked)
}

fn replay(
    transaction: &redb::WriteTransaction,
    from: &Snapshot,
    ledger: &Ledger,
    progress: &mut Progress<'_>,
) -> Result<(), LedgerError> {
    let opened = tables::write(transaction)?;
    let facts = Facts::load(&opened.register, 0)?;
    let mut batch = Batch {
        tables: opened,
        facts: facts.into(),
        head: Hash::default(),
        seq: 0,
        realm: ledger.realm().clone(),
        changes: CountChanges::new(),
        touched: Vec::new(),
        registers_touched: false,
        written: true,
    };
    let last = from.seq()?;
    for row in from.tables.journal.iter()? {
        let (_, bytes) = row?;
        let entry = Entry::from_bytes(batch.seq + 1, bytes.value())?;
        batch.head = Hash::of(bytes.value());
        batch.apply(&entry)?;
        batch.touched.clear();
        go_on(progress, entry.seq, last)?;
    }
    batch.settle()
}
