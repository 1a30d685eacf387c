//! What people call what codes stand for, each looked up once for all that is answered.

use std::collections::HashMap;

use crate::domain::law::code::{Code, PartyCode};
use crate::domain::law::naming::{Names, called, register_of, shortly};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

use super::cell::{Cell, Sentence, SentenceOf};

/// The names known so far; none of what is not registered.
pub struct NameBook<'s> {
    snapshot: &'s Snapshot,
    known: HashMap<Code, Option<Name>>,
}

/// What something is called, and where there is little room.
#[derive(Clone)]
struct Name {
    whole: String,
    short: Option<String>,
}

impl<'s> NameBook<'s> {
    /// A book in which nothing was looked up yet.
    #[must_use]
    pub fn new(snapshot: &'s Snapshot) -> Self {
        Self {
            snapshot,
            known: HashMap::new(),
        }
    }

    fn find(&mut self, code: &Code) -> Result<Option<Name>, LedgerError> {
        if let Some(name) = self.known.get(code) {
            return Ok(name.clone());
        }
        let table = &self.snapshot.tables.register;
        let found = register::find(table, register_of(code), code.as_str())?;
        let name = found.as_ref().and_then(|record| {
            let (whole, short) = (called(record)?, shortly(record).map(str::to_owned));
            Some(Name { whole, short })
        });
        self.known.insert(code.clone(), name.clone());
        Ok(name)
    }

    /// The name of what a code stands for, or the code if it has none.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn call(&mut self, code: impl Into<Code>) -> Result<String, LedgerError> {
        let code = code.into();
        let name = self.find(&code)?;
        Ok(name.map_or_else(|| code.as_str().to_owned(), |name| name.whole))
    }

    /// The short name of a party, if it has one.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn shortly(&mut self, code: &PartyCode) -> Result<Option<String>, LedgerError> {
        Ok(self.find(&code.into())?.and_then(|name| name.short))
    }

    /// The cell of a party, which is called as there is room.
    pub(super) fn party(&mut self, code: &PartyCode) -> Result<Cell, LedgerError> {
        let (name, short) = (self.call(code)?, self.shortly(code)?);
        Ok(Cell::party(&name, short))
    }

    /// The names of all these.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn names(&mut self, codes: impl IntoIterator<Item = Code>) -> Result<Names, LedgerError> {
        let mut names = Names::default();
        for code in codes {
            if let Some(name) = self.find(&code)? {
                names.put(code, name.whole);
            }
        }
        Ok(names)
    }

    /// The cell of a sentence, with the names of all that it speaks of.
    pub(super) fn sentence(&mut self, of: SentenceOf) -> Result<Cell, LedgerError> {
        let names = self.names(of.codes())?;
        Ok(Cell::Sentence(Box::new(Sentence { of, names })))
    }
}
