//! What the writer has read of the registers, decoded, kept from act to act: most acts ask for the same few records.
//!
//! It is right for the register of one state, and is empty again as soon as a record is written. Of an answer that is
//! not here nothing is known; what is here is what the table would say.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::law::world::Index;
use crate::domain::record::{Record, RecordKind};

use super::error::LedgerError;
use super::keys;
use super::register::{self, Also};
use super::tables::Rows;

/// The most answers of a sort that are kept; then all of them make room.
const LIMIT: usize = 1_024;
/// The most records of an answer that is kept: a large one is read anew.
const LONGEST: usize = 32;

/// Answers by the keys that they were read under.
#[derive(Debug)]
struct Kept<V>(RefCell<HashMap<Vec<u8>, V>>);

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<V: Clone> Kept<V> {
    /// The answer under a key, read if it is not here.
    fn or_read(
        &self,
        key: Vec<u8>,
        length: impl FnOnce(&V) -> usize,
        read: impl FnOnce() -> Result<V, LedgerError>,
    ) -> Result<V, LedgerError> {
        if let Some(known) = self.0.borrow().get(&key) {
            return Ok(known.clone());
        }
        let found = read()?;
        if length(&found) <= LONGEST {
            let mut kept = self.0.borrow_mut();
            if kept.len() >= LIMIT {
                kept.clear();
            }
            kept.insert(key, found.clone());
        }
        Ok(found)
    }
}

/// What was read so far.
#[derive(Debug, Default)]
pub struct Known {
    records: Kept<Option<Record>>,
    linked: Kept<Vec<Record>>,
}

impl Known {
    /// As [`register::find`].
    ///
    /// # Errors
    /// If the engine fails or the record is damaged.
    pub fn record(
        &self,
        table: &impl Rows,
        kind: RecordKind,
        name: &str,
    ) -> Result<Option<Record>, LedgerError> {
        self.records.or_read(
            register::key(kind, name),
            |_| 1,
            || register::find(table, kind, name),
        )
    }

    /// As [`register::linked`]; what is asked again and again is kept.
    ///
    /// # Errors
    /// If the engine fails or a record is damaged.
    pub fn linked(&self, table: &impl Rows, by: &Index) -> Result<Vec<Record>, LedgerError> {
        let key = match by {
            Index::People(party) => Also::PersonOf((*party).clone()).key(),
            Index::Blocks(on, since) => {
                keys::join(&[&Also::BlockOn((*on).clone()).key(), &keys::day(*since)])
            }
            Index::Systems(_)
            | Index::ItemCalled(_)
            | Index::Namesakes(_)
            | Index::Parties(_)
            | Index::ResourcesOn(_)
            | Index::Holders(_)
            | Index::Naming(_)
            | Index::Agreements(_)
            | Index::Listings(_)
            | Index::Pricings(_)
            | Index::ListingsOf(_)
            | Index::Items
            | Index::AgreementNumbered(_)
            | Index::ContractNumbered(_)
            | Index::FindingOn(..)
            | Index::WordHolder(_) => return register::linked(table, by),
        };
        let read = || register::linked(table, by);
        self.linked.or_read(key, Vec::len, read)
    }
}

/// Where it lies between two transactions, with the last entry of the state that it was read from: a register changes only
/// with an entry.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<(u64, Known)>);

impl Shelf {
    /// What is known of the state after an entry; nothing if what lies here is of another, as when somebody else wrote
    /// between a commit and what it put here. It is taken out: a transaction that fails leaves nothing behind.
    #[must_use]
    pub fn take(&self, seq: u64) -> Known {
        let mut lying = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, known) = std::mem::take(&mut *lying);
        if of == seq { known } else { Known::default() }
    }

    /// Puts what is known of the state after an entry.
    pub fn put(&self, seq: u64, known: Known) {
        let mut lying = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *lying = (seq, known);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at once")]
    use super::*;

    /// Something that was read of an empty register.
    fn known() -> Known {
        let known = Known::default();
        let read = || Ok(None);
        known.records.or_read(vec![1], |_| 1, read).unwrap();
        known
    }

    fn count(known: &Known) -> usize {
        known.records.0.borrow().len()
    }

    #[test]
    fn what_is_of_another_state_is_not_known_and_what_is_taken_is_gone() {
        let shelf = Shelf::default();
        shelf.put(7, known());
        assert_eq!(count(&shelf.take(7)), 1);
        assert_eq!(count(&shelf.take(7)), 0);
        shelf.put(7, known());
        assert_eq!(count(&shelf.take(8)), 0);
    }

    #[test]
    fn only_so_much_is_kept() {
        let known = known();
        for number in 0..3 * LIMIT {
            let key = number.to_be_bytes().to_vec();
            let read = || Ok(None);
            known.records.or_read(key, |_| 1, read).unwrap();
            assert!(count(&known) <= LIMIT);
        }
        let before = count(&known);
        let read = || Ok(None);
        known
            .records
            .or_read(vec![2], |_| LONGEST + 1, read)
            .unwrap();
        assert_eq!(count(&known), before);
    }
}
