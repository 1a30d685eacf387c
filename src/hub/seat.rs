//! A seat: what a console or a script holds of the hub. It asks, is answered, and hears what was touched.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::mpsc;

use crate::domain::code::Login;
use crate::domain::matter::MatterId;

use super::request::{Answer, Request, Trouble};
use super::writer::Job;
use super::{Asked, Reply, Shared};

/// How many matters an update names before it says "everything".
pub const TOUCHED_LIMIT: usize = 64;

/// What was written to since a seat last asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// These matters, and nothing else.
    Matters(BTreeSet<MatterId>),
    /// More than an update names, or a register.
    Everything,
}

/// What a seat hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The last entry.
    pub seq: u64,
    /// What was touched.
    pub touched: Touched,
}

/// Where updates gather until the seat takes them: one merged update, so that it is bounded and nothing is lost.
pub struct Mailbox {
    pending: Mutex<Option<Update>>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Mailbox {
    /// Takes what has gathered.
    #[must_use]
    pub fn take(&self) -> Option<Update> {
        self.pending
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    fn put(&self, update: &Update) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let merged = match pending.take() {
            None => update.clone(),
            Some(before) => Update {
                seq: update.seq,
                touched: merge(before.touched, &update.touched),
            },
        };
        *pending = Some(merged);
        drop(pending);
        (self.wake)();
    }
}

fn merge(before: Touched, more: &Touched) -> Touched {
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
    /// Tells every seat that still listens.
    pub(super) fn publish(&self, update: &Update) {
        let mut listening = self
            .mailboxes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        listening.retain(|mailbox| mailbox.strong_count() > 0);
        let listeners: Vec<_> = listening.iter().filter_map(Weak::upgrade).collect();
        drop(listening);
        for mailbox in listeners {
            mailbox.put(update);
        }
    }
}

/// A seat.
#[derive(Clone)]
pub struct Seat {
    login: Login,
    writer: Option<mpsc::Sender<Job>>,
    readers: Option<mpsc::Sender<Asked>>,
    shared: Weak<Shared>,
}

impl Seat {
    pub(super) fn new(
        login: Login,
        writer: Option<mpsc::Sender<Job>>,
        readers: Option<mpsc::Sender<Asked>>,
        shared: Weak<Shared>,
    ) -> Self {
        Self {
            login,
            writer,
            readers,
            shared,
        }
    }

    /// The login it speaks for.
    #[must_use]
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// Sends a request; the answer goes to `reply`, on a thread of the hub. Never blocks: a full queue answers
    /// [`Trouble::Busy`].
    pub fn send(&self, request: Request, reply: Reply) {
        let asked = Asked {
            login: self.login.clone(),
            request,
            reply,
        };
        let is_writing = matches!(
            asked.request,
            Request::Act(_)
                | Request::ActAll { .. }
                | Request::SaveDraft(_)
                | Request::DropDraft { .. }
                | Request::Find { .. }
        );
        if is_writing {
            let Some(writer) = &self.writer else {
                return (asked.reply)(Answer::Trouble(Trouble::Gone));
            };
            if let Err(error) = writer.try_send(Job::Asked(Box::new(asked))) {
                let trouble = match &error {
                    mpsc::error::TrySendError::Full(_) => Trouble::Busy,
                    mpsc::error::TrySendError::Closed(_) => Trouble::Gone,
                };
                if let Job::Asked(asked) = error.into_inner() {
                    (asked.reply)(Answer::Trouble(trouble));
                }
            }
        } else {
            let Some(readers) = &self.readers else {
                return (asked.reply)(Answer::Trouble(Trouble::Gone));
            };
            if let Err(error) = readers.try_send(asked) {
                let trouble = match &error {
                    mpsc::error::TrySendError::Full(_) => Trouble::Busy,
                    mpsc::error::TrySendError::Closed(_) => Trouble::Gone,
                };
                (error.into_inner().reply)(Answer::Trouble(trouble));
            }
        }
    }

    /// Asks and waits for the answer: for scripts and tests, never on a screen's thread.
    #[must_use]
    pub fn ask(&self, request: Request) -> Answer {
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.send(
            request,
            Box::new(move |answer| {
                // Nobody waits any more only if the asker died.
                let _ = sender.send(answer);
            }),
        );
        receiver.recv().unwrap_or(Answer::Trouble(Trouble::Gone))
    }

    /// Listens. `wake` is called after every commit and change of a claim, on the hub's threads: it must only signal.
    #[must_use]
    pub fn subscribe(&self, wake: impl Fn() + Send + Sync + 'static) -> Arc<Mailbox> {
        let mailbox = Arc::new(Mailbox {
            pending: Mutex::new(None),
            wake: Box::new(wake),
        });
        if let Some(shared) = self.shared.upgrade() {
            shared
                .mailboxes
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(Arc::downgrade(&mailbox));
        }
        mailbox
    }
}
