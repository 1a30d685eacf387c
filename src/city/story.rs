//! Which kind of matter has which story. This is the only place of the city that names the kinds: one without a story does
//! not compile.

mod application;
mod cancellation;
mod emergency;
mod resource_change;
mod resource_pool;

use chrono::NaiveDate;

use crate::domain::law::duty::DutyKind;
use crate::domain::law::matter::{Body, Matter, MatterKind};
use crate::domain::r#use::clearing::Certifying;

use super::dice::Dice;
use super::script::Fate;
use super::story_step::{Scene, StoryStep};

/// What leads to resources that run.
const RUNNING: &[&dyn StoryStep] = application::RUNNING;

/// The story of a kind of matter.
pub(super) struct Story {
    /// Of a hundred matters, so many are of this kind.
    pub(super) share: u32,
    /// What becomes of a case that begins with one.
    pub(super) fates: &'static [Fate],
    /// How one begins, when a unit wants something of the catalogue.
    pub(super) begins: &'static dyn StoryStep,
}

/// The story of a kind; none of one that no unit begins.
pub(super) const fn of(kind: MatterKind) -> Option<&'static Story> {
    match kind {
        MatterKind::Application => Some(&application::STORY),
        MatterKind::Emergency => Some(&emergency::STORY),
        MatterKind::ResourceChange => Some(&resource_change::STORY),
        MatterKind::Cancellation => Some(&cancellation::STORY),
        MatterKind::ResourcePool => Some(&resource_pool::STORY),
        // No unit begins one: the offices' contracts stand when the city is founded.
        MatterKind::Procurement | MatterKind::CatalogueEdition => None,
    }
}

/// Of a hundred matters, so many are of that kind.
pub(super) fn share(kind: MatterKind) -> u32 {
    of(kind).map_or(0, |story| story.share)
}

/// A kind by its share.
pub(super) fn draw(dice: &mut Dice) -> MatterKind {
    let [first, ..] = MatterKind::ALL;
    let mut left = dice.below(MatterKind::ALL.into_iter().map(share).sum());
    MatterKind::ALL
        .into_iter()
        .find(|kind| {
            let share = share(*kind);
            let found = left < share;
            left = left.saturating_sub(share);
            found
        })
        .unwrap_or(first)
}

/// What a duty asks for; mostly the friendly way. None if no single deed discharges it.
pub(super) fn discharge(duty: DutyKind, dice: &mut Dice) -> Option<&'static dyn StoryStep> {
    match duty {
        // No office of the city keeps a signatory, and what is owed on a contract or a pool is no unit's.
        DutyKind::Common(_)
        | DutyKind::Procurement(_)
        | DutyKind::CatalogueEdition(_)
        | DutyKind::ResourcePool(_) => None,
        DutyKind::ResourceChange(duty) => resource_change::discharge(duty, dice),
        DutyKind::Cancellation(duty) => cancellation::discharge(duty, dice),
        DutyKind::Application(duty) => application::discharge(duty, dice),
        DutyKind::Emergency(duty) => emergency::discharge(duty, dice),
    }
}

/// What is told of a matter that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// The protection level of its system, where a deed depends on it; else 0.
    pub(super) level: u8,
    /// The day of the delivery or hand-over, once it is there.
    pub(super) delivered_on: Option<NaiveDate>,
}

/// What is told of a matter.
pub(super) fn told(matter: &Matter) -> Told {
    match &matter.body {
        Body::Procurement(_)
        | Body::CatalogueEdition(_)
        | Body::ResourceChange(_)
        | Body::Cancellation(_)
        | Body::ResourcePool(_) => Told {
            level: 0,
            delivered_on: None,
        },
        Body::Application(body) => application::told(body),
        Body::Emergency(body) => emergency::told(body),
    }
}

/// Of two deeds mostly the usual one.
pub(super) fn mostly(
    usual: &'static dyn StoryStep,
    seldom: &'static dyn StoryStep,
    dice: &mut Dice,
) -> &'static dyn StoryStep {
    if dice.percent(90) { usual } else { seldom }
}

/// What whoever cleared certifies.
fn certified(scene: &Scene, dice: &mut Dice) -> Certifying {
    Certifying {
        method: scene.write("METHOD", dice),
        standard: scene.write("STANDARD", dice),
        media: scene.write("MEDIA", dice),
        done_by: scene.write("CLEANER", dice),
        witness: scene.write("WITNESS", dice),
        check: scene.write("SAMPLED", dice),
        from: scene.today,
        until: scene.today,
        no_copy: true,
    }
}
