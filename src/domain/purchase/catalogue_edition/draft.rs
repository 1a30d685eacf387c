//! Drafting an edition (Art. 6(2), 11): what it lists, and what that comes to.

use super::{CatalogueEdition, Draft, Extent, Fact, List, Reason, SLICE, Stage, Totals, cap};
use crate::domain::kinds::Event;
use crate::domain::law::code::{ItemCode, is_code};
use crate::domain::law::kind::On;
use crate::domain::law::matter::{Head, MatterKind};
use crate::domain::law::party::PartyKind;
use crate::domain::law::refusal::{Reason as AnyReason, Refusal};
use crate::domain::law::step::Case;
use crate::domain::law::text;
use crate::domain::purchase::catalogue::{Item, Vector};
use crate::domain::purchase::listing::{EDITIONS_LIMIT, LISTINGS_LIMIT, Listing};
use crate::domain::purchase::price::Rate;
use crate::domain::register;
use crate::domain::r#use::line::QUANTITY_LIMIT;

/// The first and the last year that a catalogue can be for.
const YEARS: std::ops::RangeInclusive<u32> = 2_025..=2_099;

/// Begins an edition: of a year there is one, and a supplement adds to the one in force.
pub(super) fn open(case: &Case, act: &Draft) -> Result<Event, Refusal> {
    let title = text::required(case, "title", &act.title, text::LINE)?;
    let basis = text::required(case, "basis", act.basis.as_str(), text::PARAGRAPH)?;
    if !YEARS.contains(&act.year) {
        let (from, until) = (u64::from(*YEARS.start()), u64::from(*YEARS.end()));
        return Err(case.refuse(AnyReason::OutOfRange("year".to_owned(), from, until)));
    }
    let year = i32::try_from(act.year).unwrap_or(i32::MAX);
    let head = Head::begun(case, MatterKind::CatalogueEdition, title, Stage::Drafted)
        .informing(case, PartyKind::Finance);
    let body = CatalogueEdition {
        number: number(case, year, act.extent)?,
        year,
        extent: act.extent,
        basis,
        totals: Totals::default(),
        report: None,
        control: None,
        opinion: None,
        from: None,
        changes: None,
        superseded_by: None,
        given_up: None,
    };
    let opened = case.opened(head, body)?;
    Ok(Fact::Opened(Box::new(opened)).into())
}

/// The number of a new edition: the year, and behind it which supplement of the year it is.
fn number(case: &Case, year: i32, extent: Extent) -> Result<String, Refusal> {
    let editions = case
        .world
        .matters(MatterKind::CatalogueEdition, EDITIONS_LIMIT);
    let of_year = || {
        let editions = editions
            .iter()
            .filter_map(|matter| CatalogueEdition::of(matter));
        editions.filter(|on| on.body.year == year)
    };
    match extent {
        Extent::Annual => {
            let mut annual = of_year().filter(|on| on.body.extent == Extent::Annual);
            match annual.find(|on| on.stage != Stage::GivenUp) {
                Some(there) => Err(case.refuse(Reason::EditionExists(there.head().id))),
                None => Ok(year.to_string()),
            }
        }
        Extent::Supplement => {
            let in_force = |on: &On<CatalogueEdition>| {
                on.body.extent == Extent::Annual && on.stage == Stage::InForce
            };
            if !of_year().any(|on| in_force(&on)) {
                return Err(case.refuse(Reason::NothingToSupplement(year)));
            }
            let before = of_year().filter(|on| on.body.extent == Extent::Supplement);
            Ok(format!("{year}-{}", before.count() + 1))
        }
    }
}

/// Lists an item, or lists it otherwise: its cap is no higher than its control figure, where finance gave one (R32).
pub(super) fn list(case: &Case, on: &On<CatalogueEdition>, act: &List) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Drafted])?;
    let edition = on.head().id;
    if !is_code(act.item.as_str()) {
        return Err(case.refuse(AnyReason::BadCode("item".to_owned())));
    }
    let required = |field: &str, text: &str| text::required(case, field, text, text::LINE);
    let planned = act.planned.unwrap_or(0);
    if planned > QUANTITY_LIMIT {
        let most = u64::from(QUANTITY_LIMIT);
        return Err(case.refuse(AnyReason::OutOfRange("planned".to_owned(), 0, most)));
    }
    let control = act.control.as_deref().map(str::trim);
    let control = control.filter(|control| !control.is_empty());
    let in_force: Option<Item> = case.world.find(act.item.as_str());
    let in_force = in_force.filter(|item| item.is_offered_on(case.today()));
    let listing = Listing {
        edition,
        number: on.body.number.clone(),
        item: act.item.clone(),
        family: required("family", &act.family)?,
        name: required("name", &act.name)?,
        specification: required("specification", &act.specification)?,
        unit: required("unit", &act.unit)?,
        vector: Vector {
            vcpu: act.vcpu,
            memory_gib: act.memory_gib,
            fast_disk_gib: act.fast_disk_gib,
            ordinary_disk_gib: act.ordinary_disk_gib,
            bandwidth_mbps: act.bandwidth_mbps,
            gpu: act.gpu,
            addresses: act.addresses,
        },
        cap: rate(case, "cap", &act.cap)?,
        control: control
            .map(|text| rate(case, "control", text))
            .transpose()?,
        planned,
        replaces: successor(case, on, act)?,
        before_fen: in_force.map(|item| item.yearly_fen()),
        struck: false,
    };
    cap::controlled(case, &listing)?;
    let known: Option<Listing> = case
        .world
        .find(&Listing::key_of(edition, act.item.as_str()));
    let totals = on
        .body
        .totals
        .without(case, known.as_ref())
        .with(case, &listing);
    room(case, totals)?;
    case.moves(on.matter).record(|step| Fact::Listed {
        step,
        listing,
        totals,
    })
}

/// Only while what an edition lists, or ever listed, is no more than is read of one.
fn room(case: &Case, totals: Totals) -> Result<(), Refusal> {
    let most = u32::try_from(LISTINGS_LIMIT).unwrap_or(u32::MAX);
    if totals.items.saturating_add(totals.struck) > most {
        return Err(case.refuse(Reason::EnoughItems(most)));
    }
    Ok(())
}

fn rate(case: &Case, field: &str, text: &str) -> Result<Rate, Refusal> {
    let text = text::required(case, field, text, text::LINE)?;
    let read = Rate::read(&text);
    read.ok_or_else(|| case.refuse(Reason::BadRate(field.to_owned(), text)))
}

/// The item whose place an item takes: one that is in force, and that the edition does not list.
fn successor(
    case: &Case,
    on: &On<CatalogueEdition>,
    act: &List,
) -> Result<Option<ItemCode>, Refusal> {
    let Some(replaces) = act.replaces.as_ref() else {
        return Ok(None);
    };
    let before: Item = case.registered(replaces.as_str())?;
    if before.code == act.item || listed(case, on, &before.code).is_some() {
        return Err(case.refuse(Reason::BadSuccessor(before.code)));
    }
    Ok(Some(before.code))
}

/// How the edition lists an item, if it does.
fn listed(case: &Case, on: &On<CatalogueEdition>, item: &ItemCode) -> Option<Listing> {
    let key = Listing::key_of(on.head().id, item.as_str());
    let known: Option<Listing> = case.world.find(&key);
    known.filter(|listing| !listing.struck)
}

/// Lists all that is in force and that the edition does not list yet, as it is in force: a year's edition is drafted by what
/// changes, not typed anew. An item whose place another takes is left behind, and so is one that was struck out.
pub(super) fn carry(case: &Case, on: &On<CatalogueEdition>) -> Result<Vec<Event>, Refusal> {
    on.at(case, &[Stage::Drafted])?;
    let edition = on.head().id;
    let there = case.world.listings(edition);
    let is_there = |code: &ItemCode| {
        there
            .iter()
            .any(|one| one.item == *code || one.replaces.as_ref() == Some(code))
    };
    let items = case.world.items().into_iter();
    let items = items.filter(|item| item.is_offered_on(case.today()) && !is_there(&item.code));
    let carried: Vec<Listing> = items.map(|item| as_in_force(on, item)).collect();
    if carried.is_empty() {
        return Err(case.refuse(Reason::NothingToCarry));
    }
    let totals = carried
        .iter()
        .fold(on.body.totals, |totals, listing| totals.with(case, listing));
    room(case, totals)?;
    let count = u32::try_from(carried.len()).unwrap_or(u32::MAX);
    let event = case.moves(on.matter).record(|step| Fact::Carried {
        step,
        count,
        totals,
    })?;
    let records = carried.chunks(SLICE).map(|slice| {
        Event::from(register::Fact::ListingsCarried {
            edition,
            listings: slice.to_vec(),
        })
    });
    Ok([event].into_iter().chain(records).collect())
}

fn as_in_force(on: &On<CatalogueEdition>, item: Item) -> Listing {
    let before_fen = Some(item.yearly_fen());
    let flat = Rate::flat(item.basis, item.price_fen);
    let (cap, control, planned) = match item.listed {
        Some(listed) => (listed.cap, listed.control, listed.planned),
        None => (flat, None, 0),
    };
    Listing {
        edition: on.head().id,
        number: on.body.number.clone(),
        item: item.code,
        family: item.family,
        name: item.name,
        specification: item.specification,
        unit: item.unit,
        vector: item.vector,
        cap,
        control,
        planned,
        replaces: None,
        before_fen,
        struck: false,
    }
}

/// Strikes an item out of the draft.
pub(super) fn strike(
    case: &Case,
    on: &On<CatalogueEdition>,
    item: &ItemCode,
) -> Result<Event, Refusal> {
    on.at(case, &[Stage::Drafted])?;
    let known = listed(case, on, item);
    let known = known.ok_or_else(|| case.refuse(Reason::ItemNotListed(item.clone())))?;
    let totals = on.body.totals.without(case, Some(&known));
    let listing = Listing {
        struck: true,
        ..known
    };
    let totals = totals.with(case, &listing);
    case.moves(on.matter).record(|step| Fact::Struck {
        step,
        listing,
        totals,
    })
}

impl Totals {
    /// With an item more.
    pub(super) fn with(self, case: &Case, listing: &Listing) -> Self {
        let of = Self::of(case, listing);
        Self {
            items: self.items.saturating_add(of.items),
            struck: self.struck.saturating_add(of.struck),
            by_total: self.by_total.saturating_add(of.by_total),
            unplanned: self.unplanned.saturating_add(of.unplanned),
            capped_fen: self.capped_fen.saturating_add(of.capped_fen),
        }
    }

    fn without(self, case: &Case, listing: Option<&Listing>) -> Self {
        let Some(listing) = listing else {
            return self;
        };
        let of = Self::of(case, listing);
        Self {
            items: self.items.saturating_sub(of.items),
            struck: self.struck.saturating_sub(of.struck),
            by_total: self.by_total.saturating_sub(of.by_total),
            unplanned: self.unplanned.saturating_sub(of.unplanned),
            capped_fen: self.capped_fen.saturating_sub(of.capped_fen),
        }
    }

    /// What one item adds: one with its own control figure adds nothing to what the total holds (R32).
    fn of(case: &Case, listing: &Listing) -> Self {
        if listing.struck {
            return Self {
                struck: 1,
                ..Self::default()
            };
        }
        let by_total = cap::own_control(case, listing).is_none();
        Self {
            items: 1,
            struck: 0,
            by_total: by_total.into(),
            unplanned: (by_total && listing.planned == 0).into(),
            capped_fen: if by_total {
                listing.cap.yearly_sum(listing.planned, cap::tiering(case))
            } else {
                0
            },
        }
    }
}
