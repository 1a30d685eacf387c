//! A hub with its door: the one owner of a store, and the socket at which it lets others in.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use crate::ledger::Ledger;
use crate::ledger::error::LedgerError;

use super::Hub;
use super::wire::server::{Server, Settings};

/// Called when a service of the same user wants the store.
type OnYield = Box<dyn Fn() + Send>;

/// A hub that lets others in. Dropping it closes the door, finishes what was accepted, and frees the store.
pub struct Host {
    // Declared before the hub, so that it is dropped first.
    #[expect(dead_code, reason = "it is held to be dropped")]
    server: Option<Server>,
    hub: Hub,
    on_yield: Arc<Mutex<Option<OnYield>>>,
    closed: Option<io::Error>,
}

impl Host {
    /// Starts a hub, and opens its door if one is wanted and that can be done: a store can be worked on without.
    ///
    /// # Errors
    /// If the hub cannot start.
    pub fn start(ledger: Ledger, door: Option<Settings>) -> Result<Self, LedgerError> {
        let hub = Hub::start(ledger)?;
        let on_yield: Arc<Mutex<Option<OnYield>>> = Arc::default();
        let asked = Arc::clone(&on_yield);
        let tell = Arc::new(move || {
            let asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(tell) = asked.as_ref() {
                tell();
            }
        });
        let direct = hub.direct(super::wire::server::login_of(door_owner()));
        let (server, closed) = match door.map(|door| Server::start(direct, door, tell)) {
            Some(Ok(server)) => (Some(server), None),
            Some(Err(error)) => (None, Some(error)),
            None => (None, None),
        };
        Ok(Self {
            server,
            hub,
            on_yield,
            closed,
        })
    }

    /// The hub.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Why nobody else can be let in, if that is so.
    #[must_use]
    pub fn closed(&self) -> Option<&io::Error> {
        self.closed.as_ref()
    }

    /// What to do when a service of the same user wants the store.
    pub(super) fn on_yield(&self, tell: impl Fn() + Send + 'static) {
        *self.on_yield.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(tell));
    }
}

fn door_owner() -> u32 {
    rustix::process::geteuid().as_raw()
}
