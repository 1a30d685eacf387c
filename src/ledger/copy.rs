//! Copies: a backup, and later a fork, is every row under one read transaction; the writer never pauses.

use std::io::Write;
use std::path::Path;

use redb::{Database, ReadableTable};

use super::error::LedgerError;
use super::nascent::Nascent;
use super::tables;
use super::verify::Progress;
use super::{Snapshot, begin};

/// How many rows a copy writes in one transaction of the copy.
const CHUNK: u64 = 20_000;

/// Copies a consistent state into a new file, which appears under its name only when it is whole.
///
/// # Errors
/// If the file exists, cannot be written, or the person stops it; no part of it stays behind.
pub fn backup(snapshot: &Snapshot, to: &Path, progress: Progress<'_>) -> Result<u64, LedgerError> {
    let (database, nascent) = Nascent::database(to)?;
    let rows = copy_rows(snapshot, &database, progress)?;
    drop(database);
    nascent.appear()?;
    Ok(rows)
}

fn copy_rows(
    snapshot: &Snapshot,
    database: &Database,
    progress: Progress<'_>,
) -> Result<u64, LedgerError> {
    let sources = snapshot.tables.all();
    let mut of = 0;
    for (_, source) in &sources {
        of += redb::ReadableTableMetadata::len(*source)?;
    }
    let mut done = 0;
    for (definition, source) in sources {
        let mut rows = source.iter()?;
        loop {
            let transaction = begin(database)?;
            let mut copied = 0;
            {
                let mut opened = tables::write(&transaction)?;
                if let Some(target) = opened.of(definition) {
                    for row in rows.by_ref().take(usize::try_from(CHUNK).unwrap_or(1)) {
                        let (key, value) = row?;
                        target.insert(key.value(), value.value())?;
                        copied += 1;
                    }
                }
            }
            transaction.commit()?;
            done += copied;
            if !progress(done, of) {
                return Err(LedgerError::Stopped);
            }
            if copied < CHUNK {
                break;
            }
        }
    }
    Ok(done)
}

/// Writes the journal's bytes, one entry a line: exactly what was hashed.
///
/// # Errors
/// If writing fails, or the person stops it.
pub fn export_journal(
    snapshot: &Snapshot,
    out: &mut dyn Write,
    progress: Progress<'_>,
) -> Result<u64, LedgerError> {
    let last = snapshot.seq()?;
    let mut done = 0;
    for row in snapshot.tables.journal.iter()? {
        let (_, bytes) = row?;
        out.write_all(bytes.value())
            .and_then(|()| out.write_all(b"\n"))
            .map_err(|source| LedgerError::File {
                path: "-".into(),
                source,
            })?;
        done += 1;
        if done % CHUNK == 0 && !progress(done, last) {
            return Err(LedgerError::Stopped);
        }
    }
    Ok(done)
}
