//! Checking: that the chain holds, and that the tables are what the journal says.

use redb::{Database, ReadableDatabase, ReadableTable, backends::InMemoryBackend};

use super::batch::Batch;
use super::entry::Realm;
use super::entry::{Entry, Hash};
use super::error::LedgerError;
use super::facts::Facts;
use super::known::Known;
use super::tables::{self, JOURNAL, LASTING, META, ReadTable, Rows};
use super::{LAYOUT, Ledger, Snapshot, begin, head};

/// What is wrong with an entry whose `prev` is not the hash of the one before.
const FOLLOWS_OTHERS: &str = "it does not follow the entry before it";
/// How many entries or rows lie between two reports of progress.
const STRIDE: u64 = 64;

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

/// A journal, and where its tables say that it ends.
struct Written<'a> {
    journal: &'a ReadTable,
    last: u64,
    head: Hash,
}

impl<'a> Written<'a> {
    fn of(snapshot: &'a Snapshot) -> Result<Self, LedgerError> {
        Ok(Self {
            journal: &snapshot.tables.journal,
            last: snapshot.seq()?,
            head: snapshot.head()?,
        })
    }
}

/// Walks the chain: numbers without gaps, each entry's `prev` the hash of the one before, the head the last hash.
///
/// # Errors
/// [`LedgerError::Damaged`] at the first entry that does not hold.
pub fn verify(snapshot: &Snapshot, mut progress: Progress<'_>) -> Result<Checked, LedgerError> {
    walk(&Written::of(snapshot)?, &mut progress, |_, _| Ok(()))
}

/// Walks the chain, and hands on each entry that holds, with its hash.
fn walk(
    written: &Written<'_>,
    progress: &mut Progress<'_>,
    mut each: impl FnMut(&Entry, Hash) -> Result<(), LedgerError>,
) -> Result<Checked, LedgerError> {
    let mut chain = Chain::default();
    for row in written.journal.iter()? {
        let (key, bytes) = row?;
        let seq = chain.entries + 1;
        go_on(progress, seq, written.last)?;
        if key.value() != seq.to_be_bytes() {
            return Err(LedgerError::Damaged {
                seq,
                what: "the number before it is missing".to_owned(),
            });
        }
        let entry = chain.next(bytes.value())?;
        if !chain.is_followed_by(&entry) {
            return Err(accuse(written, seq, Hash::of(bytes.value())));
        }
        chain.go_on(bytes.value());
        each(&entry, chain.head)?;
    }
    if chain.entries != written.last || chain.head != written.head {
        return Err(LedgerError::Damaged {
            seq: written.last,
            what: "the head is not the last entry".to_owned(),
        });
    }
    Ok(chain.checked())
}

/// Which of two entries that do not fit was changed: this one if the next does not follow it either, else the one before.
fn accuse(written: &Written<'_>, seq: u64, hash: Hash) -> LedgerError {
    let followed = if seq == written.last {
        written.head == hash
    } else {
        super::read_entry(written.journal, seq + 1).is_ok_and(|next| next.prev == hash.to_string())
    };
    let (seq, what) = if followed && seq > 1 {
        (seq - 1, "the entry after it follows other bytes")
    } else {
        (seq, FOLLOWS_OTHERS)
    };
    LedgerError::Damaged {
        seq,
        what: what.to_owned(),
    }
}

/// Rebuilds every table from the journal beside the store, and compares them row by row.
///
/// # Errors
/// [`LedgerError::Damaged`] with the first table that differs.
pub fn check_tables(ledger: &Ledger, mut progress: Progress<'_>) -> Result<Checked, LedgerError> {
    let snapshot = ledger.snapshot()?;
    let beside = Database::builder()
        .set_cache_size(super::CACHE_BYTES)
        .create_with_backend(InMemoryBackend::new())?;
    let transaction = begin(&beside)?;
    let written = Written::of(&snapshot)?;
    let checked = replay(&transaction, &written, ledger.realm(), &mut progress)?;
    transaction.commit()?;
    let rebuilt = tables::read(&beside.begin_read()?)?;
    for ((definition, before), (_, after)) in snapshot.tables.all().into_iter().zip(rebuilt.all()) {
        let name = redb::TableHandle::name(&definition);
        let lasts = LASTING
            .iter()
            .any(|lasting| redb::TableHandle::name(lasting) == name);
        if !lasts && !same(before, after)? {
            return Err(LedgerError::Damaged {
                seq: 0,
                what: format!("table {name}"),
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
            (Some(_) | None, Some(_)) | (Some(_), None) => return Ok(false),
        }
    }
}

/// Replaces every table by what the journal says, in one transaction.
///
/// # Errors
/// If the engine fails or an entry is damaged; the tables then stay as they were.
pub fn rebuild(ledger: &Ledger, mut progress: Progress<'_>) -> Result<Checked, LedgerError> {
    let checked = renew(&ledger.database, ledger.realm(), &mut progress)?;
    // The last entry is the same, but the tables may be others: what was read of them before is forgotten.
    ledger.known.put(0, Known::default());
    Ok(checked)
}

/// The same for a store whose tables need not be of the present layout, and are afterwards. Nothing is changed before the
/// one commit at the end: whoever stops or kills it leaves the store as it was, and nobody reads half of it.
///
/// # Errors
/// If the engine fails or an entry is damaged; the tables then stay as they were.
pub(super) fn renew(
    database: &Database,
    realm: &Realm,
    progress: &mut Progress<'_>,
) -> Result<Checked, LedgerError> {
    // The write transaction begins before the journal is read: an act written in between would be lost by the rebuild.
    let transaction = begin(database)?;
    let reading = database.begin_read()?;
    let journal = reading.open_table(JOURNAL)?;
    let meta = reading.open_table(META)?;
    let written = Written {
        journal: &journal,
        last: tables::get_number(&meta, b"applied")?,
        head: head(&meta)?,
    };
    // By name, whatever they hold: an older release may have had others, or of another form.
    let derived: Vec<_> = transaction
        .list_tables()?
        .filter(|table| {
            let is = |lasting: &tables::Definition| {
                redb::TableHandle::name(lasting) == redb::TableHandle::name(table)
            };
            !LASTING.iter().any(is)
        })
        .collect();
    for table in derived {
        transaction.delete_table(table)?;
    }
    let checked = replay(&transaction, &written, realm, progress)?;
    {
        let mut meta = transaction.open_table(META)?;
        let layout = LAYOUT.to_be_bytes();
        meta.insert(b"layout".as_slice(), layout.as_slice())?;
    }
    transaction.commit()?;
    Ok(checked)
}

/// Applies every entry to the empty tables of a transaction.
fn replay(
    transaction: &redb::WriteTransaction,
    from: &Written<'_>,
    realm: &Realm,
    progress: &mut Progress<'_>,
) -> Result<Checked, LedgerError> {
    let opened = tables::write(transaction)?;
    let facts = Facts::load(&opened.register, 0)?;
    let start = (0, Hash::default());
    let mut batch = Batch::new(opened, facts.into(), realm.clone(), start);
    let checked = walk(from, progress, |entry, hash| {
        batch.apply(entry)?;
        batch.head = hash;
        batch.forget();
        Ok(())
    })?;
    batch.settle()?;
    Ok(checked)
}
