//! What people call what codes stand for, each looked up once for all that is answered.

use std::collections::HashMap;

use crate::domain::law::code::Code;
use crate::domain::law::naming::{Names, called, register_of};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

use super::cell::{Cell, Sentence, SentenceOf};

/// The names known so far; none of what is not registered.
pub struct NameBook<'s> {
    snapshot: &'s Snapshot,
    known: HashMap<Code, Option<String>>,
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

    fn find(&mut self, code: &Code) -> Result<Option<String>, LedgerError> {
        if let Some(name) = self.known.get(code) {
            return Ok(name.clone());
        }
        let table = &self.snapshot.tables.register;
        let found = register::find(table, register_of(code), code.as_str())?;
        let name = found.as_ref().and_then(called);
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
        Ok(name.unwrap_or_else(|| code.as_str().to_owned()))
    }

    /// The names of all these.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn names(&mut self, codes: impl IntoIterator<Item = Code>) -> Result<Names, LedgerError> {
        let mut names = Names::default();
        for code in codes {
            if let Some(name) = self.find(&code)? {
                names.put(code, name);
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
