//! What can go wrong with the store.

use std::path::PathBuf;

/// Trouble with the ledger. None of it is a refusal: refusals are answers, these are failures.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another process has the file open.
    #[error("the store is in use by another process: {0}")]
    InUse(PathBuf),
    /// There is no store there.
    #[error("no store at {0}")]
    Missing(PathBuf),
    /// The file was replaced or removed while it was open.
    #[error("the store was replaced or removed while it was open: {0}")]
    Replaced(PathBuf),
    /// There is one already.
    #[error("there is a store already at {0}")]
    Exists(PathBuf),
    /// A newer release wrote something this one does not know.
    #[error("entry {seq} was written by a newer release: {what}")]
    NewerRelease {
        /// The entry.
        seq: u64,
        /// The unknown type, version or layout.
        what: String,
    },
    /// What is stored is not what was written.
    #[error("entry {seq} is damaged: {what}")]
    Damaged {
        /// The entry; 0 for the tables.
        seq: u64,
        /// What does not hold.
        what: String,
    },
    /// The person stopped it.
    #[error("stopped")]
    Stopped,
    /// The storage engine failed.
    #[error("storage: {0}")]
    Storage(String),
    /// The file system failed.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
}

macro_rules! from_engine {
    ($($kind:ty),*) => {
        $(impl From<$kind> for LedgerError {
            fn from(error: $kind) -> Self {
                Self::Storage(error.to_string())
            }
        })*
    };
}

from_engine!(
    redb::Error,
    redb::StorageError,
    redb::TableError,
    redb::TransactionError,
    redb::CommitError,
    redb::DatabaseError,
    redb::CompactionError,
    redb::SetDurabilityError
);

impl From<postcard::Error> for LedgerError {
    fn from(error: postcard::Error) -> Self {
        Self::Damaged {
            seq: 0,
            what: error.to_string(),
        }
    }
}
