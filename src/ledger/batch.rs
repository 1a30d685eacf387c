//! The writer's open transaction: decide, append, apply, many times, then commit once or not at all.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::law::apply::{Stamp, apply};
use crate::domain::law::code::{PartyCode, PersonCode};
use crate::domain::law::command::Command;
use crate::domain::law::decide::decide;
use crate::domain::law::event::Event;
use crate::domain::law::fact::OnMatter;
use crate::domain::law::matter::{Matter, MatterId};
use crate::domain::law::paper::PaperNumber;
use crate::domain::law::party::Actor;
use crate::domain::law::refusal::Refusal;
use crate::domain::record::RecordKind;
use crate::domain::r#use::resource;

use super::entry::{Entry, Hash, RULE_SET, Realm, Signature};
use super::error::LedgerError;
use super::facts::Facts;
use super::index::{self, CountChanges};
use super::keys;
use super::known::Known;
use super::register;
use super::tables::{Tables, WriteTable, get};
use super::view::{self, Open, Read, View, matter_number, paper_number};

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
        let Some(done) = entry.event.on_matter() else {
            return;
        };
        let first = *self.matter.get_or_insert(done.id());
        if first == done.id() {
            self.version = Some(done.version());
        }
        let papers = done.papers().iter().map(|paper| paper.number.clone());
        self.papers.extend(papers);
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

/// The entries that answered a request key, as the table keeps them; what was asked is in the first of them.
#[derive(Debug, Serialize, Deserialize)]
struct Answered {
    first: u64,
    last: u64,
}

/// A matter that was written, and the parties that may hear of it beside those who see all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The matter.
    pub matter: MatterId,
    /// Who sees it, as the last of what was written has it.
    pub seen_by: Vec<PartyCode>,
}

/// The open write transaction.
pub struct Batch<'txn> {
    pub(super) tables: Tables<WriteTable<'txn>>,
    pub(super) facts: Arc<Facts>,
    pub(super) head: Hash,
    pub(super) seq: u64,
    pub(super) realm: Realm,
    pub(super) changes: CountChanges,
    pub(super) read: Read,
    /// What was read of the registers, by this transaction and those before it.
    pub(super) known: Known,
    /// The request key of the last entry, and the first entry of its act.
    answered: Option<(Vec<u8>, u64)>,
    /// The matters written so far, and who sees them.
    pub touched: Vec<Touch>,
    /// Whether a register changed.
    pub registers_touched: bool,
    /// Whether an entry changed nothing but the journal: it stands on no matter and registers nothing.
    pub journal_touched: bool,
    /// Whether there is anything to commit.
    pub(super) written: bool,
}

impl<'txn> Batch<'txn> {
    /// An open transaction that goes on from an entry.
    pub(super) fn new(
        tables: Tables<WriteTable<'txn>>,
        facts: Arc<Facts>,
        realm: Realm,
        (seq, head): (u64, Hash),
    ) -> Self {
        Self {
            tables,
            facts,
            head,
            seq,
            realm,
            changes: CountChanges::new(),
            read: Read::default(),
            known: Known::default(),
            answered: None,
            touched: Vec::new(),
            registers_touched: false,
            journal_touched: false,
            written: false,
        }
    }

    fn open(&self) -> Open<'_> {
        Open {
            changes: &self.changes,
            read: &self.read,
            known: &self.known,
        }
    }

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
        View::new(&self.tables, &self.facts, Some(self.open()))
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
            let first = super::read_entry(&self.tables.journal, answered.first)?;
            return if first.digest == digest {
                receipt(&self.tables.journal, &act.key, &answered).map(Ended::Before)
            } else {
                Ok(Ended::KeyReused)
            };
        }
        // Every act begins with what the tables have, so nothing that an earlier act read is kept.
        self.read.borrow_mut().clear();
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
        self.keep_records(entry)?;
        match entry.event.on_matter() {
            Some(done) => self.keep_matter(entry, done),
            None => Ok(()),
        }
    }

    fn keep_records(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        let records = entry.event.records();
        self.journal_touched |= records.is_empty() && entry.event.on_matter().is_none();
        for record in &records {
            if register::put(&mut self.tables.register, record)? {
                let key = keys::records(record.kind());
                index::add(&mut self.changes, &key, 1)?;
            }
            self.registers_touched = true;
            self.known = Known::default();
        }
        if records.iter().any(Facts::hold) {
            self.facts = Arc::new(Facts::load(&self.tables.register, entry.seq)?);
        }
        Ok(())
    }

    fn keep_matter(&mut self, entry: &Entry, done: OnMatter<'_>) -> Result<(), LedgerError> {
        let id = done.id();
        let before = view::matter(&self.tables, Some(self.open()), id)?;
        let stamp = Stamp {
            at: entry.time.into(),
            by: entry.actor.person.clone(),
        };
        let applied = apply(&entry.event, before.as_deref(), &stamp);
        let applied = applied.ok_or_else(|| LedgerError::Damaged {
            seq: entry.seq,
            what: format!("{id} is not there, or not of that kind"),
        })?;
        index::put(
            &mut self.tables,
            &mut self.changes,
            before.as_deref(),
            &applied.after,
        )?;
        self.keep_resources(before.as_deref(), &applied.after)?;
        let happened = keys::history(id, entry.seq);
        let past = postcard::to_allocvec(&applied.past)?;
        self.tables
            .history
            .insert(happened.as_slice(), past.as_slice())?;
        match done {
            OnMatter::Opens(_) => self.raise(&matter_number(id.kind, id.date), id.number)?,
            OnMatter::Moves(_) => {}
        }
        for paper in done.papers() {
            let key = paper_number(&paper.number.word, paper.number.year);
            self.raise(&key, paper.number.number)?;
        }
        let seen_by = applied.after.head.seen_by().cloned().collect();
        match self.touched.last_mut().filter(|last| last.matter == id) {
            Some(last) => last.seen_by = seen_by,
            None => self.touched.push(Touch {
                matter: id,
                seen_by,
            }),
        }
        let mut read = self.read.borrow_mut();
        read.insert(id, Arc::new(applied.after));
        Ok(())
    }

    /// What a matter issued stands in a register of its own beside it, and follows from it alone.
    fn keep_resources(
        &mut self,
        before: Option<&Matter>,
        after: &Matter,
    ) -> Result<(), LedgerError> {
        let known = before.map(resource::of).unwrap_or_default();
        let changed = resource::of(after);
        let changed = changed.into_iter().filter(|one| !known.contains(one));
        for resource in changed {
            if register::put(&mut self.tables.register, &resource.into())? {
                let key = keys::records(RecordKind::Resource);
                index::add(&mut self.changes, &key, 1)?;
            }
            self.registers_touched = true;
            self.known = Known::default();
        }
        Ok(())
    }

    /// Numbers are never reused: the last one given is kept.
    fn raise(&mut self, key: &[u8], to: u32) -> Result<(), LedgerError> {
        let to = u64::from(to);
        let last = self
            .tables
            .counters
            .insert(key, to.to_be_bytes().as_slice())?
            .and_then(|bytes| bytes.value().try_into().ok().map(u64::from_be_bytes));
        if let Some(last) = last.filter(|last| *last > to) {
            self.tables
                .counters
                .insert(key, last.to_be_bytes().as_slice())?;
        }
        Ok(())
    }

    /// The entries of one act share its key and follow one another; the row grows with them.
    fn answer(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        let request = request_key(&entry.actor.person, &entry.key);
        let first = match self.answered.take() {
            Some((known, first)) if known == request => first,
            Some(_) | None => entry.seq,
        };
        let bytes = postcard::to_allocvec(&Answered {
            first,
            last: entry.seq,
        })?;
        self.tables
            .requests
            .insert(request.as_slice(), bytes.as_slice())?;
        self.answered = Some((request, first));
        Ok(())
    }

    /// Forgets what it has read and touched: for whoever applies entries without end.
    pub(super) fn forget(&mut self) {
        self.touched.clear();
        self.read.borrow_mut().clear();
    }

    /// Writes what was gathered. Called once, just before the commit.
    pub(super) fn settle(&mut self) -> Result<(), LedgerError> {
        index::settle(&mut self.tables.counters, &self.changes)?;
        self.changes.clear();
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

/// The first half of the digest of what was asked: the act's name, its matter, its fields.
fn request_digest(command: &Command) -> Result<String, LedgerError> {
    let bytes = postcard::to_allocvec(&command.parts())?;
    Ok(Hash::of(&bytes).to_string()[..32].to_owned())
}

/// What entries came to.
fn receipt(
    journal: &impl super::tables::Rows,
    key: &str,
    answered: &Answered,
) -> Result<Receipt, LedgerError> {
    let mut receipt = Receipt::new(key, answered.first);
    for seq in answered.first..=answered.last {
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
        .map(|answered| receipt(&tables.journal, key, &answered))
        .transpose()
}
