//! The Measures as pure functions.
//!
//! No I/O, no clock, no storage, no screen, no words for people: everything needed comes in as a value, everything
//! decided goes out as one. A command is decided against a [`world::World`] into events that carry every result;
//! applying an event only copies. Words live in `locale`, the clock in the hub, the truth in the ledger.

pub mod application;
pub mod apply;
pub mod article;
pub mod authority;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod code;
pub mod command;
pub mod common;
pub mod decide;
pub mod duty;
pub mod emergency;
pub mod event;
pub mod fill;
pub mod intake;
pub mod line;
pub mod matter;
pub mod offer;
pub mod paper;
pub mod party;
pub mod pool;
pub mod refusal;
pub mod register;
pub mod ruling;
pub mod step;
pub mod system;
pub mod text;
pub mod verb;
pub mod what_if;
pub mod world;
