//! The tables of the one file. All map bytes to bytes, so that a reader and the writer share every line of code.

use redb::{ReadTransaction, ReadableTable, TableDefinition, WriteTransaction};

use super::error::LedgerError;

/// Bytes to bytes.
pub type Definition = TableDefinition<'static, &'static [u8], &'static [u8]>;
/// A table of a read transaction.
pub type ReadTable = redb::ReadOnlyTable<&'static [u8], &'static [u8]>;
/// A table of the write transaction.
pub type WriteTable<'txn> = redb::Table<'txn, &'static [u8], &'static [u8]>;

/// The journal: sequence number to the entry's bytes.
pub const JOURNAL: Definition = TableDefinition::new("journal");
/// Request keys: login and key to the entries that answered, and the payload's digest.
pub const REQUESTS: Definition = TableDefinition::new("requests");
/// Matters.
pub const MATTERS: Definition = TableDefinition::new("matters");
/// Every ordered list of [`super::keys::List`].
pub const INDEX: Definition = TableDefinition::new("index");
/// Every count of [`super::keys::Count`].
pub const COUNTERS: Definition = TableDefinition::new("counters");
/// The registers.
pub const REGISTER: Definition = TableDefinition::new("register");
/// The last number given, by kind and day, or by word and year.
pub const NUMBERS: Definition = TableDefinition::new("numbers");
/// Layout, applied sequence number, head hash, realm.
pub const META: Definition = TableDefinition::new("meta");
/// What is not derived from the journal: drafts, cursors, a sandbox's clock.
pub const LOCAL: Definition = TableDefinition::new("local");

/// Everything that is derived from the journal, and compared after a rebuild.
pub const DERIVED: [Definition; 6] = [REQUESTS, MATTERS, INDEX, COUNTERS, REGISTER, NUMBERS];
/// The open tables of one transaction.
#[expect(missing_docs, reason = "each field is the table of that name")]
pub struct Tables<T> {
    pub journal: T,
    pub requests: T,
    pub matters: T,
    pub index: T,
    pub counters: T,
    pub register: T,
    pub numbers: T,
    pub meta: T,
    pub local: T,
}

/// Every table of a transaction of either kind: the list stands once.
macro_rules! open_all {
    ($transaction:expr) => {
        Ok(Tables {
            journal: $transaction.open_table(JOURNAL)?,
            requests: $transaction.open_table(REQUESTS)?,
            matters: $transaction.open_table(MATTERS)?,
            index: $transaction.open_table(INDEX)?,
            counters: $transaction.open_table(COUNTERS)?,
            register: $transaction.open_table(REGISTER)?,
            numbers: $transaction.open_table(NUMBERS)?,
            meta: $transaction.open_table(META)?,
            local: $transaction.open_table(LOCAL)?,
        })
    };
}

/// Opens every table for reading.
///
/// # Errors
/// If the engine fails, or a table is missing.
pub fn read(transaction: &ReadTransaction) -> Result<Tables<ReadTable>, LedgerError> {
    open_all!(transaction)
}

/// Opens, or creates, every table for writing.
///
/// # Errors
/// If the engine fails.
pub fn write(transaction: &WriteTransaction) -> Result<Tables<WriteTable<'_>>, LedgerError> {
    open_all!(transaction)
}

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
