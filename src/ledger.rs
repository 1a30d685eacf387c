//! The truth: a hash-chained journal and the tables derived from it, in one redb file owned by one process.
//!
//! Only this room and the hub know how facts are kept. Everything is written by one [`batch::Batch`] at a time, and read
//! from consistent [`Snapshot`]s.
#![deny(clippy::wildcard_enum_match_arm)]

pub mod batch;
pub mod copy;
pub mod entry;
pub mod error;
pub mod facts;
pub mod index;
pub mod keys;
pub mod known;
pub mod nascent;
pub mod older;
pub mod register;
pub mod replica;
pub mod row;
pub mod tables;
pub mod verify;
pub mod view;

use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use redb::{Database, ReadableDatabase};

use crate::domain::law::apply::{Stamp, apply};
use crate::domain::law::duty::Duty;
use crate::domain::law::matter::{Matter, MatterId, Past};

use batch::Batch;
use entry::{Entry, Hash, Realm};
use error::LedgerError;
use facts::Facts;
use known::Shelf;
use nascent::Nascent;
use tables::{ReadTable, Rows, Tables, Value, get_number};
use verify::Progress;
use view::View;

/// The layout of the tables. Another one means a rebuild from the journal.
pub const LAYOUT: u64 = 16;
/// The store's file inside its folder.
pub const FILE_NAME: &str = "ledger.redb";
/// How much of the file is kept in memory; the engine's own default is a gigabyte.
pub const CACHE_BYTES: usize = 32 << 20;

/// The ledger: the one owner of its file.
pub struct Ledger {
    database: Database,
    realm: Realm,
    facts: Mutex<Arc<Facts>>,
    /// What the writer has read of the registers.
    known: Shelf,
    /// Where the file was opened, and which file it was; none if it is in memory, or has no name yet.
    place: Option<Place>,
}

/// A file by its name and by what it is.
struct Place {
    path: PathBuf,
    device: u64,
    inode: u64,
}

impl Place {
    fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path).ok()?;
        Some(Self {
            path: path.to_owned(),
            device: found.dev(),
            inode: found.ino(),
        })
    }

    /// Whether the name still leads to the file: what is written to one that was replaced is lost to everybody else.
    fn is_there(&self) -> bool {
        Self::of(&self.path).is_some_and(|now| (now.device, now.inode) == (self.device, self.inode))
    }
}

/// A consistent state to read from.
pub struct Snapshot {
    /// The tables.
    pub tables: Tables<ReadTable>,
    /// The facts of the same state.
    pub facts: Arc<Facts>,
}

impl Snapshot {
    /// The world of this state.
    #[must_use]
    pub fn view(&self) -> View<'_, ReadTable> {
        View::new(&self.tables, &self.facts, None)
    }

    /// The number of the last entry.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn seq(&self) -> Result<u64, LedgerError> {
        get_number(&self.tables.meta, b"applied")
    }

    /// The hash of the last entry.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn head(&self) -> Result<Hash, LedgerError> {
        head(&self.tables.meta)
    }

    /// An entry.
    ///
    /// # Errors
    /// If it is not there, or damaged.
    pub fn entry(&self, seq: u64) -> Result<Entry, LedgerError> {
        read_entry(&self.tables.journal, seq)
    }

    /// The line of an entry.
    ///
    /// # Errors
    /// If it is not there.
    pub fn line(&self, seq: u64) -> Result<Value, LedgerError> {
        let line = self.tables.journal.get(seq.to_be_bytes().as_slice())?;
        line.ok_or_else(|| missing(seq))
    }

    /// The lines of the journal from one entry to another, each with its number: for whoever reads one after the other, so
    /// that none has to be looked up.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn lines(
        &self,
        numbers: RangeInclusive<u64>,
        backwards: bool,
    ) -> Result<Lines, LedgerError> {
        if numbers.is_empty() {
            return Ok(Box::new(std::iter::empty()));
        }
        let (from, to) = (numbers.start().to_be_bytes(), numbers.end().to_be_bytes());
        let rows = self.tables.journal.range(from.as_slice()..=to.as_slice())?;
        let read = |row: Result<(Value, Value), redb::StorageError>| {
            let (key, line) = row?;
            let seq = key.value().try_into().map_or(0, u64::from_be_bytes);
            Ok((seq, line))
        };
        Ok(if backwards {
            Box::new(rows.rev().map(read))
        } else {
            Box::new(rows.map(read))
        })
    }
}

/// Lines of the journal, each with the number of its entry.
pub type Lines = Box<dyn Iterator<Item = Result<(u64, Value), LedgerError>>>;

impl Snapshot {
    /// What is over on a matter, in order, each with the number of the entry that ended it.
    ///
    /// # Errors
    /// If the engine fails, or a row is damaged.
    pub fn past(&self, id: MatterId) -> Result<Vec<(u64, Past)>, LedgerError> {
        row::past(&self.tables.history, id)
    }

    /// A matter as it stood by an entry of its own, with the duties that were over then: its entries are applied again.
    /// None if it was not there yet.
    ///
    /// # Errors
    /// If the engine fails, or an entry is damaged.
    pub fn stood(&self, id: MatterId, by: u64) -> Result<Option<(Matter, Vec<Duty>)>, LedgerError> {
        let mut entries = self.entries_of(id, by, usize::MAX)?;
        entries.reverse();
        let (mut stood, mut ended) = (None::<Matter>, Vec::new());
        for seq in entries {
            let entry = self.entry(seq)?;
            let stamp = Stamp {
                at: entry.time.into(),
                by: entry.actor.person.clone(),
            };
            let Some(applied) = apply(&entry.event, stood.as_ref(), &stamp) else {
                return Err(LedgerError::Damaged {
                    seq,
                    what: format!("{id} is not there, or not of that kind"),
                });
            };
            ended.extend(applied.past.into_iter().filter_map(|past| match past {
                Past::Duty(duty) => Some(duty),
                Past::Paper(_) | Past::Signed(..) => None,
            }));
            stood = Some(applied.after);
        }
        Ok(stood.map(|matter| {
            ended.extend(matter.head.undetermined.iter().cloned());
            (matter, ended)
        }))
    }

    /// The newest entries of a matter up to one of them, newest first.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn entries_of(
        &self,
        id: MatterId,
        newest: u64,
        limit: usize,
    ) -> Result<Vec<u64>, LedgerError> {
        let (from, to) = (keys::history(id, 0), keys::history(id, newest));
        let mut entries = Vec::new();
        for row in self
            .tables
            .history
            .range(from.as_slice()..=to.as_slice())?
            .rev()
        {
            if entries.len() == limit {
                break;
            }
            let (key, _) = row?;
            entries.extend(keys::read_history(key.value()));
        }
        Ok(entries)
    }
}

/// Where the store's file lies in a folder.
#[must_use]
pub fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

impl Ledger {
    /// Creates an empty store in a folder, readable by its owner only.
    ///
    /// # Errors
    /// If there is one already, or the folder cannot be written.
    pub fn create(folder: &Path, realm: &Realm) -> Result<Self, LedgerError> {
        let (ledger, nascent) = Self::begin(folder, realm)?;
        nascent.appear()?;
        Ok(ledger)
    }

    /// Begins a store that stands in its folder only once it has appeared: whoever fills one first leaves no half of it
    /// behind, whatever stops them.
    ///
    /// # Errors
    /// If there is one already, or the folder cannot be written.
    pub fn begin(folder: &Path, realm: &Realm) -> Result<(Self, Nascent), LedgerError> {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|source| LedgerError::File {
                path: folder.to_owned(),
                source,
            })?;
        let (database, nascent) = Nascent::database(&file_in(folder))?;
        Ok((Self::founded(database, realm)?, nascent))
    }

    /// A store on any backend: memory, or one that fails on purpose.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn create_on(
        backend: impl redb::StorageBackend,
        realm: &Realm,
    ) -> Result<Self, LedgerError> {
        let database = Database::builder()
            .set_cache_size(CACHE_BYTES)
            .create_with_backend(backend)?;
        Self::founded(database, realm)
    }

    fn founded(database: Database, realm: &Realm) -> Result<Self, LedgerError> {
        let transaction = begin(&database)?;
        {
            let mut tables = tables::write(&transaction)?;
            if get_number(&tables.meta, b"layout")? == 0 {
                let layout = LAYOUT.to_be_bytes();
                tables
                    .meta
                    .insert(b"layout".as_slice(), layout.as_slice())?;
                let realm = postcard::to_allocvec(realm)?;
                tables.meta.insert(b"realm".as_slice(), realm.as_slice())?;
            }
        }
        transaction.commit()?;
        Self::opened(database, &mut |_, _| true)
    }

    /// Opens the store in a folder. Tables that an older release laid out are first rebuilt.
    ///
    /// # Errors
    /// If there is none, another process has it, or a newer release laid it out.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        Self::open_telling(folder, &mut |_, _| true)
    }

    /// The same; a rebuild says how far it is and can be stopped, which leaves the store as it was.
    ///
    /// # Errors
    /// As [`Self::open`], and [`LedgerError::Stopped`].
    pub fn open_telling(folder: &Path, progress: Progress<'_>) -> Result<Self, LedgerError> {
        let path = file_in(folder);
        match path.metadata() {
            Ok(found) if found.is_file() => {}
            // A store that may not be looked at is not taken for none: somebody would found another.
            Err(source) if source.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(LedgerError::File { path, source });
            }
            _ => return Err(LedgerError::Missing(path)),
        }
        let database = Database::builder()
            .set_cache_size(CACHE_BYTES)
            .open(&path)
            .map_err(|error| opening(error, &path))?;
        Ok(Self {
            place: Place::of(&path),
            ..Self::opened(database, progress)?
        })
    }

    fn opened(database: Database, mut progress: Progress<'_>) -> Result<Self, LedgerError> {
        let meta = database.begin_read()?.open_table(tables::META)?;
        let layout = get_number(&meta, b"layout")?;
        let damaged = |what: &str| LedgerError::Damaged {
            seq: 0,
            what: what.to_owned(),
        };
        let realm = tables::get(&meta, b"realm")?.ok_or_else(|| damaged("realm"))?;
        match layout.cmp(&LAYOUT) {
            Ordering::Equal => {}
            Ordering::Less if layout > 0 => {
                verify::renew(&database, &realm, &mut progress)?;
            }
            Ordering::Less => return Err(damaged("layout")),
            Ordering::Greater => {
                return Err(LedgerError::NewerRelease {
                    seq: 0,
                    what: format!("layout {layout}"),
                });
            }
        }
        let tables = tables::read(&database.begin_read()?)?;
        let as_of = get_number(&tables.meta, b"facts")?;
        let facts = Arc::new(Facts::load(&tables.register, as_of)?);
        Ok(Self {
            database,
            realm,
            facts: Mutex::new(facts),
            known: Shelf::default(),
            place: None,
        })
    }

    /// Whose world it is.
    #[must_use]
    pub fn realm(&self) -> &Realm {
        &self.realm
    }

    /// A consistent state to read from.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn snapshot(&self) -> Result<Snapshot, LedgerError> {
        let tables = tables::read(&self.database.begin_read()?)?;
        let as_of = get_number(&tables.meta, b"facts")?;
        let mut known = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        if known.as_of != as_of {
            *known = Arc::new(Facts::load(&tables.register, as_of)?);
        }
        let facts = Arc::clone(&known);
        drop(known);
        Ok(Snapshot { tables, facts })
    }

    /// Runs one write transaction. It is committed, durably, if `work` succeeds, and leaves no trace otherwise.
    ///
    /// # Errors
    /// What `work` returns, or a failure of the engine. After a failed commit nothing of the batch may be believed.
    pub fn write<R>(
        &self,
        work: impl FnOnce(&mut Batch<'_>) -> Result<R, LedgerError>,
    ) -> Result<R, LedgerError> {
        if let Some(place) = self.place.as_ref().filter(|place| !place.is_there()) {
            return Err(LedgerError::Replaced(place.path.clone()));
        }
        let transaction = begin(&self.database)?;
        let (result, seq, known) = {
            let tables = tables::write(&transaction)?;
            let facts = {
                let known = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
                Arc::clone(&known)
            };
            let as_of = get_number(&tables.meta, b"facts")?;
            let facts = if facts.as_of == as_of {
                facts
            } else {
                Arc::new(Facts::load(&tables.register, as_of)?)
            };
            let at = (get_number(&tables.meta, b"applied")?, head(&tables.meta)?);
            let mut batch = Batch::new(tables, facts, self.realm.clone(), at);
            batch.known = self.known.take(at.0);
            let result = work(&mut batch)?;
            if !batch.written {
                // Refusals and questions need no disk; dropping the transaction ends it.
                self.known.put(batch.seq, batch.known);
                return Ok(result);
            }
            batch.settle()?;
            (result, batch.seq, batch.known)
        };
        transaction.commit()?;
        self.known.put(seq, known);
        Ok(result)
    }
}

/// Two phases, so that a torn write is never taken for a commit; quick repair, so that opening after a crash costs
/// milliseconds whatever the size.
fn begin(database: &Database) -> Result<redb::WriteTransaction, LedgerError> {
    let mut transaction = database.begin_write()?;
    transaction.set_two_phase_commit(true);
    transaction.set_quick_repair(true);
    Ok(transaction)
}

fn opening(error: redb::DatabaseError, path: &Path) -> LedgerError {
    let path = path.to_owned();
    if let redb::DatabaseError::DatabaseAlreadyOpen = error {
        LedgerError::InUse(path)
    } else if let redb::DatabaseError::Storage(redb::StorageError::Io(source)) = error {
        LedgerError::File { path, source }
    } else {
        error.into()
    }
}

fn head(meta: &impl Rows) -> Result<Hash, LedgerError> {
    Ok(meta
        .get(b"head".as_slice())?
        .and_then(|bytes| bytes.value().try_into().ok().map(Hash))
        .unwrap_or_default())
}

/// The bytes of an entry, as they were hashed.
///
/// # Errors
/// If it is not there.
pub fn entry_bytes(journal: &impl Rows, seq: u64) -> Result<Vec<u8>, LedgerError> {
    journal
        .get(seq.to_be_bytes().as_slice())?
        .map(|bytes| bytes.value().to_vec())
        .ok_or_else(|| missing(seq))
}

fn missing(seq: u64) -> LedgerError {
    LedgerError::Damaged {
        seq,
        what: "missing".to_owned(),
    }
}

/// An entry.
///
/// # Errors
/// If it is not there, or damaged.
pub fn read_entry(journal: &impl Rows, seq: u64) -> Result<Entry, LedgerError> {
    Entry::from_bytes(seq, &entry_bytes(journal, seq)?)
}
