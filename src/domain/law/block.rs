//! Blocks (限制): what stands between a matter and new resources, whatever raised it. A stop (Art. 22(4)), a freeze (35),
//! dishonesty (12), a lapsed evaluation (32), an ended contract (40), an exit notice (17) and a pool that is short (14) are
//! one mechanism: one record, one check, one refusal with the ground's article, one list.
//!
//! Orders already placed are finished, what is not yet ordered waits, clocks and decisions go on (R7, R28). Whatever
//! decreases or ends is never blocked: no [`Deed`] stands for it. What regularises an emergency is not blocked either, for
//! it issues nothing new (Art. 23).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::article::{Article, article, paragraph};
use super::clock::Moment;
use super::code::{PartyCode, PersonCode, PoolCode, SystemCode};
use super::duty::Duty;
use super::matter::{Head, Matter, Role};
use super::names::words;
use super::party::PartyKind;
use super::refusal::{Reason, Refusal};
use super::step::Case;
use super::text;
use super::world::World;
use crate::domain::r#use::asked::Asked;

words! {
    /// Why something is blocked.
    pub enum Ground {
        /// 停止发放: issuance to a unit, or for a system, is stopped (Art. 22(4), R7, R28).
        Stop = "stop",
        /// 变更冻结: nothing on the platform is changed in a key period (Art. 35).
        Freeze = "freeze",
        /// 严重失信: the provider is listed as seriously dishonest, which bars it from procurement (Art. 12).
        Dishonesty = "dishonesty",
        /// 测评过期: the platform's evaluation lapsed, or was not passed (Art. 32, R38).
        Evaluation = "evaluation",
        /// 合同终止: the contract to order under has ended (Art. 40).
        Contract = "contract",
        /// 退出: the provider gave notice of its exit (Art. 17, R34).
        Exit = "exit",
        /// 容量不足: the pool is short of room (Art. 14, R30).
        Capacity = "capacity",
    }
}

words! {
    /// What of a matter a block may stop.
    pub enum Deed {
        /// A unit applies, naming the pool.
        Apply = "apply",
        /// An application is approved, which takes room in the pool (R30).
        Approve = "approve",
        /// An emergency is approved, which issues at once.
        Issue = "issue",
        /// An order is placed with the provider.
        Order = "order",
        /// Support begins in a self-built pool, where nothing is ordered.
        Build = "build",
        /// What was ordered, or begun, is carried out.
        Execute = "execute",
    }
}

impl Deed {
    /// Whether whoever owes it can do nothing but wait while it is blocked, so that the wait is no fault of theirs (R51).
    /// Of a decision the other answer is always open, and whoever applies may name another pool.
    #[must_use]
    pub fn waits(self) -> bool {
        match self {
            Self::Order | Self::Build | Self::Execute => true,
            Self::Apply | Self::Approve | Self::Issue => false,
        }
    }
}

impl Ground {
    /// The article that it rests on; its refusals cite it.
    #[must_use]
    pub fn article(self) -> Article {
        match self {
            Self::Stop => paragraph(22, 4),
            Self::Freeze => article(35),
            Self::Dishonesty => article(12),
            Self::Evaluation => article(32),
            Self::Contract => article(40),
            Self::Exit => article(17),
            Self::Capacity => article(14),
        }
    }

    /// Whether an emergency passes it by the recorded override of support's reviewer. There is no room to override, and
    /// what a provider that leaves would issue leaves with it.
    #[must_use]
    pub fn is_overridable(self) -> bool {
        match self {
            Self::Stop | Self::Freeze | Self::Dishonesty | Self::Evaluation | Self::Contract => {
                true
            }
            Self::Exit | Self::Capacity => false,
        }
    }

    /// Who records and lifts it: the room in a pool is support's to know (Art. 6), all else the authority's to order.
    #[must_use]
    pub fn belongs_to(self) -> PartyKind {
        match self {
            Self::Capacity => PartyKind::Support,
            Self::Stop
            | Self::Freeze
            | Self::Dishonesty
            | Self::Evaluation
            | Self::Contract
            | Self::Exit => PartyKind::Authority,
        }
    }

    /// Whether it stops a deed.
    ///
    /// - A freeze binds whoever runs the pool (Art. 35): it stops what changes the platform, also what was ordered
    ///   before, and no paper.
    /// - An exit bars new applications from the notice on: what cannot be issued there must go to another pool (R34).
    /// - Room is taken by the opinion, so that a pool that is short stops that and nothing that has its room (R30).
    /// - Every other ground stops what is new: a provider that is listed as dishonest must not *become* the provider of
    ///   anything more (Art. 12), and remains that of what it was ordered before. An agency issues nothing: no deed is
    ///   its own, and none of a block on it would be.
    #[must_use]
    pub fn stops(self, deed: Deed) -> bool {
        let is_new = match deed {
            Deed::Issue | Deed::Order | Deed::Build => true,
            Deed::Apply | Deed::Approve | Deed::Execute => false,
        };
        match self {
            Self::Stop | Self::Dishonesty | Self::Evaluation | Self::Contract => is_new,
            Self::Exit => is_new || deed == Deed::Apply,
            Self::Freeze => match deed {
                Deed::Issue | Deed::Build | Deed::Execute => true,
                Deed::Apply | Deed::Approve | Deed::Order => false,
            },
            Self::Capacity => match deed {
                Deed::Approve | Deed::Issue => true,
                Deed::Apply | Deed::Order | Deed::Build | Deed::Execute => false,
            },
        }
    }

    /// Whether it can be about such a subject. Of a stop R28 says which of its two it hits.
    #[must_use]
    pub fn is_about(self, subject: &Subject) -> bool {
        match subject {
            Subject::City => self == Self::Freeze,
            Subject::Pool(_) => match self {
                Self::Freeze | Self::Evaluation | Self::Exit | Self::Capacity => true,
                Self::Stop | Self::Dishonesty | Self::Contract => false,
            },
            Subject::Provider(_) => match self {
                Self::Dishonesty | Self::Contract | Self::Exit => true,
                Self::Stop | Self::Freeze | Self::Evaluation | Self::Capacity => false,
            },
            Subject::Unit(_) => match self {
                Self::Stop | Self::Contract => true,
                Self::Freeze
                | Self::Dishonesty
                | Self::Evaluation
                | Self::Exit
                | Self::Capacity => false,
            },
            Subject::System(_) => match self {
                Self::Stop | Self::Freeze => true,
                Self::Dishonesty
                | Self::Evaluation
                | Self::Contract
                | Self::Exit
                | Self::Capacity => false,
            },
        }
    }
}

/// On what a block lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The whole city.
    City,
    /// One resource pool.
    Pool(PoolCode),
    /// One provider, and all its pools.
    Provider(PartyCode),
    /// One unit, and all its systems.
    Unit(PartyCode),
    /// One system.
    System(SystemCode),
}

/// The most blocks on one subject that have not ended.
pub const BLOCKS_LIMIT: usize = 50;

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
    /// Whether filling the form in differently mends it: another pool, the other decision, the reason of an override.
    #[must_use]
    pub fn is_about_input(&self) -> bool {
        !self.deed.waits()
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

/// A part of a duty's time in which a block stopped what it asks for (R51): late all the same, but left out of response
/// time and of claims.
///
/// The other ground of R51, another party's open step, never is beside a duty of the matters there are: a duty opens only
/// once the step that it needs is done. The hold that a unit has recorded is none: no clock stops for it (Art. 19).
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

/// On what a block can lie so that it concerns a matter: a handful of look-ups.
fn subjects(head: &Head, asked: Option<&Asked>) -> Vec<Subject> {
    let of_asked = asked.map(|asked| {
        [
            Subject::Pool(asked.pool.clone()),
            Subject::System(asked.system.clone()),
        ]
    });
    let operator = head.party(Role::Operator).cloned().map(Subject::Provider);
    let unit = head.party(Role::Unit).cloned().map(Subject::Unit);
    let parties = operator.into_iter().chain(unit);
    std::iter::once(Subject::City)
        .chain(of_asked.into_iter().flatten())
        .chain(parties)
        .collect()
}

/// The blocks that stop a deed and had not ended on a day, those that no emergency passes first.
fn stopping(
    world: &dyn World,
    head: &Head,
    asked: Option<&Asked>,
    deed: Deed,
    since: NaiveDate,
) -> Vec<Block> {
    let mut found: Vec<Block> = subjects(head, asked)
        .iter()
        .flat_map(|subject| world.blocks(subject, since))
        .filter(|block| block.ground.stops(deed))
        .collect();
    found.sort_by_key(|block| (block.ground.is_overridable(), block.number));
    found
}

/// What stands against a deed on a matter now: the one check that everybody asks.
#[must_use]
pub fn standing(
    world: &dyn World,
    head: &Head,
    asked: Option<&Asked>,
    deed: Deed,
    at: DateTime<Utc>,
) -> Vec<Blocked> {
    stopping(world, head, asked, deed, Moment::from(at).day())
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
pub fn check(case: &Case, head: &Head, asked: &Asked, deed: Deed) -> Result<(), Refusal> {
    let standing = standing(case.world, head, Some(asked), deed, case.now);
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
    match deed.zip(matter.body.asked()) {
        Some((deed, asked)) => check(case, &matter.head, asked, deed),
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
    asked: &Asked,
    reason: &str,
) -> Result<Option<Override>, Refusal> {
    let blocks = standing(case.world, head, Some(asked), Deed::Issue, case.now);
    let Some(first) = blocks.first() else {
        return Ok(None);
    };
    let reason = text::optional(case, "override_reason", reason, text::PARAGRAPH)?;
    if reason.is_empty() || !first.is_passed_by_override() {
        return Err(refusal(first.clone()));
    }
    Ok(Some(Override { reason, blocks }))
}

/// What a duty asks for, if a block can stop it.
fn deed_of(matter: &Matter, duty: &Duty) -> Option<Deed> {
    duty.kind().verb().and_then(|verb| matter.body.deed(verb))
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
    let asked = matter.body.asked();
    let mut excuses: Vec<Excuse> = stopping(world, head, asked, deed, opened_at.day())
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
    let by = standing(world, &matter.head, matter.body.asked(), deed, now);
    let excused = excuses(world, matter, duty, now.into());
    (!by.is_empty() || !excused.is_empty()).then_some(Hindrance { by, excused })
}
