//! Blocks (限制): what stands between a matter and new resources, whatever raised it. A stop (Art. 22(4)), a freeze (35),
//! dishonesty (12), a lapsed evaluation (32), an ended contract (40), an exit notice (17) and a pool that is short (14) are
//! one mechanism: one record, one check, one refusal with the ground's article, one list.
//!
//! Orders already placed are finished, what is not yet ordered waits, clocks and decisions go on (R7, R28). No stop hits
//! what decreases or ends; a freeze hits whatever is carried out, a decrease too (Art. 35). What regularises an emergency is
//! not blocked, for it issues nothing new (Art. 23).

mod ground;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::clock::Moment;
use super::code::{PersonCode, PoolCode, SystemCode};
use super::duty::Duty;
use super::matter::{Head, Matter, Role};
use super::refusal::{Reason, Refusal, Spoken};
use super::sight::Hide;
use super::step::Case;
use super::text;
use super::world::World;

pub use ground::{Deed, Ground, Subject};

/// The most blocks on one subject that have not ended.
pub const BLOCKS_LIMIT: usize = 50;

/// The field in which the reason is given that passes a block.
pub const OVERRIDE_REASON: &str = "override_reason";

/// That a block was lifted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lift {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: PersonCode,
    /// The paper that lifts it.
    pub paper: String,
    /// Why.
    pub reason: String,
}

/// A block as it is registered. It is never deleted: it ends by its last day, or is lifted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its number in the city, from 1, never given again.
    pub number: u32,
    /// Why.
    pub ground: Ground,
    /// On what.
    pub subject: Subject,
    /// The first Beijing day that its paper names.
    pub from: NaiveDate,
    /// Its last Beijing day, until 24:00; none lasts until it is lifted.
    pub until: Option<NaiveDate>,
    /// The number of the paper it rests on.
    pub paper: String,
    /// The facts.
    pub reason: String,
    /// Who recorded it.
    pub recorded_by: PersonCode,
    /// When.
    pub recorded_at: Moment,
    /// Its lifting, if it was lifted.
    pub lifted: Option<Lift>,
}

impl Block {
    /// Since when it acts: from its first day, and never before it was on record. What nobody was refused is excused by
    /// nothing.
    #[must_use]
    pub fn begins(&self) -> Moment {
        self.recorded_at.max(Moment::of_day(self.from))
    }

    /// From when it acts no more; none while that is open.
    #[must_use]
    pub fn ends(&self) -> Option<Moment> {
        let over = self.until.and_then(|last| last.succ_opt());
        let over = over.map(Moment::of_day);
        let lifted = self.lifted.as_ref().map(|lift| lift.at);
        over.into_iter().chain(lifted).min()
    }

    /// Whether it has ended at an instant; one that is still to begin has not.
    #[must_use]
    pub fn is_over(&self, at: DateTime<Utc>) -> bool {
        self.ends().is_some_and(|ends| *ends <= at)
    }

    /// Whether it acts at an instant.
    #[must_use]
    pub fn stands(&self, at: DateTime<Utc>) -> bool {
        *self.begins() <= at && !self.is_over(at)
    }

    /// What whoever is stopped by it is told: not its facts, which may be a unit's own.
    #[must_use]
    pub fn against(&self, deed: Deed) -> Blocked {
        Blocked {
            number: self.number,
            ground: self.ground,
            subject: self.subject.clone(),
            paper: self.paper.clone(),
            from: self.begins().day(),
            until: self.until,
            deed,
        }
    }
}

/// What stands against a deed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// The block's number.
    pub number: u32,
    /// Its ground.
    pub ground: Ground,
    /// On what it lies.
    pub subject: Subject,
    /// The paper it rests on.
    pub paper: String,
    /// The Beijing day since which it acts.
    pub from: NaiveDate,
    /// Its last day, if it has one.
    pub until: Option<NaiveDate>,
    /// What it stops.
    pub deed: Deed,
}

impl Blocked {
    /// What of the act's fields it speaks of: another pool, the other decision, or the reason of an override mends it.
    #[must_use]
    pub fn speaks_of(&self) -> Option<Spoken<'_>> {
        match self.deed {
            Deed::Apply => Some(Spoken::Field("pool")),
            Deed::Issue if self.is_passed_by_override() => Some(Spoken::Field(OVERRIDE_REASON)),
            Deed::Approve | Deed::Issue => Some(Spoken::Field("decision")),
            Deed::Increase => Some(Spoken::Field("lines")),
            Deed::Order | Deed::Build | Deed::Execute | Deed::Clear => None,
        }
    }

    /// Whether the reason of an override passes it.
    #[must_use]
    pub fn is_passed_by_override(&self) -> bool {
        self.deed == Deed::Issue && self.ground.is_overridable()
    }
}

/// The blocks that an emergency passed, frozen in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Why.
    pub reason: String,
    /// What stood against it.
    pub blocks: Vec<Blocked>,
}

/// That something was passed is told; not why, nor what.
impl Hide for Option<Override> {
    fn hide(&mut self) {
        if let Some(passed) = self {
            passed.reason.hide();
            passed.blocks.clear();
        }
    }
}

/// A part of a duty's time in which a block stopped what it asks for (R51): late all the same, but left out of response
/// time and of claims.
///
/// The other ground of R51, another party's open step, is no part of this: a duty opens only once the step that it needs is
/// done. Where its limit counts from before that step, as that of a change does from its approval, whoever claims money for
/// the lateness takes the late step off too. The hold that a unit has recorded is no ground: no clock stops for it (Art. 19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    /// The block's number.
    pub block: u32,
    /// Its ground.
    pub ground: Ground,
    /// Since when it stopped the duty's deed.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

impl Excuse {
    /// How many days it took: the first one counts, the last one does not.
    #[must_use]
    pub fn days(&self) -> i64 {
        let last = self.until.day();
        last.signed_duration_since(self.from.day()).num_days()
    }
}

/// How an open duty stands to the blocks on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hindrance {
    /// What stops it now.
    pub by: Vec<Blocked>,
    /// What stopped it so far (R51).
    pub excused: Vec<Excuse>,
}

/// The resources that a matter asks for, or is about: for which system, from which pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'m> {
    /// The system.
    pub system: &'m SystemCode,
    /// The pool.
    pub pool: &'m PoolCode,
}

/// On what a block can lie so that it concerns a matter: a handful of look-ups.
fn subjects(head: &Head, place: Option<Place>) -> Vec<Subject> {
    let of_place = place.map(|place| {
        [
            Subject::Pool(place.pool.clone()),
            Subject::System(place.system.clone()),
        ]
    });
    let operator = head.party(Role::Operator).cloned().map(Subject::Provider);
    let unit = head.party(Role::Unit).cloned().map(Subject::Unit);
    let parties = operator.into_iter().chain(unit);
    std::iter::once(Subject::City)
        .chain(of_place.into_iter().flatten())
        .chain(parties)
        .collect()
}

/// The blocks on whatever a matter concerns that had not ended on a day, those that no emergency passes first.
fn on_record(world: &dyn World, head: &Head, place: Option<Place>, since: NaiveDate) -> Vec<Block> {
    let mut found: Vec<Block> = subjects(head, place)
        .iter()
        .flat_map(|subject| world.blocks(subject, since))
        .collect();
    found.sort_by_key(|block| (block.ground.is_overridable(), block.number));
    found
}

/// Those of them that stop a deed.
fn stopping(
    world: &dyn World,
    head: &Head,
    place: Option<Place>,
    deed: Deed,
    since: NaiveDate,
) -> Vec<Block> {
    let mut found = on_record(world, head, place, since);
    found.retain(|block| block.ground.stops(deed));
    found
}

/// What lies on whatever a matter concerns now, each with the first of these deeds that it stops; nothing of what stops
/// none of them.
#[must_use]
pub fn lying(
    world: &dyn World,
    head: &Head,
    place: Place,
    deeds: &[Deed],
    at: DateTime<Utc>,
) -> Vec<Blocked> {
    on_record(world, head, Some(place), Moment::from(at).day())
        .iter()
        .filter(|block| block.stands(at))
        .filter_map(|block| {
            let mut deeds = deeds.iter().copied();
            let first = deeds.find(|deed| block.ground.stops(*deed))?;
            Some(block.against(first))
        })
        .collect()
}

/// What stands against a deed on a matter now: the one check that everybody asks.
#[must_use]
pub fn standing(
    world: &dyn World,
    head: &Head,
    place: Option<Place>,
    deed: Deed,
    at: DateTime<Utc>,
) -> Vec<Blocked> {
    stopping(world, head, place, deed, Moment::from(at).day())
        .iter()
        .filter(|block| block.stands(at))
        .map(|block| block.against(deed))
        .collect()
}

fn refusal(blocked: Blocked) -> Refusal {
    let cited = blocked.ground.article();
    Reason::Blocked(Box::new(blocked)).under(cited)
}

/// Refuses what a block stops.
///
/// # Errors
/// [`Reason::Blocked`] under the article of the ground.
pub fn check(case: &Case, head: &Head, place: Place, deed: Deed) -> Result<(), Refusal> {
    let standing = standing(case.world, head, Some(place), deed, case.now);
    standing
        .into_iter()
        .next()
        .map_or(Ok(()), |blocked| Err(refusal(blocked)))
}

/// Refuses the verb of the case if a block stops what it does on the matter.
///
/// # Errors
/// As [`check`].
pub fn check_verb(case: &Case, matter: &Matter) -> Result<(), Refusal> {
    let deed = matter.body.deed(case.verb);
    match deed.zip(matter.body.place()) {
        Some((deed, place)) => check(case, &matter.head, place, deed),
        None => Ok(()),
    }
}

/// What an emergency passes by the recorded reason of support's reviewer (Art. 23). A reason that nothing asked for is not
/// kept: what it was meant for may have been lifted while it was written.
///
/// # Errors
/// [`Reason::Blocked`], of a block that no emergency passes, or of any without a reason.
pub fn overridden(
    case: &Case,
    head: &Head,
    place: Place,
    reason: &str,
) -> Result<Option<Override>, Refusal> {
    let blocks = standing(case.world, head, Some(place), Deed::Issue, case.now);
    let Some(first) = blocks.first() else {
        return Ok(None);
    };
    let reason = text::optional(case, OVERRIDE_REASON, reason, text::PARAGRAPH)?;
    if reason.is_empty() || !first.is_passed_by_override() {
        return Err(refusal(first.clone()));
    }
    Ok(Some(Override { reason, blocks }))
}

/// What a duty asks for, if a block can stop it.
fn deed_of(matter: &Matter, duty: &Duty) -> Option<Deed> {
    duty.kind().verb().and_then(|verb| matter.body.deed(verb))
}

/// Whether one of these blocks stops now what a duty asks for: the check of a list, which has them all at hand and looks
/// nothing up.
#[must_use]
pub fn hits(known: &[Block], matter: &Matter, duty: &Duty, now: DateTime<Utc>) -> bool {
    let Some(deed) = deed_of(matter, duty) else {
        return false;
    };
    let on = subjects(&matter.head, matter.body.place());
    let mut known = known.iter();
    known.any(|block| block.ground.stops(deed) && block.stands(now) && on.contains(&block.subject))
}

/// The parts of a duty's time, up to an instant, in which a block stopped what it asks for (R51). An internal target that
/// awaits an order under a stop is excused like any other limit rather than dropped: R51 has it late everywhere, and what
/// is excused counts nowhere.
#[must_use]
pub fn excuses(world: &dyn World, matter: &Matter, duty: &Duty, until: Moment) -> Vec<Excuse> {
    let Some(deed) = deed_of(matter, duty).filter(|deed| deed.waits()) else {
        return Vec::new();
    };
    let (head, opened_at) = (&matter.head, duty.opened_at);
    let place = matter.body.place();
    let mut excuses: Vec<Excuse> = stopping(world, head, place, deed, opened_at.day())
        .iter()
        .map(|block| Excuse {
            block: block.number,
            ground: block.ground,
            from: block.begins().max(opened_at),
            until: block.ends().map_or(until, |ends| ends.min(until)),
        })
        .filter(|excuse| excuse.from < excuse.until)
        .collect();
    excuses.sort_by_key(|excuse| (excuse.from, excuse.block));
    excuses.truncate(BLOCKS_LIMIT);
    excuses
}

/// How a duty that is owed stands to the blocks on record; none if none ever stopped it.
#[must_use]
pub fn hindrance(
    world: &dyn World,
    matter: &Matter,
    duty: &Duty,
    now: DateTime<Utc>,
) -> Option<Hindrance> {
    let deed = deed_of(matter, duty)?;
    let by = standing(world, &matter.head, matter.body.place(), deed, now);
    let excused = excuses(world, matter, duty, now.into());
    (!by.is_empty() || !excused.is_empty()).then_some(Hindrance { by, excused })
}
