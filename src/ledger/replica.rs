//! A store made from the journal's own lines, as a hub gives them out: for a backup while somebody else keeps the file.

use std::path::Path;

use redb::Database;

use super::batch::Batch;
use super::entry::Realm;
use super::error::LedgerError;
use super::facts::Facts;
use super::nascent::Nascent;
use super::verify::{Chain, Checked};
use super::{Ledger, begin, tables};

/// A store that grows line by line, and stands under its name only once it is whole. Drafts and a sandbox's clock are in
/// no journal, and so not in it.
pub struct Replica {
    ledger: Ledger,
    nascent: Nascent,
    chain: Chain,
}

impl Replica {
    /// An empty one that will stand at `path`.
    ///
    /// # Errors
    /// If there is something already, or the folder cannot be written.
    pub fn begin(path: &Path, realm: &Realm) -> Result<Self, LedgerError> {
        let (database, nascent): (Database, Nascent) = Nascent::database(path)?;
        Ok(Self {
            ledger: Ledger::founded(database, realm)?,
            nascent,
            chain: Chain::default(),
        })
    }

    /// Adds the next lines, checked as they come.
    ///
    /// # Errors
    /// If a line does not follow the one before it, or the engine fails; nothing then stays behind.
    pub fn add(&mut self, lines: &[String]) -> Result<(), LedgerError> {
        let transaction = begin(&self.ledger.database)?;
        let opened = tables::write(&transaction)?;
        let facts = Facts::load(
            &opened.register,
            tables::get_number(&opened.meta, b"facts")?,
        )?;
        let realm = self.ledger.realm().clone();
        let at = (self.chain.entries(), self.chain.head());
        let mut batch = Batch::new(opened, facts.into(), realm, at);
        for line in lines {
            let entry = self.chain.add(line.as_bytes())?;
            batch
                .tables
                .journal
                .insert(entry.seq.to_be_bytes().as_slice(), line.as_bytes())?;
            batch.head = self.chain.head();
            batch.apply(&entry)?;
            batch.forget();
        }
        batch.settle()?;
        drop(batch);
        transaction.commit()?;
        Ok(())
    }

    /// Gives it its name; what it holds.
    ///
    /// # Errors
    /// If something took the name meanwhile, or the folder cannot be written.
    pub fn finish(self) -> Result<Checked, LedgerError> {
        drop(self.ledger);
        self.nascent.appear()?;
        Ok(self.chain.checked())
    }
}
