//! What people call what codes stand for, each looked up once for all rows of a window.

use std::collections::HashMap;

use crate::domain::law::code::{PartyCode, PersonCode};
use crate::domain::record::{Record, RecordKind};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

/// The names known so far.
pub(super) struct Names<'s> {
    snapshot: &'s Snapshot,
    known: HashMap<(RecordKind, String), String>,
}

impl<'s> Names<'s> {
    pub(super) fn new(snapshot: &'s Snapshot) -> Self {
        Self {
            snapshot,
            known: HashMap::new(),
        }
    }

    /// The name of a record, or its code if it has none.
    pub(super) fn of(&mut self, kind: RecordKind, code: &str) -> Result<String, LedgerError> {
        let key = (kind, code.to_owned());
        if let Some(name) = self.known.get(&key) {
            return Ok(name.clone());
        }
        let found = register::find(&self.snapshot.tables.register, kind, code)?;
        let name = found.as_ref().and_then(named);
        let name = name.unwrap_or_else(|| code.to_owned());
        self.known.insert(key, name.clone());
        Ok(name)
    }

    /// That of a party.
    pub(super) fn party(&mut self, code: &PartyCode) -> Result<String, LedgerError> {
        self.of(RecordKind::Party, code.as_str())
    }

    /// That of a person.
    pub(super) fn person(&mut self, code: &PersonCode) -> Result<String, LedgerError> {
        self.of(RecordKind::Person, code.as_str())
    }
}

/// What people call a record that others name.
fn named(record: &Record) -> Option<String> {
    match record {
        Record::Party(party) => Some(party.name.clone()),
        Record::Person(person) => Some(person.name.clone()),
        Record::Pool(pool) => Some(pool.name.clone()),
        Record::System(system) => Some(system.name.clone()),
        Record::Item(item) => Some(format!("{} {}", item.name, item.specification)),
        Record::Account(_)
        | Record::Contract(_)
        | Record::Exception(_)
        | Record::Block(_)
        | Record::Proposal(_)
        | Record::Notice(_)
        | Record::NoticeProposal(_)
        | Record::MeasuresChange(_)
        | Record::MeasuresGround(_)
        | Record::Holding(_)
        | Record::ArticleText(_) => None,
    }
}
