//! yunguan (云管): the governance of a city's government cloud.
//!
//! The map of the house, and what each room must never know. A test holds these arrows.
//!
//! - [`domain`]: the Measures as pure functions. Knows no other room, no storage, no screen, no clock.
//! - [`ledger`]: the truth on disk. Knows the domain; never the hub, a screen or words for people.
//! - [`hub`]: one writer, many seats: in this process, over a socket, over SSH. Knows the domain and the ledger; nothing
//!   that is drawn or printed.
//! - [`feed`]: what flows in. Turns hostile bytes into tables; knows no application.
//! - [`city`]: the starter and the demo city, made of the same commands that people send.
//! - [`detail`]: what is told of one thing, once, for the screen and for print. Knows the domain, what a seat is answered and
//!   the words; never how it is drawn or printed.
//! - [`cli`]: the command line. Puts the rooms together; decides nothing.
//! - [`console`]: the screen. Knows what a seat can be asked; never the ledger.
//! - [`locale`]: every word for people, once, in both languages. Knows the domain's types; decides nothing.

pub mod city;
pub mod cli;
pub mod console;
pub mod detail;
pub mod domain;
pub mod feed;
pub mod hub;
pub mod ledger;
pub mod locale;
pub mod paper;
