//! Questions about the registers.

use crate::domain::build::room::{Room as PoolRoom, of_pool};
use crate::domain::law::clock::civil_date;
use crate::domain::law::naming::codes_of;
use crate::domain::record::{Record, RecordKind};
use crate::domain::register::{self, Affiliation};
use crate::ledger::error::LedgerError;
use crate::ledger::register::find;

use super::super::request::{Answer, Found};
use super::super::sight;
use super::Room;

impl Room<'_> {
    /// One record, if the actor may see it.
    pub(super) fn record(&self, kind: RecordKind, key: &str) -> Result<Answer, LedgerError> {
        let found = find(&self.snapshot.tables.register, kind, key)?;
        let seen = match found {
            Some(mut record) if self.viewer().may_look_at(&record)? => {
                sight::record(self.eyes()?, &mut record);
                let names = self.names_of(codes_of(&record))?;
                let affiliations = self.affiliations(&record)?;
                let room = self.room(&record)?;
                Some(Box::new(Found {
                    record,
                    names,
                    affiliations,
                    room,
                }))
            }
            Some(_) | None => None,
        };
        Ok(Answer::Record(seen))
    }

    /// With whom a party is associated, for those who see every holding that it follows from.
    fn affiliations(&self, of: &Record) -> Result<Option<Vec<Affiliation>>, LedgerError> {
        let Record::Party(party) = of else {
            return Ok(None);
        };
        if !self.actor.kind.sees_all() {
            return Ok(None);
        }
        let view = self.snapshot.view();
        let found = register::affiliations(&view, civil_date(self.now), party);
        view.settle()?;
        Ok(found)
    }

    /// How the pool stands today that a capacity is of.
    fn room(&self, of: &Record) -> Result<Option<Vec<PoolRoom>>, LedgerError> {
        let Record::Capacity(capacity) = of else {
            return Ok(None);
        };
        let view = self.snapshot.view();
        let found = of_pool(&view, &capacity.pool, civil_date(self.now));
        view.settle()?;
        Ok(found)
    }
}
