//! Questions about the registers.

use crate::domain::law::naming::codes_of;
use crate::domain::record::RecordKind;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

use super::super::request::{Answer, Found};
use super::super::sight;
use super::Room;

impl Room<'_> {
    /// One record, if the actor may see it.
    pub(super) fn record(&self, kind: RecordKind, key: &str) -> Result<Answer, LedgerError> {
        let found = register::find(&self.snapshot.tables.register, kind, key)?;
        let seen = match found {
            Some(mut record) if self.viewer().may_look_at(&record)? => {
                sight::record(self.eyes()?, &mut record);
                let names = self.names_of(codes_of(&record))?;
                Some(Box::new(Found { record, names }))
            }
            Some(_) | None => None,
        };
        Ok(Answer::Record(seen))
    }
}
