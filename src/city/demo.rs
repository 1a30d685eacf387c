//! The demo city: a sandbox full of believable matters, each act done by the right person through the real rules.
//!
//! The same wish makes the same journal, byte for byte. Every login is also its person's short name. Every demo has:
//!
//! | logins | party | posts |
//! |---|---|---|
//! | `authority-administrator` | 市数据局 | administrator; founds the city |
//! | `authority-handler`, `authority-handler-2` | 市数据局 | handler |
//! | `authority-reviewer`, `authority-reviewer-2` | 市数据局 | reviewer |
//! | `support-administrator` | 市智慧城市和大数据中心 | administrator |
//! | `support-handler`, `support-handler-2` | 市智慧城市和大数据中心 | handler |
//! | `support-reviewer`, `support-reviewer-2` | 市智慧城市和大数据中心 | reviewer |
//! | `provider-a-handler`, `provider-a-reviewer`; also `-b-`, `-c-` | the example providers | handler; reviewer |
//! | `agency-a-handler`, `agency-a-reviewer` | the example agency | handler; reviewer |
//! | `finance-reader`, `audit-reader`, `cyber-reader` | 市财政局, 市审计局, 市委网信办 | reader |
//! | `edu-handler`, `health-handler`, `heshan-handler`, ... | each using unit, by its code | handler |
//!
//! [`logins`] lists them all.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::law::act::Verb;
use crate::domain::law::clock::civil_date;
use crate::domain::law::code::Login;
use crate::domain::law::command::Command;
use crate::domain::law::matter::MatterId;
use crate::domain::law::party::{Actor, Post};
use crate::domain::law::refusal::Refusal;
use crate::hub;
use crate::ledger::Ledger;
use crate::ledger::batch::{Act, Batch, Ended};
use crate::ledger::entry::Realm;
use crate::ledger::error::LedgerError;
use crate::ledger::verify::Progress;
use crate::locale::Lang;

use super::CityError;
use super::capacities;
use super::catalogue;
use super::contracts::Contracts;
pub use super::names::DemoLogin;
use super::names::{self, LARGE};
use super::officials::Officials;
use super::schedule::City;
use super::starter;

/// The most matters of one demo.
pub const MATTERS_LIMIT: u32 = 10_000_000;
/// How many acts one transaction carries.
const ACTS_OF_BATCH: usize = 8_192;

/// What demo is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The language of names and texts.
    pub lang: Lang,
    /// How many matters, at most [`MATTERS_LIMIT`]; every stage is there from about a hundred on.
    pub matters: u32,
    /// The seed of chance: the same one makes the same city.
    pub seed: u64,
    /// When it ends: the sandbox's clock goes on from here.
    pub now: DateTime<Utc>,
    /// Whoever runs the demo: bound to a handler and reviewer of support.
    pub me: Option<Login>,
}

/// What was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built {
    /// Matters opened.
    pub matters: u32,
    /// Acts done on them by persons; the clockwork's escalations come on top.
    pub acts: u64,
    /// Parties, with the starter's.
    pub parties: usize,
}

/// Every login of a demo of so many matters, with its party and posts.
#[must_use]
pub fn logins(lang: Lang, matters: u32) -> Vec<DemoLogin> {
    let mut parties = vec![names::authority(lang)];
    parties.extend(starter::parties(lang));
    parties.extend(names::parties(lang, matters >= LARGE));
    parties
        .iter()
        .flat_map(|party| names::staff(lang, party))
        .collect()
}

/// Builds the demo city on an empty sandbox. `progress` hears acts done and to be done, and may stop it; what was
/// written until then stays.
///
/// # Errors
/// If the ledger is no sandbox or not empty, fails, or the person stops it.
pub fn build(ledger: &Ledger, wish: &Wish, progress: Progress<'_>) -> Result<Built, CityError> {
    if *ledger.realm() != Realm::Sandbox {
        return Err(CityError::NotSandbox);
    }
    if ledger.snapshot()?.seq()? != 0 {
        return Err(CityError::NotEmpty);
    }
    let mut city = City::new(wish);
    let founded = city.begins_at() - TimeDelta::days(1);
    register(ledger, wish, founded)?;
    let mut officials = Officials::new(wish.lang, wish.matters >= LARGE);
    in_one(ledger, |batch| {
        catalogue::publish(&mut officials, batch, founded)
    })?;
    let mut contracts = Contracts::of(officials);
    in_one(ledger, |batch| contracts.sign(batch, founded))?;
    while !city.is_done() {
        in_one(ledger, |batch| {
            for _ in 0..ACTS_OF_BATCH {
                if !city.step(batch)? {
                    break;
                }
            }
            Ok(())
        })?;
        if !progress(city.acts(), city.planned()) {
            return Err(LedgerError::Stopped.into());
        }
    }
    in_one(ledger, |batch| {
        city.turn_days(batch, civil_date(wish.now))?;
        contracts.look_after(batch, wish.now)?;
        let officials = &mut contracts.officials;
        capacities::measure(officials, batch, civil_date(founded), wish.now)?;
        catalogue::revise(officials, batch, wish.now)
    })?;
    hub::set_clock(ledger, wish.now, 1)?;
    Ok(Built {
        matters: city.matters(),
        acts: city.acts(),
        parties: starter::parties(wish.lang).len()
            + names::parties(wish.lang, wish.matters >= LARGE).len()
            + 1,
    })
}

/// Why a transaction came to nothing.
pub(super) enum Failure {
    Store(LedgerError),
    Refused(Verb, Box<Refusal>),
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        Self::Store(error)
    }
}

/// One transaction, dropped at the first refusal: the plan foresees none.
fn in_one(
    ledger: &Ledger,
    work: impl FnOnce(&mut Batch<'_>) -> Result<(), Failure>,
) -> Result<(), CityError> {
    let mut refused = None;
    let result = ledger.write(|batch| match work(batch) {
        Ok(()) => Ok(()),
        Err(Failure::Store(error)) => Err(error),
        Err(Failure::Refused(verb, refusal)) => {
            refused = Some((verb, refusal));
            Err(LedgerError::Stopped)
        }
    });
    match refused {
        Some((verb, refusal)) => Err(CityError::Refused(verb, refusal)),
        None => Ok(result?),
    }
}

/// One act; the matter that it opened or moved.
pub(super) fn act(
    batch: &mut Batch<'_>,
    actor: &Actor,
    key: String,
    command: Command,
    at: DateTime<Utc>,
) -> Result<Option<MatterId>, Failure> {
    let act = Act {
        actor: actor.clone(),
        key,
        expected: None,
        command,
    };
    match batch.act(&act, at)? {
        Ended::Done(receipt) | Ended::Before(receipt) => Ok(receipt.matter),
        Ended::Refused(refusal) => Err(Failure::Refused(act.command.verb(), Box::new(refusal))),
        Ended::KeyReused => Err(Failure::Store(LedgerError::Storage(
            "key reused".to_owned(),
        ))),
    }
}

/// The registers, by the founding administrator.
fn register(ledger: &Ledger, wish: &Wish, at: DateTime<Utc>) -> Result<(), CityError> {
    let staff = names::staff(wish.lang, &names::authority(wish.lang));
    let founder = staff
        .iter()
        .find(|login| login.person.posts.contains(&Post::Administrator))
        .map_or_else(Actor::clockwork, DemoLogin::actor);
    let mut commands = vec![super::found(
        wish.lang,
        founder.login.clone(),
        founder.person.clone(),
        &founder.name,
    )];
    commands.extend(starter::commands(wish.lang));
    let large = wish.matters >= LARGE;
    commands.extend(names::commands(
        wish.lang,
        large,
        wish.me.clone(),
        civil_date(at),
    ));
    in_one(ledger, |batch| {
        for (number, command) in commands.into_iter().enumerate() {
            act(batch, &founder, format!("r{number:06}"), command, at)?;
        }
        Ok(())
    })
}
