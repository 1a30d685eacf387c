//! Questions about the registers.

use crate::domain::record::RecordKind;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

use super::super::request::Answer;
use super::Room;

impl Room<'_> {
    /// One record, if the actor may see it.
    pub(super) fn record(&self, kind: RecordKind, key: &str) -> Result<Answer, LedgerError> {
        let found = register::find(&self.snapshot.tables.register, kind, key)?;
        let seen = match found {
            Some(record) if self.eyes().may_look_at(&record)? => Some(Box::new(record)),
            Some(_) | None => None,
        };
        Ok(Answer::Record(seen))
    }
}
