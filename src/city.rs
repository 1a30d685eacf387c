//! The starter and the demo city, made of the same commands that people send.
//!
//! Nothing here has a way of its own into the ledger: every record and every matter comes from a command that the rules
//! decided, by a person who may send it. All that is not the Measures' own is an example and says so in its name.

mod capacities;
mod cast;
mod catalogue;
mod contracts;
pub mod demo;
mod dice;
mod names;
mod offices;
mod officials;
mod schedule;
mod script;
pub mod simulator;
pub mod starter;
mod story;
mod story_step;
mod writer;

use std::collections::BTreeSet;

use crate::domain::law::act::Verb;
use crate::domain::law::code::{Login, PartyCode, PersonCode};
use crate::domain::law::command::Command;
use crate::domain::law::party::{Person, Post};
use crate::domain::law::refusal::Refusal;
use crate::domain::register;
use crate::ledger::error::LedgerError;
use crate::locale::Lang;

/// The authority's code.
pub const AUTHORITY: &str = "data-bureau";
/// The authority's word on papers.
pub const AUTHORITY_WORD: &str = "益数云";

/// Why a city could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CityError {
    /// Only a sandbox may hold a demo or be moved by a simulator.
    #[error("not a sandbox")]
    NotSandbox,
    /// The ledger is founded already.
    #[error("the ledger is not empty")]
    NotEmpty,
    /// A rule stands against one of the city's own acts: the rules or the registers are not as they were made for.
    #[error("{} was refused: {:?}", .0.word(), .1.reason)]
    Refused(Verb, Box<Refusal>),
    /// The ledger failed, or the person stopped it.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A thread could not start.
    #[error("thread: {0}")]
    Thread(std::io::Error),
}

/// The founding of a city: the authority, and its first administrator, who holds no post that decides.
///
/// `person_code` must be a well-formed code; the rules check it, as everything else, when the command is sent.
#[must_use]
pub fn found(lang: Lang, login: Login, person_code: PersonCode, person_name: &str) -> Command {
    Command::Keep(register::Act::Found(register::Found {
        party: names::authority(lang),
        person: Person {
            code: person_code,
            name: person_name.to_owned(),
            party: PartyCode::new(AUTHORITY),
            posts: BTreeSet::from([Post::Administrator]),
            telephone: String::new(),
            active: true,
        },
        login,
    }))
}
