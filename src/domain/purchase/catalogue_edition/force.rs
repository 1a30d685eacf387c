//! An edition in force (Art. 11): published, on its day the catalogue, until another takes its place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::{
    CANDIDATE_CONSENTS, CatalogueEdition, Extent, Fact, PaperKind, Reason, SLICE, Stage, Verb,
    listings,
};
use crate::domain::kinds::Event;
use crate::domain::law::code::ItemCode;
use crate::domain::law::kind::On;
use crate::domain::law::matter::MatterKind;
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::purchase::catalogue::{Item, Listed};
use crate::domain::purchase::listing::{
    Became, CHANGES_LIMIT, Candidate, Change, Changes, EDITIONS_LIMIT, Listing,
};
use crate::domain::register;
use crate::domain::r#use::point::Point;

/// What comes of an edition: the items as they are from its day on, and what that changes.
struct Outcome {
    items: Vec<Item>,
    ended: Vec<Item>,
    changes: Changes,
}

/// What comes of an edition that is in force from a day on.
fn outcome(case: &Case, on: &On<CatalogueEdition>, from: NaiveDate) -> Outcome {
    let listings = listings(case, on.head().id);
    let offered = case.world.items().into_iter();
    let offered = offered.filter(|item| item.is_offered_on(from));
    let mut before: BTreeMap<ItemCode, Item> =
        offered.map(|item| (item.code.clone(), item)).collect();
    let replaced: BTreeSet<ItemCode> = listings
        .iter()
        .filter_map(|listing| listing.replaces.clone())
        .collect();
    let mut changes = Changes::default();
    let mut lines = Vec::new();
    let mut items = Vec::with_capacity(listings.len());
    for listing in listings {
        let known = before.remove(&listing.item);
        let item = in_force(on, listing, from);
        match &known {
            None => {
                changes.added += 1;
                lines.push(change(&item, Became::Added, None, Some(&item)));
            }
            Some(known) if is_same(known, &item) => changes.same += 1,
            Some(known) => {
                changes.changed += 1;
                lines.push(change(&item, Became::Changed, Some(known), Some(&item)));
            }
        }
        items.push(item);
    }
    let ends = |item: &Item| match on.body.extent {
        Extent::Annual => true,
        Extent::Supplement => replaced.contains(&item.code),
    };
    let ended: Vec<Item> = before.into_values().filter(ends).collect();
    for item in &ended {
        changes.ended = changes.ended.saturating_add(1);
        lines.push(change(item, Became::Ended, Some(item), None));
    }
    lines.sort_by(|one, other| one.item.cmp(&other.item));
    lines.truncate(CHANGES_LIMIT);
    changes.lines = lines;
    let ended = ended.into_iter().map(|item| Item {
        ended_on: Some(from),
        ..item
    });
    Outcome {
        ended: ended.collect(),
        items,
        changes,
    }
}

fn in_force(on: &On<CatalogueEdition>, listing: Listing, from: NaiveDate) -> Item {
    Item {
        basis: listing.cap.basis,
        price_fen: listing.cap.price.at(1),
        code: listing.item,
        family: listing.family,
        name: listing.name,
        specification: listing.specification,
        unit: listing.unit,
        vector: listing.vector,
        listed: Some(Listed {
            edition: listing.edition,
            number: on.body.number.clone(),
            since: from,
            cap: listing.cap,
            control: listing.control,
            planned: listing.planned,
            replaces: listing.replaces,
        }),
        ended_on: None,
    }
}

/// Whether an item is what it was at the price that it had.
fn is_same(one: &Item, other: &Item) -> bool {
    let cap = |item: &Item| item.listed.as_ref().map(|listed| listed.cap.clone());
    let caps = match (cap(one), cap(other)) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => one.yearly_fen() == other.yearly_fen(),
    };
    caps && one.name == other.name
        && one.specification == other.specification
        && one.unit == other.unit
        && one.vector == other.vector
}

fn change(item: &Item, became: Became, before: Option<&Item>, after: Option<&Item>) -> Change {
    Change {
        item: item.code.clone(),
        name: item.name.clone(),
        became,
        before_fen: before.map(Item::yearly_fen),
        after_fen: after.map(Item::yearly_fen),
    }
}

/// Publishes it: from its day on it is the catalogue. That day has not passed, and is one of the year that it is for.
pub(super) fn announce(
    case: &Case,
    on: &On<CatalogueEdition>,
    from: NaiveDate,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Approved])?;
    if from.year() != on.body.year {
        return Err(case.refuse(Reason::OutsideYear(on.body.year)));
    }
    if from < case.today() {
        return Err(case.refuse(AnyReason::Before(from, case.today())));
    }
    let Outcome { changes, .. } = outcome(case, on, from);
    let support = case.sole(PartyKind::Support)?.code;
    let notice = case.paper(PaperKind::CatalogueNotice, &support, "")?;
    let notice = case.copied(notice, &[PartyKind::Finance, PartyKind::Audit]);
    let comparison = case.paper(PaperKind::CatalogueComparison, &support, "")?;
    let published = case.moves(on.matter).to(Stage::Announced);
    published
        .sends(notice)
        .sends(comparison)
        .record(|step| Fact::Announced {
            step,
            from,
            changes,
        })
}

/// On its day: its items are the catalogue's, what ends has ended, and the editions before it are superseded.
pub(super) fn enter(case: &Case, on: &On<CatalogueEdition>) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Announced])?;
    let from = on.body.from.unwrap_or(case.today());
    if case.today() < from {
        return Err(case.refuse(AnyReason::InFuture(from)));
    }
    let outcome = outcome(case, on, from);
    let listed = u32::try_from(outcome.items.len()).unwrap_or(u32::MAX);
    let codes = outcome.ended.iter().map(|item| item.code.clone());
    let ended = codes.take(CHANGES_LIMIT).collect();
    let entered = case.moves(on.matter).to(Stage::InForce);
    let entered = entered.record(|step| Fact::Entered {
        step,
        listed,
        ended,
    })?;
    let superseded = superseded(case, on)?;
    let edition = on.head().id;
    let items: Vec<Item> = outcome.items.into_iter().chain(outcome.ended).collect();
    let items = items.chunks(SLICE).map(|slice| {
        Event::from(register::Fact::ItemsEntered {
            edition,
            items: slice.to_vec(),
        })
    });
    Ok([entered]
        .into_iter()
        .chain(superseded)
        .chain(items)
        .collect())
}

/// The editions whose place a year's edition takes: the one before it with its supplements.
fn superseded(case: &Case, on: &On<CatalogueEdition>) -> Result<Vec<Event>, Refusal> {
    if on.body.extent == Extent::Supplement {
        return Ok(Vec::new());
    }
    let (by, number) = (on.head().id, &on.body.number);
    let editions = case
        .world
        .matters(MatterKind::CatalogueEdition, EDITIONS_LIMIT);
    let before = editions.iter().filter(|matter| {
        let known = CatalogueEdition::of(matter);
        known.is_some_and(|known| known.stage == Stage::InForce && known.head().id != by)
    });
    let before = before.map(|matter| {
        let moved = case.moves(matter).to(Stage::Superseded);
        moved.record(|step| Fact::Superseded {
            step,
            by,
            number: number.clone(),
        })
    });
    before.collect()
}

/// What whoever submits, reviews or publishes must have before them: what the edition changes, and what units bought
/// outside the catalogue so often that it belongs in one.
pub(super) fn points(case: &Case, on: &On<CatalogueEdition>) -> Vec<Point> {
    let shown = [Verb::HandIn, Verb::Review, Verb::Announce];
    if !shown.into_iter().any(|verb| case.verb == verb.into()) {
        return Vec::new();
    }
    let from = NaiveDate::from_ymd_opt(on.body.year, 1, 1);
    let from = from.map_or(case.today(), |from| from.max(case.today()));
    let changes = outcome(case, on, from).changes;
    let candidates = candidates(case, on.body.year);
    let candidates = (!candidates.is_empty()).then_some(Point::Candidates(candidates));
    [Point::Changes(changes)]
        .into_iter()
        .chain(candidates)
        .collect()
}

/// What units asked for outside the catalogue in the year before an edition's, or in its own, and were allowed often enough.
fn candidates(case: &Case, year: i32) -> Vec<Candidate> {
    let years = [year.saturating_sub(1), year];
    let consents = years.into_iter().flat_map(|year| case.world.consents(year));
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (name, count) in consents {
        *sums.entry(name).or_default() += count;
    }
    let often = sums.into_iter();
    let often = often.filter(|(_, consents)| *consents >= CANDIDATE_CONSENTS);
    let mut often: Vec<Candidate> = often
        .map(|(name, consents)| Candidate { name, consents })
        .collect();
    often.sort_by_key(|candidate| std::cmp::Reverse(candidate.consents));
    often
}
