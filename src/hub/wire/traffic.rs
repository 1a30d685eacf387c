//! What was let in and what was turned away, in figures that anybody at the hub may see.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

macro_rules! traffic {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        /// The running figures.
        #[derive(Debug, Default)]
        pub struct Counters {
            $(pub(super) $name: AtomicU64,)*
        }

        /// The figures at one moment. All but the first two only grow.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Traffic {
            $($(#[$doc])* pub $name: u64,)*
        }

        impl Counters {
            /// The figures now.
            #[must_use]
            pub fn read(&self) -> Traffic {
                Traffic { $($name: self.$name.load(Ordering::Relaxed),)* }
            }
        }

        impl Traffic {
            /// Every figure with its name.
            #[must_use]
            pub fn named(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

traffic! {
    /// Connections open now.
    connected;
    /// Of those, subscribed.
    subscribed;
    /// Connections let in.
    admitted;
    /// Connections refused: another account's hub, or no room.
    refused;
    /// Connections closed to make room for others.
    evicted;
    /// Connections closed because nothing came, or the rest of a line did not.
    silent;
    /// Connections closed because answers were not read.
    unread;
    /// Messages that could not be taken.
    malformed;
    /// Lines longer than allowed.
    oversized;
    /// Requests of logins that are bound to nobody.
    strangers;
    /// Calls told to come again: too much was under way.
    overloaded;
    /// Calls taken.
    calls;
    /// Updates sent.
    updates;
}

impl Counters {
    pub(super) fn subscribed(&self) -> u64 {
        self.subscribed.load(Ordering::Relaxed)
    }
}

impl Traffic {
    /// Everything that was refused or dropped.
    #[must_use]
    pub fn turned_away(&self) -> u64 {
        self.refused
            + self.evicted
            + self.silent
            + self.unread
            + self.malformed
            + self.oversized
            + self.strangers
            + self.overloaded
    }
}

/// Counts one.
pub(super) fn count(figure: &AtomicU64) {
    figure.fetch_add(1, Ordering::Relaxed);
}

/// Counts one less, of a figure that falls as well.
pub(super) fn discount(figure: &AtomicU64) {
    figure.fetch_sub(1, Ordering::Relaxed);
}
