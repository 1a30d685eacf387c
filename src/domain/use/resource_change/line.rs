//! The lines of a change: which resource becomes what, and what follows from it for its instances.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Reason;
use crate::domain::build::capacity::{Amounts, Dimension, add, need};
use crate::domain::law::code::ItemCode;
use crate::domain::law::field::Paragraph;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::purchase::catalogue::Item;
use crate::domain::r#use::instance::{self, Named};
use crate::domain::r#use::issued::Becoming;
use crate::domain::r#use::resource::{ResourceId, Used};

/// What is to become of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// Which.
    pub resource: ResourceId,
    /// What it was when the change was asked for.
    pub before: Used,
    /// What it is to be.
    pub after: Used,
    /// The ordinals of the instances that leave: as many as it becomes fewer, or all of them where what comes is of another
    /// family.
    pub leaving: Vec<u32>,
    /// What the instances that come are called, once they came and if that was said.
    pub ids: Vec<String>,
}

impl ChangeLine {
    /// Whether it takes more of the pool in any dimension, or instances come.
    #[must_use]
    pub fn grows(&self) -> bool {
        let (before, after) = (self.before.takes(), self.after.takes());
        self.more() > 0 || !need(&after, &before).is_empty()
    }

    /// What it takes more of its pool in each dimension, and less; one dimension never makes up for another.
    fn room(&self) -> (Amounts<Dimension>, Amounts<Dimension>) {
        let (before, after) = (self.before.takes(), self.after.takes());
        match self.stay() {
            // What leaves is there until it is cleared, beside what comes in its place.
            0 => (after, before),
            _ => (need(&after, &before), need(&before, &after)),
        }
    }

    /// How many instances leave.
    #[must_use]
    pub fn fewer(&self) -> u32 {
        u32::try_from(self.leaving.len()).unwrap_or(u32::MAX)
    }

    /// How many stay, and become what the item says that it is to be.
    fn stay(&self) -> u32 {
        self.before.quantity.saturating_sub(self.fewer())
    }

    /// How many come.
    #[must_use]
    pub fn more(&self) -> u32 {
        self.after.quantity.saturating_sub(self.stay())
    }

    /// What becomes of it, once it is done on a day.
    pub(super) fn becoming(&self, done_on: NaiveDate) -> Becoming {
        let more = self.more();
        Becoming {
            resource: self.resource,
            into: Some(self.after.clone()),
            leaving: self.leaving.iter().copied().collect(),
            coming: (more > 0).then(|| (done_on, more, self.ids.clone())),
        }
    }
}

/// What lines take more of their pool. What others give back counts once it is cleared, so it makes up for nothing.
pub(super) fn needs(lines: &[ChangeLine]) -> Amounts<Dimension> {
    sum(lines.iter().map(|line| line.room().0))
}

/// What lines give back.
pub(super) fn gives_back(lines: &[ChangeLine]) -> Amounts<Dimension> {
    sum(lines.iter().map(|line| line.room().1))
}

fn sum(amounts: impl Iterator<Item = Amounts<Dimension>>) -> Amounts<Dimension> {
    let mut sum = Amounts::new();
    amounts.for_each(|one| add(&mut sum, &one, 1));
    sum
}

/// A line, and which of those that were handed in it is, counted from 1.
pub(super) type Numbered = (u32, ChangeLine);

/// Whether nothing of what there is can become what the line is to be: its item is of another family of the catalogue. Within
/// a family an instance is resized, and keeps its data.
fn replaces(case: &Case, line: &ChangeLine) -> bool {
    let family = |code: &ItemCode| {
        let item: Option<Item> = case.world.find(code.as_str());
        item.map(|item| item.family)
    };
    let (before, after) = (&line.before.item, &line.after.item);
    before != after && family(before) != family(after)
}

/// Which instances leave of each line: those that are named, or else the last ones; all of what is replaced (Art. 21(2)).
pub(super) fn leaving(
    case: &Case,
    lines: &mut [Numbered],
    said: &[Paragraph],
) -> Result<(), Refusal> {
    let mut said = Named::read(case, said)?;
    for (number, line) in lines.iter_mut() {
        let fewer = if replaces(case, line) {
            line.before.quantity
        } else {
            line.before.quantity.saturating_sub(line.after.quantity)
        };
        let names = said.of(case, *number, fewer)?;
        let matter = case.matter(line.resource.matter)?;
        let Some(asked) = matter.body.asked() else {
            continue;
        };
        let of_line = line.resource.line;
        let mut leaving = BTreeSet::new();
        for name in &names {
            let found = instance::called(asked, of_line, name);
            let unknown = || case.refuse(Reason::NoSuchInstance(*number, name.clone()));
            if !leaving.insert(found.ok_or_else(unknown)?) {
                return Err(case.refuse(AnyReason::InstanceTwice(name.clone())));
            }
        }
        line.leaving = if names.is_empty() {
            instance::last(asked, of_line, fewer)
        } else {
            leaving.into_iter().collect()
        };
    }
    said.end(case)
}
