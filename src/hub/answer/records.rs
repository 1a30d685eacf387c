//! Questions about the registers: their records, and who may look at which.

use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::law::block::{Block, Ground, Subject};
use crate::domain::law::code::PartyCode;
use crate::domain::law::party::{PartyKind, Post};
use crate::domain::law::validity::MeasuresGround;
use crate::domain::record::{Record, RecordKind};
use crate::ledger::error::LedgerError;
use crate::ledger::register::{self, Also};

use super::super::request::{Answer, RECORDS_LIMIT};
use super::super::sight;
use super::Room;

impl Room<'_> {
    pub(super) fn records(&self, kind: RecordKind) -> Result<Answer, LedgerError> {
        let table = &self.snapshot.tables.register;
        let from = match kind {
            // A provider has none: it reads a system's name on the matters that concern it.
            RecordKind::System if !self.actor.kind.sees_all() => {
                Also::SystemOf(self.actor.party.clone()).key()
            }
            RecordKind::System
            | RecordKind::Party
            | RecordKind::Person
            | RecordKind::Account
            | RecordKind::Pool
            | RecordKind::Item
            | RecordKind::Contract
            | RecordKind::Exception
            | RecordKind::Proposal
            | RecordKind::Notice
            | RecordKind::Block
            | RecordKind::NoticeProposal
            | RecordKind::MeasuresChange
            | RecordKind::MeasuresGround
            | RecordKind::ArticleText => register::key(kind, ""),
        };
        let records = register::beginning(table, kind, &from, RECORDS_LIMIT)?;
        let mut seen = Vec::new();
        for mut record in records {
            if self.may_look_at(&record)? {
                sight::record(self.eyes()?, &mut record);
                seen.push(record);
            }
        }
        Ok(Answer::Records(seen))
    }

    /// Whether the actor may see a block (R49): a unit those on itself and its systems, and those on where it may apply;
    /// a provider those on itself and the pools that it runs; finance stops, network security freezes and what was not
    /// evaluated in time, whomever they hit, the agency freezes.
    pub(super) fn may_see_block(&self, block: &Block) -> Result<bool, LedgerError> {
        if self.looks_after(block.ground) {
            return Ok(true);
        }
        let is_unit = self.actor.kind == PartyKind::Unit;
        let seen = match &block.subject {
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

    /// Whether blocks of that ground are of the remit of the actor's party.
    fn looks_after(&self, ground: Ground) -> bool {
        let remit: &[Ground] = match self.actor.kind {
            PartyKind::Finance => &[Ground::Stop],
            PartyKind::Cyber => &[Ground::Freeze, Ground::Evaluation],
            PartyKind::Agency => &[Ground::Freeze],
            PartyKind::Authority
            | PartyKind::Support
            | PartyKind::Unit
            | PartyKind::Provider
            | PartyKind::Audit => &[],
        };
        remit.contains(&ground)
    }

    /// Whether the actor may see a record of a register.
    pub(super) fn may_look_at(&self, record: &Record) -> Result<bool, LedgerError> {
        Ok(match record {
            Record::Block(block) => self.may_see_block(block)?,
            Record::Person(person) => self.may_know(&person.party),
            Record::Account(_) => self.keeps_registers(),
            Record::Contract(contract) => {
                self.may_know(&contract.unit) || self.may_know(&contract.provider)
            }
            Record::Exception(exception) => self.may_know(&exception.unit),
            Record::MeasuresGround(given) => self.may_know_ground(given),
            Record::Party(_)
            | Record::Pool(_)
            | Record::System(_)
            | Record::Item(_)
            | Record::Proposal(_)
            | Record::Notice(_)
            | Record::NoticeProposal(_)
            | Record::MeasuresChange(_)
            | Record::ArticleText(_) => true,
        })
    }

    /// Whether the actor may see a ground for new matters after the end of the Measures: one for a unit is the unit's.
    pub(super) fn may_know_ground(&self, given: &MeasuresGround) -> bool {
        given.unit.as_ref().is_none_or(|unit| self.may_know(unit))
    }

    pub(super) fn may_know(&self, party: &PartyCode) -> bool {
        self.actor.kind.sees_all() || self.actor.party == *party
    }

    pub(super) fn keeps_registers(&self) -> bool {
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
}
