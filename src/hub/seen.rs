//! Who may look at what is registered (R49).

use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::law::block::{Block, Ground, Subject};
use crate::domain::law::code::{PartyCode, PoolCode};
use crate::domain::law::party::{Actor, Party, PartyKind, Post};
use crate::domain::law::sight::Eyes;
use crate::domain::law::validity::MeasuresGround;
use crate::domain::record::{Record, Registered};
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::register;

/// What one actor may see.
#[derive(Clone, Copy)]
pub(super) struct Viewer<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) actor: &'s Actor,
}

impl Viewer<'_> {
    /// Whether the actor may see a block: a unit those on itself and its systems, and those on where it may apply; a
    /// provider those on itself and the pools that it runs; finance stops, network security freezes and what was not
    /// evaluated in time, whomever they hit, the agency freezes.
    pub(super) fn may_see_block(&self, block: &Block) -> Result<bool, LedgerError> {
        if self.looks_after(block.ground) {
            return Ok(true);
        }
        let is_unit = self.actor.kind == PartyKind::Unit;
        let seen = match &block.subject {
            Subject::City => true,
            Subject::Pool(_) | Subject::Provider(_) if is_unit => true,
            Subject::Pool(pool) => self.runs(pool)?,
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

    /// Whether the actor may see a ground for new matters after the end of the Measures: one for a unit is the unit's.
    pub(super) fn may_know_ground(&self, given: &MeasuresGround) -> bool {
        given.unit.as_ref().is_none_or(|unit| self.may_know(unit))
    }

    /// Whether the actor may see a record of a register.
    pub(super) fn may_look_at(&self, record: &Record) -> Result<bool, LedgerError> {
        Ok(match record {
            Record::Block(block) => self.may_see_block(block)?,
            Record::MeasuresGround(given) => self.may_know_ground(given),
            Record::Person(person) => self.may_know(&person.party),
            Record::Account(_) => self.keeps_registers(),
            Record::Contract(contract) => {
                self.may_know(&contract.unit) || self.may_know(&contract.provider)
            }
            Record::Exception(exception) => self.may_know(&exception.unit),
            Record::Holding(holding) => {
                self.may_know(&holding.holder) || self.may_know(&holding.held)
            }
            Record::Agreement(agreement) => self.may_know_contracts(&agreement.contractor),
            Record::Pricing(pricing) => self.may_know_contracts(&pricing.contractor),
            Record::Listing(_) => self.may_know_drafts(),
            Record::Resource(resource) => {
                self.may_know(&resource.unit) || self.may_know(&resource.operator)
            }
            Record::Capacity(capacity) => self.runs(&capacity.pool)?,
            // Whoever runs a pool later has nothing to do with what was found before.
            Record::Inventory(inventory) => self.may_know(&inventory.operator),
            Record::Finding(finding) => self.may_know(&finding.against),
            // A provider has none: it reads a system's name on the matters that concern it.
            Record::System(system) => self.may_know(&system.unit),
            Record::Party(_)
            | Record::Pool(_)
            | Record::Item(_)
            | Record::Proposal(_)
            | Record::Notice(_)
            | Record::NoticeProposal(_)
            | Record::MeasuresChange(_)
            | Record::ArticleText(_) => true,
        })
    }

    /// Whether the actor may see what belongs to a pool: whoever runs it.
    fn runs(&self, pool: &PoolCode) -> Result<bool, LedgerError> {
        let pool: Option<Pool> = self.registered(pool.as_str())?;
        Ok(pool.is_some_and(|pool| self.may_know(&pool.operator)))
    }

    pub(super) fn may_know(&self, party: &PartyCode) -> bool {
        self.actor.kind.sees_all() || self.actor.party == *party
    }

    /// Whether the actor may see the contracts with a contractor, and the prices by them: its own, and finance, which pays,
    /// those of all. A rival's prices are nobody's to see.
    pub(super) fn may_know_contracts(&self, contractor: &PartyCode) -> bool {
        self.actor.kind == PartyKind::Finance || self.may_know(contractor)
    }

    /// Whether the actor may see what editions of the catalogue list: the offices, audit, and finance, which approves their
    /// control figures. Everybody else sees the catalogue once it is in force.
    pub(super) fn may_know_drafts(&self) -> bool {
        self.actor.kind == PartyKind::Finance || self.actor.kind.sees_all()
    }

    pub(super) fn keeps_registers(&self) -> bool {
        let actor = self.actor;
        actor.kind.is_office() && (actor.holds(Post::Administrator) || actor.holds(Post::Reviewer))
    }

    fn registered<R: Registered>(&self, key: &str) -> Result<Option<R>, LedgerError> {
        let found = register::find(&self.snapshot.tables.register, R::KIND, key)?;
        Ok(found.and_then(R::of))
    }
}

/// An actor's eyes, who looks for the units too that the party took over from.
pub(super) fn eyes_of(snapshot: &Snapshot, actor: &Actor) -> Result<Eyes, LedgerError> {
    Ok(Eyes::of(actor, taken_over_from(snapshot, actor)?))
}

/// Those whose matters the actor's party took over, in however many steps.
fn taken_over_from(snapshot: &Snapshot, actor: &Actor) -> Result<Vec<PartyCode>, LedgerError> {
    if actor.kind != PartyKind::Unit {
        return Ok(Vec::new());
    }
    let parties: Vec<Party> = register::all(&snapshot.tables.register)?;
    let mut from = vec![actor.party.clone()];
    let mut at = 0;
    while let Some(by) = from.get(at).cloned() {
        let went = parties.iter().filter(|party| {
            let succession = party.succeeded.as_ref();
            succession.is_some_and(|succession| succession.by == by)
        });
        let went: Vec<PartyCode> = went.map(|party| party.code.clone()).collect();
        from.extend(went.into_iter().filter(|code| *code != by));
        at += 1;
        if at > parties.len() {
            break;
        }
    }
    Ok(from)
}
