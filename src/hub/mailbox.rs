//! What seats hear: which matters were touched, gathered until the seat looks, and only of what it may see.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde::{Deserialize, Serialize};

use crate::domain::code::{Login, PartyCode};
use crate::domain::matter::MatterId;
use crate::domain::world::World;
use crate::ledger::batch::Touch;

use super::{Shared, writer};

/// How many matters an update names before it says "everything".
pub const TOUCHED_LIMIT: usize = 64;

/// What was written to since a seat last asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touched {
    /// These matters, and nothing else.
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
}

/// What happened, before it is known who may hear what of it.
pub(super) struct News {
    pub(super) seq: u64,
    pub(super) touched: Vec<Touch>,
    /// Whether a register changed, and with it perhaps who may hear what.
    pub(super) registers: bool,
    /// Whether all of it may have changed: a new day.
    pub(super) everything: bool,
}

/// Whose matters a mailbox hears of.
#[derive(Debug, Clone, PartialEq, Eq)]
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
            Self::Party(party) => touch.unit == *party || touch.operator == *party,
            Self::Nobody => false,
        }
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
                seq: update.seq,
                touched: merge(before.touched, update.touched),
            },
        };
        *pending = Some(merged);
        drop(pending);
        self.wake();
    }

    /// Keeps of the news what its seat may hear.
    fn hear(&self, news: &News) {
        let audience = self.audience.lock().unwrap_or_else(PoisonError::into_inner);
        let matters: BTreeSet<MatterId> = news
            .touched
            .iter()
            .filter(|touch| audience.hears(touch))
            .map(|touch| touch.matter)
            .collect();
        drop(audience);
        let everything = news.everything || news.registers || matters.len() > TOUCHED_LIMIT;
        if everything || !matters.is_empty() {
            self.put(Update {
                seq: news.seq,
                touched: if everything {
                    Touched::Everything
                } else {
                    Touched::Matters(matters)
                },
            });
        }
    }

    fn set_audience(&self, audience: Audience) {
        *self.audience.lock().unwrap_or_else(PoisonError::into_inner) = audience;
    }

    fn is_deaf(&self) -> bool {
        *self.audience.lock().unwrap_or_else(PoisonError::into_inner) == Audience::Nobody
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
        _ => Touched::Everything,
    }
}

impl Shared {
    /// Lets a mailbox listen from now on.
    pub(super) fn listen(&self, mailbox: &Arc<Mailbox>) {
        mailbox.set_audience(self.audience(&mailbox.login));
        self.mailboxes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::downgrade(mailbox));
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
                        matter: matter.id,
                        unit: matter.unit,
                        operator: matter.operator,
                    })
                    .collect(),
            };
            view.settle()?;
            Ok((snapshot.seq()?, concerned))
        });
        // A store that cannot be read tells everybody to look, and they learn it.
        let (seq, concerned) = told.unwrap_or_default();
        self.publish(&News {
            seq,
            everything: concerned.is_empty(),
            touched: concerned,
            registers: false,
        });
    }

    /// Tells every seat that still listens, each what it may hear.
    pub(super) fn publish(&self, news: &News) {
        if news.touched.is_empty() && !news.registers && !news.everything {
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
        for mailbox in listeners {
            let was_deaf = mailbox.is_deaf();
            if news.registers {
                mailbox.set_audience(self.audience(&mailbox.login));
            }
            // Whoever lost their binding hears this once, looks, and learns it; and nothing any more.
            if !was_deaf || !mailbox.is_deaf() {
                mailbox.hear(news);
            }
        }
    }
}
