//! The tables of the one file. All map bytes to bytes, so that a reader and the writer share every line of code.

use redb::{ReadTransaction, ReadableTable, TableDefinition, WriteTransaction};

use super::error::LedgerError;

/// Bytes to bytes.
pub type Definition = TableDefinition<'static, &'static [u8], &'static [u8]>;
/// A table of a read transaction.
pub type ReadTable = redb::ReadOnlyTable<&'static [u8], &'static [u8]>;
/// A value of a read transaction, where it stands in the file's pages.
pub type Value = redb::AccessGuard<'static, &'static [u8]>;
/// A table of the write transaction.
pub type WriteTable<'txn> = redb::Table<'txn, &'static [u8], &'static [u8]>;

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident $constant:ident = $word:literal;)+) => {
        $(
            $(#[$doc])*
            pub const $constant: Definition = TableDefinition::new($word);
        )+

        /// The open tables of one transaction.
        pub struct Tables<T> {
            $($(#[$doc])* pub $name: T),+
        }

        impl<T> Tables<T> {
            /// Every table with its definition, in one order for every transaction.
            pub fn all(&self) -> [(Definition, &T); [$($word),+].len()] {
                [$(($constant, &self.$name)),+]
            }

            /// The table of a definition.
            pub fn of(&mut self, definition: Definition) -> Option<&mut T> {
                use redb::TableHandle;
                match definition.name() {
                    $($word => Some(&mut self.$name),)+
                    _ => None,
                }
            }
        }

        /// Opens every table for reading.
        ///
        /// # Errors
        /// If the engine fails, or a table is missing.
        pub fn read(transaction: &ReadTransaction) -> Result<Tables<ReadTable>, LedgerError> {
            Ok(Tables { $($name: transaction.open_table($constant)?),+ })
        }

        /// Opens, or creates, every table for writing.
        ///
        /// # Errors
        /// If the engine fails.
        pub fn write(transaction: &WriteTransaction) -> Result<Tables<WriteTable<'_>>, LedgerError> {
            Ok(Tables { $($name: transaction.open_table($constant)?),+ })
        }
    };
}

tables! {
    /// The journal: sequence number to the entry's bytes.
    journal JOURNAL = "journal";
    /// Request keys: person and key to the entries that answered.
    requests REQUESTS = "requests";
    /// Matters as they stand: head and body.
    matters MATTERS = "matters";
    /// What is over on a matter: its entries, the duties that ended, the papers that went out.
    history HISTORY = "history";
    /// Every ordered list of [`super::keys::List`].
    index INDEX = "index";
    /// Every number of [`super::keys::Count`]: sums over matters, and the last number that a series gave.
    counters COUNTERS = "counters";
    /// The registers.
    register REGISTER = "register";
    /// Layout, applied sequence number, head hash, realm.
    meta META = "meta";
    /// What is not derived from the journal: drafts, marks, a sandbox's clock.
    local LOCAL = "local";
}

/// The tables that are not derived from the journal, and outlive a layout: their form never changes.
pub const LASTING: [Definition; 3] = [JOURNAL, META, LOCAL];

/// Everything that is derived from the journal, and compared after a rebuild.
pub const DERIVED: [Definition; 6] = [REQUESTS, MATTERS, HISTORY, INDEX, COUNTERS, REGISTER];

/// A table that can be read.
pub trait Rows: ReadableTable<&'static [u8], &'static [u8]> {}
impl<T: ReadableTable<&'static [u8], &'static [u8]>> Rows for T {}

/// A value, decoded.
///
/// # Errors
/// If the engine fails or the bytes are damaged.
pub fn get<V: serde::de::DeserializeOwned>(
    table: &impl Rows,
    key: &[u8],
) -> Result<Option<V>, LedgerError> {
    table
        .get(key)?
        .map(|bytes| Ok(postcard::from_bytes(bytes.value())?))
        .transpose()
}

/// A number of eight bytes; 0 if there is none.
///
/// # Errors
/// If the engine fails.
pub fn get_number(table: &impl Rows, key: &[u8]) -> Result<u64, LedgerError> {
    Ok(table
        .get(key)?
        .and_then(|bytes| bytes.value().try_into().ok().map(u64::from_be_bytes))
        .unwrap_or(0))
}
