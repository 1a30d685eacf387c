//! Who may look at what is registered (R49).

use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::law::block::Subject;
use crate::domain::law::code::PartyCode;
use crate::domain::law::party::{Actor, PartyKind, Post};
use crate::domain::record::{Record, Registered};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

/// What one actor may see.
#[derive(Clone, Copy)]
pub(in crate::hub) struct Eyes<'s> {
    pub(in crate::hub) snapshot: &'s Snapshot,
    pub(in crate::hub) actor: &'s Actor,
}

impl Eyes<'_> {
    /// Whether the actor may see a block: a unit those on itself and its systems, and those on where it may apply; a
    /// provider those on itself and the pools that it runs.
    pub(in crate::hub) fn may_see_block(&self, on: &Subject) -> Result<bool, LedgerError> {
        let is_unit = self.actor.kind == PartyKind::Unit;
        let seen = match on {
            Subject::City => true,
            Subject::Pool(_) | Subject::Provider(_) if is_unit => true,
            Subject::Pool(pool) => {
                let pool: Option<Pool> = self.registered(pool.as_str())?;
                pool.is_some_and(|pool| self.may_know(&pool.operator))
            }
            Subject::Provider(party) | Subject::Unit(party) => self.may_know(party),
            Subject::System(system) => {
                let system: Option<System> = self.registered(system.as_str())?;
                system.is_some_and(|system| self.may_know(&system.unit))
            }
        };
        Ok(seen)
    }

    /// Whether the actor may see a record of a register.
    pub(in crate::hub) fn may_look_at(&self, record: &Record) -> Result<bool, LedgerError> {
        Ok(match record {
            Record::Block(block) => self.may_see_block(&block.subject)?,
            Record::Person(person) => self.may_know(&person.party),
            Record::Account(_) => self.keeps_registers(),
            Record::Contract(contract) => {
                self.may_know(&contract.unit) || self.may_know(&contract.provider)
            }
            Record::Exception(exception) => self.may_know(&exception.unit),
            // A provider has none: it reads a system's name on the matters that concern it.
            Record::System(system) => self.may_know(&system.unit),
            Record::Party(_)
            | Record::Pool(_)
            | Record::Item(_)
            | Record::Proposal(_)
            | Record::Notice(_)
            | Record::NoticeProposal(_)
            | Record::MeasuresChange(_)
            | Record::MeasuresGround(_)
            | Record::ArticleText(_) => true,
        })
    }

    pub(in crate::hub) fn may_know(&self, party: &PartyCode) -> bool {
        self.actor.kind.sees_all() || self.actor.party == *party
    }

    pub(in crate::hub) fn keeps_registers(&self) -> bool {
        let is_office = match self.actor.kind {
            PartyKind::Authority | PartyKind::Support => true,
            PartyKind::Unit
            | PartyKind::Provider
            | PartyKind::Agency
            | PartyKind::Finance
            | PartyKind::Audit
            | PartyKind::Cyber => false,
        };
        is_office && (self.actor.holds(Post::Administrator) || self.actor.holds(Post::Reviewer))
    }

    fn registered<R: Registered>(&self, key: &str) -> Result<Option<R>, LedgerError> {
        let found = register::find(&self.snapshot.tables.register, R::KIND, key)?;
        Ok(found.and_then(R::of))
    }
}
