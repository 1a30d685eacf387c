//! What seats hear: which matters were touched, gathered until the seat looks, and only of what it may see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde::{Deserialize, Serialize};

use crate::domain::law::code::{Login, PartyCode};
use crate::domain::law::matter::MatterId;
use crate::domain::law::world::World;
use crate::ledger::batch::Touch;

use super::{Shared, writer};

/// How many matters an update names before it says "everything".
pub const TOUCHED_LIMIT: usize = 64;

/// What was written to since a seat last asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touched {
    /// These matters, and nothing else; none where only the journal grew.
    Matters(BTreeSet<MatterId>),
    /// More than an update names, or a register.
    Everything,
}

/// What a seat hears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// The last entry.
    pub seq: u64,
    /// What was touched.
    pub touched: Touched,
    /// Whether long work has begun.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub jobs: bool,
}

/// What happened, before it is known who may hear what of it.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is another thing that may have happened"
)]
pub(super) struct News {
    pub(super) seq: u64,
    pub(super) touched: Vec<Touch>,
    /// Whether a register changed, and with it perhaps who may hear what.
    pub(super) registers: bool,
    /// Whether the journal has an entry that is on no matter and in no register. Only whoever sees all of it sees that one,
    /// so that nobody else may learn of it.
    pub(super) journal: bool,
    /// Whether all of it may have changed: a new day.
    pub(super) everything: bool,
    /// Whether long work has begun, of which everybody may know.
    pub(super) jobs: bool,
}

/// Whose matters a mailbox hears of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Audience {
    /// All matters.
    All,
    /// The matters of a party.
    Party(PartyCode),
    /// None: the login is bound to nobody.
    Nobody,
}

impl Audience {
    fn hears(&self, touch: &Touch) -> bool {
        match self {
            Self::All => true,
            Self::Party(party) => touch.seen_by.contains(party),
            Self::Nobody => false,
        }
    }

    /// What of the news it may hear.
    fn heard(&self, news: &News) -> Option<Update> {
        let matters: BTreeSet<MatterId> = news
            .touched
            .iter()
            .filter(|touch| self.hears(touch))
            .map(|touch| touch.matter)
            .collect();
        let everything = news.everything || news.registers || matters.len() > TOUCHED_LIMIT;
        let touched = if everything {
            Touched::Everything
        } else if matters.is_empty() && !(news.journal && *self == Self::All) && !news.jobs {
            return None;
        } else {
            Touched::Matters(matters)
        };
        let seq = news.seq;
        Some(Update {
            seq,
            touched,
            jobs: news.jobs,
        })
    }
}

/// Where updates gather until the seat takes them: one merged update, so that it is bounded and nothing is lost.
pub struct Mailbox {
    login: Login,
    audience: Mutex<Audience>,
    pending: Mutex<Option<Update>>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Mailbox {
    pub(super) fn new(login: Login, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            login,
            audience: Mutex::new(Audience::All),
            pending: Mutex::new(None),
            wake: Box::new(wake),
        }
    }

    /// Takes what has gathered.
    #[must_use]
    pub fn take(&self) -> Option<Update> {
        self.pending
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Signals without an update: the link changed.
    pub(super) fn wake(&self) {
        (self.wake)();
    }

    pub(super) fn put(&self, update: Update) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let merged = match pending.take() {
            None => update,
            Some(before) => Update {
                // The clockwork publishes what it saw beside the writer, and may be overtaken by it.
                seq: before.seq.max(update.seq),
                touched: merge(before.touched, update.touched),
                jobs: before.jobs || update.jobs,
            },
        };
        *pending = Some(merged);
        drop(pending);
        self.wake();
    }

    fn set_audience(&self, audience: Audience) {
        *self.audience.lock().unwrap_or_else(PoisonError::into_inner) = audience;
    }

    fn audience(&self) -> Audience {
        let audience = self.audience.lock().unwrap_or_else(PoisonError::into_inner);
        audience.clone()
    }
}

fn merge(before: Touched, more: Touched) -> Touched {
    match (before, more) {
        (Touched::Matters(mut all), Touched::Matters(more)) => {
            all.extend(more);
            if all.len() > TOUCHED_LIMIT {
                Touched::Everything
            } else {
                Touched::Matters(all)
            }
        }
        (Touched::Everything, _) | (_, Touched::Everything) => Touched::Everything,
    }
}

impl Shared {
    /// Lets a mailbox listen from now on.
    pub(super) fn listen(&self, mailbox: &Arc<Mailbox>) {
        let mut mailboxes = self
            .mailboxes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // The lock is held while the audience is read: else a change of the registers could pass between that and listening.
        mailbox.set_audience(self.audience(&mailbox.login));
        if mailboxes.len() == mailboxes.capacity() {
            // Those who came and went while nothing happened.
            mailboxes.retain(|mailbox| mailbox.strong_count() > 0);
        }
        mailboxes.push(Arc::downgrade(mailbox));
    }

    /// Whose matters a login may hear of now. A store that cannot be read tells nobody anything.
    fn audience(&self, login: &Login) -> Audience {
        let found = self.ledger.snapshot().and_then(|snapshot| {
            let view = snapshot.view();
            let actor = writer::resolve(&view, login);
            view.settle()?;
            Ok(actor)
        });
        match found {
            Ok(Some(actor)) if actor.kind.sees_all() => Audience::All,
            Ok(Some(actor)) => Audience::Party(actor.party),
            Ok(None) | Err(_) => Audience::Nobody,
        }
    }

    /// Something changed that is in no entry: a new day, or who is at a matter.
    pub(super) fn touch(&self, touched: &Touched) {
        let told = self.ledger.snapshot().and_then(|snapshot| {
            let view = snapshot.view();
            let concerned = match touched {
                Touched::Everything => Vec::new(),
                Touched::Matters(ids) => ids
                    .iter()
                    .filter_map(|id| view.matter(*id))
                    .map(|matter| Touch {
                        matter: matter.head.id,
                        seen_by: matter.head.seen_by().cloned().collect(),
                    })
                    .collect(),
            };
            view.settle()?;
            Ok((snapshot.seq()?, concerned))
        });
        // If the store cannot be read, everybody is told to look again, and then learns of the trouble.
        let (seq, concerned) = told.unwrap_or_default();
        self.publish(&News {
            seq,
            everything: concerned.is_empty(),
            touched: concerned,
            ..News::default()
        });
    }

    /// Tells every seat that still listens, each what it may hear.
    pub(super) fn publish(&self, news: &News) {
        if news.registers {
            self.registers.fetch_add(1, Ordering::Release);
        }
        let News {
            registers,
            journal,
            everything,
            jobs,
            ..
        } = *news;
        if news.touched.is_empty() && !(registers || journal || everything || jobs) {
            // Drafts touch nothing that another seat shows.
            return;
        }
        let mut listening = self
            .mailboxes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listening.retain(|mailbox| mailbox.strong_count() > 0);
        let listeners: Vec<_> = listening.iter().filter_map(Weak::upgrade).collect();
        drop(listening);
        // Thousands may listen, for a few logins and fewer parties: each is looked up, and its update made, once.
        let mut audiences: BTreeMap<Login, Audience> = BTreeMap::new();
        let mut heard: BTreeMap<Audience, Option<Update>> = BTreeMap::new();
        for mailbox in listeners {
            let before = mailbox.audience();
            let now = if news.registers {
                let known = audiences
                    .entry(mailbox.login.clone())
                    .or_insert_with(|| self.audience(&mailbox.login));
                mailbox.set_audience(known.clone());
                known.clone()
            } else {
                before.clone()
            };
            // A seat whose account lost its binding is told once, so that it looks and learns so; it is told nothing after that.
            if before == Audience::Nobody && now == Audience::Nobody {
                continue;
            }
            let update = heard.entry(now).or_insert_with_key(|now| now.heard(news));
            if let Some(update) = update {
                mailbox.put(update.clone());
            }
        }
    }
}
