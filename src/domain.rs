//! The Measures as pure functions.
//!
//! No I/O, no clock, no storage, no screen, no words for people: everything needed comes in as a value, everything
//! decided goes out as one. A command is decided against a [`law::world::World`] into events that carry every result;
//! applying an event only copies. Words live in `locale`, the clock in the hub, the truth in the ledger.
//!
//! One folder a chapter of the Measures, one folder a matter in it. [`kinds`] has a line for each matter; what all of them
//! share is in [`law`]; what is registered, whatever chapter it belongs to, is kept by [`register`] as a [`record`].
#![deny(clippy::wildcard_enum_match_arm)]

pub mod build;
pub mod kinds;
pub mod law;
pub mod purchase;
pub mod record;
pub mod register;
pub mod settle;
pub mod r#use;
