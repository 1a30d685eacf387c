//! The writer's open transaction: decide, append, apply, many times, then commit once or not at all.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::apply::{Stamp, apply};
use crate::domain::code::{PartyCode, PersonCode};
use crate::domain::command::Command;
use crate::domain::decide::decide;
use crate::domain::event::Event;
use crate::domain::matter::{Matter, MatterId};
use crate::domain::paper::PaperNumber;
use crate::domain::party::Actor;
use crate::domain::refusal::Refusal;

use super::entry::{Entry, Hash, RULE_SET, Realm, Signature};
use super::error::LedgerError;
use super::facts::Facts;
use super::index::{self, CountChanges};
use super::keys;
use super::register;
use super::tables::{Tables, WriteTable, get, get_number};
use super::view::{View, matter_number, paper_number};

/// One act as it comes to the writer.
#[derive(Debug, Clone)]
pub struct Act {
    /// Who.
    pub actor: Actor,
    /// The request key; the same key never acts twice.
    pub key: String,
    /// The version of the matter that was looked at.
    pub expected: Option<u32>,
    /// What.
    pub command: Command,
}

/// What an act came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The request key.
    pub key: String,
    /// The first entry.
    pub first: u64,
    /// The last entry.
    pub last: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// The matter it opened or moved.
    pub matter: Option<MatterId>,
    /// The version of the matter afterwards.
    pub version: Option<u32>,
    /// The papers that went out.
    pub papers: Vec<PaperNumber>,
}

impl Receipt {
    /// The receipt of entries from `first` on, none of them added yet.
    fn new(key: &str, first: u64) -> Self {
        Self {
            key: key.to_owned(),
            first,
            last: first,
            at: DateTime::UNIX_EPOCH,
            matter: None,
            version: None,
            papers: Vec::new(),
        }
    }

    /// Adds the next entry: as it was made for the first answer, as it was read back for a repeated one. Both are the
    /// same, because what is written is what was made.
    fn add(&mut self, entry: &Entry) {
        self.last = entry.seq;
        self.at = entry.time;
        let (id, version, papers) = match &entry.event {
            Event::ApplicationSubmitted { matter } | Event::EmergencyApplied { matter } => {
                (Some(matter.id), matter.version, &[][..])
            }
            event => event.step().map_or((None, 0, &[][..]), |step| {
                (Some(step.matter), step.version, &step.papers[..])
            }),
        };
        if self.matter.is_none() && id.is_some() {
            self.matter = id;
        }
        if self.matter == id && id.is_some() {
            self.version = Some(version);
        }
        self.papers
            .extend(papers.iter().map(|paper| paper.number.clone()));
    }
}

/// How an act ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It was done now.
    Done(Receipt),
    /// It had been done before with the same key.
    Before(Receipt),
    /// A rule stands against it.
    Refused(Refusal),
    /// The key was used for something else.
    KeyReused,
}

/// What a request key answered, as the table keeps it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) digest: String,
}

/// A matter that was written, and the parties that may hear of it beside those who see all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The matter.
    pub matter: MatterId,
    /// The unit that it belongs to.
    pub unit: PartyCode,
    /// Who delivers.
    pub operator: PartyCode,
}

/// The open write transaction.
pub struct Batch<'txn> {
    pub(super) tables: Tables<WriteTable<'txn>>,
    pub(super) facts: Arc<Facts>,
    pub(super) head: Hash,
    pub(super) seq: u64,
    pub(super) realm: Realm,
    pub(super) changes: CountChanges,
    /// The matters written so far, and whom they concern.
    pub touched: Vec<Touch>,
    /// Whether a register changed.
    pub registers_touched: bool,
    /// Whether there is anything to commit.
    pub(super) written: bool,
}

impl<'txn> Batch<'txn> {
    /// The number of the last entry.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The facts as this transaction has them.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The tables, for reading.
    #[must_use]
    pub fn tables(&self) -> &Tables<WriteTable<'txn>> {
        &self.tables
    }

    /// The table of what is not derived from the journal.
    pub fn local(&mut self) -> &mut WriteTable<'txn> {
        self.written = true;
        &mut self.tables.local
    }

    /// The world as this transaction has it.
    #[must_use]
    pub fn view(&self) -> View<'_, WriteTable<'txn>> {
        View::new(&self.tables, &self.facts)
    }

    /// Decides, appends and applies one act. Of `now` the milliseconds count.
    ///
    /// # Errors
    /// A failure of the store; the whole transaction must then be dropped.
    pub fn act(&mut self, act: &Act, now: DateTime<Utc>) -> Result<Ended, LedgerError> {
        let now = now.trunc_subsecs(3);
        let digest = request_digest(&act.command)?;
        let request = request_key(&act.actor.person, &act.key);
        if let Some(answered) = get::<Answered>(&self.tables.requests, &request)? {
            return if answered.digest == digest {
                receipt(
                    &self.tables.journal,
                    &act.key,
                    answered.first,
                    answered.last,
                )
                .map(Ended::Before)
            } else {
                Ok(Ended::KeyReused)
            };
        }
        let view = self.view();
        let decided = decide(&view, &act.actor, now, &act.command, act.expected);
        view.settle()?;
        let events = match decided {
            Ok(events) => events,
            Err(refusal) => return Ok(Ended::Refused(refusal)),
        };
        let signature = Signature {
            person: act.actor.person.clone(),
            party: act.actor.party.clone(),
            account: act.actor.login.clone(),
        };
        let mut receipt = Receipt::new(&act.key, self.seq + 1);
        for event in events {
            let entry = self.append(event, signature.clone(), &act.key, &digest, now)?;
            receipt.add(&entry);
        }
        Ok(Ended::Done(receipt))
    }

    fn append(
        &mut self,
        event: Event,
        actor: Signature,
        key: &str,
        digest: &str,
        now: DateTime<Utc>,
    ) -> Result<Entry, LedgerError> {
        let entry = Entry {
            seq: self.seq + 1,
            time: now,
            actor,
            realm: self.realm.clone(),
            key: key.to_owned(),
            digest: digest.to_owned(),
            rules: RULE_SET.to_owned(),
            event,
            prev: self.head.to_string(),
        };
        let bytes = entry.to_bytes()?;
        self.tables
            .journal
            .insert(entry.seq.to_be_bytes().as_slice(), bytes.as_slice())?;
        self.head = Hash::of(&bytes);
        self.apply(&entry)?;
        Ok(entry)
    }

    /// Applies an entry to the tables. A rebuild calls it with the entries as they were read back.
    ///
    /// # Errors
    /// If the engine fails, or the entry does not fit the tables.
    pub(super) fn apply(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        self.seq = entry.seq;
        self.written = true;
        self.answer(entry)?;
        let Some(id) = entry.event.matter() else {
            self.registers_touched = true;
            register::apply(&mut self.tables.register, &entry.event)?;
            if Facts::change_with(&entry.event) {
                self.facts = Arc::new(Facts::load(&self.tables.register, entry.seq)?);
            }
            return Ok(());
        };
        let before: Option<Matter> = get(&self.tables.matters, &keys::matter(id))?;
        let stamp = Stamp {
            seq: entry.seq,
            at: entry.time,
            by: entry.actor.person.clone(),
        };
        let after =
            apply(&entry.event, before.clone(), &stamp).ok_or_else(|| LedgerError::Damaged {
                seq: entry.seq,
                what: format!("{id} is not there"),
            })?;
        index::put(&mut self.tables, &mut self.changes, before.as_ref(), &after)?;
        self.raise_numbers(before.as_ref(), &after)?;
        if self.touched.last().is_none_or(|last| last.matter != id) {
            self.touched.push(Touch {
                matter: id,
                unit: after.unit,
                operator: after.operator,
            });
        }
        Ok(())
    }

    /// Numbers are never reused: the last one given is kept.
    fn raise_numbers(
        &mut self,
        before: Option<&Matter>,
        after: &Matter,
    ) -> Result<(), LedgerError> {
        if before.is_none() {
            let key = matter_number(after.id.kind, after.id.date);
            self.raise(&key, after.id.number)?;
        }
        let known = before.map_or(0, |before| before.papers.len());
        for paper in after.papers.iter().skip(known) {
            let key = paper_number(&paper.number.word, paper.number.year);
            self.raise(&key, paper.number.number)?;
        }
        Ok(())
    }

    fn raise(&mut self, key: &[u8], to: u32) -> Result<(), LedgerError> {
        let to = u64::from(to);
        if get_number(&self.tables.numbers, key)? < to {
            self.tables
                .numbers
                .insert(key, to.to_be_bytes().as_slice())?;
        }
        Ok(())
    }

    /// The entries of one act share its key; the row grows with them.
    fn answer(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        let request = request_key(&entry.actor.person, &entry.key);
        let first = get::<Answered>(&self.tables.requests, &request)?
            .map_or(entry.seq, |answered| answered.first);
        let bytes = postcard::to_allocvec(&Answered {
            first,
            last: entry.seq,
            digest: entry.digest.clone(),
        })?;
        self.tables
            .requests
            .insert(request.as_slice(), bytes.as_slice())?;
        Ok(())
    }

    /// Writes what was gathered. Called once, just before the commit.
    pub(super) fn settle(&mut self) -> Result<(), LedgerError> {
        index::settle(&mut self.tables.counters, std::mem::take(&mut self.changes))?;
        self.tables
            .meta
            .insert(b"applied".as_slice(), self.seq.to_be_bytes().as_slice())?;
        self.tables
            .meta
            .insert(b"head".as_slice(), self.head.0.as_slice())?;
        let facts_as_of = self.facts.as_of.to_be_bytes();
        self.tables
            .meta
            .insert(b"facts".as_slice(), facts_as_of.as_slice())?;
        Ok(())
    }
}

/// A request key belongs to the person who used it, so that two people's keys never meet.
#[must_use]
pub fn request_key(person: &PersonCode, key: &str) -> Vec<u8> {
    keys::join(&[person.as_str().as_bytes(), &[0], key.as_bytes()])
}

fn request_digest(command: &Command) -> Result<String, LedgerError> {
    let bytes = serde_json::to_vec(command).map_err(|error| LedgerError::Damaged {
        seq: 0,
        what: error.to_string(),
    })?;
    Ok(Hash::of(&bytes).to_string()[..32].to_owned())
}

/// What entries came to.
///
/// # Errors
/// If the engine fails or an entry is damaged.
pub fn receipt(
    journal: &impl super::tables::Rows,
    key: &str,
    first: u64,
    last: u64,
) -> Result<Receipt, LedgerError> {
    let mut receipt = Receipt::new(key, first);
    for seq in first..=last {
        receipt.add(&super::read_entry(journal, seq)?);
    }
    Ok(receipt)
}

/// What a person's request key was answered, if it was used.
///
/// # Errors
/// If the engine fails or an entry is damaged.
pub fn find_request<T: super::tables::Rows>(
    tables: &Tables<T>,
    person: &PersonCode,
    key: &str,
) -> Result<Option<Receipt>, LedgerError> {
    get::<Answered>(&tables.requests, &request_key(person, key))?
        .map(|answered| receipt(&tables.journal, key, answered.first, answered.last))
        .transpose()
}
