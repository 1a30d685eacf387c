//! The acts of one connection: a question that comes after them sees what they did.

use std::cell::Cell;
use std::rc::Rc;

use tokio::sync::Notify;

use super::Guest;

/// The acts of one connection, counted: they are answered in the order in which they began.
#[derive(Default)]
pub(super) struct Acts {
    pub(super) begun: Cell<u64>,
    ended: Cell<u64>,
    changed: Notify,
}

/// An act under way.
pub(super) struct UnderWay(Rc<Guest>);

impl Acts {
    /// Counts one that begins now.
    pub(super) fn begin(&self, guest: Rc<Guest>) -> UnderWay {
        self.begun.set(self.begun.get() + 1);
        UnderWay(guest)
    }

    /// Waits until so many have ended.
    pub(super) async fn wait_for(&self, count: u64) {
        while self.ended.get() < count {
            let changed = self.changed.notified();
            if self.ended.get() >= count {
                return;
            }
            changed.await;
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let acts = &self.0.acts;
        acts.ended.set(acts.ended.get() + 1);
        acts.changed.notify_waiters();
    }
}
