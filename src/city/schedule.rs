//! The schedule of the demo city: which cases there are, and which of their acts comes next.
//!
//! A case is a matter, or two that belong together. All about it comes from the seed and its number, so that a case costs
//! a few bytes until it begins, and nothing after its last act: memory does not grow with the ledger.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, SubsecRound, TimeDelta, Utc};

use crate::domain::build::pool::CloudMode;
use crate::domain::law::clock::{civil_date, instant_at};
use crate::domain::law::matter::{MatterId, MatterKind};
use crate::domain::law::world::World;
use crate::domain::r#use::line::LineRequest;
use crate::hub;
use crate::ledger::batch::Batch;
use crate::ledger::error::LedgerError;

use super::cast::Cast;
use super::demo::{Failure, MATTERS_LIMIT, Wish, act};
use super::dice::Dice;
use super::names::LARGE;
use super::script::{Diary, Fate, Planned, plan};
use super::story;
use super::story_step::{Scene, StoryStep, Wants};
use super::writer::Writer;

/// Of a hundred cases, so many are in a purchased pool.
const PURCHASED_PERCENT: u32 = 60;
/// From so many matters on, most end early or are young, so that a matter has about four acts.
const BRIEF: u32 = 20_000;

/// A case before it begins: all else about it comes from the seed and its number.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    at: DateTime<Utc>,
    index: u32,
    kind: MatterKind,
    fate: u8,
    mode: CloudMode,
}

/// A case that has begun and goes on.
struct Case {
    drawn: Drawn,
    plan: Vec<Planned>,
    next: usize,
    unit: usize,
    system: usize,
    pool: usize,
    /// The matter acted on: the second one once there is one.
    matter: Option<MatterId>,
    delivered_on: Option<NaiveDate>,
}

/// The city under way.
pub(super) struct City {
    seed: u64,
    now: DateTime<Utc>,
    writer: Writer,
    cast: Cast,
    diary: Diary,
    /// Every case, by its beginning; taken from `begun` on.
    drawn: Vec<Drawn>,
    begun: usize,
    /// The cases under way, by their next act: what is in memory besides the list above.
    open: BTreeMap<(DateTime<Utc>, u32), Case>,
    today: NaiveDate,
    matters: u32,
    planned: u64,
    acts: u64,
}

impl City {
    /// Draws the whole city; nothing is done yet.
    pub(super) fn new(wish: &Wish) -> Self {
        let now = wish.now.trunc_subsecs(0);
        let mut city = Self {
            seed: wish.seed,
            now,
            writer: Writer::new(wish.lang),
            cast: Cast::new(wish.lang, wish.matters >= LARGE),
            diary: Diary::new(now),
            drawn: Vec::new(),
            begun: 0,
            open: BTreeMap::new(),
            today: civil_date(now),
            matters: 0,
            planned: 0,
            acts: 0,
        };
        city.draw(wish.matters.min(MATTERS_LIMIT));
        city.today = civil_date(city.begins_at());
        city
    }

    /// Draws cases: first every fate in every mode, then by weight, until there are as many matters as wanted.
    fn draw(&mut self, wanted: u32) {
        let mut first = MatterKind::ALL.into_iter().flat_map(|kind| {
            fates(kind).iter().enumerate().flat_map(move |(at, fate)| {
                [CloudMode::Purchased, CloudMode::SelfBuilt]
                    .into_iter()
                    .filter(|mode| fate.suits(*mode))
                    .map(move |mode| (kind, at, mode))
            })
        });
        let mut dice = Dice::new(self.seed, 0);
        let large = wanted >= BRIEF;
        let mut begun: BTreeMap<MatterKind, u32> = BTreeMap::new();
        for index in 1.. {
            let left = wanted.saturating_sub(self.matters);
            if left == 0 {
                break;
            }
            let (kind, fate, mode) = first.next().unwrap_or_else(|| {
                let kind = self.behind(&begun);
                let mode = if dice.percent(PURCHASED_PERCENT) {
                    CloudMode::Purchased
                } else {
                    CloudMode::SelfBuilt
                };
                (kind, Fate::draw(fates(kind), large, &mut dice), mode)
            });
            // Where only one matter is left to make, a fate that makes two gives way to the first fate.
            let fate = if fates(kind)[fate].matters() > left {
                0
            } else {
                fate
            };
            *begun.entry(kind).or_default() += 1;
            let mut drawn = Drawn {
                at: self.now,
                index,
                kind,
                fate: u8::try_from(fate).unwrap_or(0),
                mode,
            };
            let plan = self.plan(&drawn);
            drawn.at = plan.first().map_or(self.now, |first| first.at);
            self.planned += u64::try_from(plan.len()).unwrap_or(0);
            self.matters += fates(kind)[fate].matters();
            self.drawn.push(drawn);
        }
        self.drawn
            .sort_unstable_by_key(|drawn| (drawn.at, drawn.index));
    }

    /// A kind that has fewer cases than its share of the matters, the latest declared before the others; the first if
    /// none has.
    fn behind(&self, begun: &BTreeMap<MatterKind, u32>) -> MatterKind {
        let [first, ..] = MatterKind::ALL;
        let has_fewer = |kind: &MatterKind| {
            let cases = begun.get(kind).copied().unwrap_or(0);
            cases * 100 < self.matters * story::share(*kind)
        };
        MatterKind::ALL
            .into_iter()
            .rfind(has_fewer)
            .unwrap_or(first)
    }

    fn plan(&self, drawn: &Drawn) -> Vec<Planned> {
        let mut dice = Dice::new(self.seed, u64::from(drawn.index) << 8);
        plan(drawn.fate(), drawn.mode, &self.diary, &mut dice)
    }

    /// When the first act is done.
    pub(super) fn begins_at(&self) -> DateTime<Utc> {
        self.drawn.first().map_or(self.now, |drawn| drawn.at)
    }

    /// Matters to be opened in all.
    pub(super) fn matters(&self) -> u32 {
        self.matters
    }

    /// Acts to be done in all.
    pub(super) fn planned(&self) -> u64 {
        self.planned
    }

    /// Acts done so far.
    pub(super) fn acts(&self) -> u64 {
        self.acts
    }

    /// Whether all is done.
    pub(super) fn is_done(&self) -> bool {
        self.begun == self.drawn.len() && self.open.is_empty()
    }

    /// The next act of all; false if there is none.
    pub(super) fn step(&mut self, batch: &mut Batch<'_>) -> Result<bool, Failure> {
        let soonest = self.open.first_key_value().map(|(key, _)| *key);
        if let Some(drawn) = self.drawn.get(self.begun)
            && soonest.is_none_or(|soonest| (drawn.at, drawn.index) < soonest)
        {
            let case = self.begin(*drawn);
            self.open.insert((drawn.at, drawn.index), case);
            self.begun += 1;
        }
        let Some(((at, index), mut case)) = self.open.pop_first() else {
            return Ok(false);
        };
        self.turn_days(batch, civil_date(at))?;
        self.perform(batch, &mut case, at)?;
        self.acts += 1;
        case.next += 1;
        if let Some(next) = case.plan.get(case.next) {
            self.open.insert((next.at, index), case);
        }
        Ok(true)
    }

    /// Turns the days up to one: at each midnight the clockwork wakes matters as in a running hub.
    pub(super) fn turn_days(
        &mut self,
        batch: &mut Batch<'_>,
        until: NaiveDate,
    ) -> Result<(), LedgerError> {
        while self.today < until {
            self.today = self.today.checked_add_days(Days::new(1)).unwrap_or(until);
            hub::wake_all(batch, instant_at(self.today, 0) + TimeDelta::seconds(1))?;
        }
        Ok(())
    }

    fn begin(&self, drawn: Drawn) -> Case {
        let mut dice = drawn.dice(self.seed, 1);
        let mut one_of = |count: usize| {
            let end = u32::try_from(count).unwrap_or(u32::MAX);
            usize::try_from(dice.below(end)).unwrap_or(0)
        };
        let unit = one_of(self.cast.units.len());
        Case {
            plan: self.plan(&drawn),
            next: 0,
            unit,
            system: one_of(self.cast.units[unit].systems.len()),
            pool: one_of(self.cast.pools(drawn.mode).len()),
            matter: None,
            delivered_on: None,
            drawn,
        }
    }

    fn perform(
        &self,
        batch: &mut Batch<'_>,
        case: &mut Case,
        at: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let deed = case.plan[case.next].deed;
        let unit = &self.cast.units[case.unit];
        let pool = &self.cast.pools(case.drawn.mode)[case.pool];
        let step = u64::try_from(case.next).unwrap_or(0);
        let mut dice = case.drawn.dice(self.seed, 3 + step);
        let lines = self.lines(&case.drawn, deed);
        let own = &unit.systems[case.system];
        let today = civil_date(at);
        let looked = case.matter.filter(|_| deed.looks());
        let here = looked.and_then(|id| batch.view().matter(id));
        let scene = Scene {
            writer: &self.writer,
            matter: case.matter,
            here: here.as_deref(),
            system: &own.system.code,
            kind: own.kind,
            level: own.system.protection_level,
            pool: &pool.code,
            lines: &lines,
            contact: &unit.handler.name,
            telephone: &unit.telephone,
            delivered_on: case.delivered_on.unwrap_or(today),
            today,
        };
        let Some(command) = deed.command(&scene, &mut dice) else {
            return Ok(());
        };
        let which = usize::try_from(case.drawn.index).unwrap_or(0);
        let actor = self.cast.doer(deed.doer(), unit, pool, which);
        let matter = act(batch, actor, format!("d{:08}", self.acts), command, at)?;
        case.matter = matter.or(case.matter);
        if deed.delivers() {
            case.delivered_on = Some(today);
        }
        Ok(())
    }

    /// What a case asks for. The lines have dice of their own: a second matter asks for what the first did.
    fn lines(&self, drawn: &Drawn, deed: &dyn StoryStep) -> Vec<LineRequest> {
        let mut dice = drawn.dice(self.seed, 2);
        match deed.wants() {
            Wants::Items => self.writer.lines(&mut dice),
            Wants::Product => self.writer.product(&mut dice),
        }
    }
}

impl Drawn {
    fn fate(&self) -> &'static Fate {
        &fates(self.kind)[usize::from(self.fate)]
    }

    /// Dice for one purpose of this case.
    fn dice(&self, seed: u64, purpose: u64) -> Dice {
        Dice::new(seed, (u64::from(self.index) << 8) + purpose)
    }
}

fn fates(kind: MatterKind) -> &'static [Fate] {
    story::of(kind).map_or(&[], |story| story.fates)
}
