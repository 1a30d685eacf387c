//! A seat: what a console or a script holds of the hub. It asks, is answered, and hears what was touched.
//!
//! The hub may be in this process or behind a wire; whoever holds a seat need not know.

use std::sync::Arc;

use crate::domain::law::code::Login;

use super::Reply;
use super::direct::Direct;
use super::host::Host;
use super::mailbox::Mailbox;
use super::request::{Answer, Request, Trouble};
use super::wire::client::Linked;
use super::wire::link::Link;

/// A seat.
#[derive(Clone)]
pub struct Seat {
    way: Way,
}

/// How a seat reaches its hub.
#[derive(Clone)]
enum Way {
    /// The hub is in this process.
    Direct(Direct),
    /// Through a link, which may break and mend.
    Linked(Arc<Linked>),
}

impl From<Direct> for Seat {
    fn from(direct: Direct) -> Self {
        Self {
            way: Way::Direct(direct),
        }
    }
}

impl From<Linked> for Seat {
    fn from(linked: Linked) -> Self {
        Self {
            way: Way::Linked(Arc::new(linked)),
        }
    }
}

impl Seat {
    /// The login it speaks for.
    #[must_use]
    pub fn login(&self) -> &Login {
        match &self.way {
            Way::Direct(direct) => direct.login(),
            Way::Linked(linked) => linked.login(),
        }
    }

    /// Sends a request; the answer goes to `reply`, on a thread of the hub or of the link. Never blocks: a full queue
    /// answers [`Trouble::Busy`].
    pub fn send(&self, request: Request, reply: Reply) {
        match &self.way {
            Way::Direct(direct) => direct.send(request, reply),
            Way::Linked(linked) => linked.send(request, reply),
        }
    }

    /// Asks and waits for the answer: for scripts and tests, never on a screen's thread.
    #[must_use]
    pub fn ask(&self, request: Request) -> Answer {
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.send(
            request,
            Box::new(move |answer| {
                // The answer cannot be given only if whoever asked is gone.
                let _ = sender.send(answer);
            }),
        );
        receiver.recv().unwrap_or(Answer::Trouble(Trouble::Gone))
    }

    /// Listens. `wake` is called after every commit and change of a claim, and whenever the link changes, on a thread of
    /// the hub or of the link: it must only signal.
    #[must_use]
    pub fn subscribe(&self, wake: impl Fn() + Send + Sync + 'static) -> Arc<Mailbox> {
        match &self.way {
            Way::Direct(direct) => direct.subscribe(wake),
            Way::Linked(linked) => linked.subscribe(wake),
        }
    }

    /// How the hub is reached now.
    #[must_use]
    pub fn link(&self) -> Link {
        match &self.way {
            Way::Direct(_) => Link::Direct,
            Way::Linked(linked) => linked.link(),
        }
    }

    /// Works with the hub itself, where this process keeps the store.
    pub fn with_host<R>(&self, work: impl FnOnce(&Host) -> R) -> Option<R> {
        match &self.way {
            Way::Direct(_) => None,
            Way::Linked(linked) => linked.with_own(work),
        }
    }

    /// Tries to reach a lost hub at once. With `asking`, the way there may ask the person at this terminal, and the
    /// caller has given the terminal back for it; this then blocks until the way is open or refused.
    pub fn reconnect(&self, asking: bool) {
        if let Way::Linked(linked) = &self.way {
            linked.reconnect(asking);
        }
    }
}
