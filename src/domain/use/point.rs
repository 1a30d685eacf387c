//! Points (要点): what whoever decides must have before them, whatever the form itself asks. A matter's folder says which
//! there are for which of its acts; a form and a preview show them before the decision is typed and before it is confirmed,
//! on screen, in text and in JSON alike. A point refuses nothing: what does, is the rules'.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::asked::{self, Asked};
use super::materials::Completeness;
use super::own_contract::{self, Above};
use super::room::Needed;
use super::stood::{AsRegistered, Since};
use crate::domain::build::pool::Pool;
use crate::domain::build::system::System;
use crate::domain::law::block::{self, Blocked, Deed, Place};
use crate::domain::law::matter::{Matter, Role};
use crate::domain::law::names::words;
use crate::domain::law::party::Party;
use crate::domain::law::refusal::Refusal;
use crate::domain::law::step::Case;
use crate::domain::purchase::agreement::PriceChange;
use crate::domain::purchase::catalogue::Terms;
use crate::domain::purchase::listing::{Candidate, Capped, Changes, Sheet};

words! {
    /// What a block means to the decision at hand.
    pub enum Bearing {
        /// It is passed by a recorded reason (Art. 23).
        Override = "override",
        /// Nothing passes it: only the other decision is open.
        Bars = "bars",
        /// It stops what comes after this decision, and not this decision.
        Later = "later",
    }
}

/// How a unit's own contract with who delivers stands today (Art. 40).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cover {
    /// It needs none: it is on the municipal budget, or the pool is self-built.
    Unneeded,
    /// One counts.
    Counts(Terms),
    /// None counts, which stops nothing here and stays an open point.
    Open,
    /// None counts, and nothing is issued before one does.
    Owed,
}

/// A fact that whoever decides must have before them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// The system's level and funding and the unit's budget, as they stood when the matter began.
    Stood(AsRegistered),
    /// The unit's own contract.
    Contract(Cover),
    /// The unit's own contract ends soon, and nothing follows it (Art. 40).
    Ends {
        /// Its number.
        number: String,
        /// The last day of its term.
        last: NaiveDate,
    },
    /// What the unit has and asks for comes to more than its own contract says may be bought.
    Above(Above),
    /// What is needed of the pool against what is free of it (R30); none where nobody knows what it has.
    Room(Option<Vec<Needed>>),
    /// How complete the materials are.
    Materials(Completeness),
    /// What lies on the city, the pool, who delivers, the unit or the system.
    Block {
        /// What it stops.
        block: Blocked,
        /// What it means here.
        bearing: Bearing,
    },
    /// What is registered otherwise since the matter began.
    Since(Vec<Since>),
    /// What an edition of the catalogue changes of what is in force.
    Changes(Changes),
    /// What is needed, and the highest price of each (Art. 11, 12).
    Needs(Sheet<Capped>),
    /// What the items of a contract cost by it as it stands.
    Prices(Sheet<PriceChange>),
    /// What units bought outside the catalogue so often that it belongs in one (Art. 11).
    Candidates(Vec<Candidate>),
}

impl Point {
    /// Whether it speaks against deciding as usual, so that it must not be overlooked.
    #[must_use]
    pub fn warns(&self) -> bool {
        match self {
            Self::Stood(_) | Self::Changes(_) | Self::Needs(_) | Self::Prices(_) => false,
            Self::Contract(cover) => match cover {
                Cover::Unneeded | Cover::Counts(_) => false,
                Cover::Open | Cover::Owed => true,
            },
            Self::Materials(materials) => !materials.gaps.is_empty(),
            Self::Room(needed) => needed.as_ref().is_none_or(|needed| {
                let mut needed = needed.iter();
                needed.any(|one| one.short() > 0 || one.of_reserve.is_some())
            }),
            Self::Block { .. }
            | Self::Since(_)
            | Self::Candidates(_)
            | Self::Ends { .. }
            | Self::Above(_) => true,
        }
    }

    /// The field of the form that it asks for, if it asks for one: the reason that passes a block.
    #[must_use]
    pub fn asks_for(&self) -> Option<&'static str> {
        match self {
            Self::Block { bearing, .. } => match bearing {
                Bearing::Override => Some(block::OVERRIDE_REASON),
                Bearing::Bars | Bearing::Later => None,
            },
            Self::Stood(_)
            | Self::Contract(_)
            | Self::Ends { .. }
            | Self::Above(_)
            | Self::Materials(_)
            | Self::Room(_)
            | Self::Since(_)
            | Self::Changes(_)
            | Self::Needs(_)
            | Self::Prices(_)
            | Self::Candidates(_) => None,
        }
    }
}

impl Point {
    /// That a block stops what is about to be done.
    #[must_use]
    pub fn stopped(block: Blocked) -> Self {
        let bearing = Bearing::Bars;
        Self::Block { block, bearing }
    }
}

/// The points of a matter that asks for resources: `ahead` is what a block may stop of it from here on, in order, and
/// `uncovered` what it means here that no contract counts.
///
/// # Errors
/// If a party, the pool or the system is not registered.
pub(super) fn of(
    case: &Case,
    matter: &Matter,
    asked: &Asked,
    ahead: &[Deed],
    uncovered: Cover,
) -> Result<Vec<Point>, Refusal> {
    let head = &matter.head;
    let unit: Party = case.registered(case.concerned(head, Role::Unit)?.as_str())?;
    let pool: Pool = case.registered(asked.pool.as_str())?;
    let system: System = case.registered(asked.system.as_str())?;
    let counts = asked::own_contract(case, head, asked)?;
    let warns = match &counts {
        Some(terms) => own_contract::points(case, matter, asked, terms, !ahead.is_empty())?,
        None => Vec::new(),
    };
    let cover = if let Some(terms) = counts {
        Cover::Counts(terms)
    } else if asked::lacks_contract(case, head, asked)? {
        uncovered
    } else {
        Cover::Unneeded
    };
    let blocks = of_blocks(case, matter, asked.place(), ahead);
    let since = Some(asked.since(head, &system, &pool, &unit));
    let since = since.filter(|since| !since.is_empty()).map(Point::Since);
    let stood = Point::Stood(asked.stood.clone());
    Ok(std::iter::once(stood)
        .chain(blocks)
        .chain([Point::Contract(cover)])
        .chain(warns)
        .chain(since)
        .collect())
}

/// The blocks that lie on whatever a matter concerns, each with what it means to the act at hand.
pub(super) fn of_blocks(case: &Case, matter: &Matter, place: Place, ahead: &[Deed]) -> Vec<Point> {
    let blocks = block::lying(case.world, &matter.head, place, ahead, case.now);
    let decided = matter.body.deed(case.verb);
    let told = blocks.into_iter().map(|block| Point::Block {
        bearing: bearing(&block, decided),
        block,
    });
    told.collect()
}

fn bearing(block: &Blocked, decided: Option<Deed>) -> Bearing {
    if Some(block.deed) != decided {
        Bearing::Later
    } else if block.is_passed_by_override() {
        Bearing::Override
    } else {
        Bearing::Bars
    }
}
