//! The hub over a wire: JSON-RPC 2.0, one message a line, over a Unix socket or whatever relays one.
//!
//! | module | what it does |
//! |---|---|
//! | `message` | the messages, and what can be wrong with one |
//! | `server`, `place`, `guest`, `turns`, `traffic` | the hub's end: who is let in, where it listens, one connection, whose turn it is, what was turned away |
//! | `client`, `link`, `transport` | a seat's end: what waits for answers, how the hub is reached, bytes |
//!
//! A peer is whoever the kernel says it is; nothing that a message says makes it somebody else, but in a sandbox. What
//! people are told is worded by [`Words`], which whoever starts the hub brings: this room knows no language.

use std::sync::Arc;

use crate::domain::law::act::Verb;

use super::request::Answer;

pub mod client;
mod guest;
pub mod link;
pub mod message;
mod place;
pub mod server;
pub mod traffic;
pub mod transport;
mod turns;

/// What is to be put into words.
#[derive(Debug)]
pub enum Said<'a> {
    /// An answer that is none of the good ones, to a request of that verb.
    Answer(Verb, &'a Answer),
    /// A message that could not be taken.
    Fault(&'a message::Fault),
}

/// Puts things into words, in the language that a peer asked for (`zh`, `en`).
pub type Words = Arc<dyn Fn(&str, &Said<'_>) -> String + Send + Sync>;
