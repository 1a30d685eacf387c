//! What comes to the screen, and what the screen wants done: two closed lists.

use crate::hub::request::{Answer, Request};

use super::input::Input;

/// What comes in.
#[derive(Debug)]
pub enum Event {
    /// From the terminal.
    Input(Input),
    /// An answer of the hub to the question with that ticket.
    Answer(u64, Box<Answer>),
    /// Something was written; the mailbox knows what.
    Updated,
    /// The frame before has left; another may follow.
    Written,
    /// A wake-up that the screen asked for: the minute turned, or the selection rests.
    Wake,
}

/// What the screen wants done.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Ask the hub; the answer comes back with the ticket.
    Ask(u64, Box<Request>),
    /// Put text on the clipboard.
    Copy(String),
    /// Ring, and show this as a notification.
    Notify(String),
    /// Give the terminal back until the shell resumes us.
    Suspend,
    /// Take the terminal again.
    Resume,
    /// Draw everything anew.
    Redraw,
    /// Seek a lost hub at once; if asking, with the terminal given back for it.
    Reconnect {
        /// Whether a person is to be asked.
        asking: bool,
    },
    /// Leave for a demo city beside this store.
    OpenDemo,
    /// Leave.
    Quit,
}
