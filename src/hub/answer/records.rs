//! Questions about the registers.

use std::cmp::Reverse;

use crate::domain::build::measure::Capacity;
use crate::domain::build::pool::Pool;
use crate::domain::build::resource_pool;
use crate::domain::build::room::{Availability, availability, of_pool};
use crate::domain::law::clock::civil_date;
use crate::domain::law::matter::Matter;
use crate::domain::law::naming::{codes_in, codes_of};
use crate::domain::law::party::PartyKind;
use crate::domain::law::world::World;
use crate::domain::record::{Record, RecordKind, Registered};
use crate::domain::register::{self, Affiliation};
use crate::domain::settle::charge::Charges;
use crate::domain::r#use::resource::{Resource, Turn};
use crate::domain::r#use::room;
use crate::ledger::error::LedgerError;
use crate::ledger::register::find;

use super::super::request::{Answer, Course, Found, PoolRoom};
use super::super::sight;
use super::Room;

/// How many matters of a pool are told.
const MATTERS_TOLD: usize = 8;

impl Room<'_> {
    /// One record, if the actor may see it.
    pub(super) fn record(&self, kind: RecordKind, key: &str) -> Result<Answer, LedgerError> {
        let found = find(&self.snapshot.tables.register, kind, key)?;
        let seen = match found {
            Some(mut record) if self.viewer().may_look_at(&record)? => {
                sight::record(self.eyes()?, &mut record);
                let course = self.course(&record)?;
                let room = self.room(&record)?;
                let matters = self.matters(&record)?;
                let availability = self.availability(&record)?;
                let codes = codes_of(&record).into_iter();
                let codes = codes.chain(codes_in(&course)).chain(codes_in(&room));
                let codes = codes.chain(codes_in(&matters));
                let names = self.names_of(codes)?;
                let affiliations = self.affiliations(&record)?;
                Some(Box::new(Found {
                    record,
                    names,
                    affiliations,
                    room,
                    matters,
                    availability,
                    course,
                }))
            }
            Some(_) | None => None,
        };
        Ok(Answer::Record(seen))
    }

    /// What became of a resource, and what it costs, from the matter that issued it.
    fn course(&self, of: &Record) -> Result<Option<Course>, LedgerError> {
        let Record::Resource(Resource { id, .. }) = of else {
            return Ok(None);
        };
        let eyes = self.eyes()?;
        let view = self.snapshot.view();
        let matter = view.matter(id.matter);
        let asked = matter.as_ref().and_then(|matter| matter.body.asked());
        let mut turns: Vec<Turn> =
            asked.map_or_else(Vec::new, |asked| asked.turns_of(id.line).cloned().collect());
        for turn in &mut turns {
            turn.cover(eyes);
        }
        let told = matter.as_ref().filter(|_| eyes.are_told_of_money());
        let charges = told.and_then(|matter| Charges::of(&view, matter, civil_date(self.now)));
        view.settle()?;
        let charges = charges.and_then(|charges| charges.of_line(id.line));
        Ok(Some(Course { turns, charges }))
    }

    /// With whom a party is associated, for those who see every holding that it follows from.
    fn affiliations(&self, of: &Record) -> Result<Option<Vec<Affiliation>>, LedgerError> {
        let Record::Party(party) = of else {
            return Ok(None);
        };
        if !self.actor.kind.sees_all() {
            return Ok(None);
        }
        let view = self.snapshot.view();
        let found = register::affiliations(&view, civil_date(self.now), party);
        view.settle()?;
        Ok(found)
    }

    /// The matters by which a pool came into service, the latest first.
    fn matters(&self, of: &Record) -> Result<Vec<Matter>, LedgerError> {
        let Record::Pool(pool) = of else {
            return Ok(Vec::new());
        };
        let eyes = self.eyes()?;
        let view = self.snapshot.view();
        let mut matters = resource_pool::of_pool(&view, &pool.code);
        view.settle()?;
        matters.retain(|matter| matter.head.is_seen_by(&self.actor));
        matters.sort_by_key(|matter| Reverse(matter.head.id));
        matters.truncate(MATTERS_TOLD);
        for matter in &mut matters {
            sight::matter(eyes, matter, &[]);
        }
        Ok(matters)
    }

    /// Of which dimensions a pool is short, to a unit, which is told no more of it.
    fn availability(&self, of: &Record) -> Result<Option<Vec<Availability>>, LedgerError> {
        let Record::Pool(pool) = of else {
            return Ok(None);
        };
        if self.actor.kind != PartyKind::Unit {
            return Ok(None);
        }
        let view = self.snapshot.view();
        let rooms = of_pool(&view, &pool.code, civil_date(self.now));
        view.settle()?;
        Ok(rooms.map(|rooms| availability(&rooms)))
    }

    /// How the pool stands today that a record is, or says something of what it has; to whoever may know that.
    fn room(&self, of: &Record) -> Result<Option<Box<PoolRoom>>, LedgerError> {
        let (Record::Pool(Pool { code: pool, .. }) | Record::Capacity(Capacity { pool, .. })) = of
        else {
            return Ok(None);
        };
        let register = &self.snapshot.tables.register;
        let Some(measured) = find(register, RecordKind::Capacity, pool.as_str())? else {
            return Ok(None);
        };
        if !self.viewer().may_look_at(&measured)? {
            return Ok(None);
        }
        let Some(capacity) = <Capacity as Registered>::of(measured) else {
            return Ok(None);
        };
        let view = self.snapshot.view();
        let rooms = of_pool(&view, pool, civil_date(self.now));
        let coming = room::coming(&view, pool, |_| true);
        view.settle()?;
        Ok(rooms.map(|rooms| {
            Box::new(PoolRoom {
                capacity,
                rooms,
                coming,
            })
        }))
    }
}
