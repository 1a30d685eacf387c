//! The way to a hub in the same process: its queues.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Weak};

use tokio::sync::mpsc;

use crate::domain::law::code::Login;

use super::mailbox::Mailbox;
use super::request::{Answer, Request, Trouble};
use super::writer::Work;
use super::{Asked, Question, Reply, Shared};

/// A login at the hub's queues.
#[derive(Clone)]
pub struct Direct {
    login: Login,
    writer: mpsc::Sender<Work>,
    readers: mpsc::Sender<Question>,
    shared: Weak<Shared>,
}

impl Direct {
    pub(super) fn new(
        login: Login,
        writer: mpsc::Sender<Work>,
        readers: mpsc::Sender<Question>,
        shared: Weak<Shared>,
    ) -> Self {
        Self {
            login,
            writer,
            readers,
            shared,
        }
    }

    /// The same queues for another login.
    pub(super) fn for_login(&self, login: Login) -> Self {
        Self {
            login,
            ..self.clone()
        }
    }

    pub(super) fn login(&self) -> &Login {
        &self.login
    }

    /// Whether the hub is still there.
    pub(super) fn shared(&self) -> Option<Arc<Shared>> {
        self.shared.upgrade()
    }

    /// Sends a request; never blocks.
    pub(super) fn send(&self, request: Request, reply: Reply) {
        self.send_timed(request, reply, None);
    }

    /// The same; how long a question took is written down before the reply is called.
    pub(super) fn send_timed(&self, request: Request, reply: Reply, took: Option<Arc<AtomicU64>>) {
        let asked = Asked {
            login: self.login.clone(),
            request,
            reply,
            took,
        };
        let unsent = if asked.request.is_for_the_writer() {
            match self.writer.try_send(Work::Asked(Box::new(asked))) {
                Ok(()) => return,
                Err(error) => {
                    let trouble = trouble_of(&error);
                    match error.into_inner() {
                        Work::Asked(asked) => (asked.reply, trouble),
                        Work::Turn | Work::Stop => return,
                    }
                }
            }
        } else {
            match self.readers.try_send(Question::Asked(Box::new(asked))) {
                Ok(()) => return,
                Err(error) => {
                    let trouble = trouble_of(&error);
                    match error.into_inner() {
                        Question::Asked(asked) => (asked.reply, trouble),
                        Question::Stop => return,
                    }
                }
            }
        };
        let (reply, trouble) = unsent;
        reply(Answer::Trouble(trouble));
    }

    /// Listens.
    pub(super) fn subscribe(&self, wake: impl Fn() + Send + Sync + 'static) -> Arc<Mailbox> {
        let mailbox = Arc::new(Mailbox::new(self.login.clone(), wake));
        self.listen(&mailbox);
        mailbox
    }

    /// Lets a mailbox that is there already listen to this hub.
    pub(super) fn listen(&self, mailbox: &Arc<Mailbox>) {
        if let Some(shared) = self.shared() {
            shared.listen(mailbox);
        }
    }
}

fn trouble_of<T>(error: &mpsc::error::TrySendError<T>) -> Trouble {
    match error {
        mpsc::error::TrySendError::Full(_) => Trouble::Busy,
        mpsc::error::TrySendError::Closed(_) => Trouble::Gone,
    }
}
