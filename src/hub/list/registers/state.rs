//! How what is registered stands today, where that is more than its record says.

use chrono::NaiveDate;

use super::super::cell::{Cell, Mark, Status, Term};
use super::super::systems::whose;
use super::Lookups;
use crate::domain::build::capacity::Dimension;
use crate::domain::build::measure::Capacity;
use crate::domain::build::pool::Pool;
use crate::domain::build::room::{availability, of_pool};
use crate::domain::law::block::{Deed, Ground, Subject};
use crate::domain::law::code::PoolCode;
use crate::domain::law::party::{PartyKind, Region};
use crate::domain::law::world::Index;
use crate::domain::purchase::agreement::{self, Agreement, Pricing};
use crate::domain::purchase::exception::Standing;
use crate::domain::purchase::listing::{Became, Listing};
use crate::domain::purchase::price::Version;
use crate::domain::record::{Record, Registered};
use crate::hub::seen::Viewer;
use crate::ledger::Snapshot;
use crate::ledger::error::LedgerError;
use crate::ledger::keys::{self, Count};
use crate::ledger::register;
use crate::ledger::row;
use crate::ledger::tables::get_number;

/// What can be given out of a dimension.
pub(super) fn given_out(capacity: &Capacity, dimension: Dimension) -> Cell {
    let measured = capacity.of_dimension(dimension);
    measured.map_or(Cell::Nothing, |measured| Cell::Number(measured.effective()))
}

/// Whether it is in use.
pub(super) const fn in_use(active: bool) -> Status {
    if active {
        Status::Active
    } else {
        Status::Inactive
    }
}

/// How a contract's term stands on a day.
pub(super) fn term_state(agreement: &Agreement, today: NaiveDate) -> Status {
    if today < agreement.starts_on {
        Status::ToCome
    } else if agreement.runs_on(today) {
        Status::InForce
    } else {
        Status::Over
    }
}

/// What a listing makes of its item, beside the edition that was in force when it was listed.
pub(super) fn became(listing: &Listing) -> Cell {
    match listing.before_fen {
        _ if listing.struck => Cell::status(Status::Over),
        None => Cell::Term(Term::Became(Became::Added)),
        Some(before) if before == listing.yearly_fen() => Cell::Nothing,
        Some(_) => Cell::Term(Term::Became(Became::Changed)),
    }
}

/// What an item costs today by a contract that runs.
pub(super) fn price_today(
    pricing: &Pricing,
    lookups: &Lookups,
) -> Result<Option<Version>, LedgerError> {
    let by = Index::Agreements(&pricing.contractor);
    let contracts = register::linked(&lookups.snapshot.tables.register, &by)?;
    let contracts: Vec<Agreement> = contracts.into_iter().filter_map(Agreement::of).collect();
    let prices = agreement::prices(&pricing.item, &contracts, &pricing.agreed);
    Ok(prices.on(&pricing.item, lookups.today).cloned())
}

impl Status {
    /// What is told of what is free, without a number.
    #[must_use]
    pub const fn of_room(is_short: bool) -> Self {
        if is_short { Self::Short } else { Self::Enough }
    }
}

impl From<Standing> for Status {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Asked => Self::ToApprove,
            Standing::Holds => Self::InForce,
            Standing::NearsEnd => Self::NearsEnd,
            Standing::Over => Self::Expired,
        }
    }
}

impl Lookups<'_> {
    /// Whether a pool serves: what is seen of the blocks on it says so.
    pub(super) fn service_of(&self, pool: &Pool) -> Result<Status, LedgerError> {
        if pool.region != Region::Municipal {
            return Ok(Status::Joined);
        }
        let on = Subject::Pool(pool.code.clone());
        let viewer = Viewer {
            snapshot: self.snapshot,
            actor: self.actor,
        };
        let mut status = Status::Active;
        for block in register::blocks(&self.snapshot.tables.register, &on, self.today)? {
            if !block.stands(self.now) || !viewer.may_see_block(&block)? {
                continue;
            }
            if block.ground == Ground::Closing {
                return Ok(Status::Closing);
            }
            if block.ground.stops(Deed::Issue) {
                status = Status::Restricted;
            }
        }
        Ok(status)
    }

    /// Whether a pool is short of anything, to who is told it: all but other providers.
    pub(super) fn availability_of(&self, pool: &PoolCode) -> Result<Cell, LedgerError> {
        let kind = self.actor.kind;
        if kind != PartyKind::Unit && !kind.sees_all() {
            return Ok(Cell::Nothing);
        }
        let view = self.snapshot.view();
        let rooms = of_pool(&view, pool, self.today);
        view.settle()?;
        let availability = rooms
            .map(|rooms| availability(&rooms))
            .filter(|told| !told.is_empty());
        Ok(availability.map_or(Cell::Nothing, |availability| {
            Cell::status(Status::of_room(availability.iter().any(|one| one.is_short)))
        }))
    }

    /// How many resources from a pool are used, of those that the actor is told of.
    pub(super) fn used_from(&self, pool: &PoolCode) -> Result<u64, LedgerError> {
        let of = keys::resources(Count::UsedFrom, whose(self.actor), pool);
        get_number(&self.snapshot.tables.counters, &of)
    }
}

/// The signs of a resource that an open matter is about, and whose change or end is done and not attested.
pub(super) fn in_work(record: &Record, snapshot: &Snapshot) -> Result<Vec<Mark>, LedgerError> {
    let Record::Resource(resource) = record else {
        return Ok(Vec::new());
    };
    let Some(by) = resource.claimed_by else {
        return Ok(Vec::new());
    };
    let found = snapshot.tables.matters.get(keys::matter(by).as_slice())?;
    let Some(found) = found else {
        return Ok(Vec::new());
    };
    // Money depends on the day of whoever delivers until that is reported, and from then on on whoever attests it.
    let head = row::read_head(found.value())?;
    let mut duties = head.duties.iter();
    let waits = duties.any(|duty| duty.kind().moves_money() && duty.party != resource.operator);
    let signs = waits.then_some(Mark::Unattested);
    Ok(signs.into_iter().chain([Mark::InWork]).collect())
}
